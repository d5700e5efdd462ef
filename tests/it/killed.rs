//! `site`, really killed, at any moment: what is served then is whole, and the next try mends the rest.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::sign::{Desk, feed};

/// How many publications are killed.
const KILLS: u32 = 40;
/// By what each file of a bundle ends, so that half of one is known.
const END: &str = "/* whole */";

/// Puts a bundle of this build: a script and the core that it names, long enough to be packed.
fn bundle(desk: &Desk, build: &str) {
    fs::create_dir_all(format!("{}/bundle", desk.path())).unwrap();
    for old in fs::read_dir(format!("{}/bundle", desk.path()))
        .unwrap()
        .flatten()
    {
        fs::remove_file(old.path()).unwrap();
    }
    let core = format!("amts-core-{build}.wasm");
    let long = "0123456789".repeat(100);
    desk.put(&format!("bundle/{core}"), format!("{long}{END}"));
    desk.put(
        "bundle/amts-status.js",
        format!("import(\"./{core}\"); // {long}{END}"),
    );
}

fn site(desk: &Desk) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_amtsstatus"));
    command
        .args(["site", "status.json", "--out", "site", "--bundle", "bundle"])
        .current_dir(desk.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// The files that a server hands out: those that it is still writing begin with a dot.
fn served(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        match entry.path().is_dir() {
            true => all.extend(served(&entry.path())),
            false if !is_hidden => all.push(entry.path()),
            false => {}
        }
    }
    all
}

/// Returns the content of a file, unpacked.
fn content(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    let mut text = String::new();
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("gz") => flate2::read::GzDecoder::new(&bytes[..])
            .read_to_string(&mut text)
            .unwrap(),
        Some("br") => brotli::Decompressor::new(&bytes[..], 4096)
            .read_to_string(&mut text)
            .unwrap(),
        _ => {
            text = String::from_utf8(bytes).unwrap();
            0
        }
    };
    text
}

/// Holds that everything that is there is whole, and that whatever it names is there too.
fn is_whole(folder: &Path, feeds: [&str; 2], at: &str) {
    for path in served(folder) {
        let text = content(&path);
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let is_whole = match name.as_str() {
            "status.json" => feeds.contains(&text.as_str()),
            name if name.starts_with("status.") => text.ends_with("<!--/email_off-->\n"),
            name if name.ends_with(".html") => text.ends_with("</html>\n"),
            name if name.ends_with(".ics") => text.ends_with("END:VCALENDAR\r\n"),
            name if name.ends_with(".xml") => text.ends_with("</feed>\n"),
            name if name.ends_with(".json") || name.ends_with(".webmanifest") => {
                serde_json::from_str::<serde_json::Value>(&text).is_ok()
            }
            _ if path.to_string_lossy().contains("/amts-status/") => text.ends_with(END),
            _ => !text.is_empty(),
        };
        assert!(is_whole, "{at}: {}\n{text}", path.display());
        // A script, packed or not, names its core.
        if let Some((_, rest)) = text.split_once("import(\"./") {
            let core = path.with_file_name(rest.split('"').next().unwrap());
            assert!(core.is_file(), "{at}: {} for {name}", core.display());
        }
        if name.starts_with("index") {
            let (_, rest) = text.split_once("<script type=\"module\" src=\"").unwrap();
            let script = folder.join(rest.split('"').next().unwrap());
            assert!(script.is_file(), "{at}: {}", script.display());
        }
    }
}

/// Waits until the list names a file with this in its name: the first file that is written. Returns how long that took.
fn until_listed(folder: &Path, name: &str, began: Instant) -> Duration {
    let list = folder.join("amts-dateien.json");
    let is_there = || fs::read_to_string(&list).is_ok_and(|list| list.contains(name));
    while !is_there() && began.elapsed() < Duration::from_secs(20) {
        sleep(Duration::from_micros(50));
    }
    began.elapsed()
}

#[test]
fn whenever_it_is_killed_the_site_is_whole_and_the_next_try_finishes_it() {
    let desk = Desk::new("killed");
    let folder = PathBuf::from(desk.path()).join("site");
    bundle(&desk, "build0");
    assert!(site(&desk).status().unwrap().success());
    // How long a later publication takes, up to its list and from there on.
    desk.put("status.json", feed(2));
    bundle(&desk, "build1");
    let began = Instant::now();
    let mut child = site(&desk).spawn().unwrap();
    let until_list = until_listed(&folder, "build1.", began);
    assert!(child.wait().unwrap().success());
    let from_list = began.elapsed() - until_list;
    let (mut killed, mut halfway) = (0, 0);
    for kill in 2..KILLS + 2 {
        let old = fs::read_to_string(folder.join("status.json")).unwrap();
        let new = feed(kill + 1);
        desk.put("status.json", &new);
        bundle(&desk, &format!("build{kill}"));
        let began = Instant::now();
        let mut child = site(&desk).spawn().unwrap();
        // At any moment, in steps that do not repeat; three of four where files are written.
        let share = f64::from(kill * 17 % KILLS) / f64::from(KILLS);
        let span = match kill % 4 {
            0 => until_list,
            _ => {
                until_listed(&folder, &format!("build{kill}."), began);
                from_list
            }
        };
        sleep(span.mul_f64(share));
        let _ = child.kill();
        let ended = child.wait().unwrap();
        killed += u32::from(!ended.success());
        is_whole(&folder, [&old, &new], &format!("kill {kill}"));
        let list = fs::read_to_string(folder.join("amts-dateien.json")).unwrap();
        let is_begun = list.contains(&format!("build{kill}."));
        let is_done = fs::read_to_string(folder.join("status.json")).unwrap() == new;
        halfway += u32::from(is_begun && !is_done);
        // The next try needs no help, and leaves nothing of the killed one behind.
        assert!(site(&desk).status().unwrap().success(), "after kill {kill}");
        is_whole(&folder, [&new, &new], &format!("after kill {kill}"));
        assert_eq!(fs::read_to_string(folder.join("status.json")).unwrap(), new);
        let script = content(&folder.join(format!(
            "amts-status/{}/amts-status.js",
            env!("CARGO_PKG_VERSION")
        )));
        assert!(script.contains(&format!("build{kill}.")), "{script}");
    }
    // Otherwise the moments are chosen badly, and nothing was held.
    println!("{killed} killed, {halfway} of them between the first file and the last");
    assert!(
        killed >= KILLS / 4 && halfway >= KILLS / 10,
        "{killed} {halfway}"
    );
}
