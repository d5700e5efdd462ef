//! The labels of an entry, and of what belongs to it alone: for whom it holds, what was lost, another date.

use super::{Label, row};

pub const ENTRY: &[Label] = &[
    row(
        "id",
        ["Kurzname für Links", "Short name for links"],
        [
            "Wird nicht gezeigt. Er bleibt gleich, damit Links weiter führen.",
            "Not shown. It stays the same, so that links go on to work.",
        ],
    ),
    row(
        "kind",
        ["Art", "Kind"],
        [
            "Bestimmt die Überschrift, unter der es steht, und welche Zustände passen.",
            "Decides the heading under which it stands, and which states fit.",
        ],
    ),
    row(
        "name",
        ["Name", "Name"],
        [
            "So suchen Bürgerinnen und Bürger danach: „Reisepass“, „Stadtbücherei“.",
            "As citizens look for it: “Passport”, “Town library”.",
        ],
    ),
    row(
        "state",
        ["Wie steht es damit?", "How does it stand?"],
        [
            "Steht neben dem Namen, als Wort und als Zeichen.",
            "Stands beside the name, as a word and as a shape.",
        ],
    ),
    row(
        "term",
        ["Ihr eigenes Wort dafür", "Your own word for it"],
        [
            "Steht dahinter in Anführungszeichen: „Basisbetrieb“.",
            "Stands behind it in quotation marks: “basic operation”.",
        ],
    ),
    row(
        "group",
        ["Überschrift", "Heading"],
        [
            "Alles mit derselben Überschrift steht zusammen. Ohne sie gilt die Überschrift der Art.",
            "All with the same heading stand together. Without it, the heading of the kind is used.",
        ],
    ),
    row(
        "note",
        ["Hinweis", "Note"],
        [
            "Steht darunter, zum Beispiel „Bitte bringen Sie Ihren Ausweis mit.“",
            "Stands below it, such as “Please bring your identity card.”",
        ],
    ),
    row(
        "urgent",
        [
            "Ganz oben unter „Jetzt wichtig“ zeigen",
            "Show at the top under “Important now”",
        ],
        [
            "Nur für Warnungen und Notrufnummern, die alle angehen.",
            "Only for warnings and emergency numbers that concern everybody.",
        ],
    ),
    row(
        "intermittent",
        ["Nur zeitweise", "Only at times"],
        [
            "Davor steht „zeitweise“: „zeitweise eingeschränkt“.",
            "Before it stands “at times”: “limited at times”.",
        ],
    ),
    row(
        "progress",
        [
            "Wie viel Prozent wieder arbeiten",
            "How many per cent work again",
        ],
        [
            "„Etwa 37 Prozent arbeiten wieder.“",
            "“About 37 per cent work again.”",
        ],
    ),
    row(
        "priority",
        [
            "Nummer in der Reihenfolge der Rückkehr",
            "Number in the order of return",
        ],
        [
            "„In der Reihenfolge ist das Nummer 1.“",
            "“This is number 1 in the order.”",
        ],
    ),
    row(
        "from",
        ["Seit wann oder ab wann", "Since or from when"],
        [
            "„geschlossen seit …“. Liegt der Tag in der Zukunft, steht dort „angekündigt“.",
            "“closed since …”. If the day is in the future, it says “announced”.",
        ],
    ),
    row(
        "until",
        ["Bis wann", "Until when"],
        [
            "„geschlossen bis …“ oder „geschlossen bis auf Weiteres“.",
            "“closed until …” or “closed until further notice”.",
        ],
    ),
    row(
        "change",
        ["Ein anderer Tag als vorher", "Another day than before"],
        [
            "Für Fristen und Termine: „bisher …, jetzt …“.",
            "For deadlines and events: “so far …, now …”.",
        ],
    ),
    row(
        "times",
        ["Wann es stattfindet", "When it takes place"],
        [
            "Für Termine: ein Tag oder mehrere.",
            "For events: one day or several.",
        ],
    ),
    row(
        "hours",
        ["Öffnungszeiten", "Opening hours"],
        ["Stehen hinter „Zeiten:“.", "Stand behind “Hours:”."],
    ),
    row(
        "outlook",
        ["Aussicht", "Outlook"],
        [
            "Wann es besser wird, in Ihren Worten.",
            "When it will be better, in your words.",
        ],
    ),
    row(
        "scope",
        [
            "Für wen und unter welchen Bedingungen",
            "For whom, and under which conditions",
        ],
        [
            "Zum Beispiel „Für: Menschen mit Termin“ oder „Sie brauchen: …“.",
            "Such as “For: people with an appointment” or “You need: …”.",
        ],
    ),
    row(
        "lost",
        ["Was verloren ging", "What was lost"],
        [
            "Was in dieser Zeit geschickt wurde, und was die Menschen jetzt tun sollen.",
            "What was sent in that time, and what people should do now.",
        ],
    ),
    row(
        "routes",
        ["Wo geht es stattdessen?", "Where else?"],
        [
            "Stehen darunter, jeder Weg in einer Zeile.",
            "Stand below it, each way in one line.",
        ],
    ),
    row(
        "parts",
        ["Teile", "Parts"],
        [
            "Einzelne Dienste oder Orte, die dazugehören und anders stehen.",
            "Single services or places that belong to it and stand otherwise.",
        ],
    ),
    row(
        "aliases",
        ["Andere Wörter dafür", "Other words for it"],
        [
            "Werden nicht gezeigt. Die Suche findet es damit: „Perso“, „Ausweis“.",
            "Not shown. The search finds it with them.",
        ],
    ),
    row(
        "responsible",
        [
            "Wer zuständig ist, wenn nicht Sie",
            "Who is responsible, if not you",
        ],
        ["Steht als „Zuständig: …“.", "Stands as “Responsible: …”."],
    ),
    row(
        "as_of",
        ["Von wann die Angabe ist", "When this was known"],
        [
            "Steht dabei, wenn sie älter ist als die Meldung: „Diese Angabe ist vom …“.",
            "Stands beside it if it is older than the notice: “This information is of …”.",
        ],
    ),
    row(
        "source",
        [
            "Von wem die Angabe ist, wenn nicht von Ihnen",
            "Who said it, if not you",
        ],
        ["Steht als „Quelle: …“.", "Stands as “Source: …”."],
    ),
    row(
        "leika",
        [
            "Schlüssel der Leistung (LeiKa)",
            "Key of the service (LeiKa)",
        ],
        [
            "Wird nicht gezeigt: eine Nummer für andere Programme.",
            "Not shown: a number for other programs.",
        ],
    ),
];

