//! Texts of the editor in its two languages: German, and English for those who look over a shoulder.

pub use crate::report::{Both, MessageLang as UiLang};
