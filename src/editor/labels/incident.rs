//! The labels of the incident: what happened, what is done about it, and what is to be expected.

use super::{Label, row};

pub const INCIDENT: &[Label] = &[
    row(
        "title",
        ["In einer Zeile", "In one line"],
        [
            "Steht ganz oben hinter dem Namen der Stadt: „IT-Ausfall im Rathaus“.",
            "Stands at the top behind the name of the town: “IT outage in the town hall”.",
        ],
    ),
    row(
        "summary",
        ["Kurz erklärt", "In short"],
        [
            "Zwei oder drei Sätze unter „Was ist passiert?“.",
            "Two or three sentences under “What happened?”.",
        ],
    ),
    row(
        "started",
        ["Seit wann", "Since when"],
        ["„Der Vorfall begann am …“.", "“The incident began on …”."],
    ),
    row(
        "origin",
        ["Wo es passiert ist", "Where it happened"],
        [
            "Ein Satz: Der Vorfall betrifft eigene Systeme oder einen Dienstleister.",
            "One sentence: the incident concerns own systems, or a provider.",
        ],
    ),
    row(
        "provider",
        ["Name des Dienstleisters", "Name of the provider"],
        [
            "Steht im selben Satz, wenn es bei einem Dienstleister passiert ist.",
            "Stands in the same sentence if it happened at a provider.",
        ],
    ),
    row(
        "phase",
        ["Wie weit es ist", "How far it is"],
        [
            "Steht als Satz dabei, zum Beispiel „Die Wiederherstellung läuft.“",
            "Stands there as a sentence, such as “Recovery is under way.”",
        ],
    ),
    row(
        "cause",
        ["Ursache", "Cause"],
        [
            "Steht hinter „Ursache:“, soweit sie bekannt ist.",
            "Stands behind “Cause:”, as far as it is known.",
        ],
    ),
    row(
        "outlook",
        ["Aussicht", "Outlook"],
        [
            "Wann es insgesamt besser wird.",
            "When things will be better as a whole.",
        ],
    ),
    row(
        "priority",
        [
            "In welcher Reihenfolge es zurückkommt",
            "In which order things come back",
        ],
        ["Steht hinter „Reihenfolge:“.", "Stands behind “Order:”."],
    ),
    row(
        "measures",
        ["Was getan wird", "What is done"],
        [
            "Steht als Liste unter „Was wird getan?“.",
            "Stands as a list under “What is being done?”.",
        ],
    ),
    row(
        "actors",
        ["Wer daran arbeitet", "Who works on it"],
        [
            "Steht als Liste unter „Wer arbeitet daran?“.",
            "Stands as a list under “Who works on it?”.",
        ],
    ),
    row(
        "as_of",
        ["Von wann das ist", "When this was known"],
        [
            "Steht dabei, wenn es älter ist als die Meldung.",
            "Stands beside it if it is older than the notice.",
        ],
    ),
];

pub const MEASURE: &[Label] = &[
    row(
        "text",
        ["Was getan wird", "What is done"],
        [
            "Steht hinter „Erledigt:“, „Läuft:“ oder „Geplant:“.",
            "Stands behind “Done:”, “Under way:” or “Planned:”.",
        ],
    ),
    row(
        "progress",
        ["Wie weit das ist", "How far that is"],
        [
            "Steht als erstes Wort davor.",
            "Stands before it as the first word.",
        ],
    ),
    row(
        "at",
        ["Wann", "When"],
        [
            "Steht davor: „Erledigt am 13. Februar: …“.",
            "Stands before it: “Done on 13 February: …”.",
        ],
    ),
];

pub const ACTOR: &[Label] = &[
    row(
        "name",
        ["Name", "Name"],
        [
            "Steht in der Liste „Wer arbeitet daran?“.",
            "Stands in the list “Who works on it?”.",
        ],
    ),
    row(
        "role",
        ["Aufgabe", "Task"],
        [
            "Steht vor dem Namen: „Ermittlungen: …“.",
            "Stands before the name: “Investigation: …”.",
        ],
    ),
    row(
        "note",
        ["Mehr dazu", "More about it"],
        [
            "Steht in Klammern hinter dem Namen.",
            "Stands in brackets behind the name.",
        ],
    ),
];

pub const OUTLOOK: &[Label] = &[
    row(
        "text",
        ["Aussicht in Ihren Worten", "Outlook in your words"],
        [
            "Steht hinter „Aussicht:“, zum Beispiel „ab Mitte Dezember“.",
            "Stands behind “Outlook:”, such as “from mid-December on”.",
        ],
    ),
    row(
        "earliest",
        ["Frühestens", "At the earliest"],
        [
            "Wird nicht gezeigt: Ihr Text sagt es.",
            "Not shown: your text says it.",
        ],
    ),
    row(
        "latest",
        ["Spätestens", "At the latest"],
        [
            "Ist der Tag vorbei, steht dabei: „Dieser Termin ist verstrichen.“",
            "Once the day has passed, it says: “This date has passed.”",
        ],
    ),
    row(
        "certainty",
        ["Wie sicher das ist", "How sure that is"],
        [
            "Steht als Wort davor: „Zugesagt:“, „Erwartet:“.",
            "Stands before it as a word: “Promised:”, “Expected:”.",
        ],
    ),
    row(
        "state",
        ["Was dann möglich ist", "What will then be possible"],
        [
            "Steht dahinter: „Dann: eingeschränkt“.",
            "Stands behind it: “Then: limited”.",
        ],
    ),
    row(
        "conditions",
        ["Was vorher geschehen muss", "What must happen first"],
        [
            "Steht hinter „Voraussetzung:“.",
            "Stands behind “Condition:”.",
        ],
    ),
    row(
        "as_of",
        ["Von wann diese Aussicht ist", "When this was said"],
        [
            "Steht dabei: „Diese Aussicht ist vom …“.",
            "Stands beside it: “This outlook is of …”.",
        ],
    ),
    row(
        "earlier",
        ["Was vorher gesagt wurde", "What was said before"],
        [
            "Steht unter „Frühere Aussagen“, damit jeder sieht, was sich verschoben hat.",
            "Stands under “Earlier statements”, so that all see what has slipped.",
        ],
    ),
];

pub const EARLIER: &[Label] = &[
    row(
        "text",
        ["Aussage", "Statement"],
        ["So stand es damals da.", "As it stood there then."],
    ),
    row(
        "as_of",
        ["Von wann sie war", "When it was said"],
        ["Steht vor der Aussage.", "Stands before the statement."],
    ),
];
