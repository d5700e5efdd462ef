//! From a JSON tree to the contract's types: every problem is noted with its place, none ends the reading.

use std::rc::Rc;

use super::json::Node;
use super::text::Text;
use super::time::{Date, End, Stamp, TimeOfDay, When};
use super::vocabulary::{Vocabulary, Word};

/// More elements than this in one list are refused: the largest overview asked for has 14,400 entries.
pub const MAX_LIST: usize = 20_000;

/// The highest [`Count`]: above it, not every JSON reader keeps a number exact (row 17).
pub const MAX_COUNT: u64 = (1 << 53) - 1;

/// A step on the way from the root of the feed to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into an object.
    Key(String),
    /// Into an array, from 0.
    Index(usize),
}

/// Something that is wrong with a feed, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The place of the value that is meant; for a missing field, of the object that lacks it.
    pub at: Vec<Step>,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong with a feed. Words for it are made where it is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The text is not JSON.
    Syntax(super::json::SyntaxError),
    /// More bytes than a feed may have.
    TooLarge(usize),
    /// The feed is written for a newer major version of the contract (row 16).
    NewerVersion(u64),
    /// A key stands twice in one object.
    Duplicate,
    /// A field that must be there is not.
    Missing(&'static str),
    /// A value has not the form that its place needs.
    Expected(Form),
    /// A list has more elements than [`MAX_LIST`].
    TooMany,
    /// A field that the contract does not have; the ones it has.
    UnknownField(&'static [&'static str]),
    /// A word that the vocabulary does not have; the ones it has.
    UnknownWord(&'static [&'static str]),
    /// A state that does not fit the entry's kind; those that do.
    Unfit(Vec<&'static str>),
    /// An entry without a state that is not a notice.
    NoState,
    /// An id that another entry, question or update already has.
    RepeatedId,
    /// An id that no entry has.
    NoSuchEntry,
    /// A time that lies before another one that must come first; that one and its value.
    Before(&'static str, String),
    /// Hours with only one of `opens` and `closes`.
    HalfHours,
    /// A moment that lies ahead, though it must have been.
    Ahead,
    /// A moment given in world time, which is shown as the publisher's own clock.
    WorldTime,
    /// `valid_until` is more than 30 days after `issued`.
    ValidTooLong,
    /// An empty text where words are needed.
    Empty,
    /// A text of more than [`super::text::MAX_TEXT`] characters, which is cut.
    TextTooLong,
    /// No `next_update`.
    NoNextUpdate,
    /// No `valid_until`.
    NoValidUntil,
    /// A telephone number that nobody can dial.
    NotDialable,
    /// A telephone number whose area code cannot be told from the rest.
    Ungrouped,
    /// An address that will not become a link.
    NoLink,
    /// An `until` that lies in the past.
    Ended,
    /// No text in this declared language.
    NotInLanguage(String),
    /// Something does not work, and no other route is named.
    NoRoute,
    /// The range is empty: there is nothing to show.
    NothingToShow,
}

/// The form that a value must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A string.
    Text,
    /// `true` or `false`.
    Flag,
    /// A whole number from 0 to 2^53 − 1 (row 17: what every JSON reader keeps exact).
    Count,
    /// A whole number from 0 to 100.
    Percent,
    /// An array.
    List,
    /// An object.
    Object,
    /// A string, or an object of strings by language tag.
    Words,
    /// A language tag.
    Language,
    /// `YYYY-MM-DD`.
    Date,
    /// RFC 3339 with an offset.
    Stamp,
    /// A date or a stamp.
    When,
    /// A date, a stamp, or `"open"`.
    End,
    /// `HH:MM`.
    TimeOfDay,
    /// A name of 1 to 64 lower-case letters, digits, `-`, `_`, `.`.
    Id,
    /// The number 1.
    Version,
    /// A public key as in a `.pub` file.
    Key,
}

