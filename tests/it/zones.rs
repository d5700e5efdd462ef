//! The rules of time zones agree with the database of IANA, over thirty years around now. It is the copy that the crate jiff
//! brings, the same on every machine: that of the system differs by its version.

use amtsstatus::feed::time::Moment;
use amtsstatus::feed::zone::{Zone, names};
use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};

/// Zones that had another rule within these years, each with the last day in UTC on which it showed.
const CHANGED: &[(&str, &str)] = &[
    ("America/Dawson", "2020-03-08"),
    ("America/Edmonton", "2026-03-08"),
    ("America/Fort_Nelson", "2015-03-08"),
    ("America/Inuvik", "2026-03-08"),
    ("America/Metlakatla", "2019-01-20"),
    ("America/Vancouver", "2026-03-08"),
    ("America/Whitehorse", "2020-03-08"),
    ("America/Winnipeg", "2026-03-08"),
    ("Asia/Famagusta", "2017-03-26"),
    ("Europe/Astrakhan", "2016-03-26"),
    ("Europe/Chisinau", "2021-10-31"),
    ("Europe/Istanbul", "2016-03-27"),
    ("Europe/Kaliningrad", "2014-10-25"),
    ("Europe/Kirov", "2014-10-25"),
    ("Europe/Moscow", "2014-10-25"),
    ("Europe/Saratov", "2016-12-03"),
    ("Europe/Simferopol", "2014-10-25"),
    ("Europe/Tiraspol", "2021-10-31"),
    ("Europe/Ulyanovsk", "2016-03-26"),
    ("Europe/Volgograd", "2020-12-26"),
];

fn second(text: &str) -> i64 {
    text.parse::<Timestamp>().unwrap().as_second()
}

fn timestamp(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// Returns the day of the last difference between a rule and the database. Asked are each day, each second at which the
/// clocks of the database change, and the one before.
fn last_difference(zone: Zone, known: &TimeZone) -> Option<String> {
    let from = second("2011-11-29T00:00:00Z");
    let until = second("2041-11-29T00:00:00Z");
    let changes = known.following(timestamp(from));
    let changes = changes.map(|change| change.timestamp().as_second());
    let changes = changes.take_while(|at| *at < until);
    let moments = changes.flat_map(|at| [at - 1, at]);
    let moments = moments.chain((from..until).step_by(24 * 3600));
    let differs = |at: &i64| {
        let offset = known.to_offset(timestamp(*at)).seconds();
        i32::from(zone.offset(Moment(*at))) * 60 != offset
    };
    let last = moments.filter(differs).max()?;
    Some(timestamp(last).to_string()[.."2011-11-29".len()].to_owned())
}

#[test]
fn the_rules_agree_with_the_database_since_they_hold() {
    let database = TimeZoneDatabase::bundled();
    let mut changed = Vec::new();
    for name in names() {
        let known = database.get(name).unwrap();
        let last = last_difference(Zone::named(name).unwrap(), &known);
        changed.extend(last.map(|day| (name, day)));
    }
    changed.sort_unstable();
    let changed: Vec<(&str, &str)> = changed.iter().map(|(name, day)| (*name, &**day)).collect();
    assert_eq!(changed, CHANGED);
}

#[test]
fn every_name_of_europe_and_the_zones_of_large_towns_are_known() {
    let database = TimeZoneDatabase::bundled();
    for name in database.available() {
        let name = name.as_str();
        if name.starts_with("Europe/") {
            assert!(Zone::named(name).is_some(), "{name}");
        }
    }
    for name in [
        "Atlantic/Reykjavik",
        "Asia/Nicosia",
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Los_Angeles",
        "America/Anchorage",
        "Pacific/Honolulu",
        "America/St_Johns",
        "America/Halifax",
        "America/Toronto",
        "America/Winnipeg",
        "America/Regina",
        "America/Edmonton",
        "America/Vancouver",
        "America/Whitehorse",
    ] {
        assert!(Zone::named(name).is_some(), "{name}");
    }
}

#[test]
fn each_name_stands_once() {
    let mut all: Vec<&str> = names().collect();
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count);
}
