//! Ways that are more than one number to call: "we contact you", fax, an extension, several numbers, how to pay.

use super::*;

fn ways(routes: &str) -> Rc<Feed> {
    feed(
        "",
        &format!(
            r#"{{ "id": "a", "kind": "service", "name": "Anträge", "state": "rerouted", "routes": [ {routes} ] }}"#
        ),
    )
}

#[test]
fn fax_is_no_call() {
    use amtsstatus::feed::vocabulary::RouteKind::Fax;
    let fax = ways(
        r#"{ "kind": "fax", "number": "+49 7473 370-129" },
           { "kind": "fax", "number": "+49 7473 370-128", "name": "Ordnungsamt" },
           { "kind": "fax", "number": "+49 7473 370-127", "name": "Fax der Kasse" }"#,
    );
    for lang in Lang::ALL {
        let word = lang.words().route[Fax];
        for output in outputs(&fax, lang, NOON, None) {
            let output = output.replace(['\u{2066}', '\u{2069}'], "");
            for said in [
                format!("{word} 07473 370-129"),
                format!("{word}: Ordnungsamt 07473 370-128"),
                "Fax der Kasse 07473 370-127".to_owned(),
            ] {
                assert!(output.contains(&said), "{lang:?} {said}: {output}");
            }
        }
        for html in html(&fax, lang) {
            let phone = lang.words().route[amtsstatus::feed::vocabulary::RouteKind::Phone];
            assert!(!html.contains("tel:"), "{html}");
            assert!(!html.contains(&format!("aria-label=\"{phone}\"")), "{html}");
            assert!(!html.contains("class=\"poster-number\""), "{html}");
        }
    }
}

#[test]
fn an_extension_is_said_in_every_language_and_not_dialled() {
    use amtsstatus::i18n::fill;
    let feed = ways(r#"{ "kind": "phone", "number": "030 23125-0", "extension": "17" }"#);
    for lang in Lang::ALL {
        let said = fill(lang.words().extension, &[("extension", "17")]);
        for output in outputs(&feed, lang, NOON, None) {
            assert_eq!(output.matches(&said).count(), 1, "{said}: {output}");
        }
        for html in html(&feed, lang) {
            assert!(html.contains("href=\"tel:+4930231250\""), "{html}");
            assert_eq!(html.matches("tel:").count(), 1, "{html}");
            // No page's translator may change it.
            assert!(
                html.contains("<span translate=\"no\" dir=\"ltr\">17<"),
                "{html}"
            );
        }
    }
}

#[test]
fn how_to_pay_is_said_of_entries_and_of_routes_and_unknown_words_as_written() {
    use amtsstatus::feed::vocabulary::PaymentMethod::{Cash, Girocard, Transfer};
    use amtsstatus::i18n::fill;
    let file = r#"{ "version": 1, "id": "x", "seq": 1, "issued": "2026-11-28T08:00:00+01:00",
        "publisher": { "name": "Stadt X", "url": "https://x.example/" }, "entries": [
        { "id": "a", "kind": "service", "name": "A", "state": "limited", "scope": { "payment_methods": ["cash", "Scheck"] },
          "routes": [ { "kind": "counter", "scope": { "payment_methods": ["girocard", "transfer"] } } ] } ] }"#;
    let (feed, problems) = Feed::read(file.as_bytes()).unwrap();
    // The word is a hint only.
    assert_eq!(problems.len(), 1, "{problems:?}");
    let feed = Rc::new(feed);
    for lang in Lang::ALL {
        let words = lang.words();
        let said = |methods: [&str; 2]| {
            let methods = methods.join(words.comma);
            fill(words.payment, &[("methods", &methods)])
        };
        let method = &words.payment_method;
        for output in outputs(&feed, lang, NOON, None) {
            for said in [
                said([method[Cash], "Scheck"]),
                said([method[Girocard], method[Transfer]]),
            ] {
                assert_eq!(output.matches(&said).count(), 1, "{said}: {output}");
            }
        }
    }
}

#[test]
fn a_service_at_several_places_is_said_once_with_the_state_of_each() {
    use amtsstatus::feed::vocabulary::State::{Closed, Open};
    let place = |id: &str, name: &str, state: &str| {
        format!(r#"{{ "id": "{id}", "kind": "facility", "name": "{name}", "state": "{state}" }}"#)
    };
    let places = [
        place("b", "Rathaus", "open"),
        place("c", "Bürgerhaus Nord", "closed"),
        place("d", "Bürgerhaus Ost", "closed"),
    ];
    let feed = feed(
        "",
        &format!(
            r#"{{ "id": "a", "kind": "service", "name": "Bürgerbüro", "state": "limited", "parts": [ {} ] }}"#,
            places.join(",")
        ),
    );
    for lang in Lang::ALL {
        let words = lang.words();
        let (open, closed) = (words.state[Open], words.state[Closed]);
        let comma = words.comma;
        for output in outputs(&feed, lang, NOON, None) {
            let output = output.replace(['\u{2066}', '\u{2069}'], "");
            assert_eq!(output.matches("Bürgerbüro").count(), 1, "{output}");
            for said in [
                format!("Rathaus {open}"),
                format!("Bürgerhaus Nord{comma}Bürgerhaus Ost {closed}"),
            ] {
                assert!(output.contains(&said), "{said}: {output}");
            }
        }
    }
}

#[test]
fn nobody_is_sent_to_a_fax_for_questions() {
    use amtsstatus::search::{contact, reaches};
    let feed = feed(
        r#""lang": "de","#,
        r#"{ "id": "a", "kind": "channel", "name": "Rathaus", "state": "limited", "routes": [
             { "kind": "fax", "number": "+49 7473 370-129" }, { "kind": "e_mail", "email": "rathaus@x.example" } ] }"#,
    );
    let clock = feed.clock(moment(NOON));
    let routes = &feed.entries[0].routes;
    assert!(!reaches(&routes[0], clock) && reaches(&routes[1], clock));
    assert_eq!(contact(&feed, clock), Some(&routes[1]));
}

#[test]
fn we_contact_you_is_a_sentence_behind_the_name() {
    use amtsstatus::feed::vocabulary::RouteKind::Contacted;
    let feed = ways(
        r#"{ "kind": "contacted" }, { "kind": "contacted", "name": "Hochzeiten", "purpose": "neuer Termin" }"#,
    );
    for lang in Lang::ALL {
        let sentence = lang.words().route[Contacted];
        for output in outputs(&feed, lang, NOON, None) {
            assert_eq!(output.matches(sentence).count(), 2, "{output}");
            let named = output.split("Hochzeiten").nth(1).unwrap();
            let named = named.trim_start_matches('\u{2069}');
            assert!(named.starts_with(&format!(": {sentence}")), "{output}");
        }
    }
    // Beside the official address, there is nothing to tap.
    for html in html(&feed, Lang::De) {
        assert!(!html.contains("amts-tap"), "{html}");
    }
}
