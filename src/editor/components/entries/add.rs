//! How an entry is added: first what kind of thing it is, then what it is called.

use std::rc::Rc;

use serde_json::{Value, json};
use yew::prelude::*;

use crate::editor::components::sheet::typed;
use crate::editor::effect::Effect;
use crate::editor::ids::{new_id, taken};
use crate::editor::labels::words::kind_words;
use crate::editor::place::{element, field_id};
use crate::editor::state::{Action, Editor};
use crate::feed::problem::Step;
use crate::feed::vocabulary::{Kind, Vocabulary as _};

/// What [`AddEntry`] needs.
#[derive(Clone, PartialEq, Properties)]
pub struct AddProps {
    /// Everything that the editor knows.
    pub editor: Rc<Editor>,
    /// Called with what the person does.
    pub act: Callback<Action>,
    /// Called with what only the browser can do.
    pub ask: Callback<Effect>,
    /// The list to which it adds: the entries, or the parts of one.
    pub list: Vec<Step>,
}

/// Asks for the kind and the name of a new entry, and opens its form.
#[component]
pub fn AddEntry(props: &AddProps) -> Html {
    let chosen = use_state(|| None::<Kind>);
    let name = use_state(String::new);
    let lang = props.editor.lang;
    let say = |de, en| lang.say(de, en);
    let id = format!("{}-add", field_id(&props.list));
    let is_part = props.list.len() > 1;
    let title = match is_part {
        true => say("Teil hinzufügen", "Add a part"),
        false => say("Eintrag hinzufügen", "Add an entry"),
    };
    let radio = |kind: &Kind| {
        let kind = *kind;
        let (said, about) = kind_words(kind);
        let option = format!("{id}-{}", kind.name());
        let onchange = {
            let chosen = chosen.clone();
            move |_: Event| chosen.set(Some(kind))
        };
        html! {
            <div class="ef-choice">
                <input type="radio" id={option.clone()} name={id.clone()} checked={*chosen == Some(kind)} {onchange} />
                <label for={option}>
                    <span><b>{ said.in_lang(lang) }</b><br />{ about.in_lang(lang) }</span>
                </label>
            </div>
        }
    };
    let on_name = {
        let name = name.clone();
        move |event: InputEvent| name.set(typed(&event))
    };
    let onsubmit = {
        let (props, chosen, name) = (props.clone(), chosen.clone(), name.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let (Some(kind), false) = (*chosen, name.trim().is_empty()) else {
                return;
            };
            let count = props
                .editor
                .get(&props.list)
                .and_then(Value::as_array)
                .map_or(0, Vec::len);
            let new = new_entry(
                kind,
                name.trim(),
                props.editor.get(&[]).unwrap_or(&Value::Null),
            );
            props
                .act
                .emit(Action::Insert(props.list.clone(), count, new));
            props
                .act
                .emit(Action::Select(Some(element(&props.list, count))));
            props.ask.emit(Effect::Focus("ef-form".to_owned()));
            chosen.set(None);
            name.set(String::new());
        }
    };
    let name_id = format!("{id}-name");
    html! {
        <details class="ef-fold ef-new">
            <summary>{ title }</summary>
            <form class="ef-folded" {onsubmit}>
                <fieldset class="ef-field">
                    <legend>{ say("Was ist es?", "What is it?") }</legend>
                    <div class="ef-choices">{ for Kind::ALL.iter().map(radio) }</div>
                </fieldset>
                if chosen.is_some() {
                    <div class="ef-field">
                        <label for={name_id.clone()}>{ say("Wie heißt es?", "What is it called?") }</label>
                        <input type="text" id={name_id} value={(*name).clone()} oninput={on_name} autocomplete="off" required={true} />
                    </div>
                    <button type="submit" class="ef-button ef-main">{ title }</button>
                }
            </form>
        </details>
    }
}

/// Returns a new entry with a short name of its own.
fn new_entry(kind: Kind, name: &str, feed: &Value) -> Value {
    let id = new_id(name, &taken(feed));
    json!({ "id": id, "kind": kind.name(), "name": name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_entry_has_a_short_name_of_its_own() {
        let feed = json!({ "entries": [ { "id": "reisepass" } ] });
        assert_eq!(
            new_entry(Kind::Service, "Reisepass", &feed),
            json!({ "id": "reisepass-2", "kind": "service", "name": "Reisepass" })
        );
    }
}
