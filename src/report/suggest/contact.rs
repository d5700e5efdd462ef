//! Guesses which number or address was meant.

use crate::feed::contact::{Phone, mail_link, web_link};
use crate::feed::decode::Country;

/// Returns a number that can be dialled in this country: with digits from 0 to 9, `+` for `00`, and no zero behind the
/// country code.
pub fn number(text: &str, country: Country) -> Option<String> {
    let text: String = text.chars().map(ascii).collect();
    let text = text.trim_start_matches(|c: char| !matches!(c, '0'..='9' | '+' | '('));
    let text = match text.strip_prefix("00") {
        Some(abroad) => format!("+{}", abroad.trim_start()),
        None => text.trim_end_matches(['.', ' ']).to_owned(),
    };
    let parsed =
        |text: &String| Phone::parse(text, country).is_some_and(|phone| phone.words.is_empty());
    let without_zero = || {
        let (code, rest) = text
            .split_once(' ')
            .filter(|(code, _)| code.starts_with('+'))?;
        let rest = rest.trim_start().strip_prefix('0')?;
        Some(format!("{code} {}", rest.trim_start()))
    };
    Some(text.clone())
        .filter(parsed)
        .or_else(|| without_zero().filter(parsed))
}

/// Writes digits, signs and spaces of other scripts and widths as in ASCII.
fn ascii(char: char) -> char {
    let zeros = ['٠', '۰', '०', '০', '０'];
    let digit = zeros.iter().find_map(|zero| {
        let value = u32::from(char).checked_sub(u32::from(*zero))?;
        char::from_digit(value, 10)
    });
    digit.unwrap_or(match char {
        '＋' => '+',
        '－' | '–' | '—' | '‐' | '−' => '-',
        '／' => '/',
        char if char.is_whitespace() => ' ',
        char => char,
    })
}

/// Returns the web or mail address that becomes a link: `https://` in the place of no scheme or another, no `mailto:`, no
/// full stop at the end.
pub fn address(text: &str) -> Option<String> {
    let meant = match text.contains('@') || text.contains("(at)") || text.contains("[at]") {
        true => mail(text),
        false => web(text),
    };
    meant.filter(|meant| meant != text)
}

fn web(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(['.', ',', ';']);
    let lower = text.to_ascii_lowercase();
    let schemes = [
        "http://", "https://", "http:/", "https:/", "https//", "http//", "//",
    ];
    let scheme = schemes.iter().find(|scheme| lower.starts_with(**scheme));
    let rest = &text[scheme.map_or(0, |scheme| scheme.len())..];
    let url = format!("https://{rest}");
    web_link(&url).map(str::to_owned)
}

fn mail(text: &str) -> Option<String> {
    let text = text
        .replace(['<', '>'], " ")
        .replace("(at)", "@")
        .replace("[at]", "@");
    let text = text.replace(" @", "@").replace("@ ", "@");
    let word = text.split_whitespace().find(|word| word.contains('@'))?;
    let word = match word.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => &word[7..],
        _ => word,
    };
    let word = word
        .split('?')
        .next()?
        .trim_end_matches(['.', ',', ';', '/']);
    mail_link(word).map(|_| word.to_owned())
}

/// Returns the code of a country that was named in another way.
pub fn country(text: &str) -> Option<&'static str> {
    let code = match text.trim().to_lowercase().as_str() {
        "de" | "d" | "deu" | "deutschland" | "germany" => "DE",
        "at" | "aut" | "österreich" | "austria" => "AT",
        "ch" | "che" | "schweiz" | "switzerland" => "CH",
        "gb" | "uk" | "gbr" | "großbritannien" | "great britain" => "GB",
        "us" | "usa" => "US",
        "ca" | "can" | "kanada" | "canada" => "CA",
        _ => return None,
    };
    Some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_that_was_meant_can_be_dialled() {
        for (written, meant) in [
            ("٠٧٤٧٣ ٣٧٠-١٢١", Some("07473 370-121")),
            ("０７４７３　３７０－１２１", Some("07473 370-121")),
            ("00 49 7473 370-121", Some("+49 7473 370-121")),
            ("+49 0 30 2312511", Some("+49 30 2312511")),
            ("+49 030 2312511", Some("+49 30 2312511")),
            ("Tel.: 07473 370-121", Some("07473 370-121")),
            ("tel:112", Some("112")),
            ("0800 PIZZA", None),
            ("*21#", None),
            ("", None),
        ] {
            assert_eq!(
                number(written, Country::default()).as_deref(),
                meant,
                "{written}"
            );
        }
    }

    #[test]
    fn the_address_that_was_meant_becomes_a_link() {
        for (written, meant) in [
            ("http://stadt.example/", Some("https://stadt.example/")),
            (
                "www.musterstadt.example",
                Some("https://www.musterstadt.example"),
            ),
            ("HTTP://www.müllheim.de/", Some("https://www.müllheim.de/")),
            ("https:/stadt.example/", Some("https://stadt.example/")),
            (
                "https://stadt.example/formular.",
                Some("https://stadt.example/formular"),
            ),
            (
                "mailto:rathaus@musterstadt.example",
                Some("rathaus@musterstadt.example"),
            ),
            (
                "Rathaus <rathaus@musterstadt.example>",
                Some("rathaus@musterstadt.example"),
            ),
            (
                "rathaus (at) musterstadt.example",
                Some("rathaus@musterstadt.example"),
            ),
            (
                "rathaus@musterstadt.example.",
                Some("rathaus@musterstadt.example"),
            ),
            ("rathaus@musterstadt.example", None),
            ("https://moessingen.de@evil.example/", None),
            ("javascript:x", None),
            ("https://www.mоessingen.de/", None),
            ("info", None),
        ] {
            assert_eq!(address(written).as_deref(), meant, "{written}");
        }
    }
}
