//! The list of what a snapshot may consist of (embed/allowed.json), generated from what the renderer writes: elements, their
//! attributes, the values of those. The script shows nothing else (embed/snapshot.js), and the filters of hosts can take it.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use amtsstatus::components::{View, ViewOptions};
use amtsstatus::feed::time::{Moment, Stamp};
use amtsstatus::feed::{Entry, Feed};
use amtsstatus::i18n::Lang;
use amtsstatus::render::snapshot;
use serde_json::{Value, json};

use crate::fields::{SHAPES, Shown, feed, filled};

const FILE: &str = "embed/allowed.json";

/// Attributes with words of the publisher, or with a shape. What may stand in `href` the script decides by itself.
const ANY: [&str; 11] = [
    "aria-description",
    "aria-label",
    "class",
    "d",
    "data-amts",
    "data-amts-issued",
    "data-amts-later",
    "data-amts-until",
    "data-amts-valid-until",
    "href",
    "lang",
];

/// By namespace, by element and by attribute: the values, or the classes. Empty where any value is allowed.
type Rules = BTreeMap<&'static str, BTreeMap<String, BTreeMap<String, BTreeSet<String>>>>;

const HTML: &str = "http://www.w3.org/1999/xhtml";
const SVG: &str = "http://www.w3.org/2000/svg";

/// Adds what a snapshot consists of. What the renderer writes is regular: quotes around each value, no `<` in one.
fn collect(html: &str, rules: &mut Rules) {
    let mut drawn = false;
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap();
        if tag.starts_with('/') || tag.starts_with("!--") {
            drawn &= tag != "/svg";
            continue;
        }
        let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
        drawn |= name == "svg";
        let names = rules.entry(if drawn { SVG } else { HTML }).or_default();
        let rules = names.entry(name.to_owned()).or_default();
        while !rest.trim().is_empty() {
            let (name, value, behind) = attribute(rest.trim_start());
            rest = behind;
            let values = rules.entry(name.to_owned()).or_default();
            match name {
                "class" => values.extend(value.split(' ').map(str::to_owned)),
                _ if ANY.contains(&name) => {}
                _ => {
                    values.insert(value.to_owned());
                }
            }
        }
    }
}

