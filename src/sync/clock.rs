//! The time, as far as it can be known: never earlier than anything that has been seen (docs/faults.md, rows 29 and 43).
//!
//! A device with a slow clock would call an expired feed current. So the time is the latest of the device's clock and
//! of all certain moments: the time at which a feed was issued or a server has answered is past. Within a visit it goes
//! on by the clock that nobody can set. A fast clock makes things look older, which is the safe side, until a server has
//! shown a clock of its own that goes on: from then on that one counts, and the device's no longer.

use crate::feed::time::{DAY, Moment};

/// The browser's clocks at an event, a random number, and whether it has a network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// The time by the device's clock.
    pub device: Moment,
    /// Milliseconds since the page began; never runs backwards.
    pub uptime: u64,
    /// Whether the device says that it has no network.
    pub offline: bool,
    /// A random number.
    pub jitter: u8,
}

impl Now {
    /// Returns a random share of `range`, from 0 to all of it.
    pub fn share(self, range: u64) -> u64 {
        range * u64::from(self.jitter) / 255
    }
}

/// Two clocks that differ by no more than this, in seconds, agree.
pub const FEW_MINUTES: i64 = 300;

/// The end of the times that a feed can contain ([`crate::feed::time::Date`]): 2201-01-01, in seconds since 1970.
const LAST: i64 = 7_289_654_400;

/// Tells whether a feed could contain this moment. Any other moment proves nothing.
pub fn can_be_written(moment: Moment) -> bool {
    (0..LAST).contains(&moment.0)
}

/// A moment that is known to be past, and the uptime at which this was learned, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Known {
    moment: Moment,
    at: u64,
}

impl Known {
    /// Returns that moment and the time since then. What has begun of a second counts as a whole one: the moments of
    /// feeds and servers are cut to seconds.
    fn going(self, now: Now) -> Moment {
        let elapsed = now.uptime.saturating_sub(self.at).div_ceil(1000);
        Moment(self.moment.0.saturating_add(elapsed.cast_signed()))
    }

    fn learn(&mut self, moment: Moment, now: Now) {
        if can_be_written(moment) && moment > self.going(now) {
            *self = Self::new(moment, now);
        }
    }

    fn new(moment: Moment, now: Now) -> Self {
        let at = now.uptime;
        Self { moment, at }
    }
}

/// What is known of the time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TrustedClock {
    /// By the dates of answers, by the stored copy, and by the device itself a moment ago.
    seen: Known,
    /// By the feeds that were accepted: they were issued before they came.
    claimed: Known,
    /// Whether `seen` is the clock of a server, which counts more than the device's.
    follows: bool,
}

impl TrustedClock {
    /// Returns the time: that of the server that is followed or else of the device, or what is known and has gone on
    /// since, whichever is later.
    pub fn time(self, now: Now) -> Moment {
        let known = self.seen.going(now).max(self.claimed.going(now));
        if self.follows {
            known
        } else {
            known.max(now.device)
        }
    }

    /// Returns the clock by which an answer's date is judged: that of the server that is followed, or else the device's.
    pub fn reference(self, now: Now) -> Moment {
        if self.follows {
            self.seen.going(now)
        } else {
            now.device
        }
    }

    /// Returns the latest moment at which a feed can have been issued: a day ahead of the device and of what was learned from
    /// servers, since each clock may be slow. `dated` says that the answer with the feed has a date, which was learned.
    /// Returns `None` if nobody can tell: the device is slow, and no server's clock is known.
    pub fn horizon(self, dated: bool, now: Now) -> Option<Moment> {
        let seen = self.seen.going(now);
        let is_slow = now.device.0.saturating_add(FEW_MINUTES) < seen.0;
        let known = dated || self.follows || !is_slow;
        known.then(|| Moment(now.device.max(seen).0.saturating_add(DAY)))
    }

    /// Tells whether a server's clock is followed.
    pub fn follows(self) -> bool {
        self.follows
    }

    /// Learns that it cannot be earlier than `moment`.
    pub fn learn(&mut self, moment: Moment, now: Now) {
        self.seen.learn(moment, now);
    }

    /// Learns that it cannot be earlier than when an accepted feed was issued.
    pub fn learn_issued(&mut self, issued: Moment, now: Now) {
        self.claimed.learn(issued, now);
    }

    /// Forgets what feeds have claimed: the one that was shown was dated wrong.
    pub fn forget_issued(&mut self) {
        self.claimed = Known::default();
    }

