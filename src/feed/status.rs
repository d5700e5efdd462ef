//! The status of an entry at a moment: the one place where state and time become a level.

use std::rc::Rc;

use super::time::{End, Moment, Stamp, When};
use super::vocabulary::{Kind, Level, State, Vocabulary as _, Word};
use super::{Entry, Feed, Route};

/// A moment, and the calendar on which the publisher's dates are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Now, or the moment that is asked for.
    pub now: Moment,
    /// The offset of the publisher's clock in minutes east of UTC, taken from `issued`. A date "until 29 February" ends
    /// at midnight there. Across a change to summer time this is an hour wrong, for one day at most.
    pub offset: i16,
}

/// Where a moment lies between the beginning and the end of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// It holds.
    Current,
    /// It is announced, and begins then.
    Pending(When),
    /// It ended then, and nobody has said what holds since.
    Lapsed(When),
}

/// The status of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryStatus {
    /// The level, which decides order, shape and colour.
    pub level: Level,
    /// Whether its time has come, or is over.
    pub timing: Timing,
}

/// Tells where `clock.now` lies between `from` and `until`.
pub fn timing(from: Option<When>, until: Option<End>, clock: Clock) -> Timing {
    match (from, until) {
        (_, Some(End::At(until))) if until.end(clock.offset) <= clock.now => Timing::Lapsed(until),
        (Some(from), _) if clock.now < from.start(clock.offset) => Timing::Pending(from),
        _ => Timing::Current,
    }
}

/// Returns the level of a state. An unknown word is never ok. A state that is announced counts as limited, since it is
/// not there yet. One that has ended counts as unknown, never as ok: a date that passes proves nothing (docs/feed.md).
fn level(state: Option<&Word<State>>, timing: Timing) -> Level {
    let level = state
        .and_then(Word::known)
        .map_or(Level::Unknown, State::level);
    match timing {
        Timing::Current => level,
        Timing::Pending(_) => match level {
            Level::Unknown => Level::Unknown,
            _ => Level::Limited,
        },
        Timing::Lapsed(_) => Level::Unknown,
    }
}

impl Feed {
    /// Returns the publisher's clock at `now`.
    pub fn clock(&self, now: Moment) -> Clock {
        Clock {
            now,
            offset: self.issued.offset,
        }
    }

    /// Tells whether anything that the feed says has begun or ended between two moments, or the day has changed, by
    /// which moments are named.
    pub fn has_turned(&self, earlier: Clock, later: Clock) -> bool {
        let day = |clock: Clock| Stamp::new(clock.now, clock.offset).date();
        let turns = |(from, until): (Option<When>, Option<End>)| {
            timing(from, until, earlier) != timing(from, until, later)
        };
        day(earlier) != day(later) || self.spans().into_iter().any(turns)
    }

    /// Returns the beginning and the end of each entry, part and route.
    fn spans(&self) -> Vec<(Option<When>, Option<End>)> {
        let of_route = |route: &Route| (route.from, route.until);
        let mut spans: Vec<_> = self.publisher.channels.iter().map(of_route).collect();
        let mut entries: Vec<&Rc<Entry>> = self.entries.iter().collect();
        while let Some(entry) = entries.pop() {
            spans.push((entry.from, entry.until));
            spans.extend(entry.routes.iter().map(of_route));
            entries.extend(&entry.parts);
        }
        spans
    }
}

impl Entry {
    /// Returns the level and the timing of the entry.
    pub fn status(&self, clock: Clock) -> EntryStatus {
        let timing = timing(self.from, self.until, clock);
        EntryStatus {
            level: if self.fits() {
                level(self.state.as_ref(), timing)
            } else {
                Level::Unknown
            },
            timing,
        }
    }

    /// Tells whether the state is one of its kind. For an unknown kind nobody knows what "available" means (row 15).
    fn fits(&self) -> bool {
        match (self.kind.known(), self.state.as_ref().and_then(Word::known)) {
            (Some(kind), Some(state)) => kind.states().contains(&state),
            _ => false,
        }
    }

    /// Tells whether it is something that works or does not: the summary counts these, and the groups list them.
    pub fn is_offer(&self) -> bool {
        !self.kind.is(Kind::Notice) && !self.kind.is(Kind::Deadline)
    }

