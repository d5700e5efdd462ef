//! The next publication: its number and times, which entries a person is asked about, and what changed, in sentences.

use serde_json::{Map, Value};

use super::document::place;
use super::place::field;
use super::tree;
use super::words::Both;
use crate::feed::bidi::is_mark_of_direction;
use crate::feed::check::MAX_VALIDITY;
use crate::feed::problem::Step;
use crate::feed::status::{Clock, Timing};
use crate::feed::time::{DAY, Moment, Stamp};
use crate::feed::vocabulary::Kind;
use crate::feed::{Entry, Feed, Outlook};
use crate::i18n::Lang;
use crate::render::diff::{self, ChangeKind};

/// Values to be set, each at its place.
pub type Changes = Vec<(Vec<Step>, Option<Value>)>;

/// After so many seconds a person is asked whether something still holds.
const OLD: i64 = 7 * DAY;

/// Why a person is asked about an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its time is over.
    Ended,
    /// Its time has come, or the time of its outlook is over, and nobody has said what holds since.
    Overdue,
    /// Nobody has said anything about it for a week.
    Old,
}

impl Reason {
    /// Returns the sentence for a person.
    pub fn said(self) -> Both {
        let (de, en) = match self {
            Self::Ended => (
                "Der angegebene Zeitraum ist vorbei.",
                "The given time is over.",
            ),
            Self::Overdue => (
                "Der angekündigte Zeitpunkt ist da, und es steht noch nicht da, wie es jetzt ist.",
                "The announced time has come, and it does not say yet how it is now.",
            ),
            Self::Old => (
                "Die Angabe ist älter als eine Woche.",
                "This was said more than a week ago.",
            ),
        };
        Both { de, en }
    }
}

/// A question about an entry: does it still hold?
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The id of the entry, by which it is found again when others have gone.
    pub id: String,
    /// Why it is asked.
    pub reason: Reason,
}

/// The questions of one publication, and how far a person has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// All questions.
    pub questions: Vec<Question>,
    /// How many are answered.
    pub answered: usize,
    /// Whether the person has said that it does not hold, and now chooses what does.
    pub is_denied: bool,
}

impl Review {
    /// Returns the question that is asked now. Those about entries that are gone are not asked.
    pub fn current(&self, feed: &Value) -> Option<(&Question, Vec<Step>)> {
        let open = self.questions.iter().skip(self.answered);
        open.filter_map(|question| Some((question, tree::find(feed, &question.id)?)))
            .next()
    }

    /// Goes on behind the question about this entry.
    pub fn answer(&mut self, id: &str) {
        let asked = self.questions.iter().position(|question| question.id == id);
        self.answered = asked.map_or(self.answered, |asked| asked + 1);
        self.is_denied = false;
    }
}

/// Returns the changes that make the feed the next publication at `now`. A first one keeps its number.
pub fn next(feed: &Feed, is_published: bool, now: Moment) -> Changes {
    let stamp = |at: Moment| feed.zone().local(at).stamp().to_string();
    let mut changes = vec![
        (place(&["issued"]), Some(stamp(now).into())),
        (place(&["confirmed"]), Some(stamp(now).into())),
    ];
    if is_published {
        changes.push((place(&["seq"]), Some((feed.seq.0 + 1).into())));
    }
    let distance = |then: Option<Stamp>| {
        let distance = then?.at.0 - feed.issued.at.0;
        (distance > 0).then(|| distance.min(MAX_VALIDITY))
    };
    let valid = distance(feed.valid_until);
    // Nobody promises the next one for a time at which this one is out of date.
    let next = distance(feed.next_update).map(|next| valid.map_or(next, |valid| next.min(valid)));
    for (name, distance) in [("next_update", next), ("valid_until", valid)] {
        if let Some(distance) = distance {
            let moved = stamp(Moment(now.0 + distance));
            changes.push((place(&[name]), Some(moved.into())));
        }
    }
    changes
}

