//! The editor's folder in the bundle: a page, its script with wasm-bindgen's glue, its core, its stylesheet and its worker.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest as _, Sha256};

use super::{create_empty, esbuild, minify_sheet, read, rename, short_hash, without_trunk, write};
use crate::command::{root, run as sh};

/// The folder's name in the bundle.
pub const FOLDER: &str = "editor";

/// Its stylesheets, as its page names them.
const SHEETS: [&str; 3] = ["editor", "editor-forms", "editor-guide"];

const CORE: &str = "amts-editor.wasm";

/// Makes the editor's folder in the bundle of what Trunk has built in `built`.
pub fn editor(built: &Path, bundle: &Path) -> Result<()> {
    let folder = bundle.join(FOLDER);
    create_empty(&folder)?;
    rename(&built.join("editor_bg.wasm"), &folder.join(CORE))?;
    let page = without_trunk(&read(&built.join("index.html"))?);
    write(&folder.join("index.html"), page.as_bytes())?;
    for sheet in SHEETS {
        let name = format!("amts-{sheet}.css");
        minify_sheet(&format!("styles/{sheet}.css"), &folder.join(name))?;
    }
    let sheet = root().join("target/bundle/widget.css");
    sh(
        esbuild("embed/editor-start.js", &folder.join("amts-editor.js"))?
            .args(["--format=esm", "--target=es2022", "--loader:.css=text"])
            // wasm-bindgen names one module for each list of its functions; all are the same.
            .arg("--log-override:duplicate-object-key=silent")
            .arg(format!(
                "--alias:amts-editor={}",
                built.join("editor.js").display()
            ))
            .arg(format!("--alias:amts-style={}", sheet.display())),
    )?;
    worker(bundle, &folder)
}

/// Writes the worker, which names every file that the editor needs without a network: its own, and those of the bundle, which it
/// packs for publication.
fn worker(bundle: &Path, folder: &Path) -> Result<()> {
    let (mut all, mut names) = (Sha256::new(), vec!["./".to_owned()]);
    for (place, prefix) in [(folder, ""), (bundle, "../")] {
        let mut files: Vec<_> = fs::read_dir(place)
            .with_context(|| format!("cannot read {}", place.display()))?
            .filter_map(|entry| Some(entry.ok()?.path()).filter(|path| path.is_file()))
            .collect();
        files.sort();
        for file in files {
            let bytes =
                fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            all.update(&bytes);
            let name = file.file_name().and_then(|name| name.to_str());
            names.push(format!(
                "{prefix}{}",
                name.context("a name that is no text")?
            ));
        }
    }
    sh(esbuild(
        "embed/editor-worker.js",
        &folder.join("amts-editor-worker.js"),
    )?
    .args(["--format=iife", "--target=es2022"])
    .arg(format!(
        "--define:HASH=\"{}\"",
        short_hash(&all.finalize())?
    ))
    .arg(format!("--define:FILES={}", serde_json::to_string(&names)?)))
}
