//! The machine of one source: asks its mirrors, keeps the best feed it has seen, and never gives it up.
//!
//! Rounds: when one is due, a mirror is asked; if it fails or is slow, the next. Every fifth round asks two at once and
//! takes the newer feed, so that a stale mirror cannot hide it for long (row 30). A round that brought a feed is
//! followed by a poll, one that brought none by a back-off; one whose feed may be old by a second request, once (row 43).
//! While the page is hidden no round begins, but for the first (row 36).
//!
//! The one timer is [`Effect::Wake`], set anew whenever something else comes next.

mod accept;
mod answer;
mod copy;
#[cfg(test)]
mod doubts;
mod event;
#[cfg(test)]
mod fixture;
mod memory;
mod pace;
mod round;

pub use event::{Effect, Event, Failure, FetchProblem, Headers, Ticket};
pub use memory::Known;

use self::event::show;
use self::memory::Memory;
use self::pace::{Pace, SECOND};
use self::round::Round;
use super::clock::Now;
use super::mirror::Mirror;
pub use super::mirror::{Cache, RetryAfter};
use crate::feed::time::Moment;
use crate::trust::Trust;

/// The time between two renderings without news, in milliseconds: ages are told in minutes.
const TICK: u64 = 30 * SECOND;
/// The most addresses of a source; any more are not asked.
pub const MAX_MIRRORS: usize = 16;

/// The machine.
#[derive(Clone, Debug, Default)]
pub struct Machine {
    mirrors: Vec<Mirror>,
    /// Whether a copy may be stored.
    keeps: bool,
    memory: Memory,
    fetch_problem: Option<FetchProblem>,
    /// Whether the device has no network: what it says, unless an answer has shown otherwise.
    offline: bool,
    /// What the device said last.
    called_offline: bool,
    hidden: bool,
    /// Whether a person has asked for another try that is not over yet.
    person_waits: bool,
    round: Option<Round>,
    /// How many rounds have begun: the number of the last one.
    rounds: u32,
    /// The mirror that is asked first.
    preferred: usize,
    pace: Pace,
    /// When the ages are rendered anew, in milliseconds of the visit.
    tick: u64,
    /// When the timer rings, in milliseconds of the visit.
    alarm: Option<u64>,
    /// The last reading of the clocks.
    last: Option<Now>,
}

impl Machine {
    /// Makes the machine of a source with so many mirrors. `keeps` allows a copy in the browser's storage.
    pub fn new(mirrors: usize, keeps: bool, trust: Trust) -> Self {
        Self {
            mirrors: vec![Mirror::default(); mirrors.min(MAX_MIRRORS)],
            keeps,
            memory: Memory::new(trust),
            ..Self::default()
        }
    }

    /// Returns the best feed seen, if any.
    pub fn known(&self) -> Option<Known> {
        self.memory.known()
    }

    /// Returns what is wrong with the fetching, if anything is.
    pub fn fetch_problem(&self) -> Option<FetchProblem> {
        if self.offline {
            return Some(FetchProblem::Offline);
        }
        self.fetch_problem
    }

    /// Tells whether a person has asked for another try that is not over yet.
    pub fn asked(&self) -> bool {
        self.person_waits
    }

    /// Returns the time, as far as it can be known.
    pub fn time(&self, now: Now) -> Moment {
        self.memory.clock.time(now)
    }

    /// Takes an event. Returns the machine after it, and the effects for the browser.
    pub fn step(mut self, now: Now, event: Event) -> (Self, Vec<Effect>) {
        let mut effects = Vec::new();
        self.read_clocks(now);
        let lost = |round: &Round| now.uptime >= round.lost_at();
        if self.round.as_ref().is_some_and(lost) {
            self.finish(now, &mut effects);
        }
        match event {
            Event::Started(stored) => self.start(stored.as_deref(), now, &mut effects),
            Event::Woke => self.alarm = None,
            Event::Answered(ticket, headers, body) => {
                self.take_answer(ticket, headers, body, now, &mut effects);
            }
            Event::Asked => {
                self.person_waits = true;
                self.pace.due = now.uptime;
                show(&mut effects);
            }
            Event::Hidden => self.hidden = true,
            Event::Shown => {
                self.hidden = false;
                self.tick = now.uptime;
                self.pace.look_again(now);
            }
            Event::Network => {
                if !now.offline {
                    self.pace.back_online(now);
                }
                show(&mut effects);
            }
            Event::Recalled(stored) => self.compare(stored.as_deref(), now, &mut effects),
        }
        self.go_on(now, &mut effects);
        self.set_timer(now, &mut effects);
        self.last = Some(now);
        (self, effects)
    }

