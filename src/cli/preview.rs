//! `amtsstatus preview`: what citizens will read of a feed, as plain text, with what the widget adds marked.

use std::rc::Rc;

use super::params::{CommandLine, Param};
use super::terminal::is_mark_of_direction;
use super::usage::{self, FILE};
use super::{Both, CliError, FAULTY, FINE, Io, UsageError, Verb, terminal};
use crate::components::ViewOptions;
use crate::feed::Feed;
use crate::feed::time::Stamp;
use crate::i18n::{Lang, MARKS};
use crate::render::marked_snapshot;
use crate::render::plain::plain_text;
use crate::report::{self, damage, harmless};
use crate::sync::freshness;
use crate::trust;

/// The widest line, in characters: a terminal's usual width.
const WIDTH: usize = 80;

pub(super) const VERB: Verb = Verb {
    name: "preview",
    params: &[&FILE, &LANG, &AT],
    about: Both {
        de: "zeigt als Text, was Bürgerinnen und Bürger lesen werden",
        en: "shows as text what citizens will read",
    },
    text: Both {
        de: "\
Zeigt als einfachen Text, was Bürgerinnen und Bürger im Widget lesen, auch das Zugeklappte. In {geschweiften} Klammern
steht, was das Widget von sich aus sagt; alles andere haben Sie geschrieben, oder es sind Überschriften und Wörter für
Ihre Angaben. In [eckigen] Klammern steht das Zeichen, das vor einem Zustand zu sehen ist. Die Datei darf schon
unterschrieben sein. Als DATEI liest \"-\" die Standardeingabe.",
        en: "\
Shows as plain text what citizens read in the widget, and what is folded too. {Curly} brackets enclose what the widget says
by itself; everything else was written by you, or is a heading or a word for what you have set. [Square] brackets enclose
the shape that stands before a state. The file may be signed already. As FILE, \"-\" reads the standard input.",
    },
    status: Both {
        de: "Ergebnis: 0, oder 1 wenn die Datei Fehler hat, die eine Anzeige verhindern.",
        en: "Status: 0, or 1 if the file has errors that keep it from being shown.",
    },
    run,
};

const LANG: Param<Lang> = usage::page_lang(Both {
    de: "wie es in dieser Sprache zu lesen ist, zum Beispiel de-simple (Leichte Sprache); ohne diese Angabe in der Sprache der Datei",
    en: "as it reads in this language, such as de-simple (Leichte Sprache); without it, in the file's own language",
});

const AT: Param<Stamp> = usage::at(Both {
    de: "was zu diesem Zeitpunkt zu lesen ist, zum Beispiel 2024-02-24T10:00:00+01:00, wenn bis dahin nichts Neues veröffentlicht wird",
    en: "what is to be read at this moment, such as 2024-02-24T10:00:00+01:00, if nothing new is published until then",
});

fn run(line: &CommandLine, io: &mut Io<'_>) -> Result<u8, CliError> {
    let now = line.value(&AT).map_or(io.now, |at| at.at);
    let file = line.value(&FILE).ok_or(UsageError::NoFile(VERB.name))?;
    let bytes = io.read(&file)?;
    let Some(feed) = shown_feed(&bytes) else {
        let problems = report::problems(&bytes, now);
        let report = report::report(&terminal::name(&file), &bytes, &problems, io.lang);
        io.complain(&report.text)?;
        return Ok(FAULTY);
    };
    let clock = freshness::clock(&feed, now, None);
    let moment = clock.zone.local(clock.now);
    let options = ViewOptions {
        lang: line.value(&LANG).unwrap_or_else(|| Lang::of(feed.lang())),
        ..ViewOptions::default()
    };
    let words = io.lang.words();
    let html = marked_snapshot(Rc::new(feed), options, now);
    let escaped = with_own_brackets_marked(&html);
    let text = plain_text(&escaped, WIDTH, &|level| words.shape(level));
    io.say(&words.preview(moment, escaped != html))?;
    io.say(&for_terminal(&text))?;
    Ok(FINE)
}

/// Reads a feed as the widget does. Returns `None` if it has errors that keep it from being shown.
pub(super) fn shown_feed(bytes: &[u8]) -> Option<Feed> {
    if damage::is_broken(bytes) {
        return None;
    }
    let (feed, _) = Feed::read(trust::content(bytes)).ok()?;
    Some(feed)
}

