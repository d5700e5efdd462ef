//! What is wrong with a signed file.

/// Why a file is not a signed feed that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It has no signature.
    Unsigned,
    /// It is not a feed at all: it is empty, or a server's page for "not found".
    NoFeed,
    /// The signature does not stand before the feed but behind it.
    Behind,
    /// It is a signature without a feed.
    Alone,
    /// It begins like a signature, but is not one.
    Damaged,
    /// It was signed for another purpose: the namespace.
    Namespace(String),
    /// It was hashed in another way: its name.
    Hash(String),
    /// It was signed with another kind of key: its name.
    Kind(String),
    /// It was changed on its way. If these changes are undone, the signature fits.
    Transport(Vec<Change>),
    /// Its content is not the one that was signed.
    Altered,
}

/// What happened to a file on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was stored in UTF-16.
    Utf16,
    /// It was stored in Latin-1, or in what Windows makes of it.
    Latin1,
    /// A byte order mark was put before it.
    Bom,
    /// A byte order mark was put before the feed, behind the signature.
    InnerBom,
    /// The byte order mark of the feed was taken away.
    NoBom,
    /// There is white space before the signature.
    Start,
    /// Only the lines of the signature end or break elsewhere.
    Armour,
    /// Lines end with CR LF that ended with LF.
    Crlf,
    /// Lines end with LF that ended with CR LF.
    Lf,
    /// There is white space between signature and feed.
    Gap,
    /// White space was added at the end.
    Added,
    /// White space was cut off at the end.
    Cut,
}
