//! Attacks on a page that has pinned the publisher's keys: whoever holds its server, a mirror or the browser's storage
//! does not get a word of his in front of a citizen (rows 22, 30 and 50 to 54).

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use thirtyfour::Key;
use xtask::serve::Answer;
use xtask::sign::{public, sign};

use crate::axe;
use crate::browser::{Browser, Engine};
use crate::site::{HASTE, OWN, Page, Site, feed, issued, said};

/// Test keys: the publisher's of every day, the one in its safe, and an attacker's.
const DAILY: [u8; 32] = [1; 32];
const SAFE: [u8; 32] = [2; 32];
const ATTACKER: [u8; 32] = [9; 32];

/// The telephone number of the small feed.
const NUMBER: &str = "+493857440363";

fn signed(seed: [u8; 32], feed: &str) -> Vec<u8> {
    sign(seed, "amts-status", feed.as_bytes())
}

/// A feed that takes the key of every day back.
fn rescue(seq: u32, library: &str) -> Vec<u8> {
    let revoked = format!(r#""revoked": ["{}"],"#, public(DAILY));
    signed(SAFE, &issued(0, seq, library, &revoked))
}

/// An element that has pinned both of the publisher's keys.
fn pinned(src: &str, more: &str) -> String {
    let keys = format!(
        "{} presse@musterdorf\n{} Tresor",
        public(DAILY),
        public(SAFE)
    );
    format!(r#"<amts-status src="{src}" keys="{keys}" {more}>{OWN}</amts-status>"#)
}

fn says(words: &str) -> String {
    format!("host.text().includes('{words}')")
}

in_every_engine!(row_50_what_the_publisher_has_not_signed_is_not_shown);
async fn row_50_what_the_publisher_has_not_signed_is_not_shown(browser: &Browser) {
    let site = Site::start();
    let good = feed(3, "Bücherei");
    let wrong_number = good.replace(NUMBER, "+4990012345");
    let tampered = signed(DAILY, &good);
    let tampered = String::from_utf8(tampered).unwrap();
    let tampered = tampered.replace(NUMBER, "+4990012345");
    let neighbour = good.replace("musterdorf", "nachbardorf");
    let attacks = [
        ("unsigned", wrong_number.clone().into_bytes()),
        ("unknown-key", signed(ATTACKER, &wrong_number)),
        ("bad-signature", tampered.into_bytes()),
        // A signature by the right key, made for something else.
        ("unsigned", sign(DAILY, "file", wrong_number.as_bytes())),
        // A shared provider's key signs for several towns.
        ("foreign", signed(DAILY, &neighbour)),
    ];
    let mut body = pinned("/good.json", r#"feed="musterdorf""#);
    site.feed("/good.json", signed(DAILY, &good));
    for (number, (_, bytes)) in attacks.iter().enumerate() {
        let src = format!("/{number}.json");
        site.feed(&src, bytes.clone());
        body += &pinned(&src, r#"feed="musterdorf""#);
    }
    // A key that was pasted in part pins nothing that could be met.
    site.feed("/cut.json", signed(DAILY, &good));
    body += &format!(r#"<amts-status src="/cut.json" keys="ssh-ed25519 AAAA">{OWN}</amts-status>"#);
    browser.goto(&site.page("/", Page::new(&body))).await;
    browser.until("host.live(0)").await;
    browser
        .expect("host.find('.amts-verified', 0) && !!host.find('a[href=\"tel:+493857440363\"]', 0)")
        .await;
    for (number, (reason, _)) in attacks.iter().enumerate() {
        let n = number + 1;
        browser
            .until(&format!("host.visible(host.find('.amts-retry', {n}))"))
            .await;
        browser
            .expect(&format!(
                "host.own({n}) && !host.text({n}).includes('Bücherei') && host.failed('{reason}').length > 0"
            ))
            .await;
    }
    browser.expect("host.failed('unsigned').length === 2").await;
    browser
        .until("host.own(6) && host.failed('bad-key').length === 1")
        .await;
    browser
        .expect("host.all().slice(1).every((_, n) => host.own(n + 1) && !host.find('.amts-verified', n + 1))")
        .await;
    browser
        .expect("!document.body.innerText.includes('9001')")
        .await;
    browser
        .expect("host.errors.length === 0 && host.console.length === 1 && host.console[0].includes('attribute keys')")
        .await;
}

in_every_engine!(the_mark_says_what_was_checked_and_stands_only_where_it_was);
async fn the_mark_says_what_was_checked_and_stands_only_where_it_was(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", signed(DAILY, &feed(3, "Bücherei")));
    let plain = format!(r#"<amts-status src="/a.json">{OWN}</amts-status>"#);
    let both = [pinned("/a.json", ""), plain].concat();
    browser.goto(&site.page("/", Page::new(&both))).await;
    browser.until("host.live(0) && host.live(1)").await;
    // Without a key the same file is shown, and nothing is claimed.
    browser
        .expect("host.find('.amts-verified', 0) && !host.find('.amts-verified', 1)")
        .await;
    let (mark, means) = (
        said(|words| words.verified),
        said(|words| words.verified_explained),
    );
    browser
        .expect(&format!("{} && !{}", says(mark), says(means)))
        .await;
    browser
        .run("host.find('.amts-verified > summary').focus()", &[])
        .await;
    browser.press(Key::Enter).await;
    browser.until(&says(means)).await;
    if browser.engine == Engine::Chromium {
        browser.run("host.element(1).remove()", &[]).await;
        axe::finds_nothing(browser, "a verified feed").await;
    }
    // What the page pins from now on counts from now on.
    let pin = "host.element().setAttribute('keys', arguments[0])";
    browser.run(pin, &[public(ATTACKER).into()]).await;
    browser
        .until("host.own(0) && host.failed('unknown-key').length === 1 && !host.live(0)")
        .await;
    browser.run(pin, &[public(DAILY).into()]).await;
    browser.until("host.live(0)").await;
    browser
        .run("host.element().setAttribute('feed', 'nachbardorf')", &[])
        .await;
    browser
        .until("host.own(0) && host.failed('foreign').length === 1")
        .await;
}

in_every_engine!(row_51_what_is_damaged_is_fetched_once_more_past_the_cache);
async fn row_51_what_is_damaged_is_fetched_once_more_past_the_cache(browser: &Browser) {
    let site = Site::start();
    let good = signed(DAILY, &feed(3, "Bücherei"));
    let mut flipped = good.clone();
    *flipped.last_mut().unwrap() ^= 1;
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    site.at("/a.json", move |_| {
        // The first answer was damaged on its way, and a cache keeps it.
        let bytes = match count.fetch_add(1, Ordering::SeqCst) {
            0 => &flipped,
            _ => &good,
        };
        Answer::new(200, "application/json", bytes.clone()).with("ETag", "\"3\"")
    });
    browser
        .goto(&site.page("/", Page::new(&pinned("/a.json", ""))))
        .await;
    browser.until("host.live()").await;
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    let log = site.log("/a.json");
    let second = &log[1].request;
    assert_eq!(second.header("if-none-match"), None, "{second:?}");
    assert_eq!(
        second.header("cache-control"),
        Some("no-cache"),
        "{second:?}"
    );
    browser
        .expect("host.events.every(({ name }) => name === 'update')")
        .await;
}

in_every_engine!(row_52_a_forged_copy_in_the_storage_is_dropped);
async fn row_52_a_forged_copy_in_the_storage_is_dropped(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", signed(DAILY, &feed(3, "Bücherei")));
    let page = site.page("/", Page::new(&pinned("/a.json", "")));
    browser.goto(&page).await;
    let stored = "Object.entries(localStorage)[0]";
    browser
        .until(&format!(
            "{stored}?.[0].startsWith('amts-status:1:signed:')"
        ))
        .await;
    let forge = format!(
        "const [key, text] = {stored}; localStorage[key] = text.replace('{NUMBER}', '+4990012345')"
    );
    browser.run(&forge, &[]).await;
    site.fail("/a.json", 500);
    browser.goto(&page).await;
    browser
        .until("host.visible(host.find('.amts-retry'))")
        .await;
    browser
        .expect("host.own() && localStorage.length === 0 && !host.text().includes('9001')")
        .await;
    // A copy that came without a key is none under one.
    let plain = format!(r#"<amts-status src="/a.json">{OWN}</amts-status>"#);
    site.feed("/a.json", feed(4, "Falsch"));
    browser.goto(&site.page("/plain", Page::new(&plain))).await;
    browser.until(&says("Falsch")).await;
    browser.goto(&page).await;
    browser.until("host.failed('unsigned').length === 1").await;
    browser.expect("host.own()").await;
}

in_every_engine!(
    row_22_a_signed_status_is_not_followed_by_an_older_one_nor_hidden_by_a_stale_mirror
);
async fn row_22_a_signed_status_is_not_followed_by_an_older_one_nor_hidden_by_a_stale_mirror(
    browser: &Browser,
) {
    let site = Site::start();
    let (old, new) = (
        signed(DAILY, &feed(4, "Altes")),
        signed(DAILY, &feed(5, "Neues")),
    );
    site.feed("/stale.json", old.clone());
    site.feed("/fresh.json", new);
    let page = site.page("/", Page::new(&pinned("/stale.json /fresh.json", "")));
    browser.goto(&page).await;
    browser.until(&says("Neues")).await;
    // The attacker plays the old one back from everywhere.
    site.feed("/fresh.json", old);
    browser.goto(&page).await;
    browser.until("host.failed('older').length === 2").await;
    browser
        .expect(&format!(
            "host.live() && {} && !{}",
            says("Neues"),
            says("Altes")
        ))
        .await;
    browser.expect("!!host.find('.amts-verified')").await;
}

in_every_engine!(row_53_a_stolen_key_is_revoked_and_stays_out);
async fn row_53_a_stolen_key_is_revoked_and_stays_out(browser: &Browser) {
    let site = Site::start();
    let stolen = signed(
        DAILY,
        &feed(3, "Betrug").replace(r#""seq": 3"#, r#""seq": 9007199254740991"#),
    );
    site.feed("/a.json", stolen.clone());
    let markup = pinned("/a.json", "");
    let page = site.page("/", Page::new(&markup).head(HASTE));
    browser.goto(&page).await;
    browser.until(&says("Betrug")).await;
    // The town speaks with the key from its safe, and never again with the other one.
    site.feed("/a.json", rescue(4, "Rettung"));
    browser.until(&says("Rettung")).await;
    site.feed("/a.json", stolen.clone());
    browser.until("host.failed('revoked-key').length > 0").await;
    browser
        .expect(&format!("{} && !{}", says("Rettung"), says("Betrug")))
        .await;
    // A later feed need not repeat it, and a reload forgets nothing.
    site.feed("/a.json", signed(SAFE, &feed(5, "Alltag")));
    browser.until(&says("Alltag")).await;
    browser
        .until("localStorage.length === 1 && Object.values(localStorage)[0].includes('Alltag')")
        .await;
    site.feed("/a.json", stolen);
    browser.goto(&page).await;
    browser.until("host.failed('revoked-key').length > 0").await;
    browser
        .expect(&format!(
            "host.live() && {} && !{}",
            says("Alltag"),
            says("Betrug")
        ))
        .await;
}
