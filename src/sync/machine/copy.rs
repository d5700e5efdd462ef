//! The copy in the browser's storage: restored at the beginning of a visit, shared with other tabs, and stored.

use std::rc::Rc;

use super::Machine;
use super::event::{Effect, show};
use super::memory::{AcceptedFeed, Memory};
use crate::sync::clock::Now;
use crate::sync::mirror::LATELY;
use crate::sync::order::compare;
use crate::sync::stored::Stored;

impl Machine {
    /// Shows the stored copy at once. Deletes it if it is damaged or may no longer be kept.
    pub(super) fn restore(&mut self, stored: Option<&str>, now: Now, effects: &mut Vec<Effect>) {
        let copy = stored.filter(|_| self.keeps);
        if copy.is_some_and(|copy| self.memory.restore(copy, now)) {
            show(effects);
        } else if stored.is_some() {
            effects.push(Effect::Forget);
        }
    }

    /// Compares the storage with what is known here. Another tab may have stored something newer, or proof of it;
    /// otherwise the feed that is known here is stored (row 34).
    pub(super) fn compare(&mut self, stored: Option<&str>, now: Now, effects: &mut Vec<Effect>) {
        if self.memory.learn_from_copy(stored, now) {
            show(effects);
        }
        let copy = self.memory.copy();
        let different = copy.filter(|copy| stored != Some(copy));
        effects.extend(different.map(Effect::Store));
    }
}

impl Memory {
    /// Takes the feed of a stored copy. Returns whether there is one that counts.
    fn restore(&mut self, copy: &str, now: Now) -> bool {
        let Some(accepted) = self.recall(copy, now) else {
            return false;
        };
        // It cannot be earlier than when the copy came, even if the device's clock says so.
        self.clock.learn(accepted.came, now);
        self.take(accepted);
        true
    }

    /// Takes a newer feed or a revocation that another tab has stored. Returns whether the feed that is shown has
    /// changed.
    fn learn_from_copy(&mut self, stored: Option<&str>, now: Now) -> bool {
        let theirs = stored.and_then(|stored| self.recall(stored, now));
        // The copy may prove that a key was revoked.
        let gone = self.let_go();
        let Some(theirs) = theirs.filter(|theirs| self.is_behind(theirs, now)) else {
            return gone;
        };
        self.clock.learn(theirs.came, now);
        // What it stored long ago may have been no more than an old answer.
        let checked = self.clock.time(now).0 - theirs.came.0 <= LATELY;
        self.take(AcceptedFeed { checked, ..theirs });
        true
    }

    /// Tells whether another tab has a newer feed than this one, or got the same feed from a server later.
    fn is_behind(&self, theirs: &AcceptedFeed, now: Now) -> bool {
        self.accepted.as_ref().is_none_or(|mine| {
            let newer = if self.pins() {
                theirs.feed.seq > mine.feed.seq
            } else {
                compare(&theirs.feed, &mine.feed, self.clock.horizon(false, now)).is_gt()
            };
            let later = theirs.bytes == mine.bytes && theirs.came > mine.came;
            theirs.feed.id == mine.feed.id && (later || newer)
        })
    }

    /// Returns the text to store, if there is a feed: that feed, and those that prove what else has been seen.
    fn copy(&self) -> Option<String> {
        let accepted = self.accepted.as_ref()?;
        let mut feeds = vec![Rc::clone(&accepted.bytes)];
        feeds.extend(self.trust.evidence(&accepted.bytes));
        let came = accepted.dated;
        Stored { came, feeds }.text()
    }

