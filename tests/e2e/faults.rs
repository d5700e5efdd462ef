//! Servers that fail, and cores that are missing, wrong, or die (rows 1, 10, 31, 38 and 39).

use std::time::Duration;

use tokio::time::sleep;
use xtask::serve::Answer;

use crate::browser::Browser;
use crate::site::{A_MINUTE_LATER, HASTE, OWN, Page, Site, core, feed, said};

/// The sentence beside facts that could not be fetched anew.
fn cautioned() -> String {
    format!("host.text().includes('{}')", said(|words| words.unreached))
}

fn body(src: &str) -> String {
    format!(r#"<amts-status src="{src}">{OWN}</amts-status>"#)
}

in_every_engine!(row_31_a_dead_feed_leaves_the_pages_own_words_and_a_button);
async fn row_31_a_dead_feed_leaves_the_pages_own_words_and_a_button(browser: &Browser) {
    let site = Site::start();
    site.fail("/a.json", 500);
    let page = site.page("/", Page::new(&body("/a.json")));
    browser.goto(&page).await;
    browser
        .until("host.visible(host.find('.amts-retry'))")
        .await;
    browser.expect("host.own()").await;
    browser
        .expect(&format!(
            "host.text().includes('{}')",
            said(|words| words.unreachable)
        ))
        .await;
    browser
        .expect("!host.text().includes('Internal') && !host.text().includes('500')")
        .await;
    browser
        .expect("host.failed('status')[0].status === 500")
        .await;

    site.feed("/a.json", feed(1, "Bücherei"));
    browser.run(A_MINUTE_LATER, &[]).await;
    browser.click("host.find('.amts-retry')").await;
    browser.until("host.live()").await;
    browser
        .expect("!host.own() && host.text().includes('Bücherei')")
        .await;
    // The button is gone; the focus is on the age, which is what was asked for.
    browser
        .expect("host.element().shadowRoot.activeElement === host.find('.amts-age')")
        .await;
    browser
        .expect("host.errors.length + host.console.length === 0")
        .await;
}

in_every_engine!(row_10_a_feed_that_fails_later_stays_and_says_so);
async fn row_10_a_feed_that_fails_later_stays_and_says_so(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(1, "Bücherei"));
    let markup = body("/a.json");
    let page = Page::new(&markup).head(HASTE);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    site.fail("/a.json", 503);
    browser.until(&cautioned()).await;
    browser
        .expect("host.live() && host.text().includes('Bücherei')")
        .await;
    site.feed("/a.json", feed(2, "Stadtbücherei"));
    browser.until("host.text().includes('Stadtbücherei')").await;
    browser.expect(&format!("!{}", cautioned())).await;
    browser
        .expect("host.errors.length + host.console.length === 0")
        .await;
}

in_every_engine!(row_1_a_killed_server_takes_nothing_away);
async fn row_1_a_killed_server_takes_nothing_away(browser: &Browser) {
    let (site, town) = (Site::start(), Site::start());
    let markup = body(&town.url("/feeds/moessingen-2024-02.json"));
    let page = Page::new(&markup).head(HASTE);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    drop(town);
    browser.until(&cautioned()).await;
    browser
        .expect("host.live() && host.text().includes('Stadtbücherei')")
        .await;
    browser
        .expect("host.errors.length + host.console.length === 0")
        .await;
}

in_every_engine!(row_38_without_its_core_the_page_keeps_its_own_words);
async fn row_38_without_its_core_the_page_keeps_its_own_words(browser: &Browser) {
    let (path, bytes) = core();
    let mut altered = bytes.clone();
    *altered.last_mut().unwrap() ^= 1;
    let broken = [
        Answer::new(404, "text/html", "not found"),
        Answer::new(200, "application/wasm", altered),
        Answer::new(200, "application/wasm", &bytes[..bytes.len() / 2]),
        Answer::new(200, "text/html", "<h1>Anmeldung im WLAN</h1>"),
    ];
    for answer in broken {
        // A site each: the browser would keep the first answer by its name.
        let site = Site::start();
        site.feed("/a.json", feed(1, "Bücherei"));
        site.at(&path, move |_| answer.clone());
        browser
            .goto(&site.page("/", Page::new(&body("/a.json"))))
            .await;
        browser.until("host.failed('core').length === 1").await;
        browser.expect("host.own() && !host.live()").await;
        browser
            .expect("host.events.length === 1 && host.errors.length === 0")
            .await;
    }
}

/// Counts how the core is started.
const STARTS: &str = "<script>
window.starts = [];
for (const name of ['instantiate', 'instantiateStreaming']) {
  const start = WebAssembly[name];
  WebAssembly[name] = (...args) => (starts.push(name), start(...args));
}
</script>";

