//! `amtsstatus check`: whether a feed may be published, and everything that speaks against it.

use super::params::{CommandLine, Param};
use super::usage::{self, FILE, LANG};
use super::{Both, CliError, FAULTY, FINE, Io, UsageError, Verb, preview, terminal};
use crate::feed::Feed;
use crate::feed::decode::Problem;
use crate::feed::time::Stamp;
use crate::report;

pub(super) const VERB: Verb = Verb {
    name: "check",
    params: &[&FILE, &LANG, &AT],
    about: Both {
        de: "prüft eine Datei und nennt alles, was zu ändern ist",
        en: "checks a file and names everything that needs a change",
    },
    text: Both {
        de: "\
Prüft eine Datei vor der Veröffentlichung. Genannt werden alle Fehler und Hinweise auf einmal,
jeweils mit Zeile, Spalte und Feld. Die Datei darf schon unterschrieben sein. Als DATEI liest \"-\" die Standardeingabe.",
        en: "\
Checks a file before it is published. All errors and hints are named at once, each with its line,
column and field. The file may be signed already. As FILE, \"-\" reads the standard input.",
    },
    status: Both {
        de: "Ergebnis: 0 ohne Fehler, 1 mit Fehlern, 2 wenn die Datei nicht gelesen werden kann.",
        en: "Status: 0 without errors, 1 with errors, 2 if the file cannot be read.",
    },
    run,
};

const AT: Param<Stamp> = usage::at(Both {
    de: "prüft, als wäre es dieser Zeitpunkt, zum Beispiel 2024-02-22T10:00:00+01:00",
    en: "checks as if it were this moment, such as 2024-02-22T10:00:00+01:00",
});

fn run(line: &CommandLine, io: &mut Io<'_>) -> Result<u8, CliError> {
    let (file, at) = (line.value(&FILE), line.value(&AT));
    let now = at.map_or(io.now, |at| at.at);
    // How to look at the file: the preview takes these options too.
    let lang = line
        .value(&LANG)
        .map(|lang| format!(" --lang {}", lang.tag()));
    let at = at.map(|at| format!(" --at {at}"));
    let options = lang.into_iter().chain(at).collect::<String>();
    let file = file.ok_or(UsageError::NoFile(VERB.name))?;
    let bytes = io.read(&file)?;
    let problems = report::problems(&bytes, now);
    let name = terminal::name(&file);
    let report = report::report(&name, &bytes, &problems, io.lang);
    io.say(&report.text)?;
    // The standard input cannot be read a second time.
    if file != "-" && preview::shown_feed(&bytes).is_some() {
        io.say(&io.lang.words().see_preview(&name, &options))?;
    }
    Ok(match report.errors {
        0 => FINE,
        _ => FAULTY,
    })
}

