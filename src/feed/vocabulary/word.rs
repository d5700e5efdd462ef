//! Words of a closed list, and words that a later version may have added.

use serde::{Serialize, Serializer};

/// A closed list of words, each with its name in the feed.
pub trait Vocabulary: Copy + PartialEq + 'static {
    /// Every word, in the order in which it is documented.
    const ALL: &'static [Self];
    /// Their names in the feed, in the same order.
    const NAMES: &'static [&'static str];
    /// What the list is, for the schema.
    const ABOUT: &'static str;

    /// Returns its position in both lists.
    fn index(self) -> usize;

    /// Returns its name in the feed.
    fn name(self) -> &'static str {
        Self::NAMES[self.index()]
    }

    /// Returns the word with this name.
    fn named(name: &str) -> Option<Self> {
        let place = Self::NAMES.iter().position(|known| *known == name);
        place.map(|place| Self::ALL[place])
    }
}

/// A word of the feed: one that this version knows, or the publisher's own (docs/faults.md, row 15).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word<T> {
    /// A word of the vocabulary.
    Known(T),
    /// Any other, as it was written.
    Other(String),
}

impl<T> Default for Word<T> {
    fn default() -> Self {
        Self::Other(String::new())
    }
}

impl<T: Copy> Word<T> {
    /// Returns the word if this version knows it.
    pub fn known(&self) -> Option<T> {
        match self {
            Self::Known(word) => Some(*word),
            Self::Other(_) => None,
        }
    }
}

impl<T: Vocabulary> Word<T> {
    /// Tells whether it is exactly this word.
    pub fn is(&self, word: T) -> bool {
        self.known() == Some(word)
    }

    /// Returns the word as it is written in the feed.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(word) => word.name(),
            Self::Other(text) => text,
        }
    }
}

impl<T: Vocabulary> From<String> for Word<T> {
    fn from(text: String) -> Self {
        T::named(&text).map_or(Self::Other(text), Self::Known)
    }
}

impl<T: Vocabulary> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Declares a closed list of words. Doc comments become descriptions in the JSON Schema.
macro_rules! vocabulary {
    ($(#[doc = $about:literal])* $name:ident { $($(#[doc = $doc:literal])* $word:ident = $text:literal,)* }) => {
        $(#[doc = $about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[doc = $doc])* $word,)* }

        impl Vocabulary for $name {
            const ALL: &'static [Self] = &[$(Self::$word,)*];
            const NAMES: &'static [&'static str] = &[$($text,)*];
            const ABOUT: &'static str = concat!($($about,)*);

            fn index(self) -> usize {
                self as usize
            }
        }
    };
}
pub(super) use vocabulary;
