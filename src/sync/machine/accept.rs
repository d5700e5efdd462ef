//! Decides whether a new feed is accepted: it must be trusted, be this feed, and be no older than the one that is
//! shown.

use std::cmp::Ordering;
use std::rc::Rc;

use super::event::Failure;
use super::memory::{AcceptedFeed, Memory};
use crate::feed::Feed;
use crate::feed::decode::{Fault, Problem};
use crate::feed::time::{DAY, Moment};
use crate::sync::clock::{FEW_MINUTES, Now, can_be_written};
use crate::sync::mirror::Dating;
use crate::sync::order::{compare, is_ahead};
use crate::trust::{Signer, content};

/// How an answer came.
#[derive(Clone, Copy)]
pub(super) struct Arrival {
    /// The server's `Date`, which nobody has signed.
    pub(super) date: Option<Moment>,
    /// How old the answer is.
    pub(super) dating: Dating,
}

/// The fate of a feed that was accepted.
pub(super) enum Taken {
    /// It is shown from now on. Its publisher may have to be told something about it.
    New(Option<Failure>),
    /// It was shown already.
    Same,
    /// Its id is not that of the stored copy, so it waits for the end of the round.
    Aside(AcceptedFeed),
}

impl Memory {
    /// Accepts a feed that is at least as new as the one that is shown, or returns why not.
    pub(super) fn accept(
        &mut self,
        bytes: Vec<u8>,
        arrival: Arrival,
        now: Now,
    ) -> Result<Taken, Failure> {
        let (signer, feed) = self.read(&bytes)?;
        let (feed, bytes) = (Rc::new(feed), Rc::from(bytes));
        // A revocation counts, even if the feed itself is refused.
        if self.trust.is_news(signer, &feed) {
            self.trust.hold(signer, &feed, &bytes);
            self.let_go();
        }
        let aside = self.has_to_wait(&feed)?;
        // Only the date of an accepted feed is believed: any other answer could move the time anywhere.
        let date = arrival.date.map(|date| self.believed(date, &feed, now));
        let mut clock = self.clock;
        if let Some(date) = date {
            clock.learn(date, now);
        }
        let horizon = clock.horizon(date.is_some(), now);
        let told = self.check_order(signer, &feed, &bytes, aside, horizon)?;
        if !aside {
            self.clock = clock;
            self.learn_time(&feed, arrival, horizon, now);
        }
        let time = self.clock.time(now);
        let Dating { current, age, .. } = arrival.dating;
        let unknown = if current {
            self.clock.reference(now)
        } else {
            feed.issued.at
        };
        let dated = date.filter(|date| can_be_written(*date)).unwrap_or(unknown);
        let accepted = AcceptedFeed {
            came: if current {
                Moment(time.0 - age)
            } else {
                dated.min(time)
            },
            dated,
            checked: current,
            bytes,
            signer,
            feed,
        };
        Ok(if aside {
            Taken::Aside(accepted)
        } else {
            self.show_or_check(accepted, told)
        })
    }

    /// Learns the time from an accepted feed, and from the clock of its server if that was seen to go on.
    fn learn_time(&mut self, feed: &Feed, arrival: Arrival, horizon: Option<Moment>, now: Now) {
        if self.pins() {
            self.clock.learn_issued(feed.issued.at, now);
            return;
        }
        // Under a key nobody who has not signed turns the time back: an outdated feed would look current.
        let wrong = |server: &Moment| {
            let difference = self.clock.reference(now).0.saturating_sub(server.0);
            difference.unsigned_abs() > FEW_MINUTES.unsigned_abs()
        };
        if let Some(server) = arrival.dating.clock.filter(wrong) {
            self.clock.follow(server, now);
        }
        if self.feed().is_some_and(|shown| is_ahead(shown, horizon)) && !is_ahead(feed, horizon) {
            self.clock.forget_issued();
        }
        // What a server's clock refutes is a slip of the publisher's; otherwise it is the device that is slow.
        let refuted = is_ahead(feed, horizon) && (arrival.date.is_some() || self.clock.follows());
        if !refuted {
            self.clock.learn_issued(feed.issued.at, now);
        }
    }

