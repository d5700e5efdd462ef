//! One entry with all its facts and its parts.

use std::rc::Rc;

use yew::prelude::*;
use yew::virtual_dom::Key;

use super::context::{RenderContext, use_render_context};
use super::dates::basis;
use super::details::details;
use super::hours::hours_line;
use super::keys::keyed;
use super::lost::lost_lines;
use super::outlook::{as_of_line, earlier_outlooks, outlook_lines, rank_line};
use super::routes::{inline_address, route_list};
use super::scope::scope_lines;
use super::share::share_button;
use super::state::{entry_state, has_state};
use super::text::{filled, filled_line, joined, line, localized, text_line};
use crate::feed::status::Clock;
use crate::feed::vocabulary::Word;
use crate::feed::{Entry, Source};

/// The properties of an [`EntryItem`].
#[derive(Clone, PartialEq, Properties)]
pub struct EntryItemProps {
    /// The entry.
    pub entry: Rc<Entry>,
    /// How many levels its heading stands below the first one.
    pub below: usize,
    /// The entry that it is part of, if it is shown apart from it.
    #[prop_or_default]
    pub whole: Option<Rc<Entry>>,
    /// The entry whose routes help, if not its own: one of those that it is part of.
    #[prop_or_default]
    pub helper: Option<Rc<Entry>>,
}

/// Shows one entry as an item of a list.
#[component]
pub fn EntryItem(props: &EntryItemProps) -> Html {
    let context = use_render_context();
    let EntryItemProps {
        entry,
        below,
        whole,
        helper,
    } = props;
    let helper = helper.as_ref().unwrap_or(entry);
    html! {
        <li class="amts-entry" data-amts={entry.id.0.clone()}>
            <@{context.heading(*below)} class="amts-name">{ name(&context, entry) }</@>
            if context.has_links() {
                { share_button(&context, entry) }
            }
            { entry_state(&context, entry) }
            if let Some(whole) = whole {
                { line(filled(context.words.part_of, &[("name", localized(&context, &whole.name))])) }
            }
            { note(&context, entry) }
            <div class="amts-rest">
                { facts(&context, entry) }
                { parts(&context, entry) }
                { route_list(&context, &helper.routes) }
            </div>
        </li>
    }
}

/// Shows an urgent entry; its name begins the paragraph.
pub fn urgent_item(context: &RenderContext, key: Key, entry: &Entry) -> Html {
    let end = if has_state(entry) { ":" } else { "." };
    html! {
        <li class="amts-urgent-item" {key} data-amts={entry.id.0.clone()}>
            <p class="amts-note">
                <strong>{ localized(context, &entry.name) }{ end }</strong>
                if has_state(entry) {
                    { " " }{ entry_state(context, entry) }{ ". " }
                }
                if let Some(note) = &entry.note {
                    { " " }{ localized(context, note) }
                }
                { changed_mark(context, entry) }
            </p>
            <div class="amts-rest">
                { facts(context, entry) }
                { parts(context, entry) }
                { route_list(context, &entry.routes) }
            </div>
        </li>
    }
}

/// Shows the name, with a mark if the entry has changed since the reader began to read.
fn name(context: &RenderContext, entry: &Entry) -> Html {
    html! { <>{ localized(context, &entry.name) }{ changed_mark(context, entry) }</> }
}

