//! What is wrong with the headers of one answer: type, sharing, keeping, packing, cookies.

use crate::cli::outcome::{FileKind, SiteFault};
use crate::cli::probe::walk::File;
use crate::cli::probe::web::Reply;

/// From how many bytes on packing is worth it.
const WORTH_PACKING: usize = 1500;
/// For how many seconds a version of the widget is kept at least: a day.
const LONG: u64 = 86_400;

/// Returns what is wrong with the headers of a file that came.
pub(super) fn faults(file: &File, reply: &Reply) -> Vec<SiteFault> {
    let mut faults = Vec::new();
    content_type(file.kind, reply, &mut faults);
    if matches!(
        file.kind,
        FileKind::Feed | FileKind::Script | FileKind::Core
    ) {
        sharing(file, reply, &mut faults);
    }
    keeping(file, reply, &mut faults);
    packing(reply, &mut faults);
    if reply.header("date").is_empty() {
        faults.push(SiteFault::NoDate);
    }
    if !reply.header("set-cookie").is_empty() {
        faults.push(SiteFault::Cookie);
    }
    if is_for_frames(file) {
        framing(reply, &mut faults);
    }
    faults
}

/// Tells whether a file is the page for frames, in whatever language.
fn is_for_frames(file: &File) -> bool {
    let name = file.end.path().rsplit('/').next().unwrap_or_default();
    file.kind == FileKind::Page && name.starts_with("frame.") && name.ends_with(".html")
}

fn framing(reply: &Reply, faults: &mut Vec<SiteFault>) {
    let options = reply.header("x-frame-options");
    if !options.is_empty() {
        faults.push(SiteFault::NotFramed(format!("X-Frame-Options: {options}")));
    }
    // A page's own policy cannot forbid it.
    let policy = reply.header("content-security-policy");
    for directive in policy.split([';', ',']) {
        let mut words = directive.split_ascii_whitespace();
        let is_about_frames = words.next() == Some("frame-ancestors");
        // Every page that may be asked for has one of these.
        if is_about_frames && !words.any(|source| matches!(source, "*" | "https:")) {
            faults.push(SiteFault::NotFramed(directive.trim().to_owned()));
        }
    }
}

/// Returns the content type without its parameters.
fn essence(reply: &Reply) -> String {
    let is = reply.header("content-type").to_ascii_lowercase();
    is.split(';').next().unwrap_or_default().trim().to_owned()
}

fn content_type(kind: FileKind, reply: &Reply, faults: &mut Vec<SiteFault>) {
    let is = essence(reply);
    let fits = match kind {
        FileKind::Page => is == "text/html" || is == "application/xhtml+xml",
        FileKind::Feed => is == "application/json" || is.ends_with("+json"),
        FileKind::Script => is.ends_with("/javascript") || is == "application/x-javascript",
        FileKind::Core => is == "application/wasm",
        FileKind::Style => is == "text/css",
    };
    if !fits {
        faults.push(SiteFault::WrongType { kind, is });
    }
    let sniffs = reply.header("x-content-type-options").to_ascii_lowercase();
    if sniffs != "nosniff" {
        faults.push(SiteFault::NoNosniff);
    }
}

fn sharing(file: &File, reply: &Reply, faults: &mut Vec<SiteFault>) {
    let needed = file.shared;
    let is = reply.header("access-control-allow-origin");
    if is != "*" {
        faults.push(SiteFault::NotShared { is, needed });
        return;
    }
    if let Some(Ok(again)) = &file.again
        && again.status == 304
        && again.header("access-control-allow-origin") != "*"
    {
        faults.push(SiteFault::UnchangedNotShared { needed });
    }
    if file.kind == FileKind::Feed {
        let exposed = reply
            .header("access-control-expose-headers")
            .to_ascii_lowercase();
        let is_exposed = |name: &str| {
            exposed
                .split(',')
                .any(|own| matches!(own.trim(), "*") || own.trim() == name)
        };
        // `Age` matters only where a cache sends one.
        let wanted = [("date", "Date"), ("retry-after", "Retry-After")];
        let age = Some(("age", "Age")).filter(|_| !reply.header("age").is_empty());
        let missing = wanted.into_iter().chain(age);
        let missing = missing.filter(|(name, _)| !is_exposed(name));
        let missing: Vec<&str> = missing.map(|(_, name)| name).collect();
        if !missing.is_empty() {
            faults.push(SiteFault::NotExposed(missing));
        }
    }
}

