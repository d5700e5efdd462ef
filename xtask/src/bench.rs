//! Measurements that are not tests: when a page can be read, what grows with a feed, what lasts, and what a server bears.

mod devtools;
mod endurance;
mod first_sight;
mod growth;
mod host;
mod lighthouse;
mod load;
mod polling;
mod table;

use std::path::Path;

use anyhow::{Result, bail};

use crate::command::{command, run as sh};

/// Runs the measurement that the arguments behind `bench` name.
pub fn run(args: &[&str]) -> Result<()> {
    match args {
        ["polling"] => polling::run(),
        ["growth"] => growth::run(),
        ["lighthouse"] => lighthouse::run(),
        ["endurance"] => endurance::run(),
        ["load"] => load::run(),
        ["native"] => sh(&mut command("cargo bench --quiet --bench native")),
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
            "bench {}: takes `first-sight`, `growth`, `endurance`, `lighthouse`, `native`, `load` or `polling`",
            args.join(" ")
        ),
    }
}