/// Whether a feed with this problem may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The widget refuses the feed.
    Fatal,
    /// The widget shows it, but `check` refuses it.
    Error,
    /// It may be published.
    Warning,
}

impl Fault {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        use Fault::*;
        match self {
            Syntax(_) | TooLarge(_) | NewerVersion(_) | Duplicate | Missing(_) | Expected(_)
            | TooMany => Severity::Fatal,
            Unfit(_) | NoState | RepeatedId | NoSuchEntry | Before(..) | HalfHours
            | ValidTooLong | Empty | NothingToShow => Severity::Error,
            UnknownField(_) | UnknownWord(_) | TextTooLong | NoNextUpdate | NoValidUntil
            | Ahead | WorldTime | NotDialable | Ungrouped | NoLink | Ended | NotInLanguage(_)
            | NoRoute => Severity::Warning,
        }
    }
}

/// Where the reading is: a list of steps that lives on the stack, since most places are never reported.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    up: Option<&'a Place<'a>>,
    step: Leg<'a>,
}

#[derive(Clone, Copy)]
enum Leg<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Place<'a> {
    /// The feed itself.
    pub const ROOT: Place<'static> = Place {
        up: None,
        step: Leg::Root,
    };

    /// The value of a key.
    pub fn key(&'a self, key: &'a str) -> Self {
        Self {
            up: Some(self),
            step: Leg::Key(key),
        }
    }

    /// An element.
    pub fn index(&'a self, index: usize) -> Self {
        Self {
            up: Some(self),
            step: Leg::Index(index),
        }
    }

    /// The steps from the root.
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = self.up.map_or_else(Vec::new, Place::steps);
        match self.step {
            Leg::Root => {}
            Leg::Key(key) => steps.push(Step::Key(key.to_owned())),
            Leg::Index(index) => steps.push(Step::Index(index)),
        }
        steps
    }
}

/// Of each severity, more problems than this are not noted: nobody reads them, and a hostile feed of 256 KiB could make
/// millions.
pub const MAX_PROBLEMS: usize = 200;

/// The problems found so far.
#[derive(Default)]
pub struct Log(pub Vec<Problem>, [usize; 3]);

impl Log {
    /// Notes a problem.
    #[inline(never)]
    pub fn note(&mut self, at: &Place<'_>, fault: Fault) {
        let noted = &mut self.1[fault.severity() as usize];
        *noted += 1;
        if *noted <= MAX_PROBLEMS {
            let at = at.steps();
            self.0.push(Problem { at, fault });
        }
    }

    /// Notes that a value has not the form that its place needs.
    #[inline(never)]
    pub fn expected(&mut self, at: &Place<'_>, form: Form) {
        self.note(at, Fault::Expected(form));
    }
}

/// A type of the contract. Its default is a blank that stands in while problems are noted; since a feed with a fatal
/// problem is refused as a whole, no blank is ever shown. (Reading in place, rather than into an `Option` each, is what
/// keeps the browser's core small: a third of it was such reading once.)
pub trait Decode {
    /// Whether its field must be there.
    fn required(&self) -> bool {
        true
    }

    /// Calls `visit` with every text in it.
    fn visit_texts<'t>(&'t self, _visit: &mut dyn FnMut(&'t Text)) {}

    /// Reads it in place of the blank.
    fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log);

    /// Its JSON Schema; named types are put into `defs`.
    #[cfg(feature = "cli")]
    fn schema(defs: &mut super::schema::Defs) -> serde_json::Value
    where
        Self: Sized;
}

