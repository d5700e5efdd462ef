//! Numbers and addresses: what is shown is what is dialled.

use std::rc::Rc;

use amtsstatus::components::{View, ViewOptions};
use amtsstatus::feed::Feed;
use amtsstatus::feed::check::examine;
use amtsstatus::feed::contact::{COUNTRIES, Phone};
use amtsstatus::feed::scalar::Country;
use amtsstatus::i18n::Lang;
use amtsstatus::render::poster::poster;
use amtsstatus::render::snapshot;

use super::{NOON, case, case_file, feed, moment, outputs, unfolded};

/// The whole widget, the compact one and the poster, each in every language, as HTML.
fn html(feed: &Rc<Feed>) -> Vec<String> {
    let now = moment(NOON);
    let widget = |lang, view| {
        let options = ViewOptions {
            lang,
            view,
            ..ViewOptions::default()
        };
        unfolded(&snapshot(Rc::clone(feed), options, now))
    };
    let of = |lang: &Lang| {
        [
            widget(*lang, View::Full),
            widget(*lang, View::Compact),
            poster(feed, *lang, now, None),
        ]
    };
    Lang::ALL.iter().flat_map(of).collect()
}

/// The targets and the texts of the links of one scheme.
fn links(html: &str, scheme: &str) -> Vec<(String, String)> {
    let links = html.split("href=\"").skip(1);
    let links = links.filter(|link| link.starts_with(scheme));
    let links = links.map(|link| {
        let (target, rest) = link.split_once('"').unwrap();
        let (_, content) = rest.split_once('>').unwrap();
        let (content, _) = content.split_once("</a>").unwrap();
        (target.to_owned(), super::text(content).trim().to_owned())
    });
    links.collect()
}

/// Holds that each output dials exactly these numbers, each under its own text.
#[track_caller]
fn dials(feed: &Rc<Feed>, expected: &[(&str, &str)]) {
    for html in html(feed) {
        let found = links(&html, "tel:");
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (target, text) in expected {
            // The icon before the number has a name for screen readers.
            let fits = |link: &&(String, String)| link.0 == *target && link.1.ends_with(text);
            assert!(found.iter().any(|link| fits(&link)), "{text}: {found:?}");
        }
    }
}

/// The case with this country.
fn in_country(name: &str, country: &str) -> Rc<Feed> {
    let file = String::from_utf8(case_file(name)).unwrap();
    let named = format!(r#""publisher": {{ "country": "{country}","#);
    let file = file.replacen(r#""publisher": {"#, &named, 1);
    let (feed, problems) = Feed::read(file.as_bytes()).unwrap();
    assert_eq!(problems, []);
    Rc::new(feed)
}

/// What `check` finds about numbers and addresses.
fn hints(feed: &Feed) -> Vec<String> {
    let problems = examine(feed, moment(NOON));
    let fields = ["number", "url", "email"];
    let problems = problems.iter().filter(|problem| {
        let at = amtsstatus::feed::problem::path(&problem.at);
        fields.iter().any(|field| at.ends_with(field))
    });
    problems
        .map(|problem| format!("{:?}", problem.fault))
        .collect()
}

#[test]
fn numbers_of_great_britain_are_dialled_there_and_nowhere_else() {
    let named = in_country("country-gb", "GB");
    dials(
        &named,
        &[("tel:+442079460300", "020 7946 0300"), ("tel:999", "999")],
    );
    assert_eq!(hints(&named), [""; 0]);

    let unnamed = case("country-gb");
    dials(&unnamed, &[]);
    for output in outputs(&unnamed, Lang::En, NOON, None) {
        assert!(output.contains("020 7946 0300"), "{output}");
    }
    assert_eq!(
        hints(&unnamed),
        ["OtherCountry([GB])", "OtherCountry([GB])"]
    );
}

#[test]
fn numbers_of_austria_are_dialled_there_and_nowhere_else() {
    let named = in_country("country-at", "AT");
    dials(
        &named,
        &[("tel:+435023125100", "050 23125-100"), ("tel:122", "122")],
    );
    assert_eq!(hints(&named), [""; 0]);

    let unnamed = case("country-at");
    dials(&unnamed, &[]);
    assert_eq!(
        hints(&unnamed),
        ["OtherCountry([AT])", "OtherCountry([AT])"]
    );
}

/// Documentation and program name the same countries, and each number in the table is dialled in its country.
#[test]
fn the_table_of_countries_is_true() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/feed.md");
    let page = std::fs::read_to_string(page).unwrap();
    let (_, table) = page.split_once("| `country` |").unwrap();
    let (table, _) = table.split_once("\n\n").unwrap();
    let mut named = Vec::new();
    for row in table.lines().skip(2) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let [_, codes, national, short, _] = cells[..] else {
            panic!("{row}");
        };
        for code in codes.split(", ").map(|code| code.trim_matches('`')) {
            let country = Country::parse(code).unwrap();
            let dialled = |number: &str| Phone::parse(number, country).is_some();
            assert!(dialled(national.trim_matches('`')), "{row}");
            for number in short.replace(" und andere mit 116", "").split(", ") {
                assert!(dialled(&number.replace('x', "7")), "{number} in {code}");
            }
            named.push(code);
        }
    }
    assert_eq!(named, COUNTRIES);
}

