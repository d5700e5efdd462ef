//! The script in apps that bundlers have built, as docs/einbetten.md says, and its declarations in TypeScript's compiler
//! (rows 65 and 66).

use std::env;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use amtsstatus::i18n::Lang;
use xtask::package;
use xtask::sign::{public, sign};

use crate::browser::Browser;
use crate::site::{OWN, Page, Site, dist, feed};

/// A test key.
const KEY: [u8; 32] = [1; 32];

/// The apps of tests/e2e/bundlers, the bundle and the packages in one folder, which ends with this.
struct Workshop(PathBuf);

impl Workshop {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("amts-bundlers-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let version = env!("CARGO_PKG_VERSION");
        let apps = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/bundlers");
        for app in fs::read_dir(apps).unwrap().flatten() {
            let text = fs::read_to_string(app.path()).unwrap();
            let text = text.replace("VERSION", version);
            fs::write(folder.join(app.file_name()), text).unwrap();
        }
        let keys = format!("export default \"{}\";\n", public(KEY));
        fs::write(folder.join("keys.js"), keys).unwrap();
        fs::create_dir(folder.join("amts-status")).unwrap();
        let bundle = fs::read_dir(dist().join("amts-status").join(version)).unwrap();
        // The editor has a folder of its own.
        for file in bundle.flatten().filter(|file| file.path().is_file()) {
            let copy = folder.join("amts-status").join(file.file_name());
            fs::copy(file.path(), copy).unwrap();
        }
        symlink(packages(), folder.join("node_modules")).unwrap();
        Self(folder)
    }

    /// Runs a program in the folder. It must succeed.
    fn run(&self, program: &mut Command) {
        let output = program.current_dir(&self.0).output();
        let output = output.unwrap_or_else(|error| panic!("{program:?}: {error}"));
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(output.status.success(), "{program:?}\n{said}");
    }

    /// Builds an app and puts it on a site, where `main.js` is its script.
    fn build(&self, bundler: &str, entry: &str) -> Site {
        let out = self.0.join(format!("{bundler}-{entry}"));
        let mut build = Command::new("node");
        build.arg("build.mjs").args([bundler, entry]).arg(&out);
        self.run(&mut build);
        let site = Site::start();
        publish(&site, &out, "");
        site
    }

    /// Installs the package for npm in a project of its own, whose other packages are those of the workshop. Returns the project.
    fn project(&self) -> Workshop {
        let (version, package) = (env!("CARGO_PKG_VERSION"), self.0.join("package"));
        package::write(&dist().join("amts-status").join(version), version, &package).unwrap();
        let project = Workshop(self.0.join("project"));
        fs::create_dir(&project.0).unwrap();
        for file in ["build.mjs", "keys.js", "tsconfig.json"] {
            fs::copy(self.0.join(file), project.0.join(file)).unwrap();
        }
        // What is imported by its path in the other apps has a name here.
        for (app, path) in [
            ("react.jsx", "amts-status.js"),
            ("react.tsx", "amts-status-react"),
        ] {
            let text = fs::read_to_string(self.0.join(app)).unwrap();
            let text = text.replace("./amts-status/amts-status-react", "amts-status/react");
            let text = text.replace("./amts-status/amts-status.js", "amts-status");
            assert!(
                text.contains("\"amts-status\"") && !text.contains(path),
                "{text}"
            );
            fs::write(project.0.join(app), text).unwrap();
        }
        let packed = format!("amts-status-{version}.tgz");
        let mut pack = Command::new("npm");
        project.run(pack.args(["pack", "--silent"]).arg(&package));
        fs::write(project.0.join("package.json"), "{}").unwrap();
        let mut install = Command::new("npm");
        let quiet = ["--offline", "--no-audit", "--no-fund", "--silent"];
        project.run(install.arg("install").args(quiet).arg(packed));
        project
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn packages() -> OsString {
    env::var_os("AMTS_BUNDLERS").expect("AMTS_BUNDLERS names no folder of bundlers")
}

/// Puts the files of a folder on a site.
fn publish(site: &Site, folder: &Path, below: &str) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = format!("{below}/{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            publish(site, &entry.path(), &path);
            continue;
        }
        let content_type = match path.rsplit('.').next() {
            Some("js") => "text/javascript",
            Some("json") => "application/json",
            Some("wasm") => "application/wasm",
            _ => "application/octet-stream",
        };
        site.answer(&path, content_type, fs::read(entry.path()).unwrap());
    }
}

