//! Measures when a telephone number can be read, in Chromium on a slow network and a slow processor: a table in
//! Markdown.
//!
//! Each round has a browser with a new profile and servers on new ports, and makes every visit once. So a disturbance
//! of the machine hits all visits alike, and only the repeat visits find anything cached.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use xtask::serve::{Answer, Request, Server};

use super::devtools::{Chromium, Throttle};
use crate::bundle::packed::is_packed;
use crate::{demo, dist, tools};

const ROUNDS: usize = 9;

/// Lighthouse's slow 4G, as the network's own figures: 1.6 Mbit/s down, 750 kbit/s up, 150 ms; processor 4 × slower.
const SLOW_4G: Throttle = Throttle {
    latency: 150,
    down: 1_638_400 / 8,
    up: 750_000 / 8,
    processor: 4,
};

/// How long a page stays open after it can be read: it stores the feed, and the browser its compiled code.
const REST: Duration = Duration::from_millis(2500);

/// The last digits of the number that a page has to show (xtask/demo/musterstadt.json), whatever stands before and
/// between.
const DIGITS: &str = "23125115";

/// Reports the first frame that shows a link with that number, inside or outside of a shadow root. It looks only after
/// a change, since it runs on the slow processor too.
const WATCH: &str = r#"(() => {
  let dirty = true;
  const roots = [];
  const changed = () => (dirty = true);
  const watch = (root) => {
    roots.push(root);
    new MutationObserver(changed).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  };
  watch(document);
  addEventListener("load", changed, true);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (...args) {
    const root = attach.apply(this, args);
    watch(root);
    return root;
  };
  const shows = (link) =>
    link.textContent.replace(/\D/g, "").endsWith("DIGITS") && link.getClientRects().length > 0 &&
    link.checkVisibility({ visibilityProperty: true });
  const frame = () => {
    if (dirty && roots.some((root) => [...root.querySelectorAll('a[href^="tel:"]')].some(shows)))
      return report(String(performance.now()));
    dirty = false;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})();"#;

