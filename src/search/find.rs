//! Finds the entries and questions that fit a query, the best first.

use super::index::{Folded, Index, Item};
use super::likeness::{BEGUN, EQUAL, INFLECTED, fold, likeness, words};
use super::{Found, Query};
use crate::feed::Entry;
use crate::feed::status::Clock;
use crate::feed::vocabulary::Level;

/// The factor for a word in a name. Synonyms, typing errors and other texts score less.
const NAME: u32 = 4;
/// The score of a synonym: less than that of the word itself.
const SAME: u32 = INFLECTED * NAME;

impl Found<'_> {
    /// Tells whether the entry works, or a route can be used instead.
    fn helps(&self, clock: Clock) -> bool {
        let works = |entry: &Entry| entry.status(clock).level == Level::Ok;
        matches!(self, Self::Entry(entry, _) if works(entry))
            || self.routes().iter().any(|route| route.is_usable(clock))
    }
}

struct Hit<'i> {
    found: Found<'i>,
    /// How many of the typed words are in its names.
    words: usize,
    /// How well it fits.
    score: u32,
    /// Whether a citizen can get help with it. Asked only of those that are shown.
    helps: bool,
}

/// Returns what fits a query, the best first: only results with the most of the typed words, and none that fits far
/// worse than the best. If two fit alike, the one with which a citizen can get help comes first.
pub fn find<'i>(index: &'i Index, query: &Query, clock: Clock) -> Vec<Found<'i>> {
    let typed = fold(query.typed());
    let search = Search {
        query,
        clock,
        whole: Sought::new(&typed, index),
        words: words(&typed).map(|word| Sought::new(word, index)).collect(),
    };
    let mut hits = Vec::new();
    for item in &index.entries {
        search.walk(item, &[], (0, 0), &mut hits);
    }
    if !query.is_filtered() {
        for (question, texts) in &index.questions {
            hits.extend(search.judge(texts, &[], || Found::Question(question)));
        }
    }
    let most = hits.iter().map(|hit| hit.words).max().unwrap_or(0);
    hits.retain(|hit| hit.words == most);
    let best = hits.iter().map(|hit| hit.score).max().unwrap_or(0);
    hits.retain(|hit| hit.score * 4 >= best);
    for hit in &mut hits {
        hit.helps = hit.found.helps(clock);
    }
    hits.sort_by_key(|hit| {
        let fits = hit.score.min(BEGUN * NAME) / NAME;
        std::cmp::Reverse((fits, hit.helps, hit.score))
    });
    hits.into_iter().map(|hit| hit.found).collect()
}

struct Search<'s> {
    query: &'s Query,
    clock: Clock,
    /// The whole typed text.
    whole: Sought<'s>,
    /// Each word of it.
    words: Vec<Sought<'s>>,
}

/// A word, or the whole typed text, and what it may mean.
struct Sought<'s> {
    /// The typed text, folded.
    typed: &'s [char],
    /// Its usual names: in German, as the towns write.
    called: Vec<&'s [char]>,
    /// All words for the same thing, down to the office that does it.
    same: Vec<&'s [char]>,
}

impl Search<'_> {
    /// Judges an entry and its parts. `whole` holds the number of fitting words and the score plus one of the entry
    /// around it: a part that fits no better is left out, since that entry shows it. A filter by levels alone leaves none
    /// out, since its button counts them.
    fn walk<'i>(
        &self,
        item: &'i Item,
        wholes: &[&'i Item],
        whole: (usize, u32),
        hits: &mut Vec<Hit<'i>>,
    ) {
        let mut score = whole;
        if self.query.lets_pass(&item.entry, self.clock) {
            let entries = || wholes.iter().map(|whole| &whole.entry).collect();
            let found = || Found::Entry(&item.entry, entries());
            if let Some(hit) = self.judge(&item.texts, wholes, found) {
                let own = (hit.words, hit.score + 1);
                if own > score || (self.words.is_empty() && self.query.has_levels()) {
                    score = own;
                    hits.push(hit);
                }
            }
        }
        if self.query.has_levels() && item.entry.is_over(self.clock) {
            return;
        }
        let path = [wholes, &[item]].concat();
        for part in &item.parts {
            self.walk(part, &path, score, hits);
        }
    }

    /// Returns a hit if something fits by its names or by other texts. `wholes` are the entries around it.
    fn judge<'i>(
        &self,
        texts: &Folded,
        wholes: &[&Item],
        found: impl FnOnce() -> Found<'i>,
    ) -> Option<Hit<'i>> {
        // A fit with the names around it is not enough by itself: it is about those entries. Long texts contain a bit
        // of everything, so their words are not counted.
        let mut fits = self.words.is_empty();
        let (mut words, mut score) = (0, 0);
        for sought in &self.words {
            let name = sought.in_names(&texts.names);
            let around = wholes
                .iter()
                .map(|whole| best(&whole.texts.names, sought.typed));
            let around = around.max().unwrap_or(0);
            let own = name.max(best(&texts.others, sought.typed));
            fits |= own > 0;
            words += usize::from(name > 0 || around > 0);
            score = score.max(own).max(around);
        }
        let means = self.whole.means(&texts.names);
        if means > 0 {
            fits = true;
            words = self.words.len();
            score = score.max(means);
        }
        if !self.words.is_empty() && texts.names.iter().any(|name| name == self.whole.typed) {
            score += EQUAL;
        }
        fits.then(|| Hit {
            found: found(),
            words,
            score,
            helps: false,
        })
    }
}

