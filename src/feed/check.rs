//! What a feed that can be read may still get wrong: times that contradict, links that lead nowhere, closures that ended.

use std::collections::BTreeSet;

use super::contact::{Phone, mail_link, web_link};
use super::problem::{Fault, Log, Place, Problem};
use super::scalar::Id;
use super::status::{Timing, timing};
use super::text::Text;
use super::time::{DAY, End, Moment, When};
use super::vocabulary::{Kind, Level, RouteKind, State, Vocabulary, Word};
use super::{Entry, Feed, Hours, Outlook, Route, Scope};

/// A feed may claim to hold for this long at most: after a month nobody remembers what it was about (row 28).
pub const MAX_VALIDITY: i64 = 30 * DAY;

/// Seconds by which `issued` may lie ahead: two clocks are never quite the same.
const AHEAD: i64 = 5 * 60;

/// Every problem of a feed that was read, at the moment `now`.
pub fn examine(feed: &Feed, now: Moment) -> Vec<Problem> {
    let mut check = Check {
        feed,
        now,
        log: Log::default(),
        ids: BTreeSet::new(),
    };
    check.feed();
    check.log.into_problems()
}

struct Check<'f> {
    feed: &'f Feed,
    now: Moment,
    log: Log,
    ids: BTreeSet<&'f Id>,
}

impl<'f> Check<'f> {
    fn feed(&mut self) {
        let feed = self.feed;
        let root = Place::ROOT;
        self.times();
        let publisher = root.key("publisher");
        self.text(&feed.publisher.name, &publisher.key("name"));
        self.link(&feed.publisher.url, &publisher.key("url"));
        self.routes(&feed.publisher.channels, &publisher.key("channels"));
        self.incident(&root.key("incident"));
        if feed.entries.is_empty() {
            self.log.note(&root.key("entries"), Fault::NothingToShow);
        }
        each(&feed.entries, &root.key("entries"), |entry, at| {
            self.entry(entry, at, false);
        });
        each(&feed.updates, &root.key("updates"), |update, at| {
            self.text(&update.text, &at.key("text"));
            each(&update.entries, &at.key("entries"), |id, at| {
                if feed.find(&id.0).is_none() {
                    self.log.note(at, Fault::NoSuchEntry);
                }
            });
        });
        each(&feed.faq, &root.key("faq"), |question, at| {
            self.id(&question.id, &at.key("id"));
            let questions = at.key("questions");
            if question.questions.is_empty() {
                self.log.note(&questions, Fault::NothingToShow);
            }
            each(&question.questions, &questions, |text, at| {
                self.text(text, at)
            });
            self.text(&question.answer, &at.key("answer"));
        });
        each(&feed.glossary, &root.key("glossary"), |term, at| {
            self.text(&term.term, &at.key("term"));
            self.text(&term.meaning, &at.key("meaning"));
        });
    }

    fn times(&mut self) {
        let feed = self.feed;
        let root = Place::ROOT;
        let later = [
            ("confirmed", feed.confirmed),
            ("next_update", feed.next_update),
            ("valid_until", feed.valid_until),
        ];
        for (name, stamp) in later {
            if stamp.is_some_and(|stamp| stamp.at < feed.issued.at) {
                let issued = feed.issued.to_string();
                self.log
                    .note(&root.key(name), Fault::Before("issued", issued));
            }
        }
        // The widget takes it for the time, since no clock may be earlier (docs/faults.md, row 29).
        if feed.issued.at.0 > self.now.0 + AHEAD {
            self.log.note(&root.key("issued"), Fault::Ahead);
        }
        if feed.issued.offset == 0 {
            self.log.note(&root.key("issued"), Fault::WorldTime);
        }
        for (name, stamp) in &later[1..] {
            if stamp.is_some_and(|stamp| stamp.at < self.now && stamp.at >= feed.issued.at) {
                self.log.note(&root.key(name), Fault::Ended);
            }
        }
        if feed.next_update.is_none() {
            self.log.note(&root, Fault::NoNextUpdate);
        }
        match feed.valid_until {
            None => self.log.note(&root, Fault::NoValidUntil),
            Some(until) if until.at.0 - feed.issued.at.0 > MAX_VALIDITY => {
                self.log.note(&root.key("valid_until"), Fault::ValidTooLong);
            }
            Some(_) => {}
        }
    }

