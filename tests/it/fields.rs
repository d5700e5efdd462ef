//! No field is forgotten: each field of the contract is set alone, in every form in which its object is shown, and its
//! text must appear. A field that the schema has and this list lacks fails too. `field_table.rs` makes the tables of
//! docs/feed.md of the same list.

use std::collections::BTreeMap;
use std::rc::Rc;

use amtsstatus::components::{View, ViewOptions};
use amtsstatus::feed::Feed;
use amtsstatus::feed::schema::schema;
use amtsstatus::feed::time::Stamp;
use amtsstatus::i18n::Lang;
use amtsstatus::render;
use serde_json::Value;

use crate::facts::text_of;

const NOW: &str = "2024-02-22T12:00:00+01:00";

/// What the poster leaves out: nobody at the door needs the history, the incident's details, or what has no effect
/// there.
const NOT_ON_THE_POSTER: &[&str] = &[
    "Entry.priority",
    "Outlook.earlier",
    "Update.*",
    "Question.*",
    "Feed.updates",
    "Feed.faq",
    "Feed.glossary",
];

/// What becomes of a field.
pub enum Shown {
    /// A value, as JSON, by which this text appears and without which it does not.
    As(&'static str, &'static str),
    /// Every form has it already, with this value in the first, and shows it by this text.
    Always(&'static str, &'static str),
    /// The forms do not show it. What docs/feed.md says of it, in German.
    Unread(&'static str),
}
use Shown::{Always, As, Unread};

/// A type of the contract, the forms in which its objects are shown, and its fields.
pub struct Shape {
    pub name: &'static str,
    /// Members of a feed. `{}` is where the field is put in, a comma before it.
    pub forms: &'static [&'static str],
    pub fields: &'static [(&'static str, Shown)],
}

