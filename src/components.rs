//! Yew components that show a feed at a moment in a language. They only show: what holds was decided before.
//!
//! [`Widget`] gives a [`RenderContext`] to everything below it. What is drawn anew only when it says something else is a
//! function component; smaller pieces are functions that return [`yew::Html`].

mod action;
mod aside;
mod context;
pub(crate) mod dates;
mod details;
pub(crate) mod entry;
pub(crate) mod freshness;
pub(crate) mod groups;
pub(crate) mod header;
pub(crate) mod hours;
pub(crate) mod icon;
pub(crate) mod incident;
mod keys;
mod languages;
pub(crate) mod lost;
pub(crate) mod outlook;
mod overview;
pub(crate) mod parts;
pub(crate) mod period;
pub(crate) mod qr;
pub(crate) mod routes;
mod row;
pub(crate) mod scope;
mod search;
mod share;
pub(crate) mod state;
pub(crate) mod text;
mod turns;
mod urgent;
mod usable;
mod widget;

pub use action::{Action, Reading, Reply};
pub use context::{HEADING, RenderContext, View, ViewOptions};
pub use turns::Turns;
pub use widget::{Widget, WidgetProps};
