//! Decides who may speak for the town: signed feeds, the keys that a page has pinned, and the feeds that this browser
//! has seen under them.
//!
//! A signature is checked over the bytes as they came, before any of them is parsed. Then the ratchet
//! decides whether the feed may replace an earlier one.

mod armour;
#[cfg(test)]
pub(crate) mod fixture;
mod key;
mod ratchet;
#[cfg(feature = "publishing")]
mod wire;

pub use armour::{ARMOUR, NAMESPACE, claim, content, decode, open, verify};
pub use key::{KIND, Key};
pub use ratchet::{Signer, Trust};
#[cfg(feature = "publishing")]
pub use wire::{kind, string};

/// Why bytes are not accepted as the publisher's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// They do not begin with a signature in the one allowed form.
    Unsigned,
    /// They are signed with a key that is not pinned.
    UnknownKey,
    /// The signature does not fit these bytes.
    Broken,
    /// They are signed with a key that a later one has revoked.
    Revoked,
}
