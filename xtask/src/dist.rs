//! Builds dist/ with Trunk and its hook, then weighs it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};

use crate::bundle::packed;
use crate::command::{command, root, run as sh};
use crate::{bundle, small_std, tools};

/// The most bytes that loader, glue, stylesheets and core may have on the wire, brotli 11. It should be 150,000:
/// docs/decisions.md tells what stands in the way.
const BUDGET: usize = 195_000;
/// The aim, in the same bytes.
const GOAL: usize = 135_000;

/// The most bytes that the editor may have on the wire, brotli 11, and the aim.
const EDITOR_BUDGET: usize = 600_000;
const EDITOR_GOAL: usize = 350_000;

/// The most bytes that the script for pages with a frame may have, as it is.
const FRAME_BUDGET: usize = 1_000;

/// A file that towns' pages load, in bytes: as it is, gzip 9, brotli 11.
pub struct Size {
    /// Its path below dist/amts-status/.
    pub file: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// The standard library for the core.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Std {
    /// One that is built with the core, for size.
    Small,
    /// The one that came with the compiler, for comparison.
    Plain,
}

impl Std {
    /// Parses the arguments behind `dist`.
    pub fn parse(args: &[&str]) -> Result<Self> {
        match args {
            [] => Ok(Self::Small),
            ["--plain-std"] => Ok(Self::Plain),
            _ => bail!("dist {}: takes --plain-std or nothing", args.join(" ")),
        }
    }
}

/// Installs missing tools, builds and weighs.
pub fn run(std: Std) -> Result<()> {
    tools::for_build()?;
    match std {
        Std::Small => {
            build()?;
            weigh()
        }
        // It names places of this machine in its panics, so this build is for looking at and not for publishing.
        Std::Plain => {
            build_with(std)?;
            let sizes = sizes()?;
            print!("{}", table(&sizes));
            println!(
                "script and core: {} bytes with the plain standard library",
                total(&sizes)
            );
            Ok(())
        }
    }
}

/// Builds dist/.
pub fn build() -> Result<()> {
    build_with(Std::Small)
}

fn build_with(std: Std) -> Result<()> {
    trunk("trunk build", std)?;
    trunk("trunk build --config src/editor/Trunk.toml", std)?;
    let base = folder().join("amts-status");
    bundle::editor(&root().join("target/editor"), &base.join(version(&base)?))
}

/// Runs Trunk, with our tools first on PATH.
fn trunk(line: &str, std: Std) -> Result<()> {
    let mut trunk = command(line);
    trunk.env("PATH", tools::path()?);
    if std == Std::Small {
        trunk.envs(small_std::settings());
    }
    // The hook is this same program. If cargo started it, it would inherit the settings above.
    let xtask = std::env::current_exe().context("cannot tell the path of this program")?;
    trunk.env("AMTS_XTASK", xtask);
    // The errors say enough without a backtrace.
    trunk.env("RUST_LIB_BACKTRACE", "0");
    // Trunk takes NO_COLOR for a flag of its own and stumbles over the usual value 1.
    if std::env::var_os("NO_COLOR").is_some() {
        trunk.env_remove("NO_COLOR").env("TRUNK_COLOR", "never");
    }
    sh(&mut trunk)
}

