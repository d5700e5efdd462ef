//! The parts of an entry: those that differ from it, then the others by their names.

use std::rc::Rc;

use yew::prelude::*;

use super::context::RenderContext;
use super::details::details;
use super::entry::{name, rest};
use super::keys::keyed;
use super::state::entry_state;
use super::text::{filled, joined, localized};
use crate::feed::Entry;
use crate::feed::status::Clock;

/// Shows the parts. Those that differ from the whole are open; the others are folded under their names.
pub fn parts(context: &RenderContext, whole: &Entry) -> Html {
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
                    <div class="amts-pair">
                        <span class="amts-part-name">{ part_names(context, row) }</span>
                        { " " }{ entry_state(context, &row[0]) }
                    </div>
                    { rest(context, &row[0]) }
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
    part.note.is_none() && told_by_state_and_note(part)
}

/// Tells whether nothing but name, state, time and note is known of an entry.
pub fn told_by_state_and_note(part: &Entry) -> bool {
    part.change.is_none()
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
