//! What was published once reads on as it did: feeds as they were, and what citizens read of them.

use std::path::Path;
use std::rc::Rc;
use std::{env, fs};

use amtsstatus::components::ViewOptions;
use amtsstatus::feed::Feed;
use amtsstatus::feed::vocabulary::{Level, Vocabulary as _};
use amtsstatus::i18n::Lang;
use amtsstatus::render::plain::plain_text;
use amtsstatus::render::poster::poster;
use amtsstatus::render::snapshot;

/// The widget in German and in English, and the poster, at the moment of the publication.
fn read(bytes: &[u8]) -> String {
    let (feed, problems) = Feed::read(bytes).unwrap();
    assert_eq!(problems, []);
    let (feed, now) = (Rc::new(feed.clone()), feed.issued.at);
    let text = |html: &str| plain_text(html, 100, &|level: Level| level.name());
    let widget = |lang| {
        let options = ViewOptions {
            lang,
            ..ViewOptions::default()
        };
        text(&snapshot(Rc::clone(&feed), options, now))
    };
    let poster = poster(&feed, Lang::De, now, None);
    let (_, sheet) = poster.split_once("<body>").unwrap();
    [widget(Lang::De), widget(Lang::En), text(sheet)].join("\n\n=====\n\n")
}

/// With `AMTS_BLESS=1` the texts are written anew. Read what has changed: an old feed must not say anything else.
#[test]
fn feeds_of_yesterday_read_as_yesterday() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/old");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let feeds: Vec<_> = files
        .filter(|file| file.extension().is_some_and(|end| end == "json"))
        .collect();
    assert_eq!(feeds.len(), 5);
    for feed in feeds {
        let (said, text) = (read(&fs::read(&feed).unwrap()), feed.with_extension("txt"));
        if env::var_os("AMTS_BLESS").is_some() {
            fs::write(&text, &said).unwrap();
        }
        assert_eq!(
            said,
            fs::read_to_string(&text).unwrap(),
            "{}",
            text.display()
        );
    }
}
