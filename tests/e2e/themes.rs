//! The widget below the stylesheets that towns have, its themes, its density and its parts: what a host sets reaches it,
//! nothing else does, and it reaches nothing of its host.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use amtsstatus::components::ViewOptions;
use amtsstatus::feed::Feed;
use amtsstatus::feed::time::Stamp;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::site::{EXAMPLES, Page, Site, bundle, element, now};

/// Stylesheets of packages that `cargo xtask setup` brings: a framework, a reset that takes everything away, one that
/// styles pages without classes, and KERN.
const SHEETS: [&str; 4] = [
    "bootstrap/dist/css/bootstrap.min.css",
    "the-new-css-reset/css/reset.css",
    "@picocss/pico/css/pico.classless.min.css",
    KERN,
];
const KERN: &str = "@kern-ux/native/dist/kern.min.css";

/// What a host has on its pages.
const CONTENT: &str = r##"<div id="content">
    <h2 class="kern-heading-large h2">Rathaus</h2>
    <p class="kern-body lead">Wir sind <a class="kern-link" href="#a">erreichbar</a>, <strong>täglich</strong> von <em>8</em> bis 12 Uhr.</p>
    <ul class="kern-list"><li>Pass</li><li>Meldung</li></ul>
    <dl><dt>Telefon</dt><dd>07473 3700</dd></dl>
    <table class="kern-table table"><thead><tr><th>Tag</th><th>Zeit</th></tr></thead><tbody><tr><td>Montag</td><td>8–12</td></tr></tbody></table>
    <details><summary>Mehr</summary><p>Noch etwas</p></details>
    <form><label class="kern-label form-label">Name <input class="kern-form-input__input form-control" value="Muster"></label>
      <select class="form-select"><option>Amt</option></select>
      <input type="search" placeholder="Suche">
      <label><input type="checkbox" checked> ja</label>
      <button class="kern-btn kern-btn--primary btn btn-primary" type="button">Senden</button></form>
    <section><h3>Hinweis</h3><blockquote>Zitat</blockquote><small>klein</small></section>
  </div>"##;

/// The widget's place is the same on every page, whatever its host does to widths and grounds.
const FRAME: &str = "<style>
    html { overflow: hidden !important }
    #content { position: absolute !important; inset: 0 auto auto 0 !important; inline-size: 400px !important; background: #fff !important }
    #place { position: absolute !important; inset: 0 auto auto 420px !important; inline-size: 700px !important; background: #fff !important }
  </style>";

fn sheet(name: &str) -> PathBuf {
    let folder = env::var_os("AMTS_STYLES").expect("AMTS_STYLES names no folder of stylesheets");
    Path::new(&folder).join(name)
}

