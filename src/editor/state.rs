//! What the editor knows, and the one reducer through which all of it changes.

use std::rc::Rc;

use serde_json::Value;
use yew::Reducible;

use super::contract::{Contract, Form};
use super::desk::Desk;
use super::document::{Document, Edit};
use super::draft::Draft;
use super::elements::new_element;
use super::embedding::Embedding;
use super::flow::Answer;
use super::history::History;
use super::opening::Refusal;
use super::publication::{Changed, Review};
use super::templates::{Answers, Template};
use super::typed::{Ahead, ahead};
use super::words::{Both, UiLang};
use crate::feed::problem::Step;
use crate::feed::time::Moment;
use crate::feed::zone::Zone;
use crate::i18n::Lang;

/// A screen of the editor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// Where to begin: a template, a file, an address, the last draft.
    #[default]
    Start,
    /// What works and what does not.
    Entries,
    /// What happened, who says it, and what else belongs to the feed.
    About,
    /// The texts of all languages side by side.
    Languages,
    /// Publishing: what still holds, what changed, the files.
    Publish,
    /// The lines for the homepage.
    Embed,
}

/// How the preview shows the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The language of the reader.
    pub lang: Lang,
    /// On a phone, and not on a wide screen.
    pub phone: bool,
    /// On dark ground.
    pub dark: bool,
    /// When the reader looks.
    pub when: PreviewTime,
    /// Whether sentences of the widget's own are marked.
    pub marked: bool,
}

/// When the reader of the preview looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PreviewTime {
    /// Now.
    #[default]
    Now,
    /// In 24 hours.
    Tomorrow,
    /// Once the feed may not be presented as current any more.
    Expired,
}

impl Default for Preview {
    fn default() -> Self {
        Self {
            lang: Lang::De,
            phone: true,
            dark: false,
            when: PreviewTime::Now,
            marked: false,
        }
    }
}

/// Whether what is written is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Kept {
    /// Nothing was written yet.
    #[default]
    Nothing,
    /// It is being written.
    Writing,
    /// The revision up to which all is kept.
    Until(u64),
    /// It could not be kept.
    Failed,
}

/// A draft that was kept earlier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDraft {
    /// Its number.
    pub id: String,
    /// When it was kept last.
    pub saved: Moment,
    /// What was kept.
    pub draft: Draft,
}

/// A file that somebody else has changed meanwhile.
#[derive(Clone, Debug, PartialEq)]
pub struct Collision {
    /// The name under which the own version lies beside the file.
    pub kept: String,
    /// What stands in the file now.
    pub theirs: Document,
    /// What the own version has that the other has not, in sentences; and the other way round.
    pub sides: [Vec<String>; 2],
    /// The revision of the own version that was compared.
    pub compared: u64,
}

/// Everything that the editor knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Editor {
    /// The contract.
    pub contract: Rc<Contract>,
    /// The feed that is being written. `None` on the first screen.
    pub document: Option<Document>,
    /// Undo and redo.
    pub history: History,
    /// Grows with each change of the document.
    pub revision: u64,
    /// Grows when more than one value may have changed. A list from which somebody chose shows that choice from then on, so it is
    /// made anew.
    pub reshaped: u64,
    /// The name of the file that it came from or goes to.
    pub name: String,
    /// What is shown.
    pub screen: Screen,
    /// The place of the entry whose form is open.
    pub selected: Option<Vec<Step>>,
    /// The language of the editor.
    pub lang: UiLang,
    /// The preview.
    pub preview: Preview,
    /// Whether the draft is kept.
    pub kept: Kept,
    /// The number of the draft that is open.
    pub draft_id: String,
    /// The drafts of earlier visits, the newest first.
    pub drafts: Vec<KeptDraft>,
    /// The other version of a file that two have changed.
    pub collision: Option<Collision>,
    /// What was said last.
    pub told: String,
    /// What `amtsstatus edit` can do; `None` where the editor is served by anything else.
    pub desk: Option<Desk>,
    /// The questions of the next publication, once it was begun.
    pub review: Option<Review>,
    /// What was published last, as far as it is known: the file that was opened, or what went out since.
    pub published: Option<Rc<[u8]>>,
    /// What changed since the last publication, as far as somebody looks.
    pub changed: Option<Changed>,
    /// How the feed is tried on a homepage.
    pub tried: Option<Embedding>,
    /// What was pasted as the signature of ssh-keygen.
    pub signature: String,
    /// When the person did something last.
    pub now: Moment,
}

