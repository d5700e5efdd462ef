//! docs/feed.md answers "Wie sage ich …?": each snippet passes `check` without a hint, and citizens read the lines that
//! stand below it.

use std::rc::Rc;

use amtsstatus::feed::time::Stamp;
use amtsstatus::feed::{Feed, check};

use crate::docs::{blocks, page};
use crate::field_table::lines_of;

const NOW: &str = "2026-12-01T10:00:00+01:00";

/// Makes a whole feed of a snippet: of entries, of members of one, or of the publisher. Comments are left out.
fn whole(snippet: &str) -> String {
    let lines = snippet.lines();
    let lines = lines.map(|line| line.split("// ").next().unwrap_or_default());
    let snippet = lines.collect::<Vec<_>>().join("\n");
    let publisher = r#""publisher": { "name": "Stadt", "url": "https://x.example/" }"#;
    let sound = r#"{ "id": "a", "kind": "service", "name": "Bürgerbüro", "state": "available" }"#;
    let (publisher, entry) = match snippet.trim() {
        entry if entry.starts_with('{') => (publisher, entry.to_owned()),
        own if own.starts_with("\"publisher\"") => (own, sound.to_owned()),
        list if list.starts_with("\"entries\"") => {
            let (_, entries) = list.split_once('[').unwrap();
            (publisher, entries.rsplit_once(']').unwrap().0.to_owned())
        }
        members => (
            publisher,
            format!(
                r#"{{ "id": "a", "kind": "service", "name": "Bürgerbüro", "state": "rerouted", {members} }}"#
            ),
        ),
    };
    format!(
        r#"{{ "version": 1, "id": "x", "seq": 1, "issued": "{NOW}", "next_update": "2026-12-02T12:00:00+01:00",
        "valid_until": "2026-12-08T00:00:00+01:00", {publisher}, "entries": [ {entry} ] }}"#
    )
}

#[test]
fn every_answer_passes_check_and_is_read_as_the_page_says() {
    let page = page("feed.md");
    let (_, answers) = page.split_once("\n## Wie sage ich …?\n").unwrap();
    let (answers, _) = answers.split_once("\n## ").unwrap();
    let questions = answers.matches("\n### ").count();
    let snippets = blocks(answers, "jsonc");
    assert_eq!(snippets.len(), questions, "each question has one snippet");
    let now = Stamp::parse(NOW).unwrap().at;
    for (_, snippet) in snippets {
        let feed = whole(snippet);
        let (feed, mut problems) =
            Feed::read(feed.as_bytes()).unwrap_or_else(|problems| panic!("{problems:?}\n{feed}"));
        problems.extend(check::examine(&feed, now));
        assert!(problems.is_empty(), "{problems:?}\n{snippet}");
        let (_, after) = answers.split_once(snippet).unwrap();
        let after = after.split("\n### ").next().unwrap_or_default();
        let (_, said) = after.split_once("\nZu lesen ist:").unwrap();
        let said = said
            .split("\n\n")
            .next()
            .unwrap_or_default()
            .replace('\n', " ");
        let lines = lines_of(Rc::new(feed), now);
        let said = said.split('„').skip(1).map(|said| said.split('“').next());
        let said: Vec<&str> = said.flatten().collect();
        assert!(!said.is_empty(), "{snippet}");
        for said in said {
            assert!(
                lines
                    .iter()
                    .any(|line| line == said || line.split(". ").any(|sentence| sentence == said)),
                "{said:?}: {lines:#?}"
            );
        }
    }
}
