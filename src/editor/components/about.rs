//! The screen of everything around the entries: until when it holds, who says it, what happened, questions and terms.

use yew::prelude::*;

use super::ScreenProps;
use super::controls::{control, folded};
use super::sheet::Sheet;
use crate::editor::place::field;
use crate::editor::state::Action;
use crate::editor::typed::Ahead;
use crate::editor::words::Both;

const fn both(de: &'static str, en: &'static str) -> Both {
    Both { de, en }
}

/// What is folded, in the order in which one needs it.
const FOLDS: &[(Both, &[&str])] = &[
    (both("Was passiert ist", "What happened"), &["incident"]),
    (both("Wer das sagt", "Who says this"), &["publisher"]),
    (both("Was gibt es Neues", "What is new"), &["updates"]),
    (
        both("Fragen und Antworten", "Questions and answers"),
        &["faq"],
    ),
    (both("Begriffe", "Terms"), &["glossary"]),
    (
        both("Sprachen", "Languages"),
        &["lang", "languages", "checked"],
    ),
    (
        both("Technische Angaben", "Technical details"),
        &["id", "seq", "issued", "confirmed", "version", "revoked"],
    ),
];

/// The times that are promised most often.
const NEXT: &[(Both, Ahead)] = &[
    (both("in 2 Stunden", "in 2 hours"), Ahead::Hours(2)),
    (both("heute 18 Uhr", "today 18:00"), Ahead::Days(0, 18)),
    (both("morgen 12 Uhr", "tomorrow 12:00"), Ahead::Days(1, 12)),
    (both("in 7 Tagen", "in 7 days"), Ahead::Days(7, 12)),
];

/// For how long a notice holds.
const VALID: &[(Both, Ahead)] = &[
    (both("morgen 12 Uhr", "tomorrow 12:00"), Ahead::Days(1, 12)),
    (both("in 3 Tagen", "in 3 days"), Ahead::Days(3, 18)),
    (both("in 7 Tagen", "in 7 days"), Ahead::Days(7, 18)),
    (both("in 14 Tagen", "in 14 days"), Ahead::Days(14, 18)),
];

/// Shows everything around the entries.
#[component]
pub fn About(props: &ScreenProps) -> Html {
    let sheet = Sheet::new(props);
    html! {
        <section class="ef-screen" aria-labelledby="ef-about">
            <h2 id="ef-about" tabindex="-1">{ sheet.say("Rund um die Meldung", "About the notice") }</h2>
            { control(&sheet, &[], "Feed", "next_update") }
            { promises(&sheet, "next_update", NEXT) }
            { control(&sheet, &[], "Feed", "valid_until") }
            { promises(&sheet, "valid_until", VALID) }
            { for FOLDS.iter().map(|(title, names)| folded(&sheet, &[], "Feed", Some(*title), names)) }
        </section>
    }
}

/// Shows buttons that set a moment.
fn promises(sheet: &Sheet, name: &'static str, times: &'static [(Both, Ahead)]) -> Html {
    let button = |(text, far): &'static (Both, Ahead)| {
        let sheet = sheet.clone();
        let text = text.in_lang(sheet.lang());
        let onclick = move |_: MouseEvent| {
            sheet.act.emit(Action::Promise(field(&[], name), *far));
        };
        html! { <button type="button" class="ef-small" {onclick}>{ text }</button> }
    };
    let label = match name {
        "next_update" => sheet.say("Nächste Meldung bis", "Next update by"),
        _ => sheet.say("Gilt höchstens bis", "Holds until at most"),
    };
    html! {
        <div class="ef-ways ef-promises" role="group" aria-label={label}>{ for times.iter().map(button) }</div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::contract::Contract;

    #[test]
    fn every_field_of_the_publication_is_on_a_screen() {
        let folded: Vec<&str> = FOLDS
            .iter()
            .flat_map(|(_, names)| names.iter().copied())
            .collect();
        for known in Contract::default().record("Feed") {
            let name = known.name.as_str();
            let seen = ["next_update", "valid_until", "entries"].contains(&name);
            assert!(seen != folded.contains(&name), "{name}");
        }
    }
}
