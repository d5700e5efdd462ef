//! The list: groups, entries and their parts, deadlines, and what is not affected.

use yew::prelude::*;

use super::dom::{all, el, filled, fold, joined, kept, leveled, line, nothing, text};
use super::reader::Reader;
use super::{contacts, period, shape};
use crate::feed::text::Text;
use crate::feed::vocabulary::{Kind, Level, Word};
use crate::feed::{Entry, Feed};
use crate::words::fill;

/// All entries that are not shown at the top: by group, the worst first in each; then deadlines, then notices, then
/// what is not affected.
pub fn groups(reader: Reader<'_>, feed: &Feed) -> Html {
    let words = reader.words();
    let mut groups: Vec<(Option<&Text>, Kind, Vec<&Entry>)> = Vec::new();
    let mut apart: [Vec<&Entry>; 3] = Default::default();
    let [deadlines, notices, unaffected] = &mut apart;
    for entry in feed.entries.iter().filter(|entry| !entry.urgent) {
        // An entry of an unknown kind is listed as a service.
        let kind = entry.kind.known().unwrap_or(Kind::Service);
        match kind {
            Kind::Deadline => deadlines.push(entry),
            Kind::Notice => notices.push(entry),
            _ if entry.is_unaffected(reader.clock) => unaffected.push(entry),
            _ => {
                let heading = entry.group.as_ref();
                let same = |group: &&mut (Option<&Text>, Kind, Vec<&Entry>)| {
                    group.0 == heading && (heading.is_some() || group.1 == kind)
                };
                match groups.iter_mut().find(same) {
                    Some(group) => group.2.push(entry),
                    None => groups.push((heading, kind, vec![entry])),
                }
            }
        }
    }
    let mut sections = Vec::new();
    if feed.entries.is_empty() {
        sections.push(el("p", "amts-quiet", vec![text(words.nothing_said)]));
    }
    for (heading, kind, entries) in groups {
        let heading = match heading {
            Some(heading) => reader.say(heading),
            None => text((words.group)(kind)),
        };
        sections.push(group(reader, heading, &entries));
    }
    for (heading, entries) in [words.deadlines, words.notices, words.unaffected]
        .into_iter()
        .zip(&apart)
    {
        if !entries.is_empty() {
            sections.push(group(reader, text(heading), entries));
        }
    }
    all(sections)
}

fn group(reader: Reader<'_>, heading: Html, entries: &[&Entry]) -> Html {
    let mut items = Vec::new();
    for item in worst_first(reader, entries) {
        items.push(entry(reader, "h4", item));
    }
    let heading = el("h3", "", vec![heading]);
    el(
        "section",
        "amts-group",
        vec![heading, el("ul", "amts-entries", items)],
    )
}

