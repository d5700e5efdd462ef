//! Guesses which list a single text stands for: "Mo-Fr" is five days.

use super::word;
use crate::feed::vocabulary::{Need, Vocabulary as _, Weekday};

/// The fields whose value is a list of texts.
const LISTS: [&str; 9] = [
    "aliases",
    "conditions",
    "days",
    "domains",
    "entries",
    "languages",
    "needs",
    "questions",
    "residents_of",
];

/// Returns the list that a text in this field stands for.
pub fn list(text: &str, field: &str) -> Option<String> {
    let elements = match field {
        // At the root it is a list of objects, which nobody writes as one word.
        _ if text.trim().is_empty() || !LISTS.contains(&field) => return None,
        "days" => days(text)?,
        "needs" => quoted(word::word(text, Need::NAMES, None).unwrap_or(text)),
        _ => quoted(text),
    };
    Some(format!("[ {elements} ]"))
}

/// Returns the days that a text stands for, as the elements of a list.
pub fn days(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    if ["täglich", "jeden tag", "daily"].contains(&&*text) {
        return Some(joined(Weekday::NAMES.iter()));
    }
    let ends = text.split_once(" bis ");
    let ends = ends.or_else(|| text.split_once(['-', '–']));
    let day = |said: &str| {
        let said = said.trim().trim_end_matches('.');
        let day = word::word(said, Weekday::NAMES, None)?;
        Weekday::NAMES.iter().position(|name| *name == day)
    };
    let (first, last) = match ends {
        Some((first, last)) => (day(first)?, day(last)?),
        None => (day(&text)?, day(&text)?),
    };
    // From Saturday to Monday: over the end of the week.
    let count = (last + 7 - first) % 7 + 1;
    Some(joined(
        Weekday::NAMES.iter().cycle().skip(first).take(count),
    ))
}

fn joined<'n>(names: impl Iterator<Item = &'n &'static str>) -> String {
    let names: Vec<String> = names.map(|name| quoted(name)).collect();
    names.join(", ")
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_out() {
        let week = r#""monday", "tuesday", "wednesday", "thursday", "friday""#;
        for (written, meant) in [
            ("Mo-Fr", Some(week)),
            ("Mo. – Fr.", Some(week)),
            ("Montag bis Freitag", Some(week)),
            ("Sa-Mo", Some(r#""saturday", "sunday", "monday""#)),
            ("montags", Some(r#""monday""#)),
            ("Ostern", None),
            ("Mo-Ostern", None),
        ] {
            assert_eq!(days(written).as_deref(), meant, "{written}");
        }
        assert_eq!(days("täglich").unwrap().split(", ").count(), 7);
    }

    #[test]
    fn a_text_becomes_a_list_where_the_field_has_texts() {
        for (text, field, meant) in [
            ("Di", "days", Some(r#"[ "tuesday" ]"#)),
            ("Perso", "aliases", Some(r#"[ "Perso" ]"#)),
            ("Ausweis", "needs", Some(r#"[ "id_document" ]"#)),
            ("Telefon", "routes", None),
            (" ", "aliases", None),
        ] {
            assert_eq!(list(text, field).as_deref(), meant, "{text}");
        }
    }
}
