//! Changed dates and the times of events: which day it was, which it is now, and whether it is over.

use super::status::says;
use super::*;

use amtsstatus::feed::sections::summary;
use amtsstatus::feed::time::Date;
use amtsstatus::feed::vocabulary::{Certainty, Level};
use amtsstatus::i18n::DateFormatter as _;
use amtsstatus::i18n::calendar::NATIVE;

/// A feed with one entry.
fn one(entry: &str) -> Rc<Feed> {
    feed("", &format!(r#"{{ "id": "a", "name": "Amt", {entry} }}"#))
}

const MOVED: &str = r#""state": "moved", "change": { "was": "2026-11-15", "between": ["2026-11-29", "2026-12-08"],
    "now": "2026-12-15", "certainty": "committed" }"#;

#[test]
fn what_has_another_date_says_each_in_its_order() {
    for kind in ["deadline", "event"] {
        let feed = one(&format!(r#""kind": "{kind}", {MOVED}"#));
        let said = "verschoben: bisher Sonntag, 15. November, dann Sonntag, 29. November, dann Dienstag, 8. Dezember, \
            jetzt Dienstag, 15. Dezember. Das ist zugesagt";
        says(&feed, NOON, &[said], &["keine Angabe"]);
        for lang in Lang::ALL {
            let words = lang.words();
            let day = |when: &str| NATIVE.date(lang, Date::parse(when).unwrap(), false);
            let days = ["2026-11-15", "2026-11-29", "2026-12-08", "2026-12-15"].map(day);
            let days = days.each_ref().map(String::as_str);
            let certain = words.date_certainty[Certainty::Committed];
            for output in outputs(&feed, lang, NOON, None) {
                assert_eq!(places(&output, &days), days, "{output}");
                assert!(output.contains(&format!(". {certain}")), "{output}");
            }
        }
    }
}

#[test]
fn without_the_date_before_it_reads_as_always() {
    for (state, said) in [
        (
            "moved",
            "verschoben auf Dienstag, 15. Dezember. Das wird erwartet",
        ),
        (
            "extended",
            "verlängert bis Dienstag, 15. Dezember. Das wird erwartet",
        ),
    ] {
        let change = r#""change": { "now": "2026-12-15", "certainty": "expected" }"#;
        let entry = format!(r#""kind": "deadline", "state": "{state}", {change}"#);
        says(&one(&entry), NOON, &[said], &[]);
    }
}

#[test]
fn a_duration_stands_in_words_and_its_rule_below() {
    let basis = |url: &str, since: &str| {
        one(&format!(
            r#""kind": "deadline", "state": "extended", "change": {{ "by": "um einen Monat",
            "basis": {{ "name": "Notverordnung", "url": "{url}", "since": "{since}" }} }}"#
        ))
    };
    let (url, since) = ("https://recht.example/7", "2026-11-20");
    says(
        &basis(url, since),
        NOON,
        &[
            "verlängert: um einen Monat",
            "Grundlage: Notverordnung, in Kraft seit Freitag, 20. November",
            "recht.example/7",
        ],
        &[],
    );
    // What is not yet in force does not read as if it were.
    says(
        &basis(url, "2026-12-01"),
        NOON,
        &["in Kraft ab Dienstag, 1. Dezember"],
        &["in Kraft seit"],
    );
    let links = |feed: &Rc<Feed>| {
        let now = moment(NOON);
        let html = [
            snapshot(Rc::clone(feed), ViewOptions::default(), now),
            poster(feed, Lang::De, now, None),
        ];
        html.map(|html| html.contains(&format!("href=\"{url}\"")))
    };
    assert_eq!(links(&basis(url, since)), [true, true]);
    assert_eq!(
        links(&basis("http://recht.example/7", since)),
        [false, false]
    );
}

#[test]
fn a_new_date_that_has_passed_is_no_doubt_for_a_deadline_and_the_end_of_an_event() {
    let later = "2026-12-16T12:00:00+01:00";
    let deadline = one(&format!(r#""kind": "deadline", {MOVED}"#));
    let dates = "jetzt Dienstag, 15. Dezember";
    says(&deadline, later, &[dates], &["vorbei", "keine Angabe"]);
    let event = one(&format!(r#""kind": "event", {MOVED}"#));
    let [widget, _, poster] = outputs(&event, Lang::De, later, None);
    assert!(widget.contains("vorbei: verschoben: bisher"), "{widget}");
    assert!(!poster.contains("Amt"), "{poster}");
    let counted = |at: &str| summary(&event.entries, event.clock(moment(at)));
    assert_eq!(counted(NOON), [(Level::Limited, 1)]);
    assert_eq!(counted(later), []);
}

const TIMES: &str = r#""kind": "event", "times": [
    { "from": "2026-11-29T10:00:00+01:00", "until": "2026-11-29T11:00:00+01:00" },
    { "from": "2026-11-28T11:00:00+01:00", "until": "2026-11-28T11:45:00+01:00" }, { "from": "2026-12-05" } ]"#;

#[test]
fn an_event_of_several_times_names_those_that_are_left() {
    let feed = one(&format!(r#"{TIMES}, "state": "takes_place""#));
    let (first, second) = (
        "Samstag, 28. November, 11 bis 11:45 Uhr",
        "Sonntag, 29. November, 10 bis 11 Uhr",
    );
    let last = "Samstag, 5. Dezember";
    says(
        &feed,
        "2026-11-28T10:00:00+01:00",
        &[&format!("nach Plan, {first}; {second}; {last}")],
        &["jetzt"],
    );
    says(
        &feed,
        "2026-11-28T11:20:00+01:00",
        &[&format!(
            "nach Plan, jetzt: {first}; dann {second}; dann {last}"
        )],
        &[],
    );
    says(
        &feed,
        NOON,
        &[&format!("nach Plan, {second}; {last}")],
        &[first, "jetzt", "vorbei"],
    );
    let over = "2026-12-06T00:00:00+01:00";
    let [widget, _, poster] = outputs(&feed, Lang::De, over, None);
    let all = format!("vorbei: {first}; {second}; {last}");
    assert!(widget.contains(&all), "{widget}");
    assert!(!poster.contains("Amt"), "{poster}");
    assert_eq!(summary(&feed.entries, feed.clock(moment(over))), []);
}

#[test]
fn a_cancelled_event_does_not_go_on() {
    let feed = one(&format!(r#"{TIMES}, "state": "cancelled""#));
    let at = "2026-11-28T11:20:00+01:00";
    says(&feed, at, &["abgesagt, Samstag, 28. November"], &["jetzt"]);
}

/// "On the day from Saturday to Sunday" and "moved to from Saturday" are what a preposition in both templates makes.
#[test]
fn days_in_a_row_follow_no_second_preposition_in_arabic() {
    let times = r#""times": [ { "from": "2026-12-05", "until": "2026-12-06" } ]"#;
    let days = "من السبت، 5 ديسمبر إلى الأحد، 6 ديسمبر";
    for (state, said) in [
        ("cancelled", format!("تم الإلغاء ({days})")),
        ("moved", format!("تم تغيير الموعد، الموعد الجديد: {days}")),
    ] {
        let feed = one(&format!(r#""kind": "event", "state": "{state}", {times}"#));
        for output in outputs(&feed, Lang::Ar, NOON, None) {
            assert!(output.contains(&said), "{said}\n{output}");
        }
    }
}

#[test]
fn the_time_of_the_statement_is_not_the_time_of_the_event() {
    let feed = one(&format!(
        r#"{TIMES}, "state": "takes_place", "until": "2026-11-30""#
    ));
    says(
        &feed,
        NOON,
        &["Samstag, 5. Dezember; gilt bis Montag, 30. November"],
        &["nach Plan bis"],
    );
    let later = "2026-12-01T12:00:00+01:00";
    says(
        &feed,
        later,
        &["gilt bis Montag, 30. November, danach keine Angabe"],
        &["vorbei"],
    );
    let counted = summary(&feed.entries, feed.clock(moment(later)));
    assert_eq!(counted, [(Level::Unknown, 1)]);
    // When the last time is over, there is no doubt of it.
    let [widget, ..] = outputs(&feed, Lang::De, "2026-12-06T12:00:00+01:00", None);
    assert!(widget.contains("vorbei: Samstag"), "{widget}");
    assert!(!widget.contains("keine Angabe"), "{widget}");
}

#[test]
fn of_anything_but_an_event_a_date_beside_it_says_nothing_about_whether_it_holds() {
    let change = r#""change": { "was": "2026-11-15", "now": "2026-12-15" }"#;
    let dates = "bisher Sonntag, 15. November, jetzt Dienstag, 15. Dezember";
    for (entry, held) in [
        (
            r#""kind": "service", "state": "available", "from": "2026-12-01""#,
            "noch nicht, angekündigt: verfügbar ab Dienstag, 1. Dezember, ",
        ),
        (
            r#""kind": "deadline", "state": "suspended", "until": "2026-12-31""#,
            "ausgesetzt bis Donnerstag, 31. Dezember, ",
        ),
    ] {
        let said = format!("{held}{dates}");
        says(
            &one(&format!("{entry}, {change}")),
            NOON,
            &[&said],
            &["gilt"],
        );
    }
}

#[test]
fn what_takes_place_on_another_day_says_which_it_was() {
    let feed = one(
        r#""kind": "event", "state": "takes_place", "change": { "was": "2026-11-29" },
            "times": [ { "from": "2026-12-05T11:00:00+01:00" } ]"#,
    );
    let said = "nach Plan, Samstag, 5. Dezember, 11 Uhr, bisher Sonntag, 29. November";
    says(&feed, NOON, &[said], &[]);
}

#[test]
fn an_event_on_certain_days_is_not_among_what_is_as_always() {
    let event = |times: &str| {
        one(&format!(
            r#""kind": "event", "state": "not_affected" {times}"#
        ))
    };
    let heading = Lang::De.words().unaffected;
    let is_below = |feed: &Rc<Feed>| outputs(feed, Lang::De, NOON, None)[0].contains(heading);
    assert!(is_below(&event("")));
    assert!(!is_below(&event(
        r#", "times": [ { "from": "2026-12-05" } ]"#
    )));
}

#[test]
fn parts_with_different_dates_do_not_share_a_row() {
    let part = |id: &str, was: &str| {
        format!(
            r#"{{ "id": "{id}", "kind": "deadline", "name": "{id}", "state": "moved", "change": {{ "was": "{was}" }} }}"#
        )
    };
    let feed = one(&format!(
        r#""kind": "facility", "state": "closed", "parts": [ {}, {} ]"#,
        part("b", "2026-11-15"),
        part("c", "2026-11-16")
    ));
    says(
        &feed,
        NOON,
        &["bisher Sonntag, 15.", "bisher Montag, 16."],
        &[],
    );
}

#[test]
fn what_works_again_on_certain_days_is_announced_before_it_does() {
    let office = |from: &str| {
        one(&format!(
            r#""kind": "event", "state": "resumed" {from}, "times": [ {{ "from": "2026-12-05" }} ]"#
        ))
    };
    let feed = office(r#", "from": "2026-12-01""#);
    let said = "ab Dienstag, 1. Dezember, Samstag, 5. Dezember";
    says(&feed, NOON, &["noch nicht, angekündigt: ", said], &["gilt"]);
    let counted = |feed: &Feed| summary(&feed.entries, feed.clock(moment(NOON)));
    assert_eq!(counted(&feed), [(Level::Down, 1)]);
    assert_eq!(counted(&office("")), [(Level::Ok, 1)]);
}

#[test]
fn what_is_urgent_stays_so_until_its_last_day_is_over() {
    let urgent = |entry: &str, at: &str| {
        let feed = one(&format!(r#"{entry}, "urgent": true"#));
        outputs(&feed, Lang::De, at, None)[1].contains("Jetzt wichtig")
    };
    let (last, over) = ("2026-12-15T23:59:00+01:00", "2026-12-16T00:00:00+01:00");
    let event = r#""kind": "event", "state": "moved", "times": [ { "from": "2026-12-15" }, { "from": "2026-12-01" } ]"#;
    for entry in [&format!(r#""kind": "deadline", {MOVED}"#), event] {
        assert!(urgent(entry, last) && !urgent(entry, over), "{entry}");
    }
}
