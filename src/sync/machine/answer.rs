//! A mirror's answer: whether the machine waits for it, and what follows from it.

use std::mem;

use super::Machine;
use super::accept::{Arrival, Taken};
use super::event::{Effect, Failure, FetchProblem, Headers, Ticket, show};
use super::memory::AcceptedFeed;
use crate::sync::clock::Now;
use crate::sync::order::compare;
use crate::trust::Refusal;

/// The body of an answer: the bytes of a feed, or why there are none.
type Body = Result<Vec<u8>, Failure>;

impl Machine {
    /// Takes an answer. One that the machine no longer waits for is ignored.
    pub(super) fn take_answer(
        &mut self,
        ticket: Ticket,
        headers: Headers,
        body: Body,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let Some(round) = &mut self.round else { return };
        if ticket.round != self.rounds || !round.awaits(ticket.mirror) {
            return;
        }
        round.close(ticket.mirror);
        let first = !round.fed;
        let arrival = self.arrival(ticket.mirror, headers, &body, now);
        let result = body.and_then(|bytes| self.memory.accept(bytes, arrival, now));
        let again = self.judge(ticket.mirror, &result);
        let mut fed = false;
        match result {
            Ok(taken) => {
                if first || matches!(taken, Taken::New(_)) {
                    self.preferred = ticket.mirror;
                    show(effects);
                }
                match taken {
                    Taken::New(told) => {
                        fed = self.is_current(arrival);
                        // It is stored even if it may be old: there may be nothing else later.
                        let store = !fed && !self.offline && self.keeps;
                        effects.extend(store.then_some(Effect::Recall));
                        effects.extend(told.map(Effect::Report));
                    }
                    Taken::Same => fed = self.is_current(arrival),
                    Taken::Aside(other) => self.set_aside(other, now),
                }
            }
            Err(_) if again => self.fetch(ticket.mirror, effects),
            Err(failure) => self.report(failure, effects),
        }
        if fed {
            self.note_feed(now, effects);
        } else if first {
            self.ask(ticket.mirror + 1, now, effects);
        }
        self.finish_if_all_answered(now, effects);
    }

    /// Notes when the mirror has answered and how long it asks to be left alone. Returns how the answer came.
    fn arrival(&mut self, mirror: usize, headers: Headers, body: &Body, now: Now) -> Arrival {
        let clock = self.memory.clock;
        // What the device says of the network counts until an answer has shown otherwise.
        let seen = Now {
            offline: self.offline,
            ..now
        };
        let mirror = &mut self.mirrors[mirror];
        let dating = mirror.has_answered(headers.date, headers.age, clock, seen);
        if let (Some(wish), Err(Failure::Status(_))) = (headers.retry, body) {
            mirror.obey(wish, clock, now);
        }
        Arrival {
            date: headers.date,
            dating,
        }
    }

    /// Tells whether an answer with a feed is current. Notes if it may be old, though there is a network.
    fn is_current(&mut self, arrival: Arrival) -> bool {
        let current = arrival.dating.current;
        if let Some(round) = &mut self.round {
            round.doubtful |= !current && !self.offline;
        }
        current
    }

    /// Notes what the answer says of the mirror. Returns whether to fetch once more past the browser's cache, which may
    /// be the only thing that is wrong (row 51). That is done only once, so that a mirror that is wrong itself is not
    /// asked twice for ever.
    fn judge<T>(&mut self, mirror: usize, result: &Result<T, Failure>) -> bool {
        let mirror = &mut self.mirrors[mirror];
        match result {
            Ok(_) => (mirror.newer, mirror.suspect) = (false, false),
            Err(Failure::Newer) => mirror.newer = true,
            Err(Failure::Untrusted(refusal)) => {
                mirror.newer = false;
                return *refusal != Refusal::Revoked && !mem::replace(&mut mirror.suspect, true);
            }
            Err(_) => {}
        }
        false
    }

