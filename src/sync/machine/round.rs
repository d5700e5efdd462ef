//! One round: which mirrors are asked, when a second one is asked beside a slow one, and how the round ends.

use super::Machine;
use super::event::{Effect, FetchProblem, Ticket, show};
use super::memory::AcceptedFeed;
use super::pace::SECOND;
use crate::sync::clock::Now;

/// After this time without an answer, another mirror is asked too, in milliseconds.
const HEDGE: u64 = 3 * SECOND;
/// The end of a round whose fetches the browser has lost, in milliseconds; a fetch itself is given up much earlier.
const LOST: u64 = 60 * SECOND;
/// In one of so many rounds, two mirrors are compared.
const COMPARE: u32 = 5;

/// The state of one mirror in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Unasked,
    Open,
    Answered,
}

/// A round that is not over yet. Its times are milliseconds of the visit ([`Now::uptime`]).
#[derive(Clone, Debug)]
pub(super) struct Round {
    began: u64,
    /// When a mirror was last asked.
    last_asked: u64,
    /// The state of each mirror.
    turns: Vec<Turn>,
    /// Whether a mirror has given a feed that can be shown.
    pub(super) fed: bool,
    /// Whether a mirror has given one by an answer that may be old, though there is a network (row 43).
    pub(super) doubtful: bool,
    /// A feed whose id is not that of the stored copy: accepted if no mirror has the known id any more.
    pub(super) other: Option<AcceptedFeed>,
}

impl Round {
    /// Begins a round in which no mirror has been asked yet.
    fn new(mirrors: usize, now: Now) -> Self {
        Self {
            began: now.uptime,
            last_asked: 0,
            turns: vec![Turn::Unasked; mirrors],
            fed: false,
            doubtful: false,
            other: None,
        }
    }

    /// Returns when the browser must have lost the fetches of the round.
    pub(super) fn lost_at(&self) -> u64 {
        self.began + LOST
    }

    /// Returns when another mirror is asked beside the last one.
    pub(super) fn company_at(&self) -> u64 {
        self.last_asked + HEDGE
    }

    /// Tells whether a mirror has been asked and has not answered.
    pub(super) fn awaits(&self, mirror: usize) -> bool {
        self.turns.get(mirror) == Some(&Turn::Open)
    }

    /// Notes that a mirror has answered.
    pub(super) fn close(&mut self, mirror: usize) {
        self.set(mirror, Turn::Answered);
    }

    fn set(&mut self, mirror: usize, turn: Turn) {
        if let Some(place) = self.turns.get_mut(mirror) {
            *place = turn;
        }
    }

    fn has(&self, turn: Turn) -> bool {
        self.turns.contains(&turn)
    }
}

impl Machine {
    /// Begins a round: asks the preferred mirror, and in every fifth round another one with it.
    pub(super) fn begin(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.mirrors.is_empty() {
            return;
        }
        self.round = Some(Round::new(self.mirrors.len(), now));
        let compares = self.rounds.is_multiple_of(COMPARE);
        self.rounds += 1;
        self.ask(self.preferred, now, effects);
        if compares {
            // It is another one each time, so that in the end all are compared.
            let other = self.preferred + 1 + (self.rounds / COMPARE) as usize;
            self.ask(other, now, effects);
        }
        if self
            .round
            .as_ref()
            .is_some_and(|round| !round.has(Turn::Open))
        {
            // All mirrors have asked to be left alone.
            self.round = None;
            self.pace.due = self.earliest();
        }
    }

    /// Returns the earliest time at which a round may begin.
    pub(super) fn earliest(&self) -> u64 {
        let free = self
            .mirrors
            .iter()
            .map(|mirror| mirror.free(self.person_waits));
        free.min().unwrap_or(u64::MAX).max(self.pace.gap_over())
    }

    /// Returns the first mirror from `from` on that was not asked in this round and may be asked.
    pub(super) fn next(&self, from: usize, now: Now) -> Option<usize> {
        let round = self.round.as_ref()?;
        let count = self.mirrors.len();
        (from..from + count)
            .map(|mirror| mirror % count)
            .find(|mirror| {
                round.turns[*mirror] == Turn::Unasked
                    && self.mirrors[*mirror].free(self.person_waits) <= now.uptime
            })
    }

