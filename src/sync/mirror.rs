//! One address of a source: when it may be asked, and whether its answers are current.

use super::clock::{Now, TrustedClock};
use crate::feed::time::Moment;

/// The shortest and the longest time that `Retry-After` may ask for, in milliseconds (row 9). If a person asks, the
/// shortest is enough.
const HOLD: (u64, u64) = (30_000, 3_600_000);
/// The greatest age of an answer by its `Date`, in seconds: an older one comes from a cache.
const JUST_NOW: i64 = 60;

/// The wish of a server in the header `Retry-After` (RFC 9110, section 10.2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    /// So many seconds.
    Seconds(u32),
    /// Not before then.
    Until(Moment),
}

impl RetryAfter {
    /// Parses the header; `date` parses a date in the form of HTTP. Returns `None` if it is neither a number nor a
    /// date.
    pub fn parse(header: &str, date: impl Fn(&str) -> Option<Moment>) -> Option<Self> {
        let header = header.trim();
        if !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit()) {
            // A number too large for 32 bits is longer than anybody waits.
            return Some(Self::Seconds(header.parse().unwrap_or(u32::MAX)));
        }
        date(header).map(Self::Until)
    }
}

/// How the browser's cache may be used for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cache {
    /// If the server says that it is unchanged.
    Revalidate,
    /// Not at all: a server would call a damaged copy unchanged for ever (row 51).
    Bypass,
}

/// A mirror. Its times are milliseconds of the visit ([`Now::uptime`]).
#[derive(Clone, Debug, Default)]
pub struct Mirror {
    /// When it last answered, and until when it asks to be left alone.
    answered: u64,
    held: u64,
    /// The `Date` of its last answer that had one, and when that came.
    dated: Option<(Moment, u64)>,
    /// Whether it has a newer format than can be read.
    pub newer: bool,
    /// Whether it has given a feed without a trusted signature, and no good one since.
    pub suspect: bool,
}

impl Mirror {
    /// Returns how the browser's cache may be used.
    pub fn cache(&self) -> Cache {
        if self.suspect {
            Cache::Bypass
        } else {
            Cache::Revalidate
        }
    }

    /// Returns when it may be asked again, in milliseconds of the visit. `person` says that somebody waits for it.
    pub fn free(&self, person: bool) -> u64 {
        if person {
            self.held.min(self.answered + HOLD.0)
        } else {
            self.held
        }
    }

    /// Notes that it has answered, with the date of the answer. Returns whether the date proves that the answer does
    /// not come from the browser's cache: it is of this minute, or has advanced since the last one as time has.
    /// (Firefox without a network returns its cached answer even if it is told to ask.)
    pub fn has_answered(&mut self, date: Option<Moment>, clock: TrustedClock, now: Now) -> bool {
        self.answered = now.uptime;
        let Some(date) = date else { return false };
        let went_on = self
            .dated
            .replace((date, now.uptime))
            .is_some_and(|(before, at)| {
                let elapsed = ((now.uptime - at) / 1000).cast_signed();
                date > before && date.0 - before.0 >= elapsed - JUST_NOW
            });
        went_on || clock.time(now).0.saturating_sub(date.0) <= JUST_NOW
    }

    /// Leaves the mirror alone as long as it asks for, within bounds.
    pub fn obey(&mut self, asked: RetryAfter, clock: TrustedClock, now: Now) {
        let seconds = match asked {
            RetryAfter::Seconds(seconds) => i64::from(seconds),
            RetryAfter::Until(moment) => moment.0.saturating_sub(clock.time(now).0),
        };
        let wait = seconds.max(0).unsigned_abs().saturating_mul(1000);
        let wait = wait.clamp(HOLD.0, HOLD.1);
        // A little later, at random: other visitors were told the same.
        self.held = now.uptime + wait + now.share(wait / 10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now(uptime: u64) -> Now {
        Now {
            device: Moment(1_000_000 + (uptime / 1000).cast_signed()),
            uptime,
            ..Now::default()
        }
    }

    #[test]
    fn row_9_a_header_is_a_number_or_a_date_and_an_empty_one_asks_for_nothing() {
        let date =
            |text: &str| (text == "Sun, 06 Nov 1994 08:49:37 GMT").then_some(Moment(784_111_777));
        let parse = |header| RetryAfter::parse(header, date);
        for empty in ["", " ", "bald", "-1", "1.5"] {
            assert_eq!(parse(empty), None, "{empty}");
        }
        assert_eq!(parse(" 120 "), Some(RetryAfter::Seconds(120)));
        assert_eq!(parse("99999999999"), Some(RetryAfter::Seconds(u32::MAX)));
        let until = Some(RetryAfter::Until(Moment(784_111_777)));
        assert_eq!(parse("Sun, 06 Nov 1994 08:49:37 GMT"), until);
    }

    #[test]
    fn row_9_a_wish_is_kept_within_bounds() {
        for (wish, seconds) in [
            (RetryAfter::Seconds(0), 30),
            (RetryAfter::Seconds(120), 120),
            (RetryAfter::Seconds(u32::MAX), 3600),
            (RetryAfter::Until(Moment(1_000_090)), 90),
            (RetryAfter::Until(Moment(i64::MIN)), 30),
            (RetryAfter::Until(Moment(i64::MAX)), 3600),
        ] {
            let mut mirror = Mirror::default();
            mirror.obey(wish, TrustedClock::default(), now(0));
            assert_eq!(mirror.free(false) / 1000, seconds, "{wish:?}");
        }
    }

    #[test]
    fn row_9_a_person_waits_half_a_minute_at_most() {
        let mut mirror = Mirror::default();
        mirror.has_answered(None, TrustedClock::default(), now(5_000));
        mirror.obey(
            RetryAfter::Seconds(3600),
            TrustedClock::default(),
            now(5_000),
        );
        assert_eq!((mirror.free(true), mirror.free(false)), (35_000, 3_605_000));
    }

    #[test]
    fn row_26_an_answer_of_this_minute_is_new_and_an_older_one_or_one_without_a_date_is_not() {
        let new = |date| Mirror::default().has_answered(date, TrustedClock::default(), now(0));
        assert!(new(Some(Moment(1_000_000))));
        assert!(new(Some(Moment(999_940))));
        assert!(!new(Some(Moment(999_939))));
        assert!(!new(Some(Moment(i64::MIN))));
        assert!(!new(None));
    }

    #[test]
    fn row_26_a_server_whose_clock_goes_on_answers_itself_whatever_this_device_believes() {
        let mut mirror = Mirror::default();
        let mut new = |date, uptime| {
            mirror.has_answered(Some(Moment(date)), TrustedClock::default(), now(uptime))
        };
        assert!(!new(5_000, 0));
        assert!(new(5_300, 300_000));
        // Another tab has refreshed the cache, but not just now.
        assert!(!new(5_310, 600_000));
        assert!(!new(5_310, 601_000));
    }
}
