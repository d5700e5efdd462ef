//! The list of entries: by group, the worst first in each.

use std::rc::Rc;

use yew::prelude::*;

use super::context::RenderContext;
use super::keys::keyed;
use super::row::{EntryRow, column_heads, comes_later};
use super::text::localized;
use crate::feed::sections::{Section, worst_first};
use crate::feed::text::Text;
use crate::feed::vocabulary::{Kind, Level};
use crate::feed::{Entry, Feed};
use crate::search::kind;

/// Shows all entries that are not urgent: the groups, then deadlines, notices and unaffected services.
pub fn entry_groups(context: &Rc<RenderContext>, feed: &Feed) -> Html {
    let (words, clock) = (context.words, context.clock);
    let (mut deadlines, mut notices, mut unaffected) = (Vec::new(), Vec::new(), Vec::new());
    let mut groups: Vec<Group<'_>> = Vec::new();
    for entry in &feed.entries {
        match entry.section(clock) {
            Section::Urgent => {}
            Section::Deadlines => deadlines.push(entry),
            Section::Notices => notices.push(entry),
            Section::Unaffected => unaffected.push(entry),
            Section::Offers => {
                let (heading, kind) = (entry.group.as_ref(), kind(entry));
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
    let groups = groups
        .into_iter()
        .map(|((heading, kind), entries)| (group_name(context, heading, kind, &entries), entries));
    let apart = [
        (words.deadlines, deadlines),
        (words.notices, notices),
        (words.unaffected, unaffected),
    ];
    let apart = apart.map(|(heading, entries)| (Some(heading.into()), entries));
    let mut above = 0;
    html! {
        <>
            if feed.entries.is_empty() {
                <p class="amts-quiet">{ words.no_entries }</p>
            } else {
                { column_heads(context) }
            }
            for (heading, entries) in groups.chain(apart) {
                { group(context, heading, &entries, &mut above) }
            }
        </>
    }
}

/// The publisher's heading or else a kind, and the entries below it.
type Group<'f> = ((Option<&'f Text>, Kind), Vec<&'f Rc<Entry>>);

/// Returns the heading of a group: `None` if its only entry has the same name, which would be read twice.
fn group_name(
    context: &RenderContext,
    heading: Option<&Text>,
    kind: Kind,
    entries: &[&Rc<Entry>],
) -> Option<Html> {
    let Some(heading) = heading else {
        return Some(context.words.kind[kind].into());
    };
    let is_entry = |entry: &Entry| context.plain(&entry.name) == context.plain(heading);
    match entries {
        [entry] if is_entry(entry) => None,
        _ => Some(localized(context, heading)),
    }
}

/// Shows a group. So many rows are `above`, and then its own too.
fn group(
    context: &Rc<RenderContext>,
    heading: Option<Html>,
    entries: &[&Rc<Entry>],
    above: &mut usize,
) -> Html {
    if entries.is_empty() {
        return Html::default();
    }
    let sorted = keyed(
        worst_first(entries.iter().copied(), context.clock),
        |entry| &entry.id.0,
    );
    let first = *above;
    *above += entries.len();
    html! {
        <section class="amts-group">
            if let Some(heading) = &heading {
                <@{context.heading(1)} class="amts-heading">{ heading.clone() }</@>
            }
            <ul class="amts-entries">
                for (at, (key, entry)) in sorted.into_iter().enumerate() {
                    <EntryRow
                        {key}
                        context={context.for_row(entry)}
                        entry={entry.clone()}
                        below={1 + usize::from(heading.is_some())}
                        later={comes_later(first + at, false)}
                    />
                }
            </ul>
        </section>
    }
}

/// Shows only the entries that the page asked for, from any depth of the tree.
pub fn selected(context: &Rc<RenderContext>, feed: &Feed) -> Html {
    let found = context.options.only.iter().filter_map(|id| feed.find(id));
    let found = keyed(found, |entry| &entry.id.0);
    if found.is_empty() {
        return html! { <p class="amts-quiet">{ context.words.none_selected }</p> };
    }
    // A page that asks for one entry is about it.
    let unfolded = found.len() == 1;
    html! {
        <ul class="amts-entries">
            for (key, entry) in found {
                <EntryRow {key} context={context.for_row(entry)} entry={entry.clone()} below=0 {unfolded} />
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
