//! The content of a language's file.

use serde::{Deserialize, Serialize};

use super::synonyms::Concept;
use super::table::Table;
use super::words::Words;
use crate::feed::vocabulary::Level;

/// Everything that is known of a language.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Language {
    /// The tag (BCP 47). "simple" is a registered variant.
    pub tag: &'static str,
    /// Its name in that language.
    pub name: &'static str,
    /// The locale by which Intl formats its dates.
    pub locale: &'static str,
    /// The element's words before the core is loaded.
    pub element: ElementWords,
    /// The texts of the widget.
    pub words: Words,
    /// The texts of the poster.
    pub poster: PosterWords,
    /// The texts of the emergency page.
    pub page: PageWords,
    /// The sentences about what changed.
    pub news: NewsWords,
    /// The names of days and months, for where there is no Intl.
    pub calendar: CalendarWords,
    /// The words that people use for services, separated by commas. German words are searched in every language, see
    /// [`super::Concepts`].
    pub concepts: Table<Concept>,
}

/// The element's words if the page gave it no content of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ElementWords {
    /// While the core is loading.
    pub loading: &'static str,
    /// If it cannot be loaded.
    pub failed: &'static str,
}

/// The words that only the poster has.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PosterWords {
    /// How long the poster may hang, with a `{moment}`.
    pub valid: &'static str,
    /// The words beside the QR code.
    pub newest: &'static str,
    /// The QR code's description for screen readers, with its `{address}`.
    pub code: &'static str,
    /// The heading of each level.
    pub level: Table<Level>,
}

/// The words that only the pages of a published site have.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PageWords {
    /// The kind of page, beside the publisher's name.
    pub name: &'static str,
    /// Shown once the worker has saved the page.
    pub saved: &'static str,
    /// Before a web address that the reader has to open by hand, since a frame does not allow its link to.
    pub address: &'static str,
}

/// The sentences about what changed between two publications. `{what}` is a name and a state, or a sentence: it stands
/// where no language bends it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NewsWords {
    /// The heading above all changes, with the `{moment}` of the earlier publication.
    pub since: &'static str,
    /// Shown if there are none.
    pub nothing: &'static str,
    /// A new entry.
    pub added: &'static str,
    /// An entry that is possible again.
    pub works: &'static str,
    /// An entry, or a fact about it, that is different.
    pub changed: &'static str,
    /// A new fact about an entry.
    pub detail: &'static str,
    /// A fact that is not said any more.
    pub gone: &'static str,
    /// An entry that is not listed any more.
    pub removed: &'static str,
    /// An entry with another name.
    pub renamed: &'static str,
    /// A `{name}` with the `{state}` that holds at this moment.
    pub now: &'static str,
    /// What is said `{now}`, and what it `{was}`.
    pub before: &'static str,
}

/// How dates and lists are written, as Intl writes them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CalendarWords {
    /// From Monday.
    pub weekdays: [&'static str; 7],
    /// As they stand beside a day.
    pub months: [&'static str; 12],
    /// A date of this year, from `{weekday}`, `{day_of_month}` and `{month}`.
    pub date: &'static str,
    /// The same with its `{year}`.
    pub date_with_year: &'static str,
    /// The text between the items of a list.
    pub list_comma: &'static str,
    /// The text before the last item.
    pub list_and: &'static str,
}