    /// Tells whether the feed has to wait for the end of the round, since its id is not that of the stored copy. Fails
    /// if the feed that is shown came in this visit or keys are pinned: another id never replaces it then.
    fn has_to_wait(&self, feed: &Feed) -> Result<bool, Failure> {
        match &self.accepted {
            Some(accepted) if accepted.feed.id != feed.id => {
                if accepted.checked || self.trust.pins() {
                    Err(Failure::Foreign)
                } else {
                    Ok(true)
                }
            }
            _ => Ok(false),
        }
    }

    /// Refuses a feed that is older than a known one, or neither older nor newer but different. Returns what its publisher
    /// has to be told of one that is not refused.
    fn check_order(
        &self,
        signer: Signer,
        feed: &Feed,
        bytes: &[u8],
        aside: bool,
        horizon: Option<Moment>,
    ) -> Result<Option<Failure>, Failure> {
        let shown = self.accepted.as_ref().filter(|_| !aside);
        if self.pins() {
            self.check_number(signer, feed, bytes, shown)?;
            return Ok(None);
        }
        let ahead = is_ahead(feed, horizon).then_some(Failure::Ahead);
        let Some(shown) = shown else { return Ok(ahead) };
        if content(&shown.bytes) == content(bytes) {
            return Ok(ahead);
        }
        match compare(feed, &shown.feed, horizon) {
            Ordering::Less => Err(ahead.unwrap_or(Failure::Older)),
            Ordering::Equal => Err(Failure::Conflict),
            Ordering::Greater if feed.seq <= shown.feed.seq => Ok(Some(Failure::Miscounted)),
            Ordering::Greater => Ok(ahead),
        }
    }

