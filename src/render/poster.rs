//! The poster for the town hall's door: a document of its own on A4, for people who stand there and read.
//!
//! Paper does not age as a page does. So it gives days and times, and every sheet says of when it is.

mod entries;
mod routes;

use std::rc::Rc;

use yew::prelude::*;

use self::entries::entry_item;
use self::routes::{address, route_list, written};
use super::context::static_context;
use super::markup::escape;
use super::{beginning, render};
use crate::components::RenderContext;
use crate::components::freshness::{said_words, warning_words};
use crate::components::header::{headline, headline_dir, official_page, speakers};
use crate::components::qr::qr_code;
use crate::components::text::localized;
use crate::feed::bidi::isolated_line;
use crate::feed::contact::web_link;
use crate::feed::sections::{Section, worst_first};
use crate::feed::text::Text;
use crate::feed::time::{Moment, Stamp};
use crate::feed::vocabulary::{Level, Vocabulary as _};
use crate::feed::{Entry, Feed, Route, Term};
use crate::i18n::{Lang, PosterWords, fill};
use crate::sync::freshness::{Freshness, StalenessWarning, clock, freshness};

/// Its only stylesheet.
const STYLE: &str = include_str!("../../styles/poster.css");

/// The poster loads nothing.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Returns the poster of a feed as HTML, as of `now` or of the archive's moment. The file needs no other.
pub fn poster(feed: &Rc<Feed>, lang: Lang, now: Moment, archive: Option<Stamp>) -> String {
    let clock = clock(feed, now, archive);
    let context = static_context(feed, lang, clock);
    let freshness = freshness(feed, clock, now, archive);
    let moment = context.full_stamp(freshness.said);
    let title = format!(
        "{} · {}",
        plain_headline(&context, feed),
        fill(context.words.as_of, &[("moment", &moment)])
    );
    let props = PosterProps {
        feed: Rc::clone(feed),
        freshness,
        context: Rc::new(context),
    };
    format!(
        r#"{beginning}<title>{title}</title>
<style>
{STYLE}</style>
</head>
<body>
{body}
</body>
</html>
"#,
        beginning = beginning(lang, POLICY, "amtsstatus render --print"),
        title = escape(&title),
        body = render::<Poster>(props),
    )
}

/// The properties of the poster.
#[derive(Clone, PartialEq, Properties)]
struct PosterProps {
    /// The feed.
    feed: Rc<Feed>,
    /// How old it is.
    freshness: Freshness,
    /// The language and the moment.
    context: Rc<RenderContext>,
}

/// Shows the text, and the foot of every page. A table's foot is repeated on each page and keeps its room there;
/// nothing else does both in Chromium and in Firefox.
#[component]
fn Poster(props: &PosterProps) -> Html {
    let (context, feed, freshness) = (&*props.context, &*props.feed, &props.freshness);
    html! {
        <div class="poster">
            <main class="poster-text">
                <div class="poster-page">{ text(context, feed, freshness) }</div>
            </main>
            <footer class="poster-foot">
                <div class="poster-page">{ foot(context, feed, freshness) }</div>
            </footer>
        </div>
    }
}

/// Returns the headline without markup: "Stadt Mössingen: Cyberangriff".
fn plain_headline(context: &RenderContext, feed: &Feed) -> String {
    let publisher = context.isolated(&feed.publisher.name);
    let headline = match &feed.incident {
        Some(incident) => format!("{publisher}: {}", context.isolated(&incident.title)),
        None => publisher,
    };
    isolated_line(headline, context.options.lang.tag())
}

fn own_words(context: &RenderContext) -> &'static PosterWords {
    &context.options.lang.language().poster
}

