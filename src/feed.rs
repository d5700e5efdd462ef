//! The feed contract: what a publisher writes, as types. Reading, levels, time and checking are its parts.
//!
//! A feed is one tree of entries. Everything that a citizen can ask about is an [`Entry`]; it has a kind, a name, a
//! state, and may have parts, which are entries too. Read a feed with [`Feed::read`].

pub mod bidi;
pub mod check;
pub mod contact;
pub mod dates;
pub mod decode;
#[cfg(test)]
mod fixture;
pub mod glance;
pub mod hours;
pub mod json;
pub mod newest;
pub mod problem;
mod read;
mod record;
pub mod requirement;
pub mod scalar;
#[cfg(feature = "publishing")]
pub mod schema;
pub mod sections;
pub mod status;
pub mod text;
pub mod time;
pub mod vocabulary;
pub mod zone;

use std::rc::Rc;

use crate::trust::Key;
use decode::Decode as _;
use problem::Place;
use requirement::Requirement;
use scalar::{Count, Country, Id, Language, Percent, Version};
use status::is_in_use;
use text::{Name, Text, is_same_language};
use time::{Date, End, Stamp, TimeOfDay, When};
use vocabulary::{
    Certainty, Kind, Origin, PaymentMethod, Phase, Progress, Role, RouteKind, State, Weekday, Word,
};
use zone::{TimeZone, Zone};

/// More bytes than this are not read: the five real notices have at most 30 KB, and 1,500 entries some 800 KB
/// (docs/faults.md, row 5).
pub const MAX_BYTES: usize = 1024 * 1024;

record::record! {
    /// A status feed: everything that one publisher says about one incident.
    Feed {
        /// The major version of this contract: 1.
        version: Version,
        /// Which feed this is; it never changes.
        id: Id,
        /// The number of this publication: grows by one each time.
        seq: Count,
        /// When this was published.
        issued: Stamp,
        /// When a person last said that all of it still holds.
        confirmed: Option<Stamp>,
        /// When the publisher promises the next publication.
        next_update: Option<Stamp>,
        /// After this moment nobody may present the feed as current; at most 30 days after `issued`.
        valid_until: Option<Stamp>,
        /// The language of plain texts; German where it is left out.
        lang: Option<Language>,
        /// The languages in which every text is promised.
        languages: Vec<Language>,
        /// The languages in which a person has checked what a machine translated.
        checked: Vec<Language>,
        /// Keys that no longer speak for the publisher, as in a `.pub` file: `ssh-ed25519 AAAA…`. Counts only in a feed
        /// that is signed with a key that stands after them on the page.
        revoked: Vec<Key>,
        /// Who says this.
        publisher: Publisher,
        /// What happened.
        incident: Option<Rc<Incident>>,
        /// What a citizen can ask about.
        entries: Vec<Rc<Entry>>,
        /// What changed, newest first.
        updates: Vec<Update>,
        /// Questions and answers.
        faq: Vec<Rc<Question>>,
        /// The publisher's terms, explained once.
        glossary: Vec<Term>,
    }

    /// Who publishes the feed, and where else the same publisher speaks.
    Publisher {
        /// The name as citizens know it.
        name: Name,
        /// Where this is published officially.
        url: String,
        /// How it stands with that page: one that is `down` is no link.
        url_state: Option<Word<State>>,
        /// For whom the publisher speaks too: the towns of a district or of a provider.
        on_behalf_of: Vec<Name>,
        /// Who passes this on, such as a neighbour, and where.
        republished_by: Option<Source>,
        /// The country whose national and short telephone numbers stand here; Germany where it is left out.
        country: Option<Country>,
        /// The official municipality key (Amtlicher Regionalschlüssel, 12 digits).
        ars: Option<String>,
        /// The name of the time zone in the database of IANA, such as Europe/London; Europe/Berlin where it is left out.
        time_zone: Option<TimeZone>,
        /// Other official places: social media, the press, a hotline.
        channels: Vec<Route>,
    }

    /// What happened, and what is being done about it.
    Incident {
        /// One line: what is wrong here.
        title: Text,
        /// Two or three sentences.
        summary: Option<Text>,
        /// When it began, or was noticed.
        started: Option<When>,
        /// Where it happened.
        origin: Option<Word<Origin>>,
        /// The provider it happened at, if it was not the publisher.
        provider: Option<Name>,
        /// How far it is.
        phase: Option<Word<Phase>>,
        /// What caused it, as far as it is known.
        cause: Option<Text>,
        /// When things will be better.
        outlook: Option<Outlook>,
        /// In which order services come back.
        priority: Option<Text>,
        /// What was, is and will be done.
        measures: Vec<Measure>,
        /// Who is at work.
        actors: Vec<Actor>,
        /// When this was known.
        as_of: Option<When>,
    }

