//! The head of the widget: what is wrong here, how old this is, and where it is published officially.

use yew::prelude::*;

use super::action::Action;
use super::context::RenderContext;
use super::freshness::said_words;
use super::groups::level_count;
use super::qr::qr_code;
use super::routes::{inline_address, short, verbatim};
use super::state::{state_text, state_word};
use super::text::{filled, joined, localized};
use crate::feed::contact::web_link;
use crate::feed::sections::{summary, urgent_entries};
use crate::feed::status::Timing;
use crate::feed::vocabulary::{Kind, Level};
use crate::feed::{Entry, Feed, Publisher};
use crate::i18n::fill;
use crate::sync::freshness::Freshness;

/// Shows publisher and incident as the first heading.
pub fn title(context: &RenderContext, feed: &Feed) -> Html {
    let dir = headline_dir(context);
    html! { <@{context.heading(0)} class="amts-title" {dir}>{ headline(context, feed) }</@> }
}

/// Returns the direction of the headline's element: publisher and title are one line, in that of their own language.
pub fn headline_dir(context: &RenderContext) -> Option<&'static str> {
    (context.options.lang.dir() == "rtl").then_some("auto")
}

/// Shows publisher and incident without a heading.
pub fn headline(context: &RenderContext, feed: &Feed) -> Html {
    html! {
        <>
            { localized(context, &feed.publisher.name) }
            if let Some(incident) = &feed.incident {
                { ": " }{ localized(context, &incident.title) }
            }
        </>
    }
}

/// Shows the compact line: the headline, what is urgent, what does not work, and how old this is.
pub fn compact_line(context: &RenderContext, feed: &Feed, freshness: &Freshness) -> Html {
    let words = context.words;
    let urgent: Vec<Html> = urgent_entries(feed, context.clock)
        .map(|entry| urgent_name(context, entry))
        .collect();
    let mut troubles = summary(&feed.entries, context.clock);
    troubles.retain(|(level, _)| *level < Level::Unknown);
    html! {
            <span class="amts-headline">
                <strong dir={headline_dir(context)}>{ headline(context, feed) }</strong>
                { ". " }
                if !urgent.is_empty() {
                    <span class="amts-now">
                        { words.urgent }{ ": " }
                        <strong>{ joined(urgent, words.comma) }{ "." }</strong>
                    </span>
                    { " " }
                }
                for (n, (level, count)) in troubles.iter().enumerate() {
                    <span class="amts-chip">{ level_count(context, *level, *count) }</span>
                    { if n + 1 < troubles.len() { words.comma } else { ". " } }
                }
                <span class="amts-muted">{ said_words(context, freshness) }{ ". " }</span>
                <span class="amts-more">{ words.show_details }</span>
            </span>
    }
}

/// Shows the name of what is urgent. Of what is still to come it says when.
fn urgent_name(context: &RenderContext, entry: &Entry) -> Html {
    let status = entry.status(context.clock);
    html! {
        <>
            { localized(context, &entry.name) }
            if let Timing::Pending(_) = status.timing {
                { " (" }{ state_text(context, entry, status) }{ ")" }
            }
        </>
    }
}

/// Says whose words these are: for whom the publisher speaks too, who passes that on, and whether a machine has
/// translated some of it.
pub fn speakers(context: &RenderContext, feed: &Feed) -> Vec<Html> {
    let (words, publisher) = (context.words, &feed.publisher);
    let tag = context.options.lang.tag();
    let mut said = Vec::new();
    if !publisher.on_behalf_of.is_empty() {
        let names = publisher.on_behalf_of.iter();
        let names = joined(names.map(|name| localized(context, name)), words.comma);
        said.push(filled(words.on_behalf_of, &[("names", names)]));
    }
    if let Some(other) = &publisher.republished_by {
        let name = localized(context, &other.name);
        let named = filled(words.republished_by, &[("name", name)]);
        let address = other.url.as_deref().map(inline_address);
        said.push(joined([Some(named), address].into_iter().flatten(), " "));
    }
    if feed.is_by_machine_in(tag) {
        said.push(match feed.is_checked_in(tag) {
            true => words.machine_checked.into(),
            false => words.machine_translated.into(),
        });
    }
    said
}

/// Shows the address of the official page with its state. Nobody is sent to a page that is down.
pub fn official_page(context: &RenderContext, publisher: &Publisher) -> Html {
    let url = &publisher.url;
    let Some(state) = &publisher.url_state else {
        return inline_address(url);
    };
    let (address, said) = match publisher.is_page_up() {
        true => (
            inline_address(url),
            state_word(context.words, state, Some(Kind::Channel)),
        ),
        false => (
            verbatim(short(url).to_owned()),
            state
                .known()
                .map_or(state.as_str(), |_| context.words.page_down),
        ),
    };
    html! { <>{ address }{ " (" }{ said.to_owned() }{ ")" }</> }
}

/// Shows where the feed is published officially. A static page also says when it was issued, and a live page has a
/// button to print if the page `prints`. `paper` adds the QR code of the newest status.
pub fn source(
    context: &RenderContext,
    feed: &Feed,
    freshness: &Freshness,
    paper: bool,
    prints: bool,
) -> Html {
    let words = context.words;
    let publisher = localized(context, &feed.publisher.name);
    let code = feed.publisher.address().and_then(web_link);
    let code = code.filter(|_| paper);
    html! {
        <p class="amts-source">
            { for code.map(|address| qr_code(address, address)) }
            { filled(words.source, &[("publisher", publisher)]) }
            { ". " }
            for said in speakers(context, feed) {
                { said }{ ". " }
            }
            if !context.is_live() {
                { fill(words.as_of, &[("moment", &context.full_stamp(freshness.said))]) }
                { ". " }
            }
            { words.official_page }
            { " " }
            { official_page(context, &feed.publisher) }
            if prints {
                { " " }
                <button class="amts-button amts-print" onclick={context.on::<MouseEvent>(Action::Print)}>
                    { words.print }
                </button>
            }
        </p>
    }
}
