//! What was sent and lost, and what those can do who have sent it.

use yew::prelude::*;

use super::context::RenderContext;
use super::period::span;
use super::text::{filled_line, line, localized, text_line};
use crate::feed::{Lost, Period};
use crate::i18n::fill;

/// Shows when it was sent and how, what to do, and which day counts.
pub fn lost_lines(context: &RenderContext, lost: &Lost) -> Html {
    let words = context.words;
    let windows = lost.windows.iter().map(|window| period(context, window));
    let windows: Vec<String> = windows.collect();
    let windows = context.dates.list(context.options.lang, &windows);
    html! {
        <>
            if !windows.is_empty() {
                { filled_line(words.lost, "periods", &windows) }
            }
            { text_line(context, words.lost_channel, "channel", lost.channel.as_ref()) }
            { line(localized(context, &lost.action)) }
            if lost.preserved {
                { line(words.lost_preserved.into()) }
            }
        </>
    }
}

/// Writes a period: "Montag, 30. November bis Freitag, 4. Dezember", or "seit Montag, 30. November".
fn period(context: &RenderContext, period: &Period) -> String {
    match period.until {
        Some(until) => span(context, period.from, until),
        None => {
            let from = context.when(period.from);
            let since = fill(context.words.since, &[("state", ""), ("from", &from)]);
            since.trim_start().to_owned()
        }
    }
}
