//! Telephone numbers: which can be dialled from the publisher's country, and how they are written.

use super::has;
use super::plan::Plan;
use crate::feed::scalar::Country;

/// A telephone number that can be dialled, and how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// The link: `tel:` and the number in E.164 (RFC 3966), or a short number (110, 112, 115) as it is.
    pub link: String,
    /// The number for the eye: groups as in DIN 5008 (a space behind the area code, a hyphen before the extension), a
    /// number of the publisher's country without its country code. It has the same digits as the link.
    pub display: String,
    /// What stands behind the number in words, and is not dialled: `Nebenstelle 17`, `(gebührenfrei)`.
    pub words: String,
    /// Whether the writing separates area code and number. If it does not, nobody else can.
    pub grouped: bool,
}

impl Phone {
    /// Parses a number as people of this country write it: `+49 7473 370-121`, `07473/370-121`, `(0385) 7440363`, `115`.
    ///
    /// Returns `None` if it has letters, `*` or `#` (row 20), other digits than 0 to 9, or two numbers, if it is too short
    /// or too long to be dialled, or if it cannot be one of this country. Nothing is guessed: what is shown is dialled.
    pub fn parse(number: &str, country: Country) -> Option<Self> {
        let (number, words) = split(number);
        let mut display = groups(number)?;
        let digits: String = display.chars().filter(char::is_ascii_digit).collect();
        let plan = Plan::of(country);
        let link = if let Some(abroad) = display.strip_prefix('+') {
            // Only in Italy a 0 stands behind the country code. Elsewhere one of the two is too much.
            let area = abroad.as_bytes().split(|byte| *byte == b' ').nth(1);
            let zero = area.is_some_and(|area| area.starts_with(b"0")) && !abroad.starts_with("39");
            if !(7..=15).contains(&digits.len()) || digits.starts_with('0') || zero {
                return None;
            }
            let home = plan.and_then(|plan| Some((abroad.strip_prefix(plan.code)?, plan.trunk)));
            if let Some((home, "0")) = home {
                if home.starts_with('0') {
                    return None;
                }
                display = ["0", home.trim_start()].concat();
            }
            ["tel:+", &digits].concat()
        } else {
            let plan = plan?;
            if plan.is_short(&digits) {
                ["tel:", &digits].concat()
            } else {
                let area = display.split([' ', '-']).next().unwrap_or("");
                ["tel:+", plan.code, plan.national(&digits, area)?].concat()
            }
        };
        Some(Self {
            grouped: !has(&link, b'+') || has(display.trim_start_matches('+'), b' '),
            link,
            display,
            words: words.to_owned(),
        })
    }
}

