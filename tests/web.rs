//! The browser's side, in a browser: mounted in a plain `<div>`, without the element and its loader.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use amtsstatus::browser::{Host, Mounted, mount, register_language};
use amtsstatus::i18n::Lang;
use js_sys::{Array, Function, Object, Promise, Reflect, eval};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Element;

wasm_bindgen_test_configure!(run_in_browser);

/// As of this moment the feeds below are archived, and their dates are told in full.
const AT: &str = "2024-02-22T10:30:00+01:00";

/// A mounted widget, what it told, and where it is.
struct Stage {
    root: Element,
    told: Array,
    host: Host,
    mounted: Option<Mounted>,
}

impl Stage {
    fn new() -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let root = document.create_element("div").unwrap();
        let html = document.document_element().unwrap();
        html.append_child(&root).unwrap();
        let told = Array::new();
        let host = Function::new_with_args(
            "told",
            "return {
                rendered(known, whole) { told.push(['rendered', known], ['whole', known && whole]) },
                tell(name, detail) { told.push([name, detail]) },
            }",
        );
        let host = host.call1(&JsValue::UNDEFINED, &told).unwrap();
        let host = host.unchecked_into::<Host>();
        let mounted = mount(root.clone(), host.clone(), false);
        Self {
            root,
            told,
            host,
            mounted: Some(mounted),
        }
    }

    fn configure(&self, src: &str, lang: &str, at: &str) {
        // As the element does, once it has loaded the file.
        if lang != "de" {
            register_language(lang, Lang::of(lang).file().unwrap());
        }
        let mounted = self.mounted.as_ref().unwrap();
        let attributes = Object::new();
        for (name, value) in [
            ("src", src),
            ("lang", lang),
            ("at", at),
            ("storage", "none"),
        ] {
            Reflect::set(&attributes, &name.into(), &value.into()).unwrap();
        }
        mounted.configure(&attributes, None);
    }

    fn end(&mut self) {
        self.mounted.take().unwrap().end();
    }

    /// What is to be read, in one line.
    fn text(&self) -> String {
        let text = self.root.text_content().unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn finds(&self, selector: &str) -> usize {
        self.root.query_selector_all(selector).unwrap().length() as usize
    }

    /// The details of what was told by that name.
    fn told(&self, name: &str) -> Vec<JsValue> {
        let told = self.told.iter().map(|pair| Array::from(&pair));
        told.filter(|pair| pair.get(0) == name)
            .map(|pair| pair.get(1))
            .collect()
    }

    async fn until(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        for _ in 0..200 {
            if holds(self) {
                return;
            }
            pause(20).await;
        }
        panic!("waited in vain for {what}: {}", self.text());
    }

    async fn shows(feed: &str, lang: &str, at: &str, words: &str) -> Self {
        let stage = Self::new();
        stage.configure(&address(feed), lang, at);
        stage
            .until(words, |stage| stage.text().contains(words))
            .await;
        stage
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if let Some(mounted) = self.mounted.take() {
            mounted.end();
        }
        self.root.remove();
    }
}

async fn pause(milliseconds: u32) {
    let pause = eval(&format!(
        "new Promise((done) => setTimeout(done, {milliseconds}))"
    ));
    JsFuture::from(Promise::from(pause.unwrap())).await.unwrap();
}

/// A feed with these entries and whatever else.
fn feed(issued: &str, entries: &str) -> String {
    format!(
        r#"{{ "version": 1, "id": "musterdorf", "seq": 7, "issued": "{issued}",
        "publisher": {{ "name": "Musterdorf", "url": "https://www.musterdorf.example/" }}, "entries": [ {entries} ] }}"#
    )
}

/// A feed with so many services, each with a note that is folded.
fn services(count: usize) -> String {
    let service = |n| {
        format!(
            r#"{{ "id": "s{n}", "kind": "service", "name": "Service {n}", "state": "down", "note": "Note {n}" }}"#
        )
    };
    let services: Vec<String> = (0..count).map(service).collect();
    feed(ISSUED, &services.join(", "))
}

