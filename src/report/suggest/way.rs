//! Tells which route a field of an entry or of the publisher should be: a telephone number is a way to somebody.

use super::word::exact;

/// Returns the route to write for a field with this name, which an object with the fields `known` does not have.
pub fn way(written: &str, known: &[&'static str]) -> Option<String> {
    let list = ["routes", "channels"]
        .into_iter()
        .find(|list| known.contains(list))?;
    if exact(written, known).is_some() {
        return None;
    }
    let (kind, target) = match exact(written, &["number", "email", "place", "url"])? {
        "number" => ("phone", "\"number\": \"+49 30 23125-100\""),
        "email" => ("e_mail", "\"email\": \"info@musterstadt.example\""),
        "place" => ("counter", "\"place\": \"Rathausplatz 1\""),
        _ => ("website", "\"url\": \"https://www.musterstadt.example/\""),
    };
    Some(format!(
        "\"{list}\": [ {{ \"kind\": \"{kind}\", {target} }} ]"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_of_a_route_belongs_into_one() {
        let (entry, publisher) = (["id", "note", "routes"], ["name", "url", "channels"]);
        for (written, known, kind) in [
            ("telefon", entry, Some("\"phone\"")),
            ("number", entry, Some("\"phone\"")),
            ("email", entry, Some("\"e_mail\"")),
            ("url", entry, Some("\"website\"")),
            ("adresse", entry, Some("\"counter\"")),
            ("place", entry, Some("\"counter\"")),
            ("Hinweis", entry, None),
            ("Wege", entry, None),
            ("Adresse", publisher, None),
            ("Telefon", publisher, Some("\"channels\"")),
            ("telefon", ["id", "text", "at"], None),
        ] {
            let way = way(written, &known);
            assert_eq!(way.is_some(), kind.is_some(), "{written} {way:?}");
            assert!(way.unwrap_or_default().contains(kind.unwrap_or_default()));
        }
    }
}
