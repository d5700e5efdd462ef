//! `amtsstatus probe`: looks at a published site as a browser would, and says what to ask its host to change.

#[cfg(test)]
pub(super) mod fixture;
mod http;
mod judge;
mod page;
mod policy;
pub(super) mod settings;
mod walk;
mod web;

use std::ffi::OsString;

use clap::builder::ValueHint;
use url::Url;

use super::outcome::{Finding, Wanted};
use super::params::{CommandLine, Param};
use super::usage::{self, LANG};
use super::{Both, CliError, FAULTY, FINE, Io, UsageError, Verb, key};
use crate::report::harmless;

use self::walk::{Given, Seen};

pub use self::http::Http;
pub use self::web::{Ask, Nobody, Reply, Web};

pub(super) const VERB: Verb = Verb {
    name: "probe",
    params: &[&ADDRESS, &PAGE, &KEY, &LANG],
    about: Both {
        de: "sieht nach, ob Seite und Statusdatei im Netz richtig ankommen",
        en: "looks whether page and feed arrive as they should on the web",
    },
    text: Both {
        de: "\
Ruft eine veröffentlichte Seite oder Statusdatei ab wie ein Browser und sagt, was der Betreiber des Servers ändern soll,
mit den Zeilen für nginx, Caddy oder Apache: Weiterleitungen, Dateitypen, Freigabe für andere Seiten, Zwischenspeicher,
Komprimierung, Uhr, Unterschrift, Alter, und ob alle Spiegel dasselbe sagen. Mehrere ADRESSEN gelten als Spiegel.

Gefragt werden nur diese Adressen, wohin sie weiterleiten, die Adressen in \"src\" und die Dateien des Widgets, wenn sie auf
einem dieser Server liegen: höchstens 40 Dateien, ohne Cookies.",
        en: "\
Fetches a published page or feed as a browser would, and says what the people who run the server should change, with the
lines for nginx, Caddy or Apache: redirects, types, sharing with other sites, caches, compression, clock, signature, age, and
whether all mirrors say the same. Several ADDRESSES are mirrors.

It asks only these addresses, where they redirect to, the addresses in \"src\", and the files of the widget if they lie on one of
these servers: at most 40 files, without cookies.",
    },
    status: Both {
        de: "Ergebnis: 0 wenn alles stimmt oder es nur Hinweise gibt, 1 bei Fehlern.",
        en: "Status: 0 if all is well or there are only hints, 1 if there are errors.",
    },
    run,
};

const ADDRESS: Param<Url> = Param::argument(ADDRESS_NAME, address)
    .required()
    .repeated()
    .hint(ValueHint::Url);

const ADDRESS_NAME: Both = Both {
    de: "ADRESSE",
    en: "ADDRESS",
};

const PAGE: Param<Url> = Param::option(
    "--page",
    ADDRESS_NAME,
    Both {
        de: "eine Seite, die das Widget zeigen soll: Lässt ihre Content-Security-Policy das zu?",
        en: "a page that is to show the widget: does its Content-Security-Policy allow it?",
    },
    address,
)
.repeated()
.hint(ValueHint::Url);

const KEY: Param<OsString> = key::public_param(Both {
    de: "ein öffentlicher Schlüssel, mit dem die Statusdatei unterschrieben sein soll: eine .pub-Datei oder der Text daraus. Ohne diese Angabe gelten die Schlüssel der Seite",
    en: "a public key with which the feed should be signed: a .pub file, or the text in it. Without it, the keys on the page count",
});

fn run(line: &CommandLine, io: &mut Io<'_>) -> Result<u8, CliError> {
    let (urls, hosts) = (line.values(&ADDRESS), line.values(&PAGE));
    let keys = key::public_keys(line.values(&KEY), io)?;
    if urls.is_empty() && hosts.is_empty() {
        return Err(UsageError::NoAddress.into());
    }
    let seen = walk::look(&Given { urls, hosts }, io.web);
    let findings = judge::judge(&seen, &keys, io.now);
    io.say(&told(io, &seen, &findings))?;
    let is_faulty = findings.iter().any(|finding| finding.fault.is_error());
    Ok(if is_faulty { FAULTY } else { FINE })
}

/// Reads an address. Without a scheme, it is what people type into a browser.
fn address(value: OsString) -> Result<Url, UsageError> {
    usage::read(value, parsed, Wanted::Address)
}

fn parsed(text: &str) -> Option<Url> {
    let text = text.trim();
    let whole = match text.contains("://") {
        true => text.to_owned(),
        false => format!("https://{text}"),
    };
    let url = Url::parse(&whole).ok().filter(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.host_str().is_some_and(|host| !host.is_empty())
            && url.username().is_empty()
            && url.password().is_none()
    });
    let mut url = url?;
    // Browsers do not send it either.
    url.set_fragment(None);
    Some(url)
}

