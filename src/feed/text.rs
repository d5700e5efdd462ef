//! Texts by language, cleaned of characters that could disturb the page or deceive a reader.

use std::ops::Deref;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// The longest text in characters; the rest is cut. A notice's longest paragraph has 900, and a screen holds no more.
pub const MAX_TEXT: usize = 4_000;

/// One text in one or several languages.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Text {
    /// By language tag, in the order of the file; the empty tag is the feed's own language.
    versions: Vec<(String, String)>,
    /// The tags whose text a machine translated.
    machine: Vec<String>,
    /// Whether it is a proper name, which reads the same in each language.
    is_name: bool,
}

/// A proper name or an address. As a plain string it reads the same in each language; by language it is a text.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Name(Text);

impl From<Text> for Name {
    fn from(mut text: Text) -> Self {
        text.is_name = text.versions.iter().all(|(tag, _)| tag.is_empty());
        Self(text)
    }
}

impl Deref for Name {
    type Target = Text;

    fn deref(&self) -> &Text {
        &self.0
    }
}

/// The version of a [`Text`] for one reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version<'a> {
    /// The words.
    pub text: &'a str,
    /// Their language tag; empty for the feed's own language.
    pub lang: &'a str,
    /// Whether a machine translated them.
    pub machine: bool,
}

impl Text {
    /// Makes a text in the feed's own language.
    pub fn plain(text: &str) -> Self {
        Self::new(vec![(String::new(), text.to_owned())], Vec::new())
    }

    /// Makes a text from versions by tag and the tags of machine translations. Every version is cleaned, and keeps its
    /// author's isolates and marks of direction as far as they end within it.
    pub fn new(versions: Vec<(String, String)>, machine: Vec<String>) -> Self {
        let versions = versions
            .into_iter()
            .map(|(tag, text)| (tag, cleaned(&text, true)))
            .collect();
        Self {
            versions,
            machine,
            is_name: false,
        }
    }

    /// Tells whether it is a proper name, which needs no translation.
    pub fn is_name(&self) -> bool {
        self.is_name
    }

    /// Tells whether a reader of `wanted` gets a machine's translation.
    pub fn is_by_machine(&self, wanted: &str, own: &str) -> bool {
        !self.machine.is_empty() && self.version(wanted, own).machine
    }

    /// Returns the version for a reader of `wanted` in a feed written in `own`: the same tag, else the same language,
    /// else the feed's own, else the first one.
    pub fn version(&self, wanted: &str, own: &str) -> Version<'_> {
        let tag_of = |tag: &str| -> String { if tag.is_empty() { own } else { tag }.to_owned() };
        let by =
            |fits: &dyn Fn(&str) -> bool| self.versions.iter().find(|(tag, _)| fits(&tag_of(tag)));
        let found = by(&|tag| tag.eq_ignore_ascii_case(wanted))
            .or_else(|| by(&|tag| !simple(tag) && primary(tag) == primary(wanted)))
            .or_else(|| by(&|tag| tag.eq_ignore_ascii_case(own)))
            .or_else(|| self.versions.first());
        found.map_or(
            Version {
                text: "",
                lang: "",
                machine: false,
            },
            |(tag, text)| Version {
                text,
                lang: tag,
                machine: self.machine.contains(tag),
            },
        )
    }

    /// Returns all versions, whatever their language.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.versions.iter().map(|(_, text)| text.as_str())
    }

    /// Returns each version with its language tag, which is empty for the feed's own language.
    pub fn versions(&self) -> impl Iterator<Item = (&str, &str)> {
        let versions = self.versions.iter();
        versions.map(|(tag, text)| (tag.as_str(), text.as_str()))
    }

    /// Tells whether every version is empty.
    pub fn is_empty(&self) -> bool {
        self.versions.iter().all(|(_, text)| text.is_empty())
    }

    /// Tells whether there is a version in exactly this tag. `own` is the feed's own language.
    pub fn speaks(&self, tag: &str, own: &str) -> bool {
        self.versions
            .iter()
            .any(|(have, _)| have == tag || (have.is_empty() && tag == own))
    }
}

impl Serialize for Text {
    /// Writes a string where there is one text in the feed's own language, else an object by language tag.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let ([(tag, text)], []) = (&self.versions[..], &self.machine[..])
            && tag.is_empty()
        {
            return serializer.serialize_str(text);
        }
        let mut map = serializer.serialize_map(None)?;
        for (tag, text) in &self.versions {
            map.serialize_entry(tag, text)?;
        }
        if !self.machine.is_empty() {
            map.serialize_entry("machine", &self.machine)?;
        }
        map.end()
    }
}

/// Tells whether a text in the language of one tag is what a reader of another one asked for, whatever the region.
pub fn is_same_language(one: &str, other: &str) -> bool {
    let same = !simple(one) && !simple(other) && primary(one) == primary(other);
    same || one.eq_ignore_ascii_case(other)
}

