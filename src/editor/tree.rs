//! The tree of entries in a document: where one stands, by its id.

use serde_json::Value;

use crate::feed::problem::Step;

/// Returns the place of the entry, or the part, with this id.
pub fn find(feed: &Value, id: &str) -> Option<Vec<Step>> {
    within(feed, "entries", id, Vec::new())
}

/// Returns the value at a place.
pub fn value<'v>(feed: &'v Value, at: &[Step]) -> Option<&'v Value> {
    at.iter().try_fold(feed, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.get(index),
    })
}

fn within(around: &Value, list: &str, id: &str, at: Vec<Step>) -> Option<Vec<Step>> {
    let entries = around.get(list)?.as_array()?;
    entries.iter().enumerate().find_map(|(index, entry)| {
        let mut at = at.clone();
        at.extend([Step::Key(list.to_owned()), Step::Index(index)]);
        match entry["id"] == id {
            true => Some(at),
            false => within(entry, "parts", id, at),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::document::place;
    use serde_json::json;

    #[test]
    fn parts_are_found_too() {
        let feed = json!({ "entries": [ { "id": "a" }, { "id": "b", "parts": [ { "id": "c" }, { "id": "d" } ] } ] });
        assert_eq!(find(&feed, "a"), Some(place(&["entries", "0"])));
        assert_eq!(
            find(&feed, "d"),
            Some(place(&["entries", "1", "parts", "1"]))
        );
        assert_eq!(find(&feed, "x"), None);
        assert_eq!(find(&json!({ "entries": "no" }), "a"), None);
    }
}
