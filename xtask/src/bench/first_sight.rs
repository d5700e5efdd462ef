//! Measures when a telephone number can be read, in Chromium on a slow network and a slow processor: a table in
//! Markdown.
//!
//! Each round has a browser with a new profile and servers on new ports, and makes every visit once. So a disturbance
//! of the machine hits all visits alike, and only the repeat visits find anything cached.

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use amtsstatus::components::ViewOptions;
use amtsstatus::feed::Feed;
use amtsstatus::render;
use anyhow::{Context, Result, anyhow};
use serde_json::Value;
use xtask::serve::Server;

use super::devtools::{Chromium, Throttle};
use super::host::{self, Files};
use super::table::median;
use crate::command::{command, run as sh};
use crate::{dist, tools};

const ROUNDS: usize = 9;

/// Lighthouse's slow 4G, as the network's own figures: 1.6 Mbit/s down, 750 kbit/s up, 150 ms; processor 4 × slower.
const SLOW_4G: Throttle = Throttle {
    latency: 150,
    down: 1_638_400 / 8,
    up: 750_000 / 8,
    processor: 4,
};

/// The last digits of the number that a page has to show (xtask/demo/musterstadt.json), whatever stands before and
/// between.
const DIGITS: &str = "23125115";

/// What each page reports.
const WATCH: &str = include_str!("first_sight.js");

/// Where the stylesheet of snapshots is put into the page, and the script.
const SHEET: &str = "amts-status.css";
const SCRIPT: &str = "amts-status.js";

/// A built bundle: its files, with feed and snapshot, and the version's folder.
struct Bundle {
    /// What is said of it behind the names of its visits.
    name: &'static str,
    files: Arc<Files>,
    version: String,
}

/// What every round visits.
struct Pages {
    bundles: Vec<Bundle>,
    snapshot: String,
    sheet: String,
    peer: Vec<u8>,
    /// The files of a published site.
    site: Arc<Files>,
}

/// One row of the table: a visit, and what was measured in each round, in the order of [`MEASURES`].
struct Row {
    name: String,
    measured: Vec<Vec<Option<f64>>>,
}

/// What is measured besides the first, which is shown with its extremes.
const MEASURES: [&str; 7] = [
    "readable, ms",
    "first paint, ms",
    "blocked, ms",
    "compiled, ms",
    "core to paint, ms",
    "requests",
    "KB",
];

/// Measures the built site, and the bundle of a second one if its folder is given.
pub fn run(against: Option<&Path>, rounds: Option<usize>) -> Result<()> {
    tools::for_bench()?;
    dist::build()?;
    let rounds = rounds.unwrap_or(ROUNDS);
    let pages = Pages::read(against)?;
    let mut rows: Vec<Row> = Vec::new();
    let mut version = String::new();
    for round in 0..rounds {
        let mut browser = Chromium::start(&round.to_string())?;
        version = browser.version()?;
        let mut note = |name: String, url: String, servers: &[&Server]| -> Result<()> {
            let measured = visit(&mut browser, &name, &url, servers)
                .with_context(|| format!("{name}, round {}", round + 1))?;
            eprintln!("round {}: {name} {measured:.0?}", round + 1);
            match rows.iter_mut().find(|row| row.name == name) {
                Some(row) => row.measured.push(measured),
                None => rows.push(Row {
                    name,
                    measured: vec![measured],
                }),
            }
            Ok(())
        };
        pages.visit_all(&mut note)?;
    }
    rows.retain(|row| row.name != WARM_UP);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let command = match against {
        Some(_) => "cargo xtask bench first-sight --against …",
        None => "cargo xtask bench first-sight",
    };
    println!("\n`{command}`, {version}, {cores} cores, {rounds} rounds\n");
    print!("{}", table(&rows));
    if let (Some(framed), Some(plain)) = (median_of(&rows, FRAMED), median_of(&rows, PLAIN_FRAMED))
    {
        let times = framed / plain;
        println!("\n{FRAMED}: {times:.2} × {PLAIN_FRAMED}, at most {MOST_FRAMED}");
    }
    Ok(())
}

