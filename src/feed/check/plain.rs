//! Plain text: markup that would be shown as it stands, and numbers and addresses in a text, where nobody can tap them.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::feed::contact::Phone;
use crate::feed::problem::Fault;
use crate::feed::scalar::Country;
use crate::feed::text::Text;
use crate::feed::{Entry, Feed, Route};

/// Elements of HTML that editors and word processors write. Anything else in angle brackets may be meant so.
const ELEMENTS: [&str; 26] = [
    "a", "b", "br", "center", "div", "em", "font", "h1", "h2", "h3", "h4", "hr", "i", "img", "li",
    "ol", "p", "script", "small", "span", "strong", "table", "td", "tr", "u", "ul",
];

/// The longest tag that is looked for, in bytes.
const LONGEST_TAG: usize = 300;

/// The numbers and addresses of all routes: what a text repeats of them can be tapped there.
pub(super) struct Known {
    country: Country,
    ways: BTreeSet<String>,
}

impl Known {
    /// Collects them.
    pub(super) fn of(feed: &Feed) -> Self {
        let country = feed.country();
        let mut known = BTreeSet::from([address(&feed.publisher.url)]);
        known.extend(feed.publisher.address().map(address));
        let mut add = |routes: &[Route]| {
            for route in routes {
                known.extend(
                    route
                        .number
                        .as_deref()
                        .and_then(|number| dialled(number, country)),
                );
                let addresses = [&route.url, &route.email];
                known.extend(addresses.into_iter().flatten().map(|it| address(it)));
            }
        };
        add(&feed.publisher.channels);
        let mut entries: Vec<&Rc<Entry>> = feed.entries.iter().collect();
        while let Some(entry) = entries.pop() {
            add(&entry.routes);
            entries.extend(&entry.parts);
        }
        let ways = known;
        Self { country, ways }
    }

    /// Tells whether a number can be tapped somewhere, however it is written there.
    fn has_number(&self, number: &str) -> bool {
        let link = dialled(number, self.country);
        link.is_some_and(|link| self.ways.contains(&link))
    }
}

/// Returns what is not plain in any version of a text, each piece once.
pub(super) fn faults(text: &Text, known: &Known) -> Vec<Fault> {
    let mut faults = Vec::new();
    for version in text.all() {
        let pieces = markup(version).map(|piece| Fault::Markup(piece.to_owned()));
        let numbers = numbers(version, known.country).into_iter();
        let numbers = numbers.filter(|number| !known.has_number(number));
        let addresses = addresses(version);
        let addresses = addresses.filter(|found| !known.ways.contains(&address(found)));
        let found = pieces
            .chain(numbers.map(Fault::NumberInText))
            .chain(addresses.map(|found| Fault::AddressInText(found.to_owned())));
        for fault in found {
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
    }
    faults
}

/// Returns the pieces of markup: `<br>`, `&uuml;`, `**`.
fn markup(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.match_indices(['<', '&']);
    let pieces = pieces.filter_map(|(at, begins)| match begins {
        "<" => tag(&text[at..]),
        _ => entity(&text[at..]),
    });
    pieces.chain((text.matches("**").count() > 1).then_some("**"))
}

fn tag(text: &str) -> Option<&str> {
    let end = text
        .bytes()
        .take(LONGEST_TAG)
        .position(|byte| byte == b'>')?;
    let inside = text[1..end].trim_start_matches('/');
    let name = inside.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let name = name.to_ascii_lowercase();
    ELEMENTS.contains(&name.as_str()).then(|| &text[..=end])
}

fn entity(text: &str) -> Option<&str> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let numeric = name.strip_prefix('#');
    let plain = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (plain(numeric.unwrap_or(name)) && name.len() > 1).then(|| &text[..=end])
}

/// Returns the telephone numbers: what can be dialled, begins with 0 or + and has 7 to 15 digits. Neither days nor hours nor
/// bank accounts do. In North America numbers begin with any digit, and are known by their groups.
pub fn numbers(text: &str, country: Country) -> Vec<String> {
    let north_american = ["US", "CA"].contains(&country.as_str());
    let part = |char: char| char.is_ascii_digit() || " +-–/()\u{a0}\u{202f}".contains(char);
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(part) {
        let before = rest[..start].chars().next_back();
        let run = &rest[start..];
        let end = run.find(|char| !part(char)).unwrap_or(run.len());
        let (run, after) = run.split_at(end);
        let number = run.trim_matches(|char: char| !char.is_ascii_digit() && char != '+');
        // "DE12 0034 …", "Az. 3/0123": something else begins before it.
        let begins = !before.is_some_and(char::is_alphanumeric) || !run.starts_with(number);
        let other = is_of_something_else(&text[..text.len() - rest.len() + start]);
        let count = number.bytes().filter(u8::is_ascii_digit).count();
        let open = match number.contains(')') && !number.contains('(') {
            true => "(",
            false => "",
        };
        let whole = [open, number].concat();
        let phone = Phone::parse(&whole, country);
        let looks = number.starts_with(['0', '+'])
            || north_american && phone.as_ref().is_some_and(|phone| phone.grouped);
        if begins && !other && looks && phone.is_some() && (7..=15).contains(&count) {
            found.push(whole);
        }
        rest = after;
    }
    found
}