    /// Returns the feed of a stored text. If it does not count, returns the best of the other feeds that prove what was
    /// seen.
    fn recall(&mut self, text: &str, now: Now) -> Option<AcceptedFeed> {
        let Stored { came, feeds } = Stored::read(text)?;
        let mut shown = None;
        for bytes in feeds.into_iter().rev() {
            let read = self.read(&bytes).ok();
            shown = read.map(|(signer, feed)| {
                let feed = Rc::new(feed);
                let came = self.believed(came, &feed, now);
                self.trust.hold(signer, &feed, &bytes);
                AcceptedFeed {
                    feed,
                    bytes,
                    signer,
                    came,
                    dated: came,
                    checked: false,
                }
            });
        }
        shown.or_else(|| {
            let id = self.feed().map(|feed| feed.id.clone());
            self.best(&id.unwrap_or_default())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Machine;
    use super::super::event::{Effect, Event, Failure, Headers};
    use super::super::fixture::{
        self, Bench, DAILY, SAFE, by, feed, kept, later, pinned, rescue, shown, stamp, stored,
    };
    use crate::feed::time::{DAY, Moment, Stamp};
    use crate::sync::stored::Stored;
    use crate::trust::{Refusal, Trust};

    #[test]
    fn a_stored_copy_is_shown_before_anything_has_been_fetched() {
        let mut bench = Bench::new(1);
        bench.send(Event::Started(stored(3)));
        assert!(bench.has(&Effect::Show));
        assert_eq!((bench.seq(), bench.fetches()), (Some(3), vec![0]));
        assert_eq!(bench.machine.known().unwrap().came, Moment(1_708_600_000));
        bench.fail(0, Failure::Network);
        assert_eq!(bench.seq(), Some(3));
    }

    #[test]
    fn row_32_a_damaged_copy_is_dropped_and_a_feed_fetched() {
        let text = stored(3).unwrap();
        for damaged in [
            "",
            "x",
            &text[..text.len() / 2],
            &text.replace("\"seq\"", "\"sex\""),
        ] {
            let mut bench = Bench::new(1);
            bench.send(Event::Started(Some(damaged.to_owned())));
            assert!(bench.has(&Effect::Forget));
            assert_eq!((bench.seq(), bench.fetches()), (None, vec![0]));
        }
    }

    #[test]
    fn row_29_it_is_not_earlier_than_when_the_stored_copy_came() {
        let mut bench = Bench::new(1);
        bench.now.device = Moment(0);
        bench.send(Event::Started(stored(3)));
        assert_eq!(bench.machine.time(bench.now), Moment(1_708_600_000));
    }

    #[test]
    fn row_29_a_clock_that_was_wrong_once_is_not_handed_on_by_the_copy() {
        let mut bench = Bench::new(1);
        let text = stored(3).unwrap().replacen("2024", "2034", 1);
        bench.send(Event::Started(Some(text)));
        assert!(bench.machine.time(bench.now).0 > 2_000_000_000);
        bench.answer(0, feed(3, "X"));
        bench.send(Event::Recalled(None));
        let (came, bytes) = (bench.now.device, feed(3, "X"));
        let feeds = vec![bytes.into()];
        assert!(bench.has(&Effect::Store(Stored { came, feeds }.text().unwrap())));
    }

    #[test]
    fn what_came_is_stored_with_its_time() {
        let mut bench = Bench::started(1);
        bench.answer(0, feed(3, "X"));
        assert!(bench.has(&Effect::Recall));
        bench.send(Event::Recalled(None));
        let (came, bytes) = (bench.now.device, feed(3, "X"));
        let feeds = vec![bytes.into()];
        assert!(bench.has(&Effect::Store(Stored { came, feeds }.text().unwrap())));
    }

    #[test]
    fn row_34_the_higher_seq_of_two_tabs_wins() {
        let mut bench = Bench::started(1);
        bench.answer(0, feed(3, "X"));
        bench.send(Event::Recalled(stored(4)));
        assert_eq!(bench.seq(), Some(4));
        assert_eq!(bench.effects, [Effect::Show]);
        bench.send(Event::Recalled(stored(3)));
        assert!(
            matches!(&bench.effects[..], [Effect::Store(text)] if text.contains(r#""seq": 4"#))
        );
    }

    #[test]
    fn row_34_of_two_tabs_the_later_publication_wins_and_under_a_key_the_higher_number() {
        let (old, new) = (feed(41, "X"), later(4, 14, "X"));
        let told = |bytes: Vec<u8>| {
            let (came, feeds) = (Moment(1_708_609_000), vec![bytes.into()]);
            Stored { came, feeds }.text()
        };
        for (mine, theirs) in [(&old, &new), (&new, &old)] {
            let mut bench = Bench::started(1);
            bench.answer(0, mine.clone());
            bench.send(Event::Recalled(told(theirs.clone())));
            assert_eq!(bench.seq(), Some(14));
            let mut bench = shown(by(DAILY, mine.clone()));
            bench.send(Event::Recalled(told(by(DAILY, theirs.clone()))));
            assert_eq!(bench.seq(), Some(41));
        }
        // One that is dated ahead wins nothing here either.
        let mut bench = Bench::started(1);
        bench.answer(0, old);
        bench.send(Event::Recalled(told(later(366 * 24, 42, "X"))));
        assert_eq!(bench.seq(), Some(41));
    }

    #[test]
    fn row_43_what_another_tab_got_long_ago_is_not_called_checked() {
        let mut bench = Bench::started(1);
        bench.answer(0, feed(3, "X"));
        bench.send(Event::Recalled(stored(4)));
        assert_eq!(bench.contact(), (Moment(1_708_600_000), false));
    }

    #[test]
    fn row_34_what_another_feed_has_stored_is_overwritten() {
        let mut bench = Bench::started(1);
        bench.answer(0, feed(3, "X"));
        let other = stored(9).map(|text| text.replace(r#""id": "x""#, r#""id": "y""#));
        bench.send(Event::Recalled(other));
        assert!(matches!(bench.effects[..], [Effect::Store(_)]));
    }

    #[test]
    fn without_permission_the_copy_is_deleted_and_none_stored() {
        let mut bench = Bench::new(1);
        bench.machine = Machine::new(1, false, Trust::default());
        bench.send(Event::Started(stored(3)));
        assert!(bench.has(&Effect::Forget));
        assert_eq!(bench.seq(), None);
        bench.answer(0, feed(3, "X"));
        assert!(!bench.has(&Effect::Recall));
    }

    #[test]
    fn row_52_a_stored_copy_is_verified_again_and_dropped_where_it_was_forged() {
        let stored = kept(&mut shown(by(DAILY, feed(3, "X")))).unwrap();
        let bench = pinned(1, Some(stored.clone()));
        assert_eq!(bench.seq(), Some(3));
        let forged = [
            stored.replace("\"X\"", "\"Y\""),
            stored.replace("\"seq\": 3", "\"seq\": 4"),
            fixture::stored(3).unwrap(),
        ];
        for text in forged {
            let bench = pinned(1, Some(text));
            assert_eq!(bench.seq(), None);
            assert!(bench.has(&Effect::Forget));
        }
    }

    #[test]
    fn row_54_a_revoked_key_stays_out_after_a_reload_too() {
        let mut bench = shown(rescue(2));
        bench.until_fetch();
        bench.answer(0, by(SAFE, feed(3, "X")));
        let stored = kept(&mut bench);
        let mut bench = pinned(1, stored);
        assert_eq!(bench.seq(), Some(3));
        bench.answer(0, by(DAILY, feed(u32::MAX, "Betrug")));
        assert_eq!(bench.reports(), [Failure::Untrusted(Refusal::Revoked)]);
        assert_eq!(bench.seq(), Some(3));
    }

    #[test]
    fn row_54_no_date_of_an_answer_makes_a_browser_forget() {
        for date in ["2199-12-31T00:00:00Z", "1901-01-01T00:00:00Z"].map(stamp) {
            for off in [0, 100 * 366 * DAY, -100 * 366 * DAY] {
                let date = Some(Moment(date.0 + off));
                let mut bench = pinned(1, None);
                bench.reply(
                    0,
                    Headers {
                        date,
                        ..Headers::default()
                    },
                    Ok(rescue(2)),
                );
                let stored = kept(&mut bench);
                let mut bench = pinned(1, stored);
                assert_eq!(bench.seq(), Some(2), "{date:?}");
                bench.answer(0, by(DAILY, feed(9, "Betrug")));
                assert_eq!(bench.reports(), [Failure::Untrusted(Refusal::Revoked)]);
            }
        }
    }

    #[test]
    fn row_29_a_date_in_the_storage_cannot_make_a_signed_feed_look_old() {
        let stored = kept(&mut shown(by(DAILY, feed(1, "X")))).unwrap();
        let (_, rest) = stored.split_once('\n').unwrap();
        let planted = format!("2190-01-01T00:00:00Z\n{rest}");
        let bench = pinned(1, Some(planted.clone()));
        assert!(bench.machine.time(bench.now).0 <= bench.now.device.0 + DAY);
        let mut bench = shown(by(DAILY, feed(1, "X")));
        bench.send(Event::Recalled(Some(planted)));
        assert!(bench.machine.time(bench.now).0 <= bench.now.device.0 + DAY);
    }

    #[test]
    fn row_54_where_a_copy_no_longer_counts_the_best_of_what_was_seen_is_shown() {
        let stored = kept(&mut shown(rescue(2))).unwrap();
        let (came, rest) = stored.split_once('\n').unwrap();
        let revoked = String::from_utf8(by(DAILY, feed(9, "Betrug"))).unwrap();
        let bench = pinned(1, Some(format!("{came}\n{revoked}\u{1e}{rest}")));
        assert_eq!(bench.seq(), Some(2));
        assert!(!bench.has(&Effect::Forget));
    }

    #[test]
    fn row_34_a_refused_answer_does_not_make_a_copy_older_that_another_tab_has_checked() {
        let mut bench = shown(by(DAILY, feed(5, "X")));
        let hour = Moment(bench.now.device.0 + 3_600);
        let stored = kept(&mut bench).unwrap();
        let (_, rest) = stored.split_once('\n').unwrap();
        let later = format!("{}\n{rest}", Stamp::new(hour, 0));
        bench.pass(3_700_000);
        bench.send(Event::Recalled(Some(later)));
        assert_eq!(bench.machine.known().map(|known| known.came), Some(hour));
        assert!(
            !bench
                .effects
                .iter()
                .any(|effect| matches!(effect, Effect::Store(_)))
        );
    }

    #[test]
    fn row_54_what_another_tab_has_learned_of_a_revoked_key_counts_here_too() {
        let stored = kept(&mut shown(rescue(2)));
        let mut bench = shown(by(DAILY, feed(7, "Betrug")));
        bench.send(Event::Recalled(stored));
        assert_eq!(bench.seq(), Some(2));
    }
}
