//! The clocks of the zones in which publishers are: what time it is there at a moment, and when a day begins.
//!
//! A rule for each zone, as POSIX writes it (`CET-1CEST,M3.5.0,M10.5.0/3`), and no database of time zones: a feed lives for
//! weeks, so only the rule of today counts. A test compares the rules with the database of IANA.

use serde::Serialize;

use super::time::{DAY, Date, Moment, Stamp};

/// How clocks go in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Minutes east of UTC in winter.
    standard: i16,
    /// When summer time begins and ends. In summer clocks are an hour ahead.
    summer: Option<[Change; 2]>,
}

/// A change of the clocks: on the first Sunday from a day of a month on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Change {
    month: u8,
    from_day: u8,
    /// Minutes after midnight, on a clock that shows standard time.
    minutes: i16,
}

impl Zone {
    /// The zone of publishers who name none.
    pub const BERLIN: Self = Self::european(60);

    /// Makes a zone without summer time.
    const fn fixed(standard: i16) -> Self {
        Self {
            standard,
            summer: None,
        }
    }

    /// Makes a zone of Europe: from the last Sunday of March to the last one of October, both at 01:00 UTC.
    const fn european(standard: i16) -> Self {
        let minutes = 60 + standard;
        Self {
            standard,
            summer: Some([change(3, 25, minutes), change(10, 25, minutes)]),
        }
    }

    /// Makes a zone of North America: from the second Sunday of March to the first one of November, both at 02:00 on
    /// the clock.
    const fn american(standard: i16) -> Self {
        Self {
            standard,
            summer: Some([change(3, 8, 120), change(11, 1, 60)]),
        }
    }

    /// Returns the zone with this name in the database of IANA.
    pub fn named(name: &str) -> Option<Self> {
        let named = |(_, names): &&(Self, &str)| names.split(' ').any(|known| known == name);
        ZONES.iter().find(named).map(|(zone, _)| *zone)
    }

    /// Returns the minutes by which its clocks are ahead of UTC at a moment.
    pub fn offset(self, at: Moment) -> i16 {
        let standard = LocalTime(Stamp::new(at, self.standard));
        let summer = self.summer.is_some_and(|changes| {
            let year = standard.date().year;
            let [begins, ends] = changes.map(|change| change.at(year, self.standard));
            (begins..ends).contains(&at)
        });
        self.standard + if summer { 60 } else { 0 }
    }

    /// Returns what its clocks show at a moment.
    pub fn local(self, at: Moment) -> LocalTime {
        LocalTime(Stamp::new(at, self.offset(at)))
    }

    /// Returns the first moment of a day.
    pub fn start(self, date: Date) -> Moment {
        let midnight = |offset: i16| Moment(date.days() * DAY - i64::from(offset) * 60);
        // Where midnight comes twice, as on one day of the Azores, the day begins with the first one, still in summer.
        let summer = midnight(self.standard + 60);
        match self.offset(summer) == self.standard {
            true => midnight(self.standard),
            false => summer,
        }
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self::BERLIN
    }
}

const fn change(month: u8, from_day: u8, minutes: i16) -> Change {
    Change {
        month,
        from_day,
        minutes,
    }
}

impl Change {
    /// Returns its moment in a year, where standard time is so many minutes ahead of UTC.
    fn at(self, year: u16, standard: i16) -> Moment {
        let from = Date {
            year,
            month: self.month,
            day: self.from_day,
        };
        let sunday = from.days() + 6 - from.weekday() as i64;
        Moment(sunday * DAY + i64::from(self.minutes - standard) * 60)
    }
}

/// A moment as the clocks of a zone show it. A [`Stamp`] has neither day nor hour: it may be written with any offset, and
/// citizens read none but the publisher's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LocalTime(Stamp);

impl LocalTime {
    /// Returns the date.
    pub fn date(self) -> Date {
        Date::from_days(self.0.days_and_seconds().0)
    }

    /// Returns the minutes since midnight.
    pub fn minutes(self) -> u16 {
        (self.0.days_and_seconds().1 / 60) as u16
    }

    /// Returns date and minutes of a moment at which something ends: midnight is 24:00 of the day before.
    pub fn as_end(self) -> (Date, u16) {
        match self.minutes() {
            0 => (Date::from_days(self.date().days() - 1), 24 * 60),
            minutes => (self.date(), minutes),
        }
    }

