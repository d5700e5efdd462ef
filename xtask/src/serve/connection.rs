//! One connection: hyper reads the request, a handler answers, and the log says what became of it.

use std::error::Error;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use super::answer::Answer;
use super::broken;
use super::delivery::{self, Body};
use super::log::{Entry, Log, lock};
use super::request::Request;

/// Browsers open connections ahead of need and leave them silent; for so long.
const SILENCE: Duration = Duration::from_secs(60);

/// What answers; it may sleep.
pub type Handler = Arc<dyn Fn(&Request) -> Answer + Send + Sync>;

/// Answers the one request of a connection and closes it.
pub async fn talk(stream: TcpStream, handler: Handler, log: Arc<Log>) {
    let entry = Entry::default();
    let (to_break, mut broken) = mpsc::channel(1);
    let talk = Talk {
        handler,
        log,
        entry: Arc::clone(&entry),
        to_break,
    };
    let talk = Arc::new(talk);
    let service = service_fn(move |asked| Arc::clone(&talk).answer(asked));
    let mut connection = http1::Builder::new()
        .keep_alive(false)
        .auto_date_header(false)
        .title_case_headers(true)
        .timer(TokioTimer::new())
        .header_read_timeout(SILENCE)
        .serve_connection(TokioIo::new(stream), service);
    // A visitor who leaves early is no error of the server's.
    tokio::select! {
        _ = &mut connection => {}
        Some(answer) = broken.recv() => {
            let stream = connection.into_parts().io.into_inner();
            let _ = broken::say(stream, &answer, &entry).await;
        }
    }
    lock(&entry).over = true;
}

struct Talk {
    handler: Handler,
    log: Arc<Log>,
    entry: Entry,
    /// Takes the answers that hyper does not send.
    to_break: mpsc::Sender<Answer>,
}

impl Talk {
    async fn answer(
        self: Arc<Self>,
        asked: hyper::Request<Incoming>,
    ) -> Result<Response<Body>, Box<dyn Error + Send + Sync>> {
        let request = request(&asked);
        lock(&self.entry).request = request.clone();
        self.log.push(&self.entry);
        let answer = match *asked.method() {
            Method::GET | Method::HEAD => {
                let handler = Arc::clone(&self.handler);
                // A handler that panics costs its own connection only.
                spawn_blocking(move || handler(&request)).await?
            }
            _ => Answer::new(405, "text/plain; charset=utf-8", "only GET and HEAD\n"),
        };
        lock(&self.entry).status = answer.status;
        if broken::is_broken(answer.delivery) {
            self.to_break.send(answer).await?;
            return pending().await;
        }
        Ok(delivery::deliver(answer, &self.entry).await?)
    }
}

fn request(asked: &hyper::Request<Incoming>) -> Request {
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    let headers = asked.headers().iter();
    Request {
        path: asked.uri().path().to_owned(),
        query: asked.uri().query().unwrap_or_default().to_owned(),
        headers: headers
            .map(|(name, value)| (name.to_string(), text(value.as_bytes())))
            .collect(),
    }
}
