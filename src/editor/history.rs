//! Undo and redo: the last steps of a person, each with the edits that belong together.

use std::rc::Rc;

use super::document::{Document, Edit};
use crate::feed::problem::Step;
use crate::feed::time::Moment;

/// How many steps can be taken back.
const STEPS: usize = 200;

/// How long somebody may pause and still be typing the same, in seconds.
const PAUSE: i64 = 1;

/// What can be undone, and what can be done again. Each state of the editor has its own, so the steps are shared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    done: Vec<Rc<Done>>,
    undone: Vec<Rc<Done>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Done {
    edits: Vec<Edit>,
    /// When the last letter of it was typed. `None` for a step that nothing joins.
    typed: Option<Moment>,
}

impl History {
    /// Carries out edits as one step. What could be done again can be no longer.
    pub fn take(&mut self, document: &mut Document, edits: Vec<Edit>) {
        self.remember(document, edits, None);
    }

    /// Carries out one edit of somebody who types: letter after letter in one field is one step.
    pub fn take_typed(&mut self, document: &mut Document, edit: Edit, now: Moment) {
        if let Some(last) = self.done.last_mut()
            && last.typed.is_some_and(|then| now.0 - then.0 <= PAUSE)
            && let [typed] = last.edits.as_slice()
            && typed.at == edit.at
            && typed.new == edit.old
        {
            document.apply(&edit);
            let old = typed.old.clone();
            *last = Rc::new(Done {
                edits: vec![Edit { old, ..edit }],
                typed: Some(now),
            });
            self.undone.clear();
            return;
        }
        self.remember(document, vec![edit], Some(now));
    }

    fn remember(&mut self, document: &mut Document, edits: Vec<Edit>, typed: Option<Moment>) {
        if edits.is_empty() {
            return;
        }
        for edit in &edits {
            document.apply(edit);
        }
        self.done.push(Rc::new(Done { edits, typed }));
        if self.done.len() > STEPS {
            self.done.remove(0);
        }
        self.undone.clear();
    }

    /// Takes the last step back, and returns where it was.
    pub fn undo(&mut self, document: &mut Document) -> Option<Vec<Step>> {
        let mut step = self.done.pop()?;
        for edit in step.edits.iter().rev() {
            document.apply(&edit.inverse());
        }
        // What is typed after it was done again is another step.
        Rc::make_mut(&mut step).typed = None;
        self.undone.push(step);
        Some(self.undone.last()?.edits.first()?.at.clone())
    }

    /// Does the step again that was taken back last, and returns where it is.
    pub fn redo(&mut self, document: &mut Document) -> Option<Vec<Step>> {
        let step = self.undone.pop()?;
        for edit in &step.edits {
            document.apply(edit);
        }
        self.done.push(step);
        Some(self.done.last()?.edits.first()?.at.clone())
    }

    /// Tells whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Tells whether there is a step to do again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::document::{AsWritten, place};
    use serde_json::{Value, json};

    fn edit(document: &Document, key: &str, new: &str) -> Edit {
        document
            .edit(&place(&[key]), Some(json!(new)), &AsWritten)
            .unwrap()
    }

    fn text(document: &Document, key: &str) -> Option<String> {
        let value = document.get(&place(&[key]))?;
        value.as_str().map(str::to_owned)
    }

    #[test]
    fn typing_is_one_step_until_somebody_rests() {
        let mut document = Document::new(json!({ "a": "" }));
        let mut history = History::default();
        for (at, typed) in [(10, "N"), (10, "No"), (11, "Not"), (19, "Nota")] {
            let edit = edit(&document, "a", typed);
            history.take_typed(&mut document, edit, Moment(at));
        }
        history.undo(&mut document);
        assert_eq!(text(&document, "a").as_deref(), Some("Not"));
        history.undo(&mut document);
        assert_eq!(text(&document, "a").as_deref(), Some(""));
        assert!(!history.can_undo());
        history.redo(&mut document);
        assert_eq!(text(&document, "a").as_deref(), Some("Not"));
        // What is typed now is no part of what was done again.
        let edit = edit(&document, "a", "Nor");
        history.take_typed(&mut document, edit, Moment(20));
        assert!(!history.can_redo());
        history.undo(&mut document);
        assert_eq!(text(&document, "a").as_deref(), Some("Not"));
    }

    #[test]
    fn edits_that_belong_together_are_undone_together() {
        let mut document = Document::new(json!({ "a": "1", "b": "1" }));
        let mut history = History::default();
        let edits = vec![edit(&document, "a", "2"), edit(&document, "b", "2")];
        history.take(&mut document, edits);
        history.undo(&mut document);
        assert_eq!(document.value(), &json!({ "a": "1", "b": "1" }));
    }

    #[test]
    fn two_hundred_steps_are_kept() {
        let mut document = Document::new(json!({ "a": "0" }));
        let mut history = History::default();
        for step in 1..=STEPS + 5 {
            let edit = edit(&document, "a", &step.to_string());
            history.take(&mut document, vec![edit]);
        }
        let mut undone = 0;
        while history.undo(&mut document).is_some() {
            undone += 1;
        }
        assert_eq!(
            (undone, text(&document, "a").as_deref()),
            (STEPS, Some("5"))
        );
    }

    proptest::proptest! {
        #[test]
        fn any_edits_undone_give_the_first_bytes(steps in proptest::collection::vec((0usize..6, 0usize..4, 0usize..4), 0..60)) {
            let first = json!({ "$schema": "x", "b": { "c": 1 }, "list": [1, 2, 3], "a": "text" });
            let mut document = Document::new(first);
            let (before, mut history) = (document.bytes(), History::default());
            for (kind, one, two) in steps {
                let key = ["a", "b", "list", "new"][one];
                let list = place(&["list"]);
                let edit = match kind {
                    0 => document.edit(&place(&[key]), None, &AsWritten),
                    1 => document.edit(&place(&[key]), Some(json!(two)), &AsWritten),
                    2 => document.edit(&place(&[key, "c"]), Some(json!({ "d": two })), &AsWritten),
                    3 => document.movement(&list, one, two),
                    4 => document.insertion(&list, one, Value::from(two), &AsWritten),
                    _ => document.edit(&place(&["list", &two.to_string()]), None, &AsWritten),
                };
                history.take(&mut document, edit.into_iter().collect());
            }
            let last = document.bytes();
            while history.undo(&mut document).is_some() {}
            proptest::prop_assert_eq!(document.bytes(), before);
            while history.redo(&mut document).is_some() {}
            proptest::prop_assert_eq!(document.bytes(), last);
        }
    }
}
