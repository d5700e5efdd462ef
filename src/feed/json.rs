//! JSON as a tree that keeps all that the contract judges: duplicate keys stay visible, and the depth is limited.
//!
//! serde_json reads the text; the visitor below only decides what is kept of it. `serde_json::Value` cannot be used: it
//! keeps only the last of two equal keys.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// The deepest nesting: no notice needs more, and a parser's stack is finite.
pub const MAX_DEPTH: usize = 64;

/// The most keys in one object: the contract's largest has 25, and a text in every official language of the Union has
/// 24.
pub const MAX_KEYS: usize = 256;

/// The longest key: it is quoted in every message that names its place.
const MAX_KEY_BYTES: usize = 256;

pub(crate) const TOO_DEEP: &str = "nested too deeply";
pub(crate) const LONG_KEY: &str = "key of more than 256 bytes";
const TOO_MANY_KEYS: &str = "too many keys in one object";

/// A JSON value. Numbers are kept only where the contract can use them: as whole numbers from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// `null`, which the contract never uses: a field that has no value is left out.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number; `None` if it is negative, fractional or beyond 64 bits.
    Number(Option<u64>),
    /// A string, escapes resolved.
    Text(String),
    /// An array.
    List(Vec<Node>),
    /// An object in the order of the file, duplicate keys included.
    Map(Vec<(String, Node)>),
}

/// Where and why a text is not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Line, from 1.
    pub line: usize,
    /// Column in bytes, from 1.
    pub column: usize,
    /// What is wrong, in the English of serde_json.
    pub detail: String,
}

impl From<serde_json::Error> for SyntaxError {
    fn from(error: serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let mut detail = error.to_string();
        let place = format!(" at line {line} column {column}");
        detail.truncate(detail.strip_suffix(&place).unwrap_or(&detail).len());
        Self {
            line,
            column,
            detail,
        }
    }
}

/// The byte order mark of UTF-8, which some editors put before a file (docs/faults.md, row 12).
pub const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Returns the bytes behind a byte order mark, or all of them if there is none.
pub fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BOM).unwrap_or(bytes)
}

