//! Reads days and moments as people write them, and tells what is wrong with those that nobody can mean.

use crate::feed::time::{DAY, Date, Moment, Stamp};
use crate::feed::zone::Zone;
use crate::i18n::Lang;

/// What is wrong with a day or a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The calendar does not have this day: day, month, year.
    ImpossibleDay(u8, u8, u16),
    /// The clock does not have this time.
    ImpossibleTime,
    /// The clocks skip this time on this day, since summer begins.
    SkippedTime,
    /// There is a month, and no day.
    MissingDay,
    /// There is a day, and no year.
    MissingYear,
    /// There is a day, and no time of day.
    MissingTime,
}

/// A day or a moment that was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// A whole day.
    Day(Date),
    /// A moment, with the offset that was written, or the one of the publisher's clocks.
    Moment(Stamp),
}

/// Reads what somebody in this zone has written: "1.12.2026 12 Uhr", "2026-12-01T12:00". Returns `None` if it is no day
/// at all.
pub fn read(written: &str, zone: Zone) -> Option<Result<Read, Reason>> {
    let text = written.trim().to_lowercase();
    let (day, rest) = day(&text)?;
    let (date, rest) = match day {
        Ok(date) => (date, rest.trim_start_matches([',', ' ', 't'])),
        Err(reason) => return Some(Err(reason)),
    };
    let rest = rest.strip_prefix("um ").unwrap_or(rest);
    if rest.is_empty() {
        return Some(Ok(Read::Day(date)));
    }
    let (seconds, offset) = match time(rest)? {
        Ok(time) => time,
        Err(reason) => return Some(Err(reason)),
    };
    let local = date.days() * DAY + seconds;
    // With the offset of a place elsewhere it is a moment like any other.
    if is_skipped(local, zone) && offset.is_none_or(|offset| beside(local, zone).contains(&offset))
    {
        return Some(Err(Reason::SkippedTime));
    }
    let stamp = match offset {
        Some(offset) => Stamp::new(Moment(local - i64::from(offset) * 60), offset),
        None => stamp(local, zone),
    };
    Some(Ok(Read::Moment(stamp)))
}

/// Returns noon on the day after a moment.
pub fn next_noon(issued: Stamp, zone: Zone) -> Stamp {
    stamp((day_of(issued, zone) + 1) * DAY + DAY / 2, zone)
}

/// Returns the midnight with which the day a week after a moment begins.
pub fn week_later(issued: Stamp, zone: Zone) -> Stamp {
    stamp((day_of(issued, zone) + 7) * DAY, zone)
}

fn day_of(issued: Stamp, zone: Zone) -> i64 {
    zone.local(issued.at).date().days()
}

/// Returns the moment at which clocks show a local time, given in seconds.
fn stamp(local: i64, zone: Zone) -> Stamp {
    let offset = offset_at(local, zone);
    Stamp::new(Moment(local - i64::from(offset) * 60), offset)
}

/// Returns the offsets of a zone half a day before and after a local time.
fn beside(local: i64, zone: Zone) -> [i16; 2] {
    [-DAY / 2, DAY / 2].map(|ahead| zone.offset(Moment(local + ahead)))
}

/// Tells whether no clock of the zone ever shows this local time.
fn is_skipped(local: i64, zone: Zone) -> bool {
    let fits = |offset: i16| zone.offset(Moment(local - i64::from(offset) * 60)) == offset;
    !beside(local, zone).into_iter().any(fits)
}

/// Reads a day at the beginning of a text. Returns the rest too.
fn day(text: &str) -> Option<(Result<Date, Reason>, &str)> {
    let text = without_weekday(text);
    let (first, rest) = number(text)?;
    if first.len() == 4 {
        // 2026-12-01, 2026/12/1, 2026-12
        let year = first.parse().ok()?;
        let separator = rest.chars().next().filter(|it| "-/.".contains(*it))?;
        let (month, rest) = number(&rest[1..])?;
        let Some(after) = rest.strip_prefix(separator) else {
            return rest.is_empty().then_some((Err(Reason::MissingDay), rest));
        };
        let (day, rest) = number(after)?;
        return Some((date(year, month.parse().ok()?, day.parse().ok()?), rest));
    }
    // 1.12.2026, 1. Dezember 2026
    let rest = rest.strip_prefix('.')?.trim_start();
    let (month, rest) = match number(rest) {
        Some((month, rest)) => match rest.strip_prefix('.') {
            Some(rest) => (month.parse().ok()?, rest.trim_start()),
            // 12.2026
            None if month.len() == 4 && rest.is_empty() => {
                return Some((Err(Reason::MissingDay), ""));
            }
            None => return None,
        },
        None => month(rest)?,
    };
    let Some((year, rest)) = number(rest.trim_start()) else {
        return rest
            .trim()
            .is_empty()
            .then_some((Err(Reason::MissingYear), ""));
    };
    let year: u16 = match year.len() {
        2 => 2000 + year.parse::<u16>().ok()?,
        4 => year.parse().ok()?,
        _ => return None,
    };
    Some((date(year, month, first.parse().ok()?), rest))
}

