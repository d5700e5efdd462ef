//! The page for frames (`frame.html`) in pages of another origin, sandboxed and not: what its query may say, where its links lead,
//! how high it is; and what becomes of it by oEmbed.

use std::ffi::OsString;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use amtsstatus::components::{View, ViewOptions};
use amtsstatus::feed::Feed;
use amtsstatus::feed::time::Stamp;
use amtsstatus::render;
use serde_json::{Value, json};
use xtask::serve::Answer;
use xtask::sign::{public, sign};

use crate::axe;
use crate::browser::Browser;
use crate::gates;
use crate::published::{publish, publish_file};
use crate::site::{EXAMPLES, Page, Site, WAITING, bundle, core, feed, stamp};

/// The public address under which the sites are published; here it is that of a server of this machine.
const TOWN: &str = "https://notfall.example";

const HTML: &str = "text/html; charset=utf-8";

/// A town's server with the site of an example feed.
fn town() -> Site {
    uploaded(|folder, more| publish(EXAMPLES[2], folder, more))
}

fn uploaded(publish: impl Fn(&Path, &[OsString])) -> Site {
    let site = Site::start();
    let folder = std::env::temp_dir().join(format!("amts-frame-{}", site.port()));
    publish(&folder, &["--url".into(), TOWN.into()]);
    for entry in fs::read_dir(&folder).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        let content_type = match name.rsplit('.').next().unwrap() {
            "html" => HTML,
            "json" => "application/json",
            _ => continue,
        };
        let text = fs::read_to_string(entry.path()).unwrap();
        let answer = Answer::new(200, content_type, text.replace(TOWN, &site.url("")));
        let answer = answer.with("Access-Control-Allow-Origin", "*");
        site.at(&format!("/{name}"), move |_| answer.clone());
    }
    fs::remove_dir_all(folder).unwrap();
    site
}

/// The text of a page of the town's.
fn text(town: &Site, path: &str) -> String {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, town.port())).unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.split_once("\r\n\r\n").unwrap().1.to_owned()
}

/// In the page for frames: whether the widget is there, with all that is drawn later.
fn live() -> String {
    format!(
        "document.querySelector('amts-status')?.shadowRoot?.querySelector('.amts')?.childElementCount > 0 &&
        !document.querySelector('amts-status').shadowRoot.querySelector('{WAITING}')"
    )
}
/// What is in it.
const ROOT: &str = "document.querySelector('amts-status').shadowRoot";

/// For a host page's head: what it is told.
const LISTEN: &str = "<style>iframe { border: 0 }</style>
    <script>window.told = []; addEventListener('message', ({ data }) => told.push(data));</script>";
/// The height that was told last.
const HEIGHT: &str = "told.findLast(({ message }) => message === 'height')?.value";

fn helper() -> String {
    format!(
        "<script async src=\"{}\"></script>",
        bundle("amts-frame.js")
    )
}

fn frame(town: &Site, query: &str, more: &str) -> String {
    let src = town
        .url(&format!("/frame.html{query}"))
        .replace('&', "&amp;");
    format!("<iframe title=\"Aktueller Stand\" src=\"{src}\" {more}></iframe>")
}

in_every_engine!(a_page_of_another_origin_shows_the_widget_sandboxed_or_not);
async fn a_page_of_another_origin_shows_the_widget_sandboxed_or_not(browser: &Browser) {
    let (town, host) = (town(), Site::start());
    let frames = frame(&town, "", "") + &*frame(&town, "", "sandbox=\"allow-scripts\"");
    browser.goto(&host.page("/", Page::new(&frames))).await;
    for index in 0..2 {
        browser.enter_frame(index).await;
        browser.until(&live()).await;
        browser
            .expect(&format!("(self.origin === 'null') === {}", index == 1))
            .await;
        browser
            .expect(&format!("{ROOT}.textContent.includes('Stadthaus')"))
            .await;
        // Its own stylesheet is in force.
        browser
            .expect("getComputedStyle(document.body).marginTop === '0px'")
            .await;
        // Where a number cannot be dialled, it can be read.
        let numbers = format!("[...{ROOT}.querySelectorAll('a[href^=\"tel:\"]')]");
        browser
            .expect(&format!(
                "{numbers}.length > 0 && {numbers}.every((link) => link.textContent.replace(/\\D/g, '').length > 2)"
            ))
            .await;
        browser.leave_frames().await;
    }
    browser.expect("host.errors.length === 0").await;
}

