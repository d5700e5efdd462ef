//! The poster for the door, from the command line and from the widget's button: the five example feeds on A4, each sheet
//! with its date and its source.

use std::fs;
use std::path::Path;
use std::rc::Rc;

use amtsstatus::feed::contact::Phone;
use amtsstatus::feed::scalar::Country;
use amtsstatus::feed::text::Text;
use amtsstatus::feed::time::Stamp;
use amtsstatus::feed::{Entry, Feed};
use amtsstatus::i18n::Lang;
use amtsstatus::render::poster::poster;

use crate::blocked::WITH_WASM;
use crate::browser::Browser;
use crate::facts::{all_told, plain, text_of_pdf};
use crate::site::{EXAMPLES, OWN, Page, Site, element, feed, said};

/// As many sheets as fit on a door. The fonts of most machines need fewer than the wide one of this test's.
const SHEETS: usize = 4;

in_every_engine!(prints_a_poster_of_each_example: chromium Chromium);
async fn prints_a_poster_of_each_example(browser: &Browser) {
    let site = Site::start();
    for example in EXAMPLES {
        prints(browser, &site, example).await;
    }
}

// Firefox takes two seconds to print one, so the longest stands for all.
in_every_engine!(prints_the_longest_poster: firefox Firefox);
async fn prints_the_longest_poster(browser: &Browser) {
    prints(browser, &Site::start(), EXAMPLES[2]).await;
}

async fn prints(browser: &Browser, site: &Site, (name, at): (&str, &str)) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("feeds/{name}.json"));
    let (feed, _) = Feed::read(&fs::read(file).unwrap()).unwrap();
    let at = Stamp::parse(at).unwrap();
    let html = poster(&Rc::new(feed.clone()), Lang::De, at.at, Some(at));
    let path = format!("/{name}.html");
    site.answer(&path, "text/html; charset=utf-8", html.as_str());
    browser.goto(&site.url(&path)).await;
    browser
        .expect("getComputedStyle(document.querySelector('.poster')).display === 'table'")
        .await;
    is_a_poster(name, &feed, &html, &printed(browser).await);
}

async fn printed(browser: &Browser) -> String {
    let text = text_of_pdf(&browser.print_on_a4().await);
    // Firefox writes two letters as one where the font has it.
    text.replace('ﬀ', "ff")
        .replace('ﬁ', "fi")
        .replace('ﬂ', "fl")
}

fn is_a_poster(name: &str, feed: &Feed, html: &str, text: &str) {
    let sheets: Vec<&str> = text.split_terminator('\u{c}').collect();
    assert!(sheets.len() <= SHEETS, "{name}: {} sheets", sheets.len());

    let publisher = in_german(&feed.publisher.name);
    let (_, address) = feed.publisher.url.split_once("//").unwrap();
    let address = address.trim_end_matches('/');
    let issued = feed.zone().local(feed.issued.at).date();
    for sheet in &sheets {
        // Below the foot there is nothing but the number of the sheet, and the foot covers nothing.
        let (above, foot) = sheet.rsplit_once(said(|words| words.archive)).unwrap();
        let foot = foot.replace(['\n', '\u{ad}'], " ");
        for word in [publisher, &issued.year.to_string(), address] {
            assert!(
                plain(&foot).contains(&plain(word)),
                "{name}: {word} in {foot}"
            );
        }
        assert!(foot.len() < 300, "{name}: {foot}");
        let last = plain(above);
        for heading in html.split("<h2>").skip(1) {
            let (heading, _) = heading.split_once("</h2>").unwrap();
            assert!(
                !last.ends_with(&plain(heading)),
                "{name}: {heading} stands alone"
            );
        }
    }

    let first = plain(sheets[0]);
    for part in [
        Some(&*feed.publisher.name),
        feed.incident.as_ref().map(|i| &i.title),
    ] {
        let part = part.map(in_german).unwrap();
        assert!(first.contains(&plain(part)), "{name}: {part}");
    }
    for entry in &feed.entries {
        is_on_one_sheet(name, entry, feed.country(), &sheets);
    }
}

/// No entry is broken: its name, its numbers and its last words stand on the same sheet.
fn is_on_one_sheet(name: &str, entry: &Entry, country: Country, sheets: &[&str]) {
    let mut words = vec![in_german(&entry.name).to_owned()];
    words.extend(entry.note.as_ref().map(|note| in_german(note).to_owned()));
    words.extend(
        entry
            .parts
            .iter()
            .map(|part| in_german(&part.name).to_owned()),
    );
    let numbers = entry
        .routes
        .iter()
        .filter_map(|route| route.number.as_ref());
    words.extend(numbers.map(|number| Phone::parse(number, country).unwrap().display));
    let has_all = |sheet: &&str| {
        let sheet = plain(sheet);
        words.iter().all(|word| sheet.contains(&plain(word)))
    };
    assert!(sheets.iter().any(has_all), "{name}: {words:?}\n{sheets:#?}");
}

