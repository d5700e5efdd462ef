//! Pages with strict policies, or with some that only report, and feeds and bundles of other origins (rows 37 and 68).

use crate::browser::Browser;
use crate::site::{EXAMPLES, OWN, Page, Site, bundle, core, element, feed, said};

const STRICT: &str =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'";
pub const WITH_WASM: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'";
const WITHOUT_FETCH: &str =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'";

in_every_engine!(row_37_a_policy_that_allows_wasm_is_kept);
async fn row_37_a_policy_that_allows_wasm_is_kept(browser: &Browser) {
    let site = Site::start();
    let page = Page::new(&element(EXAMPLES[0], "")).policy(WITH_WASM);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    browser
        .expect("host.violations.length + host.console.length + host.errors.length === 0")
        .await;
    // The stylesheet is in force: it comes neither from a style element nor from an attribute.
    browser
        .expect("getComputedStyle(host.find('.amts-summary')).display === 'flex'")
        .await;
}

in_every_engine!(row_37_a_policy_without_wasm_leaves_the_page_as_it_is);
async fn row_37_a_policy_without_wasm_leaves_the_page_as_it_is(browser: &Browser) {
    let site = Site::start();
    let page = Page::new(&element(EXAMPLES[0], "")).policy(STRICT);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.failed('csp').length === 1").await;
    browser.expect("host.own() && !host.live()").await;
    browser
        .expect("host.failed('csp')[0].directive.startsWith('script-src')")
        .await;
    browser
        .expect("host.events.length === 1 && host.errors.length === 0")
        .await;
    browser
        .expect("host.console.length === 1 && host.console[0].includes('directive script-src')")
        .await;
}

in_every_engine!(row_37_a_policy_without_any_fetch_leaves_the_page_as_it_is);
async fn row_37_a_policy_without_any_fetch_leaves_the_page_as_it_is(browser: &Browser) {
    let site = Site::start();
    let page = Page::new(&element(EXAMPLES[0], "")).policy(WITHOUT_FETCH);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.failed('csp').length === 1").await;
    browser.expect("host.own() && !host.live()").await;
    browser
        .expect("host.failed('csp')[0].directive === 'connect-src'")
        .await;
    browser
        .expect("host.errors.length === 0 && host.console.length === 1")
        .await;
}

in_every_engine!(row_37_a_policy_without_the_feeds_origin_keeps_the_pages_own_words);
async fn row_37_a_policy_without_the_feeds_origin_keeps_the_pages_own_words(browser: &Browser) {
    let (site, town) = (Site::start(), Site::start());
    let src = town.url("/feeds/moessingen-2024-02.json");
    let body = format!(r#"<amts-status src="{src}">{OWN}</amts-status>"#);
    let page = Page::new(&body).policy(WITH_WASM);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.failed('csp').length > 0").await;
    browser
        .expect("host.failed('csp')[0].directive === 'connect-src'")
        .await;
    browser.expect("host.own()").await;
    browser.expect("host.errors.length === 0").await;
    browser
        .expect("host.console.every((line) => line.includes('directive connect-src'))")
        .await;
    assert_eq!(town.asked("/feeds/moessingen-2024-02.json"), 0);
}

in_every_engine!(bundle_and_feed_may_come_from_another_origin);
async fn bundle_and_feed_may_come_from_another_origin(browser: &Browser) {
    let (partner, town) = (Site::start(), Site::start());
    let src = town.url("/feeds/schwerin-2021-10.json");
    let body = format!(
        r#"<amts-status src="{src}" at="{}">{OWN}</amts-status>"#,
        EXAMPLES[2].1
    );
    let script = town.url(&bundle("amts-status.js"));
    let page = Page::new(&body).bundle(script);
    browser.goto(&partner.page("/", page)).await;
    browser.until("host.live() && !host.own()").await;
    browser.expect("host.text().includes('0385 7440363')").await;
    browser
        .expect("host.errors.length + host.console.length === 0")
        .await;
    // The town alone is asked, and nobody else.
    let own = "performance.getEntriesByType('resource').every(({ name }) => name.startsWith(arguments[0]) || name.startsWith(arguments[1]))";
    let origins = [partner.url("/").into(), town.url("/").into()];
    let only = browser.run(&format!("return {own}"), &origins).await;
    assert_eq!(only, true);
}

in_every_engine!(row_31_a_feed_that_no_other_origin_may_read_is_said_calmly);
async fn row_31_a_feed_that_no_other_origin_may_read_is_said_calmly(browser: &Browser) {
    let (site, town) = (Site::start(), Site::start());
    town.feed("/a.json", feed(1, "Bücherei"));
    let body = format!(
        r#"<amts-status src="{}">{OWN}</amts-status>"#,
        town.url("/a.json")
    );
    browser.goto(&site.page("/", Page::new(&body))).await;
    browser.until("host.find('.amts-retry')").await;
    browser
        .expect("host.own() && host.visible(host.find('.amts-retry'))")
        .await;
    let sentence = said(|words| words.unreachable);
    browser
        .expect(&format!("host.text().includes('{sentence}')"))
        .await;
    browser
        .expect("host.failed('network').length === 1 && host.errors.length === 0")
        .await;
    // Their own words come first, and both are to be seen.
    browser
        .expect("host.element().querySelector('.own').getBoundingClientRect().bottom <= host.find('.amts').getBoundingClientRect().top")
        .await;
}

/// A policy that is only tried and would forbid everything that the widget does.
const TRIED: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'none'";

in_every_engine!(row_68_a_policy_that_only_reports_blocks_nothing_and_is_not_told_as_the_reason);
async fn row_68_a_policy_that_only_reports_blocks_nothing_and_is_not_told_as_the_reason(
    browser: &Browser,
) {
    let (site, town) = (Site::start(), Site::start());
    let dead = town.url("/a.json");
    let second = format!(r#"<amts-status src="{dead}">{OWN}</amts-status>"#);
    let body = [element(EXAMPLES[0], ""), second].concat();
    drop(town);
    let page = Page::new(&body).report_only(TRIED);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live(0)").await;
    browser.until("host.failed('network').length > 0").await;
    // The browser has told of the policy, so there was something to be mistaken about.
    browser
        .until("host.violations.some((violation) => violation.startsWith('connect-src'))")
        .await;
    browser
        .expect("host.failed('csp').length === 0 && host.console.length === 0 && host.own(1)")
        .await;
}

in_every_engine!(
    row_68_a_core_that_is_missing_is_not_said_to_be_blocked_by_a_policy_that_only_reports
);
async fn row_68_a_core_that_is_missing_is_not_said_to_be_blocked_by_a_policy_that_only_reports(
    browser: &Browser,
) {
    let site = Site::start();
    site.fail(&core().0, 404);
    let page = Page::new(&element(EXAMPLES[0], "")).report_only(TRIED);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.failed('core').length === 1").await;
    browser
        .until("host.violations.some((violation) => violation.startsWith('connect-src'))")
        .await;
    browser
        .expect("host.failed('csp').length === 0 && host.own() && !host.console.some((line) => line.includes('Content-Security'))")
        .await;
}
