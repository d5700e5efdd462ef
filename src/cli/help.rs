//! `amtsstatus help`: the overview of the command line, and the help for each verb, made of what it declares.

use super::params::{CommandLine, Declared as _, NOTHING, Param, Spec};
use super::usage::LANG;
use super::{Both, CliError, FINE, Io, VERBS, Verb, verb_named, verb_names};
use crate::report::MessageLang;

/// The widest line, in characters.
const WIDTH: usize = 120;

pub(super) const VERB: Verb = Verb {
    name: "help",
    params: &[&COMMAND, &LANG],
    about: Both {
        de: "erklärt einen Befehl",
        en: "explains a command",
    },
    text: Both {
        de: "Erklärt einen Befehl; ohne BEFEHL nennt es alle.",
        en: "Explains a command; without COMMAND it names all of them.",
    },
    status: NOTHING,
    run,
};

const COMMAND: Param<&'static str> = Param::argument(
    Both {
        de: "BEFEHL",
        en: "COMMAND",
    },
    |value| Ok(verb_named(&value)?.name),
)
.one_of(verb_names);

/// What the program is for, as a phrase.
pub(super) const PURPOSE: Both = Both {
    de: "prüft und zeigt, was bei einem IT-Notfall im Amt noch geht",
    en: "checks and shows what still works in a town hall's IT emergency",
};

const MORE: Both = Both {
    de: "Mehr zu einem Befehl: amtsstatus help BEFEHL",
    en: "More about a command: amtsstatus help COMMAND",
};

fn run(line: &CommandLine, io: &mut Io<'_>) -> Result<u8, CliError> {
    let verb = line.value(&COMMAND).map(|name| verb_named(name.as_ref()));
    show(verb.transpose()?, io)
}

/// Writes the help for a verb, or the overview if there is none.
pub(super) fn show(verb: Option<&Verb>, io: &mut Io<'_>) -> Result<u8, CliError> {
    let text = verb.map_or_else(|| overview(io.lang), |verb| explained(verb, io.lang));
    io.say(&text)?;
    Ok(FINE)
}

fn overview(lang: MessageLang) -> String {
    let used = lang.say("Aufruf", "Usage");
    let (purpose, usage) = (PURPOSE.in_lang(lang), usage(lang));
    let verbs: Vec<_> = VERBS
        .iter()
        .map(|verb| (verb.name.to_owned(), verb.about.in_lang(lang).to_owned()))
        .collect();
    let (verbs, more) = (table(&verbs), MORE.in_lang(lang));
    format!("amtsstatus: {purpose}.\n\n{used}: {usage}\n\n{verbs}\n{more}\n")
}

/// Says how the program is used.
pub(super) fn usage(lang: MessageLang) -> String {
    let more = lang.say("BEFEHL [ANGABEN]", "COMMAND [ARGUMENTS]");
    format!("amtsstatus {more} {}", LANG.spec().usage(lang))
}

fn explained(verb: &Verb, lang: MessageLang) -> String {
    let used = format!("{}: amtsstatus {}", lang.say("Aufruf", "Usage"), verb.name);
    let indent = used.chars().count() + 1;
    let usage = params(verb).map(|param| param.usage(lang)).collect();
    let mut parts = vec![
        format!("{used} {}", filled(usage, indent))
            .trim_end()
            .to_owned()
            + "\n",
    ];
    parts.extend(paragraphs(verb.text.in_lang(lang)));
    let options: Vec<_> = params(verb)
        .filter(|param| param.name.is_some())
        .map(|param| (param.typed(lang), param.explained(lang)))
        .collect();
    parts.push(table(&options));
    parts.extend(paragraphs(verb.status.in_lang(lang)));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

/// Returns the parameters of a verb that the help names.
pub(super) fn params(verb: &Verb) -> impl Iterator<Item = &Spec> {
    let told = verb.params.iter().map(|param| param.spec());
    told.filter(|param| !param.is_hidden)
}

fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    let texts = text.split("\n\n").filter(|text| !text.is_empty());
    texts.map(|text| filled(words(text), 0) + "\n")
}

/// Writes rows of two columns, each with a new line at its end.
fn table(rows: &[(String, String)]) -> String {
    let widest = rows.iter().map(|(name, _)| name.chars().count()).max();
    let indent = 2 + widest.unwrap_or_default() + 3;
    let row = |(name, text): &(String, String)| {
        format!(
            "{:indent$}{}\n",
            format!("  {name}"),
            filled(words(text), indent)
        )
    };
    rows.iter().map(row).collect()
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Breaks words into lines. The first begins at the column `indent`, where the text before it ends, and so do the others.
fn filled(words: Vec<String>, indent: usize) -> String {
    let (mut text, mut column) = (String::new(), indent);
    for word in words {
        let length = word.chars().count();
        if column > indent && column + 1 + length > WIDTH {
            text += &format!("\n{:indent$}", "");
            column = indent;
        } else if column > indent {
            text.push(' ');
            column += 1;
        }
        text += &word;
        column += length;
    }
    text
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::{env, fs};

    use super::*;

    #[test]
    fn long_texts_are_broken_below_their_beginning() {
        let long = "Wort ".repeat(50);
        let rows = [("--a".to_owned(), long), ("--bc D".into(), "kurz".into())];
        let table = table(&rows);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 4, "{table}");
        assert!(lines[0].starts_with("  --a      Wort Wort"), "{table}");
        assert!(lines[1].starts_with("           Wort"), "{table}");
        assert_eq!(lines[3], "  --bc D   kurz");
        for line in lines {
            assert!(line.chars().count() <= WIDTH, "{line}");
        }
    }

    #[test]
    fn the_help_of_each_verb_fits_into_its_width() {
        for verb in &VERBS {
            for lang in [MessageLang::De, MessageLang::En] {
                for line in explained(verb, lang).lines() {
                    // An address is one word.
                    let is_word = line.trim().split(' ').count() == 1;
                    assert!(is_word || line.chars().count() <= WIDTH, "{line}");
                }
            }
        }
    }

    /// The table of docs/cli.md, a row for each option of each verb.
    fn documented() -> String {
        let lang = MessageLang::En;
        let row = |verb: &Verb, param: &Spec| {
            let typed = param.typed(lang).replace('|', "\\|");
            let explained = param.explained(lang);
            format!("| `{}` | `{typed}` | {explained} |\n", verb.name)
        };
        let rows = VERBS.iter().flat_map(|verb| {
            let options = params(verb).filter(|param| param.name.is_some());
            options.map(move |param| row(verb, param))
        });
        "| command | option | what it does |\n|---|---|---|\n".to_owned()
            + &rows.collect::<String>()
    }

    /// With `AMTS_BLESS=1` the table is written anew.
    #[test]
    fn the_documentation_has_every_option() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cli.md");
        let page = fs::read_to_string(&path).unwrap();
        for verb in verb_names() {
            assert!(
                page.contains(&format!("\n| `amtsstatus {verb}` |")),
                "{verb}"
            );
        }
        let start = page.find("| command | option |").unwrap();
        let table = documented();
        if env::var_os("AMTS_BLESS").is_some() {
            fs::write(path, page[..start].to_owned() + &table).unwrap();
            return;
        }
        assert_eq!(&page[start..], table, "docs/cli.md is behind: AMTS_BLESS=1");
    }
}
