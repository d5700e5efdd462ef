//! One request for a feed: no cookie, no redirect, one deadline over the whole body, one cap on its size.

use gloo_net::http::Response;
use js_sys::{Date, Promise, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestInit, RequestRedirect,
};

use crate::feed::MAX_BYTES;
use crate::feed::time::Moment;
use crate::sync::machine::{Cache, Failure, Headers, RetryAfter};
use crate::trust::ARMOUR;

/// Milliseconds until a fetch is given up, its body included (docs/faults.md). The loader's own first fetch has the
/// same limit.
const DEADLINE: u32 = 8_000;

/// Fetches `url`. Returns the headers of the answer and the bytes of its body, or why there are none. `early` is a
/// fetch of the same address that the loader began while this core was still loading; it is used instead of a new one.
pub async fn get(
    url: &str,
    cache: Cache,
    early: Option<Promise>,
) -> (Headers, Result<Vec<u8>, Failure>) {
    match early.map_or_else(|| begin(url, cache), Ok) {
        Ok(answer) => read(answer).await,
        Err(failure) => (Headers::default(), Err(failure)),
    }
}

async fn read(answer: Promise) -> (Headers, Result<Vec<u8>, Failure>) {
    let answer = JsFuture::from(answer).await;
    // A page may have replaced the browser's `fetch` by its own.
    let response = answer.map_err(|error| failure(&error)).and_then(|answer| {
        answer
            .dyn_into::<web_sys::Response>()
            .map_err(|_| Failure::Network)
    });
    let response = match response {
        Ok(response) => Response::from(response),
        Err(failure) => return (Headers::default(), Err(failure)),
    };
    let result = match response.status() {
        200 => body(&response).await,
        status => Err(Failure::Status(status)),
    };
    (headers(&response), result)
}

/// Reads `Date`, `Age` and `Retry-After`. Across origins they can be read only if the server exposes them.
fn headers(response: &Response) -> Headers {
    let get = |name| response.headers().get(name);
    let retry = get("retry-after").and_then(|header| RetryAfter::parse(&header, moment));
    Headers {
        date: get("date").and_then(|date| moment(&date)),
        age: get("age").and_then(|age| age.trim().parse().ok()),
        retry,
    }
}

/// Parses a date in the form of HTTP. Returns `None` if the browser cannot read it.
fn moment(text: &str) -> Option<Moment> {
    let milliseconds = Date::parse(text);
    (!milliseconds.is_nan()).then(|| Moment((milliseconds / 1000.0) as i64))
}

#[wasm_bindgen]
extern "C" {
    /// Calls the page's `fetch`. It may be one of the page's own making, and that may fail at once.
    #[wasm_bindgen(catch)]
    fn fetch(url: &str, options: &RequestInit) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen(module = "/embed/deadline.js")]
extern "C" {
    /// Returns a signal that aborts after so many milliseconds.
    fn deadline(milliseconds: u32) -> AbortSignal;
}

/// Begins a fetch. The page's `Request` is not used: old libraries have a class of their own by that name.
fn begin(url: &str, cache: Cache) -> Result<Promise, Failure> {
    let options = RequestInit::new();
    options.set_credentials(RequestCredentials::Omit);
    options.set_redirect(RequestRedirect::Error);
    options.set_referrer_policy(ReferrerPolicy::NoReferrer);
    options.set_cache(match cache {
        Cache::Revalidate => RequestCache::NoCache,
        Cache::Bypass => RequestCache::Reload,
    });
    options.set_signal(Some(&deadline(DEADLINE)));
    fetch(url, &options)
        .map(|answer| Promise::resolve(&answer))
        .map_err(|error| failure(&error))
}

/// Reads the body from its stream, up to [`MAX_BYTES`] and a signature. Content-Length is not trusted.
async fn body(response: &Response) -> Result<Vec<u8>, Failure> {
    let stream = response.body().ok_or(Failure::Network)?;
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read())
            .await
            .map_err(|error| failure(&error))?;
        let get = |name: &str| Reflect::get(&chunk, &JsValue::from_str(name));
        if get("done").is_ok_and(|done| done.is_truthy()) {
            return Ok(bytes);
        }
        let part: Uint8Array = get("value")
            .ok()
            .and_then(|value| value.dyn_into().ok())
            .ok_or(Failure::Network)?;
        if bytes.len() + part.length() as usize > MAX_BYTES + ARMOUR {
            // The cancellation is not awaited: the answer is given up in any case.
            drop(reader.cancel());
            return Err(Failure::TooLarge);
        }
        bytes.extend(part.to_vec());
    }
}

fn failure(error: &JsValue) -> Failure {
    let name = Reflect::get(error, &JsValue::from_str("name"));
    match name.ok().and_then(|name| name.as_string()).as_deref() {
        Some("TimeoutError") => Failure::Deadline,
        _ => Failure::Network,
    }
}
