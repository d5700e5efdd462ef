//! Packs what is handed out: the program with everything inside, the bundle, and what other systems install, with checksums.
//!
//! ```text
//! target/archives/
//!   amtsstatus-<version>-linux-x86_64.tar.gz    the program with bundle and editor inside, LIESMICH.txt, examples,
//!                                               manual page and completions
//!   amtsstatus-<version>-windows-x86_64.zip     the same for Windows, where this machine can build and try it
//!   amts-status-<version>.zip                   the bundle, for webmasters
//!   amts-status-wordpress-<version>.zip         the plugin for WordPress with the bundle inside
//!   amts-status-<version>.tgz                   the package for npm
//!   SHA256SUMS                                  as `sha256sum --check` reads it
//! ```

mod archive;
mod program;

use std::fs;
use std::path::Path;

use amtsstatus::cli::{self, MessageLang};
use anyhow::{Context, Result};

use self::archive::{ArchiveFormat, Contents};
use self::program::Program;
pub use self::program::Target;
use crate::bundle::{self, VERSION};
use crate::command::{command, read, root};
use crate::{dist, tools};
use xtask::package;

/// Texts of the repository that lie in every archive.
const TEXTS: [&str; 2] = ["LICENSE", "CHANGELOG.md"];

/// Builds everything and packs it. What cannot be built here is left out, and said.
pub fn run() -> Result<()> {
    tools::for_release()?;
    dist::build()?;
    dist::weigh()?;
    let out = root().join("target/archives");
    bundle::create_empty(&out)?;

    let mut left_out = Vec::new();
    for target in Target::ALL {
        match target.missing_tool() {
            Some(tool) => left_out.push(format!("{target} is left out: {tool} is not on PATH")),
            None => pack_program(&target.build()?, &out)?,
        }
    }
    pack_bundle(&out)?;
    pack_wordpress(&out)?;
    pack_npm(&out)?;
    let sums = dist::checksums(&dist::read(&out)?);
    fs::write(out.join("SHA256SUMS"), &sums)?;
    println!("\n{sums}");
    for line in left_out {
        println!("{line}");
    }
    Ok(())
}

fn pack_program(program: &Program, out: &Path) -> Result<()> {
    let mut contents = Contents::below(&format!("amtsstatus-{VERSION}"));
    contents.program(program.target.file_name(), program.bytes()?);
    contents.text("LIESMICH.txt", &release_text("program.txt")?);
    texts(&mut contents)?;
    for (name, bytes) in dist::read(&root().join("feeds"))? {
        contents.file(&format!("beispiele/{name}"), bytes);
    }
    if program.target == Target::Linux {
        for (path, text) in manual_and_completions() {
            contents.file(&path, text.into_bytes());
        }
    }
    let name = format!("amtsstatus-{VERSION}-{}", program.target);
    match program.target {
        Target::Linux => contents.write(ArchiveFormat::TarGz, &out.join(format!("{name}.tar.gz"))),
        Target::Windows => contents.write(ArchiveFormat::Zip, &out.join(format!("{name}.zip"))),
    }
}

/// Returns the manual page in both languages, and what shells need to complete commands and options, by path.
fn manual_and_completions() -> Vec<(String, String)> {
    let page = |folder: &str, lang| (format!("{folder}/amtsstatus.1"), cli::man_page(lang));
    let mut files = vec![
        page("man/de/man1", MessageLang::De),
        page("man/man1", MessageLang::En),
    ];
    for (name, script) in cli::completions(MessageLang::De) {
        files.push((format!("completions/{name}"), script));
    }
    files
}

/// Packs the bundle as it lies on a server, with the lines for a page.
fn pack_bundle(out: &Path) -> Result<()> {
    let base = dist::folder().join("amts-status");
    let mut contents = Contents::below("");
    let files = dist::read(&base)?;
    for (name, bytes) in &files {
        contents.file(&format!("amts-status/{name}"), bytes.clone());
    }
    let read = |name: &str| {
        files
            .get(name)
            .with_context(|| format!("dist/ has no {name}"))
    };
    let own = |name: &str| read(&format!("{VERSION}/{name}"));
    let reader = dist::reader(files.keys())?;
    let text = release_text("bundle.txt")?
        .replace("{INTEGRITY}", &bundle::integrity(own("amts-status.js")?))
        .replace("{READER}", reader)
        .replace("{READER_INTEGRITY}", &bundle::integrity(read(reader)?))
        .replace("{FRAME}", &bundle::integrity(own("amts-frame.js")?))
        .replace("{STYLE}", &bundle::style_hash(own("amts-status.css")?));
    contents.text("LIESMICH.txt", &text);
    texts(&mut contents)?;
    contents.write(
        ArchiveFormat::Zip,
        &out.join(format!("amts-status-{VERSION}.zip")),
    )
}

/// Packs the plugin for WordPress as WordPress installs it, with the bundle inside, but for the editor.
fn pack_wordpress(out: &Path) -> Result<()> {
    let plugin = root().join("integrations/wordpress/amts-status");
    let mut contents = Contents::below("amts-status");
    for (name, bytes) in dist::read(&plugin)? {
        contents.file(&name, bytes);
    }
    for (name, bytes) in dist::read(&dist::folder().join("amts-status").join(VERSION))? {
        if !name.contains('/') {
            contents.file(&format!("bundle/{name}"), bytes);
        }
    }
    texts(&mut contents)?;
    contents.write(
        ArchiveFormat::Zip,
        &out.join(format!("amts-status-wordpress-{VERSION}.zip")),
    )
}

/// Packs the package for npm as npm itself does.
fn pack_npm(out: &Path) -> Result<()> {
    let folder = root().join("target/npm");
    bundle::create_empty(&folder)?;
    let bundle = dist::folder().join("amts-status").join(VERSION);
    package::write(&bundle, VERSION, &folder)?;
    let mut pack = command("npm pack --silent --pack-destination");
    read(pack.arg(out).current_dir(&folder)).map(drop)
}

fn texts(contents: &mut Contents) -> Result<()> {
    for name in TEXTS {
        contents.file(name, fs::read(root().join(name))?);
    }
    Ok(())
}

/// Returns a text of xtask/release/ for this version.
fn release_text(name: &str) -> Result<String> {
    let file = root().join("xtask/release").join(name);
    let text =
        fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(text.replace("{VERSION}", VERSION))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_is_named_where_it_is_looked_for() {
        let files = manual_and_completions();
        let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        let expected = [
            "man/de/man1/amtsstatus.1",
            "man/man1/amtsstatus.1",
            "completions/amtsstatus.bash",
            "completions/_amtsstatus",
            "completions/amtsstatus.fish",
        ];
        assert_eq!(paths, expected);
        let said = release_text("program.txt").unwrap();
        assert!(
            said.contains(expected[0]) && said.contains("completions/"),
            "{said}"
        );
    }
}
