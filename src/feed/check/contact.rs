//! Numbers and addresses: whether they become links, and whether a number is dialled in the country that it belongs to.

use super::Check;
use super::plain::addresses;
use crate::feed::Feed;
use crate::feed::contact::{COUNTRIES, Phone, mail_link, web_link, without_scheme};
use crate::feed::problem::{Fault, Place};
use crate::feed::scalar::Country;

/// Countries beside [`COUNTRIES`] whose ending in an address tells where a publisher is. Other endings, such as `.tv`, are
/// used everywhere.
const NEIGHBOURS: [&str; 10] = ["BE", "CZ", "DK", "FR", "IE", "IT", "LI", "LU", "NL", "PL"];

/// West of here it is America, in minutes.
const AMERICA: i16 = -4 * 60;

impl Check<'_> {
    /// Checks that a number can be dialled, and in the right country.
    pub(super) fn number(&mut self, number: &str, at: &Place<'_>) {
        let country = self.feed.country();
        let fault = match Phone::parse(number, country) {
            None => undialable(number, country, self.feed),
            Some(phone) if !self.doubted && self.is_of_another(number, &phone) => {
                // One hint is enough: the country is named once.
                self.doubted = true;
                Fault::DoubtedCountry(speaks_for(self.feed).unwrap_or_default())
            }
            Some(phone) if is_extension(&phone.words) => Fault::Extension(phone.display),
            Some(phone) if !phone.words.is_empty() => {
                Fault::WordsBesideNumber(phone.display, phone.words)
            }
            Some(phone) if !phone.grouped => Fault::Ungrouped,
            Some(_) => return,
        };
        self.log.note(at, fault);
    }

    /// Checks that a mail address becomes a link.
    pub(super) fn email(&mut self, email: &str, at: &Place<'_>) {
        self.address(&email.replace('/', " "), mail_link(email).is_some(), at);
    }

    /// Checks that a web address becomes a link.
    pub(super) fn link(&mut self, url: &str, at: &Place<'_>) {
        self.address(url, web_link(url).is_some(), at);
    }

    /// Checks that an address stands alone, since a list of several can have the form of one, and that it is a link.
    fn address(&mut self, text: &str, linked: bool, at: &Place<'_>) {
        let several: Vec<String> = addresses(text).map(str::to_owned).collect();
        if several.len() > 1 {
            self.log.note(at, Fault::SeveralAddresses(several));
        } else if !linked {
            self.log.note(at, Fault::NoLink);
        }
    }

    /// Tells whether a number is dialled in Germany only since no country is named, though the feed seems to come from
    /// one where it would be another number, or none.
    fn is_of_another(&self, number: &str, phone: &Phone) -> bool {
        let Some(other) = speaks_for(self.feed) else {
            return false;
        };
        let there = Phone::parse(number, other).map(|phone| phone.link);
        let known = phone.link.starts_with("tel:+") || COUNTRIES.contains(&other.as_str());
        self.feed.publisher.country.is_none() && there.as_ref() != Some(&phone.link) && known
    }
}

/// Says why a number cannot be dialled.
fn undialable(number: &str, country: Country, feed: &Feed) -> Fault {
    let known = || COUNTRIES.iter().filter_map(|code| Country::parse(code));
    let dialled_in = |country: &Country| Phone::parse(number, *country).is_some();
    if is_several(number, |piece| {
        known().any(|country| Phone::parse(piece, country).is_some())
    }) {
        return Fault::SeveralNumbers(each_number(number, country));
    }
    let abroad = number.trim_start().starts_with('+');
    if !abroad && !COUNTRIES.contains(&country.as_str()) {
        return Fault::InternationalOnly(country);
    }
    // Who has named a country needs no other one.
    if feed.publisher.country.is_some() {
        return Fault::NotDialable(country);
    }
    let others: Vec<Country> = known().filter(dialled_in).collect();
    // The country that the feed seems to come from, else those of its language.
    let german = feed.lang().split('-').next() == Some("de");
    let is_likely = |country: &Country| match speaks_for(feed) {
        Some(likely) => *country == likely,
        None => german && ["AT", "CH"].contains(&country.as_str()),
    };
    let first: Vec<Country> = others.iter().copied().filter(is_likely).collect();
    match (first.is_empty(), others.is_empty()) {
        (false, _) => Fault::OtherCountry(first),
        (true, false) => Fault::OtherCountry(others),
        (true, true) => Fault::NotDialable(country),
    }
}

