//! Order, hours, confirmations, phases: what is said is what the feed says.

use super::*;
use amtsstatus::feed::time::Date;
use amtsstatus::i18n::DateFormatter as _;
use amtsstatus::i18n::calendar::NATIVE;

#[test]
fn what_was_said_stands_in_its_order_of_time_whatever_the_order_of_the_file() {
    let feed = feed(
        r#""updates": [ { "at": "2026-11-25", "text": "Alles ausgefallen." },
            { "at": "2026-11-27", "text": "Bürgerbüro geht wieder." } ],"#,
        r#"{ "id": "a", "kind": "service", "name": "Bürgerbüro", "state": "unavailable",
            "outlook": { "text": "bald", "earlier": [ { "text": "im Oktober", "as_of": "2026-09-01" },
                { "text": "im November", "as_of": "2026-10-30" } ] } }"#,
    );
    for lang in Lang::ALL {
        // The poster has neither.
        for widget in &outputs(&feed, lang, NOON, None)[..2] {
            let updates = ["Bürgerbüro geht wieder.", "Alles ausgefallen."];
            assert_eq!(places(widget, &updates), updates, "{widget}");
            let earlier = ["im November", "im Oktober"];
            assert_eq!(places(widget, &earlier), earlier, "{widget}");
        }
    }
}

/// An emergency service that is there at night, and on a holiday.
fn night_service(exceptions: &str) -> String {
    format!(
        r#"{{ "id": "a", "kind": "channel", "name": "Notdienst", "state": "working", "hours": {{
        "weekly": [ {{ "days": ["monday", "tuesday", "wednesday"], "opens": "20:00", "closes": "08:00" }},
            {{ "days": ["saturday"], "opens": "09:00", "closes": "00:00" }} ],
        "exceptions": [ {exceptions} ] }} }}"#
    )
}

#[test]
fn hours_over_midnight_say_that_they_end_on_the_next_day() {
    let feed = feed("", &night_service(""));
    for (lang, overnight, to_midnight) in [
        (Lang::De, "20 bis 8 Uhr am nächsten Tag", "9 bis 24 Uhr"),
        (
            Lang::DeSimple,
            "von 20 bis 8 Uhr am nächsten Tag",
            "von 9 bis 24 Uhr",
        ),
        (Lang::En, "8pm to 8am on the next day", "9am to midnight"),
        (
            Lang::Tr,
            "saat 20:00 – ertesi gün 08:00",
            "saat 09:00–24:00",
        ),
        (
            Lang::Uk,
            "з 20:00 до 08:00 наступного дня",
            "з 09:00 до 24:00",
        ),
        (
            Lang::Ar,
            "من الساعة 20:00 إلى 08:00 من اليوم التالي",
            "من الساعة 09:00 إلى 24:00",
        ),
        (
            Lang::Ru,
            "с 20:00 до 08:00 следующего дня",
            "с 09:00 до 24:00",
        ),
    ] {
        for output in outputs(&feed, lang, NOON, None) {
            assert!(output.contains(overnight), "{output}");
            assert!(output.contains(to_midnight), "{output}");
            assert_eq!(
                output.matches(overnight).count(),
                1,
                "Saturday ends at midnight: {output}"
            );
        }
    }
}

#[test]
fn a_day_that_differed_is_not_listed_when_it_is_over() {
    let days = r#"{ "from": "2026-10-03", "note": "Einheit" }, { "from": "2026-11-27", "note": "Gestern" },
        { "from": "2026-11-20", "until": "2026-11-28", "note": "Heute" },
        { "from": "2026-11-27", "opens": "20:00", "closes": "08:00", "note": "Nacht" },
        { "from": "2026-12-24", "note": "Weihnachten" }"#;
    let listed = feed("", &night_service(days));
    let alone = feed(
        "",
        r#"{ "id": "a", "kind": "channel", "name": "Notdienst", "state": "working",
            "hours": { "exceptions": [ { "from": "2026-10-03", "note": "Einheit" } ] } }"#,
    );
    for output in outputs(&listed, Lang::De, NOON, None) {
        let names = ["Einheit", "Gestern", "Heute", "Nacht", "Weihnachten"];
        let mut found = places(&output, &names);
        found.sort_unstable();
        assert_eq!(found, ["Heute", "Nacht", "Weihnachten"], "{output}");
    }
    for output in outputs(&alone, Lang::De, NOON, None) {
        assert!(!output.contains("Zeiten:"), "{output}");
    }
}

