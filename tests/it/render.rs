//! The static page: what hostile text becomes, and what stands on it without script and style.

use std::fs;
use std::path::Path;
use std::rc::Rc;

use amtsstatus::components::{View, ViewOptions};
use amtsstatus::feed::Feed;
use amtsstatus::feed::contact::Phone;
use amtsstatus::feed::time::Stamp;
use amtsstatus::i18n::Lang;
use amtsstatus::render::poster::poster;
use amtsstatus::render::snapshot;

use crate::facts::text_of;
use crate::meaning::unfolded;

const NOW: &str = "2024-02-22T12:00:00+01:00";

fn render(entries: &str, ask: ViewOptions) -> String {
    let feed = format!(
        r#"{{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
        "publisher": {{ "name": "Stadt X", "url": "https://x.example/" }}, "entries": [ {entries} ] }}"#
    );
    let (feed, _) = Feed::read(feed.as_bytes()).unwrap_or_else(|problems| panic!("{problems:?}"));
    snapshot(Rc::new(feed), ask, Stamp::parse(NOW).unwrap().at)
}

/// An entry whose every text and address is `hostile`, a JSON string without its quotes.
fn hostile(hostile: &str) -> String {
    render(
        &format!(
            r#"{{ "id": "a", "kind": "{hostile}", "name": "{hostile}", "state": "{hostile}", "term": "{hostile}",
            "group": "{hostile}", "note": "{hostile}", "responsible": "{hostile}", "routes": [
            {{ "kind": "{hostile}", "name": "{hostile}", "number": "{hostile}", "url": "{hostile}", "email": "{hostile}",
            "place": "{hostile}", "purpose": "{hostile}", "state": "available" }} ] }}"#
        ),
        ViewOptions::default(),
    )
}

#[test]
fn row_21_markup_in_any_text_is_text() {
    for attack in [
        "<script>alert(1)</script>",
        "</p><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "\\\" onmouseover=\\\"alert(1)",
        "&lt;b&gt;",
    ] {
        let html = hostile(attack);
        // What is left of the attack stands between tags; the tags are the views' own.
        for tag in html.split('<').skip(1) {
            let (tag, _) = tag.split_once('>').unwrap();
            if ["!--email_off--", "!--/email_off--"].contains(&tag) {
                continue;
            }
            let name = tag.trim_start_matches('/').split(' ').next().unwrap();
            assert!(TAGS.contains(&name), "{attack}: <{tag}>");
            assert!(
                !tag.contains("alert") && !tag.contains(" on"),
                "{attack}: <{tag}>"
            );
        }
        assert!(
            html.contains("alert(1)") || html.contains("&amp;lt;b"),
            "{html}"
        );
    }
}

/// Every element that the views make.
const TAGS: [&str; 19] = [
    "div", "section", "h2", "h3", "h4", "p", "span", "strong", "b", "ul", "li", "dl", "dt", "dd",
    "details", "summary", "a", "svg", "path",
];

#[test]
fn row_19_only_https_becomes_a_link() {
    for url in [
        "javascript:alert(1)",
        "data:text/html,x",
        "http://x.example/",
        "https://x.example@evil.example/",
        "JAVASCRIPT:alert(1)",
    ] {
        let html = hostile(url);
        // The one link is the publisher's own page.
        assert_eq!(html.matches("href=").count(), 1, "{url}: {html}");
        assert!(html.contains(url), "{url} is not shown");
    }
}

#[test]
fn row_20_a_number_with_letters_or_stars_is_text() {
    for number in ["*21#", "0800 PIZZA", "tel:112"] {
        assert!(!hostile(number).contains("tel:+"), "{number}");
        assert!(!hostile(number).contains("href=\"tel:"), "{number}");
    }
}

#[test]
fn row_18_what_deceives_the_eye_is_gone() {
    let html = hostile("sicher\\u202egnp.exe\\u200b");
    assert!(html.contains("sichergnp.exe"));
    assert!(!html.contains(['\u{202e}', '\u{200b}']));
}

