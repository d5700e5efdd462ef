//! Signed files in both directions: what ssh-keygen signs holds here, and what is signed here holds for ssh-keygen.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

use amtsstatus::feed::time::{DAY, Moment, Stamp};

const PASSPHRASE: &str = "Wo ist der Tresor";

/// A folder of this test run, empty at first.
pub struct Desk(PathBuf);

impl Desk {
    pub fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("desk-{name}"));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let desk = Self(path);
        desk.put("p", PASSPHRASE);
        desk.put("status.json", feed(1));
        desk
    }

    pub fn path(&self) -> String {
        self.0.display().to_string()
    }

    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.0.join(name), bytes).unwrap();
    }

    pub fn get(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.join(name)).unwrap()
    }

    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.get(name)).unwrap()
    }

    /// Runs a line in a shell in this folder, with the program under its name.
    pub fn shell(&self, line: &str) -> Output {
        let folder = Path::new(env!("CARGO_BIN_EXE_amtsstatus")).parent();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = folder.map(Path::to_path_buf).into_iter();
        let path = std::env::join_paths(folders.chain(std::env::split_paths(&path))).unwrap();
        let mut shell = Command::new("sh");
        shell.args(["-e", "-c", line]).current_dir(&self.0);
        shell.env("PATH", path).stdin(Stdio::null());
        shell.output().unwrap()
    }

    /// What such a line says; it has to end well.
    #[track_caller]
    pub fn runs(&self, line: &str) -> String {
        let output = self.shell(line);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line}\n{said}{err}");
        said
    }

    /// What such a line says; it has to end with 1.
    #[track_caller]
    fn fails(&self, line: &str) -> String {
        let output = self.shell(line);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{line}\n{said}{err}");
        said
    }
}

/// A feed of now, since `sign` asks the clock.
pub fn feed(seq: u32) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let now = i64::try_from(now.as_secs()).unwrap();
    let stamp = |days: i64| Stamp::new(Moment(now + days * DAY), 60);
    format!(
        r#"{{
  "version": 1, "id": "musterstadt", "seq": {seq}, "issued": "{}",
  "next_update": "{}", "valid_until": "{}",
  "publisher": {{ "name": "Stadt Musterstadt", "url": "https://www.musterstadt.example/" }},
  "entries": [ {{ "id": "a", "kind": "service", "name": "Bürgerbüro", "state": "available" }} ]
}}
"#,
        stamp(0),
        stamp(1),
        stamp(7)
    )
}

const KEYGEN: &str = "amtsstatus keygen presse --passphrase p";
const SIGN: &str = "amtsstatus sign status.json --key presse --passphrase p";
/// ssh-keygen takes the two apart again: six lines of signature, and the rest.
const SPLIT: &str = "head -n 6 status.signed.json > sig; tail -n +7 status.signed.json > content";

#[test]
fn what_is_signed_here_holds_for_ssh_keygen() {
    let desk = Desk::new("here");
    desk.runs(KEYGEN);
    desk.runs(SIGN);
    desk.runs(SPLIT);
    assert_eq!(desk.get("content"), desk.get("status.json"));
    desk.runs("echo \"presse@musterstadt.example $(cat presse.pub)\" > allowed");
    let verify =
        "ssh-keygen -Y verify -f allowed -I presse@musterstadt.example -n amts-status -s sig <";
    let said = desk.runs(&format!("{verify} content"));
    assert!(said.contains("Good \"amts-status\" signature"), "{said}");
    let other = desk.shell(&format!("{verify} presse.pub"));
    assert!(!other.status.success());
}

#[test]
fn what_is_signed_here_is_what_ssh_keygen_would_sign() {
    let desk = Desk::new("same");
    desk.runs("ssh-keygen -q -t ed25519 -N '' -f offen");
    desk.runs("ssh-keygen -q -Y sign -n amts-status -f offen status.json");
    desk.runs("cat status.json.sig status.json > theirs.json");
    desk.runs("amtsstatus sign status.json --key offen --out ours.json");
    assert_eq!(desk.text("ours.json"), desk.text("theirs.json"));
}

#[test]
fn keys_that_are_made_here_are_read_by_ssh_keygen() {
    let desk = Desk::new("keygen");
    let said = desk.runs(KEYGEN);
    let public = desk.runs(&format!("ssh-keygen -y -P '{PASSPHRASE}' -f presse"));
    assert_eq!(desk.text("presse.pub"), public);
    assert!(public.ends_with(" presse\n"), "{public}");
    let wrong = desk.shell("ssh-keygen -y -P falsch -f presse");
    assert!(!wrong.status.success());
    let listed = desk.runs("ssh-keygen -lf presse.pub");
    let fingerprint = listed.split(' ').nth(1).unwrap();
    assert!(said.contains(fingerprint), "{said}{fingerprint}");
    // And ssh-keygen can give it another passphrase, with which it signs here.
    desk.runs(&format!(
        "ssh-keygen -q -p -P '{PASSPHRASE}' -N 'ein anderes Wort' -f presse"
    ));
    desk.put("p", "ein anderes Wort\n");
    desk.runs(SIGN);
}

