//! The document: the JSON of a feed as it was written, with all that the editor does not know, and how it is changed.

use serde_json::{Map, Value};

use super::layout;
use crate::feed::json::without_bom;
use crate::feed::problem::Step;

/// A feed while somebody writes it.
///
/// It is a tree of JSON and not a [`Feed`](crate::feed::Feed): a half-written feed has errors, and fields that this version
/// does not know must come out as they went in.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    value: Value,
    opened: Option<Opened>,
}

/// What a document was opened from.
#[derive(Clone, Debug, PartialEq)]
struct Opened {
    bytes: Vec<u8>,
    /// How the same content is written after a change.
    text: String,
}

/// One change: at a place, from one value to another. A field that comes or goes is a change of the object around it, so that
/// undoing gives the old order of its fields too.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// The place of the value.
    pub at: Vec<Step>,
    /// What stood there.
    pub old: Value,
    /// What stands there now.
    pub new: Value,
}

impl Edit {
    /// Returns the edit that takes this one back.
    pub fn inverse(&self) -> Self {
        Self {
            at: self.at.clone(),
            old: self.new.clone(),
            new: self.old.clone(),
        }
    }
}

impl Document {
    /// Returns a document with this content, as if it had just been written.
    pub fn new(value: Value) -> Self {
        Self {
            value,
            opened: None,
        }
    }

    /// Opens the bytes of a feed. Fails with serde's error if they are not JSON; an object is not asked for here.
    pub fn open(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        let value: Value = serde_json::from_slice(without_bom(bytes))?;
        let opened = Opened {
            bytes: bytes.to_vec(),
            text: layout::text(&value),
        };
        Ok(Self {
            value,
            opened: Some(opened),
        })
    }

    /// Returns the document that was opened from these bytes and has this content by now. `None` if they are not JSON.
    pub fn changed(opened: &[u8], value: Value) -> Option<Self> {
        let document = Self::open(opened).ok()?;
        Some(Self { value, ..document })
    }

    /// Returns the bytes that it was opened from.
    pub fn opened(&self) -> Option<&[u8]> {
        self.opened.as_ref().map(|opened| opened.bytes.as_slice())
    }

    /// Returns the whole content.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// Returns the value at a place, if there is one.
    pub fn get(&self, at: &[Step]) -> Option<&Value> {
        at.iter().try_fold(&self.value, child)
    }

    /// Returns the bytes to save: those that were opened, as long as nothing is changed; else the form of the examples in
    /// feeds/.
    pub fn bytes(&self) -> Vec<u8> {
        let text = layout::text(&self.value);
        match &self.opened {
            // By the text: equal maps may have another order of fields.
            Some(opened) if opened.text == text => opened.bytes.clone(),
            _ => text.into_bytes(),
        }
    }

    /// Makes the edit that puts `new` at a place, or takes away what is there. `None` if nothing would change, or if there
    /// is no object around the place. Objects on the way that are missing are made.
    pub fn edit(&self, at: &[Step], new: Option<Value>, order: &dyn Order) -> Option<Edit> {
        if self.get(at) == new.as_ref() {
            return None;
        }
        if let (Some(old), Some(new)) = (self.get(at), &new) {
            return Some(Edit {
                at: at.to_vec(),
                old: old.clone(),
                new: new.clone(),
            });
        }
        let (last, around) = at.split_last()?;
        let Some(parent) = self.get(around) else {
            // The object around it is made with the value in it.
            let Step::Key(key) = last else { return None };
            let made = Map::from_iter([(key.clone(), new?)]);
            return self.edit(around, Some(made.into()), order);
        };
        let mut changed = parent.clone();
        match (last, &mut changed) {
            (Step::Key(key), Value::Object(fields)) => match new {
                Some(new) => insert(fields, key, new, &order.fields(around)),
                None => drop(fields.shift_remove(key)),
            },
            (Step::Index(index), Value::Array(items)) => match new {
                Some(new) if *index <= items.len() => items.insert(*index, new),
                None if *index < items.len() => drop(items.remove(*index)),
                _ => return None,
            },
            _ => return None,
        }
        // What is empty is left out: an object or a list without content says nothing.
        if is_empty(&changed) && !around.is_empty() {
            return self.edit(around, None, order);
        }
        Some(Edit {
            at: around.to_vec(),
            old: parent.clone(),
            new: changed,
        })
    }