/// The element's attributes.
const ATTRIBUTES: &str = "[...document.querySelector('amts-status').attributes]
    .map(({ name, value }) => `${name}=${value}`).sort().join('|')";

in_every_engine!(a_query_says_what_is_shown: chromium Chromium);
async fn a_query_says_what_is_shown(browser: &Browser) {
    let town = town();
    for (query, attributes, shown) in [
        (
            "",
            "src=status.json",
            "root.querySelector('.amts > .amts-full h2')",
        ),
        (
            "?view=compact",
            "src=status.json|view=compact",
            "!root.querySelector('.amts > .amts-compact').open",
        ),
        (
            "?only=stadtverwaltung+fachverfahren&view=compact",
            "only=stadtverwaltung fachverfahren|src=status.json|view=compact",
            "!root.querySelector('.amts-full, .amts-compact') && root.querySelector('.amts-entry')",
        ),
        (
            "?lang=en",
            "lang=en|src=status.json",
            "root.querySelector('.amts').lang === 'en'",
        ),
        (
            "?theme=dark&density=compact",
            "density=compact|src=status.json|theme=dark",
            "[root.querySelector('.amts'), document.documentElement].every((node) => getComputedStyle(node).colorScheme === 'dark')",
        ),
        (
            "?theme=light&heading=4&view=full",
            "heading=4|src=status.json|theme=light|view=full",
            "root.querySelector('.amts-title').localName === 'h4'",
        ),
    ] {
        browser
            .goto(&town.url(&format!("/frame.html{query}")))
            .await;
        browser.until(&live()).await;
        assert_eq!(browser.text(ATTRIBUTES).await, attributes, "{query}");
        let shown = format!("(() => {{ const root = {ROOT}; return {shown}; }})()");
        browser.until(&shown).await;
    }
}

in_every_engine!(a_hostile_query_says_nothing: chromium Chromium);
async fn a_hostile_query_says_nothing(browser: &Browser) {
    let town = town();
    let many = format!("?only={}", "a+".repeat(101));
    for query in [
        "?src=/evil.json&keys=&key=x&feed=x&snapshot=/evil.html&at=2020-01-01T00:00:00Z&storage=none&links=",
        "?class=a&style=color:red&id=c&hidden=&onclick=alert(1)&__proto__=x&constructor=y&slot=z",
        "?view=%3Cscript%3E&only=%22%5D%3Cimg%20src%3Dx%3E&lang=xx&theme=red&density=wide&heading=7",
        "?view=fullx&only=ID&lang=de%0Aen&theme=dark+light&density=compact%00&heading=22",
        "?view=&only=&lang=&theme=&density=&heading=",
        "?view=constructor&lang=__proto__&theme=toString&heading=1e0&only=a%0Ab",
        &many,
    ] {
        browser
            .goto(&town.url(&format!("/frame.html{query}")))
            .await;
        browser.until(&live()).await;
        assert_eq!(browser.text(ATTRIBUTES).await, "src=status.json", "{query}");
        browser
            .expect("!document.querySelector('img') && !document.documentElement.className")
            .await;
        browser
            .expect(&format!("{ROOT}.querySelector('.amts > .amts-full')"))
            .await;
    }
    assert!(!town.paths().iter().any(|path| path.contains("evil")));
}

