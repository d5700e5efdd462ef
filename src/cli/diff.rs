//! `amtsstatus diff`: what changed between two publications, in sentences for a press release.

use std::ffi::OsString;

use serde_json::json;

use super::params::{CommandLine, Param};
use super::terminal::without_isolates;
use super::{Both, CliError, FAULTY, FINE, Io, UsageError, Verb, preview, terminal, usage};
use crate::feed::Feed;
use crate::feed::time::{Moment, Stamp};
use crate::i18n::Lang;
use crate::render::diff::{Change, diff, heading};
use crate::report::{self, harmless};

pub(super) const VERB: Verb = Verb {
    name: "diff",
    params: &[&OLD, &NEW, &LANG, &AT, &JSON],
    about: Both {
        de: "sagt in Sätzen, was sich zwischen zwei Meldungen geändert hat",
        en: "says in sentences what changed between two publications",
    },
    text: Both {
        de: "\
Vergleicht zwei Statusdateien und sagt in Sätzen, was neu, anders oder nicht mehr da ist, zum Beispiel für eine
Pressemitteilung. Zustände und Zeiten stehen da, wie sie auch im Widget stehen. Die Dateien dürfen schon unterschrieben
sein. Als eine der beiden liest \"-\" die Standardeingabe.",
        en: "\
Compares two feeds and says in sentences what is new, different or gone, for a press release for example. States and times
read as they do in the widget. The files may be signed already. As one of them, \"-\" reads the standard input.",
    },
    status: Both {
        de: "Ergebnis: 0, auch wenn sich nichts geändert hat, oder 1 wenn eine Datei Fehler hat, die eine Anzeige verhindern.",
        en: "Status: 0, even if nothing changed, or 1 if a file has errors that keep it from being shown.",
    },
    run,
};

const OLD: Param<OsString> = usage::file(Both {
    de: "ALT",
    en: "OLD",
});

const NEW: Param<OsString> = usage::file(Both {
    de: "NEU",
    en: "NEW",
});

const LANG: Param<Lang> = usage::page_lang(Both {
    de: "Sprache der Sätze, zum Beispiel de-simple (Leichte Sprache); ohne diese Angabe die Sprache der neuen Datei",
    en: "language of the sentences, such as de-simple (Leichte Sprache); without it, the language of the new file",
});

const AT: Param<Stamp> = usage::at(Both {
    de: "was zu diesem Zeitpunkt anders ist, zum Beispiel 2024-02-24T10:00:00+01:00",
    en: "what is different at this moment, such as 2024-02-24T10:00:00+01:00",
});

const JSON: Param<bool> = Param::flag(
    "--json",
    Both {
        de: "die Änderungen als JSON, für Programme",
        en: "the changes as JSON, for programs",
    },
);

fn run(line: &CommandLine, io: &mut Io<'_>) -> Result<u8, CliError> {
    let now = line.value(&AT).map_or(io.now, |at| at.at);
    let (Some(old), Some(new)) = (line.value(&OLD), line.value(&NEW)) else {
        return Err(UsageError::NoFile(VERB.name).into());
    };
    if old == "-" && new == "-" {
        return Err(UsageError::InputTwice.into());
    }
    let [Some(old), Some(new)] = [shown(io, &old, now)?, shown(io, &new, now)?] else {
        return Ok(FAULTY);
    };
    if old.id != new.id {
        return Err(CliError::OtherFeed(old.id.0, new.id.0));
    }
    if old.seq > new.seq {
        return Err(CliError::Backwards(old.seq.0, new.seq.0));
    }
    let lang = line.value(&LANG).unwrap_or_else(|| Lang::of(new.lang()));
    let changes = diff(&old, &new, lang, now);
    let said = match line.has(&JSON) {
        true => json(&old, &new, lang, &changes),
        false => {
            let heading = heading(&old, &new, lang, now, changes.is_empty());
            text(&heading, &changes)
        }
    };
    io.say(&said)?;
    Ok(FINE)
}

/// Reads a feed, or reports why it cannot be shown.
fn shown(io: &mut Io<'_>, file: &std::ffi::OsStr, now: Moment) -> Result<Option<Feed>, CliError> {
    let bytes = io.read(file)?;
    let feed = preview::shown_feed(&bytes);
    if feed.is_none() {
        let problems = report::problems(&bytes, now);
        let report = report::report(&terminal::name(file), &bytes, &problems, io.lang);
        io.complain(&report.text)?;
    }
    Ok(feed)
}

fn text(heading: &str, changes: &[Change]) -> String {
    let mut said = without_isolates(heading) + "\n";
    for (number, change) in changes.iter().enumerate() {
        let between = if number == 0 { "\n" } else { "" };
        let sentence = harmless(&without_isolates(&change.sentence).replace('\n', " "));
        said += &format!("{between}- {sentence}\n");
    }
    said
}

