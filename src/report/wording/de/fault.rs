//! In German: what is wrong with a feed.

use super::super::pieces::{
    Unknown, by_reason, countries_as_fields, example, first, inside, is_letter, lacking,
    numbers_as_fields, routes_to, unknown, without_brackets,
};
use super::super::{FaultContext, FaultWording as _, offset};
use super::De;
use crate::feed::MAX_BYTES;
use crate::feed::decode::{Fault, MAX_LIST};
use crate::feed::problem::{DeadEnd, Lack};
use crate::feed::scalar::Country;
use crate::feed::text::MAX_TEXT;
use crate::feed::vocabulary::RouteKind;
use crate::i18n::Lang;
use crate::report::harmless;
use crate::report::suggest::Reason;

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
            such_as(field, context.list)
        ),
        Expected(form) => format!(
            "{value} passt hier nicht. {}Erwartet: {}.{}{}",
            context.reason.map_or_else(String::new, impossible),
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
            match &context.way {
                Some(way) => format!(" Bitte nennen Sie es als Weg. Zum Beispiel: {way}"),
                None => meant_or(context, known),
            }
        ),
        UnknownWord(known) => format!(
            "{value} ist kein bekanntes Wort. {}{}",
            match unknown(known, context) {
                Unknown::Unclear => "Das Widget zeigt es, wie es hier steht, und zählt den Eintrag als „noch unklar“.",
                Unknown::Untappable => "Das Widget zeigt es, wie es hier steht, und man kann den Weg nicht antippen.",
                Unknown::Shown => "Das Widget zeigt es, wie es hier steht.",
                Unknown::NoKind => "Das Widget weiß dann nicht, was für ein Weg es ist.",
            },
            meant_or(context, context.fit.unwrap_or(known))
        ),
        Unfit(fit) => format!(
            "{value} passt nicht {}.{}",
            match context.list {
                Some("routes" | "channels") => "zu einem Weg",
                _ if context.field == Some("url_state") => "zu einer Internetseite",
                _ => "zur Art des Eintrags (Feld \"kind\")",
            },
            meant_or(context, fit)
        ),
        NoState(fit) => format!(
            "Das Feld \"state\" fehlt{}. Nur ein Eintrag der Art \"notice\" kommt ohne aus.{}",
            inside(context),
            match fit[..] {
                [] => such_as("state", None),
                _ => format!(" Möglich: {}.", fit.join(", ")),
            }
        ),
        TermAlone => format!(
            "{value} erscheint nicht: \"term\" steht nur neben einem Zustand (\"state\"). Bitte schreiben Sie es in \"name\" oder \"note\"."
        ),
        SameTerm => format!(
            "{value} ist schon das Wort des Widgets für diesen Zustand. Das Feld \"term\" können Sie weglassen."
        ),
        NotForParts => format!(
            "\"{}\": {value} hat hier keine Wirkung: Es gilt nur bei Einträgen, nicht bei Teilen. Bitte schreiben Sie es an den ganzen Eintrag, oder lassen Sie es weg.",
            context.field.map_or_else(String::new, harmless)
        ),
        OnlyForKinds(kinds) => format!(
            "\"{}\": {value} gibt es nur bei der Art (\"kind\") {}. Bitte prüfen Sie die Art, oder sagen Sie es in \"note\".",
            context.field.map_or_else(String::new, harmless),
            kinds.join(" oder ")
        ),
        NoNewDate => format!(
            "Hier steht {value}, aber nicht, was jetzt gilt. Bitte nennen Sie den neuen Tag in \"until\", oder sagen Sie es in \"note\"."
        ),
        PartsDown(parts) => format!(
            "{value} passt nicht zu den Teilen. Was nicht geht: {}. Bitte prüfen Sie, ob \"limited\" besser passt.",
            listed(parts)
        ),
        PartsWork => format!(
            "{value} passt nicht zu den Teilen. Alle Teile gehen. Bitte prüfen Sie, was jetzt gilt."
        ),
        NotOver(names) => format!(
            "{value} heißt: Der Vorfall ist beendet. In der Datei ist aber noch nicht alles wie immer: {}. Bitte prüfen Sie, was jetzt gilt.",
            listed(names)
        ),
        RepeatedId => {
            format!("{value} ist schon vergeben. Jede \"id\" darf nur einmal vorkommen.")
        }
        NoSuchEntry => format!(
            "{value} gehört zu keinem Eintrag. Erwartet: die \"id\" eines Eintrags aus \"entries\"."
        ),
        Before(other, time) => before(context, value, other, time),
        MixedBounds(instead, day) => format!(
            "Hier stehen zwei Arten von Grenzen. Bitte nehmen Sie nur \"applied_from\" und \"applied_until\": Beide Tage gehören dazu. Statt \"{}\": {value} schreiben Sie \"{instead}\": \"{day}\".",
            context.field.map_or_else(String::new, harmless)
        ),
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
            "{value} liegt in der Zukunft. Das Widget rechnet dann so, als wäre es schon dieser Zeitpunkt. Bitte prüfen Sie Tag, Jahr und Uhrzeit."
        ),
        WrongOffset { shown, meant } => format!(
            "{value} hat nicht die Zeitzone, die bei Ihnen an diesem Tag gilt: {}. Das Widget zeigt: {}. Stimmt das, dann schreiben Sie \"{}\", sonst \"{}\".",
            offset(*shown),
            De::when(*shown),
            shown.stamp(),
            meant.stamp()
        ),
        NoSuchTime(shown) => format!(
            "{value}: Diese Uhrzeit gibt es an diesem Tag nicht. Die Uhren gehen dann eine Stunde vor. Das Widget zeigt: {}. Stimmt das, dann schreiben Sie \"{}\".",
            De::when(*shown),
            shown.stamp()
        ),
        NoZone(shown) => format!(
            "{value} hat nicht die Zeitzone von Berlin, und auch kein anderer Zeitpunkt hat sie. Ohne \"time_zone\" zeigt das Widget die Zeit in Berlin: {}. Stimmt das, dann schreiben Sie \"{}\". Gilt bei Ihnen eine andere Zeit, dann ergänzen Sie beim \"publisher\" zum Beispiel \"time_zone\": \"Europe/London\".",
            De::when(*shown),
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
            proposed(context)
        ),
        NoValidUntil => format!(
            "Das Feld \"valid_until\" fehlt. Es sagt, bis wann die Meldung höchstens gilt.{}",
            proposed(context)
        ),
        UpdateTooLate(valid_until) => format!(
            "{value} ist später als \"valid_until\" (\"{valid_until}\"). Diese Meldung gilt dann schon als veraltet. Erwartet: ein Zeitpunkt davor."
        ),
        NotDialable(country) if *country != Country::default() => format!(
            "{value} ist so, wie es hier steht, keine Nummer des Landes \"{country:?}\". Das Widget zeigt es nur als Text. Nummern aus anderen Ländern beginnen mit + und der Vorwahl des Landes.{}",
            meant(context)
        ),
        NotDialable(_) => format!(
            "{value} kann man nicht wählen. Das Widget zeigt es nur als Text. Erwartet: eine Nummer wie \"+49 30 23125-100\".{}",
            meant(context)
        ),
        SeveralNumbers(numbers) => format!(
            "{value} sind mehrere Nummern, oder eine mit mehreren Durchwahlen. Das Widget zeigt sie nur als Text. Bitte schreiben Sie für jede Nummer einen eigenen Weg in \"routes\", und eine Durchwahl mit einem Strich (-).{}",
            match numbers.is_empty() {
                true => String::new(),
                false => format!(" Meinten Sie {}?", numbers_as_fields(numbers, " und ")),
            }
        ),
        Extension(number) => format!(
            "In {value} wählt das Widget nur \"{}\". Der Rest steht als Text daneben. Kann man die Durchwahl direkt wählen, schreiben Sie die ganze Nummer, wie in \"+49 30 23125-100\". Sonst schreiben Sie sie in ein eigenes Feld, wie \"extension\": \"17\".",
            harmless(number)
        ),
        WordsBesideNumber(number, words) => format!(
            "In {value} wählt das Widget nur \"{}\". Der Rest steht als Text daneben. Bitte schreiben Sie in \"number\" nur die Nummer, und \"{}\" in \"note\".",
            harmless(number),
            harmless(without_brackets(words))
        ),
        NoExtension => format!(
            "{value} ist keine Nebenstelle. Erwartet: nur Ziffern wie \"17\", neben einer Nummer in \"number\"."
        ),
        NotOnlyCash => format!(
            "{value} nennt auch anderes als Bargeld, und bei \"needs\" steht \"cash_only\" (nur Bargeld). Bitte lassen Sie eines davon weg."
        ),
        OtherCountry(countries) => format!(
            "{value} ist im Land des Herausgebers (ohne Angabe: Deutschland) keine Nummer. Das Widget zeigt es nur als Text. Sind Sie in einem anderen Land, ergänzen Sie bei \"publisher\" das Feld {}. Nummern aus anderen Ländern beginnen mit + und der Vorwahl des Landes.",
            countries_as_fields(countries, " oder ")
        ),
        DoubtedCountry(country) => format!(
            "{value} wählt das Widget als Nummer in Deutschland. Die Datei scheint aus einem anderen Land zu sein. Bitte ergänzen Sie dann bei \"publisher\" das Feld {}. Ist die Nummer deutsch, ergänzen Sie \"country\": \"DE\".",
            countries_as_fields(&[*country], "")
        ),
        InternationalOnly(country) => format!(
            "{value} zeigt das Widget nur als Text. Für das Land \"{country:?}\" kennt es nur Nummern, die mit + und der Vorwahl des Landes beginnen."
        ),
        Ungrouped => format!(
            "{value} lässt die Vorwahl nicht erkennen. Bitte trennen Sie sie mit einem Leerzeichen ab, wie in \"+49 30 23125-100\"."
        ),
        NoLink => format!(
            "{value} wird nicht zu einem Link. Erwartet: {}.{}",
            match context.field {
                Some("email") => "eine E-Mail-Adresse wie \"info@musterstadt.example\"",
                _ => "eine Adresse, die mit \"https://\" beginnt",
            },
            meant(context)
        ),
        SeveralAddresses(addresses) => format!(
            "{value} sind mehrere Adressen. Hier kann nur eine stehen. Bitte schreiben Sie für jede einen eigenen Weg: \"routes\": [ {} ]",
            routes_to(addresses)
        ),
        DeadPage => format!(
            "{value} liegt auf Ihrer offiziellen Seite, und die geht zurzeit nicht (\"url_state\"). Bitte ergänzen Sie hier \"state\": \"down\", oder \"state\": \"working\", wenn diese Adresse trotzdem geht."
        ),
        OnlyAnnounced => format!(
            "{value} ist gekommen, und seitdem haben Sie nichts veröffentlicht. Das Widget zeigt es weiter als angekündigt. Gilt es jetzt, dann setzen Sie \"confirmed\" und \"issued\" auf jetzt."
        ),
        NothingUntilThen => format!(
            "{value} liegt noch vor Ihnen, und es steht nicht da, was bis dahin gilt. Bitte sagen Sie es in \"note\"."
        ),
        Ended => format!("{value} ist schon vorbei. Bitte prüfen Sie, was jetzt gilt."),
        NotInLanguage(lang) => format!(
            "{value} gibt es nicht in der Sprache \"{}\". Laut Feld \"languages\" gibt es jeden Text in dieser Sprache.",
            harmless(lang)
        ),
        NothingToCheck => format!(
            "{value} hat hier keine Wirkung: Kein Text nennt diese Sprache in \"machine\"."
        ),
        Markup(piece) => format!(
            "Texte sind einfacher Text: Das Widget zeigt {} so, wie es hier steht.{}",
            harmless(piece),
            match context.suggestion.as_deref() {
                Some(" ") => " Schreiben Sie dafür ein Leerzeichen.".into(),
                Some(plain) => format!(" Schreiben Sie dafür {plain}."),
                None if is_letter(piece) => " Schreiben Sie dafür das Zeichen selbst.".into(),
                None => " Bitte lassen Sie es weg.".into(),
            }
        ),
        NumberInText(number) => format!(
            "Die Nummer {} kann man hier nicht antippen. Bitte nennen Sie sie als Weg: \"routes\": [ {{ \"kind\": \"phone\", \"number\": \"{}\" }} ]",
            harmless(number),
            harmless(number)
        ),
        AddressInText(address) => {
            let (kind, field) = match address.contains('@') && !address.contains('/') {
                true => ("e_mail", "email"),
                false => ("website", "url"),
            };
            let address = harmless(address);
            format!(
                "Die Adresse {address} kann man hier nicht antippen. Bitte nennen Sie sie als Weg (\"routes\"), mit \"kind\": \"{kind}\" und der Adresse in \"{field}\"."
            )
        }
        NoRoute if context.field == Some("url_state") => "Ihre offizielle Seite geht zurzeit nicht, und es steht nicht da, wo es Neues gibt. Bitte nennen Sie bei \"publisher\" einen anderen Ort, in \"channels\" oder in \"republished_by\". Zum Beispiel: \"channels\": [ { \"kind\": \"phone\", \"number\": \"+49 30 23125-100\" } ]".into(),
        NoRoute => "Hier geht etwas nicht, und es steht nicht da, wohin man sich wenden kann. Bitte nennen Sie einen Weg. Zum Beispiel: \"routes\": [ { \"kind\": \"phone\", \"number\": \"+49 30 23125-100\" } ]".into(),
        NoWayOut(ends) => format!(
            "Hier geht etwas nicht, und keiner der Wege führt weiter. {}Bitte nennen Sie einen Weg, den man jetzt nehmen kann.",
            by_reason(ends, |why, names| format!("{}: {}. ", dead_end(why), listed(names)))
        ),
        NothingToShow(lack) => {
            let what = match lack {
                Lack::Entry => "enthält keinen Eintrag",
                Lack::Question => "enthält keine Frage",
                Lack::Window => "nennt keine Zeit",
                Lack::Target(Some(RouteKind::Phone | RouteKind::Fax)) => "nennt keine Nummer",
                Lack::Target(Some(RouteKind::EMail | RouteKind::Website)) => "nennt keine Adresse",
                Lack::Target(_) => "sagt nicht, wohin der Weg führt",
            };
            format!(
                "{value} {what}. Bitte ergänzen Sie das. Zum Beispiel: {}",
                lacking(*lack)
            )
        }
    }
}

