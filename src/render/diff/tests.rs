//! Sentences about what changed, between two small feeds.

use super::*;
use crate::feed::time::Stamp;

/// A feed of that day with these entries and other fields.
fn feed(seq: u32, issued: &str, entries: &str, more: &str) -> Feed {
    let feed = format!(
        r#"{{ "version": 1, "id": "x", "seq": {seq}, "issued": "{issued}", {more}
        "publisher": {{ "name": "Stadt", "url": "https://x.example/" }}, "entries": [ {entries} ] }}"#
    );
    Feed::read(feed.as_bytes()).unwrap().0
}

fn moment(text: &str) -> Moment {
    Stamp::parse(text).unwrap().at
}

const EARLIER: &str = "2024-02-22T10:00:00+01:00";
const LATER: &str = "2024-02-23T10:00:00+01:00";

#[track_caller]
fn said_in(lang: Lang, old: (&str, &str), new: (&str, &str), sentences: &[&str]) {
    let (old, new) = (feed(1, EARLIER, old.0, old.1), feed(2, LATER, new.0, new.1));
    let changes = diff(&old, &new, lang, moment("2024-02-23T12:00:00+01:00"));
    let said: Vec<&str> = changes
        .iter()
        .map(|change| change.sentence.as_str())
        .collect();
    assert_eq!(said, sentences);
    for feed in [&old, &new] {
        assert_eq!(
            diff(feed, feed, lang, moment("2024-03-30T12:00:00+01:00")),
            []
        );
    }
}

#[track_caller]
fn said(old: &str, new: &str, sentences: &[&str]) {
    said_in(Lang::De, (old, ""), (new, ""), sentences);
}

const OFFICE: &str =
    r#"{ "id": "a", "kind": "service", "name": "Bürgerbüro", "state": "unavailable" }"#;

#[test]
fn a_state_is_told_with_the_one_before() {
    let open = OFFICE.replace("unavailable", "appointment_only");
    said(
        OFFICE,
        &open,
        &["Geändert: Bürgerbüro, jetzt nur mit Termin (bisher nicht möglich)."],
    );
    said_in(
        Lang::En,
        (OFFICE, ""),
        (&open, ""),
        &["Changed: Bürgerbüro, now by appointment only (before: not possible)."],
    );
    // The time for which it holds belongs to it, as it was said then.
    let until = OFFICE.replace(
        "\"unavailable\"",
        "\"unavailable\", \"until\": \"2024-02-22\"",
    );
    said(
        &until,
        &open,
        &[
            "Geändert: Bürgerbüro, jetzt nur mit Termin (bisher nicht möglich bis Donnerstag, 22. Februar).",
        ],
    );
}

#[test]
fn what_was_impossible_and_works_is_possible_again() {
    let works = OFFICE.replace("unavailable", "available");
    said(OFFICE, &works, &["Wieder möglich: Bürgerbüro, verfügbar."]);
    // Not what only gets better, and not what nobody knew.
    for (state, word) in [
        ("limited", "eingeschränkt"),
        ("unknown", "noch nicht bekannt"),
    ] {
        said(
            &OFFICE.replace("unavailable", state),
            &works,
            &[&format!(
                "Geändert: Bürgerbüro, jetzt verfügbar (bisher {word})."
            )],
        );
    }
}

#[test]
fn what_was_announced_is_possible_once_it_is_published_again() {
    let announced = OFFICE.replace("\"unavailable\"", "\"available\", \"from\": \"2024-02-23\"");
    said(
        &announced,
        &announced,
        &["Wieder möglich: Bürgerbüro, verfügbar seit Freitag, 23. Februar."],
    );
    // What was said for this afternoon is no news in the evening.
    let today = OFFICE.replace(
        "\"unavailable\"",
        "\"available\", \"from\": \"2024-02-22T14:00:00+01:00\"",
    );
    said(&today, &today, &[]);
    // Without a new publication no date makes anything available.
    let (old, new) = (
        feed(1, EARLIER, &announced, ""),
        feed(2, EARLIER, &announced, ""),
    );
    assert_eq!(diff(&old, &new, Lang::De, moment(LATER)), []);
}

