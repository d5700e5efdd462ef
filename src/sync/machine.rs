//! The machine of one source: asks its mirrors, keeps the best feed it has seen, and never gives it up.
//!
//! Rounds: when one is due, a mirror is asked; if it fails or is slow, the next. Every fifth round asks two at once and
//! takes the higher `seq`, so that a stale mirror cannot hide a newer feed for long (row 30). A round that brought a
//! feed is followed by a poll, one that brought none by a back-off. While the page is hidden no round begins, but for the
//! first (row 36).
//!
//! The one timer is [`Effect::Wake`], set anew whenever something else comes next.

use std::cmp::Ordering;
use std::mem;
use std::rc::Rc;

use super::changes::changed;
use super::clock::{Now, TrustedClock, can_be_written};
use super::mirror::Mirror;
pub use super::mirror::{Cache, RetryAfter};
use super::stored::Stored;
use crate::feed::Feed;
use crate::feed::decode::{Fault, Id, Problem};
use crate::feed::time::{DAY, Moment};
use crate::feed::vocabulary::Phase;
use crate::trust::{Refusal, Signer, Trust, content};

/// Milliseconds of a second.
const SECOND: u64 = 1000;
/// Between two polls; a fifth more or less, so that visitors do not ask in step.
const POLL: u64 = 300 * SECOND;
/// The same in an acute phase, when things change by the hour.
const POLL_ACUTE: u64 = 60 * SECOND;
/// The first back-off; doubled by each failure, up to the longest.
const BACK_OFF: u64 = 15 * SECOND;
const LONGEST_BACK_OFF: u64 = 900 * SECOND;
/// Between two rounds at the least, whatever happens and whoever asks.
const GAP: u64 = 5 * SECOND;
/// What is younger than this need not be asked for again because the page is looked at again.
const FRESH: u64 = 30 * SECOND;
/// Visitors who come back at once, when a network does, ask within this time and not all together (row 36).
const RETURN: u64 = 5 * SECOND;
/// A mirror that has not answered by then gets company.
const HEDGE: u64 = 3 * SECOND;
/// A round that the browser has lost is over by then; fetches are given up much earlier.
const LOST: u64 = 60 * SECOND;
/// What the device's clock must have gone on by itself to count as sleep: less is a clock that is set.
const SLEEP: u64 = 30 * SECOND;
/// Every so many rounds, two mirrors are compared.
const COMPARE: u32 = 5;
/// Between two renderings without news: ages are told in minutes.
const TICK: u64 = 30 * SECOND;
/// More addresses than this are not asked.
pub const MAX_MIRRORS: usize = 16;

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
    /// Another feed than the one seen before, or than the one that the page wants.
    Foreign,
    /// Not the words of a key that the page has pinned (rows 50 to 54).
    Untrusted(Refusal),
}

/// Which request: the round that it belongs to, and the mirror by its place in `src`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticket {
    /// From 1.
    pub round: u32,
    /// From 0.
    pub mirror: usize,
}

/// What an answer says of itself beside its body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    /// `Date`, where it can be read: across origins only if the server exposes it.
    pub date: Option<Moment>,
    /// `Retry-After`, likewise.
    pub retry: Option<RetryAfter>,
}

/// What happens to the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page has begun; with what the storage has for this source.
    Started(Option<String>),
    /// The time that [`Effect::Wake`] asked for has come.
    Woke,
    /// The bytes of an answer with status 200, or why there are none.
    Answered(Ticket, Headers, Result<Vec<u8>, Failure>),
    /// A person asks for another try.
    Asked,
    /// The page can no longer be seen.
    Hidden,
    /// It can be seen again, or came back from the back/forward cache.
    Shown,
    /// The device says that it has lost its network, or has it back ([`Now::offline`]).
    Network,
    /// What the storage has for this source, as [`Effect::Recall`] asked.
    Recalled(Option<String>),
}

/// What the browser shall do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Fetch from a mirror, and send `Answered`; past the browser's cache, or by asking whether what it has still holds.
    Fetch(Ticket, Cache),
    /// Send `Woke` after so many milliseconds, or never. Replaces what was asked for before.
    Wake(Option<u64>),
    /// Tell the host page of a failure.
    Report(Failure),
    /// Show what is new.
    Show,
    /// Read the storage, and send `Recalled`.
    Recall,
    /// Put this text into the storage.
    Store(String),
    /// Delete what the storage has for this source.
    Forget,
}

/// What is wrong with the fetching, if anything is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchProblem {
    /// No source gives a feed.
    Unreachable,
    /// The device has no network.
    Offline,
    /// The sources give a feed of a newer major version (row 16).
    Newer,
}

/// How an answer came.
#[derive(Clone, Copy)]
struct Arrival {
    date: Option<Moment>,
    /// From the browser's cache, since the device has no network.
    cached: bool,
}

/// What has become of a feed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    /// It is shown from now on.
    New,
    /// It was shown already.
    Same,
    /// It is another one than the stored copy, and waits for the end of the round.
    Aside,
}

