//! A search: the typed text and the pressed filters.

use super::kind;
use super::likeness::fold;
use crate::feed::Entry;
use crate::feed::status::Clock;
use crate::feed::vocabulary::{Kind, Level};

/// The longest typed text in characters; the rest is ignored. Each word costs a walk through the whole feed.
const LONGEST: usize = 100;

/// The typed text and the pressed filters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The typed text.
    typed: String,
    /// The levels to show; all if it is empty.
    levels: Vec<Level>,
    /// The kinds to show; all if it is empty.
    kinds: Vec<Kind>,
}

impl Query {
    /// Makes a query, and cuts the typed text at [`LONGEST`] characters.
    pub fn new(typed: &str, levels: Vec<Level>, kinds: Vec<Kind>) -> Self {
        let typed = typed.chars().take(LONGEST).collect();
        Self {
            typed,
            levels,
            kinds,
        }
    }

    /// Returns a query with the same filters and this text.
    pub fn with_typed(self, typed: &str) -> Self {
        Self::new(typed, self.levels, self.kinds)
    }

    /// Returns the query with the filter of this level pressed, or released if it was pressed.
    pub fn with_level_toggled(mut self, level: Level) -> Self {
        toggle(&mut self.levels, level);
        self
    }

    /// Returns the query with the filter of this kind pressed, or released if it was pressed.
    pub fn with_kind_toggled(mut self, kind: Kind) -> Self {
        toggle(&mut self.kinds, kind);
        self
    }

    /// Returns the typed text.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Tells whether a word was typed.
    pub fn is_typed(&self) -> bool {
        !fold(&self.typed).is_empty()
    }

    /// Tells whether any filter is pressed.
    pub fn is_filtered(&self) -> bool {
        !self.levels.is_empty() || !self.kinds.is_empty()
    }

    /// Tells whether neither a word nor a filter is set.
    pub fn is_empty(&self) -> bool {
        !self.is_typed() && !self.is_filtered()
    }

    /// Tells whether the filter of any level is pressed.
    pub(super) fn has_levels(&self) -> bool {
        !self.levels.is_empty()
    }

    /// Tells whether the filter of this level is pressed.
    pub fn has_level(&self, level: Level) -> bool {
        self.levels.contains(&level)
    }

    /// Tells whether the filter of this kind is pressed.
    pub fn has_kind(&self, kind: Kind) -> bool {
        self.kinds.contains(&kind)
    }

    /// Tells whether an entry passes the filters. The levels apply only to entries that the summary counts, so that a
    /// filter shows as many entries as its button says.
    pub(super) fn lets_pass(&self, entry: &Entry, clock: Clock) -> bool {
        (self.kinds.is_empty() || self.has_kind(kind(entry)))
            && (!self.has_levels()
                || entry.is_counted(clock) && self.has_level(entry.status(clock).level))
    }
}

fn toggle<T: PartialEq>(chosen: &mut Vec<T>, one: T) {
    match chosen.iter().position(|other| *other == one) {
        Some(place) => {
            chosen.remove(place);
        }
        None => chosen.push(one),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_pressed_twice_is_released() {
        let pressed = Query::default().with_level_toggled(Level::Down);
        assert!(pressed.has_level(Level::Down) && pressed.is_filtered() && !pressed.is_empty());
        let both = pressed.with_kind_toggled(Kind::Event);
        let one = both.with_level_toggled(Level::Down);
        assert!(one.has_kind(Kind::Event) && !one.has_level(Level::Down));
        assert!(one.with_kind_toggled(Kind::Event).is_empty());
    }

    #[test]
    fn filters_stay_while_one_types() {
        let query = Query::default().with_level_toggled(Level::Ok);
        let query = query.with_typed("Pass");
        assert!(query.has_level(Level::Ok));
        assert_eq!(query.typed(), "Pass");
    }

    #[test]
    fn text_without_words_is_no_search_and_long_text_is_cut() {
        assert!(!Query::default().with_typed(" – ").is_typed());
        let long = Query::default().with_typed(&"Wort ".repeat(1000));
        assert_eq!(long.typed().len(), LONGEST);
    }
}
