//! The words of the command line: one trait, and one implementation for each language, so a missing translation does
//! not compile.

mod de;
mod en;
mod signing;

pub(super) use signing::Signing;

use super::outcome::{CliError, Exchanged, SyntaxHint};
use super::suggest::Reason;
use super::terminal::harmless;
use crate::feed::decode::{Country, Fault, Form};
use crate::feed::problem::{DeadEnd, Lack};
use crate::feed::vocabulary::{Level, RouteKind, State, Vocabulary as _};
use crate::feed::zone::LocalTime;

/// A language of the command line. The widget has more languages, since its readers are citizens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageLang {
    /// German.
    De,
    /// English.
    En,
}

impl MessageLang {
    const ALL: [(&'static str, Self); 2] = [("de", Self::De), ("en", Self::En)];

    /// Returns the language with this tag.
    pub fn named(tag: &str) -> Option<Self> {
        let found = Self::ALL.into_iter().find(|(name, _)| *name == tag);
        found.map(|(_, lang)| lang)
    }

    /// Returns the language for a tag, whatever its region ("en-GB").
    pub fn spoken(tag: &str) -> Option<Self> {
        let (primary, region) = tag.split_once('-').unwrap_or((tag, ""));
        Self::named(primary).filter(|_| region != "simple")
    }

    /// Returns the language for messages to somebody who makes a page in the language of this tag. `None` if the widget
    /// does not have that language.
    pub fn beside(tag: &str) -> Option<Self> {
        use crate::i18n::Lang::{De, DeSimple};
        let page = crate::i18n::Lang::spoken(tag)?;
        Some(match page {
            De | DeSimple => Self::De,
            _ => Self::En,
        })
    }

    /// Returns the tag of the language.
    pub(super) fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    fn tags() -> Vec<&'static str> {
        Self::ALL.into_iter().map(|(name, _)| name).collect()
    }

    /// Returns the words of the language.
    pub(super) fn words(self) -> &'static dyn Wording {
        match self {
            Self::De => &de::De,
            Self::En => &en::En,
        }
    }
}

/// A text in both languages.
#[derive(Clone, Copy)]
pub struct Both {
    /// German.
    pub de: &'static str,
    /// English.
    pub en: &'static str,
}

impl Both {
    /// Returns the text in a language.
    pub fn in_lang(self, lang: MessageLang) -> &'static str {
        match lang {
            MessageLang::De => self.de,
            MessageLang::En => self.en,
        }
    }
}

/// The facts about a fault's place.
#[derive(Default)]
pub(super) struct FaultContext<'s> {
    /// The text that is written there, ready to be shown.
    pub quote: Option<&'s str>,
    /// The field that it belongs to.
    pub field: Option<&'s str>,
    /// The list that it is an element of, or a field of an element.
    pub list: Option<&'s str>,
    /// Why nobody can mean this day or moment.
    pub reason: Option<Reason>,
    /// The value that was probably meant.
    pub suggestion: Option<String>,
    /// The states of the entry's kind, where a state is unknown.
    pub fit: Option<&'s [&'static str]>,
    /// The route that a field of an entry should be.
    pub way: Option<String>,
}

