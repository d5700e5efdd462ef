//! What the documentation shows is true: each complete feed in it passes `check`, and the links between files hold.

use std::fs;
use std::path::PathBuf;

use amtsstatus::feed::decode::Severity;
use amtsstatus::feed::{Feed, check};

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