fn json(old: &Feed, new: &Feed, lang: Lang, changes: &[Change]) -> String {
    let publication = |feed: &Feed| json!({ "seq": feed.seq, "issued": feed.issued });
    let change = |change: &Change| {
        let mut value = json!({ "kind": change.kind.name(), "sentence": change.sentence });
        if let Some(entry) = &change.entry {
            value["entry"] = json!(entry);
        }
        value
    };
    let mut said = json!({
        "id": new.id,
        "lang": lang.tag(),
        "old": publication(old),
        "new": publication(new),
        "changes": changes.iter().map(change).collect::<Vec<_>>(),
    });
    // Another crate of the same build may have switched serde_json to the order of insertion.
    said.sort_all_objects();
    format!("{said:#}\n")
}

#[cfg(test)]
mod tests {
    use super::super::UNUSABLE;
    use super::super::tests::{Folder, feed, pair, run_with, signed};
    use super::*;

    fn compared(old: &str, new: &str, more: &[&str]) -> (String, String, u8) {
        let folder = Folder::new(&format!("diff-{:x}", crc(old) ^ crc(new)));
        folder.put("old.json", old);
        let file = format!("{}/old.json", folder.path());
        run_with(&[&["diff", &file, "-"], more].concat(), new)
    }

    /// Tells the folders of tests apart.
    fn crc(text: &str) -> usize {
        text.bytes().fold(7, |sum, byte| {
            sum.wrapping_mul(31).wrapping_add(byte.into())
        })
    }

    #[test]
    fn a_list_of_sentences_stands_under_the_moment_of_the_earlier_file() {
        let new = feed("a", 2, "Ausleihe").replace("available", "down");
        let said = compared(&feed("a", 1, "Ausleihe"), &new, &[]);
        let expected = "Das ist neu seit Donnerstag, 22. Februar 2024, 10 Uhr:\n\n- Geändert: Ausleihe, jetzt ausgefallen (bisher verfügbar).\n";
        assert_eq!(said, (expected.into(), String::new(), FINE));
        let (out, ..) = compared(&feed("a", 1, "Ausleihe"), &new, &["--lang", "en"]);
        assert!(
            out.contains("\n- Changed: Ausleihe, now out of order (before: available).\n"),
            "{out}"
        );
    }

    #[test]
    fn of_the_same_file_there_is_nothing_to_say() {
        let same = feed("a", 1, "Ausleihe");
        let said = compared(&same, &same, &[]);
        let expected = "Seit Donnerstag, 22. Februar 2024, 10 Uhr gibt es nichts Neues.\n";
        assert_eq!(said, (expected.into(), String::new(), FINE));
    }

    #[test]
    fn programs_get_json_and_signed_files_count_as_their_content() {
        let (key, _) = pair(1);
        let new = signed(&key, &feed("a", 2, "Ausleihe").replace("available", "down"));
        let (out, _, status) = compared(&feed("a", 1, "Ausleihe"), &new, &["--json"]);
        assert_eq!(status, FINE);
        let said: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(said["old"]["seq"], 1);
        assert_eq!(said["new"]["seq"], 2);
        assert_eq!(
            said["changes"],
            json!([{ "entry": "a", "kind": "changed", "sentence": "Geändert: Ausleihe, jetzt ausgefallen (bisher verfügbar)." }])
        );
    }

    #[test]
    fn files_that_do_not_follow_each_other_are_not_compared() {
        let one = feed("a", 2, "Ausleihe");
        for (old, new, said) in [
            (
                &one,
                feed("b", 3, "Ausleihe"),
                "Die erste Datei ist die Meldung \"a\", die zweite \"b\". Vergleichen lassen sich nur zwei Fassungen derselben Meldung.",
            ),
            (
                &one,
                feed("a", 1, "Ausleihe"),
                "Die erste Datei hat seq 2, die zweite seq 1. Nennen Sie zuerst die ältere.",
            ),
        ] {
            let said = format!("amtsstatus: {said}\n");
            assert_eq!(compared(old, &new, &[]), (String::new(), said, UNUSABLE));
        }
        let (_, err, status) = compared(&one, "{", &[]);
        assert_eq!(status, FAULTY);
        assert!(err.contains("FEHLER"), "{err}");
        let (_, err, _) = run_with(&["diff", "-", "-"], "");
        assert!(err.contains("nur einmal gelesen"), "{err}");
        let (_, err, _) = run_with(&["diff", "-"], "");
        assert!(err.contains("amtsstatus diff alt.json neu.json"), "{err}");
    }

    #[test]
    fn what_a_terminal_would_obey_is_taken_out() {
        let new = feed("a", 2, "Aus\u{1b}[31mleihe\u{202e}");
        let (out, ..) = compared(&feed("a", 1, "B"), &new, &[]);
        assert!(!out.contains(['\u{1b}', '\u{202e}', '\u{2068}']), "{out:?}");
    }
}
