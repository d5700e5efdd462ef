//! The parameters that several verbs share, how values are read, and the errors of a command line that is not understood.

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use clap::builder::ValueHint;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Both;
use super::outcome::{CliError, UsageError, Wanted};
use super::params::Param;
use super::terminal::name;
use crate::components::View;
use crate::feed::time::Stamp;
use crate::i18n::Lang;
use crate::render::site::{Link, Src};
use crate::report::MessageLang;

/// The file that a verb is about, or `-`.
pub(super) const FILE: Param<OsString> = file(FILE_NAME);

/// How a file is called.
pub(super) const FILE_NAME: Both = Both {
    de: "DATEI",
    en: "FILE",
};

/// How a key is called.
pub(super) const KEY_NAME: Both = Both {
    de: "SCHLÜSSEL",
    en: "KEY",
};

/// The language of messages.
pub(super) const LANG: Param<MessageLang> = message_lang(Both {
    de: "Sprache der Meldungen",
    en: "language of the messages",
});

/// The same where there is hardly a message, so that the help need not name it.
pub(super) const HIDDEN_LANG: Param<MessageLang> = LANG.hidden();

/// The file of a passphrase.
pub(super) const PASSPHRASE: Param<OsString> = Param::option(
    "--passphrase",
    FILE_NAME,
    Both {
        de: "liest die Passphrase aus der ersten Zeile dieser Datei; \"-\" ist die Standardeingabe",
        en: "reads the passphrase from the first line of this file; \"-\" is the standard input",
    },
    any,
)
.hint(ValueHint::FilePath);

/// Shows the help. It is looked for before anything is parsed.
pub(super) const HELP: Param<bool> = Param::flag(
    "--help",
    Both {
        de: "erklärt den Befehl",
        en: "explains the command",
    },
)
.short('h');

/// Declares the argument for a file that is read, or `-`.
pub(super) const fn file(name: Both) -> Param<OsString> {
    Param::argument(name, any)
        .required()
        .hint(ValueHint::FilePath)
}

/// Declares `--lang` as the language of messages.
pub(super) const fn message_lang(about: Both) -> Param<MessageLang> {
    Param::choice("--lang", MessageLang::tags, about, |value| {
        read(value, MessageLang::spoken, Wanted::MessageLang)
    })
}

/// Declares `--lang` as a language of the widget.
pub(super) const fn page_lang(about: Both) -> Param<Lang> {
    let value = Both {
        de: "SPRACHE",
        en: "LANGUAGE",
    };
    let param = Param::option("--lang", value, about, |value| {
        read(value, Lang::spoken, Wanted::PageLang)
    });
    param.one_of(|| Lang::ALL.map(Lang::tag).to_vec())
}

/// Declares `--at`: a moment, and the offset that it is written with.
pub(super) const fn at(about: Both) -> Param<Stamp> {
    let value = Both {
        de: "ZEITPUNKT",
        en: "MOMENT",
    };
    Param::option("--at", value, about, |value| {
        read(value, Stamp::parse, Wanted::Moment)
    })
}

/// Declares an option that names a folder.
pub(super) const fn folder(name: &'static str, about: Both) -> Param<PathBuf> {
    let value = Both {
        de: "ORDNER",
        en: "FOLDER",
    };
    Param::option(name, value, about, path).hint(ValueHint::DirPath)
}

/// Takes any value, also one that is not Unicode.
pub(super) fn any(value: OsString) -> Result<OsString, UsageError> {
    Ok(value)
}

/// Takes the name of a file or folder.
pub(super) fn path(value: OsString) -> Result<PathBuf, UsageError> {
    Ok(value.into())
}

/// Takes a text.
pub(super) fn text(value: OsString) -> Result<String, UsageError> {
    let not_text = |value: OsString| UsageError::NotText(name(&value));
    value.into_string().map_err(not_text)
}

/// Reads a view.
pub(super) fn view(value: OsString) -> Result<View, UsageError> {
    read(value, View::parse, Wanted::View)
}

/// Reads the addresses of a feed.
pub(super) fn src(value: OsString) -> Result<Src, UsageError> {
    read(value, Src::parse, Wanted::Src)
}

/// Reads a name and an address.
pub(super) fn link(value: OsString) -> Result<Link, UsageError> {
    read(value, Link::parse, Wanted::Link)
}

/// Reads a port. A port below 1024 is the system's, and no browser writes 80 behind a name.
pub(super) fn port(value: OsString) -> Result<u16, UsageError> {
    let port = |text: &str| text.parse().ok().filter(|port| *port >= 1024);
    read(value, port, Wanted::Port)
}

/// Reads a value, which has to be a text.
pub(super) fn read<T>(
    value: OsString,
    parse: impl FnOnce(&str) -> Option<T>,
    wanted: Wanted,
) -> Result<T, UsageError> {
    let value = text(value)?;
    parse(&value).ok_or_else(|| UsageError::BadValue(name(value.as_ref()), wanted))
}

impl From<UsageError> for CliError {
    fn from(usage: UsageError) -> Self {
        Self::Usage(usage)
    }
}

/// clap carries the errors of values, and wants to be able to write them. Only `wording` writes them.
impl fmt::Display for UsageError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self:?}")
    }
}

impl std::error::Error for UsageError {}

impl From<clap::Error> for UsageError {
    fn from(error: clap::Error) -> Self {
        use std::error::Error as _;
        let of_value = error.source().and_then(|source| source.downcast_ref());
        if let Some(usage) = of_value {
            return Self::clone(usage);
        }
        let said = |kind| match error.get(kind) {
            Some(ContextValue::String(text)) => name(text.as_ref()),
            _ => String::new(),
        };
        let arg = said(ContextKind::InvalidArg);
        match error.kind() {
            ErrorKind::UnknownArgument if arg.starts_with('-') => Self::UnknownOption(arg),
            ErrorKind::UnknownArgument => Self::TooMuch(arg),
            ErrorKind::TooManyValues => Self::TooMuch(said(ContextKind::InvalidValue)),
            ErrorKind::InvalidSubcommand => {
                Self::UnknownVerb(said(ContextKind::InvalidSubcommand), super::verb_names())
            }
            // The option comes with the name of its value.
            ErrorKind::InvalidValue => {
                Self::NoValue(arg.split(' ').next().unwrap_or_default().to_owned())
            }
            other => Self::Other(other.to_string()),
        }
    }
}
