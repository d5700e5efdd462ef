//! The emergency page: the files of a small site that is readable without a network, made from a feed and some options.
//!
//! ```text
//! index.html               the page, with the snapshot between the tags of the element
//! amts-status.webmanifest  its name and its icon, for the home screen of a telephone
//! amts-sw.js               the service worker that keeps it readable without a network, and its switch
//! status.json              the feed itself, unless it lies elsewhere
//! ```

use std::rc::Rc;

use serde_json::json;

use super::snapshot;
use crate::components::ViewOptions;
use crate::feed::Feed;
use crate::feed::bidi::{isolated, isolated_line};
use crate::feed::contact::{web_link, without_scheme};
use crate::feed::text::{Text, clean};
use crate::feed::time::Moment;
use crate::i18n::Lang;
use crate::trust::Key;

/// The mark in every file that each publication replaces: a file with it may be overwritten.
pub const MARK: &str = "amtsstatus render --page";
/// The page.
pub const PAGE: &str = "index.html";
/// The feed beside it.
pub const FEED: &str = "status.json";
/// The manifest.
pub const MANIFEST: &str = "amts-status.webmanifest";
/// The service worker.
pub const WORKER: &str = "amts-sw.js";
/// Where the bundle lies, seen from the page.
pub const BUNDLE: &str = concat!("amts-status/", env!("CARGO_PKG_VERSION"));

/// The contents of the page.
pub struct Site {
    /// The feed.
    pub feed: Rc<Feed>,
    /// The language of the page.
    pub lang: Lang,
    /// The moment of the snapshot.
    pub now: Moment,
    /// Where the element asks for the feed.
    pub src: Src,
    /// The links at the end of the page.
    pub links: Vec<Link>,
    /// The keys that must have signed a feed, as in a `.pub` file. If there are none, every feed is shown.
    pub keys: Vec<String>,
}

/// One or several addresses of a feed, in the order in which they are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Src(Vec<String>);

impl Src {
    /// Returns the address of the feed that lies beside the page.
    pub fn beside() -> Self {
        Self(vec![FEED.to_owned()])
    }

    /// Parses addresses separated by white space: paths on the page's own server, or `https` with a host that a policy
    /// can name. Returns `None` if one is neither, or if there is none.
    pub fn parse(text: &str) -> Option<Self> {
        let addresses: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        let fit = |address: &String| origin(address).is_some() || is_path(address);
        (!addresses.is_empty() && addresses.iter().all(fit)).then_some(Self(addresses))
    }

    /// Returns the servers besides its own that the page must be allowed to ask, sorted.
    fn origins(&self) -> Vec<&str> {
        let mut origins: Vec<&str> = self
            .0
            .iter()
            .filter_map(|address| origin(address))
            .collect();
        origins.sort_unstable();
        origins.dedup();
        origins
    }
}

/// Returns `https://host` of a web address. Returns `None` if the host has a character that could begin another
/// directive of the policy.
fn origin(address: &str) -> Option<&str> {
    let rest = without_scheme(web_link(address)?)?;
    let host = rest.split(['/', '?', '#']).next()?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    host.chars()
        .all(plain)
        .then(|| &address[.."https://".len() + host.len()])
}

/// Tells whether an address is a path (`status.json`, `/status.json`, `../status.json`): no scheme and no other server.
fn is_path(address: &str) -> bool {
    let scheme = address
        .split(['/', '?', '#'])
        .next()
        .is_some_and(|first| first.contains(':'));
    !scheme && !address.starts_with("//") && !address.contains('\\')
}

/// A link at the end of the page, such as the imprint that the law asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    name: String,
    url: String,
}

impl std::fmt::Display for Link {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}={}", self.name, self.url)
    }
}

impl Link {
    /// Parses `name=address`. The address must be one that may become a link.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, url) = text.split_once('=')?;
        let (name, url) = (clean(name), web_link(url.trim())?.to_owned());
        (!name.is_empty()).then_some(Self { name, url })
    }
}

impl Site {
    fn say(&self, text: &Text) -> String {
        let (own, page) = (self.feed.lang(), self.lang.tag());
        let version = text.version(page, own);
        let lang = if version.lang.is_empty() {
            own
        } else {
            version.lang
        };
        isolated(version.text, lang, page)
    }

    fn publisher(&self) -> String {
        self.say(&self.feed.publisher.name)
    }

