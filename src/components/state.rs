//! States in words, with the time for which they hold: "geschlossen bis auf Weiteres".

use yew::prelude::*;

use super::context::RenderContext;
use super::icon::level_shape;
use super::text::{filled, localized};
use crate::feed::Entry;
use crate::feed::status::Timing;
use crate::feed::time::{End, When};
use crate::feed::vocabulary::{Kind, Level, State, Vocabulary as _, Word};
use crate::i18n::{Words, fill};

/// Shows the state of an entry: its shape, its word, and the time for which it holds. A notice without a state shows
/// nothing.
pub fn entry_state(context: &RenderContext, entry: &Entry) -> Html {
    let unknown = Word::Known(State::Unknown);
    let state = match &entry.state {
        Some(state) => state,
        None if entry.kind.is(Kind::Notice) => return Html::default(),
        None => &unknown,
    };
    let standing = entry.status(context.clock);
    let said = said(context, entry, state);
    // Relief for the citizen is no level of service.
    let level = (!state.known().is_some_and(State::is_relief)).then_some(standing.level);
    html! {
        <span class="amts-state" data-level={level.map(Level::name)}>
            { for level.map(level_shape) }
            <span class="amts-word">
                { timed(context, said, entry.from, entry.until, standing.timing) }
            </span>
        </span>
    }
}

/// Shows the word for a state, and the publisher's own term for it where there is one.
fn said(context: &RenderContext, entry: &Entry, state: &Word<State>) -> Html {
    let words = context.words;
    let word = state_word(words, state, entry.kind.known());
    let said = match entry.intermittent {
        true => fill(words.intermittent, &[("state", word)]),
        false => word.to_owned(),
    };
    let Some(term) = &entry.term else {
        return said.into();
    };
    // "Notbetrieb („Notbetrieb“)" would say the same twice. The publisher's own word is the better one.
    let own = context.plain(term);
    if contains(own, word) && (!entry.intermittent || own.len() > word.len()) {
        return localized(context, term);
    }
    filled(
        words.term,
        [("state", said.into()), ("term", localized(context, term))],
    )
}

/// Tells whether `text` contains `word`, whatever the case of ASCII letters.
pub fn contains(text: &str, word: &str) -> bool {
    let word = word.as_bytes();
    let mut windows = text.as_bytes().windows(word.len().max(1));
    windows.any(|window| window.eq_ignore_ascii_case(word))
}

/// Returns the widget's word for a state of an entry of this kind, or the publisher's word if the widget does not know
/// it.
pub fn state_word<'w>(words: &Words, state: &'w Word<State>, kind: Option<Kind>) -> &'w str {
    match state {
        Word::Known(State::Limited) if kind == Some(Kind::Facility) => words.limited_facility,
        Word::Other(said) if said.is_empty() => words.state[State::Unknown],
        state => words.state.text(state),
    }
}

/// Shows a state with the time for which it holds.
pub fn timed(
    context: &RenderContext,
    said: Html,
    from: Option<When>,
    until: Option<End>,
    timing: Timing,
) -> Html {
    let words = context.words;
    let date = |when: When| html! { <span class="amts-date">{ context.when(when) }</span> };
    let held = match (timing, from, until) {
        (Timing::Lapsed(end), ..) => {
            return filled(words.lapsed, [("state", said), ("until", date(end))]);
        }
        (_, Some(from), Some(End::At(until))) if from == until => {
            return filled(words.on_date, [("state", said), ("moment", date(from))]);
        }
        (_, Some(from), Some(End::At(until))) => {
            let dates = [
                ("state", said),
                ("from", date(from)),
                ("until", date(until)),
            ];
            return filled(words.from_until, dates);
        }
        (Timing::Pending(from), ..) => filled(words.from, [("state", said), ("from", date(from))]),
        (_, None, Some(End::At(until))) => {
            filled(words.until, [("state", said), ("until", date(until))])
        }
        (_, Some(from), _) => filled(words.since, [("state", said), ("from", date(from))]),
        (_, None, _) => said,
    };
    match (timing, until) {
        (Timing::Current, Some(End::Open)) => filled(words.open_end, [("state", held)]),
        _ => held,
    }
}

#[cfg(test)]
mod tests {
    use super::contains;

    #[test]
    fn a_word_is_found_big_or_small_and_an_empty_one_is_not_looked_for() {
        assert!(contains("Im Notbetrieb", "notbetrieb"));
        assert!(!contains("Basisbetrieb", "Notbetrieb"));
        assert!(!contains("", "Notbetrieb"));
    }
}
