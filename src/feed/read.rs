//! Reads a feed: bytes become the types of the contract, or a list of all problems.

use super::decode::Decode;
use super::json::{self, Node};
use super::problem::{Fault, Log, Place, Problem, Severity};
use super::{Feed, MAX_BYTES};

impl Feed {
    /// Reads a feed. Returns it with its warnings, or all problems if any of them is fatal.
    pub fn read(bytes: &[u8]) -> Result<(Self, Vec<Problem>), Vec<Problem>> {
        let (feed, problems) = Self::draft(bytes);
        let fatal = |problem: &Problem| problem.fault.severity() == Severity::Fatal;
        match feed {
            Some(feed) if !problems.iter().any(fatal) => Ok((feed, problems)),
            _ => Err(problems),
        }
    }

    /// Reads as much of a feed as there is, with blanks for wrong values, so that `check` can find more. Returns `None`
    /// for the feed if the bytes are not JSON of this version.
    pub fn draft(bytes: &[u8]) -> (Option<Self>, Vec<Problem>) {
        match parse(bytes) {
            Ok(node) => {
                let (mut feed, mut log) = (Self::default(), Log::default());
                Decode::read(&mut feed, &node, &Place::ROOT, &mut log);
                (Some(feed), log.into_problems())
            }
            Err(fault) => {
                let at = Vec::new();
                (None, vec![Problem { at, fault }])
            }
        }
    }
}

/// Parses the JSON of a feed, unless it is too large or of another version.
fn parse(bytes: &[u8]) -> Result<Node, Fault> {
    if bytes.len() > MAX_BYTES {
        return Err(Fault::TooLarge(bytes.len()));
    }
    let node = json::parse(bytes).map_err(Fault::Syntax)?;
    newer_version(&node).map_or(Ok(node), |newer| Err(Fault::NewerVersion(newer)))
}

/// Returns the version if it is newer than this one. It is asked first, since a later major version may differ in
/// anything.
fn newer_version(node: &Node) -> Option<u64> {
    let Node::Map(map) = node else { return None };
    map.iter().find_map(|(key, value)| match value {
        Node::Number(Some(number)) if key == "version" && *number > 1 => Some(*number),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::problem::{Form, path};
    use crate::feed::vocabulary::{State, Word};

    const SMALL: &str = r#"{ "version": 1, "id": "stadt", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
        "publisher": { "name": "Stadt", "url": "https://www.stadt.example/" },
        "entries": [ { "id": "a", "kind": "service", "name": "A", "state": "available" } ] }"#;

    fn faults(feed: &str) -> Vec<Fault> {
        let problems = match Feed::read(feed.as_bytes()) {
            Ok((_, problems)) | Err(problems) => problems,
        };
        problems.into_iter().map(|problem| problem.fault).collect()
    }

    #[test]
    fn the_smallest_feed_is_read() {
        assert_eq!(faults(SMALL), []);
    }

    #[test]
    fn row_13_duplicate_keys_reject_the_feed() {
        let feed = SMALL.replace(r#""name": "A""#, r#""name": "A", "name": "B""#);
        assert_eq!(faults(&feed), [Fault::Duplicate]);
        assert!(Feed::read(feed.as_bytes()).is_err());
    }

    #[test]
    fn row_14_unknown_fields_are_ignored() {
        let feed = SMALL.replace(r#""seq": 1"#, r#""seq": 1, "colour": {"a": [1]}"#);
        assert!(Feed::read(feed.as_bytes()).is_ok());
    }

    #[test]
    fn row_15_unknown_words_are_kept_as_written() {
        let feed = SMALL.replace("available", "halb offen");
        let (feed, _) = Feed::read(feed.as_bytes()).unwrap();
        assert_eq!(
            feed.entries[0].state,
            Some(Word::Other("halb offen".into()))
        );
    }

    #[test]
    fn row_15_a_kind_that_a_later_version_adds_is_kept_under_its_own_word() {
        let feed = SMALL.replace("service", "cabin");
        let (feed, problems) = Feed::read(feed.as_bytes()).unwrap();
        assert_eq!(feed.entries[0].kind, Word::Other("cabin".into()));
        assert!(matches!(
            problems[..],
            [Problem {
                fault: Fault::UnknownWord(_),
                ..
            }]
        ));
        let written = serde_json::to_value(&feed.entries[0]).unwrap();
        assert_eq!(written["kind"], "cabin");
    }

    #[test]
    fn row_15_a_word_is_known_without_the_invisible_and_spaces_around_it() {
        let feed = SMALL.replace("available", " avail\u{200b}able ");
        let (feed, problems) = Feed::read(feed.as_bytes()).unwrap();
        assert_eq!(feed.entries[0].state, Some(Word::Known(State::Available)));
        assert_eq!(problems.len(), 1, "check names it");
    }

    #[test]
    fn row_16_a_newer_version_is_told_apart_from_a_broken_feed() {
        let feed = r#"{ "version": 2, "all": "different" }"#;
        assert_eq!(faults(feed), [Fault::NewerVersion(2)]);
    }

    #[test]
    fn row_17_seq_is_a_number_that_every_reader_keeps_exact() {
        for wrong in ["-1", "1.5", "9007199254740992", "\"1\"", "1e3", "null"] {
            let feed = SMALL.replace(r#""seq": 1"#, &format!(r#""seq": {wrong}"#));
            assert_eq!(faults(&feed), [Fault::Expected(Form::Count)], "{wrong}");
        }
        let largest = SMALL.replace(r#""seq": 1"#, r#""seq": 9007199254740991"#);
        assert_eq!(faults(&largest), []);
    }

    #[test]
    fn all_problems_are_found_at_once_each_with_its_place() {
        let feed = r#"{ "version": 1, "id": "Stadt!", "seq": 1, "issued": "gestern",
            "publisher": { "name": 5, "url": "https://x.example/" },
            "entries": [ { "id": "a", "kind": "service" }, 7 ] }"#;
        let problems = Feed::read(feed.as_bytes()).unwrap_err();
        let places: Vec<_> = problems.iter().map(|p| path(&p.at)).collect();
        assert_eq!(
            places,
            ["id", "issued", "publisher.name", "entries[0]", "entries[1]"]
        );
    }

    #[test]
    fn a_feed_that_is_wrong_everywhere_is_refused_in_few_words() {
        let objects = vec!["{}"; 19_000].join(",");
        let feed = format!(r#"{{ "version": 1, "colour": 1, "entries": [ {objects} ] }}"#);
        let problems = Feed::read(feed.as_bytes()).unwrap_err();
        assert!(problems.len() <= 3 * crate::feed::problem::MAX_PROBLEMS);
        let many: Vec<String> = (0..250).map(|n| format!(r#""x{n}": 1"#)).collect();
        let feed = format!(r#"{{ "version": 1, {} }}"#, many.join(","));
        assert!(Feed::read(feed.as_bytes()).is_err(), "hints hide no error");
    }

    #[test]
    fn a_feed_over_the_cap_is_not_parsed() {
        let big = vec![b' '; MAX_BYTES + 1];
        let problems = Feed::read(&big).unwrap_err();
        assert_eq!(problems[0].fault, Fault::TooLarge(MAX_BYTES + 1));
    }
}
