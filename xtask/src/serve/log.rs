//! The requests so far, and what became of each.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::request::Request;

/// A request, and what became of it.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// What was asked.
    pub request: Request,
    /// The status that was chosen for it; 0 until then.
    pub status: u16,
    /// How many bytes of the body went out.
    pub sent: usize,
    /// Whether the connection is over: all was said, or the visitor has left.
    pub over: bool,
}

impl Seen {
    /// Tells whether the visitor has a copy already and asks for news only.
    pub fn conditional(&self) -> bool {
        self.request.header("if-none-match").is_some()
    }
}

/// One request's place in the log: a connection goes on writing there.
pub type Entry = Arc<Mutex<Seen>>;

/// The requests in the order in which they came.
#[derive(Default)]
pub struct Log(Mutex<Vec<Entry>>);

impl Log {
    /// Takes in a request.
    pub fn push(&self, entry: &Entry) {
        lock(&self.0).push(Arc::clone(entry));
    }

    /// Copies what is known of each request by now.
    pub fn seen(&self) -> Vec<Seen> {
        let entries = lock(&self.0);
        entries.iter().map(|entry| lock(entry).clone()).collect()
    }
}

/// Locks the log, after a panic too: it is worth reading even then.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