#[test]
fn keys_and_signatures_of_ssh_keygen_hold_here() {
    for cipher in [
        "aes256-ctr",
        "aes256-cbc",
        "aes256-gcm@openssh.com",
        "chacha20-poly1305@openssh.com",
    ] {
        let desk = Desk::new(&format!("theirs-{cipher}"));
        desk.runs(&format!(
            "ssh-keygen -q -t ed25519 -Z {cipher} -N '{PASSPHRASE}' -C 'Presse der Stadt' -f presse"
        ));
        desk.runs(SIGN);
        let said = desk.runs("amtsstatus verify status.signed.json --key presse.pub");
        assert!(
            said.starts_with("Die Unterschrift passt zum Inhalt und ist von diesem Schlüssel."),
            "{said}"
        );
    }
    let desk = Desk::new("theirs");
    desk.runs("ssh-keygen -q -t ed25519 -N '' -f offen");
    for content in [
        feed(1),
        feed(2).replace('\n', "\r\n"),
        format!("\u{feff}{}", feed(3).trim_end()),
    ] {
        desk.put("status.json", content);
        desk.runs(
            "rm -f status.json.sig; ssh-keygen -q -Y sign -n amts-status -f offen status.json",
        );
        desk.runs("cat status.json.sig status.json > status.signed.json");
        desk.runs("amtsstatus verify status.signed.json --key offen.pub");
    }
}

#[test]
fn forms_of_signature_that_no_page_takes_are_told_apart() {
    let desk = Desk::new("forms");
    for (kind, name) in [("rsa -b 2048", "ssh-rsa"), ("ecdsa", "ecdsa-sha2-nistp256")] {
        desk.runs(&format!(
            "rm -f k k.pub status.json.sig; ssh-keygen -q -t {kind} -N '' -f k"
        ));
        desk.runs("ssh-keygen -q -Y sign -n amts-status -f k status.json; cat status.json.sig status.json > s.json");
        let said = desk.fails("amtsstatus verify s.json");
        assert!(said.contains(&format!("\"{name}\"")), "{said}");
        let output = desk.shell("amtsstatus sign status.json --key k");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2));
        assert!(err.contains(&format!("der Art \"{name}\"")), "{err}");
        let output = desk.shell("amtsstatus verify s.json --key k.pub");
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(err.contains(&format!("der Art \"{name}\"")), "{err}");
    }
    desk.runs("rm -f k k.pub; ssh-keygen -q -t ed25519 -N '' -f k");
    for (options, said) in [
        ("-n file", "für den Zweck \"file\""),
        ("-n amts-status -O hashalg=sha256", "mit \"sha256\""),
    ] {
        desk.runs("rm -f status.json.sig");
        desk.runs(&format!("ssh-keygen -q -Y sign {options} -f k status.json; cat status.json.sig status.json > s.json"));
        let out = desk.fails("amtsstatus verify s.json");
        assert!(out.contains(said), "{out}");
    }
    desk.runs("rm status.json.sig; ssh-keygen -q -Y sign -n amts-status -f k status.json");
    let out = desk.fails("cat status.json status.json.sig > s.json; amtsstatus verify s.json");
    assert!(out.contains("nicht am Anfang"), "{out}");
    let out = desk.fails("amtsstatus verify status.json.sig");
    assert!(out.contains("nur die Unterschrift"), "{out}");
    // What it says to do, done, holds.
    let mut lines = out.lines().map(str::trim);
    let line = lines.find(|line| line.starts_with("cat ")).unwrap();
    desk.runs(line);
    desk.runs("amtsstatus verify status.signed.json --key k.pub");
}

#[test]
fn every_change_in_transport_is_found() {
    let desk = Desk::new("way");
    desk.runs(KEYGEN);
    desk.runs(SIGN);
    for (line, said) in [
        ("sed 's/$/\\r/' status.signed.json", "Windows (CR LF)"),
        ("printf '\\357\\273\\277'; cat status.signed.json", "(BOM)"),
        ("iconv -f UTF-8 -t UTF-16 status.signed.json", "UTF-16"),
        ("iconv -f UTF-8 -t ISO-8859-1 status.signed.json", "Latin-1"),
        ("cat status.signed.json; echo", "dazugekommen"),
        ("head -c -1 status.signed.json", "Am Ende fehlen"),
    ] {
        let out = desk.fails(&format!(
            "({line}) > way.json; amtsstatus verify way.json --key presse.pub"
        ));
        assert!(out.contains(said), "{out}");
    }
    let out = desk.fails(
        "sed 's/available/limited/' status.signed.json > way.json; amtsstatus verify way.json",
    );
    assert!(out.contains("nach dem Unterschreiben geändert"), "{out}");
}

/// Every file is read with the passphrase before anything is written.
#[test]
fn a_refusal_leaves_the_folder_as_it_was() {
    let desk = Desk::new("refusal");
    desk.runs(KEYGEN);
    let before = desk.runs("ls -la --time-style=full-iso | tail -n +4");
    for line in [
        "amtsstatus keygen presse --passphrase p",
        "amtsstatus keygen neu",
        "amtsstatus sign status.json --key presse",
        "amtsstatus sign status.json --key presse.pub --passphrase p",
        "amtsstatus sign status.json --key presse --passphrase status.json",
        "amtsstatus sign status.json --key presse --passphrase p --out status.json",
    ] {
        let output = desk.shell(line);
        assert_eq!(output.status.code(), Some(2), "{line}");
        assert!(output.stdout.is_empty(), "{line}");
    }
    assert_eq!(
        desk.runs("ls -la --time-style=full-iso | tail -n +4"),
        before
    );
}
