//! What is said besides the entries: the incident, the publisher, answers, and the publisher's own updates.

use yew::prelude::*;

use super::details::undated;
use super::routes::routes;
use super::wording::{Wording, text};
use super::{Change, ChangeKind};
use crate::components::RenderContext;
use crate::components::header::{official_page, speakers};
use crate::components::incident::{actor_lines, incident_facts, measure_item};
use crate::components::text::{labelled, line};
use crate::feed::{Incident, Publisher};

/// Compares what is said of the incident: its title, how far it is, and what is known and done.
pub(super) fn incident(wording: &Wording<'_>, changes: &mut Vec<Change>) {
    let kind = ChangeKind::Incident;
    let (old, new) = match (&wording.old.incident, &wording.new.incident) {
        (old, new) if old == new => return,
        (Some(old), None) => {
            let title = wording.then.isolated(&old.title);
            changes.push(wording.change(kind, wording.news.removed, &title));
            return;
        }
        (old, Some(new)) => (old.clone().unwrap_or_default(), new),
        (None, None) => return,
    };
    let title = |context: &RenderContext, incident: &Incident| context.isolated(&incident.title);
    let (was, is) = (title(&wording.then, &old), title(&wording.now, new));
    changes.extend(wording.detail(kind, "", &was, &is));
    // A phase is a sentence of its own, and says by itself what is different.
    if old.phase != new.phase
        && let Some(phase) = &new.phase
    {
        let is = wording.now.words.phase.text(phase);
        changes.push(wording.change(kind, "{what}", is));
    }
    let summary = |context: &RenderContext, incident: &Incident| {
        incident
            .summary
            .as_ref()
            .map(|summary| context.isolated(summary))
            .unwrap_or_default()
    };
    let (was, is) = (summary(&wording.then, &old), summary(&wording.now, new));
    changes.extend(wording.rewritten(kind, "", &was, &is));
    for one in FACTS {
        let (before, after) = (one(&old), one(new));
        if before != after {
            let was = text(&wording.then, incident_facts(&wording.then, &before));
            let is = text(&wording.now, incident_facts(&wording.now, &after));
            changes.extend(wording.detail(kind, "", &was, &is));
        }
    }
    for measure in new
        .measures
        .iter()
        .filter(|measure| !old.measures.contains(measure))
    {
        let is = text(&wording.now, line(measure_item(&wording.now, measure)));
        changes.push(wording.change(kind, "{what}", &is));
    }
    let came = new
        .actors
        .iter()
        .filter(|actor| !old.actors.contains(actor));
    let came: Vec<_> = came.cloned().collect();
    let is = text(&wording.now, actor_lines(&wording.now, &came));
    changes.extend(wording.detail(kind, "", "", &is));
}

/// The facts of an incident that are compared one by one: each keeps one of them and drops all others.
const FACTS: [fn(&Incident) -> Incident; 5] = [
    |incident| Incident {
        started: incident.started,
        ..Incident::default()
    },
    |incident| Incident {
        origin: incident.origin.clone(),
        provider: incident.provider.clone(),
        ..Incident::default()
    },
    |incident| Incident {
        cause: incident.cause.clone(),
        ..Incident::default()
    },
    |incident| Incident {
        outlook: incident.outlook.as_ref().map(undated),
        ..Incident::default()
    },
    |incident| Incident {
        priority: incident.priority.clone(),
        ..Incident::default()
    },
];

/// Compares who speaks, where the official page is, and the publisher's other ways.
pub(super) fn publisher(wording: &Wording<'_>, changes: &mut Vec<Change>) {
    let kind = ChangeKind::Publisher;
    let (old, new) = (&wording.old.publisher, &wording.new.publisher);
    let name = |context: &RenderContext, publisher: &Publisher| context.isolated(&publisher.name);
    changes.extend(wording.detail(
        kind,
        "",
        &name(&wording.then, old),
        &name(&wording.now, new),
    ));
    if (&old.url, &old.url_state) != (&new.url, &new.url_state) {
        let page = |context: &RenderContext, publisher: &Publisher| {
            let page = official_page(context, publisher);
            text(context, labelled(context.words.official_page, page))
        };
        changes.extend(wording.detail(
            kind,
            "",
            &page(&wording.then, old),
            &page(&wording.now, new),
        ));
    }
    if (&old.on_behalf_of, &old.republished_by) != (&new.on_behalf_of, &new.republished_by) {
        let said = |context: &RenderContext, feed| {
            text(
                context,
                speakers(context, feed)
                    .into_iter()
                    .map(line)
                    .collect::<Html>(),
            )
        };
        let (was, is) = (
            said(&wording.then, wording.old),
            said(&wording.now, wording.new),
        );
        changes.extend(wording.detail(kind, "", &was, &is));
    }
    changes.extend(routes(wording, kind, "", &old.channels, &new.channels));
}

/// Tells new and other answers, and new terms.
pub(super) fn answers(wording: &Wording<'_>, changes: &mut Vec<Change>) {
    let (kind, now) = (ChangeKind::Question, &wording.now);
    for question in &wording.new.faq {
        let before = wording
            .old
            .faq
            .iter()
            .find(|before| before.id == question.id);
        let asked = question.questions.first().map(|asked| now.isolated(asked));
        let answer = now.isolated(&question.answer);
        let what = format!("{} {answer}", asked.unwrap_or_default());
        let template = match before {
            None => wording.news.detail,
            Some(before) if wording.then.isolated(&before.answer) != answer => wording.news.changed,
            Some(_) => continue,
        };
        changes.push(wording.change(kind, template, what.trim()));
    }
    for term in &wording.new.glossary {
        if wording
            .old
            .glossary
            .iter()
            .all(|before| before.term != term.term)
        {
            let what = format!(
                "{}: {}",
                now.isolated(&term.term),
                now.isolated(&term.meaning)
            );
            changes.push(wording.change(kind, wording.news.detail, &what));
        }
    }
}

/// Repeats the publisher's own sentences that are new.
pub(super) fn updates(wording: &Wording<'_>, changes: &mut Vec<Change>) {
    let is_new = |text: &_| {
        wording
            .old
            .updates
            .iter()
            .all(|before| before.text != *text)
    };
    for update in wording
        .new
        .updates
        .iter()
        .filter(|update| is_new(&update.text))
    {
        let said = wording.now.isolated(&update.text);
        changes.push(wording.change(ChangeKind::Update, "{what}", &said));
    }
}