/// Declares types of the contract: the struct, its reading and its schema from one list of fields.
macro_rules! record {
    ($($(#[doc = $about:literal])* $name:ident { $($(#[doc = $doc:literal])* $field:ident: $type:ty,)* })*) => {$(
        $(#[doc = $about])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name { $($(#[doc = $doc])* pub $field: $type,)* }

        impl $crate::feed::decode::Decode for $name {
            fn visit_texts<'t>(&'t self, visit: &mut dyn FnMut(&'t $crate::feed::text::Text)) {
                $($crate::feed::decode::Decode::visit_texts(&self.$field, visit);)*
            }

            fn read(
                &mut self,
                node: &$crate::feed::json::Node,
                at: &$crate::feed::decode::Place<'_>,
                log: &mut $crate::feed::decode::Log,
            ) {
                const NAMES: &[&str] = &[$(stringify!($field)),*];
                $crate::feed::decode::fields(node, NAMES, &mut [$(&mut self.$field),*], at, log);
            }

            #[cfg(feature = "cli")]
            fn schema(defs: &mut $crate::feed::schema::Defs) -> serde_json::Value {
                $crate::feed::schema::object(defs, stringify!($name), concat!($($about),*), |defs, object| {
                    $(object.field::<$type>(defs, stringify!($field), concat!($($doc),*));)*
                })
            }
        }
    )*};
}
pub(crate) use record;

/// Reads the fields of an object; notes those that the contract does not know, those that are missing, and duplicates.
pub(crate) fn fields(
    node: &Node,
    names: &'static [&'static str],
    fields: &mut [&mut dyn Decode],
    at: &Place<'_>,
    log: &mut Log,
) {
    let Node::Map(map) = node else {
        log.expected(at, Form::Object);
        return;
    };
    duplicates(map, at, log);
    for (key, node) in map {
        let at = at.key(key);
        match names
            .iter()
            .zip(&mut *fields)
            .find(|(name, _)| *name == key)
        {
            Some((_, field)) => field.read(node, &at, log),
            // For editors: the one foreign key that every feed may carry.
            None if key == "$schema" => {}
            None => log.note(&at, Fault::UnknownField(names)),
        }
    }
    for (name, field) in names.iter().zip(fields) {
        if field.required() && map.iter().all(|(key, _)| key != name) {
            log.note(at, Fault::Missing(name));
        }
    }
}

/// Notes every key that stands twice (row 13). No object of the contract has many keys ([`super::json::MAX_KEYS`]), so
/// each is compared with those before it.
fn duplicates(map: &[(String, Node)], at: &Place<'_>, log: &mut Log) {
    for (index, (key, _)) in map.iter().enumerate() {
        if map[..index].iter().any(|(other, _)| other == key) {
            log.note(&at.key(key), Fault::Duplicate);
        }
    }
}

impl<T: Decode + Default> Decode for Option<T> {
    fn visit_texts<'t>(&'t self, visit: &mut dyn FnMut(&'t Text)) {
        self.iter().for_each(|value| value.visit_texts(visit));
    }

    fn required(&self) -> bool {
        false
    }

    fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log) {
        self.insert(T::default()).read(node, at, log);
    }

    #[cfg(feature = "cli")]
    fn schema(defs: &mut super::schema::Defs) -> serde_json::Value {
        T::schema(defs)
    }
}

impl<T: Decode + Default> Decode for Rc<T> {
    fn visit_texts<'t>(&'t self, visit: &mut dyn FnMut(&'t Text)) {
        T::visit_texts(self, visit);
    }

    fn required(&self) -> bool {
        T::required(self)
    }

    fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log) {
        let mut value = T::default();
        value.read(node, at, log);
        *self = Rc::new(value);
    }

    #[cfg(feature = "cli")]
    fn schema(defs: &mut super::schema::Defs) -> serde_json::Value {
        T::schema(defs)
    }
}

impl<T: Decode + Default> Decode for Vec<T> {
    fn visit_texts<'t>(&'t self, visit: &mut dyn FnMut(&'t Text)) {
        self.iter().for_each(|value| value.visit_texts(visit));
    }

    fn required(&self) -> bool {
        false
    }

    fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log) {
        elements(node, at, log, &mut |node, at, log| {
            let mut element = T::default();
            element.read(node, at, log);
            self.push(element);
        });
    }

    #[cfg(feature = "cli")]
    fn schema(defs: &mut super::schema::Defs) -> serde_json::Value {
        let items = T::schema(defs);
        serde_json::json!({ "type": "array", "items": items, "maxItems": MAX_LIST })
    }
}