    /// Refuses a signed feed whose number is lower than a known one, or has been used for other bytes. It is compared
    /// with the feed that is shown and with the last feed of the same key.
    fn check_number(
        &self,
        signer: Signer,
        feed: &Feed,
        bytes: &[u8],
        shown: Option<&AcceptedFeed>,
    ) -> Result<(), Failure> {
        let shown = shown.map(|accepted| (accepted.feed.seq.0, &*accepted.bytes));
        for (seq, known) in shown.into_iter().chain(self.trust.newest(signer, feed)) {
            match feed.seq.0.cmp(&seq) {
                Ordering::Less => return Err(Failure::Older),
                Ordering::Equal if content(known) != content(bytes) => {
                    return Err(Failure::Conflict);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Shows the feed from now on. If it is shown already, it only counts as checked just now.
    fn show_or_check(&mut self, new: AcceptedFeed, told: Option<Failure>) -> Taken {
        match &mut self.accepted {
            Some(shown)
                if shown.signer == new.signer && content(&shown.bytes) == content(&new.bytes) =>
            {
                if new.checked {
                    (shown.came, shown.dated, shown.checked) = (new.came, new.dated, true);
                }
                Taken::Same
            }
            _ => {
                self.take(new);
                Taken::New(told)
            }
        }
    }

    /// Returns the part of a server's date that is believed; nobody has signed it. If keys are pinned, it may be at
    /// most a day later than the device's time, so that nobody can make a feed look outdated by it. If the feed itself
    /// proves that the device is slow, the date is believed as it is.
    pub(super) fn believed(&self, date: Moment, feed: &Feed, now: Now) -> Moment {
        if self.trust.pins() && feed.issued.at <= now.device {
            date.min(Moment(now.device.0.saturating_add(DAY)))
        } else {
            date
        }
    }

    /// Reads the feed in bytes that came, if they can be trusted and the page wants it.
    pub(super) fn read(&self, bytes: &[u8]) -> Result<(Signer, Feed), Failure> {
        let (signer, content) = self.trust.open(bytes).map_err(Failure::Untrusted)?;
        let (feed, _) = Feed::read(content).map_err(|problems| {
            let newer = |problem: &Problem| matches!(problem.fault, Fault::NewerVersion(_));
            if problems.iter().any(newer) {
                Failure::Newer
            } else {
                Failure::Refused(problems)
            }
        })?;
        if self.trust.wants(&feed) {
            Ok((signer, feed))
        } else {
            Err(Failure::Foreign)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Machine;
    use super::super::event::{Effect, Event, Failure, FetchProblem, Headers};
    use super::super::fixture::{
        Bench, DAILY, SAFE, STRANGER, by, feed, kept, later, pinned, replaced, rescue, shown,
        stamp, stored,
    };
    use crate::feed::time::{Moment, Stamp};
    use crate::trust::{Refusal, Trust};

    #[test]
    fn row_22_a_lower_seq_is_rejected() {
        let mut bench = Bench::started(1);
        bench.answer(0, feed(5, "X"));
        bench.until_fetch();
        bench.answer(0, feed(4, "X"));
        assert_eq!(bench.reports(), [Failure::Older]);
        assert_eq!(bench.seq(), Some(5));
    }

    #[test]
    fn row_22_a_lower_seq_than_the_stored_one_is_rejected_and_the_next_mirror_asked() {
        let mut bench = Bench::new(3);
        bench.send(Event::Started(stored(5)));
        bench.answer(0, feed(4, "X"));
        assert_eq!(
            (bench.reports(), bench.fetches()),
            (vec![Failure::Older], vec![2])
        );
        assert_eq!(bench.seq(), Some(5));
    }

    #[test]
    fn row_23_the_same_bytes_are_checked_just_now() {
        let mut bench = Bench::new(1);
        bench.send(Event::Started(stored(5)));
        assert!(!bench.machine.known().unwrap().checked);
        bench.pass(1_000).answer(0, feed(5, "X"));
        let known = bench.machine.known().unwrap();
        assert!(known.checked);
        assert_eq!(known.came, Moment(1_708_610_001));
    }

    #[test]
    fn row_24_the_first_of_two_feeds_with_one_seq_is_kept() {
        let mut bench = Bench::started(1);
        bench.answer(0, feed(5, "X"));
        bench.until_fetch();
        bench.answer(0, feed(5, "Y"));
        assert_eq!(bench.reports(), [Failure::Conflict]);
        assert_eq!(
            bench
                .machine
                .known()
                .unwrap()
                .feed
                .publisher
                .name
                .version("de", "de")
                .text,
            "X"
        );
    }

    #[test]
    fn row_24_under_a_key_one_number_has_one_content() {
        for hours in [-4, 0, 4] {
            let mut bench = shown(by(DAILY, feed(5, "X")));
            bench.until_fetch();
            bench.answer(0, by(DAILY, later(hours, 5, "Y")));
            assert_eq!(
                (bench.seq(), bench.reports()),
                (Some(5), vec![Failure::Conflict])
            );
            assert_eq!(bench.machine.known().unwrap().changed.len(), 0);
        }
    }

    #[test]
    fn row_22_under_a_key_the_number_alone_counts() {
        for (seq, expected, told) in [(6, 6, None), (4, 5, Some(Failure::Older))] {
            for hours in [4, 366 * 24] {
                let mut bench = shown(by(DAILY, feed(5, "X")));
                bench.until_fetch();
                bench.answer(0, by(DAILY, later(hours, seq, "Y")));
                assert_eq!(bench.seq(), Some(expected));
                assert_eq!(bench.reports(), Vec::from_iter(told.clone()), "{hours}");
            }
        }
        // A later number counts with an earlier date too.
        let mut bench = shown(by(DAILY, feed(5, "X")));
        bench.until_fetch();
        bench.answer(0, by(DAILY, later(-4, 6, "Y")));
        assert_eq!(bench.seq(), Some(6));
    }

    #[test]
    fn another_feed_is_not_taken_for_this_one() {
        let mut bench = Bench::started(1);
        bench.answer(0, feed(1, "X"));
        bench.until_fetch();
        bench.answer(0, replaced(feed(9, "X"), r#""id": "x""#, r#""id": "y""#));
        assert_eq!(bench.reports(), [Failure::Foreign]);
        assert_eq!(bench.seq(), Some(1));
    }

    #[test]
    fn row_26_what_a_device_without_a_network_gets_is_from_its_cache_and_was_not_checked() {
        let issued = Stamp::parse("2024-02-22T10:00:00+01:00").unwrap().at;
        let before = Moment(1_708_610_000 - 600);
        for (stored, date, came) in [
            (None, Some(before), before),
            (None, None, issued),
            (stored(1), Some(before), Moment(1_708_600_000)),
        ] {
            let mut bench = Bench::new(2);
            bench.now.offline = true;
            bench.send(Event::Started(stored));
            // Each mirror's answer was cached at another time, and they are asked again and again.
            for (mirror, earlier) in [(0, 0), (1, 1_200), (0, 0), (1, 1_200), (0, 0)] {
                let date = date.map(|date| Moment(date.0 - earlier));
                bench.reply(
                    mirror,
                    Headers {
                        date,
                        ..Headers::default()
                    },
                    Ok(feed(1, "X")),
                );
                let known = bench.machine.known().unwrap();
                assert_eq!((known.came, known.checked), (came, false));
                assert_eq!(bench.machine.fetch_problem(), Some(FetchProblem::Offline));
                assert!(!bench.has(&Effect::Recall));
                if bench.machine.round.is_none() {
                    bench.until_fetch();
                }
            }
        }
    }

    #[test]
    fn row_29_a_slow_device_learns_the_time_from_what_it_gets() {
        let issued = Stamp::parse("2024-02-22T10:00:00+01:00").unwrap().at;
        for (date, time) in [
            (None, issued),
            (Some(Moment(issued.0 + 600)), Moment(issued.0 + 600)),
        ] {
            let mut bench = Bench::new(1);
            bench.now.device = Moment(0);
            bench.send(Event::Started(None));
            bench.reply(
                0,
                Headers {
                    date,
                    ..Headers::default()
                },
                Ok(feed(1, "X")),
            );
            assert_eq!(bench.machine.time(bench.now), time);
            assert_eq!(bench.machine.known().unwrap().came, time);
        }
    }

    #[test]
    fn row_29_another_feed_does_not_move_the_time_while_it_waits() {
        let mut bench = Bench::new(2);
        bench.send(Event::Started(stored(9)));
        let other = replaced(feed(1, "X"), r#""id": "x""#, r#""id": "y""#);
        bench.answer(0, replaced(other, "2024-02-22", "2190-02-22"));
        bench.answer(1, feed(9, "X"));
        assert_eq!(bench.machine.time(bench.now), bench.now.device);
    }

    #[test]
    fn row_29_what_is_refused_does_not_move_the_time() {
        let mut bench = Bench::started(1);
        bench.answer(0, feed(5, "X"));
        bench.until_fetch();
        let (before, date) = (bench.machine.time(bench.now), Some(Moment(4_000_000_000)));
        let late = replaced(feed(4, "X"), "2024-02-22", "2190-02-22");
        bench.reply(
            0,
            Headers {
                date,
                ..Headers::default()
            },
            Ok(late),
        );
        bench.until_fetch();
        bench.reply(
            0,
            Headers {
                date,
                ..Headers::default()
            },
            Err(Failure::Status(503)),
        );
        assert!(bench.machine.time(bench.now).0 < before.0 + 3600);
    }

    #[test]
    fn row_50_what_no_pinned_key_has_signed_is_never_shown() {
        for (bytes, refusal) in [
            (feed(2, "X"), Refusal::Unsigned),
            (by(STRANGER, feed(2, "X")), Refusal::UnknownKey),
            (
                xtask::sign::sign(DAILY, "file", &feed(2, "X")),
                Refusal::Unsigned,
            ),
            (
                replaced(by(DAILY, feed(2, "X")), "\"X\"", "\"Y\""),
                Refusal::Broken,
            ),
        ] {
            let mut bench = pinned(1, None);
            bench.answer(0, bytes.clone());
            bench.answer(0, bytes);
            assert_eq!(bench.reports(), [Failure::Untrusted(refusal)]);
            assert_eq!(bench.seq(), None);
            assert_eq!(
                bench.machine.fetch_problem(),
                Some(FetchProblem::Unreachable)
            );
        }
    }

    #[test]
    fn row_50_another_feed_by_the_same_key_does_not_take_the_place_of_this_one() {
        let other = || replaced(feed(9, "Y"), r#""id": "x""#, r#""id": "y""#);
        let stored = kept(&mut shown(by(DAILY, feed(1, "X"))));
        let mut bench = pinned(1, stored);
        // Not even if no mirror has this one any more, as without a key.
        bench.answer(0, by(DAILY, other()));
        assert_eq!(bench.reports(), [Failure::Foreign]);
        assert_eq!(bench.seq(), Some(1));
        // The feed that the page names is the only one from the first visit on.
        bench.machine = Machine::new(1, true, Trust::new(None, "x"));
        bench.send(Event::Started(None));
        bench.answer(0, other());
        assert_eq!(bench.reports(), [Failure::Foreign]);
        assert_eq!(bench.seq(), None);
    }

    #[test]
    fn row_22_under_a_key_nothing_older_than_the_stored_copy_is_shown() {
        let stored = kept(&mut shown(by(DAILY, feed(5, "X"))));
        let mut bench = pinned(1, stored);
        bench.answer(0, by(DAILY, feed(4, "X")));
        assert_eq!(bench.reports(), [Failure::Older]);
        bench.until_fetch();
        bench.answer(0, by(SAFE, feed(4, "X")));
        assert_eq!(bench.reports(), [Failure::Older]);
        assert_eq!(bench.seq(), Some(5));
    }

    #[test]
    fn row_53_a_revocation_counts_even_where_the_feed_that_tells_it_is_older_than_what_its_key_has_said_since()
     {
        let mut bench = shown(by(SAFE, feed(4, "X")));
        bench.until_fetch();
        bench.answer(0, by(DAILY, feed(5, "Betrug")));
        assert_eq!(bench.seq(), Some(5));
        bench.until_fetch();
        bench.answer(0, rescue(3));
        assert_eq!(bench.reports(), [Failure::Older]);
        assert_eq!(bench.seq(), Some(4));
    }

    #[test]
    fn row_29_a_mirror_cannot_make_a_signed_feed_look_old_on_a_device_that_is_right() {
        let date = Some(stamp("2190-01-01T00:00:00Z"));
        for (device, most) in [
            // The feed was issued earlier, so the device may be right.
            (stamp("2024-02-23T00:00:00Z"), stamp("2024-02-24T00:00:00Z")),
            // The feed proves that the device is wrong.
            (stamp("2020-01-01T00:00:00Z"), stamp("2190-01-01T00:00:00Z")),
        ] {
            let mut bench = pinned(1, None);
            bench.now.device = device;
            let headers = Headers {
                date,
                ..Headers::default()
            };
            bench.reply(0, headers, Ok(by(DAILY, feed(1, "X"))));
            assert_eq!(bench.machine.time(bench.now), most);
            // The next visit does not inherit a later time either.
            let stored = kept(&mut bench);
            bench = Bench::new(1);
            bench.now.device = device;
            let keys = xtask::sign::public(DAILY);
            bench.machine = Machine::new(1, true, Trust::new(Some(&keys), ""));
            bench.send(Event::Started(stored));
            assert_eq!(bench.machine.time(bench.now), most);
        }
    }

    #[test]
    fn the_same_words_signed_by_another_key_are_no_conflict() {
        let mut bench = shown(by(DAILY, feed(2, "X")));
        bench.until_fetch();
        bench.answer(0, by(SAFE, feed(2, "X")));
        assert_eq!(bench.reports(), []);
        bench.until_fetch();
        bench.answer(0, by(SAFE, feed(2, "Y")));
        assert_eq!(bench.reports(), [Failure::Conflict]);
    }
}
