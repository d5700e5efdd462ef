//! The status of an entry at a moment: the one place where state and time become a level.

use std::rc::Rc;

use super::time::{End, Moment, When};
use super::vocabulary::{Kind, Level, RouteKind, State, Word};
use super::zone::Zone;
use super::{Entry, Feed, Outlook, Route};

/// A moment, and the clocks by which the publisher's dates are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Now, or the moment that is asked for.
    pub now: Moment,
    /// The publisher's zone: "until 29 February" ends at midnight there.
    pub zone: Zone,
    /// When the publisher last said what holds: `issued`, or `confirmed` where that is later and not ahead.
    pub published: Moment,
}

/// Where a moment lies between the beginning and the end of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// It holds.
    Current,
    /// It is announced, and begins then.
    Pending(When),
    /// It was announced for then, and nobody has published anything since: no date makes anything available (P9).
    Unconfirmed(When),
    /// It ended then, and nobody has said what holds since.
    Lapsed(When),
    /// It ended then, and there is nothing more to say: an event, a notice, a deadline.
    Over(When),
}

/// The status of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryStatus {
    /// The level, which decides order, shape and colour.
    pub level: Level,
    /// Whether its time has come, or is over.
    pub timing: Timing,
    /// Whether it works as a whole while some part of it does not.
    pub has_exceptions: bool,
}

impl EntryStatus {
    /// Tells whether there is nothing more to say about the entry: see [`Timing::Over`].
    pub fn is_over(self) -> bool {
        matches!(self.timing, Timing::Over(_))
    }
}

/// Tells where `clock.now` lies between `from` and `until`.
pub fn timing(from: Option<When>, until: Option<End>, clock: Clock) -> Timing {
    let day = |when: When| clock.zone.start(when.date(clock.zone));
    match (from, until) {
        (_, Some(End::At(until))) if until.end(clock.zone) <= clock.now => Timing::Lapsed(until),
        (Some(from), _) if clock.now < from.start(clock.zone) => Timing::Pending(from),
        (Some(from), _) if clock.published < day(from) => Timing::Unconfirmed(from),
        _ => Timing::Current,
    }
}

/// Returns the level of a known state at a time. What is still to come is never ok: what will be available is not yet
/// there, what will close is there only for a while, and of anything else nobody has said what holds until then. What
/// has ended, or was only announced, is unknown (docs/feed.md).
fn level(state: State, timing: Timing) -> Level {
    use State::{Available, Open, Resumed, Working};
    match timing {
        Timing::Current | Timing::Over(_) => state.level(),
        Timing::Pending(_) => match state.level() {
            Level::Ok if matches!(state, Available | Open | Working | Resumed) => Level::Down,
            Level::Down => Level::Limited,
            _ => Level::Unknown,
        },
        Timing::Unconfirmed(_) | Timing::Lapsed(_) => Level::Unknown,
    }
}

impl Feed {
    /// Returns the publisher's clock at `now`.
    pub fn clock(&self, now: Moment) -> Clock {
        // Nobody can have confirmed anything at a moment that is still to come.
        let confirmed = self.confirmed.filter(|stamp| stamp.at <= now);
        Clock {
            now,
            zone: self.zone(),
            published: confirmed.map_or(self.issued.at, |stamp| stamp.at.max(self.issued.at)),
        }
    }

    /// Tells whether anything that the feed says has begun, ended or become known between two moments, or the day has
    /// changed, by which moments are named, or that of the publication.
    pub fn has_turned(&self, earlier: Clock, later: Clock) -> bool {
        let day = |clock: Clock, at: Moment| clock.zone.local(at).date();
        let days = |clock: Clock| [day(clock, clock.now), day(clock, clock.published)];
        let turns = |point: &Option<When>| match point {
            Some(When::At(stamp)) => earlier.now < stamp.at && stamp.at <= later.now,
            // Whole days begin and end with the day.
            _ => false,
        };
        earlier.zone != later.zone
            || days(earlier) != days(later)
            || earlier.now > later.now
            || self.turning_points().iter().any(turns)
    }

    /// Returns every time at which something that is shown may begin, end or become known.
    fn turning_points(&self) -> Vec<Option<When>> {
        let mut points = Vec::new();
        for question in &self.faq {
            points.push(question.as_of);
        }
        if let Some(incident) = &self.incident {
            points.extend_from_slice(&[incident.started, incident.as_of]);
            add_outlook(&mut points, incident.outlook.as_ref());
            for measure in &incident.measures {
                points.push(measure.at);
            }
        }
        add_routes(&mut points, &self.publisher.channels);
        add_entries(&mut points, &self.entries);
        points
    }
}

