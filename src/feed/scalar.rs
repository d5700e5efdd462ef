//! Ids, tags of languages and countries, and numbers: the contract's small types, each with the one form that it allows.

use serde::Serialize;

/// The highest [`Count`]: above it, not every JSON reader keeps a number exact (row 17).
pub const MAX_COUNT: u64 = (1 << 53) - 1;

/// The name of an entry, a question or a feed: it stands in links, so it has few characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Id(pub String);

impl Id {
    /// Parses 1 to 64 of `a-z 0-9 . _ -`, the first a letter or a digit.
    pub fn parse(text: &str) -> Option<Self> {
        let inside = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b);
        let fits = (1..=64).contains(&text.len())
            && text.bytes().all(inside)
            && !text.starts_with(['.', '_', '-']);
        fits.then(|| Self(text.to_owned()))
    }
}

/// A language tag of the form of BCP 47: `de`, `de-simple`, `zh-Hant`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Language(pub String);

impl Language {
    /// Parses a tag. Only its form is checked, not whether the language exists.
    pub fn parse(text: &str) -> Option<Self> {
        is_language(text).then(|| Self(text.to_owned()))
    }
}

/// Tells whether a text has the form of a language tag.
pub(crate) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let letters = |part: &str| {
        (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    parts.next().is_some_and(|first| {
        first.len() <= 3 && letters(first) && first.bytes().all(|b| b.is_ascii_lowercase())
    }) && parts.all(letters)
}

/// A country by its code of two capitals (ISO 3166-1): `DE`, `AT`. Germany where nothing is said.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Country([u8; 2]);

impl Country {
    /// Parses a code. Only its form is checked, not whether the country exists.
    pub fn parse(text: &str) -> Option<Self> {
        let code: [u8; 2] = text.as_bytes().try_into().ok()?;
        code.iter()
            .all(u8::is_ascii_uppercase)
            .then_some(Self(code))
    }

    /// Returns the code.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl Default for Country {
    fn default() -> Self {
        Self(*b"DE")
    }
}

impl std::fmt::Debug for Country {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.as_str())
    }
}

impl Serialize for Country {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Declares whole numbers, each with its smallest and its largest value.
macro_rules! numbers {
    ($($(#[doc = $about:literal])* $type:ident = $min:expr, $max:expr;)*) => {$(
        $(#[doc = $about])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        pub struct $type(pub u64);

        impl $type {
            /// The smallest value.
            pub const MIN: u64 = $min;
            /// The largest value.
            pub const MAX: u64 = $max;

            /// Returns the number if it lies within the bounds.
            pub fn new(number: u64) -> Option<Self> {
                (Self::MIN..=Self::MAX).contains(&number).then_some(Self(number))
            }
        }
    )*};
}

numbers! {
    /// The number of a publication, or a rank: up to 2^53 − 1, which every JSON reader keeps exact (row 17).
    Count = 0, MAX_COUNT;
    /// A share of a hundred.
    Percent = 0, 100;
    /// The major version of the contract that the feed is written for.
    Version = 1, 1;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_fits_into_a_link() {
        let longest = "a".repeat(64);
        for id in ["a", "0", "stadtbuecherei", "a-b_c.d", &longest] {
            assert_eq!(Id::parse(id), Some(Id(id.into())), "{id}");
        }
        for id in ["", "A", "ä", "-a", ".a", "_a", "a b", &"a".repeat(65)] {
            assert_eq!(Id::parse(id), None, "{id}");
        }
    }

    #[test]
    fn a_language_tag_has_its_form() {
        for tag in ["de", "gsw", "de-simple", "zh-Hant", "de-AT-1996"] {
            assert!(is_language(tag), "{tag}");
        }
        for tag in ["", "d", "DE", "Deutsch", "de_AT", "de-", "de-a", "machine"] {
            assert!(!is_language(tag), "{tag}");
        }
    }

    #[test]
    fn a_country_is_two_capitals() {
        assert_eq!(Country::parse("AT").unwrap().as_str(), "AT");
        assert_eq!(Country::default().as_str(), "DE");
        for code in ["", "A", "at", "AUT", "Ö", "D1", "D "] {
            assert_eq!(Country::parse(code), None, "{code}");
        }
    }

    #[test]
    fn numbers_keep_their_bounds() {
        assert_eq!(Count::new(MAX_COUNT), Some(Count(MAX_COUNT)));
        assert_eq!(Count::new(MAX_COUNT + 1), None);
        assert_eq!(
            (Percent::new(100), Percent::new(101)),
            (Some(Percent(100)), None)
        );
        assert_eq!((Version::new(0), Version::new(2)), (None, None));
    }
}
