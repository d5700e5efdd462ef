//! The words that German press officers write for those of the contract, beside the widget's own German.

use crate::feed::vocabulary::{
    Certainty, Kind, Need, Origin, PaymentMethod, Phase, Progress, Role, RouteKind, State,
    Vocabulary, Weekday,
};

/// Returns what is written for the words of a list, with commas between.
pub(super) fn usual(known: &[&str]) -> Vec<(&'static str, &'static str)> {
    fn table<T: Vocabulary>(words: &[(T, &'static str)]) -> Vec<(&'static str, &'static str)> {
        words
            .iter()
            .map(|(word, said)| (word.name(), *said))
            .collect()
    }
    match known {
        it if it == Kind::NAMES => table(KINDS),
        it if it == State::NAMES => table(STATES),
        it if it == RouteKind::NAMES => table(ROUTES),
        it if it == Role::NAMES => table(ROLES),
        it if it == Phase::NAMES => table(PHASES),
        it if it == Origin::NAMES => table(ORIGINS),
        it if it == Progress::NAMES => table(PROGRESS),
        it if it == Certainty::NAMES => table(CERTAINTIES),
        it if it == Need::NAMES => table(NEEDS),
        it if it == PaymentMethod::NAMES => table(PAYMENT_METHODS),
        it if it == Weekday::NAMES => table(WEEKDAYS),
        // What is left are the names of fields.
        _ => FIELDS
            .iter()
            .copied()
            .filter(|(name, _)| known.contains(name))
            .collect(),
    }
}

const KINDS: &[(Kind, &str)] = &[
    (
        Kind::Service,
        "Dienst, Dienstleistung, Leistung, Angebot, Amt, Bereich",
    ),
    (Kind::Facility, "Einrichtung, Gebäude, Haus, Ort, Standort"),
    (Kind::Channel, "Kanal, Kontakt, Kontaktweg"),
    (Kind::Deadline, "Frist"),
    (Kind::Payment, "Zahlung, Auszahlung, Geld"),
    (Kind::Event, "Termin, Veranstaltung, Sitzung"),
    (Kind::Supply, "Strom, Wasser, Nahverkehr"),
    (
        Kind::Notice,
        "Hinweis, Warnung, Nachricht, Meldung, Info, Information",
    ),
];

const STATES: &[(State, &str)] = &[
    (
        State::Available,
        "geht, möglich, verfuegbar, in Betrieb, online, ok, normal, läuft",
    ),
    (State::NotAffected, "nicht gestört, unverändert, wie immer"),
    (State::Open, "offen, auf"),
    (
        State::Working,
        "funktioniert, erreichbar, in Betrieb, läuft, geht",
    ),
    (State::TakesPlace, "findet statt, wie geplant, statt"),
    (State::Assured, "sicher, gewährleistet, wird gezahlt"),
    (
        State::Resumed,
        "wieder da, wieder geöffnet, wieder möglich, geht wieder, läuft wieder",
    ),
    (
        State::Limited,
        "teilweise, teilweise verfügbar, zum Teil, beschränkt, eingeschränkt verfügbar, gestört",
    ),
    (State::Overloaded, "überfüllt"),
    (State::Emergency, "Notdienst"),
    (
        State::Delayed,
        "dauert länger, verzögert, verspätet, langsam, später",
    ),
    (
        State::CatchingUp,
        "Rückstau, Rückstand, geht wieder langsam, wieder da mit Rückstau",
    ),
    (
        State::WalkIn,
        "ohne Termin, ohne Anmeldung, ohne Voranmeldung",
    ),
    (
        State::Deferred,
        "wird später bearbeitet, Bearbeitung später, angenommen",
    ),
    (
        State::Provisional,
        "vorläufig, provisorisch, Provisorium, Behelfslösung, Übergangslösung",
    ),
    (
        State::AppointmentOnly,
        "mit Termin, Termin, nach Vereinbarung, nach Terminvereinbarung",
    ),
    (
        State::UrgentOnly,
        "dringend, nur Notfälle, nur in Notfällen, Notfälle",
    ),
    (State::IntakeOnly, "nur Annahme, Annahme"),
    (State::PickupOnly, "Abholung"),
    (State::Securing, "wird gerade gesichert, wird gesichert"),
    // Before "rerouted": an event can be both, and is moved.
    (State::Moved, "verlegt"),
    (
        State::Rerouted,
        "umgeleitet, anderer Weg, auf anderem Weg, verlegt",
    ),
    (
        State::Unavailable,
        "nicht verfügbar, geht nicht, unmöglich, entfällt",
    ),
    (State::Closed, "zu, gesperrt, geschlossen bis auf Weiteres"),
    (
        State::Down,
        "aus, gestört, Störung, Ausfall, defekt, kaputt, offline, außer Betrieb, nicht erreichbar",
    ),
    (
        State::Cancelled,
        "fällt aus, abgesagt, entfällt, entfallen, gestrichen",
    ),
    (State::Unknown, "unbekannt, unklar"),
    (State::Planned, "vorgesehen, in Planung, angekündigt"),
    (
        State::Pilot,
        "wird erprobt, Test, Testbetrieb, Pilotbetrieb, im Test",
    ),
    (State::Suspended, "gestoppt, ruht, pausiert, angehalten"),
    (
        State::Preserved,
        "bleibt gewahrt, gewahrt, gilt als rechtzeitig, Anträge gelten als rechtzeitig",
    ),
    (State::Waived, "entfällt, entfallen, erlassen, aufgehoben"),
];

const ROUTES: &[(RouteKind, &str)] = &[
    (
        RouteKind::Phone,
        "Tel, Telefonnummer, Anruf, anrufen, telefonisch, Handy, Hotline, Bürgertelefon",
    ),
    (
        RouteKind::Counter,
        "vor Ort, persönlich, Schalter, Theke, Besuch, Bürgerbüro, Bürgeramt, Amt, Rathaus",
    ),
    (
        RouteKind::Post,
        "Post, Brief, Postweg, schriftlich, postalisch",
    ),
    (RouteKind::DropOff, "Einwurf, Rückgabeklappe, Klappe"),
    (RouteKind::App, "Handy-App"),
    (
        RouteKind::Website,
        "Internet, Webseite, Internetseite, Homepage, Web, Link, online, Online-Formular, Formular",
    ),
    (RouteKind::EMail, "Mail"),
    (
        RouteKind::Neighbour,
        "Nachbar, Nachbargemeinde, Nachbarstadt, Nachbarkommune",
    ),
    (RouteKind::Automatic, "automatisch, von selbst"),
    (RouteKind::Later, "später, warten"),
    (
        RouteKind::Contacted,
        "wir melden uns, Rückmeldung, Rückruf, Benachrichtigung, wird benachrichtigt",
    ),
    (RouteKind::Fax, "Telefax, Faxnummer, per Fax, Faxgerät"),
];

const ROLES: &[(Role, &str)] = &[
    (Role::CrisisTeam, "Stab"),
    (
        Role::Police,
        "Polizei, Landeskriminalamt, LKA, Staatsanwaltschaft",
    ),
    (Role::Security, "Sicherheit, BSI"),
    (Role::Provider, "Dienstleister, Anbieter"),
    (Role::It, "EDV"),
    (Role::Neighbour, "Nachbar, Nachbarn, Nachbargemeinde"),
];

const PHASES: &[(Phase, &str)] = &[
    (Phase::Acute, "akut"),
    (Phase::Emergency, "Notbetrieb, Notfall"),
    (Phase::Recovery, "Wiederherstellung, Wiederaufbau"),
    (
        Phase::Over,
        "beendet, vorbei, Ende, zu Ende, abgeschlossen, behoben, gelöst",
    ),
];

const ORIGINS: &[(Origin, &str)] = &[
    (
        Origin::Own,
        "eigen, eigene, eigene Systeme, bei uns, selbst, intern",
    ),
    (Origin::Provider, "Dienstleister, Anbieter, extern"),
    (Origin::Unknown, "unbekannt, unklar"),
];

const PROGRESS: &[(Progress, &str)] = &[
    (Progress::Done, "fertig, abgeschlossen, getan"),
    (Progress::Running, "laufend, in Arbeit"),
    (Progress::Planned, "vorgesehen"),
];

const CERTAINTIES: &[(Certainty, &str)] = &[
    (Certainty::Committed, "sicher, versprochen, fest"),
    (
        Certainty::Expected,
        "voraussichtlich, vermutlich, wahrscheinlich",
    ),
    (Certainty::Unknown, "unbekannt, unklar, offen, unsicher"),
];

const NEEDS: &[(Need, &str)] = &[
    (Need::Appointment, "Terminvereinbarung"),
    (Need::Eid, "eID-Karte, Online-Ausweisfunktion"),
    (Need::IdDocument, "Ausweis, Personalausweis, Pass"),
    (Need::CashOnly, "Bargeld, bar, Barzahlung, nur bar"),
];

const PAYMENT_METHODS: &[(PaymentMethod, &str)] = &[
    (PaymentMethod::Cash, "Bargeld, Barzahlung, in bar, nur bar"),
    (
        PaymentMethod::Girocard,
        "EC-Karte, EC, Karte, Kartenzahlung, Bankkarte, mit Karte",
    ),
    (PaymentMethod::CreditCard, "Visa, Mastercard"),
    (
        PaymentMethod::Transfer,
        "Banküberweisung, überweisen, auf Rechnung, Rechnung",
    ),
    (
        PaymentMethod::DirectDebit,
        "SEPA, SEPA-Lastschrift, Abbuchung, Einzug",
    ),
    (PaymentMethod::Online, "PayPal, Internet, Online-Zahlung"),
];

const WEEKDAYS: &[(Weekday, &str)] = &[
    (Weekday::Monday, "Mo, montags"),
    (Weekday::Tuesday, "Di, dienstags"),
    (Weekday::Wednesday, "Mi, mittwochs"),
    (Weekday::Thursday, "Do, donnerstags"),
    (Weekday::Friday, "Fr, freitags"),
    (Weekday::Saturday, "Sa, samstags, Sonnabend"),
    (Weekday::Sunday, "So, sonntags"),
];

/// Fields by their German names. A name may stand twice: what the object has is proposed.
const FIELDS: &[(&str, &str)] = &[
    ("kind", "Art, Typ, Sorte, type"),
    ("state", "Zustand, Status, Stand, Lage"),
    (
        "number",
        "Telefon, Telefonnummer, Nummer, Rufnummer, Tel, phone, telephone",
    ),
    ("extension", "Nebenstelle, Durchwahl, Apparat"),
    ("email", "Mail, E-Mail, Mailadresse"),
    ("place", "Adresse, Adress, Ort, Anschrift, Straße, address"),
    (
        "url",
        "Adresse, Link, Internetadresse, Webseite, Website, href",
    ),
    ("country", "Land"),
    (
        "note",
        "Anmerkung, Hinweis, Notiz, Bemerkung, Beschreibung, description",
    ),
    ("text", "Inhalt"),
    ("title", "Titel, Überschrift"),
    ("summary", "Zusammenfassung"),
    ("from", "ab, seit, von, Beginn, start"),
    ("until", "bis, Ende, end, to"),
    ("at", "am, wann, Zeitpunkt, Datum, date"),
    ("started", "Beginn, seit, start"),
    ("as_of", "Stand, Datum, date"),
    ("hours", "Öffnungszeiten, Zeiten, Sprechzeiten"),
    ("opens", "öffnet, von, ab"),
    ("closes", "schließt, bis"),
    ("days", "Tage, Wochentage"),
    ("routes", "Wege, Weg, Kontakt, Kontakte, route"),
    ("parts", "Teile"),
    ("entries", "Einträge, Eintrag, entry"),
    ("group", "Gruppe"),
    ("urgent", "dringend, wichtig, eilig"),
    ("outlook", "Aussicht, Prognose"),
    ("purpose", "Zweck, für, wofür"),
    ("wrong", "falsch"),
    ("scope", "für wen, Geltung"),
    ("lost", "verloren, verloren gegangen"),
    ("windows", "Zeiten, Zeiträume, Zeitraum"),
    ("action", "was tun, Aktion"),
    (
        "applied_from",
        "beantragt ab, beantragt seit, beantragt von",
    ),
    ("applied_until", "beantragt bis, gebucht bis"),
    ("responsible", "zuständig"),
    ("source", "Quelle"),
    ("provider", "Dienstleister"),
    ("cause", "Ursache, Grund"),
    ("phase", "Stufe"),
    ("publisher", "Herausgeber"),
    ("incident", "Vorfall"),
    ("updates", "Verlauf, Neuigkeiten, Aktualisierungen"),
    ("issued", "veröffentlicht"),
    ("confirmed", "bestätigt"),
    ("valid_until", "gültig bis"),
    ("next_update", "nächste Meldung"),
    ("lang", "Sprache, language"),
    ("languages", "Sprachen"),
    ("answer", "Antwort"),
    ("questions", "Fragen, Frage, question"),
    (
        "payment_methods",
        "Bezahlung, bezahlen, Zahlung, Zahlungsarten, Zahlungsmittel, payment",
    ),
    ("term", "Begriff, Wort"),
    ("meaning", "Bedeutung"),
    ("checked", "geprüft"),
    ("url_state", "Zustand, Status, state"),
    ("on_behalf_of", "im Namen von, im Auftrag von, für"),
    ("republished_by", "weitergegeben von, verbreitet von"),
];
