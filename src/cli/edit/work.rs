//! What the editor lets the verbs of the command line do: sign, make a key, write the site. Passphrases are asked for at the
//! terminal alone.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};

use serde_json::json;

use super::desk::{Desk, Work};
use super::message::Response;
use crate::cli::outcome::Refusal;
use crate::cli::sign::{self, Sealed};
use crate::cli::site::{self, Order};
use crate::cli::{CliError, Io, file, keygen};
use crate::render::site::FEED;

/// What the threads that serve tell the one that has the terminal.
pub(super) enum Event {
    /// This is to be done, and answered there.
    Work(Work, Sender<Response>),
    /// The browser did not open.
    NotOpened,
}

/// The way from the threads that serve to the one that has the terminal. It takes one request at a time.
pub(super) struct Counter(Mutex<Sender<Event>>);

impl Counter {
    /// Makes a counter, and the other end of its events.
    pub(super) fn new() -> (Self, Sender<Event>, Receiver<Event>) {
        let (sender, events) = channel();
        (Self(Mutex::new(sender.clone())), sender, events)
    }

    /// Has work done and waits for its answer. If other work is being done, that is the answer.
    pub(super) fn ask(&self, work: Work) -> Result<Response, Refusal> {
        let sender = self.0.try_lock().map_err(|_| Refusal::Busy)?;
        let (reply, answer) = channel();
        sender
            .send(Event::Work(work, reply))
            .map_err(|_| Refusal::Busy)?;
        answer.recv().map_err(|_| Refusal::Busy)
    }
}

/// Carries out what needs the command line.
pub(super) fn carry_out(desk: &Desk, io: &mut Io<'_>, work: Work) -> Response {
    let done = match work {
        Work::Sign(feed) => sign(desk, io, feed),
        Work::Key => make_key(desk, io),
        Work::Site(feed) => write_site(desk, io, &feed),
    };
    done.unwrap_or_else(|why| desk.refuse(&why))
}

fn sign(desk: &Desk, io: &mut Io<'_>, feed: Vec<u8>) -> Result<Response, Refusal> {
    let key = desk.key.as_deref().filter(|key| file::is_taken(key));
    let key = key.ok_or(Refusal::NoKey)?;
    let published = desk.out.as_ref().map(|out| out.join(FEED));
    match sign::seal(io, &feed_name(desk), feed, key, published.as_deref())? {
        Sealed::Signed(file) => Ok(Response::with("application/octet-stream", file)),
        Sealed::Refused(report) => Err(Refusal::Faulty(report)),
    }
}

fn make_key(desk: &Desk, io: &mut Io<'_>) -> Result<Response, Refusal> {
    let key = desk.key.as_deref().ok_or(Refusal::NoKey)?;
    if file::is_taken(key) {
        return Err(CliError::Taken(file::name(key)).into());
    }
    let said = io.lang.words().to_make(&file::name(key));
    io.complain(&format!("{said}\n"))?;
    let made = keygen::make(io, key, None, None)?;
    io.say(&io.lang.words().made(&made))?;
    Ok(Response::json(&json!({ "public_key": made.text })))
}

fn write_site(desk: &Desk, io: &mut Io<'_>, feed: &[u8]) -> Result<Response, Refusal> {
    let out = desk.out.as_deref().ok_or(Refusal::NoOut)?;
    let order = Order::again(out, desk.assets.bundle()?)?;
    let mut report = Vec::new();
    let mut inner = io.reporting_to(&mut report);
    let Some(written) = site::publish(&mut inner, order, &feed_name(desk), None, feed)? else {
        let report = String::from_utf8_lossy(&report).into_owned();
        return Err(Refusal::Faulty(report));
    };
    io.say(&written.said)?;
    Ok(Response::json(
        &json!({ "files": written.files, "message": written.said }),
    ))
}

