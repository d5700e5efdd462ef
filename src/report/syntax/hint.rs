//! What slipped into a text that is not JSON.

/// What slipped in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxHint {
    /// The file begins with a signature that is not in the one right form.
    Signature,
    /// The file is stored in UTF-16.
    Utf16,
    /// The file is stored in Latin-1, Windows-1252 or another encoding that is not UTF-8.
    NotUtf8,
    /// Nothing in the file.
    EmptyFile,
    /// A comma before a closing bracket.
    TrailingComma,
    /// No comma, or no closing bracket of this kind.
    NoComma {
        /// The bracket that could close here.
        close: char,
        /// The line without the comma, if it is not the line of the place itself.
        line: Option<usize>,
    },
    /// A quotation mark inside of a text ended it.
    QuoteInText,
    /// No colon behind a field name.
    NoColon,
    /// No value where one is needed.
    NoValue,
    /// A field name without quotation marks.
    BareKey,
    /// The file ends, and this is still open.
    End(&'static str),
    /// A text is still open where its line ends.
    LineBreak,
    /// A tabulator or another control character in a text.
    Control,
    /// A backslash with a letter that means nothing.
    Escape,
    /// Half of a character that is written as two escapes.
    Surrogate,
    /// A number in a form that JSON does not have.
    Number,
    /// More text behind the end.
    Behind,
    /// Too many brackets inside of each other.
    TooDeep,
    /// A field name that is too long.
    LongKey,
    /// A typographic quotation mark.
    CurlyQuote(char),
    /// A single quotation mark.
    SingleQuote,
    /// A comment.
    Comment,
    /// A special space that JSON does not allow. It came with text from a word processor.
    HardSpace,
    /// Anything else, in the parser's words.
    Other(String),
}
