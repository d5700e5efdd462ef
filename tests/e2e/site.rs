//! Host pages, the bundle and feeds, each on a loopback port of its own; a journey changes and breaks them at will.

use std::collections::{BTreeSet, HashMap};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

use amtsstatus::feed::time::{Moment, Stamp};
use amtsstatus::i18n::{Lang, Words};
use xtask::package::is_packed;
use xtask::serve::{Answer, Request, Seen, Server, folder};

/// Where the bundle lies below the built site.
const BUNDLE: &str = concat!("/amts-status/", env!("CARGO_PKG_VERSION"));

/// Every port that something has had.
static USED: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());

/// Takes a port for one owner, unless it has had one: a browser that lives on may still have a cache and a storage of
/// that address, and a site that is dead just now may come back to it.
pub fn claim(port: u16) -> bool {
    USED.lock().unwrap().insert(port)
}

type Handler = Arc<dyn Fn(&Request) -> Answer + Send + Sync>;
type Places = Arc<Mutex<HashMap<String, Handler>>>;

/// A server with the built site, above which a journey puts pages and answers of its own.
pub struct Site {
    server: Server,
    places: Places,
}

impl Site {
    pub fn start() -> Self {
        loop {
            let site = Self::start_at(0);
            if claim(site.port()) {
                return site;
            }
        }
    }

    /// On a port that one has been on before: the same address, alive again.
    pub fn start_at(port: u16) -> Self {
        let dist = dist();
        assert!(dist.join("index.html").is_file(), "no site is built");
        let places = Places::default();
        let (own, files) = (Arc::clone(&places), folder(dist));
        let server = Server::start(port, move |request| {
            // Taken out of the map first: an answer may take its time.
            let place = own.lock().unwrap().get(&request.path).cloned();
            place.map_or_else(|| files(request), |answer| answer(request))
        });
        let site = Self {
            server: server.unwrap(),
            places,
        };
        site.answer(
            "/host.js",
            "text/javascript",
            HOST.replace("WAITING", WAITING),
        );
        site.answer(
            "/icon.svg",
            "image/svg+xml",
            "<svg xmlns='http://www.w3.org/2000/svg'/>",
        );
        site
    }

    pub fn url(&self, path: &str) -> String {
        self.server.url(path)
    }

    pub fn port(&self) -> u16 {
        self.server.port()
    }

    /// The requests for a path so far, and what became of each.
    pub fn log(&self, path: &str) -> Vec<Seen> {
        let mut log = self.server.log();
        log.retain(|seen| seen.request.path == path);
        log
    }

    /// The paths of all requests so far.
    pub fn paths(&self) -> Vec<String> {
        self.server.requests()
    }

    /// How many requests came so far.
    pub fn requests(&self) -> usize {
        self.server.requests().len()
    }

    /// How often a path was asked for.
    pub fn asked(&self, path: &str) -> usize {
        let requests = self.server.requests();
        requests.iter().filter(|asked| *asked == path).count()
    }

    /// From now on a path is answered like this.
    pub fn at(&self, path: &str, answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) {
        let mut places = self.places.lock().unwrap();
        places.insert(path.to_owned(), Arc::new(answer));
    }

    pub fn answer(&self, path: &str, content_type: &str, body: impl Into<Vec<u8>>) {
        let answer = Answer::new(200, content_type, body);
        self.at(path, move |_| answer.clone());
    }

    pub fn feed(&self, path: &str, feed: impl Into<Vec<u8>>) {
        self.answer(path, "application/json", feed);
    }

    pub fn fail(&self, path: &str, status: u16) {
        self.at(path, move |_| {
            Answer::new(status, "text/html", "<h1>Internal Server Error</h1>")
        });
    }

    /// Puts a page at a path and gives its URL.
    pub fn page(&self, path: &str, page: Page) -> String {
        let mut answer = Answer::new(200, "text/html; charset=utf-8", page.html());
        if let Some(policy) = page.policy {
            answer = answer.with("Content-Security-Policy", policy);
        }
        if let Some(policy) = page.report_only {
            answer = answer.with("Content-Security-Policy-Report-Only", policy);
        }
        self.at(path, move |_| answer.clone());
        self.url(path)
    }
}

/// A host page.
#[derive(Default)]
pub struct Page {
    body: String,
    head: String,
    policy: Option<&'static str>,
    report_only: Option<&'static str>,
    bundle: Option<String>,
    line: Option<String>,
}

impl Page {
    pub fn new(body: &str) -> Self {
        Self {
            body: body.to_owned(),
            ..Self::default()
        }
    }

