//! The words of a report: one trait, and one implementation for each language, so a missing translation does not
//! compile.

mod de;
mod en;
mod pieces;
#[cfg(test)]
mod tests;

pub use de::De;
pub use en::En;

use super::lang::MessageLang;
use super::naming::{Naming, Records};
use super::suggest::Reason;
use super::syntax::SyntaxHint;
use crate::feed::decode::{Fault, Form};
use crate::feed::vocabulary::Kind;
use crate::feed::zone::LocalTime;
use crate::i18n::calendar::NATIVE;
use crate::i18n::{DateFormatter as _, Lang, clock_time};

/// The facts about a fault's place.
#[derive(Default)]
pub struct FaultContext<'s> {
    /// The text that is written there, ready to be shown.
    pub quote: Option<&'s str>,
    /// The field that it belongs to.
    pub field: Option<&'s str>,
    /// The list that it is an element of, or a field of an element.
    pub list: Option<&'s str>,
    /// Why nobody can mean this day or moment.
    pub reason: Option<Reason>,
    /// The value that was probably meant.
    pub suggestion: Option<String>,
    /// The states of the entry's kind, where a state is unknown.
    pub fit: Option<&'s [&'static str]>,
    /// The route that a field of an entry should be, as it is written in the file.
    pub way: Option<String>,
    /// How fields and values are named.
    pub naming: Naming<'s>,
    /// The records around the place; needed for labels alone.
    pub records: Records<'s>,
    /// The kind of the entry, if it is about one.
    pub kind: Option<Kind>,
}

/// Everything that a report says in one language.
pub trait FaultWording {
    /// Says what is wrong at a place.
    fn fault(&self, fault: &Fault, context: &FaultContext<'_>) -> String;
    /// Describes the form that a value must have in the file.
    fn form(&self, form: Form) -> &'static str;
    /// Describes the same for somebody who does not see the file.
    fn plain_form(&self, form: Form) -> &'static str;
    /// Writes a moment in words.
    fn when(&self, moment: LocalTime) -> String;
    /// Writes yes or no.
    fn yes(&self, yes: bool) -> &'static str;
    /// Says how a required field is written. Returns an empty text for a field without an example.
    fn such_as(&self, field: &str, list: Option<&str>) -> String;
    /// Says what is wrong with a text that is not JSON, and what to do.
    fn syntax_hint(&self, syntax_hint: &SyntaxHint) -> (String, String);
    /// Says how many errors and hints there are.
    fn counts(&self, errors: usize, hints: usize) -> String;
    /// Returns the heading of the errors.
    fn errors(&self) -> &'static str;
    /// Returns the heading of the hints.
    fn hints(&self) -> &'static str;
    /// Says that there is more to check once the file can be read.
    fn more(&self) -> &'static str;
    /// Returns the name for the file as a whole, used in place of a path.
    fn whole(&self) -> &'static str;
    /// Says that the content under a signature is not the one that was signed.
    fn broken(&self, name: &str) -> String;
    /// Says what to do about the encoding of a signed file.
    fn stays_signed(&self) -> &'static str;
}

impl MessageLang {
    /// Returns the words for faults in this language.
    pub fn fault_words(self) -> &'static dyn FaultWording {
        match self {
            Self::De => &De,
            Self::En => &En,
        }
    }
}

/// Writes a moment in words: "Dienstag, 1. Dezember 2026, 10".
pub fn moment(lang: Lang, stamp: LocalTime) -> String {
    let date = NATIVE.date(lang, stamp.date(), true);
    format!("{date}, {}", clock_time(lang, stamp.minutes()))
}

/// Writes the offset of a moment: "+01:00".
pub fn offset(local: LocalTime) -> String {
    let text = local.stamp().to_string();
    text[text.len() - "+01:00".len()..].to_owned()
}