/// By level, then by the publisher's rank where it gives one, then as in the feed.
fn worst_first<'f>(reader: Reader<'_>, entries: &[&'f Entry]) -> Vec<&'f Entry> {
    let mut sorted = Vec::new();
    for level in Level::ALL {
        let start = sorted.len();
        for entry in entries {
            if entry.standing(reader.clock).level == level {
                let rank = |entry: &Entry| entry.priority.map_or(u64::MAX, |rank| rank.0);
                let placed = &sorted[start..];
                let place = placed.partition_point(|other: &&Entry| rank(other) <= rank(entry));
                sorted.insert(start + place, *entry);
            }
        }
    }
    sorted
}

/// Just these entries, wherever they stand in the tree.
pub fn only(reader: Reader<'_>, feed: &Feed, ids: &[String]) -> Html {
    let mut items = Vec::new();
    for id in ids {
        if let Some(found) = feed.find(id) {
            items.push(entry(reader, "h2", found));
        }
    }
    if items.is_empty() {
        return el(
            "p",
            "amts-quiet",
            vec![text(reader.words().nothing_selected)],
        );
    }
    el("ul", "amts-entries", items)
}

/// One entry with everything that is known of it, its name as a heading of this level.
fn entry(reader: Reader<'_>, heading: &'static str, entry: &Entry) -> Html {
    let name = vec![reader.say(&entry.name), changed(reader, entry)];
    let mut children = vec![el(heading, "amts-name", name), period::state(reader, entry)];
    children.extend(note(reader, entry));
    children.push(rest(reader, entry));
    kept("li", "amts-entry", &entry.id.0, children)
}

/// The mark of what has changed since the reader began to read.
fn changed(reader: Reader<'_>, entry: &Entry) -> Html {
    if !reader.changed.contains(&entry.id.0) {
        return nothing();
    }
    let mark = el("span", "amts-changed", vec![text(reader.words().changed)]);
    all(vec![text(" "), mark])
}

fn note(reader: Reader<'_>, entry: &Entry) -> Option<Html> {
    let note = entry.note.as_ref()?;
    Some(el("p", "amts-note", vec![reader.say(note)]))
}

/// What stands below the state and the note of an entry, wherever it stands.
fn rest(reader: Reader<'_>, entry: &Entry) -> Html {
    let facts = facts(reader, entry);
    let parts = parts(reader, entry);
    let routes = contacts::routes(reader, &entry.routes);
    el("div", "amts-rest", vec![facts, parts, routes])
}

/// Everything about an entry but its name, state, note, parts and routes.
fn facts(reader: Reader<'_>, entry: &Entry) -> Html {
    let words = reader.words();
    let mut lines = Vec::new();
    if let Word::Other(kind) = &entry.kind {
        lines.push(line(vec![text(kind)]));
    }
    for (template, number) in [
        (words.share, entry.progress.map(|share| share.0)),
        (words.priority, entry.priority.map(|rank| rank.0)),
    ] {
        if let Some(number) = number {
            lines.push(line(vec![text(&fill(template, &[&number.to_string()]))]));
        }
    }
    if let Some(scope) = &entry.scope {
        lines.push(period::scope(reader, scope));
    }
    if let Some(hours) = &entry.hours {
        lines.push(period::hours(reader, hours));
    }
    if let Some(outlook) = &entry.outlook {
        lines.push(period::outlook(reader, &entry.id.0, outlook));
    }
    lines.extend(period::said(reader, words.responsible, &entry.responsible));
    if let Some(source) = &entry.source {
        let mut said = vec![filled(words.from_source, vec![reader.say(&source.name)])];
        if let Some(url) = &source.url {
            said.push(text(" "));
            said.push(contacts::inline(url));
        }
        lines.push(line(said));
    }
    if let Some(at) = entry.as_of {
        lines.push(line(vec![period::as_of(reader, at)]));
    }
    all(lines)
}

/// The parts: those that differ from the whole stand open, the others fold under their names.
fn parts(reader: Reader<'_>, whole: &Entry) -> Html {
    let (mut open, mut folded, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows(&whole.parts) {
        let shown = part(reader, &row);
        if differs(reader, row[0], whole) {
            open.push(shown);
        } else {
            names.extend(row.iter().map(|part| reader.plain(&part.name)));
            folded.push(shown);
        }
    }
    let mut lists = Vec::new();
    if !open.is_empty() {
        lists.push(el("ul", "amts-parts", open));
    }
    if !folded.is_empty() {
        let names = reader.calendar.list(reader.lang, &names);
        let summary = text(&fill(reader.words().likewise, &[&names]));
        let id = fill("{}-parts", &[&whole.id.0]);
        let folded = el("ul", "amts-parts", folded);
        lists.push(fold("amts-fold", &id, summary, vec![folded]));
    }
    all(lists)
}

/// Whether a part says something that the line of its whole does not.
fn differs(reader: Reader<'_>, part: &Entry, whole: &Entry) -> bool {
    !part.is_offer()
        || !told_by_state(part)
        || part.state != whole.state
        || part.term.is_some() && part.term != whole.term
        || part.from.is_some() && part.from != whole.from
        || part.until.is_some() && part.until != whole.until
        || part.intermittent != whole.intermittent
        || part.standing(reader.clock).level != whole.standing(reader.clock).level
}

/// Neighbouring parts of which only the state is told share a row, since they differ in nothing but their names:
/// "Recherche, Verlängerung, Vorbestellung". No row is empty.
fn rows(parts: &[Entry]) -> Vec<Vec<&Entry>> {
    let mut rows: Vec<Vec<&Entry>> = Vec::new();
    for part in parts {
        match rows.last_mut() {
            Some(row) if alike(row[0], part) => row.push(part),
            _ => rows.push(vec![part]),
        }
    }
    rows
}

/// Whether name, state and time are all that is known of it.
fn told_by_state(part: &Entry) -> bool {
    part.note.is_none()
        && part.progress.is_none()
        && part.priority.is_none()
        && part.scope.is_none()
        && part.hours.is_none()
        && part.outlook.is_none()
        && part.responsible.is_none()
        && part.source.is_none()
        && part.as_of.is_none()
        && part.routes.is_empty()
        && part.parts.is_empty()
}

fn alike(one: &Entry, other: &Entry) -> bool {
    told_by_state(one)
        && told_by_state(other)
        && (&one.kind, &one.state, &one.term) == (&other.kind, &other.state, &other.term)
        && (one.from, one.until, one.intermittent) == (other.from, other.until, other.intermittent)
}

fn part(reader: Reader<'_>, row: &[&Entry]) -> Html {
    let mut names = Vec::new();
    for part in row {
        names.push(all(vec![reader.say(&part.name), changed(reader, part)]));
    }
    let part = row[0];
    let name = el("span", "amts-part-name", vec![joined(names, ", ")]);
    let state = period::state(reader, part);
    let mut children = vec![el("div", "amts-row", vec![name, text(" "), state])];
    children.extend(note(reader, part));
    children.push(rest(reader, part));
    kept("li", "amts-part", &part.id.0, children)
}

/// An urgent entry: its name as the first words of a paragraph.
pub fn urgent(reader: Reader<'_>, entry: &Entry) -> Html {
    let name = reader.say(&entry.name);
    let mut said = match entry.state {
        Some(_) => vec![
            el("strong", "", vec![name, text(":")]),
            text(" "),
            period::state(reader, entry),
            text(". "),
        ],
        None => vec![el("strong", "", vec![name, text(".")])],
    };
    if let Some(note) = &entry.note {
        said.push(text(" "));
        said.push(reader.say(note));
    }
    said.push(changed(reader, entry));
    let children = vec![el("p", "amts-note", said), rest(reader, entry)];
    kept("li", "amts-urgent-item", &entry.id.0, children)
}

/// A level with its count.
pub fn count(reader: Reader<'_>, level: Level, count: usize) -> Vec<Html> {
    let said = fill(" {}", &[(reader.words().level)(level)]);
    let count = el("b", "", vec![text(&count.to_string())]);
    vec![
        shape::level(level),
        el("span", "", vec![count, text(&said)]),
    ]
}

/// The same as an item of the summary.
pub fn count_item(reader: Reader<'_>, level: Level, number: usize) -> Html {
    let name = Some(shape::name(level));
    leveled("li", "amts-count", name, count(reader, level, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts_of(parts: &str) -> Vec<Entry> {
        let feed = format!(
            r#"{{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": {{ "name": "X", "url": "https://x.example/" }}, "entries": [ {parts} ] }}"#
        );
        Feed::read(feed.as_bytes()).unwrap().0.entries
    }

    #[test]
    fn neighbours_that_differ_only_in_name_share_a_row() {
        let parts = parts_of(
            r#"{ "id": "a", "kind": "service", "name": "Recherche", "state": "rerouted" },
               { "id": "b", "kind": "service", "name": "Verlängerung", "state": "rerouted" },
               { "id": "c", "kind": "service", "name": "Leihe", "state": "rerouted", "note": "x" },
               { "id": "d", "kind": "service", "name": "Rückgabe", "state": "available" }"#,
        );
        let names: Vec<usize> = rows(&parts).iter().map(Vec::len).collect();
        assert_eq!(names, [2, 1, 1]);
    }
}
