//! Trunk's post-build hook: what Trunk built becomes the one script that a town's page names, and its hash-named core.
//!
//! ```text
//! amts-status/<version>/amts-status.js         the element, wasm-bindgen's glue and the stylesheets
//! amts-status/<version>/amts-core-<hash>.wasm  everything else, checked against the hash in the script
//! amts-status/<version>/amts-words-<lang>-<hash>.json  the widget's words in another language, checked likewise
//! amts-status/<version>/amts-snapshot-<hash>.js  what reads a snapshot that an element names, checked likewise
//! amts-status/<version>/amts-allowed.json       what may stand in a snapshot, for the filters of hosts
//! amts-status/<version>/amts-status.css        the stylesheet of pasted snapshots
//! amts-status/<version>/amts-page.css, .js      the frame of the emergency page, and the script that saves it
//! amts-status/<version>/amts-icon.svg           its icon
//! amts-status/<version>/amts-framed.css, .js    the same of the page for frames, and amts-frame.js for hosts that show it
//! amts-status/<version>/*.d.ts, custom-elements.json  declarations for programs that are built with the element
//! amts-status/<version>/amts-worker.js          the service worker's part, with the names and the hash of all of these
//! amts-status/<version>/editor/                the editor: `cargo xtask dist` builds and adds it after this (bundle/editor.rs)
//! amts-status/<version>/*.br, *.gz              the larger ones packed ahead, for servers
//! amts-status/<version>/amts-files.json         the names of all of these, for the editor
//! status.json, status.signed.json              the demo's feed, issued now; and signed
//! index.html                                   the demo's page, with snapshots of that feed
//! ```

mod editor;
mod files;
mod glue;
pub mod packed;
mod types;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use amtsstatus::attributes;
use amtsstatus::feed::time::Moment;
use amtsstatus::i18n::Lang;
use anyhow::{Context, Result};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::command::{command, root, run as sh};
use crate::issue::issue;
use crate::snapshot_sheet::snapshot_sheet;
use crate::{demo, tools};
use xtask::sign::{DEMO, sign};

pub use editor::{FOLDER as EDITOR, editor};

/// The version of all members of the workspace.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Trunk names its output after the binary.
const GLUE: &str = "widget.js";
const CORE: &str = "widget_bg.wasm";
const SNIPPETS: &str = "snippets";

/// Makes the bundle in the folder that Trunk is about to publish.
pub fn run() -> Result<()> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context(
            "TRUNK_STAGING_DIR is not set: this is Trunk's hook, `cargo xtask dist` calls Trunk",
        )?;
    let bundle = staging.join("amts-status").join(VERSION);
    create(&bundle)?;

    let (glue, core) = take_core(&staging, &bundle)?;
    let sheet = root().join("target/bundle/widget.css");
    minify_sheet("styles/widget.css", &sheet)?;
    let beside = root().join("target/bundle/snapshot.css");
    minify_sheet("styles/snapshot.css", &beside)?;
    write(
        &bundle.join("amts-status.css"),
        snapshot_sheet(&read(&sheet)?, &read(&beside)?)?.as_bytes(),
    )?;
    let languages = write_languages(&bundle)?;
    let reader = write_reader(&bundle)?;
    let script = Script {
        glue,
        sheet,
        core,
        languages,
        reader,
    };
    script.bundle(&bundle.join("amts-status.js"))?;
    minify_sheet("styles/page.css", &bundle.join("amts-page.css"))?;
    minify_script("embed/amts-page.js", &bundle.join("amts-page.js"))?;
    let icon = "amts-icon.svg";
    write(
        &bundle.join(icon),
        read(&root().join("embed").join(icon))?.as_bytes(),
    )?;
    bundle_worker(&bundle)?;
    // After the worker, which keeps what the emergency page loads: it loads none of these.
    bundle_frame(&bundle)?;
    for (name, text) in types::files() {
        write(&bundle.join(name), text.as_bytes())?;
    }
    packed::finish(&bundle)?;

    let template = root().join("xtask/demo/musterstadt.json");
    let now = now();
    let feed = issue(&read(&template)?, now).with_context(|| template.display().to_string())?;
    let page = staging.join("index.html");
    let sheet = read(&bundle.join("amts-status.css"))?;
    let pasted = demo::paste(
        &without_trunk(&read(&page)?),
        &sheet,
        feed.as_bytes(),
        Moment(now),
    )?;
    write(&page, pasted.as_bytes())?;
    write(&staging.join("status.json"), feed.as_bytes())?;
    let signed = sign(DEMO, "amts-status", feed.as_bytes());
    write(&staging.join("status.signed.json"), &signed)
}

