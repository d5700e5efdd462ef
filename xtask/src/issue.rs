//! The demo's feed, issued anew by every build: its template speaks of "40 minutes ago", a feed needs the date.
//!
//! Tokens stand inside the template's strings: `{{now}}`, `{{now-40m}}`, `{{now+26h}}`, `{{now+2d}}` are moments,
//! `{{today}}`, `{{today-5}}` dates, both by Berlin's clock. A string that is nothing but `{{seq}}` becomes a number.

use anyhow::{Context, Result, bail};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// Returns the feed as of `now`, in seconds since 1970. Fails if a token is unknown.
pub fn issue(template: &str, now: i64) -> Result<String> {
    let template = template.replace("\"{{seq}}\"", "{{seq}}");
    let mut feed = String::with_capacity(template.len());
    let mut rest = template.as_str();
    while let Some((before, after)) = rest.split_once("{{") {
        let (token, after) = after.split_once("}}").context("a `{{` has no `}}`")?;
        feed.push_str(before);
        feed.push_str(&value(token, now)?);
        rest = after;
    }
    feed.push_str(rest);
    Ok(feed)
}

fn value(token: &str, now: i64) -> Result<String> {
    let split = token.find(['+', '-']).unwrap_or(token.len());
    let (word, distance) = token.split_at(split);
    let unknown = || {
        format!(
            "`{{{{{token}}}}}` is none of {{{{now±5m}}}} (or h, d), {{{{today±3}}}}, {{{{seq}}}}"
        )
    };
    Ok(match (word, distance) {
        ("seq", "") => (now / 60).to_string(),
        ("now", "") => moment(now),
        ("now", _) => {
            let unit = match distance.chars().last() {
                Some('m') => 60,
                Some('h') => HOUR,
                Some('d') => DAY,
                _ => bail!(unknown()),
            };
            let count: i64 = distance[..distance.len() - 1]
                .parse()
                .with_context(unknown)?;
            moment(now + count * unit)
        }
        ("today", "") => date(berlin_day(now)),
        ("today", _) => date(berlin_day(now) + distance.parse::<i64>().with_context(unknown)?),
        _ => bail!(unknown()),
    })
}

fn moment(unix: i64) -> String {
    let offset = berlin_offset(unix);
    let second = (unix + offset).rem_euclid(DAY);
    let (hour, minute, second) = (second / HOUR, second / 60 % 60, second % 60);
    format!(
        "{}T{hour:02}:{minute:02}:{second:02}+{:02}:00",
        date(berlin_day(unix)),
        offset / HOUR
    )
}

fn berlin_day(unix: i64) -> i64 {
    (unix + berlin_offset(unix)).div_euclid(DAY)
}

/// Returns Berlin's offset from UTC in seconds. Summer time is from the last Sunday of March to the last Sunday of
/// October, both at 01:00 UTC.
fn berlin_offset(unix: i64) -> i64 {
    let (year, ..) = civil(unix.div_euclid(DAY));
    let turn = |month| {
        let last = day_number(year, month, 31);
        // 1970-01-01 was a Thursday: day 3 a Sunday.
        (last - (last - 3).rem_euclid(7)) * DAY + HOUR
    };
    if (turn(3)..turn(10)).contains(&unix) {
        2 * HOUR
    } else {
        HOUR
    }
}

fn date(day: i64) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Returns the days since 1970-01-01. Years begin in March here, so that the leap day is their last.
fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let year = if month < 3 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Returns the year, month and day of a day number.
fn civil(day: i64) -> (i64, i64, i64) {
    let day = day + 719_468;
    let (era, of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let (month, day) = ((month + 2) % 12 + 1, of_year - (153 * month + 2) / 5 + 1);
    (era * 400 + year + i64::from(month < 3), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2024-02-22T10:00:00+01:00
    const WINTER: i64 = 1_708_592_400;
    /// 2024-07-01T00:30:00+02:00
    const SUMMER: i64 = 1_719_786_600;

    #[track_caller]
    fn becomes(template: &str, now: i64, feed: &str) {
        assert_eq!(issue(template, now).ok().as_deref(), Some(feed));
    }

    #[track_caller]
    fn fails(template: &str, message: &str) {
        let error = issue(template, WINTER).err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some(message));
    }

    #[test]
    fn moments_are_told_by_berlins_clock() {
        becomes(r#"["{{now}}"]"#, WINTER, r#"["2024-02-22T10:00:00+01:00"]"#);
        becomes(
            r#"["{{now-40m}}"]"#,
            WINTER,
            r#"["2024-02-22T09:20:00+01:00"]"#,
        );
        becomes(
            r#"["{{now+26h}}"]"#,
            WINTER,
            r#"["2024-02-23T12:00:00+01:00"]"#,
        );
        becomes("{{now-53d}}", WINTER, "2023-12-31T10:00:00+01:00");
        becomes("{{now}}", SUMMER, "2024-07-01T00:30:00+02:00");
    }

    #[test]
    fn dates_are_berlins_and_not_greenwichs() {
        becomes("{{today}}", SUMMER, "2024-07-01");
        becomes("{{today+3}} {{today-5}}", SUMMER, "2024-07-04 2024-06-26");
        becomes("{{today+7}}", WINTER, "2024-02-29");
        becomes("{{today+8}}", WINTER, "2024-03-01");
    }

    #[test]
    fn summer_time_begins_and_ends_at_one_o_clock_utc() {
        // 2024-03-31T01:00Z and 2024-10-27T01:00Z
        becomes("{{now}}", 1_711_846_799, "2024-03-31T01:59:59+01:00");
        becomes("{{now}}", 1_711_846_800, "2024-03-31T03:00:00+02:00");
        becomes("{{now}}", 1_729_990_799, "2024-10-27T02:59:59+02:00");
        becomes("{{now}}", 1_729_990_800, "2024-10-27T02:00:00+01:00");
    }

    #[test]
    fn the_sequence_is_a_number_that_grows_by_the_minute() {
        becomes(r#"{"seq": "{{seq}}"}"#, WINTER, r#"{"seq": 28476540}"#);
        becomes("{{seq}}", WINTER + 60, "28476541");
    }

    #[test]
    fn text_without_tokens_stays_as_it_is() {
        becomes(r#"{"a": {"b": {}}}"#, WINTER, r#"{"a": {"b": {}}}"#);
    }

    #[test]
    fn an_unknown_token_is_named() {
        fails(
            "{{tomorrow}}",
            "`{{tomorrow}}` is none of {{now±5m}} (or h, d), {{today±3}}, {{seq}}",
        );
        fails(
            "{{now+5}}",
            "`{{now+5}}` is none of {{now±5m}} (or h, d), {{today±3}}, {{seq}}",
        );
        fails("{{now", "a `{{` has no `}}`");
    }

    #[test]
    fn the_demos_template_has_known_tokens_only() {
        let feed = issue(include_str!("../demo/musterstadt.json"), WINTER).unwrap();
        assert!(feed.contains("\"seq\": 28476540"));
    }

    #[test]
    fn day_numbers_and_dates_are_inverse() {
        for day in (-800_000..800_000).step_by(37) {
            let (year, month, of_month) = civil(day);
            assert_eq!(day_number(year, month, of_month), day);
        }
    }
}
