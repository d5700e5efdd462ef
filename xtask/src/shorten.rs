//! The long names between glue and core become short ones: each stands in both files, and they are 3 KB on the wire.

use std::path::Path;

use anyhow::{Context, Result};

use crate::command::{command, read};

/// Writes the core `from` to `to` under short names, and gives the glue that speaks them.
pub fn shorten(glue: &str, from: &Path, to: &Path) -> Result<String> {
    let mut wasm_opt = command("wasm-opt");
    wasm_opt
        .env("PATH", crate::tools::path()?)
        // After Trunk's own round, others over control flow that is taken apart and put together anew find another
        // kilobyte.
        .args(["--flatten", "--rereloop", "-Oz", "-Oz"])
        // Twice wasm-opt's own measure of what is no longer than a call of it: shims of wasm-bindgen's, mostly.
        .args(["--always-inline-max-function-size", "4"])
        // A constant that is added to an address moves into the instruction. That is wrong only where the sum wraps
        // around to the lowest kilobyte: the end of Rust's stack (rust-lld's --stack-first), 1 KB before it overflows.
        .args([
            "--low-memory-unused",
            "--minify-imports-and-exports-and-modules",
        ])
        // By their Rust names, which Trunk's round has kept, functions that are made alike become neighbours: they pack
        // better, though the core is no smaller for it.
        .arg("--reorder-functions-by-name")
        .args(["--strip-producers", "--strip-target-features"])
        .arg(from)
        .arg("-o")
        .arg(to);
    let names = read(&mut wasm_opt).context("cannot shorten the core's names")?;
    Ok(renamed(glue, &names))
}

/// `names` is what wasm-opt prints: a line `["module", "name", "short"]` for each import, `["name", "short"]` for each
/// export. All imports have one module, which becomes `a`.
fn renamed(glue: &str, names: &str) -> String {
    let mut glue = glue.to_owned();
    for line in names.lines() {
        let quoted: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
        match quoted[..] {
            [module, name, short] => {
                glue = glue.replace(&format!("\"{module}\""), "\"a\"");
                glue = word_replaced(&glue, "", name, short);
            }
            [name, short] => glue = word_replaced(&glue, "wasm.", name, short),
            _ => {}
        }
    }
    glue
}

/// Replaces `name` behind `before` where it is a whole identifier.
fn word_replaced(text: &str, before: &str, name: &str, short: &str) -> String {
    let sought = format!("{before}{name}");
    let inside = |char: char| char.is_ascii_alphanumeric() || char == '_' || char == '$';
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(&sought) {
        let (left, right) = rest.split_at(at);
        let after = &right[sought.len()..];
        replaced.push_str(left);
        if left.ends_with(inside) || after.starts_with(inside) {
            replaced.push_str(&sought);
        } else {
            replaced.push_str(before);
            replaced.push_str(short);
        }
        rest = after;
    }
    replaced.push_str(rest);
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_replaced_whole_and_exports_only_behind_their_object() {
        let glue = r#"{ "./x_bg.js": i } __wbg_now: f, __wbg_now_2: g; wasm.mount(1); mount(2); wasm.mounted()"#;
        let names = "{\n \"imports\": [\n  [\"./x_bg.js\", \"__wbg_now\", \"$\"],\n  [\"./x_bg.js\", \"__wbg_now_2\", \"b\"]\n ],\n\"exports\": [\n  [\"mount\", \"c\"]\n ]\n}";
        assert_eq!(
            renamed(glue, names),
            r#"{ "a": i } $: f, b: g; wasm.c(1); mount(2); wasm.mounted()"#
        );
    }
}
