//! What the editor was started with, and what it answers. It knows no socket and no terminal.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use super::assets::Assets;
use super::gate::{Expected, Gate, Route};
use super::message::{Head, Response};
use super::store::{Saved, Store};
use crate::cli::outcome::Refusal;
use crate::cli::{CliError, MessageLang, file, key};
use crate::render::site::files::hash;

/// What the editor was started with.
pub(super) struct Desk {
    pub(super) gate: Gate,
    pub(super) assets: Assets,
    /// The file that is edited.
    pub(super) file: Option<Store>,
    /// Where drafts are kept.
    pub(super) draft: Option<Store>,
    /// The folder of the site.
    pub(super) out: Option<PathBuf>,
    /// The private key, whether it is there or not.
    pub(super) key: Option<PathBuf>,
    pub(super) lang: MessageLang,
    /// Held while a file is compared and written: two pages may save at once.
    pub(super) writing: Mutex<()>,
}

/// What needs the verbs of the command line, and perhaps a person at the terminal.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// To sign this feed.
    Sign(Vec<u8>),
    /// To make the key.
    Key,
    /// To write the site of this feed.
    Site(Vec<u8>),
}

impl Desk {
    /// Decides whether a request is let in. Its body need not be there yet.
    pub(super) fn admit(&self, head: &Head) -> Result<Route, Refusal> {
        self.gate.admit(head)
    }

    /// Answers a request that was let in. `work` carries out what needs the command line.
    pub(super) fn answer(
        &self,
        route: Route,
        body: Vec<u8>,
        work: &mut dyn FnMut(Work) -> Response,
    ) -> Response {
        let answer = match route {
            Route::Asset(path) => self.assets.answer(&path),
            Route::Desk => Ok(Response::json(&self.describe())),
            Route::File => content(self.file.as_ref()),
            Route::SaveFile(expected) => self.save(&body, &expected),
            Route::Draft => content(self.draft.as_ref()),
            Route::SaveDraft => self.draft(|draft| draft.overwrite(&body)),
            Route::DropDraft => self.draft(Store::remove),
            Route::Sign => Ok(work(Work::Sign(body))),
            Route::Key => Ok(work(Work::Key)),
            Route::Site => Ok(work(Work::Site(body))),
        };
        answer.unwrap_or_else(|why| self.refuse(&why))
    }

    /// Answers why there is nothing.
    pub(super) fn refuse(&self, why: &Refusal) -> Response {
        Response::refusing(why, self.lang)
    }

    fn describe(&self) -> Value {
        let (state, public) = match &self.key {
            None => (None, None),
            Some(path) if !file::is_taken(path) => (Some("absent"), None),
            Some(path) => (Some("ready"), public(path)),
        };
        json!({
            "file": self.file.as_ref().map(Store::name),
            "out": self.out.as_deref().map(folder_name),
            "key": state,
            "public_key": public,
            "lang": self.lang.tag(),
            // The page must not be kept by a service worker: the next start has another secret.
            "worker": false,
        })
    }

    fn save(&self, body: &[u8], expected: &Expected) -> Result<Response, Refusal> {
        let store = self.file.as_ref().ok_or(Refusal::NoFile)?;
        let _alone = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        match store.save(body, expected)? {
            Saved::Done(hash) => Ok(Response::done().field("ETag", format!("\"{hash}\""))),
            Saved::Kept(name) => Err(Refusal::Kept(name)),
        }
    }

    fn draft(
        &self,
        change: impl FnOnce(&Store) -> Result<(), CliError>,
    ) -> Result<Response, Refusal> {
        let draft = self.draft.as_ref().ok_or(Refusal::NoFile)?;
        let _alone = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        change(draft)?;
        Ok(Response::done())
    }
}

