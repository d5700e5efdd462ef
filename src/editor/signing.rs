//! Signing without `amtsstatus edit`: the command for ssh-keygen, and what comes of it. The private key never comes here.

use super::words::{Both, UiLang};
use crate::trust::{self, Key, NAMESPACE};

/// A signed feed, and who has signed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedFeed {
    /// The bytes of the signed file.
    pub bytes: Vec<u8>,
    /// The key that has signed them.
    pub key: Key,
}

/// Why a signature is not put before a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSignature {
    /// It is no signature of ssh-keygen for this purpose with a key of this kind.
    Unreadable,
    /// It is a private key.
    PrivateKey,
    /// It fits another content.
    OtherContent,
    /// Another key than the expected one has made it.
    OtherKey,
}

/// Returns the command that signs the file of this name with the key in the file `key`.
pub fn command(file: &str, key: &str) -> String {
    let [file, key] = [file, key].map(quoted);
    format!("ssh-keygen -Y sign -n {NAMESPACE} -f {key} {file}")
}

/// Returns the name of the file that ssh-keygen writes.
pub fn signature_name(file: &str) -> String {
    format!("{file}.sig")
}

/// Returns the name of the signed file: `status.signed.json`.
pub fn signed_name(file: &str) -> String {
    match file.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.signed.{ending}"),
        None => format!("{file}.signed"),
    }
}

/// Puts a name into quotation marks where a shell would read more than a name. Those of Windows take the same ones.
fn quoted(name: &str) -> String {
    let is_plain =
        |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | '_' | '/');
    match !name.is_empty() && !name.starts_with('-') && name.chars().all(is_plain) {
        true => name.to_owned(),
        // What no quotation mark of theirs could hold is no part of a file's name that anybody has chosen.
        false => {
            let unsafe_char = |char: char| {
                matches!(char, '"' | '$' | '`' | '\\' | '%' | '!') || char.is_control()
            };
            format!("\"./{}\"", name.replace(unsafe_char, "_"))
        }
    }
}

/// Makes the signed file of a feed and the text that ssh-keygen has written, pasted or read from its file. If `expected` is
/// given, that key must have signed it.
pub fn signed(
    feed: &[u8],
    signature: &str,
    expected: Option<Key>,
) -> Result<SignedFeed, NoSignature> {
    if signature.contains("PRIVATE KEY-----") {
        return Err(NoSignature::PrivateKey);
    }
    // Windows ends lines in its own way, and who pastes brings spaces along.
    let lines = signature
        .trim_start_matches('\u{feff}')
        .lines()
        .map(str::trim);
    let mut bytes = Vec::new();
    for line in lines.filter(|line| !line.is_empty()) {
        bytes.extend([line.as_bytes(), b"\n"].concat());
    }
    let is_alone = trust::content(&bytes).is_empty();
    bytes.extend(feed);
    let (key, _) = trust::claim(&bytes)
        .filter(|_| is_alone)
        .ok_or(NoSignature::Unreadable)?;
    if expected.is_some_and(|expected| expected != key) {
        return Err(NoSignature::OtherKey);
    }
    match trust::open(&bytes, &[key]) {
        Ok(_) => Ok(SignedFeed { bytes, key }),
        Err(_) => Err(NoSignature::OtherContent),
    }
}

impl NoSignature {
    /// Returns the sentences for a person.
    pub fn said(self, lang: UiLang) -> &'static str {
        let (de, en) = match self {
            Self::Unreadable => (
                "Das ist keine Unterschrift für eine Statusdatei. Kopieren Sie den ganzen Inhalt der Datei mit der Endung .sig, von der ersten bis zur letzten Zeile.",
                "This is no signature for a status file. Copy all that stands in the file that ends in .sig, from the first to the last line.",
            ),
            Self::PrivateKey => (
                "Das ist ein geheimer Schlüssel. Geben Sie ihn nie weiter. Gebraucht wird die Datei mit der Endung .sig.",
                "This is a private key. Never hand it on. What is needed is the file that ends in .sig.",
            ),
            Self::OtherContent => (
                "Die Unterschrift gehört zu einer anderen Fassung. Laden Sie die Statusdatei noch einmal herunter, und unterschreiben Sie diese.",
                "The signature belongs to another version. Download the status file again, and sign that one.",
            ),
            Self::OtherKey => (
                "Die Unterschrift ist von einem anderen Schlüssel als dem, der hier eingetragen ist.",
                "The signature was made by another key than the one that is entered here.",
            ),
        };
        Both { de, en }.in_lang(lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::{pair, signed as signed_by};
    use crate::trust::fixture::{CONTENT as FEED, KEY, SIGNATURE};

    #[test]
    fn what_ssh_keygen_writes_makes_the_signed_file_however_it_was_pasted() {
        let expected = Key::parse(KEY).unwrap();
        let windows = format!("\u{feff}{}", SIGNATURE.replace('\n', "\r\n"));
        let spaced = format!("\n  {}  ", SIGNATURE.trim().replace('\n', " \n\n  "));
        for pasted in [SIGNATURE, SIGNATURE.trim(), &windows, &spaced] {
            let signed = signed(FEED.as_bytes(), pasted, Some(expected)).unwrap();
            assert_eq!(signed.bytes, [SIGNATURE, FEED].concat().as_bytes());
            assert_eq!(signed.key, expected);
        }
        assert!(signed(FEED.as_bytes(), SIGNATURE, None).is_ok());
    }

    #[test]
    fn what_does_not_fit_is_refused_with_the_reason() {
        let refused = |feed: &str, text: &str, expected: Option<Key>| {
            signed(feed.as_bytes(), text, expected).unwrap_err()
        };
        assert_eq!(refused("{}", SIGNATURE, None), NoSignature::OtherContent);
        let other = Key::parse(&pair(1).1);
        assert_eq!(refused(FEED, SIGNATURE, other), NoSignature::OtherKey);
        for text in [
            "",
            "Guten Tag",
            &SIGNATURE[..200],
            &SIGNATURE.replace("U1NI", "U1NJ"),
        ] {
            assert_eq!(refused(FEED, text, None), NoSignature::Unreadable, "{text}");
        }
        // A whole signed file is not the signature alone: its own feed would come along.
        let whole = signed_by(&pair(1).0, FEED);
        assert_eq!(refused(FEED, &whole, None), NoSignature::Unreadable);
        let key = "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA";
        assert_eq!(refused(FEED, key, None), NoSignature::PrivateKey);
    }

    #[test]
    fn the_command_names_the_purpose_and_no_name_can_add_to_it() {
        assert_eq!(
            command("status.json", "presse"),
            "ssh-keygen -Y sign -n amts-status -f presse status.json"
        );
        let hostile = command("a b; $(rm -rf ~).json", "-x\n`y`");
        assert_eq!(
            hostile,
            "ssh-keygen -Y sign -n amts-status -f \"./-x__y_\" \"./a b; _(rm -rf ~).json\""
        );
        assert_eq!(signed_name("status.json"), "status.signed.json");
        assert_eq!(signature_name("status.json"), "status.json.sig");
    }
}
