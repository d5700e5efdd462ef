//! Reads files that a person has chosen, and the bundle beside the editor.

use std::collections::BTreeMap;

use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use crate::browser::get;
use crate::editor::opening::MAX_FILE;
use crate::sync::machine::Cache;

/// Reads a file, unless it is larger than any feed.
pub async fn read(file: &File) -> Option<Vec<u8>> {
    if file.size() > MAX_FILE as f64 {
        return None;
    }
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// Reads the files of the bundle by its list. Those in folders, such as the editor itself, are no part of a site.
pub async fn bundle() -> Option<BTreeMap<String, Vec<u8>>> {
    let (_, list) = get("../amts-files.json", Cache::Bypass, None).await;
    let names: Vec<String> = serde_json::from_slice(&list.ok()?).ok()?;
    let mut files = BTreeMap::new();
    for name in names.into_iter().filter(|name| !name.contains('/')) {
        let (_, answer) = get(&format!("../{name}"), Cache::Bypass, None).await;
        files.insert(name, answer.ok()?);
    }
    Some(files)
}
