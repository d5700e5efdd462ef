//! The actions of a reader, and what the widget remembers of them.

use std::rc::Rc;

use yew::prelude::*;

use crate::feed::vocabulary::{Kind, Level};
use crate::i18n::Lang;
use crate::search::Query;

/// An action of a reader, or its result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Enters the search field.
    EnterSearch,
    /// Types into the search field; its whole text.
    Type(String),
    /// Moves from the search field to the results.
    ReadResults,
    /// Presses or releases the filter of a level.
    ToggleLevel(Level),
    /// Presses or releases the filter of a kind.
    ToggleKind(Kind),
    /// Wants to see everything again.
    ShowAll,
    /// Follows a link to a search.
    Search(Query),
    /// Asks for the newest status at once.
    Retry,
    /// Chooses another language.
    ChooseLanguage(Lang),
    /// The chosen language could not be loaded.
    LanguageFailed,
    /// Wants the link to an entry, by its id.
    Share(String),
    /// Has that link now.
    Shared(Reply),
    /// Prints.
    Print,
}

/// An answer in words to the last action.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Reply {
    /// Nothing.
    #[default]
    None,
    /// The link to this entry is in the clipboard.
    Copied(String),
    /// The link to this entry is in the address bar, for there is no clipboard.
    InAddressBar(String),
    /// The chosen language cannot be loaded.
    LanguageFailed,
}

/// The reader's search, and the answer to the last action.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Reading {
    /// The search.
    pub query: Query,
    /// The answer to the last action.
    pub reply: Reply,
}

impl Reducible for Reading {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let query = self.query.clone();
        let query = match &action {
            Action::Type(typed) => query.with_typed(typed),
            Action::ToggleLevel(level) => query.with_level_toggled(*level),
            Action::ToggleKind(kind) => query.with_kind_toggled(*kind),
            Action::ShowAll => Query::default(),
            Action::Search(query) => query.clone(),
            _ => query,
        };
        let reply = match action {
            Action::Shared(reply) => reply,
            Action::LanguageFailed => Reply::LanguageFailed,
            _ => Reply::None,
        };
        Rc::new(Self { query, reply })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(actions: &[Action]) -> Rc<Reading> {
        let start = Rc::new(Reading::default());
        let next = |reading: Rc<Reading>, action: &Action| reading.reduce(action.clone());
        actions.iter().fold(start, next)
    }

    #[test]
    fn text_and_filters_combine_until_all_is_shown() {
        let typed = Action::Type("Pass".to_owned());
        let reading = after(&[
            typed.clone(),
            Action::ToggleLevel(Level::Down),
            Action::ToggleKind(Kind::Event),
        ]);
        let query = &reading.query;
        assert_eq!(query.typed(), "Pass");
        assert!(query.has_level(Level::Down) && query.has_kind(Kind::Event));
        assert!(after(&[typed, Action::ShowAll]).query.is_empty());
    }

    #[test]
    fn a_link_replaces_what_was_looked_for() {
        let linked = Query::default().with_kind_toggled(Kind::Supply);
        let reading = after(&[
            Action::ToggleLevel(Level::Ok),
            Action::Search(linked.clone()),
        ]);
        assert_eq!(reading.query, linked);
    }

    #[test]
    fn an_answer_stands_until_the_next_action_and_never_ends_a_search() {
        let copied = Reply::Copied("opac".to_owned());
        let typed = Action::Type("opac".to_owned());
        let reading = after(&[typed, Action::Shared(copied.clone())]);
        assert_eq!(reading.reply, copied);
        assert_eq!(reading.query.typed(), "opac");
        assert_eq!(reading.reduce(Action::EnterSearch).reply, Reply::None);
        assert_eq!(
            after(&[Action::LanguageFailed]).reply,
            Reply::LanguageFailed
        );
    }
}
