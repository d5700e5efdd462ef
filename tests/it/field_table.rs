//! docs/feed.md says for each field which line comes of it. The tables are made of the fields' list, by rendering it.

use std::rc::Rc;

use amtsstatus::components::ViewOptions;
use amtsstatus::feed::Feed;
use amtsstatus::feed::time::{Moment, Stamp};
use amtsstatus::render::plain::plain_text;
use amtsstatus::render::snapshot;

use crate::docs::generated;
use crate::fields::{SHAPES, Shape, Shown, feed, filled};

const NOW: &str = "2024-02-22T12:00:00+01:00";

/// The types in the order of docs/feed.md, each with its heading there.
const HEADINGS: [(&str, &str); 21] = [
    ("Feed", "Am Anfang der Datei"),
    ("Publisher", "`publisher`: wer das sagt"),
    ("Incident", "`incident`: was passiert ist"),
    ("Measure", "`measures`: was getan wird"),
    ("Actor", "`actors`: wer daran arbeitet"),
    ("Entry", "`entries` und `parts`: Einträge und ihre Teile"),
    ("DateChange", "`change`: ein anderer Tag als vorher"),
    ("LegalBasis", "`basis`: auf welcher Grundlage"),
    ("Period", "`times` und `windows`: von wann bis wann"),
    ("Route", "`routes` und `channels`: Wege"),
    ("Hours", "`hours`: Öffnungszeiten"),
    ("Span", "`weekly`: die Woche"),
    ("Exception", "`exceptions`: Ausnahmen"),
    ("Outlook", "`outlook`: Aussichten"),
    ("Earlier", "`earlier`: was vorher gesagt war"),
    ("Scope", "`scope`: für wen"),
    ("Lost", "`lost`: was verloren ging"),
    ("Source", "`source`: von wem die Angabe ist"),
    ("Update", "`updates`: Verlauf"),
    ("Question", "`faq`: Fragen"),
    ("Term", "`glossary`: Begriffe"),
];

#[test]
fn the_documentation_says_for_each_field_what_comes_of_it() {
    assert_eq!(HEADINGS.len(), SHAPES.len());
    let tables = HEADINGS.map(|(name, heading)| {
        let shape = SHAPES.iter().find(|shape| shape.name == name).unwrap();
        format!("### {heading}\n\n{}", table(shape))
    });
    generated("fields", &tables.join("\n"));
}

fn table(shape: &Shape) -> String {
    let rows = shape.fields.iter().map(|(field, shown)| match shown {
        Shown::As(value, text) => {
            // Two fields that need each other stand in one value.
            let value = value.trim_start_matches(&format!("\"{field}\": "));
            let with = lines(&filled(shape.forms[0], &format!(r#""{field}": {value}"#)));
            let without = lines(&filled(shape.forms[0], ""));
            row(field, value, added(&with, &without, text))
        }
        Shown::Always(value, text) => {
            let lines = lines(&filled(shape.forms[0], ""));
            row(field, value, added(&lines, &[], text))
        }
        Shown::Unread(why) => format!("| `{field}` | | {why} |\n"),
    });
    let rows: String = rows.collect();
    format!("| Feld | zum Beispiel | was zu lesen ist |\n|---|---|---|\n{rows}")
}

fn row(field: &str, value: &str, said: &str) -> String {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("| `{field}` | `{value}` | „{said}“ |\n")
}

/// Returns the line that a field adds, by its text.
fn added<'l>(with: &'l [String], without: &[String], text: &str) -> &'l str {
    let added = with.iter().filter(|line| !without.contains(line));
    let said: Vec<&String> = added.filter(|line| line.contains(text)).collect();
    // A word alone is not the line that counts it: "eingeschränkt", and "1 eingeschränkt" before it.
    let whole = said.iter().find(|line| **line == text);
    whole
        .or(said.first())
        .unwrap_or_else(|| panic!("{text:?} is in no line of {with:#?}"))
}

/// Returns the lines that citizens read of a feed with these members, without bullets, shapes and addresses of links.
fn lines(members: &str) -> Vec<String> {
    lines_of(feed(members), Stamp::parse(NOW).unwrap().at)
}

/// Returns the lines that citizens read of a feed at this moment.
pub fn lines_of(feed: Rc<Feed>, now: Moment) -> Vec<String> {
    let html = snapshot(feed, ViewOptions::default(), now);
    let text = plain_text(&html, usize::MAX, &|_| "");
    let line = |line: &str| {
        let line = line
            .trim_start()
            .trim_start_matches("- ")
            .replace("[] ", "");
        let mut parts = line.split(" <");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |line, part| {
            line + part.split_once('>').map_or("", |part| part.1)
        })
    };
    text.lines().map(line).collect()
}