/// Returns the entries and parts about which a person is asked before the feed is published again, in its order.
pub fn questions(feed: &Feed, now: Moment) -> Vec<Question> {
    let mut questions = Vec::new();
    for entry in &feed.entries {
        ask(entry, feed.clock(now), &mut questions);
    }
    questions
}

fn ask(entry: &Entry, clock: Clock, questions: &mut Vec<Question>) {
    if let Some(reason) = reason(entry, clock) {
        let id = entry.id.0.clone();
        questions.push(Question { id, reason });
    }
    for part in &entry.parts {
        ask(part, clock, questions);
    }
}

fn reason(entry: &Entry, clock: Clock) -> Option<Reason> {
    match entry.timing(clock) {
        Timing::Lapsed(_) | Timing::Over(_) => return Some(Reason::Ended),
        Timing::Unconfirmed(_) => return Some(Reason::Overdue),
        Timing::Current | Timing::Pending(_) => {}
    }
    let today = clock.zone.local(clock.now).date();
    let is_late = |outlook: &Outlook| outlook.latest.is_some_and(|latest| latest < today);
    if entry.outlook.as_ref().is_some_and(is_late) {
        return Some(Reason::Overdue);
    }
    // Not the later of both: what was known then was not looked at since.
    let known = entry
        .as_of
        .map_or(clock.published, |as_of| as_of.start(clock.zone));
    (clock.now.0 - known.0 > OLD).then_some(Reason::Old)
}

/// Returns the changes that say of the entry at this place that it still holds: it was known when the feed was issued, and
/// an end that is over has become open.
pub fn confirm(feed: &Value, at: &[Step], reason: Reason) -> Changes {
    let mut changes = vec![(field(at, "as_of"), feed.get("issued").cloned())];
    let until = tree::value(feed, &field(at, "until"));
    if reason == Reason::Ended && until.is_some() && !is_dated(feed, at) {
        changes.push((field(at, "until"), Some("open".into())));
    }
    changes
}

/// Returns the changes that give the entry at this place another state, which holds from now on: what was said about the
/// times of the one before goes.
pub fn restate(feed: &Value, at: &[Step], state: &str) -> Changes {
    let mut changes = vec![
        (field(at, "state"), Some(state.into())),
        (field(at, "as_of"), feed.get("issued").cloned()),
    ];
    let mut gone = vec!["term", "outlook"];
    // The date of an event is its own, and not that of its state.
    if !is_dated(feed, at) {
        gone.extend(["from", "until"]);
    }
    for name in gone {
        if tree::value(feed, &field(at, name)).is_some() {
            changes.push((field(at, name), None));
        }
    }
    changes
}

/// Tells whether the times of the entry at this place are a date of its own.
fn is_dated(feed: &Value, at: &[Step]) -> bool {
    let kind = tree::value(feed, &field(at, "kind")).and_then(Value::as_str);
    let kinds = [Kind::Event, Kind::Deadline, Kind::Notice];
    use crate::feed::vocabulary::Vocabulary as _;
    kinds.iter().any(|dated| kind == Some(dated.name()))
}

/// Something that changed, as a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The id of the entry that it is about, if it is about one that is there.
    pub entry: Option<String>,
    /// The sentence.
    pub text: String,
}

/// What changed between two publications, in the feed's own language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The revision of the document that was compared.
    pub revision: u64,
    /// The language of the sentences.
    pub lang: Lang,
    /// The sentences.
    pub sentences: Vec<Sentence>,
    /// All of them as a text to copy.
    pub release: String,
}

/// Compares a feed of this revision with the one before it.
pub fn changed(old: &Feed, new: &Feed, revision: u64, now: Moment) -> Changed {
    let lang = Lang::of(new.lang());
    Changed {
        revision,
        lang,
        sentences: sentences(old, new, lang, now),
        release: release(old, new, lang, now),
    }
}

