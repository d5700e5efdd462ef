//! The bundle's files packed ahead, so that a server has them ready, better than it could pack them itself.
//!
//! Only the bundle's are: their names change with their content. Beside a feed that somebody exchanges by hand, a packed one
//! would stay behind, and servers would hand out the old one.

use std::collections::BTreeMap;
use std::io::Write as _;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// From how many bytes on a packed file is worth its place.
const WORTH_PACKING: usize = 500;

/// Adds the packed files to those of a bundle.
pub(super) fn with_packed(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for (name, bytes) in files {
        let endings = [".js", ".css", ".json", ".wasm", ".svg"];
        if bytes.len() >= WORTH_PACKING && endings.iter().any(|ending| name.ends_with(ending)) {
            let packed = [("br", brotli(&bytes)), ("gz", gzip(&bytes))];
            let packed = packed
                .into_iter()
                .filter_map(|(ending, packed)| Some((ending, packed?)));
            all.extend(packed.map(|(ending, packed)| (format!("{name}.{ending}"), packed)));
        }
        all.insert(name, bytes);
    }
    all
}

/// Packs by brotli. Writing into memory does not fail; if it did, the file would just not be there.
fn brotli(bytes: &[u8]) -> Option<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: 11,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    let done = brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params);
    done.ok().map(|_| packed)
}

fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).and_then(|()| packer.finish()).ok()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_is_packed_unpacks_to_the_same_and_little_things_stay_alone() {
        let long = "amtsstatus ".repeat(100).into_bytes();
        let files = [
            ("a.js", long.clone()),
            ("b.js", b"x".to_vec()),
            ("c.d.ts", long.clone()),
        ];
        let files = files.map(|(name, bytes)| (name.to_owned(), bytes));
        let all = with_packed(BTreeMap::from(files));
        let names: Vec<&str> = all.keys().map(String::as_str).collect();
        assert_eq!(names, ["a.js", "a.js.br", "a.js.gz", "b.js", "c.d.ts"]);
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &all["a.js.br"][..], &mut unpacked).unwrap();
        assert_eq!(unpacked, long);
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&all["a.js.gz"][..])
            .read_to_end(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, long);
    }
}
