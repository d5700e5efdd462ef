//! The emergency page without a network: kept on the device, replaced as a whole, given up when it is told to.

use std::ffi::OsString;
use std::fs;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use serde_json::Value;
use xtask::serve::Answer;

use crate::browser::{Browser, Engine, PATIENCE};
use crate::published::publish;
use crate::site::{A_MINUTE_LATER, EXAMPLES, Page, Site, bundle, core, dist, said};

const VERSION: &str = env!("CARGO_PKG_VERSION");
/// A version that is yet to come.
const NEXT: &str = "9.9.9";
/// A fact of the feed that the pages show.
const FACT: &str = "Stadtbücherei";
/// The page has said that it is kept.
const KEPT: &str = "document.querySelector('.page-kept')?.hidden === false";
const CONTROLLED: &str = "navigator.serviceWorker.controller?.state === 'activated'";

/// What `amtsstatus site` makes of an example feed, as the files' names and texts.
static FILES: LazyLock<Vec<(String, String)>> = LazyLock::new(files);

fn files() -> Vec<(String, String)> {
    let folder = std::env::temp_dir().join(format!("amts-page-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    publish(EXAMPLES[0], &folder, &[]);
    let entries = fs::read_dir(&folder).unwrap().map(Result::unwrap);
    // server/ has what is not of the site.
    let files = entries.filter(|entry| entry.path().is_file());
    let files = files.map(|entry| {
        let name: OsString = entry.file_name();
        (
            name.into_string().unwrap(),
            fs::read_to_string(entry.path()).unwrap(),
        )
    });
    let files = files.collect();
    fs::remove_dir_all(folder).unwrap();
    files
}

/// The page alone.
fn index() -> &'static str {
    let page = FILES.iter().find(|(name, _)| name == "index.html");
    &page.unwrap().1
}

fn type_of(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "json" => "application/json",
        "css" => "text/css",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        _ => "application/manifest+json",
    }
}

/// Puts the page at the site's root, as this version makes it or as another would.
fn upload(site: &Site, version: &str) {
    for (name, text) in &*FILES {
        let text = text.replace(VERSION, version);
        site.answer(&format!("/{name}"), type_of(name), text.clone());
        if name == "index.html" {
            site.answer("/", type_of(name), text);
        }
    }
    if version == VERSION {
        return;
    }
    let entries = fs::read_dir(dist().join(&bundle("")[1..])).unwrap();
    // The editor has a folder of its own.
    for entry in entries.flatten().filter(|entry| entry.path().is_file()) {
        let name = entry.file_name().into_string().unwrap();
        let mut bytes = fs::read(entry.path()).unwrap();
        if name == "amts-worker.js" {
            bytes = String::from_utf8(bytes)
                .unwrap()
                .replace(VERSION, version)
                .into();
        }
        let path = bundle(&name).replace(VERSION, version);
        site.answer(&path, type_of(&name), bytes);
    }
}

/// A site with the page, opened, kept, and under the worker's care.
async fn kept(browser: &Browser) -> Site {
    let site = Site::start();
    upload(&site, VERSION);
    browser.goto(&site.url("/")).await;
    browser.until(KEPT).await;
    browser.until(CONTROLLED).await;
    site
}

/// The page is there with its facts, by the widget or by the snapshot, and by the script of a version.
async fn shown(browser: &Browser, version: &str) {
    let text = "(() => {
        const element = document.querySelector('amts-status'), root = element?.shadowRoot;
        return (root && !root.querySelector('slot') ? root.querySelector('.amts') : element)?.innerText ?? '';
    })()";
    browser.until(&format!("{text}.includes('{FACT}')")).await;
    let script = format!("document.querySelector('script[src*=\"/{version}/amts-status.js\"]')");
    browser.until(&script).await;
    browser.until("customElements.get('amts-status')").await;
    // The bundle's own sheet is in force: the frame has its line.
    browser
        .until("!document.querySelector('.page-head') || getComputedStyle(document.querySelector('.page-head')).borderBottomStyle === 'solid'")
        .await;
}

