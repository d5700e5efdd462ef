//! What a press officer sees, as Yew components: [`App`] the frame, then a file for each screen and each control.

mod about;
mod app;
mod controls;
mod entries;
pub mod focus;
mod languages;
mod sheet;

use std::rc::Rc;

use yew::prelude::*;

use super::effect::Effect;
use super::state::{Action, Editor};

pub use app::{App, AppProps};

/// What every screen needs.
#[derive(Clone, PartialEq, Properties)]
pub struct ScreenProps {
    /// Everything that the editor knows.
    pub editor: Rc<Editor>,
    /// Called with what the person does.
    pub act: Callback<Action>,
    /// Called with what only the browser can do.
    pub ask: Callback<Effect>,
}
