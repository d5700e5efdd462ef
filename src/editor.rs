//! The editor: how a press officer writes a feed, as an application in the browser without a server behind it.
//!
//! What a person does is an [`state::Action`], taken by one reducer; what is decided is here and needs no browser. The views
//! are in `components`, what only a browser can do is in `browser`.

pub mod components;
pub mod contract;
pub mod desk;
pub mod document;
pub mod effect;
mod history;
mod layout;
pub mod package;
pub mod state;
pub mod words;
