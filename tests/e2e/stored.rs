//! The stored copy and the age line: offline, reload, two tabs, storage forbidden (rows 23, 26, 27, 32 to 34 and 36).

use std::fs;
use std::time::Duration;

use tokio::time::sleep;
use xtask::serve::Answer;

use crate::browser::Browser;
use crate::site::{
    A_MINUTE_LATER, HASTE, OWN, Page, Site, bundle, core, dist, feed, issued, said, stamp,
};

fn body(src: &str, more: &str) -> String {
    format!(r#"<amts-status src="{src}" {more}>{OWN}</amts-status>"#)
}

/// A page on one server, its feed on another that can die.
fn open(site: &Site, town: &Site, more: &str, head: &str) -> String {
    let markup = body(&town.url("/a.json"), more);
    site.page("/", Page::new(&markup).head(head))
}

fn town(feed: String) -> Site {
    let town = Site::start();
    put(&town, feed);
    town
}

/// A feed that other origins may read.
fn put(town: &Site, feed: String) {
    let answer =
        Answer::new(200, "application/json", feed).with("Access-Control-Allow-Origin", "*");
    town.at("/a.json", move |_| answer.clone());
}

fn says(words: &str) -> String {
    format!("host.text().includes('{words}')")
}

const STORED: &str =
    "Object.entries(localStorage).filter(([key]) => key.startsWith('amts-status:'))";

in_every_engine!(a_reload_without_its_feeds_server_shows_the_stored_copy_with_its_age);
async fn a_reload_without_its_feeds_server_shows_the_stored_copy_with_its_age(browser: &Browser) {
    let site = Site::start();
    let town = town(feed(3, "Bücherei"));
    let page = open(&site, &town, "", "");
    browser.goto(&page).await;
    browser.until("host.live()").await;
    browser.until(&says(said(|words| words.checked_now))).await;
    drop(town);
    browser.goto(&page).await;
    browser
        .until(&format!(
            "host.live() && {}",
            says(said(|words| words.unreached))
        ))
        .await;
    browser
        .until(
            "host.text().includes('Bücherei') && /von heute, \\d?\\d(:\\d\\d)? Uhr/.test(host.text())",
        )
        .await;
    browser
        .until("host.visible(host.find('.amts-retry'))")
        .await;
    browser
        .expect("host.errors.length + host.console.length === 0")
        .await;
}

in_every_engine!(row_26_a_stored_copy_that_has_expired_says_both);
async fn row_26_a_stored_copy_that_has_expired_says_both(browser: &Browser) {
    let site = Site::start();
    let valid = format!(r#""valid_until": "{}","#, stamp(-3600));
    let town = town(issued(-7200, 3, "Bücherei", &valid));
    let page = open(&site, &town, "", "");
    browser.goto(&page).await;
    let expired = says(said(|words| words.expired));
    browser.until(&expired).await;
    drop(town);
    browser.goto(&page).await;
    browser
        .until(&format!(
            "{expired} && {}",
            says(said(|words| words.unreached))
        ))
        .await;
    browser.until("host.text().includes('Bücherei')").await;
}

in_every_engine!(row_27_an_announced_update_that_does_not_come_is_said);
async fn row_27_an_announced_update_that_does_not_come_is_said(browser: &Browser) {
    let site = Site::start();
    let next = format!(r#""next_update": "{}","#, stamp(-600));
    site.feed("/a.json", issued(-7200, 3, "Bücherei", &next));
    browser
        .goto(&site.page("/", Page::new(&body("/a.json", ""))))
        .await;
    browser.until(&says(said(|words| words.overdue))).await;
    browser
        .until("host.visible(host.find('.amts-retry'))")
        .await;
}

in_every_engine!(only_the_feed_and_its_time_are_stored);
async fn only_the_feed_and_its_time_are_stored(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(3, "Bücherei"));
    let page = site.page("/", Page::new(&body("a.json", "")));
    browser.goto(&page).await;
    browser.until(&format!("{STORED}.length === 1")).await;
    let kept = browser.get(&format!("{STORED}[0]")).await;
    let (key, text) = (kept[0].as_str().unwrap(), kept[1].as_str().unwrap());
    assert_eq!(key, format!("amts-status:1:{}", site.url("/a.json")));
    let (came, bytes) = text.split_once('\n').unwrap();
    assert_eq!(bytes, feed(3, "Bücherei"));
    assert_eq!(came.len(), "2024-02-22T10:00:00+00:00".len(), "{came}");
    browser
        .expect(
            "localStorage.length === 1 && sessionStorage.length === 0 && document.cookie === ''",
        )
        .await;
}

in_every_engine!(storage_none_stores_nothing_and_deletes_what_was);
async fn storage_none_stores_nothing_and_deletes_what_was(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(3, "Bücherei"));
    let with = site.page("/with", Page::new(&body("/a.json", "")));
    let without = site.page("/without", Page::new(&body("/a.json", r#"storage="none""#)));
    browser.goto(&with).await;
    browser.until(&format!("{STORED}.length === 1")).await;
    browser.goto(&without).await;
    browser.until("host.live()").await;
    browser.expect("localStorage.length === 0").await;
    sleep(Duration::from_millis(300)).await;
    browser.expect("localStorage.length === 0").await;
}

in_every_engine!(row_32_a_damaged_copy_is_dropped_and_the_feed_fetched);
async fn row_32_a_damaged_copy_is_dropped_and_the_feed_fetched(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(3, "Bücherei"));
    let page = site.page("/", Page::new(&body("/a.json", "")));
    for damage in [
        "text.slice(0, 200)",
        "'<h1>'",
        "text.replace('\"seq\"', '\"sex\"')",
    ] {
        browser.goto(&page).await;
        browser.until(&format!("{STORED}.length === 1")).await;
        let spoil = format!("const [[key, text]] = {STORED}; localStorage[key] = {damage};");
        browser.run(&spoil, &[]).await;
        // Where nothing else is to be had, the page's own words stay and the damage is gone.
        site.fail("/a.json", 500);
        browser.goto(&page).await;
        browser
            .until("host.visible(host.find('.amts-retry'))")
            .await;
        browser
            .expect("host.own() && localStorage.length === 0")
            .await;
        site.feed("/a.json", feed(3, "Bücherei"));
    }
}

/// A storage that may not be touched, or that is full.
const FORBIDDEN: &str = "<script>Object.defineProperty(window, 'localStorage',
    { get() { throw new DOMException('no', 'SecurityError') } })</script>";
const FULL: &str = "<script>Storage.prototype.setItem =
    () => { throw new DOMException('full', 'QuotaExceededError') }</script>";

in_every_engine!(row_33_a_storage_that_is_full_or_forbidden_is_done_without);
async fn row_33_a_storage_that_is_full_or_forbidden_is_done_without(browser: &Browser) {
    for head in [FORBIDDEN, FULL] {
        let site = Site::start();
        site.feed("/a.json", feed(3, "Bücherei"));
        let markup = body("/a.json", "");
        let page = Page::new(&markup).head(head).head(HASTE);
        browser.goto(&site.page("/", page)).await;
        browser.until("host.live()").await;
        site.feed("/a.json", feed(4, "Stadtbücherei"));
        browser.until(&says("Stadtbücherei")).await;
        site.fail("/a.json", 500);
        browser.until(&says(said(|words| words.unreached))).await;
        browser
            .expect("host.live() && host.errors.length + host.console.length === 0")
            .await;
    }
}

in_every_engine!(row_33_a_sandboxed_frame_works_without_storage);
async fn row_33_a_sandboxed_frame_works_without_storage(browser: &Browser) {
    let site = Site::start();
    put(&site, feed(3, "Bücherei"));
    let inner = Page::new(&body(&site.url("/a.json"), ""))
        .bundle(site.url(&bundle("amts-status.js")))
        .head("<script>document.addEventListener('amts-status:update', () =>
            parent.postMessage(document.querySelector('amts-status').id || 'updated', '*'))</script>");
    site.page("/inner", inner);
    let frame = r#"<script>addEventListener("message", ({ data }) => (window.told = data))</script>
        <iframe sandbox="allow-scripts" src="/inner" title="Stand"></iframe>"#;
    browser.goto(&site.page("/", Page::new(frame))).await;
    browser.until("window.told === 'updated'").await;
}

in_every_engine!(row_34_the_highest_seq_of_two_tabs_is_kept);
async fn row_34_the_highest_seq_of_two_tabs_is_kept(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(3, "Bücherei"));
    let markup = body("/a.json", "");
    let page = Page::new(&markup).head(HASTE);
    browser.goto(&site.page("/", page)).await;
    browser.until(&format!("{STORED}.length === 1")).await;
    // What another tab writes: here, by a frame of the same origin.
    let other = feed(9, "Nachbartab");
    let write = format!(
        "const [[key, text]] = {STORED}; localStorage[key] = text.slice(0, 26) + arguments[0];"
    );
    browser.run(&write, &[other.into()]).await;
    browser.until(&says("Nachbartab")).await;
    browser
        .until(&format!("{STORED}[0][1].includes('Nachbartab')"))
        .await;
}

in_every_engine!(row_22_an_older_publication_after_a_reload_is_not_shown);
async fn row_22_an_older_publication_after_a_reload_is_not_shown(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(5, "Bücherei"));
    let page = site.page("/", Page::new(&body("/a.json", "")));
    browser.goto(&page).await;
    browser.until(&format!("{STORED}.length === 1")).await;
    site.feed("/a.json", feed(4, "Altes"));
    browser.goto(&page).await;
    browser.until("host.failed('older').length === 1").await;
    browser
        .until("host.live() && host.text().includes('Bücherei') && !host.text().includes('Altes')")
        .await;
}

