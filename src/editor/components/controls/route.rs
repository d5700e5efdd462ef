//! The control for a way: its kind first, since a telephone needs other fields than a counter.

use serde_json::{Value, json};
use yew::prelude::*;

use super::record::{control, folded};
use crate::components::icon::route_icon;
use crate::editor::components::sheet::Sheet;
use crate::editor::labels::folds;
use crate::editor::labels::words::{route_word, word};
use crate::editor::place::{element, field, field_id};
use crate::editor::state::Action;
use crate::editor::words::Both;
use crate::feed::problem::Step;
use crate::feed::vocabulary::{RouteKind, Vocabulary as _};

const OTHER: Both = Both {
    de: "Art und weitere Angaben",
    en: "Kind and more",
};

/// The kinds of ways in the order in which a town needs them: the first ones are buttons of their own.
const KINDS: &[RouteKind] = &[
    RouteKind::Phone,
    RouteKind::Counter,
    RouteKind::Neighbour,
    RouteKind::Website,
    RouteKind::Post,
    RouteKind::Automatic,
    RouteKind::EMail,
    RouteKind::DropOff,
    RouteKind::App,
    RouteKind::Later,
    RouteKind::Contacted,
    RouteKind::Fax,
];

/// How many of them are always seen.
const SEEN: usize = 6;

/// Shows the buttons that add a way, one for each kind.
pub fn new_route(sheet: &Sheet, at: &[Step]) -> Html {
    let add = |kind: &RouteKind| {
        let kind = *kind;
        let (sheet, at) = (sheet.clone(), at.to_vec());
        let text = route_word(kind).in_lang(sheet.lang());
        let label = format!("{text} – {}", sheet.say("Weg hinzufügen", "add this way"));
        let onclick = move |_: MouseEvent| {
            let count = sheet.list(&at).len();
            let place = element(&at, count);
            let first = main_fields(Some(kind))[0];
            sheet.go_to(field_id(&field(&place, first)));
            let new = json!({ "kind": kind.name() });
            sheet.act.emit(Action::Insert(at.clone(), count, new));
        };
        html! {
            <button type="button" class="ef-button ef-way" aria-label={label} {onclick}>
                { route_icon(Some(kind)) }{ text }
            </button>
        }
    };
    html! {
        <>
            <div class="ef-ways" role="group" aria-label={sheet.say("Weg hinzufügen", "Add a way")}>
                { for KINDS[..SEEN].iter().map(add) }
            </div>
            <details>
                <summary>{ sheet.say("ein anderer Weg", "another way") }</summary>
                <div class="ef-ways">{ for KINDS[SEEN..].iter().map(add) }</div>
            </details>
        </>
    }
}

/// Returns what the kind of a way is called.
pub fn kind_of_route(sheet: &Sheet, at: &[Step]) -> String {
    let kind = sheet.line(&field(at, "kind"));
    word("Route", "kind", kind, sheet.lang())
}

/// Returns the fields that a kind of way needs, the most important first.
fn main_fields(kind: Option<RouteKind>) -> &'static [&'static str] {
    match kind {
        Some(RouteKind::Phone | RouteKind::Fax) => &["number", "name", "note"],
        Some(RouteKind::Counter | RouteKind::DropOff) => &["name", "place", "note"],
        Some(RouteKind::Neighbour) => &["name", "place", "number", "url", "note"],
        Some(RouteKind::Post) => &["place", "note"],
        Some(RouteKind::App | RouteKind::Website) => &["url", "name", "note"],
        Some(RouteKind::EMail) => &["email", "name", "note"],
        Some(RouteKind::Automatic | RouteKind::Later | RouteKind::Contacted) => &["note"],
        None => &["name", "number", "place", "url", "email", "note"],
    }
}

/// Returns the fields of a way that are seen at once: those of its kind, and those that are filled and else would be seen.
fn seen_fields(route: &Value) -> Vec<&'static str> {
    let kind = route["kind"].as_str().and_then(RouteKind::named);
    let main = main_fields(kind);
    let others = folds("Route")[0].fields.iter();
    let filled = others.filter(|field| !main.contains(field) && route.get(**field).is_some());
    let filled = filled.filter(|field| **field != "kind");
    main.iter().chain(filled).copied().collect()
}

/// Shows the fields of a way.
pub fn route(sheet: &Sheet, at: &[Step]) -> Html {
    let value = sheet.get(at).unwrap_or(&Value::Null);
    let seen = seen_fields(value);
    let all = folds("Route")[0].fields.iter().copied();
    let rest: Vec<&str> = all.filter(|field| !seen.contains(field)).collect();
    html! {
        <>
            { for seen.iter().map(|field| control(sheet, at, "Route", field)) }
            { for folds("Route")[1..].iter().map(|fold| folded(sheet, at, "Route", fold.title, fold.fields)) }
            { folded(sheet, at, "Route", Some(OTHER), &rest) }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_can_be_added_and_what_is_filled_is_seen() {
        assert_eq!(KINDS.len(), RouteKind::ALL.len());
        for kind in RouteKind::ALL {
            assert!(KINDS.contains(kind), "{kind:?}");
        }
        assert_eq!(
            seen_fields(&json!({ "kind": "post", "number": "115" })),
            ["place", "note", "number"]
        );
        assert_eq!(seen_fields(&json!({ "kind": "own" })).len(), 6);
    }
}
