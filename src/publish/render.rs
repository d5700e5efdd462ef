//! `amtsstatus render`: a feed as static HTML, to be pasted between the tags of the element, or as a page of its own.

use std::ffi::OsString;
use std::path::PathBuf;
use std::rc::Rc;

use lexopt::Arg::{Long, Value};
use lexopt::{Parser, ValueExt as _};

use super::site::Order;
use super::{
    Both, FAULTY, FINE, Failure, Io, Misuse, Verb, check, key, misuse, report, site, transport,
    wording,
};
use crate::feed::Feed;
use crate::page::snapshot;
use crate::trust;
use crate::view::Ask;

pub(super) const VERB: Verb = Verb {
    name: "render",
    options: &[
        "--lang", "--view", "--only", "--at", "--page", "--src", "--link", "--key", "--help",
    ],
    about: Both {
        de: "schreibt eine Datei als HTML für Ihre Internetseite",
        en: "writes a file as HTML for your web page",
    },
    help: Both {
        de: "\
Aufruf: amtsstatus render DATEI [--lang de|en] [--view full|compact] [--only NAMEN] [--at ZEITPUNKT]
        amtsstatus render DATEI --page ORDNER [--lang de|en] [--src ADRESSEN] [--link NAME=ADRESSE]… [--key SCHLÜSSEL]…

Schreibt den Stand als einfaches HTML. Sie setzen es zwischen <amts-status …> und </amts-status>:
So steht der Stand auf der Seite, bevor ein Skript läuft, und auch dort, wo keines läuft.
Als DATEI liest \"-\" die Standardeingabe.

  --lang de|en          Sprache der Seite
  --view full|compact   alles, oder eine Zeile zum Aufklappen
  --only NAMEN          nur diese Einträge, mit Leerzeichen getrennt: --only \"ausleihe opac\"
  --at ZEITPUNKT        eine alte Datei, wie sie damals galt, zum Beispiel 2024-02-22T12:00:00+01:00

Mit --page entsteht stattdessen eine vollständige Notfallseite, die auch ohne Netz lesbar bleibt. Laden Sie den ORDNER
auf einen Webserver. Dateien, die nicht von diesem Programm stammen, werden nie überschrieben. Was \"check\" ablehnt, wird
nicht geschrieben.

  --page ORDNER         schreibt die Seite mit allem, was dazugehört, in diesen Ordner
  --src ADRESSEN        wo die Statusdatei liegt; ohne diese Angabe wird sie in den Ordner kopiert
  --link NAME=ADRESSE   ein Link am Ende der Seite, auch mehrmals: --link Impressum=https://www.musterstadt.example/impressum
  --key SCHLÜSSEL       die Seite zeigt nur, was mit diesem Schlüssel unterschrieben ist; auch mehrmals, in der
                        Reihenfolge, die zählt. Eine .pub-Datei oder der Text daraus

Ergebnis: 0, oder 1 wenn die Datei Fehler hat, die eine Anzeige verhindern, mit --page auch jeden anderen Fehler.
",
        en: "\
Usage: amtsstatus render FILE [--lang de|en] [--view full|compact] [--only IDS] [--at MOMENT]
       amtsstatus render FILE --page FOLDER [--lang de|en] [--src ADDRESSES] [--link NAME=ADDRESS]… [--key KEY]…

Writes the status as plain HTML. Put it between <amts-status …> and </amts-status>: then the status is on the
page before any script runs, and where none does. As FILE, \"-\" reads the standard input.

  --lang de|en          language of the page
  --view full|compact   everything, or one line that unfolds
  --only IDS            only these entries, separated by spaces: --only \"ausleihe opac\"
  --at MOMENT           an old file as it held then, such as 2024-02-22T12:00:00+01:00

With --page it makes a whole emergency page instead, which stays readable without a network. Put the FOLDER on a web
server. Files that were not made by this program are never replaced. What \"check\" refuses is not written.

  --page FOLDER         writes the page and what belongs to it into this folder
  --src ADDRESSES       where the feed lies; without it, it is copied into the folder
  --link NAME=ADDRESS   a link at the end of the page, several times too: --link Imprint=https://www.musterstadt.example/imprint
  --key KEY             the page shows only what is signed with this key; several times too, in the order that counts.
                        A .pub file, or the text in it

Status: 0, or 1 if the file has errors that keep it from being shown, with --page any other error too.
",
    },
    run,
};

fn run(parser: &mut Parser, io: &mut Io<'_>) -> Result<u8, Failure> {
    let mut file: Option<OsString> = None;
    let mut ask = Ask::default();
    let mut page: Option<PathBuf> = None;
    let mut src = None;
    let (mut links, mut keys) = (Vec::new(), Vec::new());
    // One option of each kind that was given, since the two kinds exclude each other.
    let (mut of_snapshot, mut of_page) = (None, None);
    while let Some(arg) = parser.next()? {
        match arg {
            Value(value) if file.is_none() => file = Some(value),
            Long("lang") => ask.lang = misuse::language(parser)?.of_page(),
            Long("view") => {
                ask.view = misuse::view(parser)?;
                of_snapshot = Some("--view");
            }
            Long("only") => {
                of_snapshot = Some("--only");
                let ids = parser.value()?.string()?;
                ask.only.extend(ids.split_whitespace().map(str::to_owned));
            }
            Long("at") => {
                ask.at = Some(misuse::stamp(parser)?);
                of_snapshot = Some("--at");
            }
            Long("page") => page = Some(parser.value()?.into()),
            Long("src") => {
                src = Some(misuse::src(parser)?);
                of_page = Some("--src");
            }
            Long("link") => {
                links.push(misuse::link(parser)?);
                of_page = Some("--link");
            }
            Long("key") => {
                keys.extend(key::given(parser, io)?);
                of_page = Some("--key");
            }
            other => return Err(other.unexpected().into()),
        }
    }
    match (&page, of_snapshot, of_page) {
        (Some(_), Some(option), _) => return Err(Misuse::NotWithPage(option).into()),
        (None, _, Some(option)) => return Err(Misuse::OnlyWithPage(option).into()),
        _ => {}
    }
    let file = file.ok_or(Misuse::NoFile)?;
    let bytes = io.read(&file)?;
    let name = wording::name(&file);
    if transport::is_broken(&bytes) {
        let said = io.lang.words().broken(&name);
        io.complain(&said)?;
        return Ok(FAULTY);
    }
    let read = Feed::read(trust::content(&bytes));
    let refused = match &read {
        Err(problems) => problems.clone(),
        // What goes public has to pass `check`.
        Ok(_) if page.is_some() => check::problems(&bytes, io.now),
        Ok(_) => Vec::new(),
    };
    let report = report::report(&name, &bytes, &refused, io.lang);
    let feed = match read {
        Ok((feed, _)) if report.errors == 0 => feed,
        _ => {
            io.complain(&report.text)?;
            return Ok(FAULTY);
        }
    };
    if let Some(folder) = page {
        // A page that has pinned keys would not show what none of them has signed.
        if !keys.is_empty() && src.is_none() && trust::open(&bytes, &keys).is_err() {
            let said = io.lang.words().not_by_these(&name);
            io.complain(&format!("{said}\n"))?;
            return Ok(FAULTY);
        }
        let order = Order {
            folder,
            src,
            links,
            keys,
        };
        return site::write(io, order, &file, &bytes, feed);
    }
    let html = snapshot(Rc::new(feed), ask, io.now);
    io.say(&html)?;
    io.say("\n")?;
    Ok(FINE)
}
