//! The side column, where there is room for one: the incident, its history, questions, terms, other channels.

use std::rc::Rc;

use yew::prelude::*;

use super::context::{RenderContext, use_render_context};
use super::details::details;
use super::incident::incident_section;
use super::keys::keyed;
use super::outlook::as_of_line;
use super::routes::route_list;
use super::text::{filled, joined, line, localized};
use crate::feed::newest::newest_first;
use crate::feed::{Feed, Question, Update};

/// Shows all sections of the side column, the most interesting first.
pub fn aside(context: &RenderContext, feed: &Feed) -> Html {
    let words = context.words;
    html! {
        <>
            if let Some(incident) = &feed.incident {
                { incident_section(context, incident) }
            }
            if !feed.updates.is_empty() {
                { section(context, words.updates, updates(context, feed)) }
            }
            if !feed.faq.is_empty() {
                { section(context, words.faq, questions(feed)) }
            }
            if !feed.glossary.is_empty() {
                { section(context, words.glossary, glossary(context, feed)) }
            }
            if !feed.publisher.channels.is_empty() {
                { section(context, words.channels, route_list(context, &feed.publisher.channels)) }
            }
        </>
    }
}

fn section(context: &RenderContext, heading: &'static str, content: Html) -> Html {
    html! {
        <section class="amts-side">
            <@{context.heading(1)}>{ heading }</@>
            { content }
        </section>
    }
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

fn questions(feed: &Feed) -> Html {
    html! {
        for (key, item) in keyed(&feed.faq, |question| &question.id.0) {
            <QuestionItem {key} question={item.clone()} />
        }
    }
}

/// The properties of a [`QuestionItem`].
#[derive(Clone, PartialEq, Properties)]
pub struct QuestionItemProps {
    /// Questions that have one answer.
    pub question: Rc<Question>,
}

/// Shows questions, with their answer folded below them.
#[component]
pub fn QuestionItem(props: &QuestionItemProps) -> Html {
    let context = use_render_context();
    let question = &props.question;
    let asked = question.questions.iter();
    let asked = joined(asked.map(|asked| localized(&context, asked)), " ");
    let answer = html! {
        <>
            <p class="amts-note">{ localized(&context, &question.answer) }</p>
            { as_of_line(&context, question.as_of) }
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