/// Returns the median of when a page can be read.
fn median_of(rows: &[Row], name: &str) -> Option<f64> {
    let row = rows.iter().find(|row| row.name == name)?;
    let times: Vec<f64> = row.measured.iter().filter_map(|one| one[0]).collect();
    (!times.is_empty()).then(|| median(&times))
}

/// Makes a visit. Returns what was measured; what the page does not have is `None`.
fn visit(
    browser: &mut Chromium,
    name: &str,
    url: &str,
    servers: &[&Server],
) -> Result<Vec<Option<f64>>> {
    let seen = || servers.iter().flat_map(|server| server.log());
    let (requests, bytes) = (seen().count(), sum(seen()));
    let live = name.contains("element") || name.contains("repeat") || name.starts_with(FETCHED);
    let script = WATCH
        .replace("DIGITS", DIGITS)
        .replace("LIVE", &live.to_string());
    let report = browser.visit(url, &script, &SLOW_4G, Duration::ZERO)?;
    let report: Value = serde_json::from_str(&report).with_context(|| report.clone())?;
    let names = ["read", "paint", "blocking", "compile", "render"];
    let mut measured: Vec<Option<f64>> = names.map(|name| report[name].as_f64()).to_vec();
    measured.push(Some((seen().count() - requests) as f64));
    measured.push(Some((sum(seen()) - bytes) as f64 / 1000.0));
    Ok(measured)
}

fn sum(seen: impl Iterator<Item = xtask::serve::Seen>) -> usize {
    seen.map(|seen| seen.sent).sum()
}

/// The name of a visit that is not counted, since a new browser is slow at first.
const WARM_UP: &str = "warm-up";
/// The visit with which the others are compared.
const PLAIN: &str = "plain page with a stylesheet";
const FETCHED: &str = "fetched snapshot";
const FRAMED: &str = "framed page";
/// The visit with which the framed page is compared.
const PLAIN_FRAMED: &str = "plain page in a frame";
/// How many times later the framed page may be read.
const MOST_FRAMED: f64 = 1.2;

type Note<'n> = dyn FnMut(String, String, &[&Server]) -> Result<()> + 'n;

impl Pages {
    fn read(against: Option<&Path>) -> Result<Self> {
        let dist = dist::folder();
        let bytes = fs::read(dist.join("status.json")).context("dist/ has no feed")?;
        let (feed, _) =
            Feed::read(&bytes).map_err(|_| anyhow!("the feed of dist/ cannot be read"))?;
        let now = feed.issued.at;
        let snapshot = render::snapshot(Rc::new(feed), ViewOptions::default(), now);
        let mut bundles = vec![Bundle::read("", &dist, &bytes, &snapshot)?];
        if let Some(against) = against {
            bundles.push(Bundle::read(" (against)", against, &bytes, &snapshot)?);
        }
        let sheet = fs::read_to_string(dist.join(&bundles[0].version[1..]).join(SHEET))?;
        Ok(Self {
            bundles,
            snapshot,
            sheet,
            peer: peer()?,
            site: Arc::new(emergency_page()?),
        })
    }

