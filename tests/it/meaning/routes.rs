//! What a route is, is a word; the publisher's words need no bending; numbers keep their order in any direction.

use super::*;

/// The widget's HTML, since what is read aloud stands in attributes too.
fn html(feed: &Rc<Feed>, lang: Lang) -> String {
    let options = ViewOptions {
        lang,
        ..ViewOptions::default()
    };
    unfolded(&snapshot(Rc::clone(feed), options, moment(NOON)))
}

fn routes(routes: &str) -> Rc<Feed> {
    feed(
        "",
        &format!(
            r#"{{ "id": "a", "kind": "service", "name": "Anträge", "state": "rerouted", "routes": [ {routes} ] }}"#
        ),
    )
}

/// The text without the marks that only order it.
fn unmarked(text: &str) -> String {
    text.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "")
}

#[test]
fn three_routes_of_one_name_differ_in_words() {
    use amtsstatus::feed::vocabulary::RouteKind::{Counter, DropOff, Post};
    let feed = case("route-words");
    for lang in Lang::ALL {
        for output in outputs(&feed, lang, NOON, None) {
            for kind in [Counter, DropOff, Post] {
                let said = format!("{}: Stadthaus", lang.words().route[kind]);
                assert_eq!(output.matches(&said).count(), 1, "{said}: {output}");
            }
        }
    }
}

#[test]
fn a_number_is_called_telephone_and_a_web_address_is_not() {
    let html = html(&case("route-words"), Lang::De);
    assert_eq!(
        text(&html)
            .matches("andere Behörde: Amt Nachbardorf")
            .count(),
        1
    );
    let links: Vec<&str> = html.split("<a ").skip(1).collect();
    let telephone = "<span class=\"amts-heard\">Telefon\u{a0}</span>";
    for link in links {
        let (link, _) = link.split_once("</a>").unwrap();
        assert_eq!(
            link.contains(telephone),
            link.contains("href=\"tel:"),
            "{link}"
        );
    }
    // The neighbour's number and the last one: no word for them stands there a second time.
    assert_eq!(html.matches("Telefon").count(), 2, "{html}");
}

#[test]
fn a_list_of_numbers_on_the_web_is_a_web_page() {
    let feed = routes(
        r#"{ "kind": "phone", "name": "Liste der Ansprechpersonen", "url": "https://x.example/liste" }"#,
    );
    let said = "im Internet: Liste der Ansprechpersonen";
    let html = html(&feed, Lang::De);
    assert!(text(&html).contains(said), "{html}");
    assert!(!html.contains("Telefon"), "{html}");
    let poster = &outputs(&feed, Lang::De, NOON, None)[2];
    // There the address itself says that it is one.
    assert!(
        poster.contains("Liste der Ansprechpersonen x.example/liste"),
        "{poster}"
    );
}

#[test]
fn what_says_itself_is_not_said_twice() {
    let feed = routes(
        r#"{ "kind": "phone", "number": "+49 7473 370-121" },
           { "kind": "phone", "name": "Bürgertelefon", "number": "+49 7473 370-122" },
           { "kind": "phone", "name": "Servicetelefon" },
           { "kind": "e_mail", "name": "Rathaus", "email": "rathaus@x.example" },
           { "kind": "website", "name": "www.x.example/hilfe", "url": "https://www.x.example/hilfe/" },
           { "kind": "drop_off", "name": "Briefkasten am Rathaus" }"#,
    );
    for output in outputs(&feed, Lang::De, NOON, None) {
        for once in [
            "Servicetelefon",
            "Bürgertelefon",
            "rathaus@x.example",
            "x.example/hilfe",
            "Briefkasten",
        ] {
            assert_eq!(output.matches(once).count(), 1, "{once}: {output}");
        }
        for word in ["Telefon:", "E-Mail", "im Internet", "Briefkasten:"] {
            assert!(!output.contains(word), "{word}: {output}");
        }
    }
}

