//! The snapshots that the plugin fetches and keeps, whatever the publisher's server does.

use std::time::{Duration, Instant};

use amtsstatus::components::{View, ViewOptions};
use serde_json::json;
use xtask::serve::{Answer, Delivery};
use xtask::sign::public;

use super::town::Setup;
use super::{HTML, KEY, SENTENCE, SNAPSHOT, fetched, set_up, settings, text_at};
use crate::named::{example, hostile, rendered};
use crate::site::{EXAMPLES, feed, issued, now, said, stamp};

#[test]
fn the_last_good_snapshot_stays_whatever_comes_next() {
    let town = set_up(&Setup::default());
    let page = town.page("[amts-status]");
    let good = |why: &str| {
        let text = text_at(&page);
        assert!(text.contains("Musterdorf: Notbetrieb"), "{why}: {text}");
        assert!(text.contains("href=\"tel:+493857440363\""), "{why}: {text}");
        assert!(!text.contains(SENTENCE), "{why}");
        text
    };
    let text = good("a good day");
    assert!(
        text.contains("<!--email_off--><div")
            && text.contains("</div><!--/email_off--></amts-status>")
    );
    assert!(!text.contains("<script>hit"));

    let html = |status, body: &str| Answer::new(status, HTML, body);
    let ours = example(EXAMPLES[0], View::Full);
    let large = ours.clone() + &*" ".repeat(512 << 10);
    let mut latin = ours.clone().into_bytes();
    latin.push(0xe4);
    let bad = [
        (
            "nothing there",
            html(404, &ours),
            "Der Server antwortet mit 404",
        ),
        ("broken", html(500, ""), "Der Server antwortet mit 500"),
        (
            "elsewhere",
            html(302, "").with("Location", "/else.html"),
            "Eine Weiterleitung wird nicht befolgt",
        ),
        ("large", html(200, &large), "größer als 512 KB"),
        (
            "Latin",
            Answer::new(200, HTML, latin),
            "Es steht etwas anderes darin",
        ),
        (
            "silent",
            html(200, &ours).delivered(Delivery::Never),
            "Der Server antwortet nicht",
        ),
        ("endless", html(200, &ours).delivered(Delivery::Endless), ""),
    ];
    town.site.answer("/else.html", HTML, ours.as_str());
    for (why, answer, told) in bad {
        town.site.at(SNAPSHOT, move |_| answer.clone());
        let started = Instant::now();
        let said = fetched(&town);
        assert!(said.contains(told), "{why}: {said}");
        assert!(
            said.contains("Gezeigt wird der Schnappschuss, der zuletzt gut war"),
            "{why}: {said}"
        );
        assert!(started.elapsed() < Duration::from_secs(12), "{why}");
        good(why);
    }
    assert_eq!(town.site.asked("/else.html"), 0);
    for hostile in hostile() {
        town.site.answer(SNAPSHOT, HTML, hostile.as_str());
        let said = fetched(&town);
        assert!(
            said.contains("Es steht etwas anderes darin"),
            "{hostile}: {said}"
        );
    }
    let text = good("hostile");
    assert!(!text.contains("hit = 1") && !text.contains("Schwerin"));
    assert_eq!(town.complaints(), "");
}

