//! How a message names what stands in the file: `check` as the file has it, the editor by the labels of its form.

use serde_json::Value;

use super::lang::MessageLang;
use super::quote::{self, harmless};
use super::suggest::translated;
use super::wording::FaultContext;
use crate::feed::decode::{Fault, Step};
use crate::feed::schema::schema;
use crate::feed::time::{Date, Stamp};
use crate::feed::vocabulary::{Kind, State, Vocabulary as _};
use crate::feed::zone::Zone;
use crate::i18n::DateFormatter as _;
use crate::i18n::calendar::NATIVE;

/// How fields and values are named.
#[derive(Clone, Copy, Default)]
pub enum Naming<'l> {
    /// As they are written in the file: `"until": "open"`.
    #[default]
    Field,
    /// As a form has them: „Bis wann: bis auf Weiteres“.
    Label(&'l Labels<'l>),
}

/// The labels of a form in one language, and what else it takes to say a value as people do.
pub struct Labels<'l> {
    lang: MessageLang,
    /// Returns the label of a field: the name of its record in the schema ("Entry"), and its own ("until").
    label: &'l dyn Fn(&str, &str) -> String,
    zone: Zone,
    schema: Value,
}

/// The records around a place.
#[derive(Clone, Copy, Default)]
pub struct Records<'s> {
    /// The one that has the field of this place.
    pub holder: &'s str,
    /// The innermost one, which the place itself may be.
    pub inner: &'s str,
}

impl<'l> Labels<'l> {
    /// Takes the labels of a form, and the zone in which moments are said.
    pub fn new(lang: MessageLang, label: &'l dyn Fn(&str, &str) -> String, zone: Zone) -> Self {
        Self {
            lang,
            label,
            zone,
            schema: schema(),
        }
    }

    /// Returns the records around a place.
    pub(super) fn records(&self, steps: &[Step]) -> Records<'_> {
        let mut around = vec!["Feed"];
        let mut here = &Value::Null;
        let mut is_record = false;
        for step in steps {
            here = match step {
                Step::Key(key) => {
                    let record = around.last().copied().unwrap_or_default();
                    &self.schema["$defs"][record]["properties"][key.as_str()]
                }
                Step::Index(_) => &here["items"],
            };
            let record = record(here);
            around.extend(record);
            is_record = record.is_some();
        }
        let inner = around.last().copied().unwrap_or_default();
        let outer = around.iter().rev().nth(1).copied();
        Records {
            holder: outer.filter(|_| is_record).unwrap_or(inner),
            inner,
        }
    }

    /// Puts a text into the quotation marks of the language.
    fn quoted(&self, text: &str) -> String {
        match self.lang {
            MessageLang::De => format!("„{text}“"),
            MessageLang::En => format!("“{text}”"),
        }
    }

    /// Says a value as people do. `None` if there is nothing that could be quoted.
    fn value(
        &self,
        kind: Option<Kind>,
        (record, field): (&str, &str),
        value: &Value,
    ) -> Option<String> {
        match value {
            Value::String(text) => {
                let text = self
                    .word(kind, (record, field), text)
                    .unwrap_or(text.into());
                Some(harmless(text.trim())).filter(|text| !text.is_empty())
            }
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(yes) => Some(self.lang.fault_words().yes(*yes).to_owned()),
            Value::Null => None,
            Value::Array(list) => {
                let said = list.iter();
                let said = said.filter_map(|value| self.value(kind, (record, field), value));
                joined(said.collect(), "; ")
            }
            Value::Object(fields) => match self.record(record, field) {
                // Versions of a text: the first is the publisher's own, nearly always.
                None => self.value(kind, (record, field), fields.values().next()?),
                Some(inner) => self.fields(kind, inner, fields),
            },
        }
    }

    /// Says fields with their labels.
    fn fields(
        &self,
        kind: Option<Kind>,
        record: &str,
        fields: &serde_json::Map<String, Value>,
    ) -> Option<String> {
        let said = fields.iter().filter_map(|(field, value)| {
            let label = (self.label)(record, field);
            let value = self.value(kind, (record, field), value)?;
            Some(format!("{label}: {value}"))
        });
        joined(said.collect(), ", ")
    }

    /// Returns the record that a field, or each element of its list, is.
    fn record(&self, around: &str, field: &str) -> Option<&str> {
        let schema = self.schema(around, field);
        record(schema).or_else(|| record(&schema["items"]))
    }

    fn schema(&self, record: &str, field: &str) -> &Value {
        &self.schema["$defs"][record]["properties"][field]
    }

    /// Says a word of a list, a day, a moment or an open end. `None` for any other text.
    fn word(
        &self,
        kind: Option<Kind>,
        (record, field): (&str, &str),
        text: &str,
    ) -> Option<String> {
        let language = self.lang.page().language();
        if field == "until" && text == "open" {
            let open = language.words.open_end;
            return Some(open.replace("{state}", "").trim().to_owned());
        }
        if let Some(stamp) = Stamp::parse(text) {
            let local = self.zone.local(stamp.at);
            return Some(self.lang.fault_words().when(local));
        }
        if let Some(date) = Date::parse(text) {
            return Some(NATIVE.date(self.lang.page(), date, true));
        }
        let schema = self.schema(record, field);
        let known = words(schema).or_else(|| words(&schema["items"]))?;
        if known == State::NAMES {
            let state = State::named(text)?;
            return Some(language.words.of_state(state, kind).to_owned());
        }
        let said = translated(&known, language).into_iter();
        let mut said = said.filter(|(name, _)| *name == text);
        said.next().map(|(_, said)| said.to_owned())
    }
}

