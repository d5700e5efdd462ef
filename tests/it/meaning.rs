//! What the outputs make of a feed: they say what its publisher has said, in every language, and nothing else.

mod added;
mod advice;
mod beside;
mod check;
mod cohorts;
mod dates;
mod numbers;
mod routes;
mod said;
mod speakers;
mod spoken;
mod status;
mod time;
mod ways;

use std::rc::Rc;

use amtsstatus::components::{View, ViewOptions};
use amtsstatus::feed::Feed;
use amtsstatus::feed::time::{Moment, Stamp};
use amtsstatus::i18n::Lang;
use amtsstatus::render::poster::poster;
use amtsstatus::render::snapshot;

const NOON: &str = "2026-11-28T12:00:00+01:00";

/// A feed that was issued at eight on the day that is shown.
fn feed(fields: &str, entries: &str) -> Rc<Feed> {
    let feed = format!(
        r#"{{ "version": 1, "id": "x", "seq": 1, "issued": "2026-11-28T08:00:00+01:00",
        "publisher": {{ "name": "Stadt X", "url": "https://x.example/" }}, {fields} "entries": [ {entries} ] }}"#
    );
    let (feed, problems) = Feed::read(feed.as_bytes()).unwrap();
    assert_eq!(problems, []);
    Rc::new(feed)
}

fn moment(at: &str) -> Moment {
    Stamp::parse(at).unwrap().at
}

/// A case of tests/it/cases: a small feed with a fault of its own, all names and numbers invented.
fn case(name: &str) -> Rc<Feed> {
    let (feed, _) = Feed::read(&case_file(name)).unwrap();
    Rc::new(feed)
}

fn case_file(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/cases");
    std::fs::read(format!("{folder}/{name}.json")).unwrap()
}

/// The whole widget, the compact one and the poster.
fn outputs(feed: &Rc<Feed>, lang: Lang, now: &str, at: Option<&str>) -> [String; 3] {
    let at = at.map(|at| Stamp::parse(at).unwrap());
    let widget = |view| {
        let options = ViewOptions {
            lang,
            view,
            at,
            ..ViewOptions::default()
        };
        text(&unfolded(&snapshot(Rc::clone(feed), options, moment(now))))
    };
    [
        widget(View::Full),
        widget(View::Compact),
        text(&poster(feed, lang, moment(now), at)),
    ]
}

/// The HTML of the widget and of the poster, since links are no text.
fn html(feed: &Rc<Feed>, lang: Lang) -> [String; 2] {
    let options = ViewOptions {
        lang,
        ..ViewOptions::default()
    };
    [
        unfolded(&snapshot(Rc::clone(feed), options, moment(NOON))),
        poster(feed, lang, moment(NOON), None),
    ]
}

/// The HTML without what a row says in short as long as it is folded: unfolded, the same stands there in full.
pub fn unfolded(html: &str) -> String {
    let mut rest = html.to_owned();
    for (tag, class) in [
        ("div", "amts-heads"),
        ("span", "amts-brief"),
        ("div", "amts-first"),
    ] {
        let begin = format!("class=\"{class}\">");
        while let Some(at) = rest.find(&begin) {
            let open = rest[..at].rfind('<').unwrap();
            let end = end_of(&rest[open..], tag);
            rest.replace_range(open..open + end, "");
        }
    }
    rest
}

/// Where the element ends with which the text begins.
fn end_of(html: &str, tag: &str) -> usize {
    let (begin, end) = (format!("<{tag}"), format!("</{tag}>"));
    let mut depth = 0;
    for (at, _) in html.match_indices('<') {
        if html[at..].starts_with(&begin) {
            depth += 1;
        } else if html[at..].starts_with(&end) {
            depth -= 1;
            if depth == 0 {
                return at + end.len();
            }
        }
    }
    panic!("{tag} does not end: {html}");
}

/// The text without its tags.
fn text(html: &str) -> String {
    let body = html.split_once("<body>").map_or(html, |(_, body)| body);
    let parts = body.split('<').map(|part| match part.split_once('>') {
        Some((_, text)) => text,
        None => part,
    });
    parts.collect()
}

fn places<'n>(text: &str, names: &[&'n str]) -> Vec<&'n str> {
    let mut found: Vec<(usize, &str)> = names
        .iter()
        .filter_map(|name| text.find(name).map(|place| (place, *name)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, name)| name).collect()
}
