//! Networks and servers that fail in the ways of docs/faults.md (rows 1 to 8 and 10 to 12), and what a request carries.
//!
//! Each row goes the same way: something good is shown; a server fails; what was shown stays, with one calm sentence,
//! and where nothing is known yet, so do the page's own words; the server heals, and the widget notices by itself.

use std::time::{Duration, Instant};

use tokio::time::sleep;
use xtask::serve::{Answer, Delivery, ENDLESS};

use crate::browser::{Browser, Engine, PATIENCE};
use crate::site::{HASTE, OWN, Page, Site, feed, said};

/// Longest waits, which HASTE then shortens: without it a second try may be put off by 5 to 15 seconds.
const LONGEST: &str = "<script>Math.random = () => 0.99;</script>";

/// What no citizen may read: a server's own words, or an all-clear that nobody has given.
const RAW: &str = r"/HTTP|Error|Internal|Not Found|Anmeldung|JSON|\b(204|404|410|500|503)\b|[Kk]ein Vorfall|[Kk]eine (Störung|Meldung|Einschränkung)/";

const KNOWN: &str = "/known.json";

/// The sentence beside what could not be fetched anew.
fn cautioned() -> String {
    format!("host.text(0).includes('{}')", said(|words| words.unreached))
}

/// The sentence where nothing is known.
fn unknown() -> String {
    format!(
        "host.text(1).includes('{}')",
        said(|words| words.unreachable)
    )
}

/// An element has told of a failure.
fn failed(id: &str, reason: &str) -> String {
    format!(
        "host.events.some((event) => event.name === 'error' && event.id === '{id}' && /^({reason})$/.test(event.reason))"
    )
}

fn name(seq: u32) -> String {
    format!("Bücherei {seq:02}")
}

fn good(seq: u32) -> Answer {
    of(feed(seq, &name(seq)))
}

/// An answer that other origins may read: the town is not the page.
fn of(body: impl Into<Vec<u8>>) -> Answer {
    open(Answer::new(200, "application/json", body))
}

fn open(answer: Answer) -> Answer {
    answer.with("Access-Control-Allow-Origin", "*")
}

/// A page with two elements: the first has shown the town's feed, the second is put in when a fault plays.
struct Visit<'a> {
    browser: &'a Browser,
    /// The page's own server, which never fails.
    _site: Site,
    town: String,
    seq: u32,
}

impl<'a> Visit<'a> {
    async fn to(browser: &'a Browser, town: &Site) -> Self {
        let site = Site::start();
        let mut visit = Self {
            browser,
            _site: site,
            town: town.url(""),
            seq: 1,
        };
        visit.serve(town, &good(1));
        let body = format!(
            r#"<amts-status id="known" src="{}">{OWN}</amts-status>"#,
            town.url(KNOWN)
        );
        let page = Page::new(&body).head(HASTE).head(LONGEST);
        browser.goto(&visit._site.page("/", page)).await;
        browser.until("host.live(0)").await;
        visit.seq += 1;
        visit
    }

    /// The second element's feed: each fault has one that nobody knows yet.
    fn unknown(&self) -> String {
        format!("/new-{}.json", self.seq)
    }

    fn serve(&self, town: &Site, answer: &Answer) {
        for path in [KNOWN, &self.unknown()] {
            let answer = answer.clone();
            town.at(path, move |_| answer.clone());
        }
    }

    async fn put_in_the_second(&self) {
        let script = "host.element(1)?.remove();
            const second = document.createElement('amts-status');
            second.id = 'new';
            second.innerHTML = arguments[1];
            second.setAttribute('src', arguments[0]);
            host.events.length = 0;
            document.querySelector('main').append(second);";
        let src = format!("{}{}", self.town, self.unknown());
        self.browser.run(script, &[src.into(), OWN.into()]).await;
    }

    /// A fault is in place: both elements meet it. `reason` is a pattern.
    async fn meets(&self, reason: &str) {
        // One after the other: time is not hastened while a request is under way.
        self.browser.run("host.events.length = 0", &[]).await;
        for id in ["known", "new"] {
            if id == "new" {
                self.put_in_the_second().await;
            }
            self.browser.until(&failed(id, reason)).await;
            self.only(reason).await;
        }
        self.keeps(reason).await;
    }

