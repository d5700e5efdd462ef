//! Finds the entries that differ between two publications. They are marked for a reader who has seen the first.

use crate::feed::json::{Node, parse};

/// Fields whose change is not news for a citizen. Parts are among them because they are compared by themselves.
const ASIDE: [&str; 4] = ["parts", "as_of", "aliases", "leika"];

/// Returns the ids of entries and parts that are new in `after` or differ from those in `before`, in the order of
/// `after`. Returns none if one of the feeds is not JSON.
pub fn changed(before: &[u8], after: &[u8]) -> Vec<String> {
    let (Ok(before), Ok(after)) = (parse(before), parse(after)) else {
        return Vec::new();
    };
    let (mut old, mut new) = (Vec::new(), Vec::new());
    collect(&before, "entries", &mut old);
    collect(&after, "entries", &mut new);
    let known = |entry: &(&str, &Node)| {
        old.iter()
            .any(|other| other.0 == entry.0 && same(other.1, entry.1))
    };
    new.retain(|entry| !known(entry));
    new.into_iter().map(|(id, _)| id.to_owned()).collect()
}

/// Adds every entry below `node` to `found`, with its id.
fn collect<'n>(node: &'n Node, key: &str, found: &mut Vec<(&'n str, &'n Node)>) {
    if let Some(Node::List(entries)) = get(node, key) {
        for entry in entries {
            if let Some(Node::Text(id)) = get(entry, "id") {
                found.push((id, entry));
            }
            collect(entry, "parts", found);
        }
    }
}

fn get<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let Node::Map(map) = node else { return None };
    map.iter()
        .find(|(name, _)| name == key)
        .map(|(_, value)| value)
}

/// Tells whether two entries say the same, whatever the order of their fields.
fn same(one: &Node, other: &Node) -> bool {
    says_no_more(one, other) && says_no_more(other, one)
}

fn says_no_more(one: &Node, other: &Node) -> bool {
    let Node::Map(map) = one else { return false };
    map.iter()
        .all(|(key, value)| ASIDE.contains(&key.as_str()) || get(other, key) == Some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(entries: &str) -> Vec<u8> {
        format!(r#"{{ "entries": [ {entries} ] }}"#).into_bytes()
    }

    #[track_caller]
    fn marked(before: &str, after: &str, ids: &[&str]) {
        assert_eq!(changed(&feed(before), &feed(after)), ids);
    }

    const LIBRARY: &str = r#"{ "id": "a", "state": "closed", "parts": [ { "id": "b", "state": "down" }, { "id": "c" } ] }"#;

    #[test]
    fn an_entry_that_says_something_else_is_marked_and_nothing_beside_it() {
        marked(LIBRARY, LIBRARY, &[]);
        marked(LIBRARY, &LIBRARY.replace("closed", "open"), &["a"]);
        marked(LIBRARY, &LIBRARY.replace("down", "working"), &["b"]);
        marked(&LIBRARY.replace("down", "working"), LIBRARY, &["b"]);
    }

    #[test]
    fn a_new_entry_is_marked_and_one_that_is_gone_cannot_be() {
        marked(LIBRARY, &format!(r#"{LIBRARY}, {{ "id": "d" }}"#), &["d"]);
        marked(&format!(r#"{LIBRARY}, {{ "id": "d" }}"#), LIBRARY, &[]);
    }

    #[test]
    fn a_fact_more_or_less_is_a_change() {
        let more = LIBRARY.replace(r#""id": "c""#, r#""id": "c", "note": "x""#);
        marked(LIBRARY, &more, &["c"]);
        marked(&more, LIBRARY, &["c"]);
    }

    #[test]
    fn the_order_of_fields_and_the_date_of_a_fact_are_no_change() {
        marked(
            r#"{ "id": "a", "state": "closed", "as_of": "2024-02-22" }"#,
            r#"{ "state": "closed", "as_of": "2024-02-23", "id": "a", "aliases": ["x"] }"#,
            &[],
        );
    }

    #[test]
    fn unreadable_feed_marks_nothing() {
        assert_eq!(changed(b"", &feed(LIBRARY)), [""; 0]);
        assert_eq!(changed(b"{}", b"[]"), [""; 0]);
    }
}
