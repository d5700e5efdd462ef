//! The keys that a page has pinned, and the signed feeds that this browser has seen: no older feed is accepted again,
//! nor a revoked key.
//!
//! The signed feeds themselves are kept, never just their numbers: whoever can write into the storage could otherwise
//! lock a newer feed out. Keys stand in the order in which they overrule each other: one may revoke those before it. So
//! the daily key comes first and the one in the safe last, and a thief of the first cannot revoke the last.

use std::mem;
use std::rc::Rc;

use super::{Key, Refusal, armour};
use crate::feed::Feed;
use crate::feed::decode::Id;

/// The keys and the feed that a page has pinned, and the proofs of what has been seen.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    /// The keys that may sign. If it is `None`, every answer is believed.
    keys: Option<Vec<Key>>,
    /// The id that the feed must have; empty for any.
    feed: String,
    evidence: Vec<Evidence>,
}

/// A proof of what has been seen: a feed that was verified once.
#[derive(Clone, Debug)]
struct Evidence {
    signer: usize,
    feed: Rc<Feed>,
    bytes: Rc<[u8]>,
}

/// The pinned key that has signed, from 0; `None` if no key is pinned.
pub type Signer = Option<usize>;

impl Trust {
    /// Reads the element's attributes: `keys`, if it is set at all, and `feed`.
    pub fn new(keys: Option<&str>, feed: &str) -> Self {
        Self {
            keys: keys.map(|keys| Key::parse_all(keys).0),
            feed: feed.to_owned(),
            evidence: Vec::new(),
        }
    }

    /// Tells whether only signed feeds are shown.
    pub fn pins(&self) -> bool {
        self.keys.is_some()
    }

    /// Returns the feed's own bytes and who has signed them. If keys are pinned, one that still counts must have
    /// signed.
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

    /// Tells whether the feed has the id that the page asks for.
    pub fn wants(&self, feed: &Feed) -> bool {
        self.feed.is_empty() || self.feed == feed.id.0
    }

    /// Tells whether a later key is known to have revoked this one.
    pub fn is_revoked(&self, signer: Signer) -> bool {
        let mut held = self.evidence.iter();
        held.any(|held| self.revokes(Some(held.signer), &held.feed, signer))
    }

    /// Tells whether a feed by `signer` revokes the key `other`, which must stand before it.
    pub fn revokes(&self, signer: Signer, feed: &Feed, other: Signer) -> bool {
        other
            .filter(|_| other < signer)
            .is_some_and(|other| feed.revoked.contains(&self.keys()[other]))
    }

    /// Tells whether a feed by `signer` revokes a key for which no revocation by this key or a later one is known.
    pub fn is_news(&self, signer: Signer, feed: &Feed) -> bool {
        let mut others = (0..self.keys().len()).map(Some);
        others.any(|other| {
            let revokes = |held: &Evidence| {
                let held_by = Some(held.signer);
                held_by >= signer && self.revokes(held_by, &held.feed, other)
            };
            self.revokes(signer, feed, other) && !self.evidence.iter().any(revokes)
        })
    }

    /// Returns the number and the bytes of the newest feed by this key with the same id. Each key has a ratchet of its
    /// own.
    pub fn newest(&self, signer: Signer, feed: &Feed) -> Option<(u64, &[u8])> {
        let own = |held: &&Evidence| Some(held.signer) == signer && held.feed.id == feed.id;
        let newest = self
            .evidence
            .iter()
            .filter(own)
            .max_by_key(|held| held.feed.seq.0);
        newest.map(|held| (held.feed.seq.0, &*held.bytes))
    }

    /// Returns the newest of the feeds that still count, preferably with this id.
    pub fn best(&self, id: &Id) -> Option<(Signer, Rc<Feed>, Rc<[u8]>)> {
        let held = self.evidence.iter();
        let best = held.max_by_key(|held| (held.feed.id == *id, held.feed.seq.0))?;
        let (feed, bytes) = (Rc::clone(&best.feed), Rc::clone(&best.bytes));
        Some((Some(best.signer), feed, bytes))
    }