    /// The same with a fault that takes its time: both elements meet it at once, and do not ask again before it is healed.
    async fn waits_out(&self, town: &Site, fault: &Answer, reason: &str) {
        let asked = town.asked(KNOWN);
        self.serve(town, fault);
        until("the first element asks", || town.asked(KNOWN) > asked).await;
        let both = format!("{} && {}", failed("known", reason), failed("new", reason));
        let hold = format!("window.hold = () => {both};");
        self.browser.run(&hold, &[]).await;
        self.put_in_the_second().await;
        self.browser.until(&both).await;
        self.keeps(reason).await;
    }

    /// What was good stays, with one calm sentence; where nothing is known, so do the page's own words.
    async fn keeps(&self, reason: &str) {
        let browser = self.browser;
        browser.until(&cautioned()).await;
        browser.until(&unknown()).await;
        browser
            .until(&format!(
                "host.live(0) && !host.own(0) && host.text(0).includes('{}')",
                name(self.seq - 1)
            ))
            .await;
        browser.until("host.own(1) && !host.live(1)").await;
        self.only(reason).await;
        self.nothing_raw().await;
    }

    /// Nothing else has been told of.
    async fn only(&self, reason: &str) {
        let only = format!(
            "host.events.every((event) => event.name === 'update' || /^({reason})$/.test(event.reason))"
        );
        self.browser.expect(&only).await;
    }

    /// The server heals: both elements notice.
    async fn heals(&mut self, town: &Site, answer: &Answer) {
        self.serve(town, answer);
        self.browser.run("delete window.hold", &[]).await;
        self.shows().await;
        self.seq += 1;
    }

    async fn shows(&self) {
        let browser = self.browser;
        for n in [0, 1] {
            let shown = format!("host.text({n}).includes('{}')", name(self.seq));
            browser.until(&shown).await;
        }
        browser.until(&format!("!{}", cautioned())).await;
        browser
            .until("host.live(0) && host.live(1) && !host.own(1)")
            .await;
        self.nothing_raw().await;
    }

    async fn nothing_raw(&self) {
        let raw = format!("![0, 1].some((n) => {RAW}.test(host.text(n)))");
        self.browser.expect(&raw).await;
        self.browser
            .expect("host.errors.length + host.console.length === 0")
            .await;
    }

    async fn survives(&mut self, town: &Site, fault: &Answer, reason: &str) {
        self.serve(town, fault);
        self.meets(reason).await;
        self.heals(town, &good(self.seq)).await;
    }

    /// What looks odd and is good.
    async fn takes(&mut self, town: &Site, answer: &Answer) {
        self.serve(town, answer);
        self.put_in_the_second().await;
        self.shows().await;
        self.browser
            .expect("host.events.every((event) => event.name === 'update')")
            .await;
        self.seq += 1;
    }
}

/// Waits for something on a server's side.
async fn until(what: &str, holds: impl Fn() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < PATIENCE, "waited in vain: {what}");
        sleep(Duration::from_millis(25)).await;
    }
}

in_every_engine!(row_1_a_refused_or_reset_connection_takes_nothing_away);
async fn row_1_a_refused_or_reset_connection_takes_nothing_away(browser: &Browser) {
    let town = Site::start();
    let mut visit = Visit::to(browser, &town).await;
    let cut = of("").delivered(Delivery::Cut);
    visit.survives(&town, &cut, "network").await;

    let port = town.port();
    drop(town);
    visit.meets("network").await;
    let town = Site::start_at(port);
    visit.heals(&town, &good(visit.seq)).await;
}

// Eight seconds each: one engine is enough.
in_every_engine!(row_2_an_answer_that_never_comes_is_given_up: chromium Chromium);
async fn row_2_an_answer_that_never_comes_is_given_up(browser: &Browser) {
    let town = Site::start();
    let mut visit = Visit::to(browser, &town).await;
    // Slow is not never.
    let after = Duration::from_millis(1500);
    let slow = good(visit.seq).delivered(Delivery::Slow { after });
    visit.takes(&town, &slow).await;

    let path = visit.unknown();
    let never = of("").delivered(Delivery::Never);
    visit.waits_out(&town, &never, "deadline").await;
    until("the visitor leaves", || town.log(&path)[0].over).await;
    visit.heals(&town, &good(visit.seq)).await;
}

in_every_engine!(row_3_the_deadline_covers_a_body_that_drips: chromium Chromium);
async fn row_3_the_deadline_covers_a_body_that_drips(browser: &Browser) {
    let town = Site::start();
    let mut visit = Visit::to(browser, &town).await;
    let path = visit.unknown();
    let every = Duration::from_secs(1);
    let drip = good(visit.seq + 50).delivered(Delivery::Drip { every });
    visit.waits_out(&town, &drip, "deadline").await;
    until("the visitor leaves", || town.log(&path)[0].over).await;
    assert!((5..10).contains(&town.log(&path)[0].sent));
    visit.heals(&town, &good(visit.seq)).await;
}

