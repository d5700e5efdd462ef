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
            "noch nicht bestätigt: verfügbar ab Donnerstag, 26. November (angekündigt: Dienstag, 24. November)",
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
        &[", Samstag, 28. November, 11:00 bis 11:45 Uhr"],
        &["angekündigt:"],
    );
    says(
        &feed,
        "2026-11-28T11:20:00+01:00",
        &["jetzt: Samstag, 28. November, 11:00 bis 11:45 Uhr"],
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
        "vorbei: Samstag, 28. November, 11:00 bis 11:45 Uhr",
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