/// A page with these styles in its head and that in the widget's place.
fn page(head: &str, inside: &str) -> Page {
    Page::new(&format!(r#"{CONTENT}<div id="place">{inside}</div>"#))
        .head(&format!("{head}{FRAME}"))
}

async fn picture(browser: &Browser, expression: &str) -> Vec<u8> {
    let element = browser.element(expression).await;
    element.screenshot_as_png().await.unwrap()
}

/// The widget as it is drawn, all of it.
async fn drawn(browser: &Browser) -> Vec<u8> {
    browser.until("host.live()").await;
    browser
        .expect("host.find('.amts').getBoundingClientRect().bottom < innerHeight")
        .await;
    picture(browser, "host.element()").await
}

/// KERN's tokens that the widget takes, by the stylesheet itself, and their values on the page.
async fn tokens(browser: &Browser) -> String {
    let css = include_str!("../../styles/widget.css");
    let mut names: Vec<&str> = css
        .split("var(--kern-")
        .skip(1)
        .filter_map(|behind| behind.split([',', ')']).next())
        .collect();
    names.sort_unstable();
    names.dedup();
    assert!(names.len() > 8, "{names:?}");
    let read = "const style = getComputedStyle(document.documentElement);
        return arguments[0].map((name) => [`--kern-${name}`, style.getPropertyValue(`--kern-${name}`)])
            .filter(([, value]) => value).map(([name, value]) => `${name}: ${value};`).join(' ');";
    let told = browser.run(read, &[json!(names)]).await;
    told.as_str().unwrap().to_owned()
}

in_every_engine!(host_stylesheets_change_no_pixel_of_the_widget: chromium Chromium, firefox Firefox);
async fn host_stylesheets_change_no_pixel_of_the_widget(browser: &Browser) {
    let site = Site::start();
    browser.resize(1280, 6000).await;
    let widget = element(EXAMPLES[0], "");
    browser.goto(&site.page("/", page("", &widget))).await;
    let plain = drawn(browser).await;
    for name in SHEETS {
        let sheet = fs::read(sheet(name)).unwrap();
        site.answer("/host.css", "text/css", sheet);
        let linked = r#"<link rel="stylesheet" href="/host.css">"#;
        browser.goto(&site.page("/", page(linked, &widget))).await;
        let styled = drawn(browser).await;
        let tokens = tokens(browser).await;
        assert_eq!(!tokens.is_empty(), name == KERN, "{name}: {tokens}");
        if tokens.is_empty() {
            assert!(styled == plain, "{name} changes pixels of the widget");
            continue;
        }
        // All that differs is what its tokens say.
        let head = format!("<style>:root {{ {tokens} }}</style>");
        browser.goto(&site.page("/", page(&head, &widget))).await;
        let asked = drawn(browser).await;
        assert!(styled == asked, "{name} changes pixels of the widget");
        assert!(styled != plain, "the tokens of {name} reach nothing");
    }
}

/// The host's content: boxes and all computed styles, which say more than a picture when they differ.
const LOOK: &str = "return [...document.querySelectorAll('body, h1, #content, #content *')].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const style = getComputedStyle(element);
        return [element.localName, x, y, width, height, ...[...style].map((name) => `${name}: ${style.getPropertyValue(name)}`)];
    });";

