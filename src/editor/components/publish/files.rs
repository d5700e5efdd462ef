//! The files that leave the editor: the status file, all files of a site as one package, or both through `amtsstatus edit`.

use yew::prelude::*;

use super::super::ScreenProps;
use super::super::fields::{self, Line, button, primary};
use super::may_publish;
use crate::editor::effect::Effect;
use crate::editor::package::SiteOptions;
use crate::editor::state::Action;
use crate::feed::contact::web_link;
use crate::render::site::Link;
use crate::trust::Key;

/// What the page links to at its end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    imprint: String,
    privacy: String,
}

/// Shows the ways on which files leave.
pub fn files(
    props: &ScreenProps,
    links: &UseStateHandle<Links>,
    key: &UseStateHandle<String>,
) -> Html {
    let ScreenProps {
        editor, act, ask, ..
    } = props;
    let say = |de, en| editor.lang.say(de, en);
    let Some(bytes) = editor.bytes() else {
        return Html::default();
    };
    let is_ready = may_publish(props);
    let desk = editor.desk.as_ref();
    let way = |effect: Effect, goes_out: bool| {
        let (act, ask) = (act.clone(), ask.clone());
        move |_: MouseEvent| {
            ask.emit(effect.clone());
            if goes_out {
                act.emit(Action::Publish);
            }
        }
    };
    let download = Effect::Download {
        name: editor.name.clone(),
        bytes: bytes.clone(),
        kind: "application/json",
    };
    let package = Effect::Package(SiteOptions {
        links: named(links),
        keys: Key::parse_all(key).0,
    });
    let address = |id, name, value: &str, put: fn(&mut Links, String)| {
        let links = links.clone();
        let change = move |text| {
            let mut next = (*links).clone();
            put(&mut next, text);
            links.set(next);
        };
        let wrong = match value.trim().is_empty() || web_link(value.trim()).is_some() {
            true => "",
            false => say(
                "Eine Adresse beginnt mit https://",
                "An address begins with https://",
            ),
        };
        fields::line(
            Line {
                id,
                name,
                about: "",
                wrong,
            },
            value,
            change,
        )
    };
    html! {
        <section class="eg-part">
            <h3>{ say("Dateien", "Files") }</h3>
            if !is_ready {
                <p>{ say("Sobald oben nichts mehr fehlt, können Sie veröffentlichen. Die Statusdatei können Sie jetzt schon sichern.",
                    "You can publish once nothing is missing above. You can already save the status file.") }</p>
            }
            <div class="eg-buttons">
                if desk.is_some_and(|desk| desk.file.is_some()) {
                    { primary(say("In die Datei speichern", "Save into the file"), way(Effect::Save, is_ready)) }
                }
                { button(say("Statusdatei herunterladen", "Download the status file"), way(download, is_ready)) }
            </div>
            if is_ready {
                <h4>{ say("Die ganze Notfallseite", "The whole emergency page") }</h4>
                <p class="eg-about">{ say("Seite, Aushang, Kalender und alles andere für Ihren Webserver, in einer ZIP-Datei.",
                    "Page, poster, calendar and everything else for your web server, in one ZIP file.") }</p>
                { address("dateien-impressum", say("Adresse Ihres Impressums", "Address of your imprint"), &links.imprint, |links, text| links.imprint = text) }
                { address("dateien-datenschutz", say("Adresse Ihrer Datenschutzerklärung", "Address of your privacy policy"), &links.privacy, |links, text| links.privacy = text) }
                <div class="eg-buttons">
                    { button(say("Alle Dateien als ZIP herunterladen", "Download all files as ZIP"), way(package, false)) }
                    if desk.is_some_and(|desk| desk.out.is_some()) {
                        { button(say("In den Ordner schreiben", "Write into the folder"), way(Effect::WriteSite, true)) }
                    }
                </div>
            }
        </section>
    }
}

/// Returns the links that have an address.
fn named(links: &Links) -> Vec<Link> {
    let pairs = [
        ("Impressum", &links.imprint),
        ("Datenschutz", &links.privacy),
    ];
    let link = |(name, url): (&str, &String)| Link::parse(&format!("{name}={}", url.trim()));
    pairs.into_iter().filter_map(link).collect()
}
