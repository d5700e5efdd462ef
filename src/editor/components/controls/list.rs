//! The control for a list: elements that are added, moved by buttons, and taken away.

use serde_json::Value;
use yew::prelude::*;

use super::record::inner;
use super::route::{kind_of_route, new_route};
use crate::editor::components::sheet::{Sheet, button};
use crate::editor::contract::Form;
use crate::editor::elements::called;
use crate::editor::labels::{Label, element as element_name};
use crate::editor::place::{element, field_id};
use crate::editor::state::Action;
use crate::feed::problem::Step;

/// Shows a list of records or of plain values, as field `field` of `record`.
pub fn list(
    sheet: &Sheet,
    at: &[Step],
    label: Label,
    of: &Form,
    record: &str,
    field: &str,
) -> Html {
    let frame = sheet.frame_of_group(at, label);
    let count = sheet.list(at).len();
    let name = element_name(record, field).in_lang(sheet.lang());
    let is_route = *of == Form::Record("Route".to_owned());
    let add = match is_route {
        true => new_route(sheet, at),
        false => {
            let (sheet, at, of) = (sheet.clone(), at.to_vec(), of.clone());
            let text = format!("{name} {}", sheet.say("hinzufügen", "(add)"));
            button(&text, move |_| {
                let count = sheet.list(&at).len();
                sheet.go_to(field_id(&element(&at, count)));
                sheet.act.emit(Action::Add(at.clone(), of.clone()));
            })
        }
    };
    let item = |index: usize| {
        let place = element(at, index);
        let numbered = match is_route {
            true => format!("{name} {}: {}", index + 1, kind_of_route(sheet, &place)),
            false => format!("{name} {}", index + 1),
        };
        let id = field_id(&place);
        // A plain value has its own label, and the id of its field.
        let (own_id, tab) = match of {
            Form::Record(_) => (Some(id.clone()), Some("-1")),
            _ => (None, None),
        };
        html! {
            <li key={index}><div class="ef-element" id={own_id} tabindex={tab} role="group" aria-label={numbered.clone()}>
                <div class="ef-element-head">
                    <span class="ef-element-name">{ &numbered }</span>
                    { moves(sheet, at, index, count, &numbered) }
                </div>
                { inner(sheet, &place, of, record, field) }
            </div></li>
        }
    };
    html! {
        <fieldset class={frame.class} id={frame.id.clone()} tabindex="-1" aria-describedby={frame.by.clone()}>
            <legend>{ frame.name }</legend>
            { frame.about.clone() }
            if count > 0 {
                <ol class="ef-elements">{ for (0..count).map(item) }</ol>
            }
            <div class="ef-add">{ add }</div>
        </fieldset>
    }
}

/// Shows the buttons of an element: up, down, away.
pub fn moves(sheet: &Sheet, at: &[Step], index: usize, count: usize, name: &str) -> Html {
    let id = field_id(&element(at, index));
    let step = |text: &'static str, end: &'static str, to: Option<usize>| {
        let (sheet, at) = (sheet.clone(), at.to_vec());
        let label = format!("{text}: {name}");
        let onclick = move |_: MouseEvent| {
            let Some(to) = to else { return };
            sheet.go_to(format!("{}{end}", field_id(&element(&at, to))));
            let said = sheet.say("Jetzt an Stelle", "Now at position");
            sheet.act.emit(Action::Move(at.clone(), index, to));
            sheet.tell(format!("{said} {}", to + 1));
        };
        // Not `disabled`: the focus would be lost at the end of the list.
        html! {
            <button
                type="button"
                class="ef-small"
                id={format!("{id}{end}")}
                aria-disabled={to.is_none().then_some("true")}
                aria-label={label}
                {onclick}
            >
                { text }
            </button>
        }
    };
    let remove = {
        let (sheet, at, name) = (sheet.clone(), at.to_vec(), name.to_owned());
        move |_: MouseEvent| {
            let called = called(
                sheet.get(&element(&at, index)).unwrap_or(&Value::Null),
                sheet.own(),
            );
            let name = if called.is_empty() { &name } else { called };
            let undo = sheet.say(
                "ist gelöscht. Mit „Rückgängig“ holen Sie es zurück.",
                "is deleted. “Undo” brings it back.",
            );
            let said = format!("„{name}“ {undo}");
            sheet.go_to(field_id(&at));
            sheet.set(&element(&at, index), None);
            sheet.tell(said);
        }
    };
    let delete = sheet.say("Löschen", "Delete");
    let up = index.checked_sub(1);
    let down = (index + 1 < count).then_some(index + 1);
    html! {
        <span class="ef-moves">
            if count > 1 {
                { step(sheet.say("Nach oben", "Up"), "-up", up) }
                { step(sheet.say("Nach unten", "Down"), "-down", down) }
            }
            <button type="button" class="ef-small" aria-label={format!("{delete}: {name}")} onclick={remove}>
                { delete }
            </button>
        </span>
    }
}