/// Shows everything in the order that helps somebody before a locked door.
fn text(context: &RenderContext, feed: &Feed, freshness: &Freshness) -> Html {
    let incident = feed.incident.as_ref();
    let (hotlines, channels): (Vec<&Route>, Vec<&Route>) = feed
        .publisher
        .channels
        .iter()
        // The official address is shown above already.
        .filter(|route| route.url.as_ref() != Some(&feed.publisher.url))
        .partition(|route| route.phone().is_some());
    html! {
        <>
            for warning in &freshness.warnings {
                <p class="poster-caution">{ warning_words(context, *warning) }</p>
            }
            <h1 dir={headline_dir(context)}>{ headline(context, feed) }</h1>
            { age(context, feed, freshness) }
            if let Some(summary) = incident.and_then(|incident| incident.summary.as_ref()) {
                <p class="poster-lead">{ localized(context, summary) }</p>
            }
            { route_list(context, &hotlines) }
            { listed(context, feed) }
            if !channels.is_empty() {
                <section class="poster-more">
                    <h2>{ context.words.channels }</h2>
                    { route_list(context, &channels) }
                </section>
            }
            { terms(context, feed) }
        </>
    }
}

/// Shows when this was said and how long it holds, and beside it the way to newer information.
fn age(context: &RenderContext, feed: &Feed, freshness: &Freshness) -> Html {
    let own = own_words(context);
    let publisher = &feed.publisher;
    let newest = publisher.address();
    let next = freshness.next.map(|next| context.full_stamp(next));
    html! {
        <div class="poster-head">
            <div>
                <p class="poster-age">{ said_words(context, freshness) }{ "." }</p>
                if let Some(next) = next {
                    <p>{ fill(context.words.next_announced, &[("moment", &next)]) }</p>
                }
                if let Some(valid) = valid(context, feed, freshness) {
                    <p>{ valid }</p>
                }
                if let Some(newest) = newest {
                    <p class="poster-newest">{ own.newest }{ " " }{ address(newest) }</p>
                }
                if publisher.url_state.is_some() {
                    <p>{ context.words.official_page }{ " " }{ official_page(context, publisher) }</p>
                }
                for said in speakers(context, feed) {
                    <p>{ said }{ "." }</p>
                }
            </div>
            if let Some(newest) = newest.and_then(web_link) {
                { qr_code(newest, &fill(own.code, &[("address", written(newest))])) }
            }
        </div>
    }
}

/// Says how long the poster may hang. Returns `None` if that is over, since a warning says it then, or if the feed has
/// no `valid_until`.
fn valid(context: &RenderContext, feed: &Feed, freshness: &Freshness) -> Option<String> {
    let over = |warning: &StalenessWarning| matches!(warning, StalenessWarning::Expired(_));
    if freshness.warnings.iter().any(over) {
        return None;
    }
    let until = context.full_end(feed.valid_until?);
    Some(fill(own_words(context).valid, &[("moment", &until)]))
}

/// Shows the foot of every page. Each has all of it, since pages are taken down, copied and photographed one by one.
fn foot(context: &RenderContext, feed: &Feed, freshness: &Freshness) -> Html {
    let said = context.full_stamp(freshness.said);
    html! {
        <>
            if let Some(warning) = freshness.warnings.first() {
                <p class="poster-again">{ warning_words(context, *warning) }</p>
            }
            <p>
                { localized(context, &feed.publisher.name) }
                { " · " }{ fill(context.words.as_of, &[("moment", &said)]) }
                if let Some(newest) = feed.publisher.address() {
                    { " · " }{ written(newest) }
                }
                if let Some(valid) = valid(context, feed, freshness) {
                    { " · " }{ valid }
                }
            </p>
        </>
    }
}

