//! German: for a press officer in a crisis team. Plain, calm, and without the words of programmers.

mod editing;
mod error;
mod probing;
mod signing;

use super::{Wording, typed};
use crate::cli::outcome::{CliError, Exchanged};
use crate::feed::vocabulary::Level;
use crate::feed::zone::LocalTime;
use crate::i18n::Lang;
use crate::report::{De, harmless, moment};

impl Wording for De {
    fn failure(&self, failure: &CliError, options: &[&str]) -> String {
        error::failure(failure, options)
    }

    fn written(&self, folder: &str, files: &[&str]) -> String {
        format!("Geschrieben nach \"{folder}\":\n  {}\n", files.join("\n  "))
    }

    fn no_bundle(&self, script: &str, folder: &str) -> String {
        format!(
            "\nEs fehlt noch \"{script}\".\nKopieren Sie den Ordner amts-status, den \"cargo xtask dist\" in dist/ baut, nach \"{folder}\".\n"
        )
    }

    fn exchanged(&self, keys: &Exchanged) -> String {
        let list = |what: &str, prints: &[String]| -> String {
            let line = |print: &String| format!("- {what}: {print}\n");
            prints.iter().map(line).collect()
        };
        let Exchanged { gone, new } = keys;
        if gone.is_empty() && new.is_empty() {
            return "\nDie Schlüssel stehen auf der Seite jetzt in anderer Reihenfolge. Sie zählt: erst der für jeden Tag, dann der aus dem Tresor.\n".into();
        }
        format!(
            "\nDie Schlüssel auf der Seite sind jetzt andere:\n{}{}",
            list("nicht mehr", gone),
            list("neu", new)
        )
    }

    fn unlinked(&self, links: &[String]) -> String {
        let line = |link: &String| format!("  --link \"{}\"\n", harmless(link));
        let lines: String = links.iter().map(line).collect();
        format!(
            "\nDiese Links stehen nicht mehr auf der Seite. Sollen sie bleiben, nennen Sie sie wieder:\n{lines}"
        )
    }

    fn worker_is_off(&self, file: &str) -> String {
        format!("\n\"{file}\" bleibt abgeschaltet: Ohne Netz ist die Seite nicht lesbar.\n")
    }

    fn see_preview(&self, file: &str, options: &str) -> String {
        format!(
            "So lesen es die Bürgerinnen und Bürger: amtsstatus preview {}{options}\n",
            typed(file)
        )
    }

    fn preview(&self, at: LocalTime, own: bool) -> String {
        let moment = moment(Lang::De, at);
        let own = match own {
            true => "\nVor Klammern, die Sie selbst geschrieben haben, steht hier ein \\.",
            false => "",
        };
        format!(
            "So lesen es die Bürgerinnen und Bürger. Stand: {moment} Uhr.\nIn {{geschweiften}} Klammern steht, was das Widget von sich aus sagt,\nin [eckigen] das Zeichen, das vor einem Zustand zu sehen ist.{own}\n\n"
        )
    }

    fn shape(&self, level: Level) -> &'static str {
        match level {
            Level::Ok => "Haken",
            Level::Limited => "Halbkreis",
            Level::Elsewhere => "Pfeil",
            Level::Down => "Kreuz",
            Level::Unknown => "Fragezeichen",
        }
    }
}
