//! The copy of a source's last good feed in the browser's storage: when it came, and its exact bytes. Nothing else.
//!
//! Its key is made of the source's first address. The feed's own id would not do: without a signature any feed may claim
//! any id, and one town's feed could then take the place of another's (ARCHITECTURE.md).

use crate::feed::time::{Moment, Stamp};

/// The key of a source. Its first address stands for it, since its mirrors may change; another form of the copy gets
/// another number.
pub fn key(addresses: &str) -> String {
    let first = addresses.split_whitespace().next();
    ["amts-status:1:", first.unwrap_or_default()].concat()
}

/// A copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// When a server last gave these bytes.
    pub came: Moment,
    /// The feed as it came.
    pub bytes: Vec<u8>,
}

impl Stored {
    /// The text that is stored: a line with the moment, then the feed.
    pub fn text(&self) -> Option<String> {
        let feed = std::str::from_utf8(&self.bytes).ok()?;
        Some([&Stamp::new(self.came, 0).to_string(), "\n", feed].concat())
    }

    /// Reads such a text; `None` if it is none.
    pub fn read(text: &str) -> Option<Self> {
        let (came, feed) = text.split_once('\n')?;
        Some(Self {
            came: Stamp::parse(came)?.at,
            bytes: feed.as_bytes().to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again_byte_for_byte() {
        for feed in ["{}", "\u{feff}{\r\n}\n", "", "ü\n\n"] {
            let stored = Stored {
                came: Moment(1_708_592_400),
                bytes: feed.as_bytes().to_owned(),
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
            assert_eq!(key(addresses), expected);
        }
    }

    #[test]
    fn row_32_what_is_damaged_is_not_read() {
        for text in ["", "{}", "\n{}", "gestern\n{}", "2024-02-22\n{}"] {
            assert_eq!(Stored::read(text), None, "{text}");
        }
    }
}
