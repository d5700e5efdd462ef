//! Whole visits on a fake clock: random scripts of faults, and what two hours cost a server.
//!
//! The world around the machine is a small model: mirrors that answer as they are told to, a network that goes and
//! comes, a browser's cache that answers while it is gone, a storage, a device clock that may be wrong. True time is
//! the model's own.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::rc::Rc;

use amtsstatus::feed::time::{Moment, Stamp};
use amtsstatus::sync::clock::Now;
use amtsstatus::sync::display::DisplayState;
use amtsstatus::sync::freshness::{Contact, StalenessWarning};
use amtsstatus::sync::machine::{Effect, Event, Failure, Headers, Machine, RetryAfter, Ticket};
use amtsstatus::trust::Trust;
use proptest::prelude::*;

/// When the world begins: 2024-02-22T10:00:00+01:00.
const BEGINNING: i64 = 1_708_592_400;
/// The longest that a feed of this world is valid, in seconds.
const VALID: i64 = 3 * 3600;

fn feed(seq: u64, issued: i64, acute: bool) -> Vec<u8> {
    let stamp = |at| Stamp::new(Moment(at), 60);
    let phase = if acute { "acute" } else { "recovery" };
    format!(
        r#"{{ "version": 1, "id": "x", "seq": {seq}, "issued": "{}", "valid_until": "{}",
        "publisher": {{ "name": "X", "url": "https://x.example/" }},
        "incident": {{ "title": "X", "phase": "{phase}" }},
        "entries": [ {{ "id": "a", "kind": "service", "name": "A{seq}", "state": "available" }} ] }}"#,
        stamp(issued),
        stamp(issued + VALID)
    )
    .into_bytes()
}

/// Three days in seconds. No device of this world is wrong by so much.
const KEPT: i64 = 3 * 86_400;

/// How a mirror answers.
#[derive(Clone, Debug)]
enum Mood {
    /// With its feed.
    Well,
    /// With something that is no answer.
    Fails(Failure),
    /// With 503 and a wish.
    Asks(u32),
    /// Not within the deadline.
    Silent,
    /// With a page of the hotel's.
    Portal,
    /// By a worker or a proxy that has kept the last answer, or else one of three days before the world began.
    Kept,
}

#[derive(Clone, Debug)]
struct Mirror {
    mood: Mood,
    bytes: Vec<u8>,
}

/// One tab's machine in the world.
struct World {
    machine: Machine,
    mirrors: Vec<Mirror>,
    storage: Rc<RefCell<Option<String>>>,
    /// Milliseconds since the beginning, true time.
    elapsed: u64,
    /// Seconds by which the device is wrong.
    skew: i64,
    jitter: u8,
    alarm: Option<u64>,
    /// Answers that are under way, by the time of their arrival.
    coming: BTreeMap<(u64, usize), Ticket>,
    /// When each request was made.
    requests: Vec<(u64, usize)>,
    /// The best feed that was shown: when it was issued, and its `seq`.
    best: (i64, u64),
    /// Whether a server has told the true time in this visit.
    told: bool,
    hidden: bool,
    /// Whether the network is gone; the device knows.
    offline: bool,
    /// What the browser's cache has of each mirror, and since when.
    cache: Vec<Option<(Vec<u8>, i64)>>,
    /// The newest round, and whether any has brought a feed over the network.
    round: u32,
    answered: bool,
}

impl World {
    fn new(mirrors: Vec<Mirror>, storage: Rc<RefCell<Option<String>>>, elapsed: u64) -> Self {
        Self::wrong(mirrors, storage, elapsed, 0)
    }

    /// Begins on a device that is wrong by so many seconds.
    fn wrong(
        mirrors: Vec<Mirror>,
        storage: Rc<RefCell<Option<String>>>,
        elapsed: u64,
        skew: i64,
    ) -> Self {
        let stored = storage.borrow().clone();
        let mut world = Self {
            machine: Machine::new(mirrors.len(), true, Trust::default()),
            cache: vec![None; mirrors.len()],
            offline: false,
            round: 0,
            answered: false,
            mirrors,
            storage,
            elapsed,
            skew,
            jitter: 128,
            alarm: None,
            coming: BTreeMap::new(),
            requests: Vec::new(),
            best: (i64::MIN, 0),
            told: false,
            hidden: false,
        };
        world.send(Event::Started(stored));
        world
    }

