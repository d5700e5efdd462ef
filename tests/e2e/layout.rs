//! Narrow pages, large text, dark pages, and pages that style everything (rows 41 and 42).

use serde_json::{Value, json};
use thirtyfour::prelude::Key;

use crate::browser::{Browser, Engine};
use crate::site::{EXAMPLES, OWN, Page, Site, element, feed};

/// Puts each example into a frame, unfolded, and says what sticks out of it, at one width after the other.
async fn nothing_sticks_out(browser: &Browser, lang: &str, widths: &[u32], styles: &str) {
    let site = Site::start();
    let mut frames = String::new();
    for (index, example) in EXAMPLES.into_iter().enumerate() {
        let path = format!("/{index}");
        // A page's own words may be as wide as they like.
        let markup = element(example, &format!(r#"lang="{lang}""#)).replace(OWN, "");
        site.page(
            &path,
            Page::new(&markup).head("<style>h1 { display: none }</style>"),
        );
        frames += &format!(
            r#"<iframe src="{path}" title="{}" height="60000" style="border:0"></iframe>"#,
            example.0
        );
    }
    browser.goto(&site.page("/", Page::new(&frames))).await;
    browser
        .until("host.frames().every((frame) => frame.host?.live())")
        .await;
    // `styles`: the reader's own.
    let measure = "const [lang, widths, styles] = arguments;
        const told = [];
        for (const frame of host.frames()) {
            frame.host.unfold();
            const sheet = new frame.CSSStyleSheet();
            sheet.replaceSync(styles);
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
                if (!element.matches('.amts-heard') && element.scrollWidth > element.clientWidth + 1 && frame.getComputedStyle(element).overflowX !== 'visible') {
                    tell(`cut: ${element.localName}.${element.className}`);
                }
            }
        }
        return told;";
    let arguments = [json!(lang), json!(widths), json!(styles)];
    let told = browser.run(measure, &arguments).await;
    let told = told.as_array().unwrap();
    assert!(told.is_empty(), "{lang}, {styles}: {told:#?}");
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
    nothing_sticks_out(browser, "de", &[320, 640], LARGE).await;
}

/// The reader's own text size: the widget's sizes are all multiples of it.
const LARGE: &str = ".amts { font-size: 32px !important }";

in_every_engine!(row_42_nothing_sticks_out_with_more_space_in_the_text);
async fn row_42_nothing_sticks_out_with_more_space_in_the_text(browser: &Browser) {
    // WCAG 1.4.12.
    let spacing = ".amts * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        .amts p { margin-block-end: 2em !important }";
    nothing_sticks_out(browser, "de", &[320], spacing).await;
}

in_every_engine!(arabic_is_mirrored_and_numbers_and_addresses_are_not);
async fn arabic_is_mirrored_and_numbers_and_addresses_are_not(browser: &Browser) {
    let site = Site::start();
    for example in EXAMPLES {
        let page = Page::new(&element(example, r#"lang="ar""#));
        browser.goto(&site.page("/", page)).await;
        browser.until("host.live()").await;
        browser
            .expect("getComputedStyle(host.find('.amts')).direction === 'rtl'")
            .await;
        let right = "const right = (selector) => host.find(selector).getBoundingClientRect().right;
            return right('.amts-entry .amts-shape') > right('.amts-entry .amts-name');";
        assert_eq!(browser.run(right, &[]).await, true, "{}", example.0);
        // Where the first letter stands, and where the last.
        let turned = "const place = (text, index) => {
                const range = document.createRange();
                range.setStart(text, index);
                range.setEnd(text, index + 1);
                return range.getBoundingClientRect().left;
            };
            const walker = (root) => document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
            const told = [];
            for (const link of host.findAll('a, .amts-text').filter(host.visible)) {
                const text = walker(link.querySelector('[translate=no]') ?? link).nextNode();
                if (/^[\\d\\s+-]+$|\\w\\.\\w/.test(text.data)) told.push([text.data, place(text, 0) < place(text, text.data.length - 1)]);
            }
            return told;";
        let told = browser.run(turned, &[]).await;
        let told = told.as_array().unwrap();
        assert!(!told.is_empty(), "{}", example.0);
        for number in told {
            assert_eq!(number[1], true, "{}: {number}", example.0);
        }
    }
}

in_every_engine!(what_can_be_pressed_is_large_enough);
async fn what_can_be_pressed_is_large_enough(browser: &Browser) {
    let site = Site::start();
    let mut calls = 0;
    for example in EXAMPLES {
        let page = Page::new(&element(example, "links"));
        browser.goto(&site.page("/", page)).await;
        browser.until("host.live()").await;
        browser.run("host.unfold()", &[]).await;
        // A link that is broken over two lines has two boxes.
        let sizes = "return host.findAll('a[href], button, summary, input').filter(host.visible).flatMap((target) => {
            const call = target.matches('.amts-tap');
            return [...target.getClientRects()].map(({ width, height }) =>
                [`${target.className} ${target.innerText}`, Math.min(call ? width : 24, width), Math.min(width, height) + 0.01, call]);
        });";
        let sizes = browser.run(sizes, &[]).await;
        for target in sizes.as_array().unwrap() {
            let call = target[3] == true;
            calls += u32::from(call);
            // WCAG 2.5.8, and 2.5.5 for what may be pressed in a hurry.
            let least = if call { 44.0 } else { 24.0 };
            assert!(
                target[2].as_f64().unwrap() >= least,
                "{}: {target}",
                example.0
            );
        }
    }
    assert!(calls > 10, "{calls}");
}

