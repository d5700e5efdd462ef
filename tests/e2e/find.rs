//! For people who look for one thing: typed, filtered, linked to, in their language.

use serde_json::json;
use thirtyfour::prelude::Key;
use xtask::serve::{Answer, Delivery};

use crate::browser::Browser;
use crate::site::{EXAMPLES, Page, Site, bundled, element, feed};

/// Types into the search field of the first element, letter by letter as a hand does.
async fn look_for(browser: &Browser, typed: &str) {
    browser.run("host.find('.amts-field').focus()", &[]).await;
    browser
        .run(
            "const field = host.find('.amts-field');
            field.value = '';
            for (const letter of arguments[0]) {
                field.value += letter;
                field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
            }",
            &[json!(typed)],
        )
        .await;
}

/// What stands on the screen, whole, of what was found first.
const FIRST: &str = "const whole = (element) => {
        const { top, bottom } = element?.getBoundingClientRect() ?? {};
        return top >= 0 && bottom <= innerHeight;
    };
    const first = host.find('.amts-results .amts-entry');
    const ways = host.findAll('.amts-results .amts-route, .amts-results a[href]');
    return {
        id: first?.dataset.amts,
        state: whole(first?.querySelector('.amts-state .amts-word')),
        way: whole(ways[0]),
        field: whole(host.find('.amts-field')),
        below: ways.map((way) => way.getBoundingClientRect().bottom).slice(0, 3),
        call: ways.some((way) => whole(way) && (way.matches('a[href]') || way.querySelector('a[href]'))),
    };";

in_every_engine!(answer_and_call_are_on_one_screen: chromium Chromium);
async fn answer_and_call_are_on_one_screen(browser: &Browser) {
    let site = Site::start();
    let screen = json!({ "width": 360, "height": 800, "deviceScaleFactor": 1, "mobile": false });
    browser
        .devtools("Emulation.setDeviceMetricsOverride", screen)
        .await;
    let german = [
        "Hochzeit",
        "Jugendamt",
        "Buch verlängern",
        "Auto anmelden",
        "Geburt",
    ];
    let words = [
        ("de", german),
        ("de-simple", german),
        (
            "en",
            [
                "wedding",
                "youth welfare office",
                "renew",
                "car registration",
                "birth",
            ],
        ),
        ("tr", ["düğün", "çocuk koruma", "uzatma", "araba", "doğum"]),
        (
            "uk",
            [
                "весілля",
                "захист дітей",
                "продовжити",
                "авто",
                "народження",
            ],
        ),
        ("ar", ["زواج", "حماية الأطفال", "تمديد", "سيارة", "ولادة"]),
        (
            "ru",
            ["свадьба", "защита детей", "продлить", "машина", "рождение"],
        ),
    ];
    let found = [
        (EXAMPLES[2], "hochzeiten"),
        (EXAMPLES[2], "jugendamt"),
        (EXAMPLES[0], "verlaengerung"),
        (EXAMPLES[4], "kfz"),
        (EXAMPLES[4], "geburt"),
    ];
    for (lang, typed) in words {
        for (typed, (example, id)) in typed.into_iter().zip(found) {
            let page = Page::new(&element(example, &format!("lang='{lang}'")));
            browser.goto(&site.page("/", page)).await;
            browser.until("host.live()").await;
            look_for(browser, typed).await;
            let first = format!("host.find('.amts-results .amts-entry')?.dataset.amts === '{id}'");
            browser.until(&first).await;
            let seen = browser.run(FIRST, &[]).await;
            for what in ["state", "way", "field", "call"] {
                assert_eq!(seen[what], true, "{lang}, {typed}: {what}: {seen}");
            }
        }
    }
}

