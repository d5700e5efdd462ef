//! What the screens show, rendered natively.

mod screens;

use std::rc::Rc;

use serde_json::{Value, json};
use yew::{BaseComponent, Callback, LocalServerRenderer, Reducible as _};

use super::{About, Entries, Languages, ScreenProps};
use crate::editor::document::{Document, place};
use crate::editor::found::Found;
use crate::editor::labels::{folds, label};
use crate::editor::state::{Action, Done, Editor, Screen};
use crate::editor::words::UiLang;
use crate::feed::problem::Severity;
use crate::feed::time::Moment;

fn feed() -> Value {
    json!({ "version": 1, "id": "x", "languages": ["en"], "publisher": { "name": "Stadt" },
        "incident": { "title": "Ausfall" }, "entries": [
        { "id": "amt", "kind": "facility", "name": "Bürgeramt", "state": "closed", "until": "open",
          "note": { "de": "Bitte warten.", "en": "Please wait.", "machine": ["en"] },
          "routes": [ { "kind": "phone", "number": "115" }, { "kind": "counter", "name": "Haus B" } ],
          "scope": { "needs": ["appointment", "Zwei Fotos"], "payment_methods": ["cash"] },
          "parts": [ { "id": "kasse", "kind": "service", "name": "Kasse", "state": "delayed" } ] },
        { "id": "pass", "kind": "service", "name": "Reisepass", "state": "kaputt",
          "from": "2024-02-13", "until": "2024-02-29T12:00:00+01:00" } ] })
}

fn editor(actions: Vec<Action>) -> Rc<Editor> {
    let document = Box::new(Document::new(feed()));
    let open = Action::Open(document, "status.json".to_owned(), Screen::Entries);
    let mut editor = Rc::new(Editor::default());
    for action in [open].into_iter().chain(actions) {
        editor = editor.reduce(Done(action, Moment(1_708_592_730)));
    }
    editor
}

fn render<C: BaseComponent<Properties = ScreenProps>>(
    editor: Rc<Editor>,
    found: Vec<Found>,
) -> String {
    let props = ScreenProps {
        editor,
        act: Callback::noop(),
        ask: Callback::noop(),
        found: Rc::new(found),
    };
    let renderer = LocalServerRenderer::<C>::with_props(props);
    futures_executor::block_on(renderer.hydratable(false).render())
}

fn form_of(at: &[&str]) -> String {
    render::<Entries>(editor(vec![Action::Select(Some(place(at)))]), Vec::new())
}

/// The attributes of this name.
fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let start = format!(" {name}=\"");
    let rest = html.split(start.as_str()).skip(1);
    rest.filter_map(|rest| rest.split('"').next()).collect()
}

/// Every control has a name, what describes it is there, and each id is there once.
#[track_caller]
fn is_sound(html: &str) {
    let ids = attributes(html, "id");
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "an id stands twice");
    for id in attributes(html, "for") {
        assert!(ids.contains(&id), "a label for {id}");
    }
    for name in ["aria-describedby", "aria-labelledby"] {
        for by in attributes(html, name).iter().flat_map(|by| by.split(' ')) {
            assert!(ids.contains(&by), "{name} {by}");
        }
    }
    let labelled = attributes(html, "for");
    for tag in ["<input", "<textarea", "<select"] {
        for control in html.split(tag).skip(1) {
            let control = control.split('>').next().unwrap_or_default();
            let id = attributes(control, "id");
            let has_label = id.first().is_some_and(|id| labelled.contains(id));
            assert!(
                has_label || control.contains("aria-label="),
                "{tag}{control}"
            );
        }
    }
    for button in html.split("<button").skip(1) {
        let (start, rest) = button.split_once('>').unwrap_or_default();
        let has_text = !rest.starts_with("</button>");
        assert!(has_text || start.contains("aria-label"), "{button}");
        assert!(start.contains("type=\""), "{start}");
    }
}

#[test]
fn every_screen_has_names_and_descriptions_for_all_controls() {
    for lang in [UiLang::De, UiLang::En] {
        let open = |select: Option<&[&str]>| {
            let at = select.map(place);
            editor(vec![Action::Select(at), Action::Speak(lang)])
        };
        is_sound(&render::<Entries>(open(None), Vec::new()));
        is_sound(&render::<Entries>(
            open(Some(&["entries", "0"])),
            Vec::new(),
        ));
        is_sound(&render::<Entries>(
            open(Some(&["entries", "0", "parts", "0"])),
            Vec::new(),
        ));
        is_sound(&render::<About>(open(None), Vec::new()));
        is_sound(&render::<Languages>(open(None), Vec::new()));
    }
}

#[test]
fn the_form_of_an_entry_has_a_control_for_each_of_its_fields() {
    let html = form_of(&["entries", "1"]);
    let ids = attributes(&html, "id");
    for fold in folds("Entry") {
        for field in fold.fields {
            let id = format!("f-entries-1-{field}");
            let is_there = ids
                .iter()
                .any(|known| *known == id || known.starts_with(&format!("{id}-")));
            assert!(is_there, "{id}");
            assert!(label("Entry", field).is_some());
        }
    }
}