/// Answers with the content of a file, and names its version.
fn content(store: Option<&Store>) -> Result<Response, Refusal> {
    let bytes = store.map(Store::read).transpose()?.flatten();
    let bytes = bytes.ok_or(Refusal::Unknown)?;
    let tag = format!("\"{}\"", hash(&bytes));
    Ok(Response::with("application/octet-stream", bytes).field("ETag", tag))
}

/// Returns the public half of the key in a file, as it stands on a page.
fn public(path: &Path) -> Option<String> {
    let key = key::private(&std::fs::read(path).ok()?).ok()?;
    key::public_half(&key).map(key::text)
}

/// Returns the last name of a folder, whatever leads to it.
fn folder_name(path: &Path) -> String {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = real.file_name().unwrap_or(real.as_os_str());
    name.to_string_lossy().into_owned()
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::assets::tests::bundle;
    use super::super::draft;
    use super::super::gate::tests::{gate, own};
    use super::*;
    use crate::cli::tests::{Folder, pair};

    /// Makes a desk with a file, drafts, a site and a key in a folder. Only the editor is there.
    pub(in super::super) fn desk(folder: &Folder) -> Desk {
        let file = Store::new(folder.0.join("status.json"));
        Desk {
            gate: gate(),
            assets: bundle(folder),
            draft: Some(Store::new(draft::beside(file.path()))),
            file: Some(file),
            out: Some(folder.0.join("notfall")),
            key: Some(folder.0.join("presse")),
            lang: MessageLang::De,
            writing: Mutex::new(()),
        }
    }

    impl Desk {
        /// Asks as the editor's page does, and carries out no work.
        pub(in super::super) fn ask(
            &self,
            method: &str,
            path: &str,
            more: &[(&'static str, &str)],
            body: &str,
        ) -> Response {
            let route = match self.admit(&own(method, path, more)) {
                Ok(route) => route,
                Err(why) => return self.refuse(&why),
            };
            let mut work = |work| Response::json(&json!(format!("{work:?}")));
            self.answer(route, body.into(), &mut work)
        }
    }

    impl Response {
        fn text(&self) -> &str {
            std::str::from_utf8(&self.body).unwrap()
        }

        fn tag(&self) -> &str {
            let tag = self.fields.iter().find(|(name, _)| *name == "ETag");
            &tag.unwrap().1
        }

        fn value(&self) -> Value {
            serde_json::from_slice(&self.body).unwrap()
        }
    }

    #[test]
    fn two_pages_do_not_write_over_each_other() {
        let folder = Folder::new("desk-two");
        let desk = desk(&folder);
        assert_eq!(desk.ask("GET", "/api/file", &[], "").status, 404);
        let first = desk.ask("PUT", "/api/file", &[("if-none-match", "*")], "eins");
        assert_eq!((first.status, first.text()), (204, ""));
        let read = desk.ask("GET", "/api/file", &[], "");
        assert_eq!(
            (read.status, read.text(), read.tag()),
            (200, "eins", first.tag())
        );
        let named = [("if-match", first.tag())];
        let second = desk.ask("PUT", "/api/file", &named, "von der einen");
        assert_eq!(second.status, 204);
        // The other page still has the first version.
        let third = desk.ask("PUT", "/api/file", &named, "von der anderen");
        assert_eq!(
            (third.status, third.value()),
            (412, json!({ "kept": "status.neu-1.json" }))
        );
        assert_eq!(folder.get("status.json"), "von der einen");
        assert_eq!(folder.get("status.neu-1.json"), "von der anderen");
        assert_eq!(desk.ask("GET", "/api/file", &[], "").tag(), second.tag());
        assert_eq!(desk.ask("PUT", "/api/file", &[], "x").status, 428);
    }

    #[test]
    fn while_one_page_writes_the_others_wait() {
        use std::sync::mpsc::{RecvTimeoutError, channel};
        use std::time::Duration;

        let folder = Folder::new("desk-wait");
        let desk = desk(&folder);
        let (sender, answers) = channel();
        std::thread::scope(|scope| {
            let writing = desk.writing.lock().unwrap();
            let desk = &desk;
            for path in ["/api/file", "/api/draft"] {
                let sender = sender.clone();
                scope.spawn(move || {
                    let new = [("if-none-match", "*")];
                    sender.send(desk.ask("PUT", path, &new, "x").status)
                });
            }
            let early = answers.recv_timeout(Duration::from_millis(200));
            assert_eq!(early, Err(RecvTimeoutError::Timeout));
            assert_eq!(desk.ask("GET", "/api/file", &[], "").status, 404);
            drop(writing);
            for _ in 0..2 {
                assert_eq!(answers.recv_timeout(Duration::from_secs(20)), Ok(204));
            }
        });
    }

    #[test]
    fn what_cannot_be_saved_is_told_in_words() {
        let folder = Folder::new("desk-told");
        let mut desk = desk(&folder);
        std::fs::create_dir_all(folder.0.join("status.json")).unwrap();
        let told = desk.ask("PUT", "/api/file", &[("if-none-match", "*")], "x");
        let message = told.value()["message"].as_str().unwrap().to_owned();
        assert_eq!(told.status, 500);
        assert!(
            message.ends_with("ist ein Ordner. Erwartet: eine Datei."),
            "{message}"
        );
        desk.file = None;
        let told = desk.ask("PUT", "/api/file", &[("if-none-match", "*")], "x");
        assert_eq!(told.status, 409);
        assert!(
            told.text()
                .contains("Beim Start wurde keine Datei genannt.")
        );
        assert_eq!(desk.ask("GET", "/api/file", &[], "").status, 404);
    }

    #[test]
    fn a_draft_is_kept_beside_the_file_until_it_is_dropped() {
        let folder = Folder::new("desk-draft");
        let desk = desk(&folder);
        assert_eq!(desk.ask("GET", "/api/draft", &[], "").status, 404);
        for body in ["eins", "zwei"] {
            assert_eq!(desk.ask("PUT", "/api/draft", &[], body).status, 204);
            assert_eq!(folder.get(".status.json.entwurf"), body);
            assert_eq!(desk.ask("GET", "/api/draft", &[], "").text(), body);
        }
        for _ in 0..2 {
            assert_eq!(desk.ask("DELETE", "/api/draft", &[], "").status, 204);
            assert_eq!(desk.ask("GET", "/api/draft", &[], "").status, 404);
        }
    }

    #[test]
    fn the_page_learns_what_the_editor_was_started_with() {
        let folder = Folder::new("desk-told-all");
        let mut desk = desk(&folder);
        let expected = |key, public: Option<&str>| {
            json!({
                "file": "status.json", "out": "notfall", "key": key, "public_key": public,
                "lang": "de", "worker": false,
            })
        };
        let told = |desk: &Desk| desk.ask("GET", "/api/desk", &[], "").value();
        assert_eq!(told(&desk), expected("absent", None));
        let (key, text) = pair(1);
        folder.put("presse", &key.to_openssh(ssh_key::LineEnding::LF).unwrap());
        assert_eq!(told(&desk), expected("ready", Some(&text)));
        (desk.file, desk.out, desk.key) = (None, None, None);
        let nothing = json!({
            "file": null, "out": null, "key": null, "public_key": null, "lang": "de", "worker": false,
        });
        assert_eq!(told(&desk), nothing);
    }

    #[test]
    fn what_needs_the_command_line_is_handed_on() {
        let folder = Folder::new("desk-work");
        let desk = desk(&folder);
        for (path, work) in [
            ("/api/sign", Work::Sign(b"{}".to_vec())),
            ("/api/key", Work::Key),
            ("/api/site", Work::Site(b"{}".to_vec())),
        ] {
            let told = desk.ask("POST", path, &[], "{}").value();
            assert_eq!(told, json!(format!("{work:?}")));
        }
        assert_eq!(
            desk.ask("GET", "/editor/", &[], "").text(),
            "<!doctype html>"
        );
    }
}
