//! `amtsstatus schema`: the JSON Schema, for editors that propose fields and mark mistakes while one types.

use lexopt::{Arg::Long, Parser};

use super::{Both, CliError, FINE, Io, Verb, usage};

pub(super) const VERB: Verb = Verb {
    name: "schema",
    options: &["--lang", "--help"],
    about: Both {
        de: "gibt das JSON-Schema für Editoren aus",
        en: "prints the JSON Schema for editors",
    },
    help: Both {
        de: "\
Aufruf: amtsstatus schema

Gibt das JSON-Schema aus. Ein Editor, der es kennt, schlägt Felder und Wörter vor und markiert Fehler beim Schreiben.
",
        en: "\
Usage: amtsstatus schema

Prints the JSON Schema. An editor that knows it proposes fields and words, and marks mistakes while you type.
",
    },
    run,
};

fn run(parser: &mut Parser, io: &mut Io<'_>) -> Result<u8, CliError> {
    while let Some(arg) = parser.next()? {
        match arg {
            Long("lang") => drop(usage::language(parser)?),
            other => return Err(other.unexpected().into()),
        }
    }
    let mut schema = crate::feed::schema::schema();
    // Another crate of the same build may have switched serde_json to the order of insertion. The file must not change
    // then.
    schema.sort_all_objects();
    // `{:#}` writes the same as `to_string_pretty`, which returns an error that cannot occur for a value in memory.
    io.say(&format!("{schema:#}\n"))?;
    Ok(FINE)
}
