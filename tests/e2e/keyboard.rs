//! For people who use a keyboard: everything is reached in reading order, the focus is seen and never lost.

use serde_json::{Value, json};
use thirtyfour::prelude::Key;

use crate::browser::Browser;
use crate::site::{EXAMPLES, HASTE, Page, Site, element, feed};

async fn show(browser: &Browser, site: &Site, example: (&str, &str), more: &str) {
    let page = Page::new(&element(example, more));
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
}

/// What has the focus.
const FOCUSED: &str = "host.element().shadowRoot.activeElement";

/// What has the focus, where it is, and whether one can see that it has it.
const FOCUS: &str = "const focus = host.element().shadowRoot.activeElement;
    if (!focus) return null;
    // Of a row, its name: it may be as tall as what it says.
    const { top, left, bottom } = (focus.querySelector('.amts-name') ?? focus).getBoundingClientRect();
    const style = getComputedStyle(focus);
    return { tag: focus.localName, text: focus.innerText.replace(/\\s+/g, ' ').trim(), top: top + scrollY, left,
        bottom: bottom + scrollY, onScreen: top >= 0 && Math.min(bottom, top + 24) <= innerHeight + 1,
        index: stops.indexOf(focus), ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };";

in_every_engine!(tab_goes_through_everything_in_reading_order);
async fn tab_goes_through_everything_in_reading_order(browser: &Browser) {
    let site = Site::start();
    // No wider than needed: the reading order is the order on the screen.
    browser.resize(700, 900).await;
    show(browser, &site, EXAMPLES[1], "").await;
    let stops = "window.stops = host.findAll('a[href], button, summary, input').filter((stop) => stop.checkVisibility()); return stops.length;";
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
        .until("stops.indexOf(host.element().shadowRoot.activeElement) <= 0")
        .await;
}

in_every_engine!(enter_and_space_unfold);
async fn enter_and_space_unfold(browser: &Browser) {
    let site = Site::start();
    show(browser, &site, EXAMPLES[0], r#"view="compact""#).await;
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
        .until("host.find('.amts-full').contains(host.element().shadowRoot.activeElement)")
        .await;
}

in_every_engine!(what_was_typed_leads_to_the_first_call);
async fn what_was_typed_leads_to_the_first_call(browser: &Browser) {
    let site = Site::start();
    show(browser, &site, EXAMPLES[0], "").await;
    browser.run("host.find('.amts-field').focus()", &[]).await;
    browser.write("bücherei").await;
    browser.until("host.find('.amts-results')").await;
    browser
        .expect(&format!("{FOCUSED}.value === 'bücherei'"))
        .await;
    browser.press(Key::Enter).await;
    browser
        .until(&format!("{FOCUSED} === host.find('.amts-results summary')"))
        .await;
    // What is found is unfolded, so that its ways come next.
    browser
        .expect(&format!("{FOCUSED}.parentElement.open"))
        .await;
    seen(browser).await;
    browser.press(Key::Tab).await;
    browser
        .until(&format!(
            "{FOCUSED} === host.find('.amts-results .amts-tap')"
        ))
        .await;
    seen(browser).await;
    // And all the way to what shows everything again, which gives the focus back to the field.
    browser.run("host.find('.amts-all').focus()", &[]).await;
    browser.press(Key::Enter).await;
    browser.until("!host.find('.amts-results')").await;
    browser
        .expect(&format!(
            "{FOCUSED} === host.find('.amts-field') && {FOCUSED}.value === ''"
        ))
        .await;
    seen(browser).await;
}

in_every_engine!(filters_are_pressed_and_released_with_the_space_bar);
async fn filters_are_pressed_and_released_with_the_space_bar(browser: &Browser) {
    let site = Site::start();
    show(browser, &site, EXAMPLES[0], "").await;
    browser
        .run("host.find('.amts-kinds').open = true", &[])
        .await;
    for button in ["button[data-level=limited]", ".amts-kinds button"] {
        let button = format!("host.find('{button}')");
        browser.run(&format!("{button}.focus()"), &[]).await;
        for pressed in [true, false] {
            browser.press(Key::Space).await;
            browser
                .until(&format!(
                    "{button}.ariaPressed === '{pressed}' && !!host.find('.amts-results') === {pressed}"
                ))
                .await;
            browser.expect(&format!("{FOCUSED} === {button}")).await;
            seen(browser).await;
        }
    }
}

in_every_engine!(a_language_is_chosen_and_the_focus_stays);
async fn a_language_is_chosen_and_the_focus_stays(browser: &Browser) {
    let site = Site::start();
    show(browser, &site, EXAMPLES[0], "").await;
    browser.press(Key::Tab).await;
    browser
        .until(&format!(
            "{FOCUSED} === host.find('.amts-languages > summary')"
        ))
        .await;
    browser.press(Key::Enter).await;
    browser.until("host.find('.amts-languages').open").await;
    // German, Leichte Sprache, English.
    for _ in 0..3 {
        browser.press(Key::Tab).await;
    }
    let english = "host.find('.amts-languages [lang=en]')";
    browser.until(&format!("{FOCUSED} === {english}")).await;
    browser.press(Key::Enter).await;
    browser.until("host.find('.amts').lang === 'en'").await;
    browser
        .expect(&format!(
            "{FOCUSED} === {english} && {english}.ariaPressed === 'true' && host.find('.amts-languages').open"
        ))
        .await;
    seen(browser).await;
}

in_every_engine!(what_is_typed_and_focused_survives_an_update);
async fn what_is_typed_and_focused_survives_an_update(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(3, "Bücherei"));
    let page = Page::new(r#"<amts-status src="/a.json"></amts-status>"#);
    // The page's clock waits until everything has been typed.
    let page = page
        .head(HASTE)
        .head("<script>window.hold = () => true</script>");
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    browser.run("host.find('.amts-field').focus()", &[]).await;
    browser.write("bücher").await;
    browser.until("host.find('.amts-results')").await;
    browser
        .run("window.field = host.find('.amts-field')", &[])
        .await;
    site.feed("/a.json", feed(4, "Stadtbücherei"));
    browser.run("window.hold = undefined", &[]).await;
    browser
        .until("host.find('.amts-name')?.innerText.includes('Stadtbücherei')")
        .await;
    browser
        .expect(&format!(
            "{FOCUSED} === field && field === host.find('.amts-field') && field.value === 'bücher'"
        ))
        .await;
    // One goes on typing where one was.
    browser.write("ei").await;
    browser
        .until(
            "field.value === 'bücherei' && host.findAll('.amts-results .amts-name').length === 1",
        )
        .await;
}

/// Whether one sees where the focus is.
async fn seen(browser: &Browser) {
    let focus = browser
        .run(&format!("window.stops = []; {FOCUS}"), &[])
        .await;
    assert_eq!(focus["ring"], true, "no focus is to be seen: {focus}");
    assert_eq!(
        focus["onScreen"], true,
        "the focus is off the screen: {focus}"
    );
}
