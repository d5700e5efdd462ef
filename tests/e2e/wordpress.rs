//! The plugin for WordPress: what administrators, editors, authors and visitors do with it, on good days and bad ones.

mod code;
mod reader;
mod town;

use std::time::{Duration, Instant};

use amtsstatus::components::{View, ViewOptions};
use serde_json::{Value, json};
use xtask::serve::{Answer, Delivery};
use xtask::sign::public;

use crate::browser::Browser;
use crate::named::{example, hostile, rendered};
use crate::published::publish as site_of;
use crate::site::{EXAMPLES, feed, issued, now, said, stamp};
pub use town::php;
use town::{Setup, Town, in_php};

const FEED: &str = "/status.json";
const SNAPSHOT: &str = "/status.de.html";
const HTML: &str = "text/html; charset=utf-8";
const SENTENCE: &str = "Unser Rathaus ist erreichbar: 07473 3700.";

/// A key of the tests.
const KEY: [u8; 32] = [1; 32];

/// What the publisher's server has on a good day.
fn publish(town: &Town) {
    let feed = feed(1, "Bücherei");
    let snapshot = rendered(feed.as_bytes(), ViewOptions::default(), now());
    town.site.feed(FEED, feed);
    town.site.answer(SNAPSHOT, HTML, snapshot);
}

/// The same, and a town that shows it.
fn set_up(setup: &Setup) -> Town {
    let town = Town::start(setup);
    publish(&town);
    town.set(&settings(&town));
    town
}

fn settings(town: &Town) -> Value {
    json!({ "src": town.feed(FEED), "snapshot": town.feed(SNAPSHOT), "sentence": SENTENCE, "keys": "", "feed": "" })
}

/// Whether the widget is there and shows an entry, in the element with this number.
fn live(number: usize) -> String {
    format!(
        "document.querySelectorAll('amts-status')[{number}]?.shadowRoot?.querySelector('.amts [data-amts]')"
    )
}

/// Types into a field of the settings.
async fn fill(browser: &Browser, field: &str, text: &str) {
    let script = format!("document.querySelector('#amts-status-{field}').value = arguments[0]");
    browser.run(&script, &[json!(text)]).await;
}

async fn save(browser: &Browser) {
    browser
        .run(
            "window.before = true; document.querySelector('#submit').click()",
            &[],
        )
        .await;
    browser
        .until("!window.before && document.readyState === 'complete' && document.querySelector('#amts-status-src')")
        .await;
}

const SETTINGS: &str = "/wp-admin/options-general.php?page=amts-status";

