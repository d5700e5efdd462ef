//! One address of a source: when it may be asked, and whether its answers are current.

use super::clock::{FEW_MINUTES, Now, TrustedClock};
use crate::feed::time::Moment;

/// The shortest and the longest time that `Retry-After` may ask for, in milliseconds (row 9). If a person asks, the
/// shortest is enough.
const HOLD: (u64, u64) = (30_000, 3_600_000);
/// The greatest age of an answer that counts as one of now, in seconds; and by how much two dates of a server may differ
/// from what has gone by between them.
const JUST_NOW: i64 = 60;
/// The greatest age of an answer that still counts as checked, then, where a proxy tells it by `Age`, in seconds.
pub const LATELY: i64 = 900;

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

/// What the headers of an answer say of its age (rows 26 and 43).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dating {
    /// Whether the answer is current, so far as can be known; otherwise it is as old as its `Date`.
    pub current: bool,
    /// How many seconds ago the server gave it, if it is current: more than none where a proxy has kept it.
    pub age: i64,
    /// The server's clock, if it was seen to go on.
    pub clock: Option<Moment>,
}

/// A mirror. Its times are milliseconds of the visit ([`Now::uptime`]).
#[derive(Clone, Debug, Default)]
pub struct Mirror {
    /// When it last answered, and until when it asks to be left alone.
    answered: u64,
    held: u64,
    /// The server's clock by its last answer with a `Date`, and when that came.
    dated: Option<(Moment, u64)>,
    /// Whether it has a newer format than can be read.
    pub newer: bool,
    /// Whether it has given a feed without a trusted signature, and no good one since.
    pub suspect: bool,
    /// Whether its last answer was not current, or may not have been.
    doubtful: bool,
}

