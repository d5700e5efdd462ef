//! Dates in the calendar: when an event takes place, and which date something had before.

use super::status::{Clock, Timing, timing};
use super::time::{End, Moment, When};
use super::vocabulary::State;
use super::zone::Zone;
use super::{Entry, LegalBasis, Period};

impl Period {
    /// Returns its beginning and its end. Where no end is known, that is the end of its first day.
    pub(super) fn span(&self, zone: Zone) -> (Option<When>, Option<End>) {
        (Some(self.from), Some(End::At(self.until(zone))))
    }

    fn until(&self, zone: Zone) -> When {
        self.until.unwrap_or(When::Date(self.from.date(zone)))
    }

    /// Returns the first second after it.
    fn end(&self, zone: Zone) -> Moment {
        self.until(zone).end(zone)
    }

    /// Tells whether it is going on, as far as its hours are known.
    pub fn is_now(&self, clock: Clock) -> bool {
        let hours = matches!((self.from, self.until), (When::At(_), Some(_)));
        hours && self.from.start(clock.zone) <= clock.now && clock.now < self.end(clock.zone)
    }
}

impl Entry {
    /// Returns when it takes place or falls due, in the order of the feed, if `times` or `change` say it. Then `from` and
    /// `until` say for how long the statement holds.
    pub fn occasions(&self) -> Vec<Period> {
        let now = self.change.as_ref().and_then(|change| change.now);
        match (&self.times[..], now) {
            ([], Some(from)) => vec![Period { from, until: None }],
            (times, _) => times.to_vec(),
        }
    }

    /// Returns those of its occasions that are to be shown, the earliest first: all that are not over, or all if each
    /// is. A deadline's date is shown for ever.
    pub fn shown_occasions(&self, clock: Clock) -> Vec<Period> {
        let mut occasions = self.occasions();
        occasions.sort_by_key(|period| period.from.start(clock.zone));
        let is_left = |period: &Period| clock.now < period.end(clock.zone);
        if occasions.iter().any(is_left) {
            occasions.retain(is_left);
        }
        occasions
    }

    /// Tells where `clock.now` lies among the times of an event. Returns `None` if only `from` and `until` say them.
    pub(super) fn timing_of_occasions(&self, clock: Clock) -> Option<Timing> {
        let occasions = self.shown_occasions(clock);
        let last = occasions
            .iter()
            .max_by_key(|period| period.end(clock.zone))?;
        if last.end(clock.zone) <= clock.now {
            return Some(Timing::Over(last.until.unwrap_or(last.from)));
        }
        let is_dated = self.has_date_of_its_own();
        let first = occasions.first()?.from;
        Some(match timing(self.from, self.until, self.as_known(clock)) {
            // What was said of them may have ended before they come.
            lapsed @ Timing::Lapsed(_) => lapsed,
            // What works again is announced as such, whenever it takes place.
            announced @ (Timing::Pending(_) | Timing::Unconfirmed(_)) if !is_dated => announced,
            _ if is_dated && clock.now < first.start(clock.zone) => Timing::Pending(first),
            _ => Timing::Current,
        })
    }

    /// Returns the end of the last of its occasions.
    pub(super) fn last_occasion(&self, zone: Zone) -> Option<End> {
        let occasions = self.occasions();
        let last = occasions.iter().max_by_key(|period| period.end(zone))?;
        last.span(zone).1
    }

    /// Returns the date that it had before the one of today, and the dates that it has now. Without `change` and `times`,
    /// two dates are the old and the new one, unless they are the hours of one day.
    pub fn moved_dates(&self, clock: Clock) -> (Option<When>, Vec<Period>) {
        let was = self.change.as_ref().and_then(|change| change.was);
        let occasions = self.shown_occasions(clock);
        if !occasions.is_empty() {
            return (was, occasions);
        }
        let date = |from| vec![Period { from, until: None }];
        // What is extended to the evening of its day ends then.
        let is_moved = self
            .state
            .as_ref()
            .is_some_and(|state| state.is(State::Moved));
        let zone = clock.zone;
        let is_one_day = |from: When, until: When| {
            is_moved && (from == until || from.date(zone) == until.last_date(zone))
        };
        match (self.from, self.until) {
            (Some(from), Some(End::At(until)))
                if self.change.is_none() && !is_one_day(from, until) =>
            {
                (Some(from), date(until))
            }
            (Some(from), Some(End::At(until))) => {
                let until = Some(until);
                (was, vec![Period { from, until }])
            }
            (Some(day), _) | (None, Some(End::At(day))) => (was, date(day)),
            (None, _) => (was, Vec::new()),
        }
    }

    /// Tells whether `times` or `change` say what holds instead of the old date.
    pub(super) fn says_new_date(&self) -> bool {
        let by = self.change.as_ref().and_then(|change| change.by.as_ref());
        by.is_some() || !self.occasions().is_empty()
    }

