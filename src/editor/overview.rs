//! The list of entries as an editor sees it: by heading, filtered, with what is chosen, and what is done to all that is chosen.

use serde_json::Value;

use super::elements::any;
use super::place::{element, field};
use crate::feed::problem::Step;
use crate::feed::vocabulary::{Kind, Level, State, Vocabulary as _};

/// Entries under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The publisher's heading, or that of a kind.
    pub heading: Heading,
    /// Their positions in the document, in its order.
    pub entries: Vec<usize>,
}

/// A heading of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heading {
    /// The publisher's.
    Own(String),
    /// That of a kind.
    Kind(Kind),
    /// Of entries without a known kind.
    None,
}

/// Returns the entries by heading, each where its first entry stands. Only those whose name, other words or heading contain
/// what is looked for.
pub fn groups(feed: &Value, own: &str, looked_for: &str) -> Vec<Group> {
    let looked_for = looked_for.trim().to_lowercase();
    let mut groups: Vec<Group> = Vec::new();
    for (index, entry) in entries(feed).iter().enumerate() {
        if !fits(entry, own, &looked_for) {
            continue;
        }
        let heading = heading(entry, own);
        match groups.iter_mut().find(|group| group.heading == heading) {
            Some(group) => group.entries.push(index),
            None => groups.push(Group {
                heading,
                entries: vec![index],
            }),
        }
    }
    groups
}

/// Returns the entries of a feed.
pub fn entries(feed: &Value) -> &[Value] {
    feed["entries"].as_array().map_or(&[], Vec::as_slice)
}

/// Returns the kind of an entry, if it is known.
pub fn kind(entry: &Value) -> Option<Kind> {
    entry["kind"].as_str().and_then(Kind::named)
}

/// Returns the state of an entry, if it is known.
pub fn state(entry: &Value) -> Option<State> {
    entry["state"].as_str().and_then(State::named)
}

fn heading(entry: &Value, own: &str) -> Heading {
    match (any(entry.get("group"), own), kind(entry)) {
        ("", Some(kind)) => Heading::Kind(kind),
        ("", None) => Heading::None,
        (group, _) => Heading::Own(group.to_owned()),
    }
}

fn fits(entry: &Value, own: &str, looked_for: &str) -> bool {
    let contains = |text: &str| text.to_lowercase().contains(looked_for);
    let part_fits = |list: &Value| {
        let mut parts = list.as_array().into_iter().flatten();
        parts.any(|part| fits(part, own, looked_for))
    };
    let mut aliases = entry["aliases"].as_array().into_iter().flatten();
    contains(any(entry.get("name"), own))
        || contains(any(entry.get("group"), own))
        || aliases.any(|alias| alias.as_str().is_some_and(contains))
        || part_fits(&entry["parts"])
}

/// Returns where an entry goes when it is moved one step up or down among those of its heading.
pub fn neighbour(group: &Group, index: usize, is_up: bool) -> Option<usize> {
    let at = group.entries.iter().position(|entry| *entry == index)?;
    let to = if is_up { at.checked_sub(1)? } else { at + 1 };
    group.entries.get(to).copied()
}

/// What is done to all that is chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Bulk {
    /// They get the word of their kind for a level, and hold until then.
    State(Level, Option<String>),
    /// They stand under this heading.
    Group(String),
    /// They go.
    Delete,
}

/// Returns the changes of a bulk, for one step: places and values. What is deleted comes from the end, so that the places before
/// stay.
pub fn bulk(feed: &Value, chosen: &[usize], bulk: &Bulk) -> Vec<(Vec<Step>, Option<Value>)> {
    let list = [Step::Key("entries".to_owned())];
    let entries = entries(feed);
    let mut chosen: Vec<usize> = chosen.to_vec();
    chosen.sort_unstable();
    chosen.dedup();
    let mut changes = Vec::new();
    for index in chosen.into_iter().rev() {
        let Some(entry) = entries.get(index) else {
            continue;
        };
        let at = element(&list, index);
        match bulk {
            Bulk::Delete => changes.push((at, None)),
            Bulk::Group(group) => {
                let group = (!group.is_empty()).then(|| group.as_str().into());
                changes.push((field(&at, "group"), group));
            }
            Bulk::State(level, until) => {
                let Some(state) = kind(entry).and_then(|kind| state_of(kind, *level)) else {
                    continue;
                };
                changes.push((field(&at, "state"), Some(state.name().into())));
                changes.push((field(&at, "until"), until.as_deref().map(Into::into)));
                // What was said of another state does not hold of this one.
                changes.push((field(&at, "from"), None));
                changes.push((field(&at, "term"), None));
            }
        }
    }
    changes
}

