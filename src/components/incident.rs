//! The incident: what happened, what is being done about it, and who is at work.

use yew::prelude::*;

use super::context::RenderContext;
use super::outlook::{as_of_line, earlier_outlooks, outlook_lines};
use super::state::names;
use super::text::{filled, filled_line, joined, labelled, line, localized, text_line};
use crate::feed::vocabulary::{Origin, Progress, Word};
use crate::feed::{Actor, Incident, Measure};
use crate::i18n::fill;

/// Shows what is known of an incident.
pub fn incident_facts(context: &RenderContext, incident: &Incident) -> Html {
    let words = context.words;
    html! {
        <>
            if let Some(summary) = &incident.summary {
                <p class="amts-note">{ localized(context, summary) }</p>
            }
            if let Some(phase) = &incident.phase {
                { line(words.phase.text(phase).to_owned().into()) }
            }
            if let Some(at) = incident.started.filter(|at| !context.is_ahead(*at)) {
                { filled_line(words.started, "moment", &context.when(at)) }
            }
            { origin(context, incident) }
            if let Some(cause) = &incident.cause {
                { labelled(words.cause, localized(context, cause)) }
            }
            if let Some(outlook) = &incident.outlook {
                { outlook_lines(context, outlook) }
                { earlier_outlooks(context, "incident", &incident.title, outlook) }
            }
            if let Some(order) = &incident.priority {
                { labelled(words.restore_order, localized(context, order)) }
            }
            { as_of_line(context, incident.as_of) }
            if !incident.measures.is_empty() {
                <@{context.heading(2)}>{ words.measures }</@>
                <ul class="amts-list">
                    for measure in &incident.measures {
                        <li>{ measure_item(context, measure) }</li>
                    }
                </ul>
            }
            { actors(context, &incident.actors) }
        </>
    }
}

/// Shows where it happened. If the provider is named, that line says so already, and a second one is left out.
fn origin(context: &RenderContext, incident: &Incident) -> Html {
    let words = context.words;
    let origin = match &incident.origin {
        Some(Word::Known(Origin::Own)) => Some(words.origin_own),
        Some(Word::Known(Origin::Provider)) if incident.provider.is_none() => {
            Some(words.origin_provider)
        }
        Some(Word::Other(word)) => Some(word.as_str()),
        _ => None,
    };
    html! {
        <>
            if let Some(origin) = origin {
                { line(origin.to_owned().into()) }
            }
            { text_line(context, words.origin_provider_named, "provider", incident.provider.as_deref()) }
        </>
    }
}

/// Shows how far a measure is, then what it is: "Erledigt am Freitag, 15. Oktober: Der Krisenstab ist einberufen."
pub fn measure_item(context: &RenderContext, measure: &Measure) -> Html {
    let words = context.words;
    let progress = measure.progress.known();
    // Nothing was done, or began, on a day that is still to come.
    let is_planned = progress == Some(Progress::Planned);
    let at = measure
        .at
        .filter(|at| is_planned || !context.is_ahead(*at))
        .map(|at| context.when(at));
    let how_far = match (at, progress) {
        (Some(at), Some(progress)) => fill(words.progress_at[progress], &[("moment", &at)]),
        (at, _) => {
            let progress = words.progress.text(&measure.progress).to_owned();
            let said: Vec<String> = [progress].into_iter().chain(at).collect();
            said.join(words.comma)
        }
    };
    html! {
        <>
            <span class="amts-label">{ format!("{how_far}:") }</span>
            { " " }{ localized(context, &measure.text) }
        </>
    }
}

/// Shows who is at work, under a heading.
fn actors(context: &RenderContext, actors: &[Actor]) -> Html {
    html! {
        if !actors.is_empty() {
            <@{context.heading(2)}>{ context.words.actors }</@>
            { actor_lines(context, actors) }
        }
    }
}

/// Shows who is at work, grouped by role in the order in which the roles first appear.
pub fn actor_lines(context: &RenderContext, actors: &[Actor]) -> Html {
    let is_first = |(index, actor): &(usize, &Actor)| {
        actors[..*index]
            .iter()
            .all(|before| before.role != actor.role)
    };
    let roles = actors.iter().enumerate().filter(is_first);
    roles
        .map(|(_, first)| role_line(context, first, actors))
        .collect()
}

/// Shows all who have the role of the first one. Its word is left out where each name says it: "Krisenstab der Stadt".
fn role_line(context: &RenderContext, first: &Actor, actors: &[Actor]) -> Html {
    let role = context.words.role.text(&first.role);
    let actors = actors.iter().filter(|actor| actor.role == first.role);
    let says_it = |actor: &Actor| names(context.plain(&actor.name), role);
    let is_said = actors.clone().all(says_it);
    let actors = joined(actors.map(|one| actor(context, one)), context.words.comma);
    match is_said {
        true => line(actors),
        false => labelled(&format!("{role}:"), actors),
    }
}

fn actor(context: &RenderContext, actor: &Actor) -> Html {
    html! {
        <>
            { localized(context, &actor.name) }
            if let Some(note) = &actor.note {
                { filled(" ({note})", &[("note", localized(context, note))]) }
            }
        </>
    }
}
