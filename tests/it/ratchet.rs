//! Whole lives of a browser under pinned keys: random scripts of publications, thieves, replays, reloads and tabs.
//!
//! The model knows of every file who has signed it and what it says, and so what may be shown after any history; the
//! machine is the real one. Of the three keys that the page has pinned the first is stolen: everything it signs may be
//! the thief's. A fourth is nobody's.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Debug, Formatter};

use amtsstatus::feed::time::Moment;
use amtsstatus::sync::clock::Now;
use amtsstatus::sync::machine::{Effect, Event, Headers, Machine, Ticket};
use amtsstatus::trust::{ARMOUR, NAMESPACE, Trust};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use xtask::sign::{public, sign};

/// Keys, by their number: the first three are pinned, in this order.
const PINNED: usize = 3;
const KEYS: usize = 4;
/// Signs whatever a thief likes.
const STOLEN: usize = 0;
const MIRRORS: usize = 2;
/// More than any publisher will count to.
const HUGE: u64 = 9_000_000_000_000_000;

/// A test key's seed.
fn seed(key: usize) -> [u8; 32] {
    [0x71 + key as u8; 32]
}

/// What once was signed.
#[derive(Clone)]
struct File {
    key: usize,
    id: &'static str,
    seq: u64,
    /// The keys that it revokes.
    revoked: Vec<usize>,
    bytes: Vec<u8>,
}

impl Debug for File {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let Self {
            key,
            id,
            seq,
            revoked,
            ..
        } = self;
        write!(out, "{id} {seq} by key {key}, revoking {revoked:?}")
    }
}

impl File {
    /// `number` is its place among all files, by which it is known again when it is shown.
    fn signed(number: usize, key: usize, id: &'static str, seq: u64, revoked: Vec<usize>) -> Self {
        let lines: Vec<String> = revoked
            .iter()
            .map(|key| format!("\"{}\"", public(seed(*key))))
            .collect();
        let content = format!(
            r#"{{ "version": 1, "id": "{id}", "seq": {seq}, "issued": "2024-02-22T10:00:00+01:00", "revoked": [{}],
            "publisher": {{ "name": "{number}", "url": "https://x.example/" }}, "entries": [] }}"#,
            lines.join(", ")
        );
        Self {
            key,
            id,
            seq,
            revoked,
            bytes: sign(seed(key), NAMESPACE, content.as_bytes()),
        }
    }
}

/// What a browser, or one tab of it, has seen: files by their numbers; and the highest `seq` shown of each key's
/// feeds.
#[derive(Clone, Debug, Default)]
struct Seen {
    files: BTreeSet<usize>,
    best: BTreeMap<(usize, &'static str), u64>,
}

impl Seen {
    fn take_in(&mut self, other: &Self) {
        self.files.extend(&other.files);
        for (feed, seq) in &other.best {
            let best = self.best.entry(*feed).or_default();
            *best = *seq.max(best);
        }
    }

    /// Which keys count no longer: a later one that still counts has revoked them.
    fn revoked(&self, files: &[File]) -> [bool; PINNED] {
        let mut revoked = [false; PINNED];
        for key in (0..PINNED).rev().filter(|key| *key > 0) {
            if !revoked[key] {
                let own = self.files.iter().map(|number| &files[*number]);
                let named = own.filter(|file| file.key == key);
                for other in named.flat_map(|file| &file.revoked) {
                    if *other < key {
                        revoked[*other] = true;
                    }
                }
            }
        }
        revoked
    }
}

struct Tab {
    machine: Machine,
    uptime: u64,
    asked: Vec<Ticket>,
    seen: Seen,
    shown: Option<usize>,
    /// Which keys had been revoked then.
    revoked: [bool; PINNED],
}

struct World {
    /// The `feed` attribute.
    wanted: &'static str,
    files: Vec<File>,
    mirrors: [Vec<u8>; MIRRORS],
    storage: Option<String>,
    /// What the storage has to know.
    seen: Seen,
    tabs: Vec<Tab>,
}

impl World {
    fn new(tabs: usize, wanted: &'static str) -> Self {
        let mut world = Self {
            wanted,
            files: Vec::new(),
            mirrors: Default::default(),
            storage: None,
            seen: Seen::default(),
            tabs: Vec::new(),
        };
        for _ in 0..tabs {
            let tab = world.fresh();
            world.tabs.push(tab);
        }
        (0..tabs).for_each(|tab| world.reload(tab));
        world
    }