/// Gives the elements of an array to `read`, each with its place.
fn elements(
    node: &Node,
    at: &Place<'_>,
    log: &mut Log,
    read: &mut dyn FnMut(&Node, &Place<'_>, &mut Log),
) {
    match node {
        Node::List(nodes) if nodes.len() <= MAX_LIST => {
            for (index, node) in nodes.iter().enumerate() {
                read(node, &at.index(index), log);
            }
        }
        Node::List(_) => log.note(at, Fault::TooMany),
        _ => log.expected(at, Form::List),
    }
}

impl Decode for bool {
    fn required(&self) -> bool {
        false
    }

    fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log) {
        match node {
            Node::Flag(flag) => *self = *flag,
            _ => log.expected(at, Form::Flag),
        }
    }

    #[cfg(feature = "cli")]
    fn schema(_: &mut super::schema::Defs) -> serde_json::Value {
        serde_json::json!({ "type": "boolean" })
    }
}

impl<T: Vocabulary> Decode for Word<T> {
    fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log) {
        *self = match word(node, T::NAMES, at, log) {
            Ok(index) => Self::Known(T::ALL[index]),
            Err(other) => Self::Other(other),
        };
    }

    #[cfg(feature = "cli")]
    fn schema(_: &mut super::schema::Defs) -> serde_json::Value {
        let names = T::NAMES;
        // Unknown words are shown as unknown, so any string passes; the list is what editors propose.
        serde_json::json!({ "description": T::ABOUT.trim(), "anyOf": [{ "enum": names }, { "type": "string" }] })
    }
}

/// Which of these words it is, or what it is instead.
fn word(
    node: &Node,
    names: &'static [&'static str],
    at: &Place<'_>,
    log: &mut Log,
) -> Result<usize, String> {
    let Node::Text(text) = node else {
        log.expected(at, Form::Text);
        return Err(String::new());
    };
    names.iter().position(|name| *name == text).ok_or_else(|| {
        log.note(at, Fault::UnknownWord(names));
        super::text::clean(text)
    })
}

impl Decode for Text {
    fn visit_texts<'t>(&'t self, visit: &mut dyn FnMut(&'t Text)) {
        visit(self);
    }

    fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log) {
        let versions = match node {
            Node::Text(text) => {
                length(text, at, log);
                *self = Self::plain(text);
                return;
            }
            Node::Map(map) => map,
            _ => return log.expected(at, Form::Words),
        };
        duplicates(versions, at, log);
        let mut texts = Vec::new();
        let mut machine: Vec<String> = Vec::new();
        for (tag, node) in versions {
            let at = at.key(tag);
            if tag == "machine" {
                machine.read(node, &at, log);
            } else if !is_language(tag) {
                log.expected(&at, Form::Language);
            } else {
                let text = string(node, &at, log, Form::Text);
                length(text, &at, log);
                texts.push((tag.clone(), text.to_owned()));
            }
        }
        *self = Self::new(texts, machine);
    }

    #[cfg(feature = "cli")]
    fn schema(defs: &mut super::schema::Defs) -> serde_json::Value {
        super::schema::text(defs)
    }
}

fn length(text: &str, at: &Place<'_>, log: &mut Log) {
    if text.chars().count() > super::text::MAX_TEXT {
        log.note(at, Fault::TextTooLong);
    }
}