    /// What stands in its head, before the bundle.
    pub fn head(mut self, head: &str) -> Self {
        self.head += head;
        self
    }

    /// Its Content-Security-Policy.
    pub fn policy(mut self, policy: &'static str) -> Self {
        self.policy = Some(policy);
        self
    }

    /// A policy that is only tried: the browser tells what it would block.
    pub fn report_only(mut self, policy: &'static str) -> Self {
        self.report_only = Some(policy);
        self
    }

    /// What stands where the line with the script would, at the end of its head.
    pub fn line(mut self, line: &str) -> Self {
        self.line = Some(line.to_owned());
        self
    }

    /// Where the bundle comes from, if not from the page's own server.
    pub fn bundle(mut self, url: String) -> Self {
        self.bundle = Some(url);
        self
    }

    pub fn html(&self) -> String {
        let script = self
            .bundle
            .clone()
            .unwrap_or_else(|| bundle("amts-status.js"));
        let line = format!(r#"<script type="module" src="{script}"></script>"#);
        let line = self.line.as_ref().unwrap_or(&line);
        let Self { head, body, .. } = self;
        format!(
            r#"<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gemeinde Musterdorf</title>
<link rel="icon" href="/icon.svg">
<script src="/host.js"></script>
{head}
{line}
</head>
<body>
<main>
<h1>Gemeinde Musterdorf</h1>
{body}
</main>
</body>
</html>"#
        )
    }
}

/// The built site.
pub fn dist() -> PathBuf {
    env::var_os("AMTS_DIST").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("dist"),
        PathBuf::from,
    )
}

/// The path of a file of the bundle.
pub fn bundle(file: &str) -> String {
    format!("{BUNDLE}/{file}")
}

/// The path of the core, and its bytes.
pub fn core() -> (String, Vec<u8>) {
    bundled("amts-core-")
}

/// The path of the one file of the bundle whose name begins so, and its bytes.
pub fn bundled(beginning: &str) -> (String, Vec<u8>) {
    let files = fs::read_dir(dist().join(&BUNDLE[1..])).unwrap().flatten();
    let named = |file: fs::DirEntry| file.file_name().into_string().unwrap();
    let mut names = files
        .map(named)
        .filter(|name| name.starts_with(beginning) && !is_packed(Path::new(name)));
    let name = names.next().unwrap();
    assert_eq!(names.next(), None);
    let bytes = fs::read(dist().join(&BUNDLE[1..]).join(&name)).unwrap();
    (bundle(&name), bytes)
}

/// An example feed, as of its day: its name under feeds/ and the moment that facts.json gives.
pub const EXAMPLES: [(&str, &str); 5] = [
    ("moessingen-2024-02", "2024-02-22T10:30:00+01:00"),
    ("moessingen-2023-11", "2023-11-20T12:30:00+01:00"),
    ("schwerin-2021-10", "2021-10-15T17:30:00+02:00"),
    ("menden-2023-12", "2023-12-01T10:30:00+01:00"),
    ("suedwestfalen-2023-11", "2023-11-16T12:30:00+01:00"),
];

/// An element that shows an example feed, with more attributes.
pub fn element((name, at): (&str, &str), more: &str) -> String {
    format!(r#"<amts-status src="/feeds/{name}.json" at="{at}" {more}>{OWN}</amts-status>"#)
}

/// What a page gives its element to show until there is something better.
pub const OWN: &str = r#"<p class="own">Unser Rathaus ist erreichbar: 07473 3700.</p>"#;

/// The time in seconds since 1970.
pub fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Moment(since.as_secs().cast_signed())
}

/// When the tests began.
static BEGAN: LazyLock<Moment> = LazyLock::new(now);

/// A small feed, issued when the tests began.
pub fn feed(seq: u32, library: &str) -> String {
    issued(0, seq, library, "")
}

/// The same, issued so many seconds later, with more of its own fields.
pub fn issued(later: i64, seq: u32, library: &str, more: &str) -> String {
    let at = stamp(later);
    format!(
        r#"{{ "version": 1, "id": "musterdorf", "seq": {seq}, "issued": "{at}", {more}
        "publisher": {{ "name": "Musterdorf", "url": "https://www.musterdorf.example/" }},
        "incident": {{ "title": "Notbetrieb", "summary": "Vieles geht gerade nur auf anderem Weg." }},
        "entries": [
            {{ "id": "buecherei", "kind": "facility", "name": "{library}", "state": "limited",
               "outlook": {{ "text": "ab Mitte März", "earlier": [ {{ "text": "ab Februar", "as_of": "2024-01-10" }} ] }},
               "routes": [ {{ "kind": "phone", "number": "+493857440363" }} ] }},
            {{ "id": "buergerbuero", "kind": "service", "name": "Bürgerbüro", "state": "available" }} ] }}"#
    )
}