#[test]
fn a_kind_is_said_where_no_name_and_no_address_says_it() {
    let feed = routes(
        r#"{ "kind": "neighbour", "number": "+49 7473 370-121" },
           { "kind": "app", "url": "https://app.example/" },
           { "kind": "website", "name": "Formular", "url": "https://x.example/f" },
           { "kind": "automatic", "name": "Verlängerung" },
           { "kind": "phone", "name": "Alte Zentrale", "number": "+49 7473 99", "wrong": true },
           { "kind": "brieftaube", "name": "Turm" }"#
            .replace("brieftaube", "later")
            .as_str(),
    );
    let [widget, compact, poster] = outputs(&feed, Lang::De, NOON, None);
    for output in [&widget, &compact, &poster] {
        for said in [
            "andere Behörde",
            "App",
            "Verlängerung: Sie müssen nichts tun.",
            "Turm: Versuchen Sie es später noch einmal.",
        ] {
            assert_eq!(output.matches(said).count(), 1, "{said}: {output}");
        }
    }
    assert!(widget.contains("im Internet: Formular"), "{widget}");
    assert!(
        widget.contains("Bitte nicht nutzen: Telefon: Alte Zentrale 07473 99"),
        "{widget}"
    );
    assert!(poster.contains("Formular x.example/f"), "{poster}");
}

#[test]
fn no_icon_has_a_name_since_its_word_stands_beside_it() {
    let feed = case("route-words");
    let html = html(&feed, Lang::De);
    assert!(!html.contains("role=\"img\""), "{html}");
    assert_eq!(
        html.matches("<svg").count(),
        html.matches("<svg aria-hidden=\"true\"").count()
    );
}

#[test]
fn the_publishers_words_stand_behind_a_colon() {
    let feed = feed(
        r#""incident": { "title": "X", "origin": "provider", "provider": "Der Dienstleister" },"#,
        r#"{ "id": "a", "kind": "service", "name": "A", "state": "limited",
             "scope": { "residents_of": [ "Die Schweiz", "Der Norden" ], "audience": "Alle Kinder" },
             "source": { "name": "Die Polizei" }, "responsible": "Das Amt",
             "routes": [ { "kind": "counter", "name": "B", "purpose": "Unterlagen noch einmal schicken",
                           "replaces": "unser Bürgerbüro" } ],
             "parts": [ { "id": "b", "kind": "service", "name": "C", "state": "limited" } ] }"#,
    );
    for lang in Lang::ALL {
        for (output, is_poster) in outputs(&feed, lang, NOON, None)
            .iter()
            .zip([false, false, true])
        {
            for words in [
                "Der Dienstleister",
                "Die Schweiz",
                "Alle Kinder",
                "Die Polizei",
                "Das Amt",
                "Unterlagen noch einmal schicken",
                "unser Bürgerbüro",
            ] {
                // The poster does not tell of the incident.
                let Some((before, _)) = unmarked(output)
                    .split_once(words)
                    .map(|(a, _)| (a.to_owned(), ()))
                else {
                    assert!(
                        is_poster && words == "Der Dienstleister",
                        "{words}: {output}"
                    );
                    continue;
                };
                let tail: String = before.chars().rev().take(30).collect();
                assert!(before.ends_with(": "), "{lang:?} {words}: {tail}");
            }
        }
    }
}

#[test]
fn german_says_what_a_route_is_for_and_what_it_stands_in_for() {
    let feed = case("route-words");
    for output in outputs(&feed, Lang::De, NOON, None) {
        assert!(
            output.contains("Wofür: Unterlagen noch einmal schicken"),
            "{output}"
        );
        assert!(output.contains("Ersatz für: unser Bürgerbüro"), "{output}");
    }
}

/// A verb that agrees with one thing does not fit several, and the other way round: "Hochzeiten findet statt".
#[test]
fn no_state_of_german_is_a_verb() {
    for lang in [Lang::De, Lang::DeSimple] {
        for (state, word) in lang.words().state.iter() {
            for verb in [
                "findet",
                "fällt",
                "wird",
                "bleibt gewahrt",
                "entfällt",
                "dauert",
                "funktioniert",
                "geht",
                "macht",
                "gilt",
            ] {
                assert!(
                    !word.split(' ').any(|part| part == verb),
                    "{lang:?} {state:?}: {word}"
                );
            }
        }
    }
    for output in outputs(&case("route-words"), Lang::De, NOON, None) {
        assert!(output.contains("aufgehoben"), "{output}");
        assert!(
            !output.contains("findet statt") && !output.contains("entfällt"),
            "{output}"
        );
    }
}