/// Says why nobody can mean a day or a moment.
fn impossible(reason: Reason) -> String {
    match reason {
        Reason::ImpossibleDay(day, month, year) => {
            let months = Lang::De.language().calendar.months;
            match months.get(usize::from(month).wrapping_sub(1)) {
                Some(month) => format!("Den {day}. {month} {year} gibt es nicht. "),
                None => format!("Den {day}.{month}.{year} gibt es nicht. "),
            }
        }
        Reason::ImpossibleTime => "Diese Uhrzeit gibt es nicht. ".into(),
        Reason::SkippedTime => "Diese Uhrzeit gibt es an diesem Tag nicht. ".into(),
        Reason::MissingDay => "Es fehlt der Tag. ".into(),
        Reason::MissingYear => "Es fehlt das Jahr. ".into(),
        Reason::MissingTime => "Es fehlt die Uhrzeit. ".into(),
    }
}

fn listed(names: &[String]) -> String {
    first(names, |more| format!("und {more} weitere"))
}

fn dead_end(why: DeadEnd) -> &'static str {
    match why {
        DeadEnd::Wrong => "Falscher Weg",
        DeadEnd::NotYet => "Noch nicht da",
        DeadEnd::Over => "Vorbei",
        DeadEnd::Down => "Geht nicht",
    }
}

pub(super) fn such_as(field: &str, list: Option<&str>) -> String {
    example(field, list).map_or_else(String::new, |text| format!(" Zum Beispiel: {text}"))
}

fn proposed(context: &FaultContext<'_>) -> String {
    let field = context.suggestion.as_ref();
    field.map_or_else(String::new, |field| format!(" Zum Beispiel: {field}"))
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
