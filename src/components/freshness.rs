//! How old the information is, every warning about it, and what is new.

use yew::prelude::*;

use super::action::Action;
use super::context::RenderContext;
use super::icon::clock_icon;
use crate::feed::time::Stamp;
use crate::feed::{Entry, Feed};
use crate::i18n::fill;
use crate::sync::freshness::{Contact, Freshness, StalenessWarning};

/// More changed entries than this are counted rather than named.
const NAMED: usize = 3;

/// Shows the age of a feed. `retrying` says that the reader waits for an answer. `announced` is the live region, if it
/// stands here. Only news is one: the age changes every minute, and a screen reader would read it aloud each time.
pub fn freshness_bar(
    context: &RenderContext,
    feed: &Feed,
    freshness: &Freshness,
    retrying: bool,
    announced: Option<Html>,
) -> Html {
    let retry = html! {
        if freshness.may_ask() {
            { retry_button(context, retrying) }
        }
    };
    html! {
        <div class="amts-freshness">
            if let Some(announced) = announced {
                { live_region(context, feed, freshness, None, html! { <>{ announced }{ retry }</> }) }
            } else {
                { retry }
            }
            <div class="amts-age">
                { clock_icon() }
                <span>{ age(context, freshness) }</span>
            </div>
        </div>
    }
}

/// Shows the live region. On a static page it has the times for the script.
pub fn live_region(
    context: &RenderContext,
    feed: &Feed,
    freshness: &Freshness,
    class: Option<&'static str>,
    content: Html,
) -> Html {
    match static_times(context, feed, freshness) {
        Some(times) => html! {
            <div
                {class}
                aria-live="polite"
                data-amts-issued={times.issued}
                data-amts-valid-until={times.valid_until}
                data-amts-later={times.later}
            >
                { content }
            </div>
        },
        None => html! { <div {class} aria-live="polite">{ content }</div> },
    }
}

/// Shows what a screen reader announces by itself: the warnings, and what is new. Nothing is announced in what is closed.
pub fn announcements(context: &RenderContext, feed: &Feed, freshness: &Freshness) -> Html {
    html! {
        <>
            for warning in &freshness.warnings {
                <p class="amts-caution">{ warning_words(context, *warning) }</p>
            }
            if let Some(changed) = changed_words(context, feed) {
                <p class="amts-news">{ changed }</p>
            }
        </>
    }
}

/// The times on a static page, which the script that shows it reads (embed/snapshot.js).
struct StaticTimes {
    /// When the feed was issued.
    issued: String,
    /// Until when it is valid at most.
    valid_until: Option<String>,
    /// The warnings to come: on each line a moment, and what is to be said from then on.
    later: Option<String>,
}

/// Returns the times of a static page. The widget, whose size counts, is built without them.
fn static_times(
    context: &RenderContext,
    feed: &Feed,
    freshness: &Freshness,
) -> Option<StaticTimes> {
    if cfg!(not(feature = "cli")) || context.is_live() {
        return None;
    }
    let later = freshness.later.iter().map(|(from, warning)| {
        let words = warning_words(context, *warning);
        format!("{from} {words}")
    });
    let later: Vec<String> = later.collect();
    Some(StaticTimes {
        issued: feed.issued.to_string(),
        valid_until: feed.valid_until.map(|until| until.to_string()),
        later: (!later.is_empty()).then(|| later.join("\n")),
    })
}

/// Says when the next publication is announced. On a static page it also says until when that is so.
fn next_announced(context: &RenderContext, next: Stamp) -> Html {
    let moment = context.moment(next);
    let words = fill(context.words.next_announced, &[("moment", &moment)]);
    let passes = context.options.at.is_none();
    match cfg!(feature = "cli") && !context.is_live() && passes {
        true => html! { <span data-amts-until={next.to_string()}>{ words }</span> },
        false => words.into(),
    }
}

