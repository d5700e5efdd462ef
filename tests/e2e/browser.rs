//! The three browsers: their drivers started and ended, one session each, and what a journey does with a page.

use std::env;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::common::print::{PrintMargins, PrintPage, PrintParameters};
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, RequestData, SessionId, TypingData};
use tokio::runtime::Runtime;

use crate::site::claim;

/// How long a journey waits for what it expects to see.
pub const PATIENCE: Duration = Duration::from_secs(25);

/// One test for each engine: `in_every_engine!(journey)`, or `journey: Chromium, Firefox` for those that can.
macro_rules! in_every_engine {
    ($journey:ident) => {
        in_every_engine!($journey: chromium Chromium, firefox Firefox, webkit WebKit);
    };
    ($journey:ident: $($test:ident $engine:ident),+) => {
        mod $journey {
            $(
                #[test]
                fn $test() {
                    $crate::browser::run($crate::browser::Engine::$engine, module_path!(), super::$journey);
                }
            )+
        }
    };
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// Sessions outlive a journey: starting a browser takes longer than most journeys do. Each journey has servers of its
/// own, and with their ports origins of its own. Here are those that no journey has just now: two journeys run side by
/// side, each with a browser that is its own for that time.
static IDLE: [Mutex<Vec<Browser>>; 3] = [const { Mutex::new(Vec::new()) }; 3];

/// The display has one focus, and of the three WebKitGTK alone has windows on it: one of them at a time.
static DISPLAY: Mutex<()> = Mutex::new(());

/// Connections to the drivers belong to a runtime, so this outlives a journey too.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap()
});

/// Runs a journey, the second time in a browser of its own.
pub fn run(engine: Engine, journey: &str, steps: impl AsyncFn(&Browser)) {
    let _display = (engine == Engine::WebKit).then(|| lock(&DISPLAY));
    let mut idle = lock(&IDLE[engine as usize]).pop();
    twice(journey, || attempt(engine, journey, idle.take(), &steps));
}

/// Tries a journey, and once more if it fails: a driver that lost its browser or a key under load is not the widget's fault, and
/// what is broken fails twice. The second try is told, and counted.
pub fn twice(journey: &str, mut attempt: impl FnMut() -> std::thread::Result<()>) {
    let Err(panic) = attempt() else {
        return;
    };
    // Not by a macro: what is printed by one is kept back for as long as the test may pass.
    let fixed = panic.downcast_ref::<&str>().copied();
    let said = panic.downcast_ref::<String>().map(String::as_str).or(fixed);
    let said = said.unwrap_or_default();
    let line = format!("{SECOND_TRY}{journey}: {said}\n");
    std::io::stdout().write_all(line.as_bytes()).unwrap();
    if let Err(panic) = attempt() {
        resume_unwind(panic);
    }
}

/// How the line begins that xtask counts.
const SECOND_TRY: &str = "second try: ";