    fn now(&self) -> Now {
        Now {
            device: Moment(self.truth() + self.skew),
            uptime: self.elapsed,
            jitter: self.jitter,
            offline: self.offline,
        }
    }

    fn truth(&self) -> i64 {
        BEGINNING + (self.elapsed / 1000).cast_signed()
    }

    fn send(&mut self, event: Event) {
        let machine = std::mem::take(&mut self.machine);
        let (machine, effects) = machine.step(self.now(), event);
        self.machine = machine;
        for effect in effects {
            match effect {
                Effect::Fetch(ticket, _) => {
                    let begins = ticket.round > self.round.max(1);
                    assert!(!(begins && self.hidden), "a round begins unseen");
                    self.round = ticket.round;
                    self.requests.push((self.elapsed, ticket.mirror));
                    let delay = match self.mirrors[ticket.mirror].mood {
                        Mood::Silent => 8_000,
                        _ => 80,
                    };
                    let at = (self.elapsed + delay, ticket.mirror);
                    let twice = self.coming.insert(at, ticket);
                    assert!(twice.is_none(), "asked twice at once");
                }
                Effect::Wake(after) => self.alarm = after.map(|after| self.elapsed + after),
                Effect::Recall => {
                    let stored = self.storage.borrow().clone();
                    self.send(Event::Recalled(stored));
                }
                Effect::Store(text) => *self.storage.borrow_mut() = Some(text),
                Effect::Forget => *self.storage.borrow_mut() = None,
                Effect::Report(_) | Effect::Show => {}
            }
        }
        self.holds();
    }

    /// What must be true after every step.
    fn holds(&mut self) {
        if let Some(known) = self.machine.known() {
            let shown = (known.feed.issued.at.0, known.feed.seq.0);
            assert!(shown >= self.best, "{shown:?} after {:?}", self.best);
            self.best = shown;
        }
        match DisplayState::of(&self.machine, self.now(), None) {
            DisplayState::Known {
                freshness, feed, ..
            } => {
                let checked = matches!(freshness.contact, Some(Contact::Checked(_)));
                assert!(
                    !checked || self.answered,
                    "checked, though no server has answered"
                );
                let expired = feed.issued.at.0 + VALID <= self.truth();
                let says = freshness
                    .warnings
                    .iter()
                    .any(|warning| matches!(warning, StalenessWarning::Expired(_)));
                // A device that is slow is believed only until a server has told the time.
                if self.told || self.skew >= 0 {
                    assert!(says || !expired, "expired, and nothing says so");
                }
            }
            _ => assert_eq!(self.best.1, 0, "the last good status is gone"),
        }
    }

    /// Lets so many seconds pass, and everything happen that does.
    fn pass(&mut self, seconds: u64) {
        let end = self.elapsed + seconds * 1000;
        loop {
            let answer = self.coming.keys().next().map(|(at, _)| *at);
            let next = answer.into_iter().chain(self.alarm).min();
            let Some(next) = next.filter(|next| *next <= end) else {
                break;
            };
            self.elapsed = self.elapsed.max(next);
            if answer == Some(next) {
                let (_, ticket) = self.coming.pop_first().unwrap();
                self.arrive(ticket);
            } else {
                self.alarm = None;
                self.send(Event::Woke);
            }
        }
        self.elapsed = end;
    }

