//! The screen of the entries: the list of what works and what does not, or the form of one of them.

mod add;
mod bulk;
mod form;
mod row;

use yew::prelude::*;

use super::ScreenProps;
use super::sheet::{Sheet, typed};
use crate::editor::components::entries::add::AddEntry;
use crate::editor::elements::any;
use crate::editor::labels::words::kind_heading;
use crate::editor::overview::{Group, Heading, entries, groups};
use crate::editor::state::Action;
use crate::feed::problem::Step;

/// Shows the list of entries, or the form of the one that is open.
#[component]
pub fn Entries(props: &ScreenProps) -> Html {
    let sheet = Sheet::new(props);
    let looked_for = use_state(String::new);
    let chosen = use_state(Vec::<String>::new);
    let deleted = use_state(|| None::<Deleted>);
    if let Some(at) = props.editor.selected.clone() {
        return form::form(&sheet, &at);
    }
    let list = [Step::Key("entries".to_owned())];
    let groups = groups(sheet.feed(), sheet.own(), &looked_for);
    let count = entries(sheet.feed()).len();
    let found: usize = groups.iter().map(|group| group.entries.len()).sum();
    let on_filter = {
        let looked_for = looked_for.clone();
        move |event: InputEvent| looked_for.set(typed(&event))
    };
    let many = bulk::Bulks {
        sheet: &sheet,
        chosen: &chosen,
        shown: groups
            .iter()
            .flat_map(|group| group.entries.iter().copied())
            .collect(),
    };
    let rows = row::Rows {
        sheet: &sheet,
        chosen: &chosen,
        deleted: &deleted,
    };
    let group = |group: &Group| {
        html! {
            <section class="ef-group">
                <h3>{ heading(&sheet, group) }</h3>
                <ul class="ef-rows">{ for group.entries.iter().map(|index| rows.row(group, *index)) }</ul>
            </section>
        }
    };
    html! {
        <section class="ef-screen" aria-labelledby="ef-entries">
            <h2 id="ef-entries" tabindex="-1">{ sheet.say("Was geht und was nicht", "What works and what does not") }</h2>
            { undo(&sheet, &deleted) }
            <AddEntry editor={props.editor.clone()} act={props.act.clone()} ask={props.ask.clone()} list={list.to_vec()} />
            if count > 0 {
                <div class="ef-field">
                    <label for="ef-filter">{ sheet.say("In der Liste suchen", "Look in the list") }</label>
                    <input type="search" id="ef-filter" value={(*looked_for).clone()} oninput={on_filter} aria-describedby="ef-shown" />
                    <p class="ef-says" id="ef-shown">{ shown(&sheet, found, count) }</p>
                </div>
                { many.show() }
                { for groups.iter().map(group) }
            } else {
                <p>{ sheet.say("Es gibt noch keinen Eintrag.", "There is no entry yet.") }</p>
            }
        </section>
    }
}

/// What was deleted last, and the revision since then: another change makes the message go.
#[derive(Clone, PartialEq)]
pub struct Deleted {
    name: String,
    revision: u64,
}

/// Says that something was deleted, with the button that brings it back.
fn undo(sheet: &Sheet, deleted: &UseStateHandle<Option<Deleted>>) -> Html {
    let Some(gone) = (**deleted)
        .as_ref()
        .filter(|gone| gone.revision == sheet.editor.revision)
    else {
        return Html::default();
    };
    let onclick = {
        let (sheet, deleted) = (sheet.clone(), deleted.clone());
        move |_: MouseEvent| {
            sheet.act.emit(Action::Undo);
            // Undoing opens the form of an entry; here the list is what one came from.
            sheet.act.emit(Action::Select(None));
            sheet.go_to("ef-entries".to_owned());
            deleted.set(None);
        }
    };
    html! {
        <p class="ef-undo">
            { format!("„{}“: {}. ", gone.name, sheet.say("gelöscht", "deleted")) }
            <button type="button" class="ef-button" id="ef-undo" {onclick}>{ sheet.say("Rückgängig", "Undo") }</button>
        </p>
    }
}

fn shown(sheet: &Sheet, found: usize, count: usize) -> String {
    let entries = match count {
        1 => sheet.say("Eintrag", "entry"),
        _ => sheet.say("Einträge", "entries"),
    };
    match found == count {
        true => format!("{count} {entries}"),
        false => format!("{found} {} {count} {entries}", sheet.say("von", "of")),
    }
}

fn heading(sheet: &Sheet, group: &Group) -> String {
    match &group.heading {
        Heading::Own(text) => text.clone(),
        Heading::Kind(kind) => kind_heading(*kind, sheet.lang()).to_owned(),
        Heading::None => sheet
            .say("Ohne bekannte Art", "Without a known kind")
            .to_owned(),
    }
}

/// Returns by what an entry is chosen: its short name, else its position.
fn key(sheet: &Sheet, index: usize) -> String {
    let entry = &entries(sheet.feed())[index];
    match entry["id"].as_str() {
        Some(id) => id.to_owned(),
        None => format!("#{index}"),
    }
}

/// Returns what an entry is called.
fn called(sheet: &Sheet, entry: &serde_json::Value) -> String {
    match any(entry.get("name"), sheet.own()) {
        "" => sheet.say("ohne Namen", "without a name").to_owned(),
        name => name.to_owned(),
    }
}
