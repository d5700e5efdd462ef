//! What the search knows of a feed: its texts in the form in which they are compared, made once for a publication and a
//! language.

use std::rc::Rc;

use super::likeness::fold;
use crate::feed::text::Text;
use crate::feed::{Entry, Feed, Question};
use crate::i18n::Concepts;

/// The folded texts of a feed.
pub struct Index {
    /// The entries.
    pub(super) entries: Vec<Item>,
    /// The questions.
    pub(super) questions: Vec<(Rc<Question>, Folded)>,
    /// The words for each thing that people look for.
    pub(super) concepts: Vec<Vec<Vec<char>>>,
}

/// An entry with what is said of it.
pub(super) struct Item {
    pub entry: Rc<Entry>,
    pub texts: Folded,
    pub parts: Vec<Self>,
}

/// What is said of something.
#[derive(Default)]
pub(super) struct Folded {
    pub names: Vec<Vec<char>>,
    pub others: Vec<Vec<char>>,
}

impl Index {
    /// Reads a feed. `concepts` has the words for each thing, once they are loaded.
    pub fn new(feed: &Feed, concepts: Option<&Concepts>) -> Self {
        let questions = feed.faq.iter().map(|question| {
            let mut texts = Folded::default();
            for asked in &question.questions {
                add(&mut texts.names, Some(asked));
            }
            add(&mut texts.others, Some(&question.answer));
            (Rc::clone(question), texts)
        });
        let folded = |terms: &[&str]| terms.iter().map(|term| fold(term)).collect();
        let concepts = concepts.into_iter().flat_map(Concepts::groups);
        Self {
            entries: items(&feed.entries),
            questions: questions.collect(),
            concepts: concepts.map(folded).collect(),
        }
    }
}

fn items(entries: &[Rc<Entry>]) -> Vec<Item> {
    let item = |entry: &Rc<Entry>| Item {
        entry: Rc::clone(entry),
        texts: said_of(entry),
        parts: items(&entry.parts),
    };
    entries.iter().map(item).collect()
}

/// Adds a text in all its languages.
fn add(texts: &mut Vec<Vec<char>>, text: Option<&Text>) {
    for text in text.into_iter().flat_map(Text::all) {
        texts.push(fold(text));
    }
}

fn said_of(entry: &Entry) -> Folded {
    let mut texts = Folded::default();
    add(&mut texts.names, Some(&entry.name));
    for alias in &entry.aliases {
        texts.names.push(fold(alias));
    }
    let others = &mut texts.others;
    add(others, entry.note.as_ref());
    add(others, entry.group.as_ref());
    add(others, entry.term.as_ref());
    add(others, entry.legal_basis().map(|basis| &basis.name));
    if let Some(lost) = &entry.lost {
        add(others, lost.channel.as_ref());
        add(others, Some(&lost.action));
    }
    if let Some(scope) = &entry.scope {
        for need in &scope.needs {
            add(others, need.text());
        }
    }
    for route in &entry.routes {
        add(others, route.name.as_deref());
        add(others, route.place.as_deref());
        add(others, route.purpose.as_ref());
        add(others, route.note.as_ref());
    }
    texts
}