/// Tells whether a tag stands for Leichte Sprache. A reader of the plain language did not ask for it.
fn simple(tag: &str) -> bool {
    tag.ends_with("-simple")
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Tells whether a language is written from right to left. Of the languages in which towns publish these are Arabic,
/// Central Kurdish, Dari and Persian, Hebrew, Pashto and Urdu.
pub fn is_rtl(tag: &str) -> bool {
    ["ar", "ckb", "fa", "he", "ps", "ur"].contains(&primary(tag))
}

/// Removes invisible characters that affect the text around them (control characters, bidirectional overrides, isolates
/// and marks, zero-width spaces and tags: docs/faults.md, row 18), trims, and cuts at [`MAX_TEXT`] characters.
/// Zero-width joiners stay: Persian and Indic scripts and emoji need them.
pub fn clean(text: &str) -> String {
    cleaned(text, false)
}

/// Cleans a text like [`clean`], but keeps its author's isolates and `marks` of direction. An isolate that is left open
/// is closed, and an end without a beginning is removed: both would reach the text around.
fn cleaned(text: &str, marks: bool) -> String {
    let mut kept = String::with_capacity(text.len().min(MAX_TEXT * 4));
    let (mut count, mut open) = (0, 0);
    for char in text.chars() {
        let char = match char {
            '\t' => ' ',
            '\u{2028}' | '\u{2029}' => '\n',
            char => char,
        };
        match char {
            '\u{2066}'..='\u{2068}' if marks => open += 1,
            '\u{2069}' if marks && open > 0 => open -= 1,
            '\u{61c}' | '\u{200e}' | '\u{200f}' if marks => {}
            _ if deceives(char) || (count == 0 && char.is_whitespace()) => continue,
            _ if count == MAX_TEXT => {
                kept.push('…');
                break;
            }
            _ => count += 1,
        }
        kept.push(char);
    }
    if count == 0 {
        return String::new();
    }
    kept.truncate(kept.trim_end().len());
    for _ in 0..open {
        kept.push('\u{2069}');
    }
    kept
}

fn deceives(char: char) -> bool {
    matches!(char,
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(versions: &[(&str, &str)]) -> Text {
        let versions = versions
            .iter()
            .map(|(tag, text)| (tag.to_string(), text.to_string()))
            .collect();
        Text::new(versions, vec!["en".into()])
    }

    #[test]
    fn a_reader_gets_their_language_else_the_feeds() {
        let both = text(&[("de", "geschlossen"), ("en", "closed")]);
        assert_eq!(both.version("en-GB", "de").text, "closed");
        assert!(both.version("en", "de").machine);
        assert_eq!(both.version("tr", "de").lang, "de");
        assert_eq!(Text::plain("zu").version("en", "de").text, "zu");
    }

    #[test]
    fn easy_language_is_for_those_who_ask_for_it() {
        let both = text(&[("de-simple", "Die Bücherei ist zu."), ("de", "geschlossen")]);
        assert_eq!(both.version("de", "de").text, "geschlossen");
        assert_eq!(both.version("de-AT", "de").text, "geschlossen");
        assert_eq!(both.version("de-simple", "de").text, "Die Bücherei ist zu.");
    }

    #[test]
    fn some_languages_are_written_from_right_to_left() {
        assert!(is_rtl("ar") && is_rtl("fa-AF"));
        assert!(!is_rtl("de") && !is_rtl("tr-TR"));
    }

    #[test]
    fn deceptive_characters_are_removed() {
        assert_eq!(
            clean(" a\u{202e}b\u{200b}c\u{0}\td\u{2066}\n e "),
            "abc d\n e"
        );
        assert_eq!(clean("\u{200b} \u{feff}"), "");
        assert_eq!(clean("a\u{2028}b"), "a\nb");
        assert_eq!(clean("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }

    #[test]
    fn row_18_isolates_and_marks_stay_in_texts_as_far_as_they_end_there() {
        let of = |text: &str| Text::plain(text).version("de", "de").text.to_owned();
        assert_eq!(
            of("a \u{2066}1-2\u{2069} \u{200e}b"),
            "a \u{2066}1-2\u{2069} \u{200e}b"
        );
        assert_eq!(of("a\u{202e}b\u{202c}\u{2067}c"), "ab\u{2067}c\u{2069}");
        assert_eq!(of("a\u{2069}b"), "ab");
        assert!(Text::plain("\u{200e} \u{2066}\u{2069}").is_empty());
        let long = of(&format!("\u{2066}{}\u{2069}", "ü".repeat(100_000)));
        assert!(long.ends_with("…\u{2069}"));
    }

    #[test]
    fn long_text_is_cut() {
        let long = clean(&"ü".repeat(100_000));
        assert_eq!(long.chars().count(), MAX_TEXT + 1);
        assert!(long.ends_with('…'));
    }
}