in_every_engine!(row_4_a_length_that_lies_and_a_body_that_is_cut_are_no_feed);
async fn row_4_a_length_that_lies_and_a_body_that_is_cut_are_no_feed(browser: &Browser) {
    let town = Site::start();
    let mut visit = Visit::to(browser, &town).await;
    let whole = feed(90, "Gekürzt").into_bytes();
    let half = &whole[..whole.len() / 2];
    for (body, length) in [
        (half, whole.len()),
        (&whole, half.len()),
        (half, half.len()),
    ] {
        let fault = of(body).delivered(Delivery::Mislabelled { length });
        // Some engines call it broken off, others take what came, which is no feed.
        visit.survives(&town, &fault, "network|refused").await;
    }
}

in_every_engine!(row_5_an_endless_body_and_a_bomb_are_given_up_at_the_cap);
async fn row_5_an_endless_body_and_a_bomb_are_given_up_at_the_cap(browser: &Browser) {
    let town = Site::start();
    let mut visit = Visit::to(browser, &town).await;
    let path = visit.unknown();
    let endless = of(vec![b' '; 1 << 14]).delivered(Delivery::Endless);
    visit.survives(&town, &endless, "too-large").await;
    until("the visitor leaves", || town.log(&path)[0].over).await;
    // WebKit's network process takes what comes until it hears that nobody wants it.
    let sent = town.log(&path)[0].sent;
    assert!(
        sent < ENDLESS || browser.engine == Engine::WebKit,
        "{sent} bytes were taken"
    );

    let bomb = open(Answer::gzip_bomb(32 << 20).unwrap());
    visit.survives(&town, &bomb, "too-large").await;
}

in_every_engine!(row_6_a_captive_portal_is_no_feed);
async fn row_6_a_captive_portal_is_no_feed(browser: &Browser) {
    let town = Site::start();
    let mut visit = Visit::to(browser, &town).await;
    let portal = "<!doctype html><title>WLAN</title><h1>Anmeldung im WLAN</h1>";
    for content_type in ["text/html; charset=utf-8", "application/json"] {
        let fault = open(Answer::new(200, content_type, portal));
        visit.survives(&town, &fault, "refused").await;
    }
}

