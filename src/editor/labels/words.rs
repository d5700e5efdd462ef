//! The words of the closed lists, as a form shows them: the widget's own where it has them.

use crate::editor::words::{Both, UiLang};
use crate::feed::vocabulary::{Kind, Need, Origin, Phase, RouteKind, State, Vocabulary, Weekday};
use crate::i18n::{Lang, Table};

/// Returns a word of a field for a person; the word itself if it is none of the list.
pub fn word(record: &str, field: &str, word: &str, lang: UiLang) -> String {
    let words = lang.page().words();
    fn of<T: Vocabulary>(table: &Table<T>, word: &str) -> Option<&'static str> {
        T::named(word).map(|word| table[word])
    }
    let own = |text: Option<Both>| text.map(|text| text.in_lang(lang));
    let said = match (record, field) {
        ("Entry", "kind") => own(Kind::named(word).map(|kind| kind_words(kind).0)),
        ("Route", "kind") => RouteKind::named(word).map(|kind| route_word(kind).in_lang(lang)),
        (_, "state" | "url_state") => of(&words.state, word),
        ("Incident", "origin") => own(Origin::named(word).map(origin_word)),
        ("Incident", "phase") => own(Phase::named(word).map(phase_word)),
        ("Measure", "progress") => of(&words.progress, word),
        ("Actor", "role") => of(&words.role, word),
        ("DateChange", "certainty") => of(&words.date_certainty, word),
        (_, "certainty") => of(&words.certainty, word),
        ("Scope", "needs") => of(&words.need, word),
        ("Scope", "payment_methods") => of(&words.payment_method, word),
        ("Span", "days") => {
            Weekday::named(word).map(|day| lang.page().language().calendar.weekdays[day as usize])
        }
        _ => None,
    };
    said.unwrap_or(word).to_owned()
}

/// Returns the word for a state of an entry of this kind.
pub fn state_word(state: State, kind: Option<Kind>, lang: UiLang) -> &'static str {
    lang.page().words().of_state(state, kind)
}

/// Returns the heading under which entries of a kind stand.
pub fn kind_heading(kind: Kind, lang: UiLang) -> &'static str {
    lang.page().words().kind[kind]
}

/// Returns what one entry of a kind is called, and what it is.
pub fn kind_words(kind: Kind) -> (Both, Both) {
    let both = |de, en| Both { de, en };
    match kind {
        Kind::Service => (
            both("Dienst", "Service"),
            both(
                "etwas, das die Verwaltung tut: Reisepass, Wohngeld",
                "something that the town does: passport, housing benefit",
            ),
        ),
        Kind::Facility => (
            both("Einrichtung", "Place"),
            both(
                "ein Haus, in das man geht: Rathaus, Bücherei",
                "a house that one goes to: town hall, library",
            ),
        ),
        Kind::Channel => (
            both("Erreichbarkeit", "Way to reach you"),
            both(
                "wie man Sie erreicht: Telefonanlage, E-Mail",
                "how one reaches you: telephone system, e-mail",
            ),
        ),
        Kind::Deadline => (
            both("Frist", "Deadline"),
            both(
                "ein Tag, bis zu dem man etwas tun muss",
                "a day by which one has to do something",
            ),
        ),
        Kind::Payment => (
            both("Zahlung", "Payment"),
            both(
                "Geld, das Menschen von Ihnen bekommen",
                "money that people get from you",
            ),
        ),
        Kind::Event => (
            both("Termin", "Event"),
            both(
                "Trauung, Sprechstunde, Sitzung",
                "wedding, office hour, meeting",
            ),
        ),
        Kind::Supply => (
            both("Versorgung", "Supply"),
            both(
                "Strom, Wasser, Wärme, Bus, Rettungsdienst",
                "power, water, heat, bus, rescue service",
            ),
        ),
        Kind::Notice => (
            both("Hinweis", "Notice"),
            both(
                "eine Bitte oder eine Warnung an alle",
                "a request or a warning to everybody",
            ),
        ),
    }
}

