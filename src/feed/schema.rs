//! Makes the JSON Schema of the contract from its types. An editor with it proposes fields and marks mistakes.

use std::rc::Rc;

use serde_json::{Map, Value, json};

use super::Feed;
use super::decode::{Decode, MAX_LIST};
use super::scalar::{Count, Country, Id, Language, Percent, Version};
use super::text::{Name, Text};
use super::time::{Date, End, Stamp, TimeOfDay, When};
use super::vocabulary::{Vocabulary, Word};
use super::zone::{self, TimeZone};
use crate::trust::Key;

/// The schemas of the named types so far.
pub type Defs = Map<String, Value>;

/// A type of the contract that has a schema.
pub trait Schema {
    /// Returns the schema. Named types are put into `defs` and referred to.
    fn schema(defs: &mut Defs) -> Value;
}

/// Returns the whole schema (draft 2020-12).
pub fn schema() -> Value {
    let mut defs = Defs::new();
    let root = Feed::schema(&mut defs);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "amtsstatus feed, version 1",
        "$ref": root["$ref"],
        "$defs": defs,
    })
}

/// The fields of an object type while its schema is made.
pub struct Object {
    properties: Map<String, Value>,
    required: Vec<&'static str>,
}

impl Object {
    /// Adds one field.
    pub fn field<T: Schema + Decode + Default>(
        &mut self,
        defs: &mut Defs,
        name: &'static str,
        about: &str,
    ) {
        let mut schema = T::schema(defs);
        if let Value::Object(map) = &mut schema {
            map.insert("description".into(), about.trim().into());
        }
        self.properties.insert(name.into(), schema);
        if T::default().required() {
            self.required.push(name);
        }
    }
}

/// Returns a reference to an object type, whose schema is made once.
pub fn object(
    defs: &mut Defs,
    name: &str,
    about: &str,
    fields: impl FnOnce(&mut Defs, &mut Object),
) -> Value {
    named(defs, name, |defs| {
        let mut object = Object {
            properties: Map::new(),
            required: Vec::new(),
        };
        // Any object may name its schema; unknown fields are ignored by readers, so they are allowed here too.
        fields(defs, &mut object);
        json!({
            "type": "object",
            "description": about.trim(),
            "properties": object.properties,
            "required": object.required,
        })
    })
}

/// Returns a reference to a named type. Its name is taken before its schema is made, since a type may refer to itself:
/// an entry has parts.
fn named(defs: &mut Defs, name: &str, make: impl FnOnce(&mut Defs) -> Value) -> Value {
    if !defs.contains_key(name) {
        defs.insert(name.into(), Value::Null);
        let schema = make(defs);
        defs.insert(name.into(), schema);
    }
    json!({ "$ref": format!("#/$defs/{name}") })
}

impl<T: Schema> Schema for Option<T> {
    fn schema(defs: &mut Defs) -> Value {
        T::schema(defs)
    }
}

impl<T: Schema> Schema for Rc<T> {
    fn schema(defs: &mut Defs) -> Value {
        T::schema(defs)
    }
}

impl<T: Schema> Schema for Vec<T> {
    fn schema(defs: &mut Defs) -> Value {
        let items = T::schema(defs);
        json!({ "type": "array", "items": items, "maxItems": MAX_LIST })
    }
}

impl<T: Vocabulary> Schema for Word<T> {
    fn schema(_: &mut Defs) -> Value {
        let names = T::NAMES;
        // Unknown words are shown as unknown, so any string passes; the list is what editors propose.
        json!({ "description": T::ABOUT.trim(), "anyOf": [{ "enum": names }, { "type": "string" }] })
    }
}

impl Schema for TimeZone {
    fn schema(_: &mut Defs) -> Value {
        let names: Vec<&str> = zone::names().collect();
        json!({ "anyOf": [{ "enum": names }, { "type": "string" }] })
    }
}

impl Schema for Text {
    fn schema(defs: &mut Defs) -> Value {
        named(defs, "Text", |_| {
            json!({ "anyOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "description": "Texts by language tag: de, de-simple (Leichte Sprache), en, ...",
                    "properties": { "machine": {
                        "type": "array",
                        "items": { "type": "string" },
                        "description": "The tags of the texts that a machine translated."
                    } },
                    "patternProperties": { "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": { "type": "string" } },
                    "additionalProperties": false
                }
            ] })
        })
    }
}

impl Schema for Name {
    fn schema(defs: &mut Defs) -> Value {
        Text::schema(defs)
    }
}

/// Gives each of these types the schema behind it.
macro_rules! schemas {
    ($($type:ty => $schema:tt)*) => {$(
        impl Schema for $type {
            fn schema(_: &mut Defs) -> Value {
                json!($schema)
            }
        }
    )*};
}

schemas! {
    bool => { "type": "boolean" }
    String => { "type": "string" }
    Date => { "type": "string", "format": "date" }
    Stamp => { "type": "string", "format": "date-time" }
    When => { "anyOf": [
        { "type": "string", "format": "date" },
        { "type": "string", "format": "date-time" }
    ] }
    End => { "anyOf": [
        { "const": "open" },
        { "type": "string", "format": "date" },
        { "type": "string", "format": "date-time" }
    ] }
    TimeOfDay => { "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$" }
    Id => { "type": "string", "pattern": "^[a-z0-9][a-z0-9._-]{0,63}$" }
    Language => { "type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$" }
    Country => { "type": "string", "pattern": "^[A-Z]{2}$" }
    Key => {
        "type": "string",
        "pattern": "^ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43}( .*)?$"
    }
    Count => { "type": "integer", "minimum": (Count::MIN), "maximum": (Count::MAX) }
    Percent => { "type": "integer", "minimum": (Percent::MIN), "maximum": (Percent::MAX) }
    Version => { "type": "integer", "minimum": (Version::MIN), "maximum": (Version::MAX) }
}
