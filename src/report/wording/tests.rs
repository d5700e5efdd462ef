//! Every fault and every slip in both languages.

use serde_json::Value;

use super::*;
use crate::feed::decode::Country;
use crate::feed::decode::Step;
use crate::feed::json::SyntaxError;
use crate::feed::problem::{DeadEnd, Lack};
use crate::feed::vocabulary::{RouteKind, Vocabulary as _};
use crate::feed::zone::Zone;
use crate::report::naming::Labels;

/// Returns the next fault after this one. A new fault does not compile until it has its place here.
fn after(fault: Option<&Fault>) -> Option<Fault> {
    use Fault::*;
    let error = SyntaxError {
        line: 1,
        column: 1,
        detail: "trailing comma".to_owned(),
    };
    Some(match fault {
        None => Syntax(error),
        Some(Syntax(_)) => TooLarge(300_000),
        Some(TooLarge(_)) => NewerVersion(2),
        Some(NewerVersion(_)) => Duplicate,
        Some(Duplicate) => Missing("name"),
        Some(Missing(_)) => Expected(Form::Text),
        Some(Expected(form)) => after_form(*form).map_or(TooMany, Expected),
        Some(TooMany) => UnknownField(&["until", "from"]),
        Some(UnknownField(_)) => UnknownWord(&["open", "closed"]),
        Some(UnknownWord(_)) => Unfit(vec!["open", "closed"]),
        Some(Unfit(_)) => NoState(vec!["open", "closed"]),
        Some(NoState(_)) => TermAlone,
        Some(TermAlone) => SameTerm,
        Some(SameTerm) => NotForParts,
        Some(NotForParts) => OnlyForKinds(&["deadline", "event"]),
        Some(OnlyForKinds(_)) => NoNewDate,
        Some(NoNewDate) => PartsDown(vec!["A".into()]),
        Some(PartsDown(_)) => PartsWork,
        Some(PartsWork) => NotOver(vec!["A".into()]),
        Some(NotOver(_)) => RepeatedId,
        Some(RepeatedId) => NoSuchEntry,
        Some(NoSuchEntry) => Before("from", "2024-01-05".into()),
        Some(Before(..)) => MixedBounds("applied_until", "2024-01-04".into()),
        Some(MixedBounds(..)) => NotNewestFirst,
        Some(NotNewestFirst) => AfterIssued("2024-02-22T10:00:00+01:00".into()),
        Some(AfterIssued(_)) => HalfHours,
        Some(HalfHours) => Ahead,
        Some(Ahead) => WrongOffset {
            shown: LocalTime::default(),
            meant: LocalTime::default(),
        },
        Some(WrongOffset { .. }) => NoSuchTime(LocalTime::default()),
        Some(NoSuchTime(_)) => NoZone(LocalTime::default()),
        Some(NoZone(_)) => UnknownZone,
        Some(UnknownZone) => ValidTooLong,
        Some(ValidTooLong) => Empty,
        Some(Empty) => TextTooLong,
        Some(TextTooLong) => NoNextUpdate,
        Some(NoNextUpdate) => NoValidUntil,
        Some(NoValidUntil) => UpdateTooLate("2024-03-07T00:00:00+01:00".into()),
        Some(UpdateTooLate(_)) => NotDialable(Country::default()),
        Some(NotDialable(country)) if *country == Country::default() => {
            NotDialable(Country::parse("GB").unwrap_or_default())
        }
        Some(NotDialable(_)) => SeveralNumbers(vec!["115".into(), "116117".into()]),
        Some(SeveralNumbers(_)) => Extension("030 23125-0".into()),
        Some(Extension(_)) => NoExtension,
        Some(NoExtension) => NotOnlyCash,
        Some(NotOnlyCash) => WordsBesideNumber("115".into(), "(Mo-Fr)".into()),
        Some(WordsBesideNumber(..)) => OtherCountry(vec![Country::default()]),
        Some(OtherCountry(_)) => DoubtedCountry(Country::default()),
        Some(DoubtedCountry(_)) => InternationalOnly(Country::default()),
        Some(InternationalOnly(_)) => Ungrouped,
        Some(Ungrouped) => NoLink,
        Some(NoLink) => SeveralAddresses(vec!["a@x.example".into(), "www.x.example".into()]),
        Some(SeveralAddresses(_)) => DeadPage,
        Some(DeadPage) => Ended,
        Some(Ended) => OnlyAnnounced,
        Some(OnlyAnnounced) => NothingUntilThen,
        Some(NothingUntilThen) => NotInLanguage("en".into()),
        Some(NotInLanguage(_)) => NothingToCheck,
        Some(NothingToCheck) => Markup("<b>".into()),
        Some(Markup(_)) => NumberInText("0385 7440363".into()),
        Some(NumberInText(_)) => AddressInText("www.x.example".into()),
        Some(AddressInText(_)) => NoRoute,
        Some(NoRoute) => NoWayOut(vec![
            ("A".into(), DeadEnd::Wrong),
            ("B".into(), DeadEnd::NotYet),
            ("C".into(), DeadEnd::Over),
            ("D".into(), DeadEnd::Down),
        ]),
        Some(NoWayOut(_)) => NothingToShow(Lack::Entry),
        Some(NothingToShow(Lack::Entry)) => NothingToShow(Lack::Question),
        Some(NothingToShow(Lack::Question)) => NothingToShow(Lack::Window),
        Some(NothingToShow(Lack::Window)) => NothingToShow(Lack::Target(None)),
        Some(NothingToShow(Lack::Target(kind))) => {
            let next = kind.map_or(0, |kind| kind.index() + 1);
            let kind = RouteKind::ALL.get(next)?;
            NothingToShow(Lack::Target(Some(*kind)))
        }
    })
}