    fn incident(&mut self, at: &Place<'_>) {
        let Some(incident) = &self.feed.incident else {
            return;
        };
        self.text(&incident.title, &at.key("title"));
        let optional = [
            ("summary", &incident.summary),
            ("provider", &incident.provider),
            ("cause", &incident.cause),
            ("priority", &incident.priority),
        ];
        for (name, text) in optional {
            self.optional(text, &at.key(name));
        }
        self.outlook(incident.outlook.as_ref(), &at.key("outlook"));
        each(&incident.measures, &at.key("measures"), |measure, at| {
            self.text(&measure.text, &at.key("text"));
        });
        each(&incident.actors, &at.key("actors"), |actor, at| {
            self.text(&actor.name, &at.key("name"));
            self.optional(&actor.note, &at.key("note"));
        });
    }

    /// `helped`: an entry above names a route, which serves its parts too.
    fn entry(&mut self, entry: &'f Entry, at: &Place<'_>, helped: bool) {
        self.id(&entry.id, &at.key("id"));
        self.text(&entry.name, &at.key("name"));
        for (name, text) in [
            ("term", &entry.term),
            ("group", &entry.group),
            ("note", &entry.note),
            ("responsible", &entry.responsible),
        ] {
            self.optional(text, &at.key(name));
        }
        self.state(entry, at);
        self.period(entry.from, entry.until, at);
        let clock = self.feed.clock(self.now);
        if let Timing::Lapsed(_) = timing(entry.from, entry.until, clock) {
            self.log.note(&at.key("until"), Fault::Ended);
        }
        self.hours(entry.hours.as_ref(), &at.key("hours"));
        self.outlook(entry.outlook.as_ref(), &at.key("outlook"));
        self.scope(entry.scope.as_ref(), &at.key("scope"));
        self.routes(&entry.routes, &at.key("routes"));
        if let Some(url) = entry.source.as_ref().and_then(|source| source.url.as_ref()) {
            self.link(url, &at.key("source").key("url"));
        }
        let helped = helped || !entry.routes.is_empty();
        let lost = entry.is_offer()
            && entry.parts.is_empty()
            && entry
                .state
                .as_ref()
                .and_then(Word::known)
                .is_some_and(|state| state.level() != Level::Ok);
        if lost && !helped {
            self.log.note(at, Fault::NoRoute);
        }
        each(&entry.parts, &at.key("parts"), |part, at| {
            self.entry(part, at, helped);
        });
    }

    fn state(&mut self, entry: &Entry, at: &Place<'_>) {
        match (&entry.state, entry.kind.known()) {
            (None, Some(Kind::Notice)) => {}
            (None, _) => self.log.note(at, Fault::NoState),
            (Some(Word::Known(state)), Some(kind)) if !kind.states().contains(state) => {
                let fit = kind.states().iter().map(|state| state.name()).collect();
                self.log.note(&at.key("state"), Fault::Unfit(fit));
            }
            _ => {}
        }
    }

