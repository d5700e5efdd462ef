//! The valid word that a typing error was probably meant to be.

/// The candidate that is nearest to `word`, if it is near: at most two changes, or a third of its length.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word: Vec<char> = word.to_lowercase().chars().collect();
    candidates
        .into_iter()
        .map(|candidate| (distance(&word, candidate), candidate))
        .filter(|(changes, candidate)| {
            let length = candidate.chars().count();
            // A word of which every letter changed is another word, however short it is.
            *changes <= (length / 3).max(2) && *changes < length
        })
        .min_by_key(|(changes, _)| *changes)
        .map(|(_, candidate)| candidate)
}

/// How many letters must be changed, added or left out (Levenshtein), one row of the table at a time.
fn distance(word: &[char], other: &str) -> usize {
    let mut row: Vec<usize> = (0..=word.len()).collect();
    for (line, letter) in other.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, same) in word.iter().enumerate() {
            let changed = diagonal + usize::from(*same != letter);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[word.len()]
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

    #[test]
    fn the_distance_counts_changes() {
        let count = |a: &str, b: &str| distance(&a.chars().collect::<Vec<_>>(), b);
        assert_eq!(count("kitten", "sitting"), 3);
        assert_eq!(count("", "abc"), 3);
        assert_eq!(count("öffnen", "offnen"), 1);
        assert_eq!(count("same", "same"), 0);
    }
}
