//! One entry in the list: its state as word and shape, and what can be done with it at once.

use yew::prelude::*;

use super::{Deleted, called, key};
use crate::components::icon::level_shape;
use crate::editor::components::sheet::{Sheet, is_checked, typed};
use crate::editor::elements::copy_of;
use crate::editor::found::within;
use crate::editor::labels::words::state_word;
use crate::editor::overview::{Group, entries, kind, neighbour, state};
use crate::editor::place::{element, field, field_id};
use crate::editor::state::Action;
use crate::editor::typed::day_and_time;
use crate::feed::problem::Step;
use crate::feed::vocabulary::{State, Vocabulary as _};

/// What the rows of the list share.
pub struct Rows<'s> {
    /// The document.
    pub sheet: &'s Sheet,
    /// The entries that are chosen.
    pub chosen: &'s UseStateHandle<Vec<String>>,
    /// What was deleted last.
    pub deleted: &'s UseStateHandle<Option<Deleted>>,
}

impl Rows<'_> {
    /// Shows the row of the entry at a position.
    pub fn row(&self, group: &Group, index: usize) -> Html {
        let sheet = self.sheet;
        let list = [Step::Key("entries".to_owned())];
        let at = element(&list, index);
        let entry = &entries(sheet.feed())[index];
        let name = called(sheet, entry);
        let id = field_id(&at);
        let parts = entry["parts"].as_array().map_or(0, Vec::len);
        let is_wrong = within(&sheet.found, &at).next().is_some();
        let open = {
            let (sheet, at) = (sheet.clone(), at.clone());
            move |_: MouseEvent| {
                sheet.go_to("ef-form".to_owned());
                sheet.act.emit(Action::Select(Some(at.clone())));
            }
        };
        let (up, down) = (
            neighbour(group, index, true),
            neighbour(group, index, false),
        );
        // Only on the name: in a list of words the same keys open that list.
        let onkeydown = {
            let sheet = sheet.clone();
            move |event: KeyboardEvent| {
                let to = match event.key().as_str() {
                    "ArrowUp" => up,
                    "ArrowDown" => down,
                    _ => return,
                };
                if let Some(to) = to.filter(|_| event.alt_key()) {
                    event.prevent_default();
                    shift(&sheet, index, to, "-open");
                }
            }
        };
        html! {
            <li class="ef-row" key={id.clone()}>
                { self.choice(index, &name) }
                <div class="ef-row-main">
                    <button type="button" class="ef-open" id={format!("{id}-open")} onclick={open} {onkeydown}>{ &name }</button>
                    if parts > 0 {
                        <span class="ef-says">{ parts_in_words(sheet, parts) }</span>
                    }
                    if is_wrong {
                        <span class="ef-mark">{ sheet.say("bitte prüfen", "please check") }</span>
                    }
                </div>
                <div class="ef-row-state">
                    { for state(entry).map(|state| level_shape(state.level())) }
                    { self.states(&at, entry, &name) }
                    <span class="ef-says">{ end(sheet, entry) }</span>
                </div>
                <span class="ef-moves">
                    { self.step(sheet.say("Nach oben", "Up"), "-up", &name, index, up) }
                    { self.step(sheet.say("Nach unten", "Down"), "-down", &name, index, down) }
                    { self.copy(index, &name) }
                    { self.delete(index, &name) }
                </span>
            </li>
        }
    }

    fn choice(&self, index: usize, name: &str) -> Html {
        let key = key(self.sheet, index);
        let checked = self.chosen.contains(&key);
        let label = format!("{}: {name}", self.sheet.say("auswählen", "choose"));
        let id = format!("ef-choose-{index}");
        let onchange = {
            let chosen = self.chosen.clone();
            move |event: Event| {
                let mut new: Vec<String> = (*chosen).clone();
                new.retain(|other| *other != key);
                if is_checked(&event) {
                    new.push(key.clone());
                }
                chosen.set(new);
            }
        };
        html! {
            <div class="ef-check">
                <input type="checkbox" {id} {checked} {onchange} aria-label={label} />
            </div>
        }
    }

    /// Shows the states of its kind, to be set at once.
    fn states(&self, at: &[Step], entry: &serde_json::Value, name: &str) -> Html {
        let sheet = self.sheet;
        let chosen = entry["state"].as_str().unwrap_or_default().to_owned();
        let kind = kind(entry);
        let states = kind.map_or(State::ALL, |kind| kind.states());
        let is_known = chosen.is_empty() || states.iter().any(|state| state.name() == chosen);
        let place = field(at, "state");
        let onchange = {
            let (sheet, place) = (sheet.clone(), place.clone());
            move |event: Event| {
                let word = typed(&event);
                sheet.set(&place, (!word.is_empty()).then(|| word.into()));
            }
        };
        let option = |word: &str, said: &str| {
            html! { <option value={word.to_owned()} selected={word == chosen}>{ said }</option> }
        };
        let label = format!(
            "{}: {name}",
            sheet.say("Wie steht es damit", "How it stands")
        );
        html! {
            <select aria-label={label} key={sheet.editor.reshaped} {onchange}>
                { option("", sheet.say("noch nichts gesagt", "nothing said yet")) }
                if !is_known {
                    { option(&chosen, &chosen) }
                }
                { for states.iter().map(|state| option(state.name(), state_word(*state, kind, sheet.lang()))) }
            </select>
        }
    }

    fn step(
        &self,
        text: &'static str,
        end: &'static str,
        name: &str,
        index: usize,
        to: Option<usize>,
    ) -> Html {
        let sheet = self.sheet.clone();
        let list = [Step::Key("entries".to_owned())];
        let onclick = move |_: MouseEvent| {
            if let Some(to) = to {
                shift(&sheet, index, to, end);
            }
        };
        html! {
            <button
                type="button"
                class="ef-small"
                id={format!("{}{end}", field_id(&element(&list, index)))}
                aria-disabled={to.is_none().then_some("true")}
                aria-label={format!("{text}: {name}")}
                {onclick}
            >
                { text }
            </button>
        }
    }

    fn copy(&self, index: usize, name: &str) -> Html {
        let sheet = self.sheet.clone();
        let text = sheet.say("Verdoppeln", "Duplicate");
        let label = format!("{text}: {name}");
        let onclick = move |_: MouseEvent| {
            let list = vec![Step::Key("entries".to_owned())];
            let entry = &entries(sheet.feed())[index];
            let new = copy_of(entry, sheet.feed(), sheet.own(), sheet.say("Kopie", "copy"));
            let place = element(&list, index + 1);
            sheet.go_to("ef-form".to_owned());
            sheet.act.emit(Action::Insert(list, index + 1, new));
            sheet.act.emit(Action::Select(Some(place)));
        };
        html! { <button type="button" class="ef-small" aria-label={label} {onclick}>{ text }</button> }
    }

    fn delete(&self, index: usize, name: &str) -> Html {
        let (sheet, deleted, chosen) = (
            self.sheet.clone(),
            self.deleted.clone(),
            self.chosen.clone(),
        );
        let text = sheet.say("Löschen", "Delete");
        let label = format!("{text}: {name}");
        let name = name.to_owned();
        let onclick = move |_: MouseEvent| {
            let list = [Step::Key("entries".to_owned())];
            let gone = key(&sheet, index);
            chosen.set(chosen.iter().filter(|key| **key != gone).cloned().collect());
            deleted.set(Some(Deleted {
                name: name.clone(),
                revision: sheet.editor.revision + 1,
            }));
            sheet.go_to("ef-undo".to_owned());
            sheet.set(&element(&list, index), None);
            sheet.tell(format!("„{name}“: {}", sheet.say("gelöscht", "deleted")));
        };
        html! { <button type="button" class="ef-small" aria-label={label} {onclick}>{ text }</button> }
    }
}

