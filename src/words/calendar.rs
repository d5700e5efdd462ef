//! Dates in words without a browser, as its Intl would write them: for the static pages of the command line.

use super::{Calendar, Lang};
use crate::feed::time::Date;

/// The names of days and months.
pub struct Table;

/// The one table.
pub static TABLE: Table = Table;

/// By [`place`].
const DAYS: [[&str; 7]; 6] = [
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
    [
        "Pazartesi",
        "Salı",
        "Çarşamba",
        "Perşembe",
        "Cuma",
        "Cumartesi",
        "Pazar",
    ],
    [
        "понеділок",
        "вівторок",
        "середа",
        "четвер",
        "пʼятниця",
        "субота",
        "неділя",
    ],
    [
        "الاثنين",
        "الثلاثاء",
        "الأربعاء",
        "الخميس",
        "الجمعة",
        "السبت",
        "الأحد",
    ],
    [
        "понедельник",
        "вторник",
        "среда",
        "четверг",
        "пятница",
        "суббота",
        "воскресенье",
    ],
];

/// By [`place`], as they stand behind a day.
const MONTHS: [[&str; 12]; 6] = [
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
    [
        "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim",
        "Kasım", "Aralık",
    ],
    [
        "січня",
        "лютого",
        "березня",
        "квітня",
        "травня",
        "червня",
        "липня",
        "серпня",
        "вересня",
        "жовтня",
        "листопада",
        "грудня",
    ],
    [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
    [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
];

/// Both kinds of German name the same days.
fn place(lang: Lang) -> usize {
    match lang {
        Lang::De | Lang::DeSimple => 0,
        Lang::En => 1,
        Lang::Tr => 2,
        Lang::Uk => 3,
        Lang::Ar => 4,
        Lang::Ru => 5,
    }
}

impl Calendar for Table {
    fn date(&self, lang: Lang, date: Date, year: bool) -> String {
        let weekday = self.weekday(lang, date.weekday());
        let month = MONTHS[place(lang)][usize::from(date.month) - 1];
        let (day, full) = (date.day, date.year);
        match (lang, year) {
            (Lang::De | Lang::DeSimple, false) => format!("{weekday}, {day}. {month}"),
            (Lang::De | Lang::DeSimple, true) => format!("{weekday}, {day}. {month} {full}"),
            (Lang::En, false) => format!("{weekday} {day} {month}"),
            (Lang::En, true) => format!("{weekday}, {day} {month} {full}"),
            (Lang::Tr, false) => format!("{day} {month} {weekday}"),
            (Lang::Tr, true) => format!("{day} {month} {full} {weekday}"),
            (Lang::Uk, true) => format!("{weekday}, {day} {month} {full} р."),
            (Lang::Ru, true) => format!("{weekday}, {day} {month} {full} г."),
            (Lang::Uk | Lang::Ru, false) => format!("{weekday}, {day} {month}"),
            (Lang::Ar, false) => format!("{weekday}، {day} {month}"),
            (Lang::Ar, true) => format!("{weekday}، {day} {month} {full}"),
        }
    }

    fn time(&self, _: Lang, minutes: u16) -> String {
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    }

    fn weekday(&self, lang: Lang, day: usize) -> String {
        DAYS[place(lang)][day % 7].to_owned()
    }

    fn list(&self, lang: Lang, items: &[String]) -> String {
        let and = ["und ", "and ", "ve ", "і ", "و", "и "][place(lang)];
        // Arabic has no comma in a list.
        let between = if lang == Lang::Ar { " و" } else { ", " };
        match items.split_last() {
            Some((last, rest)) if !rest.is_empty() => {
                format!("{} {and}{last}", rest.join(between))
            }
            _ => items.concat(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // What Intl writes: node, ICU 72 and later.
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
            assert_eq!(TABLE.date(lang, date, false), near);
            assert_eq!(TABLE.date(lang, date, true), far);
        }
    }

    #[test]
    fn lists_end_with_and() {
        let items = ["a", "b", "c"].map(String::from);
        assert_eq!(TABLE.list(Lang::De, &items), "a, b und c");
        assert_eq!(TABLE.list(Lang::Ar, &items), "a وb وc");
        assert_eq!(TABLE.list(Lang::Ru, &items[..2]), "a и b");
        assert_eq!(TABLE.list(Lang::En, &items[..1]), "a");
    }
}
