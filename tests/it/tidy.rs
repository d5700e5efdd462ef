//! The house rules of ARCHITECTURE.md that a program can check.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Every file below `folder` with one of these endings, as paths from the root.
fn files(folder: &str, endings: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    collect(&root().join(folder), &mut found);
    let mut names: Vec<String> = found
        .iter()
        .map(|file| file.strip_prefix(root()).unwrap().display().to_string())
        .filter(|name| endings.iter().any(|ending| name.ends_with(ending)))
        .collect();
    names.sort();
    assert!(!names.is_empty(), "{folder} has no {endings:?}");
    names
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// What of a module is in the product: everything before its tests, and nothing of a file of tests.
fn product(file: &str) -> String {
    if file.ends_with("/tests.rs") {
        return String::new();
    }
    let text = read(file);
    let end = text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len());
    let lines = text[..end].lines();
    let code = lines.filter(|line| !line.trim_start().starts_with("//"));
    code.map(|line| format!("{line}\n")).collect()
}

fn pure_modules() -> Vec<String> {
    let pure = [
        "src/feed",
        "src/search",
        "src/sync",
        "src/trust",
        "src/i18n",
        "src/components",
        "src/render",
        "src/report",
        "src/editor",
    ];
    files("src", &[".rs"])
        .into_iter()
        .filter(|file| !file.starts_with("src/editor/browser"))
        .filter(|file| pure.iter().any(|folder| file.starts_with(folder)))
        .collect()
}

#[test]
fn pure_modules_name_no_browser_no_clock_and_no_io() {
    let banned = [
        "web_sys",
        "js_sys",
        "wasm_bindgen",
        "gloo",
        "std::time",
        "SystemTime",
        "Instant",
        "std::fs",
        "std::net",
        "std::env",
        "std::io",
        "std::process",
        "println!",
        "crate::browser",
        "crate::cli",
        "crate::render",
    ];
    // The types of a browser that a component needs: Yew's events do not tell what stands in a field, or which file was chosen.
    let fields = ["HtmlInputElement;", "File;"];
    for file in pure_modules() {
        let text = product(&file);
        let is_type = |line: &&str| {
            fields
                .iter()
                .any(|field| line.ends_with(&format!("::{field}")))
        };
        let lines = text.lines().filter(|line| !is_type(line));
        let text: Vec<&str> = lines.collect();
        // The editor's package and its sentences are made by the renderer.
        let renders = file.starts_with("src/editor/");
        for word in banned {
            if renders && word == "crate::render" {
                continue;
            }
            assert!(!text.concat().contains(word), "{file} names {word}");
        }
    }
}

#[test]
fn the_browser_decides_nothing() {
    for file in files("src/browser", &[".rs"]) {
        for word in [
            "vocabulary::",
            "EntryStatus",
            "next_update",
            "valid_until",
            "StalenessWarning",
        ] {
            assert!(!product(&file).contains(word), "{file} names {word}");
        }
    }
}

#[test]
fn views_only_show() {
    for file in files("src/components", &[".rs"]) {
        for word in ["next_update", "valid_until", "FetchProblem", "machine::"] {
            assert!(!product(&file).contains(word), "{file} names {word}");
        }
    }
}

#[test]
fn there_is_no_raw_html_and_no_inline_style() {
    for file in files("src", &[".rs"])
        .into_iter()
        .chain(files("embed", &[".js"]))
    {
        let text = product(&file);
        for word in [
            "from_html_unchecked",
            "innerHTML",
            "inner_html",
            "insertAdjacentHTML",
            "style=",
        ] {
            assert!(!text.contains(word), "{file} names {word}");
        }
    }
}

/// In the browser's programs `{:?}` writes nothing (xtask/src/small_std.rs), and it has no words for people anyway.
#[test]
fn nothing_is_told_in_the_words_for_developers() {
    let is_for_tests = |file: &str| file.ends_with("fixture.rs") || file.ends_with("agreement.rs");
    let fails_alone = |line: &str| ["assert", "panic!("].iter().any(|word| line.contains(word));
    for file in files("src", &[".rs"]) {
        if file.starts_with("src/cli/") || is_for_tests(&file) {
            continue;
        }
        for line in product(&file).lines().filter(|line| !fails_alone(line)) {
            assert!(!line.contains(":?}"), "{file}: {line}");
        }
    }
}

