//! What is found of a published site.

use crate::feed::zone::LocalTime;
use crate::report::damage::Flaw;

/// Something that is wrong with a published site, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The address that it is about.
    pub place: String,
    /// What it is.
    pub fault: SiteFault,
    /// The server's program, if it says so.
    pub server: Option<ServerKind>,
}

/// A program that serves files, and whose settings are known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerKind {
    /// nginx.
    Nginx,
    /// Caddy.
    Caddy,
    /// Apache, or LiteSpeed, which reads the same settings.
    Apache,
}

/// Why an address gives no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoReply {
    /// There is no such name, or its server cannot be found.
    NoHost,
    /// Nobody listens there.
    Refused,
    /// It takes too long.
    Slow,
    /// The connection cannot be trusted: the reason in the library's words.
    Certificate(String),
    /// It is larger than anything that belongs to a site.
    TooLarge,
    /// Too much was asked already.
    TooMuch,
    /// Anything else, in the library's words.
    Other(String),
}

/// A kind of file that a site is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A page for people.
    Page,
    /// The feed.
    Feed,
    /// The script of the widget.
    Script,
    /// The core of the widget.
    Core,
    /// A stylesheet.
    Style,
}

/// What is wrong with a published site. A `bool` named `needed` tells whether a page that was looked at fails without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SiteFault {
    /// It gives no answer.
    Unreachable(NoReply),
    /// Its answer is this status instead of 200.
    Status(u16),
    /// It sends browsers to another address. The widget follows none where it asks for a feed.
    Redirected(FileKind, String),
    /// It sends browsers from one address to the next, more often than they follow.
    RedirectedTooOften,
    /// It is not encrypted.
    NotEncrypted(FileKind),
    /// A page that is encrypted asks for it without encryption, which browsers refuse.
    MixedContent,
    /// Its content type is this one, and another one is wanted.
    WrongType {
        /// What the file is.
        kind: FileKind,
        /// What the server says; an empty text if nothing.
        is: String,
    },
    /// Browsers may guess its type.
    NoNosniff,
    /// Other sites may not read it: what the server says; an empty text if nothing.
    NotShared {
        /// The header's value.
        is: String,
        /// Whether a page that was looked at needs it.
        needed: bool,
    },
    /// Other sites may read the file, but not its answer "unchanged".
    UnchangedNotShared {
        /// Whether a page that was looked at needs it.
        needed: bool,
    },
    /// These headers may not be read by other sites.
    NotExposed(Vec<&'static str>),
    /// Caches may keep it without asking, and it changes often: the header; an empty text if there is none.
    Kept(String),
    /// The answer has lain in a cache for so many seconds.
    Old(u64),
    /// Browsers ask for it again at each visit, though it never changes.
    NotKept(String),
    /// Nothing in the answer lets a browser ask whether it has changed.
    NoMark,
    /// It is sent again though it has not changed.
    NeverUnchanged,
    /// It is not packed.
    NotPacked,
    /// It cannot be unpacked.
    BadlyPacked(String),
    /// Caches are not told that it comes packed and unpacked.
    NoVary,
    /// The server does not say what time it is.
    NoDate,
    /// The server's clock differs from this computer's by so many seconds: more than none if it is fast.
    Clock {
        /// The difference.
        seconds: i64,
        /// Whether all servers agree, so that it may be this computer's clock.
        all: bool,
    },
    /// It sets a cookie.
    Cookie,
    /// It is the page for frames, and this forbids other pages to show it.
    NotFramed(String),
    /// It is no feed, or one with errors: how many.
    NoFeed(usize),
    /// Its signature does not hold.
    BadSignature(Flaw),
    /// It is not signed, and the keys of a page or of the command line want that.
    Unsigned,
    /// It is signed with a key that is none of those wanted: the fingerprint.
    OtherKey(String),
    /// It is signed, and nobody has said with which keys it should be.
    KeysNotGiven,
    /// It is another feed than the page wants: its id, and the page's.
    OtherId(String, String),
    /// It has expired.
    Expired(LocalTime),
    /// The next one is overdue.
    Overdue(LocalTime),
    /// It has no end.
    NoEnd,
    /// It was issued in the future.
    Ahead(LocalTime),
    /// Another address has a newer one: its number here, the newest one, and where that is.
    Behind(u64, u64, String),
    /// Another address has another feed: the id here, the one there, and where that is.
    NotTheSame(String, String, String),
    /// Another address has other content under the same number: where.
    Conflict(String),
    /// The page has no element.
    NoElement,
    /// The page has the element, and no script for it.
    NoScript,
    /// The keys on the page are not those of the command line.
    OtherPageKeys,
    /// The page's policy keeps the widget from running: the directive as it should be.
    Policy(String),
    /// The page named this address, and it was not asked: it is on another server, which nobody has named.
    NotAsked(FileKind),
}

