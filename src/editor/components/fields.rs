//! Fields and buttons of the screens around the forms: what stands in them belongs to no place of the feed.

use web_sys::File;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::sheet::typed;

/// What is asked for in a line.
pub struct Line<'t> {
    /// The field's id.
    pub id: &'static str,
    /// Its name.
    pub name: &'t str,
    /// What it is for, or an example.
    pub about: &'t str,
    /// What is wrong with it; empty where nothing is.
    pub wrong: &'t str,
}

/// Shows a line to be filled in, with its name, its help and what is wrong tied to it.
pub fn line(line: Line<'_>, value: &str, change: impl Fn(String) + 'static) -> Html {
    let oninput = move |event: InputEvent| change(typed(&event));
    let Line {
        id,
        name,
        about,
        wrong,
    } = line;
    let [about_id, wrong_id] = ["hilfe", "fehler"].map(|of| format!("{id}-{of}"));
    html! {
        <div class="eg-line">
            <label for={id}>{ name }</label>
            <p id={about_id.clone()} class="eg-about">{ about }</p>
            <input {id} value={value.to_owned()} {oninput} autocomplete="off" spellcheck="false"
                aria-describedby={format!("{wrong_id} {about_id}")}
                aria-invalid={(!wrong.is_empty()).then_some("true")} />
            <p id={wrong_id} class="eg-wrong">{ wrong }</p>
        </div>
    }
}

/// Shows where a file can be chosen or dropped. The whole field takes a dropped file by itself.
pub fn file(id: &'static str, name: &str, about: &str, take: impl Fn(File) + 'static) -> Html {
    let onchange = move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            take(file);
        }
        // The same file can be chosen once more, after it was changed.
        input.set_value("");
    };
    let about_id = format!("{id}-hilfe");
    html! {
        <div class="eg-line">
            <label for={id}>{ name }</label>
            <p id={about_id.clone()} class="eg-about">{ about }</p>
            <input {id} class="eg-file" type="file" {onchange} aria-describedby={about_id} />
        </div>
    }
}

/// Shows a text that is read and copied, with its name.
pub fn lines(id: &'static str, name: &str, text: &str) -> Html {
    let rows = text
        .lines()
        .map(|line| 1 + line.chars().count() / 70)
        .sum::<usize>();
    html! {
        <div class="eg-line">
            <label for={id}>{ name }</label>
            <textarea {id} class="eg-code" readonly=true rows={rows.clamp(1, 14).to_string()} ~value={text.to_owned()} />
        </div>
    }
}

/// Shows a button.
pub fn button(text: &str, onclick: impl Fn(MouseEvent) + 'static) -> Html {
    html! { <button type="button" {onclick}>{ text }</button> }
}

/// Shows the one button of a part that one mostly takes.
pub fn primary(text: &str, onclick: impl Fn(MouseEvent) + 'static) -> Html {
    html! { <button type="button" class="primary" {onclick}>{ text }</button> }
}

/// Shows a list of choices of which one holds.
pub fn choice<T: Copy + PartialEq + 'static>(
    id: &'static str,
    name: &str,
    options: &[(T, String)],
    chosen: T,
    change: impl Fn(T) + 'static,
) -> Html {
    let values: Vec<T> = options.iter().map(|(value, _)| *value).collect();
    let onchange = move |event: Event| {
        let picked = typed(&event)
            .parse()
            .ok()
            .and_then(|index: usize| values.get(index).copied());
        if let Some(value) = picked {
            change(value);
        }
    };
    let option = |(index, (value, said)): (usize, &(T, String))| {
        html! { <option value={index.to_string()} selected={*value == chosen}>{ said }</option> }
    };
    html! {
        <div class="eg-line">
            <label for={id}>{ name }</label>
            <select {id} {onchange}>{ for options.iter().enumerate().map(option) }</select>
        </div>
    }
}
