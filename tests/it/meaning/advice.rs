//! What `check` says agrees with what the widget shows at that time, is easy to read, and proposes what can be meant.

use super::check::said_of;
use super::*;
use amtsstatus::feed::vocabulary::{Kind, Level, Vocabulary as _};

const ROUTE: &str = r#""routes": [ { "kind": "counter", "name": "Rathaus" } ]"#;

/// A feed of 24 November with these entries. `more` has further fields.
fn written(more: &str, entries: &str) -> String {
    format!(
        r#"{{ "version": 1, "id": "x", "seq": 1, "issued": "2026-11-24T10:00:00+01:00",
        "next_update": "2026-12-02T12:00:00+01:00", "valid_until": "2026-12-05T00:00:00+01:00",
        "publisher": {{ "name": "Stadt X", "url": "https://www.x.example/" }}, {more} "entries": [ {entries} ] }}"#
    )
}

/// An entry with these fields.
fn entry(kind: &str, fields: &str) -> String {
    format!(r#"{{ "id": "a", "kind": "{kind}", "name": "Bürgerbüro", {fields} }}"#)
}

#[track_caller]
fn says(feed: &str, expected: &[&str], never: &[&str]) {
    let said = said_of(feed);
    for sentence in expected {
        assert!(said.contains(sentence), "{sentence} is missing: {said}");
    }
    for sentence in never {
        assert!(!said.contains(sentence), "{sentence} is too much: {said}");
    }
}

#[track_caller]
fn is_silent(feed: &str) {
    assert_eq!(said_of(feed), "Keine Fehler, keine Hinweise.\n", "{feed}");
}

#[test]
fn what_lacks_a_way_is_what_the_widget_shows_as_not_working() {
    const TIMES: [&str; 4] = [
        "",
        r#", "from": "2026-12-20""#,
        r#", "from": "2026-11-27""#,
        r#", "until": "2026-11-27""#,
    ];
    let mut lost = 0;
    for kind in [Kind::Service, Kind::Facility, Kind::Channel, Kind::Supply] {
        for (state, time) in kind
            .states()
            .iter()
            .flat_map(|it| TIMES.map(|time| (it, time)))
        {
            let fields = format!(r#""state": "{}" {time}"#, state.name());
            let file = written("", &entry(kind.name(), &fields));
            let (feed, _) = Feed::read(file.as_bytes()).unwrap();
            let level = feed.entries[0].status(feed.clock(moment(NOON))).level;
            let needs = matches!(level, Level::Down | Level::Elsewhere);
            assert_eq!(
                said_of(&file).contains("Bitte nennen Sie einen Weg"),
                needs,
                "{file}"
            );
            lost += usize::from(needs);
        }
    }
    assert!(lost > 20, "{lost}");
}

#[test]
fn a_whole_and_its_parts_contradict_each_other_only_while_they_hold() {
    let whole = |state: &str, part: &str| {
        let part = format!(r#"{{ "id": "p", "kind": "service", "name": "Ausweise", {part} }}"#);
        written(
            "",
            &entry(
                "service",
                &format!(r#""state": {state}, "note": "x", "parts": [ {part} ]"#),
            ),
        )
    };
    let down = r#""state": "down""#;
    // It is not there yet, although its parts are.
    is_silent(&whole(
        r#""available", "from": "2026-12-03""#,
        r#""state": "available""#,
    ));
    is_silent(&whole(r#""available", "from": "2026-12-03""#, down));
    is_silent(&whole(
        r#""unavailable", "from": "2026-12-03""#,
        r#""state": "available""#,
    ));
    is_silent(&whole(
        r#""available""#,
        r#""state": "down", "from": "2026-12-03""#,
    ));
    says(
        &whole(r#""available""#, down),
        &["Was nicht geht: Ausweise."],
        &[],
    );
    says(
        &whole(r#""down""#, r#""state": "available""#),
        &["Alle Teile gehen."],
        &[],
    );
}

#[test]
fn what_is_over_leaves_nothing_that_is_still_announced_to_come_back() {
    let over = |fields: &str| {
        let more = r#""incident": { "title": "x", "phase": "over" },"#;
        written(
            more,
            &entry("service", &format!(r#"{fields}, "note": "x""#)),
        )
    };
    let left = "In der Datei ist aber noch nicht alles wie immer: Bürgerbüro.";
    says(
        &over(r#""state": "available", "from": "2026-12-20""#),
        &[left],
        &[],
    );
    says(&over(r#""state": "down""#), &[left], &[]);
    is_silent(&over(r#""state": "unavailable", "from": "2026-12-20""#));
}

#[test]
fn an_outlook_that_has_passed_is_told_and_answers_nothing() {
    let outlook = |days: &str| {
        written(
            "",
            &entry(
                "service",
                &format!(r#""state": "down", "outlook": {{ "text": "bald", {days} }}"#),
            ),
        )
    };
    let passed = r#""2026-11-27" ist schon vorbei."#;
    let no_way = "Bitte nennen Sie einen Weg";
    says(
        &outlook(r#""latest": "2026-11-27""#),
        &[passed, no_way],
        &[],
    );
    says(
        &outlook(r#""earliest": "2026-11-27""#),
        &[no_way],
        &["vorbei"],
    );
    is_silent(&outlook(r#""latest": "2026-11-28""#));
    is_silent(&outlook(
        r#""earliest": "2026-11-27", "latest": "2026-12-20""#,
    ));
}

#[test]
fn what_was_known_when_it_was_confirmed_is_known() {
    let dated = entry(
        "service",
        &format!(r#""state": "limited", "as_of": "2026-11-27", {ROUTE}"#),
    );
    is_silent(&written(
        r#""confirmed": "2026-11-27T12:00:00+01:00","#,
        &dated,
    ));
    says(
        &written("", &dated),
        &["liegt nach der Veröffentlichung"],
        &[],
    );
    // Nobody has confirmed anything yet.
    let ahead = written(r#""confirmed": "2026-11-29T12:00:00+01:00","#, &dated);
    says(&ahead, &["liegt nach der Veröffentlichung"], &[]);
}

#[test]
fn a_time_that_the_clocks_skip_is_told_and_never_proposed() {
    let until = |until: &str| {
        written(
            "",
            &entry(
                "service",
                &format!(r#""state": "limited", "until": "{until}", {ROUTE}"#),
            ),
        )
    };
    let skipped = "Diese Uhrzeit gibt es an diesem Tag nicht.";
    says(
        &until("2027-03-28T02:30:00+01:00"),
        &[skipped, r#"schreiben Sie "2027-03-28T03:30:00+02:00"."#],
        &["01:30"],
    );
    for written in [
        "2027-03-28T02:30:00",
        "28.3.2027, 2:30 Uhr",
        "28.3.2027 02:30 MEZ",
    ] {
        says(&until(written), &[skipped], &["Meinten Sie"]);
    }
    says(
        &until("28.3.2027, 3:30 Uhr"),
        &[r#"Meinten Sie "2027-03-28T03:30:00+02:00"?"#],
        &[skipped],
    );
    is_silent(&until("2027-03-28T03:00:00+02:00"));
}

#[test]
fn every_piece_of_html_is_told_with_its_letter() {
    let note =
        r#""state": "limited", "note": "B&#252;ro <b>neu</b> caf&agrave;&nbsp;&hearts;&shy;""#;
    says(
        &written("", &entry("service", note)),
        &[
            "zeigt &#252; so, wie es hier steht. Schreiben Sie dafür ü.",
            "zeigt <b> so, wie es hier steht. Bitte lassen Sie es weg.",
            "zeigt </b> so",
            "Schreiben Sie dafür à.",
            "zeigt &nbsp; so, wie es hier steht. Schreiben Sie dafür ein Leerzeichen.",
            "zeigt &hearts; so, wie es hier steht. Schreiben Sie dafür das Zeichen selbst.",
            "zeigt &shy; so, wie es hier steht. Bitte lassen Sie es weg.",
        ],
        &[],
    );
    // All of them are told at the text.
    let said = said_of(&written("", &entry("service", note)));
    let places: Vec<&str> = said
        .lines()
        .filter(|line| line.contains("entries[0].note"))
        .collect();
    assert!(
        places.len() == 7 && places.windows(2).all(|pair| pair[0] == pair[1]),
        "{said}"
    );
}

#[test]
fn names_that_are_plurals_need_no_verb() {
    let routes = r#""state": "down", "routes": [
        { "kind": "phone", "name": "Hotlines", "number": "0385 7440363", "until": "2026-11-20" },
        { "kind": "counter", "name": "Sprechstunden", "from": "2027-01-01" },
        { "kind": "phone", "name": "die Hotline", "number": "0385 7440364", "wrong": true } ]"#;
    says(
        &written("", &entry("service", routes)),
        &[
            "Falscher Weg: die Hotline. Vorbei: Hotlines. Noch nicht da: Sprechstunden. Bitte nennen Sie einen Weg,",
        ],
        &[],
    );
}

#[test]
fn what_was_over_before_it_was_published_is_told() {
    let ended = |kind: &str, state: &str, until: &str| {
        written(
            "",
            &entry(kind, &format!(r#"{state} "until": "{until}", "note": "x""#)),
        )
    };
    for (kind, state) in [
        ("notice", r#""urgent": true,"#),
        ("event", r#""state": "takes_place","#),
        ("deadline", r#""state": "suspended","#),
    ] {
        says(
            &ended(kind, state, "2026-11-23"),
            &[r#""2026-11-23" ist schon vorbei."#],
            &[],
        );
        // What has passed since was right when it was published.
        is_silent(&ended(kind, state, "2026-11-26"));
    }
    is_silent(&ended("deadline", r#""state": "extended","#, "2026-11-23"));
}

#[test]
fn a_limit_that_is_announced_says_what_holds_until_then() {
    let announced = |state: &str, more: &str| {
        let fields = format!(r#""state": "{state}", "from": "2026-12-03" {more}, {ROUTE}"#);
        written("", &entry("service", &fields))
    };
    let hint = r#""2026-12-03" liegt noch vor Ihnen, und es steht nicht da, was bis dahin gilt."#;
    for state in ["limited", "rerouted", "delayed"] {
        says(&announced(state, ""), &[hint], &[]);
        is_silent(&announced(
            state,
            r#", "note": "Bis dahin ist alles wie immer.""#,
        ));
    }
    for state in ["available", "unavailable", "planned"] {
        is_silent(&announced(state, ""));
    }
}

#[test]
fn only_what_fits_is_listed_and_proposed() {
    let states = |kind: &str, state: &str| {
        written(
            "",
            &entry(kind, &format!(r#""state": "{state}", "note": "x""#)),
        )
    };
    says(
        &states("event", "seltsam"),
        &["Möglich: takes_place, not_affected"],
        &["pilot", "suspended"],
    );
    says(
        &states("event", "verlegt"),
        &[r#"Meinten Sie "moved"?"#],
        &[],
    );
    let outlook =
        r#""state": "closed", "note": "x", "outlook": { "text": "bald", "state": "verfügbar" }"#;
    says(
        &written("", &entry("facility", outlook)),
        &[r#"Meinten Sie "open"?"#],
        &[],
    );
}

#[test]
fn what_belongs_into_a_route_is_told() {
    for (field, route) in [
        (
            "telefon",
            r#""routes": [ { "kind": "phone", "number": "+49 30 23125-100" } ]"#,
        ),
        ("email", r#""kind": "e_mail""#),
        ("adresse", r#""kind": "counter", "place""#),
    ] {
        let fields = format!(r#""state": "limited", "{field}": "x""#);
        says(
            &written("", &entry("service", &fields)),
            &["Bitte nennen Sie es als Weg.", route],
            &["Möglich:"],
        );
    }
    let route = r#""state": "limited", "routes": [ { "kind": "counter", "adresse": "x" } ]"#;
    says(
        &written("", &entry("service", route)),
        &[r#"Meinten Sie "place"?"#],
        &[],
    );
}

#[test]
fn a_text_in_the_place_of_a_list_or_an_object_is_wrapped() {
    let hours = |days: &str| {
        format!(
            r#""hours": {{ "weekly": [ {{ "days": {days}, "opens": "08:00", "closes": "12:00" }} ] }}"#
        )
    };
    let week = r#""monday", "tuesday", "wednesday", "thursday", "friday""#;
    for (fields, meant) in [
        (hours(r#""Mo-Fr""#), format!("Meinten Sie [ {week} ]?")),
        (
            hours(r#"[ "Montag bis Freitag" ]"#),
            format!("Meinten Sie {week}?"),
        ),
        (hours(r#""täglich""#), r#""sunday" ]?"#.into()),
        (
            r#""aliases": "Perso""#.into(),
            r#"Meinten Sie [ "Perso" ]?"#.into(),
        ),
        (
            r#""hours": "8 bis 12 Uhr""#.into(),
            r#"Meinten Sie { "note": "8 bis 12 Uhr" }?"#.into(),
        ),
        (
            r#""hours": "rund um die Uhr""#.into(),
            r#"Meinten Sie { "always": true }?"#.into(),
        ),
        (
            r#""outlook": "bald""#.into(),
            r#"Meinten Sie { "text": "bald" }?"#.into(),
        ),
    ] {
        let file = written(
            "",
            &entry("service", &format!(r#""state": "available", {fields}"#)),
        );
        says(&file, &[&meant], &[]);
    }
    // Two days are two days.
    is_silent(&written(
        "",
        &entry(
            "service",
            &format!(
                r#""state": "available", {}"#,
                hours(r#"["monday", "friday"]"#)
            ),
        ),
    ));
}

#[test]
fn times_that_are_missing_are_proposed_from_the_day_of_publication() {
    let bare = written("", &entry("service", r#""state": "available""#));
    let bare = bare.replace(r#""next_update": "2026-12-02T12:00:00+01:00", "valid_until": "2026-12-05T00:00:00+01:00","#, "");
    let times = |issued: &str| bare.replace("2026-11-24T10:00:00+01:00", issued);
    for (issued, next, valid) in [
        (
            "2026-11-24T10:00:00+01:00",
            "2026-11-25T12:00:00+01:00",
            "2026-12-01T00:00:00+01:00",
        ),
        // Summer begins that night, and the clocks show noon all the same.
        (
            "2026-03-28T23:30:00+01:00",
            "2026-03-29T12:00:00+02:00",
            "2026-04-04T00:00:00+02:00",
        ),
    ] {
        let next = format!(r#"Zum Beispiel: "next_update": "{next}""#);
        let valid = format!(r#"Zum Beispiel: "valid_until": "{valid}""#);
        says(&times(issued), &[&next, &valid], &[]);
    }
}
