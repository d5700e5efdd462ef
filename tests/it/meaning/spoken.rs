//! What is read aloud are sentences that a person would say, and nothing is said that goes without saying.

use super::*;
use amtsstatus::feed::time::Date;
use amtsstatus::feed::vocabulary::{Progress, Role, State};
use amtsstatus::i18n::calendar::NATIVE;
use amtsstatus::i18n::{DateFormatter as _, fill};

/// A service that another route stands in for.
fn with_route(route: &str) -> Rc<Feed> {
    feed(
        "",
        &format!(
            r#"{{ "id": "a", "kind": "service", "name": "Anträge", "state": "rerouted",
                "routes": [ {{ "kind": "counter", "name": "Stadthaus" {route} }} ] }}"#
        ),
    )
}

#[test]
fn of_a_route_that_simply_works_nothing_is_said() {
    for route in [
        r#", "until": "open""#,
        r#", "from": "2026-11-20""#,
        r#", "from": "2026-11-20", "until": "open""#,
        r#", "state": "available""#,
        r#", "state": "working", "until": "open""#,
        r#", "state": "open", "from": "2026-11-20""#,
        r#", "state": "not_affected""#,
    ] {
        for lang in Lang::ALL {
            let plain = outputs(&with_route(""), lang, NOON, None);
            let said = outputs(&with_route(route), lang, NOON, None);
            assert_eq!(said, plain, "{route}");
        }
    }
}

