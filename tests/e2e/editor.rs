//! The editor: from an empty start to a published site, by keyboard alone, without a network, and through a crash.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};
use thirtyfour::Key;
use xtask::serve::{Server, folder};

use crate::axe;
use crate::browser::Browser;
use crate::site::{Site, bundle};

/// The page of the editor on this server.
fn address(site: &Site) -> String {
    site.url(&bundle("editor/"))
}

/// The button with exactly this text.
pub fn button(text: &str) -> String {
    format!(
        "[...document.querySelectorAll('button')].find((button) => button.innerText.trim() === '{text}')"
    )
}

const LIST: &str = "document.querySelector('#ef-entries')";
const FORM: &str = "document.querySelector('#ef-form')";
const NAME: &str = "document.querySelector('#start-name')";
const DRAFT: &str = "document.querySelector('.eg-row button')";
const ROWS: &str = "document.querySelectorAll('.ef-rows > li').length";
/// Whether all that was written is kept.
pub const SAVED: &str = "document.querySelector('.editor-kept').innerText === 'Gespeichert'";
/// The root of the widget in the preview.
const PREVIEW: &str =
    "[...document.querySelectorAll('.editor-stage div')].find((one) => one.shadowRoot)?.shadowRoot";

/// Opens the editor and begins with a template.
async fn begin(browser: &Browser, site: &Site) {
    browser.goto(&address(site)).await;
    from_template(browser).await;
}

/// Begins with a template on the first screen.
pub async fn from_template(browser: &Browser) {
    browser.until(&format!("!!{NAME}")).await;
    for (field, text) in [
        (NAME, "Stadt Musterstadt"),
        (
            "document.querySelector('#start-seite')",
            "https://www.musterstadt.example/",
        ),
    ] {
        browser.run(&format!("{field}.focus()"), &[]).await;
        browser.write(text).await;
    }
    browser.click(&button("Mit dieser Vorlage anfangen")).await;
    browser.until(&format!("!!{LIST}")).await;
}

/// Goes on with the keyboard until the focus is there.
async fn tab_to(browser: &Browser, expression: &str) {
    for _ in 0..400 {
        let there = format!("document.activeElement === ({expression})");
        if browser.is(&there).await {
            return;
        }
        browser.press(Key::Tab).await;
    }
    panic!("the keyboard does not come to {expression}");
}

/// Downloads go to the test, since nobody looks into the folder of a driver's browser.
async fn keep_downloads(browser: &Browser) {
    let script = "URL.createObjectURL = (blob) => { window.downloaded = blob; return 'data:,'; };
        HTMLAnchorElement.prototype.click = () => {};";
    browser.run(script, &[]).await;
}

/// The bytes that were downloaded.
async fn downloaded(browser: &Browser) -> Vec<u8> {
    browser.until("!!window.downloaded").await;
    let script = "const done = arguments[arguments.length - 1];
        window.downloaded.arrayBuffer().then((bytes) => done([...new Uint8Array(bytes)]));";
    let bytes = browser.run_async(script, &[]).await;
    let bytes = bytes.as_array().unwrap().iter();
    bytes
        .map(|byte| u8::try_from(byte.as_u64().unwrap()).unwrap())
        .collect()
}

