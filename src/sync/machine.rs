//! The machine of one source: asks its mirrors in turn, keeps the best feed it has seen, and never gives it up.

use std::rc::Rc;

use super::freshness::Trouble;
use crate::feed::Feed;
use crate::feed::decode::{Fault, Problem};
use crate::feed::vocabulary::Phase;

/// Seconds between two polls; a fifth more or less, so that visitors do not ask in step.
const POLL: u32 = 300;
/// The same in an acute phase, when things change by the hour.
const POLL_ACUTE: u32 = 60;
/// The first back-off, in seconds; doubled by each failure, up to the longest.
const BACK_OFF: u32 = 15;
const LONGEST_BACK_OFF: u32 = 900;

/// Why a source gave no feed. Told to the host page's event, never to a citizen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No answer: refused, DNS, TLS, redirect, CORS, CSP or broken off.
    Network,
    /// No whole answer within the deadline.
    Deadline,
    /// An answer that is not 200.
    Status(u16),
    /// More bytes than a feed may have.
    TooLarge,
    /// Not a feed.
    Refused(Vec<Problem>),
    /// A feed of a newer major version.
    Newer,
    /// A lower `seq` than one already seen (row 22).
    Older,
    /// The same `seq` with other bytes (row 24).
    Conflict,
    /// Another feed than the one seen before.
    Foreign,
}

/// What happens to the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// It is time: at the start, after a `Wake`, or because the reader asked.
    Due,
    /// The bytes of an answer with status 200.
    Answered(Vec<u8>),
    /// The fetch failed.
    Failed(Failure),
}

/// What the browser shall do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Fetch the mirror with this index.
    Fetch(usize),
    /// Send `Due` after so many seconds.
    Wake(u32),
    /// Tell the host page of a failure.
    Report(Failure),
    /// Show what is new.
    Show,
}

/// The machine.
#[derive(Clone, Debug, Default)]
pub struct Machine {
    mirrors: usize,
    mirror: usize,
    tried: usize,
    failures: u32,
    busy: bool,
    /// Whether a mirror of this round has a newer format than can be read.
    newer: bool,
    good: Option<Good>,
    trouble: Option<Trouble>,
}

#[derive(Clone, Debug)]
struct Good {
    feed: Rc<Feed>,
    bytes: Vec<u8>,
}

impl Machine {
    /// For a source of `mirrors` addresses.
    pub fn new(mirrors: usize) -> Self {
        Self {
            mirrors,
            ..Self::default()
        }
    }

    /// The best feed seen, if any.
    pub fn feed(&self) -> Option<Rc<Feed>> {
        self.good.as_ref().map(|good| Rc::clone(&good.feed))
    }

    /// What is wrong with the fetching.
    pub fn trouble(&self) -> Option<Trouble> {
        self.trouble
    }

    /// Takes an event. `dice` is a random number of the browser's.
    pub fn step(&mut self, event: Event, dice: u8) -> Vec<Effect> {
        match event {
            Event::Due if self.busy || self.mirrors == 0 => Vec::new(),
            Event::Due => {
                self.tried = 0;
                self.newer = false;
                self.fetch()
            }
            Event::Answered(bytes) => match self.accept(bytes) {
                Ok(()) => {
                    self.busy = false;
                    self.failures = 0;
                    self.trouble = self.newer.then_some(Trouble::Newer);
                    vec![Effect::Show, Effect::Wake(self.poll(dice))]
                }
                Err(failure) => self.fail(failure, dice),
            },
            Event::Failed(failure) => self.fail(failure, dice),
        }
    }

    fn fetch(&mut self) -> Vec<Effect> {
        self.busy = true;
        self.tried += 1;
        vec![Effect::Fetch(self.mirror)]
    }

    /// Takes a feed that is at least as new as the one that is shown.
    fn accept(&mut self, bytes: Vec<u8>) -> Result<(), Failure> {
        let (feed, _) = Feed::read(&bytes).map_err(|problems| {
            let newer = |problem: &Problem| matches!(problem.fault, Fault::NewerVersion(_));
            if problems.iter().any(newer) {
                Failure::Newer
            } else {
                Failure::Refused(problems)
            }
        })?;
        if let Some(good) = &self.good {
            if feed.id != good.feed.id {
                return Err(Failure::Foreign);
            }
            if feed.seq < good.feed.seq {
                return Err(Failure::Older);
            }
            if feed.seq == good.feed.seq {
                return if bytes == good.bytes {
                    Ok(())
                } else {
                    Err(Failure::Conflict)
                };
            }
        }
        self.good = Some(Good {
            feed: Rc::new(feed),
            bytes,
        });
        Ok(())
    }

    /// Keeps what is shown, and asks the next mirror, or waits.
    fn fail(&mut self, failure: Failure, dice: u8) -> Vec<Effect> {
        self.newer |= failure == Failure::Newer;
        let mut effects = vec![Effect::Report(failure)];
        self.mirror = (self.mirror + 1) % self.mirrors.max(1);
        if self.tried < self.mirrors {
            effects.extend(self.fetch());
            return effects;
        }
        self.busy = false;
        self.trouble = Some(if self.newer {
            Trouble::Newer
        } else {
            Trouble::Unreachable
        });
        let longest = BACK_OFF
            .saturating_mul(1 << self.failures.min(8))
            .min(LONGEST_BACK_OFF);
        self.failures += 1;
        // Full jitter: anywhere between a few seconds and the bound, so that a recovering server is not stormed.
        let wait = 5 + longest.saturating_sub(5) * u32::from(dice) / 255;
        effects.extend([Effect::Show, Effect::Wake(wait)]);
        effects
    }

