//! Has Debian's nginx, configured as docs/betrieb.md says, serve visitors who poll: what share of the answers is a 304, and
//! what a visitor costs, in Markdown.
//!
//! Two hours of the acute phase: each visitor loads the widget once and asks for the feed each minute; in the middle there is a
//! new publication. All of them ask in turn, as many at a time as there are connections.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::table::load;
use crate::command::root;
use crate::{dist, tools};

/// Polls of one visitor: one a minute, for two hours.
const POLLS: usize = 120;
/// As many as make 20,000 polls, in equal shares.
const VISITORS: usize = 168;
/// How many connections ask at the same time.
const CONNECTIONS: usize = 8;

/// What a connection has seen.
#[derive(Clone, Copy, Default)]
struct Seen {
    polls: usize,
    unchanged: usize,
    /// Bytes of the answers to polls, with their heads.
    polled: usize,
    /// Bytes of everything else.
    loaded: usize,
}

/// Measures the built site.
pub fn run() -> Result<()> {
    tools::for_load()?;
    dist::build()?;
    let folder = root().join("target/bench/load");
    let feed = lay(&folder)?;
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port();
    let manual = fs::read_to_string(root().join("docs/betrieb.md"))?;
    let mut nginx = xtask::nginx::configure(xtask::nginx::block(&manual)?, &folder, port)?;
    nginx.env("PATH", tools::path()?).stdin(Stdio::null());
    let nginx = Running(nginx.spawn().context("nginx does not start")?);
    wait(port)?;

    let began = Instant::now();
    let seen = two_hours(port, &widget()?, || {
        // In one go, as docs/betrieb.md says.
        let new = feed.with_extension("new");
        fs::copy(dist::folder().join("feeds/moessingen-2023-11.json"), &new)?;
        fs::rename(&new, &feed)
    })?;
    let took = began.elapsed();
    drop(nginx);

    let all = seen.iter().fold(Seen::default(), |all, one| Seen {
        polls: all.polls + one.polls,
        unchanged: all.unchanged + one.unchanged,
        polled: all.polled + one.polled,
        loaded: all.loaded + one.loaded,
    });
    println!(
        "\n`cargo xtask bench load`, {} polls of {VISITORS} visitors, {CONNECTIONS} connections, load {}\n",
        all.polls,
        load()
    );
    print!("{}", table(all, took));
    Ok(())
}

fn table(all: Seen, took: Duration) -> String {
    let share = 100.0 * all.unchanged as f64 / all.polls as f64;
    let each = |bytes: usize| bytes as f64 / VISITORS as f64 / 1000.0;
    let documented = documented();
    format!(
        "| | measured | docs/betrieb.md |\n|---|--:|--:|\n\
        | answers without content | {share:.1} % | {:.1} % |\n\
        | data of a tab in two hours | {:.1} KB | {:.1} KB |\n\
        | the widget itself, packed by nginx, once | {:.0} KB | 260 KB |\n\
        | answers a second | {:.0} | |\n",
        documented.0,
        each(all.polled),
        documented.1,
        each(all.loaded),
        all.polls as f64 / took.as_secs_f64(),
    )
}

/// What the table of docs/betrieb.md says of two hours of the acute phase, for one: the share of answers without content in
/// percent, and kilobytes.
fn documented() -> (f64, f64) {
    let manual = include_str!("../../../docs/betrieb.md");
    let row = manual
        .lines()
        .find(|line| line.starts_with("| akute Phase, eine Adresse |"));
    let cells: Vec<f64> = row
        .unwrap_or_default()
        .split('|')
        .filter_map(|cell| cell.trim().trim_end_matches(" KB").parse().ok())
        .collect();
    match cells.as_slice() {
        [polls, whole, kilobytes, ..] => (100.0 * (polls - whole) / polls, *kilobytes),
        _ => (f64::NAN, f64::NAN),
    }
}

/// Lays the site out as docs/betrieb.md does. Returns the feed's path.
fn lay(folder: &Path) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let dist = dist::folder();
    for file in dist::files(&dist.join("amts-status"))? {
        let to = folder.join("site").join(file.strip_prefix(&dist)?);
        fs::create_dir_all(to.parent().context("a file in no folder")?)?;
        fs::copy(&file, &to)?;
    }
    let feed = folder.join("site/status.json");
    fs::copy(dist.join("feeds/moessingen-2024-02.json"), &feed)?;
    Ok(feed)
}

/// Returns the paths of script and core.
fn widget() -> Result<Vec<String>> {
    let dist = dist::folder();
    let files = dist::files(&dist.join("amts-status"))?;
    let paths = files
        .iter()
        .filter_map(|file| file.strip_prefix(&dist).ok());
    let paths = paths.map(|path| format!("/{}", path.display()));
    Ok(paths
        .filter(|path| path.ends_with("/amts-status.js") || path.ends_with(".wasm"))
        .collect())
}

