//! Where the tools live, so that checkouts share them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Gives the folder of a tool, by its name and version.
pub fn tool(name: &str) -> Result<PathBuf> {
    Ok(cache()?.join("tools").join(name))
}

/// Gives the folder where Cargo builds them.
pub fn build() -> Result<PathBuf> {
    Ok(cache()?.join("build"))
}

/// Has a folder filled beside its place and then renamed: what has the final name is complete.
pub fn fill(folder: &Path, fill: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let half = folder.with_extension("half");
    for old in [folder, &half] {
        if old.exists() {
            fs::remove_dir_all(old).with_context(|| format!("cannot remove {}", old.display()))?;
        }
    }
    fs::create_dir_all(&half).with_context(|| format!("cannot create {}", half.display()))?;
    fill(&half)?;
    fs::rename(&half, folder).with_context(|| format!("cannot create {}", folder.display()))
}

fn cache() -> Result<PathBuf> {
    let folder = |name| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .filter(|folder| folder.is_absolute())
    };
    let cache = folder("XDG_CACHE_HOME").or_else(|| folder("HOME").map(|home| home.join(".cache")));
    Ok(cache
        .context("neither XDG_CACHE_HOME nor HOME names a folder for the tools")?
        .join("amtsstatus"))
}