    /// Something that was done, is being done, or will be done about the incident.
    Measure {
        /// What.
        text: Text,
        /// How far it is.
        progress: Word<Progress>,
        /// When it was done or began.
        at: Option<When>,
    }

    /// Somebody who is at work on the incident.
    Actor {
        /// The name.
        name: Name,
        /// What they do.
        role: Word<Role>,
        /// More about it.
        note: Option<Text>,
    }

    /// Something that a citizen can ask about.
    Entry {
        /// Its name in links; stable over publications.
        id: Id,
        /// What it is.
        kind: Word<Kind>,
        /// The name as citizens know it.
        name: Text,
        /// How it stands; only a notice may leave it out.
        state: Option<Word<State>>,
        /// The publisher's own word for the state (Basisbetrieb), explained in the glossary.
        term: Option<Text>,
        /// The heading under which it is listed. Not for parts.
        group: Option<Text>,
        /// What else is to be said.
        note: Option<Text>,
        /// Whether it belongs at the top: a warning, an emergency number, a request to everybody. Not for parts.
        urgent: bool,
        /// Whether the state comes and goes.
        intermittent: bool,
        /// How much of it works, in per cent.
        progress: Option<Percent>,
        /// Its rank in the order of recovery, from 1.
        priority: Option<Count>,
        /// From when the state holds.
        from: Option<When>,
        /// Until when the state holds; `"open"` for "bis auf Weiteres".
        until: Option<End>,
        /// Which date it had, and which it has now. For deadlines and events.
        change: Option<DateChange>,
        /// When an event takes place; `from` and `until` then say for how long the statement holds.
        times: Vec<Period>,
        /// When it is open or reachable.
        hours: Option<Hours>,
        /// When it will be better.
        outlook: Option<Outlook>,
        /// For whom and under which conditions it holds.
        scope: Option<Scope>,
        /// What was sent to it and lost.
        lost: Option<Lost>,
        /// Other ways to a person who can help.
        routes: Vec<Route>,
        /// Its parts.
        parts: Vec<Rc<Entry>>,
        /// Other words that citizens use for it.
        aliases: Vec<String>,
        /// Who is responsible, if not the publisher.
        responsible: Option<Text>,
        /// When this was known, if not when the feed was issued.
        as_of: Option<When>,
        /// Who said it, if not the publisher.
        source: Option<Source>,
        /// The key of the service in the German catalogues (LeiKa, FIM).
        leika: Option<String>,
    }

    /// Where a piece of information comes from.
    Source {
        /// Who said it.
        name: Name,
        /// Where it can be read.
        url: Option<String>,
    }

    /// A way to a person or a thing that helps.
    Route {
        /// What kind of way.
        kind: Word<RouteKind>,
        /// What it is called: "Bürgerbüro", "KiKom".
        name: Option<Name>,
        /// The telephone number, best written as `+49 7473 370-121`.
        number: Option<String>,
        /// The extension to ask for behind `number`, which is not dialled: `17`.
        extension: Option<String>,
        /// The web address.
        url: Option<String>,
        /// The mail address.
        email: Option<String>,
        /// The postal or street address.
        place: Option<Name>,
        /// What it is good for.
        purpose: Option<Text>,
        /// What it stands in for.
        replaces: Option<Text>,
        /// More about it.
        note: Option<Text>,
        /// How it stands with the route itself: `planned` cannot be used yet.
        state: Option<Word<State>>,
        /// Whether this is the way that people take by mistake.
        wrong: bool,
        /// From when it can be used.
        from: Option<When>,
        /// Until when it can be used.
        until: Option<End>,
        /// When somebody answers.
        hours: Option<Hours>,
        /// For whom it is.
        scope: Option<Scope>,
    }

    /// When something is open or reachable.
    Hours {
        /// As usual.
        usual: bool,
        /// Day and night.
        always: bool,
        /// By weekday.
        weekly: Vec<Span>,
        /// Days that differ.
        exceptions: Vec<Exception>,
        /// More about it.
        note: Option<Text>,
    }