/// The value of a promise, or what it fails with.
async fn settled(browser: &Browser, promise: &str) -> Value {
    let script = format!(
        "const done = arguments[arguments.length - 1];
        (async () => {promise})().then((value) => done(value ?? null), (error) => done(`failed: ${{error}}`));"
    );
    browser.run_async(&script, &[]).await
}

async fn caches(browser: &Browser) -> Vec<String> {
    let names = settled(browser, "caches.keys()").await;
    let names = names.as_array().unwrap_or_else(|| panic!("{names}"));
    names
        .iter()
        .map(|name| name.as_str().unwrap().to_owned())
        .collect()
}

async fn until_gone(browser: &Browser, cache: &str) {
    let start = Instant::now();
    while caches(browser).await.iter().any(|name| name == cache) {
        assert!(start.elapsed() < PATIENCE, "{cache} stays");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Has the browser look for a new worker, and tells what became of it.
async fn update(browser: &Browser) -> Value {
    let promise = "{
        const registration = await navigator.serviceWorker.getRegistration();
        return new Promise((resolve, reject) => {
            registration.addEventListener('updatefound', () => {
                const worker = registration.installing;
                worker.addEventListener('statechange', () => {
                    if (['redundant', 'activated'].includes(worker.state)) resolve(worker.state);
                    else setTimeout(() => resolve(worker.state), 2000);
                });
            });
            registration.update().catch(() => {});
            setTimeout(() => reject(new Error('nothing new')), 20000);
        });
    }";
    settled(browser, promise).await
}

/// The next journey may get the same port, and with it the same origin.
async fn forget(browser: &Browser) {
    let promise = "{
        for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
        for (const key of await caches.keys()) await caches.delete(key);
        return true;
    }";
    assert_eq!(settled(browser, promise).await, true);
}

in_every_engine!(the_page_is_there_when_its_server_is_dead);
async fn the_page_is_there_when_its_server_is_dead(browser: &Browser) {
    let site = kept(browser).await;
    let url = site.url("/");
    drop(site);
    browser.goto(&url).await;
    shown(browser, VERSION).await;
    browser.goto(&format!("{url}index.html?utm_source=x")).await;
    shown(browser, VERSION).await;
    forget(browser).await;
}

in_every_engine!(the_page_is_there_when_its_server_is_slow_or_ill);
async fn the_page_is_there_when_its_server_is_slow_or_ill(browser: &Browser) {
    let site = kept(browser).await;
    site.fail("/", 503);
    browser.goto(&site.url("/")).await;
    shown(browser, VERSION).await;
    site.at("/", |_| {
        std::thread::sleep(Duration::from_secs(12));
        Answer::new(200, "text/html", "<title>Zu spät</title>")
    });
    let start = Instant::now();
    browser.goto(&site.url("/")).await;
    shown(browser, VERSION).await;
    assert!(
        start.elapsed() < Duration::from_secs(9),
        "{:?}",
        start.elapsed()
    );
    forget(browser).await;
}

in_every_engine!(with_a_network_the_page_is_the_servers_and_the_last_one_is_kept);
async fn with_a_network_the_page_is_the_servers_and_the_last_one_is_kept(browser: &Browser) {
    let site = kept(browser).await;
    let url = site.url("/");
    let named = |name: &str| index().replace("Notfallseite", name);
    let html = "text/html; charset=utf-8";
    let heading = |name: &str| format!("document.querySelector('h1').innerText.includes('{name}')");
    site.answer("/", html, named("Neuer Stand"));
    browser.goto(&url).await;
    browser.until(&heading("Neuer Stand")).await;
    // The login page of a wireless network and the town's page for what is missing are shown, and replace nothing.
    let missing = Answer::new(404, html, named("Nicht gefunden"));
    for (answer, name) in [
        (Answer::new(200, html, "<h1>Anmeldung im WLAN</h1>"), "WLAN"),
        (missing, "Nicht gefunden"),
    ] {
        site.at("/", move |_| answer.clone());
        browser.goto(&url).await;
        browser.until(&heading(name)).await;
    }
    let port = site.port();
    drop(site);
    browser.goto(&url).await;
    browser.until(&heading("Neuer Stand")).await;
    shown(browser, VERSION).await;

    // Where the browser has thrown the cache away, no page is kept without its bundle.
    let site = Site::start_at(port);
    upload(&site, VERSION);
    settled(
        browser,
        "caches.keys().then((all) => Promise.all(all.map((one) => caches.delete(one))))",
    )
    .await;
    browser.goto(&url).await;
    shown(browser, VERSION).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(caches(browser).await, [""; 0]);
    forget(browser).await;
}

