//! In German: what is wrong with a text that is not JSON.

use crate::feed::json::MAX_DEPTH;
use crate::report::harmless;
use crate::report::syntax::SyntaxHint;

/// Words what slipped into a text that is not JSON, and what to do.
pub(super) fn syntax_hint(syntax_hint: &SyntaxHint) -> (String, String) {
    let store =
        "Öffnen Sie sie in einem Editor, und wählen Sie beim Speichern die Kodierung UTF-8.";
    let (what, hint) = match syntax_hint {
        SyntaxHint::Signature => (
            "Die Datei beginnt mit einer Unterschrift, aber nicht in der richtigen Form.".into(),
            "Was daran nicht stimmt, sagt: amtsstatus verify",
        ),
        SyntaxHint::Utf16 => (
            "Die Datei ist nicht in UTF-8 gespeichert, sondern in UTF-16.".into(),
            store,
        ),
        SyntaxHint::NotUtf8 => (
            "Die Datei ist nicht in UTF-8 gespeichert, vermutlich in Latin-1 (Windows-1252)."
                .into(),
            store,
        ),
        SyntaxHint::EmptyFile => (
            "Die Datei ist leer.".into(),
            "Erwartet: Felder in geschweiften Klammern: { … }.",
        ),
        SyntaxHint::TrailingComma => (
            "Vor dieser schließenden Klammer steht ein Komma zu viel.".into(),
            "Entfernen Sie das Komma nach der letzten Angabe.",
        ),
        SyntaxHint::NoComma { close, line } => {
            return (
                format!("Hier wird ein Komma oder eine schließende Klammer {close} erwartet."),
                line.map_or_else(
                    || "Fehlt davor ein Komma?".into(),
                    |line| format!("Fehlt am Ende von Zeile {line} ein Komma?"),
                ),
            );
        }
        SyntaxHint::QuoteInText => (
            "Der Text endet vor dieser Stelle, weil dort ein gerades Anführungszeichen steht."
                .into(),
            "Schreiben Sie im Text „ und “, oder \\\" statt \".",
        ),
        SyntaxHint::NoColon => (
            "Nach dem Namen eines Feldes wird ein Doppelpunkt erwartet.".into(),
            "So ist es richtig: \"name\": \"Stadtbücherei\".",
        ),
        SyntaxHint::NoValue => (
            "Hier wird ein Wert erwartet.".into(),
            "Texte stehen in Anführungszeichen, Zahlen ohne; ja und nein heißen true und false.",
        ),
        SyntaxHint::BareKey => (
            "Hier wird der Name eines Feldes in Anführungszeichen erwartet.".into(),
            "So ist es richtig: \"name\": \"Stadtbücherei\".",
        ),
        SyntaxHint::End("\"") => (
            "Die Datei endet mitten in einem Text.".into(),
            "Es fehlt ein Anführungszeichen, oder die Datei ist nicht vollständig.",
        ),
        SyntaxHint::End(close) => (
            format!("Die Datei endet, aber eine Klammer ist noch offen. Erwartet: {close}"),
            "Es fehlt eine schließende Klammer, oder die Datei ist nicht vollständig.",
        ),
        SyntaxHint::LineBreak => (
            "Ein Text ist am Ende der Zeile noch offen.".into(),
            "Fehlt hier ein Anführungszeichen? Eine neue Zeile im Text schreibt man als \\n.",
        ),
        SyntaxHint::Control => (
            "Im Text steht ein Steuerzeichen, zum Beispiel ein Tabulator.".into(),
            "Ersetzen Sie es durch ein Leerzeichen.",
        ),
        SyntaxHint::Escape => (
            "Nach dem Zeichen \\ steht hier etwas, das keine Bedeutung hat.".into(),
            "Ein \\ im Text schreibt man doppelt: \\\\. Ein Anführungszeichen schreibt man als \\\".",
        ),
        SyntaxHint::Surrogate => (
            "Hier steht ein unvollständiges Zeichen, das mit \\u beginnt.".into(),
            "Schreiben Sie das Zeichen selbst, ohne \\u.",
        ),
        SyntaxHint::Number => (
            "Diese Zahl ist nicht lesbar.".into(),
            "Zahlen beginnen nicht mit 0. Telefonnummern stehen in Anführungszeichen.",
        ),
        SyntaxHint::Behind => (
            "Nach dem Ende der Angaben steht noch etwas.".into(),
            "Ist davor eine Klammer zu viel? Sonst entfernen Sie alles ab dieser Stelle.",
        ),
        SyntaxHint::TooDeep => (
            format!("Hier stehen mehr als {MAX_DEPTH} Klammern ineinander."),
            "Fehlt davor eine schließende Klammer?",
        ),
        SyntaxHint::LongKey => (
            "Der Name dieses Feldes ist zu lang.".into(),
            "Fehlt davor ein Anführungszeichen?",
        ),
        SyntaxHint::CurlyQuote(quote) => (
            format!("Hier steht das Anführungszeichen {quote} aus einer Textverarbeitung."),
            "Ersetzen Sie es durch das gerade Zeichen \".",
        ),
        SyntaxHint::SingleQuote => (
            "Hier steht ein einfaches Anführungszeichen.".into(),
            "Ersetzen Sie es durch das doppelte Zeichen \".",
        ),
        SyntaxHint::Comment => (
            "Hier steht ein Kommentar oder ein fremdes Zeichen.".into(),
            "Die Datei darf keine Kommentare enthalten. Bitte entfernen Sie ihn.",
        ),
        SyntaxHint::HardSpace => (
            "Hier steht ein besonderes Leerzeichen aus einer Textverarbeitung.".into(),
            "Ersetzen Sie es durch ein gewöhnliches Leerzeichen.",
        ),
        SyntaxHint::Other(detail) => (
            format!("Hier ist die Datei nicht lesbar ({}).", harmless(detail)),
            "Bitte vergleichen Sie die Stelle mit den Zeilen davor.",
        ),
    };
    (what, hint.into())
}
