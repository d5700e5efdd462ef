//! What `check` says: each slip once, by name, with what is meant; and nothing that the widget does not bear out.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

use super::*;
use amtsstatus::cli::{self, Io, MessageLang, OsRng};
use amtsstatus::feed::decode::{Fault, Problem, Step};
use amtsstatus::feed::{check, decode};
use amtsstatus::trust::content;

/// What `check` prints, in German.
fn said(bytes: &[u8], now: &str) -> String {
    let (mut input, mut out, mut err) = (bytes, Vec::new(), Vec::new());
    let mut io = Io {
        input: &mut input,
        out: &mut out,
        err: &mut err,
        secret: &mut |_| Ok(String::new()),
        random: &mut OsRng,
        web: &mut cli::Nobody,
        now: moment(now),
        lang: MessageLang::De,
    };
    cli::run(["check", "-"].into_iter().map(OsString::from), &mut io);
    String::from_utf8(out).unwrap()
}

/// What `check` says of a case, without the headings: path and sentence of each problem.
fn case_says(name: &str) -> Vec<(String, String)> {
    let text = said(&case_file(name), NOON);
    let items = text.split("\n\n").filter_map(|item| {
        let (place, sentence) = item.trim().split_once("\n  ")?;
        let (_, path) = place.split_once("  ")?;
        Some((path.to_owned(), sentence.to_owned()))
    });
    items.collect()
}

#[track_caller]
fn says(name: &str, expected: &[(&str, &str)]) {
    let said = case_says(name);
    let said: Vec<(&str, &str)> = said.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(said, expected, "{name}");
}

const OVERDUE: (&str, &str) = (
    "next_update",
    r#""2026-11-27T12:00:00+01:00" ist schon vorbei. Bitte prüfen Sie, was jetzt gilt."#,
);

#[test]
fn every_slip_is_named_by_the_entry_and_with_what_is_meant() {
    let expected = r#"FEHLER: Bitte vor der Veröffentlichung ändern.

-:32:27  entries[1].scope.applied_before (Melderegister)
  "2026-11-01" liegt vor "applied_after" ("2026-11-20"). Erwartet: ein Zeitpunkt danach.

-:78:19  entries[4].outlook.latest (Wohnung anmelden)
  "2026-12-01" liegt vor "earliest" ("2026-12-20"). Erwartet: ein Zeitpunkt danach.

HINWEISE: Bitte ansehen. Sie stehen der Veröffentlichung nicht im Weg.

-:6:18  next_update
  "2026-11-27T12:00:00+01:00" ist schon vorbei. Bitte prüfen Sie, was jetzt gilt.

-:17:16  entries[0].state (Kfz-Zulassung)
  "geschlossen" ist kein bekanntes Wort. Das Widget zeigt es, wie es hier steht, und zählt den Eintrag als „noch unklar“. Meinten Sie "unavailable"?

-:20:19  entries[0].routes[0].kind (Kfz-Zulassung)
  "telefon" ist kein bekanntes Wort. Das Widget weiß dann nicht, was für ein Weg es ist. Meinten Sie "phone"?

-:34:17  entries[1].routes (Melderegister)
  Hier geht etwas nicht, und keiner der Wege führt weiter. Falscher Weg: Rathaus. Bitte nennen Sie einen Weg, den man jetzt nehmen kann.

-:46:15  entries[2].term (E-Mails)
  "nicht angekommen" erscheint nicht: "term" steht nur neben einem Zustand ("state"). Bitte schreiben Sie es in "name" oder "note".

-:64:21  entries[3].parts[0].urgent (Standesamt, Urkunden)
  "urgent": true hat hier keine Wirkung: Es gilt nur bei Einträgen, nicht bei Teilen. Bitte schreiben Sie es an den ganzen Eintrag, oder lassen Sie es weg.

-:65:20  entries[3].parts[0].group (Standesamt, Urkunden)
  "group": "Rathaus" hat hier keine Wirkung: Es gilt nur bei Einträgen, nicht bei Teilen. Bitte schreiben Sie es an den ganzen Eintrag, oder lassen Sie es weg.

2 Fehler, 7 Hinweise.
"#;
    assert_eq!(said(&case_file("mistakes"), NOON), expected);
}

