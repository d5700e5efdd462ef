//! Keys as OpenSSH writes them: read from files and arguments, told apart from other texts, and shown.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::builder::ValueHint;
use ssh_key::public::Ed25519PublicKey;
use ssh_key::{Algorithm, Error, HashAlg, PrivateKey, PublicKey};

use super::outcome::BadKey;
use super::params::Param;
use super::usage::KEY_NAME;
use super::{Both, CliError, Io, UsageError, file, terminal};
use crate::trust::{self, KIND, Key, kind, string};

/// The first characters of every encoded key: the length of its kind's name.
const ENCODED: &str = "AAAA";

/// Tells whether a file is a private key of any format. It is asked where another file is expected.
pub(super) fn is_private(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(100)]);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    start.starts_with("PuTTY-User-Key-File")
        || (start.starts_with("-----BEGIN ") && start.contains("PRIVATE KEY-----"))
}

/// Reads the private key in a file. It stays locked if it has a passphrase.
pub(super) fn private(bytes: &[u8]) -> Result<PrivateKey, BadKey> {
    let text = std::str::from_utf8(bytes).map_err(|_| BadKey::NoKey)?;
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with("-----BEGIN OPENSSH PRIVATE KEY-----") {
        return Err(other_than_private(text));
    }
    match PrivateKey::from_openssh(text) {
        Ok(key) if key.algorithm() == Algorithm::Ed25519 => Ok(key),
        // Not every other kind can be read whole.
        _ => Err(match kind_of_private(text) {
            Some(kind) if kind != KIND => BadKey::Kind(kind),
            _ => BadKey::Damaged,
        }),
    }
}

/// Reads the kind of key in a private key's file (OpenSSH's PROTOCOL.key): magic word, cipher, two strings about the
/// passphrase, the number of keys, and the public half. Returns `None` if the file is damaged.
fn kind_of_private(text: &str) -> Option<String> {
    let encoded: String = text.lines().filter(|line| !line.starts_with('-')).collect();
    let bytes = trust::decode(encoded.trim().as_bytes())?;
    let mut rest = bytes.strip_prefix(b"openssh-key-v1\0")?;
    for _ in 0..3 {
        string(&mut rest)?;
    }
    let (_, mut rest) = rest.split_first_chunk::<4>()?;
    kind(string(&mut rest)?)
}

fn other_than_private(text: &str) -> BadKey {
    if text.starts_with("-----BEGIN ") && text.contains("PRIVATE KEY-----") {
        return BadKey::OldForm;
    }
    match public(text) {
        Ok(_) => BadKey::Public,
        // A public key of any kind is the wrong half.
        Err(BadKey::Kind(_) | BadKey::Damaged) => BadKey::Public,
        Err(other) => other,
    }
}

/// Opens a private key with its passphrase. Fails with [`BadKey::WrongPassphrase`] or [`BadKey::Damaged`].
pub(super) fn unlock(key: &PrivateKey, passphrase: &str) -> Result<PrivateKey, BadKey> {
    key.decrypt(passphrase).map_err(|error| match error {
        Error::Crypto => BadKey::WrongPassphrase,
        _ => BadKey::Damaged,
    })
}

/// Parses the public keys in a text: one, or several as in the attribute of the element.
pub(super) fn public(text: &str) -> Result<Vec<Key>, BadKey> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.contains("PRIVATE KEY-----") {
        return Err(BadKey::Private);
    }
    if text.starts_with("PuTTY-User-Key-File") || text.starts_with("---- BEGIN SSH2") {
        return Err(BadKey::Foreign);
    }
    if let (keys, true) = Key::parse_all(text) {
        return Ok(keys);
    }
    let mut words = text.split_whitespace();
    if let Some(kind) = words.clone().find(|word| is_other_kind(word)) {
        return Err(BadKey::Kind(kind.to_owned()));
    }
    match words.any(|word| word == KIND || word.starts_with(ENCODED)) {
        true => Err(BadKey::Damaged),
        false => Err(BadKey::NoKey),
    }
}

/// Tells whether a word is the name of another kind of key of OpenSSH's.
fn is_other_kind(word: &str) -> bool {
    let named = ["ssh-", "ecdsa-", "sk-"];
    named.iter().any(|start| word.starts_with(start)) && word != KIND
}