/// Returns the day if the calendar has it.
fn date(year: u16, month: u8, day: u8) -> Result<Date, Reason> {
    let date = Date::parse(&format!("{year:04}-{month:02}-{day:02}"));
    date.ok_or(Reason::ImpossibleDay(day, month, year))
}

/// Removes "Dienstag, " and "am " from the beginning.
fn without_weekday(text: &str) -> &str {
    let text = text.strip_prefix("am ").unwrap_or(text);
    let days = Lang::De.language().calendar.weekdays;
    let rest = days
        .iter()
        .find_map(|day| text.strip_prefix(&day.to_lowercase()));
    let rest = rest.unwrap_or(text).trim_start_matches([',', ' ']);
    rest.strip_prefix("den ").unwrap_or(rest)
}

/// Reads the name of a month, German or English.
fn month(text: &str) -> Option<(u8, &str)> {
    [Lang::De, Lang::En].iter().find_map(|lang| {
        let months = lang.language().calendar.months.iter();
        let mut months = (1..).zip(months);
        months.find_map(|(month, name)| Some((month, text.strip_prefix(&name.to_lowercase())?)))
    })
}

/// Reads the time of day: "12", "12:00", "24:00:00", "12.30 uhr", and the offset behind it. Returns seconds and minutes
/// east of UTC. `None` if it is none.
fn time(text: &str) -> Option<Result<(i64, Option<i16>), Reason>> {
    let (hour, mut rest) = number(text)?;
    let mut parts = [hour.parse::<i64>().ok()?, 0, 0];
    let mut hour_alone = true;
    for part in &mut parts[1..] {
        let Some((digits, after)) = rest.strip_prefix([':', '.']).and_then(number) else {
            break;
        };
        (*part, rest) = (digits.parse().ok()?, after);
        hour_alone = false;
    }
    // Fractions of a second.
    if let Some((_, after)) = rest.strip_prefix('.').and_then(number) {
        rest = after;
    }
    let rest = rest.trim();
    let said = rest.strip_prefix("uhr").map(str::trim_start);
    if hour_alone && said.is_none() {
        return None;
    }
    let offset = match said.unwrap_or(rest) {
        "" => None,
        rest => Some(offset(rest)?),
    };
    let [hour, minute, second] = parts;
    let seconds = hour * 3600 + minute * 60 + second;
    match minute < 60 && second < 60 && seconds <= DAY {
        true => Some(Ok((seconds, offset))),
        false => Some(Err(Reason::ImpossibleTime)),
    }
}

