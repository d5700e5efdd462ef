//! Two have changed one file: both versions side by side, and the choice which one goes on. Neither is lost.

use yew::prelude::*;

use super::ScreenProps;
use crate::editor::effect::Effect;
use crate::editor::state::{Action, Collision, Screen};
use crate::editor::words::Both;

const HEADING: Both = Both {
    de: "Jemand anderes hat die Datei geändert",
    en: "Somebody else has changed the file",
};
const KEPT: Both = Both {
    de: "Nichts ist verloren: Ihre Fassung liegt neben der Datei, unter dem Namen ",
    en: "Nothing is lost: your version lies beside the file, under the name ",
};
const MINE: Both = Both {
    de: "Ihre Fassung",
    en: "Your version",
};
const THEIRS: Both = Both {
    de: "Die andere Fassung",
    en: "The other version",
};
const GO_ON_WITH_MINE: Both = Both {
    de: "Meine Fassung speichern und weiterarbeiten",
    en: "Save my version and go on",
};
const GO_ON_WITH_THEIRS: Both = Both {
    de: "Mit der anderen Fassung weiterarbeiten",
    en: "Go on with the other version",
};

/// Shows both versions of a file.
pub fn collision(props: &ScreenProps, collision: &Collision) -> Html {
    let ScreenProps {
        editor, act, ask, ..
    } = props;
    let lang = editor.lang;
    let [own, other] = &collision.sides;
    let side = |heading: Both, said: &[String], go_on: Both, onclick: Callback<MouseEvent>| {
        html! {
            <section>
                <h3>{ heading.in_lang(lang) }</h3>
                <ul>{ for said.iter().map(|sentence| html! { <li>{ sentence }</li> }) }</ul>
                <button type="button" {onclick}>{ go_on.in_lang(lang) }</button>
            </section>
        }
    };
    let theirs = &collision.theirs;
    let keep_both = {
        let (act, ask, bytes) = (act.clone(), ask.clone(), theirs.bytes());
        Callback::from(move |_| {
            ask.emit(Effect::Replace(bytes.clone()));
            act.emit(Action::Settle);
        })
    };
    let open = {
        let (act, theirs, name) = (act.clone(), theirs.clone(), editor.name.clone());
        Callback::from(move |_| {
            let document = Box::new(theirs.clone());
            act.emit(Action::Open(document, name.clone(), Screen::Entries));
        })
    };
    html! {
        <section class="found errors" role="alert">
            <h2>{ HEADING.in_lang(lang) }</h2>
            <p>{ KEPT.in_lang(lang) }<strong>{ &collision.kept }</strong>{ "." }</p>
            <div class="sides">
                { side(MINE, own, GO_ON_WITH_MINE, keep_both) }
                { side(THEIRS, other, GO_ON_WITH_THEIRS, open) }
            </div>
        </section>
    }
}
