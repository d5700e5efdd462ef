//! Announcements, wholes and parts, events, notices, deadlines: what holds now.

use super::*;

use amtsstatus::feed::sections::summary;
use amtsstatus::feed::vocabulary::{Level, State};

fn counted(feed: &Feed, now: &str) -> Vec<(Level, usize)> {
    summary(&feed.entries, feed.clock(moment(now)))
}

/// Each output says the first and not the second, in German.
#[track_caller]
pub fn says(feed: &Rc<Feed>, now: &str, said: &[&str], unsaid: &[&str]) {
    let [widget, _, poster] = outputs(feed, Lang::De, now, None);
    for output in [widget, poster] {
        for said in said {
            assert!(output.contains(said), "{said} is missing: {output}");
        }
        for unsaid in unsaid {
            assert!(!output.contains(unsaid), "{unsaid} is there: {output}");
        }
    }
}

#[test]
fn what_was_announced_stays_announced_until_something_is_published() {
    let feed = case("announced");
    says(
        &feed,
        NOON,
        &[
            "noch nicht bestätigt: verfügbar ab Donnerstag, 26. November, angekündigt am Dienstag, 24. November",
            "noch nicht, angekündigt: geöffnet ab Dienstag, 1. Dezember",
        ],
        &["seit Donnerstag"],
    );
    assert_eq!(
        counted(&feed, NOON),
        [(Level::Down, 1), (Level::Unknown, 1)]
    );
    for lang in Lang::ALL {
        let works = format!("1 {}", lang.words().level[Level::Ok]);
        for output in outputs(&feed, lang, NOON, None) {
            assert!(!output.contains(&works), "{output}");
        }
    }
}

