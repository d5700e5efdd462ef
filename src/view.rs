//! What a citizen sees: Yew views over a feed, a moment and a language. They show; what holds was decided before.
//!
//! Only the root is a component. Everything below is a function from domain values to `Html`: that is what a component
//! without state of its own comes to, without the bytes that each component type costs in the browser's core; and most
//! elements are made by the few functions of [`dom`], for the same reason.

mod aside;
mod contacts;
mod dom;
mod entries;
mod head;
mod period;
mod reader;
mod shape;

use yew::prelude::*;

use crate::feed::Feed;
use crate::feed::time::Stamp;
use crate::sync::scene::Scene;
use crate::words::{Calendar, Lang, fill};
pub use reader::Reader;

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
    /// Who words the dates.
    pub calendar: &'static dyn Calendar,
    /// Whether the page lives: relative times, and a button to try again. A static page has neither, since both lie
    /// once it is a day old.
    pub live: bool,
    /// Whether the reader waits for a fetch.
    pub asked: bool,
    /// Asks for a fetch.
    pub retry: Callback<()>,
    /// Told after each rendering whether a feed is shown.
    pub rendered: Callback<bool>,
}

impl PartialEq for Props {
    /// The calendar never changes while a page lives.
    fn eq(&self, other: &Self) -> bool {
        self.scene == other.scene
            && self.ask == other.ask
            && (self.live, self.asked) == (other.live, other.asked)
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
        html! { <div class="amts" lang={props.ask.lang.tag()} dir="ltr">{ shown(props) }</div> }
    }

    fn rendered(&mut self, context: &Context<Self>, _: bool) {
        let props = context.props();
        let known = matches!(props.scene, Scene::Known { .. });
        props.rendered.emit(known);
    }
}

fn shown(props: &Props) -> Html {
    let words = props.ask.lang.words();
    let (feed, clock, freshness) = match &props.scene {
        Scene::Waiting => return dom::nothing(),
        Scene::Unreachable => return quiet(words.unreachable, props),
        Scene::Offline => return quiet(words.nothing_offline, props),
        Scene::Newer => return quiet(words.newer, props),
        Scene::Known {
            feed,
            clock,
            freshness,
        } => (feed, *clock, freshness),
    };
    let reader = Reader {
        lang: props.ask.lang,
        own: feed.lang(),
        clock,
        calendar: props.calendar,
        live: props.live && props.ask.at.is_none(),
        changed: &freshness.changed,
    };
    let age = head::freshness(reader, feed, freshness, retry(props));
    if !props.ask.only.is_empty() {
        let entries = entries::only(reader, feed, &props.ask.only);
        return dom::all(vec![age, entries, head::source(reader, feed)]);
    }
    if props.ask.view == View::Compact {
        let line = head::summary_line(reader, feed, freshness);
        let full = full(reader, feed, age);
        return dom::fold("amts-compact", "compact", line, vec![full]);
    }
    full(reader, feed, age)
}

fn quiet(sentence: &str, props: &Props) -> Html {
    html! { <p class="amts-quiet" role="status">{ dom::text(sentence) }{ " " }{ retry(props) }</p> }
}

fn retry(props: &Props) -> Html {
    if !props.live {
        return dom::nothing();
    }
    let onclick = props.retry.reform(|_: MouseEvent| ());
    let words = props.ask.lang.words();
    let words = if props.asked {
        words.asking
    } else {
        words.retry
    };
    html! { <button class="amts-retry" type="button" {onclick}>{ dom::text(words) }</button> }
}

/// The reading order of a worried person: what is wrong, how old is this, what matters now, the counts, the list.
fn full(reader: Reader<'_>, feed: &Feed, age: Html) -> Html {
    let main = dom::el("div", "amts-main", vec![entries::groups(reader, feed)]);
    let aside = dom::el("div", "amts-aside", vec![aside::aside(reader, feed)]);
    let children = vec![
        head::title(reader, feed),
        age,
        head::urgent(reader, feed),
        head::summary(reader, feed),
        dom::el("div", "amts-columns", vec![main, aside]),
        head::source(reader, feed),
    ];
    let publisher = reader.plain(&feed.publisher.name);
    let name = fill("{}: {}", &[reader.words().widget, &publisher]);
    dom::named("section", "amts-full", &name, children)
}
