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
    /// Has looked for nothing else for a while.
    Rest(Query),
    /// Moves from the search field to the results.
    ReadResults,
    /// Presses or releases the filter of a level.
    ToggleLevel(Level),
    /// Presses or releases the filter of a kind.
    ToggleKind(Kind),
    /// Wants to see everything again.
    ShowAll,
    /// Wants to see all results, and not only the best.
    ShowAllResults,
    /// Follows a link to a search.
    Search(Query),
    /// Asks for the newest status at once.
    Retry,
    /// Chooses another language.
    ChooseLanguage(Lang),
    /// The chosen language is shown.
    LanguageChosen,
    /// The chosen language could not be loaded.
    LanguageFailed,
    /// Wants the link to an entry, by its id.
    Share(String),
    /// Has that link now.
    Shared(Reply),
    /// Prints.
    Print,
}

impl Action {
    /// Tells whether the reader looks for something else by it.
    pub fn searches(&self) -> bool {
        matches!(
            self,
            Self::Type(_) | Self::ToggleLevel(_) | Self::ToggleKind(_) | Self::ShowAll
        )
    }
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
    /// The chosen language is shown.
    LanguageChosen,
    /// The chosen language cannot be loaded.
    LanguageFailed,
    /// Nothing is looked for any more.
    AllShown,
}

/// The reader's search, and the answer to the last action.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Reading {
    /// The search.
    pub query: Query,
    /// Whether the reader has entered the search.
    pub has_entered: bool,
    /// Whether all results are shown.
    pub shows_all: bool,
    /// The answer to the last action.
    pub reply: Reply,
    /// Whether what was found is still to be announced: a screen reader says nothing while somebody types, nor in the moment
    /// in which everything changes.
    pub unannounced: bool,
}

impl Reducible for Reading {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        if let Action::Rest(query) = &action
            && (!self.unannounced || self.query != *query)
        {
            // Something else is looked for meanwhile, or nothing is new: nothing is rendered.
            return self;
        }
        let query = self.query.clone();
        let query = match &action {
            Action::Type(typed) => query.with_typed(typed),
            Action::ToggleLevel(level) => query.with_level_toggled(*level),
            Action::ToggleKind(kind) => query.with_kind_toggled(*kind),
            Action::ShowAll => Query::default(),
            Action::Search(query) => query.clone(),
            _ => query,
        };
        // The field gets the focus where everything is shown again.
        let enters = action == Action::EnterSearch;
        let unannounced = action.searches() || enters && self.unannounced;
        let has_entered = self.has_entered || action == Action::EnterSearch;
        let shows_all = match action {
            Action::ShowAllResults => true,
            // Other results are cut again.
            _ => self.shows_all && query == self.query,
        };
        let reply = match action {
            Action::Shared(reply) => reply,
            Action::LanguageChosen => Reply::LanguageChosen,
            Action::LanguageFailed => Reply::LanguageFailed,
            Action::Rest(_) => self.reply.clone(),
            Action::EnterSearch if self.unannounced => self.reply.clone(),
            _ if query.is_empty() && !self.query.is_empty() => Reply::AllShown,
            _ => Reply::None,
        };
        Rc::new(Self {
            query,
            reply,
            unannounced,
            has_entered,
            shows_all,
        })
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
    fn what_was_found_is_announced_once_nothing_else_is_looked_for() {
        let typed = |text: &str| Action::Type(text.to_owned());
        let rest = |text: &str| Action::Rest(Query::default().with_typed(text));
        let pressed = Action::ToggleLevel(Level::Ok);
        assert!(after(&[typed("P")]).unannounced);
        assert!(!after(&[typed("P"), rest("P")]).unannounced);
        assert!(after(&[typed("P"), typed("Pa"), rest("P")]).unannounced);
        assert!(after(&[typed("P"), pressed, rest("P")]).unannounced);
        // Nobody waits after a link.
        assert!(!after(&[Action::Search(Query::default())]).unannounced);
        // What changes nothing is not rendered.
        let reading = after(&[typed("P"), rest("P")]);
        assert!(Rc::ptr_eq(&reading, &reading.clone().reduce(rest("P"))));
    }

    #[test]
    fn the_end_of_a_search_is_told_until_the_next_action() {
        let pressed = Action::ToggleLevel(Level::Down);
        let typed = |text: &str| Action::Type(text.to_owned());
        for end in [
            [pressed.clone(), pressed.clone()],
            [pressed.clone(), Action::ShowAll],
            [typed("P"), typed("")],
        ] {
            let reading = after(&end);
            assert_eq!(reading.reply, Reply::AllShown, "{end:?}");
            // The field has the focus then.
            let reading = reading.reduce(Action::EnterSearch);
            assert!(reading.unannounced, "{end:?}");
            let reading = reading.reduce(Action::Rest(Query::default()));
            assert_eq!(reading.reply, Reply::AllShown, "{end:?}");
            assert_eq!(reading.reduce(Action::EnterSearch).reply, Reply::None);
        }
        assert_eq!(after(&[Action::ShowAll]).reply, Reply::None);
    }

    #[test]
    fn all_results_are_shown_until_there_are_others() {
        let typed = |text: &str| Action::Type(text.to_owned());
        let reading = after(&[typed("Pass"), Action::ShowAllResults]);
        assert!(reading.shows_all);
        let reading = reading.reduce(Action::Shared(Reply::Copied("opac".to_owned())));
        assert!(reading.shows_all, "the results are the same");
        assert!(!reading.reduce(typed("Passb")).shows_all);
    }

    #[test]
    fn who_has_entered_the_search_may_come_back_to_it() {
        assert!(!after(&[Action::ShowAll]).has_entered);
        assert!(after(&[Action::EnterSearch, Action::ShowAll]).has_entered);
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