    /// Hours of one or several weekdays.
    Span {
        /// Which days.
        days: Vec<Word<Weekday>>,
        /// `HH:MM`.
        opens: TimeOfDay,
        /// `HH:MM`; not later than `opens`: on the next day.
        closes: TimeOfDay,
    }

    /// Days on which the hours differ.
    Exception {
        /// The first day.
        from: Date,
        /// The last day, if it is another.
        until: Option<Date>,
        /// `HH:MM`; closed where it is left out.
        opens: Option<TimeOfDay>,
        /// `HH:MM`.
        closes: Option<TimeOfDay>,
        /// Why.
        note: Option<Text>,
    }

    /// When something will be better. The publisher's wording is shown; the bounds only let it age.
    Outlook {
        /// The wording: "ab Mitte Dezember", "noch nicht absehbar".
        text: Text,
        /// Not before this day.
        earliest: Option<Date>,
        /// Not after this day.
        latest: Option<Date>,
        /// How sure that is.
        certainty: Option<Word<Certainty>>,
        /// What will then be possible.
        state: Option<Word<State>>,
        /// What must happen first.
        conditions: Vec<Text>,
        /// When this was said.
        as_of: Option<When>,
        /// What was said before, newest first: forecasts slip.
        earlier: Vec<Earlier>,
    }

    /// An outlook that no longer holds.
    Earlier {
        /// The wording.
        text: Text,
        /// When it was said.
        as_of: When,
    }

    /// For whom, and under which conditions.
    Scope {
        /// Only for what was applied for or booked before this time.
        applied_before: Option<When>,
        /// Only for what was applied for or booked from this time on.
        applied_after: Option<When>,
        /// Only for what was applied for or booked from this day on, the day included.
        applied_from: Option<When>,
        /// Only for what was applied for or booked until this day, the day included.
        applied_until: Option<When>,
        /// Which people.
        audience: Option<Text>,
        /// Residents of these places.
        residents_of: Vec<Name>,
        /// What they must bring or have.
        needs: Vec<Requirement>,
        /// How many, how often.
        quota: Option<Text>,
        /// How they can pay; in no other way.
        payment_methods: Vec<Word<PaymentMethod>>,
    }

    /// One thing that changed.
    Update {
        /// When it was said.
        at: When,
        /// What.
        text: Text,
        /// The entries that it is about.
        entries: Vec<Id>,
    }

    /// Questions that have one answer.
    Question {
        /// Its name in links.
        id: Id,
        /// One question, or several that belong together.
        questions: Vec<Text>,
        /// The answer.
        answer: Text,
        /// When this was known.
        as_of: Option<When>,
    }

    /// A term of the publisher's, explained.
    Term {
        /// The word.
        term: Text,
        /// What it means for a citizen.
        meaning: Text,
    }

    /// Another date: of a deadline that was extended, or an event that was moved.
    DateChange {
        /// The first date.
        was: Option<When>,
        /// Dates in between, which hold no longer, in the order in which they were said.
        between: Vec<When>,
        /// The date that holds now.
        now: Option<When>,
        /// By how much: "um einen Monat".
        by: Option<Text>,
        /// How sure the new date is.
        certainty: Option<Word<Certainty>>,
        /// The law or rule that changed it.
        basis: Option<LegalBasis>,
    }

    /// From when to when, both days included.
    Period {
        /// When it begins.
        from: When,
        /// When it ends, if that is known.
        until: Option<When>,
    }

    /// A law, ordinance or decision on which something is based.
    LegalBasis {
        /// Its name, as it is cited.
        name: Text,
        /// Where it can be read.
        url: Option<String>,
        /// Since when it is in force.
        since: Option<When>,
    }

    /// What was sent and lost, and what those can do who have sent it.
    Lost {
        /// When it was sent: one or several times.
        windows: Vec<Period>,
        /// On which way, if the entry's name does not say it.
        channel: Option<Text>,
        /// What to do: "Bitte schicken Sie es noch einmal."
        action: Text,
        /// Whether the day counts on which it was sent first.
        preserved: bool,
    }
}

impl Feed {
    /// Returns the tag of the language of plain texts.
    pub fn lang(&self) -> &str {
        self.lang.as_ref().map_or("de", |lang| &lang.0)
    }

    /// Returns the zone in which the publisher is. One that is unknown counts as left out.
    pub fn zone(&self) -> Zone {
        let named = self.publisher.time_zone.as_ref();
        named
            .and_then(|zone| Zone::named(&zone.0))
            .unwrap_or_default()
    }

