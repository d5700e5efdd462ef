//! The notice for the door: the five real notices on A4, each sheet with its date and its source.

use std::fs;
use std::path::Path;

use amtsstatus::feed::contact::Phone;
use amtsstatus::feed::text::Text;
use amtsstatus::feed::time::Stamp;
use amtsstatus::feed::{Entry, Feed};
use amtsstatus::page::notice::notice;
use amtsstatus::words::Lang;

use crate::browser::Browser;
use crate::facts::{plain, text_of_pdf};
use crate::site::{NOTICES, Site, said};

/// As many sheets as fit on a door. The fonts of most machines need fewer than the wide one of this test's.
const SHEETS: usize = 4;

in_every_engine!(prints_the_five_notices_for_the_door: chromium Chromium);
async fn prints_the_five_notices_for_the_door(browser: &Browser) {
    let site = Site::start();
    for notice in NOTICES {
        prints(browser, &site, notice).await;
    }
}

// Firefox takes two seconds to print one, so the longest stands for all.
in_every_engine!(prints_the_longest_notice_for_the_door: firefox Firefox);
async fn prints_the_longest_notice_for_the_door(browser: &Browser) {
    prints(browser, &Site::start(), NOTICES[2]).await;
}

async fn prints(browser: &Browser, site: &Site, (name, at): (&str, &str)) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("feeds/{name}.json"));
    let (feed, _) = Feed::read(&fs::read(file).unwrap()).unwrap();
    let at = Stamp::parse(at).unwrap();
    let html = notice(&feed, Lang::De, at.at, Some(at));
    let path = format!("/{name}.html");
    site.answer(&path, "text/html; charset=utf-8", html.as_str());
    browser.goto(&site.url(&path)).await;
    browser
        .expect("getComputedStyle(document.querySelector('.notice')).display === 'table'")
        .await;
    let text = text_of_pdf(&browser.print_on_a4().await);
    // Firefox writes two letters as one where the font has it.
    let text = text
        .replace('ﬀ', "ff")
        .replace('ﬁ', "fi")
        .replace('ﬂ', "fl");
    is_a_notice(name, &feed, &html, &text);
}

fn is_a_notice(name: &str, feed: &Feed, html: &str, text: &str) {
    let sheets: Vec<&str> = text.split_terminator('\u{c}').collect();
    assert!(sheets.len() <= SHEETS, "{name}: {} sheets", sheets.len());

    let publisher = in_german(&feed.publisher.name);
    let (_, address) = feed.publisher.url.split_once("//").unwrap();
    let address = address.trim_end_matches('/');
    let issued = feed.issued.date();
    for sheet in &sheets {
        // Below the foot there is nothing but the number of the sheet, and the foot covers nothing.
        let (above, foot) = sheet.rsplit_once(said(|words| words.archive())).unwrap();
        let foot = foot.replace(['\n', '\u{ad}'], " ");
        for word in [publisher, &issued.year.to_string(), address] {
            assert!(
                plain(&foot).contains(&plain(word)),
                "{name}: {word} in {foot}"
            );
        }
        assert!(foot.len() < 300, "{name}: {foot}");
        let last = plain(above);
        for heading in html.split("<h2>").skip(1) {
            let (heading, _) = heading.split_once("</h2>").unwrap();
            assert!(
                !last.ends_with(&plain(heading)),
                "{name}: {heading} stands alone"
            );
        }
    }

    let first = plain(sheets[0]);
    for part in [
        Some(&feed.publisher.name),
        feed.incident.as_ref().map(|i| &i.title),
    ] {
        let part = part.map(in_german).unwrap();
        assert!(first.contains(&plain(part)), "{name}: {part}");
    }
    for entry in &feed.entries {
        is_on_one_sheet(name, entry, &sheets);
    }
}

/// No entry is broken: its name, its numbers and its last words stand on the same sheet.
fn is_on_one_sheet(name: &str, entry: &Entry, sheets: &[&str]) {
    let mut words = vec![in_german(&entry.name).to_owned()];
    words.extend(entry.note.as_ref().map(|note| in_german(note).to_owned()));
    words.extend(
        entry
            .parts
            .iter()
            .map(|part| in_german(&part.name).to_owned()),
    );
    let numbers = entry
        .routes
        .iter()
        .filter_map(|route| route.number.as_ref());
    words.extend(numbers.map(|number| Phone::parse(number).unwrap().display));
    let has_all = |sheet: &&str| {
        let sheet = plain(sheet);
        words.iter().all(|word| sheet.contains(&plain(word)))
    };
    assert!(sheets.iter().any(has_all), "{name}: {words:?}\n{sheets:#?}");
}

fn in_german(text: &Text) -> &str {
    text.version("de", "de").text
}
