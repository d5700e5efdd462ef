//! Pages with grounds of their own: whoever can read the page can read the widget, its compact line and a pasted snapshot.

use crate::axe;
use crate::browser::{Browser, Engine};
use crate::site::{EXAMPLES, Page, Site, bundle, element};
use crate::themes::{readable_above, snapshot};

/// What the page says of its ground, and whether that makes the widget dark.
const GROUNDS: [(&str, bool); 8] = [
    ("", false),
    ("body { background: #000; color: #fff }", false),
    ("body { background: #202124; color: #eee }", false),
    ("body { background: #767676; color: #fff }", false),
    // Grounds that tell no colour.
    (
        "body { background: linear-gradient(135deg, #7b2ff7, #f107a3); color: #fff }",
        false,
    ),
    (
        "body { background: url('data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h5v9H0z\"/></svg>') }",
        false,
    ),
    // Pages that say that they are dark, one of them not at its root.
    (
        ":root { color-scheme: dark; background: #111; color: #eee }",
        true,
    ),
    (
        "body { color-scheme: dark; background: #1b2a22; color: #eee }",
        true,
    ),
];

in_every_engine!(row_60_every_text_can_be_read_on_any_ground);
async fn row_60_every_text_can_be_read_on_any_ground(browser: &Browser) {
    let site = Site::start();
    let widgets = [
        element(EXAMPLES[0], ""),
        element(EXAMPLES[0], r#"view="compact""#),
        // It has no source, so the snapshot stays.
        format!("<amts-status>{}</amts-status>", snapshot()),
    ];
    for (ground, dark) in GROUNDS {
        let head = format!(
            r#"<style>{ground}</style><link rel="stylesheet" href="{}">"#,
            bundle("amts-status.css")
        );
        let page = Page::new(&widgets.concat()).head(&head);
        browser.goto(&site.page("/", page)).await;
        browser
            .until("host.live(0) && host.live(1) && host.failed('no-src').length")
            .await;
        // Without a ground of its own, one of these would be too like its words.
        for below in ["black", "white"] {
            let is_dark = readable_above(browser, below, 7.0, ground).await;
            assert_eq!(is_dark, dark, "{ground}");
        }
        if browser.engine == Engine::Chromium {
            axe::load(browser).await;
            let found = axe::violations(browser, "").await;
            assert!(found.is_empty(), "{ground}\n{found}");
        }
    }
}

in_every_engine!(row_60_a_host_may_take_the_ground_away);
async fn row_60_a_host_may_take_the_ground_away(browser: &Browser) {
    let site = Site::start();
    let style = "<style>amts-status { --amts-surface: transparent; --amts-padding: 0 }</style>";
    let page = Page::new(&element(EXAMPLES[0], "")).head(style);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    let told = "getComputedStyle(host.find('.amts')).";
    browser
        .expect(&format!("{told}backgroundColor === 'rgba(0, 0, 0, 0)'"))
        .await;
    browser
        .expect(&format!("{told}paddingInlineStart === '0px'"))
        .await;
}

in_every_engine!(the_font_is_the_pages_own_where_it_asks_for_that);
async fn the_font_is_the_pages_own_where_it_asks_for_that(browser: &Browser) {
    let site = Site::start();
    for (rule, font) in [
        ("amts-status { --amts-font: inherit }", "Georgia"),
        ("amts-status { --amts-font: inherit, serif }", "Georgia"),
        (
            "body { --amts-font: Courier } amts-status { --amts-font: inherit }",
            "Courier",
        ),
        ("body { --amts-font: Courier }", "Courier"),
        ("amts-status { --amts-font: Arial }", "Arial"),
        ("", "system-ui, sans-serif"),
    ] {
        let style = format!("<style>main {{ font-family: Georgia }} {rule}</style>");
        let page = Page::new(&element(EXAMPLES[0], "")).head(&style);
        browser.goto(&site.page("/", page)).await;
        browser.until("host.live()").await;
        let told = browser
            .text("getComputedStyle(host.find('.amts')).fontFamily")
            .await;
        assert_eq!(told, font, "{rule}");
    }
}
