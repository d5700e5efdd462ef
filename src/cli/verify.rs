//! `amtsstatus verify`: tells who has signed a file, what it says of itself, and why a signature does not hold.

use std::ffi::OsString;

use super::outcome::{Facts, Given, Intact, Revoked, Signer, Verdict};
use super::params::{CommandLine, Param};
use super::usage::{self, FILE, LANG};
use super::{Both, CliError, FAULTY, FINE, Io, UsageError, Verb, key, terminal};
use crate::feed::Feed;
use crate::feed::time::{Moment, Stamp};
use crate::report::damage;
use crate::trust::{self, Key};

pub(super) const VERB: Verb = Verb {
    name: "verify",
    params: &[&FILE, &KEY, &AT, &LANG],
    about: Both {
        de: "sagt, wer eine Datei unterschrieben hat",
        en: "says who has signed a file",
    },
    text: Both {
        de: "\
Sagt, wer eine Datei unterschrieben hat und was sie gilt. Passt die Unterschrift nicht, sucht es, was unterwegs an der
Datei verändert wurde. Als DATEI liest \"-\" die Standardeingabe.",
        en: "\
Says who has signed a file and until when it holds. If the signature does not fit, it looks for what was changed in the
file on its way. As FILE, \"-\" reads the standard input.",
    },
    status: Both {
        de: "\
Ergebnis: 0 wenn die Unterschrift passt und von einem der genannten Schlüssel ist, 1 wenn nicht, 2 wenn etwas nicht gelesen
werden kann.",
        en: "Status: 0 if the signature fits and is by one of the keys given, 1 if not, 2 if something cannot be read.",
    },
    run,
};

const KEY: Param<OsString> = key::public_param(Both {
    de: "ein öffentlicher Schlüssel: eine .pub-Datei, oder der Text, der auf der Seite in keys=\"…\" steht. Mehrere geben Sie in der Reihenfolge an, in der sie auf der Seite stehen",
    en: "a public key: a .pub file, or the text that stands in keys=\"…\" on the page. Give several in the order in which they stand on the page",
});

const AT: Param<Stamp> = usage::at(Both {
    de: "prüft, als wäre es dieser Zeitpunkt, zum Beispiel 2024-02-22T10:00:00+01:00",
    en: "checks as if it were this moment, such as 2024-02-22T10:00:00+01:00",
});

fn run(line: &CommandLine, io: &mut Io<'_>) -> Result<u8, CliError> {
    let now = line.value(&AT).map_or(io.now, |at| at.at);
    let keys = key::public_keys(line.values(&KEY), io)?;
    let file = line.value(&FILE).ok_or(UsageError::NoFile(VERB.name))?;
    let bytes = io.read(&file)?;
    let verdict = judge(&bytes, &keys, now);
    let name = terminal::name(&file);
    io.say(&io.lang.words().verdict(&name, &verdict))?;
    let fine = matches!(
        verdict,
        Verdict::Intact(Intact {
            signer: Signer::NotAsked | Signer::Given(..),
            facts: Some(_),
            ..
        })
    );
    Ok(if fine { FINE } else { FAULTY })
}

fn judge(bytes: &[u8], keys: &[Key], now: Moment) -> Verdict {
    let key = match damage::examine(bytes) {
        Ok(key) => key,
        Err(flaw) => return Verdict::Broken(flaw),
    };
    let index = keys.iter().position(|given| *given == key);
    let signer = match index {
        Some(index) => Signer::Given(index + 1, keys.len()),
        None if keys.is_empty() => Signer::NotAsked,
        None => Signer::Other(keys.len()),
    };
    let facts = Feed::read(trust::content(bytes)).ok().map(|(feed, _)| {
        let revoked = |revoked: &Key| {
            let given = keys.iter().position(|given| given == revoked);
            let meaning = given.map_or(Revoked::Unknown, |given| match Some(given) < index {
                true => Revoked::Counts(given + 1),
                false => Revoked::Later(given + 1),
            });
            (key::fingerprint(*revoked), meaning)
        };
        let zone = feed.zone();
        Facts {
            id: feed.id.0.clone(),
            seq: feed.seq.0,
            issued: zone.local(feed.issued.at),
            until: feed.valid_until.map(|until| zone.local(until.at)),
            over: feed.valid_until.is_some_and(|until| until.at <= now),
            revokes: feed.revoked.iter().map(revoked).collect(),
        }
    });
    Verdict::Intact(Intact {
        fingerprint: key::fingerprint(key),
        signer,
        given: given(keys),
        facts,
    })
}

