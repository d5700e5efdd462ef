//! A town's WordPress: Debian's, unpacked, with a database and a web server of its own, and the publisher's server beside it,
//! which speaks TLS. All of it ends with the journey.

use std::env;
use std::fs;
use std::net::{Ipv4Addr, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::browser::{Browser, KEEPER, free_port};
use crate::server::copy;
use crate::site::{Site, dist};

/// Where the plugin lies.
pub fn plugin() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("integrations/wordpress/amts-status")
}

/// What the journeys have beside their code.
fn material(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/e2e/wordpress")
        .join(file)
}

/// The folder in which Debian's packages lie.
fn root() -> PathBuf {
    let root = env::var_os("AMTS_WORDPRESS");
    PathBuf::from(root.expect("AMTS_WORDPRESS: `cargo xtask test` sets it"))
}

fn with_libraries(mut command: Command) -> Command {
    let libraries = format!("usr/lib/{}-linux-gnu", env::consts::ARCH);
    command.env("LD_LIBRARY_PATH", root().join(libraries));
    command
}

/// PHP with the extensions that WordPress and the checks need.
pub fn php() -> Command {
    let mut extensions = fs::read_dir(root().join("usr/lib/php")).unwrap().flatten();
    let extensions = extensions.find(|folder| folder.path().join("curl.so").is_file());
    let mut php = Command::new(root().join("usr/bin/php8.2"));
    php.arg("-n");
    let mut set = |name: &str, value: &Path| {
        php.arg("-d").arg(format!("{name}={}", value.display()));
    };
    set("extension_dir", &extensions.unwrap().path());
    set("include_path", &root().join("usr/share/php"));
    for name in [
        "curl",
        "ctype",
        "iconv",
        "mysqlnd",
        "mysqli",
        "simplexml",
        "tokenizer",
        "xmlwriter",
    ] {
        set("extension", Path::new(name));
    }
    with_libraries(php)
}

/// The checker of PHP's style.
pub fn code_sniffer() -> PathBuf {
    root().join("usr/bin/phpcs")
}

/// A program that ends with this, or with the tests, in whatever way they end, and its folder with it.
struct Kept(Child);