/// The machine.
#[derive(Clone, Debug, Default)]
pub struct Machine {
    mirrors: Vec<Mirror>,
    /// Whether a copy may be stored.
    keeps: bool,
    trust: Trust,
    clock: TrustedClock,
    accepted: Option<AcceptedFeed>,
    /// What the reader saw first in this visit.
    first: Option<Rc<[u8]>>,
    changed: Rc<[String]>,
    fetch_problem: Option<FetchProblem>,
    /// Whether the device has no network: what it says, until an answer shows otherwise.
    offline: bool,
    /// What it said last.
    called_offline: bool,
    hidden: bool,
    /// A person waits for an answer.
    asked: bool,
    round: Option<Round>,
    rounds: u32,
    /// The mirror that is asked first.
    preferred: usize,
    failures: u32,
    /// When the last round ended, when the last one that brought a feed did, and when the next one is due.
    ended: Option<u64>,
    fed: Option<u64>,
    due: u64,
    tick: u64,
    /// What the timer is set to.
    alarm: Option<u64>,
    /// The last reading of the clocks.
    last: Option<Now>,
}

#[derive(Clone, Debug)]
struct AcceptedFeed {
    feed: Rc<Feed>,
    /// As they came, signature and all.
    bytes: Rc<[u8]>,
    signer: Signer,
    /// When a server last gave these bytes, by the machine's time.
    came: Moment,
    /// The same for the storage, by the server's clock or else the device's: the machine's time may have been led astray
    /// in this visit, and the next one shall not inherit that.
    dated: Moment,
    /// Whether one has in this visit; otherwise they are a stored copy.
    checked: bool,
}

#[derive(Clone, Debug, Default)]
struct Round {
    began: u64,
    /// Sets of mirrors: who has been asked, and who has not answered yet; and when the last was asked.
    asked: u32,
    open: u32,
    latest: u64,
    /// Whether one has given a feed that can be shown.
    fed: bool,
    /// A feed of another id than that of the stored copy: taken if no mirror has that one any more.
    other: Option<AcceptedFeed>,
}

/// The best feed seen, and how it came.
#[derive(Clone, Debug)]
pub struct Known {
    /// The feed.
    pub feed: Rc<Feed>,
    /// When a server last gave it.
    pub came: Moment,
    /// Whether one has in this visit; otherwise it is a stored copy.
    pub checked: bool,
    /// Whether a pinned key has signed it.
    pub verified: bool,
    /// The ids of what has changed since the reader began to read.
    pub changed: Rc<[String]>,
}

impl Machine {
    /// For a source of `mirrors` addresses; `keeps` allows a copy in the browser's storage.
    pub fn new(mirrors: usize, keeps: bool, trust: Trust) -> Self {
        Self {
            mirrors: vec![Mirror::default(); mirrors.min(MAX_MIRRORS)],
            keeps,
            trust,
            ..Self::default()
        }
    }

    /// The best feed seen, if any.
    pub fn known(&self) -> Option<Known> {
        self.accepted.as_ref().map(|accepted| Known {
            feed: Rc::clone(&accepted.feed),
            came: accepted.came,
            checked: accepted.checked,
            verified: accepted.signer.is_some(),
            changed: Rc::clone(&self.changed),
        })
    }

    /// What is wrong with the fetching.
    pub fn fetch_problem(&self) -> Option<FetchProblem> {
        if self.offline {
            return Some(FetchProblem::Offline);
        }
        self.fetch_problem
    }

    /// Whether a person has asked for another try that is not over yet.
    pub fn asked(&self) -> bool {
        self.asked
    }

    /// The time, as far as can be told.
    pub fn time(&self, now: Now) -> Moment {
        self.clock.time(now)
    }

    /// Takes an event.
    pub fn step(mut self, now: Now, event: Event) -> (Self, Vec<Effect>) {
        let mut effects = Vec::new();
        self.read_clocks(now);
        let lost = |round: &Round| now.uptime >= round.began + LOST;
        if self.round.as_ref().is_some_and(lost) {
            self.finish(now, &mut effects);
        }
        match event {
            Event::Started(stored) => self.start(stored, now, &mut effects),
            Event::Woke => self.alarm = None,
            Event::Answered(ticket, headers, result) => {
                self.answered(ticket, headers, result, now, &mut effects);
            }
            Event::Asked => {
                self.asked = true;
                self.due = now.uptime;
                show(&mut effects);
            }
            Event::Hidden => self.hidden = true,
            Event::Shown => {
                self.hidden = false;
                self.tick = now.uptime;
                self.come_back(now);
            }
            Event::Network => {
                if !now.offline {
                    self.failures = 0;
                    self.come_back(now);
                }
                show(&mut effects);
            }
            Event::Recalled(stored) => self.compare(stored, now, &mut effects),
        }
        self.go_on(now, &mut effects);
        self.last = Some(now);
        (self, effects)
    }