    /// Tells whether the summary counts it: an offer without parts that are offers.
    pub fn is_counted(&self) -> bool {
        self.is_offer() && !self.parts.iter().any(|part| part.is_offer())
    }

    /// Tells whether its state holds for everybody and has no end: "gesichert bis Montag" is not "as always".
    fn is_unconditional(&self) -> bool {
        !matches!(self.until, Some(End::At(_)))
            && !self.intermittent
            && self.scope.is_none()
            && self.outlook.is_none()
    }

    /// Tells whether it only says that nothing has changed. Such entries are listed apart, so that they do not hide the
    /// others.
    pub fn is_unaffected(&self, clock: Clock) -> bool {
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
}

impl Route {
    /// Tells whether a citizen can use it at this moment. A route that is planned, tested, ended, down or wrong is
    /// still shown, but without anything to tap.
    pub fn is_usable(&self, clock: Clock) -> bool {
        let level = match &self.state {
            None => Level::Ok,
            Some(state) if state.known().is_some_and(State::is_relief) => Level::Unknown,
            state => level(state.as_ref(), Timing::Current),
        };
        !self.wrong
            && !matches!(level, Level::Down | Level::Unknown)
            && timing(self.from, self.until, clock) == Timing::Current
    }
}

/// Counts the offers at each level, worst first, without empty levels. Parts are counted instead of the entry that they
/// belong to.
pub fn summary(entries: &[Rc<Entry>], clock: Clock) -> Vec<(Level, usize)> {
    let mut counts: Vec<(Level, usize)> = Level::ALL.iter().map(|level| (*level, 0)).collect();
    count(entries, clock, &mut counts);
    counts.retain(|(_, count)| *count > 0);
    counts
}

fn count(entries: &[Rc<Entry>], clock: Clock, counts: &mut [(Level, usize)]) {
    for entry in entries.iter().filter(|entry| entry.is_offer()) {
        if !entry.is_counted() {
            count(&entry.parts, clock, counts);
        } else if let Some(slot) = counts
            .iter_mut()
            .find(|(level, _)| *level == entry.status(clock).level)
        {
            slot.1 += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(fields: &str) -> Entry {
        let feed = format!(
            r#"{{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": {{ "name": "X", "url": "https://x.example/" }},
            "entries": [ {{ "id": "a", "name": "A", {fields} }} ] }}"#
        );
        let (feed, _) = Feed::read(feed.as_bytes()).unwrap();
        Rc::unwrap_or_clone(feed.entries.into_iter().next().unwrap())
    }

    fn clock(at: &str) -> Clock {
        let stamp = Stamp::parse(at).unwrap();
        Clock {
            now: stamp.at,
            offset: 60,
        }
    }

    #[track_caller]
    fn level_at(fields: &str, at: &str, level: Level) {
        assert_eq!(entry(fields).status(clock(at)).level, level);
    }

    #[test]
    fn announced_state_counts_as_limited() {
        let lending = r#""kind": "service", "state": "available", "from": "2024-02-23""#;
        level_at(lending, "2024-02-22T23:59:59+01:00", Level::Limited);
        level_at(lending, "2024-02-23T00:00:00+01:00", Level::Ok);
    }

    #[test]
    fn a_closure_that_ended_is_unknown_and_never_ok() {
        let closed = r#""kind": "facility", "state": "closed", "until": "2024-02-29""#;
        level_at(closed, "2024-02-29T23:59:59+01:00", Level::Down);
        level_at(closed, "2024-03-01T00:00:00+01:00", Level::Unknown);
    }

    #[test]
    fn open_end_never_passes() {
        let closed = r#""kind": "facility", "state": "closed", "until": "open""#;
        level_at(closed, "2034-01-01T00:00:00+01:00", Level::Down);
    }

    #[test]
    fn row_15_an_unknown_word_is_never_ok() {
        level_at(
            r#""kind": "service", "state": "super""#,
            "2024-02-22T12:00:00+01:00",
            Level::Unknown,
        );
    }

    #[test]
    fn row_15_a_state_of_no_kind_or_of_another_kind_is_never_ok() {
        let now = "2024-02-22T12:00:00+01:00";
        level_at(
            r#""kind": "wunder", "state": "available""#,
            now,
            Level::Unknown,
        );
        level_at(
            r#""kind": "service", "state": "suspended""#,
            now,
            Level::Unknown,
        );
    }

    #[test]
    fn row_15_an_entry_of_an_unknown_kind_counts_as_unknown_and_its_parts_as_they_stand() {
        let now = clock("2024-02-22T12:00:00+01:00");
        let cabin = r#""kind": "cabin", "state": "closed""#;
        let alone = [Rc::new(entry(cabin))];
        assert_eq!(summary(&alone, now), [(Level::Unknown, 1)]);
        let part = r#""parts": [ { "id": "b", "kind": "service", "name": "B", "state": "down" } ]"#;
        let whole = [Rc::new(entry(&format!("{cabin}, {part}")))];
        assert_eq!(summary(&whole, now), [(Level::Down, 1)]);
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
    fn a_feed_turns_when_something_in_it_begins_or_ends_and_at_midnight() {
        let read = |entry: &str| {
            let feed = format!(
                r#"{{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
                "publisher": {{ "name": "X", "url": "https://x.example/" }},
                "entries": [ {{ "id": "a", "kind": "service", "name": "A", "state": "down" {entry} }} ] }}"#
            );
            Feed::read(feed.as_bytes()).unwrap().0
        };
        let noon = r#""until": "2024-02-22T12:00:00+01:00""#;
        let [before, after] =
            ["T11:50:00", "T12:00:00"].map(|time| clock(&format!("2024-02-22{time}+01:00")));
        for (entry, turns) in [
            (String::new(), false),
            (format!(", {noon}"), true),
            (
                format!(r#", "routes": [ {{ "kind": "phone", "number": "110", {noon} }} ]"#),
                true,
            ),
            (
                format!(
                    r#", "parts": [ {{ "id": "b", "kind": "service", "name": "B", "state": "down", {noon} }} ]"#
                ),
                true,
            ),
        ] {
            assert_eq!(read(&entry).has_turned(before, after), turns, "{entry}");
        }
        let night = clock("2024-02-23T00:00:00+01:00");
        assert!(read("").has_turned(after, night));
        let mut feed = read("");
        feed.publisher.channels = read(&format!(
            r#", "routes": [ {{ "kind": "phone", "number": "110", {noon} }} ]"#
        ))
        .entries[0]
            .routes
            .clone();
        assert!(feed.has_turned(before, after));
    }

    #[test]
    fn an_outlook_that_passes_changes_nothing() {
        level_at(
            r#""kind": "service", "state": "unavailable", "outlook": { "text": "bald", "latest": "2024-02-23" }"#,
            "2024-03-22T12:00:00+01:00",
            Level::Down,
        );
    }

    #[test]
    fn parts_count_instead_of_their_whole() {
        let library = entry(
            r#""kind": "facility", "state": "limited", "parts": [
                { "id": "b", "kind": "service", "name": "B", "state": "unavailable" },
                { "id": "c", "kind": "service", "name": "C", "state": "available" },
                { "id": "d", "kind": "deadline", "name": "D", "state": "suspended" } ]"#,
        );
        assert_eq!(
            summary(&[Rc::new(library)], clock("2024-02-22T12:00:00+01:00")),
            [(Level::Down, 1), (Level::Ok, 1)]
        );
    }

    #[test]
    fn a_planned_or_wrong_route_cannot_be_taken() {
        let now = clock("2021-10-16T12:00:00+01:00");
        let usable = |fields: &str| {
            let entry = entry(&format!(
                r#""kind": "service", "state": "down", "routes": [ {{ "kind": "phone" {fields} }} ]"#
            ));
            entry.routes[0].is_usable(now)
        };
        assert!(usable(""));
        assert!(usable(r#", "state": "overloaded""#));
        assert!(!usable(r#", "state": "planned""#));
        assert!(!usable(r#", "state": "down""#));
        assert!(!usable(r#", "state": "suspended""#));
        assert!(!usable(r#", "state": "so lala""#));
        assert!(!usable(r#", "wrong": true"#));
        assert!(!usable(r#", "from": "2021-10-18""#));
        assert!(!usable(r#", "until": "2021-10-15""#));
    }
}
