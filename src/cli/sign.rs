//! `amtsstatus sign`: puts a signature before a feed, after it has checked that the feed may be published.

mod arguments;
mod draft;
#[cfg(test)]
mod fixture;
mod published;
mod signer;
mod success;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::builder::ValueHint;

use self::arguments::Arguments;
use self::draft::Draft;
use self::signer::Signer;
use super::file::{self, name, present};
use super::outcome::{FileRole, Signed};
use super::params::{CommandLine, Param};
use super::usage::{self, FILE, LANG, PASSPHRASE};
use super::{Both, CliError, FAULTY, FINE, Io, Verb, key};

pub(super) const VERB: Verb = Verb {
    name: "sign",
    params: &[&FILE, &KEY, &OUT, &PUBLISHED, &PASSPHRASE, &LANG],
    about: Both {
        de: "unterschreibt eine Datei",
        en: "signs a file",
    },
    text: Both {
        de: "\
Unterschreibt eine Datei vor der Veröffentlichung. Die unterschriebene Datei ist eine neue: erst die Unterschrift,
dann Ihre Datei, Byte für Byte. Unterschrieben wird nichts, was \"check\" ablehnt, und nichts ohne ein \"valid_until\", das
noch nicht vorbei ist. Als DATEI liest \"-\" die Standardeingabe.",
        en: "\
Signs a file before it is published. The signed file is a new one: first the signature, then your file, byte for byte.
Nothing is signed that \"check\" refuses, and nothing without a \"valid_until\" that is not over yet. As FILE, \"-\" reads
the standard input.",
    },
    status: Both {
        de: "Ergebnis: 0, 1 wenn die Datei so nicht unterschrieben wird, 2 wenn etwas anderes fehlt. Nur bei 0 wird geschrieben.",
        en: "Status: 0, 1 if the file is not signed as it is, 2 if something else is missing. Only with 0 is anything written.",
    },
    run,
};

const KEY: Param<OsString> = Param::option(
    "--key",
    usage::KEY_NAME,
    Both {
        de: "der geheime Schlüssel, von \"amtsstatus keygen\" oder von ssh-keygen (Ed25519)",
        en: "the private key, made by \"amtsstatus keygen\" or by ssh-keygen (Ed25519)",
    },
    usage::any,
)
.required()
.hint(ValueHint::FilePath);

const OUT: Param<PathBuf> = Param::option(
    "--out",
    usage::FILE_NAME,
    Both {
        de: "wohin die unterschriebene Datei kommt; ohne diese Angabe aus status.json nach status.signed.json",
        en: "where the signed file goes; if not given, from status.json to status.signed.json",
    },
    usage::path,
)
.hint(ValueHint::FilePath);

const PUBLISHED: Param<OsString> = Param::option(
    "--published",
    usage::FILE_NAME,
    Both {
        de: "was jetzt veröffentlicht ist: Ihre Datei muss dieselbe id und eine höhere seq haben. Was schon unter --out steht, wird immer so verglichen",
        en: "what is published now: your file must have the same id and a higher seq. What stands under --out already is always compared in this way",
    },
    usage::any,
)
.hint(ValueHint::FilePath);

fn run(line: &CommandLine, io: &mut Io<'_>) -> Result<u8, CliError> {
    let arguments = Arguments::read(line, VERB.name)?;
    file::has_folder(&arguments.out)?;
    let bytes = io.read(&arguments.input)?;
    if key::is_private(&bytes) {
        return Err(CliError::Swapped(arguments.input_name()));
    }
    let Some(draft) = Draft::publishable(io, arguments.input_name(), bytes)? else {
        return Ok(FAULTY);
    };
    arguments.check_out_is_not_read()?;
    let before = present(&arguments.out)?;
    let warnings = published::compare_with_all(io, &draft, &arguments, before.as_deref())?;
    let signer = Signer::read(io, &arguments.key)?;
    if draft.revokes_itself(io, signer.public)? {
        return Ok(FAULTY);
    }
    let file = signer.sign(io, arguments.passphrase.as_ref(), &draft.bytes)?;
    let unchanged = before.is_some_and(|before| before == file);
    if !unchanged {
        file::replace(&arguments.out, &file)?;
    }
    let signed = Signed {
        file: name(&arguments.out),
        unchanged,
        id: draft.feed.id.0.clone(),
        seq: draft.feed.seq.0,
        until: draft.until,
        fingerprint: key::fingerprint(signer.public),
        key: key::text(signer.public),
        open_key: (!signer.is_locked()).then_some(signer.file),
    };
    success::tell(io, &signed, &draft, &warnings)?;
    Ok(FINE)
}

