//! When the next round is due: a poll after a feed, a back-off after a failure, and sooner when somebody looks again.

use crate::feed::Feed;
use crate::feed::vocabulary::Phase;
use crate::sync::clock::Now;

/// Milliseconds of a second.
pub(super) const SECOND: u64 = 1000;
/// The time between two polls in milliseconds; a fifth more or less, so that visitors do not ask all at once.
const POLL: u64 = 300 * SECOND;
/// The same in an acute phase, when things change by the hour.
const POLL_ACUTE: u64 = 60 * SECOND;
/// The first back-off in milliseconds; each failure doubles it, up to the longest.
const BACK_OFF: u64 = 15 * SECOND;
pub(super) const LONGEST_BACK_OFF: u64 = 900 * SECOND;
/// After this time a server is asked a second time whether its clock goes on, in milliseconds; and up to half as much
/// again, at random.
const CONFIRM: u64 = 10 * SECOND;
/// The shortest time between two rounds in milliseconds, whatever happens and whoever asks.
const GAP: u64 = 5 * SECOND;
/// A feed that came less than this ago is not asked for again when the page becomes visible, in milliseconds.
const FRESH: u64 = 30 * SECOND;
/// Visitors who come back together, after an outage of the network, ask at random times within this (row 36).
const RETURN: u64 = 5 * SECOND;
/// The smallest jump of the device's clock that counts as sleep, in milliseconds: a smaller one means that the clock
/// was set.
const SLEEP: u64 = 30 * SECOND;

/// Decides when the next round is due. Its times are milliseconds of the visit ([`Now::uptime`]).
#[derive(Clone, Debug, Default)]
pub(super) struct Pace {
    /// When the next round is due. It begins later if the gap is not over or the page is hidden.
    pub(super) due: u64,
    /// How many rounds in a row have brought no feed.
    failures: u32,
    round_ended: Option<u64>,
    feed_came: Option<u64>,
    /// Whether a server was asked a second time, in this visit or since the device has slept.
    confirmed: bool,
}

impl Pace {
    /// Returns when the gap after the last round ends.
    pub(super) fn gap_over(&self) -> u64 {
        self.round_ended.map_or(0, |ended| ended + GAP)
    }

    /// Notes that a feed has come, and forgets the failures before it.
    pub(super) fn note_feed(&mut self, now: Now) {
        self.feed_came = Some(now.uptime);
        self.failures = 0;
    }

    /// Plans the poll after a round with this feed.
    pub(super) fn poll(&mut self, feed: Option<&Feed>, now: Now) {
        let base = if feed.is_some_and(is_acute) {
            POLL_ACUTE
        } else {
            POLL
        };
        self.round_ended = Some(now.uptime);
        self.due = now.uptime + base * 4 / 5 + now.share(base * 2 / 5);
    }

    /// Plans a second request in some seconds, after a round whose answers may be old. Does so only once, so that a visit
    /// costs the server one request more at most. Returns whether it has.
    pub(super) fn confirm(&mut self, now: Now) -> bool {
        if self.confirmed {
            return false;
        }
        self.confirmed = true;
        self.round_ended = Some(now.uptime);
        self.due = now.uptime + CONFIRM + now.share(CONFIRM / 2);
        true
    }

    /// Plans the next try after a round without a feed.
    pub(super) fn back_off(&mut self, now: Now) {
        let longest = (BACK_OFF << self.failures.min(8)).min(LONGEST_BACK_OFF);
        self.failures += 1;
        self.round_ended = Some(now.uptime);
        // Full jitter: any time up to the bound, so that not all visitors ask a recovering server at once.
        self.due = now.uptime + now.share(longest);
    }

    /// Makes a round due soon, since the reader looks again, unless the feed came only a moment ago.
    pub(super) fn look_again(&mut self, now: Now) {
        let soon = now.uptime + now.share(RETURN);
        if self.due <= now.uptime {
            self.due = soon;
        } else if self.feed_came.is_none_or(|came| now.uptime >= came + FRESH) {
            self.due = self.due.min(soon);
        }
    }

    /// Makes a round due soon, since the network is back. Failures without a network say nothing about the mirrors.
    pub(super) fn back_online(&mut self, now: Now) {
        self.failures = 0;
        self.look_again(now);
    }

    /// Corrects the times after sleep, in which the uptime stands still: what was due during sleep is due now. Returns
    /// whether the device has slept.
    pub(super) fn make_up_for_sleep(&mut self, last: Now, now: Now) -> bool {
        let awake = now.uptime.saturating_sub(last.uptime);
        let went_by = now.device.0.saturating_sub(last.device.0).max(0);
        let slept = went_by.unsigned_abs().saturating_mul(SECOND);
        let slept = slept.saturating_sub(awake);
        if slept < SLEEP {
            return false;
        }
        self.due = self.due.saturating_sub(slept);
        self.feed_came = self.feed_came.and_then(|came| came.checked_sub(slept));
        self.confirmed = false;
        true
    }
}

/// Tells whether a feed's incident is in its acute phase.
fn is_acute(feed: &Feed) -> bool {
    let incident = feed.incident.as_ref();
    let phase = incident.and_then(|incident| incident.phase.as_ref());
    phase.is_some_and(|phase| phase.is(Phase::Acute))
}