#[test]
fn what_is_plainly_meant_by_a_moment_is_proposed() {
    let text = said(&case_file("moments"), NOON);
    let meant = |index: usize| {
        let place = format!("entries[{index}].until (A)\n  ");
        let (_, after) = text.split_once(&place)?;
        let sentence = after.lines().next()?;
        sentence.split_once("Meinten Sie ").map(|(_, meant)| meant)
    };
    for (index, expected) in [
        (0, Some(r#""2026-12-01T12:00:00+01:00"?"#)),
        (1, Some(r#""2026-12-01T12:00:00+01:00"?"#)),
        (2, Some(r#""2026-12-01T12:00:00+01:00"?"#)),
        (3, Some(r#""2026-12-02T00:00:00+01:00"?"#)),
        (4, None),
        (5, Some(r#""2026-12-01T12:00:00+01:00"?"#)),
        (7, Some(r#""2026-12-01"?"#)),
        (8, None),
    ] {
        assert_eq!(meant(index), expected, "{index}: {text}");
    }
    for told in [
        r#""2027-02-29" passt hier nicht. Den 29. Februar 2027 gibt es nicht."#,
        r#""2026-12" passt hier nicht. Es fehlt der Tag."#,
    ] {
        assert!(text.contains(told), "{text}");
    }
}

#[test]
fn a_whole_that_works_with_a_part_that_does_not_is_named() {
    says(
        "whole-and-part",
        &[(
            "entries[0].state (Bürgerbüro)",
            r#""available" passt nicht zu den Teilen. Was nicht geht: Ausweise. Bitte prüfen Sie, ob "limited" besser passt."#,
        )],
    );
    // A closed house in which something goes on is no contradiction.
    says("closed-parent", &[OVERDUE]);
}

#[test]
fn two_entries_with_one_id_are_an_error() {
    says(
        "repeated-ids",
        &[
            (
                "entries[1].id (Zwei)",
                r#""a" ist schon vergeben. Jede "id" darf nur einmal vorkommen."#,
            ),
            OVERDUE,
        ],
    );
}

#[test]
fn what_is_dated_ahead_or_out_of_order_is_named() {
    let places = |name: &str| -> Vec<String> {
        let said = case_says(name).into_iter();
        said.map(|(path, _)| path).collect()
    };
    assert_eq!(
        places("dated-ahead"),
        [
            "issued",
            "incident.started",
            "incident.as_of",
            "entries[0].as_of (Bürgerbüro)",
            "updates[0].at"
        ]
    );
    assert_eq!(
        places("updates-order"),
        ["updates[1].at", "updates[2].at", "updates[2].at"]
    );
    assert_eq!(places("claims"), ["next_update"]);
}

#[test]
fn an_incident_that_is_over_with_something_down_is_named() {
    says(
        "over-but-down",
        &[(
            "incident.phase",
            r#""over" heißt: Der Vorfall ist beendet. In der Datei ist aber noch nicht alles wie immer: Bürgerbüro. Bitte prüfen Sie, was jetzt gilt."#,
        )],
    );
}

#[test]
fn routes_that_lead_nowhere_are_named_with_the_reason() {
    says(
        "no-way-left",
        &[(
            "entries[0].routes (Bürgerbüro)",
            "Hier geht etwas nicht, und keiner der Wege führt weiter. Vorbei: 07473 370-121. Geht nicht: 07473 370-122. Bitte nennen Sie einen Weg, den man jetzt nehmen kann.",
        )],
    );
}

#[test]
fn markup_and_what_belongs_into_routes_is_named() {
    says(
        "markup-in-text",
        &[
            (
                "entries[0].name (B&uuml;rgerb&uuml;ro)",
                "Texte sind einfacher Text: Das Widget zeigt &uuml; so, wie es hier steht. Schreiben Sie dafür ü.",
            ),
            (
                "entries[0].note (B&uuml;rgerb&uuml;ro)",
                r"Texte sind einfacher Text: Das Widget zeigt <br> so, wie es hier steht. Schreiben Sie dafür \n.",
            ),
            (
                "entries[0].note (B&uuml;rgerb&uuml;ro)",
                r#"Die Nummer 07473 370-121 kann man hier nicht antippen. Bitte nennen Sie sie als Weg: "routes": [ { "kind": "phone", "number": "07473 370-121" } ]"#,
            ),
            (
                "entries[0].note (B&uuml;rgerb&uuml;ro)",
                r#"Die Adresse https://www.musterstadt.example/formular kann man hier nicht antippen. Bitte nennen Sie sie als Weg ("routes"), mit "kind": "website" und der Adresse in "url"."#,
            ),
        ],
    );
}

#[test]
fn a_deadline_that_says_what_holds_now_is_sound() {
    // The lapsed one is for others to judge; none lacks its date.
    let said = case_says("deadlines");
    assert!(
        said.iter()
            .all(|(path, _)| !path.ends_with("state (Grundsteuer)")),
        "{said:?}"
    );
    let bare = String::from_utf8(case_file("deadlines")).unwrap();
    let bare = bare.replace(r#""note": "Um einen Monat.""#, r#""aliases": []"#);
    let said = said_of(&bare);
    assert!(said.contains("entries[3].state (Leihfrist der Bücherei)\n  Hier steht \"extended\", aber nicht, was jetzt gilt."), "{said}");
}

/// What `check` prints of a feed, in German, on the day of the cases.
pub(super) fn said_of(feed: &str) -> String {
    said(feed.as_bytes(), NOON)
}

#[test]
fn an_incident_that_is_over_is_not_asked_for_its_next_update() {
    let over = String::from_utf8(case_file("over-but-down")).unwrap();
    let over = over.replace(r#""next_update": "2026-12-02T12:00:00+01:00","#, "");
    assert!(!said_of(&over).contains("next_update"));
    let acute = over.replace(r#""over""#, r#""acute""#);
    assert!(said_of(&acute).contains("next_update"));
}

#[test]
fn the_example_feeds_get_no_hint() {
    for (name, bytes) in files("feeds") {
        if name.contains("schema") {
            continue;
        }
        let (feed, _) = Feed::read(&bytes).unwrap();
        let said = said(&bytes, &feed.issued.to_string());
        assert_eq!(said, "Keine Fehler, keine Hinweise.\n", "{name}");
    }
}

/// The files of a folder of the repository.
fn files(folder: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap());
    files
        .map(|file| {
            let name = file.file_name().into_string().unwrap();
            (name, fs::read(file.path()).unwrap())
        })
        .collect()
}

/// A feed in which much is wrong that `check` tells something about the widget of.
const TOLD: &str = r##"{ "version": 1, "id": "x", "seq": 1, "issued": "2026-11-28T08:00:00+01:00", "next_update": "2026-12-02T12:00:00+01:00",
    "valid_until": "2026-12-05T00:00:00+01:00", "publisher": { "name": "X", "url": "https://x.example/", "channels": [
        { "kind": "brieftaube", "name": "Taube", "state": "müde", "number": "0711 1234567" } ] },
    "incident": { "title": "x", "untertitel": "VERBORGEN", "phase": "seltsam", "origin": "unwägbar",
        "outlook": { "text": "bald", "certainty": "vielleicht" }, "measures": [ { "text": "x", "progress": "ruhend" } ],
        "actors": [ { "name": "x", "role": "zauberer" } ] },
    "entries": [
        { "id": "a", "kind": "hütte", "name": "Zauberhaus", "state": "offenbar", "anmerkung": "UNGESAGT" },
        { "id": "b", "kind": "notice", "name": "B", "term": "UNGESEHEN" },
        { "id": "c", "kind": "service", "name": "C", "state": "available", "term": "verfügbar", "outlook": { "text": "bald", "certainty": "vielleicht" },
            "hours": { "weekly": [ { "days": [ "feiertag" ], "opens": "08:00", "closes": "12:00" } ] },
            "note": "Ein <b>Wort</b> &amp; <br>", "routes": [
                { "kind": "phone", "number": "0800 PIZZA" }, { "kind": "website", "url": "http://y.example/" },
                { "kind": "e_mail", "email": "info" }, { "kind": "counter", "name": "Theke", "state": "wackelig", "url": "https://z.example/" } ],
            "parts": [ { "id": "c", "kind": "service", "name": "Teil C", "state": "limited", "group": "GRUPPE" } ] } ] }"##;

/// The value at a place of a file.
fn value<'v>(file: &'v serde_json::Value, at: &[Step]) -> Option<&'v serde_json::Value> {
    at.iter().try_fold(file, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.get(index),
    })
}

/// What `check` says of the widget holds: what it calls ignored is not in the rendered text, what it calls shown is
/// there, and what is no link for it is none.
fn agrees(name: &str, bytes: &[u8], now: &str) -> usize {
    let Ok((feed, mut problems)) = Feed::read(content(bytes)) else {
        return 0;
    };
    let file: serde_json::Value = serde_json::from_slice(content(bytes)).unwrap();
    problems.extend(check::examine(&feed, moment(now)));
    let options = ViewOptions::default();
    let html = snapshot(Rc::new(feed), options, moment(now));
    let shown = plain(&text(&html));
    let mut told = 0;
    for Problem { at, fault } in &problems {
        let Some(value) = value(&file, at) else {
            continue;
        };
        let place = format!("{name}: {} {fault:?}", decode::path(at));
        let word = value.as_str().unwrap_or_default();
        let alone = String::from_utf8_lossy(bytes).matches(word).count() == 1;
        match fault {
            // What stands elsewhere too may be shown there.
            Fault::UnknownField(_) | Fault::TermAlone if alone => {
                assert!(!shown.contains(word), "{place}");
            }
            Fault::NotForParts if alone && value.is_string() => {
                assert!(!shown.contains(word), "{place}");
            }
            // Of the kind of a route, nothing is told.
            Fault::UnknownWord(known) if !known.contains(&"phone") => {
                assert!(shown.contains(word), "{place}: {shown}");
            }
            Fault::Markup(piece) => assert!(shown.contains(piece), "{place}: {shown}"),
            Fault::SameTerm => assert!(!shown.contains(&format!("({word})")), "{place}"),
            Fault::RepeatedId => {
                let count = html.matches(&format!("data-amts=\"{word}\"")).count();
                assert!(count > 1, "{place}: {count}");
            }
            Fault::NotDialable(_)
            | Fault::SeveralNumbers(_)
            | Fault::OtherCountry(_)
            | Fault::InternationalOnly(_)
            | Fault::NoLink => {
                for start in ["", "tel:", "mailto:"] {
                    assert!(
                        !html.contains(&format!("href=\"{start}{word}\"")),
                        "{place}"
                    );
                }
            }
            _ => continue,
        }
        told += 1;
    }
    told
}

/// Text without the references of HTML.
fn plain(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    let text = text.replace("&quot;", "\"").replace("&#x27;", "'");
    text.replace("&amp;", "&")
}

#[test]
fn check_never_contradicts_what_the_widget_shows() {
    let mut told = agrees("told", TOLD.as_bytes(), NOON);
    assert!(told > 20, "{told}");
    for folder in ["tests/it/cases", "feeds", "fuzz/corpus/feed"] {
        for (name, bytes) in files(folder) {
            told += agrees(&name, &bytes, NOON);
        }
    }
    assert!(told > 25, "{told}");
}

#[test]
fn a_route_whose_state_nobody_knows_cannot_be_tapped() {
    let feed = Rc::new(Feed::read(TOLD.as_bytes()).unwrap().0);
    let html = snapshot(feed, ViewOptions::default(), moment(NOON));
    assert!(html.contains("0711 1234567"));
    assert!(!html.contains("tel:") && !html.contains("https://z.example/\""));
}
