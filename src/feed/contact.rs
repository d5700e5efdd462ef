//! Decides what may become a link: web addresses, mail addresses and telephone numbers. Everything else stays text.

mod host;
mod mail;
mod phone;
mod plan;
mod web;

pub use mail::mail_link;
pub use phone::Phone;
pub use plan::COUNTRIES;
pub use web::{web_link, without_scheme};

/// Tells whether `text` contains an ASCII character. (`str::contains` adds a kilobyte of code for searching strings.)
fn has(text: &str, byte: u8) -> bool {
    text.as_bytes().contains(&byte)
}
