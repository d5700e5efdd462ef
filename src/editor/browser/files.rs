//! Reads files that a person has chosen, and the bundle beside the editor.

use std::collections::BTreeMap;

use gloo_net::http::Request;
use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use crate::editor::opening::MAX_FILE;

/// Reads a chosen file. One that is larger than any feed is not read: its first bytes are enough to say so.
pub async fn read(file: &File) -> Option<Vec<u8>> {
    let end = file.size().min((MAX_FILE + 1) as f64);
    let part = file.slice_with_f64_and_f64(0.0, end).ok()?;
    let bytes = JsFuture::from(part.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}

/// Reads all files of the bundle by name, with those that are packed. `None` if one of them is not there.
pub async fn bundle() -> Option<BTreeMap<String, Vec<u8>>> {
    let list = get("amts-files.json").await?;
    let names: Vec<String> = serde_json::from_slice(&list).ok()?;
    let mut files = BTreeMap::new();
    for name in names {
        let bytes = get(&name).await?;
        files.insert(name, bytes);
    }
    Some(files)
}

async fn get(name: &str) -> Option<Vec<u8>> {
    let answer = Request::get(&format!("../{name}")).send().await.ok()?;
    if !answer.ok() {
        return None;
    }
    answer.binary().await.ok()
}
