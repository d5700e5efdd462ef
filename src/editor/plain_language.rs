//! Finds what makes a text hard for citizens. A false alarm costs more trust than a miss, so it is silent where it is
//! not sure.

mod abbreviations;
mod sentences;
#[cfg(test)]
mod tests;
mod wording;

use self::abbreviations::{Abbreviation, abbreviations};
use self::sentences::{count_words, sentences};
use self::wording::said;
use super::words::UiLang;
use crate::feed::Feed;
use crate::feed::check::numbers;
use crate::feed::decode::{Decode as _, Place, Severity, Step};
use crate::feed::text::Text;
use crate::report::Finding;

/// The longest sentence that most people read at once, in words.
const LONGEST_SENTENCE: usize = 25;

/// So many words of a long sentence are quoted.
const QUOTED: usize = 6;

/// Words that are written large to be louder.
const SHOUTED: [&str; 14] = [
    "ACHTUNG",
    "BITTE",
    "CLOSED",
    "HINWEIS",
    "IMPORTANT",
    "KEIN",
    "KEINE",
    "NICHT",
    "NOT",
    "NUR",
    "ONLY",
    "PLEASE",
    "SOFORT",
    "WICHTIG",
];

/// What is said of a link instead of where it leads.
const HERE: [&str; 12] = [
    "klicken sie hier",
    "klicken sie bitte hier",
    "hier klicken",
    "klick hier",
    "diesem link",
    "diesen link",
    "folgendem link",
    "folgenden link",
    "click here",
    "this link",
    "following link",
    "press here",
];

/// Names of a link that say the same as none.
const NO_NAME: [&str; 9] = [
    "hier",
    "link",
    "mehr",
    "mehr infos",
    "weiterlesen",
    "here",
    "more",
    "more info",
    "read more",
];

/// Words around a number that do not say whose it is.
const AROUND_A_NUMBER: [&str; 32] = [
    "am",
    "an",
    "bitte",
    "call",
    "das",
    "der",
    "die",
    "dienstlich",
    "erreichbar",
    "fax",
    "handy",
    "ist",
    "lautet",
    "mobil",
    "nr",
    "number",
    "nummer",
    "oder",
    "or",
    "phone",
    "please",
    "rufen",
    "rufnummer",
    "sie",
    "tel",
    "telefon",
    "telefonisch",
    "telefonnummer",
    "telephone",
    "the",
    "und",
    "unter",
];

/// What makes a text hard to read.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Hurdle<'t> {
    /// A sentence: how it begins, and its number of words.
    Long(String, usize),
    /// A link by a word that does not say where it leads.
    Here(&'t str),
    /// A telephone number of nobody.
    Bare(String),
    /// Words in capitals.
    Shouted(String),
    /// Several exclamation marks.
    Marks,
    /// An abbreviation that few people know.
    Short(Abbreviation),
}

/// Returns a hint for each hurdle in the German and English texts of a feed, in the order of the feed.
pub fn hurdles(feed: &Feed, lang: UiLang) -> Vec<Finding> {
    let mut findings = Vec::new();
    feed.visit_texts(&Place::ROOT, &mut |text, place| {
        let place = place.steps();
        for (tag, version) in text.versions() {
            let spoken = if tag.is_empty() { feed.lang() } else { tag };
            if !matches!(spoken.split('-').next(), Some("de" | "en")) {
                continue;
            }
            let mut at = place.clone();
            // A text without versions has no tag of its own.
            at.extend((!tag.is_empty()).then(|| Step::Key(tag.to_owned())));
            for hurdle in in_text(feed, text, version, &place) {
                findings.push(Finding {
                    at: at.clone(),
                    severity: Severity::Warning,
                    text: said(&hurdle, lang),
                    name: name(feed, &place),
                });
            }
        }
    });
    findings
}

