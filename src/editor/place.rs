//! Places of the document as forms name them: the way to a field, and its id in the page.

use crate::feed::problem::Step;

/// Returns the place of a field of the object at `at`.
pub fn field(at: &[Step], name: &str) -> Vec<Step> {
    let mut place = at.to_vec();
    place.push(Step::Key(name.to_owned()));
    place
}

/// Returns the place of an element of the list at `at`.
pub fn element(at: &[Step], index: usize) -> Vec<Step> {
    let mut place = at.to_vec();
    place.push(Step::Index(index));
    place
}

/// Returns the id of the control of a place, so that a link from a list of problems can focus it: `f-entries-3-until`.
pub fn field_id(at: &[Step]) -> String {
    let mut id = "f".to_owned();
    for step in at {
        id.push('-');
        match step {
            Step::Key(key) => id.push_str(key),
            Step::Index(index) => id.push_str(&index.to_string()),
        }
    }
    id
}

/// Splits the place of an element into its list and its index.
pub fn in_list(at: &[Step]) -> Option<(&[Step], usize)> {
    match at.split_last()? {
        (Step::Index(index), list) => Some((list, *index)),
        _ => None,
    }
}

/// Returns the place of the entry around a place: the innermost one.
pub fn entry_around(at: &[Step]) -> Option<&[Step]> {
    let is_entry = |end: &usize| matches!(&at[end - 2..*end], [Step::Key(list), Step::Index(_)] if is_list_of_entries(list));
    let end = (2..=at.len()).rev().find(is_entry)?;
    Some(&at[..end])
}

fn is_list_of_entries(name: &str) -> bool {
    ["entries", "parts"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::document::place;

    #[test]
    fn an_id_is_made_of_the_way_to_the_field() {
        assert_eq!(
            field_id(&place(&["entries", "3", "until"])),
            "f-entries-3-until"
        );
        assert_eq!(field_id(&[]), "f");
        assert_eq!(
            field(&element(&place(&["faq"]), 0), "answer"),
            place(&["faq", "0", "answer"])
        );
        assert_eq!(
            in_list(&place(&["faq", "7"])),
            Some((&place(&["faq"])[..], 7))
        );
        assert_eq!(in_list(&place(&["faq"])), None);
    }

    #[test]
    fn the_innermost_entry_is_the_one_around() {
        let at = place(&["entries", "3", "parts", "1", "routes", "0", "number"]);
        assert_eq!(entry_around(&at), Some(&at[..4]));
        assert_eq!(entry_around(&at[..3]), Some(&at[..2]));
        assert_eq!(entry_around(&place(&["faq", "3", "answer"])), None);
        assert_eq!(entry_around(&place(&["entries"])), None);
    }
}
