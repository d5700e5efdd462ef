//! The labels of the whole publication: its dates, who speaks, updates, questions and terms.

use super::{Label, row};

pub const FEED: &[Label] = &[
    row(
        "version",
        ["Fassung des Formats", "Version of the format"],
        ["Wird nicht gezeigt: immer 1.", "Not shown: always 1."],
    ),
    row(
        "id",
        ["Kurzname der Meldung", "Short name of the notice"],
        [
            "Wird nicht gezeigt. Er bleibt bei jeder Veröffentlichung gleich.",
            "Not shown. It stays the same with each publication.",
        ],
    ),
    row(
        "seq",
        ["Nummer der Veröffentlichung", "Number of the publication"],
        [
            "Wird nicht gezeigt. Sie wächst mit jeder Veröffentlichung um eins.",
            "Not shown. It grows by one with each publication.",
        ],
    ),
    row(
        "issued",
        ["Veröffentlicht am", "Published on"],
        [
            "Steht ganz oben: „Veröffentlicht heute um 10 Uhr“.",
            "Stands at the top: “Published today at 10:00”.",
        ],
    ),
    row(
        "confirmed",
        ["Bestätigt am", "Confirmed on"],
        [
            "Steht ganz oben: wann zuletzt jemand gesagt hat, dass alles noch stimmt.",
            "Stands at the top: when somebody last said that all of it still holds.",
        ],
    ),
    row(
        "next_update",
        ["Nächste Meldung bis", "Next update by"],
        [
            "Steht oben als Zusage: „Nächste Meldung bis …“. Danach steht dort, dass sie aussteht.",
            "Stands at the top as a promise: “Next update by …”. After that it says that it is overdue.",
        ],
    ),
    row(
        "valid_until",
        ["Gilt höchstens bis", "Holds until at most"],
        [
            "Danach steht dort: „Veraltet“. Höchstens 30 Tage nach der Veröffentlichung.",
            "After that it says: “Out of date”. At most 30 days after the publication.",
        ],
    ),
    row(
        "lang",
        ["Sprache der Texte", "Language of the texts"],
        [
            "In dieser Sprache schreiben Sie. Ohne Angabe ist es Deutsch.",
            "The language in which you write. German where nothing is said.",
        ],
    ),
    row(
        "languages",
        ["Zugesagte Sprachen", "Promised languages"],
        [
            "In diesen Sprachen soll jeder Text da sein. Fehlt einer, sehen Sie es hier.",
            "Each text should be there in these languages. You see here which is missing.",
        ],
    ),
    row(
        "checked",
        [
            "Von Menschen geprüfte Übersetzungen",
            "Translations checked by a person",
        ],
        [
            "Bei maschinell übersetzten Texten steht dann: „von Menschen geprüft“.",
            "Where a machine translated, it then says: “checked by people”.",
        ],
    ),
    row(
        "revoked",
        [
            "Schlüssel, die nicht mehr gelten",
            "Keys that no longer count",
        ],
        [
            "Wird nicht gezeigt. Was mit diesen Schlüsseln unterschrieben ist, gilt nicht mehr.",
            "Not shown. What is signed with these keys no longer counts.",
        ],
    ),
    row(
        "publisher",
        ["Wer das sagt", "Who says this"],
        [
            "Name und offizielle Seite stehen über und unter der Meldung.",
            "The name and the official page stand above and below the notice.",
        ],
    ),
    row(
        "incident",
        ["Was passiert ist", "What happened"],
        [
            "Steht oben in einer Zeile und unter „Was ist passiert?“.",
            "Stands at the top in one line, and under “What happened?”.",
        ],
    ),
    row(
        "entries",
        [
            "Was geht und was nicht geht",
            "What works and what does not",
        ],
        [
            "Die Liste, in der Bürgerinnen und Bürger suchen.",
            "The list in which citizens look.",
        ],
    ),
    row(
        "updates",
        ["Was gibt es Neues", "What is new"],
        [
            "Steht unter „Was gibt es Neues?“, das Neueste zuerst.",
            "Stands under “What is new?”, the newest first.",
        ],
    ),
    row(
        "faq",
        ["Fragen und Antworten", "Questions and answers"],
        [
            "Stehen unter „Fragen und Antworten“ und werden durchsucht.",
            "Stand under “Questions and answers”, and are searched.",
        ],
    ),
    row(
        "glossary",
        ["Begriffe", "Terms"],
        [
            "Stehen unter „Was bedeuten die Wörter?“.",
            "Stand under “What do the words mean?”.",
        ],
    ),
];

