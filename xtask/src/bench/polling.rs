//! What an open page costs its server: two simulated hours, printed as the table of docs/betrieb.md.

use anyhow::Result;

use crate::command::{command, run as sh};

/// The simulation is a native test on a fake clock; here its numbers are shown.
pub fn run() -> Result<()> {
    sh(&mut command(
        "cargo test --quiet --test it -- --nocapture --exact visit::two_hours_cost_what_the_documentation_says",
    ))
}
