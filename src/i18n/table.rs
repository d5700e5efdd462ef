//! One text for each word of a closed list.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
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
    /// Wraps one text for each word, in the order of the list; `table!` is how a language calls it.
    pub(super) const fn new(texts: &'static [&'static str]) -> Self {
        assert!(texts.len() == T::ALL.len());
        Self {
            texts,
            list: PhantomData,
        }
    }

    /// Returns the text for a word, or the publisher's own word where this version does not know it.
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

/// Reads a table that stays as long as the page: the list of its texts is leaked, as the texts themselves are.
impl<T: Vocabulary> Deserialize<'static> for Table<T> {
    fn deserialize<D: Deserializer<'static>>(deserializer: D) -> Result<Self, D::Error> {
        let texts = Texts {
            names: T::NAMES,
        };
        Ok(Self::new(deserializer.deserialize_map(texts)?.leak()))
    }
}

/// Reads an object with exactly these keys into their order. Not generic, so that the core has its code once.
struct Texts {
    names: &'static [&'static str],
}

impl Visitor<'static> for Texts {
    type Value = Vec<&'static str>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "a text for each of {}", self.names.join(", "))
    }

    fn visit_map<A: MapAccess<'static>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut texts = vec![None; self.names.len()];
        while let Some((name, text)) = map.next_entry::<&str, &str>()? {
            match self.names.iter().position(|known| *known == name) {
                Some(place) => texts[place] = Some(text),
                None => return Err(Error::unknown_field(name, self.names)),
            }
        }
        let texts = texts.into_iter().zip(self.names);
        texts
            .map(|(text, name)| text.ok_or_else(|| Error::missing_field(name)))
            .collect()
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
    fn table_is_an_object_by_the_names_of_the_feed() {
        let json = r#"{"done":"erledigt","running":"läuft","planned":"geplant"}"#;
        assert_eq!(serde_json::to_string(&PROGRESS).unwrap(), json);
        let read: Table<Progress> = serde_json::from_str(json).unwrap();
        assert_eq!(read, PROGRESS);
    }

    #[test]
    fn table_with_a_missing_or_an_unknown_word_is_refused() {
        for json in [
            r#"{"done":"erledigt","running":"läuft"}"#,
            r#"{"done":"a","running":"b","planned":"c","dropped":"d"}"#,
        ] {
            assert!(serde_json::from_str::<Table<Progress>>(json).is_err());
        }
    }
}
