//! Takes a text apart into sentences and words, as far as counting them needs it. Where it is not sure, a sentence ends.

/// Words with a full stop behind which the sentence goes on.
const SHORTENED: [&str; 46] = [
    "abs", "abt", "approx", "apr", "art", "aug", "bzgl", "bzw", "ca", "dept", "dez", "di", "do",
    "dr", "evtl", "febr", "feb", "gem", "ggf", "hl", "hr", "inkl", "jan", "jun", "jul", "lt",
    "max", "mi", "min", "mio", "mo", "mr", "mrs", "ms", "nov", "nr", "nrn", "okt", "prof", "sa",
    "sept", "st", "tel", "usw", "vgl", "zzgl",
];

/// Returns the sentences of a text. A line and what stands before a colon or a semicolon count as one too: it is the
/// length between two pauses that is hard to read.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, char) in text.char_indices() {
        let end = at + char.len_utf8();
        if ends(char, &text[start..at], &text[end..]) {
            sentences.push(text[start..end].trim());
            start = end;
        }
    }
    sentences.push(text[start..].trim());
    sentences.retain(|sentence| sentence.contains(char::is_alphanumeric));
    sentences
}

fn ends(char: char, before: &str, after: &str) -> bool {
    let goes_on = after.starts_with(|next: char| !next.is_whitespace());
    match char {
        '\n' => true,
        '!' | '?' | '…' => !goes_on || after.starts_with(['“', '"', '«', ')']),
        ':' | ';' => !goes_on,
        '.' => is_full_stop(before, after),
        _ => false,
    }
}

/// Tells whether a full stop ends its sentence: not in "z. B.", "Nr. 5", "22. Februar", "8.30 Uhr" and "www.stadt.de".
fn is_full_stop(before: &str, after: &str) -> bool {
    let closed = after.trim_start_matches(['“', '"', '«', ')']);
    let rest = closed.trim_start();
    if rest.is_empty() {
        return true;
    }
    if rest.len() == closed.len() || rest.starts_with(char::is_lowercase) {
        return false;
    }
    let word = before.rsplit(|char: char| char.is_whitespace() || "(/-–\u{a0}.".contains(char));
    let word = word.into_iter().next().unwrap_or_default().to_lowercase();
    let is_ordinal = word.len() < 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = word.chars().count() == 1;
    !is_ordinal && !is_letter && !word.ends_with("str") && !SHORTENED.contains(&word.as_str())
}

/// Counts the words of a sentence. A number in groups is one, and so is "z. B.".
pub(super) fn count_words(sentence: &str) -> usize {
    let mut words = 0;
    let mut joins = false;
    for word in sentence.split_whitespace() {
        if !word.contains(char::is_alphanumeric) {
            continue;
        }
        let is_number = !word.contains(char::is_alphabetic);
        let is_letter = word.ends_with('.') && word.chars().count() == 2;
        let part = is_number || is_letter;
        words += usize::from(!(part && joins));
        joins = part;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_stop_that_ends_nothing_is_known() {
        for whole in [
            "Bitte bringen Sie z. B. Ihren Ausweis mit.",
            "Am 22. Februar 2024 um 8.30 Uhr, Zimmer Nr. 5 im 2. Stock.",
            "Von Mo. bis Fr. unter Tel. 0385 123456 (vgl. Abs. 3).",
            "Auf www.stadt.example/aktuelles stehen ca. 20 Seiten.",
            "Das Amt Dr. Müller, Bahnhofstr. 12.",
            "Die Nummer ist 115 usw. Mehr wissen wir nicht.",
        ] {
            let found = sentences(whole);
            assert_eq!(found.len(), 1, "{found:?}");
        }
    }

    #[test]
    fn sentences_end_where_people_pause() {
        for (text, count) in [
            ("Das geht nicht. Bitte warten Sie.", 2),
            ("Es gilt seit 2024. Das bleibt so.", 2),
            ("Geht das? Ja! Sofort…", 3),
            ("„Wir helfen.“ Das sagt die Stadt.", 2),
            ("Geschlossen sind: Bücherei; Bad", 3),
            ("erste Zeile\nzweite Zeile\n\n", 2),
            ("12:30 Uhr", 1),
            ("", 0),
            (" . ", 0),
        ] {
            assert_eq!(sentences(text).len(), count, "{text}");
        }
    }

    #[test]
    fn numbers_and_abbreviations_are_one_word() {
        assert_eq!(count_words("Rufen Sie 0385 7440 363 an."), 4);
        assert_eq!(count_words("z. B. im Rathaus – heute"), 4);
        assert_eq!(count_words("E-Mail an info@stadt.example"), 3);
    }
}
