//! The memory of a visit: the feed that is shown, the time that is proved, and whom to trust.

use std::rc::Rc;

use crate::feed::Feed;
use crate::feed::decode::Id;
use crate::feed::time::Moment;
use crate::sync::changes::changed;
use crate::sync::clock::TrustedClock;
use crate::trust::{Signer, Trust, content};

/// The best feed seen, and how it came.
#[derive(Clone, Debug)]
pub struct Known {
    /// The feed.
    pub feed: Rc<Feed>,
    /// When a server last gave it.
    pub came: Moment,
    /// Whether a server has given it in this visit; otherwise it is a stored copy.
    pub checked: bool,
    /// Whether a pinned key has signed it.
    pub verified: bool,
    /// The ids of the entries that have changed since the reader began to read.
    pub changed: Rc<[String]>,
}

/// A feed that was read and may be shown.
#[derive(Clone, Debug)]
pub(super) struct AcceptedFeed {
    pub(super) feed: Rc<Feed>,
    /// The bytes as they came, with their signature.
    pub(super) bytes: Rc<[u8]>,
    pub(super) signer: Signer,
    /// When a server last gave these bytes, by the machine's time.
    pub(super) came: Moment,
    /// The same for the storage, by the server's clock or else the device's. The machine's time may be wrong in this
    /// visit, and the next visit must not inherit that.
    pub(super) dated: Moment,
    /// Whether a server has given them in this visit; otherwise they are a stored copy.
    pub(super) checked: bool,
}

/// The memory of a visit.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    pub(super) trust: Trust,
    pub(super) clock: TrustedClock,
    /// The feed that is shown.
    pub(super) accepted: Option<AcceptedFeed>,
    /// The feed that the reader saw first in this visit.
    first: Option<Rc<[u8]>>,
    /// The ids of the entries that have changed since then.
    changed: Rc<[String]>,
}

impl Memory {
    /// Makes the memory of a new visit, which only knows whom to trust.
    pub(super) fn new(trust: Trust) -> Self {
        Self {
            trust,
            ..Self::default()
        }
    }

    /// Returns the best feed seen, if any, and how it came.
    pub(super) fn known(&self) -> Option<Known> {
        self.accepted.as_ref().map(|accepted| Known {
            feed: Rc::clone(&accepted.feed),
            came: accepted.came,
            checked: accepted.checked,
            verified: accepted.signer.is_some(),
            changed: Rc::clone(&self.changed),
        })
    }

    /// Returns the best feed seen, if any.
    pub(super) fn feed(&self) -> Option<&Feed> {
        self.accepted.as_ref().map(|accepted| &*accepted.feed)
    }

    /// Tells whether only signed feeds are shown.
    pub(super) fn pins(&self) -> bool {
        self.trust.pins()
    }

    /// Shows a feed from now on.
    pub(super) fn take(&mut self, accepted: AcceptedFeed) {
        self.changed = match &self.first {
            Some(first) => changed(content(first), content(&accepted.bytes)).into(),
            None => Rc::default(),
        };
        self.trust
            .hold(accepted.signer, &accepted.feed, &accepted.bytes);
        self.first.get_or_insert_with(|| Rc::clone(&accepted.bytes));
        self.accepted = Some(accepted);
    }

    /// Shows a feed of another id: since the copy was stored, the source has changed to another feed. Nothing in it
    /// counts as changed.
    pub(super) fn change_to(&mut self, other: AcceptedFeed) {
        self.first = None;
        self.take(other);
    }

    /// Drops the feed that is shown if its key was revoked, and shows the best remaining one. Returns whether it
    /// dropped one.
    pub(super) fn let_go(&mut self) -> bool {
        let trust = &self.trust;
        let gone = self
            .accepted
            .take_if(|accepted| trust.is_revoked(accepted.signer));
        if let Some(gone) = &gone {
            // A forged feed does not prove the time either.
            self.clock = TrustedClock::default();
            if let Some(best) = self.best(&gone.feed.id) {
                self.take(best);
            }
        }
        gone.is_some()
    }

    /// Returns the newest signed feed that still counts, preferably of this id. When it came is not known.
    pub(super) fn best(&self, id: &Id) -> Option<AcceptedFeed> {
        self.trust
            .best(id)
            .map(|(signer, feed, bytes)| AcceptedFeed {
                came: feed.issued.at,
                dated: feed.issued.at,
                checked: false,
                feed,
                bytes,
                signer,
            })
    }
}

#[cfg(test)]
mod tests {
    use super::super::event::{Event, Failure};
    use super::super::fixture::{
        Bench, DAILY, SAFE, STRANGER, by, feed, replaced, rescue, shown, stored,
    };
    use crate::feed::Feed;
    use crate::trust::content;