fn in_german(text: &Text) -> &str {
    text.version("de", "de").text
}

/// In the place of a printer: takes down what would be printed, then says that it is done. The minute after that is short.
const PRINTER: &str = r#"
window.papers = [];
window.print = () => papers.push("the host's page");
const { get } = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, "contentWindow");
Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow", {
  get() {
    const view = get.call(this);
    if (view) view.print = () => {
      const page = view.document;
      const rules = [...page.adoptedStyleSheets].flatMap((sheet) => [...sheet.cssRules]);
      papers.push({
        html: `<!doctype html>${page.documentElement.outerHTML}`,
        look: rules.map((rule) => rule.cssText).join("\n"),
        text: page.body.textContent,
        title: page.title,
        lang: page.documentElement.lang,
        folded: page.querySelectorAll("details:not([open])").length,
        code: page.querySelector(".amts-source > .amts-code[role=img][aria-label] > path").getAttribute("d"),
        millimetres: parseFloat(view.getComputedStyle(page.querySelector(".amts-code")).width) * 25.4 / 96,
        modules: page.querySelector(".amts-code").viewBox.baseVal.width,
        seen: view.frameElement.checkVisibility({ visibilityProperty: true }),
      });
      const later = setTimeout;
      window.setTimeout = (what) => later(what);
      view.dispatchEvent(new Event("afterprint"));
      window.setTimeout = later;
    };
    return view;
  },
});
"#;

const BUTTON: &str = "host.find('.amts-print')";