/// Everything that the command line says in one language.
pub(super) trait Wording: Signing {
    /// Says what is wrong at a place.
    fn fault(&self, fault: &Fault, context: &FaultContext<'_>) -> String;
    /// Describes the form that a value must have.
    fn form(&self, form: Form) -> &'static str;
    /// Says what is wrong with a text that is not JSON, and what to do.
    fn syntax_hint(&self, syntax_hint: &SyntaxHint) -> (String, String);
    /// Says why there is no result. `options` are those that the verb has.
    fn failure(&self, failure: &CliError, options: &[&str]) -> String;
    /// Lists the files that were written into a folder.
    fn written(&self, folder: &str, files: &[&str]) -> String;
    /// Says that the bundle with this script is not in the folder yet, and where to get it.
    fn no_bundle(&self, script: &str, folder: &str) -> String;
    /// Says that keys on a page were exchanged.
    fn exchanged(&self, keys: &Exchanged) -> String;
    /// Says that the page no longer has these links.
    fn unlinked(&self, links: &[String]) -> String;
    /// Says that somebody has switched off the service worker in this file.
    fn worker_is_off(&self, file: &str) -> String;
    /// Says how many errors and hints there are.
    fn counts(&self, errors: usize, hints: usize) -> String;
    /// Returns the heading of the errors.
    fn errors(&self) -> &'static str;
    /// Returns the heading of the hints.
    fn hints(&self) -> &'static str;
    /// Says that there is more to check once the file can be read.
    fn more(&self) -> &'static str;
    /// Returns the name for the file as a whole, used in place of a path.
    fn whole(&self) -> &'static str;
    /// Says which command shows how citizens read the file, with these options.
    fn see_preview(&self, file: &str, options: &str) -> String;
    /// Says of which moment a preview is, and what its brackets mean. `own`: the publisher has written brackets too.
    fn preview(&self, at: LocalTime, own: bool) -> String;
    /// Returns the name of the shape that a level has.
    fn shape(&self, level: Level) -> &'static str;
}

/// Returns how a required field is written, for somebody who has never seen one. `list` is the list whose element lacks
/// it. `None` for a field without an example.
fn example(field: &str, list: Option<&str>) -> Option<&'static str> {
    Some(match field {
        "kind" if matches!(list, Some("routes" | "channels")) => "\"kind\": \"phone\"",
        "version" => "\"version\": 1",
        "id" => "\"id\": \"stadtbuecherei\"",
        "seq" => "\"seq\": 1",
        "issued" => "\"issued\": \"2024-02-22T10:00:00+01:00\"",
        "publisher" => {
            "\"publisher\": { \"name\": \"Stadt Musterstadt\", \"url\": \"https://www.musterstadt.example/\" }"
        }
        "name" => "\"name\": \"Stadtbücherei\"",
        "url" => "\"url\": \"https://www.musterstadt.example/\"",
        "title" => "\"title\": \"Cyberangriff auf die Stadtverwaltung\"",
        "text" => "\"text\": \"Die Ausleihe ist wieder möglich.\"",
        "progress" => "\"progress\": \"running\"",
        "role" => "\"role\": \"police\"",
        "kind" => "\"kind\": \"service\"",
        "state" => "\"state\": \"limited\"",
        "opens" => "\"opens\": \"08:30\"",
        "closes" => "\"closes\": \"12:00\"",
        "from" => "\"from\": \"2024-02-29\"",
        "as_of" => "\"as_of\": \"2024-02-22\"",
        "at" => "\"at\": \"2024-02-22\"",
        "action" => "\"action\": \"Bitte schicken Sie es noch einmal.\"",
        "answer" => "\"answer\": \"Ja, am Schalter.\"",
        "term" => "\"term\": \"Basisbetrieb\"",
        "meaning" => "\"meaning\": \"Das Wichtigste geht.\"",
        _ => return None,
    })
}

/// What the widget makes of a word that it does not know.
enum Unknown {
    /// It shows the word, and nobody can tell how it stands with the entry.
    Unclear,
    /// It shows the word, and nobody can tap the route.
    Untappable,
    /// It cannot say what kind of route it is.
    NoKind,
    /// It shows the word.
    Shown,
}

/// Returns what the widget makes of an unknown word of the list `known` at this place.
fn unknown(known: &[&str], context: &FaultContext<'_>) -> Unknown {
    match context.list {
        Some("routes" | "channels") if known == State::NAMES => Unknown::Untappable,
        Some("routes" | "channels") => Unknown::NoKind,
        Some("entries" | "parts") => Unknown::Unclear,
        _ => Unknown::Shown,
    }
}

/// Returns what to add where there is nothing to show.
fn lacking(lack: Lack) -> &'static str {
    use RouteKind::{App, EMail, Fax, Neighbour, Phone, Website};
    match lack {
        Lack::Entry => {
            "\"entries\": [ { \"id\": \"buergerbuero\", \"kind\": \"service\", \"name\": \"Bürgerbüro\", \"state\": \"limited\" } ]"
        }
        Lack::Question => "\"questions\": [ \"Sind meine Daten gestohlen?\" ]",
        Lack::Window => "\"windows\": [ { \"from\": \"2024-02-20\", \"until\": \"2024-02-22\" } ]",
        Lack::Target(Some(Phone | Fax)) => "\"number\": \"+49 30 23125-100\"",
        Lack::Target(Some(EMail)) => "\"email\": \"info@musterstadt.example\"",
        Lack::Target(Some(Website)) => "\"url\": \"https://www.musterstadt.example/\"",
        Lack::Target(Some(App)) => "\"name\": \"Müll-App\"",
        Lack::Target(Some(Neighbour)) => "\"name\": \"Bürgeramt Nachbarstadt\"",
        Lack::Target(_) => "\"name\": \"Rathaus\"",
    }
}

