//! Dates in the calendar: "verschoben: bisher Sonntag, 15. November, jetzt Dienstag, 15. Dezember. Das ist zugesagt".

use yew::prelude::*;

use super::context::RenderContext;
use super::period::{date, end, span, timed};
use super::text::{filled, joined, localized};
use crate::feed::status::{EntryStatus, Timing, timing};
use crate::feed::time::{End, When};
use crate::feed::vocabulary::{Level, State};
use crate::feed::{Entry, LegalBasis, Period};

/// Shows which date something had, and which it has now.
pub fn moved(context: &RenderContext, entry: &Entry, state: State, said: Html) -> Html {
    let words = context.words;
    let (was, now) = entry.moved_dates(context.clock);
    let mut dates = earlier(context, entry, was);
    let moved = match (&now[..], entry.until) {
        ([], Some(End::Open)) if dates.is_empty() => filled(words.open_end, &[("state", said)]),
        ([], _) => after_colon(context, said, dates),
        ([day], _) if dates.is_empty() && state == State::Extended && day.until.is_none() => {
            let day = end(context, day.from);
            filled(words.until, &[("state", said), ("until", day)])
        }
        (now, _) => {
            let moment = list(context, now);
            if dates.is_empty() {
                filled(words.moved_to, &[("state", said), ("moment", moment)])
            } else {
                dates.push(filled(words.date_now, &[("moment", moment)]));
                after_colon(context, said, dates)
            }
        }
    };
    complete(context, entry, moved, !entry.occasions().is_empty())
}

/// Shows a state with the times of an event: the one that goes on, then those that follow.
pub fn taking_place(
    context: &RenderContext,
    entry: &Entry,
    status: EntryStatus,
    said: Html,
) -> Html {
    let words = context.words;
    let shown = entry.shown_occasions(context.clock);
    let on = |state: Html, periods: &[Period]| {
        let moment = list(context, periods);
        filled(words.on_date, &[("state", state), ("moment", moment)])
    };
    if let Timing::Over(_) = status.timing {
        // "Vorbei: nach Plan" would say too much.
        let was = match status.level {
            Level::Ok => list(context, &shown),
            _ => on(said, &shown),
        };
        return filled(words.over, &[("state", was)]);
    }
    let runs = !matches!(status.level, Level::Down | Level::Unknown);
    let goes_on = |period: &Period| runs && period.is_now(context.clock);
    let (now, later): (Vec<Period>, Vec<Period>) = shown.into_iter().partition(goes_on);
    if now.is_empty() {
        return on(said, &later);
    }
    let moment = list(context, &now);
    let now = filled(words.event_now, &[("state", said), ("moment", moment)]);
    let then = |period| filled(words.date_then, &[("moment", occasion(context, period))]);
    joined(
        std::iter::once(now).chain(later.iter().map(then)),
        words.semicolon,
    )
}

/// Adds what `change` says to a state with its time, and the dates of today unless the state is shown `with_times`.
pub fn changed(context: &RenderContext, entry: &Entry, held: Html, with_times: bool) -> Html {
    let words = context.words;
    let was = entry.change.as_ref().and_then(|change| change.was);
    let mut said = vec![held];
    said.extend(earlier(context, entry, was));
    let shown = entry.shown_occasions(context.clock);
    if !with_times && !shown.is_empty() {
        let now = list(context, &shown);
        said.push(match entry.change {
            Some(_) => filled(words.date_now, &[("moment", now)]),
            None => now,
        });
    }
    complete(context, entry, joined(said, words.comma), with_times)
}

/// Shows the rule by which a date has changed, with its address behind `between`.
pub fn basis(
    context: &RenderContext,
    basis: &LegalBasis,
    between: &str,
    address: impl Fn(&str) -> Html,
) -> Html {
    let words = context.words;
    let mut said = vec![filled(
        words.legal_basis,
        &[("name", localized(context, &basis.name))],
    )];
    if let Some(since) = basis.since {
        let time = timing(Some(since), None, context.clock);
        said.push(timed(
            context,
            words.in_force.into(),
            Some(since),
            None,
            time,
        ));
    }
    let said = joined(said, words.comma);
    let address = basis.url.as_deref().map(address);
    joined(std::iter::once(said).chain(address), between)
}

/// Returns by how much a date has changed, and the dates that hold no longer.
fn earlier(context: &RenderContext, entry: &Entry, was: Option<When>) -> Vec<Html> {
    let words = context.words;
    let moment = |template, when| filled(template, &[("moment", date(context, when))]);
    let change = entry.change.as_ref();
    let by = change.and_then(|change| change.by.as_ref());
    let by = by.map(|by| localized(context, by));
    let was = was.map(|was| moment(words.date_was, was));
    let between = change.into_iter().flat_map(|change| &change.between);
    let between = between.map(|when| moment(words.date_then, *when));
    by.into_iter().chain(was).chain(between).collect()
}

fn after_colon(context: &RenderContext, said: Html, dates: Vec<Html>) -> Html {
    match dates.is_empty() {
        true => said,
        false => joined([said, joined(dates, context.words.comma)], ": "),
    }
}

/// Adds how sure the new date is and, where `from` and `until` say that alone, for how long the statement holds.
fn complete(context: &RenderContext, entry: &Entry, said: Html, holds_apart: bool) -> Html {
    let words = context.words;
    let certainty = entry.change.as_ref().and_then(|it| it.certainty.as_ref());
    let said = match certainty {
        Some(certainty) => {
            let certainty = format!(". {}", words.date_certainty.text(certainty));
            html! { <>{ said }{ certainty }</> }
        }
        None => said,
    };
    let (from, until) = (entry.from, entry.until);
    let is_told = from.is_some() || until.is_some();
    // Of what is over nobody asks how long it holds.
    if !holds_apart || !is_told || entry.is_over(context.clock) {
        return said;
    }
    let time = timing(from, until, context.clock);
    let holds = timed(context, words.notice_holds.into(), from, until, time);
    joined([said, holds], words.semicolon)
}

/// Shows several times, the earliest first.
fn list(context: &RenderContext, periods: &[Period]) -> Html {
    let periods = periods.iter().map(|period| occasion(context, period));
    joined(periods, context.words.semicolon)
}

fn occasion(context: &RenderContext, period: &Period) -> Html {
    match period.until {
        Some(until) => span(context, period.from, until).into(),
        None => date(context, period.from),
    }
}
