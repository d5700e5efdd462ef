//! The views as static HTML, by Yew's server-side renderer: for pages without scripts, print, and the first sight.

mod context;
pub mod diff;
pub(crate) mod markup;
pub mod plain;
pub mod poster;
pub mod site;

use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use yew::{BaseComponent, Callback, LocalServerRenderer};

use crate::components::{Reading, Turns, ViewOptions, Widget, WidgetProps};

use crate::feed::Feed;
use crate::feed::time::Moment;
use crate::i18n::Lang;
use crate::i18n::calendar::NATIVE;
use crate::sync::display::DisplayState;

/// Renders a feed as HTML to be pasted into a page, as of `now` or of the archive's moment in `options`.
pub fn snapshot(feed: Rc<Feed>, options: ViewOptions, now: Moment) -> String {
    let display = DisplayState::fixed(feed, now, options.at);
    render::<Widget>(widget(display, options))
}

/// Renders the same as [`snapshot`], with [`MARKS`](crate::i18n::MARKS) around what the widget says by itself.
pub fn marked_snapshot(feed: Rc<Feed>, options: ViewOptions, now: Moment) -> String {
    let display = DisplayState::fixed(feed, now, options.at);
    let words = options.lang.marked_words();
    render::<Widget>(WidgetProps {
        words,
        ..widget(display, options)
    })
}

/// Returns what a static widget needs.
pub(crate) fn widget(display: DisplayState, options: ViewOptions) -> WidgetProps {
    WidgetProps {
        display,
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
        turns: Turns::over(),
    }
}

/// How often a rendering is polled. One poll is enough for each component that there is; the rest is for a later Yew.
const POLLS: usize = 10_000;