/// Joins the first names of a list, and tells how many more there are.
fn first(names: &[String], more: impl Fn(usize) -> String) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<String> = names
        .iter()
        .take(SHOWN)
        .map(|name| harmless(name))
        .collect();
    let left = names.len().saturating_sub(SHOWN);
    match left {
        0 => shown.join(", "),
        left => format!("{} {}", shown.join(", "), more(left)),
    }
}

/// Lists routes that lead nowhere, those with the same reason together, by their names alone: a name may be a plural.
fn by_reason(ends: &[(String, DeadEnd)], said: impl Fn(DeadEnd, &[String]) -> String) -> String {
    use DeadEnd::{Down, NotYet, Over, Wrong};
    let reasons = [Wrong, Over, NotYet, Down].into_iter();
    let groups = reasons.map(|reason| {
        let names = ends.iter().filter(|(_, why)| *why == reason);
        let names: Vec<String> = names.map(|(name, _)| name.clone()).collect();
        match names.is_empty() {
            true => String::new(),
            false => said(reason, &names),
        }
    });
    groups.collect()
}

/// Tells whether a piece of markup stands for a character, and not for one that nobody sees.
fn is_letter(piece: &str) -> bool {
    const UNSEEN: [&str; 6] = ["&shy;", "&#173;", "&zwj;", "&zwnj;", "&lrm;", "&rlm;"];
    piece.starts_with('&') && !UNSEEN.contains(&piece)
}

/// Returns a file's name as it is typed in a command.
fn typed(file: &str) -> String {
    match file.contains(' ') {
        true => format!("\"{file}\""),
        false => file.to_owned(),
    }
}

/// Writes " in …" with the wrong value. Returns an empty text if the value cannot be quoted.
fn inside(context: &FaultContext<'_>) -> String {
    context
        .quote
        .map_or_else(String::new, |value| format!(" in {value}"))
}

/// Writes countries as the field that names one: `"country": "AT" or "country": "GB"`.
fn countries_as_fields(countries: &[Country], or: &str) -> String {
    let fields = countries.iter();
    let fields: Vec<String> = fields
        .map(|country| format!("\"country\": \"{country:?}\""))
        .collect();
    fields.join(or)
}

/// Returns words without the brackets around them.
fn without_brackets(words: &str) -> &str {
    let inside = words.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
    inside.unwrap_or(words)
}

/// Writes a route for each web or mail address.
fn routes_to(addresses: &[String]) -> String {
    let route = |address: &String| {
        let (kind, field) = match address.contains('@') && !address.contains('/') {
            true => ("e_mail", "email"),
            false => ("website", "url"),
        };
        let address = harmless(address);
        format!("{{ \"kind\": \"{kind}\", \"{field}\": \"{address}\" }}")
    };
    let routes: Vec<String> = addresses.iter().map(route).collect();
    routes.join(", ")
}

