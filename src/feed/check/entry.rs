//! Entries: whether the state fits, whether a closure has ended, and whether what does not work names another way.

use super::{Check, each};
use crate::feed::Entry;
use crate::feed::problem::{Fault, Place};
use crate::feed::status::Timing;
use crate::feed::vocabulary::{Kind, Level, Vocabulary, Word};

impl<'f> Check<'f> {
    /// Checks an entry with its parts; `helped`: an entry above names a route, which serves its parts too.
    pub(super) fn entry(&mut self, entry: &'f Entry, at: &Place<'_>, helped: bool) {
        self.id(&entry.id, &at.key("id"));
        self.state(entry, at);
        self.period(entry.from, entry.until, at);
        if let Timing::Lapsed(_) = entry.timing(self.feed.clock(self.now)) {
            self.log.note(&at.key("until"), Fault::Ended);
        }
        self.known(entry.as_of, &at.key("as_of"));
        self.hours(entry.hours.as_ref(), &at.key("hours"));
        self.outlook(entry.outlook.as_ref(), &at.key("outlook"));
        self.routes(&entry.routes, &at.key("routes"));
        if let Some(url) = entry.source.as_ref().and_then(|source| source.url.as_ref()) {
            self.link(url, &at.key("source").key("url"));
        }
        let helped = helped || !entry.routes.is_empty();
        let lost = entry.is_offer()
            && entry.parts.is_empty()
            && entry
                .state
                .as_ref()
                .and_then(Word::known)
                .is_some_and(|state| state.level() != Level::Ok);
        if lost && !helped {
            self.log.note(at, Fault::NoRoute);
        }
        each(&entry.parts, &at.key("parts"), |part, at| {
            self.entry(part, at, helped);
        });
    }

    /// Checks that an entry has a state, and one that fits its kind.
    fn state(&mut self, entry: &Entry, at: &Place<'_>) {
        match (&entry.state, entry.kind.known()) {
            (None, Some(Kind::Notice)) => {}
            (None, _) => self.log.note(at, Fault::NoState),
            (Some(Word::Known(state)), Some(kind)) if !kind.states().contains(state) => {
                let fit = kind.states().iter().map(|state| state.name()).collect();
                self.log.note(&at.key("state"), Fault::Unfit(fit));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{TIMES, entry, problems};

    #[test]
    fn a_state_must_fit_the_kind_and_only_a_notice_may_lack_one() {
        entry(
            r#""state": "suspended", "urgent": true"#,
            &[
                r#"entries[0].state Unfit(["available", "not_affected", "resumed", "limited", "overloaded", "basic", "emergency", "delayed", "provisional", "appointment_only", "urgent_only", "intake_only", "pickup_only", "rerouted", "unavailable", "down", "unknown", "planned", "pilot"])"#,
            ],
        );
        entry(r#""urgent": true"#, &["entries[0] NoState"]);
        assert_eq!(
            problems(TIMES, r#"{ "id": "a", "kind": "notice", "name": "A" }"#),
            [""; 0]
        );
    }

    #[test]
    fn a_closure_that_ended_is_named() {
        entry(
            r#""state": "limited", "until": "2024-02-21", "routes": [ { "kind": "counter" } ]"#,
            &["entries[0].until Ended"],
        );
    }

    #[test]
    fn what_does_not_work_needs_another_way() {
        entry(r#""state": "unavailable""#, &["entries[0] NoRoute"]);
        entry(
            r#""state": "unavailable", "routes": [ { "kind": "counter" } ]"#,
            &[],
        );
        entry(
            r#""state": "unavailable", "routes": [ { "kind": "counter" } ], "parts": [
                { "id": "b", "kind": "service", "name": "B", "state": "down" } ]"#,
            &[],
        );
    }
}
