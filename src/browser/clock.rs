//! The browser's clocks, timers and chance.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Date, Function, Math};
use wasm_bindgen::prelude::*;

use crate::feed::time::Moment;
use crate::sync::clock::Now;

/// How long to wait for a frame, in milliseconds: in a tab behind others there is none.
const UNSEEN: f64 = 300.0;

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

/// Calls `callback` once, when the browser has painted what there is, or after [`UNSEEN`] where it paints nothing.
pub fn after_paint(callback: impl FnOnce() + 'static) {
    let callback = Rc::new(Cell::new(Some(callback)));
    let call = {
        let callback = Rc::clone(&callback);
        move || {
            if let Some(callback) = callback.take() {
                callback();
            }
        }
    };
    set_timeout(call.clone(), UNSEEN);
    before_paint(move || {
        set_timeout(call, 0.0);
    });
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