/// Opens an app of a framework, which shows a signed feed.
async fn open(browser: &Browser, site: &Site) {
    let signed = sign(KEY, "amts-status", feed(1, "Bücherei").as_bytes());
    site.feed("/signed.json", signed);
    let page =
        Page::new("<div id='app'></div>").line("<script type='module' src='/main.js'></script>");
    browser.goto(&site.page("/", page)).await;
    browser
        .until("host.live() && host.text().includes('Bücherei')")
        .await;
}

/// What is in the console of an app in which nothing is missing.
const QUIET: &str =
    "host.errors.length === 0 && !host.console.some((line) => line.includes('amts-status'))";

in_every_engine!(row_66_vite_and_webpack_bring_the_files_along: chromium Chromium);
async fn row_66_vite_and_webpack_bring_the_files_along(browser: &Browser) {
    let workshop = Workshop::new("copied");
    let english = Lang::En.words().verified;
    for (bundler, entry) in [("vite", "react.jsx"), ("webpack", "vue.js")] {
        let site = workshop.build(bundler, entry);
        open(browser, &site).await;
        // Row 65: what the framework was given has arrived, and the feed is believed for its signature alone.
        browser
            .expect("!!host.find('.amts-verified') && !!host.find('.amts-link') && !!host.find('h3.amts-title')")
            .await;
        browser
            .expect("host.element().keys.startsWith('ssh-ed25519 ') && !host.element().hasAttribute('storage')")
            .await;
        // The words of a language are a file of their own too.
        browser
            .run("host.element().lang = 'en'; host.unfold();", &[])
            .await;
        browser
            .until(&format!("host.text().includes('{english}')"))
            .await;
        browser.expect(QUIET).await;
        // Nothing comes from the folder that only the project has.
        browser
            .expect("!performance.getEntriesByType('resource').some(({ name }) => name.includes('/amts-status/'))")
            .await;
    }
}

in_every_engine!(row_66_a_bundle_without_the_files_says_so_in_one_line: chromium Chromium);
async fn row_66_a_bundle_without_the_files_says_so_in_one_line(browser: &Browser) {
    let workshop = Workshop::new("alone");
    for (bundler, script) in [
        ("rollup", "<script type='module' src='/main.js'></script>"),
        ("esbuild", "<script type='module' src='/main.js'></script>"),
        ("esbuild-iife", "<script defer src='/main.js'></script>"),
    ] {
        let site = workshop.build(bundler, "by-path.js");
        site.feed("/a.json", feed(1, "Bücherei"));
        let body = format!(r#"<amts-status src="/a.json">{OWN}</amts-status>"#);
        browser
            .goto(&site.page("/", Page::new(&body).line(script)))
            .await;
        browser.until("host.failed('core').length === 1").await;
        browser
            .expect("host.own() && !host.live() && host.errors.length === 0")
            .await;
        browser
            .expect("host.console.length === 1 && host.console[0].includes('amts-status: the core cannot be loaded')")
            .await;
    }
}

in_every_engine!(row_66_a_script_that_is_named_by_its_address_is_left_alone: chromium Chromium);
async fn row_66_a_script_that_is_named_by_its_address_is_left_alone(browser: &Browser) {
    let workshop = Workshop::new("named");
    for bundler in ["rollup", "esbuild"] {
        let site = workshop.build(bundler, "by-address.js");
        site.feed("/a.json", feed(1, "Bücherei"));
        let body = format!(r#"<amts-status src="/a.json">{OWN}</amts-status>"#);
        let page = Page::new(&body).line("<script type='module' src='/main.js'></script>");
        browser.goto(&site.page("/", page)).await;
        browser.until("host.live()").await;
        browser
            .expect("host.errors.length + host.console.length === 0")
            .await;
    }
}

in_every_engine!(row_66_the_package_from_npm_brings_the_files_along: chromium Chromium);
async fn row_66_the_package_from_npm_brings_the_files_along(browser: &Browser) {
    let workshop = Workshop::new("package");
    let project = workshop.project();
    for bundler in ["vite", "webpack"] {
        let site = project.build(bundler, "react.jsx");
        open(browser, &site).await;
        browser.expect(QUIET).await;
    }
    // Its types are found by the same names.
    let compiler = Path::new(&packages()).join(".bin/tsc");
    project.run(&mut Command::new(compiler));
}

#[test]
fn row_65_the_declarations_say_what_may_be_set() {
    let workshop = Workshop::new("types");
    let compiler = Path::new(&packages()).join(".bin/tsc");
    workshop.run(&mut Command::new(compiler));
}