/// A page whose widget can be printed, under the policy that the README names.
fn printing(site: &Site, element: &str) -> String {
    site.answer("/printer.js", "text/javascript", PRINTER);
    let page = Page::new(element).head(r#"<script src="/printer.js"></script>"#);
    site.page("/", page.policy(WITH_WASM))
}

/// The path of the code that the command line draws for the same feed.
fn code_of(feed: &str) -> String {
    let (feed, _) = Feed::read(feed.as_bytes()).unwrap();
    let html = poster(&Rc::new(feed.clone()), Lang::De, feed.issued.at, None);
    let (_, path) = html.split_once("shape-rendering=\"crispEdges\"").unwrap();
    let (_, path) = path.split_once(" d=\"").unwrap();
    path.split_once('"').unwrap().0.to_owned()
}

in_every_engine!(the_button_prints_the_widget_alone_and_what_stays_true);
async fn the_button_prints_the_widget_alone_and_what_stays_true(browser: &Browser) {
    let site = Site::start();
    let feed = feed(1, "Bücherei");
    site.feed("/a.json", feed.as_str());
    let body = format!(r#"<amts-status src="/a.json">{OWN}</amts-status>"#);
    browser.goto(&printing(&site, &body)).await;
    browser.until("host.live()").await;
    browser.expect("host.text().includes('heute')").await;
    let asked = site.requests();
    let page = "document.documentElement.outerHTML";
    let before = browser.text(page).await;
    let shadow = "host.element().shadowRoot.childNodes.length";
    let children = browser.number(shadow).await;
    browser.click(BUTTON).await;
    browser.until("papers.length === 1").await;
    browser
        .until(&format!("{shadow} === {children} && !host.find('iframe')"))
        .await;
    assert_eq!(browser.text(page).await, before);
    assert_eq!(site.requests(), asked, "paper needs nothing more");
    browser
        .expect("host.violations.length + host.console.length + host.errors.length === 0")
        .await;

    let text = browser.text("papers[0].text").await;
    let (known, _) = Feed::read(feed.as_bytes()).unwrap();
    let date = known.zone().local(known.issued.at).date();
    for word in [
        "Bücherei",
        "03857440363",
        "musterdorf.example",
        said(|words| words.as_of),
    ] {
        assert!(text.contains(word), "{word} in {text}");
    }
    // Beside the age and at the foot.
    let year = date.year.to_string();
    assert!(text.matches(&year).count() >= 2, "{year} in {text}");
    for word in ["heute", "gestern", "vor ", said(|words| words.print)] {
        assert!(!text.contains(word), "{word} in {text}");
    }
    browser
        .expect("!/<button|<input|amts-languages/.test(papers[0].html) && !papers[0].seen")
        .await;
    browser
        .expect("papers[0].folded === 0 && papers[0].html.includes('<details')")
        .await;
    browser
        .expect("papers[0].title === document.title && papers[0].lang === 'de'")
        .await;
    let code = code_of(&feed);
    assert!(code.len() > 1000);
    assert_eq!(browser.text("papers[0].code").await, code);
    // Finer than half a millimetre a camera does not tell modules apart.
    browser
        .expect("papers[0].modules > 28 && papers[0].millimetres > papers[0].modules * 0.499")
        .await;

    // The reader's language is the paper's.
    browser.run("host.element().lang = 'en'", &[]).await;
    let source = Lang::En.words().source.split('{').next().unwrap();
    browser
        .until(&format!("host.text().includes('{source}')"))
        .await;
    browser.click(BUTTON).await;
    browser.until("papers.length === 2").await;
    browser
        .expect(&format!(
            "papers[1].lang === 'en' && papers[1].text.includes('{source}')"
        ))
        .await;
}

in_every_engine!(paper_says_nothing_that_is_over_tomorrow: chromium Chromium, firefox Firefox);
async fn paper_says_nothing_that_is_over_tomorrow(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(1, "Bücherei"));
    let body = format!(r#"<amts-status src="/a.json">{OWN}</amts-status>"#);
    browser.goto(&printing(&site, &body)).await;
    browser.until("host.live()").await;
    let checked = said(|words| words.checked_now);
    browser
        .expect(&format!("host.text().includes('{checked}')"))
        .await;
    // From the page's own menu the words are those of the screen.
    let page = printed(browser).await;
    assert!(page.contains("heute"), "{page}");
    browser.click(BUTTON).await;
    browser.until("papers.length === 1").await;
    let paper = first_paper(browser, &site).await;
    // Whom to call comes first.
    let number = paper.find("0385").unwrap();
    assert!(number < paper.find("ab Mitte März").unwrap(), "{paper}");
    for text in [page, paper] {
        assert!(text.contains("Bücherei"), "{text}");
        for word in [checked, said(|words| words.print)] {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }
}

in_every_engine!(the_button_prints_each_example: chromium Chromium);
async fn the_button_prints_each_example(browser: &Browser) {
    let site = Site::start();
    for example in EXAMPLES {
        prints_from_the_widget(browser, &site, example, "").await;
    }
    // The same where the page shows one line only.
    prints_from_the_widget(browser, &site, EXAMPLES[0], r#"view="compact""#).await;
}

in_every_engine!(the_button_prints_the_longest_notice: firefox Firefox);
async fn the_button_prints_the_longest_notice(browser: &Browser) {
    prints_from_the_widget(browser, &Site::start(), EXAMPLES[2], "").await;
}

/// The text of what was printed first, as a page of its own: no driver prints a frame.
async fn first_paper(browser: &Browser, site: &Site) -> String {
    let html = browser.text("papers[0].html").await;
    let html = html.replace(
        "<head>",
        r#"<head><link rel="stylesheet" href="/look.css">"#,
    );
    let look = browser.text("papers[0].look").await;
    site.answer("/look.css", "text/css; charset=utf-8", look);
    site.answer("/paper.html", "text/html; charset=utf-8", html);
    browser.goto(&site.url("/paper.html")).await;
    printed(browser).await
}

async fn prints_from_the_widget(browser: &Browser, site: &Site, example: (&str, &str), more: &str) {
    browser.goto(&printing(site, &element(example, more))).await;
    browser.until("host.live()").await;
    browser.run("host.unfold()", &[]).await;
    browser.click(BUTTON).await;
    browser.until("papers.length === 1").await;
    let text = first_paper(browser, site).await;

    let (name, _) = example;
    all_told(name, &text);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("feeds/{name}.json"));
    let (feed, _) = Feed::read(&fs::read(file).unwrap()).unwrap();
    let sheets: Vec<&str> = text.split_terminator('\u{c}').collect();
    assert!(sheets.len() <= 6, "{name}: {} sheets", sheets.len());
    for sheet in &sheets {
        let (above, foot) = sheet.rsplit_once(said(|words| words.source)).unwrap();
        assert!(!plain(above).is_empty(), "{name}: nothing above {foot}");
        let said = in_german(&feed.publisher.name);
        let said_at = feed.confirmed.unwrap_or(feed.issued).at;
        let year = feed.zone().local(said_at).date().year.to_string();
        for word in [said, &year, &feed.publisher.url] {
            assert!(
                plain(foot).contains(&plain(word)),
                "{name}: {word} in {foot}"
            );
        }
    }
    for entry in &feed.entries {
        is_on_one_sheet(name, entry, feed.country(), &sheets);
    }
}