/// Plays the two hours. Returns what each connection has seen.
fn two_hours(
    port: u16,
    widget: &[String],
    publish: impl FnOnce() -> std::io::Result<()>,
) -> Result<Vec<Seen>> {
    // Twice each minute: before it, and once all have asked.
    let minute = Barrier::new(CONNECTIONS + 1);
    thread::scope(|scope| {
        let connections: Vec<_> = (0..CONNECTIONS)
            .map(|_| scope.spawn(|| connection(port, widget, &minute)))
            .collect();
        let mut publish = Some(publish);
        let mut published = Ok(());
        for at in 0..POLLS {
            if at == POLLS / 2
                && let Some(publish) = publish.take()
            {
                published = publish();
            }
            minute.wait();
            minute.wait();
        }
        published?;
        connections
            .into_iter()
            .map(|one| {
                one.join()
                    .map_err(|_| anyhow::anyhow!("a connection broke down"))?
            })
            .collect()
    })
}

/// Asks for all visitors of one connection. An error does not keep the others waiting.
fn connection(port: u16, widget: &[String], minute: &Barrier) -> Result<Seen> {
    let mut seen = Seen::default();
    let mut tags = vec![String::new(); VISITORS / CONNECTIONS];
    let mut result = Ok(());
    let mut open = Connection::open(port);
    for at in 0..POLLS {
        minute.wait();
        if result.is_ok() {
            result = match &mut open {
                Ok(open) => turn(port, open, at, widget, &mut tags, &mut seen),
                Err(_) => Err(anyhow::anyhow!("no connection")),
            };
        }
        minute.wait();
    }
    result.map(|()| seen)
}

/// Asks for every visitor once.
fn turn(
    port: u16,
    open: &mut Connection,
    at: usize,
    widget: &[String],
    tags: &mut [String],
    seen: &mut Seen,
) -> Result<()> {
    for tag in tags {
        if at == 0 {
            for path in widget {
                seen.loaded += Connection::open(port)?.ask(path, "")?.bytes;
            }
        }
        let answer = open.ask("/status.json", tag)?;
        if answer.closes {
            *open = Connection::open(port)?;
        }
        seen.polls += 1;
        seen.polled += answer.bytes;
        seen.unchanged += usize::from(answer.status == 304);
        ensure!(
            matches!(answer.status, 200 | 304),
            "status {}",
            answer.status
        );
        *tag = answer.tag;
    }
    Ok(())
}

/// A connection that is kept.
struct Connection(BufReader<TcpStream>);

struct Answer {
    status: u16,
    tag: String,
    /// Its head and its body.
    bytes: usize,
    /// Whether the server closes the connection behind it, as nginx does after a thousand.
    closes: bool,
}

impl Connection {
    fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_nodelay(true)?;
        Ok(Self(BufReader::new(stream)))
    }

    fn ask(&mut self, path: &str, tag: &str) -> Result<Answer> {
        let condition = match tag {
            "" => String::new(),
            tag => format!("If-None-Match: {tag}\r\n"),
        };
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: status.example\r\nAccept-Encoding: gzip\r\n{condition}\r\n"
        );
        self.0.get_mut().write_all(request.as_bytes())?;
        let (mut status, mut tag, mut length, mut bytes) = (0, String::new(), 0, 0);
        let (mut chunked, mut closes) = (false, false);
        loop {
            let mut line = String::new();
            bytes += self.0.read_line(&mut line)?;
            ensure!(!line.is_empty(), "the connection is closed");
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if status == 0 {
                status = line.split(' ').nth(1).unwrap_or_default().parse()?;
            } else if let Some((name, value)) = line.split_once(": ") {
                match name.to_lowercase().as_str() {
                    "etag" => tag = value.to_owned(),
                    "content-length" => length = value.parse()?,
                    "transfer-encoding" => chunked = value == "chunked",
                    "connection" => closes = value == "close",
                    _ => {}
                }
            }
        }
        if status == 304 {
            length = 0;
            chunked = false;
        }
        loop {
            if chunked {
                let mut line = String::new();
                bytes += self.0.read_line(&mut line)?;
                length = usize::from_str_radix(line.trim(), 16)?;
            }
            let end = if chunked { 2 } else { 0 };
            let mut body = vec![0; length + end];
            self.0.read_exact(&mut body)?;
            bytes += body.len();
            if !chunked || length == 0 {
                return Ok(Answer {
                    status,
                    tag,
                    bytes,
                    closes,
                });
            }
        }
    }
}

fn wait(port: u16) -> Result<()> {
    let began = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        ensure!(
            began.elapsed() < Duration::from_secs(15),
            "nginx does not answer"
        );
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// A server that ends with this.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_says_what_a_tab_costs() {
        let (share, kilobytes) = documented();
        assert!(share > 98.0 && share < 99.0, "{share}");
        assert!((kilobytes - 47.0).abs() < 1.0, "{kilobytes}");
    }

    #[test]
    fn an_answer_is_read_to_its_end_whole_or_in_chunks() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let answers = [
            "HTTP/1.1 200 OK\r\nETag: \"a\"\r\nContent-Length: 3\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n",
        ];
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            stream.write_all(answers.concat().as_bytes()).unwrap();
            stream
        });
        let mut open = Connection::open(port).unwrap();
        for (said, status) in answers.iter().zip([200, 200, 304]) {
            let answer = open.ask("/", "").unwrap();
            assert_eq!((answer.status, answer.bytes), (status, said.len()));
        }
        drop(server.join());
    }
}
