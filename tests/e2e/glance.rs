//! The list at a glance: what a phone shows without scrolling, and what unfolds in a row.

use std::fs;

use amtsstatus::feed::time::Stamp;
use serde_json::json;
use xtask::serve::Answer;

use crate::browser::Browser;
use crate::site::{EXAMPLES, HASTE, OWN, Page, Site, dist, element, feed, http_date, now};

/// A phone of 360 × 800 on which a feed is read as of its day, with the clocks of that day on the device and on the server.
async fn phone(browser: &Browser, site: &Site, feed: Vec<u8>, at: Option<&str>) {
    let later = at.map_or(0, |at| Stamp::parse(at).unwrap().at.0 - now().0);
    let answer = Answer::new(200, "application/json", feed);
    site.at("/town.json", move |_| {
        answer.clone().with("Date", &http_date(later))
    });
    let clock = format!(
        "<script>const real = Date.now; Date.now = () => real() + {later}000;</script>
        <style>body {{ margin: 0 }} h1 {{ display: none }}</style>"
    );
    let widget = r#"<amts-status src="/town.json"></amts-status>"#;
    let inside = site.page("/phone", Page::new(widget).head(&clock));
    let frame =
        format!(r#"<iframe src="{inside}" width="360" height="800" style="border:0"></iframe>"#);
    browser.goto(&site.page("/", Page::new(&frame))).await;
    browser.until("host.frames()[0].host?.live()").await;
    // One town after the other is read on the same device.
    browser
        .run("host.frames()[0].localStorage.clear()", &[])
        .await;
}

in_every_engine!(the_first_screen_of_a_phone_answers);
async fn the_first_screen_of_a_phone_answers(browser: &Browser) {
    let site = Site::start();
    for (name, at) in EXAMPLES {
        let feed = fs::read(dist().join(format!("feeds/{name}.json"))).unwrap();
        phone(browser, &site, feed, Some(at)).await;
        // What is wrong, how old this is, what is urgent, how to search, and the first row.
        let below = "const phone = host.frames()[0].host;
            const bottom = (selector) => phone.find(selector)?.getBoundingClientRect().bottom ?? 'missing';
            return ['.amts-title', '.amts-age', '.amts-urgent', '.amts-field', '.amts-group .amts-name']
                .map((selector) => [selector, bottom(selector)]).filter(([, bottom]) => !(bottom <= 800));";
        assert_eq!(browser.run(below, &[]).await, json!([]), "{name}");
    }
}

in_every_engine!(a_whole_town_is_four_screens_of_a_phone);
async fn a_whole_town_is_four_screens_of_a_phone(browser: &Browser) {
    let site = Site::start();
    let town = fs::read(dist().join("status.json")).unwrap();
    phone(browser, &site, town, None).await;
    let screens = "host.frames()[0].host.find('.amts').offsetHeight / 800";
    let screens = browser.number(screens).await;
    assert!(screens <= 4.0, "{screens} screens");
    // What works shows its way only unfolded; what does not shows it at once.
    let ways = "const phone = host.frames()[0].host;
        const shown = (entry) => phone.visible(entry.querySelector(':scope > .amts-first'));
        const works = (entry) => entry.classList.contains('amts-works');
        const rows = phone.findAll('.amts-group .amts-entry').filter((entry) => entry.querySelector(':scope > .amts-first'));
        return [rows.filter(works).some(shown), rows.filter((entry) => !works(entry)).every(shown)];";
    assert_eq!(browser.run(ways, &[]).await, json!([false, true]));
}

in_every_engine!(the_row_unfolds_and_the_way_beside_it_does_not);
async fn the_row_unfolds_and_the_way_beside_it_does_not(browser: &Browser) {
    let site = Site::start();
    let page = Page::new(&element(EXAMPLES[1], ""));
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    browser
        .run(
            "window.entry = host.findAll('.amts-group .amts-entry').find((entry) => entry.querySelector('.amts-first a'));
            window.row = entry.querySelector('details');
            window.way = entry.querySelector('.amts-first a');
            way.addEventListener('click', (event) => event.preventDefault());",
            &[],
        )
        .await;
    browser.click("way").await;
    browser.expect("!row.open && host.visible(way)").await;
    // Wide, the way stands on the row; where nothing stands, the row can be tapped.
    browser
        .expect(
            "Math.abs(way.getBoundingClientRect().top - entry.getBoundingClientRect().top) < 20",
        )
        .await;
    browser.click("row.querySelector('.amts-says')").await;
    browser
        .until("row.open && !host.visible(way) && host.visible(row.querySelector('.amts-tap'))")
        .await;
}

in_every_engine!(what_is_found_is_unfolded_and_folds_again);
async fn what_is_found_is_unfolded_and_folds_again(browser: &Browser) {
    let site = Site::start();
    let page = Page::new(&element(EXAMPLES[0], ""));
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    let look = "const field = host.find('.amts-field');
        field.value = arguments[0];
        field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));";
    browser.run(look, &[json!("Bücherei")]).await;
    browser
        .until("host.find('.amts-results') && host.findAll('.amts-results .amts-row').every((row) => row.open)")
        .await;
    browser.run(look, &[json!("")]).await;
    browser
        .until("!host.find('.amts-results') && host.findAll('.amts-row').every((row) => !row.open)")
        .await;
    // A filter names nothing: its rows stay as they are in the list.
    browser.click("host.find('.amts-count')").await;
    browser
        .until("host.find('.amts-results') && host.findAll('.amts-results .amts-row').every((row) => !row.open)")
        .await;
}

in_every_engine!(a_row_stays_unfolded_over_publications_and_languages);
async fn a_row_stays_unfolded_over_publications_and_languages(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(3, "Bücherei"));
    let widget = format!(r#"<amts-status src="/a.json">{OWN}</amts-status>"#);
    browser
        .goto(&site.page("/", Page::new(&widget).head(HASTE)))
        .await;
    browser.until("host.live()").await;
    browser
        .run(
            "window.summary = host.find('[data-amts=buecherei] summary'); summary.click(); summary.focus()",
            &[],
        )
        .await;
    let kept = "host.find('[data-amts=buecherei] > details').open
        && host.element().shadowRoot.activeElement === host.find('[data-amts=buecherei] summary')";
    browser.until(kept).await;
    site.feed("/a.json", feed(4, "Stadtbücherei"));
    browser.until("host.text().includes('Stadtbücherei')").await;
    browser.expect(kept).await;
    browser
        .run("host.element().setAttribute('lang', 'en')", &[])
        .await;
    browser.until("host.find('.amts').lang === 'en'").await;
    browser.expect(kept).await;
}
