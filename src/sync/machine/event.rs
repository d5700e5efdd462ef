//! The vocabulary of the machine: its events, its effects, and the failures.

use crate::feed::decode::Problem;
use crate::feed::time::Moment;
use crate::sync::mirror::{Cache, RetryAfter};
use crate::trust::Refusal;

/// Why a source gave no feed, or what its publisher has to be told of the feed that it gave. The host page's event names
/// it; a citizen never sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No answer: refused, DNS, TLS, redirect, CORS, CSP or broken off.
    Network,
    /// No whole answer within the deadline.
    Deadline,
    /// An answer that is not 200.
    Status(u16),
    /// More bytes than a feed may have.
    TooLarge,
    /// Not a feed.
    Refused(Vec<Problem>),
    /// A feed of a newer major version.
    Newer,
    /// Older than one already seen (row 22): by its `issued`, then by its `seq`; under a key by its `seq` alone.
    Older,
    /// Neither older nor newer than one already seen, but with other bytes (row 24).
    Conflict,
    /// Dated more than a day ahead (row 44): it replaces none that is not.
    Ahead,
    /// A later `issued` without a higher `seq` (row 44). It is shown all the same.
    Miscounted,
    /// Another feed than the one seen before, or than the one that the page wants.
    Foreign,
    /// Not signed by a key that the page has pinned (rows 50 to 54).
    Untrusted(Refusal),
}

/// A request: the round that it belongs to, and the mirror by its place in `src`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticket {
    /// From 1.
    pub round: u32,
    /// From 0.
    pub mirror: usize,
}

/// The headers of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    /// `Date`, where it can be read: across origins only if the server exposes it.
    pub date: Option<Moment>,
    /// `Age`, in seconds, likewise: so long a proxy has kept the answer.
    pub age: Option<u32>,
    /// `Retry-After`, likewise.
    pub retry: Option<RetryAfter>,
}

/// An event for the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page has begun, with the stored text for this source.
    Started(Option<String>),
    /// The time that [`Effect::Wake`] asked for has come.
    Woke,
    /// The bytes of an answer with status 200, or why there are none.
    Answered(Ticket, Headers, Result<Vec<u8>, Failure>),
    /// A person asks for another try.
    Asked,
    /// The page can no longer be seen.
    Hidden,
    /// It can be seen again, or came back from the back/forward cache.
    Shown,
    /// The device says that it has lost its network, or that it is back
    /// ([`Now::offline`](crate::sync::clock::Now::offline)).
    Network,
    /// The stored text for this source, as [`Effect::Recall`] asked for.
    Recalled(Option<String>),
}

/// An effect for the browser to carry out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Fetch from a mirror, and send `Answered`. The cache is passed by, or the server is asked whether the cached
    /// answer still holds.
    Fetch(Ticket, Cache),
    /// Send `Woke` after so many milliseconds, or never. Replaces the last such effect.
    Wake(Option<u64>),
    /// Tell the host page of a failure.
    Report(Failure),
    /// Show what is new.
    Show,
    /// Read the storage, and send `Recalled`.
    Recall,
    /// Put this text into the storage.
    Store(String),
    /// Delete the stored text for this source.
    Forget,
}

/// A problem with the fetching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchProblem {
    /// No source gives a feed.
    Unreachable,
    /// The device has no network.
    Offline,
    /// The sources give a feed of a newer major version (row 16).
    Newer,
}

/// Asks for a rendering, unless this step has asked for one already.
pub(super) fn show(effects: &mut Vec<Effect>) {
    if !effects.iter().any(|effect| matches!(effect, Effect::Show)) {
        effects.push(Effect::Show);
    }
}
