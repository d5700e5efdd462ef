//! Why a signature does not hold: another form of signature, or what happened to the file on its way, found out by undoing
//! it until the signature fits.

use std::borrow::Cow;

use super::key;
use super::outcome::{Change, Flaw, KIND};
use crate::trust::{self, Key, NAMESPACE};

const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----";
const END: &str = "-----END SSH SIGNATURE-----";
/// How a feed is hashed.
const HASH: &str = "sha512";
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// The key that has signed a file, if its signature holds; else why it does not.
pub fn examine(bytes: &[u8]) -> Result<Key, Flaw> {
    if let Some((key, _)) = trust::claim(bytes)
        && trust::open(bytes, &[key]).is_ok()
    {
        return Ok(key);
    }
    let mut flaw = None;
    for (changes, text) in readings(bytes) {
        let Some(start) = text.strip_prefix(BEGIN.as_bytes()) else {
            continue;
        };
        match undo(start, changes) {
            found @ Flaw::Transport(_) => return Err(found),
            other => flaw = Some(other),
        }
    }
    Err(flaw.unwrap_or_else(|| {
        let begin = BEGIN.as_bytes();
        if bytes.windows(begin.len()).any(|part| part == begin) {
            return Flaw::Behind;
        }
        match readings(bytes).any(|(_, text)| text.starts_with(b"{")) {
            true => Flaw::Unsigned,
            false => Flaw::NoFeed,
        }
    }))
}

/// Whether a file begins as signed ones do, in whatever form.
pub fn is_signed(bytes: &[u8]) -> bool {
    readings(bytes).any(|(_, text)| text.starts_with(BEGIN.as_bytes()))
}

/// Whether a file is signed in the right form, and the signature does not hold.
pub fn is_broken(bytes: &[u8]) -> bool {
    trust::claim(bytes).is_some_and(|(key, _)| trust::open(bytes, &[key]).is_err())
}

/// The file as it may have been meant, up to where it begins.
fn readings(bytes: &[u8]) -> impl Iterator<Item = (Vec<Change>, Cow<'_, [u8]>)> {
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

/// Text in UTF-16, as PowerShell's `>` writes it.
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

/// The bytes of a text that a program has read in Windows-1252, though it was UTF-8: PowerShell up to version 5 does.
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

/// The text of bytes in Windows-1252, if they are no UTF-8: an editor has stored it so.
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

/// What is wrong with a file, from behind its first line on.
fn undo(rest: &[u8], mut changes: Vec<Change>) -> Flaw {
    let end = END.as_bytes();
    let Some(at) = rest.windows(end.len()).position(|part| part == end) else {
        return Flaw::Damaged;
    };
    let (body, rest) = (&rest[..at], &rest[at + end.len()..]);
    let encoded: Vec<u8> = body
        .iter()
        .copied()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    let Some(form) = trust::decode(&encoded).and_then(|bytes| Form::read(&bytes)) else {
        return Flaw::Damaged;
    };
    if let Some(flaw) = form.flaw() {
        return flaw;
    }
    let armour = armour(&encoded);
    let Some((key, _)) = trust::claim(&armour) else {
        return Flaw::Damaged;
    };
    let (line_end, content) = first_line_end(rest);
    if content.trim_ascii().is_empty() {
        return Flaw::Alone;
    }
    let broken = [BEGIN.as_bytes(), body, end, line_end].concat() != armour;
    let crlf = body.contains(&b'\r');
    for (more, content) in candidates(content) {
        let file = [&armour[..], &content].concat();
        if trust::open(&file, &[key]).is_err() {
            continue;
        }
        // All line ends of the file are one change.
        if broken && !(crlf && more.contains(&Change::Crlf)) {
            changes.push(Change::Armour);
        }
        changes.extend(more);
        return Flaw::Transport(changes);
    }
    Flaw::Altered
}

/// The signature in its lines, as ssh-keygen breaks them.
fn armour(encoded: &[u8]) -> Vec<u8> {
    let lines: Vec<&[u8]> = encoded.chunks(70).collect();
    let body = lines.join(&b'\n');
    [BEGIN.as_bytes(), b"\n", &body, b"\n", END.as_bytes(), b"\n"].concat()
}

/// What a signature says of itself (PROTOCOL.sshsig), before it is asked whether it holds.
struct Form {
    kind: String,
    namespace: String,
    hash: String,
}

impl Form {
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(b"SSHSIG\0\0\0\x01")?;
        let kind = key::kind(key::string(&mut rest)?)?;
        let mut text = || String::from_utf8(key::string(&mut rest)?.to_vec()).ok();
        let (namespace, _reserved, hash) = (text()?, text()?, text()?);
        Some(Self {
            kind,
            namespace,
            hash,
        })
    }

    fn flaw(self) -> Option<Flaw> {
        if self.kind != KIND {
            return Some(Flaw::Kind(self.kind));
        }
        if self.namespace != NAMESPACE {
            return Some(Flaw::Namespace(self.namespace));
        }
        (self.hash != HASH).then_some(Flaw::Hash(self.hash))
    }
}

