//! What each field of the contract is called in a form, what citizens read of it, and in which fold it stands.

mod entry;
mod feed;
mod folds;
mod incident;
mod route;
pub mod words;

use super::words::{Both, UiLang};

pub use folds::{Fold, folds};

/// What a field is called, and what comes of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// The name of the field in its record.
    field: &'static str,
    /// What a form calls it.
    pub name: Both,
    /// One line: what citizens will read of it.
    pub says: Both,
}

impl Label {
    /// Makes the label of what needs no line about it.
    pub fn named(name: Both) -> Self {
        Self {
            field: "",
            name,
            says: Both { de: "", en: "" },
        }
    }
}

/// How somebody writes what has no other form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// A few words.
    Line,
    /// A sentence or several.
    Sentences,
    /// A telephone number.
    Phone,
    /// A web address.
    Address,
    /// A mail address.
    Mail,
}

/// Returns the label of a field; none for a field that the contract does not have.
pub fn label(record: &str, field: &str) -> Option<Label> {
    let labels = match record {
        "Feed" => feed::FEED,
        "Publisher" => feed::PUBLISHER,
        "Source" => feed::SOURCE,
        "Update" => feed::UPDATE,
        "Question" => feed::QUESTION,
        "Term" => feed::TERM,
        "Incident" => incident::INCIDENT,
        "Measure" => incident::MEASURE,
        "Actor" => incident::ACTOR,
        "Outlook" => incident::OUTLOOK,
        "Earlier" => incident::EARLIER,
        "Entry" => entry::ENTRY,
        "Scope" => entry::SCOPE,
        "Lost" => entry::LOST,
        "DateChange" => entry::DATE_CHANGE,
        "LegalBasis" => entry::LEGAL_BASIS,
        "Period" => entry::PERIOD,
        "Route" => route::ROUTE,
        "Hours" => route::HOURS,
        "Span" => route::SPAN,
        "Exception" => route::EXCEPTION,
        _ => &[],
    };
    labels.iter().find(|label| label.field == field).copied()
}

/// Returns what a form calls a field; its own name where the contract does not have it.
pub fn name(record: &str, field: &str, lang: UiLang) -> String {
    match label(record, field) {
        Some(label) => label.name.in_lang(lang).to_owned(),
        None => field.to_owned(),
    }
}

/// Returns how the text of a field is written.
pub fn writing(record: &str, field: &str) -> Writing {
    match (record, field) {
        (_, "number") => Writing::Phone,
        (_, "email") => Writing::Mail,
        (_, "url") => Writing::Address,
        ("Incident", "summary" | "cause" | "priority")
        | ("Question", "answer")
        | ("Term", "meaning")
        | ("Lost", "action")
        | (_, "text" | "note") => Writing::Sentences,
        _ => Writing::Line,
    }
}

/// Tells whether the text of a field is a proper name, which reads the same in each language. A test compares with the types.
pub fn is_name(record: &str, field: &str) -> bool {
    matches!(
        (record, field),
        ("Publisher", "name" | "on_behalf_of")
            | ("Incident", "provider")
            | ("Actor" | "Source", "name")
            | ("Route", "name" | "place")
            | ("Scope", "residents_of")
    )
}

/// Returns what one element of a list is called, on the button that adds one and on those that move it.
pub fn element(record: &str, field: &str) -> Both {
    let (de, en) = match (record, field) {
        ("Feed", "entries") => ("Eintrag", "entry"),
        ("Feed", "updates") => ("Meldung", "update"),
        ("Feed", "faq") => ("Frage mit Antwort", "question with answer"),
        ("Feed", "glossary") => ("Begriff", "term"),
        ("Feed", "revoked") => ("Schlüssel", "key"),
        ("Publisher", "on_behalf_of") => ("Name", "name"),
        ("Publisher", "channels") | (_, "routes") => ("Weg", "way"),
        ("Incident", "measures") => ("Maßnahme", "measure"),
        ("Incident", "actors") => ("Stelle", "body"),
        ("Entry", "parts") => ("Teil", "part"),
        ("Entry", "aliases") => ("Wort", "word"),
        ("Entry", "times") => ("Termin", "date"),
        ("DateChange", "between") => ("Datum", "date"),
        ("Outlook", "conditions") => ("Voraussetzung", "condition"),
        ("Outlook", "earlier") => ("frühere Aussage", "earlier statement"),
        ("Scope", "residents_of") => ("Ort", "place"),
        ("Scope", "needs") => ("Angabe in eigenen Worten", "item in your own words"),
        ("Hours", "weekly") => ("Zeit in der Woche", "weekly time"),
        ("Hours", "exceptions") => ("Ausnahme", "exception"),
        ("Lost", "windows") => ("Zeitraum", "period"),
        ("Question", "questions") => ("Frage", "question"),
        _ => ("Angabe", "item"),
    };
    Both { de, en }
}

