//! What the contract allows at a place of the document: its fields and their order, by the JSON Schema made of the types.

use serde_json::Value;

use super::document::Order;
use crate::feed::problem::Step;
use crate::feed::schema::schema;

/// The contract.
#[derive(Clone, Debug, PartialEq)]
pub struct Contract {
    schema: Value,
}

/// What a value may be.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// A text that may have versions by language.
    Text,
    /// One line without versions.
    Line,
    /// One of these words.
    Word(Vec<String>),
    /// Yes, or left out.
    Flag,
    /// A whole number.
    Number,
    /// A day, or a moment.
    When,
    /// A day.
    Day,
    /// A moment.
    Moment,
    /// A day, a moment, or `"open"`.
    End,
    /// A time of day.
    Time,
    /// The fields of this record.
    Record(String),
    /// Any number of them.
    List(Box<Form>),
}

/// A field of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name in the file.
    pub name: String,
    /// What it may be.
    pub form: Form,
    /// Whether it must be there.
    pub required: bool,
}

impl Default for Contract {
    fn default() -> Self {
        Self { schema: schema() }
    }
}

impl Contract {
    /// Returns the fields of a record, in the contract's order; none for an unknown record.
    pub fn record(&self, name: &str) -> Vec<Field> {
        let definition = &self.schema["$defs"][name];
        let required = definition["required"].as_array();
        let is_required = |name: &str| required.is_some_and(|names| names.contains(&name.into()));
        let properties = definition["properties"].as_object();
        let field = |(name, schema): (&String, &Value)| Field {
            name: name.clone(),
            form: form(schema),
            required: is_required(name),
        };
        properties.into_iter().flatten().map(field).collect()
    }

    /// Returns what the value at a place may be. `None` where the contract has nothing.
    pub fn form_at(&self, at: &[Step]) -> Option<Form> {
        at.iter()
            .try_fold(Form::Record("Feed".to_owned()), |around, step| {
                match (around, step) {
                    (Form::Record(name), Step::Key(key)) => {
                        let mut fields = self.record(&name).into_iter();
                        fields.find(|field| field.name == *key).map(|f| f.form)
                    }
                    (Form::List(element), Step::Index(_)) => Some(*element),
                    _ => None,
                }
            })
    }

    /// Returns the name of the record at a place.
    pub fn record_at(&self, at: &[Step]) -> Option<String> {
        match self.form_at(at)? {
            Form::Record(name) => Some(name),
            _ => None,
        }
    }
}

impl Order for Contract {
    fn fields(&self, at: &[Step]) -> Vec<String> {
        let record = self.record_at(at).unwrap_or_default();
        let fields = self.record(&record).into_iter();
        fields.map(|field| field.name).collect()
    }
}

/// Reads a form off its schema. A test holds that each schema of the contract is known here.
fn form(schema: &Value) -> Form {
    if let Some(record) = schema["$ref"].as_str() {
        return match record.rsplit('/').next() {
            Some("Text") | None => Form::Text,
            Some(name) => Form::Record(name.to_owned()),
        };
    }
    if let Some(words) = words(schema) {
        return Form::Word(words);
    }
    let formats = formats(schema);
    match (schema["type"].as_str(), formats.as_slice()) {
        (Some("array"), _) => Form::List(Box::new(form(&schema["items"]))),
        (Some("boolean"), _) => Form::Flag,
        (Some("integer"), _) => Form::Number,
        (_, ["date"]) => Form::Day,
        (_, ["date-time"]) => Form::Moment,
        (_, ["date", "date-time"]) if has_open(schema) => Form::End,
        (_, ["date", "date-time"]) => Form::When,
        _ if is_time(schema) => Form::Time,
        _ => Form::Line,
    }
}

fn alternatives(schema: &Value) -> impl Iterator<Item = &Value> {
    let any = schema["anyOf"].as_array().into_iter().flatten();
    [schema].into_iter().chain(any)
}

fn words(schema: &Value) -> Option<Vec<String>> {
    let list = alternatives(schema).find_map(|schema| schema["enum"].as_array())?;
    let words = list.iter().filter_map(|word| word.as_str());
    Some(words.map(str::to_owned).collect())
}

fn formats(schema: &Value) -> Vec<&str> {
    let mut formats: Vec<&str> = alternatives(schema)
        .filter_map(|schema| schema["format"].as_str())
        .collect();
    formats.sort_unstable();
    formats
}

fn has_open(schema: &Value) -> bool {
    alternatives(schema).any(|schema| schema["const"] == "open")
}

fn is_time(schema: &Value) -> bool {
    schema["pattern"]
        .as_str()
        .is_some_and(|pattern| pattern.contains("[0-5][0-9]"))
}
