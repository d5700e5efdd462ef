//! What other people's scripts do on a page: translators and extensions in the widget's own DOM, old libraries, shortcuts,
//! routers, frames (rows 45, 47 to 49 and 71 to 73).

use crate::browser::Browser;
use crate::site::{EXAMPLES, HASTE, OWN, Page, Site, element, feed, said};
use thirtyfour::prelude::Key;

/// Does what a page translator with access to open shadow roots does: each text goes into an element of its own.
const TRANSLATE: &str = "const texts = [];
    const walk = (node) => {
      for (const child of node.childNodes) {
        if (child.nodeType === 3 && child.data.trim()) texts.push(child);
        if (child.nodeType === 1) walk(child);
      }
    };
    walk(host.element().shadowRoot);
    for (const text of texts) {
      const font = document.createElement('font');
      font.textContent = '[pl]' + text.data;
      text.replaceWith(font);
    }";

/// Every number that is shown is the one that is dialled.
const DIALLED: &str = "host.findAll('a[href^=\"tel:\"]').every(({ href, innerText }) =>
    href.replace(/\\D/g, '').endsWith(innerText.replace(/\\D/g, '').replace(/^0/, '')))";

fn body(more: &str) -> String {
    format!(r#"<amts-status src="/a.json" {more}>{OWN}</amts-status>"#)
}

/// Opens a page whose widget has been translated.
async fn open_translated(browser: &Browser, site: &Site, more: &str) {
    site.feed("/a.json", feed(1, "Bücherei"));
    let page = Page::new(&body(more)).head(HASTE);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    // What is shown stays so until it is asked for otherwise.
    browser.run("window.hold = () => true", &[]).await;
    browser.run(TRANSLATE, &[]).await;
    browser.expect("host.text().includes('[pl]Bücherei')").await;
}

async fn nothing_is_wrong(browser: &Browser) {
    browser
        .expect("host.live() && host.errors.length + host.console.length === 0")
        .await;
    browser.expect("host.failed('crashed').length === 0").await;
}

in_every_engine!(row_45_a_translated_widget_shows_the_next_publication);
async fn row_45_a_translated_widget_shows_the_next_publication(browser: &Browser) {
    let site = Site::start();
    open_translated(browser, &site, "").await;
    let next = feed(2, "Stadtarchiv").replace("+493857440363", "+493857440999");
    let next = next
        .replace("\"limited\"", "\"closed\"")
        .replace("Notbetrieb", "Ersatzbetrieb");
    site.feed("/a.json", next);
    browser.run("window.hold = undefined", &[]).await;
    browser
        .until("host.text().includes('Stadtarchiv') && host.text().includes('Ersatzbetrieb')")
        .await;
    browser
        .expect("!host.text().includes('[pl]') && !host.text().includes('Notbetrieb')")
        .await;
    browser
        .expect("host.text().includes('7440999') && !host.text().includes('7440363')")
        .await;
    browser.expect(DIALLED).await;
    nothing_is_wrong(browser).await;
}

in_every_engine!(row_45_a_translated_widget_shows_a_caution);
async fn row_45_a_translated_widget_shows_a_caution(browser: &Browser) {
    let site = Site::start();
    open_translated(browser, &site, "").await;
    site.fail("/a.json", 503);
    browser.run("window.hold = undefined", &[]).await;
    let caution = said(|words| words.unreached);
    browser
        .until(&format!("host.text().includes('{caution}')"))
        .await;
    nothing_is_wrong(browser).await;
}

in_every_engine!(row_45_a_translated_widget_changes_its_language);
async fn row_45_a_translated_widget_changes_its_language(browser: &Browser) {
    let site = Site::start();
    open_translated(browser, &site, "").await;
    browser.run("host.element().lang = 'en'", &[]).await;
    browser
        .until("host.find('.amts').lang === 'en' && !host.text().includes('[pl]')")
        .await;
    nothing_is_wrong(browser).await;
}

in_every_engine!(row_45_a_translated_widget_is_searched_and_keeps_the_readers_place);
async fn row_45_a_translated_widget_is_searched_and_keeps_the_readers_place(browser: &Browser) {
    let site = Site::start();
    open_translated(browser, &site, "").await;
    browser
        .run(
            "host.find('[data-amts=buecherei] details').open = true",
            &[],
        )
        .await;
    browser.run("host.find('.amts-field').focus()", &[]).await;
    browser.write("xyz").await;
    let none = said(|words| words.no_matches);
    browser
        .until(&format!("host.text().includes('{none}')"))
        .await;
    browser
        .expect("host.element().shadowRoot.activeElement === host.find('.amts-field')")
        .await;
    let value = browser.text("host.find('.amts-field').value").await;
    assert_eq!(value, "xyz");
    for _ in 0..3 {
        browser.press(Key::Backspace).await;
    }
    browser.until("host.find('[data-amts=buecherei]')").await;
    nothing_is_wrong(browser).await;
    // What was unfolded is still so where nothing but the DOM was replaced.
    browser
        .run(
            "host.find('[data-amts=buecherei] details').open = true",
            &[],
        )
        .await;
    browser.run(TRANSLATE, &[]).await;
    browser.run("host.element().setAttribute('density', 'compact'); host.element().setAttribute('heading', '3')", &[]).await;
    browser
        .until("host.find('h3.amts-title') && !host.text().includes('[pl]')")
        .await;
    browser
        .expect("host.find('[data-amts=buecherei] details').open")
        .await;
    nothing_is_wrong(browser).await;
}

in_every_engine!(row_45_mere_ages_replace_no_translation_every_minute);
async fn row_45_mere_ages_replace_no_translation_every_minute(browser: &Browser) {
    let site = Site::start();
    open_translated(browser, &site, "").await;
    let watch = "const [start, shown] = [skipped, host.find('.amts')];
        new MutationObserver(() => (window.replaced ??= shown.isConnected ? undefined : skipped - start))
            .observe(shown.parentNode, { childList: true });
        window.hold = undefined;";
    browser.run(watch, &[]).await;
    browser.until("window.replaced").await;
    // Ten minutes, and what a device's clock and rounding take from them.
    let after = browser.number("window.replaced").await;
    assert!(after >= 540_000.0, "{after}");
    nothing_is_wrong(browser).await;
}

in_every_engine!(row_45_a_link_that_was_changed_leads_where_it_says_again);
async fn row_45_a_link_that_was_changed_leads_where_it_says_again(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(1, "Bücherei"));
    let page = Page::new(&body("")).head(HASTE);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    browser
        .run("host.find('a[href^=\"tel:\"]').href = 'tel:0900123'", &[])
        .await;
    site.feed("/a.json", feed(2, "Stadtarchiv"));
    browser.until("host.text().includes('Stadtarchiv')").await;
    browser.expect(DIALLED).await;
    nothing_is_wrong(browser).await;
}