    fn arrive(&mut self, ticket: Ticket) {
        let mirror = self.mirrors[ticket.mirror].clone();
        let truth = self.truth();
        let at = |date| Headers {
            date: Some(Moment(date)),
            ..Headers::default()
        };
        let kept = &mut self.cache[ticket.mirror];
        let (headers, result) = match mirror.mood {
            // As Firefox does.
            _ if self.offline => match kept.clone() {
                Some((bytes, date)) => {
                    // What was checked less than a minute ago, by the device's time, may say so.
                    self.answered |= (truth + self.skew - date).abs() <= 60;
                    (at(date), Ok(bytes))
                }
                None => (Headers::default(), Err(Failure::Network)),
            },
            Mood::Well => {
                *kept = Some((mirror.bytes.clone(), truth));
                self.answered = true;
                (at(truth), Ok(mirror.bytes))
            }
            Mood::Fails(failure) => (Headers::default(), Err(failure)),
            Mood::Asks(seconds) => {
                let retry = Some(RetryAfter::Seconds(seconds));
                (Headers { retry, ..at(truth) }, Err(Failure::Status(503)))
            }
            Mood::Silent => (Headers::default(), Err(Failure::Deadline)),
            Mood::Portal => (at(truth), Ok(b"<h1>WLAN</h1>".to_vec())),
            Mood::Kept => {
                let before = BEGINNING - KEPT;
                let kept = kept.clone();
                let (bytes, date) = kept.unwrap_or_else(|| (feed(1, before, false), before));
                // What was checked some minutes ago, by the device's time or a server's, may say so.
                let devices = [truth, truth + self.skew];
                self.answered |= devices.iter().any(|now| (now - date).abs() <= 300);
                (at(date), Ok(bytes))
            }
        };
        self.send(Event::Answered(ticket, headers, result));
        self.told |= self.machine.time(self.now()).0 >= truth;
    }

    /// The most requests in any hour.
    fn busiest_hour(&self) -> usize {
        let times: Vec<u64> = self.requests.iter().map(|(at, _)| *at).collect();
        let within = |from: &u64| {
            times
                .iter()
                .filter(|at| (*from..from + 3_600_000).contains(at))
                .count()
        };
        times.iter().map(within).max().unwrap_or(0)
    }
}

/// One thing that happens in a visit.
#[derive(Clone, Debug)]
enum Happening {
    Pass(u64),
    Mood(usize, Mood),
    /// A mirror gets a publication: how much newer than the newest, and how many seconds old.
    Publish(usize, u64),
    /// A mirror falls back to an old one, as its publisher once counted it.
    Stale(usize, u64),
    Skew(i64),
    Dice(u8),
    Event(Event),
    /// The network goes or comes; whether the page is told.
    Network(bool, bool),
    /// The reader reloads the page.
    Reload,
    /// Something damages the stored copy.
    Damage(usize),
    /// Everything under way is lost, as in a frozen page.
    Lose,
}

fn mood() -> impl Strategy<Value = Mood> {
    prop_oneof![
        3 => Just(Mood::Well),
        1 => Just(Mood::Fails(Failure::Network)),
        1 => (400u16..600).prop_map(|status| Mood::Fails(Failure::Status(status))),
        1 => any::<u32>().prop_map(Mood::Asks),
        1 => Just(Mood::Silent),
        1 => Just(Mood::Portal),
        1 => Just(Mood::Kept),
    ]
}

fn happening() -> impl Strategy<Value = Happening> {
    let mirror = 0usize..3;
    prop_oneof![
        6 => (0u64..2_000).prop_map(Happening::Pass),
        3 => (mirror.clone(), mood()).prop_map(|(mirror, mood)| Happening::Mood(mirror, mood)),
        2 => (mirror.clone(), 0u64..3).prop_map(|(mirror, by)| Happening::Publish(mirror, by)),
        1 => (mirror, 1u64..9).prop_map(|(mirror, by)| Happening::Stale(mirror, by)),
        1 => (-100_000i64..100_000).prop_map(Happening::Skew),
        2 => any::<u8>().prop_map(Happening::Dice),
        4 => prop_oneof![
            Just(Event::Asked), Just(Event::Hidden), Just(Event::Shown), Just(Event::Woke),
        ].prop_map(Happening::Event),
        2 => any::<(bool, bool)>().prop_map(|(offline, told)| Happening::Network(offline, told)),
        1 => Just(Happening::Reload),
        1 => (0usize..400).prop_map(Happening::Damage),
        1 => Just(Happening::Lose),
    ]
}

