//! Guesses which character a piece of HTML stands for: `&uuml;`, `&#252;`, `<br>`.

/// The names of the characters from U+00A0 to U+00FF, in their order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 \
    sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml \
    Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
    times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave \
    eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute \
    ucirc uuml yacute thorn yuml";

/// Names of other characters.
const OTHERS: [(&str, char); 15] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("euro", '€'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("bdquo", '„'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("sbquo", '‚'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("hellip", '…'),
];

/// Returns the character as it is written in JSON. `None` for markup that stands for none, and for one that nobody sees.
pub fn meant(piece: &str) -> Option<String> {
    if piece.starts_with('<') {
        let name = piece.trim_matches(|char: char| !char.is_ascii_alphabetic());
        return name.eq_ignore_ascii_case("br").then(|| "\\n".to_owned());
    }
    let name = piece.strip_prefix('&')?.strip_suffix(';')?;
    let char = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => named(name)?,
    };
    Some(match char {
        '\u{ad}' => return None,
        '\n' => "\\n".to_owned(),
        '"' | '\\' => format!("\\{char}"),
        char if char.is_whitespace() => " ".to_owned(),
        char if char.is_control() => return None,
        char => char.to_string(),
    })
}

fn named(name: &str) -> Option<char> {
    let latin = || {
        let place = LATIN.split_whitespace().position(|latin| latin == name)?;
        char::from_u32(0xa0 + u32::try_from(place).ok()?)
    };
    let other = OTHERS.iter().find(|(other, _)| *other == name);
    other.map(|(_, char)| *char).or_else(latin)
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_of_html_is_the_character_that_it_stands_for() {
        for (piece, char) in [
            ("&uuml;", Some("ü")),
            ("&yuml;", Some("ÿ")),
            ("&agrave;", Some("à")),
            ("&times;", Some("×")),
            ("&#252;", Some("ü")),
            ("&#x20AC;", Some("€")),
            ("&nbsp;", Some(" ")),
            ("&#160;", Some(" ")),
            ("&#39;", Some("'")),
            ("&quot;", Some("\\\"")),
            ("&#10;", Some("\\n")),
            ("<br />", Some("\\n")),
            ("<BR>", Some("\\n")),
            ("&shy;", None),
            ("&hearts;", None),
            ("&#xD800;", None),
            ("&#7;", None),
            ("<p>", None),
            ("**", None),
        ] {
            assert_eq!(meant(piece).as_deref(), char, "{piece}");
        }
    }
}
