//! What is done to all chosen entries at once.

use yew::prelude::*;

use super::key;
use crate::components::icon::level_shape;
use crate::editor::components::sheet::{Sheet, typed};
use crate::editor::overview::{Bulk, bulk, entries};
use crate::editor::state::Action;
use crate::editor::words::UiLang;
use crate::feed::vocabulary::{Level, Vocabulary as _};

/// The chosen entries, and the buttons for all of them.
pub struct Bulks<'s> {
    /// The document.
    pub sheet: &'s Sheet,
    /// The entries that are chosen.
    pub chosen: &'s UseStateHandle<Vec<String>>,
    /// The positions of those that the filter lets through.
    pub shown: Vec<usize>,
}

impl Bulks<'_> {
    /// Shows how many are chosen, and what can be done with them.
    pub fn show(&self) -> Html {
        let sheet = self.sheet;
        let indices = self.indices();
        let count = indices.len();
        let all: Vec<String> = self.shown.iter().map(|index| key(sheet, *index)).collect();
        let (choose, none) = (self.chosen.clone(), self.chosen.clone());
        let set = move |_: MouseEvent| choose.set(all.clone());
        let clear = move |_: MouseEvent| none.set(Vec::new());
        let level = |level: &Level| {
            let word = word(sheet.lang(), *level);
            let end = sheet.say("bis auf Weiteres", "until further notice");
            let (text, until) = match level {
                Level::Ok => (word.to_owned(), None),
                _ => (format!("{word}, {end}"), Some("open".to_owned())),
            };
            let state = Bulk::State(*level, until);
            self.button(
                &indices,
                state,
                html! { <>{ level_shape(*level) }{ text.clone() }</> },
                text,
            )
        };
        let delete = sheet.say("Löschen", "Delete");
        html! {
            <div class="ef-bulk" role="group" aria-label={sheet.say("Mehrere auf einmal", "Several at once")}>
                <div class="ef-ways">
                    <button type="button" class="ef-small" onclick={set}>
                        { sheet.say("Alle in der Liste auswählen", "Choose all in the list") }
                    </button>
                    if count > 0 {
                        <button type="button" class="ef-small" onclick={clear}>
                            { sheet.say("Auswahl aufheben", "Choose none") }
                        </button>
                    }
                </div>
                if count > 0 {
                    <p><b>{ format!("{} {count} {}:", sheet.say("Für", "For"), sheet.say("ausgewählte", "chosen")) }</b></p>
                    <div class="ef-ways">{ for Level::ALL.iter().map(level) }</div>
                    { self.heading(&indices) }
                    { self.button(&indices, Bulk::Delete, delete.into(), delete.to_owned()) }
                }
            </div>
        }
    }

    fn indices(&self) -> Vec<usize> {
        let count = entries(self.sheet.feed()).len();
        let is_chosen = |index: &usize| self.chosen.contains(&key(self.sheet, *index));
        (0..count).filter(is_chosen).collect()
    }

    fn button(&self, indices: &[usize], what: Bulk, content: Html, said: String) -> Html {
        let (sheet, indices, chosen) = (self.sheet.clone(), indices.to_vec(), self.chosen.clone());
        let onclick = move |_: MouseEvent| {
            let changes = bulk(sheet.feed(), &indices, &what);
            sheet.act.emit(Action::SetAll(changes));
            let undo = sheet.say(
                "Mit „Rückgängig“ nehmen Sie es zurück.",
                "“Undo” takes it back.",
            );
            sheet.tell(format!("{} × {said}. {undo}", indices.len()));
            if what == Bulk::Delete {
                chosen.set(Vec::new());
                sheet.go_to("ef-entries".to_owned());
            }
        };
        html! { <button type="button" class="ef-button ef-way" {onclick}>{ content }</button> }
    }

    /// Shows the field for a common heading.
    fn heading(&self, indices: &[usize]) -> Html {
        let (sheet, indices) = (self.sheet.clone(), indices.to_vec());
        let label = sheet.say("Gemeinsame Überschrift", "Common heading");
        let onchange = move |event: Event| {
            let heading = typed(&event).trim().to_owned();
            let said = sheet
                .say("Überschrift geändert", "Heading changed")
                .to_owned();
            let changes = bulk(sheet.feed(), &indices, &Bulk::Group(heading));
            sheet.act.emit(Action::SetAll(changes));
            sheet.tell(said);
        };
        html! {
            <div class="ef-field">
                <label for="ef-heading">{ label }</label>
                <input type="text" id="ef-heading" autocomplete="off" {onchange} />
            </div>
        }
    }
}

fn word(lang: UiLang, level: Level) -> &'static str {
    lang.page().words().level[level]
}
