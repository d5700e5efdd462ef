//! What is wrong with what was seen: a pure function from answers to findings.

mod headers;
mod status;

use super::policy::{self, Wants};
use super::walk::{File, Page, Seen};
use crate::cli::outcome::{FileKind, Finding, ServerKind, SiteFault};
use crate::feed::time::Moment;
use crate::sync::clock::FEW_MINUTES;
use crate::trust::Key;

/// Returns all that is wrong, as of `now`, with these keys wanted; errors first.
pub(super) fn judge(seen: &Seen, keys: &[Key], now: Moment) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &seen.files {
        let server = server(file);
        let place = file.url.to_string();
        for fault in of_file(file) {
            findings.push(Finding {
                place: place.clone(),
                fault,
                server,
            });
        }
    }
    clocks(seen, now, &mut findings);
    status::judge(seen, keys, now, &mut findings);
    for page in &seen.pages {
        of_page(page, seen, keys, &mut findings);
    }
    for (kind, url) in &seen.unasked {
        findings.push(Finding {
            place: url.to_string(),
            fault: SiteFault::NotAsked(*kind),
            server: None,
        });
    }
    let mut sorted: Vec<Finding> = Vec::new();
    for finding in findings {
        if !sorted.contains(&finding) {
            sorted.push(finding);
        }
    }
    sorted.sort_by_key(|finding| !finding.fault.is_error());
    sorted
}

fn server(file: &File) -> Option<ServerKind> {
    let name = file.reply.as_ref().ok()?.header("server");
    let name = name.to_ascii_lowercase();
    let known = [
        ("nginx", ServerKind::Nginx),
        ("openresty", ServerKind::Nginx),
        ("caddy", ServerKind::Caddy),
        ("apache", ServerKind::Apache),
        ("litespeed", ServerKind::Apache),
    ];
    let found = known.into_iter().find(|(word, _)| name.contains(word));
    found.map(|(_, server)| server)
}

/// Returns what is wrong with one file: whether and how it came.
fn of_file(file: &File) -> Vec<SiteFault> {
    let mut faults = Vec::new();
    let is_local = file
        .url
        .host_str()
        .is_some_and(|host| host == "localhost" || host == "[::1]" || host.starts_with("127."));
    if file.secure && file.url.scheme() == "http" {
        faults.push(SiteFault::MixedContent);
    } else if file.end.scheme() == "http" && !is_local {
        faults.push(SiteFault::NotEncrypted(file.kind));
    }
    if file.too_often {
        faults.push(SiteFault::RedirectedTooOften);
    } else if file.url != file.end {
        faults.push(SiteFault::Redirected(file.kind, file.end.to_string()));
    }
    match &file.reply {
        Err(why) => faults.push(SiteFault::Unreachable(why.clone())),
        Ok(reply) if reply.status == 200 => {
            if let Err(encoding) = reply.content() {
                faults.push(SiteFault::BadlyPacked(encoding));
            }
            faults.extend(headers::faults(file, reply));
        }
        Ok(reply) if reply.is_redirect() => {}
        Ok(reply) => faults.push(SiteFault::Status(reply.status)),
    }
    faults
}

/// Compares the servers' clocks with this computer's.
fn clocks(seen: &Seen, now: Moment, findings: &mut Vec<Finding>) {
    let mut clocks: Vec<(&File, i64)> = Vec::new();
    for file in &seen.files {
        let Ok(reply) = &file.reply else { continue };
        let age: i64 = reply.header("age").parse().unwrap_or_default();
        // One word for each server.
        let is_known = clocks
            .iter()
            .any(|(other, _)| other.end.origin() == file.end.origin());
        if let Some(date) = reply.date().filter(|_| !is_known) {
            clocks.push((file, date.0.saturating_add(age) - now.0));
        }
    }
    let is_off = |seconds: i64| seconds.abs() > FEW_MINUTES;
    let first = clocks.first().map_or(0, |(_, seconds)| *seconds);
    let all = clocks.iter().all(|(_, seconds)| !is_off(seconds - first));
    for (file, seconds) in clocks.into_iter().filter(|(_, seconds)| is_off(*seconds)) {
        findings.push(Finding {
            place: file.url.origin().ascii_serialization(),
            fault: SiteFault::Clock { seconds, all },
            server: server(file),
        });
    }
}