/// What is left of a line, with its end, and what follows.
fn first_line_end(rest: &[u8]) -> (&[u8], &[u8]) {
    let line = rest.iter().position(|byte| *byte == b'\n');
    let blank = line.filter(|at| rest[..*at].trim_ascii().is_empty());
    rest.split_at(blank.map_or(0, |at| at + 1))
}

/// One change, and what was there before it.
type Undone = (Change, Vec<u8>);

/// What the feed may have been before it was changed, and by which changes.
fn candidates(content: &[u8]) -> Vec<(Vec<Change>, Vec<u8>)> {
    let mut all = vec![(Vec::new(), content.to_vec())];
    let mut step = |undo: fn(&[u8]) -> Vec<Undone>| {
        let mut more = Vec::new();
        for (changes, content) in &all {
            for (change, content) in undo(content) {
                more.push(([&changes[..], &[change]].concat(), content));
            }
        }
        all.append(&mut more);
    };
    step(|content| match content.trim_ascii_start() {
        trimmed if trimmed.len() < content.len() => vec![(Change::Gap, trimmed.to_vec())],
        _ => vec![],
    });
    step(|content| match content.strip_prefix(BOM) {
        Some(rest) => vec![(Change::InnerBom, rest.to_vec())],
        None => vec![(Change::NoBom, [BOM, content].concat())],
    });
    step(line_ends);
    step(ends);
    all
}

fn line_ends(content: &[u8]) -> Vec<Undone> {
    let mut lines = Vec::with_capacity(content.len());
    for (at, byte) in content.iter().enumerate() {
        if !(*byte == b'\r' && content.get(at + 1) == Some(&b'\n')) {
            lines.push(*byte);
        }
    }
    if lines.len() < content.len() {
        return vec![(Change::Crlf, lines)];
    }
    let crlf = |byte: &u8| match byte {
        b'\n' => vec![b'\r', b'\n'],
        byte => vec![*byte],
    };
    match content.contains(&b'\n') {
        true => vec![(Change::Lf, content.iter().flat_map(crlf).collect())],
        false => vec![],
    }
}

