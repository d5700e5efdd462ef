//! A web server that a test can start, watch and kill, and that fails in the ways of real ones.
//!
//! hyper speaks HTTP. Every answer closes its connection, and a dropped server cuts those that are open: a page that was
//! served a moment ago then meets a refused connection, as it would with a dead machine. How an answer may come badly is
//! [`Delivery`].

mod answer;
mod broken;
mod connection;
mod date;
mod delivery;
mod files;
mod log;
mod request;

use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

pub use answer::{Answer, Delivery, ENDLESS};
pub use date::http_date;
pub use files::folder;
pub use log::Seen;
pub use request::Request;

use connection::Handler;
use log::Log;

/// Serves until it is dropped.
pub struct Server {
    port: u16,
    log: Arc<Log>,
    /// Dropped to stop.
    running: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Listens on this machine only; port 0 is any that is free. The handler may sleep: others are served meanwhile.
    pub fn start(
        port: u16,
        handler: impl Fn(&Request) -> Answer + Send + Sync + 'static,
    ) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .with_context(|| format!("cannot listen on port {port}"))?;
        let port = listener.local_addr()?.port();
        listener.set_nonblocking(true)?;
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let log = Arc::<Log>::default();
        let (running, stop) = oneshot::channel();
        let thread = thread::spawn({
            let log = Arc::clone(&log);
            move || serve(runtime, listener, stop, Arc::new(handler), log)
        });
        Ok(Self {
            port,
            log,
            running: Some(running),
            thread: Some(thread),
        })
    }

    /// Gives the URL of a path that begins with a slash.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Gives the port, also when it was any.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Lists the paths asked for so far, in order.
    pub fn requests(&self) -> Vec<String> {
        let log = self.log.seen().into_iter();
        log.map(|seen| seen.request.path).collect()
    }

    /// Lists the requests so far, in order.
    pub fn log(&self) -> Vec<Seen> {
        self.log.seen()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.running.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Serves on a thread of its own, until it is told to stop; then the port is free and no connection is left.
fn serve(
    runtime: Runtime,
    listener: TcpListener,
    mut stop: oneshot::Receiver<()>,
    handler: Handler,
    log: Arc<Log>,
) {
    runtime.block_on(async move {
        let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
            return;
        };
        loop {
            let accepted = tokio::select! {
                _ = &mut stop => return,
                accepted = listener.accept() => accepted,
            };
            if let Ok((stream, _)) = accepted {
                let (handler, log) = (Arc::clone(&handler), Arc::clone(&log));
                tokio::spawn(connection::talk(stream, handler, log));
            }
        }
    });
    // Cuts the connections that are open. A handler that still sleeps is not waited for: nobody hears its answer.
    runtime.shutdown_background();
}

#[cfg(test)]
mod tests {
    use std::io::{self, ErrorKind, Read, Write};
    use std::net::TcpStream;
    use std::time::{Duration, Instant};

    use super::*;

    fn ask(port: u16, text: &str) -> io::Result<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.write_all(text.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
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
        let server = failing(Delivery::Mislabelled { length: 2 });
        let answer = ask(server.port(), "GET / HTTP/1.1\r\n\r\n").unwrap();
        assert!(answer.ends_with("Content-Length: 2\r\nConnection: close\r\n\r\nabc"));
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
            let shared = Arc::downgrade(&server.log);
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
    fn an_answer_that_waits_notices_that_its_visitor_has_left() {
        for delivery in [
            Delivery::Never,
            Delivery::Slow { after: LATE },
            Delivery::Drip { every: LATE },
        ] {
            let server = failing(delivery);
            let leaving = visitor(&server, LATE);
            while server.requests().is_empty() {
                thread::sleep(Duration::from_millis(5));
            }
            assert!(!server.log()[0].over, "{delivery:?}");
            drop(leaving);
            let start = Instant::now();
            while !server.log()[0].over {
                assert!(start.elapsed() < LATE / 4, "{delivery:?}");
                thread::sleep(Duration::from_millis(5));
            }
        }
    }

    #[test]
    fn a_handler_that_sleeps_holds_up_no_other_visitor_and_no_end() {
        let server = Server::start(0, |request| {
            if request.path == "/late" {
                thread::sleep(SOON * 20);
            }
            Answer::not_found()
        })
        .unwrap();
        let start = Instant::now();
        let mut late = TcpStream::connect((Ipv4Addr::LOCALHOST, server.port())).unwrap();
        late.write_all(b"GET /late HTTP/1.1\r\n\r\n").unwrap();
        while server.requests().is_empty() {
            thread::sleep(Duration::from_millis(5));
        }
        ask(server.port(), "GET / HTTP/1.1\r\n\r\n").unwrap();
        drop(server);
        assert_eq!(late.read(&mut [0; 1]).unwrap_or(0), 0);
        assert!(start.elapsed() < SOON * 15);
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
