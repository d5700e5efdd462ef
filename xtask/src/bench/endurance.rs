//! Leaves a page open for days, on a driven clock in Chromium: what grows, and what is left when the elements are gone. A
//! table in Markdown.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use xtask::serve::{Answer, Server};

use super::devtools::{Chromium, Throttle};
use super::table::load;
use crate::issue::issue;
use crate::{dist, tools};

/// How often the feed is asked for, and how many publications there are meanwhile.
const POLLS: usize = 2000;
const PUBLICATIONS: usize = 300;
/// After so many there is another language.
const TURN: usize = 50;
/// Until then there is another element with each language: Yew keeps each root for ever, since the listeners that it owns
/// own it. From then on nothing may grow.
const WARM_UP: usize = 1000;
/// The most listeners that an element may leave behind.
const LEFT: f64 = 4.0;
/// By how much memory may be larger at the end than after the warm-up.
const GROWTH: f64 = 1.05;

const SCRIPT: &str = include_str!("endurance.js");

const FULL_SPEED: Throttle = Throttle {
    latency: 0,
    down: 100_000_000,
    up: 100_000_000,
    processor: 1,
};

/// What is looked at, by the names of Chromium's `Performance.getMetrics`, with the core's memory before them.
const METRICS: [&str; 3] = ["JSHeapUsedSize", "Nodes", "JSEventListeners"];

/// One row: polls, publications that were shown, the core's memory, and [`METRICS`].
type Row = Vec<f64>;

/// Measures the built site.
pub fn run() -> Result<()> {
    tools::for_build()?;
    dist::build()?;
    let town = feeds()?;
    let host = page(&town)?;
    let mut browser = Chromium::start("endurance")?;
    let version = browser.version()?;
    let tab = browser.open(&host.url("/"), SCRIPT, &FULL_SPEED)?;
    browser.evaluate(&tab, "endurance.ready()")?;
    let mut rows: Vec<Row> = Vec::new();
    for at in (0..POLLS).step_by(TURN) {
        let run = format!("endurance.run({TURN}, {})", at < WARM_UP);
        let told = browser.evaluate(&tab, &run)?;
        let told: Vec<f64> = serde_json::from_value(told)?;
        let row = [told, metrics(&mut browser, &tab)?].concat();
        eprintln!("{} polls: {row:.0?}", at + TURN);
        rows.push(row);
    }
    let timers = browser.evaluate(&tab, "endurance.end()")?;
    let left = metrics(&mut browser, &tab)?;
    browser.close(&tab)?;

    println!(
        "\n`cargo xtask bench endurance`, {version}, load {}\n",
        load()
    );
    print!("{}", table(&rows));
    println!(
        "\nElements gone: {timers} timers, {:.0} nodes, {:.0} listeners",
        left[1], left[2]
    );
    let left = left_by_a_mount(&rows);
    println!("Each element that is put in for another one leaves {left:.1} listeners");
    judge(&rows)?;
    ensure!(left <= LEFT, "{left} listeners are left by a mount");
    ensure!(timers == 0, "{timers} timers are left");
    Ok(())
}

/// Returns how many listeners each new element has left, by the second half of the turns that had one.
fn left_by_a_mount(rows: &[Row]) -> f64 {
    let mounts = WARM_UP / TURN / 2;
    match (rows.get(mounts - 1), rows.get(2 * mounts - 1)) {
        (Some(before), Some(after)) => (after[5] - before[5]) / mounts as f64,
        _ => f64::NAN,
    }
}

/// Fails where something has grown since the warm-up.
fn judge(rows: &[Row]) -> Result<()> {
    let warm = rows.iter().find(|row| row[0] >= WARM_UP as f64);
    let (warm, last) = warm.zip(rows.last()).context("no rows")?;
    let named = ["memory of the core", "heap", "nodes", "listeners"];
    for (at, name) in named.into_iter().enumerate() {
        let (before, after) = (warm[at + 2], last[at + 2]);
        ensure!(
            after <= before * GROWTH,
            "{name}: {before} after the warm-up, {after} at the end"
        );
    }
    Ok(())
}

