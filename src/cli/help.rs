//! `amtsstatus help`: the overview of the command line, and the help for each verb.

use lexopt::{Arg, Parser};

use super::{Both, CliError, FINE, Io, VERBS, Verb, usage, verb_named};

/// The options that stand before any verb.
pub(super) const GLOBAL: [&str; 3] = ["--lang", "--help", "--version"];

pub(super) const VERB: Verb = Verb {
    name: "help",
    options: &["--lang", "--help"],
    about: Both {
        de: "erklärt einen Befehl",
        en: "explains a command",
    },
    help: Both {
        de: "\
Aufruf: amtsstatus help [BEFEHL] [--lang de|en]

Erklärt einen Befehl; ohne BEFEHL nennt es alle.
",
        en: "\
Usage: amtsstatus help [COMMAND] [--lang de|en]

Explains a command; without COMMAND it names all of them.
",
    },
    run,
};

const INTRODUCTION: Both = Both {
    de: "\
amtsstatus: prüft und zeigt, was bei einem IT-Notfall im Amt noch geht.

Aufruf: amtsstatus BEFEHL [ANGABEN] [--lang de|en]

",
    en: "\
amtsstatus: checks and shows what still works in a town hall's IT emergency.

Usage: amtsstatus COMMAND [ARGUMENTS] [--lang de|en]

",
};

const MORE: Both = Both {
    de: "\nMehr zu einem Befehl: amtsstatus help BEFEHL\n",
    en: "\nMore about a command: amtsstatus help COMMAND\n",
};

fn run(parser: &mut Parser, io: &mut Io<'_>) -> Result<u8, CliError> {
    let mut about = None;
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Value(name) if about.is_none() => about = Some(verb_named(&name)?),
            Arg::Long("lang") => drop(usage::language(parser)?),
            other => return Err(other.unexpected().into()),
        }
    }
    show(about, io)
}

/// Writes the help for a verb, or the overview if there is none.
pub(super) fn show(verb: Option<&Verb>, io: &mut Io<'_>) -> Result<u8, CliError> {
    let text = verb.map_or_else(
        || overview(io),
        |verb| verb.help.in_lang(io.lang).to_owned(),
    );
    io.say(&text)?;
    Ok(FINE)
}

fn overview(io: &Io<'_>) -> String {
    let mut text = INTRODUCTION.in_lang(io.lang).to_owned();
    for verb in &VERBS {
        text += &format!("  {:<8} {}\n", verb.name, verb.about.in_lang(io.lang));
    }
    text + MORE.in_lang(io.lang)
}
