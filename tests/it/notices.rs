//! Five invented notices: each of their twelve facts was on paper first, is data in the feed, and is read in the view.

use amtsstatus::feed::{Feed, check};
use serde_json::Value;

use crate::facts::read_in;

const NAMES: [&str; 5] = [
    "zulassung",
    "stadtwerke",
    "itverbund",
    "schulamt",
    "buergeramt",
];

/// The fields of free text that tell a program nothing.
const PROSE: [&str; 2] = ["note", "summary"];

#[test]
fn each_notice_has_twelve_facts_on_paper_and_in_the_table() {
    for name in NAMES {
        let paper = String::from_utf8(file(&format!("{name}.txt"))).unwrap();
        let numbered = paper.lines().filter_map(|line| line.split_once(". "));
        let numbers: Vec<usize> = numbered.flat_map(|(number, _)| number.parse()).collect();
        assert_eq!(numbers, (1..=12).collect::<Vec<_>>(), "{name}");
        assert_eq!(facts(name).len(), 12, "{name}");
    }
}

#[test]
fn check_has_nothing_to_say() {
    for name in NAMES {
        let (feed, mut problems) = Feed::read(&feed(name)).unwrap();
        problems.extend(check::examine(&feed, feed.issued.at));
        assert!(problems.is_empty(), "{name}: {problems:?}");
    }
}

#[test]
fn every_fact_is_data_and_at_most_one_of_a_notice_needs_prose() {
    for name in NAMES {
        let feed: Value = serde_json::from_slice(&feed(name)).unwrap();
        let mut in_prose = Vec::new();
        for (index, fact) in facts(name).iter().enumerate() {
            let id = format!("{name} {}", index + 1);
            let pointers = strings(&fact["pointers"]);
            let is_prose = |pointer: &&String| pointer.rsplit('/').any(|key| PROSE.contains(&key));
            let (prose, data): (Vec<_>, Vec<_>) = pointers.iter().partition(is_prose);
            assert!(!data.is_empty(), "{id} is not data");
            for pointer in &pointers {
                assert!(
                    feed.pointer(pointer).is_some(),
                    "{id}: nothing is at {pointer}"
                );
            }
            assert_eq!(fact.get("prose").is_some(), !prose.is_empty(), "{id}");
            in_prose.extend(prose.into_iter().cloned());
        }
        assert!(in_prose.len() <= 1, "{name}: {in_prose:?}");
        assert_eq!(prose_of(&feed), in_prose.len(), "{name} has other prose");
    }
}

#[test]
fn every_fact_is_read() {
    let mut hidden = Vec::new();
    for name in NAMES {
        let bytes = feed(name);
        let issued = Feed::read(&bytes).unwrap().0.issued;
        let page = read_in(&bytes, issued);
        for (index, fact) in facts(name).iter().enumerate() {
            let lines = strings(&fact["read"]);
            assert!(!lines.is_empty(), "{name} {}", index + 1);
            let unread = lines.iter().filter(|line| !page.contains(*line));
            hidden.extend(unread.map(|line| format!("{name} {}: {line:?}", index + 1)));
        }
    }
    assert!(hidden.is_empty(), "{}", hidden.join("\n"));
}

fn file(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/it/notices/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn feed(name: &str) -> Vec<u8> {
    file(&format!("{name}.json"))
}

fn facts(name: &str) -> Vec<Value> {
    let table: Value = serde_json::from_slice(&file("facts.json")).unwrap();
    table[name].as_array().unwrap().clone()
}

fn strings(list: &Value) -> Vec<String> {
    serde_json::from_value(list.clone()).unwrap()
}

/// Counts the fields of free text, wherever they stand.
fn prose_of(value: &Value) -> usize {
    match value {
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| usize::from(PROSE.contains(&key.as_str())) + prose_of(value))
            .sum(),
        Value::Array(items) => items.iter().map(prose_of).sum(),
        _ => 0,
    }
}
