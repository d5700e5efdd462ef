//! The test bench: the site of a small feed.

use std::rc::Rc;

use super::{Site, Src};
use crate::feed::Feed;
use crate::feed::time::Moment;
use crate::i18n::Lang;

/// Returns the site of a feed with these fields and one entry with these.
pub fn site(fields: &str, entry: &str) -> Site {
    let entry = match entry {
        "" => r#""state": "available""#,
        entry => entry,
    };
    made(
        fields,
        &format!(r#"{{ "id": "a", "kind": "service", "name": "Pass", {entry} }}"#),
    )
}

/// Returns the site of a feed with these entries.
pub fn of_entries(entries: &str) -> Site {
    made("", entries)
}

fn made(fields: &str, entries: &str) -> Site {
    let feed = format!(
        r#"{{ "version": 1, "id": "a", "seq": 7, "issued": "2024-02-22T10:00:00+01:00", {fields}
        "publisher": {{ "name": "Stadt", "url": "https://www.stadt.example/" }}, "entries": [ {entries} ] }}"#
    );
    Site {
        feed: Rc::new(Feed::read(feed.as_bytes()).unwrap().0),
        lang: Lang::De,
        now: Moment(1_708_592_400),
        src: Src::beside(),
        links: Vec::new(),
        keys: Vec::new(),
        address: None,
    }
}