in_every_engine!(an_administrator_sets_it_up_and_publishes_the_block: chromium Chromium);
async fn an_administrator_sets_it_up_and_publishes_the_block(browser: &Browser) {
    let town = Town::start(&Setup::default());
    publish(&town);
    town.log_in(browser, "administrator").await;
    browser.goto(&town.url(SETTINGS)).await;

    // What is wrong is told where it stands, and nothing that was typed is lost.
    let wrong = [
        ("src", "http://www.musterdorf.example/status.json"),
        ("keys", "ssh-ed25519 AAAA presse"),
        ("sentence", SENTENCE),
    ];
    for (field, text) in wrong {
        fill(browser, field, text).await;
    }
    save(browser).await;
    for (field, text) in wrong {
        let value = browser
            .text(&format!(
                "document.querySelector('#amts-status-{field}').value"
            ))
            .await;
        assert_eq!(value, text);
        let told = format!("document.querySelector('#amts-status-{field}-help .notice-warning')");
        browser
            .expect(&format!("!!{told} === {}", field != "sentence"))
            .await;
    }
    // Keys need the name of the feed; nobody has typed a whole one yet.
    browser
        .expect("!document.querySelector('#amts-status-feed-help .notice-warning')")
        .await;
    browser
        .expect("document.querySelector('#setting-error-amts_status_settings').textContent.includes('Noch nicht übernommen')")
        .await;
    assert_eq!(town.run("echo AmtsStatus\\settings()['sentence'];"), "");

    fill(browser, "src", &town.feed(FEED)).await;
    fill(browser, "snapshot", &town.feed(SNAPSHOT)).await;
    fill(browser, "keys", "").await;
    save(browser).await;
    browser
        .expect("document.querySelector('#setting-error-amts_status_settings').textContent.includes('Gespeichert')")
        .await;
    browser
        .expect("document.body.textContent.includes('Geholt am')")
        .await;

    // The block, as a person inserts and publishes it.
    browser
        .goto(&town.url("/wp-admin/post-new.php?post_type=page"))
        .await;
    browser
        .until("document.querySelector('.edit-post-header-toolbar__inserter-toggle')")
        .await;
    browser
        .run(
            "wp.data.dispatch('core/editor').editPost({ title: 'Stand' })",
            &[],
        )
        .await;
    browser
        .click("document.querySelector('.edit-post-header-toolbar__inserter-toggle')")
        .await;
    browser
        .until("document.querySelector('.block-editor-inserter__search input')")
        .await;
    browser
        .click("document.querySelector('.block-editor-inserter__search input')")
        .await;
    browser.write("Rathaus").await;
    let item = "document.querySelector('.editor-block-list-item-amts-status-status')";
    browser.until(item).await;
    browser.click(item).await;
    browser.until(&live(0)).await;
    let publish = "document.querySelector('.editor-post-publish-panel__toggle')";
    browser
        .until(&format!(
            "{publish} && {publish}.getAttribute('aria-disabled') !== 'true'"
        ))
        .await;
    browser.click(publish).await;
    let publish = "document.querySelector('.editor-post-publish-button')";
    browser
        .until(&format!(
            "{publish} && {publish}.getAttribute('aria-disabled') !== 'true'"
        ))
        .await;
    browser.click(publish).await;
    browser
        .until("wp.data.select('core/editor').isCurrentPostPublished()")
        .await;
    let page = browser
        .text("wp.data.select('core/editor').getPermalink()")
        .await;

    town.log_out(browser).await;
    for (ground, dark) in [("d1e4dd", false), ("28303d", true)] {
        town.run(&format!("set_theme_mod('background_color', '{ground}');"));
        for (width, height) in [(360, 780), (1280, 900)] {
            let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 400 });
            browser
                .devtools("Emulation.setDeviceMetricsOverride", metrics)
                .await;
            browser.goto(&page).await;
            browser.until(&live(0)).await;
            browser
                .expect(&format!(
                    "document.body.classList.contains('is-dark-theme') === {dark}"
                ))
                .await;
            browser
                .expect("document.documentElement.scrollWidth <= innerWidth")
                .await;
            // The widget brings its ground along.
            let contrast = browser.number(CONTRAST).await;
            assert!(contrast >= 4.5, "{ground}, {width} px: {contrast}");
        }
    }
    // No server but the two is asked.
    let asked = browser
        .get("[...new Set(performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin))].sort()")
        .await;
    assert_eq!(asked, json!([town.url(""), town.feed("")]));
    assert_eq!(town.complaints(), "");
}

/// The contrast of the widget's text on its ground (WCAG 2.2, relative luminance).
const CONTRAST: &str = "(() => {
    const widget = document.querySelector('amts-status').shadowRoot.querySelector('.amts');
    const luminance = (color) => {
        const [r, g, b] = color.match(/[\\d.]+/g).slice(0, 3).map((value) => value / 255)
            .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const { color, backgroundColor } = getComputedStyle(widget);
    if (backgroundColor === 'rgba(0, 0, 0, 0)') return 0;
    const [light, dark] = [luminance(color), luminance(backgroundColor)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
})()";

/// What an author without the right to write HTML saves: a block, and classic text with a shortcode that asks for too much.
const WRITTEN: &str = r#"<!-- wp:amts-status/status {"view":"compact","src":"https://evil.example/a.json"} /-->

<!-- wp:freeform -->
Erster Absatz.

[amts-status only="buecherei" theme="dark" lang="xx" src="https://evil.example/a.json" keys="" key="" snapshot="https://evil.example/a.html" onclick="hit=1"]

Vor [amts-status view=compact] und danach.

Ende.
<!-- /wp:freeform -->"#;

