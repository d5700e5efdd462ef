//! One text for each word of a closed list.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;

use serde::ser::{Serialize, Serializer};

use crate::feed::vocabulary::{Vocabulary, Word};

/// The texts for a closed list: `words.state[State::Open]`. A file has them as an object by the names of the words.
#[derive(Clone, Copy, PartialEq)]
pub struct Table<T> {
    /// In the order of the list.
    texts: &'static [&'static str],
    list: PhantomData<T>,
}

impl<T: Vocabulary> Table<T> {
    /// Wraps one text for each word, in the order of the list. Languages use it by `table!`.
    pub(super) const fn new(texts: &'static [&'static str]) -> Self {
        assert!(texts.len() == T::ALL.len());
        Self {
            texts,
            list: PhantomData,
        }
    }

    /// Makes a table from texts by the names of their words. Returns `None` if one is missing.
    pub(super) fn of_names(texts: &BTreeMap<&'static str, &'static str>) -> Option<Self> {
        let texts: Option<Vec<&'static str>> = T::NAMES
            .iter()
            .map(|name| texts.get(name).copied())
            .collect();
        Some(Self::new(texts?.leak()))
    }

    /// Returns the texts by the names of their words.
    pub(super) fn by_name(&self) -> BTreeMap<&'static str, &'static str> {
        self.iter()
            .map(|(word, text)| (word.name(), text))
            .collect()
    }

    /// Returns the text for a word, or the publisher's own word if this version does not know it.
    pub fn text<'w>(&self, word: &'w Word<T>) -> &'w str {
        match word {
            Word::Known(word) => self[*word],
            Word::Other(word) => word,
        }
    }

    /// Returns each word with its text.
    pub fn iter(&self) -> impl Iterator<Item = (T, &'static str)> {
        T::ALL.iter().map(|word| (*word, self[*word]))
    }
}

impl<T: Vocabulary> Index<T> for Table<T> {
    type Output = &'static str;

    fn index(&self, word: T) -> &Self::Output {
        &self.texts[word.index()]
    }
}

impl<T: Vocabulary> fmt::Debug for Table<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = self.iter().map(|(word, text)| (word.name(), text));
        out.debug_map().entries(named).finish()
    }
}

impl<T: Vocabulary> Serialize for Table<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(word, text)| (word.name(), text)))
    }
}

/// Makes a [`Table`]; a word of the list that has no text does not compile.
macro_rules! table {
    ($list:ident { $($word:ident: $text:literal,)* }) => {{
        const _: fn($list) = |word| match word { $($list::$word => {})* };
        const TEXTS: [&str; <$list as crate::feed::vocabulary::Vocabulary>::ALL.len()] = {
            let mut texts = [""; <$list as crate::feed::vocabulary::Vocabulary>::ALL.len()];
            $(texts[$list::$word as usize] = $text;)*
            texts
        };
        crate::i18n::Table::new(&TEXTS)
    }};
}
pub(super) use table;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::vocabulary::Progress;

    const PROGRESS: Table<Progress> = table!(Progress {
        Planned: "geplant",
        Done: "erledigt",
        Running: "läuft",
    });

    #[test]
    fn text_is_found_by_its_word() {
        assert_eq!(PROGRESS[Progress::Done], "erledigt");
        assert_eq!(PROGRESS.text(&Word::Known(Progress::Planned)), "geplant");
        let own = Word::Other("ruht".to_owned());
        assert_eq!(PROGRESS.text(&own), "ruht");
    }

    #[test]
    fn texts_are_found_by_name_and_none_may_be_missing() {
        let mut texts = PROGRESS.by_name();
        assert_eq!(texts["running"], "läuft");
        assert_eq!(Table::of_names(&texts), Some(PROGRESS));
        texts.remove("running");
        assert_eq!(Table::<Progress>::of_names(&texts), None);
    }
}
