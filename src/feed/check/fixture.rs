//! The test bench: small feeds, and what is found in them.

use super::examine;
use crate::feed::Feed;
use crate::feed::decode::path;
use crate::feed::time::Stamp;

pub(super) const NOW: &str = "2024-02-22T12:00:00+01:00";

/// Reads a feed with these entries and further fields, and gives `place fault` for each problem.
pub(super) fn problems(more: &str, entries: &str) -> Vec<String> {
    problems_at(NOW, more, entries)
}

/// Gives the problems that the feed has at another moment.
pub(super) fn problems_at(now: &str, more: &str, entries: &str) -> Vec<String> {
    let publisher = match more.contains(r#""publisher""#) {
        true => "",
        false => r#""publisher": { "name": "X", "url": "https://x.example/" },"#,
    };
    let feed = format!(
        r#"{{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00", {publisher} {more}
        "entries": [ {entries} ] }}"#
    );
    let (feed, _) = Feed::read(feed.as_bytes()).unwrap_or_else(|p| panic!("{p:?}"));
    examine(&feed, Stamp::parse(now).unwrap().at)
        .iter()
        .map(|problem| format!("{} {:?}", path(&problem.at), problem.fault))
        .collect()
}

pub(super) const TIMES: &str =
    r#""next_update": "2024-02-29T12:00:00+01:00", "valid_until": "2024-03-07T00:00:00+01:00","#;

#[track_caller]
pub(super) fn entry(fields: &str, expected: &[&str]) {
    let entry = format!(r#"{{ "id": "a", "kind": "service", "name": "A", {fields} }}"#);
    assert_eq!(problems(TIMES, &entry), expected);
}

#[track_caller]
pub(super) fn head(fields: &str, expected: &[&str]) {
    let entry = r#"{ "id": "a", "kind": "service", "name": "A", "state": "available" }"#;
    assert_eq!(problems(fields, entry), expected);
}
