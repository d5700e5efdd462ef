//! The browser's clocks, timers and chance.

use js_sys::{Date, Function, Math};
use wasm_bindgen::prelude::*;

use crate::feed::time::Moment;
use crate::sync::clock::Now;

#[wasm_bindgen]
extern "C" {
    /// Returns the milliseconds since the page began (`performance.now`). Nobody can set this clock.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn uptime() -> f64;
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timer(callback: &Function, milliseconds: f64) -> i32;
    /// Stops a timer of [`set_timeout`] by its number.
    #[wasm_bindgen(js_name = clearTimeout)]
    pub fn clear_timeout(timer: i32);
    #[wasm_bindgen(js_name = requestAnimationFrame)]
    fn request_animation_frame(callback: &Function);
}

/// Calls `callback` once after so many milliseconds (the browser's `setTimeout`). Returns the timer's number for
/// [`clear_timeout`].
pub fn set_timeout(callback: impl FnOnce() + 'static, milliseconds: f64) -> i32 {
    set_timer(
        Closure::once_into_js(callback).unchecked_ref(),
        milliseconds,
    )
}

/// Calls `callback` once, before the browser paints next.
pub fn before_paint(callback: impl FnOnce() + 'static) {
    request_animation_frame(Closure::once_into_js(callback).unchecked_ref());
}

/// Reads the device's clock in seconds, the page's uptime in milliseconds and whether there is a network, and draws a
/// random number.
pub fn now() -> Now {
    Now {
        device: Moment((Date::now() / 1000.0) as i64),
        uptime: uptime() as u64,
        jitter: (Math::random() * 256.0) as u8,
        offline: web_sys::window().is_some_and(|window| !window.navigator().on_line()),
    }
}