/// Tells whether words behind a number are an extension: "Nebenstelle 17", "(DW 17)".
fn is_extension(words: &str) -> bool {
    let words = words.trim_matches(['(', ')', ' ']).to_lowercase();
    let Some(at) = words.find(|char: char| char.is_ascii_digit()) else {
        return false;
    };
    let (word, digits) = words.split_at(at);
    let known = [
        "nebenstelle",
        "nebenst",
        "nst",
        "durchwahl",
        "dw",
        "app",
        "apparat",
        "klappe",
        "kl",
        "extension",
        "ext",
        "x",
    ];
    known.contains(&word.trim_end_matches(['.', ':', '-', ' ']))
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Tells whether a text has several numbers, or one with several extensions: the first is a number, and behind what
/// stands between two numbers there are digits.
fn is_several(number: &str, is_number: impl Fn(&str) -> bool) -> bool {
    let mut text = number.to_owned();
    for between in [" oder ", " und ", " bzw. ", " or ", " and ", " bis "] {
        text = text.replace(between, "/");
    }
    text.match_indices(['/', ',', ';', '–', '+'])
        .any(|(at, between)| {
            let (first, rest) = (&text[..at], text[at + between.len()..].trim_start());
            is_number(first)
                && rest.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+')
        })
}

/// Returns the country of a time zone. Of America's, only the towns that are in the United States or in Canada.
fn country_of(time_zone: &str) -> Option<Country> {
    const ZONES: [(&str, &str); 15] = [
        ("GB", "London Belfast"),
        ("AT", "Vienna"),
        ("CH", "Zurich"),
        ("BE", "Brussels"),
        ("CZ", "Prague"),
        ("DK", "Copenhagen"),
        ("FR", "Paris"),
        ("IE", "Dublin"),
        ("IT", "Rome"),
        ("LI", "Vaduz"),
        ("LU", "Luxembourg"),
        ("NL", "Amsterdam"),
        ("PL", "Warsaw"),
        (
            "US",
            "Adak Anchorage Boise Chicago Denver Detroit Honolulu Indianapolis Juneau Los_Angeles Louisville \
             Menominee New_York Nome Phoenix Sitka Yakutat",
        ),
        (
            "CA",
            "Edmonton Glace_Bay Goose_Bay Halifax Inuvik Iqaluit Moncton Regina St_Johns Swift_Current Toronto \
             Vancouver Whitehorse Winnipeg",
        ),
    ];
    let town = time_zone.rsplit('/').next()?;
    let has = |(_, towns): &&(&str, &str)| towns.split(' ').any(|known| known == town);
    Country::parse(ZONES.iter().find(has)?.0)
}

/// Writes out the numbers that stand in one text: `030 2312511/12` are 030 2312511 and 030 2312512. Returns none if it is
/// not plain which they are.
fn each_number(text: &str, country: Country) -> Vec<String> {
    let mut text = text.trim().to_owned();
    for between in [" oder ", " und ", " bzw. ", " or ", " and "] {
        text = text.replace(between, ";");
    }
    let is_number = |text: &str| Phone::parse(text, country).is_some();
    let mut numbers: Vec<String> = Vec::new();
    let mut start = 0;
    let breaks = text.match_indices(['/', ',', ';', '+']);
    let breaks = breaks.map(|(at, between)| (at, at + usize::from(between != "+")));
    for (end, next) in breaks.chain([(text.len(), text.len())]) {
        let piece = text[start..end].trim();
        let whole = match numbers.first() {
            Some(first) if !is_number(piece) => ended(first, piece),
            _ => piece.to_owned(),
        };
        if is_number(&whole) {
            numbers.push(whole);
            start = next;
        }
    }
    // Something is left that is no number.
    if start < text.len() || numbers.len() < 2 {
        numbers.clear();
    }
    numbers
}

/// Gives a number another ending: its extension, or its last digits.
fn ended(number: &str, ending: &str) -> String {
    let digits = ending.trim_start_matches('-');
    let stem = match number.split_once('-') {
        Some((stem, extension)) if digits.len() >= extension.len() => format!("{stem}-"),
        None if digits.len() < ending.len() => format!("{number}-"),
        _ => number[..number.len().saturating_sub(digits.len())].to_owned(),
    };
    stem + digits
}

/// Returns the country that a feed seems to come from: by the ending of its address, by its language, or by its time.
fn speaks_for(feed: &Feed) -> Option<Country> {
    let address = without_scheme(&feed.publisher.url).unwrap_or_default();
    let host = address.split(['/', '?', '#', ':']).next()?;
    let ending = host.rsplit('.').next()?.to_ascii_uppercase();
    let by_address = match ending.as_str() {
        "UK" => "GB",
        "GOV" => "US",
        code if COUNTRIES.contains(&code) || NEIGHBOURS.contains(&code) => code,
        _ => "",
    };
    let region = feed.lang().split('-').skip(1).filter_map(Country::parse);
    let english = feed.lang().split('-').next() == Some("en");
    let zone = feed.publisher.time_zone.as_ref();
    let by_time = match feed.issued.offset {
        0 if english => "GB",
        offset if offset <= AMERICA => "US",
        _ => "",
    };
    Country::parse(by_address)
        .or_else(|| region.clone().next())
        .or_else(|| country_of(&zone?.0))
        .or_else(|| Country::parse(by_time))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{TIMES, problems};
    use crate::feed::contact::Phone;
    use crate::feed::scalar::Country;

    /// Checks a number in a feed with these fields.
    #[track_caller]
    fn number(fields: &str, number: &str, expected: &[&str]) {
        let entry = format!(
            r#"{{ "id": "a", "kind": "service", "name": "A", "state": "limited", "routes": [
                {{ "kind": "phone", "number": "{number}" }} ] }}"#
        );
        let found = problems(&format!("{TIMES} {fields}"), &entry);
        let found: Vec<&str> = found
            .iter()
            .filter_map(|told| told.strip_prefix("entries[0].routes[0].number "))
            .collect();
        assert_eq!(found, expected, "{number}");
    }

    /// A publisher with this address and further fields; the fixture's own stands aside.
    fn publisher(url: &str, more: &str) -> String {
        format!(r#""publisher": {{ "name": "X", "url": "{url}" {more} }},"#)
    }

    #[test]
    fn a_number_that_is_no_link_is_told_with_what_is_wrong() {
        for (wrong, fault) in [
            ("*21#", "NotDialable(DE)"),
            ("٠٧٤٧٣ ٣٧٠-١٢١", "NotDialable(DE)"),
            ("+49 0 30 2312511", "NotDialable(DE)"),
            (
                "030 2312511/12",
                r#"SeveralNumbers(["030 2312511", "030 2312512"])"#,
            ),
            (
                "030 2312511, 030 2312512",
                r#"SeveralNumbers(["030 2312511", "030 2312512"])"#,
            ),
            (
                "030 2312511 oder 12",
                r#"SeveralNumbers(["030 2312511", "030 2312512"])"#,
            ),
            (
                "+49 30 2312511 +49 30 2312512",
                r#"SeveralNumbers(["+49 30 2312511", "+49 30 2312512"])"#,
            ),
            (
                "030/2312511/12/13",
                r#"SeveralNumbers(["030/2312511", "030/2312512", "030/2312513"])"#,
            ),
            (
                "030 23125-0/-17",
                r#"SeveralNumbers(["030 23125-0", "030 23125-17"])"#,
            ),
            (
                "030 23125-115/6",
                r#"SeveralNumbers(["030 23125-115", "030 23125-116"])"#,
            ),
            (
                "030 2312511 und 110",
                r#"SeveralNumbers(["030 2312511", "110"])"#,
            ),
            // Perhaps all from the first to the last.
            ("030 2312511–19", "SeveralNumbers([])"),
            ("030 2312511 bis 19", "SeveralNumbers([])"),
            ("030 2312511/12a", "SeveralNumbers([])"),
            ("030 2312511/12/13a", "SeveralNumbers([])"),
            ("030 23125-0, Nebenstelle 17", r#"Extension("030 23125-0")"#),
            ("+493857440363", "Ungrouped"),
            ("122", "OtherCountry([AT])"),
            ("050 23125-100", "OtherCountry([AT])"),
            ("613-555-0100", "OtherCountry([US, CA])"),
        ] {
            number("", wrong, &[fault]);
        }
    }

    #[test]
    fn where_address_language_or_time_speak_for_a_country_it_is_proposed() {
        let time = r#""lang": "en", "confirmed": "2024-02-22T10:00:00+01:00","#;
        number(
            &publisher("https://x.co.uk/", ""),
            "0151 12345678",
            &["DoubtedCountry(GB)"],
        );
        number(
            &publisher("https://x.at/", ""),
            "050 23125-100",
            &["OtherCountry([AT])"],
        );
        number(
            &publisher("https://x.fr/", ""),
            "030 2312511",
            &["DoubtedCountry(FR)"],
        );
        number(
            r#""lang": "de-AT","#,
            "05574 12345",
            &["DoubtedCountry(AT)"],
        );
        number(r#""lang": "en-GB","#, "999", &["OtherCountry([GB])"]);
        // It is German, or the same in both, or the country is named.
        number(time, "030 2312511", &[]);
        number(&publisher("https://x.de/", ""), "030 2312511", &[]);
        number(&publisher("https://x.tv/", ""), "030 2312511", &[]);
        number(&publisher("https://x.at/", ""), "+49 30 2312511", &[]);
        number(&publisher("https://x.fr/", ""), "112", &[]);
        number(
            &publisher("https://x.at/", r#", "country": "DE""#),
            "030 2312511",
            &[],
        );
    }

    #[test]
    fn a_time_zone_speaks_for_a_country() {
        let zone = |zone: &str| {
            let more = format!(r#", "time_zone": "{zone}""#);
            publisher("https://x.example/", &more)
        };
        number(
            &zone("Europe/London"),
            "0151 12345678",
            &["DoubtedCountry(GB)"],
        );
        number(
            &zone("Europe/Vienna"),
            "05574 12345",
            &["DoubtedCountry(AT)"],
        );
        number(&zone("Europe/Zurich"), "117", &["OtherCountry([CH])"]);
        number(
            &zone("Europe/Warsaw"),
            "030 2312511",
            &["DoubtedCountry(PL)"],
        );
        number(
            &zone("America/Toronto"),
            "613-555-0100",
            &["OtherCountry([CA])"],
        );
        number(
            &zone("America/New_York"),
            "613-555-0100",
            &["OtherCountry([US])"],
        );
        number(&zone("Europe/Berlin"), "030 2312511", &[]);
    }

    #[test]
    fn a_named_country_is_not_doubted() {
        let britain = publisher("https://x.co.uk/", r#", "country": "GB""#);
        number(&britain, "1471", &["NotDialable(GB)"]);
        number(&britain, "613-555-0100", &["NotDialable(GB)"]);
        let germany = publisher("https://x.at/", r#", "country": "DE""#);
        number(&germany, "122", &["NotDialable(DE)"]);
        let states = publisher("https://x.example/", r#", "country": "US""#);
        number(&states, "112", &["NotDialable(US)"]);
    }

    #[test]
    fn words_beside_a_number_are_told_from_an_extension() {
        for (written, number_, words) in [
            (
                "07473 370-121 (gebührenfrei)",
                "07473 370-121",
                "(gebührenfrei)",
            ),
            ("030 23125-100, Frau Muster", "030 23125-100", "Frau Muster"),
            ("115 (Mo-Fr 8-18 Uhr)", "115", "(Mo-Fr 8-18 Uhr)"),
            ("07473 370-121, ab 8 Uhr", "07473 370-121", "ab 8 Uhr"),
        ] {
            let fault = format!("WordsBesideNumber({number_:?}, {words:?})");
            number("", written, &[&fault]);
        }
        for written in [
            "030 23125 (DW 17)",
            "030 23125, App. 17",
            "030 23125, ext. 17",
        ] {
            number("", written, &[r#"Extension("030 23125")"#]);
        }
    }

    #[test]
    fn several_addresses_in_one_field_are_told() {
        let several = |field: &str, value: &str, pieces: [&str; 2]| {
            let kind = if field == "email" {
                "e_mail"
            } else {
                "website"
            };
            let entry = format!(
                r#"{{ "id": "a", "kind": "service", "name": "A", "state": "limited", "routes": [
                    {{ "kind": "{kind}", "{field}": "{value}" }} ] }}"#
            );
            let expected = format!("entries[0].routes[0].{field} SeveralAddresses({pieces:?})");
            assert_eq!(problems(TIMES, &entry), [expected], "{value}");
        };
        let mails = ["a@x.example", "b@x.example"];
        for between in [", ", "; ", " oder ", "/", " / "] {
            several("email", &mails.join(between), mails);
        }
        let pages = ["https://x.example/a", "https://y.example/"];
        for between in [", ", ",", " und "] {
            several("url", &pages.join(between), pages);
        }
    }

    #[test]
    fn one_hint_at_the_country_is_enough() {
        let entry = r#"{ "id": "a", "kind": "service", "name": "A", "state": "limited", "routes": [
            { "kind": "phone", "number": "05574 12345" }, { "kind": "phone", "number": "05574 12346" } ] }"#;
        let found = problems(&format!(r#"{TIMES} "lang": "de-AT","#), entry);
        assert_eq!(found, ["entries[0].routes[0].number DoubtedCountry(AT)"]);
    }

    #[test]
    fn a_country_without_rules_has_international_numbers_only() {
        let france = publisher("https://x.example/", r#", "country": "FR""#);
        number(&france, "01 42 34 56 78", &["InternationalOnly(FR)"]);
        number(&france, "112", &["InternationalOnly(FR)"]);
        number(&france, "+33 1 42 34 56 78", &[]);
        assert!(Phone::parse("112", Country::parse("FR").unwrap()).is_none());
    }
}
