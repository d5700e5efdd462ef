//! Signing: by `amtsstatus edit`, or by ssh-keygen with the command that stands here and its result pasted back.

use yew::prelude::*;

use super::super::ScreenProps;
use super::super::fields::{self, Line, button, primary};
use super::super::sheet::typed;
use super::may_publish;
use crate::editor::desk::KeyState;
use crate::editor::effect::Effect;
use crate::editor::signing;
use crate::editor::state::Action;
use crate::trust::Key;

/// Shows how the feed is signed. `key` is the public key that must have signed it.
pub fn sign(props: &ScreenProps, key: &UseStateHandle<String>) -> Html {
    let ScreenProps {
        editor, act, ask, ..
    } = props;
    let say = |de, en| editor.lang.say(de, en);
    let (Some(bytes), true) = (editor.bytes(), may_publish(props)) else {
        return Html::default();
    };
    let way = |effect: Effect| {
        let ask = ask.clone();
        move |_: MouseEvent| ask.emit(effect.clone())
    };
    let native = editor
        .desk
        .as_ref()
        .and_then(|desk| desk.key)
        .map(|state| match state {
            KeyState::Ready => primary(say("Unterschreiben", "Sign"), way(Effect::Sign)),
            KeyState::Absent => button(say("Schlüssel anlegen", "Make keys"), way(Effect::MakeKey)),
        });
    let has_end = editor
        .get(&crate::editor::document::place(&["valid_until"]))
        .is_some();
    let command = signing::command(&editor.name, "presse");
    let copy = way(Effect::Copy(command.clone()));
    let (parsed, is_sound) = Key::parse_all(key);
    let expected = parsed.first().copied();
    let pasted = &editor.signature;
    let signed = signing::signed(&bytes, pasted, expected);
    let wrong_key = match key.trim().is_empty() || is_sound {
        true => "",
        false => say(
            "Das ist kein öffentlicher Schlüssel. Er beginnt mit ssh-ed25519.",
            "This is no public key. It begins with ssh-ed25519.",
        ),
    };
    let paste = {
        let act = act.clone();
        move |event: InputEvent| act.emit(Action::Paste(typed(&event)))
    };
    let result = match &signed {
        _ if pasted.trim().is_empty() => Html::default(),
        Err(why) => html! { <p class="eg-wrong">{ why.said(editor.lang) }</p> },
        Ok(signed) => {
            let download = Effect::Download {
                name: signing::signed_name(&editor.name),
                bytes: signed.bytes.clone(),
                kind: "application/json",
            };
            html! {
                <>
                    <p>{ say("Die Unterschrift passt. Sie ist von diesem Schlüssel:", "The signature holds. It is of this key:") }</p>
                    <p><code class="eg-code">{ signed.key.to_string() }</code></p>
                    { primary(say("Unterschriebene Datei herunterladen", "Download the signed file"), way(download)) }
                </>
            }
        }
    };
    html! {
        <details class="eg-part" open={native.is_some()}>
            <summary>{ say("Unterschreiben", "Signing") }</summary>
            <p class="eg-about">{ say("Mit einer Unterschrift zeigt das Widget nur, was wirklich von Ihnen ist. Ihr geheimer Schlüssel bleibt dabei auf Ihrem Computer.",
                "With a signature the widget shows only what really comes from you. Your private key stays on your computer.") }</p>
            if !has_end {
                <p>{ say("Geben Sie zuerst an, bis wann die Meldung gilt.", "First say until when the notice holds.") }</p>
            }
            if let Some(native) = native {
                <p>{ say("Nach der Passphrase fragt das Fenster, in dem „amtsstatus edit“ läuft.", "The window in which “amtsstatus edit” runs asks for the passphrase.") }</p>
                <div class="eg-buttons">{ native }</div>
            } else {
                <ol>
                    <li>{ say("Laden Sie die Statusdatei herunter.", "Download the status file.") }</li>
                    <li>
                        { say("Rufen Sie in demselben Ordner diesen Befehl auf. „presse“ ist die Datei mit Ihrem geheimen Schlüssel.",
                            "Run this command in the same folder. “presse” is the file with your private key.") }
                        { fields::lines("unterschrift-befehl", say("Befehl", "Command"), &command) }
                        { button(say("Befehl kopieren", "Copy the command"), copy) }
                    </li>
                    <li>
                        <div class="eg-line">
                            <label for="unterschrift">{ say("Fügen Sie hier den Inhalt der neuen Datei ein", "Paste what stands in the new file here") }{ ": " }{ signing::signature_name(&editor.name) }</label>
                            <textarea id="unterschrift" class="eg-code" rows="6" spellcheck="false" autocomplete="off" oninput={paste} ~value={pasted.clone()} />
                        </div>
                        { fields::file("unterschrift-datei", say("Oder wählen Sie diese Datei", "Or choose that file"), "", {
                            let ask = ask.clone();
                            move |file| ask.emit(Effect::OpenSignature(file))
                        }) }
                        { fields::line(Line {
                            id: "unterschrift-schluessel",
                            name: say("Ihr öffentlicher Schlüssel, zum Vergleichen", "Your public key, to compare"),
                            about: say("Der Inhalt der Datei presse.pub", "What stands in the file presse.pub"),
                            wrong: wrong_key,
                        }, key, { let key = key.clone(); move |text| key.set(text) }) }
                        <div role="status">{ result }</div>
                    </li>
                </ol>
            }
        </details>
    }
}
