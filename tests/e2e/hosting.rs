//! The configurations of docs/betrieb.md, as they stand there, run by Debian's nginx and Caddy.

use std::env;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::browser::{Browser, free_port};
use crate::site::{EXAMPLES, Page, Site, bundle, bundled, core, dist};

/// Where docs/betrieb.md puts the files, and under which name.
const FOLDER: &str = "/srv/amtsstatus";
const NAME: &str = "status.example";

const KEPT: &str = "public, max-age=31536000, immutable";
const ASKED: &str = "no-cache";

/// A program that serves a copy of the built site, a feed and a page; it ends with this.
struct Host {
    process: Child,
    port: u16,
    folder: PathBuf,
}

impl Host {
    /// nginx, as one process and with every path of its own.
    fn nginx() -> Self {
        let (port, folder) = (free_port(), lay("nginx"));
        let nginx = xtask::nginx::configure(&page(), &folder, port).unwrap();
        Self::start(nginx, port, folder)
    }

    /// Caddy, without its door for administrators and its certificates.
    fn caddy() -> Self {
        let (port, folder) = (free_port(), lay("caddy"));
        let path = |name: &str| folder.join(name).display().to_string();
        let block = put(
            &block("caddyfile"),
            &[
                (FOLDER, &path("site")),
                (NAME, &format!("http://127.0.0.1:{port}")),
            ],
        );
        let main = format!("{{\n\tadmin off\n\tauto_https off\n}}\n{block}");
        fs::write(path("Caddyfile"), main).unwrap();
        let mut caddy = Command::new("caddy");
        caddy
            .args([
                "run",
                "--adapter",
                "caddyfile",
                "--config",
                &path("Caddyfile"),
            ])
            .env("HOME", &folder)
            .env("XDG_CONFIG_HOME", &folder)
            .env("XDG_DATA_HOME", &folder);
        Self::start(caddy, port, folder)
    }

    fn start(mut program: Command, port: u16, folder: PathBuf) -> Self {
        let log = fs::File::create(folder.join("output.log")).unwrap();
        let process = program
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap_or_else(|error| panic!("{program:?}: {error}; `cargo xtask setup` brings it"));
        let mut host = Self {
            process,
            port,
            folder,
        };
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            let ended = host.process.try_wait().unwrap();
            if ended.is_some() || start.elapsed() > Duration::from_secs(15) {
                let said = ["output.log", "start.log"]
                    .map(|log| fs::read_to_string(host.folder.join(log)).unwrap_or_default());
                panic!("{program:?} does not start: {}", said.concat());
            }
            sleep(Duration::from_millis(20));
        }
        host
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = format!(
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n",
            self.port
        );
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        stream.write_all((request + "\r\n").as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let size = answer.len();
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap();
        let headers = lines.map(|line| {
            let (name, value) = line.split_once(": ").unwrap();
            (name.to_lowercase(), value.to_owned())
        });
        Answer {
            status: status.parse().unwrap(),
            headers: headers.collect(),
            empty: body.is_empty(),
            size,
        }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[derive(Debug)]
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    empty: bool,
    /// Bytes, the head included.
    size: usize,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value)
    }
}

fn page() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/betrieb.md");
    fs::read_to_string(file).unwrap()
}

/// The code block of docs/betrieb.md in a language; there is one.
fn block(language: &str) -> String {
    let text = page();
    let fence = format!("```{language}\n");
    let mut blocks = text.split(&fence).skip(1);
    let block = blocks.next().unwrap().split("```").next().unwrap();
    assert_eq!(blocks.count(), 0);
    block.to_owned()
}

/// Puts what is true of this machine for what the reader has to replace.
fn put(block: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(block.to_owned(), |block, (from, to)| {
        assert_eq!(block.matches(from).count(), 1, "{from} in\n{block}");
        block.replace(from, to)
    })
}