/// Returns what keeps a page from showing the widget.
fn of_page(page: &Page, seen: &Seen, keys: &[Key], findings: &mut Vec<Finding>) {
    let file = seen.files.iter().find(|file| file.end == page.at);
    let mut add = |fault| {
        findings.push(Finding {
            place: page.at.to_string(),
            fault,
            server: file.and_then(server),
        });
    };
    let has_element = !page.links.elements.is_empty();
    if !has_element && !page.is_host {
        add(SiteFault::NoElement);
        return;
    }
    if has_element && page.links.scripts.is_empty() {
        add(SiteFault::NoScript);
    }
    for element in &page.links.elements {
        let own = Key::parse_all(&element.keys).0;
        if !keys.is_empty() && own != keys {
            add(SiteFault::OtherPageKeys);
        }
    }
    for directive in policy::blocked(&page.policies, &wants(page, seen)) {
        add(SiteFault::Policy(directive));
    }
}

/// Returns what the widget would want on a page: what the page names, or else what others do.
fn wants<'p>(page: &'p Page, seen: &Seen) -> Wants<'p> {
    let of_kind = |kind: FileKind| {
        let files = seen.files.iter().filter(move |file| file.kind == kind);
        files.map(|file| file.url.clone())
    };
    let own = page
        .links
        .elements
        .iter()
        .flat_map(|element| element.src.clone());
    let mut fetched: Vec<_> = own.collect();
    if fetched.is_empty() {
        fetched.extend(of_kind(FileKind::Feed));
    }
    let mut scripts = page.links.scripts.clone();
    if scripts.is_empty() {
        // Where no page says it, the script most likely lies beside the feed.
        let others = of_kind(FileKind::Script).chain(fetched.first().cloned());
        scripts.extend(others.take(1).map(|url| (url, String::new())));
    }
    // The script fetches its core from its own server.
    fetched.extend(scripts.iter().map(|(url, _)| url.clone()));
    Wants {
        page: &page.at,
        scripts,
        styles: page.links.styles.clone(),
        fetched,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::fixture::{NOW, Town, url};
    use super::super::walk::{Given, look};
    use super::*;
    use crate::cli::outcome::NoReply;

    pub(in crate::cli::probe) const PAGE: &str = "https://stadt.example/";
    pub(in crate::cli::probe) const FEED: &str = "https://stadt.example/status.json";
    pub(in crate::cli::probe) const SCRIPT: &str =
        "https://stadt.example/amts-status/0.1.0/amts-status.js";

    /// Returns what is found at these addresses, and at pages that are to show the widget.
    pub(in crate::cli::probe) fn found(
        town: &Town,
        urls: &[&str],
        hosts: &[&str],
        keys: &[Key],
    ) -> Vec<(String, SiteFault)> {
        let given = Given {
            urls: urls.iter().map(|text| url(text)).collect(),
            hosts: hosts.iter().map(|text| url(text)).collect(),
        };
        let seen = look(&given, &mut town.clone());
        judge(&seen, keys, Moment(NOW))
            .into_iter()
            .map(|finding| (finding.place, finding.fault))
            .collect()
    }

    /// Holds that only this is wrong once the sound site is changed so.
    #[track_caller]
    pub(in crate::cli::probe) fn only(change: impl Fn(&mut Town), expected: &[(&str, SiteFault)]) {
        let mut town = Town::sound();
        change(&mut town);
        let expected: Vec<(String, SiteFault)> = expected
            .iter()
            .map(|(place, fault)| ((*place).to_owned(), fault.clone()))
            .collect();
        assert_eq!(found(&town, &[PAGE], &[], &[]), expected);
    }

    #[test]
    fn nothing_is_wrong_with_a_sound_site() {
        only(|_| {}, &[]);
    }

    #[test]
    fn what_does_not_come_is_told() {
        for why in [NoReply::Refused, NoReply::Slow, NoReply::TooLarge] {
            only(
                |town| town.fail(FEED, why.clone()),
                &[(FEED, SiteFault::Unreachable(why.clone()))],
            );
        }
        only(
            |town| town.change(FEED, |reply| reply.status = 503),
            &[(FEED, SiteFault::Status(503))],
        );
        only(
            |town| {
                town.header(FEED, "content-encoding", "gzip");
                town.header(FEED, "vary", "accept-encoding");
            },
            &[(FEED, SiteFault::BadlyPacked("gzip".into()))],
        );
    }

    #[test]
    fn a_redirect_is_told_where_it_matters() {
        let to = "https://www.stadt.example/status.json";
        only(
            |town| town.redirect(FEED, to),
            &[(FEED, SiteFault::Redirected(FileKind::Feed, to.into()))],
        );
        let mut town = Town::sound();
        town.redirect("http://stadt.example/", PAGE);
        let found = found(&town, &["http://stadt.example/"], &[], &[]);
        let expected = SiteFault::Redirected(FileKind::Page, PAGE.into());
        assert!(!expected.is_error());
        assert_eq!(found, [("http://stadt.example/".into(), expected)]);
    }

    #[test]
    fn what_is_not_encrypted_is_told() {
        let mut town = Town::sound();
        town.put("http://alt.example/status.json", "application/json", "");
        let found = found(&town, &["http://alt.example/status.json"], &[], &[]);
        assert!(
            found
                .iter()
                .any(|(_, fault)| *fault == SiteFault::NotEncrypted(FileKind::Feed))
        );
        only(
            |town| {
                town.put(
                    "http://alt.example/status.json",
                    "application/json",
                    &super::super::fixture::feed(3),
                );
                town.change(PAGE, |reply| {
                    let page = String::from_utf8_lossy(&reply.body).into_owned();
                    reply.body = page
                        .replace("status.json", "http://alt.example/status.json")
                        .into_bytes();
                });
            },
            &[("http://alt.example/status.json", SiteFault::MixedContent)],
        );
    }

    #[test]
    fn the_clock_of_a_server_is_compared_and_one_that_all_have_may_be_right() {
        let hour = "Thu, 22 Feb 2024 10:00:00 GMT";
        let all = SiteFault::Clock {
            seconds: 3600,
            all: true,
        };
        only(
            |town| town.header(PAGE, "date", hour),
            &[("https://stadt.example", all)],
        );
        let mut town = Town::sound();
        town.put(
            "https://b.example/status.json",
            "application/json",
            &super::super::fixture::feed(3),
        );
        town.header("https://b.example/status.json", "date", hour);
        let found = found(&town, &[PAGE, "https://b.example/status.json"], &[], &[]);
        let one = SiteFault::Clock {
            seconds: 3600,
            all: false,
        };
        assert_eq!(found, [("https://b.example".into(), one)]);
        // An answer out of a cache is as old as it says.
        let hits = |town: &mut Town| {
            for url in [PAGE, FEED] {
                town.header(url, "date", "Thu, 22 Feb 2024 08:50:00 GMT");
                town.header(url, "age", "600");
                town.header(url, "access-control-expose-headers", "*");
            }
        };
        only(
            hits,
            &[(PAGE, SiteFault::Old(600)), (FEED, SiteFault::Old(600))],
        );
    }

    #[test]
    fn a_page_that_cannot_show_the_widget_is_told() {
        only(
            |town| town.change(PAGE, |reply| reply.body = b"<h1>Stadt</h1>".to_vec()),
            &[(PAGE, SiteFault::NoElement)],
        );
        let without = |town: &mut Town| {
            town.change(PAGE, |reply| {
                reply.body = b"<amts-status src=status.json>".to_vec();
            });
        };
        only(without, &[(PAGE, SiteFault::NoScript)]);
        only(
            |town| town.header(PAGE, "content-security-policy", "script-src 'self'"),
            &[(
                PAGE,
                SiteFault::Policy("script-src 'self' 'wasm-unsafe-eval'".into()),
            )],
        );
    }

    #[test]
    fn a_host_page_is_asked_for_its_policy_before_it_has_the_element() {
        let mut town = Town::sound();
        let host = "https://www.dorf.example/";
        town.put(host, "text/html", "<h1>Dorf</h1>");
        town.header(host, "content-security-policy", "default-src 'self'");
        assert_eq!(
            found(&town, &[PAGE], &[host], &[]),
            [
                "connect-src 'self' https://stadt.example",
                "script-src 'self' https://stadt.example 'wasm-unsafe-eval'"
            ]
            .map(|directive| (host.to_owned(), SiteFault::Policy(directive.to_owned())))
        );
    }

    #[test]
    fn the_program_of_a_server_is_known_by_its_name() {
        for (name, kind) in [
            ("nginx/1.22.1", Some(ServerKind::Nginx)),
            ("Apache/2.4.57 (Debian)", Some(ServerKind::Apache)),
            ("LiteSpeed", Some(ServerKind::Apache)),
            ("Caddy", Some(ServerKind::Caddy)),
            ("cloudflare", None),
            ("", None),
        ] {
            let mut town = Town::sound();
            town.header(FEED, "server", name);
            town.header(FEED, "x-content-type-options", "");
            let given = Given {
                urls: vec![url(FEED)],
                hosts: Vec::new(),
            };
            let found = judge(&look(&given, &mut town), &[], Moment(NOW));
            assert_eq!(found[0].server, kind, "{name}");
        }
    }
}