#[test]
fn of_a_route_that_does_not_simply_work_it_is_said() {
    for (route, said) in [
        (
            r#", "until": "2026-12-04""#,
            "nutzbar bis Freitag, 4. Dezember",
        ),
        // Nobody asks since when.
        (
            r#", "from": "2026-11-20", "until": "2026-12-04""#,
            "nutzbar bis Freitag, 4. Dezember",
        ),
        (
            r#", "from": "2026-12-01""#,
            "noch nicht, nutzbar ab Dienstag, 1. Dezember",
        ),
        (
            r#", "state": "open", "until": "2026-11-20""#,
            "geöffnet bis Freitag, 20. November, danach keine Angabe",
        ),
        (
            r#", "state": "overloaded", "from": "2026-11-20""#,
            "überlastet seit Freitag, 20. November",
        ),
        (r#", "state": "walk_in""#, "ohne Termin möglich"),
        (r#", "state": "resumed""#, "wieder verfügbar"),
    ] {
        for output in outputs(&with_route(route), Lang::De, NOON, None) {
            assert!(output.contains(said), "{said}: {output}");
        }
    }
}

#[test]
fn the_rank_is_told_of_what_has_not_come_back() {
    let ranked = |state: &str, fields: &str| {
        let entry = format!(
            r#"{{ "id": "a", "kind": "event", "name": "Trauung", "state": "{state}", "priority": 2 {fields} }}"#
        );
        feed("", &entry)
    };
    for lang in Lang::ALL {
        let said = fill(lang.words().priority, &[("rank", "2")]);
        let tells = |feed: Rc<Feed>| outputs(&feed, lang, NOON, None)[0].contains(&said);
        assert!(tells(ranked("unknown", "")), "{lang:?}");
        assert!(tells(ranked("cancelled", "")), "{lang:?}");
        assert!(!tells(ranked("takes_place", "")), "{lang:?}");
        let over = r#", "from": "2026-11-20", "until": "2026-11-21""#;
        assert!(!tells(ranked("cancelled", over)), "{lang:?}");
    }
}

/// An incident with measures, one of an unknown progress, and those who are at work.
fn incident() -> Rc<Feed> {
    let feed = r#"{ "version": 1, "id": "x", "seq": 1, "issued": "2026-11-28T08:00:00+01:00", "entries": [],
        "publisher": { "name": "Stadt X", "url": "https://x.example/" },
        "incident": { "title": "Angriff", "measures": [
            { "text": "Netz getrennt.", "progress": "done", "at": "2026-11-20" },
            { "text": "Server neu.", "progress": "running", "at": "2026-12-01" },
            { "text": "Probelauf.", "progress": "planned", "at": "2026-12-02" },
            { "text": "Kabel.", "progress": "bestellt", "at": "2026-11-21" } ],
        "actors": [ { "name": "Krisenstab der Stadt", "role": "crisis_team" },
            { "name": "LKA", "role": "police" }, { "name": "BSI", "role": "security" },
            { "name": "Polizei", "role": "police" } ],
        "outlook": { "text": "bald", "as_of": "2026-11-22", "earlier": [
            { "text": "morgen", "as_of": "2026-11-20" }, { "text": "nie", "as_of": "2026-12-20" } ] } } }"#;
    Rc::new(Feed::read(feed.as_bytes()).unwrap().0)
}

#[test]
fn how_far_a_measure_is_begins_its_line_without_a_date_that_is_still_to_come() {
    for lang in Lang::ALL {
        let words = lang.words();
        let day = |day: &str| NATIVE.date(lang, Date::parse(day).unwrap(), false);
        let at = |progress: Progress, date: &str| {
            fill(words.progress_at[progress], &[("moment", &day(date))])
        };
        let widget = &outputs(&incident(), lang, NOON, None)[0];
        for said in [
            format!("{}: Netz getrennt.", at(Progress::Done, "2026-11-20")),
            format!("{}: Server neu.", words.progress[Progress::Running]),
            format!("{}: Probelauf.", at(Progress::Planned, "2026-12-02")),
            format!("bestellt{}{}: Kabel.", words.comma, day("2026-11-21")),
        ] {
            assert!(widget.contains(&said), "{said}: {widget}");
        }
    }
}

#[test]
fn those_of_one_role_stand_behind_it_unless_their_names_say_it() {
    let widget = &outputs(&incident(), Lang::De, NOON, None)[0];
    assert!(widget.contains("Ermittlungen: LKA, Polizei"), "{widget}");
    assert_eq!(widget.matches("Krisenstab").count(), 1, "{widget}");
    let english = &outputs(&incident(), Lang::En, NOON, None)[0];
    let role = Lang::En.words().role[Role::CrisisTeam];
    assert!(
        english.contains(&format!("{role}: Krisenstab der Stadt")),
        "{english}"
    );
}

#[test]
fn earlier_statements_say_about_what_and_begin_with_their_day() {
    let entry = feed(
        "",
        r#"{ "id": "a", "kind": "service", "name": "Wohngeld", "state": "down", "outlook": { "text": "bald",
            "earlier": [ { "text": "morgen", "as_of": "2026-11-20" } ] } }"#,
    );
    for lang in Lang::ALL {
        for (feed, name) in [(&entry, "Wohngeld"), (&incident(), "Angriff")] {
            let widget = &outputs(feed, lang, NOON, None)[0];
            let said = fill(lang.words().earlier_outlooks, &[("name", name)]);
            assert!(widget.contains(&said), "{said}: {widget}");
            let day = NATIVE.date(lang, Date::parse("2026-11-20").unwrap(), false);
            assert!(widget.contains(&format!("{day}: morgen")), "{widget}");
        }
        let ahead = NATIVE.date(lang, Date::parse("2026-12-20").unwrap(), false);
        let widget = &outputs(&incident(), lang, NOON, None)[0];
        assert!(
            widget.contains("nie") && !widget.contains(&ahead),
            "{widget}"
        );
    }
}

#[test]
fn a_telephone_is_reached_and_does_not_operate() {
    let of_kind = |kind: &str| {
        let entry =
            format!(r#"{{ "id": "a", "kind": "{kind}", "name": "Telefon", "state": "working" }}"#);
        feed("", &entry)
    };
    for lang in Lang::ALL {
        let words = lang.words();
        for output in outputs(&of_kind("channel"), lang, NOON, None) {
            assert!(output.contains(words.working_channel), "{output}");
        }
        for output in outputs(&of_kind("supply"), lang, NOON, None) {
            assert!(output.contains(words.state[State::Working]), "{output}");
        }
    }
}
