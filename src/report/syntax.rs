//! Explains a text that is not JSON: it turns the parser's error into a likely cause, with its place and line.

mod hint;

pub use hint::SyntaxHint;

use super::damage;
use crate::feed::json::{LONG_KEY, SyntaxError, TOO_DEEP, without_bom};

/// A cause and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The cause.
    pub syntax_hint: SyntaxHint,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The line as it is written, without its end.
    pub text: String,
}

impl Found {
    /// Returns the same place in a file that has so many lines before these.
    pub fn below(mut self, lines: usize) -> Self {
        self.line += lines;
        if let SyntaxHint::NoComma {
            line: Some(line), ..
        } = &mut self.syntax_hint
        {
            *line += lines;
        }
        self
    }
}

/// Finds the likely cause of a syntax error, and its place.
pub fn find(bytes: &[u8], error: &SyntaxError) -> Found {
    let bytes = without_bom(bytes);
    let whole = |syntax_hint| Found {
        syntax_hint,
        line: 1,
        column: 1,
        text: String::new(),
    };
    if damage::is_signed(bytes) {
        return whole(SyntaxHint::Signature);
    }
    if is_utf16(bytes) {
        return whole(SyntaxHint::Utf16);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => in_text(text, error),
        Err(error) => not_utf8(bytes, error.valid_up_to()),
    }
}

/// Tells whether bytes are UTF-16: by the byte order mark, or by the zero byte beside the first bracket.
fn is_utf16(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, _, ..] | [_, 0, ..]
    )
}

/// Describes the first byte that is not UTF-8, at offset `at`. The rest of its line is read as Latin-1, in which every
/// byte is a character.
fn not_utf8(bytes: &[u8], at: usize) -> Found {
    let latin = |bytes: &[u8]| -> String { bytes.iter().copied().map(char::from).collect() };
    let (before, after) = bytes.split_at(at);
    let start = before
        .iter()
        .rposition(|b| *b == b'\n')
        .map_or(0, |n| n + 1);
    let end = after
        .iter()
        .position(|b| *b == b'\n')
        .map_or(bytes.len(), |n| at + n);
    // Everything before the first wrong byte is UTF-8.
    let head = String::from_utf8_lossy(&before[start..]);
    Found {
        syntax_hint: SyntaxHint::NotUtf8,
        line: before.iter().filter(|b| **b == b'\n').count() + 1,
        column: head.chars().count() + 1,
        text: format!("{head}{}", latin(&bytes[at..end]).trim_end_matches('\r')),
    }
}

fn in_text(text: &str, error: &SyntaxError) -> Found {
    let detail = error.detail.as_str();
    let offset = if detail.starts_with("EOF") {
        text.trim_end().len()
    } else {
        offset(text, error)
    };
    let (line, column) = super::locate::line_column(text, offset);
    Found {
        syntax_hint: syntax_hint(detail, text, offset),
        line,
        column,
        text: line_at(text, offset).to_owned(),
    }
}

