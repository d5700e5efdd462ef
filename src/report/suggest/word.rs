//! Finds the word of the contract behind a German one, or one of another language of the widget: "geschlossen" is
//! `closed`. The widget's own tables, read backwards, and what people write besides.

use super::usual::usual;
use crate::feed::vocabulary::{
    Certainty, Kind, Need, PaymentMethod, Phase, Progress, Role, RouteKind, State, Vocabulary,
    Weekday,
};
use crate::i18n::{Lang, Language, Table};
use crate::report::nearest;

/// Returns the word of the list `known` that is likely meant. Of the words for a state it is one that fits `kind`.
pub fn word(written: &str, known: &[&'static str], kind: Option<Kind>) -> Option<&'static str> {
    if known == State::NAMES {
        return state(written, kind).map(State::name);
    }
    let spoken = spoken(known);
    let plain = plain(written);
    said(&plain, &spoken)
        .or_else(|| nearest(written, known.iter().copied()))
        .or_else(|| near_word(&plain, &spoken))
}

/// Returns the word of the list `known` that stands for exactly this one.
pub fn exact(written: &str, known: &[&'static str]) -> Option<&'static str> {
    said(&plain(written), &spoken(known))
}

fn said(plain: &str, spoken: &[(&'static str, String)]) -> Option<&'static str> {
    let same = spoken.iter().find(|(_, said)| *said == plain);
    same.map(|(name, _)| *name)
}

/// Returns the kind that a word stands for, whatever its language.
pub fn kind(written: &str) -> Option<Kind> {
    Kind::named(written).or_else(|| word(written, Kind::NAMES, None).and_then(Kind::named))
}

/// Returns the state that is likely meant, and fits the kind where that is known.
fn state(written: &str, kind: Option<Kind>) -> Option<State> {
    let fits = |state: &State| kind.is_none_or(|kind| kind.states().contains(state));
    let spoken = spoken(State::NAMES);
    let plain = plain(written);
    let meant: Vec<State> = spoken
        .iter()
        .filter(|(_, said)| *said == plain)
        .filter_map(|(name, _)| State::named(name))
        .collect();
    let meant = match meant[..] {
        [] => {
            let near = nearest(written, State::NAMES.iter().copied());
            let near = near.or_else(|| near_word(&plain, &spoken));
            vec![near.and_then(State::named)?]
        }
        _ => meant,
    };
    let alike = |state: State| {
        let alike = ALIKE.iter().find(|group| group.contains(&state));
        alike.copied().unwrap_or_default().iter().copied()
    };
    meant
        .iter()
        .copied()
        .find(fits)
        .or_else(|| alike(*meant.first()?).find(fits))
}

/// Returns what the publisher's own word for a state is, if the one that is proposed in its place says less.
pub fn term(written: &str) -> Option<&'static str> {
    let state = State::named(written)?;
    let said = Lang::De.words().state[state];
    (!ALIKE[..SAME].iter().any(|group| group.contains(&state))).then_some(said)
}

/// So many of the groups below say exactly the same.
const SAME: usize = 2;

/// States that say the same of another kind, or nearly, the most usual first: a house is closed, a service is
/// unavailable.
const ALIKE: [&[State]; 5] = [
    &[
        State::Available,
        State::Open,
        State::Working,
        State::TakesPlace,
        State::Assured,
    ],
    &[
        State::Unavailable,
        State::Closed,
        State::Down,
        State::Cancelled,
    ],
    &[
        State::Limited,
        State::Basic,
        State::Emergency,
        State::Delayed,
        State::Provisional,
        State::UrgentOnly,
        State::IntakeOnly,
        State::PickupOnly,
        State::Overloaded,
        State::AppointmentOnly,
        State::Deferred,
        State::CatchingUp,
    ],
    &[
        State::WalkIn,
        State::Available,
        State::Working,
        State::TakesPlace,
    ],
    &[State::Planned, State::Pilot],
];

/// Returns the name whose words are nearest.
fn near_word(plain: &str, spoken: &[(&'static str, String)]) -> Option<&'static str> {
    // Two changes turn a short word into almost any other.
    let long = spoken.iter().filter(|(_, said)| said.chars().count() > 4);
    let found = nearest(plain, long.clone().map(|(_, said)| said.as_str()))?;
    long.clone()
        .find(|(_, said)| said == found)
        .map(|(name, _)| *name)
}

/// Returns each word that is said for a name of the list, in plain letters, with that name.
fn spoken(known: &[&'static str]) -> Vec<(&'static str, String)> {
    let mut spoken: Vec<(&'static str, String)> =
        known.iter().map(|name| (*name, plain(name))).collect();
    let mut add = |name: &'static str, said: &str| spoken.push((name, plain(said)));
    for (name, said) in usual(known) {
        said.split(", ").for_each(|said| add(name, said));
    }
    for lang in Lang::ALL {
        for (name, said) in translated(known, lang.language()) {
            add(name, said);
        }
    }
    spoken
}

/// Returns the texts of a list in a language of the widget.
pub fn translated(
    known: &[&str],
    language: &'static Language,
) -> Vec<(&'static str, &'static str)> {
    fn table<T: Vocabulary>(table: &Table<T>) -> Vec<(&'static str, &'static str)> {
        table
            .iter()
            .map(|(word, text)| (word.name(), text))
            .collect()
    }
    let words = &language.words;
    match known {
        it if it == Kind::NAMES => table(&words.kind),
        it if it == State::NAMES => table(&words.state),
        it if it == RouteKind::NAMES => table(&words.route),
        it if it == Role::NAMES => table(&words.role),
        it if it == Phase::NAMES => table(&words.phase),
        it if it == Progress::NAMES => table(&words.progress),
        it if it == Certainty::NAMES => table(&words.certainty),
        it if it == Need::NAMES => table(&words.need),
        it if it == PaymentMethod::NAMES => table(&words.payment_method),
        it if it == Weekday::NAMES => {
            let days = language.calendar.weekdays;
            Weekday::NAMES.iter().copied().zip(days).collect()
        }
        _ => Vec::new(),
    }
}

/// Reduces a word to what is compared: small letters and digits, without umlauts, spaces and hyphens.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for char in text.chars().flat_map(char::to_lowercase) {
        match char {
            'ä' => plain += "ae",
            'ö' => plain += "oe",
            'ü' => plain += "ue",
            'ß' => plain += "ss",
            char if char.is_alphanumeric() => plain.push(char),
            _ => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::vocabulary::Origin;

    #[track_caller]
    fn of<T: Vocabulary>(written: &str, meant: Option<&str>) {
        assert_eq!(word(written, T::NAMES, None), meant, "{written}");
    }

    #[test]
    fn german_words_of_each_list_are_understood() {
        of::<RouteKind>("telefon", Some("phone"));
        of::<RouteKind>("Bürgerbüro", Some("counter"));
        of::<RouteKind>("E-Mail", Some("e_mail"));
        of::<RouteKind>("per Post", Some("post"));
        of::<RouteKind>("telefn", Some("phone"));
        of::<RouteKind>("Brieftaube", None);
        of::<RouteKind>("Amt", Some("counter"));
        of::<RouteKind>("apt", Some("app"));
        of::<RouteKind>("alt", None);
        of::<Kind>("Dienst", Some("service"));
        of::<Kind>("Hinweise", Some("notice"));
        of::<Kind>("facilty", Some("facility"));
        of::<Phase>("beendet", Some("over"));
        of::<Origin>("Dienstleister", Some("provider"));
        of::<Role>("Polizei", Some("police"));
        of::<Progress>("läuft", Some("running"));
        of::<Certainty>("voraussichtlich", Some("expected"));
        of::<Need>("Bargeld", Some("cash_only"));
        of::<PaymentMethod>("Bargeld", Some("cash"));
        of::<PaymentMethod>("EC-Karte", Some("girocard"));
        of::<PaymentMethod>("Überweisung", Some("transfer"));
        of::<Weekday>("Mo", Some("monday"));
        of::<Weekday>("Donnerstag", Some("thursday"));
    }

    #[test]
    fn the_widgets_own_words_are_understood_in_each_language() {
        for lang in Lang::ALL {
            let words = lang.words();
            for (route, said) in words.route.iter() {
                let found = word(said, RouteKind::NAMES, None).unwrap();
                assert_eq!(
                    words.route[RouteKind::named(found).unwrap()],
                    said,
                    "{route:?}"
                );
            }
            for kind in Kind::ALL {
                for state in kind.states() {
                    // Leichte Sprache has one word for several states.
                    let found = word(words.state[*state], State::NAMES, Some(*kind)).unwrap();
                    let found = State::named(found).unwrap();
                    assert!(kind.states().contains(&found));
                    assert_eq!(found.level(), state.level(), "{lang:?} {kind:?} {state:?}");
                }
            }
        }
    }

    #[test]
    fn the_state_that_is_proposed_fits_the_kind() {
        for (written, kind, meant) in [
            ("geschlossen", None, Some("closed")),
            ("geschlossen", Some(Kind::Facility), Some("closed")),
            ("geschlossen", Some(Kind::Service), Some("unavailable")),
            ("closed", Some(Kind::Service), Some("unavailable")),
            ("geoeffnet", Some(Kind::Service), Some("available")),
            (
                "nur mit Termin",
                Some(Kind::Service),
                Some("appointment_only"),
            ),
            ("entfällt", Some(Kind::Event), Some("cancelled")),
            ("entfällt", Some(Kind::Deadline), Some("waived")),
            ("gestört", Some(Kind::Channel), Some("limited")),
            ("geschlosen", Some(Kind::Facility), Some("closed")),
            ("geht", Some(Kind::Channel), Some("working")),
            ("geschlossen", Some(Kind::Deadline), None),
            ("halb offen", Some(Kind::Facility), None),
            ("verlegt", Some(Kind::Event), Some("moved")),
            ("verlegt", Some(Kind::Service), Some("rerouted")),
            ("läuft wieder", Some(Kind::Service), Some("resumed")),
            ("aus", Some(Kind::Channel), Some("down")),
            ("teilweise verfügbar", Some(Kind::Supply), Some("limited")),
            ("entfallen", Some(Kind::Deadline), Some("waived")),
        ] {
            assert_eq!(
                word(written, State::NAMES, kind),
                meant,
                "{written} {kind:?}"
            );
        }
    }

    #[test]
    fn german_names_of_fields_are_those_that_the_object_has() {
        let route = &["kind", "number", "url", "place", "until", "hours", "note"];
        assert_eq!(word("Adresse", &["name", "url"], None), Some("url"));
        assert_eq!(word("land", &["lang", "country"], None), Some("country"));
        for (written, meant) in [
            ("Telefon", Some("number")),
            ("Hinweis", Some("note")),
            ("bis", Some("until")),
            ("untill", Some("until")),
            ("Titel", None),
            ("Adresse", Some("place")),
            ("adress", Some("place")),
        ] {
            assert_eq!(word(written, route, None), meant, "{written}");
        }
    }
}
