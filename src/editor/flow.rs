//! What the reducer does from the first screen to the last: it begins a document, asks what still holds, and takes what changed
//! into the list of updates.

use super::document::{Document, place};
use super::opening;
use super::publication;
use super::signing;
use super::state::{Action, Editor, Screen};
use super::templates::{Answers, Template};
use super::words::Both;
use crate::feed::Feed;
use crate::trust;

/// What a person says when asked whether an entry still holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It holds.
    Holds,
    /// It does not: the states are shown to choose from.
    Denied,
    /// It does not: this is its state now.
    State(String),
    /// It does not, and nobody needs it any more.
    Gone,
    /// It holds in another way, which the person writes into its form.
    Changed,
}

const NOTHING_NEW: Both = Both {
    de: "Seit der letzten Veröffentlichung hat sich nichts geändert.",
    en: "Nothing has changed since the last publication.",
};
const TAKEN: Both = Both {
    de: "Die Sätze stehen jetzt im Verlauf.",
    en: "The sentences now stand in the list of updates.",
};
const UNREADABLE: Both = Both {
    de: "Bitte beheben Sie zuerst, was bei der Prüfung steht.",
    en: "Please first mend what stands in the check.",
};

impl Editor {
    /// Returns the bytes of the document.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        self.document.as_ref().map(Document::bytes)
    }

    /// Returns what is published: the signed file where a signature of ssh-keygen fits what stands there, else the document.
    pub fn outgoing(&self) -> Option<Vec<u8>> {
        let bytes = self.bytes()?;
        let signed = signing::signed(&bytes, &self.signature, None);
        Some(signed.map_or(bytes, |signed| signed.bytes))
    }

    /// Returns the feed of the document, if it can be read.
    pub fn feed(&self) -> Option<Feed> {
        Feed::read(&self.bytes()?).ok().map(|(feed, _)| feed)
    }

    /// Returns the feed that was published last, if it is known and is the same one.
    pub fn published_feed(&self) -> Option<Feed> {
        let bytes = self.published.as_deref()?;
        let (feed, _) = Feed::read(trust::content(bytes)).ok()?;
        let same = self.get(&place(&["id"]))? == feed.id.0.as_str();
        same.then_some(feed)
    }

    /// Compares versions where somebody looks at the differences: once for each change, and not with each drawing.
    pub(super) fn compare(&mut self) {
        let is_old = |changed: &publication::Changed| changed.revision != self.revision;
        if self.screen == Screen::Publish && self.changed.as_ref().is_none_or(is_old) {
            let both = self.published_feed().zip(self.feed());
            self.changed =
                both.map(|(old, new)| publication::changed(&old, &new, self.revision, self.now));
        }
        let Some(collision) = &self.collision else {
            return;
        };
        if collision.compared == self.revision {
            return;
        }
        let draft = |document: &Document| Feed::draft(&document.bytes()).0;
        let mine = self.document.as_ref().and_then(draft);
        let sides = mine.zip(draft(&collision.theirs)).map(|(mine, theirs)| {
            let lang = self.lang.page();
            let said = |from, to| {
                let sentences = publication::sentences(from, to, lang, self.now).into_iter();
                sentences.map(|sentence| sentence.text).collect()
            };
            [said(&theirs, &mine), said(&mine, &theirs)]
        });
        if let Some(collision) = &mut self.collision {
            collision.sides = sides.unwrap_or_default();
            collision.compared = self.revision;
        }
    }

    pub(super) fn begin(&mut self, template: Template, answers: &Answers) {
        let feed = template.feed(answers, self.now);
        let document = Box::new(Document::new(feed));
        self.take(Action::Open(
            document,
            "status.json".to_owned(),
            Screen::Entries,
        ));
    }

    pub(super) fn open_bytes(&mut self, bytes: &[u8], name: &str) {
        match opening::open(bytes, name) {
            Ok(opened) => {
                let document = Box::new(opened.document);
                self.take(Action::Open(document, opened.name, Screen::Entries));
                self.told = match opened.remark {
                    Some(remark) => remark.said().in_lang(self.lang).to_owned(),
                    None => String::new(),
                };
            }
            Err(why) => self.told = why.said(self.lang),
        }
    }

    pub(super) fn prepare(&mut self) {
        let Some(feed) = self.feed() else {
            return self.take(Action::Say(UNREADABLE));
        };
        let questions = publication::questions(&feed, self.now);
        let is_published = self.published.is_some();
        self.set_all(publication::next(&feed, is_published, self.now));
        self.review = Some(publication::Review {
            questions,
            ..publication::Review::default()
        });
    }

    pub(super) fn answer(&mut self, answer: Answer) {
        let (Some(document), Some(review)) = (&self.document, &mut self.review) else {
            return;
        };
        let feed = document.value();
        let Some((question, at)) = review.current(feed) else {
            return;
        };
        let reason = question.reason;
        let id = question.id.clone();
        if answer == Answer::Denied {
            review.is_denied = true;
            return;
        }
        review.answer(&id);
        match answer {
            Answer::Denied => {}
            Answer::Holds => {
                let changes = publication::confirm(feed, &at, reason);
                self.set_all(changes);
            }
            Answer::State(state) => {
                let changes = publication::restate(feed, &at, &state);
                self.set_all(changes);
            }
            Answer::Gone => self.take(Action::Set(at, None)),
            Answer::Changed => (self.screen, self.selected) = (Screen::Entries, Some(at)),
        }
    }

    pub(super) fn take_updates(&mut self) {
        let (Some(old), Some(new), Some(document)) =
            (self.published_feed(), self.feed(), &self.document)
        else {
            return self.take(Action::Say(UNREADABLE));
        };
        let changes = publication::into_updates(&old, &new, document.value(), self.now);
        let said = match changes.is_empty() {
            true => NOTHING_NEW,
            false => TAKEN,
        };
        self.set_all(changes);
        self.take(Action::Say(said));
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use yew::Reducible as _;

    use super::*;
    use crate::editor::state::Done;
    use crate::feed::time::{Moment, Stamp};

    const FEED: &str = include_str!("../../feeds/moessingen-2024-02.json");

    fn at(text: &str) -> Moment {
        Stamp::parse(text).unwrap().at
    }

    fn after(editor: Rc<Editor>, action: Action) -> Rc<Editor> {
        editor.reduce(Done(action, at("2024-02-26T09:00:00+01:00")))
    }

    fn opened() -> Rc<Editor> {
        let open = Action::OpenBytes(FEED.into(), "status.json".to_owned());
        after(Rc::default(), open)
    }

    #[test]
    fn a_template_is_of_now_and_was_never_published() {
        let answers = Answers {
            name: "Stadt X".to_owned(),
            url: "https://x.example/".to_owned(),
            phone: String::new(),
        };
        let editor = after(Rc::default(), Action::Begin(Template::Own, answers));
        assert_eq!(editor.screen, Screen::Entries);
        assert_eq!(
            editor.feed().unwrap().issued.at,
            at("2024-02-26T09:00:00+01:00")
        );
        let editor = after(editor, Action::Prepare);
        assert_eq!(editor.feed().unwrap().seq.0, 1);
        // What goes out is what the next publication is compared with.
        let editor = after(editor, Action::Publish);
        let editor = after(editor, Action::Prepare);
        assert_eq!(editor.feed().unwrap().seq.0, 2);
        assert_eq!(editor.published_feed().unwrap().seq.0, 1);
        // Another feed is compared with nothing.
        let other = after(editor, Action::Set(place(&["id"]), Some("anders".into())));
        assert_eq!(other.published_feed(), None);
    }

    #[test]
    fn what_is_no_feed_leaves_everything_as_it_is_and_says_why() {
        let editor = opened();
        let after = after(
            Rc::clone(&editor),
            Action::OpenBytes(b"<html>".to_vec(), String::new()),
        );
        assert_eq!(after.document, editor.document);
        assert!(after.told.contains("Internetseite"), "{}", after.told);
    }

    #[test]
    fn questions_are_answered_one_after_the_other_and_each_answer_can_be_undone() {
        let editor = after(opened(), Action::Prepare);
        let bytes = editor.bytes();
        let asked = |editor: &Editor| {
            let feed = editor.document.as_ref().unwrap().value();
            let review = editor.review.as_ref().unwrap();
            review
                .current(feed)
                .map(|(question, _)| question.id.clone())
        };
        // The library lends again since Friday; it was only announced.
        assert_eq!(asked(&editor).as_deref(), Some("ausleihe"));
        let open = after(Rc::clone(&editor), Action::Answer(Answer::Changed));
        assert_eq!(open.screen, Screen::Entries);
        assert!(open.selected.is_some());
        let done = after(editor, Action::Answer(Answer::Holds));
        assert_ne!(done.bytes(), bytes);
        assert_eq!(asked(&done), None);
        let back = after(Rc::clone(&done), Action::Undo);
        assert_eq!(back.bytes(), bytes);
        // Nothing more is asked, so nothing more is answered.
        let again = after(Rc::clone(&done), Action::Answer(Answer::Gone));
        assert_eq!(again.bytes(), done.bytes());
    }

    #[test]
    fn two_versions_of_a_file_are_compared_before_they_are_shown() {
        let mut other: serde_json::Value = serde_json::from_str(FEED).unwrap();
        other["entries"].as_array_mut().unwrap().remove(0);
        let collide = Action::Collide("x.json".to_owned(), Box::new(Document::new(other)));
        let editor = after(opened(), collide);
        let [mine, theirs] = &editor.collision.as_ref().unwrap().sides;
        assert!(
            mine[0].contains("Telefon") && theirs[0].contains("Telefon"),
            "{mine:?} {theirs:?}"
        );
        // What is written on goes into the comparison.
        let at = place(&["incident", "title"]);
        let editor = after(editor, Action::Set(at, Some("Alles anders".into())));
        let [mine, _] = &editor.collision.as_ref().unwrap().sides;
        assert!(
            mine.iter().any(|said| said.contains("Alles anders")),
            "{mine:?}"
        );
    }

    #[test]
    fn what_changed_is_compared_where_somebody_looks_and_anew_after_each_change() {
        let editor = after(opened(), Action::Prepare);
        assert_eq!(editor.changed, None);
        let editor = after(editor, Action::Show(Screen::Publish));
        let sentences = |editor: &Editor| editor.changed.clone().unwrap().sentences;
        let before = sentences(&editor);
        let editor = after(
            editor,
            Action::Answer(Answer::State("unavailable".to_owned())),
        );
        assert_ne!(sentences(&editor), before);
        let editor = after(editor, Action::Publish);
        assert_eq!(sentences(&editor), []);
    }

    #[test]
    fn sentences_go_into_the_updates_in_one_step() {
        let editor = after(opened(), Action::Prepare);
        let editor = after(editor, Action::Answer(Answer::State("down".to_owned())));
        let before = editor.feed().unwrap().updates.len();
        let taken = after(editor, Action::TakeUpdates);
        assert!(taken.feed().unwrap().updates.len() > before);
        assert!(taken.told.contains("Verlauf"));
        let again = after(Rc::clone(&taken), Action::TakeUpdates);
        assert_eq!(again.bytes(), taken.bytes());
        assert!(again.told.contains("nichts geändert"));
    }
}
