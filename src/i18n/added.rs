//! What the widget says by itself, found by its marks in `words.rs`: for the documentation's list, and for a preview that
//! tells it apart from the publisher's words.

use std::sync::LazyLock;

use super::words::{ADDED, Texts};
use super::{Lang, Language, Words};

/// Encloses what the widget says by itself in the [`Lang::marked_words`]. Unicode reserves them for such
/// use inside of a program, so no text needs them.
pub const MARKS: (char, char) = ('\u{fdd0}', '\u{fdd1}');

/// The words of each language with [`MARKS`], made once.
static MARKED: LazyLock<[Words; Lang::ALL.len()]> =
    LazyLock::new(|| Lang::ALL.map(|lang| marked(lang.words(), MARKS)));

/// The words of each language with brackets in the same places, made once.
static BRACKETED: LazyLock<[Words; Lang::ALL.len()]> =
    LazyLock::new(|| Lang::ALL.map(|lang| marked(lang.words(), ('[', ']'))));

impl Lang {
    /// Returns its words, with [`MARKS`] around what the widget says by itself. Not for the widget.
    pub fn marked_words(self) -> &'static Words {
        &MARKED[self as usize]
    }

    /// Returns its words, with brackets around what the widget says by itself, for people to see. Not for the widget.
    pub fn bracketed_words(self) -> &'static Words {
        &BRACKETED[self as usize]
    }
}

impl Language {
    /// Returns what the widget, the poster and the emergency page say by themselves, each with its name: `expired`,
    /// `phase.acute`, `poster.valid`.
    pub fn added(&self) -> Vec<(String, &'static str)> {
        let texts = Texts::from(self.words.clone());
        let mut added: Vec<(String, &'static str)> = Vec::new();
        for (name, text) in texts.texts {
            if ADDED.contains(&name) {
                added.push((name.to_owned(), text));
            }
        }
        for (table, words) in texts.tables {
            for (word, text) in words {
                let name = format!("{table}.{word}");
                if is_added(table, &name) {
                    added.push((name, text));
                }
            }
        }
        added.extend(
            [
                ("element.loading", self.element.loading),
                ("element.failed", self.element.failed),
                ("poster.valid", self.poster.valid),
                ("poster.newest", self.poster.newest),
                ("page.saved", self.page.saved),
            ]
            .map(|(name, text)| (name.to_owned(), text)),
        );
        // A language need not have each form of a number.
        added.retain(|(_, text)| !text.is_empty());
        added
    }
}

/// Tells whether a word of a table has the mark, alone or with the whole table.
fn is_added(table: &str, name: &str) -> bool {
    ADDED.contains(&table) || ADDED.contains(&name)
}

fn marked(words: &Words, (start, end): (char, char)) -> Words {
    let mark = |text: &mut &'static str| {
        if !text.is_empty() {
            *text = format!("{start}{text}{end}").leak();
        }
    };
    let mut texts = Texts::from(words.clone());
    for (name, text) in &mut texts.texts {
        if ADDED.contains(name) {
            mark(text);
        }
    }
    for (table, words) in &mut texts.tables {
        for (word, text) in words {
            let name = format!("{table}.{word}");
            if is_added(table, &name) {
                mark(text);
            }
        }
    }
    // They have the same names as before, so none is missing.
    Words::of_texts(&texts).unwrap_or_else(|_| words.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::vocabulary::{Phase, RouteKind};

    #[test]
    fn what_the_widget_says_by_itself_is_marked_and_nothing_else_is_changed() {
        for lang in Lang::ALL {
            let (plain, marked) = (lang.words(), lang.marked_words());
            let said = |text: &str| format!("\u{fdd0}{text}\u{fdd1}");
            assert_eq!(marked.expired, said(plain.expired));
            assert_eq!(marked.phase[Phase::Acute], said(plain.phase[Phase::Acute]));
            let routes = (&plain.route, &marked.route);
            let automatic = RouteKind::Automatic;
            assert_eq!(routes.1[automatic], said(routes.0[automatic]));
            assert_eq!(routes.1[RouteKind::Phone], routes.0[RouteKind::Phone]);
            assert_eq!(marked.retry, plain.retry);
            let unmarked = serde_json::to_string(marked).unwrap();
            let unmarked = unmarked.replace(['\u{fdd0}', '\u{fdd1}'], "");
            assert_eq!(unmarked, serde_json::to_string(plain).unwrap());
        }
    }

    #[test]
    fn all_languages_say_the_same_things_by_themselves() {
        let names = |lang: Lang| {
            let added = lang.language().added().into_iter();
            // Languages differ in the forms of their numbers.
            let names = added.filter(|(name, _)| !name.starts_with("updated_count."));
            names.map(|(name, _)| name).collect::<Vec<_>>()
        };
        for name in ["expired", "phase.over", "route.automatic", "poster.valid"] {
            assert!(names(Lang::De).contains(&name.to_owned()), "{name}");
        }
        for lang in Lang::ALL {
            assert_eq!(names(lang), names(Lang::De), "{lang:?}");
        }
    }
}
