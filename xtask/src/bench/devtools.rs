//! Chromium, started with a new profile and driven by its own protocol over a pipe.
//!
//! A pipe needs neither a driver nor a library: messages are JSON, each ended by a zero byte.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

/// The limit for each answer of the browser, longer than any page takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// The protocol is spoken on the descriptors 3 and 4, which only a shell can set without `unsafe`.
const ON_PIPES: &str = r#"exec "$@" 3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null"#;

const QUIET: [&str; 11] = [
    "--headless=new",
    // As root Chromium does not start with it.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--remote-debugging-pipe",
    // The heap is measured to the byte, and after it has been cleared.
    "--enable-precise-memory-info",
    "--js-flags=--expose-gc",
    "about:blank",
];

/// A running browser. Dropping it ends the browser and deletes its profile.
pub struct Chromium {
    process: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    calls: u64,
    profile: PathBuf,
}

/// A tab that is open.
pub struct Tab {
    target: Value,
    session: String,
}

/// The limits for network and processor.
pub struct Throttle {
    /// Milliseconds before each answer.
    pub latency: u32,
    /// Bytes a second.
    pub down: u32,
    /// Bytes a second.
    pub up: u32,
    /// How many times slower the processor is.
    pub processor: u32,
}

impl Chromium {
    /// Starts a browser with a new profile.
    pub fn start(name: &str) -> Result<Self> {
        let profile =
            std::env::temp_dir().join(format!("amts-bench-{}-{name}", std::process::id()));
        let mut process = Command::new("sh")
            .args(["-c", ON_PIPES, "sh", "chromium"])
            .arg(format!("--user-data-dir={}", profile.display()))
            .args(QUIET)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start Chromium")?;
        let to = process.stdin.take().context("no pipe to Chromium")?;
        let stdout = process.stdout.take().context("no pipe from Chromium")?;
        let (sender, from) = channel();
        thread::spawn(move || {
            for message in BufReader::new(stdout).split(0).map_while(Result::ok) {
                let message = serde_json::from_slice(&message).unwrap_or(Value::Null);
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Ok(Self {
            process,
            to,
            from,
            calls: 0,
            profile,
        })
    }

    /// Returns the browser's name and version.
    pub fn version(&mut self) -> Result<String> {
        let version = self.call(None, "Browser.getVersion", json!({}))?;
        Ok(version["product"].as_str().unwrap_or_default().to_owned())
    }

    /// Opens `url` in a tab of its own on a screen of 360 × 800, and runs `script` before the page's own scripts.
    /// Returns what the script gives to `report`, and closes the tab after `rest`.
    pub fn visit(
        &mut self,
        url: &str,
        script: &str,
        throttle: &Throttle,
        rest: Duration,
    ) -> Result<String> {
        let tab = self.open(url, script, throttle)?;
        let reported = loop {
            let message = self
                .from
                .recv_timeout(PATIENCE)
                .with_context(|| format!("{url} reports nothing"))?;
            if message["method"] == "Runtime.bindingCalled" && message["sessionId"] == tab.session {
                let reported = message["params"]["payload"].as_str();
                break reported.unwrap_or_default().to_owned();
            }
        };
        thread::sleep(rest);
        self.close(&tab)?;
        Ok(reported)
    }

    /// Opens `url` as [`Self::visit`] does, and leaves it open.
    pub fn open(&mut self, url: &str, script: &str, throttle: &Throttle) -> Result<Tab> {
        let target = self.call(None, "Target.createTarget", json!({ "url": "about:blank" }))?;
        let target = target["targetId"].clone();
        let attach = json!({ "targetId": target, "flatten": true });
        let session = self.call(None, "Target.attachToTarget", attach)?;
        let session = session["sessionId"].as_str().unwrap_or_default().to_owned();
        let tab = Tab { target, session };
        let Throttle {
            latency,
            down,
            up,
            processor,
        } = throttle;
        for (method, params) in [
            ("Page.enable", json!({})),
            ("Runtime.enable", json!({})),
            ("Performance.enable", json!({})),
            ("Network.enable", json!({})),
            (
                "Emulation.setDeviceMetricsOverride",
                json!({ "width": 360, "height": 800, "deviceScaleFactor": 2, "mobile": true }),
            ),
            (
                "Network.emulateNetworkConditions",
                json!({ "offline": false, "latency": latency, "downloadThroughput": down, "uploadThroughput": up }),
            ),
            (
                "Emulation.setCPUThrottlingRate",
                json!({ "rate": processor }),
            ),
            ("Runtime.addBinding", json!({ "name": "report" })),
            (
                "Page.addScriptToEvaluateOnNewDocument",
                json!({ "source": script }),
            ),
            ("Page.navigate", json!({ "url": url })),
        ] {
            self.ask(&tab, method, params)?;
        }
        Ok(tab)
    }

    /// Waits for the promise of an expression in the page. Returns its value.
    pub fn evaluate(&mut self, tab: &Tab, expression: &str) -> Result<Value> {
        let params =
            json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let answer = self.ask(tab, "Runtime.evaluate", params)?;
        let thrown = &answer["exceptionDetails"];
        ensure!(thrown.is_null(), "{expression}: {thrown}");
        Ok(answer["result"]["value"].clone())
    }

    /// Calls a method of the protocol for a tab.
    pub fn ask(&mut self, tab: &Tab, method: &str, params: Value) -> Result<Value> {
        self.call(Some(&tab.session), method, params)
    }

    /// Closes a tab.
    pub fn close(&mut self, tab: &Tab) -> Result<()> {
        self.call(
            None,
            "Target.closeTarget",
            json!({ "targetId": tab.target }),
        )?;
        Ok(())
    }

    fn call(&mut self, session: Option<&str>, method: &str, params: Value) -> Result<Value> {
        self.calls += 1;
        let mut message = json!({ "id": self.calls, "method": method, "params": params });
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.to
            .write_all(&bytes)
            .with_context(|| format!("cannot ask Chromium for {method}"))?;
        loop {
            let answer = self
                .from
                .recv_timeout(PATIENCE)
                .with_context(|| format!("Chromium does not answer {method}"))?;
            if answer["id"] == self.calls {
                let error = answer["error"]["message"].as_str();
                return match error {
                    Some(error) => bail!("{method}: {error}"),
                    None => Ok(answer["result"].clone()),
                };
            }
        }
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let closed = self.call(None, "Browser.close", json!({}));
        if closed.is_err() {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.profile);
    }
}