/// Declares `--key` as a public key: the text itself, or the name of a file.
pub(super) const fn public_param(about: Both) -> Param<OsString> {
    let param = Param::option("--key", KEY_NAME, about, |value| {
        match is_unquoted(&value) {
            true => Err(UsageError::Unquoted),
            false => Ok(value),
        }
    });
    param.repeated().hint(ValueHint::FilePath)
}

/// Tells whether an argument is only the first word of a key: of `--key $(cat presse.pub)` the shell makes three arguments.
pub(super) fn is_unquoted(arg: &OsStr) -> bool {
    arg == KIND && !file::is_taken(Path::new(arg))
}

/// Reads the values of `--key` as public keys.
pub(super) fn public_keys(values: Vec<OsString>, io: &mut Io<'_>) -> Result<Vec<Key>, CliError> {
    let mut keys = Vec::new();
    for value in values {
        let text = match value.to_str().filter(|text| is_key_text(text)) {
            Some(text) => text.to_owned(),
            None => String::from_utf8_lossy(&io.read(&value)?).into_owned(),
        };
        let named = |why| CliError::Key(terminal::name(&shortened(value)), why);
        keys.extend(public(&text).map_err(named)?);
    }
    Ok(keys)
}

/// Tells whether an argument is a key rather than the name of a file.
fn is_key_text(value: &str) -> bool {
    let mut words = value.split_whitespace();
    words.any(|word| word.starts_with(ENCODED)) || value.trim_start().starts_with("ssh-ed25519 ")
}

/// Shortens an argument for a message, so that it can still be recognised.
fn shortened(value: OsString) -> OsString {
    match value.into_string() {
        Ok(text) if text.chars().count() > 60 => {
            let start: String = text.chars().take(40).collect();
            format!("{start}…").into()
        }
        Ok(text) => text.into(),
        Err(_) => OsString::from("?"),
    }
}

/// Returns the public half of a private key. `None` if the key is not Ed25519.
pub(super) fn public_half(key: &PrivateKey) -> Option<Key> {
    key.public_key().key_data().ed25519().map(|key| Key(key.0))
}

/// Returns the fingerprint by which people compare keys: `SHA256:…`, as ssh-keygen shows it.
pub(super) fn fingerprint(key: Key) -> String {
    openssh(key).fingerprint(HashAlg::Sha256).to_string()
}

/// Returns the key as it stands in the element's attribute: `ssh-ed25519 AAAA…`.
pub(super) fn text(key: Key) -> String {
    // Encoding in memory cannot fail; should it fail, the text is empty.
    openssh(key).to_openssh().unwrap_or_default()
}

fn openssh(key: Key) -> PublicKey {
    PublicKey::from(Ed25519PublicKey(key.0))
}

/// Returns the name for the file of the public half: `NAME.pub` beside `NAME`.
pub(super) fn public_name(private: &Path) -> OsString {
    let mut name = private.as_os_str().to_owned();
    name.push(".pub");
    name
}

#[cfg(test)]
mod tests {
    use super::super::tests::Dice;
    use super::*;

    const LINE: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFow/qdHv3nDAyd0+WO3Og4qNdALq1EoODx3utnw5WB/";
    const OTHER: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJmZqQ1mJYJ2iU1WcQpWqHRqmRLxkZ5F9NwjyxXlP0Ki";
    /// `ssh-keygen -t rsa -b 1024` and `ecdsa`: the public halves of keys that were thrown away.
    const RSA: &str = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7 presse";

    fn some_key() -> PrivateKey {
        PrivateKey::random(&mut Dice(7), Algorithm::Ed25519).unwrap()
    }

    fn pem(key: &PrivateKey) -> String {
        key.to_openssh(ssh_key::LineEnding::LF).unwrap().to_string()
    }

    #[test]
    fn public_keys_are_read_from_a_file_or_an_attribute() {
        assert_eq!(public(LINE).map(|keys| keys.len()), Ok(1));
        let both = format!("\u{feff}{LINE} presse\r\n{OTHER} Tresor\r\n");
        let keys = public(&both).unwrap();
        assert_eq!(
            keys.iter().map(|key| text(*key)).collect::<Vec<_>>(),
            [LINE, OTHER]
        );
    }

