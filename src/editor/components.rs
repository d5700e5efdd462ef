//! What a press officer sees, as Yew components: [`App`] the frame, then a file for each screen and each control.

mod about;
mod app;
mod collision;
mod controls;
mod embed;
mod entries;
mod fields;
mod languages;
mod look;
mod problems;
mod publish;
mod sheet;
mod start;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use yew::prelude::*;

use super::effect::Effect;
use super::found::Found;
use super::state::{Action, Editor};

pub use about::About;
pub use app::{App, AppProps};
pub use embed::Embed;
pub use entries::Entries;
pub use languages::Languages;
pub use publish::Publish;
pub use start::Start;

/// What every screen needs.
#[derive(Clone, PartialEq, Properties)]
pub struct ScreenProps {
    /// Everything that the editor knows.
    pub editor: Rc<Editor>,
    /// What is wrong with the feed, and what could be better.
    pub found: Rc<Vec<Found>>,
    /// Called with what the person does.
    pub act: Callback<Action>,
    /// Called with what only the browser can do.
    pub ask: Callback<Effect>,
}
