//! What to fetch, what to keep and what to say about its age: a pure machine. The browser carries its effects out.

pub mod changes;
pub mod freshness;
pub mod machine;
mod mirror;
pub mod scene;
pub mod stored;
pub mod watch;
