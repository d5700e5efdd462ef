//! Parts of the Rust toolchain, and the crates of this repository.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use super::plan::Part;
use crate::command::{command, find, read, run, works};
use crate::small_std;

/// The target of the core.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// A part that rustup adds to the toolchain in use.
pub enum Rust {
    /// A target: the core's, or that of a program which is handed out.
    Target(&'static str),
    /// The source of the standard library, which is built for size.
    Source,
    /// A program of cargo's: its component, and what it is called by.
    Program(&'static str, &'static str),
}

impl Rust {
    fn component(&self) -> &'static str {
        match self {
            Self::Target(name) => name,
            Self::Source => "rust-src",
            Self::Program(component, _) => component,
        }
    }
}

impl Part for Rust {
    fn name(&self) -> Result<String> {
        let compiler = read(&mut command("rustc --version"))?;
        let version = compiler.split_whitespace().nth(1).unwrap_or_default();
        Ok(format!("{} of Rust {version}", self.component()))
    }

    fn place(&self) -> Result<String> {
        sysroot()
    }

    fn time(&self) -> String {
        "by rustup: seconds".to_owned()
    }

    fn is_there(&self) -> Result<bool> {
        let library = || Ok(Path::new(&sysroot()?).join("lib/rustlib"));
        match self {
            Self::Target(name) => library().map(|library| library.join(name).join("lib").is_dir()),
            Self::Source => library().map(|library| library.join("src/rust/library").is_dir()),
            Self::Program(_, name) => Ok(works(&mut command(&format!("cargo {name} --version")))),
        }
    }

    fn check(&self) -> Result<()> {
        ensure!(
            find("rustup").is_some(),
            "rustup is not installed: see https://rustup.rs, or use your system's package"
        );
        Ok(())
    }

    fn install(&self) -> Result<()> {
        let kind = match self {
            Self::Target(_) => "target",
            Self::Source | Self::Program(..) => "component",
        };
        run(&mut command(&format!(
            "rustup {kind} add {}",
            self.component()
        )))
    }
}

fn sysroot() -> Result<String> {
    let sysroot = read(&mut command("rustc --print sysroot"))?;
    Ok(sysroot.trim().to_owned())
}

/// The crates of Cargo.lock and of the standard library, so that Trunk can build offline.
pub struct Crates;

impl Crates {
    fn fetch(
        &self,
        more: &str,
        mut does: impl FnMut(&mut Command) -> Result<bool>,
    ) -> Result<bool> {
        let host = read(&mut command("rustc --print host-tuple"))?;
        let fetch = format!("cargo fetch --quiet {more} --target {TARGET}");
        let own = does(&mut command(&format!("{fetch} --target {}", host.trim())))?;
        Ok(own && does(command(&fetch).envs(small_std::settings()))?)
    }
}

impl Part for Crates {
    fn name(&self) -> Result<String> {
        Ok("crates of Cargo.lock and of the standard library".to_owned())
    }

    fn place(&self) -> Result<String> {
        Ok("Cargo's own folder".to_owned())
    }

    fn time(&self) -> String {
        "downloaded: about a minute".to_owned()
    }

    fn is_there(&self) -> Result<bool> {
        self.fetch("--offline", |fetch| Ok(works(fetch)))
    }

    fn check(&self) -> Result<()> {
        Ok(())
    }

    fn install(&self) -> Result<()> {
        self.fetch("", |fetch| run(fetch).map(|()| true)).map(drop)
    }
}
