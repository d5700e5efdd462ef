//! What is measured rather than tested: the load on a server, and when a page can be read.

mod devtools;
mod first_sight;
mod polling;

use std::path::Path;

use anyhow::{Result, bail};

/// Runs what stands behind `bench`.
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
