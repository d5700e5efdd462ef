//! Routes to a person who can help: numbers and addresses to tap, everything else as text.

use yew::prelude::*;

use super::context::RenderContext;
use super::hours::hours_line;
use super::icon::route_icon;
use super::scope::{first_condition, scope_lines};
use super::state::{contains, names};
use super::text::{filled, joined, line, localized, text_line};
use super::usable::usable_line;
use crate::feed::Route;
use crate::feed::contact::{Phone, mail_link, web_link, without_scheme};
use crate::feed::scalar::Country;
use crate::feed::text::Text;
use crate::feed::vocabulary::RouteKind;
use crate::search::reaches;

/// Shows routes. `owner` names whose they are: who comes to a number by the Tab key has not heard what stands around it.
pub fn route_list(context: &RenderContext, routes: &[Route], owner: &str) -> Html {
    if routes.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="amts-routes">
            for route in routes {
                { route_item(context, route, owner) }
            }
        </ul>
    }
}

fn route_item(context: &RenderContext, route: &Route, owner: &str) -> Html {
    let usable = route.is_usable(context.clock);
    html! {
        <li class={if usable { "amts-route" } else { "amts-route amts-closed" }}>
            { way(context, route, owner) }
            { about(context, route, usable) }
        </li>
    }
}

/// Shows one route in a row, with what it is for, or else for whom, and with its hours if `urgent`.
pub fn first_way(context: &RenderContext, route: &Route, owner: &Text, urgent: bool) -> Html {
    let scope = route.scope.as_ref().filter(|_| route.purpose.is_none());
    let condition = scope.and_then(|scope| first_condition(context, scope));
    // The name of the entry may say it already. Where there is something to tap, the place is unfolded.
    let is_named = |name: &Text| contains(context.plain(owner), context.plain(name));
    let mut short = route.clone();
    if reaches(route, context.clock) {
        short.place = None;
        short.name = short
            .name
            .filter(|name| route.number.is_none() || !is_named(name));
    }
    html! {
        <div class="amts-first">
            { way(context, &short, &context.isolated(owner)) }
            { text_line(context, context.words.purpose, "purpose", route.purpose.as_ref()) }
            { for condition.map(line) }
            if let Some(hours) = route.hours.as_ref().filter(|_| urgent) {
                { hours_line(context, hours) }
            }
        </div>
    }
}

/// Shows the number, the address or the place, with its kind and its name.
fn way(context: &RenderContext, route: &Route, owner: &str) -> Html {
    let usable = route.is_usable(context.clock);
    let targets = targets(route, context.country, usable);
    let linked = targets.iter().any(|target| target.href.is_some());
    // A number or a mail address is shown itself; a web page or an app is better known by its name.
    let says_itself = route.number.is_some() || route.email.is_some() || route.name.is_none();
    let name = route_name(context, route, linked && says_itself);
    let (beside, inside) = match linked && !says_itself {
        true => (None, name),
        false => (name, None),
    };
    let mut way = Vec::new();
    if route.wrong {
        way.push(html! { <strong>{ context.words.do_not_use }</strong> });
    }
    way.extend(beside);
    for target in targets {
        let label = match &inside {
            Some(name) => name.clone(),
            None => verbatim(target.label),
        };
        way.push(match target.href {
            Some(href) => tap(context, route, owner, href, label),
            None => html! { <span class="amts-text">{ label }</span> },
        });
    }
    if let Some(place) = &route.place {
        way.push(html! { <span class="amts-place">{ localized(context, place) }</span> });
    }
    // The spaces are for screen readers and for pages without the stylesheet.
    html! {
        <div class="amts-way">
            if !linked {
                { route_icon(route_kind(route)) }
                if !way.is_empty() {
                    { " " }
                }
            }
            { joined(way, " ") }
        </div>
    }
}

/// Shows a link to tap, with the icon of what it opens. Only a number has a word beside it, which is heard: in a list of
/// links the number would not say what it is.
fn tap(context: &RenderContext, route: &Route, owner: &str, href: String, label: Html) -> Html {
    let icon = if href.starts_with("tel:") {
        phone_icon(context, route)
    } else {
        route_icon(Some(match route.kind.known() {
            _ if href.starts_with("mailto:") => RouteKind::EMail,
            Some(RouteKind::App) => RouteKind::App,
            _ => RouteKind::Website,
        }))
    };
    let about = Some(owner.to_owned());
    link("amts-tap", href, about, html! { <>{ icon }{ label }</> })
}

/// Makes a link, and is the only place that does. The address must have passed [`crate::feed::contact`]. `about` is read
/// where the link is come to alone.
fn link(class: &'static str, href: String, about: Option<String>, content: Html) -> Html {
    let class = (!class.is_empty()).then_some(class);
    html! { <a {class} {href} aria-description={about}>{ content }</a> }
}

/// Draws the icon of a telephone number, with a word that is only heard. Beside a kind that the widget does not know there is
/// none: the publisher's own word says what the number is.
pub fn phone_icon(context: &RenderContext, route: &Route) -> Html {
    let phone = RouteKind::Phone;
    let is_named = route.kind.known().is_none() && !route.kind.as_str().is_empty();
    html! {
        <>
            { route_icon(Some(phone)) }
            if !is_named {
                <span class="amts-heard">{ context.words.route[phone] }{ "\u{a0}" }</span>
            }
        </>
    }
}

