//! The copy of a source's last good feed in the browser's storage: when it came, and its exact bytes. Where keys are
//! pinned, the signed feeds that prove what else has been seen follow. Nothing else.
//!
//! Its key is made of the source's first address. The feed's own id would not do: without a signature any feed may claim
//! any id, and one town's feed could then take the place of another's (ARCHITECTURE.md).

use std::rc::Rc;

use crate::feed::time::{Moment, Stamp};

/// Between two feeds: no JSON has this character in it as it is (the record separator of RFC 7464).
const SEPARATOR: char = '\u{1e}';

/// More feeds than this were not written here: a page pins a handful of keys.
const MOST: usize = 32;

/// The key of a source. Its first address stands for it, since its mirrors may change; another form of the copy gets
/// another number. What is pinned belongs to it (the attributes `key` and `feed`): what came without a signature never
/// takes the place of what had one, and an element that pins other keys, or a key cut in two, cannot make this one forget.
pub fn key(addresses: &str, keys: Option<&str>, feed: &str) -> String {
    let mut key = "amts-status:1:".to_owned();
    if keys.is_some() {
        key.push_str("signed:");
    }
    let first = addresses.split_whitespace().take(1);
    let pinned = feed.split_whitespace();
    let words = first
        .chain(pinned)
        .chain(keys.unwrap_or_default().split_whitespace());
    key + &words.collect::<Vec<_>>().join(" ")
}

/// A copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// When a server last gave the first of these.
    pub came: Moment,
    /// The feed as it came, and what proves what else has been seen.
    pub feeds: Vec<Rc<[u8]>>,
}

impl Stored {
    /// The text that is stored: a line with the moment, then the feeds.
    pub fn text(&self) -> Option<String> {
        let mut text = Stamp::new(self.came, 0).to_string();
        let mut before = '\n';
        for feed in &self.feeds {
            text.push(before);
            text.push_str(std::str::from_utf8(feed).ok()?);
            before = SEPARATOR;
        }
        Some(text)
    }

    /// Reads such a text; `None` if it is none.
    pub fn read(text: &str) -> Option<Self> {
        let (came, feeds) = text.split_once('\n')?;
        Some(Self {
            came: Stamp::parse(came)?.at,
            feeds: feeds
                .split(SEPARATOR)
                .take(MOST)
                .map(|feed| feed.as_bytes().into())
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again_byte_for_byte() {
        for feeds in [
            &["{}"][..],
            &["\u{feff}{\r\n}\n"],
            &[""],
            &["ü\n\n"],
            &["{}\n", "{ }", ""],
        ] {
            let feeds = feeds.iter().map(|feed| feed.as_bytes().into());
            let stored = Stored {
                came: Moment(1_708_592_400),
                feeds: feeds.collect(),
            };
            let text = stored.text().unwrap();
            assert!(text.starts_with("2024-02-22T09:00:00"), "{text}");
            assert_eq!(Stored::read(&text), Some(stored));
        }
    }

    #[test]
    fn a_source_keeps_its_key_when_its_mirrors_change() {
        let expected = "amts-status:1:https://a.example/status.json";
        for addresses in [
            "https://a.example/status.json",
            "https://a.example/status.json https://b.example/status.json",
        ] {
            assert_eq!(key(addresses, None, ""), expected);
        }
    }

    #[test]
    fn what_is_pinned_belongs_to_the_key() {
        let of = |keys, feed| key("https://a.example/ https://b.example/", keys, feed);
        assert_eq!(
            of(Some(" ssh-ed25519\nAAAA"), "x"),
            "amts-status:1:signed:https://a.example/ x ssh-ed25519 AAAA"
        );
        let keys = [
            of(None, ""),
            of(None, "x"),
            of(Some(""), ""),
            of(Some("a"), ""),
            of(Some("b"), ""),
            of(Some("a b"), ""),
        ];
        for (index, key) in keys.iter().enumerate() {
            assert!(!keys[..index].contains(key), "{key}");
        }
    }

    #[test]
    fn row_33_no_more_is_read_than_could_have_been_written() {
        let text = format!("2024-02-22T10:00:00+01:00\n{}", "\u{1e}".repeat(100));
        assert_eq!(Stored::read(&text).unwrap().feeds.len(), MOST);
    }

    #[test]
    fn row_32_what_is_damaged_is_not_read() {
        for text in ["", "{}", "\n{}", "gestern\n{}", "2024-02-22\n{}"] {
            assert_eq!(Stored::read(text), None, "{text}");
        }
    }
}