in_every_engine!(row_30_a_stale_mirror_does_not_hide_a_newer_feed);
async fn row_30_a_stale_mirror_does_not_hide_a_newer_feed(browser: &Browser) {
    let site = Site::start();
    site.feed("/stale.json", feed(4, "Altes"));
    site.feed("/fresh.json", feed(5, "Neues"));
    let markup = body("/stale.json /fresh.json", "");
    browser.goto(&site.page("/", Page::new(&markup))).await;
    browser.until(&says("Neues")).await;
    browser.expect("!host.text().includes('Altes')").await;
}

in_every_engine!(row_9_retry_after_is_obeyed_and_exposed_across_origins);
async fn row_9_retry_after_is_obeyed_and_exposed_across_origins(browser: &Browser) {
    // Hasted, ten minutes are half a second; the hour that the server asks for is five.
    let (site, town) = (Site::start(), Site::start());
    let busy = Answer::new(503, "text/html", "<h1>Service Unavailable</h1>")
        .with("Access-Control-Allow-Origin", "*")
        .with("Access-Control-Expose-Headers", "Date, Retry-After")
        .with("Retry-After", "3600");
    town.at("/a.json", move |_| busy.clone());
    let page = open(&site, &town, "", HASTE);
    browser.goto(&page).await;
    browser
        .until("host.visible(host.find('.amts-retry'))")
        .await;
    browser.until("performance.now() > 1800000").await;
    assert_eq!(town.asked("/a.json"), 1);
    browser.until("performance.now() > 4200000").await;
    assert!(town.asked("/a.json") > 1);
    browser
        .until("host.own() && !host.text().includes('503')")
        .await;
}

