//! Routes: whether each says something, and whether its number, address or mail leads anywhere.

use super::{Check, each};
use crate::feed::Route;
use crate::feed::problem::{Fault, Lack, Place};
use crate::feed::status::{Timing, timing};
use crate::feed::vocabulary::{Kind, RouteKind, State, Vocabulary, Word};

impl<'f> Check<'f> {
    /// Checks routes: each has to say something, and to lead somewhere.
    pub(super) fn routes(&mut self, routes: &[Route], at: &Place<'_>) {
        each(routes, at, |route, at| {
            self.period(route.from, route.until, at);
            let clock = self.feed.clock(self.now);
            if let Timing::Unconfirmed(_) = timing(route.from, route.until, clock) {
                self.log.note(&at.key("from"), Fault::OnlyAnnounced);
            }
            self.hours(route.hours.as_ref(), &at.key("hours"));
            self.scope(route.scope.as_ref(), &at.key("scope"));
            // A route works or does not; what a deadline does is nothing that it can do.
            if route
                .state
                .as_ref()
                .and_then(Word::known)
                .is_some_and(State::is_relief)
            {
                let fit = Kind::Channel.states().iter().map(|state| state.name());
                self.log.note(&at.key("state"), Fault::Unfit(fit.collect()));
            }
            if let Some(url) = &route.url {
                self.link(url, &at.key("url"));
                self.dead_page(route, at);
            }
            if let Some(number) = &route.number {
                self.number(number, &at.key("number"));
            }
            if let Some(email) = &route.email {
                self.email(email, &at.key("email"));
            }
            let says_nothing = route.name.is_none()
                && route.number.is_none()
                && route.url.is_none()
                && route.email.is_none()
                && route.place.is_none()
                && route.purpose.is_none()
                && route.note.is_none()
                && !matches!(
                    route.kind.known(),
                    // Everybody knows the way to the post office and to the town hall.
                    Some(
                        RouteKind::Counter
                            | RouteKind::Post
                            | RouteKind::DropOff
                            | RouteKind::Automatic
                            | RouteKind::Later
                    )
                );
            if says_nothing {
                let lack = Lack::Target(route.kind.known());
                self.log.note(at, Fault::NothingToShow(lack));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::entry;

    #[test]
    fn routes_that_lead_nowhere_are_named() {
        entry(
            r#""state": "rerouted", "routes": [
                { "kind": "phone", "number": "*21#" },
                { "kind": "phone", "number": "+493857440363" },
                { "kind": "website", "url": "http://x.example/" },
                { "kind": "e_mail", "email": "info" },
                { "kind": "phone" }, { "kind": "neighbour", "purpose": "Urkunden" } ]"#,
            &[
                "entries[0].routes[0].number NotDialable(DE)",
                "entries[0].routes[1].number Ungrouped",
                "entries[0].routes[2].url NoLink",
                "entries[0].routes[3].email NoLink",
                "entries[0].routes[4] NothingToShow(Target(Some(Phone)))",
            ],
        );
    }

    #[test]
    fn a_way_that_everybody_knows_says_enough() {
        for kind in ["counter", "post", "drop_off", "automatic", "later"] {
            let route = format!(r#""state": "rerouted", "routes": [ {{ "kind": "{kind}" }} ]"#);
            entry(&route, &[]);
        }
    }
}
