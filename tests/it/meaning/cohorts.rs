//! For whom something holds, what they need, what is expected and what was lost.

use amtsstatus::feed::check::examine;
use amtsstatus::feed::decode::path;
use amtsstatus::feed::vocabulary::{Certainty, Need};
use amtsstatus::search::{Index, Query, find};

use super::*;

/// An entry with further members.
fn entry(members: &str) -> Rc<Feed> {
    feed(
        "",
        &format!(
            r#"{{ "id": "a", "kind": "service", "name": "Ausweise", "state": "delayed", {members} }}"#
        ),
    )
}

fn scope(members: &str) -> Rc<Feed> {
    entry(&format!(r#""scope": {{ {members} }}"#))
}

#[test]
fn a_cohort_is_one_window_in_one_line() {
    let cohort = scope(r#""applied_from": "2026-10-01", "applied_until": "2026-10-13""#);
    let day = scope(r#""applied_from": "2026-10-13", "applied_until": "2026-10-13""#);
    let window = "Gilt für alles, was in dieser Zeit beantragt oder gebucht wurde: ";
    for output in outputs(&cohort, Lang::De, NOON, None) {
        let said = format!("{window}Donnerstag, 1. Oktober bis Dienstag, 13. Oktober.");
        assert!(output.contains(&said), "{output}");
        assert_eq!(output.matches("Gilt für").count(), 1, "{output}");
    }
    for output in outputs(&day, Lang::De, NOON, None) {
        let said = format!("{window}Dienstag, 13. Oktober.");
        assert!(output.contains(&said), "{output}");
    }
    for lang in Lang::ALL {
        let (label, _) = lang.words().applied_within.split_once('{').unwrap();
        for output in outputs(&cohort, lang, NOON, None) {
            assert!(output.contains(label), "{output}");
        }
    }
}

#[test]
fn a_bound_that_includes_its_day_says_so() {
    let until = scope(r#""applied_until": "2026-10-13""#);
    let said = "Gilt für alles, was bis einschließlich Dienstag, 13. Oktober beantragt oder gebucht wurde.";
    for output in outputs(&until, Lang::De, NOON, None) {
        assert!(output.contains(said), "{output}");
    }
    // "Ab" has always included its day.
    for lang in Lang::ALL {
        assert_eq!(
            outputs(&scope(r#""applied_from": "2026-10-01""#), lang, NOON, None),
            outputs(&scope(r#""applied_after": "2026-10-01""#), lang, NOON, None),
        );
    }
}

#[test]
fn how_sure_an_outlook_is_begins_its_line() {
    let outlook = |members: &str| {
        entry(&format!(
            r#""outlook": {{ "text": {{ "de": "ab Mitte Dezember", "en": "from mid-December" }}, {members} }}"#
        ))
    };
    for (certainty, lang, said) in [
        ("expected", Lang::De, "Erwartet: ab Mitte Dezember"),
        ("committed", Lang::De, "Zugesagt: ab Mitte Dezember"),
        (
            "unknown",
            Lang::De,
            "Noch nicht absehbar: ab Mitte Dezember",
        ),
        ("expected", Lang::En, "Expected: from mid-December"),
        ("expected", Lang::Ru, "Ожидается: "),
    ] {
        let feed = outlook(&format!(
            r#""certainty": "{certainty}", "latest": "2026-11-01", "state": "limited""#
        ));
        let words = lang.words();
        let then = words.outlook_state.split('{').next().unwrap();
        for output in outputs(&feed, lang, NOON, None) {
            let order = places(&output, &[said, words.outlook_passed, then]);
            assert_eq!(order, [said, words.outlook_passed, then], "{output}");
            assert!(!output.contains(words.outlook), "{output}");
        }
    }
    for output in outputs(&outlook(r#""as_of": "2026-11-01""#), Lang::De, NOON, None) {
        assert!(output.contains("Aussicht: ab Mitte Dezember"), "{output}");
    }
}

#[test]
fn what_the_publishers_text_says_of_its_certainty_is_not_said_twice() {
    for lang in Lang::ALL {
        let word = lang.words().certainty[Certainty::Unknown];
        let feed = entry(&format!(
            r#""outlook": {{ "text": "x {}", "certainty": "unknown" }}"#,
            word.to_lowercase()
        ));
        for output in outputs(&feed, lang, NOON, None) {
            assert!(output.contains(lang.words().outlook), "{output}");
            assert!(!output.contains(&format!("{word}:")), "{output}");
        }
    }
}

#[test]
fn what_somebody_needs_is_a_word_of_the_list_or_a_text_in_the_readers_language() {
    let feed = scope(
        r#""needs": [ "id_document", { "de": "zwei Passfotos", "en": "two passport photos" }, "die Rechnung" ]"#,
    );
    for (lang, said) in [
        (
            Lang::De,
            "Sie brauchen: Ausweis oder Pass, zwei Passfotos und die Rechnung",
        ),
        (Lang::En, "two passport photos and die Rechnung"),
    ] {
        for output in outputs(&feed, lang, NOON, None) {
            assert!(output.contains(said), "{output}");
        }
    }
    for lang in Lang::ALL {
        let word = lang.words().need[Need::IdDocument];
        for output in outputs(&feed, lang, NOON, None) {
            assert!(output.contains(word) && output.contains("die Rechnung"));
        }
    }
    // A screen reader must know in which language it speaks.
    let english = ViewOptions {
        lang: Lang::En,
        ..ViewOptions::default()
    };
    let html = snapshot(Rc::clone(&feed), english, moment(NOON));
    assert!(
        html.contains(r#"<span lang="de">die Rechnung</span>"#),
        "{html}"
    );
}

#[test]
fn a_need_is_found_by_its_text_and_asked_for_its_languages() {
    let members = r#""scope": { "needs": [ "eid", "zwei Passfotos" ] }"#;
    let found = entry(members);
    let query = Query::default().with_typed("Passfotos");
    assert_eq!(
        find(&Index::new(&found, None), &query, found.clock(moment(NOON))).len(),
        1
    );
    let both = feed(
        r#""languages": ["de", "en"],"#,
        &format!(
            r#"{{ "id": "a", "kind": "service", "name": {{ "de": "A", "en": "A" }}, "state": "delayed", {members} }}"#
        ),
    );
    let problems = examine(&both, moment(NOON));
    let places: Vec<String> = problems.iter().map(|problem| path(&problem.at)).collect();
    let needs = places.iter().filter(|place| place.contains("needs"));
    assert_eq!(needs.collect::<Vec<_>>(), ["entries[0].scope.needs[1]"]);
}

/// Two times in which something was lost, the second not over yet.
const LOST: &str = r#""lost": { "windows": [ { "from": "2026-11-16", "until": "2026-11-18" }, { "from": "2026-11-23" } ],
    "channel": "Online-Formular", "action": "Bitte schicken Sie es noch einmal, mit der Rechnung.", "preserved": true }"#;

#[test]
fn of_what_was_lost_it_is_said_when_and_how_what_to_do_and_which_day_counts() {
    let feed = entry(LOST);
    for output in outputs(&feed, Lang::De, NOON, None) {
        let said = [
            "verloren gegangen: Montag, 16. November bis Mittwoch, 18. November und seit Montag, 23. November.",
            "So wurde es geschickt: Online-Formular",
            "Bitte schicken Sie es noch einmal, mit der Rechnung.",
            "Es zählt der Tag, an dem Sie es zum ersten Mal geschickt haben.",
        ];
        assert_eq!(places(&output, &said), said, "{output}");
    }
    for lang in Lang::ALL {
        let words = lang.words();
        let (label, _) = words.lost.split_once('{').unwrap();
        for output in outputs(&feed, lang, NOON, None) {
            assert!(output.contains(label) && output.contains(words.lost_preserved));
        }
        // Nothing is said of the day where the feed says nothing of it.
        for output in outputs(&entry(&LOST.replace("true", "false")), lang, NOON, None) {
            assert!(output.contains(label) && !output.contains(words.lost_preserved));
        }
    }
}

#[test]
fn what_was_lost_is_found_and_never_among_the_unaffected() {
    let lost = entry(LOST);
    for typed in ["Formular", "Rechnung"] {
        let query = Query::default().with_typed(typed);
        assert_eq!(
            find(&Index::new(&lost, None), &query, lost.clock(moment(NOON))).len(),
            1,
            "{typed}"
        );
    }
    let channel = format!(
        r#"{{ "id": "a", "kind": "channel", "name": "E-Mail", "state": "not_affected", {LOST} }},
            {{ "id": "b", "kind": "channel", "name": "Telefon", "state": "not_affected" }}"#
    );
    let heading = Lang::De.words().unaffected;
    for output in &outputs(&feed("", &channel), Lang::De, NOON, None)[..2] {
        let order = ["verloren gegangen", heading, "Telefon"];
        assert_eq!(places(output, &order), order, "{output}");
    }
}

#[test]
fn parts_of_which_something_was_lost_share_no_row() {
    let part = |id: &str, more: &str| {
        format!(
            r#"{{ "id": "{id}", "kind": "channel", "name": "Postfach {id}", "state": "working" {more} }}"#
        )
    };
    let parts = [part("a", ""), part("b", &format!(", {LOST}"))].join(",");
    for output in outputs(
        &entry(&format!(r#""parts": [ {parts} ]"#)),
        Lang::De,
        NOON,
        None,
    ) {
        assert!(
            output.contains("Bitte schicken Sie es noch einmal"),
            "{output}"
        );
    }
}