#[test]
fn row_15_an_unknown_word_is_shown_and_never_looks_fine() {
    let html = render(
        r#"{ "id": "a", "kind": "service", "name": "A", "state": "Spezialbetrieb" }"#,
        ViewOptions::default(),
    );
    assert!(html.contains("Spezialbetrieb"));
    assert!(html.contains(r#"data-level="unknown""#));
    assert!(!html.contains(r#"data-level="ok""#));
}

#[test]
fn a_number_is_dialled_in_e164_and_read_in_groups() {
    let html = render(
        r#"{ "id": "a", "kind": "service", "name": "A", "state": "rerouted",
            "routes": [ { "kind": "phone", "number": "+49 385 7440363" } ] }"#,
        ViewOptions::default(),
    );
    assert!(html.contains(r#"href="tel:+493857440363""#), "{html}");
    assert!(html.contains("0385 7440363"), "{html}");
}

#[test]
fn row_45_numbers_and_addresses_alone_are_not_for_translators() {
    let routes = r#"[ { "kind": "phone", "number": "07473 370-121", "name": "Zentrale" },
        { "kind": "phone", "number": "0800 STADT" }, { "kind": "email", "email": "post@x.example" },
        { "kind": "web", "url": "https://www.x.example/amt" },
        { "kind": "web", "url": "https://www.x.example/b", "name": "Onlinedienst" } ]"#;
    let entry = format!(
        r#"{{ "id": "a", "kind": "service", "name": "A", "state": "down", "routes": {routes} }}"#
    );
    let html = unfolded(&render(&entry, ViewOptions::default()));
    let kept: Vec<&str> = html
        .split(r#"translate="no" dir="ltr">"#)
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap())
        .collect();
    let expected = [
        "07473 370-121",
        "0800 STADT",
        "post@x.example",
        "x.example/amt",
        // Where the feed is published officially.
        "x.example",
    ];
    assert_eq!(kept, expected, "{html}");
}

#[test]
fn a_planned_route_is_shown_but_cannot_be_tapped() {
    let html = render(
        r#"{ "id": "a", "kind": "service", "name": "A", "state": "rerouted",
            "routes": [ { "kind": "phone", "number": "0385 7440363", "state": "planned" } ] }"#,
        ViewOptions::default(),
    );
    assert!(html.contains("0385 7440363") && html.contains("noch nicht nutzbar"));
    assert!(!html.contains("tel:"));
}

#[test]
fn a_relief_is_never_shown_as_an_outage() {
    let html = render(
        r#"{ "id": "a", "kind": "deadline", "name": "Mahnungen", "state": "suspended", "until": "2024-02-29" }"#,
        ViewOptions::default(),
    );
    assert!(text_of(&html).contains("ausgesetzt bis "), "{html}");
    assert!(!html.contains("data-level"), "{html}");
}

#[test]
fn the_static_page_has_no_relative_time_no_button_and_no_inline_style() {
    let html = render(
        r#"{ "id": "a", "kind": "service", "name": "A", "state": "available" }"#,
        ViewOptions::default(),
    );
    for lie in ["heute", "vor 2 Stunden", "<button", "style=", "<script"] {
        assert!(!html.contains(lie), "{lie}: {html}");
    }
    assert!(html.contains("Veröffentlicht am Donnerstag, 22. Februar 2024 um 10 Uhr"));
}

#[test]
fn parts_that_say_the_same_as_their_whole_fold_and_the_others_do_not() {
    let html = render(
        r#"{ "id": "a", "kind": "service", "name": "A", "state": "down", "parts": [
            { "id": "b", "kind": "service", "name": "Gleich", "state": "down" },
            { "id": "c", "kind": "service", "name": "Anders", "state": "available" } ] }"#,
        ViewOptions::default(),
    );
    let (open, folded) = html.split_once("class=\"amts-fold\"").unwrap();
    assert!(open.contains("Anders") && !open.contains("Gleich"));
    assert!(folded.contains("Ebenso: Gleich"));
}

#[test]
fn a_group_is_not_named_twice_where_its_only_entry_has_its_name() {
    let entry = |id: &str, name: &str| {
        format!(
            r#"{{ "id": "{id}", "kind": "service", "name": "{name}", "group": "Bücherei", "state": "down" }}"#
        )
    };
    let alone = render(&entry("a", "Bücherei"), ViewOptions::default());
    assert_eq!(alone.matches("Bücherei").count(), 1, "{alone}");
    assert!(
        alone.contains(r#"<h3 class="amts-name">Bücherei</h3>"#),
        "{alone}"
    );
    let both = [entry("a", "Bücherei"), entry("b", "Archiv")].join(",");
    let both = render(&both, ViewOptions::default());
    assert_eq!(both.matches("Bücherei").count(), 2, "{both}");
}

#[test]
fn only_what_was_asked_for_is_shown() {
    let ask = ViewOptions {
        only: vec!["b".into()],
        ..ViewOptions::default()
    };
    let parts = r#"{ "id": "a", "kind": "service", "name": "Ganzes", "state": "down", "parts": [
        { "id": "b", "kind": "service", "name": "Teil", "state": "down" } ] }"#;
    let html = render(parts, ask);
    assert!(html.contains("Teil") && !html.contains("Ganzes"));
    let nothing = ViewOptions {
        only: vec!["gibt-es-nicht".into()],
        ..ViewOptions::default()
    };
    assert!(render(parts, nothing).contains("Dazu gibt es zurzeit keine Meldung."));
}

