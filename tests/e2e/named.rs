//! The snapshot that an element names: shown before the core, never instead of it, and only if nothing else stands in it.

use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use amtsstatus::components::{View, ViewOptions};
use amtsstatus::feed::Feed;
use amtsstatus::feed::time::{Moment, Stamp};
use amtsstatus::render::snapshot;
use serde_json::{Value, json};
use xtask::serve::{Answer, Delivery};

use crate::blocked::WITH_WASM;
use crate::browser::Browser;
use crate::site::{
    EXAMPLES, OWN, Page, Site, bundle, bundled, element, feed, http_date, issued, now, said, stamp,
};
use crate::snapshot::{DRAWN, Slow, shift, slow};

const SNAPSHOT: &str = "/status.de.html";
const HTML: &str = "text/html; charset=utf-8";

/// Whether the snapshot stands in the element, and the widget does not.
const SHOWN: &str =
    "host.find('.amts > *') && host.find('slot + div') && host.visible(host.find('.amts'))";

pub fn example((name, at): (&str, &str), view: View) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("feeds/{name}.json"));
    let options = ViewOptions {
        view,
        at: Stamp::parse(at),
        ..ViewOptions::default()
    };
    rendered(&fs::read(path).unwrap(), options, now())
}

pub fn rendered(feed: &[u8], options: ViewOptions, now: Moment) -> String {
    let (feed, _) = Feed::read(feed).unwrap();
    snapshot(Rc::new(feed), options, now)
}

/// An element that names the snapshot of an example, and words of the page's below.
fn naming((name, at): (&str, &str), more: &str, content: &str) -> String {
    format!(
        r#"<amts-status src="/feeds/{name}.json" at="{at}" snapshot="{SNAPSHOT}" {more}>{content}</amts-status>
        <h2 id="below">Veranstaltungen</h2><p>Der Wochenmarkt findet statt.</p>"#
    )
}

/// Opens a page whose core is still to come, until the snapshot of an example stands there.
async fn open(browser: &Browser, slow: &Slow, shown: (&str, &str), view: View) {
    slow.close();
    slow.site.answer(SNAPSHOT, HTML, example(shown, view));
    let more = if view == View::Compact {
        r#"view="compact""#
    } else {
        ""
    };
    let page = Page::new(&naming(shown, more, "\n"));
    browser.goto(&slow.site.page("/", page)).await;
    browser.until(SHOWN).await;
    browser.run_async(DRAWN, &[]).await;
}

const QUIET: &str = "host.console.length + host.errors.length === 0";

in_every_engine!(a_named_snapshot_is_asked_for_first_and_gives_way);
async fn a_named_snapshot_is_asked_for_first_and_gives_way(browser: &Browser) {
    let site = slow();
    open(browser, &site, EXAMPLES[2], View::Full).await;
    browser
        .expect("host.find('a[href=\"tel:+493857440363\"]') && getComputedStyle(host.find('.amts-icon')).display !== 'inline'")
        .await;
    // The page's own words for "is loading" are gone.
    browser.expect("host.find('slot').textContent === ''").await;
    browser
        .expect("host.find('.amts-title').part.contains('title')")
        .await;
    browser
        .expect(
            "(() => {
                // Firefox rounds to milliseconds: what is asked for in one is as early.
                const asked = performance.getEntriesByType('resource');
                const begun = (part) => asked.find(({ name }) => name.includes(part))?.startTime ?? Infinity;
                return begun('/status.de.html') <= begun('/feeds/');
            })()",
        )
        .await;
    site.go_live(browser).await;
    browser.expect("host.findAll('.amts').length === 1").await;
    browser.expect(QUIET).await;
    assert_eq!(site.site.asked(SNAPSHOT), 1);
    let asked = &site.site.log(SNAPSHOT)[0].request;
    assert_eq!(asked.header("cookie"), None);
    assert_eq!(asked.header("referer"), None);
}

