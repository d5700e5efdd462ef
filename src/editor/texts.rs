//! Texts with versions by language, as the document has them: a string, or an object by tag.

use serde_json::{Map, Value};

/// The field that names the versions that a machine translated.
const MACHINE: &str = "machine";

/// Returns the version in a language; the empty text if there is none. `own` is the language of plain texts.
pub fn version<'v>(value: Option<&'v Value>, own: &str, tag: &str) -> &'v str {
    let text = match value {
        Some(Value::String(text)) if tag == own => Some(text.as_str()),
        Some(Value::Object(versions)) => versions.get(tag).and_then(Value::as_str),
        _ => None,
    };
    text.unwrap_or_default()
}

/// Returns the tags of all versions that have words.
pub fn tags<'v>(value: Option<&'v Value>, own: &'v str) -> Vec<&'v str> {
    match value {
        Some(Value::String(text)) if !text.is_empty() => vec![own],
        Some(Value::Object(versions)) => {
            let has_words = |(tag, text): &(&String, &Value)| {
                *tag != MACHINE && text.as_str().is_some_and(|text| !text.is_empty())
            };
            let versions = versions.iter().filter(has_words);
            versions.map(|(tag, _)| tag.as_str()).collect()
        }
        _ => Vec::new(),
    }
}

/// Returns the text with another version in a language, or without it where the version is empty. `None` where nothing is
/// left. A text in the feed's own language alone is a plain string.
pub fn with_version(value: Option<&Value>, own: &str, tag: &str, text: &str) -> Option<Value> {
    let mut versions = versions(value, own);
    if text.is_empty() {
        versions.shift_remove(tag);
        mark(&mut versions, tag, false);
    } else {
        versions.insert(tag.to_owned(), text.into());
    }
    simplest(versions, own)
}

/// Tells whether a machine has translated the version in a language.
pub fn is_by_machine(value: Option<&Value>, tag: &str) -> bool {
    let marked = value.and_then(|value| value.get(MACHINE)?.as_array());
    marked.is_some_and(|tags| tags.iter().any(|known| known == tag))
}

/// Returns the text with a version marked as a machine's, or not.
pub fn marked(value: Option<&Value>, own: &str, tag: &str, by_machine: bool) -> Option<Value> {
    let mut versions = versions(value, own);
    mark(&mut versions, tag, by_machine && versions_have(value, tag));
    simplest(versions, own)
}

fn versions_have(value: Option<&Value>, tag: &str) -> bool {
    value.is_some_and(|value| value.get(tag).is_some())
}

fn versions(value: Option<&Value>, own: &str) -> Map<String, Value> {
    match value {
        Some(Value::Object(versions)) => versions.clone(),
        Some(Value::String(text)) => Map::from_iter([(own.to_owned(), text.as_str().into())]),
        _ => Map::new(),
    }
}

fn mark(versions: &mut Map<String, Value>, tag: &str, by_machine: bool) {
    let marked = versions.get(MACHINE).and_then(Value::as_array);
    let mut marked: Vec<Value> = marked.cloned().unwrap_or_default();
    marked.retain(|known| known != tag);
    if by_machine {
        marked.push(tag.into());
    }
    // Taken away and put back it stands at the end.
    versions.shift_remove(MACHINE);
    if !marked.is_empty() {
        versions.insert(MACHINE.to_owned(), marked.into());
    }
}

fn simplest(mut versions: Map<String, Value>, own: &str) -> Option<Value> {
    if versions.len() == 1
        && let Some(text) = versions.shift_remove(own)
    {
        return Some(text);
    }
    (!versions.is_empty()).then(|| versions.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn set(value: Value, tag: &str, text: &str) -> Option<Value> {
        with_version(Some(&value), "de", tag, text)
    }

    #[test]
    fn a_second_language_makes_a_table_of_a_text_and_without_it_it_is_plain_again() {
        let both = json!({ "de": "zu", "en": "closed" });
        assert_eq!(set(json!("zu"), "en", "closed"), Some(both.clone()));
        assert_eq!(set(both.clone(), "en", ""), Some(json!("zu")));
        assert_eq!(set(both.clone(), "de", ""), Some(json!({ "en": "closed" })));
        assert_eq!(set(json!("zu"), "de", ""), None);
        assert_eq!(with_version(None, "de", "de", "zu"), Some(json!("zu")));
        assert_eq!(
            with_version(None, "de", "en", "closed"),
            Some(json!({ "en": "closed" }))
        );
        assert_eq!(version(Some(&both), "de", "en"), "closed");
        assert_eq!(version(Some(&json!("zu")), "de", "en"), "");
        assert_eq!(version(Some(&json!("zu")), "de", "de"), "zu");
        assert_eq!(tags(Some(&both), "de"), ["de", "en"]);
        assert_eq!(tags(Some(&json!("zu")), "de"), ["de"]);
    }

    #[test]
    fn the_mark_of_a_machine_goes_with_its_version() {
        let both = json!({ "de": "zu", "en": "closed" });
        let by_machine = marked(Some(&both), "de", "en", true).unwrap();
        assert_eq!(
            by_machine,
            json!({ "de": "zu", "en": "closed", "machine": ["en"] })
        );
        assert!(is_by_machine(Some(&by_machine), "en"));
        assert!(!is_by_machine(Some(&by_machine), "de"));
        assert_eq!(tags(Some(&by_machine), "de"), ["de", "en"]);
        assert_eq!(marked(Some(&by_machine), "de", "en", false), Some(both));
        assert_eq!(set(by_machine, "en", ""), Some(json!("zu")));
        // What is not there is nobody's.
        assert_eq!(
            marked(Some(&json!("zu")), "de", "en", true),
            Some(json!("zu"))
        );
    }
}
