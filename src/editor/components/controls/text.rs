//! Controls for what is typed: texts with their languages, single lines, numbers, times of day.

use yew::prelude::*;

use crate::editor::components::sheet::{Frame, Sheet, typed};
use crate::editor::labels::words::language_name;
use crate::editor::labels::{Label, Writing};
use crate::editor::texts::{tags, version, with_version};
use crate::editor::typed as forms;
use crate::feed::problem::Step;
use crate::feed::text::is_rtl;

/// Shows a text in the feed's own language; the others are behind "weitere Sprachen".
pub fn text(sheet: &Sheet, at: &[Step], label: Label, writing: Writing) -> Html {
    let frame = sheet.frame(at, label);
    let (value, own) = (sheet.get(at), sheet.own().to_owned());
    let promised = sheet.feed()["languages"].as_array();
    let promised = promised
        .into_iter()
        .flatten()
        .filter_map(|tag| tag.as_str());
    let mut others: Vec<&str> = promised.collect();
    others.extend(tags(value, &own));
    others.retain(|tag| *tag != own);
    others.sort_unstable();
    others.dedup();
    let missing = others
        .iter()
        .filter(|tag| version(value, &own, tag).is_empty());
    let missing = missing.count();
    let other = |tag: &&str| {
        let id = format!("{}-{tag}", frame.id);
        html! {
            <div class="ef-field">
                <label for={id.clone()}>{ language_name(tag) }</label>
                { area(sheet, at, tag, id, &frame, writing) }
            </div>
        }
    };
    html! {
        <div class={frame.class}>
            <label for={frame.id.clone()}>{ frame.name }</label>
            { frame.about.clone() }
            { area(sheet, at, &own, frame.id.clone(), &frame, writing) }
            if !others.is_empty() {
                <details class="ef-languages">
                    <summary>
                        { sheet.say("weitere Sprachen", "other languages") }
                        if missing > 0 {
                            { format!(" ({missing} {})", sheet.say("fehlen", "missing")) }
                        }
                    </summary>
                    { for others.iter().map(other) }
                </details>
            }
        </div>
    }
}

/// Shows one version of a text.
fn area(
    sheet: &Sheet,
    at: &[Step],
    tag: &str,
    id: String,
    frame: &Frame,
    writing: Writing,
) -> Html {
    let value = version(sheet.get(at), sheet.own(), tag).to_owned();
    let oninput = {
        let (sheet, at, tag) = (sheet.clone(), at.to_vec(), tag.to_owned());
        move |event: InputEvent| {
            let new = with_version(sheet.get(&at), sheet.own(), &tag, &typed(&event));
            sheet.type_in(&at, new);
        }
    };
    let (by, invalid) = (frame.by.clone(), frame.invalid);
    let dir = if is_rtl(tag) { "rtl" } else { "ltr" };
    let lang = tag.to_owned();
    match writing {
        Writing::Sentences => {
            let lines = 2 + value.chars().count() / 70;
            let rows = lines.min(12).to_string();
            html! { <textarea {id} {lang} {dir} {rows} {value} {oninput} aria-describedby={by} aria-invalid={invalid} /> }
        }
        _ => {
            html! { <input type="text" {id} {lang} {dir} {value} {oninput} aria-describedby={by} aria-invalid={invalid} /> }
        }
    }
}

/// Shows a line without versions. A telephone number is written in one form once the field is left.
pub fn line(sheet: &Sheet, at: &[Step], label: Label, writing: Writing) -> Html {
    let frame = sheet.frame(at, label);
    let (kind, mode) = match writing {
        Writing::Phone => ("tel", "tel"),
        Writing::Address => ("text", "url"),
        Writing::Mail => ("text", "email"),
        _ => ("text", "text"),
    };
    let country = sheet.country();
    let tidy = move |text: &str| match writing {
        Writing::Phone => forms::phone(text, country),
        _ => None,
    };
    typed_line(sheet, at, frame, kind, mode, tidy)
}

/// Shows a time of day, which is written as `HH:MM` once the field is left.
pub fn time(sheet: &Sheet, at: &[Step], label: Label) -> Html {
    let frame = sheet.frame(at, label);
    typed_line(sheet, at, frame, "text", "numeric", forms::time)
}

/// Shows a line that is kept as it is typed, and made tidy when the field is left.
fn typed_line(
    sheet: &Sheet,
    at: &[Step],
    frame: Frame,
    kind: &'static str,
    mode: &'static str,
    tidy: impl Fn(&str) -> Option<String> + 'static,
) -> Html {
    let value = sheet.line(at).to_owned();
    let oninput = {
        let (sheet, at) = (sheet.clone(), at.to_vec());
        move |event: InputEvent| {
            let text = typed(&event);
            sheet.type_in(&at, (!text.is_empty()).then(|| text.into()));
        }
    };
    let onchange = {
        let (sheet, at) = (sheet.clone(), at.to_vec());
        move |event: Event| {
            if let Some(tidy) = tidy(&typed(&event)) {
                sheet.set(&at, Some(tidy.into()));
            }
        }
    };
    html! {
        <div class={frame.class}>
            <label for={frame.id.clone()}>{ frame.name }</label>
            { frame.about }
            <input
                id={frame.id}
                type={kind}
                inputmode={mode}
                autocomplete="off"
                {value}
                {oninput}
                {onchange}
                aria-describedby={frame.by}
                aria-invalid={frame.invalid}
            />
        </div>
    }
}

/// Shows a whole number.
pub fn number(sheet: &Sheet, at: &[Step], label: Label) -> Html {
    let frame = sheet.frame(at, label);
    let value = match sheet.get(at) {
        None => String::new(),
        Some(value) => match value.as_str() {
            Some(text) => text.to_owned(),
            None => value.to_string(),
        },
    };
    let oninput = {
        let (sheet, at) = (sheet.clone(), at.to_vec());
        move |event: InputEvent| {
            let text = typed(&event);
            // What is no number is kept as it was typed, and `check` says so.
            let number = text.trim().parse::<u64>().map(Into::into);
            let new = number.unwrap_or_else(|_| text.as_str().into());
            sheet.type_in(&at, (!text.is_empty()).then_some(new));
        }
    };
    html! {
        <div class={frame.class}>
            <label for={frame.id.clone()}>{ frame.name }</label>
            { frame.about }
            <input
                id={frame.id}
                class="ef-short"
                type="text"
                inputmode="numeric"
                autocomplete="off"
                {value}
                {oninput}
                aria-describedby={frame.by}
                aria-invalid={frame.invalid}
            />
        </div>
    }
}
