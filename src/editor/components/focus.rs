//! Where the keyboard goes after something was added, moved or taken away: else it would start at the top of the page.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::HtmlElement;
use web_sys::wasm_bindgen::JsCast as _;
use yew::prelude::*;

/// The id of the element that gets the focus once the next view is there.
pub type Focus = Rc<RefCell<Option<String>>>;

/// Gives the focus to the wanted element after each view.
#[hook]
pub fn use_focus() -> Focus {
    let wanted = use_mut_ref(|| None);
    let next = Rc::clone(&wanted);
    use_effect(move || {
        let id: Option<String> = next.borrow_mut().take();
        if let Some(id) = id {
            focus(&id);
        }
    });
    wanted
}

/// Gives the focus to an element, and opens what is folded around it.
pub fn focus(id: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(element) = document.and_then(|document| document.get_element_by_id(id)) else {
        return;
    };
    let mut around = element.parent_element();
    while let Some(outer) = around {
        if outer.tag_name() == "DETAILS" {
            let _ = outer.set_attribute("open", "");
        }
        around = outer.parent_element();
    }
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}
