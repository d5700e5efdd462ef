//! What a feed that can be read may still get wrong: times that contradict, links that lead nowhere, closures that ended.

mod contact;
mod dates;
mod entry;
#[cfg(test)]
mod fixture;
mod plain;
mod publisher;
mod route;
mod times;
mod way;
mod whole;

use std::collections::BTreeSet;

use super::decode::Decode as _;
use super::newest::is_before;
use super::problem::{Fault, Lack, Log, Place, Problem};
use super::scalar::Id;
use super::status::Clock;
use super::text::Text;
use super::time::Moment;
use super::vocabulary::Progress;
use super::{Feed, Outlook};
use plain::Known;
use way::Ways;

pub use plain::numbers;
pub use times::MAX_VALIDITY;

/// Returns every problem of a feed that was read, at the moment `now`.
pub fn examine(feed: &Feed, now: Moment) -> Vec<Problem> {
    let mut check = Check {
        feed,
        clock: feed.clock(now),
        log: Log::default(),
        ids: BTreeSet::new(),
        known: Known::of(feed),
        doubted: false,
    };
    check.feed();
    check.log.into_problems()
}

/// A feed that is being checked, and what was found.
struct Check<'f> {
    feed: &'f Feed,
    /// The moment of the check, by the publisher's clock: what holds then is what the widget shows then.
    clock: Clock,
    log: Log,
    /// The ids that have been used already.
    ids: BTreeSet<&'f Id>,
    /// The numbers and addresses that can be tapped somewhere.
    known: Known,
    /// Whether the country of the numbers has been doubted already.
    doubted: bool,
}

impl<'f> Check<'f> {
    /// Checks the whole feed.
    fn feed(&mut self) {
        let feed = self.feed;
        let root = Place::ROOT;
        self.times();
        feed.visit_texts(&root, &mut |text, at| self.text(text, at));
        each(&feed.checked, &root.key("checked"), |lang, at| {
            if !feed.is_by_machine_in(&lang.0) {
                self.log.note(at, Fault::NothingToCheck);
            }
        });
        self.publisher(&root.key("publisher"));
        if let Some(incident) = &feed.incident {
            let at = root.key("incident");
            self.known(incident.started, &at.key("started"));
            self.known(incident.as_of, &at.key("as_of"));
            each(&incident.measures, &at.key("measures"), |measure, at| {
                // Only what is planned may be still to come.
                if let Some(Progress::Done | Progress::Running) = measure.progress.known() {
                    self.known(measure.at, &at.key("at"));
                }
            });
            self.outlook(incident.outlook.as_ref(), &at.key("outlook"));
            self.over(incident, &at.key("phase"));
        }
        if feed.entries.is_empty() {
            self.log
                .note(&root.key("entries"), Fault::NothingToShow(Lack::Entry));
        }
        each(&feed.entries, &root.key("entries"), |entry, at| {
            self.entry(entry, at, Ways::None);
        });
        self.newest_first(
            &feed.updates,
            |update| update.at,
            "at",
            &root.key("updates"),
        );
        each(&feed.updates, &root.key("updates"), |update, at| {
            self.known(Some(update.at), &at.key("at"));
            each(&update.entries, &at.key("entries"), |id, at| {
                if feed.find(&id.0).is_none() {
                    self.log.note(at, Fault::NoSuchEntry);
                }
            });
        });
        each(&feed.faq, &root.key("faq"), |question, at| {
            self.id(&question.id, &at.key("id"));
            self.known(question.as_of, &at.key("as_of"));
            let questions = at.key("questions");
            if question.questions.is_empty() {
                self.log
                    .note(&questions, Fault::NothingToShow(Lack::Question));
            }
        });
    }

    /// Checks the outlook, if there is one.
    fn outlook(&mut self, outlook: Option<&Outlook>, at: &Place<'_>) {
        let Some(outlook) = outlook else { return };
        self.known(outlook.as_of, &at.key("as_of"));
        let earlier = at.key("earlier");
        each(&outlook.earlier, &earlier, |said, at| {
            self.known(Some(said.as_of), &at.key("as_of"));
        });
        self.newest_first(&outlook.earlier, |earlier| earlier.as_of, "as_of", &earlier);
        // What was said before is not newer than what is said now.
        if let (Some(said), Some(before)) = (outlook.as_of, outlook.earlier.first())
            && is_before(said, before.as_of, self.feed.zone())
        {
            self.log
                .note(&earlier.index(0).key("as_of"), Fault::NotNewestFirst);
        }
        if let (Some(earliest), Some(latest)) = (outlook.earliest, outlook.latest)
            && latest < earliest
        {
            let earliest = earliest.to_string();
            self.log
                .note(&at.key("latest"), Fault::Before("earliest", earliest));
        }
        let today = self.clock.zone.local(self.clock.now).date();
        if outlook.latest.is_some_and(|latest| latest < today) {
            self.log.note(&at.key("latest"), Fault::Ended);
        }
    }

