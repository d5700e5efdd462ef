//! Lays out one problem: its place in the file, and the lines of its message.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::HashMap;
use std::mem::discriminant;

use super::around;
use super::locate::{Positions, Spot, line_column};
use super::naming::{Naming, Records};
use super::quote::{harmless, window};
use super::suggest::{self, Around, suggest};
use super::syntax::{self, SyntaxHint};
use super::wording::{FaultContext, FaultWording};
use crate::feed::decode::{Fault, Form, Problem, Severity, Step, path};
use crate::feed::json::{SyntaxError, without_bom};
use crate::feed::vocabulary::{State, Vocabulary as _};

/// One problem, laid out.
pub(super) struct Item {
    pub(super) severity: Severity,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) path: String,
    /// The lines of its message.
    pub(super) body: Vec<String>,
}

/// Lays out each problem. `lines` is the number of lines before these bytes in the file.
pub(super) fn items(
    bytes: &[u8],
    lines: usize,
    problems: &[Problem],
    words: &dyn FaultWording,
) -> Vec<Item> {
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
    words: &dyn FaultWording,
) -> Item {
    let found = find(positions, problem, skip);
    let (line, column) = line_column(text, found.at);
    let mut path = shown_path(&found.steps, words);
    if let Some(name) = around::name(positions, &found.steps) {
        path += &format!(" ({name})");
    }
    Item {
        severity: problem.fault.severity(),
        line,
        column,
        path,
        body: vec![message(
            positions,
            &problem.fault,
            &found,
            words,
            Naming::Field,
        )],
    }
}

/// Where a problem stands in the file.
pub(super) struct Found<'p, 't> {
    /// The steps to the place.
    pub(super) steps: Cow<'p, [Step]>,
    /// The offset that the fault points at.
    pub(super) at: usize,
    /// The text that its message quotes.
    written: Option<&'t str>,
}

/// Finds where a problem stands in the file. Of several equal keys it takes the one after `skip` others.
pub(super) fn find<'p, 't>(
    positions: &Positions<'t>,
    problem: &'p Problem,
    skip: usize,
) -> Found<'p, 't> {
    let steps = match problem.fault {
        // This fault is found before anything else is read, so it comes without its place.
        Fault::NewerVersion(_) => Cow::Owned(vec![Step::Key("version".into())]),
        _ => Cow::Borrowed(problem.at.as_slice()),
    };
    let mut spot = positions.locate(&steps, skip);
    if skip > 0 && spot.value.is_none() {
        // It is not the key that stands there again: one value has the same fault several times.
        spot = positions.locate(&steps, 0);
    }
    let (at, written) = aim(&problem.fault, &steps, spot);
    Found { steps, at, written }
}

/// Says what is wrong at a place.
pub(super) fn message(
    positions: &Positions<'_>,
    fault: &Fault,
    found: &Found<'_, '_>,
    words: &dyn FaultWording,
    naming: Naming<'_>,
) -> String {
    let (steps, written) = (&*found.steps, found.written);
    let field = steps.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Index(_) => None,
    });
    let around = Around {
        kind: around::kind(positions, steps),
        zone: around::zone(positions),
        field,
        issued: around::issued(positions),
    };
    let is_state = matches!(fault, Fault::UnknownWord(known) if *known == State::NAMES);
    let fit: Option<Vec<_>> = around
        .kind
        .filter(|_| is_state)
        .map(|kind| kind.states().iter().map(|state| state.name()).collect());
    let mut context = FaultContext {
        field,
        list: around::list(steps),
        reason: written.and_then(|written| suggest::reason(fault, written, around.zone)),
        fit: fit.as_deref(),
        way: match fault {
            Fault::UnknownField(known) => written
                .and_then(|written| serde_json::from_str::<String>(written).ok())
                .and_then(|name| suggest::way(&name, known)),
            _ => None,
        },
        naming,
        records: match naming {
            Naming::Field => Records::default(),
            Naming::Label(labels) => labels.records(steps),
        },
        kind: around.kind,
        ..FaultContext::default()
    };
    let quote = written.and_then(|written| context.quote(fault, written));
    context.quote = quote.as_deref();
    let suggestion = suggest(fault, written.unwrap_or_default(), around);
    context.suggestion = suggestion.map(|text| context.meant(fault, text));
    words.fault(fault, &context)
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

fn whole(problem: &Problem, words: &dyn FaultWording) -> Item {
    Item {
        severity: problem.fault.severity(),
        line: 1,
        column: 1,
        path: words.whole().to_owned(),
        body: vec![words.fault(&problem.fault, &FaultContext::default())],
    }
}

fn syntax_item(bytes: &[u8], lines: usize, error: &SyntaxError, words: &dyn FaultWording) -> Item {
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

pub(super) fn shown_path(steps: &[Step], words: &dyn FaultWording) -> String {
    match steps {
        [] => words.whole().to_owned(),
        steps => harmless(&path(steps)),
    }
}