/// A URL at which a browser finds this text.
fn address(text: &str) -> String {
    let make = Function::new_with_args("text", "return URL.createObjectURL(new Blob([text]))");
    let url = make.call1(&JsValue::UNDEFINED, &text.into()).unwrap();
    url.as_string().unwrap()
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

const ISSUED: &str = "2024-02-22T10:00:00+01:00";
const LIBRARY: &str =
    r#"{ "id": "buecherei", "kind": "facility", "name": "Bücherei", "state": "closed" }"#;

#[wasm_bindgen_test]
async fn a_feed_is_shown_and_told_of() {
    let stage = Stage::shows(&feed(ISSUED, LIBRARY), "de", AT, "Bücherei").await;
    assert!(stage.text().contains("geschlossen"), "{}", stage.text());
    assert_eq!(stage.finds(".amts[lang=de]"), 1);
    let updates = stage.told("update");
    assert_eq!(updates.len(), 1);
    assert_eq!(get(&updates[0], "id"), "musterdorf");
    assert_eq!(get(&updates[0], "seq"), 7);
    assert_eq!(get(&updates[0], "issued"), ISSUED);
    let rendered = stage.told("rendered");
    assert_eq!(rendered.first(), Some(&JsValue::FALSE));
    assert_eq!(rendered.last(), Some(&JsValue::TRUE));
    assert!(stage.told("error").is_empty());

    // Another configuration is not another publication.
    let url = address(&feed(ISSUED, LIBRARY));
    stage.configure(&url, "en", AT);
    stage
        .until("English", |stage| stage.text().contains("closed"))
        .await;
    assert_eq!(stage.told("update").len(), 1);
}

#[wasm_bindgen_test]
async fn what_is_folded_is_drawn_after_what_is_seen() {
    let stage = Stage::shows(&services(30), "de", AT, "Note 29").await;
    stage
        .until("the end", |stage| {
            stage.told("whole").contains(&JsValue::TRUE)
        })
        .await;
    assert_eq!(stage.finds(".amts-unfolded"), 30);
    assert_eq!(stage.finds("li[hidden], .amts-unfolded:empty"), 0);
    // The element hears of the first rendering, in which nothing is unfolded yet.
    let known = stage.told("rendered");
    let first = known
        .iter()
        .position(|known| *known == JsValue::TRUE)
        .unwrap();
    assert_eq!(stage.told("whole")[first], JsValue::FALSE);
}

#[wasm_bindgen_test]
async fn what_is_drawn_anew_for_a_reader_is_drawn_at_once() {
    let stage = Stage::new();
    let url = address(&services(400));
    stage.configure(&url, "de", AT);
    stage
        .until("rows", |stage| stage.finds(".amts-entry") > 0)
        .await;
    assert_ne!(stage.finds("li[hidden]"), 0, "too few rows for this test");
    // Somebody else, such as a translator, has changed what is shown.
    Reflect::set(
        &stage.host,
        &"touched".into(),
        &Function::new_no_args("return true"),
    )
    .unwrap();
    stage.configure(&url, "en", AT);
    stage
        .until("English", |stage| stage.finds(".amts[lang=en]") == 1)
        .await;
    assert_eq!(stage.finds(".amts-unfolded"), 400);
    assert_eq!(stage.finds("li[hidden], .amts-unfolded:empty"), 0);
}

#[wasm_bindgen_test]
async fn failures_are_told_with_their_reason() {
    let broken = r#"{ "version": 1, "entries": 5 }"#;
    for (text, reason) in [
        ("<h1>Anmeldung im WLAN</h1>", "refused"),
        (broken, "refused"),
        (r#"{ "version": 2 }"#, "newer-version"),
        (&" ".repeat(2_000_000), "too-large"),
    ] {
        let stage = Stage::new();
        stage.configure(&address(text), "de", "");
        stage
            .until(reason, |stage| !stage.told("error").is_empty())
            .await;
        assert_eq!(get(&stage.told("error")[0], "reason"), reason);
        stage
            .until("a button", |stage| stage.finds("button") == 1)
            .await;
        assert!(!stage.text().contains("WLAN"), "{}", stage.text());
    }
}

#[wasm_bindgen_test]
async fn a_fetch_of_the_pages_own_that_gives_no_response_is_no_answer() {
    let swap = "(() => { const own = self.fetch; self.fetch = () => Promise.resolve();
        return () => { self.fetch = own; }; })()";
    let back: Function = eval(swap).unwrap().unchecked_into();
    let stage = Stage::new();
    stage.configure("https://www.musterdorf.example/status.json", "de", "");
    stage
        .until("an error", |stage| !stage.told("error").is_empty())
        .await;
    back.call0(&JsValue::UNDEFINED).unwrap();
    assert_eq!(get(&stage.told("error")[0], "reason"), "network");
    stage
        .until("a button", |stage| stage.finds("button") == 1)
        .await;
}

#[wasm_bindgen_test]
async fn rows_19_to_21_hostile_texts_are_shown_as_text() {
    let entries = r#"{ "id": "a", "kind": "service", "name": "<img src=x onerror=pwned=1>", "state": "<b>kaputt</b>",
        "note": "<script>pwned = 1</script>", "routes": [
            { "kind": "website", "url": "javascript:pwned=1" },
            { "kind": "website", "url": "data:text/html,<script>pwned=1</script>" },
            { "kind": "website", "url": "http://musterdorf.example/" },
            { "kind": "website", "url": "https://user@musterdorf.example/" },
            { "kind": "phone", "number": "*#06#" } ] }"#;
    let stage = Stage::shows(&feed(ISSUED, entries), "de", AT, "onerror").await;
    for words in [
        "<img src=x onerror=pwned=1>",
        "<b>kaputt</b>",
        "<script>pwned = 1</script>",
        "javascript:pwned=1",
        "*#06#",
    ] {
        assert!(stage.text().contains(words), "{words}: {}", stage.text());
    }
    assert_eq!(
        stage.finds("img, script, .amts b"),
        stage.finds(".amts-count b, .amts-chip b")
    );
    // The one link is the publisher's own page.
    assert_eq!(stage.finds("a[href]"), 1);
    assert_eq!(
        stage.finds(r#"a[href="https://www.musterdorf.example/"]"#),
        1
    );
    pause(50).await;
    assert!(get(&js_sys::global(), "pwned").is_undefined());
}