/// Returns what the feed is called in messages.
fn feed_name(desk: &Desk) -> String {
    let file = desk.file.as_ref();
    file.map_or_else(|| FEED.to_owned(), |file| file::name(file.path()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use ssh_key::LineEnding;

    use super::super::desk::tests::desk;
    use super::*;
    use crate::cli::tests::{Dice, Folder, feed, pair, signed};
    use crate::cli::{MessageLang, key};
    use crate::feed::time::Moment;
    use crate::trust::{self, Key};

    const PASSPHRASE: &str = "Wo ist der Tresor";

    fn publishable(seq: u32) -> String {
        let end = "\"valid_until\": \"2024-03-07T00:00:00+01:00\", \"next_update\": \"2024-02-29T12:00:00+01:00\", \"publisher\"";
        feed("stadt", seq, "Ausleihe").replace("\"publisher\"", end)
    }

    /// Carries out work while this is typed. Returns the answer, and all that the terminal showed.
    fn done(desk: &Desk, work: Work, typed: &[&str]) -> (Response, String) {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut typed = typed.iter();
        let mut io = Io {
            out: &mut out,
            err: &mut err,
            input: &mut std::io::empty(),
            secret: &mut |_| {
                let next = typed.next().map(ToString::to_string);
                next.ok_or_else(|| std::io::ErrorKind::NotFound.into())
            },
            random: &mut Dice(1),
            web: &mut crate::cli::Nobody,
            now: Moment(1_708_592_400),
            lang: MessageLang::De,
        };
        let response = carry_out(desk, &mut io, work);
        let seen = String::from_utf8([out, err].concat()).unwrap();
        // Neither the page nor the terminal ever shows a passphrase.
        let body = String::from_utf8_lossy(&response.body);
        for text in [PASSPHRASE, "falsch"] {
            assert!(!seen.contains(text) && !body.contains(text), "{seen}{body}");
        }
        (response, seen)
    }

    fn message(response: &Response) -> String {
        let body: serde_json::Value = serde_json::from_slice(&response.body).unwrap();
        body["message"].as_str().unwrap().to_owned()
    }

    fn with_key(folder: &Folder) -> (Desk, Key) {
        let (key, text) = pair(5);
        let locked = key.encrypt(&mut Dice(6), PASSPHRASE).unwrap();
        folder.put("presse", &locked.to_openssh(LineEnding::LF).unwrap());
        (desk(folder), Key::parse(&text).unwrap())
    }

    #[test]
    fn a_feed_is_signed_with_the_passphrase_of_the_terminal() {
        let folder = Folder::new("work-sign");
        let (desk, key) = with_key(&folder);
        let feed = publishable(7);
        let (response, seen) = done(
            &desk,
            Work::Sign(feed.clone().into()),
            &["falsch", PASSPHRASE],
        );
        assert_eq!(response.status, 200, "{seen}");
        assert_eq!(
            trust::open(&response.body, &[key]),
            Ok((0, feed.as_bytes()))
        );
        // Whoever types the passphrase knows what for.
        assert!(
            seen.starts_with("Unterschrieben wird die Meldung \"stadt\", seq 7.\n"),
            "{seen}"
        );
        let (response, _) = done(&desk, Work::Sign(feed.into()), &["falsch"; 4]);
        assert_eq!(response.status, 409);
        assert!(message(&response).contains("presse"), "{response:?}");
    }

    #[test]
    fn what_sign_refuses_is_not_signed_and_nobody_is_asked() {
        let folder = Folder::new("work-refused");
        let (mut desk, _) = with_key(&folder);
        for (feed, status, said) in [
            (
                publishable(7).replace("\"Stadt\"", "\"\""),
                422,
                "publisher.name",
            ),
            (feed("stadt", 7, "Ausleihe"), 422, "\"valid_until\" fehlt"),
            ("{".into(), 422, "(ganze Datei)"),
        ] {
            let (response, seen) = done(&desk, Work::Sign(feed.into()), &[PASSPHRASE]);
            assert_eq!((response.status, seen.as_str()), (status, ""));
            assert!(message(&response).contains(said), "{response:?}");
        }
        // The one that is published is not followed by an older one.
        std::fs::create_dir_all(folder.0.join("notfall")).unwrap();
        std::fs::write(folder.0.join("notfall/status.json"), publishable(8)).unwrap();
        let (response, seen) = done(&desk, Work::Sign(publishable(7).into()), &[PASSPHRASE]);
        assert_eq!((response.status, seen.as_str()), (409, ""));
        assert!(
            message(&response).contains("Erhöhen Sie seq"),
            "{response:?}"
        );
        desk.key = Some(folder.0.join("fehlt"));
        let (response, _) = done(&desk, Work::Sign(publishable(9).into()), &[PASSPHRASE]);
        assert_eq!(response.status, 409);
        assert!(
            message(&response).contains("noch keinen Schlüssel"),
            "{response:?}"
        );
    }

    #[test]
    fn a_key_is_made_once() {
        let folder = Folder::new("work-key");
        let mut desk = desk(&folder);
        let (response, seen) = done(&desk, Work::Key, &[PASSPHRASE, PASSPHRASE]);
        let made = key::private(folder.get("presse").as_bytes()).unwrap();
        assert!(made.is_encrypted());
        let text = key::text(key::public_half(&made).unwrap());
        let expected = Response::json(&json!({ "public_key": text }));
        assert_eq!(response, expected, "{seen}");
        let before = folder.all();
        let (response, seen) = done(&desk, Work::Key, &[PASSPHRASE, PASSPHRASE]);
        assert_eq!((response.status, seen.as_str()), (409, ""));
        assert_eq!(folder.all(), before);
        desk.key = None;
        assert_eq!(done(&desk, Work::Key, &[]).0.status, 409);
        // Without a terminal nothing is made.
        desk.key = Some(folder.0.join("tresor"));
        assert_eq!(done(&desk, Work::Key, &[]).0.status, 409);
        assert_eq!(folder.all(), before);
    }

    #[test]
    fn the_site_is_written_as_the_verb_writes_it() {
        let folder = Folder::new("work-site");
        let mut desk = desk(&folder);
        let feed = publishable(7);
        let (response, seen) = done(&desk, Work::Site(feed.clone().into()), &[]);
        assert_eq!(response.status, 200, "{seen}");
        let body: serde_json::Value = serde_json::from_slice(&response.body).unwrap();
        let files = body["files"].as_array().unwrap();
        assert!(files.contains(&json!("status.json")) && files.contains(&json!("index.html")));
        let other = folder.0.join("verb").display().to_string();
        let bundle = desk.assets.folder().display().to_string();
        let args = ["site", "-", "--out", &other, "--bundle", &bundle];
        assert_eq!(
            crate::cli::tests::run_with(&args, &feed).2,
            crate::cli::FINE
        );
        for file in [
            "index.html",
            "status.json",
            "amts-dateien.json",
            "aushang.html",
        ] {
            let [ours, theirs] = ["notfall", "verb"]
                .map(|out| std::fs::read(folder.0.join(out).join(file)).unwrap());
            assert!(ours == theirs, "{file}");
        }
        // An older feed, what check refuses, a private key in the folder, and no folder.
        let (response, _) = done(&desk, Work::Site(publishable(6).into()), &[]);
        assert_eq!(response.status, 409);
        let (response, _) = done(&desk, Work::Site(b"{".to_vec()), &[]);
        assert_eq!(response.status, 422);
        let key = pair(5).0.to_openssh(LineEnding::LF).unwrap();
        std::fs::write(folder.0.join("notfall/presse"), key.as_bytes()).unwrap();
        let (response, _) = done(&desk, Work::Site(publishable(8).into()), &[]);
        assert_eq!(response.status, 409);
        assert!(
            message(&response).contains("geheimer Schlüssel"),
            "{response:?}"
        );
        desk.out = None;
        let (response, _) = done(&desk, Work::Site(publishable(8).into()), &[]);
        assert_eq!(response.status, 409);
        assert!(message(&response).contains("--out"), "{response:?}");
    }

    #[test]
    fn what_the_page_pins_and_links_to_stays() {
        let folder = Folder::new("work-pins");
        let desk = desk(&folder);
        let (key, text) = pair(5);
        let out = folder.0.join("notfall").display().to_string();
        let args = ["site", "-", "--out", &out, "--key", &text, "--lang", "en"];
        let args = [
            &args[..],
            &["--link", "Impressum=https://www.stadt.example/i"],
        ]
        .concat();
        let first = signed(&key, &publishable(7));
        assert_eq!(
            crate::cli::tests::run_with(&args, &first).2,
            crate::cli::FINE
        );
        // Nobody gets an unsigned feed onto a page with keys.
        let (response, _) = done(&desk, Work::Site(publishable(8).into()), &[]);
        assert_eq!(response.status, 422);
        let (response, _) = done(&desk, Work::Site(signed(&key, &publishable(8)).into()), &[]);
        assert_eq!(response.status, 200);
        let page = std::fs::read_to_string(folder.0.join("notfall/index.html")).unwrap();
        for part in [
            "<html lang=\"en\">",
            &format!("keys=\"{text}\""),
            "https://www.stadt.example/i",
        ] {
            assert!(page.contains(part), "{page}");
        }
    }

    #[test]
    fn one_request_at_a_time_has_the_terminal() {
        let (counter, _, events) = Counter::new();
        let counter = Arc::new(counter);
        let ask = || {
            let (counter, (sender, answer)) = (Arc::clone(&counter), channel());
            std::thread::spawn(move || sender.send(counter.ask(Work::Key)));
            move || answer.recv_timeout(Duration::from_secs(20)).unwrap()
        };
        let first = ask();
        let Ok(Event::Work(Work::Key, reply)) = events.recv() else {
            panic!("no work");
        };
        // It still waits for a person.
        assert!(matches!(ask()(), Err(Refusal::Busy)));
        reply.send(Response::done()).unwrap();
        assert_eq!(first().unwrap(), Response::done());
    }
}
