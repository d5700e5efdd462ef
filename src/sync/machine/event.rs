//! The vocabulary of the machine: what happens to it, what it asks the browser to do, and what may be wrong.

use crate::feed::decode::Problem;
use crate::feed::time::Moment;
use crate::sync::mirror::{Cache, RetryAfter};
use crate::trust::Refusal;

/// Why a source gave no feed. Told to the host page's event, never to a citizen.
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
    /// A lower `seq` than one already seen (row 22).
    Older,
    /// The same `seq` with other bytes (row 24).
    Conflict,
    /// Another feed than the one seen before, or than the one that the page wants.
    Foreign,
    /// Not the words of a key that the page has pinned (rows 50 to 54).
    Untrusted(Refusal),
}

/// Which request: the round that it belongs to, and the mirror by its place in `src`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticket {
    /// From 1.
    pub round: u32,
    /// From 0.
    pub mirror: usize,
}

/// What an answer says of itself beside its body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    /// `Date`, where it can be read: across origins only if the server exposes it.
    pub date: Option<Moment>,
    /// `Retry-After`, likewise.
    pub retry: Option<RetryAfter>,
}

/// What happens to the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page has begun; with what the storage has for this source.
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
    /// The device says that it has lost its network, or has it back
    /// ([`Now::offline`](crate::sync::clock::Now::offline)).
    Network,
    /// What the storage has for this source, as [`Effect::Recall`] asked.
    Recalled(Option<String>),
}

/// What the browser shall do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Fetch from a mirror, and send `Answered`; past the browser's cache, or by asking whether what it has still
    /// holds.
    Fetch(Ticket, Cache),
    /// Send `Woke` after so many milliseconds, or never. Replaces what was asked for before.
    Wake(Option<u64>),
    /// Tell the host page of a failure.
    Report(Failure),
    /// Show what is new.
    Show,
    /// Read the storage, and send `Recalled`.
    Recall,
    /// Put this text into the storage.
    Store(String),
    /// Delete what the storage has for this source.
    Forget,
}

/// What is wrong with the fetching, if anything is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchProblem {
    /// No source gives a feed.
    Unreachable,
    /// The device has no network.
    Offline,
    /// The sources give a feed of a newer major version (row 16).
    Newer,
}

/// Asks for a rendering, unless one is asked for already: once a step is enough.
pub(super) fn show(effects: &mut Vec<Effect>) {
    if !effects.iter().any(|effect| matches!(effect, Effect::Show)) {
        effects.push(Effect::Show);
    }
}
