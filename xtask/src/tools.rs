//! The tools that a build and its tests need: exact versions, looked for first, installed only where missing.
//!
//! They live under `<cache>/amtsstatus/tools/<name>-<version>/`, so that checkouts share them and a new version never
//! meets an old one. Nothing here changes the checkout.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::command::{command, find, read, run, works};

const TARGET: &str = "wasm32-unknown-unknown";

/// A program that Cargo compiles from source.
struct Crate {
    name: &'static str,
    version: &'static str,
    bin: &'static str,
    args: &'static str,
    minutes: u8,
}

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
const NPM: [(&str, &str); 3] = [
    ("binaryen", "132.0.0"),
    ("esbuild", "0.28.2"),
    ("axe-core", "4.14.1"),
];

/// Stylesheets that towns' pages have, for the journeys: a framework, KERN, a reset that takes everything away, and one
/// that styles pages without classes. Data only, and apart from what a build needs.
const STYLES: [(&str, &str); 4] = [
    ("bootstrap", "5.3.9"),
    ("@kern-ux/native", "2.7.2"),
    ("the-new-css-reset", "1.11.3"),
    ("@picocss/pico", "2.1.1"),
];

/// Debian's packages, each with a program or file that proves its presence on any system.
const DEBIAN: [(&str, &str); 9] = [
    ("chromium", "chromium"),
    ("chromium-driver", "chromedriver"),
    ("firefox-esr", "firefox-esr"),
    ("webkit2gtk-driver", "WebKitWebDriver"),
    ("xvfb", "xvfb-run"),
    ("xauth", "xauth"),
    ("poppler-utils", "pdftotext"),
    ("openssh-client", "ssh-keygen"),
    (
        "fonts-dejavu-core",
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    ),
];

/// Debian's packages of web servers, each with its program and a question that it answers. They are unpacked and never
/// installed: an installed one starts by itself, at once on port 80 and at every boot.
const SERVERS: [(&str, &str, &str); 2] = [
    ("nginx", "usr/sbin/nginx", "-v"),
    ("caddy", "usr/bin/caddy", "version"),
];

/// What `dist` and `demo` need.
pub fn for_build() -> Result<()> {
    wasm_target()?;
    TRUNK.install()?;
    WASM_BINDGEN.install()?;
    npm(&NPM)?;
    crates()
}

/// What `test` needs: everything.
pub fn for_tests() -> Result<()> {
    component("rustfmt", "cargo fmt --version")?;
    component("clippy", "cargo clippy --version")?;
    for_build()?;
    GECKODRIVER.install()?;
    npm(&STYLES)?;
    debian()
}

/// What `fuzz` needs: the program, beside a compiler for libFuzzer, which is C++.
pub fn for_fuzzing() -> Result<PathBuf> {
    ensure!(
        ["c++", "g++", "clang++"]
            .iter()
            .any(|name| find(name).is_some()),
        "a C++ compiler is missing: libFuzzer is compiled along"
    );
    FUZZ.install()?;
    Ok(FUZZ.folder()?.join("bin").join(FUZZ.bin))
}

/// What `size` needs beside what a build does: the program.
pub fn for_sizes() -> Result<PathBuf> {
    TWIGGY.install()?;
    Ok(TWIGGY.folder()?.join("bin").join(TWIGGY.bin))
}

/// PATH with every tool in front of what the machine has.
pub fn path() -> Result<OsString> {
    let mut folders = Vec::new();
    for tool in [&TRUNK, &WASM_BINDGEN, &GECKODRIVER] {
        folders.push(tool.folder()?.join("bin"));
    }
    folders.push(npm_folder(&NPM)?.join("node_modules/.bin"));
    folders.extend(std::env::split_paths(
        &std::env::var_os("PATH").unwrap_or_default(),
    ));
    // Servers are kept where only an administrator's PATH leads.
    folders.push("/usr/sbin".into());
    for (package, program, _) in SERVERS {
        let program = unpacked(package)?.join(program);
        folders.extend(program.parent().map(Path::to_path_buf));
    }
    std::env::join_paths(folders).context("PATH has an entry with a separator in it")
}

/// The bundler.
pub fn esbuild() -> Result<PathBuf> {
    Ok(npm_folder(&NPM)?.join("node_modules/.bin/esbuild"))
}

