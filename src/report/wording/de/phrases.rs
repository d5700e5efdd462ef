//! In German: phrases that several faults have.

use super::super::FaultContext;
use super::super::pieces::{example, first};
use crate::feed::problem::DeadEnd;
use crate::i18n::Lang;
use crate::report::suggest::Reason;

/// Says why nobody can mean a day or a moment.
pub(super) fn impossible(reason: Reason) -> String {
    match reason {
        Reason::ImpossibleDay(day, month, year) => {
            let months = Lang::De.language().calendar.months;
            match months.get(usize::from(month).wrapping_sub(1)) {
                Some(month) => format!("Den {day}. {month} {year} gibt es nicht. "),
                None => format!("Den {day}.{month}.{year} gibt es nicht. "),
            }
        }
        Reason::ImpossibleTime => "Diese Uhrzeit gibt es nicht. ".into(),
        Reason::SkippedTime => "Diese Uhrzeit gibt es an diesem Tag nicht. ".into(),
        Reason::MissingDay => "Es fehlt der Tag. ".into(),
        Reason::MissingYear => "Es fehlt das Jahr. ".into(),
        Reason::MissingTime => "Es fehlt die Uhrzeit. ".into(),
    }
}

pub(super) fn listed(names: &[String]) -> String {
    first(names, |more| format!("und {more} weitere"))
}

pub(super) fn dead_end(why: DeadEnd) -> &'static str {
    match why {
        DeadEnd::Wrong => "Falscher Weg",
        DeadEnd::NotYet => "Noch nicht da",
        DeadEnd::Over => "Vorbei",
        DeadEnd::Down => "Geht nicht",
    }
}

pub(super) fn such_as(field: &str, list: Option<&str>) -> String {
    example(field, list).map_or_else(String::new, |text| format!(" Zum Beispiel: {text}"))
}

pub(super) fn proposed(context: &FaultContext<'_>) -> String {
    let field = context.suggestion.as_ref();
    field.map_or_else(String::new, |field| format!(" Zum Beispiel: {field}"))
}

pub(super) fn meant(context: &FaultContext<'_>) -> String {
    let meant = context.suggestion.as_ref();
    meant.map_or_else(String::new, |word| format!(" Meinten Sie {word}?"))
}

pub(super) fn meant_or(context: &FaultContext<'_>, known: &[&str]) -> String {
    match context.suggestion {
        Some(_) => meant(context),
        None => possible(context, known),
    }
}

pub(super) fn possible(context: &FaultContext<'_>, known: &[&str]) -> String {
    let possible = context.possible(known);
    possible.map_or_else(String::new, |known| format!(" Möglich: {known}."))
}

pub(super) fn before(context: &FaultContext<'_>, value: &str, other: &str, time: &str) -> String {
    let time = context.value(time);
    let same = context.quote == Some(&time);
    let is = if same { "ist gleich" } else { "liegt vor" };
    let expected = match other {
        "opens" if context.is_for_form() => "eine andere Uhrzeit, oder rund um die Uhr",
        "opens" => "eine andere Uhrzeit, oder \"always\": true für rund um die Uhr",
        _ => "ein Zeitpunkt danach",
    };
    format!(
        "{value} {is} {} ({time}). Erwartet: {expected}.",
        context.name(other)
    )
}
