//! Words beside numbers, dates beside states of two clauses, the kind of a route said once, terms that say the opposite, and
//! ends at midnight.

use amtsstatus::feed::check::examine;
use amtsstatus::feed::vocabulary::{State, Vocabulary as _};
use amtsstatus::i18n::{Lang, clock_time, fill};

use super::{NOON, case, feed, moment, outputs};

/// An entry with these fields.
fn entry(fields: &str) -> String {
    format!(r#"{{ "id": "a", "kind": "service", "name": "Wohngeld", {fields} }}"#)
}

/// The outputs in German of a feed with one entry.
fn german(fields: &str) -> [String; 3] {
    outputs(&feed("", &entry(fields)), Lang::De, NOON, None)
}

#[test]
fn words_behind_a_number_stand_beside_it() {
    for (number, shown, words) in [
        (
            "07473 370-121 (gebührenfrei)",
            "07473 370-121",
            "(gebührenfrei)",
        ),
        ("030 23125-100, Frau Muster", "030 23125-100", "Frau Muster"),
        ("115 (Mo-Fr 8-18 Uhr)", "115", "(Mo-Fr 8-18 Uhr)"),
    ] {
        let routes = format!(
            r#""state": "limited", "routes": [ {{ "kind": "phone", "number": "{number}" }} ]"#
        );
        let [widget, _, poster] = german(&routes);
        for output in [widget, poster] {
            let text = format!("{shown} {words}");
            assert!(output.contains(&text), "{text}: {output}");
        }
        let problems = examine(&feed("", &entry(&routes)), moment(NOON));
        let told = problems
            .iter()
            .any(|problem| format!("{:?}", problem.fault).starts_with("WordsBesideNumber"));
        assert!(told, "{number}: {problems:?}");
    }
}

/// The case has an unknown kind, `telefon`, with a number. The icon of the number has a name for screen readers only where no
/// word says what it is.
#[test]
fn an_unknown_kind_is_said_once() {
    use amtsstatus::components::ViewOptions;
    use amtsstatus::render::poster::poster;
    use amtsstatus::render::snapshot;

    let feed = case("mistakes");
    for lang in Lang::ALL {
        let options = ViewOptions {
            lang,
            ..ViewOptions::default()
        };
        let widget = snapshot(std::rc::Rc::clone(&feed), options, moment(NOON));
        for html in [widget, poster(&feed, lang, moment(NOON), None)] {
            let at = html.find(">telefon<").unwrap();
            let begins = html[..at].rfind("<li").unwrap();
            let route = html[begins..].split("</li>").next().unwrap();
            assert!(route.contains("030 23125-1"), "{route}");
            assert!(!route.contains("aria-label"), "{route}");
        }
    }
    let [widget, ..] = outputs(&feed, Lang::De, NOON, None);
    assert!(widget.contains("telefon 030 23125-1"), "{widget}");
}

#[test]
fn a_name_says_its_kind_by_a_whole_word() {
    let of = |name: &str| {
        german(&format!(
            r#""state": "limited", "routes": [ {{ "kind": "app", "name": "{name}", "place": "im Store" }} ]"#
        ))
    };
    let [widget, _, poster] = of("Stadtmappe");
    for output in [widget, poster] {
        assert!(output.contains("App: Stadtmappe"), "{output}");
    }
    let [widget, _, poster] = of("Bürger-App");
    for output in [widget, poster] {
        assert!(!output.contains("App: Bürger-App"), "{output}");
    }
}

#[test]
fn a_term_that_says_the_opposite_does_not_replace_the_word() {
    for (term, shown) in [
        ("nicht verfügbar", "verfügbar, „nicht verfügbar“"),
        ("nicht mehr verfügbar", "verfügbar, „nicht mehr verfügbar“"),
        ("unverfügbar", "verfügbar, „unverfügbar“"),
    ] {
        let [widget, _, _] = german(&format!(r#""state": "available", "term": "{term}""#));
        assert!(widget.contains(shown), "{shown}: {widget}");
    }
    let [widget, ..] = german(r#""state": "available", "term": "Voll verfügbar""#);
    assert!(widget.contains("Voll verfügbar"), "{widget}");
    assert!(!widget.contains('„'), "{widget}");
}

#[test]
fn what_ends_at_midnight_ends_at_24_of_the_day_before() {
    let midnight = "2026-12-20T00:00:00+01:00";
    let fields = format!(r#""valid_until": "{midnight}","#);
    let down = |fields: &str| entry(&format!(r#""state": "down", {fields}"#));
    let until = down(&format!(r#""until": "{midnight}""#));
    for lang in Lang::ALL {
        let [widget, _, poster] = outputs(&feed(&fields, &until), lang, NOON, None);
        for output in [&widget, &poster] {
            let [end, start] = [24 * 60, 0].map(|minutes| {
                let time = clock_time(lang, minutes);
                let time = fill(lang.words().clock_time, &[("time", &time)]);
                format!("{}{time}", lang.words().comma)
            });
            assert!(output.contains(&end), "{lang:?}: {output}");
            assert!(!output.contains(&start), "{lang:?}: {output}");
        }
    }
    let [widget, _, poster] = outputs(&feed(&fields, &until), Lang::De, NOON, None);
    let day = "Samstag, 19. Dezember";
    assert!(widget.contains(&format!("bis {day}, 24 Uhr")), "{widget}");
    assert!(
        poster.contains(&format!("Gilt bis {day} 2026, 24 Uhr")),
        "{poster}"
    );

    // It has ended, as entry and as feed.
    let later = "2026-12-21T12:00:00+01:00";
    for output in outputs(&feed(&fields, &until), Lang::De, later, None) {
        assert!(output.contains("19. Dezember 2026, 24 Uhr"), "{output}");
        assert!(!output.contains("20. Dezember"), "{output}");
    }
    // Within one day, and over several.
    let from = |from: &str| {
        let times = format!(r#""from": "{from}", "until": "{midnight}""#);
        let [widget, ..] = outputs(&feed("", &down(&times)), Lang::De, NOON, None);
        widget
    };
    let one = from("2026-12-19T18:00:00+01:00");
    assert!(
        one.contains("Samstag, 19. Dezember, 18 bis 24 Uhr"),
        "{one}"
    );
    // A beginning at midnight is one of its own day.
    let several = from("2026-12-18T00:00:00+01:00");
    assert!(
        several.contains("Freitag, 18. Dezember, 0 Uhr"),
        "{several}"
    );
    assert!(
        several.contains("Samstag, 19. Dezember, 24 Uhr"),
        "{several}"
    );
}

#[test]
fn a_date_stands_apart_from_a_state_of_two_clauses() {
    let down =
        r#""parts": [ { "id": "b", "kind": "service", "name": "Anträge", "state": "down" } ]"#;
    for (fields, said) in [
        (
            r#""state": "deferred", "from": "2026-11-16""#,
            "Annahme möglich, Bearbeitung später; gilt seit Montag, 16. November",
        ),
        (
            r#""state": "deferred", "from": "2026-12-01""#,
            "angekündigt: Annahme möglich, Bearbeitung später; gilt ab Dienstag, 1. Dezember",
        ),
        (
            r#""state": "catching_up", "until": "2026-12-04""#,
            "wieder möglich, mit längerer Wartezeit; gilt bis Freitag, 4. Dezember",
        ),
        (
            &format!(r#""state": "available", "until": "2026-12-04", {down}"#),
            "verfügbar, mit Ausnahmen; gilt bis Freitag, 4. Dezember",
        ),
        (
            r#""state": "deferred", "until": "2026-11-27""#,
            "Annahme möglich, Bearbeitung später; gilt bis Freitag, 27. November, danach keine Angabe",
        ),
        // An open end and a single day are clear without it.
        (
            r#""state": "deferred", "until": "open""#,
            "Annahme möglich, Bearbeitung später bis auf Weiteres",
        ),
        (
            r#""state": "deferred", "from": "2026-11-28", "until": "2026-11-28""#,
            "Annahme möglich, Bearbeitung später, Samstag, 28. November",
        ),
        (
            r#""state": "deferred", "from": "2026-11-28T11:00:00+01:00", "until": "2026-11-28T14:00:00+01:00""#,
            "Annahme möglich, Bearbeitung später, Samstag, 28. November, 11 bis 14 Uhr",
        ),
        (
            r#""state": "limited", "from": "2026-11-16""#,
            "eingeschränkt seit Montag, 16. November",
        ),
    ] {
        for output in german(fields) {
            assert!(output.contains(said), "{said}: {output}");
        }
    }
    // The days of an event are when it takes place.
    let event = r#"{ "id": "a", "kind": "event", "name": "Markt", "state": "takes_place", "from": "2026-11-27",
        "until": "2026-11-29", "parts": [ { "id": "b", "kind": "event", "name": "Umzug", "state": "cancelled" } ] }"#;
    for output in outputs(&feed("", event), Lang::De, NOON, None) {
        assert!(
            output.contains("mit Ausnahmen von Freitag, 27. November"),
            "{output}"
        );
    }
    let simple = r#""state": "available", "intermittent": true, "from": "2026-11-16""#;
    for output in outputs(&feed("", &entry(simple)), Lang::DeSimple, NOON, None) {
        let said = "möglich, aber nicht immer; gilt seit Montag, 16. November";
        assert!(output.contains(said), "{output}");
    }
    // So it is with every word that has two clauses in some language.
    for lang in Lang::ALL {
        let words = lang.words();
        for state in State::ALL.iter().copied() {
            let word = words.state[state];
            if word.contains(words.comma) {
                let said = words.holds_apart.replace("{state}", word);
                let fields = format!(r#""state": "{}", "from": "2026-11-16""#, state.name());
                for output in outputs(&feed("", &entry(&fields)), lang, NOON, None) {
                    assert!(output.contains(&said), "{said}: {output}");
                }
            }
        }
    }
}
