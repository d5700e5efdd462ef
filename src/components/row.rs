//! An entry as a row: what, state, and the first way that works. The rest unfolds below it, in place.

use std::rc::Rc;

use yew::prelude::*;

use super::context::RenderContext;
use super::entry::{facts_and_parts, name, note};
use super::outlook::brief_outlook;
use super::parts::told_by_state_and_note;
use super::routes::{first_way, route_list};
use super::scope::first_condition;
use super::share::share_button;
use super::state::{entry_state, part_word};
use super::text::{filled, joined, localized};
use super::turns::use_turn;
use crate::feed::vocabulary::{Level, Word};
use crate::feed::{Entry, Route, glance};

/// How many rows of a list are drawn at once, as many as a telephone shows: folded or unfolded.
const AT_FIRST: [usize; 2] = [6, 4];

/// Tells whether a row waits for its turn, with so many above it.
pub fn comes_later(above: usize, unfolded: bool) -> bool {
    above >= AT_FIRST[usize::from(unfolded)]
}

/// More parts than this that differ from their whole are not named in its row.
const NAMED: usize = 2;

/// The properties of an [`EntryRow`].
#[derive(Clone, PartialEq, Properties)]
pub struct EntryRowProps {
    /// In what context: see [`RenderContext::for_row`].
    pub context: Rc<RenderContext>,
    /// The entry.
    pub entry: Rc<Entry>,
    /// How many levels its heading stands below the first one.
    pub below: usize,
    /// Whether it is unfolded at first. From then on the reader folds it, and the browser.
    #[prop_or_default]
    pub unfolded: bool,
    /// Whether it stands so far down that all of it waits for its turn.
    #[prop_or_default]
    pub later: bool,
    /// Whether it is urgent: then its row has the hours of its way, and its note if it has no state.
    #[prop_or_default]
    pub urgent: bool,
    /// The entry that it is part of, if it is shown apart from it.
    #[prop_or_default]
    pub whole: Option<Rc<Entry>>,
    /// The routes that help, if not its own: of one of those that it is part of.
    #[prop_or_default]
    pub routes: Option<Rc<[Route]>>,
    /// What stands at the end of what is unfolded.
    #[prop_or_default]
    pub end: Html,
}

/// Shows one entry as an item of a list. The way stands beside the summary: a link in it would unfold the row as well.
#[component]
pub fn EntryRow(props: &EntryRowProps) -> Html {
    let EntryRowProps { context, entry, .. } = props;
    let routes = props.routes.as_deref().unwrap_or(&entry.routes);
    let status = entry.status(context.clock);
    let folds = has_more(context, props, routes);
    let is_drawn = use_turn(&context.turns, props.later || (folds && !props.unfolded));
    if props.later && !is_drawn {
        return html! { <li data-amts={entry.id.0.clone()} hidden=true /> };
    }
    let works = status.level == Level::Ok && !status.is_over();
    let head = head(context, props);
    html! {
        <li
            class={if works { "amts-entry amts-works" } else { "amts-entry" }}
            data-amts={entry.id.0.clone()}
        >
            if folds {
                <details class="amts-row" open={props.unfolded}>
                    <summary>{ head }</summary>
                    <div class="amts-unfolded">
                        if is_drawn {
                            { route_list(context, routes, &context.isolated(&entry.name)) }
                            if !says_note(props) {
                                { note(context, entry) }
                            }
                            { facts_and_parts(context, entry) }
                            { props.end.clone() }
                            if context.has_links() {
                                { share_button(context, entry) }
                            }
                        }
                    </div>
                </details>
            } else {
                <div class="amts-row">{ head }</div>
            }
            if let Some(route) = glance::first_way(routes, context.clock) {
                { first_way(context, route, &entry.name, props.urgent) }
            }
        </li>
    }
}

fn head(context: &RenderContext, props: &EntryRowProps) -> Html {
    let entry = &props.entry;
    html! {
        <>
            <@{context.heading(props.below)} class="amts-name">{ name(context, entry) }</@>
            { " " }
            <span class="amts-says">
                { entry_state(context, entry) }
                { brief(context, entry) }
                if let Some(whole) = &props.whole {
                    <span class="amts-whole">
                        { " " }
                        { filled(context.words.part_of, &[("name", localized(context, &whole.name))]) }
                    </span>
                }
                if let Some(note) = entry.note.as_ref().filter(|_| says_note(props)) {
                    { " " }<span class="amts-note">{ localized(context, note) }</span>
                }
            </span>
        </>
    }
}

/// Tells whether the note stands in the row: it is all that an urgent request says.
fn says_note(props: &EntryRowProps) -> bool {
    props.urgent && props.entry.state.is_none()
}

/// Tells whether there is more to say than the row does.
fn has_more(context: &RenderContext, props: &EntryRowProps, routes: &[Route]) -> bool {
    let entry = &props.entry;
    (entry.note.is_some() && !says_note(props))
        || !told_by_state_and_note(entry)
        || matches!(entry.kind, Word::Other(_))
        || !routes.is_empty()
        || props.end != Html::default()
        || context.has_links()
}

/// Shows what belongs to the state as long as the row is folded: what differs inside, or else what is expected, or else for
/// whom it holds.
fn brief(context: &RenderContext, entry: &Entry) -> Html {
    let expected = || brief_outlook(context, entry.outlook.as_ref()?);
    let condition = || first_condition(context, entry.scope.as_ref()?);
    let said = exceptions(context, entry)
        .or_else(expected)
        .or_else(condition);
    html! {
        if let Some(said) = said {
            <span class="amts-brief"><span class="amts-heard">{ context.words.semicolon }</span>{ said }</span>
        }
    }
}

/// Names the parts that differ most: "Katalog, Munzinger: nicht möglich".
fn exceptions(context: &RenderContext, entry: &Entry) -> Option<Html> {
    let parts = entry.exceptions(context.clock);
    let first = parts.first()?;
    let alike = parts
        .iter()
        .filter(|part| (&part.state, &part.term) == (&first.state, &first.term));
    let named: Vec<Html> = alike
        .take(NAMED)
        .map(|part| localized(context, &part.name))
        .collect();
    let are_all = named.len() == parts.len();
    Some(html! {
        <>
            { joined(named, context.words.comma) }{ ": " }{ part_word(context, first) }
            if !are_all {
                { " …" }
            }
        </>
    })
}

/// Shows what the columns hold, where there is room for columns. A list of rows says it to screen readers by its order.
pub fn column_heads(context: &RenderContext) -> Html {
    let words = context.words;
    html! {
        <div class="amts-heads" aria-hidden="true">
            <span>{ words.column_what }</span>
            { " " }
            <span>{ words.column_state }</span>
            { " " }
            <span>{ words.column_instead }</span>
        </div>
    }
}
