//! The preview and how one looks at it: on a phone or a wide screen, in which language, when, on which ground.

use yew::prelude::*;

use super::select::{Choice, select};
use crate::editor::state::{Action, Editor, Preview, PreviewTime};
use crate::editor::words::{Both, UiLang};
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
    let set = |change: fn(&mut Preview)| {
        let (act, mut changed) = (act.clone(), preview.clone());
        change(&mut changed);
        Callback::from(move |_: Event| act.emit(Action::Look(changed.clone())))
    };
    let choose = |change: fn(&mut Preview, usize)| {
        let (act, preview) = (act.clone(), preview.clone());
        Callback::from(move |index| {
            let mut changed = preview.clone();
            change(&mut changed, index);
            act.emit(Action::Look(changed));
        })
    };
    let widths = devices(lang);
    let times: Vec<&str> = TIMES.iter().map(|(_, name)| name.in_lang(lang)).collect();
    let languages: Vec<&str> = Lang::ALL.iter().map(|lang| lang.name()).collect();
    let time = TIMES.iter().position(|(time, _)| *time == preview.when);
    let language = Lang::ALL.iter().position(|lang| *lang == preview.lang);
    html! {
        <details class="editor-preview" open=true>
            <summary>{ PREVIEW.in_lang(lang) }</summary>
            <details class="editor-looks">
                <summary>{ OPTIONS.in_lang(lang) }</summary>
                <div class="editor-look">
                { select(Choice {
                    label: WIDTH.in_lang(lang),
                    options: &widths,
                    chosen: usize::from(!preview.phone),
                    choose: choose(|preview, index| preview.phone = index == 0),
                }) }
                { select(Choice {
                    label: LANGUAGE.in_lang(lang),
                    options: &languages,
                    chosen: language.unwrap_or_default(),
                    choose: choose(|preview, index| preview.lang = Lang::ALL[index % Lang::ALL.len()]),
                }) }
                { select(Choice {
                    label: WHEN.in_lang(lang),
                    options: &times,
                    chosen: time.unwrap_or_default(),
                    choose: choose(|preview, index| preview.when = TIMES[index % TIMES.len()].0),
                }) }
                <label>
                    <input type="checkbox" checked={preview.dark} onchange={set(|preview| preview.dark ^= true)} />
                    { DARK.in_lang(lang) }
                </label>
                <label>
                    <input type="checkbox" checked={preview.marked} onchange={set(|preview| preview.marked ^= true)} />
                    { MARKED.in_lang(lang) }
                </label>
                </div>
            </details>
            <p class="editor-hint">{ HINT.in_lang(lang) }</p>
            <div class={classes!("editor-stage", if preview.phone { "phone" } else { "wide" })}>
                { stage.clone() }
            </div>
        </details>
    }
}

fn devices(lang: UiLang) -> [&'static str; 2] {
    [
        Both {
            de: "Telefon",
            en: "phone",
        },
        Both {
            de: "Computer",
            en: "computer",
        },
    ]
    .map(|name| name.in_lang(lang))
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
