//! The functions that the element calls: to mount an application, to give it the attributes, and to end it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::{AppHandle, Renderer};

use super::app::{App, AppProps};
use super::host::{Host, detail};
use super::source::offer;
use crate::attributes::Attributes;

/// A mounted widget, as the element holds it.
#[wasm_bindgen]
pub struct Mounted {
    app: RefCell<AppHandle<App>>,
    props: RefCell<AppProps>,
}

/// Mounts a widget in `root`. It shows nothing before [`Mounted::configure`]. `paper` says that it will be printed.
#[wasm_bindgen]
pub fn mount(root: Element, host: Host, paper: bool) -> Mounted {
    let props = AppProps {
        root: root.clone(),
        host,
        attributes: None,
        paper,
        announced: 0,
    };
    let app = Renderer::<App>::with_root_and_props(root, props.clone()).render();
    Mounted {
        app: RefCell::new(app),
        props: RefCell::new(props),
    }
}

#[wasm_bindgen]
impl Mounted {
    /// Takes the element's attributes: an object with a text for each that is set (see [`crate::attributes`]).
    /// Addresses in `src` are absolute, and `lang` is the tag that holds for the element. `early` is a fetch of the
    /// first address that is already running.
    pub fn configure(&self, attributes: &Object, early: Option<Promise>) {
        let get = |name: &str| Reflect::get(attributes, &name.into()).ok()?.as_string();
        let attributes = Attributes::read(get);
        if let Some(early) = early {
            offer(&attributes.src.0, early);
        }
        let mut props = self.props.borrow_mut();
        for reason in attributes.complaints() {
            let _ = props
                .host
                .tell("error", &detail([("reason", reason.into())]));
        }
        props.attributes = Some(Rc::new(attributes));
        props.announced += 1;
        self.app.borrow_mut().update(props.clone());
    }

    /// Ends the widget and removes its content from the element.
    pub fn end(self) {
        self.app.into_inner().destroy();
    }
}
