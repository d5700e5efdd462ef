//! The editor as `amtsstatus edit` serves it: saved into the file, changed by somebody else meanwhile, written into a folder.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::browser::{Browser, PATIENCE, free_port};
use crate::editor::{SAVED, button, from_template};

const FEED: &str = include_str!("../../feeds/moessingen-2024-02.json");

/// The program with a file of its own; it ends with this.
struct Desk {
    program: Child,
    folder: PathBuf,
    address: String,
}

impl Desk {
    fn start(feed: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("amts-desk-{}", free_port()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("status.json"), feed).unwrap();
        let mut program = Command::new(env!("CARGO_BIN_EXE_amtsstatus"))
            .args(["edit", "status.json", "--no-open", "--out", "site"])
            .current_dir(&folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(program.stdout.take().unwrap()).lines();
        let mut lines = lines.map(Result::unwrap);
        let address = lines.find(|line| line.contains("#token=")).unwrap();
        Self {
            program,
            folder,
            address: address.trim().to_owned(),
        }
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).unwrap()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Adds a word to the name of the first entry.
async fn write(browser: &Browser, word: &str) {
    let list = button("Was geht und was nicht");
    browser.until(&format!("!!({list})")).await;
    browser.click(&list).await;
    let back = button("← Alle Einträge");
    if browser.is(&format!("!!({back})")).await {
        browser.click(&back).await;
    }
    browser
        .until("!!document.querySelector('.ef-rows .ef-open')")
        .await;
    browser
        .click("document.querySelector('.ef-rows .ef-open')")
        .await;
    let name = "document.querySelector('.editor-screen [id^=f-entries-][id$=-name]')";
    browser.until(&format!("!!{name}")).await;
    browser
        .run(
            &format!("{name}.focus(); {name}.setSelectionRange(999, 999)"),
            &[],
        )
        .await;
    browser.write(word).await;
    // WebKit's keys arrive when they arrive.
    browser
        .until(&format!("{name}.value.endsWith('{word}')"))
        .await;
    browser.until(SAVED).await;
}

async fn save(browser: &Browser) {
    browser.click(&button("Veröffentlichen")).await;
    let save = button("In die Datei speichern");
    browser.until(&format!("!!({save})")).await;
    browser.click(&save).await;
}

/// What is said at the bottom; nothing before the first is.
const TOLD: &str = "(document.querySelector('.editor-told')?.innerText ?? '')";

in_every_engine!(the_file_is_saved_and_nobodys_words_are_lost);
async fn the_file_is_saved_and_nobodys_words_are_lost(browser: &Browser) {
    let desk = Desk::start(FEED);
    browser.goto(&desk.address).await;
    write(browser, " EINS").await;
    // The token has left the address.
    browser.expect("location.hash === ''").await;
    save(browser).await;
    browser
        .until(&format!("{TOLD}.includes('gespeichert')"))
        .await;
    assert!(desk.read("status.json").contains(" EINS"));

    let theirs = desk.read("status.json").replace(" EINS", " ANDERE");
    fs::write(desk.folder.join("status.json"), &theirs).unwrap();
    write(browser, " ZWEI").await;
    save(browser).await;
    browser
        .until("!!document.querySelector('[role=alert] .sides')")
        .await;
    assert_eq!(desk.read("status.json"), theirs);
    assert!(desk.read("status.neu-1.json").contains(" EINS ZWEI"));
    let shown = browser
        .text("document.querySelector('[role=alert]').innerText")
        .await;
    assert!(
        shown.contains("ANDERE") && shown.contains("ZWEI"),
        "{shown}"
    );

    // The own version goes on, and the other one is kept too.
    browser
        .click(&button("Meine Fassung speichern und weiterarbeiten"))
        .await;
    browser
        .until("!document.querySelector('[role=alert]')")
        .await;
    let start = Instant::now();
    while !desk.folder.join("status.neu-2.json").exists() {
        assert!(start.elapsed() < PATIENCE, "the other version is not kept");
        sleep(Duration::from_millis(50));
    }
    assert!(desk.read("status.json").contains(" EINS ZWEI"));
    assert_eq!(desk.read("status.neu-2.json"), theirs);

    browser.click(&button("In den Ordner schreiben")).await;
    browser.until(&format!("{TOLD}.includes('Ordner')")).await;
    assert!(desk.read("site/status.json").contains(" EINS ZWEI"));
    assert!(desk.read("site/index.html").contains("ZWEI"));
}

in_every_engine!(a_file_that_is_no_feed_is_told_and_stays: chromium Chromium);
async fn a_file_that_is_no_feed_is_told_and_stays(browser: &Browser) {
    for (file, said) in [("{ kaputt", "Zeile"), ("<!doctype html>", "Internetseite")] {
        let desk = Desk::start(file);
        browser.goto(&desk.address).await;
        browser.until(&format!("{TOLD}.includes('{said}')")).await;
        browser
            .expect("!document.querySelector('#ef-entries')")
            .await;
        // Something else is written then, and kept beside it.
        from_template(browser).await;
        save(browser).await;
        browser
            .until(&format!("{TOLD}.includes('liegt daneben')"))
            .await;
        save(browser).await;
        assert_eq!(desk.read("status.json"), file);
        assert!(desk.read("status.neu-1.json").contains("Stadt Musterstadt"));
    }
}
