//! What editors and authors do without any right: block, shortcode, and an address that they paste.

use serde_json::json;
use xtask::serve::Answer;

use super::town::{Setup, Town};
use super::{FEED, HTML, SETTINGS, live, page_at, set_up, text_at};
use crate::browser::Browser;
use crate::published::publish as site_of;
use crate::site::EXAMPLES;

/// What an author without the right to write HTML saves: a block, and classic text with a shortcode that asks for too much.
const WRITTEN: &str = r#"<!-- wp:amts-status/status {"view":"compact","src":"https://evil.example/a.json"} /-->

<!-- wp:freeform -->
Erster Absatz.

[amts-status only="buecherei" theme="dark" lang="xx" src="https://evil.example/a.json" keys="" key="" snapshot="https://evil.example/a.html" onclick="hit=1"]

Vor [amts-status view=compact] und danach.

Ende.
<!-- /wp:freeform -->"#;

in_every_engine!(editor_and_author_show_it_without_rights: chromium Chromium);
async fn editor_and_author_show_it_without_rights(browser: &Browser) {
    let town = set_up(&Setup {
        filtered: true,
        ..Setup::default()
    });
    for role in ["editor", "author"] {
        town.log_in(browser, role).await;
        browser.goto(&town.url("/wp-admin/post-new.php")).await;
        browser
            .until("window.wp?.data?.select('core/editor')?.getCurrentPostId() && wp.blocks.getBlockType('amts-status/status')")
            .await;
        let write = "const done = arguments[1];
            const { editPost, resetEditorBlocks, savePost } = wp.data.dispatch('core/editor');
            (async () => {
                editPost({ title: 'Stand', status: 'publish' });
                resetEditorBlocks(wp.blocks.parse(arguments[0]));
                await savePost();
                done([wp.data.select('core/editor').getCurrentPost().status, wp.data.select('core/editor').getPermalink()]);
            })();";
        let saved = browser.run_async(write, &[json!(WRITTEN)]).await;
        assert_eq!(saved[0], "publish", "{role}");
        let page = saved[1].as_str().unwrap().to_owned();

        // The settings are not theirs.
        browser.goto(&town.url(SETTINGS)).await;
        browser
            .expect("!document.querySelector('#amts-status-src')")
            .await;

        town.log_out(browser).await;
        browser.goto(&page).await;
        for number in 0..3 {
            browser.until(&live(number)).await;
        }
        let attributes = browser
            .get("[...document.querySelectorAll('amts-status')].map((one) => [...one.attributes].map(({ name, value }) => `${name}=${value}`).filter((one) => !one.startsWith('style=')).sort())")
            .await;
        let src = format!("src={}", town.feed(FEED));
        assert_eq!(
            attributes,
            json!([
                [src, "view=compact"],
                ["only=buecherei", src, "theme=dark"],
                [src, "view=compact"]
            ]),
            "{role}"
        );
        // Nothing of the text around is lost or swallowed, and no empty paragraph stands beside the second.
        browser
            .expect("['Erster Absatz.', 'und danach.', 'Ende.'].every((text) => [...document.querySelectorAll('.entry-content')].some((one) => one.innerText.includes(text)))")
            .await;
        browser
            .expect("['P', 'P'].join() === [document.querySelectorAll('amts-status')[1].previousElementSibling.tagName, document.querySelectorAll('amts-status')[1].nextElementSibling.tagName].join()")
            .await;
    }
    assert_eq!(town.complaints(), "");
}

in_every_engine!(in_the_middle_of_a_sentence_it_stands_by_itself: chromium Chromium);
async fn in_the_middle_of_a_sentence_it_stands_by_itself(browser: &Browser) {
    let town = set_up(&Setup::default());
    let content = "Vor [amts-status] und <b>danach</b> [noch] da.\n\nZeile\n[amts-status theme=\"dark\"]\nZeile\n\n\
        <b>fett [amts-status] fett</b>\n\nEnde.";
    let page = town.page(content);
    let text = text_at(&page);
    for whole in [
        "<p>Vor</p><amts-status",
        "</amts-status>\n<p>und <b>danach</b> [noch] da.</p>",
        "<p>Zeile</p><amts-status",
        "</amts-status>\n<p>Zeile</p>",
        "<p><b>fett <amts-status",
        "<p>Ende.</p>",
    ] {
        assert!(text.contains(whole), "{whole}: {text}");
    }
    town.log_out(browser).await;
    browser.goto(&page).await;
    for number in 0..3 {
        browser.until(&live(number)).await;
    }
    // No copy of the first two stands beside them.
    browser
        .expect("[...document.querySelectorAll('.amts')].filter((one) => !one.closest('amts-status') && one.checkVisibility()).length <= 1")
        .await;
}

