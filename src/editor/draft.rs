//! A draft: what is kept of a document between two visits, so that a crash takes nothing.

use serde::{Deserialize, Serialize};

use super::document::Document;

/// What is kept of a document. The texts are JSON in JSON: a draft is opened with the order of fields and the bytes that the
/// document had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The name of its file.
    pub name: String,
    /// The bytes that were opened, if it was opened from any.
    pub opened: Option<String>,
    /// What is written now.
    pub text: String,
}

impl Draft {
    /// Returns the draft of a document.
    pub fn of(document: &Document, name: &str) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            name: name.to_owned(),
            opened: document.opened().map(text),
            text: text(&document.bytes()),
        }
    }

    /// Returns the document again. `None` if the draft was damaged.
    pub fn document(&self) -> Option<Document> {
        let now = Document::open(self.text.as_bytes()).ok()?;
        match &self.opened {
            None => Some(Document::new(now.value().clone())),
            Some(opened) => Document::changed(opened.as_bytes(), now.value().clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::document::{AsWritten, place};
    use serde_json::json;

    #[test]
    fn a_draft_is_the_document_again() {
        let bytes = b"{\"b\":1,  \"a\":2}";
        let mut document = Document::open(bytes).unwrap();
        let again = |document: &Document| {
            let kept = serde_json::to_string(&Draft::of(document, "x.json")).unwrap();
            let draft: Draft = serde_json::from_str(&kept).unwrap();
            draft.document().unwrap()
        };
        assert_eq!(again(&document).bytes(), bytes);
        let edit = document.edit(&place(&["b"]), Some(json!(3)), &AsWritten);
        document.apply(&edit.unwrap());
        let mut later = again(&document);
        assert_eq!(later.bytes(), b"{ \"b\": 3, \"a\": 2 }\n");
        // It still knows what it was opened from.
        let back = later.edit(&place(&["b"]), Some(json!(1)), &AsWritten);
        later.apply(&back.unwrap());
        assert_eq!(later.bytes(), bytes);
    }

    #[test]
    fn a_damaged_draft_is_none() {
        let draft = Draft {
            name: String::new(),
            opened: None,
            text: "{".to_owned(),
        };
        assert_eq!(draft.document(), None);
    }
}
