//! The bundle's files packed ahead, so that a server has them ready, better than it could pack them itself; and the list of all
//! files, by which the editor finds them.
//!
//! Only the bundle's are: their names change with their content. Beside a feed that somebody exchanges by hand, a packed one
//! would stay behind, and servers would hand out the old one.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::dist;
pub use xtask::package::is_packed;

/// The list of all files of the bundle, this one among them.
pub const LIST: &str = "amts-files.json";

/// From how many bytes on a packed file is worth its place.
const WORTH_PACKING: usize = 500;

/// The kinds of files for which the servers' settings in src/render/site/server/ look for a packed one.
const KINDS: [&str; 5] = ["js", "css", "json", "wasm", "svg"];

/// Packs the files of a finished bundle, and lists all of them.
pub fn finish(bundle: &Path) -> Result<()> {
    let mut names = Vec::new();
    for file in dist::files(bundle)? {
        // Those of an earlier build go: what is listed was made now.
        if is_packed(&file) || file.ends_with(LIST) {
            fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
            continue;
        }
        let name = file.strip_prefix(bundle)?.display().to_string();
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        if bytes.len() >= WORTH_PACKING && KINDS.contains(&extension(&file)) {
            for (ending, packed) in [("br", dist::brotli(&bytes)?), ("gz", dist::gzip(&bytes)?)] {
                let packed_name = format!("{name}.{ending}");
                super::write(&bundle.join(&packed_name), &packed)?;
                names.push(packed_name);
            }
        }
        names.push(name);
    }
    names.push(LIST.to_owned());
    names.sort();
    let list = serde_json::to_string(&names)? + "\n";
    super::write(&bundle.join(LIST), list.as_bytes())
}

fn extension(file: &Path) -> &str {
    file.extension().and_then(OsStr::to_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_is_packed_unpacks_to_the_same_and_little_things_stay_alone() {
        let bundle = std::env::temp_dir().join(format!("amts-packed-{}", std::process::id()));
        fs::create_dir_all(&bundle).unwrap();
        let long = "amtsstatus ".repeat(100).into_bytes();
        for (name, bytes) in [
            ("a.js", &long[..]),
            ("b.js", b"x"),
            ("c.d.ts", &long),
            ("old.js.br", b"old"),
        ] {
            fs::write(bundle.join(name), bytes).unwrap();
        }
        finish(&bundle).unwrap();
        let list = fs::read_to_string(bundle.join(LIST)).unwrap();
        let names: Vec<String> = serde_json::from_str(&list).unwrap();
        let expected = ["a.js", "a.js.br", "a.js.gz", LIST, "b.js", "c.d.ts"];
        assert_eq!(names, expected);
        let there = dist::files(&bundle).unwrap();
        let there: Vec<&OsStr> = there.iter().filter_map(|file| file.file_name()).collect();
        assert_eq!(there, expected);
        let read = |name: &str| fs::read(bundle.join(name)).unwrap();
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &read("a.js.br")[..], &mut unpacked).unwrap();
        assert_eq!(unpacked, long);
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&read("a.js.gz")[..])
            .read_to_end(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, long);
        fs::remove_dir_all(&bundle).unwrap();
    }
}
