//! The demo homepage: built, its snapshot pasted in as a webmaster would, served until Ctrl-C.

use std::fs;

use anyhow::{Context, Result};
use xtask::serve::{self, Server};

use crate::command::{command, read};
use crate::{dist, tools};

/// The default port; if it is taken, the next free one is used.
pub const PORT: u16 = 8080;
/// How many ports are tried.
const TRIES: u16 = 20;
/// The line of index.html that the snapshot replaces.
const PLACE: &str = "<!-- snapshot -->";

/// Parses the value of `--port`.
pub fn port(text: &str) -> Result<u16> {
    text.parse()
        .with_context(|| format!("--port {text}: not a number from 0 to 65535"))
}

/// Builds and serves the demo. Returns only if something goes wrong.
pub fn run(port: u16) -> Result<()> {
    tools::for_build()?;
    dist::build()?;
    paste_snapshot()?;
    let server = start(port)?;
    println!("\nThe demo is at {}  (Ctrl-C ends it)", server.url("/"));
    loop {
        std::thread::park();
    }
}

fn paste_snapshot() -> Result<()> {
    let file = dist::folder().join("index.html");
    let page =
        fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    if page.contains(PLACE) {
        fs::write(&file, page.replace(PLACE, snapshot()?.trim()))
            .with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}

/// Returns the built site's feed as HTML to be pasted into a page.
pub fn snapshot() -> Result<String> {
    let render = "cargo run --quiet --bin amtsstatus -- render dist/status.json --view full";
    read(&mut command(render))
}

fn start(port: u16) -> Result<Server> {
    let last = port.saturating_add(TRIES);
    let mut tries = port..=last;
    let server = tries.find_map(|port| Server::start(port, serve::folder(dist::folder())).ok());
    server.with_context(|| format!("no free port from {port} to {last}"))
}