fn keeping(file: &File, reply: &Reply, faults: &mut Vec<SiteFault>) {
    let says = reply.header("cache-control");
    let directives: Vec<(String, u64)> = says
        .split(',')
        .map(|directive| {
            let (name, seconds) = directive.split_once('=').unwrap_or((directive, ""));
            let seconds = seconds.trim().trim_matches('"').parse().unwrap_or(0);
            (name.trim().to_ascii_lowercase(), seconds)
        })
        .collect();
    let has = |name: &str| directives.iter().any(|(own, _)| own == name);
    let seconds = |name: &str| {
        let found = directives.iter().find(|(own, _)| own == name);
        found.map(|(_, seconds)| *seconds)
    };
    if file.end.path().contains("/amts-status/") {
        let is_kept = seconds("max-age").is_some_and(|seconds| seconds >= LONG)
            && !has("no-cache")
            && !has("no-store");
        if !is_kept {
            faults.push(SiteFault::NotKept(says.clone()));
        }
    } else {
        let asks = has("no-cache") || has("no-store") || {
            let longest = seconds("max-age").max(seconds("s-maxage"));
            longest == Some(0)
        };
        if !asks {
            faults.push(SiteFault::Kept(says.clone()));
        }
        match reply.header("age").parse() {
            Ok(0) | Err(_) => {}
            Ok(age) => faults.push(SiteFault::Old(age)),
        }
    }
    match &file.again {
        None if reply.header("last-modified").is_empty() => faults.push(SiteFault::NoMark),
        Some(Ok(again)) if again.status != 304 => faults.push(SiteFault::NeverUnchanged),
        _ => {}
    }
}

