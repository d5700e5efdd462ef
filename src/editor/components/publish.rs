//! The screen for publishing: what still forbids it, the next publication with its questions, what changed, and the files.

mod files;
mod review;
mod sign;

use yew::prelude::*;

use super::ScreenProps;
use super::fields::button;
use super::problems::errors;
use crate::editor::effect::Effect;
use crate::editor::state::Action;
use crate::feed::problem::Severity;

/// Shows the screen for publishing.
#[component]
pub fn Publish(props: &ScreenProps) -> Html {
    let lang = props.editor.lang;
    let say = |de, en| lang.say(de, en);
    let imprint = use_state(files::Links::default);
    let key = use_state(String::new);
    html! {
        <div class="eg-screen">
            <h2>{ say("Veröffentlichen", "Publish") }</h2>
            { errors(props) }
            { review::review(props) }
            { sentences(props) }
            { files::files(props, &imprint, &key) }
            { sign::sign(props, &key) }
        </div>
    }
}

/// Tells whether the feed may be published as it is.
fn may_publish(props: &ScreenProps) -> bool {
    props
        .found
        .iter()
        .all(|found| found.severity == Severity::Warning)
}

/// Returns what changed since the last publication, to be copied and to be taken into the updates.
fn sentences(props: &ScreenProps) -> Html {
    let ScreenProps {
        editor, act, ask, ..
    } = props;
    let Some(changed) = &editor.changed else {
        return Html::default();
    };
    let (sentences, lang, release) = (&changed.sentences, changed.lang, changed.release.clone());
    let say = |de, en| editor.lang.say(de, en);
    let (copy, take) = (ask.clone(), act.clone());
    html! {
        <section class="eg-part">
            <h3>{ say("Was sich geändert hat", "What has changed") }</h3>
            if sentences.is_empty() {
                <p>{ say("Seit der letzten Veröffentlichung hat sich nichts geändert.", "Nothing has changed since the last publication.") }</p>
            } else {
                <p class="eg-about">{ say("Diese Sätze entstehen von selbst. Sie können sie in Ihre Pressemitteilung übernehmen.",
                    "These sentences are made by the program. You can take them into your press release.") }</p>
                <ul lang={lang.tag()}>{ for sentences.iter().map(|sentence| html! { <li>{ &sentence.text }</li> }) }</ul>
                <div class="eg-buttons">
                    { button(say("Sätze kopieren", "Copy the sentences"), move |_| copy.emit(Effect::Copy(release.clone()))) }
                    { button(say("In den Verlauf übernehmen", "Take into the list of updates"), move |_| take.emit(Action::TakeUpdates)) }
                </div>
            }
        </section>
    }
}