#[test]
fn links_are_made_in_one_place() {
    let makers: Vec<String> = files("src", &[".rs"])
        .into_iter()
        .filter(|file| product(file).contains("<a "))
        .filter(|file| file != "src/render/site.rs")
        .collect();
    assert_eq!(makers, ["src/components/routes.rs"]);
    assert_eq!(
        product("src/components/routes.rs").matches("<a ").count(),
        1
    );
}

#[test]
fn every_file_says_its_reason_first() {
    for folder in ["src", "xtask/src", "tests", "fuzz/fuzz_targets"] {
        for file in files(folder, &[".rs"]) {
            assert!(read(&file).starts_with("//! "), "{file}");
        }
    }
    for file in files("embed", &[".js"]) {
        assert!(read(&file).starts_with("// "), "{file}");
    }
    for file in files("styles", &[".css"]) {
        assert!(read(&file).starts_with("/* "), "{file}");
    }
    for folder in ["integrations", "tests"] {
        for file in files(folder, &[".php"]) {
            assert!(read(&file).starts_with("<?php\n\n/**\n * "), "{file}");
        }
    }
    for file in files("integrations", &[".js"]) {
        assert!(read(&file).starts_with("// "), "{file}");
    }
}

#[test]
fn the_stylesheet_is_logical_layered_and_loads_nothing() {
    for file in files("styles", &[".css"]) {
        is_logical_and_loads_nothing(&file);
    }
    // Colours stand in the tokens and in print; everything else names a token.
    let sheet = read("styles/widget.css");
    let (_, rest) = sheet.split_once("@layer amts.base {").unwrap();
    let (screen, _) = rest.split_once("@media print").unwrap();
    for line in screen.lines() {
        assert!(!line.contains('#'), "a colour outside the tokens: {line}");
    }
}

fn is_logical_and_loads_nothing(file: &str) {
    let sheet = read(file);
    for word in [
        "margin-left",
        "margin-right",
        "margin-top",
        "margin-bottom",
        "padding-left",
        "padding-right",
        "padding-top",
        "padding-bottom",
        "border-left",
        "border-right",
        "text-align: left",
        "text-align: right",
        "url(",
        "@import",
        "@font-face",
        "vw",
        "!important;\n  animation",
    ] {
        assert!(!sheet.contains(word), "{file} has {word}");
    }
    // On a town's page the root's text size is not ours; the editor is a page of its own.
    let own_page = file.starts_with("styles/editor");
    assert!(own_page || !sheet.contains("rem;"), "{file} has rem");
}

#[test]
fn german_is_calm() {
    for line in product("src/i18n/de.rs").lines() {
        let Some((_, text)) = line.split_once('"') else {
            continue;
        };
        for word in ["!", "Fehler", "ungültig", "Error", "HTTP", "leider"] {
            assert!(!text.contains(word), "{line}");
        }
    }
}

#[test]
fn versions_that_must_agree_agree() {
    let manifest = read("Cargo.toml");
    let version = env!("CARGO_PKG_VERSION");
    let members = ["Cargo.toml", "xtask/Cargo.toml"].map(read);
    for member in &members {
        assert!(member.contains("\nversion.workspace = true\n"), "{member}");
    }
    // Whatever names a folder of the bundle names this one.
    let pages = files("docs", &[".md"]);
    let pages = pages
        .into_iter()
        .chain(files("integrations", &[".md"]))
        .chain(["README.md", "index.html"].map(String::from));
    let mut named = 0;
    for page in pages {
        let text = read(&page);
        let folders = text.split("amts-status/").skip(1);
        let is_version = |rest: &&str| rest.starts_with(|first: char| first.is_ascii_digit());
        for folder in folders.filter(is_version) {
            assert!(
                folder.starts_with(&format!("{version}/")),
                "{page}: {folder}"
            );
            named += 1;
        }
    }
    assert!(named > 9, "{named}");
    assert!(read("CHANGELOG.md").contains(&format!("\n## {version}\n")));
    for (file, named) in [
        ("amts-status.php", format!("Version:           {version}\n")),
        ("readme.txt", format!("Stable tag: {version}\n")),
    ] {
        let file = format!("integrations/wordpress/amts-status/{file}");
        assert!(read(&file).contains(&named), "{file}");
    }
    let pinned = manifest
        .lines()
        .find(|line| line.starts_with("wasm-bindgen ="))
        .and_then(|line| line.split("\"=").nth(1))
        .and_then(|rest| rest.split('"').next())
        .unwrap();
    for file in ["Trunk.toml", "src/editor/Trunk.toml", "xtask/src/tools.rs"] {
        assert!(read(file).contains(pinned), "{file}: wasm-bindgen {pinned}");
    }
    for file in ["Trunk.toml", "src/editor/Trunk.toml"] {
        assert!(
            read(file).contains("trunk-version = \"=0.21.14\""),
            "{file}"
        );
    }
    assert!(read("xtask/src/tools.rs").contains("version: \"0.21.14\""));
}

