//! The publisher: whether its own page, while it is down, has another place beside it.

use super::Check;
use crate::feed::Route;
use crate::feed::contact::without_scheme;
use crate::feed::problem::{Fault, Place};
use crate::feed::vocabulary::{Kind, Vocabulary as _, Word};

impl Check<'_> {
    /// Checks the publisher's addresses and channels.
    pub(super) fn publisher(&mut self, at: &Place<'_>) {
        let publisher = &self.feed.publisher;
        self.link(&publisher.url, &at.key("url"));
        self.routes(&publisher.channels, &at.key("channels"));
        let other = publisher.republished_by.as_ref();
        if let Some(url) = other.and_then(|other| other.url.as_ref()) {
            self.link(url, &at.key("republished_by").key("url"));
        }
        let fit = Kind::Channel.states();
        match &publisher.url_state {
            Some(Word::Known(state)) if !fit.contains(state) => {
                let fit = fit.iter().map(|state| state.name()).collect();
                self.log.note(&at.key("url_state"), Fault::Unfit(fit));
            }
            _ => {}
        }
        let mut channels = publisher.channels.iter();
        if publisher.address().is_none() && !channels.any(|route| route.is_usable(self.clock)) {
            self.log.note(&at.key("url_state"), Fault::NoRoute);
        }
    }

    /// Checks that a route does not lead to the official page while that is down.
    pub(super) fn dead_page(&mut self, route: &Route, at: &Place<'_>) {
        let publisher = &self.feed.publisher;
        let url = route.url.as_deref();
        if !publisher.is_page_up()
            && route.state.is_none()
            && url.is_some_and(|url| host(url) == host(&publisher.url))
        {
            self.log.note(&at.key("url"), Fault::DeadPage);
        }
    }
}

/// Returns the host of an address, without `www.`.
fn host(url: &str) -> Option<&str> {
    let host = without_scheme(url)?.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{TIMES, head, problems};

    fn publisher(more: &str) -> String {
        format!(
            r#"{TIMES} "publisher": {{ "name": "X", "url": "https://www.x.example/", {more} }},"#
        )
    }

    #[test]
    fn a_page_that_is_down_has_another_place_beside_it() {
        let lost = ["publisher.url_state NoRoute"];
        for down in ["down", "unavailable", "planned", "unknown"] {
            let state = format!(r#""url_state": "{down}""#);
            head(&publisher(&state), &lost);
            let nobody = format!(r#"{state}, "republished_by": {{ "name": "Kreis" }}"#);
            head(&publisher(&nobody), &lost);
            let other = r#""republished_by": { "name": "Kreis", "url": "https://kreis.example/" }"#;
            head(&publisher(&format!("{state}, {other}")), &[]);
            let press = r#""channels": [ { "kind": "phone", "number": "115" } ]"#;
            head(&publisher(&format!("{state}, {press}")), &[]);
        }
        head(&publisher(r#""url_state": "limited""#), &[]);
    }

    #[test]
    fn the_address_of_who_passes_it_on_is_a_link() {
        head(
            &publisher(r#""republished_by": { "name": "Kreis", "url": "kreis.example" }"#),
            &["publisher.republished_by.url NoLink"],
        );
    }

    #[test]
    fn a_page_has_the_states_of_a_channel() {
        let fit = r#"publisher.url_state Unfit(["working", "#;
        let entry = r#"{ "id": "a", "kind": "service", "name": "A", "state": "available" }"#;
        for state in ["closed", "suspended", "open"] {
            let found = problems(&publisher(&format!(r#""url_state": "{state}""#)), entry);
            assert!(found[0].starts_with(fit), "{found:?}");
        }
    }

    #[test]
    fn no_route_leads_to_the_page_that_is_down() {
        let entry = |route: &str| {
            format!(
                r#"{{ "id": "a", "kind": "service", "name": "A", "state": "limited", "routes": [
                {{ "kind": "website", {route} }} ] }}"#
            )
        };
        let told = |state: &str, route: &str| {
            let channel = r#""channels": [ { "kind": "phone", "number": "115" } ]"#;
            problems(
                &publisher(&format!(r#""url_state": "{state}", {channel}"#)),
                &entry(route),
            )
        };
        let form = r#""url": "https://x.example/formular""#;
        assert_eq!(told("down", form), ["entries[0].routes[0].url DeadPage"]);
        assert_eq!(told("limited", form), [""; 0]);
        assert_eq!(
            told("down", &format!(r#"{form}, "state": "working""#)),
            [""; 0]
        );
        assert_eq!(told("down", r#""url": "https://y.example/""#), [""; 0]);
    }
}
