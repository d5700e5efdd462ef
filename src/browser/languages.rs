//! The languages that the element has loaded. German is always there.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use crate::i18n::{Concepts, GERMAN, Lang, LanguageFile, Words};

/// A language as it is spoken on this page.
#[derive(Clone, Copy)]
pub struct ActiveLanguage {
    /// The language.
    pub lang: Lang,
    /// Its words.
    pub words: &'static Words,
    /// The words that people use for services; `None` until they are loaded.
    pub concepts: Option<&'static Concepts>,
}

thread_local! {
    static LOADED: RefCell<Vec<ActiveLanguage>> = const { RefCell::new(Vec::new()) };
}

/// Takes in the file of a language, once for each. It is never freed. A file of another version is ignored.
#[wasm_bindgen]
pub fn register_language(tag: &str, file: String) {
    let (Some(lang), Ok(file)) = (Lang::named(tag), LanguageFile::read(file.leak())) else {
        return;
    };
    let words = file.words.map(|words| &*Box::leak(Box::new(words)));
    let loaded = ActiveLanguage {
        lang,
        words: words.unwrap_or(&GERMAN),
        concepts: Some(Box::leak(Box::new(file.concepts))),
    };
    LOADED.with_borrow_mut(|languages| languages.push(loaded));
}

/// Returns the language with this tag if it is loaded, else German.
pub fn active_language(tag: &str) -> ActiveLanguage {
    let loaded = |lang: Lang| {
        LOADED.with_borrow(|loaded| loaded.iter().find(|loaded| loaded.lang == lang).copied())
    };
    let german = ActiveLanguage {
        lang: Lang::De,
        words: &GERMAN,
        concepts: None,
    };
    loaded(Lang::of(tag))
        .or_else(|| loaded(Lang::De))
        .unwrap_or(german)
}
