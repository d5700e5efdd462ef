//! The command line's words about keys and signatures: the part that `keygen`, `sign` and `verify` need.

use crate::cli::outcome::{BadKey, BadPassphrase, Given, Intact, Made, Question, Signer, Verdict};
use crate::cli::outcome::{Passed, PublishWarning, Refused, Signed};
use crate::report::damage::Change;

/// Everything about keys and signatures in one language.
pub(in crate::cli) trait Signing {
    /// Says why a file or an argument is not the right key.
    fn bad_key(&self, name: &str, why: &BadKey) -> String;
    /// Says why a passphrase is not accepted.
    fn bad_passphrase(&self, why: &BadPassphrase) -> String;
    /// Returns the question to ask at the terminal.
    fn question(&self, question: Question<'_>) -> String;
    /// Presents a new key and says what to do with it.
    fn made(&self, made: &Made) -> String;
    /// Says why a feed is not signed.
    fn refused(&self, why: &Refused) -> String;
    /// Says that a published file is ignored, and why.
    fn passed(&self, file: &str, why: Passed) -> String;
    /// Says what a feed has probably forgotten.
    fn publish_warning(&self, publish_warning: &PublishWarning) -> String;
    /// Presents a file that was signed.
    fn signed(&self, signed: &Signed) -> String;
    /// Says what the signature of a file is worth.
    fn verdict(&self, name: &str, verdict: &Verdict) -> String;
    /// Says that a page does not require the signature that its feed has.
    fn unpinned(&self) -> String;
    /// Says that a feed does not go onto a page with pinned keys, since none of them has signed it.
    fn not_by_these(&self, name: &str) -> String;
}

/// How a change on the way can be kept from happening again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remedy {
    /// To join the two parts with a program that copies bytes.
    Join,
    /// To transfer in binary mode.
    Binary,
    /// To leave the file alone.
    HandsOff,
}

/// Returns the remedy for the most likely cause of these changes.
pub(super) fn remedy(changes: &[Change]) -> Remedy {
    use Change::{Armour, Crlf, Lf, Utf16};
    if changes.contains(&Utf16) {
        return Remedy::Join;
    }
    let line_ends = |change: &Change| matches!(change, Crlf | Lf | Armour);
    match changes.iter().all(line_ends) {
        true => Remedy::Binary,
        false => Remedy::HandsOff,
    }
}

/// Returns a row for the fingerprint of each key that was given, numbered after `word`; `same` words that a key is a
/// repeated one. Returns none if only one key was given and it has signed: that fingerprint is shown already.
pub(super) fn fingerprints(
    intact: &Intact,
    word: &str,
    same: fn(usize) -> String,
) -> Vec<(String, String)> {
    if intact.signer == Signer::Given(1, 1) {
        return Vec::new();
    }
    let row = |(index, given): (usize, &Given)| {
        let same = given.same.map_or_else(String::new, same);
        (
            format!("{word} {}", index + 1),
            format!("{}{same}", given.fingerprint),
        )
    };
    intact.given.iter().enumerate().map(row).collect()
}

