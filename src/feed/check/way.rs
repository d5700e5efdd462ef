//! The way out: where something does not work, whether it is said whom to turn to, and whether that can be done.

use std::rc::Rc;

use super::Check;
use crate::feed::problem::{DeadEnd, Fault, Place};
use crate::feed::status::{Clock, Timing, timing};
use crate::feed::time::{DAY, End, Moment};
use crate::feed::vocabulary::{Certainty, Kind, Level, State, Word};
use crate::feed::{Entry, Outlook, Route};

/// Seconds for which most people can wait: what is over by then needs no other way.
const SOON: i64 = 7 * DAY;

/// The ways out that an entry has, with those of the entries above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ways {
    /// No route is named, and no note says what to do.
    None,
    /// Routes are named, but none of them can be taken.
    Blocked,
    /// Somebody can be reached, or a note says what to do.
    Open,
}

impl<'f> Check<'f> {
    /// Checks that people know whom to turn to if this does not work. Returns the ways that serve the parts too.
    pub(super) fn ways(&mut self, entry: &Entry, at: &Place<'_>, above: Ways) -> Ways {
        let clock = self.clock;
        let own = own_ways(entry, clock);
        let ways = match (own, above) {
            (Ways::Open, _) | (_, Ways::Open) => Ways::Open,
            (Ways::None, Ways::None) => Ways::None,
            _ => Ways::Blocked,
        };
        // Blocked routes are named once, where they stand, and not at each part that they would serve.
        if own == Ways::Blocked && ways == Ways::Blocked && is_lost_within(entry, clock) {
            let lang = self.feed.lang();
            let ends = entry.routes.iter();
            let ends = ends.map(|route| (called(route, lang), dead_end(route, clock)));
            self.log
                .note(&at.key("routes"), Fault::NoWayOut(ends.collect()));
        }
        if ways == Ways::None && needs_a_way(entry, clock) {
            self.log.note(at, Fault::NoRoute);
        }
        ways
    }
}

fn own_ways(entry: &Entry, clock: Clock) -> Ways {
    let usable = |route: &Route| route.is_usable(clock) || begins_soon(route, clock);
    let usable = entry.routes.iter().any(usable);
    // Where one service is at several places, people go to the one that is open.
    let is_open =
        |part: &Rc<Entry>| part.kind.is(Kind::Facility) && part.status(clock).level == Level::Ok;
    let open = entry.parts.iter().any(is_open);
    if usable || open || entry.note.is_some() || entry.responsible.is_some() {
        Ways::Open
    } else if entry.routes.is_empty() {
        Ways::None
    } else {
        Ways::Blocked
    }
}

/// Tells whether something in an entry does not work as always and has no way of its own.
fn is_lost_within(entry: &Entry, clock: Clock) -> bool {
    let mut parts = entry.parts.iter();
    is_lost(entry, clock)
        || parts.any(|part| own_ways(part, clock) == Ways::None && is_lost_within(part, clock))
}

/// Tells whether an offer is not there as always, and nothing says that it soon will be. Of a whole, its parts tell.
fn is_lost(entry: &Entry, clock: Clock) -> bool {
    let worse = |entry: &Entry| {
        let level = entry.status(clock).level;
        entry.is_offer() && matches!(level, Level::Down | Level::Elsewhere | Level::Limited)
    };
    worse(entry)
        && !entry.parts.iter().any(|part| worse(part))
        && !ends_soon(entry, clock)
        && !entry.outlook.as_ref().is_some_and(|it| answers(it, clock))
}

/// Tells whether people must turn elsewhere. What works in part can be had; an event that is called off and money that
/// the town owes have no other way.
fn needs_a_way(entry: &Entry, clock: Clock) -> bool {
    let state = entry.state.as_ref().and_then(Word::known);
    is_lost(entry, clock)
        && !entry.kind.is(Kind::Payment)
        && state != Some(State::Cancelled)
        && entry.status(clock).level != Level::Limited
}

