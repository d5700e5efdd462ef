//! Routes on the poster: numbers to dial and addresses to type.

use yew::prelude::*;

use crate::components::RenderContext;
use crate::components::icon::route_icon;
use crate::components::routes::{
    about, inline_link, is_named_by_address, phone_icon, route_kind, route_name, verbatim,
};
use crate::components::text::{joined, localized};
use crate::feed::Route;
use crate::feed::contact::{Phone, mail_link, web_link, without_scheme};

/// Shows routes. The numbers that can be called come first: somebody at the door can use them at once.
pub fn route_list(context: &RenderContext, routes: &[&Route]) -> Html {
    if routes.is_empty() {
        return Html::default();
    }
    let at_once = |route: &&&Route| route.phone().is_some() && route.is_usable(context.clock);
    let (first, then): (Vec<&&Route>, Vec<&&Route>) = routes.iter().partition(at_once);
    html! {
        <ul class="poster-routes">
            for route in first.into_iter().chain(then) {
                <li>{ icon(context, route) }<div>{ route_item(context, route) }</div></li>
            }
        </ul>
    }
}

/// Draws the icon of what comes first: of the number, or else of the kind.
fn icon(context: &RenderContext, route: &Route) -> Html {
    match route.phone() {
        Some(_) => phone_icon(context, route),
        None => route_icon(route_kind(route)),
    }
}

fn route_item(context: &RenderContext, route: &Route) -> Html {
    let usable = route.is_usable(context.clock);
    let wrong = route
        .wrong
        .then(|| html! { <strong>{ context.words.do_not_use }</strong> });
    let number = route.number.as_ref();
    let can_call = usable && route.phone().is_some();
    let number = number.map(|number| phone(context, number, can_call));
    let name = route_name(context, route, true);
    // The address follows.
    let name = name.filter(|_| !is_named_by_address(context, route));
    // "Fax" stands before its number, so that nobody calls it.
    let named = match route.phone() {
        Some(_) => [wrong, number, name],
        None => [wrong, name, number],
    };
    let named = named.into_iter().flatten();
    let named: Vec<Html> = named.collect();
    let place = route.place.as_ref().map(|place| localized(context, place));
    let place: Vec<Html> = match named.is_empty() {
        true => place.into_iter().collect(),
        false => [Some(joined(named, " ")), place]
            .into_iter()
            .flatten()
            .collect(),
    };
    let url = route.url.as_ref().map(|url| address(url));
    let email = route.email.as_ref();
    let email = email.map(|email| inline_link("", mail_link(email), email.clone()));
    let place = (!place.is_empty()).then(|| joined(place, context.words.comma));
    let way = [place, url, email].into_iter().flatten();
    html! { <>{ joined(way, " ") }{ about(context, route, usable) }</> }
}

/// Shows a number in large type, or as plain text if nobody can call it now.
fn phone(context: &RenderContext, number: &str, can_call: bool) -> Html {
    match Phone::parse(number, context.country) {
        Some(phone) => {
            let display = match can_call {
                true => inline_link("poster-number", Some(phone.link), phone.display),
                false => verbatim(phone.display),
            };
            html! {
                <>
                    { display }
                    if !phone.words.is_empty() {
                        { " " }{ verbatim(phone.words) }
                    }
                </>
            }
        }
        // A number that cannot become a link can still be dialled from paper.
        None if can_call => {
            html! { <span class="poster-number">{ verbatim(number.to_owned()) }</span> }
        }
        None => verbatim(number.to_owned()),
    }
}

/// Shows an address, as a link for readers of the file itself.
pub fn address(url: &str) -> Html {
    let link = web_link(url).map(str::to_owned);
    inline_link("poster-address", link, written(url).to_owned())
}

/// Shortens an address for typing: `www.` stays, since not every town answers without it.
pub fn written(url: &str) -> &str {
    let Some(short) = web_link(url).and_then(without_scheme) else {
        return url;
    };
    short.strip_suffix('/').unwrap_or(short)
}
