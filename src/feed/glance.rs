//! What a row says of an entry before it is unfolded: what differs inside, and the first way that works.

use std::rc::Rc;

use super::status::{Clock, Timing};
use super::vocabulary::Level;
use super::{Entry, Route};

/// Returns the way that a row offers: the first that can be used now. One that is for everybody and everything comes before
/// one with a purpose or a condition.
pub fn first_way(routes: &[Route], clock: Clock) -> Option<&Route> {
    let usable = || routes.iter().filter(|route| route.is_usable(clock));
    let is_general = |route: &&Route| route.purpose.is_none() && route.scope.is_none();
    usable().find(is_general).or_else(|| usable().next())
}

impl Entry {
    /// Returns the parts that say now what their whole does not: what cannot be done there, or still can. The worst
    /// come first.
    pub fn exceptions(&self, clock: Clock) -> Vec<&Rc<Entry>> {
        let whole = self.status(clock);
        let differs = |part: &&Rc<Entry>| {
            let own = part.status(clock);
            let like_whole = own.level == whole.level && !whole.has_exceptions;
            part.is_offer()
                // What holds only for some is not said in one word.
                && part.scope.is_none()
                && own.timing == Timing::Current
                && !like_whole
                // Of a whole that works but for some parts, those are named that do not.
                && !(whole.has_exceptions && part.works(clock))
        };
        let mut parts: Vec<_> = self.parts.iter().filter(differs).collect();
        parts.sort_by_key(|part| part.status(clock).level);
        parts
    }

    fn works(&self, clock: Clock) -> bool {
        self.status(clock).level == Level::Ok
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{clock, entry};

    const NOON: &str = "2024-02-22T12:00:00+01:00";

    fn way(routes: &str) -> Option<String> {
        let entry = entry(&format!(
            r#""kind": "service", "state": "down", "routes": [ {routes} ]"#
        ));
        let way = super::first_way(&entry.routes, clock(NOON));
        way.and_then(|route| route.number.clone())
    }

    #[test]
    fn the_first_way_is_one_that_can_be_used_now() {
        let planned = r#"{ "kind": "phone", "number": "1", "state": "planned" }"#;
        let wrong = r#"{ "kind": "phone", "number": "2", "wrong": true }"#;
        let later = r#"{ "kind": "phone", "number": "3", "from": "2024-02-23" }"#;
        let works = r#"{ "kind": "phone", "number": "4" }"#;
        let all = [planned, wrong, later, works].join(", ");
        assert_eq!(way(&all).as_deref(), Some("4"));
        assert_eq!(way(&[planned, wrong, later].join(", ")), None);
    }

    #[test]
    fn a_way_for_everything_comes_before_one_with_a_purpose_or_a_condition() {
        let some = r#"{ "kind": "phone", "number": "1", "purpose": "Pass" }"#;
        let few = r#"{ "kind": "phone", "number": "2", "scope": { "audience": "Familien" } }"#;
        let all = r#"{ "kind": "phone", "number": "3" }"#;
        assert_eq!(way(&[some, few, all].join(", ")).as_deref(), Some("3"));
        assert_eq!(way(&[some, few].join(", ")).as_deref(), Some("1"));
    }

    fn exceptions(state: &str, parts: &[(&str, &str)]) -> Vec<String> {
        let parts = parts.iter().map(|(id, fields)| {
            format!(r#"{{ "id": "{id}", "kind": "service", "name": "{id}", {fields} }}"#)
        });
        let parts = parts.collect::<Vec<_>>().join(", ");
        let whole = entry(&format!(
            r#""kind": "service", "state": "{state}", "parts": [ {parts} ]"#
        ));
        let exceptions = whole.exceptions(clock(NOON));
        exceptions.iter().map(|part| part.id.0.clone()).collect()
    }

    const DOWN: &str = r#""state": "unavailable""#;
    const WORKS: &str = r#""state": "available""#;

    #[test]
    fn the_parts_that_differ_now_are_named_the_worst_first() {
        let elsewhere = r#""state": "rerouted""#;
        let parts = [("a", WORKS), ("b", elsewhere), ("c", DOWN)];
        assert_eq!(exceptions("available", &parts), ["c", "b"]);
        assert_eq!(exceptions("unavailable", &parts), ["b", "a"]);
        assert_eq!(exceptions("limited", &parts), ["c", "b", "a"]);
    }

    #[test]
    fn what_holds_only_for_some_is_not_named_without_them() {
        let some = r#""state": "available", "scope": { "audience": "Familien" }"#;
        assert_eq!(exceptions("limited", &[("a", some), ("b", WORKS)]), ["b"]);
    }

    #[test]
    fn what_is_still_to_come_is_no_exception_now() {
        let announced = r#""state": "available", "from": "2024-02-23""#;
        let ended = r#""state": "unavailable", "until": "2024-02-21""#;
        assert!(exceptions("limited", &[("a", announced), ("b", ended)]).is_empty());
    }
}
