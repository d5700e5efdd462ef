//! English: for helpers and developers, as plain as the German.

mod fault;
mod phrases;
mod syntax;

use super::{FaultContext, FaultWording};
use crate::feed::decode::{Fault, Form};
use crate::feed::zone::LocalTime;
use crate::i18n::Lang;
use crate::report::syntax::SyntaxHint;

/// English.
pub struct En;

impl FaultWording for En {
    fn fault(&self, fault: &Fault, context: &FaultContext<'_>) -> String {
        fault::fault(fault, context)
    }

    fn form(&self, form: Form) -> &'static str {
        match form {
            Form::Text => "a text in quotation marks",
            Form::Flag => "true or false, without quotation marks",
            Form::Count => "a whole number from 0, without quotation marks",
            Form::Percent => "a whole number from 0 to 100, without quotation marks",
            Form::List => "a list in square brackets: [ … ]",
            Form::Object => "fields in curly brackets: { … }",
            Form::Words => {
                "a text in quotation marks, or texts by language such as { \"de\": \"…\", \"en\": \"…\" }"
            }
            Form::Language => "a language tag such as \"de\", \"en\" or \"de-simple\"",
            Form::Country => "a country's code of two capitals such as \"DE\" or \"AT\"",
            Form::Date => "a date such as \"2024-02-29\"",
            Form::Stamp => "a moment such as \"2024-02-22T10:00:00+01:00\"",
            Form::When => {
                "a date such as \"2024-02-29\" or a moment such as \"2024-02-22T10:00:00+01:00\""
            }
            Form::End => {
                "a date such as \"2024-02-29\", a moment such as \"2024-02-22T10:00:00+01:00\" or \"open\" (until further notice)"
            }
            Form::TimeOfDay => "a time of day such as \"08:30\"",
            Form::Id => {
                "a short name of lower-case letters (a to z), digits and hyphens such as \"stadtbuecherei\", at most 64 characters"
            }
            Form::Version => "the number 1, without quotation marks",
            Form::Key => "a public key as in the .pub file: \"ssh-ed25519 AAAA…\"",
        }
    }

    fn such_as(&self, field: &str, list: Option<&str>) -> String {
        phrases::such_as(field, list)
    }

    fn plain_form(&self, form: Form) -> &'static str {
        match form {
            Form::Text => "a text",
            Form::Flag => "yes or no",
            Form::Count => "a whole number from 0",
            Form::Percent => "a whole number from 0 to 100",
            Form::List => "a list",
            Form::Object => "several fields",
            Form::Words => "a text, in one language or in several",
            Form::Language => "a language tag such as de, en or de-simple",
            Form::Country => "a country's code of two capitals such as DE or AT",
            Form::Date => "a date",
            Form::Stamp => "a date and a time",
            Form::When => "a date, with or without a time",
            Form::End => "a date, with or without a time, or until further notice",
            Form::TimeOfDay => "a time of day such as 08:30",
            Form::Id => {
                "a short name of lower-case letters (a to z), digits and hyphens, at most 64 characters"
            }
            Form::Version => "the number 1",
            Form::Key => "a public key as in the .pub file",
        }
    }

    fn when(&self, moment: LocalTime) -> String {
        super::moment(Lang::En, moment)
    }

    fn yes(&self, yes: bool) -> &'static str {
        match yes {
            true => "yes",
            false => "no",
        }
    }

    fn syntax_hint(&self, syntax_hint: &SyntaxHint) -> (String, String) {
        syntax::syntax_hint(syntax_hint)
    }

    fn counts(&self, errors: usize, hints: usize) -> String {
        let count = |number: usize, name: &str| match number {
            0 => format!("no {name}s"),
            1 => format!("1 {name}"),
            _ => format!("{number} {name}s"),
        };
        match (errors, hints) {
            (0, 0) => "No errors, no hints.".into(),
            (0, _) => format!("No errors. {}.", count(hints, "hint")),
            _ => format!("{}, {}.", count(errors, "error"), count(hints, "hint")),
        }
    }

    fn errors(&self) -> &'static str {
        "ERRORS: change these before you publish."
    }

    fn hints(&self) -> &'static str {
        "HINTS: have a look. They do not stand in the way of publishing."
    }

    fn more(&self) -> &'static str {
        "More is checked after that: please check the file again then."
    }

    fn whole(&self) -> &'static str {
        "(whole file)"
    }

    fn broken(&self, name: &str) -> String {
        format!(
            "The signature does not fit the content. A page that checks it does not show this file. More is told by: amtsstatus verify {name}"
        )
    }

    fn stays_signed(&self) -> &'static str {
        "The file is signed: do not open it in an editor. Transfer it unchanged, or sign your status.json again."
    }
}