/// Tries a journey in this browser, or in a new one. A browser in which one failed is not used again.
fn attempt(
    engine: Engine,
    journey: &str,
    idle: Option<Browser>,
    steps: &impl AsyncFn(&Browser),
) -> std::thread::Result<()> {
    let browser = idle.unwrap_or_else(|| RUNTIME.block_on(Browser::start(engine)));
    let result = catch_unwind(AssertUnwindSafe(|| {
        RUNTIME.block_on(async {
            browser.prepare().await;
            steps(&browser).await;
            // A page that stays open goes on, at the cost of the journeys that run meanwhile.
            browser.goto("about:blank").await;
        });
    }));
    match result {
        Ok(()) => lock(&IDLE[engine as usize]).push(browser),
        Err(_) => RUNTIME.block_on(browser.end(journey)),
    }
    result
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A browser with one window.
pub struct Browser {
    pub engine: Engine,
    driver: WebDriver,
    process: Process,
}

impl Browser {
    async fn start(engine: Engine) -> Self {
        Self::start_with(engine, &[]).await
    }

    /// Chromium with a profile that outlives it.
    pub async fn in_profile(folder: &Path) -> Self {
        let profile = format!("--user-data-dir={}", folder.display());
        Self::start_with(Engine::Chromium, &[profile]).await
    }

    /// Ends the browser of a profile as a power failure does.
    pub fn kill(self, folder: &Path) {
        let profile = format!("--user-data-dir={}", folder.display());
        for process in fs::read_dir("/proc").unwrap().flatten() {
            let line = fs::read(process.path().join("cmdline")).unwrap_or_default();
            if String::from_utf8_lossy(&line).contains(&profile) {
                let id = process.file_name();
                Command::new("kill").arg("-KILL").arg(id).status().unwrap();
            }
        }
        drop(self.process);
        // There is no browser left to be told that the session ends.
        std::mem::forget(self.driver);
    }

    async fn start_with(engine: Engine, arguments: &[String]) -> Self {
        let process = Process::start(engine);
        let url = format!("http://127.0.0.1:{}", process.port);
        let driver = WebDriver::new(url, engine.capabilities(arguments))
            .await
            .unwrap_or_else(|error| panic!("{engine:?} does not start: {error}"));
        driver
            .set_script_timeout(Duration::from_secs(60))
            .await
            .unwrap();
        Self {
            engine,
            driver,
            process,
        }
    }

    /// The same state for every journey.
    async fn prepare(&self) {
        if self.engine != Engine::WebKit {
            self.offline(false).await;
        }
        self.resize(1280, 900).await;
        if self.engine == Engine::Chromium {
            let none = json!({});
            self.devtools("Emulation.clearDeviceMetricsOverride", none.clone())
                .await;
            self.devtools("Emulation.setEmulatedMedia", none).await;
        }
    }

    /// Leaves a picture of what went wrong.
    async fn end(self, journey: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/journeys");
        let name = journey.trim_start_matches("e2e::").replace("::", "-");
        let picture = folder.join(format!("{name}-{:?}.png", self.engine).to_lowercase());
        let _ = fs::create_dir_all(&folder);
        if self.driver.screenshot(&picture).await.is_ok() {
            eprintln!("what it looked like: {}", picture.display());
        }
        let _ = self.driver.quit().await;
        drop(self.process);
    }

    pub async fn goto(&self, url: &str) {
        self.driver
            .goto(url)
            .await
            .unwrap_or_else(|error| panic!("{url} does not load: {error}"));
    }

    /// Loads the page again as a reader does. (Firefox's driver goes past the service worker.)
    pub async fn reload(&self) {
        self.run("window.before = true; location.reload();", &[])
            .await;
        let start = Instant::now();
        let over = "return window.before === undefined && document.readyState === 'complete'";
        loop {
            // While one page goes and the other comes, there is nothing to ask.
            let done = self.driver.execute(over, Vec::new()).await;
            if done.is_ok_and(|done| done.json() == &Value::Bool(true)) {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "the page does not load again");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    pub async fn back(&self) {
        self.driver.back().await.unwrap();
    }

    /// Takes the network from the device, as far as the engine lets a driver do it, and tells the page as a device does.
    pub async fn offline(&self, offline: bool) {
        match self.engine {
            Engine::Chromium => {
                let conditions = json!({ "offline": offline, "latency": 0, "download_throughput": -1, "upload_throughput": -1 });
                let path = "chromium/network_conditions";
                let body = json!({ "network_conditions": conditions });
                self.driver.cmd(Raw { path, body }).await.unwrap();
            }
            Engine::Firefox => {
                let script = format!("Services.io.offline = {offline};");
                self.in_chrome(&script).await;
            }
            // Its driver has nothing of the kind.
            Engine::WebKit => {
                let script = format!(
                    "Object.defineProperty(navigator, 'onLine', {{ value: {}, configurable: true }});
                    dispatchEvent(new Event('{}'));",
                    !offline,
                    if offline { "offline" } else { "online" }
                );
                self.run(&script, &[]).await;
            }
        }
    }

    /// Runs a script with the rights of Firefox itself.
    async fn in_chrome(&self, script: &str) {
        for (path, body) in [
            ("moz/context", json!({ "context": "chrome" })),
            ("execute/sync", json!({ "script": script, "args": [] })),
            ("moz/context", json!({ "context": "content" })),
        ] {
            self.driver.cmd(Raw { path, body }).await.unwrap();
        }
    }

    /// Goes into the page of a frame, whatever origin it has. Expressions are of that page then.
    pub async fn enter_frame(&self, index: u16) {
        self.driver.enter_frame(index).await.unwrap();
    }

    /// Goes back to the page around all frames.
    pub async fn leave_frames(&self) {
        self.driver.enter_default_frame().await.unwrap();
    }

    /// How many windows and tabs there are. Those that a page has opened are closed.
    pub async fn close_others(&self) -> usize {
        let own = self.driver.window().await.unwrap();
        let all = self.driver.windows().await.unwrap();
        for other in all.iter().filter(|other| **other != own) {
            self.driver.switch_to_window(other.clone()).await.unwrap();
            self.driver.close_window().await.unwrap();
        }
        self.driver.switch_to_window(own).await.unwrap();
        all.len() - 1
    }

    pub async fn resize(&self, width: u32, height: u32) {
        self.driver
            .set_window_rect(0, 0, width, height)
            .await
            .unwrap();
    }

    /// Runs the body of a function in the page.
    pub async fn run(&self, script: &str, args: &[Value]) -> Value {
        let result = self.driver.execute(script, args).await;
        result
            .unwrap_or_else(|error| panic!("{script}: {error}"))
            .json()
            .clone()
    }

    /// Runs the body of a function whose last argument is to be called with the result.
    pub async fn run_async(&self, script: &str, args: &[Value]) -> Value {
        let result = self.driver.execute_async(script, args).await;
        result
            .unwrap_or_else(|error| panic!("{error}"))
            .json()
            .clone()
    }

    /// The value of an expression in the page.
    pub async fn get(&self, expression: &str) -> Value {
        self.run(&format!("return ({expression});"), &[]).await
    }

    pub async fn text(&self, expression: &str) -> String {
        match self.get(expression).await {
            Value::String(text) => text,
            other => panic!("{expression} is {other}"),
        }
    }

    pub async fn number(&self, expression: &str) -> f64 {
        let value = self.get(expression).await;
        value
            .as_f64()
            .unwrap_or_else(|| panic!("{expression} is {value}"))
    }

    pub async fn is(&self, expression: &str) -> bool {
        self.get(&format!("!!({expression})")).await == true
    }

    /// Asserts what must hold at every instant, such as that nothing has been told. What is to come is waited for by
    /// [`Self::until`].
    #[track_caller]
    pub fn expect(&self, expression: &str) -> impl Future<Output = ()> {
        let place = std::panic::Location::caller();
        async move {
            let holds = self.is(expression).await;
            assert!(
                holds,
                "{place}: not so: {expression}\n{}",
                self.story().await
            );
        }
    }

    /// Waits until an expression holds.
    #[track_caller]
    pub fn until(&self, expression: &str) -> impl Future<Output = ()> {
        let place = std::panic::Location::caller();
        async move {
            let start = Instant::now();
            while !self.is(expression).await {
                if start.elapsed() > PATIENCE {
                    let story = self.story().await;
                    panic!("{place}: waited in vain for {expression}\n{story}");
                }
                tokio::time::sleep(Duration::from_millis(25)).await;
            }
        }
    }

    /// What the page has recorded so far (host.js).
    async fn story(&self) -> String {
        let story = "window.host ? { events: host.events, console: host.console, errors: host.errors, \
            violations: host.violations } : document.URL";
        self.get(story).await.to_string()
    }

    /// An element that an expression gives.
    pub async fn element(&self, expression: &str) -> WebElement {
        let script = format!("return ({expression});");
        let found = self.driver.execute(script, Vec::new()).await.unwrap();
        found
            .element()
            .unwrap_or_else(|error| panic!("{expression}: {error}"))
    }

    /// A click as a person does it: scrolled to, and where something else covers it, an error.
    pub async fn click(&self, expression: &str) {
        let element = self.element(expression).await;
        element
            .click()
            .await
            .unwrap_or_else(|error| panic!("cannot click {expression}: {error}"));
    }

    pub async fn press(&self, key: Key) {
        self.driver
            .action_chain()
            .send_keys(key)
            .perform()
            .await
            .unwrap();
    }

    /// Presses a key while another one is held.
    pub async fn press_with(&self, held: Key, key: impl Into<TypingData>) {
        self.driver
            .action_chain()
            .key_down(held.clone())
            .send_keys(key)
            .key_up(held)
            .perform()
            .await
            .unwrap();
    }

    /// Types a text where the focus is.
    pub async fn write(&self, text: &str) {
        self.driver
            .action_chain()
            .send_keys(text)
            .perform()
            .await
            .unwrap();
    }

    pub async fn print(&self) -> Vec<u8> {
        self.driver
            .print_page(PrintParameters::default())
            .await
            .unwrap()
    }

    /// The same on A4 without margins but the page's own, as people print it here.
    pub async fn print_on_a4(&self) -> Vec<u8> {
        let (width, height) = (21.0, 29.7);
        let margin = PrintMargins {
            top: 0.0,
            bottom: 0.0,
            left: 0.0,
            right: 0.0,
        };
        let parameters = PrintParameters {
            page: PrintPage { width, height },
            margin,
            ..PrintParameters::default()
        };
        self.driver.print_page(parameters).await.unwrap()
    }

    /// What the browser itself has warned of on its console since the last call. Only Chromium's driver tells.
    pub async fn warnings(&self) -> String {
        if self.engine != Engine::Chromium {
            return String::new();
        }
        let (path, body) = ("se/log", json!({ "type": "browser" }));
        let answer = self.driver.cmd(Raw { path, body }).await.unwrap();
        answer.value_json().unwrap().to_string()
    }

    /// Chromium's own protocol.
    pub async fn devtools(&self, method: &str, params: Value) -> Value {
        let path = "goog/cdp/execute";
        let body = json!({ "cmd": method, "params": params });
        let answer = self.driver.cmd(Raw { path, body }).await.unwrap();
        answer.value_json().unwrap()
    }
}

/// A command of one driver's own.
#[derive(Debug)]
struct Raw {
    path: &'static str,
    body: Value,
}

impl FormatRequestData for Raw {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let path = format!("session/{session}/{}", self.path);
        RequestData::new("POST".parse().unwrap(), path).add_body(self.body.clone())
    }
}

impl Engine {
    fn driver(self, port: u16) -> Vec<String> {
        let (program, port) = match self {
            Self::Chromium => ("chromedriver", format!("--port={port}")),
            Self::Firefox => ("geckodriver", format!("--port={port}")),
            Self::WebKit => ("WebKitWebDriver", format!("--port={port}")),
        };
        let mut line = vec![program.to_owned(), port];
        if self == Self::Firefox {
            // For taking the network away.
            line.push("--allow-system-access".to_owned());
        }
        line
    }

    fn capabilities(self, arguments: &[String]) -> Capabilities {
        let (name, key, options) = match self {
            Self::Chromium => {
                let quiet = [
                    "--headless=new",
                    // As root Chromium does not start with it.
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--no-first-run",
                ];
                let own = arguments.iter().map(String::as_str);
                let all: Vec<&str> = quiet.into_iter().chain(own).collect();
                ("chrome", "goog:chromeOptions", json!({ "args": all }))
            }
            Self::Firefox => (
                "firefox",
                "moz:firefoxOptions",
                json!({ "args": ["-headless"], "prefs": {
                    "intl.accept_languages": "de",
                    // Otherwise this machine is there without a network too.
                    "network.disable-localhost-when-offline": true,
                } }),
            ),
            Self::WebKit => (
                "MiniBrowser",
                "webkitgtk:browserOptions",
                json!({ "binary": mini_browser(), "args": ["--automation"] }),
            ),
        };
        let mut capabilities = Capabilities::new();
        capabilities.set("browserName", name).unwrap();
        capabilities.set(key, options).unwrap();
        capabilities
    }
}

/// WebKitGTK's own small browser lies beside its library, in a folder named after the machine.
fn mini_browser() -> PathBuf {
    let libraries = fs::read_dir("/usr/lib").unwrap().flatten();
    libraries
        .flat_map(|library| {
            ["4.1", "4.0"].map(|version| {
                let folder = library.path().join(format!("webkit2gtk-{version}"));
                folder.join("MiniBrowser")
            })
        })
        .find(|binary| binary.is_file())
        .expect("MiniBrowser lies in no folder of /usr/lib")
}

/// A driver, and with it its browsers.
struct Process {
    shell: Child,
    port: u16,
}

/// Ends the driver and everything that it has started once stdin closes: when this is dropped, and also when the test
/// process ends in whatever way, since nothing runs the destructors of statics.
pub const KEEPER: &str =
    r#""$@" & trap "" TERM; read -r _; kill -TERM 0; sleep 0.2; rm -rf "$TMPDIR"; kill -KILL 0"#;

impl Process {
    fn start(engine: Engine) -> Self {
        let port = free_port();
        // Profiles lie here.
        let folder = env::temp_dir().join(format!("amts-e2e-{port}"));
        fs::create_dir_all(&folder).unwrap();
        let log = fs::File::create(folder.join("driver.log")).unwrap();
        let shell = Command::new("sh")
            .args(["-c", KEEPER, "sh"])
            .args(engine.driver(port))
            .env("TMPDIR", &folder)
            // The browser's own words, such as a date picker's; the widget's are the page's.
            .env("LANG", "C.UTF-8")
            .stdin(Stdio::piped())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .process_group(0)
            .spawn()
            .unwrap();
        let process = Self { shell, port };
        let start = Instant::now();
        while !answers(port) {
            assert!(
                start.elapsed() < PATIENCE,
                "the driver of {engine:?} does not answer"
            );
            sleep(Duration::from_millis(20));
        }
        process
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
}

/// One that nobody listens on, nor will: a site that is dead just now may come back.
pub fn free_port() -> u16 {
    loop {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        if claim(port) {
            return port;
        }
    }
}

fn answers(port: u16) -> bool {
    let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) else {
        return false;
    };
    let request =
        format!("GET /status HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    let mut answer = [0; 12];
    stream.write_all(request.as_bytes()).is_ok()
        && stream.read_exact(&mut answer).is_ok()
        && answer.ends_with(b"200")
}
