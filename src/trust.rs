//! Who may speak for the town: signed feeds, the keys that a page has pinned, and what this browser has seen under them.
//!
//! A signature is checked over the bytes as they came, before any of them is parsed; then the ratchet
//! decides whether what they say may take the place of what was seen before.

mod armour;
mod key;
mod ratchet;

pub use armour::{ARMOUR, NAMESPACE, claim, content, decode, open, verify};
pub use key::Key;
pub use ratchet::{Signer, Trust};

/// Why bytes are not taken for words of the publisher's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// They do not begin with a signature in the one form that there is.
    Unsigned,
    /// They are signed with a key that is not pinned.
    UnknownKey,
    /// The signature is not one of these bytes.
    Broken,
    /// They are signed with a key that a later one has revoked.
    Revoked,
}