in_every_engine!(a_notice_is_written_by_keyboard_alone: chromium Chromium, firefox Firefox);
async fn a_notice_is_written_by_keyboard_alone(browser: &Browser) {
    let site = Site::start();
    browser.goto(&address(&site)).await;
    browser.until(&format!("!!{NAME}")).await;
    let persist = "window.asked = 0;
        navigator.storage.persist = async () => { window.asked += 1; };";
    browser.run(persist, &[]).await;
    tab_to(browser, NAME).await;
    browser.write("Stadt Musterstadt").await;
    tab_to(browser, "document.querySelector('#start-seite')").await;
    browser.write("https://www.musterstadt.example/").await;
    tab_to(browser, &button("Mit dieser Vorlage anfangen")).await;
    browser.press(Key::Enter).await;
    browser.until(&format!("!!{LIST}")).await;
    let shown =
        format!("{PREVIEW}?.querySelector('.amts')?.innerText.includes('Stadt Musterstadt')");
    browser.until(&shown).await;

    // An entry gets another state.
    tab_to(browser, &button("Personalausweis beantragen")).await;
    browser.press(Key::Enter).await;
    browser.until(&format!("!!{FORM}")).await;
    let state = "document.querySelector('.editor-screen input[type=radio]:checked')";
    tab_to(browser, state).await;
    let before = browser.text(&format!("{state}.id")).await;
    browser.press(Key::Up).await;
    browser.until(&format!("{state}.id !== '{before}'")).await;
    browser.until(SAVED).await;
    browser
        .expect(&format!("document.activeElement === {state}"))
        .await;
    // The browser was asked once not to clear what is saved.
    browser.expect("window.asked === 1").await;
    // Undone by the keys that everybody knows.
    browser.press_with(Key::Control, "z").await;
    browser.until(&format!("{state}.id === '{before}'")).await;

    // To the file: backwards, since nobody goes on through the whole form, and Firefox's own bar.
    let publish = button("Veröffentlichen");
    while !browser
        .is(&format!("document.activeElement === ({publish})"))
        .await
    {
        browser.press_with(Key::Shift, Key::Tab).await;
        browser
            .expect("document.activeElement !== document.body")
            .await;
    }
    browser.press(Key::Enter).await;
    let download = button("Statusdatei herunterladen");
    browser.until(&format!("!!({download})")).await;
    keep_downloads(browser).await;
    tab_to(browser, &download).await;
    browser.press(Key::Enter).await;
    let feed: Value = serde_json::from_slice(&downloaded(browser).await).unwrap();
    assert_eq!(feed["publisher"]["name"], "Stadt Musterstadt");
    assert!(feed["entries"].as_array().unwrap().len() > 30);
}

in_every_engine!(ten_things_that_one_does);
async fn ten_things_that_one_does(browser: &Browser) {
    let site = Site::start();
    begin(browser, &site).await;
    browser.until(SAVED).await;
    let all = browser.number(ROWS).await;
    // Deleted, and brought back.
    let delete = "[...document.querySelectorAll('.ef-rows > li button')].find((one) => one.innerText.includes('Löschen'))";
    browser.click(delete).await;
    browser.until(&format!("{ROWS} === {}", all - 1.0)).await;
    browser.click("document.querySelector('#ef-undo')").await;
    browser.until(&format!("{ROWS} === {all}")).await;
    // A click in the preview opens the entry.
    browser
        .run(
            &format!("{PREVIEW}.querySelector('[data-amts] .amts-name').click()"),
            &[],
        )
        .await;
    browser.until(&format!("!!{FORM}")).await;
    for (way, shown) in [
        ("Rund um die Meldung", "in 7 Tagen"),
        ("Sprachen", "Übersetzen in"),
        ("Veröffentlichen", "Nächste Veröffentlichung"),
        ("Einbauen", "Wo liegt die Statusdatei?"),
    ] {
        browser.click(&button(way)).await;
        browser
            .until(&format!(
                "document.querySelector('main').innerText.includes('{shown}')"
            ))
            .await;
    }
    // What is chosen for the homepage is tried at once.
    browser
        .run(
            "const list = document.querySelector('#einbau-ansicht');
            list.selectedIndex = 1;
            list.dispatchEvent(new Event('change', { bubbles: true }));",
            &[],
        )
        .await;
    browser
        .until(&format!("!!{PREVIEW}.querySelector('.amts-compact')"))
        .await;
    browser.until(SAVED).await;
    // A visit later the draft is there.
    browser.reload().await;
    browser.until(&format!("!!{DRAFT}")).await;
    browser.click(DRAFT).await;
    browser
        .until(&format!("!!{LIST} && {ROWS} === {all}"))
        .await;
}