in_every_engine!(what_the_page_gave_stays_in_place_of_a_named_snapshot);
async fn what_the_page_gave_stays_in_place_of_a_named_snapshot(browser: &Browser) {
    let site = slow();
    site.site
        .answer(SNAPSHOT, HTML, example(EXAMPLES[2], View::Full));
    let page = Page::new(&naming(EXAMPLES[2], "", OWN));
    browser.goto(&site.site.page("/", page)).await;
    browser.until("host.own()").await;
    site.go_live(browser).await;
    assert_eq!(site.site.asked(SNAPSHOT), 0);

    // What comes later takes the place of a snapshot that stands there already.
    open(browser, &site, EXAMPLES[2], View::Full).await;
    browser
        .run(&format!("host.element().innerHTML = `{OWN}`"), &[])
        .await;
    browser.until("host.own() && !host.find('.amts > *')").await;
}

in_every_engine!(what_was_unfolded_and_had_the_focus_in_a_named_snapshot_goes_over);
async fn what_was_unfolded_and_had_the_focus_in_a_named_snapshot_goes_over(browser: &Browser) {
    let site = slow();
    open(browser, &site, EXAMPLES[3], View::Full).await;
    let unfold = "for (const n of [0, 3]) host.findAll('details')[n].open = true;
        host.findAll('summary')[2].focus({ preventScroll: true });";
    browser.run(unfold, &[]).await;
    site.go_live(browser).await;
    const FOLDS: &str = "details:not(.amts-languages, .amts-kinds)";
    browser
        .expect(&format!(
            "host.findAll('{FOLDS}').map((details, n) => details.open ? n : -1).filter((n) => n >= 0).join() === '0,3'"
        ))
        .await;
    browser
        .expect(&format!(
            "host.element().shadowRoot.activeElement === host.findAll('{FOLDS} > summary')[2]"
        ))
        .await;
}

in_every_engine!(the_pages_font_stays_when_a_named_snapshot_gives_way);
async fn the_pages_font_stays_when_a_named_snapshot_gives_way(browser: &Browser) {
    let slow = slow();
    slow.site
        .answer(SNAPSHOT, HTML, example(EXAMPLES[0], View::Full));
    for (rule, font) in [
        ("amts-status { --amts-font: inherit }", "Georgia"),
        ("amts-status { --amts-font: Arial }", "Arial"),
        ("", "system-ui, sans-serif"),
    ] {
        let style = format!("<style>main {{ font-family: Georgia }} {rule}</style>");
        slow.close();
        let page = Page::new(&naming(EXAMPLES[0], "", "\n")).head(&style);
        browser.goto(&slow.site.page("/", page)).await;
        browser.until(SHOWN).await;
        let font_of = "getComputedStyle(host.find('.amts')).fontFamily";
        assert_eq!(browser.text(font_of).await, font, "the snapshot: {rule}");
        slow.go_live(browser).await;
        assert_eq!(browser.text(font_of).await, font, "the widget: {rule}");
    }
}

in_every_engine!(the_place_in_a_named_snapshot_stays);
async fn the_place_in_a_named_snapshot_stays(browser: &Browser) {
    let site = slow();
    open(browser, &site, EXAMPLES[1], View::Full).await;
    let scroll = "const { top, height } = host.find('.amts').getBoundingClientRect();
        scrollTo(0, scrollY + top + height / 2);
        const mark = host.findAll('[data-amts]').find((one) => one.getBoundingClientRect().top >= 0);
        window.mark = mark.dataset.amts;
        return [window.mark, mark.getBoundingClientRect().top, scrollY];";
    let before = browser.run(scroll, &[]).await;
    assert!(before[2].as_f64() > Some(200.0), "{before}");
    site.go_live(browser).await;
    let after = browser
        .number("host.find(`[data-amts=\"${CSS.escape(mark)}\"]`).getBoundingClientRect().top")
        .await;
    let moved = (after - before[1].as_f64().unwrap()).abs();
    assert!(moved <= 2.0, "{before} moved by {moved} px");
}

