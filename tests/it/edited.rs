//! The example feeds and the notices, written again through the editor's reducer as somebody writes them in its forms.

use std::rc::Rc;

use amtsstatus::editor::contract::{Contract, Form};
use amtsstatus::editor::document::{Document, Order as _};
use amtsstatus::editor::place::{element, field};
use amtsstatus::editor::state::{Action, Done, Editor, Screen};
use amtsstatus::editor::texts::{marked, tags, version, with_version};
use amtsstatus::editor::typed::{day_and_time, phone, time, when};
use amtsstatus::feed::problem::Step;
use amtsstatus::feed::time::Moment;
use amtsstatus::feed::{Feed, contact::Phone};
use serde_json::{Value, json};
use yew::Reducible as _;

/// Somebody who writes a feed.
struct Writer {
    editor: Rc<Editor>,
    own: String,
    actions: usize,
}

impl Writer {
    fn new(feed: &Value) -> Self {
        // As every template: the contract's version is there.
        let empty = Box::new(Document::new(json!({ "version": 1 })));
        let mut writer = Self {
            editor: Rc::new(Editor::default()),
            own: feed["lang"].as_str().unwrap_or("de").to_owned(),
            actions: 0,
        };
        writer.act(Action::Open(
            empty,
            "status.json".to_owned(),
            Screen::Entries,
        ));
        writer
    }

    fn act(&mut self, action: Action) {
        self.actions += 1;
        let now = Moment(self.actions as i64);
        self.editor = Rc::clone(&self.editor).reduce(Done(action, now));
    }

    fn contract(&self) -> Rc<Contract> {
        Rc::clone(&self.editor.contract)
    }

    /// Writes the fields of a record in the order of the forms.
    fn record(&mut self, value: &Value, at: &[Step], record: &str) {
        for known in self.contract().record(record) {
            if let Some(value) = value.get(&known.name) {
                self.value(value, &field(at, &known.name), &known.form);
            }
        }
    }

    fn value(&mut self, value: &Value, at: &[Step], form: &Form) {
        match form {
            Form::Record(name) => self.record(value, at, name),
            Form::List(of) => {
                for (index, item) in value.as_array().unwrap().iter().enumerate() {
                    // A new element is empty at first.
                    let empty = match &**of {
                        Form::Record(_) => json!({}),
                        _ => json!(""),
                    };
                    self.act(Action::Insert(at.to_vec(), index, empty));
                    self.value(item, &element(at, index), of);
                }
            }
            Form::Text => self.text(value, at),
            // Needs are words or texts.
            Form::Word(_) if value.is_object() => self.text(value, at),
            Form::When | Form::Moment | Form::Day => self.when(value, at),
            Form::End if value != "open" => self.when(value, at),
            Form::Time => {
                let typed = value.as_str().unwrap();
                assert_eq!(time(typed).as_deref(), Some(typed));
                self.act(Action::Set(at.to_vec(), Some(value.clone())));
            }
            _ => self.act(Action::Set(at.to_vec(), Some(value.clone()))),
        }
    }

    /// Writes each version of a text in its own field, and says which of them a machine has translated.
    fn text(&mut self, value: &Value, at: &[Step]) {
        let own = self.own.clone();
        for tag in tags(Some(value), &own) {
            let text = version(Some(value), &own, tag);
            let new = with_version(self.filled(at), &own, tag, text);
            self.act(Action::Type(at.to_vec(), new));
        }
        for tag in value["machine"].as_array().into_iter().flatten() {
            let new = marked(self.filled(at), &own, tag.as_str().unwrap(), true);
            self.act(Action::Set(at.to_vec(), new));
        }
    }

    /// A new element of a list is the empty text.
    fn filled(&self, at: &[Step]) -> Option<&Value> {
        self.editor.get(at).filter(|value| *value != "")
    }

    /// Writes a day or a moment in the fields for day and time. What these cannot say is left as it is.
    fn when(&mut self, value: &Value, at: &[Step]) {
        let zone = self.editor.zone();
        let (day, time) = day_and_time(value.as_str().unwrap(), zone);
        let new = when(&day, &time, zone).unwrap();
        self.act(Action::Set(at.to_vec(), Some(new.into())));
    }
}

/// Writes a feed again, and compares what comes of it with the first one as typed values.
#[track_caller]
fn written_again(name: &str, bytes: &[u8]) -> usize {
    let value: Value = serde_json::from_slice(bytes).unwrap();
    let mut writer = Writer::new(&value);
    // The clock is needed for all times, so the publisher comes first, as in every template.
    writer.value(
        &value["publisher"],
        &field(&[], "publisher"),
        &Form::Record("Publisher".to_owned()),
    );
    let lang = value.get("lang");
    if let Some(lang) = lang {
        writer.act(Action::Set(field(&[], "lang"), Some(lang.clone())));
    }
    for known in writer.contract().fields(&[]) {
        if !["publisher", "version", "lang"].contains(&known.as_str())
            && let Some(value) = value.get(&known)
        {
            let form = writer.contract().form_at(&field(&[], &known)).unwrap();
            writer.value(value, &field(&[], &known), &form);
        }
    }
    let saved = writer.editor.document.as_ref().unwrap().bytes();
    let (first, _) = Feed::read(bytes).unwrap();
    let (again, _) = Feed::read(&saved).unwrap();
    let typed = |feed: &Feed| serde_json::to_value(feed).unwrap();
    let (first, again) = (typed(&first), typed(&again));
    assert_eq!(again, first, "{name}");
    let actions = writer.actions;
    // Every step that is kept can be taken back and done again.
    for _ in 0..200 {
        writer.act(Action::Undo);
    }
    for _ in 0..200 {
        writer.act(Action::Redo);
    }
    assert_eq!(
        writer.editor.document.as_ref().unwrap().bytes(),
        saved,
        "{name}"
    );
    actions
}

fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let path = format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(path)
        .unwrap()
        .map(|file| file.unwrap().path());
    let is_feed = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        name.ends_with(".json") && name != "facts.json" && !name.contains("schema")
    };
    let read =
        |path: std::path::PathBuf| (path.display().to_string(), std::fs::read(&path).unwrap());
    files.filter(is_feed).map(read).collect()
}

#[test]
fn every_example_can_be_written_in_forms() {
    let all = [files("feeds"), files("tests/it/notices")].concat();
    assert_eq!(all.len(), 10);
    for (name, bytes) in &all {
        assert!(written_again(name, bytes) > 50, "{name}");
    }
}

#[test]
fn a_number_that_is_tidied_is_the_same_number() {
    let mut tidied = 0;
    for (name, bytes) in [files("feeds"), files("tests/it/notices")].concat() {
        let (feed, _) = Feed::read(&bytes).unwrap();
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        let mut numbers = Vec::new();
        collect(&value, &mut numbers);
        for number in numbers {
            let Some(new) = phone(&number, feed.country()) else {
                continue;
            };
            let parse = |number: &str| Phone::parse(number, feed.country()).unwrap();
            assert_eq!(parse(&new), parse(&number), "{name}: {number}");
            assert_eq!(phone(&new, feed.country()), None, "{new}");
            tidied += 1;
        }
    }
    assert!(tidied > 0);
}

fn collect(value: &Value, numbers: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            numbers.extend(
                fields
                    .get("number")
                    .and_then(|number| Some(number.as_str()?.to_owned())),
            );
            fields.values().for_each(|value| collect(value, numbers));
        }
        Value::Array(items) => items.iter().for_each(|value| collect(value, numbers)),
        _ => {}
    }
}
