//! New elements of lists: what stands in them at first, and what an element is called.

use serde_json::{Value, json};

use super::contract::Form;
use super::ids::{new_id, taken};
use super::texts::{version, with_version};
use crate::feed::time::Moment;
use crate::feed::zone::Zone;

/// Returns a new element of a list. It has what it must have as far as that can be known; the rest is empty, and `check` asks
/// for it.
pub fn new_element(form: &Form, feed: &Value, now: Moment, zone: Zone) -> Value {
    let Form::Record(record) = form else {
        return "".into();
    };
    let today = zone.local(now).date().to_string();
    match record.as_str() {
        "Update" => json!({ "at": today, "text": "" }),
        "Question" => {
            let id = new_id("frage", &taken(feed));
            json!({ "id": id, "questions": [""], "answer": "" })
        }
        "Term" => json!({ "term": "", "meaning": "" }),
        "Measure" => json!({ "text": "", "progress": "running" }),
        "Actor" => json!({ "name": "" }),
        "Span" => {
            let days = ["monday", "tuesday", "wednesday", "thursday", "friday"];
            json!({ "days": days, "opens": "", "closes": "" })
        }
        "Period" | "Exception" => json!({ "from": today }),
        "Earlier" => json!({ "text": "", "as_of": today }),
        _ => json!({}),
    }
}

/// Returns a copy of an entry under another name, with short names of its own for it and its parts.
pub fn copy_of(entry: &Value, feed: &Value, own: &str, copied: &str) -> Value {
    let mut copy = entry.clone();
    let name = format!("{} ({copied})", any(entry.get("name"), own));
    copy["name"] = with_version(entry.get("name"), own, own, &name).unwrap_or_default();
    let mut taken = taken(feed);
    rename(&mut copy, own, &mut taken);
    copy
}

fn rename(entry: &mut Value, own: &str, taken: &mut Vec<String>) {
    let id = new_id(any(entry.get("name"), own), taken);
    taken.push(id.clone());
    entry["id"] = id.into();
    let parts = entry.get_mut("parts").and_then(Value::as_array_mut);
    for part in parts.into_iter().flatten() {
        rename(part, own, taken);
    }
}

/// Returns what an element is called: the first thing in it that has a name.
pub fn called<'v>(element: &'v Value, own: &'v str) -> &'v str {
    const NAMING: &[&str] = &[
        "name",
        "text",
        "term",
        "questions",
        "number",
        "place",
        "email",
        "url",
        "note",
        "at",
        "from",
    ];
    if element.is_string() {
        return element.as_str().unwrap_or_default();
    }
    let said = |value: &'v Value| match value.as_array() {
        Some(list) => any(list.first(), own),
        None => any(Some(value), own),
    };
    let named = NAMING.iter().filter_map(|field| element.get(field));
    let mut named = named.map(said).filter(|text| !text.is_empty());
    named.next().unwrap_or_default()
}

/// Returns the version in the feed's own language, else any.
pub fn any<'v>(value: Option<&'v Value>, own: &'v str) -> &'v str {
    match version(value, own, own) {
        "" => {
            let versions = value.and_then(Value::as_object).into_iter().flatten();
            let mut texts = versions.filter_map(|(_, text)| text.as_str());
            texts.next().unwrap_or_default()
        }
        text => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::contract::Contract;

    #[test]
    fn an_element_is_called_by_what_is_in_it() {
        for (element, name) in [
            (json!({ "kind": "phone", "number": "115" }), "115"),
            (
                json!({ "name": { "en": "Office" }, "number": "115" }),
                "Office",
            ),
            (json!({ "questions": [{ "de": "Warum?" }] }), "Warum?"),
            (json!({ "name": "", "place": "Markt 1" }), "Markt 1"),
            (json!("Perso"), "Perso"),
            (json!({ "opens": "08:00" }), ""),
            (json!(null), ""),
        ] {
            assert_eq!(called(&element, "de"), name);
        }
    }

    #[test]
    fn a_copy_has_short_names_of_its_own() {
        let entry = json!({ "id": "amt", "kind": "facility", "name": "Amt", "parts": [ { "id": "kasse", "name": "Kasse" } ] });
        let feed = json!({ "entries": [entry] });
        let copy = copy_of(&feed["entries"][0], &feed, "de", "Kopie");
        let parts = json!([ { "id": "kasse-2", "name": "Kasse" } ]);
        let expected =
            json!({ "id": "amt-kopie", "kind": "facility", "name": "Amt (Kopie)", "parts": parts });
        assert_eq!(copy, expected);
    }

    #[test]
    fn a_new_element_has_only_what_the_contract_knows() {
        let contract = Contract::default();
        let feed = json!({ "faq": [ { "id": "frage" } ] });
        for record in [
            "Update",
            "Question",
            "Term",
            "Measure",
            "Actor",
            "Span",
            "Period",
            "Exception",
            "Earlier",
        ] {
            let form = Form::Record(record.to_owned());
            let element = new_element(&form, &feed, Moment(1_708_592_730), Zone::BERLIN);
            let known: Vec<String> = contract
                .record(record)
                .into_iter()
                .map(|f| f.name)
                .collect();
            let fields = element.as_object().unwrap();
            assert!(
                !fields.is_empty() && fields.keys().all(|field| known.contains(field)),
                "{record}"
            );
        }
        let question = new_element(
            &Form::Record("Question".into()),
            &feed,
            Moment(0),
            Zone::BERLIN,
        );
        assert_eq!(question["id"], "frage-2");
        let update = new_element(
            &Form::Record("Update".into()),
            &feed,
            Moment(1_708_592_730),
            Zone::BERLIN,
        );
        assert_eq!(update["at"], "2024-02-22");
        assert_eq!(new_element(&Form::Text, &feed, Moment(0), Zone::BERLIN), "");
    }
}
