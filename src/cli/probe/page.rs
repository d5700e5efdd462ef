//! What a page names: the element with its addresses and keys, its script, its stylesheets, and its own policy. Nothing but
//! tags is read, as a browser would find them in a file that it does not change.

use url::Url;

use crate::render::markup::unescape;

/// The tags whose content is text and no markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// What a page names, with whole addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Links {
    /// The elements.
    pub elements: Vec<Element>,
    /// The scripts of the widget, each with its nonce.
    pub scripts: Vec<(Url, String)>,
    /// The stylesheets of the widget and of the emergency page.
    pub styles: Vec<Url>,
    /// The page for frames beside it, of which oEmbed is told.
    pub frame: Option<Url>,
    /// The policies in the page itself.
    pub policies: Vec<String>,
}

/// An element of the widget.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Where it asks for the feed.
    pub src: Vec<Url>,
    /// The keys that it pins, as they are written.
    pub keys: String,
    /// The feed's id that it pins; an empty text if none.
    pub feed: String,
}

/// Reads a page that lies at this address.
pub(super) fn links(page: &str, base: &Url) -> Links {
    let mut links = Links::default();
    let mut base = base.clone();
    for tag in tags(page) {
        let (get, here) = (|name| tag.get(name), base.clone());
        let at = |address: &str| here.join(address.trim()).ok();
        match tag.name.as_str() {
            "base" => base = at(&get("href")).unwrap_or(base),
            "amts-status" => links.elements.push(Element {
                src: get("src").split_whitespace().filter_map(at).collect(),
                // The old name.
                keys: [get("keys"), get("key")].join(" ").trim().to_owned(),
                feed: get("feed"),
            }),
            "script" if get("src").contains("amts-status.js") => {
                links
                    .scripts
                    .extend(at(&get("src")).map(|url| (url, get("nonce"))));
            }
            "link" if get("rel") == "stylesheet" && get("href").contains("/amts-") => {
                links.styles.extend(at(&get("href")));
            }
            "link" if get("type") == "application/json+oembed" => {
                let frame = get("href").replace("/oembed.", "/frame.");
                let frame = frame.strip_suffix("json").map(|name| format!("{name}html"));
                links.frame = frame.and_then(|frame| at(&frame));
            }
            "meta" if get("http-equiv").eq_ignore_ascii_case("content-security-policy") => {
                links.policies.push(get("content"));
            }
            _ => {}
        }
    }
    links
}

/// Returns the core that the script at this address names: it lies beside it.
pub(super) fn core(script: &str, at: &Url) -> Option<Url> {
    let (_, rest) = script.split_once("amts-core-")?;
    let (hash, _) = rest.split_once(".wasm")?;
    let is_hash = hash.len() < 80 && hash.chars().all(|char| char.is_ascii_alphanumeric());
    is_hash
        .then(|| at.join(&format!("amts-core-{hash}.wasm")).ok())
        .flatten()
}

struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn get(&self, name: &str) -> String {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }
}

/// Lists the opening tags of a page, without those in comments, scripts and other texts.
fn tags(page: &str) -> Vec<Tag> {
    let (mut tags, mut rest) = (Vec::new(), page);
    while let Some((_, found)) = rest.split_once('<') {
        rest = found;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        if !rest.starts_with(|char: char| char.is_ascii_alphabetic()) {
            continue;
        }
        let (tag, behind) = tag(rest);
        rest = behind;
        if RAW.contains(&tag.name.as_str()) {
            rest = text_end(rest, &tag.name);
        }
        tags.push(tag);
    }
    tags
}

/// Returns what begins with the closing tag of such a text.
fn text_end<'p>(rest: &'p str, name: &str) -> &'p str {
    let close = format!("</{name}");
    // Of the same length in bytes, since only ASCII changes.
    let start = rest.to_ascii_lowercase().find(&close);
    start.map_or("", |start| &rest[start..])
}

