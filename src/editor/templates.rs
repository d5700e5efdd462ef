//! Templates: a whole feed for each situation, of the present moment, with the texts that a press officer would otherwise write.

use serde_json::{Map, Value, json};

use super::ids;
use super::services::Catalogue;
use super::words::Both;
use crate::feed::time::{DAY, Date, Moment};
use crate::feed::vocabulary::{Level, State, Vocabulary as _};
use crate::feed::zone::Zone;

/// A situation in which a town has something to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// The first hour: hardly anything is known.
    First,
    /// An attack on the own network.
    Own,
    /// An attack on the provider.
    Provider,
    /// A closure that is planned, for technical work.
    Closure,
    /// Everything works again.
    Normal,
}

/// All templates, in the order in which they are offered.
pub const TEMPLATES: [Template; 5] = [
    Template::First,
    Template::Own,
    Template::Provider,
    Template::Closure,
    Template::Normal,
];

/// What is filled into a template. What is empty stays empty, and the check asks for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// The publisher's name.
    pub name: String,
    /// The address of the official page.
    pub url: String,
    /// A telephone number for urgent questions, if there is one.
    pub phone: String,
}

/// Seconds of a unit in a token.
const UNITS: [(char, i64); 2] = [('h', 3600), ('d', DAY)];

impl Template {
    /// Returns its name in the catalogue.
    pub fn id(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Own => "own",
            Self::Provider => "provider",
            Self::Closure => "closure",
            Self::Normal => "normal",
        }
    }

    /// Returns its name for people.
    pub fn name(self) -> Both {
        let (de, en) = match self {
            Self::First => ("Erste Stunde", "First hour"),
            Self::Own => ("Angriff auf das eigene Netz", "Attack on your own network"),
            Self::Provider => ("Angriff auf den Dienstleister", "Attack on your provider"),
            Self::Closure => ("Geplante Schließung", "Planned closure"),
            Self::Normal => ("Alles geht wieder", "Back to normal"),
        };
        Both { de, en }
    }

    /// Returns when one takes it, in one sentence.
    pub fn about(self) -> Both {
        let (de, en) = match self {
            Self::First => (
                "Etwas ist ausgefallen, und Sie wissen noch wenig.",
                "Something has failed, and you know little yet.",
            ),
            Self::Own => (
                "Ihre Computer sind abgeschaltet. Vieles geht nicht oder nur auf anderem Weg.",
                "Your computers are switched off. Much does not work, or only in another way.",
            ),
            Self::Provider => (
                "Ihr Haus ist erreichbar, aber die Programme beim Dienstleister stehen still.",
                "Your offices can be reached, but the systems at the provider stand still.",
            ),
            Self::Closure => (
                "Sie schließen an einem Tag und kündigen das an.",
                "You close on one day and announce it.",
            ),
            Self::Normal => (
                "Der Ausfall ist vorbei, und alles ist wieder da.",
                "The outage is over, and everything is back.",
            ),
        };
        Both { de, en }
    }

    fn text(self) -> &'static str {
        match self {
            Self::First => include_str!("templates/first.json"),
            Self::Own => include_str!("templates/own.json"),
            Self::Provider => include_str!("templates/provider.json"),
            Self::Closure => include_str!("templates/closure.json"),
            Self::Normal => include_str!("templates/normal.json"),
        }
    }

    /// Returns the feed of this situation at `now`, by the clocks of Berlin.
    pub fn feed(self, answers: &Answers, now: Moment) -> Value {
        let mut feed: Value = serde_json::from_str(self.text()).unwrap_or_default();
        let mut entries: Vec<Value> = Catalogue::read()
            .entries(self.id())
            .into_iter()
            .map(|entry| self.in_time(entry, answers).into())
            .collect();
        if let Some(notices) = feed["entries"].as_array() {
            entries.splice(0..0, notices.iter().cloned());
        }
        feed["entries"] = entries.into();
        feed["id"] = id_of(&answers.name).into();
        feed["publisher"] = json!({ "name": answers.name.trim(), "url": answers.url.trim() });
        fill(&mut feed, answers, now);
        feed
    }

    /// Says for how long the state of an entry holds, and whom to call.
    fn in_time(self, mut entry: Map<String, Value>, answers: &Answers) -> Map<String, Value> {
        let state = entry["state"].as_str().and_then(State::named);
        let is_normal = state.is_none_or(|state| state.level() >= Level::Ok);
        let is_known = state.is_some_and(|state| state.level() != Level::Unknown);
        if is_normal {
            return entry;
        }
        let mut put = |name: &str, value: Value| {
            let place = entry
                .keys()
                .position(|key| key == "routes" || key == "aliases");
            entry.shift_insert(place.unwrap_or(entry.len()), name.to_owned(), value);
        };
        match self {
            Self::Closure => {
                put("from", "{{today+7}}".into());
                put("until", "{{today+7}}".into());
            }
            _ if is_known => put("until", "open".into()),
            _ => {}
        }
        if !entry.contains_key("routes") && !answers.phone.trim().is_empty() {
            let place = entry.keys().position(|key| key == "aliases");
            let phone = json!(["{{phone}}"]);
            entry.shift_insert(place.unwrap_or(entry.len()), "routes".to_owned(), phone);
        }
        entry
    }
}

