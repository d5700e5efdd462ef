//! What every component is rendered for: the reader's language, the moment that is shown, and the page's options.

use std::rc::Rc;

use yew::prelude::*;

use super::action::{Action, Reply};
use crate::feed::status::Clock;
use crate::feed::text::Text;
use crate::feed::time::{Date, Stamp, When};
use crate::i18n::{
    DateFormatter, Lang, Plural, RelativeFormatter, Table, Unit, Words, counted, fill,
};

/// How much is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum View {
    /// Everything.
    #[default]
    Full,
    /// One line, which opens everything.
    Compact,
}

impl View {
    /// Reads the name that the attribute and the command line use.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "full" => Some(Self::Full),
            "compact" => Some(Self::Compact),
            _ => None,
        }
    }
}

/// The level of the first heading where the page does not say it: below that of the page itself.
pub const HEADING: usize = 2;

/// What the embedding page asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewOptions {
    /// The language of the widget's own words.
    pub lang: Lang,
    /// How much is shown.
    pub view: View,
    /// The ids of the only entries that are shown, each once; all entries where it is empty.
    pub only: Vec<String>,
    /// The moment at which an archived feed is seen.
    pub at: Option<Stamp>,
    /// The level of the first heading, from 1 to 6.
    pub heading: usize,
    /// Whether the page allows links to single entries in its own address.
    pub links: bool,
}

impl Default for ViewOptions {
    fn default() -> Self {
        Self {
            lang: Lang::default(),
            view: View::default(),
            only: Vec::new(),
            at: None,
            heading: HEADING,
            links: false,
        }
    }
}

/// Everything that a component knows besides the value that it shows.
#[derive(Clone)]
pub struct RenderContext {
    /// What the page asked for.
    pub options: ViewOptions,
    /// The widget's own words in the reader's language.
    pub words: &'static Words,
    /// The language of the feed's plain texts.
    pub feed_lang: AttrValue,
    /// The moment that is shown.
    pub clock: Clock,
    /// How dates are worded.
    pub dates: &'static dyn DateFormatter,
    /// How relative times are worded, on a page that lives. A static page has none of them, no search and no buttons: times
    /// would lie once it is a day old, and a button would do nothing.
    pub relative: Option<&'static dyn RelativeFormatter>,
    /// The ids of the entries that have changed since the reader began to read.
    pub changed: Rc<[String]>,
    /// What has to be answered in words to something that the reader did.
    pub reply: Reply,
    /// Called with what the reader does.
    pub act: Callback<Action>,
}

impl PartialEq for RenderContext {
    /// Words and formatters belong to the language, and are the same as long as it is.
    fn eq(&self, other: &Self) -> bool {
        self.options == other.options
            && self.feed_lang == other.feed_lang
            && self.clock == other.clock
            && self.relative.is_some() == other.relative.is_some()
            && self.changed == other.changed
            && self.reply == other.reply
            && self.act == other.act
    }
}

/// Returns the context of the widget that a component stands in.
///
/// # Panics
/// Outside of a widget, which only a programming error can bring about.
#[hook]
#[allow(clippy::expect_used)]
pub fn use_render_context() -> Rc<RenderContext> {
    use_context::<Rc<RenderContext>>().expect("components stand inside of a widget")
}

impl RenderContext {
    /// Tells whether the page lives: see [`Self::relative`].
    pub fn is_live(&self) -> bool {
        self.relative.is_some()
    }

    /// Tells whether single entries are offered as links.
    pub fn has_links(&self) -> bool {
        self.options.links && self.is_live()
    }