/// Returns the word for a kind of way. Some of the widget's words are sentences to citizens.
pub fn route_word(kind: RouteKind) -> Both {
    let (de, en) = match kind {
        RouteKind::Phone => ("Telefon", "Telephone"),
        RouteKind::Counter => ("persönlich vor Ort", "in person"),
        RouteKind::Post => ("Post", "by post"),
        RouteKind::DropOff => ("Briefkasten", "letter box"),
        RouteKind::App => ("App", "app"),
        RouteKind::Website => ("im Internet", "on the internet"),
        RouteKind::EMail => ("E-Mail", "e-mail"),
        RouteKind::Neighbour => ("andere Behörde", "another authority"),
        RouteKind::Automatic => (
            "geht von selbst: niemand muss etwas tun",
            "happens by itself: nobody has to do anything",
        ),
        RouteKind::Later => ("später noch einmal versuchen", "try again later"),
        RouteKind::Contacted => ("Sie melden sich bei den Menschen", "you get in touch"),
        RouteKind::Fax => ("Fax", "fax"),
    };
    Both { de, en }
}

fn origin_word(origin: Origin) -> Both {
    let (de, en) = match origin {
        Origin::Own => ("bei uns", "in our own systems"),
        Origin::Provider => ("bei einem Dienstleister", "at a provider"),
        Origin::Unknown => ("noch nicht bekannt", "not known yet"),
    };
    Both { de, en }
}

fn phase_word(phase: Phase) -> Both {
    let (de, en) = match phase {
        Phase::Acute => (
            "erste Tage: Es ändert sich stündlich",
            "the first days: things change by the hour",
        ),
        Phase::Emergency => ("Notbetrieb", "emergency operation"),
        Phase::Recovery => ("Wiederherstellung", "recovery"),
        Phase::Over => ("vorbei", "over"),
    };
    Both { de, en }
}

/// Returns the name of a language by its tag; the tag itself if the widget does not speak it.
pub fn language_name(tag: &str) -> String {
    match Lang::named(tag) {
        Some(lang) => lang.name().to_owned(),
        None => tag.to_owned(),
    }
}

/// Returns the needs that the widget has words for.
pub fn needs() -> &'static [&'static str] {
    Need::NAMES
}

/// Tells whether a word is one of a list that citizens read in each language.
pub fn is_known_need(word: &str) -> bool {
    Need::named(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::contract::{Contract, Form};

    fn all_words(form: Form) -> Vec<String> {
        match form {
            Form::Word(words) => words,
            Form::List(element) => all_words(*element),
            _ => Vec::new(),
        }
    }

    #[test]
    fn each_word_of_the_contract_is_said_in_words_of_people() {
        let contract = Contract::default();
        let mut count = 0;
        for record in super::super::tests::records(&contract) {
            for field in contract.record(&record) {
                if field.name == "time_zone" {
                    continue;
                }
                for name in all_words(field.form.clone()) {
                    for lang in [UiLang::De, UiLang::En] {
                        let said = word(&record, &field.name, &name, lang);
                        assert!(!said.is_empty() && !said.contains('_'), "{name}");
                        // English words may be the same: "app", "online".
                        let is_said = said != name || lang == UiLang::En || name == "online";
                        assert!(is_said, "{record}.{}: {name}", field.name);
                        count += 1;
                    }
                }
            }
        }
        assert!(count > 300, "{count}");
    }

    #[test]
    fn an_unknown_word_is_shown_as_it_is() {
        assert_eq!(word("Entry", "state", "kaputt", UiLang::De), "kaputt");
        assert_eq!(word("Entry", "kind", "service", UiLang::De), "Dienst");
        assert_eq!(
            state_word(State::Working, Some(Kind::Channel), UiLang::De),
            "erreichbar"
        );
        assert_eq!(language_name("uk"), "Українська");
        assert_eq!(language_name("pl"), "pl");
    }
}
