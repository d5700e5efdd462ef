//! The browser's side: carries out what the machine asks for, and mounts the views. It decides nothing.

mod fetch;
mod intl;
mod mount;
mod source;

pub use mount::{Mounted, mount};
