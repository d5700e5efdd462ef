//! In German: what is wrong with a feed.

use super::super::signing::offset;
use super::super::{FaultContext, Wording, example, in_colon, inside};
use super::De;
use super::signing::when;
use crate::cli::terminal::harmless;
use crate::feed::MAX_BYTES;
use crate::feed::decode::{Fault, MAX_LIST};
use crate::feed::text::MAX_TEXT;

/// Words what is wrong in a place.
pub(super) fn fault(fault: &Fault, context: &FaultContext<'_>) -> String {
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
            De.form(*form),
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
        NotNewestFirst => format!(
            "{value} ist neuer als die Angabe davor. Das Widget zeigt das Neueste zuerst. Bitte prüfen Sie den Zeitpunkt, oder stellen Sie es nach oben."
        ),
        AfterIssued(issued) => format!(
            "{value} liegt nach der Veröffentlichung (\"issued\": \"{issued}\"). Hier steht, was schon geschehen oder bekannt ist. Bitte prüfen Sie Tag, Jahr und Uhrzeit."
        ),
        HalfHours => "Hier steht nur eines von \"opens\" und \"closes\". Erwartet: beide, oder keines für einen geschlossenen Tag.".into(),
        Ahead if context.field == Some("confirmed") => format!(
            "{value} liegt in der Zukunft. Das Widget beachtet es erst dann. Erwartet: der Zeitpunkt, zu dem zuletzt jemand gesagt hat, dass alles noch stimmt."
        ),
        Ahead => format!(
            "{value} liegt in der Zukunft. Das Widget rechnet dann alle Zeiten von dort. Bitte prüfen Sie Tag, Jahr und Uhrzeit."
        ),
        WrongOffset { shown, meant } => format!(
            "{value} hat nicht die Zeitzone, die bei Ihnen an diesem Tag gilt: {}. Das Widget zeigt: {}. Stimmt das, dann schreiben Sie \"{}\", sonst \"{}\".",
            offset(*shown),
            when(*shown),
            shown.stamp(),
            meant.stamp()
        ),
        NoZone(shown) => format!(
            "{value} hat nicht die Zeitzone von Berlin, und auch kein anderer Zeitpunkt hat sie. Ohne \"time_zone\" zeigt das Widget die Zeit in Berlin: {}. Stimmt das, dann schreiben Sie \"{}\". Gilt bei Ihnen eine andere Zeit, dann ergänzen Sie beim \"publisher\" zum Beispiel \"time_zone\": \"Europe/London\".",
            when(*shown),
            shown.stamp()
        ),
        UnknownZone => format!(
            "{value} ist keine Zeitzone, die das Widget kennt. Es zeigt die Zeit in Berlin. Erwartet: ein Name wie \"Europe/Berlin\" oder \"Europe/London\".{}",
            meant(context)
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

pub(super) fn such_as(field: &str) -> String {
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
        "opens" => "eine andere Uhrzeit, oder \"always\": true für rund um die Uhr",
        _ => "ein Zeitpunkt danach",
    };
    format!("{value} {is} \"{other}\" (\"{time}\"). Erwartet: {expected}.")
}
