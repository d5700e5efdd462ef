//! Where an entry is listed, in which order, and what is counted: the same in the widget and on the poster.

use std::rc::Rc;

use super::status::{Clock, Timing};
use super::time::End;
use super::vocabulary::{Kind, Level, State, Vocabulary as _, Word};
use super::{Entry, Feed};

/// A section of the list. Offers have further headings: groups in the widget, levels on the poster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Above everything else.
    Urgent,
    /// Something that works or does not.
    Offers,
    /// Dates by which a citizen would have to do something.
    Deadlines,
    /// Requests, warnings, pieces of knowledge.
    Notices,
    /// Offers of which there is only to say that nothing has changed. They would hide the others.
    Unaffected,
}

impl Entry {
    /// Returns the section in which it is listed.
    pub fn section(&self, clock: Clock) -> Section {
        if self.is_urgent(clock) {
            return Section::Urgent;
        }
        match self.kind.known() {
            Some(Kind::Deadline) => Section::Deadlines,
            Some(Kind::Notice) => Section::Notices,
            _ if self.is_unaffected(clock) => Section::Unaffected,
            _ => Section::Offers,
        }
    }

    /// Tells whether it stands above all others. What is urgent stays so until its end: for a deadline that has moved, until
    /// its new day is over.
    pub fn is_urgent(&self, clock: Clock) -> bool {
        let days = (self.kind.is(Kind::Event) || self.is_relief())
            .then(|| self.last_occasion(clock.zone))
            .flatten();
        let last = match days.or(self.end(clock.zone)) {
            Some(End::At(last)) => Some(last),
            Some(End::Open) => None,
            None => self.from.filter(|_| self.is_relief()),
        };
        self.urgent && last.is_none_or(|last| clock.now < last.end(clock.zone))
    }

    /// Tells whether it is something that works or does not.
    pub fn is_offer(&self) -> bool {
        !self.kind.is(Kind::Notice) && !self.kind.is(Kind::Deadline)
    }

    /// Tells whether the summary counts it: an offer, as a whole or as a part, that is not over.
    pub fn is_counted(&self, clock: Clock) -> bool {
        self.is_offer() && !self.is_over(clock)
    }

    /// Tells whether there is nothing more to say about it: an event, a notice or a deadline of a day that has passed.
    pub fn is_over(&self, clock: Clock) -> bool {
        matches!(self.timing(clock), Timing::Over(_))
    }

    /// Tells whether it only says that nothing has changed.
    fn is_unaffected(&self, clock: Clock) -> bool {
        let calm = match &self.state {
            Some(Word::Known(State::NotAffected)) => true,
            // What is assured on another way is not as it always was.
            Some(Word::Known(State::Assured)) => self.routes.is_empty(),
            _ => false,
        };
        calm && self.is_unconditional()
            && self.status(clock).level == Level::Ok
            && self.parts.iter().all(|part| part.is_unaffected(clock))
    }

    /// Tells whether its state holds for everybody and has no end: "gesichert bis Montag" is not "as always".
    fn is_unconditional(&self) -> bool {
        !matches!(self.until, Some(End::At(_)))
            && self.times.is_empty()
            && !self.intermittent
            && self.hours.is_none()
            && self.scope.is_none()
            && self.lost.is_none()
            && self.outlook.is_none()
    }
}

/// Sorts entries by level, then by the publisher's rank if there is one, then as in the feed. What is over comes last.
pub fn worst_first<'f>(
    entries: impl IntoIterator<Item = &'f Rc<Entry>>,
    clock: Clock,
) -> Vec<&'f Rc<Entry>> {
    let rank = |entry: &Entry| entry.priority.map_or(u64::MAX, |rank| rank.0);
    let mut sorted: Vec<_> = entries.into_iter().collect();
    sorted.sort_by_key(|entry| {
        let status = entry.status(clock);
        (status.is_over(), status.level, rank(entry))
    });
    sorted
}

/// Returns the entries that stand above all others, in the order of the feed.
pub fn urgent_entries(feed: &Feed, clock: Clock) -> impl Iterator<Item = &Rc<Entry>> {
    feed.entries
        .iter()
        .filter(move |entry| entry.is_urgent(clock))
}

/// Counts the offers at each level, worst first, without empty levels. A whole counts, and so does each of its parts: a
/// closed archive is closed, whatever else can be done there.
pub fn summary(entries: &[Rc<Entry>], clock: Clock) -> Vec<(Level, usize)> {
    let mut counts: Vec<(Level, usize)> = Level::ALL.iter().map(|level| (*level, 0)).collect();
    count(entries, clock, &mut counts);
    counts.retain(|(_, count)| *count > 0);
    counts
}

