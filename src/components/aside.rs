//! What belongs to the whole feed: other channels, questions, the incident, its history, terms.

use std::rc::Rc;

use yew::prelude::*;

use super::context::RenderContext;
use super::details::details;
use super::incident::incident_facts;
use super::keys::keyed;
use super::outlook::as_of_line;
use super::overview::OverviewProps;
use super::routes::route_list;
use super::text::{filled, joined, line, localized};
use super::turns::use_turn;
use crate::feed::newest::newest_first;
use crate::feed::{Feed, Question, Update};

/// Shows all sections, folded, in the order in which citizens ask: whom else to reach, what others have asked, what is being
/// done, what has happened, what a word means. What is in them waits for its turn.
#[component]
pub fn Aside(props: &OverviewProps) -> Html {
    let OverviewProps { context, feed } = props;
    let words = context.words;
    let is_drawn = use_turn(&context.turns, true);
    html! {
        <>
            if !feed.publisher.channels.is_empty() {
                { section(
                    context,
                    "channels",
                    words.channels,
                    is_drawn.then(|| route_list(context, &feed.publisher.channels, words.channels)),
                ) }
            }
            if !feed.faq.is_empty() {
                { section(context, "faq", words.faq, is_drawn.then(|| questions(context, &feed.faq))) }
            }
            if let Some(incident) = &feed.incident {
                { section(context, "incident", words.incident, is_drawn.then(|| incident_facts(context, incident))) }
            }
            if !feed.updates.is_empty() {
                { section(context, "updates", words.updates, is_drawn.then(|| updates(context, feed))) }
            }
            if !feed.glossary.is_empty() {
                { section(context, "glossary", words.glossary, is_drawn.then(|| glossary(context, feed))) }
            }
        </>
    }
}

fn section(
    context: &RenderContext,
    name: &'static str,
    heading: &'static str,
    content: Option<Html>,
) -> Html {
    let heading = html! { <@{context.heading(1)}>{ heading }</@> };
    let content = html! { <div class="amts-unfolded">{ content }</div> };
    details("amts-side", &format!("aside-{name}"), heading, content)
}

fn updates(context: &RenderContext, feed: &Feed) -> Html {
    html! {
        <ul class="amts-list">
            for item in newest_first(&feed.updates, |update| update.at, context.clock.zone) {
                <li>{ update(context, feed, item) }</li>
            }
        </ul>
    }
}

fn update(context: &RenderContext, feed: &Feed, update: &Update) -> Html {
    let entries = update.entries.iter().filter_map(|id| feed.find(&id.0));
    let names: Vec<Html> = entries
        .map(|entry| localized(context, &entry.name))
        .collect();
    html! {
        <>
            <b>{ context.when(update.at) }</b>
            { ": " }
            { localized(context, &update.text) }
            if !names.is_empty() {
                { line(filled(context.words.concerns, &[("names", joined(names, context.words.comma))])) }
            }
        </>
    }
}

/// Shows questions, with the answer of each folded below it.
pub fn questions<'f>(
    context: &RenderContext,
    questions: impl IntoIterator<Item = &'f Rc<Question>> + 'f,
) -> Html {
    html! {
        for (key, question) in keyed(questions, |question| &question.id.0) {
            <key={key}>{ question_item(context, question) }</>
        }
    }
}

fn question_item(context: &RenderContext, question: &Question) -> Html {
    let asked = question.questions.iter();
    let asked = joined(asked.map(|asked| localized(context, asked)), " ");
    let answer = html! {
        <>
            <p class="amts-note">{ localized(context, &question.answer) }</p>
            { as_of_line(context, question.as_of) }
        </>
    };
    details("amts-question", &question.id.0, asked, answer)
}

fn glossary(context: &RenderContext, feed: &Feed) -> Html {
    html! {
        <dl>
            for term in &feed.glossary {
                <dt>{ localized(context, &term.term) }</dt>
                <dd>{ localized(context, &term.meaning) }</dd>
            }
        </dl>
    }
}