#[test]
fn entries_and_parts_come_and_go_with_their_names() {
    let library = |parts: &str| {
        format!(
            r#"{{ "id": "b", "kind": "facility", "name": "Stadtbücherei", "state": "limited", "parts": [ {parts} ] }}"#
        )
    };
    let part = r#"{ "id": "c", "kind": "service", "name": "Ausleihe", "state": "available" }"#;
    let with_part = library(part);
    said(
        OFFICE,
        &format!("{OFFICE}, {with_part}"),
        &[
            "Neu: Stadtbücherei, eingeschränkt geöffnet.",
            "Neu: Ausleihe (Stadtbücherei), verfügbar.",
        ],
    );
    said(
        &with_part,
        &library(""),
        &["Nicht mehr in der Meldung: Ausleihe (Stadtbücherei) (bisher verfügbar)."],
    );
    // Where it stands in the list is no news.
    said(
        &format!("{OFFICE}, {part}"),
        &format!("{part}, {OFFICE}"),
        &[],
    );
    said(
        OFFICE,
        &OFFICE.replace("Bürgerbüro", "Bürgeramt"),
        &["Neuer Name: Bürgeramt (bisher Bürgerbüro)."],
    );
    // Of two with one id the first counts.
    said(
        &format!("{OFFICE}, {part}, {}", part.replace("Ausleihe", "B")),
        &format!("{OFFICE}, {part}"),
        &[],
    );
}

#[test]
fn all_that_is_said_of_an_entry_stands_together() {
    let pass = OFFICE
        .replace("\"a\"", "\"b\"")
        .replace("Bürgerbüro", "Pass");
    let noted =
        |office: &str| office.replace("\"unavailable\"", "\"limited\", \"note\": \"Läuten.\"");
    said(
        OFFICE,
        &format!("{}, {}", noted(OFFICE), noted(&pass)),
        &[
            "Neu: Pass, eingeschränkt.",
            "Neue Angabe: Pass. Läuten.",
            "Geändert: Bürgerbüro, jetzt eingeschränkt (bisher nicht möglich).",
            "Neue Angabe: Bürgerbüro. Läuten.",
        ],
    );
}

#[test]
fn what_became_urgent_comes_first() {
    let water =
        r#"{ "id": "w", "kind": "notice", "name": "Trinkwasser abkochen", "urgent": true }"#;
    said(
        OFFICE,
        &format!("{OFFICE}, {water}"),
        &["Jetzt wichtig: Trinkwasser abkochen."],
    );
    said(
        OFFICE,
        &OFFICE
            .replace("\"name\"", "\"urgent\": true, \"name\"")
            .replace("unavailable", "limited"),
        &[
            "Jetzt wichtig: Bürgerbüro, eingeschränkt.",
            "Geändert: Bürgerbüro, jetzt eingeschränkt (bisher nicht möglich).",
        ],
    );
}

/// The office with these routes.
fn with(routes: &str) -> String {
    OFFICE.replace(
        "\"unavailable\"",
        &format!("\"unavailable\", \"routes\": [ {routes} ]"),
    )
}