fn play(world: &mut World, happening: Happening, newest: &mut u64) {
    match happening {
        Happening::Pass(seconds) => world.pass(seconds),
        Happening::Mood(mirror, mood) => world.mirrors[mirror].mood = mood,
        Happening::Publish(mirror, by) => {
            *newest += by;
            world.mirrors[mirror].bytes = feed(*newest, world.truth(), newest.is_multiple_of(2));
        }
        Happening::Stale(mirror, by) => {
            world.mirrors[mirror].bytes = feed(newest.saturating_sub(by), BEGINNING, false);
        }
        Happening::Skew(skew) => world.skew = skew,
        Happening::Dice(jitter) => world.jitter = jitter,
        Happening::Event(event) => {
            world.hidden = match event {
                Event::Hidden => true,
                Event::Shown => false,
                _ => world.hidden,
            };
            world.send(event);
        }
        Happening::Network(offline, told) => {
            world.offline = offline;
            if told {
                world.send(Event::Network);
            }
        }
        Happening::Reload => {
            let (mirrors, storage) = (world.mirrors.clone(), Rc::clone(&world.storage));
            let (skew, jitter, offline) = (world.skew, world.jitter, world.offline);
            let cache = std::mem::take(&mut world.cache);
            *world = World::new(mirrors, storage, world.elapsed);
            (world.skew, world.jitter, world.offline) = (skew, jitter, offline);
            world.cache = cache;
        }
        Happening::Damage(length) => {
            if let Some(text) = &mut *world.storage.borrow_mut() {
                text.truncate(length.min(text.len()));
            }
        }
        Happening::Lose => world.coming.clear(),
    }
}

fn mirrors(count: usize) -> Vec<Mirror> {
    let mirror = Mirror {
        mood: Mood::Well,
        bytes: feed(1, BEGINNING, false),
    };
    vec![mirror; count]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// The invariants of [`World::holds`] hold throughout, and no server is stormed by whoever does whatever.
    #[test]
    fn whatever_happens_nothing_old_looks_current_and_nothing_good_is_lost(
        script in prop::collection::vec(happening(), 1..80)
    ) {
        let mut world = World::new(mirrors(3), Rc::default(), 0);
        let mut newest = 1;
        for happening in script {
            play(&mut world, happening, &mut newest);
        }
        // Two rounds are at least five seconds apart, and none asks a mirror twice.
        prop_assert!(world.busiest_hour() <= 720 * 3);
        // Once everything is well again, the newest arrives by itself.
        for mirror in &mut world.mirrors {
            *mirror = Mirror { mood: Mood::Well, bytes: feed(newest + 1, world.elapsed as i64 / 1000 + BEGINNING, false) };
        }
        (world.offline, world.hidden) = (false, false);
        world.send(Event::Network);
        world.send(Event::Shown);
        world.pass(5_000);
        prop_assert_eq!(world.best.1, newest + 1);
        prop_assert_eq!(world.machine.fetch_problem(), None);
    }

    /// Nobody touches anything: then a visitor costs what polls and back-offs cost.
    #[test]
    fn untouched_page_asks_at_most_300_times_an_hour(
        moods in prop::collection::vec(mood(), 1..12), jitter in prop::collection::vec(any::<u8>(), 64)
    ) {
        let mut world = World::new(mirrors(1), Rc::default(), 0);
        for (mood, jitter) in moods.into_iter().cycle().zip(jitter) {
            world.mirrors[0].mood = mood;
            world.jitter = jitter;
            world.pass(150);
        }
        prop_assert!(world.busiest_hour() <= 300, "{}", world.busiest_hour());
    }

    /// Two tabs share a storage: it never holds less than either has seen stored.
    #[test]
    fn row_34_two_tabs_never_lower_what_is_stored(
        steps in prop::collection::vec((any::<bool>(), 0u64..3, 0u64..900, any::<u8>()), 1..40)
    ) {
        let storage = Rc::new(RefCell::new(None));
        let mut tabs = [(); 2].map(|()| World::new(mirrors(1), Rc::clone(&storage), 0));
        let (mut newest, mut stored) = (1, 0);
        for (tab, by, seconds, jitter) in steps {
            newest += by;
            let tab = &mut tabs[usize::from(tab)];
            tab.mirrors[0].bytes = feed(newest, BEGINNING, false);
            tab.jitter = jitter;
            tab.pass(seconds);
            let text = storage.borrow().clone().unwrap_or_default();
            let seq = text.split("\"seq\": ").nth(1).and_then(|rest| rest.split(',').next()?.parse().ok());
            prop_assert!(seq.unwrap_or(0) >= stored, "{seq:?} after {stored}");
            stored = seq.unwrap_or(0);
        }
    }
}

