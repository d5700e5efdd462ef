//! The languages that the element has loaded. German is always there.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use crate::words::{GERMAN, Lang, Words, read};

/// A language as it is spoken on this page.
#[derive(Clone, Copy)]
pub struct Spoken {
    /// Which.
    pub lang: Lang,
    /// Its words.
    pub words: &'static Words,
    /// What people call what they look for; empty until it has been loaded.
    pub sought: &'static str,
}

const SPOKEN: Spoken = Spoken {
    lang: Lang::De,
    words: &GERMAN,
    sought: "",
};

thread_local! {
    static LOADED: RefCell<Vec<Spoken>> = const { RefCell::new(Vec::new()) };
}

/// Takes in a language's file, once for each: it stays as long as the page.
#[wasm_bindgen]
pub fn teach(tag: &str, file: String) {
    let (Some(lang), Some((words, sought))) = (Lang::named(tag), read(file.leak())) else {
        return;
    };
    let words = words.map_or(&GERMAN, |words| Box::leak(Box::new(words)));
    let spoken = Spoken {
        lang,
        words,
        sought,
    };
    LOADED.with_borrow_mut(|loaded| loaded.push(spoken));
}

/// The language with this tag, else German.
pub fn spoken(tag: &str) -> Spoken {
    let lang = Lang::of(tag);
    LOADED.with_borrow(|loaded| {
        let loaded = |lang| loaded.iter().find(|spoken: &&Spoken| spoken.lang == lang);
        *loaded(lang).or_else(|| loaded(Lang::De)).unwrap_or(&SPOKEN)
    })
}
