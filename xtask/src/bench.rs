//! Measurements that are not tests: the load on a server, the time until a page can be read, and what grows with a feed.

mod devtools;
mod first_sight;
mod growth;
mod polling;

use std::path::Path;

use anyhow::{Result, bail};

/// Runs the measurement that the arguments behind `bench` name.
pub fn run(args: &[&str]) -> Result<()> {
    match args {
        ["polling"] => polling::run(),
        ["growth"] => growth::run(),
        ["first-sight"] => first_sight::run(None),
        ["first-sight", "--against", dist] => first_sight::run(Some(Path::new(dist))),
        _ => bail!(
            "bench {}: takes `polling`, `growth` or `first-sight [--against <dist>]`",
            args.join(" ")
        ),
    }
}