/// Returns the value for an `integrity` attribute.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

/// Returns what `style-src` has to name where a page has the stylesheet of snapshots in itself.
pub fn style_hash(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

/// Removes Trunk's own `<link>`, which says what to build. With `inject_scripts = false` Trunk leaves it in the page.
fn without_trunk(page: &str) -> String {
    match page.split_once("<link data-trunk") {
        Some((before, after)) => {
            let after = after.split_once('>').map_or("", |(_, after)| after);
            format!("{}{after}", before.trim_end())
        }
        None => page.to_owned(),
    }
}

struct Core {
    file: String,
    integrity: String,
}

/// Moves the glue to a folder for esbuild, and the core into the bundle under a name with its hash, so that a cache may
/// keep it for ever. Returns the glue's path and the core.
fn take_core(staging: &Path, bundle: &Path) -> Result<(PathBuf, Core)> {
    let work = root().join("target/bundle");
    create_empty(&work)?;
    if staging.join(SNIPPETS).exists() {
        rename(&staging.join(SNIPPETS), &work.join(SNIPPETS))?;
    }
    let (from, glue, built) = (staging.join(GLUE), work.join(GLUE), staging.join(CORE));
    write(&glue, glue::adapt(&read(&from)?)?.as_bytes())?;
    fs::remove_file(&from).with_context(|| format!("cannot remove {}", from.display()))?;
    let bytes = fs::read(&built).with_context(|| format!("cannot read {}", built.display()))?;
    let hash = short_hash(&Sha256::digest(&bytes))?;
    let file = format!("amts-core-{hash}.wasm");
    rename(&built, &bundle.join(&file))?;
    let integrity = integrity(&bytes);
    Ok((glue, Core { file, integrity }))
}

/// Writes a file of words for each language, under a name with its hash.
fn write_languages(bundle: &Path) -> Result<Vec<(&'static str, files::Checked)>> {
    let mut written = Vec::new();
    for lang in Lang::ALL {
        let tag = lang.tag();
        let file = write_hashed(bundle, &format!("amts-words-{tag}"), "json", &lang.file()?)?;
        written.push((tag, file));
    }
    Ok(written)
}

/// Writes what reads a snapshot that an element names, and the list of what may stand in one, which others may use.
fn write_reader(bundle: &Path) -> Result<files::Checked> {
    let list = "amts-allowed.json";
    write(
        &bundle.join(list),
        read(&root().join("embed/allowed.json"))?.as_bytes(),
    )?;
    let reader = root().join("target/bundle/snapshot.js");
    minify_script("embed/snapshot.js", &reader)?;
    write_hashed(bundle, "amts-snapshot", "js", &read(&reader)?)
}

/// Writes a file under a name with its hash.
fn write_hashed(bundle: &Path, name: &str, extension: &str, text: &str) -> Result<files::Checked> {
    let hash = BASE64_STANDARD.encode(Sha256::digest(text));
    let letters = hash.chars().filter(char::is_ascii_alphanumeric);
    let letters: String = letters.take(12).collect();
    let file = format!("{name}-{letters}.{extension}");
    write(&bundle.join(&file), text.as_bytes())?;
    Ok(files::Checked { file, hash })
}

/// Returns the names of the attributes that script and core read, as JSON.
fn observed_attributes() -> Result<String> {
    let observed = attributes::TABLE.iter();
    let observed = observed.filter(|attribute| attribute.observed);
    let names: Vec<&str> = observed.map(|attribute| attribute.name).collect();
    Ok(serde_json::to_string(&names)?)
}

/// Returns the German words of the element for the time before the core is loaded, as JSON.
fn german() -> Result<String> {
    Ok(serde_json::to_string(&Lang::De.language().element)?)
}

fn minify_sheet(from: &str, to: &Path) -> Result<()> {
    sh(esbuild(from, to)?.args(["--loader:.svg=dataurl", "--loader:.woff2=dataurl"]))
}

fn minify_script(from: &str, to: &Path) -> Result<()> {
    sh(esbuild(from, to)?.args(["--format=esm", "--target=es2022"]))
}

/// Writes what the page for frames loads, and the script for hosts that show it.
fn bundle_frame(bundle: &Path) -> Result<()> {
    minify_sheet("styles/framed.css", &bundle.join("amts-framed.css"))?;
    let script = |name: &str| {
        let mut script = esbuild(&format!("embed/{name}"), &bundle.join(name))?;
        script.args(["--format=iife", "--target=es2022"]);
        anyhow::Ok(script)
    };
    let tags = serde_json::to_string(&Lang::ALL.map(Lang::tag))?;
    sh(script("amts-framed.js")?.arg(format!("--define:LANGUAGES={tags}")))?;
    sh(&mut script("amts-frame.js")?)
}

/// Bundles the service worker. It comes last, since it names every other file. Its bytes change with any of them: by
/// that a browser notices that there is something new to keep.
fn bundle_worker(bundle: &Path) -> Result<()> {
    let mut names = Vec::new();
    for entry in
        fs::read_dir(bundle).with_context(|| format!("cannot read {}", bundle.display()))?
    {
        let name = entry?.file_name();
        names.push(name.to_str().context("a name that is no text")?.to_owned());
    }
    names.sort();
    let (mut all, mut files) = (Sha256::new(), Vec::new());
    for name in &names {
        let file = bundle.join(name);
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        all.update(&bytes);
        files.push(format!("[\"{name}\",\"{}\"]", integrity(&bytes)));
    }
    let files = files.join(",");
    sh(
        esbuild("embed/amts-worker.js", &bundle.join("amts-worker.js"))?
            .args(["--format=iife", "--target=es2022"])
            .arg(format!("--define:VERSION=\"{VERSION}\""))
            .arg(format!(
                "--define:HASH=\"{}\"",
                short_hash(&all.finalize())?
            ))
            .arg(format!("--define:FILES=[{files}]")),
    )
}

/// Returns the first eight bytes of a hash in hexadecimal, which are enough to tell builds apart.
fn short_hash(digest: &[u8]) -> Result<String> {
    let mut hash = String::new();
    for byte in digest.iter().take(8) {
        write!(hash, "{byte:02x}")?;
    }
    Ok(hash)
}

/// The parts of the one script, besides `embed/` and the stylesheet for paper.
struct Script {
    glue: PathBuf,
    sheet: PathBuf,
    core: Core,
    languages: Vec<(&'static str, files::Checked)>,
    reader: files::Checked,
}

impl Script {
    fn bundle(&self, to: &Path) -> Result<()> {
        let files = root().join("target/bundle/files.js");
        write(
            &files,
            files::module(&self.core, &self.languages, &self.reader).as_bytes(),
        )?;
        let paper = root().join("target/bundle/paper.css");
        minify_sheet("styles/paper.css", &paper)?;
        sh(esbuild("embed/amts-status.js", to)?
            .args(["--format=esm", "--target=es2022", "--loader:.css=text"])
            .arg(format!("--alias:amts-core={}", self.glue.display()))
            .arg(format!(
                "--alias:amts-gate={}",
                root().join("embed/gate.js").display()
            ))
            .arg(format!("--alias:amts-files={}", files.display()))
            .arg(format!("--alias:amts-style={}", self.sheet.display()))
            .arg(format!("--alias:amts-paper={}", paper.display()))
            .arg(format!("--define:VERSION=\"{VERSION}\""))
            .arg(format!("--define:ATTRIBUTES={}", observed_attributes()?))
            .arg(format!("--define:PROPERTIES={}", types::properties()))
            .arg(format!("--define:GERMAN={}", german()?)))
    }
}

fn esbuild(from: &str, to: &Path) -> Result<Command> {
    let mut esbuild = command(&tools::esbuild()?.display().to_string());
    esbuild
        .arg(from)
        .args([
            "--bundle",
            "--minify",
            "--charset=utf8",
            "--legal-comments=none",
            "--log-level=warning",
        ])
        .arg(format!("--outfile={}", to.display()));
    Ok(esbuild)
}

fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs().cast_signed())
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(file, bytes).with_context(|| format!("cannot write {}", file.display()))
}

fn create(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))
}

/// Makes a folder with nothing in it, whatever was there.
pub fn create_empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    create(folder)
}

fn rename(from: &Path, to: &Path) -> Result<()> {
    // Staging and target/ may lie on two file systems, across which nothing can be renamed.
    fs::rename(from, to)
        .or_else(|_| fs::copy(from, to).and_then(|_| fs::remove_file(from)))
        .with_context(|| format!("cannot move {} to {}", from.display(), to.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_keeps_no_link_of_trunks() {
        let page =
            "<title>a</title>\n  <link data-trunk rel=\"rust\" data-trunk-id=\"0\">\n</head>";
        assert_eq!(without_trunk(page), "<title>a</title>\n</head>");
        assert_eq!(without_trunk("<p>a</p>"), "<p>a</p>");
    }

    #[test]
    fn integrity_is_what_browsers_compute() {
        // printf '' | openssl dgst -sha384 -binary | base64
        let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), empty);
    }
}
