//! Turns problems into lines: each with its place in the file, in the order of the file, errors and hints apart.

use std::cell::LazyCell;
use std::collections::HashMap;
use std::mem::discriminant;

use super::damage;
use super::locate::{Positions, Spot, line_column};
use super::outcome::SyntaxHint;
use super::suggest::suggest;
use super::syntax;
use super::terminal::harmless;
use super::wording::{FaultContext, MessageLang, Wording};
use super::{CliError, Io};
use crate::feed::Feed;
use crate::feed::decode::{Fault, Form, Problem, Severity, Step, path};
use crate::feed::json::{SyntaxError, without_bom};
use crate::trust;

/// The longest quoted value, in characters. Longer ones are cut, so that each fits on a line of a terminal.
const LONGEST_QUOTE: usize = 60;

/// The report of `check`.
pub struct Report {
    /// All of it.
    pub text: String,
    /// How many problems forbid publication.
    pub errors: usize,
}

/// One problem, laid out.
struct Item {
    severity: Severity,
    line: usize,
    column: usize,
    path: String,
    /// The lines of its message.
    body: Vec<String>,
}

/// Reports the problems in the file `name` with these bytes. For a signed file the problems are those of the feed, and
/// the places are those in the file, as an editor shows them.
pub fn report(name: &str, bytes: &[u8], problems: &[Problem], lang: MessageLang) -> Report {
    let words = lang.words();
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
    let words = lang.words();
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

/// Returns the feed that was read, if none of the problems is an error. Otherwise writes the report of them to standard
/// error and returns `None`.
pub fn feed_or_report(
    io: &mut Io<'_>,
    name: &str,
    bytes: &[u8],
    read: Result<(Feed, Vec<Problem>), Vec<Problem>>,
    problems: &[Problem],
) -> Result<Option<Feed>, CliError> {
    let report = report(name, bytes, problems, io.lang);
    match read {
        Ok((feed, _)) if report.errors == 0 => Ok(Some(feed)),
        _ => {
            io.complain(&report.text)?;
            Ok(None)
        }
    }
}

/// Returns where a field stands, as a report names it: `FILE:LINE:COLUMN PATH`. For a missing field it is the place of
/// the value that lacks it.
pub fn place(name: &str, bytes: &[u8], steps: &[Step], lang: MessageLang) -> String {
    let bytes = without_bom(bytes);
    let text = String::from_utf8_lossy(bytes);
    let spot = Positions::new(&text).locate(steps, 0);
    let (line, column) = line_column(&text, spot.at);
    let path = shown_path(steps, lang.words());
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

/// Lays out each problem. `lines` is the number of lines before these bytes in the file.
fn items(bytes: &[u8], lines: usize, problems: &[Problem], words: &dyn Wording) -> Vec<Item> {
    let bytes = without_bom(bytes);
    let text = String::from_utf8_lossy(bytes);
    let positions = LazyCell::new(|| Positions::new(&text));
    // The same fault at the same path again: the file has the key several times, and each problem means the next one.
    let mut seen = HashMap::new();
    let mut item = |problem: &Problem| match &problem.fault {
        Fault::Syntax(error) => syntax_item(bytes, lines, error, words),
        Fault::TooLarge(_) => whole(problem, words),
        fault => {
            let path = path(&problem.at);
            let before = seen.entry((path, discriminant(fault))).or_insert(0);
            *before += 1;
            let skip = *before - usize::from(*fault != Fault::Duplicate);
            let mut item = placed(&text, &positions, problem, skip, words);
            item.line += lines;
            item
        }
    };
    problems.iter().map(&mut item).collect()
}

fn placed(
    text: &str,
    positions: &Positions<'_>,
    problem: &Problem,
    skip: usize,
    words: &dyn Wording,
) -> Item {
    let fault = &problem.fault;
    let version = [Step::Key("version".into())];
    let steps = match fault {
        // This fault is found before anything else is read, so it comes without its place.
        Fault::NewerVersion(_) => version.as_slice(),
        _ => &problem.at,
    };
    let spot = positions.locate(steps, skip);
    let (at, written) = aim(fault, steps, spot);
    let (line, column) = line_column(text, at);
    let quote = written.map(shortened);
    let context = FaultContext {
        quote: quote.as_deref(),
        field: steps.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        }),
        suggestion: written
            .and_then(|written| suggest(fault, written))
            .map(|text| shortened(&text)),
    };
    Item {
        severity: fault.severity(),
        line,
        column,
        path: shown_path(steps, words),
        body: vec![words.fault(fault, &context)],
    }
}

