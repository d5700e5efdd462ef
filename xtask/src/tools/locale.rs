//! The language in which a screen reader speaks to the tests: glibc's data of one locale, compiled without root.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use super::cache;
use super::plan::Part;
use crate::command::{command, find, run};

/// The name of a locale, such as `de_DE`; always in UTF-8.
pub struct Locale(pub &'static str);

impl Locale {
    /// Gives the folder that LOCPATH is to name.
    pub fn folder(&self) -> Result<PathBuf> {
        cache::tool(&format!("locale-{}", self.0))
    }

    fn full_name(&self) -> String {
        format!("{}.UTF-8", self.0)
    }
}

impl Part for Locale {
    fn name(&self) -> Result<String> {
        Ok(format!("{}, a locale", self.full_name()))
    }

    fn place(&self) -> Result<String> {
        Ok(self.folder()?.display().to_string())
    }

    fn time(&self) -> String {
        "seconds".to_owned()
    }

    fn is_there(&self) -> Result<bool> {
        Ok(self.folder()?.join(self.full_name()).is_dir())
    }

    fn check(&self) -> Result<()> {
        ensure!(
            find("localedef").is_some(),
            "localedef is missing, a part of glibc"
        );
        Ok(())
    }

    /// Its source is Debian's package `locales`, which is installed before.
    fn install(&self) -> Result<()> {
        cache::fill(&self.folder()?, |half| {
            let mut compile = command(&format!("localedef -i {} -f UTF-8", self.0));
            run(compile.arg(half.join(self.full_name())))
        })
    }
}