    /// Returns the country whose national telephone numbers stand in the feed.
    pub fn country(&self) -> Country {
        self.publisher.country.unwrap_or_default()
    }

    /// Tells whether every text has a version in this language, or is a name.
    pub fn is_fully_in(&self, tag: &str) -> bool {
        let mut fully = true;
        self.visit_texts(&Place::ROOT, &mut |text, _| {
            let version = text.version(tag, self.lang());
            let lang = if version.lang.is_empty() {
                self.lang()
            } else {
                version.lang
            };
            fully &= text.is_name() || is_same_language(lang, tag);
        });
        fully
    }

    /// Tells whether a reader of this language gets any machine's translation.
    pub fn is_by_machine_in(&self, tag: &str) -> bool {
        let mut by_machine = false;
        self.visit_texts(&Place::ROOT, &mut |text, _| {
            by_machine |= text.is_by_machine(tag, self.lang());
        });
        by_machine
    }

    /// Tells whether a person has checked the machine's translations into this language.
    pub fn is_checked_in(&self, tag: &str) -> bool {
        let mut checked = self.checked.iter();
        checked.any(|lang| is_same_language(&lang.0, tag))
    }

    /// Returns the entry with this id, wherever it stands in the tree.
    pub fn find(&self, id: &str) -> Option<&Rc<Entry>> {
        find(&self.entries, id)
    }
}

impl Publisher {
    /// Tells whether the official page can be read.
    pub fn is_page_up(&self) -> bool {
        is_in_use(self.url_state.as_ref())
    }

    /// Returns the address of the newest status: the official page, or while that is down the page of whoever passes
    /// it on.
    pub fn address(&self) -> Option<&str> {
        match (self.is_page_up(), &self.republished_by) {
            (true, _) => Some(&self.url),
            (false, Some(other)) => other.url.as_deref(),
            (false, None) => None,
        }
    }
}

impl Entry {
    /// Tells whether this entry or one of its parts has this id.
    pub fn contains(&self, id: &str) -> bool {
        self.id.0 == id || self.parts.iter().any(|part| part.contains(id))
    }
}

fn find<'e>(entries: &'e [Rc<Entry>], id: &str) -> Option<&'e Rc<Entry>> {
    entries.iter().find_map(|entry| match entry.id.0 == id {
        true => Some(entry),
        false => find(&entry.parts, id),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"{ "version": 1, "id": "stadt", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
        "publisher": { "name": "Stadt", "url": "https://www.stadt.example/" },
        "entries": [ { "id": "a", "kind": "service", "name": "A", "state": "available" } ] }"#;

    #[test]
    fn one_text_without_a_version_is_not_fully_translated() {
        let feed = |name: &str| {
            let feed = SMALL.replace(r#""Stadt""#, r#"{ "de": "Stadt", "en": "Town" }"#);
            let feed = feed.replace(r#""name": "A""#, &format!(r#""name": {name}"#));
            Feed::read(feed.as_bytes()).unwrap().0
        };
        assert!(feed(r#"{ "de": "A", "en": "A" }"#).is_fully_in("en"));
        assert!(!feed(r#""A""#).is_fully_in("en"));
        assert!(feed(r#""A""#).is_fully_in("de"));
        assert!(!feed(r#""A""#).is_fully_in("de-simple"));
    }

    #[test]
    fn a_region_is_no_other_language() {
        let feed = |lang: &str| {
            let feed = SMALL.replace("\"seq\"", &format!(r#""lang": "{lang}", "seq""#));
            Feed::read(feed.as_bytes()).unwrap().0
        };
        assert!(feed("en-CA").is_fully_in("en"));
        assert!(feed("de").is_fully_in("de-AT"));
        assert!(!feed("de-simple").is_fully_in("de"));
        assert!(feed("de-simple").is_fully_in("de-simple"));
        assert!(!feed("en-CA").is_fully_in("de"));
    }

    #[test]
    fn of_two_entries_with_one_id_the_first_is_found() {
        let part = r#""parts": [ { "id": "a", "kind": "service", "name": "B", "state": "down" } ]"#;
        let feed = SMALL.replace(
            r#""state": "available""#,
            &format!(r#""state": "limited", {part}"#),
        );
        let (feed, _) = Feed::read(feed.as_bytes()).unwrap();
        assert_eq!(feed.find("a").unwrap().name, Text::plain("A"));
    }
}
