//! The list: groups, entries and their parts, deadlines, and what is not affected.

use super::dom::Writer;
use super::{contacts, find, period, shape};
use crate::feed::standing::Clock;
use crate::feed::text::Text;
use crate::feed::vocabulary::{Kind, Level, Word};
use crate::feed::{Entry, Feed, Route};
use crate::search::kind;
use crate::words::fill;

/// All entries that are not shown at the top: by group, the worst first in each; then deadlines, then notices, then
/// what is not affected.
pub fn groups(out: &mut Writer<'_>, feed: &Feed) {
    let words = out.words;
    let mut groups: Vec<(Option<&Text>, Kind, Vec<&Entry>)> = Vec::new();
    let mut apart: [Vec<&Entry>; 3] = Default::default();
    let [deadlines, notices, unaffected] = &mut apart;
    for entry in feed.entries.iter().filter(|entry| !entry.urgent) {
        let kind = kind(entry);
        match kind {
            Kind::Deadline => deadlines.push(entry),
            Kind::Notice => notices.push(entry),
            _ if entry.is_unaffected(out.reader.clock) => unaffected.push(entry),
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
    if feed.entries.is_empty() {
        out.leaf("p.amts-quiet", words.nothing_said());
    }
    for (heading, kind, entries) in groups {
        out.open("section.amts-group");
        out.open("h3");
        match heading {
            Some(heading) => out.say(heading),
            None => out.text(words.group()[kind as usize]),
        }
        out.close();
        list(out, &entries);
    }
    for (heading, entries) in [words.deadlines(), words.notices(), words.unaffected()]
        .into_iter()
        .zip(&apart)
    {
        if !entries.is_empty() {
            out.open("section.amts-group");
            out.leaf("h3", heading);
            list(out, entries);
        }
    }
}

/// The entries of a group, which ends with them.
fn list(out: &mut Writer<'_>, entries: &[&Entry]) {
    out.open("ul.amts-entries");
    for item in worst_first(out.reader.clock, entries) {
        entry(out, "h4.amts-name", item, &[], &item.routes);
    }
    out.close();
    out.close();
}

/// By level, then by the publisher's rank where it gives one, then as in the feed.
pub fn worst_first<'f>(clock: Clock, entries: &[&'f Entry]) -> Vec<&'f Entry> {
    let mut sorted = Vec::new();
    for level in Level::ALL {
        let start = sorted.len();
        for entry in entries {
            if entry.standing(clock).level == level {
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
pub fn only(out: &mut Writer<'_>, feed: &Feed, ids: &[String]) {
    out.open("ul.amts-entries");
    for id in ids {
        if let Some(found) = feed.find(id) {
            entry(out, "h2.amts-name", found, &[], &found.routes);
        }
    }
    if !out.close_filled() {
        out.leaf("p.amts-quiet", out.words.nothing_selected());
    }
}

/// One entry with everything that is known of it, its name as a heading of this level. `wholes`: what it is part of, where it
/// stands apart from that; `routes`: the ways to help, which may be those of its whole.
pub fn entry(
    out: &mut Writer<'_>,
    heading: &'static str,
    entry: &Entry,
    wholes: &[&Entry],
    routes: &[Route],
) {
    out.open("li.amts-entry");
    out.kept(&entry.id.0);
    out.open(heading);
    name(out, entry);
    out.close();
    if out.reader.links {
        find::share(out, entry);
    }
    period::state(out, entry);
    if let Some(whole) = wholes.last() {
        out.line();
        out.fill_said(out.words.part_of(), &whole.name);
        out.close();
    }
    note(out, entry);
    rest(out, entry, routes);
    out.close();
}

/// The name, and the mark of what has changed since the reader began to read.
fn name(out: &mut Writer<'_>, entry: &Entry) {
    out.say(&entry.name);
    changed(out, entry);
}

fn changed(out: &mut Writer<'_>, entry: &Entry) {
    if out.reader.changed.contains(&entry.id.0) {
        out.text(" ");
        out.leaf("span.amts-changed", out.words.changed());
    }
}

/// What else is said of an entry.
pub fn note(out: &mut Writer<'_>, entry: &Entry) {
    if let Some(note) = &entry.note {
        out.open("p.amts-note");
        out.say(note);
        out.close();
    }
}

/// What stands below the state and the note of an entry, wherever it stands.
fn rest(out: &mut Writer<'_>, entry: &Entry, routes: &[Route]) {
    out.open("div.amts-rest");
    out.place();
    facts(out, entry);
    out.close();
    out.place();
    parts(out, entry);
    out.close();
    contacts::routes(out, routes);
    out.close();
}

/// Everything about an entry but its name, state, note, parts and routes.
fn facts(out: &mut Writer<'_>, entry: &Entry) {
    let words = out.words;
    if let Word::Other(kind) = &entry.kind {
        out.leaf("p.amts-line", kind);
    }
    for (template, number) in [
        (words.share(), entry.progress.map(|share| share.0)),
        (words.priority(), entry.priority.map(|rank| rank.0)),
    ] {
        if let Some(number) = number {
            period::line(out, template, &number.to_string());
        }
    }
    if let Some(scope) = &entry.scope {
        period::scope(out, scope);
    }
    if let Some(hours) = &entry.hours {
        period::hours(out, hours);
    }
    if let Some(outlook) = &entry.outlook {
        period::outlook(out, &entry.id.0, outlook);
    }
    period::said(out, words.responsible(), &entry.responsible);
    if let Some(source) = &entry.source {
        out.line();
        out.fill_said(words.from_source(), &source.name);
        if let Some(url) = &source.url {
            out.text(" ");
            contacts::inline(out, url);
        }
        out.close();
    }
    period::as_of_line(out, entry.as_of);
}

/// The parts: those that differ from the whole stand open, the others fold under their names.
fn parts(out: &mut Writer<'_>, whole: &Entry) {
    let mut folded = Vec::new();
    out.open("ul.amts-parts");
    for row in rows(&whole.parts) {
        if differs(out.reader.clock, row[0], whole) {
            part(out, &row);
        } else {
            folded.push(row);
        }
    }
    out.close_filled();
    if !folded.is_empty() {
        out.fold("details.amts-fold", &fill("{}-parts", &[&whole.id.0]));
        let behind = out.begin(out.words.likewise());
        let mut between = "";
        for part in folded.iter().flatten() {
            out.text(between);
            out.say(&part.name);
            between = out.words.comma();
        }
        out.text(behind);
        out.close();
        out.open("ul.amts-parts");
        for row in folded {
            part(out, &row);
        }
        out.close();
        out.close();
    }
}

/// Whether a part says something that the line of its whole does not.
pub fn differs(clock: Clock, part: &Entry, whole: &Entry) -> bool {
    !part.is_offer()
        || !told_by_state(part)
        || part.state != whole.state
        || part.term.is_some() && part.term != whole.term
        || part.from.is_some() && part.from != whole.from
        || part.until.is_some() && part.until != whole.until
        || part.intermittent != whole.intermittent
        || part.standing(clock).level != whole.standing(clock).level
}

/// Neighbouring parts of which only the state is told share a row, since they differ in nothing but their names:
/// "Recherche, Verlängerung, Vorbestellung". No row is empty.
pub fn rows(parts: &[Entry]) -> Vec<Vec<&Entry>> {
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

fn part(out: &mut Writer<'_>, row: &[&Entry]) {
    let part = row[0];
    out.open("li.amts-part");
    out.kept(&part.id.0);
    out.open("div.amts-row");
    out.open("span.amts-part-name");
    name(out, part);
    for other in &row[1..] {
        out.text(out.words.comma());
        // Links lead to each of them.
        out.open("span");
        out.kept(&other.id.0);
        name(out, other);
        out.close();
    }
    out.close();
    out.text(" ");
    period::state(out, part);
    out.close();
    note(out, part);
    rest(out, part, &part.routes);
    out.close();
}

/// An urgent entry: its name as the first words of a paragraph.
pub fn urgent(out: &mut Writer<'_>, entry: &Entry) {
    out.open("li.amts-urgent-item");
    out.kept(&entry.id.0);
    out.open("p.amts-note");
    out.open("strong");
    out.say(&entry.name);
    out.text(if entry.state.is_some() { ":" } else { "." });
    out.close();
    if entry.state.is_some() {
        out.text(" ");
        period::state(out, entry);
        out.text(". ");
    }
    if let Some(note) = &entry.note {
        out.text(" ");
        out.say(note);
    }
    changed(out, entry);
    out.close();
    rest(out, entry, &entry.routes);
    out.close();
}

/// A level with its count.
pub fn count(out: &mut Writer<'_>, level: Level, count: usize) {
    shape::level(out, level);
    out.open("span");
    out.leaf("b", &count.to_string());
    out.text(" ");
    out.text(out.words.level()[level as usize]);
    out.close();
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