/// Tells whether the words before a number name something else than a telephone: "Aktenzeichen", "Konto-Nr.", "Raum".
fn is_of_something_else(before: &str) -> bool {
    const BEGINNINGS: [&str; 25] = [
        "aktenz",
        "az",
        "geschäftsz",
        "gz",
        "zeichen",
        "kassenz",
        "buchungsz",
        "konto",
        "kto",
        "iban",
        "steuer",
        "kunden",
        "kund",
        "vorgang",
        "rechnung",
        "vertrag",
        "bescheid",
        "raum",
        "zimmer",
        "account",
        "reference",
        "ref",
        "case",
        "room",
        "invoice",
    ];
    // Words that stand between such a name and its number: "Vorgang Nr. 0711 123456".
    const BETWEEN: [&str; 8] = [
        "nr", "nummer", "no", "number", "lautet", "ist", "is", "code",
    ];
    let words = before.split(|char: char| !char.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty()).rev();
    let mut words = words.map(str::to_lowercase);
    let named = words.find(|word| !BETWEEN.contains(&word.as_str()));
    named.is_some_and(|word| match word.len() {
        // "AZ" and "GZ" are whole words.
        0..=3 => BEGINNINGS.contains(&word.as_str()),
        _ => BEGINNINGS
            .iter()
            .any(|known| known.len() > 3 && word.starts_with(known)),
    })
}

/// Returns the web and mail addresses of a text.
pub(super) fn addresses(text: &str) -> impl Iterator<Item = &str> {
    let ends = |char: char| char.is_whitespace() || "<>()[]\"„“”«»,;".contains(char);
    let words = text.split(ends);
    let words = words.map(|word| word.trim_end_matches(['.', ':', '!', '?']));
    words.filter(|word| is_web(word) || is_mail(word))
}

fn is_web(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let mut starts = ["https://", "http://", "www."].into_iter();
    starts.any(|start| {
        let rest = lower.strip_prefix(start);
        rest.is_some_and(|rest| rest.contains('.') && rest.len() > 3)
    })
}

fn is_mail(word: &str) -> bool {
    let parts = word.split_once('@');
    parts.is_some_and(|(name, domain)| {
        !name.is_empty() && domain.split('.').count() > 1 && !domain.split('.').any(str::is_empty)
    })
}

/// Returns the link by which two ways to write a number are compared.
fn dialled(number: &str, country: Country) -> Option<String> {
    Phone::parse(number, country).map(|phone| phone.link)
}

