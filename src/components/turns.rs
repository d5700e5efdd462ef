//! Whose turn it is: what cannot be seen yet is drawn after everything that is seen, a few rows at a time, so that a slow
//! device shows the rest at once and answers its reader meanwhile.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::prelude::*;

/// What waits in a widget until it may be drawn. Each has drawn a number, as in a town hall.
#[derive(Clone)]
pub struct Turns(Rc<Queue>);

struct Queue {
    waiting: RefCell<Vec<UseForceUpdateHandle>>,
    /// How many numbers have been called.
    called: Cell<usize>,
    /// Whether somebody is going to call the next ones.
    is_open: Cell<bool>,
    /// Whether once nobody has waited any more.
    was_empty: Cell<bool>,
    /// Has somebody call the next ones.
    open: Callback<Turns>,
}

impl Turns {
    /// Makes turns that begin when somebody calls them. Once nobody has waited any more, who waits next has them called by `open`.
    pub fn new(open: Callback<Self>) -> Self {
        Self(Rc::new(Queue {
            waiting: RefCell::default(),
            called: Cell::new(0),
            is_open: Cell::new(true),
            was_empty: Cell::new(false),
            open,
        }))
    }

    /// Makes turns that are over: everything is drawn at once, as on paper and on a static page.
    pub fn over() -> Self {
        let turns = Self::new(Callback::noop());
        turns.end();
        turns
    }

    /// Gives the next `count` their turn. Returns `false` once nobody has waited for it, so that it need not be called again:
    /// who has had a turn may have brought others along, as a line does behind which the rows are.
    pub fn call(&self, count: usize) -> bool {
        let Queue {
            waiting,
            called,
            is_open,
            was_empty,
            ..
        } = &*self.0;
        let mut waiting = waiting.borrow_mut();
        if waiting.is_empty() {
            is_open.set(false);
            was_empty.set(true);
            return false;
        }
        let count = count.min(waiting.len());
        let next: Vec<UseForceUpdateHandle> = waiting.drain(..count).collect();
        called.set(called.get().saturating_add(count));
        drop(waiting);
        for one in next {
            one.force_update();
        }
        true
    }

    /// Gives all their turn, and whoever comes later too.
    pub fn end(&self) {
        self.call(usize::MAX);
        self.0.called.set(usize::MAX);
        self.0.was_empty.set(true);
    }

    /// Tells whether all that was there at first has been drawn.
    pub fn are_over(&self) -> bool {
        self.0.was_empty.get()
    }

    /// Returns the number of somebody who is called later.
    fn draw_number(&self, waiting: UseForceUpdateHandle) -> usize {
        let queue = &*self.0;
        queue.waiting.borrow_mut().push(waiting);
        if !queue.is_open.replace(true) {
            queue.open.emit(self.clone());
        }
        queue.called.get() + queue.waiting.borrow().len()
    }
}

/// Tells whether a component may draw what `waits` in it at first. Renders it anew when its turn comes.
#[hook]
pub fn use_turn(turns: &Turns, waits: bool) -> bool {
    let update = use_force_update();
    let called = &turns.0.called;
    let number = use_mut_ref(|| match waits && called.get() < usize::MAX {
        true => turns.draw_number(update),
        false => 0,
    });
    *number.borrow() <= called.get()
}
