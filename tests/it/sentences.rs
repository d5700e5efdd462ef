//! docs/feed.md lists what the widget says by itself, each sentence with the condition on which it appears. The list is
//! made of the marks in src/i18n/words.rs.

use amtsstatus::i18n::{Lang, fill};

use crate::docs::generated;

/// A heading of docs/feed.md, and below it names of sentences with the condition of each, in German.
type Section = (&'static str, &'static [(&'static str, &'static str)]);

const SECTIONS: &[Section] = &[
    (
        "Wie alt die Meldung ist",
        &[
            ("issued", "immer, wenn nichts bestätigt ist: aus `issued`"),
            (
                "issued_on",
                "dasselbe für andere Tage, und auf Seiten ohne Skript",
            ),
            (
                "confirmed",
                "stattdessen, wenn `confirmed` angegeben und nicht in der Zukunft ist",
            ),
            (
                "confirmed_on",
                "dasselbe für andere Tage, und auf Seiten ohne Skript",
            ),
            ("next_announced", "vor `next_update`"),
            (
                "overdue",
                "nach `next_update`, solange nichts Neues da ist und die Angaben nicht veraltet sind",
            ),
            ("expired", "nach `valid_until`"),
            (
                "old",
                "ohne `valid_until`, wenn keine Meldung aussteht: sieben Tage nach der letzten Bestätigung oder Veröffentlichung",
            ),
            (
                "archive",
                "die Seite zeigt eine alte Datei, mit dem Attribut `at`",
            ),
            ("preview", "dasselbe mit einem Zeitpunkt in der Zukunft"),
            ("poster.valid", "auf dem Aushang, vor `valid_until`"),
            ("poster.newest", "auf dem Aushang, vor Ihrer Adresse"),
        ],
    ),
    (
        "Wie sie hierher kam",
        &[
            ("element.loading", "bevor das Widget da ist"),
            (
                "element.failed",
                "das Widget ließ sich nicht laden, und die Seite hat keinen anderen Inhalt dafür",
            ),
            (
                "unreachable",
                "die Statusdatei ist nicht zu laden, und noch nie war eine da",
            ),
            (
                "unreachable_offline",
                "dasselbe, und das Gerät ist ohne Netz",
            ),
            (
                "unreached",
                "die Statusdatei ist nicht mehr zu laden; die letzte bleibt stehen",
            ),
            ("offline", "dasselbe, und das Gerät ist ohne Netz"),
            ("checked_now", "die Statusdatei wurde eben geladen"),
            ("checked", "sie wurde vor Minuten geladen"),
            (
                "stored",
                "die Angaben sind vom letzten Besuch, bis die Statusdatei da ist",
            ),
            (
                "newer",
                "die Statusdatei ist für ein neueres Widget geschrieben",
            ),
            (
                "verified",
                "die Datei ist unterschrieben, und die Seite prüft es mit `keys`",
            ),
            ("verified_explained", "dasselbe, zum Aufklappen"),
            (
                "updated",
                "seit jemand liest, ist etwas neu: bis zu drei Einträge",
            ),
            ("updated_count.other", "dasselbe, mehr als drei Einträge"),
            ("changed", "steht dabei neben jedem neuen Eintrag"),
            (
                "page.saved",
                "auf der Notfallseite, wenn sie gespeichert ist",
            ),
        ],
    ),
    (
        "Zum Vorfall",
        &[
            ("phase.acute", "`\"phase\": \"acute\"`"),
            ("phase.emergency", "`\"phase\": \"emergency\"`"),
            ("phase.recovery", "`\"phase\": \"recovery\"`"),
            ("phase.over", "`\"phase\": \"over\"`"),
            ("started", "`started`"),
            ("origin_own", "`\"origin\": \"own\"`"),
            (
                "origin_provider",
                "`\"origin\": \"provider\"` ohne `provider`",
            ),
            (
                "origin_provider_named",
                "`\"provider\": \"Musterdienst GmbH\"`",
            ),
        ],
    ),
    (
        "Zu einem Eintrag",
        &[
            ("announced", "vor `from`"),
            (
                "not_yet",
                "davor noch, wenn es dann wieder geht oder `planned` heißt",
            ),
            (
                "unconfirmed",
                "nach `from`, wenn es dann wieder gehen sollte und seitdem nichts veröffentlicht oder bestätigt ist",
            ),
            ("lapsed", "nach `until`, bei allem anderen"),
            ("over", "nach `until`, bei Terminen und Fristen"),
            ("event_now", "ein Termin läuft gerade"),
            (
                "notice_holds",
                "ein Hinweis ohne `state` mit `from` oder `until`; auch, wie lange eine Angabe gilt, wenn `times` oder `change` den Tag nennt",
            ),
            (
                "holds_apart",
                "danach steht, seit wann oder bis wann: ein Zustand aus zwei Teilen, mit Ausnahmen, oder einer, der kommt und geht",
            ),
            ("notice_over", "ein solcher Hinweis nach `until`"),
            (
                "with_exceptions",
                "ein Eintrag geht, aber einer seiner Teile nicht",
            ),
            ("percent", "`\"progress\": 40`"),
            (
                "priority",
                "`\"priority\": 2`, solange es noch nicht wieder geht",
            ),
            ("applied_before", "`applied_before` in `scope`, wie bisher"),
            (
                "applied_after",
                "`applied_from` in `scope`, oder wie bisher `applied_after`",
            ),
            ("applied_until", "`applied_until` in `scope`"),
            ("applied_within", "beide zusammen"),
            ("lost", "`windows` in `lost`"),
            ("lost_preserved", "`\"preserved\": true` in `lost`"),
            ("outlook_passed", "nach `latest` in `outlook`"),
            ("outlook_as_of", "`as_of` in `outlook`"),
            ("fact_as_of", "`as_of`"),
        ],
    ),
    (
        "Von wem das ist",
        &[
            (
                "page_down",
                "hinter der Adresse: der `url_state` des Herausgebers sagt, dass sie nicht geht",
            ),
            (
                "machine_translated",
                "bei der Quelle: die Sprache eines Textes steht in `machine`",
            ),
            (
                "machine_checked",
                "stattdessen, wenn sie auch in `checked` steht",
            ),
        ],
    ),
    (
        "Zu einem Weg",
        &[
            ("route.automatic", "`\"kind\": \"automatic\"` ohne `name`"),
            ("route.contacted", "`\"kind\": \"contacted\"`"),
            ("route.later", "`\"kind\": \"later\"`"),
            (
                "route_usable",
                "ein Weg ohne `state` vor `from`, oder mit einem Tag in `until`",
            ),
            (
                "route_not_yet",
                "vor `from`, oder `state` ist `planned` oder `pilot`",
            ),
            (
                "route_not_now",
                "nach `until`, oder der `state` sagt, dass er nicht geht",
            ),
        ],
    ),
    (
        "Was fehlt, und Antworten an die, die lesen",
        &[
            ("no_entries", "`entries` ist leer"),
            (
                "none_selected",
                "die Seite zeigt mit `only` Einträge, die es nicht gibt",
            ),
            (
                "partly_translated",
                "jemand liest in einer Sprache, in die nicht alles übersetzt ist",
            ),
            ("language_failed", "diese Sprache ließ sich nicht laden"),
            (
                "all_shown",
                "nach einer Suche oder einem Filter, für alle, die zuhören",
            ),
            (
                "no_matches",
                "die Suche findet nichts; danach steht ein Kontakt",
            ),
            (
                "results_shown",
                "die Suche findet mehr als zwanzig Einträge, und noch nicht alle sind zu sehen",
            ),
            ("link_copied", "nach „Link teilen“"),
            ("link_in_bar", "nach „Link teilen“, wo kopieren nicht geht"),
        ],
    ),
];

