//! Measurements that are not tests: the load on a server, and the time until a page can be read.

mod devtools;
mod first_sight;
mod polling;

use std::path::Path;

use anyhow::{Result, bail};

/// Runs the measurement that the arguments behind `bench` name.
pub fn run(args: &[&str]) -> Result<()> {
    match args {
        ["polling"] => polling::run(),
        ["first-sight"] => first_sight::run(None),
        ["first-sight", "--against", dist] => first_sight::run(Some(Path::new(dist))),
        _ => bail!(
            "bench {}: takes `polling` or `first-sight [--against <dist>]`",
            args.join(" ")
        ),
    }
}
