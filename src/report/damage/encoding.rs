//! In which encodings a file may have been stored on its way, and what stands before its first character.

use std::borrow::Cow;

use super::Change;
use crate::feed::json::BOM;

/// Returns the file as it may have been meant, up to where it begins.
pub(super) fn readings(bytes: &[u8]) -> impl Iterator<Item = (Vec<Change>, Cow<'_, [u8]>)> {
    let texts = match utf16(bytes) {
        Some(text) => {
            let read = windows_1252(&text);
            let texts = [Some(text.into_bytes()), read].into_iter().flatten();
            let stored = |text| (vec![Change::Utf16], Cow::Owned(text));
            texts.map(stored).collect()
        }
        None => {
            let mut texts = vec![(Vec::new(), Cow::Borrowed(bytes))];
            let read = latin_1(bytes).map(String::into_bytes);
            texts.extend(read.map(|text| (vec![Change::Latin1], Cow::Owned(text))));
            texts
        }
    };
    texts.into_iter().map(|(mut changes, text)| {
        let mut rest: &[u8] = &text;
        if let Some(behind) = rest.strip_prefix(BOM) {
            // In UTF-16 it belongs to the encoding.
            if !changes.contains(&Change::Utf16) {
                changes.push(Change::Bom);
            }
            rest = behind;
        }
        if rest.trim_ascii_start().len() < rest.len() {
            changes.push(Change::Start);
            rest = rest.trim_ascii_start();
        }
        let from = text.len() - rest.len();
        let rest = match text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[from..]),
            Cow::Owned(mut text) => Cow::Owned(text.split_off(from)),
        };
        (changes, rest)
    })
}

/// Returns the text of bytes in UTF-16, as PowerShell's `>` writes it.
fn utf16(bytes: &[u8]) -> Option<String> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xFF, 0xFE, ..] | [b'-', 0, ..] => u16::from_le_bytes,
        [0xFE, 0xFF, ..] | [0, b'-', ..] => u16::from_be_bytes,
        _ => return None,
    };
    let (pairs, _) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16(&units).ok()
}

/// Returns the bytes of a text that a program has read in Windows-1252, though it was UTF-8: PowerShell up to version 5
/// does.
fn windows_1252(text: &str) -> Option<Vec<u8>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let byte = |char: char| {
        let high = HIGH.chars().position(|high| high == char);
        match high {
            Some(index) => u8::try_from(0x80 + index).ok(),
            None => u8::try_from(u32::from(char)).ok(),
        }
    };
    (!text.is_ascii()).then(|| text.chars().map(byte).collect())?
}

/// Returns the text of bytes in Windows-1252, if they are no UTF-8: an editor has stored it so.
fn latin_1(bytes: &[u8]) -> Option<String> {
    let char = |byte: &u8| match byte {
        0x80..=0x9F => HIGH.chars().nth(usize::from(byte - 0x80)),
        byte => Some(char::from(*byte)),
    };
    match std::str::from_utf8(bytes) {
        Ok(_) => None,
        Err(_) => bytes.iter().map(char).collect(),
    }
}

/// 0x80 to 0x9F in Windows-1252. Five have no meaning and stand for themselves.
const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

#[cfg(test)]
mod tests {
    use super::super::fixture::{FEED, crlf, signed, was};
    use super::super::{Change, Flaw};
    use super::super::{examine, is_signed};
    use super::{HIGH, windows_1252};

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn utf_16_is_found_with_what_came_along() {
        use Change::{Added, Crlf, Utf16};
        let whole = signed(FEED);
        for unit in [u16::to_le_bytes, u16::to_be_bytes] {
            was(utf16(&whole, unit), &[Utf16]);
            was(utf16(&format!("\u{feff}{whole}"), unit), &[Utf16]);
            let windows = format!("\u{feff}{}", crlf(&whole));
            was(utf16(&windows, unit), &[Utf16, Crlf]);
        }
        // PowerShell 5 reads UTF-8 in Windows-1252, ends every line with CR LF, and writes UTF-16.
        let read: String = signed(FEED.trim_end())
            .bytes()
            .map(|byte| match byte {
                0x80..=0x9F => HIGH.chars().nth(usize::from(byte - 0x80)).unwrap(),
                byte => char::from(byte),
            })
            .collect();
        let written = format!("\u{feff}{}\r\n", crlf(&read));
        was(utf16(&written, u16::to_le_bytes), &[Utf16, Crlf, Added]);
    }

    #[test]
    fn latin_1_is_found_with_what_came_along() {
        use Change::{Added, Crlf, Latin1};
        // Windows-1252 has a byte for each character that is here.
        let stored = |text: &str| windows_1252(text).unwrap();
        let whole = signed(FEED);
        was(stored(&whole), &[Latin1]);
        was(stored(&crlf(&whole)), &[Latin1, Crlf]);
        was(stored(&format!("{whole}\n")), &[Latin1, Added]);
        let altered = stored(&whole.replace("1\n", "2\n"));
        assert_eq!(examine(&altered), Err(Flaw::Altered));
        assert!(is_signed(&altered));
        assert_eq!(examine(&stored(FEED)), Err(Flaw::Unsigned));
        let page = stored("<title>Für später</title>");
        assert_eq!(examine(&page), Err(Flaw::NoFeed));
    }
}
