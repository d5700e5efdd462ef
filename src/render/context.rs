//! The context of components that stand on no live page: nothing answers, nothing has just changed.

use std::rc::Rc;

use yew::Callback;

use crate::components::{RenderContext, Reply, Turns, ViewOptions};
use crate::feed::Feed;
use crate::feed::status::Clock;
use crate::i18n::Lang;
use crate::i18n::calendar::NATIVE;

/// Returns the context in which a feed is worded in a language at a moment.
pub(super) fn static_context(feed: &Feed, lang: Lang, clock: Clock) -> RenderContext {
    RenderContext {
        options: ViewOptions {
            lang,
            ..ViewOptions::default()
        },
        words: lang.words(),
        feed_lang: feed.lang().to_owned().into(),
        country: feed.country(),
        clock,
        dates: &NATIVE,
        relative: None,
        changed: Rc::default(),
        reply: Reply::None,
        act: Callback::noop(),
        turns: Turns::over(),
    }
}