in_every_engine!(a_new_version_replaces_the_old_one_and_nothing_else);
async fn a_new_version_replaces_the_old_one_and_nothing_else(browser: &Browser) {
    let site = kept(browser).await;
    let url = site.url("/");
    let old = caches(browser).await;
    assert_eq!(old.len(), 1, "{old:?}");
    assert!(
        old[0].starts_with(&format!("amts-status:/:{VERSION}-")),
        "{old:?}"
    );
    let foreign = ["amts-status:/other/:0.0.1-0", "town"];
    for name in foreign {
        let put = format!(
            "caches.open('{name}').then((cache) => cache.put('/a', new Response('theirs')))"
        );
        settled(browser, &put).await;
    }

    upload(&site, NEXT);
    assert_eq!(update(browser).await, "activated");
    until_gone(browser, &old[0]).await;
    let mut names = caches(browser).await;
    names.retain(|name| !foreign.contains(&name.as_str()));
    assert_eq!(names, [old[0].replace(VERSION, NEXT)]);
    for name in foreign {
        let text = format!(
            "caches.open('{name}').then((cache) => cache.match('/a')).then((found) => found.text())"
        );
        assert_eq!(settled(browser, &text).await, "theirs");
    }
    drop(site);
    browser.goto(&url).await;
    shown(browser, NEXT).await;
    forget(browser).await;
}

in_every_engine!(a_new_version_that_is_not_whole_changes_nothing);
async fn a_new_version_that_is_not_whole_changes_nothing(browser: &Browser) {
    let site = kept(browser).await;
    let (url, port) = (site.url("/"), site.port());
    let old = caches(browser).await;
    let sheet = bundle("amts-page.css").replace(VERSION, NEXT);
    upload(&site, NEXT);
    // Missing, a page for what is missing, and a file that is not the one that belongs to this version.
    for broken in [
        Answer::new(500, "text/html", "<h1>Internal Server Error</h1>"),
        Answer::new(200, "text/html", "<h1>Nicht gefunden</h1>"),
        Answer::new(200, "text/css", "body{}"),
    ] {
        site.at(&sheet, move |_| broken.clone());
        assert_eq!(update(browser).await, "redundant");
        assert_eq!(caches(browser).await, old);
    }
    // The page of the next version is shown, but not kept beside this one's bundle.
    browser.goto(&url).await;
    browser
        .until(&format!(
            "document.querySelector('script[src*=\"/{NEXT}/\"]')"
        ))
        .await;
    drop(site);
    browser.goto(&url).await;
    shown(browser, VERSION).await;

    // Nor is a new version without its page: one of this version, or one that lies elsewhere.
    let html = "text/html; charset=utf-8";
    for page in [
        Answer::new(200, html, index()),
        Answer::new(302, html, "").with("Location", "/index.html"),
    ] {
        let site = Site::start_at(port);
        upload(&site, NEXT);
        site.at("/", move |_| page.clone());
        assert_eq!(update(browser).await, "redundant");
        assert_eq!(caches(browser).await, old);
    }
    forget(browser).await;
}