pub const PUBLISHER: &[Label] = &[
    row(
        "name",
        ["Name der Stadt oder Gemeinde", "Name of the town"],
        [
            "Steht ganz oben, vor dem, was passiert ist.",
            "Stands at the very top, before what happened.",
        ],
    ),
    row(
        "url",
        [
            "Adresse der offiziellen Seite",
            "Address of the official page",
        ],
        [
            "Steht unten als Link „Offizielle Seite“.",
            "Stands at the bottom as the link “Official page”.",
        ],
    ),
    row(
        "url_state",
        [
            "Wie es um diese Seite steht",
            "How it stands with that page",
        ],
        [
            "Ist sie ausgefallen, steht dort „zurzeit nicht erreichbar“ statt eines Links.",
            "If it is down, it says “not reachable at present” instead of a link.",
        ],
    ),
    row(
        "on_behalf_of",
        ["Für wen Sie außerdem sprechen", "For whom you speak too"],
        [
            "Steht als „Im Namen von: …“, etwa die Gemeinden eines Kreises.",
            "Stands as “On behalf of: …”, such as the towns of a district.",
        ],
    ),
    row(
        "republished_by",
        ["Wer die Meldung weitergibt", "Who passes this on"],
        [
            "Steht als „Weitergegeben von: …“, etwa eine Nachbargemeinde.",
            "Stands as “Passed on by: …”, such as a neighbouring town.",
        ],
    ),
    row(
        "country",
        [
            "Land der Telefonnummern",
            "Country of the telephone numbers",
        ],
        [
            "Wird nicht gezeigt. Ohne Angabe ist es Deutschland (DE).",
            "Not shown. Germany (DE) where nothing is said.",
        ],
    ),
    row(
        "ars",
        ["Amtlicher Regionalschlüssel", "Official municipality key"],
        ["Wird nicht gezeigt: 12 Ziffern.", "Not shown: 12 digits."],
    ),
    row(
        "time_zone",
        ["Uhr Ihrer Stadt", "Clock of your town"],
        [
            "Nach dieser Uhr stehen alle Zeiten da. Ohne Angabe ist es die von Berlin.",
            "All times are shown on this clock. Berlin's where nothing is said.",
        ],
    ),
    row(
        "channels",
        ["Wo man mehr erfährt", "Where one learns more"],
        [
            "Stehen unter „Wo erfahre ich mehr?“: Bürgertelefon, soziale Medien, Presse.",
            "Stand under “Where do I learn more?”: hotline, social media, press.",
        ],
    ),
];

pub const SOURCE: &[Label] = &[
    row(
        "name",
        ["Name", "Name"],
        [
            "Steht hinter „Quelle“ oder „Weitergegeben von“.",
            "Stands behind “Source” or “Passed on by”.",
        ],
    ),
    row(
        "url",
        ["Internetadresse", "Web address"],
        [
            "Steht als Link daneben. Sie beginnt mit https://.",
            "Stands beside it as a link. It begins with https://.",
        ],
    ),
];

pub const UPDATE: &[Label] = &[
    row(
        "at",
        ["Wann", "When"],
        [
            "Steht vor dem Text: „Dienstag, 13. Februar: …“.",
            "Stands before the text: “Tuesday 13 February: …”.",
        ],
    ),
    row(
        "text",
        ["Was neu ist", "What is new"],
        [
            "Ein oder zwei Sätze, so wie man sie liest.",
            "One or two sentences, as they are read.",
        ],
    ),
    row(
        "entries",
        ["Betrifft diese Einträge", "About these entries"],
        [
            "Steht dahinter: „Betrifft: Wohngeld.“",
            "Stands behind it: “About: housing benefit.”",
        ],
    ),
];

pub const QUESTION: &[Label] = &[
    row(
        "id",
        ["Kurzname für Links", "Short name for links"],
        [
            "Wird nicht gezeigt. Er bleibt gleich, damit Links weiter führen.",
            "Not shown. It stays the same, so that links go on to work.",
        ],
    ),
    row(
        "questions",
        ["Fragen", "Questions"],
        [
            "So fragen Bürgerinnen und Bürger. Mehrere Fragen können eine Antwort haben.",
            "As citizens ask. Several questions may have one answer.",
        ],
    ),
    row(
        "answer",
        ["Antwort", "Answer"],
        ["Steht unter der Frage.", "Stands below the question."],
    ),
    row(
        "as_of",
        ["Von wann die Antwort ist", "When the answer was known"],
        [
            "Steht dabei, wenn sie älter ist als die Meldung: „Diese Angabe ist vom …“.",
            "Stands beside it if it is older than the notice: “This information is of …”.",
        ],
    ),
];

pub const TERM: &[Label] = &[
    row(
        "term",
        ["Wort", "Word"],
        [
            "Das Wort, das Sie in der Meldung benutzen.",
            "The word that you use in the notice.",
        ],
    ),
    row(
        "meaning",
        ["Was es bedeutet", "What it means"],
        [
            "Steht hinter dem Wort, in einfachen Worten.",
            "Stands behind the word, in plain words.",
        ],
    ),
];
