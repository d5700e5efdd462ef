//! The facts of an entry besides its state and its ways, each compared by itself.

use yew::prelude::*;

use super::wording::{Wording, text};
use super::{Change, ChangeKind};
use crate::components::RenderContext;
use crate::components::dates::basis;
use crate::components::hours::hours_line;
use crate::components::lost::lost_lines;
use crate::components::outlook::{outlook_lines, rank_line};
use crate::components::routes::inline_address;
use crate::components::scope::scope_lines;
use crate::components::text::{filled_line, line, localized, text_line};
use crate::feed::{Entry, Outlook};

/// A fact that an entry may have.
struct Detail {
    is_same: fn(&Entry, &Entry) -> bool,
    show: fn(&RenderContext, &Entry) -> Html,
    /// Whether what was said before is short enough to be repeated.
    is_short: bool,
}

const DETAILS: &[Detail] = &[
    Detail {
        is_same: |one, other| one.note == other.note,
        // Not as the page shows it: a press release has no line ends of the publisher's.
        show: |context, entry| optional(&entry.note, |note| line(localized(context, note))),
        is_short: false,
    },
    Detail {
        is_same: |one, other| one.hours == other.hours,
        show: |context, entry| optional(&entry.hours, |hours| hours_line(context, hours)),
        is_short: true,
    },
    Detail {
        is_same: |one, other| one.scope == other.scope,
        show: |context, entry| optional(&entry.scope, |scope| scope_lines(context, scope)),
        is_short: true,
    },
    Detail {
        is_same: |one, other| {
            one.outlook.as_ref().map(undated) == other.outlook.as_ref().map(undated)
        },
        show: |context, entry| {
            optional(&entry.outlook, |outlook| {
                outlook_lines(context, &undated(outlook))
            })
        },
        is_short: true,
    },
    Detail {
        is_same: |one, other| one.lost == other.lost,
        show: |context, entry| optional(&entry.lost, |lost| lost_lines(context, lost)),
        is_short: false,
    },
    Detail {
        is_same: |one, other| one.progress == other.progress,
        show: |context, entry| {
            let share = |share: &_| filled_line(context.words.percent, "percent", &percent(share));
            optional(&entry.progress, share)
        },
        is_short: true,
    },
    Detail {
        is_same: |one, other| one.priority == other.priority,
        show: rank_line,
        is_short: true,
    },
    Detail {
        is_same: |one, other| one.legal_basis() == other.legal_basis(),
        show: |context, entry| {
            let of = entry.legal_basis();
            of.map(|of| basis(context, of, " ", inline_address))
                .unwrap_or_default()
        },
        is_short: false,
    },
    Detail {
        is_same: |one, other| one.responsible == other.responsible,
        show: |context, entry| {
            text_line(
                context,
                context.words.responsible,
                "name",
                entry.responsible.as_ref(),
            )
        },
        is_short: true,
    },
];

/// Compares the facts of an entry that has this `name` with those that it had before.
pub(super) fn details(wording: &Wording<'_>, name: &str, old: &Entry, new: &Entry) -> Vec<Change> {
    let differing = DETAILS.iter().filter(|detail| !(detail.is_same)(old, new));
    let change = |detail: &Detail| {
        let was = text(&wording.then, (detail.show)(&wording.then, old));
        let now = text(&wording.now, (detail.show)(&wording.now, new));
        match detail.is_short {
            true => wording.detail(ChangeKind::Changed, name, &was, &now),
            false => wording.rewritten(ChangeKind::Changed, name, &was, &now),
        }
    };
    differing.filter_map(change).collect()
}

/// Returns an outlook without its dates: that it was said again is no news, and what was said earlier is known.
pub(super) fn undated(outlook: &Outlook) -> Outlook {
    Outlook {
        as_of: None,
        earlier: Vec::new(),
        ..outlook.clone()
    }
}

fn optional<T>(value: &Option<T>, show: impl FnOnce(&T) -> Html) -> Html {
    value.as_ref().map(show).unwrap_or_default()
}

fn percent(share: &crate::feed::scalar::Percent) -> String {
    share.0.to_string()
}
