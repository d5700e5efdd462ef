//! Measurements that are not tests: when a page can be read, what grows with a feed, what lasts, and what a server bears.

mod devtools;
mod first_sight;
mod growth;
mod host;
mod lighthouse;
mod polling;
mod table;

use std::path::Path;

use anyhow::{Result, bail};

/// Runs the measurement that the arguments behind `bench` name.
pub fn run(args: &[&str]) -> Result<()> {
    match args {
        ["polling"] => polling::run(),
        ["growth"] => growth::run(),
        ["lighthouse"] => lighthouse::run(),
        ["first-sight", more @ ..] => {
            let (rounds, more) = match more {
                ["--rounds", rounds, more @ ..] => (Some(rounds.parse()?), more),
                _ => (None, more),
            };
            match more {
                [] => first_sight::run(None, rounds),
                ["--against", dist] => first_sight::run(Some(Path::new(dist)), rounds),
                _ => bail!("bench first-sight: takes [--rounds <number>] [--against <dist>]"),
            }
        }
        _ => bail!(
            "bench {}: takes `polling`, `growth`, `lighthouse` or `first-sight`",
            args.join(" ")
        ),
    }
}
