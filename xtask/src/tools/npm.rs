//! Packages of npm's registry: data, and programs that are ready-made.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use super::cache;
use super::plan::Part;
use crate::command::{command, find, run, works};

/// Packages that lie in one folder, each by name and version.
pub struct Npm(pub &'static [(&'static str, &'static str)]);

impl Npm {
    /// Gives the folder of the packages.
    pub fn modules(&self) -> Result<PathBuf> {
        Ok(self.folder()?.join("node_modules"))
    }

    fn folder(&self) -> Result<PathBuf> {
        let versions = self.0.iter().map(|(name, version)| {
            let name = name.trim_start_matches('@').replace('/', "-");
            format!("{name}-{version}")
        });
        let versions: Vec<String> = versions.collect();
        cache::tool(&format!("npm-{}", versions.join("-")))
    }

    fn packages(&self) -> Vec<String> {
        let packages = self.0.iter();
        packages
            .map(|(name, version)| format!("{name}@{version}"))
            .collect()
    }

    fn fill(&self, folder: &Path) -> Result<()> {
        // Scripts of packages stay unrun: what is needed of these works without them.
        let mut install =
            command("npm install --no-audit --no-fund --ignore-scripts --loglevel=error --prefix");
        run(install.arg(folder).args(self.packages()))?;
        let mut esbuild = Command::new(folder.join("node_modules/.bin/esbuild"));
        let wanted = self.0.iter().any(|(name, _)| *name == "esbuild");
        ensure!(
            !wanted || works(esbuild.arg("--version")),
            "esbuild does not run: npm brought no program for this system"
        );
        Ok(())
    }
}

impl Part for Npm {
    fn name(&self) -> Result<String> {
        Ok(self.packages().join(" "))
    }

    fn place(&self) -> Result<String> {
        Ok(self.folder()?.display().to_string())
    }

    fn time(&self) -> String {
        "from npm's registry: seconds".to_owned()
    }

    fn is_there(&self) -> Result<bool> {
        Ok(self.folder()?.is_dir())
    }

    fn check(&self) -> Result<()> {
        ensure!(
            find("npm").is_some(),
            "npm is missing: install Node.js 20.19 or later"
        );
        Ok(())
    }

    fn install(&self) -> Result<()> {
        cache::fill(&self.folder()?, |half| self.fill(half))
    }
}