    /// Keeps a feed of another id for the end of the round; of two the newer one.
    fn set_aside(&mut self, other: AcceptedFeed, now: Now) {
        let horizon = self.memory.clock.horizon(false, now);
        if let Some(round) = &mut self.round {
            let newer = |known: &AcceptedFeed| compare(&known.feed, &other.feed, horizon).is_le();
            if round.other.as_ref().is_none_or(newer) {
                round.other = Some(other);
            }
        }
    }

    /// Reports a failure. A feed that was read and refused may still have revoked a key. Then what is shown has
    /// changed, and other tabs must learn of it.
    fn report(&self, failure: Failure, effects: &mut Vec<Effect>) {
        let read = matches!(
            failure,
            Failure::Older | Failure::Conflict | Failure::Foreign
        );
        if read && self.memory.pins() {
            show(effects);
            effects.extend(self.keeps.then_some(Effect::Recall));
        }
        effects.push(Effect::Report(failure));
    }

    /// Notes that the round has brought a feed. Nothing is wrong any more, even if other mirrors have not answered yet.
    pub(super) fn note_feed(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if let Some(round) = &mut self.round {
            round.fed = true;
        }
        self.pace.note_feed(now);
        self.person_waits = false;
        // An answer came, so there is a network, whatever the device says.
        self.offline = false;
        self.fetch_problem = self.any_newer().then_some(FetchProblem::Newer);
        if self.keeps {
            effects.push(Effect::Recall);
        }
        show(effects);
    }

    /// Tells whether a mirror has a newer format than this version can read.
    pub(super) fn any_newer(&self) -> bool {
        self.mirrors.iter().any(|mirror| mirror.newer)
    }
}

#[cfg(test)]
mod tests {
    use super::super::event::{Effect, Failure, FetchProblem, Headers, Ticket};
    use super::super::fixture::{Bench, DAILY, SAFE, by, feed, pinned, rescue};
    use crate::sync::mirror::Cache;

