//! The generic form: the control of any field by what the contract allows there, and the fields of a record in their folds.

use serde_json::Value;
use yew::prelude::*;

use super::check::{flag, options};
use super::choice::select;
use super::list::list;
use super::needs::needs;
use super::route::route;
use super::text::{line, number, text, time};
use super::when::when;
use crate::editor::components::sheet::Sheet;
use crate::editor::contract::Form;
use crate::editor::elements::any;
use crate::editor::found::within;
use crate::editor::labels::words::{language_name, word};
use crate::editor::labels::{Fold, Label, element as element_name, folds, label, writing};
use crate::editor::place::field;
use crate::editor::words::Both;
use crate::feed::contact::COUNTRIES;
use crate::feed::problem::Step;
use crate::i18n::Lang;

/// Shows all fields of a record: some at once, the others folded by what they are for.
pub fn fields(sheet: &Sheet, at: &[Step], record: &str) -> Html {
    folds_of(sheet, at, record, folds(record))
}

/// Shows these folds of a record.
pub fn folds_of(sheet: &Sheet, at: &[Step], record: &str, folds: &[Fold]) -> Html {
    folds
        .iter()
        .map(|fold| match fold.title {
            None => html! { <>{ for fold.fields.iter().map(|field| control(sheet, at, record, field)) }</> },
            Some(_) => folded(sheet, at, record, fold.title, fold.fields),
        })
        .collect()
}

/// Shows fields behind a title, which says how many of them are filled and whether something is wrong.
pub fn folded(
    sheet: &Sheet,
    at: &[Step],
    record: &str,
    title: Option<Both>,
    names: &[&str],
) -> Html {
    let Some(title) = title.filter(|_| !names.is_empty()) else {
        return Html::default();
    };
    let places: Vec<Vec<Step>> = names.iter().map(|name| field(at, name)).collect();
    let filled = places
        .iter()
        .filter(|place| sheet.get(place).is_some())
        .count();
    let is_wrong = places
        .iter()
        .any(|place| within(&sheet.found, place).next().is_some());
    // One record alone does not need its name twice.
    let alone = match names {
        [name] => record_of(sheet, record, name),
        _ => None,
    };
    let content = match (alone, names) {
        (Some(inner), [name]) => fields(sheet, &field(at, name), &inner),
        _ => html! { <>{ for names.iter().map(|name| control(sheet, at, record, name)) }</> },
    };
    html! {
        <details class="ef-fold">
            <summary>
                { title.in_lang(sheet.lang()) }
                if is_wrong {
                    <span class="ef-mark">{ sheet.say("bitte prüfen", "please check") }</span>
                } else if filled > 0 {
                    <span class="ef-mark">{ sheet.say("ausgefüllt", "filled") }</span>
                }
            </summary>
            <div class="ef-folded">{ content }</div>
        </details>
    }
}

fn record_of(sheet: &Sheet, record: &str, name: &str) -> Option<String> {
    match form_of(sheet, record, name)? {
        Form::Record(inner) => Some(inner),
        _ => None,
    }
}

fn form_of(sheet: &Sheet, record: &str, name: &str) -> Option<Form> {
    let mut known = sheet.editor.contract.record(record).into_iter();
    known
        .find(|field| field.name == name)
        .map(|field| field.form)
}

/// Shows the control of a field of the record at a place.
pub fn control(sheet: &Sheet, at: &[Step], record: &str, name: &str) -> Html {
    match label(record, name) {
        Some(label) => labelled(sheet, at, record, name, label),
        None => Html::default(),
    }
}

/// Shows the control of a field under another label than its own.
pub fn labelled(sheet: &Sheet, at: &[Step], record: &str, name: &str, label: Label) -> Html {
    let Some(form) = form_of(sheet, record, name) else {
        return Html::default();
    };
    let place = field(at, name);
    match (record, name, &form) {
        ("Entry", "parts", _) | ("Feed", "entries", _) => Html::default(),
        ("Feed", "lang", _) => select(sheet, &place, label, &languages()),
        ("Feed", "languages" | "checked", _) => options(sheet, &place, label, languages()),
        ("Update", "entries", _) => options(sheet, &place, label, entries(sheet)),
        ("Publisher", "country", _) => {
            let countries = COUNTRIES.map(|code| (code.to_owned(), code.to_owned()));
            select(sheet, &place, label, &countries)
        }
        (_, _, Form::List(of)) => match &**of {
            Form::Word(words) if name == "needs" => {
                needs(sheet, &place, label, &said(sheet, record, name, words))
            }
            Form::Word(words) => options(sheet, &place, label, said(sheet, record, name, words)),
            of => list(sheet, &place, label, of, record, name),
        },
        (_, _, Form::Record(inner)) => {
            let frame = sheet.frame_of_group(&place, label);
            html! {
                <fieldset class={frame.class} id={frame.id.clone()} tabindex="-1" aria-describedby={frame.by.clone()}>
                    <legend>{ frame.name }</legend>
                    { frame.about.clone() }
                    { fields(sheet, &place, inner) }
                </fieldset>
            }
        }
        _ => plain(sheet, &place, &form, record, name, label),
    }
}

/// Shows the control of a value that is no list and no record.
fn plain(sheet: &Sheet, at: &[Step], form: &Form, record: &str, name: &str, label: Label) -> Html {
    match form {
        Form::Text => text(sheet, at, label, writing(record, name)),
        Form::Line => line(sheet, at, label, writing(record, name)),
        Form::Word(words) => select(sheet, at, label, &said(sheet, record, name, words)),
        Form::Flag => flag(sheet, at, label),
        Form::Number => number(sheet, at, label),
        Form::When | Form::Day | Form::Moment | Form::End => when(sheet, at, label, form),
        Form::Time => time(sheet, at, label),
        Form::Record(_) | Form::List(_) => Html::default(),
    }
}

/// Shows an element of a list.
pub fn inner(sheet: &Sheet, at: &[Step], of: &Form, record: &str, field: &str) -> Html {
    match of {
        Form::Record(name) if name == "Route" => route(sheet, at),
        Form::Record(name) => fields(sheet, at, name),
        // The list around has said what it is for.
        _ => plain(
            sheet,
            at,
            of,
            record,
            field,
            Label::named(element_name(record, field)),
        ),
    }
}

/// Returns words with what they are called.
fn said(sheet: &Sheet, record: &str, name: &str, words: &[String]) -> Vec<(String, String)> {
    let said = |name_of: &String| {
        let said = word(record, name, name_of, sheet.lang());
        (name_of.clone(), said)
    };
    words.iter().map(said).collect()
}

fn languages() -> Vec<(String, String)> {
    let tag = |lang: &Lang| (lang.tag().to_owned(), language_name(lang.tag()));
    Lang::ALL.iter().map(tag).collect()
}

/// Returns the short names of all entries and parts with what they are called.
fn entries(sheet: &Sheet) -> Vec<(String, String)> {
    fn collect(list: &Value, own: &str, found: &mut Vec<(String, String)>) {
        for entry in list.as_array().into_iter().flatten() {
            if let Some(id) = entry["id"].as_str() {
                found.push((id.to_owned(), any(entry.get("name"), own).to_owned()));
            }
            collect(&entry["parts"], own, found);
        }
    }
    let mut found = Vec::new();
    collect(&sheet.feed()["entries"], sheet.own(), &mut found);
    found
}
