//! Opening hours over midnight, and how long a day that differs is of interest.

use super::Exception;
use super::time::{Date, TimeOfDay};

/// Returns the time of closing as it is read: doors that close at 00:00 close at the end of the day.
pub fn closing(closes: TimeOfDay) -> TimeOfDay {
    match closes {
        TimeOfDay(0) => TimeOfDay(24 * 60),
        other => other,
    }
}

/// Tells whether doors that open and close at these times close on the next day.
pub fn is_overnight(opens: TimeOfDay, closes: TimeOfDay) -> bool {
    closing(closes) < opens
}

impl Exception {
    /// Returns the last day on which it counts: with hours over midnight, that is the day after its own last one.
    pub fn last_day(&self) -> Date {
        let last = self.until.map_or(self.from, |until| until.max(self.from));
        match (self.opens, self.closes) {
            (Some(opens), Some(closes)) if is_overnight(opens, closes) => {
                Date::from_days(last.days() + 1)
            }
            _ => last,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_ends_the_day_and_what_is_earlier_is_the_next_one() {
        let overnight = |opens: &str, closes: &str| {
            let [opens, closes] = [opens, closes].map(|time| TimeOfDay::parse(time).unwrap());
            is_overnight(opens, closes)
        };
        assert!(overnight("20:00", "08:00"));
        assert!(overnight("00:30", "00:15"));
        for closes in ["00:00", "24:00", "20:01"] {
            assert!(!overnight("20:00", closes), "{closes}");
        }
        assert!(!overnight("00:00", "00:00"));
    }

    #[test]
    fn a_day_that_differs_counts_until_its_doors_have_closed() {
        let day = |text: &str| Date::parse(text).unwrap();
        let last_day = |until: Option<&str>, closes: Option<&str>| {
            let exception = Exception {
                from: day("2026-12-30"),
                until: until.map(day),
                opens: closes.map(|_| TimeOfDay(20 * 60)),
                closes: closes.map(|closes| TimeOfDay::parse(closes).unwrap()),
                note: None,
            };
            exception.last_day().to_string()
        };
        assert_eq!(last_day(None, None), "2026-12-30");
        assert_eq!(last_day(Some("2026-12-31"), None), "2026-12-31");
        assert_eq!(last_day(Some("2026-12-31"), Some("08:00")), "2027-01-01");
        assert_eq!(last_day(None, Some("00:00")), "2026-12-30");
        assert_eq!(last_day(Some("2026-12-01"), None), "2026-12-30");
    }
}