pub const SCOPE: &[Label] = &[
    row(
        "applied_before",
        [
            "Nur, was vor diesem Tag beantragt wurde",
            "Only what was applied for before this day",
        ],
        [
            "„Gilt für alles, was vor … beantragt oder gebucht wurde.“",
            "“Holds for all that was applied for or booked before …”.",
        ],
    ),
    row(
        "applied_after",
        [
            "Nur, was ab dieser Zeit beantragt wird",
            "Only what is applied for from this time on",
        ],
        [
            "„Gilt für alles, was ab … beantragt oder gebucht wird.“",
            "“Holds for all that is applied for or booked from … on”.",
        ],
    ),
    row(
        "applied_from",
        [
            "Nur, was ab diesem Tag beantragt wird, der Tag eingeschlossen",
            "Only what is applied for from this day on, the day included",
        ],
        [
            "„Gilt für alles, was ab … beantragt oder gebucht wird.“",
            "“Holds for all that is applied for or booked from … on”.",
        ],
    ),
    row(
        "applied_until",
        [
            "Nur, was bis zu diesem Tag beantragt wurde, der Tag eingeschlossen",
            "Only what was applied for until this day, the day included",
        ],
        [
            "„Gilt für alles, was bis einschließlich … beantragt oder gebucht wurde.“",
            "“Holds for all that was applied for or booked up to and including …”.",
        ],
    ),
    row(
        "audience",
        ["Für welche Menschen", "For which people"],
        ["Steht hinter „Für:“.", "Stands behind “For:”."],
    ),
    row(
        "residents_of",
        ["Für alle, die hier wohnen", "For all who live here"],
        [
            "Steht als „Für alle, die hier wohnen: …“.",
            "Stands as “For all who live here: …”.",
        ],
    ),
    row(
        "needs",
        ["Was man braucht", "What one needs"],
        [
            "Steht hinter „Sie brauchen:“.",
            "Stands behind “You need:”.",
        ],
    ),
    row(
        "quota",
        ["Wie viele, wie oft", "How many, how often"],
        [
            "Steht so da, wie Sie es schreiben: „20 am Tag“.",
            "Stands there as you write it: “20 a day”.",
        ],
    ),
    row(
        "payment_methods",
        ["So kann man bezahlen", "How one can pay"],
        [
            "Steht als „So können Sie bezahlen: …“. Alles andere geht dann nicht.",
            "Stands as “You can pay: …”. Nothing else is possible then.",
        ],
    ),
];