/// Makes the id of a feed of the publisher's name: "Stadt Mössingen" has `moessingen`.
fn id_of(name: &str) -> String {
    const KINDS: [&str; 6] = [
        "stadt",
        "gemeinde",
        "landkreis",
        "kreis",
        "markt",
        "landeshauptstadt",
    ];
    let name = name.to_lowercase();
    let words = name.split_whitespace().filter(|word| !KINDS.contains(word));
    match words.collect::<Vec<_>>().join(" ") {
        name if name.is_empty() => "meldung".to_owned(),
        name => ids::new_id(&name, &[]),
    }
}

/// Puts moments, dates and the telephone number where the template has their tokens: `{{now+1d}}`, `{{today}}`, `{{phone}}`.
fn fill(value: &mut Value, answers: &Answers, now: Moment) {
    match value {
        Value::Object(fields) => {
            fields
                .values_mut()
                .for_each(|value| fill(value, answers, now));
            // Without a number there is no such way.
            fields.retain(|_, value| !value.as_array().is_some_and(Vec::is_empty));
        }
        Value::Array(items) => {
            items.iter_mut().for_each(|value| fill(value, answers, now));
            items.retain(|value| !value.is_null());
        }
        Value::String(text) => {
            if let Some(token) = text.strip_prefix("{{").and_then(|t| t.strip_suffix("}}")) {
                *value = filled(token, answers, now);
            }
        }
        _ => {}
    }
}

