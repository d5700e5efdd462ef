//! Compares a word of a text with a typed one: whatever its case, umlauts, hyphens and ending, and with one typing
//! error.

/// The same word.
pub const EQUAL: u32 = 8;
/// The word begins with what was typed.
pub const BEGUN: u32 = 6;
/// The same but for the ending: "verlängern", "Verlängerung".
pub const INFLECTED: u32 = 4;
/// One contains the other: "Katalog", "Online-Katalog".
const INSIDE: u32 = 3;
/// One letter is wrong, missing, too many, or swapped with the next.
const MISTYPED: u32 = 2;

/// The letters from À to ſ without their marks.
const LATIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Tells whether a text has this in it, big or small, whatever the language. Nothing is in no text.
pub fn says(text: &str, sought: &str) -> bool {
    let [text, sought] = [text, sought].map(fold);
    text.windows(sought.len().max(1)).any(|part| part == sought)
}

/// Returns a text in the form in which it is compared: small letters without marks, words with one space between them.
/// Since "ue" must equal "ü" and "ss" "ß", an "e" after a, o or u is dropped, and a double letter becomes one.
pub fn fold(text: &str) -> Vec<char> {
    let mut folded: Vec<char> = Vec::with_capacity(text.len());
    for char in text.chars() {
        let char = match char {
            // Characters within a word: hyphens, apostrophes, combining marks, a mark of direction.
            '-'
            | '\''
            | '’'
            | 'ʼ'
            | '·'
            | '\u{2010}'
            | '\u{2011}'
            | '\u{300}'..='\u{36f}'
            | '\u{61c}'
            | '\u{640}'
            | '\u{64b}'..='\u{652}' => continue,
            'a'..='z' | '0'..='9' => char,
            'A'..='Z' => char.to_ascii_lowercase(),
            'À'..='ſ' => char::from(LATIN[char as usize - 'À' as usize]),
            'ё' | 'Ё' => 'е',
            'ї' | 'Ї' => 'і',
            'ґ' | 'Ґ' => 'г',
            'А'..='Я' => shifted(char, 32),
            'Ѐ'..='Џ' => shifted(char, 80),
            'أ' | 'إ' | 'آ' => 'ا',
            'ة' => 'ه',
            'ى' => 'ي',
            '\0'..='¿' | '،' | '؛' | '؟' | '\u{2000}'..='\u{2bff}' => ' ',
            _ => char,
        };
        let twice = match (folded.last(), char) {
            (None, ' ') => true,
            (Some('a' | 'o' | 'u'), 'e') => true,
            (Some(last), char) => *last == char && !char.is_ascii_digit(),
            _ => false,
        };
        if !twice {
            folded.push(char);
        }
    }
    if folded.last() == Some(&' ') {
        folded.pop();
    }
    folded
}

fn shifted(char: char, by: u32) -> char {
    char::from_u32(char as u32 + by).unwrap_or(char)
}

/// Returns the words of a folded text.
pub fn words(folded: &[char]) -> impl Iterator<Item = &[char]> {
    folded
        .split(|char| *char == ' ')
        .filter(|word| !word.is_empty())
}

/// Returns how similar a folded word is to the typed one, from 0 to [`EQUAL`]. A short typed word must match the
/// beginning or a whole word: it is inside of too many others, and similar to too many.
pub fn likeness(word: &[char], typed: &[char]) -> u32 {
    let pairs = word.iter().zip(typed);
    let common = pairs.take_while(|(one, other)| one == other).count();
    let (rest, typed_rest) = (&word[common..], &typed[common..]);
    if typed_rest.is_empty() {
        return match rest {
            [] => EQUAL,
            _ if typed.len() < 4 => INSIDE,
            _ => BEGUN,
        };
    }
    if common > 3 && rest.len() < 4 && typed_rest.len() < 4 {
        return INFLECTED;
    }
    if common > 3 && rest.is_empty() {
        return INSIDE;
    }
    if typed.len() < 4 {
        return 0;
    }
    if word.windows(typed.len()).any(|part| part == typed) {
        return INSIDE;
    }
    if common > 0 && one_apart(rest, typed_rest) {
        return MISTYPED;
    }
    0
}

/// Tells whether two rests, which differ in their first letters, fit after one typing error there.
fn one_apart(rest: &[char], typed: &[char]) -> bool {
    let typed_next = &typed[1..];
    let changed_places = || match (rest, typed) {
        ([a, b, rest @ ..], [c, d, typed @ ..]) => a == d && b == c && rest.starts_with(typed),
        _ => false,
    };
    rest.starts_with(typed_next)
        || rest
            .get(1..)
            .is_some_and(|next| next.starts_with(typed_next) || next.starts_with(typed))
        || changed_places()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(word: &str, typed: &str) -> u32 {
        likeness(&fold(word), &fold(typed))
    }

    #[test]
    fn a_word_is_found_big_or_small_and_an_empty_one_is_not_looked_for() {
        assert!(says("erwartet ab Mitte Dezember", "Erwartet"));
        assert!(says("Точно очікується", "Очікується"));
        assert!(!says("", "Erwartet") && !says("erwartet", ""));
    }

    #[test]
    fn a_text_is_compared_without_case_marks_and_hyphens() {
        let folded = |text: &str| fold(text).into_iter().collect::<String>();
        assert_eq!(folded("  Büro-Straße, 115!"), "burostrase 115");
        assert_eq!(folded("Buero"), folded("Bu\u{308}ro"));
        assert_eq!(folded("İstanbul ÇIĞ"), "istanbul cig");
        assert_eq!(folded("Ёлка ҐАНОК"), "елка ганок");
        assert_eq!(folded("شهادةُ أحمد؟"), "شهاده احمد");
        assert_eq!(folded("… –"), "");
    }

    #[test]
    fn the_more_alike_the_better() {
        assert_eq!(of("Pass", "pass"), EQUAL);
        assert_eq!(of("Ausweis", "ausw"), BEGUN);
        assert_eq!(of("Ausweis", "aus"), INSIDE, "so does much else");
        assert_eq!(of("Verlängerung", "verlängern"), INFLECTED);
        assert_eq!(of("Hochzeit", "Hochzeiten"), INFLECTED);
        assert_eq!(of("Online-Katalog", "Katalog"), INSIDE);
        assert_eq!(of("Geburt", "Geburtsurkunde"), INSIDE);
        for typed in ["Gebort", "Gebut", "Gexuxt", "Gebrut", "Gebur t"] {
            let fits = of("Geburt", typed);
            assert_eq!(fits > 0, typed != "Gexuxt", "{typed}: {fits}");
        }
        assert_eq!(of("Bibliothek", "Biblothek"), MISTYPED);
        assert_eq!(of("Geburt", "Hochzeit"), 0);
        assert_eq!(of("Bus", "bis"), 0, "short words are like too many");
    }
}