impl Mirror {
    /// Returns how the browser's cache may be used.
    pub fn cache(&self) -> Cache {
        if self.suspect || self.doubtful {
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

    /// Notes that it has answered, with the headers `Date` and `Age`. Judges by them how old the answer is: a worker of
    /// the page or a proxy may have kept it, and Firefox without a network returns its cached answer even if it is told
    /// to ask.
    ///
    /// An answer without a date is current, unless the device says that it has no network. One whose date agrees with
    /// `clock` is current. Any other may be old, or that clock is wrong: this shows as soon as the dates of two answers
    /// differ by what has gone by between them, since a kept answer keeps its date.
    pub fn has_answered(
        &mut self,
        date: Option<Moment>,
        age: Option<u32>,
        clock: TrustedClock,
        now: Now,
    ) -> Dating {
        self.answered = now.uptime;
        let dating = self.judge(date, age.map_or(0, i64::from), clock, now);
        self.doubtful = !dating.current && !now.offline;
        dating
    }

    fn judge(&mut self, date: Option<Moment>, kept: i64, clock: TrustedClock, now: Now) -> Dating {
        let Some(date) = date else {
            return Dating {
                current: !now.offline,
                age: 0,
                clock: None,
            };
        };
        let server = Moment(date.0.saturating_add(kept));
        let before = self.dated.replace((server, now.uptime));
        let goes_on = before.is_some_and(|(before, at)| {
            let elapsed = ((now.uptime - at) / 1000).cast_signed();
            let went_by = server.0.saturating_sub(before.0);
            went_by > 0 && (went_by - elapsed).abs() <= JUST_NOW
        });
        // Without a network the browser's own cache answers, with the age that was told then.
        let (reference, margin) = match now.offline {
            true => (clock.reference(now).0.saturating_sub(date.0), JUST_NOW),
            false => (clock.reference(now).0.saturating_sub(server.0), FEW_MINUTES),
        };
        let agrees = (-margin..=margin).contains(&reference);
        let age = if goes_on {
            kept
        } else {
            kept.saturating_add(reference)
        };
        Dating {
            current: (goes_on || agrees) && age <= LATELY,
            age: if age <= JUST_NOW { 0 } else { age },
            clock: goes_on.then_some(server),
        }
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
        mirror.has_answered(None, None, TrustedClock::default(), now(5_000));
        mirror.obey(
            RetryAfter::Seconds(3600),
            TrustedClock::default(),
            now(5_000),
        );
        assert_eq!((mirror.free(true), mirror.free(false)), (35_000, 3_605_000));
    }

    /// Judges an answer with this date and age, on a device that is right.
    fn dating(mirror: &mut Mirror, date: i64, age: Option<u32>, now: Now) -> Dating {
        mirror.has_answered(Some(Moment(date)), age, TrustedClock::default(), now)
    }

    #[test]
    fn row_26_without_a_network_an_answer_of_this_minute_is_new_and_no_other() {
        let offline = Now {
            offline: true,
            ..now(0)
        };
        let new = |date, age| {
            Mirror::default()
                .has_answered(date, age, TrustedClock::default(), offline)
                .current
        };
        assert!(new(Some(Moment(1_000_000)), None));
        assert!(new(Some(Moment(999_940)), None));
        assert!(!new(Some(Moment(999_939)), None));
        assert!(!new(Some(Moment(i64::MIN)), None));
        assert!(!new(Some(Moment(i64::MAX)), Some(u32::MAX)));
        assert!(!new(None, None));
        // What a proxy said when the answer was cached says nothing of now.
        assert!(!new(Some(Moment(999_000)), Some(1_000)));
    }

    #[test]
    fn row_26_a_server_whose_clock_goes_on_answers_itself_whatever_this_device_believes() {
        for offline in [false, true] {
            let mut mirror = Mirror::default();
            let mut new = |date, uptime| {
                let now = Now {
                    offline,
                    ..now(uptime)
                };
                dating(&mut mirror, date, None, now).current
            };
            assert!(!new(5_000, 0));
            assert!(new(5_300, 300_000));
            // Another tab has refreshed the cache, but not just now.
            assert!(!new(5_310, 600_000));
            assert!(!new(5_310, 601_000));
        }
    }

    #[test]
    fn row_43_an_answer_that_a_worker_or_a_proxy_has_kept_is_not_current() {
        let three_days = 1_000_000 - 259_200;
        let mut mirror = Mirror::default();
        for uptime in [0, 10_000, 310_000, 610_000] {
            let dating = dating(&mut mirror, three_days, None, now(uptime));
            assert_eq!((dating.current, dating.clock), (false, None), "{uptime}");
            // The next one is asked for past all caches.
            assert_eq!(mirror.cache(), Cache::Bypass);
        }
        // A newer one that was kept as well does not look like a clock that goes on.
        let newer = dating(&mut mirror, three_days + 172_800, None, now(910_000));
        assert_eq!((newer.current, newer.clock), (false, None));
        let current = dating(&mut mirror, 1_000_920, None, now(920_000));
        assert!(current.current && mirror.cache() == Cache::Revalidate);
    }

    #[test]
    fn row_43_a_second_answer_whose_date_has_gone_on_shows_that_the_device_is_wrong() {
        for wrong in [-259_200, 259_200, -600, 600] {
            let mut mirror = Mirror::default();
            let first = dating(&mut mirror, 1_000_000 + wrong, None, now(0));
            assert_eq!((first.current, first.clock), (false, None), "{wrong}");
            let second = dating(&mut mirror, 1_000_010 + wrong, None, now(10_000));
            let clock = Some(Moment(1_000_010 + wrong));
            assert_eq!(
                second,
                Dating {
                    current: true,
                    age: 0,
                    clock
                }
            );
        }
    }

    #[test]
    fn row_43_a_proxys_answer_is_as_old_as_it_says() {
        let of = |date, age| dating(&mut Mirror::default(), date, age, now(0));
        for (date, age, expected) in [
            (1_000_000, None, Some(0)),
            (999_940, None, Some(0)),
            // Some minutes: so old it is, or the device is fast by so much.
            (999_760, None, Some(240)),
            (1_000_240, None, Some(0)),
            (999_699, None, None),
            (1_000_301, None, None),
            // The age explains the date.
            (999_760, Some(240), Some(240)),
            (999_100, Some(900), Some(900)),
            (999_100, None, None),
            (999_099, Some(901), None),
            // It does not.
            (999_100, Some(100), None),
        ] {
            let dating = of(date, age);
            let told = dating.current.then_some(dating.age);
            assert_eq!(told, expected, "{date} {age:?}");
        }
        // A proxy goes on telling a higher age of the same answer, so the device is wrong.
        let mut mirror = Mirror::default();
        assert!(!dating(&mut mirror, 500_000, Some(100), now(0)).current);
        let again = dating(&mut mirror, 500_000, Some(110), now(10_000));
        let clock = Some(Moment(500_110));
        assert_eq!(
            again,
            Dating {
                current: true,
                age: 110,
                clock
            }
        );
    }

    #[test]
    fn row_43_an_answer_whose_date_cannot_be_read_is_believed() {
        let dating = Mirror::default().has_answered(None, None, TrustedClock::default(), now(0));
        assert!(dating.current && dating.age == 0);
    }
}
