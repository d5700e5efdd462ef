//! What every control knows: the document, its problems, and how it says what a person does.

use std::rc::Rc;

use serde_json::Value;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::ScreenProps;
use crate::editor::effect::Effect;
use crate::editor::found::{Found, at_place, within};
use crate::editor::labels::Label;
use crate::editor::place::{field_id, in_list};
use crate::editor::state::{Action, Editor};
use crate::editor::words::UiLang;
use crate::feed::problem::{Severity, Step};
use crate::feed::scalar::Country;
use crate::feed::zone::Zone;

/// What every control knows.
#[derive(Clone)]
pub struct Sheet {
    /// Everything that the editor knows.
    pub editor: Rc<Editor>,
    /// Called with what the person does.
    pub act: Callback<Action>,
    /// What is wrong with the feed.
    pub found: Rc<Vec<Found>>,
    /// Called with what only the browser can do.
    pub ask: Callback<Effect>,
}

/// What stands around a control: its name, its help, its problems, and the attributes that tie them to it.
pub struct Frame {
    /// The id of the control.
    pub id: String,
    /// The ids of help and problems.
    pub by: Option<String>,
    /// `true` for what `check` refuses.
    pub invalid: Option<&'static str>,
    /// The name.
    pub name: &'static str,
    /// Help and problems.
    pub about: Html,
    /// The class of the element around.
    pub class: &'static str,
}

impl Sheet {
    /// Makes the sheet of a screen.
    pub fn new(props: &ScreenProps) -> Self {
        Self {
            editor: Rc::clone(&props.editor),
            act: props.act.clone(),
            found: Rc::clone(&props.found),
            ask: props.ask.clone(),
        }
    }

    /// Returns the language of the editor.
    pub fn lang(&self) -> UiLang {
        self.editor.lang
    }

    /// Returns one of two texts.
    pub fn say(&self, de: &'static str, en: &'static str) -> &'static str {
        self.lang().say(de, en)
    }

    /// Returns the value at a place.
    pub fn get(&self, at: &[Step]) -> Option<&Value> {
        self.editor.get(at)
    }

    /// Returns the line at a place; the empty one if there is none.
    pub fn line(&self, at: &[Step]) -> &str {
        self.get(at).and_then(Value::as_str).unwrap_or_default()
    }

    /// Returns the elements of the list at a place.
    pub fn list(&self, at: &[Step]) -> &[Value] {
        let list = self.get(at).and_then(Value::as_array);
        list.map_or(&[], Vec::as_slice)
    }

    /// Returns the whole document.
    pub fn feed(&self) -> &Value {
        self.get(&[]).unwrap_or(&Value::Null)
    }

    /// Returns the language of plain texts.
    pub fn own(&self) -> &str {
        self.feed()["lang"].as_str().unwrap_or("de")
    }

    /// Returns the zone of the publisher.
    pub fn zone(&self) -> Zone {
        self.editor.zone()
    }

    /// Returns the country of the publisher.
    pub fn country(&self) -> Country {
        let code = self.feed()["publisher"]["country"].as_str();
        code.and_then(Country::parse).unwrap_or_default()
    }

    /// Sets a value, or takes it away.
    pub fn set(&self, at: &[Step], value: Option<Value>) {
        self.act.emit(Action::Set(at.to_vec(), value));
    }

    /// Sets a value letter by letter.
    pub fn type_in(&self, at: &[Step], value: Option<Value>) {
        let value = value.or_else(|| self.is_last_of_element(at).then(|| "".into()));
        self.act.emit(Action::Type(at.to_vec(), value));
    }

    /// Tells whether an element of a list would go together with this value: nobody who deletes a word wants that.
    fn is_last_of_element(&self, at: &[Step]) -> bool {
        if in_list(at).is_some() {
            return true;
        }
        let Some((_, around)) = at.split_last() else {
            return false;
        };
        let fields = self.get(around).and_then(Value::as_object);
        in_list(around).is_some() && fields.is_some_and(|fields| fields.len() <= 1)
    }

    /// Says something to the person.
    pub fn tell(&self, said: String) {
        self.act.emit(Action::Tell(said));
    }

    /// Leads the keyboard to an element once the next view is there: else it would start at the top of the page.
    pub fn go_to(&self, id: String) {
        self.ask.emit(Effect::Focus(id));
    }

    /// Returns what stands around the control of a value, with the problems inside of it too.
    pub fn frame(&self, at: &[Step], label: Label) -> Frame {
        let found: Vec<&Found> = within(&self.found, at).collect();
        self.framed(at, label, &found)
    }

    /// Returns what stands around several controls: only with the problems of the whole, since each control has its own.
    pub fn frame_of_group(&self, at: &[Step], label: Label) -> Frame {
        let found: Vec<&Found> = at_place(&self.found, at).collect();
        self.framed(at, label, &found)
    }

    fn framed(&self, at: &[Step], label: Label, found: &[&Found]) -> Frame {
        let id = field_id(at);
        let says = format!("{id}-says");
        let wrong = format!("{id}-wrong");
        let worst = found.iter().map(|found| found.severity).min();
        let is_wrong = worst.is_some_and(|worst| worst <= Severity::Error);
        let help = label.says.in_lang(self.lang());
        let ids = [(!help.is_empty(), &says), (!found.is_empty(), &wrong)];
        let ids = ids.iter().filter(|(is_there, _)| *is_there);
        let ids: Vec<&str> = ids.map(|(_, id)| id.as_str()).collect();
        let by = (!ids.is_empty()).then(|| ids.join(" "));
        let kind = |severity| match severity {
            Severity::Warning => (self.say("Hinweis: ", "Note: "), "ef-hint"),
            _ => (self.say("Bitte ändern: ", "Please change: "), "ef-error"),
        };
        let problem = |found: &&Found| {
            let (before, class) = kind(found.severity);
            html! { <span {class}><b>{ before }</b>{ &found.text }</span> }
        };
        let about = html! {
            <>
                if !help.is_empty() {
                    <p class="ef-says" id={says}>{ help }</p>
                }
                if !found.is_empty() {
                    <p class="ef-problems" id={wrong}>{ for found.iter().map(problem) }</p>
                }
            </>
        };
        Frame {
            id,
            by,
            invalid: is_wrong.then_some("true"),
            name: label.name.in_lang(self.lang()),
            about,
            class: if is_wrong {
                "ef-field ef-is-wrong"
            } else {
                "ef-field"
            },
        }
    }
}

/// Returns what stands in the field of an event. Lines, areas and choices have it under the same name.
pub fn typed(event: &Event) -> String {
    event.target_unchecked_into::<HtmlInputElement>().value()
}

/// Tells whether the box of an event is checked.
pub fn is_checked(event: &Event) -> bool {
    event.target_unchecked_into::<HtmlInputElement>().checked()
}

/// Makes a button.
pub fn button(text: &str, onclick: impl Fn(MouseEvent) + 'static) -> Html {
    html! { <button type="button" class="ef-button" {onclick}>{ text }</button> }
}