pub const LOST: &[Label] = &[
    row(
        "windows",
        ["Wann es geschickt wurde", "When it was sent"],
        [
            "„Was in dieser Zeit geschickt wurde, ist verloren gegangen: …“.",
            "“What was sent in this time is lost: …”.",
        ],
    ),
    row(
        "channel",
        ["Wie es geschickt wurde", "How it was sent"],
        [
            "Steht als „So wurde es geschickt: …“, wenn der Name es nicht schon sagt.",
            "Stands as “It was sent like this: …”, if the name does not say it.",
        ],
    ),
    row(
        "action",
        ["Was man tun soll", "What people should do"],
        [
            "Ein Satz: „Bitte schicken Sie es noch einmal.“",
            "One sentence: “Please send it again.”",
        ],
    ),
    row(
        "preserved",
        ["Der erste Tag zählt", "The first day counts"],
        [
            "„Es zählt der Tag, an dem Sie es zum ersten Mal geschickt haben.“",
            "“The day counts on which you sent it first.”",
        ],
    ),
];

pub const DATE_CHANGE: &[Label] = &[
    row(
        "was",
        ["Bisher", "So far"],
        ["Steht als „bisher …“.", "Stands as “so far …”."],
    ),
    row(
        "between",
        ["Zwischendurch", "In between"],
        [
            "Tage, die einmal galten und jetzt nicht mehr: „dann …“.",
            "Days that held once and do no longer: “then …”.",
        ],
    ),
    row(
        "now",
        ["Jetzt", "Now"],
        [
            "Steht als „verschoben auf …“ oder „jetzt …“.",
            "Stands as “moved to …” or “now …”.",
        ],
    ),
    row(
        "by",
        ["Um wie viel", "By how much"],
        [
            "Steht dabei: „um einen Monat“.",
            "Stands beside it: “by one month”.",
        ],
    ),
    row(
        "certainty",
        ["Wie sicher der neue Tag ist", "How sure the new day is"],
        [
            "Steht dahinter: „Das ist zugesagt“.",
            "Stands behind it: “This is promised”.",
        ],
    ),
    row(
        "basis",
        ["Auf welcher Grundlage", "On which basis"],
        [
            "Steht als „Grundlage: …“, etwa eine Verordnung.",
            "Stands as “Basis: …”, such as an ordinance.",
        ],
    ),
];

pub const LEGAL_BASIS: &[Label] = &[
    row(
        "name",
        ["Name der Vorschrift", "Name of the rule"],
        ["So wird sie zitiert.", "As it is cited."],
    ),
    row(
        "url",
        ["Internetadresse", "Web address"],
        [
            "Steht als Link daneben. Sie beginnt mit https://.",
            "Stands beside it as a link. It begins with https://.",
        ],
    ),
    row(
        "since",
        ["In Kraft seit", "In force since"],
        [
            "Steht dahinter: „in Kraft seit …“.",
            "Stands behind it: “in force since …”.",
        ],
    ),
];

pub const PERIOD: &[Label] = &[
    row(
        "from",
        ["Von", "From"],
        ["Der erste Tag, er zählt mit.", "The first day, included."],
    ),
    row(
        "until",
        ["Bis", "Until"],
        [
            "Der letzte Tag, er zählt mit. Bei einem einzigen Tag bleibt es leer.",
            "The last day, included. Empty for a single day.",
        ],
    ),
];
