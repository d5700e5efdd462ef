//! Turns a JSON tree into the contract's types. Every problem is noted with its place, and none stops the reading.

use std::rc::Rc;

use super::json::Node;
use super::text::{MAX_TEXT, Name, Text, clean};
use super::time::{Date, End, Stamp, TimeOfDay, When};
use super::vocabulary::{Vocabulary, Word};
use super::zone::{TimeZone, Zone};
use crate::trust::Key;

pub use super::problem::{Fault, Form, Log, MAX_PROBLEMS, Place, Problem, Severity, Step, path};
pub(crate) use super::scalar::is_language;
pub use super::scalar::{Count, Country, Id, Language, MAX_COUNT, Percent, Version};

/// The most elements in a list: the largest overview asked for has 14,400 entries.
pub const MAX_LIST: usize = 20_000;

/// A type of the contract that is read from a JSON tree.
///
/// Its default is a blank, used if the file has no value or a wrong one. A feed with a fatal problem is refused as a
/// whole, so no blank is ever shown; `check` goes on with the blanks and finds more.
pub trait Decode {
    /// Tells whether a field of this type must be there.
    fn required(&self) -> bool {
        true
    }

    /// Calls `visit` with every text in the value at `at`, and with the place of that text.
    fn visit_texts<'t>(&'t self, _at: &Place<'_>, _visit: &mut dyn FnMut(&'t Text, &Place<'_>)) {}

    /// Calls `visit` with every moment in the value at `at`, and with the place of that moment.
    fn visit_stamps(&self, _at: &Place<'_>, _visit: &mut dyn FnMut(Stamp, &Place<'_>))
    where
        // Only `check` asks. So it stands in no table of methods, and the widget does not have it.
        Self: Sized,
    {
    }

    /// Reads the node in place of the blank, or notes why it cannot.
    fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log);
}

impl<T: Decode + Default> Decode for Option<T> {
    fn visit_texts<'t>(&'t self, at: &Place<'_>, visit: &mut dyn FnMut(&'t Text, &Place<'_>)) {
        self.iter().for_each(|value| value.visit_texts(at, visit));
    }

    fn visit_stamps(&self, at: &Place<'_>, visit: &mut dyn FnMut(Stamp, &Place<'_>)) {
        self.iter().for_each(|value| value.visit_stamps(at, visit));
    }

    fn required(&self) -> bool {
        false
    }

    fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log) {
        self.insert(T::default()).read(node, at, log);
    }
}

impl<T: Decode + Default> Decode for Rc<T> {
    fn visit_texts<'t>(&'t self, at: &Place<'_>, visit: &mut dyn FnMut(&'t Text, &Place<'_>)) {
        T::visit_texts(self, at, visit);
    }

    fn visit_stamps(&self, at: &Place<'_>, visit: &mut dyn FnMut(Stamp, &Place<'_>)) {
        T::visit_stamps(self, at, visit);
    }

    fn required(&self) -> bool {
        T::required(self)
    }

    fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log) {
        let mut value = T::default();
        value.read(node, at, log);
        *self = Rc::new(value);
    }
}

impl<T: Decode + Default> Decode for Vec<T> {
    fn visit_texts<'t>(&'t self, at: &Place<'_>, visit: &mut dyn FnMut(&'t Text, &Place<'_>)) {
        for (index, value) in self.iter().enumerate() {
            value.visit_texts(&at.index(index), visit);
        }
    }

    fn visit_stamps(&self, at: &Place<'_>, visit: &mut dyn FnMut(Stamp, &Place<'_>)) {
        for (index, value) in self.iter().enumerate() {
            value.visit_stamps(&at.index(index), visit);
        }
    }

    fn required(&self) -> bool {
        false
    }

    fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log) {
        match node {
            Node::List(nodes) if nodes.len() <= MAX_LIST => {
                for (index, node) in nodes.iter().enumerate() {
                    let mut element = T::default();
                    element.read(node, &at.index(index), log);
                    self.push(element);
                }
            }
            Node::List(_) => log.note(at, Fault::TooMany),
            _ => log.expected(at, Form::List),
        }
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
}

impl Decode for String {
    fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log) {
        match node {
            Node::Text(text) => *self = clean(text),
            _ => log.expected(at, Form::Text),
        }
    }
}

