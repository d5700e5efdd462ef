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
use crate::render::site::{Address, Link, Src};
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

/// Reads the public address of a site.
pub(super) fn site_address(value: OsString) -> Result<Address, UsageError> {
    read(value, Address::parse, Wanted::Address)
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

#[cfg(test)]
mod tests {
    use super::super::tests::{feed, run_with};
    use super::super::{FINE, UNUSABLE};

    #[track_caller]
    fn unusable(args: &[&str], said: &str) {
        let said = format!("amtsstatus: {said}\n");
        assert_eq!(run_with(args, "{}"), (String::new(), said, UNUSABLE));
    }

    #[test]
    fn every_way_to_be_wrong_is_named_with_what_was_typed() {
        let possible = "Möglich: --lang, --at, --json, --help.";
        unusable(
            &["diff", "a", "b", "--json=3"],
            "Die Angabe \"3\" ist hier zu viel.",
        );
        unusable(
            &["diff", "a", "-x", "b"],
            &format!("Die Option \"-x\" gibt es hier nicht. {possible}"),
        );
        unusable(
            &["diff", "--color=x", "a", "b"],
            &format!("Die Option \"--color\" gibt es hier nicht. {possible}"),
        );
        unusable(
            &["check", "--at", "--lang", "de", "-"],
            "Nach der Option \"--at\" fehlt ein Wert.",
        );
        unusable(
            &["check", "-", "--at="],
            "Die Angabe \"\" ist kein Zeitpunkt. Erwartet: ein Zeitpunkt wie 2024-02-22T10:00:00+01:00.",
        );
        unusable(
            &["completions", "ksh"],
            "Die Shell \"ksh\" gibt es hier nicht. Möglich: bash, zsh, fish.",
        );
        unusable(
            &["completions"],
            "Es fehlt der Name der Shell. Möglich: bash, zsh, fish.",
        );
        unusable(
            &["help", "chek"],
            "Den Befehl \"chek\" gibt es nicht. Meinten Sie \"check\"?",
        );
        // What is first in the line is named first.
        unusable(
            &["check", "--lang", "fr", "-", "zwei"],
            "Die Sprache \"fr\" gibt es hier nicht. Möglich: de, en.",
        );
    }

    #[test]
    fn what_was_typed_cannot_command_the_terminal() {
        for args in [
            vec!["\u{1b}[2J"],
            vec!["check", "--\u{1b}[2J"],
            vec!["check", "-", "\u{1b}[2J"],
            vec!["check", "-", "--at", "\u{1b}[2J"],
            vec!["diff", "a", "b", "--json=\u{1b}[2J"],
            vec!["completions", "\u{1b}[2J"],
        ] {
            let (_, err, status) = run_with(&args, "");
            assert!(
                err.contains("\u{fffd}[2J") && !err.contains('\u{1b}'),
                "{err:?}"
            );
            assert_eq!(status, UNUSABLE);
        }
    }

    #[test]
    fn the_last_of_two_counts_and_a_repeated_option_counts_each_time() {
        let feed = feed("a", 1, "Ausleihe");
        let run = |more: &[&str]| run_with(&[&["render", "-"], more].concat(), &feed);
        let compact = run(&["--view", "compact"]);
        assert_eq!(compact.2, FINE);
        assert_eq!(run(&["--view", "full", "--view", "compact"]), compact);
        let both = run(&["--only", "a b"]);
        assert_eq!(run(&["--only", "a", "--only", "b"]), both);
        assert_ne!(run(&["--only", "b"]), both);
    }
}