/// Writes each number as the field of a route of its own.
fn numbers_as_fields(numbers: &[String], and: &str) -> String {
    let fields = numbers.iter();
    let fields: Vec<String> = fields
        .map(|number| format!("{{ …, \"number\": \"{}\" }}", harmless(number)))
        .collect();
    fields.join(and)
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::super::outcome::{FileRole, Kept};
    use super::super::outcome::{Product, UsageError, Wanted};
    use super::*;
    use crate::feed::decode::MAX_COUNT;
    use crate::feed::json::SyntaxError;

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

    fn both() -> [&'static dyn Wording; 2] {
        [MessageLang::De.words(), MessageLang::En.words()]
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
        let [german, english] = both()
            .map(|words| words.fault(&Fault::NotOver(names.clone()), &FaultContext::default()));
        assert!(german.contains("1, 2, 3, 4, 5 und 2 weitere"), "{german}");
        assert!(english.contains("1, 2, 3, 4, 5 and 2 more"), "{english}");
    }

    #[test]
    fn what_to_add_is_json() {
        for kind in RouteKind::ALL {
            for lack in [
                Lack::Entry,
                Lack::Question,
                Lack::Window,
                Lack::Target(Some(*kind)),
            ] {
                let field = lacking(lack);
                let value = format!("{{ {field} }}");
                assert!(serde_json::from_str::<serde_json::Value>(&value).is_ok());
            }
        }
    }

    #[test]
    fn every_required_field_has_an_example_that_is_json() {
        let schema = crate::feed::schema::schema();
        let defs = schema["$defs"].as_object().unwrap();
        for def in defs.values() {
            let required = def["required"].as_array().into_iter().flatten();
            for field in required.filter_map(|field| field.as_str()) {
                let example =
                    example(field, None).unwrap_or_else(|| panic!("no example of {field}"));
                let value: serde_json::Value =
                    serde_json::from_str(&format!("{{ {example} }}")).unwrap();
                assert!(value.get(field).is_some(), "{field}");
            }
        }
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
    fn what_cannot_be_read_or_written_is_named_with_the_reason() {
        let failure = |kind: io::ErrorKind| CliError::Unreadable("x.json".into(), kind.into());
        for kind in [
            io::ErrorKind::NotFound,
            io::ErrorKind::PermissionDenied,
            io::ErrorKind::IsADirectory,
            io::ErrorKind::Other,
        ] {
            let [german, english] = both().map(|words| words.failure(&failure(kind), &[]));
            assert!(german.contains("x.json") && english.contains("x.json"));
            assert_ne!(german, english);
        }
        let failure = |kind: io::ErrorKind| CliError::Unwritable("x".into(), kind.into());
        for kind in [
            io::ErrorKind::NotADirectory,
            io::ErrorKind::PermissionDenied,
            io::ErrorKind::StorageFull,
            io::ErrorKind::ReadOnlyFilesystem,
            io::ErrorKind::NotFound,
        ] {
            let [german, english] = both().map(|words| words.failure(&failure(kind), &[]));
            assert!(german.contains("\"x\"") && english.contains("\"x\""));
            assert_ne!(german, english);
            // The system's own words are not German.
            assert!(!german.contains("("), "{german}");
        }
        for failure in [
            CliError::NoFolder("x".into()),
            CliError::NoBundle("x".into()),
            CliError::KeyInFolder("x".into()),
            CliError::Swapped("x".into()),
        ] {
            let [german, english] = both().map(|words| words.failure(&failure, &[]));
            assert!(german.ends_with("Geschrieben wurde nichts."), "{german}");
            assert!(english.ends_with("Nothing was written."), "{english}");
        }
    }

    #[test]
    fn a_file_that_stays_as_it_is_is_named_with_the_reason() {
        for kept in [
            || Kept::Foreign,
            || Kept::Unreadable,
            || Kept::Other("x".into(), "y".into()),
            || Kept::Newer(2, 1),
            || Kept::Newer(2, 2),
            || Kept::Newer(MAX_COUNT, 1),
            || Kept::Signed,
            || Kept::Broken,
            || Kept::Pinned,
        ] {
            use FileRole::{InFolder, InFolderSigned, Out, Published};
            for role in [InFolder, InFolderSigned, Out, Published] {
                let failure = CliError::Kept("x.json".into(), role, kept());
                let [german, english] = both().map(|words| words.failure(&failure, &[]));
                assert!(german.contains("\"x.json\"") && english.contains("\"x.json\""));
                assert!(german.ends_with("Geschrieben wurde nichts."), "{german}");
                assert!(english.ends_with("Nothing was written."), "{english}");
                let folders = matches!(role, InFolder | InFolderSigned);
                assert!(folders || !german.contains("Ordner"), "{german}");
                assert!(folders || !english.contains("folder"), "{english}");
            }
        }
    }

    #[test]
    fn misuse_is_said_in_both_languages() {
        for usage in [
            UsageError::NotText("x".into()),
            UsageError::Other("x".into()),
            UsageError::BadValue("x".into(), Wanted::MessageLang),
            UsageError::BadValue("x".into(), Wanted::PageLang),
            UsageError::BadValue("x".into(), Wanted::Moment),
            UsageError::BadValue("x".into(), Wanted::View),
            UsageError::BadValue("x".into(), Wanted::Src),
            UsageError::BadValue("x".into(), Wanted::Link),
            UsageError::NoFile("sign"),
            UsageError::Unquoted,
            UsageError::NoName,
            UsageError::NoOption("--key"),
            UsageError::NoOption("--out"),
            UsageError::InputTwice,
            UsageError::PublicName("x.pub".into()),
            UsageError::NotWith(Product::Poster, "--x"),
        ] {
            let failure = CliError::Usage(usage);
            let [german, english] = both().map(|words| words.failure(&failure, &["--x"]));
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
}