#[test]
fn numbers_in_arabic_texts_are_isolated_with_any_separator() {
    let feed = case("arabic-numbers");
    for output in outputs(&feed, Lang::Ar, NOON, None) {
        for number in [
            "07473 370 121",
            "07473 370-121",
            "07473\u{a0}370\u{a0}121",
            "07473\u{a0}370-121",
            "+49 7473 370-121",
            "08:00-12:00",
            "24.12.2026",
            "07473/370121",
        ] {
            assert!(
                output.contains(&format!("\u{2066}{number}\u{2069}")),
                "{number}: {output}"
            );
        }
        // What the author has marked stays marked.
        assert!(
            output.contains("\u{200e}\u{2066}07473 370-121\u{2069}\u{200e}"),
            "{output}"
        );
        assert!(
            output.contains("\u{2066}\u{2066}07473 370-121\u{2069}\u{2069}"),
            "{output}"
        );
        assert_eq!(
            output.matches('\u{2066}').count(),
            output.matches('\u{2069}').count()
        );
    }
    for output in outputs(&feed, Lang::De, NOON, None) {
        // Only the author's own.
        assert_eq!(output.matches('\u{2066}').count(), 1, "{output}");
    }
}

#[test]
fn a_number_to_call_has_its_own_direction_everywhere() {
    let feed = routes(
        r#"{ "kind": "phone", "number": "+49 7473 370-121" },
           { "kind": "phone", "number": "+49 7473 370-122", "state": "down" },
           { "kind": "phone", "number": "Apparat 12-13" }"#,
    );
    let at = moment(NOON);
    for html in [html(&feed, Lang::Ar), poster(&feed, Lang::Ar, at, None)] {
        for number in ["07473 370-121", "07473 370-122", "Apparat 12-13"] {
            assert_eq!(html.matches(number).count(), 1, "{html}");
            assert!(html.contains(&format!("dir=\"ltr\">{number}<")), "{html}");
        }
    }
}

#[test]
fn a_german_headline_in_arabic_is_one_line_in_its_own_direction() {
    let feed = case("urgent-compact");
    let options = ViewOptions {
        lang: Lang::Ar,
        view: View::Compact,
        ..ViewOptions::default()
    };
    let compact = snapshot(Rc::clone(&feed), options.clone(), moment(NOON));
    assert!(
        compact.contains("<strong dir=\"auto\"><span lang=\"de\" dir=\"ltr\">Stadt Musterstadt"),
        "{compact}"
    );
    // The name of a part of the page is an attribute, where no element can give it a direction.
    let name = "aria-label=\"الوضع الحالي: \u{2066}Stadt Musterstadt\u{2069}\"";
    assert!(compact.contains(name), "{compact}");
    let paper = poster(&feed, Lang::Ar, moment(NOON), None);
    assert!(paper.contains("<h1 dir=\"auto\">"), "{paper}");
    let title =
        "<title>\u{2068}\u{2066}Stadt Musterstadt\u{2069}: \u{2066}IT-Ausfall\u{2069}\u{2069} · ";
    assert!(paper.contains(title), "{paper}");
    let german = poster(&feed, Lang::De, moment(NOON), None);
    assert!(
        german.contains("<title>Stadt Musterstadt: IT-Ausfall · "),
        "{german}"
    );
    assert!(german.contains("<h1>"), "{german}");
}

#[test]
fn german_names_in_an_arabic_list_are_isolated() {
    let feed = feed(
        "",
        r#"{ "id": "a", "kind": "service", "name": "A", "state": "available", "parts": [
             { "id": "b", "kind": "service", "name": "Pass 1-2", "state": "available" },
             { "id": "c", "kind": "service", "name": "Ausweis", "state": "available" } ] }"#,
    );
    let paper = &outputs(&feed, Lang::Ar, NOON, None)[2];
    let names = "\u{2066}Pass 1-2\u{2069} و\u{2066}Ausweis\u{2069}";
    assert!(
        paper.contains(names)
            || paper.contains("\u{2066}Pass 1-2\u{2069} و \u{2066}Ausweis\u{2069}"),
        "{paper}"
    );
}
