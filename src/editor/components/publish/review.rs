//! The next publication: one button begins it, then each entry that ended, is overdue or is old is asked about, by a key too.

use serde_json::Value;
use yew::prelude::*;

use super::super::ScreenProps;
use super::super::fields::{button, primary};
use crate::editor::effect::Effect;
use crate::editor::elements::called;
use crate::editor::flow::Answer;
use crate::editor::labels::words::state_word;
use crate::editor::place::{field, field_id};
use crate::editor::state::Action;
use crate::editor::tree;
use crate::editor::words::UiLang;
use crate::feed::problem::Step;
use crate::feed::vocabulary::{Kind, State, Vocabulary as _};

/// The id of the question, which gets the keyboard.
const QUESTION: &str = "frage";

/// Shows how the next publication is begun, or the question that is asked, or that all are answered.
pub fn review(props: &ScreenProps) -> Html {
    let ScreenProps {
        editor, act, ask, ..
    } = props;
    let say = |de, en| editor.lang.say(de, en);
    let content = match (&editor.review, &editor.document) {
        (Some(review), Some(document)) => match review.current(document.value()) {
            Some((asked, at)) => {
                let count = review.questions.len();
                let number = review
                    .questions
                    .iter()
                    .position(|other| other == asked)
                    .unwrap_or(0)
                    + 1;
                let counted = match editor.lang {
                    UiLang::De => format!("Frage {number} von {count}"),
                    UiLang::En => format!("Question {number} of {count}"),
                };
                let why = asked.reason.said().in_lang(editor.lang);
                question(props, document.value(), &at, &counted, why)
            }
            None => html! {
                <p role="status">{ say("Nummer und Zeiten stimmen jetzt, und alle Fragen sind beantwortet.",
                    "Number and times are right now, and all questions are answered.") }</p>
            },
        },
        _ => html! {
            <p>{ say("Damit bekommt die Meldung die nächste Nummer und die Zeit von jetzt. Danach fragen wir bei allem nach, was abgelaufen oder alt ist.",
                "The notice gets the next number and the time of now. Then you are asked about everything that is over or old.") }</p>
        },
    };
    let prepare = {
        let act = act.clone();
        let ask = ask.clone();
        move |_| {
            act.emit(Action::Prepare);
            ask.emit(Effect::Focus(QUESTION.to_owned()));
        }
    };
    html! {
        <section class="eg-part" aria-labelledby="naechste">
            <h3 id="naechste">{ say("Nächste Veröffentlichung", "Next publication") }</h3>
            { content }
            if editor.review.is_none() {
                { primary(say("Nächste Veröffentlichung vorbereiten", "Prepare the next publication"), prepare) }
            } else {
                { button(say("Noch einmal von vorn", "Once more from the beginning"), prepare) }
            }
        </section>
    }
}

/// Shows one question. Its buttons say their keys: J, N and G, or 1, 2 and 3.
fn question(props: &ScreenProps, feed: &Value, at: &[Step], counted: &str, why: &str) -> Html {
    let ScreenProps {
        editor, act, ask, ..
    } = props;
    let lang = editor.lang;
    let say = |de, en| lang.say(de, en);
    let word = |name: &str| tree::value(feed, &field(at, name)).and_then(Value::as_str);
    let own = feed["lang"].as_str().unwrap_or("de");
    let name = tree::value(feed, at).map_or("", |entry| called(entry, own));
    let kind = word("kind").and_then(Kind::named);
    let state = word("state").and_then(State::named);
    let holds = state.map_or(say("ohne Zustand", "without a state"), |state| {
        state_word(state, kind, lang)
    });
    let is_denied = editor
        .review
        .as_ref()
        .is_some_and(|review| review.is_denied);
    let give = {
        let (act, ask) = (act.clone(), ask.clone());
        // The form of what has changed opens at its state; else the next question gets the keyboard.
        let changed = field_id(&field(at, "state"));
        Callback::from(move |given: Answer| {
            let next = match given {
                Answer::Changed => changed.clone(),
                _ => QUESTION.to_owned(),
            };
            act.emit(Action::Answer(given));
            ask.emit(Effect::Focus(next));
        })
    };
    let answer = |answer: Answer| {
        let give = give.clone();
        move |_: MouseEvent| give.emit(answer.clone())
    };
    let onkeydown = {
        let give = give.clone();
        move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            if let Some(given) = by_key(&event.key()) {
                event.prevent_default();
                give.emit(given);
            }
        }
    };
    let states = kind.map_or(&[][..], Kind::states);
    let choose = |state: &State| {
        let name = Answer::State(state.name().to_owned());
        html! { <li>{ button(state_word(*state, kind, lang), answer(name)) }</li> }
    };
    html! {
        <div id={QUESTION} class="eg-question" tabindex="-1" {onkeydown}>
            <p class="eg-about">{ counted.to_owned() }</p>
            <p><strong>{ name.to_owned() }</strong>{ ": " }{ holds }</p>
            <p>{ why.to_owned() }{ " " }{ say("Gilt das noch?", "Does this still hold?") }</p>
            <div class="eg-buttons">
                { primary(say("Ja (J)", "Yes (Y)"), answer(Answer::Holds)) }
                { button(say("Nein (N)", "No (N)"), answer(Answer::Denied)) }
                { button(say("Geändert (G)", "Changed (C)"), answer(Answer::Changed)) }
            </div>
            if is_denied {
                <p>{ say("Was gilt jetzt?", "What holds now?") }</p>
                <ul class="eg-states">
                    { for states.iter().map(choose) }
                    <li>{ button(say("Eintrag löschen", "Delete the entry"), answer(Answer::Gone)) }</li>
                </ul>
            }
        </div>
    }
}

/// Returns the answer that a key gives: the letters of both languages, or the numbers.
fn by_key(key: &str) -> Option<Answer> {
    match key.to_lowercase().as_str() {
        "j" | "y" | "1" => Some(Answer::Holds),
        "n" | "2" => Some(Answer::Denied),
        "g" | "c" | "3" => Some(Answer::Changed),
        _ => None,
    }
}
