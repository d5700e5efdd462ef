//! What is wrong with the feeds: their signature, their age, and whether all addresses have the same one.

use crate::cli::key;
use crate::cli::outcome::{FileKind, Finding, SiteFault};
use crate::cli::probe::walk::{File, Seen};
use crate::feed::Feed;
use crate::feed::time::Moment;
use crate::report::damage::{self, Flaw};
use crate::report::problems;
use crate::sync::clock::FEW_MINUTES;
use crate::trust::{self, Key};

/// A feed that could be read.
struct Read<'f> {
    file: &'f File,
    feed: Feed,
    /// Without its signature.
    content: Vec<u8>,
}

/// Adds what is wrong with the feeds, if these keys are wanted.
pub(super) fn judge(seen: &Seen, keys: &[Key], now: Moment, findings: &mut Vec<Finding>) {
    let mut feeds = Vec::new();
    for file in seen.files.iter().filter(|file| file.kind == FileKind::Feed) {
        let Some(bytes) = content(file) else { continue };
        let mut faults = Vec::new();
        signature(&bytes, &wanted(file, seen, keys), &mut faults);
        let content = trust::content(&bytes).to_vec();
        match Feed::read(&content) {
            Ok((feed, _)) => {
                age(&feed, now, &mut faults);
                faults.extend(other_id(file, &feed, seen));
                feeds.push(Read {
                    file,
                    feed,
                    content,
                });
            }
            // One reason is enough: what was changed on its way can often not be read either.
            Err(_) => {
                faults.retain(
                    |fault| matches!(fault, SiteFault::BadSignature(flaw) if *flaw != Flaw::NoFeed),
                );
                if faults.is_empty() {
                    let errors = problems(&bytes, now).len();
                    faults.push(SiteFault::NoFeed(errors.max(1)));
                }
            }
        }
        add(file, faults, findings);
    }
    in_step(&feeds, findings);
}

fn add(file: &File, faults: Vec<SiteFault>, findings: &mut Vec<Finding>) {
    findings.extend(faults.into_iter().map(|fault| Finding {
        place: file.url.to_string(),
        fault,
        server: None,
    }));
}

fn content(file: &File) -> Option<Vec<u8>> {
    let reply = file.reply.as_ref().ok()?;
    (reply.status == 200)
        .then(|| reply.content().ok())
        .flatten()
}

/// Returns the keys that were given, or else those that the pages pin for this feed.
fn wanted(file: &File, seen: &Seen, keys: &[Key]) -> Vec<Key> {
    if !keys.is_empty() {
        return keys.to_vec();
    }
    let elements = seen.pages.iter().flat_map(|page| &page.links.elements);
    let elements = elements.filter(|element| element.src.contains(&file.url));
    elements
        .flat_map(|element| Key::parse_all(&element.keys).0)
        .collect()
}

fn signature(bytes: &[u8], keys: &[Key], faults: &mut Vec<SiteFault>) {
    faults.extend(match damage::examine(bytes) {
        Ok(_) if keys.is_empty() => Some(SiteFault::KeysNotGiven),
        Ok(signer) if !keys.contains(&signer) => {
            Some(SiteFault::OtherKey(key::fingerprint(signer)))
        }
        Ok(_) => None,
        Err(Flaw::Unsigned) if keys.is_empty() => None,
        Err(Flaw::Unsigned) => Some(SiteFault::Unsigned),
        Err(flaw) => Some(SiteFault::BadSignature(flaw)),
    });
}

fn age(feed: &Feed, now: Moment, faults: &mut Vec<SiteFault>) {
    let zone = feed.zone();
    let local = |at: Moment| zone.local(at);
    if feed.issued.at.0 > now.0 + FEW_MINUTES {
        faults.push(SiteFault::Ahead(local(feed.issued.at)));
    }
    if let Some(until) = feed.valid_until.filter(|until| until.at <= now) {
        // Whatever else was promised is over too.
        faults.push(SiteFault::Expired(local(until.at)));
        return;
    }
    let overdue = feed.next_update.filter(|next| next.at <= now);
    faults.extend(overdue.map(|next| SiteFault::Overdue(local(next.at))));
    if feed.valid_until.is_none() {
        faults.push(SiteFault::NoEnd);
    }
}

