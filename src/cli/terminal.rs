//! Makes foreign texts safe to show on a terminal.

use std::ffi::OsStr;

pub(super) use crate::feed::bidi::is_mark_of_direction;
use crate::report::harmless;

/// Returns a file's name, safe to show on a terminal.
pub(super) fn name(file: &OsStr) -> String {
    harmless(&file.to_string_lossy())
}

/// Leaves out isolates and marks of writing from right to left: few terminals know them.
pub(super) fn without_isolates(text: &str) -> String {
    text.replace(is_mark_of_direction, "")
}