/// Returns the part of an address by which two ways to write it are compared.
fn address(address: &str) -> String {
    let lower = address.to_lowercase();
    let rest = lower.split_once("://").map_or(&*lower, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{TIMES, entry, head, problems};
    use super::*;

    #[test]
    fn markup_is_named_as_it_stands() {
        for (text, piece) in [
            ("a<br>b", Some("<br>")),
            ("a<BR />b", Some("<BR />")),
            ("</p>", Some("</p>")),
            (r#"<a href="x">y</a>"#, Some(r#"<a href="x">"#)),
            ("Caf&eacute;", Some("&eacute;")),
            ("&#252;ber &#x20ac;", Some("&#252;")),
            ("**wichtig**", Some("**")),
            ("1 < 2 und 3 > 2", None),
            ("<Ihr Name>", None),
            ("Rat & Tat; Hilfe", None),
            ("Bürger*innen", None),
            ("a < b", None),
            ("&;", None),
        ] {
            assert_eq!(markup(text).next(), piece, "{text}");
        }
    }

    #[test]
    fn each_piece_of_markup_is_named() {
        let pieces: Vec<&str> = markup("<b>B&#252;ro</b> &hearts; **neu**").collect();
        assert_eq!(pieces, ["<b>", "&#252;", "</b>", "&hearts;", "**"]);
    }

    #[test]
    fn a_number_in_a_text_is_told_from_days_hours_and_accounts() {
        for (text, number) in [
            ("Anrufen: 07473 370-121.", Some("07473 370-121")),
            ("Tel. (0385) 7440363", Some("(0385) 7440363")),
            ("+49 30 23125100", Some("+49 30 23125100")),
            ("0385/7440363 oder 115", Some("0385/7440363")),
            ("am 01.12.2026 von 08:00 bis 12:00 Uhr", None),
            ("2026-12-01", None),
            ("01067 Dresden", None),
            ("DE89 0044 0532 0130 00", None),
            ("IBAN DE89 3704 0044 0532 0130 00", None),
            ("Zeichen K0123 4567", None),
            ("115 und 116 117", None),
            ("Haushalt 2026/27", None),
        ] {
            let found = numbers(text, Country::default());
            assert_eq!(found.first().map(String::as_str), number, "{text}");
        }
    }

    #[test]
    fn a_number_of_something_else_is_no_telephone() {
        for text in [
            "Aktenzeichen 0711 123456",
            "Aktenzeichen: 0123 4567",
            "Az. 0711 123456",
            "Konto 0711123456",
            "Konto 0123456789",
            "Konto-Nr. 0711 123456",
            "Vorgang Nr. 0711 123456",
            "Ihre Kundennummer lautet 0711 123456",
            "Raum 0301 2345",
            "Steuer-Nr. 089/123/45678",
            "Steuernummer 089 12345678",
            // Nobody can dial these.
            "0123 4567",
            "089/123/45678",
        ] {
            assert_eq!(numbers(text, Country::default()), [""; 0], "{text}");
        }
        for text in [
            "Tel.-Nr. 0711 123456",
            "Zimmer 5, Telefon 0711 123456",
            "Die Nummer ist 0711 123456",
            "Aktenzeichen bereithalten, dann anrufen: 0711 123456",
        ] {
            assert_eq!(numbers(text, Country::default()), ["0711 123456"], "{text}");
        }
    }

    #[test]
    fn numbers_of_a_text_are_those_of_the_country() {
        let found = |text: &str, country: &str| numbers(text, Country::parse(country).unwrap());
        for country in ["US", "CA"] {
            for number in ["613-555-0100", "(613) 555-0100", "1-613-555-0100"] {
                let text = format!("Call {number} now.");
                assert_eq!(found(&text, country), [number], "{number}");
            }
            let others = "Account 613 555 0100, case no. 613-555-0100, 6135550100, on 2026-12-01";
            assert_eq!(found(others, country), [""; 0]);
        }
        assert_eq!(found("Call 613-555-0100 now.", "DE"), [""; 0]);
        assert_eq!(found("Call 020 7946 0300.", "GB"), ["020 7946 0300"]);
        assert_eq!(found("Call 020 7946 0300.", "DE"), [""; 0]);
    }

    #[test]
    fn a_number_is_known_in_whichever_way_it_is_written() {
        let publisher =
            r#""publisher": { "name": "X", "url": "https://x.example/", "country": "GB" },"#;
        let of = |note: &str| {
            let entry = format!(
                r#"{{ "id": "a", "kind": "service", "name": "A", "state": "limited", "note": "{note}",
                    "routes": [ {{ "kind": "phone", "number": "020 7946 0300" }} ] }}"#
            );
            problems(&format!("{TIMES} {publisher}"), &entry)
        };
        assert_eq!(of("Call +44 20 7946 0300."), [""; 0]);
        assert_eq!(
            of("Call +44 20 7946 0301."),
            [r#"entries[0].note NumberInText("+44 20 7946 0301")"#]
        );
    }

    #[test]
    fn an_address_in_a_text_is_named_without_what_stands_around_it() {
        for (text, address) in [
            (
                "Formular: https://x.example/a.",
                Some("https://x.example/a"),
            ),
            ("(www.x.example)", Some("www.x.example")),
            ("Schreiben Sie an info@x.example!", Some("info@x.example")),
            ("Adressen auf @x.example gehen nicht", None),
            ("www und https://", None),
            ("a@b", None),
        ] {
            assert_eq!(addresses(text).next(), address, "{text}");
        }
    }

    #[test]
    fn what_can_be_tapped_elsewhere_may_stand_in_a_text() {
        let note = r#""state": "available", "note": { "de": "0385 7440363, www.y.example, a@y.example", "en": "+49 385 7440363" }"#;
        let named = [
            r#"entries[0].note NumberInText("0385 7440363")"#,
            r#"entries[0].note AddressInText("www.y.example")"#,
            r#"entries[0].note AddressInText("a@y.example")"#,
            r#"entries[0].note NumberInText("+49 385 7440363")"#,
        ];
        entry(note, &named);
        let routes = r#""routes": [ { "kind": "phone", "number": "+49 385 7440363" },
            { "kind": "website", "url": "https://www.y.example/" }, { "kind": "e_mail", "email": "A@y.example" } ]"#;
        entry(&format!("{note}, {routes}"), &[]);
        head(
            &format!(r#"{TIMES} "glossary": [ {{ "term": "A&amp;B", "meaning": "x" }} ],"#),
            &[r#"glossary[0].term Markup("&amp;")"#],
        );
    }
}
