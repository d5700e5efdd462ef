//! Dates in the calendar: whether they stand where they count, and whether a new date differs from the one before.

use super::{Check, each};
use crate::feed::Entry;
use crate::feed::problem::{Fault, Place};
use crate::feed::time::{End, When};
use crate::feed::vocabulary::{Kind, State, Word};

impl Check<'_> {
    /// Checks the times of an event, and what has become of a date.
    pub(super) fn dates(&mut self, entry: &Entry, at: &Place<'_>) {
        let kind = entry.kind.known();
        let (event, deadline) = (kind == Some(Kind::Event), kind == Some(Kind::Deadline));
        if !entry.times.is_empty() && kind.is_some() && !event {
            let kinds = Fault::OnlyForKinds(&["event"]);
            self.log.note(&at.key("times"), kinds);
        }
        each(&entry.times, &at.key("times"), |period, at| {
            self.period(Some(period.from), period.until.map(End::At), at);
        });
        let Some(change) = &entry.change else { return };
        let at = at.key("change");
        if kind.is_some() && !event && !deadline {
            self.log
                .note(&at, Fault::OnlyForKinds(&["deadline", "event"]));
        }
        let between = at.key("between");
        let mut dates: Vec<(&str, When, Place<'_>)> = Vec::new();
        dates.extend(change.was.map(|was| ("was", was, at.key("was"))));
        for (index, when) in change.between.iter().enumerate() {
            dates.push(("between", *when, between.index(index)));
        }
        dates.extend(change.now.map(|now| ("now", now, at.key("now"))));
        let known = entry.state.as_ref().and_then(Word::known);
        let zone = self.feed.zone();
        for pair in dates.windows(2) {
            let [(name, before, _), (_, after, at)] = pair else {
                continue;
            };
            // What is moved may come earlier; what is extended ends later.
            let shorter = known == Some(State::Extended) && after.end(zone) < before.end(zone);
            if before == after || shorter {
                self.log.note(at, Fault::Before(name, before.to_string()));
            }
        }
        if let Some(url) = change.basis.as_ref().and_then(|basis| basis.url.as_ref()) {
            self.link(url, &at.key("basis").key("url"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{TIMES, problems};

    #[track_caller]
    fn told(entry: &str, expected: &[&str]) {
        let entry = format!(r#"{{ "id": "a", "name": "A", {entry} }}"#);
        assert_eq!(problems(TIMES, &entry), expected, "{entry}");
    }

    #[test]
    fn a_changed_date_counts_for_deadlines_and_events_and_times_for_events() {
        let change = r#""change": { "was": "2024-03-01", "now": "2024-04-01" }"#;
        let times = r#""times": [ { "from": "2024-03-01" } ]"#;
        for kind in ["deadline", "event"] {
            told(
                &format!(r#""kind": "{kind}", "state": "moved", {change}"#),
                &[],
            );
        }
        told(
            &format!(r#""kind": "event", "state": "moved", {times}"#),
            &[],
        );
        told(
            &format!(r#""kind": "service", "state": "available", {change}, {times}"#),
            &[
                r#"entries[0].times OnlyForKinds(["event"])"#,
                r#"entries[0].change OnlyForKinds(["deadline", "event"])"#,
            ],
        );
        told(
            &format!(r#""kind": "deadline", "state": "moved", {times}"#),
            &[r#"entries[0].times OnlyForKinds(["event"])"#],
        );
    }

    #[test]
    fn a_new_date_is_another_one_and_of_what_is_extended_a_later_one() {
        let deadline = |state: &str, now: &str| {
            format!(
                r#""kind": "deadline", "state": "{state}", "change": {{ "was": "2024-03-01", "between": ["2024-03-10"], "now": "{now}" }}"#
            )
        };
        for (state, now, wrong) in [
            ("moved", "2024-03-20", false),
            ("moved", "2024-03-05", false),
            ("moved", "2024-03-10", true),
            ("extended", "2024-03-20", false),
            ("extended", "2024-03-05", true),
            ("extended", "2024-03-10", true),
        ] {
            let expected = r#"entries[0].change.now Before("between", "2024-03-10")"#;
            let expected = wrong.then_some(expected);
            told(&deadline(state, now), expected.as_slice());
        }
    }

    #[test]
    fn a_change_says_what_holds_now() {
        let deadline = |change: &str| {
            format!(r#""kind": "deadline", "state": "extended", "change": {{ {change} }}"#)
        };
        for change in [
            r#""was": "2024-03-01""#,
            r#""basis": { "name": "Verordnung" }"#,
        ] {
            told(&deadline(change), &["entries[0].state NoNewDate"]);
        }
        for change in [r#""now": "2024-03-01""#, r#""by": "um einen Monat""#] {
            told(&deadline(change), &[]);
        }
    }

    #[test]
    fn times_end_after_they_begin_and_the_rule_can_be_read() {
        told(
            r#""kind": "event", "state": "moved", "change": { "basis": { "name": "Beschluss", "url": "http://x.example/" } },
                "times": [ { "from": "2024-03-02", "until": "2024-03-03" }, { "from": "2024-03-05", "until": "2024-03-04" } ]"#,
            &[
                r#"entries[0].times[1].until Before("from", "2024-03-05")"#,
                "entries[0].change.basis.url NoLink",
            ],
        );
    }

    #[test]
    fn of_an_event_the_statement_may_end_before_it_comes() {
        told(
            r#""kind": "event", "state": "takes_place", "until": "2024-02-21", "times": [ { "from": "2024-03-02" } ]"#,
            &["entries[0].until Ended"],
        );
    }
}
