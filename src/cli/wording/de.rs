//! German: for a press officer in a crisis team. Plain, calm, and without the words of programmers.

mod signing;

use std::io::ErrorKind;

use super::signing::Signing as _;
use super::{FaultContext, MessageLang, Wording, example, in_colon, inside};
use crate::cli::nearest::nearest;
use crate::cli::outcome::{
    CliError, Exchanged, FileRole, KIND, Kept, Product, SyntaxHint, UsageError, Wanted,
};
use crate::cli::terminal::harmless;
use crate::feed::MAX_BYTES;
use crate::feed::decode::{Fault, Form, MAX_COUNT, MAX_LIST};
use crate::feed::json::MAX_DEPTH;
use crate::feed::text::MAX_TEXT;

pub(super) struct De;

impl Wording for De {
    fn fault(&self, fault: &Fault, context: &FaultContext<'_>) -> String {
        use Fault::*;
        let value = context.quote.unwrap_or("Diese Angabe");
        match fault {
            // Its place and its line are known to the report alone, which asks for the hint.
            Syntax(_) => "Die Datei ist kein gültiges JSON.".into(),
            TooLarge(bytes) => format!(
                "Die Datei hat {} KB. Erlaubt sind höchstens {} KB. Bitte kürzen Sie Texte oder entfernen Sie alte Meldungen.",
                bytes.div_ceil(1024),
                MAX_BYTES / 1024
            ),
            NewerVersion(version) => format!(
                "Die Datei ist für Version {version} geschrieben. Dieses Programm kennt nur Version 1. Sie brauchen ein neueres amtsstatus."
            ),
            Duplicate => format!(
                "Das Feld \"{}\" steht hier noch einmal, mit dem Wert {value}. Bitte behalten Sie nur eines davon.",
                context.field.map_or_else(String::new, harmless)
            ),
            Missing(field) => format!(
                "Das Feld \"{field}\" fehlt{}. Es muss da sein.{}",
                inside(context),
                such_as(field)
            ),
            Expected(form) => format!(
                "{value} passt hier nicht. Erwartet: {}.{}{}",
                self.form(*form),
                if value == "null" {
                    " Ein Feld ohne Wert lassen Sie ganz weg."
                } else {
                    ""
                },
                meant(context)
            ),
            TooMany => format!("{value} hat zu viele Teile. Erlaubt sind höchstens {MAX_LIST}."),
            UnknownField(known) => format!(
                "Das Feld {} gibt es hier nicht. Das Widget beachtet es nicht.{}",
                context.quote.unwrap_or("mit diesem Namen"),
                meant_or(context, known)
            ),
            UnknownWord(known) => format!(
                "{value} ist kein bekanntes Wort. Das Widget zeigt es nur als unbekannt an.{}",
                meant_or(context, known)
            ),
            Unfit(fit) => format!(
                "{value} passt nicht zur Art des Eintrags (Feld \"kind\"). Möglich: {}.",
                fit.join(", ")
            ),
            NoState => format!(
                "Das Feld \"state\" fehlt{}. Nur ein Eintrag der Art \"notice\" kommt ohne aus.{}",
                inside(context),
                such_as("state")
            ),
            RepeatedId => {
                format!("{value} ist schon vergeben. Jede \"id\" darf nur einmal vorkommen.")
            }
            NoSuchEntry => format!(
                "{value} gehört zu keinem Eintrag. Erwartet: die \"id\" eines Eintrags aus \"entries\"."
            ),
            Before(other, time) => before(context, value, other, time),
            HalfHours => "Hier steht nur eines von \"opens\" und \"closes\". Erwartet: beide, oder keines für einen geschlossenen Tag.".into(),
            Ahead => format!(
                "{value} liegt in der Zukunft. Das Widget rechnet dann alle Zeiten von dort. Bitte prüfen Sie Tag, Jahr und Uhrzeit."
            ),
            WorldTime => format!(
                "{value} ist in Weltzeit angegeben und wird als Ihre Uhrzeit gezeigt. Erwartet: die Ortszeit, zum Beispiel mit +01:00 im Winter."
            ),
            ValidTooLong => format!(
                "{value} liegt mehr als 30 Tage nach \"issued\". Erwartet: ein Zeitpunkt höchstens 30 Tage danach."
            ),
            Empty => format!(
                "{value} enthält keinen Text. Bitte ergänzen Sie ihn, oder lassen Sie das Feld weg."
            ),
            TextTooLong => format!(
                "{value} ist länger als {MAX_TEXT} Zeichen. Das Widget zeigt nur den Anfang."
            ),
            NoNextUpdate => format!(
                "Das Feld \"next_update\" fehlt. Es sagt, wann die nächste Meldung kommt.{}",
                such_as("next_update")
            ),
            NoValidUntil => format!(
                "Das Feld \"valid_until\" fehlt. Es sagt, bis wann die Meldung höchstens gilt.{}",
                such_as("valid_until")
            ),
            NotDialable => format!(
                "{value} kann man nicht wählen. Das Widget zeigt es nur als Text. Erwartet: eine Nummer wie \"+49 7473 370-121\"."
            ),
            Ungrouped => format!(
                "{value} lässt die Vorwahl nicht erkennen. Bitte trennen Sie sie mit einem Leerzeichen ab, wie in \"+49 7473 370-121\"."
            ),
            NoLink => format!(
                "{value} wird nicht zu einem Link. Erwartet: {}.{}",
                match context.field {
                    Some("email") => "eine E-Mail-Adresse wie \"info@musterstadt.example\"",
                    _ => "eine Adresse, die mit \"https://\" beginnt",
                },
                meant(context)
            ),
            Ended => format!("{value} ist schon vorbei. Bitte prüfen Sie, was jetzt gilt."),
            NotInLanguage(lang) => format!(
                "{value} gibt es nicht in der Sprache \"{}\". Laut Feld \"languages\" gibt es jeden Text in dieser Sprache.",
                harmless(lang)
            ),
            NoRoute => format!(
                "Hier geht etwas nicht, und es ist kein anderer Weg genannt{}. Bitte nennen Sie im Feld \"routes\", wohin man sich wenden kann.",
                in_colon(context)
            ),
            NothingToShow => format!(
                "{value} enthält nichts, was man zeigen kann. Bitte ergänzen Sie etwas, oder lassen Sie es weg."
            ),
        }
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
        let store =
            "Öffnen Sie sie in einem Editor, und wählen Sie beim Speichern die Kodierung UTF-8.";
        let (what, hint) = match syntax_hint {
            SyntaxHint::Signature => (
                "Die Datei beginnt mit einer Unterschrift, aber nicht in der richtigen Form."
                    .into(),
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

    fn failure(&self, failure: &CliError, options: &[&str]) -> String {
        match failure {
            CliError::Usage(usage) => usage_error(usage, options),
            CliError::Unreadable(file, error) => match error.kind() {
                ErrorKind::NotFound | ErrorKind::NotADirectory => {
                    format!("Die Datei \"{file}\" gibt es nicht.")
                }
                ErrorKind::PermissionDenied => {
                    format!("Die Datei \"{file}\" darf nicht gelesen werden.")
                }
                ErrorKind::IsADirectory => {
                    format!("\"{file}\" ist ein Ordner. Erwartet: eine Datei.")
                }
                _ => format!("Die Datei \"{file}\" ist nicht lesbar ({error})."),
            },
            CliError::Output(error) => {
                format!("Das Ergebnis kann nicht geschrieben werden ({error}).")
            }
            CliError::Unwritable(file, error) => match error.kind() {
                ErrorKind::NotADirectory => {
                    format!("\"{file}\" ist eine Datei. Erwartet: ein Ordner.")
                }
                ErrorKind::NotFound => format!("Den Ordner für \"{file}\" gibt es nicht."),
                ErrorKind::StorageFull => {
                    format!("\"{file}\" kann nicht geschrieben werden: Es ist kein Platz mehr.")
                }
                ErrorKind::ReadOnlyFilesystem => {
                    format!("\"{file}\" kann nicht geschrieben werden: Der Datenträger ist schreibgeschützt.")
                }
                ErrorKind::PermissionDenied => {
                    format!("\"{file}\" darf nicht geschrieben werden.")
                }
                _ => format!("\"{file}\" kann nicht geschrieben werden ({error})."),
            },
            CliError::Kept(file, role, why) => {
                format!("{} Geschrieben wurde nichts.", kept(file, *role, why))
            }
            CliError::Taken(file) => format!(
                "Die Datei \"{file}\" gibt es schon. Sie wird nicht überschrieben. Nehmen Sie einen anderen Namen."
            ),
            CliError::Input(file) => format!(
                "\"{file}\" würde überschrieben und wird doch gelesen. Nennen Sie mit --out eine andere Datei. Geschrieben wurde nichts."
            ),
            CliError::Swapped(file) => format!(
                "\"{file}\" ist ein geheimer Schlüssel. Haben Sie die Dateien vertauscht? Erst kommt die Statusdatei, hinter --key der Schlüssel. Geschrieben wurde nichts."
            ),
            CliError::NoFolder(folder) => {
                format!("Den Ordner \"{folder}\" gibt es nicht. Geschrieben wurde nichts.")
            }
            CliError::Key(name, why) => self.bad_key(name, why),
            CliError::Passphrase(why) => self.bad_passphrase(why),
            CliError::Unproved => {
                "Der Schlüssel und seine Unterschrift passen nicht zusammen. Nehmen Sie eine Sicherung des Schlüssels. Geschrieben wurde nichts.".into()
            }
        }
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
}

fn kept(file: &str, role: FileRole, why: &Kept) -> String {
    // Elsewhere the file could be the only copy of a key. So only a file in a page's folder is to be moved away.
    let elsewhere = match role {
        FileRole::InFolder | FileRole::InFolderSigned => {
            "Verschieben Sie sie, oder nehmen Sie einen anderen Ordner."
        }
        FileRole::Out => "Nennen Sie mit --out eine andere Datei.",
        FileRole::Published => {
            "Nennen Sie mit --published die Datei, die jetzt veröffentlicht ist."
        }
    };
    match why {
        Kept::Foreign => {
            format!("Die Datei \"{file}\" stammt nicht von diesem Programm. {elsewhere}")
        }
        Kept::Unreadable => format!("\"{file}\" ist keine lesbare Statusdatei. {elsewhere}"),
        Kept::Other(theirs, ours) => format!(
            "In \"{file}\" steht die Meldung \"{theirs}\", in Ihrer Datei \"{ours}\". {}",
            match role {
                FileRole::InFolder | FileRole::InFolderSigned =>
                    "Nehmen Sie für jede einen eigenen Ordner.",
                FileRole::Out | FileRole::Published => elsewhere,
            }
        ),
        Kept::Pinned => format!(
            "Auf der Seite in \"{file}\" stehen Schlüssel. Nennen Sie sie wieder mit --key."
        ),
        Kept::Broken => format!(
            "Die Unterschrift von \"{file}\" passt nicht. Die Datei bleibt, wie sie ist. {elsewhere}"
        ),
        Kept::Signed => format!(
            "\"{file}\" ist unterschrieben, Ihre Datei nicht. Seiten, die die Unterschrift prüfen, würden sie nicht zeigen. Unterschreiben Sie sie zuerst."
        ),
        Kept::Newer(theirs, ours) => {
            let what = if theirs == ours {
                format!("steht seq {theirs} schon mit anderem Inhalt")
            } else {
                format!("steht schon seq {theirs}, in Ihrer Datei seq {ours}")
            };
            if *theirs >= MAX_COUNT {
                return format!(
                    "In \"{file}\" {what}. Eine höhere gibt es nicht. Ist die Datei nicht von Ihnen, vergleichen Sie mit Ihrer letzten eigenen. Sonst braucht die Meldung eine neue id, auch in \"feed\" auf den Seiten."
                );
            }
            let next = theirs + 1;
            match role {
                FileRole::InFolderSigned => format!(
                    "In \"{file}\" {what}. Erhöhen Sie seq in Ihrer status.json auf {next}, und unterschreiben Sie noch einmal."
                ),
                _ => format!("In \"{file}\" {what}. Erhöhen Sie seq in Ihrer Datei auf {next}."),
            }
        }
    }
}

fn such_as(field: &str) -> String {
    example(field).map_or_else(String::new, |text| format!(" Zum Beispiel: {text}"))
}

fn meant(context: &FaultContext<'_>) -> String {
    let meant = context.suggestion.as_ref();
    meant.map_or_else(String::new, |word| format!(" Meinten Sie {word}?"))
}

fn meant_or(context: &FaultContext<'_>, known: &[&str]) -> String {
    match context.suggestion {
        Some(_) => meant(context),
        None => format!(" Möglich: {}.", known.join(", ")),
    }
}

fn before(context: &FaultContext<'_>, value: &str, other: &str, time: &str) -> String {
    let same = context
        .quote
        .is_some_and(|quote| quote.trim_matches('"') == time);
    let is = if same { "ist gleich" } else { "liegt vor" };
    let expected = match other {
        "opens" => "eine Uhrzeit danach",
        _ => "ein Zeitpunkt danach",
    };
    format!("{value} {is} \"{other}\" (\"{time}\"). Erwartet: {expected}.")
}

fn usage_error(usage: &UsageError, options: &[&str]) -> String {
    let possible = |names: Vec<&str>| format!("Möglich: {}.", names.join(", "));
    match usage {
        UsageError::NoVerb(verbs) => format!("Es fehlt ein Befehl. {}", possible(verbs.clone())),
        UsageError::UnknownVerb(name, verbs) => format!(
            "Den Befehl \"{name}\" gibt es nicht. {}",
            nearest(name, verbs.iter().copied()).map_or_else(
                || possible(verbs.clone()),
                |verb| format!("Meinten Sie \"{verb}\"?")
            )
        ),
        UsageError::UnknownOption(name) => format!(
            "Die Option \"{name}\" gibt es hier nicht. {}",
            possible(options.to_vec())
        ),
        UsageError::TooMuch(value) => format!("Die Angabe \"{value}\" ist hier zu viel."),
        UsageError::NoFile(verb) => format!(
            "Es fehlt der Name der Datei, zum Beispiel: amtsstatus {verb} {}",
            match *verb {
                "sign" => "status.json --key presse",
                "verify" => "status.signed.json --key presse.pub",
                _ => "status.json",
            }
        ),
        UsageError::Unquoted => format!(
            "\"{KIND}\" ist nur der Anfang eines Schlüssels. Fehlen Anführungszeichen? Zum Beispiel: --key \"$(cat presse.pub)\""
        ),
        UsageError::NoName => {
            "Es fehlt der Name für den Schlüssel, zum Beispiel: amtsstatus keygen presse".into()
        }
        UsageError::NoOption(option) => {
            let example = match *option {
                "--key" => "die Datei mit dem geheimen Schlüssel, zum Beispiel: --key presse",
                _ => "die Datei, in die geschrieben wird, zum Beispiel: --out status.signed.json",
            };
            format!("Es fehlt die Option \"{option}\". Erwartet: {example}")
        }
        UsageError::InputTwice => {
            "Die Standardeingabe (\"-\") kann nur einmal gelesen werden. Nennen Sie für das andere eine Datei.".into()
        }
        UsageError::PublicName(name) => format!(
            "Der Name \"{name}\" endet auf .pub. So heißt der öffentliche Schlüssel; hier geht es um den geheimen. Lassen Sie .pub weg."
        ),
        UsageError::NoValue(option) => format!("Nach der Option \"{option}\" fehlt ein Wert."),
        UsageError::BadValue(value, Wanted::MessageLang) => format!(
            "Die Sprache \"{value}\" gibt es hier nicht. {}",
            possible(MessageLang::tags())
        ),
        UsageError::BadValue(value, Wanted::PageLang) => format!(
            "In der Sprache \"{value}\" gibt es keine Seite. {}",
            possible(crate::i18n::Lang::ALL.map(crate::i18n::Lang::tag).to_vec())
        ),
        UsageError::BadValue(value, Wanted::Moment) => format!(
            "Die Angabe \"{value}\" ist kein Zeitpunkt. Erwartet: ein Zeitpunkt wie 2024-02-22T10:00:00+01:00."
        ),
        UsageError::BadValue(value, Wanted::View) => format!(
            "Die Ansicht \"{value}\" gibt es nicht. {}",
            possible(vec!["full", "compact"])
        ),
        UsageError::BadValue(value, Wanted::Src) => format!(
            "Die Angabe \"{value}\" ist keine Adresse der Statusdatei. Erwartet: eine Adresse, die mit https:// beginnt, oder ein Pfad wie status.json; mehrere mit Leerzeichen getrennt."
        ),
        UsageError::BadValue(value, Wanted::Link) => format!(
            "Die Angabe \"{value}\" ist kein Link. Erwartet: Name=Adresse, zum Beispiel Impressum=https://www.musterstadt.example/impressum"
        ),
        UsageError::NotWith(Product::Page, option) => format!(
            "\"{option}\" und \"--page\" gehen nicht zusammen: Die Notfallseite zeigt alles, wie es jetzt gilt. Lassen Sie \"{option}\" weg."
        ),
        UsageError::NotWith(Product::Poster, option) => format!(
            "\"{option}\" und \"--print\" gehen nicht zusammen: Der Aushang zeigt alles und ist eine einzelne Datei. Lassen Sie \"{option}\" weg."
        ),
        UsageError::OnlyWithPage(option) => {
            format!("\"{option}\" geht nur zusammen mit \"--page ORDNER\".")
        }
        UsageError::NotText(value) => format!("Die Angabe \"{value}\" ist kein lesbarer Text."),
        UsageError::Other(detail) => format!("Dieser Aufruf ist nicht möglich ({detail})."),
    }
}