    /// Asks the first mirror from `from` on that may be asked. Does nothing if there is none.
    pub(super) fn ask(&mut self, from: usize, now: Now, effects: &mut Vec<Effect>) {
        let mirror = self.next(from, now);
        if let (Some(mirror), Some(round)) = (mirror, &mut self.round) {
            round.last_asked = now.uptime;
            self.fetch(mirror, effects);
        }
    }

    /// Fetches from a mirror, for the first time in this round or once more.
    pub(super) fn fetch(&mut self, mirror: usize, effects: &mut Vec<Effect>) {
        if let Some(round) = &mut self.round {
            round.set(mirror, Turn::Open);
            let cache = self.mirrors[mirror].cache();
            let round = self.rounds;
            effects.push(Effect::Fetch(Ticket { round, mirror }, cache));
        }
    }

    /// Ends the round if no answer is awaited any more.
    pub(super) fn finish_if_all_answered(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self
            .round
            .as_ref()
            .is_some_and(|round| !round.has(Turn::Open))
        {
            self.finish(now, effects);
        }
    }

    /// Ends the round and plans a poll or a back-off.
    pub(super) fn finish(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let Some(mut round) = self.round.take() else {
            return;
        };
        if let Some(other) = round.other.filter(|_| !round.fed && !round.doubtful) {
            round.fed = other.checked;
            round.doubtful = !other.checked && !self.offline;
            self.memory.change_to(other);
            if round.fed {
                self.note_feed(now, effects);
            }
        }
        self.person_waits = false;
        if round.fed {
            self.pace.poll(self.memory.feed(), now);
        } else if !round.doubtful {
            self.fetch_problem = Some(self.without_feed());
            self.pace.back_off(now);
            self.preferred = (self.preferred + 1) % self.mirrors.len().max(1);
        } else if !self.pace.confirm(now) {
            // Something answers, but with what was new once: a server that fails would be asked more often.
            self.fetch_problem = Some(self.without_feed());
            self.pace.poll(self.memory.feed(), now);
        }
        show(effects);
    }