in_every_engine!(what_is_found_is_said_and_let_go_again);
async fn what_is_found_is_said_and_let_go_again(browser: &Browser) {
    let site = Site::start();
    browser
        .goto(&site.page("/", Page::new(&element(EXAMPLES[0], ""))))
        .await;
    browser.until("host.live()").await;
    look_for(browser, "Perso").await;
    browser
        .until("host.find('.amts-found[aria-live]')?.innerText.endsWith('Treffer')")
        .await;
    browser
        .expect("!host.visible(host.find('.amts-columns .amts-name'))")
        .await;
    // On to what was found.
    browser.press(Key::Enter).await;
    browser
        .until("host.element().shadowRoot.activeElement === host.find('.amts-results summary')")
        .await;
    look_for(browser, "Raumschiff").await;
    // Nothing: then whom to ask.
    browser
        .until("!host.find('.amts-results .amts-entry')")
        .await;
    browser
        .expect("host.visible(host.find('.amts-results a[href^=\"https:\"]'))")
        .await;
    browser.click("host.find('.amts-all')").await;
    browser
        .until("host.visible(host.find('.amts-columns .amts-name')) && !host.find('.amts-results')")
        .await;
    browser
        .expect("host.element().shadowRoot.activeElement === host.find('.amts-field') && !host.find('.amts-field').value")
        .await;
}

in_every_engine!(a_filter_shows_what_its_button_counts);
async fn a_filter_shows_what_its_button_counts(browser: &Browser) {
    let site = Site::start();
    browser
        .goto(&site.page("/", Page::new(&element(EXAMPLES[2], ""))))
        .await;
    browser.until("host.live()").await;
    let levels = "return host.findAll('button[data-level]').map((button) => [button.dataset.level, +button.querySelector('b').innerText])";
    let levels = browser.run(levels, &[]).await;
    assert!(levels.as_array().unwrap().len() > 3, "{levels}");
    for level in levels.as_array().unwrap() {
        let button = format!("host.find('button[data-level={}]')", level[0]);
        browser.click(&button).await;
        browser
            .until(&format!("{button}.getAttribute('aria-pressed') === 'true'"))
            .await;
        browser
            .until(&format!(
                "host.findAll('.amts-results .amts-entry').length === {}",
                level[1]
            ))
            .await;
        browser.click(&button).await;
        browser.until("!host.find('.amts-results')").await;
    }
    browser.click("host.find('.amts-kinds > summary')").await;
    browser
        .click(
            "host.findAll('.amts-kinds button').find((button) => button.textContent === 'Termine')",
        )
        .await;
    browser.until("host.findAll('.amts-results .amts-entry').map((entry) => entry.dataset.amts).sort().join() === 'hochzeiten,sprechtage'").await;
}

in_every_engine!(a_language_is_chosen_for_the_whole_page);
async fn a_language_is_chosen_for_the_whole_page(browser: &Browser) {
    let site = Site::start();
    let both = [element(EXAMPLES[0], ""), element(EXAMPLES[2], "")].concat();
    browser.goto(&site.page("/", Page::new(&both))).await;
    browser.until("host.live() && host.live(1)").await;
    browser
        .click("host.find('.amts-languages > summary')")
        .await;
    browser
        .click("host.find('.amts-languages [lang=tr]')")
        .await;
    browser
        .until("[0, 1].every((n) => host.find('.amts', n).lang === 'tr' && host.find('.amts-foreign', n).innerText.includes('Deutsch'))")
        .await;
    // The focus stays where it was.
    browser
        .expect(
            "host.element().shadowRoot.activeElement === host.find('.amts-languages [lang=tr]')",
        )
        .await;
    browser
        .click("host.find('.amts-languages [lang=ar]')")
        .await;
    browser.until("host.find('.amts').dir === 'rtl'").await;
    // What is in another language and direction says so.
    browser.expect("host.findAll('.amts-name > span').every((name) => name.lang === 'de' && name.dir === 'ltr')").await;
    browser
        .click("host.find('.amts-languages [lang=de]')")
        .await;
    browser
        .until("host.find('.amts').lang === 'de' && !host.find('.amts-foreign')")
        .await;
}

