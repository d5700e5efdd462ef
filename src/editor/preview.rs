//! What the preview shows: the feed as it is written now, to a reader at another moment.

use std::rc::Rc;

use super::state::{Editor, PreviewTime, Screen};
use crate::components::{HEADING, View, ViewOptions};
use crate::feed::Feed;
use crate::feed::time::{DAY, Moment};
use crate::sync::display::DisplayState;

/// Returns what a reader sees of a feed, who looks at it when a person chose to look.
pub fn display(feed: &Rc<Feed>, when: PreviewTime, now: Moment) -> DisplayState {
    // Before it is published nobody sees it.
    let now = now.max(feed.issued.at);
    let now = match when {
        PreviewTime::Now => now,
        PreviewTime::Tomorrow => Moment(now.0 + DAY),
        PreviewTime::Expired => feed
            .valid_until
            .map_or(now, |until| Moment(until.at.0 + 60)),
    };
    let mut display = DisplayState::fixed(Rc::clone(feed), now, None);
    if let DisplayState::Known { freshness, .. } = &mut display {
        // It is looked at, and does not grow old by itself as a page on paper does.
        freshness.later = None;
    }
    display
}

/// Returns what the preview's page asks for, and whether it is dark: on the screen for the homepage the choices that are made
/// there, on the others those of the preview.
pub fn options(editor: &Editor) -> (ViewOptions, bool) {
    let preview = &editor.preview;
    let (mut options, mut dark) = (ViewOptions::default(), preview.dark);
    options.lang = preview.lang;
    if let (Screen::Embed, Some(tried)) = (editor.screen, &editor.tried) {
        options.only = tried.only.clone();
        options.lang = tried.lang.unwrap_or(preview.lang);
        options.heading = tried.heading.map_or(HEADING, usize::from);
        dark = tried.is_dark.unwrap_or(preview.dark);
        if tried.is_compact {
            options.view = View::Compact;
        }
    }
    (options, dark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::embedding::Embedding;
    use crate::i18n::Lang;

    #[test]
    fn on_the_screen_for_the_homepage_its_choices_are_seen() {
        let mut editor = Editor {
            tried: Some(Embedding {
                is_compact: true,
                only: vec!["pass".to_owned()],
                lang: Some(Lang::Tr),
                is_dark: Some(true),
                heading: Some(3),
                ..Embedding::default()
            }),
            screen: Screen::Entries,
            ..Editor::default()
        };
        assert_eq!(options(&editor), (ViewOptions::default(), false));
        editor.screen = Screen::Embed;
        let (shown, dark) = options(&editor);
        assert_eq!(
            (shown.view, shown.lang, dark),
            (View::Compact, Lang::Tr, true)
        );
        assert_eq!((shown.only, shown.heading), (vec!["pass".to_owned()], 3));
    }

    fn expired(when: PreviewTime) -> bool {
        let bytes = include_bytes!("../../feeds/moessingen-2023-11.json");
        let (feed, _) = Feed::read(bytes).unwrap();
        let now = feed.issued.at;
        let shown = display(&Rc::new(feed), when, now);
        let DisplayState::Known {
            freshness, clock, ..
        } = shown
        else {
            panic!("a feed that is known")
        };
        assert!(freshness.later.is_none());
        assert!(clock.now >= now);
        format!("{:?}", freshness.warnings).contains("Expired")
    }

    #[test]
    fn once_it_is_expired_the_reader_is_warned() {
        assert!(!expired(PreviewTime::Now));
        assert!(!expired(PreviewTime::Tomorrow));
        assert!(expired(PreviewTime::Expired));
    }
}