in_every_engine!(row_29_a_device_clock_that_is_slow_is_set_right_by_the_server);
async fn row_29_a_device_clock_that_is_slow_is_set_right_by_the_server(browser: &Browser) {
    let site = Site::start();
    let valid = format!(r#""valid_until": "{}","#, stamp(-3600));
    let feed = issued(-7200, 3, "Bücherei", &valid);
    let today = "<script>const real = Date.now; Date.now = () => real() - 5400000;</script>";
    let expired = says(said(|words| words.expired));
    let markup = body("/a.json", "");
    for dated in [false, true] {
        let mut answer = Answer::new(200, "application/json", feed.clone());
        if dated {
            let date = browser.text("new Date().toUTCString()").await;
            answer = answer.with("Date", &date);
        }
        site.at("/a.json", move |_| answer.clone());
        browser
            .goto(&site.page("/", Page::new(&markup).head(today)))
            .await;
        browser.until("host.live()").await;
        browser.until(&format!("{dated} === {expired}")).await;
    }
}

in_every_engine!(row_36_a_hidden_page_does_not_ask_and_one_that_is_looked_at_again_does: chromium Chromium, firefox Firefox);
async fn row_36_a_hidden_page_does_not_ask_and_one_that_is_looked_at_again_does(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(3, "Bücherei"));
    let hide = "<script>
        let hidden = false;
        Object.defineProperty(document, 'hidden', { get: () => hidden });
        window.hide = (yes) => { hidden = yes; document.dispatchEvent(new Event('visibilitychange', { bubbles: true })); };
        </script>";
    let markup = body("/a.json", "");
    let page = Page::new(&markup).head(hide).head(HASTE);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    browser.run("hide(true)", &[]).await;
    sleep(Duration::from_millis(300)).await;
    let asked = site.asked("/a.json");
    sleep(Duration::from_millis(1500)).await;
    assert_eq!(site.asked("/a.json"), asked);
    site.feed("/a.json", feed(4, "Stadtbücherei"));
    browser.run("skipped += 3600000; hide(false)", &[]).await;
    browser.until(&says("Stadtbücherei")).await;
}