    #[test]
    fn row_16_a_newer_version_is_said() {
        let mut bench = Bench::started(1);
        bench.answer(0, feed(1, "X"));
        bench.until_fetch();
        bench.answer(0, br#"{"version": 2}"#.to_vec());
        assert_eq!(bench.machine.fetch_problem(), Some(FetchProblem::Newer));
        assert_eq!(bench.seq(), Some(1));
    }

    #[test]
    fn row_16_a_newer_version_on_one_mirror_is_said_whatever_the_others_have() {
        for second in [Err(Failure::Network), Ok(feed(1, "X"))] {
            let mut bench = Bench::started(2);
            bench.answer(0, br#"{"version": 2}"#.to_vec());
            bench.reply(1, Headers::default(), second);
            assert_eq!(bench.machine.fetch_problem(), Some(FetchProblem::Newer));
        }
    }

    #[test]
    fn what_one_mirror_gives_is_stored_and_shown_before_the_other_has_answered() {
        let mut bench = Bench::started(2);
        bench.answer(0, feed(1, "X"));
        assert!(bench.has(&Effect::Recall));
        bench.until_fetch();
        bench.fail(0, Failure::Network);
        bench.fail(1, Failure::Network);
        assert_eq!(
            bench.machine.fetch_problem(),
            Some(FetchProblem::Unreachable)
        );
        for _ in 0..3 {
            bench.until_fetch();
            bench.fail(bench.fetches()[0], Failure::Network);
            bench.fail(bench.fetches()[0], Failure::Network);
        }
        bench.until_fetch();
        assert_eq!(bench.fetches().len(), 2);
        bench.answer(bench.fetches()[0], feed(2, "X"));
        assert_eq!(
            (bench.seq(), bench.machine.fetch_problem()),
            (Some(2), None)
        );
    }

    #[test]
    fn row_16_a_newer_version_on_one_mirror_is_said_for_as_long_as_it_is_there() {
        let mut bench = Bench::started(2);
        for round in 0..11 {
            for mirror in bench.fetches() {
                let answer = if mirror == 0 {
                    br#"{"version": 2}"#.to_vec()
                } else {
                    feed(1, "X")
                };
                bench.answer(mirror, answer);
            }
            assert_eq!(
                bench.machine.fetch_problem(),
                Some(FetchProblem::Newer),
                "{round}"
            );
            bench.until_fetch();
        }
    }

    #[test]
    fn row_16_a_newer_version_that_was_taken_back_is_not_said_any_more() {
        let mut bench = Bench::started(1);
        bench.answer(0, br#"{"version": 2}"#.to_vec());
        assert_eq!(bench.machine.fetch_problem(), Some(FetchProblem::Newer));
        bench.until_fetch();
        bench.answer(0, feed(1, "X"));
        assert_eq!(bench.machine.fetch_problem(), None);
    }

    #[test]
    fn row_51_what_is_damaged_is_fetched_once_more_past_the_cache_while_the_next_mirror_is_asked() {
        let mut bench = pinned(3, None);
        assert_eq!(bench.fetches(), [0, 1]);
        let ticket = Ticket {
            round: 1,
            mirror: 0,
        };
        bench.answer(0, feed(1, "X"));
        assert!(bench.has(&Effect::Fetch(ticket, Cache::Bypass)));
        assert_eq!(bench.fetches(), [0, 2]);
        assert_eq!(bench.reports(), []);
        bench.answer(0, feed(1, "X"));
        assert_eq!(bench.fetches(), [0; 0]);
        assert_eq!(bench.reports().len(), 1);
        bench.answer(1, by(DAILY, feed(1, "X")));
        assert_eq!(bench.seq(), Some(1));
    }

    #[test]
    fn row_51_it_is_asked_past_the_cache_again_only_after_it_was_good() {
        let mut bench = pinned(1, None);
        let ask = |bench: &mut Bench, bytes| {
            bench.answer(0, bytes);
            bench.fetches().len()
        };
        assert_eq!(ask(&mut bench, feed(1, "X")), 1);
        assert_eq!(ask(&mut bench, feed(1, "X")), 0);
        bench.until_fetch();
        assert_eq!(ask(&mut bench, feed(1, "X")), 0);
        bench.until_fetch();
        assert_eq!(ask(&mut bench, by(DAILY, feed(1, "X"))), 0);
        bench.until_fetch();
        assert_eq!(ask(&mut bench, feed(1, "X")), 1);
    }

    #[test]
    fn row_51_a_mirror_is_asked_past_the_cache_until_it_gives_something_good() {
        let mut bench = pinned(1, None);
        let cache = |bench: &Bench| {
            let caches = bench.effects.iter().filter_map(|effect| match effect {
                Effect::Fetch(_, cache) => Some(*cache),
                _ => None,
            });
            caches.collect::<Vec<_>>()
        };
        bench.answer(0, feed(1, "X"));
        bench.answer(0, feed(1, "X"));
        for _ in 0..3 {
            bench.until_fetch();
            assert_eq!(cache(&bench), [Cache::Bypass]);
            bench.fail(0, Failure::Network);
        }
        bench.until_fetch();
        bench.answer(0, by(DAILY, feed(1, "X")));
        bench.until_fetch();
        assert_eq!(cache(&bench), [Cache::Revalidate]);
    }

    #[test]
    fn row_54_a_revoked_keys_newer_format_is_no_news() {
        let newer = || by(DAILY, br#"{ "version": 2 }"#.to_vec());
        let mut bench = pinned(2, None);
        bench.answer(0, newer());
        bench.answer(1, by(SAFE, feed(1, "X")));
        assert_eq!(bench.machine.fetch_problem(), Some(FetchProblem::Newer));
        bench.until_fetch();
        assert_eq!(bench.fetches(), [1]);
        bench.answer(1, rescue(2));
        while bench.fetches() != [1, 0] {
            bench.answer(1, rescue(2));
            bench.until_fetch();
        }
        bench.answer(0, newer());
        bench.answer(1, rescue(2));
        assert_eq!(bench.machine.fetch_problem(), None);
    }
}
