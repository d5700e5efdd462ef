//! The private key: read, unlocked, and put to use.

use std::ffi::OsString;
use std::path::Path;

use ssh_key::{HashAlg, LineEnding, PrivateKey};

use crate::cli::file::name;
use crate::cli::outcome::{BadKey, Question};
use crate::cli::{CliError, Io, key, passphrase};
use crate::trust::{self, Key, NAMESPACE};

/// How often a person may mistype a passphrase that nobody sees.
const TRIES: usize = 3;

/// A private key as it lies in its file, perhaps locked.
pub(super) struct Signer {
    /// Its file as it is named in messages.
    pub(super) file: String,
    locked: PrivateKey,
    pub(super) public: Key,
}

impl Signer {
    /// Reads the private key from its file. It stays locked.
    pub(super) fn read(io: &mut Io<'_>, key: &OsString) -> Result<Self, CliError> {
        let file = name(Path::new(key));
        let bad = |why| CliError::Key(file.clone(), why);
        let locked = key::private(&io.read(key)?).map_err(bad)?;
        let public = key::public_half(&locked).ok_or_else(|| bad(BadKey::Damaged))?;
        Ok(Self {
            file,
            locked,
            public,
        })
    }

    /// Tells whether a passphrase protects the key.
    pub(super) fn is_locked(&self) -> bool {
        self.locked.is_encrypted()
    }

    /// Signs the content and returns the signed file. Asks for the passphrase if the key is locked and no file has it.
    pub(super) fn sign(
        &self,
        io: &mut Io<'_>,
        passphrase: Option<&OsString>,
        content: &[u8],
    ) -> Result<Vec<u8>, CliError> {
        let opened = self.unlock(io, passphrase)?;
        signed(&opened, self.public, content).ok_or(CliError::Unproved)
    }

    fn unlock(
        &self,
        io: &mut Io<'_>,
        passphrase: Option<&OsString>,
    ) -> Result<PrivateKey, CliError> {
        if !self.is_locked() {
            return Ok(self.locked.clone());
        }
        let bad = |why| CliError::Key(self.file.clone(), why);
        if let Some(file) = passphrase {
            let passphrase = passphrase::from(io, file)?;
            return key::unlock(&self.locked, &passphrase).map_err(|why| bad(last(why)));
        }
        for left in (0..TRIES).rev() {
            let passphrase = passphrase::ask(io, Question::Of(&self.file))?;
            match key::unlock(&self.locked, &passphrase) {
                Ok(opened) => return Ok(opened),
                Err(BadKey::WrongPassphrase) if left > 0 => {
                    let failure = bad(BadKey::WrongPassphrase);
                    let said = io.lang.words().failure(&failure, &[]);
                    io.complain(&format!("{said}\n"))?;
                }
                Err(why) => return Err(bad(last(why))),
            }
        }
        Err(bad(BadKey::Forgotten))
    }
}

/// Turns a wrong passphrase into [`BadKey::Forgotten`], whose message names the way out after the last try.
fn last(why: BadKey) -> BadKey {
    match why {
        BadKey::WrongPassphrase => BadKey::Forgotten,
        why => why,
    }
}

/// Returns the signed file, or `None` if it does not open with the public key: each signature is proved before it is
/// handed out.
fn signed(key: &PrivateKey, public: Key, content: &[u8]) -> Option<Vec<u8>> {
    let signature = key.sign(NAMESPACE, HashAlg::Sha512, content).ok()?;
    let armour = signature.to_pem(LineEnding::LF).ok()?;
    let file = [armour.trim_end().as_bytes(), b"\n", content].concat();
    let opened = trust::open(&file, &[public]) == Ok((0, content));
    opened.then_some(file)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{PASSPHRASE, folder, some_key};
    use super::signed;
    use crate::cli::tests::pair;
    use crate::cli::{FINE, UNUSABLE, key};

    #[test]
    fn the_passphrase_comes_from_a_file_or_a_person_who_may_mistype_it_twice() {
        let folder = folder("passphrase");
        let one = folder.signs("@/status.json --key @/presse --passphrase @/p", &[]);
        let (two, err, status) = folder.sign(
            "@/status.json --key @/presse --out @/b.json",
            &["falsch", "", PASSPHRASE],
        );
        assert_eq!(status, FINE);
        assert_eq!(err.matches("Die Passphrase passt nicht zu").count(), 2);
        assert_eq!(two, one.replace("status.signed.json", "b.json"));
        assert_eq!(folder.get("b.json"), folder.get("status.signed.json"));
        let three = ["a", "b", "c", PASSPHRASE];
        let said = "Die Passphrase passt nicht zu \"@/presse\". Geschrieben wurde nichts. Ist sie vergessen, hilft der Schlüssel aus dem Tresor.";
        folder.will_not_sign(
            "@/status.json --key @/presse --out @/c.json",
            &three,
            UNUSABLE,
            said,
        );
        folder.put("p", "falsch");
        let args = "@/status.json --key @/presse --out @/c.json --passphrase @/p";
        folder.will_not_sign(args, &[], UNUSABLE, said);
        folder.put("p", "");
        folder.will_not_sign(args, &[], UNUSABLE, "Die Passphrase ist leer.");
        let asked = "@/status.json --key @/presse --out @/c.json";
        folder.will_not_sign(asked, &[], UNUSABLE, "--passphrase DATEI");
    }

    #[test]
    fn wrong_key_file_is_named_with_the_reason() {
        let folder = folder("no-key");
        folder.put("rsa", "-----BEGIN RSA PRIVATE KEY-----\n");
        for (key, said) in [
            (
                "presse.pub",
                "\"@/presse.pub\" ist der öffentliche Schlüssel.",
            ),
            ("rsa", "\"@/rsa\" ist ein Schlüssel in einer älteren Form."),
            ("p", "\"@/p\" ist kein Schlüssel."),
            ("fehlt", "Die Datei \"@/fehlt\" gibt es nicht."),
        ] {
            let args = format!("@/status.json --key @/{key}");
            folder.will_not_sign(&args, &[], UNUSABLE, said);
        }
    }

    #[test]
    fn a_signature_that_does_not_hold_is_not_handed_out() {
        let other = pair(9).0;
        let public = key::public_half(&other).unwrap();
        assert!(signed(&other, public, b"{}").is_some());
        assert_eq!(signed(&some_key(), public, b"{}"), None);
    }
}
