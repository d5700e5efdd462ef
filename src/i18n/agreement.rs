//! Checks on which all languages must agree.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Lang, Piece, pieces};
use crate::feed::vocabulary::Vocabulary as _;

/// Returns all texts of a language by their paths: `words.state.open`.
fn texts(lang: Lang) -> BTreeMap<String, String> {
    fn collect(path: &str, value: &Value, texts: &mut BTreeMap<String, String>) {
        match value {
            Value::String(text) => {
                texts.insert(path.to_owned(), text.clone());
            }
            Value::Object(members) => {
                for (name, value) in members {
                    collect(&format!("{path}.{name}"), value, texts);
                }
            }
            Value::Array(items) => {
                for (place, value) in items.iter().enumerate() {
                    collect(&format!("{path}.{place}"), value, texts);
                }
            }
            _ => panic!("{path} is no text"),
        }
    }
    let mut texts = BTreeMap::new();
    let language = serde_json::to_value(lang.language()).unwrap();
    collect("", &language, &mut texts);
    texts
}

fn places(template: &str) -> Vec<&str> {
    let place = |piece| match piece {
        Piece::Place(name) => Some(name),
        Piece::Text(text) => {
            assert!(!text.contains(['{', '}']), "{template}");
            None
        }
    };
    let mut places: Vec<&str> = pieces(template).filter_map(place).collect();
    places.sort_unstable();
    places
}

/// Returns the German text whose places a text of another language must have. If German lacks this form of a number, it
/// is the form `other`.
fn model<'t>(german: &'t BTreeMap<String, String>, path: &str) -> &'t str {
    match german[path].as_str() {
        "" => {
            let (table, _) = path.rsplit_once('.').unwrap();
            &german[&format!("{table}.other")]
        }
        text => text,
    }
}

#[test]
fn each_text_has_the_places_of_german() {
    let german = texts(Lang::De);
    for lang in Lang::ALL {
        for (path, text) in texts(lang).iter().filter(|(_, text)| !text.is_empty()) {
            let expected = places(model(&german, path));
            assert_eq!(places(text), expected, "{lang:?}{path}: {text}");
        }
    }
}

#[test]
fn no_text_is_missing() {
    let german = texts(Lang::De);
    for lang in Lang::ALL {
        let texts = texts(lang);
        assert!(texts.keys().eq(german.keys()), "{lang:?}");
        for (path, text) in texts {
            assert!(
                !text.is_empty() || german[&path].is_empty(),
                "{lang:?}{path}"
            );
            assert!(!text.contains('\n'), "{lang:?}{path}");
        }
    }
}

#[test]
fn concepts_are_lists_of_terms() {
    for lang in Lang::ALL {
        for (concept, terms) in lang.language().concepts.iter() {
            let term = |term: &str| term.trim() == term && !term.is_empty();
            assert!(terms.split(", ").all(term), "{lang:?}: {}", concept.name());
        }
    }
}

#[test]
fn words_of_the_browser_are_those_of_german() {
    assert_eq!(&super::GERMAN, Lang::De.words());
}

#[test]
fn the_publishers_words_need_no_bending() {
    for lang in Lang::ALL {
        let words = lang.words();
        for (template, place) in [
            (words.source, "{publisher}"),
            (words.origin_provider_named, "{provider}"),
            (words.responsible, "{name}"),
            (words.according_to, "{name}"),
            (words.part_of, "{name}"),
            (words.replaces, "{name}"),
            (words.purpose, "{purpose}"),
            (words.audience, "{audience}"),
            (words.residents, "{names}"),
            (words.likewise, "{names}"),
            (words.updated, "{names}"),
            (words.needs, "{needs}"),
            (words.lost_channel, "{channel}"),
            (words.outlook_state, "{state}"),
            (words.term, "{term}"),
            (words.share_link, "{name}"),
        ] {
            let (before, _) = template.split_once(place).unwrap();
            assert!(
                before.ends_with([':', '„', '“', '«']) || before.ends_with(": "),
                "{lang:?}: {template}"
            );
        }
    }
}
