//! What a screen reader is given, view by view: Chromium's accessibility tree, compared with trees/*.txt.
//!
//! These files have been read as a person reads who only hears them. `AMTS_BLESS=1` writes them anew: read them again then.

use std::collections::HashMap;
use std::env;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::site::{EXAMPLES, Page, Site, element};

/// Looks for something, as if it had been typed.
const TYPE: &str = "const field = host.find('.amts-field');
    field.value = arguments[0];
    field.dispatchEvent(new Event('input', { bubbles: true }));";

in_every_engine!(every_view_is_told_as_it_was_read: chromium Chromium);
async fn every_view_is_told_as_it_was_read(browser: &Browser) {
    let site = Site::start();
    let show = async |more: &str| {
        let page = Page::new(&element(EXAMPLES[0], more));
        browser.goto(&site.page("/", page)).await;
        browser.until("host.live()").await;
    };
    let mut told = Vec::new();

    show("links").await;
    told.extend(compare(browser, "full").await);
    browser.run("host.unfold()", &[]).await;
    told.extend(compare(browser, "unfolded").await);
    show("").await;
    browser.run(TYPE, &[json!("Buch verlängern")]).await;
    browser.until("host.find('.amts-results')").await;
    told.extend(compare(browser, "found").await);
    browser.run(TYPE, &[json!("Schwimmbad")]).await;
    browser
        .until("host.find('.amts-results') && !host.find('.amts-results .amts-name')")
        .await;
    told.extend(compare(browser, "nothing-found").await);
    show(r#"view="compact""#).await;
    told.extend(compare(browser, "compact").await);
    browser
        .run("host.find('.amts-compact').open = true", &[])
        .await;
    told.extend(compare(browser, "compact-open").await);
    show(r#"only="stadtbuecherei""#).await;
    told.extend(compare(browser, "only").await);
    show(r#"lang="ar" heading="3""#).await;
    told.extend(compare(browser, "arabic").await);

    // The example with numbers.
    let page = Page::new(&element(EXAMPLES[2], ""));
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    told.extend(compare(browser, "numbers").await);

    site.fail("/feeds/moessingen-2024-02.json", 500);
    let page = Page::new(&element(EXAMPLES[0], r#"storage="none""#));
    browser.goto(&site.page("/", page)).await;
    browser.until("host.find('.amts-retry')").await;
    told.extend(compare(browser, "unreachable").await);

    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// How the tree of the page differs from that in the file.
async fn compare(browser: &Browser, name: &str) -> Option<String> {
    let path = format!("{}/tests/e2e/trees/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let path = Path::new(&path);
    let tree = Tree::of(browser).await.written();
    if env::var_os("AMTS_BLESS").is_some() {
        fs::write(path, tree).unwrap();
        return None;
    }
    let reviewed = fs::read_to_string(path).unwrap_or_default();
    let (mut was, mut is) = (reviewed.lines(), tree.lines());
    for line in 1.. {
        match (was.next(), is.next()) {
            (None, None) => break,
            (was, is) if was == is => {}
            (was, is) => {
                return Some(format!(
                    "{name}.txt, line {line}:\n  was {was:?}\n  is  {is:?}"
                ));
            }
        }
    }
    None
}

/// The accessibility tree, with the attribute `lang` of each node's element, which it does not have.
struct Tree {
    nodes: HashMap<String, Value>,
    root: String,
    langs: HashMap<u64, String>,
}

impl Tree {
    async fn of(browser: &Browser) -> Self {
        let document = json!({ "depth": -1, "pierce": true });
        let document = browser.devtools("DOM.getDocument", document).await;
        let mut langs = HashMap::new();
        collect(&document["root"], &mut langs);
        let tree = browser
            .devtools("Accessibility.getFullAXTree", json!({}))
            .await;
        let nodes = tree["nodes"].as_array().unwrap();
        let id = |node: &Value| node["nodeId"].as_str().unwrap().to_owned();
        Self {
            root: id(&nodes[0]),
            nodes: nodes.iter().map(|node| (id(node), node.clone())).collect(),
            langs,
        }
    }

    /// One line a node, indented below what it is in.
    fn written(&self) -> String {
        let mut out = String::new();
        self.write(&self.root, 0, ["", ""], &mut out);
        out
    }

    /// `around`: the language of what it is in, and the one that was told last.
    fn write(&self, id: &str, depth: usize, around: [&str; 2], out: &mut String) {
        let node = &self.nodes[id];
        let role = node["role"]["value"].as_str().unwrap_or("none");
        let name = node["name"]["value"].as_str().unwrap_or("");
        // The element's own language counts for its text too.
        let lang = node["backendDOMNodeId"].as_u64();
        let lang = lang
            .and_then(|id| self.langs.get(&id))
            .map_or(around[0], |lang| lang);
        let silent = ["none", "generic", "InlineTextBox", "LineBreak"].contains(&role);
        if node["ignored"] == true || silent {
            self.children(node, depth, [lang, around[1]], out);
            return;
        }
        let mut line = "  ".repeat(depth);
        if role == "StaticText" {
            line += &quoted(name);
        } else {
            line += role;
            if !name.is_empty() {
                line += &format!(" {}", quoted(name));
            }
        }
        for property in node["properties"].as_array().into_iter().flatten() {
            let value = &property["value"]["value"];
            let told = ["level", "expanded", "pressed", "live", "hidden", "disabled"];
            let property = property["name"].as_str().unwrap();
            if told.contains(&property) {
                line += &format!(" {property}={}", value.to_string().trim_matches('"'));
            }
        }
        if let Some(description) = node["description"]["value"].as_str()
            && !description.is_empty()
        {
            line += &format!(" description={}", quoted(description));
        }
        if lang != around[1] {
            line += &format!(" lang={lang}");
        }
        *out += &line;
        out.push('\n');
        // What is its name already is not told twice.
        let mut inner = String::new();
        self.children(node, depth + 1, [lang; 2], &mut inner);
        let mut pieces = inner.lines().map(str::trim_start);
        // Pieces in another language end with its name, and are told.
        let plain = |piece: &str| piece.starts_with('"') && piece.ends_with('"');
        let only_text = pieces.clone().all(plain);
        let same = only_text && {
            let text: String = pieces.by_ref().map(unquoted).collect();
            squeezed(&text) == squeezed(name)
        };
        if role != "StaticText" && !same {
            *out += &inner;
        }
    }

    fn children(&self, node: &Value, depth: usize, around: [&str; 2], out: &mut String) {
        for child in node["childIds"].as_array().into_iter().flatten() {
            let child = child.as_str().unwrap();
            if self.nodes.contains_key(child) {
                self.write(child, depth, around, out);
            }
        }
    }
}

/// As JSON quotes: letters of every script stay what they are.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

fn unquoted(piece: &str) -> String {
    serde_json::from_str(piece).unwrap_or_default()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The attribute `lang` of every element, by the number that both trees know it by.
fn collect(node: &Value, langs: &mut HashMap<u64, String>) {
    let attributes = node["attributes"].as_array().into_iter().flatten();
    let attributes: Vec<&str> = attributes.filter_map(Value::as_str).collect();
    for pair in attributes.chunks(2) {
        if pair[0] == "lang" {
            langs.insert(node["backendNodeId"].as_u64().unwrap(), pair[1].to_owned());
        }
    }
    for kind in ["children", "shadowRoots"] {
        for child in node[kind].as_array().into_iter().flatten() {
            collect(child, langs);
        }
    }
}