/// What a person does, or what became of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Opens a document under a name, at a screen.
    Open(Box<Document>, String, Screen),
    /// Sets a value, or takes it away.
    Set(Vec<Step>, Option<Value>),
    /// Sets a value letter by letter.
    Type(Vec<Step>, Option<Value>),
    /// Sets several values at once: one step of undo.
    SetAll(Vec<(Vec<Step>, Option<Value>)>),
    /// Puts a value into a list, before the one at this position.
    Insert(Vec<Step>, usize, Value),
    /// Adds a new element at the end of a list, which holds values of this form.
    Add(Vec<Step>, Form),
    /// Sets a moment that is so far ahead.
    Promise(Vec<Step>, Ahead),
    /// Moves an element of a list from one position to another.
    Move(Vec<Step>, usize, usize),
    /// Takes the last step back.
    Undo,
    /// Does it again.
    Redo,
    /// Goes to a screen.
    Show(Screen),
    /// Opens the form of an entry, or closes it.
    Select(Option<Vec<Step>>),
    /// Changes the preview.
    Look(Preview),
    /// Speaks another language.
    Speak(UiLang),
    /// What became of keeping the draft.
    Keep(Kept),
    /// Keeps what is open as the draft of this number from now on.
    Hold(String),
    /// Has found drafts of earlier visits.
    FindDrafts(Vec<KeptDraft>),
    /// Has learned what `amtsstatus edit` can do.
    Meet(Desk),
    /// Says something in the person's language.
    Say(Both),
    /// Saving has found that somebody else has changed the file. The own version lies beside it under this name.
    Collide(String, Box<Document>),
    /// Both versions are dealt with.
    Settle,
    /// Says something to the person: what was done, or why it was not.
    Tell(String),
    /// Begins a feed from a template.
    Begin(Template, Answers),
    /// Opens the bytes of a file of this name, whatever they are.
    OpenBytes(Vec<u8>, String),
    /// Says why a file is not opened.
    Refuse(Refusal),
    /// Begins the next publication: its number and times, and the questions what still holds.
    Prepare,
    /// Answers the question that is asked.
    Answer(Answer),
    /// Takes what changed into the list of updates.
    TakeUpdates,
    /// Takes what ssh-keygen has written as the signature.
    Paste(String),
    /// Tries how the feed looks on a homepage, with these choices.
    Try(Box<Embedding>),
    /// What stands there has gone out: the next publication is compared with it.
    Publish,
}

impl Default for Editor {
    fn default() -> Self {
        Self {
            contract: Rc::default(),
            document: None,
            history: History::default(),
            revision: 0,
            reshaped: 0,
            name: String::new(),
            screen: Screen::Start,
            selected: None,
            lang: UiLang::De,
            preview: Preview::default(),
            kept: Kept::Nothing,
            draft_id: String::new(),
            drafts: Vec::new(),
            collision: None,
            told: String::new(),
            desk: None,
            review: None,
            published: None,
            changed: None,
            tried: None,
            signature: String::new(),
            now: Moment(0),
        }
    }
}

/// An action, and when it was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Done(pub Action, pub Moment);

impl Reducible for Editor {
    type Action = Done;

    fn reduce(self: Rc<Self>, Done(action, now): Done) -> Rc<Self> {
        let mut next = (*self).clone();
        next.now = now;
        // What was said is of what was done before.
        use Action::*;
        if let Set(..) | Type(..) | SetAll(_) | Insert(..) | Add(..) | Promise(..) | Move(..)
        | Undo | Redo | Show(_) | Select(_) = action
        {
            next.told.clear();
        }
        next.take(action);
        next.compare();
        Rc::new(next)
    }
}

impl Editor {
    /// Returns the value at a place of the document.
    pub fn get(&self, at: &[Step]) -> Option<&Value> {
        self.document.as_ref()?.get(at)
    }

    /// Returns the zone of the publisher.
    pub fn zone(&self) -> Zone {
        let name = self
            .get(&[])
            .and_then(|feed| feed["publisher"]["time_zone"].as_str());
        name.and_then(Zone::named).unwrap_or_default()
    }

    pub(super) fn take(&mut self, action: Action) {
        let before = self.revision;
        let is_value = match &action {
            Action::Set(at, None) => matches!(at.last(), Some(Step::Key(_))),
            action => matches!(action, Action::Set(..) | Action::Type(..)),
        };
        self.carry_out(action);
        if self.revision != before && !is_value {
            self.reshaped += 1;
        }
    }

