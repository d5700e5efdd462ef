//! The file that a browser loads to speak a language and to be asked in it.

use serde::{Deserialize, Serialize};

use super::{Concepts, ElementWords, Lang, Words};

/// A language's file. German's has only the concepts: the script and the core have its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct LanguageFile {
    /// The words of the script, which needs them before the core is loaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<ElementWords>,
    /// The texts of the widget.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Words>,
    /// The words that people use for services.
    pub concepts: Concepts,
}

impl LanguageFile {
    /// Collects the content of a language's file. Not for the widget: this links every language.
    pub fn of(lang: Lang) -> Self {
        let loaded = (lang != Lang::De).then(|| lang.language().clone());
        let (element, words) = loaded
            .map(|language| (language.element, language.words))
            .unzip();
        Self {
            element,
            words,
            concepts: Concepts::of(lang),
        }
    }

    /// Reads the text of a file. The texts are not copied, so the file must stay in memory.
    pub fn read(json: &'static str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }
}

impl Lang {
    /// Writes the language's file. Not for the widget: this links every language.
    pub fn file(self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&LanguageFile::of(self))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn file_gives_back_what_it_was_made_from() {
        for lang in Lang::ALL {
            let file = lang.file().unwrap().leak();
            assert!(!file.contains('\\'), "{lang:?}: a text must be copied");
            let read = LanguageFile::read(file).unwrap();
            assert_eq!(read, LanguageFile::of(lang), "{lang:?}");
            assert_eq!(read.words.is_none(), lang == Lang::De);
        }
    }

    #[test]
    fn file_of_another_version_is_refused() {
        for file in [
            "",
            "{}",
            r#"{"words":{"retry":"Again"},"concepts":[]}"#,
            r#"{"element":{"loading":"…"},"concepts":[]}"#,
        ] {
            assert!(LanguageFile::read(file).is_err(), "{file}");
        }
    }

    #[test]
    fn file_that_lacks_any_text_is_refused_by_its_name() {
        let file: Value = serde_json::from_str(&Lang::En.file().unwrap()).unwrap();
        let names = |at: &str| -> Vec<String> {
            file.pointer(at)
                .unwrap()
                .as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect()
        };
        let lacks = |at: &str, name: &str| {
            let mut file = file.clone();
            file.pointer_mut(at)
                .unwrap()
                .as_object_mut()
                .unwrap()
                .remove(name);
            LanguageFile::read(file.to_string().leak())
                .unwrap_err()
                .to_string()
        };
        for text in names("/words/texts") {
            assert!(
                lacks("/words/texts", &text).contains(&format!("`{text}`")),
                "{text}"
            );
        }
        for table in names("/words/tables") {
            let at = format!("/words/tables/{table}");
            for word in names(&at) {
                assert!(
                    lacks(&at, &word).contains(&format!("`{table}`")),
                    "{table}.{word}"
                );
            }
        }
    }
}
