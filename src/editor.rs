//! The editor: how a press officer writes a feed, as an application in the browser without a server behind it.
//!
//! What a person does is an [`state::Action`], taken by one reducer; what is decided is here and needs no browser. The views
//! are in `components`, what only a browser can do is in `browser`.

#[cfg(feature = "editor")]
pub mod browser;
pub mod components;
pub mod contract;
pub mod desk;
pub mod document;
pub mod draft;
pub mod effect;
pub mod elements;
pub mod embedding;
pub mod flow;
pub mod found;
mod history;
pub mod ids;
pub mod labels;
mod layout;
pub mod opening;
pub mod overview;
pub mod package;
pub mod place;
pub mod plain_language;
pub mod preview;
pub mod publication;
pub mod services;
pub mod signing;
pub mod state;
pub mod templates;
pub mod texts;
pub mod translations;
pub mod tree;
pub mod typed;
pub mod words;
