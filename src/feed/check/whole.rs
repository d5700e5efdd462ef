//! Wholes and parts: whether they contradict each other, and whether an incident that is over has left nothing behind.

use std::rc::Rc;

use super::Check;
use crate::feed::problem::{Fault, Place};
use crate::feed::status::Timing;
use crate::feed::vocabulary::{Kind, Level, Phase};
use crate::feed::{Entry, Incident};

impl<'f> Check<'f> {
    /// Checks that a whole and its parts can be true at the same time. A house may be open although a service in it is
    /// down, and closed although a service goes on.
    pub(super) fn whole(&mut self, whole: &Entry, at: &Place<'_>) {
        let at = at.key("state");
        let parts = || whole.parts.iter().filter(|part| part.is_offer());
        let status = whole.status(self.clock);
        if status.timing != Timing::Current {
            return;
        }
        match status.level {
            level if whole.is_offer() && (level == Level::Ok || status.has_exceptions) => {
                let down = parts().filter(|part| {
                    let within = part.kind == whole.kind || !whole.kind.is(Kind::Facility);
                    let part = part.status(self.clock);
                    within && part.timing == Timing::Current && part.level == Level::Down
                });
                let names: Vec<String> = down.map(|part| self.name(part)).collect();
                if !names.is_empty() {
                    self.log.note(&at, Fault::PartsDown(names));
                }
            }
            Level::Down => {
                let works = |part: &Rc<Entry>| {
                    part.kind == whole.kind && part.status(self.clock).level == Level::Ok
                };
                if parts().next().is_some() && parts().all(works) {
                    self.log.note(&at, Fault::PartsWork);
                }
            }
            _ => {}
        }
    }

    /// Checks that nothing is still down or limited if the incident is over.
    pub(super) fn over(&mut self, incident: &Incident, at: &Place<'_>) {
        if !incident.phase.as_ref().is_some_and(|it| it.is(Phase::Over)) {
            return;
        }
        let mut names = Vec::new();
        self.left_behind(&self.feed.entries, &mut names);
        if !names.is_empty() {
            self.log.note(at, Fault::NotOver(names));
        }
    }

    fn left_behind(&self, entries: &[Rc<Entry>], names: &mut Vec<String>) {
        for entry in entries.iter().filter(|entry| entry.is_counted(self.clock)) {
            let status = entry.status(self.clock);
            let left = match status.level {
                Level::Down | Level::Elsewhere => true,
                // What will close works until then.
                Level::Limited => status.timing == Timing::Current && !status.has_exceptions,
                _ => false,
            };
            match left {
                true => names.push(self.name(entry)),
                false => self.left_behind(&entry.parts, names),
            }
        }
    }

    fn name(&self, entry: &Entry) -> String {
        let lang = self.feed.lang();
        entry.name.version(lang, lang).text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{TIMES, head, problems};

    #[track_caller]
    fn whole(kind: &str, state: &str, parts: &[(&str, &str, &str)], expected: &[&str]) {
        let parts = parts.iter().enumerate().map(|(index, (kind, state, more))| {
            format!(
                r#"{{ "id": "p{index}", "kind": "{kind}", "name": "P{index}", "state": "{state}" {more} }}"#
            )
        });
        let parts: Vec<String> = parts.collect();
        let whole = format!(
            r#"{{ "id": "a", "kind": "{kind}", "name": "A", "state": "{state}", "note": "x", "parts": [ {} ] }}"#,
            parts.join(",")
        );
        assert_eq!(problems(TIMES, &whole), expected, "{whole}");
    }

    #[test]
    fn a_whole_that_works_has_no_part_that_does_not() {
        let down = ("service", "down", "");
        let works = ("service", "available", "");
        let named = [r#"entries[0].state PartsDown(["P1"])"#];
        whole("service", "available", &[works, down], &named);
        let channel = ("channel", "unavailable", "");
        whole("service", "available", &[works, channel], &named);
        let calm = [("service", "down", r#", "from": "2024-03-01""#)];
        whole("service", "available", &calm, &[]);
        whole("service", "limited", &[works, down], &[]);
        whole("facility", "open", &[works, down], &[]);
        let wing = ("facility", "closed", "");
        whole("facility", "open", &[works, wing], &named);
    }

    #[test]
    fn a_whole_whose_parts_all_work_works() {
        let works = ("service", "available", "");
        let named = ["entries[0].state PartsWork"];
        whole("service", "down", &[works, works], &named);
        whole("service", "down", &[works, ("service", "limited", "")], &[]);
        whole(
            "service",
            "down",
            &[works, ("event", "takes_place", "")],
            &[],
        );
        whole("facility", "closed", &[works], &[]);
        whole("service", "down", &[], &[]);
    }

    #[test]
    fn an_incident_that_is_over_leaves_nothing_behind() {
        let over = |phase: &str, entries: &str| {
            let more = format!(r#"{TIMES} "incident": {{ "title": "x", "phase": "{phase}" }},"#);
            problems(&more, entries)
        };
        let entries = r#"{ "id": "a", "kind": "service", "name": "A", "state": "down", "note": "x" },
            { "id": "b", "kind": "service", "name": "B", "state": "available", "parts": [
                { "id": "c", "kind": "service", "name": "C", "state": "limited" },
                { "id": "d", "kind": "deadline", "name": "D", "state": "suspended" } ] },
            { "id": "e", "kind": "facility", "name": "E", "state": "closed", "from": "2024-03-01", "note": "x" }"#;
        let named = [r#"incident.phase NotOver(["A", "C"])"#];
        assert_eq!(over("over", entries), named);
        assert_eq!(over("recovery", entries), [""; 0]);
        head(
            &format!(r#"{TIMES} "incident": {{ "title": "x", "phase": "over" }},"#),
            &[],
        );
    }
}
