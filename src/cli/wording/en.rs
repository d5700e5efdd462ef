//! English: for helpers and developers, as plain as the German.

mod signing;

use std::io::ErrorKind;

use super::signing::Signing as _;
use super::{FaultContext, MessageLang, Wording, example, in_colon, inside};
use crate::cli::nearest::nearest;
use crate::cli::outcome::{
    CliError, Exchanged, FileRole, KIND, Kept, Product, SyntaxHint, UsageError, Wanted,
};
use crate::cli::terminal::harmless;
use crate::feed::MAX_BYTES;
use crate::feed::decode::{Fault, Form, MAX_COUNT, MAX_LIST};
use crate::feed::json::MAX_DEPTH;
use crate::feed::text::MAX_TEXT;

pub(super) struct En;

impl Wording for En {
    fn fault(&self, fault: &Fault, context: &FaultContext<'_>) -> String {
        use Fault::*;
        let value = context.quote.unwrap_or("This");
        match fault {
            // Its place and its line are known to the report alone, which asks for the hint.
            Syntax(_) => "The file is not valid JSON.".into(),
            TooLarge(bytes) => format!(
                "The file has {} KB. At most {} KB are allowed. Shorten texts or remove old updates.",
                bytes.div_ceil(1024),
                MAX_BYTES / 1024
            ),
            NewerVersion(version) => format!(
                "The file is written for version {version}. This program knows version 1 only. You need a newer amtsstatus."
            ),
            Duplicate => format!(
                "The field \"{}\" is here once more, with the value {value}. Keep only one of them.",
                context.field.map_or_else(String::new, harmless)
            ),
            Missing(field) => format!(
                "The field \"{field}\" is missing{}. It is required.{}",
                inside(context),
                such_as(field)
            ),
            Expected(form) => format!(
                "{value} does not fit here. Expected: {}.{}{}",
                self.form(*form),
                if value == "null" {
                    " Leave out a field that has no value."
                } else {
                    ""
                },
                meant(context)
            ),
            TooMany => format!("{value} has too many elements. At most {MAX_LIST} are allowed."),
            UnknownField(known) => format!(
                "There is no field {} here. The widget ignores it.{}",
                context.quote.unwrap_or("of this name"),
                meant_or(context, known)
            ),
            UnknownWord(known) => format!(
                "{value} is not a known word. The widget shows it as unknown.{}",
                meant_or(context, known)
            ),
            Unfit(fit) => format!(
                "{value} does not fit the entry's \"kind\". Possible: {}.",
                fit.join(", ")
            ),
            NoState => format!(
                "The field \"state\" is missing{}. Only a \"notice\" can do without.{}",
                inside(context),
                such_as("state")
            ),
            RepeatedId => format!("{value} is already taken. Each \"id\" may be used only once."),
            NoSuchEntry => {
                format!("{value} is no entry. Expected: the \"id\" of an entry in \"entries\".")
            }
            Before(other, time) => before(context, value, other, time),
            HalfHours => "Only one of \"opens\" and \"closes\" stands here. Expected: both, or neither for a closed day.".into(),
            Ahead => format!("{value} lies ahead. The widget then reckons all times from there. Check the day, the year and the hour."),
            WorldTime => format!(
                "{value} is world time, and is shown as your own clock. Expected: local time, such as +01:00 in winter."
            ),
            ValidTooLong => format!(
                "{value} is more than 30 days after \"issued\". Expected: at most 30 days after it."
            ),
            Empty => format!("{value} has no text. Add one, or leave out the field."),
            TextTooLong => format!(
                "{value} is longer than {MAX_TEXT} characters. The widget shows only its beginning."
            ),
            NoNextUpdate => format!(
                "The field \"next_update\" is missing. It says when to expect the next update.{}",
                such_as("next_update")
            ),
            NoValidUntil => format!(
                "The field \"valid_until\" is missing. It says until when the feed holds at most.{}",
                such_as("valid_until")
            ),
            NotDialable => format!(
                "{value} cannot be dialled. The widget shows it as text only. Expected: a number such as \"+49 7473 370-121\"."
            ),
            Ungrouped => format!(
                "{value} does not tell its area code from the rest. Set it apart with a space, as in \"+49 7473 370-121\"."
            ),
            NoLink => format!(
                "{value} does not become a link. Expected: {}.{}",
                match context.field {
                    Some("email") => "an e-mail address such as \"info@musterstadt.example\"",
                    _ => "an address that begins with \"https://\"",
                },
                meant(context)
            ),
            Ended => format!("{value} is already over. Check what holds now."),
            NotInLanguage(lang) => format!(
                "{value} is not there in the language \"{}\". The field \"languages\" promises every text in it.",
                harmless(lang)
            ),
            NoRoute => format!(
                "Something does not work, and no other way is named{}. Name in \"routes\" where people can turn to.",
                in_colon(context)
            ),
            NothingToShow => {
                format!("{value} has nothing to show. Add something, or leave it out.")
            }
        }
    }

