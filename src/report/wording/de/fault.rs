//! In German: what is wrong with a feed.

use super::super::pieces::{
    NUMBER, Unknown, by_reason, countries_as_fields, inside, is_letter, kinds_of, lacking,
    numbers_as_fields, or_end, routes_to, unknown, without_brackets,
};
use super::super::{FaultContext, FaultWording as _, offset};
use super::De;
use super::phrases::{
    before, dead_end, impossible, listed, meant, meant_or, possible, proposed, such_as,
};
use crate::feed::MAX_BYTES;
use crate::feed::decode::{Fault, MAX_LIST};
use crate::feed::problem::Lack;
use crate::feed::scalar::Country;
use crate::feed::text::MAX_TEXT;
use crate::feed::vocabulary::RouteKind;
use crate::report::harmless;

/// Words what is wrong in a place.
pub(super) fn fault(fault: &Fault, context: &FaultContext<'_>) -> String {
    use Fault::*;
    let value = context.quote.unwrap_or("Diese Angabe");
    match fault {
        // Its place and its line are known to the report alone, which asks for the hint.
        Syntax(_) if context.is_for_form() => {
            "Die Datei ist nicht lesbar. Sie ist keine Statusdatei, oder sie ist beschädigt.".into()
        }
        Syntax(_) => "Die Datei ist kein gültiges JSON.".into(),
        TooLarge(bytes) => format!(
            "Die Datei hat {} KB. Erlaubt sind höchstens {} KB. Bitte kürzen Sie Texte oder entfernen Sie alte Meldungen.",
            bytes.div_ceil(1024),
            MAX_BYTES / 1024
        ),
        NewerVersion(version) => format!(
            "Die Datei ist für Version {version} geschrieben. Dieses Programm kennt nur Version 1. Sie brauchen ein neueres amtsstatus."
        ),
        Duplicate if context.is_for_form() => format!(
            "Das Feld {} steht hier noch einmal. Bitte behalten Sie nur eines davon.",
            context.own_name()
        ),
        Duplicate => format!(
            "Das Feld {} steht hier noch einmal, mit dem Wert {value}. Bitte behalten Sie nur eines davon.",
            context.own_name()
        ),
        Missing(field) => format!(
            "Das Feld {} fehlt{}. Es muss da sein.{}",
            context.name(field),
            inside(context),
            context.in_file(&such_as(field, context.list))
        ),
        Expected(form) => format!(
            "{value} passt hier nicht. {}Erwartet: {}.{}{}",
            context.reason.map_or_else(String::new, impossible),
            match context.is_for_form() {
                true => De.plain_form(*form),
                false => De.form(*form),
            },
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
                Some(way) => format!(" Bitte nennen Sie es als Weg. Zum Beispiel: {}", context.fields(way)),
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
                _ if context.is_for_form() => "zur Art des Eintrags",
                _ => "zur Art des Eintrags (Feld \"kind\")",
            },
            meant_or(context, fit)
        ),
        NoState(fit) => format!(
            "Das Feld {} fehlt{}. Nur ein Eintrag der Art {} kommt ohne aus.{}",
            context.name("state"),
            inside(context),
            context.value_in("Entry", "kind", "notice"),
            match fit[..] {
                [] => context.in_file(&such_as("state", None)).to_owned(),
                _ => possible(context, fit),
            }
        ),
        TermAlone => format!(
            "{value} erscheint nicht: {} steht nur neben einem Zustand{}. Bitte schreiben Sie es in {} oder {}.",
            context.name("term"),
            context.in_file(" (\"state\")"),
            context.name("name"),
            context.name("note")
        ),
        SameTerm => format!(
            "{value} ist schon das Wort des Widgets für diesen Zustand. Das Feld {} können Sie weglassen.",
            context.name("term")
        ),
        NotForParts => format!(
            "{}: {value} hat hier keine Wirkung: Es gilt nur bei Einträgen, nicht bei Teilen. Bitte schreiben Sie es an den ganzen Eintrag, oder lassen Sie es weg.",
            context.own_name()
        ),
        OnlyForKinds(kinds) => format!(
            "{}: {value} gibt es nur bei der Art{} {}. Bitte prüfen Sie die Art, oder sagen Sie es in {}.",
            context.own_name(),
            context.in_file(" (\"kind\")"),
            kinds_of(context, kinds).join(" oder "),
            context.name_in("Entry", "note")
        ),
        NoNewDate => format!(
            "Hier steht {value}, aber nicht, was jetzt gilt. Bitte nennen Sie den neuen Tag in {}, oder sagen Sie es in {}.",
            context.name("until"),
            context.name("note")
        ),
        PartsDown(parts) => format!(
            "{value} passt nicht zu den Teilen. Was nicht geht: {}. Bitte prüfen Sie, ob {} besser passt.",
            listed(parts),
            context.value("limited")
        ),
        PartsWork => format!(
            "{value} passt nicht zu den Teilen. Alle Teile gehen. Bitte prüfen Sie, was jetzt gilt."
        ),
        NotOver(names) => format!(
            "{value} heißt: Der Vorfall ist beendet. In der Datei ist aber noch nicht alles wie immer: {}. Bitte prüfen Sie, was jetzt gilt.",
            listed(names)
        ),
        RepeatedId => {
            format!("{value} ist schon vergeben. Jede {} darf nur einmal vorkommen.", context.name("id"))
        }
        NoSuchEntry => format!(
            "{value} gehört zu keinem Eintrag. Erwartet: die {} eines Eintrags aus {}.",
            context.name_in("Entry", "id"),
            context.name_in("Feed", "entries")
        ),
        Before(other, time) => before(context, value, other, time),
        MixedBounds(instead, day) => format!(
            "Hier stehen zwei Arten von Grenzen. Bitte nehmen Sie nur {} und {}: Beide Tage gehören dazu. Statt {}: {value} schreiben Sie {}.",
            context.name_in("Scope", "applied_from"),
            context.name_in("Scope", "applied_until"),
            context.own_name(),
            context.fields(&format!("\"{instead}\": \"{day}\""))
        ),
        NotNewestFirst => format!(
            "{value} ist neuer als die Angabe davor. Das Widget zeigt das Neueste zuerst. Bitte prüfen Sie den Zeitpunkt, oder stellen Sie es nach oben."
        ),
        AfterIssued(issued) => format!(
            "{value} liegt nach der Veröffentlichung ({}). Hier steht, was schon geschehen oder bekannt ist. Bitte prüfen Sie Tag, Jahr und Uhrzeit.",
            context.fields_in("Feed", &format!("\"issued\": \"{issued}\""))
        ),
        HalfHours => format!(
            "Hier steht nur eines von {} und {}. Erwartet: beide, oder keines für einen geschlossenen Tag.",
            context.name("opens"),
            context.name("closes")
        ),
        Ahead if context.field == Some("confirmed") => format!(
            "{value} liegt in der Zukunft. Das Widget beachtet es erst dann. Erwartet: der Zeitpunkt, zu dem zuletzt jemand gesagt hat, dass alles noch stimmt."
        ),
        Ahead => format!(
            "{value} liegt in der Zukunft. Das Widget rechnet dann so, als wäre es schon dieser Zeitpunkt. Bitte prüfen Sie Tag, Jahr und Uhrzeit."
        ),
        WrongOffset { shown, meant } => format!(
            "{value} hat nicht die Zeitzone, die bei Ihnen an diesem Tag gilt: {}. Das Widget zeigt: {}. Stimmt das, dann schreiben Sie {}, sonst {}.",
            offset(*shown),
            De.when(*shown),
            context.value(&shown.stamp().to_string()),
            context.value(&meant.stamp().to_string())
        ),
        NoSuchTime(shown) => format!(
            "{value}: Diese Uhrzeit gibt es an diesem Tag nicht. Die Uhren gehen dann eine Stunde vor. Das Widget zeigt: {}. Stimmt das, dann schreiben Sie {}.",
            De.when(*shown),
            context.value(&shown.stamp().to_string())
        ),
        NoZone(shown) => format!(
            "{value} hat nicht die Zeitzone von Berlin, und auch kein anderer Zeitpunkt hat sie. Ohne {} zeigt das Widget die Zeit in Berlin: {}. Stimmt das, dann schreiben Sie {}. Gilt bei Ihnen eine andere Zeit, dann ergänzen Sie beim {} zum Beispiel {}.",
            context.name_in("Publisher", "time_zone"),
            De.when(*shown),
            context.value(&shown.stamp().to_string()),
            context.name_in("Feed", "publisher"),
            context.fields_in("Publisher", "\"time_zone\": \"Europe/London\"")
        ),
        UnknownZone => format!(
            "{value} ist keine Zeitzone, die das Widget kennt. Es zeigt die Zeit in Berlin. Erwartet: ein Name wie {} oder {}.{}",
            context.quoted("Europe/Berlin"),
            context.quoted("Europe/London"),
            meant(context)
        ),
        ValidTooLong => format!(
            "{value} liegt mehr als 30 Tage nach {}. Erwartet: ein Zeitpunkt höchstens 30 Tage danach.",
            context.name_in("Feed", "issued")
        ),
        Empty => format!(
            "{value} enthält keinen Text. Bitte ergänzen Sie ihn, oder lassen Sie das Feld weg."
        ),
        TextTooLong => format!(
            "{value} ist länger als {MAX_TEXT} Zeichen. Das Widget zeigt nur den Anfang."
        ),
        NoNextUpdate => format!(
            "Das Feld {} fehlt. Es sagt, wann die nächste Meldung kommt.{}",
            context.name("next_update"),
            proposed(context)
        ),
        NoValidUntil => format!(
            "Das Feld {} fehlt. Es sagt, bis wann die Meldung höchstens gilt.{}",
            context.name("valid_until"),
            proposed(context)
        ),
        UpdateTooLate(valid_until) => format!(
            "{value} ist später als {} ({}). Diese Meldung gilt dann schon als veraltet. Erwartet: ein Zeitpunkt davor.",
            context.name_in("Feed", "valid_until"),
            context.value(valid_until)
        ),
        NotDialable(country) if *country != Country::default() => format!(
            "{value} ist so, wie es hier steht, keine Nummer des Landes {}. Das Widget zeigt es nur als Text. Nummern aus anderen Ländern beginnen mit + und der Vorwahl des Landes.{}",
            context.quoted(country.as_str()),
            meant(context)
        ),
        NotDialable(_) => format!(
            "{value} kann man nicht wählen. Das Widget zeigt es nur als Text. Erwartet: eine Nummer wie {}.{}",
            context.quoted(NUMBER),
            meant(context)
        ),
        SeveralNumbers(numbers) => format!(
            "{value} sind mehrere Nummern, oder eine mit mehreren Durchwahlen. Das Widget zeigt sie nur als Text. Bitte schreiben Sie für jede Nummer einen eigenen Weg{}, und eine Durchwahl mit einem Strich (-).{}",
            context.in_file(" in \"routes\""),
            match numbers.is_empty() {
                true => String::new(),
                false => format!(" Meinten Sie {}?", numbers_as_fields(context, numbers, " und ")),
            }
        ),
        Extension(number) => format!(
            "In {value} wählt das Widget nur {}. Der Rest steht als Text daneben. Kann man die Durchwahl direkt wählen, schreiben Sie die ganze Nummer, wie in {}. Sonst schreiben Sie sie in ein eigenes Feld, wie {}.",
            context.quoted(&harmless(number)),
            context.quoted(NUMBER),
            context.fields_in("Route", "\"extension\": \"17\"")
        ),
        WordsBesideNumber(number, words) => format!(
            "In {value} wählt das Widget nur {}. Der Rest steht als Text daneben. Bitte schreiben Sie in {} nur die Nummer, und {} in {}.",
            context.quoted(&harmless(number)),
            context.name_in("Route", "number"),
            context.quoted(&harmless(without_brackets(words))),
            context.name_in("Route", "note")
        ),
        NoExtension => format!(
            "{value} ist keine Nebenstelle. Erwartet: nur Ziffern wie {}, neben einer Nummer in {}.",
            context.quoted("17"),
            context.name_in("Route", "number")
        ),
        NotOnlyCash => format!(
            "{value} nennt auch anderes als Bargeld, und bei {} steht {}{}. Bitte lassen Sie eines davon weg.",
            context.name_in("Scope", "needs"),
            context.value_in("Scope", "needs", "cash_only"),
            context.in_file(" (nur Bargeld)")
        ),
        OtherCountry(countries) => format!(
            "{value} ist im Land des Herausgebers (ohne Angabe: Deutschland) keine Nummer. Das Widget zeigt es nur als Text. Sind Sie in einem anderen Land, ergänzen Sie bei {} das Feld {}. Nummern aus anderen Ländern beginnen mit + und der Vorwahl des Landes.",
            context.name_in("Feed", "publisher"),
            countries_as_fields(context, countries, " oder ")
        ),
        DoubtedCountry(country) => format!(
            "{value} wählt das Widget als Nummer in Deutschland. Die Datei scheint aus einem anderen Land zu sein. Bitte ergänzen Sie dann bei {} das Feld {}. Ist die Nummer deutsch, ergänzen Sie {}.",
            context.name_in("Feed", "publisher"),
            countries_as_fields(context, &[*country], ""),
            countries_as_fields(context, &[Country::default()], "")
        ),
        InternationalOnly(country) => format!(
            "{value} zeigt das Widget nur als Text. Für das Land {} kennt es nur Nummern, die mit + und der Vorwahl des Landes beginnen.",
            context.quoted(country.as_str())
        ),
        Ungrouped => format!(
            "{value} lässt die Vorwahl nicht erkennen. Bitte trennen Sie sie mit einem Leerzeichen ab, wie in {}.",
            context.quoted(NUMBER)
        ),
        NoLink => format!(
            "{value} wird nicht zu einem Link. Erwartet: {}.{}",
            match context.field {
                Some("email") => format!("eine E-Mail-Adresse wie {}", context.quoted("info@musterstadt.example")),
                _ => format!("eine Adresse, die mit {} beginnt", context.quoted("https://")),
            },
            meant(context)
        ),
        SeveralAddresses(addresses) => format!(
            "{value} sind mehrere Adressen. Hier kann nur eine stehen. Bitte schreiben Sie für jede einen eigenen Weg{}",
            or_end(context, &format!("\"routes\": [ {} ]", routes_to(addresses)))
        ),
        DeadPage => format!(
            "{value} liegt auf Ihrer offiziellen Seite, und die geht zurzeit nicht{}. Bitte ergänzen Sie hier {}, oder {}, wenn diese Adresse trotzdem geht.",
            context.in_file(" (\"url_state\")"),
            context.fields("\"state\": \"down\""),
            context.fields("\"state\": \"working\"")
        ),
        OnlyAnnounced => format!(
            "{value} ist gekommen, und seitdem haben Sie nichts veröffentlicht. Das Widget zeigt es weiter als angekündigt. Gilt es jetzt, dann setzen Sie {} und {} auf jetzt.",
            context.name_in("Feed", "confirmed"),
            context.name_in("Feed", "issued")
        ),
        NothingUntilThen => format!(
            "{value} liegt noch vor Ihnen, und es steht nicht da, was bis dahin gilt. Bitte sagen Sie es in {}.",
            context.name("note")
        ),
        Ended => format!("{value} ist schon vorbei. Bitte prüfen Sie, was jetzt gilt."),
        NotInLanguage(lang) => format!(
            "{value} gibt es nicht in der Sprache {}. Laut Feld {} gibt es jeden Text in dieser Sprache.",
            context.quoted(&harmless(lang)),
            context.name_in("Feed", "languages")
        ),
        NothingToCheck if context.is_for_form() => format!(
            "{value} hat hier keine Wirkung: Kein Text in dieser Sprache kommt von einer Maschine."
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
            "Die Nummer {} kann man hier nicht antippen. Bitte nennen Sie sie als Weg{}",
            harmless(number),
            or_end(context, &format!("\"routes\": [ {{ \"kind\": \"phone\", \"number\": \"{}\" }} ]", harmless(number)))
        ),
        AddressInText(address) => {
            let (kind, field) = match address.contains('@') && !address.contains('/') {
                true => ("e_mail", "email"),
                false => ("website", "url"),
            };
            let address = harmless(address);
            format!(
                "Die Adresse {address} kann man hier nicht antippen. Bitte nennen Sie sie als Weg{}.",
                context.in_file(&format!(" (\"routes\"), mit \"kind\": \"{kind}\" und der Adresse in \"{field}\""))
            )
        }
        NoRoute if context.field == Some("url_state") => format!(
            "Ihre offizielle Seite geht zurzeit nicht, und es steht nicht da, wo es Neues gibt. Bitte nennen Sie bei {} einen anderen Ort, in {} oder in {}.{}",
            context.name_in("Feed", "publisher"),
            context.name_in("Publisher", "channels"),
            context.name_in("Publisher", "republished_by"),
            context.in_file(" Zum Beispiel: \"channels\": [ { \"kind\": \"phone\", \"number\": \"+49 30 23125-100\" } ]")
        ),
        NoRoute => format!(
            "Hier geht etwas nicht, und es steht nicht da, wohin man sich wenden kann. Bitte nennen Sie einen Weg.{}",
            context.in_file(" Zum Beispiel: \"routes\": [ { \"kind\": \"phone\", \"number\": \"+49 30 23125-100\" } ]")
        ),
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
                "{value} {what}. Bitte ergänzen Sie das.{}",
                context.in_file(&format!(" Zum Beispiel: {}", lacking(*lack)))
            )
        }
    }
}
