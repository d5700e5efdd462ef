//! `amtsstatus render`: a feed as static HTML, to be pasted between the tags of the element, or as a poster for the
//! door.

use std::rc::Rc;

use super::outcome::Product;
use super::params::{CommandLine, Param};
use super::usage::{self, FILE};
use super::{Both, CliError, FAULTY, FINE, Io, UsageError, Verb, check, terminal};
use crate::components::{View, ViewOptions};
use crate::feed::Feed;
use crate::feed::time::Stamp;
use crate::i18n::Lang;
use crate::render::poster::poster;
use crate::render::snapshot;
use crate::report::{self, damage};
use crate::trust;

pub(super) const VERB: Verb = Verb {
    name: "render",
    params: &[&FILE, &LANG, &VIEW, &ONLY, &AT, &PRINT],
    about: Both {
        de: "schreibt eine Datei als HTML für Ihre Internetseite, oder als Aushang",
        en: "writes a file as HTML for your web page, or as a poster for the door",
    },
    text: Both {
        de: "\
Schreibt den Stand als einfaches HTML. Sie setzen es zwischen <amts-status …> und </amts-status>:
So steht der Stand auf der Seite, bevor ein Skript läuft, und auch dort, wo keines läuft.
Als DATEI liest \"-\" die Standardeingabe.

Mit --print entsteht stattdessen ein Aushang für die Tür des Rathauses: eine einzelne HTML-Datei, die Sie in einem Browser
öffnen und auf A4 drucken:

amtsstatus render status.json --print > aushang.html

Was \"check\" ablehnt, wird nicht geschrieben. Alles zusammen, was Sie veröffentlichen, schreibt \"amtsstatus site\".",
        en: "\
Writes the status as plain HTML. Put it between <amts-status …> and </amts-status>: then the status is on the
page before any script runs, and where none does. As FILE, \"-\" reads the standard input.

With --print it makes a poster for the town hall's door instead: a single HTML file, which you open in a browser and print
on A4:

amtsstatus render status.json --print > poster.html

What \"check\" refuses is not written. All that you publish is written by \"amtsstatus site\".",
    },
    status: Both {
        de: "Ergebnis: 0, oder 1 wenn die Datei Fehler hat, die eine Anzeige verhindern, mit --print auch jeden anderen Fehler.",
        en: "Status: 0, or 1 if the file has errors that keep it from being shown, with --print any other error too.",
    },
    run,
};

const LANG: Param<Lang> = usage::page_lang(Both {
    de: "Sprache der Seite, zum Beispiel de-simple (Leichte Sprache); ohne diese Angabe die Sprache der Datei",
    en: "language of the page, such as de-simple (Leichte Sprache); without it, the file's own language",
});

const VIEW: Param<View> = Param::choice(
    "--view",
    || View::NAMES.to_vec(),
    Both {
        de: "alles, oder eine Zeile zum Aufklappen",
        en: "everything, or one line that unfolds",
    },
    usage::view,
);

const ONLY: Param<String> = Param::option(
    "--only",
    Both {
        de: "NAMEN",
        en: "IDS",
    },
    Both {
        de: "nur diese Einträge, mit Leerzeichen getrennt: --only \"ausleihe opac\"",
        en: "only these entries, separated by spaces: --only \"ausleihe opac\"",
    },
    usage::text,
)
.repeated();

const AT: Param<Stamp> = usage::at(Both {
    de: "eine alte Datei, wie sie damals galt, zum Beispiel 2024-02-22T12:00:00+01:00; in der Zukunft eine Vorschau",
    en: "an old file as it held then, such as 2024-02-22T12:00:00+01:00; in the future a preview",
});

const PRINT: Param<bool> = Param::flag(
    "--print",
    Both {
        de: "ein Aushang für die Tür, nicht zusammen mit --view oder --only",
        en: "a poster for the door, not together with --view or --only",
    },
);

fn run(line: &CommandLine, io: &mut Io<'_>) -> Result<u8, CliError> {
    let (view, only, print) = (line.value(&VIEW), line.values(&ONLY), line.has(&PRINT));
    // A poster shows everything.
    if print && view.is_some() {
        return Err(UsageError::NotWith(Product::Poster, "--view").into());
    }
    if print && !only.is_empty() {
        return Err(UsageError::NotWith(Product::Poster, "--only").into());
    }
    let ids = only.iter().flat_map(|ids| ids.split_whitespace());
    let mut ask = ViewOptions {
        view: view.unwrap_or_default(),
        only: ids.map(str::to_owned).collect(),
        at: line.value(&AT),
        ..ViewOptions::default()
    };
    let file = line.value(&FILE).ok_or(UsageError::NoFile(VERB.name))?;
    let bytes = io.read(&file)?;
    let name = terminal::name(&file);
    if damage::is_broken(&bytes) {
        let said = io.lang.words().broken(&name);
        io.complain(&format!("{said}\n"))?;
        return Ok(FAULTY);
    }
    let read = Feed::read(trust::content(&bytes));
    let refused = match &read {
        Err(problems) => problems.clone(),
        // A poster is published, so its feed has to pass `check`.
        Ok(_) if print => report::problems(&bytes, ask.at.map_or(io.now, |archive| archive.at)),
        Ok(_) => Vec::new(),
    };
    let Some(feed) = check::feed_or_report(io, &name, &bytes, read, &refused)? else {
        return Ok(FAULTY);
    };
    // Nobody translates: what is to be read is written in the feed's own language.
    ask.lang = line.value(&LANG).unwrap_or_else(|| Lang::of(feed.lang()));
    if print {
        io.say(&poster(&Rc::new(feed), ask.lang, io.now, ask.at))?;
        return Ok(FINE);
    }
    let html = snapshot(Rc::new(feed), ask, io.now);
    io.say(&html)?;
    io.say("\n")?;
    Ok(FINE)
}

