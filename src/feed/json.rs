//! JSON as a tree that keeps what a contract needs to judge: duplicate keys stay visible, depth is capped.

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
    /// What is wrong, in English.
    pub detail: &'static str,
}

/// Parses one JSON value that fills the whole of `bytes`; a leading byte order mark is skipped (docs/faults.md, row 12).
pub fn parse(bytes: &[u8]) -> Result<Node, SyntaxError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        wrong(
            bytes,
            error.valid_up_to(),
            why("invalid unicode code point"),
        )
    })?;
    let mut reader = Reader { text, at: 0 };
    let parsed = reader.whole();
    parsed.map_err(|detail| wrong(bytes, reader.at, detail))
}

fn wrong(bytes: &[u8], at: usize, detail: &'static str) -> SyntaxError {
    let read = &bytes[..bytes.len().min(at + 1)];
    let mut lines = read.split(|byte| *byte == b'\n');
    SyntaxError {
        column: lines.next_back().map_or(0, <[u8]>::len),
        line: lines.count() + 1,
        detail,
    }
}

/// Written by hand: serde_json is ready for every type and every message, which is 6 KB on the wire. A test compares the
/// two.
struct Reader<'a> {
    text: &'a str,
    /// The byte that comes next; after an error, the one that is wrong.
    at: usize,
}

type Parsed<T> = Result<T, &'static str>;

