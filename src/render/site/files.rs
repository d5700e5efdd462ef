//! All files of a published site: a pure function from a feed and a few answers to paths and bytes.
//!
//! ```text
//! amts-status/<version>/     the bundle as it was given, with its packed files
//! index.html                 the page; index.<lang>.html for each further language of the feed
//! frame.html                 the widget alone, for frames; oembed.json what programs are told of it: likewise
//! status.<lang>.html         the snapshot alone, to be included by a server
//! aushang.html               the poster, atom.xml the changes, kalender.ics the dates: likewise with .<lang> for others
//! .htaccess, server/         what Apache, nginx and Caddy need
//! LIESMICH.txt, robots.txt, amts-status.webmanifest, amts-sw.js, amts-icon.svg
//! status.plain.json          a signed feed without its signature, for programs
//! status.json                the feed itself, byte for byte, unless it lies elsewhere
//! ```

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{BUNDLE, FEED, FRAME, MANIFEST, MARK, OEMBED, PAGE, Site, WORKER, worker_of};
use crate::components::ViewOptions;
use crate::feed::Feed;
use crate::i18n::Lang;
use crate::trust;

/// The list of the program's own files.
pub const LIST: &str = "amts-dateien.json";
/// The Atom feed in the site's first language.
pub const ATOM: &str = "atom.xml";
/// The script, which names the other files of the bundle.
pub const SCRIPT: &str = "amts-status.js";
/// The icon.
const ICON: &str = "amts-icon.svg";

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFile {
    /// Its path below the folder, with `/` on every system.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What a site is made of, besides what its page is made of.
pub struct Publication<'p> {
    /// The page in the site's first language.
    pub site: Site,
    /// The feed as it was given, signed or not. `None` if it lies elsewhere.
    pub feed: Option<&'p [u8]>,
    /// The bundle's files by name, with those that are packed.
    pub bundle: BTreeMap<String, Vec<u8>>,
    /// The publication before this one, if it is known.
    pub previous: Option<Feed>,
    /// The Atom feeds that are published now, by name.
    pub news: BTreeMap<String, String>,
    /// Whether the service worker stays switched off.
    pub is_off: bool,
}

/// Returns the languages of a site: the first one, then each in which the feed promises all texts, or has them.
pub fn languages(feed: &Feed, first: Lang) -> Vec<Lang> {
    let promised = |lang: Lang| {
        feed.languages
            .iter()
            .any(|tag| Lang::spoken(&tag.0) == Some(lang))
    };
    let others = Lang::ALL.into_iter().filter(|lang| {
        let own = Lang::of(feed.lang()) == *lang;
        *lang != first && (own || promised(*lang) || feed.is_fully_in(lang.tag()))
    });
    [first].into_iter().chain(others).collect()
}

/// Returns the name of a file in a language of the site: `atom.xml` in its first, `atom.en.xml` in another.
pub fn name_in(name: &str, lang: Lang, first: Lang) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) if lang != first => format!("{stem}.{}.{ending}", lang.tag()),
        _ => name.to_owned(),
    }
}

/// Returns all files in the order in which they are to be written: the bundle first, then what names it, the feed last. At
/// any moment between, each page finds all that it names.
pub fn files(publication: &Publication<'_>) -> Vec<SiteFile> {
    let site = &publication.site;
    let languages = languages(&site.feed, site.lang);
    let mut files = Vec::new();
    let mut add = |path: String, bytes: Vec<u8>| files.push(SiteFile { path, bytes });
    // The script last, packed or not: it names the others.
    let (script, others): (Vec<_>, Vec<_>) = publication
        .bundle
        .iter()
        .partition(|(name, _)| name.starts_with(SCRIPT));
    for (name, bytes) in others.into_iter().chain(script) {
        add(format!("{BUNDLE}/{name}"), bytes.clone());
    }
    if let Some(icon) = publication.bundle.get(ICON) {
        add(ICON.to_owned(), icon.clone());
    }
    for (name, text) in [
        (".htaccess", include_str!("server/htaccess")),
        ("server/nginx.conf", include_str!("server/nginx.conf")),
        ("server/Caddyfile", include_str!("server/Caddyfile")),
        ("robots.txt", ROBOTS),
        ("LIESMICH.txt", README),
    ] {
        add(name.to_owned(), text.into());
    }
    for lang in &languages {
        let page = site.in_language(*lang);
        let named = |name| name_in(name, *lang, site.lang);
        let options = ViewOptions {
            lang: *lang,
            ..ViewOptions::default()
        };
        let feed = Rc::clone(&site.feed);
        let snapshot = super::super::snapshot(feed, options, site.now) + "\n";
        add(format!("status.{}.html", lang.tag()), snapshot.into());
        let poster = super::super::poster::poster(&site.feed, *lang, site.now, None);
        add(named("aushang.html"), poster.into());
        add(named("kalender.ics"), page.calendar().into());
        let atom = named(ATOM);
        let older = publication.news.get(&atom).map_or("", String::as_str);
        let atom_feed = page.atom(&atom, publication.previous.as_ref(), older);
        add(atom, atom_feed.into());
        add(named(FRAME), page.frame(site.lang).into());
        if let Some(oembed) = page.oembed(site.lang) {
            add(named(OEMBED), oembed.into());
        }
    }
    add(MANIFEST.to_owned(), site.manifest().into());
    let pages: Vec<String> = languages
        .iter()
        .map(|lang| name_in(PAGE, *lang, site.lang))
        .collect();
    add(
        WORKER.to_owned(),
        worker_of(publication.is_off, &pages).into(),
    );
    // The first language last: whoever has the page finds the others.
    for lang in languages.iter().rev() {
        let page = site.in_language(*lang).page_among(site.lang, &languages);
        add(name_in(PAGE, *lang, site.lang), page.into());
    }
    if let Some(bytes) = publication.feed {
        if trust::claim(bytes).is_some() {
            add(
                "status.plain.json".to_owned(),
                trust::content(bytes).to_vec(),
            );
        }
        add(FEED.to_owned(), bytes.to_vec());
    }
    files
}

/// Returns the list of the program's own files, from their paths and hashes.
pub fn list(own: &BTreeMap<String, String>) -> String {
    let mut list = json!({ "generator": MARK, "sha256": own });
    list.sort_all_objects();
    format!("{list:#}\n")
}

/// Returns the hash of a file in hexadecimal (SHA-256).
pub fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

const ROBOTS: &str = "# amtsstatus site\nUser-agent: *\nAllow: /\n";

const README: &str = include_str!("LIESMICH.txt");

/// Tells whether a file was made by an earlier program, which kept no list.
pub fn is_of_earlier_program(text: &str) -> bool {
    text.contains("amtsstatus render --page")
}
