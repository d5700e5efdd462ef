//! Debian's nginx, Caddy, Apache and PHP: started on a folder with a configuration as a publisher would have it, asked, and held
//! to what is promised of every answer.

use std::env;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::browser::free_port;
use crate::wordpress::php;

/// Where the configurations say that the files are, and under which name.
const FOLDER: &str = "/srv/amtsstatus";
const NAME: &str = "status.example";

pub const KEPT: &str = "public, max-age=31536000, immutable";
pub const ASKED: &str = "no-cache";

/// Apache's modules that hosts have, and that `.htaccess` may need.
const MODULES: [&str; 11] = [
    "mpm_event",
    "authz_core",
    "mime",
    "dir",
    "alias",
    "filter",
    "deflate",
    "headers",
    "rewrite",
    "env",
    "setenvif",
];

/// A program that serves a copy of the built site, a feed and a page; it ends with this.
pub struct Host {
    process: Child,
    port: u16,
    pub folder: PathBuf,
}

impl Host {
    /// nginx with this block, as one process and with every path of its own, on `site` in the folder.
    pub fn nginx(folder: PathBuf, block: &str) -> Self {
        let port = free_port();
        let nginx = || xtask::nginx::configure(block, &folder, port).unwrap();
        let mut check = nginx();
        check.arg("-t");
        Self::start(check, nginx(), port, folder)
    }

    /// Caddy with this block, without its door for administrators and its certificates.
    pub fn caddy(folder: PathBuf, block: &str) -> Self {
        let port = free_port();
        let path = |name: &str| folder.join(name).display().to_string();
        // The name stands in a comment too.
        let (comments, block) =
            block.split_at(block.find("\nstatus.example").map_or(0, |at| at + 1));
        let block = put(
            block,
            &[
                (FOLDER, &path("site")),
                (NAME, &format!("http://127.0.0.1:{port}")),
            ],
        );
        let main = format!("{comments}{{\n\tadmin off\n\tauto_https off\n}}\n{block}");
        fs::write(path("Caddyfile"), main).unwrap();
        let caddy = |verb: &str| {
            let mut caddy = Command::new("caddy");
            caddy
                .args([
                    verb,
                    "--adapter",
                    "caddyfile",
                    "--config",
                    &path("Caddyfile"),
                ])
                .env("HOME", &folder)
                .env("XDG_CONFIG_HOME", &folder)
                .env("XDG_DATA_HOME", &folder);
            caddy
        };
        Self::start(caddy("validate"), caddy("run"), port, folder.clone())
    }

    /// PHP's own server.
    pub fn php(folder: PathBuf) -> Self {
        let port = free_port();
        let php = |options: &[&str]| {
            let mut php = php();
            php.args(options);
            php
        };
        let (address, site) = (format!("127.0.0.1:{port}"), folder.join("site"));
        let serve = ["-S", &address, "-t", &site.display().to_string()];
        Self::start(php(&["-v"]), php(&serve), port, folder)
    }

    /// Apache as rented webspace has it: whatever is to be set stands in the site's own `.htaccess`.
    pub fn apache(folder: PathBuf) -> Self {
        let port = free_port();
        let path = |name: &str| folder.join(name).display().to_string();
        let root = PathBuf::from(
            env::var_os("AMTS_APACHE").expect("AMTS_APACHE: `cargo xtask test` sets it"),
        );
        let modules: String = MODULES
            .map(|name| {
                let file = root.join(format!("usr/lib/apache2/modules/mod_{name}.so"));
                format!("LoadModule {name}_module {}\n", file.display())
            })
            .concat();
        let site = path("site");
        let main = format!(
            "ServerName 127.0.0.1\nListen 127.0.0.1:{port}\n{modules}PidFile {}\nErrorLog {}\nTypesConfig /dev/null\n\
             DefaultRuntimeDir {}\nUser nobody\nGroup nogroup\nDocumentRoot {site}\n\
             <Directory {site}>\nAllowOverride All\nRequire all granted\n</Directory>\n",
            path("apache.pid"),
            path("start.log"),
            path(""),
        );
        fs::write(path("apache.conf"), main).unwrap();
        // Apache leaves off being root before it reads a file.
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
        let system = format!("usr/lib/{}-linux-gnu", env::consts::ARCH);
        let apache = |options: &[&str]| {
            let mut apache = Command::new(root.join("usr/sbin/apache2"));
            apache
                .args(["-f", &path("apache.conf")])
                .args(options)
                .env("LD_LIBRARY_PATH", root.join(&system));
            apache
        };
        Self::start(apache(&["-t"]), apache(&["-X"]), port, folder.clone())
    }

    /// Lets the program check its configuration, then starts it.
    fn start(mut check: Command, mut program: Command, port: u16, folder: PathBuf) -> Self {
        let checked = check.output();
        let checked = checked
            .unwrap_or_else(|error| panic!("{check:?}: {error}; `cargo xtask setup` brings it"));
        let said = String::from_utf8_lossy(&checked.stderr);
        assert!(checked.status.success(), "{check:?}: {said}");
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

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
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
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub empty: bool,
    /// Bytes, the head included.
    pub size: usize,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value)
    }
}

/// Puts what is true of this machine for what the reader has to replace.
pub fn put(block: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(block.to_owned(), |block, (from, to)| {
        assert_eq!(block.matches(from).count(), 1, "{from} in\n{block}");
        block.replace(from, to)
    })
}

pub fn copy(from: &Path, to: &Path) {
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

/// What is promised of an address.
pub struct Promise<'p> {
    pub path: &'p str,
    pub status: u16,
    /// How its type begins.
    pub content_type: &'p str,
    pub caching: &'p str,
    /// Whether other sites may read it.
    pub shared: bool,
    /// The encodings of [`ENCODINGS`] in which it comes, if it is asked for in one alone.
    pub packed: &'p [&'p str],
}

/// What browsers ask for, one by one.
const ENCODINGS: [&str; 3] = ["identity", "gzip", "br"];

/// Holds that a server keeps what is promised, also of the answer "unchanged".
pub fn keeps(host: &Host, promises: &[Promise<'_>]) {
    for promise in promises {
        let path = promise.path;
        for encoding in ENCODINGS {
            let answer = host.ask(path, &[("Accept-Encoding", encoding)]);
            assert_eq!(answer.status, promise.status, "{path}: {answer:?}");
            let told = answer.header("content-type");
            assert!(told.starts_with(promise.content_type), "{path}: {told}");
            keeps_promises(&answer, path, promise.caching, promise.shared);
            let packs = promise.packed.contains(&encoding);
            let told = answer.header("content-encoding");
            assert_eq!(
                told,
                if packs { encoding } else { "" },
                "{path}: {answer:?}"
            );
            if packs {
                let varies = answer.header("vary").to_lowercase();
                assert!(varies.contains("accept-encoding"), "{path}: {answer:?}");
            }
            if promise.status == 200 {
                let etag = answer.header("etag");
                assert!(!etag.is_empty(), "{path}: {answer:?}");
                let again = [("Accept-Encoding", encoding), ("If-None-Match", etag)];
                let answer = host.ask(path, &again);
                assert_eq!(
                    (answer.status, answer.empty),
                    (304, true),
                    "{path} {encoding} {etag}"
                );
                keeps_promises(&answer, path, promise.caching, promise.shared);
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
