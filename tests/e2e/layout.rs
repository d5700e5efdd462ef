//! Narrow pages, large text, dark pages, and pages that style everything (rows 41 and 42).

use serde_json::{Value, json};

use crate::browser::{Browser, Engine};
use crate::site::{NOTICES, OWN, Page, Site, element, feed};

/// Puts each notice into a frame, unfolded, and says what sticks out of it, at one width after the other.
async fn nothing_sticks_out(browser: &Browser, lang: &str, widths: &[u32], text: &str) {
    let site = Site::start();
    let mut frames = String::new();
    for (index, notice) in NOTICES.into_iter().enumerate() {
        let path = format!("/{index}");
        // A page's own words may be as wide as they like.
        let markup = element(notice, &format!(r#"lang="{lang}""#)).replace(OWN, "");
        site.page(
            &path,
            Page::new(&markup).head("<style>h1 { display: none }</style>"),
        );
        frames += &format!(
            r#"<iframe src="{path}" title="{}" height="60000" style="border:0"></iframe>"#,
            notice.0
        );
    }
    browser.goto(&site.page("/", Page::new(&frames))).await;
    browser
        .until("host.frames().every((frame) => frame.host?.live())")
        .await;
    // The reader's own text size: the widget's sizes are all multiples of it.
    let measure = "const [lang, widths, size] = arguments;
        const told = [];
        for (const frame of host.frames()) {
            frame.host.unfold();
            const sheet = new frame.CSSStyleSheet();
            sheet.replaceSync(size && `.amts { font-size: ${size} !important }`);
            frame.host.element().shadowRoot.adoptedStyleSheets.push(sheet);
            if (frame.host.find('.amts').lang !== lang) told.push(`the language is ${frame.host.find('.amts').lang}`);
        }
        for (const wanted of widths) for (const frame of host.frames()) {
            frame.frameElement.width = wanted;
            const tell = (words) => told.push(`${wanted} px ${frame.location.pathname} ${words}`);
            const page = frame.document.documentElement;
            if (page.clientWidth !== wanted) tell(`the frame is ${page.clientWidth} wide`);
            if (page.scrollWidth > page.clientWidth) tell(`the page scrolls: ${page.scrollWidth}`);
            const box = frame.host.find('.amts').getBoundingClientRect();
            for (const element of frame.host.findAll('.amts :not(svg *)')) {
                const { left, right, width } = element.getBoundingClientRect();
                if (width && (right > box.right + 0.5 || left < box.left - 0.5)) {
                    tell(`${element.localName}.${element.className} ${left} to ${right}: ${element.textContent.slice(0, 60)}`);
                }
                if (element.scrollWidth > element.clientWidth + 1 && frame.getComputedStyle(element).overflowX !== 'visible') {
                    tell(`cut: ${element.localName}.${element.className}`);
                }
            }
        }
        return told;";
    let arguments = [json!(lang), json!(widths), json!(text)];
    let told = browser.run(measure, &arguments).await;
    let told = told.as_array().unwrap();
    assert!(told.is_empty(), "{lang}, text {text:?}: {told:#?}");
}

/// From the column beside a menu to a page that is nothing but the widget. 320 px is the same as 1280 px at 400 %.
const WIDTHS: [u32; 8] = [240, 280, 320, 360, 480, 700, 1000, 1400];

in_every_engine!(row_42_nothing_sticks_out_at_any_width);
async fn row_42_nothing_sticks_out_at_any_width(browser: &Browser) {
    nothing_sticks_out(browser, "de", &WIDTHS, "").await;
}

in_every_engine!(nothing_sticks_out_in_arabic_and_russian: chromium Chromium, firefox Firefox);
async fn nothing_sticks_out_in_arabic_and_russian(browser: &Browser) {
    for lang in ["ar", "ru"] {
        nothing_sticks_out(browser, lang, &WIDTHS, "").await;
    }
}

in_every_engine!(row_42_nothing_sticks_out_with_text_twice_as_large);
async fn row_42_nothing_sticks_out_with_text_twice_as_large(browser: &Browser) {
    nothing_sticks_out(browser, "de", &[320, 640], "32px").await;
}

/// Computed styles of everything in the element, but for its sizes.
const STYLES: &str = "const told = ['font-size', 'font-family', 'font-weight', 'font-style', 'line-height', 'color',
        'background-color', 'direction', 'display', 'text-align', 'text-transform', 'text-decoration-line', 'text-indent',
        'letter-spacing', 'word-spacing', 'white-space-collapse', 'visibility', 'opacity', 'cursor', 'list-style-type', 'float',
        'position', 'border-top-style', 'border-top-width', 'padding-left', 'margin-top', 'flex-direction', 'writing-mode'];
    return host.findAll('.amts, .amts *').map((element) => {
        const style = getComputedStyle(element);
        return [`${element.localName}.${element.getAttribute('class')}`, ...told.map((name) => `${name}: ${style.getPropertyValue(name)}`)];
    });";

in_every_engine!(row_41_a_hostile_page_changes_nothing);
async fn row_41_a_hostile_page_changes_nothing(browser: &Browser) {
    let site = Site::start();
    let markup = element(NOTICES[0], "");
    let look = async |css: &str| {
        let page = Page::new(&markup).head(&format!("<style>{css}</style>"));
        browser.goto(&site.page("/", page)).await;
        browser.until("host.live()").await;
        browser
            .expect("host.element().getBoundingClientRect().width > 900")
            .await;
        browser.run(STYLES, &[]).await
    };
    let clean = look("").await;
    assert!(clean.as_array().unwrap().len() > 100);
    for css in [
        "* { all: unset !important }",
        "* { all: initial !important } body, main { display: block !important }",
        "* { font-size: 8px !important; color: red !important; font-family: fantasy !important; line-height: 3 !important }",
        "* { text-transform: uppercase !important; letter-spacing: 4px !important; text-align: center !important; font-weight: 900 !important }",
        "* { visibility: visible !important; cursor: wait !important; white-space: nowrap !important; word-spacing: 1em !important }",
        "html { font-size: 62.5% }",
        "html { direction: rtl }",
        "* { direction: rtl !important; unicode-bidi: bidi-override !important }",
        ":root { --_ink: red; --_font: fantasy; --_line: red }",
        "div, span, p, ul, li, a, h2, h3, h4, details, summary, svg { display: none !important }",
    ] {
        let styles = look(css).await;
        let differences = differences(&clean, &styles);
        assert!(differences.is_empty(), "{css}\n{differences:#?}");
    }
}

fn differences(clean: &Value, other: &Value) -> Vec<String> {
    let lists = |value: &Value| value.as_array().unwrap().clone();
    let mut told = Vec::new();
    for (clean, other) in lists(clean).iter().zip(&lists(other)) {
        for (clean_style, style) in lists(clean).iter().zip(&lists(other)) {
            if clean_style != style && told.len() < 12 {
                told.push(format!("{}: {clean_style} became {style}", clean[0]));
            }
        }
    }
    told
}

/// From 0 for black to 1 for white.
const LIGHTNESS: &str = "const of = (color) => {
        const [r, g, b] = color.match(/[\\d.]+/g).map((part) => part / 255);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    return [of(getComputedStyle(host.find('.amts')).color), of(getComputedStyle(host.find('.amts-tap')).color)];";

in_every_engine!(dark_and_light_follow_the_page);
async fn dark_and_light_follow_the_page(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(1, "Bücherei"));
    let look = async |css: &str| {
        let page = Page::new(r#"<amts-status src="/a.json"></amts-status>"#);
        let page = page.head(&format!("<style>:root {{ {css} }}</style>"));
        browser.goto(&site.page("/", page)).await;
        browser.until("host.live()").await;
        let lightness = browser.run(LIGHTNESS, &[]).await;
        [0, 1].map(|index| lightness[index].as_f64().unwrap())
    };
    for css in ["", "color-scheme: light", "color-scheme: light only"] {
        let [ink, action] = look(css).await;
        assert!(ink < 0.2 && action < 0.4, "{css:?}: {ink} {action}");
    }
    let [ink, action] = look("color-scheme: dark; background: #111").await;
    assert!(ink > 0.8 && action > 0.6, "{ink} {action}");

    if browser.engine == Engine::Chromium {
        let dark = json!([{ "name": "prefers-color-scheme", "value": "dark" }]);
        browser
            .devtools("Emulation.setEmulatedMedia", json!({ "features": dark }))
            .await;
        for css in ["", "color-scheme: light"] {
            let [ink, _] = look(css).await;
            assert!(ink < 0.2, "a light page on a dark device: {css:?} {ink}");
        }
        let [ink, _] = look("color-scheme: light dark").await;
        assert!(ink > 0.8, "a page that follows a dark device: {ink}");
    }
}

in_every_engine!(row_42_forced_colours_leave_shapes_and_frames: chromium Chromium);
async fn row_42_forced_colours_leave_shapes_and_frames(browser: &Browser) {
    let site = Site::start();
    let features = json!([{ "name": "forced-colors", "value": "active" }]);
    browser
        .devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await;
    let page = Page::new(&element(NOTICES[2], ""));
    browser.goto(&site.page("/", page)).await;
    browser
        .until("host.live() && matchMedia('(forced-colors: active)').matches")
        .await;
    browser
        .expect("host.findAll('.amts-state svg').filter(host.visible).length > 5")
        .await;
    // A shape is drawn in the colour of its words, whatever that is now.
    browser
        .expect("host.findAll('.amts-shape path').every((path) => { const style = getComputedStyle(path); return style.stroke === style.color || style.fill === style.color; })")
        .await;
    browser
        .expect("getComputedStyle(host.find('.amts-tap')).borderTopStyle === 'solid'")
        .await;
}
