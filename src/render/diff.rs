//! What changed between two publications of a feed, in sentences: for the press, and for the Atom feed.
//!
//! States, times and routes are worded by the components that show them, so a sentence cannot say anything else than the
//! page does. Nothing is news that a citizen cannot read there: no catalogue keys, no other words for the search.

mod details;
mod entries;
mod publisher;
mod routes;
mod wording;

use std::collections::BTreeMap;

pub(super) use self::entries::state;
use self::wording::Wording;
pub(super) use self::wording::{named, text};
use crate::feed::Feed;
use crate::feed::time::Moment;
use crate::i18n::Lang;

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// The id of the entry or part that it is about, if it is about one.
    pub entry: Option<String>,
    /// The change in one sentence or a few.
    pub sentence: String,
}

/// What kind of change it is. The order is the one in which a press release tells them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Something stands at the top of the page now.
    Urgent,
    /// About the incident as a whole.
    Incident,
    /// What was down, or possible on another way only, is possible.
    Works,
    /// An entry that was not there before.
    New,
    /// An entry that says something else.
    Changed,
    /// An entry that is not there any more.
    Removed,
    /// About the publisher: its page, its hotlines.
    Publisher,
    /// A question, an answer or a term.
    Question,
    /// The publisher's own sentence in `updates`.
    Update,
}

impl ChangeKind {
    /// Returns its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::Incident => "incident",
            Self::Works => "works",
            Self::New => "new",
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::Publisher => "publisher",
            Self::Question => "question",
            Self::Update => "update",
        }
    }
}

/// Returns what `new` says at `now` and `old` did not say when it was published, in a language. A feed compared with
/// itself gives nothing.
pub fn diff(old: &Feed, new: &Feed, lang: Lang, now: Moment) -> Vec<Change> {
    let wording = Wording::new(old, new, lang, now);
    let mut changes = Vec::new();
    publisher::incident(&wording, &mut changes);
    entries::entries(&wording, &mut changes);
    publisher::publisher(&wording, &mut changes);
    publisher::answers(&wording, &mut changes);
    publisher::updates(&wording, &mut changes);
    in_order(&mut changes);
    changes
}

/// Sorts changes by kind. All that is said of one entry stays together, where the most important of it belongs.
fn in_order(changes: &mut [Change]) {
    let mut kinds: BTreeMap<String, ChangeKind> = BTreeMap::new();
    for change in &*changes {
        if let Some(entry) = &change.entry {
            let kind = kinds.entry(entry.clone()).or_insert(change.kind);
            *kind = change.kind.min(*kind);
        }
    }
    let of_entry = |change: &Change| kinds.get(change.entry.as_ref()?).copied();
    changes.sort_by_key(|change| of_entry(change).unwrap_or(change.kind));
}

/// Says in a language since when something is new: the heading above the sentences of [`diff`], or what stands there if
/// there are none.
pub fn heading(old: &Feed, new: &Feed, lang: Lang, now: Moment, is_empty: bool) -> String {
    Wording::new(old, new, lang, now).heading(is_empty)
}

#[cfg(test)]
mod tests;
