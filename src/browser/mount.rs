//! One element of the page: its attributes, its source, and the views mounted in it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::{AppHandle, Callback, Renderer};

use super::clock::now;
use super::intl::BROWSER;
use super::languages::spoken;
use super::source::{Signal, Source, Wish};
use crate::feed::decode::path;
use crate::feed::time::{Moment, Stamp};
use crate::search::Query;
use crate::sync::machine::{Event, Failure};
use crate::sync::scene::Scene;
use crate::trust::{Key, Refusal};
use crate::view::{Answer, Ask, HEADING, Props, View, Widget};
use crate::words::Lang;

/// A mounted widget, as the element holds it.
#[wasm_bindgen]
pub struct Mounted(Rc<Inner>);

struct Inner {
    /// Called with the name of what happened and its detail.
    notify: Function,
    state: RefCell<State>,
}

struct State {
    app: Option<AppHandle<Widget>>,
    ask: Ask,
    /// The tag of the language that was asked for: it may be loaded later.
    lang: String,
    query: Query,
    answer: Answer,
    /// `at` is set, but is no moment: the feed is an archive all the same, of its own day.
    bad_at: bool,
    /// It will be printed, so it does not live.
    paper: bool,
    source: Option<(Rc<Source>, u32)>,
    /// The publication that the page was last told of.
    told: Option<(String, u64, Moment)>,
}

/// Mounts the views in `root`. `notify(name, detail)` is called after each rendering ("rendered", with whether a feed is
/// shown), with each new publication ("update"), with each failed fetch ("error"), and with what the reader looks for
/// ("query").
#[wasm_bindgen]
pub fn mount(root: Element, notify: Function) -> Mounted {
    let inner = Rc::new(Inner {
        notify,
        state: RefCell::new(State {
            app: None,
            ask: Ask::default(),
            lang: String::new(),
            query: Query::default(),
            answer: Answer::Nothing,
            bad_at: false,
            paper: false,
            source: None,
            told: None,
        }),
    });
    let props = inner.props();
    let app = Renderer::<Widget>::with_root_and_props(root, props).render();
    inner.state.borrow_mut().app = Some(app);
    Mounted(inner)
}

#[wasm_bindgen]
impl Mounted {
    /// Takes the element's attributes, one line each, empty where they are not set: `src` with absolute addresses, `lang`,
    /// `view`, `only`, `at`, `storage`, `feed`, `heading`, `links`; then whether it is for paper. A `key` that is set but empty
    /// pins none, and so nothing is believed. `early` is a fetch of the first address that is under way.
    pub fn configure(&self, attributes: &str, key: Option<String>, early: Option<Promise>) {
        let mut lines = attributes.split('\n');
        let mut next = || lines.next().unwrap_or_default();
        let (src, lang, view, only, at) = (next(), next(), next(), next(), next());
        let (storage, feed, heading, links) = (next(), next(), next(), next());
        let paper = !next().is_empty();
        let ask = Ask {
            lang: Lang::De,
            view: View::parse(view).unwrap_or_default(),
            only: only.split_whitespace().map(str::to_owned).collect(),
            at: Stamp::parse(at),
            heading: heading.parse().unwrap_or(HEADING),
            links: !links.is_empty(),
        };
        let bad_at = !at.is_empty() && ask.at.is_none();
        let bad_key = key.as_deref().is_some_and(|key| !Key::parse_all(key).1);
        for (bad, reason) in [(bad_at, "bad-at"), (bad_key, "bad-key")] {
            if bad {
                let detail = Object::new();
                set(&detail, "reason", reason);
                self.0.notify("error", &detail);
            }
        }
        let mut state = self.0.state.borrow_mut();
        (state.ask, state.bad_at, state.paper) = (ask, bad_at, paper);
        lang.clone_into(&mut state.lang);
        drop(state);
        let wish = Wish {
            addresses: src.to_owned(),
            keeps: storage != "none",
            keys: key,
            feed: feed.to_owned(),
        };
        self.0.listen(Source::of(wish, early));
        self.0.show();
    }

    /// Carries out what a button or the search field asks for, by its name and what it is about.
    pub fn act(&self, what: &str, about: &str) {
        let mut state = self.0.state.borrow_mut();
        state.answer = match what {
            "copied" => Answer::Copied(about.to_owned()),
            "in-bar" => Answer::InBar(about.to_owned()),
            "no-language" => Answer::NoLanguage,
            _ => Answer::Nothing,
        };
        let asked = state.query.act(what, about).then(|| state.query.lines());
        let source = state.source.as_ref().map(|(source, _)| Rc::clone(source));
        drop(state);
        match (what, source) {
            ("retry", Some(source)) => source.send(Event::Asked),
            (_, _) => self.0.show(),
        }
        if let Some(query) = asked {
            self.0.notify("query", &query.into());
        }
    }