/// Two hours of a visit: whether the feed looks outdated and is called checked in the end, and how many requests they
/// cost.
fn two_hours(skew: i64, mood: Mood) -> (bool, bool, usize) {
    let mut world = World::wrong(mirrors(1), Rc::default(), 0, skew);
    world.mirrors[0].mood = mood;
    world.pass(2 * 3600);
    let display = DisplayState::of(&world.machine, world.now(), None);
    let DisplayState::Known { freshness, .. } = display else {
        panic!("{display:?}")
    };
    let mut warnings = freshness.warnings.iter();
    let outdated = warnings.any(|warning| matches!(warning, StalenessWarning::Expired(_)));
    let checked = matches!(freshness.contact, Some(Contact::Checked(_)));
    (outdated, checked, world.requests.len())
}

#[test]
fn row_43_a_device_that_is_wrong_is_set_right_and_costs_one_request_more() {
    let (outdated, checked, right) = two_hours(0, Mood::Well);
    assert!(!outdated && checked);
    for skew in [KEPT, -KEPT, 400, -400] {
        assert_eq!(two_hours(skew, Mood::Well), (false, true, right + 1));
    }
    // What a cache answers is never called checked, and costs no more.
    assert_eq!(two_hours(0, Mood::Kept), (true, false, right + 1));
}

/// What two hours of one open tab cost a server, on average over all randomness.
fn visit(count: usize, acute: bool, publications: u64) -> (f64, f64) {
    let visits: u8 = 51;
    let (mut requests, mut whole) = (0, 0);
    for visit in 0..visits {
        let mut world = World::new(mirrors(count), Rc::default(), 0);
        let mut seen = vec![0; count];
        let mut asked = 0;
        for minute in 0..120 {
            // Evenly spread, the same in every run.
            world.jitter = visit
                .wrapping_mul(5)
                .wrapping_add((minute * 37 % 256) as u8);
            let seq = 1 + minute * publications / 120;
            for mirror in &mut world.mirrors {
                mirror.bytes = feed(seq, BEGINNING, acute);
            }
            world.pass(60);
            // A mirror that has given a publication answers 304 from then on.
            for (_, mirror) in &world.requests[asked..] {
                if seen[*mirror] < seq {
                    seen[*mirror] = seq;
                    whole += 1;
                }
            }
            asked = world.requests.len();
        }
        requests += world.requests.len();
    }
    (
        requests as f64 / f64::from(visits),
        f64::from(whole) / f64::from(visits),
    )
}

/// Bytes on the wire, measured against nginx with the configuration of docs/betrieb.md: Mössingen's feed by gzip, and
/// an answer 304, each with its head.
const WHOLE: f64 = 4_396.0;
const UNCHANGED: f64 = 320.0;

/// The table of docs/betrieb.md.
#[test]
fn two_hours_cost_what_the_documentation_says() {
    let mut rows = Vec::new();
    for (name, mirrors, acute) in [
        ("ruhige Phase, eine Adresse", 1, false),
        ("ruhige Phase, zwei Adressen", 2, false),
        ("akute Phase, eine Adresse", 1, true),
    ] {
        let (requests, whole) = visit(mirrors, acute, 2);
        let kilobytes = (whole * WHOLE + (requests - whole) * UNCHANGED) / 1000.0;
        let second = requests / 7200.0 * 100_000.0;
        let megabits = kilobytes / 7200.0 * 100_000.0 * 8.0 / 1000.0;
        rows.push(format!("| {name} | {requests:.0} | {whole:.0} | {kilobytes:.0} KB | {second:.0} | {megabits:.1} Mbit/s |"));
    }
    println!("{}", rows.join("\n"));
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/betrieb.md");
    let page = fs::read_to_string(page).unwrap();
    for row in rows {
        assert!(page.contains(&row), "docs/betrieb.md lacks\n{row}");
    }
}
