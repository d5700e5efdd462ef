//! How old the information is, every warning about it, and what is new.

use yew::prelude::*;

use super::action::Action;
use super::context::RenderContext;
use super::icon::clock_icon;
use crate::feed::time::Stamp;
use crate::feed::{Entry, Feed};
use crate::i18n::fill;
use crate::sync::freshness::{Contact, Freshness, Later, StalenessWarning};

/// More changed entries than this are counted rather than named.
const NAMED: usize = 3;

/// Shows the age of a feed. `retrying` says that the reader waits for an answer. `announced` is the live region, if it
/// stands here. Only news is one: the age changes every minute, and a screen reader would read it aloud each time.
pub fn freshness_bar(
    context: &RenderContext,
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
                { live_region(context, freshness, None, html! { <>{ announced }{ retry }</> }) }
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
    freshness: &Freshness,
    class: Option<&'static str>,
    content: Html,
) -> Html {
    match freshness.later() {
        Some(later) => html! {
            <div
                {class}
                aria-live="polite"
                data-amts-issued={later.issued.to_string()}
                data-amts-valid-until={later.valid.map(|until| until.to_string())}
                data-amts-later={later_words(context, later)}
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

/// Writes the warnings to come: on each line a moment, and what is to be said from then on.
fn later_words(context: &RenderContext, later: &Later) -> Option<String> {
    let lines = later.warnings.iter().map(|(from, warning)| {
        let words = warning_words(context, *warning);
        format!("{from} {words}")
    });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Says when the next publication is announced. On a static page it also says until when that is so.
fn next_announced(context: &RenderContext, freshness: &Freshness, next: Stamp) -> Html {
    let moment = context.moment(next);
    let words = fill(context.words.next_announced, &[("moment", &moment)]);
    match freshness.later().is_some() && context.options.at.is_none() {
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
                { " " }{ next_announced(context, freshness, next) }
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
