//! What stands above everything else: warnings, emergency numbers, requests to everybody.

use std::rc::Rc;

use yew::prelude::*;

use super::context::RenderContext;
use super::keys::keyed;
use super::row::EntryRow;
use crate::feed::Feed;
use crate::feed::sections::urgent_entries;

/// Shows what is urgent: rows that say their note too.
pub fn urgent(context: &Rc<RenderContext>, feed: &Feed) -> Html {
    let urgent = keyed(urgent_entries(feed, context.clock), |entry| &entry.id.0);
    if urgent.is_empty() {
        return Html::default();
    }
    html! {
        <section class="amts-urgent" aria-label={context.words.urgent}>
            <ul class="amts-entries">
                for (key, entry) in urgent {
                    <EntryRow {key} context={context.for_row(entry)} entry={entry.clone()} below=1 urgent=true />
                }
            </ul>
        </section>
    }
}
