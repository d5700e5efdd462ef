//! Opens the bytes of a file, whatever they are: a feed becomes a document, anything else gets a calm sentence.

use serde_json::Value;

use super::document::Document;
use super::words::{Both, UiLang};
use crate::feed::json::without_bom;
use crate::feed::problem::Fault;
use crate::feed::{Feed, MAX_BYTES};
use crate::trust::{self, ARMOUR};

/// More bytes than this are not even read: the largest feed, with its signature.
pub const MAX_FILE: usize = MAX_BYTES + ARMOUR;

/// An opened feed.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// What can be written on.
    pub document: Document,
    /// The name under which it is saved: that of a signed file without `.signed`.
    pub name: String,
    /// What has to be said about it.
    pub remark: Option<Remark>,
}

/// What has to be said about a file that was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// It was signed: a changed feed has to be signed again.
    Signed,
    /// A field stood twice in it, of which the last one counts.
    Doubled,
}

/// Why a file is not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing in it.
    Empty,
    /// It has more bytes than a feed may have.
    TooLarge,
    /// It is no text.
    NotText,
    /// It is a web page.
    Html,
    /// It is a private key, which belongs nowhere near a browser.
    PrivateKey,
    /// Its form is broken in this line.
    Broken(usize),
    /// It has the form of data, but says nothing that a feed says.
    OtherKind,
    /// It is written for a newer version of this program.
    Newer,
}

/// Opens the bytes of a file of this name.
pub fn open(bytes: &[u8], name: &str) -> Result<Opened, Refusal> {
    if bytes.len() > MAX_FILE {
        return Err(Refusal::TooLarge);
    }
    let content = trust::content(bytes);
    let text = std::str::from_utf8(without_bom(content)).map_err(|_| Refusal::NotText)?;
    let text = text.trim_start();
    if text.is_empty() {
        return Err(Refusal::Empty);
    }
    let beginning: String = text.chars().take(400).collect();
    if beginning.starts_with('<') {
        return Err(Refusal::Html);
    }
    if beginning.contains("PRIVATE KEY-----") || beginning.starts_with("PuTTY-User-Key-File") {
        return Err(Refusal::PrivateKey);
    }
    if text.contains('\0') {
        return Err(Refusal::NotText);
    }
    let document = Document::open(content).map_err(|error| Refusal::Broken(error.line()))?;
    let (_, problems) = Feed::draft(content);
    let has = |wanted: fn(&Fault) -> bool| problems.iter().any(|problem| wanted(&problem.fault));
    if has(|fault| matches!(fault, Fault::NewerVersion(_))) {
        return Err(Refusal::Newer);
    }
    if !is_feed(document.value()) {
        return Err(Refusal::OtherKind);
    }
    let is_signed = content.len() < bytes.len();
    let remark = match is_signed {
        true => Some(Remark::Signed),
        false => has(|fault| matches!(fault, Fault::Duplicate)).then_some(Remark::Doubled),
    };
    Ok(Opened {
        document,
        name: match is_signed {
            true => name.replace(".signed.", "."),
            false => name.to_owned(),
        },
        remark,
    })
}

/// Tells whether it is a feed, also one that is only begun: it has entries or a publisher, in the right form.
fn is_feed(value: &Value) -> bool {
    let entries = value.get("entries").is_some_and(Value::is_array);
    let publisher = value.get("publisher").is_some_and(Value::is_object);
    entries || (publisher && value.get("version").is_some())
}

impl Remark {
    /// Returns the sentence for a person.
    pub fn said(self) -> Both {
        let (de, en) = match self {
            Self::Signed => (
                "Die Datei war unterschrieben. Nach jeder Änderung müssen Sie sie neu unterschreiben.",
                "The file was signed. After each change you have to sign it again.",
            ),
            Self::Doubled => (
                "Eine Angabe stand zweimal in der Datei. Hier sehen Sie die letzte.",
                "Something stood in the file twice. Here you see the last one.",
            ),
        };
        Both { de, en }
    }
}

