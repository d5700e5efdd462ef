//! The time for which something holds: "geschlossen ab Montag, 30. November".

use yew::prelude::*;

use super::context::RenderContext;
use super::text::filled;
use crate::feed::status::{Clock, Timing};
use crate::feed::time::{End, When};
use crate::i18n::{Piece, fill, pieces};

/// Shows a state with the time for which it holds.
pub fn timed(
    context: &RenderContext,
    said: Html,
    from: Option<When>,
    until: Option<End>,
    timing: Timing,
) -> Html {
    let words = context.words;
    let date = |when| ("from", date(context, when));
    let until_date = |when| ("until", end(context, when));
    if let Timing::Lapsed(ended) = timing {
        return filled(words.lapsed, &[("state", said), until_date(ended)]);
    }
    let with = |template, said, dates: &[(&str, Html)]| match timing {
        Timing::Current => beside(template, said, dates),
        // "Noch nicht, angekündigt: geöffnet ab …" is one statement.
        _ => filled(template, &[&[("state", said)], dates].concat()),
    };
    if let Some(day) = one_day(context, from, until) {
        return with(words.on_date, said, &[("moment", day.into())]);
    }
    let held = match (timing, from, until) {
        (_, Some(from), Some(End::At(until))) => {
            with(words.from_until, said, &[date(from), until_date(until)])
        }
        (Timing::Pending(from) | Timing::Unconfirmed(from), ..) => {
            with(words.from, said, &[date(from)])
        }
        (_, None, Some(End::At(until))) => with(words.until, said, &[until_date(until)]),
        (_, Some(from), _) => with(words.since, said, &[date(from)]),
        (_, None, _) => said,
    };
    match (timing, until) {
        (Timing::Current, Some(End::Open)) => with(words.open_end, held, &[]),
        _ => held,
    }
}

/// Shows a state, and beside it, less strongly, the time for which it holds.
fn beside(template: &str, state: Html, dates: &[(&str, Html)]) -> Html {
    let aside = |shown: Html| html! { <span class="amts-when">{ shown }</span> };
    pieces(template)
        .map(|piece| match piece {
            Piece::Text(text) => aside(text.into()),
            Piece::Place("state") => state.clone(),
            Piece::Place(name) => {
                let date = dates.iter().find(|(known, _)| *known == name);
                date.map(|(_, date)| aside(date.clone()))
                    .unwrap_or_default()
            }
        })
        .collect()
}

/// Shows a day, with the time if there is one.
pub fn date(context: &RenderContext, when: When) -> Html {
    html! { <span class="amts-date">{ context.when(when) }</span> }
}

/// Shows when something ends, with the time if there is one.
pub fn end(context: &RenderContext, when: When) -> Html {
    html! { <span class="amts-date">{ context.end(when) }</span> }
}

/// Writes from when to when, the day only once.
pub fn span(context: &RenderContext, from: When, until: When) -> String {
    one_day(context, Some(from), Some(End::At(until))).unwrap_or_else(|| {
        let (from, until) = (context.when(from), context.end(until));
        fill(context.words.range, &[("from", &from), ("until", &until)])
    })
}

/// Writes a time within one day: "Samstag, 28. November, 11 bis 11:45 Uhr". Returns `None` for any other.
pub fn one_day(context: &RenderContext, from: Option<When>, until: Option<End>) -> Option<String> {
    let (Some(from), Some(End::At(until))) = (from, until) else {
        return None;
    };
    if from == until {
        return Some(context.when(from));
    }
    let zone = context.clock.zone;
    let first = from.date(zone);
    if first != until.last_date(zone) {
        return None;
    }
    let day = context.date(first);
    let closes = |stamp| context.local(stamp).as_end().1;
    Some(match (from, until) {
        (_, When::Date(_)) => context.when(from),
        (When::Date(_), When::At(until)) => {
            let closes = context.time(closes(until));
            fill(context.words.range, &[("from", &day), ("until", &closes)])
        }
        (When::At(opens), When::At(until)) => {
            let opens = context.local(opens).minutes();
            let hours = context.hours(opens, closes(until));
            [&day, context.words.comma, &hours].concat()
        }
    })
}

/// Shows what was announced for a day that has come, and has not been confirmed since.
pub fn unconfirmed(context: &RenderContext, announced: Html, clock: Clock) -> Html {
    let published = clock.zone.local(clock.published).date();
    let published = context.date(published).into();
    let values = [("state", announced), ("published", published)];
    filled(context.words.unconfirmed, &values)
}