in_every_engine!(a_core_is_streamed_by_its_type_and_starts_quietly_under_another);
async fn a_core_is_streamed_by_its_type_and_starts_quietly_under_another(browser: &Browser) {
    let (path, bytes) = core();
    // Pages bring a fetch of their own, with answers that no browser can stream.
    let own = "<script>
        const ask = fetch;
        window.fetch = async (url, ...more) => {
            const answer = await ask(url, ...more);
            const { headers } = answer;
            return String(url).endsWith('.wasm') ? { headers, arrayBuffer: () => answer.arrayBuffer() } : answer;
        };
    </script>";
    for (content_type, head, start) in [
        ("application/wasm", "", "instantiateStreaming"),
        ("Application/WASM", "", "instantiateStreaming"),
        ("application/octet-stream", "", "instantiate"),
        ("application/wasm; charset=utf-8", "", "instantiate"),
        ("application/wasm", own, "instantiate"),
    ] {
        let site = Site::start();
        site.feed("/a.json", feed(1, "Bücherei"));
        site.answer(&path, content_type, bytes.clone());
        let markup = body("/a.json");
        let page = Page::new(&markup).head(STARTS).head(head);
        browser.goto(&site.page("/", page)).await;
        browser.until("host.live()").await;
        browser
            .expect(&format!("starts.join() === '{start}'"))
            .await;
        browser
            .expect("host.errors.length + host.console.length === 0")
            .await;
    }
}

// The driven WebKitGTK has no HTTP cache.
in_every_engine!(row_46_a_broken_core_in_the_browsers_cache_is_asked_for_again: chromium Chromium, firefox Firefox);
async fn row_46_a_broken_core_in_the_browsers_cache_is_asked_for_again(browser: &Browser) {
    let (path, bytes) = core();
    let site = Site::start();
    site.feed("/a.json", feed(1, "Bücherei"));
    let page = site.page("/", Page::new(&body("/a.json")));
    let for_a_year = |body: &[u8]| {
        Answer::new(200, "application/wasm", body)
            .with("Cache-Control", "public, max-age=31536000, immutable")
    };
    let cut = for_a_year(&bytes[..bytes.len() / 2]);
    site.at(&path, move |_| cut.clone());
    browser.goto(&page).await;
    browser.until("host.failed('core').length === 1").await;
    // Today's server is right, and the browser still has what it gave yesterday.
    let whole = for_a_year(&bytes);
    site.at(&path, move |_| whole.clone());
    browser.goto(&page).await;
    browser
        .until("host.live() && host.failed('core').length === 0")
        .await;
    // And keeps the right one from then on.
    let asked = site.asked(&path);
    browser.goto(&page).await;
    browser.until("host.live()").await;
    assert_eq!(site.asked(&path), asked);
}

in_every_engine!(row_46_a_core_that_is_there_again_is_found_without_loading_the_page);
async fn row_46_a_core_that_is_there_again_is_found_without_loading_the_page(browser: &Browser) {
    let (path, bytes) = core();
    for again in [
        "dispatchEvent(new Event('online'))",
        "dispatchEvent(new Event('pageshow'))",
        "document.dispatchEvent(new Event('visibilitychange'))",
        // After the pause.
        "window.chance = 0; dispatchEvent(new Event('online'))",
    ] {
        let site = Site::start();
        site.feed("/a.json", feed(1, "Bücherei"));
        site.fail(&path, 503);
        let head = "<script>window.chance = 100; Math.random = () => chance</script>";
        let page = Page::new(&body("/a.json").repeat(2)).head(head);
        browser.goto(&site.page("/", page)).await;
        browser.until("host.failed('core').length === 2").await;
        browser.expect("host.own() && host.own(1)").await;
        // The page's own `pageshow` may have begun an attempt, and one at a time is enough.
        let mut asked = 0;
        while asked != site.asked(&path) {
            asked = site.asked(&path);
            sleep(Duration::from_millis(500)).await;
        }
        if again.starts_with("window") {
            // Still missing at the next attempt.
            let asked = site.asked(&path);
            browser.run(again, &[]).await;
            // By the cache, and past it.
            while site.asked(&path) < asked + 2 {
                sleep(Duration::from_millis(25)).await;
            }
        }
        let bytes = bytes.clone();
        site.answer(&path, "application/wasm", bytes);
        if !again.starts_with("window") {
            browser.run(again, &[]).await;
        }
        browser.until("host.live() && host.live(1)").await;
        browser.expect("host.failed('core').length === 2").await;
    }
}

