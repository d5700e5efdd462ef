//! The package for npm: the element with its types, its manifest and its stylesheet, as bundlers and TypeScript look for them.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

/// What of the bundle is not for the pages of developers.
const EXCLUDED: [&str; 5] = [
    "amts-page.",
    "amts-worker.",
    "amts-icon.",
    "amts-files.json",
    "amts-frame",
];

/// Writes the package of a bundle into a folder: `integrations/npm/`, the bundle's files and the licence.
pub fn write(bundle: &Path, version: &str, folder: &Path) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let entries = fs::read_dir(bundle);
    for entry in entries.with_context(|| format!("cannot read {}", bundle.display()))? {
        let entry = entry?;
        let name = entry.file_name();
        if entry.path().is_file() && is_for_developers(&name.to_string_lossy()) {
            fs::copy(entry.path(), folder.join(&name))?;
        }
    }
    let own = root.join("integrations/npm");
    fs::copy(own.join("README.md"), folder.join("README.md"))?;
    fs::copy(root.join("LICENSE"), folder.join("LICENSE"))?;
    let manifest = fs::read_to_string(own.join("package.json"))?;
    let manifest = with_version(&manifest, version)?;
    fs::write(folder.join("package.json"), manifest)
        .with_context(|| format!("cannot write into {}", folder.display()))
}

/// Tells whether a file of a bundle is one that was packed ahead, for web servers.
pub fn is_packed(file: &Path) -> bool {
    let extension = file.extension().and_then(OsStr::to_str);
    matches!(extension, Some("br" | "gz"))
}

/// Tells whether a page that is built by a bundler may need a file.
fn is_for_developers(name: &str) -> bool {
    !is_packed(Path::new(name)) && !EXCLUDED.iter().any(|other| name.starts_with(other))
}

/// Puts the version into a manifest, which has none of its own: it stands in Cargo.toml.
fn with_version(manifest: &str, version: &str) -> Result<String> {
    let mut manifest: Value = serde_json::from_str(manifest).context("package.json")?;
    manifest["version"] = version.into();
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_built_page_may_need_is_in_the_package() {
        for name in [
            "amts-status.js",
            "amts-core-0.wasm",
            "amts-status-react.d.ts",
            "custom-elements.json",
            "amts-allowed.json",
        ] {
            assert!(is_for_developers(name), "{name}");
        }
        for name in [
            "amts-status.js.br",
            "amts-page.js",
            "amts-worker.js",
            "amts-files.json",
        ] {
            assert!(!is_for_developers(name), "{name}");
        }
    }

    #[test]
    fn the_version_comes_from_outside() {
        let manifest = with_version(r#"{"name": "a"}"#, "1.2.3").unwrap();
        assert_eq!(
            manifest,
            "{\n  \"name\": \"a\",\n  \"version\": \"1.2.3\"\n}\n"
        );
        assert!(with_version("{", "1.2.3").is_err());
    }
}
