//! The catalogue: services of a German municipality with their groups, other words for them, and how it usually stands with
//! them in each situation, so that a press officer deletes and sets rather than writes.
//!
//! Keys of LeiKa stand only at those that the federal portal confirms: verwaltung.bund.de/leistungsverzeichnis/de/leistung/
//! has 99115005104000 "Wohnsitz anmelden", and meineverwaltung.nrw/leistung/ has 99115003012000 "Meldebescheinigung".

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

/// The catalogue's text.
const CATALOGUE: &str = include_str!("services.json");

/// The catalogue.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Catalogue {
    groups: BTreeMap<String, Value>,
    services: Vec<Service>,
}

/// A service, a house, a payment: whatever citizens ask for.
#[derive(Clone, Debug, Deserialize)]
pub struct Service {
    id: String,
    kind: String,
    group: String,
    name: Value,
    aliases: Vec<Value>,
    /// Its usual state in each situation, by the template's name.
    states: BTreeMap<String, String>,
    routes: Option<Value>,
    responsible: Option<Value>,
    leika: Option<String>,
}

impl Catalogue {
    /// Reads the catalogue. A test holds that it can be read.
    pub fn read() -> Self {
        serde_json::from_str(CATALOGUE).unwrap_or_default()
    }

    /// Returns the entries of a situation, in the catalogue's order.
    pub fn entries(&self, situation: &str) -> Vec<Map<String, Value>> {
        let services = self.services.iter();
        services
            .filter_map(|service| self.entry(service, service.states.get(situation)?))
            .collect()
    }

    fn entry(&self, service: &Service, state: &str) -> Option<Map<String, Value>> {
        let group = self.groups.get(&service.group)?;
        let fields = [
            ("id", Some(service.id.clone().into())),
            ("kind", Some(service.kind.clone().into())),
            ("name", Some(service.name.clone())),
            ("state", Some(state.into())),
            ("group", Some(group.clone())),
            ("routes", service.routes.clone()),
            ("aliases", Some(service.aliases.clone().into())),
            ("responsible", service.responsible.clone()),
            ("leika", service.leika.clone().map(Value::from)),
        ];
        let field = |(name, value): (&str, Option<Value>)| Some((name.to_owned(), value?));
        Some(fields.into_iter().filter_map(field).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::editor::templates::TEMPLATES;

    #[test]
    fn some_forty_services_have_names_in_two_languages_and_words_to_find_them_by() {
        let catalogue: Catalogue = serde_json::from_str(CATALOGUE).unwrap();
        assert!((40..=60).contains(&catalogue.services.len()));
        let mut ids = BTreeSet::new();
        for service in &catalogue.services {
            let id = &service.id;
            assert!(ids.insert(id), "{id} stands twice");
            assert!(catalogue.groups.contains_key(&service.group), "{id}");
            assert!(!service.aliases.is_empty(), "{id}");
            for text in [&service.name, &catalogue.groups[&service.group]] {
                assert!(text["de"].is_string() && text["en"].is_string(), "{id}");
            }
            for situation in service.states.keys() {
                let is_known = TEMPLATES.iter().any(|known| known.id() == situation);
                assert!(is_known, "{id}: {situation}");
            }
        }
    }
}