/// A folder with a site in it, as docs/betrieb.md lays it out.
fn lay(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("amts-hosting-{name}-{}", std::process::id()));
    let site = folder.join("site");
    copy(&dist().join("amts-status"), &site.join("amts-status"));
    let feed = dist().join(format!("feeds/{}.json", EXAMPLES[0].0));
    fs::copy(feed, site.join("status.json")).unwrap();
    fs::write(site.join("amts-sw.js"), "// nothing yet\n").unwrap();
    fs::write(site.join("site.webmanifest"), "{}").unwrap();
    // And an emergency page below, with a bundle of its own.
    copy(
        &dist().join("amts-status"),
        &site.join("notfall/amts-status"),
    );
    fs::write(
        site.join("notfall/index.html"),
        "<title>Notfallseite</title>",
    )
    .unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The page that the server has of its own.
fn own_page(host_script: &str) -> String {
    let script = bundle("amts-status.js");
    let why = "<p>Das Rathaus ist telefonisch erreichbar. Die Pforte ist besetzt.</p>".repeat(20);
    format!(
        r#"<!doctype html><html lang="de"><meta charset="utf-8"><title>Stand</title><link rel="icon" href="data:,">
<script src="{host_script}"></script><script type="module" src="{script}"></script>
<amts-status src="/status.json" at="{}">{why}</amts-status></html>"#,
        EXAMPLES[0].1
    )
}

/// Every header that docs/betrieb.md promises.
fn speaks_as_documented(host: &Host) {
    let version = bundle("");
    let script = bundle("amts-status.js");
    let style = bundle("amts-status.css");
    let core = core().0;
    let words = bundled("amts-words-tr-").0;
    let missing = format!("{version}missing.js");
    let below = format!("/notfall{script}");
    // Its addresses are relative: without the slash they would lead elsewhere.
    let folder = host.ask("/notfall", &[]);
    assert!(
        folder.header("location").ends_with("/notfall/"),
        "{folder:?}"
    );
    // Path, status, type, caching, for other sites, worth packing.
    for (path, status, content_type, caching, shared, packed) in [
        ("/", 200, "text/html", ASKED, false, true),
        ("/index.html", 200, "text/html", ASKED, false, true),
        ("/status.json", 200, "application/json", ASKED, true, true),
        ("/amts-sw.js", 200, "text/javascript", ASKED, false, false),
        (
            "/site.webmanifest",
            200,
            "application/manifest+json",
            ASKED,
            false,
            false,
        ),
        (&*script, 200, "text/javascript", KEPT, true, true),
        (&*style, 200, "text/css", KEPT, true, true),
        (&*core, 200, "application/wasm", KEPT, true, true),
        (&*words, 200, "application/json", KEPT, true, true),
        ("/notfall/", 200, "text/html", ASKED, false, false),
        (&*below, 200, "text/javascript", KEPT, true, true),
        (&*missing, 404, "", ASKED, true, false),
        ("/missing.json", 404, "", ASKED, true, false),
        ("/missing", 404, "", ASKED, false, false),
        // What is put above the versions may change, and is no version.
        (
            "/amts-status/newest/amts-status.js",
            404,
            "",
            ASKED,
            true,
            false,
        ),
    ] {
        for encoding in ["identity", "gzip"] {
            let answer = host.ask(path, &[("Accept-Encoding", encoding)]);
            assert_eq!(answer.status, status, "{path}");
            let told = answer.header("content-type");
            assert!(told.starts_with(content_type), "{path}: {told}");
            keeps_promises(&answer, path, caching, shared);
            let packs = packed && encoding == "gzip";
            let told = answer.header("content-encoding");
            assert_eq!(told, if packs { "gzip" } else { "" }, "{path}");
            if packs {
                let varies = answer.header("vary").to_lowercase();
                assert!(varies.contains("accept-encoding"), "{path}: {answer:?}");
            }
            if status == 200 {
                let etag = answer.header("etag");
                assert!(!etag.is_empty(), "{path}: {answer:?}");
                let again = [("Accept-Encoding", encoding), ("If-None-Match", etag)];
                let answer = host.ask(path, &again);
                assert_eq!((answer.status, answer.empty), (304, true), "{path}");
                keeps_promises(&answer, path, caching, shared);
                let other = [
                    ("Accept-Encoding", encoding),
                    ("If-None-Match", "\"other\""),
                ];
                assert_eq!(host.ask(path, &other).status, 200, "{path}");
            }
        }
    }
}

