//! The first screen: the last draft, a template, a file, a published feed, or an example.

use yew::prelude::*;

use super::ScreenProps;
use super::fields::{self, Line, button, primary};
use crate::editor::effect::Effect;
use crate::editor::state::{Action, KeptDraft};
use crate::editor::templates::{Answers, TEMPLATES, Template};
use crate::editor::words::UiLang;
use crate::feed::contact::web_link;
use crate::report::moment;

/// The notices that were really published, as they open from here: their names, and their bytes.
const EXAMPLES: [(&str, &str); 5] = [
    (
        "Mössingen, November 2023",
        include_str!("../../../feeds/moessingen-2023-11.json"),
    ),
    (
        "Mössingen, Februar 2024",
        include_str!("../../../feeds/moessingen-2024-02.json"),
    ),
    (
        "Schwerin, Oktober 2021",
        include_str!("../../../feeds/schwerin-2021-10.json"),
    ),
    (
        "Menden, Dezember 2023",
        include_str!("../../../feeds/menden-2023-12.json"),
    ),
    (
        "Südwestfalen, November 2023",
        include_str!("../../../feeds/suedwestfalen-2023-11.json"),
    ),
];

/// Shows the first screen.
#[component]
pub fn Start(props: &ScreenProps) -> Html {
    let ScreenProps {
        editor, act, ask, ..
    } = props;
    let say = |de, en| editor.lang.say(de, en);
    let template = use_state(|| Template::Own);
    let answers = use_state(Answers::default);
    let address = use_state(String::new);
    let tried = use_state(|| false);
    let is_address = web_link(address.trim()).is_some();
    let fetch = {
        let (ask, address, tried) = (ask.clone(), address.clone(), tried.clone());
        move |_| match web_link(address.trim()) {
            Some(url) => ask.emit(Effect::Fetch(url.to_owned())),
            None => tried.set(true),
        }
    };
    let open_file = {
        let ask = ask.clone();
        move |file| ask.emit(Effect::OpenFile(file))
    };
    let example = |(name, text): &(&'static str, &'static str)| {
        let (act, text) = (act.clone(), *text);
        let open = move |_| act.emit(Action::OpenBytes(text.into(), "beispiel.json".to_owned()));
        html! { <li>{ button(name, open) }</li> }
    };
    html! {
        <div class="eg-screen">
            <h2>{ say("Womit möchten Sie anfangen?", "What would you like to begin with?") }</h2>
            if !editor.drafts.is_empty() {
                <section class="eg-part">
                    <h3>{ say("Weiterschreiben", "Go on writing") }</h3>
                    <ul class="eg-list">{ for editor.drafts.iter().map(|kept| draft(props, kept)) }</ul>
                </section>
            }
            <section class="eg-part">
                <h3>{ say("Neue Meldung aus einer Vorlage", "A new notice from a template") }</h3>
                { templates(editor.lang, *template, &template) }
                { questions(editor.lang, &answers) }
                <p class="eg-about">
                    { say("Die Vorlage ist ein Vorschlag. Prüfen Sie jeden Eintrag, und löschen Sie, was es bei Ihnen nicht gibt.",
                          "The template is a proposal. Check each entry, and delete what you do not have.") }
                </p>
                { primary(say("Mit dieser Vorlage anfangen", "Begin with this template"), {
                    let (act, template, answers) = (act.clone(), *template, (*answers).clone());
                    move |_| act.emit(Action::Begin(template, answers.clone()))
                }) }
            </section>
            <section class="eg-part">
                <h3>{ say("Eine Statusdatei öffnen", "Open a status file") }</h3>
                { fields::file("start-datei", say("Datei von diesem Computer", "File on this computer"),
                    say("Wählen Sie die Datei, oder ziehen Sie sie auf dieses Feld.", "Choose the file, or drop it on this field."), open_file) }
                { fields::line(Line {
                    id: "start-adresse",
                    name: say("Oder die Adresse einer veröffentlichten Statusdatei", "Or the address of a published status file"),
                    about: say("Zum Beispiel https://www.musterstadt.example/status.json", "For example https://www.musterstadt.example/status.json"),
                    wrong: if *tried && !is_address {
                        say("Eine Adresse beginnt mit https://", "An address begins with https://")
                    } else { "" },
                }, &address, { let address = address.clone(); move |text| address.set(text) }) }
                { button(say("Von dieser Adresse öffnen", "Open from this address"), fetch) }
            </section>
            <details class="eg-part">
                <summary>{ say("Beispiele ansehen", "Look at examples") }</summary>
                <p class="eg-about">
                    { say("So haben Städte und Gemeinden in echten Notlagen geschrieben.", "This is how municipalities wrote in real emergencies.") }
                </p>
                <ul class="eg-list">{ for EXAMPLES.iter().map(example) }</ul>
            </details>
        </div>
    }
}