fn add_entries(points: &mut Vec<Option<When>>, entries: &[Rc<Entry>]) {
    for entry in entries {
        points.extend_from_slice(&[entry.from, end(entry.until), entry.as_of]);
        if let Some(change) = &entry.change {
            let basis = change.basis.as_ref();
            points.extend_from_slice(&[change.now, basis.and_then(|basis| basis.since)]);
        }
        for time in &entry.times {
            points.extend_from_slice(&[Some(time.from), time.until]);
        }
        add_outlook(points, entry.outlook.as_ref());
        add_routes(points, &entry.routes);
        add_entries(points, &entry.parts);
    }
}

fn add_outlook(points: &mut Vec<Option<When>>, outlook: Option<&Outlook>) {
    if let Some(outlook) = outlook {
        points.push(outlook.as_of);
        for earlier in &outlook.earlier {
            points.push(Some(earlier.as_of));
        }
    }
}

fn add_routes(points: &mut Vec<Option<When>>, routes: &[Route]) {
    for route in routes {
        points.extend_from_slice(&[route.from, end(route.until)]);
    }
}

fn end(until: Option<End>) -> Option<When> {
    match until {
        Some(End::At(until)) => Some(until),
        _ => None,
    }
}

impl Entry {
    /// Returns the level and the timing of the entry. A whole that works is limited while some part of it does not.
    pub fn status(&self, clock: Clock) -> EntryStatus {
        let timing = self.timing(clock);
        let own = match self.state.as_ref().and_then(Word::known) {
            Some(state) if self.fits(state) => match (self.has_date_of_its_own(), timing) {
                // An event is still to come, but what was said of it has ended.
                (true, Timing::Lapsed(_)) | (false, _) => level(state, timing),
                (true, _) => state.level(),
            },
            _ => Level::Unknown,
        };
        // What works only at times cannot be relied on.
        let own = match own {
            Level::Ok if self.intermittent => Level::Limited,
            own => own,
        };
        // What will be lost, or was lost on a day that is over, is no exception now.
        let is_exception = |part: &Entry| {
            let status = part.status(clock);
            part.is_offer() && status.timing == Timing::Current && status.level < Level::Unknown
        };
        let has_exceptions = own == Level::Ok
            && self.is_offer()
            && !matches!(timing, Timing::Over(_))
            && self.parts.iter().any(|part| is_exception(part));
        EntryStatus {
            level: if has_exceptions { Level::Limited } else { own },
            timing,
            has_exceptions,
        }
    }

    /// Tells whether the time for which the state holds has come, or is over.
    pub fn timing(&self, clock: Clock) -> Timing {
        let known = self.state.as_ref().and_then(Word::known);
        // A deadline that has moved to a day stays moved when that day comes.
        if self.kind.is(Kind::Deadline) && matches!(known, Some(State::Moved | State::Extended)) {
            return Timing::Current;
        }
        if self.kind.is(Kind::Event)
            && let Some(timing) = self.timing_of_occasions(clock)
        {
            return timing;
        }
        // Bad news needs nobody to confirm it: what is lost on that day is lost.
        let is_good_news =
            |state: State| !matches!(state, State::Unknown) && state.level() != Level::Down;
        match timing(self.from, self.end(clock.zone), self.as_known(clock)) {
            Timing::Unconfirmed(_)
                if self.has_date_of_its_own() || !known.is_some_and(is_good_news) =>
            {
                Timing::Current
            }
            Timing::Lapsed(until) if self.has_date_of_its_own() => Timing::Over(until),
            timing => timing,
        }
    }

    /// Returns the clock, with the entry's own date if that is later than what was published. One that is ahead says
    /// nothing.
    pub fn as_known(&self, clock: Clock) -> Clock {
        let own = self.as_of.map(|as_of| as_of.start(clock.zone));
        let own = own.filter(|own| *own <= clock.now);
        Clock {
            published: own.map_or(clock.published, |own| own.max(clock.published)),
            ..clock
        }
    }

    /// Returns when it ends. An event of which only the beginning is known is over with its day.
    pub fn end(&self, zone: Zone) -> Option<End> {
        match (self.from, self.until) {
            (Some(from), None) if self.kind.is(Kind::Event) && self.has_date_of_its_own() => {
                Some(End::At(When::Date(from.date(zone))))
            }
            (_, until) => until,
        }
    }