/// Makes the label of a field: German and English, then what is read of it.
const fn row(field: &'static str, name: [&'static str; 2], says: [&'static str; 2]) -> Label {
    Label {
        field,
        name: Both {
            de: name[0],
            en: name[1],
        },
        says: Both {
            de: says[0],
            en: says[1],
        },
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::editor::contract::{Contract, Form};

    /// All records of the contract.
    pub fn records(contract: &Contract) -> Vec<String> {
        fn record_of(form: Form) -> Option<String> {
            match form {
                Form::Record(name) => Some(name),
                Form::List(element) => record_of(*element),
                _ => None,
            }
        }
        let mut records = vec!["Feed".to_owned()];
        let mut next = 0;
        while next < records.len() {
            for field in contract.record(&records[next].clone()) {
                if let Some(record) = record_of(field.form)
                    && !records.contains(&record)
                {
                    records.push(record);
                }
            }
            next += 1;
        }
        records
    }

    #[test]
    fn each_field_of_the_contract_has_a_label_and_stands_in_one_fold() {
        let contract = Contract::default();
        let records = records(&contract);
        assert!(records.len() > 20, "{records:?}");
        for record in &records {
            let fields = contract.record(record);
            assert!(!fields.is_empty(), "{record}");
            let folded: Vec<&str> = folds(record)
                .iter()
                .flat_map(|fold| fold.fields.iter().copied())
                .collect();
            assert_eq!(folded.len(), fields.len(), "{record}: {folded:?}");
            for field in &fields {
                let name = &field.name;
                assert!(folded.contains(&name.as_str()), "{record}.{name}");
                let Some(label) = label(record, name) else {
                    panic!("{record}.{name} has no label")
                };
                for text in [label.name.de, label.name.en, label.says.de, label.says.en] {
                    assert!(!text.is_empty(), "{record}.{name}");
                    assert!(!text.contains(['!', '{', '`']), "{record}.{name}: {text}");
                }
                // An end with a point is a sentence; a label has none.
                assert!(!label.name.de.ends_with('.'), "{record}.{name}");
                assert!(label.says.de.ends_with(['.', '“']), "{record}.{name}");
                assert!(label.says.en.ends_with(['.', '”']), "{record}.{name}");
                // Words of programmers, and names of fields
                let said = format!(" {} {} ", label.name.de, label.says.de).to_lowercase();
                for word in ["json", "feld ", "array", "objekt", "string", "feed", "null"] {
                    assert!(!said.contains(word), "{record}.{name}: {word}");
                }
                assert!(!said.contains('_'), "{record}.{name}");
                if matches!(field.form, Form::List(_)) {
                    let known = [
                        ("Feed", "languages"),
                        ("Feed", "checked"),
                        ("Update", "entries"),
                    ];
                    let is_choice = known.contains(&(record, name))
                        || matches!(&field.form, Form::List(of) if matches!(**of, Form::Word(_)));
                    let has_name = element(record, name).de != "Angabe";
                    assert!(is_choice || has_name, "{record}.{name}");
                }
            }
        }
    }

    #[test]
    fn a_label_for_what_the_contract_does_not_have_is_none() {
        assert_eq!(label("Entry", "colour"), None);
        assert_eq!(label("Colour", "name"), None);
    }
}