/// Reads a tag whose `<` is gone. Returns it and what follows.
fn tag(text: &str) -> (Tag, &str) {
    let is_end = |char: char| char.is_ascii_whitespace() || matches!(char, '/' | '>');
    let end = text.find(is_end).unwrap_or(text.len());
    let mut tag = Tag {
        name: text[..end].to_ascii_lowercase(),
        attributes: Vec::new(),
    };
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start_matches(|char: char| char.is_ascii_whitespace() || char == '/');
        if rest.is_empty() {
            return (tag, rest);
        }
        if let Some(rest) = rest.strip_prefix('>') {
            return (tag, rest);
        }
        // The first character belongs to the name, even if it is "=".
        let mut chars = rest.char_indices().skip(1);
        let end = chars.find(|(_, char)| is_end(*char) || *char == '=');
        let (name, behind) = rest.split_at(end.map_or(rest.len(), |(end, _)| end));
        let (value, behind) = match behind.trim_start().strip_prefix('=') {
            None => ("", behind),
            Some(value) => self::value(value.trim_start()),
        };
        tag.attributes
            .push((name.to_ascii_lowercase(), unescape(value)));
        rest = behind;
    }
}

fn value(text: &str) -> (&str, &str) {
    let Some(quote) = text
        .chars()
        .next()
        .filter(|char| matches!(char, '"' | '\''))
    else {
        let end = text.find(|char: char| char.is_ascii_whitespace() || char == '>');
        return text.split_at(end.unwrap_or(text.len()));
    };
    text[1..].split_once(quote).unwrap_or((&text[1..], ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(page: &str) -> Links {
        links(
            page,
            &Url::parse("https://www.dorf.example/rathaus/").unwrap(),
        )
    }

    #[test]
    fn a_page_is_read_as_browsers_read_it() {
        let links = of(
            r#"<!doctype html><!-- <amts-status src="no.json"> --><title><amts-status src=no></title>
<meta http-equiv='Content-Security-Policy' content="script-src &#39;self&#39;">
<script>"<amts-status src='no.json'>"</script>
<LINK rel="stylesheet" href="amts-status/0.1.0/amts-page.css"><link rel=stylesheet href=/own.css>
<Script type=module SRC="/amts-status/0.1.0/amts-status.js?a=1&amp;b=2" nonce="abc"></script>
<amts-status
  src="status.json
       https://spiegel.example/s.json" keys="ssh-ed25519 AAAA" feed = dorf hidden></amts-status>
<amts-status/>"#,
        );
        let urls: Vec<String> = links.elements[0].src.iter().map(Url::to_string).collect();
        assert_eq!(
            urls,
            [
                "https://www.dorf.example/rathaus/status.json",
                "https://spiegel.example/s.json"
            ]
        );
        assert_eq!(links.elements[0].keys, "ssh-ed25519 AAAA");
        assert_eq!(links.elements[0].feed, "dorf");
        assert_eq!(links.elements[1], Element::default());
        assert_eq!(links.elements.len(), 2);
        assert_eq!(links.policies, ["script-src 'self'"]);
        assert_eq!(links.scripts.len(), 1);
        assert_eq!(links.scripts[0].0.query(), Some("a=1&b=2"));
        assert_eq!(links.scripts[0].1, "abc");
        assert_eq!(links.styles.len(), 1);
    }

    #[test]
    fn a_page_that_moves_its_addresses_moves_them() {
        let links = of("<base href=https://cdn.example/x/><amts-status src=status.json>");
        let src = links.elements[0].src[0].as_str();
        assert_eq!(src, "https://cdn.example/x/status.json");
    }

    #[test]
    fn whatever_is_cut_off_is_read_to_its_end() {
        let page = r#"<script src="ümlaut"></script><amts-status src='a.json' keys="x" ü=ü><!-- "#;
        for (end, _) in page.char_indices() {
            of(&page[..end]);
        }
        assert_eq!(of(page).elements.len(), 1);
    }

    #[test]
    fn the_core_lies_beside_the_script_and_has_no_other_name() {
        let at = Url::parse("https://a.example/amts-status/0.1.0/amts-status.js").unwrap();
        let core = |script: &str| core(script, &at).map(|url| url.to_string());
        assert_eq!(
            core(r#"import("./amts-core-0a1b.wasm")"#).unwrap(),
            "https://a.example/amts-status/0.1.0/amts-core-0a1b.wasm"
        );
        assert_eq!(core(r#""amts-core-/../../geheim.wasm""#), None);
        assert_eq!(core("nothing"), None);
    }
}