/// Returns the feed that was read, if none of the problems is an error. Otherwise writes the report of them to standard
/// error and returns `None`.
pub(super) fn feed_or_report(
    io: &mut Io<'_>,
    name: &str,
    bytes: &[u8],
    read: Result<(Feed, Vec<Problem>), Vec<Problem>>,
    problems: &[Problem],
) -> Result<Option<Feed>, CliError> {
    let report = report::report(name, bytes, problems, io.lang);
    match read {
        Ok((feed, _)) if report.errors == 0 => Ok(Some(feed)),
        _ => {
            io.complain(&report.text)?;
            Ok(None)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Folder, pair, run_with, signed};
    use super::*;

    const SMALL: &str = r#"{ "version": 1, "id": "stadt", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
  "next_update": "2024-02-29T12:00:00+01:00", "valid_until": "2024-03-07T00:00:00+01:00",
  "publisher": { "name": "Stadt", "url": "https://www.stadt.example/" },
  "entries": [ { "id": "a", "kind": "service", "name": "A", "state": "limited", "until": "2024-02-25", "routes": [ { "kind": "counter" } ] } ] }"#;

    #[test]
    fn a_sound_feed_is_said_to_be_sound() {
        let said = run_with(&["check", "-"], SMALL);
        assert_eq!(
            said,
            ("Keine Fehler, keine Hinweise.\n".into(), "".into(), FINE)
        );
    }

    #[test]
    fn a_need_in_own_words_is_no_mistake_unless_a_word_of_the_list_is_meant() {
        let said = |need: &str| {
            let scope = format!(r#""scope": {{ "needs": [ {need} ] }}, "until""#);
            run_with(&["check", "-"], &SMALL.replacen("\"until\"", &scope, 1)).0
        };
        for need in [
            r#""appointment""#,
            r#""Geburtsurkunde""#,
            r#""zwei Passfotos""#,
            r#"{ "de": "Ausweis", "en": "identity card" }"#,
        ] {
            assert_eq!(said(need), "Keine Fehler, keine Hinweise.\n", "{need}");
        }
        for (need, meant) in [
            (r#""apointment""#, "Meinten Sie \"appointment\"?"),
            (r#""Ausweis""#, "Meinten Sie \"id_document\"?"),
            (r#""Bargeld""#, "Meinten Sie \"cash_only\"?"),
        ] {
            let said = said(need);
            assert!(said.contains(meant), "{said}");
            assert!(said.contains("1 Hinweis."), "{said}");
        }
    }

    #[test]
    fn of_a_confirmation_ahead_it_is_said_that_the_widget_ignores_it() {
        let feed = SMALL.replace(
            "\"publisher\"",
            "\"confirmed\": \"2024-02-24T10:00:00+01:00\", \"publisher\"",
        );
        for (lang, ignored, reckoned) in [
            ("de", "Das Widget beachtet es erst dann.", "als wäre es"),
            ("en", "The widget ignores it until then.", "as if it were"),
        ] {
            let at = "2024-02-22T12:00:00+01:00";
            let (out, _, status) = run_with(&["check", "-", "--at", at, "--lang", lang], &feed);
            assert!(out.contains(ignored) && !out.contains(reckoned), "{out}");
            assert_eq!(status, FINE);
        }
    }

    #[test]
    fn of_another_offset_it_is_told_what_is_shown_and_how_to_write_it() {
        let feed = SMALL.replace("2024-02-29T12:00:00+01:00", "2024-02-29T12:00:00Z");
        for (lang, shown) in [
            (
                "de",
                "Das Widget zeigt: Donnerstag, 29. Februar 2024, 13 Uhr.",
            ),
            ("en", "The widget shows: Thursday, 29 February 2024, 1pm."),
        ] {
            let (out, _, status) = run_with(&["check", "-", "--lang", lang], &feed);
            for said in [
                "-:2:18  next_update\n  \"2024-02-29T12:00:00Z\"",
                " +01:00. ",
                shown,
                "\"2024-02-29T13:00:00+01:00\"",
                "\"2024-02-29T12:00:00+01:00\"",
            ] {
                assert!(out.contains(said), "{said} is missing: {out}");
            }
            assert_eq!(status, FINE);
        }
    }

    #[test]
    fn a_feed_of_another_country_is_told_of_the_time_zone() {
        let feed = SMALL.replace("+01:00", "+00:00");
        for lang in ["de", "en"] {
            let args = ["check", "-", "--lang", lang];
            let (out, _, status) = run_with(&args, &feed);
            let name = "\"time_zone\": \"Europe/London\"";
            assert_eq!(out.matches(name).count(), 1, "{out}");
            assert_eq!(status, FINE);
            let named = feed.replace("\"url\"", &format!("{name}, \"url\""));
            assert!(!run_with(&args, &named).0.contains("zone"), "{named}");
            let (out, ..) = run_with(&args, &named.replace("London", "Londn"));
            assert!(out.contains("\"Europe/London\"?"), "{out}");
        }
    }

    #[test]
    fn the_moment_of_the_check_can_be_chosen() {
        let at = ["check", "-", "--at", "2024-02-26T00:00:00+01:00"];
        let (out, _, status) = run_with(&at, SMALL);
        assert!(
            out.contains("-:4:90  entries[0].until (A)\n  \"2024-02-25\""),
            "{out}"
        );
        assert!(out.ends_with("\nKeine Fehler. 1 Hinweis.\n"), "{out}");
        assert_eq!(status, FINE);
    }

    #[test]
    fn contradictions_are_found_beside_unreadable_fields_but_not_at_them() {
        let wrong = SMALL
            .replace("2024-02-22T10:00:00+01:00", "gestern")
            .replace(r#""name": "A""#, r#""name": 7"#)
            .replace(
                r#""kind": "counter""#,
                r#""kind": "phone", "number": "*21#""#,
            );
        let (out, _, status) = run_with(&["check", "-"], &wrong);
        let places: Vec<&str> = out
            .lines()
            .filter(|line| line.starts_with("-:"))
            .filter_map(|line| line.split("  ").nth(1))
            .collect();
        assert_eq!(
            places,
            ["issued", "entries[0].name", "entries[0].routes[0].number"],
            "{out}"
        );
        assert_eq!(status, FAULTY);
    }

    #[test]
    fn a_signed_file_is_checked_with_the_places_that_an_editor_shows() {
        let (key, _) = pair(1);
        assert_eq!(run_with(&["check", "-"], &signed(&key, SMALL)).2, FINE);
        let wrong = signed(&key, &SMALL.replace("\"limited\"", "\"limitd\""));
        let (said, _, status) = run_with(&["check", "-"], &wrong);
        assert!(said.contains("-:10:70  entries[0].state (A)\n"), "{said}");
        assert_eq!(status, FINE);
        let syntax_hint = signed(&key, &SMALL.replace("example/\" },", "example/\" }"));
        let (said, _, status) = run_with(&["check", "-"], &syntax_hint);
        assert!(said.contains("-:10:3  (ganze Datei)\n"), "{said}");
        assert!(said.contains("am Ende von Zeile 9 ein Komma?"), "{said}");
        assert_eq!(status, FAULTY);
    }

    #[test]
    fn a_signature_that_does_not_hold_is_an_error() {
        let (key, _) = pair(1);
        let altered = signed(&key, SMALL).replace("limited", "available");
        let (said, _, status) = run_with(&["check", "-"], &altered);
        let first = "FEHLER: Bitte vor der Veröffentlichung ändern.\n\n-:1:1  (ganze Datei)\n  Die Unterschrift passt nicht zum Inhalt. ";
        assert!(said.starts_with(first), "{said}");
        assert!(said.ends_with("\n\n1 Fehler, keine Hinweise.\n"), "{said}");
        assert_eq!(status, FAULTY);
        let crlf = signed(&key, SMALL).replace('\n', "\r\n");
        let (said, _, status) = run_with(&["check", "-"], &crlf);
        let syntax_hint = "-:1:1  (ganze Datei)\n  Die Datei beginnt mit einer Unterschrift, aber nicht in der richtigen Form.\n";
        assert!(said.contains(syntax_hint), "{said}");
        assert_eq!(status, FAULTY);
    }

    #[test]
    fn signed_file_in_latin_1_is_not_to_be_opened_in_an_editor() {
        let folder = Folder::new("encoding");
        let text = signed(&pair(1).0, &SMALL.replace("\"A\"", "\"Ä\""));
        assert!(text.contains('Ä'));
        let latin: Vec<u8> = text
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect();
        folder.put("x", "");
        std::fs::write(folder.0.join("x"), &latin).unwrap();
        let path = format!("{}/x", folder.path());
        for (lang, said) in [
            (
                "de",
                "Die Datei ist unterschrieben: Öffnen Sie sie nicht in einem Editor.",
            ),
            ("en", "The file is signed: do not open it in an editor."),
        ] {
            let (out, _, status) = run_with(&["check", &path, "--lang", lang], "");
            assert!(out.contains(said) && out.contains("Latin-1"), "{out}");
            assert!(
                !out.contains("beim Speichern") && !out.contains("when you save"),
                "{out}"
            );
            assert!(out.contains("\n2 "), "{out}");
            assert_eq!(status, FAULTY);
        }
    }

    #[test]
    fn row_12_a_byte_order_mark_and_crlf_change_nothing() {
        let windows = format!("\u{feff}{}", SMALL.replace('\n', "\r\n"));
        assert_eq!(run_with(&["check", "-"], &windows).2, FINE);
        let broken = windows.replace("\"limited\"", "\"limitd\"");
        let said = run_with(&["check", "-"], &broken).0;
        assert!(said.contains("-:4:70  entries[0].state (A)\n"), "{said}");
    }
}