/// The files of a server by path: type, plain bytes, packed bytes.
type Files = HashMap<String, (&'static str, Vec<u8>, Vec<u8>)>;

/// A built site: the files of its bundle and the feed, and the version's folder.
struct Site {
    files: Arc<Files>,
    version: String,
}

/// One row of the table.
struct Row {
    name: String,
    times: Vec<f64>,
}

/// Measures the built site, and a second one if its folder is given.
pub fn run(against: Option<&Path>) -> Result<()> {
    tools::for_build()?;
    dist::build()?;
    let snapshot = demo::snapshot()?;
    let feed = fs::read(dist::folder().join("status.json")).context("dist/ has no feed")?;
    let mut sites = vec![("", Site::read(&dist::folder(), &feed)?)];
    if let Some(against) = against {
        sites.push((" (against)", Site::read(against, &feed)?));
    }

    let mut rows: Vec<Row> = Vec::new();
    let mut version = String::new();
    for round in 0..ROUNDS {
        let mut browser = Chromium::start(&round.to_string())?;
        version = browser.version()?;
        let mut note = |browser: &mut Chromium, name: String, url: &str| -> Result<()> {
            let script = WATCH.replace("DIGITS", DIGITS);
            let time = browser
                .visit(url, &script, &SLOW_4G, REST)
                .with_context(|| format!("{name}, round {}", round + 1))?;
            let time: f64 = time.parse().context("the page reports no number")?;
            eprintln!("round {}: {name} {time:.0} ms", round + 1);
            match rows.iter_mut().find(|row| row.name == name) {
                Some(row) => row.times.push(time),
                None => rows.push(Row {
                    name,
                    times: vec![time],
                }),
            }
            Ok(())
        };
        self::round(&mut browser, &sites, &snapshot, &mut note)?;
    }
    rows.retain(|row| row.name != WARM_UP);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let command = match against {
        Some(_) => "cargo xtask bench first-sight --against …",
        None => "cargo xtask bench first-sight",
    };
    println!("\n`{command}`, {version}, {cores} cores, {ROUNDS} rounds\n");
    print!("{}", table(&rows));
    Ok(())
}

/// The name of a visit that is not counted, since a new browser is slow at first.
const WARM_UP: &str = "warm-up";

type Note<'n> = dyn FnMut(&mut Chromium, String, &str) -> Result<()> + 'n;

/// Makes every visit once, and gives its name and address to `note`.
fn round(
    browser: &mut Chromium,
    sites: &[(&str, Site)],
    snapshot: &str,
    note: &mut Note<'_>,
) -> Result<()> {
    let (_, own) = &sites[0];
    // Each of these pages has a bundle of its own, so that none finds the cached files of another.
    let [warm, plain, pasted] = [own.serve()?, own.serve()?, own.serve()?];
    let towns: Vec<Server> = sites
        .iter()
        .map(|(_, site)| site.serve())
        .collect::<Result<_>>()?;

    let of = |server: &Server, file: &str| server.url(&format!("{}{file}", own.version));
    let sheet = "amts-status.css";
    let script = of(&pasted, "amts-status.js");
    let mut pages = vec![
        ("/warm-up".to_owned(), page(&of(&warm, sheet), "", snapshot)),
        ("/plain".to_owned(), page(&of(&plain, sheet), "", snapshot)),
        (
            "/pasted".to_owned(),
            page(&of(&pasted, sheet), &script, &element(&pasted, snapshot)),
        ),
    ];
    for (at, (server, (_, site))) in towns.iter().zip(sites).enumerate() {
        let script = server.url(&format!("{}amts-status.js", site.version));
        pages.push((
            format!("/alone-{at}"),
            page("", &script, &element(server, "")),
        ));
    }
    let mut files = Files::new();
    for (path, html) in pages {
        put(
            &mut files,
            path,
            "text/html; charset=utf-8",
            html.into_bytes(),
        )?;
    }
    let host = serve(Arc::new(files))?;

    for (name, path) in [
        (WARM_UP, "/warm-up"),
        ("plain page", "/plain"),
        ("pasted snapshot", "/pasted"),
    ] {
        note(browser, name.to_owned(), &host.url(path))?;
    }
    let mut all = |browser: &mut Chromium, what: &str| -> Result<()> {
        for (at, (name, _)) in sites.iter().enumerate() {
            let url = host.url(&format!("/alone-{at}"));
            note(browser, format!("{what}{name}"), &url)?;
        }
        Ok(())
    };
    all(browser, "element alone")?;
    all(browser, "repeat visit")?;
    drop(towns);
    all(browser, "repeat visit, bundle's and feed's server dead")
}

impl Site {
    fn read(dist: &Path, feed: &[u8]) -> Result<Self> {
        let base = dist.join("amts-status");
        let version = format!("/amts-status/{}/", dist::version(&base)?);
        let mut files = Files::new();
        for file in dist::files(&base)? {
            // Each is packed anew below.
            if is_packed(&file) {
                continue;
            }
            let path = format!("/{}", file.strip_prefix(dist)?.display());
            let content_type = match path.rsplit('.').next() {
                Some("js") => "text/javascript; charset=utf-8",
                Some("css") => "text/css; charset=utf-8",
                Some("wasm") => "application/wasm",
                _ => "text/plain; charset=utf-8",
            };
            let bytes =
                fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            put(&mut files, path, content_type, bytes)?;
        }
        put(
            &mut files,
            "/status.json".to_owned(),
            "application/json",
            feed.to_vec(),
        )?;
        let files = Arc::new(files);
        Ok(Self { files, version })
    }

    fn serve(&self) -> Result<Server> {
        serve(Arc::clone(&self.files))
    }
}

fn put(files: &mut Files, path: String, content_type: &'static str, bytes: Vec<u8>) -> Result<()> {
    let packed = dist::brotli(&bytes)?;
    files.insert(path, (content_type, bytes, packed));
    Ok(())
}

/// Serves files as docs/betrieb.md says: packed, the files of a version cached for ever, all others asked for again.
fn serve(files: Arc<Files>) -> Result<Server> {
    Server::start(0, move |request| answer(&files, request))
}

fn answer(files: &Files, request: &Request) -> Answer {
    let Some((content_type, plain, packed)) = files.get(&request.path) else {
        return Answer::new(404, "text/plain", "not found\n");
    };
    let accepted = request.header("accept-encoding").unwrap_or_default();
    let answer = if accepted.split(',').any(|coding| coding.trim() == "br") {
        Answer::new(200, content_type, packed.as_slice()).with("Content-Encoding", "br")
    } else {
        Answer::new(200, content_type, plain.as_slice())
    };
    let caching = if request.path.starts_with("/amts-status/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    answer
        .with("Cache-Control", caching)
        .with("Vary", "Accept-Encoding")
        .with("Access-Control-Allow-Origin", "*")
}

fn element(town: &Server, content: &str) -> String {
    let src = town.url("/status.json");
    format!("<amts-status src=\"{src}\">{content}</amts-status>")
}

/// Returns a town's page with a stylesheet and the bundle's script (either may be empty) and a body.
fn page(sheet: &str, script: &str, body: &str) -> String {
    let mut head = String::new();
    if !sheet.is_empty() {
        head += &format!("<link rel=\"stylesheet\" href=\"{sheet}\">\n");
    }
    if !script.is_empty() {
        head += &format!("<script type=\"module\" src=\"{script}\"></script>\n");
    }
    format!(
        "<!doctype html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
        <title>Stadt Musterstadt</title>\n<link rel=\"icon\" href=\"data:,\">\n{head}</head>\n\
        <body>\n<h1>Stadt Musterstadt</h1>\n{body}\n</body>\n</html>\n"
    )
}

fn table(rows: &[Row]) -> String {
    let mut text = "| visit | median, ms | fastest to slowest |\n|---|--:|--:|\n".to_owned();
    for Row { name, times } in rows {
        let mut times = times.clone();
        times.sort_by(f64::total_cmp);
        let [least, median, most] = [0, times.len() / 2, times.len() - 1].map(|at| times[at]);
        text += &format!("| {name} | {median:.0} | {least:.0} to {most:.0} |\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_medians_and_extremes() {
        let times = vec![30.0, 10.4, 20.0];
        let rows = [Row {
            name: "a".to_owned(),
            times,
        }];
        assert!(table(&rows).ends_with("| a | 20 | 10 to 30 |\n"));
    }

    #[test]
    fn the_demos_feed_has_the_number() {
        let feed = include_str!("../../demo/musterstadt.json");
        let digits: String = feed.chars().filter(char::is_ascii_digit).collect();
        assert!(digits.contains(DIGITS));
    }

    #[test]
    fn files_come_packed_to_those_who_take_it_and_a_version_is_kept() {
        let mut files = Files::new();
        let path = "/amts-status/1/a.js".to_owned();
        put(&mut files, path.clone(), "text/javascript", vec![b'a'; 99]).unwrap();
        let mut request = Request::get(&path);
        assert_eq!(answer(&files, &request).body.len(), 99);
        let encodings = "gzip, deflate, br, zstd".to_owned();
        request
            .headers
            .push(("accept-encoding".to_owned(), encodings));
        let packed = answer(&files, &request);
        assert_eq!(packed.header("content-encoding"), Some("br"));
        assert!(packed.body.len() < 30);
        assert!(
            packed
                .header("cache-control")
                .is_some_and(|value| value.contains("immutable"))
        );
        assert_eq!(answer(&files, &Request::get("/b")).status, 404);
    }
}
