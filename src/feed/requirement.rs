//! What a citizen must bring or have: a word of the list, which the widget says in each language, or the publisher's text.

use serde::{Serialize, Serializer};

use super::decode::Decode;
use super::json::Node;
use super::problem::{Log, Place};
#[cfg(feature = "publishing")]
use super::schema::{Defs, Schema};
use super::text::Text;
use super::vocabulary::{Need, Vocabulary as _};

/// Something that a citizen must bring or have done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Requirement {
    /// A word of the list.
    Known(Need),
    /// Anything else, in the publisher's words.
    Text(Text),
}

impl Default for Requirement {
    fn default() -> Self {
        Self::Text(Text::default())
    }
}

impl Requirement {
    /// Returns the publisher's words, if it is no word of the list.
    pub fn text(&self) -> Option<&Text> {
        match self {
            Self::Known(_) => None,
            Self::Text(text) => Some(text),
        }
    }
}

impl Decode for Requirement {
    fn visit_texts<'t>(&'t self, at: &Place<'_>, visit: &mut dyn FnMut(&'t Text, &Place<'_>)) {
        if let Some(text) = self.text() {
            visit(text, at);
        }
    }

    fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log) {
        let known = match node {
            Node::Text(text) => Need::named(text),
            _ => None,
        };
        *self = match known {
            Some(need) => Self::Known(need),
            None => {
                let mut text = Text::default();
                text.read(node, at, log);
                Self::Text(text)
            }
        };
    }
}

impl Serialize for Requirement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(need) => serializer.serialize_str(need.name()),
            Self::Text(text) => text.serialize(serializer),
        }
    }
}

#[cfg(feature = "publishing")]
impl Schema for Requirement {
    fn schema(defs: &mut Defs) -> serde_json::Value {
        let (about, names) = (Need::ABOUT.trim(), Need::NAMES);
        serde_json::json!({ "description": about, "anyOf": [{ "enum": names }, Text::schema(defs)] })
    }
}