/// What became of a feed that was to be signed for the editor.
pub(super) enum Sealed {
    /// The signed file.
    Signed(Vec<u8>),
    /// It may not be signed: the report.
    Refused(String),
}

/// Signs a feed that the editor sends. `file` is its name in messages, and `published` is where the feed stands that it
/// follows. The passphrase is asked for at the terminal, which is told before what it is for.
pub(super) fn seal(
    io: &mut Io<'_>,
    file: &str,
    bytes: Vec<u8>,
    key: &Path,
    published: Option<&Path>,
) -> Result<Sealed, CliError> {
    let mut report = Vec::new();
    let refused = |report: Vec<u8>| {
        let report = String::from_utf8_lossy(&report).into_owned();
        Ok(Sealed::Refused(report))
    };
    let draft = Draft::publishable(&mut io.reporting_to(&mut report), file.to_owned(), bytes)?;
    let Some(draft) = draft else {
        return refused(report);
    };
    if let Some(path) = published
        && let Some(before) = present(path)?
    {
        published::compare(io, &draft, path, FileRole::InFolderSigned, &before)?;
    }
    let signer = Signer::read(io, &key.as_os_str().to_owned())?;
    if draft.revokes_itself(&mut io.reporting_to(&mut report), signer.public)? {
        return refused(report);
    }
    let said = io.lang.words().to_sign(&draft.feed.id.0, draft.feed.seq.0);
    io.complain(&format!("{said}\n"))?;
    signer.sign(io, None, &draft.bytes).map(Sealed::Signed)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::fixture::{PASSPHRASE, feed, folder, some_key};
    use super::key;
    use crate::trust;

    #[test]
    fn the_signed_file_is_the_signature_and_then_the_file_byte_for_byte() {
        for content in [
            feed(7),
            feed(7).replace('\n', "\r\n"),
            format!("\u{feff}{}", feed(7)),
        ] {
            let folder = folder("bytes");
            folder.put("status.json", &content);
            let said = folder.signs("@/status.json --key @/presse", &[PASSPHRASE]);
            let signed = fs::read(folder.0.join("status.signed.json")).unwrap();
            let key = key::public_half(&some_key()).unwrap();
            assert_eq!(trust::open(&signed, &[key]), Ok((0, content.as_bytes())));
            let text = key::text(key);
            for part in [
                "status.signed.json",
                "stadt, seq 7",
                "Donnerstag, 7. März 2024, 0 Uhr",
                &key::fingerprint(key),
                &format!("in \"key\" stehen:\n\n  {text}\n"),
                "Die anderen bleiben, wo sie sind.",
                "feed=\"stadt\"",
            ] {
                assert!(said.contains(part), "{said}");
            }
            assert!(!said.contains("ssh-keygen"), "{said}");
            assert!(!said.contains("HINWEISE"), "{said}");
            // A whole element with only this key might be mailed to webmasters, and the page would lose the key in the
            // safe.
            let english = folder.signs("@/status.json --key @/offen --lang en", &[]);
            for said in [said, english] {
                assert!(
                    !said.contains("<amts-status") && !said.contains("keys=\""),
                    "{said}"
                );
            }
        }
    }
}
