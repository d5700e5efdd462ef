//! The tools that a build and its tests need: exact versions, looked for first, installed only where missing.
//!
//! They live under `<cache>/amtsstatus/tools/<name>-<version>/`, so that checkouts share them and a new version never
//! meets an old one. Nothing here changes the checkout.

mod cache;
mod cargo;
mod debian;
mod locale;
mod npm;
mod plan;
mod rust;

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::command::find;
use crate::release::Target;
use cargo::Crate;
use debian::{Debian, SYSTEM, Unpacked};
use locale::Locale;
use npm::Npm;
use plan::{Part, install};
use rust::{Crates, Rust};

/// Trunk: without its updater and with the TLS that needs no system library.
const TRUNK: Crate = Crate {
    name: "trunk",
    version: "0.21.14",
    bin: "trunk",
    args: "--locked --no-default-features --features rustls",
    minutes: 8,
};

/// One version with the wasm-bindgen crate in Cargo.toml. Not `--locked`: its lock file names a crate version that
/// some mirrors lack.
const WASM_BINDGEN: Crate = Crate {
    name: "wasm-bindgen-cli",
    version: "0.2.130",
    bin: "wasm-bindgen",
    args: "",
    minutes: 4,
};

const GECKODRIVER: Crate = Crate {
    name: "geckodriver",
    version: "0.37.1",
    bin: "geckodriver",
    args: "--locked",
    minutes: 3,
};

/// Calls the compiler and libFuzzer. Needed by nobody but who fuzzes, so neither a build nor the tests install it.
const FUZZ: Crate = Crate {
    name: "cargo-fuzz",
    version: "0.13.2",
    bin: "cargo-fuzz",
    args: "--locked",
    minutes: 1,
};

/// Tells which function takes which bytes. Needed by `size` only.
const TWIGGY: Crate = Crate {
    name: "twiggy",
    version: "0.8.0",
    bin: "twiggy",
    args: "--locked",
    minutes: 1,
};

/// wasm-opt, the bundler, and the accessibility checker of the journeys: all of them are data or ready-made programs.
const NPM: Npm = Npm(&[
    ("binaryen", "132.0.0"),
    ("esbuild", "0.28.2"),
    ("axe-core", "4.14.1"),
]);

/// Stylesheets that towns' pages have, for the journeys: a framework, KERN, a reset that takes everything away, and one
/// that styles pages without classes. Data only, and apart from what a build needs.
const STYLES: Npm = Npm(&[
    ("bootstrap", "5.3.9"),
    ("@kern-ux/native", "2.7.2"),
    ("the-new-css-reset", "1.11.3"),
    ("@picocss/pico", "2.1.1"),
]);

/// What the pages of developers are built with, for the journeys: bundlers, frameworks, and TypeScript's compiler.
const BUNDLERS: Npm = Npm(&[
    ("vite", "8.4.0"),
    ("webpack", "5.113.0"),
    ("rollup", "4.68.8"),
    ("esbuild", "0.28.2"),
    ("typescript", "7.0.2"),
    ("react", "19.3.1"),
    ("react-dom", "19.3.1"),
    ("@types/react", "19.3.3"),
    ("vue", "3.5.45"),
]);

/// What judges a page, and what the peer of the benches is made with. Needed by nobody else.
const BENCH: Npm = Npm(&[("lighthouse", "13.5.0"), ("lit", "3.3.3")]);

/// What says whether a site's pages are valid: a validator of HTML, and schema.org's vocabulary as types.
const VALIDATORS: Npm = Npm(&[("html-validate", "10.9.0"), ("schema-dts", "2.1.0")]);

/// Browsers, and what the journeys need beside them; from orca on, those that listen.
const DEBIAN: Debian = Debian(&[
    ("chromium", "chromium"),
    ("chromium-driver", "chromedriver"),
    ("firefox-esr", "firefox-esr"),
    ("webkit2gtk-driver", "WebKitWebDriver"),
    ("xvfb", "xvfb-run"),
    ("xauth", "xauth"),
    ("poppler-utils", "pdftotext"),
    ("openssh-client", "ssh-keygen"),
    ("curl", "curl"),
    (
        "fonts-dejavu-core",
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    ),
    ("orca", "orca"),
    ("at-spi2-core", "/usr/libexec/at-spi-bus-launcher"),
    ("dbus-daemon", "dbus-daemon"),
    ("openbox", "openbox"),
    ("xdotool", "xdotool"),
    ("locales", "/usr/share/i18n/locales/de_DE"),
]);

/// What Orca speaks in the journeys.
const LOCALE: Locale = Locale("de_DE");

/// Web servers. An installed one starts by itself, at once on port 80 and at every boot.
const NGINX: Unpacked = Unpacked {
    package: "nginx",
    with: &[],
    program: "usr/sbin/nginx",
    question: "-v",
};
const CADDY: Unpacked = Unpacked {
    package: "caddy",
    with: &[],
    program: "usr/bin/caddy",
    question: "version",
};
/// The program and its modules alone: the package "apache2" adds the service.
const APACHE: Unpacked = Unpacked {
    package: "apache2-bin",
    with: &["libapr1", "libaprutil1"],
    program: "usr/sbin/apache2",
    question: "-v",
};

