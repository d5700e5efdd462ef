//! The functions of embed/editor.js.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Element, ShadowRoot};

#[wasm_bindgen(module = "/embed/editor.js")]
extern "C" {
    /// Returns all drafts, the newest first, as a JSON list.
    #[wasm_bindgen(catch)]
    pub async fn drafts() -> Result<JsValue, JsValue>;

    /// Keeps a draft. Returns once it is on the disk.
    #[wasm_bindgen(catch, js_name = keepDraft)]
    pub async fn keep_draft(id: &str, saved: f64, text: &str) -> Result<JsValue, JsValue>;

    /// Drops a draft.
    #[wasm_bindgen(catch, js_name = dropDraft)]
    pub async fn drop_draft(id: &str) -> Result<JsValue, JsValue>;

    /// Asks the browser to keep the drafts when its disk is full.
    pub fn persist();

    /// Holds a draft while this window lives. Resolves with whether no other window has it.
    pub fn hold(id: &str) -> Promise;

    /// Saves bytes as a download.
    pub fn download(name: &str, bytes: &Uint8Array, kind: &str);

    /// Copies a text.
    #[wasm_bindgen(catch)]
    pub async fn copy(text: &str) -> Result<JsValue, JsValue>;

    /// Puts the focus on the element with this id, or the nearest around it, once it is drawn; what is folded around it opens.
    pub fn focus(id: &str);

    /// Returns the shadow root of the preview's element, with the widget's stylesheet.
    pub fn stage(element: &Element) -> ShadowRoot;

    /// Returns the token for `amtsstatus edit`, or nothing.
    pub fn token() -> String;

    /// Lets the editor open without a network.
    #[wasm_bindgen(js_name = keepOffline)]
    pub fn keep_offline();
}