    fn form(&self, form: Form) -> &'static str {
        match form {
            Form::Text => "a text in quotation marks",
            Form::Flag => "true or false, without quotation marks",
            Form::Count => "a whole number from 0, without quotation marks",
            Form::Percent => "a whole number from 0 to 100, without quotation marks",
            Form::List => "a list in square brackets: [ … ]",
            Form::Object => "fields in curly brackets: { … }",
            Form::Words => {
                "a text in quotation marks, or texts by language such as { \"de\": \"…\", \"en\": \"…\" }"
            }
            Form::Language => "a language tag such as \"de\", \"en\" or \"de-simple\"",
            Form::Date => "a date such as \"2024-02-29\"",
            Form::Stamp => "a moment such as \"2024-02-22T10:00:00+01:00\"",
            Form::When => {
                "a date such as \"2024-02-29\" or a moment such as \"2024-02-22T10:00:00+01:00\""
            }
            Form::End => {
                "a date such as \"2024-02-29\", a moment such as \"2024-02-22T10:00:00+01:00\" or \"open\" (until further notice)"
            }
            Form::TimeOfDay => "a time of day such as \"08:30\"",
            Form::Id => {
                "a short name of lower-case letters (a to z), digits and hyphens such as \"stadtbuecherei\", at most 64 characters"
            }
            Form::Version => "the number 1, without quotation marks",
            Form::Key => "a public key as in the .pub file: \"ssh-ed25519 AAAA…\"",
        }
    }

    fn syntax_hint(&self, syntax_hint: &SyntaxHint) -> (String, String) {
        let store = "Open it in an editor, and choose the encoding UTF-8 when you save it.";
        let (what, hint) = match syntax_hint {
            SyntaxHint::Signature => (
                "The file begins with a signature, but not in the right form.".into(),
                "What is wrong with it is told by: amtsstatus verify",
            ),
            SyntaxHint::Utf16 => (
                "The file is not stored in UTF-8 but in UTF-16.".into(),
                store,
            ),
            SyntaxHint::NotUtf8 => (
                "The file is not stored in UTF-8, probably in Latin-1 (Windows-1252).".into(),
                store,
            ),
            SyntaxHint::EmptyFile => (
                "The file is empty.".into(),
                "Expected: fields in curly brackets: { … }.",
            ),
            SyntaxHint::TrailingComma => (
                "There is a comma too many before this closing bracket.".into(),
                "Remove the comma after the last value.",
            ),
            SyntaxHint::NoComma { close, line } => {
                return (
                    format!("A comma or a closing bracket {close} is expected here."),
                    line.map_or_else(
                        || "Is there a comma missing before it?".into(),
                        |line| format!("Is there a comma missing at the end of line {line}?"),
                    ),
                );
            }
            SyntaxHint::QuoteInText => (
                "The text ends before this place, since there is a straight quotation mark.".into(),
                "Inside a text write “ and ”, or \\\" instead of \".",
            ),
            SyntaxHint::NoColon => (
                "A colon is expected behind the name of a field.".into(),
                "This is right: \"name\": \"Stadtbücherei\".",
            ),
            SyntaxHint::NoValue => (
                "A value is expected here.".into(),
                "Texts have quotation marks, numbers have none; yes and no are true and false.",
            ),
            SyntaxHint::BareKey => (
                "The name of a field in quotation marks is expected here.".into(),
                "This is right: \"name\": \"Stadtbücherei\".",
            ),
            SyntaxHint::End("\"") => (
                "The file ends in the middle of a text.".into(),
                "A quotation mark is missing, or the file is not complete.",
            ),
            SyntaxHint::End(close) => (
                format!("The file ends, but a bracket is still open. Expected: {close}"),
                "A closing bracket is missing, or the file is not complete.",
            ),
            SyntaxHint::LineBreak => (
                "A text is still open at the end of the line.".into(),
                "Is there a quotation mark missing? A new line inside a text is written as \\n.",
            ),
            SyntaxHint::Control => (
                "There is a control character in the text, such as a tabulator.".into(),
                "Replace it by a space.",
            ),
            SyntaxHint::Escape => (
                "What follows the \\ here has no meaning.".into(),
                "A \\ inside a text is written twice: \\\\. A quotation mark is written as \\\".",
            ),
            SyntaxHint::Surrogate => (
                "Here is an incomplete character that begins with \\u.".into(),
                "Write the character itself, without \\u.",
            ),
            SyntaxHint::Number => (
                "This number cannot be read.".into(),
                "Numbers do not begin with 0. Telephone numbers have quotation marks.",
            ),
            SyntaxHint::Behind => (
                "There is more text behind the end.".into(),
                "Is there a bracket too many before it? Otherwise remove everything from here on.",
            ),
            SyntaxHint::TooDeep => (
                format!("More than {MAX_DEPTH} brackets are inside of each other here."),
                "Is there a closing bracket missing before it?",
            ),
            SyntaxHint::LongKey => (
                "The name of this field is too long.".into(),
                "Is there a quotation mark missing before it?",
            ),
            SyntaxHint::CurlyQuote(quote) => (
                format!("Here is the quotation mark {quote} of a word processor."),
                "Replace it by the straight one: \".",
            ),
            SyntaxHint::SingleQuote => (
                "Here is a single quotation mark.".into(),
                "Replace it by the double one: \".",
            ),
            SyntaxHint::Comment => (
                "Here is a comment or a foreign character.".into(),
                "The file must not have comments. Remove it.",
            ),
            SyntaxHint::HardSpace => (
                "Here is a special space of a word processor.".into(),
                "Replace it by an ordinary space.",
            ),
            SyntaxHint::Other(detail) => (
                format!("The file cannot be read here ({}).", harmless(detail)),
                "Compare the place with the lines before it.",
            ),
        };
        (what, hint.into())
    }

    fn failure(&self, failure: &CliError, options: &[&str]) -> String {
        match failure {
            CliError::Usage(usage) => usage_error(usage, options),
            CliError::Unreadable(file, error) => match error.kind() {
                ErrorKind::NotFound | ErrorKind::NotADirectory => {
                    format!("there is no file \"{file}\".")
                }
                ErrorKind::PermissionDenied => format!("the file \"{file}\" may not be read."),
                ErrorKind::IsADirectory => format!("\"{file}\" is a folder. Expected: a file."),
                _ => format!("the file \"{file}\" cannot be read ({error})."),
            },
            CliError::Output(error) => format!("the result cannot be written ({error})."),
            CliError::Unwritable(file, error) => match error.kind() {
                ErrorKind::NotADirectory => format!("\"{file}\" is a file. Expected: a folder."),
                ErrorKind::NotFound => format!("there is no folder for \"{file}\"."),
                ErrorKind::StorageFull => {
                    format!("\"{file}\" cannot be written: there is no space left.")
                }
                ErrorKind::ReadOnlyFilesystem => {
                    format!("\"{file}\" cannot be written: the disk is write-protected.")
                }
                ErrorKind::PermissionDenied => format!("\"{file}\" may not be written."),
                _ => format!("\"{file}\" cannot be written ({error})."),
            },
            CliError::Kept(file, role, why) => {
                format!("{} Nothing was written.", kept(file, *role, why))
            }
            CliError::Taken(file) => format!(
                "there is a file \"{file}\" already. It is not written over. Take another name."
            ),
            CliError::Input(file) => format!(
                "\"{file}\" would be written over, and is one of the files that are read. Name another file with --out. Nothing was written."
            ),
            CliError::Swapped(file) => format!(
                "\"{file}\" is a private key. Have the files been swapped? First comes the status feed, behind --key the key. Nothing was written."
            ),
            CliError::NoFolder(folder) => {
                format!("there is no folder \"{folder}\". Nothing was written.")
            }
            CliError::Key(name, why) => self.bad_key(name, why),
            CliError::Passphrase(why) => self.bad_passphrase(why),
            CliError::Unproved => {
                "the key and its signature do not fit. Take a backup of the key. Nothing was written.".into()
            }
        }
    }

    fn written(&self, folder: &str, files: &[&str]) -> String {
        format!("Written to \"{folder}\":\n  {}\n", files.join("\n  "))
    }

    fn no_bundle(&self, script: &str, folder: &str) -> String {
        format!(
            "\n\"{script}\" is still missing.\nCopy the folder amts-status, which \"cargo xtask dist\" builds in dist/, to \"{folder}\".\n"
        )
    }

    fn exchanged(&self, keys: &Exchanged) -> String {
        let list = |what: &str, prints: &[String]| -> String {
            let line = |print: &String| format!("- {what}: {print}\n");
            prints.iter().map(line).collect()
        };
        let Exchanged { gone, new } = keys;
        if gone.is_empty() && new.is_empty() {
            return "\nThe keys on the page have another order now. It counts: first the one of every day, then the one in the safe.\n".into();
        }
        format!(
            "\nThe keys on the page are others now:\n{}{}",
            list("gone", gone),
            list("new", new)
        )
    }

    fn unlinked(&self, links: &[String]) -> String {
        let line = |link: &String| format!("  --link \"{}\"\n", harmless(link));
        let lines: String = links.iter().map(line).collect();
        format!(
            "\nThese links are no longer on the page. If they should stay, name them again:\n{lines}"
        )
    }

    fn worker_is_off(&self, file: &str) -> String {
        format!("\n\"{file}\" stays switched off: without a network the page cannot be read.\n")
    }

    fn counts(&self, errors: usize, hints: usize) -> String {
        let count = |number: usize, name: &str| match number {
            0 => format!("no {name}s"),
            1 => format!("1 {name}"),
            _ => format!("{number} {name}s"),
        };
        match (errors, hints) {
            (0, 0) => "No errors, no hints.".into(),
            (0, _) => format!("No errors. {}.", count(hints, "hint")),
            _ => format!("{}, {}.", count(errors, "error"), count(hints, "hint")),
        }
    }

    fn errors(&self) -> &'static str {
        "ERRORS: change these before you publish."
    }

    fn hints(&self) -> &'static str {
        "HINTS: have a look. They do not stand in the way of publishing."
    }

    fn more(&self) -> &'static str {
        "More is checked after that: please check the file again then."
    }

    fn whole(&self) -> &'static str {
        "(whole file)"
    }
}

