//! What a language's file says.

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
    /// What those who read it call it.
    pub name: &'static str,
    /// The locale by which Intl formats its dates.
    pub locale: &'static str,
    /// What the element says while there is no core.
    pub element: ElementWords,
    /// The texts of the widget.
    pub words: Words,
    /// The texts of the poster.
    pub poster: PosterWords,
    /// The texts of the emergency page.
    pub page: PageWords,
    /// The names of days and months, for where there is no Intl.
    pub calendar: CalendarWords,
    /// What people call what they look for, separated by commas. The German words are searched in every language, see
    /// [`super::Concepts`].
    pub concepts: Table<Concept>,
}

/// What the element says by itself, where the page gave it no content of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ElementWords {
    /// While the core is loading.
    pub loading: &'static str,
    /// If it cannot be loaded.
    pub failed: &'static str,
}

/// What the poster says besides what the widget says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PosterWords {
    /// Until when it may hang there, at `{moment}`.
    pub valid: &'static str,
    /// What stands beside the code.
    pub newest: &'static str,
    /// What the code is, for those who cannot see it, with its `{address}`.
    pub code: &'static str,
    /// The heading of each level.
    pub level: Table<Level>,
}

/// What the emergency page says besides what the widget says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PageWords {
    /// What the page is, beside the publisher's name.
    pub name: &'static str,
    /// Shown once the worker has saved the page.
    pub saved: &'static str,
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
    /// What stands between the items of a list.
    pub list_comma: &'static str,
    /// What stands before the last item.
    pub list_and: &'static str,
}
