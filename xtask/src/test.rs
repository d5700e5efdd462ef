//! Runs every check and test, cheap ones first, and stops at the first step that fails.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use crate::command::{command, find, root, run as sh, shown};
use crate::{dist, tools};

/// A step: its name and its function.
type Step = (&'static str, fn(&mut Count) -> Result<()>);

const STEPS: [Step; 6] = [
    ("fmt", fmt),
    ("clippy", clippy),
    ("native", native),
    ("web", web),
    ("dist", dist),
    ("journeys", journeys),
];

/// The number of tests so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    passed: usize,
    failed: usize,
    /// Journeys that failed and were tried once more (tests/e2e/browser.rs), whatever became of them.
    tried_again: usize,
}

/// Runs all steps, or one. The last line says how many tests passed and failed.
pub fn run(only: Option<&str>) -> Result<()> {
    let names = STEPS.map(|(name, _)| name).join(", ");
    ensure!(
        only.is_none_or(|only| names.split(", ").any(|name| name == only)),
        "--only takes one of {names}"
    );

    let mut count = Count::default();
    let result = steps(only, &mut count);
    if let Err(error) = &result {
        // It is printed before the count, which is always the last line.
        eprintln!("error: {error:#}");
        // A step can fail without a failing test, and still nobody must read "0 failed".
        count.failed = count.failed.max(1);
    }
    if count.tried_again > 0 {
        println!("{} tried a second time", plural(count.tried_again));
    }
    println!("{} passed, {} failed", count.passed, count.failed);
    if result.is_err() {
        std::process::exit(1);
    }
    Ok(())
}

fn steps(only: Option<&str>, count: &mut Count) -> Result<()> {
    announce("setup");
    tools::for_tests()?;
    for (name, step) in STEPS {
        if only.is_none_or(|only| only == name) {
            announce(name);
            step(count).with_context(|| format!("step {name}"))?;
        }
    }
    Ok(())
}

fn announce(step: &str) {
    println!("\n== {step}");
}

fn fmt(_: &mut Count) -> Result<()> {
    sh(&mut command("cargo fmt --all --check"))
}

fn clippy(_: &mut Count) -> Result<()> {
    sh(&mut command(
        "cargo clippy --workspace --all-targets --features amtsstatus/e2e -- -D warnings",
    ))?;
    sh(&mut command(&format!(
        "cargo clippy {WEB} --lib --bin widget --test web -- -D warnings"
    )))
}

fn native(count: &mut Count) -> Result<()> {
    tests(&mut command("cargo test --workspace --no-fail-fast"), count)
}

/// The browser's side of the package.
const WEB: &str = "--target wasm32-unknown-unknown --no-default-features --features widget";

fn web(count: &mut Count) -> Result<()> {
    let driver = find("chromedriver").context("chromedriver is not on PATH")?;
    let mut test = command(&format!("cargo test {WEB} --test web"));
    test.env("PATH", tools::path()?)
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        .env("CHROMEDRIVER", driver)
        .env(
            "WASM_BINDGEN_TEST_WEBDRIVER_JSON",
            root().join("xtask/webdriver.json"),
        )
        // Seconds; two busy cores need more than the runner's 5 and 20.
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    tests(&mut test, count)
}

fn dist(_: &mut Count) -> Result<()> {
    dist::build()?;
    dist::weigh()
}

fn journeys(count: &mut Count) -> Result<()> {
    let dist = dist::folder();
    ensure!(
        dist.join("index.html").is_file(),
        "dist/ is not built: `cargo xtask dist`"
    );
    // WebKitGTK opens a window even under WebDriver, so the journeys get a virtual display. They run two at a time on
    // every machine: many wait for a timer, and two keep two cores busy. They do not disturb each other
    // (tests/e2e/browser.rs).
    let mut test = command(
        "xvfb-run -a cargo test --features e2e,bundled --test e2e --no-fail-fast -- --test-threads=2",
    );
    test.env("PATH", tools::path()?)
        .env("AMTS_DIST", dist)
        .env("AMTS_AXE", tools::axe()?)
        .env("AMTS_LOCALES", tools::locales()?)
        .env("AMTS_STYLES", tools::styles()?)
        .env("AMTS_BUNDLERS", tools::bundlers()?)
        .env("AMTS_VALIDATORS", tools::validators()?)
        .env("AMTS_APACHE", tools::apache()?)
        .env("AMTS_WORDPRESS", tools::wordpress()?)
        .env("AMTS_HUGO", tools::hugo()?);
    tests(&mut test, count)
}

/// Runs the tests, shows their output as it comes and adds up their results. Fails if a test fails, or if none ran.
fn tests(test: &mut Command, count: &mut Count) -> Result<()> {
    let mut child = test
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{}`", shown(test)))?;
    let stdout = child.stdout.take().context("a child without stdout")?;
    let before = *count;
    for line in BufReader::new(stdout).split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        count.add(&line);
    }
    let status = child.wait()?;
    if count.failed > before.failed {
        bail!(
            "{} failed: `{}`",
            plural(count.failed - before.failed),
            shown(test)
        );
    }
    ensure!(status.success(), "`{}` failed ({status})", shown(test));
    ensure!(
        count.passed > before.passed,
        "`{}` ran no test",
        shown(test)
    );
    Ok(())
}

fn plural(count: usize) -> String {
    if count == 1 {
        "1 test".to_owned()
    } else {
        format!("{count} tests")
    }
}

impl Count {
    /// Adds the numbers of a line such as `test result: ok. 3 passed; 0 failed; 0 ignored; …`, or a second try.
    fn add(&mut self, line: &str) {
        // The name of a test that is running may stand before it.
        self.tried_again += usize::from(line.contains("second try: "));
        let Some((_, result)) = line.split_once("test result: ") else {
            return;
        };
        let Some((_, numbers)) = result.split_once(". ") else {
            return;
        };
        for part in numbers.split(';') {
            match part.trim().split_once(' ') {
                Some((number, "passed")) => self.passed += number.parse().unwrap_or(0),
                Some((number, "failed")) => self.failed += number.parse().unwrap_or(0),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_all_binaries_add_up() {
        let mut count = Count::default();
        for line in [
            "running 3 tests",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 filtered out; finished in 1.20s",
            "test 5 passed; 5 failed",
            "second try: e2e::hosts: no such window",
        ] {
            count.add(line);
        }
        assert_eq!(
            count,
            Count {
                passed: 5,
                failed: 1,
                tried_again: 1,
            }
        );
    }
}