/// Sets `\` before each bracket of a text, so that nobody takes what was written for what the widget adds.
fn with_own_brackets_marked(html: &str) -> String {
    let mut marked = String::new();
    let mut in_tag = false;
    for char in html.chars() {
        in_tag = (in_tag || char == '<') && char != '>';
        if !in_tag && matches!(char, '{' | '}' | '[' | ']') {
            marked.push('\\');
        }
        marked.push(char);
    }
    marked
}

/// Writes the marks as brackets, and takes out what a terminal would obey. Isolates and marks of writing from right to
/// left are left out: few terminals know them, and nobody sees them in the widget.
fn for_terminal(text: &str) -> String {
    let mut open = 0_usize;
    let mut shown = String::new();
    for char in text.chars() {
        match char {
            // A sentence within a sentence has no brackets of its own.
            char if char == MARKS.0 => {
                shown.push_str(if open == 0 { "{" } else { "" });
                open += 1;
            }
            char if char == MARKS.1 => {
                open = open.saturating_sub(1);
                shown.push_str(if open == 0 { "}" } else { "" });
            }
            char if is_mark_of_direction(char) => {}
            char => shown.push(char),
        }
    }
    shown.lines().map(|line| harmless(line) + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::super::UNUSABLE;
    use super::super::tests::{Folder, feed, pair, run_with, signed};
    use super::*;

    #[test]
    fn what_the_widget_adds_is_told_from_what_was_written() {
        let feed = feed("stadt", 1, "Ausleihe").replace(
            "\"entries\"",
            r#""next_update": "2024-02-22T09:59:00+01:00", "incident": { "title": "IT-Ausfall", "summary": "Der Strom ist weg.",
            "phase": "acute" }, "entries""#,
        );
        let (out, err, status) = run_with(&["preview", "-"], &feed);
        assert_eq!((err.as_str(), status), ("", FINE));
        for line in [
            "So lesen es die Bürgerinnen und Bürger. Stand: Donnerstag, 22. Februar 2024, 10 Uhr.",
            "Stadt: IT-Ausfall",
            "=================",
            "Der Strom ist weg.",
            "{Die angekündigte Meldung steht seit Donnerstag, 22. Februar 2024, 9:59 Uhr",
            "- [Haken] 1 verfügbar",
            "- Ausleihe",
            "  [Haken] verfügbar",
            "{Der Vorfall dauert noch an.}",
        ] {
            assert!(out.lines().any(|said| said == line), "{line}\n{out}");
        }
        let address = "stadt.example <https://www.stadt.example/>";
        assert!(out.contains(address), "{out}");
        assert!(!out.contains([MARKS.0, MARKS.1]));
    }

    #[test]
    fn the_moment_and_the_language_can_be_chosen() {
        let feed = feed("stadt", 1, "Ausleihe").replace(
            "\"entries\"",
            r#""valid_until": "2024-02-23T00:00:00+01:00", "entries""#,
        );
        let args = [
            "preview",
            "-",
            "--lang",
            "tr",
            "--at",
            "2024-02-24T10:00:00+01:00",
        ];
        let (out, _, status) = run_with(&args, &feed);
        assert_eq!(status, FINE);
        assert!(
            out.starts_with(
                "This is how citizens read it, as of Saturday, 24 February 2024, 10am.\n"
            ),
            "{out}"
        );
        // It is what stands there then, so it says neither archive nor preview.
        assert!(out.contains("{Güncel değil: "), "{out}");
        assert!(!out.contains("Arşiv") && !out.contains("Önizleme"), "{out}");
        assert!(out.contains("[check] "), "{out}");
        let english = feed.replace("\"publisher\"", "\"lang\": \"en\", \"publisher\"");
        let out = run_with(&["preview", "-"], &english).0;
        assert!(out.contains("{Published on Thursday"), "{out}");
    }

    #[test]
    fn signed_or_not_it_reads_the_same_and_what_cannot_be_shown_is_said_as_check_says_it() {
        let small = feed("stadt", 1, "Ausleihe");
        let file = signed(&pair(1).0, &small);
        let plain = run_with(&["preview", "-"], &small);
        assert_eq!(run_with(&["preview", "-"], &file), plain);
        for wrong in [
            file.replace("Ausleihe", "Bücherei"),
            small.replace(
                "\"name\": \"Ausleihe\"",
                "\"name\": 7, \"until\": \"morgen\"",
            ),
            "{".to_owned(),
        ] {
            let checked = run_with(&["check", "-"], &wrong);
            assert_eq!(checked.2, FAULTY, "{wrong}");
            let (out, err, status) = run_with(&["preview", "-"], &wrong);
            assert_eq!((out, err, status), (String::new(), checked.0, FAULTY));
        }
        assert_eq!(
            run_with(&["preview", "-", "--view", "full"], &small).2,
            UNUSABLE
        );
    }

    #[test]
    fn check_names_the_preview_of_what_can_be_shown() {
        let folder = Folder::new("pointer");
        let small = feed("stadt", 1, "Ausleihe");
        folder.put("status.json", &small);
        folder.put("der stand.json", &small);
        folder.put("wrong.json", "{");
        for (name, lang, said) in [
            (
                "status.json",
                "de",
                "So lesen es die Bürgerinnen und Bürger: amtsstatus preview {} --lang de\n",
            ),
            (
                "status.json",
                "en",
                "This is how citizens read it: amtsstatus preview {} --lang en\n",
            ),
            (
                "der stand.json",
                "de",
                "So lesen es die Bürgerinnen und Bürger: amtsstatus preview \"{}\" --lang de\n",
            ),
        ] {
            let file = format!("{}/{name}", folder.path());
            let out = run_with(&["check", &file, "--lang", lang], "").0;
            assert!(out.ends_with(&said.replace("{}", &file)), "{out}");
        }
        let file = format!("{}/status.json", folder.path());
        let at = "2024-02-24T10:00:00+01:00";
        let out = run_with(&["check", &file, "--at", at], "").0;
        assert!(out.ends_with(&format!("{file} --at {at}\n")), "{out}");
        let wrong = format!("{}/wrong.json", folder.path());
        assert!(!run_with(&["check", &wrong], "").0.contains("preview"));
        assert!(!run_with(&["check", "-"], &small).0.contains("preview"));
    }

    #[test]
    fn brackets_of_the_publisher_are_told_from_those_of_the_preview() {
        let note = r#""name": "Ausleihe {neu}", "note": "{Alles gut.} [Haken] \u200f12""#;
        let own = feed("stadt", 1, "Ausleihe").replace("\"name\": \"Ausleihe\"", note);
        for (lang, said) in [("de", "selbst geschrieben"), ("en", "written yourself")] {
            let plain = run_with(&["preview", "-", "--lang", lang], &feed("stadt", 1, "A")).0;
            assert!(!plain.contains('\\') && !plain.contains(said), "{plain}");
            let (out, ..) = run_with(&["preview", "-", "--lang", lang], &own);
            assert!(out.contains(said), "{out}");
            assert!(out.contains(r"Ausleihe \{neu\}"), "{out}");
            assert!(out.contains(r"\{Alles gut.\} \[Haken\] 12"), "{out}");
        }
    }

    #[test]
    fn a_sentence_within_a_sentence_has_no_brackets_of_its_own() {
        let nested =
            "\u{fdd0}noch nicht, \u{fdd0}angekündigt\u{fdd1}\u{fdd1}: \u{fdd0}a\nb\u{fdd1}";
        assert_eq!(for_terminal(nested), "{noch nicht, angekündigt}: {a\nb}\n");
    }

    #[test]
    fn a_terminal_obeys_nothing_that_is_written_there() {
        // An escape, an override of the writing's direction, and isolates, which only tell where it changes.
        let text = "a\u{1b}[2J \u{202e}b \u{2068}c\u{2069}";
        assert_eq!(for_terminal(text), "a\u{fffd}[2J \u{fffd}b c\n");
        let word = feed("stadt", 1, "A").replace("\"available\"", "\"\\u001b[2J\"");
        let out = run_with(&["preview", "-"], &word).0;
        assert!(!out.contains('\u{1b}'), "{out:?}");
    }
}
