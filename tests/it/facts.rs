//! The proof of completeness: each of the 74 facts of the five real notices is data in its example feed, and is seen in
//! the view.

use std::collections::BTreeMap;
use std::rc::Rc;

use amtsstatus::components::{View, ViewOptions};
use amtsstatus::feed::Feed;
use amtsstatus::feed::time::Stamp;
use amtsstatus::i18n::Lang;
use amtsstatus::render;
use serde_json::Value;

/// The example feeds, with the number of facts in each.
const EXAMPLES: [(&str, usize); 5] = [("S0", 17), ("S1", 15), ("S2", 17), ("S3", 17), ("S4", 8)];

#[test]
fn every_fact_is_carried() {
    let facts = facts();
    let known: Vec<String> = facts.keys().cloned().collect();
    assert_eq!(known, ids());
    for (id, fact) in &facts {
        let bytes = bytes(&fact.feed);
        Feed::read(&bytes).unwrap_or_else(|problems| panic!("{}: {problems:?}", fact.feed));
        let feed: Value = serde_json::from_slice(&bytes).unwrap();
        assert!(!fact.pointers.is_empty(), "{id} points at nothing");
        for pointer in &fact.pointers {
            let data = feed.pointer(pointer);
            assert!(
                data.is_some_and(|data| !data.is_null()),
                "{id}: {} has nothing at {pointer}",
                fact.feed
            );
        }
    }
}

#[test]
fn every_fact_is_visible() {
    let mut pages = BTreeMap::new();
    let mut hidden = Vec::new();
    for (id, fact) in facts() {
        assert!(!fact.visible.is_empty(), "{id} is seen by nothing");
        let page = pages
            .entry(fact.feed.clone())
            .or_insert_with(|| read_in(&bytes(&fact.feed), fact.at));
        for text in fact.visible {
            if !page.contains(&text) {
                hidden.push(format!("{id}: {} does not show {text:?}", fact.feed));
            }
        }
    }
    assert!(hidden.is_empty(), "{}", hidden.join("\n"));
}

struct Fact {
    feed: String,
    at: Stamp,
    pointers: Vec<String>,
    visible: Vec<String>,
}

fn ids() -> Vec<String> {
    EXAMPLES
        .iter()
        .flat_map(|(example, count)| (1..=*count).map(move |n| format!("{example}.{n:02}")))
        .collect()
}

fn facts() -> BTreeMap<String, Fact> {
    let table: BTreeMap<String, Value> = serde_json::from_str(include_str!("facts.json")).unwrap();
    let strings = |list: &Value| -> Vec<String> {
        let list = list.as_array().unwrap().iter();
        list.map(|text| text.as_str().unwrap().to_owned()).collect()
    };
    let fact = |row: &Value| {
        let feed = row["feed"].as_str().unwrap();
        Fact {
            feed: feed.to_owned(),
            at: Stamp::parse(table["_at"][feed].as_str().unwrap()).unwrap(),
            pointers: strings(&row["pointers"]),
            visible: strings(&row["visible"]),
        }
    };
    let rows = table.iter().filter(|(id, _)| !id.starts_with('_'));
    rows.map(|(id, row)| (id.clone(), fact(row))).collect()
}

fn bytes(feed: &str) -> Vec<u8> {
    let path = format!("{}/feeds/{feed}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What a citizen reads of a feed at this moment, in German.
pub fn read_in(feed: &[u8], at: Stamp) -> String {
    let (feed, _) = Feed::read(feed).unwrap();
    let ask = ViewOptions {
        lang: Lang::De,
        view: View::Full,
        at: Some(at),
        ..ViewOptions::default()
    };
    text_of(&render::snapshot(Rc::new(feed), ask, at.at))
}

/// What a reader sees of a page: its text without tags, with single spaces.
pub fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        // Blocks and cells end where their tags do; words inside a line are not torn apart by an inline tag.
        let name = tag.trim_start_matches('/');
        let inline = [
            "b>", "b ", "em", "strong", "span", "a ", "a>", "bdi", "time",
        ];
        if !inline.iter().any(|inline| name.starts_with(inline)) {
            text.push(' ');
        }
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    // `&amp;` comes last, so that `&amp;lt;` stays the text `&lt;`.
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    for (entity, char) in entities {
        text = text.replace(entity, char);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn text_is_read_as_a_person_reads_it() {
    assert_eq!(
        text_of("<ul><li>Not<b>betrieb</b></li><li>K&amp;R  &amp;lt; &#x27;1&#39;\n</li></ul>"),
        "Notbetrieb K&R &lt; '1'"
    );
}