in_every_engine!(row_36_a_page_that_is_loaded_unseen_asks_once);
async fn row_36_a_page_that_is_loaded_unseen_asks_once(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(3, "Bücherei"));
    // The page is complete long after the core is there.
    site.at("/late.svg", |_| {
        std::thread::sleep(Duration::from_millis(3000));
        Answer::new(
            200,
            "image/svg+xml",
            "<svg xmlns='http://www.w3.org/2000/svg'/>",
        )
    });
    let unseen = "<script>Object.defineProperty(document, 'hidden', { get: () => true })</script>";
    let markup = format!(r#"{}<img src="/late.svg" alt="">"#, body("/a.json", ""));
    let page = Page::new(&markup).head(unseen).head(HASTE);
    browser.goto(&site.page("/", page)).await;
    browser
        .until("host.live() && document.readyState === 'complete'")
        .await;
    sleep(Duration::from_millis(1500)).await;
    assert_eq!(site.asked("/a.json"), 1);
}

// Chromium and WebKitGTK have none while they are driven.
in_every_engine!(row_36_back_from_the_back_forward_cache_it_is_current: firefox Firefox);
async fn row_36_back_from_the_back_forward_cache_it_is_current(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(3, "Bücherei"));
    let page = site.page("/", Page::new(&body("/a.json", "")));
    let other = site.page("/other", Page::new("<p>Nebenan</p>"));
    // Whether a page is kept is the browser's choice: under load it keeps fewer.
    for seq in [4, 5, 6, 7] {
        browser.goto(&page).await;
        browser.until("host.live()").await;
        browser
            .run(
                "window.kept = true; addEventListener('pageshow', () => (window.again = true))",
                &[],
            )
            .await;
        // Longer ago than what counts as fresh.
        browser.run(A_MINUTE_LATER, &[]).await;
        browser.goto(&other).await;
        let library = format!("Bücherei {seq}");
        site.feed("/a.json", feed(seq, &library));
        browser.back().await;
        browser.until(&says(&library)).await;
        if browser.is("window.kept").await {
            // The page may be seen, and ask, before the browser says that it is shown from there.
            return browser.until("window.again").await;
        }
    }
    panic!("the browser has kept none of the pages");
}

in_every_engine!(offline_is_said_in_words_and_online_again_it_catches_up);
async fn offline_is_said_in_words_and_online_again_it_catches_up(browser: &Browser) {
    let site = Site::start();
    let town = town(feed(3, "Bücherei"));
    let port = town.port();
    browser.goto(&open(&site, &town, "", "")).await;
    browser.until("host.live()").await;
    drop(town);
    // What a browser does when its device has no network.
    browser.offline(true).await;
    let offline = says(said(|words| words.offline));
    browser.until(&offline).await;
    browser
        .until("host.live() && host.text().includes('Bücherei')")
        .await;
    let town = Site::start_at(port);
    put(&town, feed(4, "Stadtbücherei"));
    browser.run(A_MINUTE_LATER, &[]).await;
    browser.offline(false).await;
    browser.until(&says("Stadtbücherei")).await;
    browser.until(&format!("!{offline}")).await;
}

in_every_engine!(the_live_region_speaks_only_on_real_change);
async fn the_live_region_speaks_only_on_real_change(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(3, "Bücherei"));
    let markup = body("/a.json", "");
    browser
        .goto(&site.page("/", Page::new(&markup).head(HASTE)))
        .await;
    browser.until("host.live()").await;
    let watch = "window.spoken = [];
        const region = host.find('.amts-freshness [aria-live]');
        new MutationObserver(() => spoken.push(region.innerText)).observe(region,
            { childList: true, subtree: true, characterData: true });";
    browser.run(watch, &[]).await;
    let asked = site.asked("/a.json");
    while site.asked("/a.json") < asked + 3 {
        sleep(Duration::from_millis(50)).await;
    }
    browser.expect("spoken.length === 0").await;
    site.fail("/a.json", 503);
    browser.until("spoken.length > 0").await;
    browser.run("spoken.length = 0", &[]).await;
    let asked = site.asked("/a.json");
    while site.asked("/a.json") < asked + 3 {
        sleep(Duration::from_millis(50)).await;
    }
    // Three more failures are no news.
    browser.expect("spoken.length === 0").await;
    browser
        .expect(
            "host.find('.amts-freshness [aria-live]').getAttribute('aria-live') !== 'assertive'",
        )
        .await;
}

