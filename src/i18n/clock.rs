//! Times of day as people say them. Screen readers say "null null" to "07:00".
//!
//! No Intl writes them so, and so the browser and the command line share this.

use super::Lang;

/// Formats minutes since midnight, without a word for "o'clock": "7", "7:30" or "7am". The end of a day, 24:00, is never the
/// beginning of the next one.
///
/// German is written as DIN 5008 allows it, English as GOV.UK writes it.
pub fn clock_time(lang: Lang, minutes: u16) -> String {
    let (hour, minute) = (minutes / 60, minutes % 60);
    match lang {
        Lang::De | Lang::DeSimple if minute == 0 => hour.to_string(),
        Lang::De | Lang::DeSimple => format!("{hour}:{minute:02}"),
        Lang::En => english(hour, minute),
        Lang::Tr | Lang::Uk | Lang::Ar | Lang::Ru => format!("{hour:02}:{minute:02}"),
    }
}

fn english(hour: u16, minute: u16) -> String {
    // "12pm" is noon to some and midnight to others. "Midnight" alone may be either end of a day.
    match (hour, minute) {
        (12, 0) => return "midday".to_owned(),
        (24, 0) => return "midnight".to_owned(),
        _ => {}
    }
    let half = if hour < 12 { "am" } else { "pm" };
    let hour = (hour + 11) % 12 + 1;
    match minute {
        0 => format!("{hour}{half}"),
        _ => format!("{hour}:{minute:02}{half}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_full_hours_have_neither_minutes_nor_a_zero_before_them() {
        for lang in [Lang::De, Lang::DeSimple] {
            for (minutes, said) in [
                (0, "0"),
                (30, "0:30"),
                (7 * 60, "7"),
                (7 * 60 + 5, "7:05"),
                (20 * 60, "20"),
                (24 * 60, "24"),
            ] {
                assert_eq!(clock_time(lang, minutes), said);
            }
        }
    }

    #[test]
    fn english_counts_to_twelve_and_tells_the_ends_of_a_day_apart() {
        for (minutes, said) in [
            (0, "12am"),
            (30, "12:30am"),
            (7 * 60, "7am"),
            (11 * 60 + 59, "11:59am"),
            (12 * 60, "midday"),
            (12 * 60 + 5, "12:05pm"),
            (13 * 60, "1pm"),
            (23 * 60 + 59, "11:59pm"),
            (24 * 60, "midnight"),
        ] {
            assert_eq!(clock_time(Lang::En, minutes), said);
        }
    }

    #[test]
    fn other_languages_have_four_digits() {
        for lang in [Lang::Tr, Lang::Uk, Lang::Ar, Lang::Ru] {
            assert_eq!(clock_time(lang, 7 * 60), "07:00");
            assert_eq!(clock_time(lang, 24 * 60), "24:00");
        }
    }
}