fn after_form(form: Form) -> Option<Form> {
    use Form::*;
    Some(match form {
        Text => Flag,
        Flag => Count,
        Count => Percent,
        Percent => List,
        List => Object,
        Object => Words,
        Words => Language,
        Language => Country,
        Country => Date,
        Date => Stamp,
        Stamp => When,
        When => End,
        End => TimeOfDay,
        TimeOfDay => Id,
        Id => Version,
        Version => Key,
        Key => return None,
    })
}

fn both() -> [&'static dyn FaultWording; 2] {
    [MessageLang::De, MessageLang::En].map(MessageLang::fault_words)
}

#[test]
fn every_fault_has_words_in_both_languages_that_quote_the_value() {
    let mut faults = std::iter::successors(after(None), |fault| after(Some(fault)));
    let without_value = |fault: &Fault| {
        use Fault::*;
        matches!(
            fault,
            Syntax(_)
                | TooLarge(_)
                | NewerVersion(_)
                | NoNextUpdate
                | NoValidUntil
                | HalfHours
                | Markup(_)
                | NumberInText(_)
                | AddressInText(_)
                | NoRoute
                | NoWayOut(_)
        )
    };
    assert!(faults.by_ref().count() > 35);
    for fault in std::iter::successors(after(None), |fault| after(Some(fault))) {
        let said = both().map(|words| {
            let context = FaultContext {
                quote: Some("\"QUOTED\""),
                field: Some("until"),
                ..FaultContext::default()
            };
            let bare = words.fault(&fault, &FaultContext::default());
            assert!(!bare.is_empty() && !bare.contains('!'), "{bare}");
            let said = words.fault(&fault, &context);
            assert_eq!(
                said.contains("\"QUOTED\""),
                !without_value(&fault),
                "{fault:?}: {said}"
            );
            assert!(
                said.ends_with(['.', '?']) || said.contains(": \""),
                "{said}"
            );
            said
        });
        assert_ne!(said[0], said[1]);
    }
}

#[test]
fn a_suggestion_is_always_passed_on() {
    for words in both() {
        for fault in [
            Fault::UnknownField(&["a"]),
            Fault::UnknownWord(&["a"]),
            Fault::Expected(Form::Date),
            Fault::Unfit(vec!["a"]),
            Fault::NoLink,
            Fault::NotDialable(Country::default()),
        ] {
            let context = FaultContext {
                suggestion: Some("\"MEANT\"".into()),
                ..FaultContext::default()
            };
            let said = words.fault(&fault, &context);
            assert!(said.contains("\"MEANT\"?"), "{said}");
        }
    }
}

#[test]
fn of_a_day_that_nobody_can_mean_the_reason_is_said() {
    for (reason, german, english) in [
        (
            Reason::ImpossibleDay(29, 2, 2027),
            "Den 29. Februar 2027 gibt es nicht.",
            "There is no 29 February 2027.",
        ),
        (
            Reason::ImpossibleDay(1, 13, 2027),
            "Den 1.13.2027 gibt es nicht.",
            "There is no 1.13.2027.",
        ),
        (
            Reason::MissingDay,
            "Es fehlt der Tag.",
            "The day is missing.",
        ),
        (
            Reason::MissingYear,
            "Es fehlt das Jahr.",
            "The year is missing.",
        ),
        (
            Reason::MissingTime,
            "Es fehlt die Uhrzeit.",
            "The time of day is missing.",
        ),
        (
            Reason::ImpossibleTime,
            "Diese Uhrzeit gibt es nicht.",
            "There is no such time of day.",
        ),
    ] {
        let context = FaultContext {
            reason: Some(reason),
            ..FaultContext::default()
        };
        let said = both().map(|words| words.fault(&Fault::Expected(Form::Date), &context));
        assert!(said[0].contains(german), "{}", said[0]);
        assert!(said[1].contains(english), "{}", said[1]);
    }
}