    /// Checks that an id stands for one thing only.
    fn id(&mut self, id: &'f Id, at: &Place<'_>) {
        if !self.ids.insert(id) {
            self.log.note(at, Fault::RepeatedId);
        }
    }

    /// Checks that a text says something, in every language of the feed, and that it is plain text.
    fn text(&mut self, text: &Text, at: &Place<'_>) {
        if text.is_empty() {
            self.log.note(at, Fault::Empty);
            return;
        }
        for lang in &self.feed.languages {
            if !text.is_name() && !text.speaks(&lang.0, self.feed.lang()) {
                self.log.note(at, Fault::NotInLanguage(lang.0.clone()));
            }
        }
        for fault in plain::faults(text, &self.known) {
            self.log.note(at, fault);
        }
    }
}

/// Visits each item of a list, with its place.
fn each<'f, T>(list: &'f [T], at: &Place<'_>, mut visit: impl FnMut(&'f T, &Place<'_>)) {
    for (index, item) in list.iter().enumerate() {
        visit(item, &at.index(index));
    }
}

#[cfg(test)]
mod tests {
    use super::fixture::{TIMES, entry, head, problems};

    #[test]
    fn a_sound_feed_has_no_problem() {
        entry(r#""state": "available""#, &[]);
    }

    #[test]
    fn ids_are_unique_over_the_tree_and_updates_name_real_ones() {
        entry(
            r#""state": "available", "parts": [ { "id": "a", "kind": "service", "name": "B", "state": "available" } ]"#,
            &["entries[0].parts[0].id RepeatedId"],
        );
        head(
            &format!(
                r#"{TIMES} "updates": [ {{ "at": "2024-02-22", "text": "x", "entries": ["a", "b"] }} ],"#
            ),
            &["updates[0].entries[1] NoSuchEntry"],
        );
    }

    #[test]
    fn a_text_of_any_object_must_say_something() {
        entry(
            r#""state": "available", "source": { "name": " " }, "routes": [ { "kind": "counter", "scope": { "quota": "" } } ]"#,
            &[
                "entries[0].routes[0].scope.quota Empty",
                "entries[0].source.name Empty",
            ],
        );
    }

    #[test]
    fn a_declared_language_must_be_spoken_everywhere() {
        entry(
            r#""state": "available", "note": { "de": "x", "en": "y" }"#,
            &[],
        );
        head(
            &format!(r#"{TIMES} "languages": ["de", "en"],"#),
            &[r#"entries[0].name NotInLanguage("en")"#],
        );
    }

    #[test]
    fn a_name_needs_no_translation_and_a_named_language_has_something_to_check() {
        let entry = |note: &str| {
            format!(
                r#"{{ "id": "a", "kind": "service", "name": {{ "de": "A", "en": "A" }}, "state": "limited", {note}
                "source": {{ "name": "Presseamt" }}, "scope": {{ "residents_of": [ "Altdorf" ] }},
                "routes": [ {{ "kind": "counter", "name": "Stadthaus", "place": "Markt 1" }} ] }}"#
            )
        };
        let languages = format!(r#"{TIMES} "languages": ["de", "en"], "checked": ["en"],"#);
        let machine = r#""note": { "de": "x", "en": "y", "machine": ["en"] },"#;
        assert_eq!(problems(&languages, &entry(machine)), [""; 0]);
        // A name by language is a text.
        let german = machine.replace("\"note\"", "\"term\"");
        let half = entry(&german).replace("\"Stadthaus\"", r#"{ "de": "Stadthaus" }"#);
        assert_eq!(
            problems(&languages, &half),
            [r#"entries[0].routes[0].name NotInLanguage("en")"#]
        );
        assert_eq!(
            problems(&languages, &entry("")),
            ["checked[0] NothingToCheck"]
        );
    }

    #[test]
    fn empty_words_are_named() {
        entry(
            r#""state": "available", "note": " ""#,
            &["entries[0].note Empty"],
        );
    }
}
