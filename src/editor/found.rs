//! What is wrong with the feed, as a form shows it: at which place, how bad, and in which words.

use super::labels;
use super::plain_language::hurdles;
use super::words::UiLang;
use crate::feed::Feed;
use crate::feed::problem::{Severity, Step};
use crate::feed::time::Moment;
use crate::report::findings;

/// A problem of the feed in the words of the editor.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Where it is.
    pub at: Vec<Step>,
    /// Whether the feed may be published with it.
    pub severity: Severity,
    /// What is wrong.
    pub text: String,
}

/// Returns all that `check` says of the feed as it is written now, in the words of the forms, and where a text is hard to
/// read for citizens.
///
/// `feed` is what these bytes say, with blanks for what cannot be read.
pub fn find(bytes: &[u8], feed: Option<&Feed>, now: Moment, lang: UiLang) -> Vec<Found> {
    let label = |record: &str, field: &str| labels::name(record, field, lang);
    let mut found = findings(bytes, now, lang, &label);
    // Half a text is judged as it is typed: only hints come of it.
    if let Some(feed) = feed {
        found.extend(hurdles(feed, lang));
    }
    found
        .into_iter()
        .map(|finding| Found {
            at: finding.at,
            severity: finding.severity,
            text: finding.text,
        })
        .collect()
}

/// Returns the problems of exactly this place.
pub fn at_place<'f>(found: &'f [Found], at: &'f [Step]) -> impl Iterator<Item = &'f Found> {
    found.iter().filter(move |found| found.at == at)
}

/// Returns the problems at this place and inside of it.
pub fn within<'f>(found: &'f [Found], at: &'f [Step]) -> impl Iterator<Item = &'f Found> {
    found.iter().filter(move |found| found.at.starts_with(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::document::place;

    #[test]
    fn what_check_says_and_what_is_hard_to_read_are_found() {
        let long = "Wort ".repeat(30) + "Ende.";
        let feed = serde_json::json!({ "version": 1, "id": "x", "seq": 1, "issued": "2026-12-01T10:00:00+01:00",
            "publisher": { "name": "Stadt", "url": "https://x.example/" },
            "entries": [ { "id": "a", "kind": "service", "name": "A", "note": long } ] });
        let bytes = feed.to_string().into_bytes();
        let (draft, _) = Feed::draft(&bytes);
        let now = Moment(1_796_115_600);
        let found = find(&bytes, draft.as_ref(), now, UiLang::De);
        let at = |field: &str| place(&["entries", "0", field]);
        assert_eq!(at_place(&found, &at("state")).count(), 1, "{found:?}");
        assert_eq!(at_place(&found, &at("note")).count(), 1, "{found:?}");
        for found in &found {
            assert!(!found.text.contains("JSON"), "{found:?}");
        }
    }

    #[test]
    fn a_problem_is_shown_at_its_own_place_and_counted_at_those_around() {
        let found = ["3", "33"].map(|index| Found {
            at: place(&["entries", index, "until"]),
            severity: Severity::Warning,
            text: index.to_owned(),
        });
        let entry = place(&["entries", "3"]);
        assert_eq!(at_place(&found, &entry).count(), 0);
        let until = place(&["entries", "3", "until"]);
        let texts: Vec<&str> = at_place(&found, &until).map(|f| f.text.as_str()).collect();
        assert_eq!(texts, ["3"]);
        assert_eq!(within(&found, &entry).count(), 1);
        assert_eq!(within(&found, &place(&["entries"])).count(), 2);
    }
}
