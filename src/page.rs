//! The views as static HTML, by Yew's server-side renderer: for pages without scripts, print, and the first sight.

use std::rc::Rc;

use yew::{Callback, LocalServerRenderer};

use crate::feed::Feed;
use crate::feed::time::Moment;
use crate::sync::freshness::{clock, freshness};
use crate::view::{Ask, Props, Scene, Widget};
use crate::words::calendar::TABLE;

/// The views of a feed as HTML to be pasted into a page, as of `now` or of the archive's moment in `ask`.
pub fn snapshot(feed: Rc<Feed>, ask: Ask, now: Moment) -> String {
    let clock = clock(&feed, now, ask.at);
    let freshness = freshness(&feed, clock, ask.at, None);
    let props = Props {
        scene: Scene::Known {
            feed,
            clock,
            freshness,
        },
        ask,
        calendar: &TABLE,
        live: false,
        retry: Callback::noop(),
        rendered: Callback::noop(),
    };
    // No view waits for anything, so the renderer is done after a few polls: no runtime is needed.
    futures_executor::block_on(
        LocalServerRenderer::<Widget>::with_props(props)
            .hydratable(false)
            .render(),
    )
}
