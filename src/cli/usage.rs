//! What keeps a verb from its work: a command line that is not understood, a file that cannot be read.

use std::io;

use lexopt::{Parser, ValueExt};

use super::file::{FileRole, Kept};
use super::key::BadKey;
use super::passphrase::BadPassphrase;
use super::wording::{MessageLang, name};
use crate::components::View;
use crate::feed::time::{Moment, Stamp};
use crate::render::site::{Link, Src};

/// Why there is no result.
#[derive(Debug)]
pub enum CliError {
    /// The command line is wrong.
    Usage(UsageError),
    /// This file cannot be read.
    Unreadable(String, io::Error),
    /// The result cannot be written.
    Output(io::Error),
    /// This file or folder cannot be written.
    Unwritable(String, io::Error),
    /// This file is not replaced, or speaks against publishing.
    Kept(String, FileRole, Kept),
    /// There is such a file already, and what would be written must not replace any.
    Taken(String),
    /// This file would be written over, and it is one of those that are read.
    Input(String),
    /// This file, or this argument, is not the key that is wanted.
    Key(String, BadKey),
    /// This is no passphrase.
    Passphrase(BadPassphrase),
    /// A private key stands where the feed is expected.
    Swapped(String),
    /// There is no such folder to write into.
    NoFolder(String),
    /// A new signature does not hold: it was not handed out.
    Unproved,
}

/// What is wrong with a command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UsageError {
    /// No verb.
    NoVerb,
    /// A verb that does not exist.
    UnknownVerb(String),
    /// An option that this verb does not have.
    UnknownOption(String),
    /// One argument too many.
    TooMuch(String),
    /// No file for this verb.
    NoFile(&'static str),
    /// No name for a new key.
    NoName,
    /// A verb that needs this option was given without.
    NoOption(&'static str),
    /// Only one thing can be read from the standard input.
    InputTwice,
    /// A private key under a name that is a public key's.
    PublicName(String),
    /// The first word of a key alone: the shell has taken the rest for other arguments.
    Unquoted,
    /// An option without its value.
    NoValue(String),
    /// A value that is not what was wanted.
    BadValue(String, Wanted),
    /// An option that does not go together with what shall be made.
    NotWith(Product, &'static str),
    /// An option that makes sense with `--page` only.
    OnlyWithPage(&'static str),
    /// An argument that is not Unicode.
    NotText(String),
    /// Anything else that the parser says, in its own words.
    Other(String),
}

/// What `render` makes of a feed instead of a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// The emergency page: `--page`.
    Page,
    /// The poster for the door: `--print`.
    Poster,
}

/// What an option's value should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A language of the command line.
    MessageLang,
    /// A language of the widget.
    PageLang,
    /// A moment in RFC 3339.
    Moment,
    /// A view.
    View,
    /// Addresses of a feed.
    Src,
    /// A name and an address.
    Link,
}

impl From<UsageError> for CliError {
    fn from(usage: UsageError) -> Self {
        Self::Usage(usage)
    }
}

impl From<lexopt::Error> for CliError {
    fn from(error: lexopt::Error) -> Self {
        use lexopt::Error::*;
        Self::Usage(match error {
            UnexpectedOption(option) => UsageError::UnknownOption(name(option.as_ref())),
            UnexpectedArgument(value) | UnexpectedValue { value, .. } => {
                UsageError::TooMuch(name(&value))
            }
            MissingValue { option } => UsageError::NoValue(option.unwrap_or_default()),
            NonUnicodeValue(value) => UsageError::NotText(name(&value)),
            other => UsageError::Other(other.to_string()),
        })
    }
}

/// The value of `--lang`.
pub fn language(parser: &mut Parser) -> Result<MessageLang, CliError> {
    let value = parser.value()?.string()?;
    MessageLang::named(&value).ok_or_else(|| bad(&value, Wanted::MessageLang))
}

/// The value of `--lang` where it is that of a page.
pub fn page_language(parser: &mut Parser) -> Result<crate::i18n::Lang, CliError> {
    let value = parser.value()?.string()?;
    crate::i18n::Lang::named(&value).ok_or_else(|| bad(&value, Wanted::PageLang))
}

/// The value of `--at`.
pub fn moment(parser: &mut Parser) -> Result<Moment, CliError> {
    stamp(parser).map(|stamp| stamp.at)
}

/// The same with the offset in which it was written.
pub fn stamp(parser: &mut Parser) -> Result<Stamp, CliError> {
    let value = parser.value()?.string()?;
    Stamp::parse(&value).ok_or_else(|| bad(&value, Wanted::Moment))
}

/// The value of `--view`.
pub fn view(parser: &mut Parser) -> Result<View, CliError> {
    let value = parser.value()?.string()?;
    View::parse(&value).ok_or_else(|| bad(&value, Wanted::View))
}

/// The value of `--src`.
pub fn src(parser: &mut Parser) -> Result<Src, CliError> {
    let value = parser.value()?.string()?;
    Src::parse(&value).ok_or_else(|| bad(&value, Wanted::Src))
}

/// The value of `--link`.
pub fn link(parser: &mut Parser) -> Result<Link, CliError> {
    let value = parser.value()?.string()?;
    Link::parse(&value).ok_or_else(|| bad(&value, Wanted::Link))
}

fn bad(value: &str, wanted: Wanted) -> CliError {
    UsageError::BadValue(name(value.as_ref()), wanted).into()
}