fn ends(content: &[u8]) -> Vec<Undone> {
    let trimmed = content.trim_ascii_end();
    let before = ["", "\n", "\r\n", "\n\n", "\r\n\r\n"];
    before
        .iter()
        .map(|end| [trimmed, end.as_bytes()].concat())
        .filter(|before| before != content)
        .map(|before| match before.len() < content.len() {
            true => (Change::Added, before),
            false => (Change::Cut, before),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use ssh_key::{Algorithm, HashAlg, LineEnding, PrivateKey};

    use super::super::tests::Dice;
    use super::*;

    const FEED: &str = "{\n  \"name\": \"Bürgerbüro – „Ausweise“\",\n  \"a\": 1\n}\n";

    fn key() -> PrivateKey {
        PrivateKey::random(&mut Dice(3), Algorithm::Ed25519).unwrap()
    }

    fn armour(namespace: &str, hash: HashAlg, content: &str) -> String {
        let signature = key().sign(namespace, hash, content.as_bytes()).unwrap();
        let armour = signature.to_pem(LineEnding::LF).unwrap();
        format!("{}\n", armour.trim_end())
    }

    fn signed(content: &str) -> String {
        armour(NAMESPACE, HashAlg::Sha512, content) + content
    }

    fn crlf(text: &str) -> String {
        text.replace('\n', "\r\n")
    }

    #[track_caller]
    fn was(bytes: impl AsRef<[u8]>, changes: &[Change]) {
        let expected = Err(Flaw::Transport(changes.to_vec()));
        assert_eq!(examine(bytes.as_ref()), expected);
        assert!(is_signed(bytes.as_ref()));
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn what_holds_tells_its_key() {
        let bytes = key().public_key().key_data().ed25519().unwrap().0;
        for content in [FEED, "{}", &crlf(FEED), &format!("\u{feff}{FEED}")] {
            assert_eq!(examine(signed(content).as_bytes()), Ok(Key(bytes)));
        }
    }

    #[test]
    fn changed_line_ends_are_found() {
        use Change::{Armour, Crlf, Lf};
        was(crlf(&signed(FEED)), &[Crlf]);
        was(signed(&crlf(FEED)).replace('\r', ""), &[Lf]);
        let parts = signed(FEED).replace(FEED, "");
        was(parts.clone() + &crlf(FEED), &[Crlf]);
        was(crlf(&parts) + FEED, &[Armour]);
        was(signed("{}").replace('\n', "\r\n"), &[Armour]);
        was(crlf(&signed(&crlf(FEED)).replace('\r', "")), &[Armour]);
    }

    #[test]
    fn a_signature_whose_lines_were_broken_anew_is_found() {
        let wrapped = signed(FEED).replacen("U1NIU0lH", "U1NI\nU0lH", 1);
        was(wrapped, &[Change::Armour]);
        was(
            signed(FEED).replace("-----\n{", "----- \n{"),
            &[Change::Armour],
        );
    }

    #[test]
    fn byte_order_marks_are_found() {
        use Change::{Bom, Crlf, InnerBom, NoBom};
        let whole = signed(FEED);
        was(format!("\u{feff}{whole}"), &[Bom]);
        was(format!("\u{feff}{}", crlf(&whole)), &[Bom, Crlf]);
        was(whole.replace('{', "\u{feff}{"), &[InnerBom]);
        let marked = signed(&format!("\u{feff}{FEED}"));
        was(marked.replace('\u{feff}', ""), &[NoBom]);
    }

    #[test]
    fn white_space_around_is_found() {
        use Change::{Added, Cut, Gap, Start};
        let whole = signed(FEED);
        was(format!("{whole}\n"), &[Added]);
        was(format!("{whole}  \r\n"), &[Added]);
        was(whole.trim_end(), &[Cut]);
        was(signed(FEED.trim_end()) + "\n", &[Added]);
        was(format!("\n {whole}"), &[Start]);
        was(whole.replace("-----\n{", "-----\n\n{"), &[Gap]);
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

    #[test]
    fn other_forms_of_signature_are_told() {
        let other = |namespace, hash| armour(namespace, hash, FEED) + FEED;
        let file = other("file", HashAlg::Sha512);
        assert_eq!(
            examine(file.as_bytes()),
            Err(Flaw::Namespace("file".into()))
        );
        let sha256 = other(NAMESPACE, HashAlg::Sha256);
        assert_eq!(examine(sha256.as_bytes()), Err(Flaw::Hash("sha256".into())));
    }

    #[test]
    fn what_is_no_signed_file_is_told() {
        let whole = signed(FEED);
        let armour = whole.replace(FEED, "");
        for (bytes, flaw) in [
            (String::new(), Flaw::NoFeed),
            ("<!doctype html>{}".into(), Flaw::NoFeed),
            (FEED.into(), Flaw::Unsigned),
            (format!("\u{feff}\n{FEED}"), Flaw::Unsigned),
            // Still somebody's feed, though it cannot be read.
            ("{".into(), Flaw::Unsigned),
            (format!("{FEED}{armour}"), Flaw::Behind),
            (armour.clone(), Flaw::Alone),
            (crlf(&armour) + "\r\n", Flaw::Alone),
            (whole[..120].into(), Flaw::Damaged),
            (whole.replace("U1NIU0lH", "U1NIU0lI"), Flaw::Damaged),
            (whole.replace("U1NIU0lH", "U1NIU0l"), Flaw::Damaged),
            (whole.replace("-----END", "AAAA\n-----END"), Flaw::Damaged),
            (whole.replace("1\n", "2\n"), Flaw::Altered),
            (
                crlf(&whole.replace("1\r", "2\r")).replace("1\r", "2\r"),
                Flaw::Altered,
            ),
        ] {
            assert_eq!(examine(bytes.as_bytes()), Err(flaw), "{bytes}");
        }
        assert!(!is_signed(FEED.as_bytes()) && !is_signed(b""));
        assert!(is_broken(whole.replace("1\n", "2\n").as_bytes()));
        assert!(!is_broken(whole.as_bytes()) && !is_broken(FEED.as_bytes()));
    }
}