fn filled(token: &str, answers: &Answers, now: Moment) -> Value {
    let (word, distance) = token.split_once('+').unwrap_or((token, "0"));
    let zone = Zone::BERLIN;
    match word {
        "phone" => match answers.phone.trim() {
            "" => Value::Null,
            number => json!({
                "kind": "phone",
                "name": { "de": "Bürgertelefon", "de-simple": "Bürger-Telefon", "en": "Citizens' line" },
                "number": number
            }),
        },
        "today" => {
            let today = zone.local(now).date();
            let later: i64 = distance.parse().unwrap_or_default();
            Date::from_days(today.days() + later).to_string().into()
        }
        _ => {
            let unit = UNITS.iter().find(|(unit, _)| distance.ends_with(*unit));
            let seconds = unit.map_or(0, |(unit, seconds)| {
                let count = distance.trim_end_matches(*unit).parse::<i64>();
                count.unwrap_or_default() * seconds
            });
            let at = Moment(now.0 + seconds);
            zone.local(at).stamp().to_string().into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::document::Document;
    use crate::feed::Feed;
    use crate::feed::check::examine;
    use crate::feed::problem::{Fault, Severity};
    use crate::feed::time::Stamp;

    fn answers(phone: &str) -> Answers {
        Answers {
            name: "Stadt Mössingen".to_owned(),
            url: "https://www.moessingen.de/".to_owned(),
            phone: phone.to_owned(),
        }
    }

    fn read(template: Template, answers: &Answers, now: Moment) -> (Feed, Vec<Fault>) {
        let bytes = Document::new(template.feed(answers, now)).bytes();
        let (feed, mut problems) = Feed::draft(&bytes);
        let feed = feed.unwrap();
        problems.extend(examine(&feed, now));
        let faults = problems.into_iter().map(|problem| problem.fault);
        (feed, faults.collect())
    }

    #[test]
    fn each_template_may_be_published_once_name_and_address_are_there() {
        // Winter, summer, and the two days on which the clocks are changed.
        for now in [
            "2026-12-01T10:00:00+01:00",
            "2027-07-15T23:30:00+02:00",
            "2027-03-28T01:59:00+01:00",
            "2027-10-30T12:00:00+02:00",
        ] {
            let now = Stamp::parse(now).unwrap().at;
            for template in TEMPLATES {
                for phone in ["", "+49 7473 370-121"] {
                    let (feed, faults) = read(template, &answers(phone), now);
                    let errors: Vec<&Fault> = faults
                        .iter()
                        .filter(|fault| fault.severity() > Severity::Warning)
                        .chain(faults.iter().filter(|fault| {
                            matches!(
                                fault,
                                Fault::WrongOffset { .. } | Fault::NoSuchTime(_) | Fault::Ended
                            )
                        }))
                        .collect();
                    assert!(errors.is_empty(), "{template:?}: {errors:?}");
                    assert_eq!(feed.id.0, "moessingen");
                    assert_eq!(feed.issued.at, now);
                }
            }
        }
    }

    #[test]
    fn with_a_number_nothing_is_left_to_be_warned_of() {
        let now = Stamp::parse("2026-12-01T10:00:00+01:00").unwrap().at;
        for template in TEMPLATES {
            let (feed, faults) = read(template, &answers("+49 7473 370-121"), now);
            assert_eq!(faults, [], "{template:?}");
            let many = match template {
                Template::First | Template::Closure => 12,
                _ => 40,
            };
            assert!(feed.entries.len() >= many, "{template:?}");
        }
    }

    #[test]
    fn without_a_name_the_check_asks_for_it() {
        let (_, faults) = read(Template::Own, &Answers::default(), Moment(1_800_000_000));
        assert!(faults.contains(&Fault::Empty), "{faults:?}");
    }

    #[test]
    fn no_token_stays_and_the_order_is_the_contracts() {
        for template in TEMPLATES {
            let feed = template.feed(&answers("115"), Moment(1_800_000_000));
            assert!(!feed.to_string().contains("{{"), "{template:?}");
            for entry in feed["entries"].as_array().unwrap() {
                let keys: Vec<&str> = entry
                    .as_object()
                    .unwrap()
                    .keys()
                    .map(String::as_str)
                    .collect();
                let contract = crate::editor::contract::Contract::default();
                let order = contract.record("Entry");
                let rank = |key: &&str| order.iter().position(|field| field.name == *key).unwrap();
                assert!(keys.is_sorted_by_key(rank), "{template:?}: {keys:?}");
            }
        }
    }

    #[test]
    fn an_id_is_made_of_the_name() {
        for (name, id) in [
            ("Stadt Mössingen", "moessingen"),
            ("Landkreis Ludwigslust-Parchim", "ludwigslust-parchim"),
            ("  Gemeinde  Groß  Särchen ", "gross-saerchen"),
            ("Stadt", "meldung"),
            ("日本", "eintrag"),
            ("", "meldung"),
        ] {
            assert_eq!(id_of(name), id, "{name}");
        }
    }
}