    /// Returns what is wrong if no mirror gives a current feed.
    fn without_feed(&self) -> FetchProblem {
        if self.any_newer() {
            FetchProblem::Newer
        } else {
            FetchProblem::Unreachable
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::event::{Event, Failure, Headers, Ticket};
    use super::super::fixture::{Bench, feed, later, stored};
    use super::super::pace::LONGEST_BACK_OFF;
    use super::LOST;
    use crate::sync::mirror::RetryAfter;

    #[test]
    fn the_next_mirror_is_asked_at_once_and_the_one_that_works_first_from_then_on() {
        let mut bench = Bench::started(3);
        assert_eq!(bench.fetches(), [0, 1]);
        bench.fail(0, Failure::Network);
        assert_eq!(bench.fetches(), [2]);
        bench.fail(1, Failure::Network);
        bench.answer(2, feed(1, "X"));
        assert_eq!(bench.machine.fetch_problem(), None);
        bench.until_fetch();
        assert_eq!(bench.fetches(), [2]);
    }

    #[test]
    fn row_2_a_mirror_that_says_nothing_gets_company_after_three_seconds() {
        let mut bench = Bench::started(2);
        bench.answer(0, feed(1, "X"));
        bench.answer(1, feed(1, "X"));
        bench.until_fetch();
        assert_eq!(bench.fetches(), [0]);
        bench.effects.clear();
        assert_eq!(bench.until_fetch(), 3_000);
        assert_eq!(bench.fetches(), [1]);
        bench.answer(1, feed(2, "X"));
        assert_eq!(bench.seq(), Some(2));
        // The silent mirror may still answer, but its feed is too old by then.
        bench.answer(0, feed(1, "X"));
        assert_eq!(bench.reports(), [Failure::Older]);
        bench.until_fetch();
        assert_eq!(bench.fetches(), [1]);
    }

    #[test]
    fn a_round_that_the_browser_has_lost_ends_and_its_answers_count_no_more() {
        let mut bench = Bench::started(1);
        bench.effects.clear();
        let waited = bench.until_fetch();
        assert!(
            (LOST..LOST + LONGEST_BACK_OFF).contains(&waited),
            "{waited}"
        );
        let late = Ticket {
            round: 1,
            mirror: 0,
        };
        bench.send(Event::Answered(late, Headers::default(), Ok(feed(1, "X"))));
        assert_eq!(bench.seq(), None);
        bench.answer(0, feed(1, "X"));
        assert_eq!(bench.seq(), Some(1));
    }

    #[test]
    fn row_9_another_mirror_is_asked_while_one_wishes_to_be_left_alone() {
        let mut bench = Bench::started(2);
        let headers = Headers {
            retry: Some(RetryAfter::Seconds(3600)),
            ..Headers::default()
        };
        bench.reply(0, headers, Err(Failure::Status(429)));
        bench.answer(1, feed(1, "X"));
        for _ in 0..6 {
            bench.until_fetch();
            assert_eq!(bench.fetches(), [1]);
            bench.answer(1, feed(1, "X"));
        }
    }

    #[test]
    fn row_30_the_higher_seq_of_two_mirrors_wins_and_its_mirror_is_asked_from_then_on() {
        for order in [[0, 1], [1, 0]] {
            let mut bench = Bench::started(2);
            assert_eq!(bench.fetches(), [0, 1]);
            for mirror in order {
                bench.answer(mirror, feed(if mirror == 0 { 4 } else { 5 }, "X"));
            }
            assert_eq!(bench.seq(), Some(5));
            assert_eq!(bench.machine.fetch_problem(), None);
            bench.until_fetch();
            assert_eq!(bench.fetches(), [1]);
        }
    }

    #[test]
    fn row_30_the_later_publication_of_two_mirrors_wins_in_any_order() {
        for order in [[0, 1], [1, 0]] {
            for known in [false, true] {
                let mut bench = Bench::new(2);
                // Of a feed that the source had before, and has no more.
                let other = stored(9).map(|text| text.replace(r#""id": "x""#, r#""id": "y""#));
                bench.send(Event::Started(other.filter(|_| known)));
                for mirror in order {
                    let bytes = [feed(41, "X"), later(4, 14, "X")][mirror].clone();
                    bench.answer(mirror, bytes);
                }
                assert_eq!(bench.seq(), Some(14));
            }
        }
    }

    #[test]
    fn row_30_every_fifth_round_asks_two_and_in_the_end_each_mirror_is_compared() {
        let mut bench = Bench::started(4);
        let mut compared: Vec<usize> = Vec::new();
        for round in 0..15 {
            let asked = bench.fetches();
            assert_eq!(asked.len(), if round % 5 == 0 { 2 } else { 1 }, "{round}");
            compared.extend(asked.iter().skip(1));
            for mirror in asked {
                bench.answer(mirror, feed(1, "X"));
            }
            bench.until_fetch();
        }
        assert_eq!(compared, [1, 2, 3]);
    }

    #[test]
    fn row_36_a_request_that_was_lost_while_nobody_looked_puts_nothing_off() {
        let mut bench = Bench::started(1);
        for _ in 0..8 {
            bench.fail(0, Failure::Network);
            bench.until_fetch();
        }
        bench.send(Event::Hidden);
        bench.now.jitter = 255;
        bench.pass(3_600_000).send(Event::Shown);
        assert_eq!(bench.until_fetch(), 5_000);
    }

    #[test]
    fn row_2_company_comes_three_seconds_after_the_last_was_asked() {
        let mut bench = Bench::started(4);
        for mirror in bench.fetches() {
            bench.answer(mirror, feed(1, "X"));
        }
        bench.until_fetch();
        for mirror in 0..2 {
            bench.fail(mirror, Failure::Network);
            assert_eq!(bench.fetches(), [mirror + 1]);
        }
        bench.effects.clear();
        assert_eq!(bench.until_fetch(), 3_000);
        assert_eq!(bench.fetches(), [3]);
    }
}