/// The accessibility checker, one script to inject into a page.
pub fn axe() -> Result<PathBuf> {
    Ok(npm_folder(&NPM)?.join("node_modules/axe-core/axe.min.js"))
}

/// The folder of the stylesheets' packages.
pub fn styles() -> Result<PathBuf> {
    Ok(npm_folder(&STYLES)?.join("node_modules"))
}

/// The target, and the source of the standard library, which is built for size (`dist::small_std`).
fn wasm_target() -> Result<()> {
    let sysroot = read(&mut command("rustc --print sysroot"))?;
    let library = Path::new(sysroot.trim()).join("lib/rustlib");
    for (name, folder, add) in [
        (
            TARGET,
            format!("{TARGET}/lib"),
            format!("target add {TARGET}"),
        ),
        (
            "rust-src",
            "src/rust/library".into(),
            "component add rust-src".into(),
        ),
    ] {
        if library.join(folder).is_dir() {
            there(name)?;
            continue;
        }
        installing(name, "seconds");
        rustup(&add)
            .with_context(|| format!("{name} of Rust is missing and rustup could not add it"))?;
    }
    Ok(())
}

fn component(name: &str, probe: &str) -> Result<()> {
    if works(&mut command(probe)) {
        return there(name);
    }
    installing(name, "seconds");
    rustup(&format!("component add {name}"))
        .with_context(|| format!("{name} is missing and rustup could not add it"))
}

fn rustup(args: &str) -> Result<()> {
    ensure!(
        find("rustup").is_some(),
        "rustup is not installed: see https://rustup.rs, or use your system's package"
    );
    run(&mut command(&format!("rustup {args}")))
}

impl Crate {
    fn folder(&self) -> Result<PathBuf> {
        let name = self.name.trim_end_matches("-cli");
        Ok(cache()?
            .join("tools")
            .join(format!("{name}-{}", self.version)))
    }

    fn install(&self) -> Result<()> {
        let Crate {
            name,
            version,
            bin,
            args,
            minutes,
        } = self;
        let folder = self.folder()?;
        if folder.join("bin").join(bin).is_file() {
            return there(&format!("{name} {version}"));
        }
        installing(
            &format!("{name} {version}"),
            &format!("about {minutes} minutes"),
        );
        let mut install = command(&format!(
            "cargo install {name} --version ={version} --quiet {args} --root"
        ));
        // Fast to build rather than fast to run: half the time on two cores, and nobody waits for these programs.
        install
            .arg(&folder)
            .env("CARGO_TARGET_DIR", cache()?.join("build"))
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        run(&mut install)
    }
}

fn npm_packages(packages: &[(&str, &str)]) -> Vec<String> {
    packages
        .iter()
        .map(|(name, version)| format!("{name}@{version}"))
        .collect()
}

fn npm_folder(packages: &[(&str, &str)]) -> Result<PathBuf> {
    let versions: Vec<String> = packages
        .iter()
        .map(|(name, version)| {
            let name = name.trim_start_matches('@').replace('/', "-");
            format!("{name}-{version}")
        })
        .collect();
    Ok(cache()?
        .join("tools")
        .join(format!("npm-{}", versions.join("-"))))
}

fn npm(packages: &[(&str, &str)]) -> Result<()> {
    let folder = npm_folder(packages)?;
    let name = npm_packages(packages).join(" ");
    if folder.is_dir() {
        return there(&name);
    }
    ensure!(
        find("npm").is_some(),
        "npm is missing, and {name} come from it: install Node.js 18 or later"
    );
    installing(&name, "seconds");
    // Installed beside and then renamed: what has the final name is complete.
    let half = folder.with_extension("half");
    if half.exists() {
        fs::remove_dir_all(&half).with_context(|| format!("cannot remove {}", half.display()))?;
    }
    fs::create_dir_all(&half).with_context(|| format!("cannot create {}", half.display()))?;
    // Scripts of packages stay unrun: what is needed of these works without them.
    let mut install =
        command("npm install --no-audit --no-fund --ignore-scripts --loglevel=error --prefix");
    run(install.arg(&half).args(npm_packages(packages)))?;
    let mut esbuild = Command::new(half.join("node_modules/.bin/esbuild"));
    let wanted = packages.iter().any(|(name, _)| *name == "esbuild");
    ensure!(
        !wanted || works(esbuild.arg("--version")),
        "esbuild does not run: npm brought no program for this system"
    );
    fs::rename(&half, &folder).with_context(|| format!("cannot create {}", folder.display()))
}

