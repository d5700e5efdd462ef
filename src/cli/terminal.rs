//! Texts of others on a terminal: nothing that it would obey.

use std::ffi::OsStr;

/// A file's name as it can be shown.
pub(super) fn name(file: &OsStr) -> String {
    harmless(&file.to_string_lossy())
}

/// A text without anything that a terminal would obey or that would change the order of its letters, character for
/// character, so that columns stay where they are.
pub(super) fn harmless(text: &str) -> String {
    text.chars()
        .map(|char| match char {
            '\t' => ' ',
            '\u{200e}'
            | '\u{200f}'
            | '\u{61c}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            char if char.is_control() => '\u{fffd}',
            char => char,
        })
        .collect()
}
