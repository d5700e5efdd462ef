//! One poller a source, shared by all elements of the page that name the same one (docs/faults.md, row 35).

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::clock::{clear_timeout, now, set_timeout};
use super::{fetch, storage};
use crate::sync::machine::{Cache, Effect, Event, Failure, Machine, Ticket};
use crate::sync::stored::key;
use crate::trust::Trust;

/// What a source tells its listeners.
pub enum Signal<'a> {
    /// There is something new to show, or what is shown has become older.
    Show,
    /// A fetch failed.
    Failed(&'a Failure),
}

/// Called with a signal and with how many others were told before it.
type Listener = Rc<dyn Fn(&Signal<'_>, usize)>;

/// What an element asks for. Elements that ask for the same share a source.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceConfig {
    /// Addresses, separated by white space.
    pub addresses: String,
    /// Whether a copy may be stored.
    pub keeps: bool,
    /// The keys that must have signed the feed, if any are pinned.
    pub keys: Option<String>,
    /// The id that the feed must have; empty for any.
    pub feed: String,
}

/// A source and everybody who listens to it. It stops when the last one drops it.
pub struct Source {
    config: SourceConfig,
    /// The key of its copy in the storage.
    key: String,
    machine: RefCell<Machine>,
    /// Events that came while effects were being carried out.
    events: RefCell<Vec<Event>>,
    sends: Cell<bool>,
    listeners: RefCell<Vec<(u32, Listener)>>,
    early: RefCell<Option<Promise>>,
    timer: Cell<Option<i32>>,
}

thread_local! {
    /// Fetches that were under way before their source was asked for, by its addresses.
    static EARLY: RefCell<Vec<(String, Promise)>> = const { RefCell::new(Vec::new()) };
    static SOURCES: RefCell<Vec<Weak<Source>>> = const { RefCell::new(Vec::new()) };
    static NEXT: Cell<u32> = const { Cell::new(0) };
    static LISTENS: Cell<bool> = const { Cell::new(false) };
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = addEventListener)]
    fn add_event_listener(name: &str, callback: &Function);
}

impl Source {
    /// Returns the source for `config`. If there is none yet, it is made and started.
    pub fn of(config: SourceConfig) -> Rc<Self> {
        if let Some(source) = living().into_iter().find(|source| source.config == config) {
            return source;
        }
        let early = taken(&config.addresses);
        let trust = Trust::new(config.keys.as_deref(), &config.feed);
        let mirrors = config.addresses.split_whitespace().count();
        let source = Rc::new(Self {
            key: key(&config.addresses, config.keys.as_deref(), &config.feed),
            machine: RefCell::new(Machine::new(mirrors, config.keeps, trust)),
            config,
            events: RefCell::default(),
            sends: Cell::default(),
            listeners: RefCell::default(),
            early: RefCell::new(early),
            timer: Cell::default(),
        });
        SOURCES.with_borrow_mut(|sources| sources.push(Rc::downgrade(&source)));
        source.send(Event::Started(storage::recall(&source.key)));
        if hidden() {
            source.send(Event::Hidden);
        }
        listen_to_the_page();
        source
    }

    /// Calls `listener` from now on. Returns its number for [`Source::forget`].
    pub fn listen(&self, listener: Listener) -> u32 {
        let id = NEXT.with(|next| next.replace(next.get() + 1));
        self.listeners.borrow_mut().push((id, listener));
        id
    }

    /// Stops the calls that [`Source::listen`] began.
    pub fn forget(&self, id: u32) {
        self.listeners
            .borrow_mut()
            .retain(|(known, _)| *known != id);
    }

    /// Gives the machine to `read` and returns its result.
    pub fn read<T>(&self, read: impl FnOnce(&Machine) -> T) -> T {
        read(&self.machine.borrow())
    }

