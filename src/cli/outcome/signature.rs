//! What is found of keys and signatures.

use crate::feed::zone::LocalTime;
use crate::report::damage::Flaw;

/// What is said of a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The signature does not hold.
    Broken(Flaw),
    /// The signature holds.
    Intact(Intact),
}

/// The facts about a file with a valid signature.
#[derive(Debug, PartialEq, Eq)]
pub struct Intact {
    /// The fingerprint of the key that has signed.
    pub fingerprint: String,
    /// Whose key it is.
    pub signer: Signer,
    /// The keys that were given, in their order.
    pub given: Vec<Given>,
    /// What was signed, if it is a feed.
    pub facts: Option<Facts>,
}

/// A key that was given.
#[derive(Debug, PartialEq, Eq)]
pub struct Given {
    /// Its fingerprint.
    pub fingerprint: String,
    /// The number of an equal key before it, from 1.
    pub same: Option<usize>,
}

/// The signer, compared with the keys that were given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signer {
    /// No keys were given.
    NotAsked,
    /// This one, from 1, of so many.
    Given(usize, usize),
    /// None of those that were given.
    Other(usize),
}

/// What a signed feed says of itself.
#[derive(Debug, PartialEq, Eq)]
pub struct Facts {
    /// Its id.
    pub id: String,
    /// Its number.
    pub seq: u64,
    /// When it was published.
    pub issued: LocalTime,
    /// Until when it holds.
    pub until: Option<LocalTime>,
    /// Whether that is over.
    pub over: bool,
    /// The keys that it revokes: their fingerprints, and what that means.
    pub revokes: Vec<(String, Revoked)>,
}

/// The effect of a revocation on the keys that were given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revoked {
    /// It is none of the keys that were given.
    Unknown,
    /// It is the given key with this number, from 1, and no longer counts.
    Counts(usize),
    /// It is the given key with this number, from 1, and still counts: it is the signer itself or stands behind it.
    Later(usize),
}

/// What is said of a new key.
pub struct Made {
    /// The file with the private key.
    pub private: String,
    /// The file with the public key.
    pub public: String,
    /// Its fingerprint.
    pub fingerprint: String,
    /// The key as it stands in the element's attribute.
    pub text: String,
}

/// What is asked for at the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question<'n> {
    /// The passphrase of a new key.
    New,
    /// The same once more.
    Again,
    /// The passphrase of the key in this file.
    Of(&'n str),
}

/// The fingerprints of the keys that a page has lost and gained. Both are empty if only the order has changed.
pub struct Exchanged {
    /// They were there before.
    pub gone: Vec<String>,
    /// They are there now.
    pub new: Vec<String>,
}

/// Why a feed is not signed, though `check` has nothing against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It bears a signature already.
    Signed,
    /// It has no end, so an old copy could be shown as current for ever.
    NoEnd,
    /// It has ended: the moment as it is written.
    Ended(String),
    /// It revokes the key that it is to be signed with.
    RevokesItself,
}

/// Why a published file does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passed {
    /// Its signature does not fit.
    Broken,
    /// It is signed with a key that the new feed revokes.
    Revoked,
}

/// What a new feed may have forgotten, compared with the published one. It may be intended, so the feed is signed
/// anyway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublishWarning {
    /// Its `issued` is not newer than that of the published one in this file: both as they are written.
    Issued(String, String, String),
    /// The published one revokes a key, and it does not.
    Revoked,
}

/// What is said of a file that was signed.
pub struct Signed {
    /// The file.
    pub file: String,
    /// Whether it stood there already, byte for byte.
    pub unchanged: bool,
    /// The feed's id.
    pub id: String,
    /// Its number.
    pub seq: u64,
    /// Until when it holds.
    pub until: LocalTime,
    /// The key's fingerprint.
    pub fingerprint: String,
    /// The key as it stands in the element's attribute.
    pub key: String,
    /// The key's file, if no passphrase protects it.
    pub open_key: Option<String>,
}
