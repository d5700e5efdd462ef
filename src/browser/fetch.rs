//! One request for a feed: no cookie, no redirect, one deadline over the whole body, one cap on its size.

use gloo_net::http::Request;
use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestRedirect, Response,
};

use crate::feed::MAX_BYTES;
use crate::sync::machine::Failure;

/// Milliseconds until a fetch is given up, its body included (docs/faults.md). The loader's own first fetch has the same.
const DEADLINE: u32 = 8_000;

/// The bytes at `url`. `early` is a fetch of the same that the loader has begun while this core was still loading; its
/// deadline may have passed by now, on the thin networks that it is meant for.
pub async fn get(url: &str, early: Option<Promise>) -> Result<Vec<u8>, Failure> {
    if let Some(early) = early {
        match read(early).await {
            Err(Failure::Network | Failure::Deadline) => {}
            answer => return answer,
        }
    }
    read(begin(url)?).await
}

async fn read(answer: Promise) -> Result<Vec<u8>, Failure> {
    let response: Response = JsFuture::from(answer)
        .await
        .map_err(|error| failure(&error))?
        .dyn_into()
        .map_err(|_| Failure::Network)?;
    if response.status() != 200 {
        return Err(Failure::Status(response.status()));
    }
    body(&response).await
}

fn begin(url: &str) -> Result<Promise, Failure> {
    let request: web_sys::Request = Request::get(url)
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Error)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .cache(RequestCache::NoCache)
        .abort_signal(Some(&AbortSignal::timeout_with_u32(DEADLINE)))
        .build()
        .map_err(|_| Failure::Network)?
        .into();
    let window = web_sys::window().ok_or(Failure::Network)?;
    // gloo's own `send` panics where a patched `fetch` rejects with something that is no Error.
    Ok(window.fetch_with_request(&request))
}

/// Reads at most [`MAX_BYTES`] from the stream, whatever Content-Length says.
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
        if bytes.len() + part.length() as usize > MAX_BYTES {
            // Nobody waits for the cancellation: the answer is given up either way.
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
