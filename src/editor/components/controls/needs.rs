//! The control for what a citizen must bring: boxes for what the widget says in each language, and texts of one's own.

use serde_json::Value;
use yew::prelude::*;

use super::check::boxes;
use super::list::moves;
use super::text::text;
use crate::editor::components::sheet::{Sheet, button};
use crate::editor::labels::words::is_known_need;
use crate::editor::labels::{Label, Writing, element as element_name};
use crate::editor::place::{element, field_id};
use crate::editor::state::Action;
use crate::feed::problem::Step;

/// Shows the requirements at a place.
pub fn needs(sheet: &Sheet, at: &[Step], label: Label, words: &[(String, String)]) -> Html {
    let frame = sheet.frame_of_group(at, label);
    let list = sheet.list(at);
    let name = element_name("Scope", "needs");
    let own = (0..list.len()).filter(|index| is_own(&list[*index]));
    let item = |index: usize| {
        let place = element(at, index);
        html! {
            <li class="ef-element" key={index}>
                { text(sheet, &place, Label::named(name), Writing::Line) }
                // Its order among the words is of no matter, so it is not moved.
                { moves(sheet, at, index, 1, name.in_lang(sheet.lang())) }
            </li>
        }
    };
    let add = {
        let (sheet, at) = (sheet.clone(), at.to_vec());
        move |_: MouseEvent| {
            let count = sheet.list(&at).len();
            sheet.go_to(field_id(&element(&at, count)));
            sheet.act.emit(Action::Insert(at.clone(), count, "".into()));
        }
    };
    let text = sheet.say("in eigenen Worten hinzufügen", "add in your own words");
    html! {
        <fieldset class={frame.class} id={frame.id.clone()} tabindex="-1" aria-describedby={frame.by.clone()}>
            <legend>{ frame.name }</legend>
            { frame.about.clone() }
            { boxes(sheet, at, words) }
            <ol class="ef-elements">{ for own.map(item) }</ol>
            <div class="ef-add">{ button(text, add) }</div>
        </fieldset>
    }
}

/// Tells whether a requirement is in the publisher's own words.
fn is_own(need: &Value) -> bool {
    !need.as_str().is_some_and(is_known_need)
}
