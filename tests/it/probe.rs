//! `probe` as a publisher meets it: the real program, and servers that fail in the ways of real ones.

use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use amtsstatus::feed::time::Moment;
use xtask::serve::{Answer, Delivery, Request, Server, http_date};

use super::sign::feed;

const PAGE: &str = r#"<!doctype html><title>Stand</title><script type="module" src="/amts-status/0.1.0/amts-status.js"></script>
<amts-status src="/status.json"></amts-status>"#;

/// A server with nothing wrong.
fn sound(request: &Request) -> Answer {
    let (content_type, body, keeping) = match request.path.as_str() {
        "/" => ("text/html", PAGE.to_owned(), "no-cache"),
        "/status.json" => ("application/json", feed(3), "no-cache"),
        "/amts-status/0.1.0/amts-status.js" => (
            "text/javascript",
            "// script".to_owned(),
            "public, max-age=31536000, immutable",
        ),
        _ => return Answer::not_found(),
    };
    let mut answer = Answer::new(200, content_type, body);
    if request.header("if-none-match") == Some("\"1\"") {
        (answer.status, answer.body) = (304, Vec::new());
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let now = Moment(now.as_secs().cast_signed());
    answer
        .with("Date", &http_date(now))
        .with("ETag", "\"1\"")
        .with("Cache-Control", keeping)
        .with("Access-Control-Allow-Origin", "*")
        .with("Access-Control-Expose-Headers", "Date, Retry-After")
        .with("X-Content-Type-Options", "nosniff")
}

/// Returns what the program says of these addresses, and its status.
fn probe(args: &[&str]) -> (String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_amtsstatus"));
    let output = command.arg("probe").args(args).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{said}");
    (said, output.status.code().unwrap())
}

#[test]
fn a_sound_site_is_said_to_be_sound() {
    let server = Server::start(0, sound).unwrap();
    let (said, status) = probe(&[&server.url("/")]);
    assert!(
        said.ends_with("\nKeine Fehler, keine Hinweise.\n"),
        "{said}"
    );
    assert_eq!(status, 0);
    // Each file once, and once more whether it has changed.
    assert_eq!(server.requests().len(), 6, "{:?}", server.requests());
}

#[test]
fn what_a_bad_server_does_to_the_feed_is_said_in_plain_words() {
    let bomb = || Answer::gzip_bomb(64 << 20).unwrap();
    for (answer, said) in [
        (
            Answer::new(503, "text/html", "busy"),
            "Der Server antwortet mit 503.",
        ),
        (Answer::not_found(), "Diese Datei gibt es dort nicht (404)."),
        (
            Answer::new(200, "text/html", "<h1>Wartung</h1>"),
            "Das ist keine lesbare Statusdatei",
        ),
        (
            Answer::new(301, "text/html", "")
                .with("Location", "https://www.stadt.example/status.json"),
            "Die Statusdatei wird weitergeleitet, nach https://www.stadt.example/status.json.",
        ),
        (bomb(), "Die Datei lässt sich nicht auspacken (gzip)."),
        (
            Answer::new(200, "application/json", feed(3)).delivered(Delivery::Cut),
            "Die Abfrage ist gescheitert",
        ),
        (
            Answer::new(200, "application/json", feed(3))
                .delivered(Delivery::Mislabelled { length: 100_000 }),
            "Die Abfrage ist gescheitert",
        ),
        (
            Answer::new(200, "application/json", feed(3)).with("Cache-Control", "max-age=86400"),
            "Neues kommt dann zu spät an. Der Server sagt: max-age=86400.",
        ),
    ] {
        let server = Server::start(0, move |request: &Request| match request.path.as_str() {
            "/status.json" => answer.clone(),
            _ => sound(request),
        })
        .unwrap();
        let (out, status) = probe(&[&server.url("/")]);
        assert!(out.contains(said), "{said}\n{out}");
        assert_eq!(status, 1, "{out}");
    }
}

#[test]
fn mirrors_and_a_host_page_are_looked_at_together() {
    let server = Server::start(0, sound).unwrap();
    let mirror = Server::start(0, |request: &Request| match request.path.as_str() {
        "/status.json" => {
            let answer = sound(request);
            let body = String::from_utf8_lossy(&answer.body).replace("\"seq\": 3", "\"seq\": 2");
            Answer {
                body: body.into_bytes(),
                ..answer
            }
        }
        _ => Answer::new(200, "text/html", "<h1>Dorf</h1>")
            .with("Content-Security-Policy", "default-src 'self'"),
    })
    .unwrap();
    let (out, status) = probe(&[
        &server.url("/status.json"),
        &mirror.url("/status.json"),
        "--page",
        &mirror.url("/"),
        "--lang",
        "en",
    ]);
    assert_eq!(status, 1, "{out}");
    for said in [
        "Here is still seq 2, at http://127.0.0.1:",
        "The Content-Security-Policy of this page blocks the widget.",
        "      script-src 'self' http://127.0.0.1:",
        "'wasm-unsafe-eval'",
    ] {
        assert!(out.contains(said), "{said}\n{out}");
    }
}