#[wasm_bindgen_test]
async fn kinds_can_be_chosen_where_nothing_is_counted() {
    let stage = Stage::new();
    let entries = r#"{ "id": "a", "kind": "deadline", "name": "Mahnungen", "state": "suspended" },
        { "id": "b", "kind": "notice", "name": "Bitte" }"#;
    stage.configure(&address(&feed(ISSUED, entries)), "de", "");
    stage
        .until("the list", |stage| stage.text().contains("Mahnungen"))
        .await;
    assert_eq!(stage.finds(".amts-kinds button"), 2);
    assert_eq!(stage.finds(".amts-count[data-level]"), 0);
}

#[wasm_bindgen_test]
async fn what_has_ended_leaves_no_timer() {
    let watch = "(() => {
        const waiting = new Set();
        for (const [begin, end] of [['setTimeout', 'clearTimeout'], ['setInterval', 'clearInterval']]) {
            const [began, ended] = [self[begin], self[end]];
            // Shorter ones are the tests' own.
            self[begin] = (what, ms, ...more) => { const id = began(what, ms, ...more); if (ms > 5000) waiting.add(id); return id; };
            self[end] = (id) => { waiting.delete(id); ended(id); };
        }
        return waiting;
    })()";
    let waiting = js_sys::Set::from(eval(watch).unwrap());
    let url = address(&feed(ISSUED, LIBRARY));
    let mut stages = [Stage::new(), Stage::new()];
    for stage in &stages {
        stage.configure(&url, "de", "");
        stage
            .until("the library", |stage| stage.text().contains("Bücherei"))
            .await;
    }
    // One for both: it wakes for ages and for the next fetch.
    assert_eq!(waiting.size(), 1);
    stages[0].end();
    pause(100).await;
    assert_eq!(waiting.size(), 1);
    // Another source takes the place of the first.
    stages[1].configure(&address(&feed(ISSUED, LIBRARY)), "de", "");
    pause(100).await;
    assert_eq!(waiting.size(), 1);
    stages[1].end();
    // An application ends its effects a moment after it is told.
    pause(100).await;
    assert_eq!(waiting.size(), 0);
    assert_eq!(
        (stages[0].text(), stages[1].text()),
        (String::new(), String::new())
    );
}

/// The browser's Intl and the command line's table say the same, or a page changes its words when it goes live.
async fn words_dates(lang: &str, expected: [&str; 4]) {
    let entries = r#"{ "id": "a", "kind": "facility", "name": "Bücherei", "state": "open", "from": "2024-02-23",
        "hours": { "weekly": [ { "days": ["monday", "tuesday", "wednesday"], "opens": "08:00", "closes": "12:30" } ] },
        "scope": { "residents_of": ["Nehren", "Bodelshausen", "Ofterdingen"] } }"#;
    let stage = Stage::shows(&feed(ISSUED, entries), lang, AT, "Nehren").await;
    let shown = stage.text();
    for words in expected {
        assert!(shown.contains(words), "{words}: {shown}");
    }
}

#[wasm_bindgen_test]
async fn german_dates_are_worded_as_in_the_static_page() {
    let expected = [
        "Donnerstag, 22. Februar 2024, 10:30 Uhr",
        "ab Freitag, 23. Februar",
        "Montag bis Mittwoch 8 bis 12:30 Uhr",
        "Nehren, Bodelshausen und Ofterdingen",
    ];
    words_dates("de", expected).await;
}

#[wasm_bindgen_test]
async fn english_dates_are_worded_as_in_the_static_page() {
    let expected = [
        "Thursday, 22 February 2024, 10:30am",
        "from Friday 23 February",
        "Monday to Wednesday 8am to 12:30pm",
        "Nehren, Bodelshausen and Ofterdingen",
    ];
    words_dates("en", expected).await;
}

#[wasm_bindgen_test]
async fn ages_are_told_in_the_readers_words() {
    for (minutes, lang, words) in [
        (0, "de", "vor weniger als einer Minute"),
        (5, "de", "vor 5 Minuten"),
        (125, "de", "vor 2 Stunden"),
        (3 * 24 * 60, "de", "vor 3 Tagen"),
        (5, "en", "5 minutes ago"),
        (125, "en", "2 hours ago"),
    ] {
        let issued = eval(&format!(
            "new Date(Date.now() - {minutes} * 60000).toISOString().replace(/\\.\\d+/, '')"
        ));
        let issued = issued.unwrap().as_string().unwrap();
        let stage = Stage::shows(&feed(&issued, LIBRARY), lang, "", "Bücherei").await;
        assert!(stage.text().contains(words), "{words}: {}", stage.text());
    }
}