    fn routes(&mut self, routes: &[Route], at: &Place<'_>) {
        each(routes, at, |route, at| {
            for (name, text) in [
                ("name", &route.name),
                ("place", &route.place),
                ("purpose", &route.purpose),
                ("replaces", &route.replaces),
                ("note", &route.note),
            ] {
                self.optional(text, &at.key(name));
            }
            self.period(route.from, route.until, at);
            self.hours(route.hours.as_ref(), &at.key("hours"));
            self.scope(route.scope.as_ref(), &at.key("scope"));
            // A route works or does not; what a deadline does is nothing that it can do.
            if route
                .state
                .as_ref()
                .and_then(Word::known)
                .is_some_and(State::is_relief)
            {
                let fit = Kind::Channel.states().iter().map(|state| state.name());
                self.log.note(&at.key("state"), Fault::Unfit(fit.collect()));
            }
            if let Some(url) = &route.url {
                self.link(url, &at.key("url"));
            }
            if let Some(number) = &route.number {
                match Phone::parse(number) {
                    None => self.log.note(&at.key("number"), Fault::NotDialable),
                    Some(phone) if !phone.grouped => {
                        self.log.note(&at.key("number"), Fault::Ungrouped);
                    }
                    Some(_) => {}
                }
            }
            if let Some(email) = &route.email
                && mail_link(email).is_none()
            {
                self.log.note(&at.key("email"), Fault::NoLink);
            }
            let says_nothing = route.name.is_none()
                && route.number.is_none()
                && route.url.is_none()
                && route.email.is_none()
                && route.place.is_none()
                && route.purpose.is_none()
                && route.note.is_none()
                && !matches!(
                    route.kind.known(),
                    Some(RouteKind::Counter | RouteKind::Automatic | RouteKind::Later)
                );
            if says_nothing {
                self.log.note(at, Fault::NothingToShow);
            }
        });
    }

    fn period(&mut self, from: Option<When>, until: Option<End>, at: &Place<'_>) {
        if let (Some(from), Some(End::At(until))) = (from, until) {
            let offset = self.feed.issued.offset;
            if until.end(offset) <= from.start(offset) {
                self.log
                    .note(&at.key("until"), Fault::Before("from", from.to_string()));
            }
        }
    }

    fn hours(&mut self, hours: Option<&Hours>, at: &Place<'_>) {
        let Some(hours) = hours else { return };
        self.optional(&hours.note, &at.key("note"));
        each(&hours.weekly, &at.key("weekly"), |span, at| {
            if span.closes <= span.opens {
                let opens = span.opens.to_string();
                self.log
                    .note(&at.key("closes"), Fault::Before("opens", opens));
            }
        });
        each(&hours.exceptions, &at.key("exceptions"), |day, at| {
            self.optional(&day.note, &at.key("note"));
            if day.until.is_some_and(|until| until < day.from) {
                let from = day.from.to_string();
                self.log.note(&at.key("until"), Fault::Before("from", from));
            }
            if day.opens.is_some() != day.closes.is_some() {
                self.log.note(at, Fault::HalfHours);
            }
            if let (Some(opens), Some(closes)) = (day.opens, day.closes)
                && closes <= opens
            {
                let opens = opens.to_string();
                self.log
                    .note(&at.key("closes"), Fault::Before("opens", opens));
            }
        });
    }

    fn outlook(&mut self, outlook: Option<&Outlook>, at: &Place<'_>) {
        let Some(outlook) = outlook else { return };
        self.text(&outlook.text, &at.key("text"));
        if let (Some(earliest), Some(latest)) = (outlook.earliest, outlook.latest)
            && latest < earliest
        {
            let earliest = earliest.to_string();
            self.log
                .note(&at.key("latest"), Fault::Before("earliest", earliest));
        }
        each(&outlook.conditions, &at.key("conditions"), |text, at| {
            self.text(text, at);
        });
        each(&outlook.earlier, &at.key("earlier"), |earlier, at| {
            self.text(&earlier.text, &at.key("text"));
        });
    }

    fn scope(&mut self, scope: Option<&Scope>, at: &Place<'_>) {
        let Some(scope) = scope else { return };
        self.optional(&scope.audience, &at.key("audience"));
        self.optional(&scope.quota, &at.key("quota"));
        each(&scope.residents_of, &at.key("residents_of"), |text, at| {
            self.text(text, at);
        });
    }

    fn id(&mut self, id: &'f Id, at: &Place<'_>) {
        if !self.ids.insert(id) {
            self.log.note(at, Fault::RepeatedId);
        }
    }

    fn text(&mut self, text: &Text, at: &Place<'_>) {
        if text.is_empty() {
            self.log.note(at, Fault::Empty);
            return;
        }
        for lang in &self.feed.languages {
            if !text.speaks(&lang.0, self.feed.lang()) {
                self.log.note(at, Fault::NotInLanguage(lang.0.clone()));
            }
        }
    }