/// Returns the offset that a fault points at, the key or the value, and the text that its message quotes.
fn aim<'t>(fault: &Fault, steps: &[Step], spot: Spot<'t>) -> (usize, Option<&'t str>) {
    let foreign_tag = *fault == Fault::Expected(Form::Language) && steps.len() > 1;
    match (fault, spot.key) {
        (Fault::Duplicate, Some((at, _))) => (at, spot.value),
        (Fault::UnknownField(_), Some((at, key))) => (at, Some(key)),
        // In a table of texts the tag is the key; in `languages` it is an element, which has none.
        (_, Some((at, key))) if foreign_tag => (at, Some(key)),
        // A quote of the whole file helps nobody.
        _ if steps.is_empty() => (spot.at, None),
        _ => (spot.at, spot.value),
    }
}

fn whole(problem: &Problem, words: &dyn Wording) -> Item {
    Item {
        severity: problem.fault.severity(),
        line: 1,
        column: 1,
        path: words.whole().to_owned(),
        body: vec![words.fault(&problem.fault, &FaultContext::default())],
    }
}

fn syntax_item(bytes: &[u8], lines: usize, error: &SyntaxError, words: &dyn Wording) -> Item {
    let found = syntax::find(bytes, error).below(lines);
    let (what, mut hint) = words.syntax_hint(&found.syntax_hint);
    // Advice about an editor would be wrong: a signed file must not be saved again.
    if lines > 0 && found.syntax_hint == SyntaxHint::NotUtf8 {
        words.stays_signed().clone_into(&mut hint);
    }
    let mut body = vec![what];
    if !found.text.trim().is_empty() {
        let (line, caret) = window(&found.text, found.column);
        body.push(format!("  {line}"));
        body.push(format!("  {}^", " ".repeat(caret)));
    }
    body.push(hint);
    Item {
        severity: Severity::Fatal,
        line: found.line,
        column: found.column,
        path: words.whole().to_owned(),
        body,
    }
}

fn shown_path(steps: &[Step], words: &dyn Wording) -> String {
    match steps {
        [] => words.whole().to_owned(),
        steps => harmless(&path(steps)),
    }
}

/// Puts a value on one line and cuts it at [`LONGEST_QUOTE`] characters.
fn shortened(value: &str) -> String {
    let one_line: Vec<&str> = value.split_whitespace().collect();
    let value = harmless(&one_line.join(" "));
    if value.chars().count() <= LONGEST_QUOTE {
        return value;
    }
    let kept: String = value.chars().take(LONGEST_QUOTE).collect();
    // An open quotation mark or bracket is closed, so that the sentence around it stays readable.
    let close = match value.chars().next() {
        Some('"') => "\"",
        Some('{') => " }",
        Some('[') => " ]",
        _ => "",
    };
    format!("{} …{close}", kept.trim_end())
}

/// Returns the part of a line around a column (from 1), and the column's place in that part (from 0).
fn window(line: &str, column: usize) -> (String, usize) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::json::parse;

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
    fn long_values_are_cut_and_closed() {
        let long = format!("\"{}\"", "ü".repeat(100));
        let cut = shortened(&long);
        assert_eq!(cut, format!("\"{} …\"", "ü".repeat(59)));
        assert_eq!(shortened("{\n  \"a\":\t1 }"), "{ \"a\": 1 }");
        let list = format!("[ {} 1 ]", "1, ".repeat(100));
        assert!(shortened(&list).ends_with(" … ]"));
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
    fn a_long_line_is_shown_around_the_place() {
        let line = format!("  {}X{}", "a".repeat(500), "b".repeat(500));
        let (part, caret) = window(&line, 503);
        assert_eq!(part.chars().nth(caret), Some('X'));
        assert!(part.chars().count() <= 70);
        assert_eq!(window("    x y", 7), ("x y".into(), 2));
        assert_eq!(window("\t\tx", 4), ("x".into(), 1));
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