in_every_engine!(whatever_file_is_opened_gets_a_calm_sentence);
async fn whatever_file_is_opened_gets_a_calm_sentence(browser: &Browser) {
    let site = Site::start();
    browser.goto(&address(&site)).await;
    let field = "document.querySelector('#start-datei')";
    browser.until(&format!("!!{field}")).await;
    let give = format!(
        "const files = new DataTransfer();
        files.items.add(new File([arguments[0].repeat(arguments[1])], 'status.json'));
        {field}.files = files.files;
        {field}.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    );
    let told = "document.querySelector('.editor-told').innerText";
    let mut before = String::new();
    for (text, times) in [
        ("<!doctype html><script>window.harmed = true</script>", 1),
        ("{ \"name\": \"package\" }", 1),
        ("{ \"version\": 1, ", 1),
        ("0123456789", 200_000),
        ("", 1),
    ] {
        browser.run(&give, &[json!(text), json!(times)]).await;
        browser
            .until(&format!("{told} !== '' && {told} !== {}", json!(before)))
            .await;
        before = browser.text(told).await;
        assert!(
            !before.contains("JSON") && !before.contains('!'),
            "{before}"
        );
    }
    browser
        .expect("!window.harmed && !document.querySelector('#ef-entries')")
        .await;
    // And a feed is opened, whose texts are texts.
    let feed = include_str!("../../feeds/moessingen-2024-02.json");
    let feed = feed.replacen("Stadt Mössingen", "<img src=x onerror=harmed=1>", 1);
    browser.run(&give, &[json!(feed), json!(1)]).await;
    browser.until(&format!("!!{LIST}")).await;
    browser
        .until(&format!(
            "{PREVIEW}?.querySelector('.amts')?.innerText.includes('<img src=x')"
        ))
        .await;
    browser.expect("!window.harmed").await;
}

in_every_engine!(axe_finds_nothing_on_any_screen: chromium Chromium);
async fn axe_finds_nothing_on_any_screen(browser: &Browser) {
    let site = Site::start();
    browser.goto(&address(&site)).await;
    browser.until(&format!("!!{NAME}")).await;
    axe::finds_nothing(browser, "Start").await;
    begin(browser, &site).await;
    let fits = "document.documentElement.scrollWidth <= innerWidth";
    for (width, mode) in [(1440, "light"), (320, "dark")] {
        let features = json!([{ "name": "prefers-color-scheme", "value": mode }]);
        let look = [
            (
                "Emulation.setDeviceMetricsOverride",
                json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false }),
            ),
            (
                "Emulation.setEmulatedMedia",
                json!({ "features": features }),
            ),
        ];
        for (method, params) in look {
            browser.devtools(method, params).await;
        }
        for way in [
            "Was geht und was nicht",
            "Rund um die Meldung",
            "Sprachen",
            "Veröffentlichen",
            "Einbauen",
        ] {
            browser.click(&button(way)).await;
            axe::finds_nothing(browser, &format!("{way}, {width} px, {mode}")).await;
            assert!(browser.is(fits).await, "{way} is wider than {width} px");
        }
        browser.click(&button("Was geht und was nicht")).await;
        browser.click(&button("Personalausweis beantragen")).await;
        browser.until(&format!("!!{FORM}")).await;
        axe::finds_nothing(browser, &format!("one entry, {width} px, {mode}")).await;
        assert!(browser.is(fits).await, "the form is wider than {width} px");
        browser.click(&button("← Alle Einträge")).await;
    }
}

