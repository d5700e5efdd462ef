//! What folds: a `<details>` that the browser opens and closes by itself, for find-in-page and fragments too.

use yew::prelude::*;

/// Shows something folded under a summary. `id` is stable over publications: what was unfolded stays so.
pub fn details(class: &'static str, id: &str, summary: Html, content: Html) -> Html {
    html! {
        <details {class} data-amts={id.to_owned()}>
            <summary>{ summary }</summary>
            { content }
        </details>
    }
}