in_every_engine!(nothing_jumps_when_a_named_snapshot_gives_way: chromium Chromium);
async fn nothing_jumps_when_a_named_snapshot_gives_way(browser: &Browser) {
    let (mut told, mut good) = (Vec::new(), true);
    for width in [360, 1280] {
        for (shown, view) in [
            (EXAMPLES[0], View::Full),
            (EXAMPLES[2], View::Full),
            (EXAMPLES[0], View::Compact),
        ] {
            let metrics =
                json!({ "width": width, "height": 780, "deviceScaleFactor": 1, "mobile": false });
            browser
                .devtools("Emulation.setDeviceMetricsOverride", metrics)
                .await;
            let site = slow();
            open(browser, &site, shown, view).await;
            let before = shift(browser).await;
            site.go_live(browser).await;
            let shift = shift(browser).await - before;
            good &= shift <= 0.02;
            told.push(format!("{shift:.4} {} {view:?}, {width} px", shown.0));
        }
    }
    println!("layout shift:\n{}", told.join("\n"));
    assert!(good, "{told:#?}");
}

in_every_engine!(row_82_a_named_snapshot_is_ignored_where_keys_are_pinned);
async fn row_82_a_named_snapshot_is_ignored_where_keys_are_pinned(browser: &Browser) {
    let site = slow();
    site.site
        .answer(SNAPSHOT, HTML, example(EXAMPLES[2], View::Full));
    for attribute in ["keys", "key"] {
        let more = format!(r#"{attribute}="ssh-ed25519 AAAA""#);
        let page = Page::new(&naming(EXAMPLES[2], &more, ""));
        browser.goto(&site.site.page("/", page)).await;
        browser
            .until(
                "host.console.filter((line) => line.includes('snapshot is ignored')).length === 1",
            )
            .await;
    }
    assert_eq!(site.site.asked(SNAPSHOT), 0);
}

/// Each stands in a snapshot that is otherwise ours.
const NOT_OURS: [&str; 30] = [
    "<script>hit = 1</script>",
    "<img src=x onerror='hit = 1'>",
    "<p onclick='hit = 1'>a</p>",
    "<p style='position: fixed'>a</p>",
    "<p class='amts-line other'>a</p>",
    "<p id='a'>a</p>",
    "<p part='a'>a</p>",
    "<p slot='a'>a</p>",
    "<p aria-live='assertive'>a</p>",
    "<div role='alert'>a</div>",
    "<a href='javascript:hit = 1'>a</a>",
    "<a href='&#106;avascript:hit = 1'>a</a>",
    "<a href=' https://x.example/'>a</a>",
    "<a href='http://x.example/'>a</a>",
    "<a href='//x.example/'>a</a>",
    "<a href='https://a@x.example/'>a</a>",
    "<a href='https://www.m\u{43e}essingen.de/'>a</a>",
    "<a href='https://x.example\\@y.example/'>a</a>",
    "<a href='https://localhost/'>a</a>",
    "<a href='tel:112;phone-context=x'>a</a>",
    "<a href='mailto:a@b.example?bcc=c@d.example'>a</a>",
    "<a href='data:text/html,x'>a</a>",
    "<a href='https://x.example/' target='_top'>a</a>",
    "<svg><script>hit = 1</script></svg>",
    "<svg><a xlink:href='javascript:hit = 1'>a</a></svg>",
    "<math><mi>a</mi></math>",
    "<template><p>a</p></template>",
    "<iframe srcdoc='<script>parent.hit = 1</script>'></iframe>",
    "<amts-status src='/a.json'></amts-status>",
    "<constructor>a</constructor>",
];

/// Snapshots in which something else stands, or which are none.
pub fn hostile() -> Vec<String> {
    let ours = example(EXAMPLES[2], View::Full);
    let (before, behind) = ours.split_once("</section>").unwrap();
    let mut hostile: Vec<String> = NOT_OURS
        .iter()
        .map(|more| format!("{before}{more}</section>{behind}"))
        .collect();
    // More than one, none, none with its times, and a whole page.
    hostile.push(ours.repeat(2));
    hostile.push("<p>Alles ist gut.</p>".to_owned());
    hostile.push(r#"<div class="amts">Alles ist gut.</div>"#.to_owned());
    hostile.push(format!("<title>a</title>{ours}"));
    hostile
}

in_every_engine!(row_82_whatever_is_not_ours_is_not_shown);
async fn row_82_whatever_is_not_ours_is_not_shown(browser: &Browser) {
    let site = slow();
    let hostile = hostile();
    let mut body = String::new();
    for (n, html) in hostile.iter().enumerate() {
        site.site.answer(&format!("/{n}.html"), HTML, html.as_str());
        body += &format!(r#"<amts-status src="/a.json" snapshot="/{n}.html"></amts-status>"#);
    }
    browser.goto(&site.site.page("/", Page::new(&body))).await;
    let told = "host.console.filter((line) => line.includes('something else stands in it')).length";
    browser.until(&format!("{told} >= {}", hostile.len())).await;
    browser
        .expect(&format!("{told} === host.console.length"))
        .await;
    browser
        .expect("host.all().every((_, n) => !host.find('.amts > *', n))")
        .await;
    browser
        .expect("window.hit === undefined && host.errors.length === 0")
        .await;
}

/// Mutates real snapshots, and asks the reader for each. What it shows must be an exact copy of what the browser has read, made
/// of what is on the list. Returns how many it has shown and refused, and what it should not have shown.
const FUZZ: &str = r#"
const [snapshots, naughty, rounds, address, done] = arguments;
const read = customElements.get("amts-status").readSnapshot;
const SVG = "http://www.w3.org/2000/svg";
let seed = 20240222;
const random = (below) => ((seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0), Math.floor((seed / 2 ** 32) * below));
const pick = (list) => list[random(list.length)];
const mutations = [
  (html) => html.replace(pick(html.match(/<\w+/g)), (tag) => `${tag} ${pick(naughty.attributes)}`),
  (html, at) => html.slice(0, at) + pick(naughty.markup) + html.slice(at),
  (html, at) => html.slice(0, at) + html.slice(at + random(40)),
  (html, at) => html.slice(0, at) + html.slice(random(html.length)),
  (html) => html.replace(pick(html.match(/<(?!!)\w+/g)), () => `<${pick(naughty.elements)}`),
  (html) => html.replace(pick(html.match(/href="[^"]*"/g)), () => `href="${pick(naughty.links)}"`),
  (html) => html.replace(pick(html.match(/class="[^"]*"/g)), (all) => all.replace('="', `="${pick(naughty.words)} `)),
  (html, at) => html.slice(0, at) + String.fromCharCode(random(65536)) + html.slice(at),
  (html) => html.replace(pick(html.match(/>[^<>]{3,}</g)), () => `>${pick(naughty.texts)}<`),
  (html) => html,
];
(async () => {
  const list = await (await fetch(address)).json();
  const wrong = [];
  let [shown, refused] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    let html = pick(snapshots);
    for (let n = random(3); n >= 0; n -= 1) html = pick(mutations)(html, random(html.length));
    // A lone surrogate is none any more once it has gone over the network.
    html = new TextDecoder().decode(new TextEncoder().encode(html));
    let root;
    try {
      ({ root } = await read(new Response(html), document));
    } catch {
      refused += 1;
      continue;
    }
    shown += 1;
    const parsed = new DOMParser().parseFromString(html, "text/html").querySelector(".amts");
    if (!root.firstChild.isEqualNode(parsed)) wrong.push("no exact copy");
    for (const node of root.querySelectorAll("*")) {
      const rules = list[node.namespaceURI][node.localName];
      if (!rules) wrong.push(node.outerHTML.slice(0, 200));
      for (const { name, value } of node.attributes) {
        const listed = rules?.[name] && (rules[name] === "*" || value.split(" ").every((one) => rules[name].includes(one)) || rules[name].includes(value));
        const linked = name !== "href" || /^(https:\/\/[\w.äöüßé-]+\.[\w-]+(:\d*)?([/?#]|$)|mailto:[\w.+-]+@[\w.äöüß-]+$|tel:\+?\d+$)/i.test(value);
        if (!listed || !linked) wrong.push(`${name}="${value}"`);
      }
    }
  }
  return { shown, refused, wrong: wrong.slice(0, 20), hit: window.hit ?? null };
})().then(done, (error) => done({ error: String(error.stack ?? error) }));
"#;

/// What is put into real snapshots: by what it takes the place of.
pub fn naughty() -> Value {
    json!({
        "attributes": ["onclick=hit=1", "onload='hit=1'", "style=color:red", "href=javascript:hit=1", "id=a", "name=body",
            "class=amts-line", "class='amts\tother'", "open", "dir=rtl", "hidden", "is=a-b", "xmlns=a", "xml:lang=de",
            "data-amts=x", "data-other=x", "tabindex=0", "contenteditable", "__proto__=x", "constructor", "role=status"],
        "markup": ["<script>hit=1</script>", "<img src=x onerror=hit=1>", "<svg onload=hit=1>", "<svg><p>", "<svg><a href=javascript:hit=1>",
            "<math><mtext><style><img src=x onerror=hit=1>", "</div>", "</section>", "<table>", "<table><p>", "<template>", "<!--", "-->",
            "<!-- --!>", "<![CDATA[", "<noscript>", "<plaintext>", "<select>", "<frameset>", "<body onload=hit=1>", "<html lang=x>",
            "<form name=body>", "<form><input name=attributes>", "<form><input name=childNodes>", "<p>", "<b>", "<b><p></b>", "<a>", "<base href=x>",
            "<object data=x>", "<iframe src=javascript:parent.hit=1>", "<meta http-equiv=refresh content=0>", "<link rel=stylesheet href=x>",
            "<amts-status>", "<x-y>", "<__proto__>", "&lt;script&gt;", "\u{0}", "\u{202e}"],
        "elements": ["script", "svg", "math", "p", "template", "iframe", "object", "form", "div", "__proto__", "constructor", "toString", "style", "a"],
        "links": ["javascript:hit=1", " javascript:hit=1", "java\nscript:hit=1", "https://a.example/", "https://a@b.example/", "https://a", "HTTPS://a.example",
            "tel:112", "tel:*21#", "mailto:a@b.example", "mailto:a@b.example?x", "data:text/html,x", "blob:x", "//a.example", "#", "", "https://a.example/."],
        "words": ["amts-line", "amts-caution", "other", "constructor", "__proto__", "\u{a0}", ""],
        "texts": ["undefined", "null", "NaN", "<", "&", "\u{feff}", "\u{200b}", "\u{1f468}\u{200d}\u{1f469}", "ﷺ", "Ω≈ç√", "${hit=1}", "{{hit=1}}", "'\"`", "%00", "../../etc", "ＡＢＣ"],
    })
}

in_every_engine!(row_82_mutations_of_real_snapshots_and_naughty_strings: chromium Chromium, firefox Firefox);
async fn row_82_mutations_of_real_snapshots_and_naughty_strings(browser: &Browser) {
    const ROUNDS: u32 = 3_000;
    let site = slow();
    open(browser, &site, EXAMPLES[2], View::Full).await;
    let snapshots: Vec<String> = EXAMPLES
        .iter()
        .flat_map(|shown| [View::Full, View::Compact].map(|view| example(*shown, view)))
        .collect();
    let list = bundle("amts-allowed.json");
    let found = browser
        .run_async(
            FUZZ,
            &[json!(snapshots), naughty(), json!(ROUNDS), json!(list)],
        )
        .await;
    println!("{found}");
    assert_eq!(found["wrong"], json!([]), "{found}");
    assert_eq!(found["hit"], Value::Null);
    // Both happen often.
    assert!(found["shown"].as_u64() > Some(200), "{found}");
    assert!(found["refused"].as_u64() > Some(200), "{found}");
    site.go_live(browser).await;
    browser.expect("host.errors.length === 0").await;
}

const DAY: i64 = 86_400;

/// A snapshot of a feed that was issued so long ago, as it was rendered then.
fn aged(ago: i64, more: &str) -> String {
    let feed = issued(-ago, 1, "Bücherei", more);
    rendered(
        feed.as_bytes(),
        ViewOptions::default(),
        Moment(now().0 - ago),
    )
}

in_every_engine!(row_83_a_named_snapshot_says_how_old_it_is);
async fn row_83_a_named_snapshot_says_how_old_it_is(browser: &Browser) {
    let site = slow();
    let (past, ahead) = (stamp(-DAY), stamp(DAY));
    let next = said(|words| words.next_announced);
    let faces = [
        // Until when it holds is still to come, and the next publication too.
        (
            format!(r#""next_update": "{ahead}", "valid_until": "{ahead}","#),
            None,
            true,
        ),
        (
            format!(r#""next_update": "{past}","#),
            Some(said(|words| words.overdue)),
            false,
        ),
        (
            format!(r#""valid_until": "{past}","#),
            Some(said(|words| words.expired)),
            false,
        ),
        (
            format!(
                r#""next_update": "{}", "valid_until": "{past}","#,
                stamp(-2 * DAY)
            ),
            Some(said(|words| words.expired)),
            false,
        ),
        (String::new(), Some(said(|words| words.old)), false),
    ];
    let mut body = String::new();
    for (n, (more, ..)) in faces.iter().enumerate() {
        let html = aged(9 * DAY, more);
        assert!(!html.contains("amts-caution"), "{html}");
        site.site.answer(&format!("/{n}.html"), HTML, html);
        body += &format!(r#"<amts-status src="/a.json" snapshot="/{n}.html"></amts-status>"#);
    }
    browser.goto(&site.site.page("/", Page::new(&body))).await;
    for (n, (more, warning, announced)) in faces.iter().enumerate() {
        browser
            .until(&format!("host.find('.amts-freshness', {n})"))
            .await;
        let cautions = format!("host.findAll('.amts-caution', {n})");
        let count = browser.number(&format!("{cautions}.length")).await;
        assert!(
            count == f64::from(u8::from(warning.is_some())),
            "{more}: {count}"
        );
        if let Some(warning) = warning {
            let said = browser.text(&format!("{cautions}[0].textContent")).await;
            assert!(said.starts_with(warning), "{more}: {said}");
        }
        let text = browser.text(&format!("host.text({n})")).await;
        assert_eq!(text.contains(next), *announced, "{more}: {text}");
    }
}

in_every_engine!(row_83_a_named_snapshot_ages_while_it_is_shown);
async fn row_83_a_named_snapshot_ages_while_it_is_shown(browser: &Browser) {
    // The device lives in 2020, and its minutes are short. The server knows better.
    const SLOW: &str = "<script>
        const [clock, every] = [Date.now.bind(Date), setInterval.bind(window)];
        Date.now = () => clock() - 1.5e11;
        window.setInterval = (what, ms) => every(what, ms === 60_000 ? 300 : ms);
    </script>";
    let site = slow();
    let until = stamp(now().0 - Stamp::parse(&stamp(0)).unwrap().at.0 + 6);
    let html = aged(60, &format!(r#""valid_until": "{until}","#));
    site.site.at(SNAPSHOT, move |_| {
        Answer::new(200, HTML, html.clone()).with("Date", &http_date(0))
    });
    let page = Page::new(&naming(("a", ""), "", "")).head(SLOW);
    browser.goto(&site.site.page("/", page)).await;
    browser.until(SHOWN).await;
    browser.expect("!host.find('.amts-caution')").await;
    let expired = said(|words| words.expired);
    browser
        .until(&format!(
            "host.find('.amts-caution')?.textContent.startsWith('{expired}')"
        ))
        .await;
}

in_every_engine!(row_83_what_a_snapshot_said_is_not_taken_back);
async fn row_83_what_a_snapshot_said_is_not_taken_back(browser: &Browser) {
    const SLOW: &str =
        "<script>const clock = Date.now; Date.now = () => clock() - 1.5e11;</script>";
    let site = slow();
    let feed = issued(
        -9 * DAY,
        1,
        "Bücherei",
        &format!(r#""valid_until": "{}","#, stamp(-DAY)),
    );
    let html = rendered(feed.as_bytes(), ViewOptions::default(), now());
    site.site.answer(SNAPSHOT, HTML, html);
    let page = Page::new(&naming(("a", ""), "", "")).head(SLOW);
    browser.goto(&site.site.page("/", page)).await;
    browser.until(SHOWN).await;
    let expired = said(|words| words.expired);
    browser
        .expect(&format!(
            "host.find('.amts-caution').textContent.startsWith('{expired}')"
        ))
        .await;
}

in_every_engine!(row_84_a_snapshot_that_does_not_come_is_done_without);
async fn row_84_a_snapshot_that_does_not_come_is_done_without(browser: &Browser) {
    let slow = slow();
    let ours = || Answer::new(200, HTML, example(EXAMPLES[2], View::Full));
    let large = example(EXAMPLES[2], View::Full) + &*" ".repeat(512 << 10);
    let mut latin = example(EXAMPLES[2], View::Full).into_bytes();
    latin.push(0xe4);
    let answers = [
        Answer::new(404, HTML, ours().body),
        Answer::new(302, HTML, "").with("Location", "/else.html"),
        Answer::new(200, HTML, large),
        Answer::new(200, HTML, latin),
        ours().delivered(Delivery::Never),
        ours().delivered(Delivery::Slow {
            after: Duration::from_secs(12),
        }),
        ours().delivered(Delivery::Endless),
    ];
    // The last one comes, and shows that the others had the time.
    let answers = answers.into_iter().chain([ours()]);
    let Slow { site, .. } = &slow;
    site.answer("/else.html", HTML, ours().body);
    site.feed("/a.json", feed(1, "Bücherei"));
    let mut body = String::new();
    for (n, answer) in answers.enumerate() {
        site.at(&format!("/{n}.html"), move |_| answer.clone());
        body += &format!(r#"<amts-status src="/a.json" snapshot="/{n}.html"></amts-status>"#);
    }
    browser.goto(&site.page("/", Page::new(&body))).await;
    browser.until("host.find('.amts > *', 7)").await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    browser
        .expect("host.all().filter((_, n) => host.find('.amts > *', n)).length === 1")
        .await;
    // The core does not wait for any of them.
    slow.go_live(browser).await;
    browser
        .until("host.all().every((_, n) => host.live(n))")
        .await;
    browser
        .expect("host.all().every((_, n) => host.findAll('.amts', n).length === 1)")
        .await;
    browser.expect(QUIET).await;
    assert_eq!(site.asked("/else.html"), 0);
}

in_every_engine!(row_84_where_the_core_cannot_run_the_snapshot_stays);
async fn row_84_where_the_core_cannot_run_the_snapshot_stays(browser: &Browser) {
    const NO_WASM: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'";
    let site = Site::start();
    site.answer(SNAPSHOT, HTML, example(EXAMPLES[2], View::Full));
    let page = Page::new(&naming(EXAMPLES[2], "", "")).policy(NO_WASM);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.failed('csp').length === 1").await;
    browser.until(SHOWN).await;
    browser.expect("host.find('slot').textContent === ''").await;

    // It comes back where the core dies, and goes with its source.
    let site = slow();
    open(browser, &site, EXAMPLES[2], View::Full).await;
    site.go_live(browser).await;
    browser
        .run("host.element().setAttribute('src', '/a.json')", &[])
        .await;
    browser.until("host.failed('status').length > 0").await;
    browser
        .expect("!host.text().includes('Schwerin') && host.findAll('.amts').length === 1")
        .await;
}

in_every_engine!(row_84_trusted_types_that_forbid_to_read_html_are_kept: chromium Chromium);
async fn row_84_trusted_types_that_forbid_to_read_html_are_kept(browser: &Browser) {
    const TRUSTED: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
    let site = Site::start();
    site.answer(SNAPSHOT, HTML, example(EXAMPLES[2], View::Full));
    let page = Page::new(&naming(EXAMPLES[2], "", "")).policy(TRUSTED);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    browser.expect("host.findAll('.amts').length === 1").await;
    browser.expect(QUIET).await;
}

in_every_engine!(row_84_what_reads_a_snapshot_is_checked_as_the_core_is);
async fn row_84_what_reads_a_snapshot_is_checked_as_the_core_is(browser: &Browser) {
    let site = Site::start();
    let (path, mut bytes) = bundled("amts-snapshot-");
    bytes.extend(b"\nwindow.hit = 1;");
    site.answer(&path, "text/javascript", bytes);
    site.answer(SNAPSHOT, HTML, example(EXAMPLES[2], View::Full));
    let page = Page::new(&naming(EXAMPLES[2], "", "")).policy(WITH_WASM);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    browser
        .expect("window.hit === undefined && host.findAll('.amts').length === 1")
        .await;
    browser.expect(QUIET).await;
    // A page without one does not load it.
    let before = site.asked(&path);
    let page = Page::new(&element(EXAMPLES[2], ""));
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    assert_eq!(site.asked(&path), before);
}