    fn fresh(&self) -> Tab {
        let keys: Vec<String> = (0..PINNED).map(|key| public(seed(key))).collect();
        Tab {
            machine: Machine::new(
                MIRRORS,
                true,
                Trust::new(Some(&keys.join("\n")), self.wanted),
            ),
            uptime: 0,
            asked: Vec::new(),
            seen: self.seen.clone(),
            shown: None,
            revoked: Default::default(),
        }
    }

    fn reload(&mut self, tab: usize) {
        self.tabs[tab] = self.fresh();
        let stored = self.storage.clone();
        self.send(tab, Event::Started(stored));
    }

    fn send(&mut self, at: usize, event: Event) {
        let tab = &mut self.tabs[at];
        let now = Now {
            device: Moment(1_708_592_400 + (tab.uptime / 1000).cast_signed()),
            uptime: tab.uptime,
            jitter: 128,
            offline: false,
        };
        let (machine, effects) = std::mem::take(&mut tab.machine).step(now, event);
        tab.machine = machine;
        for effect in effects {
            let tab = &mut self.tabs[at];
            match effect {
                Effect::Fetch(ticket, _) => tab.asked.push(ticket),
                Effect::Recall => {
                    tab.seen.take_in(&self.seen);
                    let stored = self.storage.clone();
                    self.send(at, Event::Recalled(stored));
                }
                Effect::Store(text) => self.storage = Some(text),
                Effect::Forget => panic!("what this browser has seen is forgotten"),
                Effect::Wake(_) | Effect::Report(_) | Effect::Show => {}
            }
        }
    }

    /// A round: each mirror that is asked gives what it has.
    fn visit(&mut self, at: usize) {
        if self.tabs[at].asked.is_empty() {
            self.tabs[at].uptime += 3_600_000;
            self.send(at, Event::Woke);
        }
        while let Some(ticket) = self.tabs[at].asked.pop() {
            let bytes = self.mirrors[ticket.mirror].clone();
            let file = self.files.iter().position(|file| file.bytes == bytes);
            let genuine = file.filter(|file| {
                let File { key, id, .. } = &self.files[*file];
                *key < PINNED && (self.wanted.is_empty() || self.wanted == *id)
            });
            self.tabs[at].seen.files.extend(genuine);
            self.send(at, Event::Answered(ticket, Headers::default(), Ok(bytes)));
            let seen = self.tabs[at].seen.clone();
            self.seen.take_in(&seen);
            self.holds(at);
        }
    }

