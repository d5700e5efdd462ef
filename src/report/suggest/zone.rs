//! Guesses which time zone is meant: by a town, in German too, or by a country.

use strsim::levenshtein;

use crate::feed::zone::names;

/// Towns and countries by their German names.
const GERMAN: [(&str, &str); 24] = [
    ("athen", "Athens"),
    ("belgrad", "Belgrade"),
    ("brüssel", "Brussels"),
    ("bukarest", "Bucharest"),
    ("deutschland", "Berlin"),
    ("england", "London"),
    ("frankreich", "Paris"),
    ("großbritannien", "London"),
    ("irland", "Dublin"),
    ("italien", "Rome"),
    ("kiew", "Kyiv"),
    ("kopenhagen", "Copenhagen"),
    ("lissabon", "Lisbon"),
    ("luxemburg", "Luxembourg"),
    ("moskau", "Moscow"),
    ("niederlande", "Amsterdam"),
    ("österreich", "Vienna"),
    ("polen", "Warsaw"),
    ("prag", "Prague"),
    ("rom", "Rome"),
    ("schweiz", "Zurich"),
    ("warschau", "Warsaw"),
    ("wien", "Vienna"),
    ("zürich", "Zurich"),
];

/// Names that are links in the database of IANA, or short for the time of Berlin, with the name that the widget knows.
const ZONE_LINKS: &[(&str, &str)] = &[
    ("America/Atka", "America/Adak"),
    ("America/Fort_Wayne", "America/Indiana/Indianapolis"),
    ("America/Indianapolis", "America/Indiana/Indianapolis"),
    ("America/Knox_IN", "America/Indiana/Knox"),
    ("America/Louisville", "America/Kentucky/Louisville"),
    ("America/Montreal", "America/Toronto"),
    ("America/Nipigon", "America/Toronto"),
    ("America/Pangnirtung", "America/Iqaluit"),
    ("America/Rainy_River", "America/Winnipeg"),
    ("America/Thunder_Bay", "America/Toronto"),
    ("America/Yellowknife", "America/Edmonton"),
    ("Atlantic/Faeroe", "Atlantic/Faroe"),
    ("Canada/Atlantic", "America/Halifax"),
    ("Canada/Central", "America/Winnipeg"),
    ("Canada/Eastern", "America/Toronto"),
    ("Canada/Mountain", "America/Edmonton"),
    ("Canada/Newfoundland", "America/St_Johns"),
    ("Canada/Pacific", "America/Vancouver"),
    ("Canada/Saskatchewan", "America/Regina"),
    ("Canada/Yukon", "America/Whitehorse"),
    ("CET", "Europe/Berlin"),
    ("Eire", "Europe/Dublin"),
    ("GB", "Europe/London"),
    ("Iceland", "Atlantic/Reykjavik"),
    ("MET", "Europe/Berlin"),
    ("Navajo", "America/Denver"),
    ("Poland", "Europe/Warsaw"),
    ("Portugal", "Europe/Lisbon"),
    ("Turkey", "Europe/Istanbul"),
    ("US/Alaska", "America/Anchorage"),
    ("US/Aleutian", "America/Adak"),
    ("US/Arizona", "America/Phoenix"),
    ("US/Central", "America/Chicago"),
    ("US/East-Indiana", "America/Indiana/Indianapolis"),
    ("US/Eastern", "America/New_York"),
    ("US/Hawaii", "Pacific/Honolulu"),
    ("US/Indiana-Starke", "America/Indiana/Knox"),
    ("US/Michigan", "America/Detroit"),
    ("US/Mountain", "America/Denver"),
    ("US/Pacific", "America/Los_Angeles"),
];

/// Returns the zone that this name is a link to, or of the town or the country with this name, or with one like it.
pub fn time_zone(text: &str) -> Option<&'static str> {
    if let Some((_, name)) = ZONE_LINKS.iter().find(|(link, _)| *link == text) {
        return Some(name);
    }
    let town = text
        .rsplit('/')
        .next()
        .unwrap_or(text)
        .trim()
        .to_lowercase();
    let german = GERMAN.iter().find(|(german, _)| *german == town);
    let town = german.map_or(town.replace(' ', "_"), |(_, town)| town.to_lowercase());
    let changes = names().map(|name| {
        let known = name.rsplit('/').next().unwrap_or(name).to_lowercase();
        (levenshtein(&known, &town), known.len(), name)
    });
    // Towns have short names: two changes make Kiev of Wien.
    let near = changes
        .filter(|(changes, length, _)| *changes <= (length / 5).max(usize::from(*length > 4)));
    near.min_by_key(|(changes, ..)| *changes)
        .map(|(.., name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::time::{DAY, Date};
    use crate::feed::zone::Zone;

    #[test]
    fn a_zone_is_found_by_its_town_or_country() {
        for (written, zone) in [
            ("Europe/Londn", Some("Europe/London")),
            ("europe/berlin", Some("Europe/Berlin")),
            ("New York", Some("America/New_York")),
            ("Europe/Wien", Some("Europe/Vienna")),
            ("Wien", Some("Europe/Vienna")),
            ("Österreich", Some("Europe/Vienna")),
            ("Zürich", Some("Europe/Zurich")),
            ("America/Montreal", Some("America/Toronto")),
            ("US/Eastern", Some("America/New_York")),
            ("Mond", None),
            ("Bonn", None),
            ("Köln", None),
            ("", None),
        ] {
            assert_eq!(time_zone(written), zone, "{written}");
        }
    }

    #[test]
    fn each_town_in_german_has_a_zone() {
        for (german, town) in GERMAN {
            let zone = time_zone(german).unwrap_or_default();
            assert!(zone.ends_with(&format!("/{town}")), "{german} {zone}");
        }
    }

    /// The bundled database of jiff has these names too: both zones are equal on each day of two years.
    #[test]
    fn a_link_shows_the_same_time_as_the_zone_that_is_proposed() {
        use jiff::{Timestamp, tz::TimeZoneDatabase};

        let database = TimeZoneDatabase::bundled();
        for (link, name) in ZONE_LINKS {
            assert!(Zone::named(link).is_none(), "{link} needs no proposal");
            assert!(Zone::named(name).is_some(), "{name}");
            let [link_zone, zone] = [link, name].map(|it| database.get(it).unwrap());
            for day in
                Date::parse("2025-01-01").unwrap().days()..Date::parse("2027-01-01").unwrap().days()
            {
                let noon = Timestamp::from_second(day * DAY + DAY / 2).unwrap();
                assert_eq!(link_zone.to_offset(noon), zone.to_offset(noon), "{link}");
            }
        }
    }
}
