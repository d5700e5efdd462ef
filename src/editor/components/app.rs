//! The frame of the editor: its name, undo and redo, whether all is kept, and the ways to the screens.

use yew::prelude::*;

use super::collision::collision;
use super::look::look;
use super::problems::Problems;
use super::{About, Embed, Entries, Languages, Publish, ScreenProps, Start};
use crate::editor::state::{Action, Kept, Screen};
use crate::editor::words::{Both, UiLang};

const NAME: Both = Both {
    de: "Statusmeldung schreiben",
    en: "Write a status notice",
};
const UNDO: Both = Both {
    de: "Rückgängig",
    en: "Undo",
};
const REDO: Both = Both {
    de: "Wiederherstellen",
    en: "Redo",
};
const SCREENS: Both = Both {
    de: "Bereiche",
    en: "Sections",
};

/// The screens in the order in which one needs them, with their names.
const WAYS: &[(Screen, Both)] = &[
    (
        Screen::Entries,
        Both {
            de: "Was geht und was nicht",
            en: "What works",
        },
    ),
    (
        Screen::About,
        Both {
            de: "Rund um die Meldung",
            en: "About the notice",
        },
    ),
    (
        Screen::Languages,
        Both {
            de: "Sprachen",
            en: "Languages",
        },
    ),
    (
        Screen::Publish,
        Both {
            de: "Veröffentlichen",
            en: "Publish",
        },
    ),
    (
        Screen::Embed,
        Both {
            de: "Einbauen",
            en: "Embed",
        },
    ),
    (
        Screen::Start,
        Both {
            de: "Andere Meldung",
            en: "Another notice",
        },
    ),
];

/// What the frame needs.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// What every screen needs.
    pub screen: ScreenProps,
    /// The feed as citizens will see it.
    pub preview: Html,
}

/// Shows the editor: the frame, and in it the screen that is open.
#[component]
pub fn App(
    AppProps {
        screen: props,
        preview,
    }: &AppProps,
) -> Html {
    let editor = &props.editor;
    let lang = editor.lang;
    html! {
        <div class="editor">
            <header class="editor-head">
                <h1>{ NAME.in_lang(lang) }</h1>
                { steps(props) }
                <p class="editor-kept" role="status">{ kept(&editor.kept, editor.revision, lang) }</p>
            </header>
            { ways(props) }
            { for editor.collision.as_ref().map(|other| collision(props, other)) }
            { screen(props, preview) }
            <p class="editor-told" role="status">{ &editor.told }</p>
        </div>
    }
}

/// Returns the open screen; where one writes or embeds, the preview is beside it, and below that what `check` says.
fn screen(props: &ScreenProps, stage: &Html) -> Html {
    let ScreenProps { editor, act, .. } = props;
    let writes = matches!(
        editor.screen,
        Screen::Entries | Screen::About | Screen::Languages
    );
    let beside = editor.document.is_some() && (writes || editor.screen == Screen::Embed);
    html! {
        <main class={classes!("editor-main", beside.then_some("beside"))} id="inhalt" tabindex="-1">
            <div class="editor-screen">
                { form(props) }
            </div>
            if beside {
                <div class="editor-side">
                    { look(editor, act, stage) }
                    if writes {
                        <Problems ..props.clone() />
                    }
                </div>
            }
        </main>
    }
}

/// Returns the form of the open screen.
fn form(props: &ScreenProps) -> Html {
    let props = props.clone();
    match props.editor.screen {
        Screen::Entries => html! { <Entries ..props /> },
        Screen::About => html! { <About ..props /> },
        Screen::Languages => html! { <Languages ..props /> },
        Screen::Publish => html! { <Publish ..props /> },
        Screen::Embed => html! { <Embed ..props /> },
        Screen::Start => html! { <Start ..props /> },
    }
}

/// Returns the buttons that take a step back, and do it again.
fn steps(props: &ScreenProps) -> Html {
    let ScreenProps { editor, act, .. } = props;
    let button = |text: Both, action: Action, is_possible: bool| {
        let act = act.clone();
        html! {
            <button type="button" disabled={!is_possible} onclick={move |_| act.emit(action.clone())}>
                { text.in_lang(editor.lang) }
            </button>
        }
    };
    html! {
        <div class="editor-steps">
            { button(UNDO, Action::Undo, editor.history.can_undo()) }
            { button(REDO, Action::Redo, editor.history.can_redo()) }
        </div>
    }
}

/// Returns the ways to the screens. Without a document there is only the first.
fn ways(props: &ScreenProps) -> Html {
    let ScreenProps { editor, act, .. } = props;
    if editor.document.is_none() {
        return Html::default();
    }
    let way = |(screen, name): &(Screen, Both)| {
        let (act, screen) = (act.clone(), *screen);
        let current = (screen == editor.screen).then_some("page");
        html! {
            <li>
                <button type="button" aria-current={current} onclick={move |_| act.emit(Action::Show(screen))}>
                    { name.in_lang(editor.lang) }
                </button>
            </li>
        }
    };
    html! {
        <nav aria-label={SCREENS.in_lang(editor.lang)}>
            <ul class="editor-ways">{ for WAYS.iter().map(way) }</ul>
        </nav>
    }
}

/// Says whether what was written is kept.
fn kept(kept: &Kept, revision: u64, lang: UiLang) -> String {
    let said = match kept {
        Kept::Nothing => "",
        Kept::Until(until) if *until == revision => {
            let text = Both {
                de: "Gespeichert",
                en: "Saved",
            };
            text.in_lang(lang)
        }
        Kept::Writing | Kept::Until(_) => {
            let text = Both {
                de: "Wird gespeichert …",
                en: "Saving …",
            };
            text.in_lang(lang)
        }
        Kept::Failed => {
            let text = Both {
                de: "Nicht gespeichert. Bitte laden Sie die Datei herunter, bevor Sie das Fenster schließen.",
                en: "Not saved. Please download the file before you close this window.",
            };
            text.in_lang(lang)
        }
    };
    said.to_owned()
}