#[test]
fn what_is_confirmed_ahead_is_published_and_not_confirmed() {
    let entry = r#"{ "id": "a", "kind": "service", "name": "Bürgerbüro", "state": "available" }"#;
    let ahead = feed(r#""confirmed": "2026-12-01T10:00:00+01:00","#, entry);
    let without = feed("", entry);
    for lang in Lang::ALL {
        for archive in [None, Some(NOON)] {
            assert_eq!(
                outputs(&ahead, lang, NOON, archive),
                outputs(&without, lang, NOON, archive)
            );
        }
        let later = "2026-12-01T10:00:00+01:00";
        let confirmed = outputs(&ahead, lang, later, None);
        for (confirmed, issued) in confirmed.iter().zip(outputs(&without, lang, later, None)) {
            assert_ne!(*confirmed, issued);
        }
    }
}

/// Words of facts that no phase states: how fast things change, who is hit, what is being done to what.
const CLAIMS: [&str; 30] = [
    "Stunde",
    "stündlich",
    "hour",
    "saatten",
    "щогодини",
    "каждый час",
    "ساعة", //
    "Verwaltung",
    "Amt",
    "administration",
    "İdare",
    "Адміністрація",
    "Администрация",
    "الإدارة",
    "Systeme",
    "Computer",
    "systems",
    "Sistem",
    "систем",
    "أنظمة",
    "Fachleute",
    "Täter",
    "angegriffen",
    "attack",
    "Herausgeber",
    "publisher’s",
    "Yayımlayan",
    "видавець",
    "издатель",
    "الناشرة",
];

#[test]
fn the_widget_states_of_the_incident_only_what_the_feed_states() {
    for phase in ["acute", "emergency", "recovery", "over"] {
        let feed = feed(
            &format!(
                r#""incident": {{ "title": "x", "origin": "provider", "provider": "Muster-IT", "phase": "{phase}",
                "actors": [ {{ "name": "LKA", "role": "police" }} ] }},"#
            ),
            "",
        );
        for lang in Lang::ALL {
            let (source, _) = lang.words().source.split_once('{').unwrap();
            // The poster has no section about the incident.
            for widget in &outputs(&feed, lang, NOON, None)[..2] {
                let (_, incident) = widget.split_once(lang.words().incident).unwrap();
                let (incident, _) = incident.split_once(source).unwrap();
                // That some texts are not translated is of the whole page.
                let foreign = lang.words().partly_translated.split('{').next().unwrap();
                let incident = incident.split(foreign).next().unwrap();
                for claim in CLAIMS {
                    assert!(!incident.contains(claim), "{lang:?} {phase}: {incident}");
                }
                assert!(incident.contains("Muster-IT"), "{incident}");
            }
        }
    }
}

#[test]
fn who_informs_too_is_not_called_the_publisher() {
    let feed = r#"{ "version": 1, "id": "x", "seq": 1, "issued": "2026-11-28T08:00:00+01:00",
        "publisher": { "name": "Stadt X", "url": "https://x.example/", "channels": [
            { "kind": "website", "name": "Kreis Y", "url": "https://y.example/" } ] }, "entries": [] }"#;
    let feed = Rc::new(Feed::read(feed.as_bytes()).unwrap().0);
    for lang in Lang::ALL {
        for output in outputs(&feed, lang, NOON, None) {
            let heading = lang.words().channels;
            assert!(output.contains(heading) && output.contains("Kreis Y"));
            assert!(
                !CLAIMS.iter().any(|claim| heading.contains(claim)),
                "{heading}"
            );
            assert!(!heading.contains("publisher"), "{heading}");
        }
    }
}

#[test]
fn what_is_assured_only_for_now_or_on_another_way_is_not_among_the_unaffected() {
    let feed = feed(
        "",
        r#"{ "id": "gas", "kind": "supply", "name": "Gas", "state": "assured", "until": "2026-11-30" },
            { "id": "hilfe", "kind": "payment", "name": "Grundsicherung", "state": "assured",
                "routes": [ { "kind": "phone", "number": "115" } ] },
            { "id": "strom", "kind": "supply", "name": "Fernwärme", "state": "assured" }"#,
    );
    for lang in Lang::ALL {
        let [full, compact, poster] = outputs(&feed, lang, NOON, None);
        let heading = lang.words().unaffected;
        for widget in [full, compact] {
            let names = ["Gas", "Grundsicherung", heading, "Fernwärme"];
            let mut order = places(&widget, &names);
            order[..2].sort_unstable();
            assert_eq!(order, names, "{widget}");
        }
        assert!(!poster.contains(heading), "{poster}");
    }
}

#[test]
fn a_moment_that_is_still_to_come_is_a_preview_and_no_archive() {
    let entry = r#"{ "id": "a", "kind": "service", "name": "Bürgerbüro", "state": "available" }"#;
    let feed = feed("", entry);
    for lang in Lang::ALL {
        let begins = |template: &'static str| template.split('{').next().unwrap();
        let [archive, preview] = [lang.words().archive, lang.words().preview].map(begins);
        for (at, said, unsaid) in [
            ("2026-11-29T12:00:00+01:00", preview, archive),
            ("2026-11-28T09:00:00+01:00", archive, preview),
            (NOON, archive, preview),
        ] {
            for output in outputs(&feed, lang, NOON, Some(at)) {
                assert!(output.contains(said), "{output}");
                assert!(!output.contains(unsaid), "{output}");
            }
        }
    }
}

#[test]
fn a_date_of_knowledge_that_is_still_to_come_is_not_shown() {
    let feed = case("dated-ahead");
    for lang in Lang::ALL {
        // The poster says until when the feed is valid.
        for (output, days) in [(0, &["2026-12-03", "2026-12-05"][..]), (2, &["2026-12-03"])] {
            let output = &outputs(&feed, lang, "2026-11-29T08:00:00+01:00", None)[output];
            for day in days {
                let day = NATIVE.date(lang, Date::parse(day).unwrap(), false);
                assert!(!output.contains(&day), "{day}: {output}");
            }
        }
    }
    let later = &outputs(&feed, Lang::De, "2026-12-05T08:00:00+01:00", None)[0];
    assert!(
        later.contains("Diese Angabe ist vom Samstag, 5. Dezember."),
        "{later}"
    );
}