    /// Makes the edit that puts a value before the one at `index` of a list, which is made if it is missing.
    pub fn insertion(
        &self,
        list: &[Step],
        index: usize,
        new: Value,
        order: &dyn Order,
    ) -> Option<Edit> {
        let mut items = match self.get(list) {
            Some(Value::Array(items)) => items.clone(),
            Some(_) => return None,
            None => Vec::new(),
        };
        items.insert(index.min(items.len()), new);
        self.edit(list, Some(items.into()), order)
    }

    /// Makes the edit that moves an element of a list to another position.
    pub fn movement(&self, list: &[Step], from: usize, to: usize) -> Option<Edit> {
        let Value::Array(old) = self.get(list)? else {
            return None;
        };
        if from >= old.len() || to >= old.len() || from == to {
            return None;
        }
        let mut new = old.clone();
        let moved = new.remove(from);
        new.insert(to, moved);
        Some(Edit {
            at: list.to_vec(),
            old: old.clone().into(),
            new: new.into(),
        })
    }

    /// Carries out an edit. One that was made for another content changes nothing.
    pub fn apply(&mut self, edit: &Edit) {
        let mut value = Some(&mut self.value);
        for step in &edit.at {
            value = value.and_then(|value| match (value, step) {
                (Value::Object(fields), Step::Key(key)) => fields.get_mut(key),
                (Value::Array(items), Step::Index(index)) => items.get_mut(*index),
                _ => None,
            });
        }
        if let Some(value) = value {
            *value = edit.new.clone();
        }
    }
}

/// In which order the fields of an object are written.
pub trait Order {
    /// Returns the names of the fields that the contract has at this place, in its order; none for an unknown place.
    fn fields(&self, at: &[Step]) -> Vec<String>;
}

/// Puts a field behind the one that comes before it in `order`. One that `order` does not have comes last.
fn insert(fields: &mut Map<String, Value>, key: &str, value: Value, order: &[String]) {
    let rank = |name: &str| order.iter().position(|known| known == name);
    let before = |name: &str| match (rank(name), rank(key)) {
        (Some(other), Some(own)) => other < own,
        (_, None) => true,
        // What the contract does not have stays where it stands, such as `$schema` at the beginning.
        (None, Some(_)) => false,
    };
    let place = fields.keys().rposition(|name| before(name));
    // Unknown fields at the very beginning stay there.
    let leading = fields
        .keys()
        .take_while(|name| rank(name).is_none())
        .count();
    let place = place.map_or(leading, |place| place + 1);
    fields.shift_insert(place, key.to_owned(), value);
}

