//! The shortcode for Hugo, in a site that Debian's builds.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use amtsstatus::components::{View, ViewOptions};
use serde_json::json;

use crate::browser::Browser;
use crate::named::{example, rendered};
use crate::server::copy;
use crate::site::{EXAMPLES, Site, feed, now};

const SETTINGS: &str = r#"
baseURL = "/"
title = "Musterdorf"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
[params.amtsstatus]
bundle = "/amts-status/VERSION/"
src = "/a.json /b.json"
snapshot = "data/schnappschuss.html"
sentence = "Unser Rathaus ist erreichbar: 07473 3700."
"#;

const LAYOUT: &str = r#"<!doctype html>
<html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{ .Title }}</title>
<link rel="icon" href="/icon.svg"><script src="/host.js"></script></head><body><main>{{ .Content }}</main></body></html>"#;

/// A site of a few files, which ends with this.
struct Workshop(PathBuf);

impl Workshop {
    fn new(name: &str, content: &str) -> Self {
        let folder = env::temp_dir().join(format!("amts-hugo-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let shortcode = Path::new(env!("CARGO_MANIFEST_DIR")).join("integrations/hugo/layouts");
        copy(&shortcode, &folder.join("layouts"));
        let settings = SETTINGS.replace("VERSION", env!("CARGO_PKG_VERSION"));
        let snapshot = rendered(
            feed(1, "Bücherei").as_bytes(),
            ViewOptions::default(),
            now(),
        );
        for (file, text) in [
            ("config.toml", settings),
            ("layouts/_default/single.html", LAYOUT.to_owned()),
            ("layouts/_default/list.html", LAYOUT.to_owned()),
            ("data/schnappschuss.html", snapshot),
            ("data/zeile.html", example(EXAMPLES[0], View::Compact)),
            (
                "content/stand.md",
                format!("---\ntitle: Stand\n---\n{content}\n"),
            ),
        ] {
            let file = folder.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        Self(folder)
    }

    fn hugo(&self, options: &[&str]) -> Output {
        let root = env::var_os("AMTS_HUGO").map(PathBuf::from);
        let root = root.expect("AMTS_HUGO: `cargo xtask test` sets it");
        let own = root.join("usr/bin/hugo");
        let program = if own.is_file() { own } else { "hugo".into() };
        let libraries = format!("usr/lib/{}-linux-gnu", env::consts::ARCH);
        let output = Command::new(program)
            .args(options)
            .env("LD_LIBRARY_PATH", root.join(libraries))
            .current_dir(&self.0)
            .output();
        output.unwrap()
    }

    /// Builds the site, and returns the page.
    fn build(&self, options: &[&str]) -> String {
        let output = self.hugo(options);
        let said =
            String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        fs::read_to_string(self.0.join("public/stand/index.html")).unwrap()
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const CONTENT: &str = "Davor.

{{< amts-status >}}

Danach.

{{< amts-status view=\"compact\" snapshot=\"data/zeile.html\" theme=\"dark\" >}}

{{< amts-status only=\"buecherei\" >}}

Ende.";

in_every_engine!(a_page_that_hugo_builds_shows_the_snapshot_and_then_the_widget: chromium Chromium, firefox Firefox);
async fn a_page_that_hugo_builds_shows_the_snapshot_and_then_the_widget(browser: &Browser) {
    let workshop = Workshop::new(&format!("{:?}", browser.engine), CONTENT);
    for options in [&[][..], &["--minify"]] {
        let html = workshop.build(options);
        // Nothing of it needs a script.
        let elements: Vec<&str> = html.split("<amts-status").skip(1).collect();
        assert_eq!(elements.len(), 3, "{html}");
        assert!(elements[0].contains("Musterdorf: Notbetrieb"), "{html}");
        assert!(
            elements[1].contains("Stadt Mössingen") && !elements[1].contains("Musterdorf: "),
            "{html}"
        );
        assert!(
            elements[2].contains("07473 3700") && !elements[2].contains("Notbetrieb"),
            "{html}"
        );
        assert_eq!(html.matches("amts-status.js").count(), 1, "{html}");
        assert_eq!(html.matches("amts-status.css").count(), 1, "{html}");

        let site = Site::start();
        site.feed("/a.json", feed(1, "Bücherei"));
        site.answer("/", "text/html; charset=utf-8", html);
        browser.goto(&site.url("/")).await;
        browser
            .until("host.all().length === 3 && host.all().every((_, n) => host.live(n))")
            .await;
        let src = browser
            .get("host.all().map((one) => one.getAttribute('src'))")
            .await;
        assert_eq!(src, json!(vec!["/a.json /b.json"; 3]));
        browser
            .expect("host.element(1).getAttribute('theme') === 'dark' && host.all().every((_, n) => host.findAll('.amts', n).length === 1)")
            .await;
        browser
            .expect("['Davor.', 'Danach.', 'Ende.'].join() === [...document.querySelectorAll('main > p')].map((one) => one.textContent).filter((text) => text.length < 10).join()")
            .await;
        browser.expect("host.errors.length === 0").await;
    }
}

/// Whoever builds the site is told what is missing, and nothing half is published.
#[test]
fn a_site_without_the_settings_is_not_built() {
    let workshop = Workshop::new("without", CONTENT);
    let config = workshop.0.join("config.toml");
    let settings = fs::read_to_string(&config).unwrap();
    fs::write(&config, settings.replace("bundle =", "other =")).unwrap();
    let output = workshop.hugo(&[]);
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{said}");
    assert!(
        said.contains("needs src and bundle") && said.contains("stand.md"),
        "{said}"
    );
    fs::write(&config, &settings).unwrap();
    fs::remove_file(workshop.0.join("data/schnappschuss.html")).unwrap();
    assert!(!workshop.hugo(&[]).status.success());
}
