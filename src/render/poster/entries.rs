//! An entry on the poster: name and state, then whom to call, then the rest.

use std::rc::Rc;

use yew::prelude::*;

use super::routes::{address, route_list};
use crate::components::RenderContext;
use crate::components::dates::basis;
use crate::components::entry::note;
use crate::components::hours::hours_line;
use crate::components::lost::lost_lines;
use crate::components::outlook::{as_of_line, outlook_lines};
use crate::components::parts::{differs, part_rows};
use crate::components::scope::scope_lines;
use crate::components::state::entry_state;
use crate::components::text::{filled, filled_line, joined, line, localized, text_line};
use crate::feed::vocabulary::Word;
use crate::feed::{Entry, Source};

/// Shows an entry: name and state, then whom to call, then the rest.
pub fn entry_item(context: &RenderContext, entry: &Entry) -> Html {
    html! {
        <article class="poster-entry">
            <div class="poster-row">
                <h3>{ localized(context, &entry.name) }</h3>{ " " }{ entry_state(context, entry) }
            </div>
            { rest(context, entry) }
        </article>
    }
}

fn rest(context: &RenderContext, entry: &Entry) -> Html {
    html! {
        <>
            { route_list(context, &entry.routes.iter().collect::<Vec<_>>()) }
            { note(context, entry) }
            { facts(context, entry) }
            { parts(context, entry) }
        </>
    }
}

/// Shows the facts of an entry, without earlier outlooks: they help nobody at the door.
fn facts(context: &RenderContext, entry: &Entry) -> Html {
    let words = context.words;
    let has_facts = entry.kind.known().is_none()
        || entry.progress.is_some()
        || entry.legal_basis().is_some()
        || entry.scope.is_some()
        || entry.lost.is_some()
        || entry.hours.is_some()
        || entry.outlook.is_some()
        || entry.responsible.is_some()
        || entry.source.is_some()
        || entry.as_of.is_some();
    html! {
        if has_facts {
            <div class="poster-facts">
                if let Word::Other(kind) = &entry.kind {
                    { line(kind.clone().into()) }
                }
                if let Some(share) = entry.progress {
                    { filled_line(words.percent, "percent", &share.0.to_string()) }
                }
                { for entry.legal_basis().map(|of| line(basis(context, of, ", ", address))) }
                { for entry.lost.as_ref().map(|lost| lost_lines(context, lost)) }
                { for entry.scope.as_ref().map(|scope| scope_lines(context, scope)) }
                { for entry.hours.as_ref().map(|hours| hours_line(context, hours)) }
                { for entry.outlook.as_ref().map(|outlook| outlook_lines(context, outlook)) }
                { text_line(context, words.responsible, "name", entry.responsible.as_ref()) }
                if let Some(source) = &entry.source {
                    { line(according_to(context, source)) }
                }
                { as_of_line(context, entry.as_of) }
            </div>
        }
    }
}

fn according_to(context: &RenderContext, source: &Source) -> Html {
    let name = localized(context, &source.name);
    html! {
        <>
            { filled(context.words.according_to, &[("name", name)]) }
            if let Some(url) = &source.url {
                { context.words.comma }{ address(url) }
            }
        </>
    }
}

/// Shows the parts that differ from the whole, then the names of the others.
fn parts(context: &RenderContext, whole: &Entry) -> Html {
    let (rows, alike): (Vec<_>, Vec<_>) = part_rows(&whole.parts)
        .into_iter()
        .partition(|row| differs(context.clock, &row[0], whole));
    let names = alike.into_iter().flatten();
    let names: Vec<String> = names.map(|part| context.isolated(&part.name)).collect();
    html! {
        <>
            if !rows.is_empty() {
                <ul class="poster-parts">
                    for row in rows {
                        <li>{ part(context, row) }</li>
                    }
                </ul>
            }
            if !names.is_empty() {
                { filled_line(
                    context.words.likewise,
                    "names",
                    &context.dates.list(context.options.lang, &names),
                ) }
            }
        </>
    }
}

fn part(context: &RenderContext, row: &[Rc<Entry>]) -> Html {
    let names = row.iter().map(|part| localized(context, &part.name));
    html! {
        <>
            <div class="poster-row">
                <span class="poster-part">{ joined(names, context.words.comma) }</span>
                { " " }{ entry_state(context, &row[0]) }
            </div>
            { rest(context, &row[0]) }
        </>
    }
}