/// Tells whether what holds now ends within the next days, or has ended.
fn ends_soon(entry: &Entry, clock: Clock) -> bool {
    let soon = Moment(clock.now.0 + SOON);
    match (entry.timing(clock), entry.until) {
        // What will be there is not there until then.
        (Timing::Pending(from), _) => from.start(clock.zone) <= soon,
        (_, Some(End::At(until))) => until.end(clock.zone) <= soon,
        _ => false,
    }
}

/// Tells whether an outlook says until when people have to wait, unless that is long. One that has passed says nothing.
fn answers(outlook: &Outlook, clock: Clock) -> bool {
    let day = |moment: Moment| clock.zone.local(moment).date();
    let (today, soon) = (day(clock.now), day(Moment(clock.now.0 + SOON)));
    let unsure = outlook.certainty == Some(Word::Known(Certainty::Unknown));
    let first = outlook.earliest.or(outlook.latest);
    let last = outlook.latest.or(outlook.earliest);
    !unsure && first.is_none_or(|date| date <= soon) && last.is_none_or(|date| date >= today)
}

/// Tells whether a route is announced for one of the next days.
fn begins_soon(route: &Route, clock: Clock) -> bool {
    let soon = Moment(clock.now.0 + SOON);
    let begins = route
        .from
        .is_some_and(|from| from.start(clock.zone) <= soon);
    begins && dead_end(route, clock) == DeadEnd::NotYet
}

/// Returns what a route is called, for the one who wrote it.
fn called(route: &Route, lang: &str) -> String {
    let name = route.name.as_ref();
    let name = name.map(|name| name.version(lang, lang).text);
    let target = [&route.number, &route.url, &route.email];
    let target = target.into_iter().flatten().next();
    name.or(target.map(String::as_str))
        .unwrap_or(route.kind.as_str())
        .to_owned()
}