/// Returns the fingerprint of each key that was given, whether it has signed or not: people compare them by telephone.
fn given(keys: &[Key]) -> Vec<Given> {
    let before = |index: usize| keys[..index].iter().position(|key| *key == keys[index]);
    (0..keys.len())
        .map(|index| Given {
            fingerprint: key::fingerprint(keys[index]),
            same: before(index).map(|before| before + 1),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use ssh_key::{HashAlg, LineEnding};

    use super::super::UNUSABLE;
    use super::super::tests::{Folder, pair, run_with, signed};
    use super::*;

    fn feed(more: &str) -> String {
        format!(
            r#"{{ "version": 1, "id": "stadt", "seq": 7, "issued": "2024-02-22T10:00:00+01:00",
  "valid_until": "2024-03-07T00:00:00+01:00", {more}
  "publisher": {{ "name": "Stadt", "url": "https://www.stadt.example/" }},
  "entries": [ {{ "id": "a", "kind": "service", "name": "Bürgerbüro", "state": "available" }} ] }}
"#
        )
    }

    #[test]
    fn its_moments_are_told_in_the_towns_time() {
        let (key, _) = pair(1);
        let written = feed("")
            .replace("2024-02-22T10:00:00+01:00", "2024-02-22T09:00:00Z")
            .replace("2024-03-07T00:00:00+01:00", "2024-03-06T23:00:00Z");
        let london = written.replace("\"url\"", "\"time_zone\": \"Europe/London\", \"url\"");
        for (feed, issued, until) in [
            (
                written,
                "Donnerstag, 22. Februar 2024, 10 Uhr",
                "Donnerstag, 7. März 2024, 0 Uhr",
            ),
            (
                london,
                "Donnerstag, 22. Februar 2024, 9 Uhr",
                "Mittwoch, 6. März 2024, 23 Uhr",
            ),
        ] {
            let said = says(&signed(&key, &feed), &[], FINE, "Die Unterschrift passt");
            assert!(said.contains(issued) && said.contains(until), "{said}");
        }
    }

    #[track_caller]
    fn says(file: &str, args: &[&str], status: u8, said: &str) -> String {
        let args = [&["verify", "-"], args].concat();
        let (out, err, ended) = run_with(&args, file);
        assert_eq!(err, "");
        assert!(out.starts_with(said), "{out}");
        assert_eq!(ended, status);
        out
    }

    #[test]
    fn who_has_signed_and_what_it_holds_is_told() {
        let (key, text) = pair(1);
        let (_, other) = pair(2);
        let file = signed(&key, &feed(""));
        let said = says(
            &file,
            &[],
            FINE,
            "Die Unterschrift passt zum Inhalt. Von wem sie ist, sagt das noch nicht.\n",
        );
        let fingerprint = key.fingerprint(HashAlg::Sha256).to_string();
        for part in [
            fingerprint.as_str(),
            "stadt, seq 7",
            "Donnerstag, 22. Februar 2024, 10 Uhr",
            "Donnerstag, 7. März 2024, 0 Uhr\n",
            "Vergleichen Sie den Fingerabdruck",
        ] {
            assert!(said.contains(part), "{said}");
        }
        let own = ["--key", &text];
        says(
            &file,
            &own,
            FINE,
            "Die Unterschrift passt zum Inhalt und ist von diesem Schlüssel.\n",
        );
        let both = ["--key", &other, "--key", &text];
        says(
            &file,
            &both,
            FINE,
            "Die Unterschrift passt zum Inhalt und ist von Schlüssel 2 der 2 genannten.\n",
        );
        let attribute = ["--key", &format!("{other} {text}")];
        says(
            &file,
            &attribute,
            FINE,
            "Die Unterschrift passt zum Inhalt und ist von Schlüssel 2 der 2 genannten.\n",
        );
        let none = ["--key", &other];
        let said = says(
            &file,
            &none,
            FAULTY,
            "Die Unterschrift passt zum Inhalt, ist aber von einem anderen Schlüssel als dem genannten.\n",
        );
        assert!(said.contains(&fingerprint), "{said}");
    }

    #[test]
    fn every_key_that_is_named_has_its_fingerprint() {
        let [(key, one), (_, two), (_, three)] = [1, 2, 3].map(pair);
        let file = signed(&key, &feed(""));
        let print = |text: &str| key::fingerprint(Key::parse(text).unwrap());
        for keys in [[&one, &two, &one], [&two, &three, &two]] {
            let args: Vec<&str> = keys.iter().flat_map(|key| ["--key", key]).collect();
            let (out, ..) = run_with(&[&["verify", "-"], &args[..]].concat(), &file);
            for row in [
                format!("  Schlüssel 1:    {}\n", print(keys[0])),
                format!("  Schlüssel 2:    {}\n", print(keys[1])),
                format!(
                    "  Schlüssel 3:    {} (derselbe wie Schlüssel 1: Fehlt ein anderer?)\n",
                    print(keys[2])
                ),
            ] {
                assert!(out.contains(&row), "{out}\n{row}");
            }
        }
        // The fingerprint of the only key has just been shown.
        let (out, ..) = run_with(&["verify", "-", "--key", &one], &file);
        assert_eq!(out.matches("SHA256:").count(), 1, "{out}");
        let (out, ..) = run_with(&["verify", "-", "--key", &two], &file);
        assert_eq!(out.matches("SHA256:").count(), 2, "{out}");
    }

    #[test]
    fn expired_feed_is_called_expired() {
        let file = signed(&pair(1).0, &feed(""));
        for (at, over) in [
            ("2024-03-06T23:59:59+01:00", false),
            ("2024-03-07T00:00:00+01:00", true),
        ] {
            let said = says(&file, &["--at", at], FINE, "Die Unterschrift passt");
            assert_eq!(
                said.contains("Das ist vorbei. Unterschreiben Sie eine neue Meldung."),
                over,
                "{said}"
            );
        }
    }

    #[test]
    fn revocation_counts_for_the_keys_before_the_signer() {
        let [(_, first), (second, own), (_, third), (_, fourth)] = [1, 2, 3, 4].map(pair);
        let revoked = format!("\"revoked\": [\"{first}\", \"{own}\", \"{third}\", \"{fourth}\"],");
        let file = signed(&second, &feed(&revoked));
        let print = |text: &str| key::fingerprint(Key::parse(text).unwrap());
        let keys = ["--key", &first, "--key", &own, "--key", &third];
        let said = says(&file, &keys, FINE, "Die Unterschrift passt");
        let row = |text: &str, meaning: &str| format!("Widerruft:      {}{meaning}\n", print(text));
        for row in [
            row(
                &first,
                " (Schlüssel 1 der genannten: Er gilt damit nicht mehr.)",
            ),
            row(
                &own,
                " (Schlüssel 2 der genannten: Das zählt nicht, denn er steht nicht vor dem, der unterschrieben hat. Stimmt die Reihenfolge der Schlüssel?)",
            ),
            row(
                &third,
                " (Schlüssel 3 der genannten: Das zählt nicht, denn er steht nicht vor dem, der unterschrieben hat. Stimmt die Reihenfolge der Schlüssel?)",
            ),
            row(&fourth, ""),
        ] {
            assert!(said.contains(&row), "{said}\n{row}");
        }
        // A key that is not given revokes none of the given ones.
        let said = says(&file, &["--key", &first], FAULTY, "Die Unterschrift passt");
        assert!(!said.contains("gilt damit nicht mehr"), "{said}");
    }

    #[test]
    fn broken_signature_is_told_with_the_changes_in_transport() {
        let (key, text) = pair(1);
        let file = signed(&key, &feed(""));
        let crlf = file.replace('\n', "\r\n");
        let said = says(
            &crlf,
            &["--key", &text],
            FAULTY,
            "Die Unterschrift passt nicht, weil die Datei unterwegs verändert wurde:\n\n- Die Zeilen enden jetzt wie unter Windows (CR LF).",
        );
        assert!(said.contains("binär"), "{said}");
        says(
            &feed(""),
            &[],
            FAULTY,
            "\"-\" ist nicht unterschrieben. Seiten mit \"key\" zeigen sie nicht.",
        );
        for no_feed in ["", "\n", "<!doctype html>\n<title>Nicht gefunden</title>"] {
            says(no_feed, &[], FAULTY, "\"-\" ist keine Statusdatei.");
        }
        says(
            &file.replace("available", "limited"),
            &[],
            FAULTY,
            "Die Unterschrift passt nicht zum Inhalt: ",
        );
    }

    /// A file from a server may be forged: to sign it would make it genuine.
    #[test]
    fn unsigned_file_gets_no_advice_to_sign_it() {
        for lang in ["de", "en"] {
            for file in [feed(""), String::new(), "<html>".into()] {
                let (out, ..) = run_with(&["verify", "-", "--lang", lang], &file);
                assert!(!out.contains("amtsstatus sign"), "{out}");
            }
        }
        let said = says(&feed(""), &[], FAULTY, "");
        for part in [
            "Kommt sie von Ihrem Server, unterschreiben Sie sie nicht:",
            "Laden Sie Ihre status.signed.json noch einmal hoch.",
        ] {
            assert!(said.contains(part), "{said}");
        }
    }

    #[test]
    fn a_signature_over_what_is_no_feed_is_not_fine() {
        let (key, text) = pair(1);
        let said = says(
            &signed(&key, "{}"),
            &["--key", &text],
            FAULTY,
            "Die Unterschrift passt",
        );
        assert!(said.contains("keine lesbare Meldung"), "{said}");
    }

    #[test]
    fn a_key_without_quotation_marks_is_recognised() {
        let (_, text) = pair(1);
        for lang in ["de", "en"] {
            // The arguments as the shell splits them.
            let mut args = vec!["verify", "x.json", "--lang", lang, "--key"];
            let key = format!("{text} presse");
            args.extend(key.split(' '));
            // And of a key without a comment, before the file was named.
            let two = ["verify", "--lang", lang, "--key", "ssh-ed25519", "AAAA"];
            assert_eq!(run_with(&two, "").1, run_with(&args, "").1);
            let (out, err, status) = run_with(&args, "");
            assert_eq!((out.as_str(), status), ("", UNUSABLE));
            let said = [
                "Fehlen Anführungszeichen? Zum Beispiel: --key \"$(cat presse.pub)\"",
                "Are there quotation marks missing?",
            ];
            assert!(said.iter().any(|said| err.contains(said)), "{err}");
        }
    }

    #[test]
    fn a_key_that_is_none_is_named() {
        let folder = Folder::new("verify-key");
        let (key, text) = pair(1);
        folder.put("presse.pub", &format!("{text} presse\n"));
        folder.put("presse", &key.to_openssh(LineEnding::LF).unwrap());
        let file = signed(&key, &feed(""));
        let path = |name: &str| format!("{}/{name}", folder.path());
        says(
            &file,
            &["--key", &path("presse.pub")],
            FINE,
            "Die Unterschrift passt zum Inhalt und ist von",
        );
        for (key, said) in [
            (
                path("presse"),
                format!("\"{}\" ist ein geheimer Schlüssel.", path("presse")),
            ),
            (
                path("x"),
                format!("Die Datei \"{}\" gibt es nicht.", path("x")),
            ),
            (
                "ssh-rsa AAAAB3Nz".into(),
                "\"ssh-rsa AAAAB3Nz\" ist ein Schlüssel der Art \"ssh-rsa\".".into(),
            ),
            (
                text[..70].into(),
                format!(
                    "\"{}…\" ist ein Schlüssel, aber nicht vollständig",
                    &text[..40]
                ),
            ),
        ] {
            let (out, err, status) = run_with(&["verify", "-", "--key", &key], &file);
            assert_eq!((out.as_str(), status), ("", UNUSABLE));
            assert!(err.contains(&said), "{err}");
        }
    }
}
