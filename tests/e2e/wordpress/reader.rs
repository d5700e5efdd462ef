//! The plugin's reader beside the browser's: what it shows is what a browser reads and would show too.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use amtsstatus::components::View;
use amtsstatus::components::ViewOptions;
use serde_json::{Value, json};

use super::town::php;
use crate::browser::Browser;
use crate::named::{example, hostile, naughty, rendered};
use crate::site::{EXAMPLES, Page, bundle, dist, feed, now};
use crate::snapshot::slow;

/// Well-formed and made of what is on the list, and yet a browser reads some of it as something else.
const NESTED: [&str; 19] = [
    "a&copy;b",
    "a<!--b-->c",
    "<p class=\"amts-note\" class=\"amts-line\">a</p>",
    "<p><ul></ul></p>",
    "<p><b><p>a</p></b></p>",
    "<li><li>a</li></li>",
    "<li>a</li>",
    "<a href=\"tel:112\"><b><a href=\"tel:110\">a</a></b></a>",
    "<h3><h4>a</h4></h3>",
    "<dt>a</dt>",
    "<div><dd>a</dd></div>",
    "<dl><dt>a</dt><dd><dd>a</dd></dd></dl>",
    "<dl><div><dt>a</dt><dd>a</dd></div></dl>",
    "<path></path>",
    "<svg><svg><path></path></svg></svg>",
    "<svg><p>a</p></svg>",
    "<b><p>a</p></b>",
    "<span><div>a</div></span>",
    "<strong><a href=\"tel:112\"><strong>a</strong></a></strong>",
];

/// Asks PHP for what it makes of hostile and mutated snapshots.
fn asked(snapshots: &[String], rounds: u32) -> Value {
    let script =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/wordpress/reader.php");
    let mut naughty = naughty();
    naughty["nested"] = json!(NESTED);
    let mut hostile = hostile();
    // So deep that reading it would take long.
    let deep = "<div>".repeat(2_000) + &*"</div>".repeat(2_000);
    hostile.push(snapshots[0].replacen("<svg", &(deep + "<svg"), 1));
    // What came only in part would leave facts out.
    for end in ["</li>", "</section>", "</div>"] {
        let (part, _) = snapshots[0].split_at(snapshots[0].rfind(end).unwrap());
        hostile.push(part.to_owned());
    }
    let list = dist().join(&bundle("amts-allowed.json")[1..]);
    let given = json!({ "list": list, "snapshots": snapshots, "hostile": hostile, "naughty": naughty, "rounds": rounds });
    let folder =
        std::env::temp_dir().join(format!("amts-reader-{}-{rounds}.json", std::process::id()));
    fs::File::create(&folder)
        .unwrap()
        .write_all(given.to_string().as_bytes())
        .unwrap();
    let output = php()
        .arg(script)
        .stdin(Stdio::from(fs::File::open(&folder).unwrap()))
        .output()
        .unwrap();
    fs::remove_file(folder).unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    serde_json::from_str(&said).unwrap_or_else(|error| {
        panic!("{error}: {said}{}", String::from_utf8_lossy(&output.stderr))
    })
}

#[test]
fn row_82_the_plugin_reads_what_the_renderer_writes_and_nothing_else() {
    let mut snapshots: Vec<String> = EXAMPLES
        .iter()
        .flat_map(|shown| [View::Full, View::Compact].map(|view| example(*shown, view)))
        .collect();
    let quoted = feed(1, "A & B <C> \\\"D\\\" 'E' \\u00a0 😀");
    snapshots.push(rendered(quoted.as_bytes(), ViewOptions::default(), now()));
    for lang in amtsstatus::i18n::Lang::ALL {
        let options = ViewOptions {
            lang,
            ..ViewOptions::default()
        };
        snapshots.push(rendered(quoted.as_bytes(), options, now()));
    }
    let found = asked(&snapshots, 3_000);
    assert_eq!(found["read"], json!(snapshots.len()));
    assert_eq!(found["let_through"], json!([]));
    assert_eq!(found["wrong"], json!([]));
    let shown = found["shown"].as_array().unwrap().len();
    println!("{shown} shown, {} refused", found["refused"]);
    assert!(shown > 200 && found["refused"].as_u64() > Some(200));
}

/// Compares the plugin's answers with the browser's: each has to be an exact copy of what the browser shows of the same text, its
/// elements have to stand where the plugin takes them to stand, and no element of the page around it may be closed by it.
const COMPARE: &str = r#"
const [shown, done] = arguments;
const read = customElements.get("amts-status").readSnapshot;
const shapeOf = (element) => `${element.localName}(${[...element.children].map(shapeOf).join(" ")})`;
const around = [
  (html) => `<main><amts-status>${html}</amts-status>\n</main>`,
  (html) => `<ul><li><amts-status>${html}</amts-status>\n</li></ul>`,
  (html) => `<dl><dd><amts-status>${html}</amts-status>\n</dd></dl>`,
];
(async () => {
  const wrong = [];
  for (const [html, written, shape] of shown) {
    let own;
    try {
      own = (await read(new Response(html), document)).root.firstChild;
    } catch ({ refused, message }) {
      wrong.push(`the browser refuses ${refused ?? message}`);
      continue;
    }
    const again = (await read(new Response(written), document)).root.firstChild;
    if (!own.isEqualNode(again)) wrong.push(`no copy: ${written.slice(0, 200)}`);
    if (shape !== shapeOf(again)) wrong.push(`read as ${shapeOf(again)}`);
    for (const place of around) {
      const { body } = new DOMParser().parseFromString(place(written), "text/html");
      const element = body.querySelector("amts-status");
      if (body.childNodes.length !== 1 || element.childNodes.length !== 1) wrong.push(`broken out: ${written.slice(0, 200)}`);
    }
  }
  return { compared: shown.length, wrong: [...new Set(wrong)].slice(0, 20), hit: window.hit ?? null };
})().then(done, (error) => done({ error: String(error.stack ?? error) }));
"#;

in_every_engine!(row_82_what_the_plugin_shows_a_browser_reads_as_the_same: chromium Chromium, firefox Firefox);
async fn row_82_what_the_plugin_shows_a_browser_reads_as_the_same(browser: &Browser) {
    let small = feed(1, "A & B <C> \\\"D\\\" 'E'");
    let snapshots = [rendered(small.as_bytes(), ViewOptions::default(), now())];
    let found = asked(&snapshots, 2_500);
    let site = slow();
    site.site
        .answer("/a.html", "text/html; charset=utf-8", snapshots[0].as_str());
    let page = Page::new(r#"<amts-status src="/none.json" snapshot="/a.html"></amts-status>"#);
    browser.goto(&site.site.page("/", page)).await;
    browser
        .until("customElements.get('amts-status')?.readSnapshot")
        .await;
    let compared = browser.run_async(COMPARE, &[found["shown"].clone()]).await;
    println!("{compared}");
    assert_eq!(compared["wrong"], json!([]), "{compared}");
    assert_eq!(compared["hit"], Value::Null);
    assert!(compared["compared"].as_u64() > Some(200), "{compared}");
}
