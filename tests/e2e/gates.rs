//! What CI holds of a visit besides its bytes: how little moves, how many nodes it makes, and what it asks for. No times,
//! since those are the machine's.

use std::fs;
use std::path::Path;
use std::rc::Rc;

use amtsstatus::components::ViewOptions;
use amtsstatus::feed::Feed;
use amtsstatus::feed::time::Stamp;
use amtsstatus::render::snapshot;
use serde_json::json;
use xtask::serve::Seen;

use crate::browser::Browser;
use crate::site::{EXAMPLES, Page, Site, WAITING, bundle, bundled, core, dist, now};
use crate::snapshot::shift;

/// The most layout shift that a page may have; 0.1 is what browsers call good.
const SHIFT: f64 = 0.02;

const SNAPSHOT: &str = "/status.de.html";

/// A telephone and a desk.
const SCREENS: [(u32, u32); 2] = [(360, 800), (1280, 900)];

async fn screen(browser: &Browser, (width, height): (u32, u32)) {
    let metrics =
        json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    browser
        .devtools("Emulation.setDeviceMetricsOverride", metrics)
        .await;
}

/// The snapshot of an example, as of its day.
fn rendered((name, at): (&str, &str)) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("feeds/{name}.json"));
    let (feed, _) = Feed::read(&fs::read(path).unwrap()).unwrap();
    let options = ViewOptions {
        at: Stamp::parse(at),
        ..ViewOptions::default()
    };
    snapshot(Rc::new(feed), options, now())
}

/// An element for an example, and words of the page's below, which would move.
fn element((name, at): (&str, &str), more: &str, content: &str) -> String {
    format!(
        r#"<amts-status src="/feeds/{name}.json" at="{at}" {more}>{content}</amts-status>
        <h2 id="below">Veranstaltungen</h2><p>Der Wochenmarkt findet statt.</p>"#
    )
}

/// The stylesheet of snapshots in the page, as docs/einbetten.md has it.
fn inline() -> String {
    let sheet = fs::read_to_string(dist().join(&bundle("amts-status.css")[1..])).unwrap();
    format!("<style>{sheet}</style>")
}

/// The block of docs/einbetten.md below a comment.
pub fn documented(comment: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/einbetten.md");
    let text = fs::read_to_string(file).unwrap();
    let (_, block) = text
        .split_once(&format!("<!-- {comment} -->\n```"))
        .unwrap();
    let (_, block) = block.split_once('\n').unwrap();
    block.split_once("```").unwrap().0.to_owned()
}

/// Whether every widget is there, with all that is drawn later.
fn all_live() -> String {
    format!(
        "[...document.querySelectorAll('amts-status')].every((one) =>
        one.shadowRoot?.querySelector('.amts > *') && !one.shadowRoot.querySelector('slot + div, {WAITING}'))"
    )
}

in_every_engine!(the_demo_homepage_stays_still: chromium Chromium);
async fn the_demo_homepage_stays_still(browser: &Browser) {
    for size in SCREENS {
        screen(browser, size).await;
        let site = Site::start();
        browser.goto(&site.url("/")).await;
        browser.until(&all_live()).await;
        let shift = shift(browser).await;
        assert!(shift <= SHIFT, "{size:?}: {shift}");
    }
}

in_every_engine!(pages_with_a_snapshot_stay_still: chromium Chromium);
async fn pages_with_a_snapshot_stay_still(browser: &Browser) {
    for size in SCREENS {
        screen(browser, size).await;
        for example in [EXAMPLES[0], EXAMPLES[4]] {
            let site = Site::start();
            let html = rendered(example);
            site.answer(SNAPSHOT, "text/html", html.clone());
            let reserved = format!("<style>{}</style>", documented("reserved"));
            let named = format!("snapshot=\"{SNAPSHOT}\"");
            for (what, head, markup) in [
                ("pasted", inline(), element(example, "", &html)),
                ("fetched", reserved.clone(), element(example, &named, "")),
                ("alone", reserved, element(example, "", "")),
            ] {
                let page = Page::new(&markup).head(&head);
                browser.goto(&site.page("/", page)).await;
                browser.until("host.live()").await;
                let shift = shift(browser).await;
                assert!(shift <= SHIFT, "{what}, {example:?}, {size:?}: {shift}");
            }
        }
    }
}

in_every_engine!(an_empty_compact_line_has_its_room_as_soon_as_there_is_a_script: chromium Chromium);
async fn an_empty_compact_line_has_its_room_as_soon_as_there_is_a_script(browser: &Browser) {
    let site = Site::start();
    let height = "host.element().getBoundingClientRect().height";
    for (more, css, least) in [
        ("view=\"compact\"", "", 64.0),
        (
            "view=\"compact\"",
            "amts-status { --amts-min-block-size: 300px }",
            300.0,
        ),
        ("", "amts-status { --amts-min-block-size: 300px }", 300.0),
        ("hidden view=\"compact\"", "", 0.0),
    ] {
        // Nothing comes.
        site.fail("/none.json", 500);
        let markup = format!("<amts-status src=\"/none.json\" {more}></amts-status>");
        let page = Page::new(&markup).head(&format!("<style>{css}</style>"));
        browser.goto(&site.page("/", page)).await;
        browser.until("!!host.element().shadowRoot").await;
        let height = browser.number(height).await;
        assert!(
            height >= least && (least > 0.0 || height == 0.0),
            "{more} {css}: {height}"
        );
    }
}

