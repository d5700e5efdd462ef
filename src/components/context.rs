//! The context of every component: the reader's language, the moment that is shown, and the page's options.

use std::rc::Rc;

use yew::prelude::*;

use super::action::{Action, Reply};
use super::turns::Turns;
use crate::feed::bidi::isolated;
use crate::feed::scalar::Country;
use crate::feed::status::Clock;
use crate::feed::text::Text;
use crate::feed::time::{Date, Stamp, When};
use crate::feed::zone::LocalTime;
use crate::feed::{Entry, Feed};
use crate::i18n::{
    DateFormatter, Lang, Plural, RelativeFormatter, Table, Unit, Words, clock_time, counted, fill,
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
    /// The names that the attribute and the command line use.
    pub const NAMES: [&str; 2] = ["full", "compact"];

    /// Reads the name that the attribute and the command line use.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "full" => Some(Self::Full),
            "compact" => Some(Self::Compact),
            _ => None,
        }
    }
}

/// The default level of the first heading: one below the heading of the page itself.
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

/// Everything that a component needs besides the value that it shows.
#[derive(Clone)]
pub struct RenderContext {
    /// What the page asked for.
    pub options: ViewOptions,
    /// The widget's own words in the reader's language.
    pub words: &'static Words,
    /// The language of the feed's plain texts.
    pub feed_lang: AttrValue,
    /// The country of the publisher's telephone numbers.
    pub country: Country,
    /// The moment that is shown.
    pub clock: Clock,
    /// How dates are worded.
    pub dates: &'static dyn DateFormatter,
    /// How relative times are worded, on a live page. A static page has none of them, no search and no buttons: times
    /// would be wrong once it is a day old, and a button would do nothing.
    pub relative: Option<&'static dyn RelativeFormatter>,
    /// The ids of the entries that have changed since the reader began to read.
    pub changed: Rc<[String]>,
    /// The answer to the reader's last action.
    pub reply: Reply,
    /// Called with what the reader does.
    pub act: Callback<Action>,
    /// When what is folded is drawn.
    pub turns: Turns,
}

impl PartialEq for RenderContext {
    /// Compares all but words and formatters, which belong to the language in the options, and turns, of which each fold hears.
    fn eq(&self, other: &Self) -> bool {
        self.options == other.options
            && self.feed_lang == other.feed_lang
            && self.country == other.country
            && self.clock == other.clock
            && self.relative.is_some() == other.relative.is_some()
            && self.changed == other.changed
            && self.reply == other.reply
            && self.act == other.act
    }
}

impl RenderContext {
    /// Tells whether the page is live: see [`Self::relative`].
    pub fn is_live(&self) -> bool {
        self.relative.is_some()
    }

    /// Tells whether all that has no age says the same as in the context `before`: by a moment alone nothing begins or ends.
    pub fn says_the_same(&self, before: &Self, feed: Option<&Feed>) -> bool {
        let at_once = Self {
            clock: before.clock,
            ..self.clone()
        };
        at_once == *before && !feed.is_some_and(|feed| feed.has_turned(before.clock, self.clock))
    }

    /// Returns the context for the row of an entry. It knows only of the row's own changes, so that one changed entry does
    /// not draw all rows anew.
    pub fn for_row(self: &Rc<Self>, entry: &Entry) -> Rc<Self> {
        fn collect(changed: &[String], entry: &Entry, own: &mut Vec<String>) {
            if changed.contains(&entry.id.0) {
                own.push(entry.id.0.clone());
            }
            for part in &entry.parts {
                collect(changed, part, own);
            }
        }
        if self.changed.is_empty() {
            return Rc::clone(self);
        }
        let mut own = Vec::new();
        collect(&self.changed, entry, &mut own);
        Rc::new(Self {
            changed: own.into(),
            ..(**self).clone()
        })
    }

    /// Tells whether single entries are offered as links.
    pub fn has_links(&self) -> bool {
        self.options.links && self.is_live()
    }

