//! Passphrases: asked for at the terminal or read from a file, and checked if they are for a new key.

use std::ffi::OsString;
use std::io::ErrorKind;

use super::outcome::{BadPassphrase, Question, SHORTEST};
use super::{CliError, Io};

/// Returns the passphrase for a new key: typed twice, or from a file. Fails if it is shorter than [`SHORTEST`].
pub(super) fn new(io: &mut Io<'_>, file: Option<&OsString>) -> Result<String, CliError> {
    let typed = match file {
        Some(file) => from(io, file)?,
        None => {
            let typed = ask(io, Question::New)?;
            // Check it before it has to be typed again.
            good(&typed).map_err(CliError::Passphrase)?;
            if ask(io, Question::Again)? != typed {
                return Err(CliError::Passphrase(BadPassphrase::Differ));
            }
            typed
        }
    };
    good(&typed).map_err(CliError::Passphrase)?;
    Ok(typed)
}

/// Reads a passphrase from the first line of a file.
pub(super) fn from(io: &mut Io<'_>, file: &OsString) -> Result<String, CliError> {
    let bytes = io.read(file)?;
    first_line(&bytes).map_err(CliError::Passphrase)
}

/// Asks for a passphrase at the terminal.
pub(super) fn ask(io: &mut Io<'_>, question: Question<'_>) -> Result<String, CliError> {
    let question = io.lang.words().question(question);
    (io.secret)(&question).map_err(|error| {
        CliError::Passphrase(match error.kind() {
            ErrorKind::UnexpectedEof | ErrorKind::Interrupted => BadPassphrase::NoAnswer,
            // The system's words for a missing terminal differ everywhere and help nobody.
            _ => BadPassphrase::NoTerminal,
        })
    })
}

fn first_line(bytes: &[u8]) -> Result<String, BadPassphrase> {
    let text = std::str::from_utf8(bytes).map_err(|_| BadPassphrase::NotText)?;
    let line = text.trim_start_matches('\u{feff}').lines().next();
    match line.unwrap_or_default() {
        "" => Err(BadPassphrase::Empty),
        // UTF-16 without umlauts is UTF-8 with a zero behind each letter.
        line if line.contains('\0') => Err(BadPassphrase::NotText),
        line => Ok(line.to_owned()),
    }
}

fn good(passphrase: &str) -> Result<(), BadPassphrase> {
    match passphrase.chars().count() {
        0 => Err(BadPassphrase::Empty),
        short if short < SHORTEST => Err(BadPassphrase::Short(short)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::MessageLang;
    use super::super::tests::Dice;
    use super::*;
    use crate::feed::time::Moment;

    #[test]
    fn the_first_line_of_a_file_counts_whatever_has_written_it() {
        for file in [
            "Wo ist der Tresor",
            "Wo ist der Tresor\n",
            "\u{feff}Wo ist der Tresor\r\nzweite Zeile\r\n",
        ] {
            let line = first_line(file.as_bytes());
            assert!(matches!(line, Ok(line) if line == "Wo ist der Tresor"));
        }
        // A space may be part of the passphrase.
        assert!(matches!(first_line(b" a \n"), Ok(line) if line == " a "));
        for file in ["", "\n", "\r\nzweite Zeile"] {
            assert!(matches!(
                first_line(file.as_bytes()),
                Err(BadPassphrase::Empty)
            ));
        }
        for file in [&b"\xFF\xFEa\0b\0"[..], b"a\0b\0c\0"] {
            assert!(matches!(first_line(file), Err(BadPassphrase::NotText)));
        }
    }

    #[test]
    fn missing_answer_and_missing_terminal_are_told_apart() {
        for (kind, said) in [
            (
                ErrorKind::UnexpectedEof,
                "Es wurde keine Passphrase eingegeben. ",
            ),
            (
                ErrorKind::NotFound,
                "Die Passphrase kann hier nicht erfragt werden. ",
            ),
        ] {
            let mut io = Io {
                out: &mut Vec::new(),
                err: &mut Vec::new(),
                input: &mut std::io::empty(),
                secret: &mut |_| Err(kind.into()),
                random: &mut Dice(1),
                web: &mut crate::cli::Nobody,
                now: Moment(0),
                lang: MessageLang::De,
            };
            let failure = ask(&mut io, Question::New).unwrap_err();
            let told = MessageLang::De.words().failure(&failure, &[]);
            assert!(told.starts_with(said) && !told.contains('('), "{told}");
        }
    }

    #[test]
    fn a_new_passphrase_has_twelve_characters() {
        assert!(matches!(good(""), Err(BadPassphrase::Empty)));
        assert!(matches!(good("elf Zeichen"), Err(BadPassphrase::Short(11))));
        assert!(good("zwölf Zeiche").is_ok());
    }
}
