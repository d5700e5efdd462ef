//! Talks to `amtsstatus edit`, where that serves the editor (src/cli/edit.rs says what it answers).

use gloo_net::http::{Method, RequestBuilder, Response};

use crate::editor::desk::Desk;

/// The way to `amtsstatus edit`, which knows this window by its token.
pub struct Connection {
    token: String,
}

/// A file as `amtsstatus edit` gave it.
pub struct Loaded {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The tag by which it is known whether it was changed since.
    pub tag: String,
}

/// What became of a file.
pub enum Saved {
    /// It is written, under a new tag.
    Done(String),
    /// Somebody else has changed it meanwhile. What was sent lies beside it, under this name.
    Changed(String),
    /// It is not written, and why.
    Refused(String),
}

impl Connection {
    /// Greets `amtsstatus edit`. `None` where anything else serves the editor.
    pub async fn greet(token: String) -> Option<(Self, Desk)> {
        if token.is_empty() {
            return None;
        }
        let connection = Self { token };
        let answer = connection.send(Method::GET, "desk", None, None).await?;
        let desk = serde_json::from_slice(&answer.binary().await.ok()?).ok()?;
        answer.ok().then_some((connection, desk))
    }

    /// Reads the file. `None` while there is none.
    pub async fn file(&self) -> Option<Loaded> {
        let answer = self.send(Method::GET, "file", None, None).await?;
        let tag = answer.headers().get("etag").unwrap_or_default();
        let bytes = answer.binary().await.ok()?;
        answer.ok().then_some(Loaded { bytes, tag })
    }

    /// Saves the file, if it is still the one with this tag; without a tag, if there is none yet.
    pub async fn save(&self, bytes: &[u8], tag: Option<&str>) -> Saved {
        let condition = match tag {
            Some(tag) => ("if-match", tag),
            None => ("if-none-match", "*"),
        };
        let answer = self.send(Method::PUT, "file", Some(bytes), Some(condition));
        let Some(answer) = answer.await else {
            return Saved::Refused(String::new());
        };
        match answer.status() {
            204 => Saved::Done(answer.headers().get("etag").unwrap_or_default()),
            412 => Saved::Changed(said(&answer, "kept").await),
            _ => Saved::Refused(said(&answer, "message").await),
        }
    }

    /// Reads the draft beside the file.
    pub async fn draft(&self) -> Option<String> {
        let answer = self.send(Method::GET, "draft", None, None).await?;
        if !answer.ok() {
            return None;
        }
        answer.text().await.ok()
    }

    /// Keeps a draft beside the file. Returns whether it is on the disk.
    pub async fn keep_draft(&self, text: &str) -> bool {
        let answer = self.send(Method::PUT, "draft", Some(text.as_bytes()), None);
        answer.await.is_some_and(|answer| answer.ok())
    }

    /// Drops the draft beside the file.
    pub async fn drop_draft(&self) {
        self.send(Method::DELETE, "draft", None, None).await;
    }

    /// Asks for one of the things that are done natively: `sign`, `key` or `site`. Returns the answer's bytes, or why there
    /// are none.
    pub async fn ask(&self, what: &str, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let answer = self.send(Method::POST, what, Some(bytes), None).await;
        let Some(answer) = answer else {
            return Err(String::new());
        };
        match answer.ok() {
            true => answer.binary().await.map_err(|_| String::new()),
            false => Err(said(&answer, "message").await),
        }
    }

    async fn send(
        &self,
        method: Method,
        what: &str,
        bytes: Option<&[u8]>,
        condition: Option<(&str, &str)>,
    ) -> Option<Response> {
        let mut request = RequestBuilder::new(&format!("/api/{what}"))
            .method(method)
            .header("authorization", &format!("Bearer {}", self.token));
        if let Some((name, value)) = condition {
            request = request.header(name, value);
        }
        let request = match bytes {
            Some(bytes) => request.body(js_sys::Uint8Array::from(bytes)),
            None => request.build(),
        };
        request.ok()?.send().await.ok()
    }
}

/// Returns what an answer says in a field of its JSON.
async fn said(answer: &Response, field: &str) -> String {
    let bytes = answer.binary().await.unwrap_or_default();
    let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
    value[field].as_str().unwrap_or_default().to_owned()
}