    fn title(&self) -> String {
        let said = match &self.feed.incident {
            Some(incident) => self.say(&incident.title),
            None => self.lang.language().page.name.to_owned(),
        };
        isolated_line(format!("{}: {said}", self.publisher()), self.lang.tag())
    }

    /// Returns `index.html`. It has neither inline script nor inline style, so that its policy can forbid both.
    pub fn page(&self) -> String {
        let words = &self.lang.language().page;
        let options = ViewOptions {
            lang: self.lang,
            ..ViewOptions::default()
        };
        let snapshot = snapshot(Rc::clone(&self.feed), options, self.now);
        let summary = self.feed.incident.as_ref().and_then(|i| i.summary.as_ref());
        let description = summary.map_or_else(String::new, |summary| {
            let summary = escape(&self.say(summary));
            format!("<meta name=\"description\" content=\"{summary}\">\n")
        });
        format!(
            r#"{beginning}<meta name="color-scheme" content="light dark">
<title>{title}</title>
{description}<link rel="manifest" href="{MANIFEST}">
<link rel="icon" href="{BUNDLE}/amts-icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{BUNDLE}/amts-page.css">
<link rel="stylesheet" href="{BUNDLE}/amts-status.css">
<script type="module" src="{BUNDLE}/amts-status.js"></script>
<script type="module" src="{BUNDLE}/amts-page.js"></script>
</head>
<body>
<header class="page-head">
<h1>{publisher} · {page}</h1>
</header>
<main>
<amts-status src="{src}"{pinned}>
{snapshot}
</amts-status>
</main>
<footer class="page-foot">
{links}<p class="page-kept" hidden>{kept}</p>
</footer>
</body>
</html>
"#,
            beginning = super::beginning(self.lang, &self.policy(), MARK),
            title = escape(&self.title()),
            publisher = escape(&self.publisher()),
            page = words.name,
            src = escape(&self.src.0.join(" ")),
            pinned = self.pinned(),
            links = self.links(),
            kept = words.saved,
        )
    }

    /// Returns the element's attributes `keys` and `feed`, or an empty text without keys. The feed's id is pinned too,
    /// since one key may sign for several towns.
    fn pinned(&self) -> String {
        if self.keys.is_empty() {
            return String::new();
        }
        let keys = escape(&self.keys.join(" "));
        format!(" keys=\"{keys}\" feed=\"{}\"", escape(&self.feed.id.0))
    }

    fn policy(&self) -> String {
        let mut connect = "'self'".to_owned();
        for origin in self.src.origins() {
            connect.push(' ');
            connect.push_str(origin);
        }
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src {connect}; \
             img-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
        )
    }

    fn links(&self) -> String {
        let item = |link: &Link| format!("<li>{}</li>\n", anchor(&link.url, &link.name));
        let items: String = self.links.iter().map(item).collect();
        if items.is_empty() {
            return items;
        }
        format!("<ul>\n{items}</ul>\n")
    }

    /// Returns `amts-status.webmanifest`. Browsers ignore members that they do not know, such as the mark.
    pub fn manifest(&self) -> String {
        let mut manifest = json!({
            "name": self.title(),
            "short_name": self.publisher(),
            "lang": self.lang.tag(),
            "start_url": "./",
            "scope": "./",
            "display": "minimal-ui",
            "icons": [ { "src": format!("{BUNDLE}/amts-icon.svg"), "sizes": "any", "type": "image/svg+xml" } ],
            "generator": MARK,
        });
        // Another crate of the same build may have switched serde_json to the order of insertion. The file must not
        // change then.
        manifest.sort_all_objects();
        format!("{manifest:#}\n")
    }
}

fn anchor(url: &str, shown: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escape(url), escape(shown))
}

