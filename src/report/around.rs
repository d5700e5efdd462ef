//! Reads from the file what stands around a place: the entry's name and kind, the publisher's zone.

use super::locate::Positions;
use super::quote::{LONGEST_NAME, cut, harmless};
use super::suggest;
use crate::feed::decode::Step;
use crate::feed::time::Stamp;
use crate::feed::vocabulary::Kind;
use crate::feed::zone::Zone;

/// Returns the steps to the entry that a place belongs to: the innermost one, or the one around it.
fn entry(steps: &[Step]) -> Option<&[Step]> {
    let is_list =
        |step: &Step| matches!(step, Step::Key(key) if key == "entries" || key == "parts");
    let ends = (1..steps.len()).rev().map(|at| at + 1);
    let mut ends = ends.filter(|end| is_list(&steps[end - 2]));
    ends.next().map(|end| &steps[..end])
}

/// Returns the name of the entry that a place belongs to, as its publisher knows it. For a part, its whole comes first.
pub(super) fn name(positions: &Positions<'_>, steps: &[Step]) -> Option<String> {
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
pub(super) fn kind(positions: &Positions<'_>, steps: &[Step]) -> Option<Kind> {
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
pub(super) fn issued(positions: &Positions<'_>) -> Option<Stamp> {
    let written = positions
        .locate(&[Step::Key("issued".to_owned())], 0)
        .value?;
    Stamp::parse(&serde_json::from_str::<String>(written).ok()?)
}

/// Returns the publisher's time zone.
pub(super) fn zone(positions: &Positions<'_>) -> Zone {
    let steps = ["publisher", "time_zone"].map(|key| Step::Key(key.to_owned()));
    let written = positions.locate(&steps, 0).value;
    let name: Option<String> = written.and_then(|written| serde_json::from_str(written).ok());
    name.and_then(|name| Zone::named(&name)).unwrap_or_default()
}

/// Returns the list that a place is an element of, or a field of an element.
pub(super) fn list(steps: &[Step]) -> Option<&str> {
    match steps {
        [.., Step::Key(list), Step::Index(_)]
        | [.., Step::Key(list), Step::Index(_), Step::Key(_)] => Some(list),
        _ => None,
    }
}
