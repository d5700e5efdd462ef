//! What is wrong with a file, in words: all problems, in the order of the file, errors and hints apart. Command line and
//! editor say the same.

mod around;
pub mod damage;
mod findings;
mod item;
mod lang;
mod locate;
mod naming;
mod nearest;
mod problems;
mod quote;
mod suggest;
mod syntax;
mod wording;

pub use findings::{Finding, findings};
pub use lang::{Both, MessageLang};
pub use naming::{Labels, Naming, Records};
pub use nearest::nearest;
pub use problems::problems;
pub use quote::harmless;
pub use wording::{De, En, FaultContext, FaultWording, moment, offset};

use crate::feed::decode::{Fault, Problem, Severity, Step};
use crate::feed::json::without_bom;
use crate::trust;
use item::{Item, items, shown_path};
use locate::{Positions, line_column};

/// The report of `check`.
pub struct Report {
    /// All of it.
    pub text: String,
    /// How many problems forbid publication.
    pub errors: usize,
}

/// Reports the problems in the file `name` with these bytes. For a signed file the problems are those of the feed, and
/// the places are those in the file, as an editor shows them.
pub fn report(name: &str, bytes: &[u8], problems: &[Problem], lang: MessageLang) -> Report {
    let words = lang.fault_words();
    let content = trust::content(bytes);
    let signature = &bytes[..bytes.len() - content.len()];
    let lines = signature.iter().filter(|byte| **byte == b'\n').count();
    let mut items = items(content, lines, problems, words);
    if damage::is_broken(bytes) {
        items.push(Item {
            severity: Severity::Error,
            line: 1,
            column: 1,
            path: words.whole().to_owned(),
            body: vec![words.broken(name)],
        });
    }
    items.sort_by_key(|item| (item.line, item.column));
    // If the file is not JSON, too large or of another version, the rest was not checked.
    let closed = problems.iter().any(|problem| {
        use Fault::{NewerVersion, Syntax, TooLarge};
        matches!(problem.fault, Syntax(_) | TooLarge(_) | NewerVersion(_))
    });
    let (hints, errors): (Vec<_>, Vec<_>) = items
        .into_iter()
        .partition(|item| item.severity == Severity::Warning);
    let mut text = String::new();
    section(&mut text, words.errors(), name, &errors);
    section(&mut text, words.hints(), name, &hints);
    text += &words.counts(errors.len(), hints.len());
    if closed {
        text += &format!(" {}", words.more());
    }
    text.push('\n');
    Report {
        text,
        errors: errors.len(),
    }
}

/// Returns only the hints, for a feed without errors, and adds `more`: hints that come from the publisher's other
/// files, each with its field. Returns an empty text if there is none.
pub fn hints(
    name: &str,
    bytes: &[u8],
    problems: &[Problem],
    more: &[(&str, String)],
    lang: MessageLang,
) -> String {
    let words = lang.fault_words();
    let text = String::from_utf8_lossy(without_bom(bytes));
    let positions = Positions::new(&text);
    let more = more.iter().map(|(field, said)| {
        let steps = [Step::Key((*field).to_owned())];
        let spot = positions.locate(&steps, 0);
        let (line, column) = line_column(&text, spot.at);
        // A missing field has no place of its own: its hint is about the whole file.
        let path = match spot.key {
            Some(_) => shown_path(&steps, words),
            None => words.whole().to_owned(),
        };
        Item {
            severity: Severity::Warning,
            line,
            column,
            path,
            body: vec![said.clone()],
        }
    });
    let mut items = items(bytes, 0, problems, words);
    items.retain(|item| item.severity == Severity::Warning);
    items.extend(more);
    items.sort_by_key(|item| (item.line, item.column));
    let mut text = String::new();
    section(&mut text, words.hints(), name, &items);
    text.trim_end().to_owned()
}

/// Returns where a field stands, as a report names it: `FILE:LINE:COLUMN PATH`. For a missing field it is the place of
/// the value that lacks it.
pub fn place(name: &str, bytes: &[u8], steps: &[Step], lang: MessageLang) -> String {
    let bytes = without_bom(bytes);
    let text = String::from_utf8_lossy(bytes);
    let spot = Positions::new(&text).locate(steps, 0);
    let (line, column) = line_column(&text, spot.at);
    let path = shown_path(steps, lang.fault_words());
    format!("{name}:{line}:{column}  {path}")
}