/// Whether it has the form of a language tag (BCP 47): `de`, `de-simple`, `zh-Hant`.
pub(crate) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let letters = |part: &str| {
        (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    parts.next().is_some_and(|first| {
        first.len() <= 3 && letters(first) && first.bytes().all(|b| b.is_ascii_lowercase())
    }) && parts.all(letters)
}

/// The characters of a string; of anything else none, with the form noted that should have been there.
fn string<'n>(node: &'n Node, at: &Place<'_>, log: &mut Log, form: Form) -> &'n str {
    match node {
        Node::Text(text) => text,
        _ => {
            log.expected(at, form);
            ""
        }
    }
}

/// A type that is read from a string by a function of its own.
macro_rules! from_string {
    ($($type:ty, $form:expr, $parse:expr, $schema:tt;)*) => {$(
        impl Decode for $type {
            fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log) {
                let read: fn(&str) -> Option<Self> = $parse;
                match node {
                    Node::Text(text) => match read(text) {
                        Some(value) => *self = value,
                        None => log.expected(at, $form),
                    },
                    _ => log.expected(at, $form),
                }
            }

            #[cfg(feature = "cli")]
            fn schema(_: &mut super::schema::Defs) -> serde_json::Value {
                serde_json::json!($schema)
            }
        }
    )*};
}

from_string! {
    String, Form::Text, |text| Some(super::text::clean(text)), { "type": "string" };
    Date, Form::Date, Date::parse, { "type": "string", "format": "date" };
    Stamp, Form::Stamp, Stamp::parse, { "type": "string", "format": "date-time" };
    When, Form::When, When::parse,
        { "anyOf": [{ "type": "string", "format": "date" }, { "type": "string", "format": "date-time" }] };
    End, Form::End, |text| if text == "open" { Some(End::Open) } else { When::parse(text).map(End::At) },
        { "anyOf": [{ "const": "open" }, { "type": "string", "format": "date" }, { "type": "string", "format": "date-time" }] };
    TimeOfDay, Form::TimeOfDay, TimeOfDay::parse,
        { "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$" };
    Id, Form::Id, Id::parse, { "type": "string", "pattern": "^[a-z0-9][a-z0-9._-]{0,63}$" };
    Language, Form::Language, |text| is_language(text).then(|| Language(text.to_owned())),
        { "type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$" };
}

/// The name of an entry, a question or a feed: it stands in links, so it has few characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id(pub String);

impl Id {
    /// Reads 1 to 64 of `a-z 0-9 . _ -`, the first a letter or a digit.
    pub fn parse(text: &str) -> Option<Self> {
        let inside = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b);
        let fits = (1..=64).contains(&text.len())
            && text.bytes().all(inside)
            && !text.starts_with(['.', '_', '-']);
        fits.then(|| Self(text.to_owned()))
    }
}

/// A language tag of the form of BCP 47.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Language(pub String);

/// A whole number with a largest value.
macro_rules! number {
    ($($(#[doc = $about:literal])* $type:ident, $form:expr, $low:expr, $high:expr;)*) => {$(
        $(#[doc = $about])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $type(pub u64);

        impl Decode for $type {
            fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log) {
                match node {
                    Node::Number(Some(number)) if ($low..=$high).contains(number) => self.0 = *number,
                    _ => log.expected(at, $form),
                }
            }

            #[cfg(feature = "cli")]
            fn schema(_: &mut super::schema::Defs) -> serde_json::Value {
                let (low, high): (u64, u64) = ($low, $high);
                serde_json::json!({ "type": "integer", "minimum": low, "maximum": high })
            }
        }
    )*};
}

number! {
    /// The number of a publication, or a rank: up to 2^53 − 1, which every JSON reader keeps exact (row 17).
    Count, Form::Count, 0, MAX_COUNT;
    /// A share of a hundred.
    Percent, Form::Percent, 0, 100;
    /// The major version of the contract that the feed is written for.
    Version, Form::Version, 1, 1;
}

/// A place as people write it: `entries[3].until`.
pub fn path(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Key(key) if path.is_empty() => path.push_str(key),
            Step::Key(key) => {
                path.push('.');
                path.push_str(key);
            }
            Step::Index(index) => {
                path.push('[');
                path.push_str(&index.to_string());
                path.push(']');
            }
        }
    }
    path
}
