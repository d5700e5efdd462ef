//! Texts in two directions: numbers and foreign names keep their order, and no mark reaches the text around.

use std::borrow::Cow;

use super::text::is_rtl;

/// Tells whether a character only says in which direction others are written.
pub fn is_mark_of_direction(char: char) -> bool {
    matches!(
        char,
        '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}'
    )
}

/// Begins what is read from left to right, whatever is around it.
const LEFT_TO_RIGHT: char = '\u{2066}';
/// Begins what is read from right to left.
const RIGHT_TO_LEFT: char = '\u{2067}';
/// Begins what is read in the direction of its first letter.
const FIRST_LETTER: char = '\u{2068}';
/// Ends any of the three.
const END: char = '\u{2069}';

/// Isolates the numbers in a text of a language that is written from right to left: "07473 370-121" would be shown as
/// "121-370 07473". Other texts stay as they are.
pub fn in_order<'t>(text: &'t str, tag: &str) -> Cow<'t, str> {
    if !is_rtl(tag) {
        return Cow::Borrowed(text);
    }
    let mut ordered = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(run(rest));
        // One word has only one order.
        let is_number = piece.contains(is_digit) && !piece.chars().all(is_left_to_right);
        if is_number {
            ordered.push(LEFT_TO_RIGHT);
        }
        ordered.push_str(piece);
        if is_number {
            ordered.push(END);
        }
        rest = behind;
    }
    Cow::Owned(ordered)
}

/// Wraps a text for attributes and titles, where no element can: in its own direction on a page of another.
pub fn isolated(text: &str, tag: &str, page: &str) -> String {
    let mut text = in_order(text, tag).into_owned();
    let is_rtl = [is_rtl(tag), is_rtl(page)];
    if is_rtl[0] != is_rtl[1] {
        text.insert(
            0,
            if is_rtl[0] {
                RIGHT_TO_LEFT
            } else {
                LEFT_TO_RIGHT
            },
        );
        text.push(END);
    }
    text
}

/// Wraps a line of isolated texts for a title on a page from right to left: it has the direction of its first letter
/// that is not isolated, and from left to right if all are.
pub fn isolated_line(line: String, page: &str) -> String {
    match is_rtl(page) {
        true => format!("{FIRST_LETTER}{line}{END}"),
        false => line,
    }
}

/// Returns the length of the run of numbers and Latin or Cyrillic words at the beginning of a text, or of its first
/// character if there is none. The words belong to it, since "DE89 3704" and "www.stadt.example/2026-11" are one run each.
fn run(text: &str) -> usize {
    let (mut end, mut open, mut digit, mut before) = (0, false, false, ' ');
    for (at, char) in text.char_indices() {
        let behind = at + char.len_utf8();
        match char {
            _ if is_left_to_right(char) => {
                digit = is_digit(char);
                if !open {
                    end = behind;
                }
            }
            '(' if !open => open = true,
            ')' if open => (open, end) = (false, behind),
            '+' if at == 0 => {}
            // What begins with another sign is no run.
            _ if end == 0 && (!open || before == '+') => break,
            // "110, 112" is two numbers, "Tel. 115" is one run.
            ' ' if digit && matches!(before, '.' | ',' | ':') => break,
            _ if joins(char) => {}
            _ => break,
        }
        before = char;
    }
    match text.chars().next() {
        Some(first) if end == 0 => first.len_utf8(),
        _ => end,
    }
}

/// Tells whether a character may stand between the parts of a number or of an address: a space, a hyphen or dash, a slash.
fn joins(char: char) -> bool {
    matches!(char, ' '..='\'' | '*'..=':' | '=' | '?' | '@' | '_' | '~' | '\u{a0}'
        | '\u{2000}'..='\u{200e}' | '\u{2010}'..='\u{202f}' | '\u{2212}')
}

/// Tells whether a character is a digit of Europe or of Iran; browsers order both alike.
fn is_digit(char: char) -> bool {
    matches!(char, '0'..='9' | '\u{6f0}'..='\u{6f9}')
}

