//! What scrolls on pages of others: headers that stay, boxes that scroll by themselves, pages that scroll smoothly.

use crate::browser::Browser;
use crate::site::{EXAMPLES, Page, Site, element};
use crate::snapshot::{open, pasted, sheet, slow};

/// Two bars above each other, the second as tall as a town's header, and a page that scrolls smoothly.
const HEADERS: &str = "<style>
    html { scroll-behavior: smooth }
    #bar { position: fixed; inset: 0 0 auto; block-size: 32px; background: #333; z-index: 9 }
    header { position: sticky; inset-block-start: 32px; block-size: 110px; background: #fff; z-index: 8 }
    .room { block-size: 900px }
  </style>
  <script>addEventListener('scroll', () => (window.first ??= host.find('.amts-field')?.getBoundingClientRect().top))</script>";
/// The header stays only once the page was scrolled.
const LATE: &str = "<style>header:not(.stays) { position: static }</style>
  <script>addEventListener('scroll', () => document.querySelector('header').classList.add('stays'))</script>";

/// Where the header ends.
const END: f64 = 142.0;

fn below_headers(more: &str) -> Page {
    let widget = element(EXAMPLES[0], "links");
    let body = format!(
        r#"<div id="bar"></div><header>Stadt</header><div class="room"></div>{widget}<div class="room"></div>"#
    );
    Page::new(&body).head(HEADERS).head(more)
}

/// Waits until the page rests, and says where this begins on the screen.
async fn rests_at(browser: &Browser, expression: &str) -> f64 {
    let place = format!(
        "const done = arguments[arguments.length - 1];
        let [before, same] = [NaN, 0];
        const look = () => {{
            const {{ top }} = ({expression}).getBoundingClientRect();
            same = top === before ? same + 1 : 0;
            before = top;
            if (same > 5) done(top);
            else requestAnimationFrame(look);
        }};
        look();"
    );
    browser.run_async(&place, &[]).await.as_f64().unwrap()
}

in_every_engine!(row_62_a_header_that_stays_covers_neither_field_nor_entry);
async fn row_62_a_header_that_stays_covers_neither_field_nor_entry(browser: &Browser) {
    let site = Site::start();
    for late in ["", LATE] {
        let url = site.page("/", below_headers(late));
        browser.goto(&url).await;
        browser.until("host.live()").await;
        let focus = "host.find('.amts-field').focus({ preventScroll: true })";
        browser.run(focus, &[]).await;
        browser.write("p").await;
        browser.until("host.find('.amts-results')").await;
        let top = rests_at(browser, "host.find('.amts-field')").await;
        assert!((END..END + 60.0).contains(&top), "the field is at {top}");
        if late.is_empty() {
            // Nobody sees it below the header for a moment.
            let first = browser.number("window.first").await;
            assert!(first >= END, "the field was at {first} at first");
        }
    }

    let url = site.page("/", below_headers(""));
    browser.goto("about:blank").await;
    browser.goto(&format!("{url}#amts-stadtbuecherei")).await;
    browser.until("host.live()").await;
    let entry = "host.find('[data-amts=stadtbuecherei]')";
    browser
        .until(&format!(
            "host.element().shadowRoot.activeElement?.closest('[data-amts]') === {entry}"
        ))
        .await;
    let top = rests_at(browser, entry).await;
    assert!((END..END + 60.0).contains(&top), "the entry is at {top}");
}

in_every_engine!(row_62_boxes_that_scroll_keep_the_place_that_is_read);
async fn row_62_boxes_that_scroll_keep_the_place_that_is_read(browser: &Browser) {
    // Without its stylesheet everything has other heights than in the widget.
    for styles in [sheet(), String::new()] {
        let site = slow();
        let head = format!(
            "<style>html, #box {{ scroll-behavior: smooth }} #box {{ block-size: 400px; overflow: auto }}</style>{styles}"
        );
        let body = format!(
            r#"<div id="box"><p style="block-size: 300px">Stadt</p>{}</div>"#,
            pasted(EXAMPLES[1])
        );
        open(browser, &site, &body, &head).await;
        let scroll = "const [element, box] = [host.element(), document.querySelector('#box')];
            box.scrollTo({ top: 300 + element.getBoundingClientRect().height / 2, behavior: 'instant' });
            const edge = box.getBoundingClientRect().top;
            const mark = [...element.querySelectorAll('[data-amts]')].find((one) => one.getBoundingClientRect().bottom > edge);
            window.mark = mark.dataset.amts;
            return mark.getBoundingClientRect().top;";
        let before = browser.run(scroll, &[]).await.as_f64().unwrap();
        site.go_live(browser).await;
        let mark = "host.find(`[data-amts=\"${CSS.escape(mark)}\"]`)";
        let at_once = browser
            .number(&format!("{mark}.getBoundingClientRect().top"))
            .await;
        let after = rests_at(browser, mark).await;
        for now in [at_once, after] {
            assert!((now - before).abs() <= 2.0, "moved from {before} to {now}");
        }
        browser.expect("scrollY === 0").await;
    }
}