    /// Takes in what the clocks say, and whether there is a network.
    fn read_clocks(&mut self, now: Now) {
        // Within a visit time does not go back, whatever the device says.
        self.clock.learn(self.clock.time(now), now);
        if now.offline != self.called_offline {
            (self.called_offline, self.offline) = (now.offline, now.offline);
        }
        // The clock that nobody can set stands still while a device sleeps: what was due in between is due now.
        let Some(last) = self.last else { return };
        let awake = now.uptime.saturating_sub(last.uptime);
        let went_by = now.device.0.saturating_sub(last.device.0).max(0);
        let slept = went_by.unsigned_abs().saturating_mul(SECOND);
        let slept = slept.saturating_sub(awake);
        if slept >= SLEEP {
            self.due = self.due.saturating_sub(slept);
            self.fed = self.fed.filter(|fed| *fed >= slept).map(|fed| fed - slept);
        }
    }

    /// The stored copy is shown at once; a feed is asked for whether the page is seen or not.
    fn start(&mut self, stored: Option<String>, now: Now, effects: &mut Vec<Effect>) {
        let copy = stored.as_deref().filter(|_| self.keeps);
        match copy.and_then(|copy| self.recall(copy, now)) {
            Some(accepted) => {
                // It cannot be earlier than when the copy came, though the device may think so.
                self.clock.learn(accepted.came, now);
                self.take(accepted);
                show(effects);
            }
            // Damaged, or not wanted any more.
            None if stored.is_some() => effects.push(Effect::Forget),
            None => {}
        }
        self.tick = now.uptime + TICK;
        self.begin(now, effects);
    }

    /// What time demands: a round, company for a slow mirror, a rendering; and when to wake for the next.
    fn go_on(&mut self, now: Now, effects: &mut Vec<Effect>) {
        match &self.round {
            Some(round) if !round.fed && now.uptime >= round.latest + HEDGE => {
                self.ask(self.preferred, now, effects);
            }
            Some(_) => {}
            None => {
                self.due = self.due.max(self.earliest());
                if !self.hidden && self.due <= now.uptime {
                    self.begin(now, effects);
                }
            }
        }
        if !self.hidden && self.tick <= now.uptime {
            self.tick = now.uptime + TICK;
            show(effects);
        }
        let next = match &self.round {
            Some(round) if !round.fed && self.next(self.preferred, now).is_some() => {
                Some(round.latest + HEDGE)
            }
            Some(round) => Some(round.began + LOST),
            None => (!self.hidden).then_some(self.due),
        };
        let tick = (!self.hidden).then_some(self.tick);
        let alarm = next.into_iter().chain(tick).min();
        if alarm != self.alarm {
            self.alarm = alarm;
            effects.push(Effect::Wake(alarm.map(|at| at.saturating_sub(now.uptime))));
        }
    }

    fn begin(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.mirrors.is_empty() {
            return;
        }
        self.round = Some(Round {
            began: now.uptime,
            ..Round::default()
        });
        let compares = self.rounds.is_multiple_of(COMPARE);
        self.rounds += 1;
        self.ask(self.preferred, now, effects);
        if compares {
            // Another one each time, so that in the end all are compared.
            self.ask(
                self.preferred + 1 + (self.rounds / COMPARE) as usize,
                now,
                effects,
            );
        }
        if self.round.as_ref().is_some_and(|round| round.asked == 0) {
            // All of them wish to be left alone.
            self.round = None;
            self.due = self.earliest();
        }
    }

    /// When a round may begin at the earliest.
    fn earliest(&self) -> u64 {
        let free = self.mirrors.iter().map(|mirror| mirror.free(self.asked));
        let gap = self.ended.map_or(0, |ended| ended + GAP);
        free.min().unwrap_or(u64::MAX).max(gap)
    }

    /// The first mirror from `from` on that has not been asked in this round and may be.
    fn next(&self, from: usize, now: Now) -> Option<usize> {
        let round = self.round.as_ref()?;
        let count = self.mirrors.len();
        (from..from + count)
            .map(|mirror| mirror % count)
            .find(|mirror| {
                round.asked & (1 << mirror) == 0
                    && self.mirrors[*mirror].free(self.asked) <= now.uptime
            })
    }

    fn ask(&mut self, from: usize, now: Now, effects: &mut Vec<Effect>) {
        let mirror = self.next(from, now);
        if let (Some(mirror), Some(round)) = (mirror, &mut self.round) {
            round.asked |= 1 << mirror;
            round.latest = now.uptime;
            self.fetch(mirror, effects);
        }
    }

    fn fetch(&mut self, mirror: usize, effects: &mut Vec<Effect>) {
        if let Some(round) = &mut self.round {
            round.open |= 1 << mirror;
            let cache = self.mirrors[mirror].cache();
            let round = self.rounds;
            effects.push(Effect::Fetch(Ticket { round, mirror }, cache));
        }
    }

