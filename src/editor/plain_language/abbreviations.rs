//! Abbreviations of administrations that few citizens know, and what they stand for. Those that everybody knows (z. B.,
//! Kfz, BAföG) are not here, and neither are those with several meanings.

/// An abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Abbreviation {
    /// As it is written.
    pub short: &'static str,
    /// What to write instead.
    pub long: &'static str,
}

const KNOWN: [(&str, &str); 27] = [
    ("AsylbLG", "Asylbewerberleistungsgesetz"),
    ("AöR", "Anstalt des öffentlichen Rechts"),
    ("BuT", "Bildung und Teilhabe"),
    ("EGVP", "elektronisches Postfach der Behörden"),
    ("EWO", "Einwohnermeldeamt"),
    ("GewO", "Gewerbeordnung"),
    ("HzE", "Hilfen zur Erziehung"),
    ("IuK", "Informationstechnik"),
    ("LRA", "Landratsamt"),
    ("OWi", "Ordnungswidrigkeit"),
    ("OZG", "Online-Dienste der Verwaltung"),
    ("PStG", "Personenstandsgesetz"),
    ("StVA", "Straßenverkehrsamt"),
    ("TöB", "Träger öffentlicher Belange"),
    ("UVG", "Unterhaltsvorschuss"),
    ("VwVfG", "Verwaltungsverfahrensgesetz"),
    ("eAT", "elektronischer Aufenthaltstitel"),
    ("bzgl.", "zu"),
    ("d. h.", "das heißt"),
    ("i. d. F.", "in der Fassung"),
    ("i. d. R.", "meistens"),
    ("i. S. d.", "im Sinne von"),
    ("i. V. m.", "zusammen mit"),
    ("lfd.", "laufend"),
    ("o. g.", "die genannten"),
    ("u. U.", "vielleicht"),
    ("z. Hd.", "für"),
];

/// Returns the abbreviations in a text that it does not explain in brackets.
pub(super) fn abbreviations(text: &str) -> impl Iterator<Item = Abbreviation> {
    let known = KNOWN.iter().filter(|(short, _)| {
        let close = short.replace(' ', "");
        (has(text, short) || has(text, &close)) && !is_explained(text, short)
    });
    known.map(|(short, long)| Abbreviation { short, long })
}

/// Tells whether a text has these letters as a word of their own.
fn has(text: &str, short: &str) -> bool {
    text.match_indices(short).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + short.len()..].chars().next();
        let is_apart = |char: Option<char>| !char.is_some_and(char::is_alphanumeric);
        is_apart(before) && (short.ends_with('.') || is_apart(after))
    })
}

fn is_explained(text: &str, short: &str) -> bool {
    text.contains(&format!("({short})")) || text.contains(&format!("{short} ("))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(text: &str, expected: &[&str]) {
        let found: Vec<&str> = abbreviations(text).map(|found| found.short).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn an_abbreviation_is_found_as_a_word() {
        finds("Anträge nach UVG und OZG-Dienste", &["OZG", "UVG"]);
        finds(
            "§ 5 i.V.m. § 6, i. d. R. montags",
            &["i. d. R.", "i. V. m."],
        );
        finds("Die BuTterbrote der GLRAX", &[]);
        finds("z. B. Kfz, BAföG, SGB II, Tel. und Nr.", &[]);
    }

    #[test]
    fn what_the_text_explains_is_known() {
        finds("Unterhaltsvorschuss (UVG)", &[]);
        finds("UVG (Unterhaltsvorschuss)", &[]);
    }
}