    /// What must be true whenever something may have changed.
    fn holds(&mut self, at: usize) {
        let tab = &mut self.tabs[at];
        let Some(known) = tab.machine.known() else {
            assert_eq!(tab.shown, None, "the last good status is gone");
            return;
        };
        assert!(known.verified);
        let shown: usize = known
            .feed
            .publisher
            .name
            .version("de", "de")
            .text
            .parse()
            .unwrap();
        let file = &self.files[shown];
        assert!(file.key < PINNED, "signed by nobody who is pinned");
        assert!(
            self.wanted.is_empty() || self.wanted == file.id,
            "a foreign feed"
        );
        assert_eq!((known.feed.seq.0, &*known.feed.id.0), (file.seq, file.id));

        let revoked = tab.seen.revoked(&self.files);
        assert!(!revoked[file.key], "a revoked key's word is shown");
        for ((key, id), seq) in &tab.seen.best {
            // A key's ratchet ends with its revocation, though a later key may revoke the one that has revoked it.
            let mut files = tab.seen.files.iter().map(|number| &self.files[*number]);
            let ended = files.any(|other| other.key > *key && other.revoked.contains(key));
            assert!(
                *id != file.id || file.seq >= *seq || ended,
                "{file:?}, though key {key} has been at {seq}"
            );
        }
        tab.seen.best.insert((file.key, file.id), file.seq);
        if let Some(before) = tab.shown.filter(|before| *before != shown) {
            let before = &self.files[before];
            let anew = tab.revoked != revoked;
            assert!(
                anew || (file.seq > before.seq && file.id == before.id),
                "{file:?} after {before:?}"
            );
        }
        tab.revoked = revoked;
        tab.shown = Some(shown);
        let seen = tab.seen.clone();
        self.seen.take_in(&seen);
    }
}

#[derive(Clone, Debug)]
enum Step {
    /// A key signs: another's feed or the own one, so much above its own last `seq`, these keys revoked; and a mirror
    /// gives that from now on.
    Publish {
        key: usize,
        foreign: bool,
        seq: u64,
        revoked: Vec<usize>,
        mirror: usize,
    },
    /// A mirror gives something that was published once.
    Replay(usize, usize),
    /// The content of that without its signature, or with that of another.
    Bare(usize, usize),
    Mixed(usize, usize, usize),
    Visit(usize),
    Reload(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let mirror = || 0..MIRRORS;
    let seq = prop_oneof![6 => 0u64..4, 1 => Just(HUGE)];
    let revoked = prop::collection::vec(0..KEYS, 0..3);
    let publish = (0..KEYS, prop::bool::weighted(0.1), seq, revoked, mirror());
    prop_oneof![
        6 => publish.prop_map(|(key, foreign, seq, revoked, mirror)| Step::Publish { key, foreign, seq, revoked, mirror }),
        4 => (any::<usize>(), mirror()).prop_map(|(file, mirror)| Step::Replay(file, mirror)),
        1 => (any::<usize>(), mirror()).prop_map(|(file, mirror)| Step::Bare(file, mirror)),
        1 => (any::<usize>(), any::<usize>(), mirror()).prop_map(|(one, other, mirror)| Step::Mixed(one, other, mirror)),
        8 => any::<usize>().prop_map(Step::Visit),
        3 => any::<usize>().prop_map(Step::Reload),
    ]
}

impl World {
    fn play(&mut self, step: Step) {
        let (files, tabs) = (self.files.len(), self.tabs.len());
        match step {
            Step::Publish {
                key,
                foreign,
                seq,
                revoked,
                mirror,
            } => {
                let id = if foreign { "y" } else { "x" };
                self.mirrors[mirror] = self.publish(key, id, seq, revoked);
            }
            Step::Visit(tab) => self.visit(tab % tabs),
            Step::Reload(tab) => {
                self.reload(tab % tabs);
                self.holds(tab % tabs);
            }
            _ if files == 0 => {}
            Step::Replay(file, mirror) => {
                self.mirrors[mirror] = self.files[file % files].bytes.clone();
            }
            Step::Bare(file, mirror) => {
                self.mirrors[mirror] = self.files[file % files].bytes[ARMOUR..].to_vec();
            }
            Step::Mixed(one, other, mirror) => {
                let [one, other] = [one, other].map(|file| &self.files[file % files].bytes);
                self.mirrors[mirror] = [&one[..ARMOUR], &other[ARMOUR..]].concat();
            }
        }
    }

    fn publish(
        &mut self,
        key: usize,
        id: &'static str,
        above: u64,
        revoked: Vec<usize>,
    ) -> Vec<u8> {
        let own = self
            .files
            .iter()
            .filter(|file| file.key == key && file.seq < HUGE);
        let last = own.map(|file| file.seq).max().unwrap_or(0);
        let seq = match above {
            HUGE if key == STOLEN => HUGE,
            HUGE => last,
            _ => last + above,
        };
        self.sign(key, id, seq, revoked)
    }

    fn sign(&mut self, key: usize, id: &'static str, seq: u64, revoked: Vec<usize>) -> Vec<u8> {
        let file = File::signed(self.files.len(), key, id, seq, revoked);
        let bytes = file.bytes.clone();
        self.files.push(file);
        bytes
    }

    /// The town takes a key out of the safe, and revokes what was stolen.
    fn take_back(&mut self) {
        let safe: Vec<&File> = self
            .files
            .iter()
            .filter(|file| [1, 2].contains(&file.key))
            .collect();
        let seq = safe.iter().map(|file| file.seq).max().unwrap_or(0) + 1;
        let lost = safe
            .iter()
            .any(|file| file.key == 2 && file.revoked.contains(&1));
        let one_feed = safe.iter().all(|file| file.id == "x");
        let key = if lost { 2 } else { 1 };
        let bytes = self.sign(key, "x", seq, vec![STOLEN]);
        self.mirrors.fill(bytes);
        for at in 0..self.tabs.len() {
            // Where the page has not said which feed it wants, a tab may stay with another of the town's.
            let shown = self.tabs[at].shown.map(|shown| &self.files[shown]);
            if one_feed || shown.is_none_or(|file| file.id == "x") {
                self.visit(at);
                assert_eq!(self.tabs[at].shown, Some(self.files.len() - 1));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400, failure_persistence: None, rng_seed: RngSeed::Fixed(54), ..ProptestConfig::default()
    })]

