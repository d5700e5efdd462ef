//! The test bench: one entry, and the clock of its feed.

use std::rc::Rc;

use super::status::Clock;
use super::time::Stamp;
use super::zone::Zone;
use super::{Entry, Feed};

/// Reads one entry with these fields.
pub fn entry(fields: &str) -> Entry {
    let feed = format!(
        r#"{{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": {{ "name": "X", "url": "https://x.example/" }},
            "entries": [ {{ "id": "a", "name": "A", {fields} }} ] }}"#
    );
    let (feed, _) = Feed::read(feed.as_bytes()).unwrap();
    Rc::unwrap_or_clone(feed.entries.into_iter().next().unwrap())
}

/// Returns the clock of that entry's feed: published at ten o'clock, and not again since.
pub fn clock(at: &str) -> Clock {
    Clock {
        now: Stamp::parse(at).unwrap().at,
        zone: Zone::default(),
        published: Stamp::parse("2024-02-22T10:00:00+01:00").unwrap().at,
    }
}
