//! Dates and moments as a notice writes them, and their arithmetic: no clock, no time-zone database.
//!
//! A moment keeps the offset it was written with, so that it is written again as it was. Citizens see it on the clock of the
//! publisher's zone (`zone.rs`). No date crate: parsing RFC 3339 and counting days is all that is needed.

use std::fmt;

use serde::{Serialize, Serializer};

use super::zone::Zone;

/// Seconds since 1970-01-01T00:00:00Z, as a clock gives them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub i64);

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// A calendar date (ISO 8601, `2024-02-29`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// From 1900 to 2200; any other year is a typing error.
    pub year: u16,
    /// From 1 to 12.
    pub month: u8,
    /// From 1 to 31.
    pub day: u8,
}

impl Date {
    /// Parses `YYYY-MM-DD`. Returns `None` for any other form and for a day that the calendar does not have.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let date = Self {
            year: digits(&bytes[..4])?,
            month: digits(&bytes[5..7])? as u8,
            day: digits(&bytes[8..])? as u8,
        };
        let real = (1900..=2200).contains(&date.year)
            && (1..=12).contains(&date.month)
            && date.day >= 1
            && Self::from_days(date.days()) == date;
        real.then_some(date)
    }

    /// Returns the days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
    pub fn days(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
            - 719_468
    }

    /// Returns the date so many days after 1970-01-01: the inverse of [`Date::days`], from the same source.
    pub fn from_days(days: i64) -> Self {
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        Self {
            year: (era * 400 + year_of_era + i64::from(month <= 2)) as u16,
            month: month as u8,
            day: day as u8,
        }
    }

    /// Returns the day of the week, from 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> usize {
        (self.days() + 3).rem_euclid(7) as usize
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A moment with the offset it was written in (RFC 3339, `2024-02-22T10:00:00+01:00`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The moment itself.
    pub at: Moment,
    /// Minutes east of UTC.
    pub offset: i16,
}

impl Stamp {
    /// Parses RFC 3339 with seconds and an offset. Fractions of a second are dropped.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, rest) = text.split_at_checked(10)?;
        let date = Date::parse(date)?;
        let rest = rest.strip_prefix(['T', 't'])?;
        let (clock, mut rest) = rest.split_at_checked(8)?;
        let clock = clock.as_bytes();
        let (hour, minute, second): (u16, u16, u16) = (
            digits(&clock[..2])?,
            digits(&clock[3..5])?,
            digits(&clock[6..])?,
        );
        if clock[2] != b':' || clock[5] != b':' || hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        if let Some(fraction) = rest.strip_prefix('.') {
            rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            if rest.len() == fraction.len() {
                return None;
            }
        }
        let offset = match rest.as_bytes() {
            [b'Z' | b'z'] => 0,
            [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
                let (hours, minutes): (u16, u16) = (digits(&[*h1, *h2])?, digits(&[*m1, *m2])?);
                if hours > 14 || minutes > 59 {
                    return None;
                }
                let minutes = (hours * 60 + minutes) as i16;
                if *sign == b'-' { -minutes } else { minutes }
            }
            _ => return None,
        };
        let local = date.days() * DAY + i64::from(hour) * 3600 + i64::from(minute) * 60;
        Some(Self {
            at: Moment(local + i64::from(second) - i64::from(offset) * 60),
            offset,
        })
    }

    /// Makes the stamp of a moment on a clock that is `offset` minutes east of UTC.
    pub fn new(at: Moment, offset: i16) -> Self {
        Self { at, offset }
    }

    /// Returns the days since 1970-01-01 and the seconds since midnight, on a clock with its offset. What citizens read is
    /// a `LocalTime` of the publisher's zone.
    pub(super) fn days_and_seconds(self) -> (i64, i64) {
        let local = self.at.0 + i64::from(self.offset) * 60;
        (local.div_euclid(DAY), local.rem_euclid(DAY))
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (days, seconds) = self.days_and_seconds();
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let sign = if self.offset < 0 { '-' } else { '+' };
        let offset = self.offset.unsigned_abs();
        let (hours, minutes) = (offset / 60, offset % 60);
        write!(
            out,
            "{}T{hour:02}:{minute:02}:{second:02}",
            Date::from_days(days)
        )?;
        write!(out, "{sign}{hours:02}:{minutes:02}")
    }
}

/// A date, or a moment where the notice gives the hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The whole day.
    Date(Date),
    /// A point in time.
    At(Stamp),
}

impl Default for When {
    fn default() -> Self {
        Self::Date(Date::default())
    }
}

impl When {
    /// Parses a date or a stamp.
    pub fn parse(text: &str) -> Option<Self> {
        Date::parse(text)
            .map(Self::Date)
            .or_else(|| Stamp::parse(text).map(Self::At))
    }

    /// Returns the moment, if it is one.
    pub fn stamp(&self) -> Option<&Stamp> {
        match self {
            Self::Date(_) => None,
            Self::At(stamp) => Some(stamp),
        }
    }

    /// Returns its date in a zone.
    pub fn date(self, zone: Zone) -> Date {
        match self {
            Self::Date(date) => date,
            Self::At(stamp) => zone.local(stamp.at).date(),
        }
    }

    /// Returns the last date of what ends then: midnight still belongs to the day before.
    pub fn last_date(self, zone: Zone) -> Date {
        match self {
            Self::Date(date) => date,
            Self::At(stamp) => zone.local(stamp.at).as_end().0,
        }
    }

    /// Returns the last day before a date, and a moment as it is: what ends before the one ends with the other.
    pub fn day_before(self) -> Self {
        match self {
            Self::Date(date) => Self::Date(Date::from_days(date.days() - 1)),
            Self::At(_) => self,
        }
    }