in_every_engine!(editor_and_author_show_it_without_rights: chromium Chromium);
async fn editor_and_author_show_it_without_rights(browser: &Browser) {
    let town = set_up(&Setup {
        filtered: true,
        ..Setup::default()
    });
    for role in ["editor", "author"] {
        town.log_in(browser, role).await;
        browser.goto(&town.url("/wp-admin/post-new.php")).await;
        browser
            .until("window.wp?.data?.select('core/editor')?.getCurrentPostId() && wp.blocks.getBlockType('amts-status/status')")
            .await;
        let write = "const done = arguments[1];
            const { editPost, resetEditorBlocks, savePost } = wp.data.dispatch('core/editor');
            (async () => {
                editPost({ title: 'Stand', status: 'publish' });
                resetEditorBlocks(wp.blocks.parse(arguments[0]));
                await savePost();
                done([wp.data.select('core/editor').getCurrentPost().status, wp.data.select('core/editor').getPermalink()]);
            })();";
        let saved = browser.run_async(write, &[json!(WRITTEN)]).await;
        assert_eq!(saved[0], "publish", "{role}");
        let page = saved[1].as_str().unwrap().to_owned();

        // The settings are not theirs.
        browser.goto(&town.url(SETTINGS)).await;
        browser
            .expect("!document.querySelector('#amts-status-src')")
            .await;

        town.log_out(browser).await;
        browser.goto(&page).await;
        for number in 0..3 {
            browser.until(&live(number)).await;
        }
        let attributes = browser
            .get("[...document.querySelectorAll('amts-status')].map((one) => [...one.attributes].map(({ name, value }) => `${name}=${value}`).filter((one) => !one.startsWith('style=')).sort())")
            .await;
        let src = format!("src={}", town.feed(FEED));
        assert_eq!(
            attributes,
            json!([
                [src, "view=compact"],
                ["only=buecherei", src, "theme=dark"],
                [src, "view=compact"]
            ]),
            "{role}"
        );
        // Nothing of the text around is lost or swallowed, and no empty paragraph stands beside the second.
        browser
            .expect("['Erster Absatz.', 'und danach.', 'Ende.'].every((text) => [...document.querySelectorAll('.entry-content')].some((one) => one.innerText.includes(text)))")
            .await;
        browser
            .expect("['P', 'P'].join() === [document.querySelectorAll('amts-status')[1].previousElementSibling.tagName, document.querySelectorAll('amts-status')[1].nextElementSibling.tagName].join()")
            .await;
    }
    assert_eq!(town.complaints(), "");
}

in_every_engine!(nobody_else_changes_the_settings: chromium Chromium);
async fn nobody_else_changes_the_settings(browser: &Browser) {
    let town = set_up(&Setup::default());
    let before = town.run("echo json_encode(get_option('amts_status_settings'));");
    // Sends the form as a page of somebody else's would, which has no nonce, or one for something else.
    let send = "const done = arguments[1];
        const body = new URLSearchParams({ option_page: 'amts-status', action: 'update', _wpnonce: arguments[0] ?? '',
            'amts_status_settings[src]': 'https://evil.example/a.json' });
        fetch('/wp-admin/options.php', { method: 'POST', body }).then((answer) => done(answer.status));";
    for role in ["administrator", "editor", "author"] {
        town.log_in(browser, role).await;
        browser.goto(&town.url("/wp-admin/profile.php")).await;
        let other = browser
            .text("document.querySelector('#_wpnonce').value")
            .await;
        for nonce in [Value::Null, json!(other)] {
            let status = browser.run_async(send, &[nonce]).await;
            assert_eq!(status, 403, "{role}");
        }
    }
    // With the right nonce for whoever is logged in, who still has no right.
    for (role, status) in [("author", 403), ("editor", 403), ("administrator", 200)] {
        town.log_in(browser, role).await;
        let nonce = town.nonce(browser, role, "amts-status-options").await;
        let sent = browser.run_async(send, &[json!(nonce)]).await;
        assert_eq!(sent, status, "{role}");
        let after = town.run("echo json_encode(get_option('amts_status_settings'));");
        assert_eq!(after == before, status == 403, "{role}");
    }
}

/// What a visitor gets, before any script runs.
fn page_at(address: &str) -> String {
    let output = std::process::Command::new("curl")
        .args(["--silent", "--max-time", "20", address])
        .output();
    String::from_utf8(output.unwrap().stdout).unwrap()
}

/// The page, with the plugin's references as letters again.
fn text_at(address: &str) -> String {
    let mut text = page_at(address);
    for byte in 0x21..0x7f_u8 {
        text = text.replace(&format!("&#x{byte:x};"), &char::from(byte).to_string());
    }
    text
}

/// What the plugin's list says of the address.
fn fetched(town: &Town) -> String {
    town.run("AmtsStatus\\refreshSnapshots(); foreach (AmtsStatus\\keptSnapshots()['by'] as $kept) { echo AmtsStatus\\saidOf($kept); }")
}

