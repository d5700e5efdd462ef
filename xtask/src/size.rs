//! Shows where the bytes of the core are, by crate and by module of ours: a table in Markdown.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::command::{command, read, root, run as sh};
use crate::{dist, tools};

/// Rows with fewer bytes than this are added up in one.
const SMALL: u64 = 1_000;

/// Prints the table, from a build that is optimized once more with the names kept.
pub fn run() -> Result<()> {
    tools::for_build()?;
    let twiggy = tools::for_sizes()?;
    dist::build()?;
    let named = named_core()?;
    let mut top = command(&twiggy.display().to_string());
    top.args(["top", "-n", "1000000", "-f", "csv"]).arg(&named);
    let rows = rows(&read(&mut top)?);
    println!("{}", table(&rows));
    Ok(())
}

/// Returns the path of a core like that in dist/, but with the names of its functions. Cargo's output has them, and
/// wasm-opt keeps them only if it is told to.
fn named_core() -> Result<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root().join("target"), PathBuf::from);
    let folder = root().join("target/size");
    let path = tools::path()?;
    sh(
        command("wasm-bindgen --target web --no-typescript --out-dir")
            .env("PATH", &path)
            .arg(&folder)
            .arg(target.join("wasm32-unknown-unknown/widget/widget.wasm")),
    )?;
    let named = folder.join("named.wasm");
    sh(command("wasm-opt -Os -g")
        .env("PATH", &path)
        .arg(folder.join("widget_bg.wasm"))
        .arg("-o")
        .arg(&named))
    .context("cannot optimize with names")?;
    Ok(named)
}

/// Adds up the bytes by crate or module, from twiggy's lines `name,bytes,…`.
fn rows(csv: &str) -> BTreeMap<String, u64> {
    let mut rows = BTreeMap::new();
    for line in csv.lines().skip(1) {
        // Names have commas, and then quotation marks around them; what follows are numbers.
        let mut fields = line.rsplitn(5, ',');
        let numbers: Vec<&str> = fields.by_ref().take(4).collect();
        let (Some(name), Some(Ok(bytes))) =
            (fields.next(), numbers.last().map(|n| n.parse::<u64>()))
        else {
            continue;
        };
        let name = without_hashes(name.trim_matches('"'));
        // The names themselves are only in this copy.
        if !name.contains("function names") {
            *rows.entry(place(&name)).or_default() += bytes;
        }
    }
    rows
}

/// Removes the hash behind a crate's name: `yew[1da9023fd08f8129]::html`.
fn without_hashes(name: &str) -> String {
    let mut parts = name.split('[');
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((hash, rest))
                if hash.len() >= 14 && hash.bytes().all(|b| b.is_ascii_hexdigit()) =>
            {
                bare += rest;
            }
            _ => bare = format!("{bare}[{part}"),
        }
    }
    bare
}

/// Returns the crate of a function, and of ours the module too: `<a::b::C as d::E>::f` belongs to `a`.
fn place(name: &str) -> String {
    if name.starts_with("data segment") || name.starts_with("data[") {
        return "data: words, tables, texts".to_owned();
    }
    let bare = name
        .trim_start_matches(['<', '&', '[', '('])
        .trim_start_matches("mut ");
    let bare = bare.trim_start_matches("dyn ");
    let mut parts = bare.split("::");
    let first = parts.next().unwrap_or_default();
    let is_crate =
        bare.contains("::") && first.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    match (is_crate, first, parts.next()) {
        (true, "amtsstatus", Some(module)) => {
            let module = module
                .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .next();
            format!("amtsstatus::{}", module.unwrap_or_default())
        }
        (true, "core" | "alloc" | "std", _) => "core, alloc, std".to_owned(),
        (true, name, _) => name.to_owned(),
        _ => "no crate's: exports, shims, sections".to_owned(),
    }
}

/// Writes the table, the largest first.
fn table(rows: &BTreeMap<String, u64>) -> String {
    let all: u64 = rows.values().sum();
    let mut sorted: Vec<(&str, u64)> = rows.iter().map(|(name, bytes)| (&**name, *bytes)).collect();
    sorted.sort_by_key(|(name, bytes)| (std::cmp::Reverse(*bytes), *name));
    let (large, small): (Vec<_>, Vec<_>) = sorted.into_iter().partition(|row| row.1 >= SMALL);
    let mut text = "| where | bytes, unpacked | share |\n|---|--:|--:|\n".to_owned();
    let rest = small.iter().map(|(_, bytes)| bytes).sum::<u64>();
    let others = format!("{} others", small.len());
    for (name, bytes) in large.into_iter().chain([(&*others, rest), ("all", all)]) {
        let share = bytes as f64 * 100.0 / all.max(1) as f64;
        text += &format!("| {name} | {bytes} | {share:.1} % |\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_belong_to_the_crate_that_their_type_is_of() {
        for (name, expected) in [
            ("yew::html::component::scope::Scope<T>::new", "yew"),
            (
                "<yew::virtual_dom::VNode as core::clone::Clone>::clone",
                "yew",
            ),
            ("amtsstatus::view::head::title::h0123", "amtsstatus::view"),
            (
                "<amtsstatus::view::Props as yew::Properties>::x",
                "amtsstatus::view",
            ),
            ("alloc::vec::Vec<T>::push", "core, alloc, std"),
            ("data segment \".rodata\"", "data: words, tables, texts"),
            (
                &without_hashes("<core[75d5716931084cc5]::option::Option<[u8; 4]>>::f"),
                "core, alloc, std",
            ),
            ("__wbindgen_malloc", "no crate's: exports, shims, sections"),
        ] {
            assert_eq!(place(name), expected, "{name}");
        }
    }

    #[test]
    fn the_largest_stand_first_and_small_ones_together() {
        let csv = "Name,ShallowSize,ShallowSizePercent,RetainedSize,RetainedSizePercent\n\
            a::x,1000,1.0,0,0\n\"b::x<c, d>\",3000,1.0,0,0\ne::x,10,1.0,0,0\nf::x,20,1.0,0,0\n";
        let table = table(&rows(csv));
        let lines: Vec<&str> = table.lines().skip(2).collect();
        assert_eq!(
            lines,
            [
                "| b | 3000 | 74.4 % |",
                "| a | 1000 | 24.8 % |",
                "| 2 others | 30 | 0.7 % |",
                "| all | 4030 | 100.0 % |"
            ]
        );
    }
}
