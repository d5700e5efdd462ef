//! Has Lighthouse judge the demo's homepage, as it judges a page for a telephone: a table in Markdown.

use std::fs;
use std::sync::Arc;

use anyhow::{Context, Result};
use serde_json::Value;

use super::host::{self, Files};
use super::table::{load, median};
use crate::command::{command, find, root, run as sh};
use crate::{dist, tools};

const RUNS: usize = 3;

/// What Lighthouse counts from 0 to 1.
const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

/// What it measures, in milliseconds but for the last.
const AUDITS: [&str; 5] = [
    "first-contentful-paint",
    "largest-contentful-paint",
    "speed-index",
    "total-blocking-time",
    "cumulative-layout-shift",
];

/// Judges the built site.
pub fn run() -> Result<()> {
    tools::for_bench()?;
    dist::build()?;
    let files = host::read(&dist::folder(), &dist::folder())?;
    let server = host::serve(Files::new(), &Arc::new(files))?;
    let chromium = find("chromium").context("chromium is not on PATH: `cargo xtask setup`")?;
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder)?;
    let report = folder.join("lighthouse.json");
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        let program = tools::bench()?.join(".bin/lighthouse");
        let mut lighthouse = command(&program.display().to_string());
        lighthouse
            .arg(server.url("/"))
            .args(["--quiet", "--no-enable-error-reporting", "--output=json"])
            .arg(format!("--output-path={}", report.display()))
            // As root Chromium does not start with its sandbox.
            .arg("--chrome-flags=--headless=new --no-sandbox")
            .env("CHROME_PATH", &chromium);
        sh(&mut lighthouse)?;
        runs.push(serde_json::from_slice::<Value>(&fs::read(&report)?)?);
    }
    let version = runs[0]["lighthouseVersion"].as_str().unwrap_or_default();
    let agent = runs[0]["environment"]["hostUserAgent"].as_str();
    let agent = agent.and_then(|agent| agent.split(' ').find(|word| word.contains("Chrome/")));
    println!(
        "\n`cargo xtask bench lighthouse`, Lighthouse {version}, {}, medians of {RUNS} runs, load {}\n",
        agent.unwrap_or("Chromium"),
        load()
    );
    print!("{}", table(&runs));
    for run in &runs {
        for complaint in complaints(run) {
            println!("{complaint}");
        }
    }
    Ok(())
}

/// Writes the medians of the runs.
fn table(runs: &[Value]) -> String {
    let of = |pointer: String, times: f64| {
        let figures = runs
            .iter()
            .filter_map(|run| run.pointer(&pointer)?.as_f64());
        median(&figures.collect::<Vec<f64>>()) * times
    };
    let mut text = "| | |\n|---|--:|\n".to_owned();
    for category in CATEGORIES {
        let score = of(format!("/categories/{category}/score"), 100.0);
        text += &format!("| {category} | {score:.0} |\n");
    }
    for audit in AUDITS {
        let value = of(format!("/audits/{audit}/numericValue"), 1.0);
        let value = match audit {
            "cumulative-layout-shift" => format!("{value:.3}"),
            _ => format!("{value:.0} ms"),
        };
        text += &format!("| {} | {value} |\n", audit.replace('-', " "));
    }
    text
}

/// Names what counts and is not at its best.
fn complaints(run: &Value) -> Vec<String> {
    let references = CATEGORIES.iter().flat_map(|category| {
        let references = run["categories"][category]["auditRefs"].as_array();
        references.into_iter().flatten()
    });
    references
        .filter(|reference| reference["weight"].as_f64() > Some(0.0))
        .filter_map(|reference| {
            let audit = &run["audits"][reference["id"].as_str()?];
            let score = audit["score"].as_f64()?;
            let shown = audit["displayValue"].as_str().unwrap_or_default();
            (score < 1.0).then(|| {
                format!(
                    "  {score:.2} {} {shown}",
                    audit["id"].as_str().unwrap_or_default()
                )
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn scores_are_told_from_0_to_100_and_what_is_not_at_its_best_by_name() {
        let run = |score: f64| {
            json!({
                "categories": { "performance": { "score": score, "auditRefs": [
                    { "id": "cumulative-layout-shift", "weight": 25 }, { "id": "hint", "weight": 0 } ] } },
                "audits": {
                    "cumulative-layout-shift": { "id": "cumulative-layout-shift", "score": score, "numericValue": 0.25 },
                    "hint": { "id": "hint", "score": 0 } }
            })
        };
        let table = table(&[run(0.5), run(0.66), run(0.7)]);
        assert!(table.contains("| performance | 66 |\n"), "{table}");
        assert!(
            table.ends_with("| cumulative layout shift | 0.250 |\n"),
            "{table}"
        );
        assert_eq!(complaints(&run(0.5)), ["  0.50 cumulative-layout-shift "]);
        assert!(complaints(&run(1.0)).is_empty());
    }
}