    /// Holds the device's time: within a visit it does not go back, whatever the device says.
    pub fn hold(&mut self, now: Now) {
        if !self.follows {
            self.seen.learn(now.device, now);
        }
    }

    /// Follows a server's clock from now on, in place of the device's. If it is followed already, or another one's is,
    /// the later one counts.
    pub fn follow(&mut self, server: Moment, now: Now) {
        if self.follows {
            self.seen.learn(server, now);
        } else if can_be_written(server) {
            (self.seen, self.follows) = (Known::new(server, now), true);
        }
    }

    /// Goes by the device's clock again: the device has slept, and the clock that nobody can set stood still.
    pub fn lose(&mut self) {
        self.follows = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now(device: i64, uptime: u64) -> Now {
        let device = Moment(device);
        Now {
            device,
            uptime,
            ..Now::default()
        }
    }

    #[test]
    fn row_43_a_server_that_is_followed_counts_more_than_a_device_that_is_fast() {
        let mut watch = TrustedClock::default();
        watch.hold(now(90_000, 0));
        assert_eq!(watch.time(now(90_000, 0)), Moment(90_000));
        watch.follow(Moment(5_000), now(90_010, 10_000));
        assert_eq!(watch.time(now(90_011, 11_000)), Moment(5_001));
        // The device's time is not held any more, nor does a server that is slower turn it back.
        watch.hold(now(90_020, 20_000));
        watch.follow(Moment(4_000), now(90_020, 20_000));
        assert_eq!(watch.time(now(90_020, 20_000)), Moment(5_010));
        watch.lose();
        assert_eq!(watch.time(now(99_000, 21_000)), Moment(99_000));
    }

    #[test]
    fn row_44_a_feed_may_be_a_day_ahead_of_whatever_clock_is_known() {
        let mut watch = TrustedClock::default();
        let device = now(100_000, 0);
        assert_eq!(watch.horizon(false, device), Some(Moment(100_000 + DAY)));
        // A feed does not prove that it is not ahead itself, but what else was seen proves that the device is slow.
        watch.learn_issued(Moment(900_000), device);
        assert_eq!(watch.horizon(false, device), Some(Moment(100_000 + DAY)));
        watch.learn(Moment(200_000), device);
        assert_eq!(watch.horizon(false, device), None);
        assert_eq!(watch.horizon(true, device), Some(Moment(200_000 + DAY)));
        watch.follow(Moment(150_000), device);
        assert_eq!(watch.horizon(false, device), Some(Moment(150_000 + DAY)));
        assert_eq!(
            watch.horizon(false, now(160_000, 0)),
            Some(Moment(160_000 + DAY))
        );
    }

    #[test]
    fn row_29_what_a_server_has_said_goes_on_by_the_clock_that_nobody_can_set() {
        let mut watch = TrustedClock::default();
        assert_eq!(watch.time(now(100, 0)), Moment(100));
        watch.learn(Moment(5_000), now(100, 2_000));
        assert_eq!(watch.time(now(101, 3_000)), Moment(5_001));
        // The device's clock is set right, then wrong again.
        assert_eq!(watch.time(now(6_000, 4_000)), Moment(6_000));
        assert_eq!(watch.time(now(100, 5_000)), Moment(5_003));
    }

    #[test]
    fn row_29_what_is_older_teaches_nothing_and_no_second_is_lost_by_asking_often() {
        let mut watch = TrustedClock::default();
        watch.learn(Moment(5_000), now(0, 0));
        for uptime in (0..10_000).step_by(7) {
            watch.learn(Moment(4_000), now(0, uptime));
            watch.learn(watch.time(now(0, uptime)), now(0, uptime));
        }
        assert_eq!(watch.time(now(0, 10_000)), Moment(5_010));
    }

    #[test]
    fn row_29_what_no_feed_could_write_is_no_evidence() {
        let mut watch = TrustedClock::default();
        for moment in [LAST, i64::MAX] {
            watch.learn(Moment(moment), now(5_000, 0));
            assert_eq!(watch.time(now(5_000, 0)), Moment(5_000));
        }
    }

    #[test]
    fn row_29_a_device_clock_that_falls_back_within_a_visit_is_not_followed() {
        let mut watch = TrustedClock::default();
        watch.learn(Moment(9_000), now(9_000, 0));
        assert_eq!(watch.time(now(1_000, 60_000)), Moment(9_060));
    }
}
