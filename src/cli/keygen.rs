//! `amtsstatus keygen`: a new key to sign with, locked by a passphrase, in the form that OpenSSH has for it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use ssh_key::{Algorithm, LineEnding, PrivateKey};

use super::outcome::Made;
use super::params::{CommandLine, Param};
use super::usage::{self, FILE, LANG, PASSPHRASE};
use super::{Both, CliError, FINE, Io, UsageError, Verb, file, key, passphrase};
use crate::trust::Key;

pub(super) const VERB: Verb = Verb {
    name: "keygen",
    params: &[&FILE, &LANG, &PASSPHRASE, &COMMENT],
    about: Both {
        de: "macht einen Schlüssel zum Unterschreiben",
        en: "makes a key to sign with",
    },
    text: Both {
        de: "\
Macht einen neuen Schlüssel zum Unterschreiben. DATEI enthält danach den geheimen Schlüssel, DATEI.pub den
öffentlichen. Beide kann auch ssh-keygen lesen. Was schon da ist, wird nicht überschrieben. Nach der Passphrase, die
den geheimen Schlüssel schützt, wird zweimal gefragt; sie hat mindestens 12 Zeichen.",
        en: "\
Makes a new key to sign with. FILE has the private key then, FILE.pub the public one. ssh-keygen can read both. What is
there already is not written over. You are asked twice for the passphrase that protects the private key; it has at
least 12 characters.",
    },
    status: Both {
        de: "Ergebnis: 0, oder 2 wenn kein Schlüssel geschrieben wurde.",
        en: "Status: 0, or 2 if no key was written.",
    },
    run,
};

const COMMENT: Param<String> = Param::option(
    "--comment",
    Both {
        de: "TEXT",
        en: "TEXT",
    },
    Both {
        de: "steht hinter dem öffentlichen Schlüssel; ohne diese Angabe der Name der Datei",
        en: "stands behind the public key; if not given, the file's name",
    },
    usage::text,
);

fn run(line: &CommandLine, io: &mut Io<'_>) -> Result<u8, CliError> {
    let private = PathBuf::from(line.value(&FILE).ok_or(UsageError::NoName)?);
    let secret = line.value(&PASSPHRASE);
    let made = make(io, &private, line.value(&COMMENT), secret.as_ref())?;
    let said = io.lang.words().made(&made);
    io.say(&said)?;
    Ok(FINE)
}

/// Writes a new key into `private` and its public half beside it. Without a comment, the file's name is the comment;
/// without a file of the passphrase, the passphrase is asked for at the terminal.
pub(super) fn make(
    io: &mut Io<'_>,
    private: &Path,
    comment: Option<String>,
    secret: Option<&OsString>,
) -> Result<Made, CliError> {
    if private
        .extension()
        .is_some_and(|extension| extension == "pub")
    {
        return Err(UsageError::PublicName(file::name(private)).into());
    }
    let public = PathBuf::from(key::public_name(private));
    // This is checked before anybody is asked to invent a passphrase.
    file::has_folder(private)?;
    for path in [private, &public] {
        if file::is_taken(path) {
            return Err(CliError::Taken(file::name(path)));
        }
    }
    let comment = comment.unwrap_or_else(|| {
        let name = private.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    });
    let passphrase = passphrase::new(io, secret)?;
    let (locked, line, key) =
        generate(io, &passphrase, &one_line(&comment)).ok_or(CliError::Unproved)?;
    file::create(private, locked.as_bytes(), true)?;
    if let Err(failure) = file::create(&public, line.as_bytes(), false) {
        let _ = std::fs::remove_file(private);
        return Err(failure);
    }
    Ok(Made {
        private: file::name(private),
        public: file::name(&public),
        fingerprint: key::fingerprint(key),
        text: key::text(key),
    })
}

