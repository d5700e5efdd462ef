//! The views as static HTML, by Yew's server-side renderer: for pages without scripts, print, and the first sight.

pub mod notice;
pub mod site;

use std::rc::Rc;

use yew::{BaseComponent, Callback, LocalServerRenderer};

use crate::feed::Feed;
use crate::feed::time::Moment;
use crate::search::Query;
use crate::sync::scene::Scene;
use crate::view::{Answer, Ask, Props, Widget};
use crate::words::Lang;
use crate::words::calendar::TABLE;

/// The views of a feed as HTML to be pasted into a page, as of `now` or of the archive's moment in `ask`.
pub fn snapshot(feed: Rc<Feed>, ask: Ask, now: Moment) -> String {
    let props = Props {
        scene: Scene::fixed(feed, now, ask.at),
        words: ask.lang.words(),
        ask,
        calendar: &TABLE,
        living: None,
        paper: false,
        asked: false,
        query: Query::default(),
        sought: "",
        answer: Answer::Nothing,
        rendered: Callback::noop(),
    };
    html::<Widget>(props)
}

/// A component as HTML. None waits for anything, so the renderer is done after a few polls: no runtime is needed.
fn html<C: BaseComponent>(props: C::Properties) -> String {
    let renderer = LocalServerRenderer::<C>::with_props(props);
    futures_executor::block_on(renderer.hydratable(false).render())
}

/// The attributes of a page in a language.
fn language(lang: Lang) -> String {
    let (tag, dir) = (lang.tag(), lang.dir());
    match dir {
        "ltr" => format!("lang=\"{tag}\""),
        _ => format!("lang=\"{tag}\" dir=\"{dir}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_its_direction_where_it_is_not_the_usual_one() {
        assert_eq!(language(Lang::De), "lang=\"de\"");
        assert_eq!(language(Lang::Ar), "lang=\"ar\" dir=\"rtl\"");
    }
}