    /// Returns the tag of a heading, so many levels below the first one; `h6` is the lowest.
    pub fn heading(&self, below: usize) -> &'static str {
        const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
        HEADINGS[(self.options.heading.max(1) - 1 + below).min(5)]
    }

    /// Makes a callback that tells of this action.
    pub fn on<E>(&self, action: Action) -> Callback<E> {
        self.act.reform(move |_| action.clone())
    }

    /// Returns a text of the feed as characters, for where no marks of its language can stand; see
    /// [`super::text::localized`].
    pub fn plain<'t>(&self, text: &'t Text) -> &'t str {
        text.version(self.options.lang.tag(), &self.feed_lang).text
    }

    /// Words a day: "Donnerstag, 29. Februar"; with the year where it is not the one in which the feed is shown.
    pub fn date(&self, date: Date) -> String {
        let other_year = self.today().year != date.year;
        self.dates.date(self.options.lang, date, other_year)
    }

    /// Words a day that tells the age of everything else: with the year, unless the page lives.
    pub fn full_date(&self, date: Date) -> String {
        let year = self.now().is_none() || self.today().year != date.year;
        self.dates.date(self.options.lang, date, year)
    }

    /// Words a time of day, in minutes since midnight: "10:00 Uhr".
    pub fn time(&self, minutes: u16) -> String {
        let time = self.dates.time(self.options.lang, minutes);
        fill(self.words.clock_time, &[("time", &time)])
    }

    /// Words a date, with the time of day where there is one.
    pub fn when(&self, when: When) -> String {
        match when {
            When::Date(date) => self.date(date),
            When::At(stamp) => self.with_time(&self.date(stamp.date()), stamp),
        }
    }

    /// Words a moment that tells the age of everything else: see [`Self::full_date`].
    pub fn full_stamp(&self, stamp: Stamp) -> String {
        self.with_time(&self.full_date(stamp.date()), stamp)
    }

    /// Words a moment that may be near: "gestern, 16:05 Uhr"; with its date where it is longer ago.
    pub fn moment(&self, stamp: Stamp) -> String {
        match self.near_day(stamp.date()) {
            Some(day) => self.with_time(&day, stamp),
            None => self.full_stamp(stamp),
        }
    }

    /// Words a day that is today, yesterday or tomorrow on a page that lives.
    pub fn near_day(&self, date: Date) -> Option<String> {
        let days = date.days() - self.today().days();
        let relative = self.now().filter(|_| (-1..=1).contains(&days))?;
        Some(relative.relative(self.options.lang, days, Unit::Day))
    }

    /// Words how many minutes ago something was, on a page that lives, unless it was just now.
    pub fn minutes_ago(&self, stamp: Stamp) -> Option<String> {
        let minutes = (self.clock.now.0 - stamp.at.0) / 60;
        let relative = self.now().filter(|_| minutes > 0)?;
        Some(relative.relative(self.options.lang, -minutes, Unit::Minute))
    }

    /// Words how long ago something was, on a page that lives: "vor 2 Stunden".
    pub fn ago(&self, stamp: Stamp) -> Option<String> {
        let minutes = (self.clock.now.0 - stamp.at.0) / 60;
        let relative = self.now().filter(|_| minutes >= 0)?;
        // From a day on, days of the calendar count; "gestern" has been said with the time by then.
        let days = self.today().days() - stamp.date().days();
        let (amount, unit) = match minutes {
            0 => return Some(self.words.moment_ago.to_owned()),
            1..60 => (minutes, Unit::Minute),
            60..1440 => (minutes / 60, Unit::Hour),
            _ if days < 2 => return None,
            _ if days < 60 => (days, Unit::Day),
            _ => (days / 30, Unit::Month),
        };
        Some(relative.relative(self.options.lang, -amount, unit))
    }

    /// Words a number of things: "3 Treffer".
    pub fn counted(&self, forms: &Table<Plural>, count: usize) -> String {
        let plural = self
            .relative
            .map(|relative| relative.plural(self.options.lang, count));
        counted(forms, plural.unwrap_or(Plural::Other), count)
    }

    /// Tells whether a day is over.
    pub fn is_past(&self, date: Date) -> bool {
        date < self.today()
    }

    fn with_time(&self, day: &str, stamp: Stamp) -> String {
        [day, self.words.comma, &self.time(stamp.minutes())].concat()
    }

    /// In an archive "today" would be wrong.
    fn now(&self) -> Option<&'static dyn RelativeFormatter> {
        self.relative.filter(|_| self.options.at.is_none())
    }

    fn today(&self) -> Date {
        Stamp::new(self.clock.now, self.clock.offset).date()
    }
}
