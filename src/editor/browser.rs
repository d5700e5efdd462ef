//! What only a browser can do for the editor: mount it, keep drafts, read and save files, show the preview.

mod bindings;
mod desk;
mod drafts;
mod effects;
mod files;
mod preview;
mod root;

/// Starts the editor on its page.
pub fn start() {
    if let Some(body) = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.body())
    {
        // What said that the editor is loading.
        body.set_inner_text("");
        yew::Renderer::<root::Root>::with_root(body.into()).render();
    }
}
