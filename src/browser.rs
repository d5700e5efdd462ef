//! The browser's side: turns what happens on the page into events, carries out what the machine asks for, and mounts the
//! views. It decides nothing.

mod clock;
mod fetch;
mod intl;
mod languages;
mod mount;
mod source;
mod storage;

pub use languages::teach;
pub use mount::{Mounted, mount};