/// Returns the byte offset of the character at which the parser stopped.
fn offset(text: &str, error: &SyntaxError) -> usize {
    let lines: usize = text
        .split_inclusive('\n')
        .take(error.line.saturating_sub(1))
        .map(str::len)
        .sum();
    // A line feed that must not be there is reported as column 0 of the next line.
    let mut offset = (lines + error.column).saturating_sub(1).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn line_at(text: &str, offset: usize) -> &str {
    let start = text[..offset].rfind('\n').map_or(0, |end| end + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |n| offset + n);
    text[start..end].trim_end_matches('\r')
}

fn syntax_hint(detail: &str, text: &str, offset: usize) -> SyntaxHint {
    if text.trim().is_empty() {
        return SyntaxHint::EmptyFile;
    }
    if let Some(syntax_hint) = foreign(detail, &text[offset..]) {
        return syntax_hint;
    }
    match detail {
        "trailing comma" => SyntaxHint::TrailingComma,
        "expected `,` or `}`" => no_comma(text, offset, '}'),
        "expected `,` or `]`" => no_comma(text, offset, ']'),
        "expected `:`" => SyntaxHint::NoColon,
        "expected value" | "expected ident" => SyntaxHint::NoValue,
        "key must be a string" => SyntaxHint::BareKey,
        "EOF while parsing a list" => SyntaxHint::End("]"),
        "EOF while parsing an object" => SyntaxHint::End("}"),
        "EOF while parsing a string" => SyntaxHint::End("\""),
        "EOF while parsing a value" => SyntaxHint::NoValue,
        "control character (\\u0000-\\u001F) found while parsing a string" => {
            if text[offset..].starts_with(['\n', '\r']) {
                SyntaxHint::LineBreak
            } else {
                SyntaxHint::Control
            }
        }
        "invalid escape" => SyntaxHint::Escape,
        "lone leading surrogate in hex escape" | "unexpected end of hex escape" => {
            SyntaxHint::Surrogate
        }
        "invalid number" | "number out of range" => SyntaxHint::Number,
        "trailing characters" => SyntaxHint::Behind,
        TOO_DEEP => SyntaxHint::TooDeep,
        LONG_KEY => SyntaxHint::LongKey,
        other => SyntaxHint::Other(other.to_owned()),
    }
}

/// Recognises characters between values that come from word processors or other languages: quotation marks, spaces,
/// comments.
fn foreign(detail: &str, rest: &str) -> Option<SyntaxHint> {
    let between = detail.starts_with("expected")
        || detail.starts_with("trailing")
        || detail == "key must be a string";
    match rest.chars().next() {
        Some(quote @ ('„' | '“' | '”' | '‟' | '‚' | '‘' | '’' | '«' | '»')) if between => {
            Some(SyntaxHint::CurlyQuote(quote))
        }
        Some('\'') if between => Some(SyntaxHint::SingleQuote),
        Some('\u{a0}' | '\u{202f}' | '\u{200b}' | '\u{feff}') if between => {
            Some(SyntaxHint::HardSpace)
        }
        Some('/' | '#') if between => Some(SyntaxHint::Comment),
        _ => None,
    }
}

fn no_comma(text: &str, offset: usize, close: char) -> SyntaxHint {
    let before = &text[..offset];
    if before.ends_with('"') && text[offset..].starts_with(char::is_alphanumeric) {
        return SyntaxHint::QuoteInText;
    }
    let end = before.trim_end().len();
    let line = before[end..]
        .contains('\n')
        .then(|| super::locate::line_column(text, end).0);
    SyntaxHint::NoComma { close, line }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::json::parse;

    #[track_caller]
    fn found(bytes: &[u8]) -> Found {
        find(bytes, &parse(bytes).unwrap_err())
    }

    #[track_caller]
    fn slips(text: &str, syntax_hint: SyntaxHint, line: usize, column: usize) {
        let found = found(text.as_bytes());
        assert_eq!(
            (found.syntax_hint, found.line, found.column),
            (syntax_hint, line, column)
        );
    }

    #[test]
    fn row_13_every_slip_has_its_place() {
        slips("{ \"a\": 1, }", SyntaxHint::TrailingComma, 1, 11);
        slips("[1,\n]", SyntaxHint::TrailingComma, 2, 1);
        let (close, line) = ('}', Some(1));
        slips(
            "{ \"ä\": 1\n \"b\": 2 }",
            SyntaxHint::NoComma { close, line },
            2,
            2,
        );
        let (close, line) = (']', None);
        slips("[ 1 2 ]", SyntaxHint::NoComma { close, line }, 1, 5);
        slips(
            "{ \"ü\": \"Das \"Haus\" ist zu\" }",
            SyntaxHint::QuoteInText,
            1,
            14,
        );
        slips("{ \"a\" 1 }", SyntaxHint::NoColon, 1, 7);
        slips("{ \"a\": , }", SyntaxHint::NoValue, 1, 8);
        slips("{ \"a\": Ja }", SyntaxHint::NoValue, 1, 8);
        slips("{ a: 1 }", SyntaxHint::BareKey, 1, 3);
        slips("{ \"a\": [ 1\n", SyntaxHint::End("]"), 1, 11);
        slips("{ \"a\": 1\n\n", SyntaxHint::End("}"), 1, 9);
        slips("{ \"a\": \"b", SyntaxHint::End("\""), 1, 10);
        slips("{ \"a\": \"b,\n \"c\": 1 }", SyntaxHint::LineBreak, 1, 11);
        slips("{ \"a\": \"b,\r\n \"c\": 1 }", SyntaxHint::LineBreak, 1, 11);
        slips("{ \"a\": \"ü\tb\" }", SyntaxHint::Control, 1, 10);
        slips("\"C:\\Pfad\"", SyntaxHint::Escape, 1, 5);
        slips("\"\\ud800\"", SyntaxHint::Surrogate, 1, 8);
        slips("{ \"a\": 01 }", SyntaxHint::Number, 1, 9);
        slips("{}\n {}", SyntaxHint::Behind, 2, 2);
        slips("", SyntaxHint::EmptyFile, 1, 1);
        slips(" \n\n", SyntaxHint::EmptyFile, 1, 1);
    }

    #[test]
    fn what_word_processors_leave_behind_is_named() {
        slips("{ „a“: 1 }", SyntaxHint::CurlyQuote('„'), 1, 3);
        slips("{ \"a\": “b” }", SyntaxHint::CurlyQuote('“'), 1, 8);
        slips("{ 'a': 1 }", SyntaxHint::SingleQuote, 1, 3);
        slips("{ \"a\":\u{a0}1 }", SyntaxHint::HardSpace, 1, 7);
        slips("{ // ja\n}", SyntaxHint::Comment, 1, 3);
    }

    #[test]
    fn depth_and_long_keys_are_named() {
        let deep = "[".repeat(70);
        assert_eq!(found(deep.as_bytes()).syntax_hint, SyntaxHint::TooDeep);
        let long = format!("{{\"{}\": 1}}", "k".repeat(300));
        assert_eq!(found(long.as_bytes()).syntax_hint, SyntaxHint::LongKey);
    }

    #[test]
    fn row_12_other_encodings_are_told_apart() {
        let utf16 = |bom: &[u8], bytes: fn(u16) -> [u8; 2]| {
            let mut all = bom.to_vec();
            all.extend("{ \"ü\": 1 }".encode_utf16().flat_map(bytes));
            all
        };
        for bytes in [
            utf16(b"\xFF\xFE", u16::to_le_bytes),
            utf16(b"\xFE\xFF", u16::to_be_bytes),
            utf16(b"", u16::to_le_bytes),
            utf16(b"", u16::to_be_bytes),
        ] {
            assert_eq!(found(&bytes).syntax_hint, SyntaxHint::Utf16);
        }
        let latin = found(b"{\n  \"a\": \"M\xF6ssingen\",\r\n}");
        assert_eq!(
            (latin.syntax_hint, latin.line, latin.column),
            (SyntaxHint::NotUtf8, 2, 10)
        );
        assert_eq!(latin.text, "  \"a\": \"Mössingen\",");
    }

    #[test]
    fn any_damage_is_explained_without_a_crash() {
        let text =
            "\u{feff}{ \"ä\": [ \"„ö“\", -1.5e3, true, { \"b\\n\": null } ],\r\n \"c\": \"x\" }";
        for cut in 0..text.len() {
            for other in [b"".as_slice(), b"\"", b"}", b"\n", b"\xC3", b"\\", b"\0"] {
                let bytes = [&text.as_bytes()[..cut], other, &text.as_bytes()[cut + 1..]].concat();
                if let Err(error) = parse(&bytes) {
                    let found = find(&bytes, &error);
                    assert!(
                        !matches!(found.syntax_hint, SyntaxHint::Other(_)),
                        "{found:?}"
                    );
                }
            }
        }
    }
}
