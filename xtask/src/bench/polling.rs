//! Prints what an open page costs its server in two simulated hours: the table of docs/betrieb.md.

use anyhow::Result;

use crate::command::{command, run as sh};

/// Runs the native test that simulates it on a fake clock, and shows its output.
pub fn run() -> Result<()> {
    sh(&mut command(
        "cargo test --quiet --test it -- --nocapture --exact visit::two_hours_cost_what_the_documentation_says",
    ))
}
