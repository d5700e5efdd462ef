//! Whose turn it is: what is folded is drawn after everything that is seen, a few rows at a time, so that a slow device shows
//! the rest at once and answers its reader meanwhile.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use yew::prelude::*;

/// The folds of a widget that wait until they may draw their content. Each has drawn a number, as in a town hall.
#[derive(Clone, Default)]
pub struct Turns(Rc<Queue>);

#[derive(Default)]
struct Queue {
    waiting: RefCell<VecDeque<UseForceUpdateHandle>>,
    /// How many numbers have been called.
    called: Cell<usize>,
}

impl Turns {
    /// Makes turns that are over: everything is drawn at once, as on paper and on a static page.
    pub fn over() -> Self {
        let turns = Self::default();
        turns.end();
        turns
    }

    /// Gives the next `count` folds their turn. Returns whether the turns are over: then none waits, and none will.
    pub fn call(&self, count: usize) -> bool {
        let Queue { waiting, called } = &*self.0;
        let mut waiting = waiting.borrow_mut();
        let count = count.min(waiting.len());
        let next: Vec<UseForceUpdateHandle> = waiting.drain(..count).collect();
        called.set(match waiting.is_empty() {
            true => usize::MAX,
            false => called.get() + count,
        });
        drop(waiting);
        for fold in next {
            fold.force_update();
        }
        self.are_over()
    }

    /// Gives all folds their turn.
    pub fn end(&self) {
        self.call(usize::MAX);
    }

    /// Tells whether every fold has drawn its content, or is about to.
    pub fn are_over(&self) -> bool {
        self.0.called.get() == usize::MAX
    }

    /// Returns the number of a fold that is called later.
    fn draw_number(&self, fold: UseForceUpdateHandle) -> usize {
        let Queue { waiting, called } = &*self.0;
        let mut waiting = waiting.borrow_mut();
        waiting.push_back(fold);
        called.get() + waiting.len()
    }
}

/// Tells whether a component may draw what is `folded` in it at first. Renders it anew when its turn comes.
#[hook]
pub fn use_turn(turns: &Turns, folded: bool) -> bool {
    let update = use_force_update();
    let number = use_mut_ref(|| match folded && !turns.are_over() {
        true => turns.draw_number(update),
        false => 0,
    });
    *number.borrow() <= turns.0.called.get()
}
