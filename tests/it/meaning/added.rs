//! What the widget says by itself: it is told apart without being changed, and it claims nothing of the incident.

use amtsstatus::i18n::MARKS;
use amtsstatus::render::marked_snapshot;

use super::*;
use crate::schema::feeds;

/// The example feeds and the cases, where they can be read.
fn all_feeds() -> Vec<(String, Rc<Feed>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/cases");
    let cases = std::fs::read_dir(folder).unwrap().map(|file| {
        let path = file.unwrap().path();
        (path.display().to_string(), std::fs::read(path).unwrap())
    });
    let examples = feeds().into_iter();
    let examples = examples.map(|(name, feed)| (name.to_string(), feed.to_string().into_bytes()));
    cases
        .chain(examples)
        .filter_map(|(name, bytes)| Some((name, Rc::new(Feed::read(&bytes).ok()?.0))))
        .collect()
}

#[test]
fn a_preview_shows_what_is_shown_and_only_adds_its_marks() {
    let feeds = all_feeds();
    assert!(feeds.len() > 25, "{} feeds", feeds.len());
    let mut marks = 0;
    for (name, feed) in feeds {
        // The notices of the examples are years old: then more is said of their age.
        for now in [feed.issued.at, moment("2026-12-24T12:00:00+01:00")] {
            for lang in Lang::ALL {
                let options = ViewOptions {
                    lang,
                    ..ViewOptions::default()
                };
                let shown = snapshot(Rc::clone(&feed), options.clone(), now);
                let marked = marked_snapshot(Rc::clone(&feed), options, now);
                marks += marked.matches(MARKS.0).count();
                assert_eq!(marked.replace([MARKS.0, MARKS.1], ""), shown, "{name}");
            }
        }
    }
    assert!(marks > 1000, "{marks} marks");
}

/// Verdicts that no clock can give: that something was right, or holds no longer, or that nobody has looked.
const VERDICTS: [&str; 8] = [
    "gilt heute nicht mehr",
    "waren richtig",
    "hat sie niemand",
    "no longer holds",
    "artık geçerli değildir",
    "вже не діє",
    "لم يعد ساري",
    "уже не действует",
];

#[test]
fn of_old_words_it_is_said_how_old_they_are_and_not_that_they_are_wrong() {
    for lang in Lang::ALL {
        for (name, text) in lang.language().added() {
            for verdict in VERDICTS {
                assert!(!text.contains(verdict), "{lang:?} {name}: {text}");
            }
        }
    }
}
