//! The search as it was before the index: it reads the feed anew each time. The tests compare both.

use std::rc::Rc;

use super::likeness::{BEGUN, EQUAL, INFLECTED, fold, likeness, words};
use super::{Found, Query};
use crate::feed::requirement::Requirement;
use crate::feed::status::Clock;
use crate::feed::text::Text;
use crate::feed::vocabulary::Level;
use crate::feed::{Entry, Feed, Route};
use crate::i18n::Concepts;

/// The factor for a word in a name. Synonyms, typing errors and other texts score less.
const NAME: u32 = 4;
/// The score of a synonym: less than that of the word itself.
const SAME: u32 = INFLECTED * NAME;

struct Hit<'f> {
    found: Found<'f>,
    /// How many of the typed words are in its names.
    words: usize,
    /// How well it fits.
    score: u32,
}

/// Returns what fits a query, the best first: only results with the most of the typed words, and none that fits far
/// worse than the best. If two fit alike, the one with which a citizen can get help comes first. `concepts` has the
/// words for each thing, once they are loaded.
pub fn find<'f>(
    feed: &'f Feed,
    query: &Query,
    concepts: Option<&Concepts>,
    clock: Clock,
) -> Vec<Found<'f>> {
    let typed = fold(query.typed());
    let search = Search {
        query,
        clock,
        whole: Sought::new(&typed, concepts),
        words: words(&typed)
            .map(|word| Sought::new(word, concepts))
            .collect(),
    };
    let mut hits = Vec::new();
    for entry in &feed.entries {
        search.walk(entry, &[], (0, 0), &mut hits);
    }
    if !query.is_filtered() {
        for question in &feed.faq {
            let names = texts(&question.questions);
            search.judge(
                &names,
                &question.answer.all().collect::<Vec<_>>(),
                &[],
                || Found::Question(question),
                &mut hits,
            );
        }
    }
    let most = hits.iter().map(|hit| hit.words).max().unwrap_or(0);
    hits.retain(|hit| hit.words == most);
    let best = hits.iter().map(|hit| hit.score).max().unwrap_or(0);
    hits.retain(|hit| hit.score * 4 >= best);
    hits.sort_by_key(|hit| {
        let fits = hit.score.min(BEGUN * NAME) / NAME;
        std::cmp::Reverse((fits, hit.found.helps(clock), hit.score))
    });
    hits.into_iter().map(|hit| hit.found).collect()
}

struct Search<'s> {
    query: &'s Query,
    clock: Clock,
    /// The whole typed text.
    whole: Sought,
    /// Each word of it.
    words: Vec<Sought>,
}

/// A word, or the whole typed text, and what it may mean.
struct Sought {
    /// The typed text, folded.
    typed: Vec<char>,
    /// Its usual names, folded: in German, as the towns write.
    called: Vec<Vec<char>>,
    /// All words for the same thing, folded, down to the office that does it.
    same: Vec<Vec<char>>,
}