fn parts_in_words(sheet: &Sheet, parts: usize) -> String {
    match parts {
        1 => sheet.say("1 Teil", "1 part").to_owned(),
        _ => format!("{parts} {}", sheet.say("Teile", "parts")),
    }
}

/// Moves an entry, and leads the keyboard along.
fn shift(sheet: &Sheet, index: usize, to: usize, end: &str) {
    let list = vec![Step::Key("entries".to_owned())];
    sheet.go_to(format!("{}{end}", field_id(&element(&list, to))));
    sheet.act.emit(Action::Move(list, index, to));
    sheet.tell(sheet.say("Verschoben", "Moved").to_owned());
}

/// Says until when it holds, in few words.
fn end(sheet: &Sheet, entry: &serde_json::Value) -> String {
    let Some(until) = entry["until"].as_str() else {
        return String::new();
    };
    if until == "open" {
        return sheet
            .say("bis auf Weiteres", "until further notice")
            .to_owned();
    }
    let (day, _) = day_and_time(until, sheet.zone());
    let mut parts = day.split('-').rev();
    match (parts.next(), parts.next(), parts.next()) {
        (Some(day), Some(month), Some(year)) => {
            format!("{} {day}.{month}.{year}", sheet.say("bis", "until"))
        }
        _ => String::new(),
    }
}