in_every_engine!(nothing_moves_by_itself);
async fn nothing_moves_by_itself(browser: &Browser) {
    let site = Site::start();
    let page = Page::new(&element(EXAMPLES[0], "links"));
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    let moving = "return host.findAll('*').filter((element) =>
        [null, '::before', '::after', '::marker', '::placeholder'].some((part) => {
            const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element, part);
            return transitionDuration !== '0s' || animationName !== 'none' || scrollBehavior !== 'auto';
        })).map((element) => element.outerHTML.slice(0, 80));";
    let act = "host.unfold();
        host.find('.amts-count').click();
        const field = host.find('.amts-field');
        field.focus();
        field.value = 'a';
        field.dispatchEvent(new Event('input', { bubbles: true }));";
    for action in ["", act] {
        browser.run(action, &[]).await;
        assert_eq!(browser.run(moving, &[]).await, json!([]), "{action}");
        browser
            .expect("document.getAnimations().length === 0")
            .await;
    }
}

in_every_engine!(without_its_styles_it_can_be_read_from_top_to_bottom);
async fn without_its_styles_it_can_be_read_from_top_to_bottom(browser: &Browser) {
    let site = Site::start();
    for example in EXAMPLES {
        let page = Page::new(&element(example, "links"));
        browser.goto(&site.page("/", page)).await;
        browser.until("host.live()").await;
        browser
            .run(
                "host.unfold(); host.element().shadowRoot.adoptedStyleSheets = [];",
                &[],
            )
            .await;
        // What stands first is read first, but for drawings and what is beside a word in its line.
        let back = "let bottom = -1;
            return host.findAll('h2, h3, h4, p, .amts-word, .amts-field, .amts-count, a').filter((element) => {
                const before = bottom;
                const box = element.getBoundingClientRect();
                bottom = box.bottom;
                return box.bottom < before - 30;
            }).map((element) => element.innerText);";
        assert_eq!(browser.run(back, &[]).await, json!([]), "{}", example.0);
        browser
            .expect("host.findAll('svg').every((svg) => svg.getBoundingClientRect().width <= 16)")
            .await;
        glued(browser, example.0).await;
    }
}

in_every_engine!(words_are_not_glued_together: chromium Chromium);
async fn words_are_not_glued_together(browser: &Browser) {
    let site = Site::start();
    for example in EXAMPLES {
        for view in ["", r#"view="compact""#] {
            let page = Page::new(&element(example, view));
            browser.goto(&site.page("/", page)).await;
            browser.until("host.live()").await;
            browser.run("host.unfold()", &[]).await;
            glued(browser, example.0).await;
        }
    }
}

/// A word with a capital letter or a digit in its midst is the publisher's own, or two that lack a space between them.
async fn glued(browser: &Browser, example: &str) {
    let words = "return fetch(arguments[0]).then((answer) => answer.text()).then((feed) => {
            const text = host.find('.amts').innerText;
            const odd = text.match(/[\\p{L}\\d]*(\\p{Ll}\\p{Lu}|\\p{L}\\d|\\d\\p{L}|[.,:;!?)“]\\p{L}\\p{L}\\p{L}\\p{L})[\\p{L}\\d]*/gu) ?? [];
            return odd.filter((word) => !feed.includes(word));
        });";
    let path = json!(format!("/feeds/{example}.json"));
    let words = browser.run(words, &[path]).await;
    assert_eq!(words, json!([]), "{example}");
}

