//! From the pasted snapshot to the living widget, without the reader noticing.

use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use amtsstatus::components::{View, ViewOptions};
use amtsstatus::feed::Feed;
use amtsstatus::feed::time::Stamp;
use amtsstatus::i18n::Lang;
use amtsstatus::render::snapshot;
use serde_json::{Value, json};
use xtask::serve::Answer;

use crate::browser::Browser;
use crate::site::{EXAMPLES, Page, Site, bundle, core, now};

/// So late that a test which failed before it let the core go is over.
const PATIENCE: Duration = Duration::from_secs(20);

/// An element with the snapshot of a example in it, and words of the page's below.
pub fn pasted(example: (&str, &str)) -> String {
    pasted_as(ViewOptions::default(), example)
}

fn pasted_as(ask: ViewOptions, (name, at): (&str, &str)) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("feeds/{name}.json"));
    let (feed, _) = Feed::read(&fs::read(path).unwrap()).unwrap();
    let ask = ViewOptions {
        at: Stamp::parse(at),
        ..ask
    };
    let (lang, only) = (ask.lang.tag(), ask.only.join(" "));
    let view = match ask.view {
        View::Full => "full",
        View::Compact => "compact",
    };
    let snapshot = snapshot(Rc::new(feed), ask, now());
    format!(
        r#"<amts-status src="/feeds/{name}.json" at="{at}" lang="{lang}" view="{view}" only="{only}">{snapshot}</amts-status>
        <h2 id="below">Veranstaltungen</h2><p>Der Wochenmarkt findet statt.</p>"#
    )
}

pub fn sheet() -> String {
    format!(
        r#"<link rel="stylesheet" href="{}">"#,
        bundle("amts-status.css")
    )
}

/// A site whose core does not come before the test has seen the snapshot.
pub struct Slow {
    pub site: Site,
    gate: Arc<AtomicBool>,
}

pub fn slow() -> Slow {
    let site = Site::start();
    let gate = Arc::new(AtomicBool::new(false));
    let (path, bytes) = core();
    let open = Arc::clone(&gate);
    site.at(&path, move |_| {
        let asked = Instant::now();
        while !open.load(Ordering::Relaxed) && asked.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(10));
        }
        Answer::new(200, "application/wasm", bytes.clone())
    });
    Slow { site, gate }
}

impl Slow {
    /// From now on the core does not come.
    pub fn close(&self) {
        self.gate.store(false, Ordering::Relaxed);
    }

    /// Lets the core go, and waits until it shows the feed.
    pub async fn go_live(&self, browser: &Browser) {
        self.gate.store(true, Ordering::Relaxed);
        browser.until("host.live()").await;
    }
}

/// Two frames: the first has what is there now, the second begins when that one is drawn.
pub const DRAWN: &str = "const done = arguments[arguments.length - 1];
    requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";

/// Opens a page with a snapshot, as the reader sees it; it is not yet live.
pub async fn open(browser: &Browser, slow: &Slow, body: &str, head: &str) {
    slow.close();
    let page = Page::new(body).head(head);
    browser.goto(&slow.site.page("/", page)).await;
    browser.run_async(DRAWN, &[]).await;
    browser
        .expect("host.visible(host.element().querySelector('.amts')) && !host.find('.amts')?.childElementCount")
        .await;
}

/// What only the living page has, to be asked with.
const ASKED: &str = ".amts-languages, .amts-search, .amts-kinds";

in_every_engine!(what_was_unfolded_stays_unfolded);
async fn what_was_unfolded_stays_unfolded(browser: &Browser) {
    let site = slow();
    open(browser, &site, &pasted(EXAMPLES[3]), &sheet()).await;
    let all = "[...host.element().querySelectorAll('details')]";
    let unfold = format!(
        "const all = {all}; for (const n of [0, 3]) all[n].open = true; return all.length;"
    );
    assert!(browser.run(&unfold, &[]).await.as_u64() > Some(4));
    site.go_live(browser).await;
    browser
        .expect("host.findAll('details:not(.amts-languages, .amts-kinds)').map((details, n) => details.open ? n : -1).filter((n) => n >= 0).join() === '0,3'")
        .await;
}

in_every_engine!(the_focus_goes_over_to_its_twin);
async fn the_focus_goes_over_to_its_twin(browser: &Browser) {
    let site = slow();
    open(browser, &site, &pasted(EXAMPLES[2]), &sheet()).await;
    // The one in the row; the same number stands in what is folded.
    let number = ".amts-first a[href=\"tel:+493857440363\"]";
    let focus = format!("host.element().querySelector('{number}').focus()");
    browser.run(&focus, &[]).await;
    site.go_live(browser).await;
    browser
        .expect(&format!(
            "host.element().shadowRoot.activeElement === host.find('{number}')"
        ))
        .await;

    open(browser, &site, &pasted(EXAMPLES[3]), &sheet()).await;
    browser
        .run("host.element().querySelectorAll('summary')[2].focus()", &[])
        .await;
    site.go_live(browser).await;
    browser
        .expect("host.element().shadowRoot.activeElement === host.findAll('details:not(.amts-languages, .amts-kinds) > summary')[2]")
        .await;
}