/// Parses one JSON value that fills the whole of `bytes`. A leading byte order mark is skipped (docs/faults.md, row
/// 12).
pub fn parse(bytes: &[u8]) -> Result<Node, SyntaxError> {
    let bytes = without_bom(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let node = AtDepth(0).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(node)
}

/// Returns the error for the first byte that is not UTF-8, at offset `at`.
fn not_utf8(bytes: &[u8], at: usize) -> SyntaxError {
    let mut lines = bytes[..at].split(|byte| *byte == b'\n');
    SyntaxError {
        column: lines.next_back().map_or(0, <[u8]>::len) + 1,
        line: lines.count() + 1,
        detail: "invalid unicode code point".to_owned(),
    }
}

/// Builds the tree of a value inside so many lists and objects.
#[derive(Clone, Copy)]
struct AtDepth(usize);

impl AtDepth {
    /// Returns the next depth, or an error beyond [`MAX_DEPTH`].
    fn deeper<E: Error>(self) -> Result<Self, E> {
        if self.0 == MAX_DEPTH {
            return Err(E::custom(TOO_DEEP));
        }
        Ok(Self(self.0 + 1))
    }
}

impl<'de> DeserializeSeed<'de> for AtDepth {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AtDepth {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Node, E> {
        Ok(Node::Flag(flag))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Number(Some(number)))
    }

    fn visit_i64<E: Error>(self, _negative: i64) -> Result<Node, E> {
        Ok(Node::Number(None))
    }

    fn visit_f64<E: Error>(self, _fraction: f64) -> Result<Node, E> {
        Ok(Node::Number(None))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Node, A::Error> {
        let inside = self.deeper()?;
        let mut nodes = Vec::new();
        while let Some(node) = elements.next_element_seed(inside)? {
            nodes.push(node);
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node, A::Error> {
        let inside = self.deeper()?;
        let mut nodes: Vec<(String, Node)> = Vec::new();
        while let Some(key) = members.next_key::<String>()? {
            if key.len() > MAX_KEY_BYTES {
                return Err(A::Error::custom(LONG_KEY));
            }
            if nodes.len() == MAX_KEYS {
                return Err(A::Error::custom(TOO_MANY_KEYS));
            }
            nodes.push((key, members.next_value_seed(inside)?));
        }
        Ok(Node::Map(nodes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_both_of_two_equal_keys() {
        let node = parse(br#"{"a":1,"a":2}"#).unwrap();
        assert_eq!(
            node,
            Node::Map(vec![
                ("a".into(), Node::Number(Some(1))),
                ("a".into(), Node::Number(Some(2)))
            ])
        );
    }

    /// Replaces or inserts a byte at each place of a text with every form of JSON: a text that serde_json refuses is
    /// refused with its reason and at its place, and any other is read in the same way.
    #[test]
    fn whatever_the_damage_serde_json_says_the_same() {
        let text = "{ \"a\" : [ \"\\u00e4\\ud83d\\ude00\\n\\/ö\", -1.5e+3,true,\n0, 12 ],\r\n\t\"b\": {\"c\":false, \"d\":null}, \"\": [[]] }";
        for at in 0..=text.len() {
            for byte in b" \"\\/,:[]{}-+.019aAeEnu\0\n\t\x7F\xC3\xBF" {
                let (before, after) = text.as_bytes().split_at(at);
                for after in [after, after.get(1..).unwrap_or_default()] {
                    agree(&[before, &[*byte], after].concat());
                    agree(before);
                }
            }
        }
    }

    #[track_caller]
    fn agree(bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        let (own, other) = (
            parse(bytes),
            serde_json::from_slice::<serde_json::Value>(bytes),
        );
        match (own, other) {
            (Ok(own), Ok(other)) => assert_eq!(value(own), whole_numbers(other), "{text}"),
            (Err(own), Err(other)) if std::str::from_utf8(bytes).is_ok() => {
                // Of a wrong escape the two report different places and reasons.
                if !own.detail.ends_with("escape") {
                    let own = format!("{} at line {} column {}", own.detail, own.line, own.column);
                    assert_eq!(own, other.to_string(), "{text}");
                }
            }
            (own, other) => assert!(own.is_err() && other.is_err(), "{text}"),
        }
    }

    fn value(node: Node) -> serde_json::Value {
        match node {
            Node::Null | Node::Number(None) => serde_json::Value::Null,
            Node::Flag(flag) => flag.into(),
            Node::Number(Some(number)) => number.into(),
            Node::Text(text) => text.into(),
            Node::List(list) => list.into_iter().map(value).collect(),
            Node::Map(map) => map
                .into_iter()
                .map(|(key, node)| (key, value(node)))
                .collect(),
        }
    }

    /// Removes all other numbers, which are not kept.
    fn whole_numbers(mut value: serde_json::Value) -> serde_json::Value {
        use serde_json::Value;
        match &mut value {
            Value::Number(number) if number.as_u64().is_none() => return Value::Null,
            Value::Array(list) => list
                .iter_mut()
                .for_each(|one| *one = whole_numbers(one.take())),
            Value::Object(map) => map
                .values_mut()
                .for_each(|one| *one = whole_numbers(one.take())),
            _ => {}
        }
        value
    }

    #[test]
    fn depth_64_is_read_and_65_is_not() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parse(nested(MAX_DEPTH).as_bytes()).is_ok());
        let error = parse(nested(MAX_DEPTH + 1).as_bytes()).unwrap_err();
        assert!(error.detail.contains("nested too deeply"), "{error:?}");
    }

    #[test]
    fn an_object_has_at_most_256_keys() {
        let object = |keys: usize| {
            let keys: Vec<_> = (0..keys).map(|key| format!("\"k{key}\":1")).collect();
            format!("{{{}}}", keys.join(","))
        };
        assert!(parse(object(MAX_KEYS).as_bytes()).is_ok());
        assert!(parse(object(MAX_KEYS + 1).as_bytes()).is_err());
    }

    #[test]
    fn a_lone_surrogate_is_refused() {
        assert!(parse(br#""\ud800""#).is_err());
    }

    #[test]
    fn a_byte_order_mark_is_skipped_and_other_encodings_are_refused() {
        assert_eq!(parse(b"\xEF\xBB\xBF1"), Ok(Node::Number(Some(1))));
        assert!(parse(b"\xFF\xFE1\x00").is_err());
        assert!(parse(b"\"M\xF6ssingen\"").is_err());
    }

    #[test]
    fn a_second_value_is_refused_with_its_place() {
        let error = parse(b"{}\n {}").unwrap_err();
        assert_eq!((error.line, error.column), (2, 2));
    }
}