/// Renders a component as HTML. No component waits for anything, so no runtime is needed.
///
/// The comments tell Cloudflare to leave e-mail addresses as they are. Otherwise it writes "[email protected]" in their place,
/// and links that work only with a script of its own.
///
/// # Panics
///
/// While Yew draws something: its scheduler does not run inside of itself. What a view needs of this is made before, by a
/// reducer.
#[expect(clippy::panic, reason = "to wait would be to wait for ever")]
fn render<C: BaseComponent>(props: C::Properties) -> String {
    let renderer = LocalServerRenderer::<C>::with_props(props);
    let mut rendering = pin!(renderer.hydratable(false).render());
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..POLLS {
        if let Poll::Ready(html) = rendering.as_mut().poll(&mut context) {
            return format!("<!--email_off-->{html}<!--/email_off-->");
        }
    }
    panic!("a rendering inside of a rendering");
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
    use std::cell::Cell;

    use super::*;
    use crate::components::View;

    /// The notice is urgent, and one part of the library is new.
    const FEED: &str = r#"{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
        "publisher": { "name": "Stadt", "url": "https://x.example/" }, "entries": [
        { "id": "wasser", "kind": "notice", "name": "Trinkwasser abkochen", "urgent": true },
        { "id": "buecherei", "kind": "facility", "name": "Bücherei", "state": "limited", "parts": [
            { "id": "ausleihe", "kind": "service", "name": "Ausleihe", "state": "available" } ] },
        { "id": "pass", "kind": "service", "name": "Pass", "state": "unavailable" } ] }"#;

    fn live(options: ViewOptions, changed: &[&str]) -> String {
        let (feed, _) = Feed::read(FEED.as_bytes()).unwrap();
        let now = feed.issued.at;
        let mut display = DisplayState::fixed(Rc::new(feed), now, None);
        if let DisplayState::Known { freshness, .. } = &mut display {
            freshness.changed = changed.iter().map(|id| (*id).to_owned()).collect();
        }
        render::<Widget>(widget(display, options))
    }

    /// The text within the element that begins so.
    fn within<'h>(html: &'h str, start: &str, end: &str) -> &'h str {
        let (_, rest) = html.split_once(start).unwrap();
        rest.split_once(end).unwrap().0
    }

    /// A whole widget by these turns.
    fn by_turns(feed: &str, view: View, turns: &Turns) -> String {
        let (feed, _) = Feed::read(feed.as_bytes()).unwrap();
        let now = feed.issued.at;
        let options = ViewOptions {
            view,
            ..ViewOptions::default()
        };
        render::<Widget>(WidgetProps {
            turns: turns.clone(),
            ..widget(DisplayState::fixed(Rc::new(feed), now, None), options)
        })
    }

    #[test]
    fn what_is_folded_waits_for_its_turn() {
        let waiting = || Turns::new(Callback::noop());
        let (turns, folded, seen) = (waiting(), "data-amts=\"ausleihe\"", "Bücherei");
        let full = by_turns(FEED, View::Full, &turns);
        assert!(full.contains(seen) && !full.contains(folded), "{full}");
        // The line is all of the compact view that is seen.
        assert!(!by_turns(FEED, View::Compact, &waiting()).contains(seen));

        assert!(!turns.are_over());
        turns.end();
        assert!(turns.are_over());
        for view in [View::Full, View::Compact] {
            let all = by_turns(FEED, view, &turns);
            assert!(all.contains(folded), "{all}");
            assert_eq!(all, by_turns(FEED, view, &Turns::over()));
        }
    }

    #[test]
    fn rows_far_down_wait_for_their_turn_whole() {
        let service = |n| {
            format!(r#"{{ "id": "s{n}", "kind": "service", "name": "Amt {n}.", "state": "down" }}"#)
        };
        let services: Vec<String> = (0..20).map(service).collect();
        let feed = FEED.replace(
            "\"entries\": [",
            &format!("\"entries\": [ {},", services.join(", ")),
        );
        let rows = |turns: &Turns| {
            let html = by_turns(&feed, View::Full, turns);
            (0..20)
                .filter(|n| html.contains(&format!("Amt {n}.")))
                .count()
        };
        let first = rows(&Turns::new(Callback::noop()));
        assert!((6..20).contains(&first), "{first}");
        assert_eq!(rows(&Turns::over()), 20);
    }

    #[test]
    fn who_waits_once_all_have_had_their_turn_has_the_next_ones_called() {
        let asked = Rc::new(Cell::new(0));
        let open = {
            let asked = Rc::clone(&asked);
            Callback::from(move |_| asked.set(asked.get() + 1))
        };
        let turns = Turns::new(open);
        by_turns(FEED, View::Full, &turns);
        assert!(turns.call(1));
        assert!(!turns.are_over(), "others wait still");
        while turns.call(1) {}
        assert!(turns.are_over());
        assert_eq!(asked.get(), 0, "they were called already");
        by_turns(FEED, View::Full, &turns);
        assert_eq!(asked.get(), 1);
        assert!(turns.call(usize::MAX) && turns.are_over());
    }

    #[test]
    fn the_compact_line_names_what_is_urgent() {
        let options = ViewOptions {
            view: View::Compact,
            ..ViewOptions::default()
        };
        let html = live(options, &[]);
        let line = within(&html, "<summary>", "</summary>");
        assert!(line.contains("Jetzt wichtig: "), "{line}");
        assert!(line.contains("Trinkwasser abkochen"), "{line}");
    }

    #[test]
    fn nothing_is_announced_in_what_is_closed() {
        for view in [View::Full, View::Compact] {
            let options = ViewOptions {
                view,
                ..ViewOptions::default()
            };
            let html = live(options, &["wasser"]);
            let said = within(&html, "aria-live", "</div>");
            assert!(said.contains("Trinkwasser abkochen"), "{said}");
            let mut closed = html.split("<details").skip(1);
            let inside = |part: &str| {
                part.split("</details>")
                    .next()
                    .unwrap()
                    .contains("aria-live")
            };
            assert!(!closed.any(inside), "{html}");
            assert_eq!(html.matches("aria-live").count(), 1, "{html}");
        }
    }

    #[test]
    fn only_what_is_shown_is_announced() {
        let announced = |only: &str, changed: &[&str]| {
            let options = ViewOptions {
                only: only.split_whitespace().map(str::to_owned).collect(),
                ..ViewOptions::default()
            };
            let html = live(options, changed);
            within(&html, "aria-live", "</div>").to_owned()
        };
        let all = ["pass", "ausleihe"];
        assert!(announced("", &all).contains("Pass"));
        // A part belongs to what is shown.
        let library = announced("buecherei", &all);
        assert!(
            library.contains("Ausleihe") && !library.contains("Pass"),
            "{library}"
        );
        assert!(!announced("wasser", &all).contains("<p"));
        // More than can be named are counted, but only those.
        let four = ["pass", "ausleihe", "buecherei", "wasser"];
        assert!(announced("buecherei", &four).contains("Bücherei"));
    }

    #[test]
    fn row_70_an_edge_server_leaves_addresses_as_they_are() {
        let feed = FEED.replace(
            r#""state": "unavailable""#,
            r#""state": "unavailable", "note": "Fragen an rat@x.example",
               "routes": [ { "kind": "e_mail", "email": "pass@x.example" } ]"#,
        );
        let (feed, _) = Feed::read(feed.as_bytes()).unwrap();
        let (now, feed) = (feed.issued.at, Rc::new(feed));
        let site = site::Site {
            feed: Rc::clone(&feed),
            lang: Lang::De,
            now,
            src: site::Src::beside(),
            links: Vec::new(),
            keys: Vec::new(),
            address: None,
        };
        let snapshot = snapshot(Rc::clone(&feed), ViewOptions::default(), now);
        for html in [
            snapshot,
            site.page(),
            poster::poster(&feed, Lang::De, now, None),
        ] {
            assert!(html.contains("pass@x.example"), "{html}");
            assert!(html.contains("rat@x.example"), "{html}");
            let body = html.split_once("<body>").map_or(&*html, |(_, body)| body);
            let mut seen = body.split("<!--email_off-->").map(|part| {
                let end = part.split_once("<!--/email_off-->");
                end.map_or(part, |(_, behind)| behind)
            });
            assert!(!seen.any(|part| part.contains('@')), "{html}");
        }
    }

    #[test]
    fn a_page_says_its_direction_where_it_is_not_the_usual_one() {
        assert_eq!(language(Lang::De), "lang=\"de\"");
        assert_eq!(language(Lang::Ar), "lang=\"ar\" dir=\"rtl\"");
    }
}