/// Returns why a route that is not usable is not.
fn dead_end(route: &Route, clock: Clock) -> DeadEnd {
    if route.wrong {
        return DeadEnd::Wrong;
    }
    match timing(route.from, route.until, clock) {
        Timing::Lapsed(_) | Timing::Over(_) => return DeadEnd::Over,
        Timing::Pending(_) | Timing::Unconfirmed(_) => return DeadEnd::NotYet,
        Timing::Current => {}
    }
    match route.state {
        Some(Word::Known(State::Planned | State::Pilot)) => DeadEnd::NotYet,
        _ => DeadEnd::Down,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{TIMES, entry, problems};

    const LOST: [&str; 1] = ["entries[0] NoRoute"];

    #[test]
    fn what_does_not_work_needs_another_way() {
        entry(r#""state": "unavailable""#, &LOST);
        entry(r#""state": "rerouted""#, &LOST);
        entry(r#""state": "available", "from": "2024-03-20""#, &LOST);
        let way = r#""routes": [ { "kind": "counter" } ]"#;
        entry(&format!(r#""state": "unavailable", {way}"#), &[]);
        let part = |more: &str| {
            format!(
                r#""state": "unavailable" {more}, "parts": [ {{ "id": "b", "kind": "service", "name": "B", "state": "down" }} ]"#
            )
        };
        entry(&part(&format!(", {way}")), &[]);
        entry(&part(r#", "note": "Rufen Sie an.""#), &[]);
        entry(&part(""), &["entries[0].parts[0] NoRoute"]);
    }

    #[test]
    fn a_whole_whose_parts_work_needs_another_way_too() {
        entry(
            r#""state": "down", "parts": [ { "id": "b", "kind": "event", "name": "B", "state": "takes_place" } ]"#,
            &LOST,
        );
    }

    #[test]
    fn what_is_answered_otherwise_needs_no_other_way() {
        for answer in [
            r#""state": "limited""#,
            r#""state": "appointment_only""#,
            r#""state": "unavailable", "from": "2024-03-20""#,
            r#""state": "available", "from": "2024-02-28""#,
            r#""state": "delayed""#,
            r#""state": "unknown""#,
            r#""state": "down", "note": "Das Rathaus hilft.""#,
            r#""state": "down", "responsible": "Landkreis""#,
            r#""state": "down", "until": "2024-02-28""#,
            r#""state": "down", "until": "2024-02-22""#,
            r#""state": "down", "outlook": { "text": "ab Montag" }"#,
            r#""state": "down", "outlook": { "text": "ab Montag", "earliest": "2024-02-26", "latest": "2024-03-26" }"#,
        ] {
            entry(answer, &[]);
        }
        for no_answer in [
            r#""state": "down", "until": "2024-03-01""#,
            r#""state": "down", "until": "open""#,
            r#""state": "down", "outlook": { "text": "noch offen", "certainty": "unknown" }"#,
            r#""state": "down", "outlook": { "text": "ab Ostern", "earliest": "2024-03-31" }"#,
            r#""state": "down", "outlook": { "text": "bis Ostern", "latest": "2024-03-31" }"#,
        ] {
            entry(no_answer, &LOST);
        }
        for (kind, state) in [("event", "cancelled"), ("payment", "unavailable")] {
            let entry =
                format!(r#"{{ "id": "a", "kind": "{kind}", "name": "A", "state": "{state}" }}"#);
            assert_eq!(problems(TIMES, &entry), [""; 0]);
        }
    }

    #[test]
    fn who_is_contacted_needs_no_other_way() {
        let contacted = |more: &str| {
            format!(r#""state": "down", "routes": [ {{ "kind": "contacted" {more} }} ]"#)
        };
        entry(&contacted(""), &[]);
        let ends = r#"entries[0].routes NoWayOut([("contacted", Over)])"#;
        entry(&contacted(r#", "until": "2024-02-01""#), &[ends]);
    }

    #[test]
    fn a_place_that_is_open_is_the_way_for_those_that_are_closed() {
        let places = |state: &str| {
            let place = |id: &str, state: &str| {
                format!(
                    r#"{{ "id": "{id}", "kind": "facility", "name": "{id}", "state": "{state}" }}"#
                )
            };
            format!(
                r#""state": "limited", "parts": [ {}, {} ]"#,
                place("b", "closed"),
                place("c", state)
            )
        };
        entry(&places("open"), &[]);
        let lost = ["entries[0].parts[0] NoRoute", "entries[0].parts[1] NoRoute"];
        entry(&places("closed"), &lost);
    }

    #[test]
    fn routes_that_nobody_can_take_are_no_way_out() {
        let blocked = r#""routes": [ { "kind": "counter", "name": "Rathaus", "wrong": true },
            { "kind": "phone", "number": "07473 370-121", "until": "2024-02-01" },
            { "kind": "website", "url": "https://x.example/", "from": "2024-03-01" },
            { "kind": "app", "name": "App", "state": "pilot" },
            { "kind": "e_mail", "email": "info@x.example", "state": "down" } ]"#;
        let ends = r#"entries[0].routes NoWayOut([("Rathaus", Wrong), ("07473 370-121", Over), ("https://x.example/", NotYet), ("App", NotYet), ("info@x.example", Down)])"#;
        for state in ["down", "limited", "rerouted"] {
            entry(&format!(r#""state": "{state}", {blocked}"#), &[ends]);
        }
        let part = |more: &str| {
            format!(
                r#""state": "available", {blocked}, "parts": [ {{ "id": "b", "kind": "channel", "name": "B", "state": "limited" {more} }} ]"#
            )
        };
        entry(&part(""), &[ends]);
        for fine in [
            format!(r#""state": "available", {blocked}"#),
            format!(r#""state": "down", "note": "Kommen Sie vorbei.", {blocked}"#),
            part(r#", "routes": [ { "kind": "counter" } ]"#),
            r#""state": "down", "routes": [ { "kind": "phone", "name": "A", "state": "planned", "from": "2024-02-26" } ]"#.into(),
        ] {
            entry(&fine, &[]);
        }
    }
}
