//! The list of what `check` found: what forbids publication first, each with a way to its field. It never stands in the way.

use yew::prelude::*;

use super::ScreenProps;
use crate::editor::effect::Effect;
use crate::editor::found::Found;
use crate::editor::labels;
use crate::editor::place::{entry_around, field_id};
use crate::editor::state::{Action, Editor, Screen};
use crate::editor::words::{Both, UiLang};
use crate::feed::problem::{Severity, Step};

const ERRORS: Both = Both {
    de: "Das fehlt noch zur Veröffentlichung",
    en: "What is still missing for publication",
};
const HINTS: Both = Both {
    de: "Das kann noch besser werden",
    en: "What could be better",
};
const NOTHING: Both = Both {
    de: "Alles in Ordnung. Die Meldung kann so veröffentlicht werden.",
    en: "All is well. The notice can be published like this.",
};

/// Shows what was found in the whole feed.
#[component]
pub fn Problems(props: &ScreenProps) -> Html {
    let lang = props.editor.lang;
    if props.found.is_empty() {
        return html! { <p class="found-none">{ NOTHING.in_lang(lang) }</p> };
    }
    html! {
        <>
            { errors(props) }
            { list(props, Severity::Warning, HINTS) }
        </>
    }
}

/// Shows what forbids publication, each with a way to its field.
pub fn errors(props: &ScreenProps) -> Html {
    list(props, Severity::Error, ERRORS)
}

fn list(props: &ScreenProps, severity: Severity, heading: Both) -> Html {
    // What the widget would refuse stands with what `check` refuses: nobody needs to know the difference.
    let is_hint = |severity| severity == Severity::Warning;
    let of_this = |found: &&Found| is_hint(found.severity) == is_hint(severity);
    let found: Vec<&Found> = props.found.iter().filter(of_this).collect();
    if found.is_empty() {
        return Html::default();
    }
    let lang = props.editor.lang;
    let is_error = severity == Severity::Error;
    let item = |found: &&Found| {
        let (act, ask, at) = (props.act.clone(), props.ask.clone(), found.at.clone());
        let onclick = move |_| {
            act.emit(Action::Show(screen(&at)));
            act.emit(Action::Select(entry_around(&at).map(<[Step]>::to_vec)));
            ask.emit(Effect::Focus(field_id(&at)));
        };
        html! {
            <li>
                <button type="button" {onclick}>{ place(&props.editor, &found.at, lang) }</button>
                { ": " }{ &found.text }
            </li>
        }
    };
    html! {
        <section class={classes!("found", is_error.then_some("errors"))}>
            <h2>{ heading.in_lang(lang) }{ " (" }{ found.len() }{ ")" }</h2>
            <ul>{ for found.iter().map(item) }</ul>
        </section>
    }
}

/// Returns the screen on which a place is written.
fn screen(at: &[Step]) -> Screen {
    match at.first() {
        Some(Step::Key(key)) if key == "entries" => Screen::Entries,
        _ => Screen::About,
    }
}

/// Returns how a place is called: the entry's name, else the field's label.
fn place(editor: &Editor, at: &[Step], lang: UiLang) -> String {
    let entry = entry_around(at).and_then(|entry| editor.get(entry));
    let name = entry.map(|entry| match &entry["name"] {
        serde_json::Value::Object(versions) => versions.values().next().cloned(),
        other => Some(other.clone()),
    });
    let name = name
        .flatten()
        .and_then(|name| name.as_str().map(str::to_owned));
    let label = label(editor, at, lang);
    match name.filter(|name| !name.is_empty()) {
        Some(name) => format!("{name}, {label}"),
        None => label,
    }
}

/// Returns the label of a field, or of the record that a place is in.
fn label(editor: &Editor, at: &[Step], lang: UiLang) -> String {
    let keys = at
        .iter()
        .enumerate()
        .rev()
        .find_map(|(index, step)| match step {
            Step::Key(key) => Some((key, &at[..index])),
            Step::Index(_) => None,
        });
    let Some((key, around)) = keys else {
        return WHOLE.in_lang(lang).to_owned();
    };
    let record = editor.contract.record_at(around).unwrap_or_default();
    labels::name(&record, key, lang)
}

const WHOLE: Both = Both {
    de: "Die ganze Meldung",
    en: "The whole notice",
};
