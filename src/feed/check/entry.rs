//! Entries: whether the state fits, whether a closure has ended, and whether each field has an effect where it stands.

use super::way::Ways;
use super::{Check, each};
use crate::feed::Entry;
use crate::feed::problem::{Fault, Place};
use crate::feed::status::Timing;
use crate::feed::text::{Text, is_same_language};
use crate::feed::vocabulary::{Kind, Level, State, Vocabulary as _, Word};
use crate::i18n::Lang;

impl<'f> Check<'f> {
    /// Checks an entry with its parts. `above`: the ways out that the entries above it name, which serve its parts too.
    pub(super) fn entry(&mut self, entry: &'f Entry, at: &Place<'_>, above: Ways) {
        self.id(&entry.id, &at.key("id"));
        self.state(entry, at);
        self.term(entry, &at.key("term"));
        self.period(entry.from, entry.until, at);
        self.timing(entry, at);
        self.dates(entry, at);
        self.known(entry.as_of, &at.key("as_of"));
        self.hours(entry.hours.as_ref(), &at.key("hours"));
        self.scope(entry.scope.as_ref(), &at.key("scope"));
        self.lost(entry.lost.as_ref(), &at.key("lost"));
        self.outlook(entry.outlook.as_ref(), &at.key("outlook"));
        self.routes(&entry.routes, &at.key("routes"));
        if let Some(url) = entry.source.as_ref().and_then(|source| source.url.as_ref()) {
            self.link(url, &at.key("source").key("url"));
        }
        self.whole(entry, at);
        let ways = self.ways(entry, at, above);
        each(&entry.parts, &at.key("parts"), |part, at| {
            for (name, given) in [("group", part.group.is_some()), ("urgent", part.urgent)] {
                if given {
                    self.log.note(&at.key(name), Fault::NotForParts);
                }
            }
            self.entry(part, at, ways);
        });
    }

    /// Checks that what an entry says is neither over nor only announced, and that it says what holds until then.
    fn timing(&mut self, entry: &Entry, at: &Place<'_>) {
        let status = entry.status(self.clock);
        let state = entry.state.as_ref().and_then(Word::known);
        match status.timing {
            Timing::Lapsed(_) => self.log.note(&at.key("until"), Fault::Ended),
            // An event that has passed since is no slip; one that had passed before it was published is.
            Timing::Over(until) if until.end(self.clock.zone) <= self.feed.issued.at => {
                self.log.note(&at.key("until"), Fault::Ended);
            }
            Timing::Unconfirmed(_) => self.log.note(&at.key("from"), Fault::OnlyAnnounced),
            Timing::Pending(_)
                if status.level == Level::Unknown
                    && entry.note.is_none()
                    && state.is_some_and(|state| {
                        matches!(state.level(), Level::Limited | Level::Elsewhere)
                    }) =>
            {
                self.log.note(&at.key("from"), Fault::NothingUntilThen);
            }
            _ => {}
        }
    }

    /// Checks that an entry has a state, one that fits its kind, and one that says enough.
    fn state(&mut self, entry: &Entry, at: &Place<'_>) {
        let fit = |kind: Kind| kind.states().iter().map(|state| state.name()).collect();
        match (&entry.state, entry.kind.known()) {
            (None, Some(Kind::Notice)) => {}
            (None, kind) => {
                let fit = kind.map_or_else(Vec::new, fit);
                self.log.note(at, Fault::NoState(fit));
            }
            (Some(Word::Known(state)), Some(kind)) if !kind.states().contains(state) => {
                self.log.note(&at.key("state"), Fault::Unfit(fit(kind)));
            }
            (Some(Word::Known(State::Moved | State::Extended)), _) => {
                let told = entry.says_new_date()
                    || entry.from.is_some()
                    || entry.until.is_some()
                    || entry.note.is_some()
                    || entry.outlook.is_some();
                if !told {
                    self.log.note(&at.key("state"), Fault::NoNewDate);
                }
            }
            _ => {}
        }
    }

    /// Checks that the publisher's own word for a state stands beside a state, and is another one than the widget's.
    fn term(&mut self, entry: &Entry, at: &Place<'_>) {
        match (&entry.term, &entry.state) {
            (Some(_), None) if entry.kind.is(Kind::Notice) => self.log.note(at, Fault::TermAlone),
            (Some(term), Some(Word::Known(state)))
                if self.is_widgets_word(term, *state, entry.kind.known()) =>
            {
                self.log.note(at, Fault::SameTerm);
            }
            _ => {}
        }
    }

