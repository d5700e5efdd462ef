//! A site whose writing stops before any of its files has its name: what is there then is whole, and the next try mends it.

use std::collections::BTreeMap;
use std::fs;
use std::rc::Rc;

use super::super::tests::{Folder as Disk, feed};
use super::folder::Folder;
use crate::feed::Feed;
use crate::feed::time::Moment;
use crate::i18n::Lang;
use crate::render::site::files::{LIST, Publication, SiteFile, files};
use crate::render::site::{BUNDLE, Site, Src};

/// The files of one publication, with the bundle of that build.
fn site(text: &str, build: &str) -> Vec<SiteFile> {
    let core = format!("amts-core-{build}.wasm");
    let words = format!("amts-words-de-{build}.json");
    let packed_core = format!("{core}.br");
    let script = format!("import(\"./{core}\"); fetch(\"./{words}\");").repeat(50);
    let bundle = [
        ("amts-status.js", script),
        (core.as_str(), build.repeat(300)),
        (words.as_str(), build.repeat(300)),
        (packed_core.as_str(), build.repeat(30)),
        ("amts-status.js.gz", build.repeat(40)),
    ];
    let bundle = bundle.map(|(name, text)| (name.to_owned(), text.into_bytes()));
    files(&Publication {
        site: Site {
            feed: Rc::new(Feed::read(text.as_bytes()).unwrap().0),
            lang: Lang::De,
            now: Moment(1_708_592_400),
            src: Src::beside(),
            links: Vec::new(),
            keys: Vec::new(),
            address: None,
        },
        feed: Some(text.as_bytes()),
        bundle: BTreeMap::from(bundle),
        previous: None,
        news: BTreeMap::new(),
        is_off: false,
    })
}

/// Both languages, so that there are pages of each.
fn text(seq: u32, name: &str) -> String {
    let names = format!(r#""name": {{ "de": "{name}", "en": "{name}" }}"#);
    let feed = feed("a", seq, name).replace(&format!(r#""name": "{name}""#), &names);
    feed.replace("\"entries\"", "\"languages\": [\"en\"], \"entries\"")
}

#[test]
fn whenever_it_stops_the_site_is_whole_and_the_next_try_finishes_it() {
    let (old, new) = (
        site(&text(1, "Ausleihe"), "eins"),
        site(&text(2, "Bücherei"), "zwei"),
    );
    let mut stops = Vec::new();
    for stop in 0.. {
        let disk = Disk::new("kill");
        disk.put("eigenes.txt", "mine");
        Folder::open(&disk.0)
            .unwrap()
            .publish(&old, &mut |_| true)
            .unwrap();
        let mut left = stop;
        let mut stopped_at = None;
        let mut goes_on = |path: &str| {
            left -= 1;
            if left < 0 {
                stopped_at = Some(path.to_owned());
            }
            left >= 0
        };
        Folder::open(&disk.0)
            .unwrap()
            .publish(&new, &mut goes_on)
            .unwrap();
        let Some(path) = stopped_at else {
            break;
        };
        whole(&disk, &old, &new, &path);
        // The feed comes last: as long as anything is missing, it is the old one.
        assert_eq!(disk.get("status.json"), text(1, "Ausleihe"), "{path}");
        Folder::open(&disk.0)
            .unwrap()
            .publish(&new, &mut |_| true)
            .unwrap();
        for file in &new {
            assert_eq!(
                fs::read(disk.0.join(&file.path)).unwrap(),
                file.bytes,
                "{path}: {}",
                file.path
            );
        }
        assert_eq!(disk.get("eigenes.txt"), "mine");
        stops.push(path);
    }
    // The list, the bundle with what is packed and its script last, pages in two languages and the feed.
    for path in [
        "amts-core-zwei.wasm.br",
        "amts-status.js",
        "amts-status.js.gz",
    ] {
        assert!(stops.contains(&format!("{BUNDLE}/{path}")), "{stops:#?}");
    }
    for path in [
        LIST,
        "status.en.html",
        "index.en.html",
        "index.html",
        "aushang.html",
        "status.json",
    ] {
        assert!(stops.iter().any(|stop| stop == path), "{path}: {stops:#?}");
    }
}

#[test]
fn whenever_the_first_publication_stops_the_next_one_knows_its_files() {
    let (first, next) = (
        site(&text(1, "Ausleihe"), "eins"),
        site(&text(2, "Bücherei"), "zwei"),
    );
    for stop in 0..=first.len() {
        let disk = Disk::new("first");
        let mut left = stop;
        let mut goes_on = |_: &str| {
            left = left.saturating_sub(1);
            left > 0
        };
        Folder::open(&disk.0)
            .unwrap()
            .publish(&first, &mut goes_on)
            .unwrap();
        Folder::open(&disk.0)
            .unwrap()
            .publish(&next, &mut |_| true)
            .unwrap();
        assert_eq!(disk.get("status.json"), text(2, "Bücherei"), "{stop}");
    }
}

/// Every file is the old or the new one from its first byte to its last, and each page finds the bundle that it names.
fn whole(disk: &Disk, old: &[SiteFile], new: &[SiteFile], stopped: &str) {
    let find = |files: &[SiteFile], path: &str| {
        files
            .iter()
            .find(|file| file.path == path)
            .map(|file| file.bytes.clone())
    };
    for path in old.iter().chain(new).map(|file| file.path.as_str()) {
        if let Ok(bytes) = fs::read(disk.0.join(path)) {
            let bytes = Some(bytes);
            assert!(
                bytes == find(old, path) || bytes == find(new, path),
                "{stopped}: {path}"
            );
        } else {
            assert!(find(old, path).is_none(), "{stopped}: {path} is gone");
        }
    }
    // What the script asks for is there whenever somebody has the script.
    let script = disk.get(&format!("{BUNDLE}/amts-status.js"));
    for named in script.split('"').skip(1).step_by(2) {
        let named = disk.0.join(BUNDLE).join(named);
        assert!(named.is_file(), "{stopped}: {}", named.display());
    }
}
