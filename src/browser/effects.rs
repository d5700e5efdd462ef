//! Carries out a reader's actions on the page.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use js_sys::Promise;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;
use yew::prelude::*;

use super::clock::{before_paint, set_timeout};
use super::dom;
use super::host::Host;
use super::source::Source;
use crate::components::{Action, Reading, Reply};
use crate::search::link::Link;
use crate::sync::machine::Event;

/// How long to wait before a screen reader is told something, in milliseconds: it drops what comes with a key or with many
/// changes.
const REST: f64 = 500.0;

/// Everything that an action may reach.
pub struct Effects {
    /// Where the widget is mounted.
    pub root: Element,
    /// The element.
    pub host: Host,
    /// Where the feed comes from.
    pub source: Option<Rc<Source>>,
    /// Whether the page allows links in its address.
    pub links: bool,
    /// What the reader has done so far.
    pub reading: UseReducerHandle<Reading>,
    /// Renders anew.
    pub update: UseForceUpdateHandle,
    /// What was typed since the last frame.
    pub typed: Typed,
    /// The effects of the newest rendering. They are among these themselves, so they do not keep each other.
    pub newest: Weak<RefCell<Option<Rc<Effects>>>>,
}

/// What was typed and is to be taken in before the next frame is painted.
pub type Typed = Rc<RefCell<Option<String>>>;

/// The effects of the newest rendering; `None` before the first one.
pub type Newest = Rc<RefCell<Option<Rc<Effects>>>>;

/// Carries out an action in the application as it is now.
pub fn act(newest: &Newest, action: Action) {
    let effects = newest.borrow().clone();
    if let Some(effects) = effects {
        effects.act(action);
    }
}

impl Effects {
    /// Carries out an action. Letters wait for the next frame: several that come before it are one search.
    fn act(&self, action: Action) {
        match action {
            Action::Type(text) => {
                if self.typed.replace(Some(text)).is_none() {
                    self.act_before_paint(None);
                }
            }
            // They are rendered by then.
            Action::ReadResults if self.take_typed() => self.act_before_paint(Some(action)),
            _ => {
                self.take_typed();
                self.carry_out(action);
            }
        }
    }

    fn act_before_paint(&self, action: Option<Action>) {
        let newest = Weak::clone(&self.newest);
        before_paint(move || {
            let effects = newest.upgrade().and_then(|newest| newest.borrow().clone());
            if let Some(effects) = effects {
                effects.take_typed();
                if let Some(action) = action {
                    effects.carry_out(action);
                }
            }
        });
    }

    /// Takes in what was typed, if anything was since the last frame.
    fn take_typed(&self) -> bool {
        let typed = self.typed.take();
        let any = typed.is_some();
        if let Some(text) = typed {
            self.carry_out(Action::Type(text));
        }
        any
    }

    /// Takes in an action and does what it asks for on the page.
    fn carry_out(&self, action: Action) {
        let is_first_letter = self.reading.query.typed().is_empty();
        self.remember(&action);
        self.reading.dispatch(action.clone());
        match action {
            Action::EnterSearch => load_concepts(&self.host, &self.update),
            // Before the frame, but behind the rendering, which is in the queue already: until the list has given way, the browser
            // would look for what covers the field among all its rows.
            Action::Type(_) if is_first_letter => {
                let (root, host) = (self.root.clone(), self.host.clone());
                spawn_local(async move { raise_field(&root, &host) });
            }
            // The first row, or whom to ask where nothing was found.
            Action::ReadResults => self.focus(".amts-results :is(summary, h2, h3, h4, h5, h6)"),
            Action::ShowAll => self.focus(".amts-field"),
            // The button will be gone. The next ones follow the last one that is there.
            Action::ShowAllResults => {
                self.focus(".amts-results > ul:last-of-type > li:last-child summary");
            }
            Action::Retry => {
                if let Some(source) = &self.source {
                    source.send(Event::Asked);
                }
            }
            Action::ChooseLanguage(lang) => {
                let chosen = self.host.choose_language(lang.tag());
                let dispatcher = self.reading.dispatcher();
                self.answer(chosen.ok(), move |chosen| {
                    if chosen.is_some() {
                        later(&dispatcher, Action::LanguageChosen);
                    }
                    chosen.is_none().then_some(Action::LanguageFailed)
                });
            }
            Action::Share(id) => {
                let shared = self.host.share(&Link::Entry(id.clone()).fragment());
                self.answer(shared.ok(), |how| match how.as_deref() {
                    Some("copied") => Some(Action::Shared(Reply::Copied(id))),
                    Some("in-bar") => Some(Action::Shared(Reply::InAddressBar(id))),
                    _ => None,
                });
            }
            Action::Print => {
                // A page that cannot print has no other way to say so.
                let _ = self.host.print();
            }
            Action::Type(_)
            | Action::Rest(_)
            | Action::ToggleLevel(_)
            | Action::ToggleKind(_)
            | Action::Search(_)
            | Action::LanguageChosen
            | Action::LanguageFailed
            | Action::Shared(_) => {}
        }
    }

    /// Puts the search into the page's address, so that the reader can pass it on, and announces later what is found.
    fn remember(&self, action: &Action) {
        if !action.searches() {
            return;
        }
        let next = Rc::new((*self.reading).clone()).reduce(action.clone());
        later(&self.reading.dispatcher(), Action::Rest(next.query.clone()));
        if self.links {
            let fragment = Link::Search(next.query.clone()).fragment();
            // Browsers limit how often an address may change; the next letter tries again.
            let _ = self.host.remember(&fragment);
        }
    }

    fn focus(&self, selector: &str) {
        if let Some(place) = dom::find(&self.root, selector) {
            dom::focus(&place);
        }
    }

    /// Waits for a promise. `answer` gets the text that it resolves to (empty for any other value) or `None` if it was
    /// rejected, and returns the action to dispatch.
    fn answer(
        &self,
        promise: Option<Promise>,
        answer: impl FnOnce(Option<String>) -> Option<Action> + 'static,
    ) {
        let dispatcher = self.reading.dispatcher();
        spawn_local(async move {
            let result = match promise {
                Some(promise) => JsFuture::from(promise).await.ok(),
                None => None,
            };
            let text = result.map(|value| value.as_string().unwrap_or_default());
            if let Some(action) = answer(text) {
                dispatcher.dispatch(action);
            }
        });
    }
}

/// Scrolls the search field to the top of the screen, so that the results have room below it.
fn raise_field(root: &Element, host: &Host) {
    let Some(field) = dom::find(root, ".amts-field") else {
        return;
    };
    let height = web_sys::window().and_then(|window| window.inner_height().ok());
    let height = height
        .and_then(|height| height.as_f64())
        .unwrap_or_default();
    if field.get_bounding_client_rect().top() > height / 4.0 {
        // A page that cannot scroll shows it where it is.
        let _ = host.bring_to_top(&field);
    }
}

/// Gives an action to the reducer after a rest.
fn later(dispatcher: &UseReducerDispatcher<Reading>, action: Action) {
    let dispatcher = dispatcher.clone();
    set_timeout(move || dispatcher.dispatch(action), REST);
}

/// Loads the words that people use for services, and renders anew once they are there.
pub fn load_concepts(host: &Host, update: &UseForceUpdateHandle) {
    let Ok(loading) = host.load_language() else {
        return;
    };
    let update = update.clone();
    spawn_local(async move {
        // If it fails, the search knows only the words of the feed.
        if JsFuture::from(loading).await.is_ok() {
            update.force_update();
        }
    });
}
