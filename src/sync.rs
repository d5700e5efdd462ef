//! What to fetch, what to keep and what to say about its age: a pure machine. The browser carries its effects out.

pub mod changes;
pub mod clock;
pub mod display;
pub mod freshness;
pub mod machine;
mod mirror;
pub mod stored;
