//! The web server of the benches: files packed with brotli, and the headers that docs/betrieb.md asks for.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use xtask::serve::{Answer, Request, Server};

use crate::bundle::packed::is_packed;
use crate::dist;

/// Files by path: type, plain bytes, packed bytes.
pub type Files = HashMap<String, (&'static str, Vec<u8>, Vec<u8>)>;

/// Reads and packs every file of a folder, under its path below `root`.
pub fn read(folder: &Path, root: &Path) -> Result<Files> {
    let mut files = Files::new();
    for file in dist::files(folder)? {
        // Each is packed anew here.
        if is_packed(&file) {
            continue;
        }
        let path = format!("/{}", file.strip_prefix(root)?.display());
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        put(&mut files, &path, bytes)?;
    }
    Ok(files)
}

/// Packs a file.
pub fn put(files: &mut Files, path: &str, bytes: impl Into<Vec<u8>>) -> Result<()> {
    let bytes = bytes.into();
    let packed = dist::brotli(&bytes)?;
    files.insert(path.to_owned(), (content_type(path), bytes, packed));
    Ok(())
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "text/html; charset=utf-8",
    }
}

/// Serves files, those in `own` before those in `shared`. A folder is its `index.html`.
pub fn serve(own: Files, shared: &Arc<Files>) -> Result<Server> {
    let shared = Arc::clone(shared);
    Server::start(0, move |request| answer(&own, &shared, request))
}

fn answer(own: &Files, shared: &Files, request: &Request) -> Answer {
    let path = request.path.split('?').next().unwrap_or_default();
    let path = match path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path.to_owned(),
    };
    let file = own.get(&path).or_else(|| shared.get(&path));
    let Some((content_type, plain, packed)) = file else {
        return Answer::new(404, "text/plain", "not found\n");
    };
    let accepted = request.header("accept-encoding").unwrap_or_default();
    let answer = if accepted.split(',').any(|coding| coding.trim() == "br") {
        Answer::new(200, content_type, packed.as_slice()).with("Content-Encoding", "br")
    } else {
        Answer::new(200, content_type, plain.as_slice())
    };
    let caching = if path.starts_with("/amts-status/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    answer
        .with("Cache-Control", caching)
        .with("Vary", "Accept-Encoding")
        .with("Access-Control-Allow-Origin", "*")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_packed_to_those_who_take_it_and_a_version_is_kept() {
        let mut files = Files::new();
        let path = "/amts-status/1/a.js";
        put(&mut files, path, vec![b'a'; 99]).unwrap();
        let none = Files::new();
        let mut request = Request::get(path);
        assert_eq!(answer(&none, &files, &request).body.len(), 99);
        let encodings = "gzip, deflate, br, zstd".to_owned();
        request
            .headers
            .push(("accept-encoding".to_owned(), encodings));
        let packed = answer(&none, &files, &request);
        assert_eq!(packed.header("content-encoding"), Some("br"));
        assert!(packed.body.len() < 30);
        assert!(
            packed
                .header("cache-control")
                .is_some_and(|value| value.contains("immutable"))
        );
        assert_eq!(answer(&none, &files, &Request::get("/b")).status, 404);
    }

    #[test]
    fn own_files_come_before_shared_ones_and_a_folder_is_its_page() {
        let (mut own, mut shared) = (Files::new(), Files::new());
        put(&mut own, "/index.html", "own").unwrap();
        put(&mut shared, "/index.html", "shared").unwrap();
        let answered = answer(&own, &shared, &Request::get("/?a=b"));
        assert_eq!(answered.body, b"own");
        assert_eq!(
            answered.header("content-type"),
            Some("text/html; charset=utf-8")
        );
    }
}
