//! The screen for the homepage: a few choices, and the lines that a webmaster pastes.

use yew::prelude::*;

use super::ScreenProps;
use super::fields::{self, Line, button};
use super::sheet::is_checked;
use crate::editor::effect::Effect;
use crate::editor::elements::called;
use crate::editor::embedding::Embedding;
use crate::editor::overview::entries;
use crate::editor::state::Action;
use crate::i18n::Lang;
use crate::trust::Key;

/// What is typed and chosen.
#[derive(Clone, Debug, Default, PartialEq)]
struct Typed {
    embedding: Embedding,
    keys: String,
}

/// Shows the screen for the homepage.
#[component]
pub fn Embed(props: &ScreenProps) -> Html {
    let ScreenProps {
        editor, act, ask, ..
    } = props;
    let say = |de, en| editor.lang.say(de, en);
    let id = editor
        .get(&[])
        .and_then(|feed| feed["id"].as_str())
        .unwrap_or_default();
    let typed = use_state(|| Typed {
        embedding: Embedding {
            bundle: "/amts-status".to_owned(),
            src: "/status.json".to_owned(),
            ..Embedding::default()
        },
        keys: String::new(),
    });
    use_effect_with(typed.embedding.clone(), {
        let act = act.clone();
        move |embedding: &Embedding| act.emit(Action::Try(Box::new(embedding.clone())))
    });
    let line = |id, name, about, value: &str, put: fn(&mut Typed, String)| {
        let typed = typed.clone();
        let change = move |text| {
            let mut next = (*typed).clone();
            put(&mut next, text);
            typed.set(next);
        };
        fields::line(
            Line {
                id,
                name,
                about,
                wrong: "",
            },
            value,
            change,
        )
    };
    let (keys, is_sound) = Key::parse_all(&typed.keys);
    let embedding = Embedding {
        keys,
        feed: id.to_owned(),
        ..typed.embedding.clone()
    };
    let wrong_key = match typed.keys.trim().is_empty() || is_sound {
        true => "",
        false => say(
            "Darin ist kein lesbarer öffentlicher Schlüssel.",
            "There is no readable public key in it.",
        ),
    };
    let chosen = typed.embedding.clone();
    let pick = |put: fn(&mut Embedding, Option<u8>)| {
        let typed = typed.clone();
        move |value: Option<u8>| {
            let mut next = (*typed).clone();
            put(&mut next.embedding, value);
            typed.set(next);
        }
    };
    let langs: Vec<(Option<u8>, String)> = [(None, say("wie die Seite", "as the page").to_owned())]
        .into_iter()
        .chain(
            Lang::ALL
                .iter()
                .zip(0u8..)
                .map(|(lang, index)| (Some(index), lang.name().to_owned())),
        )
        .collect();
    let lang_index = chosen.lang.and_then(|lang| {
        Lang::ALL
            .iter()
            .zip(0u8..)
            .find(|(known, _)| **known == lang)
    });
    let themes = [
        (None, say("wie die Seite", "as the page").to_owned()),
        (Some(0), say("hell", "light").to_owned()),
        (Some(1), say("dunkel", "dark").to_owned()),
    ];
    let headings: Vec<(Option<u8>, String)> = [(
        None,
        say("2, das passt meist", "2, which mostly fits").to_owned(),
    )]
    .into_iter()
    .chain((1..=6).map(|level| (Some(level), level.to_string())))
    .collect();
    let views = [
        (Some(0), say("alles", "everything").to_owned()),
        (
            Some(1),
            say("eine Zeile zum Aufklappen", "one line that opens").to_owned(),
        ),
    ];
    let (script, element, policy) = (embedding.script(), embedding.element(), embedding.policy());
    let all = format!("{script}\n{element}");
    let copy = |text: String| {
        let ask = ask.clone();
        move |_: MouseEvent| ask.emit(Effect::Copy(text.clone()))
    };
    html! {
        <div class="eg-screen">
            <h2>{ say("In die Homepage einbauen", "Put it into the homepage") }</h2>
            <section class="eg-part">
                { line("einbau-quelle", say("Wo liegt die Statusdatei?", "Where does the status file lie?"),
                    say("Ein Pfad auf Ihrem Server oder eine Adresse. Mehrere Adressen trennen Sie mit einem Leerzeichen.", "A path on your server, or an address. Several addresses have a space between them."),
                    &chosen.src, |typed, text| typed.embedding.src = text) }
                { line("einbau-widget", say("Wo liegt der Ordner „amts-status“?", "Where does the folder “amts-status” lie?"),
                    say("Ein Pfad oder eine Adresse", "A path or an address"), &chosen.bundle, |typed, text| typed.embedding.bundle = text) }
                { fields::choice("einbau-ansicht", say("Was zu sehen ist", "What is shown"), &views, Some(u8::from(chosen.is_compact)),
                    pick(|embedding, value| embedding.is_compact = value == Some(1))) }
                { only(props, &typed) }
                { fields::choice("einbau-sprache", say("Sprache", "Language"), &langs, lang_index.map(|(_, index)| index),
                    pick(|embedding, value| embedding.lang = value.and_then(|index| Lang::ALL.get(usize::from(index)).copied()))) }
                { fields::choice("einbau-farben", say("Farben", "Colours"), &themes, chosen.is_dark.map(u8::from),
                    pick(|embedding, value| embedding.is_dark = value.map(|value| value == 1))) }
                { fields::choice("einbau-ueberschrift", say("Ebene der ersten Überschrift", "Level of the first heading"), &headings, chosen.heading,
                    pick(|embedding, value| embedding.heading = value)) }
                { line("einbau-schnappschuss", say("Adresse eines Schnappschusses, wenn es einen gibt", "Address of a snapshot, if there is one"),
                    say("Er ist zu sehen, bis das Widget da ist. In der ZIP-Datei heißt er status.de.html.", "It is seen until the widget is there. In the ZIP file it is called status.de.html."),
                    &chosen.snapshot, |typed, text| typed.embedding.snapshot = text) }
                { fields::line(Line {
                    id: "einbau-schluessel",
                    name: say("Öffentliche Schlüssel, wenn Sie unterschreiben", "Public keys, if you sign"),
                    about: say("Der Inhalt der Dateien mit der Endung .pub, der Schlüssel aus dem Tresor zuletzt", "What stands in the files that end in .pub, the one from the safe last"),
                    wrong: wrong_key,
                }, &typed.keys, { let typed = typed.clone(); move |text| typed.set(Typed { keys: text, ..(*typed).clone() }) }) }
            </section>
            <section class="eg-part">
                <h3>{ say("Diese Zeilen fügt der Webmaster ein", "The webmaster pastes these lines") }</h3>
                { fields::lines("einbau-zeilen", say("Zeilen für die Seite", "Lines for the page"), &all) }
                { button(say("Zeilen kopieren", "Copy the lines"), copy(all.clone())) }
                <p class="eg-about">{ say("Hat die Seite eine Content-Security-Policy, braucht sie auch das:", "If the page has a Content-Security-Policy, it also needs this:") }</p>
                { fields::lines("einbau-regeln", say("Zeile für die Content-Security-Policy", "Line for the Content-Security-Policy"), &policy) }
                { button(say("Diese Zeile kopieren", "Copy this line"), copy(policy.clone())) }
            </section>
        </div>
    }
}

