//! The form of one entry: its name, its state, until when, where instead; the rest is folded by what it is for.

use serde_json::{Value, json};
use yew::prelude::*;

use super::add::AddEntry;
use super::called;
use crate::components::icon::level_shape;
use crate::editor::components::controls::{Choice, control, folds_of, moves, radios};
use crate::editor::components::sheet::{Sheet, is_checked};
use crate::editor::labels::words::{kind_words, state_word};
use crate::editor::labels::{folds, label};
use crate::editor::overview::{kind, state};
use crate::editor::place::{element, entry_around, field, field_id};
use crate::editor::state::Action;
use crate::feed::problem::Step;
use crate::feed::vocabulary::{Kind, State, Vocabulary as _};

/// Shows the form of the entry or the part at a place.
pub fn form(sheet: &Sheet, at: &[Step]) -> Html {
    let Some(entry) = sheet.get(at) else {
        return Html::default();
    };
    let around = entry_around(&at[..at.len().saturating_sub(2)]).map(<[Step]>::to_vec);
    let back = {
        let (sheet, at, around) = (sheet.clone(), at.to_vec(), around.clone());
        move |_: MouseEvent| {
            sheet.go_to(match around {
                Some(_) => "ef-form".to_owned(),
                None => format!("{}-open", field_id(&at)),
            });
            sheet.act.emit(Action::Select(around.clone()));
        }
    };
    let whole = around.as_deref().and_then(|around| sheet.get(around));
    let back_to = match whole {
        Some(whole) => called(sheet, whole),
        None => sheet.say("Alle Einträge", "All entries").to_owned(),
    };
    let kind_name = kind(entry).map(|kind| kind_words(kind).0.in_lang(sheet.lang()));
    let seen = |name: &str| control(sheet, at, "Entry", name);
    let is_part = around.is_some();
    let more: Vec<_> = folds("Entry")[1..]
        .iter()
        .filter(|fold| !fold.fields.contains(&"parts"))
        .copied()
        .collect();
    html! {
        <section class="ef-screen" key={field_id(at)} aria-labelledby="ef-form">
            <button type="button" class="ef-button ef-back" onclick={back}>{ format!("← {back_to}") }</button>
            <h2 id="ef-form" tabindex="-1">
                { called(sheet, entry) }
                if let Some(kind) = kind_name {
                    <span class="ef-kind">{ kind }</span>
                }
            </h2>
            { seen("name") }
            { states(sheet, at, entry) }
            { seen("from") }
            { seen("until") }
            { not_foreseeable(sheet, at, entry) }
            { seen("routes") }
            { seen("note") }
            <h3>{ sheet.say("Mehr, wenn es nötig ist", "More, if it is needed") }</h3>
            { folds_of(sheet, at, "Entry", &more) }
            <h3>{ sheet.say("Teile", "Parts") }</h3>
            { parts(sheet, at, entry) }
            if !is_part {
                <p><button type="button" class="ef-button" onclick={delete(sheet, at)}>
                    { sheet.say("Diesen Eintrag löschen", "Delete this entry") }
                </button></p>
            }
        </section>
    }
}

/// Shows the states of its kind as large choices with their shapes.
fn states(sheet: &Sheet, at: &[Step], entry: &Value) -> Html {
    let Some(label) = label("Entry", "state") else {
        return Html::default();
    };
    let kind = kind(entry);
    let states = kind.map_or(State::ALL, Kind::states);
    let none = (kind == Some(Kind::Notice)).then(|| Choice {
        word: String::new(),
        said: sheet.say("ohne Angabe", "nothing said").to_owned(),
        shape: Html::default(),
    });
    let choice = |state: &State| Choice {
        word: state.name().to_owned(),
        said: state_word(*state, kind, sheet.lang()).to_owned(),
        shape: match state.is_relief() && kind == Some(Kind::Deadline) {
            true => Html::default(),
            false => level_shape(state.level()),
        },
    };
    let choices = none.into_iter().chain(states.iter().map(choice));
    radios(sheet, &field(at, "state"), label, choices.collect())
}

/// Shows the box for what nobody can foresee: the outlook says so then.
fn not_foreseeable(sheet: &Sheet, at: &[Step], entry: &Value) -> Html {
    let place = field(at, "outlook");
    let checked = entry["outlook"]["certainty"] == "unknown";
    let id = format!("{}-unforeseeable", field_id(&place));
    let onchange = {
        let (sheet, place) = (sheet.clone(), place.clone());
        let outlook = entry.get("outlook").cloned().unwrap_or_else(|| json!({}));
        move |event: Event| {
            let mut outlook = outlook.clone();
            let text = match sheet.own() {
                "de" => "noch nicht absehbar",
                _ => "not foreseeable yet",
            };
            match is_checked(&event) {
                true => {
                    outlook["text"] = text.into();
                    outlook["certainty"] = "unknown".into();
                    sheet.set(&place, Some(outlook));
                }
                false => sheet.set(&place, None),
            }
        }
    };
    html! {
        <div class="ef-field">
            <div class="ef-check">
                <input type="checkbox" id={id.clone()} {checked} {onchange} />
                <label for={id}>{ sheet.say("Noch nicht absehbar, wann es besser wird", "Nobody can foresee yet when it will be better") }</label>
            </div>
        </div>
    }
}

/// Shows the parts, which are entries of their own.
fn parts(sheet: &Sheet, at: &[Step], entry: &Value) -> Html {
    let list = field(at, "parts");
    let parts = entry["parts"].as_array().map_or(&[][..], Vec::as_slice);
    let part = |(index, part): (usize, &Value)| {
        let place = element(&list, index);
        let name = called(sheet, part);
        let word = state(part).map(|state| state_word(state, kind(part), sheet.lang()));
        let open = {
            let (sheet, place) = (sheet.clone(), place.clone());
            move |_: MouseEvent| {
                sheet.go_to("ef-form".to_owned());
                sheet.act.emit(Action::Select(Some(place.clone())));
            }
        };
        html! {
            <li class="ef-row" key={index}>
                <div class="ef-row-main">
                    <button type="button" class="ef-open" id={format!("{}-open", field_id(&place))} onclick={open}>{ &name }</button>
                </div>
                <div class="ef-row-state">
                    { for state(part).map(|state| level_shape(state.level())) }
                    { word.unwrap_or_default() }
                </div>
                { moves(sheet, &list, index, parts.len(), &name) }
            </li>
        }
    };
    html! {
        <div id={field_id(&list)} tabindex="-1">
            <p class="ef-says">{ for label("Entry", "parts").map(|label| label.says.in_lang(sheet.lang())) }</p>
            if !parts.is_empty() {
                <ul class="ef-rows">{ for parts.iter().enumerate().map(part) }</ul>
            }
            <AddEntry editor={sheet.editor.clone()} act={sheet.act.clone()} ask={sheet.ask.clone()} list={list.clone()} />
        </div>
    }
}

fn delete(sheet: &Sheet, at: &[Step]) -> Callback<MouseEvent> {
    let (sheet, at) = (sheet.clone(), at.to_vec());
    Callback::from(move |_| {
        let name = sheet
            .get(&at)
            .map(|entry| called(&sheet, entry))
            .unwrap_or_default();
        let undo = sheet.say(
            "ist gelöscht. Mit „Rückgängig“ holen Sie es zurück.",
            "is deleted. “Undo” brings it back.",
        );
        sheet.go_to("ef-entries".to_owned());
        sheet.set(&at, None);
        // In its place there is another entry now.
        sheet.act.emit(Action::Select(None));
        sheet.tell(format!("„{name}“ {undo}"));
    })
}