/// Returns how well the best word of some texts fits.
fn best(texts: &[Vec<char>], sought: &[char]) -> u32 {
    let all = texts.iter().flat_map(|text| words(text));
    all.map(|word| likeness(word, sought)).max().unwrap_or(0)
}

/// Returns how well names say one of some phrases, except for the endings; 0 if a word is missing in each.
fn says(names: &[Vec<char>], phrases: &[&[char]]) -> u32 {
    let mut most = 0;
    for word in names.iter().flat_map(|name| words(name)) {
        // Only the ending may differ: nearly all phrases begin otherwise.
        let begins = |phrase: &&&[char]| {
            word.iter()
                .zip(**phrase)
                .take(3)
                .all(|(one, other)| one == other)
        };
        for phrase in phrases.iter().filter(begins) {
            let least = words(phrase).map(|sought| best(names, sought)).min();
            most = most.max(least.filter(|like| *like >= INFLECTED).unwrap_or(0));
        }
    }
    most
}

impl<'s> Sought<'s> {
    /// Collects the meanings of a word. Concepts with exactly this word win over those with a similar one.
    fn new(typed: &'s [char], index: &'s Index) -> Self {
        let (mut called, mut same) = (Vec::new(), Vec::new());
        let mut closest = 1;
        // An empty text is the beginning of every word.
        let concepts = index.concepts.iter().filter(|_| !typed.is_empty());
        for terms in concepts {
            let like = terms.iter().map(|term| likeness(term, typed)).max();
            let like = like.unwrap_or(0);
            if like > closest {
                called.clear();
                same.clear();
                closest = like;
            }
            if like == closest {
                called.extend(terms.first().map(Vec::as_slice));
                same.extend(terms.iter().map(Vec::as_slice));
            }
        }
        Self {
            typed,
            called,
            same,
        }
    }

    /// Returns how well names fit that use another word for it; 0 if they do not.
    fn means(&self, names: &[Vec<char>]) -> u32 {
        match says(names, &self.called) {
            0 if says(names, &self.same) == 0 => 0,
            0 => SAME,
            called => SAME + called,
        }
    }