    /// Returns the rule by which its date has changed.
    pub fn legal_basis(&self) -> Option<&LegalBasis> {
        self.change.as_ref()?.basis.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{clock, entry};
    use super::*;

    const WEDDINGS: &str = r#""kind": "event", "state": "takes_place", "times": [
        { "from": "2024-02-25T10:00:00+01:00", "until": "2024-02-25T11:00:00+01:00" },
        { "from": "2024-02-24T14:00:00+01:00", "until": "2024-02-24T15:00:00+01:00" } ]"#;

    fn timing_at(fields: &str, at: &str) -> String {
        let timing = entry(fields).timing(clock(&format!("2024-02-{at}:00+01:00")));
        let timing = format!("{timing:?}");
        timing.split('(').next().unwrap().to_owned()
    }

    #[test]
    fn an_event_is_over_after_the_last_of_its_times_and_not_before() {
        for (at, expected) in [
            ("24T13:59", "Pending"),
            ("24T14:00", "Current"),
            // Between two of its times it is still to come.
            ("24T15:00", "Pending"),
            ("25T10:59", "Current"),
            ("25T11:00", "Over"),
        ] {
            assert_eq!(timing_at(WEDDINGS, at), expected, "{at}");
        }
    }

    #[test]
    fn what_has_no_end_is_over_when_its_day_is() {
        for fields in [
            r#""times": [ { "from": "2024-02-24T14:00:00+01:00" } ]"#,
            r#""change": { "now": "2024-02-24T14:00:00+01:00" }"#,
        ] {
            let event = format!(r#""kind": "event", "state": "moved", {fields}"#);
            assert_eq!(timing_at(&event, "24T13:00"), "Pending");
            assert_eq!(timing_at(&event, "24T23:59"), "Current");
            assert_eq!(timing_at(&event, "25T00:00"), "Over");
            // A deadline that has moved to a day stays moved when that day has passed.
            let deadline = event.replace("event", "deadline");
            assert_eq!(timing_at(&deadline, "25T00:00"), "Current");
        }
    }

    #[test]
    fn what_was_said_of_an_event_may_end_before_it_comes() {
        let fields = format!(r#"{WEDDINGS}, "until": "2024-02-23""#);
        assert_eq!(timing_at(&fields, "23T12:00"), "Pending");
        assert_eq!(timing_at(&fields, "24T12:00"), "Lapsed");
        assert_eq!(timing_at(&fields, "25T11:00"), "Over");
        let status = entry(&fields).status(clock("2024-02-24T12:00:00+01:00"));
        assert_eq!(status.level, super::super::vocabulary::Level::Unknown);
    }

    #[test]
    fn what_is_over_is_not_among_what_comes() {
        let entry = entry(WEDDINGS);
        let days = |at: &str| -> Vec<u8> {
            let shown = entry.shown_occasions(clock(at));
            let days = shown.iter().map(|it| it.from.date(Zone::default()).day);
            days.collect()
        };
        assert_eq!(days("2024-02-23T12:00:00+01:00"), [24, 25]);
        assert_eq!(days("2024-02-24T15:00:00+01:00"), [25]);
        assert_eq!(days("2024-02-25T11:00:00+01:00"), [24, 25]);
    }

    #[test]
    fn without_a_change_the_two_dates_are_the_old_one_and_the_new() {
        let now = clock("2024-02-22T12:00:00+01:00");
        let moved = |fields: &str| {
            let entry = entry(&format!(
                r#""kind": "deadline", "state": "moved", {fields}"#
            ));
            let (was, now) = entry.moved_dates(now);
            let now = now.iter().map(|it| it.from.to_string());
            (was.map(|was| was.to_string()), now.collect::<Vec<_>>())
        };
        let old = Some("2024-02-01".to_owned());
        let both = r#""from": "2024-02-01", "until": "2024-03-01""#;
        assert_eq!(moved(both), (old.clone(), vec!["2024-03-01".to_owned()]));
        let change = r#""change": { "was": "2024-02-01" }"#;
        for fields in [
            &format!(r#"{change}, "until": "2024-03-01""#),
            r#""change": { "was": "2024-02-01", "now": "2024-03-01" }, "until": "2024-05-01""#,
        ] {
            assert_eq!(moved(fields), (old.clone(), vec!["2024-03-01".to_owned()]));
        }
        let hours = r#""from": "2024-03-01T10:00:00+01:00", "until": "2024-03-01T11:00:00+01:00""#;
        let day = vec!["2024-03-01T10:00:00+01:00".to_owned()];
        assert_eq!(moved(hours), (None, day));
    }

    #[test]
    fn a_feed_turns_when_an_event_begins_or_ends() {
        let feed = format!(
            r#"{{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": {{ "name": "X", "url": "https://x.example/" }}, "entries": [ {{ "id": "a", "name": "A", {WEDDINGS} }} ] }}"#
        );
        let (feed, _) = super::super::Feed::read(feed.as_bytes()).unwrap();
        for (earlier, later, turns) in [
            ("13:58", "13:59", false),
            ("13:59", "14:00", true),
            ("14:00", "14:59", false),
            ("14:59", "15:00", true),
        ] {
            let [earlier, later] =
                [earlier, later].map(|at| clock(&format!("2024-02-24T{at}:00+01:00")));
            assert_eq!(feed.has_turned(earlier, later), turns, "{later:?}");
        }
    }
}
