//! JSON as a tree that keeps what a contract needs to judge: duplicate keys stay visible, depth is capped.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

/// Nesting beyond this is refused: no notice needs it, and a parser's stack is finite.
pub const MAX_DEPTH: usize = 64;

/// More keys than this in one object are refused: the contract's largest has 25, a text in every official language of
/// the Union 24.
pub const MAX_KEYS: usize = 256;

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
    /// What serde_json says of it, in English.
    pub detail: String,
}

/// Parses one JSON value that fills the whole of `bytes`; a leading byte order mark is skipped (docs/faults.md, row 12).
pub fn parse(bytes: &[u8]) -> Result<Node, SyntaxError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut json = serde_json::Deserializer::from_slice(bytes);
    Depth(0)
        .deserialize(&mut json)
        .and_then(|node| json.end().map(|()| node))
        .map_err(|error| SyntaxError {
            line: error.line(),
            column: error.column(),
            detail: error.to_string(),
        })
}

/// How deep the value that comes next lies.
#[derive(Clone, Copy)]
struct Depth(usize);

impl Depth {
    fn below<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.0 >= MAX_DEPTH {
            return Err(E::custom("nested too deeply"));
        }
        Ok(Self(self.0 + 1))
    }
}

impl<'de> DeserializeSeed<'de> for Depth {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Node, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Depth {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Node, E> {
        Ok(Node::Flag(flag))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Number(Some(number)))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Node, E> {
        Ok(Node::Number(None))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Number(None))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let below = self.below::<A::Error>()?;
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element_seed(below)? {
            nodes.push(node);
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let below = self.below::<A::Error>()?;
        let mut nodes = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            // A key is quoted in every message that names its place: a huge one would be an attack on the reader.
            if key.len() > 256 {
                return Err(A::Error::custom("key of more than 256 bytes"));
            }
            if nodes.len() == MAX_KEYS {
                return Err(A::Error::custom("too many keys in one object"));
            }
            nodes.push((key, map.next_value_seed(below)?));
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