    /// Makes every visit once, and gives its name, its address and its servers to `note`.
    fn visit_all(&self, note: &mut Note<'_>) -> Result<()> {
        let own = &self.bundles[0];
        let Self {
            snapshot, sheet, ..
        } = self;
        let (link, script) = (own.link(), own.script(""));
        let inline = format!("<style>{sheet}</style>\n");
        let named = "snapshot=\"/status.de.html\"";
        // As docs/einbetten.md has them.
        let reader = dist::reader(own.files.keys())?;
        let preload = format!(
            "<link rel=\"preload\" as=\"fetch\" crossorigin href=\"/status.de.html\">\n\
            <link rel=\"modulepreload\" crossorigin href=\"{reader}\">\n"
        );
        for (name, head, body) in [
            (WARM_UP, link.clone(), snapshot.clone()),
            ("plain page", String::new(), snapshot.clone()),
            (PLAIN, link.clone(), snapshot.clone()),
            (
                "pasted snapshot, stylesheet linked",
                link + &script,
                element("", "", snapshot),
            ),
            (
                "pasted snapshot, stylesheet inline",
                inline + &script,
                element("", "", snapshot),
            ),
            (FETCHED, script.clone(), element("", named, "")),
            (
                "fetched snapshot, preloaded",
                preload + &script,
                element("", named, ""),
            ),
        ] {
            let server = own.serve(&page(&head, &body))?;
            note(name.to_owned(), server.url("/"), &[&server])?;
        }

        let mut files = Files::new();
        let head = "<script type=\"module\" src=\"/peer.js\"></script>\n";
        let body = "<peer-status src=\"/status.json\"></peer-status>";
        host::put(&mut files, "/index.html", page(head, body))?;
        host::put(&mut files, "/peer.js", self.peer.as_slice())?;
        let server = host::serve(files, &own.files)?;
        note(
            "peer, made with lit".to_owned(),
            server.url("/"),
            &[&server],
        )?;

        let alone = |bundle: &Bundle| bundle.serve(&page(&bundle.script(""), &element("", "", "")));
        let servers: Vec<Server> = self.bundles.iter().map(alone).collect::<Result<_>>()?;
        for what in ["element alone", "repeat visit"] {
            for (server, Bundle { name, .. }) in servers.iter().zip(&self.bundles) {
                note(format!("{what}{name}"), server.url("/"), &[server])?;
            }
        }

        let town = host::serve(Files::new(), &own.files)?;
        let origin = town.url("");
        let mut files = Files::new();
        let html = page(&own.script(&origin), &element(&origin, "", ""));
        host::put(&mut files, "/index.html", html)?;
        let server = host::serve(files, &Arc::default())?;
        let both = [&server, &town];
        note(
            "element on another origin".to_owned(),
            server.url("/"),
            &both,
        )?;
        drop(town);
        let name = "repeat visit, that origin dead";
        note(name.to_owned(), server.url("/"), &[&server])?;

        for (name, framed) in [(PLAIN_FRAMED, "/plain.html"), (FRAMED, "/frame.html")] {
            let mut files = Files::new();
            host::put(&mut files, "/plain.html", page(&own.link(), snapshot))?;
            let frame = format!("<iframe src=\"{framed}\" width=\"100%\" height=\"700\"></iframe>");
            host::put(&mut files, "/index.html", page("", &frame))?;
            let server = host::serve(files, &self.site)?;
            note(name.to_owned(), server.url("/"), &[&server])?;
        }

        let server = host::serve(Files::new(), &self.site)?;
        let url = server.url("/");
        note("emergency page".to_owned(), url.clone(), &[&server])?;
        drop(server);
        note("emergency page, no network".to_owned(), url, &[])
    }
}

impl Bundle {
    fn read(name: &'static str, dist: &Path, feed: &[u8], snapshot: &str) -> Result<Self> {
        let base = dist.join("amts-status");
        let version = format!("/amts-status/{}/", dist::version(&base)?);
        let mut files = host::read(&base, dist)?;
        host::put(&mut files, "/status.json", feed)?;
        host::put(&mut files, "/status.de.html", snapshot)?;
        Ok(Self {
            name,
            files: Arc::new(files),
            version,
        })
    }

    /// Serves the bundle, and a page at `/`.
    fn serve(&self, page: &str) -> Result<Server> {
        let mut files = Files::new();
        host::put(&mut files, "/index.html", page)?;
        host::serve(files, &self.files)
    }

    fn link(&self) -> String {
        let Self { version, .. } = self;
        format!("<link rel=\"stylesheet\" href=\"{version}{SHEET}\">\n")
    }

    fn script(&self, origin: &str) -> String {
        let Self { version, .. } = self;
        format!("<script type=\"module\" src=\"{origin}{version}{SCRIPT}\"></script>\n")
    }
}