/// Splits off the words behind a number, in brackets or behind a comma: `030 23125-0, Nebenstelle 17`. Five digits in a row
/// at most may stand in them, as in opening hours; more may be another number.
fn split(number: &str) -> (&str, &str) {
    let bytes = number.as_bytes();
    let begins = |at: &usize| {
        let first = bytes[*at..].iter().find(|byte| !b",( ".contains(byte));
        let in_words = first.is_some_and(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
        matches!(bytes[*at], b',' | b'(') && in_words
    };
    let at = (0..bytes.len()).find(begins).unwrap_or(bytes.len());
    let (mut row, mut longest) = (0, 0);
    for byte in &bytes[at..] {
        match byte {
            b'0'..=b'9' => row += 1,
            b' ' | b'-' | b'/' | b')' => {}
            _ => row = 0,
        }
        longest = row.max(longest);
    }
    match longest {
        0..=5 => (&number[..at], number[at..].trim_start_matches([',', ' '])),
        _ => (number, ""),
    }
}

/// Rewrites a number with one space between its groups and `-` before an extension. Returns `None` if it has other
/// characters, or if nobody can tell which number to dial: it has two extensions, or may be two numbers.
fn groups(number: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = number.trim().chars();
    while let Some(char) = rest.next() {
        match char {
            // What follows an extension may be another one.
            '0'..='9' if out.ends_with(' ') && has(&out, b'-') => return None,
            '0'..='9' => out.push(char),
            '+' if out.is_empty() => out.push('+'),
            '-' | '‑' if has(&out, b'-') => return None,
            '-' | '‑' if !is_area(&out) => {
                out.truncate(out.trim_end().len());
                out.push('-');
            }
            // From one number to another, unless it stands behind the area code.
            '/' | '–' if !is_area(&out) => return None,
            '(' => {
                // Brackets are around an area code: at most the country code stands before it.
                let before = out.trim_end();
                let most = if has(before, b'+') { 4 } else { 1 };
                if has(before, b' ') || before.len() > most {
                    return None;
                }
                // `+49 (0) 7473`, `+49 (07473)`: the zero is dialled only inside the country, but for Italy.
                if has(before, b'+')
                    && before != "+39"
                    && let Some(after) = rest.as_str().strip_prefix('0')
                {
                    rest = after.chars();
                }
                separate(&mut out);
            }
            ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '‑' | '–' => separate(&mut out),
            '/' | ')' => {
                // `(0 74 73) 37 01 21`, as it was written until 2001: the area code is one group.
                if out.starts_with('0') && is_area(&out) {
                    out.retain(|char| char != ' ');
                }
                separate(&mut out);
            }
            _ => return None,
        }
    }
    out.truncate(out.trim_end_matches([' ', '-']).len());
    Some(out)
}

/// Ends a group.
fn separate(out: &mut String) {
    if !out.is_empty() && !out.ends_with([' ', '-', '+']) {
        out.push(' ');
    }
}

/// Tells whether what was read so far can be an area code, with its country code.
fn is_area(out: &str) -> bool {
    let groups = out.trim_end().as_bytes().split(|byte| *byte == b' ');
    let code = has(out, b'+') || out.starts_with("1 ");
    let (mut count, mut last, mut longest) = (0, 0, 0);
    for group in groups {
        (count, last) = (count + 1, group.len());
        longest = last.max(longest);
    }
    // As it was written until 2001: `0 74 73`.
    let pairs = out.starts_with('0') && longest <= 2 && out.len() < 10;
    pairs || (count <= 1 + usize::from(code) && (1..=6).contains(&last))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOWHERE: &str = "XX";

    fn parse(number: &str, country: &str) -> Option<Phone> {
        Phone::parse(number, Country::parse(country).unwrap())
    }

    /// Holds what is dialled and what is shown, and that both are the same number.
    #[track_caller]
    fn phone(country: &str, number: &str, link: &str, display: &str) {
        let phone = parse(number, country).unwrap_or_else(|| panic!("{number} is not read"));
        assert_eq!(
            (phone.link.as_str(), phone.display.as_str()),
            (link, display)
        );
        assert!(phone.grouped, "{number}");
        let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
        let (dialled, shown) = (digits(link), digits(display));
        assert!(
            dialled.ends_with(shown.trim_start_matches(['0', '1'])),
            "{number}"
        );
        assert!(
            digits(&number.replace("(0)", "")).ends_with(shown.trim_start_matches('0')),
            "{number}"
        );
    }

    #[track_caller]
    fn is_text(country: &str, numbers: &[&str]) {
        for number in numbers {
            assert_eq!(parse(number, country), None, "{number} in {country}");
        }
    }

    #[test]
    fn numbers_are_dialled_in_e164_and_shown_as_din_5008_groups_them() {
        for (number, link, display) in [
            ("+49 7473 370-121", "tel:+497473370121", "07473 370-121"),
            (
                "+49 (0) 7473 / 370 - 121",
                "tel:+497473370121",
                "07473 370-121",
            ),
            ("+49 (07473) 370-121", "tel:+497473370121", "07473 370-121"),
            ("+49/7473/370-121", "tel:+497473370121", "07473 370-121"),
            ("+49-7473-370-121", "tel:+497473370121", "07473 370-121"),
            ("0385 7440363", "tel:+493857440363", "0385 7440363"),
            ("(0385) 7440363", "tel:+493857440363", "0385 7440363"),
            ("0385/7440363", "tel:+493857440363", "0385 7440363"),
            ("0385-7440363", "tel:+493857440363", "0385 7440363"),
            ("0385 – 7440363", "tel:+493857440363", "0385 7440363"),
            ("(0 74 73) 3 70-121", "tel:+497473370121", "07473 3 70-121"),
            ("03 85 / 7 44 03 63", "tel:+493857440363", "0385 7 44 03 63"),
            ("0 30 2312511", "tel:+49302312511", "0 30 2312511"),
            ("+43 1 4000", "tel:+4314000", "+43 1 4000"),
            ("115", "tel:115", "115"),
            ("116 117", "tel:116117", "116 117"),
        ] {
            phone("DE", number, link, display);
        }
    }

    #[test]
    fn a_number_without_groups_is_dialled_and_said_to_lack_them() {
        let phone = parse("+493857440363", "DE").unwrap();
        assert_eq!(phone.link, "tel:+493857440363");
        assert!(!phone.grouped);
    }

    #[test]
    fn row_20_what_is_no_number_is_not_dialled() {
        is_text(
            "DE",
            &[
                "*21#",
                "370-121",
                "370121",
                "0800 PIZZA",
                "0800 22 PIZZA 4",
                "12",
                "7440363",
                "0",
                "+49",
                "00 49 7473 370",
                "",
                "+49 7473 370121 4567 8901",
                "++49 7473 370",
                "0385 12\u{202e}34567",
                // Arabic-Indic and full-width digits.
                "٠٧٤٧٣ ٣٧٠-١٢١",
                "０７４７３ ３７０-１２１",
            ],
        );
    }

    #[test]
    fn two_numbers_do_not_become_one() {
        is_text(
            "DE",
            &[
                "030 2312511/12",
                "030 2312511 / 2312512",
                "030 2312511, 2312512",
                "030 2312511 oder 12",
                "030 2312511–14",
                "+49 30 2312511/12",
                "+49302312511/12",
                "07473 370-121/122",
                "07473 370-121 – 125",
                "07473 370-121 122",
                "07473/370/371",
                "110/112",
                "112, 110",
            ],
        );
    }

    #[test]
    fn a_zero_that_is_too_much_is_not_left_out() {
        is_text(
            "DE",
            &[
                "+49 0 30 2312511",
                "+49 030 2312511",
                "+49030 2312511",
                "+43 01 4000",
                "030 (0) 2312511",
            ],
        );
        phone("DE", "+43 (0) 1 4000", "tel:+4314000", "+43 1 4000");
        // In Italy it is part of the number.
        phone(
            "DE",
            "+39 0471 997111",
            "tel:+390471997111",
            "+39 0471 997111",
        );
        phone(
            "DE",
            "+39 (0471) 997111",
            "tel:+390471997111",
            "+39 0471 997111",
        );
        is_text("DE", &["+49 30 (0) 2312511"]);
    }

    #[test]
    fn words_behind_a_number_are_not_dialled() {
        for (number, display, words) in [
            (
                "07473 370-121 (gebührenfrei)",
                "07473 370-121",
                "(gebührenfrei)",
            ),
            (
                "030 23125-100 (Frau Muster)",
                "030 23125-100",
                "(Frau Muster)",
            ),
            ("0171 1234567 (Herr Meier)", "0171 1234567", "(Herr Meier)"),
            ("030 23125-0, Zentrale", "030 23125-0", "Zentrale"),
            ("07473 370-121, ab 8 Uhr", "07473 370-121", "ab 8 Uhr"),
            ("115 (Mo-Fr 8-18 Uhr)", "115", "(Mo-Fr 8-18 Uhr)"),
            (
                "115 (Mo-Do 08:00-12:00, 14-18 Uhr)",
                "115",
                "(Mo-Do 08:00-12:00, 14-18 Uhr)",
            ),
            (
                "(030) 23125 (Öffnungszeiten)",
                "030 23125",
                "(Öffnungszeiten)",
            ),
            (
                "030 23125-0, Nebenstelle 17",
                "030 23125-0",
                "Nebenstelle 17",
            ),
            ("030 23125 (DW 17)", "030 23125", "(DW 17)"),
            ("(030) 23125, App. 5", "030 23125", "App. 5"),
        ] {
            let phone = parse(number, "DE").unwrap();
            assert_eq!(
                (phone.display.as_str(), phone.words.as_str()),
                (display, words)
            );
        }
        is_text(
            "DE",
            &[
                "030 23125-0 (Tel. 030 2312599)",
                "030 23125-0, oder 0171 12 34 56",
                "(Zentrale) 030 23125",
                "(gebührenfrei)",
                "Nebenstelle 17",
            ],
        );
    }

    #[test]
    fn a_number_of_the_country_is_shown_without_its_code_elsewhere_with_it() {
        phone(
            "AT",
            "+43 50 23125-100",
            "tel:+435023125100",
            "050 23125-100",
        );
        phone(
            "GB",
            "+44 (0)20 7946 0300",
            "tel:+442079460300",
            "020 7946 0300",
        );
        for country in ["AT", "US", NOWHERE] {
            phone(
                country,
                "+49 7473 370-121",
                "tel:+497473370121",
                "+49 7473 370-121",
            );
        }
    }

    #[test]
    fn a_national_number_belongs_to_the_publishers_country() {
        phone("AT", "050 23125-100", "tel:+435023125100", "050 23125-100");
        phone("AT", "01 4000", "tel:+4314000", "01 4000");
        phone("CH", "031 322 21 11", "tel:+41313222111", "031 322 21 11");
        phone("GB", "020 7946 0300", "tel:+442079460300", "020 7946 0300");
        phone("GB", "01632 960001", "tel:+441632960001", "01632 960001");
        phone("US", "(202) 555-0100", "tel:+12025550100", "202 555-0100");
        phone("CA", "613-555-0100", "tel:+16135550100", "613 555-0100");
        phone("CA", "1-613-555-0100", "tel:+16135550100", "1 613 555-0100");
        is_text("CH", &["031 322 21", "0031 322 21 11"]);
        // Shorter than all others: the helpline for children is no number to be called from abroad.
        phone("GB", "0800 1111", "tel:08001111", "0800 1111");
        phone("GB", "0845 4647", "tel:08454647", "0845 4647");
        phone("GB", "0800 123456", "tel:+44800123456", "0800 123456");
        is_text("GB", &["0800 1112", "0300 1111"]);
        is_text(
            "US",
            &["555-0100", "030 2312511", "113 555-0100", "613 155-0100"],
        );
        is_text(NOWHERE, &["030 2312511", "613-555-0100", "112"]);
    }

    #[test]
    fn short_numbers_are_those_of_the_country() {
        for (country, short, other) in [
            (
                "DE",
                ["110", "115", "116117", "11833"],
                ["999", "122", "911"],
            ),
            ("AT", ["122", "133", "144", "1450"], ["110", "115", "118"]),
            ("CH", ["117", "118", "144", "143"], ["110", "133", "999"]),
            ("GB", ["999", "112", "111", "101"], ["110", "911", "115"]),
            ("US", ["911", "311", "211", "988"], ["110", "112", "999"]),
        ] {
            for number in short {
                phone(country, number, &format!("tel:{number}"), number);
            }
            is_text(country, &other);
        }
    }

    #[test]
    fn what_cannot_be_german_as_it_is_written_is_not_dialled_in_germany() {
        is_text(
            "DE",
            &[
                "020 7946 0300",  // London
                "02079460300",    // and without its groups
                "0161 496 0000",  // Manchester
                "0151 496 0000",  // Liverpool: a mobile telephone has a digit more
                "050 23125-100",  // Austria
                "01 4000",        // Vienna
                "0512 53600",     // Innsbruck
                "031 322 21 11",  // Bern
                "032 326 11 11",  // Biel: numbers of this code have two digits more
                "02 40 12 34 56", // France
                "06 12345678",    // the Netherlands
                "0249 123456",    // no area code begins so
            ],
        );
    }

    #[test]
    fn what_can_be_german_is_dialled() {
        for number in [
            "030 23125-0",
            "040 12345",
            "089 12345",
            "0621 12345",
            "0202 12345",
            "0711 2160",
            "04651 8510",
            "033203 1234",
            "0151 12345678",
            "01577 1234567",
            "0160 1234567",
            "0170 1234567",
            "0171/12345678",
            "0180 5123456",
            "01805 123456",
            "0800 1234567",
            "0900 1123456",
            "0137 1234567",
            "0700 12345678",
            "032 221234567",
            "032 99 123456789",
            "0 180 5 123456",
            "0385 7440363",
            "0906 12345",
            "07473 370121",
        ] {
            assert!(parse(number, "DE").is_some(), "{number}");
        }
    }
}