/// Something to read at each named place.
const SAMPLES: &[(&str, &str)] = &[
    ("moment", "Freitag, 4. Dezember"),
    ("day", "heute"),
    ("date", "Freitag, 4. Dezember"),
    ("time", "10 Uhr"),
    ("ago", "vor 5 Minuten"),
    ("names", "Bürgerbüro und Bücherei"),
    ("count", "4"),
    ("provider", "Musterdienst GmbH"),
    ("state", "…"),
    ("from", "Montag, 30. November"),
    ("until", "Freitag, 4. Dezember"),
    ("periods", "Montag, 30. November bis Freitag, 4. Dezember"),
    ("period", "Montag, 30. November bis Freitag, 4. Dezember"),
    ("published", "Montag, 30. November"),
    ("percent", "40"),
    ("rank", "2"),
    ("language", "Deutsch"),
    ("shown", "20"),
    ("all", "137"),
];

#[test]
fn the_documentation_lists_what_the_widget_says_by_itself() {
    let mut added = Lang::De.language().added();
    let mut row = |name: &str, when: &str| {
        let at = added.iter().position(|(added, _)| added == name);
        let at = at.unwrap_or_else(|| panic!("{name} has no mark in src/i18n/words.rs"));
        let (_, text) = added.remove(at);
        let said = fill(text, SAMPLES);
        let places = text.matches('{').count();
        let known = SAMPLES
            .iter()
            .map(|(place, _)| text.matches(&format!("{{{place}}}")).count());
        assert_eq!(
            known.sum::<usize>(),
            places,
            "{name}: {text} has a place without a sample"
        );
        format!("| „{said}“ | {when} |\n")
    };
    let mut tables = Vec::new();
    for (heading, sentences) in SECTIONS {
        let rows: String = sentences
            .iter()
            .map(|(name, when)| row(name, when))
            .collect();
        tables.push(format!(
            "### {heading}\n\n| Satz | wann er dasteht |\n|---|---|\n{rows}"
        ));
    }
    assert!(
        added.is_empty(),
        "without a condition in tests/it/sentences.rs: {added:#?}"
    );
    generated("sentences", &tables.join("\n"));
}
