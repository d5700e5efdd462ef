//! The files of a folder, as a well-kept host of the widget serves them.

use std::fs;
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};

use super::answer::{Answer, Delivery};
use super::request::Request;

/// Answers with the files of a folder, and the headers that a well-kept host of the widget sends.
pub fn folder(root: PathBuf) -> impl Fn(&Request) -> Answer + Send + Sync + 'static {
    move |request| {
        let Some(file) = file(&root, &request.path) else {
            return Answer::not_found();
        };
        let Ok(body) = fs::read(&file) else {
            return Answer::not_found();
        };
        let etag = etag(&body);
        let fresh = request.header("if-none-match") == Some(etag.as_str());
        let answer = if fresh {
            Answer {
                status: 304,
                headers: Vec::new(),
                body: Vec::new(),
                delivery: Delivery::Whole,
            }
        } else {
            Answer::new(200, content_type(&file), body)
        };
        let answer = answer
            .with("ETag", &etag)
            .with("Cache-Control", cache_control(&request.path));
        if for_other_sites(&request.path) {
            answer.with("Access-Control-Allow-Origin", "*")
        } else {
            answer
        }
    }
}

/// Finds the file below the root, or none when the path leads elsewhere.
fn file(root: &Path, path: &str) -> Option<PathBuf> {
    let relative = Path::new(path.strip_prefix('/')?);
    let plain = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let file = root.join(relative);
    match plain {
        false => None,
        true if file.is_dir() => Some(file.join("index.html")),
        true => Some(file),
    }
}

fn etag(body: &[u8]) -> String {
    let digest = Sha256::digest(body);
    let hash: String = digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("\"{hash}\"")
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

/// Returns how long a file may be kept: a core is named by its hash and never changes; all else is asked for again.
fn cache_control(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or_default();
    if name.starts_with("amts-core-") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

fn for_other_sites(path: &str) -> bool {
    path.starts_with("/amts-status/") || path.ends_with(".json")
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Site(PathBuf);

    impl Site {
        /// A folder with a secret beside it.
        fn new(name: &str) -> Self {
            let base = std::env::temp_dir()
                .join(format!("amtsstatus-serve-{name}-{}", std::process::id()));
            fs::create_dir_all(base.join("site/amts-status/1")).unwrap();
            fs::write(base.join("secret.html"), "secret").unwrap();
            for file in [
                "index.html",
                "status.json",
                "amts-status/1/amts-status.js",
                "amts-status/1/amts-core-0.wasm",
            ] {
                fs::write(base.join("site").join(file), file).unwrap();
            }
            Self(base)
        }

        fn get(&self, path: &str) -> Answer {
            folder(self.0.join("site"))(&Request::get(path))
        }
    }

    impl Drop for Site {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn files_come_with_their_content_type() {
        let site = Site::new("types");
        for (path, content_type) in [
            ("/", "text/html; charset=utf-8"),
            ("/index.html?a=b", "text/html; charset=utf-8"),
            ("/status.json", "application/json"),
            (
                "/amts-status/1/amts-status.js",
                "text/javascript; charset=utf-8",
            ),
            ("/amts-status/1/amts-core-0.wasm", "application/wasm"),
        ] {
            let answer = site.get(path);
            assert_eq!(
                (answer.status, answer.header("content-type")),
                (200, Some(content_type)),
                "{path}"
            );
        }
        assert_eq!(site.get("/missing.html").status, 404);
    }

    #[test]
    fn only_the_hash_named_core_is_kept() {
        let site = Site::new("cache");
        let of = |path| site.get(path).header("cache-control").map(str::to_owned);
        assert_eq!(
            of("/amts-status/1/amts-core-0.wasm").unwrap(),
            "public, max-age=31536000, immutable"
        );
        assert_eq!(of("/amts-status/1/amts-status.js").unwrap(), "no-cache");
        assert_eq!(of("/").unwrap(), "no-cache");
    }

    #[test]
    fn other_sites_may_load_the_widget_and_the_feed_but_no_page() {
        let site = Site::new("cors");
        let of = |path| {
            site.get(path)
                .header("access-control-allow-origin")
                .map(str::to_owned)
        };
        assert_eq!(of("/amts-status/1/amts-status.js").as_deref(), Some("*"));
        assert_eq!(of("/status.json").as_deref(), Some("*"));
        assert_eq!(of("/"), None);
    }

    #[test]
    fn what_has_not_changed_is_not_sent_again() {
        let site = Site::new("etag");
        let etag = site.get("/status.json").header("etag").unwrap().to_owned();
        let mut again = Request::get("/status.json");
        again.headers.push(("if-none-match".to_owned(), etag));
        let answer = folder(site.0.join("site"))(&again);
        assert_eq!((answer.status, answer.body.len()), (304, 0));
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        let site = Site::new("traversal");
        let secret = site.0.join("secret.html");
        let absolute = format!("/{}", secret.display());
        for path in [
            "/../secret.html",
            "/amts-status/../../secret.html",
            "/%2e%2e/secret.html",
            "secret.html",
            &absolute,
        ] {
            assert_eq!(site.get(path).status, 404, "{path}");
        }
    }
}
