//! Hosts that style a pasted snapshot, and how the widget takes its place: as tall, without a gap, and nothing jumps.

use serde_json::json;

use crate::browser::Browser;
use crate::layout::{STYLES, differences};
use crate::site::{EXAMPLES, Page, Site, feed};
use crate::snapshot::{open, pasted, sheet, slow};
use crate::themes::snapshot;

/// What hosts say of the elements that a snapshot is made of.
const HOSTS: [&str; 6] = [
    "h2 { font-size: 52px !important; margin: 40px 0 } p { line-height: 2.4; margin: 2em 0 } ul { padding-left: 60px } a { color: deeppink }",
    "h2::after, h3::after { content: ''; display: block; width: 60px; border-bottom: 3px solid red } a[href]::before { content: '→ ' !important }",
    "* { letter-spacing: 1px !important; text-transform: uppercase !important; font-family: fantasy !important; color: red !important }",
    "li { float: left; list-style: square !important } svg { width: 80px; height: 80px } summary { display: block; background: pink }",
    "* { direction: rtl !important; box-sizing: border-box; text-align: center } b, strong { font-weight: 400 !important }",
    "#page .content ul li a { display: block; padding: 20px; border: 4px solid; position: relative; float: right }",
];

in_every_engine!(row_61_a_hosts_styles_do_not_reach_a_pasted_snapshot);
async fn row_61_a_hosts_styles_do_not_reach_a_pasted_snapshot(browser: &Browser) {
    let site = Site::start();
    let pasted = format!(
        r#"<div id="page"><div class="content"><amts-status>{}</amts-status></div></div>"#,
        snapshot()
    );
    let look = async |css: &str| {
        let head = format!("{}<style>{css}</style>", sheet());
        let page = Page::new(&pasted).head(&head).bundle("/no.js".to_owned());
        browser.goto(&site.page("/", page)).await;
        browser.until("document.querySelector('.amts-title')").await;
        let height = browser
            .number("host.element().querySelector('.amts').offsetHeight")
            .await;
        // Drawings have attributes of their own.
        let all = json!(".amts, .amts :not(svg *)");
        let styles = browser.run(STYLES, &[all]).await;
        let added = "return [...document.querySelectorAll('.amts *')].flatMap((element) =>
            ['::before', '::after'].map((part) => getComputedStyle(element, part).content));";
        (height, styles, browser.run(added, &[]).await)
    };
    let (height, clean, added) = look("").await;
    assert!(clean.as_array().unwrap().len() > 100);
    for css in HOSTS {
        let host = look(css).await;
        let differences = differences(&clean, &host.1);
        assert!(differences.is_empty(), "{css}\n{differences:#?}");
        assert_eq!(host.2, added, "{css}");
        assert!((host.0 - height).abs() < 1.0, "{css}: {} px", host.0);
    }
    // There is a place for a host that means it.
    let meant = "@layer amts.host { .amts-title { font-family: Georgia !important } }";
    look(meant).await;
    browser
        .expect("getComputedStyle(document.querySelector('.amts-title')).fontFamily === 'Georgia'")
        .await;
}

/// How far below the widget the element ends.
const GAP: &str = "host.element().getBoundingClientRect().bottom - host.find('.amts').getBoundingClientRect().bottom";

in_every_engine!(row_61_the_widget_is_about_as_tall_as_the_snapshot_and_leaves_no_gap);
async fn row_61_the_widget_is_about_as_tall_as_the_snapshot_and_leaves_no_gap(browser: &Browser) {
    // Without the stylesheet the host's large letters stay: then at least no gap does.
    for (styled, head) in [(true, sheet()), (false, String::new())] {
        let site = slow();
        let head = format!("{head}<style>{}</style>", HOSTS[0]);
        open(browser, &site, &pasted(EXAMPLES[0]), &head).await;
        let before = browser.number("host.element().offsetHeight").await;
        site.go_live(browser).await;
        let after = browser.number("host.find('.amts').offsetHeight").await;
        let ratio = before / after;
        assert_eq!(
            (0.8..1.2).contains(&ratio),
            styled,
            "{before} px became {after}"
        );
        let gap = browser.number(GAP).await;
        assert!(gap < 2.0, "a gap of {gap} px");
    }
}

/// Own content that is taller than the widget, in a page that can scroll.
fn tall(height: u32) -> String {
    format!(
        r#"<amts-status src="/a.json" only="buergerbuero"><p class="own" style="block-size: {height}px; margin: 0">Zentrale</p></amts-status>
        <h2 id="below">Veranstaltungen</h2><p style="block-size: 2000px">Markt</p>"#
    )
}

const BELOW: &str = "document.querySelector('#below').getBoundingClientRect().top";

in_every_engine!(row_61_a_height_is_held_while_what_follows_is_seen_and_then_let_go);
async fn row_61_a_height_is_held_while_what_follows_is_seen_and_then_let_go(browser: &Browser) {
    for act in [
        "document.body.dispatchEvent(new WheelEvent('wheel', { bubbles: true }))",
        "document.body.dispatchEvent(new Event('touchstart', { bubbles: true }))",
        "scrollBy(0, 30)",
        "document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true }))",
    ] {
        let site = slow();
        site.site.feed("/a.json", feed(1, "Bücherei"));
        let before = open_own(browser, &site, 500, 0).await;
        site.go_live(browser).await;
        let after = browser.number(BELOW).await;
        assert!((after - before).abs() < 2.0, "from {before} to {after}");
        assert!(browser.number(GAP).await > 50.0);
        // Its own scrolling, if there was one, is told by now.
        browser
            .run_async(
                "requestAnimationFrame(() => setTimeout(arguments[0], 50))",
                &[],
            )
            .await;
        browser.expect(&format!("{GAP} > 50")).await;
        browser.run(act, &[]).await;
        browser.until(&format!("{GAP} < 2")).await;
    }
}

in_every_engine!(row_61_who_reads_what_follows_keeps_the_place_without_a_gap);
async fn row_61_who_reads_what_follows_keeps_the_place_without_a_gap(browser: &Browser) {
    let site = slow();
    site.site.feed("/a.json", feed(1, "Bücherei"));
    let before = open_own(browser, &site, 1500, 1800).await;
    site.go_live(browser).await;
    browser
        .run_async(
            "requestAnimationFrame(() => setTimeout(arguments[0], 50))",
            &[],
        )
        .await;
    let after = browser.number(BELOW).await;
    assert!((after - before).abs() < 2.0, "from {before} to {after}");
    assert!(browser.number(GAP).await < 2.0);
}

/// Opens the page with tall content of its own, scrolled by so much. Returns where on the screen the rest begins.
async fn open_own(
    browser: &Browser,
    slow: &crate::snapshot::Slow,
    height: u32,
    scrolled: u32,
) -> f64 {
    slow.close();
    browser
        .goto(&slow.site.page("/", Page::new(&tall(height))))
        .await;
    browser.until("host.own() && !host.live()").await;
    browser
        .run(
            &format!("scrollTo({{ top: {scrolled}, behavior: 'instant' }})"),
            &[],
        )
        .await;
    browser.number(BELOW).await
}
