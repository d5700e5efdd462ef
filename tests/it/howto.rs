//! The snippets of docs/feed.md pass `check` without a hint, and where the page answers "Wie sage ich …?", citizens read
//! the lines that stand below it.

use std::rc::Rc;

use amtsstatus::feed::{Feed, check};
use serde_json::{Map, Value};

use crate::docs::{anchor, blocks, page};
use crate::field_table::lines_of;

const NOW: &str = "2026-12-01T10:00:00+01:00";

/// What a snippet may say of the whole feed; anything else belongs to an entry.
const OF_THE_FEED: [&str; 6] = [
    "publisher",
    "incident",
    "entries",
    "updates",
    "faq",
    "glossary",
];

/// Makes a whole feed of a snippet: of one entry in braces, of members of an entry, or of the feed. Comments are left out.
fn whole(snippet: &str) -> String {
    let lines = snippet.lines();
    let lines = lines.map(|line| line.split("// ").next().unwrap_or_default());
    let mut members = lines.collect::<Vec<_>>().join("\n");
    let entry = r#""id": "buergerbuero", "kind": "service", "name": "Bürgerbüro""#;
    if members.trim().starts_with('{') {
        members = format!(r#""entries": [ {members} ]"#);
    }
    let own = |members: &str| -> Map<String, Value> {
        serde_json::from_str(&format!("{{ {members} }}"))
            .unwrap_or_else(|error| panic!("{error}\n{snippet}"))
    };
    let of_the_feed = |name: &String| OF_THE_FEED.contains(&name.as_str());
    if !own(&members).keys().all(of_the_feed) {
        members = format!(r#""entries": [ {{ {entry}, "state": "limited", {members} }} ]"#);
    }
    let own = own(&members);
    // The text stays as it is, so that a member that stands there twice is found.
    let other = [
        (
            "publisher",
            r#""publisher": { "name": "Stadt", "url": "https://x.example/" }"#.to_owned(),
        ),
        (
            "entries",
            format!(r#""entries": [ {{ {entry}, "state": "available" }} ]"#),
        ),
    ];
    for (name, text) in other {
        if !own.contains_key(name) {
            members = format!("{members}, {text}");
        }
    }
    let feed = format!(
        r#"{{ "version": 1, "id": "x", "seq": 1, "issued": "{NOW}", "next_update": "2026-12-02T12:00:00+01:00",
        "valid_until": "2026-12-08T00:00:00+01:00", {members} }}"#
    );
    match own.get("publisher").and_then(|it| it.get("time_zone")) {
        Some(_) => feed.replace("+01:00", "+00:00"),
        None => feed,
    }
}

/// Reads the feed of a snippet, in which there is nothing to mend.
fn read(snippet: &str) -> Rc<Feed> {
    let feed = whole(snippet);
    let (feed, mut problems) =
        Feed::read(feed.as_bytes()).unwrap_or_else(|problems| panic!("{problems:?}\n{feed}"));
    problems.extend(check::examine(&feed, feed.issued.at));
    assert!(problems.is_empty(), "{problems:?}\n{snippet}");
    Rc::new(feed)
}

fn answers(page: &str) -> &str {
    let (_, answers) = page.split_once("\n## Wie sage ich …?\n").unwrap();
    answers.split("\n## ").next().unwrap()
}

/// Returns what stands in quotation marks. A quotation within another belongs to it.
fn quoted(text: &str) -> Vec<String> {
    let mut quotations = Vec::new();
    let mut depth = 0;
    let mut said = String::new();
    for char in text.chars() {
        depth -= usize::from(char == '“');
        if char == '“' && depth == 0 {
            quotations.push(std::mem::take(&mut said));
        }
        if depth > 0 {
            said.push(char);
        }
        depth += usize::from(char == '„');
    }
    quotations
}

#[test]
fn every_snippet_passes_check() {
    let page = page("feed.md");
    let snippets = blocks(&page, "jsonc");
    assert!(snippets.len() > 40, "{}", snippets.len());
    for (_, snippet) in snippets {
        read(snippet);
    }
}

#[test]
fn every_answer_is_read_as_the_page_says() {
    let page = page("feed.md");
    let answers = answers(&page);
    let questions = answers.matches("\n### ").count();
    let snippets = blocks(answers, "jsonc");
    assert_eq!(snippets.len(), questions, "each question has one snippet");
    let mut missed: Vec<String> = Vec::new();
    for (_, snippet) in snippets {
        let (_, after) = answers.split_once(snippet).unwrap();
        let after = after.split("\n### ").next().unwrap_or_default();
        let (_, said) = after.split_once("\nZu lesen ist:").unwrap();
        let said = said
            .split("\n\n")
            .next()
            .unwrap_or_default()
            .replace('\n', " ");
        let feed = read(snippet);
        let now = feed.issued.at;
        let lines = lines_of(feed, now);
        let said = quoted(&said);
        assert!(!said.is_empty(), "{snippet}");
        let is_read = |said: &String| {
            let mut lines = lines.iter();
            lines.any(|line| line == said || line.split(". ").any(|sentence| sentence == said))
        };
        let missing = said.into_iter().filter(|said| !is_read(said));
        missed.extend(missing.map(|said| format!("{said:?}: {lines:#?}")));
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn every_question_is_in_the_list_above_them_in_the_same_order() {
    let page = page("feed.md");
    let (list, questions) = answers(&page).split_once("\n### ").unwrap();
    let listed = list.split("](#").skip(1);
    let listed: Vec<&str> = listed.map(|link| link.split(')').next().unwrap()).collect();
    let questions = questions.split("\n### ");
    let questions = questions.map(|question| anchor(question.lines().next().unwrap()));
    assert_eq!(listed, questions.collect::<Vec<_>>());
}