impl Search<'_> {
    /// Judges an entry and its parts. `whole` holds the number of fitting words and the score plus one of the entry
    /// around it: a part that fits no better is left out, since that entry shows it. A filter by levels alone leaves none
    /// out, since its button counts them.
    fn walk<'f>(
        &self,
        entry: &'f Rc<Entry>,
        wholes: &[&'f Rc<Entry>],
        whole: (usize, u32),
        hits: &mut Vec<Hit<'f>>,
    ) {
        let mut score = whole;
        if self.query.lets_pass(entry, self.clock) {
            let mut names: Vec<&str> = entry.name.all().collect();
            names.extend(entry.aliases.iter().map(String::as_str));
            let mut others = Vec::new();
            let said = [&entry.note, &entry.group, &entry.term]
                .into_iter()
                .flatten()
                .chain(entry.legal_basis().map(|basis| &basis.name));
            let lost = entry.lost.iter();
            let said = said.chain(lost.flat_map(|lost| lost.channel.iter().chain([&lost.action])));
            let needed = entry.scope.iter().flat_map(|scope| &scope.needs);
            let said = said.chain(needed.filter_map(Requirement::text));
            for text in said.chain(entry.routes.iter().flat_map(said_of)) {
                others.extend(text.all());
            }
            let mut around = Vec::new();
            for whole in wholes {
                around.extend(whole.name.all());
                around.extend(whole.aliases.iter().map(String::as_str));
            }
            let before = hits.len();
            let found = || Found::Entry(entry, wholes.to_vec());
            self.judge(&names, &others, &around, found, hits);
            if let Some(hit) = hits.get(before) {
                let own = (hit.words, hit.score + 1);
                if own > score || (self.words.is_empty() && self.query.has_levels()) {
                    score = own;
                } else {
                    hits.pop();
                }
            }
        }
        if self.query.has_levels() && entry.is_over(self.clock) {
            return;
        }
        let mut path = wholes.to_vec();
        path.push(entry);
        for part in &entry.parts {
            self.walk(part, &path, score, hits);
        }
    }

    /// Adds `found` to the hits if it fits by its names or by other texts. `around` are the names of the entries around
    /// it.
    fn judge<'f>(
        &self,
        names: &[&str],
        others: &[&str],
        around: &[&str],
        found: impl FnOnce() -> Found<'f>,
        hits: &mut Vec<Hit<'f>>,
    ) {
        let exactly =
            !self.words.is_empty() && names.iter().any(|name| fold(name) == self.whole.typed);
        let [names, others, around] = [names, others, around].map(|texts| fold(&texts.join(" ")));
        let mut hit = Hit {
            found: found(),
            words: 0,
            score: 0,
        };
        // A fit with the names around it is not enough by itself: it is about those entries. Long texts contain a bit
        // of everything, so their words are not counted.
        let mut fits = self.words.is_empty();
        for sought in &self.words {
            let name = sought.in_names(&names);
            let around = best(&around, &sought.typed);
            let score = name.max(best(&others, &sought.typed));
            fits |= score > 0;
            hit.words += usize::from(name > 0 || around > 0);
            hit.score = hit.score.max(score).max(around);
        }
        let means = self.whole.means(&names);
        if means > 0 {
            fits = true;
            hit.words = self.words.len();
            hit.score = hit.score.max(means);
        }
        if exactly {
            hit.score += EQUAL;
        }
        if !fits {
            return;
        }
        hits.push(hit);
    }
}

fn texts(texts: &[Text]) -> Vec<&str> {
    texts.iter().flat_map(Text::all).collect()
}

fn said_of(route: &Route) -> impl Iterator<Item = &Text> {
    let names = [&route.name, &route.place].into_iter().flatten();
    let said = [&route.purpose, &route.note].into_iter().flatten();
    names.map(|name| &**name).chain(said)
}

/// Returns how well the best word of a text fits.
fn best(text: &[char], sought: &[char]) -> u32 {
    let fits = words(text).map(|word| likeness(word, sought));
    fits.max().unwrap_or(0)
}

/// Returns how well a text has all words of a phrase, except for their endings; 0 if one is missing.
fn says(text: &[char], phrase: &[char]) -> u32 {
    let least = words(phrase).map(|sought| best(text, sought)).min();
    least.filter(|like| *like >= INFLECTED).unwrap_or(0)
}

impl Sought {
    /// Collects the meanings of a word. Concepts with exactly this word win over those with a similar one.
    fn new(typed: &[char], concepts: Option<&Concepts>) -> Self {
        let (mut called, mut same) = (Vec::new(), Vec::new());
        let mut closest = 1;
        // An empty text is the beginning of every word.
        let concepts = concepts.filter(|_| !typed.is_empty());
        for terms in concepts.into_iter().flat_map(Concepts::groups) {
            let terms: Vec<Vec<char>> = terms.iter().map(|term| fold(term)).collect();
            let like = terms.iter().map(|term| likeness(term, typed)).max();
            let like = like.unwrap_or(0);
            if like > closest {
                called.clear();
                same.clear();
                closest = like;
            }
            if like == closest {
                called.extend(terms.first().cloned());
                same.extend(terms);
            }
        }
        Self {
            typed: typed.to_vec(),
            called,
            same,
        }
    }

    /// Returns how well names fit that use another word for it; 0 if they do not.
    fn means(&self, names: &[char]) -> u32 {
        let among = |words: &[Vec<char>]| words.iter().map(|word| says(names, word)).max();
        match (among(&self.called), among(&self.same)) {
            (Some(called), _) if called > 0 => SAME + called,
            (_, Some(same)) if same > 0 => SAME,
            _ => 0,
        }
    }

    /// Returns how well names fit, by the typed word or by another one for it.
    fn in_names(&self, names: &[char]) -> u32 {
        let score = best(names, &self.typed) * NAME;
        match self.means(names) {
            0 => score,
            means => score.max(means + score.min(EQUAL)),
        }
    }
}
