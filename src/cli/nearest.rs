//! The valid word that a typing error was probably meant to be.

use strsim::levenshtein;

/// The candidate that is nearest to `word`, if it is near: at most two changes, or a third of its length.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (levenshtein(&word, candidate), candidate))
        .filter(|(changes, candidate)| {
            let length = candidate.chars().count();
            // A word of which every letter changed is another word, however short it is.
            *changes <= (length / 3).max(2) && *changes < length
        })
        .min_by_key(|(changes, _)| *changes)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typing_error_finds_its_word() {
        let words = ["available", "unavailable", "open", "it", "appointment_only"];
        for (typed, meant) in [
            ("availabel", Some("available")),
            ("Available", Some("available")),
            ("unavalable", Some("unavailable")),
            ("offen", Some("open")),
            ("appointment", Some("appointment_only")),
            ("xy", None),
            ("geschlossen", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, words), meant, "{typed}");
        }
    }
}