in_every_engine!(every_foreign_text_says_its_language: chromium Chromium);
async fn every_foreign_text_says_its_language(browser: &Browser) {
    let site = Site::start();
    let mut found = 0;
    for example in EXAMPLES {
        // No example has a word of Turkish.
        let page = Page::new(&element(example, r#"lang="tr""#));
        browser.goto(&site.page("/", page)).await;
        browser.until("host.live()").await;
        let texts = "return fetch(arguments[0]).then((answer) => answer.json()).then((feed) => {
                const texts = new Set();
                const collect = (value, key) => {
                    if (typeof value === 'string') {
                        if (!/^(id|kind|state|url|email|number|\\$schema|aliases)$/.test(key) && /^\\p{Lu}.{4}/u.test(value)) texts.add(value);
                    } else if (value?.de) texts.add(value.de);
                    else for (const [name, inner] of Object.entries(value ?? {})) if (name !== 'aliases') collect(inner, name);
                };
                collect(feed, '');
                const walker = document.createTreeWalker(host.find('.amts'), NodeFilter.SHOW_TEXT);
                const told = { marked: 0, unmarked: [] };
                for (let node; (node = walker.nextNode()); ) {
                    if (![...texts].some((text) => node.data.includes(text))) continue;
                    if (node.parentElement.closest('[lang]').lang === 'de') told.marked += 1;
                    else told.unmarked.push(node.data);
                }
                return told;
            });";
        let path = json!(format!("/feeds/{}.json", example.0));
        let told = browser.run(texts, &[path]).await;
        assert_eq!(told["unmarked"], json!([]), "{}", example.0);
        found += told["marked"].as_u64().unwrap();
    }
    assert!(found > 100, "{found}");
}

/// Computed styles of the elements in `arguments[0]` or in the widget, but for their sizes.
pub const STYLES: &str = "const told = ['font-size', 'font-family', 'font-weight', 'font-style', 'line-height', 'color',
        'background-color', 'direction', 'display', 'text-align', 'text-transform', 'text-decoration-line', 'text-indent',
        'letter-spacing', 'word-spacing', 'white-space-collapse', 'visibility', 'opacity', 'cursor', 'list-style-type', 'float',
        'position', 'border-top-style', 'border-top-width', 'padding-left', 'margin-top', 'flex-direction', 'writing-mode'];
    const all = arguments[0] ? document.querySelectorAll(arguments[0]) : host.findAll('.amts, .amts *');
    return [...all].map((element) => {
        const style = getComputedStyle(element);
        return [`${element.localName}.${element.getAttribute('class')}`, ...told.map((name) => `${name}: ${style.getPropertyValue(name)}`)];
    });";

in_every_engine!(row_41_a_hostile_page_changes_nothing);
async fn row_41_a_hostile_page_changes_nothing(browser: &Browser) {
    let site = Site::start();
    let markup = element(EXAMPLES[0], "");
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

pub fn differences(clean: &Value, other: &Value) -> Vec<String> {
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
    let page = Page::new(&element(EXAMPLES[2], ""));
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
    // What is pressed has another frame, and the focus another one again.
    let frames = "const count = host.find('.amts-count');
        const { borderTopWidth, outlineStyle } = getComputedStyle(count);
        return [borderTopWidth, outlineStyle, count.ariaPressed];";
    let resting = browser.run(frames, &[]).await;
    assert_eq!(resting, json!(["1px", "none", "false"]));
    browser.run("host.find('.amts-field').focus()", &[]).await;
    browser.run("host.find('.amts-count').click()", &[]).await;
    browser
        .until("host.find('.amts-count').ariaPressed === 'true'")
        .await;
    let pressed = browser.run(frames, &[]).await;
    assert_eq!(pressed, json!(["2px", "none", "true"]));
    browser.press(Key::Tab).await;
    let focused = browser.run(frames, &[]).await;
    assert_eq!(focused, json!(["2px", "solid", "true"]));
}
