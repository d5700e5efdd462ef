//! In German: why a verb has no result.

use super::super::signing::Signing as _;
use crate::cli::completions;
use crate::cli::outcome::{CliError, FileRole, Kept, Needed, Product, UsageError, Wanted};
use crate::components::View;
use crate::feed::decode::MAX_COUNT;
use crate::report::{De, MessageLang, harmless, nearest};
use crate::trust::KIND;
use std::io::ErrorKind;

/// Words why there is no result.
pub(super) fn failure(failure: &CliError, options: &[&str]) -> String {
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
        CliError::OtherFeed(old, new) => format!(
            "Die erste Datei ist die Meldung \"{}\", die zweite \"{}\". Vergleichen lassen sich nur zwei Fassungen derselben Meldung.",
            harmless(old),
            harmless(new)
        ),
        CliError::Backwards(old, new) => {
            format!("Die erste Datei hat seq {old}, die zweite seq {new}. Nennen Sie zuerst die ältere.")
        }
        CliError::KeyInFolder(file) => {
            format!("\"{file}\" ist ein geheimer Schlüssel. Alles in diesem Ordner wird hochgeladen. Verschieben Sie den Schlüssel. Geschrieben wurde nichts.")
        }
        CliError::NoBundle(folder) => {
            format!("In \"{folder}\" liegt kein Widget. Erwartet: der Ordner dist/amts-status, den \"cargo xtask dist\" baut. Geschrieben wurde nichts.")
        }
        CliError::NoEditor(Some(folder)) => {
            format!("In \"{folder}\" liegt kein Editor. Erwartet: der Ordner dist/amts-status, den \"cargo xtask dist\" baut.")
        }
        CliError::NoEditor(None) => {
            "Der Editor ist nicht zu finden. Nennen Sie mit --bundle den Ordner dist/amts-status, den \"cargo xtask dist\" baut.".into()
        }
        CliError::Link(file) => {
            format!("\"{file}\" ist ein Verweis auf eine andere Datei. Nennen Sie beim Start die Datei selbst. Geschrieben wurde nichts.")
        }
        CliError::Large(file, size) => {
            format!("Die Datei \"{file}\" hat {size} KB. So groß ist keine Statusdatei. Geschrieben wurde nichts.")
        }
        CliError::DraftInFolder(file) => {
            format!("\"{file}\" liegt in dem Ordner, der hochgeladen wird. Was noch nicht veröffentlicht ist, stünde dort auch. Nehmen Sie für die Datei einen anderen Ordner. Geschrieben wurde nichts.")
        }
        CliError::Port(port, error) => match error.kind() {
            ErrorKind::AddrInUse => format!("Der Port {port} ist schon belegt. Nehmen Sie einen anderen, oder lassen Sie --port weg."),
            _ => format!("Der Editor kann an Port {port} nicht starten ({error})."),
        },
        CliError::NoFolder(folder) => {
            format!("Den Ordner \"{folder}\" gibt es nicht. Geschrieben wurde nichts.")
        }
        CliError::Key(name, why) => De.bad_key(name, why),
        CliError::Passphrase(why) => De.bad_passphrase(why),
        CliError::Unproved => {
            "Der Schlüssel und seine Unterschrift passen nicht zusammen. Nehmen Sie eine Sicherung des Schlüssels. Geschrieben wurde nichts.".into()
        }
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
                "site" => "status.json --out notfall",
                "verify" => "status.signed.json --key presse.pub",
                "diff" => "alt.json neu.json",
                _ => "status.json",
            }
        ),
        UsageError::Unquoted => format!(
            "\"{KIND}\" ist nur der Anfang eines Schlüssels. Fehlen Anführungszeichen? Zum Beispiel: --key \"$(cat presse.pub)\""
        ),
        UsageError::NoAddress => {
            "Es fehlt eine Adresse, zum Beispiel: amtsstatus probe https://status.musterstadt.example/".into()
        }
        UsageError::NoName => {
            "Es fehlt der Name für den Schlüssel, zum Beispiel: amtsstatus keygen presse".into()
        }
        UsageError::NoShell => {
            format!("Es fehlt der Name der Shell. {}", possible(completions::names()))
        }
        UsageError::NoOption(option, needed) => {
            let (needed, example) = match needed {
                Needed::Folder => ("der Ordner, in den geschrieben wird", "notfall"),
                Needed::PrivateKey => ("die Datei mit dem geheimen Schlüssel", "presse"),
                Needed::SignedFile => ("die Datei, in die geschrieben wird", "status.signed.json"),
            };
            format!("Es fehlt die Option \"{option}\". Erwartet: {needed}, zum Beispiel: {option} {example}")
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
            possible(View::NAMES.to_vec())
        ),
        UsageError::BadValue(value, Wanted::Src) => format!(
            "Die Angabe \"{value}\" ist keine Adresse der Statusdatei. Erwartet: eine Adresse, die mit https:// beginnt, oder ein Pfad wie status.json; mehrere mit Leerzeichen getrennt."
        ),
        UsageError::BadValue(value, Wanted::Link) => format!(
            "Die Angabe \"{value}\" ist kein Link. Erwartet: Name=Adresse, zum Beispiel Impressum=https://www.musterstadt.example/impressum"
        ),
        UsageError::BadValue(value, Wanted::Port) => format!(
            "Die Angabe \"{value}\" ist kein Port. Erwartet: eine Zahl von 1024 bis 65535."
        ),
        UsageError::BadValue(value, Wanted::Address) => format!(
            "\"{value}\" ist keine Adresse im Netz. Erwartet: zum Beispiel https://status.musterstadt.example/"
        ),
        UsageError::BadValue(value, Wanted::Shell) => format!(
            "Die Shell \"{value}\" gibt es hier nicht. {}",
            possible(completions::names())
        ),
        UsageError::NotWith(Product::Poster, option) => format!(
            "\"{option}\" und \"--print\" gehen nicht zusammen: Der Aushang zeigt alles und ist eine einzelne Datei. Lassen Sie \"{option}\" weg."
        ),
        UsageError::NotText(value) => format!("Die Angabe \"{value}\" ist kein lesbarer Text."),
        UsageError::Other(detail) => format!("Dieser Aufruf ist nicht möglich ({detail})."),
    }
}