#[test]
fn the_last_good_snapshot_stays_whatever_comes_next() {
    let town = set_up(&Setup::default());
    let page = town.page("[amts-status]");
    let good = |why: &str| {
        let text = text_at(&page);
        assert!(text.contains("Musterdorf: Notbetrieb"), "{why}: {text}");
        assert!(text.contains("href=\"tel:+493857440363\""), "{why}: {text}");
        assert!(!text.contains(SENTENCE), "{why}");
        text
    };
    let text = good("a good day");
    assert!(
        text.contains("<!--email_off--><div")
            && text.contains("</div><!--/email_off--></amts-status>")
    );
    assert!(!text.contains("<script>hit"));

    let html = |status, body: &str| Answer::new(status, HTML, body);
    let ours = example(EXAMPLES[0], View::Full);
    let large = ours.clone() + &*" ".repeat(512 << 10);
    let mut latin = ours.clone().into_bytes();
    latin.push(0xe4);
    let bad = [
        (
            "nothing there",
            html(404, &ours),
            "Der Server antwortet mit 404",
        ),
        ("broken", html(500, ""), "Der Server antwortet mit 500"),
        (
            "elsewhere",
            html(302, "").with("Location", "/else.html"),
            "Eine Weiterleitung wird nicht befolgt",
        ),
        ("large", html(200, &large), "größer als 512 KB"),
        (
            "Latin",
            Answer::new(200, HTML, latin),
            "Es steht etwas anderes darin",
        ),
        (
            "silent",
            html(200, &ours).delivered(Delivery::Never),
            "Der Server antwortet nicht",
        ),
        ("endless", html(200, &ours).delivered(Delivery::Endless), ""),
    ];
    town.site.answer("/else.html", HTML, ours.as_str());
    for (why, answer, told) in bad {
        town.site.at(SNAPSHOT, move |_| answer.clone());
        let started = Instant::now();
        let said = fetched(&town);
        assert!(said.contains(told), "{why}: {said}");
        assert!(
            said.contains("Gezeigt wird der Schnappschuss, der zuletzt gut war"),
            "{why}: {said}"
        );
        assert!(started.elapsed() < Duration::from_secs(12), "{why}");
        good(why);
    }
    assert_eq!(town.site.asked("/else.html"), 0);
    for hostile in hostile() {
        town.site.answer(SNAPSHOT, HTML, hostile.as_str());
        let said = fetched(&town);
        assert!(
            said.contains("Es steht etwas anderes darin"),
            "{hostile}: {said}"
        );
    }
    let text = good("hostile");
    assert!(!text.contains("hit = 1") && !text.contains("Schwerin"));
    assert_eq!(town.complaints(), "");
}

