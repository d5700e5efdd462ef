//! The words of the command line: those of reports and one trait more, with one implementation for each language, so a
//! missing translation does not compile.

mod de;
mod editing;
mod en;
mod probing;
mod signing;

pub(super) use editing::Editing;
pub(super) use probing::Probing;
pub(super) use signing::Signing;

use super::outcome::{CliError, Exchanged};
use crate::feed::vocabulary::Level;
use crate::feed::zone::LocalTime;
use crate::report::{De, En, FaultWording, MessageLang};

/// Everything that the command line says in one language.
pub(super) trait Wording: FaultWording + Signing + Editing + Probing {
    /// Says why there is no result. `options` are those that the verb has.
    fn failure(&self, failure: &CliError, options: &[&str]) -> String;
    /// Lists the files that were written into a folder.
    fn written(&self, folder: &str, files: &[&str]) -> String;
    /// Says that the bundle with this script is not in the folder yet, and where to get it.
    fn no_bundle(&self, script: &str, folder: &str) -> String;
    /// Says that keys on a page were exchanged.
    fn exchanged(&self, keys: &Exchanged) -> String;
    /// Says that the page no longer has these links.
    fn unlinked(&self, links: &[String]) -> String;
    /// Says that somebody has switched off the service worker in this file.
    fn worker_is_off(&self, file: &str) -> String;
    /// Says which command shows how citizens read the file, with these options.
    fn see_preview(&self, file: &str, options: &str) -> String;
    /// Says of which moment a preview is, and what its brackets mean. `own`: the publisher has written brackets too.
    fn preview(&self, at: LocalTime, own: bool) -> String;
    /// Returns the name of the shape that a level has.
    fn shape(&self, level: Level) -> &'static str;
}

impl MessageLang {
    /// Returns the words of the language.
    pub(super) fn words(self) -> &'static dyn Wording {
        match self {
            Self::De => &De,
            Self::En => &En,
        }
    }
}

/// Returns a file's name as it is typed in a command.
fn typed(file: &str) -> String {
    match file.contains(' ') {
        true => format!("\"{file}\""),
        false => file.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::super::outcome::{FileRole, Kept};
    use super::super::outcome::{Needed, Product, UsageError, Wanted};
    use super::*;
    use crate::feed::decode::MAX_COUNT;

    fn both() -> [&'static dyn Wording; 2] {
        [MessageLang::De.words(), MessageLang::En.words()]
    }

    #[test]
    fn what_cannot_be_read_or_written_is_named_with_the_reason() {
        let failure = |kind: io::ErrorKind| CliError::Unreadable("x.json".into(), kind.into());
        for kind in [
            io::ErrorKind::NotFound,
            io::ErrorKind::PermissionDenied,
            io::ErrorKind::IsADirectory,
            io::ErrorKind::Other,
        ] {
            let [german, english] = both().map(|words| words.failure(&failure(kind), &[]));
            assert!(german.contains("x.json") && english.contains("x.json"));
            assert_ne!(german, english);
        }
        let failure = |kind: io::ErrorKind| CliError::Unwritable("x".into(), kind.into());
        for kind in [
            io::ErrorKind::NotADirectory,
            io::ErrorKind::PermissionDenied,
            io::ErrorKind::StorageFull,
            io::ErrorKind::ReadOnlyFilesystem,
            io::ErrorKind::NotFound,
        ] {
            let [german, english] = both().map(|words| words.failure(&failure(kind), &[]));
            assert!(german.contains("\"x\"") && english.contains("\"x\""));
            assert_ne!(german, english);
            // The system's own words are not German.
            assert!(!german.contains("("), "{german}");
        }
        for failure in [
            CliError::NoFolder("x".into()),
            CliError::NoBundle("x".into()),
            CliError::KeyInFolder("x".into()),
            CliError::Link("x".into()),
            CliError::DraftInFolder("x".into()),
            CliError::Large("x".into(), 3000),
            CliError::Swapped("x".into()),
        ] {
            let [german, english] = both().map(|words| words.failure(&failure, &[]));
            assert!(german.ends_with("Geschrieben wurde nichts."), "{german}");
            assert!(english.ends_with("Nothing was written."), "{english}");
        }
    }

    #[test]
    fn a_file_that_stays_as_it_is_is_named_with_the_reason() {
        for kept in [
            || Kept::Foreign,
            || Kept::Unreadable,
            || Kept::Other("x".into(), "y".into()),
            || Kept::Newer(2, 1),
            || Kept::Newer(2, 2),
            || Kept::Newer(MAX_COUNT, 1),
            || Kept::Signed,
            || Kept::Broken,
            || Kept::Pinned,
        ] {
            use FileRole::{InFolder, InFolderSigned, Out, Published};
            for role in [InFolder, InFolderSigned, Out, Published] {
                let failure = CliError::Kept("x.json".into(), role, kept());
                let [german, english] = both().map(|words| words.failure(&failure, &[]));
                assert!(german.contains("\"x.json\"") && english.contains("\"x.json\""));
                assert!(german.ends_with("Geschrieben wurde nichts."), "{german}");
                assert!(english.ends_with("Nothing was written."), "{english}");
                let folders = matches!(role, InFolder | InFolderSigned);
                assert!(folders || !german.contains("Ordner"), "{german}");
                assert!(folders || !english.contains("folder"), "{english}");
            }
        }
    }

    #[test]
    fn misuse_is_said_in_both_languages() {
        for usage in [
            UsageError::NotText("x".into()),
            UsageError::Other("x".into()),
            UsageError::BadValue("x".into(), Wanted::MessageLang),
            UsageError::BadValue("x".into(), Wanted::PageLang),
            UsageError::BadValue("x".into(), Wanted::Moment),
            UsageError::BadValue("x".into(), Wanted::View),
            UsageError::BadValue("x".into(), Wanted::Src),
            UsageError::BadValue("x".into(), Wanted::Link),
            UsageError::BadValue("x".into(), Wanted::Port),
            UsageError::BadValue("x".into(), Wanted::Address),
            UsageError::BadValue("x".into(), Wanted::Shell),
            UsageError::NoAddress,
            UsageError::NoShell,
            UsageError::NoFile("sign"),
            UsageError::Unquoted,
            UsageError::NoName,
            UsageError::NoOption("--key", Needed::PrivateKey),
            UsageError::NoOption("--out", Needed::SignedFile),
            UsageError::InputTwice,
            UsageError::PublicName("x.pub".into()),
            UsageError::NotWith(Product::Poster, "--x"),
        ] {
            let failure = CliError::Usage(usage);
            let [german, english] = both().map(|words| words.failure(&failure, &["--x"]));
            assert_ne!(german, english);
        }
    }
}