/// Returns what `new` says and `old` did not say, in a language: without the sentences that already stand in the list of
/// updates.
pub fn sentences(old: &Feed, new: &Feed, lang: Lang, now: Moment) -> Vec<Sentence> {
    let changes = diff::diff(old, new, lang, now).into_iter();
    changes
        .filter(|change| change.kind != ChangeKind::Update)
        .map(|change| Sentence {
            entry: change.entry.filter(|id| new.find(id).is_some()),
            text: plain(&change.sentence),
        })
        .collect()
}

/// Returns the sentences as a text to copy, under the heading that says since when they are new.
pub fn release(old: &Feed, new: &Feed, lang: Lang, now: Moment) -> String {
    let sentences = sentences(old, new, lang, now);
    let heading = plain(&diff::heading(old, new, lang, now, sentences.is_empty()));
    let lines = sentences
        .iter()
        .map(|sentence| format!("- {}\n", sentence.text));
    format!("{heading}\n\n{}", lines.collect::<String>())
}

/// Returns the changes that take the sentences into the list of updates, in each language that the feed promises.
pub fn into_updates(old: &Feed, new: &Feed, document: &Value, now: Moment) -> Changes {
    let own = Lang::of(new.lang());
    let promised = new.languages.iter().filter_map(|tag| Lang::spoken(&tag.0));
    let others: Vec<Lang> = promised.filter(|lang| *lang != own).collect();
    let versions: Vec<(Lang, Vec<Sentence>)> = others
        .iter()
        .map(|lang| (*lang, sentences(old, new, *lang, now)))
        .collect();
    let known = document["updates"].as_array().cloned().unwrap_or_default();
    let mut updates = Vec::new();
    for (index, sentence) in sentences(old, new, own, now).iter().enumerate() {
        let mut texts = Map::from_iter([(own.tag().to_owned(), sentence.text.clone().into())]);
        for (lang, sentences) in &versions {
            // The same change, or none: two languages may not say each the same number of things.
            let version = sentences
                .get(index)
                .filter(|other| other.entry == sentence.entry);
            texts.extend(
                version.map(|version| (lang.tag().to_owned(), version.text.clone().into())),
            );
        }
        let text = match texts.len() {
            1 => sentence.text.clone().into(),
            _ => texts.into(),
        };
        if known.iter().any(|update| update["text"] == text) {
            continue;
        }
        let mut update = Map::from_iter([
            ("at".to_owned(), document["issued"].clone()),
            ("text".to_owned(), text),
        ]);
        if let Some(id) = &sentence.entry {
            update.insert("entries".to_owned(), vec![id.as_str()].into());
        }
        updates.push(Value::from(update));
    }
    if updates.is_empty() {
        return Vec::new();
    }
    updates.extend(known);
    vec![(place(&["updates"]), Some(updates.into()))]
}