/// What the person who runs a server can change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// The content type of a kind of file.
    Type(FileKind),
    /// `X-Content-Type-Options`.
    Nosniff,
    /// `Access-Control-Allow-Origin`.
    Share,
    /// `Access-Control-Expose-Headers`.
    Expose,
    /// To ask each time.
    AskEachTime,
    /// To keep for a year.
    KeepForAYear,
    /// To answer "unchanged".
    Unchanged,
    /// To pack.
    Pack,
    /// `Vary`.
    Vary,
    /// The clock.
    Clock,
    /// The page's policy: this directive.
    Policy(String),
}

impl SiteFault {
    /// Tells whether citizens are worse off, so that it has to be changed.
    pub fn is_error(&self) -> bool {
        match self {
            Self::Unreachable(_)
            | Self::Status(_)
            | Self::RedirectedTooOften
            | Self::MixedContent
            | Self::BadlyPacked(_)
            | Self::Clock { .. }
            | Self::NoFeed(_)
            | Self::BadSignature(_)
            | Self::Unsigned
            | Self::OtherKey(_)
            | Self::OtherId(..)
            | Self::Expired(_)
            | Self::Overdue(_)
            | Self::Ahead(_)
            | Self::Behind(..)
            | Self::NotTheSame(..)
            | Self::Conflict(_)
            | Self::NoScript
            | Self::OtherPageKeys
            | Self::NotFramed(_)
            | Self::Policy(_)
            | Self::Kept(_) => true,
            Self::Redirected(kind, _) => *kind == FileKind::Feed,
            Self::NotEncrypted(_) => true,
            // Browsers run and use neither under another type; the rest works, only slower.
            Self::WrongType { kind, .. } => {
                matches!(kind, FileKind::Page | FileKind::Script | FileKind::Style)
            }
            Self::NotShared { needed, .. } | Self::UnchangedNotShared { needed } => *needed,
            Self::Old(seconds) => *seconds > crate::sync::mirror::LATELY.unsigned_abs(),
            Self::NoNosniff
            | Self::NotExposed(_)
            | Self::NotKept(_)
            | Self::NoMark
            | Self::NeverUnchanged
            | Self::NotPacked
            | Self::NoVary
            | Self::NoDate
            | Self::Cookie
            | Self::KeysNotGiven
            | Self::NoEnd
            | Self::NoElement
            | Self::NotAsked(_) => false,
        }
    }

    /// Returns what the person who runs the server can change, if a setting mends it.
    pub fn remedy(&self) -> Option<Remedy> {
        Some(match self {
            Self::WrongType { kind, .. } => Remedy::Type(*kind),
            Self::NoNosniff => Remedy::Nosniff,
            Self::NotShared { .. } | Self::UnchangedNotShared { .. } => Remedy::Share,
            Self::NotExposed(_) => Remedy::Expose,
            Self::Kept(_) | Self::Old(_) => Remedy::AskEachTime,
            Self::NotKept(_) => Remedy::KeepForAYear,
            Self::NoMark | Self::NeverUnchanged => Remedy::Unchanged,
            Self::NotPacked => Remedy::Pack,
            Self::NoVary => Remedy::Vary,
            Self::Clock { all: false, .. } => Remedy::Clock,
            Self::Policy(directive) => Remedy::Policy(directive.clone()),
            _ => return None,
        })
    }
}

/// A file that was asked for, for the list of what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its address.
    pub url: String,
    /// The status, if there was an answer.
    pub status: Option<u16>,
    /// How many bytes came.
    pub bytes: usize,
}
