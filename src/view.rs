//! What a citizen sees: Yew views over a feed, a moment and a language. They show; what holds was decided before.
//!
//! Only the root is a component. Everything below is a function that writes a domain value into [`dom::Writer`]: that is
//! what a component without state of its own comes to, without the bytes that each component type costs in the browser's
//! core.

mod aside;
pub(crate) mod contacts;
pub(crate) mod dom;
pub(crate) mod entries;
pub(crate) mod find;
pub(crate) mod head;
pub(crate) mod period;
pub(crate) mod qr;
pub(crate) mod reader;
pub(crate) mod shape;

use yew::prelude::*;

use crate::feed::Feed;
use crate::feed::standing::Clock;
use crate::feed::time::{Moment, Stamp};
use crate::search::{self, Query};
use crate::sync::freshness::Freshness;
use crate::sync::scene::Scene;
use crate::words::{Calendar, Lang, Living, Words, fill};
use dom::Writer;
use reader::Reader;

/// How much is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum View {
    /// Everything.
    #[default]
    Full,
    /// One line, which opens everything.
    Compact,
}

impl View {
    /// Reads the name that the attribute and the command line use.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "full" => Some(Self::Full),
            "compact" => Some(Self::Compact),
            _ => None,
        }
    }
}

/// What the embedding page asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// The language of the widget's own words.
    pub lang: Lang,
    /// How much.
    pub view: View,
    /// Only these entries; all where it is empty.
    pub only: Vec<String>,
    /// An archived feed, seen as of then.
    pub at: Option<Stamp>,
    /// The level of the first heading, from 1 to 6.
    pub heading: usize,
    /// Whether the page allows links to single entries in its own address.
    pub links: bool,
}

impl Default for Ask {
    fn default() -> Self {
        Self {
            lang: Lang::default(),
            view: View::default(),
            only: Vec::new(),
            at: None,
            heading: HEADING,
            links: false,
        }
    }
}

/// The level of the first heading where the page does not say it: below that of the page itself.
pub const HEADING: usize = 2;

/// What the reader has done that has to be answered in words.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Answer {
    /// Nothing.
    #[default]
    Nothing,
    /// The link to this entry is in the clipboard.
    Copied(String),
    /// The link to this entry is in the address bar, for there is no clipboard.
    InBar(String),
    /// The language that was chosen cannot be loaded.
    NoLanguage,
}

/// Everything that the root needs.
#[derive(Clone, Properties)]
pub struct Props {
    /// What there is to show.
    pub scene: Scene,
    /// What was asked for.
    pub ask: Ask,
    /// The words of the language that was asked for.
    pub words: &'static Words,
    /// Who words the dates.
    pub calendar: &'static dyn Calendar,
    /// If the page lives: relative times, a search, and a button to try again. A static page has none of them: times would
    /// lie once it is a day old, and a button would do nothing.
    pub living: Option<&'static dyn Living>,
    /// Whether it is printed by its own button: then the source has its code beside it.
    pub paper: bool,
    /// Whether the reader waits for a fetch.
    pub asked: bool,
    /// What the reader looks for.
    pub query: Query,
    /// What people call what they look for: see [`crate::search::find`].
    pub sought: &'static str,
    /// What the reader has done.
    pub answer: Answer,
    /// Answer after each rendering whether a feed is shown.
    pub rendered: Callback<bool>,
}

impl PartialEq for Props {
    /// The calendar never changes while a page lives, and the words change with the language only. Other words for what is
    /// looked for come once.
    fn eq(&self, other: &Self) -> bool {
        self.scene == other.scene
            && self.ask == other.ask
            && self.paper == other.paper
            && (self.asked, &self.query, &self.answer) == (other.asked, &other.query, &other.answer)
            && self.sought.len() == other.sought.len()
    }
}

/// The widget: the one component.
pub struct Widget;

impl Component for Widget {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let props = context.props();
        let mut out = Writer::new(reader(props));
        out.open("div.amts");
        out.lang(props.ask.lang.tag());
        out.dir(props.ask.lang.dir());
        shown(&mut out, props);
        out.close();
        out.done()
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        let props = context.props();
        let known = matches!(props.scene, Scene::Known { .. });
        props.rendered.emit(known);
    }
}

