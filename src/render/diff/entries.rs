//! Entries and parts that are new, changed, possible again or gone.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::details::details;
use super::routes::routes;
use super::wording::{Wording, named, text};
use super::{Change, ChangeKind};
use crate::components::RenderContext;
use crate::components::state::{has_state, state_text};
use crate::feed::status::Timing;
use crate::feed::vocabulary::Level;
use crate::feed::{Entry, Feed};
use crate::i18n::fill;

/// An entry, and the whole that it is a part of.
type Listed<'f> = (&'f Entry, Option<&'f Entry>);

/// Compares all entries and their parts, in the order of the later feed, then those that are gone.
pub(super) fn entries(wording: &Wording<'_>, changes: &mut Vec<Change>) {
    let (old, new) = (listed(wording.old), listed(wording.new));
    let by_id =
        |listed: &[Listed<'_>], id: &str| listed.iter().position(|(entry, _)| entry.id.0 == id);
    let places: BTreeMap<&str, Listed<'_>> = old
        .iter()
        .map(|listed| (listed.0.id.0.as_str(), *listed))
        .collect();
    for (entry, whole) in &new {
        let before = places.get(entry.id.0.as_str()).map(|(before, _)| *before);
        let found = one(wording, entry, *whole, before);
        changes.extend(found.into_iter().map(|change| Change {
            entry: Some(entry.id.0.clone()),
            ..change
        }));
    }
    for (entry, whole) in &old {
        if by_id(&new, &entry.id.0).is_none() {
            let name = named(&wording.then, entry, *whole);
            let what = wording.instead(&name, &state(&wording.then, entry));
            changes.push(Change {
                entry: Some(entry.id.0.clone()),
                ..wording.change(ChangeKind::Removed, wording.news.removed, &what)
            });
        }
    }
}

/// Lists all entries and parts, of those with the same id only the first.
fn listed(feed: &Feed) -> Vec<Listed<'_>> {
    fn collect<'f>(
        entries: &'f [Rc<Entry>],
        whole: Option<&'f Entry>,
        found: &mut Vec<Listed<'f>>,
    ) {
        for entry in entries {
            if found.iter().all(|(other, _)| other.id != entry.id) {
                found.push((entry, whole));
            }
            collect(&entry.parts, Some(entry), found);
        }
    }
    let mut found = Vec::new();
    collect(&feed.entries, None, &mut found);
    found
}

/// Compares one entry with what it was before; a new one with nothing.
fn one(
    wording: &Wording<'_>,
    entry: &Entry,
    whole: Option<&Entry>,
    before: Option<&Entry>,
) -> Vec<Change> {
    let name = named(&wording.now, entry, whole);
    let mut changes: Vec<Change> = Vec::new();
    let became_urgent = entry.urgent && before.is_none_or(|before| !before.urgent);
    if became_urgent {
        let what = with_state(wording, &name, &state(&wording.now, entry));
        let template = format!("{}: {{what}}", wording.now.words.urgent);
        changes.push(wording.change(ChangeKind::Urgent, &template, &what));
    }
    match before {
        None if became_urgent => {}
        None => {
            let what = with_state(wording, &name, &state(&wording.now, entry));
            changes.push(wording.change(ChangeKind::New, wording.news.added, &what));
        }
        Some(before) => {
            let was = wording.then.isolated(&before.name);
            if entry.name != before.name && was != wording.now.isolated(&entry.name) {
                let what = wording.instead(&name, &was);
                changes.push(wording.change(ChangeKind::Changed, wording.news.renamed, &what));
            }
            changes.extend(other_state(wording, &name, before, entry));
        }
    }
    let nothing = Entry::default();
    let before = before.unwrap_or(&nothing);
    let kind = ChangeKind::Changed;
    changes.extend(routes(wording, kind, &name, &before.routes, &entry.routes));
    changes.extend(details(wording, &name, before, entry));
    changes
}

/// Says how the state of an entry is now, if it is another.
fn other_state(wording: &Wording<'_>, name: &str, before: &Entry, entry: &Entry) -> Option<Change> {
    let (then, now) = (&wording.then, &wording.now);
    let status = entry.status(now.clock);
    let is_same = says_the_same(before, entry);
    // A date alone makes nothing possible. But a later publication confirms what was announced for it.
    if is_same && before.status(wording.old.clock(now.clock.now)) == status {
        return None;
    }
    let (was, is) = (state(then, before), state(now, entry));
    let is_possible = status.level == Level::Ok && status.timing == Timing::Current;
    let was_possible = !matches!(
        before.status(then.clock).level,
        Level::Down | Level::Elsewhere
    );
    if entry.is_offer() && is_possible && !was_possible {
        let what = with_state(wording, name, &is);
        return Some(wording.change(ChangeKind::Works, wording.news.works, &what));
    }
    if is_same || was == is {
        return None;
    }
    let what = match status.timing {
        Timing::Current if !is.is_empty() => {
            fill(wording.news.now, &[("name", name), ("state", &is)])
        }
        _ => with_state(wording, name, &is),
    };
    let what = wording.instead(&what, &was);
    Some(wording.change(ChangeKind::Changed, wording.news.changed, &what))
}

/// Tells whether two versions of an entry give the same state for the same time.
fn says_the_same(one: &Entry, other: &Entry) -> bool {
    let dates = |entry: &Entry| {
        let change = entry.change.clone();
        change.map(|change| {
            (
                change.was,
                change.between,
                change.now,
                change.by,
                change.certainty,
            )
        })
    };
    one.kind == other.kind
        && one.state == other.state
        && one.term == other.term
        && one.intermittent == other.intermittent
        && (one.from, one.until) == (other.from, other.until)
        && one.times == other.times
        && dates(one) == dates(other)
}

/// Returns the state of an entry as the page words it; empty for a notice that has none.
pub fn state(context: &RenderContext, entry: &Entry) -> String {
    match has_state(entry) {
        true => text(
            context,
            state_text(context, entry, entry.status(context.clock)),
        ),
        false => String::new(),
    }
}

fn with_state(wording: &Wording<'_>, name: &str, state: &str) -> String {
    match state {
        "" => name.to_owned(),
        state => format!("{name}{}{state}", wording.now.words.comma),
    }
}