/// Prints the sizes and the checksums. Fails above the budget, if the script does not check the core, or if a file
/// names a folder of this machine.
pub fn weigh() -> Result<()> {
    let sizes = sizes()?;
    print!("{}", table(&sizes));
    let base = folder().join("amts-status");
    let bytes = |part: &str| {
        let mut files = sizes.iter().map(|size| &size.file);
        let file = files.find(|file| file.contains(part));
        let file = base.join(file.with_context(|| format!("dist/ has no {part}"))?);
        fs::read(&file).with_context(|| format!("cannot read {}", file.display()))
    };
    let (script, core) = (bytes("/amts-status.js")?, bytes("/amts-core-")?);
    let integrity = bundle::integrity(&core);
    println!(
        "integrity of amts-status.js: {}",
        bundle::integrity(&script)
    );
    println!("integrity of the core:       {integrity}");
    println!(
        "style-src of amts-status.css: '{}'",
        bundle::style_hash(&bytes("/amts-status.css")?)
    );
    ensure!(
        contains(&script, &integrity),
        "amts-status.js does not check the core by its integrity"
    );
    for Size { file, .. } in &sizes {
        ensure_names_no_place(&bytes(file)?).with_context(|| file.clone())?;
    }
    let frame = sizes
        .iter()
        .find(|size| size.file.ends_with("/amts-frame.js"));
    let frame = frame.context("dist/ has no amts-frame.js")?.raw;
    ensure!(
        frame <= FRAME_BUDGET,
        "amts-frame.js has {frame} bytes, more than {FRAME_BUDGET}"
    );
    let total = total(&sizes);
    println!("script and core: {total} of {BUDGET} bytes, goal {GOAL}");
    let editor = editor_total(&sizes);
    println!("editor: {editor} of {EDITOR_BUDGET} bytes, goal {EDITOR_GOAL}");
    ensure!(
        editor <= EDITOR_BUDGET,
        "the editor is {editor} bytes, {} above its budget",
        editor - EDITOR_BUDGET
    );
    ensure!(
        total <= BUDGET,
        "script and core are {total} bytes, {} above the budget",
        total - BUDGET
    );
    Ok(())
}

/// Returns the folder of the built site.
pub fn folder() -> PathBuf {
    root().join("dist")
}

/// Returns the one version of the bundle below `base`.
pub fn version(base: &Path) -> Result<String> {
    let mut versions =
        fs::read_dir(base).with_context(|| format!("cannot read {}", base.display()))?;
    let version = versions.next().context("a bundle without a version")??;
    ensure!(
        versions.next().is_none(),
        "{} has two versions",
        base.display()
    );
    Ok(version.file_name().display().to_string())
}

/// Returns the sizes of all files that towns' pages load, without those that are packed ahead: each is packed here.
pub fn sizes() -> Result<Vec<Size>> {
    let base = folder().join("amts-status");
    let mut sizes = Vec::new();
    for file in files(&base)? {
        if packed::is_packed(&file) || file.ends_with(packed::LIST) {
            continue;
        }
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let file = file.strip_prefix(&base)?.display().to_string();
        sizes.push(Size {
            file,
            raw: bytes.len(),
            gzip: gzip(&bytes)?.len(),
            brotli: brotli(&bytes)?.len(),
        });
    }
    Ok(sizes)
}

/// Returns the bytes that every visitor downloads: the script, which contains the stylesheet, and the core.
fn total(sizes: &[Size]) -> usize {
    let visitors = sizes
        .iter()
        .filter(|size| size.file.ends_with("amts-status.js") || size.file.contains("/amts-core-"));
    visitors.map(|size| size.brotli).sum()
}

/// Returns the bytes that whoever opens the editor downloads.
fn editor_total(sizes: &[Size]) -> usize {
    let folder = format!("/{}/", bundle::EDITOR);
    let files = sizes.iter().filter(|size| size.file.contains(&folder));
    files.map(|size| size.brotli).sum()
}

/// Returns folders of this machine that a compiler may write into its output. The output would then differ elsewhere.
fn places() -> Vec<String> {
    let homes = ["HOME", "CARGO_HOME", "RUSTUP_HOME"].map(std::env::var);
    // The slash makes it a whole name: a short one might occur in other words.
    let homes = homes.into_iter().flatten();
    let homes = homes.map(|home| format!("{}/", home.trim_end_matches('/')));
    let target = std::env::var("CARGO_TARGET_DIR").ok();
    let built = target.into_iter().chain([root().display().to_string()]);
    // The sources of crates and of the standard library too, wherever they are.
    let sources = ["/registry/src/", "/rustlib/src/"].map(str::to_owned);
    let places = homes.chain(built).chain(sources);
    places.filter(|place| place.len() > 1).collect()
}

