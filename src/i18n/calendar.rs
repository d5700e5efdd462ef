//! Dates in words without a browser, written as Intl writes them: for the static pages of the command line.

use super::{DateFormatter, Lang, fill};
use crate::feed::time::Date;

/// Formats dates by the names in each language's file.
pub struct Native;

/// The one native formatter.
pub static NATIVE: Native = Native;

impl DateFormatter for Native {
    fn date(&self, lang: Lang, date: Date, year: bool) -> String {
        let words = &lang.language().calendar;
        let template = if year {
            words.date_with_year
        } else {
            words.date
        };
        let month = words.months[usize::from(date.month) - 1];
        fill(
            template,
            &[
                ("weekday", words.weekdays[date.weekday()]),
                ("day_of_month", &date.day.to_string()),
                ("month", month),
                ("year", &date.year.to_string()),
            ],
        )
    }

    fn weekday(&self, lang: Lang, day: usize) -> String {
        lang.language().calendar.weekdays[day].to_owned()
    }

    fn list(&self, lang: Lang, items: &[String]) -> String {
        let words = &lang.language().calendar;
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => [&first.join(words.list_comma), words.list_and, last].concat(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // The expected texts are those of Intl (node, ICU 72 and later).
    #[test]
    fn dates_read_as_intl_writes_them() {
        let date = Date::parse("2024-02-29").unwrap();
        for (lang, near, far) in [
            (
                Lang::De,
                "Donnerstag, 29. Februar",
                "Donnerstag, 29. Februar 2024",
            ),
            (
                Lang::DeSimple,
                "Donnerstag, 29. Februar",
                "Donnerstag, 29. Februar 2024",
            ),
            (
                Lang::En,
                "Thursday 29 February",
                "Thursday, 29 February 2024",
            ),
            (Lang::Tr, "29 Şubat Perşembe", "29 Şubat 2024 Perşembe"),
            (Lang::Uk, "четвер, 29 лютого", "четвер, 29 лютого 2024 р."),
            (Lang::Ar, "الخميس، 29 فبراير", "الخميس، 29 فبراير 2024"),
            (
                Lang::Ru,
                "четверг, 29 февраля",
                "четверг, 29 февраля 2024 г.",
            ),
        ] {
            assert_eq!(NATIVE.date(lang, date, false), near);
            assert_eq!(NATIVE.date(lang, date, true), far);
        }
    }

    #[test]
    fn lists_end_with_and() {
        let items = ["a", "b", "c"].map(String::from);
        assert_eq!(NATIVE.list(Lang::De, &items), "a, b und c");
        assert_eq!(NATIVE.list(Lang::Ar, &items), "a وb وc");
        assert_eq!(NATIVE.list(Lang::Ru, &items[..2]), "a и b");
        assert_eq!(NATIVE.list(Lang::En, &items[..1]), "a");
    }
}
