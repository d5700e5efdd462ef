//! Which of two feeds is the newer one, where no key is pinned (docs/faults.md, row 44).
//!
//! The later `issued` wins, and of two with the same the higher `seq`. So nobody is stuck on an old status because its
//! publisher has once miscounted: the next publication has a later `issued` in any case. One that is dated ahead wins
//! nothing: a slip in the year must not keep out all that follows.

use std::cmp::Ordering;

use crate::feed::Feed;
use crate::feed::time::Moment;

/// Tells whether a feed is dated ahead: later than `horizon`, the latest moment at which one can have been issued
/// ([`TrustedClock::horizon`](super::clock::TrustedClock::horizon)). If that is not known, no feed is.
pub fn is_ahead(feed: &Feed, horizon: Option<Moment>) -> bool {
    horizon.is_some_and(|horizon| feed.issued.at > horizon)
}

/// Compares two feeds: the greater is the newer one.
pub fn compare(one: &Feed, other: &Feed, horizon: Option<Moment>) -> Ordering {
    let rank = |feed: &Feed| (!is_ahead(feed, horizon), feed.issued.at, feed.seq.0);
    rank(one).cmp(&rank(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::time::Stamp;

    fn feed((day, seq): (u32, u64)) -> Feed {
        let feed = format!(
            r#"{{ "version": 1, "id": "x", "seq": {seq}, "issued": "2024-02-{day}T10:00:00+01:00",
            "publisher": {{ "name": "X", "url": "https://x.example/" }}, "entries": [] }}"#
        );
        Feed::read(feed.as_bytes()).unwrap().0
    }

    #[test]
    fn row_44_the_later_one_wins_then_the_higher_number_and_what_is_dated_ahead_wins_nothing() {
        // By their days and numbers, the newest first. The last two are dated ahead of the 24th.
        let order = [(23, 2), (22, 41), (22, 14), (21, 99), (29, 50), (28, 60)];
        let horizon = Stamp::parse("2024-02-24T10:00:00+01:00").unwrap().at;
        for (place, one) in order.iter().enumerate() {
            for (other_place, other) in order.iter().enumerate() {
                let compared = compare(&feed(*one), &feed(*other), Some(horizon));
                assert_eq!(compared, other_place.cmp(&place), "{one:?} {other:?}");
            }
        }
        // On a device that cannot tell the time nothing is ahead.
        assert!(compare(&feed(order[4]), &feed(order[0]), None).is_gt());
        assert!(
            !is_ahead(&feed((24, 1)), Some(horizon)) && is_ahead(&feed((25, 1)), Some(horizon))
        );
    }
}
