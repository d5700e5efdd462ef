//! A public key as OpenSSH writes it: `ssh-ed25519 AAAA… comment`.

use std::fmt;

use serde::{Serialize, Serializer};

use super::armour::{decode, encode};

/// The one kind of key that is supported (RFC 8709).
pub const KIND: &str = "ssh-ed25519";

/// The first characters of every encoded key: the length of its kind's name.
const ENCODED: &str = "AAAA";

/// The bytes before the 32 of a key: the kind's name and the key's length, each string with its length first (RFC 8709,
/// section 4).
const BLOB_HEAD: &[u8] = b"\0\0\0\x0bssh-ed25519\0\0\0\x20";

/// An Ed25519 public key (RFC 8032). Nothing about it is proved, not even that it is a point of the curve.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Key(pub [u8; 32]);

impl Key {
    /// Parses the only key in a line of a `.pub` file. A comment behind it is ignored.
    pub fn parse(line: &str) -> Option<Self> {
        match Self::parse_all(line) {
            (keys, true) => <[Self; 1]>::try_from(keys).ok().map(|[key]| key),
            _ => None,
        }
    }

    /// Parses the keys of an attribute, in their order: one or several such lines, with or without line breaks. Returns
    /// them, and whether the text is sound: it has at least one key, and none that is damaged.
    pub fn parse_all(text: &str) -> (Vec<Self>, bool) {
        let (mut keys, mut wrong) = (Vec::new(), false);
        let mut named = false;
        for word in text.split_whitespace() {
            if named || word.starts_with(ENCODED) {
                match Self::decode(word).filter(|_| named) {
                    Some(key) => keys.push(key),
                    None => wrong = true,
                }
            }
            named = word == KIND;
        }
        let all = !keys.is_empty() && !wrong && !named;
        (keys, all)
    }

    /// Decodes the second word of the line.
    fn decode(encoded: &str) -> Option<Self> {
        let bytes = decode(encoded.as_bytes())?;
        let key = bytes.strip_prefix(BLOB_HEAD)?;
        key.try_into().ok().map(Self)
    }
}

impl fmt::Display for Key {
    /// Writes the line of a `.pub` file, without a comment.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encoded = encode(&[BLOB_HEAD, self.0.as_slice()].concat());
        write!(out, "{KIND} {encoded}")
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFow/qdHv3nDAyd0+WO3Og4qNdALq1EoODx3utnw5WB/";
    const OTHER: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJmZqQ1mJYJ2iU1WcQpWqHRqmRLxkZ5F9NwjyxXlP0Ki";

    #[test]
    fn a_line_of_a_pub_file_is_a_key_and_its_comment_means_nothing() {
        let key = Key::parse(LINE).unwrap();
        assert_eq!(key.0[..4], [0x5a, 0x30, 0xfe, 0xa7]);
        assert_eq!(key.0[31], 0x7f);
        for line in [
            format!("{LINE} presse@rathaus"),
            format!("  {LINE}\t# a b c\r\n"),
        ] {
            assert_eq!(Key::parse(&line), Some(key), "{line}");
        }
        assert_eq!(key.to_string(), LINE);
    }

    #[test]
    fn what_is_not_exactly_an_ed25519_key_is_none() {
        let encoded = LINE.split_once(' ').unwrap().1;
        let wrong = [
            String::new(),
            KIND.to_owned(),
            encoded.to_owned(),
            format!("ssh-rsa {encoded}"),
            format!("sk-ssh-ed25519@openssh.com {encoded}"),
            LINE[..LINE.len() - 4].to_owned(),
            format!("{LINE}AAAA"),
            LINE.replace("lZDI1NTE5", "lZDI1NTE4"),
            LINE.replace("AAAAIF", "AAAAJF"),
            LINE.replace("WB/", "WB="),
            LINE.replace('+', "-"),
        ];
        for line in wrong {
            assert_eq!(Key::parse(&line), None, "{line}");
        }
    }

    #[test]
    fn an_attribute_holds_several_keys_with_comments_and_line_breaks() {
        let keys = [LINE, OTHER].map(|line| Key::parse(line).unwrap());
        for text in [
            format!("{LINE} {OTHER}"),
            format!("\n  {LINE} presse@rathaus\n  {OTHER} Tresor\n"),
        ] {
            assert_eq!(Key::parse_all(&text), (keys.to_vec(), true), "{text}");
        }
    }

    #[test]
    fn a_key_that_was_pasted_in_part_is_noticed_and_the_others_count() {
        let cut = &LINE[..LINE.len() - 1];
        let key = Key::parse(OTHER).unwrap();
        for text in [
            format!("{cut} {OTHER}"),
            format!("{OTHER} ssh-ed25519 presse@rathaus"),
            format!("{OTHER} ssh-ed25519"),
            format!("{OTHER} ssh-rsa AAAAB3NzaC1yc2E"),
        ] {
            assert_eq!(Key::parse_all(&text), (vec![key], false), "{text}");
        }
        let encoded = LINE.split_once(' ').unwrap().1;
        for text in ["", " \n ", "presse@rathaus", "ssh-ed25519", encoded] {
            assert_eq!(Key::parse_all(text), (vec![], false), "{text}");
        }
    }
}