    fn answered(
        &mut self,
        ticket: Ticket,
        headers: Headers,
        result: Result<Vec<u8>, Failure>,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let current = ticket.round == self.rounds;
        let (Some(mirror), Some(round)) = (self.mirrors.get_mut(ticket.mirror), &mut self.round)
        else {
            return;
        };
        if !current || round.open & (1 << ticket.mirror) == 0 {
            return;
        }
        round.open &= !(1 << ticket.mirror);
        let first = !round.fed;
        let new = mirror.has_answered(headers.date, self.clock, now);
        if let (Some(wish), Err(Failure::Status(_))) = (headers.retry, &result) {
            mirror.obey(wish, self.clock, now);
        }
        let answer = Arrival {
            date: headers.date,
            cached: self.offline && !new,
        };
        let result = result.and_then(|bytes| self.accept(bytes, answer, now));
        let mut again = false;
        if let Some(mirror) = self.mirrors.get_mut(ticket.mirror) {
            match &result {
                Ok(_) => (mirror.newer, mirror.suspect) = (false, false),
                Err(Failure::Newer) => mirror.newer = true,
                Err(Failure::Untrusted(refusal)) => {
                    mirror.newer = false;
                    again =
                        *refusal != Refusal::Revoked && !mem::replace(&mut mirror.suspect, true);
                }
                Err(_) => {}
            }
        }
        let fed = match result {
            Ok(taken) => {
                if taken == Taken::New || first {
                    self.preferred = ticket.mirror;
                    show(effects);
                }
                !answer.cached && taken != Taken::Aside
            }
            Err(_) if again => {
                self.fetch(ticket.mirror, effects);
                false
            }
            Err(failure) => {
                // Refused itself, it may have revoked what is shown, and what other tabs would show.
                let read = matches!(
                    failure,
                    Failure::Older | Failure::Conflict | Failure::Foreign
                );
                if read && self.trust.pins() {
                    show(effects);
                    effects.extend(self.keeps.then_some(Effect::Recall));
                }
                effects.push(Effect::Report(failure));
                false
            }
        };
        if fed {
            self.feed(now, effects);
        } else if first {
            self.ask(ticket.mirror + 1, now, effects);
        }
        if self.round.as_ref().is_some_and(|round| round.open == 0) {
            self.finish(now, effects);
        }
    }

    /// A round has brought a feed: nothing is wrong any more, though other mirrors may not have answered yet.
    fn feed(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if let Some(round) = &mut self.round {
            round.fed = true;
        }
        self.fed = Some(now.uptime);
        self.failures = 0;
        self.asked = false;
        // Whatever the device says of itself.
        self.offline = false;
        self.fetch_problem = self.any_newer().then_some(FetchProblem::Newer);
        if self.keeps {
            effects.push(Effect::Recall);
        }
        show(effects);
    }

    fn any_newer(&self) -> bool {
        self.mirrors.iter().any(|mirror| mirror.newer)
    }

    /// Takes a feed that is at least as new as the one that is shown.
    fn accept(&mut self, bytes: Vec<u8>, answer: Arrival, now: Now) -> Result<Taken, Failure> {
        let (signer, feed) = self.read(&bytes)?;
        let (feed, bytes) = (Rc::new(feed), Rc::from(bytes));
        // What a feed revokes is revoked, whatever else becomes of the feed.
        if self.trust.is_news(signer, &feed) {
            self.trust.hold(signer, &feed, &bytes);
            self.let_go();
        }
        let known = self.accepted.as_ref();
        let aside = known.is_some_and(|accepted| accepted.feed.id != feed.id);
        if aside && known.is_some_and(|accepted| accepted.checked || self.trust.pins()) {
            return Err(Failure::Foreign);
        }
        // Whoever has signed what is shown, it binds; and each key is bound by its own.
        let shown = known
            .filter(|_| !aside)
            .map(|accepted| (accepted.feed.seq.0, &*accepted.bytes));
        for (seq, known) in shown.into_iter().chain(self.trust.newest(signer, &feed)) {
            match feed.seq.0.cmp(&seq) {
                Ordering::Less => return Err(Failure::Older),
                Ordering::Equal if content(known) != content(&bytes) => {
                    return Err(Failure::Conflict);
                }
                _ => {}
            }
        }
        // What is taken is believed; what is refused could put the time anywhere.
        let date = answer.date.map(|date| self.believed(date, &feed, now));
        if !aside {
            self.clock.learn(feed.issued.at, now);
            if let Some(date) = date {
                self.clock.learn(date, now);
            }
        }
        let time = self.clock.time(now);
        let unknown = if answer.cached {
            feed.issued.at
        } else {
            now.device
        };
        let dated = date.filter(|date| can_be_written(*date)).unwrap_or(unknown);
        let taken = AcceptedFeed {
            came: if answer.cached { dated.min(time) } else { time },
            dated,
            checked: !answer.cached,
            bytes,
            signer,
            feed,
        };
        match (&mut self.accepted, &mut self.round) {
            (Some(_), Some(round)) if aside => {
                round.other = Some(taken);
                Ok(Taken::Aside)
            }
            (Some(accepted), _)
                if (accepted.signer, accepted.feed.seq) == (signer, taken.feed.seq) =>
            {
                if taken.checked {
                    (accepted.came, accepted.dated, accepted.checked) =
                        (taken.came, taken.dated, true);
                }
                Ok(Taken::Same)
            }
            _ => {
                self.take(taken);
                Ok(Taken::New)
            }
        }
    }