    /// Tells whether its time is a date in the calendar, which comes and is over: of an event, a notice, a deadline. The
    /// time of everything else is how long its state holds, and so is the time from which something works again.
    pub fn has_date_of_its_own(&self) -> bool {
        let dated = matches!(
            self.kind.known(),
            Some(Kind::Event | Kind::Notice | Kind::Deadline)
        );
        let resumed = matches!(
            self.state,
            Some(Word::Known(State::Resumed | State::NotAffected))
        );
        dated && !resumed
    }

    /// Tells whether the state is one of its kind. For an unknown kind nobody knows what "available" means (row 15).
    fn fits(&self, state: State) -> bool {
        let kind = self.kind.known();
        kind.is_some_and(|kind| kind.states().contains(&state))
    }

    /// Tells whether its state relieves the citizen of a duty. An event that has moved relieves nobody.
    pub fn is_relief(&self) -> bool {
        let known = self.state.as_ref().and_then(Word::known);
        self.kind.is(Kind::Deadline) && known.is_some_and(State::is_relief)
    }
}

impl Route {
    /// Returns the number that people can call. A fax has none: its number is only shown.
    pub fn phone(&self) -> Option<&String> {
        let is_call = !self.kind.is(RouteKind::Fax);
        self.number.as_ref().filter(|_| is_call)
    }

    /// Tells whether a citizen can use it at this moment. A route that is planned, tested, ended, down or wrong is
    /// still shown, but without anything to tap.
    pub fn is_usable(&self, clock: Clock) -> bool {
        is_in_use(self.state.as_ref())
            && !self.wrong
            && timing(self.from, self.until, clock) == Timing::Current
    }
}

