//! A `<details>` element. The browser opens and closes it by itself, for find-in-page and fragments too.

use yew::prelude::*;

/// Shows content folded under a summary. `id` is stable over publications, so that what the reader unfolded stays open.
pub fn details(class: &'static str, id: &str, summary: Html, content: Html) -> Html {
    html! {
        <details {class} data-amts={id.to_owned()}>
            <summary>{ summary }</summary>
            { content }
        </details>
    }
}
