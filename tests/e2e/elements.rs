//! Elements of a page: several, moved, taken out, changed, and defined twice (rows 35 and 40).

use std::time::Duration;

use tokio::time::sleep;

use crate::browser::Browser;
use crate::site::{HASTE, OWN, Page, Site, bundle, feed, said};

const ELEMENT: &str = r#"<amts-status src="/a.json"></amts-status>"#;

/// Long enough for something that must not happen.
async fn a_while() {
    sleep(Duration::from_millis(400)).await;
}

/// Nothing of the page's or the widget's went wrong.
async fn quiet(browser: &Browser) {
    browser
        .expect("host.errors.length + host.console.length + host.violations.length === 0")
        .await;
    browser
        .expect("host.events.every((event) => event.name === 'update')")
        .await;
}

in_every_engine!(row_35_elements_with_one_source_share_a_poller);
async fn row_35_elements_with_one_source_share_a_poller(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(1, "Bücherei A"));
    site.feed("/b.json", feed(1, "Bücherei B"));
    let other = ELEMENT.replace("a.json", "b.json");
    let page = site.page("/", Page::new(&[ELEMENT, ELEMENT, &other].concat()));
    browser.goto(&page).await;
    for n in 0..3 {
        browser.until(&format!("host.live({n})")).await;
    }
    for (n, name) in ["Bücherei A", "Bücherei A", "Bücherei B"]
        .iter()
        .enumerate()
    {
        browser
            .until(&format!("host.text({n}).includes('{name}')"))
            .await;
    }
    // One that comes later joins.
    browser
        .run("document.body.append(host.element(0).cloneNode())", &[])
        .await;
    browser.until("host.live(3)").await;
    a_while().await;
    assert_eq!((site.asked("/a.json"), site.asked("/b.json")), (1, 1));
    quiet(browser).await;
}

in_every_engine!(row_40_a_moved_element_keeps_everything);
async fn row_40_a_moved_element_keeps_everything(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(1, "Bücherei"));
    let body = format!("{ELEMENT}<aside id='there'></aside>");
    browser.goto(&site.page("/", Page::new(&body))).await;
    browser.until("host.live()").await;
    let remember = "host.find('details').open = true; window.kept = host.findAll('*');";
    browser.run(remember, &[]).await;
    let same = "host.live() && host.find('details').open && kept.length > 10
        && host.findAll('*').every((element, index) => element === kept[index])";

    browser
        .run(
            "document.querySelector('#there').append(host.element())",
            &[],
        )
        .await;
    browser.expect(same).await;
    a_while().await;
    browser.expect(same).await;

    browser
        .run("window.out = host.element(); out.remove()", &[])
        .await;
    a_while().await;
    browser
        .run("document.querySelector('main').append(out)", &[])
        .await;
    a_while().await;
    browser.expect(same).await;
    assert_eq!(site.asked("/a.json"), 1);
    browser.expect("host.events.length === 1").await;
    quiet(browser).await;
}

in_every_engine!(row_40_a_moved_element_is_not_ended_later);
async fn row_40_a_moved_element_is_not_ended_later(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(1, "Bücherei"));
    let page = Page::new(ELEMENT).head(HASTE);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    browser
        .run("document.body.append(host.element())", &[])
        .await;
    // Longer than one that is taken out is waited for.
    browser.until("performance.now() > 150000").await;
    a_while().await;
    browser
        .until("host.live() && host.text().includes('Bücherei')")
        .await;
    quiet(browser).await;
}

in_every_engine!(row_40_an_element_that_stays_away_is_ended);
async fn row_40_an_element_that_stays_away_is_ended(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(1, "Bücherei"));
    let page = Page::new(ELEMENT).head(HASTE);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    while site.asked("/a.json") < 3 {
        a_while().await;
    }
    browser
        .run("window.out = host.element(); out.remove()", &[])
        .await;
    a_while().await;
    let asked = site.asked("/a.json");
    for _ in 0..3 {
        a_while().await;
    }
    assert_eq!(site.asked("/a.json"), asked, "it still polls");
    // Put in again it begins anew.
    browser
        .run("document.querySelector('main').append(out)", &[])
        .await;
    browser.until("host.live()").await;
    // The stored copy is shown before the request is on its way.
    for _ in 0..20 {
        if site.asked("/a.json") > asked {
            break;
        }
        a_while().await;
    }
    assert!(site.asked("/a.json") > asked);
    quiet(browser).await;
}

