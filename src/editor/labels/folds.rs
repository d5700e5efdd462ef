//! In which order the fields of a record stand in a form, and which of them are folded away by what they are for.

use crate::editor::words::Both;

/// Fields of a record that are for the same thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fold {
    /// What they are for. `None` for those that are always seen.
    pub title: Option<Both>,
    /// Their names, in the order of the form.
    pub fields: &'static [&'static str],
}

const fn seen(fields: &'static [&'static str]) -> Fold {
    Fold {
        title: None,
        fields,
    }
}

const fn fold(de: &'static str, en: &'static str, fields: &'static [&'static str]) -> Fold {
    Fold {
        title: Some(Both { de, en }),
        fields,
    }
}

/// Returns the folds of a record; none for one that the contract does not have.
pub fn folds(record: &str) -> &'static [Fold] {
    match record {
        "Feed" => {
            const {
                &[
                    seen(&[
                        "next_update",
                        "valid_until",
                        "publisher",
                        "incident",
                        "updates",
                        "faq",
                    ]),
                    fold("Begriffe", "Terms", &["glossary"]),
                    fold("Sprachen", "Languages", &["lang", "languages", "checked"]),
                    fold(
                        "Technische Angaben",
                        "Technical details",
                        &["id", "seq", "issued", "confirmed", "version", "revoked"],
                    ),
                    fold("Einträge", "Entries", &["entries"]),
                ]
            }
        }
        "Publisher" => {
            const {
                &[
                    seen(&["name", "url", "channels"]),
                    fold(
                        "Mehr zur offiziellen Seite und zu anderen Stellen",
                        "More about the official page and others",
                        &["url_state", "on_behalf_of", "republished_by"],
                    ),
                    fold(
                        "Land, Uhr und Schlüssel",
                        "Country, clock and key",
                        &["country", "time_zone", "ars"],
                    ),
                ]
            }
        }
        "Incident" => {
            const {
                &[
                    seen(&["title", "summary", "phase", "started"]),
                    fold(
                        "Wo es passiert ist und warum",
                        "Where it happened, and why",
                        &["origin", "provider", "cause", "as_of"],
                    ),
                    fold("Aussicht", "Outlook", &["outlook", "priority"]),
                    fold(
                        "Was getan wird und von wem",
                        "What is done, and by whom",
                        &["measures", "actors"],
                    ),
                ]
            }
        }
        "Measure" => const { &[seen(&["text", "progress", "at"])] },
        "Actor" => const { &[seen(&["name", "role", "note"])] },
        "Entry" => {
            const {
                &[
                    seen(&["name", "state", "from", "until", "routes", "note"]),
                    fold(
                        "Genauer: eigenes Wort, zeitweise, wie viel",
                        "In detail: own word, at times, how much",
                        &["term", "intermittent", "progress", "priority", "urgent"],
                    ),
                    fold("Aussicht", "Outlook", &["outlook"]),
                    fold(
                        "Öffnungszeiten und Termine",
                        "Opening hours and dates",
                        &["hours", "times", "change"],
                    ),
                    fold(
                        "Für wen und unter welchen Bedingungen",
                        "For whom, and under which conditions",
                        &["scope"],
                    ),
                    fold("Was verloren ging", "What was lost", &["lost"]),
                    fold(
                        "Zuständig, Quelle, Stand",
                        "Responsible, source, date",
                        &["responsible", "source", "as_of"],
                    ),
                    fold(
                        "Überschrift, Suche und Links",
                        "Heading, search and links",
                        &["group", "aliases", "kind", "id", "leika"],
                    ),
                    fold("Teile", "Parts", &["parts"]),
                ]
            }
        }
        "Source" => const { &[seen(&["name", "url"])] },
        "Route" => {
            const {
                &[
                    seen(&["kind", "name", "number", "place", "url", "email", "note"]),
                    fold(
                        "Wofür, für wen und wann",
                        "What for, for whom, and when",
                        &["purpose", "replaces", "hours", "scope", "extension"],
                    ),
                    fold(
                        "Wie es um diesen Weg steht",
                        "How it stands with this way",
                        &["state", "from", "until", "wrong"],
                    ),
                ]
            }
        }
        "Hours" => const { &[seen(&["usual", "always", "weekly", "exceptions", "note"])] },
        "Span" => const { &[seen(&["days", "opens", "closes"])] },
        "Exception" => const { &[seen(&["from", "until", "opens", "closes", "note"])] },
        "Outlook" => {
            const {
                &[
                    seen(&["text", "certainty", "latest"]),
                    fold(
                        "Mehr zur Aussicht",
                        "More about the outlook",
                        &["earliest", "state", "conditions", "as_of", "earlier"],
                    ),
                ]
            }
        }
        "Earlier" => const { &[seen(&["text", "as_of"])] },
        "Scope" => {
            const {
                &[
                    seen(&[
                        "audience",
                        "needs",
                        "quota",
                        "payment_methods",
                        "residents_of",
                    ]),
                    fold(
                        "Wann es beantragt oder gebucht wurde",
                        "When it was applied for or booked",
                        &[
                            "applied_before",
                            "applied_until",
                            "applied_from",
                            "applied_after",
                        ],
                    ),
                ]
            }
        }
        "Update" => const { &[seen(&["at", "text", "entries"])] },
        "Question" => const { &[seen(&["questions", "answer", "as_of", "id"])] },
        "Term" => const { &[seen(&["term", "meaning"])] },
        "DateChange" => const { &[seen(&["was", "now", "by", "certainty", "between", "basis"])] },
        "Period" => const { &[seen(&["from", "until"])] },
        "LegalBasis" => const { &[seen(&["name", "url", "since"])] },
        "Lost" => const { &[seen(&["windows", "channel", "action", "preserved"])] },
        _ => &[],
    }
}
