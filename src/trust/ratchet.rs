//! What a page has pinned, and what this browser has seen signed: no step back, and no way back for a revoked key.
//!
//! What was seen is kept as the signed feeds themselves, never as numbers: whoever can write into the storage could
//! otherwise lock a newer feed out. Keys stand in the order in which they overrule each other: one may revoke those before
//! it. So the key of every day comes first and the one in the safe last, and who steals the first cannot revoke the last.

use std::mem;
use std::rc::Rc;

use super::{Key, Refusal, armour};
use crate::feed::Feed;

/// More pinned keys than this are not looked at.
const MAX_KEYS: usize = 16;

/// What a page has pinned, and what has been seen under that.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    /// The keys that may sign. Without, whoever answers is believed.
    keys: Option<Vec<Key>>,
    /// The one feed that may be shown; any, where it is empty.
    feed: String,
    held: Vec<Held>,
}

/// Proof of what has been seen: a feed that was verified once.
#[derive(Clone, Debug)]
struct Held {
    signer: usize,
    feed: Rc<Feed>,
    bytes: Rc<[u8]>,
}

/// Which pinned key has signed, from 0; nothing where none is pinned.
pub type Signer = Option<usize>;

/// Whether a `key` attribute holds keys, and nothing that should be one and is none.
pub fn are_keys(text: &str) -> bool {
    let keys = Key::parse_all(text);
    !keys.is_empty() && keys.iter().all(Option::is_some)
}

impl Trust {
    /// What the element's attributes pin: `key` if it is set at all, and `feed`.
    pub fn new(keys: Option<&str>, feed: &str) -> Self {
        let keys = keys.map(|keys| {
            let keys = Key::parse_all(keys);
            keys.into_iter().flatten().take(MAX_KEYS).collect()
        });
        Self {
            keys,
            feed: feed.trim().to_owned(),
            held: Vec::new(),
        }
    }

    /// Whether only signed feeds are shown.
    pub fn pins(&self) -> bool {
        self.keys.is_some()
    }

    /// The feed's own bytes, and who has signed them; where keys are pinned, only if a key that still counts has.
    pub fn open<'b>(&self, bytes: &'b [u8]) -> Result<(Signer, &'b [u8]), Refusal> {
        let Some(keys) = &self.keys else {
            return Ok((None, armour::content(bytes)));
        };
        let (signer, content) = armour::open(bytes, keys)?;
        let signer = Some(signer);
        if self.is_revoked(signer) {
            return Err(Refusal::Revoked);
        }
        Ok((signer, content))
    }

    /// Whether the page wants this feed.
    pub fn wants(&self, feed: &Feed) -> bool {
        self.feed.is_empty() || self.feed == feed.id.0
    }

    /// Whether a later key has been seen to revoke this one.
    pub fn is_revoked(&self, signer: Signer) -> bool {
        let mut held = self.held.iter();
        held.any(|held| self.revokes(Some(held.signer), &held.feed, signer))
    }

    /// Whether a feed by `signer` ends what `other` has signed.
    pub fn revokes(&self, signer: Signer, feed: &Feed, other: Signer) -> bool {
        other
            .filter(|_| other < signer)
            .is_some_and(|other| feed.revoked.contains(&self.keys()[other]))
    }

    /// What a key has signed of this feed last: its own ratchet.
    pub fn newest(&self, signer: Signer, feed: &Feed) -> Option<(u64, &[u8])> {
        let own = |held: &&Held| Some(held.signer) == signer && held.feed.id == feed.id;
        let newest = self
            .held
            .iter()
            .filter(own)
            .max_by_key(|held| held.feed.seq.0);
        newest.map(|held| (held.feed.seq.0, &*held.bytes))
    }

    /// Takes in a verified feed. What it takes the place of, or revokes, is let go; an earlier revocation that it does
    /// not repeat is not.
    pub fn hold(&mut self, signer: Signer, feed: &Rc<Feed>, bytes: &Rc<[u8]>) {
        let Some(signer) = signer else { return };
        let (feed, bytes) = (Rc::clone(feed), Rc::clone(bytes));
        let new = Held {
            signer,
            feed,
            bytes,
        };
        if self.held.iter().any(|held| self.covers(held, &new)) {
            return;
        }
        let mut held = mem::take(&mut self.held);
        held.retain(|held| {
            !self.covers(&new, held) && !self.revokes(Some(signer), &new.feed, Some(held.signer))
        });
        held.push(new);
        self.held = held;
    }

    /// What has to be kept beside `shown`.
    pub fn evidence<'s>(&'s self, shown: &'s Rc<[u8]>) -> impl Iterator<Item = &'s [u8]> {
        let held = self.held.iter().map(|held| &held.bytes);
        held.filter(|bytes| !Rc::ptr_eq(bytes, shown))
            .map(|bytes| &**bytes)
    }

    /// Whether one proves all that the other does. Keys that are not pinned are not asked about: a stolen key shall not
    /// fill the storage with them.
    fn covers(&self, one: &Held, other: &Held) -> bool {
        one.signer == other.signer
            && one.feed.seq.0 >= other.feed.seq.0
            && self.keys()[..other.signer]
                .iter()
                .all(|key| one.feed.revoked.contains(key) || !other.feed.revoked.contains(key))
    }

    fn keys(&self) -> &[Key] {
        self.keys.as_deref().unwrap_or_default()
    }
}