/// Tells whether a route or a page in this state can be used; without a state it can.
pub(super) fn is_in_use(state: Option<&Word<State>>) -> bool {
    state.is_none_or(|state| {
        state.known().is_some_and(|state| {
            !state.is_relief() && !matches!(state.level(), Level::Down | Level::Unknown)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::decode::{Decode as _, Place, path};
    use super::super::fixture::{clock, entry};
    use super::super::time::Stamp;
    use super::*;

    #[track_caller]
    fn level_at(fields: &str, at: &str, level: Level) {
        assert_eq!(entry(fields).status(clock(at)).level, level);
    }

    #[test]
    fn what_is_announced_is_not_there_before_its_day_nor_on_it() {
        for (state, before) in [
            ("available", Level::Down),
            ("resumed", Level::Down),
            ("limited", Level::Unknown),
            ("not_affected", Level::Unknown),
            ("unavailable", Level::Limited),
            ("planned", Level::Unknown),
        ] {
            let announced =
                format!(r#""kind": "service", "state": "{state}", "from": "2024-02-23""#);
            level_at(&announced, "2024-02-22T23:59:59+01:00", before);
            let after = match state {
                "unavailable" => Level::Down,
                _ => Level::Unknown,
            };
            level_at(&announced, "2024-02-23T00:00:00+01:00", after);
        }
    }

    #[test]
    fn what_was_announced_holds_once_something_is_published_on_its_day() {
        let (fields, on) = (
            r#""kind": "service", "state": "available", "from": "2024-02-23T14:00:00+01:00""#,
            clock("2024-02-24T12:00:00+01:00"),
        );
        let at = |published: &str| Clock {
            published: Stamp::parse(published).unwrap().at,
            ..on
        };
        let level = |fields: &str, clock| entry(fields).status(clock).level;
        assert_eq!(
            level(fields, at("2024-02-22T23:59:59+01:00")),
            Level::Unknown
        );
        assert_eq!(level(fields, at("2024-02-23T00:00:00+01:00")), Level::Ok);
        for (as_of, expected) in [
            ("2024-02-22", Level::Unknown),
            ("2024-02-23", Level::Ok),
            // Nobody can have known it at a moment that is still to come.
            ("2024-02-25", Level::Unknown),
        ] {
            let dated = format!(r#"{fields}, "as_of": "{as_of}""#);
            assert_eq!(level(&dated, on), expected, "{as_of}");
        }
    }

    #[test]
    fn a_confirmation_is_a_publication_unless_it_is_ahead() {
        let feed = r#"{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
            "confirmed": "2024-02-23T10:00:00+01:00", "publisher": { "name": "X", "url": "https://x.example/" } }"#;
        let feed = Feed::read(feed.as_bytes()).unwrap().0;
        let published = |now: &str| feed.clock(Stamp::parse(now).unwrap().at).published;
        assert_eq!(published("2024-02-23T09:00:00+01:00"), feed.issued.at);
        assert_eq!(
            published("2024-02-23T10:00:00+01:00"),
            feed.confirmed.unwrap().at
        );
    }

    #[test]
    fn a_way_that_was_announced_cannot_be_taken_before_it_is_confirmed() {
        let route = r#""kind": "service", "state": "down", "routes": [ { "kind": "phone", "number": "115", "from": "2024-02-23" } ]"#;
        let route = &entry(route).routes[0];
        let now = clock("2024-02-24T12:00:00+01:00");
        assert!(!route.is_usable(now));
        assert!(route.is_usable(Clock {
            published: now.now,
            ..now
        }));
    }

    #[test]
    fn an_event_keeps_its_level_until_it_is_over() {
        let hour = r#""kind": "event", "state": "takes_place", "from": "2024-02-23T11:00:00+01:00", "until": "2024-02-23T11:45:00+01:00""#;
        for (at, timing) in [
            ("2024-02-22T12:00:00+01:00", "Pending"),
            ("2024-02-23T11:20:00+01:00", "Current"),
            ("2024-02-23T11:45:00+01:00", "Over"),
        ] {
            let status = entry(hour).status(clock(at));
            assert_eq!(status.level, Level::Ok);
            assert!(format!("{:?}", status.timing).starts_with(timing), "{at}");
        }
        let moved = r#""kind": "event", "state": "moved""#;
        level_at(moved, "2024-02-23T11:20:00+01:00", Level::Limited);
        assert!(!entry(moved).is_relief());
    }

    #[test]
    fn of_a_date_that_a_deadline_has_moved_to_there_is_no_doubt() {
        let now = clock("2024-03-22T12:00:00+01:00");
        let timing = |fields: &str| entry(&format!(r#""kind": "deadline", {fields}"#)).timing(now);
        for moved in [
            r#""state": "moved", "from": "2024-03-01""#,
            r#""state": "moved", "until": "2024-03-01""#,
            r#""state": "extended", "from": "2024-02-01", "until": "2024-03-01""#,
        ] {
            assert_eq!(timing(moved), Timing::Current, "{moved}");
        }
        let suspended = timing(r#""state": "suspended", "until": "2024-03-01""#);
        assert!(matches!(suspended, Timing::Over(_)));
    }

    #[test]
    fn a_whole_that_works_is_limited_while_a_part_of_it_does_not() {
        let now = clock("2024-02-22T12:00:00+01:00");
        let whole = |state: &str, part: &str| {
            entry(&format!(
                r#""kind": "service", "state": "{state}", "parts": [ {{ "id": "b", "name": "B", {part} }} ]"#
            ))
            .status(now)
        };
        let down = r#""kind": "service", "state": "down""#;
        let with = whole("available", down);
        assert!(with.has_exceptions && with.level == Level::Limited);
        for (state, part) in [
            ("available", r#""kind": "service", "state": "unknown""#),
            (
                "available",
                r#""kind": "event", "state": "cancelled", "until": "2024-02-20""#,
            ),
            ("available", r#""kind": "notice", "state": "securing""#),
            ("limited", down),
        ] {
            assert!(!whole(state, part).has_exceptions, "{state} {part}");
        }
    }

    #[test]
    fn what_works_only_at_times_is_limited() {
        let now = "2024-02-22T12:00:00+01:00";
        for (state, level) in [
            ("working", Level::Limited),
            ("not_affected", Level::Limited),
            ("down", Level::Down),
            ("unknown", Level::Unknown),
        ] {
            let fields = format!(r#""kind": "channel", "state": "{state}", "intermittent": true"#);
            level_at(&fields, now, level);
        }
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

    /// Every moment of the contract is either a turning point or never compared with now.
    #[test]
    fn a_feed_turns_at_each_moment_by_which_it_says_something_else() {
        const NEVER: [&str; 6] = ["issued", "updates", "was", "between", "windows", "scope"];
        let mut minute = 0;
        let mut at = || {
            minute += 1;
            format!(r#""2024-02-22T13:{minute:02}:00+01:00""#)
        };
        let outlook = |at: &mut dyn FnMut() -> String| {
            let (own, earlier) = (at(), at());
            format!(
                r#""outlook": {{ "text": "x", "as_of": {own}, "earlier": [ {{ "text": "y", "as_of": {earlier} }} ] }}"#
            )
        };
        let route = |at: &mut dyn FnMut() -> String| {
            let (from, until, before) = (at(), at(), at());
            format!(
                r#"{{ "kind": "phone", "number": "110", "from": {from}, "until": {until}, "scope": {{ "applied_before": {before} }} }}"#
            )
        };
        let entry = |id: &str, at: &mut dyn FnMut() -> String, parts: &str| {
            let (route, outlook) = (route(at), outlook(at));
            let [
                from,
                until,
                as_of,
                was,
                between,
                now,
                since,
                begin,
                end,
                sent,
                after,
            ] = [(); 11].map(|()| at());
            format!(
                r#"{{ "id": "{id}", "kind": "event", "name": "X", "state": "moved", "from": {from}, "until": {until}, "as_of": {as_of},
                "change": {{ "was": {was}, "between": [ {between} ], "now": {now}, "basis": {{ "name": "X", "since": {since} }} }},
                "times": [ {{ "from": {begin}, "until": {end} }} ], "lost": {{ "windows": [ {{ "from": {sent} }} ], "action": "x" }},
                "scope": {{ "applied_after": {after} }}, {outlook}, "routes": [ {route} ], "parts": [ {parts} ] }}"#
            )
        };
        let part = entry("b", &mut at, "");
        let whole = entry("a", &mut at, &part);
        let (channel, outlook) = (route(&mut at), outlook(&mut at));
        let [started, as_of, measured, updated, known] = [(); 5].map(|()| at());
        let feed = format!(
            r#"{{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": {{ "name": "X", "url": "https://x.example/", "channels": [ {channel} ] }},
            "incident": {{ "title": "x", "started": {started}, "as_of": {as_of}, {outlook},
                "measures": [ {{ "text": "x", "progress": "done", "at": {measured} }} ] }},
            "entries": [ {whole} ], "updates": [ {{ "at": {updated}, "text": "x" }} ],
            "faq": [ {{ "id": "q", "questions": [ "x" ], "answer": "x", "as_of": {known} }} ] }}"#
        );
        let (feed, problems) = Feed::read(feed.as_bytes()).unwrap();
        assert!(problems.is_empty(), "{problems:?}");
        let mut visited = 0;
        feed.visit_stamps(&Place::ROOT, &mut |stamp, place| {
            visited += 1;
            let place = path(&place.steps());
            let [before, after] = [-1, 0].map(|second| feed.clock(Moment(stamp.at.0 + second)));
            let is_compared = !NEVER.iter().any(|name| place.contains(name));
            assert_eq!(feed.has_turned(before, after), is_compared, "{place}");
        });
        assert_eq!(visited, minute + 1);
    }

    #[test]
    fn a_feed_turns_with_the_day_of_its_publication_and_when_time_goes_back() {
        let noon = clock("2024-02-22T12:00:00+01:00");
        let feed = Feed::default();
        let published = |at: &str| Clock {
            published: Stamp::parse(at).unwrap().at,
            ..noon
        };
        let [morning, later, before] = ["22T08:00:00", "22T11:00:00", "21T11:00:00"]
            .map(|time| published(&format!("2024-02-{time}+01:00")));
        assert!(!feed.has_turned(morning, later));
        assert!(feed.has_turned(before, later));
        let earlier = Clock {
            now: Moment(noon.now.0 - 60),
            ..noon
        };
        assert!(!feed.has_turned(earlier, noon));
        assert!(feed.has_turned(noon, earlier));
    }

    #[test]
    fn a_feed_of_winter_turns_at_midnight_in_summer() {
        let feed = r#"{ "version": 1, "id": "x", "seq": 1, "issued": "2027-03-26T10:00:00+01:00",
            "publisher": { "name": "X", "url": "https://x.example/" }, "entries": [] }"#;
        let (feed, _) = Feed::read(feed.as_bytes()).unwrap();
        let clock = |at: &str| feed.clock(Stamp::parse(at).unwrap().at);
        let [evening, last, midnight, later] = [
            "2027-03-29T22:30:00+02:00",
            "2027-03-29T23:59:59+02:00",
            "2027-03-30T00:00:00+02:00",
            "2027-03-30T01:30:00+02:00",
        ]
        .map(clock);
        assert!(!feed.has_turned(evening, last));
        assert!(feed.has_turned(last, midnight));
        assert!(!feed.has_turned(midnight, later));
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