/// Shows a number or an address, which no page translator may change: what is shown is what is dialled.
pub fn verbatim(label: String) -> Html {
    html! { <span translate="no" dir="ltr">{ label }</span> }
}

/// Returns the kind of a route if it is known: a list of telephone numbers on the web is a web page.
pub fn route_kind(route: &Route) -> Option<RouteKind> {
    let only_url = route.url.is_some() && route.number.is_none() && route.email.is_none();
    match route.kind.known() {
        Some(RouteKind::Phone | RouteKind::EMail) if only_url => Some(RouteKind::Website),
        kind => kind,
    }
}

/// Tells whether a route's name is its web address.
pub fn is_named_by_address(context: &RenderContext, route: &Route) -> bool {
    let name = route.name.as_ref().map(|name| context.plain(name));
    let (name, url) = (name.unwrap_or_default(), route.url.as_deref());
    url.is_some_and(|url| short(url) == short(name))
}

/// Shows what kind of way a route is, and its name: "per Post: Stadthaus". The kind is left out where the name says it
/// ("Bürgertelefon") and, if numbers and addresses are `shown`, where one of them does. Returns `None` if nothing is left.
pub fn route_name(context: &RenderContext, route: &Route, shown: bool) -> Option<Html> {
    let kind = route_kind(route);
    let is_evident = match kind {
        Some(RouteKind::Phone) => route.number.is_some(),
        Some(RouteKind::EMail) => route.email.is_some(),
        Some(RouteKind::Website) => route.url.is_some(),
        _ => false,
    };
    let word = kind.map_or(route.kind.as_str(), |kind| context.words.route[kind]);
    let says_it = |name: &Text| {
        word.is_empty() || names(context.plain(name), word) || is_named_by_address(context, route)
    };
    let name = route.name.as_deref();
    let mut said: Vec<Html> = Vec::new();
    if !(is_evident && shown || name.is_some_and(says_it)) {
        said.push(word.to_owned().into());
    }
    said.extend(name.map(|name| localized(context, name)));
    if let Some(RouteKind::Automatic | RouteKind::Contacted | RouteKind::Later) = kind {
        // "Verlängerung: Sie müssen nichts tun."
        said.reverse();
    }
    (!said.is_empty())
        .then(|| html! { <span class="amts-route-name">{ joined(said, ": ") }</span> })
}

/// Shows the facts of a route besides its number or address.
pub fn about(context: &RenderContext, route: &Route, usable: bool) -> Html {
    let words = context.words;
    let extension = route.extension.as_ref().map(|extension| {
        let extension = verbatim(extension.clone());
        line(filled(words.extension, &[("extension", extension)]))
    });
    html! {
        <>
            { for extension }
            { text_line(context, words.purpose, "purpose", route.purpose.as_ref()) }
            { text_line(context, words.replaces, "name", route.replaces.as_ref()) }
            { usable_line(context, route, usable) }
            { text_line(context, "{note}", "note", route.note.as_ref()) }
            { for route.hours.as_ref().map(|hours| hours_line(context, hours)) }
            { for route.scope.as_ref().map(|scope| scope_lines(context, scope)) }
        </>
    }
}

struct Target {
    label: String,
    href: Option<String>,
}

/// Returns a route's numbers and addresses, as links or, if they must not become one, as text (docs/faults.md, rows 19
/// and 20).
fn targets(route: &Route, country: Country, usable: bool) -> Vec<Target> {
    let mut targets = Vec::new();
    if let Some(number) = &route.number {
        let phone = Phone::parse(number, country);
        let (label, href, words) = match phone {
            Some(phone) => {
                let link = route.phone().map(|_| phone.link);
                (phone.display, link, phone.words)
            }
            None => (number.clone(), None, String::new()),
        };
        targets.push(Target { label, href });
        // What is not dialled does not stand in the link.
        if !words.is_empty() {
            targets.push(Target {
                label: words,
                href: None,
            });
        }
    }
    let mail = |email: &String| Target {
        label: email.clone(),
        href: mail_link(email),
    };
    targets.extend(route.url.iter().map(|url| web(url)));
    targets.extend(route.email.iter().map(mail));
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

/// Shortens an address for people: without scheme, `www.` and a lone slash at the end.
pub fn short(url: &str) -> &str {
    let url = without_scheme(url).unwrap_or(url);
    let url = url.strip_prefix("www.").unwrap_or(url);
    url.strip_suffix('/').unwrap_or(url)
}

/// Shows a web address within a sentence.
pub fn inline_address(url: &str) -> Html {
    let target = web(url);
    inline_link("", target.href, target.label)
}

/// Shows a number or an address as a link with this class, or as text if it must not become one.
pub fn inline_link(class: &'static str, href: Option<String>, label: String) -> Html {
    let label = verbatim(label);
    match href {
        Some(href) => link(class, href, None, label),
        None => label,
    }
}
