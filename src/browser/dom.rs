//! Focus, and what is to be seen, inside of the widget.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::host::Host;

/// Returns the first element below `root` that fits a CSS selector.
pub fn find(root: &Element, selector: &str) -> Option<HtmlElement> {
    let found = root.query_selector(selector).ok().flatten()?;
    found.dyn_into().ok()
}

/// Puts the focus on an element without scrolling, also on one that a keyboard cannot reach.
pub fn focus(element: &HtmlElement) {
    if element.tab_index() < 0 {
        element.set_tab_index(-1);
    }
    let options = js_sys::Object::new();
    // Setting a property of a plain object cannot fail.
    let _ = js_sys::Reflect::set(&options, &"preventScroll".into(), &true.into());
    let focus = js_sys::Reflect::get(element, &"focus".into());
    if let Ok(focus) = focus.and_then(|focus| focus.dyn_into::<js_sys::Function>()) {
        let _ = focus.call1(element, &options);
    }
}

/// Tells whether nothing on the page has the focus.
pub fn focus_is_lost() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| {
        let body = document.body().map(Element::from);
        document.active_element() == body
    })
}

/// Unfolds an element, if it is a row, and everything around it, and brings it onto the screen.
pub fn reveal(host: &Host, element: &HtmlElement) {
    let own = find(element, ":scope > details").map(Element::from);
    let mut fold = own.or_else(|| element.closest("details").ok().flatten());
    while let Some(details) = fold {
        // Setting an attribute that is there already changes nothing.
        let _ = details.set_attribute("open", "");
        let around = details.parent_element();
        fold = around.and_then(|around| around.closest("details").ok().flatten());
    }
    // A page that cannot scroll shows it where it is.
    let _ = host.bring_to_top(element);
}

/// Shows the entry, part or question with this id and puts the focus on it. Returns `false` if there is none.
pub fn reveal_entry(host: &Host, root: &Element, id: &str) -> bool {
    // Only a valid id is put into the selector: it has no character with a meaning there.
    let is_id = crate::feed::decode::Id::parse(id).is_some();
    let entry = is_id
        .then(|| find(root, &format!("[data-amts=\"{id}\"]")))
        .flatten()
        // During a search the overview is there, and not to be seen.
        .filter(|entry| matches!(entry.closest(".amts-columns[hidden]"), Ok(None)));
    if let Some(entry) = &entry {
        reveal(host, entry);
        // Of a row, the name is read, and not all that is in it.
        match find(entry, ":scope > details > summary") {
            Some(summary) => focus(&summary),
            None => focus(entry),
        }
    }
    entry.is_some()
}
