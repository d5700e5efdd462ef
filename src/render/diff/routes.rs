//! Ways that are new, different or gone.

use super::wording::{Wording, text};
use super::{Change, ChangeKind};
use crate::components::RenderContext;
use crate::components::routes::route_list;
use crate::feed::Route;

/// Compares the ways of something with this `name`. The order in which they are written is no news.
pub(super) fn routes(
    wording: &Wording<'_>,
    kind: ChangeKind,
    name: &str,
    old: &[Route],
    new: &[Route],
) -> Vec<Change> {
    let mut gone: Vec<&Route> = old.iter().filter(|route| !new.contains(route)).collect();
    let came: Vec<&Route> = new.iter().filter(|route| !old.contains(route)).collect();
    let mut changes = Vec::new();
    for route in &came {
        let before = predecessor(route, &gone, &came).map(|place| gone.remove(place));
        let was = before.map_or_else(String::new, |route| said(&wording.then, route));
        changes.extend(wording.detail(kind, name, &was, &said(&wording.now, route)));
    }
    let gone = gone.into_iter().map(|route| said(&wording.then, route));
    changes.extend(gone.filter_map(|was| wording.detail(kind, name, &was, "")));
    changes
}

/// Finds the way that this one replaces: one that leads to the same number or address, or has the same name. Of those
/// without a name it is the only one of its kind, where this is the only one too.
fn predecessor(route: &Route, gone: &[&Route], came: &[&Route]) -> Option<usize> {
    let target = |route: &Route| [&route.number, &route.url, &route.email].map(Clone::clone);
    let is_like = |other: &&Route| other.kind == route.kind && other.name == route.name;
    let is_only = |routes: &[&Route]| routes.iter().filter(|other| is_like(other)).count() == 1;
    let is_same = |other: &&Route| {
        let leads_there =
            target(route).iter().any(Option::is_some) && target(other) == target(route);
        let is_named = route.name.is_some() && is_like(other);
        other.kind == route.kind && (leads_there || is_named)
    };
    let only = || match is_only(gone) && is_only(came) {
        true => gone.iter().position(is_like),
        false => None,
    };
    gone.iter().position(is_same).or_else(only)
}

fn said(context: &RenderContext, route: &Route) -> String {
    text(
        context,
        route_list(context, std::slice::from_ref(route), ""),
    )
}
