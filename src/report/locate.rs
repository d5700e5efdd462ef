//! Finds where a place of the feed stands in its file: jsonc-parser keeps the span of each value.
//!
//! The file is parsed once more for that, after a problem was found; so the widget carries no spans.

use jsonc_parser::ast::{Object, ObjectProp, ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::feed::problem::Step;

/// Plain JSON only: a text that [`crate::feed::json`] refuses has no places either.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
};

/// A place that was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot<'t> {
    /// The key that leads to it, with its quotation marks, and its offset.
    pub key: Option<(usize, &'t str)>,
    /// The offset of its value. If the place is not in the file, the offset of the last value on the way to it.
    pub at: usize,
    /// The value as it is written; `None` if the place is not in the file.
    pub value: Option<&'t str>,
}

/// The text of a file, and the span of each value in it.
pub struct Positions<'t> {
    text: &'t str,
    /// `None` if the text is not JSON.
    root: Option<Value<'t>>,
}

impl<'t> Positions<'t> {
    /// Parses a text.
    pub fn new(text: &'t str) -> Self {
        let parsed = parse_to_ast(text, &CollectOptions::default(), &STRICT);
        let root = parsed.ok().and_then(|parsed| parsed.value);
        Self { text, root }
    }

    /// Follows the steps from the root. Of several equal keys at the last step it takes the one after `skip` others.
    pub fn locate(&self, steps: &[Step], skip: usize) -> Spot<'t> {
        let mut key = None;
        let Some(mut value) = self.root.as_ref() else {
            let (at, value) = (0, None);
            return Spot { key, at, value };
        };
        for (index, step) in steps.iter().enumerate() {
            let skip = if index + 1 == steps.len() { skip } else { 0 };
            let next = match (step, value) {
                (Step::Key(name), Value::Object(object)) => {
                    property(object, name, skip).map(|found| (Some(&found.name), &found.value))
                }
                (Step::Index(index), Value::Array(array)) => {
                    array.elements.get(*index).map(|element| (None, element))
                }
                _ => None,
            };
            let Some((name, inside)) = next else {
                let at = value.start();
                return Spot {
                    key: None,
                    at,
                    value: None,
                };
            };
            key = name.map(|name: &ObjectPropName<'_>| (name.start(), self.written(name)));
            value = inside;
        }
        let at = value.start();
        let value = Some(self.written(value));
        Spot { key, at, value }
    }

    /// Returns the text of a node, with its quotation marks.
    fn written(&self, node: &impl Ranged) -> &'t str {
        self.text.get(node.start()..node.end()).unwrap_or("")
    }
}

fn property<'a, 't>(object: &'a Object<'t>, name: &str, skip: usize) -> Option<&'a ObjectProp<'t>> {
    let named = |found: &&ObjectProp<'_>| found.name.as_str() == name;
    object.properties.iter().filter(named).nth(skip)
}

/// Returns line and column of a byte offset, both from 1. A column is a character.
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let lines = before.bytes().filter(|byte| *byte == b'\n').count();
    (lines + 1, before[start..].chars().count() + 1)
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
        let spot = Positions::new(FEED).locate(&steps(path), skip);
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
        let key = Positions::new(FEED)
            .locate(&steps("a"), 1)
            .key
            .map(|(at, _)| at);
        assert_eq!(key.map(|at| line_column(FEED, at)), Some((4, 3)));
    }

    #[test]
    fn missing_place_leads_to_the_value_that_lacks_it() {
        spot("x", 0, (1, 1), None);
        spot("a 1 x", 0, (2, 13), None);
        spot("a 2 0", 0, (2, 38), None);
        spot("a 7", 0, (2, 8), None);
        spot("c x", 0, (3, 9), None);
        spot("a", 2, (1, 1), None);
    }

    #[test]
    fn broken_text_causes_no_panic() {
        for broken in [
            "", "{", "{\"", "[", "{\"a\"", "{\"a\":", "\"\\", "[1,", "{}}",
        ] {
            for path in ["", "a", "0", "1", "a 0"] {
                Positions::new(broken).locate(&steps(path), 1);
            }
        }
    }

    /// Every problem of a feed that can be read has a place.
    #[test]
    fn every_readable_feed_has_a_place_for_each_problem() {
        let mut read = 0;
        for at in 0..=FEED.len() {
            for byte in b" \"\\/,:[]{}-+.019eE\n\t\x7F" {
                let (before, after) = FEED.as_bytes().split_at(at);
                for after in [after, after.get(1..).unwrap_or_default()] {
                    let bytes = [before, &[*byte], after].concat();
                    if crate::feed::json::parse(&bytes).is_ok() {
                        read += 1;
                        let text = String::from_utf8(bytes).unwrap();
                        assert!(Positions::new(&text).root.is_some(), "{text}");
                    }
                }
            }
        }
        assert!(read > 500, "{read}");
    }
}
