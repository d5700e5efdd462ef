//! The demo page, as `cargo xtask demo` serves it.

use crate::axe;
use crate::browser::Browser;
use crate::site::{Site, said};
use crate::snapshot::DRAWN;

in_every_engine!(the_demo_page_shows_every_face);
async fn the_demo_page_shows_every_face(browser: &Browser) {
    let site = Site::start();
    browser.goto(&site.url("/index.html")).await;
    let find = |id: &str, selector: &str| {
        format!("document.querySelector('#{id}').shadowRoot?.querySelector('{selector}')")
    };
    let shown = |id: &str| format!("{}?.getClientRects().length > 0", find(id, ".amts > *"));
    for id in ["zeile", "voll", "nur-buecherei"] {
        browser.until(&shown(id)).await;
    }

    // Signed with the demo's key, and unfolding says so.
    browser
        .expect(&format!("!!{}", find("voll", ".amts-verified")))
        .await;

    // One line, which opens.
    let details = find("zeile", "details.amts-compact");
    browser
        .expect(&format!(
            "!{details}.open && {details}.getBoundingClientRect().height < 120"
        ))
        .await;
    browser
        .expect(&format!(
            "{details}.innerText.includes('Stadt Musterstadt')"
        ))
        .await;
    browser.click(&find("zeile", "summary")).await;
    browser
        .until(&format!(
            "{details}.open && {details}.getBoundingClientRect().height > 400"
        ))
        .await;
    browser.click(&find("zeile", "summary")).await;
    browser.until(&format!("!{details}.open")).await;

    // Everything; and only the library.
    let text = |id: &str| format!("{}.innerText", find(id, ".amts"));
    let full = browser.text(&text("voll")).await;
    let library = browser.text(&text("nur-buecherei")).await;
    assert!(
        full.len() > 1000 && full.contains("Stadtbücherei"),
        "{full}"
    );
    assert!(library.contains("Stadtbücherei"), "{library}");
    assert!(full.contains("Standesamt"), "{full}");
    assert!(!library.contains("Standesamt"), "{library}");
    for old in [said(|words| words.archive), said(|words| words.expired)] {
        assert!(!full.contains(old), "{full}");
    }
}

in_every_engine!(the_demo_page_shows_each_of_the_five_examples);
async fn the_demo_page_shows_each_of_the_five_examples(browser: &Browser) {
    let site = Site::start();
    browser.goto(&site.url("/")).await;
    // A click that is on its way while the page's widgets grow would miss the switch.
    browser
        .until("[...document.querySelectorAll('amts-status')].every((one) => one.shadowRoot?.querySelector('.amts-age, .amts-compact'))")
        .await;
    // The room that is held for a reader goes when he scrolls.
    browser
        .run("document.querySelector('#archiv').scrollIntoView()", &[])
        .await;
    browser.run_async(DRAWN, &[]).await;
    let archive = said(|words| words.archive);
    let widget = "document.querySelector('#fall amts-status')?.shadowRoot?.querySelector('.amts')";
    for (value, title) in [
        ("moessingen-2024-02", "Stadt Mössingen"),
        ("moessingen-2023-11", "Stadt Mössingen"),
        ("schwerin-2021-10", "Landeshauptstadt Schwerin"),
        ("menden-2023-12", "Stadt Menden"),
        ("suedwestfalen-2023-11", "Südwestfalen-IT"),
    ] {
        browser
            .click(&format!(
                "document.querySelector('input[value=\"{value}\"]')"
            ))
            .await;
        let year = &value[value.len() - 7..value.len() - 3];
        browser
            .until(&format!(
                "{widget}?.getClientRects().length && {widget}.querySelector('h2')?.innerText.includes('{title}')
                && {widget}.innerText.includes('{archive}') && {widget}.querySelector('.amts-caution').innerText.includes('{year}')"
            ))
            .await;
    }
}

in_every_engine!(axe_finds_nothing_on_the_demo_page: chromium Chromium);
async fn axe_finds_nothing_on_the_demo_page(browser: &Browser) {
    let site = Site::start();
    browser.goto(&site.url("/index.html")).await;
    browser
        .until("document.querySelector('#voll').shadowRoot?.querySelector('.amts-verified')")
        .await;
    axe::load(browser).await;
    axe::finds_nothing(browser, "the demo page").await;
}