in_every_engine!(the_widget_changes_no_pixel_of_its_host: chromium Chromium, firefox Firefox);
async fn the_widget_changes_no_pixel_of_its_host(browser: &Browser) {
    let site = Site::start();
    let snapshot = snapshot();
    // What a pasted snapshot needs.
    let linked = format!(
        r#"<link rel="stylesheet" href="{}">"#,
        bundle("amts-status.css")
    );
    for name in SHEETS {
        site.answer("/host.css", "text/css", fs::read(sheet(name)).unwrap());
        let host = r#"<link rel="stylesheet" href="/host.css">"#;
        browser.goto(&site.page("/", page(host, ""))).await;
        let alone = browser.run(LOOK, &[]).await;
        let picture_alone = picture(browser, "document.querySelector('#content')").await;
        assert!(alone.as_array().unwrap().len() > 30);

        let widget = element(EXAMPLES[0], r#"theme="dark" density="compact""#);
        browser.goto(&site.page("/", page(host, &widget))).await;
        browser.until("host.live()").await;
        look_alike(name, &alone, &browser.run(LOOK, &[]).await);
        let beside = picture(browser, "document.querySelector('#content')").await;
        assert!(beside == picture_alone, "pixels of a host with {name}");

        let pasted = format!(r#"<amts-status theme="dark">{snapshot}</amts-status>"#);
        let head = format!("{host}{linked}");
        browser.goto(&site.page("/", page(&head, &pasted))).await;
        browser
            .until("document.querySelector('.amts-title')?.checkVisibility()")
            .await;
        look_alike(name, &alone, &browser.run(LOOK, &[]).await);
    }
}

/// What `amtsstatus render` writes.
pub fn snapshot() -> String {
    let feed = include_bytes!("../../feeds/moessingen-2024-02.json");
    let (feed, _) = Feed::read(feed).unwrap();
    let ask = ViewOptions {
        at: Stamp::parse(EXAMPLES[0].1),
        ..ViewOptions::default()
    };
    amtsstatus::render::snapshot(Rc::new(feed), ask, now())
}

fn look_alike(name: &str, alone: &Value, beside: &Value) {
    for (alone, beside) in alone
        .as_array()
        .unwrap()
        .iter()
        .zip(beside.as_array().unwrap())
    {
        let pairs = alone
            .as_array()
            .unwrap()
            .iter()
            .zip(beside.as_array().unwrap());
        let differences: Vec<String> = pairs
            .filter(|(alone, beside)| alone != beside)
            .map(|(alone, beside)| format!("{alone} became {beside}"))
            .collect();
        assert!(
            differences.is_empty(),
            "{name}, {}: {differences:#?}",
            alone[0]
        );
    }
}

/// The lowest contrast of words that are seen, against the nearest ground that is painted; which words; and whether the
/// ground is dark. A canvas knows every way to write a colour.
const CONTRAST: &str = "const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const paint = (colour) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = (rgb) => rgb.slice(0, 3).map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
        .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
    const parent = (element) => element.parentElement ?? element.getRootNode().host;
    const ground = (element) => {
        for (; element; element = parent(element)) {
            const colour = paint(getComputedStyle(element).backgroundColor);
            if (colour[3] === 255) return light(colour);
        }
        return light(paint(arguments[0] ?? 'white'));
    };
    let worst = [99, ''];
    // Where it is not live, its snapshot is seen.
    const roots = host.all().map((element, n) => host.live(n) ? element.shadowRoot : element);
    for (const element of roots.flatMap((root) => [...root.querySelectorAll('.amts *')])) {
        const says = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        if (!says || !host.visible(element)) continue;
        const [one, other] = [light(paint(getComputedStyle(element).color)), ground(element)];
        const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        if (ratio < worst[0]) worst = [ratio, `${element.className}: ${element.textContent.slice(0, 40)}`];
    }
    return [...worst, ground(roots[0].querySelector('.amts')) < 0.2];";

/// The lowest contrast, at least this, and whether the widget is dark.
async fn readable(browser: &Browser, least: f64, what: &str) -> bool {
    readable_above(browser, "white", least, what).await
}

/// The same on a page whose ground tells no colour: as if it had this one.
pub async fn readable_above(browser: &Browser, page: &str, least: f64, what: &str) -> bool {
    let unfold =
        "for (const element of host.all()) for (const root of [element.shadowRoot, element])
        root?.querySelectorAll('details').forEach((details) => details.open = true);";
    browser.run(unfold, &[]).await;
    let told = browser.run(CONTRAST, &[json!(page)]).await;
    assert!(told[0].as_f64().unwrap() >= least, "{what}: {told}");
    told[2] == true
}

in_every_engine!(a_theme_can_be_read_on_a_page_of_the_other);
async fn a_theme_can_be_read_on_a_page_of_the_other(browser: &Browser) {
    let site = Site::start();
    let linked = format!(
        r#"<link rel="stylesheet" href="{}">"#,
        bundle("amts-status.css")
    );
    for (scheme, ground) in [("light", "#fff"), ("dark", "#121212")] {
        let head = format!(
            "<style>:root {{ color-scheme: {scheme}; background: {ground} }} body {{ background: {ground} }}</style>{linked}"
        );
        for theme in ["light", "dark"] {
            let what = format!("{theme} on {scheme}");
            let widget = element(EXAMPLES[0], &format!(r#"theme="{theme}""#));
            let page = Page::new(&widget).head(&head);
            browser.goto(&site.page("/", page)).await;
            browser.until("host.live()").await;
            assert_eq!(
                readable(browser, 7.0, &what).await,
                theme == "dark",
                "{what}"
            );

            browser
                .run("host.element().removeAttribute('theme')", &[])
                .await;
            assert_eq!(
                readable(browser, 7.0, &what).await,
                scheme == "dark",
                "{what}"
            );
        }
        let snapshot = snapshot();
        let pasted = format!(r#"<amts-status theme="dark">{snapshot}</amts-status>"#);
        // Without the script, as it is where none runs.
        let page = Page::new(&pasted).head(&head).bundle("/no.js".to_owned());
        browser.goto(&site.page("/", page)).await;
        browser.until("document.querySelector('.amts-title')").await;
        assert!(
            readable(browser, 7.0, "a snapshot").await,
            "dark on {scheme}"
        );
    }
}

in_every_engine!(the_colours_of_kern_can_be_read_light_and_dark: chromium Chromium, firefox Firefox);
async fn the_colours_of_kern_can_be_read_light_and_dark(browser: &Browser) {
    let site = Site::start();
    site.answer("/host.css", "text/css", fs::read(sheet(KERN)).unwrap());
    for theme in ["light", "dark"] {
        let widget = element(EXAMPLES[0], "");
        let page = Page::new(&format!(r#"<div data-kern-theme="{theme}">{widget}</div>"#));
        let page = page.head(r#"<link rel="stylesheet" href="/host.css">"#);
        browser.goto(&site.page("/", page)).await;
        browser.until("host.live()").await;
        // What KERN promises itself.
        let dark = readable(browser, 4.5, theme).await;
        assert_eq!(dark, theme == "dark");
    }
}

in_every_engine!(a_dense_widget_is_lower_and_can_still_be_tapped);
async fn a_dense_widget_is_lower_and_can_still_be_tapped(browser: &Browser) {
    let site = Site::start();
    let measure = "host.unfold();
        const low = (selector, least) => host.findAll(selector).filter(host.visible)
            .map((element) => [element.getBoundingClientRect().height, element.textContent])
            .filter(([height]) => height < least - 0.01);
        return { height: host.find('.amts').offsetHeight, low: [
            ...low('.amts-tap', 44), ...low('button, input, summary:not(.amts-verified > *)', 24)] };";
    let mut heights = Vec::new();
    for density in ["", "compact"] {
        let widget = element(EXAMPLES[0], &format!(r#"density="{density}" links"#));
        browser.goto(&site.page("/", Page::new(&widget))).await;
        browser.until("host.live()").await;
        let told = browser.run(measure, &[]).await;
        assert_eq!(told["low"], json!([]), "{density:?}");
        heights.push(told["height"].as_f64().unwrap());
    }
    let [roomy, dense] = heights[..] else {
        panic!()
    };
    assert!(dense < roomy * 0.9, "{dense} of {roomy}");
}

in_every_engine!(a_host_reaches_every_part_that_is_documented: chromium Chromium, firefox Firefox);
async fn a_host_reaches_every_part_that_is_documented(browser: &Browser) {
    let guide = include_str!("../../docs/gestaltung.md");
    let parts: Vec<&str> = guide
        .lines()
        .filter_map(|line| line.strip_prefix("| `::part("))
        .filter_map(|line| line.split(')').next())
        .collect();
    assert!(parts.len() > 12, "{parts:?}");
    let rules: String = parts
        .iter()
        .map(|part| format!("amts-status::part({part}) {{ outline-color: rgb(1, 2, 3) }}"))
        .collect();
    let site = Site::start();
    let mut widgets = EXAMPLES.map(|example| element(example, "links")).concat();
    widgets.push_str(&element(EXAMPLES[0], r#"view="compact""#));
    let page = Page::new(&widgets).head(&format!("<style>{rules}</style>"));
    browser.goto(&site.page("/", page)).await;
    browser
        .until("host.all().every((_, index) => host.live(index))")
        .await;
    let missing = "return arguments[0].filter((part) => !host.all().some((_, index) =>
        host.findAll(`[part~=${part}]`, index).some((element) => getComputedStyle(element).outlineColor === 'rgb(1, 2, 3)')));";
    let missing = browser.run(missing, &[json!(parts)]).await;
    assert_eq!(missing, json!([]));
}
