//! Runs libFuzzer for a while on all functions that read foreign bytes: `tests/it/fuzzed.rs` lists them.
//!
//! It is not one of the tests, which end with the same result each time; but they run its corpus.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use anyhow::{Context, Result, bail, ensure};

use crate::command::{command, root, works};
use crate::tools;

/// The default duration in seconds.
pub const SECONDS: u32 = 60;

/// Parses the number of seconds.
pub fn seconds(text: &str) -> Result<u32> {
    let seconds = text.parse().ok().filter(|seconds| *seconds > 0);
    seconds.with_context(|| format!("fuzz {text}: not a number of seconds"))
}

/// Runs the fuzzer for so many seconds. Fails if it finds anything.
pub fn run(seconds: u32) -> Result<()> {
    let program = tools::for_fuzzing()?;
    // libFuzzer needs to be told of every branch, which stable compilers can do and do not offer.
    let unstable = ("RUSTC_BOOTSTRAP", "1");
    ensure!(
        works(command("rustc -Z help").env(unstable.0, unstable.1)),
        "this compiler takes no -Z options even with RUSTC_BOOTSTRAP=1: a nightly is missing"
    );
    // New inputs stay out of the repository's own corpus and are kept for the next time.
    let corpus = root().join("target/fuzz/corpus");
    fs::create_dir_all(&corpus).with_context(|| format!("cannot create {}", corpus.display()))?;
    let found = root().join("target/fuzz/found");
    fs::create_dir_all(&found).with_context(|| format!("cannot create {}", found.display()))?;
    let mut fuzz = command(&program.display().to_string());
    // No sanitizer: this project has no `unsafe`, and without one many more inputs fit into a minute.
    fuzz.args(["run", "--sanitizer", "none", "feed"])
        .arg(&corpus)
        .arg("fuzz/corpus/feed")
        .arg("--")
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-artifact_prefix={}/", found.display()))
        .args(["-max_len=16384", "-timeout=10", "-print_final_stats=1"])
        .env(unstable.0, unstable.1)
        .stderr(Stdio::piped());
    let mut child = fuzz.spawn().context("cannot start cargo-fuzz")?;
    let stderr = child.stderr.take().context("a child without stderr")?;
    let mut executions = None;
    for line in BufReader::new(stderr).split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        eprintln!("{line}");
        executions = self::executions(&line).or(executions);
    }
    let status = child.wait()?;
    match executions {
        Some(executions) if status.success() => {
            println!("{executions} executions in {seconds} s, nothing found");
            Ok(())
        }
        Some(executions) => bail!(
            "found something after {executions} executions; the input is in {}",
            found.display()
        ),
        None => bail!("the fuzzer did not run ({status})"),
    }
}

/// Parses the number in a line such as `stat::number_of_executed_units: 1234`.
fn executions(line: &str) -> Option<u64> {
    let (_, number) = line.split_once("stat::number_of_executed_units:")?;
    number.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_executions_are_those_that_the_fuzzer_counts_in_the_end() {
        let line = "stat::number_of_executed_units: 52018";
        assert_eq!(executions(line), Some(52018));
        assert_eq!(executions("#52018 DONE cov: 9000 ft: 20000"), None);
    }

    #[test]
    fn a_time_is_a_number_of_seconds_and_not_for_ever() {
        assert_eq!(seconds("600").ok(), Some(600));
        for text in ["0", "-1", "1m", ""] {
            assert!(seconds(text).is_err(), "{text}");
        }
    }
}
