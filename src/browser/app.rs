//! The application of one element: its source, its language and its reader, put together into the widget.

use std::rc::Rc;

use gloo_events::EventListener;
use web_sys::Element;
use yew::prelude::*;

use super::clock::now;
use super::dom;
use super::effects::{Effects, act, load_concepts};
use super::host::Host;
use super::intl::INTL;
use super::languages::active_language;
use super::source::SourceConfig;
use super::turns::use_turns;
use super::use_source::use_source;
use crate::attributes::{At, Attributes, Storage};
use crate::components::{Action, Reading, Widget, WidgetProps};
use crate::i18n::{DateFormatter, RelativeFormatter};
use crate::search::Query;
use crate::search::link::Link;
use crate::sync::display::DisplayState;

/// How long a reader who asked for another try waits for the answer, in milliseconds.
const PATIENCE: u64 = 20_000;

/// The properties that an element sets on its application.
#[derive(Clone, Properties)]
pub struct AppProps {
    /// Where it is mounted.
    pub root: Element,
    /// The element.
    pub host: Host,
    /// The element's attributes; `None` until it has announced them.
    pub attributes: Option<Rc<Attributes>>,
    /// Whether it is for paper, and so does not live.
    pub paper: bool,
    /// How often the element has announced its attributes. A higher number renders anew, so that languages loaded
    /// meanwhile count.
    pub announced: u32,
}

impl PartialEq for AppProps {
    /// Compares by the mount point and the number of announcements: each announcement renders anew, whatever it
    /// changed.
    fn eq(&self, other: &Self) -> bool {
        self.root == other.root && self.announced == other.announced
    }
}

/// Shows what an element asks for.
#[component]
pub fn App(props: &AppProps) -> Html {
    let (root, host) = (&props.root, &props.host);
    let config = props
        .attributes
        .as_ref()
        .map(|attributes| config(attributes));
    let (source, failures) = use_source(config, host.clone());
    let reading = use_reducer(Reading::default);
    let update = use_force_update();
    // When the reader last asked for another try, by the clock that nobody can set.
    let retried = use_mut_ref(|| None::<u64>);

    let unset = || Rc::new(Attributes::read(|_| None));
    let attributes = props.attributes.clone().unwrap_or_else(unset);
    let language = active_language(&attributes.lang);
    let mut options = attributes.options(language.lang);
    let (display, retrying) = match &source {
        None => (DisplayState::Waiting, false),
        Some(source) => source.read(|machine| {
            if attributes.at == Some(At::Unreadable) {
                options.at = machine.known().map(|known| known.feed.issued);
            }
            (
                DisplayState::of(machine, now(), options.at),
                machine.asked(),
            )
        }),
    };
    let known = matches!(display, DisplayState::Known { .. });
    let turns = use_turns(known, props.paper, &update);
    let whole = turns.are_over();

    use_effect({
        let (root, host, retried) = (root.clone(), host.clone(), Rc::clone(&retried));
        move || {
            // An exception in a listener of the host page is not ours to handle.
            let _ = host.rendered(known, whole);
            for failure in failures.take() {
                let _ = host.tell("error", &failure);
            }
            let waits = retried
                .borrow()
                .is_some_and(|at| now().uptime.saturating_sub(at) < PATIENCE);
            // The retry button may be gone. Then the focus goes to the status that the reader asked for.
            if waits
                && dom::focus_is_lost()
                && let Some(place) = dom::find(&root, ".amts-retry, .amts-age")
            {
                retried.take();
                dom::focus(&place);
            }
        }
    });
    use_links(
        root,
        host,
        known && whole && attributes.links,
        &reading,
        &update,
    );

    let (typed, newest) = (use_mut_ref(|| None), use_mut_ref(|| None));
    newest.replace(Some(Rc::new(Effects {
        root: root.clone(),
        host: host.clone(),
        source: source.clone(),
        links: attributes.links,
        reading: reading.clone(),
        update,
        typed: Rc::clone(&typed),
        newest: Rc::downgrade(&newest),
    })));
    // Always the same: another one would draw every row anew.
    let act = use_callback((), move |action: Action, ()| {
        if action == Action::Retry {
            retried.replace(Some(now().uptime));
        }
        act(&newest, action);
    });
    // What is in the field, even if it has not been taken in yet.
    let reading = Rc::new((*reading).clone());
    let reading = match &*typed.borrow() {
        Some(text) => reading.reduce(Action::Type(text.clone())),
        None => reading,
    };
    let relative = (!props.paper).then_some(&INTL as &dyn RelativeFormatter);
    let (generation, widget) = use_own_dom(
        host,
        WidgetProps {
            display,
            options,
            words: language.words,
            concepts: language.concepts,
            dates: &INTL as &dyn DateFormatter,
            relative,
            paper: props.paper,
            prints: host.can_print().unwrap_or_default(),
            retrying,
            reading,
            act,
            turns,
        },
    );
    html! { <Widget key={generation} ..widget /> }
}