    #[test]
    fn a_stored_copy_of_another_feed_gives_way() {
        let mut bench = Bench::new(1);
        bench.send(Event::Started(stored(9)));
        bench.answer(0, replaced(feed(1, "Y"), r#""id": "x""#, r#""id": "y""#));
        assert_eq!(bench.seq(), Some(1));
        assert_eq!(bench.machine.known().unwrap().changed.len(), 0);
    }

    #[test]
    fn a_stored_copy_gives_way_to_another_feed_only_if_no_mirror_has_its_own_any_more() {
        let other = || replaced(feed(1, "X"), r#""id": "x""#, r#""id": "y""#);
        for (first, second, expected) in [
            (other(), feed(9, "X"), "x"),
            (feed(9, "X"), other(), "x"),
            (other(), other(), "y"),
        ] {
            let mut bench = Bench::new(2);
            bench.send(Event::Started(stored(9)));
            bench.answer(1, first);
            bench.answer(0, second);
            assert_eq!(bench.machine.known().unwrap().feed.id.0, expected);
        }
    }

    #[test]
    fn row_43_another_feed_takes_no_place_while_a_mirror_still_answers_with_an_old_copy() {
        let other = || replaced(feed(1, "X"), r#""id": "x""#, r#""id": "y""#);
        let id = |bench: &Bench| bench.machine.known().unwrap().feed.id.0.clone();
        let mut bench = Bench::new(2);
        bench.send(Event::Started(stored(9)));
        bench.answer_of(0, 259_200, feed(9, "X"));
        bench.answer_of(1, 259_200, other());
        assert_eq!(id(&bench), "x");
        // If none has the known one any more, it is followed, and the server asked a second time.
        bench = Bench::new(1);
        bench.send(Event::Started(stored(9)));
        bench.answer_of(0, 259_200, other());
        assert_eq!((id(&bench), bench.contact().1), ("y".to_owned(), false));
        assert_eq!(bench.until_fetch(), 10_000);
    }

    #[test]
    fn what_has_changed_since_the_reader_came_is_told_and_stays_told() {
        let mut bench = Bench::started(1);
        let changed = |bench: &Bench| bench.machine.known().unwrap().changed.to_vec();
        for (seq, name, expected) in [(1, "X", 0), (2, "Y", 1), (3, "Y", 1), (4, "X", 0)] {
            bench.answer(0, feed(seq, name));
            assert_eq!(changed(&bench).len(), expected, "{seq}");
            bench.until_fetch();
        }
    }

    #[test]
    fn row_53_the_standby_key_ends_a_stolen_one_whatever_seq_that_has_claimed() {
        let mut bench = shown(by(DAILY, feed(u32::MAX, "Betrug")));
        bench.until_fetch();
        bench.answer(0, rescue(2));
        assert_eq!(bench.seq(), Some(2));
        // Its own last number counts.
        bench.until_fetch();
        bench.answer(0, by(SAFE, feed(4, "X")));
        bench.until_fetch();
        bench.answer(0, rescue(3));
        assert_eq!(bench.reports(), [Failure::Older]);
        assert_eq!(bench.seq(), Some(4));
    }

    fn rescued() -> Feed {
        Feed::read(content(&rescue(2))).unwrap().0
    }

    #[test]
    fn row_53_a_rescue_may_have_the_number_of_the_fraud() {
        let mut bench = shown(by(DAILY, feed(2, "Betrug")));
        bench.until_fetch();
        bench.answer(0, rescue(2));
        let known = bench.machine.known().unwrap();
        assert_eq!(known.feed.publisher.name, rescued().publisher.name);
    }

    #[test]
    fn row_53_a_stolen_key_leaves_no_wrong_time_behind() {
        let ahead = replaced(feed(9, "Betrug"), "2024-02-22T", "2199-02-22T");
        let mut bench = shown(by(DAILY, ahead));
        assert!(bench.machine.time(bench.now) > bench.now.device);
        bench.until_fetch();
        bench.answer(0, rescue(2));
        assert_eq!(bench.machine.time(bench.now), bench.now.device);
    }

    #[test]
    fn row_53_a_thief_who_invents_another_feed_does_not_lock_the_town_out() {
        let other = replaced(feed(9, "Betrug"), r#""id": "x""#, r#""id": "y""#);
        let mut bench = shown(by(DAILY, other));
        bench.until_fetch();
        bench.answer(0, rescue(2));
        assert_eq!(bench.seq(), Some(2));
    }

    #[test]
    fn without_a_key_a_signed_feed_is_shown_and_nothing_is_claimed() {
        let mut bench = Bench::started(1);
        bench.answer(0, by(STRANGER, feed(1, "X")));
        assert!(bench.machine.known().is_some_and(|known| !known.verified));
        // The unsigned file of the same publication counts as the same.
        bench.until_fetch();
        bench.answer(0, feed(1, "X"));
        assert_eq!(bench.reports(), []);
    }
}