/// Fails if a file names a folder of this machine.
pub fn ensure_names_no_place(bytes: &[u8]) -> Result<()> {
    match places().iter().find(|place| contains(bytes, place)) {
        Some(place) => bail!("it names a place of this machine: {place}"),
        None => Ok(()),
    }
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

fn table(sizes: &[Size]) -> String {
    let width = sizes
        .iter()
        .map(|size| size.file.len())
        .max()
        .unwrap_or_default();
    let head = format!(
        "{:width$} {:>9} {:>9} {:>9}\n",
        "dist/amts-status/", "raw", "gzip", "brotli"
    );
    let row = |Size {
                   file,
                   raw,
                   gzip,
                   brotli,
               }: &Size| format!("{file:width$} {raw:9} {gzip:9} {brotli:9}\n");
    head + &sizes.iter().map(row).collect::<String>()
}

/// Returns every file below a folder, sorted.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(self::files(&path)?)
        } else {
            files.push(path)
        }
    }
    files.sort();
    Ok(files)
}

/// Files by their paths below a folder.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Reads every file below a folder.
pub fn read(folder: &Path) -> Result<Files> {
    let mut read = Files::new();
    for file in files(folder)? {
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        read.insert(file.strip_prefix(folder)?.display().to_string(), bytes);
    }
    Ok(read)
}

/// Finds the script that reads snapshots among the files of a bundle: its name has a hash.
pub fn reader<'f>(mut files: impl Iterator<Item = &'f String>) -> Result<&'f str> {
    let reader = files.find(|file| file.contains("/amts-snapshot-") && file.ends_with(".js"));
    reader
        .map(String::as_str)
        .context("the bundle reads no snapshot")
}

/// Writes the SHA-256 of files in the form of `sha256sum`, so that it can check them.
pub fn checksums(files: &Files) -> String {
    let mut sums = String::new();
    for (name, bytes) in files {
        for byte in Sha256::digest(bytes) {
            let _ = write!(sums, "{byte:02x}");
        }
        let _ = writeln!(sums, "  {name}");
    }
    sums
}

/// Packs bytes by gzip, for browsers and servers that know nothing better.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// Packs bytes with the highest brotli level, as a host does once.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)?;
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(file: &str, brotli: usize) -> Size {
        Size {
            file: file.to_owned(),
            raw: 9,
            gzip: 5,
            brotli,
        }
    }

    #[test]
    fn checksums_are_those_of_sha256sum() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  1/a.js\n";
        let files = Files::from([("1/a.js".to_owned(), Vec::new())]);
        assert_eq!(checksums(&files), empty);
    }

    #[test]
    fn total_counts_the_script_and_the_core_only() {
        let sizes = [
            size("1/amts-core-0.wasm", 100),
            size("1/amts-words-tr-0.txt", 80),
            size("1/amts-status.css", 10),
            size("1/amts-status.js", 1),
            size("1/amts-page.js", 20),
            size("1/amts-worker.js", 40),
        ];
        assert_eq!(total(&sizes), 101);
    }

    #[test]
    fn dist_knows_one_flag() {
        assert_eq!(Std::parse(&[]).unwrap(), Std::Small);
        assert_eq!(Std::parse(&["--plain-std"]).unwrap(), Std::Plain);
        for args in [&["--plain"][..], &["--plain-std", "--plain-std"]] {
            assert!(Std::parse(args).is_err());
        }
    }

    #[test]
    fn the_table_lines_up() {
        let lines = "dist/amts-status/       raw      gzip    brotli\n1/amts-status.js         9         5         1\n";
        assert_eq!(table(&[size("1/amts-status.js", 1)]), lines);
    }

    #[test]
    fn folder_of_this_machine_in_a_file_is_found() {
        let root = root().display().to_string();
        let told = format!("\0called `unwrap` on `None`{root}/src/lib.rs\0");
        let found = |text: &str| ensure_names_no_place(text.as_bytes()).is_err();
        assert!(found(&told));
        assert!(found(
            "x/registry/src/index.crates.io-1949cf8c6b5b557f/yew-0.23.0/src/lib.rs"
        ));
        assert!(!found("src/lib.rs https://x.example/ </p>"));
    }

    #[test]
    fn repetition_packs_well() {
        let bytes = [b'a'; 10_000];
        assert!(brotli(&bytes).unwrap().len() < gzip(&bytes).unwrap().len());
        assert!(gzip(&bytes).unwrap().len() < 100);
    }
}