fn count(entries: &[Rc<Entry>], clock: Clock, counts: &mut [(Level, usize)]) {
    // The parts of what is over are over too.
    for entry in entries {
        let status = entry.status(clock);
        if status.is_over() {
            continue;
        }
        if entry.is_offer()
            && let Some((_, count)) = counts.iter_mut().find(|(level, _)| *level == status.level)
        {
            *count += 1;
        }
        count(&entry.parts, clock, counts);
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{clock, entry};
    use super::*;

    #[test]
    fn row_15_an_entry_of_an_unknown_kind_counts_as_unknown_and_its_parts_as_they_stand() {
        let now = clock("2024-02-22T12:00:00+01:00");
        let cabin = r#""kind": "cabin", "state": "closed""#;
        let alone = [Rc::new(entry(cabin))];
        assert_eq!(summary(&alone, now), [(Level::Unknown, 1)]);
        let part = r#""parts": [ { "id": "b", "kind": "service", "name": "B", "state": "down" } ]"#;
        let whole = [Rc::new(entry(&format!("{cabin}, {part}")))];
        assert_eq!(
            summary(&whole, now),
            [(Level::Down, 1), (Level::Unknown, 1)]
        );
        assert!(!whole[0].is_unaffected(now));
    }

    #[test]
    fn what_has_an_end_a_condition_or_another_way_is_not_as_always() {
        let now = clock("2024-02-22T12:00:00+01:00");
        let unaffected = |state: &str, more: &str| {
            let part = format!(
                r#"{{ "id": "b", "kind": "payment", "name": "B", "state": "{state}" {more} }}"#
            );
            let alone = entry(&format!(r#""kind": "payment", "state": "{state}" {more}"#));
            let whole = entry(&format!(
                r#""kind": "payment", "state": "{state}", "parts": [ {part} ]"#
            ));
            let [alone, whole] = [alone, whole].map(|entry| entry.is_unaffected(now));
            assert_eq!(alone, whole, "{state} {more}");
            alone
        };
        let way = r#", "routes": [ { "kind": "phone", "number": "115" } ]"#;
        for state in ["assured", "not_affected"] {
            for calm in [
                "",
                r#", "note": "x""#,
                r#", "until": "open""#,
                r#", "from": "2024-02-01""#,
            ] {
                assert!(unaffected(state, calm), "{state} {calm}");
            }
            for other in [
                r#", "until": "2024-03-01""#,
                r#", "scope": { "audience": "Familien" }"#,
                r#", "outlook": { "text": "Danach entscheiden wir neu." }"#,
                r#", "intermittent": true"#,
            ] {
                assert!(!unaffected(state, other), "{state} {other}");
            }
        }
        assert!(!unaffected("assured", way));
        // What is not affected may still say whom to ask.
        assert!(unaffected("not_affected", way));
    }

    #[test]
    fn a_whole_counts_and_so_do_its_parts() {
        let library = entry(
            r#""kind": "facility", "state": "limited", "parts": [
                { "id": "b", "kind": "service", "name": "B", "state": "unavailable" },
                { "id": "c", "kind": "service", "name": "C", "state": "available" },
                { "id": "d", "kind": "deadline", "name": "D", "state": "suspended" } ]"#,
        );
        assert_eq!(
            summary(&[Rc::new(library)], clock("2024-02-22T12:00:00+01:00")),
            [(Level::Down, 1), (Level::Limited, 1), (Level::Ok, 1)]
        );
    }

    #[test]
    fn what_is_over_is_not_counted_and_comes_last() {
        let now = clock("2024-03-22T12:00:00+01:00");
        let cancelled =
            r#""kind": "event", "state": "cancelled", "from": "2024-02-20", "until": "2024-02-20""#;
        let (over, works) = (
            entry(cancelled),
            entry(r#""kind": "service", "state": "available""#),
        );
        let entries = [Rc::new(over), Rc::new(works)];
        assert_eq!(summary(&entries, now), [(Level::Ok, 1)]);
        let sorted = worst_first(&entries, now);
        assert!(Rc::ptr_eq(sorted[1], &entries[0]));
    }

    #[test]
    fn what_is_urgent_does_not_outlive_its_end() {
        let section = |fields: &str, at: &str| {
            entry(&format!(
                r#""urgent": true, "until": "2024-02-29", {fields}"#
            ))
            .section(clock(at))
        };
        let (before, after) = ("2024-02-29T23:59:59+01:00", "2024-03-01T00:00:00+01:00");
        for (fields, later) in [
            (r#""kind": "notice""#, Section::Notices),
            (
                r#""kind": "deadline", "state": "suspended""#,
                Section::Deadlines,
            ),
            (r#""kind": "service", "state": "down""#, Section::Offers),
        ] {
            assert_eq!(section(fields, before), Section::Urgent, "{fields}");
            assert_eq!(section(fields, after), later, "{fields}");
        }
    }

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
        let sorted = worst_first(&feed.entries, feed.clock(feed.issued.at));
        let ids: Vec<&str> = sorted.iter().map(|entry| &*entry.id.0).collect();
        assert_eq!(ids, ["d", "c", "b", "e", "a"]);
    }
}