pub const SHAPES: &[Shape] = &[
    Shape {
        name: "Entry",
        forms: ENTRY_FORMS,
        fields: &[
            (
                "id",
                Unread("wird nicht gezeigt: der Kurzname, auf den Links und der Verlauf zeigen"),
            ),
            ("kind", Always(r#""service""#, "Dienste")),
            ("name", Always(r#""Amt""#, "Amt")),
            ("state", Always(r#""limited""#, "eingeschränkt")),
            ("term", As(r#""Notbetrieb""#, "Notbetrieb")),
            (
                "group",
                Unread("steht als Überschrift über den Einträgen, die denselben Text haben"),
            ),
            ("note", As(r#""Bitte anrufen.""#, "Bitte anrufen.")),
            (
                "urgent",
                Unread("der Eintrag steht ganz oben, vor allen anderen"),
            ),
            ("intermittent", As("true", "zeitweise")),
            ("progress", As("37", "37")),
            ("priority", As("5", "In der Reihenfolge ist das Nummer 5.")),
            ("from", As(r#""2024-02-13""#, "13. Februar")),
            ("until", As(r#""2024-03-17""#, "17. März")),
            (
                "change",
                As(r#"{ "was": "2024-02-13" }"#, "bisher Dienstag, 13. Februar"),
            ),
            (
                "times",
                As(r#"[ { "from": "2024-03-17" } ]"#, "Sonntag, 17. März"),
            ),
            (
                "hours",
                As(r#"{ "note": "nach Absprache" }"#, "nach Absprache"),
            ),
            ("outlook", As(r#"{ "text": "bald wieder" }"#, "bald wieder")),
            (
                "scope",
                As(
                    r#"{ "audience": "Menschen mit Termin" }"#,
                    "Menschen mit Termin",
                ),
            ),
            (
                "lost",
                As(
                    r#"{ "windows": [ { "from": "2024-02-02" } ], "action": "Bitte noch einmal schicken." }"#,
                    "Bitte noch einmal schicken.",
                ),
            ),
            (
                "routes",
                As(
                    r#"[ { "kind": "counter", "name": "Stadthaus" } ]"#,
                    "Stadthaus",
                ),
            ),
            (
                "parts",
                As(
                    r#"[ { "id": "z", "kind": "service", "name": "Nachlass", "state": "down" } ]"#,
                    "Nachlass",
                ),
            ),
            (
                "aliases",
                Unread("wird nicht gezeigt: die Suche findet den Eintrag damit"),
            ),
            ("responsible", As(r#""das Landesamt""#, "das Landesamt")),
            ("as_of", As(r#""2024-02-11""#, "11. Februar")),
            ("source", As(r#"{ "name": "Presseamt" }"#, "Presseamt")),
            (
                "leika",
                Unread("wird nicht gezeigt: eine Nummer für Programme"),
            ),
        ],
    },
    Shape {
        name: "Route",
        forms: &[
            r#""entries": [ { "id": "a", "kind": "service", "name": "Amt", "state": "down",
                "routes": [ { "kind": "counter" {} } ] } ]"#,
            r#""entries": [ { "id": "a", "kind": "service", "name": "Amt", "state": "down", "parts": [
                { "id": "b", "kind": "service", "name": "Teil", "state": "down", "routes": [ { "kind": "counter" {} } ] } ] } ]"#,
            r#""entries": [ { "id": "a", "kind": "notice", "name": "Amt", "urgent": true,
                "routes": [ { "kind": "counter" {} } ] } ]"#,
            r#""publisher": { "name": "Stadt", "url": "https://x.example/", "channels": [ { "kind": "counter" {} } ] }"#,
        ],
        fields: &[
            ("kind", Always(r#""counter""#, "persönlich vor Ort")),
            ("name", As(r#""Stadthaus""#, "Stadthaus")),
            ("number", As(r#""030 23125-115""#, "030 23125-115")),
            (
                "extension",
                As(r#""17", "number": "030 23125-0""#, "Nebenstelle: 17"),
            ),
            ("url", As(r#""https://amt.example/""#, "amt.example")),
            ("email", As(r#""post@amt.example""#, "post@amt.example")),
            ("place", As(r#""Markt 1""#, "Markt 1")),
            ("purpose", As(r#""Anträge""#, "Anträge")),
            ("replaces", As(r#""das Portal""#, "das Portal")),
            ("note", As(r#""zweiter Stock""#, "zweiter Stock")),
            ("state", As(r#""planned""#, "geplant")),
            ("wrong", As("true", "Bitte nicht nutzen:")),
            ("from", As(r#""2024-03-16""#, "16. März")),
            ("until", As(r#""2024-03-17""#, "17. März")),
            (
                "hours",
                As(r#"{ "note": "nach Absprache" }"#, "nach Absprache"),
            ),
            (
                "scope",
                As(
                    r#"{ "audience": "Menschen mit Termin" }"#,
                    "Menschen mit Termin",
                ),
            ),
        ],
    },
    Shape {
        name: "Hours",
        forms: &[
            r#""entries": [ { "id": "a", "kind": "facility", "name": "Amt", "state": "open", "hours": { "note": "am Seiteneingang" {} } } ]"#,
        ],
        fields: &[
            ("usual", As("true", "üblich")),
            ("always", As("true", "rund um die Uhr")),
            (
                "weekly",
                As(
                    r#"[ { "days": ["monday"], "opens": "08:15", "closes": "12:45" } ]"#,
                    "8:15",
                ),
            ),
            (
                "exceptions",
                As(r#"[ { "from": "2024-02-28" } ]"#, "28. Februar"),
            ),
            (
                "note",
                Always(r#""am Seiteneingang""#, "Zeiten: am Seiteneingang"),
            ),
        ],
    },
    Shape {
        name: "Span",
        forms: &[
            r#""entries": [ { "id": "a", "kind": "facility", "name": "Amt", "state": "open", "hours": {
            "weekly": [ { "days": ["monday"], "opens": "08:15", "closes": "12:45" } ] } } ]"#,
        ],
        fields: &[
            ("days", Always(r#"["monday"]"#, "Montag")),
            ("opens", Always(r#""08:15""#, "8:15")),
            ("closes", Always(r#""12:45""#, "12:45")),
        ],
    },
    Shape {
        name: "Exception",
        forms: &[
            r#""entries": [ { "id": "a", "kind": "facility", "name": "Amt", "state": "open", "hours": {
            "exceptions": [ { "from": "2024-02-28" {} } ] } } ]"#,
        ],
        fields: &[
            ("from", Always(r#""2024-02-28""#, "28. Februar")),
            ("until", As(r#""2024-03-01""#, "1. März")),
            ("opens", As(r#""09:15", "closes": "12:45""#, "9:15")),
            ("closes", As(r#""12:45", "opens": "09:15""#, "12:45")),
            ("note", As(r#""Betriebsausflug""#, "Betriebsausflug")),
        ],
    },
    Shape {
        name: "Outlook",
        forms: &[
            r#""entries": [ { "id": "a", "kind": "service", "name": "Amt", "state": "down", "outlook": { "text": "in einigen Wochen" {} } } ]"#,
            r#""incident": { "title": "Angriff", "outlook": { "text": "in einigen Wochen" {} } }"#,
        ],
        fields: &[
            (
                "text",
                Always(r#""in einigen Wochen""#, "Aussicht: in einigen Wochen"),
            ),
            (
                "earliest",
                Unread("wird nicht gezeigt: Ihr Text sagt es; für Programme"),
            ),
            (
                "latest",
                As(r#""2024-02-01""#, "Dieser Termin ist verstrichen."),
            ),
            (
                "certainty",
                As(r#""committed""#, "Zugesagt: in einigen Wochen"),
            ),
            ("state", As(r#""limited""#, "eingeschränkt")),
            (
                "conditions",
                As(r#"[ "das Netz steht" ]"#, "das Netz steht"),
            ),
            ("as_of", As(r#""2024-02-11""#, "11. Februar")),
            (
                "earlier",
                As(
                    r#"[ { "text": "Ende Januar", "as_of": "2024-01-05" } ]"#,
                    "Ende Januar",
                ),
            ),
        ],
    },
    Shape {
        name: "Earlier",
        forms: &[
            r#""entries": [ { "id": "a", "kind": "service", "name": "Amt", "state": "down", "outlook": { "text": "in einigen Wochen",
            "earlier": [ { "text": "Ende Januar", "as_of": "2024-01-05" } ] } } ]"#,
        ],
        fields: &[
            ("text", Always(r#""Ende Januar""#, "Ende Januar")),
            ("as_of", Always(r#""2024-01-05""#, "5. Januar")),
        ],
    },
    Shape {
        name: "Scope",
        forms: &[
            r#""entries": [ { "id": "a", "kind": "service", "name": "Amt", "state": "down", "scope": { {} } } ]"#,
        ],
        fields: &[
            ("applied_before", As(r#""2023-10-13""#, "13. Oktober")),
            ("applied_after", As(r#""2023-10-17""#, "17. Oktober")),
            ("applied_from", As(r#""2023-10-01""#, "1. Oktober")),
            ("applied_until", As(r#""2023-10-13""#, "13. Oktober")),
            (
                "audience",
                As(r#""Menschen mit Termin""#, "Menschen mit Termin"),
            ),
            ("residents_of", As(r#"[ "Altdorf" ]"#, "Altdorf")),
            (
                "needs",
                As(r#"[ "appointment", "zwei Passfotos" ]"#, "zwei Passfotos"),
            ),
            ("quota", As(r#""20 am Tag""#, "20 am Tag")),
            (
                "payment_methods",
                As(
                    r#"[ "cash", "girocard" ]"#,
                    "So können Sie bezahlen: bar, Girocard",
                ),
            ),
        ],
    },
    Shape {
        name: "Lost",
        forms: &[
            r#""entries": [ { "id": "a", "kind": "channel", "name": "E-Mail", "state": "working", "lost": {
            "windows": [ { "from": "2024-02-02", "until": "2024-02-05" } ], "action": "Bitte noch einmal schicken." {} } } ]"#,
        ],
        fields: &[
            (
                "windows",
                Always(
                    r#"[ { "from": "2024-02-02", "until": "2024-02-05" } ]"#,
                    "verloren gegangen: Freitag, 2. Februar bis Montag, 5. Februar",
                ),
            ),
            ("channel", As(r#""Online-Formular""#, "Online-Formular")),
            (
                "action",
                Always(
                    r#""Bitte noch einmal schicken.""#,
                    "Bitte noch einmal schicken.",
                ),
            ),
            ("preserved", As("true", "Es zählt der Tag")),
        ],
    },
    Shape {
        name: "Period",
        forms: &[
            r#""entries": [ { "id": "a", "kind": "event", "name": "Amt", "state": "takes_place", "times": [ { "from": "2024-03-16" {} } ] } ]"#,
            r#""entries": [ { "id": "a", "kind": "channel", "name": "E-Mail", "state": "working", "lost": {
            "windows": [ { "from": "2024-03-16" {} } ], "action": "Bitte noch einmal schicken." } } ]"#,
        ],
        fields: &[
            ("from", Always(r#""2024-03-16""#, "Samstag, 16. März")),
            ("until", As(r#""2024-03-17""#, "Sonntag, 17. März")),
        ],
    },
    Shape {
        name: "Source",
        forms: &[
            r#""entries": [ { "id": "a", "kind": "service", "name": "Amt", "state": "down", "source": { "name": "Presseamt" {} } } ]"#,
        ],
        fields: &[
            ("name", Always(r#""Presseamt""#, "Presseamt")),
            ("url", As(r#""https://presse.example/""#, "presse.example")),
        ],
    },
    Shape {
        name: "DateChange",
        forms: &[
            r#""entries": [ { "id": "a", "kind": "deadline", "name": "Amt", "state": "moved", "change": { {} } } ]"#,
            r#""entries": [ { "id": "a", "kind": "event", "name": "Amt", "state": "moved", "change": { {} } } ]"#,
            r#""entries": [ { "id": "a", "kind": "event", "name": "Amt", "state": "takes_place", "change": { {} } } ]"#,
        ],
        fields: &[
            ("was", As(r#""2024-02-13""#, "bisher Dienstag, 13. Februar")),
            (
                "between",
                As(r#"[ "2024-02-13" ]"#, "dann Dienstag, 13. Februar"),
            ),
            ("now", As(r#""2024-03-17""#, "Sonntag, 17. März")),
            ("by", As(r#""um einen Monat""#, "um einen Monat")),
            ("certainty", As(r#""committed""#, "Das ist zugesagt")),
            (
                "basis",
                As(r#"{ "name": "Verordnung" }"#, "Grundlage: Verordnung"),
            ),
        ],
    },
    Shape {
        name: "LegalBasis",
        forms: &[
            r#""entries": [ { "id": "a", "kind": "deadline", "name": "Amt", "state": "moved", "change": { "basis": { "name": "Verordnung" {} } } } ]"#,
        ],
        fields: &[
            ("name", Always(r#""Verordnung""#, "Grundlage: Verordnung")),
            ("url", As(r#""https://recht.example/""#, "recht.example")),
            (
                "since",
                As(r#""2024-02-13""#, "in Kraft seit Dienstag, 13. Februar"),
            ),
        ],
    },
    Shape {
        name: "Incident",
        forms: &[r#""incident": { "title": "Angriff" {} }"#],
        fields: &[
            ("title", Always(r#""Angriff""#, "Angriff")),
            (
                "summary",
                As(r#""Die Server stehen.""#, "Die Server stehen."),
            ),
            ("started", As(r#""2024-02-13""#, "13. Februar")),
            ("origin", As(r#""provider""#, "Dienstleister")),
            ("provider", As(r#""Zweckverband""#, "Zweckverband")),
            ("phase", As(r#""recovery""#, "Die Wiederherstellung läuft.")),
            ("cause", As(r#""eine Lücke""#, "eine Lücke")),
            ("outlook", As(r#"{ "text": "bald wieder" }"#, "bald wieder")),
            (
                "priority",
                As(r#""zuerst Sozialleistungen""#, "zuerst Sozialleistungen"),
            ),
            (
                "measures",
                As(
                    r#"[ { "text": "Server neu", "progress": "done" } ]"#,
                    "Server neu",
                ),
            ),
            (
                "actors",
                As(
                    r#"[ { "name": "Landeskriminalamt", "role": "police" } ]"#,
                    "Landeskriminalamt",
                ),
            ),
            ("as_of", As(r#""2024-02-11""#, "11. Februar")),
        ],
    },
    Shape {
        name: "Measure",
        forms: &[
            r#""incident": { "title": "Angriff", "measures": [ { "text": "Server neu", "progress": "done" {} } ] }"#,
        ],
        fields: &[
            ("text", Always(r#""Server neu""#, "Server neu")),
            ("progress", Always(r#""done""#, "Erledigt")),
            ("at", As(r#""2024-02-13""#, "13. Februar")),
        ],
    },
    Shape {
        name: "Actor",
        forms: &[
            r#""incident": { "title": "Angriff", "actors": [ { "name": "Land", "role": "police" {} } ] }"#,
        ],
        fields: &[
            ("name", Always(r#""Land""#, "Land")),
            ("role", Always(r#""police""#, "Ermittlungen: Land")),
            ("note", As(r#""ermittelt""#, "ermittelt")),
        ],
    },
    Shape {
        name: "Publisher",
        forms: &[r#""publisher": { "name": "Stadt", "url": "https://x.example/" {} }"#],
        fields: &[
            ("name", Always(r#""Stadt""#, "Stadt")),
            ("url", Always(r#""https://x.example/""#, "x.example")),
            (
                "url_state",
                As(r#""down""#, "x.example (zurzeit nicht erreichbar)"),
            ),
            (
                "on_behalf_of",
                As(r#"[ "Altdorf", "Neudorf" ]"#, "Altdorf, Neudorf"),
            ),
            (
                "republished_by",
                As(
                    r#"{ "name": "Landkreis", "url": "https://kreis.example/" }"#,
                    "Weitergegeben von: Landkreis kreis.example",
                ),
            ),
            (
                "country",
                Unread("wird nicht gezeigt: entscheidet, welche Nummern Links werden"),
            ),
            (
                "ars",
                Unread("wird nicht gezeigt: eine Nummer für Programme"),
            ),
            // The feed was issued at ten in Berlin.
            ("time_zone", As(r#""Europe/London""#, "9 Uhr")),
            (
                "channels",
                As(
                    r#"[ { "kind": "counter", "name": "Stadthaus" } ]"#,
                    "Stadthaus",
                ),
            ),
        ],
    },
    Shape {
        name: "Update",
        forms: &[
            r#""entries": [ { "id": "a", "kind": "service", "name": "Wohngeld", "state": "down" } ],
            "updates": [ { "at": "2024-02-13", "text": "Es geht voran." {} } ]"#,
        ],
        fields: &[
            ("at", Always(r#""2024-02-13""#, "13. Februar")),
            ("text", Always(r#""Es geht voran.""#, "Es geht voran.")),
            ("entries", As(r#"[ "a" ]"#, "Betrifft: Wohngeld.")),
        ],
    },
    Shape {
        name: "Question",
        forms: &[r#""faq": [ { "id": "q", "questions": [ "Warum?" ], "answer": "Darum." {} } ]"#],
        fields: &[
            ("id", Unread("wird nicht gezeigt: der Kurzname für Links")),
            ("questions", Always(r#"[ "Warum?" ]"#, "Warum?")),
            ("answer", Always(r#""Darum.""#, "Darum.")),
            ("as_of", As(r#""2024-02-11""#, "11. Februar")),
        ],
    },
    Shape {
        name: "Term",
        forms: &[r#""glossary": [ { "term": "DDoS", "meaning": "viele Anfragen" } ]"#],
        fields: &[
            ("term", Always(r#""DDoS""#, "DDoS")),
            ("meaning", Always(r#""viele Anfragen""#, "viele Anfragen")),
        ],
    },
    Shape {
        name: "Feed",
        forms: &[r#""entries": [] {}"#],
        fields: &[
            ("version", Unread("wird nicht gezeigt: für Programme")),
            ("id", Unread("wird nicht gezeigt: für Programme")),
            (
                "seq",
                Unread(
                    "wird nicht gezeigt: danach entscheidet das Widget, welche Meldung neuer ist",
                ),
            ),
            ("issued", Always(r#""2024-02-22T10:00:00+01:00""#, "10 Uhr")),
            ("confirmed", As(r#""2024-02-22T11:40:00+01:00""#, "11:40")),
            ("next_update", As(r#""2024-02-23T16:20:00+01:00""#, "16:20")),
            (
                "valid_until",
                Unread(
                    "erst, wenn es vorbei ist: „Veraltet: Diese Angaben galten bis …“; auf dem Aushang vorher „Gilt bis …“",
                ),
            ),
            (
                "lang",
                Unread("wird nicht gezeigt: in dieser Sprache liest ein Browser Ihre Texte vor"),
            ),
            (
                "languages",
                Unread("wird nicht gezeigt: `check` prüft damit, ob eine Übersetzung fehlt"),
            ),
            (
                "checked",
                Unread("„… und von Menschen geprüft“ bei der Quelle, in diesen Sprachen"),
            ),
            ("revoked", Unread("wird nicht gezeigt: für Programme")),
            (
                "publisher",
                Always(
                    r#"{ "name": "Stadt", "url": "https://x.example/" }"#,
                    "Stadt",
                ),
            ),
            ("incident", As(r#"{ "title": "Angriff" }"#, "Angriff")),
            ("entries", Always(r#"[]"#, "Diese Meldung sagt noch nichts")),
            (
                "updates",
                As(
                    r#"[ { "at": "2024-02-13", "text": "Es geht voran." } ]"#,
                    "Es geht voran.",
                ),
            ),
            (
                "faq",
                As(
                    r#"[ { "id": "q", "questions": [ "Warum?" ], "answer": "Darum." } ]"#,
                    "Warum?",
                ),
            ),
            (
                "glossary",
                As(
                    r#"[ { "term": "DDoS", "meaning": "viele Anfragen" } ]"#,
                    "viele Anfragen",
                ),
            ),
        ],
    },
];

/// An entry of its own; one that is urgent; parts that are folded, that stand open, and that share a row with the next.
const ENTRY_FORMS: &[&str] = &[
    r#""entries": [ { "id": "a", "kind": "service", "name": "Amt", "state": "limited" {} } ]"#,
    r#""entries": [ { "id": "a", "kind": "facility", "name": "Amt", "state": "limited" {} } ]"#,
    r#""entries": [ { "id": "a", "kind": "service", "name": "Amt", "state": "limited", "urgent": true {} } ]"#,
    r#""entries": [ { "id": "w", "kind": "facility", "name": "Haus", "state": "limited", "parts": [
        { "id": "a", "kind": "service", "name": "Amt", "state": "limited" {} } ] } ]"#,
    r#""entries": [ { "id": "w", "kind": "facility", "name": "Haus", "state": "closed", "parts": [
        { "id": "a", "kind": "service", "name": "Amt", "state": "limited" {} } ] } ]"#,
    r#""entries": [ { "id": "w", "kind": "facility", "name": "Haus", "state": "closed", "parts": [
        { "id": "b", "kind": "service", "name": "Archiv", "state": "limited" },
        { "id": "a", "kind": "service", "name": "Amt", "state": "limited" {} } ] } ]"#,
    r#""entries": [ { "id": "w", "kind": "facility", "name": "Haus", "state": "limited", "parts": [
        { "id": "b", "kind": "service", "name": "Archiv", "state": "limited" },
        { "id": "a", "kind": "service", "name": "Amt", "state": "limited" {} } ] } ]"#,
];

#[test]
fn every_field_of_the_contract_is_shown_in_every_form() {
    let forgotten = forgotten(seen);
    assert!(forgotten.is_empty(), "{}", forgotten.join("\n"));
    for shape in SHAPES {
        for (field, shown) in shape.fields {
            let Always(_, text) = shown else { continue };
            let seen = seen(&filled(shape.forms[0], ""));
            assert!(seen.contains(text), "{}.{field}: {seen}", shape.name);
        }
    }
}

#[test]
fn the_poster_shows_every_field_but_those_that_it_leaves_out() {
    let (left_out, forgotten): (Vec<String>, Vec<String>) = forgotten(on_the_poster)
        .into_iter()
        .filter(|told| !told.contains(r#" in "incident""#))
        .partition(|told| NOT_ON_THE_POSTER.iter().any(|name| names(name, told)));
    for name in NOT_ON_THE_POSTER {
        assert!(
            left_out.iter().any(|told| names(name, told)),
            "the poster shows {name}"
        );
    }
    assert!(forgotten.is_empty(), "{}", forgotten.join("\n"));
}

/// Tells whether what was told is about a name of the list, such as `Outlook.earlier` or `Update.*`.
fn names(name: &str, told: &str) -> bool {
    told.starts_with(name.trim_end_matches('*'))
}

/// Returns each field of which a way of showing a feed does not show what it adds, with the form in which that is so.
fn forgotten(shown: impl Fn(&str) -> String) -> Vec<String> {
    let mut forgotten = Vec::new();
    for shape in SHAPES {
        for form in shape.forms {
            for (field, expected) in shape.fields {
                let As(value, text) = expected else { continue };
                let name = format!("{}.{field}", shape.name);
                assert!(form.contains("{}"), "{name} has no place in {form}");
                let set = shown(&filled(form, &format!(r#""{field}": {value}"#)));
                let unset = shown(&filled(form, ""));
                if !set.contains(text) || unset.contains(text) {
                    forgotten.push(format!("{name} in {form}: {text:?} is not what it adds"));
                }
            }
        }
    }
    forgotten
}

#[test]
fn a_group_is_a_heading() {
    let entry = |group: &str| {
        seen(&format!(
            r#""entries": [ {{ "id": "a", "kind": "service", "name": "Amt", "state": "down" {group} }} ]"#
        ))
    };
    assert!(entry(r#", "group": "Stufe 2""#).contains("Stufe 2"));
    assert!(!entry("").contains("Stufe 2"));
}

#[test]
fn every_field_that_the_schema_has_is_in_the_list() {
    let listed: BTreeMap<&str, Vec<&str>> = SHAPES
        .iter()
        .map(|shape| {
            let mut fields: Vec<&str> = shape.fields.iter().map(|(field, _)| *field).collect();
            fields.sort_unstable();
            (shape.name, fields)
        })
        .collect();
    let schema = schema();
    let known: BTreeMap<&str, Vec<&str>> = schema["$defs"]
        .as_object()
        .unwrap()
        .iter()
        .filter_map(|(name, definition)| {
            let fields = definition["properties"].as_object()?;
            let mut fields: Vec<&str> = fields.keys().map(String::as_str).collect();
            fields.sort_unstable();
            Some((&**name, fields))
        })
        .collect();
    assert_eq!(listed, known);
}

/// Puts a field, or nothing, where a form has its braces.
pub fn filled(form: &str, field: &str) -> String {
    let first = form.contains("{ {} }") || field.is_empty();
    let comma = if first { "" } else { ", " };
    form.replace("{}", &format!("{comma}{field}"))
}

/// Returns what a citizen reads in the widget of a feed with these members.
fn seen(members: &str) -> String {
    let at = Stamp::parse(NOW).unwrap();
    let options = ViewOptions {
        lang: Lang::De,
        view: View::Full,
        at: Some(at),
        ..ViewOptions::default()
    };
    text_of(&render::snapshot(feed(members), options, at.at))
}

/// Returns what a citizen reads of it at the door.
fn on_the_poster(members: &str) -> String {
    let at = Stamp::parse(NOW).unwrap();
    let html = render::poster::poster(&feed(members), Lang::De, at.at, Some(at));
    text_of(html.split_once("<body>").unwrap().1)
}

/// Reads a feed with these members and those that it cannot do without.
pub fn feed(members: &str) -> Rc<Feed> {
    let mut feed: Value = serde_json::from_str(&format!("{{ {members} }}"))
        .unwrap_or_else(|error| panic!("{members}: {error}"));
    let base: Value = serde_json::from_str(
        r#"{ "version": 1, "id": "x", "seq": 1, "issued": "2024-02-22T10:00:00+01:00", "entries": [],
            "publisher": { "name": "Stadt", "url": "https://x.example/" } }"#,
    )
    .unwrap();
    for (key, value) in base.as_object().unwrap() {
        feed.as_object_mut()
            .unwrap()
            .entry(key)
            .or_insert(value.clone());
    }
    let bytes = serde_json::to_vec(&feed).unwrap();
    let (feed, _) = Feed::read(&bytes).unwrap_or_else(|problems| panic!("{members}: {problems:?}"));
    Rc::new(feed)
}
