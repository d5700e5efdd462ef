//! Gives what waits its turn to be drawn, once what is seen has been painted.

use yew::prelude::*;

use super::clock::{after_paint, set_timeout};
use crate::components::Turns;

/// How many rows or folds are drawn at once. On a slow telephone they take some 20 ms, so that it answers its reader in between.
const AT_ONCE: usize = 8;

/// Returns the turns of a widget. They begin with the first rendering of what is `known`, and `update` renders once more
/// whenever nobody waits any more. Paper waits for nothing.
#[hook]
pub fn use_turns(known: bool, paper: bool, update: &UseForceUpdateHandle) -> Turns {
    let begin = {
        let update = update.clone();
        move |turns| {
            let update = update.clone();
            after_paint(move || go_on(turns, update));
        }
    };
    let turns = use_memo(paper, |paper| match paper {
        true => Turns::over(),
        false => Turns::new(Callback::from(begin.clone())),
    });
    let turns = (*turns).clone();
    use_effect_with(known, {
        let turns = turns.clone();
        move |known| {
            if *known && !turns.are_over() {
                begin(turns);
            }
        }
    });
    turns
}

/// Draws the next ones, and those behind them in tasks of their own.
fn go_on(turns: Turns, update: UseForceUpdateHandle) {
    match turns.call(AT_ONCE) {
        true => {
            set_timeout(move || go_on(turns, update), 0.0);
        }
        false => update.force_update(),
    }
}
