//! The five example feeds: every fact that a citizen is to see is on the screen, and on paper.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::browser::Browser;
use crate::site::{EXAMPLES, Page, Site, element, said};

in_every_engine!(shows_the_facts_of_the_five_examples);
async fn shows_the_facts_of_the_five_examples(browser: &Browser) {
    let site = Site::start();
    for example in EXAMPLES {
        let page = site.page("/", Page::new(&element(example, "")));
        browser.goto(&page).await;
        browser.until("host.live()").await;
        let folded = browser.text("host.text()").await;
        let archive = said(|words| words.archive);
        assert!(folded.contains(archive), "{example:?}: {folded}");
        browser.run("host.unfold()", &[]).await;
        all_told(example.0, &browser.text("host.text()").await);
        browser.expect("!host.own()").await;
        browser
            .expect("host.errors.length + host.console.length === 0")
            .await;
    }
}

in_every_engine!(a_number_can_be_tapped);
async fn a_number_can_be_tapped(browser: &Browser) {
    let site = Site::start();
    let page = site.page("/", Page::new(&element(EXAMPLES[2], "")));
    browser.goto(&page).await;
    browser.until("host.live()").await;
    let number = r#"host.findAll('a[href="tel:+493857440363"]').find(host.visible)"#;
    browser
        .expect(&format!(
            "{number}.querySelector('[translate=no]').innerText === '0385 7440363'"
        ))
        .await;
    // Large enough for a thumb: 44 px (WCAG 2.5.5).
    browser
        .expect(&format!("{number}.getBoundingClientRect().height >= 44"))
        .await;
    // A service in trouble stands on the first screen.
    browser
        .expect(&format!("{number}.getBoundingClientRect().bottom < 900"))
        .await;
}

in_every_engine!(prints_what_is_folded: chromium Chromium);
async fn prints_what_is_folded(browser: &Browser) {
    let site = Site::start();
    for example in [EXAMPLES[0], EXAMPLES[3]] {
        let page = site.page("/", Page::new(&element(example, "")));
        browser.goto(&page).await;
        browser.until("host.live()").await;
        let text = text_of_pdf(&browser.print().await);
        all_told(example.0, &text);
        assert!(text.contains(said(|words| words.archive)), "{text}");
        assert!(!text.contains("07473 3700"), "the page's own words: {text}");
    }
    browser
        .expect("host.findAll('details:not([open])').length > 0")
        .await;
}

/// Every string that facts.json says a reader of this example sees.
pub fn all_told(example: &str, text: &str) {
    let facts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/facts.json");
    let facts: Value = serde_json::from_slice(&fs::read(facts).unwrap()).unwrap();
    let facts = facts.as_object().unwrap().iter();
    let text = plain(text);
    let (mut told, mut missing) = (0, Vec::new());
    for (fact, of) in facts.filter(|(_, of)| of["feed"] == example) {
        for visible in of["visible"].as_array().unwrap() {
            if text.contains(&plain(visible.as_str().unwrap())) {
                told += 1;
            } else {
                missing.push(format!("{fact}: {visible}"));
            }
        }
    }
    assert!(
        told > 5 && missing.is_empty(),
        "{example} lacks {missing:#?}\n{text}"
    );
}

/// Letters alone: a first letter is shown in upper case where a line begins with it, and lines break at hyphens.
pub fn plain(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The text of a PDF; each page ends with a form feed.
pub fn text_of_pdf(pdf: &[u8]) -> String {
    let mut child = Command::new("pdftotext")
        .args(["-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}