in_every_engine!(row_47_old_libraries_that_replace_the_platforms_classes_stop_nothing);
async fn row_47_old_libraries_that_replace_the_platforms_classes_stop_nothing(browser: &Browser) {
    // As MooTools 1 and Prototype 1 do.
    let replaced = "<script>
        for (const name of ['Window', 'Document', 'Element', 'Event', 'Request', 'Hash', 'Cookie', 'Class'])
            window[name] = function () {};
        Array.from = (all) => all.slice();
        Array.prototype.toJSON = () => 'wrong';
    </script>";
    let site = Site::start();
    site.feed("/a.json", feed(1, "Bücherei"));
    let page = Page::new(&body("")).head(replaced);
    browser.goto(&site.page("/", page)).await;
    browser
        .until("host.live() && host.text().includes('Bücherei')")
        .await;
    browser.run("host.find('.amts-field').focus()", &[]).await;
    browser.write("Bürger").await;
    browser.until("host.find('.amts-results')").await;
    nothing_is_wrong(browser).await;
}

/// What the loader, the glue or the core use, and some browser has not, or a page has taken away.
const USED: [&str; 18] = [
    "AbortSignal.timeout",
    "AbortController",
    "CSSStyleSheet.prototype.replaceSync",
    "CSS.supports",
    "Element.prototype.attachShadow",
    "Element.prototype.closest",
    "FinalizationRegistry",
    "Intl.ListFormat",
    "Intl.PluralRules",
    "Intl.RelativeTimeFormat",
    "MutationObserver",
    "Object.hasOwn",
    "URL.canParse",
    "WebAssembly",
    "WebAssembly.instantiateStreaming",
    "fetch",
    "history.replaceState",
    "queueMicrotask",
];