impl Refusal {
    /// Returns the sentences for a person, without blame and with what to do next.
    pub fn said(&self, lang: UiLang) -> String {
        let (de, en) = match self {
            Self::Empty => (
                "Die Datei ist leer. Haben Sie eine ältere Fassung?",
                "The file is empty. Do you have an earlier version?",
            ),
            Self::TooLarge => (
                "Die Datei ist zu groß für eine Statusdatei. Mehr als 1 MB wird nicht geöffnet.",
                "The file is too large for a status file. More than 1 MB is not opened.",
            ),
            Self::NotText => (
                "Die Datei enthält Zeichen, die hier nicht lesbar sind. Eine Statusdatei ist reiner Text in der Kodierung UTF-8.",
                "The file has characters that cannot be read here. A status file is plain text in the encoding UTF-8.",
            ),
            Self::Html => (
                "Das ist eine Internetseite und keine Statusdatei. Die Statusdatei heißt meist status.json.",
                "This is a web page and not a status file. The status file is mostly called status.json.",
            ),
            Self::PrivateKey => (
                "Das ist ein geheimer Schlüssel. Geben Sie ihn nie weiter. Hier wurde er nicht geöffnet.",
                "This is a private key. Never hand it on. It was not opened here.",
            ),
            Self::Broken(_) => (
                "Die Datei ist beschädigt oder etwas anderes als eine Statusdatei. Die Stelle ist in Zeile {line}.",
                "The file is damaged, or something else than a status file. The place is in line {line}.",
            ),
            Self::OtherKind => (
                "Die Datei ist lesbar, aber keine Statusdatei: Es stehen keine Einträge darin.",
                "The file can be read, but it is no status file: there are no entries in it.",
            ),
            Self::Newer => (
                "Die Datei ist für eine neuere Fassung dieses Programms. Bitte öffnen Sie sie mit der neuen Fassung.",
                "The file is for a newer version of this program. Please open it with the new version.",
            ),
        };
        let text = Both { de, en }.in_lang(lang);
        match self {
            Self::Broken(line) => text.replace("{line}", &line.max(&1).to_string()),
            _ => text.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::{pair, signed};

    const FEED: &str = include_str!("../../feeds/moessingen-2024-02.json");

    #[track_caller]
    fn refused(bytes: &[u8], why: Refusal) {
        assert_eq!(open(bytes, "x.json"), Err(why.clone()));
        for lang in [UiLang::De, UiLang::En] {
            let said = why.said(lang);
            assert!(!said.contains(['!', '{', '}']), "{said}");
        }
    }

    #[test]
    fn whatever_is_no_feed_gets_a_sentence() {
        refused(b"", Refusal::Empty);
        refused(b"\xef\xbb\xbf \n", Refusal::Empty);
        refused(&vec![b' '; 300_000_000], Refusal::TooLarge);
        refused(b"<!doctype html><p>Die Seite ist weg</p>", Refusal::Html);
        refused(b"\n <?xml version=\"1.0\"?><rss/>", Refusal::Html);
        refused(b"{ \"name\": \"M\xf6ssingen\" }", Refusal::NotText);
        refused(b"PK\x03\x04\x00\x00", Refusal::NotText);
        refused(b"{ \"version\": 1,\n \"id\": }", Refusal::Broken(2));
        refused("[".repeat(5_000).as_bytes(), Refusal::Broken(1));
        refused(b"Guten Tag", Refusal::Broken(1));
        for other in [
            "{}",
            "[]",
            "1",
            "null",
            r#"{ "entries": 7 }"#,
            r#"{ "name": "x", "version": "1.0" }"#,
        ] {
            refused(other.as_bytes(), Refusal::OtherKind);
        }
        refused(br#"{ "version": 2, "entries": {} }"#, Refusal::Newer);
        let key = "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n";
        refused(key.as_bytes(), Refusal::PrivateKey);
        refused(b"PuTTY-User-Key-File-3: ssh-ed25519", Refusal::PrivateKey);
    }

    #[test]
    fn a_feed_opens_with_its_bytes() {
        let windows = format!("\u{feff}{}", FEED.replace('\n', "\r\n"));
        for feed in [FEED, &windows] {
            let opened = open(feed.as_bytes(), "status.json").unwrap();
            assert_eq!(opened.document.bytes(), feed.as_bytes());
            assert_eq!((&*opened.name, opened.remark), ("status.json", None));
        }
        // One that is only begun, and has errors, can be written on.
        assert!(open(br#"{ "version": 1, "publisher": {} }"#, "a").is_ok());
    }

    #[test]
    fn a_signed_feed_opens_without_its_signature_and_says_so() {
        let opened = open(signed(&pair(1).0, FEED).as_bytes(), "status.signed.json").unwrap();
        assert_eq!(opened.document.bytes(), FEED.as_bytes());
        assert_eq!(opened.name, "status.json");
        assert_eq!(opened.remark, Some(Remark::Signed));
    }

    #[test]
    fn a_field_that_stands_twice_is_told() {
        let feed = r#"{ "version": 1, "id": "a", "id": "b", "entries": [] }"#;
        let opened = open(feed.as_bytes(), "a").unwrap();
        assert_eq!(opened.remark, Some(Remark::Doubled));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_are_too_much(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            let _ = open(&bytes, "x");
        }

        #[test]
        fn a_damaged_feed_is_opened_or_refused(
            at in 0usize..9_000, with in proptest::collection::vec(proptest::num::u8::ANY, 0..4), signs in proptest::bool::ANY,
        ) {
            let feed = if signs { signed(&pair(1).0, FEED) } else { FEED.to_owned() };
            let mut bytes = feed.into_bytes();
            let at = at.min(bytes.len());
            let end = (at + with.len() / 2).min(bytes.len());
            bytes.splice(at..end, with);
            match open(&bytes, "x.signed.json") {
                Ok(opened) => drop(opened.document.bytes()),
                Err(why) => drop(why.said(UiLang::De)),
            }
        }
    }
}
