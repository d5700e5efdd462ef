//! Attributes as frameworks and scripts set them: under a name that nobody reserves, as properties, and as `false`
//! (row 65). The frameworks themselves are in bundlers.rs.

use xtask::sign::{public, sign};

use crate::browser::Browser;
use crate::site::{OWN, Page, Site, feed};

/// Test keys: the publisher's, and another.
const OURS: [u8; 32] = [1; 32];
const OTHER: [u8; 32] = [9; 32];

in_every_engine!(row_65_properties_are_attributes_also_those_that_were_set_too_early);
async fn row_65_properties_are_attributes_also_those_that_were_set_too_early(browser: &Browser) {
    let site = Site::start();
    site.feed(
        "/a.json",
        sign(OURS, "amts-status", feed(1, "Bücherei").as_bytes()),
    );
    // The script that defines the element is a module: this one comes first.
    let early = format!(
        "<amts-status>{OWN}</amts-status>
        <script>Object.assign(host.element(), {{ src: '/a.json', keys: '{}', links: true, heading: 3, theme: 'dark' }});</script>",
        public(OURS)
    );
    browser.goto(&site.page("/", Page::new(&early))).await;
    browser.until("host.live()").await;
    browser
        .expect("!!host.find('.amts-verified') && !!host.find('.amts-link') && !!host.find('h3.amts-title')")
        .await;
    browser
        .expect("host.element().outerHTML.includes('src=\"/a.json\"') && host.element().getAttribute('theme') === 'dark'")
        .await;
    // Each reads and writes its attribute from now on.
    browser
        .expect("host.element().links === true && host.element().heading === '3' && host.element().view === null")
        .await;
    browser
        .run(
            "Object.assign(host.element(), { links: false, heading: null, view: 'compact', theme: undefined });",
            &[],
        )
        .await;
    browser
        .until("host.find('.amts-compact') && !host.find('.amts-link')")
        .await;
    browser
        .expect("['links', 'heading', 'theme'].every((name) => !host.element().hasAttribute(name))")
        .await;
    browser
        .expect("host.errors.length + host.console.length === 0")
        .await;
}

in_every_engine!(row_65_a_list_of_keys_counts_by_either_name_and_by_any_way_to_set_it);
async fn row_65_a_list_of_keys_counts_by_either_name_and_by_any_way_to_set_it(browser: &Browser) {
    let site = Site::start();
    site.feed(
        "/a.json",
        sign(OURS, "amts-status", feed(1, "Bücherei").as_bytes()),
    );
    let (ours, other) = (public(OURS), public(OTHER));
    let element = |set: &str| format!(r#"<amts-status src="/a.json" {set}>{OWN}</amts-status>"#);
    let body = [
        element(&format!(r#"key="{ours}""#)),
        element(&format!(r#"key="{other}" keys="{ours}""#)),
        element(&format!(r#"key="{other}""#)),
        element(&format!(r#"key="{ours}" keys="{other}""#)),
        element("keys"),
        element(""),
    ];
    let late = format!("<script>host.element(5).keys = '{other}';</script>");
    let page = Page::new(&[body.concat(), late].concat());
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live(0) && host.live(1)").await;
    browser
        .until("[2, 3, 4, 5].every((n) => host.visible(host.find('.amts-retry', n)))")
        .await;
    browser
        .expect("[2, 3, 4, 5].every((n) => host.own(n) && !host.text(n).includes('Bücherei'))")
        .await;
}

in_every_engine!(row_65_a_flag_that_says_false_is_off_on_the_page_too);
async fn row_65_a_flag_that_says_false_is_off_on_the_page_too(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(1, "Bücherei"));
    let element = |set: &str| format!(r#"<amts-status src="/a.json" {set}></amts-status>"#);
    let body = [
        element("links"),
        element(r#"links="false""#),
        element(r#"links="true""#),
    ];
    browser
        .goto(&site.page("/", Page::new(&body.concat())))
        .await;
    browser
        .until("host.live(0) && host.live(1) && host.live(2)")
        .await;
    browser
        .expect("host.all().map(({ links }) => links).join() === 'true,false,true'")
        .await;
    browser
        .expect(
            "host.all().map((_, n) => !!host.find('.amts-link', n)).join() === 'true,false,true'",
        )
        .await;
}
