//! Decides what to fetch, what to keep and what to say about its age, as a pure machine. The browser carries out its
//! effects.

pub mod changes;
pub mod clock;
pub mod display;
pub mod freshness;
pub mod machine;
pub(crate) mod mirror;
pub mod order;
pub mod stored;
