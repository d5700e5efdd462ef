//! The widget: everything that one reader sees of a source.

use std::rc::Rc;

use yew::prelude::*;

use super::action::{Action, Reading};
use super::aside::aside;
use super::context::{RenderContext, View, ViewOptions};
use super::details::details;
use super::freshness::{announcements, freshness_bar, live_region, retry_button};
use super::groups::{entry_groups, selected};
use super::header::{compact_line, source, title};
use super::languages::{language_menu, partly_translated};
use super::search::{choices, found_count, results, search_field};
use super::urgent::urgent;
use crate::feed::Feed;
use crate::feed::scalar::Country;
use crate::feed::status::Clock;
use crate::feed::time::Moment;
use crate::feed::zone::Zone;
use crate::i18n::{Concepts, DateFormatter, RelativeFormatter, Words, fill};
use crate::search::find;
use crate::sync::display::DisplayState;
use crate::sync::freshness::Freshness;

/// Everything that the widget needs.
#[derive(Clone, Properties)]
pub struct WidgetProps {
    /// The state of the source.
    pub display: DisplayState,
    /// What the page asked for.
    pub options: ViewOptions,
    /// The words of the language that was asked for.
    pub words: &'static Words,
    /// The words that people use for services; `None` until they are loaded.
    pub concepts: Option<&'static Concepts>,
    /// How dates are worded.
    pub dates: &'static dyn DateFormatter,
    /// How relative times are worded, on a live page: see [`RenderContext::relative`].
    pub relative: Option<&'static dyn RelativeFormatter>,
    /// Whether it is printed by its own button. Then the official address has a QR code beside it.
    pub paper: bool,
    /// Whether the page can print the widget alone.
    pub prints: bool,
    /// Whether the reader waits for an answer.
    pub retrying: bool,
    /// What the reader has done.
    pub reading: Rc<Reading>,
    /// Called with what the reader does.
    pub act: Callback<Action>,
}

impl PartialEq for WidgetProps {
    /// Compares all but words and formatters, which belong to the language in the options. The words for the search
    /// only come once, so it is enough to know whether they are there.
    fn eq(&self, other: &Self) -> bool {
        self.display == other.display
            && self.options == other.options
            && self.concepts.is_some() == other.concepts.is_some()
            && self.relative.is_some() == other.relative.is_some()
            && self.paper == other.paper
            && self.prints == other.prints
            && self.retrying == other.retrying
            && self.reading == other.reading
            && self.act == other.act
    }
}

impl WidgetProps {
    /// Tells whether the same is shown as `before`, but for ages that have gone on for a while.
    pub fn has_only_aged(&self, before: &Self) -> bool {
        let same = Self {
            display: before.display.clone(),
            act: before.act.clone(),
            ..self.clone()
        };
        same == *before && self.display.has_only_aged(&before.display)
    }
}

/// Stands in for the clock while there is no feed.
const NO_MOMENT: Clock = Clock {
    now: Moment(0),
    zone: Zone::BERLIN,
    published: Moment(0),
};

/// Shows a source.
#[component]
pub fn Widget(props: &WidgetProps) -> Html {
    let context = Rc::new(context(props));
    let lang = context.options.lang;
    html! {
        <ContextProvider<Rc<RenderContext>> context={context.clone()}>
            <div class="amts" lang={lang.tag()} dir={lang.dir()}>{ shown(&context, props) }</div>
        </ContextProvider<Rc<RenderContext>>>
    }
}

fn context(props: &WidgetProps) -> RenderContext {
    let (feed_lang, country, clock, changed) = match &props.display {
        DisplayState::Known {
            feed,
            clock,
            freshness,
        } => (
            feed.lang().to_owned(),
            feed.country(),
            *clock,
            freshness.changed.clone(),
        ),
        _ => (String::new(), Country::default(), NO_MOMENT, Rc::default()),
    };
    RenderContext {
        options: props.options.clone(),
        words: props.words,
        feed_lang: feed_lang.into(),
        country,
        clock,
        dates: props.dates,
        relative: props.relative,
        changed,
        reply: props.reading.reply.clone(),
        act: props.act.clone(),
    }
}

fn shown(context: &RenderContext, props: &WidgetProps) -> Html {
    let words = context.words;
    let quiet = |sentence: &'static str| {
        html! {
            <p class="amts-quiet" role="status">
                { sentence }{ " " }{ retry_button(context, props.retrying) }
            </p>
        }
    };
    match &props.display {
        DisplayState::Waiting => Html::default(),
        DisplayState::Unreachable => quiet(words.unreachable),
        DisplayState::Offline => quiet(words.unreachable_offline),
        DisplayState::Newer => quiet(words.newer),
        DisplayState::Known {
            feed, freshness, ..
        } => known(context, feed, freshness, props),
    }
}

fn known(context: &RenderContext, feed: &Feed, freshness: &Freshness, props: &WidgetProps) -> Html {
    let announced = announcements(context, feed, freshness);
    let bar = |announced| freshness_bar(context, freshness, props.retrying, announced);
    if !context.options.only.is_empty() {
        return html! {
            <>
                { bar(Some(announced)) }
                { selected(context, feed) }
                { source(context, feed, freshness, props.paper, props.prints) }
            </>
        };
    }
    match context.options.view {
        View::Full => full(context, feed, freshness, bar(Some(announced)), props),
        View::Compact => {
            let line = compact_line(context, feed, freshness);
            let full = full(context, feed, freshness, bar(None), props);
            html! {
                <>
                    { live_region(context, freshness, Some("amts-announced"), announced) }
                    { details("amts-compact", "compact", line, full) }
                </>
            }
        }
    }
}

/// Shows everything in the reading order of a worried person: what is wrong, how old this is, what is urgent, the
/// search, the counts, the list.
fn full(
    context: &RenderContext,
    feed: &Feed,
    freshness: &Freshness,
    bar: Html,
    props: &WidgetProps,
) -> Html {
    let words = context.words;
    let publisher = context.isolated(&feed.publisher.name);
    let label = fill(
        "{status}: {publisher}",
        &[("status", words.current_status), ("publisher", &publisher)],
    );
    let query = &props.reading.query;
    let found = match query.is_empty() {
        true => Vec::new(),
        false => find(feed, query, props.concepts, context.clock),
    };
    let is_foreign = !feed.is_fully_in(context.options.lang.tag());
    let choices = choices(context, feed, query);
    // A reader who has typed wants the results next, so the filters come after them.
    let (before, behind) = match query.is_typed() {
        true => (Html::default(), choices),
        false => (choices, Html::default()),
    };
    html! {
        <section class="amts-full" aria-label={label}>
            if context.is_live() {
                { language_menu(context) }
            }
            { title(context, feed) }
            { bar }
            { urgent(context, feed) }
            if context.is_live() {
                { search_field(context, query.typed()) }
                { found_count(context, &props.reading, found.len()) }
            }
            { before }
            if query.is_empty() {
                <div class="amts-columns">
                    <div class="amts-main">{ entry_groups(context, feed) }</div>
                    <div class="amts-aside">{ aside(context, feed) }</div>
                </div>
            } else {
                { results(context, feed, &found, query.is_typed()) }
            }
            { behind }
            if is_foreign {
                { partly_translated(context, feed) }
            }
            { source(context, feed, freshness, props.paper, props.prints) }
        </section>
    }
}
