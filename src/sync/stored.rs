//! The copy of a source's last good feed in the browser's storage: when it came, and its exact bytes. If keys are
//! pinned, the signed feeds follow that prove what else has been seen.
//!
//! Its key is made of the source's first address. The feed's own id cannot be used: without a signature any feed may
//! claim any id, and one town's feed could then replace another's (ARCHITECTURE.md).

use std::rc::Rc;

use crate::feed::time::{Moment, Stamp};

/// The separator between two feeds: no JSON contains this character unescaped (the record separator of RFC 7464).
const SEPARATOR: char = '\u{1e}';

/// The most feeds that are read: this program writes fewer, since a page pins only a handful of keys.
const MOST: usize = 32;

/// Returns the storage key of a source. Only its first address is part of it, since its mirrors may change. The number
/// is that of the copy's format. The attributes `keys` and `feed` are part of it too: so an unsigned feed never replaces
/// a signed one, and an element with other keys, or with a key cut in two, cannot delete this copy.
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
    /// When a server last gave the first feed.
    pub came: Moment,
    /// The feed as it came, and those that prove what else has been seen.
    pub feeds: Vec<Rc<[u8]>>,
}

impl Stored {
    /// Returns the text to store: a line with the moment, then the feeds. `None` if a feed is not UTF-8.
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

    /// Parses a stored text. Returns `None` if it does not begin with a line that is a moment.
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
    fn pinned_keys_are_part_of_the_storage_key() {
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