#[cfg(test)]
mod tests {
    use super::super::event::{Effect, Event, Failure, FetchProblem, Headers};
    use super::super::fixture::{Bench, feed, replaced};
    use crate::sync::mirror::RetryAfter;

    #[test]
    fn a_good_answer_is_shown_and_asked_again_in_about_five_minutes() {
        for (jitter, expected) in [(0, 240_000), (255, 360_000)] {
            let mut bench = Bench::started(1);
            assert_eq!(bench.fetches(), [0]);
            bench.now.jitter = jitter;
            bench.answer(0, feed(1, "X"));
            assert!(bench.has(&Effect::Show));
            assert_eq!(bench.until_fetch(), expected);
        }
    }

    #[test]
    fn an_acute_phase_is_polled_every_minute() {
        let mut bench = Bench::started(1);
        let acute = r#""incident": { "title": "x", "phase": "acute" }, "entries""#;
        bench.answer(0, replaced(feed(1, "X"), r#""entries""#, acute));
        assert_eq!(bench.until_fetch(), 48_000);
    }

    #[test]
    fn every_failure_keeps_what_is_shown_and_waits_longer_each_time() {
        let mut bench = Bench::started(1);
        bench.answer(0, feed(1, "X"));
        bench.until_fetch();
        bench.now.jitter = 255;
        let mut waits = Vec::new();
        for _ in 0..9 {
            bench.fail(0, Failure::Status(503));
            assert_eq!(bench.reports(), [Failure::Status(503)]);
            assert_eq!(bench.seq(), Some(1));
            assert_eq!(
                bench.machine.fetch_problem(),
                Some(FetchProblem::Unreachable)
            );
            waits.push(bench.until_fetch() / 1000);
        }
        assert_eq!(waits, [15, 30, 60, 120, 240, 480, 900, 900, 900]);
        bench.answer(0, feed(1, "X"));
        assert_eq!(bench.machine.fetch_problem(), None);
    }

    #[test]
    fn row_9_retry_after_is_obeyed_where_it_comes_with_a_refusal() {
        for (result, expected) in [
            (Err(Failure::Status(503)), 600),
            (Err(Failure::Status(429)), 600),
            (Ok(feed(1, "X")), 240),
        ] {
            let mut bench = Bench::started(1);
            let headers = Headers {
                retry: Some(RetryAfter::Seconds(600)),
                ..Headers::default()
            };
            bench.reply(0, headers, result);
            assert_eq!(bench.until_fetch() / 1000, expected);
        }
    }

    #[test]
    fn row_9_a_person_is_heard_after_half_a_minute() {
        let mut bench = Bench::started(1);
        let headers = Headers {
            retry: Some(RetryAfter::Seconds(3600)),
            ..Headers::default()
        };
        bench.reply(0, headers, Err(Failure::Status(503)));
        bench.pass(10_000).send(Event::Asked);
        assert!(bench.machine.asked());
        assert_eq!(bench.until_fetch(), 20_000);
        bench.fail(0, Failure::Network);
        assert!(!bench.machine.asked());
        // When nobody waits any more, the server's wish holds again.
        assert!(bench.until_fetch() > 3_500_000);
    }

    #[test]
    fn whoever_asks_again_and_again_is_answered_every_five_seconds() {
        let mut bench = Bench::started(1);
        bench.fail(0, Failure::Network);
        let mut fetches = 0;
        for _ in 0..100 {
            bench.pass(500).send(Event::Asked);
            if !bench.fetches().is_empty() {
                fetches += 1;
                bench.fail(0, Failure::Network);
            }
        }
        assert_eq!(fetches, 10);
    }

    #[test]
    fn row_36_who_only_looked_away_asks_for_nothing() {
        let mut bench = Bench::started(1);
        bench.answer(0, feed(1, "X"));
        bench.pass(20_000).send(Event::Hidden);
        bench.pass(5_000).send(Event::Shown);
        assert_eq!(bench.until_fetch(), 215_000);
    }

    #[test]
    fn row_36_a_network_that_is_back_is_used_within_seconds() {
        let mut bench = Bench::started(1);
        bench.answer(0, feed(1, "X"));
        bench.now.offline = true;
        bench.send(Event::Network);
        assert_eq!(bench.machine.fetch_problem(), Some(FetchProblem::Offline));
        bench.now.jitter = 255;
        for _ in 0..8 {
            bench.until_fetch();
            bench.fail(0, Failure::Network);
        }
        bench.now.offline = false;
        bench.pass(60_000).send(Event::Network);
        assert_eq!(
            bench.machine.fetch_problem(),
            Some(FetchProblem::Unreachable)
        );
        assert_eq!(bench.until_fetch(), 5_000);
        bench.answer(0, feed(1, "X"));
        assert_eq!(bench.machine.fetch_problem(), None);
    }

    #[test]
    fn row_36_a_device_that_has_slept_asks_at_once() {
        let mut bench = Bench::started(1);
        bench.answer(0, feed(1, "X"));
        bench.pass(5_000).send(Event::Hidden);
        // Eight hours of sleep, in which the uptime stood still.
        bench.now.device.0 += 8 * 3600;
        bench.now.jitter = 255;
        bench.pass(1_000).send(Event::Shown);
        assert_eq!(bench.until_fetch(), 5_000);
        // The same without an event that tells the page.
        bench.answer(0, feed(1, "X"));
        bench.now.device.0 += 8 * 3600;
        assert!(bench.until_fetch() <= 30_000);
    }
}