/// Makes a new key. Returns the text of its two files (private and public) and the public key, or `None` if the
/// cryptography fails, for which there is no known reason.
fn generate(io: &mut Io<'_>, passphrase: &str, comment: &str) -> Option<(String, String, Key)> {
    let mut random = &mut *io.random;
    let mut key = PrivateKey::random(&mut random, Algorithm::Ed25519).ok()?;
    key.set_comment(comment);
    let line = key.public_key().to_openssh().ok()?;
    let public = key::public_half(&key)?;
    let locked = key.encrypt(&mut random, passphrase).ok()?;
    let locked = locked.to_openssh(LineEnding::LF).ok()?;
    Some((locked.to_string(), format!("{line}\n"), public))
}

/// Joins the words of a comment with single spaces, since in a key file it ends with its line.
fn one_line(comment: &str) -> String {
    let words: Vec<&str> = comment
        .split(|char: char| char.is_control() || char == ' ')
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Folder, run_typing, run_with};
    use super::super::{FINE, UNUSABLE};
    use super::*;

    const PASSPHRASE: &str = "Wo ist der Tresor";

    fn names(folder: &Folder) -> Vec<String> {
        let all = folder.all().into_iter();
        all.map(|(name, _)| name.into_string().unwrap()).collect()
    }

    #[test]
    fn a_key_is_written_with_its_public_half_and_opens_with_its_passphrase() {
        let folder = Folder::new("keygen");
        folder.put("p", PASSPHRASE);
        let path = format!("{}/presse", folder.path());
        let file = format!("{}/p", folder.path());
        let asked = run_typing(&["keygen", &path], "", &[PASSPHRASE, PASSPHRASE]);
        assert_eq!((asked.1.as_str(), asked.2), ("", FINE));
        assert_eq!(names(&folder), ["p", "presse", "presse.pub"]);
        let locked = key::private(folder.get("presse").as_bytes()).unwrap();
        assert!(locked.is_encrypted());
        let opened = key::unlock(&locked, PASSPHRASE).unwrap();
        assert_eq!(opened.comment(), "presse");
        let public = folder.get("presse.pub");
        assert_eq!(
            key::public(&public),
            Ok(vec![key::public_half(&opened).unwrap()])
        );
        assert!(public.ends_with(" presse\n") && public.lines().count() == 1);
        let text = public.strip_suffix(" presse\n").unwrap();
        assert!(
            asked.0.contains(&format!("\n\n  {text}\n\n")),
            "{}",
            asked.0
        );
        // The words must also be right when the second key has just been made.
        for part in [
            "Brauchen Sie noch den zweiten Schlüssel?",
            "in \"key\" beide",
        ] {
            assert!(asked.0.contains(part), "{}", asked.0);
        }

        // From a file and from the standard input it is the same.
        for (source, input) in [(file.as_str(), ""), ("-", PASSPHRASE)] {
            for name in ["presse", "presse.pub"] {
                std::fs::remove_file(folder.0.join(name)).unwrap();
            }
            let args = ["keygen", &path, "--passphrase", source];
            assert_eq!(run_with(&args, input).2, FINE);
            assert_eq!(folder.get("presse.pub"), public);
        }
    }

    #[test]
    fn a_comment_stays_on_its_line() {
        let folder = Folder::new("comment");
        folder.put("p", PASSPHRASE);
        let path = format!("{}/presse", folder.path());
        let comment = "Presse\nssh-ed25519 AAAA";
        let args = ["keygen", &path, "--passphrase", "-", "--comment", comment];
        assert_eq!(run_with(&args, PASSPHRASE).2, FINE);
        let public = folder.get("presse.pub");
        assert!(public.ends_with(" Presse ssh-ed25519 AAAA\n"), "{public}");
        assert_eq!(public.lines().count(), 1);
    }

    #[track_caller]
    fn refuses(folder: &Folder, typed: &[&str], said: &str) {
        let before = folder.all();
        let path = format!("{}/presse", folder.path());
        let (out, err, status) = run_typing(&["keygen", &path], "", typed);
        let said = said.replace("{}", folder.path());
        assert_eq!((out.as_str(), err.as_str()), ("", said.as_str()));
        assert_eq!(status, UNUSABLE);
        assert_eq!(folder.all(), before);
    }

    #[test]
    fn no_key_without_a_good_passphrase() {
        let folder = Folder::new("bad-passphrase");
        folder.put("x", "");
        refuses(
            &folder,
            &[""],
            "amtsstatus: Die Passphrase ist leer. Ohne sie könnte jeder unterschreiben, der die Datei hat. Geschrieben wurde nichts.\n",
        );
        refuses(
            &folder,
            &["elf Zeichen"],
            "amtsstatus: Die Passphrase hat 11 Zeichen. Sie braucht mindestens 12, zum Beispiel vier Wörter, die nicht zusammengehören. Geschrieben wurde nichts.\n",
        );
        refuses(
            &folder,
            &[PASSPHRASE, "Wo ist der tresor"],
            "amtsstatus: Die beiden Passphrasen sind nicht gleich. Bitte versuchen Sie es noch einmal. Geschrieben wurde nichts.\n",
        );
        let path = format!("{}/presse", folder.path());
        let short = run_with(&["keygen", &path, "--passphrase", "-"], "elf Zeichen\n");
        assert!(
            short.1.contains("Die Passphrase hat 11 Zeichen."),
            "{}",
            short.1
        );
        assert!(!folder.0.join("presse").exists());
        refuses(
            &folder,
            &[],
            "amtsstatus: Die Passphrase kann hier nicht erfragt werden. Nennen Sie eine Datei, in der sie steht: --passphrase DATEI. Geschrieben wurde nichts.\n",
        );
    }

    #[test]
    fn a_folder_that_is_not_there_is_named_before_anybody_is_asked() {
        let folder = Folder::new("no-folder");
        folder.put("x", "");
        for (path, said) in [
            (
                "nein/presse",
                "Den Ordner \"{}/nein\" gibt es nicht. Geschrieben wurde nichts.",
            ),
            ("x/presse", "\"{}/x\" ist eine Datei. Erwartet: ein Ordner."),
        ] {
            let path = format!("{}/{path}", folder.path());
            // No answer is typed.
            let (_, err, status) = run_typing(&["keygen", &path], "", &[]);
            let said = said.replace("{}", folder.path());
            assert_eq!(err, format!("amtsstatus: {said}\n"));
            assert_eq!(status, UNUSABLE);
        }
        assert_eq!(names(&folder), ["x"]);
    }

    #[test]
    fn neither_file_is_ever_written_over() {
        for name in ["presse", "presse.pub"] {
            let folder = Folder::new(&format!("taken-{name}"));
            folder.put(name, "mine");
            let said = format!(
                "amtsstatus: Die Datei \"{{}}/{name}\" gibt es schon. Sie wird nicht überschrieben. Nehmen Sie einen anderen Namen.\n"
            );
            // It fails before it asks for a passphrase.
            refuses(&folder, &[], &said);
        }
    }

    #[test]
    fn a_private_key_gets_no_public_name() {
        let folder = Folder::new("public-name");
        folder.put("x", "");
        let path = format!("{}/presse.pub", folder.path());
        let (_, err, status) = run_typing(&["keygen", &path], "", &[PASSPHRASE, PASSPHRASE]);
        assert!(
            err.contains(&format!("\"{path}\" endet auf .pub.")),
            "{err}"
        );
        assert_eq!(status, UNUSABLE);
        assert_eq!(names(&folder), ["x"]);
    }

    #[test]
    fn a_key_whose_public_half_cannot_be_written_does_not_stay() {
        let folder = Folder::new("half");
        folder.put("x", "");
        // The longest name that a file may have leaves no room for ".pub".
        let path = format!("{}/{}", folder.path(), "n".repeat(255));
        let (_, err, status) = run_typing(&["keygen", &path], "", &[PASSPHRASE, PASSPHRASE]);
        assert!(err.contains("kann nicht geschrieben werden"), "{err}");
        assert_eq!(status, UNUSABLE);
        assert_eq!(names(&folder), ["x"]);
    }
}
