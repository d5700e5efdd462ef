//! The site as `amtsstatus site` writes it, on Debian's nginx, Caddy and Apache with the settings that it brings along.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use amtsstatus::cli::{FileKind, Remedy, SERVERS, ServerKind, server_settings};

use crate::browser::Browser;
use crate::published::publish;
use crate::server::{ASKED, Host, KEPT, Promise, keeps};
use crate::site::{EXAMPLES, Page, Site, bundle, bundled, core, dist};

/// Publishes an example feed with the built widget into `site` of a folder of its own.
fn lay(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("amts-served-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    let bundle = dist().join("amts-status");
    let address = "https://notfall.example";
    let more = [
        "--bundle".into(),
        bundle.into(),
        "--url".into(),
        address.into(),
    ];
    fs::create_dir_all(&folder).unwrap();
    publish(EXAMPLES[0], &folder.join("site"), &more);
    folder
}

fn settings_in(folder: &std::path::Path, name: &str) -> String {
    fs::read_to_string(folder.join("site/server").join(name)).unwrap()
}

/// Holds the host to all that is promised of a published site. `brotli`: it has what is packed ahead by brotli.
fn serves_the_site(host: &Host, brotli: bool) {
    let version = bundle("");
    let script = bundle("amts-status.js");
    let style = bundle("amts-status.css");
    let framed = bundle("amts-framed.js");
    let core = core().0;
    let words = bundled("amts-words-tr-").0;
    let missing = format!("{version}missing.js");
    let (packed, ahead): (&[&str], &[&str]) = match brotli {
        true => (&["gzip"], &["gzip", "br"]),
        false => (&["gzip"], &["gzip"]),
    };
    let promise = |path, status, content_type, caching, shared, packed| Promise {
        path,
        status,
        content_type,
        caching,
        shared,
        packed,
    };
    keeps(
        host,
        &[
            promise("/", 200, "text/html", ASKED, false, packed),
            promise("/index.html", 200, "text/html", ASKED, false, packed),
            promise("/status.de.html", 200, "text/html", ASKED, false, packed),
            promise("/aushang.html", 200, "text/html", ASKED, false, packed),
            promise("/frame.html", 200, "text/html", ASKED, false, packed),
            promise(
                "/frame.html?view=compact",
                200,
                "text/html",
                ASKED,
                false,
                packed,
            ),
            promise("/status.json", 200, "application/json", ASKED, true, packed),
            promise(
                "/atom.xml",
                200,
                "application/atom+xml",
                ASKED,
                true,
                packed,
            ),
            promise(&script, 200, "text/javascript", KEPT, true, ahead),
            promise(&framed, 200, "text/javascript", KEPT, true, ahead),
            promise(&style, 200, "text/css", KEPT, true, ahead),
            promise(&core, 200, "application/wasm", KEPT, true, ahead),
            promise(&words, 200, "application/json", KEPT, true, ahead),
            promise(&missing, 404, "", ASKED, true, &[]),
            promise("/missing.json", 404, "", ASKED, true, &[]),
            promise("/missing", 404, "", ASKED, false, &[]),
            promise("/LIESMICH.txt", 404, "", ASKED, false, &[]),
            promise("/server/nginx.conf", 404, "", ASKED, false, &[]),
            promise("/amts-dateien.json", 404, "", ASKED, true, &[]),
        ],
    );
    // Whoever wants to may show it in a frame.
    let answer = host.ask("/frame.html", &[]);
    for forbids in ["x-frame-options", "content-security-policy"] {
        assert_eq!(answer.header(forbids), "", "{answer:?}");
    }
    // Small ones are not worth packing everywhere.
    for (path, content_type) in [
        ("/amts-sw.js", "text/javascript"),
        ("/oembed.json", "application/json"),
        ("/amts-status.webmanifest", "application/manifest+json"),
        ("/robots.txt", "text/plain"),
        ("/kalender.ics", "text/calendar"),
        ("/amts-icon.svg", "image/svg+xml"),
    ] {
        let answer = host.ask(path, &[]);
        let told = answer.header("content-type");
        assert!(told.starts_with(content_type), "{path}: {answer:?}");
        assert_eq!(answer.header("cache-control"), ASKED, "{path}");
    }
    let hidden = host.ask("/.htaccess", &[]).status;
    assert!(matches!(hidden, 403 | 404), "{hidden}");
    the_program_finds_nothing(host);
}

/// Holds that `probe` has nothing to ask of this host; the feed itself is of another day.
fn the_program_finds_nothing(host: &Host) {
    let output = Command::new(env!("CARGO_BIN_EXE_amtsstatus"))
        .args(["probe", &host.url("/"), &host.url("/frame.html")])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let faults = said
        .lines()
        .filter(|line| line.starts_with("  ") && line.ends_with('.'));
    let others: Vec<&str> = faults
        .filter(|line| !line.contains("Die Meldung galt nur bis"))
        .collect();
    assert_eq!(others, [""; 0], "{said}");
    assert!(
        said.contains(".wasm") && said.ends_with("1 Fehler, keine Hinweise.\n"),
        "{said}"
    );
}

/// The page opens, with its widget, its style and what its own policy allows.
async fn opens(browser: &Browser, host: &Host) {
    browser.goto(&host.url("/")).await;
    browser
        .until("document.querySelector('amts-status').shadowRoot?.querySelector('.amts')?.childElementCount > 0")
        .await;
    browser
        .expect("document.querySelector('amts-status').shadowRoot.textContent.includes('Stadtbücherei')")
        .await;
    // In a frame of no origin, what is a module or fetched has to be shared.
    let frame = host.url("/frame.html");
    let frame = format!("<iframe sandbox=\"allow-scripts\" src=\"{frame}\"></iframe>");
    let around = Site::start();
    browser.goto(&around.page("/", Page::new(&frame))).await;
    browser.enter_frame(0).await;
    browser
        .until("document.querySelector('amts-status')?.shadowRoot?.querySelector('.amts')?.childElementCount > 0")
        .await;
    browser.expect("self.origin === 'null'").await;
    browser.leave_frames().await;
}

in_every_engine!(nginx_serves_the_written_site: chromium Chromium);
async fn nginx_serves_the_written_site(browser: &Browser) {
    let folder = lay("nginx");
    let block = settings_in(&folder, "nginx.conf");
    // The folder is named in the first line too.
    let (_, block) = block.split_once('\n').unwrap();
    let host = Host::nginx(folder, block);
    serves_the_site(&host, false);
    opens(browser, &host).await;
}

in_every_engine!(caddy_serves_the_written_site: chromium Chromium);
async fn caddy_serves_the_written_site(browser: &Browser) {
    let folder = lay("caddy");
    let block = settings_in(&folder, "Caddyfile");
    let host = Host::caddy(folder, &block);
    serves_the_site(&host, true);
    opens(browser, &host).await;
}

in_every_engine!(apache_serves_the_written_site: chromium Chromium);
async fn apache_serves_the_written_site(browser: &Browser) {
    let host = Host::apache(lay("apache"));
    serves_the_site(&host, true);
    opens(browser, &host).await;
}

/// Every line that `probe` proposes is one that the server understands.
#[test]
fn the_servers_understand_what_probe_proposes() {
    let types = [
        FileKind::Page,
        FileKind::Feed,
        FileKind::Script,
        FileKind::Core,
        FileKind::Style,
    ];
    let others = [
        Remedy::Nosniff,
        Remedy::Share,
        Remedy::Expose,
        Remedy::AskEachTime,
        Remedy::KeepForAYear,
        Remedy::Unchanged,
        Remedy::Pack,
        Remedy::Vary,
    ];
    let remedies: Vec<Remedy> = types.into_iter().map(Remedy::Type).chain(others).collect();
    for (server, _) in SERVERS {
        for remedy in &remedies {
            let Some(lines) = server_settings(remedy, server) else {
                continue;
            };
            let name = format!("line-{server:?}");
            let folder = env::temp_dir().join(format!("amts-served-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(folder.join("site")).unwrap();
            fs::write(folder.join("site/status.json"), "{}").unwrap();
            let host = match server {
                ServerKind::Nginx => Host::nginx(
                    folder,
                    &format!(
                        "server {{\nlisten 80;\nlisten [::]:80;\nroot /srv/amtsstatus;\n{lines}\naccess_log /var/log/nginx/amtsstatus.log;\nerror_log /var/log/nginx/amtsstatus-error.log;\n}}\n"
                    ),
                ),
                ServerKind::Caddy => Host::caddy(
                    folder,
                    &format!(
                        "status.example {{\nroot * /srv/amtsstatus\n{lines}\nfile_server\n}}\n"
                    ),
                ),
                ServerKind::Apache => {
                    fs::write(folder.join("site/.htaccess"), &lines).unwrap();
                    Host::apache(folder)
                }
            };
            // Apache reads them with the first request only.
            let answer = host.ask("/status.json", &[("Accept-Encoding", "gzip")]);
            assert_eq!(answer.status, 200, "{lines}");
        }
    }
}
