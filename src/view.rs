//! What a citizen sees: Yew views over a feed, a moment and a language. They show; what holds was decided before.
//!
//! Only the root is a component. Everything below is a function that writes a domain value into [`dom::Writer`]: that is
//! what a component without state of its own comes to, without the bytes that each component type costs in the browser's
//! core.

mod aside;
pub(crate) mod contacts;
pub(crate) mod dom;
pub(crate) mod entries;
pub(crate) mod head;
pub(crate) mod period;
pub(crate) mod reader;
pub(crate) mod shape;

use yew::prelude::*;

use crate::feed::Feed;
use crate::feed::standing::Clock;
use crate::feed::time::{Moment, Stamp};
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
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Ask {
    /// The language of the widget's own words.
    pub lang: Lang,
    /// How much.
    pub view: View,
    /// Only these entries; all where it is empty.
    pub only: Vec<String>,
    /// An archived feed, seen as of then.
    pub at: Option<Stamp>,
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
    /// Whether the reader waits for a fetch.
    pub asked: bool,
    /// Asks for a fetch.
    pub retry: Callback<()>,
    /// Told after each rendering whether a feed is shown.
    pub rendered: Callback<bool>,
}

impl PartialEq for Props {
    /// The calendar never changes while a page lives, and the words change with the language only.
    fn eq(&self, other: &Self) -> bool {
        self.scene == other.scene && self.ask == other.ask && self.asked == other.asked
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
        changed,
    }
}

fn shown(out: &mut Writer<'_>, props: &Props) {
    let words = out.words;
    match &props.scene {
        Scene::Waiting => {}
        Scene::Unreachable => quiet(out, words.unreachable, props),
        Scene::Offline => quiet(out, words.nothing_offline, props),
        Scene::Newer => quiet(out, words.newer, props),
        Scene::Known {
            feed, freshness, ..
        } => known(out, feed, freshness, props),
    }
}

fn known(out: &mut Writer<'_>, feed: &Feed, freshness: &Freshness, props: &Props) {
    if !props.ask.only.is_empty() {
        head::freshness(out, feed, freshness, retry(props));
        entries::only(out, feed, &props.ask.only);
        head::source(out, feed);
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
    out.node(retry(props));
    out.close();
}

fn retry(props: &Props) -> Html {
    if props.living.is_none() {
        return Html::default();
    }
    let onclick = props.retry.reform(|_: MouseEvent| ());
    let words = props.words;
    let words = if props.asked {
        words.asking
    } else {
        words.retry
    };
    html! { <button class="amts-retry" type="button" {onclick}>{ words }</button> }
}

/// The reading order of a worried person: what is wrong, how old is this, what matters now, the counts, the list.
fn full(out: &mut Writer<'_>, feed: &Feed, freshness: &Freshness, props: &Props) {
    let publisher = out.reader.plain(&feed.publisher.name);
    out.open("section.amts-full");
    out.label(&fill("{}: {}", &[out.words.widget, publisher]));
    out.place();
    head::title(out, feed);
    out.close();
    head::freshness(out, feed, freshness, retry(props));
    out.place();
    head::urgent(out, feed);
    head::summary(out, feed);
    out.close();
    out.open("div.amts-columns");
    out.open("div.amts-main");
    entries::groups(out, feed);
    out.close();
    out.open("div.amts-aside");
    aside::aside(out, feed);
    out.close();
    out.close();
    head::source(out, feed);
    out.close();
}
