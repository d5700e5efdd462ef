//! The demo homepage: snapshots and their stylesheet pasted in as a webmaster would; built, and served until Ctrl-C.

use std::rc::Rc;

use amtsstatus::components::{View, ViewOptions};
use amtsstatus::feed::Feed;
use amtsstatus::feed::time::Moment;
use amtsstatus::render::snapshot;
use anyhow::{Context, Result, anyhow};
use xtask::serve::{self, Server};

use crate::{dist, tools};

/// The default port; if it is taken, the next free one is used.
pub const PORT: u16 = 8080;
/// How many ports are tried.
const TRIES: u16 = 20;
/// The line of index.html that the stylesheet of snapshots replaces.
const SHEET: &str = "<!-- amts-status.css -->";

/// Parses the value of `--port`.
pub fn port(text: &str) -> Result<u16> {
    text.parse()
        .with_context(|| format!("--port {text}: not a number from 0 to 65535"))
}

/// Builds and serves the demo. Returns only if something goes wrong.
pub fn run(port: u16) -> Result<()> {
    tools::for_build()?;
    dist::build()?;
    let server = start(port)?;
    let version = dist::version(&dist::folder().join("amts-status"))?;
    let editor = format!("/amts-status/{version}/editor/");
    println!("\nThe demo is at {}  (Ctrl-C ends it)", server.url("/"));
    println!("The editor is at {}", server.url(&editor));
    println!(
        "With a file, signing and no network: cargo run --bin amtsstatus -- edit status.json --bundle dist/amts-status"
    );
    loop {
        std::thread::park();
    }
}

/// Puts the stylesheet of snapshots into the demo's page, and a snapshot of the feed into each of its elements that is
/// empty, as of `now` and with what the element's attributes ask for.
pub fn paste(page: &str, sheet: &str, feed: &[u8], now: Moment) -> Result<String> {
    let (feed, _) = Feed::read(feed).map_err(|_| anyhow!("the demo's feed cannot be read"))?;
    let feed = Rc::new(feed);
    let page = page.replace(SHEET, &format!("<style>{sheet}</style>"));
    let mut pieces = page.split("></amts-status>");
    let mut pasted = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let tag = pasted.rsplit("<amts-status").next().unwrap_or_default();
        let html = snapshot(Rc::clone(&feed), options(tag), now);
        pasted += &format!(">{html}</amts-status>{piece}");
    }
    Ok(pasted)
}

/// Reads the attributes of a tag that count for a snapshot.
fn options(tag: &str) -> ViewOptions {
    let value = |name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        rest.split('"').next()
    };
    ViewOptions {
        view: match value("view") {
            Some("compact") => View::Compact,
            _ => View::Full,
        },
        only: value("only")
            .into_iter()
            .flat_map(str::split_whitespace)
            .map(str::to_owned)
            .collect(),
        ..ViewOptions::default()
    }
}

fn start(port: u16) -> Result<Server> {
    let last = port.saturating_add(TRIES);
    let mut tries = port..=last;
    let server = tries.find_map(|port| Server::start(port, serve::folder(dist::folder())).ok());
    server.with_context(|| format!("no free port from {port} to {last}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issue::issue;

    /// 2024-02-22T10:00:00+01:00
    const NOW: Moment = Moment(1_708_592_400);

    #[test]
    fn every_empty_element_of_the_demo_gets_its_snapshot() {
        let feed = issue(include_str!("../demo/musterstadt.json"), NOW.0).unwrap();
        let page = include_str!("../../index.html");
        let pasted = paste(page, ".amts{top:0}", feed.as_bytes(), NOW).unwrap();
        assert!(pasted.contains("<style>.amts{top:0}</style>"));
        let elements: Vec<&str> = pasted.split("<amts-status ").skip(1).collect();
        assert_eq!(elements.len(), 3);
        for element in elements {
            let (tag, rest) = element.split_once('>').unwrap();
            let (content, _) = rest.split_once("</amts-status>").unwrap();
            assert!(content.contains("Stadtbücherei"), "{tag}");
            assert_eq!(content.contains("amts-compact"), tag.contains("view="));
            assert_eq!(content.contains("Standesamt"), !tag.contains("only="));
        }
    }
}
