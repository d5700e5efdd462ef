//! Controls for one word of a list: large choices for few words, a drop-down list for many.

use serde_json::Value;
use yew::prelude::*;

use crate::editor::components::sheet::{Sheet, typed};
use crate::editor::labels::Label;
use crate::feed::problem::Step;

/// Shows a drop-down list of words with what they are called. A word that is none of them is offered as it is.
/// `selected` counts until somebody chooses, so the list is made anew when something else has changed.
pub fn select(sheet: &Sheet, at: &[Step], label: Label, words: &[(String, String)]) -> Html {
    let frame = sheet.frame(at, label);
    let chosen = sheet.line(at).to_owned();
    let is_known = chosen.is_empty() || words.iter().any(|(word, _)| *word == chosen);
    let option = |word: &str, said: &str| {
        html! { <option value={word.to_owned()} selected={word == chosen}>{ said }</option> }
    };
    let onchange = {
        let (sheet, at) = (sheet.clone(), at.to_vec());
        move |event: Event| {
            let word = typed(&event);
            sheet.set(&at, (!word.is_empty()).then(|| word.into()));
        }
    };
    html! {
        <div class={frame.class}>
            <label for={frame.id.clone()}>{ frame.name }</label>
            { frame.about }
            <select
                id={frame.id}
                key={sheet.editor.reshaped}
                {onchange}
                aria-describedby={frame.by}
                aria-invalid={frame.invalid}
            >
                { option("", sheet.say("keine Angabe", "nothing said")) }
                if !is_known {
                    { option(&chosen, &chosen) }
                }
                { for words.iter().map(|(word, said)| option(word, said)) }
            </select>
        </div>
    }
}

/// A word as a large choice.
pub struct Choice {
    /// The word.
    pub word: String,
    /// What it is called.
    pub said: String,
    /// A shape beside it.
    pub shape: Html,
}

/// Shows words as large choices. A word that is none of them is the last one.
pub fn radios(sheet: &Sheet, at: &[Step], label: Label, mut words: Vec<Choice>) -> Html {
    let frame = sheet.frame(at, label);
    let chosen = sheet.get(at).and_then(Value::as_str).unwrap_or_default();
    if !chosen.is_empty() && !words.iter().any(|choice| choice.word == chosen) {
        words.push(Choice {
            word: chosen.to_owned(),
            said: chosen.to_owned(),
            shape: Html::default(),
        });
    }
    let radio = |choice: &Choice| {
        let id = format!("{}-{}", frame.id, choice.word);
        let onchange = {
            let (sheet, at, word) = (sheet.clone(), at.to_vec(), choice.word.clone());
            move |_: Event| sheet.set(&at, (!word.is_empty()).then(|| word.as_str().into()))
        };
        html! {
            <div class="ef-choice">
                <input
                    type="radio"
                    id={id.clone()}
                    name={frame.id.clone()}
                    value={choice.word.clone()}
                    checked={choice.word == chosen}
                    {onchange}
                />
                <label for={id}>{ choice.shape.clone() }{ &choice.said }</label>
            </div>
        }
    };
    html! {
        <fieldset class={frame.class} id={frame.id.clone()} tabindex="-1" aria-describedby={frame.by.clone()}>
            <legend>{ frame.name }</legend>
            { frame.about.clone() }
            <div class="ef-choices">{ for words.iter().map(radio) }</div>
        </fieldset>
    }
}