    /// Ends it. The element's content is gone with it.
    pub fn end(self) {
        self.0.leave();
        if let Some(app) = self.0.state.borrow_mut().app.take() {
            app.destroy();
        }
    }
}

impl Inner {
    fn listen(self: &Rc<Self>, source: Rc<Source>) {
        let same = |(old, _): &(Rc<Source>, u32)| Rc::ptr_eq(old, &source);
        if self.state.borrow().source.as_ref().is_some_and(same) {
            return;
        }
        self.leave();
        let weak = Rc::downgrade(self);
        let id = source.listen(Rc::new(move |signal| {
            if let Some(inner) = weak.upgrade() {
                inner.hear(signal);
            }
        }));
        self.state.borrow_mut().source = Some((source, id));
    }

    fn leave(&self) {
        let left = self.state.borrow_mut().source.take();
        if let Some((source, id)) = left {
            source.forget(id);
        }
    }

    fn hear(self: &Rc<Self>, signal: &Signal<'_>) {
        match signal {
            Signal::Show => self.show(),
            Signal::Failed(failure) => self.notify("error", &detail(failure)),
        }
    }

    fn show(self: &Rc<Self>) {
        let props = self.props();
        self.announce(&props.scene);
        if let Some(app) = &mut self.state.borrow_mut().app {
            app.update(props);
        }
    }

    /// Tells the page of a publication that it has not been told of.
    fn announce(&self, scene: &Scene) {
        let Scene::Known { feed, .. } = scene else {
            return;
        };
        // A rescue may have the number of the fraud.
        let publication = Some((feed.id.0.clone(), feed.seq.0, feed.issued.at));
        if self.state.borrow().told == publication {
            return;
        }
        self.state.borrow_mut().told = publication;
        let detail = Object::new();
        set(&detail, "id", feed.id.0.as_str());
        set(&detail, "seq", feed.seq.0 as f64);
        set(&detail, "issued", feed.issued.to_string());
        self.notify("update", &detail);
    }

    fn props(self: &Rc<Self>) -> Props {
        let state = self.state.borrow();
        let mut ask = state.ask.clone();
        let source = state.source.as_ref().map(|(source, _)| Rc::clone(source));
        let read = |source: &Rc<Source>| {
            source.read(|machine| {
                if state.bad_at {
                    ask.at = machine.known().map(|known| known.feed.issued);
                }
                (Scene::of(machine, now(), ask.at), machine.asked())
            })
        };
        let (scene, asked) = source.as_ref().map_or((Scene::Waiting, false), read);
        let spoken = spoken(&state.lang);
        ask.lang = spoken.lang;
        let inner = Rc::downgrade(self);
        let rendered = Callback::from(move |known: bool| {
            if let Some(inner) = inner.upgrade() {
                inner.notify("rendered", &known.into());
            }
        });
        Props {
            scene,
            ask,
            calendar: &BROWSER,
            living: if state.paper { None } else { Some(&BROWSER) },
            paper: state.paper,
            asked,
            words: spoken.words,
            query: state.query.clone(),
            sought: spoken.sought,
            answer: state.answer.clone(),
            rendered,
        }
    }

    fn notify(&self, name: &str, detail: &JsValue) {
        // What a listener of the host page throws is the host page's own affair.
        let _ = self.notify.call2(&JsValue::UNDEFINED, &name.into(), detail);
    }
}

/// A failure for the host page's developer: never shown to a citizen.
fn detail(failure: &Failure) -> Object {
    let detail = Object::new();
    let reason = match failure {
        Failure::Network => "network",
        Failure::Deadline => "deadline",
        Failure::Status(status) => {
            set(&detail, "status", f64::from(*status));
            "status"
        }
        Failure::TooLarge => "too-large",
        Failure::Refused(problems) => {
            let places = problems.iter().map(|problem| path(&problem.at));
            set(&detail, "places", places.collect::<Vec<_>>().join(" "));
            "refused"
        }
        Failure::Newer => "newer-version",
        Failure::Older => "older",
        Failure::Conflict => "conflict",
        Failure::Foreign => "foreign",
        Failure::Untrusted(Refusal::Unsigned) => "unsigned",
        Failure::Untrusted(Refusal::UnknownKey) => "unknown-key",
        Failure::Untrusted(Refusal::Broken) => "bad-signature",
        Failure::Untrusted(Refusal::Revoked) => "revoked-key",
    };
    set(&detail, "reason", reason);
    detail
}

fn set(object: &Object, name: &str, value: impl Into<JsValue>) {
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(object, &name.into(), &value.into());
}