/// What is wrong; the browser's core, which tells nobody, does without the words.
const fn why(detail: &'static str) -> &'static str {
    if cfg!(feature = "cli") { detail } else { "" }
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no space.
    fn ahead(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
        self.peek()
    }

    fn whole(&mut self) -> Parsed<Node> {
        let node = self.value(0)?;
        match self.ahead() {
            None => Ok(node),
            Some(_) => Err(why("trailing characters")),
        }
    }

    /// The value that comes next, so deep in others.
    fn value(&mut self, depth: usize) -> Parsed<Node> {
        match self.ahead() {
            Some(b'[' | b'{') if depth == MAX_DEPTH => Err(why("nested too deeply")),
            Some(b'[') => self.list(depth + 1),
            Some(b'{') => self.map(depth + 1),
            Some(b'"') => self.string().map(Node::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Node::Flag(true)),
            Some(b'f') => self.word("false", Node::Flag(false)),
            Some(b'n') => self.word("null", Node::Null),
            Some(_) => Err(why("expected value")),
            None => Err(why("EOF while parsing a value")),
        }
    }

    fn word(&mut self, word: &str, node: Node) -> Parsed<Node> {
        for byte in word.bytes() {
            match self.peek() {
                Some(next) if next == byte => self.at += 1,
                Some(_) => return Err(why("expected ident")),
                None => return Err(why("EOF while parsing a value")),
            }
        }
        Ok(node)
    }

    fn list(&mut self, depth: usize) -> Parsed<Node> {
        self.at += 1;
        let mut nodes = Vec::new();
        while self.more(nodes.is_empty(), b']')? {
            nodes.push(self.value(depth)?);
        }
        Ok(Node::List(nodes))
    }

    fn map(&mut self, depth: usize) -> Parsed<Node> {
        self.at += 1;
        let mut nodes = Vec::new();
        while self.more(nodes.is_empty(), b'}')? {
            match self.ahead() {
                Some(b'"') => {}
                Some(_) => return Err(why("key must be a string")),
                None => return Err(why("EOF while parsing a value")),
            }
            let start = self.at;
            let key = self.string()?;
            // A key is quoted in every message that names its place: a huge one would be an attack on the reader.
            if key.len() > 256 {
                self.at = start;
                return Err(why("key of more than 256 bytes"));
            }
            if nodes.len() == MAX_KEYS {
                self.at = start;
                return Err(why("too many keys in one object"));
            }
            match self.ahead() {
                Some(b':') => self.at += 1,
                Some(_) => return Err(why("expected `:`")),
                None => return Err(why("EOF while parsing an object")),
            }
            nodes.push((key, self.value(depth)?));
        }
        Ok(Node::Map(nodes))
    }

    /// Whether another element comes next, as the first or behind a comma. If not, the bracket is read.
    fn more(&mut self, first: bool, close: u8) -> Parsed<bool> {
        let list = close == b']';
        match self.ahead() {
            Some(byte) if byte == close => {
                self.at += 1;
                Ok(false)
            }
            Some(_) if first => Ok(true),
            Some(b',') => {
                self.at += 1;
                if self.ahead() == Some(close) {
                    return Err(why("trailing comma"));
                }
                Ok(true)
            }
            Some(_) if list => Err(why("expected `,` or `]`")),
            Some(_) => Err(why("expected `,` or `}`")),
            None if list => Err(why("EOF while parsing a list")),
            None => Err(why("EOF while parsing an object")),
        }
    }

    fn string(&mut self) -> Parsed<String> {
        self.at += 1;
        let mut string = String::new();
        loop {
            let rest = &self.text[self.at..];
            let special = |byte: u8| matches!(byte, b'"' | b'\\' | ..b' ');
            let plain = rest.bytes().position(special).unwrap_or(rest.len());
            string.push_str(&rest[..plain]);
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(string);
                }
                Some(b'\\') => {
                    self.at += 1;
                    string.push(self.escape()?);
                }
                Some(_) => {
                    return Err(why(
                        "control character (\\u0000-\\u001F) found while parsing a string",
                    ));
                }
                None => return Err(why("EOF while parsing a string")),
            }
        }
    }

    /// The character that stands behind a backslash.
    fn escape(&mut self) -> Parsed<char> {
        let char = match self.peek() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.code_point();
            }
            Some(_) => return Err(why("invalid escape")),
            None => return Err(why("EOF while parsing a string")),
        };
        self.at += 1;
        Ok(char)
    }

    /// A character by its number, or by the two surrogates that UTF-16 has for it.
    fn code_point(&mut self) -> Parsed<char> {
        const LONE: &str = "lone leading surrogate in hex escape";
        let mut code = self.code_unit()?;
        if let 0xD800..=0xDBFF = code {
            if !self.skip(b"\\") || !self.skip(b"u") {
                return Err(why("unexpected end of hex escape"));
            }
            let low = self.code_unit()?;
            if !(0xDC00..=0xDFFF).contains(&low) {
                return Err(LONE);
            }
            code = 0x1_0000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        }
        char::from_u32(code).ok_or(LONE)
    }

    /// The four digits behind `u`.
    fn code_unit(&mut self) -> Parsed<u32> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.peek().ok_or("EOF while parsing a string")?;
            let digit = char::from(digit).to_digit(16).ok_or("invalid escape")?;
            code = code * 16 + digit;
            self.at += 1;
        }
        Ok(code)
    }

    fn number(&mut self) -> Parsed<Node> {
        let start = self.at;
        self.skip(b"-");
        if !self.skip(b"0") {
            self.digits()?;
        } else if self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return Err(why("invalid number"));
        }
        if self.skip(b".") {
            self.digits()?;
        }
        if self.skip(b"eE") {
            self.skip(b"+-");
            self.digits()?;
        }
        Ok(Node::Number(self.text[start..self.at].parse().ok()))
    }

    /// Goes on if one of these comes next.
    fn skip(&mut self, any: &[u8]) -> bool {
        let there = self.peek().is_some_and(|byte| any.contains(&byte));
        self.at += usize::from(there);
        there
    }

    fn digits(&mut self) -> Parsed<()> {
        if self.peek().is_none() {
            return Err(why("EOF while parsing a value"));
        }
        if !self.skip(b"0123456789") {
            return Err(why("invalid number"));
        }
        while self.skip(b"0123456789") {}
        Ok(())
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

    /// A text that has everything, with a byte replaced or put in at each place: what serde_json refuses is refused, with
    /// its reason and at its place, and what it reads is read.
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
                // Where in an escape, and what first, the two see differently.
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

    /// Any other number is not kept.
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