/// Stands in where there is no feed, and so nothing that has a time.
const NO_MOMENT: Clock = Clock {
    now: Moment(0),
    offset: 0,
};

/// For whom the page is.
fn reader(props: &Props) -> Reader<'_> {
    let (own, clock, changed) = match &props.scene {
        Scene::Known {
            feed,
            clock,
            freshness,
        } => (feed.lang(), *clock, &freshness.changed[..]),
        _ => ("", NO_MOMENT, &[][..]),
    };
    Reader {
        lang: props.ask.lang,
        words: props.words,
        own,
        clock,
        calendar: props.calendar,
        living: props.living,
        archived: props.ask.at.is_some(),
        heading: props.ask.heading,
        links: props.ask.links && props.living.is_some(),
        answer: &props.answer,
        changed,
    }
}

fn shown(out: &mut Writer<'_>, props: &Props) {
    let words = out.words;
    match &props.scene {
        Scene::Waiting => {}
        Scene::Unreachable => quiet(out, words.unreachable(), props),
        Scene::Offline => quiet(out, words.nothing_offline(), props),
        Scene::Newer => quiet(out, words.newer(), props),
        Scene::Known {
            feed, freshness, ..
        } => known(out, feed, freshness, props),
    }
}

fn known(out: &mut Writer<'_>, feed: &Feed, freshness: &Freshness, props: &Props) {
    if !props.ask.only.is_empty() {
        head::freshness(out, feed, freshness, props);
        entries::only(out, feed, &props.ask.only);
        head::source(out, feed, freshness, props);
        return;
    }
    let compact = props.ask.view == View::Compact;
    if compact {
        out.fold("details.amts-compact", "compact");
        head::summary_line(out, feed, freshness);
        out.close();
    }
    full(out, feed, freshness, props);
    if compact {
        out.close();
    }
}

fn quiet(out: &mut Writer<'_>, sentence: &str, props: &Props) {
    out.open("p.amts-quiet");
    out.role("status");
    out.text(sentence);
    out.text(" ");
    head::retry(out, props);
    out.close();
}

/// The reading order of a worried person: what is wrong, how old is this, what matters now, what do I need, the counts, the
/// list.
fn full(out: &mut Writer<'_>, feed: &Feed, freshness: &Freshness, props: &Props) {
    let publisher = out.reader.plain(&feed.publisher.name);
    out.open("section.amts-full");
    out.label(&fill("{}: {}", &[out.words.widget(), publisher]));
    if props.living.is_some() {
        head::languages(out, props);
    }
    out.place();
    head::title(out, feed);
    out.close();
    let title = out.written();
    head::freshness(out, feed, freshness, props);
    out.place();
    head::urgent(out, feed);
    out.close();
    let found = match props.query.is_empty() {
        true => Vec::new(),
        false => search::find(feed, &props.query, props.sought, out.reader.clock),
    };
    if props.living.is_some() {
        find::field(out);
        find::told(out, &props.query, &found);
    }
    // Who has typed wants the answer next; what else there is to choose from comes behind it.
    let answer_first = props.query.is_typed();
    if !answer_first {
        choices(out, feed, props);
    }
    if props.query.is_empty() {
        out.open("div.amts-columns");
        out.open("div.amts-main");
        entries::groups(out, feed);
        out.close();
        out.open("div.amts-aside");
        aside::aside(out, feed);
        out.close();
        out.close();
    } else {
        find::results(out, feed, &found);
    }
    if answer_first {
        choices(out, feed, props);
    }
    head::source(out, feed, freshness, props);
    // Whether anything is not translated is known only now, and said first. It has a place: a neighbour that comes and goes
    // would cost whoever has just chosen a language the focus.
    let body = out.take(title);
    out.place();
    if out.is_foreign() {
        head::foreign(out, feed);
    }
    out.close();
    out.put(body);
    out.close();
}

/// How much works, and what to choose from.
fn choices(out: &mut Writer<'_>, feed: &Feed, props: &Props) {
    out.open("div.amts-choices");
    head::summary(out, feed, props);
    if props.living.is_some() {
        find::kinds(out, feed, &props.query);
    }
    out.close();
}
