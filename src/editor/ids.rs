//! The short names of new entries: made of what they are called, and each of them once.

use serde_json::Value;

use crate::feed::scalar::Id;

/// The most characters of a short name.
const MAX: usize = 64;

/// Returns a short name that is not taken yet: `buergerbuero`, then `buergerbuero-2`. It is made once, when an entry is
/// added: links and the list of updates point to it, so a new name leaves it as it is.
pub fn new_id(name: &str, taken: &[String]) -> String {
    let plain = match plain(name) {
        plain if plain.is_empty() => "eintrag".to_owned(),
        plain => plain,
    };
    let is_free = |id: &String| !taken.contains(id);
    if is_free(&plain) {
        return plain;
    }
    let numbered = |number: usize| {
        let end = format!("-{number}");
        let start = plain[..plain.len().min(MAX - end.len())].trim_end_matches(['-', '.', '_']);
        format!("{start}{end}")
    };
    // One of so many more than are taken is free.
    let mut numbered = (2..taken.len() + 3).map(numbered);
    numbered.find(is_free).unwrap_or(plain)
}

/// Returns the short names of all entries, their parts and the questions.
pub fn taken(feed: &Value) -> Vec<String> {
    let mut ids = Vec::new();
    for list in ["entries", "faq"] {
        collect(&feed[list], &mut ids);
    }
    ids
}

fn collect(list: &Value, ids: &mut Vec<String>) {
    for item in list.as_array().into_iter().flatten() {
        ids.extend(item["id"].as_str().map(str::to_owned));
        collect(&item["parts"], ids);
    }
}

/// Writes a name with the characters of a short name; may be empty.
fn plain(name: &str) -> String {
    let mut out = String::new();
    for char in name.chars().flat_map(char::to_lowercase) {
        match char {
            'a'..='z' | '0'..='9' => out.push(char),
            '.' | '_' if !out.is_empty() => out.push(char),
            'ä' | 'æ' => out.push_str("ae"),
            'ö' | 'œ' | 'ø' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            'à' | 'á' | 'â' | 'å' => out.push('a'),
            'è' | 'é' | 'ê' | 'ë' => out.push('e'),
            'ì' | 'í' | 'î' | 'ï' => out.push('i'),
            'ò' | 'ó' | 'ô' => out.push('o'),
            'ù' | 'ú' | 'û' => out.push('u'),
            'ç' => out.push('c'),
            'ñ' => out.push('n'),
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    out.truncate(MAX);
    out.truncate(out.trim_end_matches(['-', '.', '_']).len());
    debug_assert!(out.is_empty() || Id::parse(&out).is_some());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_short_name_is_read_off_the_name() {
        for (name, id) in [
            ("Bürgerbüro", "buergerbuero"),
            (
                "Straßenverkehrsamt (Kfz-Zulassung)",
                "strassenverkehrsamt-kfz-zulassung",
            ),
            ("  Café 21  ", "cafe-21"),
            ("Службa", "a"),
            ("…", "eintrag"),
            ("", "eintrag"),
            ("_x.", "x"),
            ("Nr. 5", "nr.-5"),
        ] {
            let made = new_id(name, &[]);
            assert_eq!(made, id, "{name}");
            assert!(Id::parse(&made).is_some(), "{made}");
        }
    }

    #[test]
    fn a_short_name_has_at_most_64_characters_and_is_there_once() {
        let long = "ü".repeat(100);
        let first = new_id(&long, &[]);
        assert_eq!(first.len(), 64);
        let second = new_id(&long, std::slice::from_ref(&first));
        assert!(second.len() <= 64 && second.ends_with("-2"), "{second}");
        let third = new_id(&long, &[first, second]);
        assert!(third.ends_with("-3"), "{third}");
        let many: Vec<String> = (0..300).fold(Vec::new(), |mut taken, _| {
            taken.push(new_id("Amt", &taken));
            taken
        });
        let mut unique = many.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), many.len());
        assert!(many.iter().all(|id| Id::parse(id).is_some()));
    }

    #[test]
    fn the_ids_of_parts_and_questions_are_taken_too() {
        let feed = json!({ "entries": [ { "id": "a", "parts": [ { "id": "b" } ] }, { "name": "C" } ],
            "faq": [ { "id": "d" } ], "updates": [ { "entries": ["x"] } ] });
        assert_eq!(taken(&feed), ["a", "b", "d"]);
    }
}
