//! A screen reader that a journey listens to: Orca over a browser, on a display and buses of their own.
//!
//! Orca writes what it would say into a file (hear/start_orca.py). Everything that is started is one process group, which ends
//! with the listener, however the test ends. A key has been answered when nothing is said any more and nobody of the group
//! works: no time is guessed, so a busy machine says the same as an idle one.

use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::browser::{Engine, KEEPER, PATIENCE, free_port};

/// How often the listener looks whether there is silence, and how many times in a row there must be. Together it is longer
/// than the pauses of browsers and Orca, which collect what changes for some 100 ms before they tell it.
const TICK: Duration = Duration::from_millis(40);
const TICKS: u32 = 18;

/// The language of Orca's own words.
const LOCALE: &str = "de_DE.UTF-8";

/// Fresh profiles ask and greet.
const FIREFOX: &str = r#"
user_pref("accessibility.force_disabled", -1);
user_pref("app.normandy.enabled", false);
user_pref("app.update.enabled", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.newtab.preload", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("browser.translations.enable", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("datareporting.policy.firstRunURL", "");
user_pref("intl.accept_languages", "de");
user_pref("termsofuse.bypassNotification", true);
"#;
const CHROMIUM: &str = r#"{ "translate": { "enabled": false } }"#;

/// Ends with everything that it has started when it is dropped.
pub struct Listener {
    folder: PathBuf,
    /// The session's bus, and who ends the group.
    keeper: Child,
    others: Vec<Child>,
    /// The environment of everything that is started.
    env: Vec<(&'static str, String)>,
    /// How many lines have been given out.
    heard: usize,
}

impl Listener {
    /// Starts Orca, then a browser with a page, and waits until that has been read and `ready` says so too.
    pub fn start(engine: Engine, url: &str, ready: impl Fn() -> bool) -> Self {
        let mut listener = Self::in_silence();
        listener.open(engine, url, ready);
        listener
    }

    /// With the screen reader alone.
    fn in_silence() -> Self {
        let folder = env::temp_dir().join(format!("amts-hear-{}", free_port()));
        for inner in ["run", "profile/Default"] {
            fs::create_dir_all(folder.join(inner)).unwrap();
        }
        let path = |inner: &str| folder.join(inner).to_str().unwrap().to_owned();
        fs::write(path("said"), "").unwrap();
        let mut env = vec![
            ("TMPDIR", path("")),
            ("HOME", path("")),
            ("XDG_RUNTIME_DIR", path("run")),
            ("AMTS_SAID", path("said")),
            ("LANG", LOCALE.to_owned()),
            ("LC_ALL", LOCALE.to_owned()),
            ("LANGUAGE", "de".to_owned()),
            ("GNOME_ACCESSIBILITY", "1".to_owned()),
            ("GSETTINGS_BACKEND", "memory".to_owned()),
            ("MOZ_CRASHREPORTER_DISABLE", "1".to_owned()),
            // There is no voice.
            ("SPEECHD_ADDRESS", "unix_socket:/none".to_owned()),
        ];
        if let Ok(locales) = env::var("AMTS_LOCALES") {
            env.push(("LOCPATH", locales));
        }
        let mut charmap = Command::new("locale");
        charmap.arg("charmap");
        charmap.envs(env.iter().map(|(name, value)| (name, value)));
        let charmap = charmap.output().unwrap().stdout;
        assert_eq!(
            String::from_utf8_lossy(&charmap).trim(),
            "UTF-8",
            "{LOCALE} is missing: `cargo xtask setup` compiles it"
        );
        let mut keeper = Command::new("sh")
            .args(["-c", KEEPER, "sh", "dbus-daemon"])
            .args(["--session", "--nofork", "--print-address"])
            .envs(env.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log(&folder))
            .process_group(0)
            .spawn()
            .unwrap();
        env.push(("DBUS_SESSION_BUS_ADDRESS", first_line(&mut keeper)));
        let mut listener = Self {
            folder,
            keeper,
            others: Vec::new(),
            env,
            heard: 0,
        };
        // It takes a number that no other display has, and tells it.
        let display = listener.run(
            "Xvfb",
            &["-displayfd", "1", "-screen", "0", "1280x1000x24"],
            Stdio::piped(),
        );
        let number = first_line(display);
        listener.env.push(("DISPLAY", format!(":{number}")));
        listener.spawn("openbox", &[]);
        let bus = "/usr/libexec/at-spi-bus-launcher";
        listener.spawn(
            bus,
            &["--launch-immediately", "--a11y=1", "--screen-reader=1"],
        );
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/e2e/hear/start_orca.py");
        listener.spawn("/usr/bin/python3", &[script]);
        listener.wait("Orca", |listener| listener.lines().len() > listener.heard);
        let greeting = listener.rest();
        assert_eq!(
            greeting,
            ["Bildschirmleser an."],
            "Orca does not speak German: its translation is missing"
        );
        listener
    }

    fn open(&mut self, engine: Engine, url: &str, ready: impl Fn() -> bool) {
        let profile = self.folder.join("profile");
        let name = profile.to_str().unwrap();
        if engine == Engine::Firefox {
            fs::write(profile.join("user.js"), FIREFOX).unwrap();
            self.spawn("firefox-esr", &["--no-remote", "--profile", name, url]);
        } else {
            fs::write(profile.join("Default/Preferences"), CHROMIUM).unwrap();
            let data = format!("--user-data-dir={name}");
            let quiet = [
                "--no-sandbox",
                "--no-first-run",
                "--no-default-browser-check",
                "--force-renderer-accessibility",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-breakpad",
                "--password-store=basic",
                &data,
                url,
            ];
            self.spawn("chromium", &quiet);
        }
        self.wait("the page", |listener| {
            listener.lines().len() > listener.heard && ready()
        });
        self.rest();
    }

    /// Presses a key as xdotool names it ("Tab", "shift+Tab"), or types with "type:text", and gives what is said.
    pub fn press(&mut self, key: &str) -> Vec<String> {
        let args = match key.strip_prefix("type:") {
            Some(text) => vec!["type", "--delay", "40", text],
            None => vec!["key", key],
        };
        let status = self.command("xdotool", &args).status().unwrap();
        assert!(status.success(), "xdotool does not know {key}");
        self.rest()
    }

    /// Waits for silence, and gives what has been said since the last time.
    fn rest(&mut self) -> Vec<String> {
        let start = Instant::now();
        let (mut quiet, mut before) = (0, 0);
        while quiet < TICKS && start.elapsed() < PATIENCE {
            sleep(TICK);
            let now = self.lines().len();
            let silent = now == before && !is_working(self.keeper.id());
            quiet = if silent { quiet + 1 } else { 0 };
            before = now;
        }
        let said = self.lines().split_off(self.heard);
        self.heard += said.len();
        said
    }

    fn wait(&self, what: &str, over: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !over(self) {
            if start.elapsed() > 2 * PATIENCE {
                let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                panic!("waited in vain for {what}\n{log}");
            }
            sleep(TICK);
        }
    }

    fn lines(&self) -> Vec<String> {
        let said = fs::read_to_string(self.folder.join("said")).unwrap_or_default();
        said.lines().map(str::to_owned).collect()
    }

    fn spawn(&mut self, program: &str, args: &[&str]) {
        let out = log(&self.folder);
        self.run(program, args, out);
    }

    fn run(&mut self, program: &str, args: &[&str], out: Stdio) -> &mut Child {
        let mut command = self.command(program, args);
        command.stdout(out).stderr(log(&self.folder));
        let child = command
            .spawn()
            .unwrap_or_else(|error| panic!("{program} does not start: {error}"));
        self.others.push(child);
        self.others.last_mut().unwrap()
    }

    fn command(&self, program: &str, args: &[&str]) -> Command {
        let mut command = Command::new(program);
        command
            .args(args)
            .envs(self.env.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .process_group(self.keeper.id().cast_signed());
        command
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
        for child in &mut self.others {
            let _ = child.wait();
        }
    }
}

fn log(folder: &Path) -> Stdio {
    let mut options = fs::OpenOptions::new();
    let file = options.append(true).create(true).open(folder.join("log"));
    file.unwrap().into()
}

/// What a server says once it is there: its address.
fn first_line(child: &mut Child) -> String {
    let mut line = String::new();
    let out = child.stdout.as_mut().unwrap();
    BufReader::new(out).read_line(&mut line).unwrap();
    line.trim().to_owned()
}

/// Tells whether any thread of a process group runs, or would if it had a processor.
fn is_working(group: u32) -> bool {
    let folders = |path: PathBuf| fs::read_dir(path).into_iter().flatten().flatten();
    // After the name in brackets: the state, the parent and the group (proc(5)).
    let state = |path: &Path| {
        let stat = fs::read_to_string(path.join("stat")).ok()?;
        let (_, fields) = stat.rsplit_once(") ")?;
        let mut fields = fields.split(' ');
        let state = fields.next()?.to_owned();
        Some((state, fields.nth(1)?.parse::<u32>().ok()?))
    };
    let works =
        |path: &Path| state(path).is_some_and(|(state, of)| of == group && "RD".contains(&state));
    let belongs = |path: &Path| state(path).is_some_and(|(_, of)| of == group);
    let processes = folders("/proc".into()).map(|process| process.path());
    let mut own = processes.filter(|process| belongs(process));
    own.any(|process| folders(process.join("task")).any(|thread| works(&thread.path())))
}
