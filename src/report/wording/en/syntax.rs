//! In English: what is wrong with a text that is not JSON.

use crate::feed::json::MAX_DEPTH;
use crate::report::harmless;
use crate::report::syntax::SyntaxHint;

/// Words what slipped into a text that is not JSON, and what to do.
pub(super) fn syntax_hint(syntax_hint: &SyntaxHint) -> (String, String) {
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
