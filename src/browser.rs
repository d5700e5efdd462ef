//! The browser's side: turns what happens on the page into events, carries out the machine's effects, and mounts the
//! views. It decides nothing.

mod app;
mod clock;
mod dom;
mod effects;
mod fetch;
mod host;
mod intl;
mod languages;
mod mount;
mod source;
mod storage;
mod turns;
mod use_source;

#[cfg(feature = "editor")]
pub(crate) use clock::now;
#[cfg(feature = "editor")]
pub(crate) use fetch::get;
pub use host::Host;
pub use languages::register_language;
pub use mount::{Mounted, mount};