fn joined(said: Vec<String>, between: &str) -> Option<String> {
    (!said.is_empty()).then(|| said.join(between))
}

/// Returns the name of the record that a schema refers to. A text in several languages is none.
fn record(schema: &Value) -> Option<&str> {
    let name = schema["$ref"].as_str()?.rsplit('/').next()?;
    (name != "Text").then_some(name)
}

/// Returns the words of the list that a schema has.
fn words(schema: &Value) -> Option<Vec<&str>> {
    let any = schema["anyOf"].as_array()?;
    let words = any.iter().find_map(|schema| schema["enum"].as_array())?;
    Some(words.iter().filter_map(Value::as_str).collect())
}

impl FaultContext<'_> {
    /// Names a field of the innermost record around the place.
    pub(super) fn name(&self, field: &str) -> String {
        self.name_in(self.records.inner, field)
    }

    /// Names the field that the fault is about.
    pub(super) fn own_name(&self) -> String {
        self.name_in(self.records.holder, self.field.unwrap_or_default())
    }

    /// Names a field of any record.
    pub(super) fn name_in(&self, record: &str, field: &str) -> String {
        match self.naming {
            Naming::Field => format!("\"{}\"", harmless(field)),
            Naming::Label(labels) => labels.quoted(&(labels.label)(record, field)),
        }
    }

    /// Puts a text into quotation marks.
    pub(super) fn quoted(&self, text: &str) -> String {
        match self.naming {
            Naming::Field => format!("\"{text}\""),
            Naming::Label(labels) => labels.quoted(text),
        }
    }

    /// Says a value of the field that the fault is about.
    pub(super) fn value(&self, value: &str) -> String {
        self.value_in(self.records.holder, self.field.unwrap_or_default(), value)
    }

    /// Says a value of any field.
    pub(super) fn value_in(&self, record: &str, field: &str, value: &str) -> String {
        match self.naming {
            Naming::Field => format!("\"{value}\""),
            Naming::Label(labels) => {
                let word = labels.word(self.kind, (record, field), value);
                labels.quoted(word.as_deref().unwrap_or(value))
            }
        }
    }

    /// Says fields of the innermost record around the place, which are written as in the file.
    pub(super) fn fields(&self, written: &str) -> String {
        self.fields_in(self.records.inner, written)
    }

    /// Says fields of any record, which are written as in the file.
    pub(super) fn fields_in(&self, record: &str, written: &str) -> String {
        let Naming::Label(labels) = self.naming else {
            return written.to_owned();
        };
        let fields = serde_json::from_str(&format!("{{ {written} }}"));
        let said = fields
            .ok()
            .and_then(|fields| labels.fields(self.kind, record, &fields));
        said.map_or_else(String::new, |said| labels.quoted(&said))
    }

    /// Says what was probably meant: a field for an unknown field, else a value or several fields.
    pub(super) fn meant(&self, fault: &Fault, written: String) -> String {
        let Naming::Label(labels) = self.naming else {
            return match fault {
                // Two fields to be copied, made of known words.
                Fault::Unfit(_) => written,
                _ => quote::cut_short(&written, quote::LONGEST_SUGGESTION),
            };
        };
        let place = (self.records.holder, self.field.unwrap_or_default());
        match (fault, serde_json::from_str(&written)) {
            (Fault::Markup(_), _) => written,
            (Fault::UnknownField(_), Ok(Value::String(field))) => self.name(&field),
            (_, Ok(value)) => {
                let said = labels.value(self.kind, place, &value).unwrap_or_default();
                labels.quoted(&quote::cut_short(&said, quote::LONGEST_SUGGESTION))
            }
            (_, Err(_)) => self.fields(&written),
        }
    }

    /// Quotes what is written at the place. `None` if it cannot be quoted.
    pub(super) fn quote(&self, fault: &Fault, written: &str) -> Option<String> {
        let Naming::Label(labels) = self.naming else {
            return Some(quote::shortened(written));
        };
        let place = (self.records.holder, self.field.unwrap_or_default());
        let said = match serde_json::from_str(written).ok()? {
            Value::String(field) if matches!(fault, Fault::UnknownField(_)) => harmless(&field),
            // A record and a list have no words of their own.
            Value::Object(_) if labels.record(place.0, place.1).is_some() => None?,
            Value::Array(_) => None?,
            value => labels.value(self.kind, place, &value)?,
        };
        Some(labels.quoted(&quote::shortened(&said)))
    }

    /// Returns the words that are possible, as a list. `None` if a form has them anyway, such as its own fields.
    pub(super) fn possible(&self, known: &[&str]) -> Option<String> {
        let Naming::Label(labels) = self.naming else {
            return Some(known.join(", "));
        };
        let place = (self.records.holder, self.field.unwrap_or_default());
        let said = known.iter().map(|word| labels.word(self.kind, place, word));
        joined(said.collect::<Option<_>>()?, ", ")
    }

    /// Returns what only somebody needs who sees the file.
    pub(super) fn in_file<'t>(&self, text: &'t str) -> &'t str {
        match self.naming {
            Naming::Field => text,
            Naming::Label(_) => "",
        }
    }

    /// Tells whether the messages are for a form.
    pub(super) fn is_for_form(&self) -> bool {
        matches!(self.naming, Naming::Label(_))
    }
}
