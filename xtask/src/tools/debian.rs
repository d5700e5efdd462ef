//! Packages of Debian: installed, or only unpacked.

use std::env::split_paths;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use super::cache;
use super::plan::Part;
use crate::command::{command, find, read, run, works};

/// Packages, each with a program or file that proves its presence on any system.
pub struct Debian(pub &'static [(&'static str, &'static str)]);

impl Debian {
    fn missing(&self) -> Vec<&'static str> {
        let missing = self.0.iter().filter(|(_, proof)| !present(proof));
        missing.map(|(package, _)| *package).collect()
    }
}

impl Part for Debian {
    fn name(&self) -> Result<String> {
        let missing = self.missing();
        Ok(if missing.is_empty() {
            "browsers, their drivers, Xvfb, pdftotext, ssh-keygen, curl, fonts, Orca".to_owned()
        } else {
            format!("{}, in Debian's versions", missing.join(" "))
        })
    }

    fn place(&self) -> Result<String> {
        Ok("this system, by apt-get as root".to_owned())
    }

    fn time(&self) -> String {
        "about 2 minutes".to_owned()
    }

    fn is_there(&self) -> Result<bool> {
        Ok(self.missing().is_empty())
    }

    fn check(&self) -> Result<()> {
        apt_get()?;
        if administrator()?.is_none() {
            bail!("as root: apt-get install {}", self.missing().join(" "));
        }
        Ok(())
    }

    fn install(&self) -> Result<()> {
        let apt = administrator()?.context("this needs root")?;
        run(&mut command(&format!("{apt} update")))?;
        let missing = self.missing().join(" ");
        run(&mut command(&format!(
            "{apt} install -y --no-install-recommends {missing}"
        )))
    }
}

/// A package that is unpacked and never installed, such as a server, which would start by itself.
pub struct Unpacked {
    /// As Debian has it; its program on PATH is as good.
    pub package: &'static str,
    /// Libraries that it needs and few systems have.
    pub with: &'static [&'static str],
    /// The program's path in it.
    pub program: &'static str,
    /// What it answers if it runs.
    pub question: &'static str,
}

impl Unpacked {
    /// Gives the folder of the program.
    pub fn folder(&self) -> Result<PathBuf> {
        let program = self.root()?.join(self.program);
        Ok(program
            .parent()
            .map_or_else(PathBuf::new, Path::to_path_buf))
    }

    /// Gives the folder in which the package lies.
    pub fn root(&self) -> Result<PathBuf> {
        cache::tool(&format!("{}-debian", self.package))
    }

    fn fill(&self, folder: &Path) -> Result<()> {
        // Without a user of its own for the download, which could not write here.
        let mut download = command("apt-get -qq -o APT::Sandbox::User=root download");
        let packages = [self.package].into_iter().chain(self.with.iter().copied());
        run(download.args(packages).current_dir(folder))?;
        let files: Vec<_> = fs::read_dir(folder)?.flatten().collect();
        for file in files {
            run(command("dpkg-deb --extract").arg(file.path()).arg(folder))?;
            fs::remove_file(file.path())?;
        }
        let program = folder.join(self.program);
        let mut question = Command::new(&program);
        question
            .arg(self.question)
            .env("LD_LIBRARY_PATH", libraries(folder));
        ensure!(
            works(&mut question),
            "{} does not run: the package is another, or libraries of it are missing",
            program.display()
        );
        Ok(())
    }
}

impl Part for Unpacked {
    fn name(&self) -> Result<String> {
        Ok(format!("{}, in Debian's version", self.package))
    }

    fn place(&self) -> Result<String> {
        Ok(format!("{}, unpacked only", self.root()?.display()))
    }

    fn time(&self) -> String {
        "seconds".to_owned()
    }

    fn is_there(&self) -> Result<bool> {
        Ok((self.with.is_empty() && present(self.package))
            || self.root()?.join(self.program).is_file())
    }

    fn check(&self) -> Result<()> {
        apt_get()
    }

    fn install(&self) -> Result<()> {
        if let Some(apt) = administrator()? {
            run(&mut command(&format!("{apt} update")))?;
        }
        cache::fill(&self.root()?, |half| self.fill(half))
    }
}

/// Returns where a package of Debian's has its libraries.
fn libraries(folder: &Path) -> PathBuf {
    let system = format!("{}-linux-gnu", std::env::consts::ARCH);
    folder.join("usr/lib").join(system)
}

/// Servers are kept where only an administrator's PATH leads.
pub const SYSTEM: &str = "/usr/sbin";

fn present(proof: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders = split_paths(&path).chain([SYSTEM.into()]);
    // An absolute path replaces the folder that it is joined to.
    folders.any(|folder| folder.join(proof).is_file())
}

fn apt_get() -> Result<()> {
    ensure!(
        find("apt-get").is_some(),
        "apt-get is not here to bring it; the name is Debian's"
    );
    Ok(())
}

/// Gives the beginning of a command that may change the system, if this user can give one.
fn administrator() -> Result<Option<String>> {
    let root = read(&mut command("id -u"))?.trim() == "0";
    let apt = "env DEBIAN_FRONTEND=noninteractive apt-get -qq";
    Ok(match root {
        true => Some(apt.to_owned()),
        false => find("sudo").map(|_| format!("sudo {apt}")),
    })
}
