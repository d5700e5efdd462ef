//! The list of entries: by group, the worst first in each.

use std::rc::Rc;

use yew::prelude::*;

use super::context::RenderContext;
use super::entry::{EntryItem, urgent_item};
use super::keys::keyed;
use super::text::localized;
use crate::feed::status::Clock;
use crate::feed::text::Text;
use crate::feed::vocabulary::{Kind, Level};
use crate::feed::{Entry, Feed};
use crate::search::kind;

/// Shows all entries that are not urgent: the groups, then deadlines, notices and unaffected services.
pub fn entry_groups(context: &RenderContext, feed: &Feed) -> Html {
    let words = context.words;
    let (mut deadlines, mut notices, mut unaffected) = (Vec::new(), Vec::new(), Vec::new());
    let mut groups: Vec<Group<'_>> = Vec::new();
    for entry in feed.entries.iter().filter(|entry| !entry.urgent) {
        match kind(entry) {
            Kind::Deadline => deadlines.push(entry),
            Kind::Notice => notices.push(entry),
            _ if entry.is_unaffected(context.clock) => unaffected.push(entry),
            kind => {
                let heading = entry.group.as_ref();
                let same = |group: &(Option<&Text>, Kind)| {
                    group.0 == heading && (heading.is_some() || group.1 == kind)
                };
                match groups.iter_mut().find(|(group, _)| same(group)) {
                    Some((_, entries)) => entries.push(entry),
                    None => groups.push(((heading, kind), vec![entry])),
                }
            }
        }
    }
    let apart = [
        (words.deadlines, deadlines),
        (words.notices, notices),
        (words.unaffected, unaffected),
    ];
    html! {
        <>
            if feed.entries.is_empty() {
                <p class="amts-quiet">{ words.no_entries }</p>
            }
            for ((heading, kind), entries) in groups {
                { group(context, group_name(context, heading, kind), &entries) }
            }
            for (heading, entries) in apart {
                { group(context, heading.into(), &entries) }
            }
        </>
    }
}

/// The publisher's heading or else a kind, and the entries below it.
type Group<'f> = ((Option<&'f Text>, Kind), Vec<&'f Rc<Entry>>);

fn group_name(context: &RenderContext, heading: Option<&Text>, kind: Kind) -> Html {
    match heading {
        Some(heading) => localized(context, heading),
        None => context.words.kind[kind].into(),
    }
}

fn group(context: &RenderContext, heading: Html, entries: &[&Rc<Entry>]) -> Html {
    if entries.is_empty() {
        return Html::default();
    }
    let sorted = keyed(worst_first(context.clock, entries), |entry| &entry.id.0);
    html! {
        <section class="amts-group">
            <@{context.heading(1)}>{ heading }</@>
            <ul class="amts-entries">
                for (key, entry) in sorted {
                    <EntryItem {key} entry={entry.clone()} below=2 />
                }
            </ul>
        </section>
    }
}

/// Sorts entries by level, then by the publisher's rank if there is one, then as in the feed.
pub fn worst_first<'f>(clock: Clock, entries: &[&'f Rc<Entry>]) -> Vec<&'f Rc<Entry>> {
    let rank = |entry: &Entry| entry.priority.map_or(u64::MAX, |rank| rank.0);
    let mut sorted = entries.to_vec();
    sorted.sort_by_key(|entry| (entry.status(clock).level, rank(entry)));
    sorted
}

/// Shows warnings, emergency numbers and requests to everybody.
pub fn urgent(context: &RenderContext, feed: &Feed) -> Html {
    let urgent = keyed(urgent_entries(feed), |entry| &entry.id.0);
    if urgent.is_empty() {
        return Html::default();
    }
    html! {
        <section class="amts-urgent" aria-label={context.words.urgent}>
            <ul>
                for (key, entry) in urgent {
                    { urgent_item(context, key, entry) }
                }
            </ul>
        </section>
    }
}

/// Returns the entries that stand above all others.
pub fn urgent_entries(feed: &Feed) -> impl Iterator<Item = &Rc<Entry>> {
    feed.entries.iter().filter(|entry| entry.urgent)
}

/// Shows only the entries that the page asked for, from any depth of the tree.
pub fn selected(context: &RenderContext, feed: &Feed) -> Html {
    let found = context.options.only.iter().filter_map(|id| feed.find(id));
    let found = keyed(found, |entry| &entry.id.0);
    if found.is_empty() {
        return html! { <p class="amts-quiet">{ context.words.none_selected }</p> };
    }
    html! {
        <ul class="amts-entries">
            for (key, entry) in found {
                <EntryItem {key} entry={entry.clone()} below=0 />
            }
        </ul>
    }
}

/// Shows a level with its count.
pub fn level_count(context: &RenderContext, level: Level, count: usize) -> Html {
    html! {
        <>
            { super::icon::level_shape(level) }
            <span><b>{ count }</b>{ " " }{ context.words.level[level] }</span>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worst_level_comes_first_then_the_highest_priority() {
        let feed = r#"{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": { "name": "X", "url": "https://x.example/" }, "entries": [
            { "id": "a", "kind": "service", "name": "A", "state": "available" },
            { "id": "b", "kind": "service", "name": "B", "state": "unavailable" },
            { "id": "c", "kind": "service", "name": "C", "state": "unavailable", "priority": 2 },
            { "id": "d", "kind": "service", "name": "D", "state": "unavailable", "priority": 1 },
            { "id": "e", "kind": "service", "name": "E", "state": "unavailable" } ] }"#;
        let (feed, _) = Feed::read(feed.as_bytes()).unwrap();
        let entries: Vec<&Rc<Entry>> = feed.entries.iter().collect();
        let sorted = worst_first(feed.clock(feed.issued.at), &entries);
        let ids: Vec<&str> = sorted.iter().map(|entry| &*entry.id.0).collect();
        assert_eq!(ids, ["d", "c", "b", "e", "a"]);
    }
}
