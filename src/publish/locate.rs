//! Where in the file a place of the feed stands: a scanner over text that is known to be valid JSON.

use crate::feed::decode::Step;

/// A place that was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot<'t> {
    /// The key that leads to it, with its quotation marks, and its offset.
    pub key: Option<(usize, &'t str)>,
    /// Where its value begins; where the way broke off, the value that was reached.
    pub at: usize,
    /// The value as it is written; `None` where the way broke off, since the place is not in the file.
    pub value: Option<&'t str>,
}

/// Follows the steps through the text. Of equal keys at the last step the one after `skip` others is meant.
pub fn locate<'t>(text: &'t str, steps: &[Step], skip: usize) -> Spot<'t> {
    let mut scanner = Scanner { text, at: 0 };
    scanner.space();
    let mut key = None;
    for (index, step) in steps.iter().enumerate() {
        let at = scanner.at;
        let skip = if index + 1 == steps.len() { skip } else { 0 };
        let reached = match step {
            Step::Key(name) => {
                key = scanner.member(name, skip);
                key.is_some()
            }
            Step::Index(index) => {
                key = None;
                scanner.element(*index)
            }
        };
        if !reached {
            let value = None;
            return Spot { key, at, value };
        }
    }
    let at = scanner.at;
    let value = Some(scanner.value());
    Spot { key, at, value }
}

/// Line and column of an offset, both from 1; a column is a character.
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let lines = before.bytes().filter(|byte| *byte == b'\n').count();
    (lines + 1, before[start..].chars().count() + 1)
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scanner<'t> {
    /// The next byte; 0, which valid JSON does not have, at the end.
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn since(&self, start: usize) -> &'t str {
        self.text.get(start..self.at).unwrap_or("")
    }

    fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    /// Goes to the value of a key and gives the key.
    fn member(&mut self, name: &str, mut skip: usize) -> Option<(usize, &'t str)> {
        if self.peek() != b'{' {
            return None;
        }
        loop {
            // Behind the brace, or behind the comma.
            self.at += 1;
            self.space();
            let start = self.at;
            if self.peek() != b'"' {
                return None;
            }
            let key = self.string();
            self.space();
            self.at += 1;
            self.space();
            if is_key(key, name) {
                if skip == 0 {
                    return Some((start, key));
                }
                skip -= 1;
            }
            self.value();
            self.space();
            if self.peek() != b',' {
                return None;
            }
        }
    }

    /// Goes to an element.
    fn element(&mut self, index: usize) -> bool {
        if self.peek() != b'[' {
            return false;
        }
        for _ in 0..index {
            self.at += 1;
            self.space();
            self.value();
            self.space();
            if self.peek() != b',' {
                return false;
            }
        }
        self.at += 1;
        self.space();
        self.peek() != b']'
    }

    /// Steps over a value and gives it.
    fn value(&mut self) -> &'t str {
        let start = self.at;
        match self.peek() {
            b'"' => return self.string(),
            b'{' | b'[' => self.brackets(),
            _ => {
                while !matches!(
                    self.peek(),
                    b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t' | 0
                ) {
                    self.at += 1;
                }
            }
        }
        self.since(start)
    }

    fn string(&mut self) -> &'t str {
        let start = self.at;
        self.at += 1;
        loop {
            match self.peek() {
                b'\\' => self.at += 2,
                b'"' => {
                    self.at += 1;
                    break;
                }
                0 => break,
                _ => self.at += 1,
            }
        }
        self.since(start)
    }

    fn brackets(&mut self) {
        let mut depth = 0;
        loop {
            match self.peek() {
                b'"' => {
                    self.string();
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                0 => return,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }
}

/// Whether a key in the file is this name; only a key with escapes needs to be read for that.
fn is_key(written: &str, name: &str) -> bool {
    if written.contains('\\') {
        return serde_json::from_str::<String>(written).is_ok_and(|key| key == name);
    }
    written
        .strip_prefix('"')
        .and_then(|key| key.strip_suffix('"'))
        == Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEED: &str = "{\n  \"a\": [ 1, {\"ü\": \"ß\\\"}\", \"b\":true}, [ ] ],\n  \"c\" : -1.5e3,\n  \"a\": {} , \"\\u0064\":null }";

    fn steps(path: &str) -> Vec<Step> {
        path.split_whitespace()
            .map(|step| {
                step.parse()
                    .map_or_else(|_| Step::Key(step.into()), Step::Index)
            })
            .collect()
    }

    #[track_caller]
    fn spot(path: &str, skip: usize, place: (usize, usize), value: Option<&str>) {
        let spot = locate(FEED, &steps(path), skip);
        assert_eq!(
            (line_column(FEED, spot.at), spot.value),
            (place, value),
            "{path}"
        );
    }

    #[test]
    fn every_value_is_found_where_it_stands() {
        spot("a 0", 0, (2, 10), Some("1"));
        spot("a 1 ü", 0, (2, 19), Some("\"ß\\\"}\""));
        spot("a 1 b", 0, (2, 31), Some("true"));
        spot("a 2", 0, (2, 38), Some("[ ]"));
        spot("c", 0, (3, 9), Some("-1.5e3"));
        spot("d", 0, (4, 22), Some("null"));
        spot("", 0, (1, 1), Some(FEED));
    }

    #[test]
    fn the_second_of_two_equal_keys_is_found() {
        spot("a", 1, (4, 8), Some("{}"));
        let key = locate(FEED, &steps("a"), 1).key.map(|(at, _)| at);
        assert_eq!(key.map(|at| line_column(FEED, at)), Some((4, 3)));
    }

    #[test]
    fn what_is_not_there_leads_to_what_lacks_it() {
        spot("x", 0, (1, 1), None);
        spot("a 1 x", 0, (2, 13), None);
        spot("a 2 0", 0, (2, 38), None);
        spot("a 7", 0, (2, 8), None);
        spot("c x", 0, (3, 9), None);
        spot("a", 2, (1, 1), None);
    }

    #[test]
    fn any_text_is_survived() {
        for broken in [
            "", "{", "{\"", "[", "{\"a\"", "{\"a\":", "\"\\", "[1,", "{}}",
        ] {
            for path in ["", "a", "0", "1", "a 0"] {
                locate(broken, &steps(path), 1);
            }
        }
    }
}
