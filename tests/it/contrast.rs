//! Every colour of words has a contrast of 7:1 (WCAG 2.2, 1.4.6) on the page and on the tint, light and dark.

use std::collections::BTreeMap;

const WORDS: [&str; 8] = [
    "ink",
    "muted",
    "action",
    "down",
    "elsewhere",
    "limited",
    "ok",
    "unknown",
];
/// What a page that sets nothing is: white, or what browsers paint under `color-scheme: dark`.
const PAGES: [&str; 2] = ["#ffffff", "#121212"];

#[test]
fn words_can_be_read_on_the_page_and_on_the_tint_in_both_themes() {
    let tokens = tokens(include_str!("../../styles/widget.css"));
    for name in WORDS {
        for (theme, page) in PAGES.into_iter().enumerate() {
            for ground in [page, &tokens["tint"][theme]] {
                let ratio = contrast(&tokens[name][theme], ground);
                assert!(ratio >= 7.0, "{name} on {ground} has {ratio:.2}");
            }
        }
    }
}

#[test]
fn the_frame_of_the_emergency_page_can_be_read_in_both_themes() {
    let tokens = tokens(include_str!("../../styles/page.css"));
    for name in ["muted", "action"] {
        for (theme, page) in PAGES.into_iter().enumerate() {
            let ratio = contrast(&tokens[name][theme], page);
            assert!(ratio >= 7.0, "{name} on {page} has {ratio:.2}");
        }
    }
}

#[test]
fn black_on_white_is_the_largest_contrast() {
    assert_eq!(contrast("#000000", "#ffffff").round(), 21.0);
}

/// The tokens of a stylesheet that have a light and a dark value.
fn tokens(sheet: &str) -> BTreeMap<String, [String; 2]> {
    let mut tokens = BTreeMap::new();
    for line in sheet.lines() {
        let Some((name, value)) = line
            .trim()
            .strip_prefix("--")
            .map(|token| token.trim_start_matches('_'))
            .and_then(|l| l.split_once(':'))
        else {
            continue;
        };
        if let Some((_, pair)) = value.split_once("light-dark(") {
            let (light, dark) = pair.split_once(", ").unwrap();
            let dark = dark.split(')').next().unwrap();
            tokens.insert(name.to_owned(), [light.to_owned(), dark.to_owned()]);
        }
    }
    tokens
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance of `#rrggbb`, as WCAG defines it.
fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}
