//! Measures what grows with the feed, in Chromium: two tables in Markdown, one at full speed and one on a slow processor.
//!
//! Each visit opens a town's page on an empty cache, waits, types five letters, and gets a second publication in which one
//! entry has changed. The page's own clock runs a minute ahead for that, so that nobody waits for the next poll.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use xtask::serve::{Answer, Server};

use super::devtools::{Chromium, Throttle};
use super::table::median;
use crate::{dist, tools};

const SIZES: [usize; 5] = [20, 100, 200, 464, 1500];
/// How many times slower the processor is.
const PROCESSORS: [u32; 2] = [1, 4];
const ROUNDS: usize = 3;

/// Bytes a second: the network is no part of this.
const FAST: u32 = 100_000_000;

/// The five real notices, whose entries are repeated.
const NOTICES: [&str; 5] = [
    include_str!("../../../feeds/moessingen-2023-11.json"),
    include_str!("../../../feeds/moessingen-2024-02.json"),
    include_str!("../../../feeds/schwerin-2021-10.json"),
    include_str!("../../../feeds/menden-2023-12.json"),
    include_str!("../../../feeds/suedwestfalen-2023-11.json"),
];

/// What the second publication says of its fourth entry.
const CHANGED: &str = "Bitte kommen Sie heute nicht.";

/// What the page reports, in this order.
const MEASURES: [&str; 9] = [
    "parse, ms",
    "first paint, ms",
    "all rows and folds, ms",
    "worst of five keys, ms",
    "search given up, ms",
    "one changed entry, ms",
    "nodes written for it",
    "DOM elements",
    "heap and core's memory, MB",
];

/// Runs in the page before its own scripts. All times end when the frame that shows it has been painted.
const WATCH: &str = r#"(async () => {
  const uptime = performance.now.bind(performance);
  let skipped = 0;
  performance.now = () => uptime() + skipped;
  const BEGIN = Date.parse("2024-02-23T09:30:00+01:00");
  Date.now = () => BEGIN + performance.now();
  const timers = new Map();
  const after = globalThis.setTimeout.bind(globalThis);
  globalThis.setTimeout = (call, ms, ...rest) => {
    const timer = after(call, ms, ...rest);
    if (ms > 5000) timers.set(timer, call);
    return timer;
  };
  const skip = (ms) => {
    skipped += ms;
    for (const [timer, call] of timers) {
      clearTimeout(timer);
      call();
    }
    timers.clear();
  };
  let memory;
  const instantiated = (made) => {
    memory = (made.instance ?? made).exports.memory;
    return made;
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name];
    WebAssembly[name] = (...args) => own.apply(WebAssembly, args).then(instantiated);
  }
  let read = 0;
  const pull = ReadableStreamDefaultReader.prototype.read;
  ReadableStreamDefaultReader.prototype.read = async function () {
    const part = await pull.call(this);
    if (part.done) read = uptime();
    return part;
  };
  const rest = (ms) => new Promise((done) => after(done, ms));
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const painted = async () => {
    await frame();
    await new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(0);
    });
    return uptime();
  };
  const updated = () => new Promise((done) => addEventListener("amts-status:update", () => done(uptime()), { once: true }));
  const told = await updated();
  const parse = told - read;
  const first = (await painted()) - read;
  const shadow = document.querySelector("amts-status").shadowRoot;
  while (shadow.querySelector("li[hidden], .amts-unfolded:empty")) await rest(20);
  const whole = uptime() - read;
  await rest(SLOWER * 500);
  const field = shadow.querySelector(".amts-field");
  field.focus();
  await rest(SLOWER * 1000);
  const type = async (text) => {
    const begin = uptime();
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    const took = (await painted()) - begin;
    await rest(SLOWER * 200);
    return took;
  };
  let worst = 0;
  for (const text of ["A", "Au", "Aus", "Ausw", "Auswe"]) worst = Math.max(worst, await type(text));
  if (!shadow.querySelector(".amts-results .amts-entry")) return report("nothing is found");
  const given = await type("");
  const elements = shadow.querySelectorAll("*").length;
  gc();
  const heap = (performance.memory.usedJSHeapSize + memory.buffer.byteLength) / 1e6;
  let written = 0;
  const observer = new MutationObserver((records) => (written += records.length));
  const attributeFilter = ["class", "data-amts", "data-level", "href", "open"];
  const overview = shadow.querySelector(".amts-columns");
  observer.observe(overview, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter });
  const again = updated();
  skip(61000);
  await again;
  const changed = (await painted()) - read;
  await rest(SLOWER * 100);
  if (!overview.textContent.includes("CHANGED")) return report("the change is not shown");
  report(JSON.stringify([parse, first, whole, worst, given, changed, written, elements, heap]));
})().catch((error) => report(String(error)));"#;