    /// Gives an event to the machine and carries out all its effects before the next event.
    pub fn send(self: &Rc<Self>, event: Event) {
        self.events.borrow_mut().push(event);
        if self.sends.replace(true) {
            return;
        }
        loop {
            let events = self.events.take();
            if events.is_empty() {
                break;
            }
            for event in events {
                let (machine, effects) = self.machine.take().step(now(), event);
                self.machine.replace(machine);
                for effect in effects {
                    self.carry_out(effect);
                }
            }
        }
        self.sends.set(false);
    }

    fn carry_out(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Fetch(ticket, cache) => self.fetch(ticket, cache),
            Effect::Wake(after) => self.wake(after),
            Effect::Report(failure) => self.tell(&Signal::Failed(&failure)),
            Effect::Show => self.tell(&Signal::Show),
            Effect::Recall => self.send(Event::Recalled(storage::recall(&self.key))),
            Effect::Store(text) => storage::store(&self.key, &text),
            Effect::Forget => storage::forget(&self.key),
        }
    }

    fn fetch(self: &Rc<Self>, ticket: Ticket, cache: Cache) {
        let url = self.config.addresses.split_whitespace().nth(ticket.mirror);
        let url = url.unwrap_or_default().to_owned();
        let early = self
            .early
            .borrow_mut()
            .take()
            .filter(|_| ticket.mirror == 0);
        let weak = Rc::downgrade(self);
        spawn_local(async move {
            let (headers, result) = fetch::get(&url, cache, early).await;
            if let Some(source) = weak.upgrade() {
                source.send(Event::Answered(ticket, headers, result));
            }
        });
    }

    fn wake(self: &Rc<Self>, after: Option<u64>) {
        if let Some(timer) = self.timer.take() {
            clear_timeout(timer);
        }
        let Some(after) = after else { return };
        let weak = Rc::downgrade(self);
        let woke = move || {
            if let Some(source) = weak.upgrade() {
                source.send(Event::Woke);
            }
        };
        let timer = set_timeout(woke, after as f64);
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
        for (before, listener) in listeners.iter().enumerate() {
            listener(signal, before);
        }
    }
}

impl PartialEq for Source {
    /// Compares by identity: [`Source::of`] makes only one for each `config`.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        if let Some(timer) = self.timer.take() {
            clear_timeout(timer);
        }
    }
}

/// Keeps a running fetch of the first of these addresses for the source that an element is about to ask for.
pub fn offer(addresses: &str, early: Promise) {
    let is_known = |source: &Rc<Source>| source.config.addresses == addresses;
    if !living().iter().any(is_known) {
        EARLY.with_borrow_mut(|offered| offered.push((addresses.to_owned(), early)));
    }
}

fn taken(addresses: &str) -> Option<Promise> {
    EARLY.with_borrow_mut(|offered| {
        let place = offered.iter().position(|(known, _)| known == addresses)?;
        Some(offered.swap_remove(place).1)
    })
}

/// Returns the sources that somebody listens to.
fn living() -> Vec<Rc<Source>> {
    SOURCES.with_borrow_mut(|sources| {
        sources.retain(|source| source.strong_count() > 0);
        sources.iter().filter_map(Weak::upgrade).collect()
    })
}

fn hidden() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.hidden())
}

/// Passes on events of the whole page to all sources (row 36). The listeners are added once and stay for ever.
fn listen_to_the_page() {
    if LISTENS.replace(true) {
        return;
    }
    type Told = fn() -> Event;
    let seen: Told = || {
        if hidden() {
            Event::Hidden
        } else {
            Event::Shown
        }
    };
    let events: [(&str, Told); 4] = [
        ("visibilitychange", seen),
        // From the back/forward cache.
        ("pageshow", seen),
        ("online", || Event::Network),
        ("offline", || Event::Network),
    ];
    for (name, event) in events {
        let pass_on = Closure::<dyn Fn()>::new(move || {
            for source in living() {
                source.send(event());
            }
        });
        add_event_listener(name, pass_on.into_js_value().unchecked_ref());
    }
}
