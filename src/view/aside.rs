//! What stands at the side where there is room: the incident, its history, questions, terms, other channels.

use yew::prelude::*;

use super::dom::{all, el, filled, fold, joined, labelled, line, nothing, text};
use super::reader::Reader;
use super::{contacts, period};
use crate::feed::vocabulary::{Origin, Word};
use crate::feed::{Actor, Feed, Incident, Question, Update};
use crate::words::fill;

/// All of it, in the order of interest.
pub fn aside(reader: Reader<'_>, feed: &Feed) -> Html {
    let words = reader.words();
    let mut updates = Vec::new();
    for item in &feed.updates {
        updates.push(update(reader, feed, item));
    }
    let mut questions = Vec::new();
    for item in &feed.faq {
        questions.push(question(reader, item));
    }
    let mut terms = Vec::new();
    for term in &feed.glossary {
        terms.push(el("dt", "", vec![reader.say(&term.term)]));
        terms.push(el("dd", "", vec![reader.say(&term.meaning)]));
    }
    let mut sections = Vec::new();
    if let Some(item) = &feed.incident {
        sections.push(section(words.incident, incident(reader, item)));
    }
    if !updates.is_empty() {
        sections.push(section(words.updates, vec![el("ul", "amts-list", updates)]));
    }
    if !questions.is_empty() {
        sections.push(section(words.faq, questions));
    }
    if !terms.is_empty() {
        sections.push(section(words.glossary, vec![el("dl", "", terms)]));
    }
    if !feed.publisher.channels.is_empty() {
        let routes = contacts::routes(reader, &feed.publisher.channels);
        sections.push(section(words.channels, vec![routes]));
    }
    all(sections)
}

fn section(heading: &'static str, mut children: Vec<Html>) -> Html {
    children.insert(0, el("h3", "", vec![text(heading)]));
    el("section", "amts-side", children)
}

fn incident(reader: Reader<'_>, incident: &Incident) -> Vec<Html> {
    let words = reader.words();
    let mut lines = Vec::new();
    if let Some(phase) = &incident.phase {
        lines.push(line(vec![text(&reader.word(phase, words.phase))]));
    }
    if let Some(at) = incident.started {
        lines.push(line(vec![text(&fill(words.started, &[&reader.when(at)]))]));
    }
    lines.push(origin(reader, incident));
    if let Some(cause) = &incident.cause {
        lines.push(labelled(words.cause, vec![reader.say(cause)]));
    }
    if let Some(outlook) = &incident.outlook {
        lines.push(period::outlook(reader, "incident", outlook));
    }
    if let Some(order) = &incident.priority {
        lines.push(labelled(words.order, vec![reader.say(order)]));
    }
    if let Some(at) = incident.as_of {
        lines.push(line(vec![period::as_of(reader, at)]));
    }
    let mut measures = Vec::new();
    for measure in &incident.measures {
        let mut progress = reader.word(&measure.progress, words.measure);
        if let Some(at) = measure.at {
            progress = fill("{}, {}", &[&progress, &reader.when(at)]);
        }
        let progress = text(&fill(" ({})", &[&progress]));
        let progress = el("span", "amts-muted", vec![progress]);
        measures.push(el("li", "", vec![reader.say(&measure.text), progress]));
    }
    if !measures.is_empty() {
        lines.push(el("h4", "", vec![text(words.measures)]));
        lines.push(el("ul", "amts-list", measures));
    }
    lines.push(actors(reader, &incident.actors));
    lines
}

fn origin(reader: Reader<'_>, incident: &Incident) -> Html {
    let words = reader.words();
    let said = match (&incident.origin, &incident.provider) {
        (Some(Word::Known(Origin::Own)), _) => words.own.to_owned(),
        (Some(Word::Known(Origin::Provider)), Some(name)) => {
            fill(words.provider_named, &[&reader.plain(name)])
        }
        (Some(Word::Known(Origin::Provider)), None) => words.provider.to_owned(),
        (Some(Word::Other(word)), _) => word.clone(),
        _ => return nothing(),
    };
    line(vec![text(&said)])
}

/// Who is at work, by what they do.
fn actors(reader: Reader<'_>, actors: &[Actor]) -> Html {
    let mut by_role: Vec<(&Word<_>, Vec<Html>)> = Vec::new();
    for actor in actors {
        let name = reader.say(&actor.name);
        let said = match &actor.note {
            Some(note) => filled("{} ({})", vec![name, reader.say(note)]),
            None => name,
        };
        match by_role.iter_mut().find(|(role, _)| *role == &actor.role) {
            Some((_, same)) => same.push(said),
            None => by_role.push((&actor.role, vec![said])),
        }
    }
    let mut lists = Vec::new();
    for (role, actors) in by_role {
        let role = reader.word(role, reader.words().role);
        lists.push(el("h4", "", vec![text(&role)]));
        lists.push(line(vec![joined(actors, ", ")]));
    }
    all(lists)
}

fn update(reader: Reader<'_>, feed: &Feed, update: &Update) -> Html {
    let mut said = vec![
        el("b", "", vec![text(&reader.when(update.at))]),
        text(": "),
        reader.say(&update.text),
    ];
    let mut about = Vec::new();
    for id in &update.entries {
        if let Some(entry) = feed.find(&id.0) {
            about.push(reader.plain(&entry.name));
        }
    }
    if !about.is_empty() {
        let about = reader.calendar.list(reader.lang, &about);
        let about = text(&fill(" ({})", &[&about]));
        said.push(el("span", "amts-muted", vec![about]));
    }
    el("li", "", said)
}

fn question(reader: Reader<'_>, question: &Question) -> Html {
    let mut questions = Vec::new();
    for item in &question.questions {
        questions.push(reader.say(item));
    }
    let mut answer = vec![el("p", "amts-note", vec![reader.say(&question.answer)])];
    if let Some(at) = question.as_of {
        answer.push(line(vec![period::as_of(reader, at)]));
    }
    let summary = joined(questions, " ");
    fold("amts-question", &question.id.0, summary, answer)
}
