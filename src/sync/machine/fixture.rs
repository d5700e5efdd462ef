//! The test bench: a machine with a clock that the test moves, and feeds and keys to try on it.

use super::{Effect, Event, Failure, Headers, Machine, Ticket};
use crate::feed::time::{Moment, Stamp};
use crate::sync::clock::Now;
use crate::sync::stored::Stored;
use crate::trust::{NAMESPACE, Trust};

pub(super) fn feed(seq: u32, name: &str) -> Vec<u8> {
    format!(
        r#"{{ "version": 1, "id": "x", "seq": {seq}, "issued": "2024-02-22T10:00:00+01:00",
        "publisher": {{ "name": "{name}", "url": "https://x.example/" }},
        "entries": [ {{ "id": "a", "kind": "service", "name": "{name}", "state": "available" }} ] }}"#
    )
    .into_bytes()
}

/// The same feed, issued so many hours after 2024-02-22T10:00:00+01:00.
pub(super) fn later(hours: i64, seq: u32, name: &str) -> Vec<u8> {
    let issued = stamp("2024-02-22T10:00:00+01:00").0 + hours * 3600;
    let issued = Stamp::new(Moment(issued), 60).to_string();
    replaced(feed(seq, name), "2024-02-22T10:00:00+01:00", &issued)
}

pub(super) fn replaced(feed: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
    String::from_utf8(feed)
        .unwrap()
        .replace(from, to)
        .into_bytes()
}

pub(super) fn stored(seq: u32) -> Option<String> {
    let (came, feeds) = (Moment(1_708_600_000), vec![feed(seq, "X").into()]);
    Stored { came, feeds }.text()
}

/// A machine, its clocks, and its last effects.
pub(super) struct Bench {
    pub(super) machine: Machine,
    pub(super) now: Now,
    pub(super) effects: Vec<Effect>,
}

impl Bench {
    pub(super) fn new(mirrors: usize) -> Self {
        Self {
            machine: Machine::new(mirrors, true, Trust::default()),
            now: Now {
                device: Moment(1_708_610_000),
                ..Now::default()
            },
            effects: Vec::new(),
        }
    }

    pub(super) fn started(mirrors: usize) -> Self {
        let mut bench = Self::new(mirrors);
        bench.send(Event::Started(None));
        bench
    }

    pub(super) fn send(&mut self, event: Event) -> &[Effect] {
        let machine = std::mem::take(&mut self.machine);
        (self.machine, self.effects) = machine.step(self.now, event);
        &self.effects
    }

    /// Lets so many milliseconds go by.
    pub(super) fn pass(&mut self, milliseconds: u64) -> &mut Self {
        self.now.uptime += milliseconds;
        self.now.device.0 += (milliseconds / 1000).cast_signed();
        self
    }

    /// Wakes the machine at each alarm until it fetches. Returns the milliseconds until then.
    pub(super) fn until_fetch(&mut self) -> u64 {
        let start = self.now.uptime;
        while self.fetches().is_empty() {
            let alarm = self.machine.alarm.expect("it sleeps for good");
            self.now.device.0 += ((alarm - self.now.uptime) / 1000).cast_signed();
            self.now.uptime = alarm;
            self.send(Event::Woke);
        }
        self.now.uptime - start
    }

    pub(super) fn fetches(&self) -> Vec<usize> {
        let fetches = self.effects.iter().filter_map(|effect| match effect {
            Effect::Fetch(ticket, _) => Some(ticket.mirror),
            _ => None,
        });
        fetches.collect()
    }

    pub(super) fn reports(&self) -> Vec<Failure> {
        let reports = self.effects.iter().filter_map(|effect| match effect {
            Effect::Report(failure) => Some(failure.clone()),
            _ => None,
        });
        reports.collect()
    }

    pub(super) fn has(&self, effect: &Effect) -> bool {
        self.effects.contains(effect)
    }

    pub(super) fn answer(&mut self, mirror: usize, bytes: Vec<u8>) {
        self.reply(mirror, Headers::default(), Ok(bytes));
    }

    /// Answers with a date that is so many seconds before the device's time.
    pub(super) fn answer_of(&mut self, mirror: usize, ago: i64, bytes: Vec<u8>) {
        let date = Some(Moment(self.now.device.0 - ago));
        let headers = Headers {
            date,
            ..Headers::default()
        };
        self.reply(mirror, headers, Ok(bytes));
    }

    pub(super) fn fail(&mut self, mirror: usize, failure: Failure) {
        self.reply(mirror, Headers::default(), Err(failure));
    }

    pub(super) fn reply(
        &mut self,
        mirror: usize,
        headers: Headers,
        result: Result<Vec<u8>, Failure>,
    ) {
        let round = self.machine.rounds;
        self.send(Event::Answered(Ticket { round, mirror }, headers, result));
    }

    /// Returns when the feed that is shown came, and whether it was checked in this visit.
    pub(super) fn contact(&self) -> (Moment, bool) {
        let known = self.machine.known().unwrap();
        (known.came, known.checked)
    }

    pub(super) fn seq(&self) -> Option<u64> {
        self.machine.known().map(|known| known.feed.seq.0)
    }
}

/// The publisher's test keys: the daily one, and the one in the safe.
pub(super) const DAILY: [u8; 32] = [1; 32];
pub(super) const SAFE: [u8; 32] = [2; 32];
/// A test key that the page does not know.
pub(super) const STRANGER: [u8; 32] = [9; 32];

pub(super) fn by(key: [u8; 32], feed: Vec<u8>) -> Vec<u8> {
    xtask::sign::sign(key, NAMESPACE, &feed)
}

/// Makes a feed that revokes the daily key, signed by the key in the safe.
pub(super) fn rescue(seq: u32) -> Vec<u8> {
    let revoked = format!(
        r#""revoked": ["{}"], "entries""#,
        xtask::sign::public(DAILY)
    );
    by(
        SAFE,
        replaced(feed(seq, "Rettung"), r#""entries""#, &revoked),
    )
}

/// Begins a visit to a page that pins both keys, with this in its storage.
pub(super) fn pinned(mirrors: usize, stored: Option<String>) -> Bench {
    let mut bench = Bench::new(mirrors);
    let keys = [DAILY, SAFE].map(xtask::sign::public).join(" ");
    bench.machine = Machine::new(mirrors, true, Trust::new(Some(&keys), ""));
    bench.send(Event::Started(stored));
    bench
}

/// Returns the text that the visit stores.
pub(super) fn kept(bench: &mut Bench) -> Option<String> {
    bench.send(Event::Recalled(None));
    bench.effects.iter().find_map(|effect| match effect {
        Effect::Store(text) => Some(text.clone()),
        _ => None,
    })
}

/// Begins a visit that shows this signed feed.
pub(super) fn shown(bytes: Vec<u8>) -> Bench {
    let mut bench = pinned(1, None);
    bench.answer(0, bytes);
    assert!(bench.machine.known().is_some_and(|known| known.verified));
    bench
}

pub(super) fn stamp(text: &str) -> Moment {
    Stamp::parse(text).unwrap().at
}