/// Tells whether a character is a digit, or a letter of a script that is written from left to right.
fn is_left_to_right(char: char) -> bool {
    is_digit(char) || matches!(char, 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{58f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same text with brackets for the isolates.
    fn shown(text: &str) -> String {
        in_order(text, "ar")
            .replace(LEFT_TO_RIGHT, "[")
            .replace(END, "]")
    }

    #[test]
    fn numbers_with_any_separator_are_one_run() {
        for number in [
            "07473 370 121",
            "07473 370-121",
            "07473\u{a0}370\u{202f}121",
            "07473 370\u{2011}121",
            "07473 370 – 121",
            "07473/370121",
            "+49 7473 370-121",
            "+49 (0) 7473 370-121",
            "(07473) 370-121",
            "(+49 7473) 370-121",
            "07473 \u{200e}370-121",
            "08:00-12:00",
            "08:00 – 12:00",
            "24.12.2026",
            "1.000,50",
            "1'000.50",
            "DE89 3704 0044",
            "www.stadt.example/2026-11",
            "a-1@stadt.example",
            "Tel. 07473 370-121",
            "۰۲۱ ۸۸-۱۲",
        ] {
            let text = format!("اتصل بالرقم {number} من فضلك.");
            let expected = format!("اتصل بالرقم [{number}] من فضلك.");
            assert_eq!(shown(&text), expected);
            assert_eq!(shown(&format!("{number}.")), format!("[{number}]."));
        }
    }

    #[test]
    fn what_has_one_order_by_itself_stays_as_it_is() {
        for text in [
            "اتصل بالرقم 115 من فضلك.",
            "في Rathaus Musterstadt، الغرفة A12.",
            "الأرقام 110, 112",
            "الرقم 115. 112 للطوارئ",
            "الهاتف 115 (على مدار الساعة)",
            "115 (24 ساعة)",
            "هاتف (",
            "+ ((",
            "",
        ] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn two_numbers_with_a_word_or_a_line_between_them_are_two_runs() {
        assert_eq!(shown("02-1 أو 03-2"), "[02-1] أو [03-2]");
        assert_eq!(shown("02-1\n03-2"), "[02-1]\n[03-2]");
        assert_eq!(shown("02-1، 03-2"), "[02-1]، [03-2]");
    }

    #[test]
    fn what_the_author_has_isolated_stays_isolated() {
        let text = "الرقم \u{2066}07473 370-121\u{2069}.";
        let expected = "الرقم \u{2066}\u{2066}07473 370-121\u{2069}\u{2069}.";
        assert_eq!(in_order(text, "ar"), expected);
    }

    #[test]
    fn only_texts_from_right_to_left_are_changed() {
        for tag in ["de", "tr", "ru"] {
            assert_eq!(
                in_order("Rufen Sie 07473 370-121 an.", tag),
                "Rufen Sie 07473 370-121 an."
            );
        }
        assert_ne!(in_order("02-1", "fa-AF"), "02-1");
    }

    #[test]
    fn a_name_is_isolated_on_a_page_of_the_other_direction() {
        assert_eq!(isolated("Amt", "de", "de"), "Amt");
        assert_eq!(isolated("Amt", "de", "ar"), "\u{2066}Amt\u{2069}");
        assert_eq!(isolated("بلدية", "ar", "de"), "\u{2067}بلدية\u{2069}");
        assert_eq!(isolated("بلدية", "ar", "ar"), "بلدية");
        let line = || "Amt: zu".to_owned();
        assert_eq!(isolated_line(line(), "ar"), "\u{2068}Amt: zu\u{2069}");
        assert_eq!(isolated_line(line(), "de"), "Amt: zu");
    }

    #[test]
    fn hostile_brackets_take_no_time() {
        for text in ["(1", "((1", "(1 1", "+(", "1(", "+ ", "(+ ", "( ", "1 "] {
            let text = text.repeat(100_000);
            assert!(in_order(&text, "ar").len() >= text.len());
        }
    }
}