in_every_engine!(the_feed_is_never_answered_by_the_worker);
async fn the_feed_is_never_answered_by_the_worker(browser: &Browser) {
    let site = kept(browser).await;
    let fetched = "fetch('status.json').then(({ status }) => status)";
    let before = site.asked("/status.json");
    assert_eq!(settled(browser, fetched).await, 200);
    assert!(site.asked("/status.json") > before);
    assert_eq!(
        settled(
            browser,
            "caches.match('/status.json', { ignoreSearch: true })"
        )
        .await,
        Value::Null
    );
    drop(site);
    let failed = settled(browser, fetched).await;
    assert!(
        failed
            .as_str()
            .is_some_and(|said| said.starts_with("failed: ")),
        "{failed}"
    );
    forget(browser).await;
}

/// A block of code in the page for webmasters.
fn block(name: &str) -> String {
    let page = include_str!("../../docs/veroeffentlichen.md");
    let (_, after) = page
        .split_once(&format!("<!-- {name} -->\n```js\n"))
        .unwrap();
    after.split_once("```").unwrap().0.to_owned()
}

in_every_engine!(the_kill_switch_takes_everything_away);
async fn the_kill_switch_takes_everything_away(browser: &Browser) {
    let site = kept(browser).await;
    let (url, old) = (site.url("/"), caches(browser).await);
    settled(browser, "caches.open('town')").await;
    site.answer("/amts-sw.js", "text/javascript", block("kill switch"));
    browser.goto(&url).await;
    until_gone(browser, &old[0]).await;
    assert_eq!(caches(browser).await, ["town"]);
    // From now on the page registers it at each visit, and each time it goes.
    browser.goto(&url).await;
    browser
        .until("document.querySelector('amts-status').shadowRoot")
        .await;
    let none = "{
        for (let tries = 0; tries < 100 && await navigator.serviceWorker.getRegistration(); tries++)
            await new Promise((resolve) => setTimeout(resolve, 50));
        return (await navigator.serviceWorker.getRegistration()) === undefined;
    }";
    assert_eq!(settled(browser, none).await, true);
    assert_eq!(caches(browser).await, ["town"]);
    browser.expect(&format!("!({KEPT})")).await;
    forget(browser).await;
}

/// Until a worker that claims nothing is in force.
async fn installed(browser: &Browser) {
    let promise = "{
        const { active } = await navigator.serviceWorker.ready;
        while (active.state !== 'activated') await new Promise((resolve) => setTimeout(resolve, 20));
        return true;
    }";
    assert_eq!(settled(browser, promise).await, true);
}

