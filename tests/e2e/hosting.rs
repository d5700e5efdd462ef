//! The configurations of docs/betrieb.md, as they stand there, run by Debian's nginx and Caddy.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::browser::Browser;
use crate::server::{ASKED, Host, KEPT, Promise, copy, keeps};
use crate::site::{EXAMPLES, Page, Site, bundle, bundled, core, dist};

fn page() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/betrieb.md");
    fs::read_to_string(file).unwrap()
}

/// The code block of docs/betrieb.md in a language; there is one.
fn block(language: &str) -> String {
    let text = page();
    let fence = format!("```{language}\n");
    let mut blocks = text.split(&fence).skip(1);
    let block = blocks.next().unwrap().split("```").next().unwrap();
    assert_eq!(blocks.count(), 0);
    block.to_owned()
}

/// A folder with a site in it, as docs/betrieb.md lays it out.
fn lay(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("amts-hosting-{name}-{}", std::process::id()));
    let site = folder.join("site");
    copy(&dist().join("amts-status"), &site.join("amts-status"));
    let feed = dist().join(format!("feeds/{}.json", EXAMPLES[0].0));
    fs::copy(feed, site.join("status.json")).unwrap();
    fs::write(site.join("amts-sw.js"), "// nothing yet\n").unwrap();
    fs::write(site.join("site.webmanifest"), "{}").unwrap();
    // And an emergency page below, with a bundle of its own.
    copy(
        &dist().join("amts-status"),
        &site.join("notfall/amts-status"),
    );
    fs::write(
        site.join("notfall/index.html"),
        "<title>Notfallseite</title>",
    )
    .unwrap();
    folder
}

/// The page that the server has of its own.
fn own_page(host_script: &str) -> String {
    let script = bundle("amts-status.js");
    let why = "<p>Das Rathaus ist telefonisch erreichbar. Die Pforte ist besetzt.</p>".repeat(20);
    format!(
        r#"<!doctype html><html lang="de"><meta charset="utf-8"><title>Stand</title><link rel="icon" href="data:,">
<script src="{host_script}"></script><script type="module" src="{script}"></script>
<amts-status src="/status.json" at="{}">{why}</amts-status></html>"#,
        EXAMPLES[0].1
    )
}

/// Every header that docs/betrieb.md promises.
fn speaks_as_documented(host: &Host) {
    let version = bundle("");
    let script = bundle("amts-status.js");
    let style = bundle("amts-status.css");
    let core = core().0;
    let words = bundled("amts-words-tr-").0;
    let missing = format!("{version}missing.js");
    let below = format!("/notfall{script}");
    // Its addresses are relative: without the slash they would lead elsewhere.
    let folder = host.ask("/notfall", &[]);
    assert!(
        folder.header("location").ends_with("/notfall/"),
        "{folder:?}"
    );
    // Path, status, type, caching, for other sites, worth packing.
    let promises = [
        ("/", 200, "text/html", ASKED, false, true),
        ("/index.html", 200, "text/html", ASKED, false, true),
        ("/status.json", 200, "application/json", ASKED, true, true),
        ("/amts-sw.js", 200, "text/javascript", ASKED, false, false),
        (
            "/site.webmanifest",
            200,
            "application/manifest+json",
            ASKED,
            false,
            false,
        ),
        (&*script, 200, "text/javascript", KEPT, true, true),
        (&*style, 200, "text/css", KEPT, true, true),
        (&*core, 200, "application/wasm", KEPT, true, true),
        (&*words, 200, "application/json", KEPT, true, true),
        ("/notfall/", 200, "text/html", ASKED, false, false),
        (&*below, 200, "text/javascript", KEPT, true, true),
        (&*missing, 404, "", ASKED, true, false),
        ("/missing.json", 404, "", ASKED, true, false),
        ("/missing", 404, "", ASKED, false, false),
        // What is put above the versions may change, and is no version.
        (
            "/amts-status/newest/amts-status.js",
            404,
            "",
            ASKED,
            true,
            false,
        ),
    ];
    let promises = promises.map(
        |(path, status, content_type, caching, shared, packed)| Promise {
            path,
            status,
            content_type,
            caching,
            shared,
            packed: if packed { &["gzip"] } else { &[] },
        },
    );
    keeps(host, &promises);
}

