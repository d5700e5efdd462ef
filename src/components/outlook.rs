//! Outlooks: what is expected, how sure that is, and earlier forecasts.

use yew::prelude::*;

use super::context::RenderContext;
use super::details::details;
use super::state::{contains, state_word};
use super::text::{filled, labelled, line, localized};
use crate::feed::Outlook;
use crate::feed::newest::newest_first;
use crate::feed::time::When;
use crate::i18n::fill;

/// Shows an outlook: the publisher's wording, what the other fields add, and the conditions.
pub fn outlook_lines(context: &RenderContext, outlook: &Outlook) -> Html {
    let words = context.words;
    let more = more(context, outlook);
    let said = html! {
        <>
            { localized(context, &outlook.text) }
            if !more.is_empty() {
                { format!(" ({more})") }
            }
            if let Some(at) = outlook.as_of {
                { " " }{ as_of(context, at) }
            }
        </>
    };
    html! {
        <>
            { labelled(words.outlook, said) }
            for condition in &outlook.conditions {
                { labelled(words.conditions, localized(context, condition)) }
            }
        </>
    }
}

/// Shows earlier outlooks, folded. `owner` is the id of the entry, or `incident`.
pub fn earlier_outlooks(context: &RenderContext, owner: &str, outlook: &Outlook) -> Html {
    if outlook.earlier.is_empty() {
        return Html::default();
    }
    let earlier = html! {
        <ul>
            for earlier in newest_first(&outlook.earlier, |earlier| earlier.as_of, context.clock.zone) {
                <li>{ localized(context, &earlier.text) }{ " " }{ as_of(context, earlier.as_of) }</li>
            }
        </ul>
    };
    details(
        "amts-fold",
        &format!("{owner}-earlier"),
        context.words.earlier_outlooks.into(),
        earlier,
    )
}

/// Says the state, the certainty and that a bound has passed, except for words that the publisher's text has already.
fn more(context: &RenderContext, outlook: &Outlook) -> String {
    let words = context.words;
    let said = context.plain(&outlook.text);
    let state = outlook.state.as_ref();
    let state = state.map(|state| {
        fill(
            words.outlook_state,
            &[("state", state_word(words, state, None))],
        )
    });
    let certainty = outlook.certainty.as_ref();
    let certainty = certainty.map(|certainty| words.certainty.text(certainty).to_owned());
    // An outlook whose latest date is past says so. It never becomes a state.
    let passed = outlook.latest.is_some_and(|latest| context.is_past(latest));
    let passed = passed.then(|| words.outlook_passed.to_owned());
    let more = [state, certainty, passed].into_iter().flatten();
    let more: Vec<String> = more.filter(|word| !contains(said, word)).collect();
    more.join(words.comma)
}

/// Shows the date of a fact that is older than the feed: "Stand: 22. Februar".
pub fn as_of(context: &RenderContext, at: When) -> Html {
    let moment = context.when(at);
    let said = filled(context.words.as_of, &[("moment", moment.into())]);
    html! { <span class="amts-muted">{ said }</span> }
}

/// Shows that date on a line of its own, if it is known.
pub fn as_of_line(context: &RenderContext, at: Option<When>) -> Html {
    at.map(|at| line(as_of(context, at))).unwrap_or_default()
}
