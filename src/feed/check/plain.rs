//! Plain text: markup that would be shown as it stands, and numbers and addresses in a text, where nobody can tap them.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::feed::problem::Fault;
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
pub(super) struct Known(BTreeSet<String>);

impl Known {
    /// Collects them.
    pub(super) fn of(feed: &Feed) -> Self {
        let mut known = BTreeSet::from([address(&feed.publisher.url)]);
        let mut add = |routes: &[Route]| {
            for route in routes {
                known.extend(route.number.as_deref().map(digits));
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
        Self(known)
    }
}

/// Returns what is not plain in any version of a text, each piece once.
pub(super) fn faults(text: &Text, known: &Known) -> Vec<Fault> {
    let mut faults = Vec::new();
    for version in text.all() {
        let pieces = markup(version).map(Fault::Markup).into_iter();
        let numbers = numbers(version).into_iter();
        let numbers = numbers.filter(|number| !known.0.contains(&digits(number)));
        let addresses = addresses(version);
        let addresses = addresses.filter(|found| !known.0.contains(&address(found)));
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

/// Returns the first piece of markup: `<br>`, `&uuml;`, `**`.
fn markup(text: &str) -> Option<String> {
    let tag = text.match_indices('<').find_map(|(at, _)| tag(&text[at..]));
    let entity = || {
        text.match_indices('&')
            .find_map(|(at, _)| entity(&text[at..]))
    };
    let bold = || (text.matches("**").count() > 1).then_some("**");
    tag.or_else(entity).or_else(bold).map(str::to_owned)
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

/// Returns what looks like a telephone number: it begins with 0 or +, and has 7 to 15 digits. Neither days nor hours
/// nor bank accounts do.
fn numbers(text: &str) -> Vec<String> {
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
        let count = number.bytes().filter(u8::is_ascii_digit).count();
        if begins && number.starts_with(['0', '+']) && (7..=15).contains(&count) {
            let open = if number.contains(')') && !number.contains('(') {
                "("
            } else {
                ""
            };
            found.push([open, number].concat());
        }
        rest = after;
    }
    found
}

/// Returns the web and mail addresses of a text.
fn addresses(text: &str) -> impl Iterator<Item = &str> {
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

/// Returns the digits by which two ways to write a number are compared: those behind the country code and the zeros.
fn digits(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let home = match number.trim_start().starts_with('+') {
        true => digits.strip_prefix("49").unwrap_or(&digits),
        false => &digits,
    };
    home.trim_start_matches('0').to_owned()
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
    use super::super::fixture::{TIMES, entry, head};
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
            assert_eq!(markup(text).as_deref(), piece, "{text}");
        }
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
            assert_eq!(numbers(text).first().map(String::as_str), number, "{text}");
        }
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
