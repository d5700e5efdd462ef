//! Quotes what stands in a file: in one line, cut, and safe to show on a terminal.

/// The longest quoted value, in characters. Longer ones are cut, so that each fits on a line of a terminal.
pub(super) const LONGEST_QUOTE: usize = 60;

/// The longest value that is proposed, in characters: all seven days.
pub(super) const LONGEST_SUGGESTION: usize = 100;

/// The longest name of an entry beside a path, in characters.
pub(super) const LONGEST_NAME: usize = 40;

/// Puts a value on one line and cuts it at [`LONGEST_QUOTE`] characters.
pub(super) fn shortened(value: &str) -> String {
    cut_short(value, LONGEST_QUOTE)
}

/// Returns a value in one line that is cut at `longest` characters.
pub(super) fn cut_short(value: &str, longest: usize) -> String {
    if value == " " {
        return value.to_owned();
    }
    let one_line: Vec<&str> = value.split_whitespace().collect();
    let value = harmless(&one_line.join(" "));
    if value.chars().count() <= longest {
        return value;
    }
    // An open quotation mark or bracket is closed, so that the sentence around it stays readable.
    let close = match value.chars().next() {
        Some('"') => "\"",
        Some('{') => " }",
        Some('[') => " ]",
        _ => "",
    };
    cut(&value, longest) + close
}

/// Cuts a text after so many characters.
pub(super) fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let kept: String = text.chars().take(longest).collect();
    format!("{} …", kept.trim_end())
}

/// Returns the part of a line around a column (from 1), and the column's place in that part (from 0).
pub(super) fn window(line: &str, column: usize) -> (String, usize) {
    let line = harmless(line);
    let at = column - 1;
    let indent = line.chars().take_while(|char| *char == ' ').count().min(at);
    let length = line.chars().count();
    let start = if length - indent <= LONGEST_QUOTE + 10 {
        indent
    } else {
        at.saturating_sub(LONGEST_QUOTE / 2).max(indent)
    };
    let part: String = line.chars().skip(start).take(LONGEST_QUOTE + 10).collect();
    (part.trim_end().to_owned(), at - start)
}

/// Replaces every character that a terminal would obey, or that would change the order of letters. The number of
/// characters stays the same, so that columns do too.
pub fn harmless(text: &str) -> String {
    text.chars()
        .map(|char| match char {
            '\t' => ' ',
            '\u{200e}'
            | '\u{200f}'
            | '\u{61c}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            char if char.is_control() => '\u{fffd}',
            char => char,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_cut_and_closed() {
        let long = format!("\"{}\"", "ü".repeat(100));
        let cut = shortened(&long);
        assert_eq!(cut, format!("\"{} …\"", "ü".repeat(59)));
        assert_eq!(shortened("{\n  \"a\":\t1 }"), "{ \"a\": 1 }");
        let list = format!("[ {} 1 ]", "1, ".repeat(100));
        assert!(shortened(&list).ends_with(" … ]"));
    }

    #[test]
    fn a_long_line_is_shown_around_the_place() {
        let line = format!("  {}X{}", "a".repeat(500), "b".repeat(500));
        let (part, caret) = window(&line, 503);
        assert_eq!(part.chars().nth(caret), Some('X'));
        assert!(part.chars().count() <= 70);
        assert_eq!(window("    x y", 7), ("x y".into(), 2));
        assert_eq!(window("\t\tx", 4), ("x".into(), 1));
    }
}