fn age(context: &RenderContext, freshness: &Freshness) -> Html {
    let words = context.words;
    html! {
        <>
            <strong>
                { said_words(context, freshness) }
                if let Some(ago) = context.ago(freshness.said) {
                    { words.comma }{ ago }
                }
                { "." }
            </strong>
            if let Some(contact) = freshness.contact {
                { " " }<span class="amts-contact">{ contact_words(context, contact) }</span>
            }
            if let Some(next) = freshness.next {
                { " " }{ next_announced(context, next) }
            }
            if freshness.verified {
                { " " }
                <details class="amts-verified">
                    <summary>{ words.verified }</summary>
                    <p>{ words.verified_explained }</p>
                </details>
            }
        </>
    }
}

/// Shows a button to ask again at once, on a live page.
pub fn retry_button(context: &RenderContext, retrying: bool) -> Html {
    let words = context.words;
    html! {
        if context.is_live() {
            <button class="amts-button amts-retry" onclick={context.on::<MouseEvent>(Action::Retry)}>
                { if retrying { words.retrying } else { words.retry } }
            </button>
        }
    }
}

/// Says how the feed came here: "Gerade geprüft."
fn contact_words(context: &RenderContext, contact: Contact) -> String {
    let words = context.words;
    match contact {
        Contact::Checked(at) => match context.minutes_ago(at) {
            Some(ago) => fill(words.checked, &[("ago", &ago)]),
            None => words.checked_now.to_owned(),
        },
        Contact::Stored(at) => fill(words.stored, &[("moment", &context.moment(at))]),
    }
}

/// Names what is new of what is shown: "Aktualisiert: Ausleihe und Bürgerbüro." Returns `None` if nothing is.
fn changed_words(context: &RenderContext, feed: &Feed) -> Option<String> {
    let words = context.words;
    let only = &context.options.only;
    let is_shown = |entry: &Entry| {
        let mut selected = only.iter().filter_map(|id| feed.find(id));
        only.is_empty() || selected.any(|whole| whole.contains(&entry.id.0))
    };
    let entries = context.changed.iter().filter_map(|id| feed.find(id));
    let entries = entries.filter(|entry| is_shown(entry));
    let names: Vec<String> = entries.map(|entry| context.isolated(&entry.name)).collect();
    match names.len() {
        0 => None,
        1..=NAMED => {
            let names = context.dates.list(context.options.lang, &names);
            Some(fill(words.updated, &[("names", &names)]))
        }
        count => Some(context.counted(&words.updated_count, count)),
    }
}

/// Says when a person last stated this: "Bestätigt heute um 10 Uhr".
pub fn said_words(context: &RenderContext, freshness: &Freshness) -> String {
    let words = context.words;
    let said = context.local(freshness.said);
    let time = context.time(said.minutes());
    let (near, dated) = match freshness.confirmed {
        true => (words.confirmed, words.confirmed_on),
        false => (words.issued, words.issued_on),
    };
    match context.near_day(said.date()) {
        Some(day) => fill(near, &[("day", &day), ("time", &time)]),
        None => {
            let date = context.full_date(said.date());
            fill(dated, &[("date", &date), ("time", &time)])
        }
    }
}

/// Writes a warning: "Veraltet: Diese Angaben galten bis …"
pub fn warning_words(context: &RenderContext, warning: StalenessWarning) -> String {
    let words = context.words;
    let (template, moment) = match warning {
        StalenessWarning::Archive(at) => (words.archive, context.full_stamp(at)),
        StalenessWarning::Preview(at) => (words.preview, context.full_stamp(at)),
        StalenessWarning::Expired(until) => (words.expired, context.full_end(until)),
        StalenessWarning::Overdue(since) => (words.overdue, context.full_stamp(since)),
        StalenessWarning::Old(since) => (words.old, context.full_stamp(since)),
        StalenessWarning::Unreached(came) => (words.unreached, context.moment(came)),
        StalenessWarning::Offline(came) => (words.offline, context.moment(came)),
        StalenessWarning::Newer => return words.newer.to_owned(),
    };
    fill(template, &[("moment", &moment)])
}