/// Reads an offset: "z", "+01:00", "+0100", "+1", "mez". Returns minutes east of UTC.
fn offset(text: &str) -> Option<i16> {
    let signed = match text {
        "z" | "utc" | "gmt" => return Some(0),
        "mez" | "cet" => return Some(60),
        "mesz" | "cest" => return Some(120),
        text => text.trim_start_matches("utc"),
    };
    let (sign, rest) = match signed.chars().next()? {
        '+' => (1, &signed[1..]),
        '-' => (-1, &signed[1..]),
        _ => return None,
    };
    let (digits, rest) = number(rest)?;
    let (hours, minutes) = match (digits.len(), rest.strip_prefix(':')) {
        (1 | 2, Some(minutes)) => (digits, minutes),
        (1 | 2, None) if rest.is_empty() => (digits, "00"),
        (4, None) if rest.is_empty() => digits.split_at(2),
        _ => return None,
    };
    let (hours, minutes): (i16, i16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// Splits the digits from the beginning of a text.
fn number(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|char: char| !char.is_ascii_digit());
    let (digits, rest) = text.split_at(end.unwrap_or(text.len()));
    (!digits.is_empty() && digits.len() < 10).then_some((digits, rest))
}

/// Returns the offset of a zone at a local time, given in seconds.
fn offset_at(local: i64, zone: Zone) -> i16 {
    // Near a change of the clocks the first answer is an hour late, and the second one right.
    let near = zone.offset(Moment(local));
    zone.offset(Moment(local - i64::from(near) * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn meant(written: &str, meant: &str) {
        let said = match read(written, Zone::BERLIN) {
            Some(Ok(Read::Day(date))) => date.to_string(),
            Some(Ok(Read::Moment(stamp))) => stamp.to_string(),
            other => format!("{other:?}"),
        };
        assert_eq!(said, meant, "{written}");
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        for written in [
            "2026-12-01",
            "2026-12-1",
            "2026/12/01",
            "1.12.2026",
            "01.12.26",
            "1. 12. 2026",
            "1. Dezember 2026",
            "Dienstag, 1. Dezember 2026",
            "am Dienstag, den 1. Dezember 2026",
            "1. December 2026",
        ] {
            meant(written, "2026-12-01");
        }
    }

    #[test]
    fn moments_are_read_as_people_write_them() {
        for written in [
            "2026-12-01T12:00+01:00",
            "2026-12-01T12:00:00",
            "2026-12-01 12:00:00+01:00",
            "2026-12-01T12:00:00+0100",
            "2026-12-01T12:00:00.5+01",
            "2026-12-01T12:00:00 MEZ",
            "1.12.2026 12 Uhr",
            "1.12.2026, 12:00 Uhr",
            "1. Dezember 2026 um 12.00 Uhr",
            "1.12.2026 12:00",
        ] {
            meant(written, "2026-12-01T12:00:00+01:00");
        }
        meant("2026-12-01T24:00:00+01:00", "2026-12-02T00:00:00+01:00");
        meant("2026-12-01T12:00Z", "2026-12-01T12:00:00+00:00");
        meant("2026-12-01T12:00-05:30", "2026-12-01T12:00:00-05:30");
    }

    #[test]
    fn a_moment_without_an_offset_is_one_of_the_publishers_clocks() {
        for (written, offset) in [
            ("2026-03-29 01:59", "+01:00"),
            ("2026-03-29 03:00", "+02:00"),
            ("2026-07-01 12:00", "+02:00"),
            ("2026-10-25 01:59", "+02:00"),
            ("2026-10-25 03:00", "+01:00"),
            ("2027-03-28 03:00", "+02:00"),
            ("2027-10-31 03:00", "+01:00"),
        ] {
            let time = written.replace(' ', "T");
            meant(written, &format!("{time}:00{offset}"));
        }
    }

    #[test]
    fn another_zone_has_another_offset() {
        let london = Zone::named("Europe/London").unwrap();
        let Some(Ok(Read::Moment(stamp))) = read("1.12.2026 12 Uhr", london) else {
            panic!("not read");
        };
        assert_eq!(stamp.to_string(), "2026-12-01T12:00:00+00:00");
    }

    #[test]
    fn what_nobody_can_mean_is_told() {
        for (written, reason) in [
            ("2027-02-29", Reason::ImpossibleDay(29, 2, 2027)),
            ("31.4.2026 12 Uhr", Reason::ImpossibleDay(31, 4, 2026)),
            ("2026-13-01", Reason::ImpossibleDay(1, 13, 2026)),
            ("2026-12", Reason::MissingDay),
            ("12.2026", Reason::MissingDay),
            ("1. Dezember", Reason::MissingYear),
            ("1.12.", Reason::MissingYear),
            ("2026-12-01T25:00:00+01:00", Reason::ImpossibleTime),
            ("2026-12-01T12:60", Reason::ImpossibleTime),
        ] {
            assert_eq!(read(written, Zone::BERLIN), Some(Err(reason)), "{written}");
        }
        for none in [
            "",
            "gestern",
            "12",
            "1/12/2026",
            "1.12.2026 abends",
            "2026-12-01T12:00 Ortszeit",
            "2026-12-01 7",
            "bis 1.12.",
            "1.12.202",
        ] {
            assert_eq!(read(none, Zone::BERLIN), None, "{none}");
        }
    }
}