impl Kept {
    fn start(program: &Command, folder: &Path) -> Self {
        fs::create_dir_all(folder).unwrap();
        let log = fs::File::create(folder.join("output.log")).unwrap();
        let mut keeper = Command::new("sh");
        keeper
            .args(["-c", KEEPER, "sh"])
            .arg(program.get_program())
            .args(program.get_args())
            .env("TMPDIR", folder)
            .stdin(Stdio::piped())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .process_group(0);
        for (name, value) in program.get_envs() {
            keeper.env(name, value.unwrap_or_default());
        }
        Self(keeper.spawn().unwrap())
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

/// Waits for what a program that was started brings.
fn wait_for(what: &str, folder: &Path, there: impl Fn() -> bool) {
    let start = Instant::now();
    while !there() {
        let said = fs::read_to_string(folder.join("output.log")).unwrap_or_default();
        assert!(
            start.elapsed() < Duration::from_secs(30),
            "{what} does not start: {said}"
        );
        sleep(Duration::from_millis(20));
    }
}

fn listens(port: u16) -> bool {
    TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()
}

/// The one database server: without tables of users and without a port, behind a socket in its folder.
struct Database {
    folder: PathBuf,
    _server: Kept,
}

static DATABASE: LazyLock<Database> = LazyLock::new(|| {
    let folder = env::temp_dir().join(format!("amts-wordpress-{}", std::process::id()));
    let data = folder.join("data");
    fs::create_dir_all(&data).unwrap();
    let mut server = Command::new(root().join("usr/sbin/mariadbd"));
    server.args([
        "--no-defaults",
        "--user=root",
        "--skip-grant-tables",
        "--skip-networking",
        // What is lost with a power failure is lost with the tests.
        "--innodb-flush-log-at-trx-commit=0",
        "--innodb-log-file-size=4M",
        "--innodb-buffer-pool-size=32M",
    ]);
    let mut set = |name: &str, value: PathBuf| {
        server.arg(format!("--{name}={}", value.display()));
    };
    let messages = root().join("usr/share/mysql");
    set("datadir", data);
    set("socket", folder.join("socket"));
    set("pid-file", folder.join("pid"));
    set("character-sets-dir", messages.join("charsets"));
    set("lc-messages-dir", messages);
    let kept = Kept::start(&with_libraries(server), &folder);
    wait_for("MariaDB", &folder, || folder.join("socket").exists());
    Database {
        folder,
        _server: kept,
    }
});

/// How a town's WordPress is set up.
#[derive(Default)]
pub struct Setup {
    /// The theme, if not Twenty Twenty-One, which is a classic one.
    pub theme: Option<&'static str>,
    /// Nobody may write any HTML, as in a network.
    pub filtered: bool,
    /// WordPress does nothing in the background.
    pub no_cron: bool,
    /// Settings that wp-config.php has for every site, with `FEED` for the publisher's server.
    pub fixed: &'static str,
}

pub struct Town {
    /// The publisher's server, without TLS.
    pub site: Site,
    folder: PathBuf,
    port: u16,
    tls: u16,
    environment: Vec<(&'static str, String)>,
    servers: Vec<Kept>,
}

impl Town {
    pub fn start(setup: &Setup) -> Self {
        let (port, tls) = (free_port(), free_port());
        let set = |on: bool| if on { "1" } else { "" }.to_owned();
        let folder = env::temp_dir().join(format!("amts-town-{port}"));
        let wordpress = folder.join("wordpress");
        lay(&wordpress);
        let authority = folder.join("caddy/data/caddy/pki/authorities/local/root.crt");
        let environment = vec![
            ("AMTS_WP_NAME", format!("town{port}")),
            (
                "AMTS_WP_SOCKET",
                DATABASE.folder.join("socket").display().to_string(),
            ),
            ("AMTS_WP_URL", format!("http://127.0.0.1:{port}")),
            ("AMTS_WP_AUTHORITY", authority.display().to_string()),
            ("AMTS_WP_FILTERED", set(setup.filtered)),
            ("AMTS_WP_NO_CRON", set(setup.no_cron)),
            (
                "AMTS_WP_FIXED",
                setup
                    .fixed
                    .replace("FEED", &format!("https://127.0.0.1:{tls}")),
            ),
        ];
        let site = Site::start();
        let caddy = caddy(&folder.join("caddy"), tls, site.port());
        let mut install = php();
        install
            .arg("install.php")
            .arg(setup.theme.unwrap_or("twentytwentyone"))
            .envs(environment.clone())
            .current_dir(&wordpress);
        assert_eq!(said(&mut install), "installed\n");
        let mut server = php();
        server
            .args(["-S", &format!("127.0.0.1:{port}"), "-t"])
            .arg(&wordpress)
            .envs(environment.clone())
            // WordPress asks itself for its tasks.
            .env("PHP_CLI_SERVER_WORKERS", "4");
        let server = Kept::start(&server, &folder.join("php"));
        wait_for("PHP's server", &folder.join("php"), || listens(port));
        wait_for("Caddy", &folder.join("caddy"), || {
            authority.is_file() && listens(tls)
        });
        Self {
            site,
            folder,
            port,
            tls,
            environment,
            servers: vec![server, caddy],
        }
    }

    /// An address of the town's pages.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// An address of the publisher's server, with TLS.
    pub fn feed(&self, path: &str) -> String {
        format!("https://127.0.0.1:{}{path}", self.tls)
    }

    /// Where the plugin has been put.
    pub fn installed(&self) -> PathBuf {
        self.folder.join("wordpress/wp-content/plugins/amts-status")
    }

    /// Runs PHP in this WordPress, and returns what it says.
    pub fn run(&self, code: &str) -> String {
        let mut script = php();
        script
            .arg("-r")
            .arg(format!("require 'wp-load.php'; {code}"))
            .envs(self.environment.clone())
            .current_dir(self.folder.join("wordpress"));
        said(&mut script)
    }

    /// Sets what an administrator would, past the form.
    pub fn set(&self, settings: &serde_json::Value) {
        self.run(&format!(
            "$typed = AmtsStatus\\fields({}); \
             update_option('amts_status_settings', ['typed' => $typed, 'used' => $typed]);",
            in_php(settings)
        ));
    }

    /// Publishes a page, and returns its address.
    pub fn page(&self, content: &str) -> String {
        let code = format!(
            "echo wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_author' => 1, \
             'post_title' => 'Stand', 'post_content' => {}]);",
            in_php(&json!(content))
        );
        self.url(&format!("/?page_id={}", self.run(&code)))
    }

    /// What WordPress's log has of the plugin: nothing, if all is well.
    pub fn complaints(&self) -> String {
        let log = fs::read_to_string(self.folder.join("wordpress/debug.log")).unwrap_or_default();
        log.lines()
            .filter(|line| line.contains("amts-status") || line.contains("AmtsStatus"))
            .collect()
    }

    /// Lets a person of this role log in; her password is her name.
    pub async fn log_in(&self, browser: &Browser, role: &str) {
        self.log_out(browser).await;
        browser.goto(&self.url("/wp-login.php")).await;
        let fill = "document.querySelector('#user_login').value = arguments[0];
            document.querySelector('#user_pass').value = arguments[0];
            document.querySelector('#wp-submit').click();";
        browser.run(fill, &[json!(role)]).await;
        browser
            .until("document.querySelector('#wpadminbar') && document.readyState === 'complete'")
            .await;
    }

    /// The nonce that WordPress would give whoever is logged in just now.
    pub async fn nonce(&self, browser: &Browser, role: &str, action: &str) -> String {
        let cookies = browser.devtools("Network.getCookies", json!({})).await;
        let cookies = cookies["cookies"].as_array().unwrap().iter();
        let mut values = cookies.filter_map(|cookie| {
            let name = cookie["name"].as_str()?;
            name.starts_with("wordpress_logged_in_")
                .then(|| cookie["value"].clone())
        });
        let value = in_php(&values.next().expect("nobody is logged in"));
        self.run(&format!(
            "$_COOKIE[LOGGED_IN_COOKIE] = urldecode({value}); \
             wp_set_current_user(get_user_by('login', '{role}')->ID); echo wp_create_nonce('{action}');"
        ))
    }

    /// Makes a visitor of whoever was there, who trusts the publisher's certificate.
    pub async fn log_out(&self, browser: &Browser) {
        browser
            .devtools("Network.clearBrowserCookies", json!({}))
            .await;
        browser
            .devtools(
                "Security.setIgnoreCertificateErrors",
                json!({ "ignore": true }),
            )
            .await;
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        // They write while they run.
        self.servers.clear();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Writes a value as PHP.
pub fn in_php(value: &serde_json::Value) -> String {
    let text = value
        .to_string()
        .replace('\'', "\\u0027")
        .replace('\\', "\\\\");
    format!("json_decode('{text}', true)")
}

/// Lays a WordPress with the plugin and its bundle.
fn lay(wordpress: &Path) {
    let _ = fs::remove_dir_all(wordpress);
    fs::create_dir_all(wordpress).unwrap();
    // Debian links to other packages, and to settings that are not here.
    let _ = Command::new("cp")
        .args(["--recursive", "--dereference"])
        .arg(root().join("usr/share/wordpress/."))
        .arg(wordpress)
        .stderr(Stdio::null())
        .status()
        .unwrap();
    for file in ["wp-config.php", "install.php"] {
        fs::copy(material(file), wordpress.join(file)).unwrap();
    }
    let content = wordpress.join("wp-content");
    fs::create_dir_all(content.join("mu-plugins")).unwrap();
    fs::copy(
        material("must-use.php"),
        content.join("mu-plugins/must-use.php"),
    )
    .unwrap();
    let own = content.join("plugins/amts-status");
    copy(&plugin(), &own);
    let bundle = dist().join("amts-status").join(env!("CARGO_PKG_VERSION"));
    copy(&bundle, &own.join("bundle"));
}

/// Puts TLS in front of a port, by a certificate of Caddy's own authority.
fn caddy(folder: &Path, port: u16, behind: u16) -> Kept {
    fs::create_dir_all(folder).unwrap();
    let config = folder.join("Caddyfile");
    let lines = format!(
        "{{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n}}\n\
         https://127.0.0.1:{port} {{\n\ttls internal\n\theader {{\n\t\tAccess-Control-Allow-Origin *\n\t\tdefer\n\t}}\n\treverse_proxy 127.0.0.1:{behind}\n}}\n"
    );
    fs::write(&config, lines).unwrap();
    let mut caddy = Command::new("caddy");
    caddy
        .args(["run", "--adapter", "caddyfile", "--config"])
        .arg(config)
        .env("HOME", folder)
        .env("XDG_CONFIG_HOME", folder.join("config"))
        .env("XDG_DATA_HOME", folder.join("data"));
    Kept::start(&caddy, folder)
}

/// Runs a program that must succeed, and returns what it says.
pub fn said(program: &mut Command) -> String {
    let output = program
        .output()
        .unwrap_or_else(|error| panic!("{program:?}: {error}"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{program:?}: {}\n{said}\n{errors}",
        output.status
    );
    said
}
