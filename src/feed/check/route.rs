//! Routes: whether each says something, and whether its number, address or mail leads anywhere.

use super::{Check, each};
use crate::feed::problem::{Fault, Lack, Place};
use crate::feed::requirement::Requirement;
use crate::feed::status::{Timing, timing};
use crate::feed::vocabulary::{Kind, Need, PaymentMethod, RouteKind, State, Vocabulary, Word};
use crate::feed::{Route, Scope};

impl<'f> Check<'f> {
    /// Checks routes: each has to say something, and to lead somewhere.
    pub(super) fn routes(&mut self, routes: &[Route], at: &Place<'_>) {
        each(routes, at, |route, at| {
            self.period(route.from, route.until, at);
            if let Timing::Unconfirmed(_) = timing(route.from, route.until, self.clock) {
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
            if let Some(extension) = &route.extension {
                let is_number = extension.bytes().all(|byte| byte.is_ascii_digit());
                if !is_number || route.number.is_none() {
                    self.log.note(&at.key("extension"), Fault::NoExtension);
                }
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
                            | RouteKind::Contacted
                    )
                );
            if says_nothing {
                let lack = Lack::Target(route.kind.known());
                self.log.note(at, Fault::NothingToShow(lack));
            }
        });
    }
}

impl Check<'_> {
    /// Checks that what takes cash only takes nothing else.
    pub(super) fn payment(&mut self, scope: Option<&Scope>, at: &Place<'_>) {
        let Some(scope) = scope else { return };
        let is_cash_only = scope
            .needs
            .iter()
            .any(|need| matches!(need, Requirement::Known(Need::CashOnly)));
        let is_other = |method: &Word<_>| !method.is(PaymentMethod::Cash);
        if is_cash_only && scope.payment_methods.iter().any(is_other) {
            self.log
                .note(&at.key("payment_methods"), Fault::NotOnlyCash);
        }
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
                { "kind": "phone" }, { "kind": "neighbour", "purpose": "Urkunden" }, { "kind": "fax" } ]"#,
            &[
                "entries[0].routes[0].number NotDialable(DE)",
                "entries[0].routes[1].number Ungrouped",
                "entries[0].routes[2].url NoLink",
                "entries[0].routes[3].email NoLink",
                "entries[0].routes[4] NothingToShow(Target(Some(Phone)))",
                "entries[0].routes[6] NothingToShow(Target(Some(Fax)))",
            ],
        );
    }

    #[test]
    fn an_extension_is_digits_beside_a_number() {
        let route = |fields: &str| {
            format!(
                r#""state": "limited", "routes": [ {{ "kind": "phone", "name": "A", {fields} }} ]"#
            )
        };
        let number = r#""number": "030 23125-0""#;
        entry(&route(&format!(r#"{number}, "extension": "17""#)), &[]);
        let no = ["entries[0].routes[0].extension NoExtension"];
        entry(
            &route(&format!(r#"{number}, "extension": "Nebenstelle 17""#)),
            &no,
        );
        entry(&route(r#""extension": "17""#), &no);
    }

    #[test]
    fn what_takes_cash_only_takes_nothing_else() {
        let scope = |methods: &str| {
            let scope =
                format!(r#""scope": {{ "needs": ["cash_only"], "payment_methods": {methods} }}"#);
            format!(
                r#""state": "limited", {scope}, "routes": [ {{ "kind": "counter", {scope} }} ]"#
            )
        };
        entry(&scope(r#"["cash"]"#), &[]);
        entry(
            &scope(r#"["cash", "girocard"]"#),
            &[
                "entries[0].scope.payment_methods NotOnlyCash",
                "entries[0].routes[0].scope.payment_methods NotOnlyCash",
            ],
        );
    }

    #[test]
    fn a_way_that_everybody_knows_says_enough() {
        for kind in [
            "counter",
            "post",
            "drop_off",
            "automatic",
            "later",
            "contacted",
        ] {
            let route = format!(r#""state": "rerouted", "routes": [ {{ "kind": "{kind}" }} ]"#);
            entry(&route, &[]);
        }
    }
}