/// Returns the entries, of which some can be chosen.
fn only(props: &ScreenProps, typed: &UseStateHandle<Typed>) -> Html {
    let editor = &props.editor;
    let Some(feed) = editor.get(&[]) else {
        return Html::default();
    };
    let legend = editor
        .lang
        .say("Nur bestimmte Einträge zeigen", "Show certain entries only");
    let row = |entry: &serde_json::Value| {
        let id = entry["id"].as_str()?.to_owned();
        let own = feed["lang"].as_str().unwrap_or("de");
        let name = called(entry, own).to_owned();
        let field = format!("nur-{id}");
        let is_chosen = typed.embedding.only.contains(&id);
        let onchange = {
            let (typed, id) = (typed.clone(), id.clone());
            move |event: Event| {
                let mut next = (*typed).clone();
                next.embedding.only.retain(|known| *known != id);
                if is_checked(&event) {
                    next.embedding.only.push(id.clone());
                }
                typed.set(next);
            }
        };
        Some(
            html! { <li><label class="eg-check" for={field.clone()}><input type="checkbox" id={field} checked={is_chosen} {onchange} />{ name }</label></li> },
        )
    };
    html! {
        <details>
            <summary>{ legend }</summary>
            <fieldset class="eg-choices">
                <legend class="eg-about">{ legend }</legend>
                <ul class="eg-checks">{ for entries(feed).iter().filter_map(row) }</ul>
            </fieldset>
        </details>
    }
}
