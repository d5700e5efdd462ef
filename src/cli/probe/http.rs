//! The web as it is: asks by HTTP, with a deadline and a greatest size, without cookies, and follows no redirect.

use std::io::{self, Read as _};
use std::time::{Duration, Instant};

use ureq::{Agent, Error, Timeout};

use super::web::{Ask, MAX_SIZE, Reply, Web};
use crate::cli::outcome::NoReply;

/// How long one answer may take, and all together.
const EACH: Duration = Duration::from_secs(15);
const ALL: Duration = Duration::from_secs(90);

/// Asks real servers.
pub struct Http {
    each: Duration,
    all: Duration,
    /// Made with the first question: most verbs ask none.
    agent: Option<(Agent, Instant)>,
}

impl Http {
    /// Makes one that has asked nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            each: EACH,
            all: ALL,
            agent: None,
        }
    }
}

impl Default for Http {
    fn default() -> Self {
        Self::new()
    }
}

impl Web for Http {
    fn get(&mut self, ask: &Ask<'_>) -> Result<Reply, NoReply> {
        let (agent, began) = self.agent.get_or_insert_with(|| (agent(), Instant::now()));
        let left = self.all.saturating_sub(began.elapsed());
        if left.is_zero() {
            return Err(NoReply::TooMuch);
        }
        let mut request = agent
            .get(ask.url)
            .header("accept", "*/*")
            // What can be unpacked here.
            .header("accept-encoding", "gzip, br");
        if let Some(origin) = ask.origin {
            request = request.header("origin", origin);
        }
        if let Some(etag) = ask.etag {
            request = request.header("if-none-match", etag);
        }
        let request = request
            .config()
            .timeout_global(Some(self.each.min(left)))
            .build();
        let mut response = request.call().map_err(reason)?;
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes());
            (name.as_str().to_owned(), value.into_owned())
        });
        let headers = headers.collect();
        let mut body = Vec::new();
        let reader = response.body_mut().as_reader();
        let limit = MAX_SIZE as u64 + 1;
        reader
            .take(limit)
            .read_to_end(&mut body)
            .map_err(|error| reason(error.into()))?;
        if body.len() > MAX_SIZE {
            return Err(NoReply::TooLarge);
        }
        Ok(Reply {
            status: response.status().as_u16(),
            headers,
            body,
        })
    }
}

fn agent() -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(concat!(
            "Mozilla/5.0 (compatible; amtsstatus/",
            env!("CARGO_PKG_VERSION"),
            ")"
        ));
    config.build().new_agent()
}

fn reason(error: Error) -> NoReply {
    match error {
        Error::HostNotFound | Error::Timeout(Timeout::Resolve) => NoReply::NoHost,
        Error::Timeout(_) => NoReply::Slow,
        Error::ConnectionFailed => NoReply::Refused,
        Error::Tls(why) => NoReply::Certificate(why.to_owned()),
        Error::Rustls(why) => NoReply::Certificate(why.to_string()),
        Error::Io(error) => of_io(&error),
        other => NoReply::Other(other.to_string()),
    }
}

/// What is wrong with the encryption comes as data that is not valid.
fn of_io(error: &io::Error) -> NoReply {
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => NoReply::Slow,
        io::ErrorKind::ConnectionRefused => NoReply::Refused,
        // The standard library has no kind for it.
        _ if error.to_string().starts_with("failed to lookup address") => NoReply::NoHost,
        io::ErrorKind::InvalidData => NoReply::Certificate(error.to_string()),
        _ => NoReply::Other(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, TcpListener};

    use xtask::serve::{Answer, Delivery, Server};

    use super::*;

    fn hasty() -> Http {
        Http {
            each: Duration::from_millis(300),
            ..Http::new()
        }
    }

    fn ask(web: &mut Http, url: &str) -> Result<Reply, NoReply> {
        web.get(&Ask {
            url,
            origin: Some("https://www.dorf.example"),
            etag: Some("\"1\""),
        })
    }

    #[test]
    fn it_asks_as_a_page_would_and_brings_back_all_that_came() {
        let server = Server::start(0, |_| {
            Answer::new(302, "text/plain", "a")
                .with("Location", "/elsewhere")
                .with("Set-Cookie", "id=1")
                .with("X-A", "1")
                .with("x-a", "2")
        })
        .unwrap();
        let mut web = Http::new();
        for _ in 0..2 {
            let reply = ask(&mut web, &server.url("/status.json")).unwrap();
            assert_eq!((reply.status, &reply.body[..]), (302, &b"a"[..]));
            assert_eq!(reply.header("x-a"), "1, 2");
            assert_eq!(reply.header("location"), "/elsewhere");
        }
        // No redirect was followed, and no cookie came back.
        assert_eq!(server.requests(), ["/status.json", "/status.json"]);
        for seen in server.log() {
            let header = |name: &str| seen.request.header(name).map(str::to_owned);
            assert_eq!(header("cookie"), None);
            assert_eq!(header("origin").unwrap(), "https://www.dorf.example");
            assert_eq!(header("if-none-match").unwrap(), "\"1\"");
            assert_eq!(header("accept-encoding").unwrap(), "gzip, br");
        }
    }

    #[test]
    fn what_never_ends_ends_here() {
        let server = Server::start(0, |request| {
            let answer = Answer::new(200, "text/plain", vec![b'a'; 1 << 20]);
            let slow = Delivery::Drip {
                every: Duration::from_millis(100),
            };
            answer.delivered(match request.path.as_str() {
                "/never" => Delivery::Never,
                "/drip" => slow,
                _ => Delivery::Endless,
            })
        })
        .unwrap();
        for path in ["/never", "/drip"] {
            let began = Instant::now();
            let reply = ask(&mut hasty(), &server.url(path));
            assert_eq!(reply, Err(NoReply::Slow), "{path}");
            assert!(began.elapsed() < Duration::from_secs(10));
        }
        assert_eq!(
            ask(&mut Http::new(), &server.url("/endless")),
            Err(NoReply::TooLarge)
        );
    }

    #[test]
    fn all_together_end_too() {
        let server = Server::start(0, |_| Answer::new(200, "text/plain", "a")).unwrap();
        let mut web = Http {
            all: Duration::from_millis(50),
            ..Http::new()
        };
        assert!(ask(&mut web, &server.url("/")).is_ok());
        std::thread::sleep(Duration::from_millis(60));
        assert_eq!(ask(&mut web, &server.url("/")), Err(NoReply::TooMuch));
        assert_eq!(server.requests().len(), 1);
    }

    #[test]
    fn of_a_server_that_does_not_answer_the_reason_is_known() {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let closed = format!("http://127.0.0.1:{port}/");
        assert_eq!(ask(&mut Http::new(), &closed), Err(NoReply::Refused));
        // Whoever speaks plainly has no certificate to show.
        let plain = Server::start(0, |_| Answer::new(200, "text/plain", "a")).unwrap();
        let url = plain.url("/").replace("http:", "https:");
        let reply = ask(&mut Http::new(), &url);
        assert!(matches!(reply, Err(NoReply::Certificate(_))), "{reply:?}");
        let reply = ask(&mut Http::new(), "http://es-gibt-mich-nicht.invalid/");
        assert_eq!(reply, Err(NoReply::NoHost));
    }
}
