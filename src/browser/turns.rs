//! Gives what waits its turn to be drawn, once what is seen has been painted.

use yew::prelude::*;

use super::clock::{after_paint, set_timeout};
use crate::components::Turns;

/// How many rows or folds are drawn at once at first. On a slow telephone they take some 20 ms, so that it answers its reader in
/// between.
const FIRST: usize = 8;

/// How many are drawn at once at most. Each time twice as many are, since the browser's own work for a frame grows with the page.
const MOST: usize = 64;

/// Returns the turns of a widget. They begin with the first rendering of what is `known`, and `update` renders once more
/// whenever nobody waits any more. Paper waits for nothing.
#[hook]
pub fn use_turns(known: bool, paper: bool, update: &UseForceUpdateHandle) -> Turns {
    let begin = {
        let update = update.clone();
        move |turns| {
            let update = update.clone();
            after_paint(move || go_on(turns, update, FIRST));
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

/// Draws the next `count`, and those behind them in tasks of their own.
fn go_on(turns: Turns, update: UseForceUpdateHandle, count: usize) {
    match turns.call(count) {
        true => {
            let more = MOST.min(2 * count);
            set_timeout(move || go_on(turns, update, more), 0.0);
        }
        false => update.force_update(),
    }
}