    /// Learns from the clocks, and whether there is a network.
    fn read_clocks(&mut self, now: Now) {
        self.memory.clock.hold(now);
        if now.offline != self.called_offline {
            (self.called_offline, self.offline) = (now.offline, now.offline);
        }
        if self
            .last
            .is_some_and(|last| self.pace.make_up_for_sleep(last, now))
        {
            self.memory.clock.lose();
        }
    }

    /// Begins the visit: shows a stored copy at once and asks for a feed, whether the page is visible or not.
    fn start(&mut self, stored: Option<&str>, now: Now, effects: &mut Vec<Effect>) {
        self.restore(stored, now, effects);
        self.tick = now.uptime + TICK;
        self.begin(now, effects);
    }

    /// Does what is due: a round, a second mirror beside a slow one, a rendering.
    fn go_on(&mut self, now: Now, effects: &mut Vec<Effect>) {
        match &self.round {
            Some(round) if !round.fed && now.uptime >= round.company_at() => {
                self.ask(self.preferred, now, effects);
            }
            Some(_) => {}
            None => {
                self.pace.due = self.pace.due.max(self.earliest());
                if !self.hidden && self.pace.due <= now.uptime {
                    self.begin(now, effects);
                }
            }
        }
        if !self.hidden && self.tick <= now.uptime {
            self.tick = now.uptime + TICK;
            show(effects);
        }
    }

    /// Sets the timer to what comes next.
    fn set_timer(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let next = match &self.round {
            Some(round) if !round.fed && self.next(self.preferred, now).is_some() => {
                Some(round.company_at())
            }
            Some(round) => Some(round.lost_at()),
            None => (!self.hidden).then_some(self.pace.due),
        };
        let tick = (!self.hidden).then_some(self.tick);
        let alarm = next.into_iter().chain(tick).min();
        if alarm != self.alarm {
            self.alarm = alarm;
            effects.push(Effect::Wake(alarm.map(|at| at.saturating_sub(now.uptime))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fixture::{Bench, feed};
    use super::*;

    #[test]
    fn row_36_a_hidden_page_begins_nothing_and_needs_no_timer() {
        let mut bench = Bench::started(1);
        bench.answer(0, feed(1, "X"));
        bench.send(Event::Hidden);
        assert_eq!(bench.effects, [Effect::Wake(None)]);
        bench.pass(3_600_000).send(Event::Woke);
        assert_eq!(bench.effects, []);
        bench.now.jitter = 255;
        bench.send(Event::Shown);
        // The ages are rendered at once. The feed is fetched a little later, at a random time.
        assert!(bench.has(&Effect::Show));
        assert_eq!(bench.until_fetch(), 5_000);
    }

    #[test]
    fn a_device_that_calls_itself_offline_and_is_not_is_not_believed() {
        let mut bench = Bench::new(1);
        bench.now.offline = true;
        bench.send(Event::Started(None));
        assert_eq!(bench.machine.fetch_problem(), Some(FetchProblem::Offline));
        let date = Some(bench.now.device);
        bench.reply(
            0,
            Headers {
                date,
                ..Headers::default()
            },
            Ok(feed(1, "X")),
        );
        assert_eq!(bench.machine.fetch_problem(), None);
        assert!(bench.machine.known().unwrap().checked);
    }

    #[test]
    fn a_network_that_came_back_while_the_page_was_frozen_is_noticed() {
        let mut bench = Bench::started(1);
        bench.answer(0, feed(1, "X"));
        bench.now.offline = true;
        bench.send(Event::Network);
        bench.send(Event::Hidden);
        bench.now.offline = false;
        bench.pass(600_000).send(Event::Shown);
        assert_eq!(bench.machine.fetch_problem(), None);
        bench.until_fetch();
        bench.answer(0, feed(2, "X"));
        assert!(bench.machine.known().unwrap().checked);
    }

    #[test]
    fn ages_are_told_anew_every_half_minute() {
        let mut bench = Bench::started(1);
        bench.answer(0, feed(1, "X"));
        let alarm = bench.machine.alarm.unwrap();
        assert_eq!(alarm, 30_000);
        bench.pass(30_000).send(Event::Woke);
        assert_eq!(bench.effects, [Effect::Show, Effect::Wake(Some(30_000))]);
    }

    #[test]
    fn a_source_without_addresses_is_silent() {
        let mut bench = Bench::new(0);
        bench.send(Event::Started(None));
        bench.pass(3_600_000).send(Event::Asked);
        assert_eq!(bench.fetches(), [0; 0]);
    }
}
