//! Pages on which the element's content and their own are mixed: an editor's paragraphs, tags that nobody has closed.

use crate::browser::Browser;
use crate::site::{Page, Site, feed};
use crate::themes::snapshot;

/// The element with its source, as it begins.
const TAG: &str = r#"<amts-status src="/a.json">"#;

async fn show(browser: &Browser, site: &Site, body: &str) {
    site.feed("/a.json", feed(1, "Bücherei"));
    browser.goto(&site.page("/", Page::new(body))).await;
    browser.until("host.live()").await;
}

/// The words of the page's own paragraphs, headings and so on that are seen, in their order on the screen.
const SEEN: &str = "[...document.querySelectorAll('main :is(p, h2, li, footer):not(.amts *)')].filter(host.visible)
    .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
    .map((element) => element.innerText.trim()).filter((words) => words).join('|')";

async fn expect_seen(browser: &Browser, words: &str) {
    assert_eq!(browser.text(SEEN).await, words);
}

/// No snapshot is seen beside the widget.
const ONE_STATUS: &str =
    "[...document.querySelectorAll('.amts')].every((old) => !host.visible(old))";

/// An article as WordPress writes it out, with its paragraphs around everything.
fn article(element: &str) -> String {
    format!(
        "<div class=\"entry-content\"><p>Hier der aktuelle Stand:</p>\n{element}\n<p>Ihre Stadtverwaltung</p>\n<h2>Kontakt</h2>\n<p>Notruf 112</p>\n</div><footer>Fußzeile</footer>"
    )
}

const ARTICLE: &str = "Hier der aktuelle Stand:|Ihre Stadtverwaltung|Kontakt|Notruf 112|Fußzeile";

in_every_engine!(row_63_an_editors_paragraphs_take_nothing_and_leave_one_status);
async fn row_63_an_editors_paragraphs_take_nothing_and_leave_one_status(browser: &Browser) {
    let site = Site::start();
    let old = snapshot();
    for element in [
        // The snapshot has got out of the element.
        format!("<p>{TAG}</p>\n{old}\n<p></amts-status></p>"),
        format!(
            "<p>{TAG}</p>\n<p></p>\n<div class=\"block\"><br>{old}</div>\n<p></amts-status></p>"
        ),
        // The element is not closed any more, and holds the rest of the article.
        format!(
            "<link rel=\"stylesheet\" href=\"/none.css\"><br />\n{TAG}</p>\n{old}\n<p></amts-status></p>"
        ),
        // As it should be.
        format!("{TAG}\n{old}\n</amts-status>"),
    ] {
        show(browser, &site, &article(&element)).await;
        browser.expect(ONE_STATUS).await;
        expect_seen(browser, ARTICLE).await;
        // Without the widget it is there again.
        browser
            .run("host.element().removeAttribute('src')", &[])
            .await;
        browser
            .until("host.visible(document.querySelector('.amts-title'))")
            .await;
        expect_seen(browser, ARTICLE).await;
        browser
            .run("host.element().setAttribute('src', '/a.json')", &[])
            .await;
        browser.until("host.live()").await;
        browser.expect(ONE_STATUS).await;
    }
}

in_every_engine!(row_63_a_snapshot_elsewhere_stays);
async fn row_63_a_snapshot_elsewhere_stays(browser: &Browser) {
    let site = Site::start();
    let old = snapshot();
    for between in [
        "<p>Zum Vergleich der Stand von damals:</p>",
        "<img src='/icon.svg' alt='' width='9' height='9'>",
        "<amts-status>",
    ] {
        show(
            browser,
            &site,
            &format!("{TAG}</amts-status>\n{between}\n{old}\n"),
        )
        .await;
        browser
            .expect("host.visible(document.querySelector('.amts-title'))")
            .await;
    }
}

in_every_engine!(row_64_what_an_unclosed_tag_has_taken_is_shown_behind_the_widget);
async fn row_64_what_an_unclosed_tag_has_taken_is_shown_behind_the_widget(browser: &Browser) {
    let site = Site::start();
    for (body, seen) in [
        (
            "<amts-status src=\"/a.json\" />\n<p>Fußzeile der Seite mit Impressum</p>\n",
            "Fußzeile der Seite mit Impressum",
        ),
        (
            "<div><p>Willkommen</p><amts-status src=\"/a.json\" />\nNoch ein Wort<p>Markt</p></div><p>Ende</p>",
            "Willkommen|Markt|Ende",
        ),
        // On a page that was squeezed nothing but what it is tells.
        (
            "<div><amts-status src=\"/a.json\" /><p>Rat</p><footer>Impressum</footer></div>",
            "Rat|Impressum",
        ),
        (
            "<div><amts-status src=\"/a.json\" /><p>Rat</p><amts-status src=\"/a.json\" only=\"buergerbuero\"></amts-status></div>",
            "Rat",
        ),
        // Behind a snapshot nothing belongs to the element.
        (
            "<amts-status src=\"/a.json\"><div class=\"amts\">alt</div><p>Rat</p></amts-status>\n",
            "Rat",
        ),
    ] {
        show(browser, &site, body).await;
        expect_seen(browser, seen).await;
        let below = "host.find('slot').assignedElements().filter(host.visible).every((node) =>
            node.getBoundingClientRect().top >= host.find('.amts').getBoundingClientRect().bottom - 1)";
        browser.expect(below).await;
        browser
            .expect("!host.element().textContent.includes('Noch ein Wort') || document.body.innerText.includes('Noch ein Wort')")
            .await;
        browser
            .until("host.all().every((_, n) => host.live(n))")
            .await;
    }
}

in_every_engine!(row_64_the_pages_own_answer_goes_when_the_widget_comes);
async fn row_64_the_pages_own_answer_goes_when_the_widget_comes(browser: &Browser) {
    let site = Site::start();
    let own = "<h2>Störung</h2>\n<p>Zentrale: 12345</p>\n<ul><li><a href=\"tel:12345\">12345</a></li></ul><noscript>JavaScript</noscript>";
    for body in [
        format!("{TAG}\n{own}\n</amts-status>\n"),
        format!("{TAG}{own}</amts-status>\n<p>Ende</p>"),
        format!("{TAG}\n<aside>{own}</aside>\n</amts-status>\n"),
        format!("<div>{TAG}{own}</amts-status></div>"),
        format!("<p>Anfang</p>{TAG}Zentrale: 12345</amts-status><p>Ende</p>"),
    ] {
        show(browser, &site, &body).await;
        let seen = browser.text(SEEN).await;
        assert!(
            !seen.contains("12345") && !seen.contains("Störung"),
            "{body}: {seen}"
        );
        assert_eq!(seen.contains("Ende"), body.contains("Ende"), "{seen}");
    }
}