    /// Keeps a verified feed as a proof. The proofs that it covers are dropped, and so are those by keys that it
    /// revokes, together with the revocations in them. An earlier revocation by the same key that it does not repeat is
    /// kept.
    pub fn hold(&mut self, signer: Signer, feed: &Rc<Feed>, bytes: &Rc<[u8]>) {
        let Some(signer) = signer else { return };
        let (feed, bytes) = (Rc::clone(feed), Rc::clone(bytes));
        let new = Evidence {
            signer,
            feed,
            bytes,
        };
        if self.evidence.iter().any(|held| self.covers(held, &new)) {
            return;
        }
        let mut held = mem::take(&mut self.evidence);
        held.retain(|held| {
            !self.covers(&new, held) && !self.revokes(Some(signer), &new.feed, Some(held.signer))
        });
        held.push(new);
        self.evidence = held;
    }

    /// Returns the proofs that have to be stored beside `shown`.
    pub fn evidence(&self, shown: &Rc<[u8]>) -> Vec<Rc<[u8]>> {
        let mut bytes: Vec<_> = self
            .evidence
            .iter()
            .map(|held| Rc::clone(&held.bytes))
            .collect();
        bytes.retain(|bytes| bytes != shown);
        bytes
    }

    /// Tells whether one proves all that the other does. Only pinned keys are compared: otherwise a stolen key could
    /// fill the storage with revocations of invented ones.
    fn covers(&self, one: &Evidence, other: &Evidence) -> bool {
        let repeats =
            |key: &Key| one.feed.revoked.contains(key) || !other.feed.revoked.contains(key);
        one.signer == other.signer
            && one.feed.id == other.feed.id
            && one.feed.seq.0 >= other.feed.seq.0
            && self.keys()[..other.signer].iter().all(repeats)
    }