/// Opens a page until it is in the care of a worker that claims nothing: WebKit may need a second visit.
async fn controlled(browser: &Browser, url: &str) {
    for _ in 0..10 {
        browser.goto(url).await;
        if browser.is(CONTROLLED).await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("{url} stays without a worker");
}

/// What a town's own worker may do already: it waits until its page gives it leave.
const OWN_WORKER: &str = "
addEventListener('message', () => skipWaiting());
addEventListener('fetch', (event) => {
  if (event.request.url.endsWith('/eigenes')) event.respondWith(new Response('vom Worker der Stadt'));
});";

in_every_engine!(a_bundle_on_another_server_is_kept_too);
async fn a_bundle_on_another_server_is_kept_too(browser: &Browser) {
    let (site, other) = (Site::start(), Site::start());
    let lines = block("own worker").replace("amts-status/", &other.url("/amts-status/"));
    site.answer("/sw.js", "text/javascript", lines);
    let page = with_worker("own");
    let url = site.page("/", page.bundle(other.url(&bundle("amts-status.js"))));
    browser.goto(&url).await;
    installed(browser).await;
    controlled(browser, &url).await;
    let core = format!(
        "fetch('{}').then(({{ status }}) => status)",
        other.url(&core().0)
    );
    drop((site, other));
    browser.goto(&url).await;
    shown(browser, VERSION).await;
    assert_eq!(settled(browser, &core).await, 200);
    forget(browser).await;
}

/// A page that registers the town's own worker. The words between the tags have these classes.
fn with_worker(classes: &str) -> Page {
    let body =
        format!(r#"<amts-status src="/a.json"><p class="{classes}">{FACT}</p></amts-status>"#);
    Page::new(&body).head("<script>navigator.serviceWorker.register('/sw.js');</script>")
}

/// A town's own page, whose own worker has ours in it and does something more; not yet under its care. Returns the site and
/// the lines that bring ours in.
async fn own_page(browser: &Browser, more: &str) -> (Site, String) {
    let site = Site::start();
    let lines = block("own worker");
    site.answer("/sw.js", "text/javascript", format!("{lines}{more}"));
    site.feed(
        "/a.json",
        fs::read("feeds/moessingen-2024-02.json").unwrap(),
    );
    browser.goto(&site.page("/", with_worker("own"))).await;
    installed(browser).await;
    (site, lines)
}

/// What a town's own worker may do beside: the browser asks for the page while the worker starts.
const PRELOADS: &str = "
addEventListener('activate', (event) => event.waitUntil(registration.navigationPreload.enable()));";

// WebKitGTK asks a second time now and then, also where the answer of the first is taken.
in_every_engine!(row_69_a_towns_own_worker_with_navigation_preload_asks_once: chromium Chromium, firefox Firefox);
async fn row_69_a_towns_own_worker_with_navigation_preload_asks_once(browser: &Browser) {
    let (site, _) = own_page(browser, PRELOADS).await;
    let url = site.url("/");
    controlled(browser, &url).await;
    browser.warnings().await;
    for _ in 0..3 {
        let asked = site.asked("/");
        browser.goto(&url).await;
        shown(browser, VERSION).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(site.asked("/"), asked + 1);
        // The one request is the browser's own, which came first.
        let preload = site.log("/").pop().unwrap();
        let preload = preload.request.header("service-worker-navigation-preload");
        assert_eq!(preload, Some("true"));
    }
    // What came by it is kept, and is there when nothing comes any more.
    site.page("/", with_worker("own later"));
    browser.goto(&url).await;
    browser.until("document.querySelector('.later')").await;
    site.at("/", |_| {
        std::thread::sleep(Duration::from_secs(4));
        Answer::new(503, "text/html", "<title>Zu spät</title>")
    });
    browser.goto(&url).await;
    browser.until("document.querySelector('.later')").await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    drop(site);
    browser.goto(&url).await;
    browser.until("document.querySelector('.later')").await;
    shown(browser, VERSION).await;
    let warnings = browser.warnings().await;
    assert!(!warnings.contains("preload"), "{warnings}");
    forget(browser).await;
}

/// How a network goes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gone {
    /// The real server is dead; the device does not know.
    Killed,
    /// The browser takes the network from the page, and says so.
    Emulated,
    Both,
}

/// WebKit's driver cannot take the network away.
fn ways(browser: &Browser) -> &'static [Gone] {
    match browser.engine {
        Engine::WebKit => &[Gone::Killed],
        _ => &[Gone::Killed, Gone::Emulated, Gone::Both],
    }
}

in_every_engine!(without_a_network_the_emergency_page_shows_the_last_status_with_its_age);
async fn without_a_network_the_emergency_page_shows_the_last_status_with_its_age(
    browser: &Browser,
) {
    for gone in ways(browser) {
        let site = kept(browser).await;
        last_status(browser, site, *gone).await;
    }
}

in_every_engine!(without_a_network_a_towns_own_page_shows_the_last_status_with_its_age);
async fn without_a_network_a_towns_own_page_shows_the_last_status_with_its_age(browser: &Browser) {
    for gone in ways(browser) {
        let (site, _) = own_page(browser, OWN_WORKER).await;
        controlled(browser, &site.url("/")).await;
        last_status(browser, site, *gone).await;
    }
}

