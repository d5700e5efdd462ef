//! The widget's own words: one exhaustive table a language, so that a missing translation does not compile.

#[cfg(feature = "cli")]
pub mod calendar;
mod de;
mod en;

use crate::feed::time::Date;
use crate::feed::vocabulary::{
    Certainty, Kind, Level, Need, Phase, Progress, Role, RouteKind, State, Vocabulary as _,
};

/// A language of the widget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    /// German.
    #[default]
    De,
    /// English.
    En,
}

impl Lang {
    /// The language for a tag; German, the language of the publishers, for any that there is no table for.
    pub fn of(tag: &str) -> Self {
        match tag.split('-').next() {
            Some("en") => Self::En,
            _ => Self::De,
        }
    }

    /// Its tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// Its table.
    pub fn words(self) -> &'static Words {
        match self {
            Self::De => &de::WORDS,
            Self::En => &en::WORDS,
        }
    }
}

/// How dates and durations are worded: by the browser's Intl, or by a table where there is no browser.
pub trait Calendar {
    /// "Donnerstag, 29. Februar" and the year, if it is asked for.
    fn date(&self, lang: Lang, date: Date, year: bool) -> String;
    /// "10:00", for minutes since midnight.
    fn time(&self, lang: Lang, minutes: u16) -> String;
    /// "Montag", for 0 to 6.
    fn weekday(&self, lang: Lang, day: usize) -> String;
    /// "vor 2 Stunden", "gestern", "in 3 Tagen".
    fn relative(&self, lang: Lang, amount: i64, unit: Unit) -> String;
    /// "a, b und c".
    fn list(&self, lang: Lang, items: &[String]) -> String;
}

/// Units of relative time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Months.
    Month,
}

/// Every string of the widget. `{}` stands for what is put in, in this order.
#[allow(missing_docs)] // the texts explain the names better than any sentence about them
pub struct Words {
    // Freshness
    pub unreachable: &'static str,
    pub nothing_offline: &'static str,
    pub retry: &'static str,
    pub asking: &'static str,
    pub confirmed: &'static str,
    pub confirmed_on: &'static str,
    pub issued: &'static str,
    pub issued_on: &'static str,
    pub next: &'static str,
    pub moment_ago: &'static str,
    pub archive: &'static str,
    pub expired: &'static str,
    pub overdue: &'static str,
    pub old: &'static str,
    pub unreached: &'static str,
    pub offline: &'static str,
    pub checked_now: &'static str,
    pub checked: &'static str,
    pub stored: &'static str,
    pub verified: &'static str,
    pub verified_means: &'static str,
    pub updated: &'static str,
    pub updated_many: &'static str,
    pub changed: &'static str,
    pub newer: &'static str,
    pub nothing_selected: &'static str,
    pub nothing_said: &'static str,
    // Headings
    pub widget: &'static str,
    pub freshness: &'static str,
    pub urgent: &'static str,
    pub summary: &'static str,
    pub deadlines: &'static str,
    pub unaffected: &'static str,
    pub notices: &'static str,
    pub incident: &'static str,
    pub updates: &'static str,
    pub faq: &'static str,
    pub glossary: &'static str,
    pub source: &'static str,
    pub official: &'static str,
    pub channels: &'static str,
    pub details: &'static str,
    // Entries and their times
    pub likewise: &'static str,
    pub from: &'static str,
    pub since: &'static str,
    pub until: &'static str,
    pub on: &'static str,
    pub span: &'static str,
    pub open_end: &'static str,
    pub lapsed: &'static str,
    pub intermittent: &'static str,
    pub share: &'static str,
    pub priority: &'static str,
    pub term: &'static str,
    pub outlook: &'static str,
    pub outlook_state: &'static str,
    pub passed: &'static str,
    pub conditions: &'static str,
    pub earlier: &'static str,
    pub responsible: &'static str,
    pub as_of: &'static str,
    pub from_source: &'static str,
    pub machine: &'static str,
    // Hours
    pub hours: &'static str,
    pub usual: &'static str,
    pub always: &'static str,
    pub range: &'static str,
    pub clock: &'static str,
    pub clock_range: &'static str,
    pub closed_day: &'static str,
    // Scope
    pub applied_before: &'static str,
    pub applied_after: &'static str,
    pub audience: &'static str,
    pub residents: &'static str,
    pub needs: &'static str,
    // Routes
    pub replaces: &'static str,
    pub wrong: &'static str,
    pub purpose: &'static str,
    pub usable: &'static str,
    pub not_yet: &'static str,
    pub not_now: &'static str,
    // Incident
    pub started: &'static str,
    pub cause: &'static str,
    pub own: &'static str,
    pub provider: &'static str,
    pub provider_named: &'static str,
    pub order: &'static str,
    pub measures: &'static str,
    // Vocabularies
    pub group: [&'static str; Kind::ALL.len()],
    pub state: [&'static str; State::ALL.len()],
    pub limited_facility: &'static str,
    pub level: [&'static str; Level::ALL.len()],
    pub route: [&'static str; RouteKind::ALL.len()],
    pub role: [&'static str; Role::ALL.len()],
    pub phase: [&'static str; Phase::ALL.len()],
    pub measure: [&'static str; Progress::ALL.len()],
    pub certainty: [&'static str; Certainty::ALL.len()],
    pub need: [&'static str; Need::ALL.len()],
}

/// The words for a closed list, by its order. One that is missing does not compile.
macro_rules! said {
    ($list:ident { $($word:ident: $said:literal,)* }) => {{
        const _: fn($list) = |word| match word { $($list::$word => {})* };
        let mut table = [""; $list::ALL.len()];
        $(table[$list::$word as usize] = $said;)*
        table
    }};
}
use said;

/// The pieces of a template between its `{}`. (Split by one character: searching for a string is a kilobyte of code.)
pub fn pieces(template: &str) -> impl Iterator<Item = &str> {
    template
        .split('{')
        .map(|piece| piece.strip_prefix('}').unwrap_or(piece))
}

/// Puts `parts` in where the template has `{}`.
pub fn fill(template: &str, parts: &[&str]) -> String {
    let mut filled = String::new();
    for (index, piece) in pieces(template).enumerate() {
        if index > 0 {
            filled.push_str(parts.get(index - 1).copied().unwrap_or(""));
        }
        filled.push_str(piece);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_put_in_in_order_and_never_read_as_templates() {
        assert_eq!(fill("von {} bis {}", &["{}", "b"]), "von {} bis b");
        assert_eq!(fill("ohne", &["a"]), "ohne");
    }

    #[test]
    fn a_tag_chooses_its_language_and_german_is_the_rest() {
        assert_eq!(Lang::of("en-GB"), Lang::En);
        assert_eq!(Lang::of("de-simple"), Lang::De);
        assert_eq!(Lang::of("tlh"), Lang::De);
    }
}
