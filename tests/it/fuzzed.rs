//! What any bytes go through that a server, a storage, a page or a publisher may hand over: none of it may panic.
//!
//! fuzz/ calls this with whatever libFuzzer thinks of, for as long as somebody lets it; the suite with the committed
//! corpus, so that the two stay in step.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::rc::Rc;

use amtsstatus::cli::{self, Io, OsRng};
use amtsstatus::components::{View, ViewOptions};
use amtsstatus::feed::Feed;
use amtsstatus::feed::time::{DAY, Moment};
use amtsstatus::i18n::Lang;
use amtsstatus::render::diff::diff;
use amtsstatus::render::site::files::{Publication, files};
use amtsstatus::render::site::{Address, Site, Src};
use amtsstatus::render::snapshot;
use amtsstatus::sync::clock::Now;
use amtsstatus::sync::machine::{Effect, Event, Headers, Machine};
use amtsstatus::sync::stored::Stored;
use amtsstatus::trust::{Key, Trust, claim, content, open};

/// The public halves of the test keys with the seeds 1 and 2 (`xtask::sign`), by which some of the corpus is signed.
pub const KEYS: &str = "\
ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c \
ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU";

/// 2024-02-22T12:00:00+01:00: the day of the feeds in the corpus.
const NOW: Moment = Moment(1_708_599_600);

/// The feed that every other one is compared with.
const OTHER: &str = include_str!("../../feeds/moessingen-2024-02.json");

/// All of it.
pub fn all(bytes: &[u8]) {
    envelope(bytes);
    let text = String::from_utf8_lossy(bytes);
    let _ = (Key::parse(&text), Key::parse_all(&text));
    if let Some(stored) = Stored::read(&text) {
        let again = stored.text().and_then(|text| Stored::read(&text));
        assert_eq!(again, Some(stored));
    }
    view(bytes);
    changes(bytes);
    site(bytes);
    for trust in [Trust::default(), Trust::new(Some(KEYS), "")] {
        visit(trust, bytes, &text);
    }
    check(bytes);
}

fn envelope(bytes: &[u8]) {
    let (keys, _) = Key::parse_all(KEYS);
    assert_eq!(keys.len(), 2);
    let inside = content(bytes);
    assert!(bytes.ends_with(inside));
    if let Ok((signer, opened)) = open(bytes, &keys) {
        assert_eq!(opened, inside);
        assert_eq!(claim(bytes).map(|(key, _)| key), Some(keys[signer]));
    } else {
        let _ = claim(bytes);
    }
}

fn view(bytes: &[u8]) {
    let Ok((feed, _)) = Feed::read(content(bytes)) else {
        return;
    };
    let feed = Rc::new(feed);
    for (lang, view) in [(Lang::De, View::Full), (Lang::En, View::Compact)] {
        let ask = ViewOptions {
            lang,
            view,
            ..ViewOptions::default()
        };
        assert!(!snapshot(Rc::clone(&feed), ask, NOW).is_empty());
    }
}

/// Nothing changed in a feed that is compared with itself, whenever somebody asks; and any two can be compared.
fn changes(bytes: &[u8]) {
    let Ok((feed, _)) = Feed::read(content(bytes)) else {
        return;
    };
    let other = Feed::read(OTHER.as_bytes()).unwrap().0;
    for now in [NOW, Moment(0), Moment(NOW.0 + 400 * DAY)] {
        for lang in Lang::ALL {
            assert_eq!(diff(&feed, &feed, lang, now), []);
            for (old, new) in [(&other, &feed), (&feed, &other)] {
                let changes = diff(old, new, lang, now);
                assert!(changes.iter().all(|change| !change.sentence.is_empty()));
            }
        }
    }
}

/// A site is made of whatever can be read: its names are the program's own, and no text of the feed leaves its data.
fn site(bytes: &[u8]) {
    let Ok((feed, _)) = Feed::read(content(bytes)) else {
        return;
    };
    let previous = Feed::read(OTHER.as_bytes()).unwrap().0;
    let publication = Publication {
        feed: Some(bytes),
        site: Site {
            lang: Lang::of(feed.lang()),
            feed: Rc::new(feed),
            now: NOW,
            src: Src::beside(),
            links: Vec::new(),
            keys: Vec::new(),
            address: Address::parse("https://notfall.example/"),
        },
        bundle: BTreeMap::new(),
        previous: Some(previous),
        news: BTreeMap::new(),
        is_off: false,
    };
    let stems = [
        ".htaccess",
        "server/nginx.conf",
        "server/Caddyfile",
        "robots.txt",
        "LIESMICH.txt",
        "amts-status.webmanifest",
        "amts-sw.js",
        "status.json",
        "status.plain.json",
        "status.html",
        "aushang.html",
        "kalender.ics",
        "atom.xml",
        "frame.html",
        "oembed.json",
        "index.html",
    ];
    for file in files(&publication) {
        let tag = Lang::ALL.map(|lang| format!(".{}.", lang.tag()));
        let plain = tag
            .iter()
            .fold(file.path.clone(), |path, tag| path.replace(tag, "."));
        assert!(stems.contains(&plain.as_str()), "{}", file.path);
        let text = String::from_utf8_lossy(&file.bytes);
        if file.path.starts_with("index.") {
            let (_, data) = text
                .split_once("<script type=\"application/ld+json\">")
                .unwrap();
            let (data, _) = data.split_once("</script>").unwrap();
            assert!(
                serde_json::from_str::<serde_json::Value>(data).is_ok(),
                "{data}"
            );
        }
        if file.path.starts_with("frame.") {
            assert_eq!(text.matches("<script").count(), 2, "{text}");
        }
        if file.path.starts_with("oembed.") {
            let said: serde_json::Value = serde_json::from_str(&text).unwrap();
            let html = said["html"].as_str().unwrap();
            assert_eq!(html.matches('<').count(), 6, "{html}");
        }
        if file.path.ends_with(".ics") {
            assert!(text.lines().all(|line| line.len() <= 75), "{text}");
            assert_eq!(
                text.matches("\nBEGIN:VEVENT\r\n").count(),
                text.matches("\nEND:VEVENT\r\n").count()
            );
        }
    }
}

/// A visit whose storage and server both give these bytes.
fn visit(trust: Trust, bytes: &[u8], text: &str) {
    let now = Now {
        device: NOW,
        ..Now::default()
    };
    let machine = Machine::new(1, true, trust);
    let (mut machine, mut effects) = machine.step(now, Event::Started(Some(text.to_owned())));
    // A round, its second question past the cache, and what is stored of it.
    for _ in 0..4 {
        for effect in std::mem::take(&mut effects) {
            let event = match effect {
                Effect::Fetch(ticket, _) => {
                    Event::Answered(ticket, Headers::default(), Ok(bytes.to_vec()))
                }
                Effect::Recall => Event::Recalled(Some(text.to_owned())),
                _ => continue,
            };
            let (next, more) = machine.step(now, event);
            machine = next;
            effects.extend(more);
        }
    }
}

/// The command line tells what is wrong, and where.
fn check(bytes: &[u8]) {
    let (mut input, mut out, mut err) = (bytes, Vec::new(), Vec::new());
    let mut io = Io {
        input: &mut input,
        out: &mut out,
        err: &mut err,
        secret: &mut |_| Ok(String::new()),
        random: &mut OsRng,
        web: &mut cli::Nobody,
        now: NOW,
        lang: cli::MessageLang::De,
    };
    let status = cli::run(["check", "-"].into_iter().map(OsString::from), &mut io);
    assert!(status <= 1, "{}", String::from_utf8_lossy(&err));
}
