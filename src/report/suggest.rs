//! Guesses what a wrong value was meant to be, written as it should stand in the file.

mod character;
mod contact;
mod list;
mod moment;
mod usual;
mod way;
mod word;
mod zone;

pub use moment::Reason;
pub use way::way;
pub use word::{kind, translated, word};

use super::nearest;
use crate::feed::decode::{Fault, Form, Id, Language};
use crate::feed::time::{Stamp, TimeOfDay};
use crate::feed::vocabulary::{Kind, State, Vocabulary as _, Weekday};
use crate::feed::zone::Zone;
use moment::Read;

/// What is known of the place of a fault.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around<'f> {
    /// The kind of the entry, if it is about one.
    pub kind: Option<Kind>,
    /// The publisher's zone.
    pub zone: Zone,
    /// The name of the field.
    pub field: Option<&'f str>,
    /// When the feed is published.
    pub issued: Option<Stamp>,
}

/// Returns the likely value for a fault. `written` is the value as JSON, or the name of a field that does not exist.
/// For a missing time it is the whole field.
pub fn suggest(fault: &Fault, written: &str, around: Around<'_>) -> Option<String> {
    let Around { kind, zone, .. } = around;
    let text: Option<String> = serde_json::from_str(written).ok();
    match fault {
        Fault::NoNextUpdate => time_field("next_update", moment::next_noon(around.issued?, zone)),
        Fault::NoValidUntil => time_field("valid_until", moment::week_later(around.issued?, zone)),
        Fault::UnknownZone => quoted(zone::time_zone(&text?)?),
        Fault::UnknownWord(known) if *known == Weekday::NAMES => list::days(&text?),
        Fault::UnknownField(known) | Fault::UnknownWord(known) => {
            quoted(word::word(&text?, known, kind)?)
        }
        Fault::Unfit(fit) => {
            let text = text?;
            let state = word::word(&text, State::NAMES, kind);
            let state = quoted(state.filter(|state| fit.contains(state))?)?;
            Some(match word::term(&text) {
                Some(term) => format!("\"state\": {state}, \"term\": {}", quoted(term)?),
                None => state,
            })
        }
        Fault::NoLink => quoted(&contact::address(&text?)?),
        Fault::NotDialable(country) => quoted(&contact::number(&text?, *country)?),
        Fault::Markup(piece) => character::meant(piece),
        Fault::Expected(Form::List) => list::list(&text?, around.field?),
        Fault::Expected(Form::Object) => object(&text?, written, around.field?),
        Fault::Expected(form) => formed(*form, text.as_deref(), written, zone),
        _ => None,
    }
}

/// Returns what is wrong with a day or a moment that nobody can mean.
pub fn reason(fault: &Fault, written: &str, zone: Zone) -> Option<Reason> {
    let Fault::Expected(form @ (Form::Date | Form::When | Form::End | Form::Stamp)) = fault else {
        return None;
    };
    let text: String = serde_json::from_str(written).ok()?;
    match moment::read(&text, zone)? {
        Err(reason) => Some(reason),
        Ok(Read::Day(_)) if *form == Form::Stamp => Some(Reason::MissingTime),
        Ok(_) => None,
    }
}

