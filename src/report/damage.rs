//! Why a signature does not hold: another form of signature, or what happened to the file on its way, found out by
//! undoing it until the signature fits.

mod encoding;
#[cfg(test)]
mod fixture;
mod flaw;
mod form;
mod undo;

pub use self::flaw::{Change, Flaw};

use self::encoding::readings;
use self::form::Form;
use self::undo::candidates;
use crate::trust::{self, Key};

const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----";
const END: &str = "-----END SSH SIGNATURE-----";

/// Returns the key that has signed a file, if its signature holds; else why it does not.
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
        match what_is_wrong(start, changes) {
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

/// Returns whether a file begins as signed ones do, in whatever form.
pub fn is_signed(bytes: &[u8]) -> bool {
    readings(bytes).any(|(_, text)| text.starts_with(BEGIN.as_bytes()))
}

/// Returns whether a file is signed in the right form, and the signature does not hold.
pub fn is_broken(bytes: &[u8]) -> bool {
    trust::claim(bytes).is_some_and(|(key, _)| trust::open(bytes, &[key]).is_err())
}

/// Returns what is wrong with a file, from behind its first line on.
fn what_is_wrong(rest: &[u8], mut changes: Vec<Change>) -> Flaw {
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

/// Returns the signature in its lines, as ssh-keygen breaks them.
fn armour(encoded: &[u8]) -> Vec<u8> {
    let lines: Vec<&[u8]> = encoded.chunks(70).collect();
    let body = lines.join(&b'\n');
    [BEGIN.as_bytes(), b"\n", &body, b"\n", END.as_bytes(), b"\n"].concat()
}

/// Returns what is left of a line, with its end, and what follows.
fn first_line_end(rest: &[u8]) -> (&[u8], &[u8]) {
    let line = rest.iter().position(|byte| *byte == b'\n');
    let blank = line.filter(|at| rest[..*at].trim_ascii().is_empty());
    rest.split_at(blank.map_or(0, |at| at + 1))
}

#[cfg(test)]
mod tests {
    use super::fixture::{FEED, crlf, key, signed, was};
    use super::*;

    #[test]
    fn what_holds_tells_its_key() {
        let bytes = key().public_key().key_data().ed25519().unwrap().0;
        for content in [FEED, "{}", &crlf(FEED), &format!("\u{feff}{FEED}")] {
            assert_eq!(examine(signed(content).as_bytes()), Ok(Key(bytes)));
        }
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