#[test]
fn a_country_is_named_by_its_code() {
    let file = String::from_utf8(case_file("country-at")).unwrap();
    let named = r#""publisher": { "country": "at","#;
    let file = file.replacen(r#""publisher": {"#, named, 1);
    let problems = Feed::read(file.as_bytes()).unwrap_err();
    let faults: Vec<String> = problems
        .iter()
        .map(|problem| format!("{:?}", problem.fault))
        .collect();
    assert_eq!(faults, ["Expected(Country)"]);
}

#[test]
fn where_no_rules_are_known_only_international_numbers_are_links() {
    let routes = r#"{ "id": "a", "kind": "service", "name": "A", "state": "limited", "routes": [
        { "kind": "phone", "number": "01 42 34 56 78" }, { "kind": "phone", "number": "112" },
        { "kind": "phone", "number": "+49 7473 370-121" } ] }"#;
    let mut france = (*feed("", routes)).clone();
    france.publisher.country = Country::parse("FR");
    dials(
        &Rc::new(france),
        &[("tel:+497473370121", "+49 7473 370-121")],
    );
}

#[test]
fn two_numbers_in_one_field_are_no_third_one() {
    let feed = case("two-numbers");
    dials(&feed, &[("tel:+4930231250", "030 23125-0")]);
    let [widget, _, poster] = outputs(&feed, Lang::De, NOON, None);
    for output in [widget, poster] {
        for shown in [
            "030 2312511/12",
            "+49 0 30 2312511",
            "030 23125-0 Nebenstelle 17",
        ] {
            assert!(output.contains(shown), "{shown}: {output}");
        }
    }
    assert_eq!(
        hints(&feed),
        [
            r#"SeveralNumbers(["030 2312511", "030 2312512"])"#,
            "NotDialable(DE)",
            r#"Extension("030 23125-0")"#
        ]
    );
}

#[test]
fn digits_of_other_scripts_are_shown_as_they_are_written() {
    let feed = feed(
        "",
        r#"{ "id": "a", "kind": "service", "name": "A", "state": "limited", "routes": [
            { "kind": "phone", "number": "٠٧٤٧٣ ٣٧٠-١٢١" } ] }"#,
    );
    dials(&feed, &[]);
    let [widget, _, poster] = outputs(&feed, Lang::Ar, NOON, None);
    assert!(widget.contains("٠٧٤٧٣ ٣٧٠-١٢١") && poster.contains("٠٧٤٧٣ ٣٧٠-١٢١"));
    assert_eq!(hints(&feed), ["NotDialable(DE)"]);
}

#[test]
fn a_number_that_cannot_be_used_is_no_link_and_reads_the_same() {
    let feed = feed(
        "",
        r#"{ "id": "a", "kind": "service", "name": "A", "state": "limited", "routes": [
            { "kind": "phone", "number": "+49 30 23125, App. 17", "state": "down" } ] }"#,
    );
    dials(&feed, &[]);
    for output in outputs(&feed, Lang::De, NOON, None) {
        assert!(output.contains("030 23125 App. 17"), "{output}");
    }
}

#[test]
fn an_umlaut_in_an_address_and_a_scheme_in_capitals_are_links() {
    let feed = case("addresses");
    for html in html(&feed) {
        let mail = links(&html, "mailto:");
        let umlaut = ("mailto:rathaus@müllheim.de", "rathaus@müllheim.de");
        assert_eq!(mail, [(umlaut.0.to_owned(), umlaut.1.to_owned())]);
        let web: Vec<String> = ["https:", "HTTPS:"]
            .iter()
            .flat_map(|scheme| links(&html, scheme))
            .map(|(target, text)| format!("{target} {}", text.trim_start_matches("www.")))
            .collect();
        assert!(
            web.contains(&"https://www.müllheim.de/ müllheim.de".to_owned()),
            "{web:?}"
        );
        assert!(
            web.contains(&"HTTPS://www.musterstadt.example/ musterstadt.example".to_owned()),
            "{web:?}"
        );
    }
    // The third has "mailto:", for which there is a proposal.
    assert_eq!(hints(&feed), ["NoLink"]);
}
