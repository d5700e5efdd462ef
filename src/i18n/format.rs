//! Traits that turn dates, times and numbers into words.

use super::{Lang, Table, fill};
use crate::feed::time::Date;
use crate::feed::vocabulary::Vocabulary;

/// Formats dates and lists: the browser's Intl does, and [`super::calendar::NATIVE`] where there is no browser.
pub trait DateFormatter {
    /// Formats a date, with its year if `year` is set: "Donnerstag, 29. Februar".
    fn date(&self, lang: Lang, date: Date, year: bool) -> String;
    /// Names a day of the week, from 0 for Monday to 6: "Montag".
    fn weekday(&self, lang: Lang, day: usize) -> String;
    /// Joins a list: "a, b und c".
    fn list(&self, lang: Lang, items: &[String]) -> String;
}

/// Formats relative times and numbers, for a live page only: elsewhere "today" would be wrong tomorrow.
pub trait RelativeFormatter {
    /// Formats a distance from now, negative for the past: "vor 2 Stunden", "gestern", "in 3 Tagen".
    fn relative(&self, lang: Lang, amount: i64, unit: Unit) -> String;
    /// Returns the form that a word takes with a number.
    fn plural(&self, lang: Lang, count: usize) -> Plural;
}

/// The forms that a word takes with a number, as CLDR names them. Intl knows which language uses which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Plural {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Vocabulary for Plural {
    const ALL: &'static [Self] = &[
        Self::Zero,
        Self::One,
        Self::Two,
        Self::Few,
        Self::Many,
        Self::Other,
    ];
    const NAMES: &'static [&'static str] = &["zero", "one", "two", "few", "many", "other"];
    const ABOUT: &'static str = "The forms that a word takes with a number.";

    fn index(self) -> usize {
        self as usize
    }
}

impl Plural {
    /// Returns the form with this name. A form that CLDR adds later counts as [`Plural::Other`].
    pub fn of(name: &str) -> Self {
        Self::named(name).unwrap_or(Self::Other)
    }
}

/// A unit of relative time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Unit {
    Minute,
    Hour,
    Day,
    Month,
}

impl Unit {
    /// Returns its name in Intl.
    pub fn name(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Month => "month",
        }
    }
}

/// Puts a number into the form for it, at `{count}`. If a language does not have that form, [`Plural::Other`] is used.
pub fn counted(forms: &Table<Plural>, plural: Plural, count: usize) -> String {
    let form = match forms[plural] {
        "" => forms[Plural::Other],
        form => form,
    };
    fill(form, &[("count", &count.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::table::table;

    #[test]
    fn number_has_its_form_and_other_stands_in() {
        let forms = table!(Plural {
            Zero: "",
            One: "{count} Treffer",
            Two: "",
            Few: "",
            Many: "",
            Other: "{count} Treffern",
        });
        assert_eq!(counted(&forms, Plural::One, 1), "1 Treffer");
        assert_eq!(counted(&forms, Plural::Few, 2), "2 Treffern");
    }

    #[test]
    fn plural_is_found_by_its_name() {
        for plural in Plural::ALL {
            assert_eq!(Plural::of(plural.name()), *plural);
        }
        assert_eq!(Plural::of("dozens"), Plural::Other);
    }
}
