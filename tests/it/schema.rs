//! The JSON Schema: the file in feeds/ is current, the feeds pass it, and broken ones do not.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

const FILE: &str = "feeds/amtsstatus.schema.json";

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| format!("{}: {error}", path.display()))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every feed of the repository, by its path from the root.
pub fn feeds() -> Vec<(String, Value)> {
    let files = fs::read_dir(root().join("feeds")).into_iter().flatten();
    let mut feeds: Vec<_> = files
        .filter_map(|file| file.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".json") && !name.ends_with(".schema.json"))
        .map(|name| format!("feeds/{name}"))
        .map(|path| {
            let feed = serde_json::from_str(&read(&root().join(&path)));
            (path, feed.unwrap_or_default())
        })
        .collect();
    feeds.sort_by(|one, other| one.0.cmp(&other.0));
    feeds
}

fn faults(feed: &Value) -> Vec<String> {
    let schema = amtsstatus::feed::schema::schema();
    match jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
    {
        Ok(validator) => validator
            .iter_errors(feed)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect(),
        Err(error) => vec![format!("the schema itself: {error}")],
    }
}

fn sample() -> Value {
    json!({
        "$schema": "amtsstatus.schema.json",
        "version": 1, "id": "stadt", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
        "publisher": { "name": { "de": "Stadt", "machine": [] }, "url": "https://www.stadt.example/" },
        "entries": [ {
            "id": "a", "kind": "service", "name": "A", "state": "limited", "until": "open",
            "hours": { "weekly": [ { "days": ["monday"], "opens": "08:00", "closes": "24:00" } ] }
        } ]
    })
}

#[test]
fn the_file_is_what_the_program_prints() {
    let printed = Command::new(env!("CARGO_BIN_EXE_amtsstatus"))
        .arg("schema")
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    assert!(
        printed.is_ok_and(|printed| printed == read(&root().join(FILE))),
        "{FILE} is not current; renew it with: cargo run --bin amtsstatus -- schema > {FILE}"
    );
}

#[test]
fn every_feed_of_the_repository_passes() {
    let feeds = feeds();
    assert!(feeds.len() >= 5, "the five example feeds are in feeds/");
    for (path, feed) in feeds {
        assert_eq!(faults(&feed), [""; 0], "{path}");
    }
}

#[test]
fn what_the_program_accepts_passes() {
    assert_eq!(faults(&sample()), [""; 0]);
    let bytes = sample().to_string();
    assert!(amtsstatus::feed::Feed::read(bytes.as_bytes()).is_ok());
}

/// Breaks the sample in one place: neither the schema nor the program may accept it.
#[track_caller]
fn refused(pointer: &str, value: Value) {
    let mut feed = sample();
    let place = feed.pointer_mut(pointer);
    assert!(place.is_some(), "{pointer}");
    if let Some(place) = place {
        *place = value;
    }
    assert_ne!(faults(&feed), [""; 0], "{feed}");
    let bytes = feed.to_string();
    assert!(
        amtsstatus::feed::Feed::read(bytes.as_bytes()).is_err(),
        "{feed}"
    );
}

#[test]
fn a_missing_required_field_is_refused() {
    refused("/publisher", json!({ "name": "Stadt" }));
    refused("/entries/0", json!({ "kind": "service", "name": "A" }));
    refused("", json!({}));
}

#[test]
fn a_wrong_type_is_refused() {
    refused("/entries", json!({}));
    refused("/entries/0/name", json!(5));
    refused("/entries/0/kind", json!(null));
    refused("/entries/0/hours/weekly/0/opens", json!("8:00"));
    refused("/publisher/name", json!({ "Deutsch": "Stadt" }));
    refused("/id", json!("Stadt"));
}

#[test]
fn row_17_a_seq_that_no_reader_keeps_exact_is_refused() {
    for seq in [json!(-1), json!(1.5), json!(9_007_199_254_740_992_u64)] {
        refused("/seq", seq);
    }
}

#[test]
fn an_impossible_time_is_refused() {
    refused("/issued", json!("2024-02-30T10:00:00+01:00"));
    refused("/issued", json!("2024-02-22T10:00:00"));
    refused("/entries/0/until", json!("bis auf Weiteres"));
}