fn in_text<'t>(feed: &Feed, text: &Text, version: &'t str, at: &[Step]) -> Vec<Hurdle<'t>> {
    let mut found = Vec::new();
    found.extend(here(version));
    if version.contains("!!") || version.contains("! !") {
        found.push(Hurdle::Marks);
    }
    // Who is called so cannot help it.
    if !text.is_name() {
        found.extend(sentences(version).into_iter().find_map(shouted));
        let known = |short: &Abbreviation| {
            let mut terms = feed.glossary.iter().flat_map(|term| term.term.all());
            terms.any(|term| term.contains(short.short))
        };
        let short = abbreviations(version).filter(|short| !known(short));
        found.extend(short.map(Hurdle::Short));
    }
    // Beside the name of an entry one number is that entry's.
    let allowed = usize::from(is_in_entry(at));
    for sentence in sentences(version) {
        let words = count_words(sentence);
        if words > LONGEST_SENTENCE {
            let begins: Vec<&str> = sentence.split_whitespace().take(QUOTED).collect();
            found.push(Hurdle::Long(begins.join(" "), words));
        }
        let numbers = numbers(sentence, feed.country());
        if numbers.len() > allowed && is_about_numbers(sentence) {
            found.extend(numbers.into_iter().next().map(Hurdle::Bare));
        }
    }
    found
}

fn here(text: &str) -> Option<Hurdle<'_>> {
    let plain = text.trim_matches(|char: char| !char.is_alphanumeric());
    if NO_NAME.contains(&plain.to_lowercase().as_str()) {
        return Some(Hurdle::Here(plain));
    }
    // Lower case may be longer, so the place is looked for in the text itself.
    let starts = |phrase: &&str| {
        text.char_indices().find_map(|(at, _)| {
            let part = text.get(at..at + phrase.len())?;
            part.eq_ignore_ascii_case(phrase).then_some(part)
        })
    };
    HERE.iter().find_map(starts).map(Hurdle::Here)
}

/// Returns the first words in capitals of a sentence: one that is meant to be loud, a long one, or several together.
/// Others are names of authorities and systems, nearly always.
fn shouted(sentence: &str) -> Option<Hurdle<'_>> {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let bare = |word: &'_ str| {
        word.trim_matches(|char: char| !char.is_alphanumeric())
            .to_owned()
    };
    let length = |word: &str| match word.chars().all(char::is_uppercase) {
        true => word.chars().count(),
        false => 0,
    };
    let is_loud = |run: &&[&str]| {
        let run: Vec<String> = run.iter().map(|word| bare(word)).collect();
        let longest = run
            .iter()
            .map(|word| length(word))
            .max()
            .unwrap_or_default();
        let shouted = run.iter().any(|word| SHOUTED.contains(&word.as_str()));
        shouted || longest > 6 || (run.len() > 1 && longest > 4)
    };
    let runs = words.chunk_by(|one, other| length(one) > 1 && length(&bare(other)) > 1);
    let loud = runs.into_iter().find(is_loud)?;
    let run: Vec<String> = loud.iter().map(|word| bare(word)).collect();
    Some(Hurdle::Shouted(run.join(" ")))
}

/// Tells whether a sentence has nothing but numbers and words that say nothing of whose they are.
fn is_about_numbers(sentence: &str) -> bool {
    let words = sentence.split(|char: char| !char.is_alphanumeric());
    let mut words = words.filter(|word| word.contains(char::is_alphabetic));
    words.all(|word| AROUND_A_NUMBER.contains(&word.to_lowercase().as_str()))
}

fn is_in_entry(at: &[Step]) -> bool {
    matches!(at, [Step::Key(list), Step::Index(_), ..] if list == "entries")
}

/// Returns the name of the entry that a place belongs to. For a part, its whole comes first.
fn name(feed: &Feed, at: &[Step]) -> Option<String> {
    let (mut list, mut names) = (&feed.entries, Vec::new());
    let (pairs, _) = at.as_chunks::<2>();
    for pair in pairs {
        let [Step::Key(key), Step::Index(index)] = pair else {
            break;
        };
        let entry = list
            .get(*index)
            .filter(|_| key == "entries" || key == "parts");
        let Some(entry) = entry else {
            break;
        };
        names.push(entry.name.version(feed.lang(), feed.lang()).text);
        list = &entry.parts;
    }
    names.retain(|name| !name.is_empty());
    (!names.is_empty()).then(|| names.join(", "))
}
