//! What others make of a site's Atom feeds and calendars: they are read by crates that know nothing of us. The example feeds
//! go through in every language.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::rc::Rc;

use amtsstatus::feed::Feed;
use amtsstatus::i18n::Lang;
use amtsstatus::render::site::files::{Publication, SiteFile, files};
use amtsstatus::render::site::{Site, Src};
use icalendar::parser::{read_calendar, unfold};

/// Returns the example feeds.
fn examples() -> Vec<Feed> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds");
    let files = fs::read_dir(folder).unwrap().flatten();
    let names = files.filter(|file| {
        let name = file.file_name().into_string().unwrap();
        name.contains("-20")
    });
    let feeds = names.map(|file| Feed::read(&fs::read(file.path()).unwrap()).unwrap().0);
    let feeds: Vec<Feed> = feeds.collect();
    assert_eq!(feeds.len(), 5);
    feeds
}

/// Returns a site's files, after this publication.
fn site(feed: &Feed, lang: Lang, previous: Option<&Feed>) -> Vec<SiteFile> {
    files(&Publication {
        site: Site {
            feed: Rc::new(feed.clone()),
            lang,
            now: feed.issued.at,
            src: Src::beside(),
            links: Vec::new(),
            keys: Vec::new(),
            address: None,
        },
        feed: None,
        bundle: BTreeMap::new(),
        previous: previous.cloned(),
        news: BTreeMap::new(),
        is_off: false,
    })
}

/// Returns such a feed as it was before: with one entry more, and of another state.
fn before(feed: &Feed) -> Feed {
    let text = serde_json::to_string(feed).unwrap();
    let (mut feed, _) = Feed::read(text.as_bytes()).unwrap();
    feed.seq.0 -= 1;
    let first = feed.entries.remove(0);
    let mut other = (*first).clone();
    other.id.0 = "etwas-anderes".to_owned();
    feed.entries.push(Rc::new(other));
    feed
}

#[test]
fn a_feed_reader_reads_every_atom_feed() {
    let mut count = 0;
    for mut feed in examples() {
        feed.seq.0 = feed.seq.0.max(1);
        let earlier = before(&feed);
        for lang in Lang::ALL {
            for previous in [None, Some(&earlier)] {
                for file in site(&feed, lang, previous) {
                    if !file.path.starts_with("atom") {
                        continue;
                    }
                    count += 1;
                    let parser = feed_rs::parser::Builder::new().build();
                    let atom = parser.parse(&file.bytes[..]);
                    let atom = atom.unwrap_or_else(|error| panic!("{}: {error}", file.path));
                    assert_eq!(atom.feed_type, feed_rs::model::FeedType::Atom);
                    // What RFC 4287 wants of a feed and of each entry.
                    let title = atom.title.map(|title| title.content).unwrap_or_default();
                    assert!(!atom.id.is_empty() && !title.is_empty() && atom.updated.is_some());
                    assert!(!atom.authors.is_empty());
                    let links = atom
                        .links
                        .iter()
                        .filter(|link| link.rel.as_deref() == Some("self"));
                    assert_eq!(links.count(), 1);
                    assert!(
                        previous.is_none() || atom.entries.len() == 1,
                        "{}",
                        file.path
                    );
                    let mut ids = Vec::new();
                    for entry in atom.entries {
                        let title = entry.title.map(|title| title.content).unwrap_or_default();
                        assert!(
                            !title.is_empty() && entry.updated.is_some(),
                            "{}",
                            file.path
                        );
                        let said = entry.content.and_then(|content| content.body);
                        assert!(said.is_some_and(|said| !said.is_empty()), "{}", entry.id);
                        assert!(!ids.contains(&entry.id), "{} twice", entry.id);
                        ids.push(entry.id);
                    }
                }
            }
        }
    }
    assert!(count >= 70, "{count}");
}

#[test]
fn a_calendar_program_reads_every_calendar() {
    let (mut count, mut events) = (0, 0);
    for feed in examples() {
        for lang in Lang::ALL {
            for file in site(&feed, lang, None) {
                if !file.path.starts_with("kalender") {
                    continue;
                }
                count += 1;
                let text = String::from_utf8(file.bytes).unwrap();
                let unfolded = unfold(&text);
                let calendar = read_calendar(&unfolded);
                let calendar = calendar.unwrap_or_else(|error| panic!("{}: {error}", file.path));
                for name in ["VERSION", "PRODID", "METHOD"] {
                    let found = calendar.properties.iter().filter(|own| own.name == name);
                    assert_eq!(found.count(), 1, "{name}");
                }
                let mut ids = Vec::new();
                for event in &calendar.components {
                    events += 1;
                    assert_eq!(event.name, "VEVENT");
                    let value = |name: &str| {
                        let mut found = event.properties.iter().filter(|own| own.name == name);
                        let value = found.next().map(|own| own.val.as_ref().to_owned());
                        assert!(found.next().is_none(), "{name} twice");
                        value.unwrap_or_default()
                    };
                    // What RFC 5545 wants of an event, with METHOD.
                    for name in ["UID", "DTSTAMP", "DTSTART", "SUMMARY"] {
                        assert!(!value(name).is_empty(), "{name}: {}", file.path);
                    }
                    let (from, until) = (value("DTSTART"), value("DTEND"));
                    assert!(until.is_empty() || until > from, "{from} {until}");
                    assert!(
                        until.is_empty() || until.len() == from.len(),
                        "{from} {until}"
                    );
                    let id = value("UID");
                    assert!(!ids.contains(&id), "{id} twice in {}", file.path);
                    ids.push(id);
                }
            }
        }
    }
    assert!(
        count >= 35 && events >= 35,
        "{count} calendars, {events} events"
    );
}