    fn keys(&self) -> &[Key] {
        self.keys.as_deref().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use xtask::sign::{public, sign};

    /// The test keys, in the order in which a page pins them.
    const DAILY: [u8; 32] = [1; 32];
    const SAFE: [u8; 32] = [2; 32];
    const VAULT: [u8; 32] = [3; 32];

    fn trust(seeds: &[[u8; 32]], feed: &str) -> Trust {
        let keys: Vec<String> = seeds.iter().map(|seed| public(*seed)).collect();
        Trust::new(Some(&keys.join(" ")), feed)
    }

    fn feed(seq: u64, revoked: &[[u8; 32]]) -> Vec<u8> {
        let revoked: Vec<String> = revoked
            .iter()
            .map(|seed| format!("\"{}\"", public(*seed)))
            .collect();
        format!(
            r#"{{ "version": 1, "id": "x", "seq": {seq}, "issued": "2024-02-22T10:00:00+01:00", "revoked": [{}],
            "publisher": {{ "name": "X", "url": "https://x.example/" }}, "entries": [] }}"#,
            revoked.join(",")
        )
        .into_bytes()
    }

    fn signed(seed: [u8; 32], seq: u64, revoked: &[[u8; 32]]) -> Rc<[u8]> {
        sign(seed, super::super::NAMESPACE, &feed(seq, revoked)).into()
    }

    /// Opens a feed and holds it.
    #[track_caller]
    fn see(trust: &mut Trust, bytes: &Rc<[u8]>) -> Signer {
        let (signer, content) = trust.open(bytes).unwrap();
        let feed = Rc::new(Feed::read(content).unwrap().0);
        trust.hold(signer, &feed, bytes);
        signer
    }

    fn held(trust: &Trust) -> Vec<Rc<[u8]>> {
        trust
            .evidence
            .iter()
            .map(|held| Rc::clone(&held.bytes))
            .collect()
    }

    #[test]
    fn without_a_pinned_key_everybody_is_believed_and_nothing_held() {
        let mut trust = Trust::new(None, "");
        assert_eq!(see(&mut trust, &signed(DAILY, 1, &[])), None);
        assert_eq!(see(&mut trust, &feed(1, &[]).into()), None);
        assert!(!trust.pins() && trust.evidence.is_empty());
    }

    #[test]
    fn row_50_a_key_that_is_set_but_cannot_be_read_believes_nobody() {
        for keys in ["", " ", "ssh-ed25519", "presse@rathaus", "ssh-rsa AAAA"] {
            let trust = Trust::new(Some(keys), "");
            assert!(trust.pins(), "{keys}");
            assert!(trust.open(&signed(DAILY, 1, &[])).is_err());
            assert!(trust.open(&feed(1, &[])).is_err());
        }
    }

    #[test]
    fn row_50_only_the_feed_that_the_page_wants_is_wanted() {
        let (feed, _) = Feed::read(&feed(1, &[])).unwrap();
        for (wanted, yes) in [("", true), ("x", true), ("y", false)] {
            assert_eq!(Trust::new(None, wanted).wants(&feed), yes, "{wanted}");
        }
    }

    #[test]
    fn the_newest_of_each_key_is_held_whatever_order_they_come_in() {
        let [first, second] = [1, 2].map(|seq| signed(DAILY, seq, &[]));
        let other = signed(SAFE, 1, &[]);
        for order in [[&first, &second, &other], [&other, &second, &first]] {
            let mut trust = trust(&[DAILY, SAFE], "");
            for bytes in order {
                see(&mut trust, bytes);
            }
            let mut expected = vec![Rc::clone(&second), Rc::clone(&other)];
            let mut held = held(&trust);
            expected.sort();
            held.sort();
            assert_eq!(held, expected);
            let (feed, _) = Feed::read(&feed(1, &[])).unwrap();
            assert_eq!(trust.newest(Some(0), &feed), Some((2, &*second)));
            assert_eq!(trust.newest(Some(1), &feed), Some((1, &*other)));
            assert_eq!(trust.newest(None, &feed), None);
        }
    }

    #[test]
    fn a_key_is_bound_by_what_it_has_said_of_the_same_feed_only() {
        let mut trust = trust(&[DAILY], "");
        see(&mut trust, &signed(DAILY, 7, &[]));
        let other = String::from_utf8(feed(9, &[])).unwrap();
        let other = other.replace(r#""id": "x""#, r#""id": "y""#);
        let (y, _) = Feed::read(other.as_bytes()).unwrap();
        assert_eq!(trust.newest(Some(0), &y), None);
        // A proof for one feed does not replace a proof for the other.
        see(
            &mut trust,
            &sign(DAILY, super::super::NAMESPACE, other.as_bytes()).into(),
        );
        let (x, _) = Feed::read(&feed(1, &[])).unwrap();
        let newest = |feed| trust.newest(Some(0), feed).map(|(seq, _)| seq);
        assert_eq!((newest(&x), newest(&y)), (Some(7), Some(9)));
    }

    #[test]
    fn row_53_a_later_key_revokes_an_earlier_one_and_what_that_has_signed_is_let_go() {
        let mut trust = trust(&[DAILY, SAFE], "");
        let stolen = signed(DAILY, 1 << 52, &[]);
        see(&mut trust, &stolen);
        let rescue = signed(SAFE, 2, &[DAILY]);
        assert_eq!(see(&mut trust, &rescue), Some(1));
        assert_eq!(held(&trust), [rescue]);
        assert!(trust.is_revoked(Some(0)) && !trust.is_revoked(Some(1)));
        assert_eq!(trust.open(&stolen), Err(Refusal::Revoked));
    }

    #[test]
    fn row_53_a_stolen_key_revokes_neither_itself_nor_one_behind_it() {
        let mut trust = trust(&[DAILY, SAFE], "");
        see(&mut trust, &signed(DAILY, 1, &[SAFE, DAILY]));
        assert!(!trust.is_revoked(Some(0)) && !trust.is_revoked(Some(1)));
        see(&mut trust, &signed(SAFE, 1, &[]));
    }

    #[test]
    fn row_54_a_revocation_outlives_feeds_that_do_not_repeat_it() {
        let mut trust = trust(&[DAILY, SAFE], "");
        let rescue = signed(SAFE, 2, &[DAILY]);
        let later = signed(SAFE, 3, &[]);
        see(&mut trust, &rescue);
        see(&mut trust, &later);
        assert!(trust.is_revoked(Some(0)));
        assert_eq!(trust.evidence(&later), [rescue]);
        // A feed that repeats the revocation replaces both.
        let last = signed(SAFE, 4, &[DAILY]);
        see(&mut trust, &last);
        assert_eq!(held(&trust), [last]);
    }

    #[test]
    fn row_54_what_a_revoked_key_has_revoked_is_free_again() {
        let mut trust = trust(&[DAILY, SAFE, VAULT], "");
        see(&mut trust, &signed(SAFE, 2, &[DAILY]));
        see(&mut trust, &signed(VAULT, 1, &[SAFE]));
        assert!(!trust.is_revoked(Some(0)) && trust.is_revoked(Some(1)));
    }

    #[test]
    fn a_stolen_key_cannot_fill_the_storage() {
        let mut trust = trust(&[DAILY, SAFE], "");
        for seed in 10..60 {
            see(
                &mut trust,
                &signed(SAFE, 2 + u64::from(seed), &[[seed; 32]]),
            );
        }
        assert_eq!(trust.evidence.len(), 1);
    }
}
