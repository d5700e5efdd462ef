//! The views as static HTML, by Yew's server-side renderer: for pages without scripts, print, and the first sight.

pub mod poster;
pub mod site;

use std::rc::Rc;

use yew::{BaseComponent, Callback, LocalServerRenderer};

use crate::components::{Reading, ViewOptions, Widget, WidgetProps};

use crate::feed::Feed;
use crate::feed::time::Moment;
use crate::i18n::Lang;
use crate::i18n::calendar::NATIVE;
use crate::sync::display::DisplayState;

/// Renders a feed as HTML to be pasted into a page, as of `now` or of the archive's moment in `options`.
pub fn snapshot(feed: Rc<Feed>, options: ViewOptions, now: Moment) -> String {
    let props = WidgetProps {
        display: DisplayState::fixed(feed, now, options.at),
        words: options.lang.words(),
        options,
        concepts: None,
        dates: &NATIVE,
        relative: None,
        paper: false,
        prints: false,
        retrying: false,
        reading: Rc::new(Reading::default()),
        act: Callback::noop(),
    };
    render::<Widget>(props)
}

/// Renders a component as HTML. No component waits for anything, so a few polls are enough and no runtime is needed.
fn render<C: BaseComponent>(props: C::Properties) -> String {
    let renderer = LocalServerRenderer::<C>::with_props(props);
    futures_executor::block_on(renderer.hydratable(false).render())
}

/// Returns the beginning of a document: its language, how wide it is shown, what it may load, and what has made it.
fn beginning(lang: Lang, policy: &str, generator: &str) -> String {
    let lang = language(lang);
    format!(
        r#"<!doctype html>
<html {lang}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="generator" content="{generator}">
"#
    )
}

/// Returns the attributes `lang` and, if needed, `dir` of a page.
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