    /// [`World::holds`] holds throughout; and in the end the town is heard again.
    #[test]
    fn row_54_whatever_a_thief_signs_nothing_is_shown_that_was_revoked_or_is_older(
        tabs in 1usize..3, pinned in any::<bool>(), script in prop::collection::vec(step(), 1..60)
    ) {
        let mut world = World::new(tabs, if pinned { "x" } else { "" });
        for step in script {
            world.play(step);
        }
        world.take_back();
    }
}

/// Plays what both mirrors give, one after the other; then whose word is shown, and its `seq`.
fn after(wanted: &'static str, history: &[(usize, &'static str, u64, &[usize])]) -> (usize, u64) {
    let mut world = World::new(1, wanted);
    for (key, id, seq, revoked) in history {
        let bytes = world.sign(*key, id, *seq, revoked.to_vec());
        world.mirrors.fill(bytes);
        world.visit(0);
    }
    world.reload(0);
    world.holds(0);
    let shown = &world.files[world.tabs[0].shown.unwrap()];
    (shown.key, shown.seq)
}

#[test]
fn row_54_a_revocation_counts_though_its_feed_is_refused_as_older() {
    // The last key's feed is the newest, and then the first key's would be.
    let history = [(2, "x", 9, &[][..]), (1, "x", 3, &[0]), (0, "x", HUGE, &[])];
    assert_eq!(after("x", &history), (2, 9));
    // The second has gone on without repeating it, and the first is shown already.
    let history = [(1, "x", 4, &[][..]), (0, "x", HUGE, &[]), (1, "x", 3, &[0])];
    assert_eq!(after("x", &history), (1, 4));
}

#[test]
fn row_53_a_thief_who_was_first_with_another_id_is_revoked_all_the_same() {
    let history = [(0, "y", 1, &[][..]), (1, "x", 1, &[0])];
    assert_eq!(after("", &history), (1, 1));
}

#[test]
fn row_54_a_revocation_that_later_feeds_do_not_repeat_outlives_a_reload() {
    let history = [(1, "x", 1, &[0][..]), (1, "x", 2, &[]), (0, "x", HUGE, &[])];
    assert_eq!(after("x", &history), (1, 2));
    // Not one by a key that is revoked itself: what the last key says is all that is left of it.
    let history = [(1, "x", 1, &[0][..]), (2, "x", 2, &[1]), (0, "x", 3, &[])];
    assert_eq!(after("x", &history), (0, 3));
}

#[test]
fn row_53_an_earlier_key_revokes_no_later_one() {
    let history = [(1, "x", 1, &[][..]), (0, "x", 2, &[1, 2]), (1, "x", 3, &[])];
    assert_eq!(after("x", &history), (1, 3));
}

#[test]
fn row_54_what_one_tab_has_seen_revoked_is_kept_though_another_has_stored_a_newer_feed() {
    let mut world = World::new(2, "x");
    let (early, late) = (
        world.sign(1, "x", 1, vec![0]),
        world.sign(1, "x", 2, vec![]),
    );
    for (tab, bytes) in [(0, late), (1, early)] {
        world.mirrors.fill(bytes);
        world.visit(tab);
    }
    world.reload(0);
    let stolen = world.sign(0, "x", HUGE, vec![]);
    world.mirrors.fill(stolen);
    world.visit(0);
    assert_eq!(world.tabs[0].shown, Some(1));
}

#[test]
fn row_52_a_stored_copy_that_somebody_has_changed_is_dropped() {
    let mut world = World::new(1, "x");
    let bytes = world.sign(1, "x", 1, vec![0]);
    world.mirrors.fill(bytes);
    world.visit(0);
    let stored = world.storage.take().unwrap();
    let changed = stored.replace("https://x.example/", "https://y.example/");
    assert_ne!(changed, stored);
    for (text, expected) in [(stored, false), (changed, true)] {
        let fresh = world.fresh().machine;
        let (machine, effects) = fresh.step(Now::default(), Event::Started(Some(text)));
        assert_eq!(machine.known().is_none(), expected);
        assert_eq!(effects.contains(&Effect::Forget), expected);
    }
}