    /// What a date that nobody has signed shows of the time. Where keys are pinned, whoever sent it cannot make a feed look
    /// outdated, unless the feed itself proves that the device is slow.
    fn believed(&self, date: Moment, feed: &Feed, now: Now) -> Moment {
        if self.trust.pins() && feed.issued.at <= now.device {
            date.min(Moment(now.device.0.saturating_add(DAY)))
        } else {
            date
        }
    }

    /// The feed in bytes that came, if they are to be trusted and can be read.
    fn read(&self, bytes: &[u8]) -> Result<(Signer, Feed), Failure> {
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

    fn take(&mut self, accepted: AcceptedFeed) {
        self.changed = match &self.first {
            Some(first) => changed(content(first), content(&accepted.bytes)).into(),
            None => Rc::default(),
        };
        self.trust
            .hold(accepted.signer, &accepted.feed, &accepted.bytes);
        self.first.get_or_insert_with(|| Rc::clone(&accepted.bytes));
        self.accepted = Some(accepted);
    }

    /// A revoked key's word is not shown any longer: what others have signed takes its place. Whether that was so.
    fn let_go(&mut self) -> bool {
        let trust = &self.trust;
        let gone = self
            .accepted
            .take_if(|accepted| trust.is_revoked(accepted.signer));
        if let Some(gone) = &gone {
            // Nor is it a witness of what time it is.
            self.clock = TrustedClock::default();
            if let Some(best) = self.best(&gone.feed.id) {
                self.take(best);
            }
        }
        gone.is_some()
    }

    /// The newest of what has been seen signed and still counts, of this feed if there is any. When it came is not known.
    fn best(&self, id: &Id) -> Option<AcceptedFeed> {
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

    /// The end of a round: a poll follows, or a back-off.
    fn finish(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let Some(mut round) = self.round.take() else {
            return;
        };
        if let Some(other) = round.other.filter(|_| !round.fed) {
            // The source has become another feed's since the copy was stored.
            self.first = None;
            round.fed = other.checked;
            self.take(other);
            if round.fed {
                self.feed(now, effects);
            }
        }
        self.ended = Some(now.uptime);
        self.asked = false;
        if round.fed {
            let base = self.pace();
            self.due = now.uptime + base * 4 / 5 + now.share(base * 2 / 5);
        } else {
            self.fetch_problem = Some(if self.any_newer() {
                FetchProblem::Newer
            } else {
                FetchProblem::Unreachable
            });
            let longest = (BACK_OFF << self.failures.min(8)).min(LONGEST_BACK_OFF);
            self.failures += 1;
            // Full jitter: anywhere up to the bound, so that a recovering server is not stormed.
            self.due = now.uptime + now.share(longest);
            self.preferred = (self.preferred + 1) % self.mirrors.len().max(1);
        }
        show(effects);
    }

    fn pace(&self) -> u64 {
        let incident = self
            .accepted
            .as_ref()
            .and_then(|accepted| accepted.feed.incident.as_ref());
        let phase = incident.and_then(|incident| incident.phase.as_ref());
        if phase.is_some_and(|phase| phase.is(Phase::Acute)) {
            POLL_ACUTE
        } else {
            POLL
        }
    }

    /// Somebody looks again, or the network is back: soon, unless there is nothing older than a moment.
    fn come_back(&mut self, now: Now) {
        let soon = now.uptime + now.share(RETURN);
        if self.due <= now.uptime {
            self.due = soon;
        } else if self.fed.is_none_or(|fed| now.uptime >= fed + FRESH) {
            self.due = self.due.min(soon);
        }
    }

    /// Another tab may have stored something newer, or proof of it; otherwise what is known here is stored (row 34).
    fn compare(&mut self, stored: Option<String>, now: Now, effects: &mut Vec<Effect>) {
        let theirs = stored
            .as_deref()
            .and_then(|stored| self.recall(stored, now));
        if self.let_go() {
            show(effects);
        }
        let newer = |theirs: &AcceptedFeed| {
            self.accepted.as_ref().is_none_or(|mine| {
                let later = theirs.bytes == mine.bytes && theirs.came > mine.came;
                theirs.feed.id == mine.feed.id && (later || theirs.feed.seq > mine.feed.seq)
            })
        };
        if let Some(theirs) = theirs.filter(newer) {
            self.clock.learn(theirs.came, now);
            self.take(AcceptedFeed {
                checked: true,
                ..theirs
            });
            show(effects);
        }
        let Some(accepted) = &self.accepted else {
            return;
        };
        let (came, mut feeds) = (accepted.dated, vec![Rc::clone(&accepted.bytes)]);
        feeds.extend(self.trust.evidence(&accepted.bytes));
        let text = Stored { came, feeds }.text();
        effects.extend(
            text.filter(|text| stored.as_ref() != Some(text))
                .map(Effect::Store),
        );
    }

    /// The feed of a stored text, or the best of what else it proves, which is taken in first.
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
        let id = self
            .accepted
            .as_ref()
            .map(|accepted| accepted.feed.id.clone());
        shown.or_else(|| self.best(&id.unwrap_or_default()))
    }
}

/// Once a step is enough.
fn show(effects: &mut Vec<Effect>) {
    if !effects.iter().any(|effect| matches!(effect, Effect::Show)) {
        effects.push(Effect::Show);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::time::Stamp;

    fn feed(seq: u32, name: &str) -> Vec<u8> {
        format!(
            r#"{{ "version": 1, "id": "x", "seq": {seq}, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": {{ "name": "{name}", "url": "https://x.example/" }},
            "entries": [ {{ "id": "a", "kind": "service", "name": "{name}", "state": "available" }} ] }}"#
        )
        .into_bytes()
    }

