//! The test bench: a small feed, signed in whatever form a test wishes.

use ssh_key::private::Ed25519Keypair;
use ssh_key::{HashAlg, LineEnding, PrivateKey};

use super::{Change, Flaw, examine, is_signed};
use crate::trust::NAMESPACE;

pub(super) const FEED: &str = "{\n  \"name\": \"Bürgerbüro – „Ausweise“\",\n  \"a\": 1\n}\n";

pub(super) fn key() -> PrivateKey {
    Ed25519Keypair::from_seed(&[3; 32]).into()
}

pub(super) fn armour(namespace: &str, hash: HashAlg, content: &str) -> String {
    let signature = key().sign(namespace, hash, content.as_bytes()).unwrap();
    let armour = signature.to_pem(LineEnding::LF).unwrap();
    format!("{}\n", armour.trim_end())
}

pub(super) fn signed(content: &str) -> String {
    armour(NAMESPACE, HashAlg::Sha512, content) + content
}

pub(super) fn crlf(text: &str) -> String {
    text.replace('\n', "\r\n")
}

#[track_caller]
pub(super) fn was(bytes: impl AsRef<[u8]>, changes: &[Change]) {
    let expected = Err(Flaw::Transport(changes.to_vec()));
    assert_eq!(examine(bytes.as_ref()), expected);
    assert!(is_signed(bytes.as_ref()));
}