/// Collects the garbage, and asks Chromium for [`METRICS`].
fn metrics(browser: &mut Chromium, tab: &super::devtools::Tab) -> Result<Vec<f64>> {
    // What is freed by the first goes with the second.
    for _ in 0..2 {
        browser.ask(tab, "HeapProfiler.collectGarbage", json!({}))?;
    }
    let all = browser.ask(tab, "Performance.getMetrics", json!({}))?;
    let of = |name: &str| {
        let mut all = all["metrics"].as_array().into_iter().flatten();
        let metric = all.find(|metric| metric["name"] == name);
        metric
            .and_then(|metric| metric["value"].as_f64())
            .unwrap_or_default()
    };
    Ok(METRICS.map(of).to_vec())
}

/// Serves the feed: another publication after every few polls. As another origin whose `Date` cannot be read, it leaves the
/// page its own clock.
fn feeds() -> Result<Server> {
    let template = include_str!("../../demo/musterstadt.json");
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?;
    let feed: Value = serde_json::from_str(&issue(template, now.as_secs().cast_signed())?)?;
    let polls = Arc::new(AtomicUsize::new(0));
    Server::start(0, move |_| {
        let poll = polls.fetch_add(1, Ordering::Relaxed);
        let publication = poll * PUBLICATIONS / POLLS;
        Answer::new(200, "application/json", publish(&feed, publication))
            .with("Access-Control-Allow-Origin", "*")
            .with("Cache-Control", "no-cache")
    })
}

/// Makes a publication of the feed that says something new in one entry. In the acute phase a page asks each minute.
fn publish(feed: &Value, publication: usize) -> String {
    let mut feed = feed.clone();
    feed["seq"] = json!(feed["seq"].as_u64().unwrap_or_default() + publication as u64);
    feed["incident"]["phase"] = json!("acute");
    feed["entries"][1]["note"] = json!(format!("Meldung Nummer {publication}"));
    feed.to_string()
}

fn page(town: &Server) -> Result<Server> {
    let version = dist::version(&dist::folder().join("amts-status"))?;
    let src = town.url("/status.json");
    let html = format!(
        "<!doctype html>\n<html lang=\"de\">\n<meta charset=\"utf-8\">\n<title>Stadt</title>\n\
        <link rel=\"icon\" href=\"data:,\">\n<amts-status src=\"{src}\"></amts-status>\n\
        <amts-status src=\"{src}\" view=\"compact\"></amts-status>\n\
        <script type=\"module\" src=\"/amts-status/{version}/amts-status.js\"></script>\n</html>\n"
    );
    let files = xtask::serve::folder(dist::folder());
    Server::start(0, move |request| match &*request.path {
        "/" => Answer::new(200, "text/html; charset=utf-8", html.clone()),
        _ => files(request),
    })
}

fn table(rows: &[Row]) -> String {
    let mut text = "| polls | publications shown, by both elements | core, MB | heap, MB | nodes | listeners |\n\
        |--:|--:|--:|--:|--:|--:|\n"
        .to_owned();
    for row in rows
        .iter()
        .filter(|row| row[0] as usize % (TURN * 10) < TURN)
    {
        text += &format!(
            "| {:.0} | {:.0} | {:.2} | {:.2} | {:.0} | {:.0} |\n",
            row[0],
            row[1],
            row[2] / 1e6,
            row[3] / 1e6,
            row[4],
            row[5]
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grows_after_the_warm_up_is_named() {
        let row = |polls: f64, heap: f64| vec![polls, 1.0, 1e6, heap, 900.0, 40.0];
        let flat = [row(50.0, 1e6), row(1000.0, 3e6), row(2000.0, 3.1e6)];
        assert!(judge(&flat).is_ok());
        let grown = [row(50.0, 1e6), row(1000.0, 3e6), row(2000.0, 4e6)];
        let error = judge(&grown).unwrap_err().to_string();
        assert!(error.starts_with("heap: "), "{error}");
    }

    #[test]
    fn each_publication_is_a_feed_that_says_something_else() {
        let feed = issue(include_str!("../../demo/musterstadt.json"), 1_708_592_400).unwrap();
        let feed: Value = serde_json::from_str(&feed).unwrap();
        let read = |publication| {
            let bytes = publish(&feed, publication);
            amtsstatus::feed::Feed::read(bytes.as_bytes()).unwrap().0
        };
        let (one, two) = (read(1), read(2));
        assert_eq!(two.seq.0, one.seq.0 + 1);
        assert_ne!(one.entries, two.entries);
    }
}
