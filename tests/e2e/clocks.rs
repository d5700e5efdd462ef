//! Answers that are older than they look, devices whose clock is wrong, feeds that are dated wrong (rows 43 and 44).

use xtask::serve::Answer;

use crate::browser::Browser;
use crate::site::{HASTE, OWN, Page, Site, feed, http_date, issued, said, stamp};

fn body() -> String {
    format!(r#"<amts-status src="/a.json">{OWN}</amts-status>"#)
}

fn says(words: &str) -> String {
    format!("host.text().includes('{words}')")
}

fn expired() -> String {
    says(said(|words| words.expired))
}

fn checked_now() -> String {
    says(said(|words| words.checked_now))
}

/// For a page's head: the device is so many seconds fast, and the second request comes as soon as it may.
fn wrong(seconds: i64) -> String {
    format!(
        "<script>const real = Date.now; Date.now = () => real() + {seconds}000; Math.random = () => 0;</script>"
    )
}

/// For a page's head: notes each sentence that the widget says of when it was checked.
const NOTES: &str = "<script>
window.noted = [];
setInterval(() => {
  const words = host.all().length ? host.find('.amts-contact')?.innerText : undefined;
  if (words && !noted.includes(words)) noted.push(words);
}, 10);
</script>";

const THREE_DAYS: i64 = 3 * 86_400;

/// A feed with the server's own clock, of a town that has published so many seconds after the tests began.
fn dated(site: &Site, feed: String) {
    let answer = Answer::new(200, "application/json", feed);
    site.at("/a.json", move |_| {
        answer.clone().with("Date", &http_date(0))
    });
}

in_every_engine!(row_43_what_a_worker_of_the_page_has_kept_is_not_called_checked);
async fn row_43_what_a_worker_of_the_page_has_kept_is_not_called_checked(browser: &Browser) {
    let site = Site::start();
    dated(&site, feed(4, "Neue Bücherei"));
    // A worker that answers with what came three days ago, for as long as the town lets it.
    let old = issued(-THREE_DAYS - 60, 3, "Bücherei", "");
    let worker = format!(
        "addEventListener('install', () => skipWaiting());
        addEventListener('activate', (event) => event.waitUntil(clients.claim()));
        const old = () => new Response({}, {{ headers: {{ 'Content-Type': 'application/json', Date: '{}' }} }});
        addEventListener('fetch', (event) => {{
          if (event.request.url.endsWith('/a.json'))
            event.respondWith(fetch('/mended').then((answer) => (answer.ok ? fetch(event.request) : old())));
        }});",
        serde_json::Value::from(old),
        http_date(-THREE_DAYS)
    );
    site.answer("/sw.js", "text/javascript", worker);
    let register = "<script>navigator.serviceWorker.register('/sw.js');</script>";
    let first = site.page("/first", Page::new("<p>Startseite</p>").head(register));
    let markup = body();
    let page = Page::new(&markup).head(HASTE).head(NOTES);
    let url = site.page("/", page);
    browser.goto(&first).await;
    browser.until("navigator.serviceWorker.controller").await;
    browser.goto(&url).await;
    browser.until(&says("Bücherei")).await;
    // It is asked once more, past all caches; then it is said that there is nothing new to be had.
    browser.until(&says(said(|words| words.unreached))).await;
    browser
        .until("host.visible(host.find('.amts-retry'))")
        .await;
    let asked = site.asked("/mended");
    while site.asked("/mended") < asked + 3 {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let stored = said(|words| words.stored);
    browser
        .expect(&format!(
            "noted.every((words) => words.startsWith('{stored}')) && {}",
            says("Bücherei")
        ))
        .await;
    site.answer("/mended", "text/plain", "ja");
    browser
        .until(&format!("{} && {}", says("Neue Bücherei"), checked_now()))
        .await;
    browser
        .run(
            "return navigator.serviceWorker.getRegistration().then((one) => one.unregister())",
            &[],
        )
        .await;
}

/// A page on a device that is so many seconds wrong, with a feed that holds until so many seconds after the tests began.
async fn open_on_wrong_device(browser: &Browser, seconds: i64, holds: i64) -> Site {
    let site = Site::start();
    let valid = format!(r#""valid_until": "{}","#, stamp(holds));
    dated(&site, issued(-7200, 3, "Bücherei", &valid));
    let markup = body();
    let head = wrong(seconds);
    let page = Page::new(&markup).head(&head).head(NOTES);
    browser.goto(&site.page("/", page)).await;
    site
}

/// The feed was called a stored copy, and nothing else, before it was called checked; the server was asked twice.
async fn was_doubted_once(browser: &Browser, site: &Site) {
    let noted = browser.get("noted").await;
    let noted: Vec<String> = serde_json::from_value(noted).unwrap();
    let (stored, checked) = (said(|words| words.stored), said(|words| words.checked_now));
    let (last, before) = noted.split_last().unwrap();
    assert_eq!(last, checked, "{noted:?}");
    assert!(!before.is_empty(), "{noted:?}");
    assert!(
        before.iter().all(|words| words.starts_with(stored)),
        "{noted:?}"
    );
    assert_eq!(site.asked("/a.json"), 2);
}

in_every_engine!(row_43_a_device_that_is_fast_is_set_right_by_the_servers_second_answer);
async fn row_43_a_device_that_is_fast_is_set_right_by_the_servers_second_answer(browser: &Browser) {
    let site = open_on_wrong_device(browser, THREE_DAYS, 3600).await;
    // The device is believed for ten seconds, and nothing is called checked.
    browser.until(&expired()).await;
    browser
        .until(&format!("!{} && {}", expired(), checked_now()))
        .await;
    was_doubted_once(browser, &site).await;
}

in_every_engine!(row_43_a_device_that_is_slow_is_set_right_and_not_called_checked_before);
async fn row_43_a_device_that_is_slow_is_set_right_and_not_called_checked_before(
    browser: &Browser,
) {
    let site = open_on_wrong_device(browser, -THREE_DAYS, -3600).await;
    browser.until("host.live()").await;
    browser.expect(&expired()).await;
    browser
        .until(&format!("{} && {}", expired(), checked_now()))
        .await;
    was_doubted_once(browser, &site).await;
}

in_every_engine!(row_44_a_town_that_has_miscounted_is_heard_and_told);
async fn row_44_a_town_that_has_miscounted_is_heard_and_told(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", issued(-7200, 12, "Alter Stand", ""));
    let markup = body();
    // The device's clock goes on with the page's.
    let device = "<script>{ const real = Date.now; Date.now = () => real() + skipped; }</script>";
    let page = site.page("/", Page::new(&markup).head(HASTE).head(device));
    browser.goto(&page).await;
    browser.until(&says("Alter Stand")).await;
    // Dated into next year by a slip: it does not come, and keeps nothing out.
    site.feed("/a.json", issued(366 * 86_400, 13, "Nächstes Jahr", ""));
    browser.until("host.failed('ahead').length > 0").await;
    browser.expect(&says("Alter Stand")).await;
    site.feed("/a.json", issued(-60, 1, "Neuer Stand", ""));
    browser.until(&says("Neuer Stand")).await;
    browser
        .until("host.failed('miscounted').length === 1")
        .await;
    // What was stored binds nobody either.
    site.feed("/a.json", issued(-30, 1, "Noch neuerer Stand", ""));
    browser.goto(&page).await;
    browser.until(&says("Noch neuerer Stand")).await;
    site.feed("/a.json", issued(-7200, 12, "Alter Stand", ""));
    browser.until("host.failed('older').length > 0").await;
    browser.expect(&says("Noch neuerer Stand")).await;
}
