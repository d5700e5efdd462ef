//! The time, as far as it can be known: never earlier than anything that has been seen (docs/faults.md, row 29).
//!
//! A device with a slow clock would call an expired feed current. So the time is the latest of the device's clock and
//! of all certain moments: the time at which a feed was issued or a server has answered is past. Within a visit it goes
//! on by the clock that nobody can set. A fast clock makes things look older, which is the safe side.

use crate::feed::time::Moment;

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

/// The end of the times that a feed can contain ([`crate::feed::time::Date`]): 2201-01-01, in seconds since 1970.
const LAST: i64 = 7_289_654_400;

/// Tells whether a feed could contain this moment. Any other moment proves nothing.
pub fn can_be_written(moment: Moment) -> bool {
    (0..LAST).contains(&moment.0)
}

/// The latest moment that is known to be past, and the uptime at which this was learned, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TrustedClock {
    known: Moment,
    at: u64,
}

impl TrustedClock {
    /// Returns the time: that of the device, or what is known and has gone on since, whichever is later.
    pub fn time(self, now: Now) -> Moment {
        let elapsed = now.uptime.saturating_sub(self.at) / 1000;
        let going = self.known.0.saturating_add(elapsed.cast_signed());
        now.device.max(Moment(going))
    }

    /// Learns that it cannot be earlier than `moment`.
    pub fn learn(&mut self, moment: Moment, now: Now) {
        if can_be_written(moment)
            && moment
                > self.time(Now {
                    device: Moment(i64::MIN),
                    ..now
                })
        {
            (self.known, self.at) = (moment, now.uptime);
        }
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
