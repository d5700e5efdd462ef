//! Gives folds their turn to be drawn, once what is seen has been painted.

use yew::prelude::*;

use super::clock::set_timeout;
use crate::components::Turns;

/// How many folds are drawn at once. On a slow telephone they take some 20 ms, so that it answers its reader in between.
const AT_ONCE: usize = 8;

/// Returns the turns of a widget. They begin with the first rendering of what is `known`, and `update` renders once more when
/// they are over. Paper waits for nothing.
#[hook]
pub fn use_turns(known: bool, paper: bool, update: &UseForceUpdateHandle) -> Turns {
    let turns = use_memo(paper, |paper| match paper {
        true => Turns::over(),
        false => Turns::default(),
    });
    let turns = (*turns).clone();
    use_effect_with(known, {
        let (turns, update) = (turns.clone(), update.clone());
        move |known| {
            if *known && !turns.are_over() {
                go_on(turns, update);
            }
        }
    });
    turns
}

/// Draws the next folds, each time in a task of its own.
fn go_on(turns: Turns, update: UseForceUpdateHandle) {
    let next = move || match turns.call(AT_ONCE) {
        true => update.force_update(),
        false => go_on(turns, update),
    };
    set_timeout(next, 0.0);
}
