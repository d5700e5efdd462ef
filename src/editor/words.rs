//! Texts of the editor in its two languages: German, and English for those who look over a shoulder.

/// A language of the editor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UiLang {
    /// German.
    #[default]
    De,
    /// English.
    En,
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
    pub fn in_lang(self, lang: UiLang) -> &'static str {
        match lang {
            UiLang::De => self.de,
            UiLang::En => self.en,
        }
    }
}
