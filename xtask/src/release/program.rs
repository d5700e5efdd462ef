//! The program for one system, with bundle and editor inside, tried once before it is packed.

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::command::{command, find, root, run as sh};
use crate::{bundle, dist};

/// A system that the program is built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Any Linux on x86-64: musl's C library is inside, so the system's own does not matter.
    Linux,
    /// Windows 10 and later on x86-64.
    Windows,
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Linux => "linux-x86_64",
            Self::Windows => "windows-x86_64",
        })
    }
}

/// A program that was built and tried.
pub struct Program {
    /// The system it runs on.
    pub target: Target,
    file: PathBuf,
}

impl Program {
    /// Reads it.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        fs::read(&self.file).with_context(|| format!("cannot read {}", self.file.display()))
    }
}

impl Target {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Linux, Self::Windows];

    /// Returns what the compiler calls it.
    pub const fn triple(self) -> &'static str {
        match self {
            Self::Linux => "x86_64-unknown-linux-musl",
            Self::Windows => "x86_64-pc-windows-gnu",
        }
    }

    /// Returns what the program is called.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Linux => "amtsstatus",
            Self::Windows => "amtsstatus.exe",
        }
    }

    /// Returns what has to be here: a C compiler for it, and what runs its programs.
    fn needs(self) -> &'static [&'static str] {
        match self {
            Self::Linux => &["musl-gcc"],
            Self::Windows => &["x86_64-w64-mingw32-gcc", "wine"],
        }
    }

    /// Returns the first tool that has to be here and is not.
    pub fn missing_tool(self) -> Option<&'static str> {
        let mut tools = self.needs().iter().copied();
        tools.find(|tool| find(tool).is_none())
    }

    /// Builds the program and tries it. Fails if it does not do its work, or names a folder of this machine.
    pub fn build(self) -> Result<Program> {
        println!("\n== amtsstatus for {self}");
        let triple = self.triple();
        sh(command(&format!(
            "cargo build --locked --profile program --features bundled --bin amtsstatus --target {triple}"
        ))
        // No path of this machine stands in the program: cargo knows how, but calls it unstable.
        .envs([
            ("RUSTC_BOOTSTRAP", "1"),
            ("CARGO_UNSTABLE_TRIM_PATHS", "true"),
            ("CARGO_PROFILE_PROGRAM_TRIM_PATHS", "all"),
        ]))?;
        let target = std::env::var_os("CARGO_TARGET_DIR");
        let built = target.map_or_else(|| root().join("target"), PathBuf::from);
        let program = Program {
            target: self,
            file: built.join(triple).join("program").join(self.file_name()),
        };
        dist::ensure_names_no_place(&program.bytes()?)?;
        self.check(&program)?;
        Ok(program)
    }

    /// Has the program write a whole site, for which it needs the bundle inside.
    fn check(self, program: &Program) -> Result<()> {
        let folder = root().join("target").join(format!("tried-{self}"));
        bundle::create_empty(&folder)?;
        let copy = folder.join(self.file_name());
        fs::copy(&program.file, &copy)?;
        let mut run = match self {
            Self::Linux => Command::new(&copy),
            Self::Windows => {
                let library = "x86_64-w64-mingw32-gcc -shared xtask/release/prng.c -ladvapi32 -o";
                sh(command(library).arg(folder.join("bcryptprimitives.dll")))?;
                let mut run = Command::new("wine");
                // Wine says much that matters to nobody, and goes on for a while in a folder of its own.
                run.arg(&copy)
                    .env("WINEDEBUG", "-all")
                    .env("WINEPREFIX", root().join("target/wine"));
                run
            }
        };
        run.args([
            "site",
            "../../feeds/moessingen-2024-02.json",
            "--out",
            "site",
        ]);
        sh(run.current_dir(&folder))?;
        ensure!(
            folder.join("site/amts-status").is_dir(),
            "the program for {self} has no bundle inside"
        );
        fs::remove_dir_all(&folder)?;
        Ok(())
    }
}
