//! A web server small enough to be started, watched and killed by a test, and to fail in the ways of real ones.
//!
//! Plain `std`: every answer closes its connection, and a dropped server cuts those that are open. A page that was
//! served a moment ago then meets a refused connection, as it would with a dead machine. How an answer may come badly is
//! [`Delivery`].

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

/// What an endless answer sends at most, so that a visitor who takes everything does not fill the machine.
pub const ENDLESS: usize = 16 << 20;

/// What a browser asks for.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The path as sent, from the slash on, without the query.
    pub path: String,
    /// What follows the `?`.
    pub query: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
}

impl Request {
    /// A request for a path, without headers.
    pub fn get(path: &str) -> Self {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        Self {
            path: path.to_owned(),
            query: query.to_owned(),
            headers: Vec::new(),
        }
    }

    /// A header's value; the name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// What it gets.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Such as 200.
    pub status: u16,
    /// Length and connection are added when it is sent.
    pub headers: Vec<(String, String)>,
    /// Sent as it is.
    pub body: Vec<u8>,
    /// How it comes.
    pub delivery: Delivery,
}

/// How an answer comes. None outlives the server or the visitor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delivery {
    /// At once, and whole.
    #[default]
    Whole,
    /// Whole, after a while.
    Slow {
        /// How long that is.
        after: Duration,
    },
    /// The request is read, and that is all.
    Never,
    /// The head at once, then a byte at a time.
    Drip {
        /// The time before each.
        every: Duration,
    },
    /// The head tells a length that is not the body's.
    Mislabelled {
        /// What it tells.
        length: usize,
    },
    /// No length is told, and the body comes again and again: [`ENDLESS`] bytes, then silence.
    Endless,
    /// The connection is reset in the middle of the head.
    Cut,
}

impl Answer {
    /// An answer with a body of some content type.
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
            delivery: Delivery::Whole,
        }
        .with("Content-Type", content_type)
    }

    /// Blanks, which JSON allows anywhere: some KiB on the wire, and so many bytes once the browser has unpacked them.
    pub fn gzip_bomb(unpacked: usize) -> io::Result<Self> {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        io::copy(&mut io::repeat(b' ').take(unpacked as u64), &mut packed)?;
        let bomb = Self::new(200, "application/json", packed.finish()?);
        Ok(bomb.with("Content-Encoding", "gzip"))
    }

    /// The same with one more header.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same, delivered like this.
    #[must_use]
    pub fn delivered(mut self, delivery: Delivery) -> Self {
        self.delivery = delivery;
        self
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    fn not_found() -> Self {
        Self::new(404, "text/plain; charset=utf-8", "not found\n")
    }
}

/// The files of a folder, with the headers that a well-kept host of the widget sends.
pub fn folder(root: PathBuf) -> impl Fn(&Request) -> Answer + Send + Sync + 'static {
    move |request| {
        let Some(file) = file(&root, &request.path) else {
            return Answer::not_found();
        };
        let Ok(body) = fs::read(&file) else {
            return Answer::not_found();
        };
        let etag = etag(&body);
        let fresh = request.header("if-none-match") == Some(etag.as_str());
        let answer = if fresh {
            Answer {
                status: 304,
                headers: Vec::new(),
                body: Vec::new(),
                delivery: Delivery::Whole,
            }
        } else {
            Answer::new(200, content_type(&file), body)
        };
        let answer = answer
            .with("ETag", &etag)
            .with("Cache-Control", cache_control(&request.path));
        if for_other_sites(&request.path) {
            answer.with("Access-Control-Allow-Origin", "*")
        } else {
            answer
        }
    }
}

/// The file below the root, or none when the path leads elsewhere.
fn file(root: &Path, path: &str) -> Option<PathBuf> {
    let relative = Path::new(path.strip_prefix('/')?);
    let plain = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let file = root.join(relative);
    match plain {
        false => None,
        true if file.is_dir() => Some(file.join("index.html")),
        true => Some(file),
    }
}