#[test]
fn a_kept_snapshot_says_how_old_it_is() {
    let town = set_up(&Setup::default());
    let page = town.page("[amts-status]");
    let past = stamp(-86_400);
    let feed = issued(
        -9 * 86_400,
        1,
        "Bücherei",
        &format!(r#""valid_until": "{past}","#),
    );
    // As it was rendered a week ago, when it still held.
    let week = amtsstatus::feed::time::Moment(now().0 - 9 * 86_400);
    let snapshot = rendered(feed.as_bytes(), ViewOptions::default(), week);
    let expired = said(|words| words.expired);
    assert!(!snapshot.contains(&format!(">{expired}")));
    town.site.answer(SNAPSHOT, HTML, snapshot);
    fetched(&town);
    let text = text_at(&page);
    assert!(
        text.contains(&format!("<p class=\"amts-caution\">{expired}")),
        "{text}"
    );
}

#[test]
fn with_keys_no_snapshot_is_asked_for_or_shown() {
    let town = set_up(&Setup::default());
    let page = town.page("[amts-status]");
    assert!(text_at(&page).contains("Musterdorf: Notbetrieb"));
    let mut settings = settings(&town);
    settings["keys"] = json!(format!("{} presse@musterdorf", public(KEY)));
    settings["feed"] = json!("musterdorf");
    town.set(&settings);
    let asked = town.site.asked(SNAPSHOT);
    fetched(&town);
    let text = text_at(&page);
    assert!(text.contains(&format!("keys=\"{}\" feed=\"musterdorf\"", public(KEY))));
    assert!(
        text.contains(SENTENCE) && !text.contains("Notbetrieb"),
        "{text}"
    );
    assert_eq!(town.site.asked(SNAPSHOT), asked);
    // Nothing is left that a later change could bring back.
    assert_eq!(
        town.run("echo count(AmtsStatus\\keptSnapshots()['by']);"),
        "0"
    );
}

#[test]
fn snapshots_are_fetched_in_the_background_and_no_page_waits() {
    let town = set_up(&Setup::default());
    let page = town.page("[amts-status]");
    assert!(text_at(&page).contains("Notbetrieb"));
    let before = town.site.asked(SNAPSHOT);
    let due = "wp_clear_scheduled_hook('amts_status_refresh'); wp_schedule_event(time() - 1, 'amts_status_every_two_minutes', 'amts_status_refresh'); delete_transient('doing_cron');";
    town.site.at(SNAPSHOT, |_| {
        Answer::new(200, HTML, "").delivered(Delivery::Never)
    });
    town.run(due);
    let started = Instant::now();
    assert!(text_at(&page).contains("Notbetrieb"));
    let took = started.elapsed();
    println!("a page while a snapshot does not come: {took:?}");
    assert!(took < Duration::from_secs(3), "{took:?}");
    while town.site.asked(SNAPSHOT) == before {
        assert!(started.elapsed() < Duration::from_secs(20), "nobody asks");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_visit_has_them_fetched_where_nothing_is_done_in_the_background() {
    let town = set_up(&Setup {
        no_cron: true,
        ..Setup::default()
    });
    let page = town.page("[amts-status]");
    let before = town.site.asked(SNAPSHOT);
    assert!(text_at(&page).contains("Notbetrieb"));
    assert_eq!(town.site.asked(SNAPSHOT), before);
    let overdue = "remove_action('shutdown', 'AmtsStatus\\refreshIfOverdue');
        update_option('amts_status_snapshots', ['tried' => time() - 601] + AmtsStatus\\keptSnapshots());";
    town.run(overdue);
    for _ in 0..3 {
        assert!(text_at(&page).contains("Notbetrieb"));
    }
    // Once, and not with each visit.
    assert_eq!(town.site.asked(SNAPSHOT), before + 1);

    // Nor by a second visit while the first still waits for the answer.
    town.site.at(SNAPSHOT, |_| {
        Answer::new(200, HTML, "").delivered(Delivery::Never)
    });
    town.run(overdue);
    std::thread::scope(|scope| {
        scope.spawn(|| text_at(&page));
        while town.site.asked(SNAPSHOT) == before + 1 {
            std::thread::sleep(Duration::from_millis(50));
        }
        let started = Instant::now();
        assert!(text_at(&page).contains("Notbetrieb"));
        assert!(started.elapsed() < Duration::from_secs(3));
    });
    assert_eq!(town.site.asked(SNAPSHOT), before + 2);

    // An administrator who names another address sees at once what is there.
    town.site
        .answer("/neu.html", HTML, example(EXAMPLES[0], View::Full));
    let mut settings = settings(&town);
    settings["snapshot"] = json!(town.feed("/neu.html"));
    town.set(&settings);
    assert!(text_at(&page).contains("Stadt Mössingen"));
}

#[test]
fn a_snapshot_stands_only_where_it_shows_what_was_chosen() {
    let town = set_up(&Setup {
        theme: Some("twentytwentythree"),
        ..Setup::default()
    });
    let compact = "/zeile.html";
    town.site
        .answer(compact, HTML, example(EXAMPLES[0], View::Compact));
    let mut settings = settings(&town);
    settings["snapshot"] = json!(format!("{}\n{}", town.feed(SNAPSHOT), town.feed(compact)));
    town.set(&settings);
    for (chosen, shown) in [
        ("", "Musterdorf: Notbetrieb"),
        (r#""view":"compact""#, "Stadt Mössingen"),
        (r#""only":"buecherei""#, SENTENCE),
        (r#""lang":"en""#, SENTENCE),
        (r#""lang":"de""#, "Musterdorf: Notbetrieb"),
    ] {
        let page = town.page(&format!("<!-- wp:amts-status/status {{{chosen}}} /-->"));
        let text = text_at(&page);
        let (_, text) = text.split_once("<amts-status").unwrap();
        let (text, _) = text.split_once("</amts-status>").unwrap();
        for one in ["Musterdorf: Notbetrieb", "Stadt Mössingen", SENTENCE] {
            assert_eq!(text.contains(one), one == shown, "{chosen} {one}: {text}");
        }
    }
}

/// What filters for typography, smileys and shortcodes would make of a feed's words, which stay as they are.
#[test]
fn no_filter_of_wordpress_changes_what_a_snapshot_says() {
    const WORDS: &str = "Raum 8) oder 8O -- [caption]x[/caption] [gallery] \\\"so\\\" 'so' 3x4 ... :-) (c) {{a}} https://a.example/ ";
    for theme in ["twentytwentyone", "twentytwentythree"] {
        let town = set_up(&Setup {
            theme: Some(theme),
            ..Setup::default()
        });
        let feed = feed(1, WORDS);
        let snapshot = rendered(feed.as_bytes(), ViewOptions::default(), now());
        let said = snapshot.split("Raum 8").nth(1).unwrap();
        let said = said.split('<').next().unwrap().trim_end().to_owned();
        assert!(said.contains("[gallery]"), "{said}");
        town.site.answer(SNAPSHOT, HTML, snapshot);
        fetched(&town);
        for content in ["[amts-status]", "<!-- wp:amts-status/status /-->"] {
            let text = text_at(&town.page(content));
            let said = said.replace("&quot;", "\"").replace("&#x27;", "'");
            assert!(
                text.contains(&format!("Raum 8{said}")),
                "{theme} {content}: {said}\n{text}"
            );
            // Each time that it is said.
            let (_, text) = text.split_once("<amts-status").unwrap();
            let (text, _) = text.split_once("</amts-status>").unwrap();
            for made in ["&#215;", "×", "&#8211;", "<img", "😯"] {
                assert!(!text.contains(made), "{theme} {content}: {made}");
            }
        }
    }
}