    fn poll(&self, dice: u8) -> u32 {
        let acute = self.good.as_ref().is_some_and(|good| {
            let incident = good.feed.incident.as_ref();
            incident.is_some_and(|incident| {
                let phase = incident.phase.as_ref();
                phase.is_some_and(|phase| phase.is(Phase::Acute))
            })
        });
        let base = if acute { POLL_ACUTE } else { POLL };
        base * 4 / 5 + base * 2 / 5 * u32::from(dice) / 255
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(seq: u32, name: &str) -> Vec<u8> {
        format!(
            r#"{{ "version": 1, "id": "x", "seq": {seq}, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": {{ "name": "{name}", "url": "https://x.example/" }}, "entries": [] }}"#
        )
        .into_bytes()
    }

    fn started(mirrors: usize) -> Machine {
        let mut machine = Machine::new(mirrors);
        assert_eq!(machine.step(Event::Due, 0), [Effect::Fetch(0)]);
        machine
    }

    fn seq(machine: &Machine) -> Option<u64> {
        machine.feed().map(|feed| feed.seq.0)
    }

    #[test]
    fn a_good_answer_is_shown_and_asked_again_in_about_five_minutes() {
        let mut machine = started(1);
        assert_eq!(
            machine.step(Event::Answered(feed(1, "X")), 0),
            [Effect::Show, Effect::Wake(240)]
        );
        assert_eq!(machine.step(Event::Due, 0), [Effect::Fetch(0)]);
        assert_eq!(
            machine.step(Event::Answered(feed(1, "X")), 255),
            [Effect::Show, Effect::Wake(360)]
        );
    }

    #[test]
    fn every_failure_keeps_what_is_shown_and_waits_longer_each_time() {
        let mut machine = started(1);
        machine.step(Event::Answered(feed(1, "X")), 0);
        let mut waits = Vec::new();
        for _ in 0..9 {
            machine.step(Event::Due, 0);
            let effects = machine.step(Event::Failed(Failure::Status(503)), 255);
            let Some(Effect::Wake(wait)) = effects.last() else {
                panic!("{effects:?}")
            };
            waits.push(*wait);
            assert_eq!(seq(&machine), Some(1));
            assert_eq!(machine.trouble(), Some(Trouble::Unreachable));
        }
        assert_eq!(waits, [15, 30, 60, 120, 240, 480, 900, 900, 900]);
    }

    #[test]
    fn the_next_mirror_is_asked_at_once() {
        let mut machine = started(2);
        assert_eq!(
            machine.step(Event::Failed(Failure::Network), 0),
            [Effect::Report(Failure::Network), Effect::Fetch(1)]
        );
        machine.step(Event::Answered(feed(1, "X")), 0);
        assert_eq!(machine.trouble(), None);
        // The mirror that works is asked first from now on.
        assert_eq!(machine.step(Event::Due, 0), [Effect::Fetch(1)]);
    }

    #[test]
    fn row_22_a_lower_seq_is_rejected() {
        let mut machine = started(1);
        machine.step(Event::Answered(feed(5, "X")), 0);
        machine.step(Event::Due, 0);
        let effects = machine.step(Event::Answered(feed(4, "X")), 0);
        assert_eq!(effects[0], Effect::Report(Failure::Older));
        assert_eq!(seq(&machine), Some(5));
    }

    #[test]
    fn row_24_the_first_of_two_feeds_with_one_seq_is_kept() {
        let mut machine = started(1);
        machine.step(Event::Answered(feed(5, "X")), 0);
        machine.step(Event::Due, 0);
        let effects = machine.step(Event::Answered(feed(5, "Y")), 0);
        assert_eq!(effects[0], Effect::Report(Failure::Conflict));
    }

    #[test]
    fn row_16_a_newer_version_is_said() {
        let mut machine = started(1);
        machine.step(Event::Answered(feed(1, "X")), 0);
        machine.step(Event::Due, 0);
        machine.step(Event::Answered(br#"{"version": 2}"#.to_vec()), 0);
        assert_eq!(machine.trouble(), Some(Trouble::Newer));
        assert_eq!(seq(&machine), Some(1));
    }

    #[test]
    fn row_16_a_newer_version_on_one_mirror_is_said_whatever_the_others_have() {
        let newer = || Event::Answered(br#"{"version": 2}"#.to_vec());
        for second in [
            Event::Failed(Failure::Network),
            Event::Answered(feed(1, "X")),
        ] {
            let mut machine = started(2);
            machine.step(newer(), 0);
            machine.step(second, 0);
            assert_eq!(machine.trouble(), Some(Trouble::Newer));
        }
    }

    #[test]
    fn another_feed_is_not_taken_for_this_one() {
        let mut machine = started(1);
        machine.step(Event::Answered(feed(1, "X")), 0);
        machine.step(Event::Due, 0);
        let other = String::from_utf8(feed(9, "X"))
            .unwrap()
            .replace(r#""id": "x""#, r#""id": "y""#);
        let effects = machine.step(Event::Answered(other.into_bytes()), 0);
        assert_eq!(effects[0], Effect::Report(Failure::Foreign));
        assert_eq!(seq(&machine), Some(1));
    }

    #[test]
    fn one_fetch_runs_at_a_time() {
        let mut machine = started(1);
        assert_eq!(machine.step(Event::Due, 0), []);
    }

    #[test]
    fn an_acute_phase_is_polled_every_minute() {
        let mut machine = started(1);
        let acute = String::from_utf8(feed(1, "X")).unwrap().replace(
            r#""entries""#,
            r#""incident": { "title": "x", "phase": "acute" }, "entries""#,
        );
        let effects = machine.step(Event::Answered(acute.into_bytes()), 0);
        assert_eq!(effects[1], Effect::Wake(48));
    }
}
