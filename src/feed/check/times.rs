//! Times: whether they contradict each other, lie ahead, or are over.

use std::mem;

use super::{Check, each};
use crate::feed::decode::Decode as _;
use crate::feed::hours::closing;
use crate::feed::newest::is_before;
use crate::feed::problem::{Fault, Lack, Place};
use crate::feed::time::{DAY, End, Moment, Stamp, TimeOfDay, When};
use crate::feed::vocabulary::Phase;
use crate::feed::zone::Zone;
use crate::feed::{Hours, Lost, Scope};

/// A feed may claim to hold for this long at most: after a month nobody remembers what it was about (row 28).
pub const MAX_VALIDITY: i64 = 30 * DAY;

/// Seconds by which `issued` and `confirmed` may lie ahead: two clocks are never quite the same.
const AHEAD: i64 = 5 * 60;

impl<'f> Check<'f> {
    /// Checks the moments of the feed itself.
    pub(super) fn times(&mut self) {
        let feed = self.feed;
        let root = Place::ROOT;
        let later = [
            ("confirmed", feed.confirmed),
            ("next_update", feed.next_update),
            ("valid_until", feed.valid_until),
        ];
        for (name, stamp) in later {
            if stamp.is_some_and(|stamp| stamp.at < feed.issued.at) {
                let issued = feed.issued.to_string();
                self.log
                    .note(&root.key(name), Fault::Before("issued", issued));
            }
        }
        // The widget takes it for the time, since no clock may be earlier (docs/faults.md, row 29).
        if feed.issued.at.0 > self.clock.now.0 + AHEAD {
            self.log.note(&root.key("issued"), Fault::Ahead);
        }
        // The widget does not believe it.
        if feed
            .confirmed
            .is_some_and(|confirmed| confirmed.at.0 > self.clock.now.0 + AHEAD)
        {
            self.log.note(&root.key("confirmed"), Fault::Ahead);
        }
        self.offsets();
        for (name, stamp) in &later[1..] {
            if stamp.is_some_and(|stamp| stamp.at < self.clock.now && stamp.at >= feed.issued.at) {
                self.log.note(&root.key(name), Fault::Ended);
            }
        }
        if let (Some(next), Some(until)) = (feed.next_update, feed.valid_until)
            && next.at > until.at
            && until.at >= feed.issued.at
        {
            let until = until.to_string();
            self.log
                .note(&root.key("next_update"), Fault::UpdateTooLate(until));
        }
        // Of what is over, nobody waits for the next update.
        let phase = feed.incident.as_ref().and_then(|it| it.phase.as_ref());
        if feed.next_update.is_none() && !phase.is_some_and(|phase| phase.is(Phase::Over)) {
            self.log.note(&root, Fault::NoNextUpdate);
        }
        match feed.valid_until {
            None => self.log.note(&root, Fault::NoValidUntil),
            Some(until) if until.at.0 - feed.issued.at.0 > MAX_VALIDITY => {
                self.log.note(&root.key("valid_until"), Fault::ValidTooLong);
            }
            Some(_) => {}
        }
    }

    /// Checks that each moment has the offset of the publisher's zone on that day.
    fn offsets(&mut self) {
        let (feed, zone) = (self.feed, self.feed.zone());
        let time_zone = feed.publisher.time_zone.as_ref();
        if time_zone.is_some_and(|name| Zone::named(&name.0).is_none()) {
            // Its name is wrong: nothing can be said of the moments.
            return;
        }
        let mut none_fits = true;
        feed.visit_stamps(&Place::ROOT, &mut |stamp, _| {
            none_fits &= zone.offset(stamp.at) != stamp.offset;
        });
        // One hint about the zone is enough. The first moment is `issued`.
        let mut asks_for_zone = none_fits && time_zone.is_none();
        feed.visit_stamps(&Place::ROOT, &mut |stamp, at| {
            let shown = zone.local(stamp.at);
            let ahead = i64::from(stamp.offset - shown.stamp().offset) * 60;
            if mem::take(&mut asks_for_zone) {
                self.log.note(at, Fault::NoZone(shown));
            } else if ahead != 0 {
                let meant = zone.local(Moment(stamp.at.0 + ahead));
                let fault = match clock_face(meant.stamp()) == clock_face(stamp) {
                    true => Fault::WrongOffset { shown, meant },
                    false => Fault::NoSuchTime(shown),
                };
                self.log.note(at, fault);
            }
        });
    }