#[test]
fn of_many_names_the_first_are_said() {
    let names: Vec<String> = (1..8).map(|name| name.to_string()).collect();
    let [german, english] =
        both().map(|words| words.fault(&Fault::NotOver(names.clone()), &FaultContext::default()));
    assert!(german.contains("1, 2, 3, 4, 5 und 2 weitere"), "{german}");
    assert!(english.contains("1, 2, 3, 4, 5 and 2 more"), "{english}");
}

#[test]
fn every_slip_has_words_in_both_languages() {
    let slips = [
        SyntaxHint::Signature,
        SyntaxHint::Utf16,
        SyntaxHint::NotUtf8,
        SyntaxHint::EmptyFile,
        SyntaxHint::TrailingComma,
        SyntaxHint::NoComma {
            close: '}',
            line: Some(3),
        },
        SyntaxHint::NoComma {
            close: ']',
            line: None,
        },
        SyntaxHint::QuoteInText,
        SyntaxHint::NoColon,
        SyntaxHint::NoValue,
        SyntaxHint::BareKey,
        SyntaxHint::End("}"),
        SyntaxHint::End("\""),
        SyntaxHint::LineBreak,
        SyntaxHint::Control,
        SyntaxHint::Escape,
        SyntaxHint::Surrogate,
        SyntaxHint::Number,
        SyntaxHint::Behind,
        SyntaxHint::TooDeep,
        SyntaxHint::LongKey,
        SyntaxHint::CurlyQuote('„'),
        SyntaxHint::SingleQuote,
        SyntaxHint::Comment,
        SyntaxHint::HardSpace,
        SyntaxHint::Other("odd".into()),
    ];
    for syntax_hint in &slips {
        let [german, english] = both().map(|words| words.syntax_hint(syntax_hint));
        assert!(
            !german.0.is_empty() && !german.1.is_empty(),
            "{syntax_hint:?}"
        );
        assert_ne!(german, english);
    }
}

#[test]
fn counts_are_said_as_people_count() {
    let [de, en] = both();
    for (errors, hints, german, english) in [
        (
            0,
            0,
            "Keine Fehler, keine Hinweise.",
            "No errors, no hints.",
        ),
        (0, 1, "Keine Fehler. 1 Hinweis.", "No errors. 1 hint."),
        (0, 3, "Keine Fehler. 3 Hinweise.", "No errors. 3 hints."),
        (1, 0, "1 Fehler, keine Hinweise.", "1 error, no hints."),
        (2, 3, "2 Fehler, 3 Hinweise.", "2 errors, 3 hints."),
    ] {
        assert_eq!(de.counts(errors, hints), german);
        assert_eq!(en.counts(errors, hints), english);
    }
}

/// Whoever fills in a form sees no file: neither its names nor its marks.
#[test]
fn for_a_form_no_fault_has_a_word_of_the_file() {
    let schema = crate::feed::schema::schema();
    let label = |record: &str, field: &str| {
        let records = schema["$defs"].as_object().unwrap();
        assert!(records.contains_key(record), "{record}");
        let has_it = |record: &Value| record.to_string().contains(&format!("\"{field}\":"));
        assert!(records.values().any(has_it), "{field}");
        "Feld".to_owned()
    };
    for (list, field) in [
        ("entries", "until"),
        ("entries", "state"),
        ("routes", "kind"),
        ("publisher", "url_state"),
    ] {
        let steps = match list {
            "publisher" => vec![Step::Key(list.into()), Step::Key(field.into())],
            "entries" => vec![
                Step::Key(list.into()),
                Step::Index(0),
                Step::Key(field.into()),
            ],
            _ => vec![
                Step::Key("entries".into()),
                Step::Index(0),
                Step::Key(list.into()),
                Step::Index(0),
                Step::Key(field.into()),
            ],
        };
        for lang in [MessageLang::De, MessageLang::En] {
            let labels = Labels::new(lang, &label, Zone::default());
            for fault in std::iter::successors(after(None), |fault| after(Some(fault))) {
                let context = FaultContext {
                    quote: Some("QUOTED"),
                    field: Some(field),
                    list: Some(list),
                    naming: Naming::Label(&labels),
                    records: labels.records(&steps),
                    ..FaultContext::default()
                };
                let said = lang.fault_words().fault(&fault, &context);
                for mark in ["JSON", "\"", "{", "[", "_", "true"] {
                    assert!(!said.contains(mark), "{mark}: {said}");
                }
                assert!(said.ends_with(['.', '?']), "{said}");
            }
        }
    }
}
