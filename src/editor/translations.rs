//! Every text of the document, and which of them are missing in a language.

use serde_json::Value;

use super::contract::{Contract, Form};
use super::elements::any;
use super::labels::{is_name, words::is_known_need};
use super::place::{element, field};
use super::texts::version;
use crate::feed::problem::Step;

/// A text of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct TextAt {
    /// Where it is.
    pub at: Vec<Step>,
    /// The record in which it is a field, or in a list that is one.
    pub record: String,
    /// The field.
    pub field: String,
    /// What the entry, the question or the update around it is called; may be empty.
    pub around: String,
    /// Whether it is a proper name, which reads the same in each language.
    pub is_name: bool,
}

/// Returns every text of the document that has words, in its order.
pub fn texts(feed: &Value, contract: &Contract, own: &str) -> Vec<TextAt> {
    let mut walk = Walk {
        contract,
        own,
        found: Vec::new(),
    };
    walk.record(feed, &[], "Feed", "");
    walk.found
}

/// Tells whether a text needs a version in a language and has none.
pub fn is_missing(feed: &Value, text: &TextAt, own: &str, tag: &str) -> bool {
    !text.is_name && version(get(feed, &text.at), own, tag).is_empty()
}

fn get<'v>(feed: &'v Value, at: &[Step]) -> Option<&'v Value> {
    at.iter().try_fold(feed, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.get(index),
    })
}

struct Walk<'c> {
    contract: &'c Contract,
    own: &'c str,
    found: Vec<TextAt>,
}

impl Walk<'_> {
    fn record(&mut self, value: &Value, at: &[Step], record: &str, around: &str) {
        let name = match record {
            "Entry" => any(value.get("name"), self.own),
            "Question" => any(value["questions"].get(0), self.own),
            "Term" => any(value.get("term"), self.own),
            _ => around,
        };
        for known in self.contract.record(record) {
            if let Some(value) = value.get(&known.name) {
                let place = field(at, &known.name);
                self.value(value, &place, &known.form, record, &known.name, name);
            }
        }
    }

    fn value(
        &mut self,
        value: &Value,
        at: &[Step],
        form: &Form,
        record: &str,
        field: &str,
        around: &str,
    ) {
        match form {
            Form::Text => self.text(value, at, record, field, around),
            Form::Record(inner) => self.record(value, at, inner, around),
            Form::List(of) => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    self.value(item, &element(at, index), of, record, field, around);
                }
            }
            // A requirement is a word, or a text.
            Form::Word(_) if field == "needs" && !value.as_str().is_some_and(is_known_need) => {
                self.text(value, at, record, field, around);
            }
            _ => {}
        }
    }

    fn text(&mut self, value: &Value, at: &[Step], record: &str, field: &str, around: &str) {
        if any(Some(value), self.own).is_empty() {
            return;
        }
        self.found.push(TextAt {
            at: at.to_vec(),
            record: record.to_owned(),
            field: field.to_owned(),
            around: around.to_owned(),
            // A name in several languages is a text.
            is_name: is_name(record, field) && value.is_string(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::Feed;
    use crate::feed::decode::Decode as _;
    use crate::feed::problem::Place;

    #[test]
    fn the_texts_are_those_of_the_types_in_every_example() {
        for file in [
            "moessingen-2024-02",
            "moessingen-2023-11",
            "menden-2023-12",
            "schwerin-2021-10",
            "suedwestfalen-2023-11",
        ] {
            let path = format!("{}/feeds/{file}.json", env!("CARGO_MANIFEST_DIR"));
            let bytes = std::fs::read(path).unwrap();
            let value: Value = serde_json::from_slice(&bytes).unwrap();
            let (feed, _) = Feed::read(&bytes).unwrap();
            let mut typed: Vec<(String, bool)> = Vec::new();
            feed.visit_texts(&Place::ROOT, &mut |text, at| {
                if !text.is_empty() {
                    let at = crate::feed::problem::path(&at.steps());
                    typed.push((at, text.is_name()));
                }
            });
            let found = texts(&value, &Contract::default(), feed.lang());
            let mut found: Vec<(String, bool)> = found
                .iter()
                .map(|text| (crate::feed::problem::path(&text.at), text.is_name))
                .collect();
            typed.sort();
            found.sort();
            assert!(found.len() > 20, "{file}");
            assert_eq!(found, typed, "{file}");
        }
    }

    #[test]
    fn what_is_missing_is_a_text_without_a_version() {
        let feed = serde_json::json!({ "publisher": { "name": "Stadt" }, "entries": [
            { "name": { "de": "Pass", "en": "Passport" }, "note": "Bitte warten.",
              "scope": { "needs": [ "appointment", "Fotos" ] } } ] });
        let missing = |tag: &str| -> Vec<String> {
            let texts = texts(&feed, &Contract::default(), "de");
            let missing = texts
                .iter()
                .filter(|text| is_missing(&feed, text, "de", tag));
            missing.map(|text| text.field.clone()).collect()
        };
        assert_eq!(missing("en"), ["note", "needs"]);
        assert_eq!(missing("tr"), ["name", "note", "needs"]);
        assert!(missing("de").is_empty());
    }
}