/// Takes an attribute apart, and what stands behind it.
fn attribute(text: &str) -> (&str, &str, &str) {
    let end = text.find(['=', ' ']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let Some(rest) = rest.strip_prefix("=\"") else {
        return (name, "", rest);
    };
    let (value, rest) = rest.split_once('"').unwrap();
    (name, value, rest)
}

fn rendered(feed: &Rc<Feed>, options: &ViewOptions, now: Moment, rules: &mut Rules) {
    collect(&snapshot(Rc::clone(feed), options.clone(), now), rules);
}

/// Adds what a feed is rendered as in every language and view, when it is issued and when all of it is over.
fn all_views(feed: &Rc<Feed>, rules: &mut Rules) {
    let issued = feed.issued;
    for lang in Lang::ALL {
        for view in [View::Full, View::Compact] {
            let options = ViewOptions {
                lang,
                view,
                ..ViewOptions::default()
            };
            rendered(feed, &options, issued.at, rules);
        }
        let options = ViewOptions {
            lang,
            at: Some(issued),
            ..ViewOptions::default()
        };
        for days in [-1, 60] {
            let now = Moment(issued.at.0 + days * 86_400);
            rendered(feed, &options, now, rules);
            let options = ViewOptions {
                at: None,
                ..options.clone()
            };
            rendered(feed, &options, now, rules);
        }
    }
    for id in ids(&feed.entries) {
        let options = ViewOptions {
            only: vec![id],
            ..ViewOptions::default()
        };
        rendered(feed, &options, issued.at, rules);
    }
}

fn ids(entries: &[Rc<Entry>]) -> Vec<String> {
    let mut all = Vec::new();
    for entry in entries {
        all.push(entry.id.0.clone());
        all.extend(ids(&entry.parts));
    }
    all
}

/// Returns a feed as it was read, and as if all its texts were in a language that runs the other way.
fn both_ways(bytes: &[u8]) -> Vec<Rc<Feed>> {
    let mut feeds = Vec::new();
    if let Ok((feed, _)) = Feed::read(bytes) {
        feeds.push(Rc::new(feed));
        if let Ok(mut value) = serde_json::from_slice::<Value>(bytes) {
            value["lang"] = json!("he");
            let (feed, _) = Feed::read(value.to_string().as_bytes()).unwrap();
            feeds.push(Rc::new(feed));
        }
    }
    feeds
}

/// An entry with every field that it can have, as a part of a part of a part …
fn deep(depth: usize) -> String {
    let entry = SHAPES.iter().find(|shape| shape.name == "Entry").unwrap();
    let fields = entry
        .fields
        .iter()
        .filter_map(|(field, shown)| match shown {
            Shown::As(value, _) => Some(format!(r#", "{field}": {value}"#)),
            _ => None,
        });
    let fields: String = fields.collect();
    let mut inner = String::new();
    for level in (0..depth).rev() {
        let parts = match level + 1 == depth {
            true => r#", "urgent": true"#.to_owned(),
            false => format!(r#", "parts": [ {inner}, {inner} ]"#).replace("ID", "IDb"),
        };
        let own = if parts.contains("parts") && fields.contains("\"parts\"") {
            ""
        } else {
            &fields
        };
        inner = format!(
            r#"{{ "id": "ID{level}", "kind": "facility", "name": "Amt", "state": "limited" {own} {parts} }}"#
        );
    }
    inner.replace("ID", "a")
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file that may be a feed: the examples, the cases, the notices, and what the fuzzer starts from.
fn files() -> Vec<PathBuf> {
    let folders = ["feeds", "tests/it/cases", "tests/it/notices", "fuzz/corpus"];
    let mut files = Vec::new();
    for folder in folders {
        gather(&root().join(folder), &mut files);
    }
    files.sort();
    files
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => gather(&path, files),
            false => files.push(path),
        }
    }
}

/// Returns what the renderer writes, of everything that it can be given.
fn written() -> Rules {
    let mut rules = Rules::new();
    let mut feeds = 0;
    for file in files() {
        for feed in both_ways(&fs::read(file).unwrap()) {
            feeds += 1;
            all_views(&feed, &mut rules);
        }
    }
    assert!(feeds > 60, "{feeds}");
    for depth in 1..=6 {
        let deep = feed(&format!(r#""entries": [ {} ]"#, deep(depth)));
        all_views(&deep, &mut rules);
    }
    // Each field alone, in every form.
    let now = Stamp::parse("2024-02-22T12:00:00+01:00").unwrap().at;
    for shape in SHAPES {
        for form in shape.forms {
            for (field, shown) in shape.fields {
                let Shown::As(value, _) = shown else { continue };
                let feed = feed(&filled(form, &format!(r#""{field}": {value}"#)));
                for lang in [Lang::De, Lang::Ar] {
                    let options = ViewOptions {
                        lang,
                        ..ViewOptions::default()
                    };
                    rendered(&feed, &options, now, &mut rules);
                }
            }
        }
    }
    rules
}

/// Writes the list as the file has it: `"*"` where any value may stand.
fn list(rules: &Rules) -> Value {
    let values = |(name, values): (&String, &BTreeSet<String>)| {
        let values = match values.is_empty() {
            true => json!("*"),
            false => json!(values),
        };
        (name.clone(), values)
    };
    let mut list = serde_json::Map::new();
    for (namespace, elements) in rules {
        let elements = elements.iter().map(|(name, attributes)| {
            let attributes = attributes.iter().map(values);
            (name.clone(), Value::Object(attributes.collect()))
        });
        list.insert((*namespace).to_owned(), Value::Object(elements.collect()));
    }
    Value::Object(list)
}

#[test]
fn row_82_the_list_is_exactly_what_the_renderer_writes() {
    let list = serde_json::to_string_pretty(&list(&written())).unwrap() + "\n";
    let file = root().join(FILE);
    if env::var_os("AMTS_BLESS").is_some() {
        fs::write(&file, &list).unwrap();
    }
    let blessed = fs::read_to_string(&file).unwrap_or_default();
    assert!(blessed == list, "{FILE} is behind: AMTS_BLESS=1\n{list}");
}

#[test]
fn row_82_the_list_has_nothing_that_runs_loads_or_styles() {
    let list: Value =
        serde_json::from_str(&fs::read_to_string(root().join(FILE)).unwrap()).unwrap();
    for elements in list.as_object().unwrap().values() {
        for (element, attributes) in elements.as_object().unwrap() {
            let bad = [
                "script", "style", "link", "img", "iframe", "form", "input", "use", "template",
            ];
            assert!(!bad.contains(&element.as_str()), "{element}");
            for name in attributes.as_object().unwrap().keys() {
                let bad = ["style", "src", "id", "name", "is", "slot", "part", "target"];
                assert!(!bad.contains(&name.as_str()), "{element} {name}");
                assert!(!name.starts_with("on"), "{element} {name}");
                assert!(name != "href" || element == "a", "{element} {name}");
            }
        }
    }
}

#[test]
fn what_is_collected_is_every_element_attribute_and_class() {
    let mut rules = Rules::new();
    let html = r#"<!--email_off--><p class="a b" dir="rtl" hidden>x</p><svg viewBox="0 0 1 1"><path d="M1"></path></svg><b></b>"#;
    collect(html, &mut rules);
    assert_eq!(
        list(&rules),
        json!({
            HTML: { "b": {}, "p": { "class": ["a", "b"], "dir": ["rtl"], "hidden": [""] } },
            SVG: { "path": { "d": "*" }, "svg": { "viewBox": ["0 0 1 1"] } },
        })
    );
}
