//! Each hurdle is found, and what only looks like one is not.

use std::fs;

use super::*;
use crate::feed::decode::path;

/// Returns a feed with this text in its incident, and these fields in its only entry.
fn feed(summary: &str, entry: &str) -> Feed {
    let summary = serde_json::to_string(summary).unwrap();
    let feed = format!(
        r#"{{ "version": 1, "id": "stadt", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
        "publisher": {{ "name": "STADTWERKE MUSTERSTADT", "url": "https://www.stadt.example/" }},
        "incident": {{ "title": "Angriff", "summary": {summary} }},
        "entries": [ {{ "id": "a", "kind": "service", "name": "Bücherei", "state": "open"{entry} }} ],
        "glossary": [ {{ "term": "LRA", "meaning": "Landratsamt" }} ] }}"#
    );
    Feed::read(feed.as_bytes()).unwrap().0
}

#[track_caller]
fn finds(text: &str, german: &[&str]) {
    let feed = feed(text, "");
    for lang in [UiLang::De, UiLang::En] {
        let found = hurdles(&feed, lang);
        assert_eq!(found.len(), german.len(), "{text}: {found:?}");
        for (found, german) in found.iter().zip(german) {
            assert_eq!(path(&found.at), "incident.summary");
            assert!(!found.text.contains('!'), "{}", found.text);
            let is_german = lang == UiLang::De;
            assert!(
                !is_german || found.text.starts_with(german),
                "{}",
                found.text
            );
        }
    }
}

#[test]
fn a_sentence_of_more_than_25_words_is_quoted_and_counted() {
    let words = |count: usize| "Wort ".repeat(count - 1) + "Ende.";
    finds(&words(25), &[]);
    let long = "Dieser Satz hat 26 Wörter: „Wort Wort Wort Wort Wort Wort …“.";
    finds(&words(26), &[long]);
    finds(&format!("{} {}", words(13), words(13)), &[]);
    finds(&format!("Geschlossen sind: {}", words(24)), &[]);
}

#[test]
fn a_link_that_does_not_say_where_it_leads_is_found() {
    finds(
        "Für Termine klicken Sie hier.",
        &["„klicken Sie hier“ sagt nicht"],
    );
    finds(
        "Mehr dazu unter diesem Link: www.stadt.example",
        &["„diesem Link“ sagt nicht"],
    );
    finds("Hier hilft das Rathaus. Sie können hier warten.", &[]);
    let route =
        r#", "routes": [ { "kind": "website", "name": "Hier", "url": "https://www.x.example/" } ]"#;
    let found = hurdles(&feed("Ruhig.", route), UiLang::De);
    assert_eq!(path(&found[0].at), "entries[0].routes[0].name");
    assert_eq!(found[0].name.as_deref(), Some("Bücherei"));
}

#[test]
fn a_number_of_nobody_is_found() {
    finds(
        "Bitte rufen Sie an: Telefon 0385 7440363.",
        &["Hier steht die Nummer 0385 7440363, aber nicht"],
    );
    finds(
        "Das Bürgerbüro: Telefon 0385 7440363.",
        &["Hier steht die Nummer"],
    );
    finds(
        "Sie erreichen uns unter 0385 7440363. Raum 0385 7440363",
        &[],
    );
    // The entry says whose one number is, but not whose two are.
    let note = |note: &str| {
        hurdles(
            &feed("Ruhig.", &format!(r#", "note": "{note}""#)),
            UiLang::De,
        )
        .len()
    };
    assert_eq!(note("Telefon 0385 7440363"), 0);
    assert_eq!(note("Telefon 0385 7440363 oder 0385 7440364"), 1);
}

#[test]
fn capitals_are_found_and_the_names_of_authorities_are_not() {
    finds(
        "ACHTUNG: Das Amt ist NICHT offen.",
        &["„ACHTUNG“ steht in großen"],
    );
    finds(
        "Heute ALLES GESCHLOSSEN.",
        &["„ALLES GESCHLOSSEN“ steht in großen"],
    );
    finds("Bitte NICHT anrufen.", &["„NICHT“ steht in großen"]);
    finds(
        "Das BSI, das LKA NRW und die SIT helfen: WLAN. WLAN auch, ELSTER, KOMM.ONE.",
        &[],
    );
}

#[test]
fn exclamation_marks_in_a_row_and_unknown_abbreviations_are_found() {
    finds("Das geht nicht!!", &["Hier stehen mehrere Ausrufezeichen"]);
    finds("Das geht nicht! Kommen Sie bitte später!", &[]);
    finds("Anträge nach dem UVG", &["„UVG“ kennen viele nicht"]);
    // The feed explains it.
    finds("Das LRA hilft.", &[]);
}

#[test]
fn texts_in_other_languages_are_left_alone_and_a_version_is_found_by_its_tag() {
    let note = r#", "note": { "de": "Das geht nicht!!", "tr": "Hayır!!", "en": "No!!" }"#;
    let found = hurdles(&feed("Ruhig.", note), UiLang::De);
    let at: Vec<String> = found.iter().map(|found| path(&found.at)).collect();
    assert_eq!(at, ["entries[0].note.de", "entries[0].note.en"]);
}

/// They are written for citizens with care: a hint at one of them would be a false alarm.
#[test]
fn the_example_feeds_and_the_notices_have_no_hurdle() {
    let root = env!("CARGO_MANIFEST_DIR");
    let mut read = 0;
    for folder in ["feeds", "tests/it/notices"] {
        for file in fs::read_dir(format!("{root}/{folder}")).unwrap() {
            let Ok((feed, _)) = Feed::read(&fs::read(file.unwrap().path()).unwrap()) else {
                continue;
            };
            assert_eq!(hurdles(&feed, UiLang::De), []);
            read += 1;
        }
    }
    assert_eq!(read, 10);
}