fn etag(body: &[u8]) -> String {
    let digest = Sha256::digest(body);
    let hash: String = digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("\"{hash}\"")
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

/// A core is named by its hash and never changes; everything else is asked for again.
fn cache_control(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or_default();
    if name.starts_with("amts-core-") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

fn for_other_sites(path: &str) -> bool {
    path.starts_with("/amts-status/") || path.ends_with(".json")
}

/// A request, and what became of it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// What was asked.
    pub request: Request,
    /// The status that was chosen for it; 0 until then.
    pub status: u16,
    /// How many bytes of the body went out.
    pub sent: usize,
    /// Whether the connection is over: all was said, or the visitor has left.
    pub over: bool,
}

impl Seen {
    /// Whether the visitor has a copy already and asks for news only.
    pub fn conditional(&self) -> bool {
        self.request.header("if-none-match").is_some()
    }
}

/// Serves until it is dropped.
pub struct Server {
    port: u16,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    stop: AtomicBool,
    log: Mutex<Vec<Seen>>,
    open: Mutex<HashMap<u64, Arc<TcpStream>>>,
}

impl Server {
    /// Listens on this machine only; port 0 is any that is free.
    pub fn start(
        port: u16,
        handler: impl Fn(&Request) -> Answer + Send + Sync + 'static,
    ) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .with_context(|| format!("cannot listen on port {port}"))?;
        let port = listener.local_addr()?.port();
        let shared = Arc::<Shared>::default();
        let accepting = thread::spawn({
            let shared = Arc::clone(&shared);
            move || shared.accept(&listener, &Arc::new(handler))
        });
        Ok(Self {
            port,
            shared,
            accepting: Some(accepting),
        })
    }

    /// The URL of a path that begins with a slash.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The port, also when it was any.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The paths asked for so far, in order.
    pub fn requests(&self) -> Vec<String> {
        let log = lock(&self.shared.log);
        log.iter().map(|seen| seen.request.path.clone()).collect()
    }

    /// The requests so far, in order.
    pub fn log(&self) -> Vec<Seen> {
        lock(&self.shared.log).clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a connection.
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
        for stream in lock(&self.shared.open).values() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Shared {
    fn accept<H>(self: &Arc<Self>, listener: &TcpListener, handler: &Arc<H>)
    where
        H: Fn(&Request) -> Answer + Send + Sync + 'static,
    {
        for (id, stream) in (0..).zip(listener.incoming()) {
            if self.stop.load(Ordering::SeqCst) {
                return;
            }
            let Ok(stream) = stream else { continue };
            let stream = Arc::new(stream);
            lock(&self.open).insert(id, Arc::clone(&stream));
            let mut connection = Connection {
                shared: Arc::clone(self),
                id,
                stream,
                reset: false,
            };
            let handler = Arc::clone(handler);
            // A thread each: browsers open connections ahead of need and leave them silent.
            thread::spawn(move || {
                // A visitor who leaves early is no error of the server's.
                let _ = connection.talk(&*handler);
            });
        }
    }

    fn note(&self, number: usize, note: impl FnOnce(&mut Seen)) {
        if let Some(seen) = lock(&self.log).get_mut(number) {
            note(seen);
        }
    }
}

/// Closes when it is dropped, also by a handler that panicked.
struct Connection {
    shared: Arc<Shared>,
    id: u64,
    stream: Arc<TcpStream>,
    /// Whether it ends by a reset.
    reset: bool,
}

impl Connection {
    fn talk(&mut self, handler: &impl Fn(&Request) -> Answer) -> io::Result<()> {
        let stream = Arc::clone(&self.stream);
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        // Byte by byte, so that what is not read yet stays with the system.
        let mut from = BufReader::with_capacity(1, &*stream);
        let Some((method, request)) = hear(&mut from)? else {
            return Ok(());
        };
        let number = {
            let mut log = lock(&self.shared.log);
            log.push(Seen {
                request: request.clone(),
                status: 0,
                sent: 0,
                over: false,
            });
            log.len() - 1
        };
        let answer = match method.as_str() {
            "GET" | "HEAD" => handler(&request),
            _ => Answer::new(405, "text/plain; charset=utf-8", "only GET and HEAD\n"),
        };
        self.shared.note(number, |seen| seen.status = answer.status);
        // A connection that is closed with something unread is reset; one byte is enough.
        self.reset = answer.delivery == Delivery::Cut;
        if !self.reset {
            from.read_line(&mut String::new())?;
        }
        let mut sent = 0;
        let end = say(&stream, &answer, method == "HEAD", &mut sent);
        self.shared.note(number, |seen| {
            (seen.sent, seen.over) = (sent, true);
        });
        end
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        lock(&self.shared.open).remove(&self.id);
        if !self.reset {
            let _ = self.stream.shutdown(Shutdown::Both);
        }
    }
}

/// The request's method and the rest of it, up to the last line's end; none when the connection was closed unused.
fn hear(from: &mut impl BufRead) -> io::Result<Option<(String, Request)>> {
    let mut line = String::new();
    from.read_line(&mut line)?;
    let mut words = line.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return Ok(None);
    };
    let mut request = Request::get(target);
    while from.fill_buf()?.first() != Some(&b'\r') {
        let mut line = String::new();
        from.read_line(&mut line)?;
        let Some((name, value)) = line.split_once(':') else {
            return Ok(None);
        };
        request
            .headers
            .push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    from.consume(1);
    Ok(Some((method.to_owned(), request)))
}

/// Delivers an answer; `sent` counts the bytes of the body, also of one that is not finished.
fn say(mut to: &TcpStream, answer: &Answer, head_only: bool, sent: &mut usize) -> io::Result<()> {
    let length = match answer.delivery {
        Delivery::Endless => None,
        Delivery::Mislabelled { length } => Some(length),
        _ if answer.status == 304 => None,
        _ => Some(answer.body.len()),
    };
    let mut head = format!("HTTP/1.1 {} -\r\n", answer.status);
    for (name, value) in &answer.headers {
        head += &format!("{name}: {value}\r\n");
    }
    if let Some(length) = length {
        head += &format!("Content-Length: {length}\r\n");
    }
    head += "Connection: close\r\n\r\n";

    match answer.delivery {
        Delivery::Never => return pause(to, Duration::from_secs(3600)),
        Delivery::Cut => return to.write_all(&head.as_bytes()[..head.len() / 2]),
        Delivery::Slow { after } => pause(to, after)?,
        _ => {}
    }
    to.write_all(head.as_bytes())?;
    if head_only {
        return to.flush();
    }
    match answer.delivery {
        Delivery::Drip { every } => {
            for byte in &answer.body {
                pause(to, every)?;
                to.write_all(&[*byte])?;
                *sent += 1;
            }
        }
        Delivery::Endless => {
            while *sent < ENDLESS && !answer.body.is_empty() {
                *sent += to.write(&answer.body)?;
            }
            pause(to, Duration::from_secs(3600))?;
        }
        _ => {
            to.write_all(&answer.body)?;
            *sent = answer.body.len();
        }
    }
    to.flush()
}

/// Waits, by listening: an error as soon as the visitor has left, or the server has shut the connection.
fn pause(mut visitor: &TcpStream, time: Duration) -> io::Result<()> {
    let end = Instant::now() + time;
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(());
        }
        visitor.set_read_timeout(Some(left))?;
        match visitor.read(&mut [0; 64]) {
            Ok(0) => return Err(ErrorKind::ConnectionAborted.into()),
            Ok(_) => {}
            Err(error) => match error.kind() {
                ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted => {}
                _ => return Err(error),
            },
        }
    }
}

