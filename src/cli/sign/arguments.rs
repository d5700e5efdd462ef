//! What `sign` was asked for: the files that the arguments name.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::{KEY, OUT, PUBLISHED};
use crate::cli::file::{self, name};
use crate::cli::params::CommandLine;
use crate::cli::usage::{FILE, PASSPHRASE};
use crate::cli::{CliError, Needed, UsageError, key};

/// The files that the arguments name. Those that are read may be `-`, the standard input.
pub(super) struct Arguments {
    /// The feed that is to be signed.
    pub(super) input: OsString,
    /// The private key.
    pub(super) key: OsString,
    /// Where the signed file goes.
    pub(super) out: PathBuf,
    /// What is published now.
    pub(super) published: Option<OsString>,
    /// The file of the passphrase.
    pub(super) passphrase: Option<OsString>,
}

impl Arguments {
    /// Reads the arguments. Fails if two files are to be read from the standard input.
    pub(super) fn read(line: &CommandLine, verb: &'static str) -> Result<Self, CliError> {
        let input = line.value(&FILE).ok_or(UsageError::NoFile(verb))?;
        let no_key = UsageError::NoOption(KEY.name(), Needed::PrivateKey);
        let key = line.value(&KEY).ok_or(no_key)?;
        let (published, passphrase) = (line.value(&PUBLISHED), line.value(&PASSPHRASE));
        let read = [
            Some(&input),
            Some(&key),
            published.as_ref(),
            passphrase.as_ref(),
        ];
        let from_stdin = read.into_iter().flatten().filter(|name| *name == "-");
        if from_stdin.count() > 1 {
            return Err(UsageError::InputTwice.into());
        }
        let out = match line.value(&OUT) {
            Some(out) => out,
            None if input == "-" => {
                return Err(UsageError::NoOption(OUT.name(), Needed::SignedFile).into());
            }
            None => Path::new(&input).with_extension("signed.json"),
        };
        Ok(Self {
            input,
            key,
            out,
            published,
            passphrase,
        })
    }

    /// Returns the feed's file as it is named in messages.
    pub(super) fn input_name(&self) -> String {
        name(Path::new(&self.input))
    }

    /// Fails if the output would overwrite a file that is read, by whatever name: the feed, the key or its public half,
    /// the passphrase.
    pub(super) fn check_out_is_not_read(&self) -> Result<(), CliError> {
        let public = key::public_name(Path::new(&self.key));
        let read = [Some(&self.input), Some(&self.key), self.passphrase.as_ref()];
        let mut read = read.into_iter().flatten().chain([&public]);
        let is_out = |read: &OsStr| read != "-" && file::is_same(Path::new(read), &self.out);
        if read.any(|read| is_out(read)) {
            return Err(CliError::Input(name(&self.out)));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::fixture::{feed, folder};
    use crate::cli::UNUSABLE;

    #[cfg(unix)]
    #[test]
    fn output_never_overwrites_an_input_by_any_of_its_names() {
        let folder = folder("same");
        let path = |name: &str| folder.0.join(name);
        std::os::unix::fs::symlink("status.json", path("soft.json")).unwrap();
        fs::hard_link(path("status.json"), path("hard.json")).unwrap();
        // Even if they look like feeds.
        folder.put("presse.pub", &feed(1));
        folder.put("p", &feed(1));
        for out in [
            "status.json",
            "./status.json",
            "soft.json",
            "hard.json",
            "presse",
            "presse.pub",
            "p",
        ] {
            let args = format!("@/status.json --key @/presse --passphrase @/p --out @/{out}");
            let said = format!("\"@/{out}\" würde überschrieben und wird doch gelesen.");
            folder.will_not_sign(&args, &[], UNUSABLE, &said);
        }
    }

    #[test]
    fn what_is_missing_on_the_line_is_named() {
        let folder = folder("line");
        for (args, said) in [
            ("@/status.json", "Es fehlt die Option \"--key\"."),
            ("- --key @/presse", "Es fehlt die Option \"--out\"."),
            (
                "@/presse --key @/status.json",
                "\"@/presse\" ist ein geheimer Schlüssel. Haben Sie die Dateien vertauscht?",
            ),
            (
                "@/status.json --key @/presse --out @/nein/neu.json",
                "Den Ordner \"@/nein\" gibt es nicht. Geschrieben wurde nichts.",
            ),
            (
                "@/fehlt.json --key @/presse",
                "Die Datei \"@/fehlt.json\" gibt es nicht.\n",
            ),
            (
                "@/p/x.json --key @/presse --out @/x",
                "Die Datei \"@/p/x.json\" gibt es nicht.\n",
            ),
            (
                "- --key @/presse --out @/a.json --passphrase -",
                "Die Standardeingabe (\"-\") kann nur einmal gelesen werden.",
            ),
        ] {
            folder.will_not_sign(args, &[], UNUSABLE, said);
        }
    }
}
