//! For whom a view is made: a language, a moment, and how dates are worded for them.

use super::Answer;
use crate::feed::standing::Clock;
use crate::feed::text::Text;
use crate::feed::time::{Date, Stamp, When};
use crate::feed::vocabulary::{Vocabulary, Word};
use crate::words::{Calendar, Lang, Living, Plural, Unit, Words, counted, fill};

/// Everything that a view must know besides what it shows.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The language of the widget's own words.
    pub lang: Lang,
    /// These words.
    pub words: &'static Words,
    /// The language of the feed's plain texts.
    pub own: &'a str,
    /// The moment that is shown.
    pub clock: Clock,
    /// Who words the dates.
    pub calendar: &'static dyn Calendar,
    /// Who words what only a page that lives can say.
    pub living: Option<&'static dyn Living>,
    /// Whether what is shown is of another day, so that "today" would be wrong.
    pub archived: bool,
    /// The level of the first heading, from 1 to 6.
    pub heading: usize,
    /// Whether links to single entries are wanted.
    pub links: bool,
    /// What the reader has done.
    pub answer: &'a Answer,
    /// The ids of what has changed since the reader began to read.
    pub changed: &'a [String],
}

impl Reader<'_> {
    /// A text of the feed as characters, for where no marks can stand; see [`super::dom::Writer::say`].
    pub fn plain<'t>(&self, text: &'t Text) -> &'t str {
        text.version(self.lang.tag(), self.own).text
    }

    /// "Donnerstag, 29. Februar"; with the year where it is not the one in which the feed is shown.
    pub fn date(&self, date: Date) -> String {
        let other_year = self.today().year != date.year;
        self.calendar.date(self.lang, date, other_year)
    }

    /// The same for what tells the age of everything else: with the year, unless the page lives.
    pub fn dated(&self, date: Date) -> String {
        let other_year = self.today().year != date.year;
        self.calendar
            .date(self.lang, date, self.now().is_none() || other_year)
    }

    /// "10:00 Uhr".
    pub fn time(&self, minutes: u16) -> String {
        let time = self.calendar.time(self.lang, minutes);
        fill(self.words.clock(), &[&time])
    }

    /// A date, with the time of day where there is one.
    pub fn when(&self, when: When) -> String {
        match when {
            When::Date(date) => self.date(date),
            When::At(stamp) => self.stamp(stamp),
        }
    }

    /// A day and the time of day of a moment: "heute, 10:00 Uhr".
    pub fn at(&self, day: &str, stamp: Stamp) -> String {
        [day, self.words.comma(), &self.time(stamp.minutes())].concat()
    }

    /// A date and a time of day.
    pub fn stamp(&self, stamp: Stamp) -> String {
        self.at(&self.date(stamp.date()), stamp)
    }

    /// The same for what tells the age of everything else: see [`Reader::dated`].
    pub fn full_stamp(&self, stamp: Stamp) -> String {
        self.at(&self.dated(stamp.date()), stamp)
    }

    /// "gestern, 16:05 Uhr"; a date where it is longer ago.
    pub fn moment(&self, stamp: Stamp) -> String {
        match self.near_day(stamp.date()) {
            Some(day) => self.at(&day, stamp),
            None => self.full_stamp(stamp),
        }
    }

    /// "heute", "gestern", if it is one of them and the page lives.
    pub fn near_day(&self, date: Date) -> Option<String> {
        let days = date.days() - self.today().days();
        let now = self.now().filter(|_| (-1..=1).contains(&days))?;
        Some(now.relative(self.lang, days, Unit::Day))
    }

    /// "vor 2 Minuten", unless it was just now.
    pub fn minutes_ago(&self, stamp: Stamp) -> Option<String> {
        let minutes = (self.clock.now.0 - stamp.at.0) / 60;
        let now = self.now().filter(|_| minutes > 0)?;
        Some(now.relative(self.lang, -minutes, Unit::Minute))
    }

    /// "vor 2 Stunden", if the page lives.
    pub fn ago(&self, stamp: Stamp) -> Option<String> {
        let minutes = (self.clock.now.0 - stamp.at.0) / 60;
        let now = self.now().filter(|_| minutes >= 0)?;
        // From a day on, days of the calendar count; "gestern" has been said with the time by then.
        let days = self.today().days() - stamp.date().days();
        let (amount, unit) = match minutes {
            0 => return Some(self.words.moment_ago().to_owned()),
            1..60 => (minutes, Unit::Minute),
            60..1440 => (minutes / 60, Unit::Hour),
            _ if days < 2 => return None,
            _ if days < 60 => (days, Unit::Day),
            _ => (days / 30, Unit::Month),
        };
        Some(now.relative(self.lang, -amount, unit))
    }

    /// "3 Treffer".
    pub fn counted(&self, forms: &[&'static str], count: usize) -> String {
        let plural = self.living.map(|living| living.plural(self.lang, count));
        counted(forms, plural.unwrap_or(Plural::Other), count)
    }

    /// Whether a day is over.
    pub fn is_past(&self, date: Date) -> bool {
        date < self.today()
    }

    fn now(&self) -> Option<&'static dyn Living> {
        self.living.filter(|_| !self.archived)
    }

    fn today(&self) -> Date {
        Stamp::new(self.clock.now, self.clock.offset).date()
    }
}

/// The widget's word for a word of a vocabulary, or the publisher's where the widget does not know it.
pub fn word<'w, T: Vocabulary>(word: &'w Word<T>, said: &[&'static str]) -> &'w str {
    match word {
        Word::Known(word) => said[word.index()],
        Word::Other(word) => word,
    }
}
