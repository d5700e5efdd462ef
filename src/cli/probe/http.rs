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
    /// Made with the first question: most verbs ask none.
    agent: Option<(Agent, Instant)>,
}

impl Http {
    /// Makes one that has asked nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { agent: None }
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
        let left = ALL.saturating_sub(began.elapsed());
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
            .timeout_global(Some(EACH.min(left)))
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
        io::ErrorKind::InvalidData => NoReply::Certificate(error.to_string()),
        _ => NoReply::Other(error.to_string()),
    }
}
