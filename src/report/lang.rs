//! The languages of the messages: those of the command line and of the editor.

use crate::i18n::Lang;

/// A language of the command line. The widget has more languages, since its readers are citizens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageLang {
    /// German.
    De,
    /// English.
    En,
}

impl MessageLang {
    const ALL: [(&'static str, Self); 2] = [("de", Self::De), ("en", Self::En)];

    /// Returns the language with this tag.
    pub fn named(tag: &str) -> Option<Self> {
        let found = Self::ALL.into_iter().find(|(name, _)| *name == tag);
        found.map(|(_, lang)| lang)
    }

    /// Returns the language for a tag, whatever its region ("en-GB").
    pub fn spoken(tag: &str) -> Option<Self> {
        let (primary, region) = tag.split_once('-').unwrap_or((tag, ""));
        Self::named(primary).filter(|_| region != "simple")
    }

    /// Returns the language for messages to somebody who makes a page in the language of this tag. `None` if the widget
    /// does not have that language.
    pub fn beside(tag: &str) -> Option<Self> {
        use Lang::{De, DeSimple};
        let page = Lang::spoken(tag)?;
        Some(match page {
            De | DeSimple => Self::De,
            _ => Self::En,
        })
    }

    /// Returns the tag of the language.
    pub fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// Returns one of two texts.
    pub fn say(self, de: &'static str, en: &'static str) -> &'static str {
        Both { de, en }.in_lang(self)
    }

    /// Returns the tags of all languages.
    pub fn tags() -> Vec<&'static str> {
        Self::ALL.into_iter().map(|(name, _)| name).collect()
    }

    /// Returns the same language of the widget.
    pub fn page(self) -> Lang {
        match self {
            Self::De => Lang::De,
            Self::En => Lang::En,
        }
    }
}

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Both {
    /// German.
    pub de: &'static str,
    /// English.
    pub en: &'static str,
}

impl Both {
    /// Returns the text in a language.
    pub fn in_lang(self, lang: MessageLang) -> &'static str {
        match lang {
            MessageLang::De => self.de,
            MessageLang::En => self.en,
        }
    }
}
