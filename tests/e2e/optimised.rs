//! The line with the script as optimisers and consent managers leave it: moved, inlined, combined, put off, or no module any
//! more (row 67). Whatever they do, the page's own content stays until there is something better.

use std::fs;
use std::path::Path;

use crate::browser::Browser;
use crate::site::{OWN, Page, Site, bundle, bundled, feed};

const ELEMENT: &str = r#"<amts-status src="/a.json">"#;

/// Another script of the page, which optimisers put together with ours.
const OTHER: &str = "window.other = true;\n";

fn site() -> Site {
    let site = Site::start();
    site.feed("/a.json", feed(1, "Bücherei"));
    site
}

fn script() -> String {
    String::from_utf8(bundled("amts-status.js").1).unwrap()
}

fn body() -> String {
    format!("{ELEMENT}{OWN}</amts-status>")
}

/// A page with this line is opened.
async fn open(browser: &Browser, site: &Site, line: &str) {
    let page = Page::new(&body()).line(line);
    browser.goto(&site.page("/", page)).await;
}

in_every_engine!(row_67_a_script_that_was_moved_combined_or_inlined_says_so_in_one_line);
async fn row_67_a_script_that_was_moved_combined_or_inlined_says_so_in_one_line(browser: &Browser) {
    let combined = [OTHER, &script()].concat();
    let inlined = format!("<script type='module'>{combined}</script>");
    let moved = "<script type='module' src='/cache/min/1/0a1b2c.js'></script>";
    for line in [moved, &inlined] {
        let site = site();
        site.answer(
            "/cache/min/1/0a1b2c.js",
            "text/javascript",
            combined.clone(),
        );
        open(browser, &site, line).await;
        browser.until("host.failed('core').length === 1").await;
        browser
            .expect("host.own() && !host.live() && host.errors.length === 0 && window.other")
            .await;
        browser
            .expect("host.console.length === 1 && host.console[0].startsWith('error: amts-status: the core cannot be loaded from http')")
            .await;
    }
}

in_every_engine!(row_67_a_script_that_is_no_module_any_more_leaves_the_page_as_it_is);
async fn row_67_a_script_that_is_no_module_any_more_leaves_the_page_as_it_is(browser: &Browser) {
    let combined = [OTHER, &script()].concat();
    let plain = format!("<script src='{}'></script>", bundle("amts-status.js"));
    let together = "<script defer src='/cache/all.js'></script>";
    for line in [&plain, together] {
        let site = site();
        site.answer("/cache/all.js", "text/javascript", combined.clone());
        open(browser, &site, line).await;
        // The browser's own line says why: nothing of the script runs.
        browser
            .until("host.errors.length === 1 && host.errors[0].includes('import.meta')")
            .await;
        browser
            .expect("host.own() && !customElements.get('amts-status') && host.events.length === 0")
            .await;
    }
}

/// A line that is put off until somebody agrees, or does anything.
fn put_off(kind: &str) -> String {
    format!(
        "<script type='{kind}' data-type='module' data-src='{}'></script>",
        bundle("amts-status.js")
    )
}

/// What optimisers and consent managers do then.
const GO_ON: &str = "const put_off = document.querySelector('script[data-src]');
const script = document.createElement('script');
script.type = put_off.dataset.type;
script.src = put_off.dataset.src;
put_off.replaceWith(script);";

in_every_engine!(row_67_a_script_that_is_put_off_comes_when_it_may);
async fn row_67_a_script_that_is_put_off_comes_when_it_may(browser: &Browser) {
    for kind in ["text/plain", "rocketlazyloadscript", "litespeed/javascript"] {
        let site = site();
        open(browser, &site, &put_off(kind)).await;
        browser
            .expect("document.readyState === 'complete' && host.own() && host.events.length === 0")
            .await;
        assert_eq!(site.asked(&bundle("amts-status.js")), 0);
        browser.run(GO_ON, &[]).await;
        browser.until("host.live() && !host.own()").await;
        browser
            .expect("host.errors.length + host.console.length === 0")
            .await;
    }
}

in_every_engine!(row_67_the_line_that_tells_optimisers_to_leave_it_alone_works);
async fn row_67_the_line_that_tells_optimisers_to_leave_it_alone_works(browser: &Browser) {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/einbetten.md");
    let page = fs::read_to_string(page).unwrap();
    let (_, rest) = page
        .split_once("<!-- left alone -->\n```html\n")
        .expect("docs/einbetten.md has no such line");
    let (line, _) = rest.split_once("```").unwrap();
    let site = site();
    let line = line.replace("https://status.example/", &site.url("/"));
    open(browser, &site, &line).await;
    browser.until("host.live()").await;
    browser
        .expect("host.errors.length + host.console.length === 0")
        .await;
}
