//! The JSON Schema of the contract, made from the types themselves: what editors propose and mark while one types.

use serde_json::{Map, Value, json};

use super::Feed;
use super::decode::Decode;

/// Named types that were met, with their schemas.
pub type Defs = Map<String, Value>;

/// The whole schema (draft 2020-12).
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
    pub fn field<T: Decode + Default>(&mut self, defs: &mut Defs, name: &'static str, about: &str) {
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

/// The reference to an object type; its schema is made once.
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

/// The schema of [`super::text::Text`].
pub fn text(defs: &mut Defs) -> Value {
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

/// A type refers to itself (an entry has parts), so its name is taken before its fields are made.
fn named(defs: &mut Defs, name: &str, make: impl FnOnce(&mut Defs) -> Value) -> Value {
    if !defs.contains_key(name) {
        defs.insert(name.into(), Value::Null);
        let schema = make(defs);
        defs.insert(name.into(), schema);
    }
    json!({ "$ref": format!("#/$defs/{name}") })
}
