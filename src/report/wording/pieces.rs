//! What the wordings of both languages are made of: examples of fields, and lists.

use super::FaultContext;
use crate::feed::decode::Country;
use crate::feed::problem::{DeadEnd, Lack};
use crate::feed::vocabulary::{RouteKind, State, Vocabulary as _};
use crate::report::harmless;

/// A telephone number as it is best written.
pub(super) const NUMBER: &str = "+49 30 23125-100";

/// Returns how a required field is written, for somebody who has never seen one. `list` is the list whose element lacks
/// it. `None` for a field without an example.
pub(super) fn example(field: &str, list: Option<&str>) -> Option<&'static str> {
    Some(match field {
        "kind" if matches!(list, Some("routes" | "channels")) => "\"kind\": \"phone\"",
        "version" => "\"version\": 1",
        "id" => "\"id\": \"stadtbuecherei\"",
        "seq" => "\"seq\": 1",
        "issued" => "\"issued\": \"2024-02-22T10:00:00+01:00\"",
        "publisher" => {
            "\"publisher\": { \"name\": \"Stadt Musterstadt\", \"url\": \"https://www.musterstadt.example/\" }"
        }
        "name" => "\"name\": \"Stadtbücherei\"",
        "url" => "\"url\": \"https://www.musterstadt.example/\"",
        "title" => "\"title\": \"Cyberangriff auf die Stadtverwaltung\"",
        "text" => "\"text\": \"Die Ausleihe ist wieder möglich.\"",
        "progress" => "\"progress\": \"running\"",
        "role" => "\"role\": \"police\"",
        "kind" => "\"kind\": \"service\"",
        "state" => "\"state\": \"limited\"",
        "opens" => "\"opens\": \"08:30\"",
        "closes" => "\"closes\": \"12:00\"",
        "from" => "\"from\": \"2024-02-29\"",
        "as_of" => "\"as_of\": \"2024-02-22\"",
        "at" => "\"at\": \"2024-02-22\"",
        "action" => "\"action\": \"Bitte schicken Sie es noch einmal.\"",
        "answer" => "\"answer\": \"Ja, am Schalter.\"",
        "term" => "\"term\": \"Basisbetrieb\"",
        "meaning" => "\"meaning\": \"Das Wichtigste geht.\"",
        _ => return None,
    })
}

/// What the widget makes of a word that it does not know.
pub(super) enum Unknown {
    /// It shows the word, and nobody can tell how it stands with the entry.
    Unclear,
    /// It shows the word, and nobody can tap the route.
    Untappable,
    /// It cannot say what kind of route it is.
    NoKind,
    /// It shows the word.
    Shown,
}

/// Returns what the widget makes of an unknown word of the list `known` at this place.
pub(super) fn unknown(known: &[&str], context: &FaultContext<'_>) -> Unknown {
    match context.list {
        Some("routes" | "channels") if known == State::NAMES => Unknown::Untappable,
        Some("routes" | "channels") => Unknown::NoKind,
        Some("entries" | "parts") => Unknown::Unclear,
        _ => Unknown::Shown,
    }
}

/// Returns what to add where there is nothing to show.
pub(super) fn lacking(lack: Lack) -> &'static str {
    use RouteKind::{App, EMail, Fax, Neighbour, Phone, Website};
    match lack {
        Lack::Entry => {
            "\"entries\": [ { \"id\": \"buergerbuero\", \"kind\": \"service\", \"name\": \"Bürgerbüro\", \"state\": \"limited\" } ]"
        }
        Lack::Question => "\"questions\": [ \"Sind meine Daten gestohlen?\" ]",
        Lack::Window => "\"windows\": [ { \"from\": \"2024-02-20\", \"until\": \"2024-02-22\" } ]",
        Lack::Target(Some(Phone | Fax)) => "\"number\": \"+49 30 23125-100\"",
        Lack::Target(Some(EMail)) => "\"email\": \"info@musterstadt.example\"",
        Lack::Target(Some(Website)) => "\"url\": \"https://www.musterstadt.example/\"",
        Lack::Target(Some(App)) => "\"name\": \"Müll-App\"",
        Lack::Target(Some(Neighbour)) => "\"name\": \"Bürgeramt Nachbarstadt\"",
        Lack::Target(_) => "\"name\": \"Rathaus\"",
    }
}

/// Returns the names of kinds of entries.
pub(super) fn kinds_of(context: &FaultContext<'_>, kinds: &[&str]) -> Vec<String> {
    let name = |kind: &&str| match context.is_for_form() {
        true => context.value_in("Entry", "kind", kind),
        false => (*kind).to_owned(),
    };
    kinds.iter().map(name).collect()
}