/// Lays out rows of two columns, the second one aligned.
pub(super) fn rows(rows: &[(impl AsRef<str>, String)]) -> String {
    let width = rows
        .iter()
        .map(|(name, _)| name.as_ref().chars().count())
        .max();
    let width = width.unwrap_or_default() + 1;
    rows.iter()
        .map(|(name, value)| format!("  {:<width$}  {value}\n", format!("{}:", name.as_ref())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::outcome::{Facts, Revoked};
    use crate::feed::time::Stamp;
    use crate::feed::zone::Zone;
    use crate::report::damage::Flaw;
    use crate::report::harmless;

    fn both<T>(said: impl Fn(&dyn Signing) -> T) -> [T; 2] {
        use crate::report::MessageLang::{De, En};
        [said(De.words()), said(En.words())]
    }

    /// Checks that the two wordings differ, have no exclamation mark, and are safe to show on a terminal. Returns both.
    #[track_caller]
    fn is_said(said: impl Fn(&dyn Signing) -> String) -> [String; 2] {
        let [german, english] = both(said);
        assert_ne!(german, english);
        for said in [&german, &english] {
            assert!(!said.is_empty() && !said.contains('!'), "{said}");
            assert_eq!(*said, said.replace("  \n", "\n"), "{said}");
            let lines = said.lines().all(|line| line == harmless(line));
            assert!(lines, "{said}");
        }
        [german, english]
    }

    #[test]
    fn every_key_that_is_none_is_named_with_the_reason() {
        for why in [
            BadKey::Public,
            BadKey::Private,
            BadKey::Kind("ssh-rsa".into()),
            BadKey::OldForm,
            BadKey::Foreign,
            BadKey::Damaged,
            BadKey::NoKey,
            BadKey::WrongPassphrase,
            BadKey::Forgotten,
        ] {
            for said in is_said(|words| words.bad_key("presse", &why)) {
                assert!(said.contains("\"presse\"") && said.ends_with('.'), "{said}");
            }
        }
    }

    #[test]
    fn every_passphrase_that_is_none_has_its_reason() {
        for why in [
            || BadPassphrase::Empty,
            || BadPassphrase::Short(3),
            || BadPassphrase::Differ,
            || BadPassphrase::NotText,
            || BadPassphrase::NoTerminal,
            || BadPassphrase::NoAnswer,
        ] {
            for said in is_said(|words| words.bad_passphrase(&why())) {
                assert!(said.ends_with('.'), "{said}");
            }
        }
        for question in [Question::New, Question::Again, Question::Of("presse")] {
            is_said(|words| words.question(question));
        }
    }

    #[test]
    fn every_refusal_ends_with_what_was_written() {
        for why in [
            Refused::Signed,
            Refused::NoEnd,
            Refused::Ended("X".into()),
            Refused::RevokesItself,
        ] {
            let [german, english] = is_said(|words| words.refused(&why));
            assert!(german.ends_with("Geschrieben wurde nichts."), "{german}");
            assert!(english.ends_with("Nothing was written."), "{english}");
        }
    }

    #[test]
    fn a_file_that_does_not_count_is_named() {
        for why in [Passed::Broken, Passed::Revoked] {
            for said in is_said(|words| words.passed("x.json", why)) {
                assert!(said.contains("\"x.json\"") && said.ends_with('.'), "{said}");
            }
        }
    }

    #[test]
    fn what_was_forgotten_is_said_in_whole_sentences() {
        let issued = PublishWarning::Issued("x.json".into(), "A".into(), "B".into());
        for publish_warning in [issued, PublishWarning::Revoked] {
            for said in is_said(|words| words.publish_warning(&publish_warning)) {
                assert!(said.ends_with('.'), "{said}");
            }
        }
    }

    #[test]
    fn every_flaw_and_every_change_has_words_of_its_own() {
        use Change::*;
        let mut all: Vec<Flaw> = [
            Utf16, Latin1, Bom, InnerBom, NoBom, Start, Armour, Crlf, Lf, Gap, Added, Cut,
        ]
        .map(|change| Flaw::Transport(vec![change]))
        .into();
        all.extend([
            Flaw::Unsigned,
            Flaw::NoFeed,
            Flaw::Behind,
            Flaw::Alone,
            Flaw::Damaged,
            Flaw::Namespace("file".into()),
            Flaw::Hash("sha256".into()),
            Flaw::Kind("ssh-rsa".into()),
            Flaw::Altered,
        ]);
        let mut said: Vec<String> = all
            .into_iter()
            .flat_map(|flaw| {
                let verdict = Verdict::Broken(flaw);
                is_said(|words| words.verdict("x.json", &verdict))
            })
            .collect();
        let count = said.len();
        said.sort();
        said.dedup();
        assert_eq!(said.len(), count);
    }

    #[test]
    fn what_holds_is_said_with_whose_it_is() {
        let stamp = Zone::default().local(Stamp::parse("2026-12-01T10:00:00+01:00").unwrap().at);
        let facts = |over, until, revokes| Facts {
            id: "stadt".into(),
            seq: 17,
            issued: stamp,
            until,
            over,
            revokes,
        };
        let revokes = vec![
            ("SHA256:a".into(), Revoked::Unknown),
            ("SHA256:b".into(), Revoked::Counts(1)),
            ("SHA256:c".into(), Revoked::Later(3)),
        ];
        let all = [
            (Signer::NotAsked, Some(facts(false, Some(stamp), vec![]))),
            (Signer::Given(2, 3), Some(facts(false, None, vec![]))),
            (Signer::Given(2, 3), Some(facts(true, Some(stamp), revokes))),
            (Signer::Given(1, 1), None),
            (Signer::Other(2), None),
            (Signer::Other(1), Some(facts(false, None, vec![]))),
        ];
        for (signer, facts) in all {
            let has = facts.is_some();
            let verdict = Verdict::Intact(Intact {
                fingerprint: "SHA256:abc".into(),
                signer,
                given: vec![
                    Given {
                        fingerprint: "SHA256:d".into(),
                        same: None,
                    },
                    Given {
                        fingerprint: "SHA256:d".into(),
                        same: Some(1),
                    },
                ],
                facts,
            });
            for said in is_said(|words| words.verdict("x.json", &verdict)) {
                assert!(said.contains("SHA256:abc"), "{said}");
                assert_eq!(said.contains("seq 17"), has, "{said}");
            }
        }
    }

    #[test]
    fn the_remedy_fits_the_change() {
        use Change::{Added, Armour, Bom, Crlf, Utf16};
        assert_eq!(remedy(&[Utf16, Crlf, Added]), Remedy::Join);
        assert_eq!(remedy(&[Crlf]), Remedy::Binary);
        assert_eq!(remedy(&[Armour]), Remedy::Binary);
        assert_eq!(remedy(&[Bom, Crlf]), Remedy::HandsOff);
        assert_eq!(remedy(&[Added]), Remedy::HandsOff);
    }
}