    #[test]
    fn every_wrong_public_key_has_its_reason() {
        let half = &LINE[..LINE.len() - 1];
        for (text, why) in [
            ("", BadKey::NoKey),
            ("{ \"version\": 1 }", BadKey::NoKey),
            (RSA, BadKey::Kind("ssh-rsa".into())),
            (
                "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29t",
                BadKey::Kind("sk-ssh-ed25519@openssh.com".into()),
            ),
            (half, BadKey::Damaged),
            (&format!("{OTHER} {half}"), BadKey::Damaged),
            (&pem(&some_key()), BadKey::Private),
            ("-----BEGIN RSA PRIVATE KEY-----\n", BadKey::Private),
            ("PuTTY-User-Key-File-3: ssh-ed25519\n", BadKey::Foreign),
            ("---- BEGIN SSH2 PUBLIC KEY ----\n", BadKey::Foreign),
        ] {
            assert_eq!(public(text), Err(why), "{text}");
        }
    }

    #[test]
    fn every_wrong_private_key_has_its_reason() {
        let whole = pem(&some_key());
        for (text, why) in [
            ("", BadKey::NoKey),
            ("Kennwort", BadKey::NoKey),
            (LINE, BadKey::Public),
            (RSA, BadKey::Public),
            ("-----BEGIN RSA PRIVATE KEY-----\n", BadKey::OldForm),
            ("-----BEGIN ENCRYPTED PRIVATE KEY-----\n", BadKey::OldForm),
            ("PuTTY-User-Key-File-3: ssh-ed25519\n", BadKey::Foreign),
            (&whole[..200], BadKey::Damaged),
        ] {
            assert_eq!(private(text.as_bytes()).unwrap_err(), why, "{text}");
        }
        assert_eq!(private(b"\xFF\xFE").unwrap_err(), BadKey::NoKey);
        // One character deep inside is different: still a key of the right kind.
        let mut lines: Vec<&str> = whole.lines().collect();
        let line = lines[3].replacen(|char| char != 'A', "A", 5);
        lines[3] = &line;
        let damaged = private(lines.join("\n").as_bytes());
        assert_eq!(damaged.unwrap_err(), BadKey::Damaged);
        let windows = format!("\u{feff}{}", whole.replace('\n', "\r\n"));
        assert_eq!(private(windows.as_bytes()), Ok(some_key()));
    }

    #[test]
    fn strings_are_read_by_their_length() {
        let mut bytes = &b"\0\0\0\x03abc\0\0\0\0\0\0\0\x02x"[..];
        assert_eq!(string(&mut bytes), Some(&b"abc"[..]));
        assert_eq!(string(&mut bytes), Some(&b""[..]));
        assert_eq!(string(&mut bytes), None);
        assert_eq!(kind(b"\0\0\0\x07ssh-rsa\0\0"), Some("ssh-rsa".into()));
        assert_eq!(kind(b"\xFF\xFF\xFF\xFFssh-rsa"), None);
    }

    #[test]
    fn a_locked_key_is_opened_by_its_passphrase_alone() {
        let key = some_key();
        let locked = key.encrypt(&mut Dice(2), "Wo ist der Tresor").unwrap();
        let read = private(pem(&locked).as_bytes()).unwrap();
        assert!(read.is_encrypted());
        assert_eq!(
            unlock(&read, "wo ist der Tresor"),
            Err(BadKey::WrongPassphrase)
        );
        let opened = unlock(&read, "Wo ist der Tresor").unwrap();
        assert_eq!(opened.key_data(), key.key_data());
    }

    #[test]
    fn an_argument_is_a_key_or_a_file() {
        for key in [LINE, RSA, "ssh-ed25519 BBBB", &LINE[12..]] {
            assert!(is_key_text(key), "{key}");
        }
        for file in [
            "presse.pub",
            "ssh-ed25519.pub",
            "C:\\Schlüssel der Stadt\\presse.pub",
            "-",
        ] {
            assert!(!is_key_text(file), "{file}");
        }
    }

    #[test]
    fn a_fingerprint_is_ssh_keygens() {
        // ssh-keygen -lf
        let key = Key::parse(LINE).unwrap();
        assert_eq!(
            fingerprint(key),
            "SHA256:2TOedAE5w5q1HXGVqtrla6c8aN1HsrxZi/TFbYMdF7o"
        );
        assert_eq!(text(key), LINE);
        assert_eq!(
            public_half(&some_key()).map(|key| text(key).len()),
            Some(LINE.len())
        );
    }
}