/// Returns the plainest state of a kind at a level. A deadline and a notice have none: they do not work or fail.
pub fn state_of(kind: Kind, level: Level) -> Option<State> {
    use State::*;
    Some(match (level, kind) {
        (_, Kind::Deadline | Kind::Notice) => return None,
        (Level::Ok, Kind::Facility) => Open,
        (Level::Ok, Kind::Channel) => Working,
        (Level::Ok, Kind::Event) => TakesPlace,
        (Level::Ok, Kind::Supply) => Assured,
        (Level::Ok, _) => Available,
        (Level::Limited, _) => Limited,
        (Level::Elsewhere, Kind::Supply) => return None,
        (Level::Elsewhere, _) => Rerouted,
        (Level::Down, Kind::Facility) => Closed,
        (Level::Down, Kind::Channel | Kind::Supply) => Down,
        (Level::Down, Kind::Event) => Cancelled,
        (Level::Down, _) => Unavailable,
        (Level::Unknown, _) => Unknown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::document::{Document, place};
    use crate::editor::state::{Action, Done, Editor, Screen};
    use crate::feed::time::Moment;
    use serde_json::json;
    use std::rc::Rc;
    use yew::Reducible as _;

    fn feed() -> Value {
        json!({ "entries": [
            { "id": "pass", "kind": "service", "name": "Reisepass", "state": "limited", "aliases": ["Perso"], "term": "x" },
            { "id": "bad", "kind": "facility", "name": { "en": "Pool" }, "group": "Freizeit" },
            { "id": "kfz", "kind": "service", "name": "Zulassung",
              "parts": [ { "id": "kz", "kind": "service", "name": "Kennzeichen" } ] },
            { "id": "frist", "kind": "deadline", "name": "Frist", "state": "suspended" },
            { "id": "bus", "kind": "own", "name": "Bus" } ] })
    }

    #[test]
    fn entries_stand_under_their_headings() {
        let groups = groups(&feed(), "de", "");
        let indices: Vec<&[usize]> = groups.iter().map(|group| &group.entries[..]).collect();
        assert_eq!(indices, [&[0, 2][..], &[1], &[3], &[4]]);
        assert_eq!(groups[1].heading, Heading::Own("Freizeit".to_owned()));
        assert_eq!(groups[3].heading, Heading::None);
        assert_eq!(neighbour(&groups[0], 2, true), Some(0));
        assert_eq!(neighbour(&groups[0], 2, false), None);
        assert_eq!(neighbour(&groups[0], 0, true), None);
    }

    #[test]
    fn the_filter_finds_names_other_words_headings_and_parts() {
        for (looked_for, found) in [
            ("reise", vec![0]),
            ("PERSO", vec![0]),
            (" pool ", vec![1]),
            ("freizeit", vec![1]),
            ("kennz", vec![2]),
            ("nichts", vec![]),
        ] {
            let groups = groups(&feed(), "de", looked_for);
            let indices: Vec<usize> = groups.into_iter().flat_map(|group| group.entries).collect();
            assert_eq!(indices, found, "{looked_for}");
        }
    }

    fn after(changes: Vec<(Vec<Step>, Option<Value>)>) -> Rc<Editor> {
        let open = Action::Open(
            Box::new(Document::new(feed())),
            "x".to_owned(),
            Screen::Entries,
        );
        let editor = Rc::new(Editor::default()).reduce(Done(open, Moment(0)));
        editor.reduce(Done(Action::SetAll(changes), Moment(0)))
    }

    #[test]
    fn many_get_the_word_of_their_kind_in_one_step() {
        let down = Bulk::State(Level::Down, Some("open".to_owned()));
        let editor = after(bulk(&feed(), &[0, 1, 3, 4, 9], &down));
        let get = |index, name| editor.get(&place(&["entries", index, name])).cloned();
        assert_eq!(get("0", "state"), Some(json!("unavailable")));
        assert_eq!(get("0", "until"), Some(json!("open")));
        assert_eq!(get("0", "term"), None);
        assert_eq!(get("1", "state"), Some(json!("closed")));
        // A deadline is not down, and nobody knows what fits an unknown kind.
        assert_eq!(get("3", "state"), Some(json!("suspended")));
        assert_eq!(get("4", "state"), None);
        let editor = editor.reduce(Done(Action::Undo, Moment(0)));
        assert_eq!(editor.get(&[]), Some(&feed()));
    }

    #[test]
    fn many_go_at_once_and_the_others_stay() {
        let editor = after(bulk(&feed(), &[0, 3, 1], &Bulk::Delete));
        let left: Vec<&str> = entries(editor.get(&[]).unwrap())
            .iter()
            .map(|entry| entry["id"].as_str().unwrap())
            .collect();
        assert_eq!(left, ["kfz", "bus"]);
        let editor = after(bulk(&feed(), &[0, 2], &Bulk::Group("Ausweise".to_owned())));
        assert_eq!(
            groups(editor.get(&[]).unwrap(), "de", "ausweise")[0].entries,
            [0, 2]
        );
    }

    #[test]
    fn the_state_of_a_level_fits_its_kind_and_has_that_level() {
        for kind in Kind::ALL {
            for level in Level::ALL {
                if let Some(state) = state_of(*kind, *level) {
                    assert!(kind.states().contains(&state), "{kind:?} {state:?}");
                    assert_eq!(state.level(), *level, "{kind:?} {state:?}");
                }
            }
        }
    }
}
