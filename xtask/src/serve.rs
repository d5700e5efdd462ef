//! A web server small enough to be started, watched and killed by a test.
//!
//! Plain `std`: every answer closes its connection, and a dropped server cuts those that are open. A page that was
//! served a moment ago then meets a refused connection, as it would with a dead machine.

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

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
}

impl Answer {
    /// An answer with a body of some content type.
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
        }
        .with("Content-Type", content_type)
    }

    /// The same with one more header.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
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

/// Serves until it is dropped.
pub struct Server {
    port: u16,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    stop: AtomicBool,
    requests: Mutex<Vec<String>>,
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
        lock(&self.shared.requests).clone()
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
            let connection = Connection {
                shared: Arc::clone(self),
                id,
                stream,
            };
            let handler = Arc::clone(handler);
            // A thread each: browsers open connections ahead of need and leave them silent.
            thread::spawn(move || {
                // A visitor who leaves early is no error of the server's.
                let _ = connection.shared.talk(&connection.stream, &*handler);
            });
        }
    }

    fn talk(&self, stream: &TcpStream, handler: &impl Fn(&Request) -> Answer) -> io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let Some((method, request)) = hear(&mut BufReader::new(stream))? else {
            return Ok(());
        };
        lock(&self.requests).push(request.path.clone());
        let answer = match method.as_str() {
            "GET" | "HEAD" => handler(&request),
            _ => Answer::new(405, "text/plain; charset=utf-8", "only GET and HEAD\n"),
        };
        say(stream, &answer, method == "HEAD")
    }
}

/// Closes when it is dropped, also by a handler that panicked.
struct Connection {
    shared: Arc<Shared>,
    id: u64,
    stream: Arc<TcpStream>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        lock(&self.shared.open).remove(&self.id);
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}

/// The request's method and the rest of it; none when the connection was closed unused.
fn hear(from: &mut impl BufRead) -> io::Result<Option<(String, Request)>> {
    let mut line = String::new();
    from.read_line(&mut line)?;
    let mut words = line.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return Ok(None);
    };
    let mut request = Request::get(target);
    loop {
        let mut line = String::new();
        from.read_line(&mut line)?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        request
            .headers
            .push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    Ok(Some((method.to_owned(), request)))
}

fn say(mut to: &TcpStream, answer: &Answer, head_only: bool) -> io::Result<()> {
    let mut head = format!("HTTP/1.1 {} -\r\n", answer.status);
    for (name, value) in &answer.headers {
        head += &format!("{name}: {value}\r\n");
    }
    if answer.status != 304 {
        head += &format!("Content-Length: {}\r\n", answer.body.len());
    }
    head += "Connection: close\r\n\r\n";
    to.write_all(head.as_bytes())?;
    if !head_only {
        to.write_all(&answer.body)?;
    }
    to.flush()
}

/// A handler that panicked must not take the list of requests with it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

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
