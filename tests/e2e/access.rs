//! What the accessibility checker finds, in every feed, view, language and theme; names and headings.

use std::time::Instant;

use amtsstatus::i18n::Lang;
use serde_json::json;

use crate::axe;
use crate::browser::Browser;
use crate::site::{EXAMPLES, Page, Site, element};

in_every_engine!(axe_finds_nothing_in_the_five_examples);
async fn axe_finds_nothing_in_the_five_examples(browser: &Browser) {
    let site = Site::start();
    for example in EXAMPLES {
        show(browser, &site, example, "").await;
        axe::finds_nothing(browser, example.0).await;
        browser.run("host.unfold()", &[]).await;
        axe::finds_nothing(browser, &format!("{}, unfolded", example.0)).await;
    }
}

/// Brings the element into a face and waits until it is drawn. The page stays: only attributes change.
const FACE: &str = "const [face, lang] = arguments;
    const done = arguments[arguments.length - 1];
    const element = host.element();
    // The attribute is read from the nearest ancestor that has it.
    element.lang = lang;
    element.toggleAttribute('view', face === 'compact');
    if (face === 'compact') element.setAttribute('view', 'compact');
    if (face === 'only') element.setAttribute('only', window.first);
    else element.removeAttribute('only');
    const there = () => host.find('.amts').lang === lang && !!host.find('.amts-compact') === (face === 'compact')
        && !host.find('.amts-full') === (face === 'only');
    const begun = performance.now();
    const until = (holds, then) => {
        if (holds()) then();
        else if (performance.now() - begun > 10000) done(`not drawn: ${host.find('.amts-field')?.value} ${host.find('.amts-results')?.innerText}`);
        else setTimeout(until, 5, holds, then);
    };
    const type = (text) => {
        const field = host.find('.amts-field');
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const finish = () => {
        host.unfold();
        done(host.findAll(face === 'none' ? '.amts-results .amts-name' : '.amts-name').length);
    };
    until(there, () => {
        window.first ??= host.findAll('.amts-entry').slice(0, 2).map((entry) => entry.dataset.amts).join(' ');
        const query = { hits: host.find('.amts-name')?.innerText, none: 'xkbdvz' }[face] ?? '';
        if (face !== 'only') type(query);
        const drawn = () => !!host.find('.amts-results') === !!query && !!host.find('.amts-results .amts-name') === (face === 'hits');
        until(() => face === 'only' || drawn(), finish);
    });";

in_every_engine!(axe_finds_nothing_in_any_feed_view_language_and_theme: chromium Chromium);
async fn axe_finds_nothing_in_any_feed_view_language_and_theme(browser: &Browser) {
    let start = Instant::now();
    let site = Site::start();
    let mut told = Vec::new();
    for example in EXAMPLES {
        show(browser, &site, example, "links").await;
        axe::load(browser).await;
        for lang in Lang::ALL.map(Lang::tag) {
            for face in ["full", "compact", "only", "hits", "none"] {
                let seen = browser.run_async(FACE, &[json!(face), json!(lang)]).await;
                let entries = seen.as_u64();
                let entries =
                    entries.unwrap_or_else(|| panic!("{} {face} {lang}: {seen}", example.0));
                assert_eq!(entries == 0, face == "none", "{} {face} {lang}", example.0);
                for theme in ["light", "dark"] {
                    let found = axe::violations(browser, theme).await;
                    if !found.is_empty() {
                        told.push(format!("{}, {face}, {lang}, {theme}:\n{found}", example.0));
                    }
                }
            }
        }
    }
    assert!(told.is_empty(), "axe finds\n{}", told.join("\n"));
    eprintln!("350 faces in {:?}", start.elapsed());
}

in_every_engine!(axe_finds_nothing_where_nothing_can_be_shown: chromium Chromium);
async fn axe_finds_nothing_where_nothing_can_be_shown(browser: &Browser) {
    let site = Site::start();
    site.fail("/feeds/menden-2023-12.json", 500);
    let page = Page::new(&element(EXAMPLES[3], ""));
    browser.goto(&site.page("/", page)).await;
    browser.until("host.find('.amts-retry')").await;
    axe::finds_nothing(browser, "unreachable").await;
}

async fn show(browser: &Browser, site: &Site, example: (&str, &str), more: &str) {
    let page = Page::new(&element(example, more));
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
}

in_every_engine!(names_and_headings_are_there_for_those_who_cannot_see);
async fn names_and_headings_are_there_for_those_who_cannot_see(browser: &Browser) {
    let site = Site::start();
    show(browser, &site, EXAMPLES[2], "").await;
    // Drawings are silent, and every state is a word.
    browser
        .expect("host.findAll('svg').every((svg) => svg.getAttribute('aria-hidden') === 'true')")
        .await;
    browser
        .expect("host.findAll('.amts-state').every((state) => state.textContent.trim().length > 2)")
        .await;
    // Headings go down by one.
    let levels = "host.findAll('h2, h3, h4').map((heading) => +heading.localName[1])";
    browser
        .expect(&format!(
            "{levels}.every((level, n, all) => level <= (all[n - 1] ?? 1) + 1)"
        ))
        .await;
    // What is news is told politely: of a language that does not come, within what is folded; of the age; of what is found.
    let regions = "host.findAll('[role=status], [role=alert], [aria-live], [role=log]')
        .map((region) => region.getAttribute('aria-live') + region.checkVisibility()).join()";
    browser
        .expect(&format!(
            "{regions} === 'politefalse,politetrue,politetrue'"
        ))
        .await;
}
