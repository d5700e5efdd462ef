//! Says what makes a text hard to read, and what to do.

use super::Hurdle;
use crate::editor::words::UiLang;

/// Words a hurdle.
pub(super) fn said(hurdle: &Hurdle<'_>, lang: UiLang) -> String {
    match lang {
        UiLang::De => german(hurdle),
        UiLang::En => english(hurdle),
    }
}

fn german(hurdle: &Hurdle<'_>) -> String {
    match hurdle {
        Hurdle::Long(begins, words) => format!(
            "Dieser Satz hat {words} Wörter: „{begins} …“. Kurze Sätze versteht man besser. Bitte machen Sie zwei daraus."
        ),
        Hurdle::Here(words) => format!(
            "„{words}“ sagt nicht, wohin es geht. Bitte nennen Sie das Ziel, zum Beispiel „Termin im Bürgerbüro“."
        ),
        Hurdle::Bare(number) => format!(
            "Hier steht die Nummer {number}, aber nicht, wer sich meldet. Bitte schreiben Sie es dazu."
        ),
        Hurdle::Shouted(words) => format!(
            "„{words}“ steht in großen Buchstaben. Das ist schwer zu lesen. Bitte schreiben Sie es wie gewohnt."
        ),
        Hurdle::Marks => {
            "Hier stehen mehrere Ausrufezeichen. Bitte nehmen Sie einen Punkt: Ruhige Sätze helfen mehr.".into()
        }
        Hurdle::Short(short) => format!(
            "„{}“ kennen viele nicht. Bitte schreiben Sie es aus: {}.",
            short.short, short.long
        ),
    }
}

fn english(hurdle: &Hurdle<'_>) -> String {
    match hurdle {
        Hurdle::Long(begins, words) => format!(
            "This sentence has {words} words: “{begins} …”. Short sentences are easier to understand. Make two of it."
        ),
        Hurdle::Here(words) => format!(
            "“{words}” does not say where it leads. Name the place, for example “Appointments at the town hall”."
        ),
        Hurdle::Bare(number) => {
            format!("This has the number {number}, but does not say who answers. Add it.")
        }
        Hurdle::Shouted(words) => {
            format!("“{words}” is in capitals, which are hard to read. Write it as usual.")
        }
        Hurdle::Marks => {
            "There are several exclamation marks. Use a full stop: calm sentences help more.".into()
        }
        Hurdle::Short(short) => format!(
            "Many do not know “{}”. Write it out: {}.",
            short.short, short.long
        ),
    }
}
