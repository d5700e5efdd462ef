//! Every colour of words has a contrast of 7:1 (WCAG 2.2, 1.4.6) on the page and on the tint, light and dark, by itself
//! and with the example themes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

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
/// What a page that sets nothing is, and the widget's own ground (`Canvas`): white, or what browsers paint under
/// `color-scheme: dark`.
const PAGES: [&str; 2] = ["#ffffff", "#121212"];
/// The lightest of those grounds in the dark: Safari's. Firefox has #1c1b22.
const LIGHTEST_DARK: &str = "#1e1e1e";

#[test]
fn words_can_be_read_on_the_page_and_on_the_tint_in_both_themes() {
    let tokens = tokens(include_str!("../../styles/widget.css"));
    for (scheme, page) in PAGES.into_iter().enumerate() {
        is_readable("the widget", &tokens, scheme, page);
    }
    is_readable("the widget", &tokens, 1, LIGHTEST_DARK);
}

#[test]
fn the_example_themes_can_be_read_light_and_dark() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/themes");
    let mut themes = 0;
    for file in fs::read_dir(folder).unwrap() {
        let file = file.unwrap().path();
        if file.extension().is_none_or(|extension| extension != "css") {
            continue;
        }
        themes += 1;
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let tokens = tokens(&fs::read_to_string(&file).unwrap());
        for scheme in 0..PAGES.len() {
            is_readable(&name, &tokens, scheme, &tokens["surface"][scheme]);
        }
    }
    assert!(themes >= 3, "{themes} themes");
}

/// Words at 7:1, and what shows where a button is at 3:1 (1.4.11). A level's shape has the colour of its word.
fn is_readable(of: &str, tokens: &BTreeMap<String, [String; 2]>, scheme: usize, page: &str) {
    for ground in [page, &tokens["tint"][scheme]] {
        for name in WORDS {
            let ratio = contrast(&tokens[name][scheme], ground);
            assert!(ratio >= 7.0, "{of}: {name} on {ground} has {ratio:.2}");
        }
        let ratio = contrast(&tokens["control"][scheme], ground);
        assert!(ratio >= 3.0, "{of}: control on {ground} has {ratio:.2}");
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

/// The tokens of a stylesheet that are colours, light and dark.
fn tokens(sheet: &str) -> BTreeMap<String, [String; 2]> {
    let mut tokens = BTreeMap::new();
    for line in sheet.lines() {
        let Some((name, value)) = line
            .trim()
            .strip_prefix("--")
            .map(|token| token.trim_start_matches('_').trim_start_matches("amts-"))
            .and_then(|l| l.split_once(':'))
        else {
            continue;
        };
        if let Some((_, pair)) = value.split_once("light-dark(") {
            let (light, dark) = pair.split_once(", ").unwrap();
            let dark = dark.split(')').next().unwrap();
            tokens.insert(name.to_owned(), [light, dark].map(str::to_owned));
        } else if value.starts_with(" #") {
            // One for both, unless it is what older browsers take, or paper.
            let colour = value.trim().trim_end_matches(';').to_owned();
            let both = [colour.clone(), colour];
            tokens.entry(name.to_owned()).or_insert(both);
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
