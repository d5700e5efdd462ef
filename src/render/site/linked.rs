//! The feed in the words of schema.org, as JSON-LD in the page: for search engines and assistants.
//!
//! Only what holds now is said. A closed house has no opening hours here, and a way that cannot be used is none: machines
//! drop the sentence beside a number and keep the number.

use std::rc::Rc;

use serde_json::{Map, Value, json};

use super::super::context::static_context;
use super::super::diff::state;
use super::Site;
use crate::components::RenderContext;
use crate::feed::contact::{Phone, web_link};
use crate::feed::status::Timing;
use crate::feed::time::{Date, TimeOfDay};
use crate::feed::vocabulary::{Kind, Level, RouteKind, Vocabulary as _, Weekday, Word};
use crate::feed::{Entry, Hours, Route};

const PUBLISHER: &str = "#publisher";
const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

impl Site {
    /// Returns the element with the data. A text of the feed cannot end it: `<` is written as an escape of JSON.
    pub fn linked_data(&self) -> String {
        let data = self.graph().to_string();
        let data = data
            .replace('<', "\\u003c")
            .replace('>', "\\u003e")
            .replace('&', "\\u0026");
        format!("<script type=\"application/ld+json\">{data}</script>\n")
    }

    fn graph(&self) -> Value {
        let feed = &*self.feed;
        let context = static_context(feed, self.lang, feed.clock(self.now));
        let url = web_link(&feed.publisher.url);
        let points: Vec<Value> = usable(&context, &feed.publisher.channels)
            .filter_map(|route| contact_point(&context, route))
            .collect();
        let mut graph = vec![object(&[
            ("@type", json!("GovernmentOrganization")),
            ("@id", json!(PUBLISHER)),
            (
                "name",
                json!(plain(&context.isolated(&feed.publisher.name))),
            ),
            ("url", json!(url)),
            ("contactPoint", json!(points)),
        ])];
        if let Some(incident) = &feed.incident {
            let summary = incident
                .summary
                .as_ref()
                .map(|text| plain(&context.isolated(text)));
            graph.push(object(&[
                ("@type", json!("SpecialAnnouncement")),
                ("name", json!(plain(&context.isolated(&incident.title)))),
                ("text", json!(summary)),
                ("datePosted", json!(feed.issued)),
                ("expires", json!(feed.valid_until)),
                ("inLanguage", json!(self.lang.tag())),
                ("author", json!({ "@id": PUBLISHER })),
            ]));
        }
        collect(&context, &feed.entries, &mut graph);
        let mut data = json!({ "@context": "https://schema.org", "@graph": graph });
        // Another crate of the same build may have switched serde_json to the order of insertion.
        data.sort_all_objects();
        data
    }
}

/// Adds services, and houses with their hours; deadlines and notices have no word in schema.org that fits.
fn collect(context: &RenderContext, entries: &[Rc<Entry>], graph: &mut Vec<Value>) {
    for entry in entries {
        let (kind, hours) = match entry.kind.known() {
            Some(Kind::Service) => ("GovernmentService", "hoursAvailable"),
            Some(Kind::Facility) => ("CivicStructure", "openingHoursSpecification"),
            _ => ("", ""),
        };
        let status = entry.status(context.clock);
        if !kind.is_empty() && !status.is_over() {
            let is_open = matches!(status.level, Level::Ok | Level::Limited)
                && status.timing == Timing::Current;
            let said = entry.hours.as_ref().filter(|_| is_open);
            let said = said
                .map(|hours| opening_hours(context, hours))
                .unwrap_or_default();
            let note = entry
                .note
                .as_ref()
                .map(|note| plain(&context.isolated(note)));
            let description = [Some(plain(&state(context, entry))), note];
            let description: Vec<String> = description.into_iter().flatten().collect();
            let routes = usable(context, &entry.routes).filter_map(|route| channel(context, route));
            let channels: Vec<Value> = match kind {
                "GovernmentService" => routes.collect(),
                _ => Vec::new(),
            };
            let operator = (kind == "GovernmentService").then(|| json!({ "@id": PUBLISHER }));
            graph.push(object(&[
                ("@type", json!(kind)),
                ("name", json!(plain(&context.isolated(&entry.name)))),
                ("description", json!(description.join(". "))),
                ("serviceOperator", json!(operator)),
                ("availableChannel", json!(channels)),
                (hours, json!(said)),
            ]));
        }
        collect(context, &entry.parts, graph);
    }
}

fn usable<'r>(context: &RenderContext, routes: &'r [Route]) -> impl Iterator<Item = &'r Route> {
    let clock = context.clock;
    routes.iter().filter(move |route| route.is_usable(clock))
}

/// Returns a way to a service: what schema.org calls a channel.
fn channel(context: &RenderContext, route: &Route) -> Option<Value> {
    let point = contact_point(context, route);
    let url = route.url.as_deref().and_then(web_link);
    (point.is_some() || url.is_some()).then(|| {
        object(&[
            ("@type", json!("ServiceChannel")),
            ("servicePhone", json!(point)),
            ("serviceUrl", json!(url)),
        ])
    })
}