in_every_engine!(row_38_an_empty_element_says_that_nothing_can_be_shown);
async fn row_38_an_empty_element_says_that_nothing_can_be_shown(browser: &Browser) {
    let site = Site::start();
    site.fail(&core().0, 404);
    let page = Page::new(r#"<amts-status src="/a.json"></amts-status>"#);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.failed('core').length === 1").await;
    browser
        .expect("host.find('slot').textContent === 'Der aktuelle Stand kann hier gerade nicht angezeigt werden.'")
        .await;
    browser
        .expect("host.element().getBoundingClientRect().height > 10")
        .await;
}

/// Lets the page get at the core's memory.
const TAP: &str = "<script>
for (const name of ['instantiate', 'instantiateStreaming']) {
  const instantiate = WebAssembly[name];
  WebAssembly[name] = async (...args) => {
    const made = await instantiate(...args);
    const { exports } = made.instance ?? made;
    window.memory = Object.values(exports).find((one) => one instanceof WebAssembly.Memory);
    return made;
  };
}
window.wreck = () => new Uint8Array(memory.buffer).fill(0xff);
</script>";

/// What calls into a wrecked core.
async fn dies(browser: &Browser, site: &Site, head: &str, call: &str) {
    let markup = body("/a.json");
    let page = Page::new(&markup).head(head);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.find('.amts')?.childElementCount").await;
    browser.run(call, &[]).await;
    browser.until("host.failed('crashed').length > 0").await;
    browser
        .expect("host.own() && !host.visible(host.find('.amts'))")
        .await;
    // No loop, and nothing of the core is called again.
    let asked = site.asked("/a.json");
    let events = browser.number("host.events.length").await;
    let again = "const element = host.element();
        element.setAttribute('lang', 'en');
        document.body.append(element);
        element.setAttribute('view', 'compact');";
    browser.run(again, &[]).await;
    sleep(Duration::from_millis(600)).await;
    browser
        .expect("host.own() && !host.visible(host.find('.amts'))")
        .await;
    browser.expect("host.failed('crashed').length === 1").await;
    browser
        .expect(&format!("host.events.length === {events}"))
        .await;
    browser
        .expect("host.errors.length === 0 && host.console.length === 1")
        .await;
    assert_eq!(site.asked("/a.json"), asked);
    // One that comes after the death keeps its own words, and says why.
    let late =
        "const late = element.cloneNode(true); late.id = 'late'; document.body.append(late);";
    let late = format!("const element = host.element(); {late}");
    browser.run(&late, &[]).await;
    browser
        .until("host.failed('crashed').some(({ id }) => id === 'late')")
        .await;
    browser.expect("host.own(1) && !host.live(1)").await;
}

in_every_engine!(row_39_a_core_that_dies_of_an_attribute_gives_the_page_back);
async fn row_39_a_core_that_dies_of_an_attribute_gives_the_page_back(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(1, "Bücherei"));
    let call = "wreck(); host.element().setAttribute('lang', 'en');";
    dies(browser, &site, TAP, call).await;
}

in_every_engine!(row_39_a_core_that_dies_of_a_click_gives_the_page_back);
async fn row_39_a_core_that_dies_of_a_click_gives_the_page_back(browser: &Browser) {
    let site = Site::start();
    site.fail("/a.json", 500);
    let call = "wreck(); host.find('.amts-retry').click();";
    dies(browser, &site, TAP, call).await;
}

/// Lets the page make the core trap: from the call of `trap()` on, whichever of its functions is called next. The error has
/// the stack of a deep trap, in which nothing is told apart.
const TRAP: &str = "<script>
let trapping = false;
window.trap = () => (trapping = true);
window.calls = 0;
for (const name of ['instantiate', 'instantiateStreaming']) {
  const instantiate = WebAssembly[name];
  WebAssembly[name] = async (...args) => {
    const { instance, module } = await instantiate(...args);
    const exports = {};
    for (const [name, value] of Object.entries(instance.exports)) {
      const called = (...args) => {
        calls += 1;
        if (!trapping) return value(...args);
        const error = new WebAssembly.RuntimeError('unreachable');
        error.stack = 'wasm://wasm/0001 '.repeat(10);
        throw error;
      };
      exports[name] = typeof value === 'function' ? called : value;
    }
    return { instance: { exports }, module };
  };
}
</script>";

in_every_engine!(row_39_nothing_of_a_dead_core_is_called_again);
async fn row_39_nothing_of_a_dead_core_is_called_again(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(1, "Bücherei"));
    let markup = body("/a.json").repeat(2);
    let page = Page::new(&markup).head(HASTE).head(TRAP);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live() && host.live(1)").await;
    browser.run("trap()", &[]).await;
    browser.until("host.failed('crashed').length === 2").await;
    let calls = browser.number("calls").await;
    site.feed("/a.json", feed(2, "Stadtbücherei"));
    browser
        .run("host.element().lang = 'en'; host.element(1).remove()", &[])
        .await;
    sleep(Duration::from_millis(1500)).await;
    browser
        .expect("host.own() && !host.visible(host.find('.amts'))")
        .await;
    browser
        .expect("host.events.every((event) => event.seq !== 2)")
        .await;
    browser.expect(&format!("calls === {calls}")).await;
    browser
        .expect("host.errors.length === 0 && host.console.length === 1")
        .await;
}

in_every_engine!(row_39_a_core_that_dies_of_a_timer_gives_the_page_back);
async fn row_39_a_core_that_dies_of_a_timer_gives_the_page_back(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(1, "Bücherei"));
    dies(browser, &site, &format!("{HASTE}{TAP}"), "wreck();").await;
}