fn keeps_promises(answer: &Answer, path: &str, caching: &str, shared: bool) {
    let (anybody, exposed) = if shared {
        ("*", "Date, Retry-After")
    } else {
        ("", "")
    };
    for (name, value) in [
        ("cache-control", caching),
        ("access-control-allow-origin", anybody),
        ("access-control-expose-headers", exposed),
        ("x-content-type-options", "nosniff"),
        ("set-cookie", ""),
        ("location", ""),
    ] {
        assert_eq!(answer.header(name), value, "{name} of {path}: {answer:?}");
    }
    assert!(!answer.header("date").is_empty());
}

async fn serves_the_widget(browser: &Browser, host: &Host) {
    // Another town's page, with widget and feed from here.
    let partner = Site::start();
    let body = format!(
        r#"<amts-status src="{}" at="{}"></amts-status>"#,
        host.url("/status.json"),
        EXAMPLES[0].1
    );
    let page = Page::new(&body).bundle(host.url(&bundle("amts-status.js")));
    browser.goto(&partner.page("/", page)).await;
    browser.until("host.live()").await;
    browser
        .expect("host.text().includes('Stadtbücherei') && host.errors.length + host.console.length === 0")
        .await;
    // What another site's script may know of the answer.
    let date = "const done = arguments[1];
        fetch(arguments[0]).then((answer) => done(Date.parse(answer.headers.get('date')) > 0), () => done(false));";
    let url = host.url("/status.json");
    assert_eq!(browser.run_async(date, &[url.into()]).await, true);

    // Its own page, and again: the feed is asked for and not sent, the rest is not even asked for.
    let index = host.folder.join("site/index.html");
    fs::write(index, own_page(&partner.url("/host.js"))).unwrap();
    browser.goto(&host.url("/")).await;
    browser.until("host.live()").await;
    browser.goto(&host.url("/")).await;
    browser.until("host.live()").await;
    let of = |name: &str| format!("performance.getEntriesByName('{}')[0]", host.url(name));
    browser
        .expect(&format!(
            "(({{ transferSize, encodedBodySize }}) => transferSize > 0 && transferSize < encodedBodySize / 2)({})",
            of("/status.json")
        ))
        .await;
    for file in [bundle("amts-status.js"), core().0] {
        browser
            .expect(&format!("{}.transferSize === 0", of(&file)))
            .await;
    }
    browser
        .expect("host.errors.length + host.console.length === 0")
        .await;
}

in_every_engine!(nginx_serves_the_widget_as_documented: chromium Chromium);
async fn nginx_serves_the_widget_as_documented(browser: &Browser) {
    let host = Host::nginx();
    serves_the_widget(browser, &host).await;
    speaks_as_documented(&host);
    let log = fs::read_to_string(host.folder.join("access.log")).unwrap();
    let again = log
        .lines()
        .filter(|line| line.contains("GET /status.json ") && line.contains(" 304 "));
    assert!(again.count() > 1, "{log}");
    // No visitor's whole address.
    assert!(log.contains("127.0.0.0 [") && !log.contains("127.0.0.1"));
    costs_as_documented(&host);
}

/// What the chapter on load reckons with (tests/it/visit.rs), measured.
fn costs_as_documented(host: &Host) {
    let gzip = ("Accept-Encoding", "gzip");
    let whole = host.ask("/status.json", &[gzip]);
    let unchanged = host.ask(
        "/status.json",
        &[gzip, ("If-None-Match", whole.header("etag"))],
    );
    assert_eq!((whole.status, unchanged.status), (200, 304));
    let page = page();
    for (answer, before) in [(whole, "(Februar 2024) "), (unchanged, "ein `304` ")] {
        let (_, rest) = page.rsplit_once(before).unwrap();
        let said = rest.split_whitespace().next().unwrap().replace('.', "");
        let said: usize = said.parse().unwrap();
        println!("{before}{} bytes, documented {said}", answer.size);
        assert!(
            answer.size.abs_diff(said) * 20 <= said,
            "{} {said}",
            answer.size
        );
    }
}

in_every_engine!(caddy_serves_the_widget_as_documented: chromium Chromium);
async fn caddy_serves_the_widget_as_documented(browser: &Browser) {
    let host = Host::caddy();
    serves_the_widget(browser, &host).await;
    speaks_as_documented(&host);
}
