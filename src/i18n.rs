//! Everything that is known of a language, and the choice of one.
//!
//! A new language is a file beside `de.rs` and a line in [`Lang`]'s list. The compiler names every text that it lacks.
//!
//! The core that browsers load has [`GERMAN`]; every other language is a file of its own ([`Lang::file`],
//! [`LanguageFile`]), so that nobody downloads a language that is not used on the page. The core never calls
//! [`Lang::language`], and so the linker leaves the other languages out.

#[cfg(feature = "publishing")]
mod added;
#[cfg(test)]
mod agreement;
#[cfg(feature = "publishing")]
pub mod calendar;
mod clock;
mod file;
mod format;
mod language;
mod synonyms;
mod table;
mod template;
mod words;

#[cfg(feature = "publishing")]
pub use added::MARKS;
pub use clock::clock_time;
pub use file::LanguageFile;
pub use format::{DateFormatter, Plural, RelativeFormatter, Unit, counted};
pub use language::{CalendarWords, ElementWords, Language, NewsWords, PageWords, PosterWords};
pub use synonyms::{Concept, Concepts};
pub use table::Table;
pub use template::{Piece, fill, pieces};
pub use words::Words;

use crate::feed::text::is_rtl;

/// Declares [`Lang`] and loads the file of each language.
macro_rules! languages {
    ($($(#[$attribute:meta])? $lang:ident: $about:literal in $file:ident,)*) => {
        $(mod $file;)*

        /// A language of the widget.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
        pub enum Lang {
            $(#[doc = $about] $(#[$attribute])? $lang,)*
        }

        impl Lang {
            /// All languages, in the order in which the reader may choose.
            pub const ALL: [Self; [$(Self::$lang),*].len()] = [$(Self::$lang),*];

            /// Returns its tag (BCP 47).
            pub fn tag(self) -> &'static str {
                match self { $(Self::$lang => const { $file::LANGUAGE.tag },)* }
            }

            /// Returns its name in that language.
            pub fn name(self) -> &'static str {
                match self { $(Self::$lang => const { $file::LANGUAGE.name },)* }
            }

            /// Returns the locale for formatting its dates.
            pub fn locale(self) -> &'static str {
                match self { $(Self::$lang => const { $file::LANGUAGE.locale },)* }
            }

            /// Returns everything that is known of the language. Not for the widget: this links every language.
            pub fn language(self) -> &'static Language {
                match self { $(Self::$lang => &$file::LANGUAGE,)* }
            }
        }
    };
}

languages! {
    #[default] De: "German." in de,
    DeSimple: "German in Leichte Sprache." in de_simple,
    En: "English." in en,
    Tr: "Turkish." in tr,
    Uk: "Ukrainian." in uk,
    Ar: "Arabic." in ar,
    Ru: "Russian." in ru,
}

/// The words of German, which need no file.
pub static GERMAN: Words = de::LANGUAGE.words;

impl Lang {
    /// Returns the language for a tag: see [`Lang::spoken`], else German, the publishers' language.
    pub fn of(tag: &str) -> Self {
        Self::spoken(tag).unwrap_or_default()
    }

    /// Returns the language for a tag: the same tag, else the tag without its region ("en-GB").
    pub fn spoken(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or(tag);
        Self::named(tag).or_else(|| Self::named(primary))
    }

    /// Returns the language with exactly this tag.
    pub fn named(tag: &str) -> Option<Self> {
        let same = |lang: &Self| lang.tag().eq_ignore_ascii_case(tag);
        Self::ALL.into_iter().find(same)
    }

    /// Returns the direction of its writing, as HTML names it.
    pub fn dir(self) -> &'static str {
        if is_rtl(self.tag()) { "rtl" } else { "ltr" }
    }

    /// Returns its words. Not for the widget: this links every language.
    pub fn words(self) -> &'static Words {
        &self.language().words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_choose_languages_and_german_is_the_default() {
        for (tag, lang) in [
            ("en-GB", Lang::En),
            ("de-simple", Lang::DeSimple),
            ("de-AT", Lang::De),
            ("AR", Lang::Ar),
            ("tlh", Lang::De),
            ("", Lang::De),
        ] {
            assert_eq!(Lang::of(tag), lang, "{tag}");
        }
        assert_eq!(Lang::named("en-GB"), None);
        assert_eq!(Lang::spoken("en-CA"), Some(Lang::En));
        assert_eq!(Lang::spoken("tlh"), None);
        assert_eq!(Lang::default(), Lang::De);
    }

    #[test]
    fn each_language_is_written_in_its_direction() {
        for lang in Lang::ALL {
            let dir = if lang == Lang::Ar { "rtl" } else { "ltr" };
            assert_eq!(lang.dir(), dir, "{lang:?}");
        }
    }
}