#[test]
fn a_kept_snapshot_says_how_old_it_is() {
    let town = set_up(&Setup::default());
    let page = town.page("[amts-status]");
    let past = stamp(-86_400);
    let feed = issued(
        -9 * 86_400,
        1,
        "Bücherei",
        &format!(r#""valid_until": "{past}","#),
    );
    // As it was rendered a week ago, when it still held.
    let week = amtsstatus::feed::time::Moment(now().0 - 9 * 86_400);
    let snapshot = rendered(feed.as_bytes(), ViewOptions::default(), week);
    let expired = said(|words| words.expired);
    assert!(!snapshot.contains(&format!(">{expired}")));
    town.site.answer(SNAPSHOT, HTML, snapshot);
    fetched(&town);
    let text = text_at(&page);
    assert!(
        text.contains(&format!("<p class=\"amts-caution\">{expired}")),
        "{text}"
    );
}

#[test]
fn with_keys_no_snapshot_is_asked_for_or_shown() {
    let town = set_up(&Setup::default());
    let page = town.page("[amts-status]");
    assert!(text_at(&page).contains("Musterdorf: Notbetrieb"));
    let mut settings = settings(&town);
    settings["keys"] = json!(format!("{} presse@musterdorf", public(KEY)));
    settings["feed"] = json!("musterdorf");
    town.set(&settings);
    let asked = town.site.asked(SNAPSHOT);
    fetched(&town);
    let text = text_at(&page);
    assert!(text.contains(&format!("keys=\"{}\" feed=\"musterdorf\"", public(KEY))));
    assert!(
        text.contains(SENTENCE) && !text.contains("Notbetrieb"),
        "{text}"
    );
    assert_eq!(town.site.asked(SNAPSHOT), asked);
    // Nothing is left that a later change could bring back.
    assert_eq!(
        town.run("echo count(AmtsStatus\\keptSnapshots()['by']);"),
        "0"
    );
}

#[test]
fn snapshots_are_fetched_in_the_background_and_no_page_waits() {
    let town = set_up(&Setup::default());
    let page = town.page("[amts-status]");
    assert!(text_at(&page).contains("Notbetrieb"));
    let before = town.site.asked(SNAPSHOT);
    let due = "wp_clear_scheduled_hook('amts_status_refresh'); wp_schedule_event(time() - 1, 'amts_status_every_two_minutes', 'amts_status_refresh'); delete_transient('doing_cron');";
    town.site.at(SNAPSHOT, |_| {
        Answer::new(200, HTML, "").delivered(Delivery::Never)
    });
    town.run(due);
    let started = Instant::now();
    assert!(text_at(&page).contains("Notbetrieb"));
    let took = started.elapsed();
    println!("a page while a snapshot does not come: {took:?}");
    assert!(took < Duration::from_secs(3), "{took:?}");
    while town.site.asked(SNAPSHOT) == before {
        assert!(started.elapsed() < Duration::from_secs(20), "nobody asks");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_visit_has_them_fetched_where_nothing_is_done_in_the_background() {
    let town = set_up(&Setup {
        no_cron: true,
        ..Setup::default()
    });
    let page = town.page("[amts-status]");
    let before = town.site.asked(SNAPSHOT);
    assert!(text_at(&page).contains("Notbetrieb"));
    assert_eq!(town.site.asked(SNAPSHOT), before);
    let overdue = "remove_action('shutdown', 'AmtsStatus\\refreshIfOverdue');
        update_option('amts_status_snapshots', ['tried' => time() - 601] + AmtsStatus\\keptSnapshots());";
    town.run(overdue);
    for _ in 0..3 {
        assert!(text_at(&page).contains("Notbetrieb"));
    }
    // Once, and not with each visit.
    assert_eq!(town.site.asked(SNAPSHOT), before + 1);

    // Nor by a second visit while the first still waits for the answer.
    town.site.at(SNAPSHOT, |_| {
        Answer::new(200, HTML, "").delivered(Delivery::Never)
    });
    town.run(overdue);
    std::thread::scope(|scope| {
        scope.spawn(|| text_at(&page));
        while town.site.asked(SNAPSHOT) == before + 1 {
            std::thread::sleep(Duration::from_millis(50));
        }
        let started = Instant::now();
        assert!(text_at(&page).contains("Notbetrieb"));
        assert!(started.elapsed() < Duration::from_secs(3));
    });
    assert_eq!(town.site.asked(SNAPSHOT), before + 2);

    // An administrator who names another address sees at once what is there.
    town.site
        .answer("/neu.html", HTML, example(EXAMPLES[0], View::Full));
    let mut settings = settings(&town);
    settings["snapshot"] = json!(town.feed("/neu.html"));
    town.set(&settings);
    assert!(text_at(&page).contains("Stadt Mössingen"));
}

#[test]
fn a_site_that_is_not_set_up_shows_visitors_nothing() {
    let town = Town::start(&Setup::default());
    let address = town.page("Davor [amts-status] danach.");
    let text = text_at(&address);
    let (_, text) = text.split_once("<p>Davor</p>").unwrap();
    let (between, _) = text.split_once("<p>danach.</p>").unwrap();
    assert_eq!(between.trim(), "");
    assert!(!page_at(&address).contains("amts-status.js"));
    let told = town.run("wp_set_current_user(get_user_by('login', 'author')->ID); echo do_shortcode('[amts-status]');");
    assert!(told.contains("noch nicht eingerichtet"), "{told}");
}

in_every_engine!(what_wp_config_fixes_no_administrator_changes: chromium Chromium);
async fn what_wp_config_fixes_no_administrator_changes(browser: &Browser) {
    let town = Town::start(&Setup {
        fixed: r#"{ "src": "FEED/status.json", "snapshot": "FEED/status.de.html" }"#,
        ..Setup::default()
    });
    publish(&town);
    fetched(&town);
    let page = town.page("[amts-status]");
    assert!(text_at(&page).contains("Notbetrieb"));
    town.log_in(browser, "administrator").await;
    browser.goto(&town.url(SETTINGS)).await;
    browser
        .expect("document.querySelector('#amts-status-src').disabled && !document.querySelector('#submit')")
        .await;
    town.set(&json!({ "src": "https://evil.example/a.json" }));
    assert!(!text_at(&page).contains("evil.example"));
}

/// What is wrong with each field, by the plugin's own judgement.
#[test]
fn what_an_administrator_types_is_judged_field_by_field() {
    let key = public(KEY);
    let keys = format!("{key} presse@musterdorf\n\n{}", public([2; 32]));
    let cut = &key[..key.len() - 4];
    let many = "https://a.example/ ".repeat(17);
    let long = "ä".repeat(501);
    let cases = [
        (json!({}), json!([])),
        (
            json!({ "src": "https://a.example/a.json\r\n  https://b.example:8443/b.json?c" }),
            json!([]),
        ),
        (json!({ "src": "http://a.example/a.json" }), json!(["src"])),
        (
            json!({ "src": "https://a.example/a.json /b.json" }),
            json!(["src"]),
        ),
        (json!({ "src": "https://a@b.example/" }), json!(["src"])),
        (json!({ "src": "https://localhost/" }), json!(["src"])),
        (json!({ "src": "javascript:alert(1)" }), json!(["src"])),
        (json!({ "src": "https://a.example/\"><script>" }), json!([])),
        (json!({ "src": many }), json!(["src"])),
        (
            json!({ "snapshot": "file:///etc/passwd" }),
            json!(["snapshot"]),
        ),
        (
            json!({ "snapshot": "ftp://a.example/" }),
            json!(["snapshot"]),
        ),
        (json!({ "keys": keys, "feed": "musterdorf" }), json!([])),
        (json!({ "keys": keys }), json!(["feed"])),
        (
            json!({ "keys": cut, "feed": "musterdorf" }),
            json!(["keys"]),
        ),
        (
            json!({ "keys": format!("{key} {key}\nAAAA"), "feed": "a" }),
            json!(["keys"]),
        ),
        (
            json!({ "keys": "ssh-rsa AAAA", "feed": "a" }),
            json!(["keys"]),
        ),
        (json!({ "feed": "Musterdorf" }), json!(["feed"])),
        (json!({ "feed": "a".repeat(65) }), json!(["feed"])),
        (json!({ "sentence": &long[2..] }), json!([])),
        (json!({ "sentence": long }), json!(["sentence"])),
        (
            json!({ "src": ["https://a.example/"], "other": "x" }),
            json!([]),
        ),
    ];
    let (typed, expected): (Vec<Value>, Vec<Value>) = cases.into_iter().unzip();
    let folder = town::plugin().join("includes");
    let code = format!(
        "foreach (['links', 'settings'] as $part) {{ require '{}/' . $part . '.php'; }}
        echo json_encode(array_map(function ($typed) {{ return array_keys(AmtsStatus\\problems(AmtsStatus\\fields($typed))); }}, {}));",
        folder.display(),
        in_php(&json!(typed))
    );
    let found: Vec<Value> =
        serde_json::from_str(&town::said(town::php().arg("-r").arg(code))).unwrap();
    for ((typed, expected), found) in typed.iter().zip(&expected).zip(&found) {
        assert_eq!(found, expected, "{typed}");
    }
}

in_every_engine!(in_the_middle_of_a_sentence_it_stands_by_itself: chromium Chromium);
async fn in_the_middle_of_a_sentence_it_stands_by_itself(browser: &Browser) {
    let town = set_up(&Setup::default());
    let content = "Vor [amts-status] und <b>danach</b> [noch] da.\n\nZeile\n[amts-status theme=\"dark\"]\nZeile\n\n\
        <b>fett [amts-status] fett</b>\n\nEnde.";
    let page = town.page(content);
    let text = text_at(&page);
    for whole in [
        "<p>Vor</p><amts-status",
        "</amts-status>\n<p>und <b>danach</b> [noch] da.</p>",
        "<p>Zeile</p><amts-status",
        "</amts-status>\n<p>Zeile</p>",
        "<p><b>fett <amts-status",
        "<p>Ende.</p>",
    ] {
        assert!(text.contains(whole), "{whole}: {text}");
    }
    town.log_out(browser).await;
    browser.goto(&page).await;
    for number in 0..3 {
        browser.until(&live(number)).await;
    }
    // No copy of the first two stands beside them.
    browser
        .expect("[...document.querySelectorAll('.amts')].filter((one) => !one.closest('amts-status') && one.checkVisibility()).length <= 1")
        .await;
}

#[test]
fn a_snapshot_stands_only_where_it_shows_what_was_chosen() {
    let town = set_up(&Setup {
        theme: Some("twentytwentythree"),
        ..Setup::default()
    });
    let compact = "/zeile.html";
    town.site
        .answer(compact, HTML, example(EXAMPLES[0], View::Compact));
    let mut settings = settings(&town);
    settings["snapshot"] = json!(format!("{}\n{}", town.feed(SNAPSHOT), town.feed(compact)));
    town.set(&settings);
    for (chosen, shown) in [
        ("", "Musterdorf: Notbetrieb"),
        (r#""view":"compact""#, "Stadt Mössingen"),
        (r#""only":"buecherei""#, SENTENCE),
        (r#""lang":"en""#, SENTENCE),
        (r#""lang":"de""#, "Musterdorf: Notbetrieb"),
    ] {
        let page = town.page(&format!("<!-- wp:amts-status/status {{{chosen}}} /-->"));
        let text = text_at(&page);
        let (_, text) = text.split_once("<amts-status").unwrap();
        let (text, _) = text.split_once("</amts-status>").unwrap();
        for one in ["Musterdorf: Notbetrieb", "Stadt Mössingen", SENTENCE] {
            assert_eq!(text.contains(one), one == shown, "{chosen} {one}: {text}");
        }
    }
}

/// What filters for typography, smileys and shortcodes would make of a feed's words, which stay as they are.
#[test]
fn no_filter_of_wordpress_changes_what_a_snapshot_says() {
    const WORDS: &str = "Raum 8) oder 8O -- [caption]x[/caption] [gallery] \\\"so\\\" 'so' 3x4 ... :-) (c) {{a}} https://a.example/ ";
    for theme in ["twentytwentyone", "twentytwentythree"] {
        let town = set_up(&Setup {
            theme: Some(theme),
            ..Setup::default()
        });
        let feed = feed(1, WORDS);
        let snapshot = rendered(feed.as_bytes(), ViewOptions::default(), now());
        let said = snapshot.split("Raum 8").nth(1).unwrap();
        let said = said.split('<').next().unwrap().trim_end().to_owned();
        assert!(said.contains("[gallery]"), "{said}");
        town.site.answer(SNAPSHOT, HTML, snapshot);
        fetched(&town);
        for content in ["[amts-status]", "<!-- wp:amts-status/status /-->"] {
            let text = text_at(&town.page(content));
            let said = said.replace("&quot;", "\"").replace("&#x27;", "'");
            assert!(
                text.contains(&format!("Raum 8{said}")),
                "{theme} {content}: {said}\n{text}"
            );
            // Each time that it is said.
            let (_, text) = text.split_once("<amts-status").unwrap();
            let (text, _) = text.split_once("</amts-status>").unwrap();
            for made in ["&#215;", "×", "&#8211;", "<img", "😯"] {
                assert!(!text.contains(made), "{theme} {content}: {made}");
            }
        }
    }
}

/// Puts the written site of an example feed on the publisher's server.
fn publish_site(town: &Town) {
    const PUBLIC: &str = "https://notfall.example";
    let folder = std::env::temp_dir().join(format!("amts-oembed-{}", town.site.port()));
    site_of(EXAMPLES[2], &folder, &["--url".into(), PUBLIC.into()]);
    for file in std::fs::read_dir(&folder).unwrap().flatten() {
        let name = file.file_name().into_string().unwrap();
        let content_type = match name.rsplit('.').next().unwrap() {
            "html" => HTML,
            "json" => "application/json",
            _ => continue,
        };
        let text = std::fs::read_to_string(file.path()).unwrap();
        let text = text.replace(PUBLIC, &town.feed(""));
        if name == "index.html" {
            town.site.answer("/", content_type, text.as_str());
        }
        // A frame of no origin may read it, as the settings of the servers say.
        let answer = Answer::new(200, content_type, text);
        let answer = answer.with("Access-Control-Allow-Origin", "*");
        town.site.at(&format!("/{name}"), move |_| answer.clone());
    }
    std::fs::remove_dir_all(folder).unwrap();
}

in_every_engine!(an_author_pastes_the_address_of_a_site_and_it_becomes_a_frame: chromium Chromium);
async fn an_author_pastes_the_address_of_a_site_and_it_becomes_a_frame(browser: &Browser) {
    let town = Town::start(&Setup {
        filtered: true,
        ..Setup::default()
    });
    publish_site(&town);
    // It needs no plugin.
    town.run("require 'wp-admin/includes/plugin.php'; deactivate_plugins('amts-status/amts-status.php');");
    let address = town.feed("/");
    town.log_in(browser, "author").await;
    browser.goto(&town.url("/wp-admin/post-new.php")).await;
    browser
        .until("window.wp?.data?.select('core/editor')?.getCurrentPostId() && wp.blocks.getBlockType('core/embed')")
        .await;
    browser
        .run(
            "wp.data.dispatch('core/editor').editPost({ title: 'Stand', status: 'publish' });
            wp.data.dispatch('core/block-editor').insertBlocks(wp.blocks.createBlock('core/paragraph'));",
            &[],
        )
        .await;
    let paragraph = "document.querySelector('[data-type=\"core/paragraph\"]')";
    browser.until(paragraph).await;
    browser.click(paragraph).await;
    let paste = format!(
        "const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', arguments[0]);
        {paragraph}.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData, bubbles: true, cancelable: true }}));"
    );
    browser.run(&paste, &[json!(address)]).await;
    browser
        .until("wp.data.select('core/block-editor').getBlocks().some(({ name }) => name === 'core/embed')")
        .await;
    // The editor asks WordPress, and WordPress the site.
    browser
        .until("document.querySelector('.wp-block-embed iframe')")
        .await;
    let save = "const done = arguments[0];
        wp.data.dispatch('core/editor').savePost().then(() => done(wp.data.select('core/editor').getPermalink()));";
    let page = browser.run_async(save, &[]).await;
    assert!(town.site.asked("/oembed.json") > 0);

    town.log_out(browser).await;
    let classic = town.page(&format!("Davor.\n\n{address}\n\nDanach."));
    for page in [page.as_str().unwrap(), &classic] {
        browser.goto(page).await;
        browser
            .until(
                "document.querySelector('iframe.wp-embedded-content[sandbox=\"allow-scripts\"]')",
            )
            .await;
        browser.enter_frame(0).await;
        browser.until(&live(0)).await;
        browser
            .until("document.querySelector('amts-status').shadowRoot.querySelector('.amts-compact') && self.origin === 'null'")
            .await;
        browser
            .run(
                "document.querySelector('amts-status').shadowRoot.querySelector('.amts-compact').open = true",
                &[],
            )
            .await;
        browser.leave_frames().await;
        // As high as what it shows, within what WordPress allows.
        browser
            .until("document.querySelector('iframe').offsetHeight === 1000 && getComputedStyle(document.querySelector('iframe')).position !== 'absolute'")
            .await;
    }
}

in_every_engine!(deleting_the_plugin_leaves_nothing: chromium Chromium);
async fn deleting_the_plugin_leaves_nothing(browser: &Browser) {
    let town = set_up(&Setup::default());
    let left = "global $wpdb; $found = [];
        foreach ([$wpdb->options => 'option_name', $wpdb->usermeta => 'meta_key'] as $table => $name) {
            $value = $table === $wpdb->options ? 'option_value' : 'meta_value';
            $rows = $wpdb->get_col(\"SELECT $name FROM $table WHERE $name LIKE '%amts%' OR $value LIKE '%amts%'\");
            $found = array_merge($found, $rows);
        }
        echo implode(' ', $found);";
    let before = town.run(left);
    for option in [
        "amts_status_settings",
        "amts_status_snapshots",
        "cron",
        "active_plugins",
    ] {
        assert!(before.contains(option), "{before}");
    }
    town.log_in(browser, "administrator").await;
    browser.goto(&town.url("/wp-admin/plugins.php")).await;
    browser
        .click("document.querySelector('#deactivate-amtsstatus')")
        .await;
    browser
        .until("document.readyState === 'complete' && document.querySelector('#delete-amtsstatus')")
        .await;
    assert!(!town.run(left).contains("cron"));
    browser
        .run(
            "window.confirm = () => true; document.querySelector('#delete-amtsstatus').click()",
            &[],
        )
        .await;
    browser
        .until("document.querySelector('tr.deleted[data-slug=\"amtsstatus\"]') || !document.querySelector('tr[data-slug=\"amtsstatus\"]')")
        .await;
    assert!(!town.installed().exists());
    // WordPress itself remembers what was switched off lately.
    let after = town.run(left);
    let after: Vec<&str> = after
        .split(' ')
        .filter(|name| {
            !name.is_empty()
                && *name != "recently_activated"
                && !name.starts_with("_site_transient")
        })
        .collect();
    assert_eq!(after, Vec::<&str>::new());
}

/// Makes a network of a town, with a second site, and removes the plugin from all of it.
#[test]
fn uninstalling_reaches_every_site_of_a_network() {
    let town = set_up(&Setup::default());
    let settings = in_php(&settings(&town));
    let said = town.run(
        "require_once ABSPATH . 'wp-admin/includes/upgrade.php'; require_once ABSPATH . 'wp-admin/includes/network.php';
        global $wpdb, $current_site;
        foreach ($wpdb->tables('ms_global') as $table => $prefixed) { $wpdb->$table = $prefixed; }
        install_network();
        echo populate_network(1, '127.0.0.1', 'administrator@musterdorf.example', 'Netz', '/', false) === true ? 'network ' : 'none ';
        file_put_contents('wp-config.php', preg_replace('~^define\\(.FS_METHOD~m', \"define('MULTISITE', true); define('SUBDOMAIN_INSTALL', false); define('DOMAIN_CURRENT_SITE', '127.0.0.1'); define('PATH_CURRENT_SITE', '/'); define('SITE_ID_CURRENT_SITE', 1); define('BLOG_ID_CURRENT_SITE', 1);\\n$0\", file_get_contents('wp-config.php')));"
    );
    assert_eq!(said, "network ");
    let left = "foreach (get_sites(['fields' => 'ids']) as $id) { switch_to_blog($id); \
        echo $id, get_option('amts_status_settings') === false ? '-' : '+', wp_next_scheduled('amts_status_refresh') ? '+' : '-', ' '; restore_current_blog(); }";
    town.run(&format!(
        "$id = wp_insert_site(['domain' => '127.0.0.1', 'path' => '/zwei/', 'network_id' => 1, 'user_id' => 1]);
        switch_to_blog($id);
        update_option('amts_status_settings', ['typed' => {settings}, 'used' => {settings}]);
        AmtsStatus\\keepSchedule();"
    ));
    assert_eq!(town.run(left), "1++ 2++ ");
    town.run(
        "define('WP_UNINSTALL_PLUGIN', 'amts-status/amts-status.php'); require 'wp-content/plugins/amts-status/uninstall.php';",
    );
    // The plugin is still there, and plans anew when a page is asked for: so without it.
    assert_eq!(town.run(left), "1-- 2-- ");
}