/// Shows all entries: the urgent ones, then by level, then deadlines, then notices. What is over helps nobody at the
/// door.
fn listed(context: &RenderContext, feed: &Feed) -> Html {
    let (words, clock) = (context.words, context.clock);
    let entries = feed.entries.iter().filter(|entry| !entry.is_over(clock));
    let sorted = worst_first(entries, clock).into_iter();
    let sorted: Vec<_> = sorted.map(|entry| (entry.section(clock), entry)).collect();
    let of = |listed: Section| -> Vec<&Rc<Entry>> {
        let fitting = sorted.iter().filter(|(section, _)| *section == listed);
        fitting.map(|(_, entry)| *entry).collect()
    };
    let mut offers = sorted.clone();
    offers.retain(|(section, _)| matches!(section, Section::Offers | Section::Unaffected));
    let at = |level: Level| -> Vec<&Rc<Entry>> {
        let fitting = offers.iter().map(|(_, entry)| *entry);
        fitting
            .filter(|entry| entry.status(clock).level == level)
            .collect()
    };
    html! {
        <>
            { group(context, "poster-urgent", words.urgent, &of(Section::Urgent)) }
            for level in Level::ALL {
                { group(
                    context,
                    if *level == Level::Ok { "poster-works" } else { "poster-group" },
                    own_words(context).level[*level],
                    &at(*level),
                ) }
            }
            { group(context, "poster-group", words.deadlines, &of(Section::Deadlines)) }
            { group(context, "poster-group", words.notices, &of(Section::Notices)) }
        </>
    }
}

fn group(
    context: &RenderContext,
    class: &'static str,
    heading: &'static str,
    entries: &[&Rc<Entry>],
) -> Html {
    let Some((first, others)) = entries.split_first() else {
        return Html::default();
    };
    // Firefox separates a heading from the next element unless both are in one box.
    html! {
        <section {class}>
            <div class="poster-together"><h2>{ heading }</h2>{ entry_item(context, first) }</div>
            for entry in others {
                { entry_item(context, entry) }
            }
        </section>
    }
}

/// Shows those of the publisher's terms that are used on this sheet.
fn terms(context: &RenderContext, feed: &Feed) -> Html {
    let used = |term: &&Term| {
        let term = context.plain(&term.term).to_lowercase();
        let mut entries = feed.entries.iter();
        entries.any(|entry| names(context, entry, &term))
    };
    let used: Vec<&Term> = feed.glossary.iter().filter(used).collect();
    html! {
        if !used.is_empty() {
            <section class="poster-more">
                <h2>{ context.words.glossary }</h2>
                for term in used {
                    <p class="amts-line">
                        <strong>{ localized(context, &term.term) }</strong>
                        { ": " }{ localized(context, &term.meaning) }
                    </p>
                }
            </section>
        }
    }
}