/// Writes what was asked and what was found. Whatever a server has said cannot command the terminal.
fn told(io: &Io<'_>, seen: &Seen, findings: &[Finding]) -> String {
    let words = io.lang.words();
    let mut said = words.asked(&seen.asked());
    let errors = findings
        .iter()
        .filter(|finding| finding.fault.is_error())
        .count();
    let (worse, lesser) = findings.split_at(errors);
    for (heading, findings) in [(words.site_errors(), worse), (words.site_hints(), lesser)] {
        if findings.is_empty() {
            continue;
        }
        said += &format!("\n{heading}\n");
        for finding in findings {
            said += &format!("\n{}\n", finding.place);
            said += &indented(&words.site_fault(&finding.fault), 2);
            if let Some(remedy) = finding.fault.remedy() {
                said += &indented(&words.site_remedy(&remedy), 2);
                let known = settings::SERVERS
                    .into_iter()
                    .filter(|(server, _)| finding.server.is_none_or(|own| own == *server));
                let lines = known
                    .filter_map(|(server, name)| Some((name, settings::lines(&remedy, server)?)));
                said += &each_once(lines.collect());
            }
        }
    }
    said += &format!("\n{}\n", words.counts(errors, lesser.len()));
    let lines = said.split('\n').map(harmless);
    lines.collect::<Vec<_>>().join("\n")
}

/// Writes the lines for each server below its name; those that are the same for all without.
fn each_once(lines: Vec<(&str, String)>) -> String {
    let is_same = lines.windows(2).all(|pair| pair[0].1 == pair[1].1);
    match &lines[..] {
        [] => String::new(),
        [(_, text), _, ..] if is_same => indented(text, 6),
        all => all
            .iter()
            .map(|(name, text)| indented(&format!("{name}:"), 4) + &indented(text, 6))
            .collect(),
    }
}

fn indented(text: &str, columns: usize) -> String {
    let indent = " ".repeat(columns);
    let line = |line: &str| format!("{indent}{line}\n");
    text.lines().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::super::UNUSABLE;
    use super::super::tests::run_at;
    use super::fixture::Town;

    const PAGE: &str = "https://stadt.example/";
    const FEED: &str = "https://stadt.example/status.json";

    #[track_caller]
    fn says(town: &Town, args: &[&str], status: u8) -> String {
        let args = [&["probe"], args].concat();
        let (out, err, ended) = run_at(&args, town);
        assert_eq!((err.as_str(), ended), ("", status), "{out}");
        out
    }

    #[test]
    fn a_sound_site_has_a_list_of_what_was_asked_and_nothing_more() {
        let out = says(&Town::sound(), &["stadt.example"], 0);
        assert!(out.starts_with("Gefragt wurde:\n  200  "), "{out}");
        assert_eq!(out.matches("https://").count(), 5, "{out}");
        assert!(out.ends_with("\nKeine Fehler, keine Hinweise.\n"), "{out}");
    }

    #[test]
    fn the_line_for_the_server_is_named_or_that_of_all_three() {
        let mut town = Town::sound();
        town.header(FEED, "cache-control", "max-age=3600");
        let out = says(&town, &[FEED], 1);
        let (nginx, caddy) = (
            "    nginx:\n      add_header Cache-Control \"no-cache\" always;\n",
            "    Caddy:\n      header Cache-Control \"no-cache\"\n",
        );
        assert!(
            out.contains("FEHLER") && out.contains(nginx) && !out.contains(caddy),
            "{out}"
        );
        town.header(FEED, "server", "");
        let out = says(&town, &[FEED, "--lang", "en"], 1);
        assert!(
            out.contains("ERRORS") && out.contains(nginx) && out.contains(caddy),
            "{out}"
        );
        assert!(out.contains("Apache"), "{out}");
    }

    #[test]
    fn hints_alone_are_no_error() {
        let mut town = Town::sound();
        town.header(FEED, "x-content-type-options", "");
        let out = says(&town, &[FEED], 0);
        assert!(
            out.contains("HINWEISE") && out.ends_with("Keine Fehler. 1 Hinweis.\n"),
            "{out}"
        );
    }

    #[test]
    fn nothing_that_a_server_says_commands_the_terminal() {
        let evil = "\u{1b}]0;evil\u{7}\u{202e}\u{9b}31m";
        let mut town = Town::sound();
        for header in [
            "cache-control",
            "access-control-allow-origin",
            "content-type",
        ] {
            town.header(FEED, header, evil);
        }
        town.header(
            PAGE,
            "content-security-policy",
            &format!("script-src {evil}"),
        );
        town.redirect("https://stadt.example/x", &format!("/{evil}"));
        for lang in ["de", "en"] {
            let out = says(&town, &[PAGE, "https://stadt.example/x", "--lang", lang], 1);
            let commands = |char: char| char.is_control() && char != '\n' || char == '\u{202e}';
            assert!(!out.contains(commands), "{out:?}");
            assert!(out.contains("evil"), "{out}");
        }
    }

    #[test]
    fn what_is_no_address_of_the_web_is_not_asked() {
        for wrong in [
            "ftp://stadt.example/",
            "file:///etc/passwd",
            "https://",
            "https://a:b@c.example/",
            "",
        ] {
            let mut town = Town::sound();
            let (out, err, status) = run_at(&["probe", wrong], &town);
            assert_eq!((out.as_str(), status), ("", UNUSABLE), "{wrong}");
            assert!(err.contains("Adresse"), "{err}");
            assert!(std::mem::take(&mut town.asked).is_empty());
        }
        let (_, err, status) = run_at(&["probe"], &Town::sound());
        assert_eq!(status, UNUSABLE);
        assert!(err.contains("Es fehlt eine Adresse"), "{err}");
    }
}