    fn replaced(feed: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
        String::from_utf8(feed)
            .unwrap()
            .replace(from, to)
            .into_bytes()
    }

    fn stored(seq: u32) -> Option<String> {
        let (came, feeds) = (Moment(1_708_600_000), vec![feed(seq, "X").into()]);
        Stored { came, feeds }.text()
    }

    /// A machine, its clocks, and what it has asked for last.
    struct Bench {
        machine: Machine,
        now: Now,
        effects: Vec<Effect>,
    }

    impl Bench {
        fn new(mirrors: usize) -> Self {
            Self {
                machine: Machine::new(mirrors, true, Trust::default()),
                now: Now {
                    device: Moment(1_708_610_000),
                    ..Now::default()
                },
                effects: Vec::new(),
            }
        }

        fn started(mirrors: usize) -> Self {
            let mut bench = Self::new(mirrors);
            bench.send(Event::Started(None));
            bench
        }

        fn send(&mut self, event: Event) -> &[Effect] {
            let machine = std::mem::take(&mut self.machine);
            (self.machine, self.effects) = machine.step(self.now, event);
            &self.effects
        }

        /// Lets time go by.
        fn pass(&mut self, milliseconds: u64) -> &mut Self {
            self.now.uptime += milliseconds;
            self.now.device.0 += (milliseconds / 1000).cast_signed();
            self
        }

        /// Wakes it whenever it wishes to be, until it asks for a fetch.
        fn until_fetch(&mut self) -> u64 {
            let start = self.now.uptime;
            while self.fetches().is_empty() {
                let alarm = self.machine.alarm.expect("it sleeps for good");
                self.now.device.0 += ((alarm - self.now.uptime) / 1000).cast_signed();
                self.now.uptime = alarm;
                self.send(Event::Woke);
            }
            self.now.uptime - start
        }

        fn fetches(&self) -> Vec<usize> {
            let fetches = self.effects.iter().filter_map(|effect| match effect {
                Effect::Fetch(ticket, _) => Some(ticket.mirror),
                _ => None,
            });
            fetches.collect()
        }

        fn reports(&self) -> Vec<Failure> {
            let reports = self.effects.iter().filter_map(|effect| match effect {
                Effect::Report(failure) => Some(failure.clone()),
                _ => None,
            });
            reports.collect()
        }

        fn has(&self, effect: &Effect) -> bool {
            self.effects.contains(effect)
        }

        fn answer(&mut self, mirror: usize, bytes: Vec<u8>) {
            self.reply(mirror, Headers::default(), Ok(bytes));
        }

        fn fail(&mut self, mirror: usize, failure: Failure) {
            self.reply(mirror, Headers::default(), Err(failure));
        }

        fn reply(&mut self, mirror: usize, headers: Headers, result: Result<Vec<u8>, Failure>) {
            let round = self.machine.rounds;
            self.send(Event::Answered(Ticket { round, mirror }, headers, result));
        }

        fn seq(&self) -> Option<u64> {
            self.machine.known().map(|known| known.feed.seq.0)
        }
    }

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
        // The silent one may still answer; what it says is too old by then.
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
    fn row_9_retry_after_is_obeyed_where_it_comes_with_a_refusal() {
        for (result, expected) in [
            (Err(Failure::Status(503)), 600),
            (Err(Failure::Status(429)), 600),
            (Ok(feed(1, "X")), 240),
        ] {
            let mut bench = Bench::started(1);
            let headers = Headers {
                retry: Some(RetryAfter::Seconds(600)),
                date: None,
            };
            bench.reply(0, headers, result);
            assert_eq!(bench.until_fetch() / 1000, expected);
        }
    }

