//! English: for helpers and developers, as plain as the German.

mod editing;
mod error;
mod probing;
mod signing;

use super::{Wording, typed};
use crate::cli::outcome::{CliError, Exchanged};
use crate::feed::vocabulary::Level;
use crate::feed::zone::LocalTime;
use crate::i18n::Lang;
use crate::report::{En, harmless, moment};

impl Wording for En {
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