fn section(text: &mut String, heading: &str, name: &str, items: &[Item]) {
    if items.is_empty() {
        return;
    }
    *text += &format!("{heading}\n\n");
    for item in items {
        *text += &format!("{name}:{}:{}  {}\n", item.line, item.column, item.path);
        for line in &item.body {
            *text += &format!("  {line}\n");
        }
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::quote::LONGEST_NAME;
    use super::*;
    use crate::feed::decode::Form;
    use crate::feed::json::parse;
    use crate::feed::vocabulary::{State, Vocabulary as _};

    #[track_caller]
    fn says(bytes: &[u8], at: &[Step], fault: Fault, expected: &str) {
        let problem = Problem {
            at: at.to_vec(),
            fault,
        };
        let said = report("f", bytes, &[problem], MessageLang::De).text;
        assert!(said.contains(expected), "{said}");
    }

    fn key(name: &str) -> Step {
        Step::Key(name.into())
    }

    #[test]
    fn a_fault_points_at_the_key_or_at_the_value() {
        let text = "{ \"a\": 1,\n  \"a\": 2, \"b\": { \"deutsch\": \"x\" } }".as_bytes();
        says(text, &[key("a")], Fault::Duplicate, "f:2:3  a\n");
        says(text, &[key("a")], Fault::Empty, "f:1:8  a\n");
        says(
            text,
            &[key("b")],
            Fault::UnknownField(&["a"]),
            "f:2:11  b\n",
        );
        says(
            text,
            &[key("b"), key("deutsch")],
            Fault::Expected(Form::Language),
            "f:2:18  b.deutsch\n  \"deutsch\" ",
        );
        says(text, &[], Fault::NoNextUpdate, "f:1:1  (ganze Datei)\n");
        says(
            b"{ \"version\": 2 }",
            &[],
            Fault::NewerVersion(2),
            "f:1:14  version\n",
        );
    }

    #[test]
    fn a_place_in_an_entry_is_told_by_name_too() {
        let text = r#"{ "entries": [ { "name": "Standesamt", "routes": [ 1 ], "parts": [ 2, { "name": { "en": "Deeds" } },
            { "name": 5 } ] }, { "name": " " } ], "updates": [ { "entries": [ 3 ] } ] }"#;
        let path = |path: &str| -> Vec<Step> {
            let steps = path.split(' ');
            let steps = steps.map(|step| step.parse().map_or_else(|_| key(step), Step::Index));
            steps.collect()
        };
        for (at, shown) in [
            ("entries 0 routes 0", "entries[0].routes[0] (Standesamt)\n"),
            ("entries 0", "entries[0] (Standesamt)\n"),
            (
                "entries 0 parts 1 id",
                "entries[0].parts[1].id (Standesamt, Deeds)\n",
            ),
            ("entries 0 parts 2", "entries[0].parts[2] (Standesamt)\n"),
            ("entries 1", "entries[1]\n"),
            ("updates 0 entries 0", "updates[0].entries[0]\n"),
        ] {
            let shown = format!("  {shown}");
            says(text.as_bytes(), &path(at), Fault::Empty, &shown);
        }
        let long = format!(r#"{{ "entries": [ {{ "name": "{}" }} ] }}"#, "ü".repeat(50));
        let shown = format!("({} …)\n", "ü".repeat(LONGEST_NAME));
        says(long.as_bytes(), &path("entries 0 id"), Fault::Empty, &shown);
    }

    #[test]
    fn the_state_that_is_proposed_fits_the_kind_of_its_entry() {
        let text = r#"{ "entries": [ { "kind": "Dienst", "state": "geschlossen", "routes": [ { "kind": "phone", "state": "geschlossen" } ] },
            { "kind": "facility", "state": "geschlossen" } ] }"#;
        let unknown = || Fault::UnknownWord(State::NAMES);
        let entry = |index| vec![key("entries"), Step::Index(index), key("state")];
        says(
            text.as_bytes(),
            &entry(0),
            unknown(),
            r#"Meinten Sie "unavailable"?"#,
        );
        says(
            text.as_bytes(),
            &entry(1),
            unknown(),
            r#"Meinten Sie "closed"?"#,
        );
        let mut route = entry(0);
        route.splice(2.., [key("routes"), Step::Index(0), key("state")]);
        says(
            text.as_bytes(),
            &route,
            unknown(),
            r#"Meinten Sie "closed"?"#,
        );
    }

    #[test]
    fn the_offset_that_is_proposed_is_one_of_the_publishers_zone() {
        let at = [key("issued")];
        for (zone, offset) in [("Europe/Lisbon", "+00:00"), ("Mond", "+01:00")] {
            let text = format!(
                r#"{{ "publisher": {{ "time_zone": "{zone}" }}, "issued": "1.12.2026 12 Uhr" }}"#
            );
            let meant = format!(r#"Meinten Sie "2026-12-01T12:00:00{offset}"?"#);
            says(text.as_bytes(), &at, Fault::Expected(Form::Stamp), &meant);
        }
    }

    #[test]
    fn three_equal_keys_are_two_faults_each_in_its_place() {
        let fault = || Problem {
            at: vec![key("a")],
            fault: Fault::Duplicate,
        };
        let text = "{ \"a\": 1, \"a\": 2, \"a\": 3 }";
        let said = report("f", text.as_bytes(), &[fault(), fault()], MessageLang::De).text;
        assert!(said.contains("f:1:11") && said.contains("f:1:19"), "{said}");
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        says(
            b"\xEF\xBB\xBF{ \"a\": 1 }",
            &[key("a")],
            Fault::Empty,
            "f:1:8  a\n",
        );
    }

    #[test]
    fn nothing_in_a_file_reaches_the_terminal_as_a_command() {
        let text = "{ \"\\u001b[2J\": \"\u{9b}31m\u{202e}\" }";
        let at = key("\u{1b}[2J");
        let problem = |fault| Problem {
            at: vec![at.clone()],
            fault,
        };
        let problems = [problem(Fault::UnknownField(&[])), problem(Fault::Empty)];
        for lang in [MessageLang::De, MessageLang::En] {
            let said = report("f", text.as_bytes(), &problems, lang).text;
            assert!(!said.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{said}");
        }
    }

    #[test]
    fn a_slip_shows_its_line_with_a_mark_under_the_place() {
        let text = b"{\n  \"a\": 1,\n}";
        let fault = Fault::Syntax(parse(text).unwrap_err());
        says(text, &[], fault, "f:3:1  (ganze Datei)\n  ");
        let text = "{ \"ä\": „x“ }".as_bytes();
        let fault = Fault::Syntax(parse(text).unwrap_err());
        says(text, &[], fault, "\n    { \"ä\": „x“ }\n           ^\n");
    }
}
