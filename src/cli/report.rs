//! Turns problems into lines: each with its place in the file, in the order of the file, errors and hints apart.

use std::cell::LazyCell;
use std::collections::HashMap;
use std::mem::discriminant;

use super::damage;
use super::locate::{Positions, Spot, line_column};
use super::outcome::SyntaxHint;
use super::suggest::{self, Around, suggest};
use super::syntax;
use super::terminal::harmless;
use super::wording::{FaultContext, MessageLang, Wording};
use super::{CliError, Io};
use crate::feed::Feed;
use crate::feed::decode::{Fault, Form, Problem, Severity, Step, path};
use crate::feed::json::{SyntaxError, without_bom};
use crate::feed::time::Stamp;
use crate::feed::vocabulary::{Kind, State, Vocabulary as _};
use crate::feed::zone::Zone;
use crate::trust;

/// The longest quoted value, in characters. Longer ones are cut, so that each fits on a line of a terminal.
const LONGEST_QUOTE: usize = 60;

/// The longest value that is proposed, in characters: all seven days.
const LONGEST_SUGGESTION: usize = 100;

/// The longest name of an entry beside a path, in characters.
const LONGEST_NAME: usize = 40;

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
    let mut spot = positions.locate(steps, skip);
    if skip > 0 && spot.value.is_none() {
        // It is not the key that stands there again: one value has the same fault several times.
        spot = positions.locate(steps, 0);
    }
    let (at, written) = aim(fault, steps, spot);
    let (line, column) = line_column(text, at);
    let quote = written.map(shortened);
    let field = steps.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Index(_) => None,
    });
    let around = Around {
        kind: kind(positions, steps),
        zone: zone(positions),
        field,
        issued: issued(positions),
    };
    let is_state = matches!(fault, Fault::UnknownWord(known) if *known == State::NAMES);
    let fit: Option<Vec<_>> = around
        .kind
        .filter(|_| is_state)
        .map(|kind| kind.states().iter().map(|state| state.name()).collect());
    let suggestion = suggest(fault, written.unwrap_or_default(), around);
    let context = FaultContext {
        quote: quote.as_deref(),
        field,
        list: list(steps),
        reason: written.and_then(|written| suggest::reason(fault, written, around.zone)),
        suggestion: suggestion.map(|text| match fault {
            // Two fields to be copied, made of known words.
            Fault::Unfit(_) => text,
            _ => cut_short(&text, LONGEST_SUGGESTION),
        }),
        fit: fit.as_deref(),
        way: match fault {
            Fault::UnknownField(known) => written
                .and_then(|written| serde_json::from_str::<String>(written).ok())
                .and_then(|name| suggest::way(&name, known)),
            _ => None,
        },
    };
    let mut path = shown_path(steps, words);
    if let Some(name) = name(positions, steps) {
        path += &format!(" ({name})");
    }
    Item {
        severity: fault.severity(),
        line,
        column,
        path,
        body: vec![words.fault(fault, &context)],
    }
}

/// Returns the steps to the entry that a place belongs to: the innermost one, or the one around it.
fn entry(steps: &[Step]) -> Option<&[Step]> {
    let is_list =
        |step: &Step| matches!(step, Step::Key(key) if key == "entries" || key == "parts");
    let ends = (1..steps.len()).rev().map(|at| at + 1);
    let mut ends = ends.filter(|end| is_list(&steps[end - 2]));
    ends.next().map(|end| &steps[..end])
}

/// Returns the name of the entry that a place belongs to, as its publisher knows it. For a part, its whole comes first.
fn name(positions: &Positions<'_>, steps: &[Step]) -> Option<String> {
    let entry = entry(steps)?;
    let whole = name(positions, &entry[..entry.len() - 2]);
    let own = [entry, &[Step::Key("name".into())]].concat();
    let written = positions.locate(&own, 0).value?;
    let own = match serde_json::from_str(written).ok()? {
        serde_json::Value::String(name) => name,
        // The first of several languages is the publisher's own, nearly always.
        serde_json::Value::Object(versions) => versions.values().next()?.as_str()?.to_owned(),
        _ => return whole,
    };
    let own = cut(harmless(&own).trim(), LONGEST_NAME);
    if own.is_empty() {
        return whole;
    }
    Some(match whole {
        Some(whole) => format!("{whole}, {own}"),
        None => own,
    })
}

/// Returns the kind of the entry that a place belongs to, even if it is written in German. None for a route, since a
/// route has another kind.
fn kind(positions: &Positions<'_>, steps: &[Step]) -> Option<Kind> {
    let is_own = |entry: &&[Step]| match &steps[entry.len()..] {
        [Step::Key(_)] => true,
        // What the outlook promises is a state of the entry.
        [Step::Key(outlook), Step::Key(_)] => outlook == "outlook",
        _ => false,
    };
    let entry = entry(steps).filter(is_own)?;
    let kind = [entry, &[Step::Key("kind".into())]].concat();
    let written: String = serde_json::from_str(positions.locate(&kind, 0).value?).ok()?;
    suggest::kind(&written)
}

/// Returns when the feed is published.
fn issued(positions: &Positions<'_>) -> Option<Stamp> {
    let written = positions
        .locate(&[Step::Key("issued".to_owned())], 0)
        .value?;
    Stamp::parse(&serde_json::from_str::<String>(written).ok()?)
}

/// Returns the publisher's time zone.
fn zone(positions: &Positions<'_>) -> Zone {
    let steps = ["publisher", "time_zone"].map(|key| Step::Key(key.to_owned()));
    let written = positions.locate(&steps, 0).value;
    let name: Option<String> = written.and_then(|written| serde_json::from_str(written).ok());
    name.and_then(|name| Zone::named(&name)).unwrap_or_default()
}

/// Returns the list that a place is an element of, or a field of an element.
fn list(steps: &[Step]) -> Option<&str> {
    match steps {
        [.., Step::Key(list), Step::Index(_)]
        | [.., Step::Key(list), Step::Index(_), Step::Key(_)] => Some(list),
        _ => None,
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
    cut_short(value, LONGEST_QUOTE)
}

/// Returns a value in one line that is cut at `longest` characters.
fn cut_short(value: &str, longest: usize) -> String {
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
fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let kept: String = text.chars().take(longest).collect();
    format!("{} …", kept.trim_end())
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