#[test]
fn not_today_but_from_tuesday_reads_the_same_however_it_is_written() {
    let day = r#""from": "2026-12-01""#;
    for entry in [
        format!(r#""kind": "facility", "state": "open", {day}"#),
        format!(r#""kind": "facility", "state": "planned", {day}"#),
        format!(r#""kind": "service", "state": "resumed", {day}"#),
    ] {
        let feed = feed(
            "",
            &format!(r#"{{ "id": "a", "name": "Archiv", {entry} }}"#),
        );
        says(
            &feed,
            NOON,
            &["noch nicht, ", "ab Dienstag, 1. Dezember"],
            &[],
        );
        assert_eq!(
            counted(&feed, NOON)
                .last()
                .map(|(level, _)| *level == Level::Ok),
            Some(false)
        );
    }
}

#[test]
fn a_whole_counts_beside_its_parts_and_what_does_not_work_is_not_among_what_works() {
    let feed = case("closed-parent");
    assert_eq!(counted(&feed, NOON), [(Level::Down, 2), (Level::Ok, 3)]);
    let poster = &outputs(&feed, Lang::De, NOON, None)[2];
    assert!(!poster.contains("Das geht"), "{poster}");
    assert_eq!(
        places(poster, &["Archiv", "Sperrmüll bestellen", "Das geht"]).len(),
        2
    );
}

#[test]
fn a_whole_that_works_says_that_something_in_it_does_not() {
    let feed = case("whole-and-part");
    says(
        &feed,
        NOON,
        &["verfügbar, mit Ausnahmen", "ausgefallen"],
        &["Das geht"],
    );
    assert_eq!(
        counted(&feed, NOON),
        [(Level::Down, 1), (Level::Limited, 1)]
    );
    for lang in Lang::ALL {
        let words = lang.words();
        let said = words
            .with_exceptions
            .replace("{state}", words.state[State::Available]);
        assert!(
            outputs(&feed, lang, NOON, None)[0].contains(&said),
            "{said}"
        );
    }
}

#[test]
fn an_event_takes_place_then_is_over() {
    let feed = case("events");
    says(
        &feed,
        "2026-11-27T12:00:00+01:00",
        &[", Samstag, 28. November, 11 bis 11:45 Uhr"],
        &["angekündigt:"],
    );
    says(
        &feed,
        "2026-11-28T11:20:00+01:00",
        &["jetzt: Samstag, 28. November, 11 bis 11:45 Uhr"],
        &[],
    );
    says(
        &feed,
        NOON,
        &["Sitzung des Rates", "verschoben"],
        &["keine neue Angabe", "noch unklar"],
    );
    let widget = &outputs(&feed, Lang::De, NOON, None)[0];
    for over in [
        "vorbei: Samstag, 28. November, 11 bis 11:45 Uhr",
        "vorbei: Samstag, 21. November bis Sonntag, 22. November",
        &format!(
            "vorbei: {}, Freitag, 20. November",
            Lang::De.words().state[State::Cancelled]
        ),
    ] {
        assert!(widget.contains(over), "{over}: {widget}");
    }
    assert_eq!(counted(&feed, NOON), [(Level::Limited, 1)]);
}

#[test]
fn a_deadline_says_which_day_it_is_now() {
    let feed = case("deadlines");
    says(
        &feed,
        NOON,
        &[
            "verschoben auf Dienstag, 15. Dezember",
            "verlängert: bisher Freitag, 20. November, jetzt Sonntag, 20. Dezember",
            "verschoben auf Montag, 23. November",
            "Um einen Monat.",
        ],
        &[
            "verschoben ab",
            "verlängert von",
            "verschoben bis",
            "keine neue Angabe",
            "vorbei",
        ],
    );
}

#[test]
fn a_notice_holds_for_its_time_and_is_not_urgent_after_it() {
    let feed = case("notice-period");
    says(
        &feed,
        NOON,
        &["Dienstag, 1. Dezember", "geplant, Mittwoch, 2. Dezember"],
        &["Jetzt wichtig"],
    );
    let [widget, compact, poster] = outputs(&feed, Lang::De, NOON, None);
    assert!(
        widget.contains("galt bis Freitag, 27. November"),
        "{widget}"
    );
    let names = ["Sperrmüll fällt aus", "Trinkwasser abkochen"];
    assert_eq!(places(&widget, &names), names, "what is over comes last");
    assert!(!poster.contains("Trinkwasser"), "{poster}");
    let (line, _) = compact.split_once("Alle Einzelheiten").unwrap();
    assert!(!line.contains("Trinkwasser"), "{line}");
    let boil = r#"{ "id": "a", "kind": "notice", "name": "Wasser abkochen", "until": "2026-11-28", "urgent": true }"#;
    says(
        &self::feed("", boil),
        NOON,
        &["gilt bis Samstag, 28. November"],
        &[],
    );
}

#[test]
fn entries_with_one_id_are_both_shown() {
    says(&case("repeated-ids"), NOON, &["Eins", "Zwei"], &[]);
}

#[test]
fn an_event_with_a_beginning_alone_is_on_that_day_and_then_over() {
    let event = |state: &str, from: &str| {
        let entry = format!(
            r#"{{ "id": "a", "kind": "event", "name": "Rat", "state": "{state}", "from": "{from}" }}"#
        );
        feed("", &entry)
    };
    let evening = "2026-11-28T19:00:00+01:00";
    let cancelled = Lang::De.words().state[State::Cancelled];
    for (state, from, at, said) in [
        (
            "cancelled",
            evening,
            NOON,
            format!("{cancelled}, Samstag, 28. November, 19 Uhr"),
        ),
        (
            "cancelled",
            "2026-11-28",
            NOON,
            format!("{cancelled}, Samstag, 28. November"),
        ),
        (
            "takes_place",
            evening,
            NOON,
            ", Samstag, 28. November, 19 Uhr".to_owned(),
        ),
    ] {
        says(
            &event(state, from),
            at,
            &[&said],
            &[" ab Samstag", " seit Samstag"],
        );
    }
    let later = "2026-11-29T00:00:00+01:00";
    let widget = &outputs(&event("takes_place", evening), Lang::De, later, None)[0];
    assert!(
        widget.contains("vorbei: Samstag, 28. November, 19 Uhr"),
        "{widget}"
    );
    assert_eq!(counted(&event("cancelled", evening), later), []);
}

#[test]
fn what_works_again_from_a_day_is_announced_for_events_too() {
    let event = r#"{ "id": "a", "kind": "event", "name": "Rat", "state": "resumed", "from": "2026-12-01" }"#;
    let feed = feed("", event);
    assert_eq!(counted(&feed, NOON), [(Level::Down, 1)]);
    says(&feed, NOON, &["noch nicht, angekündigt: "], &[]);
    assert_eq!(
        counted(&feed, "2026-12-01T12:00:00+01:00"),
        [(Level::Unknown, 1)]
    );
}

#[test]
fn what_is_to_come_or_over_limits_nothing_today() {
    let whole = |part: &str| {
        let entry = format!(
            r#"{{ "id": "a", "kind": "service", "name": "Amt", "state": "available",
            "parts": [ {{ "id": "b", "name": "Teil", {part} }} ] }}"#
        );
        outputs(&feed("", &entry), Lang::De, NOON, None)[0].contains("mit Ausnahmen")
    };
    assert!(whole(r#""kind": "service", "state": "down""#));
    assert!(!whole(
        r#""kind": "service", "state": "down", "from": "2026-12-03""#
    ));
    assert!(!whole(
        r#""kind": "event", "state": "cancelled", "from": "2026-12-03""#
    ));
    assert!(!whole(
        r#""kind": "event", "state": "cancelled", "from": "2026-11-20""#
    ));
}

#[test]
fn the_parts_of_what_is_over_are_over_too() {
    let fair = r#"{ "id": "a", "kind": "event", "name": "Markt", "state": "takes_place", "from": "2026-11-20", "until": "2026-11-21",
        "parts": [ { "id": "b", "kind": "service", "name": "Bus", "state": "down", "note": "x" } ] }"#;
    let feed = feed("", fair);
    assert_eq!(counted(&feed, NOON), []);
    let [widget, compact, poster] = outputs(&feed, Lang::De, NOON, None);
    assert!(
        widget.contains("vorbei: Freitag, 20. November bis Samstag, 21. November"),
        "{widget}"
    );
    assert!(!compact.contains("1 nicht möglich") && !poster.contains("Bus"));
}

#[test]
fn a_deadline_that_has_moved_is_urgent_until_its_new_day_is_over() {
    let deadline = |day: &str| {
        let entry = format!(
            r#"{{ "id": "a", "kind": "deadline", "name": "Steuer", "state": "moved", "urgent": true, {day} }}"#
        );
        let line = outputs(&feed("", &entry), Lang::De, NOON, None)[1].clone();
        line.contains("Jetzt wichtig")
    };
    assert!(deadline(r#""until": "2026-11-28""#) && deadline(r#""from": "2026-11-28""#));
    assert!(!deadline(r#""until": "2026-11-27""#) && !deadline(r#""from": "2026-11-27""#));
}

#[test]
fn the_compact_line_says_when_something_urgent_begins() {
    let boil = r#"{ "id": "a", "kind": "notice", "name": "Wasser abkochen", "urgent": true, "from": "2026-12-01" }"#;
    let compact = &outputs(&feed("", boil), Lang::De, NOON, None)[1];
    assert!(
        compact.contains("Wasser abkochen (gilt ab Dienstag, 1. Dezember)."),
        "{compact}"
    );
}

#[test]
fn a_way_that_was_announced_says_once_that_it_is_not_there() {
    let way = |from: &str| {
        feed(
            "",
            &format!(
                r#"{{ "id": "a", "kind": "service", "name": "Pass", "state": "down",
            "routes": [ {{ "kind": "counter", "name": "Nord", {from} }} ] }}"#
            ),
        )
    };
    says(
        &way(r#""from": "2026-12-01""#),
        NOON,
        &["noch nicht, nutzbar ab Dienstag, 1. Dezember"],
        &["noch nicht nutzbar"],
    );
    says(
        &way(r#""from": "2026-12-01""#),
        "2026-12-01T12:00:00+01:00",
        &["noch nicht bestätigt: nutzbar ab Dienstag, 1. Dezember"],
        &["noch nicht nutzbar", "zurzeit nicht"],
    );
    says(
        &way(r#""until": "2026-11-27""#),
        NOON,
        &["nutzbar bis Freitag, 27. November"],
        &["zurzeit nicht"],
    );
    says(
        &way(r#""state": "down""#),
        NOON,
        &["zurzeit nicht nutzbar"],
        &[],
    );
}