in_every_engine!(row_47_whatever_a_browser_lacks_nothing_is_loading_for_ever);
async fn row_47_whatever_a_browser_lacks_nothing_is_loading_for_ever(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(1, "Bücherei"));
    let mut live = Vec::new();
    for name in USED {
        let (owner, function) = name.rsplit_once('.').unwrap_or(("window", name));
        // In a script behind the page's own markup, for what that needs itself.
        let lacking = format!(
            "<script>Object.defineProperty({owner}, '{function}', {{ value: undefined, configurable: true }});</script>"
        );
        let page = Page::new(&format!("{}{lacking}", body("")));
        browser.goto(&site.page("/", page)).await;
        browser
            .until(
                "host.live() || host.own() && !host.find('slot')?.textContent.includes('geladen')",
            )
            .await;
        if browser.is("host.live()").await {
            live.push(name);
            continue;
        }
        browser
            .until("host.failed('core').length + host.failed('crashed').length > 0")
            .await;
        browser
            .until("host.console.filter((line) => line.includes('amts-status')).length === 1")
            .await;
    }
    // What Safari 15 has not got costs nothing but the convenience.
    for old in [
        "AbortSignal.timeout",
        "CSSStyleSheet.prototype.replaceSync",
        "URL.canParse",
    ] {
        assert!(live.contains(&old), "{old}: {live:?}");
    }
}

in_every_engine!(row_47_without_constructed_stylesheets_the_widget_looks_the_same);
async fn row_47_without_constructed_stylesheets_the_widget_looks_the_same(browser: &Browser) {
    let site = Site::start();
    let lacking = "<script>delete CSSStyleSheet.prototype.replaceSync</script>";
    let page = Page::new(&element(EXAMPLES[0], "")).head(lacking);
    browser.goto(&site.page("/", page)).await;
    browser
        .until("host.live() && getComputedStyle(host.find('.amts-summary')).display === 'flex'")
        .await;
    nothing_is_wrong(browser).await;
}

in_every_engine!(row_48_what_is_typed_into_the_search_stays_there);
async fn row_48_what_is_typed_into_the_search_stays_there(browser: &Browser) {
    // As sliders and libraries for shortcuts do: they see the element as the target.
    let shortcuts = "<script>
        window.heard = [];
        document.addEventListener('keydown', (event) => {
            if (/INPUT|TEXTAREA/.test(event.target.tagName)) return;
            heard.push(event.key);
            if ('be '.includes(event.key) || event.key.startsWith('Arrow')) event.preventDefault();
        });
    </script>";
    let site = Site::start();
    let page = Page::new(&element(EXAMPLES[0], "")).head(shortcuts);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    browser.run("host.find('.amts-field').focus()", &[]).await;
    browser.write("be be").await;
    browser
        .until("host.find('.amts-field').value === 'be be'")
        .await;
    browser.press(Key::Left).await;
    browser.expect("heard.length === 0").await;
    browser
        .until("host.find('.amts-field').selectionStart === 4")
        .await;
    // Keys that do not write are the page's too.
    browser.press(Key::Escape).await;
    browser.until("heard.join() === 'Escape'").await;
}

in_every_engine!(row_49_the_pages_own_fragment_comes_back);
async fn row_49_the_pages_own_fragment_comes_back(browser: &Browser) {
    let site = Site::start();
    let page = site.page("/", Page::new(&element(EXAMPLES[0], "links")));
    browser.goto(&format!("{page}#/buergerservice")).await;
    browser.until("host.live()").await;
    browser.run("host.find('.amts-field').focus()", &[]).await;
    browser.write("Pass").await;
    // With the last letter, and all results: the button is below them.
    browser
        .until("location.hash === '#amts-q=Pass' && host.drawn()")
        .await;
    browser.click("host.find('.amts-all')").await;
    browser.until("location.hash === '#/buergerservice'").await;
}

