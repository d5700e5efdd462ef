//! The labels of a way to somebody who helps, and of hours.

use super::{Label, row};

pub const ROUTE: &[Label] = &[
    row(
        "kind",
        ["Welche Art von Weg", "Which kind of way"],
        [
            "Steht als Wort und Zeichen davor: „Telefon“, „persönlich vor Ort“.",
            "Stands before it as a word and a shape: “telephone”, “in person”.",
        ],
    ),
    row(
        "name",
        ["Name", "Name"],
        [
            "So heißt die Stelle: „Bürgertelefon“, „Rathaus Altdorf“.",
            "What it is called: “citizens' hotline”, “Altdorf town hall”.",
        ],
    ),
    row(
        "number",
        ["Telefonnummer", "Telephone number"],
        [
            "Steht so da, dass man sie antippen kann. Mit Vorwahl.",
            "Stands there so that one can tap it. With its area code.",
        ],
    ),
    row(
        "extension",
        ["Nebenstelle", "Extension"],
        [
            "Steht als „Nebenstelle: 17“. Sie wird nicht mitgewählt.",
            "Stands as “Extension: 17”. It is not dialled.",
        ],
    ),
    row(
        "url",
        ["Internetadresse", "Web address"],
        [
            "Steht als Link da. Sie beginnt mit https://.",
            "Stands there as a link. It begins with https://.",
        ],
    ),
    row(
        "email",
        ["E-Mail-Adresse", "E-mail address"],
        ["Steht als Link da.", "Stands there as a link."],
    ),
    row(
        "place",
        ["Anschrift oder Ort", "Address or place"],
        [
            "Straße, Haus, Stockwerk, so wie man es findet.",
            "Street, house, floor, as one finds it.",
        ],
    ),
    row(
        "purpose",
        ["Wofür", "What for"],
        [
            "Steht hinter „Wofür:“, wenn der Weg nicht für alles ist.",
            "Stands behind “For:”, if the way is not for everything.",
        ],
    ),
    row(
        "replaces",
        ["Wofür das ein Ersatz ist", "What it stands in for"],
        [
            "Steht hinter „Ersatz für:“.",
            "Stands behind “Instead of:”.",
        ],
    ),
    row(
        "note",
        ["Hinweis", "Note"],
        [
            "Steht darunter, zum Beispiel „Eingang im Hof“.",
            "Stands below it, such as “entrance in the yard”.",
        ],
    ),
    row(
        "state",
        [
            "Wie es um den Weg selbst steht",
            "How it stands with the way itself",
        ],
        [
            "Nur nötig, wenn er nicht einfach geht: „geplant, noch nicht nutzbar“.",
            "Only needed if it does not simply work: “planned, not usable yet”.",
        ],
    ),
    row(
        "wrong",
        [
            "Diesen Weg bitte nicht nutzen",
            "Please do not use this way",
        ],
        [
            "Davor steht „Bitte nicht nutzen:“.",
            "Before it stands “Please do not use:”.",
        ],
    ),
    row(
        "from",
        ["Nutzbar ab", "Usable from"],
        [
            "Bis dahin steht dort „noch nicht“.",
            "Until then it says “not yet”.",
        ],
    ),
    row(
        "until",
        ["Nutzbar bis", "Usable until"],
        ["Steht als „nutzbar bis …“.", "Stands as “usable until …”."],
    ),
    row(
        "hours",
        ["Wann jemand da ist", "When somebody is there"],
        ["Steht hinter „Zeiten:“.", "Stands behind “Hours:”."],
    ),
    row(
        "scope",
        ["Für wen dieser Weg ist", "For whom this way is"],
        [
            "Steht dabei, wenn er nicht für alle ist.",
            "Stands beside it if it is not for everybody.",
        ],
    ),
];

pub const HOURS: &[Label] = &[
    row(
        "usual",
        ["Wie immer", "As usual"],
        ["„zu den üblichen Zeiten“.", "“at the usual times”."],
    ),
    row(
        "always",
        ["Rund um die Uhr", "Around the clock"],
        ["„rund um die Uhr“.", "“around the clock”."],
    ),
    row(
        "weekly",
        ["In der Woche", "In the week"],
        [
            "„Montag bis Mittwoch 8 bis 12 Uhr“.",
            "“Monday to Wednesday 8:00 to 12:00”.",
        ],
    ),
    row(
        "exceptions",
        ["Ausnahmen", "Exceptions"],
        [
            "Tage, an denen es anders ist: „28. Februar geschlossen“.",
            "Days that differ: “28 February closed”.",
        ],
    ),
    row(
        "note",
        ["Hinweis zu den Zeiten", "Note on the hours"],
        [
            "Steht dahinter: „nach Absprache“.",
            "Stands behind it: “by arrangement”.",
        ],
    ),
];

pub const SPAN: &[Label] = &[
    row(
        "days",
        ["Tage", "Days"],
        ["Stehen vor der Uhrzeit.", "Stand before the time."],
    ),
    row(
        "opens",
        ["Von (Uhrzeit)", "From (time)"],
        ["„8:15 bis 12:45 Uhr“.", "“8:15 to 12:45”."],
    ),
    row(
        "closes",
        ["Bis (Uhrzeit)", "Until (time)"],
        [
            "Ist sie früher als der Anfang, gilt sie für den nächsten Tag.",
            "If it is earlier than the beginning, it is on the next day.",
        ],
    ),
];

pub const EXCEPTION: &[Label] = &[
    row(
        "from",
        ["Erster Tag", "First day"],
        [
            "Ab diesem Tag ist es anders.",
            "From this day on it differs.",
        ],
    ),
    row(
        "until",
        ["Letzter Tag", "Last day"],
        [
            "Bei einem einzigen Tag bleibt es leer.",
            "Empty for a single day.",
        ],
    ),
    row(
        "opens",
        ["Von (Uhrzeit)", "From (time)"],
        [
            "Bleibt es leer, steht dort „geschlossen“.",
            "If it is empty, it says “closed”.",
        ],
    ),
    row(
        "closes",
        ["Bis (Uhrzeit)", "Until (time)"],
        ["„9 bis 12 Uhr“.", "“9:00 to 12:00”."],
    ),
    row(
        "note",
        ["Warum", "Why"],
        [
            "Steht dahinter: „Betriebsausflug“.",
            "Stands behind it: “staff outing”.",
        ],
    ),
];
