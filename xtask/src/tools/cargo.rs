//! Programs that Cargo compiles from source.

use std::path::PathBuf;

use anyhow::Result;

use super::cache;
use super::plan::Part;
use crate::command::{command, run};

/// A crate with a program in it.
pub struct Crate {
    /// As the registry has it.
    pub name: &'static str,
    /// Exactly this one.
    pub version: &'static str,
    /// What the program is called.
    pub bin: &'static str,
    /// What `cargo install` is told besides.
    pub args: &'static str,
    /// How long that takes on two cores.
    pub minutes: u8,
}

impl Crate {
    /// Gives the folder of the program.
    pub fn folder(&self) -> Result<PathBuf> {
        Ok(self.root()?.join("bin"))
    }

    /// Gives the program.
    pub fn program(&self) -> Result<PathBuf> {
        Ok(self.folder()?.join(self.bin))
    }

    fn root(&self) -> Result<PathBuf> {
        let name = self.name.trim_end_matches("-cli");
        cache::tool(&format!("{name}-{}", self.version))
    }
}

impl Part for Crate {
    fn name(&self) -> Result<String> {
        Ok(format!("{} {}", self.name, self.version))
    }

    fn place(&self) -> Result<String> {
        Ok(self.root()?.display().to_string())
    }

    fn time(&self) -> String {
        match self.minutes {
            1 => "compiled: about a minute".to_owned(),
            minutes => format!("compiled: about {minutes} minutes"),
        }
    }

    fn is_there(&self) -> Result<bool> {
        Ok(self.program()?.is_file())
    }

    fn check(&self) -> Result<()> {
        Ok(())
    }

    fn install(&self) -> Result<()> {
        let Self {
            name,
            version,
            args,
            ..
        } = self;
        let mut install = command(&format!(
            "cargo install {name} --version ={version} --quiet {args} --root"
        ));
        // Fast to build rather than fast to run: half the time on two cores, and nobody waits for these programs.
        install
            .arg(self.root()?)
            .env("CARGO_TARGET_DIR", cache::build()?)
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        run(&mut install)
    }
}