fn formed(form: Form, text: Option<&str>, written: &str, zone: Zone) -> Option<String> {
    match form {
        Form::Date => match moment::read(text?, zone)?.ok()? {
            Read::Day(date) => quoted(&date.to_string()),
            Read::Moment(stamp) => quoted(&zone.local(stamp.at).date().to_string()),
        },
        Form::Stamp => match moment::read(text?, zone)?.ok()? {
            Read::Day(_) => None,
            Read::Moment(stamp) => quoted(&stamp.to_string()),
        },
        Form::When | Form::End => match moment::read(text?, zone) {
            Some(Ok(Read::Day(date))) => quoted(&date.to_string()),
            Some(Ok(Read::Moment(stamp))) => quoted(&stamp.to_string()),
            None if form == Form::End => quoted(open(text?)?),
            _ => None,
        },
        Form::TimeOfDay => quoted(&time(text?)?),
        Form::Id => quoted(&id(text?)?),
        Form::Country => quoted(contact::country(text?)?),
        // A number or `true` in quotation marks.
        Form::Count | Form::Percent | Form::Version => {
            Some(text?.parse::<u64>().ok()?.to_string()).filter(|number| number.len() < 16)
        }
        Form::Flag => match text?.to_lowercase().as_str() {
            "true" | "ja" | "yes" => Some("true".into()),
            "false" | "nein" | "no" => Some("false".into()),
            _ => None,
        },
        // A number without quotation marks: 115.
        Form::Text | Form::Words => {
            let number = written.bytes().all(|byte| byte.is_ascii_digit()) && !written.is_empty();
            number.then(|| format!("\"{written}\""))
        }
        Form::Language => quoted(&language(text?)?),
        Form::List | Form::Object | Form::Key => None,
    }
}

/// Returns the tag of a language that is written by its name, or in another form: "deutsch", "en_GB", "DE".
fn language(text: &str) -> Option<String> {
    let german = [
        ("deutsch", "de"),
        ("leichte sprache", "de-simple"),
        ("englisch", "en"),
        ("türkisch", "tr"),
        ("ukrainisch", "uk"),
        ("arabisch", "ar"),
        ("russisch", "ru"),
        ("französisch", "fr"),
        ("polnisch", "pl"),
    ];
    let name = text.trim().to_lowercase();
    if let Some((_, tag)) = german.iter().find(|(german, _)| *german == name) {
        return Some((*tag).to_owned());
    }
    let (primary, region) = name.split_once(['_', '-']).unwrap_or((&name, ""));
    let tag = match region {
        "" => primary.to_owned(),
        "simple" => name.replace('_', "-"),
        region => format!("{primary}-{}", region.to_uppercase()),
    };
    (primary.len() == 2 && Language::parse(&tag).is_some()).then_some(tag)
}

/// Returns the word for an end that is not known.
fn open(text: &str) -> Option<&'static str> {
    let text = text.trim().to_lowercase();
    let said = [
        "bis auf weiteres",
        "auf weiteres",
        "unbefristet",
        "unbekannt",
        "until further notice",
    ];
    let open = said.contains(&text.as_str()) || nearest(&text, ["open"]).is_some();
    open.then_some("open")
}

/// Returns the object that a single text stands for: the note of hours, the text of an outlook.
fn object(text: &str, written: &str, field: &str) -> Option<String> {
    let said = text.trim().to_lowercase();
    let always = ["rund um die uhr", "24 stunden", "24/7", "immer", "always"];
    let usual = ["wie immer", "wie üblich", "zu den üblichen zeiten", "usual"];
    Some(match field {
        "hours" if always.contains(&&*said) => "{ \"always\": true }".to_owned(),
        "hours" if usual.contains(&&*said) => "{ \"usual\": true }".to_owned(),
        "hours" => format!("{{ \"note\": {written} }}"),
        "outlook" => format!("{{ \"text\": {written} }}"),
        _ => return None,
    })
}

fn time_field(name: &str, stamp: Stamp) -> Option<String> {
    Some(format!("\"{name}\": \"{stamp}\""))
}

fn quoted(text: &str) -> Option<String> {
    Some(format!("\"{text}\""))
}

/// Parses a time of day as people write it (8:30, 8.30 Uhr, 8 Uhr) and returns it as `HH:MM`.
fn time(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches("Uhr").trim_end();
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "0"));
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let time = format!("{hour:02}:{minute:02}");
    TimeOfDay::parse(&time).map(|_| time)
}