in_every_engine!(the_language_that_was_pressed_last_counts: chromium Chromium, firefox Firefox);
async fn the_language_that_was_pressed_last_counts(browser: &Browser) {
    let site = Site::start();
    let (arabic, words) = bundled("amts-words-ar-");
    let late = Answer::new(200, "text/plain", words);
    site.at(&arabic, move |_| {
        std::thread::sleep(std::time::Duration::from_millis(600));
        late.clone()
    });
    browser
        .goto(&site.page("/", Page::new(&element(EXAMPLES[0], ""))))
        .await;
    browser.until("host.live()").await;
    browser
        .run(
            "host.find('.amts-languages [lang=ar]').click(); host.find('.amts-languages [lang=en]').click()",
            &[],
        )
        .await;
    browser.until("host.find('.amts').lang === 'en'").await;
    let arrived = format!(
        "performance.getEntriesByType('resource').some((file) => file.name.endsWith('{arabic}') && file.responseEnd)"
    );
    browser.until(&arrived).await;
    // What would come of it has come by then.
    browser
        .run_async("setTimeout(arguments[0], 200)", &[])
        .await;
    browser.expect("host.find('.amts').lang === 'en'").await;
}

in_every_engine!(a_language_that_cannot_be_loaded_changes_nothing);
async fn a_language_that_cannot_be_loaded_changes_nothing(browser: &Browser) {
    let site = Site::start();
    // One letter of it is another.
    let (english, words) = bundled("amts-words-en-");
    let altered = String::from_utf8(words).unwrap().replacen('e', "a", 1);
    site.answer(&english, "text/plain", altered);
    site.fail(&bundled("amts-words-tr-").0, 500);
    browser
        .goto(&site.page("/", Page::new(&element(EXAMPLES[0], "lang='en'"))))
        .await;
    browser.until("host.live()").await;
    // Its words are not believed, and the rest is as true in German.
    browser.expect("host.find('.amts').lang === 'de'").await;
    browser
        .click("host.find('.amts-languages > summary')")
        .await;
    browser
        .click("host.find('.amts-languages [lang=tr]')")
        .await;
    browser
        .until("host.find('.amts-languages [aria-live]').innerText")
        .await;
    browser.expect("host.find('.amts').lang === 'de'").await;
}

in_every_engine!(a_language_that_does_not_come_is_waited_for_eight_seconds);
async fn a_language_that_does_not_come_is_waited_for_eight_seconds(browser: &Browser) {
    let site = Site::start();
    let (english, words) = bundled("amts-words-en-");
    let endless = Answer::new(200, "text/plain", words.clone()).delivered(Delivery::Never);
    site.at(&english, move |_| endless.clone());
    browser
        .goto(&site.page("/", Page::new(&element(EXAMPLES[0], "lang='en'"))))
        .await;
    browser.until("host.live()").await;
    browser
        .expect("host.find('.amts').lang === 'de' && performance.now() > 8000")
        .await;
    // Who asks again, once it comes, reads it.
    site.answer(&english, "text/plain", words);
    browser
        .click("host.find('.amts-languages > summary')")
        .await;
    browser
        .click("host.find('.amts-languages [lang=en]')")
        .await;
    browser.until("host.find('.amts').lang === 'en'").await;
}