/// Tells whether a term stands in the texts of an entry or of its parts.
fn names(context: &RenderContext, entry: &Entry, term: &str) -> bool {
    let texts: [Option<&Text>; 3] = [Some(&entry.name), entry.term.as_ref(), entry.note.as_ref()];
    let mut texts = texts.into_iter().flatten();
    texts.any(|text| context.plain(text).to_lowercase().contains(term))
        || entry.parts.iter().any(|part| names(context, part, term))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: &str = "2024-02-22T12:00:00+01:00";

    fn feed(fields: &str, entries: &str) -> Feed {
        let feed = format!(
            r#"{{ "version": 1, "id": "a", "seq": 1, "issued": "2024-02-22T10:00:00+01:00", {fields}
            "entries": [ {entries} ] }}"#
        );
        Feed::read(feed.as_bytes()).unwrap().0
    }

    const PUBLISHER: &str =
        r#""publisher": { "name": "Stadt", "url": "https://www.stadt.example/" },"#;

    fn at(feed: &Feed, now: &str) -> String {
        poster(
            &Rc::new(feed.clone()),
            Lang::De,
            Stamp::parse(now).unwrap().at,
            None,
        )
    }

    /// Returns the text between `<body>` and `</body>`; the style contains words too.
    fn body(html: &str) -> &str {
        let (_, body) = html.split_once("<body>").unwrap();
        body.split_once("</body>").unwrap().0
    }

    fn of(fields: &str, entries: &str) -> String {
        body(&at(&feed(fields, entries), NOON)).to_owned()
    }

    fn of_entries(entries: &str) -> String {
        of(PUBLISHER, entries)
    }

    fn in_order(html: &str, words: &[&str]) {
        let mut rest = html;
        for word in words {
            let Some((_, after)) = rest.split_once(word) else {
                panic!("{word} does not stand there in {words:?}\n{html}");
            };
            rest = after;
        }
    }

    #[test]
    fn what_somebody_at_the_door_needs_comes_first() {
        let html = of(
            r#""confirmed": "2024-02-22T11:00:00+01:00", "next_update": "2024-02-29T12:00:00+01:00",
            "valid_until": "2024-03-07T00:00:00+01:00",
            "publisher": { "name": "Stadt", "url": "https://www.stadt.example/", "channels": [
                { "kind": "website", "name": "Soziale Medien" },
                { "kind": "phone", "name": "Bürgertelefon", "number": "+49 7473 115" } ] },
            "incident": { "title": "Notbetrieb", "summary": "Vieles geht nicht." },"#,
            r#"{ "id": "n", "kind": "notice", "name": "Bitte" },
               { "id": "f", "kind": "deadline", "name": "Mahnungen", "state": "suspended" },
               { "id": "o", "kind": "service", "name": "Ausleihe", "state": "available" },
               { "id": "u", "kind": "service", "name": "Bauantrag", "state": "unknown" },
               { "id": "l", "kind": "service", "name": "Bürgerbüro", "state": "limited" },
               { "id": "e", "kind": "service", "name": "Kitas", "state": "rerouted" },
               { "id": "d", "kind": "facility", "name": "Rathaus", "state": "closed" },
               { "id": "w", "kind": "notice", "name": "Warnung", "urgent": true }"#,
        );
        in_order(
            &html,
            &[
                "Stadt: Notbetrieb</h1>",
                "Bestätigt am Donnerstag, 22. Februar 2024 um 11 Uhr.",
                "Nächste Meldung bis Donnerstag, 29. Februar 2024, 12 Uhr.",
                "Gilt bis Mittwoch, 6. März 2024, 24 Uhr.",
                "www.stadt.example</span></a>",
                "<svg",
                "Vieles geht nicht.",
                "07473 115",
                "Jetzt wichtig</h2>",
                "Warnung",
                "Geschlossen oder nicht möglich</h2>",
                "Rathaus",
                "geschlossen",
                "Nur auf anderem Weg</h2>",
                "Kitas",
                "Nur eingeschränkt</h2>",
                "Bürgerbüro",
                "Noch nicht geklärt</h2>",
                "Bauantrag",
                "Das geht</h2>",
                "Ausleihe",
                "Fristen</h2>",
                "Mahnungen",
                "Hinweise</h2>",
                "Bitte",
                "Soziale Medien",
                "<footer",
                "Stadt · Stand: Donnerstag, 22. Februar 2024, 11 Uhr · www.stadt.example · Gilt bis",
            ],
        );
    }

    #[test]
    fn paper_has_no_relative_times() {
        let html = of(
            &format!(
                r#""next_update": "2024-02-23T09:00:00+01:00", "valid_until": "2024-02-23T10:00:00+01:00", {PUBLISHER}"#
            ),
            r#"{ "id": "a", "kind": "facility", "name": "Rathaus", "state": "closed", "until": "2024-02-23",
                 "as_of": "2024-02-21" }"#,
        );
        for word in ["heute", "gestern", "morgen", "vor ", "gerade"] {
            assert!(!html.contains(word), "{word}: {html}");
        }
        in_order(
            &html,
            &[
                "Veröffentlicht am Donnerstag, 22. Februar 2024 um 10 Uhr.",
                "Freitag, 23. Februar 2024, 9 Uhr",
                "geschlossen",
                " bis ",
                "Freitag, 23. Februar",
                "Diese Angabe ist vom Mittwoch, 21. Februar.",
            ],
        );
    }

    #[test]
    fn what_is_old_says_so_before_anything_else_and_on_every_page() {
        let valid = format!(r#""valid_until": "2024-02-29T00:00:00+01:00", {PUBLISHER}"#);
        let entry = r#"{ "id": "a", "kind": "service", "name": "Ausleihe", "state": "available" }"#;
        let feed = feed(&valid, entry);
        let expired = at(&feed, "2024-02-29T00:00:00+01:00");
        let said = "Veraltet: Diese Angaben galten bis Mittwoch, 28. Februar 2024, 24 Uhr.";
        in_order(body(&expired), &[said, "<h1>", "<footer", said]);
        assert!(!expired.contains("Gilt bis"), "{expired}");

        let archive = Stamp::parse(NOON);
        let html = poster(
            &Rc::new(feed.clone()),
            Lang::De,
            Moment(i64::MAX / 2),
            archive,
        );
        let said = "Archiv: der Stand vom Donnerstag, 22. Februar 2024, 12 Uhr.";
        in_order(body(&html), &[said, "<h1>", "Gilt bis", "<footer", said]);
    }

    #[test]
    fn numbers_that_can_be_called_come_first_and_largest() {
        let html = of_entries(
            r#"{ "id": "a", "kind": "facility", "name": "Bücherei", "state": "closed", "note": "Wegen des Angriffs.",
                 "routes": [
                 { "kind": "counter", "name": "Theke", "place": "Marktplatz 1" },
                 { "kind": "phone", "name": "Alte Nummer", "number": "+49 7473 99", "wrong": true },
                 { "kind": "phone", "name": "Auskunft", "number": "+49 7473 370-121" },
                 { "kind": "phone", "number": "Apparat 12" },
                 { "kind": "post", "place": "Postfach 1" } ] }"#,
        );
        in_order(
            &html,
            &[
                "Bücherei",
                r#"<a href="tel:+497473370121" class="poster-number"><span translate="no" dir="ltr">07473 370-121</span></a>"#,
                "Auskunft",
                r#"<span class="poster-number"><span translate="no" dir="ltr">Apparat 12</span></span>"#,
                "Theke",
                "Marktplatz 1",
                "Bitte nicht nutzen:",
                "07473 99<",
                "per Post",
                "Postfach 1",
                "Wegen des Angriffs.",
            ],
        );
        assert_eq!(html.matches("poster-number").count(), 2);
    }

    #[test]
    fn an_address_is_written_as_it_is_typed_and_only_once() {
        let html = of_entries(
            r#"{ "id": "a", "kind": "service", "name": "A", "state": "rerouted", "routes": [
                 { "kind": "website", "name": "www.stadt.example/notfall", "url": "https://www.stadt.example/notfall/" },
                 { "kind": "website", "name": "Formular", "url": "https://www.stadt.example/a" },
                 { "kind": "website", "url": "http://alt.example/" } ] }"#,
        );
        assert_eq!(
            html.matches(">www.stadt.example/notfall</span></a>")
                .count(),
            1
        );
        assert_eq!(html.matches("www.stadt.example/notfall<").count(), 1);
        in_order(
            &html,
            &[
                "Formular",
                ">www.stadt.example/a</span></a>",
                "http://alt.example/",
            ],
        );
        assert!(!html.contains("href=\"http:"), "{html}");
    }

    #[test]
    fn only_an_https_address_has_a_code() {
        let entry = r#"{ "id": "a", "kind": "service", "name": "A", "state": "available" }"#;
        for (url, code) in [
            ("https://www.stadt.example/", true),
            ("http://www.stadt.example/", false),
            ("javascript:alert(1)", false),
            ("https://stadt.example@evil.example/", false),
        ] {
            let html = of(
                &format!(r#""publisher": {{ "name": "Stadt", "url": "{url}" }},"#),
                entry,
            );
            assert_eq!(html.contains("amts-code"), code, "{url}");
            assert!(html.contains(written(url)), "{url}");
        }
    }

    #[test]
    fn hostile_text_stays_text() {
        for attack in [
            "</style><script>alert(1)</script>",
            "</title><img src=x onerror=alert(1)>",
            "\\\" onmouseover=\\\"alert(1)",
        ] {
            let publisher = format!(
                r#""publisher": {{ "name": "{attack}", "url": "https://www.stadt.example/" }},
                "incident": {{ "title": "{attack}", "summary": "{attack}" }},
                "glossary": [ {{ "term": "{attack}", "meaning": "{attack}" }} ],"#
            );
            let feed = feed(
                &publisher,
                &format!(
                    r#"{{ "id": "a", "kind": "{attack}", "name": "{attack}", "state": "{attack}", "term": "{attack}",
                    "note": "{attack}", "routes": [ {{ "kind": "{attack}", "name": "{attack}", "number": "{attack}",
                    "url": "{attack}", "email": "{attack}", "place": "{attack}" }} ] }}"#
                ),
            );
            let html = at(&feed, NOON);
            for tag in html.split('<').skip(1) {
                let (tag, _) = tag.split_once('>').unwrap();
                assert!(!tag.contains("alert"), "{attack}: <{tag}>");
                assert!(!tag.starts_with("script") && !tag.starts_with("img"));
            }
            assert!(body(&html).matches("alert(1)").count() > 10);
        }
    }

    #[test]
    fn the_file_needs_no_other_and_runs_nothing() {
        let html = at(
            &feed(
                PUBLISHER,
                r#"{ "id": "a", "kind": "service", "name": "A", "state": "available" }"#,
            ),
            NOON,
        );
        for word in ["<script", "<link", " src=", "url(", "@import", "@font-face"] {
            assert!(!html.contains(word), "{word}");
        }
        assert_eq!(html.matches("</style>").count(), 1);
        assert!(html.starts_with("<!doctype html>\n<html lang=\"de\">\n"));
        assert!(html.contains("default-src 'none'"));
    }

    #[test]
    fn history_and_questions_stay_on_the_screen_and_used_terms_are_explained() {
        let html = of(
            &format!(
                r#"{PUBLISHER} "updates": [ {{ "at": "2024-02-20", "text": "Neuigkeit" }} ],
                "faq": [ {{ "id": "q", "questions": [ "Warum?" ], "answer": "Darum." }} ],
                "glossary": [ {{ "term": "Basisbetrieb", "meaning": "Weniger Funktionen." }},
                    {{ "term": "OPAC", "meaning": "Katalog." }} ],"#
            ),
            r#"{ "id": "a", "kind": "service", "name": "A", "state": "basic", "term": "Basisbetrieb",
                 "outlook": { "text": "ab März", "earlier": [ { "text": "ab Februar", "as_of": "2024-01-10" } ] } }"#,
        );
        in_order(
            &html,
            &[
                "ab März",
                "Was bedeuten die Wörter?",
                "Basisbetrieb",
                "Weniger Funktionen.",
            ],
        );
        for left_out in ["Neuigkeit", "Warum?", "ab Februar", "OPAC", "<details"] {
            assert!(!html.contains(left_out), "{left_out}");
        }
    }

    #[test]
    fn parts_that_differ_stand_in_rows_and_the_others_are_named() {
        let html = of_entries(
            r#"{ "id": "a", "kind": "service", "name": "Amt", "state": "available", "parts": [
                 { "id": "b", "kind": "service", "name": "Pass", "state": "available" },
                 { "id": "c", "kind": "service", "name": "Ausweis", "state": "available" },
                 { "id": "d", "kind": "service", "name": "Ummeldung", "state": "unavailable", "routes": [
                    { "kind": "phone", "number": "115" } ] } ] }"#,
        );
        in_order(
            &html,
            &[
                "Amt",
                "Ummeldung",
                "nicht möglich",
                "115",
                "Ebenso: Pass und Ausweis",
            ],
        );
    }

    #[test]
    fn english_says_the_same() {
        let feed = feed(
            &format!(r#""valid_until": "2024-03-07T00:00:00+01:00", {PUBLISHER}"#),
            r#"{ "id": "a", "kind": "facility", "name": { "de": "Rathaus", "en": "Town hall" }, "state": "closed" }"#,
        );
        let html = poster(
            &Rc::new(feed.clone()),
            Lang::En,
            Stamp::parse(NOON).unwrap().at,
            None,
        );
        in_order(
            &html,
            &[
                "lang=\"en\"",
                "Valid until Wednesday, 6 March 2024",
                "Closed or not possible",
                "Town hall",
            ],
        );
    }
}