/// An option that a verb declares and does not read would be a promise that nobody keeps; one that it reads and does not
/// declare makes the parser panic. `--lang` is read before any verb.
#[test]
fn a_verb_reads_what_it_declares_and_nothing_else() {
    let verbs = files("src/cli", &[".rs"]);
    let verbs = verbs
        .iter()
        .filter(|file| read(file).contains("pub(super) const VERB: Verb"));
    let mut count = 0;
    for file in verbs {
        let folder = file.trim_end_matches(".rs").to_owned() + "/";
        let own = files("src/cli", &[".rs"]).into_iter();
        let own = own.filter(|other| other == file || other.starts_with(&folder));
        let text: String = own.map(|file| product(&file)).collect();
        let (_, declared) = text.split_once("    params: &[").unwrap();
        let declared: Vec<&str> = declared
            .split_once(']')
            .unwrap()
            .0
            .split(',')
            .map(str::trim)
            .collect();
        let declared = declared
            .into_iter()
            .filter_map(|name| name.strip_prefix('&'));
        let mut declared: Vec<&str> = declared.filter(|name| !name.ends_with("LANG")).collect();
        let reads = ["value(&", "values(&", "has(&"];
        let read = reads.iter().flat_map(|call| text.split(*call).skip(1));
        let read = read.map(|rest| rest.split_once(')').unwrap().0);
        let is_param = |name: &&str| name.chars().all(|c| c.is_ascii_uppercase() || c == '_');
        let mut read: Vec<&str> = read
            .filter(is_param)
            .filter(|name| *name != "LANG")
            .collect();
        for names in [&mut declared, &mut read] {
            names.sort_unstable();
            names.dedup();
        }
        assert_eq!(declared, read, "{file}");
        count += 1;
    }
    assert_eq!(count, 14);
}

/// A row of the list of faults is proved by tests that bear its number.
#[test]
fn every_row_of_the_list_of_faults_has_a_test() {
    let sources: String = ["src", "tests"]
        .iter()
        .flat_map(|folder| files(folder, &[".rs"]))
        .map(|file| read(&file))
        .collect();
    let faults = read("docs/faults.md");
    let rows = faults.lines().filter_map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
        let row: u32 = cells.first()?.trim().parse().ok()?;
        Some((row, cells[3]))
    });
    let rows: Vec<(u32, &str)> = rows.collect();
    let numbers: Vec<u32> = rows.iter().map(|(row, _)| *row).collect();
    let mut sorted = numbers.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), numbers.len(), "a row stands twice");
    for row in (1..=49).chain(50..=54).chain(60..=84) {
        assert!(numbers.contains(&row), "row {row} is missing");
    }
    for (row, tests) in rows {
        let named: Vec<&str> = tests
            .split('`')
            .filter(|word| word.starts_with("row_"))
            .collect();
        assert!(!named.is_empty(), "row {row} has no test");
        for name in named {
            assert!(
                name.starts_with(&format!("row_{row}_")),
                "row {row} names {name}"
            );
            assert!(
                sources.contains(&format!("fn {name}(")),
                "row {row}: there is no test {name}"
            );
        }
    }
}

#[test]
fn no_file_names_the_machine_it_was_written_on() {
    let folders = [
        "src",
        "xtask/src",
        "tests",
        "embed",
        "styles",
        "feeds",
        "docs",
        "integrations",
    ];
    let files = folders.iter().flat_map(|folder| files(folder, &[""]));
    let texts = [".rs", ".js", ".css", ".json", ".md", ".toml", ".php"];
    for file in files.filter(|file| texts.iter().any(|text| file.ends_with(text))) {
        if file == "tests/it/tidy.rs" {
            continue;
        }
        for path in ["/root/", "/home/", "/work/main"] {
            assert!(!read(&file).contains(path), "{file} names {path}");
        }
    }
}
