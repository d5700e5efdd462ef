//! A sound site in memory, for tests: whatever is wrong is changed in it.

use std::collections::BTreeMap;

use url::Url;

use super::web::{Ask, Reply, Web};
use crate::cli::outcome::NoReply;

/// The moment of the tests: Thursday, 22 February 2024, 10am in Germany.
pub(in crate::cli) const NOW: i64 = 1_708_592_400;
const DATE: &str = "Thu, 22 Feb 2024 09:00:00 GMT";

/// A web of a few files.
#[derive(Clone)]
pub(in crate::cli) struct Town {
    files: BTreeMap<String, Result<Reply, NoReply>>,
    /// What is changed in the answer "unchanged".
    pub unchanged: fn(&mut Reply),
    pub asked: Vec<String>,
}

pub(super) fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

/// A feed with this number.
pub(in crate::cli) fn feed(seq: u32) -> String {
    format!(
        r#"{{ "version": 1, "id": "stadt", "seq": {seq}, "issued": "2024-02-22T10:00:00+01:00",
  "next_update": "2024-02-29T12:00:00+01:00", "valid_until": "2024-03-07T00:00:00+01:00",
  "publisher": {{ "name": "Stadt", "url": "https://www.stadt.example/" }},
  "entries": [ {{ "id": "a", "kind": "service", "name": "Ausleihe", "state": "available" }} ] }}
"#
    )
}

const PAGE: &str = r#"<!doctype html><html><head>
<link rel="stylesheet" href="amts-status/0.1.0/amts-page.css">
<script type="module" src="amts-status/0.1.0/amts-status.js"></script></head>
<body><amts-status src="status.json"></amts-status></body></html>"#;

impl Town {
    /// A site with nothing wrong.
    pub fn sound() -> Self {
        let mut town = Self {
            files: BTreeMap::new(),
            unchanged: |_| {},
            asked: Vec::new(),
        };
        let folder = "https://stadt.example/amts-status/0.1.0";
        let script = r#"import("./amts-core-0a1b.wasm");"#;
        town.put("https://stadt.example/", "text/html; charset=utf-8", PAGE);
        town.put(
            "https://stadt.example/status.json",
            "application/json",
            &feed(3),
        );
        town.put(
            &format!("{folder}/amts-status.js"),
            "text/javascript",
            script,
        );
        town.put(&format!("{folder}/amts-page.css"), "text/css", "p {}");
        town.put(
            &format!("{folder}/amts-core-0a1b.wasm"),
            "application/wasm",
            "core",
        );
        town
    }

    /// Puts a file that is served as it should be.
    pub fn put(&mut self, url: &str, content_type: &str, body: &str) {
        let kept = match url.contains("/amts-status/") {
            true => "public, max-age=31536000, immutable",
            false => "no-cache",
        };
        let headers = [
            ("server", "nginx/1.22.1"),
            ("date", DATE),
            ("content-type", content_type),
            ("cache-control", kept),
            ("etag", "\"1\""),
            ("access-control-allow-origin", "*"),
            ("access-control-expose-headers", "Date, Retry-After"),
            ("x-content-type-options", "nosniff"),
        ];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let reply = Reply {
            status: 200,
            headers: headers.to_vec(),
            body: body.into(),
        };
        self.files.insert(url.to_owned(), Ok(reply));
    }

    pub fn change(&mut self, url: &str, change: impl Fn(&mut Reply)) {
        if let Some(Ok(reply)) = self.files.get_mut(url) {
            change(reply);
        }
    }

    /// Changes a header; without a value it is gone.
    pub fn header(&mut self, url: &str, name: &str, value: &str) {
        self.change(url, |reply| {
            reply.headers.retain(|(own, _)| own != name);
            if !value.is_empty() {
                reply.headers.push((name.to_owned(), value.to_owned()));
            }
        });
    }

    pub fn redirect(&mut self, from: &str, to: &str) {
        let reply = Reply {
            status: 301,
            headers: vec![("location".to_owned(), to.to_owned())],
            body: Vec::new(),
        };
        self.files.insert(from.to_owned(), Ok(reply));
    }

    pub fn fail(&mut self, url: &str, why: NoReply) {
        self.files.insert(url.to_owned(), Err(why));
    }
}

impl Web for Town {
    fn get(&mut self, ask: &Ask<'_>) -> Result<Reply, NoReply> {
        self.asked.push(ask.url.to_owned());
        let mut reply = match self.files.get(ask.url) {
            Some(reply) => reply.clone()?,
            None => Reply {
                status: 404,
                ..Reply::default()
            },
        };
        if ask.etag.is_some() && ask.etag == Some(reply.header("etag").as_str()) {
            reply.status = 304;
            reply.body.clear();
            (self.unchanged)(&mut reply);
        }
        Ok(reply)
    }
}
