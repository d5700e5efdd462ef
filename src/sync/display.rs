//! What to show of a source at a moment. It is decided here, so that the views only show it.

use std::rc::Rc;

use super::clock::Now;
use super::freshness::{Contact, Freshness, clock, fetched, freshness};
#[cfg(feature = "publishing")]
use super::freshness::{Later, later_warnings};
use super::machine::{FetchProblem, Machine};
use crate::feed::Feed;
use crate::feed::status::Clock;
#[cfg(feature = "publishing")]
use crate::feed::time::Moment;
use crate::feed::time::Stamp;

/// How long ages may stay as they are where others have changed what is shown, in seconds.
const AGES_MAY_WAIT: i64 = 600;

/// What to show of a source.
#[derive(Clone, Debug)]
pub enum DisplayState {
    /// Nothing yet: the element still shows what its page gave it.
    Waiting,
    /// No source answers, and nothing is known.
    Unreachable,
    /// The device has no network, and nothing is known.
    Offline,
    /// The only feed that could be fetched has a format that this version cannot read.
    Newer,
    /// A feed.
    Known {
        /// The feed.
        feed: Rc<Feed>,
        /// The clock for its states.
        clock: Clock,
        /// How old it is.
        freshness: Freshness,
    },
}

impl PartialEq for DisplayState {
    /// Compares feeds by identity, not by their contents: a feed that was not replaced is the same.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Known {
                    feed,
                    clock,
                    freshness,
                },
                Self::Known {
                    feed: other_feed,
                    clock: other_clock,
                    freshness: other_freshness,
                },
            ) => {
                Rc::ptr_eq(feed, other_feed) && clock == other_clock && freshness == other_freshness
            }
            (Self::Waiting, Self::Waiting)
            | (Self::Unreachable, Self::Unreachable)
            | (Self::Offline, Self::Offline)
            | (Self::Newer, Self::Newer) => true,
            _ => false,
        }
    }
}

impl DisplayState {
    /// Makes the state of a feed that was read from a file, for a static page.
    #[cfg(feature = "publishing")]
    pub fn fixed(feed: Rc<Feed>, now: Moment, archive: Option<Stamp>) -> Self {
        let clock = clock(&feed, now, archive);
        let mut freshness = freshness(&feed, clock, now, archive);
        freshness.later = Some(Box::new(Later {
            issued: feed.issued,
            valid: feed.valid_until,
            // An archive grows no older.
            warnings: match archive {
                None => later_warnings(&feed, clock),
                Some(_) => Vec::new(),
            },
        }));
        Self::Known {
            feed,
            clock,
            freshness,
        }
    }

    /// Returns the feed, if one is shown.
    pub fn feed(&self) -> Option<&Rc<Feed>> {
        match self {
            Self::Known { feed, .. } => Some(feed),
            _ => None,
        }
    }

    /// Tells whether the same is shown as `before`, but for ages that have gone on for a while.
    pub fn has_only_aged(&self, before: &Self) -> bool {
        let (
            Self::Known {
                feed,
                clock,
                freshness,
            },
            Self::Known {
                feed: old_feed,
                clock: old_clock,
                freshness: old,
            },
        ) = (self, before)
        else {
            return self == before;
        };
        let checked =
            |freshness: &Freshness| matches!(freshness.contact, Some(Contact::Checked(_)));
        let same = Freshness {
            contact: match checked(freshness) && checked(old) {
                true => old.contact,
                false => freshness.contact,
            },
            ..freshness.clone()
        };
        Rc::ptr_eq(feed, old_feed)
            && same == *old
            && clock.now.0 - old_clock.now.0 < AGES_MAY_WAIT
            && !feed.has_turned(*old_clock, *clock)
    }

