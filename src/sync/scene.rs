//! What there is to show of a source at a moment: decided here, so that the views only show it.

use std::rc::Rc;

use super::freshness::{Freshness, clock, fetched, freshness};
use super::machine::{Machine, Trouble};
use super::watch::Now;
use crate::feed::Feed;
use crate::feed::standing::Clock;
use crate::feed::time::{Moment, Stamp};

/// What there is to show.
#[derive(Clone, Debug)]
pub enum Scene {
    /// Nothing yet: the element still shows what its page gave it.
    Waiting,
    /// No source answers, and nothing is known.
    Unreachable,
    /// The device has no network, and nothing is known.
    Offline,
    /// The only feed there is has a format that this version cannot read.
    Newer,
    /// A feed.
    Known {
        /// The feed.
        feed: Rc<Feed>,
        /// By which clock it is judged.
        clock: Clock,
        /// How old it is.
        freshness: Freshness,
    },
}

impl PartialEq for Scene {
    /// A feed that was not replaced is the same; its depths are not compared.
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

impl Scene {
    /// A feed that was read from a file, for a page that does not live.
    pub fn fixed(feed: Rc<Feed>, now: Moment, archive: Option<Stamp>) -> Self {
        let clock = clock(&feed, now, archive);
        let freshness = freshness(&feed, clock, archive);
        Self::Known {
            feed,
            clock,
            freshness,
        }
    }

    /// What a source has, now or as of the archive's moment.
    pub fn of(machine: &Machine, now: Now, archive: Option<Stamp>) -> Self {
        let Some(known) = machine.known() else {
            return match machine.trouble() {
                None => Self::Waiting,
                Some(Trouble::Unreachable) => Self::Unreachable,
                Some(Trouble::Offline) => Self::Offline,
                Some(Trouble::Newer) => Self::Newer,
            };
        };
        let clock = clock(&known.feed, machine.time(now), archive);
        let mut freshness = freshness(&known.feed, clock, archive);
        if archive.is_none() {
            fetched(&mut freshness, clock, &known, machine.trouble());
        }
        Self::Known {
            feed: known.feed,
            clock,
            freshness,
        }
    }
}
