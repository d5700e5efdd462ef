//! The button that shares the link to an entry.

use yew::prelude::*;

use super::action::{Action, Reply};
use super::context::RenderContext;
use super::icon::link_icon;
use crate::feed::Entry;
use crate::i18n::fill;

/// Shows the button, and the answer after it was pressed.
pub fn share_button(context: &RenderContext, entry: &Entry) -> Html {
    let words = context.words;
    let id = &entry.id.0;
    let name = context.isolated(&entry.name);
    let said = match &context.reply {
        Reply::Copied(copied) if copied == id => words.link_copied,
        Reply::InAddressBar(shown) if shown == id => words.link_in_bar,
        _ => "",
    };
    html! {
        <div class="amts-share">
            <button
                class="amts-link"
                onclick={context.on::<MouseEvent>(Action::Share(id.clone()))}
            >
                { link_icon() }{ fill(words.share_link, &[("name", &name)]) }
            </button>
            { " " }
            <span aria-live="polite">{ said }</span>
        </div>
    }
}
