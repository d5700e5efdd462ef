//! Opening hours, and the days that differ.

use yew::prelude::*;

use super::context::RenderContext;
use super::text::{filled, joined, labelled, localized};
use crate::feed::hours::{closing, is_overnight};
use crate::feed::time::TimeOfDay;
use crate::feed::vocabulary::{Vocabulary as _, Weekday, Word};
use crate::feed::{Exception, Hours, Span};
use crate::i18n::{clock_time, fill};

/// Shows opening hours on a line of their own, without days that differed and are over.
pub fn hours_line(context: &RenderContext, hours: &Hours) -> Html {
    let words = context.words;
    let mut said: Vec<Html> = Vec::new();
    if hours.usual {
        said.push(words.usual_hours.into());
    }
    if hours.always {
        said.push(words.around_the_clock.into());
    }
    said.extend(hours.weekly.iter().map(|span| weekly(context, span).into()));
    let to_come = |day: &&Exception| !context.is_past(day.last_day());
    let exceptions = hours.exceptions.iter().filter(to_come);
    said.extend(exceptions.map(|day| exception(context, day)));
    said.extend(hours.note.iter().map(|note| localized(context, note)));
    if said.is_empty() {
        return Html::default();
    }
    labelled(words.hours, joined(said, words.semicolon))
}

/// Writes the hours of some weekdays: "Montag bis Freitag 8 bis 12 Uhr".
fn weekly(context: &RenderContext, span: &Span) -> String {
    let lang = context.options.lang;
    let name = |day: &Word<Weekday>| match day {
        Word::Known(day) => context.dates.weekday(lang, day.index()),
        Word::Other(day) => day.clone(),
    };
    let names: Vec<String> = span.days.iter().map(name).collect();
    let known = |day: &Word<Weekday>| day.known().map(|day| day.index());
    let indices: Option<Vec<usize>> = span.days.iter().map(known).collect();
    let is_run =
        |days: Vec<usize>| days.len() > 2 && days.windows(2).all(|pair| pair[1] == pair[0] + 1);
    let days = match (names.first(), names.last()) {
        (Some(first), Some(last)) if indices.is_some_and(is_run) => {
            fill(context.words.range, &[("from", first), ("until", last)])
        }
        _ => context.dates.list(lang, &names),
    };
    format!("{days} {}", clock_range(context, span.opens, span.closes))
}

/// Writes from when to when doors are open: "18 bis 8 Uhr am nächsten Tag".
fn clock_range(context: &RenderContext, opens: TimeOfDay, closes: TimeOfDay) -> String {
    let until = closing(closes);
    if !is_overnight(opens, closes) {
        return context.hours(opens.0, until.0);
    }
    let time = |time: TimeOfDay| clock_time(context.options.lang, time.0);
    fill(
        context.words.clock_range_overnight,
        &[("from", &time(opens)), ("until", &time(until))],
    )
}

fn exception(context: &RenderContext, day: &Exception) -> Html {
    let words = context.words;
    let from = context.date(day.from);
    let days = match day.until {
        Some(until) if until != day.from => fill(
            words.range,
            &[("from", &from), ("until", &context.date(until))],
        ),
        _ => from,
    };
    let hours = match (day.opens, day.closes) {
        (Some(opens), Some(closes)) => clock_range(context, opens, closes),
        (Some(one), None) | (None, Some(one)) => context.time(one.0),
        (None, None) => words.closed_day.to_owned(),
    };
    html! {
        <>
            { format!("{days} {hours}") }
            if let Some(note) = &day.note {
                { filled(": {note}", &[("note", localized(context, note))]) }
            }
        </>
    }
}
