//! For people who use a keyboard or a screen reader.

use serde_json::{Value, json};
use thirtyfour::prelude::Key;

use crate::axe;
use crate::browser::Browser;
use crate::site::{NOTICES, Page, Site, element};

in_every_engine!(axe_finds_nothing_in_the_five_notices);
async fn axe_finds_nothing_in_the_five_notices(browser: &Browser) {
    let site = Site::start();
    for notice in NOTICES {
        show(browser, &site, notice, "", "").await;
        axe::finds_nothing(browser, notice.0).await;
        browser.run("host.unfold()", &[]).await;
        axe::finds_nothing(browser, &format!("{}, unfolded", notice.0)).await;
    }
}

in_every_engine!(axe_finds_nothing_in_other_faces: chromium Chromium);
async fn axe_finds_nothing_in_other_faces(browser: &Browser) {
    let site = Site::start();
    let dark = "<style>:root { color-scheme: dark; background: #10161d; color: #eef2f6 }</style>";
    let faces = [
        ("compact", r#"view="compact""#, ""),
        ("only", r#"only="stadtbuecherei telefon""#, ""),
        ("English", r#"lang="en""#, ""),
        ("dark", "", dark),
        ("dark and compact", r#"view="compact""#, dark),
    ];
    for (face, attributes, head) in faces {
        for notice in NOTICES {
            show(browser, &site, notice, attributes, head).await;
            browser.run("host.unfold()", &[]).await;
            axe::finds_nothing(browser, &format!("{}, {face}", notice.0)).await;
        }
    }
}

in_every_engine!(axe_finds_nothing_where_nothing_can_be_shown: chromium Chromium);
async fn axe_finds_nothing_where_nothing_can_be_shown(browser: &Browser) {
    let site = Site::start();
    site.fail("/feeds/menden-2023-12.json", 500);
    let page = Page::new(&element(NOTICES[3], ""));
    browser.goto(&site.page("/", page)).await;
    browser.until("host.find('.amts-retry')").await;
    axe::finds_nothing(browser, "unreachable").await;
}

async fn show(browser: &Browser, site: &Site, notice: (&str, &str), more: &str, head: &str) {
    let page = Page::new(&element(notice, more)).head(head);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
}

/// What has the focus, where it is, and whether one can see that it has it.
const FOCUS: &str = "const focus = host.element().shadowRoot.activeElement;
    if (!focus) return null;
    const { top, left, bottom } = focus.getBoundingClientRect();
    const style = getComputedStyle(focus);
    return { tag: focus.localName, text: focus.innerText.replace(/\\s+/g, ' ').trim(), top: top + scrollY, left,
        bottom: bottom + scrollY, onScreen: top >= 0 && bottom <= innerHeight + 1,
        index: stops.indexOf(focus), ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };";

in_every_engine!(tab_goes_through_everything_in_reading_order);
async fn tab_goes_through_everything_in_reading_order(browser: &Browser) {
    let site = Site::start();
    // One column, so that the reading order is the order on the screen.
    browser.resize(700, 900).await;
    show(browser, &site, NOTICES[1], "", "").await;
    let stops = "window.stops = host.findAll('a[href], button, summary').filter(host.visible); return stops.length;";
    let stops = browser.run(stops, &[]).await.as_u64().unwrap();
    assert!(stops >= 5, "{stops}");
    let mut before: Option<Value> = None;
    for expected in 0..stops {
        browser.press(Key::Tab).await;
        let focus = browser.run(FOCUS, &[]).await;
        assert_eq!(focus["index"], json!(expected), "after {before:?}: {focus}");
        assert_eq!(focus["ring"], true, "no focus is to be seen: {focus}");
        assert_eq!(
            focus["onScreen"], true,
            "the focus is off the screen: {focus}"
        );
        if let Some(before) = before {
            let at = |of: &Value, side: &str| of[side].as_f64().unwrap();
            let below = at(&focus, "top") >= at(&before, "bottom") - 1.0;
            let beside = at(&focus, "left") > at(&before, "left");
            assert!(below || beside, "{focus} comes after {before}");
        }
        before = Some(focus);
    }
    // And out of it again: no trap. (WebKitGTK begins anew where nothing follows.)
    browser.press(Key::Tab).await;
    browser
        .expect("stops.indexOf(host.element().shadowRoot.activeElement) <= 0")
        .await;
}

in_every_engine!(enter_and_space_unfold);
async fn enter_and_space_unfold(browser: &Browser) {
    let site = Site::start();
    show(browser, &site, NOTICES[0], r#"view="compact""#, "").await;
    browser.press(Key::Tab).await;
    let focus = browser
        .run(&format!("window.stops = []; {FOCUS}"), &[])
        .await;
    assert_eq!(
        (&focus["tag"], &focus["ring"]),
        (&json!("summary"), &json!(true))
    );
    browser.press(Key::Enter).await;
    browser
        .until("host.find('details').open && host.visible(host.find('.amts-full'))")
        .await;
    browser.press(Key::Space).await;
    browser.until("!host.find('details').open").await;
    browser.press(Key::Enter).await;
    browser.until("host.find('details').open").await;
    // Into what has unfolded.
    browser.press(Key::Tab).await;
    browser
        .expect("host.find('.amts-full').contains(host.element().shadowRoot.activeElement)")
        .await;
}

in_every_engine!(names_and_headings_are_there_for_those_who_cannot_see);
async fn names_and_headings_are_there_for_those_who_cannot_see(browser: &Browser) {
    let site = Site::start();
    show(browser, &site, NOTICES[2], "", "").await;
    // Drawings are silent, and every state is a word.
    browser
        .expect("host.findAll('svg').every((svg) => svg.getAttribute('aria-hidden') === 'true')")
        .await;
    browser
        .expect("host.findAll('.amts-state').every((state) => state.textContent.trim().length > 2)")
        .await;
    // Headings go down by one.
    let levels = "host.findAll('h2, h3, h4').map((heading) => +heading.localName[1])";
    browser
        .expect(&format!(
            "{levels}.every((level, n, all) => level <= (all[n - 1] ?? 1) + 1)"
        ))
        .await;
    // One polite region, for the age.
    browser
        .expect("host.findAll('[role=status], [role=alert], [aria-live]').length === 1")
        .await;
}