/// The crates of Cargo.lock, so that Trunk can build offline.
fn crates() -> Result<()> {
    let host = read(&mut command("rustc --print host-tuple"))?;
    let fetch = format!(
        "cargo fetch --quiet --target {TARGET} --target {}",
        host.trim()
    );
    run(&mut command(&fetch)).context("cannot fetch the crates")?;
    let mut std = command(&format!("cargo fetch --quiet --target {TARGET}"));
    run(std.envs(crate::dist::small_std()))
        .context("cannot fetch the standard library's crates")?;
    there("crates of Cargo.lock")
}

fn debian() -> Result<()> {
    let path = path()?;
    let present = |proof: &str| {
        let mut folders = std::env::split_paths(&path);
        // An absolute path replaces the folder that it is joined to.
        folders.any(|folder| folder.join(proof).is_file())
    };
    let missing: Vec<&str> = DEBIAN
        .iter()
        .filter(|(_, proof)| !present(proof))
        .map(|(package, _)| *package)
        .collect();
    let servers: Vec<_> = SERVERS
        .into_iter()
        .filter(|(package, ..)| !present(package))
        .collect();
    if missing.is_empty() && servers.is_empty() {
        return there("browsers, their drivers, Xvfb, pdftotext, ssh-keygen, fonts, web servers");
    }
    let packages: Vec<&str> = servers.iter().map(|(package, ..)| *package).collect();
    let names = [&missing[..], &packages].concat().join(" ");
    if find("apt-get").is_none() {
        bail!(
            "missing for the tests, by Debian's names, and apt-get is not here to bring them: {names}"
        );
    }
    installing(&names, "about 2 minutes");
    let missing = missing.join(" ");
    let root = read(&mut command("id -u"))?.trim() == "0";
    if root || find("sudo").is_some() {
        let apt = if root { "env" } else { "sudo env" };
        let apt = format!("{apt} DEBIAN_FRONTEND=noninteractive apt-get -qq");
        run(&mut command(&format!("{apt} update")))?;
        if !missing.is_empty() {
            run(&mut command(&format!(
                "{apt} install -y --no-install-recommends {missing}"
            )))?;
        }
    } else if !missing.is_empty() {
        bail!("missing for the tests: {missing}; as root: apt-get install {missing}");
    }
    for (package, program, question) in servers {
        unpack(package, program, question)
            .with_context(|| format!("missing for the tests: {package}"))?;
    }
    Ok(())
}

/// Where a package is that was not installed.
fn unpacked(package: &str) -> Result<PathBuf> {
    Ok(cache()?.join("tools").join(format!("{package}-debian")))
}

fn unpack(package: &str, program: &str, question: &str) -> Result<()> {
    let folder = unpacked(package)?;
    let half = folder.with_extension("half");
    for old in [&folder, &half] {
        if old.exists() {
            fs::remove_dir_all(old).with_context(|| format!("cannot remove {}", old.display()))?;
        }
    }
    fs::create_dir_all(&half).with_context(|| format!("cannot create {}", half.display()))?;
    // Without a user of its own for the download, which could not write here.
    let mut download = command("apt-get -qq -o APT::Sandbox::User=root download");
    run(download.arg(package).current_dir(&half))?;
    let files: Vec<_> = fs::read_dir(&half)?.flatten().collect();
    for file in files {
        run(command("dpkg-deb --extract").arg(file.path()).arg(&half))?;
        fs::remove_file(file.path())?;
    }
    let program = half.join(program);
    ensure!(
        works(Command::new(&program).arg(question)),
        "{} does not run: the package is another, or libraries of it are missing",
        program.display()
    );
    fs::rename(&half, &folder).with_context(|| format!("cannot create {}", folder.display()))
}

fn cache() -> Result<PathBuf> {
    let folder = |name| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .filter(|folder| folder.is_absolute())
    };
    let cache = folder("XDG_CACHE_HOME").or_else(|| folder("HOME").map(|home| home.join(".cache")));
    Ok(cache
        .context("neither XDG_CACHE_HOME nor HOME names a folder for the tools")?
        .join("amtsstatus"))
}

fn there(name: &str) -> Result<()> {
    println!("  ok  {name}");
    Ok(())
}

fn installing(name: &str, time: &str) {
    println!("  ..  installing {name} ({time}, once)");
}
