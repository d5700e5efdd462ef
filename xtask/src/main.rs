//! `cargo xtask`: every chore of the project, one module each.

use std::process::ExitCode;

mod bench;
mod bundle;
mod command;
mod demo;
mod dist;
mod fuzz;
mod issue;
mod release;
mod reproduce;
mod size;
mod small_std;
mod snapshot_sheet;
mod test;
mod tools;

const HELP: &str = "\
usage: cargo xtask <chore>

  setup                 say what is missing, and install it: toolchain parts, Trunk, browsers
  demo [--port <port>]  build everything and serve the demo homepage
  env                   print the line that puts the tools on PATH, for `trunk serve`
  dist                  build dist/, list its sizes, fail above the budget
  dist --plain-std      the same with the compiler's own standard library, for comparison
  size                  a table of where the bytes of the core are
  release               pack what is handed out into target/archives/: program, bundle, plugin, package for npm
  reproduce             build the bundle twice, in places that have nothing in common, and compare
  test [--only <step>]  every check and test; steps: fmt, clippy, native, web, dist, journeys
  fuzz [seconds]        feed random bytes to all that reads any, for a minute if nothing is said
  bench polling         print what two hours of an open page cost a server
  bench first-sight [--rounds <number>] [--against <dist>]
                        measure in Chromium when a page can be read; against another built site too
  bench endurance       leave a page open for days, on a driven clock: what grows
  bench native          measure parse, check, search, render, sign and verify on this machine
  bench load            have nginx, configured as documented, answer 20,000 polls
  bench lighthouse      have Lighthouse judge the demo homepage
  bench growth          measure in Chromium what grows with the entries of a feed
  bundle                Trunk's post-build hook: nobody calls it by hand";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[&str]) -> anyhow::Result<()> {
    match args {
        ["setup"] => tools::for_tests(),
        ["env"] => {
            println!("export PATH='{}'", tools::path()?.to_string_lossy());
            Ok(())
        }
        ["demo"] => demo::run(demo::PORT),
        ["demo", "--port", port] => demo::run(demo::port(port)?),
        ["dist", more @ ..] => dist::run(dist::Std::parse(more)?),
        ["size"] => size::run(),
        ["release"] => release::run(),
        ["reproduce"] => reproduce::run(),
        ["test"] => test::run(None),
        ["test", "--only", step] => test::run(Some(step)),
        ["fuzz"] => fuzz::run(fuzz::SECONDS),
        ["fuzz", seconds] => fuzz::run(fuzz::seconds(seconds)?),
        ["bench", more @ ..] => bench::run(more),
        ["bundle"] => bundle::run(),
        [] | ["help" | "-h" | "--help"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => anyhow::bail!("unknown chore `{}`\n\n{HELP}", args.join(" ")),
    }
}
