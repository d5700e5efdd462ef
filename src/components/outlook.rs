//! Outlooks: what is expected, how sure that is, and earlier forecasts.

use yew::prelude::*;

use super::context::RenderContext;
use super::details::details;
use super::state::state_word;
use super::text::{filled, filled_line, labelled, line, localized};
use crate::feed::newest::newest_first;
use crate::feed::text::Text;
use crate::feed::time::When;
use crate::feed::vocabulary::Level;
use crate::feed::{Entry, Outlook};
use crate::i18n::fill;
use crate::search::likeness::says;

/// Shows an outlook: how sure it is, the publisher's wording, what the other fields add, and the conditions.
pub fn outlook_lines(context: &RenderContext, outlook: &Outlook) -> Html {
    let words = context.words;
    // An outlook whose latest date is past says so. It never becomes a state.
    let is_passed = outlook.latest.is_some_and(|latest| context.is_past(latest));
    html! {
        <>
            { labelled(&label(context, outlook), localized(context, &outlook.text)) }
            if is_passed {
                { line(words.outlook_passed.into()) }
            }
            if let Some(state) = &outlook.state {
                { filled_line(words.outlook_state, "state", state_word(words, state, None)) }
            }
            for condition in &outlook.conditions {
                { labelled(words.conditions, localized(context, condition)) }
            }
            { dated_line(context, words.outlook_as_of, outlook.as_of) }
        </>
    }
}

/// Shows an outlook in one breath: "Erwartet: ab Mitte Dezember". Returns `None` if its latest date is past: then it needs
/// the line that says so.
pub fn brief_outlook(context: &RenderContext, outlook: &Outlook) -> Option<Html> {
    let is_passed = outlook.latest.is_some_and(|latest| context.is_past(latest));
    let said = localized(context, &outlook.text);
    let label = label(context, outlook);
    (!is_passed).then(|| html! { <>{ label }{ " " }{ said }</> })
}

/// Returns the word for how sure an outlook is, which begins its line, unless the publisher's text has it already.
fn label(context: &RenderContext, outlook: &Outlook) -> String {
    let words = context.words;
    let said = context.plain(&outlook.text);
    let certainty = outlook.certainty.as_ref();
    let certainty = certainty.map(|certainty| words.certainty.text(certainty));
    match certainty.filter(|word| !word.is_empty() && !says(said, word)) {
        Some(word) => format!("{word}:"),
        None => words.outlook.to_owned(),
    }
}

/// Shows earlier outlooks on what has this `name`, folded. `owner` is the id of the entry, or `incident`.
pub fn earlier_outlooks(
    context: &RenderContext,
    owner: &str,
    name: &Text,
    outlook: &Outlook,
) -> Html {
    if outlook.earlier.is_empty() {
        return Html::default();
    }
    let earlier = html! {
        <ul>
            for earlier in newest_first(&outlook.earlier, |earlier| earlier.as_of, context.clock.zone) {
                <li>
                    // Nothing can have been known on a day that is still to come.
                    if !context.is_ahead(earlier.as_of) {
                        <b>{ context.when(earlier.as_of) }</b>{ ": " }
                    }
                    { localized(context, &earlier.text) }
                </li>
            }
        </ul>
    };
    details(
        "amts-fold",
        &format!("{owner}-earlier"),
        filled(
            context.words.earlier_outlooks,
            &[("name", localized(context, name))],
        ),
        earlier,
    )
}

/// Says when an entry, an incident or an answer was known, if it says so itself.
pub fn as_of_line(context: &RenderContext, at: Option<When>) -> Html {
    dated_line(context, context.words.fact_as_of, at)
}

/// Shows the date of what is older than the feed. Nothing can have been known on a day that is still to come: such a date is
/// a slip, which `check` tells, and is not shown.
fn dated_line(context: &RenderContext, template: &str, at: Option<When>) -> Html {
    let known = at.filter(|at| !context.is_ahead(*at));
    let known = known.map(|at| fill(template, &[("moment", &context.when(at))]));
    known
        .map(|said| line(html! { <span class="amts-muted">{ said }</span> }))
        .unwrap_or_default()
}

/// Says which rank in the order of recovery something has that does not work yet.
pub fn rank_line(context: &RenderContext, entry: &Entry) -> Html {
    let status = entry.status(context.clock);
    let waits = status.level != Level::Ok && !status.is_over();
    let rank = entry.priority.filter(|_| waits);
    rank.map(|rank| filled_line(context.words.priority, "rank", &rank.0.to_string()))
        .unwrap_or_default()
}
