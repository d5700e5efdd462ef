//! What is heard: Orca's words, key by key, in Firefox and Chromium, compared with heard/*.txt.
//!
//! These files have been read as a person does who only hears them. `AMTS_BLESS=1` writes them anew: read them again then.
//! What Orca says while a page loads is left out: it depends on how fast it does. `AMTS_KEYS="h Down"` presses other keys, and
//! prints what is said to them.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::panic::catch_unwind;

use crate::browser::{Engine, twice};
use crate::hear::Listener;
use crate::site::{EXAMPLES, Page, Site, element};

/// Tells the server that the page's widgets are there.
const READY: &str = "<script>
const ready = setInterval(() => {
  if (!host.all().every((_, n) => host.live(n))) return;
  clearInterval(ready);
  fetch('/ready');
}, 50);
</script>";

/// As the listener takes them, separated by spaces: one line for each thing that somebody wants.
type Keys = &'static [&'static str];

/// One test in each browser for a journey, which is elements and keys.
macro_rules! in_both {
    ($journey:ident) => {
        mod $journey {
            use crate::browser::Engine::{Chromium, Firefox};

            #[test]
            fn firefox() {
                super::listen(Firefox, stringify!($journey), super::$journey());
            }

            #[test]
            fn chromium() {
                super::listen(Chromium, stringify!($journey), super::$journey());
            }
        }
    };
}

// A town in one line and in full: headings, rows, what unfolds, the line.
in_both!(town);
fn town() -> (String, Keys) {
    let elements = [r#"view="compact""#, "links"].map(|more| element(EXAMPLES[0], more));
    let keys: Keys = &[
        "ctrl+Home h h h h h Down Down Return Down Down Down",
        "ctrl+Home Tab Return",
    ];
    (elements.concat(), keys)
}

// One with numbers and hours: a number by Tab, the search with and without hits, a filter on and off, another language.
in_both!(search);
fn search() -> (String, Keys) {
    let keys: Keys = &[
        "ctrl+Home Tab Tab Tab Tab Tab type:Hochzeit Return Tab",
        "shift+Tab shift+Tab type:qqx Return Down Tab Return",
        "Tab space space",
        "ctrl+Home Tab Return Tab Tab Tab Return h",
    ];
    (element(EXAMPLES[2], ""), keys)
}

/// Listens to a page key by key, and compares.
fn listen(engine: Engine, journey: &str, (elements, keys): (String, Keys)) {
    twice(&format!("e2e::heard::{journey}"), || {
        catch_unwind(|| listen_once(engine, journey, &elements, keys))
    });
}

fn listen_once(engine: Engine, journey: &str, elements: &str, keys: Keys) {
    let site = Site::start();
    site.answer("/ready", "text/plain", "");
    let url = site.page("/", Page::new(elements).head(READY));
    let mut listener = Listener::start(engine, &url, || site.asked("/ready") > 0);
    let tried = env::var("AMTS_KEYS").ok();
    let keys = tried.clone().unwrap_or_else(|| keys.join(" "));
    let mut heard = String::new();
    for key in keys.split_whitespace() {
        writeln!(heard, "> {key}").unwrap();
        for line in listener.press(key) {
            writeln!(heard, "  {line}").unwrap();
        }
    }
    drop(listener);
    if tried.is_some() {
        return println!("{heard}");
    }
    let engine = format!("{engine:?}").to_lowercase();
    let path = format!(
        "{}/tests/e2e/heard/{journey}-{engine}.txt",
        env!("CARGO_MANIFEST_DIR")
    );
    if env::var_os("AMTS_BLESS").is_some() {
        return fs::write(path, heard).unwrap();
    }
    let reviewed = fs::read_to_string(&path).unwrap_or_default();
    let same = reviewed
        .lines()
        .zip(heard.lines())
        .take_while(|(was, is)| was == is);
    let line = same.count();
    assert!(
        reviewed == heard,
        "{journey}-{engine}.txt, line {}:\n{}\nand now:\n{}",
        line + 1,
        reviewed
            .lines()
            .skip(line)
            .take(5)
            .collect::<Vec<_>>()
            .join("\n"),
        heard
            .lines()
            .skip(line)
            .take(5)
            .collect::<Vec<_>>()
            .join("\n"),
    );
}