/// Bundles the peer.
fn peer() -> Result<Vec<u8>> {
    let file = folder("peer").join("peer.js");
    let mut esbuild = command(&tools::esbuild()?.display().to_string());
    esbuild
        .args([
            "xtask/src/bench/peer.js",
            "--bundle",
            "--minify",
            "--format=esm",
            "--log-level=warning",
        ])
        .arg(format!("--outfile={}", file.display()))
        .env("NODE_PATH", tools::bench()?);
    sh(&mut esbuild)?;
    let peer = fs::read(&file)?;
    eprintln!(
        "the peer has {} bytes by brotli",
        dist::brotli(&peer)?.len()
    );
    Ok(peer)
}

/// Has the command line write an emergency page.
fn emergency_page() -> Result<Files> {
    let out = folder("site");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let line = "cargo run --quiet --bin amtsstatus -- site dist/status.json --bundle dist/amts-status --out";
    sh(command(line).arg(&out))?;
    host::read(&out, &out)
}

fn folder(name: &str) -> PathBuf {
    crate::command::root().join("target/bench").join(name)
}

fn element(origin: &str, more: &str, content: &str) -> String {
    format!("<amts-status src=\"{origin}/status.json\" {more}>{content}</amts-status>")
}

/// Returns a town's page.
fn page(head: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
        <title>Stadt Musterstadt</title>\n<link rel=\"icon\" href=\"data:,\">\n{head}</head>\n\
        <body>\n<h1>Stadt Musterstadt</h1>\n{body}\n</body>\n</html>\n"
    )
}

/// Writes the medians, with the extremes of the first, and how that one compares with a plain page.
fn table(rows: &[Row]) -> String {
    let median = |row: &Row, at: usize| {
        let figures: Vec<f64> = row.measured.iter().filter_map(|one| one[at]).collect();
        (!figures.is_empty()).then(|| median(&figures))
    };
    let plain = rows.iter().find(|row| row.name == PLAIN);
    let plain = plain.and_then(|row| median(row, 0));
    let heads = MEASURES[1..].join(" | ");
    let mut text = format!(
        "| visit | {} | fastest to slowest | × | {heads} |\n|---|{}\n",
        MEASURES[0],
        "--:|".repeat(MEASURES.len() + 2)
    );
    for row in rows {
        let mut times: Vec<f64> = row.measured.iter().filter_map(|one| one[0]).collect();
        times.sort_by(f64::total_cmp);
        let [least, most] = [0, times.len() - 1].map(|at| times[at]);
        let ratio = match (median(row, 0), plain) {
            (Some(own), Some(plain)) => format!("{:.2}", own / plain),
            _ => String::new(),
        };
        let cells = (1..MEASURES.len())
            .map(|at| median(row, at).map_or(String::new(), |figure| format!("{figure:.0}")));
        let cells: Vec<String> = cells.collect();
        text += &format!(
            "| {} | {:.0} | {least:.0} to {most:.0} | {ratio} | {} |\n",
            row.name,
            median(row, 0).unwrap_or_default(),
            cells.join(" | ")
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_medians_extremes_and_ratios() {
        let row = |name: &str, times: [f64; 3]| Row {
            name: name.to_owned(),
            measured: times
                .map(|time| {
                    let mut all = vec![Some(time); MEASURES.len()];
                    all[3] = None;
                    all
                })
                .to_vec(),
        };
        let rows = [row(PLAIN, [20.0, 20.0, 20.0]), row("a", [30.0, 10.4, 25.0])];
        let is = "| a | 25 | 10 to 30 | 1.25 | 25 | 25 |  | 25 | 25 | 25 |\n";
        assert!(table(&rows).ends_with(is), "{}", table(&rows));
    }

    #[test]
    fn the_demos_feed_has_the_number() {
        let feed = include_str!("../../demo/musterstadt.json");
        let digits: String = feed.chars().filter(char::is_ascii_digit).collect();
        assert!(digits.contains(DIGITS));
    }
}
