//! The program as it is handed out: with the bundle inside, it needs nothing beside it (desk.rs holds the same of its editor).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser::free_port;
use crate::site::{dist, issued, stamp};

/// What whoever unpacks the archive reads.
const TOLD: &str = include_str!("../../xtask/release/program.txt");

/// The folder of the archive, with a feed of today instead of the example; deleted with this.
struct Unpacked(PathBuf);

impl Unpacked {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("amts-released-{}", free_port()));
        fs::create_dir_all(folder.join("beispiele")).unwrap();
        let example = folder.join("beispiele/moessingen-2024-02.json");
        let ends = format!("\"valid_until\": \"{}\",", stamp(172_800));
        fs::write(example, issued(0, 1, "Bücherei", &ends)).unwrap();
        fs::write(folder.join("passphrase"), "vier Wörter ohne Zusammenhang").unwrap();
        fs::copy(env!("CARGO_BIN_EXE_amtsstatus"), folder.join("amtsstatus")).unwrap();
        Self(folder)
    }

    fn runs(&self, line: &str) {
        let mut shell = Command::new("sh");
        let output = shell.args(["-c", line]).current_dir(&self.0).output();
        let output = output.unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line}: {said}");
    }
}

impl Drop for Unpacked {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_lines_of_the_archives_manual_lead_to_a_whole_site() {
    let unpacked = Unpacked::new();
    let lines = TOLD.lines().map(str::trim);
    let lines =
        lines.filter(|line| line.starts_with("./amtsstatus ") || line.starts_with("cp beispiele"));
    let (mut run, mut left) = (Vec::new(), Vec::new());
    for line in lines {
        // The editor runs until it is ended, and nothing is published here.
        match line.contains(" edit ") || line.contains(" probe ") {
            true => left.push(line),
            false => run.push(line),
        }
    }
    assert_eq!((run.len(), left.len()), (6, 2), "{run:?} {left:?}");
    for line in run {
        let asks = line.contains(" keygen ") || line.contains(" sign ");
        let answer = if asks { " --passphrase passphrase" } else { "" };
        unpacked.runs(&format!("{line}{answer}"));
    }
    let page = fs::read_to_string(unpacked.0.join("notfall/index.html")).unwrap();
    assert!(page.contains("keys=\"ssh-ed25519 "), "no key is pinned");
    assert!(unpacked.0.join("notfall/oembed.json").is_file());
    has_the_bundle(&unpacked.0.join("notfall"));
}

fn has_the_bundle(site: &Path) {
    let below = "amts-status/".to_owned() + env!("CARGO_PKG_VERSION");
    let mut files = 0;
    for built in fs::read_dir(dist().join(&below)).unwrap().flatten() {
        let written = site.join(&below).join(built.file_name());
        // The editor's folder is for those who write.
        if built.path().is_dir() {
            assert!(!written.exists());
            continue;
        }
        assert_eq!(fs::read(written).unwrap(), fs::read(built.path()).unwrap());
        files += 1;
    }
    assert!(files > 20, "{files}");
}