async fn serves_the_widget(browser: &Browser, host: &Host) {
    // Another town's page, with widget and feed from here.
    let partner = Site::start();
    let body = format!(
        r#"<amts-status src="{}" at="{}"></amts-status>"#,
        host.url("/status.json"),
        EXAMPLES[0].1
    );
    let page = Page::new(&body).bundle(host.url(&bundle("amts-status.js")));
    browser.goto(&partner.page("/", page)).await;
    browser.until("host.live()").await;
    browser
        .expect("host.text().includes('Stadtbücherei') && host.errors.length + host.console.length === 0")
        .await;
    // What another site's script may know of the answer.
    let date = "const done = arguments[1];
        fetch(arguments[0]).then((answer) => done(Date.parse(answer.headers.get('date')) > 0), () => done(false));";
    let url = host.url("/status.json");
    assert_eq!(browser.run_async(date, &[url.into()]).await, true);

    // Its own page, and again: the feed is asked for and not sent, the rest is not even asked for.
    let index = host.folder.join("site/index.html");
    fs::write(index, own_page(&partner.url("/host.js"))).unwrap();
    browser.goto(&host.url("/")).await;
    browser.until("host.live()").await;
    browser.goto(&host.url("/")).await;
    browser.until("host.live()").await;
    let of = |name: &str| format!("performance.getEntriesByName('{}')[0]", host.url(name));
    browser
        .expect(&format!(
            "(({{ transferSize, encodedBodySize }}) => transferSize > 0 && transferSize < encodedBodySize / 2)({})",
            of("/status.json")
        ))
        .await;
    for file in [bundle("amts-status.js"), core().0] {
        browser
            .expect(&format!("{}.transferSize === 0", of(&file)))
            .await;
    }
    browser
        .expect("host.errors.length + host.console.length === 0")
        .await;
}

in_every_engine!(nginx_serves_the_widget_as_documented: chromium Chromium);
async fn nginx_serves_the_widget_as_documented(browser: &Browser) {
    let host = Host::nginx(lay("nginx"), &block("nginx"));
    serves_the_widget(browser, &host).await;
    speaks_as_documented(&host);
    let log = fs::read_to_string(host.folder.join("access.log")).unwrap();
    let again = log
        .lines()
        .filter(|line| line.contains("GET /status.json ") && line.contains(" 304 "));
    assert!(again.count() > 1, "{log}");
    // No visitor's whole address.
    assert!(log.contains("127.0.0.0 [") && !log.contains("127.0.0.1"));
    costs_as_documented(&host);
}

/// What the chapter on load reckons with (tests/it/visit.rs), measured.
fn costs_as_documented(host: &Host) {
    let gzip = ("Accept-Encoding", "gzip");
    let whole = host.ask("/status.json", &[gzip]);
    let unchanged = host.ask(
        "/status.json",
        &[gzip, ("If-None-Match", whole.header("etag"))],
    );
    assert_eq!((whole.status, unchanged.status), (200, 304));
    let page = page();
    for (answer, before) in [(whole, "(Februar 2024) "), (unchanged, "ein `304` ")] {
        let (_, rest) = page.rsplit_once(before).unwrap();
        let said = rest.split_whitespace().next().unwrap().replace('.', "");
        let said: usize = said.parse().unwrap();
        println!("{before}{} bytes, documented {said}", answer.size);
        assert!(
            answer.size.abs_diff(said) * 20 <= said,
            "{} {said}",
            answer.size
        );
    }
}

in_every_engine!(caddy_serves_the_widget_as_documented: chromium Chromium);
async fn caddy_serves_the_widget_as_documented(browser: &Browser) {
    let host = Host::caddy(lay("caddy"), &block("caddyfile"));
    serves_the_widget(browser, &host).await;
    speaks_as_documented(&host);
}