    /// Returns the moment, written with the offset that the zone has then.
    pub fn stamp(self) -> Stamp {
        self.0
    }
}

/// The name of a time zone, as it was written. An unknown one counts as Berlin's: the facts matter more than an hour.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TimeZone(pub String);

/// The zones of Europe, of the United States and of Canada, with the rules that hold today, and their names.
const ZONES: &[(Zone, &str)] = &[
    (
        Zone::BERLIN,
        "Europe/Berlin Africa/Ceuta Arctic/Longyearbyen Europe/Amsterdam Europe/Andorra Europe/Belgrade \
         Europe/Bratislava Europe/Brussels Europe/Budapest Europe/Busingen Europe/Copenhagen Europe/Gibraltar \
         Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta Europe/Monaco Europe/Oslo Europe/Paris \
         Europe/Podgorica Europe/Prague Europe/Rome Europe/San_Marino Europe/Sarajevo Europe/Skopje \
         Europe/Stockholm Europe/Tirane Europe/Vaduz Europe/Vatican Europe/Vienna Europe/Warsaw Europe/Zagreb \
         Europe/Zurich",
    ),
    (
        Zone::european(0),
        "Atlantic/Canary Atlantic/Faroe Atlantic/Madeira Europe/Dublin Europe/Guernsey Europe/Isle_of_Man \
         Europe/Jersey Europe/Lisbon Europe/London Europe/Belfast",
    ),
    (
        Zone::european(120),
        "Asia/Famagusta Asia/Nicosia Europe/Athens Europe/Bucharest Europe/Chisinau Europe/Helsinki Europe/Kiev \
         Europe/Kyiv Europe/Mariehamn Europe/Nicosia Europe/Riga Europe/Sofia Europe/Tallinn Europe/Tiraspol \
         Europe/Uzhgorod Europe/Vilnius Europe/Zaporozhye",
    ),
    (Zone::european(-60), "Atlantic/Azores"),
    (Zone::fixed(0), "Atlantic/Reykjavik"),
    (Zone::fixed(120), "Europe/Kaliningrad"),
    (
        Zone::fixed(180),
        "Europe/Istanbul Europe/Kirov Europe/Minsk Europe/Moscow Europe/Simferopol Europe/Volgograd",
    ),
    (
        Zone::fixed(240),
        "Europe/Astrakhan Europe/Samara Europe/Saratov Europe/Ulyanovsk",
    ),
    (Zone::american(-210), "America/St_Johns"),
    (
        Zone::american(-240),
        "America/Glace_Bay America/Goose_Bay America/Halifax America/Moncton",
    ),
    (
        Zone::american(-300),
        "America/Detroit America/Indiana/Indianapolis America/Indiana/Marengo America/Indiana/Petersburg \
         America/Indiana/Vevay America/Indiana/Vincennes America/Indiana/Winamac America/Iqaluit \
         America/Kentucky/Louisville America/Kentucky/Monticello America/New_York America/Toronto",
    ),
    (
        Zone::american(-360),
        "America/Chicago America/Indiana/Knox America/Indiana/Tell_City America/Menominee \
         America/North_Dakota/Beulah America/North_Dakota/Center America/North_Dakota/New_Salem \
         America/Rankin_Inlet America/Resolute",
    ),
    (
        Zone::american(-420),
        "America/Boise America/Cambridge_Bay America/Denver",
    ),
    (Zone::american(-480), "America/Los_Angeles"),
    (
        Zone::american(-540),
        "America/Anchorage America/Juneau America/Metlakatla America/Nome America/Sitka America/Yakutat",
    ),
    (Zone::american(-600), "America/Adak"),
    (Zone::fixed(-240), "America/Blanc-Sablon"),
    (Zone::fixed(-300), "America/Atikokan America/Winnipeg"),
    (
        Zone::fixed(-360),
        "America/Edmonton America/Inuvik America/Regina America/Swift_Current",
    ),
    (
        Zone::fixed(-420),
        "America/Creston America/Dawson America/Dawson_Creek America/Fort_Nelson America/Phoenix \
         America/Vancouver America/Whitehorse",
    ),
    (Zone::fixed(-600), "Pacific/Honolulu"),
];

