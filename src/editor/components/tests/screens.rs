//! What the screens around the forms show: start, publish, embed.

use super::super::{Embed, Publish, Start};
use super::*;
use crate::editor::draft::Draft;
use crate::editor::flow::Answer;
use crate::editor::state::KeptDraft;
use crate::feed::time::Stamp;

const FEED: &str = include_str!("../../../../feeds/moessingen-2024-02.json");

fn opened(actions: Vec<Action>) -> Rc<Editor> {
    let now = Stamp::parse("2024-02-26T09:00:00+01:00").unwrap().at;
    let open = Action::OpenBytes(FEED.into(), "status.json".to_owned());
    let show = Action::Show(Screen::Publish);
    let actions = [open, show].into_iter().chain(actions);
    actions.fold(Rc::new(Editor::default()), |editor, action| {
        editor.reduce(Done(action, now))
    })
}

fn in_both<C: BaseComponent<Properties = ScreenProps>>(actions: Vec<Action>) -> String {
    let english = [actions.clone(), vec![Action::Speak(UiLang::En)]].concat();
    let html = render::<C>(opened(english), Vec::new());
    is_sound(&html);
    let html = render::<C>(opened(actions), Vec::new());
    is_sound(&html);
    assert!(!html.contains('!') || html.contains("<!--"), "{html}");
    html
}

#[test]
fn one_begins_with_a_draft_a_template_a_file_an_address_or_an_example() {
    let editor = Rc::new(Editor::default());
    let html = render::<Start>(Rc::clone(&editor), Vec::new());
    is_sound(&html);
    for said in [
        "Erste Stunde",
        "Angriff auf das eigene Netz",
        "Angriff auf den Dienstleister",
        "Geplante Schließung",
        "Alles geht wieder",
        "type=\"file\"",
        "start-adresse",
        "Menden, Dezember 2023",
    ] {
        assert!(html.contains(said), "{said}: {html}");
    }
    assert!(!html.contains("Weiterschreiben"));
    let kept = KeptDraft {
        id: "7".to_owned(),
        saved: Moment(1_708_592_730),
        draft: Draft::of(&Document::open(FEED.as_bytes()).unwrap(), "status.json"),
    };
    let editor = editor.reduce(Done(Action::FindDrafts(vec![kept]), Moment(0)));
    let html = render::<Start>(editor, Vec::new());
    is_sound(&html);
    assert!(
        html.contains("Stadt Mössingen") && html.contains("22. Februar 2024"),
        "{html}"
    );
}

#[test]
fn what_forbids_publication_stands_before_everything_and_no_package_is_offered() {
    let found = |severity| Found {
        at: place(&["publisher", "name"]),
        severity,
        text: "Wer schreibt, fehlt.".to_owned(),
    };
    let html = render::<Publish>(opened(Vec::new()), vec![found(Severity::Error)]);
    assert!(html.contains("Wer schreibt, fehlt."));
    assert!(html.contains("Statusdatei herunterladen"));
    assert!(
        !html.contains("ZIP") && !html.contains("ssh-keygen"),
        "{html}"
    );
    let html = render::<Publish>(opened(Vec::new()), vec![found(Severity::Warning)]);
    assert!(
        html.contains("ZIP") && html.contains("ssh-keygen -Y sign -n amts-status"),
        "{html}"
    );
}

#[test]
fn a_question_names_the_entry_what_it_says_why_it_is_asked_and_the_keys() {
    let html = in_both::<Publish>(vec![Action::Prepare]);
    for said in [
        "Frage 1 von 1",
        "Ausleihe",
        "verfügbar",
        "Gilt das noch?",
        "Ja (J)",
        "Nein (N)",
        "Geändert (G)",
    ] {
        assert!(html.contains(said), "{said}: {html}");
    }
    assert!(!html.contains("Eintrag löschen"));
    let html = in_both::<Publish>(vec![Action::Prepare, Action::Answer(Answer::Denied)]);
    assert!(html.contains("Eintrag löschen"), "{html}");
    let answer = Action::Answer(Answer::State("unavailable".to_owned()));
    let html = in_both::<Publish>(vec![Action::Prepare, answer]);
    assert!(html.contains("alle Fragen sind beantwortet"), "{html}");
    assert!(
        html.contains("Ausleihe") && html.contains("Sätze kopieren"),
        "{html}"
    );
}

#[test]
fn a_signature_that_does_not_fit_is_told() {
    let html = in_both::<Publish>(vec![Action::Paste("Guten Tag".to_owned())]);
    assert!(
        html.contains("keine Unterschrift für eine Statusdatei"),
        "{html}"
    );
}

#[test]
fn the_lines_for_the_homepage_are_there_with_every_entry_to_choose() {
    let html = in_both::<Embed>(Vec::new());
    // The lines stand in the properties of their fields, which no static page has: src/editor/embedding.rs holds them.
    assert!(html.contains("einbau-zeilen"), "{html}");
    assert!(html.contains("Stadtbücherei"), "{html}");
}
