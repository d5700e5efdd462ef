//! `amtsstatus completions`: what a shell needs to complete commands, options and their values.

use clap_complete::{Generator as _, Shell};

use super::outcome::Wanted;
use super::params::{CommandLine, NOTHING, Param};
use super::usage::{self, LANG};
use super::{Both, CliError, FINE, Io, MessageLang, UsageError, Verb, command};

pub(super) const VERB: Verb = Verb {
    name: "completions",
    params: &[&SHELL, &LANG],
    about: Both {
        de: "lässt bash, zsh oder fish Befehle und Optionen ergänzen",
        en: "lets bash, zsh or fish complete commands and options",
    },
    text: Both {
        de: "\
Gibt aus, womit eine Shell Befehle, Optionen und ihre Werte ergänzt. Möglich sind bash, zsh und fish. Für bash speichern Sie
es so:

amtsstatus completions bash > ~/.local/share/bash-completion/completions/amtsstatus",
        en: "\
Prints what a shell needs to complete commands, options and their values. Possible are bash, zsh and fish. For bash, save it
like this:

amtsstatus completions bash > ~/.local/share/bash-completion/completions/amtsstatus",
    },
    status: NOTHING,
    run,
};

const SHELL: Param<Shell> = Param::argument(
    Both {
        de: "SHELL",
        en: "SHELL",
    },
    |value| usage::read(value, named, Wanted::Shell),
)
.required()
.one_of(names);

const SHELLS: [(&str, Shell); 3] = [
    ("bash", Shell::Bash),
    ("zsh", Shell::Zsh),
    ("fish", Shell::Fish),
];

/// Returns the names of the shells.
pub(super) fn names() -> Vec<&'static str> {
    SHELLS.map(|(name, _)| name).to_vec()
}

fn named(name: &str) -> Option<Shell> {
    let found = SHELLS.iter().find(|(known, _)| *known == name);
    found.map(|(_, shell)| *shell)
}

fn run(line: &CommandLine, io: &mut Io<'_>) -> Result<u8, CliError> {
    let shell = line.value(&SHELL).ok_or(UsageError::NoShell)?;
    io.say(&script(shell, io.lang))?;
    Ok(FINE)
}

/// Returns the script of each shell, under the name that its file has.
pub fn files(lang: MessageLang) -> Vec<(String, String)> {
    let file = |(_, shell): (_, Shell)| (shell.file_name("amtsstatus"), script(shell, lang));
    SHELLS.map(file).to_vec()
}

/// Returns the script of a shell; what it says of options is in a language.
fn script(shell: Shell, lang: MessageLang) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(lang), "amtsstatus", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}
