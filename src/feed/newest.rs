//! The order of what was said over time: the newest first, wherever it stands in the file.

use super::time::When;
use super::zone::Zone;

/// Tells whether one time is surely before another. A day without an hour is neither before nor after a moment in it.
pub fn is_before(one: When, other: When, zone: Zone) -> bool {
    one.start(zone) < other.start(zone) && one.end(zone) <= other.start(zone)
}

/// Sorts what was said, the newest first. Where the times leave it open, the order of the file stays: publishers are
/// asked to write the newest first.
pub fn newest_first<T>(said: &[T], at: impl Fn(&T) -> When, zone: Zone) -> Vec<&T> {
    let mut sorted: Vec<&T> = Vec::with_capacity(said.len());
    for item in said {
        let older = |placed: &&T| is_before(at(placed), at(item), zone);
        let place = sorted.iter().position(older).unwrap_or(sorted.len());
        sorted.insert(place, item);
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn sorted(said: &[&str], expected: &[&str]) {
        let times: Vec<When> = said.iter().map(|at| When::parse(at).unwrap()).collect();
        let sorted = newest_first(&times, |at| *at, Zone::default());
        let sorted: Vec<String> = sorted.into_iter().map(When::to_string).collect();
        assert_eq!(sorted, expected);
    }

    const MORNING: &str = "2026-11-27T08:00:00+01:00";
    const NOON: &str = "2026-11-27T12:00:00+01:00";

    #[test]
    fn the_newest_comes_first_whatever_the_order_of_the_file() {
        let expected = ["2026-12-24", NOON, MORNING, "2026-11-25"];
        sorted(&["2026-11-25", MORNING, "2026-12-24", NOON], &expected);
        sorted(&expected, &expected);
        // Just after midnight at the town, and still the day before in UTC.
        let night = "2026-11-27T00:30:00+01:00";
        sorted(&["2026-11-26", night], &[night, "2026-11-26"]);
    }

    #[test]
    fn what_may_be_at_the_same_time_stays_as_in_the_file() {
        sorted(&["2026-11-27", NOON], &["2026-11-27", NOON]);
        sorted(&[NOON, "2026-11-27"], &[NOON, "2026-11-27"]);
        sorted(
            &[MORNING, "2026-11-27", NOON],
            &[NOON, MORNING, "2026-11-27"],
        );
    }
}