/// Returns a text for other programs: on one line, without the marks of a page.
fn plain(text: &str) -> String {
    text.replace(is_mark_of_direction, "").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::contract::Contract;
    use crate::editor::document::Document;
    use crate::feed::check::examine;
    use crate::feed::problem::Fault;
    use serde_json::json;

    fn at(text: &str) -> Moment {
        Stamp::parse(text).unwrap().at
    }

    fn document() -> Value {
        json!({ "version": 1, "id": "a", "seq": 7, "issued": "2026-03-20T10:00:00+01:00",
            "next_update": "2026-03-21T10:00:00+01:00", "valid_until": "2026-03-25T10:00:00+01:00",
            "languages": ["de", "en"],
            "publisher": { "name": "Stadt", "url": "https://x.example/" },
            "entries": [
                { "id": "haus", "kind": "facility", "name": { "de": "Rathaus", "en": "Town hall" }, "state": "closed", "until": "2026-03-22",
                  "parts": [ { "id": "amt", "kind": "service", "name": "Amt", "state": "available", "from": "2026-03-23" } ] },
                { "id": "pass", "kind": "service", "name": "Pass", "state": "unavailable", "term": "aus",
                  "outlook": { "text": "bald", "latest": "2026-03-23" } },
                { "id": "alt", "kind": "service", "name": "Alt", "state": "limited", "as_of": "2026-03-10" },
                { "id": "fest", "kind": "event", "name": "Fest", "state": "takes_place", "times": [ { "from": "2026-03-22" } ] },
                { "id": "gut", "kind": "service", "name": "Gut", "state": "available" }
            ] })
    }

    fn feed(document: &Value) -> Feed {
        Feed::read(document.to_string().as_bytes()).unwrap().0
    }

    /// Carries changes out, as the reducer does.
    fn after(document: &Value, changes: Changes) -> Value {
        let mut document = Document::new(document.clone());
        for (at, new) in changes {
            if let Some(edit) = document.edit(&at, new, &Contract::default()) {
                document.apply(&edit);
            }
        }
        document.value().clone()
    }

    #[test]
    fn number_and_times_move_on_by_the_same_distance_across_summer_time() {
        let old = document();
        let new = after(
            &old,
            next(&feed(&old), true, at("2026-03-29T09:00:00+02:00")),
        );
        assert_eq!(new["seq"], 8);
        assert_eq!(new["issued"], "2026-03-29T09:00:00+02:00");
        assert_eq!(new["confirmed"], "2026-03-29T09:00:00+02:00");
        assert_eq!(new["next_update"], "2026-03-30T09:00:00+02:00");
        assert_eq!(new["valid_until"], "2026-04-03T09:00:00+02:00");
        // What was never published keeps its number.
        let first = after(
            &old,
            next(&feed(&old), false, at("2026-03-29T09:00:00+02:00")),
        );
        assert_eq!(first["seq"], 7);
    }

    #[test]
    fn no_time_is_beyond_the_contracts_bounds() {
        let mut old = document();
        old["valid_until"] = "2026-07-25T10:00:00+01:00".into();
        old["next_update"] = "2026-06-25T10:00:00+01:00".into();
        let now = at("2026-03-29T09:00:00+02:00");
        let new = after(&old, next(&feed(&old), true, now));
        let faults: Vec<Fault> = examine(&feed(&new), now)
            .into_iter()
            .map(|p| p.fault)
            .collect();
        let wrong = |fault: &Fault| {
            matches!(
                fault,
                Fault::ValidTooLong | Fault::UpdateTooLate(_) | Fault::Before(..)
            )
        };
        assert!(!faults.iter().any(wrong), "{faults:?}");
        // A time that contradicts is nobody's promise.
        old["next_update"] = "2026-03-01T10:00:00+01:00".into();
        let new = after(&old, next(&feed(&old), true, now));
        assert_eq!(new["next_update"], old["next_update"]);
    }

    #[test]
    fn it_is_asked_of_what_ended_is_overdue_or_old() {
        let asked = |now: &str| -> Vec<(String, Reason)> {
            let questions = questions(&feed(&document()), at(now)).into_iter();
            questions
                .map(|question| (question.id, question.reason))
                .collect()
        };
        let expected = [
            ("haus", Reason::Ended),
            ("amt", Reason::Overdue),
            ("pass", Reason::Overdue),
            ("alt", Reason::Old),
            ("fest", Reason::Ended),
        ];
        assert_eq!(
            asked("2026-03-24T10:00:00+01:00"),
            expected.map(|(id, reason)| (id.to_owned(), reason))
        );
        let ids = |now: &str| asked(now).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
        assert_eq!(ids("2026-03-20T12:00:00+01:00"), ["alt"]);
        // Exactly a week is not more than one.
        assert!(!ids("2026-03-27T10:00:00+01:00").contains(&"gut".to_owned()));
        assert!(ids("2026-03-27T10:00:01+01:00").contains(&"gut".to_owned()));
    }

    #[test]
    fn what_is_confirmed_holds_again_and_is_not_asked_twice() {
        let now = at("2026-03-24T10:00:00+01:00");
        let mut new = after(&document(), next(&feed(&document()), true, now));
        for question in questions(&feed(&document()), now) {
            let place = tree::find(&new, &question.id).unwrap();
            new = after(&new, confirm(&new, &place, question.reason));
        }
        assert_eq!(new["entries"][0]["until"], "open");
        assert_eq!(new["entries"][2]["as_of"], "2026-03-24T10:00:00+01:00");
        // An event that is over stays over, and of an outlook only the person knows the next.
        let left = questions(&feed(&new), now);
        let left: Vec<&str> = left.iter().map(|question| &*question.id).collect();
        assert_eq!(left, ["pass", "fest"]);
        let faults = examine(&feed(&new), now);
        let late = |fault: &Fault| matches!(fault, Fault::AfterIssued(_));
        assert!(!faults.iter().any(|problem| late(&problem.fault)));
    }

    #[test]
    fn another_state_takes_the_times_of_the_one_before_away() {
        let old = document();
        let at = tree::find(&old, "haus").unwrap();
        let new = after(&old, restate(&old, &at, "open"));
        assert_eq!(
            (&new["entries"][0]["state"], &new["entries"][0]["until"]),
            (&"open".into(), &Value::Null)
        );
        let at = tree::find(&old, "pass").unwrap();
        let new = after(&old, restate(&old, &at, "available"));
        assert_eq!(
            (&new["entries"][1]["term"], &new["entries"][1]["outlook"]),
            (&Value::Null, &Value::Null)
        );
        let mut dated = old.clone();
        dated["entries"][3]["from"] = "2026-03-01".into();
        let at = tree::find(&dated, "fest").unwrap();
        let new = after(&dated, restate(&dated, &at, "cancelled"));
        assert_eq!(new["entries"][3]["from"], "2026-03-01");
    }

    #[test]
    fn changes_are_sentences_and_go_into_the_updates_once() {
        let now = at("2026-03-24T10:00:00+01:00");
        let old = document();
        let mut new = after(&old, next(&feed(&old), true, now));
        let at = tree::find(&new, "haus").unwrap();
        new = after(&new, restate(&new, &at, "open"));
        new["entries"].as_array_mut().unwrap().remove(4);
        let said = release(&feed(&old), &feed(&new), Lang::De, now);
        assert!(said.contains("Rathaus"), "{said}");
        assert!(!said.contains(['\u{2068}', '\u{2069}']), "{said}");
        let with = after(&new, into_updates(&feed(&old), &feed(&new), &new, now));
        let updates = with["updates"].as_array().unwrap();
        assert!(updates.len() >= 2, "{updates:?}");
        let of_house = updates
            .iter()
            .find(|update| update["entries"] == json!(["haus"]))
            .unwrap();
        assert!(
            of_house["text"]["en"]
                .as_str()
                .unwrap()
                .contains("Town hall"),
            "{of_house}"
        );
        // Of what is gone there is a sentence, but no entry.
        assert!(updates.iter().any(|update| update.get("entries").is_none()));
        assert_eq!(into_updates(&feed(&old), &feed(&with), &with, now), []);
        let faults = examine(&feed(&with), now);
        assert!(
            !faults
                .iter()
                .any(|problem| problem.fault == Fault::NoSuchEntry)
        );
    }

    #[test]
    fn questions_about_what_is_gone_are_not_asked() {
        let mut review = Review {
            questions: questions(&feed(&document()), at("2026-03-24T10:00:00+01:00")),
            ..Review::default()
        };
        let mut now = document();
        now["entries"][0]["parts"] = json!([]);
        assert_eq!(review.current(&now).unwrap().0.id, "haus");
        review.answer("haus");
        assert_eq!(review.current(&now).unwrap().0.id, "pass");
        for id in ["pass", "alt", "fest"] {
            review.answer(id);
        }
        assert_eq!(review.current(&now), None);
    }
}
