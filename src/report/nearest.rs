//! Guesses the valid word behind a typing error.

use strsim::levenshtein;

/// Returns the candidate that takes the fewest changes to `word`: at most two, or a third of the candidate's length, and
/// never more than half of it. "Amt" is no "app".
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (levenshtein(&word, candidate), candidate))
        .filter(|(changes, candidate)| {
            let length = candidate.chars().count();
            *changes <= (length / 3).max(2) && *changes * 2 <= length
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
            ("its", Some("it")),
            ("opa", Some("open")),
            ("not", None),
            ("geschlossen", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, words), meant, "{typed}");
        }
    }
}