/// WordPress and all that runs it: PHP, a database, a theme, German, and what checks PHP by PSR-12. Installed, it would bring
/// Apache along.
const WORDPRESS: Unpacked = Unpacked {
    package: "wordpress",
    with: &[
        "wordpress-l10n",
        "wordpress-theme-twentytwentyone",
        "wordpress-theme-twentytwentythree",
        "libjs-cropper",
        "libjs-underscore",
        "php-getid3",
        "php8.2-cli",
        "php8.2-common",
        "php8.2-curl",
        "php8.2-mysql",
        "php8.2-xml",
        "php-codesniffer",
        "mariadb-server-core",
        "libaio1",
        "libargon2-1",
        "libcurl4",
        "libldap-2.5-0",
        "libnghttp2-14",
        "libnuma1",
        "libpsl5",
        "librtmp1",
        "libsodium23",
        "libssh2-1",
        "liburing2",
    ],
    program: "usr/bin/php8.2",
    question: "-v",
};
/// Builds static sites.
const HUGO: Unpacked = Unpacked {
    package: "hugo",
    with: &["libsass1", "libwebp7"],
    program: "usr/bin/hugo",
    question: "version",
};

const FOR_BUILD: [&dyn Part; 6] = [
    &Rust::Target(rust::TARGET),
    &Rust::Source,
    &TRUNK,
    &WASM_BINDGEN,
    &NPM,
    &Crates,
];

const FOR_TESTS: [&dyn Part; 13] = [
    &Rust::Program("rustfmt", "fmt"),
    &Rust::Program("clippy", "clippy"),
    &GECKODRIVER,
    &STYLES,
    &BUNDLERS,
    &VALIDATORS,
    &DEBIAN,
    &LOCALE,
    &NGINX,
    &CADDY,
    &APACHE,
    &WORDPRESS,
    &HUGO,
];

const FOR_RELEASE: [&dyn Part; 3] = [
    &Rust::Target(Target::Linux.triple()),
    &Rust::Target(Target::Windows.triple()),
    &Debian(&[("musl-tools", "musl-gcc")]),
];

/// Installs what `dist` and `demo` need.
pub fn for_build() -> Result<()> {
    install(&FOR_BUILD)
}

/// Installs what `test` needs: everything.
pub fn for_tests() -> Result<()> {
    install(&[&FOR_BUILD[..], &FOR_TESTS].concat())
}

/// Installs what `fuzz` needs, beside a compiler for libFuzzer, which is C++; gives the program.
pub fn for_fuzzing() -> Result<PathBuf> {
    ensure!(
        ["c++", "g++", "clang++"]
            .iter()
            .any(|name| find(name).is_some()),
        "a C++ compiler is missing: libFuzzer is compiled along"
    );
    install(&[&FUZZ])?;
    FUZZ.program()
}

/// Installs what `release` needs beside what a build does, except what compiles for Windows: without it that is left out.
pub fn for_release() -> Result<()> {
    install(&[&FOR_BUILD[..], &FOR_RELEASE].concat())
}

/// Installs what the benches in a browser need beside what a build does.
pub fn for_bench() -> Result<()> {
    install(&[&FOR_BUILD[..], &[&BENCH]].concat())
}

/// Installs what the bench of a server needs beside what a build does.
pub fn for_load() -> Result<()> {
    install(&[&FOR_BUILD[..], &[&NGINX]].concat())
}

/// Installs what `size` needs beside what a build does; gives the program.
pub fn for_sizes() -> Result<PathBuf> {
    install(&[&TWIGGY])?;
    TWIGGY.program()
}

/// Gives PATH, with every tool in front of what the machine has.
pub fn path() -> Result<OsString> {
    let mut folders = vec![
        TRUNK.folder()?,
        WASM_BINDGEN.folder()?,
        GECKODRIVER.folder()?,
        NPM.modules()?.join(".bin"),
    ];
    folders.extend(std::env::split_paths(
        &std::env::var_os("PATH").unwrap_or_default(),
    ));
    folders.extend([SYSTEM.into(), NGINX.folder()?, CADDY.folder()?]);
    std::env::join_paths(folders).context("PATH has an entry with a separator in it")
}

/// Gives the bundler.
pub fn esbuild() -> Result<PathBuf> {
    Ok(NPM.modules()?.join(".bin/esbuild"))
}

/// Gives the accessibility checker, one script to inject into a page.
pub fn axe() -> Result<PathBuf> {
    Ok(NPM.modules()?.join("axe-core/axe.min.js"))
}

/// Gives the folder of the benches' packages.
pub fn bench() -> Result<PathBuf> {
    BENCH.modules()
}

/// Gives the folder of the bundlers' packages.
pub fn bundlers() -> Result<PathBuf> {
    BUNDLERS.modules()
}

/// Gives the folder of the validators' packages.
pub fn validators() -> Result<PathBuf> {
    VALIDATORS.modules()
}

/// Gives the folder in which Apache's package lies, with its modules and libraries.
pub fn apache() -> Result<PathBuf> {
    APACHE.root()
}

/// Gives the folder in which WordPress lies, with PHP, a database and their libraries.
pub fn wordpress() -> Result<PathBuf> {
    WORDPRESS.root()
}

/// Gives the folder in which Hugo lies, with its libraries.
pub fn hugo() -> Result<PathBuf> {
    HUGO.root()
}

/// Gives the folder of the locale.
pub fn locales() -> Result<PathBuf> {
    LOCALE.folder()
}

/// Gives the folder of the stylesheets' packages.
pub fn styles() -> Result<PathBuf> {
    STYLES.modules()
}
