//! The form of a signature: which kind of key, for which purpose, hashed in which way.

use super::Flaw;
use crate::trust::{self, KIND, NAMESPACE};

/// How a feed is hashed.
const HASH: &str = "sha512";

/// What a signature says of itself (PROTOCOL.sshsig), before it is asked whether it holds.
pub(super) struct Form {
    kind: String,
    namespace: String,
    hash: String,
}

impl Form {
    /// Reads a signature that was decoded; `None` if it is none.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(b"SSHSIG\0\0\0\x01")?;
        let kind = trust::kind(trust::string(&mut rest)?)?;
        let mut text = || String::from_utf8(trust::string(&mut rest)?.to_vec()).ok();
        let (namespace, _reserved, hash) = (text()?, text()?, text()?);
        Some(Self {
            kind,
            namespace,
            hash,
        })
    }

    /// Returns why no feed is signed in this form, if so.
    pub(super) fn flaw(self) -> Option<Flaw> {
        if self.kind != KIND {
            return Some(Flaw::Kind(self.kind));
        }
        if self.namespace != NAMESPACE {
            return Some(Flaw::Namespace(self.namespace));
        }
        (self.hash != HASH).then_some(Flaw::Hash(self.hash))
    }
}

#[cfg(test)]
mod tests {
    use ssh_key::HashAlg;

    use super::super::Flaw;
    use super::super::examine;
    use super::super::fixture::{FEED, armour};
    use crate::trust::NAMESPACE;

    #[test]
    fn other_forms_of_signature_are_told() {
        let other = |namespace, hash| armour(namespace, hash, FEED) + FEED;
        let file = other("file", HashAlg::Sha512);
        assert_eq!(
            examine(file.as_bytes()),
            Err(Flaw::Namespace("file".into()))
        );
        let sha256 = other(NAMESPACE, HashAlg::Sha256);
        assert_eq!(examine(sha256.as_bytes()), Err(Flaw::Hash("sha256".into())));
    }
}
