//! The element, as far as the core calls it: functions that only plain JavaScript on the page can have.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    /// The object that the element gives to [`super::mount`].
    #[derive(Clone, Debug, PartialEq)]
    pub type Host;

    /// Tells the element that something was rendered, whether a feed is shown, and whether all of it is drawn, also what is folded.
    #[wasm_bindgen(method, catch)]
    pub fn rendered(this: &Host, known: bool, whole: bool) -> Result<(), JsValue>;

    /// Tells whether others, such as a page translator, have changed what was rendered.
    #[wasm_bindgen(method, catch)]
    pub fn touched(this: &Host) -> Result<bool, JsValue>;

    /// Tells the element that everything is about to be rendered anew.
    #[wasm_bindgen(method, catch)]
    pub fn renew(this: &Host) -> Result<(), JsValue>;

    /// Returns whether the page can print the widget alone.
    #[wasm_bindgen(method, getter, js_name = canPrint)]
    pub fn can_print(this: &Host) -> Option<bool>;

    /// Tells the page of a new publication ("update") or a failed fetch ("error").
    #[wasm_bindgen(method, catch)]
    pub fn tell(this: &Host, name: &str, detail: &Object) -> Result<(), JsValue>;

    /// Puts a fragment into the page's address. An empty one removes the widget's own fragment.
    #[wasm_bindgen(method, catch)]
    pub fn remember(this: &Host, fragment: &str) -> Result<(), JsValue>;

    /// Shares the link with this fragment. The promise resolves to "copied", to "in-bar", or to another value that
    /// needs no answer.
    #[wasm_bindgen(method, catch)]
    pub fn share(this: &Host, fragment: &str) -> Result<Promise, JsValue>;

    /// Changes the language of all widgets on the page. The promise is rejected if the language cannot be loaded.
    #[wasm_bindgen(method, catch, js_name = chooseLanguage)]
    pub fn choose_language(this: &Host, tag: &str) -> Result<Promise, JsValue>;

    /// Loads the file of the current language.
    #[wasm_bindgen(method, catch, js_name = loadLanguage)]
    pub fn load_language(this: &Host) -> Result<Promise, JsValue>;

    /// Brings an element to the top of the screen, at once and below what covers it there.
    #[wasm_bindgen(method, catch, js_name = bringToTop)]
    pub fn bring_to_top(this: &Host, element: &HtmlElement) -> Result<(), JsValue>;

    /// Prints the widget alone.
    #[wasm_bindgen(method, catch)]
    pub fn print(this: &Host) -> Result<(), JsValue>;
}

/// Makes the detail of an event.
pub fn detail<const N: usize>(fields: [(&str, JsValue); N]) -> Object {
    let detail = Object::new();
    for (name, value) in fields {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&detail, &name.into(), &value);
    }
    detail
}
