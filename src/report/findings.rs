//! The problems of a feed for somebody who does not see the file: at which field each is, and what is wrong there.

use super::around;
use super::item::{find, message};
use super::lang::MessageLang;
use super::locate::Positions;
use super::naming::{Labels, Naming};
use super::problems;
use crate::feed::decode::{Fault, Problem, Severity, Step};
use crate::feed::json::without_bom;
use crate::feed::problem::Lack;
use crate::feed::time::Moment;
use crate::feed::vocabulary::RouteKind;
use crate::trust;

/// Something that an author should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The field that is to be changed or filled in.
    pub at: Vec<Step>,
    /// How bad it is; a hint is a [`Severity::Warning`].
    pub severity: Severity,
    /// What is wrong, and what to do.
    pub text: String,
    /// The name of the entry that it is in. For a part, its whole comes first.
    pub name: Option<String>,
}

/// Returns all that `check` says of a feed, errors first, each in the order of the feed. `label` returns the label of a
/// field: it takes the name of the field's record in the schema ("Entry") and its own ("until").
pub fn findings(
    bytes: &[u8],
    now: Moment,
    lang: MessageLang,
    label: &dyn Fn(&str, &str) -> String,
) -> Vec<Finding> {
    let problems = problems(bytes, now);
    if problems.is_empty() {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(without_bom(trust::content(bytes)));
    let positions = Positions::new(&text);
    let labels = Labels::new(lang, label, around::zone(&positions));
    let finding = |problem: &Problem| {
        let found = find(&positions, problem, 0);
        let naming = Naming::Label(&labels);
        let text = message(
            &positions,
            &problem.fault,
            &found,
            lang.fault_words(),
            naming,
        );
        let name = around::name(&positions, &found.steps);
        let finding = Finding {
            at: field(problem),
            severity: problem.fault.severity(),
            text,
            name,
        };
        (found.at, finding)
    };
    let mut findings: Vec<_> = problems.iter().map(finding).collect();
    findings.sort_by_key(|(at, finding)| (finding.severity == Severity::Warning, *at));
    findings.into_iter().map(|(_, finding)| finding).collect()
}

/// Returns the field that mends a problem: what is missing stands at its own place.
fn field(problem: &Problem) -> Vec<Step> {
    let mut at = problem.at.clone();
    let missing = match &problem.fault {
        Fault::Missing(field) => field,
        Fault::NoState(_) => "state",
        Fault::NoRoute if matches!(at.last(), Some(Step::Index(_))) => "routes",
        Fault::NoNextUpdate => "next_update",
        Fault::NoValidUntil => "valid_until",
        Fault::NothingToShow(Lack::Target(kind)) => match kind {
            Some(RouteKind::Phone | RouteKind::Fax) => "number",
            Some(RouteKind::EMail) => "email",
            Some(RouteKind::Website) => "url",
            _ => "name",
        },
        _ => return at,
    };
    at.push(Step::Key(missing.to_owned()));
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::decode::path;
    use crate::feed::time::Stamp;

    /// Returns the findings at noon of that day in this feed: where, and what.
    fn found(lang: MessageLang, fields: &str, entry: &str) -> Vec<(String, String)> {
        let feed = format!(
            r#"{{ "version": 1, "id": "stadt", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
            "next_update": "2024-02-29T12:00:00+01:00", "valid_until": "2024-03-07T00:00:00+01:00",
            "publisher": {{ "name": "Stadt", "url": "https://www.stadt.example/" }}{fields},
            "entries": [ {{ "id": "a", "kind": "facility", "name": "Bücherei", {entry} }} ] }}"#
        );
        let now = Stamp::parse("2024-02-22T12:00:00+01:00").unwrap().at;
        let schema = crate::feed::schema::schema();
        let label = |record: &str, field: &str| {
            let field_is_there = schema["$defs"][record]["properties"][field].is_object();
            assert!(field_is_there, "{record} has no {field}");
            format!("{record}/{field}")
        };
        let findings = findings(feed.as_bytes(), now, lang, &label).into_iter();
        findings
            .map(|finding| (path(&finding.at), finding.text))
            .collect()
    }

    #[track_caller]
    fn says(entry: &str, at: &str, german: &str, english: &str) {
        for (lang, text) in [(MessageLang::De, german), (MessageLang::En, english)] {
            let expected = vec![(format!("entries[0].{at}"), text.to_owned())];
            assert_eq!(found(lang, "", entry), expected);
        }
    }

    #[test]
    fn fields_values_and_days_are_named_as_in_a_form() {
        says(
            r#""state": "open", "from": "2024-02-25", "until": "2024-02-24""#,
            "until",
            "„Samstag, 24. Februar 2024“ liegt vor „Entry/from“ („Sonntag, 25. Februar 2024“). Erwartet: ein Zeitpunkt danach.",
            "“Saturday, 24 February 2024” is before “Entry/from” (“Sunday, 25 February 2024”). Expected: a moment after it.",
        );
        says(
            r#""state": "geschlossn""#,
            "state",
            "„geschlossn“ ist kein bekanntes Wort. Das Widget zeigt es, wie es hier steht, und zählt den Eintrag als „noch unklar“. Meinten Sie „geschlossen“?",
            "“geschlossn” is not a known word. The widget shows it as it stands here, and counts the entry as unknown. Did you mean “closed”?",
        );
        says(
            r#""state": "open", "untill": "open""#,
            "untill",
            "Das Feld „untill“ gibt es hier nicht. Das Widget beachtet es nicht. Meinten Sie „Entry/until“?",
            "There is no field “untill” here. The widget ignores it. Did you mean “Entry/until”?",
        );
        says(
            r#""state": "open", "telefon": "115""#,
            "telefon",
            "Das Feld „telefon“ gibt es hier nicht. Das Widget beachtet es nicht. Bitte nennen Sie es als Weg. Zum Beispiel: „Entry/routes: Route/kind: Telefon, Route/number: +49 30 23125-100“",
            "There is no field “telefon” here. The widget ignores it. Name it as a route. For example: “Entry/routes: Route/kind: telephone, Route/number: +49 30 23125-100”",
        );
    }

    #[test]
    fn a_field_with_fields_of_its_own_is_named_as_one_of_its_entry() {
        says(
            r#""state": "open", "change": { "was": "2024-03-01" }"#,
            "change",
            "„Entry/change“: Diese Angabe gibt es nur bei der Art „Fristen“ oder „Termine“. Bitte prüfen Sie die Art, oder sagen Sie es in „Entry/note“.",
            "“Entry/change”: This is only for the “Entry/kind” “Deadlines” or “Appointments and events”. Check the kind, or say it in “Entry/note”.",
        );
    }

    #[test]
    fn what_is_missing_is_found_at_its_own_field() {
        for (entry, at) in [
            ("", "entries[0].state"),
            (r#""state": "closed""#, "entries[0].routes"),
            (
                r#""state": "open", "routes": [ { "kind": "website" } ]"#,
                "entries[0].routes[0].url",
            ),
            (
                r#""state": "open", "hours": { "weekly": [ { "days": [ "monday" ], "opens": "08:00" } ] }"#,
                "entries[0].hours.weekly[0].closes",
            ),
        ] {
            let entry = entry.to_owned()
                + if entry.is_empty() {
                    r#""urgent": true"#
                } else {
                    ""
                };
            let found = found(MessageLang::De, "", &entry);
            assert_eq!(found.len(), 1, "{found:?}");
            assert_eq!(found[0].0, at);
        }
    }

    #[test]
    fn errors_come_first_and_each_has_the_name_of_its_entry() {
        let feed = r#"{ "version": 1, "id": "stadt", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": { "name": "Stadt", "url": "https://www.stadt.example/" },
            "entries": [ { "id": "a", "kind": "facility", "name": "A", "state": "closed" },
            { "id": "a", "kind": "facility", "name": "B", "state": "open" } ] }"#;
        let label = |_: &str, field: &str| field.to_owned();
        let now = Stamp::parse("2024-02-22T12:00:00+01:00").unwrap().at;
        let found = findings(feed.as_bytes(), now, MessageLang::De, &label);
        let order: Vec<_> = found
            .iter()
            .map(|finding| (path(&finding.at), finding.severity, finding.name.as_deref()))
            .collect();
        let hint = Severity::Warning;
        assert_eq!(
            order,
            [
                ("entries[1].id".to_owned(), Severity::Error, Some("B")),
                ("next_update".to_owned(), hint, None),
                ("valid_until".to_owned(), hint, None),
                ("entries[0].routes".to_owned(), hint, Some("A")),
            ]
        );
    }

    #[test]
    fn no_file_at_all_is_one_calm_finding() {
        let label = |_: &str, field: &str| field.to_owned();
        for bytes in ["", "<html>", "{", "[]", "7", "\u{feff}"] {
            let found = findings(bytes.as_bytes(), Moment(0), MessageLang::De, &label);
            assert_eq!(found.len(), 1, "{bytes}: {found:?}");
            assert_eq!(found[0].severity, Severity::Fatal);
        }
    }
}