in_every_engine!(row_71_the_language_is_that_of_the_page_around_all_shadow_roots);
async fn row_71_the_language_is_that_of_the_page_around_all_shadow_roots(browser: &Browser) {
    let site = Site::start();
    let (name, at) = EXAMPLES[0];
    let boxed = format!(
        r#"<x-box></x-box><script>
        document.documentElement.lang = 'en';
        customElements.define('x-box', class extends HTMLElement {{
            connectedCallback() {{
                this.attachShadow({{ mode: 'open' }}).innerHTML =
                    '<p><amts-status src="/feeds/{name}.json" at="{at}"></amts-status></p>';
            }}
        }});
        host.all = () => [document.querySelector('x-box').shadowRoot.querySelector('amts-status')];
        </script>"#
    );
    browser.goto(&site.page("/", Page::new(&boxed))).await;
    let speaks = |lang: &str| format!("host.live() && host.find('.amts').lang === '{lang}'");
    browser.until(&speaks("en")).await;
    // And it is followed, wherever it changes.
    browser
        .run("document.documentElement.lang = 'tr'", &[])
        .await;
    browser.until(&speaks("tr")).await;
    browser
        .run("host.element().parentElement.lang = 'uk'", &[])
        .await;
    browser.until(&speaks("uk")).await;
}

in_every_engine!(row_72_a_frame_that_cannot_print_has_no_button_for_it);
async fn row_72_a_frame_that_cannot_print_has_no_button_for_it(browser: &Browser) {
    let site = Site::start();
    let inner = element(EXAMPLES[0], "");
    let script = crate::site::bundle("amts-status.js");
    let report = "const tell = (what) => parent.postMessage(what, '*');
        addEventListener('error', ({ message }) => tell(message));
        const look = () => {
            const root = document.querySelector('amts-status').shadowRoot;
            const shown = root?.querySelector('.amts-source');
            if (shown) tell(root.querySelector('.amts-print') ? 'button' : 'none');
            else setTimeout(look, 50);
        };
        look();";
    site.answer(
        "/frame",
        "text/html; charset=utf-8",
        format!(r#"<!doctype html><html lang="de"><script type="module" src="{script}"></script>{inner}<script>{report}</script>"#),
    );
    let frame = r#"<script>window.told = []; addEventListener('message', ({ data }) => told.push(data));</script>
        <iframe src="/frame" sandbox="allow-scripts"></iframe><iframe src="/frame"></iframe>"#;
    browser.goto(&site.page("/", Page::new(frame))).await;
    browser.until("told.length === 2").await;
    browser
        .expect("[...told].sort().join() === 'button,none'")
        .await;
}

in_every_engine!(row_73_what_extensions_put_into_the_widget_stops_nothing);
async fn row_73_what_extensions_put_into_the_widget_stops_nothing(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(1, "Bücherei"));
    let page = Page::new(&body("")).head(HASTE);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    // A call button beside each number, drawn as SVG.
    let call = "for (const link of host.findAll('a[href^=\"tel:\"]')) {
            link.insertAdjacentHTML('beforebegin', '<svg class=\"call-me\"><path/></svg>');
            link.insertAdjacentHTML('beforeend', '<svg class=\"call-me\"><path/></svg>');
        }
        host.find('.amts').insertAdjacentHTML('afterend', '<svg class=\"call-me\"></svg>');";
    browser.run(call, &[]).await;
    site.feed("/a.json", feed(2, "Stadtarchiv"));
    browser.until("host.text().includes('Stadtarchiv')").await;
    browser
        .expect("host.findAll('[class^=amts-]').every((node) => node.getAttribute('part'))")
        .await;
    browser.expect(DIALLED).await;
    nothing_is_wrong(browser).await;
}
