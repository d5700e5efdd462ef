//! In English: why a verb has no result.

use super::super::signing::Signing as _;
use crate::cli::completions;
use crate::cli::outcome::{CliError, FileRole, Kept, Needed, Product, UsageError, Wanted};
use crate::components::View;
use crate::feed::decode::MAX_COUNT;
use crate::report::{En, MessageLang, harmless, nearest};
use crate::trust::KIND;
use std::io::ErrorKind;

/// Words why there is no result.
pub(super) fn failure(failure: &CliError, options: &[&str]) -> String {
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
        CliError::OtherFeed(old, new) => format!(
            "the first file is the feed \"{}\", the second \"{}\". Only two publications of the same feed can be compared.",
            harmless(old),
            harmless(new)
        ),
        CliError::Backwards(old, new) => {
            format!("the first file has seq {old}, the second seq {new}. Name the older one first.")
        }
        CliError::KeyInFolder(file) => {
            format!(
                "\"{file}\" is a private key. Everything in this folder is uploaded. Move the key away. Nothing was written."
            )
        }
        CliError::NoBundle(folder) => {
            format!(
                "there is no widget in \"{folder}\". Expected: the folder dist/amts-status, which \"cargo xtask dist\" builds. Nothing was written."
            )
        }
        CliError::NoEditor(Some(folder)) => format!(
            "there is no editor in \"{folder}\". Expected: the folder dist/amts-status, which \"cargo xtask dist\" builds."
        ),
        CliError::NoEditor(None) => {
            "the editor cannot be found. Name the folder dist/amts-status, which \"cargo xtask dist\" builds, with --bundle.".into()
        }
        CliError::Link(file) => format!(
            "\"{file}\" is a link to another file. Name the file itself at the start. Nothing was written."
        ),
        CliError::Large(file, size) => format!(
            "the file \"{file}\" has {size} KB. No status feed is so large. Nothing was written."
        ),
        CliError::DraftInFolder(file) => format!(
            "\"{file}\" lies in the folder that is uploaded. What is not published yet would stand there too. Take another folder for the file. Nothing was written."
        ),
        CliError::Port(port, error) => match error.kind() {
            ErrorKind::AddrInUse => format!("port {port} is in use already. Take another one, or leave out --port."),
            _ => format!("the editor cannot start at port {port} ({error})."),
        },
        CliError::NoFolder(folder) => {
            format!("there is no folder \"{folder}\". Nothing was written.")
        }
        CliError::Key(name, why) => En.bad_key(name, why),
        CliError::Passphrase(why) => En.bad_passphrase(why),
        CliError::Unproved => {
            "the key and its signature do not fit. Take a backup of the key. Nothing was written."
                .into()
        }
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
                "site" => "status.json --out notfall",
                "verify" => "status.signed.json --key press.pub",
                "diff" => "old.json new.json",
                _ => "status.json",
            }
        ),
        UsageError::Unquoted => format!(
            "\"{KIND}\" is only the beginning of a key. Are there quotation marks missing? For example: --key \"$(cat press.pub)\""
        ),
        UsageError::NoAddress => {
            "an address is missing, for example: amtsstatus probe https://status.musterstadt.example/".into()
        }
        UsageError::NoName => {
            "the name for the key is missing, for example: amtsstatus keygen press".into()
        }
        UsageError::NoShell => {
            format!("the name of the shell is missing. {}", possible(completions::names()))
        }
        UsageError::NoOption(option, needed) => {
            let (needed, example) = match needed {
                Needed::Folder => ("the folder to write into", "emergency"),
                Needed::PrivateKey => ("the file with the private key", "press"),
                Needed::SignedFile => ("the file to be written", "status.signed.json"),
            };
            format!("the option \"{option}\" is missing. Expected: {needed}, for example: {option} {example}")
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
            possible(View::NAMES.to_vec())
        ),
        UsageError::BadValue(value, Wanted::Src) => format!(
            "\"{value}\" is no address of a feed. Expected: an address that begins with https://, or a path such as status.json; several are separated by spaces."
        ),
        UsageError::BadValue(value, Wanted::Link) => format!(
            "\"{value}\" is no link. Expected: name=address, for example Imprint=https://www.musterstadt.example/imprint"
        ),
        UsageError::BadValue(value, Wanted::Port) => {
            format!("the value \"{value}\" is no port. Expected: a number from 1024 to 65535.")
        }
        UsageError::BadValue(value, Wanted::Address) => format!(
            "\"{value}\" is no address of the web. Expected: for example https://status.musterstadt.example/"
        ),
        UsageError::BadValue(value, Wanted::Shell) => format!(
            "there is no shell \"{value}\" here. {}",
            possible(completions::names())
        ),
        UsageError::NotWith(Product::Poster, option) => format!(
            "\"{option}\" and \"--print\" do not go together: the poster shows everything and is a single file. Leave out \"{option}\"."
        ),
        UsageError::NotText(value) => format!("\"{value}\" is not readable text."),
        UsageError::Other(detail) => format!("this is not possible ({detail})."),
    }
}