    /// Tells whether a term is the widget's word for the state, in each of the languages that it is written in.
    fn is_widgets_word(&self, term: &Text, state: State, kind: Option<Kind>) -> bool {
        let own = self.feed.lang();
        let mut languages = Lang::ALL.iter().filter_map(|lang| {
            let version = term.version(lang.tag(), own);
            let written = match version.lang {
                "" => own,
                tag => tag,
            };
            is_same_language(written, lang.tag())
                .then(|| lang.words().of_state(state, kind) == version.text)
        });
        languages.next() == Some(true) && languages.all(|same| same)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{TIMES, entry, problems, problems_at};

    #[test]
    fn a_state_must_fit_the_kind_and_only_a_notice_may_lack_one() {
        let fit = r#"(["available", "not_affected", "resumed", "limited", "overloaded", "basic", "emergency", "delayed", "catching_up", "provisional", "appointment_only", "walk_in", "urgent_only", "intake_only", "deferred", "preserved", "pickup_only", "rerouted", "unavailable", "down", "unknown", "planned", "pilot"])"#;
        entry(
            r#""state": "suspended", "urgent": true"#,
            &[&format!("entries[0].state Unfit{fit}")],
        );
        entry(r#""urgent": true"#, &[&format!("entries[0] NoState{fit}")]);
        assert_eq!(
            problems(TIMES, r#"{ "id": "a", "kind": "notice", "name": "A" }"#),
            [""; 0]
        );
    }

    #[test]
    fn what_was_announced_and_not_confirmed_is_named() {
        let from = r#""from": "2024-02-23""#;
        let entry = format!(
            r#"{{ "id": "a", "kind": "service", "name": "A", "state": "available", {from},
            "routes": [ {{ "kind": "counter", {from} }} ] }}"#
        );
        let tomorrow = "2024-02-23T12:00:00+01:00";
        let said = [
            "entries[0].from OnlyAnnounced",
            "entries[0].routes[0].from OnlyAnnounced",
        ];
        assert_eq!(problems(TIMES, &entry), [""; 0]);
        assert_eq!(problems_at(tomorrow, TIMES, &entry), said);
        let confirmed = format!(r#"{TIMES} "confirmed": "2024-02-23T11:00:00+01:00","#);
        assert_eq!(problems_at(tomorrow, &confirmed, &entry), [""; 0]);
    }

    #[test]
    fn a_closure_that_ended_is_named() {
        entry(
            r#""state": "limited", "until": "2024-02-21", "routes": [ { "kind": "counter" } ]"#,
            &["entries[0].until Ended"],
        );
    }

    #[track_caller]
    fn other(entry: &str, expected: &[&str]) {
        let entry = format!(r#"{{ "id": "a", "name": "A", {entry} }}"#);
        assert_eq!(problems(TIMES, &entry), expected, "{entry}");
    }

    #[test]
    fn a_term_stands_beside_a_state_and_is_another_word_than_the_widgets() {
        other(
            r#""kind": "notice", "term": "nicht angekommen""#,
            &["entries[0].term TermAlone"],
        );
        let term = |term: &str| format!(r#""kind": "channel", "state": "working", "term": {term}"#);
        let same = ["entries[0].term SameTerm"];
        other(&term(r#""erreichbar""#), &same);
        other(
            &term(r#"{ "de": "erreichbar", "en": "can be reached" }"#),
            &same,
        );
        other(&term(r#"{ "de": "erreichbar", "en": "working" }"#), &[]);
        other(&term(r#""in Betrieb""#), &[]);
        other(&term(r#"{ "fr": "marche" }"#), &[]);
    }

    #[test]
    fn what_counts_for_entries_alone_is_named_in_a_part() {
        entry(
            r#""state": "available", "group": "Rathaus", "urgent": true, "parts": [ { "id": "b", "kind": "service", "name": "B",
                "state": "available", "group": "Rathaus", "urgent": true, "priority": 1 } ]"#,
            &[
                "entries[0].parts[0].group NotForParts",
                "entries[0].parts[0].urgent NotForParts",
            ],
        );
    }

    #[test]
    fn what_has_another_date_says_which() {
        for state in ["moved", "extended"] {
            let deadline = |more: &str| format!(r#""kind": "deadline", "state": "{state}" {more}"#);
            other(&deadline(""), &["entries[0].state NoNewDate"]);
            for told in [
                r#", "from": "2024-03-01""#,
                r#", "until": "2024-03-01""#,
                r#", "note": "Um einen Monat.""#,
                r#", "outlook": { "text": "im Mai" }"#,
            ] {
                other(&deadline(told), &[]);
            }
        }
        other(r#""kind": "deadline", "state": "suspended""#, &[]);
    }
}
