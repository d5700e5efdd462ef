//! Requests and answers of HTTP as plain values, so that all rules are tested without a network.

use std::fmt::Write as _;

use serde_json::Value;

use crate::cli::MessageLang;
use crate::cli::outcome::Refusal;

/// The most bytes that a body may have: a feed, its signature, and room for a draft.
pub(super) const CAP: usize = 2 * 1024 * 1024;
/// The most headers that a request may have.
const FIELDS: usize = 64;
/// The headers that decide something. None of them may come twice.
const KNOWN: [&str; 6] = [
    "host",
    "authorization",
    "origin",
    "if-match",
    "if-none-match",
    "content-length",
];
/// What the editor's page may load and ask: its own files, and published feeds.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                      connect-src 'self' https:; img-src 'self' data: blob:; manifest-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What a request begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) method: String,
    /// The path as it was sent, with the query.
    pub(super) target: String,
    fields: Vec<(&'static str, String)>,
}

impl Head {
    /// Makes the head of a request. Of its headers, those are kept that decide something.
    #[cfg(test)]
    pub(super) fn new(method: &str, target: &str, fields: &[(&'static str, &str)]) -> Self {
        let fields = fields
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        Self {
            method: method.to_owned(),
            target: target.to_owned(),
            fields: fields.collect(),
        }
    }

    /// Parses what has arrived so far. Returns the head and how long it is, or `None` if it has not arrived completely.
    pub(super) fn parse(bytes: &[u8]) -> Result<Option<(Self, usize)>, Refusal> {
        let mut fields = [httparse::EMPTY_HEADER; FIELDS];
        let mut request = httparse::Request::new(&mut fields);
        let length = match request.parse(bytes) {
            Ok(httparse::Status::Complete(length)) => length,
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(httparse::Error::TooManyHeaders) => return Err(Refusal::Head),
            Err(_) => return Err(Refusal::Broken),
        };
        let mut head = Self {
            method: request.method.unwrap_or_default().to_owned(),
            target: request.path.unwrap_or_default().to_owned(),
            fields: Vec::new(),
        };
        for field in request.headers.iter() {
            // A body in pieces has no length that could be looked at before. No browser sends one here.
            if field.name.eq_ignore_ascii_case("transfer-encoding") {
                return Err(Refusal::Length);
            }
            let known = KNOWN
                .iter()
                .find(|name| field.name.eq_ignore_ascii_case(name));
            if let Some(name) = known {
                let value = std::str::from_utf8(field.value).map_err(|_| Refusal::Broken)?;
                if head.field(name).is_some() {
                    return Err(Refusal::Broken);
                }
                head.fields.push((name, value.trim().to_owned()));
            }
        }
        match head.target.starts_with('/') {
            true => Ok(Some((head, length))),
            false => Err(Refusal::Broken),
        }
    }

    /// Returns the value of a header by its name in small letters.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(known, _)| *known == name);
        field.map(|(_, value)| value.as_str())
    }

    /// Returns how long the body is. Fails if that is not told, or is too long.
    pub(super) fn length(&self) -> Result<usize, Refusal> {
        let length = self.field("content-length").ok_or(Refusal::Length)?;
        let is_number = !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number {
            return Err(Refusal::Broken);
        }
        // Whatever is no number any more is too large.
        let length = length.parse().unwrap_or(usize::MAX);
        match length <= CAP {
            true => Ok(length),
            false => Err(Refusal::Large),
        }
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) fields: Vec<(&'static str, String)>,
    pub(super) body: Vec<u8>,
}

impl Response {
    /// Answers with a body.
    pub(super) fn with(kind: &str, body: Vec<u8>) -> Self {
        Self {
            status: 200,
            fields: vec![("Content-Type", kind.to_owned())],
            body,
        }
    }

    /// Answers with JSON.
    pub(super) fn json(value: &Value) -> Self {
        Self::with("application/json", value.to_string().into_bytes())
    }

    /// Answers that all is done, and there is nothing to say.
    pub(super) fn done() -> Self {
        Self {
            status: 204,
            fields: Vec::new(),
            body: Vec::new(),
        }
    }

    /// Answers why there is nothing, in words for a person.
    pub(super) fn refusing(why: &Refusal, lang: MessageLang) -> Self {
        let body = match why {
            Refusal::Kept(name) => serde_json::json!({ "kept": name }),
            why => serde_json::json!({ "message": lang.words().refusal(why) }),
        };
        let response = Self {
            status: why.status(),
            ..Self::json(&body)
        };
        match why {
            Refusal::Method(possible) => response.field("Allow", (*possible).to_owned()),
            _ => response,
        }
    }

    /// Adds a header.
    pub(super) fn field(mut self, name: &'static str, value: String) -> Self {
        self.fields.push((name, value));
        self
    }

    /// Writes the answer as it is sent. An answer to HEAD has no body.
    pub(super) fn bytes(&self, is_head: bool) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} \r\n", self.status);
        let length = ("Content-Length", self.body.len().to_string());
        let length = (self.status != 204).then_some(&length);
        // Writing into a text cannot fail.
        for (name, value) in self.fields.iter().chain(length) {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        for (name, value) in [
            ("Connection", "close"),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Content-Security-Policy", POLICY),
        ] {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        head += "\r\n";
        let body: &[u8] = match is_head {
            true => b"",
            false => &self.body,
        };
        [head.as_bytes(), body].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn parsed(text: &str) -> Result<Option<(Head, usize)>, u16> {
        Head::parse(text.as_bytes()).map_err(|refusal| refusal.status())
    }

    #[test]
    fn a_head_is_read_when_it_has_arrived() {
        let text =
            "PUT /api/file?x HTTP/1.1\r\nHOST:  127.0.0.1:4711 \r\nX-Any: 1\r\nX-Any: 2\r\n\r\n";
        for end in 0..text.len() {
            assert_eq!(parsed(&text[..end]), Ok(None), "{end}");
        }
        let head = Head::new("PUT", "/api/file?x", &[("host", "127.0.0.1:4711")]);
        assert_eq!(parsed(&format!("{text}body")), Ok(Some((head, text.len()))));
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_refused() {
        for (text, status) in [
            ("GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n", 400),
            (
                "PUT / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                400,
            ),
            (
                "PUT / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                411,
            ),
            ("GET http://127.0.0.1/ HTTP/1.1\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nOrigin: \u{fc}\r\nHost : a\r\n\r\n", 400),
            ("\u{16}\u{3}\u{1}", 400),
        ] {
            assert_eq!(parsed(text), Err(status), "{text}");
        }
        assert_eq!(
            Head::parse(b"GET / HTTP/1.1\r\nHost: \xFF\r\n\r\n")
                .unwrap_err()
                .status(),
            400
        );
        let many = format!("GET / HTTP/1.1\r\n{}\r\n", "X: 1\r\n".repeat(FIELDS + 1));
        assert_eq!(parsed(&many), Err(431));
    }

    #[test]
    fn a_length_is_digits_and_not_above_the_cap() {
        let length = |text: &str| {
            let head = Head::new("PUT", "/", &[("content-length", text)]);
            head.length().map_err(|refusal| refusal.status())
        };
        assert_eq!(length("0"), Ok(0));
        assert_eq!(length(&CAP.to_string()), Ok(CAP));
        assert_eq!(length(&(CAP + 1).to_string()), Err(413));
        assert_eq!(length("99999999999999999999999999"), Err(413));
        for text in ["", "-1", "+1", "1, 1", "0x1", "1 "] {
            assert_eq!(length(text), Err(400), "{text}");
        }
        assert_eq!(
            Head::new("PUT", "/", &[]).length().unwrap_err().status(),
            411
        );
    }

    #[test]
    fn every_answer_forbids_what_a_page_does_not_need() {
        let refused = Response::refusing(&Refusal::Stranger, MessageLang::De);
        for response in [
            Response::done(),
            refused,
            Response::with("text/html", vec![]),
        ] {
            let text = String::from_utf8(response.bytes(false)).unwrap();
            for field in [
                "\r\nCache-Control: no-store\r\n",
                "\r\nX-Content-Type-Options: nosniff\r\n",
                "\r\nCross-Origin-Opener-Policy: same-origin\r\n",
                "\r\nCross-Origin-Resource-Policy: same-origin\r\n",
                "\r\nContent-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' https:; img-src 'self' data: blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n",
            ] {
                assert!(text.contains(field), "{text}");
            }
            let small = text.to_ascii_lowercase();
            assert!(!small.contains("access-control") && !small.contains("unsafe-inline"));
        }
    }

    #[test]
    fn an_answer_to_head_has_the_length_and_no_body() {
        let response = Response::with("text/html; charset=utf-8", b"abc".to_vec());
        let whole = String::from_utf8(response.bytes(false)).unwrap();
        let head = String::from_utf8(response.bytes(true)).unwrap();
        assert_eq!(whole, format!("{head}abc"));
        assert!(head.contains("\r\nContent-Length: 3\r\n"));
        assert!(
            !String::from_utf8(Response::done().bytes(false))
                .unwrap()
                .contains("Length")
        );
    }
}