/// Returns the names of all zones, for proposals.
#[cfg(feature = "publishing")]
pub fn names() -> impl Iterator<Item = &'static str> {
    ZONES.iter().flat_map(|(_, names)| names.split(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Stamp::parse(text).unwrap().at
    }

    /// At the second moment the clocks of the zone jump: the offsets one second before and then.
    #[track_caller]
    fn jumps(zone: &str, moment: &str, before: i16, then: i16) {
        let zone = Zone::named(zone).unwrap();
        let moment = at(moment);
        let last = Moment(moment.0 - 1);
        assert_eq!(
            (zone.offset(last), zone.offset(moment)),
            (before, then),
            "{moment:?}"
        );
    }

    #[test]
    fn clocks_change_in_the_night_that_the_rule_says() {
        jumps("Europe/Berlin", "2026-03-29T01:00:00Z", 60, 120);
        jumps("Europe/Berlin", "2026-10-25T01:00:00Z", 120, 60);
        // The last Sunday is the last day of the month.
        jumps("Europe/Berlin", "2030-03-31T01:00:00Z", 60, 120);
        jumps("Europe/London", "2027-03-28T01:00:00Z", 0, 60);
        jumps("Europe/Athens", "2026-10-25T01:00:00Z", 180, 120);
        jumps("America/New_York", "2026-03-08T07:00:00Z", -300, -240);
        jumps("America/New_York", "2026-11-01T06:00:00Z", -240, -300);
        jumps("America/St_Johns", "2026-03-08T05:30:00Z", -210, -150);
        for moment in ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"] {
            jumps("Europe/Istanbul", moment, 180, 180);
        }
    }

    #[test]
    fn a_day_begins_at_its_midnight_also_when_it_has_23_or_25_hours() {
        let hours = |zone: &str, date: &str| {
            let (zone, date) = (Zone::named(zone).unwrap(), Date::parse(date).unwrap());
            let next = Date::from_days(date.days() + 1);
            let (start, end) = (zone.start(date), zone.start(next));
            assert_eq!(zone.local(start).date(), date);
            assert_eq!(
                zone.local(Moment(start.0 - 1)).date().days(),
                date.days() - 1
            );
            (end.0 - start.0) / 3600
        };
        for zone in [
            "Europe/Berlin",
            "Europe/London",
            "Europe/Lisbon",
            "Europe/Kyiv",
        ] {
            assert_eq!(hours(zone, "2027-03-27"), 24);
            assert_eq!(hours(zone, "2027-03-28"), 23);
            assert_eq!(hours(zone, "2027-10-31"), 25);
            assert_eq!(hours(zone, "2027-11-01"), 24);
        }
        assert_eq!(hours("America/Denver", "2026-11-01"), 25);
        assert_eq!(hours("America/Phoenix", "2026-11-01"), 24);
        let berlin = Zone::default().start(Date::parse("2026-10-25").unwrap());
        assert_eq!(berlin, at("2026-10-25T00:00:00+02:00"));
    }

    #[test]
    fn a_midnight_that_is_missing_or_comes_twice_is_the_first_moment_of_the_day() {
        let azores = Zone::named("Atlantic/Azores").unwrap();
        let start = |date: &str| azores.start(Date::parse(date).unwrap());
        assert_eq!(start("2027-03-28"), at("2027-03-28T01:00:00+00:00"));
        assert_eq!(start("2027-10-31"), at("2027-10-31T00:00:00+00:00"));
        assert_eq!(start("2027-11-01"), at("2027-11-01T00:00:00-01:00"));
    }

    #[test]
    fn any_moment_has_an_offset() {
        for zone in names() {
            let zone = Zone::named(zone).unwrap();
            for at in [-62_000_000_000, 0, 253_402_300_799] {
                assert!((-600..=240).contains(&zone.offset(Moment(at))));
            }
        }
    }

    #[test]
    fn a_name_is_known_whole_or_not_at_all() {
        assert_eq!(Zone::named("Europe/Berlin"), Some(Zone::default()));
        for name in [
            "",
            " ",
            "Berlin",
            "Europe/Berlin ",
            "Europe",
            "Europe/Berlin Africa/Ceuta",
            "CET",
        ] {
            assert_eq!(Zone::named(name), None, "{name}");
        }
    }
}