/// Measures the built site.
pub fn run() -> Result<()> {
    tools::for_build()?;
    dist::build()?;
    let mut version = String::new();
    // For each processor, size and measure, the figure of each round.
    let mut figures = vec![vec![vec![Vec::new(); MEASURES.len()]; SIZES.len()]; PROCESSORS.len()];
    for round in 0..ROUNDS {
        let mut browser = Chromium::start(&format!("growth-{round}"))?;
        version = browser.version()?;
        for (at, processor) in PROCESSORS.into_iter().enumerate() {
            for (of, size) in SIZES.into_iter().enumerate() {
                let measured = visit(&mut browser, size, processor)
                    .with_context(|| format!("{size} entries, {processor} × slower"))?;
                eprintln!(
                    "round {}: {size} entries, {processor} × slower: {measured:.0?}",
                    round + 1
                );
                for (all, one) in figures[at][of].iter_mut().zip(measured) {
                    all.push(one);
                }
            }
        }
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("\n`cargo xtask bench growth`, {version}, {cores} cores, medians of {ROUNDS} rounds");
    for (processor, of_sizes) in PROCESSORS.into_iter().zip(&figures) {
        println!("\nProcessor {processor} × slower:\n\n{}", table(of_sizes));
    }
    Ok(())
}

/// Visits a page whose feed has so many entries. Returns the measures.
fn visit(browser: &mut Chromium, entries: usize, processor: u32) -> Result<Vec<f64>> {
    let server = serve(entries)?;
    let script = WATCH
        .replace("SLOWER", &processor.to_string())
        .replace("CHANGED", CHANGED);
    let throttle = Throttle {
        latency: 0,
        down: FAST,
        up: FAST,
        processor,
    };
    let report = browser.visit(&server.url("/"), &script, &throttle, Duration::ZERO)?;
    let measured: Vec<f64> = serde_json::from_str(&report).with_context(|| report.clone())?;
    ensure!(measured.len() == MEASURES.len(), "{report}");
    Ok(measured)
}

/// Serves dist/, a page, and a feed that changes once it has been fetched.
fn serve(entries: usize) -> Result<Server> {
    let [first, second] = [false, true].map(|changed| feed(entries, changed));
    let feeds = [first?, second?];
    let version = dist::version(&dist::folder().join("amts-status"))?;
    let page = format!(
        "<!doctype html>\n<html lang=\"de\">\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Stadt</title>\n\
        <link rel=\"icon\" href=\"data:,\">\n<h1>Stadt</h1>\n<amts-status src=\"/status.json\"></amts-status>\n\
        <script type=\"module\" src=\"/amts-status/{version}/amts-status.js\"></script>\n</html>\n"
    );
    let fetched = Arc::new(AtomicBool::new(false));
    let files = xtask::serve::folder(dist::folder());
    Server::start(0, move |request| match &*request.path {
        "/" => Answer::new(200, "text/html; charset=utf-8", page.clone()),
        "/status.json" => {
            let again = fetched.swap(true, Ordering::Relaxed);
            Answer::new(200, "application/json", feeds[usize::from(again)].clone())
        }
        _ => files(request),
    })
}

/// Makes a feed of the notices' entries and parts, each a row of its own, in turn. Each has two words that no other has,
/// so that the words of the feed grow with it, as they do in a real one.
fn feed(entries: usize, changed: bool) -> Result<String> {
    let mut rows = Vec::new();
    for notice in NOTICES {
        let notice: Value = serde_json::from_str(notice)?;
        for entry in notice["entries"].as_array().into_iter().flatten() {
            flatten(entry, &mut rows);
        }
    }
    let rows: Vec<Value> = rows
        .iter()
        .cycle()
        .take(entries)
        .cloned()
        .enumerate()
        .map(row)
        .collect();
    let mut feed: Value = serde_json::from_str(NOTICES[2])?;
    feed["seq"] = json!(1 + u8::from(changed));
    feed["issued"] = json!(if changed {
        "2024-02-23T09:20:00+01:00"
    } else {
        "2024-02-23T09:00:00+01:00"
    });
    feed["next_update"] = json!("2024-02-24T12:00:00+01:00");
    feed["valid_until"] = json!("2024-02-28T12:00:00+01:00");
    feed["incident"]["phase"] = json!("acute");
    feed["updates"] = json!([]);
    feed["entries"] = json!(rows);
    if let Some(feed) = feed.as_object_mut() {
        feed.remove("confirmed");
    }
    if changed {
        feed["entries"][3]["note"] = json!(CHANGED);
    }
    Ok(feed.to_string())
}

/// Adds an entry without its parts, and each of them.
fn flatten(entry: &Value, rows: &mut Vec<Value>) {
    let mut entry = entry.clone();
    let parts = entry
        .as_object_mut()
        .and_then(|entry| entry.remove("parts"));
    rows.push(entry);
    for part in parts.iter().filter_map(Value::as_array).flatten() {
        flatten(part, rows);
    }
}

fn row((at, mut entry): (usize, Value)) -> Value {
    entry["id"] = json!(format!("row-{at}"));
    entry["urgent"] = json!(at < 2);
    for (field, number) in [("name", 2 * at), ("note", 2 * at + 1)] {
        let text = entry[field].as_str().unwrap_or_default();
        entry[field] = json!(format!("{text} {}", word(number)).trim());
    }
    entry
}

/// Makes up a word that no other number has: "Belano".
fn word(mut number: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "du", "fa", "ge", "hi", "jo", "pu",
        "wa",
    ];
    let mut word = "B".to_owned();
    for _ in 0..3 {
        word += SYLLABLES[number % 16];
        number /= 16;
    }
    word
}