    #[test]
    fn row_9_another_mirror_is_asked_while_one_wishes_to_be_left_alone() {
        let mut bench = Bench::started(2);
        let headers = Headers {
            retry: Some(RetryAfter::Seconds(3600)),
            date: None,
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
    fn row_9_a_person_is_heard_after_half_a_minute() {
        let mut bench = Bench::started(1);
        let headers = Headers {
            retry: Some(RetryAfter::Seconds(3600)),
            date: None,
        };
        bench.reply(0, headers, Err(Failure::Status(503)));
        bench.pass(10_000).send(Event::Asked);
        assert!(bench.machine.asked());
        assert_eq!(bench.until_fetch(), 20_000);
        bench.fail(0, Failure::Network);
        assert!(!bench.machine.asked());
        // Without a person, the server's wish holds again.
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
    fn another_feed_is_not_taken_for_this_one() {
        let mut bench = Bench::started(1);
        bench.answer(0, feed(1, "X"));
        bench.until_fetch();
        bench.answer(0, replaced(feed(9, "X"), r#""id": "x""#, r#""id": "y""#));
        assert_eq!(bench.reports(), [Failure::Foreign]);
        assert_eq!(bench.seq(), Some(1));
    }

    #[test]
    fn a_stored_copy_of_another_feed_gives_way() {
        let mut bench = Bench::new(1);
        bench.send(Event::Started(stored(9)));
        bench.answer(0, replaced(feed(1, "Y"), r#""id": "x""#, r#""id": "y""#));
        assert_eq!(bench.seq(), Some(1));
        assert_eq!(bench.machine.known().unwrap().changed.len(), 0);
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
    fn row_34_what_another_feed_has_stored_is_overwritten() {
        let mut bench = Bench::started(1);
        bench.answer(0, feed(3, "X"));
        let other = stored(9).map(|text| text.replace(r#""id": "x""#, r#""id": "y""#));
        bench.send(Event::Recalled(other));
        assert!(matches!(bench.effects[..], [Effect::Store(_)]));
    }

    #[test]
    fn without_leave_nothing_is_stored_and_what_was_is_deleted() {
        let mut bench = Bench::new(1);
        bench.machine = Machine::new(1, false, Trust::default());
        bench.send(Event::Started(stored(3)));
        assert!(bench.has(&Effect::Forget));
        assert_eq!(bench.seq(), None);
        bench.answer(0, feed(3, "X"));
        assert!(!bench.has(&Effect::Recall));
    }

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
        // The ages at once, the feed a little later, and not all visitors together.
        assert!(bench.has(&Effect::Show));
        assert_eq!(bench.until_fetch(), 5_000);
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
    fn a_device_that_calls_itself_offline_and_is_not_is_not_believed() {
        let mut bench = Bench::new(1);
        bench.now.offline = true;
        bench.send(Event::Started(None));
        assert_eq!(bench.machine.fetch_problem(), Some(FetchProblem::Offline));
        let date = Some(bench.now.device);
        bench.reply(0, Headers { date, retry: None }, Ok(feed(1, "X")));
        assert_eq!(bench.machine.fetch_problem(), None);
        assert!(bench.machine.known().unwrap().checked);
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
            // Each mirror's answer was kept at another time, and they are asked again and again.
            for (mirror, earlier) in [(0, 0), (1, 1_200), (0, 0), (1, 1_200), (0, 0)] {
                let date = date.map(|date| Moment(date.0 - earlier));
                bench.reply(mirror, Headers { date, retry: None }, Ok(feed(1, "X")));
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
    fn row_36_a_device_that_has_slept_asks_at_once() {
        let mut bench = Bench::started(1);
        bench.answer(0, feed(1, "X"));
        bench.pass(5_000).send(Event::Hidden);
        // Eight hours, in which the clock of the visit stood still.
        bench.now.device.0 += 8 * 3600;
        bench.now.jitter = 255;
        bench.pass(1_000).send(Event::Shown);
        assert_eq!(bench.until_fetch(), 5_000);
        // Or nobody has told the page of anything.
        bench.answer(0, feed(1, "X"));
        bench.now.device.0 += 8 * 3600;
        assert!(bench.until_fetch() <= 30_000);
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
    fn row_29_a_slow_device_learns_the_time_from_what_it_gets() {
        let issued = Stamp::parse("2024-02-22T10:00:00+01:00").unwrap().at;
        for (date, time) in [
            (None, issued),
            (Some(Moment(issued.0 + 600)), Moment(issued.0 + 600)),
        ] {
            let mut bench = Bench::new(1);
            bench.now.device = Moment(0);
            bench.send(Event::Started(None));
            bench.reply(0, Headers { date, retry: None }, Ok(feed(1, "X")));
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
        bench.reply(0, Headers { date, retry: None }, Ok(late));
        bench.until_fetch();
        bench.reply(0, Headers { date, retry: None }, Err(Failure::Status(503)));
        assert!(bench.machine.time(bench.now).0 < before.0 + 3600);
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

    /// Test keys of the publisher's: the one of every day, and the one in the safe.
    const DAILY: [u8; 32] = [1; 32];
    const SAFE: [u8; 32] = [2; 32];
    /// Nobody's that the page knows.
    const STRANGER: [u8; 32] = [9; 32];

    fn by(key: [u8; 32], feed: Vec<u8>) -> Vec<u8> {
        xtask::sign::sign(key, crate::trust::NAMESPACE, &feed)
    }

    /// A feed that takes a key back.
    fn rescue(seq: u32) -> Vec<u8> {
        let revoked = format!(
            r#""revoked": ["{}"], "entries""#,
            xtask::sign::public(DAILY)
        );
        by(
            SAFE,
            replaced(feed(seq, "Rettung"), r#""entries""#, &revoked),
        )
    }

    fn rescued() -> Feed {
        Feed::read(content(&rescue(2))).unwrap().0
    }

    /// A visit to a page that pins both keys, with this in its storage.
    fn pinned(mirrors: usize, stored: Option<String>) -> Bench {
        let mut bench = Bench::new(mirrors);
        let keys = [DAILY, SAFE].map(xtask::sign::public).join(" ");
        bench.machine = Machine::new(mirrors, true, Trust::new(Some(&keys), ""));
        bench.send(Event::Started(stored));
        bench
    }

    /// What is stored of a visit.
    fn kept(bench: &mut Bench) -> Option<String> {
        bench.send(Event::Recalled(None));
        bench.effects.iter().find_map(|effect| match effect {
            Effect::Store(text) => Some(text.clone()),
            _ => None,
        })
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
        // Not even where no mirror has this one any more, as without a key.
        bench.answer(0, by(DAILY, other()));
        assert_eq!(bench.reports(), [Failure::Foreign]);
        assert_eq!(bench.seq(), Some(1));
        // What the page names is the only one from the first visit on.
        bench.machine = Machine::new(1, true, Trust::new(None, "x"));
        bench.send(Event::Started(None));
        bench.answer(0, other());
        assert_eq!(bench.reports(), [Failure::Foreign]);
        assert_eq!(bench.seq(), None);
    }

    /// A visit that shows this.
    fn shown(bytes: Vec<u8>) -> Bench {
        let mut bench = pinned(1, None);
        bench.answer(0, bytes);
        assert!(bench.machine.known().is_some_and(|known| known.verified));
        bench
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
    fn row_52_a_stored_copy_is_verified_again_and_dropped_where_it_was_forged() {
        let stored = kept(&mut shown(by(DAILY, feed(3, "X")))).unwrap();
        let bench = pinned(1, Some(stored.clone()));
        assert_eq!(bench.seq(), Some(3));
        let forged = [
            stored.replace("\"X\"", "\"Y\""),
            stored.replace("\"seq\": 3", "\"seq\": 4"),
            super::tests::stored(3).unwrap(),
        ];
        for text in forged {
            let bench = pinned(1, Some(text));
            assert_eq!(bench.seq(), None);
            assert!(bench.has(&Effect::Forget));
        }
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
    fn row_53_the_standby_key_ends_a_stolen_one_whatever_seq_that_has_claimed() {
        let mut bench = shown(by(DAILY, feed(u32::MAX, "Betrug")));
        bench.until_fetch();
        bench.answer(0, rescue(2));
        assert_eq!(bench.seq(), Some(2));
        // Its own ratchet counts.
        bench.until_fetch();
        bench.answer(0, by(SAFE, feed(4, "X")));
        bench.until_fetch();
        bench.answer(0, rescue(3));
        assert_eq!(bench.reports(), [Failure::Older]);
        assert_eq!(bench.seq(), Some(4));
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
    fn row_53_a_thief_who_invents_another_feed_does_not_lock_the_town_out() {
        let other = replaced(feed(9, "Betrug"), r#""id": "x""#, r#""id": "y""#);
        let mut bench = shown(by(DAILY, other));
        bench.until_fetch();
        bench.answer(0, rescue(2));
        assert_eq!(bench.seq(), Some(2));
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
                bench.reply(0, Headers { date, retry: None }, Ok(rescue(2)));
                let stored = kept(&mut bench);
                let mut bench = pinned(1, stored);
                assert_eq!(bench.seq(), Some(2), "{date:?}");
                bench.answer(0, by(DAILY, feed(9, "Betrug")));
                assert_eq!(bench.reports(), [Failure::Untrusted(Refusal::Revoked)]);
            }
        }
    }

    fn stamp(text: &str) -> Moment {
        Stamp::parse(text).unwrap().at
    }

    #[test]
    fn row_29_a_mirror_cannot_make_a_signed_feed_look_old_on_a_device_that_is_right() {
        let date = Some(stamp("2190-01-01T00:00:00Z"));
        for (device, most) in [
            // The feed was issued before: the device may be right.
            (stamp("2024-02-23T00:00:00Z"), stamp("2024-02-24T00:00:00Z")),
            // The feed proves that it is not.
            (stamp("2020-01-01T00:00:00Z"), stamp("2190-01-01T00:00:00Z")),
        ] {
            let mut bench = pinned(1, None);
            bench.now.device = device;
            let headers = Headers { date, retry: None };
            bench.reply(0, headers, Ok(by(DAILY, feed(1, "X"))));
            assert_eq!(bench.machine.time(bench.now), most);
            // Nor does the next visit inherit more.
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

    #[test]
    fn without_a_key_a_signed_feed_is_shown_and_nothing_is_claimed() {
        let mut bench = Bench::started(1);
        bench.answer(0, by(STRANGER, feed(1, "X")));
        assert!(bench.machine.known().is_some_and(|known| !known.verified));
        // The plain file of the same publication is the same.
        bench.until_fetch();
        bench.answer(0, feed(1, "X"));
        assert_eq!(bench.reports(), []);
    }
}
