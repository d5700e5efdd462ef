//! Where a page puts the element, and what else it does with it: narrow and hidden places, other documents, copies, frameworks,
//! a `fetch` of its own (rows 74 to 81).

use serde_json::json;

use crate::browser::Browser;
use crate::site::{EXAMPLES, OWN, Page, Site, bundle, element, feed};
use crate::themes::snapshot;

const WIDGET: &str = r#"<amts-status src="/a.json"></amts-status>"#;

async fn show(browser: &Browser, site: &Site, page: Page) {
    site.feed("/a.json", feed(1, "Bücherei"));
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
}

in_every_engine!(row_74_a_place_that_asks_for_a_width_gets_one);
async fn row_74_a_place_that_asks_for_a_width_gets_one(browser: &Browser) {
    let site = Site::start();
    let widget = element(EXAMPLES[0], "");
    for place in [
        "display: flex",
        "display: flex; flex-direction: column; align-items: center",
        "display: grid; justify-content: center",
        "float: left",
        "inline-size: fit-content",
        "display: inline-block",
        "display: table-cell",
        "position: absolute",
    ] {
        let body = format!("<div style=\"{place}\">{widget}</div>");
        for (width, least) in [(1280, 600.0), (500, 380.0)] {
            browser.resize(width, 900).await;
            browser.goto(&site.page("/", Page::new(&body))).await;
            browser.until("host.live()").await;
            let wide = browser
                .number("host.find('.amts').getBoundingClientRect().width")
                .await;
            assert!(wide >= least, "{place}: {wide} of {width}");
            browser
                .expect("document.scrollingElement.scrollWidth <= innerWidth")
                .await;
        }
    }
}

in_every_engine!(row_75_a_page_may_hide_the_element);
async fn row_75_a_page_may_hide_the_element(browser: &Browser) {
    let site = Site::start();
    let style = "<style>.gone { display: none !important } .off { display: none }</style>";
    let sheet = format!(
        "<link rel=\"stylesheet\" href=\"{}\">",
        bundle("amts-status.css")
    );
    for head in [style.to_owned(), format!("{style}{sheet}")] {
        for hidden in [
            "hidden",
            "class=\"gone\"",
            "class=\"off\"",
            "style=\"display: none\"",
        ] {
            let tag = format!("<amts-status src=\"/a.json\" {hidden}></amts-status>");
            site.feed("/a.json", feed(1, "Bücherei"));
            browser
                .goto(&site.page("/", Page::new(&tag).head(&head)))
                .await;
            browser.until("host.find('.amts')?.childElementCount").await;
            browser.expect("!host.visible(host.element())").await;
            let show = "for (const name of ['hidden', 'class', 'style']) host.element().removeAttribute(name)";
            browser.run(show, &[]).await;
            browser.until("host.live()").await;
        }
    }
}

in_every_engine!(row_76_what_takes_no_room_moves_nothing);
async fn row_76_what_takes_no_room_moves_nothing(browser: &Browser) {
    let site = Site::start();
    for place in [
        "<div style=\"max-height: 0; overflow: hidden\">$</div>",
        "<details><summary>Stand</summary>$</details>",
        "<div style=\"height: 300px; overflow: hidden\">$</div>",
        "<div style=\"position: absolute; left: -9999px\">$</div>",
        "<div>$</div>",
    ] {
        let place = place.replace('$', &format!("<amts-status>{OWN}</amts-status>"));
        let lines = "<p class=\"line\">Zeile</p>".repeat(200);
        let page = Page::new(&format!("<p>Anfang</p>{place}{lines}"));
        site.feed("/a.json", feed(1, "Bücherei"));
        browser.goto(&site.page("/", page)).await;
        browser.run("scrollTo(0, 3000)", &[]).await;
        browser.until("scrollY === 3000").await;
        let line = "[...document.querySelectorAll('.line')].find((line) => line.getBoundingClientRect().top > 0)";
        let mark = format!("window.line = {line}; window.was = line.getBoundingClientRect().top;");
        browser.run(&mark, &[]).await;
        browser
            .run("host.element().setAttribute('src', '/a.json')", &[])
            .await;
        browser
            .until("host.find('.amts')?.childElementCount && !host.find('slot + div')")
            .await;
        let moved = browser
            .number("line.getBoundingClientRect().top - was")
            .await;
        assert!(moved.abs() < 2.0, "{place}: {moved}");
    }
}

