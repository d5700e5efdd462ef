//! The options' values, and the errors of a command line that is not understood.

use lexopt::{Parser, ValueExt};

use super::outcome::{CliError, UsageError, Wanted};
use super::terminal::name;
use crate::components::View;
use crate::feed::time::{Moment, Stamp};
use crate::render::site::{Link, Src};
use crate::report::MessageLang;

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

/// Reads the value of `--lang` as a language of the command line.
pub fn language(parser: &mut Parser) -> Result<MessageLang, CliError> {
    let value = parser.value()?.string()?;
    MessageLang::spoken(&value).ok_or_else(|| bad(&value, Wanted::MessageLang))
}

/// Reads the value of `--lang` as a language of the widget.
pub fn page_language(parser: &mut Parser) -> Result<crate::i18n::Lang, CliError> {
    let value = parser.value()?.string()?;
    crate::i18n::Lang::spoken(&value).ok_or_else(|| bad(&value, Wanted::PageLang))
}

/// Reads the value of `--at` as a moment.
pub fn moment(parser: &mut Parser) -> Result<Moment, CliError> {
    stamp(parser).map(|stamp| stamp.at)
}

/// Reads the value of `--at` as a moment with its offset.
pub fn stamp(parser: &mut Parser) -> Result<Stamp, CliError> {
    let value = parser.value()?.string()?;
    Stamp::parse(&value).ok_or_else(|| bad(&value, Wanted::Moment))
}

/// Reads the value of `--view`.
pub fn view(parser: &mut Parser) -> Result<View, CliError> {
    let value = parser.value()?.string()?;
    View::parse(&value).ok_or_else(|| bad(&value, Wanted::View))
}

/// Reads the value of `--src`.
pub fn src(parser: &mut Parser) -> Result<Src, CliError> {
    let value = parser.value()?.string()?;
    Src::parse(&value).ok_or_else(|| bad(&value, Wanted::Src))
}

/// Reads the value of `--link`.
pub fn link(parser: &mut Parser) -> Result<Link, CliError> {
    let value = parser.value()?.string()?;
    Link::parse(&value).ok_or_else(|| bad(&value, Wanted::Link))
}

/// Reads the value of `--port`. A port below 1024 is the system's, and no browser writes 80 behind a name.
pub fn port(parser: &mut Parser) -> Result<u16, CliError> {
    let value = parser.value()?.string()?;
    let port = value.parse().ok().filter(|port| *port >= 1024);
    port.ok_or_else(|| bad(&value, Wanted::Port))
}

fn bad(value: &str, wanted: Wanted) -> CliError {
    UsageError::BadValue(name(value.as_ref()), wanted).into()
}
