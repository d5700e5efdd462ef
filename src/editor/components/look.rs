//! The preview and how one looks at it: on a phone or a wide screen, in which language, when, on which ground.

use yew::prelude::*;

use super::fields::choice;
use super::sheet::is_checked;
use crate::editor::state::{Action, Editor, Preview, PreviewTime};
use crate::editor::words::Both;
use crate::i18n::Lang;

const PREVIEW: Both = Both {
    de: "Vorschau: so sehen es die Bürgerinnen und Bürger",
    en: "Preview: what citizens will see",
};
const OPTIONS: Both = Both {
    de: "Gerät, Sprache, Zeitpunkt …",
    en: "Device, language, moment …",
};
const HINT: Both = Both {
    de: "Ein Klick in die Vorschau öffnet den Eintrag.",
    en: "A click in the preview opens the entry.",
};
const WIDTH: Both = Both {
    de: "Gerät",
    en: "Device",
};
const LANGUAGE: Both = Both {
    de: "Sprache",
    en: "Language",
};
const WHEN: Both = Both {
    de: "Zeitpunkt",
    en: "Moment",
};
const DARK: Both = Both {
    de: "dunkel",
    en: "dark",
};
const MARKED: Both = Both {
    de: "eigene Sätze der Anzeige markieren [ ]",
    en: "mark sentences that the display adds [ ]",
};

/// Shows the preview below the choices.
pub fn look(editor: &Editor, act: &Callback<Action>, stage: &Html) -> Html {
    let (lang, preview) = (editor.lang, &editor.preview);
    let say = |de, en| lang.say(de, en).to_owned();
    let times = TIMES.map(|(time, name)| (time, name.in_lang(lang).to_owned()));
    let languages = Lang::ALL.map(|lang| (lang, lang.name().to_owned()));
    let devices = [
        (true, say("Telefon", "phone")),
        (false, say("Computer", "computer")),
    ];
    html! {
        <details class="editor-preview" open=true>
            <summary>{ PREVIEW.in_lang(lang) }</summary>
            <details class="editor-looks">
                <summary>{ OPTIONS.in_lang(lang) }</summary>
                <div class="editor-look">
                    { choice("vorschau-geraet", WIDTH.in_lang(lang), &devices, preview.phone,
                        changed(editor, act, |preview, phone| preview.phone = phone)) }
                    { choice("vorschau-sprache", LANGUAGE.in_lang(lang), &languages, preview.lang,
                        changed(editor, act, |preview, lang| preview.lang = lang)) }
                    { choice("vorschau-zeit", WHEN.in_lang(lang), &times, preview.when,
                        changed(editor, act, |preview, when| preview.when = when)) }
                    { check(DARK.in_lang(lang), preview.dark,
                        changed(editor, act, |preview, dark| preview.dark = dark)) }
                    { check(MARKED.in_lang(lang), preview.marked,
                        changed(editor, act, |preview, marked| preview.marked = marked)) }
                </div>
            </details>
            <p class="editor-hint">{ HINT.in_lang(lang) }</p>
            <div class={classes!("editor-stage", if preview.phone { "phone" } else { "wide" })}>
                { stage.clone() }
            </div>
        </details>
    }
}

/// Returns what puts another value into the preview.
fn changed<T: 'static>(
    editor: &Editor,
    act: &Callback<Action>,
    put: fn(&mut Preview, T),
) -> impl Fn(T) + 'static {
    let (act, preview) = (act.clone(), editor.preview.clone());
    move |value| {
        let mut next = preview.clone();
        put(&mut next, value);
        act.emit(Action::Look(next));
    }
}

/// Shows a box to be ticked.
fn check(name: &str, checked: bool, change: impl Fn(bool) + 'static) -> Html {
    html! {
        <label>
            <input type="checkbox" {checked} onchange={move |event: Event| change(is_checked(&event))} />
            { name }
        </label>
    }
}

const TIMES: [(PreviewTime, Both); 3] = [
    (
        PreviewTime::Now,
        Both {
            de: "jetzt",
            en: "now",
        },
    ),
    (
        PreviewTime::Tomorrow,
        Both {
            de: "morgen",
            en: "tomorrow",
        },
    ),
    (
        PreviewTime::Expired,
        Both {
            de: "nach Ablauf der Gültigkeit",
            en: "after it has expired",
        },
    ),
];
