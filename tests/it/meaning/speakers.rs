//! Who speaks, and where: for whom else, passed on by whom, and what becomes of an official page that is down.

use amtsstatus::feed::vocabulary::{Level, State, Vocabulary as _};

use super::*;

/// A feed with this more of its publisher.
fn spoken(more: &str) -> Rc<Feed> {
    let feed = format!(
        r#"{{ "version": 1, "id": "x", "seq": 1, "issued": "2026-11-28T08:00:00+01:00", "publisher": {{
        "name": "Stadt X", "url": "https://x.example/" {more} }}, "entries": [
        {{ "id": "a", "kind": "service", "name": "A", "state": "limited" }} ] }}"#
    );
    Rc::new(Feed::read(feed.as_bytes()).unwrap().0)
}

const KREIS: &str = r#", "republished_by": { "name": "Kreis Y", "url": "https://y.example/x" }"#;

#[test]
fn nobody_is_sent_to_an_official_page_that_is_down() {
    for lang in Lang::ALL {
        for state in ["down", "unavailable", "planned", "unknown"] {
            let state = format!(r#", "url_state": "{state}""#);
            let said = format!("x.example ({})", lang.words().page_down);
            for more in ["", KREIS] {
                let feed = spoken(&format!("{state}{more}"));
                let texts = outputs(&feed, lang, NOON, None);
                for text in &texts {
                    assert_eq!(text.matches(&said).count(), 1, "{text}");
                }
                for html in html(&feed, lang) {
                    assert!(!html.contains("href=\"https://x.example"), "{html}");
                }
                let [_, poster] = html(&feed, lang);
                assert_eq!(
                    poster.contains("shape-rendering=\"crispEdges\""),
                    !more.is_empty()
                );
            }
        }
    }
}

#[test]
fn a_page_that_works_in_part_stays_a_link_and_says_so() {
    let words = Lang::De.words();
    for (state, said) in [("limited", "eingeschränkt"), ("overloaded", "überlastet")] {
        let feed = spoken(&format!(r#", "url_state": "{state}""#));
        for text in outputs(&feed, Lang::De, NOON, None) {
            assert!(text.contains(&format!("x.example ({said})")), "{text}");
            assert!(!text.contains(words.page_down), "{text}");
        }
        for html in html(&feed, Lang::De) {
            assert!(html.contains("href=\"https://x.example/\""), "{html}");
        }
    }
    // What the widget does not know may mean anything.
    let feed = spoken(r#", "url_state": "abgeschaltet""#);
    for html in html(&feed, Lang::De) {
        assert!(!html.contains("href=\"https://x.example"), "{html}");
        assert!(text(&html).contains("x.example (abgeschaltet)"), "{html}");
    }
}

#[test]
fn who_speaks_stands_beside_the_source_and_not_in_the_headline() {
    let more = format!(r#", "on_behalf_of": [ "Altdorf", "Neudorf" ] {KREIS}"#);
    let feed = spoken(&more);
    for lang in Lang::ALL {
        let words = lang.words();
        let names = ["Altdorf", "Neudorf"].join(words.comma);
        let plain = |text: &str| text.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "");
        let before = |template: &'static str| template.split('{').next().unwrap();
        for text in outputs(&feed, lang, NOON, None) {
            let text = plain(&text);
            let said = format!("{}{names}", before(words.on_behalf_of));
            assert_eq!(text.matches(&said).count(), 1, "{text}");
            let said = format!("{}Kreis Y", before(words.republished_by));
            assert_eq!(text.matches(&said).count(), 1, "{text}");
            assert_eq!(text.matches("Kreis Y").count(), 1, "{text}");
        }
    }
    // The official page works: the newest status is there.
    let [widget, poster] = html(&feed, Lang::De);
    assert!(widget.contains("href=\"https://x.example/\""), "{widget}");
    assert!(
        text(&poster).contains("finden Sie hier: x.example"),
        "{poster}"
    );
}

#[test]
fn the_poster_leads_to_who_passes_it_on_while_the_official_page_is_down() {
    let feed = spoken(&format!(r#", "url_state": "down" {KREIS}"#));
    let [_, poster] = html(&feed, Lang::De);
    let poster = text(&poster);
    assert!(poster.contains("finden Sie hier: y.example/x"), "{poster}");
    // The foot of each page too.
    assert!(poster.contains(" · y.example/x"), "{poster}");
    let lost = spoken(r#", "url_state": "down""#);
    let [_, poster] = html(&lost, Lang::De);
    assert!(!text(&poster).contains("finden Sie hier"), "{poster}");
}

/// An entry of this kind in this state, and how it is counted.
#[track_caller]
fn counted(kind: &str, state: &str, lang: Lang, word: &str, level: Level) {
    let feed = feed(
        "",
        &format!(r#"{{ "id": "a", "kind": "{kind}", "name": "A", "state": "{state}" }}"#),
    );
    let [full, _, poster] = outputs(&feed, lang, NOON, None);
    assert!(
        full.contains(word) && poster.contains(word),
        "{full}\n{poster}"
    );
    let status = feed.entries[0].status(feed.clock(moment(NOON)));
    assert_eq!(status.level, level, "{kind} {state}");
}

#[test]
fn intake_processing_and_backlog_are_told_apart() {
    for lang in Lang::ALL {
        let word = |state: State| lang.words().state[state];
        for (state, kinds, level) in [
            (State::Deferred, &["service", "channel"][..], Level::Limited),
            (
                State::CatchingUp,
                &["service", "channel", "payment", "supply"],
                Level::Limited,
            ),
            (State::WalkIn, &["service", "facility"], Level::Ok),
            (State::UrgentOnly, &["channel"], Level::Limited),
            (State::Delayed, &["supply"], Level::Limited),
        ] {
            for kind in kinds {
                counted(kind, state.name(), lang, word(state), level);
            }
        }
        let said = lang.words().preserved_service;
        assert_ne!(said, word(State::Preserved));
        counted("service", "preserved", lang, said, Level::Limited);
    }
}

#[test]
fn a_deadline_that_counts_as_kept_is_a_relief_as_before() {
    let feed = feed(
        "",
        r#"{ "id": "a", "kind": "deadline", "name": "A", "state": "preserved" }"#,
    );
    let words = Lang::De.words();
    let [full, ..] = outputs(&feed, Lang::De, NOON, None);
    assert!(full.contains(words.state[State::Preserved]), "{full}");
    assert!(!full.contains(words.preserved_service), "{full}");
    assert!(!full.contains("eingeschränkt"), "{full}");
}

#[test]
fn a_machines_translation_is_marked_once_for_a_page_with_whether_it_was_checked() {
    let entries = r#"
        { "id": "a", "kind": "service", "name": { "de": "A", "en": "AE", "tr": "AT", "machine": ["en", "tr"] }, "state": "limited",
            "note": { "de": "B", "en": "BE", "machine": ["en"] } }"#;
    let plain = feed("", entries);
    let checked = feed(r#""checked": ["en"],"#, entries);
    for (feed, lang, said) in [
        (&plain, Lang::De, None),
        (&plain, Lang::Ru, None),
        (&plain, Lang::En, Some(Lang::En.words().machine_translated)),
        (&checked, Lang::En, Some(Lang::En.words().machine_checked)),
        (
            &checked,
            Lang::Tr,
            Some(Lang::Tr.words().machine_translated),
        ),
        (&checked, Lang::De, None),
    ] {
        let words = lang.words();
        for output in outputs(feed, lang, NOON, None) {
            let count = |said: &str| output.matches(&format!("{said}.")).count();
            let both = [words.machine_translated, words.machine_checked].map(count);
            assert_eq!(
                both.iter().sum::<usize>(),
                usize::from(said.is_some()),
                "{output}"
            );
            assert!(said.is_none_or(|said| count(said) == 1), "{output}");
        }
    }
    // Where a page shows one entry only, too.
    let options = ViewOptions {
        lang: Lang::En,
        only: vec!["a".to_owned()],
        ..ViewOptions::default()
    };
    let one = text(&snapshot(plain, options, moment(NOON)));
    assert!(one.contains(Lang::En.words().machine_translated), "{one}");
}

#[test]
fn names_do_not_make_a_page_partly_translated() {
    let entry = |name: &str| {
        format!(
            r#"{{ "id": "a", "kind": "service", "name": {name}, "state": "limited",
            "routes": [ {{ "kind": "counter", "name": "Stadthaus", "place": "Markt 1" }} ] }}"#
        )
    };
    let is_partly = |name: &str| {
        let [full, ..] = outputs(&feed("", &entry(name)), Lang::En, NOON, None);
        assert!(full.contains("Stadthaus"), "{full}");
        full.contains("Some texts have not been translated.")
    };
    assert!(!is_partly(
        r#"{ "de": "Wohngeld", "en": "Housing benefit" }"#
    ));
    assert!(is_partly(r#""Wohngeld""#));
}

#[test]
fn a_feed_that_names_its_domains_reads_on() {
    let old = spoken(r#", "domains": [ "x.example" ]"#);
    assert_eq!(old, spoken(""));
    let bytes = r#"{ "version": 1, "id": "x", "seq": 1, "issued": "2026-11-28T08:00:00+01:00", "entries": [],
        "publisher": { "name": "Stadt X", "url": "https://x.example/", "domains": [ "x.example" ] } }"#;
    assert_eq!(Feed::read(bytes.as_bytes()).unwrap().1, []);
}
