//! `amtsstatus schema`: the JSON Schema, for editors that propose fields and mark mistakes while one types.

use super::params::{CommandLine, NOTHING};
use super::usage::HIDDEN_LANG;
use super::{Both, CliError, FINE, Io, Verb};

pub(super) const VERB: Verb = Verb {
    name: "schema",
    params: &[&HIDDEN_LANG],
    about: Both {
        de: "gibt das JSON-Schema für Editoren aus",
        en: "prints the JSON Schema for editors",
    },
    text: Both {
        de: "Gibt das JSON-Schema aus. Ein Editor, der es kennt, schlägt Felder und Wörter vor und markiert Fehler beim Schreiben.",
        en: "Prints the JSON Schema. An editor that knows it proposes fields and words, and marks mistakes while you type.",
    },
    status: NOTHING,
    run,
};

fn run(_: &CommandLine, io: &mut Io<'_>) -> Result<u8, CliError> {
    let mut schema = crate::feed::schema::schema();
    // Another crate of the same build may have switched serde_json to the order of insertion. The file must not change
    // then.
    schema.sort_all_objects();
    // `{:#}` writes the same as `to_string_pretty`, which returns an error that cannot occur for a value in memory.
    io.say(&format!("{schema:#}\n"))?;
    Ok(FINE)
}