/// Writes the medians of each size, and by which power of the size they grow.
fn table(of_sizes: &[Vec<Vec<f64>>]) -> String {
    let sizes = SIZES.map(|size| size.to_string()).join(" | ");
    let mut text = format!(
        "| entries | {sizes} | grows by |\n|---|{}--:|\n",
        "--:|".repeat(SIZES.len())
    );
    for (at, measure) in MEASURES.into_iter().enumerate() {
        let medians: Vec<f64> = of_sizes.iter().map(|all| median(&all[at])).collect();
        let cells: Vec<String> = medians
            .iter()
            .map(|figure| format!("{figure:.0}"))
            .collect();
        text += &format!(
            "| {measure} | {} | {:.2} |\n",
            cells.join(" | "),
            exponent(&medians)
        );
    }
    text
}

/// Returns the power of the size by which figures grow: the slope of a straight line through their logarithms.
fn exponent(figures: &[f64]) -> f64 {
    let points = SIZES.iter().zip(figures);
    let points: Vec<(f64, f64)> = points
        .map(|(size, figure)| ((*size as f64).ln(), figure.max(0.1).ln()))
        .collect();
    let mean =
        |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / points.len() as f64;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let both: f64 = points
        .iter()
        .map(|point| (point.0 - x) * (point.1 - y))
        .sum();
    let own: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
    both / own
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_feed_has_so_many_rows_with_words_of_their_own() {
        let read = |changed| {
            let feed = feed(300, changed).unwrap();
            amtsstatus::feed::Feed::read(feed.as_bytes()).unwrap().0
        };
        let (feed, changed) = (read(false), read(true));
        assert_eq!(feed.entries.len(), 300);
        let names: HashSet<&str> = feed
            .entries
            .iter()
            .flat_map(|entry| entry.name.all())
            .collect();
        assert_eq!(names.len(), 300);
        let pairs = feed.entries.iter().zip(&changed.entries);
        assert_eq!(pairs.filter(|(one, other)| one != other).count(), 1);
        assert!(changed.issued.at > feed.issued.at && changed.seq > feed.seq);
    }

    #[test]
    fn the_largest_feed_may_be_read() {
        assert!(feed(1500, false).unwrap().len() < amtsstatus::feed::MAX_BYTES);
    }

    #[test]
    fn what_doubles_with_the_size_grows_by_its_first_power() {
        let linear = SIZES.map(|size| 3.0 * size as f64);
        let squared = SIZES.map(|size| (size as f64).powi(2));
        assert!((exponent(&linear) - 1.0).abs() < 1e-9);
        assert!((exponent(&squared) - 2.0).abs() < 1e-9);
        assert!(exponent(&[7.0; 5]).abs() < 1e-9);
    }
}
