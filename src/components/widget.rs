//! The widget: everything that one reader sees of a source.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::action::{Action, Reading, Reply};
use super::context::{RenderContext, View, ViewOptions};
use super::details::details;
use super::freshness::{announcements, freshness_bar, live_region, retry_button};
use super::groups::selected;
use super::header::{compact_line, source, title};
use super::languages::{language_menu, partly_translated};
use super::overview::Overview;
use super::search::{choices, found_count, results, search_field};
use super::turns::{Turns, use_turn};
use super::urgent::urgent;
use crate::feed::Feed;
use crate::feed::scalar::Country;
use crate::feed::status::Clock;
use crate::feed::time::Moment;
use crate::feed::zone::Zone;
use crate::i18n::{Concepts, DateFormatter, RelativeFormatter, Words, fill};
use crate::search::{Index, find};
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
    /// When what is folded is drawn.
    pub turns: Turns,
}

impl PartialEq for WidgetProps {
    /// Compares all but turns, of which each fold hears, and words and formatters, which belong to the language in the options.
    /// The words for the search only come once, so it is enough to know whether they are there.
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
    let now = context(props);
    let lang = now.options.lang;
    let context = use_lasting_context(&now, props.display.feed());
    let is_drawn = use_turn(&props.turns, props.options.view == View::Compact);
    let index = use_index(props);
    let index = index.borrow();
    let index = index.as_ref().map(|prepared| &prepared.index);
    html! {
        <div class="amts" lang={lang.tag()} dir={lang.dir()}>
            { shown(&now, &context, props, index, is_drawn) }
        </div>
    }
}

/// Returns the context of all that has no age: the last one, as long as nothing would say anything else in a new one. Then no
/// row is drawn anew.
#[hook]
fn use_lasting_context(now: &RenderContext, feed: Option<&Rc<Feed>>) -> Rc<RenderContext> {
    let mut new = now.clone();
    // What else is answered stands outside of rows.
    if !matches!(new.reply, Reply::Copied(_) | Reply::InAddressBar(_)) {
        new.reply = Reply::None;
    }
    let kept = use_mut_ref(|| Rc::new(new.clone()));
    let mut kept = kept.borrow_mut();
    if !new.says_the_same(&kept, feed.map(Rc::as_ref)) {
        *kept = Rc::new(new);
    }
    Rc::clone(&kept)
}

/// What the search knows, and of what it was made.
struct Prepared {
    feed: Rc<Feed>,
    concepts: Option<&'static Concepts>,
    index: Index,
}

/// Returns what the search knows, once somebody searches: it is made before the first letter, where there is time for it.
#[hook]
fn use_index(props: &WidgetProps) -> Rc<RefCell<Option<Prepared>>> {
    let kept = use_mut_ref(|| None::<Prepared>);
    let (reading, concepts) = (&props.reading, props.concepts);
    let is_due = !reading.query.is_empty() || (reading.has_entered && concepts.is_some());
    if let Some(feed) = props.display.feed().filter(|_| is_due) {
        let mut kept = kept.borrow_mut();
        let address = |concepts: Option<&'static Concepts>| concepts.map(std::ptr::from_ref);
        let is_of = |old: &Prepared| {
            Rc::ptr_eq(&old.feed, feed) && address(old.concepts) == address(concepts)
        };
        if !kept.as_ref().is_some_and(is_of) {
            *kept = Some(Prepared {
                feed: Rc::clone(feed),
                concepts,
                index: Index::new(feed, concepts),
            });
        }
    }
    kept
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
        turns: props.turns.clone(),
    }
}

fn shown(
    now: &RenderContext,
    context: &Rc<RenderContext>,
    props: &WidgetProps,
    index: Option<&Index>,
    is_drawn: bool,
) -> Html {
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
        } => known(now, context, feed, freshness, props, index, is_drawn),
    }
}

/// Shows a feed. Only what has an age goes by `now`.
fn known(
    now: &RenderContext,
    context: &Rc<RenderContext>,
    feed: &Rc<Feed>,
    freshness: &Freshness,
    props: &WidgetProps,
    index: Option<&Index>,
    is_drawn: bool,
) -> Html {
    let announced = announcements(now, feed, freshness);
    let bar = |announced| freshness_bar(now, freshness, props.retrying, announced);
    let source = source(now, feed, freshness, props.paper, props.prints);
    if !context.options.only.is_empty() {
        return html! {
            <>
                { bar(Some(announced)) }
                { selected(context, feed) }
                { source }
            </>
        };
    }
    match context.options.view {
        View::Full => full(
            now,
            context,
            feed,
            bar(Some(announced)),
            source,
            props,
            index,
        ),
        View::Compact => {
            let line = compact_line(now, feed, freshness);
            let full = match is_drawn {
                true => full(now, context, feed, bar(None), source, props, index),
                false => Html::default(),
            };
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
    now: &RenderContext,
    context: &Rc<RenderContext>,
    feed: &Rc<Feed>,
    bar: Html,
    source: Html,
    props: &WidgetProps,
    index: Option<&Index>,
) -> Html {
    let words = context.words;
    let publisher = context.isolated(&feed.publisher.name);
    let label = fill(
        "{status}: {publisher}",
        &[("status", words.current_status), ("publisher", &publisher)],
    );
    let query = &props.reading.query;
    let found = match index.filter(|_| !query.is_empty()) {
        Some(index) => find(index, query, context.clock),
        None => Vec::new(),
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
                { language_menu(now) }
            }
            { title(context, feed) }
            { bar }
            { urgent(context, feed) }
            if context.is_live() {
                { search_field(context, query.typed()) }
                { found_count(context, &props.reading, found.len()) }
            }
            { before }
            if !query.is_empty() {
                { results(context, feed, &found, &props.reading) }
            }
            // It stays where it is during a search: taking away hundreds of rows, and drawing them again, takes long.
            <div class="amts-columns" hidden={!query.is_empty()}>
                <Overview {context} {feed} />
            </div>
            { behind }
            if is_foreign {
                { partly_translated(context, feed) }
            }
            { source }
        </section>
    }
}
