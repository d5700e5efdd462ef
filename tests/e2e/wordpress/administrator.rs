//! What an administrator sets, what she is told of it, and that nobody else can.

use serde_json::{Value, json};
use xtask::sign::public;

use super::town::{self, Setup, Town, in_php};
use super::{FEED, KEY, SENTENCE, SETTINGS, SNAPSHOT, fetched, live, publish, set_up, text_at};
use crate::browser::Browser;

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
