//! Controls for yes and no, and for several words of a list.

use serde_json::Value;
use yew::prelude::*;

use crate::editor::components::sheet::{Sheet, is_checked};
use crate::editor::labels::Label;
use crate::editor::place::field_id;
use crate::feed::problem::Step;

/// Shows a flag, which is left out where it is not set.
pub fn flag(sheet: &Sheet, at: &[Step], label: Label) -> Html {
    let frame = sheet.frame(at, label);
    let checked = sheet.get(at) == Some(&Value::Bool(true));
    let onchange = {
        let (sheet, at) = (sheet.clone(), at.to_vec());
        move |event: Event| sheet.set(&at, is_checked(&event).then_some(true.into()))
    };
    html! {
        <div class={frame.class}>
            <div class="ef-check">
                <input
                    type="checkbox"
                    id={frame.id.clone()}
                    {checked}
                    {onchange}
                    aria-describedby={frame.by}
                    aria-invalid={frame.invalid}
                />
                <label for={frame.id}>{ frame.name }</label>
            </div>
            { frame.about }
        </div>
    }
}

/// Shows the words that a list may have as boxes; a word that is none of them stands as a box too.
pub fn options(sheet: &Sheet, at: &[Step], label: Label, mut words: Vec<(String, String)>) -> Html {
    let frame = sheet.frame_of_group(at, label);
    for word in sheet.list(at).iter().filter_map(Value::as_str) {
        if !words.iter().any(|(known, _)| known == word) {
            words.push((word.to_owned(), word.to_owned()));
        }
    }
    html! {
        <fieldset class={frame.class} id={frame.id.clone()} tabindex="-1" aria-describedby={frame.by}>
            <legend>{ frame.name }</legend>
            { frame.about }
            { boxes(sheet, at, &words) }
        </fieldset>
    }
}

/// Shows a box for each word.
pub fn boxes(sheet: &Sheet, at: &[Step], words: &[(String, String)]) -> Html {
    let chosen = sheet.list(at);
    let order: Vec<String> = words.iter().map(|(word, _)| word.clone()).collect();
    let option = |(word, said): &(String, String)| {
        let id = format!("{}-{word}", field_id(at));
        let checked = chosen.iter().any(|value| value == word);
        let onchange = {
            let (sheet, at) = (sheet.clone(), at.to_vec());
            let (word, order) = (word.clone(), order.clone());
            move |event: Event| {
                let list = toggled(sheet.list(&at), &word, is_checked(&event), &order);
                sheet.set(&at, (!list.is_empty()).then(|| list.into()));
            }
        };
        html! {
            <div class="ef-check">
                <input type="checkbox" id={id.clone()} {checked} {onchange} />
                <label for={id}>{ said }</label>
            </div>
        }
    };
    html! { <div class="ef-options">{ for words.iter().map(option) }</div> }
}

/// Returns a list with a word or without it. The words that are known stand in their own order, each once, and whatever else
/// is in the list stays where it is.
fn toggled(list: &[Value], word: &str, is_wanted: bool, order: &[String]) -> Vec<Value> {
    let rank = |value: &Value| order.iter().position(|known| value == known);
    let mut new: Vec<Value> = list
        .iter()
        .filter(|value| *value != word)
        .cloned()
        .collect();
    if is_wanted {
        let own = rank(&word.into());
        let later = |value: &Value| rank(value) > own;
        let place = new.iter().position(later).unwrap_or(new.len());
        new.insert(place, word.into());
    }
    new
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_stand_in_their_order_and_texts_stay() {
        let order = ["monday", "tuesday", "friday"].map(str::to_owned);
        let list = |value: Value| value.as_array().unwrap().clone();
        let with = |value: Value, word| toggled(&list(value), word, true, &order);
        assert_eq!(
            with(json!(["monday", "friday"]), "tuesday"),
            list(json!(["monday", "tuesday", "friday"]))
        );
        assert_eq!(
            with(json!([{ "de": "Fotos" }, "monday"]), "friday"),
            list(json!([{ "de": "Fotos" }, "monday", "friday"]))
        );
        let without = toggled(
            &list(json!(["monday", "x", "monday"])),
            "monday",
            false,
            &order,
        );
        assert_eq!(without, list(json!(["x"])));
    }
}
