//! `amtsstatus edit` as a browser meets it, friendly or not: the real program, behind a real socket.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

/// The largest body that is taken.
const CAP: usize = 2 * 1024 * 1024;

/// A running editor in a folder of its own. It is ended at the end of the test.
struct Editor {
    program: Child,
    folder: PathBuf,
    port: u16,
    token: String,
}

impl Editor {
    /// Starts the editor for `status.json` in a new folder.
    fn start(name: &str) -> Self {
        Self::again(new_folder(name))
    }

    /// Starts it in a folder that is there.
    fn again(folder: PathBuf) -> Self {
        let mut command = command(&folder, &["status.json", "--no-open"]);
        let mut program = command.stdout(Stdio::piped()).spawn().unwrap();
        let (port, token) = address(&mut program);
        Self {
            program,
            folder,
            port,
            token,
        }
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Sends bytes, and returns all that comes back.
    fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.host()).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(30)))
            .unwrap();
        stream.write_all(bytes).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Asks with these headers and no others. Returns status, head and body.
    fn asks(&self, line: &str, fields: &[(&str, &str)], body: &str) -> (u16, String, String) {
        let mut text = format!("{line} HTTP/1.1\r\n");
        for (name, value) in fields {
            text += &format!("{name}: {value}\r\n");
        }
        let answer =
            self.raw(format!("{text}Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.get(9..12).and_then(|status| status.parse().ok());
        (status.unwrap_or(0), head.to_owned(), body.to_owned())
    }

    /// Asks as the editor's own page does.
    fn page(&self, line: &str, more: &[(&str, &str)], body: &str) -> (u16, String, String) {
        let (host, bearer) = (self.host(), format!("Bearer {}", self.token));
        let origin = format!("http://{host}");
        let own = [
            ("Host", host.as_str()),
            ("Authorization", bearer.as_str()),
            ("Origin", origin.as_str()),
        ];
        self.asks(line, &[&own[..], more].concat(), body)
    }

    fn saved(&self) -> String {
        fs::read_to_string(self.folder.join("status.json")).unwrap_or_default()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Makes a folder with a bundle in it.
fn new_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("edit-{name}"));
    let _ = fs::remove_dir_all(&folder);
    let editor = folder.join("amts-status/editor");
    fs::create_dir_all(&editor).unwrap();
    fs::write(
        editor.join("index.html"),
        "<!doctype html><title>Editor</title>",
    )
    .unwrap();
    fs::write(folder.join("amts-status/amts-status.js"), "widget()").unwrap();
    fs::write(folder.join("geheim.json"), "secret").unwrap();
    folder
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_amtsstatus"));
    command.arg("edit").args(args).current_dir(folder);
    command.stdin(Stdio::null());
    command
}

/// Reads the port and the secret that the program names.
fn address(program: &mut Child) -> (u16, String) {
    let lines = BufReader::new(program.stdout.take().unwrap()).lines();
    let mut addresses = lines.map_while(Result::ok).filter_map(|line| {
        let rest = line.trim().strip_prefix("http://127.0.0.1:")?.to_owned();
        let (port, token) = rest.split_once("/editor/#token=")?;
        Some((port.parse().unwrap(), token.to_owned()))
    });
    addresses.next().unwrap()
}

/// Runs a program that is to end by itself. Returns its status, standard output and standard error.
fn refused(command: &mut Command) -> (Option<i32>, String, String) {
    let (out, err) = (Stdio::piped(), Stdio::piped());
    let mut program = command.stdout(out).stderr(err).spawn().unwrap();
    let start = Instant::now();
    while program.try_wait().unwrap().is_none() && start.elapsed() < Duration::from_secs(20) {
        thread::sleep(Duration::from_millis(20));
    }
    let _ = program.kill();
    let output = program.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn tag(head: &str) -> String {
    let line = head.lines().find_map(|line| line.strip_prefix("ETag: "));
    line.unwrap().to_owned()
}

#[test]
fn the_editor_is_served_to_its_own_page_alone() {
    let editor = Editor::start("own");
    let host = editor.host();
    let (status, head, body) = editor.asks("GET /editor/", &[("Host", &host)], "");
    assert_eq!(
        (status, body.as_str()),
        (200, "<!doctype html><title>Editor</title>")
    );
    for field in [
        "Content-Type: text/html; charset=utf-8",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        "Cross-Origin-Opener-Policy: same-origin",
        "Cross-Origin-Resource-Policy: same-origin",
        "Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval';",
    ] {
        assert!(head.contains(field), "{head}");
    }
    let (status, head, body) = editor.asks("HEAD /editor/", &[("Host", &host)], "");
    assert_eq!((status, body.as_str()), (200, ""));
    assert!(head.contains("Content-Length: 36"), "{head}");

    // A name of somebody else's that leads to this machine, since yesterday or since a moment ago.
    let bearer = format!("Bearer {}", editor.token);
    let own = format!("http://{host}");
    let foreign = format!("evil.example:{}", editor.port);
    let fields = [
        ("Host", foreign.as_str()),
        ("Authorization", &bearer),
        ("Origin", &own),
    ];
    for line in [
        "GET /editor/",
        "GET /api/desk",
        "GET /api/file",
        "PUT /api/draft",
    ] {
        assert_eq!(editor.asks(line, &fields, "x").0, 421, "{line}");
    }
    // Without the secret, and from the page of somebody else.
    for line in ["GET /api/desk", "PUT /api/draft", "OPTIONS /api/file"] {
        let (status, head, _) = editor.asks(line, &[("Host", &host), ("Origin", &own)], "x");
        assert_eq!(status, 401, "{line}");
        assert!(!head.to_lowercase().contains("access-control"), "{head}");
    }
    let fields = [
        ("Host", host.as_str()),
        ("Authorization", &bearer),
        ("Origin", "https://evil.example"),
    ];
    for line in [
        "PUT /api/file",
        "PUT /api/draft",
        "DELETE /api/draft",
        "POST /api/sign",
        "POST /api/key",
        "POST /api/site",
    ] {
        assert_eq!(editor.asks(line, &fields, "x").0, 403, "{line}");
    }
    assert_eq!(editor.saved(), "");
    let names = fs::read_dir(&editor.folder).unwrap().count();
    assert_eq!(names, 2, "something was written");
}

#[test]
fn nothing_but_the_bundle_is_handed_out() {
    let editor = Editor::start("inside");
    let host = editor.host();
    for path in [
        "/../geheim.json",
        "/editor/../../geheim.json",
        "/%2e%2e/geheim.json",
        "/..%2fgeheim.json",
        "/editor/..\\..\\geheim.json",
        "//etc/passwd",
        "/status.json",
    ] {
        let (status, _, body) = editor.asks(&format!("GET {path}"), &[("Host", &host)], "");
        assert_eq!(status, 404, "{path}");
        assert!(!body.contains("secret"), "{body}");
    }
    assert_eq!(
        editor
            .asks("GET http://127.0.0.1/", &[("Host", &host)], "")
            .0,
        400
    );
}

#[test]
fn a_file_that_changed_between_reading_and_writing_is_kept_with_what_was_sent() {
    let editor = Editor::start("changed");
    assert_eq!(editor.page("GET /api/file", &[], "").0, 404);
    let (status, head, _) = editor.page("PUT /api/file", &[("If-None-Match", "*")], "eins");
    assert_eq!(status, 204);
    let first = tag(&head);
    let (status, head, body) = editor.page("GET /api/file", &[], "");
    assert_eq!(
        (status, body.as_str(), tag(&head)),
        (200, "eins", first.clone())
    );
    // A text editor writes the file.
    fs::write(editor.folder.join("status.json"), "von anderen").unwrap();
    let (status, _, body) = editor.page("PUT /api/file", &[("If-Match", &first)], "zwei");
    assert_eq!(
        (status, body.as_str()),
        (412, r#"{"kept":"status.neu-1.json"}"#)
    );
    assert_eq!(editor.saved(), "von anderen");
    let kept = fs::read_to_string(editor.folder.join("status.neu-1.json")).unwrap();
    assert_eq!(kept, "zwei");
    // The page reads the other version, and goes on from there.
    let (_, head, body) = editor.page("GET /api/file", &[], "");
    assert_eq!(body, "von anderen");
    assert_eq!(
        editor
            .page("PUT /api/file", &[("If-Match", &tag(&head))], "drei")
            .0,
        204
    );
    assert_eq!(editor.saved(), "drei");
}

#[test]
fn of_many_writers_one_wins_and_nothing_is_lost() {
    let editor = Editor::start("tabs");
    let (_, head, _) = editor.page("PUT /api/file", &[("If-None-Match", "*")], "0");
    let first = tag(&head);
    let answers: Vec<u16> = thread::scope(|scope| {
        let write = |number: u32| {
            let (editor, first) = (&editor, &first);
            scope.spawn(move || {
                let text = format!("Fassung {number}");
                editor
                    .page("PUT /api/file", &[("If-Match", first)], &text)
                    .0
            })
        };
        let writers: Vec<_> = (1..=8).map(write).collect();
        writers
            .into_iter()
            .map(|writer| writer.join().unwrap())
            .collect()
    });
    let won = answers.iter().filter(|status| **status == 204).count();
    let kept = answers.iter().filter(|status| **status == 412).count();
    assert_eq!((won, kept), (1, 7), "{answers:?}");
    let mut all = vec![editor.saved()];
    for number in 1..=7 {
        let name = format!("status.neu-{number}.json");
        all.push(fs::read_to_string(editor.folder.join(name)).unwrap());
    }
    all.sort();
    let expected: Vec<String> = (1..=8).map(|number| format!("Fassung {number}")).collect();
    assert_eq!(all, expected);
}

#[test]
fn what_is_too_long_or_has_no_length_is_not_read() {
    let editor = Editor::start("caps");
    let most = "x".repeat(CAP);
    assert_eq!(editor.page("PUT /api/draft", &[], &most).0, 204);
    let (status, _, body) = editor.page("PUT /api/draft", &[], &most.repeat(3));
    // Whoever still sends hears why it is too much.
    assert_eq!(status, 413);
    assert!(body.contains("zu groß"), "{body}");
    let (host, token) = (editor.host(), &editor.token);
    let own = format!("Host: {host}\r\nAuthorization: Bearer {token}\r\nOrigin: http://{host}\r\n");
    for (fields, status) in [
        ("", "411"),
        ("Transfer-Encoding: chunked\r\n", "411"),
        ("Content-Length: 1\r\nContent-Length: 1\r\n", "400"),
        ("Content-Length: -1\r\n", "400"),
    ] {
        let text = format!("PUT /api/draft HTTP/1.1\r\n{own}{fields}\r\n1\r\nx\r\n0\r\n\r\n");
        let answer = editor.raw(text.as_bytes());
        assert_eq!(answer.get(9..12), Some(status), "{fields}{answer}");
    }
    let long = format!(
        "GET /editor/ HTTP/1.1\r\nHost: {host}\r\nX: {}",
        "x".repeat(40_000)
    );
    assert_eq!(editor.raw(long.as_bytes()).get(9..12), Some("431"));
    let draft = fs::read_to_string(editor.folder.join(".status.json.entwurf"));
    assert_eq!(draft.unwrap().len(), CAP);
}

/// More silent clients than a browser ever opens in advance, each in another place of its request.
#[test]
fn slow_clients_do_not_stop_the_others() {
    let editor = Editor::start("slow");
    let (host, token) = (editor.host(), &editor.token);
    let begun = format!(
        "PUT /api/file HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\nOrigin: http://{host}\r\nIf-None-Match: *\r\nContent-Length: 9\r\n\r\nhal"
    );
    let ends = [0, 3, 60, begun.len()];
    let slow: Vec<TcpStream> = (0..20)
        .map(|number| {
            let mut stream = TcpStream::connect(&host).unwrap();
            stream
                .write_all(&begun.as_bytes()[..ends[number % 4]])
                .unwrap();
            stream
        })
        .collect();
    let start = Instant::now();
    assert_eq!(
        editor
            .page("PUT /api/file", &[("If-None-Match", "*")], "eins")
            .0,
        204
    );
    assert!(
        start.elapsed() < Duration::from_secs(3),
        "{:?}",
        start.elapsed()
    );
    // With more of them than there are threads, it takes as long as one may take, and no longer.
    let more: Vec<TcpStream> = (0..20)
        .map(|_| TcpStream::connect(&host).unwrap())
        .collect();
    assert_eq!(editor.page("GET /api/file", &[], "").0, 200);
    assert!(
        start.elapsed() < Duration::from_secs(25),
        "{:?}",
        start.elapsed()
    );
    drop((slow, more));
    assert_eq!(editor.saved(), "eins");
}

/// Wherever the program is killed while it saves, the file is one version or the other, whole.
#[test]
fn a_killed_program_leaves_a_whole_file() {
    let folder = new_folder("kill");
    let text = |letter: &str| letter.repeat(1_000_000);
    fs::write(folder.join("status.json"), text("a")).unwrap();
    for round in 0..6_u64 {
        let mut editor = Editor::again(folder.clone());
        let (_, head, before) = editor.page("GET /api/file", &[], "");
        let after = if before.starts_with('a') {
            text("b")
        } else {
            text("a")
        };
        let (sender, sent) = channel();
        thread::scope(|scope| {
            let (host, token, port) = (editor.host(), editor.token.clone(), editor.port);
            let (first, after) = (tag(&head), &after);
            scope.spawn(move || {
                let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
                let head = format!(
                    "PUT /api/file HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\nOrigin: http://{host}\r\nIf-Match: {first}\r\nContent-Length: {}\r\n\r\n",
                    after.len()
                );
                let _ = stream.write_all(head.as_bytes());
                let _ = stream.write_all(after.as_bytes());
                sender.send(()).unwrap();
                let _ = stream.read_to_end(&mut Vec::new());
            });
            sent.recv().unwrap();
            thread::sleep(Duration::from_micros(round * 1500));
            editor.program.kill().unwrap();
        });
        let now = editor.saved();
        assert!(
            now == before || now == after,
            "round {round}: {} bytes",
            now.len()
        );
    }
}

#[cfg(unix)]
#[test]
fn the_browser_is_opened_and_if_it_does_not_open_the_address_is_told() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = new_folder("opener");
    let opener = folder.join("xdg-open");
    for (script, opens) in [("echo \"$1\" > opened; exit 0", true), ("exit 3", false)] {
        fs::write(&opener, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
        let mut command = command(&folder, &["status.json", "--lang", "en"]);
        let path = format!("{}:/usr/bin:/bin", folder.display());
        command
            .env("PATH", path)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut program = command.spawn().unwrap();
        let (port, token) = address(&mut program);
        let address = format!("http://127.0.0.1:{port}/editor/#token={token}");
        let folder = folder.clone();
        let mut editor = Editor {
            program,
            folder: folder.clone(),
            port,
            token,
        };
        if opens {
            let opened = || fs::read_to_string(folder.join("opened")).unwrap_or_default();
            let start = Instant::now();
            while opened().trim() != address && start.elapsed() < Duration::from_secs(20) {
                thread::sleep(Duration::from_millis(20));
            }
            assert_eq!(opened().trim(), address);
        } else {
            let (sender, lines) = channel();
            let said = BufReader::new(editor.program.stderr.take().unwrap()).lines();
            thread::spawn(move || {
                said.map_while(Result::ok)
                    .try_for_each(|line| sender.send(line))
            });
            let next = || lines.recv_timeout(Duration::from_secs(20)).unwrap();
            let said = next();
            assert!(said.starts_with("The browser did not open."), "{said}");
            assert_eq!(
                [next(), next()].map(|line| line.trim().to_owned()),
                ["", &address]
            );
        }
    }
}

#[test]
fn what_cannot_be_edited_is_told_before_anything_is_served() {
    let folder = new_folder("told");
    fs::create_dir_all(folder.join("notfall")).unwrap();
    fs::write(folder.join("notfall/status.json"), "{}").unwrap();
    for (args, said) in [
        (
            &["notfall"][..],
            "\"notfall\" ist ein Ordner. Erwartet: eine Datei.",
        ),
        (
            &["fehlt/status.json"],
            "Den Ordner \"fehlt\" gibt es nicht.",
        ),
        (&["-"], "Die Angabe \"-\" ist hier zu viel."),
        (&["--port", "80"], "Die Angabe \"80\" ist kein Port."),
        (
            &["--bundle", "notfall"],
            "In \"notfall\" liegt kein Editor.",
        ),
        (&["--key", "geheim.json"], "\"geheim.json\""),
        (
            &["notfall/status.json", "--out", "notfall"],
            "liegt in dem Ordner, der hochgeladen wird.",
        ),
        (
            &["--key", "notfall/presse", "--out", "notfall"],
            "\"notfall/presse\" ist ein geheimer Schlüssel.",
        ),
    ] {
        let (status, out, err) = refused(command(&folder, args).arg("--no-open"));
        assert!(err.contains(said), "{args:?}: {err}");
        assert_eq!((status, out.as_str()), (Some(2), ""), "{args:?}");
    }
    let other = Editor::start("taken");
    let port = other.port.to_string();
    let (_, _, err) = refused(command(&folder, &["--no-open"]).args(["--port", &port]));
    assert!(
        err.contains(&format!("Der Port {port} ist schon belegt.")),
        "{err}"
    );
}

#[test]
fn without_a_file_the_draft_lies_with_the_persons_data() {
    let folder = new_folder("alone");
    let mut command = command(&folder, &["--no-open"]);
    command
        .env("XDG_DATA_HOME", folder.join("daten"))
        .stdout(Stdio::piped());
    let mut program = command.spawn().unwrap();
    let (port, token) = address(&mut program);
    let editor = Editor {
        program,
        folder,
        port,
        token,
    };
    assert_eq!(editor.page("PUT /api/draft", &[], "Entwurf").0, 204);
    let draft = editor.folder.join("daten/amtsstatus/entwurf");
    assert_eq!(fs::read_to_string(draft).unwrap(), "Entwurf");
    let (status, _, body) = editor.page("PUT /api/file", &[("If-None-Match", "*")], "x");
    assert_eq!(status, 409);
    assert!(body.contains("keine Datei genannt"), "{body}");
    let (_, _, body) = editor.page("GET /api/desk", &[], "");
    assert!(
        body.contains("\"worker\":false") && body.contains("\"file\":null"),
        "{body}"
    );
}
