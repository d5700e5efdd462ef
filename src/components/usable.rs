//! Whether a route can be used, and until when. Of one that simply works nothing is said: its number says enough.

use yew::prelude::*;

use super::context::RenderContext;
use super::period::{timed, unconfirmed};
use super::state::state_word;
use super::text::{filled, joined, line};
use crate::feed::Route;
use crate::feed::status::{Timing, timing};
use crate::feed::time::End;
use crate::feed::vocabulary::{State, Word};

/// Shows whether a route can be used, on a line of its own, unless it simply works.
pub fn usable_line(context: &RenderContext, route: &Route, usable: bool) -> Html {
    let words = context.words;
    let time = timing(route.from, route.until, context.clock);
    let works = works(route.state.as_ref());
    let ends = matches!(route.until, Some(End::At(_)));
    if works && time == Timing::Current && !ends {
        return Html::default();
    }
    let mut said: Vec<Html> = Vec::new();
    let state = match &route.state {
        Some(state) => state_word(words, state, None),
        None => words.route_usable,
    };
    // Nobody asks since when something works.
    let from = match works && time == Timing::Current {
        true => None,
        false => route.from,
    };
    let held = timed(context, state.to_owned().into(), from, route.until, time);
    said.push(match time {
        Timing::Pending(_) => filled(words.not_yet, &[("state", held)]),
        Timing::Unconfirmed(_) => unconfirmed(context, held, context.clock),
        _ => held,
    });
    // Its time says so already where it is not now.
    if !usable && !route.wrong && time == Timing::Current {
        let known = route.state.as_ref().and_then(Word::known);
        said.push(match known {
            Some(State::Planned | State::Pilot) => words.route_not_yet.into(),
            _ => words.route_not_now.into(),
        });
    }
    let said = joined(said, words.comma);
    line(filled(words.this_way, &[("state", said)]))
}

/// Tells whether a state says of a route no more than that it is there, as a route without a state is.
fn works(state: Option<&Word<State>>) -> bool {
    use State::{Available, NotAffected, Open, Working};
    match state {
        None => true,
        Some(state) => matches!(
            state.known(),
            Some(Available | NotAffected | Open | Working)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::vocabulary::Vocabulary as _;

    #[test]
    fn only_states_that_add_nothing_to_a_route_go_without_saying() {
        assert!(works(None));
        assert!(!works(Some(&Word::Other("neu".into()))));
        let silent = State::ALL
            .iter()
            .filter(|it| works(Some(&Word::Known(**it))));
        let silent: Vec<&str> = silent.map(|state| state.name()).collect();
        assert_eq!(silent, ["available", "not_affected", "open", "working"]);
    }
}
