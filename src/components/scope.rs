//! For whom, and under which conditions, something holds.

use yew::prelude::*;

use super::context::RenderContext;
use super::period::span;
use super::text::{filled, line, localized};
use crate::feed::Scope;
use crate::feed::requirement::Requirement;
use crate::feed::text::Text;
use crate::i18n::{Piece, fill, pieces};

/// Shows each condition on a line of its own.
pub fn scope_lines(context: &RenderContext, scope: &Scope) -> Html {
    conditions(context, scope).into_iter().map(line).collect()
}

/// Returns the first condition, for a row, marked if there are more. `None` if there is none.
pub fn first_condition(context: &RenderContext, scope: &Scope) -> Option<Html> {
    let mut conditions = conditions(context, scope).into_iter();
    let first = conditions.next()?;
    let are_more = conditions.next().is_some();
    Some(html! { <>{ first }if are_more { { " …" } }</> })
}

/// Returns the conditions, each as a sentence or a label with its value.
fn conditions(context: &RenderContext, scope: &Scope) -> Vec<Html> {
    let words = context.words;
    let within = scope.applied_from.zip(scope.applied_until);
    let alone = |bound| if within.is_some() { None } else { bound };
    let applied = [
        (words.applied_before, scope.applied_before),
        (words.applied_after, scope.applied_after),
        // "Ab" includes its day in every language, so both names read alike.
        (words.applied_after, alone(scope.applied_from)),
        (words.applied_until, alone(scope.applied_until)),
    ];
    let mut said: Vec<Html> = Vec::new();
    said.extend(applied.iter().filter_map(|(template, when)| {
        let moment = context.when((*when)?);
        Some(fill(template, &[("moment", &moment)]).into())
    }));
    said.extend(within.map(|(from, until)| {
        let period = span(context, from, until);
        fill(words.applied_within, &[("period", &period)]).into()
    }));
    let named = |template, name, text: &Text| filled(template, &[(name, localized(context, text))]);
    let audience = scope.audience.as_ref();
    said.extend(audience.map(|audience| named(words.audience, "audience", audience)));
    if !scope.residents_of.is_empty() {
        let places = scope.residents_of.iter();
        let places = places.map(|place| localized(context, place)).collect();
        said.push(list(context, words.residents, "names", places));
    }
    if !scope.needs.is_empty() {
        let needs = scope.needs.iter().map(|need| match need {
            Requirement::Known(need) => words.need[*need].into(),
            Requirement::Text(text) => localized(context, text),
        });
        said.push(list(context, words.needs, "needs", needs.collect()));
    }
    said.extend(scope.quota.as_ref().map(|quota| localized(context, quota)));
    if !scope.payment_methods.is_empty() {
        let methods = scope.payment_methods.iter();
        let methods = methods.map(|method| words.payment_method.text(method));
        let methods = methods.collect::<Vec<_>>().join(words.comma);
        said.push(fill(words.payment, &[("methods", &methods)]).into());
    }
    said
}

/// Shows "Sie brauchen: a, b und c". Each item may be in another language, so the list is first made of placeholders.
fn list(context: &RenderContext, template: &str, name: &str, items: Vec<Html>) -> Html {
    let places = (0..items.len()).map(|index| format!("{{{index}}}"));
    let list = context
        .dates
        .list(context.options.lang, &places.collect::<Vec<_>>());
    let template = fill(template, &[(name, &list)]);
    let item = |index: &str| items.get(index.parse::<usize>().ok()?).cloned();
    let said = pieces(&template).map(|piece| match piece {
        Piece::Text(text) => text.into(),
        Piece::Place(index) => item(index).unwrap_or_default(),
    });
    said.collect()
}