    fn carry_out(&mut self, action: Action) {
        match action {
            Action::Open(document, name, screen) => {
                self.published = document.opened().map(Rc::from);
                (self.review, self.changed) = (None, None);
                self.signature = String::new();
                self.document = Some(*document);
                self.history = History::default();
                self.revision += 1;
                (self.name, self.screen, self.selected) = (name, screen, None);
                (self.draft_id, self.collision) = (String::new(), None);
                self.kept = Kept::Nothing;
            }
            Action::Set(at, new) => {
                self.change(|document, contract| document.edit(&at, new, contract));
            }
            Action::Type(at, new) => {
                let Some(document) = &mut self.document else {
                    return;
                };
                if let Some(edit) = document.edit(&at, new, &*self.contract) {
                    self.history.take_typed(document, edit, self.now);
                    self.revision += 1;
                }
            }
            Action::SetAll(values) => self.set_all(values),
            Action::Insert(list, index, new) => {
                self.change(|document, contract| document.insertion(&list, index, new, contract));
            }
            Action::Add(list, form) => {
                let feed = self.get(&[]).unwrap_or(&Value::Null);
                let new = new_element(&form, feed, self.now, self.zone());
                let end = self
                    .get(&list)
                    .and_then(Value::as_array)
                    .map_or(0, Vec::len);
                self.change(|document, contract| document.insertion(&list, end, new, contract));
            }
            Action::Promise(at, far) => {
                let moment = ahead(self.now, far, self.zone()).to_string();
                self.change(|document, contract| document.edit(&at, Some(moment.into()), contract));
            }
            Action::Move(list, from, to) => {
                self.change(|document, _| document.movement(&list, from, to));
            }
            Action::Undo => self.go_back(History::undo),
            Action::Redo => self.go_back(History::redo),
            Action::Show(screen) => self.screen = screen,
            Action::Select(at) => self.selected = at,
            Action::Look(preview) => self.preview = preview,
            Action::Speak(lang) => self.lang = lang,
            Action::Keep(kept) => self.kept = kept,
            Action::Hold(id) => self.draft_id = id,
            Action::FindDrafts(drafts) => self.drafts = drafts,
            Action::Say(text) => self.told = text.in_lang(self.lang).to_owned(),
            Action::Collide(kept, theirs) => {
                self.collision = Some(Collision {
                    kept,
                    theirs: *theirs,
                    sides: Default::default(),
                    compared: 0,
                });
            }
            Action::Settle => self.collision = None,
            Action::Tell(said) => self.told = said,
            Action::Meet(desk) => self.desk = Some(desk),
            Action::Begin(template, answers) => self.begin(template, &answers),
            Action::OpenBytes(bytes, name) => self.open_bytes(&bytes, &name),
            Action::Refuse(why) => self.told = why.said(self.lang),
            Action::Prepare => self.prepare(),
            Action::Answer(answer) => self.answer(answer),
            Action::TakeUpdates => self.take_updates(),
            Action::Paste(signature) => self.signature = signature,
            Action::Try(embedding) => self.tried = Some(*embedding),
            Action::Publish => {
                self.published = self.bytes().map(Rc::from);
                self.changed = None;
            }
        }
        // Where a list has become shorter, the form of what is gone closes.
        if self
            .selected
            .as_deref()
            .is_some_and(|at| self.get(at).is_none())
        {
            self.selected = None;
        }
    }

    fn change(&mut self, make: impl FnOnce(&Document, &Contract) -> Option<Edit>) {
        let Some(document) = &mut self.document else {
            return;
        };
        if let Some(edit) = make(document, &self.contract) {
            self.history.take(document, vec![edit]);
            self.revision += 1;
        }
    }

    /// Sets values one after the other, each in the document that the ones before have left.
    pub(super) fn set_all(&mut self, values: Vec<(Vec<Step>, Option<Value>)>) {
        let Some(document) = &mut self.document else {
            return;
        };
        let (mut edits, mut changed) = (Vec::new(), document.clone());
        for (at, new) in values {
            if let Some(edit) = changed.edit(&at, new, &*self.contract) {
                changed.apply(&edit);
                edits.push(edit);
            }
        }
        if !edits.is_empty() {
            self.history.take(document, edits);
            self.revision += 1;
        }
    }

