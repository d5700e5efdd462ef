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

/// The HTML of the widget and of the poster, since links are no text.
fn html(feed: &Rc<Feed>, lang: Lang) -> [String; 2] {
    let options = ViewOptions {
        lang,
        ..ViewOptions::default()
    };
    [
        snapshot(Rc::clone(feed), options, moment(NOON)),
        poster(feed, lang, moment(NOON), None),
    ]
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