/// Ends a sentence with fields as they are written in the file, or with a full stop for somebody who does not see it.
pub(super) fn or_end(context: &FaultContext<'_>, written: &str) -> String {
    match context.is_for_form() {
        true => ".".to_owned(),
        false => format!(": {written}"),
    }
}

/// Joins the first names of a list, and tells how many more there are.
pub(super) fn first(names: &[String], more: impl Fn(usize) -> String) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<String> = names
        .iter()
        .take(SHOWN)
        .map(|name| harmless(name))
        .collect();
    let left = names.len().saturating_sub(SHOWN);
    match left {
        0 => shown.join(", "),
        left => format!("{} {}", shown.join(", "), more(left)),
    }
}

/// Lists routes that lead nowhere, those with the same reason together, by their names alone: a name may be a plural.
pub(super) fn by_reason(
    ends: &[(String, DeadEnd)],
    said: impl Fn(DeadEnd, &[String]) -> String,
) -> String {
    use DeadEnd::{Down, NotYet, Over, Wrong};
    let reasons = [Wrong, Over, NotYet, Down].into_iter();
    let groups = reasons.map(|reason| {
        let names = ends.iter().filter(|(_, why)| *why == reason);
        let names: Vec<String> = names.map(|(name, _)| name.clone()).collect();
        match names.is_empty() {
            true => String::new(),
            false => said(reason, &names),
        }
    });
    groups.collect()
}

/// Tells whether a piece of markup stands for a character, and not for one that nobody sees.
pub(super) fn is_letter(piece: &str) -> bool {
    const UNSEEN: [&str; 6] = ["&shy;", "&#173;", "&zwj;", "&zwnj;", "&lrm;", "&rlm;"];
    piece.starts_with('&') && !UNSEEN.contains(&piece)
}

/// Writes " in …" with the wrong value. Returns an empty text if the value cannot be quoted.
pub(super) fn inside(context: &FaultContext<'_>) -> String {
    context
        .quote
        .map_or_else(String::new, |value| format!(" in {value}"))
}

/// Writes countries as the field that names one: `"country": "AT" or "country": "GB"`.
pub(super) fn countries_as_fields(
    context: &FaultContext<'_>,
    countries: &[Country],
    or: &str,
) -> String {
    let field = |country: &Country| {
        let field = format!("\"country\": \"{}\"", country.as_str());
        context.fields_in("Publisher", &field)
    };
    let fields: Vec<String> = countries.iter().map(field).collect();
    fields.join(or)
}

/// Returns words without the brackets around them.
pub(super) fn without_brackets(words: &str) -> &str {
    let inside = words.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
    inside.unwrap_or(words)
}

/// Writes a route for each web or mail address.
pub(super) fn routes_to(addresses: &[String]) -> String {
    let route = |address: &String| {
        let (kind, field) = match address.contains('@') && !address.contains('/') {
            true => ("e_mail", "email"),
            false => ("website", "url"),
        };
        let address = harmless(address);
        format!("{{ \"kind\": \"{kind}\", \"{field}\": \"{address}\" }}")
    };
    let routes: Vec<String> = addresses.iter().map(route).collect();
    routes.join(", ")
}

/// Writes each number as the field of a route of its own.
pub(super) fn numbers_as_fields(
    context: &FaultContext<'_>,
    numbers: &[String],
    and: &str,
) -> String {
    let fields = numbers.iter();
    let fields: Vec<String> = fields
        .map(|number| match context.is_for_form() {
            true => context.quoted(&harmless(number)),
            false => format!("{{ …, \"number\": \"{}\" }}", harmless(number)),
        })
        .collect();
    fields.join(and)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_to_add_is_json() {
        for kind in RouteKind::ALL {
            for lack in [
                Lack::Entry,
                Lack::Question,
                Lack::Window,
                Lack::Target(Some(*kind)),
            ] {
                let field = lacking(lack);
                let value = format!("{{ {field} }}");
                assert!(serde_json::from_str::<serde_json::Value>(&value).is_ok());
            }
        }
    }

    #[test]
    fn every_required_field_has_an_example_that_is_json() {
        let schema = crate::feed::schema::schema();
        let defs = schema["$defs"].as_object().unwrap();
        for def in defs.values() {
            let required = def["required"].as_array().into_iter().flatten();
            for field in required.filter_map(|field| field.as_str()) {
                let example =
                    example(field, None).unwrap_or_else(|| panic!("no example of {field}"));
                let value: serde_json::Value =
                    serde_json::from_str(&format!("{{ {example} }}")).unwrap();
                assert!(value.get(field).is_some(), "{field}");
            }
        }
    }
}
