//! The languages that the element has loaded. German is always there.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use crate::words::{Lang, Words, german, read};

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

thread_local! {
    static LOADED: RefCell<Vec<Spoken>> = const { RefCell::new(Vec::new()) };
}

/// Takes in a language's file, once for each: it stays as long as the page.
#[wasm_bindgen]
pub fn teach(tag: &str, file: String) {
    if let (Some(lang), Some((words, sought))) = (Lang::named(tag), read(file.leak())) {
        add(lang, words.unwrap_or_else(german), sought);
    }
}

/// The language with this tag, else German.
pub fn spoken(tag: &str) -> Spoken {
    let lang = Lang::of(tag);
    loaded(lang)
        .or_else(|| loaded(Lang::De))
        .unwrap_or_else(|| add(Lang::De, german(), ""))
}

/// The last that was loaded: German has its words first and what people call things later.
fn loaded(lang: Lang) -> Option<Spoken> {
    let same = |spoken: &&Spoken| spoken.lang == lang;
    LOADED.with_borrow(|loaded| loaded.iter().rev().find(same).copied())
}

fn add(lang: Lang, words: Words, sought: &'static str) -> Spoken {
    let words = Box::leak(Box::new(words));
    let spoken = Spoken {
        lang,
        words,
        sought,
    };
    LOADED.with_borrow_mut(|loaded| loaded.push(spoken));
    spoken
}
