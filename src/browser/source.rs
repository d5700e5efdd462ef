//! One poller a source, shared by all elements of the page that name the same one (docs/faults.md, row 35).

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::{Function, Math, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::fetch;
use crate::sync::machine::{Effect, Event, Failure, Machine};

/// Milliseconds between two renderings without news: ages are told in minutes.
const TICK: i32 = 30_000;

/// What a source tells its listeners.
pub enum Signal<'a> {
    /// Something is to be shown, or has become older.
    Show,
    /// A fetch failed.
    Failed(&'a Failure),
}

type Listener = Rc<dyn Fn(&Signal<'_>)>;

/// A source and everybody who listens to it. It stops when the last one drops it.
pub struct Source {
    name: String,
    urls: Vec<String>,
    machine: RefCell<Machine>,
    listeners: RefCell<Vec<(u32, Listener)>>,
    early: RefCell<Option<Promise>>,
    timer: Cell<Option<i32>>,
    ticker: Cell<Option<i32>>,
}

thread_local! {
    static SOURCES: RefCell<Vec<Weak<Source>>> = const { RefCell::new(Vec::new()) };
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, milliseconds: i32) -> i32;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: i32);
    #[wasm_bindgen(js_name = setInterval)]
    fn set_interval(callback: &Function, milliseconds: i32) -> i32;
    #[wasm_bindgen(js_name = clearInterval)]
    fn clear_interval(timer: i32);
}

impl Source {
    /// The source of that name, begun if nobody has yet. `early`: a fetch of its first address that is under way.
    pub fn of(name: &str, early: Option<Promise>) -> Rc<Self> {
        let known = SOURCES.with_borrow_mut(|sources| {
            sources.retain(|source| source.strong_count() > 0);
            sources
                .iter()
                .filter_map(Weak::upgrade)
                .find(|source| source.name == name)
        });
        if let Some(source) = known {
            return source;
        }
        let urls: Vec<String> = name.split_whitespace().map(str::to_owned).collect();
        let source = Rc::new(Self {
            name: name.to_owned(),
            machine: RefCell::new(Machine::new(urls.len())),
            urls,
            listeners: RefCell::default(),
            early: RefCell::new(early),
            timer: Cell::default(),
            ticker: Cell::default(),
        });
        SOURCES.with_borrow_mut(|sources| sources.push(Rc::downgrade(&source)));
        let weak = Rc::downgrade(&source);
        let tick = Closure::<dyn Fn()>::new(move || {
            if let Some(source) = weak.upgrade() {
                source.tell(&Signal::Show);
            }
        });
        let ticker = set_interval(tick.into_js_value().unchecked_ref(), TICK);
        source.ticker.set(Some(ticker));
        source.send(Event::Due);
        source
    }

    /// Calls `listener` from now on; the number ends it.
    pub fn listen(&self, listener: Listener) -> u32 {
        let id = NEXT.with(|next| next.replace(next.get() + 1));
        self.listeners.borrow_mut().push((id, listener));
        id
    }

    /// Ends what [`Source::listen`] began.
    pub fn forget(&self, id: u32) {
        self.listeners
            .borrow_mut()
            .retain(|(known, _)| *known != id);
    }

    /// Reads the machine.
    pub fn read<T>(&self, read: impl FnOnce(&Machine) -> T) -> T {
        read(&self.machine.borrow())
    }

    /// Tells the machine what happened, and carries out what it asks for.
    pub fn send(self: &Rc<Self>, event: Event) {
        let dice = (Math::random() * 256.0) as u8;
        let effects = self.machine.borrow_mut().step(event, dice);
        for effect in effects {
            match effect {
                Effect::Fetch(mirror) => self.fetch(mirror),
                Effect::Wake(seconds) => self.wake(seconds),
                Effect::Report(failure) => self.tell(&Signal::Failed(&failure)),
                Effect::Show => self.tell(&Signal::Show),
            }
        }
    }

    fn fetch(self: &Rc<Self>, mirror: usize) {
        let Some(url) = self.urls.get(mirror).cloned() else {
            return;
        };
        let early = self.early.borrow_mut().take().filter(|_| mirror == 0);
        let weak = Rc::downgrade(self);
        spawn_local(async move {
            let event = match fetch::get(&url, early).await {
                Ok(bytes) => Event::Answered(bytes),
                Err(failure) => Event::Failed(failure),
            };
            if let Some(source) = weak.upgrade() {
                source.send(event);
            }
        });
    }

    fn wake(self: &Rc<Self>, seconds: u32) {
        if let Some(timer) = self.timer.take() {
            clear_timeout(timer);
        }
        let weak = Rc::downgrade(self);
        let due = Closure::once_into_js(move || {
            if let Some(source) = weak.upgrade() {
                source.send(Event::Due);
            }
        });
        let timer = set_timeout(due.unchecked_ref(), seconds as i32 * 1000);
        self.timer.set(Some(timer));
    }

    fn tell(&self, signal: &Signal<'_>) {
        // A listener may forget itself while it is called.
        let listeners: Vec<Listener> = self
            .listeners
            .borrow()
            .iter()
            .map(|(_, listener)| Rc::clone(listener))
            .collect();
        for listener in listeners {
            listener(signal);
        }
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        if let Some(timer) = self.timer.take() {
            clear_timeout(timer);
        }
        if let Some(ticker) = self.ticker.take() {
            clear_interval(ticker);
        }
    }
}