in_every_engine!(row_77_a_shadow_root_that_was_there_before_is_emptied);
async fn row_77_a_shadow_root_that_was_there_before_is_emptied(browser: &Browser) {
    let site = Site::start();
    let saved = format!(
        "<amts-status src=\"/a.json\"><template shadowrootmode=\"open\"><p>Alter Stand</p></template>{OWN}</amts-status>"
    );
    show(browser, &site, Page::new(&saved)).await;
    browser
        .expect("!host.element().shadowRoot.textContent.includes('Alter Stand')")
        .await;
    browser.expect("host.text().includes('Bücherei')").await;
}

in_every_engine!(row_78_a_fetch_of_the_pages_own_making_stops_nothing);
async fn row_78_a_fetch_of_the_pages_own_making_stops_nothing(browser: &Browser) {
    let site = Site::start();
    for wrapper in [
        // Tools that watch requests expect a text.
        "(url, ...more) => (url.indexOf('/'), ask(url, ...more))",
        // Something like a promise, without `catch` and `finally`.
        "(...args) => { const answer = ask(...args); return { then: (a, b) => answer.then(a, b) }; }",
    ] {
        let head = format!("<script>const ask = fetch; window.fetch = {wrapper};</script>");
        show(browser, &site, Page::new(WIDGET).head(&head)).await;
        browser
            .expect("host.errors.length + host.console.length + host.events.filter(({ name }) => name === 'error').length === 0")
            .await;
    }
    // One that throws is a network that fails.
    let head = "<script>const ask = fetch; window.fetch = (url, ...more) => {
        if (String(url).includes('a.json')) throw new Error('no');
        return ask(url, ...more);
    };</script>";
    site.feed("/a.json", feed(1, "Bücherei"));
    browser
        .goto(&site.page("/", Page::new(WIDGET).head(head)))
        .await;
    browser.until("host.find('.amts-retry')").await;
    browser
        .expect("host.failed('network').length > 0 && host.failed('core').length === 0")
        .await;
    browser.expect("host.errors.length === 0").await;
}

in_every_engine!(row_79_a_framework_finds_its_nodes_where_it_has_put_them);
async fn row_79_a_framework_finds_its_nodes_where_it_has_put_them(browser: &Browser) {
    let site = Site::start();
    let body = "<amts-status src=\"/a.json\"><div class=\"amts\">alt</div>Noch ein Wort<p>Rat</p></amts-status>";
    // Before the script comes: what a framework remembers of its own.
    let body = format!("{body}<script>window.mine = [...host.element().childNodes];</script>");
    show(browser, &site, Page::new(&body)).await;
    browser
        .expect("mine.every((node) => node.parentNode === host.element())")
        .await;
    browser
        .run(
            "for (const node of mine) host.element().removeChild(node)",
            &[],
        )
        .await;
    browser
        .expect("host.live() && host.errors.length === 0")
        .await;
}

in_every_engine!(row_80_in_another_document_and_back_it_keeps_its_looks);
async fn row_80_in_another_document_and_back_it_keeps_its_looks(browser: &Browser) {
    let site = Site::start();
    show(
        browser,
        &site,
        Page::new(&format!("{WIDGET}<iframe></iframe>")),
    )
    .await;
    browser
        .run(
            "window.it = host.element(); host.all = () => [it];
            document.querySelector('iframe').contentDocument.body.append(it);",
            &[],
        )
        .await;
    browser
        .until("it.ownerDocument !== document && host.find('.amts-summary') && getComputedStyle(host.find('.amts-summary')).display === 'flex'")
        .await;
    browser
        .run("document.querySelector('main').append(it)", &[])
        .await;
    browser
        .until("it.ownerDocument === document && getComputedStyle(host.find('.amts-summary')).display === 'flex'")
        .await;
    browser
        .expect("host.errors.length + host.console.length === 0")
        .await;
}

in_every_engine!(row_81_a_copy_of_the_page_still_has_its_answer);
async fn row_81_a_copy_of_the_page_still_has_its_answer(browser: &Browser) {
    let site = Site::start();
    let old = snapshot();
    let body = format!("<p><amts-status src=\"/a.json\"></p>\n{old}\n<p></amts-status></p>");
    show(browser, &site, Page::new(&body)).await;
    browser
        .expect("!host.visible(document.querySelector('.amts-title'))")
        .await;
    // As a browser saves it, opened without scripts.
    let copy = browser.text("document.documentElement.outerHTML").await;
    let seen = browser
        .run(
            "const frame = document.createElement('iframe');
            frame.sandbox = 'allow-same-origin';
            frame.style.cssText = 'width: 900px; height: 900px';
            document.body.append(frame);
            frame.contentDocument.write(arguments[0]);
            return frame.contentDocument.querySelector('.amts-title').getClientRects().length > 0;",
            &[json!(copy)],
        )
        .await;
    assert_eq!(seen, true);
}