    /// Checks that a period ends after it begins.
    pub(super) fn period(&mut self, from: Option<When>, until: Option<End>, at: &Place<'_>) {
        if let (Some(from), Some(End::At(until))) = (from, until) {
            let zone = self.feed.zone();
            if until.end(zone) <= from.start(zone) {
                self.log
                    .note(&at.key("until"), Fault::Before("from", from.to_string()));
            }
        }
    }

    /// Checks that what was lost was sent at some time, which has come already.
    pub(super) fn lost(&mut self, lost: Option<&Lost>, at: &Place<'_>) {
        let Some(lost) = lost else { return };
        let windows = at.key("windows");
        if lost.windows.is_empty() {
            self.log.note(&windows, Fault::NothingToShow(Lack::Window));
        }
        for (index, window) in lost.windows.iter().enumerate() {
            let at = windows.index(index);
            self.period(Some(window.from), window.until.map(End::At), &at);
            self.known(Some(window.from), &at.key("from"));
            self.known(window.until, &at.key("until"));
        }
    }

    /// Checks that somebody can have applied in time, and that the bounds are of one kind.
    pub(super) fn scope(&mut self, scope: Option<&Scope>, at: &Place<'_>) {
        self.payment(scope, at);
        let Some(scope) = scope else { return };
        let zone = self.feed.zone();
        let named = |name, bound: Option<When>| bound.map(|bound| (name, bound));
        let first = named("applied_from", scope.applied_from)
            .or(named("applied_after", scope.applied_after));
        let until = named("applied_until", scope.applied_until);
        let before = named("applied_before", scope.applied_before);
        let ends = [
            until.map(|(name, day)| (name, day.end(zone))),
            before.map(|(name, day)| (name, day.start(zone))),
        ];
        for (name, end) in ends.into_iter().flatten() {
            if let Some((other, first)) = first
                && end <= first.start(zone)
            {
                self.log
                    .note(&at.key(name), Fault::Before(other, first.to_string()));
            }
        }
        if scope.applied_from.is_none() && until.is_none() {
            return;
        }
        let exclusive = [
            before.map(|(name, day)| (name, "applied_until", day.day_before())),
            named("applied_after", scope.applied_after)
                .map(|(name, day)| (name, "applied_from", day)),
        ];
        for (name, instead, day) in exclusive.into_iter().flatten() {
            self.log
                .note(&at.key(name), Fault::MixedBounds(instead, day.to_string()));
        }
    }

    /// Checks that a time is not after the publication, or the confirmation: what stands here is known already.
    pub(super) fn known(&mut self, when: Option<When>, at: &Place<'_>) {
        let clock = self.clock;
        if when.is_some_and(|when| when.start(clock.zone) > clock.published) {
            let issued = self.feed.issued.to_string();
            self.log.note(at, Fault::AfterIssued(issued));
        }
    }

    /// Checks that a list has the newest first. `field` is the one that `when` reads.
    pub(super) fn newest_first<T>(
        &mut self,
        list: &[T],
        when: impl Fn(&T) -> When,
        field: &str,
        at: &Place<'_>,
    ) {
        let zone = self.feed.zone();
        for (index, pair) in list.windows(2).enumerate() {
            if is_before(when(&pair[0]), when(&pair[1]), zone) {
                self.log
                    .note(&at.index(index + 1).key(field), Fault::NotNewestFirst);
            }
        }
    }

    /// Checks that doors do not close when they open, and that a day that differs has both times or none.
    pub(super) fn hours(&mut self, hours: Option<&Hours>, at: &Place<'_>) {
        let Some(hours) = hours else { return };
        each(&hours.weekly, &at.key("weekly"), |span, at| {
            self.closing(span.opens, span.closes, at);
        });
        each(&hours.exceptions, &at.key("exceptions"), |day, at| {
            if day.until.is_some_and(|until| until < day.from) {
                let from = day.from.to_string();
                self.log.note(&at.key("until"), Fault::Before("from", from));
            }
            if day.opens.is_some() != day.closes.is_some() {
                self.log.note(at, Fault::HalfHours);
            }
            if let (Some(opens), Some(closes)) = (day.opens, day.closes) {
                self.closing(opens, closes, at);
            }
        });
    }

    /// Checks that doors do not close when they open. If they close earlier, that is on the next day.
    fn closing(&mut self, opens: TimeOfDay, closes: TimeOfDay, at: &Place<'_>) {
        if closing(closes) == opens {
            let opens = opens.to_string();
            self.log
                .note(&at.key("closes"), Fault::Before("opens", opens));
        }
    }
}

