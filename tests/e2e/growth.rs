//! Feeds with hundreds of entries: what a key and a publication draw anew, and what is far from the screen.

use crate::browser::Browser;
use crate::site::{HASTE, Page, Site, stamp};

const ENTRIES: usize = 300;

/// A feed of services in one group; the eighth has this note.
fn services(seq: u32, note: &str) -> String {
    let entry = |at| {
        let note = if at == 7 { note } else { "Bitte rufen Sie an." };
        format!(
            r#"{{ "id": "dienst-{at}", "kind": "service", "name": "Dienst Nummer {at}", "state": "limited", "note": "{note}",
            "routes": [ {{ "kind": "phone", "number": "+493857440363" }} ] }}"#
        )
    };
    let entries: Vec<String> = (0..ENTRIES).map(entry).collect();
    format!(
        r#"{{ "version": 1, "id": "musterdorf", "seq": {seq}, "issued": "{}",
        "publisher": {{ "name": "Musterdorf", "url": "https://www.musterdorf.example/" }}, "entries": [ {} ] }}"#,
        stamp(i64::from(seq)),
        entries.join(", ")
    )
}

in_every_engine!(of_many_results_the_first_are_shown_and_the_list_waits);
async fn of_many_results_the_first_are_shown_and_the_list_waits(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", services(1, "Bitte kommen Sie."));
    let page = Page::new(r#"<amts-status src="/a.json"></amts-status>"#);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    browser
        .run(
            "window.row = host.find('.amts-entry'); host.find('.amts-field').focus()",
            &[],
        )
        .await;
    browser.write("Dienst").await;
    browser
        .until("host.findAll('.amts-results .amts-entry').length === 20")
        .await;
    browser
        .expect("host.text().includes('Hier stehen 20 von 300.')")
        .await;
    browser
        .expect("row.isConnected && !host.visible(row)")
        .await;
    browser
        .click("host.find('.amts-results > .amts-button:not(.amts-all)')")
        .await;
    browser
        .until("host.findAll('.amts-results .amts-entry').length === 300")
        .await;
    // On to the next ones.
    browser
        .until(
            "host.element().shadowRoot.activeElement === host.findAll('.amts-results summary')[19]",
        )
        .await;
    browser.click("host.find('.amts-all')").await;
    browser
        .until("host.visible(row) && !host.find('.amts-results')")
        .await;
}

in_every_engine!(a_publication_writes_only_the_row_that_says_something_else);
async fn a_publication_writes_only_the_row_that_says_something_else(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", services(1, "Bitte kommen Sie."));
    let page = Page::new(r#"<amts-status src="/a.json"></amts-status>"#);
    let page = page
        .head(HASTE)
        .head("<script>window.hold = () => true</script>");
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    browser
        .run(
            "window.written = new Set();
            const rowOf = ({ target }) => (target.closest ? target : target.parentElement).closest('.amts-entry');
            const observer = new MutationObserver((records) => {
                for (const record of records) written.add(rowOf(record)?.dataset.amts ?? record.target.className);
            });
            const attributeFilter = ['class', 'data-amts', 'data-level', 'href', 'open'];
            observer.observe(host.find('.amts-columns'), { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter });",
            &[],
        )
        .await;
    site.feed("/a.json", services(2, "Bitte schreiben Sie."));
    browser.run("window.hold = undefined", &[]).await;
    browser
        .until("host.find('.amts-columns').textContent.includes('Bitte schreiben Sie.')")
        .await;
    browser.expect("[...written].join() === 'dienst-7'").await;
}

// An observer in Firefox hears of several timers together.
in_every_engine!(elements_of_one_source_are_drawn_in_tasks_of_their_own: chromium Chromium, webkit WebKit);
async fn elements_of_one_source_are_drawn_in_tasks_of_their_own(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", services(1, "Bitte kommen Sie."));
    let page = Page::new(&r#"<amts-status src="/a.json"></amts-status>"#.repeat(3));
    let page = page
        .head(HASTE)
        .head("<script>window.hold = () => true</script>");
    browser.goto(&site.page("/", page)).await;
    browser
        .until("host.live() && host.live(1) && host.live(2)")
        .await;
    // An observer is called once for all that one task has written.
    browser
        .run(
            "window.together = 0;
            const observer = new MutationObserver((records) => {
                const roots = new Set(records.filter(({ target }) => target.isConnected).map(({ target }) => target.getRootNode()));
                together = Math.max(together, roots.size);
            });
            for (const n of [0, 1, 2]) observer.observe(host.find('.amts-columns', n), { subtree: true, childList: true, characterData: true });",
            &[],
        )
        .await;
    site.feed("/a.json", services(2, "Bitte schreiben Sie."));
    browser.run("window.hold = undefined", &[]).await;
    browser
        .until("[0, 1, 2].every((n) => host.find('.amts-columns', n).textContent.includes('Bitte schreiben Sie.'))")
        .await;
    // On a busy machine two tasks may come so close that one call tells of both; never all three.
    browser.expect("together < 3").await;
}

in_every_engine!(an_entry_far_down_is_brought_onto_the_screen);
async fn an_entry_far_down_is_brought_onto_the_screen(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", services(1, "Bitte kommen Sie."));
    let page = Page::new(r#"<amts-status src="/a.json" links></amts-status>"#);
    browser
        .goto(&format!("{}#amts-dienst-280", site.page("/", page)))
        .await;
    browser.until("host.live()").await;
    browser
        .until(
            "(() => {
                const { top, bottom } = host.find('[data-amts=dienst-280]').getBoundingClientRect();
                return top >= -1 && bottom > top + 20 && top < innerHeight / 2;
            })()",
        )
        .await;
}