    /// Returns the tag of a heading, `below` levels below the first one; `h6` is the lowest.
    pub fn heading(&self, below: usize) -> &'static str {
        const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
        HEADINGS[(self.options.heading.max(1) - 1 + below).min(5)]
    }

    /// Returns a callback that reports this action.
    pub fn on<E>(&self, action: Action) -> Callback<E> {
        self.act.reform(move |_| action.clone())
    }

    /// Returns a text of the feed as the publisher has written it, to compare it.
    pub fn plain<'t>(&self, text: &'t Text) -> &'t str {
        text.version(self.options.lang.tag(), &self.feed_lang).text
    }

    /// Returns a text of the feed for attributes and lists, where no element can give it its direction. Elsewhere
    /// `localized` shows it.
    pub fn isolated(&self, text: &Text) -> String {
        let version = text.version(self.options.lang.tag(), &self.feed_lang);
        let lang = match version.lang {
            "" => &self.feed_lang,
            lang => lang,
        };
        isolated(version.text, lang, self.options.lang.tag())
    }

    /// Formats a day: "Donnerstag, 29. Februar". The year is added if it is not the current one.
    pub fn date(&self, date: Date) -> String {
        let other_year = self.today().year != date.year;
        self.dates.date(self.options.lang, date, other_year)
    }

    /// Formats a day by which the reader judges the age of everything: on a static page always with its year.
    pub fn full_date(&self, date: Date) -> String {
        let year = self.now().is_none() || self.today().year != date.year;
        self.dates.date(self.options.lang, date, year)
    }

    /// Formats a time of day, in minutes since midnight: "10 Uhr".
    pub fn time(&self, minutes: u16) -> String {
        let time = clock_time(self.options.lang, minutes);
        fill(self.words.clock_time, &[("time", &time)])
    }

    /// Formats from when to when on one day, in minutes since midnight: "8 bis 12 Uhr".
    pub fn hours(&self, from: u16, until: u16) -> String {
        let [from, until] = [from, until].map(|time| clock_time(self.options.lang, time));
        fill(
            self.words.clock_range,
            &[("from", &from), ("until", &until)],
        )
    }

    /// Formats a date, with the time of day if there is one.
    pub fn when(&self, when: When) -> String {
        match when {
            When::Date(date) => self.date(date),
            When::At(stamp) => self.with_time(&self.date(self.local(stamp).date()), stamp),
        }
    }

    /// Formats when something ends. Midnight is 24:00 of the day before: "bis Sonntag, 0 Uhr" reads as if Sunday were
    /// included.
    pub fn end(&self, when: When) -> String {
        match when {
            When::Date(date) => self.date(date),
            When::At(stamp) => self.ended(stamp, Self::date),
        }
    }

    /// Formats when the feed itself ends: see [`Self::end`] and [`Self::full_date`].
    pub fn full_end(&self, stamp: Stamp) -> String {
        self.ended(stamp, Self::full_date)
    }

    fn ended(&self, stamp: Stamp, day: fn(&Self, Date) -> String) -> String {
        let (date, minutes) = self.local(stamp).as_end();
        self.with_minutes(&day(self, date), minutes)
    }

    /// Formats a moment by which the reader judges the age of everything: see [`Self::full_date`].
    pub fn full_stamp(&self, stamp: Stamp) -> String {
        self.with_time(&self.full_date(self.local(stamp).date()), stamp)
    }

    /// Formats a moment that may be near: "gestern, 16:05 Uhr". With its date if it is longer ago.
    pub fn moment(&self, stamp: Stamp) -> String {
        match self.near_day(self.local(stamp).date()) {
            Some(day) => self.with_time(&day, stamp),
            None => self.full_stamp(stamp),
        }
    }

    /// Names a day that is today, yesterday or tomorrow. Returns `None` for any other day and on a page that is not
    /// live.
    pub fn near_day(&self, date: Date) -> Option<String> {
        let days = date.days() - self.today().days();
        let relative = self.now().filter(|_| (-1..=1).contains(&days))?;
        Some(relative.relative(self.options.lang, days, Unit::Day))
    }

    /// Says how many minutes ago a moment was. Returns `None` within the first minute and on a page that is not live.
    pub fn minutes_ago(&self, stamp: Stamp) -> Option<String> {
        let minutes = (self.clock.now.0 - stamp.at.0) / 60;
        let relative = self.now().filter(|_| minutes > 0)?;
        Some(relative.relative(self.options.lang, -minutes, Unit::Minute))
    }

    /// Says how long ago a moment was: "vor 2 Stunden". Returns `None` for yesterday, which is named with the time
    /// already, for the future, and on a page that is not live.
    pub fn ago(&self, stamp: Stamp) -> Option<String> {
        let minutes = (self.clock.now.0 - stamp.at.0) / 60;
        let relative = self.now().filter(|_| minutes >= 0)?;
        // From a day on, calendar days count. The time before this text has said "gestern" already.
        let days = self.today().days() - self.local(stamp).date().days();
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

    /// Writes a number with its noun: "3 Treffer".
    pub fn counted(&self, forms: &Table<Plural>, count: usize) -> String {
        let plural = self
            .relative
            .map(|relative| relative.plural(self.options.lang, count));
        counted(forms, plural.unwrap_or(Plural::Other), count)
    }

    /// Tells whether something is still to come.
    pub fn is_ahead(&self, when: When) -> bool {
        when.start(self.clock.zone) > self.clock.now
    }

    /// Tells whether a day is over.
    pub fn is_past(&self, date: Date) -> bool {
        date < self.today()
    }

    fn with_time(&self, day: &str, stamp: Stamp) -> String {
        self.with_minutes(day, self.local(stamp).minutes())
    }

    fn with_minutes(&self, day: &str, minutes: u16) -> String {
        [day, self.words.comma, &self.time(minutes)].concat()
    }

    /// Returns a moment as the clocks of the publisher's zone show it, whatever offset it was written with.
    pub fn local(&self, stamp: Stamp) -> LocalTime {
        self.clock.zone.local(stamp.at)
    }

    /// Returns the formatter of relative times. `None` on a static page and in an archive, where "today" would be
    /// wrong.
    fn now(&self) -> Option<&'static dyn RelativeFormatter> {
        self.relative.filter(|_| self.options.at.is_none())
    }

    fn today(&self) -> Date {
        self.clock.zone.local(self.clock.now).date()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::time::Moment;
    use crate::i18n::calendar::NATIVE;

    fn context(clock: Clock) -> RenderContext {
        RenderContext {
            options: ViewOptions::default(),
            words: Lang::De.words(),
            feed_lang: "de".into(),
            country: Country::default(),
            clock,
            dates: &NATIVE,
            relative: None,
            changed: Rc::default(),
            reply: Reply::None,
            act: Callback::noop(),
            turns: Turns::over(),
        }
    }

    fn feed() -> Feed {
        let feed = r#"{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
            "publisher": { "name": "X", "url": "https://x.example/" }, "entries": [
            { "id": "a", "kind": "service", "name": "A", "state": "down", "until": "2024-02-22T12:00:00+01:00",
                "parts": [ { "id": "b", "kind": "service", "name": "B", "state": "down" } ] } ] }"#;
        Feed::read(feed.as_bytes()).unwrap().0
    }

    #[test]
    fn rows_say_the_same_until_something_begins_or_ends_or_differs() {
        let feed = feed();
        let at = |time: &str| {
            let stamp = Stamp::parse(&format!("2024-02-22T{time}+01:00")).unwrap();
            context(feed.clock(stamp.at))
        };
        let (morning, later, noon) = (at("11:00:00"), at("11:59:59"), at("12:00:00"));
        let shown = RenderContext {
            act: morning.act.clone(),
            ..later.clone()
        };
        assert!(shown.says_the_same(&morning, Some(&feed)));
        let over = RenderContext {
            act: morning.act.clone(),
            ..noon
        };
        assert!(!over.says_the_same(&morning, Some(&feed)));
        let answered = RenderContext {
            reply: Reply::LanguageFailed,
            ..shown
        };
        assert!(!answered.says_the_same(&morning, Some(&feed)));
        assert!(
            !later.says_the_same(&morning, Some(&feed)),
            "it acts elsewhere"
        );
    }

    #[test]
    fn a_row_knows_of_its_own_changes() {
        let feed = feed();
        let entry = &feed.entries[0];
        let context = Rc::new(context(feed.clock(feed.issued.at)));
        assert!(Rc::ptr_eq(&context, &context.for_row(entry)));
        let changed = |ids: &[&str]| {
            let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
            let changed = ids.into();
            Rc::new(RenderContext {
                changed,
                ..(*context).clone()
            })
        };
        let some = changed(&["x", "b", "a"]);
        assert_eq!(*some.for_row(entry).changed, ["a", "b"]);
        assert_eq!(*some.for_row(&entry.parts[0]).changed, ["b"]);
        // What has changed elsewhere is no reason to draw it anew.
        assert!(changed(&["x"]).for_row(entry) == context);
    }

    /// Yew draws again only what has another context: a number of another country is another link.
    #[test]
    fn another_country_is_another_context() {
        let context = context(Feed::default().clock(Moment(0)));
        let abroad = RenderContext {
            country: Country::parse("AT").unwrap(),
            ..context.clone()
        };
        assert!(context == context.clone());
        assert!(context != abroad);
    }
}
