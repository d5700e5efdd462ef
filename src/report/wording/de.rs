//! German: for a press officer in a crisis team. Plain, calm, and without the words of programmers.

mod fault;
mod phrases;
mod syntax;

use super::{FaultContext, FaultWording};
use crate::feed::decode::{Fault, Form};
use crate::feed::zone::LocalTime;
use crate::i18n::Lang;
use crate::report::syntax::SyntaxHint;

/// German.
pub struct De;

impl FaultWording for De {
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

    fn such_as(&self, field: &str, list: Option<&str>) -> String {
        phrases::such_as(field, list)
    }

    fn plain_form(&self, form: Form) -> &'static str {
        match form {
            Form::Text => "ein Text",
            Form::Flag => "ja oder nein",
            Form::Count => "eine ganze Zahl ab 0",
            Form::Percent => "eine ganze Zahl von 0 bis 100",
            Form::List => "eine Liste",
            Form::Object => "mehrere Felder",
            Form::Words => "ein Text, in einer oder mehreren Sprachen",
            Form::Language => "ein Kürzel für die Sprache wie de, en oder de-simple",
            Form::Country => "ein Kürzel für das Land aus zwei großen Buchstaben wie DE oder AT",
            Form::Date => "ein Datum",
            Form::Stamp => "ein Datum mit Uhrzeit",
            Form::When => "ein Datum, mit Uhrzeit oder ohne",
            Form::End => "ein Datum, mit Uhrzeit oder ohne, oder bis auf Weiteres",
            Form::TimeOfDay => "eine Uhrzeit wie 08:30",
            Form::Id => {
                "ein kurzer Name aus kleinen Buchstaben (a bis z), Ziffern und Bindestrichen, höchstens 64 Zeichen"
            }
            Form::Version => "die Zahl 1",
            Form::Key => "ein öffentlicher Schlüssel wie in der .pub-Datei",
        }
    }

    fn when(&self, moment: LocalTime) -> String {
        format!("{} Uhr", super::moment(Lang::De, moment))
    }

    fn yes(&self, yes: bool) -> &'static str {
        match yes {
            true => "ja",
            false => "nein",
        }
    }

    fn syntax_hint(&self, syntax_hint: &SyntaxHint) -> (String, String) {
        syntax::syntax_hint(syntax_hint)
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

    fn broken(&self, name: &str) -> String {
        format!(
            "Die Unterschrift passt nicht zum Inhalt. Eine Seite, die sie prüft, zeigt diese Datei nicht. Mehr dazu sagt: amtsstatus verify {name}"
        )
    }

    fn stays_signed(&self) -> &'static str {
        "Die Datei ist unterschrieben: Öffnen Sie sie nicht in einem Editor. Übertragen Sie sie unverändert, oder unterschreiben Sie Ihre status.json noch einmal."
    }
}
