//! The emergency page: a small site that is readable without a network, made from a feed and some options.
//!
//! Here is the page itself, with the snapshot between the tags of the element, its manifest and its worker; [`files`] says
//! what else belongs to a published site.

mod atom;
mod calendar;
pub mod files;
#[cfg(test)]
mod fixture;
mod frame;
mod linked;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use serde_json::json;

use super::markup::{escape, unescape};
use crate::components::View;
use crate::feed::Feed;
use crate::feed::bidi::{isolated, isolated_line};
use crate::feed::contact::{web_link, without_scheme};
use crate::feed::text::{Text, clean};
use crate::feed::time::Moment;
use crate::i18n::Lang;
use crate::trust::Key;

pub use frame::{Address, FRAME, OEMBED, address as address_of};

/// The mark in every file that each publication replaces: a file with it may be overwritten.
pub const MARK: &str = "amtsstatus site";
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
    /// The public address of the folder, if it is known: oEmbed needs it.
    pub address: Option<Address>,
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

    /// Returns the same page in another language.
    pub fn in_language(&self, lang: Lang) -> Self {
        Self {
            feed: Rc::clone(&self.feed),
            lang,
            now: self.now,
            src: self.src.clone(),
            links: self.links.clone(),
            keys: self.keys.clone(),
            address: self.address.clone(),
        }
    }

    /// Returns the page as the only one.
    pub fn page(&self) -> String {
        self.page_among(self.lang, &[self.lang])
    }

    /// Returns the page, with links to those in the other languages of a site. It has neither inline script nor inline style, so that its policy can forbid both: data is
    /// no script.
    pub fn page_among(&self, first: Lang, languages: &[Lang]) -> String {
        let words = &self.lang.language().page;
        let summary = self.feed.incident.as_ref().and_then(|i| i.summary.as_ref());
        let description = summary.map_or_else(String::new, |summary| {
            let summary = escape(&self.say(summary));
            format!("<meta name=\"description\" content=\"{summary}\">\n")
        });
        let named = |name: &str| files::name_in(name, self.lang, first);
        format!(
            r#"{beginning}<meta name="color-scheme" content="light dark">
<title>{title}</title>
{description}{alternates}{discovery}<link rel="alternate" type="application/atom+xml" href="{atom}">
<link rel="manifest" href="{MANIFEST}">
<link rel="icon" href="{BUNDLE}/amts-icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{BUNDLE}/amts-page.css">
<link rel="stylesheet" href="{BUNDLE}/amts-status.css">
<script type="module" src="{BUNDLE}/amts-status.js"></script>
<script type="module" src="{BUNDLE}/amts-page.js"></script>
{data}</head>
<body>
<header class="page-head">
<h1>{publisher} · {page}</h1>
{others}</header>
<main>
{element}
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
            element = self.element(first),
            snapshot = self.snapshot(View::Full),
            alternates = self.alternates(first, languages),
            discovery = self.discovery(first),
            atom = named(files::ATOM),
            data = self.linked_data(),
            others = self.others(first, languages),
            links = self.links(),
            kept = words.saved,
        )
    }

    /// Links the pages in the other languages, for programs.
    fn alternates(&self, first: Lang, languages: &[Lang]) -> String {
        let others = languages.iter().filter(|lang| **lang != self.lang);
        let link = |lang: &Lang| {
            let (tag, page) = (lang.tag(), files::name_in(PAGE, *lang, first));
            format!("<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{page}\">\n")
        };
        others.map(link).collect()
    }

    /// Links the pages in the other languages, each by its own name.
    fn others(&self, first: Lang, languages: &[Lang]) -> String {
        let others = languages.iter().filter(|lang| **lang != self.lang);
        let link = |lang: &Lang| {
            let page = files::name_in(PAGE, *lang, first);
            let (said, name) = (super::language(*lang), lang.name());
            format!(
                "<a href=\"{page}\" hreflang=\"{}\" {said}>{name}</a>",
                lang.tag()
            )
        };
        let links: Vec<String> = others.map(link).collect();
        match links.is_empty() {
            true => String::new(),
            false => format!("<p class=\"page-languages\">{}</p>\n", links.join("\n")),
        }
    }

    /// Returns the element's start tag.
    fn element(&self, first: Lang) -> String {
        let src = escape(&self.src.0.join(" "));
        let (pinned, spoken) = (self.pinned(), self.spoken(first));
        format!("<amts-status src=\"{src}\"{pinned}{spoken}>")
    }

    /// Returns the element's attribute `lang` on a page in another language than the site's first: the widget speaks it
    /// then, whatever the reader chose elsewhere.
    fn spoken(&self, first: Lang) -> String {
        match self.lang == first {
            true => String::new(),
            false => format!(" lang=\"{}\"", self.lang.tag()),
        }
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
    worker_of(off, &[PAGE.to_owned()])
}

/// Returns the same for a site with these pages.
pub fn worker_of(off: bool, pages: &[String]) -> String {
    if off {
        return format!("// {MARK}: {OFF}");
    }
    let others = pages.iter().filter(|page| *page != PAGE);
    let others: String = others.map(|page| format!(", \"{page}\"")).collect();
    let pages = match others.as_str() {
        "" => String::new(),
        others => format!(", pages: [\"./\"{others}]"),
    };
    format!(
        "// {MARK}: Dieses Skript hält die Seite auf den Geräten der Leser bereit, auch ohne Netz.
// Abschalten: siehe docs/veroeffentlichen.md, oder off auf true setzen und diese Datei hochladen.
self.amtsStatus = {{ off: false{pages} }};
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

/// Reads from a page that was made here its language, and where its element asks for the feed if that does not lie beside the
/// page.
pub fn shown_by(page: &str) -> (Option<Lang>, Option<Src>) {
    let lang = attribute(page, "<html lang=\"").and_then(|tag| Lang::named(&tag));
    let src = attribute(page, "<amts-status src=\"").and_then(|src| Src::parse(&src));
    let src = src.filter(|src| *src != Src::beside());
    (lang, src)
}

/// Returns the value behind `start`, which is an attribute's name up to the quotation mark, in an element that was
/// written here.
fn attribute(element: &str, start: &str) -> Option<String> {
    let (_, value) = element.split_once(start)?;
    value.split_once('"').map(|(value, _)| unescape(value))
}