fn kept(file: &str, role: FileRole, why: &Kept) -> String {
    // Elsewhere the file could be the only copy of a key. So only a file in a page's folder is to be moved away.
    let elsewhere = match role {
        FileRole::InFolder | FileRole::InFolderSigned => "Move it away, or take another folder.",
        FileRole::Out => "Name another file with --out.",
        FileRole::Published => "Name with --published the file that is published now.",
    };
    match why {
        Kept::Foreign => {
            format!("the file \"{file}\" was not made by this program. {elsewhere}")
        }
        Kept::Unreadable => format!("\"{file}\" is not a readable status feed. {elsewhere}"),
        Kept::Other(theirs, ours) => format!(
            "\"{file}\" is the feed \"{theirs}\", your file is \"{ours}\". {}",
            match role {
                FileRole::InFolder | FileRole::InFolderSigned =>
                    "Take a folder of its own for each.",
                FileRole::Out | FileRole::Published => elsewhere,
            }
        ),
        Kept::Pinned => format!("the page \"{file}\" has keys. Name them again with --key."),
        Kept::Broken => format!(
            "the signature of \"{file}\" does not fit. The file stays as it is. {elsewhere}"
        ),
        Kept::Signed => format!(
            "\"{file}\" is signed, your file is not. Pages that check the signature would not show it. Sign it first."
        ),
        Kept::Newer(theirs, ours) => {
            let what = if theirs == ours {
                format!("has seq {theirs} with other content")
            } else {
                format!("has seq {theirs} already, your file has seq {ours}")
            };
            if *theirs >= MAX_COUNT {
                return format!(
                    "\"{file}\" {what}. There is no higher one. If the file is not yours, compare with your own last one. Otherwise the feed needs a new id, in \"feed\" on the pages too."
                );
            }
            let next = theirs + 1;
            match role {
                FileRole::InFolderSigned => format!(
                    "\"{file}\" {what}. Raise seq in your status.json to {next}, and sign again."
                ),
                _ => format!("\"{file}\" {what}. Raise seq in your file to {next}."),
            }
        }
    }
}