fn snapshot((name, at): (&str, &str), view: View) -> String {
    let path = format!("{}/feeds/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let (feed, _) = Feed::read(&fs::read(path).unwrap()).unwrap();
    let options = ViewOptions {
        view,
        ..ViewOptions::default()
    };
    render::snapshot(Rc::new(feed), options, Stamp::parse(at).unwrap().at)
}

in_every_engine!(before_the_core_there_is_what_was_asked_for_and_nothing_else);
async fn before_the_core_there_is_what_was_asked_for_and_nothing_else(browser: &Browser) {
    let town = town();
    town.fail(&core().0, 404);
    town.answer("/compact.html", HTML, snapshot(EXAMPLES[2], View::Compact));
    // While the page is still being read.
    let looks = "window.first = getComputedStyle(document.querySelector('amts-status')).display;";
    town.answer("/look.js", "text/javascript", looks);
    let page = text(&town, "/frame.html");
    let page = page.replace("<template>", "<script src=\"/look.js\"></script><template>");
    town.answer("/frame.html", HTML, page);
    let visible = "[...document.querySelectorAll('amts-status li[data-amts]')]
        .filter((node) => node.checkVisibility()).map((node) => node.dataset.amts)";

    browser.goto(&town.url("/frame.html")).await;
    browser.expect("first !== 'none'").await;
    browser.expect(&format!("{visible}.length > 5")).await;

    browser.goto(&town.url("/frame.html?view=compact")).await;
    browser.expect("first === 'none'").await;
    browser
        .expect("document.querySelector('amts-status .amts-compact summary').getClientRects().length > 0")
        .await;
    browser.expect(&format!("{visible}.length === 0")).await;
    // It is the compact view to the letter: so the widget can take its place without a jump.
    let same = "const done = arguments[arguments.length - 1];
        fetch('/compact.html').then((answer) => answer.text()).then((text) => {
            const compact = new DOMParser().parseFromString(text, 'text/html').querySelector('.amts');
            done(compact.isEqualNode(document.querySelector('amts-status .amts')));
        });";
    assert_eq!(browser.run_async(same, &[]).await, true);

    browser
        .goto(&town.url("/frame.html?only=stadtverwaltung+nirgends"))
        .await;
    browser.expect("first === 'none'").await;
    browser
        .expect(&format!(
            "{visible}[0] === 'stadtverwaltung' && {visible}.includes('fachverfahren')"
        ))
        .await;
    let entries = "document.querySelectorAll('amts-status .amts-entry').length";
    browser.expect(&format!("{entries} === 1")).await;
    browser
        .expect("document.querySelector('amts-status .amts-freshness').getClientRects().length > 0")
        .await;
}

in_every_engine!(without_javascript_all_of_it_can_be_read: chromium Chromium);
async fn without_javascript_all_of_it_can_be_read(browser: &Browser) {
    let town = town();
    let scripts = |value: bool| json!({ "value": value });
    browser
        .devtools("Emulation.setScriptExecutionDisabled", scripts(true))
        .await;
    for query in ["", "?view=compact", "?only=stadtverwaltung"] {
        browser
            .goto(&town.url(&format!("/frame.html{query}")))
            .await;
        browser
            .expect("document.body.innerText.includes('Stadthaus')")
            .await;
        browser
            .expect("document.querySelector('amts-status a[href^=\"tel:\"]').getClientRects().length > 0")
            .await;
        browser
            .expect("!document.querySelector('amts-status').shadowRoot")
            .await;
    }
    browser
        .devtools("Emulation.setScriptExecutionDisabled", scripts(false))
        .await;
}

in_every_engine!(links_open_outside_of_the_frame_or_their_address_is_told);
async fn links_open_outside_of_the_frame_or_their_address_is_told(browser: &Browser) {
    let (town, host) = (town(), Site::start());
    let high = "width=\"600\" height=\"600\"";
    let frames =
        frame(&town, "", high) + &*frame(&town, "", &format!("{high} sandbox=\"allow-scripts\""));
    browser.goto(&host.page("/", Page::new(&frames))).await;
    let link = format!(
        "[...{ROOT}.querySelectorAll('a[href^=\"https:\"]')].find((link) => link.getClientRects().length > 0)"
    );
    for index in [0, 1] {
        browser.enter_frame(index).await;
        browser.until(&live()).await;
        browser
            .run(
                &format!(
                    "{ROOT}.querySelectorAll('details').forEach((fold) => (fold.open = true))"
                ),
                &[],
            )
            .await;
        browser
            .expect("document.querySelector('.framed-address').hidden")
            .await;
        browser.click(&format!("({link})")).await;
        browser
            .expect(&format!(
                "{link}.target === '_blank' && {link}.relList.contains('noopener')"
            ))
            .await;
        if index == 1 {
            // With a key held down it opens beside this page, which stays to be seen: nothing was blocked.
            let beside = format!(
                "document.body.click();
                const link = {link};
                link.addEventListener('click', (event) => event.preventDefault(), {{ once: true }});
                link.dispatchEvent(new MouseEvent('click', {{ bubbles: true, composed: true, cancelable: true, ctrlKey: true }}));"
            );
            browser
                .until("!document.querySelector('.framed-address').hidden")
                .await;
            browser.run(&beside, &[]).await;
            tokio::time::sleep(Duration::from_millis(800)).await;
            browser
                .expect("document.querySelector('.framed-address').hidden")
                .await;
            browser.click(&format!("({link})")).await;
            browser
                .until("!document.querySelector('.framed-address').hidden")
                .await;
            browser
                .expect(&format!(
                    "document.querySelector('.framed-address').innerText.endsWith({link}.href)"
                ))
                .await;
            // It is where the reader looks.
            let near = "Math.abs(document.querySelector('.framed-address').getBoundingClientRect().top - LINK.getBoundingClientRect().bottom) < 80";
            browser.expect(&near.replace("LINK", &link)).await;
            browser.run("document.body.click()", &[]).await;
            browser
                .expect("document.querySelector('.framed-address').hidden")
                .await;
        }
        // A number opens no empty window.
        let number = format!(
            "const link = {ROOT}.querySelector('a[href^=\"tel:\"]');
            link.addEventListener('click', (event) => event.preventDefault());
            link.click();
            return link.target;"
        );
        assert_eq!(browser.run(&number, &[]).await, "_self");
        browser.leave_frames().await;
        assert_eq!(browser.close_others().await, usize::from(index == 0));
        // The page around has stayed.
        browser.expect("host.frames().length === 2").await;
    }
}

/// The lines of docs/einbetten.md, for this town.
fn documented(town: &Site, comment: &str) -> String {
    gates::documented(comment).replace("https://notfall.musterstadt.example", &town.url(""))
}

/// Waits until the frame is as high as its content says.
async fn fits(browser: &Browser) {
    browser
        .until(&format!(
            "{HEIGHT} >= 50 && document.querySelector('iframe').offsetHeight === {HEIGHT}"
        ))
        .await;
}

in_every_engine!(the_frame_is_as_high_as_its_content);
async fn the_frame_is_as_high_as_its_content(browser: &Browser) {
    let (town, host) = (town(), Site::start());
    for more in ["", "sandbox=\"allow-scripts\""] {
        let page =
            Page::new(&documented(&town, "frame").replace("<iframe", &format!("<iframe {more}")));
        let page = page.head(LISTEN).head(&documented(&town, "frame height"));
        browser.goto(&host.page("/", page)).await;
        browser.enter_frame(0).await;
        browser.until(&live()).await;
        browser.leave_frames().await;
        fits(browser).await;
        // A frame that was too low had a scroll bar, beside which lines are shorter.
        tokio::time::sleep(Duration::from_millis(300)).await;
        fits(browser).await;
        let before = browser.number(HEIGHT).await;
        assert!(before < 400.0, "{before}");
        for open in [true, false] {
            browser.enter_frame(0).await;
            browser
                .run(
                    &format!("{ROOT}.querySelector('.amts-compact').open = {open}"),
                    &[],
                )
                .await;
            browser.leave_frames().await;
            let grown = if open { "> 800" } else { "< 400" };
            browser.until(&format!("{HEIGHT} {grown}")).await;
            fits(browser).await;
        }
        assert!((browser.number(HEIGHT).await - before).abs() <= 1.0);
        // What was set makes nothing new to be told, once the last of it has arrived.
        tokio::time::sleep(Duration::from_millis(500)).await;
        let count = browser.number("told.length").await;
        tokio::time::sleep(Duration::from_millis(700)).await;
        assert_eq!(browser.number("told.length").await, count);
        assert!(count < 20.0, "{count}");
    }
}

in_every_engine!(a_host_that_listens_late_asks: chromium Chromium);
async fn a_host_that_listens_late_asks(browser: &Browser) {
    let (town, host) = (town(), Site::start());
    let page = Page::new(&frame(&town, "", "")).head(LISTEN);
    browser.goto(&host.page("/", page)).await;
    browser.enter_frame(0).await;
    browser.until(&live()).await;
    browser.leave_frames().await;
    browser.until(&format!("{HEIGHT} > 400")).await;
    browser
        .expect("document.querySelector('iframe').offsetHeight === 150")
        .await;
    let late = "const script = document.createElement('script');
        script.src = arguments[0];
        document.head.append(script);";
    browser.run(late, &[json!(bundle("amts-frame.js"))]).await;
    fits(browser).await;
}

in_every_engine!(the_host_believes_only_the_frame_itself_and_no_senseless_height: chromium Chromium);
async fn the_host_believes_only_the_frame_itself_and_no_senseless_height(browser: &Browser) {
    let host = Site::start();
    let says = |values: &str| {
        format!(
            "<!doctype html><script>for (const value of [{values}]) \
             parent.postMessage({{ type: 'amts-status', message: 'height', value }}, '*')</script>"
        )
    };
    let told = |count: usize| format!("told.length === {count}");
    let height = |n: usize| format!("document.querySelectorAll('iframe')[{n}].style.height");
    let frames = |others: &str| {
        let body = format!("<iframe src=\"/town/frame.en.html?view=compact\"></iframe>{others}");
        host.page("/", Page::new(&body).head(LISTEN).head(&helper()))
    };
    for (values, count, expected) in [
        ("523.5", 1, "523.5px"),
        ("1e9", 1, "30000px"),
        ("-5", 1, "50px"),
        (
            "300, '400', NaN, Infinity, null, undefined, {}, [500]",
            8,
            "300px",
        ),
    ] {
        host.answer("/town/frame.en.html", HTML, says(values));
        browser.goto(&frames("")).await;
        browser.until(&told(count)).await;
        browser
            .expect(&format!("{} === '{expected}'", height(0)))
            .await;
    }
    // Somebody else's frame, which names the same.
    host.answer("/town/frame.en.html", HTML, says("300"));
    host.answer("/foreign.html", HTML, says("777"));
    browser
        .goto(&frames("<iframe src=\"/foreign.html\"></iframe>"))
        .await;
    browser.until(&told(2)).await;
    browser
        .expect(&format!(
            "{} === '300px' && {} === ''",
            height(0),
            height(1)
        ))
        .await;
    // What is meant for others.
    host.answer(
        "/town/frame.en.html",
        HTML,
        says("300").replace("'amts-status'", "'else'"),
    );
    browser.goto(&frames("")).await;
    browser.until(&told(1)).await;
    browser.expect(&format!("{} === ''", height(0))).await;
}

in_every_engine!(the_secret_of_the_page_around_comes_back_and_nobody_elses: chromium Chromium);
async fn the_secret_of_the_page_around_comes_back_and_nobody_elses(browser: &Browser) {
    let (town, host) = (town(), Site::start());
    for (fragment, secret) in [
        ("#?secret=aB3dE6gH9k", json!("aB3dE6gH9k")),
        ("#?secret=%3Cimg%3E", Value::Null),
        ("#?secret=a&b=c", Value::Null),
        ("", Value::Null),
    ] {
        let page = Page::new(&frame(&town, fragment, "sandbox=\"allow-scripts\""));
        browser.goto(&host.page("/", page.head(LISTEN))).await;
        browser.until(&format!("{HEIGHT} > 200")).await;
        browser
            .expect("told.every((said) => Object.keys(said).every((key) => ['type', 'message', 'value', 'secret'].includes(key)))")
            .await;
        let said = browser.get("told.at(-1).secret ?? null").await;
        assert_eq!(said, secret, "{fragment}");
    }
    // Who is not around it is not answered.
    browser.enter_frame(0).await;
    browser.until(&live()).await;
    browser.leave_frames().await;
    let asks =
        "<!doctype html><script>parent.frames[0].postMessage({ message: 'ready' }, '*')</script>";
    host.answer("/asks.html", HTML, asks);
    // The last height is told a moment after it has come.
    let rest = "setTimeout(arguments[arguments.length - 1], 500)";
    browser.run_async(rest, &[]).await;
    let ask = "const before = told.length;
        const done = arguments[arguments.length - 1];
        const other = document.createElement('iframe');
        other.src = '/asks.html';
        const [own] = host.frames();
        document.body.append(other);
        setTimeout(() => {
            const foreign = told.length - before;
            own.postMessage({ message: 'hello' }, '*');
            setTimeout(() => {
                const else_ = told.length - before - foreign;
                own.postMessage({ message: 'ready', secret: 'x' }, '*');
                setTimeout(() => done([foreign, else_, told.length - before]), 300);
            }, 300);
        }, 700);";
    assert_eq!(browser.run_async(ask, &[]).await, json!([0, 0, 1]));
}

/// What WordPress does with the `html` of a site that it does not know: the quotation is shown until the frame has told a height
/// between 200 and 1,000, together with the secret.
fn as_wordpress(html: &str) -> String {
    html.replace("?view=compact\"", "?view=compact#?secret=aB3dE6gH9k\"")
        .replace("<iframe", "<iframe sandbox=\"allow-scripts\" style=\"position: absolute; clip: rect(1px, 1px, 1px, 1px)\"")
}
const WORDPRESS_LISTENS: &str = "const [html] = arguments;
    addEventListener('message', ({ source, data }) => {
        const [quotation, frame] = place.children;
        if (data.secret !== 'aB3dE6gH9k' || source !== frame.contentWindow || data.message !== 'height') return;
        quotation.style.display = 'none';
        frame.removeAttribute('style');
        frame.height = Math.min(Math.max(parseInt(data.value, 10), 200), 1000);
    });
    place.innerHTML = html;";

in_every_engine!(what_oembed_says_becomes_a_frame_of_its_height);
async fn what_oembed_says_becomes_a_frame_of_its_height(browser: &Browser) {
    let (town, host) = (town(), Site::start());
    let page = text(&town, "/index.html");
    let (_, link) = page
        .split_once("type=\"application/json+oembed\" href=\"")
        .unwrap();
    let address = link.split('"').next().unwrap();
    assert_eq!(address, town.url("/oembed.json"));
    let said: Value = serde_json::from_str(&text(&town, "/oembed.json")).unwrap();
    browser
        .goto(&host.page("/", Page::new("<div id=\"place\"></div>").head(LISTEN)))
        .await;
    let html = as_wordpress(said["html"].as_str().unwrap());
    browser.run(WORDPRESS_LISTENS, &[json!(html)]).await;
    browser
        .until("document.querySelector('blockquote').style.display === 'none'")
        .await;
    browser.enter_frame(0).await;
    browser.until(&live()).await;
    browser
        .run(
            &format!("{ROOT}.querySelector('.amts-compact').open = true"),
            &[],
        )
        .await;
    browser.leave_frames().await;
    browser
        .until("document.querySelector('iframe').offsetHeight === 1000")
        .await;
    browser
        .expect("document.querySelector('iframe').title === 'Aktueller Stand: Landeshauptstadt Schwerin'")
        .await;
}

/// The publisher's test key.
const DAILY: [u8; 32] = [1; 32];

in_every_engine!(what_nobody_has_signed_is_not_framed_either: chromium Chromium);
async fn what_nobody_has_signed_is_not_framed_either(browser: &Browser) {
    let signed =
        |seq: u32, library: &str| sign(DAILY, "amts-status", feed(seq, library).as_bytes());
    let town = uploaded(|folder, more| {
        let file = folder.with_extension("json");
        fs::write(&file, signed(3, "Bücherei")).unwrap();
        let keys = ["--key".into(), public(DAILY).into()];
        let more = [more, &keys].concat();
        publish_file(&file, &stamp(0), folder, &more);
        fs::remove_file(file).unwrap();
    });
    town.feed("/status.json", feed(4, "Fälschung"));
    let query = "/frame.html?keys=&key=&feed=x&src=/evil.json";
    browser.goto(&town.url(query)).await;
    browser.until("!!customElements.get('amts-status')").await;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert!(town.asked("/status.json") > 0);
    let says = "(document.body.innerText + document.querySelector('amts-status').shadowRoot.querySelector('.amts')?.innerText)";
    browser
        .expect(&format!(
            "{says}.includes('Bücherei') && !{says}.includes('Fälschung')"
        ))
        .await;
    town.feed("/status.json", signed(5, "Stadtarchiv"));
    browser.goto(&town.url(query)).await;
    browser
        .until(&format!("{says}.includes('Stadtarchiv')"))
        .await;
}

in_every_engine!(the_frame_is_light_or_dark_as_the_page_around_it: chromium Chromium, firefox Firefox);
async fn the_frame_is_light_or_dark_as_the_page_around_it(browser: &Browser) {
    let (town, host) = (town(), Site::start());
    for scheme in ["light", "dark"] {
        let style = format!("<style>:root {{ color-scheme: {scheme} }}</style>");
        let page = Page::new(&frame(&town, "", "")).head(&style);
        browser.goto(&host.page("/", page)).await;
        browser.enter_frame(0).await;
        browser.until(&live()).await;
        let ground = "getComputedStyle(SHOWN).backgroundColor.match(/\\d+/)[0] < 128";
        let shown = format!("{ROOT}.querySelector('.amts')");
        let is_dark = browser.is(&ground.replace("SHOWN", &shown)).await;
        assert_eq!(is_dark, scheme == "dark", "{scheme}");
        browser.leave_frames().await;
    }
}

in_every_engine!(axe_finds_nothing_in_frames_and_nothing_sticks_out: chromium Chromium);
async fn axe_finds_nothing_in_frames_and_nothing_sticks_out(browser: &Browser) {
    let town = town();
    for (width, theme) in [
        (360, "light"),
        (360, "dark"),
        (1280, "light"),
        (1280, "dark"),
    ] {
        for query in ["?view=compact", "?view=full", "?only=stadtverwaltung"] {
            let query = format!("{query}&theme={theme}");
            let size = format!("width=\"{width}\" height=\"600\"");
            let style = format!("<style>:root {{ color-scheme: {theme} }}</style>");
            let page = Page::new(&frame(&town, &query, &size)).head(&style);
            browser.goto(&town.page("/host", page)).await;
            browser.enter_frame(0).await;
            browser.until(&live()).await;
            browser
                .expect("document.documentElement.scrollWidth <= innerWidth")
                .await;
            axe::load(browser).await;
            browser.leave_frames().await;
            axe::finds_nothing(browser, &format!("{query}, {width} px")).await;
        }
    }
}