#[cfg(test)]
mod tests {
    use super::super::UNUSABLE;
    use super::super::tests::{pair, run_with, signed};
    use super::*;

    const FEED: &str = r#"{ "version": 1, "id": "stadt", "seq": 1, "issued": "2024-02-22T10:00:00+01:00",
        "next_update": "2024-02-29T12:00:00+01:00", "valid_until": "2024-03-07T00:00:00+01:00",
        "publisher": { "name": "Stadt", "url": "https://www.stadt.example/" },
        "entries": [ { "id": "a", "kind": "service", "name": "Ausleihe", "state": "available" } ] }"#;

    #[test]
    fn a_notice_is_one_document_of_a_plain_or_a_signed_feed() {
        let (html, err, status) = run_with(&["render", "-", "--print"], FEED);
        assert_eq!((err.as_str(), status), ("", FINE));
        assert!(html.starts_with("<!doctype html>") && html.ends_with("</html>\n"));
        let (key, _) = pair(1);
        let file = signed(&key, FEED);
        assert_eq!(run_with(&["render", "-", "--print"], &file).0, html);
        let altered = file.replace("Ausleihe", "Bücherei");
        let (out, err, status) = run_with(&["render", "-", "--print"], &altered);
        assert_eq!((out.as_str(), status), ("", FAULTY));
        assert!(err.starts_with("Die Unterschrift passt nicht"), "{err}");
    }

    #[test]
    fn a_notice_speaks_the_language_and_of_the_moment_that_are_asked_for() {
        // The clock of the tests stands at ten.
        for (at, kind, day) in [
            (
                "2024-02-22T10:00:00+01:00",
                "Archive: ",
                "Thursday, 22 February 2024, 10am",
            ),
            (
                "2024-02-23T12:00:00+01:00",
                "Preview: ",
                "Friday, 23 February 2024",
            ),
        ] {
            let args = ["render", "-", "--print", "--lang", "en", "--at", at];
            let (html, _, status) = run_with(&args, FEED);
            assert_eq!(status, FINE);
            assert!(html.contains(kind) && html.contains(day), "{html}");
        }
    }

    #[test]
    fn without_a_language_it_speaks_that_of_the_feed() {
        let feed = |lang: &str| {
            let lang = format!(r#""lang": "{lang}", "publisher""#);
            FEED.replace("\"publisher\"", &lang)
        };
        for (args, lang, said) in [
            (vec![], "en-CA", "Official page:"),
            (vec![], "de", "Offizielle Seite:"),
            (vec![], "fr", "Offizielle Seite:"),
            (vec!["--lang", "en-CA"], "de", "Official page:"),
            (vec!["--lang", "de"], "en-CA", "Offizielle Seite:"),
        ] {
            let args = [vec!["render", "-"], args].concat();
            let (html, err, status) = run_with(&args, &feed(lang));
            assert_eq!((err.as_str(), status), ("", FINE));
            assert!(html.contains(said), "{args:?} {lang}: {html}");
            let poster = run_with(&[args, vec!["--print"]].concat(), &feed(lang)).0;
            let tag = if said.starts_with("Official") {
                "en"
            } else {
                "de"
            };
            assert!(poster.contains(&format!("<html lang=\"{tag}\">")), "{lang}");
        }
        let english = run_with(&["render", "-"], &feed("en-CA")).0;
        assert!(!english.contains("amts-foreign"), "{english}");
    }

    #[test]
    fn what_check_refuses_makes_no_notice() {
        let twice = FEED.replace(
            "] }",
            r#", { "id": "a", "kind": "service", "name": "B", "state": "open" } ] }"#,
        );
        for feed in [twice.as_str(), "{"] {
            let (out, err, status) = run_with(&["render", "-", "--print"], feed);
            assert_eq!((out.as_str(), status), ("", FAULTY), "{feed}");
            assert!(!err.is_empty());
        }
    }

    #[test]
    fn what_does_not_go_together_with_a_notice_is_named() {
        for (option, value) in [("--view", "compact"), ("--only", "a")] {
            let (out, err, status) = run_with(&["render", "-", option, value, "--print"], FEED);
            assert_eq!((out.as_str(), status), ("", UNUSABLE));
            assert_eq!(
                err,
                format!(
                    "amtsstatus: \"{option}\" und \"--print\" gehen nicht zusammen: Der Aushang zeigt alles und ist eine einzelne Datei. Lassen Sie \"{option}\" weg.\n"
                )
            );
        }
    }
}