fn child<'v>(value: &'v Value, step: &Step) -> Option<&'v Value> {
    match (value, step) {
        (Value::Object(fields), Step::Key(key)) => fields.get(key),
        (Value::Array(items), Step::Index(index)) => items.get(*index),
        _ => None,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// Returns a place from keys and indices: `place(&["entries", "0", "name"])`. A step of digits is an index.
pub fn place(steps: &[&str]) -> Vec<Step> {
    let step = |text: &&str| match text.parse() {
        Ok(index) => Step::Index(index),
        Err(_) => Step::Key((*text).to_owned()),
    };
    steps.iter().map(step).collect()
}

/// For tests: no contract, so new fields come last.
#[cfg(test)]
pub struct AsWritten;

#[cfg(test)]
impl Order for AsWritten {
    fn fields(&self, _: &[Step]) -> Vec<String> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    struct Contract;

    impl Order for Contract {
        fn fields(&self, _: &[Step]) -> Vec<String> {
            ["id", "name", "state", "note"].map(str::to_owned).into()
        }
    }

    fn set(document: &mut Document, at: &[&str], new: Option<Value>) -> Option<Edit> {
        let edit = document.edit(&place(at), new, &Contract)?;
        document.apply(&edit);
        Some(edit)
    }

    #[test]
    fn an_unchanged_document_keeps_its_bytes() {
        let bytes = "\u{feff}{ \"id\":1,\n\"x\" : [ ] }";
        let mut document = Document::open(bytes.as_bytes()).unwrap();
        assert_eq!(document.bytes(), bytes.as_bytes());
        let edit = set(&mut document, &["id"], Some(json!(2))).unwrap();
        assert_eq!(document.bytes(), b"{ \"id\": 2, \"x\": [] }\n");
        // Taken back, it is the file again.
        document.apply(&edit.inverse());
        assert_eq!(document.bytes(), bytes.as_bytes());
    }

    #[test]
    fn a_new_field_stands_where_the_contract_has_it() {
        let mut document =
            Document::new(json!({ "$schema": "s", "id": "a", "note": "n", "own": 1 }));
        set(&mut document, &["state"], Some(json!("ok")));
        set(&mut document, &["other"], Some(json!(2)));
        let keys: Vec<&String> = document.value().as_object().unwrap().keys().collect();
        assert_eq!(keys, ["$schema", "id", "state", "note", "own", "other"]);
        let mut document = Document::new(json!({ "$schema": "s", "note": "n" }));
        set(&mut document, &["id"], Some(json!("a")));
        let keys: Vec<&String> = document.value().as_object().unwrap().keys().collect();
        assert_eq!(keys, ["$schema", "id", "note"]);
    }

    #[test]
    fn what_is_undone_has_its_old_order() {
        let mut document = Document::new(json!({ "note": "n", "id": "a", "own": 1 }));
        let before = document.bytes();
        let edit = set(&mut document, &["note"], None).unwrap();
        assert_ne!(document.bytes(), before);
        document.apply(&edit.inverse());
        assert_eq!(document.bytes(), before);
    }

    #[test]
    fn objects_on_the_way_are_made_and_empty_ones_go() {
        let mut document = Document::new(json!({ "id": "a" }));
        set(&mut document, &["outlook", "text"], Some(json!("bald")));
        assert_eq!(
            document.value(),
            &json!({ "id": "a", "outlook": { "text": "bald" } })
        );
        set(&mut document, &["outlook", "text"], None);
        assert_eq!(document.value(), &json!({ "id": "a" }));
    }

    #[test]
    fn lists_grow_shrink_and_are_moved() {
        let mut document = Document::new(json!({}));
        for (index, name) in [(0, "b"), (9, "c"), (0, "a")] {
            let edit = document.insertion(&place(&["list"]), index, json!(name), &Contract);
            document.apply(&edit.unwrap());
        }
        assert_eq!(document.value(), &json!({ "list": ["a", "b", "c"] }));
        let edit = document.movement(&place(&["list"]), 0, 2).unwrap();
        document.apply(&edit);
        assert_eq!(document.value(), &json!({ "list": ["b", "c", "a"] }));
        set(&mut document, &["list", "1"], None);
        assert_eq!(document.value(), &json!({ "list": ["b", "a"] }));
        assert_eq!(document.movement(&place(&["list"]), 0, 2), None);
        assert_eq!(document.edit(&place(&["list", "7"]), None, &Contract), None);
    }

    #[test]
    fn what_changes_nothing_is_no_edit() {
        let mut document = Document::new(json!({ "id": "a" }));
        assert_eq!(set(&mut document, &["id"], Some(json!("a"))), None);
        assert_eq!(set(&mut document, &["note"], None), None);
        assert_eq!(set(&mut document, &["id", "x"], Some(json!(1))), None);
    }
}