#[test]
fn a_site_that_is_not_set_up_shows_visitors_nothing() {
    let town = Town::start(&Setup::default());
    let address = town.page("Davor [amts-status] danach.");
    let text = text_at(&address);
    let (_, text) = text.split_once("<p>Davor</p>").unwrap();
    let (between, _) = text.split_once("<p>danach.</p>").unwrap();
    assert_eq!(between.trim(), "");
    assert!(!page_at(&address).contains("amts-status.js"));
    let told = town.run("wp_set_current_user(get_user_by('login', 'author')->ID); echo do_shortcode('[amts-status]');");
    assert!(told.contains("noch nicht eingerichtet"), "{told}");
}

/// Puts the written site of an example feed on the publisher's server.
fn publish_site(town: &Town) {
    const PUBLIC: &str = "https://notfall.example";
    let folder = std::env::temp_dir().join(format!("amts-oembed-{}", town.site.port()));
    site_of(EXAMPLES[2], &folder, &["--url".into(), PUBLIC.into()]);
    for file in std::fs::read_dir(&folder).unwrap().flatten() {
        let name = file.file_name().into_string().unwrap();
        let content_type = match name.rsplit('.').next().unwrap() {
            "html" => HTML,
            "json" => "application/json",
            _ => continue,
        };
        let text = std::fs::read_to_string(file.path()).unwrap();
        let text = text.replace(PUBLIC, &town.feed(""));
        if name == "index.html" {
            town.site.answer("/", content_type, text.as_str());
        }
        // A frame of no origin may read it, as the settings of the servers say.
        let answer = Answer::new(200, content_type, text);
        let answer = answer.with("Access-Control-Allow-Origin", "*");
        town.site.at(&format!("/{name}"), move |_| answer.clone());
    }
    std::fs::remove_dir_all(folder).unwrap();
}

in_every_engine!(an_author_pastes_the_address_of_a_site_and_it_becomes_a_frame: chromium Chromium);
async fn an_author_pastes_the_address_of_a_site_and_it_becomes_a_frame(browser: &Browser) {
    let town = Town::start(&Setup {
        filtered: true,
        ..Setup::default()
    });
    publish_site(&town);
    // It needs no plugin.
    town.run("require 'wp-admin/includes/plugin.php'; deactivate_plugins('amts-status/amts-status.php');");
    let address = town.feed("/");
    town.log_in(browser, "author").await;
    browser.goto(&town.url("/wp-admin/post-new.php")).await;
    browser
        .until("window.wp?.data?.select('core/editor')?.getCurrentPostId() && wp.blocks.getBlockType('core/embed')")
        .await;
    browser
        .run(
            "wp.data.dispatch('core/editor').editPost({ title: 'Stand', status: 'publish' });
            wp.data.dispatch('core/block-editor').insertBlocks(wp.blocks.createBlock('core/paragraph'));",
            &[],
        )
        .await;
    let paragraph = "document.querySelector('[data-type=\"core/paragraph\"]')";
    browser.until(paragraph).await;
    browser.click(paragraph).await;
    let paste = format!(
        "const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', arguments[0]);
        {paragraph}.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData, bubbles: true, cancelable: true }}));"
    );
    browser.run(&paste, &[json!(address)]).await;
    browser
        .until("wp.data.select('core/block-editor').getBlocks().some(({ name }) => name === 'core/embed')")
        .await;
    // The editor asks WordPress, and WordPress the site.
    browser
        .until("document.querySelector('.wp-block-embed iframe')")
        .await;
    let save = "const done = arguments[0];
        wp.data.dispatch('core/editor').savePost().then(() => done(wp.data.select('core/editor').getPermalink()));";
    let page = browser.run_async(save, &[]).await;
    assert!(town.site.asked("/oembed.json") > 0);

    town.log_out(browser).await;
    let classic = town.page(&format!("Davor.\n\n{address}\n\nDanach."));
    for page in [page.as_str().unwrap(), &classic] {
        browser.goto(page).await;
        browser
            .until(
                "document.querySelector('iframe.wp-embedded-content[sandbox=\"allow-scripts\"]')",
            )
            .await;
        browser.enter_frame(0).await;
        browser.until(&live(0)).await;
        browser
            .until("document.querySelector('amts-status').shadowRoot.querySelector('.amts-compact') && self.origin === 'null'")
            .await;
        browser
            .run(
                "document.querySelector('amts-status').shadowRoot.querySelector('.amts-compact').open = true",
                &[],
            )
            .await;
        browser.leave_frames().await;
        // As high as what it shows, within what WordPress allows.
        browser
            .until("document.querySelector('iframe').offsetHeight === 1000 && getComputedStyle(document.querySelector('iframe')).position !== 'absolute'")
            .await;
    }
}

/// Whatever limit PHP sets to a search in a text: no text is lost by it.
#[test]
fn a_text_that_is_too_much_for_the_pattern_stays() {
    let town = Town::start(&Setup::default());
    let text = "<p>Davor [amts-status] danach.</p>";
    let divided = |limit: &str| {
        town.run(&format!(
            "ini_set('pcre.jit', '0'); ini_set('pcre.backtrack_limit', '{limit}'); echo AmtsStatus\\ownParagraphs('{text}');"
        ))
    };
    assert_eq!(divided("1"), text);
    assert_eq!(divided("100000"), "<p>Davor</p>[amts-status]<p>danach.</p>");
}
