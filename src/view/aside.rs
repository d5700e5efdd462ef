//! What stands at the side where there is room: the incident, its history, questions, terms, other channels.

use super::dom::Writer;
use super::{contacts, period, reader};
use crate::feed::vocabulary::{Origin, Word};
use crate::feed::{Actor, Feed, Incident, Question, Update};

/// All of it, in the order of interest.
pub fn aside(out: &mut Writer<'_>, feed: &Feed) {
    let words = out.words;
    if let Some(item) = &feed.incident {
        section(out, words.incident());
        incident(out, item);
        out.close();
    }
    if !feed.updates.is_empty() {
        section(out, words.updates());
        out.open("ul.amts-list");
        for item in &feed.updates {
            update(out, feed, item);
        }
        out.close();
        out.close();
    }
    if !feed.faq.is_empty() {
        section(out, words.faq());
        // Nothing but questions in here, so that Yew finds each by its id.
        out.place();
        for item in &feed.faq {
            question(out, item);
        }
        out.close();
        out.close();
    }
    if !feed.glossary.is_empty() {
        section(out, words.glossary());
        out.open("dl");
        for term in &feed.glossary {
            out.open("dt");
            out.say(&term.term);
            out.close();
            out.open("dd");
            out.say(&term.meaning);
            out.close();
        }
        out.close();
        out.close();
    }
    if !feed.publisher.channels.is_empty() {
        section(out, words.channels());
        contacts::routes(out, &feed.publisher.channels);
        out.close();
    }
}

/// Opens a section.
fn section(out: &mut Writer<'_>, heading: &str) {
    out.open("section.amts-side");
    out.leaf("h3", heading);
}

fn incident(out: &mut Writer<'_>, incident: &Incident) {
    let words = out.words;
    if let Some(phase) = &incident.phase {
        out.leaf("p.amts-line", reader::word(phase, words.phase()));
    }
    if let Some(at) = incident.started {
        period::line(out, words.started(), &out.reader.when(at));
    }
    origin(out, incident);
    if let Some(cause) = &incident.cause {
        out.labelled(words.cause());
        out.say(cause);
        out.close();
    }
    if let Some(outlook) = &incident.outlook {
        period::outlook(out, "incident", outlook);
    }
    if let Some(order) = &incident.priority {
        out.labelled(words.order());
        out.say(order);
        out.close();
    }
    period::as_of_line(out, incident.as_of);
    if !incident.measures.is_empty() {
        out.leaf("h4", words.measures());
        out.open("ul.amts-list");
        for measure in &incident.measures {
            out.open("li");
            out.say(&measure.text);
            out.open("span.amts-muted");
            out.text(" (");
            out.text(reader::word(&measure.progress, words.measure()));
            if let Some(at) = measure.at {
                out.separate(out.words.comma());
                out.text(&out.reader.when(at));
            }
            out.text(")");
            out.close();
            out.close();
        }
        out.close();
    }
    actors(out, &incident.actors);
}

fn origin(out: &mut Writer<'_>, incident: &Incident) {
    let words = out.words;
    match (&incident.origin, &incident.provider) {
        (Some(Word::Known(Origin::Own)), _) => out.leaf("p.amts-line", words.own()),
        (Some(Word::Known(Origin::Provider)), Some(_)) => {
            period::said(out, words.provider_named(), &incident.provider)
        }
        (Some(Word::Known(Origin::Provider)), None) => out.leaf("p.amts-line", words.provider()),
        (Some(Word::Other(word)), _) => out.leaf("p.amts-line", word),
        _ => {}
    }
}

/// Who is at work, by what they do: each role where it comes first.
fn actors(out: &mut Writer<'_>, actors: &[Actor]) {
    for (index, first) in actors.iter().enumerate() {
        let same = |actor: &&Actor| actor.role == first.role;
        if actors[..index].iter().any(|actor| same(&actor)) {
            continue;
        }
        out.leaf("h4", reader::word(&first.role, out.words.role()));
        out.line();
        for actor in actors[index..].iter().filter(same) {
            out.separate(out.words.comma());
            out.say(&actor.name);
            if let Some(note) = &actor.note {
                out.fill_said(" ({})", note);
            }
        }
        out.close();
    }
}

fn update(out: &mut Writer<'_>, feed: &Feed, update: &Update) {
    out.open("li");
    out.leaf("b", &out.reader.when(update.at));
    out.text(": ");
    out.say(&update.text);
    out.open("span.amts-muted");
    let mut before = " (";
    for id in &update.entries {
        if let Some(entry) = feed.find(&id.0) {
            out.text(before);
            out.say(&entry.name);
            before = out.words.comma();
        }
    }
    out.separate(")");
    out.close_filled();
    out.close();
}

/// A question, with its answer folded below it.
pub fn question(out: &mut Writer<'_>, question: &Question) {
    out.fold("details.amts-question", &question.id.0);
    for item in &question.questions {
        out.separate(" ");
        out.say(item);
    }
    out.close();
    out.open("p.amts-note");
    out.say(&question.answer);
    out.close();
    period::as_of_line(out, question.as_of);
    out.close();
}