    /// Makes the state of a source, now or as of the archive's moment.
    pub fn of(machine: &Machine, now: Now, archive: Option<Stamp>) -> Self {
        let Some(known) = machine.known() else {
            return match machine.fetch_problem() {
                None => Self::Waiting,
                Some(FetchProblem::Unreachable) => Self::Unreachable,
                Some(FetchProblem::Offline) => Self::Offline,
                Some(FetchProblem::Newer) => Self::Newer,
            };
        };
        let now = machine.time(now);
        let clock = clock(&known.feed, now, archive);
        let mut freshness = freshness(&known.feed, clock, now, archive);
        freshness.verified = known.verified;
        if archive.is_none() {
            fetched(&mut freshness, clock, &known, machine.fetch_problem());
        }
        Self::Known {
            feed: known.feed,
            clock,
            freshness,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::freshness::StalenessWarning;
    use crate::sync::machine::{Event, Failure, Headers, Ticket};
    use crate::trust::Trust;

    const FEED: &str = r#"{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
        "publisher": { "name": "X", "url": "https://x.example/" }, "entries": [] }"#;

    const NOW: Now = Now {
        device: Moment(1_708_610_000),
        uptime: 0,
        jitter: 0,
        offline: false,
    };

    /// Returns the machine after one answer, and after a second one that is a failure.
    fn after(now: Now, answer: Result<&str, Failure>) -> [Machine; 2] {
        let (machine, _) = Machine::new(1, false, Trust::default()).step(now, Event::Started(None));
        let answered = |machine: Machine, round, result| {
            let ticket = Ticket { round, mirror: 0 };
            machine
                .step(now, Event::Answered(ticket, Headers::default(), result))
                .0
        };
        let bytes = answer.map(|text| text.as_bytes().to_vec());
        let first = answered(machine, 1, bytes);
        let later = Now {
            uptime: 900_000,
            ..now
        };
        let (second, _) = first.clone().step(later, Event::Woke);
        [first, answered(second, 2, Err(Failure::Network))]
    }

    fn of(now: Now, answer: Result<&str, Failure>) -> DisplayState {
        DisplayState::of(&after(now, answer)[0], now, None)
    }

    #[track_caller]
    fn known(display: DisplayState) -> Freshness {
        match display {
            DisplayState::Known { freshness, .. } => freshness,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_has_only_aged_says_the_same_but_for_its_ages() {
        let before = of(NOW, Ok(FEED));
        let DisplayState::Known {
            feed,
            clock,
            freshness,
        } = before.clone()
        else {
            panic!("{before:?}");
        };
        let later = |seconds: i64, change: fn(&mut Freshness)| {
            let now = Moment(clock.now.0 + seconds);
            let mut freshness = freshness.clone();
            freshness.contact = Some(Contact::Checked(Stamp::new(now, 60)));
            change(&mut freshness);
            DisplayState::Known {
                feed: Rc::clone(&feed),
                clock: Clock { now, ..clock },
                freshness,
            }
        };
        assert!(later(599, |_| {}).has_only_aged(&before));
        for other in [
            later(600, |_| {}),
            later(60, |freshness| {
                freshness.warnings = vec![StalenessWarning::Newer];
            }),
            later(60, |freshness| freshness.contact = None),
            DisplayState::Unreachable,
            of(NOW, Ok(FEED)),
        ] {
            assert!(!other.has_only_aged(&before), "{other:?}");
        }
        assert!(DisplayState::Offline.has_only_aged(&DisplayState::Offline));
    }

    #[test]
    fn without_a_feed_the_reason_is_shown() {
        let offline = Now {
            offline: true,
            ..NOW
        };
        let refused = || Err(Failure::Network);
        let scenes = [
            DisplayState::of(&Machine::new(1, false, Trust::default()), NOW, None),
            of(NOW, refused()),
            of(offline, refused()),
            of(NOW, Ok(r#"{ "version": 2 }"#)),
        ];
        let expected = [
            DisplayState::Waiting,
            DisplayState::Unreachable,
            DisplayState::Offline,
            DisplayState::Newer,
        ];
        assert!(scenes == expected, "{scenes:?}");
    }

    #[test]
    fn feed_has_its_contact_or_the_warning_of_a_failed_fetch() {
        let came = Stamp::new(NOW.device, 60);
        let [fine, failing] =
            after(NOW, Ok(FEED)).map(|machine| known(DisplayState::of(&machine, NOW, None)));
        assert_eq!(
            (fine.contact, fine.warnings),
            (Some(Contact::Checked(came)), vec![])
        );
        assert_eq!(
            (failing.contact, failing.warnings),
            (None, vec![StalenessWarning::Unreached(came)])
        );
    }

    #[test]
    fn only_what_a_pinned_key_has_signed_is_called_verified() {
        let key = [1; 32];
        let signed = xtask::sign::sign(key, crate::trust::NAMESPACE, FEED.as_bytes());
        for (keys, verified) in [(None, false), (Some(xtask::sign::public(key)), true)] {
            let trust = Trust::new(keys.as_deref(), "");
            let (machine, _) = Machine::new(1, false, trust).step(NOW, Event::Started(None));
            let ticket = Ticket {
                round: 1,
                mirror: 0,
            };
            let answer = Event::Answered(ticket, Headers::default(), Ok(signed.clone()));
            let (machine, _) = machine.step(NOW, answer);
            for archive in [None, Some(Stamp::new(NOW.device, 60))] {
                let freshness = known(DisplayState::of(&machine, NOW, archive));
                assert_eq!(freshness.verified, verified);
            }
        }
    }

    #[test]
    fn an_archive_knows_nothing_of_todays_network() {
        let at = Stamp::new(Moment(1_708_600_000), 60);
        let [_, failing] = after(NOW, Ok(FEED));
        let archive = known(DisplayState::of(&failing, NOW, Some(at)));
        assert_eq!(
            (archive.contact, archive.warnings),
            (None, vec![StalenessWarning::Archive(at)])
        );
    }
}