/// Makes an id of a name with capitals, umlauts and spaces. Returns `None` if nothing valid is left.
fn id(text: &str) -> Option<String> {
    let mut id = String::new();
    for char in text.trim().to_lowercase().chars() {
        match char {
            'ä' => id += "ae",
            'ö' => id += "oe",
            'ü' => id += "ue",
            'ß' => id += "ss",
            ' ' | '/' => id.push('-'),
            'a'..='z' | '0'..='9' | '.' | '_' | '-' => id.push(char),
            _ => {}
        }
    }
    Id::parse(&id).map(|id| id.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::vocabulary::Level;

    #[track_caller]
    fn form(form: Form, written: &str, meant: Option<&str>) {
        assert_eq!(
            suggest(&Fault::Expected(form), written, Around::default()).as_deref(),
            meant,
            "{written}"
        );
    }

    #[test]
    fn german_dates_and_times_are_understood() {
        form(Form::Date, r#""29.02.2024""#, Some(r#""2024-02-29""#));
        form(Form::When, r#""1.3.2024""#, Some(r#""2024-03-01""#));
        form(Form::Date, r#""30.02.2024""#, None);
        form(Form::Date, r#""gestern""#, None);
        form(Form::End, r#""offen""#, Some(r#""open""#));
        form(Form::End, r#""bis auf Weiteres""#, Some(r#""open""#));
        form(Form::When, r#""bis auf Weiteres""#, None);
        form(Form::TimeOfDay, r#""8.30 Uhr""#, Some(r#""08:30""#));
        form(Form::TimeOfDay, r#""8 Uhr""#, Some(r#""08:00""#));
        form(Form::TimeOfDay, r#""abends""#, None);
    }

    #[test]
    fn a_moment_is_proposed_in_the_form_of_its_place() {
        let written = r#""1.12.2026, 12 Uhr""#;
        let moment = Some(r#""2026-12-01T12:00:00+01:00""#);
        for place in [Form::Stamp, Form::When, Form::End] {
            form(place, written, moment);
        }
        form(Form::Date, written, Some(r#""2026-12-01""#));
        form(Form::Stamp, r#""2026-12-01""#, None);
    }

    #[test]
    fn of_what_nobody_can_mean_the_reason_is_told() {
        let told = |form, written| reason(&Fault::Expected(form), written, Zone::BERLIN);
        let day = Some(Reason::ImpossibleDay(29, 2, 2027));
        assert_eq!(told(Form::End, r#""2027-02-29""#), day);
        assert_eq!(
            told(Form::Stamp, r#""2026-12-01""#),
            Some(Reason::MissingTime)
        );
        assert_eq!(told(Form::End, r#""1.12.2026""#), None);
        assert_eq!(told(Form::Count, r#""2026-12""#), None);
        assert_eq!(told(Form::When, "2026"), None);
    }

    #[test]
    fn misplaced_quotation_marks_are_understood() {
        form(Form::Count, r#""17""#, Some("17"));
        form(Form::Count, "-1", None);
        form(Form::Flag, r#""true""#, Some("true"));
        form(Form::Flag, r#""Ja""#, Some("true"));
        form(Form::Flag, r#""nein""#, Some("false"));
        form(Form::Flag, r#""vielleicht""#, None);
        form(Form::Text, "115", Some(r#""115""#));
        form(Form::Text, "null", None);
        form(Form::Words, "[]", None);
    }

    #[test]
    fn languages_are_known_by_their_names() {
        form(Form::Language, r#""deutsch""#, Some(r#""de""#));
        form(
            Form::Language,
            r#""Leichte Sprache""#,
            Some(r#""de-simple""#),
        );
        form(Form::Language, r#""DE""#, Some(r#""de""#));
        form(Form::Language, r#""en_gb""#, Some(r#""en-GB""#));
        form(Form::Language, r#""de_simple""#, Some(r#""de-simple""#));
        form(Form::Language, r#""klingonisch""#, None);
        form(Form::Language, r#""x""#, None);
    }

    #[test]
    fn names_become_ids() {
        form(Form::Id, r#""Stadtbücherei""#, Some(r#""stadtbuecherei""#));
        form(
            Form::Id,
            r#""Pässe / Ausweise""#,
            Some(r#""paesse---ausweise""#),
        );
        form(Form::Id, r#""!""#, None);
        form(Form::Country, r#""de""#, Some(r#""DE""#));
        form(Form::Country, r#""Österreich""#, Some(r#""AT""#));
        // It may be the beginning of any.
        form(Form::Country, r#""A""#, None);
        form(Form::Country, r#""Musterland""#, None);
    }

    /// What is proposed for a state that does not fit the kind.
    fn unfit(kind: Kind, state: State) -> Option<String> {
        let fit = kind.states().iter().map(|it| it.name()).collect();
        let written = format!("\"{}\"", state.name());
        let around = Around {
            kind: Some(kind),
            ..Around::default()
        };
        suggest(&Fault::Unfit(fit), &written, around)
    }

    #[test]
    fn the_nearest_state_is_proposed_with_the_word_that_it_does_not_say() {
        let term = |state: &str, term: &str| format!(r#""state": "{state}", "term": "{term}""#);
        for (kind, state, meant) in [
            (
                Kind::Facility,
                State::IntakeOnly,
                term("limited", "nur Annahme von Anträgen"),
            ),
            (
                Kind::Supply,
                State::AppointmentOnly,
                term("limited", "nur mit Termin"),
            ),
            (
                Kind::Channel,
                State::WalkIn,
                term("working", "ohne Termin möglich"),
            ),
            (
                Kind::Facility,
                State::Pilot,
                term("planned", "noch im Test"),
            ),
            (Kind::Service, State::Closed, r#""unavailable""#.to_owned()),
        ] {
            assert_eq!(unfit(kind, state), Some(meant), "{kind:?}");
        }
        assert_eq!(unfit(Kind::Deadline, State::Limited), None);
        for kind in Kind::ALL
            .iter()
            .filter(|it| it.states().contains(&State::Limited))
        {
            for state in State::ALL.iter().filter(|it| it.level() == Level::Limited) {
                // What is neither of an offer nor alike has nothing near.
                let lone = state.is_relief() || *state == State::Securing;
                if !kind.states().contains(state) && !lone {
                    let meant = unfit(*kind, *state).unwrap_or_default();
                    assert!(meant.contains("\"term\""), "{kind:?} {state:?}: {meant}");
                }
            }
        }
    }

    #[test]
    fn words_fields_and_links_are_understood() {
        let meant = |fault: &Fault, written: &str| {
            let kind = Some(Kind::Service);
            suggest(
                fault,
                written,
                Around {
                    kind,
                    ..Around::default()
                },
            )
        };
        let fields = Fault::UnknownField(&["until", "from"]);
        assert_eq!(meant(&fields, r#""untill""#).as_deref(), Some(r#""until""#));
        let states = Fault::UnknownWord(State::NAMES);
        let unavailable = Some(r#""unavailable""#);
        assert_eq!(meant(&states, r#""geschlossen""#).as_deref(), unavailable);
        let unfit = |fit: &str| {
            Fault::Unfit(
                Kind::named(fit)
                    .unwrap()
                    .states()
                    .iter()
                    .map(|it| it.name())
                    .collect(),
            )
        };
        assert_eq!(
            meant(&unfit("service"), r#""closed""#).as_deref(),
            unavailable
        );
        // No route is suspended.
        assert_eq!(
            suggest(&unfit("channel"), r#""suspended""#, Around::default()),
            None
        );
        assert_eq!(
            meant(&Fault::NoLink, r#""http://stadt.example/""#).as_deref(),
            Some(r#""https://stadt.example/""#)
        );
        assert_eq!(meant(&Fault::NoLink, r#""javascript:x""#), None);
        let markup = |piece: &str| meant(&Fault::Markup(piece.into()), "\"\"");
        assert_eq!(markup("&uuml;").as_deref(), Some("ü"));
        assert_eq!(markup("<br />").as_deref(), Some("\\n"));
        assert_eq!(markup("<p>"), None);
    }
}