/// The page is reloaded without a network: the widget shows what came last, says when that was, and why there is no more.
async fn last_status(browser: &Browser, site: Site, gone: Gone) {
    browser
        .until("Object.keys(localStorage).some((key) => key.startsWith('amts-status:1:'))")
        .await;
    let port = site.port();
    let alive = (gone == Gone::Emulated).then_some(site);
    if gone != Gone::Killed {
        browser.offline(true).await;
    }
    browser.reload().await;
    let text = "(document.querySelector('amts-status')?.shadowRoot?.querySelector('.amts')?.innerText ?? '')";
    let reason = match gone {
        Gone::Killed => said(|words| words.unreached),
        _ => said(|words| words.offline),
    };
    browser
        .until(&format!(
            "{text}.includes('{FACT}') && {text}.includes('{reason}')"
        ))
        .await;
    browser
        .until(&format!("/ von heute, \\d?\\d(:\\d\\d)? Uhr/.test({text})"))
        .await;
    // It catches up by itself: the device tells of its network, or somebody presses the button.
    let site = alive.unwrap_or_else(|| Site::start_at(port));
    let later = fs::read_to_string("feeds/moessingen-2024-02.json").unwrap();
    let later = later
        .replace("\"seq\": 17", "\"seq\": 18")
        .replace(FACT, "Neue Bücherei");
    for path in ["/a.json", "/status.json"] {
        site.feed(path, later.clone());
    }
    browser.run(A_MINUTE_LATER, &[]).await;
    browser.offline(false).await;
    let retry = "document.querySelector('amts-status').shadowRoot.querySelector('.amts-retry')";
    if gone == Gone::Killed {
        browser.click(retry).await;
    }
    browser
        .until(&format!("{text}.includes('Neue Bücherei')"))
        .await;
    browser
        .until(&format!("!{text}.includes('{reason}')"))
        .await;
    forget(browser).await;
}

in_every_engine!(a_towns_own_worker_keeps_what_it_does);
async fn a_towns_own_worker_keeps_what_it_does(browser: &Browser) {
    let (site, lines) = own_page(browser, OWN_WORKER).await;
    let url = site.url("/");
    browser.expect("!navigator.serviceWorker.controller").await;
    controlled(browser, &url).await;
    let old = caches(browser).await;
    assert_eq!(old.len(), 1, "{old:?}");

    // What the town's page answers to a question is another page, and does not take its place.
    let found =
        format!(r#"<amts-status src="/a.json">{FACT}</amts-status><p id="found">Suchergebnis</p>"#);
    let found = Page::new(&found).html();
    site.answer("/", "text/html; charset=utf-8", found);
    browser.goto(&format!("{url}?s=pass")).await;
    browser.until("document.querySelector('#found')").await;
    tokio::time::sleep(Duration::from_millis(300)).await;

    let own = "fetch('/eigenes').then((answer) => answer.text())";
    let port = site.port();
    drop(site);
    browser.goto(&url).await;
    shown(browser, VERSION).await;
    browser.expect("!document.querySelector('#found')").await;
    assert_eq!(settled(browser, own).await, "vom Worker der Stadt");
    browser.goto(&format!("{url}eigenes")).await;
    browser
        .until("document.body.innerText === 'vom Worker der Stadt'")
        .await;
    // What neither of them knows stays the network's.
    let other = settled(browser, "fetch('/host.js')").await;
    assert!(
        other
            .as_str()
            .is_some_and(|said| said.starts_with("failed: ")),
        "{other}"
    );

    // Switched off, the town's own worker stays.
    let site = Site::start_at(port);
    let lines = lines.replace("off: false", "off: true");
    site.answer("/sw.js", "text/javascript", format!("{lines}{OWN_WORKER}"));
    assert_eq!(update(browser).await, "installed");
    assert_eq!(caches(browser).await, old);
    let leave = "navigator.serviceWorker.getRegistration().then(({ waiting }) => waiting.postMessage('go'))";
    settled(browser, leave).await;
    until_gone(browser, &old[0]).await;
    assert_eq!(settled(browser, own).await, "vom Worker der Stadt");
    let stays = "navigator.serviceWorker.getRegistration().then((registration) => !!registration)";
    assert_eq!(settled(browser, stays).await, true);
    forget(browser).await;
}