/// How many elements each example makes at first, at most.
const NODES: [usize; 5] = [490, 440, 680, 580, 620];

in_every_engine!(no_feed_makes_more_nodes_than_it_did: chromium Chromium);
async fn no_feed_makes_more_nodes_than_it_did(browser: &Browser) {
    let site = Site::start();
    let mut told = Vec::new();
    for (example, most) in EXAMPLES.into_iter().zip(NODES) {
        let page = Page::new(&element(example, "", ""));
        browser.goto(&site.page("/", page)).await;
        browser.until("host.live()").await;
        let nodes = browser.number("host.findAll('*').length").await as usize;
        told.push((example.0, nodes, most));
    }
    assert!(
        told.iter().all(|(_, nodes, most)| nodes <= most),
        "{told:?}"
    );
}

in_every_engine!(a_visit_asks_for_nothing_else: chromium Chromium);
async fn a_visit_asks_for_nothing_else(browser: &Browser) {
    let (script, core) = (bundle("amts-status.js"), core().0);
    let reader = bundled("amts-snapshot-").0;
    let words = bundled("amts-words-tr-").0;
    let named = format!("snapshot=\"{SNAPSHOT}\"");
    let example = EXAMPLES[0];
    let feed = format!("/feeds/{}.json", example.0);
    let (script, core, feed) = (script.as_str(), core.as_str(), feed.as_str());
    for (markup, asked) in [
        (element(example, "", ""), vec![script, core, feed]),
        (
            element(example, "", &rendered(example)),
            vec![script, core, feed],
        ),
        (
            element(example, &named, ""),
            vec![script, core, feed, SNAPSHOT, &reader],
        ),
        (
            element(example, "lang=\"tr\"", ""),
            vec![script, core, feed, &words],
        ),
    ] {
        let site = Site::start();
        site.answer(SNAPSHOT, "text/html", rendered(example));
        let page = Page::new(&markup).line(&format!(
            "<script type=\"module\" src=\"{script}\"></script>"
        ));
        browser.goto(&site.page("/", page)).await;
        browser.until("host.live()").await;
        // What would come late, has come.
        browser
            .run_async("setTimeout(arguments[0], 300)", &[])
            .await;
        // The page and what is the tests' own.
        let own = ["/", "/host.js", "/icon.svg"];
        let mut paths = site.paths();
        paths.retain(|path| !own.contains(&path.as_str()));
        paths.sort();
        let mut asked: Vec<&str> = asked;
        asked.sort_unstable();
        assert_eq!(paths, asked, "{markup:.80}");
    }
}

in_every_engine!(what_the_page_has_preloaded_is_asked_for_once: chromium Chromium);
async fn what_the_page_has_preloaded_is_asked_for_once(browser: &Browser) {
    let (core, example) = (core().0, EXAMPLES[0]);
    let (reader, _) = bundled("amts-snapshot-");
    // As LIESMICH.txt has it.
    let other = Site::start();
    browser.goto(&other.page("/", Page::new(""))).await;
    let integrity = format!(
        "const done = arguments[0];
        fetch('{reader}').then((answer) => answer.arrayBuffer()).then((bytes) => crypto.subtle.digest('SHA-384', bytes))
            .then((hash) => done('sha384-' + btoa(String.fromCharCode(...new Uint8Array(hash)))));"
    );
    let integrity = browser.run_async(&integrity, &[]).await;
    let feed = format!("/feeds/{}.json", example.0);
    let documented = documented("preload");
    let (line, module) = documented.trim().split_once('\n').unwrap();
    let snapshot = "https://www.musterstadt.example/status.de.html";
    assert!(line.contains(snapshot), "{line}");
    let script = "https://www.musterstadt.example/amts-status/0.1.0/amts-snapshot-….js\"";
    assert!(module.contains(script), "{module}");
    for in_head in [true, false] {
        // A server of its own: the browser keeps the core for a year.
        let site = Site::start();
        site.answer(SNAPSHOT, "text/html", rendered(example));
        let preloaded =
            [SNAPSHOT, &core, &feed].map(|path| line.replace(snapshot, &site.url(path)));
        let checked = format!("{}\" integrity={integrity}", site.url(&reader));
        let lines = [preloaded.concat(), module.replace(script, &checked)].concat();
        let widget = element(example, &format!("snapshot=\"{SNAPSHOT}\""), "");
        let page = match in_head {
            true => Page::new(&widget).head(&lines),
            false => Page::new(&format!("{lines}{widget}")),
        };
        browser.warnings().await;
        browser.goto(&site.page("/", page)).await;
        browser.until("host.live()").await;
        for path in [SNAPSHOT, &core, &feed, &reader] {
            let seen: Vec<Seen> = site.log(path);
            assert_eq!(seen.len(), 1, "{path}, in the head: {in_head}");
        }
        // Before the script, which alone would have asked later.
        let first = "performance.getEntriesByType('resource').filter(({ initiatorType }) => initiatorType === 'link').length >= 3";
        browser.expect(first).await;
        let warnings = browser.warnings().await;
        assert!(!warnings.contains("preload"), "{warnings}");
    }
}
