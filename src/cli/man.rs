//! `amtsstatus man`: the manual page, made of what the verbs declare.

use roff::{Inline, Roff, bold, italic, roman};

use super::params::{CommandLine, NOTHING};
use super::usage::LANG;
use super::{Both, CliError, FINE, GLOBAL, Io, VERBS, Verb, help};
use crate::report::MessageLang;

pub(super) const VERB: Verb = Verb {
    name: "man",
    params: &[&LANG],
    about: Both {
        de: "gibt die Handbuchseite für \"man\" aus",
        en: "prints the manual page for \"man\"",
    },
    text: Both {
        de: "\
Gibt die Handbuchseite aus, in der Sprache der Meldungen. Sie lesen sie so:

amtsstatus man > amtsstatus.1; man ./amtsstatus.1",
        en: "\
Prints the manual page, in the language of the messages. Read it like this:

amtsstatus man > amtsstatus.1; man ./amtsstatus.1",
    },
    status: NOTHING,
    run,
};

fn run(_: &CommandLine, io: &mut Io<'_>) -> Result<u8, CliError> {
    io.say(&page(io.lang))?;
    Ok(FINE)
}

/// Returns the manual page in the form of `man`.
pub fn page(lang: MessageLang) -> String {
    let version = concat!("amtsstatus ", env!("CARGO_PKG_VERSION"));
    let mut page = Roff::new();
    // A page without a date is the same whenever it is built. Only with a space does roff's crate write the empty field.
    page.control("TH", ["AMTSSTATUS", "1", " ", version]);
    // Words are divided as in English, whatever the language is, and wide gaps are hard to read.
    page.control("nh", []).control("ad", ["l"]);
    page.control("SH", ["NAME"]);
    page.text([roman(format!(
        "amtsstatus - {}",
        help::PURPOSE.in_lang(lang)
    ))]);
    page.control("SH", [lang.say("ÜBERSICHT", "SYNOPSIS")]);
    page.text([roman(help::usage(lang))]);
    page.control("SH", [lang.say("OPTIONEN", "OPTIONS")]);
    let told = GLOBAL.iter().map(|param| param.spec());
    told.for_each(|param| option(&mut page, param.typed(lang), param.explained(lang)));
    page.control("SH", [lang.say("BEFEHLE", "COMMANDS")]);
    for verb in &VERBS {
        command(&mut page, verb, lang);
    }
    page.render()
}

fn command(page: &mut Roff, verb: &Verb, lang: MessageLang) {
    page.control("SS", [verb.name]);
    let mut usage: Vec<Inline> = vec![bold(format!("amtsstatus {}", verb.name))];
    usage.extend(help::params(verb).map(|param| roman(format!(" {}", param.usage(lang)))));
    page.text(usage);
    paragraphs(page, verb.text.in_lang(lang));
    for param in help::params(verb).filter(|param| param.name.is_some()) {
        option(page, param.typed(lang), param.explained(lang));
    }
    paragraphs(page, verb.status.in_lang(lang));
}

fn paragraphs(page: &mut Roff, text: &str) {
    for text in text.split("\n\n").filter(|text| !text.is_empty()) {
        page.control("PP", []);
        page.text([roman(text)]);
    }
}

fn option(page: &mut Roff, typed: String, explained: String) {
    page.control("TP", []);
    page.text(match typed.split_once(' ') {
        Some((name, value)) => vec![bold(name), roman(" "), italic(value)],
        None => vec![bold(typed)],
    });
    page.text([roman(explained)]);
}