in_every_engine!(the_place_on_the_screen_stays);
async fn the_place_on_the_screen_stays(browser: &Browser) {
    // What stands at the top: the entry that begins first, or, where the styles make other heights of everything, the
    // entry that the reader is within.
    for (head, edge) in [(sheet(), "top >= 0"), (String::new(), "bottom > 0")] {
        let site = slow();
        open(browser, &site, &pasted(EXAMPLES[1]), &head).await;
        let scroll = format!(
            "const element = host.element();
            const {{ top, height }} = element.getBoundingClientRect();
            scrollTo(0, scrollY + top + height / 2);
            const mark = [...element.querySelectorAll('[data-amts]')].find((one) => {{
                const {{ top, bottom }} = one.getBoundingClientRect();
                return {edge};
            }});
            window.mark = mark.dataset.amts;
            return [window.mark, mark.getBoundingClientRect().top, scrollY];"
        );
        let before = browser.run(&scroll, &[]).await;
        assert!(before[2].as_f64() > Some(200.0), "{before}");
        site.go_live(browser).await;
        let after = browser
            .number("host.find(`[data-amts=\"${CSS.escape(mark)}\"]`).getBoundingClientRect().top")
            .await;
        let moved = (after - before[1].as_f64().unwrap()).abs();
        assert!(
            moved <= 2.0,
            "{before} moved by {moved} px, styled: {}",
            !head.is_empty()
        );
    }
}

in_every_engine!(nothing_jumps_when_it_goes_live: chromium Chromium);
async fn nothing_jumps_when_it_goes_live(browser: &Browser) {
    // The long ones fill the screen; what is below the short ones is on it.
    let compact = ViewOptions {
        view: View::Compact,
        ..ViewOptions::default()
    };
    let only = ViewOptions {
        only: vec!["stadtwerke".to_owned()],
        ..ViewOptions::default()
    };
    let faces = [
        ("Mössingen", pasted(EXAMPLES[0])),
        ("Schwerin", pasted(EXAMPLES[2])),
        ("compact", pasted_as(compact, EXAMPLES[0])),
        ("only", pasted_as(only, EXAMPLES[1])),
    ];
    let (mut told, mut good) = (Vec::new(), true);
    for (styled, head) in [("styled", sheet()), ("bare", String::new())] {
        for width in [360, 1280] {
            for (face, markup) in &faces {
                let metrics = json!({ "width": width, "height": 780, "deviceScaleFactor": 1, "mobile": false });
                browser
                    .devtools("Emulation.setDeviceMetricsOverride", metrics)
                    .await;
                let site = slow();
                open(browser, &site, markup, &head).await;
                let below = "document.querySelector('#below').getBoundingClientRect().top";
                let before = browser.number(below).await;
                site.go_live(browser).await;
                let moved = browser.number(below).await - before;
                let shift = shift(browser).await;
                good &= shift <= 0.02;
                told.push(format!(
                    "{shift:.4} {face}, {width} px, {styled}: what is below moves from {before:.0} by {moved:.1} px"
                ));
            }
        }
    }
    println!("layout shift:\n{}", told.join("\n"));
    assert!(good, "{told:#?}");
}

/// The cumulative layout shift since the page began.
pub async fn shift(browser: &Browser) -> f64 {
    let script = "const done = arguments[arguments.length - 1];
        let sum = 0;
        new PerformanceObserver((list) => { for (const { value } of list.getEntries()) sum += value; })
            .observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(sum), 400);";
    match browser.run_async(script, &[]).await {
        Value::Number(sum) => sum.as_f64().unwrap(),
        other => panic!("{other}"),
    }
}

in_every_engine!(snapshot_and_widget_say_the_same);
async fn snapshot_and_widget_say_the_same(browser: &Browser) {
    for example in EXAMPLES {
        same_words(browser, ViewOptions::default(), example).await;
    }
}

in_every_engine!(snapshot_and_widget_say_the_same_in_english);
async fn snapshot_and_widget_say_the_same_in_english(browser: &Browser) {
    let ask = ViewOptions {
        lang: Lang::En,
        ..ViewOptions::default()
    };
    same_words(browser, ask, EXAMPLES[0]).await;
}

async fn same_words(browser: &Browser, ask: ViewOptions, example: (&str, &str)) {
    let site = slow();
    open(browser, &site, &pasted_as(ask, example), &sheet()).await;
    // The engines' data differ in the comma behind an English weekday.
    // Only the living page can be asked; and the last line of the other tells the age once more, since it stands on each sheet
    // of paper.
    let words = |of: &str| {
        format!(
            "(() => {{
                const copy = {of}.cloneNode(true);
                for (const more of copy.querySelectorAll('{ASKED}, .amts-source')) more.remove();
                return copy.textContent.replace(/\\s+/g, ' ').replaceAll('day, ', 'day ').trim();
            }})()"
        )
    };
    let before = words("host.element().querySelector('.amts')");
    let before = browser.text(&before).await;
    site.go_live(browser).await;
    let after = browser.text(&words("host.find('.amts')")).await;
    assert_eq!(before, after, "{example:?}");
}
