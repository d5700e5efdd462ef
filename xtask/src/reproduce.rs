//! Builds the bundle twice in places that have nothing in common, so that everybody with the source can check what a
//! server serves.
//!
//! A path, a date or a random order in a file would make two builds differ. So the second one has another checkout,
//! another target folder, crates and a compiler in other folders, another time zone and another language.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{command, read, root, run as sh};
use crate::dist::{self, Files};
use crate::tools;
use anyhow::{Context, Result, ensure};

/// A place to build in.
struct Place {
    /// Its path below the temporary folder.
    checkout: &'static str,
    target: &'static str,
    crates: &'static str,
    /// The compiler's folder; `None` uses the installed one.
    compiler: Option<&'static str>,
    zone: &'static str,
    language: &'static str,
}

/// The two places. Their paths have different lengths, since a string's length can move everything behind it.
const PLACES: [Place; 2] = [
    Place {
        checkout: "a",
        target: "a/target",
        crates: "c",
        compiler: None,
        zone: "UTC",
        language: "C",
    },
    Place {
        checkout: "another town/checked out by somebody else",
        target: "built elsewhere/and not in the checkout",
        crates: "crates of that other person",
        compiler: Some("compiler of that other person"),
        zone: "Pacific/Kiritimati",
        language: "C.UTF-8",
    },
];

/// Builds the sources of this checkout twice, committed or not, and compares. Fails if a file differs.
pub fn run() -> Result<()> {
    tools::for_build()?;
    let base = std::env::temp_dir().join(format!("amts-reproduce-{}", std::process::id()));
    let [one, other] = PLACES.map(|place| place.build(&base));
    let (one, other) = (one?, other?);
    println!("\nSHA-256 of dist/amts-status/, built twice");
    print!("{}", dist::checksums(&one));
    let differences = differences(&one, &other);
    ensure!(
        differences.is_empty(),
        "not identical: {}\nboth builds are kept in {}",
        differences.join(", "),
        base.display()
    );
    println!("identical: {} files", one.len());
    fs::remove_dir_all(&base).with_context(|| format!("cannot remove {}", base.display()))
}

impl Place {
    fn build(&self, base: &Path) -> Result<Files> {
        let [checkout, crates, target] =
            [self.checkout, self.crates, self.target].map(|folder| base.join(folder));
        copy_sources(&checkout)?;
        link_crates(&crates)?;
        let path = std::env::var_os("PATH").unwrap_or_default();
        let mut path: Vec<PathBuf> = std::env::split_paths(&path).collect();
        if let Some(compiler) = self.compiler {
            let compiler = base.join(compiler);
            link_compiler(&compiler)?;
            path.insert(0, compiler.join("bin"));
        }
        let path =
            std::env::join_paths(path).context("PATH has an entry with a separator in it")?;
        let here = |program: &str| {
            let mut command = Command::new(program);
            command
                .current_dir(&checkout)
                // Cargo, which has started this program, names the libraries of the compiler that it has itself.
                .env_remove("LD_LIBRARY_PATH")
                .env("PATH", &path)
                .env("CARGO_TARGET_DIR", &target)
                .env("CARGO_HOME", &crates)
                .env("TZ", self.zone)
                .env("LC_ALL", self.language);
            command
        };
        let sysroot = read(here("rustc").args(["--print", "sysroot"]))?;
        println!("\n== {}\n   by {}", checkout.display(), sysroot.trim());
        let result = sh(here("cargo").args(["xtask", "dist"]));
        let bundle = checkout.join("dist/amts-status");
        // Above the budget it fails, but the bundle is there.
        if !bundle.is_dir() {
            result?;
        }
        let files = dist::read(&bundle)?;
        // It is half a gigabyte, and the bundle has been read already.
        fs::remove_dir_all(&target)
            .with_context(|| format!("cannot remove {}", target.display()))?;
        Ok(files)
    }
}

/// Copies every file that Git knows or would add.
fn copy_sources(to: &Path) -> Result<()> {
    let mut list = command("git ls-files -z --cached --others --exclude-standard");
    let names = read(&mut list)?;
    for name in names.split_terminator('\0') {
        let (from, to) = (root().join(name), to.join(name));
        // Git knows the file, but it was deleted.
        if !from.is_file() {
            continue;
        }
        let folder = to.parent().context("a file without a folder")?;
        fs::create_dir_all(folder)
            .and_then(|()| fs::copy(&from, &to))
            .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    }
    Ok(())
}

/// Makes a folder of crates under another name with the same contents, so that they need not be fetched again.
fn link_crates(to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot create {}", to.display()))?;
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
        .context("neither CARGO_HOME nor HOME names the folder of crates")?;
    for name in ["registry", "git", "config.toml"] {
        let from = home.join(name);
        if from.exists() {
            symlink(&from, to.join(name))
                .with_context(|| format!("cannot link {}", from.display()))?;
        }
    }
    Ok(())
}

/// Makes the compiler available under another name. It uses hard links: through symbolic ones the compiler finds its
/// own folder again, and takes the standard library's sources from there.
fn link_compiler(to: &Path) -> Result<()> {
    let sysroot = read(&mut command("rustc --print sysroot"))?;
    let sysroot = fs::canonicalize(sysroot.trim()).context("rustc has no sysroot")?;
    for folder in ["bin", "lib"] {
        for file in dist::files(&sysroot.join(folder))? {
            let to = to.join(file.strip_prefix(&sysroot)?);
            let folder = to.parent().context("a file without a folder")?;
            // To another file system nothing can be linked.
            fs::create_dir_all(folder)
                .and_then(|()| {
                    fs::hard_link(&file, &to).or_else(|_| fs::copy(&file, &to).map(drop))
                })
                .with_context(|| format!("cannot link {}", file.display()))?;
        }
    }
    Ok(())
}

/// Returns the names of files that are only in one, or differ.
fn differences(one: &Files, other: &Files) -> Vec<String> {
    let names = one.keys().chain(other.keys());
    let mut differences: Vec<String> = names
        .filter(|name| one.get(*name) != other.get(*name))
        .cloned()
        .collect();
    differences.sort();
    differences.dedup();
    differences
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(files: &[(&str, &str)]) -> Files {
        let files = files.iter();
        files
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
            .collect()
    }

    #[test]
    fn a_file_that_differs_or_is_in_one_only_is_named_once() {
        let one = files(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let other = files(&[("a", "1"), ("b", "2"), ("d", "1")]);
        assert_eq!(differences(&one, &one), [""; 0]);
        assert_eq!(differences(&one, &other), ["b", "c", "d"]);
    }

    #[test]
    fn the_two_places_have_nothing_in_common() {
        let [one, other] = PLACES;
        for (one, other) in [
            (one.checkout, other.checkout),
            (one.target, other.target),
            (one.crates, other.crates),
        ] {
            assert_ne!(one.len(), other.len());
        }
        assert_ne!(one.zone, other.zone);
        assert_ne!(one.language, other.language);
    }
}