/// A handler that panicked must not take the list of requests with it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use flate2::read::GzDecoder;

    use super::*;

    struct Site(PathBuf);

    impl Site {
        /// A folder with a secret beside it.
        fn new(name: &str) -> Self {
            let base = std::env::temp_dir()
                .join(format!("amtsstatus-serve-{name}-{}", std::process::id()));
            fs::create_dir_all(base.join("site/amts-status/1")).unwrap();
            fs::write(base.join("secret.html"), "secret").unwrap();
            for file in [
                "index.html",
                "status.json",
                "amts-status/1/amts-status.js",
                "amts-status/1/amts-core-0.wasm",
            ] {
                fs::write(base.join("site").join(file), file).unwrap();
            }
            Self(base)
        }

        fn get(&self, path: &str) -> Answer {
            folder(self.0.join("site"))(&Request::get(path))
        }
    }

    impl Drop for Site {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn ask(port: u16, text: &str) -> io::Result<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.write_all(text.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }

    #[test]
    fn files_come_with_their_content_type() {
        let site = Site::new("types");
        for (path, content_type) in [
            ("/", "text/html; charset=utf-8"),
            ("/index.html?a=b", "text/html; charset=utf-8"),
            ("/status.json", "application/json"),
            (
                "/amts-status/1/amts-status.js",
                "text/javascript; charset=utf-8",
            ),
            ("/amts-status/1/amts-core-0.wasm", "application/wasm"),
        ] {
            let answer = site.get(path);
            assert_eq!(
                (answer.status, answer.header("content-type")),
                (200, Some(content_type)),
                "{path}"
            );
        }
        assert_eq!(site.get("/missing.html").status, 404);
    }

    #[test]
    fn only_the_hash_named_core_is_kept() {
        let site = Site::new("cache");
        let of = |path| site.get(path).header("cache-control").map(str::to_owned);
        assert_eq!(
            of("/amts-status/1/amts-core-0.wasm").unwrap(),
            "public, max-age=31536000, immutable"
        );
        assert_eq!(of("/amts-status/1/amts-status.js").unwrap(), "no-cache");
        assert_eq!(of("/").unwrap(), "no-cache");
    }

    #[test]
    fn other_sites_may_load_the_widget_and_the_feed_but_no_page() {
        let site = Site::new("cors");
        let of = |path| {
            site.get(path)
                .header("access-control-allow-origin")
                .map(str::to_owned)
        };
        assert_eq!(of("/amts-status/1/amts-status.js").as_deref(), Some("*"));
        assert_eq!(of("/status.json").as_deref(), Some("*"));
        assert_eq!(of("/"), None);
    }

    #[test]
    fn what_has_not_changed_is_not_sent_again() {
        let site = Site::new("etag");
        let etag = site.get("/status.json").header("etag").unwrap().to_owned();
        let mut again = Request::get("/status.json");
        again.headers.push(("if-none-match".to_owned(), etag));
        let answer = folder(site.0.join("site"))(&again);
        assert_eq!((answer.status, answer.body.len()), (304, 0));
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        let site = Site::new("traversal");
        let secret = site.0.join("secret.html");
        let absolute = format!("/{}", secret.display());
        for path in [
            "/../secret.html",
            "/amts-status/../../secret.html",
            "/%2e%2e/secret.html",
            "secret.html",
            &absolute,
        ] {
            assert_eq!(site.get(path).status, 404, "{path}");
        }
    }

    #[test]
    fn a_server_answers_and_remembers_what_was_asked() {
        let server = Server::start(0, |request| {
            let seen = format!(
                "{} {} {}",
                request.path,
                request.query,
                request.header("x-a").unwrap_or("-")
            );
            Answer::new(200, "text/plain", seen)
        })
        .unwrap();
        assert_eq!(
            server.url("/a"),
            format!("http://127.0.0.1:{}/a", server.port())
        );
        let answer = ask(server.port(), "GET /a?b=c HTTP/1.1\r\nX-A: d\r\n\r\n").unwrap();
        let head = "HTTP/1.1 200 -\r\nContent-Type: text/plain\r\nContent-Length: 8\r\nConnection: close\r\n\r\n";
        assert_eq!(answer, format!("{head}/a b=c d"));
        assert!(
            ask(server.port(), "HEAD /h HTTP/1.1\r\n\r\n")
                .unwrap()
                .ends_with("\r\n\r\n")
        );
        assert!(
            ask(server.port(), "POST /p HTTP/1.1\r\n\r\n")
                .unwrap()
                .starts_with("HTTP/1.1 405 ")
        );
        assert_eq!(server.requests(), ["/a", "/h", "/p"]);
    }

    #[test]
    fn a_dropped_server_refuses_and_cuts_and_its_port_is_free_again() {
        let server = Server::start(0, |_| Answer::not_found()).unwrap();
        let port = server.port();
        let mut silent = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
        // The silent connection is accepted before this one is answered.
        ask(port, "GET / HTTP/1.1\r\n\r\n").unwrap();
        drop(server);
        assert_eq!(silent.read(&mut [0; 1]).unwrap_or(0), 0);
        assert!(ask(port, "GET / HTTP/1.1\r\n\r\n").is_err());
        let again = Server::start(port, |_| Answer::not_found()).unwrap();
        assert_eq!(again.port(), port);
    }

    /// A server that answers everything with "abc", delivered like this.
    fn failing(delivery: Delivery) -> Server {
        let answer = Answer::new(200, "text/plain", "abc").delivered(delivery);
        Server::start(0, move |_| answer.clone()).unwrap()
    }

    /// A visitor who has asked, and hears no longer than a while.
    fn visitor(server: &Server, patience: Duration) -> TcpStream {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, server.port())).unwrap();
        stream.set_read_timeout(Some(patience)).unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\n\r\n").unwrap();
        stream
    }

    const SOON: Duration = Duration::from_millis(100);
    const LATE: Duration = Duration::from_secs(20);

    #[test]
    fn a_request_is_remembered_with_what_became_of_it() {
        let server = failing(Delivery::Whole);
        ask(
            server.port(),
            "GET / HTTP/1.1\r\nIf-None-Match: \"a\"\r\n\r\n",
        )
        .unwrap();
        ask(server.port(), "PUT / HTTP/1.1\r\n\r\n").unwrap();
        let log = server.log();
        assert_eq!((log[0].status, log[0].conditional()), (200, true));
        assert_eq!((log[1].status, log[1].conditional()), (405, false));
        assert_eq!(log[0].request.header("if-none-match"), Some("\"a\""));
    }

    #[test]
    fn never_is_silence() {
        let server = failing(Delivery::Never);
        let silence = visitor(&server, SOON).read(&mut [0; 1]).unwrap_err();
        assert_eq!(silence.kind(), ErrorKind::WouldBlock);
        assert_eq!(server.requests(), ["/"]);
    }

    #[test]
    fn slow_and_dripping_answers_are_whole_in_the_end() {
        for delivery in [
            Delivery::Slow { after: SOON },
            Delivery::Drip { every: SOON / 3 },
        ] {
            let server = failing(delivery);
            let start = Instant::now();
            let answer = ask(server.port(), "GET / HTTP/1.1\r\n\r\n").unwrap();
            assert!(answer.ends_with("Content-Length: 3\r\nConnection: close\r\n\r\nabc"));
            assert!(start.elapsed() > SOON * 9 / 10, "{delivery:?}");
        }
    }

    #[test]
    fn a_mislabelled_answer_has_its_own_length() {
        let server = failing(Delivery::Mislabelled { length: 9 });
        let answer = ask(server.port(), "GET / HTTP/1.1\r\n\r\n").unwrap();
        assert!(answer.ends_with("Content-Length: 9\r\nConnection: close\r\n\r\nabc"));
    }

    #[test]
    fn a_cut_answer_ends_by_a_reset_within_its_head() {
        let server = failing(Delivery::Cut);
        let mut heard = Vec::new();
        let end = visitor(&server, LATE).read_to_end(&mut heard).unwrap_err();
        assert_eq!(end.kind(), ErrorKind::ConnectionReset);
        assert!(heard.starts_with(b"HTTP/1.1 200"));
        assert!(!heard.windows(2).any(|two| two == b"\n\r"));
    }

    #[test]
    fn an_endless_answer_notices_that_its_visitor_has_left() {
        let server = failing(Delivery::Endless);
        let mut leaving = visitor(&server, LATE);
        leaving.read_exact(&mut vec![0; 100_000]).unwrap();
        drop(leaving);
        let start = Instant::now();
        while !server.log()[0].over {
            assert!(start.elapsed() < LATE);
            thread::sleep(Duration::from_millis(5));
        }
        assert!((99_000..ENDLESS).contains(&server.log()[0].sent));
    }

    #[test]
    fn an_endless_answer_has_a_bound() {
        let body = vec![b' '; 1 << 16];
        let answer = Answer::new(200, "text/plain", body).delivered(Delivery::Endless);
        let server = Server::start(0, move |_| answer.clone()).unwrap();
        let mut greedy = visitor(&server, SOON * 5);
        let mut heard = Vec::new();
        let end = greedy.read_to_end(&mut heard).unwrap_err();
        assert_eq!(end.kind(), ErrorKind::WouldBlock);
        assert!((ENDLESS..ENDLESS + (1 << 17)).contains(&heard.len()));
    }

    #[test]
    fn no_answer_outlives_its_server() {
        for delivery in [
            Delivery::Never,
            Delivery::Slow { after: LATE },
            Delivery::Drip { every: LATE },
            Delivery::Endless,
        ] {
            let server = failing(delivery);
            let mut waiting = visitor(&server, LATE);
            while server.requests().is_empty() {
                thread::sleep(Duration::from_millis(5));
            }
            let start = Instant::now();
            let shared = Arc::downgrade(&server.shared);
            drop(server);
            // What was on its way may still come; then it is over, whether by an end or by a reset.
            let _ = waiting.read_to_end(&mut Vec::new());
            while shared.strong_count() > 0 {
                assert!(start.elapsed() < LATE / 4, "{delivery:?}");
                thread::sleep(Duration::from_millis(5));
            }
        }
    }

    #[test]
    fn a_bomb_is_small_until_it_is_unpacked() {
        let bomb = Answer::gzip_bomb(9 << 20).unwrap();
        assert_eq!(bomb.header("content-encoding"), Some("gzip"));
        assert!(bomb.body.len() < 20_000);
        let unpacked = io::copy(&mut GzDecoder::new(&bomb.body[..]), &mut io::sink());
        assert_eq!(unpacked.unwrap(), 9 << 20);
    }

    #[test]
    fn a_panicking_handler_costs_one_answer() {
        let server = Server::start(0, |request| {
            assert_ne!(request.path, "/panic");
            Answer::not_found()
        })
        .unwrap();
        assert_eq!(
            ask(server.port(), "GET /panic HTTP/1.1\r\n\r\n").unwrap_or_default(),
            ""
        );
        assert!(
            ask(server.port(), "GET / HTTP/1.1\r\n\r\n")
                .unwrap()
                .starts_with("HTTP/1.1 404 ")
        );
    }
}