fn such_as(field: &str) -> String {
    example(field).map_or_else(String::new, |text| format!(" For example: {text}"))
}

fn meant(context: &FaultContext<'_>) -> String {
    let meant = context.suggestion.as_ref();
    meant.map_or_else(String::new, |word| format!(" Did you mean {word}?"))
}

fn meant_or(context: &FaultContext<'_>, known: &[&str]) -> String {
    match context.suggestion {
        Some(_) => meant(context),
        None => format!(" Possible: {}.", known.join(", ")),
    }
}

fn before(context: &FaultContext<'_>, value: &str, other: &str, time: &str) -> String {
    let same = context
        .quote
        .is_some_and(|quote| quote.trim_matches('"') == time);
    let is = if same { "is the same as" } else { "is before" };
    let expected = match other {
        "opens" => "a time of day after it",
        _ => "a moment after it",
    };
    format!("{value} {is} \"{other}\" (\"{time}\"). Expected: {expected}.")
}

fn usage_error(usage: &UsageError, options: &[&str]) -> String {
    let possible = |names: Vec<&str>| format!("Possible: {}.", names.join(", "));
    match usage {
        UsageError::NoVerb(verbs) => format!("a command is missing. {}", possible(verbs.clone())),
        UsageError::UnknownVerb(name, verbs) => format!(
            "there is no command \"{name}\". {}",
            nearest(name, verbs.iter().copied()).map_or_else(
                || possible(verbs.clone()),
                |verb| format!("Did you mean \"{verb}\"?")
            )
        ),
        UsageError::UnknownOption(name) => format!(
            "there is no option \"{name}\" here. {}",
            possible(options.to_vec())
        ),
        UsageError::TooMuch(value) => format!("\"{value}\" is one argument too many."),
        UsageError::NoFile(verb) => format!(
            "the name of the file is missing, for example: amtsstatus {verb} {}",
            match *verb {
                "sign" => "status.json --key press",
                "verify" => "status.signed.json --key press.pub",
                _ => "status.json",
            }
        ),
        UsageError::Unquoted => format!(
            "\"{KIND}\" is only the beginning of a key. Are there quotation marks missing? For example: --key \"$(cat press.pub)\""
        ),
        UsageError::NoName => {
            "the name for the key is missing, for example: amtsstatus keygen press".into()
        }
        UsageError::NoOption(option) => {
            let example = match *option {
                "--key" => "the file with the private key, for example: --key press",
                _ => "the file to be written, for example: --out status.signed.json",
            };
            format!("the option \"{option}\" is missing. Expected: {example}")
        }
        UsageError::InputTwice => {
            "the standard input (\"-\") can be read once only. Name a file for the other.".into()
        }
        UsageError::PublicName(name) => format!(
            "the name \"{name}\" ends with .pub. That is what the public key is called; this is about the private one. Leave out .pub."
        ),
        UsageError::NoValue(option) => format!("the option \"{option}\" needs a value."),
        UsageError::BadValue(value, Wanted::MessageLang) => format!(
            "there is no language \"{value}\" here. {}",
            possible(MessageLang::tags())
        ),
        UsageError::BadValue(value, Wanted::PageLang) => format!(
            "there is no page in the language \"{value}\". {}",
            possible(crate::i18n::Lang::ALL.map(crate::i18n::Lang::tag).to_vec())
        ),
        UsageError::BadValue(value, Wanted::Moment) => format!(
            "\"{value}\" is not a moment. Expected: a moment such as 2024-02-22T10:00:00+01:00."
        ),
        UsageError::BadValue(value, Wanted::View) => format!(
            "there is no view \"{value}\". {}",
            possible(vec!["full", "compact"])
        ),
        UsageError::BadValue(value, Wanted::Src) => format!(
            "\"{value}\" is no address of a feed. Expected: an address that begins with https://, or a path such as status.json; several are separated by spaces."
        ),
        UsageError::BadValue(value, Wanted::Link) => format!(
            "\"{value}\" is no link. Expected: name=address, for example Imprint=https://www.musterstadt.example/imprint"
        ),
        UsageError::NotWith(Product::Page, option) => format!(
            "\"{option}\" and \"--page\" do not go together: the emergency page shows everything as it holds now. Leave out \"{option}\"."
        ),
        UsageError::NotWith(Product::Poster, option) => format!(
            "\"{option}\" and \"--print\" do not go together: the poster shows everything and is a single file. Leave out \"{option}\"."
        ),
        UsageError::OnlyWithPage(option) => {
            format!("\"{option}\" goes together with \"--page FOLDER\" only.")
        }
        UsageError::NotText(value) => format!("\"{value}\" is not readable text."),
        UsageError::Other(detail) => format!("this is not possible ({detail})."),
    }
}
