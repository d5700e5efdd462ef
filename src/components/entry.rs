//! The facts of an entry, as they stand wherever it is unfolded.

use yew::prelude::*;

use super::context::RenderContext;
use super::dates::basis;
use super::hours::hours_line;
use super::lost::lost_lines;
use super::outlook::{as_of_line, earlier_outlooks, outlook_lines, rank_line};
use super::parts::parts;
use super::routes::{inline_address, route_list};
use super::scope::scope_lines;
use super::text::{filled, filled_line, line, localized, text_line};
use crate::feed::vocabulary::Word;
use crate::feed::{Entry, Source};

/// Shows the name, with a mark if the entry has changed since the reader began to read.
pub fn name(context: &RenderContext, entry: &Entry) -> Html {
    html! {
        <>
            { localized(context, &entry.name) }
            if context.changed.contains(&entry.id.0) {
                { " " }<span class="amts-changed">{ context.words.changed }</span>
            }
        </>
    }
}

/// Shows the note of an entry.
pub fn note(context: &RenderContext, entry: &Entry) -> Html {
    html! {
        if let Some(note) = &entry.note {
            <p class="amts-note">{ localized(context, note) }</p>
        }
    }
}

/// Shows everything about an entry but its name and state: the ways first, since they answer "where else?".
pub fn rest(context: &RenderContext, entry: &Entry) -> Html {
    html! {
        <>
            { route_list(context, &entry.routes, &context.isolated(&entry.name)) }
            { note(context, entry) }
            { facts_and_parts(context, entry) }
        </>
    }
}

/// Shows what is neither name, state, way nor note.
pub fn facts_and_parts(context: &RenderContext, entry: &Entry) -> Html {
    html! {
        <div class="amts-rest">
            { facts(context, entry) }
            { parts(context, entry) }
        </div>
    }
}

/// Shows everything about an entry but its name, state, note, parts and routes.
fn facts(context: &RenderContext, entry: &Entry) -> Html {
    let words = context.words;
    html! {
        <>
            if let Word::Other(kind) = &entry.kind {
                { line(kind.clone().into()) }
            }
            if let Some(share) = entry.progress {
                { filled_line(words.percent, "percent", &share.0.to_string()) }
            }
            { rank_line(context, entry) }
            { for entry.legal_basis().map(|of| line(basis(context, of, " ", inline_address))) }
            { for entry.lost.as_ref().map(|lost| lost_lines(context, lost)) }
            { for entry.scope.as_ref().map(|scope| scope_lines(context, scope)) }
            { for entry.hours.as_ref().map(|hours| hours_line(context, hours)) }
            if let Some(outlook) = &entry.outlook {
                { outlook_lines(context, outlook) }
                { earlier_outlooks(context, &entry.id.0, &entry.name, outlook) }
            }
            { text_line(context, words.responsible, "name", entry.responsible.as_ref()) }
            if let Some(source) = &entry.source {
                { line(according_to(context, source)) }
            }
            { as_of_line(context, entry.as_of) }
        </>
    }
}

fn according_to(context: &RenderContext, source: &Source) -> Html {
    let name = localized(context, &source.name);
    html! {
        <>
            { filled(context.words.according_to, &[("name", name)]) }
            if let Some(url) = &source.url {
                { " " }{ inline_address(url) }
            }
        </>
    }
}
