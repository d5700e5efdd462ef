//! The texts of the widget: one field for each.

use serde::{Deserialize, Serialize};

use super::format::Plural;
use super::table::Table;
use crate::feed::vocabulary::{
    Certainty, Kind, Level, Need, Phase, Progress, Role, RouteKind, State,
};

/// The texts of the widget in one language. German's explain the names better than a sentence about each. What stands in
/// braces is put in.
#[allow(missing_docs)]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Words {
    // How old the status is, and how it came here
    pub unreachable: &'static str,
    pub unreachable_offline: &'static str,
    pub retry: &'static str,
    pub retrying: &'static str,
    pub confirmed: &'static str,
    pub confirmed_on: &'static str,
    pub issued: &'static str,
    pub issued_on: &'static str,
    pub next_update: &'static str,
    pub moment_ago: &'static str,
    pub archive: &'static str,
    pub expired: &'static str,
    pub overdue: &'static str,
    pub old: &'static str,
    pub unreached: &'static str,
    pub offline: &'static str,
    pub checked_now: &'static str,
    pub checked: &'static str,
    pub stored: &'static str,
    pub verified: &'static str,
    pub verified_explained: &'static str,
    pub updated: &'static str,
    pub changed: &'static str,
    pub newer: &'static str,
    pub none_selected: &'static str,
    pub no_entries: &'static str,

    // Headings
    pub current_status: &'static str,
    pub age: &'static str,
    pub urgent: &'static str,
    pub overview: &'static str,
    pub deadlines: &'static str,
    pub unaffected: &'static str,
    pub notices: &'static str,
    pub incident: &'static str,
    pub updates: &'static str,
    pub faq: &'static str,
    pub glossary: &'static str,
    pub source: &'static str,
    pub official_page: &'static str,
    pub channels: &'static str,
    pub show_details: &'static str,

    // Entries and their times
    pub likewise: &'static str,
    pub from: &'static str,
    pub since: &'static str,
    pub until: &'static str,
    pub on_date: &'static str,
    pub from_until: &'static str,
    pub open_end: &'static str,
    pub lapsed: &'static str,
    pub intermittent: &'static str,
    pub percent: &'static str,
    pub priority: &'static str,
    pub term: &'static str,
    pub outlook: &'static str,
    pub outlook_state: &'static str,
    pub outlook_passed: &'static str,
    pub conditions: &'static str,
    pub earlier_outlooks: &'static str,
    pub responsible: &'static str,
    pub as_of: &'static str,
    pub according_to: &'static str,
    pub machine_translated: &'static str,

    // Hours
    pub hours: &'static str,
    pub usual_hours: &'static str,
    pub around_the_clock: &'static str,
    pub range: &'static str,
    pub clock_time: &'static str,
    pub clock_range: &'static str,
    pub closed_day: &'static str,

    // For whom something holds
    pub applied_before: &'static str,
    pub applied_after: &'static str,
    pub audience: &'static str,
    pub residents: &'static str,
    pub needs: &'static str,

    // Routes
    pub replaces: &'static str,
    pub do_not_use: &'static str,
    pub purpose: &'static str,
    pub route_usable: &'static str,
    pub route_not_yet: &'static str,
    pub route_not_now: &'static str,

    // The incident
    pub started: &'static str,
    pub cause: &'static str,
    pub origin_own: &'static str,
    pub origin_provider: &'static str,
    pub origin_provider_named: &'static str,
    pub restore_order: &'static str,
    pub measures: &'static str,

    // Between what is listed
    pub comma: &'static str,
    pub semicolon: &'static str,

    // The choice of a language
    pub language: &'static str,
    pub language_failed: &'static str,
    pub partly_translated: &'static str,

    // Search and filters
    pub search_label: &'static str,
    pub no_matches: &'static str,
    pub general_contact: &'static str,
    pub show_all: &'static str,
    pub filter_by_kind: &'static str,
    pub part_of: &'static str,

    // What can be done with an entry, or all of it
    pub share_link: &'static str,
    pub link_copied: &'static str,
    pub link_in_bar: &'static str,
    pub print: &'static str,

    // By number
    pub updated_count: Table<Plural>,
    pub matches: Table<Plural>,

    // The words of the contract
    pub kind: Table<Kind>,
    pub state: Table<State>,
    pub limited_facility: &'static str,
    pub level: Table<Level>,
    pub route: Table<RouteKind>,
    pub role: Table<Role>,
    pub phase: Table<Phase>,
    pub progress: Table<Progress>,
    pub certainty: Table<Certainty>,
    pub need: Table<Need>,
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::i18n::{Lang, Piece, pieces};

    /// The named places of a text, sorted.
    fn places(text: &str) -> Vec<&str> {
        let mut places: Vec<&str> = pieces(text)
            .filter_map(|piece| match piece {
                Piece::Place(name) => Some(name),
                Piece::Text(_) => None,
            })
            .collect();
        places.sort_unstable();
        places
    }

    /// Compares each text below two values. A language may lack a form that it does not have, see [`super::Plural`].
    fn compare(german: &Value, other: &Value, path: &str) {
        match (german, other) {
            (Value::Object(german), Value::Object(other)) => {
                assert!(german.keys().eq(other.keys()), "{path}");
                for (name, value) in german {
                    let path = format!("{path}.{name}");
                    compare(value, &other[name], &path);
                }
            }
            (Value::String(german), Value::String(other)) => {
                if !german.is_empty() && !other.is_empty() {
                    assert_eq!(places(german), places(other), "{path}: {other}");
                }
            }
            (Value::Array(german), Value::Array(other)) => assert_eq!(german.len(), other.len()),
            _ => panic!("{path} differs in kind"),
        }
    }

    #[test]
    fn each_text_has_the_same_places_in_every_language() {
        let [german, others @ ..] = Lang::ALL.map(|lang| serde_json::to_value(lang.language()).unwrap());
        for other in others {
            compare(&german, &other, other["tag"].as_str().unwrap());
        }
    }
}