impl<T: Vocabulary> Decode for Word<T> {
    fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log) {
        let Node::Text(text) = node else {
            return log.expected(at, Form::Text);
        };
        *self = Self::from(clean(text));
        if !T::NAMES.contains(&text.as_str()) {
            log.note(at, Fault::UnknownWord(T::NAMES));
        }
    }
}

impl Decode for TimeZone {
    fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log) {
        self.0.read(node, at, log);
        if matches!(node, Node::Text(_)) && Zone::named(&self.0).is_none() {
            log.note(at, Fault::UnknownZone);
        }
    }
}

impl Decode for Text {
    fn visit_texts<'t>(&'t self, at: &Place<'_>, visit: &mut dyn FnMut(&'t Text, &Place<'_>)) {
        visit(self, at);
    }

    fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log) {
        let versions = match node {
            Node::Text(text) => {
                note_length(text, at, log);
                *self = Self::plain(text);
                return;
            }
            Node::Map(versions) => versions,
            _ => return log.expected(at, Form::Words),
        };
        note_duplicates(versions, at, log);
        let mut texts = Vec::new();
        let mut machine: Vec<String> = Vec::new();
        for (tag, node) in versions {
            let at = at.key(tag);
            match node {
                node if tag == "machine" => machine.read(node, &at, log),
                _ if !is_language(tag) => log.expected(&at, Form::Language),
                Node::Text(text) => {
                    note_length(text, &at, log);
                    texts.push((tag.clone(), text.clone()));
                }
                _ => {
                    log.expected(&at, Form::Text);
                    texts.push((tag.clone(), String::new()));
                }
            }
        }
        *self = Self::new(texts, machine);
    }
}

impl Decode for Name {
    fn visit_texts<'t>(&'t self, at: &Place<'_>, visit: &mut dyn FnMut(&'t Text, &Place<'_>)) {
        visit(self, at);
    }

    fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log) {
        let mut text = Text::default();
        text.read(node, at, log);
        *self = text.into();
    }
}

fn note_length(text: &str, at: &Place<'_>, log: &mut Log) {
    if text.chars().count() > MAX_TEXT {
        log.note(at, Fault::TextTooLong);
    }
}

/// Implements [`Decode`] for types that are written as a string, with their own `parse`. The expected [`Form`] has the
/// same name as the type. A type that may be a moment says how to get it.
macro_rules! read_from_string {
    ($($type:ident $(with $stamp:expr)?;)*) => {$(
        impl Decode for $type {
            $(fn visit_stamps(&self, at: &Place<'_>, visit: &mut dyn FnMut(Stamp, &Place<'_>)) {
                if let Some(stamp) = $stamp(self) {
                    visit(*stamp, at);
                }
            })?

            fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log) {
                let value = match node {
                    Node::Text(text) => Self::parse(text),
                    _ => None,
                };
                match value {
                    Some(value) => *self = value,
                    None => log.expected(at, Form::$type),
                }
            }
        }
    )*};
}

read_from_string! {
    Date;
    Stamp with Some;
    When with When::stamp;
    End with End::stamp;
    TimeOfDay;
    Id;
    Language;
    Country;
    Key;
}

/// Implements [`Decode`] for whole numbers in the same way, with their own `new`.
macro_rules! read_from_number {
    ($($type:ident)*) => {$(
        impl Decode for $type {
            fn read(&mut self, node: &Node, at: &Place<'_>, log: &mut Log) {
                let value = match node {
                    Node::Number(Some(number)) => Self::new(*number),
                    _ => None,
                };
                match value {
                    Some(value) => *self = value,
                    None => log.expected(at, Form::$type),
                }
            }
        }
    )*};
}

read_from_number! { Count Percent Version }

/// Notes every key that stands twice (row 13). An object has at most [`super::json::MAX_KEYS`], so each key is simply
/// compared with those before it.
pub(crate) fn note_duplicates(members: &[(String, Node)], at: &Place<'_>, log: &mut Log) {
    for (index, (key, _)) in members.iter().enumerate() {
        if members[..index].iter().any(|(other, _)| other == key) {
            log.note(&at.key(key), Fault::Duplicate);
        }
    }
}
