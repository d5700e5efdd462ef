//! Ways to a person who can help: numbers and addresses to tap, everything else as text.

use super::dom::Writer;
use super::{period, reader, shape};
use crate::feed::Route;
use crate::feed::contact::{Phone, mail_link, web_link};
use crate::feed::standing::{Timing, timing};
use crate::feed::vocabulary::{RouteKind, State};

/// The routes of one entry.
pub fn routes(out: &mut Writer<'_>, routes: &[Route]) {
    if routes.is_empty() {
        return;
    }
    out.open("ul.amts-routes");
    for route in routes {
        item(out, route);
    }
    out.close();
}

fn item(out: &mut Writer<'_>, route: &Route) {
    let usable = route.is_usable(out.reader.clock);
    let targets = targets(route, usable);
    let linked = targets.iter().any(|target| target.href.is_some());
    // A number or an address says itself; a web page or an app is better known by its name.
    let says_itself = route.number.is_some() || route.email.is_some() || route.name.is_none();
    let kind = match route.number {
        Some(_) => Some(RouteKind::Phone),
        None => route.kind.known(),
    };
    out.open(if usable {
        "li.amts-route"
    } else {
        "li.amts-route amts-closed"
    });
    // The spaces are for the ear and for pages without the stylesheet.
    out.open("div.amts-way");
    if !linked {
        shape::route(out, kind);
    }
    if route.wrong {
        out.separate(" ");
        out.leaf("strong", out.words.wrong());
    }
    if !linked || (says_itself && route.name.is_some()) {
        out.separate(" ");
        out.open("span.amts-route-name");
        name(out, route);
        out.close();
    }
    for target in targets {
        out.separate(" ");
        match &target.href {
            Some(href) => {
                out.link("a.amts-tap", href);
                // In a list of links, a number alone does not say what it is.
                let number = route.number.is_some();
                if number {
                    shape::telling(out, out.words.route()[RouteKind::Phone as usize]);
                }
                shape::route(out, kind);
                if number {
                    out.close();
                }
                out.open("span");
            }
            None => out.open("span.amts-text"),
        }
        if linked && !says_itself {
            name(out, route);
        } else {
            out.text(&target.label);
        }
        out.close();
        if target.href.is_some() {
            out.close();
        }
    }
    if let Some(place) = &route.place {
        out.separate(" ");
        out.open("span.amts-place");
        out.say(place);
        out.close();
    }
    out.close();
    about(out, route, usable);
    out.close();
}

/// What a route is called, or what kind it is.
pub fn name(out: &mut Writer<'_>, route: &Route) {
    match &route.name {
        Some(name) => out.say(name),
        None => out.text(reader::word(&route.kind, out.words.route())),
    }
}

/// What is said about a route beside its target.
pub fn about(out: &mut Writer<'_>, route: &Route, usable: bool) {
    let words = out.words;
    out.line();
    for (template, part) in [
        (words.purpose(), &route.purpose),
        (words.replaces(), &route.replaces),
    ] {
        if let Some(part) = part {
            out.separate(out.words.comma());
            out.fill_said(template, part);
        }
    }
    let time = timing(route.from, route.until, out.reader.clock);
    if route.state.is_some() || route.from.is_some() || route.until.is_some() {
        let said = match &route.state {
            Some(state) => period::word(words, state, None),
            None => words.usable(),
        };
        out.separate(out.words.comma());
        period::timed(out, route.from, route.until, time, &|out| out.text(said));
    }
    if !usable && !route.wrong {
        let planned = |state: State| [State::Planned, State::Pilot].contains(&state);
        let known = route.state.as_ref().and_then(|state| state.known());
        let coming = known.is_some_and(planned) || matches!(time, Timing::Pending(_));
        out.separate(out.words.comma());
        out.text(if coming {
            words.not_yet()
        } else {
            words.not_now()
        });
    }
    out.close_filled();
    period::said(out, "{}", &route.note);
    if let Some(hours) = &route.hours {
        period::hours(out, hours);
    }
    if let Some(scope) = &route.scope {
        period::scope(out, scope);
    }
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
pub fn inline(out: &mut Writer<'_>, url: &str) {
    let target = web(url);
    match &target.href {
        Some(href) => {
            out.link("a", href);
            out.text(&target.label);
            out.close();
        }
        None => out.text(&target.label),
    }
}
