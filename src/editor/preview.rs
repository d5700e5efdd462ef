//! What the preview shows: the feed as it is written now, to a reader at another moment.

use std::rc::Rc;

use super::state::PreviewTime;
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

#[cfg(test)]
mod tests {
    use super::*;

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