/// Returns a number or a mail address with its hours. A number for fax is nobody's telephone.
fn contact_point(context: &RenderContext, route: &Route) -> Option<Value> {
    let phone = route
        .phone()
        .and_then(|number| Phone::parse(number, context.country));
    let phone = phone.map(|phone| phone.link.trim_start_matches("tel:").to_owned());
    let fax = route
        .number
        .as_ref()
        .filter(|_| route.kind.is(RouteKind::Fax));
    if phone.is_none() && fax.is_none() && route.email.is_none() {
        return None;
    }
    let hours = route
        .hours
        .as_ref()
        .map(|hours| opening_hours(context, hours));
    Some(object(&[
        ("@type", json!("ContactPoint")),
        (
            "name",
            json!(
                route
                    .name
                    .as_ref()
                    .map(|name| plain(&context.isolated(name)))
            ),
        ),
        ("telephone", json!(phone)),
        ("faxNumber", json!(fax)),
        ("email", json!(route.email)),
        ("hoursAvailable", json!(hours.unwrap_or_default())),
    ]))
}

fn opening_hours(context: &RenderContext, hours: &Hours) -> Vec<Value> {
    let mut said = Vec::new();
    if hours.always {
        said.push(spec(&DAYS, Some((TimeOfDay(0), TimeOfDay(24 * 60))), None));
    }
    for span in &hours.weekly {
        let days = span.days.iter().filter_map(Word::known).map(Weekday::index);
        let days: Vec<&str> = days.filter_map(|day| DAYS.get(day).copied()).collect();
        if !days.is_empty() {
            said.push(spec(&days, Some((span.opens, span.closes)), None));
        }
    }
    // "As usual" says no hours that exceptions could be exceptions of, but the closed days hold.
    for day in hours
        .exceptions
        .iter()
        .filter(|day| !context.is_past(day.last_day()))
    {
        let open = day.opens.zip(day.closes);
        said.push(spec(&[], open, Some((day.from, day.last_day()))));
    }
    said
}

/// Writes hours. Closed all day is from 0:00 until 0:00, the end of the day 23:59, as search engines read it.
fn spec(
    days: &[&str],
    hours: Option<(TimeOfDay, TimeOfDay)>,
    dates: Option<(Date, Date)>,
) -> Value {
    let (opens, closes) = hours.unwrap_or_default();
    let days: Vec<String> = days
        .iter()
        .map(|day| format!("https://schema.org/{day}"))
        .collect();
    object(&[
        ("@type", json!("OpeningHoursSpecification")),
        ("dayOfWeek", json!(days)),
        ("opens", json!(opens)),
        ("closes", json!(TimeOfDay(closes.0.min(24 * 60 - 1)))),
        ("validFrom", json!(dates.map(|(from, _)| from))),
        ("validThrough", json!(dates.map(|(_, until)| until))),
    ])
}

/// Makes an object of what there is to say.
fn object(members: &[(&str, Value)]) -> Value {
    let said = members
        .iter()
        .filter(|(_, value)| !value.is_null() && *value != json!([]) && *value != json!(""));
    let members: Map<String, Value> = said
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    Value::Object(members)
}

/// Leaves out isolates, which are for eyes.
fn plain(text: &str) -> String {
    text.replace(|char| matches!(char, '\u{2066}'..='\u{2069}'), "")
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    fn graph(entries: &str) -> Vec<Value> {
        let data = fixture::of_entries(entries).linked_data();
        let data = data
            .strip_prefix("<script type=\"application/ld+json\">")
            .unwrap();
        let data: Value = serde_json::from_str(data.strip_suffix("</script>\n").unwrap()).unwrap();
        data["@graph"].as_array().unwrap()[1..].to_vec()
    }

    #[test]
    fn a_text_of_the_feed_never_ends_the_data() {
        let data = fixture::of_entries(
            r#"{ "id": "a", "kind": "service", "name": "</script><!-- & x", "state": "down" }"#,
        )
        .linked_data();
        assert_eq!(data.matches('<').count(), 2, "{data}");
        let graph = graph(
            r#"{ "id": "a", "kind": "service", "name": "</script><!-- & x", "state": "down" }"#,
        );
        assert_eq!(graph[0]["name"], "</script><!-- & x");
    }

    #[test]
    fn a_service_has_its_ways_that_can_be_used_and_no_others() {
        let graph = graph(
            r#"{ "id": "a", "kind": "service", "name": "Pass", "state": "limited", "routes": [
                { "kind": "phone", "number": "+49 7473 370-121", "hours": { "weekly": [ { "days": ["monday"], "opens": "08:00", "closes": "24:00" } ] } },
                { "kind": "phone", "number": "+49 7473 370-122", "state": "down" },
                { "kind": "website", "url": "javascript:alert(1)" } ] }"#,
        );
        assert_eq!(
            graph[0]["availableChannel"],
            json!([{ "@type": "ServiceChannel", "servicePhone": { "@type": "ContactPoint", "telephone": "+497473370121",
                "hoursAvailable": [ { "@type": "OpeningHoursSpecification", "dayOfWeek": ["https://schema.org/Monday"], "opens": "08:00", "closes": "23:59" } ] } }])
        );
        assert_eq!(graph[0]["description"], "eingeschränkt");
    }

    #[test]
    fn a_closed_house_has_no_hours() {
        let house = |state: &str| {
            graph(&format!(
                r#"{{ "id": "a", "kind": "facility", "name": "Bad", "state": "{state}", "hours": {{
                    "weekly": [ {{ "days": ["monday"], "opens": "08:00", "closes": "12:00" }} ], "exceptions": [ {{ "from": "2024-02-26" }} ] }} }}"#
            ))
        };
        let hours = &house("open")[0]["openingHoursSpecification"];
        assert_eq!(hours[0]["closes"], "12:00");
        assert_eq!(
            hours[1],
            json!({ "@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00", "validFrom": "2024-02-26", "validThrough": "2024-02-26" })
        );
        assert_eq!(house("closed")[0].get("openingHoursSpecification"), None);
    }
}
