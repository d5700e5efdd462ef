//! Every problem of a file: what cannot be read, and what is readable and contradicts the rest.

use serde_json::Value;

use super::suggest;
use crate::feed::decode::{Decode as _, Fault, Place, Problem, Severity, Step};
use crate::feed::time::Moment;
use crate::feed::vocabulary::{Need, Vocabulary as _};
use crate::feed::{Feed, check};
use crate::trust;

/// Returns every problem of the feed in these bytes, signed or not: wrong fields, and contradictions between the
/// others. `now` is the moment of the check.
pub fn problems(bytes: &[u8], now: Moment) -> Vec<Problem> {
    let (feed, mut problems) = Feed::draft(trust::content(bytes));
    if let Some(feed) = feed {
        let blanks: Vec<Vec<Step>> = problems.iter().filter_map(blank).collect();
        let mut more = check::examine(&feed, now);
        more.retain(|problem| !speaks_of_a_blank(problem, &blanks));
        problems.extend(more);
        problems.extend(mistyped_needs(&feed));
    }
    problems
}

/// Finds texts of `needs` that are likely meant as a word of the list, which the widget says in each language.
fn mistyped_needs(feed: &Feed) -> Vec<Problem> {
    let mut problems = Vec::new();
    feed.visit_texts(&Place::ROOT, &mut |text, at| {
        let at = at.steps();
        let is_need = matches!(&at[..], [.., Step::Key(list), Step::Index(_)] if list == "needs");
        // Who writes it in several languages means a text.
        if is_need
            && let Ok(Value::String(written)) = serde_json::to_value(text)
            && suggest::word(&written, Need::NAMES, None).is_some()
        {
            let fault = Fault::UnknownWord(Need::NAMES);
            problems.push(Problem { at, fault });
        }
    });
    problems
}

/// Returns the place that reading left blank because of this problem. `None` if the problem is not fatal.
fn blank(problem: &Problem) -> Option<Vec<Step>> {
    if problem.fault.severity() != Severity::Fatal {
        return None;
    }
    let mut at = problem.at.clone();
    if let Fault::Missing(field) = problem.fault {
        at.push(Step::Key(field.into()));
    }
    Some(at)
}

/// Tells whether a problem stands at a blank, above or below it, or comes from a comparison with one. Such a problem is
/// not the publisher's: the blank caused it.
fn speaks_of_a_blank(problem: &Problem, blanks: &[Vec<Step>]) -> bool {
    let issued = [Step::Key("issued".into())];
    let compared = match &problem.fault {
        Fault::Before("issued", _)
        | Fault::AfterIssued(_)
        | Fault::ValidTooLong
        | Fault::Ended
        | Fault::OnlyAnnounced => Some(issued.as_slice()),
        _ => None,
    };
    let near = |blank: &Vec<Step>| {
        problem.at.starts_with(blank)
            || (blank.starts_with(&problem.at) && !problem.at.is_empty())
            || compared == Some(blank)
    };
    blanks.iter().any(near)
}