#[test]
fn a_number_is_told_with_the_one_before_as_it_is_shown() {
    let phone = |number: &str| {
        format!(r#"{{ "kind": "phone", "number": "{number}", "purpose": "Pässe" }}"#)
    };
    let counter = r#"{ "kind": "counter", "name": "Stadthaus" }"#;
    said(
        &with(&format!("{counter}, {}", phone("+49 7473 370-121"))),
        &with(&format!("{}, {counter}", phone("+49 7473 370-122"))),
        &[
            "Geändert: Bürgerbüro. Telefon 07473 370-122; Wofür: Pässe (bisher Telefon 07473 370-121; Wofür: Pässe).",
        ],
    );
    said(
        &with(counter),
        &with(&phone("115")),
        &[
            "Neue Angabe: Bürgerbüro. Telefon 115; Wofür: Pässe.",
            "Gilt nicht mehr: Bürgerbüro. persönlich vor Ort: Stadthaus.",
        ],
    );
    // Another place is another way.
    said(
        &with(counter),
        &with(&counter.replace("Stadthaus", "Rathaus")),
        &[
            "Neue Angabe: Bürgerbüro. persönlich vor Ort: Rathaus.",
            "Gilt nicht mehr: Bürgerbüro. persönlich vor Ort: Stadthaus.",
        ],
    );
    said(
        &with(&phone("115").replace("Pässe", "Ausweise")),
        &with(&format!("{}, {}", phone("112"), phone("115"))),
        &[
            "Neue Angabe: Bürgerbüro. Telefon 112; Wofür: Pässe.",
            "Geändert: Bürgerbüro. Telefon 115; Wofür: Pässe (bisher Telefon 115; Wofür: Ausweise).",
        ],
    );
    // Two of a kind have no order: neither follows the other.
    let two = format!("{}, {}", phone("115"), phone("116117"));
    said(
        &with(&phone("112")),
        &with(&two),
        &[
            "Neue Angabe: Bürgerbüro. Telefon 115; Wofür: Pässe.",
            "Neue Angabe: Bürgerbüro. Telefon 116117; Wofür: Pässe.",
            "Gilt nicht mehr: Bürgerbüro. Telefon 112; Wofür: Pässe.",
        ],
    );
}

#[test]
fn facts_are_told_one_by_one() {
    let facts =
        |facts: &str| OFFICE.replace("\"unavailable\"", &format!("\"unavailable\", {facts}"));
    let hours = |closes: &str| {
        format!(
            r#""hours": {{ "weekly": [ {{ "days": ["monday"], "opens": "08:00", "closes": "{closes}" }} ] }}"#
        )
    };
    said(
        &facts(&hours("10:00")),
        &facts(&format!(
            "{}, \"note\": \"Bitte\\nläuten.\"",
            hours("12:00")
        )),
        &[
            "Neue Angabe: Bürgerbüro. Bitte läuten.",
            "Geändert: Bürgerbüro. Zeiten: Montag 8 bis 12 Uhr (bisher Zeiten: Montag 8 bis 10 Uhr).",
        ],
    );
    said(
        &facts("\"note\": \"Bitte läuten.\""),
        OFFICE,
        &["Gilt nicht mehr: Bürgerbüro. Bitte läuten."],
    );
    said(
        &facts("\"note\": \"Bitte läuten.\", \"progress\": 10"),
        &facts("\"note\": \"Bitte klopfen.\", \"progress\": 37"),
        &[
            "Geändert: Bürgerbüro. Bitte klopfen.",
            "Geändert: Bürgerbüro. Etwa 37 Prozent arbeiten wieder (bisher Etwa 10 Prozent arbeiten wieder).",
        ],
    );
    // That an outlook was said again is no news, and neither is what only programs read.
    said(
        &facts(r#""outlook": { "text": "bald", "as_of": "2024-02-20" }, "aliases": ["Amt"]"#),
        &facts(r#""outlook": { "text": "bald", "as_of": "2024-02-22" }, "as_of": "2024-02-23""#),
        &[],
    );
    // A new translation is none for those who read German.
    said(
        OFFICE,
        &OFFICE.replace(
            "\"Bürgerbüro\"",
            r#"{ "de": "Bürgerbüro", "en": "Citizens' office" }"#,
        ),
        &[],
    );
}

#[test]
fn an_incident_is_told_in_its_own_sentences() {
    let before = r#""incident": { "title": "Angriff", "phase": "acute", "measures": [ { "text": "Server neu", "progress": "running" } ] },
        "updates": [ { "at": "2024-02-21", "text": "Es war ein Angriff." } ],"#;
    let after = r#""incident": { "title": "Angriff", "phase": "recovery", "cause": "eine Lücke",
        "measures": [ { "text": "Server neu", "progress": "done" } ], "actors": [ { "name": "Land", "role": "police" } ] },
        "updates": [ { "at": "2024-02-23", "text": "Vieles geht wieder." }, { "at": "2024-02-21", "text": "Es war ein Angriff." } ],
        "faq": [ { "id": "q", "questions": [ "Warum?" ], "answer": "Darum." } ],
        "glossary": [ { "term": "DDoS", "meaning": "viele Anfragen" } ],"#;
    said_in(
        Lang::De,
        (OFFICE, before),
        (OFFICE, after),
        &[
            "Die Wiederherstellung läuft.",
            "Neue Angabe: Ursache: eine Lücke.",
            "Erledigt: Server neu.",
            "Neue Angabe: Ermittlungen: Land.",
            "Neue Angabe: Warum? Darum.",
            "Neue Angabe: DDoS: viele Anfragen.",
            "Vieles geht wieder.",
        ],
    );
    said_in(
        Lang::De,
        (OFFICE, before),
        (OFFICE, ""),
        &["Nicht mehr in der Meldung: Angriff."],
    );
}
