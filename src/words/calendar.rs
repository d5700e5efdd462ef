//! Dates in words without a browser, as its Intl would write them: for the static pages of the command line.

use super::{Calendar, Lang, Unit};
use crate::feed::time::Date;

/// The names of days and months.
pub struct Table;

/// The one table.
pub static TABLE: Table = Table;

const DAYS: [[&str; 7]; 2] = [
    [
        "Montag",
        "Dienstag",
        "Mittwoch",
        "Donnerstag",
        "Freitag",
        "Samstag",
        "Sonntag",
    ],
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
];

const MONTHS: [[&str; 12]; 2] = [
    [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

/// Singular and plural of the units, as they stand behind "vor" and before "ago".
const UNITS: [[[&str; 2]; 4]; 2] = [
    [
        ["Minute", "Minuten"],
        ["Stunde", "Stunden"],
        ["Tag", "Tagen"],
        ["Monat", "Monaten"],
    ],
    [
        ["minute", "minutes"],
        ["hour", "hours"],
        ["day", "days"],
        ["month", "months"],
    ],
];

impl Calendar for Table {
    fn date(&self, lang: Lang, date: Date, year: bool) -> String {
        let day = self.weekday(lang, date.weekday());
        let month = MONTHS[lang as usize][usize::from(date.month) - 1];
        match (lang, year) {
            (Lang::De, false) => format!("{day}, {}. {month}", date.day),
            (Lang::De, true) => format!("{day}, {}. {month} {}", date.day, date.year),
            (Lang::En, false) => format!("{day} {} {month}", date.day),
            (Lang::En, true) => format!("{day}, {} {month} {}", date.day, date.year),
        }
    }

    fn time(&self, _: Lang, minutes: u16) -> String {
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    }

    fn weekday(&self, lang: Lang, day: usize) -> String {
        DAYS[lang as usize][day % 7].to_owned()
    }

    fn relative(&self, lang: Lang, amount: i64, unit: Unit) -> String {
        let near = match (lang, unit, amount) {
            (Lang::De, Unit::Day, -1) => "gestern",
            (Lang::De, Unit::Day, 0) => "heute",
            (Lang::De, Unit::Day, 1) => "morgen",
            (Lang::En, Unit::Day, -1) => "yesterday",
            (Lang::En, Unit::Day, 0) => "today",
            (Lang::En, Unit::Day, 1) => "tomorrow",
            _ => "",
        };
        if !near.is_empty() {
            return near.to_owned();
        }
        let count = amount.unsigned_abs();
        let unit = UNITS[lang as usize][unit as usize][usize::from(count != 1)];
        match (lang, amount < 0) {
            (Lang::De, true) => format!("vor {count} {unit}"),
            (Lang::De, false) => format!("in {count} {unit}"),
            (Lang::En, true) => format!("{count} {unit} ago"),
            (Lang::En, false) => format!("in {count} {unit}"),
        }
    }

    fn list(&self, lang: Lang, items: &[String]) -> String {
        let and = match lang {
            Lang::De => " und ",
            Lang::En => " and ",
        };
        match items.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{}{and}{last}", rest.join(", ")),
            _ => items.concat(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_intl_writes_them() {
        let date = Date::parse("2024-02-29").unwrap();
        assert_eq!(
            TABLE.date(Lang::De, date, true),
            "Donnerstag, 29. Februar 2024"
        );
        assert_eq!(TABLE.date(Lang::En, date, false), "Thursday 29 February");
        assert_eq!(
            TABLE.date(Lang::En, date, true),
            "Thursday, 29 February 2024"
        );
    }

    #[test]
    fn durations_have_their_plurals() {
        assert_eq!(TABLE.relative(Lang::De, -1, Unit::Hour), "vor 1 Stunde");
        assert_eq!(TABLE.relative(Lang::De, -3, Unit::Day), "vor 3 Tagen");
        assert_eq!(TABLE.relative(Lang::En, -1, Unit::Day), "yesterday");
    }

    #[test]
    fn lists_end_with_and() {
        let items = ["a", "b", "c"].map(String::from);
        assert_eq!(TABLE.list(Lang::De, &items), "a, b und c");
        assert_eq!(TABLE.list(Lang::En, &items[..1]), "a");
    }
}
