//! Ways to a person who can help: numbers and addresses to tap, everything else as text.

use yew::prelude::*;

use super::dom::{all, el, filled, joined, line, link, nothing, text};
use super::reader::Reader;
use super::{period, shape};
use crate::feed::Route;
use crate::feed::contact::{Phone, mail_link, web_link};
use crate::feed::standing::{Timing, timing};
use crate::feed::vocabulary::{RouteKind, State};

/// The routes of one entry.
pub fn routes(reader: Reader<'_>, routes: &[Route]) -> Html {
    if routes.is_empty() {
        return nothing();
    }
    let mut items = Vec::new();
    for route in routes {
        items.push(item(reader, route));
    }
    el("ul", "amts-routes", items)
}

fn item(reader: Reader<'_>, route: &Route) -> Html {
    let usable = route.is_usable(reader.clock);
    let targets = targets(route, usable);
    let linked = targets.iter().any(|target| target.href.is_some());
    let name = match &route.name {
        Some(name) => reader.say(name),
        None => text(&reader.word(&route.kind, reader.words().route)),
    };
    // A number or an address says itself; a web page or an app is better known by its name.
    let says_itself = route.number.is_some() || route.email.is_some() || route.name.is_none();
    let kind = match route.number {
        Some(_) => Some(RouteKind::Phone),
        None => route.kind.known(),
    };
    let icon = shape::route(kind);
    let mut way = Vec::new();
    if !linked {
        way.push(icon.clone());
    }
    if route.wrong {
        way.push(el("strong", "", vec![text(reader.words().wrong)]));
    }
    if !linked || (says_itself && route.name.is_some()) {
        way.push(el("span", "amts-route-name", vec![name.clone()]));
    }
    for target in targets {
        let label = if linked && !says_itself {
            name.clone()
        } else {
            text(&target.label)
        };
        way.push(match target.href {
            Some(href) => link(
                "amts-tap",
                href,
                vec![icon.clone(), el("span", "", vec![label])],
            ),
            None => el("span", "amts-text", vec![label]),
        });
    }
    if let Some(place) = &route.place {
        way.push(el("span", "amts-place", vec![reader.say(place)]));
    }
    let class = if usable {
        "amts-route"
    } else {
        "amts-route amts-closed"
    };
    // The spaces are for the ear and for pages without the stylesheet.
    let way = el("div", "amts-way", vec![joined(way, " ")]);
    el("li", class, vec![way, about(reader, route, usable)])
}

/// What is said about a route beside its target.
fn about(reader: Reader<'_>, route: &Route, usable: bool) -> Html {
    let words = reader.words();
    let mut parts: Vec<Html> = Vec::new();
    for (template, part) in [
        (words.purpose, &route.purpose),
        (words.replaces, &route.replaces),
    ] {
        if let Some(part) = part {
            parts.push(filled(template, vec![reader.say(part)]));
        }
    }
    let time = timing(route.from, route.until, reader.clock);
    let said = match &route.state {
        Some(state) => period::word(reader, state, None),
        None => words.usable.to_owned(),
    };
    if route.state.is_some() || route.from.is_some() || route.until.is_some() {
        let said = text(&said);
        parts.push(period::timed(reader, said, route.from, route.until, time));
    }
    if !usable && !route.wrong {
        let planned = |state: &_| [State::Planned, State::Pilot].contains(state);
        let known = route.state.as_ref().and_then(|state| state.known());
        let coming = known.is_some_and(|state| planned(&state));
        let coming = coming || matches!(time, Timing::Pending(_));
        parts.push(text(if coming { words.not_yet } else { words.not_now }));
    }
    let mut lines = Vec::new();
    if !parts.is_empty() {
        lines.push(line(vec![joined(parts, ", ")]));
    }
    lines.extend(period::said(reader, "{}", &route.note));
    if let Some(hours) = &route.hours {
        lines.push(period::hours(reader, hours));
    }
    if let Some(scope) = &route.scope {
        lines.push(period::scope(reader, scope));
    }
    all(lines)
}

struct Target {
    label: String,
    href: Option<String>,
}

/// What can be tapped, or stands as text where it must not become a link (docs/faults.md, rows 19 and 20).
fn targets(route: &Route, usable: bool) -> Vec<Target> {
    let mut targets = Vec::new();
    if let Some(number) = &route.number {
        targets.push(match Phone::parse(number) {
            Some(phone) => Target {
                label: phone.display,
                href: Some(phone.link),
            },
            None => Target {
                label: number.clone(),
                href: None,
            },
        });
    }
    if let Some(url) = &route.url {
        targets.push(web(url));
    }
    if let Some(email) = &route.email {
        targets.push(Target {
            label: email.clone(),
            href: mail_link(email),
        });
    }
    if !usable {
        for target in &mut targets {
            target.href = None;
        }
    }
    targets
}

fn web(url: &str) -> Target {
    let href = web_link(url).map(str::to_owned);
    let label = if href.is_some() { short(url) } else { url };
    Target {
        label: label.to_owned(),
        href,
    }
}

/// An address as people read it: without scheme, `www.` and a lone slash at the end.
fn short(url: &str) -> &str {
    let url = url.strip_prefix("https://").unwrap_or(url);
    let url = url.strip_prefix("www.").unwrap_or(url);
    url.strip_suffix('/').unwrap_or(url)
}

/// A web address within a sentence.
pub fn inline(url: &str) -> Html {
    let target = web(url);
    match target.href {
        Some(href) => link("", href, vec![text(&target.label)]),
        None => text(&target.label),
    }
}