in_every_engine!(two_windows_do_not_write_into_one_draft: chromium Chromium);
async fn two_windows_do_not_write_into_one_draft(browser: &Browser) {
    let site = Site::start();
    begin(browser, &site).await;
    browser.until(SAVED).await;
    browser
        .run("window.other = window.open(location.href)", &[])
        .await;
    let other = "window.other.document";
    let draft = format!("{other}?.querySelector('.eg-row button')");
    browser.until(&format!("!!{draft}")).await;
    browser.run(&format!("{draft}.click()"), &[]).await;
    browser
        .until(&format!(
            "{other}.querySelector('.editor-told')?.innerText.includes('in einem anderen Fenster offen')
            && !!{other}.querySelector('#ef-entries')"
        ))
        .await;
    browser.run("window.other.close()", &[]).await;
}

in_every_engine!(the_editor_opens_without_a_network: chromium Chromium);
async fn the_editor_opens_without_a_network(browser: &Browser) {
    let site = Site::start();
    begin(browser, &site).await;
    browser.until(SAVED).await;
    let kept = "const done = arguments[arguments.length - 1];
        navigator.serviceWorker.ready.then(() => done(true));";
    browser.run_async(kept, &[]).await;
    browser.offline(true).await;
    browser.reload().await;
    browser.until(&format!("!!{DRAFT}")).await;
    browser.click(DRAFT).await;
    browser.until(&format!("!!{LIST}")).await;
    browser.offline(false).await;
}

in_every_engine!(what_is_saved_outlives_a_killed_browser: chromium Chromium);
async fn what_is_saved_outlives_a_killed_browser(_: &Browser) {
    let site = Site::start();
    let profile = std::env::temp_dir().join(format!("amts-editor-profile-{}", site.port()));
    let _ = fs::remove_dir_all(&profile);
    let browser = Browser::in_profile(&profile).await;
    begin(&browser, &site).await;
    browser.click(&button("Personalausweis beantragen")).await;
    browser.until(&format!("!!{FORM}")).await;
    let name = "document.querySelector('.editor-screen input[id^=f-entries-][id$=-name]')";
    browser
        .run(
            &format!("{name}.focus(); {name}.setSelectionRange(99, 99)"),
            &[],
        )
        .await;
    browser.write(" sofort").await;
    browser
        .until(&format!("{FORM}.innerText.includes(' sofort')"))
        .await;
    browser.until(SAVED).await;
    browser.kill(&profile);

    let browser = Browser::in_profile(&profile).await;
    browser.goto(&address(&site)).await;
    browser.until(&format!("!!{DRAFT}")).await;
    browser.click(DRAFT).await;
    browser
        .until(&format!(
            "!!{LIST} && document.querySelector('main').innerText.includes(' sofort')"
        ))
        .await;
    browser.kill(&profile);
    let _ = fs::remove_dir_all(&profile);
}

in_every_engine!(the_package_is_a_site_that_the_widget_opens: chromium Chromium);
async fn the_package_is_a_site_that_the_widget_opens(browser: &Browser) {
    let site = Site::start();
    begin(browser, &site).await;
    browser.click(&button("Veröffentlichen")).await;
    keep_downloads(browser).await;
    browser
        .click(&button("Alle Dateien als ZIP herunterladen"))
        .await;
    let place = std::env::temp_dir().join(format!("amts-package-{}", site.port()));
    let _ = fs::remove_dir_all(&place);
    fs::create_dir_all(&place).unwrap();
    fs::write(place.join("paket.zip"), downloaded(browser).await).unwrap();
    // Unpacked by a program that is not ours, as a webmaster does.
    let unzip = "import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])";
    let unpacked = Command::new("python3")
        .args(["-c", unzip])
        .args([place.join("paket.zip"), place.join("site")])
        .status();
    assert!(unpacked.unwrap().success());
    let published = Server::start(0, folder(place.join("site"))).unwrap();
    browser.goto(&published.url("/index.html")).await;
    browser
        .until(
            "document.querySelector('amts-status')?.shadowRoot?.querySelector('.amts')?.innerText.includes('Stadt Musterstadt')",
        )
        .await;
    let _ = fs::remove_dir_all(&place);
}
