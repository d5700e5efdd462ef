//! What somebody has typed, in the form that the feed wants: telephone numbers, times of day, dates with a time.

use crate::feed::contact::Phone;
use crate::feed::scalar::Country;
use crate::feed::time::{DAY, Date, Moment, Stamp, TimeOfDay, When};
use crate::feed::zone::Zone;

/// Returns a telephone number in the international form, if it can be dialled: `07473/370-121` is `+49 7473 370-121`. A short
/// number stays as it is. `None` if it is right already, or if nobody can tell.
pub fn phone(number: &str, country: Country) -> Option<String> {
    let parsed = Phone::parse(number, country)?;
    // Nobody can tell where the area code ends; what is said in words stays as it was written.
    if !parsed.grouped || !parsed.words.is_empty() {
        return None;
    }
    let link = parsed.link.trim_start_matches("tel:");
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let national = parsed.display.strip_prefix('0').unwrap_or(&parsed.display);
    let written = match link.strip_prefix('+') {
        Some(all) if !parsed.display.starts_with('+') => {
            let code = all.strip_suffix(&digits(national))?;
            format!("+{code} {national}")
        }
        _ => parsed.display.clone(),
    };
    let same = Phone::parse(&written, country).is_some_and(|phone| phone.link == parsed.link);
    (same && written != number).then_some(written)
}

/// Returns a time of day as `HH:MM`, from how people write it: `8`, `8.15`, `8:15 Uhr`, `0815`. `None` if it is none.
pub fn time(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches("Uhr").trim_end_matches('h');
    let parts: Vec<&str> = text.trim().split([':', '.']).collect();
    let (hour, minute) = match parts.as_slice() {
        [both] if both.len() == 4 && both.is_ascii() => both.split_at(2),
        [hour] => (*hour, "00"),
        [hour, minute] if minute.len() == 2 => (*hour, *minute),
        _ => return None,
    };
    let is_number =
        |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if !is_number(hour) || !is_number(minute) {
        return None;
    }
    let written = format!("{hour:0>2}:{minute:0>2}");
    TimeOfDay::parse(&written).map(|_| written)
}

/// Returns the moment at which the clocks of a zone show this time of a day, with the offset that they have then.
pub fn moment(zone: Zone, date: Date, time: TimeOfDay) -> Stamp {
    let local = date.days() * DAY + i64::from(time.0) * 60;
    let with = |offset: i16| Moment(local - i64::from(offset) * 60);
    // The first guess may be on the other side of a change of the clocks, the second is not.
    let guess = with(zone.offset(Moment(local)));
    let at = with(zone.offset(guess));
    Stamp::new(at, zone.offset(at))
}

/// Returns the day of a date or a moment, and its time of day if it has one, as the fields of a form show them.
pub fn day_and_time(text: &str, zone: Zone) -> (String, String) {
    match When::parse(text) {
        Some(When::Date(date)) => (date.to_string(), String::new()),
        Some(When::At(stamp)) => {
            let local = zone.local(stamp.at);
            let time = TimeOfDay(local.minutes()).to_string();
            (local.date().to_string(), time)
        }
        None => (String::new(), String::new()),
    }
}

/// Returns what a day and perhaps a time of day say: a date, or a moment in the zone. `None` if the day is none.
pub fn when(day: &str, time: &str, zone: Zone) -> Option<String> {
    let date = Date::parse(day)?;
    Some(match TimeOfDay::parse(time) {
        Some(time) => moment(zone, date, time).to_string(),
        None => date.to_string(),
    })
}

/// How far ahead a promised time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// So many hours, at a full quarter of an hour.
    Hours(i64),
    /// So many days, at this hour.
    Days(i64, u16),
}

/// Returns the moment that is so far ahead, on the clock of a zone.
pub fn ahead(now: Moment, ahead: Ahead, zone: Zone) -> Stamp {
    const QUARTER: i64 = 15 * 60;
    match ahead {
        Ahead::Hours(hours) => {
            let at = now.0 + hours * 3600;
            let at = Moment(at + (-at).rem_euclid(QUARTER));
            zone.local(at).stamp()
        }
        Ahead::Days(days, hour) => {
            let day = Date::from_days(zone.local(now).date().days() + days);
            moment(zone, day, TimeOfDay(hour * 60))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_one_form() {
        for (typed, written) in [
            ("07473/370-121", "+49 7473 370-121"),
            ("(0385) 7440363", "+49 385 7440363"),
            ("0049 7473 370-121", ""),
            ("+49 (0) 7473 370-121", "+49 7473 370-121"),
            ("+49 7473 370-121", ""),
            ("115", ""),
            ("07473370121", ""),
            ("030 23125-0, Nebenstelle 17", ""),
            ("keine", ""),
            ("", ""),
        ] {
            let normalised = phone(typed, Country::default());
            assert_eq!(normalised.as_deref().unwrap_or(""), written, "{typed}");
        }
        let at = |typed, country| phone(typed, Country::parse(country).unwrap());
        assert_eq!(at("01 4000-0", "AT").as_deref(), Some("+43 1 4000-0"));
        assert_eq!(
            at("020 7946 0000", "GB").as_deref(),
            Some("+44 20 7946 0000")
        );
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (typed, written) in [
            ("8", "08:00"),
            ("8.15", "08:15"),
            ("8:15 Uhr", "08:15"),
            ("0815", "08:15"),
            ("24", "24:00"),
            ("17 h", "17:00"),
        ] {
            assert_eq!(time(typed).as_deref(), Some(written), "{typed}");
        }
        for wrong in [
            "", "25", "8:60", "8:5", "mittags", "8:15:00", "24:01", "-8", "+8",
        ] {
            assert_eq!(time(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_moment_is_written_with_the_offset_of_its_day() {
        for (day, time, written) in [
            ("2026-12-01", "10:00", "2026-12-01T10:00:00+01:00"),
            ("2026-07-01", "00:00", "2026-07-01T00:00:00+02:00"),
            // On both sides of the changes of the clocks.
            ("2026-03-29", "01:59", "2026-03-29T01:59:00+01:00"),
            ("2026-03-29", "03:00", "2026-03-29T03:00:00+02:00"),
            ("2026-10-25", "01:59", "2026-10-25T01:59:00+02:00"),
            ("2026-10-25", "03:00", "2026-10-25T03:00:00+01:00"),
            ("2026-12-01", "", "2026-12-01"),
        ] {
            assert_eq!(when(day, time, Zone::BERLIN).as_deref(), Some(written));
            let shown = day_and_time(written, Zone::BERLIN);
            assert_eq!(shown, (day.to_owned(), time.to_owned()));
        }
        assert_eq!(when("0002-12-01", "10:00", Zone::BERLIN), None);
        let lisbon = Zone::named("Europe/Lisbon").unwrap();
        assert_eq!(
            when("2026-12-01", "10:00", lisbon).as_deref(),
            Some("2026-12-01T10:00:00+00:00")
        );
        // Written with another offset, it is shown on the publisher's clock.
        assert_eq!(
            day_and_time("2026-12-01T10:00:00Z", Zone::BERLIN).1,
            "11:00"
        );
    }

    #[test]
    fn the_next_times_are_round() {
        let now = Stamp::parse("2026-10-24T23:07:12+02:00").unwrap().at;
        let written = |far| ahead(now, far, Zone::BERLIN).to_string();
        assert_eq!(written(Ahead::Hours(2)), "2026-10-25T01:15:00+02:00");
        assert_eq!(written(Ahead::Days(1, 12)), "2026-10-25T12:00:00+01:00");
    }
}