fn packing(reply: &Reply, faults: &mut Vec<SiteFault>) {
    let packed = reply.header("content-encoding");
    let is_packed = !packed.is_empty() && packed != "identity";
    if !is_packed && reply.body.len() >= WORTH_PACKING {
        faults.push(SiteFault::NotPacked);
    }
    let vary = reply.header("vary").to_ascii_lowercase();
    if is_packed && !vary.contains("accept-encoding") && vary != "*" {
        faults.push(SiteFault::NoVary);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{FEED, PAGE, SCRIPT, found, only};
    use super::*;
    use crate::cli::probe::fixture::{Town, feed};

    const CORE: &str = "https://stadt.example/amts-status/0.1.0/amts-core-0a1b.wasm";

    #[test]
    fn types_that_browsers_refuse_are_errors_and_others_are_not() {
        for (url, kind, is_error) in [
            (PAGE, FileKind::Page, true),
            (SCRIPT, FileKind::Script, true),
            (FEED, FileKind::Feed, false),
            (CORE, FileKind::Core, false),
        ] {
            let is = "text/plain".to_owned();
            let fault = SiteFault::WrongType { kind, is };
            assert_eq!(fault.is_error(), is_error);
            only(
                |town| town.header(url, "content-type", "text/plain; charset=utf-8"),
                &[(url, fault)],
            );
        }
        only(
            |town| town.header(SCRIPT, "content-type", "application/javascript"),
            &[],
        );
        only(
            |town| town.header(FEED, "x-content-type-options", ""),
            &[(FEED, SiteFault::NoNosniff)],
        );
    }

    #[test]
    fn what_others_may_not_read_is_an_error_where_others_need_it() {
        for value in ["", "https://www.stadt.example", "*, *"] {
            let is = value.to_owned();
            let needed = false;
            only(
                |town| town.header(FEED, "access-control-allow-origin", value),
                &[(FEED, SiteFault::NotShared { is, needed })],
            );
        }
        let mut town = Town::sound();
        let host = "https://www.dorf.example/";
        let page = format!("<script src={SCRIPT}></script><amts-status src={FEED}>");
        town.put(host, "text/html", &page);
        town.header(FEED, "access-control-allow-origin", "");
        // Whatever names it first.
        for urls in [[FEED, host], [host, FEED]] {
            let fault = SiteFault::NotShared {
                is: String::new(),
                needed: true,
            };
            assert!(fault.is_error());
            assert_eq!(found(&town, &urls, &[], &[]), [(FEED.into(), fault)]);
        }
    }

    #[test]
    fn what_holds_for_an_answer_holds_for_unchanged_too() {
        only(
            |town| {
                town.unchanged = |reply| {
                    reply
                        .headers
                        .retain(|(name, _)| name != "access-control-allow-origin");
                }
            },
            &[FEED, SCRIPT, CORE].map(|url| (url, SiteFault::UnchangedNotShared { needed: false })),
        );
        let all = [
            PAGE,
            FEED,
            SCRIPT,
            "https://stadt.example/amts-status/0.1.0/amts-page.css",
            CORE,
        ];
        only(
            |town| town.unchanged = |reply| reply.status = 200,
            &all.map(|url| (url, SiteFault::NeverUnchanged)),
        );
        only(
            |town| town.header(FEED, "etag", ""),
            &[(FEED, SiteFault::NoMark)],
        );
        only(
            |town| {
                town.header(FEED, "etag", "");
                town.header(FEED, "last-modified", "Thu, 22 Feb 2024 09:00:00 GMT");
            },
            &[],
        );
    }

    #[test]
    fn headers_that_others_may_not_read_are_named() {
        only(
            |town| town.header(FEED, "access-control-expose-headers", "date"),
            &[(FEED, SiteFault::NotExposed(vec!["Retry-After"]))],
        );
        only(
            |town| town.header(FEED, "access-control-expose-headers", "*"),
            &[],
        );
        only(
            |town| town.header(FEED, "age", "0"),
            &[(FEED, SiteFault::NotExposed(vec!["Age"]))],
        );
    }

    #[test]
    fn what_changes_is_asked_for_and_what_does_not_is_kept() {
        for value in ["", "max-age=600", "public, s-maxage=300, max-age=0"] {
            only(
                |town| town.header(FEED, "cache-control", value),
                &[(FEED, SiteFault::Kept(value.into()))],
            );
        }
        for value in [
            "no-store",
            "max-age=0, must-revalidate",
            "private, No-Cache",
        ] {
            only(|town| town.header(FEED, "cache-control", value), &[]);
        }
        for value in ["", "no-cache", "max-age=60", "no-store, max-age=31536000"] {
            only(
                |town| town.header(SCRIPT, "cache-control", value),
                &[(SCRIPT, SiteFault::NotKept(value.into()))],
            );
        }
        assert!(!SiteFault::Old(900).is_error() && SiteFault::Old(901).is_error());
    }

    #[test]
    fn what_is_large_comes_packed_and_caches_know() {
        let long = feed(3) + &" ".repeat(WORTH_PACKING);
        only(
            |town| town.put(FEED, "application/json", &long),
            &[(FEED, SiteFault::NotPacked)],
        );
        let packed = |town: &mut Town, vary: &str| {
            town.change(FEED, |reply| {
                let mut packer =
                    flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
                std::io::Write::write_all(&mut packer, long.as_bytes()).unwrap();
                reply.body = packer.finish().unwrap();
            });
            town.header(FEED, "content-encoding", "gzip");
            town.header(FEED, "vary", vary);
        };
        only(|town| packed(town, ""), &[(FEED, SiteFault::NoVary)]);
        only(|town| packed(town, "Origin, Accept-Encoding"), &[]);
    }

    #[test]
    fn what_keeps_the_page_for_frames_out_of_frames_is_told() {
        const FRAME: &str = "https://stadt.example/frame.en.html";
        let found = |header: &str, value: &str| {
            let mut town = Town::sound();
            let page = "<amts-status src=status.json><script src=amts-status/0.1.0/amts-status.js>";
            town.put(FRAME, "text/html", page);
            for url in [PAGE, FRAME] {
                town.header(url, header, value);
            }
            found(&town, &[PAGE, FRAME], &[], &[])
        };
        let told = |by: &str| vec![(FRAME.to_owned(), SiteFault::NotFramed(by.to_owned()))];
        assert_eq!(
            found("x-frame-options", "DENY"),
            told("X-Frame-Options: DENY")
        );
        let policy = "content-security-policy";
        assert_eq!(
            found(
                policy,
                "img-src *; frame-ancestors 'self' https://a.example"
            ),
            told("frame-ancestors 'self' https://a.example")
        );
        for open in ["frame-ancestors *", "frame-ancestors https:"] {
            assert_eq!(found(policy, open), []);
        }
    }

    #[test]
    fn cookies_and_a_missing_date_are_told() {
        only(
            |town| town.header(FEED, "set-cookie", "id=1"),
            &[(FEED, SiteFault::Cookie)],
        );
        only(
            |town| town.header(FEED, "date", ""),
            &[(FEED, SiteFault::NoDate)],
        );
    }
}