    /// Opens the form of the entry in which something was undone, so that a person sees what happened.
    fn follow(&mut self, at: &[Step]) {
        if let [Step::Key(list), Step::Index(_), ..] = at
            && list == "entries"
        {
            (self.screen, self.selected) = (Screen::Entries, Some(at[..2].to_vec()));
        }
    }

    fn go_back(&mut self, go: impl FnOnce(&mut History, &mut Document) -> Option<Vec<Step>>) {
        let Some(document) = &mut self.document else {
            return;
        };
        if let Some(at) = go(&mut self.history, document) {
            self.revision += 1;
            self.follow(&at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::document::place;
    use serde_json::json;

    impl Editor {
        fn after(self: Rc<Self>, action: Action) -> Rc<Self> {
            self.reduce(Done(action, Moment(0)))
        }
    }

    fn editor() -> Rc<Editor> {
        let feed = json!({ "version": 1, "entries": [
            { "id": "a", "kind": "service", "name": "A" }, { "id": "b", "kind": "service", "name": "B" } ] });
        let open = Action::Open(
            Box::new(Document::new(feed)),
            "status.json".to_owned(),
            Screen::Entries,
        );
        Rc::new(Editor::default()).after(open)
    }

    fn states(editor: &Editor) -> Vec<Option<&Value>> {
        let at = |index: &str| editor.get(&place(&["entries", index, "state"]));
        vec![at("0"), at("1")]
    }

    #[test]
    fn many_are_set_and_undone_at_once() {
        let gone = |index: &str| (place(&["entries", index, "state"]), Some(json!("down")));
        let set = Action::SetAll(vec![gone("0"), gone("1")]);
        let editor = editor().after(set);
        assert_eq!(
            states(&editor),
            [Some(&json!("down")), Some(&json!("down"))]
        );
        let editor = editor.after(Action::Undo);
        assert_eq!(states(&editor), [None, None]);
        let editor = editor.after(Action::Redo);
        assert_eq!(
            states(&editor),
            [Some(&json!("down")), Some(&json!("down"))]
        );
    }

    #[test]
    fn what_was_said_goes_with_the_next_thing_that_is_done() {
        let told = editor().after(Action::Tell("Gelöscht".to_owned()));
        assert_eq!(told.told, "Gelöscht");
        for kept in [Action::Keep(Kept::Writing), Action::Undo] {
            let is_done = kept == Action::Undo;
            assert_eq!(Rc::clone(&told).after(kept).told.is_empty(), is_done);
        }
        let typed = Action::Type(place(&["id"]), Some(json!("x")));
        assert_eq!(Rc::clone(&told).after(typed).told, "");
        assert_eq!(told.after(Action::Show(Screen::About)).told, "");
    }

    #[test]
    fn lists_of_words_are_made_anew_when_more_than_a_value_changes() {
        let editor = editor();
        let first = editor.reshaped;
        let state = place(&["entries", "0", "state"]);
        let editor = editor.after(Action::Set(state.clone(), Some(json!("down"))));
        let editor = editor.after(Action::Set(state, None));
        assert_eq!(editor.reshaped, first);
        let editor = editor.after(Action::Undo);
        assert_eq!(editor.reshaped, first + 1);
        let editor = editor.after(Action::Move(place(&["entries"]), 0, 1));
        let editor = editor.after(Action::Set(place(&["entries", "0"]), None));
        assert_eq!(editor.reshaped, first + 3);
        // What changes nothing makes nothing anew.
        let editor = editor.after(Action::Move(place(&["entries"]), 0, 0));
        assert_eq!(editor.reshaped, first + 3);
    }

    #[test]
    fn the_form_of_what_is_gone_closes() {
        let last = place(&["entries", "1"]);
        let editor = editor().after(Action::Select(Some(last.clone())));
        assert_eq!(editor.selected, Some(last.clone()));
        let editor = editor.after(Action::Set(last, None));
        assert_eq!(editor.selected, None);
        assert_eq!(
            editor
                .get(&place(&["entries"]))
                .unwrap()
                .as_array()
                .unwrap()
                .len(),
            1
        );
    }

    #[test]
    fn each_change_is_a_revision_and_nothing_else_is() {
        let editor = editor();
        let first = editor.revision;
        let same = Action::Set(place(&["version"]), Some(json!(1)));
        let editor = editor.after(same).after(Action::Show(Screen::Publish));
        assert_eq!(editor.revision, first);
        let editor = editor.after(Action::Set(place(&["id"]), Some(json!("x"))));
        assert_eq!(editor.revision, first + 1);
    }
}
