//! The publisher's own time, on every day of a feed's life.

use super::status::says;
use super::*;

use amtsstatus::feed::check::examine;
use amtsstatus::feed::problem::{Fault, Problem, path};
use amtsstatus::feed::schema::schema;
use serde_json::{Value, json};

/// Calls `change` with every moment of a feed, wherever it stands.
fn each_stamp(value: &mut Value, change: &mut dyn FnMut(Stamp) -> String) {
    match value {
        Value::String(text) => {
            if let Some(stamp) = Stamp::parse(text) {
                *text = change(stamp);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each_stamp(item, change)),
        Value::Object(fields) => fields
            .values_mut()
            .for_each(|field| each_stamp(field, change)),
        _ => {}
    }
}

fn read(feed: &Value) -> Rc<Feed> {
    Rc::new(Feed::read(feed.to_string().as_bytes()).unwrap().0)
}

/// A feed that has this moment in every field that may be one.
fn everywhere(at: &str, time_zone: Option<&str>) -> Value {
    let earlier = json!([ { "text": "gleich", "as_of": at } ]);
    let outlook = json!({ "text": "bald", "as_of": at, "earlier": earlier });
    let scope = json!({ "applied_before": at, "applied_after": at, "applied_from": at, "applied_until": at });
    let route =
        json!({ "kind": "counter", "name": "Haus", "from": at, "until": at, "scope": scope });
    let period = json!({ "from": at, "until": at });
    let basis = json!({ "name": "Beschluss", "since": at });
    let change = json!({ "was": at, "between": [at], "now": at, "basis": basis });
    let mut entry = json!({
        "id": "a", "kind": "service", "name": "Amt", "state": "limited", "from": at, "until": at, "as_of": at,
        "outlook": outlook, "scope": scope, "routes": [ route ], "change": change, "times": [ period ],
        "lost": { "windows": [ { "from": at, "until": at } ], "action": "Noch einmal schicken." },
    });
    let mut part = entry.clone();
    part["id"] = "b".into();
    entry["parts"] = json!([part]);
    let mut feed = json!({
        "version": 1, "id": "x", "seq": 1,
        "issued": at, "confirmed": at, "next_update": at, "valid_until": at,
        "publisher": { "name": "Stadt X", "url": "https://x.example/", "channels": [ route ] },
        "incident": {
            "title": "Ausfall", "started": at, "as_of": at, "outlook": outlook,
            "measures": [ { "text": "Prüfung", "progress": "done", "at": at } ],
        },
        "entries": [ entry ],
        "updates": [ { "at": at, "text": "Neu" } ],
        "faq": [ { "id": "q", "questions": ["Warum?"], "answer": "Darum.", "as_of": at } ],
    });
    if let Some(name) = time_zone {
        feed["publisher"]["time_zone"] = name.into();
    }
    feed
}

/// Returns the hints about offsets, each with its place.
fn hints(feed: &Feed, now: &str) -> Vec<(String, Fault)> {
    let of_zone = |problem: &Problem| {
        matches!(
            problem.fault,
            Fault::WrongOffset { .. } | Fault::NoZone(_) | Fault::UnknownZone
        )
    };
    let problems = examine(feed, moment(now)).into_iter().filter(of_zone);
    problems
        .map(|problem| (path(&problem.at), problem.fault))
        .collect()
}

#[test]
fn world_time_is_shown_as_the_clocks_of_the_town_show_it() {
    let feed = case("world-time");
    says(
        &feed,
        NOON,
        &["10 Uhr", "Dienstag, 1. Dezember, 8 bis 12 Uhr"],
        &["09:00", "07:00", "11:00", "23:30"],
    );
    let [widget, ..] = outputs(&feed, Lang::De, NOON, None);
    assert!(
        widget.contains("Samstag, 28. November, 0:30 Uhr"),
        "{widget}"
    );
    assert_eq!(hints(&feed, NOON).len(), 6);
}

#[test]
fn an_offset_that_the_zone_has_not_on_that_day_is_converted_and_told() {
    let feed = case("wrong-offset");
    says(
        &feed,
        NOON,
        &["9 Uhr", "Dienstag, 1. Dezember, 11 Uhr"],
        &["10 Uhr", "Dienstag, 1. Dezember, 12 Uhr"],
    );
    let told = hints(&feed, NOON).into_iter();
    let told: Vec<String> = told
        .map(|(place, fault)| match fault {
            Fault::WrongOffset { shown, meant } => {
                format!("{place}: {} or {}", shown.stamp(), meant.stamp())
            }
            other => format!("{place}: {other:?}"),
        })
        .collect();
    assert_eq!(
        told,
        [
            "confirmed: 2026-11-28T09:00:00+01:00 or 2026-11-28T10:00:00+01:00",
            "entries[0].until: 2026-12-01T11:00:00+01:00 or 2026-12-01T12:00:00+01:00",
        ]
    );
}

#[test]
fn a_day_ends_at_its_midnight_after_summer_time() {
    let feed = case("autumn");
    let closed = "geschlossen bis Montag, 26. Oktober";
    for time in ["10:00:00", "23:30:00", "23:59:59"] {
        let now = format!("2026-10-26T{time}+01:00");
        says(
            &feed,
            &now,
            &[closed, "ab Dienstag, 27. Oktober"],
            &["danach keine Angabe"],
        );
    }
    says(
        &feed,
        "2026-10-27T00:00:00+01:00",
        &["danach keine Angabe"],
        &[],
    );
    assert_eq!(hints(&feed, NOON), []);
}

#[test]
fn a_day_ends_at_its_midnight_in_summer_time() {
    let feed = case("spring");
    let closed = "geschlossen bis Montag, 29. März";
    for now in ["2027-03-29T00:30:00+02:00", "2027-03-29T23:59:59+02:00"] {
        says(
            &feed,
            now,
            &[closed, "ab Dienstag, 30. März"],
            &["danach keine Angabe"],
        );
    }
    says(
        &feed,
        "2027-03-30T00:00:00+02:00",
        &["danach keine Angabe"],
        &[],
    );
    assert_eq!(hints(&feed, NOON), []);
}

#[test]
fn a_day_that_differed_is_over_at_midnight_in_summer_time() {
    let mut feed: Value = serde_json::from_slice(&case_file("spring")).unwrap();
    feed["entries"][0]["hours"] = json!({ "exceptions": [
        { "from": "2027-03-28", "note": "Gestern" },
        { "from": "2027-03-29", "note": "Heute" },
    ] });
    let feed = read(&feed);
    let (last, first) = ("2027-03-28T23:59:00+02:00", "2027-03-29T00:30:00+02:00");
    says(&feed, last, &["Heute", "Gestern"], &[]);
    says(&feed, first, &["Heute"], &["Gestern"]);
}

#[test]
fn however_its_moments_are_written_a_feed_is_shown_the_same() {
    let rich = everywhere("2026-11-27T23:30:00+01:00", None);
    let feeds = crate::schema::feeds().into_iter();
    for (name, feed) in feeds.chain([("everywhere".to_owned(), rich)]) {
        let town = read(&feed);
        let issued = town.issued.to_string();
        for offset in [0, -300, 345] {
            let mut other = feed.clone();
            each_stamp(&mut other, &mut |stamp| {
                Stamp::new(stamp.at, offset).to_string()
            });
            let other = read(&other);
            assert_ne!(other, town, "{name}");
            let at = Stamp::new(town.issued.at, offset).to_string();
            for lang in Lang::ALL {
                for (at, town_at) in [(None, None), (Some(&*at), Some(&*issued))] {
                    assert_eq!(
                        outputs(&other, lang, &issued, at),
                        outputs(&town, lang, &issued, town_at),
                        "{name}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_zone_of_the_publisher_decides_what_is_shown() {
    let now = "2026-11-28T12:00:00+00:00";
    for (zone, written, time) in [
        (None, "2026-11-28T09:00:00Z", "10 Uhr"),
        (Some("Europe/London"), "2026-11-28T09:00:00Z", "9 Uhr"),
        (Some("Europe/London"), "2026-11-28T10:00:00+01:00", "9 Uhr"),
        (Some("America/St_Johns"), "2026-11-28T09:00:00Z", "5:30 Uhr"),
        // A name that nobody knows hides nothing.
        (Some("Europe/Musterstadt"), "2026-11-28T09:00:00Z", "10 Uhr"),
    ] {
        let feed = read(&everywhere(written, zone));
        for output in outputs(&feed, Lang::De, now, Some(now)) {
            assert!(output.contains(time), "{zone:?}: {output}");
        }
    }
}

#[test]
fn the_zone_of_the_publisher_decides_which_offset_is_right() {
    let told = |written: &str, zone: &str| {
        let feed = read(&everywhere(written, Some(zone)));
        !hints(&feed, "2026-11-28T12:00:00+00:00").is_empty()
    };
    for (zone, right, wrong) in [
        (
            "Europe/London",
            "2026-11-28T09:00:00Z",
            "2026-07-28T09:00:00Z",
        ),
        (
            "Europe/London",
            "2026-11-28T09:00:00+00:00",
            "2026-11-28T09:00:00+01:00",
        ),
        (
            "Europe/London",
            "2026-07-28T09:00:00+01:00",
            "2026-07-28T09:00:00+00:00",
        ),
        (
            "Europe/Kyiv",
            "2026-07-28T09:00:00+03:00",
            "2026-11-28T09:00:00+03:00",
        ),
        (
            "Europe/Berlin",
            "2026-10-25T02:30:00+02:00",
            "2026-10-25T03:30:00+02:00",
        ),
    ] {
        assert!(!told(right, zone), "{right} in {zone}");
        assert!(told(wrong, zone), "{wrong} in {zone}");
    }
}

#[test]
fn of_an_unknown_zone_it_is_told_that_it_is_unknown_and_nothing_else() {
    let feed = everywhere("2026-11-28T09:00:00Z", Some("Europe/Musterstadt"));
    let (feed, problems) = Feed::read(feed.to_string().as_bytes()).unwrap();
    let told: Vec<_> = problems
        .iter()
        .map(|problem| (path(&problem.at), &problem.fault))
        .collect();
    assert_eq!(
        told,
        [("publisher.time_zone".to_owned(), &Fault::UnknownZone)]
    );
    assert_eq!(hints(&feed, NOON), []);
}

#[test]
fn every_moment_is_asked_for_its_offset() {
    let mut feed = everywhere("2026-11-28T09:00:00+02:00", Some("Europe/Berlin"));
    let told = hints(&read(&feed), NOON);
    let mut count = 0;
    each_stamp(&mut feed, &mut |_| {
        count += 1;
        String::new()
    });
    assert_eq!(told.len(), count, "{told:?}");
    // It names its zone, so it is not asked for one.
    let is_offset = |fault: &Fault| matches!(fault, Fault::WrongOffset { .. });
    assert!(told.iter().all(|(_, fault)| is_offset(fault)), "{told:?}");
    // The feed has each field of the contract that may be a moment.
    let schema = schema();
    for (name, def) in schema["$defs"].as_object().unwrap() {
        for (field, form) in def["properties"].as_object().into_iter().flatten() {
            if form.to_string().contains("date-time") {
                let mut places = told.iter();
                assert!(
                    places.any(|(place, _)| place.trim_end_matches("[0]").ends_with(&**field)),
                    "{name}.{field}"
                );
            }
        }
    }
}

#[test]
fn a_feed_in_which_no_moment_fits_berlin_is_asked_for_its_zone() {
    let is_asked = |told: &[(String, Fault)]| {
        let mut told = told.iter();
        told.any(|(place, fault)| place == "issued" && matches!(fault, Fault::NoZone(_)))
    };
    let told = hints(&case("country-gb"), NOON);
    assert!(is_asked(&told), "{told:?}");
    assert_eq!(told.len(), 3, "one hint for each moment: {told:?}");
    // One moment that fits shows that the others are slips, and not that the town is elsewhere.
    assert!(!is_asked(&hints(&case("world-time"), NOON)));
    let mut feed: Value = serde_json::from_slice(&case_file("country-gb")).unwrap();
    feed["publisher"]["time_zone"] = "Europe/London".into();
    assert_eq!(hints(&read(&feed), NOON), []);
}
