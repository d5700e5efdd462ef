//! The plugin for WordPress: what administrators, editors, authors and visitors do with it, on good days and bad ones.

mod administrator;
mod author;
mod code;
mod kept;
mod reader;
mod removed;
mod town;

use amtsstatus::components::ViewOptions;
use serde_json::{Value, json};

use crate::named::rendered;
use crate::site::{WAITING, feed, now};
pub use town::php;
use town::{Setup, Town};

const FEED: &str = "/status.json";
const SNAPSHOT: &str = "/status.de.html";
const HTML: &str = "text/html; charset=utf-8";
const SENTENCE: &str = "Unser Rathaus ist erreichbar: 07473 3700.";

/// A key of the tests.
const KEY: [u8; 32] = [1; 32];

/// What the publisher's server has on a good day.
fn publish(town: &Town) {
    let feed = feed(1, "Bücherei");
    let snapshot = rendered(feed.as_bytes(), ViewOptions::default(), now());
    town.site.feed(FEED, feed);
    town.site.answer(SNAPSHOT, HTML, snapshot);
}

/// The same, and a town that shows it.
fn set_up(setup: &Setup) -> Town {
    let town = Town::start(setup);
    publish(&town);
    town.set(&settings(&town));
    town
}

fn settings(town: &Town) -> Value {
    json!({ "src": town.feed(FEED), "snapshot": town.feed(SNAPSHOT), "sentence": SENTENCE, "keys": "", "feed": "" })
}

/// Whether the widget is there and shows an entry, in the element with this number.
fn live(number: usize) -> String {
    format!(
        "document.querySelectorAll('amts-status')[{number}]?.shadowRoot?.querySelector('.amts [data-amts]') &&
        !document.querySelectorAll('amts-status')[{number}].shadowRoot.querySelector('{WAITING}')"
    )
}

/// Where the settings are.
const SETTINGS: &str = "/wp-admin/options-general.php?page=amts-status";

/// What a visitor gets, before any script runs.
fn page_at(address: &str) -> String {
    let output = std::process::Command::new("curl")
        .args(["--silent", "--max-time", "20", address])
        .output();
    String::from_utf8(output.unwrap().stdout).unwrap()
}

/// The page, with the plugin's references as letters again.
fn text_at(address: &str) -> String {
    let mut text = page_at(address);
    for byte in 0x21..0x7f_u8 {
        text = text.replace(&format!("&#x{byte:x};"), &char::from(byte).to_string());
    }
    text
}

/// What the plugin's list says of the address.
fn fetched(town: &Town) -> String {
    town.run("AmtsStatus\\refreshSnapshots(); foreach (AmtsStatus\\keptSnapshots()['by'] as $kept) { echo AmtsStatus\\saidOf($kept); }")
}
