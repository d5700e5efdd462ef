//! A small choice among a few: a label and a native list.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What a choice needs.
pub struct Choice<'c> {
    /// What is chosen.
    pub label: &'c str,
    /// The options in their order.
    pub options: &'c [&'c str],
    /// The one that is chosen.
    pub chosen: usize,
    /// Called with the position of another one.
    pub choose: Callback<usize>,
}

/// Returns the list with its label around it.
pub fn select(choice: Choice<'_>) -> Html {
    let Choice {
        label,
        options,
        chosen,
        choose,
    } = choice;
    let onchange = move |event: Event| {
        if let Some(list) = event.target_dyn_into::<HtmlSelectElement>() {
            choose.emit(usize::try_from(list.selected_index()).unwrap_or_default());
        }
    };
    let option = |(index, name): (usize, &&str)| {
        html! { <option selected={index == chosen}>{ *name }</option> }
    };
    html! {
        <label>
            { label }{ " " }
            <select {onchange}>{ for options.iter().enumerate().map(option) }</select>
        </label>
    }
}