/// Returns that a page pins another id than the feed has.
fn other_id(file: &File, feed: &Feed, seen: &Seen) -> Option<SiteFault> {
    let elements = seen.pages.iter().flat_map(|page| &page.links.elements);
    let mut pinned = elements
        .filter(|element| element.src.contains(&file.url) && !element.feed.is_empty())
        .map(|element| &element.feed);
    let other = pinned.find(|pinned| **pinned != feed.id.0)?;
    Some(SiteFault::OtherId(feed.id.0.clone(), other.clone()))
}

/// Compares each feed with the newest one.
fn in_step(feeds: &[Read<'_>], findings: &mut Vec<Finding>) {
    let Some(newest) = feeds.iter().max_by_key(|read| read.feed.seq.0) else {
        return;
    };
    let there = newest.file.url.to_string();
    for read in feeds.iter().filter(|read| read.file.url != newest.file.url) {
        let (own, its) = (&read.feed, &newest.feed);
        let there = there.clone();
        let fault = if own.id != its.id {
            SiteFault::NotTheSame(own.id.0.clone(), its.id.0.clone(), there)
        } else if own.seq.0 < its.seq.0 {
            SiteFault::Behind(own.seq.0, its.seq.0, there)
        } else if read.content != newest.content {
            SiteFault::Conflict(there)
        } else {
            continue;
        };
        add(read.file, vec![fault], findings);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{FEED, PAGE, found, only};
    use super::*;
    use crate::cli::probe::fixture::{NOW, Town, feed};
    use crate::cli::tests::{pair, signed};
    use crate::feed::zone::Zone;

    const MIRROR: &str = "https://spiegel.example/status.json";

    fn put(town: &mut Town, feed: &str) {
        town.put(FEED, "application/json", feed);
    }

    #[test]
    fn what_is_no_feed_is_told_as_nothing_else() {
        for text in ["", "{}", "<!doctype html>", "Nicht gefunden"] {
            let mut town = Town::sound();
            put(&mut town, text);
            let found = found(&town, &[FEED], &[], &[]);
            assert!(
                matches!(found[..], [(_, SiteFault::NoFeed(_))]),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn a_signature_is_held_against_the_keys_that_are_wanted() {
        let [(key, text), (_, other)] = [1, 2].map(pair);
        let parsed = |text: &str| Key::parse(text).unwrap();
        let file = signed(&key, &feed(3));
        let print = key::fingerprint(parsed(&text));
        let altered = file.replace("Ausleihe", "Rückgabe");
        let crlf = file.replace('\n', "\r\n");
        let altered_fault = SiteFault::BadSignature(Flaw::Altered);
        for (file, keys, fault) in [
            (&file, &[&text][..], None),
            (&file, &[&other, &text], None),
            (&file, &[&other], Some(SiteFault::OtherKey(print))),
            (&file, &[], Some(SiteFault::KeysNotGiven)),
            (&feed(3), &[], None),
            (&feed(3), &[&text], Some(SiteFault::Unsigned)),
            (&altered, &[&text], Some(altered_fault.clone())),
            (&altered, &[], Some(altered_fault)),
            (
                &crlf,
                &[&text],
                Some(SiteFault::BadSignature(Flaw::Transport(vec![
                    crate::report::damage::Change::Crlf,
                ]))),
            ),
        ] {
            let mut town = Town::sound();
            put(&mut town, file);
            let keys: Vec<Key> = keys.iter().map(|text| parsed(text)).collect();
            let faults: Vec<SiteFault> = found(&town, &[FEED], &[], &keys)
                .into_iter()
                .map(|(_, fault)| fault)
                .filter(|fault| *fault != SiteFault::NotPacked)
                .collect();
            let expected: Vec<SiteFault> = fault.into_iter().collect();
            assert_eq!(faults, expected, "{keys:?}");
        }
    }

    #[test]
    fn the_keys_of_the_page_count_where_none_are_given() {
        let [(key, text), (_, other)] = [1, 2].map(pair);
        let mut town = Town::sound();
        put(&mut town, &signed(&key, &feed(3)));
        let pin = |town: &mut Town, keys: &str| {
            town.change(PAGE, |reply| {
                let page = String::from_utf8_lossy(&reply.body).into_owned();
                reply.body = page
                    .replace("<amts-status", &format!("<amts-status keys=\"{keys}\""))
                    .into_bytes();
            });
        };
        let mut first = town.clone();
        pin(&mut first, &text);
        assert_eq!(found(&first, &[PAGE], &[], &[]), []);
        pin(&mut town, &other);
        let print = key::fingerprint(Key::parse(&text).unwrap());
        let expected = (FEED.to_owned(), SiteFault::OtherKey(print));
        assert_eq!(found(&town, &[PAGE], &[], &[]), [expected]);
        // Given keys are compared with those of the page.
        let given = [Key::parse(&text).unwrap()];
        let expected = (PAGE.to_owned(), SiteFault::OtherPageKeys);
        assert_eq!(found(&town, &[PAGE], &[], &given), [expected]);
    }

    #[test]
    fn what_is_over_overdue_endless_or_ahead_is_told() {
        let at = |seconds: i64| Zone::default().local(Moment(NOW + seconds));
        for (from, to, fault) in [
            (
                "\"valid_until\": \"2024-03-07T00:00:00+01:00\"",
                "\"valid_until\": \"2024-02-22T10:00:00+01:00\"",
                SiteFault::Expired(at(0)),
            ),
            (
                "2024-02-29T12:00:00+01:00",
                "2024-02-22T10:00:00+01:00",
                SiteFault::Overdue(at(0)),
            ),
            (
                "\"valid_until\": \"2024-03-07T00:00:00+01:00\",",
                "",
                SiteFault::NoEnd,
            ),
            (
                "\"issued\": \"2024-02-22T10:00:00+01:00\"",
                "\"issued\": \"2024-02-22T10:06:00+01:00\"",
                SiteFault::Ahead(at(360)),
            ),
        ] {
            let changed = feed(3).replace(from, to);
            assert_ne!(changed, feed(3));
            only(|town| put(town, &changed), &[(FEED, fault)]);
        }
    }

    #[test]
    fn mirrors_are_compared_with_the_newest() {
        let (same, older) = (feed(3), feed(2));
        let other = feed(2).replace("\"stadt\"", "\"dorf\"");
        let conflict = feed(3).replace("available", "limited");
        for (text, fault) in [
            (same, None),
            (older, Some(SiteFault::Behind(2, 3, FEED.into()))),
            (
                other,
                Some(SiteFault::NotTheSame(
                    "dorf".into(),
                    "stadt".into(),
                    FEED.into(),
                )),
            ),
        ] {
            let mut town = Town::sound();
            town.put(MIRROR, "application/json", &text);
            let expected: Vec<_> = fault
                .into_iter()
                .map(|fault| (MIRROR.into(), fault))
                .collect();
            assert_eq!(found(&town, &[FEED, MIRROR], &[], &[]), expected);
        }
        let mut town = Town::sound();
        town.put(MIRROR, "application/json", &conflict);
        let found = found(&town, &[FEED, MIRROR], &[], &[]);
        assert!(
            matches!(&found[..], [(_, SiteFault::Conflict(_))]),
            "{found:?}"
        );
        // Signed or not, the same words are the same.
        let mut town = Town::sound();
        town.put(MIRROR, "application/json", &signed(&pair(1).0, &feed(3)));
        let keyless = super::super::tests::found(&town, &[FEED, MIRROR], &[], &[]);
        assert_eq!(keyless, [(MIRROR.into(), SiteFault::KeysNotGiven)]);
    }

    #[test]
    fn a_page_that_waits_for_another_feed_is_told() {
        only(
            |town| {
                town.change(PAGE, |reply| {
                    let page = String::from_utf8_lossy(&reply.body).into_owned();
                    reply.body = page
                        .replace("<amts-status", "<amts-status feed=dorf")
                        .into_bytes();
                });
            },
            &[(FEED, SiteFault::OtherId("stadt".into(), "dorf".into()))],
        );
    }
}