in_every_engine!(what_changes_while_one_reads_is_marked_and_nothing_moves);
async fn what_changes_while_one_reads_is_marked_and_nothing_moves(browser: &Browser) {
    changes_while_one_reads(browser, "").await;
}

in_every_engine!(nothing_moves_in_an_engine_that_does_not_anchor_by_itself);
async fn nothing_moves_in_an_engine_that_does_not_anchor_by_itself(browser: &Browser) {
    let simple = "<style>html { overflow-anchor: none }</style>
        <script>CSS.supports = (name) => name !== 'overflow-anchor'</script>";
    changes_while_one_reads(browser, simple).await;
}

async fn changes_while_one_reads(browser: &Browser, head: &str) {
    let site = Site::start();
    site.feed("/a.json", long(3, "Dienst 0", "Dienst 10"));
    let markup = body("/a.json", "");
    let page = Page::new(&markup).head(HASTE).head(head);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    let top = "host.find('[data-amts=d15]').getBoundingClientRect().top";
    browser.run(&format!("scrollBy(0, {top} - 200)"), &[]).await;
    let before = browser.number(top).await;
    let words =
        "Neu und viel länger als vorher, so dass es mehr als eine Zeile braucht. ".repeat(6);
    site.feed("/a.json", long(4, &words, "Dienst zehn"));
    browser.until("host.find('.amts-changed')").await;
    // An engine that anchors by itself may do so in the next frame.
    sleep(Duration::from_millis(200)).await;
    let moved = (browser.number(top).await - before).abs();
    assert!(moved <= 2.0, "moved by {moved} px");
    browser
        .until("host.findAll('.amts-changed').map((mark) => mark.closest('[data-amts]').dataset.amts).join() === 'd0,d10'")
        .await;
    browser.until(&says(said(|words| words.changed))).await;
    browser
        .until("host.find('.amts-freshness [aria-live]').innerText.includes('Dienst zehn')")
        .await;
}

