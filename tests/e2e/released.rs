//! The program as it is handed out: with the bundle inside, it needs nothing beside it (desk.rs holds the same of its editor).

use std::fs;
use std::process::{Command, Stdio};

use crate::browser::free_port;
use crate::desk::FEED;
use crate::site::dist;

#[test]
fn the_program_alone_writes_a_whole_site() {
    let folder = std::env::temp_dir().join(format!("amts-released-{}", free_port()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("status.json"), FEED).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_amtsstatus"));
    program.args(["site", "status.json", "--out", "site"]);
    let output = program.current_dir(&folder).stdin(Stdio::null()).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{output:?}");
    let below = "amts-status/".to_owned() + env!("CARGO_PKG_VERSION");
    let mut files = 0;
    for built in fs::read_dir(dist().join(&below)).unwrap().flatten() {
        let written = folder.join("site").join(&below).join(built.file_name());
        // The editor's folder is for those who write.
        if built.path().is_dir() {
            assert!(!written.exists());
            continue;
        }
        assert_eq!(fs::read(written).unwrap(), fs::read(built.path()).unwrap());
        files += 1;
    }
    assert!(files > 20, "{files}");
    fs::remove_dir_all(&folder).unwrap();
}