fn changed_mark(context: &RenderContext, entry: &Entry) -> Html {
    html! {
        if context.changed.contains(&entry.id.0) {
            { " " }<span class="amts-changed">{ context.words.changed }</span>
        }
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

/// Shows the parts. Those that differ from the whole are open; the others are folded under their names.
fn parts(context: &RenderContext, whole: &Entry) -> Html {
    let rows = part_rows(&whole.parts);
    let (open, alike): (Vec<_>, Vec<_>) = rows
        .into_iter()
        .partition(|row| differs(context.clock, &row[0], whole));
    let names = alike.iter().copied().flatten();
    let names = names.map(|part| localized(context, &part.name));
    let names = joined(names, context.words.comma);
    html! {
        <>
            if !open.is_empty() {
                { part_list(context, &open) }
            }
            if !alike.is_empty() {
                { details(
                    "amts-fold",
                    &format!("{}-parts", whole.id.0),
                    filled(context.words.likewise, &[("names", names)]),
                    part_list(context, &alike),
                ) }
            }
        </>
    }
}

fn part_list(context: &RenderContext, rows: &[&[Rc<Entry>]]) -> Html {
    let rows = keyed(rows.iter().copied(), |row| &row[0].id.0);
    html! {
        <ul class="amts-parts">
            for (key, row) in rows {
                <li class="amts-part" {key} data-amts={row[0].id.0.clone()}>
                    <div class="amts-row">
                        <span class="amts-part-name">{ part_names(context, row) }</span>
                        { " " }{ entry_state(context, &row[0]) }
                    </div>
                    { note(context, &row[0]) }
                    <div class="amts-rest">
                        { facts(context, &row[0]) }
                        { parts(context, &row[0]) }
                        { route_list(context, &row[0].routes) }
                    </div>
                </li>
            }
        </ul>
    }
}

/// Shows the names in a row. Each can be the target of a link.
fn part_names(context: &RenderContext, row: &[Rc<Entry>]) -> Html {
    html! {
        <>
            { name(context, &row[0]) }
            for other in &row[1..] {
                { context.words.comma }
                <span data-amts={other.id.0.clone()}>{ name(context, other) }</span>
            }
        </>
    }
}

/// Tells whether a part says something that the line of its whole does not say.
pub fn differs(clock: Clock, part: &Entry, whole: &Entry) -> bool {
    let (own, of_whole) = (part.status(clock), whole.status(clock));
    !part.is_offer()
        || !told_by_state(part)
        || part.state != whole.state
        || part.term.is_some() && part.term != whole.term
        || part.from.is_some() && part.from != whole.from
        || part.until.is_some() && part.until != whole.until
        || part.intermittent != whole.intermittent
        // A whole with exceptions says the state of its other parts too.
        || own.level != of_whole.level && !of_whole.has_exceptions
}

/// Groups parts into rows; no row is empty. Neighbours share a row if their names are the only difference and nothing
/// but the state is known of them: "Recherche, Verlängerung, Vorbestellung".
pub fn part_rows(parts: &[Rc<Entry>]) -> Vec<&[Rc<Entry>]> {
    parts.chunk_by(|one, other| are_alike(one, other)).collect()
}

/// Tells whether nothing but name, state and time is known of a part.
fn told_by_state(part: &Entry) -> bool {
    part.note.is_none()
        && part.change.is_none()
        && part.times.is_empty()
        && part.progress.is_none()
        && part.priority.is_none()
        && part.scope.is_none()
        && part.lost.is_none()
        && part.hours.is_none()
        && part.outlook.is_none()
        && part.responsible.is_none()
        && part.source.is_none()
        && part.as_of.is_none()
        && part.routes.is_empty()
        && part.parts.is_empty()
}

fn are_alike(one: &Entry, other: &Entry) -> bool {
    told_by_state(one)
        && told_by_state(other)
        && (&one.kind, &one.state, &one.term) == (&other.kind, &other.state, &other.term)
        && (one.from, one.until, one.intermittent) == (other.from, other.until, other.intermittent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::Feed;

    fn entries(entries: &str) -> Vec<Rc<Entry>> {
        let feed = format!(
            r#"{{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": {{ "name": "X", "url": "https://x.example/" }}, "entries": [ {entries} ] }}"#
        );
        Feed::read(feed.as_bytes()).unwrap().0.entries
    }

    #[test]
    fn neighbours_that_differ_only_in_name_share_a_row() {
        let parts = entries(
            r#"{ "id": "a", "kind": "service", "name": "Recherche", "state": "rerouted" },
               { "id": "b", "kind": "service", "name": "Verlängerung", "state": "rerouted" },
               { "id": "c", "kind": "service", "name": "Leihe", "state": "rerouted", "note": "x" },
               { "id": "d", "kind": "service", "name": "Rückgabe", "state": "available" }"#,
        );
        let names: Vec<usize> = part_rows(&parts).iter().map(|row| row.len()).collect();
        assert_eq!(names, [2, 1, 1]);
    }
}