in_every_engine!(row_7_a_redirect_is_not_followed);
async fn row_7_a_redirect_is_not_followed(browser: &Browser) {
    let (town, elsewhere) = (Site::start(), Site::start());
    for site in [&town, &elsewhere] {
        site.at("/target.json", |_| good(90));
    }
    let mut visit = Visit::to(browser, &town).await;
    for (status, target) in [
        (301, town.url("/target.json")),
        (302, elsewhere.url("/target.json")),
        (307, "/target.json".to_owned()),
        (308, elsewhere.url("/target.json")),
    ] {
        let fault = open(Answer::new(status, "text/html", "Moved")).with("Location", &target);
        visit.survives(&town, &fault, "network").await;
    }
    // Nor by the first fetch, which the loader begins.
    let moved = |_: &_| Answer::new(302, "text/html", "Moved").with("Location", "/target.json");
    town.at("/moved.json", moved);
    let body = format!(r#"<amts-status src="/moved.json">{OWN}</amts-status>"#);
    browser.goto(&town.page("/", Page::new(&body))).await;
    browser.until("host.failed('network').length > 0").await;
    browser.until("host.own() && !host.live()").await;

    let asked = town.asked("/target.json") + elsewhere.asked("/target.json");
    assert_eq!(asked, 0);
}

in_every_engine!(row_8_a_feed_that_is_gone_is_no_all_clear);
async fn row_8_a_feed_that_is_gone_is_no_all_clear(browser: &Browser) {
    let town = Site::start();
    let mut visit = Visit::to(browser, &town).await;
    for status in [404, 410] {
        let fault = open(Answer::new(status, "text/html", "<h1>Not Found</h1>"));
        visit.serve(&town, &fault);
        visit.meets("status").await;
        browser
            .until(&format!(
                "host.failed('status').every((event) => event.status === {status})"
            ))
            .await;
        visit.heals(&town, &good(visit.seq)).await;
    }
}

in_every_engine!(row_10_an_error_with_a_plausible_body_and_an_empty_answer_are_ignored);
async fn row_10_an_error_with_a_plausible_body_and_an_empty_answer_are_ignored(browser: &Browser) {
    let town = Site::start();
    let mut visit = Visit::to(browser, &town).await;
    let plausible = feed(90, "Aus dem Fehler");
    let json = "application/json";
    for (fault, reason) in [
        (Answer::new(500, json, plausible.clone()), "status"),
        (Answer::new(203, json, plausible), "status"),
        (Answer::new(204, json, ""), "status"),
        (Answer::new(200, json, ""), "refused|network"),
    ] {
        visit.survives(&town, &open(fault), reason).await;
    }
}

in_every_engine!(row_11_the_right_bytes_are_taken_under_any_type);
async fn row_11_the_right_bytes_are_taken_under_any_type(browser: &Browser) {
    let town = Site::start();
    let mut visit = Visit::to(browser, &town).await;
    for content_type in [
        "text/plain",
        "application/octet-stream",
        "text/html; charset=iso-8859-1",
        "",
    ] {
        let body = feed(visit.seq, &name(visit.seq));
        let odd = open(Answer::new(200, content_type, body));
        visit
            .takes(&town, &odd.with("X-Content-Type-Options", "nosniff"))
            .await;
    }
}

in_every_engine!(row_12_a_byte_order_mark_is_taken_and_other_encodings_are_not);
async fn row_12_a_byte_order_mark_is_taken_and_other_encodings_are_not(browser: &Browser) {
    let town = Site::start();
    let mut visit = Visit::to(browser, &town).await;
    let text = |seq| feed(seq, &name(seq));
    let marked = format!("\u{feff}{}", text(visit.seq));
    visit.takes(&town, &of(marked)).await;
    let windows = text(visit.seq).replace('\n', "\r\n");
    visit.takes(&town, &of(windows)).await;

    let utf_16: Vec<u8> = format!("\u{feff}{}", text(90))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let latin_1: Vec<u8> = text(90).chars().map(|c| c as u8).collect();
    for (body, charset) in [(utf_16, "utf-16"), (latin_1, "iso-8859-1")] {
        let content_type = format!("application/json; charset={charset}");
        let fault = open(Answer::new(200, &content_type, body));
        visit.survives(&town, &fault, "refused").await;
    }
}

in_every_engine!(requests_carry_nothing_of_the_visitor_and_ask_for_news_only);
async fn requests_carry_nothing_of_the_visitor_and_ask_for_news_only(browser: &Browser) {
    const FEED: &str = "/feeds/moessingen-2024-02.json";
    let (site, town) = (Site::start(), Site::start());
    let body = format!(
        r#"<amts-status src="{FEED}"></amts-status><amts-status src="{}"></amts-status>"#,
        town.url(FEED)
    );
    let page = site.page("/", Page::new(&body).head(HASTE));
    browser.goto(&page).await;
    // All ports of a host have the same cookies, so the town would get it too.
    let cookie = |set: &str| format!("document.cookie = 'visitor=4711; path=/; {set}';");
    browser.run(&cookie(""), &[]).await;
    let before = [&site, &town].map(|asked| asked.asked(FEED));
    browser.goto(&page).await;
    browser.until("host.live(0) && host.live(1)").await;
    for (asked, before) in [&site, &town].into_iter().zip(before) {
        until("three polls", || asked.asked(FEED) >= before + 3).await;
    }
    browser.run(&cookie("max-age=0"), &[]).await;
    // What is not the widget's carries both: the browser has them to give.
    let own = |path| site.log(path).pop().unwrap().request;
    assert_eq!(own("/").header("cookie"), Some("visitor=4711"));
    assert_eq!(own("/host.js").header("referer"), Some(&*page));

    for asked in [&site, &town] {
        let log = asked.log(FEED);
        for seen in &log {
            assert_eq!(seen.request.header("cookie"), None);
            assert_eq!(seen.request.header("referer"), None);
            assert_eq!(seen.request.header("authorization"), None);
            assert_eq!(seen.request.query, "");
            // A request that had to be asked for first would be an OPTIONS, and a 405.
            let answer = if seen.conditional() { 304 } else { 200 };
            assert!([answer, 0].contains(&seen.status), "{seen:?}");
        }
        assert!(!log[0].conditional());
        // A WebKitGTK that is driven keeps no copies, so it has none to ask news of.
        let asks_for_news = log[1..].iter().all(|seen| seen.conditional());
        assert!(asks_for_news || browser.engine == Engine::WebKit, "{log:?}");
    }
    browser
        .expect("host.errors.length + host.console.length === 0")
        .await;
}
