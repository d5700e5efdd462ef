//! What the documentation shows is true: each complete feed in it passes `check`, and the links between files hold.

use std::fs;
use std::path::PathBuf;

use amtsstatus::feed::decode::Severity;
use amtsstatus::feed::{Feed, check};
use amtsstatus::page::site;

fn pages() -> Vec<(PathBuf, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut pages = vec![root.join("README.md"), root.join("ARCHITECTURE.md")];
    let docs = fs::read_dir(root.join("docs")).unwrap();
    pages.extend(
        docs.map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|e| e == "md")),
    );
    pages
        .into_iter()
        .map(|page| {
            let text = fs::read_to_string(&page).unwrap();
            (page, text)
        })
        .collect()
}

#[test]
fn every_complete_feed_in_the_documentation_passes_check() {
    let mut feeds = 0;
    for (page, text) in pages() {
        for block in text.split("```json\n").skip(1) {
            let (feed, _) = block.split_once("```").unwrap();
            let (feed, mut problems) = Feed::read(feed.as_bytes())
                .unwrap_or_else(|p| panic!("{}: {p:?}\n{feed}", page.display()));
            problems.extend(check::examine(&feed, feed.issued.at));
            problems.retain(|problem| problem.fault.severity() < Severity::Warning);
            assert!(problems.is_empty(), "{}: {problems:?}", page.display());
            feeds += 1;
        }
    }
    assert!(feeds >= 2, "the documentation shows {feeds} complete feeds");
}

/// The block of code behind a comment in the page about the emergency page.
fn block(name: &str) -> String {
    let (_, page) = pages()
        .into_iter()
        .find(|(page, _)| page.ends_with("notfall-seite.md"))
        .unwrap();
    let (_, after) = page
        .split_once(&format!("<!-- {name} -->\n```js\n"))
        .unwrap();
    after.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_kill_switch_is_what_the_program_would_write() {
    assert_eq!(block("kill switch"), site::worker(true));
}

#[test]
fn the_lines_for_an_own_worker_name_this_version() {
    let worker = format!("importScripts(\"{}/amts-worker.js\");", site::BUNDLE);
    assert!(block("own worker").contains(&worker));
    let bundle = format!("bundle: \"{}/\"", site::BUNDLE);
    assert!(block("own worker").contains(&bundle));
}

#[test]
fn links_between_files_lead_somewhere() {
    for (page, text) in pages() {
        for link in text.split("](").skip(1) {
            let (target, _) = link.split_once(')').unwrap();
            let target = target.split('#').next().unwrap();
            if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let file = page.parent().unwrap().join(target);
            assert!(file.exists(), "{}: {target}", page.display());
        }
    }
}
