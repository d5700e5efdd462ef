//! In English: phrases that several faults have.

use super::super::FaultContext;
use super::super::pieces::{example, first};
use crate::feed::problem::DeadEnd;
use crate::i18n::Lang;
use crate::report::suggest::Reason;

/// Says why nobody can mean a day or a moment.
pub(super) fn impossible(reason: Reason) -> String {
    match reason {
        Reason::ImpossibleDay(day, month, year) => {
            let months = Lang::En.language().calendar.months;
            match months.get(usize::from(month).wrapping_sub(1)) {
                Some(month) => format!("There is no {day} {month} {year}. "),
                None => format!("There is no {day}.{month}.{year}. "),
            }
        }
        Reason::ImpossibleTime => "There is no such time of day. ".into(),
        Reason::SkippedTime => "There is no such time on that day. ".into(),
        Reason::MissingDay => "The day is missing. ".into(),
        Reason::MissingYear => "The year is missing. ".into(),
        Reason::MissingTime => "The time of day is missing. ".into(),
    }
}

pub(super) fn listed(names: &[String]) -> String {
    first(names, |more| format!("and {more} more"))
}

pub(super) fn dead_end(why: DeadEnd) -> &'static str {
    match why {
        DeadEnd::Wrong => "Wrong route",
        DeadEnd::NotYet => "Not there yet",
        DeadEnd::Over => "Over",
        DeadEnd::Down => "Not working",
    }
}

pub(super) fn such_as(field: &str, list: Option<&str>) -> String {
    example(field, list).map_or_else(String::new, |text| format!(" For example: {text}"))
}

pub(super) fn proposed(context: &FaultContext<'_>) -> String {
    let field = context.suggestion.as_ref();
    field.map_or_else(String::new, |field| format!(" For example: {field}"))
}

pub(super) fn meant(context: &FaultContext<'_>) -> String {
    let meant = context.suggestion.as_ref();
    meant.map_or_else(String::new, |word| format!(" Did you mean {word}?"))
}

pub(super) fn meant_or(context: &FaultContext<'_>, known: &[&str]) -> String {
    match context.suggestion {
        Some(_) => meant(context),
        None => possible(context, known),
    }
}

pub(super) fn possible(context: &FaultContext<'_>, known: &[&str]) -> String {
    let possible = context.possible(known);
    possible.map_or_else(String::new, |known| format!(" Possible: {known}."))
}

pub(super) fn before(context: &FaultContext<'_>, value: &str, other: &str, time: &str) -> String {
    let time = context.value(time);
    let same = context.quote == Some(&time);
    let is = if same { "is the same as" } else { "is before" };
    let expected = match other {
        "opens" if context.is_for_form() => "another time of day, or day and night",
        "opens" => "another time of day, or \"always\": true for day and night",
        _ => "a moment after it",
    };
    format!(
        "{value} {is} {} ({time}). Expected: {expected}.",
        context.name(other)
    )
}
