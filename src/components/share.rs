//! The button that shares the link to an entry.

use std::rc::Rc;

use yew::prelude::*;

use super::action::{Action, Reply};
use super::context::use_render_context;
use super::icon::link_icon;
use crate::feed::Entry;
use crate::i18n::fill;

/// What is shared.
#[derive(Clone, PartialEq, Properties)]
pub struct ShareButtonProps {
    /// The entry that the link leads to.
    pub entry: Rc<Entry>,
}

/// Shows the button, and what came of it.
#[component]
pub fn ShareButton(props: &ShareButtonProps) -> Html {
    let context = use_render_context();
    let words = context.words;
    let id = &props.entry.id.0;
    let name = context.plain(&props.entry.name);
    let said = match &context.reply {
        Reply::Copied(copied) if copied == id => words.link_copied,
        Reply::InAddressBar(shown) if shown == id => words.link_in_bar,
        _ => "",
    };
    html! {
        <div class="amts-share">
            <button
                class="amts-link"
                aria-label={fill(words.share_link, &[("name", name)])}
                onclick={context.on::<MouseEvent>(Action::Share(id.clone()))}
            >
                { link_icon() }
            </button>
            <span role="status">{ said }</span>
        </div>
    }
}
