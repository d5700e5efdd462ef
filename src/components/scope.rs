//! For whom, and under which conditions, something holds.

use yew::prelude::*;

use super::context::RenderContext;
use super::period::span;
use super::text::{filled_line, line, localized, text_line};
use crate::feed::Scope;
use crate::feed::requirement::Requirement;
use crate::i18n::{Piece, fill, pieces};

/// Shows each condition on a line of its own.
pub fn scope_lines(context: &RenderContext, scope: &Scope) -> Html {
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
    let needs = scope.needs.iter().map(|need| match need {
        Requirement::Known(need) => words.need[*need].into(),
        Requirement::Text(text) => localized(context, text),
    });
    let places = scope.residents_of.iter();
    let places = places.map(|place| localized(context, place));
    let payment = scope.payment_methods.iter();
    let payment: Vec<&str> = payment
        .map(|method| words.payment_method.text(method))
        .collect();
    html! {
        <>
            for (template, when) in applied {
                if let Some(when) = when {
                    { filled_line(template, "moment", &context.when(when)) }
                }
            }
            if let Some((from, until)) = within {
                { filled_line(words.applied_within, "period", &span(context, from, until)) }
            }
            { text_line(context, words.audience, "audience", scope.audience.as_ref()) }
            if !scope.residents_of.is_empty() {
                { list_line(context, words.residents, "names", places.collect()) }
            }
            if !scope.needs.is_empty() {
                { list_line(context, words.needs, "needs", needs.collect()) }
            }
            { text_line(context, "{quota}", "quota", scope.quota.as_ref()) }
            if !payment.is_empty() {
                { filled_line(words.payment, "methods", &payment.join(words.comma)) }
            }
        </>
    }
}

/// Shows "Sie brauchen: a, b und c". Each item may be in another language, so the list is first made of placeholders.
fn list_line(context: &RenderContext, template: &str, name: &str, items: Vec<Html>) -> Html {
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
    line(said.collect())
}
