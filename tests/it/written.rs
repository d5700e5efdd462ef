//! A feed that is written and read again is the same feed: what an editor saves is what it had.

use amtsstatus::feed::Feed;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::schema;

#[track_caller]
fn read(feed: &Value) -> Feed {
    Feed::read(feed.to_string().as_bytes()).unwrap().0
}

#[track_caller]
fn written(feed: &Feed) -> Value {
    serde_json::to_value(feed).unwrap()
}

/// A feed that has each form of each small type: as `entry` and `head` would have it.
fn feed(head: Value, entry: Value) -> Value {
    let mut feed = json!({
        "version": 1, "id": "stadt", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
        "publisher": { "name": "Stadt", "url": "https://www.stadt.example/" },
        "entries": [ { "id": "a", "kind": "service", "name": "A", "state": "limited" } ]
    });
    merge(&mut feed["entries"][0], entry);
    merge(&mut feed, head);
    feed
}

fn merge(object: &mut Value, more: Value) {
    if let (Value::Object(object), Value::Object(more)) = (object, more) {
        object.extend(more);
    }
}

#[test]
fn the_feeds_of_the_repository_are_written_as_they_were() {
    let feeds = schema::feeds();
    assert!(feeds.len() >= 5);
    for (path, mut original) in feeds {
        let feed = read(&original);
        assert_eq!(read(&written(&feed)), feed, "{path}");
        if let Value::Object(object) = &mut original {
            object.remove("$schema");
        }
        assert_eq!(written(&feed), original, "{path}");
    }
}

#[test]
fn what_is_absent_is_not_written() {
    let small = feed(json!({}), json!({}));
    assert_eq!(written(&read(&small)), small);
    let empty = feed(
        json!({ "languages": [], "updates": [] }),
        json!({ "urgent": false, "parts": [] }),
    );
    assert_eq!(written(&read(&empty)), small);
}

#[test]
fn every_form_of_the_small_types_is_written_as_it_is_read() {
    let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFow/qdHv3nDAyd0+WO3Og4qNdALq1EoODx3utnw5WB/";
    let all = feed(
        json!({
            "seq": 9_007_199_254_740_991_u64, "issued": "2024-02-22T10:00:00-03:30",
            "lang": "de", "languages": ["de", "de-simple"], "revoked": [key],
            "publisher": { "name": "Stadt", "url": "https://www.stadt.example/", "country": "AT" },
        }),
        json!({
            "name": { "de": "Haus", "en": "House", "machine": ["en"] }, "state": "halb offen", "note": "",
            "urgent": true, "progress": 100, "priority": 0, "from": "2024-02-22", "until": "open",
            "as_of": "2024-02-22T08:00:00+01:00", "aliases": ["x"],
            "hours": { "weekly": [ { "days": ["monday", "feiertags"], "opens": "08:05", "closes": "24:00" } ] },
            "parts": [ { "id": "b", "kind": "notice", "name": {}, "until": "2024-02-29" } ],
        }),
    );
    assert_eq!(written(&read(&all)), all);
}

proptest! {
    /// Whatever can be read; what is cleaned on the way in stays as it is from then on.
    #[test]
    fn whatever_is_read_is_written_so_that_it_reads_the_same(
        texts in prop::array::uniform3(".{0,40}"),
        word in "(available|open| |\u{200b}|.){0,3}",
        clock in (0..=23u8, 0..=59u8, 0..=59u8, 0..=14u8, 0..=59u8, any::<bool>()),
        day in ((1900..=2200u16), 1..=12u8, 1..=28u8),
        machine in any::<bool>(),
    ) {
        let (year, month, day) = day;
        let date = format!("{year:04}-{month:02}-{day:02}");
        let (hour, minute, second, hours, minutes, west) = clock;
        let sign = if west { '-' } else { '+' };
        let stamp = format!("{date}T{hour:02}:{minute:02}:{second:02}{sign}{hours:02}:{minutes:02}");
        let mut name = json!({ "de": texts[0], "en": texts[1] });
        if machine {
            name["machine"] = json!(["en", texts[2]]);
        }
        let feed = feed(
            json!({ "issued": stamp, "glossary": [ { "term": texts[2], "meaning": name } ] }),
            json!({
                "state": word, "from": date, "until": stamp, "aliases": texts,
                "hours": { "exceptions": [ { "from": date, "opens": format!("{hour:02}:{minute:02}") } ] },
            }),
        );
        let feed = read(&feed);
        prop_assert_eq!(read(&written(&feed)), feed);
    }
}

#[test]
fn a_text_that_was_cut_is_not_cut_again() {
    let long = feed(json!({}), json!({ "note": "ü".repeat(10_000) }));
    let feed = read(&long);
    assert_eq!(read(&written(&feed)), feed);
}
