//! `amtsstatus render`: a feed as static HTML, to be pasted between the tags of the element.

use std::ffi::OsString;
use std::rc::Rc;

use lexopt::Arg::{Long, Value};
use lexopt::{Parser, ValueExt as _};

use super::{Both, FAULTY, FINE, Failure, Io, Misuse, Verb, misuse, report, wording};
use crate::feed::Feed;
use crate::page::snapshot;
use crate::view::Ask;

pub(super) const VERB: Verb = Verb {
    name: "render",
    options: &["--lang", "--view", "--only", "--at", "--help"],
    about: Both {
        de: "schreibt eine Datei als HTML für Ihre Internetseite",
        en: "writes a file as HTML for your web page",
    },
    help: Both {
        de: "\
Aufruf: amtsstatus render DATEI [--lang de|en] [--view full|compact] [--only NAMEN] [--at ZEITPUNKT]

Schreibt den Stand als einfaches HTML. Sie setzen es zwischen <amts-status …> und </amts-status>:
So steht der Stand auf der Seite, bevor ein Skript läuft, und auch dort, wo keines läuft.
Als DATEI liest \"-\" die Standardeingabe.

  --lang de|en          Sprache der Seite
  --view full|compact   alles, oder eine Zeile zum Aufklappen
  --only NAMEN          nur diese Einträge, mit Leerzeichen getrennt: --only \"ausleihe opac\"
  --at ZEITPUNKT        eine alte Datei, wie sie damals galt, zum Beispiel 2024-02-22T12:00:00+01:00

Ergebnis: 0, oder 1 wenn die Datei Fehler hat, die eine Anzeige verhindern.
",
        en: "\
Usage: amtsstatus render FILE [--lang de|en] [--view full|compact] [--only IDS] [--at MOMENT]

Writes the status as plain HTML. Put it between <amts-status …> and </amts-status>: then the status is on the
page before any script runs, and where none does. As FILE, \"-\" reads the standard input.

  --lang de|en          language of the page
  --view full|compact   everything, or one line that unfolds
  --only IDS            only these entries, separated by spaces: --only \"ausleihe opac\"
  --at MOMENT           an old file as it held then, such as 2024-02-22T12:00:00+01:00

Status: 0, or 1 if the file has errors that keep it from being shown.
",
    },
    run,
};

fn run(parser: &mut Parser, io: &mut Io<'_>) -> Result<u8, Failure> {
    let mut file: Option<OsString> = None;
    let mut ask = Ask::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Value(value) if file.is_none() => file = Some(value),
            Long("lang") => ask.lang = misuse::language(parser)?.of_page(),
            Long("view") => ask.view = misuse::view(parser)?,
            Long("only") => {
                let ids = parser.value()?.string()?;
                ask.only.extend(ids.split_whitespace().map(str::to_owned));
            }
            Long("at") => ask.at = Some(misuse::stamp(parser)?),
            other => return Err(other.unexpected().into()),
        }
    }
    let file = file.ok_or(Misuse::NoFile)?;
    let bytes = io.read(&file)?;
    match Feed::read(&bytes) {
        Ok((feed, _)) => {
            let html = snapshot(Rc::new(feed), ask, io.now);
            io.say(&html)?;
            io.say("\n")?;
            Ok(FINE)
        }
        Err(problems) => {
            let report = report::report(&wording::name(&file), &bytes, &problems, io.lang);
            io.complain(&report.text)?;
            Ok(FAULTY)
        }
    }
}
