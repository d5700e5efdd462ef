//! amtsstatus: a status feed for a town in an IT emergency, read and shown by one library with two faces.
//!
//! Data flows one way: bytes, [`feed`], state, view, HTML. ARCHITECTURE.md has the map and the invariants.

pub mod attributes;
#[cfg(feature = "widget")]
pub mod browser;
#[cfg(feature = "cli")]
pub mod cli;
pub mod components;
#[cfg(feature = "publishing")]
pub mod editor;
pub mod events;
pub mod feed;
pub mod i18n;
#[cfg(feature = "publishing")]
pub mod render;
#[cfg(feature = "publishing")]
pub mod report;
pub mod search;
pub mod sync;
pub mod trust;