    fn optional(&mut self, text: &Option<Text>, at: &Place<'_>) {
        if let Some(text) = text {
            self.text(text, at);
        }
    }

    fn link(&mut self, url: &str, at: &Place<'_>) {
        if web_link(url).is_none() {
            self.log.note(at, Fault::NoLink);
        }
    }
}

fn each<'f, T>(list: &'f [T], at: &Place<'_>, mut visit: impl FnMut(&'f T, &Place<'_>)) {
    for (index, item) in list.iter().enumerate() {
        visit(item, &at.index(index));
    }
}

#[cfg(test)]
mod tests {
    use super::super::decode::path;
    use super::super::time::Stamp;
    use super::*;

    const NOW: &str = "2024-02-22T12:00:00+01:00";

    /// Reads a feed with these entries and further fields, and gives `place fault` for each problem.
    fn problems(more: &str, entries: &str) -> Vec<String> {
        let feed = format!(
            r#"{{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": {{ "name": "X", "url": "https://x.example/" }}, {more}
            "entries": [ {entries} ] }}"#
        );
        let (feed, _) = Feed::read(feed.as_bytes()).unwrap_or_else(|p| panic!("{p:?}"));
        examine(&feed, Stamp::parse(NOW).unwrap().at)
            .iter()
            .map(|problem| format!("{} {:?}", path(&problem.at), problem.fault))
            .collect()
    }

    const TIMES: &str = r#""next_update": "2024-02-29T12:00:00+01:00", "valid_until": "2024-03-07T00:00:00+01:00","#;

    #[track_caller]
    fn entry(fields: &str, expected: &[&str]) {
        let entry = format!(r#"{{ "id": "a", "kind": "service", "name": "A", {fields} }}"#);
        assert_eq!(problems(TIMES, &entry), expected);
    }

    #[track_caller]
    fn head(fields: &str, expected: &[&str]) {
        let entry = r#"{ "id": "a", "kind": "service", "name": "A", "state": "available" }"#;
        assert_eq!(problems(fields, entry), expected);
    }

    #[test]
    fn a_sound_feed_has_no_problem() {
        entry(r#""state": "available""#, &[]);
    }

    #[test]
    fn row_28_validity_is_bounded_and_does_not_end_before_it_begins() {
        head(
            r#""next_update": "2024-02-23T10:00:00+01:00", "valid_until": "2024-03-23T10:00:01+01:00","#,
            &["valid_until ValidTooLong"],
        );
        head(
            r#""next_update": "2024-02-23T10:00:00+01:00", "valid_until": "2024-02-22T09:59:59+01:00","#,
            &[r#"valid_until Before("issued", "2024-02-22T10:00:00+01:00")"#],
        );
        head("", &[" NoNextUpdate", " NoValidUntil"]);
    }

    #[test]
    fn a_state_must_fit_the_kind_and_only_a_notice_may_lack_one() {
        entry(
            r#""state": "suspended", "urgent": true"#,
            &[
                r#"entries[0].state Unfit(["available", "not_affected", "resumed", "limited", "overloaded", "basic", "emergency", "delayed", "provisional", "appointment_only", "urgent_only", "intake_only", "pickup_only", "rerouted", "unavailable", "down", "unknown", "planned", "pilot"])"#,
            ],
        );
        entry(r#""urgent": true"#, &["entries[0] NoState"]);
        assert_eq!(
            problems(TIMES, r#"{ "id": "a", "kind": "notice", "name": "A" }"#),
            [""; 0]
        );
    }

    #[test]
    fn times_that_contradict_are_named_with_the_other_one() {
        entry(
            r#""state": "available", "from": "2024-03-05", "until": "2024-03-02""#,
            &[r#"entries[0].until Before("from", "2024-03-05")"#],
        );
        entry(
            r#""state": "available", "hours": { "weekly": [ { "days": ["monday"], "opens": "12:00", "closes": "08:00" } ] }"#,
            &[r#"entries[0].hours.weekly[0].closes Before("opens", "12:00")"#],
        );
        entry(
            r#""state": "available", "outlook": { "text": "bald", "earliest": "2024-03-02", "latest": "2024-03-01" }"#,
            &[r#"entries[0].outlook.latest Before("earliest", "2024-03-02")"#],
        );
    }

    #[test]
    fn moments_that_cannot_be_meant_are_named() {
        let late = r#""next_update": "2024-02-22T10:30:00+01:00", "valid_until": "2024-02-22T11:00:00+01:00","#;
        head(late, &["next_update Ended", "valid_until Ended"]);
        let feed = |issued: &str| {
            let feed = format!(
                r#"{{ "version": 1, "id": "x", "seq": 1, "issued": "{issued}", "next_update": "2025-03-01T00:00:00+01:00",
                "valid_until": "2025-03-01T00:00:00+01:00", "publisher": {{ "name": "X", "url": "https://x.example/" }},
                "entries": [ {{ "id": "a", "kind": "service", "name": "A", "state": "available" }} ] }}"#
            );
            let (feed, _) = Feed::read(feed.as_bytes()).unwrap();
            let problems = examine(&feed, Stamp::parse(NOW).unwrap().at);
            problems.into_iter().map(|p| p.fault).collect::<Vec<_>>()
        };
        assert_eq!(feed("2025-02-22T10:00:00+01:00"), [Fault::Ahead]);
        for (minutes, ahead) in [(5, false), (6, true)] {
            let now = Stamp::parse(NOW).unwrap().at.0;
            let issued = Stamp::new(Moment(now + minutes * 60), 60).to_string();
            assert_eq!(feed(&issued).contains(&Fault::Ahead), ahead, "{minutes}");
        }
        assert_eq!(
            feed("2025-02-22T09:00:00Z"),
            [Fault::Ahead, Fault::WorldTime]
        );
    }

    #[test]
    fn hours_with_one_end_are_named() {
        entry(
            r#""state": "available", "hours": { "exceptions": [ { "from": "2024-02-23", "opens": "08:00" } ] }"#,
            &["entries[0].hours.exceptions[0] HalfHours"],
        );
    }

    #[test]
    fn a_closure_that_ended_is_named() {
        entry(
            r#""state": "limited", "until": "2024-02-21", "routes": [ { "kind": "counter" } ]"#,
            &["entries[0].until Ended"],
        );
    }

    #[test]
    fn what_does_not_work_needs_another_way() {
        entry(r#""state": "unavailable""#, &["entries[0] NoRoute"]);
        entry(
            r#""state": "unavailable", "routes": [ { "kind": "counter" } ]"#,
            &[],
        );
        entry(
            r#""state": "unavailable", "routes": [ { "kind": "counter" } ], "parts": [
                { "id": "b", "kind": "service", "name": "B", "state": "down" } ]"#,
            &[],
        );
    }

    #[test]
    fn routes_that_lead_nowhere_are_named() {
        entry(
            r#""state": "rerouted", "routes": [
                { "kind": "phone", "number": "*21#" },
                { "kind": "phone", "number": "+493857440363" },
                { "kind": "website", "url": "http://x.example/" },
                { "kind": "e_mail", "email": "info" },
                { "kind": "phone" } ]"#,
            &[
                "entries[0].routes[0].number NotDialable",
                "entries[0].routes[1].number Ungrouped",
                "entries[0].routes[2].url NoLink",
                "entries[0].routes[3].email NoLink",
                "entries[0].routes[4] NothingToShow",
            ],
        );
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
    fn a_declared_language_must_be_spoken_everywhere() {
        entry(
            r#""state": "available", "note": { "de": "x", "en": "y" }"#,
            &[],
        );
        head(
            &format!(r#"{TIMES} "languages": ["de", "en"],"#),
            &[
                r#"publisher.name NotInLanguage("en")"#,
                r#"entries[0].name NotInLanguage("en")"#,
            ],
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
