//! German: for a press officer in a crisis team. Plain, calm, and without the words of programmers.

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

pub(super) struct De;

impl Wording for De {
    fn fault(&self, fault: &Fault, context: &FaultContext<'_>) -> String {
        fault::fault(fault, context)
    }

    fn form(&self, form: Form) -> &'static str {
        match form {
            Form::Text => "ein Text in Anführungszeichen",
            Form::Flag => "true (ja) oder false (nein), ohne Anführungszeichen",
            Form::Count => "eine ganze Zahl ab 0, ohne Anführungszeichen",
            Form::Percent => "eine ganze Zahl von 0 bis 100, ohne Anführungszeichen",
            Form::List => "eine Liste in eckigen Klammern: [ … ]",
            Form::Object => "Felder in geschweiften Klammern: { … }",
            Form::Words => {
                "ein Text in Anführungszeichen, oder Texte nach Sprache wie { \"de\": \"…\", \"en\": \"…\" }"
            }
            Form::Language => "ein Kürzel für die Sprache wie \"de\", \"en\" oder \"de-simple\"",
            Form::Country => {
                "ein Kürzel für das Land aus zwei großen Buchstaben wie \"DE\" oder \"AT\""
            }
            Form::Date => "ein Datum wie \"2024-02-29\"",
            Form::Stamp => "ein Zeitpunkt wie \"2024-02-22T10:00:00+01:00\"",
            Form::When => {
                "ein Datum wie \"2024-02-29\" oder ein Zeitpunkt wie \"2024-02-22T10:00:00+01:00\""
            }
            Form::End => {
                "ein Datum wie \"2024-02-29\", ein Zeitpunkt wie \"2024-02-22T10:00:00+01:00\" oder \"open\" (bis auf Weiteres)"
            }
            Form::TimeOfDay => "eine Uhrzeit wie \"08:30\"",
            Form::Id => {
                "ein kurzer Name aus kleinen Buchstaben (a bis z), Ziffern und Bindestrichen wie \"stadtbuecherei\", höchstens 64 Zeichen"
            }
            Form::Version => "die Zahl 1, ohne Anführungszeichen",
            Form::Key => "ein öffentlicher Schlüssel wie in der .pub-Datei: \"ssh-ed25519 AAAA…\"",
        }
    }

    fn syntax_hint(&self, syntax_hint: &SyntaxHint) -> (String, String) {
        syntax::syntax_hint(syntax_hint)
    }

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

    fn counts(&self, errors: usize, hints: usize) -> String {
        let hints = match (errors, hints) {
            (_, 0) => ", keine Hinweise.".to_owned(),
            (0, 1) => ". 1 Hinweis.".to_owned(),
            (0, _) => format!(". {hints} Hinweise."),
            (_, 1) => ", 1 Hinweis.".to_owned(),
            (_, _) => format!(", {hints} Hinweise."),
        };
        match errors {
            0 => format!("Keine Fehler{hints}"),
            _ => format!("{errors} Fehler{hints}"),
        }
    }

    fn errors(&self) -> &'static str {
        "FEHLER: Bitte vor der Veröffentlichung ändern."
    }

    fn hints(&self) -> &'static str {
        "HINWEISE: Bitte ansehen. Sie stehen der Veröffentlichung nicht im Weg."
    }

    fn more(&self) -> &'static str {
        "Danach wird noch mehr geprüft: Bitte prüfen Sie die Datei dann noch einmal."
    }

    fn whole(&self) -> &'static str {
        "(ganze Datei)"
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