    /// Returns its first second in a zone.
    pub fn start(self, zone: Zone) -> Moment {
        match self {
            Self::Date(date) => zone.start(date),
            Self::At(stamp) => stamp.at,
        }
    }

    /// Returns the first second after it: "until 29 February" includes that day.
    pub fn end(self, zone: Zone) -> Moment {
        match self {
            Self::Date(date) => zone.start(Date::from_days(date.days() + 1)),
            Self::At(stamp) => stamp.at,
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(out),
            Self::At(stamp) => stamp.fmt(out),
        }
    }
}

/// When something ends: a time, or open-ended ("bis auf Weiteres").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// At the end of that day, or at that moment.
    At(When),
    /// No end is known: written as `"open"`.
    #[default]
    Open,
}

impl End {
    /// Parses `open`, a date or a stamp.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "open" => Some(Self::Open),
            _ => When::parse(text).map(Self::At),
        }
    }

    /// Returns the moment, if it is one.
    pub fn stamp(&self) -> Option<&Stamp> {
        match self {
            Self::At(when) => when.stamp(),
            Self::Open => None,
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(when) => when.fmt(out),
            Self::Open => out.write_str("open"),
        }
    }
}

/// Minutes since midnight, written `HH:MM`; `24:00` is the end of the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay(pub u16);

impl TimeOfDay {
    /// Parses `HH:MM`, up to 24:00.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 5 || bytes[2] != b':' {
            return None;
        }
        let (hour, minute): (u16, u16) = (digits(&bytes[..2])?, digits(&bytes[3..])?);
        let minutes = hour * 60 + minute;
        (minute < 60 && minutes <= 24 * 60).then_some(Self(minutes))
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// Implements [`Serialize`] for types by their display, which is the form in which they are read.
macro_rules! serialize_as_displayed {
    ($($type:ident)*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )*};
}

serialize_as_displayed! { Date Stamp When End TimeOfDay }

fn digits(bytes: &[u8]) -> Option<u16> {
    bytes.iter().try_fold(0, |number, byte| {
        byte.is_ascii_digit()
            .then(|| number * 10 + u16::from(byte - b'0'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_only_days_that_exist() {
        assert_eq!(
            Date::parse("2024-02-29").map(|d| d.to_string()),
            Some("2024-02-29".into())
        );
        for wrong in [
            "2023-02-29",
            "2024-13-01",
            "2024-00-10",
            "2024-04-31",
            "2024-4-1",
            "24-04-01",
            "2024-04-1x",
            "1024-01-01",
        ] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn counts_days_there_and_back() {
        assert_eq!(Date::parse("1970-01-01").unwrap().days(), 0);
        assert_eq!(Date::parse("2024-02-29").unwrap().days(), 19_782);
        for days in -20_000..70_000 {
            assert_eq!(Date::from_days(days).days(), days);
        }
    }

    #[test]
    fn knows_the_weekday_of_the_notices() {
        // "seit Freitag, 17. November 2023"; "Donnerstag, 29. Februar"
        assert_eq!(Date::parse("2023-11-17").unwrap().weekday(), 4);
        assert_eq!(Date::parse("2024-02-29").unwrap().weekday(), 3);
    }

    #[test]
    fn a_stamp_keeps_its_own_wall_clock() {
        let stamp = Stamp::parse("2024-02-22T10:05:30.25+01:00").unwrap();
        assert_eq!(stamp.at, Moment(1_708_592_730));
        assert_eq!(stamp.to_string(), "2024-02-22T10:05:30+01:00");
        assert_eq!(
            Stamp::parse("2024-02-22T09:05:30Z").unwrap().at,
            Moment(1_708_592_730)
        );
    }

    #[test]
    fn a_stamp_needs_seconds_and_an_offset() {
        for wrong in [
            "2024-02-22T10:00",
            "2024-02-22T10:00:00",
            "2024-02-22 10:00:00Z",
            "2024-02-22T24:00:00Z",
            "2024-02-22T10:00:60Z",
            "2024-02-22T10:00:00+1:00",
            "2024-02-22T10:00:00.Z",
            "2024-02-22T10:00:00+15:00",
            "ä024-02-22T10:00:00Z",
        ] {
            assert_eq!(Stamp::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn until_a_date_includes_that_day() {
        for (date, first, end) in [
            (
                "2024-02-29",
                "2024-02-29T00:00:00+01:00",
                "2024-03-01T00:00:00+01:00",
            ),
            // Days of 23 and of 25 hours.
            (
                "2026-03-29",
                "2026-03-29T00:00:00+01:00",
                "2026-03-30T00:00:00+02:00",
            ),
            (
                "2026-10-25",
                "2026-10-25T00:00:00+02:00",
                "2026-10-26T00:00:00+01:00",
            ),
        ] {
            let [first, end] = [first, end].map(|at| Stamp::parse(at).unwrap().at);
            let date = When::parse(date).unwrap();
            assert_eq!(date.start(Zone::default()), first, "{date}");
            assert_eq!(date.end(Zone::default()), end, "{date}");
        }
    }

    #[test]
    fn a_time_of_day_ends_at_24() {
        assert_eq!(TimeOfDay::parse("08:30"), Some(TimeOfDay(510)));
        assert_eq!(TimeOfDay::parse("24:00"), Some(TimeOfDay(1440)));
        assert_eq!(TimeOfDay::parse("24:01"), None);
        assert_eq!(TimeOfDay::parse("8:30"), None);
    }
}