#[test]
fn the_list_shows_states_as_words_and_shapes() {
    let html = render::<Entries>(editor(Vec::new()), Vec::new());
    assert!(html.contains("data-level=\"down\""));
    assert!(
        html.contains(r#"<option value="closed" selected"#),
        "{html}"
    );
    assert!(html.contains("bis auf Weiteres"));
    assert!(html.contains("bis 29.02.2024"));
    // A word that is none of the list is not lost.
    assert!(html.contains(r#"<option value="kaputt" selected"#));
    assert!(html.contains("Einrichtungen") && html.contains("Dienste"));
    assert!(html.contains("2 Einträge"));
}

#[test]
fn what_is_written_stands_in_its_controls() {
    let html = form_of(&["entries", "0"]);
    for text in [
        r#"value="Bürgeramt""#,
        r#"value="115""#,
        r#"value="Haus B""#,
        "Bitte warten.",
        "Please wait.",
        r#"value="Zwei Fotos""#,
        "geschlossen",
        "weitere Sprachen",
        "Kasse",
    ] {
        assert!(html.contains(text), "{text}");
    }
    // The state and "bis auf Weiteres" are checked.
    let checked = |id: &str| {
        let control = html
            .split("<input")
            .find(|control| control.contains(&format!("id=\"{id}\"")));
        control
            .unwrap()
            .split('>')
            .next()
            .unwrap()
            .contains(" checked")
    };
    assert!(checked("f-entries-0-state-closed"));
    assert!(!checked("f-entries-0-state-open"));
    assert!(checked("f-entries-0-until-open"));
    assert!(checked("f-entries-0-scope-needs-appointment"));
    assert!(checked("f-entries-0-scope-payment_methods-cash"));
    let html = form_of(&["entries", "1"]);
    for text in [
        r#"value="2024-02-13""#,
        r#"value="2024-02-29""#,
        r#"value="12:00""#,
    ] {
        assert!(html.contains(text), "{text}");
    }
}

#[test]
fn a_problem_stands_at_its_control() {
    let found = |at: &[&str], severity| Found {
        at: place(at),
        severity,
        text: "Diese Nummer kann niemand wählen.".to_owned(),
    };
    let at = ["entries", "0", "routes", "0", "number"];
    let editor = editor(vec![Action::Select(Some(place(&["entries", "0"])))]);
    let html = render::<Entries>(editor.clone(), vec![found(&at, Severity::Error)]);
    is_sound(&html);
    let control = html
        .split("<input")
        .find(|control| control.contains("id=\"f-entries-0-routes-0-number\""));
    let control = control.unwrap().split('>').next().unwrap();
    assert!(control.contains("aria-invalid=\"true\""), "{control}");
    assert!(
        control.contains("f-entries-0-routes-0-number-wrong"),
        "{control}"
    );
    assert_eq!(html.matches("niemand wählen").count(), 1);
    // A hint is no error.
    let html = render::<Entries>(editor, vec![found(&at, Severity::Warning)]);
    assert!(!html.contains("aria-invalid"));
    assert_eq!(html.matches("niemand wählen").count(), 1);
}

#[test]
fn the_screen_of_the_languages_counts_what_is_missing() {
    let html = render::<Languages>(editor(Vec::new()), Vec::new());
    // The title, three names of entries, and what one must bring; not the name of the town, of a house or of a number.
    assert!(html.contains("Es fehlen noch 5 Texte."), "{html}");
    assert!(html.contains("Schon übersetzt (1)"));
    assert!(html.contains("f-entries-0-note-en-machine"));
}

#[test]
fn a_button_sets_a_promise_by_the_clock_of_the_publisher() {
    use crate::editor::typed::Ahead;
    let at = place(&["next_update"]);
    let editor = editor(vec![Action::Promise(at.clone(), Ahead::Days(1, 12))]);
    assert_eq!(editor.get(&at), Some(&json!("2024-02-23T12:00:00+01:00")));
    let html = render::<About>(editor, Vec::new());
    assert!(html.contains(r#"value="2024-02-23""#));
}

#[test]
fn a_new_element_stands_at_the_end_of_its_list() {
    use crate::editor::contract::Form;
    let list = place(&["updates"]);
    let form = Form::Record("Update".to_owned());
    let editor = editor(vec![
        Action::Add(list.clone(), form.clone()),
        Action::Add(list, form),
    ]);
    assert_eq!(
        editor.get(&place(&["updates", "1", "at"])),
        Some(&json!("2024-02-22"))
    );
}

#[test]
fn what_is_missing_is_listed_with_what_must_be_changed() {
    use super::problems::Problems;
    let of = |severity| Found {
        at: place(&["entries", "0", "name"]),
        severity,
        text: "Bitte ausfüllen.".to_owned(),
    };
    let found = [Severity::Fatal, Severity::Error, Severity::Warning].map(of);
    let html = render::<Problems>(editor(Vec::new()), found.into());
    assert_eq!(html.matches("Bitte ausfüllen.").count(), 3);
    let (errors, hints) = html.split_once("</section>").unwrap();
    assert_eq!(errors.matches("<li>").count(), 2);
    assert_eq!(hints.matches("<li>").count(), 1);
}

#[test]
fn who_deletes_the_last_word_of_an_element_keeps_the_element() {
    use super::sheet::Sheet;
    use std::cell::RefCell;
    let done = Rc::new(RefCell::new(Vec::new()));
    let heard = Rc::clone(&done);
    let list = place(&["glossary"]);
    let term = json!({ "term": "OPAC" });
    let props = ScreenProps {
        editor: editor(vec![Action::Insert(list, 0, term)]),
        found: Rc::default(),
        act: Callback::from(move |action| heard.borrow_mut().push(action)),
        ask: Callback::noop(),
    };
    let sheet = Sheet::new(&props);
    let (term, title) = (
        place(&["glossary", "0", "term"]),
        place(&["incident", "title"]),
    );
    sheet.type_in(&term, None);
    sheet.type_in(&title, None);
    let expected = [
        Action::Type(term, Some(json!(""))),
        Action::Type(title, None),
    ];
    assert_eq!(*done.borrow(), expected);
}