in_every_engine!(row_40_attributes_may_change);
async fn row_40_attributes_may_change(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(1, "Bücherei A"));
    site.feed("/b.json", feed(1, "Bücherei B"));
    browser.goto(&site.page("/", Page::new(ELEMENT))).await;
    browser.until("host.live()").await;
    browser
        .until("host.text().includes('Quelle: Musterdorf')")
        .await;

    let change = |attributes: &str| {
        let attributes = attributes.to_owned();
        async move {
            let script = format!(
                "for (const [name, value] of Object.entries({attributes})) host.element().setAttribute(name, value)"
            );
            browser.run(&script, &[]).await;
        }
    };
    change("{ lang: 'en' }").await;
    browser
        .until("host.text().includes('Source: Musterdorf')")
        .await;
    browser.until("host.find('.amts').lang === 'en'").await;
    change("{ lang: 'de', only: 'buergerbuero' }").await;
    browser
        .until("host.text().includes('Bürgerbüro') && !host.text().includes('Bücherei')")
        .await;
    change("{ only: '', view: 'compact' }").await;
    browser
        .until("host.find('.amts > details:not([open])')")
        .await;
    browser
        .until("host.text().includes('Notbetrieb') && !host.text().includes('Bücherei')")
        .await;
    change("{ view: 'full', at: '2024-02-22T12:00:00+01:00' }").await;
    browser
        .until(&format!(
            "host.text().includes('{}')",
            said(|words| words.archive)
        ))
        .await;
    assert_eq!(site.asked("/a.json"), 1);
    change("{ src: '/b.json' }").await;
    browser.until("host.text().includes('Bücherei B')").await;
    browser
        .until("host.live() && !host.text().includes('Bücherei A')")
        .await;
    assert_eq!((site.asked("/a.json"), site.asked("/b.json")), (1, 1));
    quiet(browser).await;
}

in_every_engine!(row_40_the_script_may_be_there_twice);
async fn row_40_the_script_may_be_there_twice(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(1, "Bücherei"));
    let again = format!(
        r#"<script type="module" src="{}?2"></script>"#,
        bundle("amts-status.js")
    );
    let page = Page::new(ELEMENT).head(&again);
    browser.goto(&site.page("/", page)).await;
    browser.until("host.live()").await;
    a_while().await;
    assert_eq!(site.asked(&bundle("amts-status.js")), 2);
    assert_eq!(site.asked("/a.json"), 1);
    browser.expect("host.events.length === 1").await;
    quiet(browser).await;
}

in_every_engine!(an_element_without_a_source_keeps_its_own_words_and_asks_nobody);
async fn an_element_without_a_source_keeps_its_own_words_and_asks_nobody(browser: &Browser) {
    let site = Site::start();
    let body = format!("<amts-status>{OWN}</amts-status>");
    browser.goto(&site.page("/", Page::new(&body))).await;
    browser.until("host.failed('no-src').length === 1").await;
    browser
        .expect("host.own() && host.events.length === 1")
        .await;
    assert_eq!(site.asked("/"), 1);
    // And one whose source comes later shows it.
    site.feed("/a.json", feed(1, "Bücherei"));
    browser
        .run("host.element().setAttribute('src', '/a.json')", &[])
        .await;
    browser.until("host.live() && !host.own()").await;
}

in_every_engine!(an_element_made_by_a_script_works);
async fn an_element_made_by_a_script_works(browser: &Browser) {
    let site = Site::start();
    site.feed("/a.json", feed(1, "Bücherei"));
    browser.goto(&site.page("/", Page::new(""))).await;
    let make = "const element = document.createElement('amts-status');
        element.innerHTML = arguments[0];
        document.querySelector('main').append(element);
        element.setAttribute('src', '/a.json');";
    browser.run(make, &[OWN.into()]).await;
    browser.until("host.live() && !host.own()").await;
    browser
        .expect("host.errors.length + host.console.length === 0")
        .await;
}
