//! The browser's clocks, timers and chance.

use js_sys::{Date, Function, Math};
use wasm_bindgen::prelude::*;

use crate::feed::time::Moment;
use crate::sync::clock::Now;

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since the page began; nobody can set it.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn uptime() -> f64;
    /// The browser's own; the number ends it.
    #[wasm_bindgen(js_name = setTimeout)]
    pub fn set_timeout(callback: &Function, milliseconds: f64) -> i32;
    /// Ends what [`set_timeout`] began.
    #[wasm_bindgen(js_name = clearTimeout)]
    pub fn clear_timeout(timer: i32);
}

/// What the clocks say, and a random number.
pub fn now() -> Now {
    Now {
        device: Moment((Date::now() / 1000.0) as i64),
        uptime: uptime() as u64,
        jitter: (Math::random() * 256.0) as u8,
        offline: web_sys::window().is_some_and(|window| !window.navigator().on_line()),
    }
}
