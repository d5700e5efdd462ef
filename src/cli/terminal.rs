//! Makes foreign texts safe to show on a terminal.

use std::ffi::OsStr;

use crate::report::harmless;

/// Returns a file's name, safe to show on a terminal.
pub(super) fn name(file: &OsStr) -> String {
    harmless(&file.to_string_lossy())
}

/// Leaves out isolates and marks of writing from right to left: few terminals know them.
pub(super) fn without_isolates(text: &str) -> String {
    text.replace(is_mark_of_direction, "")
}

/// Tells whether a character only says in which direction others are written.
pub(super) fn is_mark_of_direction(char: char) -> bool {
    matches!(
        char,
        '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}'
    )
}