/// Returns a draft of an earlier visit, to be opened or dropped.
fn draft(props: &ScreenProps, kept: &KeptDraft) -> Html {
    let ScreenProps { editor, ask, .. } = props;
    let opens = editor.lang.say("öffnen", "open");
    let drops = editor.lang.say("verwerfen", "discard");
    let feed: Option<serde_json::Value> = serde_json::from_str(&kept.draft.text).ok();
    let publisher = feed
        .as_ref()
        .and_then(|feed| feed["publisher"]["name"].as_str());
    let name = match publisher.unwrap_or_default() {
        "" => kept.draft.name.clone(),
        publisher => publisher.to_owned(),
    };
    let saved = editor.zone().local(kept.saved);
    let when = moment(editor.lang.page(), saved);
    let way = |said: &str, effect: Effect| {
        let ask = ask.clone();
        let label = format!("{name}, {when}: {said}");
        html! {
            <button type="button" aria-label={label} onclick={move |_| ask.emit(effect.clone())}>{ said.to_owned() }</button>
        }
    };
    html! {
        <li class="eg-row">
            <span>{ &name }<br /><small>{ &when }</small></span>
            { way(opens, Effect::OpenDraft(kept.id.clone())) }
            { way(drops, Effect::DropDraft(kept.id.clone())) }
        </li>
    }
}

/// Returns the templates as large choices.
fn templates(lang: UiLang, chosen: Template, state: &UseStateHandle<Template>) -> Html {
    let heading = lang.say("Was ist passiert?", "What has happened?");
    let choice = |template: &Template| {
        let (state, template) = (state.clone(), *template);
        let id = format!("vorlage-{}", template.id());
        html! {
            <label class="eg-choice" for={id.clone()}>
                <input type="radio" {id} name="vorlage" checked={template == chosen} onchange={move |_: Event| state.set(template)} />
                <span><strong>{ template.name().in_lang(lang) }</strong><br />{ template.about().in_lang(lang) }</span>
            </label>
        }
    };
    html! {
        <fieldset class="eg-choices">
            <legend>{ heading }</legend>
            { for TEMPLATES.iter().map(choice) }
        </fieldset>
    }
}

/// Returns the three questions that a template asks.
fn questions(lang: UiLang, answers: &UseStateHandle<Answers>) -> Html {
    let say = |de, en| lang.say(de, en);
    let ask = |id, name, about, value: &str, put: fn(&mut Answers, String)| {
        let answers = answers.clone();
        let change = move |text| {
            let mut next = (*answers).clone();
            put(&mut next, text);
            answers.set(next);
        };
        let line = Line {
            id,
            name,
            about,
            wrong: "",
        };
        fields::line(line, value, change)
    };
    html! {
        <>
            { ask("start-name", say("Wer schreibt?", "Who writes?"), say("Zum Beispiel: Stadt Musterstadt", "For example: Stadt Musterstadt"),
                &answers.name, |answers, text| answers.name = text) }
            { ask("start-seite", say("Ihre offizielle Internetseite", "Your official website"), say("Zum Beispiel: https://www.musterstadt.example/", "For example: https://www.musterstadt.example/"),
                &answers.url, |answers, text| answers.url = text) }
            { ask("start-telefon", say("Telefonnummer für dringende Fragen, wenn es eine gibt", "Telephone number for urgent questions, if there is one"),
                say("Sie steht dann oben und bei allem, was nicht geht.", "It then stands at the top, and at everything that does not work."),
                &answers.phone, |answers, text| answers.phone = text) }
        </>
    }
}