    /// Returns how well names fit, by the typed word or by another one for it.
    fn in_names(&self, names: &[Vec<char>]) -> u32 {
        let score = best(names, self.typed) * NAME;
        match self.means(names) {
            0 => score,
            means => score.max(means + score.min(EQUAL)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::Feed;
    use crate::feed::text::Text;
    use crate::feed::vocabulary::Kind;
    use crate::i18n::{Concepts, Lang};

    fn example(name: &str) -> (Feed, Clock) {
        let file = format!("{}/feeds/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let (feed, _) = Feed::read(&std::fs::read(file).unwrap()).unwrap();
        let clock = feed.clock(feed.issued.at);
        (feed, clock)
    }

    fn ids(name: &str, lang: Lang, typed: &str) -> Vec<String> {
        let (feed, clock) = example(name);
        let query = Query::default().with_typed(typed);
        let concepts = Concepts::of(lang);
        let id = |found: Found<'_>| match found {
            Found::Entry(entry, _) => entry.id.0.clone(),
            Found::Question(question) => question.id.0.clone(),
        };
        find(&Index::new(&feed, Some(&concepts)), &query, clock)
            .into_iter()
            .map(id)
            .collect()
    }

    fn first(name: &str, typed: &str) -> String {
        ids(name, Lang::De, typed)
            .into_iter()
            .next()
            .unwrap_or_default()
    }

    #[test]
    fn unknown_kinds_and_repeated_ids_are_found() {
        let feed = r#"{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": { "name": "X", "url": "https://x.example/" }, "entries": [
                { "id": "a", "kind": "cabin", "name": "Seilbahn", "state": "closed" },
                { "id": "a", "kind": "service", "name": "Ausweise", "state": "available" } ] }"#;
        let (feed, _) = Feed::read(feed.as_bytes()).unwrap();
        let clock = feed.clock(feed.issued.at);
        for (typed, name) in [("Seilbahn", "Seilbahn"), ("Ausweis", "Ausweise")] {
            let query = Query::default().with_typed(typed);
            let index = Index::new(&feed, None);
            let found = find(&index, &query, clock);
            let [Found::Entry(entry, _)] = found[..] else {
                panic!("{typed} finds {}", found.len());
            };
            assert_eq!(entry.name, Text::plain(name));
        }
    }

    #[test]
    fn a_date_is_found_by_the_rule_that_changed_it() {
        let feed = r#"{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": { "name": "X", "url": "https://x.example/" }, "entries": [
                { "id": "a", "kind": "deadline", "name": "Steuer", "state": "moved",
                    "change": { "by": "um einen Monat", "basis": { "name": "Notverordnung" } } } ] }"#;
        let (feed, _) = Feed::read(feed.as_bytes()).unwrap();
        let query = Query::default().with_typed("Notverordnung");
        let clock = feed.clock(feed.issued.at);
        assert_eq!(find(&Index::new(&feed, None), &query, clock).len(), 1);
    }

    #[test]
    fn everyday_words_find_the_official_entry() {
        for (name, typed, expected) in [
            ("schwerin-2021-10", "Hochzeit", "hochzeiten"),
            ("schwerin-2021-10", "heiraten", "hochzeiten"),
            ("schwerin-2021-10", "Jugendamt", "jugendamt"),
            ("moessingen-2024-02", "Buch verlängern", "verlaengerung"),
            ("moessingen-2024-02", "Perso", "buergerbuero"),
            ("suedwestfalen-2023-11", "Auto anmelden", "kfz"),
            ("suedwestfalen-2023-11", "Geburt", "geburt"),
            ("suedwestfalen-2023-11", "Strafzettel", ""),
        ] {
            assert_eq!(first(name, typed), expected, "{name}: {typed}");
        }
    }

    #[test]
    fn it_is_found_in_the_words_of_every_language() {
        let (schwerin, moessingen) = ("schwerin-2021-10", "moessingen-2024-02");
        for (example, id, typed) in [
            (
                schwerin,
                "hochzeiten",
                ["Hochzeit", "wedding", "düğün", "весілля", "زواج", "свадьба"],
            ),
            (
                schwerin,
                "jugendamt",
                [
                    "Jugendamt",
                    "youth welfare office",
                    "çocuk koruma",
                    "захист дітей",
                    "حماية الأطفال",
                    "защита детей",
                ],
            ),
            (
                moessingen,
                "verlaengerung",
                [
                    "Buch verlängern",
                    "renew",
                    "uzatma",
                    "продовжити",
                    "تمديد",
                    "продлить",
                ],
            ),
            (
                "suedwestfalen-2023-11",
                "kfz",
                [
                    "Auto anmelden",
                    "car registration",
                    "araba",
                    "авто",
                    "سيارة",
                    "машина",
                ],
            ),
            (
                "suedwestfalen-2023-11",
                "geburt",
                ["Geburt", "birth", "dogum", "народження", "ولادة", "рождение"],
            ),
        ] {
            let langs = [
                Lang::DeSimple,
                Lang::En,
                Lang::Tr,
                Lang::Uk,
                Lang::Ar,
                Lang::Ru,
            ];
            for (lang, typed) in langs.into_iter().zip(typed) {
                let found = ids(example, lang, typed);
                let first = found.first().map(String::as_str);
                assert_eq!(first, Some(id), "{lang:?}, {typed}: {found:?}");
            }
        }
    }

    #[test]
    fn spelling_is_forgiven() {
        for typed in [
            "BUECHEREI",
            "bucherei",
            "Büchrei",
            "Stadt-Bücherei",
            "stadtbüch",
            "Bibliotek",
        ] {
            assert_eq!(
                first("moessingen-2024-02", typed),
                "stadtbuecherei",
                "{typed}"
            );
        }
        assert_eq!(first("suedwestfalen-2023-11", "Gebrut"), "geburt");
        assert_eq!(first("moessingen-2024-02", "katalog"), "opac");
        assert_eq!(first("moessingen-2024-02", "email"), "e-mail");
    }

    #[test]
    fn words_that_are_nowhere_do_no_harm() {
        assert_eq!(
            first("suedwestfalen-2023-11", "ich möchte mein Auto anmelden"),
            "kfz"
        );
    }

    #[test]
    fn a_part_that_fits_no_better_is_shown_in_its_whole() {
        let found = ids("moessingen-2024-02", Lang::De, "Stadtbücherei");
        assert_eq!(
            found.iter().filter(|id| *id == "ausleihe").count(),
            0,
            "{found:?}"
        );
    }

    #[test]
    fn a_filter_shows_as_many_as_the_summary_counts() {
        for name in ["schwerin-2021-10", "moessingen-2024-02", "menden-2023-12"] {
            let (feed, clock) = example(name);
            for (level, count) in crate::feed::sections::summary(&feed.entries, clock) {
                let query = Query::default().with_level_toggled(level);
                for lang in Lang::ALL {
                    let concepts = Concepts::of(lang);
                    let index = Index::new(&feed, Some(&concepts));
                    let found = find(&index, &query, clock).len();
                    assert_eq!(found, count, "{name} {level:?} {lang:?}");
                }
            }
        }
    }

    #[test]
    fn alias_without_letters_does_not_disturb_a_filter() {
        let feed = r#"{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": { "name": "X", "url": "https://x.example/" }, "entries": [
            { "id": "a", "kind": "service", "name": "A", "state": "limited", "aliases": ["–"] },
            { "id": "b", "kind": "service", "name": "B", "state": "limited" } ] }"#;
        let (feed, _) = Feed::read(feed.as_bytes()).unwrap();
        let query = Query::default().with_level_toggled(Level::Limited);
        let index = Index::new(&feed, None);
        let found = find(&index, &query, feed.clock(feed.issued.at));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_filter_by_kind_shows_that_kind_only() {
        let (feed, clock) = example("moessingen-2024-02");
        let query = Query::default().with_kind_toggled(Kind::Deadline);
        let index = Index::new(&feed, None);
        let found = find(&index, &query, clock);
        assert!(
            matches!(&found[..], [Found::Entry(entry, wholes)] if entry.id.0 == "mahnungen" && wholes.len() == 1)
        );
    }

    #[test]
    fn name_wins_over_a_mention() {
        let feed = r#"{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": { "name": "X", "url": "https://x.example/" }, "entries": [
            { "id": "a", "kind": "service", "name": "Briefwahl", "state": "limited", "note": "Bitte den Ausweis mitbringen." },
            { "id": "b", "kind": "service", "name": "Ausweis", "state": "limited" },
            { "id": "c", "kind": "service", "name": "Klasse", "state": "limited" },
            { "id": "d", "kind": "service", "name": "Kasse", "state": "limited" } ] }"#;
        let (feed, _) = Feed::read(feed.as_bytes()).unwrap();
        for (typed, expected) in [
            ("Ausweis", ["b"]),
            ("mitbringen", ["a"]),
            ("Kasse", ["d"]),
            ("Klase", ["c"]),
        ] {
            let query = Query::default().with_typed(typed);
            let index = Index::new(&feed, None);
            let found = find(&index, &query, feed.clock(feed.issued.at));
            let ids = found.iter().map(|found| match found {
                Found::Entry(entry, _) => entry.id.0.as_str(),
                Found::Question(question) => question.id.0.as_str(),
            });
            assert_eq!(ids.collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn entry_without_routes_has_those_of_its_whole() {
        let (feed, clock) = example("suedwestfalen-2023-11");
        let query = Query::default().with_typed("Geburt");
        let index = Index::new(&feed, None);
        let found = find(&index, &query, clock);
        assert_eq!(found[0].routes().len(), 1);
    }

    #[test]
    fn a_part_has_no_routes_of_its_whole_that_are_for_other_parts() {
        let routes = |typed: &str| {
            let (feed, clock) = example("moessingen-2024-02");
            let index = Index::new(&feed, None);
            let found = find(&index, &Query::default().with_typed(typed), clock);
            found[0].routes().len()
        };
        assert_eq!(routes("Verlängerung"), 2);
        assert_eq!(routes("Mahnungen"), 0);
    }

    #[test]
    fn entry_with_a_usable_route_comes_first() {
        let entry = |id: &str, route: &str| {
            format!(
                r#"{{ "id": "{id}", "kind": "service", "name": "Ausweis", "state": "limited", "routes": [{route}] }}"#
            )
        };
        let feed = format!(
            r#"{{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": {{ "name": "X", "url": "https://x.example/" }}, "entries": [ {}, {} ] }}"#,
            entry("a", ""),
            entry("b", r#"{ "kind": "phone", "number": "+49 30 1" }"#)
        );
        let (feed, _) = Feed::read(feed.as_bytes()).unwrap();
        let query = Query::default().with_typed("ausweis");
        let index = Index::new(&feed, None);
        let found = find(&index, &query, feed.clock(feed.issued.at));
        assert!(matches!(found[0], Found::Entry(entry, _) if entry.id.0 == "b"));
    }

    #[test]
    fn a_name_says_a_phrase_with_other_endings_and_only_with_all_of_its_words() {
        let said = |name: &str, phrase: &str| says(&[fold(name)], &[&fold(phrase)]);
        assert_eq!(said("Anmeldung", "anmelden"), INFLECTED);
        assert_eq!(said("Auto und Anmeldung", "Auto anmelden"), INFLECTED);
        assert_eq!(said("Anmeldung", "Auto anmelden"), 0);
        assert_eq!(said("Abmeldung", "anmelden"), 0);
    }
}