/// A feed of thirty entries, two of them with names of their own.
fn long(seq: u32, first: &str, tenth: &str) -> String {
    let entries = (0..30).map(|n| {
        let name = match n {
            0 => first.to_owned(),
            10 => tenth.to_owned(),
            n => format!("Dienst {n}"),
        };
        format!(r#"{{ "id": "d{n}", "kind": "service", "name": "{name}", "state": "available" }}"#)
    });
    let entries: Vec<String> = entries.collect();
    let feed = feed(seq, "Bücherei");
    let (head, _) = feed.split_once(r#""entries": ["#).unwrap();
    format!(r#"{head}"entries": [ {} ] }}"#, entries.join(","))
}

in_every_engine!(what_is_unfolded_and_focused_stays_so_over_a_publication);
async fn what_is_unfolded_and_focused_stays_so_over_a_publication(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(3, "Bücherei"));
    let markup = body("/a.json", "");
    let page = Page::new(&markup).head(HASTE);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    let prepare = "window.folded = host.find('details');
        window.call = host.findAll('.amts-tap').find(host.visible);
        folded.open = true;
        call.focus();";
    browser.run(prepare, &[]).await;
    // The entry changes its name, gets a neighbour before it, and the urgent box appears above all.
    let later = feed(4, "Stadtbücherei").replace(
        r#""entries": ["#,
        r#""entries": [
            { "id": "warnung", "kind": "notice", "name": "Warnung", "urgent": true, "note": "Bitte keine E-Mails öffnen." },
            { "id": "archiv", "kind": "facility", "name": "Archiv", "state": "closed" },"#,
    );
    site.feed("/a.json", later);
    browser.until(&says("Stadtbücherei")).await;
    browser
        .until("host.find('.amts-urgent') && folded.isConnected && folded.open")
        .await;
    browser
        .until("call.isConnected && host.element().shadowRoot.activeElement === call")
        .await;
}

in_every_engine!(who_asks_again_sees_that_it_is_being_done);
async fn who_asks_again_sees_that_it_is_being_done(browser: &Browser) {
    let site = Site::start();
    site.fail("/a.json", 500);
    browser
        .goto(&site.page("/", Page::new(&body("/a.json", ""))))
        .await;
    browser
        .until("host.visible(host.find('.amts-retry'))")
        .await;
    site.at("/a.json", |_| {
        std::thread::sleep(Duration::from_millis(800));
        Answer::new(500, "text/html", "<h1>Internal Server Error</h1>")
    });
    browser.click("host.find('.amts-retry')").await;
    browser
        .until(&format!(
            "host.find('.amts-retry').innerText === '{}'",
            said(|words| words.retrying)
        ))
        .await;
    browser
        .until(&format!(
            "host.find('.amts-retry').innerText === '{}'",
            said(|words| words.retry)
        ))
        .await;
    browser
        .until("host.element().shadowRoot.activeElement === host.find('.amts-retry')")
        .await;
}

// Ten seconds: one engine is enough.
in_every_engine!(a_page_that_asks_again_from_its_own_listener_is_answered: chromium Chromium);
async fn a_page_that_asks_again_from_its_own_listener_is_answered(browser: &Browser) {
    let site = Site::start();
    site.fail("/a.json", 500);
    // By itself it would try again a quarter of a minute after its second failure.
    let head = "<script>Math.random = () => 0.5;</script>";
    let markup = body("/a.json", "");
    let page = Page::new(&markup).head(head);
    browser.goto(&site.page("/", page)).await;
    browser
        .until("host.visible(host.find('.amts-retry'))")
        .await;
    let eager =
        "document.addEventListener('amts-status:error', () => host.find('.amts-retry').click());";
    browser.run(eager, &[]).await;
    browser.click("host.find('.amts-retry')").await;
    // It is told of the failure in the midst of what follows from it.
    browser.until("host.failed('status').length >= 3").await;
    assert!(browser.number("performance.now()").await < 15_000.0);
}

in_every_engine!(a_feed_that_caches_may_keep_is_asked_for_all_the_same: chromium Chromium, firefox Firefox);
async fn a_feed_that_caches_may_keep_is_asked_for_all_the_same(browser: &Browser) {
    let site = Site::start();
    let keep = |feed: String| {
        let answer = Answer::new(200, "application/json", feed);
        let answer = answer.with("Cache-Control", "public, max-age=86400");
        site.at("/a.json", move |_| answer.clone());
    };
    keep(feed(3, "Bücherei"));
    let markup = body("/a.json", "");
    let page = Page::new(&markup).head(HASTE);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    keep(feed(4, "Stadtbücherei"));
    browser.until(&says("Stadtbücherei")).await;
}

/// A page on one server, bundle and feed on another.
fn embedded(page: &Site, town: &Site) -> String {
    let markup = body(&town.url("/a.json"), "");
    let script = town.url(&bundle("amts-status.js"));
    page.page("/", Page::new(&markup).bundle(script))
}

/// Serves the bundle as docs/betrieb.md says, or so that nothing of it may be kept.
fn bundled(town: &Site, caching: &'static str) {
    let (path, bytes) = core();
    let script = fs::read(dist().join(&bundle("amts-status.js")[1..])).unwrap();
    for (path, content_type, bytes) in [
        (path, "application/wasm", bytes),
        (bundle("amts-status.js"), "text/javascript", script),
    ] {
        let answer = Answer::new(200, content_type, bytes)
            .with("Access-Control-Allow-Origin", "*")
            .with("Cache-Control", caching);
        town.at(&path, move |_| answer.clone());
    }
}

// WebKitGTK keeps no HTTP cache while it is driven.
in_every_engine!(a_bundle_that_may_be_kept_survives_the_death_of_its_server: chromium Chromium, firefox Firefox);
async fn a_bundle_that_may_be_kept_survives_the_death_of_its_server(browser: &Browser) {
    let (site, town) = (Site::start(), town(feed(3, "Bücherei")));
    bundled(&town, "public, max-age=31536000, immutable");
    browser.goto(&embedded(&site, &town)).await;
    browser.until(&format!("{STORED}.length === 1")).await;
    drop(town);
    browser.reload().await;
    let unreached = says(said(|words| words.unreached));
    browser.until(&format!("host.live() && {unreached}")).await;
    browser.until("host.text().includes('Bücherei')").await;
}

in_every_engine!(without_its_bundle_the_page_keeps_its_own_content);
async fn without_its_bundle_the_page_keeps_its_own_content(browser: &Browser) {
    let (site, town) = (Site::start(), town(feed(3, "Bücherei")));
    bundled(&town, "no-store");
    browser.goto(&embedded(&site, &town)).await;
    browser.until(&format!("{STORED}.length === 1")).await;
    drop(town);
    browser.reload().await;
    browser
        .expect("host.own() && !host.element().shadowRoot")
        .await;
}
