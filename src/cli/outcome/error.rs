//! Why a verb has no result.

use std::io;

/// Why there is no result.
#[derive(Debug)]
pub enum CliError {
    /// The command line is wrong.
    Usage(UsageError),
    /// This file cannot be read.
    Unreadable(String, io::Error),
    /// The result cannot be written.
    Output(io::Error),
    /// This file or folder cannot be written.
    Unwritable(String, io::Error),
    /// This file is not replaced, or a published feed in it does not allow the new one.
    Kept(String, FileRole, Kept),
    /// This file exists already, and the new one must not replace any.
    Taken(String),
    /// The output would overwrite this file, which is also read.
    Input(String),
    /// This file, or this argument, is not the key that is wanted.
    Key(String, BadKey),
    /// This is no passphrase.
    Passphrase(BadPassphrase),
    /// Two files that are compared are different feeds: their ids.
    OtherFeed(String, String),
    /// Of two files that are compared the second is the older one: their `seq`.
    Backwards(u64, u64),
    /// A private key stands where the feed is expected.
    Swapped(String),
    /// A private key lies in the folder that is uploaded.
    KeyInFolder(String),
    /// This folder, named as the bundle, has no script of the widget.
    NoBundle(String),
    /// The editor is not in this folder, or, if none was named, nowhere that is looked at.
    NoEditor(Option<String>),
    /// This file is a link to another one.
    Link(String),
    /// This file is larger than any feed: its kilobytes.
    Large(String, u64),
    /// This file, which is being written, lies in the folder that is uploaded.
    DraftInFolder(String),
    /// Nobody can be served at this port.
    Port(u16, io::Error),
    /// There is no such folder to write into.
    NoFolder(String),
    /// A new signature turned out not to hold, so it was not handed out.
    Unproved,
}

/// What an option that is missing would have named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// The folder to write into.
    Folder,
    /// The file with the private key.
    PrivateKey,
    /// The file to be written.
    SignedFile,
}

/// What is wrong with a command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UsageError {
    /// No verb; those that there are.
    NoVerb(Vec<&'static str>),
    /// A verb that does not exist, and those that do.
    UnknownVerb(String, Vec<&'static str>),
    /// An option that this verb does not have.
    UnknownOption(String),
    /// One argument too many.
    TooMuch(String),
    /// No file for this verb.
    NoFile(&'static str),
    /// No address to look at.
    NoAddress,
    /// No name for a new key.
    NoName,
    /// No shell to print completions for.
    NoShell,
    /// The verb needs the option with this name.
    NoOption(&'static str, Needed),
    /// Two files were to be read from the standard input.
    InputTwice,
    /// A private key under a name that is a public key's.
    PublicName(String),
    /// Only the first word of a key: without quotation marks the shell makes several arguments of it.
    Unquoted,
    /// An option without its value.
    NoValue(String),
    /// A wrong value, and what it should have been.
    BadValue(String, Wanted),
    /// An option that does not go together with this product.
    NotWith(Product, &'static str),
    /// An argument that is not Unicode.
    NotText(String),
    /// Any other error of the parser, in its own words.
    Other(String),
}

/// What `render` makes of a feed instead of a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// The poster for the door: `--print`.
    Poster,
}

/// What an option's value should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A language of the command line.
    MessageLang,
    /// A language of the widget.
    PageLang,
    /// A moment in RFC 3339.
    Moment,
    /// A view.
    View,
    /// Addresses of a feed.
    Src,
    /// A name and an address.
    Link,
    /// The number of a port.
    Port,
    /// An address of the web.
    Address,
    /// A shell that completes.
    Shell,
}

/// Why a file is not replaced, and so no other file either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It was not made by this program.
    Foreign,
    /// It cannot be read as a feed.
    Unreadable,
    /// It is another feed: its id, and ours.
    Other(String, String),
    /// It is as new as ours with other content, or newer: its seq, and ours.
    Newer(u64, u64),
    /// It is signed, and ours is not.
    Signed,
    /// It bears a signature that does not fit.
    Broken,
    /// It is a page with pinned keys, and the new page has none.
    Pinned,
}

/// The role of a file that is not replaced: it decides which way out the message names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileRole {
    /// It lies in the folder of a page.
    InFolder,
    /// The same, and the new file is signed: any change to it must come before the signature.
    InFolderSigned,
    /// `--out` names it.
    Out,
    /// `--published` names it.
    Published,
}

/// Why a file or an argument is not the key that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadKey {
    /// The public half, where the private one is needed.
    Public,
    /// The private half, where the public one is wanted.
    Private,
    /// A key of another kind: its name.
    Kind(String),
    /// A private key in an older form than OpenSSH's own.
    OldForm,
    /// A key in the form of another program, such as PuTTY.
    Foreign,
    /// A key, but not a whole one.
    Damaged,
    /// Nothing that looks like a key.
    NoKey,
    /// A private key that another passphrase opens.
    WrongPassphrase,
    /// The same, and there is no further try.
    Forgotten,
}

/// The smallest length of a new passphrase, in characters: whoever steals the key file can try as many as they like.
pub const SHORTEST: usize = 12;

/// Why a passphrase is not taken.
#[derive(Debug)]
pub enum BadPassphrase {
    /// There is none.
    Empty,
    /// It has only so many characters.
    Short(usize),
    /// The second time another one was typed.
    Differ,
    /// The file that should hold it is no text.
    NotText,
    /// Nobody can be asked: there is no terminal.
    NoTerminal,
    /// The input has ended without one.
    NoAnswer,
}