/// Returns the seconds that a clock with the stamp's own offset shows.
fn clock_face(stamp: Stamp) -> i64 {
    stamp.at.0 + i64::from(stamp.offset) * 60
}

#[cfg(test)]
mod tests {
    use super::super::examine;
    use super::super::fixture::{NOW, TIMES, entry, head, problems};
    use crate::feed::Feed;
    use crate::feed::problem::Fault;
    use crate::feed::time::{Moment, Stamp};
    use crate::feed::zone::Zone;

    #[test]
    fn row_28_validity_is_bounded_and_does_not_end_before_it_begins() {
        head(
            r#""next_update": "2024-02-23T10:00:00+01:00", "valid_until": "2024-03-23T10:00:01+01:00","#,
            &["valid_until ValidTooLong"],
        );
        head(
            r#""next_update": "2024-02-23T10:00:00+01:00", "valid_until": "2024-02-22T09:59:59+01:00","#,
            &[r#"valid_until Before("issued", "2024-02-22T10:00:00+01:00")"#],
        );
        head("", &[" NoNextUpdate", " NoValidUntil"]);
        let over = |phase: &str| format!(r#""incident": {{ "title": "x", "phase": "{phase}" }},"#);
        head(&over("over"), &[" NoValidUntil"]);
        head(&over("recovery"), &[" NoNextUpdate", " NoValidUntil"]);
    }

    #[test]
    fn the_next_update_comes_before_the_feed_is_outdated() {
        let times = |update: &str| {
            format!(
                r#""next_update": "2024-02-23T{update}:00+01:00", "valid_until": "2024-02-23T10:00:00+01:00","#
            )
        };
        head(&times("10:00"), &[]);
        head(
            &times("10:01"),
            &[r#"next_update UpdateTooLate("2024-02-23T10:00:00+01:00")"#],
        );
    }

    #[test]
    fn times_that_contradict_are_named_with_the_other_one() {
        entry(
            r#""state": "available", "from": "2024-03-05", "until": "2024-03-02", "note": "x""#,
            &[r#"entries[0].until Before("from", "2024-03-05")"#],
        );
        entry(
            r#""state": "available", "hours": { "weekly": [ { "days": ["monday"], "opens": "12:00", "closes": "12:00" } ],
                "exceptions": [ { "from": "2024-02-23", "opens": "08:00", "closes": "08:00" } ] }"#,
            &[
                r#"entries[0].hours.weekly[0].closes Before("opens", "12:00")"#,
                r#"entries[0].hours.exceptions[0].closes Before("opens", "08:00")"#,
            ],
        );
        entry(
            r#""state": "available", "outlook": { "text": "bald", "earliest": "2024-03-02", "latest": "2024-03-01" }"#,
            &[r#"entries[0].outlook.latest Before("earliest", "2024-03-02")"#],
        );
    }

    #[test]
    fn nobody_has_applied_before_one_day_and_after_a_later_one() {
        let scope = |before: &str, after: &str| {
            format!(r#""scope": {{ "applied_before": "{before}", "applied_after": "{after}" }}"#)
        };
        let all = |before: &str, after: &str| {
            let scope = scope(before, after);
            format!(
                r#""state": "available", {scope}, "routes": [ {{ "kind": "counter", {scope} }} ]"#
            )
        };
        for before in ["2024-02-01", "2024-02-20"] {
            entry(
                &all(before, "2024-02-20"),
                &[
                    r#"entries[0].scope.applied_before Before("applied_after", "2024-02-20")"#,
                    r#"entries[0].routes[0].scope.applied_before Before("applied_after", "2024-02-20")"#,
                ],
            );
        }
        entry(&all("2024-02-20", "2024-02-01"), &[]);
    }

    #[test]
    fn bounds_that_include_their_day_may_be_the_same_day_and_not_reversed() {
        let scope = |bounds: &str| format!(r#""state": "available", "scope": {{ {bounds} }}"#);
        entry(
            &scope(r#""applied_from": "2024-02-13", "applied_until": "2024-02-13""#),
            &[],
        );
        entry(
            &scope(r#""applied_from": "2024-02-13", "applied_until": "2024-02-12""#),
            &[r#"entries[0].scope.applied_until Before("applied_from", "2024-02-13")"#],
        );
    }

    #[test]
    fn of_bounds_of_two_kinds_it_is_told_what_to_write_instead() {
        let scope = |bounds: &str| format!(r#""state": "available", "scope": {{ {bounds} }}"#);
        entry(
            &scope(r#""applied_from": "2024-02-01", "applied_before": "2024-03-01""#),
            &[r#"entries[0].scope.applied_before MixedBounds("applied_until", "2024-02-29")"#],
        );
        entry(
            &scope(r#""applied_after": "2024-02-13", "applied_until": "2024-02-12""#),
            &[
                r#"entries[0].scope.applied_until Before("applied_after", "2024-02-13")"#,
                r#"entries[0].scope.applied_after MixedBounds("applied_from", "2024-02-13")"#,
            ],
        );
        // A moment is the same bound on either side.
        entry(
            &scope(
                r#""applied_from": "2024-02-01", "applied_before": "2024-02-13T12:00:00+01:00""#,
            ),
            &[
                r#"entries[0].scope.applied_before MixedBounds("applied_until", "2024-02-13T12:00:00+01:00")"#,
            ],
        );
    }

    #[test]
    fn what_was_lost_was_sent_at_a_time_that_has_come() {
        let lost = |windows: &str| {
            format!(
                r#""state": "available", "lost": {{ "windows": [ {windows} ], "action": "Noch einmal." }}"#
            )
        };
        entry(
            &lost(r#"{ "from": "2024-02-13", "until": "2024-02-13" }, { "from": "2024-02-20" }"#),
            &[],
        );
        entry(
            &lost(""),
            &["entries[0].lost.windows NothingToShow(Window)"],
        );
        entry(
            &lost(
                r#"{ "from": "2024-02-13", "until": "2024-02-12" }, { "from": "2024-02-20", "until": "2024-02-23" }"#,
            ),
            &[
                r#"entries[0].lost.windows[0].until Before("from", "2024-02-13")"#,
                r#"entries[0].lost.windows[1].until AfterIssued("2024-02-22T10:00:00+01:00")"#,
            ],
        );
    }

    #[test]
    fn moments_that_cannot_be_meant_are_named() {
        let late = r#""next_update": "2024-02-22T10:30:00+01:00", "valid_until": "2024-02-22T11:00:00+01:00","#;
        head(late, &["next_update Ended", "valid_until Ended"]);
        let feed = |issued: &str| {
            let feed = format!(
                r#"{{ "version": 1, "id": "x", "seq": 1, "issued": "{issued}", "next_update": "2025-03-01T00:00:00+01:00",
                "valid_until": "2025-03-01T00:00:00+01:00", "publisher": {{ "name": "X", "url": "https://x.example/" }},
                "entries": [ {{ "id": "a", "kind": "service", "name": "A", "state": "available" }} ] }}"#
            );
            let (feed, _) = Feed::read(feed.as_bytes()).unwrap();
            let problems = examine(&feed, Stamp::parse(NOW).unwrap().at);
            problems.into_iter().map(|p| p.fault).collect::<Vec<_>>()
        };
        let local = |at: &str| Zone::default().local(Stamp::parse(at).unwrap().at);
        assert_eq!(feed("2025-02-22T10:00:00+01:00"), [Fault::Ahead]);
        for (minutes, ahead) in [(5, false), (6, true)] {
            let now = Stamp::parse(NOW).unwrap().at.0;
            let issued = Stamp::new(Moment(now + minutes * 60), 60).to_string();
            assert_eq!(feed(&issued).contains(&Fault::Ahead), ahead, "{minutes}");
        }
        assert_eq!(
            feed("2025-02-22T09:00:00Z"),
            [
                Fault::Ahead,
                Fault::WrongOffset {
                    shown: local("2025-02-22T10:00:00+01:00"),
                    meant: local("2025-02-22T09:00:00+01:00"),
                }
            ]
        );
    }

    #[test]
    fn what_is_not_the_newest_first_is_named() {
        let updates = |times: [&str; 3]| {
            let update = times.map(|at| format!(r#"{{ "at": "{at}", "text": "x" }}"#));
            format!(r#"{TIMES} "updates": [ {} ],"#, update.join(","))
        };
        head(
            &updates(["2024-02-20", "2024-02-22T09:00:00+01:00", "2024-02-22"]),
            &["updates[1].at NotNewestFirst"],
        );
        head(
            &updates(["2024-02-22", "2024-02-22T09:00:00+01:00", "2024-02-20"]),
            &[],
        );
        entry(
            r#""state": "available", "outlook": { "text": "bald", "earlier": [
                { "text": "heute", "as_of": "2024-02-20" }, { "text": "morgen", "as_of": "2024-02-21" } ] }"#,
            &["entries[0].outlook.earlier[1].as_of NotNewestFirst"],
        );
        entry(
            r#""state": "available", "outlook": { "text": "bald", "as_of": "2024-02-20", "earlier": [
                { "text": "heute", "as_of": "2024-02-21" }, { "text": "morgen", "as_of": "2024-02-19" } ] }"#,
            &["entries[0].outlook.earlier[0].as_of NotNewestFirst"],
        );
    }

    #[test]
    fn a_confirmation_that_lies_ahead_is_named() {
        let confirmed = |at: &str| format!(r#"{TIMES} "confirmed": "2024-02-22T{at}+01:00","#);
        head(&confirmed("12:05:00"), &[]);
        head(&confirmed("12:05:01"), &["confirmed Ahead"]);
    }

    #[test]
    fn what_was_known_cannot_lie_after_the_publication() {
        let after = |place: &str| format!(r#"{place} AfterIssued("2024-02-22T10:00:00+01:00")"#);
        let named = |feed: &str, entry: &str, places: &[&str]| {
            let expected: Vec<String> = places.iter().map(|place| after(place)).collect();
            let entry = format!(
                r#"{{ "id": "a", "kind": "service", "name": "A", "state": "available" {entry} }}"#
            );
            assert_eq!(problems(&format!("{TIMES} {feed}"), &entry), expected);
        };
        let incident = |day: &str| {
            format!(
                r#""incident": {{ "title": "x", "started": "{day}", "as_of": "{day}",
                "outlook": {{ "text": "bald", "as_of": "{day}", "earlier": [ {{ "text": "x", "as_of": "{day}" }} ] }},
                "measures": [ {{ "text": "x", "progress": "done", "at": "{day}" }},
                    {{ "text": "x", "progress": "running", "at": "{day}" }},
                    {{ "text": "x", "progress": "planned", "at": "2024-03-01" }} ] }},
                "faq": [ {{ "id": "q", "questions": ["x"], "answer": "x", "as_of": "{day}" }} ],"#
            )
        };
        let entry = |day: &str| {
            format!(
                r#", "as_of": "{day}", "outlook": {{ "text": "bald", "as_of": "{day}" }},
                "parts": [ {{ "id": "b", "kind": "service", "name": "B", "state": "available", "as_of": "{day}" }} ]"#
            )
        };
        let today = "2024-02-22";
        named(&incident(today), &entry(today), &[]);
        for day in ["2024-02-23", "2024-02-22T10:00:01+01:00"] {
            named(
                &incident(day),
                &entry(day),
                &[
                    "incident.started",
                    "incident.as_of",
                    "incident.measures[0].at",
                    "incident.measures[1].at",
                    "incident.outlook.as_of",
                    "incident.outlook.earlier[0].as_of",
                    "entries[0].as_of",
                    "entries[0].outlook.as_of",
                    "entries[0].parts[0].as_of",
                    "faq[0].as_of",
                ],
            );
        }
    }

    #[test]
    fn an_update_that_lies_after_the_publication_is_named() {
        head(
            &format!(
                r#"{TIMES} "updates": [ {{ "at": "2024-02-23", "text": "x" }}, {{ "at": "2024-02-22", "text": "x" }} ],"#
            ),
            &[r#"updates[0].at AfterIssued("2024-02-22T10:00:00+01:00")"#],
        );
    }

    #[test]
    fn hours_over_midnight_are_sound() {
        for (opens, closes) in [("18:00", "08:00"), ("08:00", "00:00"), ("00:00", "24:00")] {
            entry(
                &format!(
                    r#""state": "available", "hours": {{
                    "weekly": [ {{ "days": ["monday"], "opens": "{opens}", "closes": "{closes}" }} ],
                    "exceptions": [ {{ "from": "2024-02-23", "opens": "{opens}", "closes": "{closes}" }} ] }}"#
                ),
                &[],
            );
        }
    }

    #[test]
    fn hours_with_one_end_are_named() {
        entry(
            r#""state": "available", "hours": { "exceptions": [ { "from": "2024-02-23", "opens": "08:00" } ] }"#,
            &["entries[0].hours.exceptions[0] HalfHours"],
        );
    }
}