#[test]
fn the_compact_line_says_its_age_before_it_is_unfolded() {
    let ask = ViewOptions {
        view: View::Compact,
        ..ViewOptions::default()
    };
    let html = render(
        r#"{ "id": "a", "kind": "service", "name": "A", "state": "down" }"#,
        ask,
    );
    let (line, _) = html.split_once("</summary>").unwrap();
    assert!(line.contains("Veröffentlicht am Donnerstag, 22. Februar 2024 um 10 Uhr"));
    assert!(line.contains("nicht möglich"));
}

#[test]
fn a_foreign_text_carries_its_language() {
    let ask = ViewOptions {
        lang: Lang::En,
        ..ViewOptions::default()
    };
    let html = render(
        r#"{ "id": "a", "kind": "service", "state": "down", "name": "Ausleihe",
            "note": { "de": "zu", "en": "closed", "machine": ["en"] } }"#,
        ask,
    );
    assert!(
        html.contains(r#"<span lang="de">Ausleihe</span>"#),
        "{html}"
    );
    assert!(html.contains("closed") && html.contains("machine-translated"));
    assert!(html.contains("not possible") || html.contains("out of order"));
}

#[test]
fn a_feed_without_entries_is_no_all_clear() {
    let html = render("", ViewOptions::default());
    assert!(html.contains("Diese Meldung sagt noch nichts zu einzelnen Diensten."));
    assert!(!html.contains("data-level"), "{html}");
}

#[test]
fn an_archive_says_so_first() {
    let ask = ViewOptions {
        at: Stamp::parse("2024-02-22T11:00:00+01:00"),
        ..ViewOptions::default()
    };
    let html = render(
        r#"{ "id": "a", "kind": "service", "name": "A", "state": "down" }"#,
        ask,
    );
    assert!(html.contains("Archiv: der Stand vom Donnerstag, 22. Februar 2024, 11 Uhr."));
}

/// Every example feed becomes a poster for the door in both languages, with each number that it has.
#[test]
fn the_five_examples_become_posters() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("feeds");
    let feeds = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let mut made = 0;
    for file in feeds.filter(|file| !file.ends_with("amtsstatus.schema.json")) {
        let (feed, _) = Feed::read(&fs::read(&file).unwrap()).unwrap();
        for lang in [Lang::De, Lang::En] {
            let at = Some(feed.issued);
            let html = poster(&Rc::new(feed.clone()), lang, feed.issued.at, at);
            let tag = format!("<html lang=\"{}\">", lang.tag());
            assert!(html.contains(&tag) && html.contains("amts-code"));
            assert_eq!(html.matches("<h1>").count(), 1);
            assert_eq!(html.matches("<article").count(), feed.entries.len());
            for entry in &feed.entries {
                let numbers = entry
                    .routes
                    .iter()
                    .filter_map(|route| route.number.as_deref());
                for number in numbers {
                    let phone = Phone::parse(number, feed.country()).unwrap();
                    assert!(
                        html.contains(&format!(">{}</span></a>", phone.display)),
                        "{number}"
                    );
                }
            }
        }
        made += 1;
    }
    assert_eq!(made, 5);
}

#[test]
fn ids_that_stand_twice_lose_nothing() {
    let feed = r#"{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
        "publisher": { "name": "X", "url": "https://x.example/" },
        "faq": [ { "id": "q", "questions": ["Wann?"], "answer": "Bald." },
                 { "id": "q", "questions": ["Wo?"], "answer": "Hier." } ],
        "entries": [ { "id": "a", "kind": "service", "name": "Pass", "state": "available" },
                     { "id": "a", "kind": "service", "name": "Ausweis", "state": "available" },
                     { "id": "b", "kind": "cabin", "name": "Seilbahn", "state": "available" } ] }"#;
    let (feed, _) = Feed::read(feed.as_bytes()).unwrap();
    let now = feed.issued.at;
    let html = snapshot(Rc::new(feed), ViewOptions::default(), now);
    for words in ["Pass", "Ausweis", "Wann?", "Wo?", "Seilbahn", "cabin"] {
        assert!(html.contains(words), "{words}: {html}");
    }
}