in_every_engine!(an_entry_is_linked_to_where_the_page_allows_it);
async fn an_entry_is_linked_to_where_the_page_allows_it(browser: &Browser) {
    let site = Site::start();
    // One beside it has nothing to search in; and a base does not change whose address it is.
    let only = element(EXAMPLES[0], r#"links only="telefon""#);
    let page =
        Page::new(&[element(EXAMPLES[0], "links"), only].concat()).head("<base href='/anderswo/'>");
    let page = site.page("/", page);
    browser.goto(&format!("{page}#amts-opac")).await;
    browser.until("host.live()").await;
    browser
        .until("host.element().shadowRoot.activeElement?.closest('[data-amts]').dataset.amts === 'opac'")
        .await;
    let top = "host.find('[data-amts=opac]').getBoundingClientRect().top";
    browser
        .expect(&format!("{top} > -1 && {top} < innerHeight"))
        .await;
    browser
        .run("location.hash = 'amts-kindergaerten'", &[])
        .await;
    browser
        .until("host.element().shadowRoot.activeElement?.closest('[data-amts]').dataset.amts === 'kindergaerten'")
        .await;
    // One of several that share a line; and one that is not shown while one searches.
    browser
        .run("location.hash = 'amts-vorbestellung'", &[])
        .await;
    browser
        .until("host.element().shadowRoot.activeElement?.closest('[data-amts]').dataset.amts === 'vorbestellung'")
        .await;
    look_for(browser, "Perso").await;
    // With the last letter, which would else change the address once more.
    browser
        .until("host.find('.amts-results') && location.hash === '#amts-q=Perso'")
        .await;
    browser.run("location.hash = 'amts-opac'", &[]).await;
    browser
        .until("host.element().shadowRoot.activeElement?.closest('[data-amts]').dataset.amts === 'opac' && location.hash === '#amts-opac'")
        .await;
    // The address follows what is looked for, and makes it again.
    look_for(browser, "Buch & Perso").await;
    browser
        .until("location.pathname === '/' && location.hash === '#amts-q=Buch+%26+Perso'")
        .await;
    browser.click("host.find('button[data-level=down]')").await;
    browser
        .until("location.hash === '#amts-q=Buch+%26+Perso&level=down'")
        .await;
    browser.reload().await;
    browser
        .until("host.live() && host.find('.amts-results')")
        .await;
    browser
        .expect("host.find('.amts-field').value === 'Buch & Perso'")
        .await;
    browser
        .expect("host.find('button[data-level=down]').getAttribute('aria-pressed') === 'true'")
        .await;
    browser.click("host.find('.amts-all')").await;
    browser
        .until("location.hash === '' && !host.find('.amts-results')")
        .await;
    // Passed on by the device where it can, else by the clipboard, else by the address.
    let share = "host.find('[data-amts=kindergaerten] .amts-link')";
    browser
        .run(
            "window.shared = [];
            Object.defineProperty(navigator, 'share', { value: undefined, configurable: true });
            Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text) => shared.push(text) } });",
            &[],
        )
        .await;
    browser
        .click("host.find('[data-amts=kindergaerten] summary')")
        .await;
    browser.click(share).await;
    browser
        .until("shared.length === 1 && shared[0].endsWith('/#amts-kindergaerten')")
        .await;
    browser
        .until("host.find('[data-amts=kindergaerten] .amts-share [aria-live]').innerText")
        .await;
    browser
        .run(
            "navigator.clipboard.writeText = () => Promise.reject(new Error('no'))",
            &[],
        )
        .await;
    browser.click(share).await;
    browser
        .until("location.hash === '#amts-kindergaerten'")
        .await;
}

in_every_engine!(without_leave_the_address_is_the_pages_own: chromium Chromium, firefox Firefox);
async fn without_leave_the_address_is_the_pages_own(browser: &Browser) {
    let site = Site::start();
    let page = site.page("/", Page::new(&element(EXAMPLES[0], "")));
    browser.goto(&format!("{page}#amts-opac")).await;
    browser.until("host.live()").await;
    look_for(browser, "Perso").await;
    browser.until("host.find('.amts-results')").await;
    browser
        .expect("location.hash === '#amts-opac' && !host.find('.amts-share')")
        .await;
    browser.run("location.hash = 'amts-q=Hochzeit'", &[]).await;
    browser
        .until("host.find('.amts-field').value === 'Perso' && location.pathname === '/'")
        .await;
}

in_every_engine!(what_was_typed_survives_a_publication: chromium Chromium, firefox Firefox);
async fn what_was_typed_survives_a_publication(browser: &Browser) {
    let site = Site::start();
    site.feed("/status.json", feed(1, "Stadtbücherei"));
    let page =
        Page::new(r#"<amts-status src="/status.json"></amts-status>"#).head(crate::site::HASTE);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    look_for(browser, "bücherei").await;
    browser
        .until("host.find('.amts-results .amts-entry')")
        .await;
    site.feed("/status.json", feed(2, "Gemeindebücherei"));
    browser
        .until("host.find('.amts-results .amts-name')?.innerText.includes('Gemeindebücherei')")
        .await;
    browser
        .expect("host.find('.amts-field').value === 'bücherei' && host.element().shadowRoot.activeElement === host.find('.amts-field')")
        .await;
}
