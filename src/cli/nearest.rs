//! Guesses the valid word behind a typing error.

use strsim::levenshtein;

/// Returns the candidate that takes the fewest changes to `word`: at most two, or a third of the candidate's length.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (levenshtein(&word, candidate), candidate))
        .filter(|(changes, candidate)| {
            let length = candidate.chars().count();
            // If every letter differs, it is another word, however short it is.
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
