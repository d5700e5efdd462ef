//! The editor's server: connections, threads and deadlines. What is answered is decided elsewhere.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::desk::Desk;
use super::message::{CAP, Head, Response};
use super::work::Counter;
use crate::cli::outcome::Refusal;

/// How many requests are served at once. Browsers open up to six connections, some of them in advance.
const THREADS: usize = 24;
/// How many bytes the head of a request may have.
const HEAD: usize = 16 * 1024;
/// How long a request may take to arrive, and an answer to leave.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long the rest of a request that was refused is read, so that its sender hears why.
const LINGER: Duration = Duration::from_secs(1);

/// Serves in threads of its own until the program ends.
pub(super) fn start(listener: TcpListener, desk: &Arc<Desk>, counter: Counter) -> io::Result<()> {
    let (listener, counter) = (Arc::new(listener), Arc::new(counter));
    for _ in 0..THREADS {
        let (listener, counter) = (Arc::clone(&listener), Arc::clone(&counter));
        let desk = Arc::clone(desk);
        thread::Builder::new().spawn(move || {
            loop {
                match listener.accept() {
                    // Whoever hangs up misses the answer, and nobody else.
                    Ok((stream, _)) => drop(serve(stream, &desk, &counter)),
                    // Too many open files, perhaps: that passes.
                    Err(_) => thread::sleep(Duration::from_millis(50)),
                }
            }
        })?;
    }
    Ok(())
}

/// A connection that ends at a moment, however slowly the other side speaks.
struct Line {
    stream: TcpStream,
    end: Instant,
}

impl Line {
    fn left(&self) -> io::Result<Option<Duration>> {
        let left = self.end.saturating_duration_since(Instant::now());
        match left.is_zero() {
            true => Err(ErrorKind::TimedOut.into()),
            false => Ok(Some(left)),
        }
    }
}

impl Read for Line {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(self.left()?)?;
        self.stream.read(bytes)
    }
}

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(self.left()?)?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// Serves one request and ends the connection.
fn serve(stream: TcpStream, desk: &Desk, counter: &Counter) -> io::Result<()> {
    let mut line = Line {
        stream,
        end: Instant::now() + PATIENCE,
    };
    let mut is_head = false;
    let response = match hear(&mut line, desk, &mut is_head) {
        Ok((route, body)) => desk.answer(route, body, &mut |work| {
            let done = counter.ask(work);
            done.unwrap_or_else(|why| desk.refuse(&why))
        }),
        Err(Some(why)) => desk.refuse(&why),
        // A connection that was opened in advance.
        Err(None) => return Ok(()),
    };
    send(&mut line, &response, is_head)
}

/// Reads a request. Its body is read only if it is let in. Returns `None` as the reason if nothing was asked.
fn hear(
    line: &mut Line,
    desk: &Desk,
    is_head: &mut bool,
) -> Result<(super::gate::Route, Vec<u8>), Option<Refusal>> {
    let mut bytes = Vec::new();
    let (head, length) = loop {
        let mut part = [0; 4096];
        match line.read(&mut part) {
            Ok(0) | Err(_) if bytes.is_empty() => return Err(None),
            Ok(0) | Err(_) => return Err(Some(Refusal::Slow)),
            Ok(count) => bytes.extend_from_slice(&part[..count]),
        }
        if let Some(found) = Head::parse(&bytes)? {
            break found;
        }
        if bytes.len() > HEAD {
            return Err(Some(Refusal::Head));
        }
    };
    *is_head = head.method == "HEAD";
    let route = desk.admit(&head)?;
    if !route.has_body() {
        return Ok((route, Vec::new()));
    }
    let wanted = head.length()?;
    let mut body = bytes.split_off(length);
    body.truncate(wanted);
    let rest = (wanted - body.len()) as u64;
    let read = line.take(rest).read_to_end(&mut body);
    match read.is_ok() && body.len() == wanted {
        true => Ok((route, body)),
        false => Err(Some(Refusal::Slow)),
    }
}

/// Sends an answer, then reads what is still on its way: a connection that is closed over unread bytes is cut, and the
/// answer may be lost.
fn send(line: &mut Line, response: &Response, is_head: bool) -> io::Result<()> {
    line.end = Instant::now() + PATIENCE;
    line.write_all(&response.bytes(is_head))?;
    line.stream.shutdown(Shutdown::Write)?;
    line.end = Instant::now() + LINGER;
    let most = 4 * CAP as u64;
    io::copy(&mut line.take(most), &mut io::sink()).map(drop)
}
