//! Search in a feed: queries and results.

mod find;
mod index;
pub(crate) mod likeness;
pub mod link;
mod query;

use std::rc::Rc;

use crate::feed::status::Clock;
use crate::feed::vocabulary::{Kind, Vocabulary as _};
use crate::feed::{Entry, Feed, Question, Route};

use likeness::says;

pub use find::find;
pub use index::Index;
pub use query::Query;

/// A result.
pub enum Found<'f> {
    /// An entry and the entries that it is part of, the nearest last.
    Entry(&'f Rc<Entry>, Vec<&'f Rc<Entry>>),
    /// A question with its answer.
    Question(&'f Rc<Question>),
}

impl<'f> Found<'f> {
    /// Returns the routes that help: its own if it has any, else those of the nearest entry around it that are not for
    /// others of its parts. "For renewals" does not help somebody who looks for reminders.
    pub fn routes(&self) -> Vec<&'f Route> {
        let Self::Entry(entry, wholes) = self else {
            return Vec::new();
        };
        let own: Vec<&Route> = entry.routes.iter().collect();
        let wholes = wholes.iter().rev();
        let around = wholes.map(|whole| {
            let routes = whole.routes.iter();
            routes.filter(|route| is_for(route, entry, whole))
        });
        let mut nearest = std::iter::once(own).chain(around.map(Iterator::collect));
        nearest
            .find(|routes| !routes.is_empty())
            .unwrap_or_default()
    }
}

/// Tells whether a route of a whole is for this part of it: its purpose names the part, or none of them.
fn is_for(route: &Route, part: &Entry, whole: &Entry) -> bool {
    let Some(purpose) = &route.purpose else {
        return true;
    };
    let names = |part: &Entry| {
        let mut names = part.name.all();
        names.any(|name| purpose.all().any(|purpose| says(purpose, name)))
    };
    names(part) || !whole.parts.iter().any(|part| names(part))
}

/// Returns the kind under which an entry is listed. An unknown kind counts as a service.
pub fn kind(entry: &Entry) -> Kind {
    entry.kind.known().unwrap_or(Kind::Service)
}

/// Returns the kinds of a feed's entries, in the order of the contract.
pub fn kinds(feed: &Feed) -> Vec<Kind> {
    fn has(entries: &[Rc<Entry>], sought: Kind) -> bool {
        entries
            .iter()
            .any(|entry| kind(entry) == sought || has(&entry.parts, sought))
    }
    let all = Kind::ALL.iter().copied();
    all.filter(|kind| has(&feed.entries, *kind)).collect()
}

/// Tells whether a citizen can use this route at once from where they are: by number, web page or mail.
pub fn reaches(route: &Route, clock: Clock) -> bool {
    let told = route.phone().is_some() || route.url.is_some() || route.email.is_some();
    told && route.is_usable(clock)
}

/// Returns the route for questions that the feed does not answer: the publisher by telephone, else another of its
/// channels.
pub fn contact(feed: &Feed, clock: Clock) -> Option<&Route> {
    let channels = feed
        .entries
        .iter()
        .filter(|entry| entry.kind.is(Kind::Channel));
    let routes = channels.flat_map(|entry| &entry.routes);
    let ways = || {
        feed.publisher
            .channels
            .iter()
            .chain(routes.clone())
            .filter(|route| reaches(route, clock))
    };
    ways()
        .find(|route| route.phone().is_some())
        .or_else(|| ways().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contact_is_the_first_usable_number() {
        let file = format!("{}/feeds/schwerin-2021-10.json", env!("CARGO_MANIFEST_DIR"));
        let (feed, _) = Feed::read(&std::fs::read(file).unwrap()).unwrap();
        let clock = feed.clock(feed.issued.at);
        let route = contact(&feed, clock).unwrap();
        assert!(reaches(route, clock));
        let routes = r#"{ "kind": "website", "url": "https://x.example/" },
            { "kind": "phone", "number": "+49 30 1", "state": "planned" }, { "kind": "counter", "name": "Theke" },
            { "kind": "phone", "number": "+49 30 2" }"#;
        let feed = format!(
            r#"{{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00", "entries": [],
            "publisher": {{ "name": "X", "url": "https://x.example/", "channels": [ {routes} ] }} }}"#
        );
        let (feed, _) = Feed::read(feed.as_bytes()).unwrap();
        let clock = feed.clock(feed.issued.at);
        let ways = feed.publisher.channels.iter();
        let reached: Vec<bool> = ways.map(|route| reaches(route, clock)).collect();
        assert_eq!(reached, [true, false, false, true]);
        let route = contact(&feed, clock).unwrap();
        assert_eq!(route.number.as_deref(), Some("+49 30 2"));
    }

    #[test]
    fn an_unknown_kind_is_listed_with_the_services() {
        let feed = r#"{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": { "name": "X", "url": "https://x.example/" }, "entries": [
            { "id": "a", "kind": "ninth", "name": "A", "state": "available", "parts": [
            { "id": "b", "kind": "facility", "name": "B", "state": "open" } ] } ] }"#;
        let (feed, _) = Feed::read(feed.as_bytes()).unwrap();
        assert_eq!(kinds(&feed), [Kind::Service, Kind::Facility]);
    }
}