/// Returns what the widget is to show, and the number of the DOM in which it does so. Where others have changed what was
/// rendered last, Yew would write into nodes that are no longer to be seen, or not find them: then mere ages wait, and
/// anything else is rendered into a DOM with a new number.
#[hook]
fn use_own_dom(host: &Host, new: WidgetProps) -> (usize, WidgetProps) {
    let shown = use_mut_ref(|| (0, new.clone()));
    let (generation, old) = &mut *shown.borrow_mut();
    if host.touched().unwrap_or_default() {
        if new.has_only_aged(old) {
            return (*generation, old.clone());
        }
        // Without it, only the reader's place is lost.
        let _ = host.renew();
        // The reader's place may be in a fold.
        new.turns.end();
        *generation += 1;
    }
    *old = new;
    (*generation, old.clone())
}

fn config(attributes: &Attributes) -> SourceConfig {
    SourceConfig {
        addresses: attributes.src.0.clone(),
        keeps: attributes.storage == Storage::Browser,
        keys: attributes.pinned().map(|keys| keys.0.clone()),
        feed: attributes.feed.clone(),
    }
}

/// Follows the link in the page's address, once a feed is shown and whenever the address changes.
#[hook]
fn use_links(
    root: &Element,
    host: &Host,
    live: bool,
    reading: &UseReducerHandle<Reading>,
    update: &UseForceUpdateHandle,
) {
    // An entry that can be shown only after the next rendering.
    let awaited = use_mut_ref(|| None::<String>);
    use_effect({
        let (root, host, awaited) = (root.clone(), host.clone(), Rc::clone(&awaited));
        move || {
            if let Some(id) = awaited.take() {
                dom::reveal_entry(&host, &root, &id);
            }
        }
    });
    let follow = {
        let (root, host, update) = (root.clone(), host.clone(), update.clone());
        let dispatcher = reading.dispatcher();
        move || {
            let hash = web_sys::window().and_then(|window| window.location().hash().ok());
            match Link::parse(&hash.unwrap_or_default()) {
                Some(Link::Entry(id)) => {
                    // During a search the entry may be hidden.
                    let searches = dom::find(&root, ".amts-results").is_some();
                    if !dom::reveal_entry(&host, &root, &id) && searches {
                        awaited.replace(Some(id));
                        dispatcher.dispatch(Action::Search(Query::default()));
                    }
                }
                Some(Link::Search(query)) => {
                    load_concepts(&host, &update);
                    dispatcher.dispatch(Action::Search(query));
                    if let Some(field) = dom::find(&root, ".amts-field") {
                        dom::reveal(&host, &field);
                    }
                }
                None => {}
            }
        }
    };
    use_effect_with(live, move |live| {
        let window = web_sys::window().filter(|_| *live);
        let listener = window.map(|window| {
            follow();
            EventListener::new(&window, "hashchange", move |_| follow())
        });
        move || drop(listener)
    });
}
