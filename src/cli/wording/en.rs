//! English: for helpers and developers, as plain as the German.

mod error;
mod fault;
mod signing;
mod syntax;

use super::signing::moment;
use super::{FaultContext, Wording, typed};
use crate::cli::outcome::{CliError, Exchanged, SyntaxHint};
use crate::cli::terminal::harmless;
use crate::feed::decode::{Fault, Form};
use crate::feed::vocabulary::Level;
use crate::feed::zone::LocalTime;
use crate::i18n::Lang;

pub(super) struct En;

impl Wording for En {
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

    fn syntax_hint(&self, syntax_hint: &SyntaxHint) -> (String, String) {
        syntax::syntax_hint(syntax_hint)
    }

    fn failure(&self, failure: &CliError, options: &[&str]) -> String {
        error::failure(failure, options)
    }

    fn written(&self, folder: &str, files: &[&str]) -> String {
        format!("Written to \"{folder}\":\n  {}\n", files.join("\n  "))
    }

    fn no_bundle(&self, script: &str, folder: &str) -> String {
        format!(
            "\n\"{script}\" is still missing.\nCopy the folder amts-status, which \"cargo xtask dist\" builds in dist/, to \"{folder}\".\n"
        )
    }

    fn exchanged(&self, keys: &Exchanged) -> String {
        let list = |what: &str, prints: &[String]| -> String {
            let line = |print: &String| format!("- {what}: {print}\n");
            prints.iter().map(line).collect()
        };
        let Exchanged { gone, new } = keys;
        if gone.is_empty() && new.is_empty() {
            return "\nThe keys on the page have another order now. It counts: first the one of every day, then the one in the safe.\n".into();
        }
        format!(
            "\nThe keys on the page are others now:\n{}{}",
            list("gone", gone),
            list("new", new)
        )
    }

    fn unlinked(&self, links: &[String]) -> String {
        let line = |link: &String| format!("  --link \"{}\"\n", harmless(link));
        let lines: String = links.iter().map(line).collect();
        format!(
            "\nThese links are no longer on the page. If they should stay, name them again:\n{lines}"
        )
    }

    fn worker_is_off(&self, file: &str) -> String {
        format!("\n\"{file}\" stays switched off: without a network the page cannot be read.\n")
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

    fn see_preview(&self, file: &str, options: &str) -> String {
        format!(
            "This is how citizens read it: amtsstatus preview {}{options}\n",
            typed(file)
        )
    }

    fn preview(&self, at: LocalTime, own: bool) -> String {
        let moment = moment(Lang::En, at);
        let own = match own {
            true => "\nBrackets that you have written yourself have a \\ before them here.",
            false => "",
        };
        format!(
            "This is how citizens read it, as of {moment}.\n{{Curly}} brackets enclose what the widget says by itself,\n[square] ones the shape that stands before a state.{own}\n\n"
        )
    }

    fn shape(&self, level: Level) -> &'static str {
        match level {
            Level::Ok => "check",
            Level::Limited => "half circle",
            Level::Elsewhere => "arrow",
            Level::Down => "cross",
            Level::Unknown => "question mark",
        }
    }
}