/// So many seconds after the tests began, as a feed writes it.
pub fn stamp(later: i64) -> String {
    Stamp::new(Moment(BEGAN.0 + later), 60).to_string()
}

/// So many seconds from now, as a server writes it in `Date` (RFC 9110, section 5.6.7).
pub fn http_date(later: i64) -> String {
    xtask::serve::http_date(Moment(now().0 + later))
}

/// What the widget says in German, up to where something is put in.
pub fn said(words: fn(&Words) -> &'static str) -> &'static str {
    words(Lang::De.words()).split('{').next().unwrap().trim()
}

/// For a page's head: what is put off by more than four seconds comes at once, and the page's clock jumps as far. It waits
/// for requests that are under way: those take real time. And it waits while the page's `hold` says so.
pub const HASTE: &str = "<script>
window.skipped = 0;
{
  let pending = 0;
  const track = (promise) => {
    pending += 1;
    const over = () => (pending -= 1);
    promise.then(over, over);
    return promise;
  };
  const [ask, { read }] = [fetch, ReadableStreamDefaultReader.prototype];
  window.fetch = (...args) => track(ask(...args));
  ReadableStreamDefaultReader.prototype.read = function () { return track(read.call(this)); };
  const [uptime, begin, end] = [performance.now.bind(performance), setTimeout, clearTimeout];
  const later = new Map();
  performance.now = () => uptime() + skipped;
  window.setTimeout = (what, ms, ...more) => {
    if (!(ms > 4000)) return begin(what, ms, ...more);
    const jump = () => {
      if (pending || window.hold?.()) return later.set(id, begin(jump, 40));
      skipped += ms;
      what(...more);
    };
    const id = begin(jump, 40);
    return id;
  };
  window.clearTimeout = (id) => (end(id), end(later.get(id)));
}
</script>";

/// For a page that is open: its clock goes on by a minute, and nobody comes back later than others. So whoever asks again,
/// be it a person or the device, is past the pause between two requests, which the machine's own tests measure.
pub const A_MINUTE_LATER: &str = "const uptime = performance.now.bind(performance);
performance.now = () => uptime() + 60000;
Math.random = () => 0;";

/// What is drawn a moment after the rest, before it is: folds, rows, and what is behind a compact line.
pub const WAITING: &str = ".amts-unfolded:empty, li[hidden], .amts-compact > summary:only-child";

/// Records what a host page can notice, and finds its way into the elements.
const HOST: &str = r#"
const host = window.host = { events: [], violations: [], console: [], errors: [] };
for (const name of ["update", "error"]) {
  document.addEventListener(`amts-status:${name}`, ({ target, detail }) =>
    host.events.push({ name, id: target.id, ...detail }));
}
document.addEventListener("securitypolicyviolation", (event) =>
  host.violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
// What a later listener calls handled does not reach the console.
const note = (event, words) => setTimeout(() => event.defaultPrevented || host.errors.push(words));
addEventListener("error", (event) => note(event, String(event.message)));
addEventListener("unhandledrejection", (event) => note(event, `rejected: ${event.reason}`));
for (const level of ["debug", "log", "info", "warn", "error"]) {
  const say = console[level];
  console[level] = (...words) => (host.console.push(`${level}: ${words.join(" ")}`), say.apply(console, words));
}
host.all = () => [...document.querySelectorAll("amts-status")];
host.element = (n = 0) => host.all()[n];
host.find = (selector, n) => host.element(n).shadowRoot?.querySelector(selector);
host.findAll = (selector, n) => [...host.element(n).shadowRoot.querySelectorAll(selector)];
host.frames = () => [...document.querySelectorAll("iframe")].map((frame) => frame.contentWindow);
host.text = (n) => (host.find(".amts", n)?.innerText ?? "").replace(/\s+/g, " ");
host.visible = (element) => !!element && element.getClientRects().length > 0 && (element.checkVisibility?.() ?? true);
host.own = (n) => host.visible(host.element(n)?.querySelector(".own"));
host.drawn = (n) => !host.find("WAITING", n);
host.live = (n) =>
  !!host.find(".amts", n)?.childElementCount && host.visible(host.find(".amts", n)) && !host.find("slot + div", n) && host.drawn(n);
host.unfold = (n) => host.findAll("details", n).forEach((details) => (details.open = true));
host.failed = (reason) => host.events.filter((event) => event.name === "error" && event.reason === reason);
"#;