/// Returns `amts-sw.js`. Its comments are German whatever the page's language: a German town's webmaster reads them. If
/// it is switched off, it needs no other file, since the bundle may be gone by then.
pub fn worker(off: bool) -> String {
    if off {
        return format!("// {MARK}: {OFF}");
    }
    format!(
        "// {MARK}: Dieses Skript hält die Seite auf den Geräten der Leser bereit, auch ohne Netz.
// Abschalten: siehe docs/notfall-seite.md, oder off auf true setzen und diese Datei hochladen.
self.amtsStatus = {{ off: false }};
importScripts(\"{BUNDLE}/amts-worker.js\");
"
    )
}

const OFF: &str = r#"Abgeschaltet. Löscht, was auf den Geräten der Leser bereitliegt, und meldet sich dort ab.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(forget()));
async function forget() {
  const mine = `amts-status:${new URL(registration.scope).pathname.replaceAll(":", "%3A")}:`;
  for (const name of await caches.keys()) if (name.startsWith(mine)) await caches.delete(name);
  await registration.unregister();
}
"#;

/// Tells whether somebody has switched this `amts-sw.js` off.
pub fn is_off(worker: &str) -> bool {
    let code = worker.lines().filter_map(|line| line.split("//").next());
    let code: String = code.flat_map(str::split_whitespace).collect();
    code.contains("off:true") || !code.contains("importScripts(")
}

/// Returns the keys that an older page has pinned and the links at its end, so that the next page does not lose them
/// unnoticed.
pub fn pinned(page: &str) -> (Vec<Key>, Vec<Link>) {
    let element = page.split_once("<amts-status").map(|(_, rest)| rest);
    let element = element.and_then(|rest| rest.split_once('>'));
    // Somebody may have added line breaks since.
    let keys = element.and_then(|(element, _)| {
        let element = element.replace(char::is_whitespace, " ");
        // Pages that an earlier program has written have the old name.
        attribute(&element, " keys=\"").or_else(|| attribute(&element, " key=\""))
    });
    let (keys, _) = Key::parse_all(&keys.unwrap_or_default());
    let foot = page.split_once("<footer class=\"page-foot\">");
    let items = foot.map_or("", |(_, foot)| foot).split("<li>").skip(1);
    let link = |item: &str| {
        let shown = item.split_once('>')?.1.split_once("</a>")?.0;
        Some(Link {
            name: unescape(shown),
            url: attribute(item, " href=\"")?,
        })
    };
    (keys, items.filter_map(link).collect())
}

/// Returns the value behind `start`, which is an attribute's name up to the quotation mark, in an element that was
/// written here.
fn attribute(element: &str, start: &str) -> Option<String> {
    let (_, value) = element.split_once(start)?;
    value.split_once('"').map(|(value, _)| unescape(value))
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// Escapes a text for an element or for an attribute in double quotation marks.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            char => out.push(char),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_links_are_read_back_as_they_were_written() {
        let key = |byte: &str| format!("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{}", byte.repeat(43));
        let links = [
            "A & \"B\" <C>=https://a.example/?b=1&c=%3E",
            "D=https://d.example/",
        ];
        let links: Vec<Link> = links
            .iter()
            .map(|link| Link::parse(link).unwrap())
            .collect();
        let site = Site {
            feed: feed(
                "Stadt <amts-status key='x'>",
                "https://www.stadt.example/",
                "",
            ),
            lang: Lang::De,
            now: Moment(0),
            src: Src::beside(),
            links: links.clone(),
            keys: vec![key("A"), key("B")],
        };
        let keys = Key::parse_all(&format!("{} {}", key("A"), key("B"))).0;
        assert_eq!(keys.len(), 2);
        let page = site.page();
        assert_eq!(pinned(&page), (keys.clone(), links));
        let broken = page
            .replacen(" keys=", "\n  keys=", 1)
            .replacen(" ssh", "\n\tssh", 1);
        assert_eq!(pinned(&broken).0, keys);
        let old = page.replacen(" keys=", " key=", 1);
        assert_eq!(pinned(&old).0, keys);
        assert_eq!(pinned(""), (vec![], vec![]));
        let bare = Site {
            keys: vec![],
            links: vec![],
            ..site
        };
        assert_eq!(pinned(&bare.page()), (vec![], vec![]));
    }

    fn feed(publisher: &str, url: &str, incident: &str) -> Rc<Feed> {
        let feed = format!(
            r#"{{ "version": 1, "id": "a", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": {{ "name": {publisher:?}, "url": {url:?} }}, {incident}
            "entries": [ {{ "id": "a", "kind": "service", "name": "Ausleihe", "state": "available" }} ] }}"#
        );
        Rc::new(Feed::read(feed.as_bytes()).unwrap().0)
    }

    fn with<T>(feed: Rc<Feed>, src: &str, links: &[&str], made: fn(&Site) -> T) -> T {
        let links: Vec<Link> = links.iter().map(|l| Link::parse(l).unwrap()).collect();
        made(&Site {
            feed,
            lang: Lang::De,
            now: Moment(1_708_592_400),
            src: Src::parse(src).unwrap(),
            links,
            keys: Vec::new(),
        })
    }

    const STOERUNG: &str = r#""incident": { "title": "Störung", "summary": "Vieles ruht." },"#;

    #[test]
    fn a_german_title_keeps_its_order_on_an_arabic_page() {
        let site = |lang| Site {
            feed: feed("Stadt", "https://www.stadt.example/", STOERUNG),
            lang,
            now: Moment(1_708_592_400),
            src: Src::beside(),
            links: Vec::new(),
            keys: Vec::new(),
        };
        let title = "<title>\u{2068}\u{2066}Stadt\u{2069}: \u{2066}Störung\u{2069}\u{2069}</title>";
        let page = site(Lang::Ar).page();
        assert!(page.contains(title), "{page}");
        assert!(
            site(Lang::De)
                .page()
                .contains("<title>Stadt: Störung</title>")
        );
    }

    #[test]
    fn the_page_is_whole() {
        let feed = feed("Stadt", "https://www.stadt.example/", STOERUNG);
        let links = ["Impressum=https://www.stadt.example/impressum?a=b&c=d"];
        let page = with(feed, FEED, &links, Site::page);
        let version = env!("CARGO_PKG_VERSION");
        let (head, rest) = page
            .split_once("<!--email_off--><div lang=\"de\" dir=\"ltr\" class=\"amts\">")
            .unwrap();
        let (snapshot, foot) = rest.split_once("\n</amts-status>\n").unwrap();
        assert_eq!(
            head,
            format!(
                r#"<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="generator" content="amtsstatus render --page">
<meta name="color-scheme" content="light dark">
<title>Stadt: Störung</title>
<meta name="description" content="Vieles ruht.">
<link rel="manifest" href="amts-status.webmanifest">
<link rel="icon" href="amts-status/{version}/amts-icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="amts-status/{version}/amts-page.css">
<link rel="stylesheet" href="amts-status/{version}/amts-status.css">
<script type="module" src="amts-status/{version}/amts-status.js"></script>
<script type="module" src="amts-status/{version}/amts-page.js"></script>
</head>
<body>
<header class="page-head">
<h1>Stadt · Notfallseite</h1>
</header>
<main>
<amts-status src="status.json">
"#
            )
        );
        assert!(snapshot.contains("Ausleihe"), "{snapshot}");
        assert!(snapshot.ends_with("</div><!--/email_off-->"), "{snapshot}");
        assert_eq!(
            foot,
            r#"</main>
<footer class="page-foot">
<ul>
<li><a href="https://www.stadt.example/impressum?a=b&amp;c=d">Impressum</a></li>
</ul>
<p class="page-kept" hidden>Diese Seite ist jetzt auf diesem Gerät gespeichert und bleibt auch ohne Netz lesbar.</p>
</footer>
</body>
</html>
"#
        );
    }

    #[test]
    fn without_an_incident_the_title_says_what_the_page_is() {
        let feed = feed("Stadt", "https://www.stadt.example/", "");
        let page = with(feed, FEED, &[], Site::page);
        assert!(
            page.contains("<title>Stadt: Notfallseite</title>"),
            "{page}"
        );
        assert!(!page.contains("description"));
    }

    #[test]
    fn nothing_of_a_feed_becomes_markup() {
        let evil = "</title><script>alert('1')</script>\"&";
        let incident = format!(r#""incident": {{ "title": {evil:?}, "summary": {evil:?} }},"#);
        let feed = feed(evil, "https://a.example/\"><script>", &incident);
        let page = with(feed, FEED, &[], Site::page);
        // There are two scripts, both of the bundle, and the title and the attribute end where they should.
        assert_eq!(page.matches("<script").count(), 2, "{page}");
        assert_eq!(page.matches("</title>").count(), 1);
        assert!(page.contains(
            "content=\"&lt;/title&gt;&lt;script&gt;alert('1')&lt;/script&gt;&quot;&amp;\""
        ));
    }

    #[test]
    fn text_is_escaped_and_read_back_as_it_was() {
        assert_eq!(
            escape("a < b > c & \"d\" 'e' ü"),
            "a &lt; b &gt; c &amp; &quot;d&quot; 'e' ü"
        );
    }

    #[test]
    fn an_address_that_is_no_web_address_is_no_link() {
        let feed = feed("Stadt", "javascript:alert(1)", "");
        let page = with(feed, FEED, &[], Site::page);
        assert!(page.contains("javascript:alert(1)"), "{page}");
        assert!(!page.contains("href=\"javascript"));
        // And without links there is no list of them.
        assert!(!page.contains("<footer class=\"page-foot\">\n<ul>"));
    }

    #[test]
    fn the_policy_names_the_servers_of_the_feed_once_each() {
        let feed = feed("Stadt", "https://www.stadt.example/", "");
        let src = "https://b.example:8443/status.json ../status.json https://a.example/x?y https://a.example/z";
        let page = with(feed, src, &[], Site::page);
        assert!(
            page.contains("connect-src 'self' https://a.example https://b.example:8443; "),
            "{page}"
        );
        assert!(page.contains(&format!("<amts-status src=\"{src}\">")));
    }

    #[test]
    fn pinned_keys_stand_on_the_element_in_their_order_with_the_feeds_id() {
        let feed = feed("Stadt", "https://www.stadt.example/", "");
        let page = with(feed, FEED, &[], |site| {
            let keys = ["ssh-ed25519 AAAA", "ssh-ed25519 BB\"BB"].map(str::to_owned);
            let site = Site {
                feed: Rc::clone(&site.feed),
                src: site.src.clone(),
                links: Vec::new(),
                keys: keys.into(),
                ..*site
            };
            site.page()
        });
        let element = "<amts-status src=\"status.json\" keys=\"ssh-ed25519 AAAA ssh-ed25519 BB&quot;BB\" feed=\"a\">\n";
        assert!(page.contains(element), "{page}");
    }

    #[test]
    fn only_paths_and_https_are_sources() {
        for right in [
            "status.json",
            "/a/status.json?x=https://b.example",
            "../s.json",
            "https://a.example/s.json",
        ] {
            assert!(Src::parse(right).is_some(), "{right}");
        }
        for wrong in [
            "",
            "  ",
            "http://a.example/s.json",
            "//a.example/s.json",
            "javascript:alert(1)",
            "https://a.example;script-src",
            "https://a.example,b.example/",
            "https://'none'.example/",
            "https://stadt-münchen.example/",
            "\\\\a.example\\s.json",
            "status.json http://a.example/",
        ] {
            assert_eq!(Src::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_link_has_a_name_and_leads_to_the_web() {
        let link =
            Link::parse(" Erklärung zur Barrierefreiheit = https://a.example/b?c=d").unwrap();
        assert_eq!(
            (link.name.as_str(), link.url.as_str()),
            ("Erklärung zur Barrierefreiheit", "https://a.example/b?c=d")
        );
        for wrong in [
            "https://a.example/",
            "Impressum",
            "=https://a.example/",
            "Impressum=impressum.html",
            "A=javascript:alert(1)",
        ] {
            assert_eq!(Link::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_manifest_names_the_town() {
        let feed = feed("Stadt", "https://www.stadt.example/", STOERUNG);
        let manifest: serde_json::Value =
            serde_json::from_str(&with(feed, FEED, &[], Site::manifest)).unwrap();
        let icon = format!("{BUNDLE}/amts-icon.svg");
        assert_eq!(
            manifest,
            json!({
                "name": "Stadt: Störung", "short_name": "Stadt", "lang": "de", "start_url": "./", "scope": "./",
                "display": "minimal-ui", "generator": MARK,
                "icons": [ { "src": icon, "sizes": "any", "type": "image/svg+xml" } ]
            })
        );
    }

    #[test]
    fn the_worker_knows_whether_it_is_off() {
        for off in [false, true] {
            let worker = worker(off);
            assert!(worker.contains(MARK));
            assert_eq!(is_off(&worker), off);
        }
        let import = "importScripts('amts-status/1/amts-worker.js');";
        for (line, off) in [
            (
                "// off: true löscht\nself.amtsStatus = { off: false };",
                false,
            ),
            (
                "self.amtsStatus = { off: false }; // off: true löscht",
                false,
            ),
            ("self.amtsStatus = { off: true };", true),
            ("self.amtsStatus={off:true}", true),
            ("self.amtsStatus = { off : true };", true),
        ] {
            assert_eq!(is_off(&format!("{line}\n{import}")), off, "{line}");
        }
    }

    #[test]
    fn the_page_speaks_english_too() {
        let site = Site {
            feed: feed("Stadt", "https://www.stadt.example/", ""),
            lang: Lang::En,
            now: Moment(1_708_592_400),
            src: Src::beside(),
            links: Vec::new(),
            keys: Vec::new(),
        };
        let page = site.page();
        assert!(
            page.contains("<html lang=\"en\">") && page.contains("<h1>Stadt · Emergency page</h1>"),
            "{page}"
        );
        assert!(page.contains("stays readable without a network"));
    }
}
