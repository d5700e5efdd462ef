//! The screen of the languages: each text beside its translation, what is missing first. Nothing is translated by a machine here.

use yew::prelude::*;

use super::ScreenProps;
use super::sheet::{Sheet, is_checked, typed};
use crate::editor::labels::label;
use crate::editor::labels::words::language_name;
use crate::editor::place::field_id;
use crate::editor::texts::{is_by_machine, marked, version, with_version};
use crate::editor::translations::{TextAt, is_missing, texts};
use crate::feed::text::is_rtl;
use crate::i18n::Lang;

/// Shows the texts of the feed's own language beside those of another one.
#[component]
pub fn Languages(props: &ScreenProps) -> Html {
    let sheet = Sheet::new(props);
    let own = sheet.own().to_owned();
    let promised = sheet.feed()["languages"].as_array();
    let mut promised = promised
        .into_iter()
        .flatten()
        .filter_map(|tag| tag.as_str());
    let first = promised
        .find(|tag| *tag != own)
        .unwrap_or(if own == "en" { "de" } else { "en" });
    let first = first.to_owned();
    let tag = use_state(|| first);
    let all = texts(sheet.feed(), &sheet.editor.contract, &own);
    let missing = all
        .iter()
        .filter(|text| is_missing(sheet.feed(), text, &own, &tag));
    let missing: Vec<String> = missing.map(|text| field_id(&text.at)).collect();
    // What was missing at first stays where it is while it is written.
    let missing_first = use_memo((*tag).clone(), |_| missing.clone());
    let (before, behind): (Vec<&TextAt>, Vec<&TextAt>) = all
        .iter()
        .filter(|text| !text.is_name)
        .partition(|text| missing_first.contains(&field_id(&text.at)));
    let on_tag = {
        let tag = tag.clone();
        move |event: Event| tag.set(typed(&event))
    };
    let option = |lang: &Lang| {
        let selected = lang.tag() == *tag;
        html! { <option value={lang.tag()} {selected}>{ lang.name() }</option> }
    };
    let others = Lang::ALL.iter().filter(|lang| lang.tag() != own);
    let pair = |text: &&TextAt| pair(&sheet, text, &own, &tag);
    html! {
        <section class="ef-screen" aria-labelledby="ef-languages">
            <h2 id="ef-languages" tabindex="-1">{ sheet.say("Sprachen", "Languages") }</h2>
            <p>{ sheet.say(
                "Hier stehen alle Texte neben ihrer Übersetzung. Das Programm übersetzt nichts selbst.",
                "All texts stand here beside their translation. The program translates nothing by itself.",
            ) }</p>
            <div class="ef-field">
                <label for="ef-language">{ sheet.say("Übersetzen in", "Translate into") }</label>
                <select id="ef-language" onchange={on_tag}>{ for others.map(option) }</select>
            </div>
            <p class="ef-count"><b>{ count(&sheet, missing.len()) }</b></p>
            <div class="ef-pairs">{ for before.iter().map(pair) }</div>
            if !behind.is_empty() {
                <details class="ef-fold">
                    <summary>{ sheet.say("Schon übersetzt", "Translated already") }{ format!(" ({})", behind.len()) }</summary>
                    <div class="ef-pairs ef-folded">{ for behind.iter().map(pair) }</div>
                </details>
            }
        </section>
    }
}

fn count(sheet: &Sheet, missing: usize) -> String {
    match missing {
        0 => sheet
            .say("Es fehlt kein Text.", "No text is missing.")
            .to_owned(),
        1 => sheet
            .say("Es fehlt noch 1 Text.", "1 text is missing.")
            .to_owned(),
        _ if sheet.lang() == crate::editor::words::UiLang::De => {
            format!("Es fehlen noch {missing} Texte.")
        }
        _ => format!("{missing} texts are missing."),
    }
}

/// Shows a text and the field of its translation.
fn pair(sheet: &Sheet, text: &TextAt, own: &str, tag: &str) -> Html {
    let value = sheet.get(&text.at);
    let source = version(value, own, own);
    let translated = version(value, own, tag).to_owned();
    let id = format!("{}-{tag}", field_id(&text.at));
    let (source_id, machine_id) = (format!("{id}-source"), format!("{id}-machine"));
    let name = label(&text.record, &text.field).map(|label| label.name.in_lang(sheet.lang()));
    let name = name.unwrap_or_default();
    let title = match text.around.as_str() {
        "" => name.to_owned(),
        around => format!("{around}: {name}"),
    };
    let oninput = {
        let (sheet, at, tag) = (sheet.clone(), text.at.clone(), tag.to_owned());
        move |event: InputEvent| {
            let new = with_version(sheet.get(&at), sheet.own(), &tag, &typed(&event));
            sheet.type_in(&at, new);
        }
    };
    let by_machine = {
        let (sheet, at, tag) = (sheet.clone(), text.at.clone(), tag.to_owned());
        move |event: Event| {
            let new = marked(sheet.get(&at), sheet.own(), &tag, is_checked(&event));
            sheet.set(&at, new);
        }
    };
    let rows = (1 + source.chars().count() / 50).min(12).to_string();
    let dir = |tag: &str| if is_rtl(tag) { "rtl" } else { "ltr" };
    html! {
        <div class="ef-pair" key={id.clone()}>
            <label for={id.clone()}>{ title }{ format!(" ({})", language_name(tag)) }</label>
            <p class="ef-source" id={source_id.clone()} lang={own.to_owned()} dir={dir(own)}>{ source }</p>
            <div>
                <textarea
                    {id}
                    {rows}
                    lang={tag.to_owned()}
                    dir={dir(tag)}
                    value={translated.clone()}
                    {oninput}
                    aria-describedby={source_id}
                />
                if !translated.is_empty() {
                    <div class="ef-check">
                        <input type="checkbox" id={machine_id.clone()} checked={is_by_machine(value, tag)} onchange={by_machine} />
                        <label for={machine_id}>{ sheet.say("von einer Maschine übersetzt", "translated by a machine") }</label>
                    </div>
                }
            </div>
        </div>
    }
}
