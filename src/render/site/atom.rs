//! The Atom feed of publications (RFC 4287): what each of them changed, for feed readers and editorial offices.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::super::diff::{Change, diff, heading};
use super::super::markup::escape;
use super::Site;
use crate::feed::Feed;
use crate::feed::contact::{web_link, without_scheme};
use crate::feed::time::Stamp;

/// How many publications stay in the feed.
const KEPT: usize = 20;

/// The begin and the end of an entry, by which an older feed of ours is taken apart.
const BEGIN: &str = "<entry>\n";
const END: &str = "</entry>\n";

impl Site {
    /// Returns the Atom feed that has this `name`. Where the `previous` publication is known, the first entry says what
    /// changed since; otherwise the publisher's own updates are the entries. The entries of `older`, which is such a feed
    /// of ours, follow.
    pub fn atom(&self, name: &str, previous: Option<&Feed>, older: &str) -> String {
        let (feed, id) = (&*self.feed, self.tag());
        let mut entries = match previous {
            Some(previous) if previous.seq < feed.seq => vec![self.publication(previous)],
            _ => Vec::new(),
        };
        let known = |entry: &str, entries: &[String]| {
            entries.iter().any(|other| id_of(other) == id_of(entry))
        };
        let mut add = |entry: String| {
            if entries.len() < KEPT && !known(&entry, &entries) {
                entries.push(entry);
            }
        };
        // Entries of another feed are none of this one's.
        let older = older
            .split(BEGIN)
            .skip(1)
            .filter_map(|rest| Some(rest.split_once(END)?.0));
        let ours = format!("<id>{}/", escape(&id));
        older
            .filter(|entry| entry.contains(&ours))
            .for_each(|entry| add(entry.to_owned()));
        if previous.is_none() {
            feed.updates.iter().for_each(|update| {
                let at = Stamp::new(update.at.start(feed.zone()), 0);
                let said = self.say(&update.text);
                let hash = short_hash(&format!("{at} {}", update.text.all().collect::<String>()));
                add(entry(&format!("{id}/update/{hash}"), &said, at, None));
            });
        }
        let alternate = web_link(&feed.publisher.url)
            .map(|url| format!("<link rel=\"alternate\" href=\"{}\"/>\n", xml(url)));
        let entries: String = entries
            .iter()
            .map(|entry| format!("{BEGIN}{entry}{END}"))
            .collect();
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\">\n\
             <title>{title}</title>\n<id>{id}/{lang}</id>\n<updated>{updated}</updated>\n\
             <author><name>{author}</name></author>\n<link rel=\"self\" href=\"{name}\"/>\n{alternate}\
             <generator>{mark}</generator>\n{entries}</feed>\n",
            lang = self.lang.tag(),
            title = xml(&self.title()),
            id = xml(&id),
            updated = feed.issued,
            author = xml(&self.publisher()),
            alternate = alternate.unwrap_or_default(),
            mark = super::MARK,
        )
    }

    /// Writes the entry about this publication.
    fn publication(&self, previous: &Feed) -> String {
        let changes = diff(previous, &self.feed, self.lang, self.now);
        let title = heading(
            previous,
            &self.feed,
            self.lang,
            self.now,
            changes.is_empty(),
        );
        let id = format!("{}/{}", self.tag(), self.feed.seq.0);
        entry(
            &id,
            title.trim_end_matches(':'),
            self.feed.issued,
            Some(&changes),
        )
    }

    /// Returns the id of the feed (RFC 4151), which never changes.
    fn tag(&self) -> String {
        let host = web_link(&self.feed.publisher.url).and_then(without_scheme);
        let host = host.and_then(|host| host.split(['/', '?', '#', ':']).next());
        format!(
            "tag:{},2024:{}",
            host.unwrap_or("amtsstatus.invalid"),
            self.feed.id.0
        )
    }
}

fn entry(id: &str, title: &str, updated: Stamp, changes: Option<&[Change]>) -> String {
    let mut entry = format!(
        "<id>{}</id>\n<title>{}</title>\n<updated>{updated}</updated>\n",
        xml(id),
        xml(title)
    );
    let items: String = changes
        .unwrap_or_default()
        .iter()
        .map(|change| format!("<li>{}</li>", xml(&change.sentence)))
        .collect();
    // Writing into a text cannot fail.
    let _ = match items.as_str() {
        "" => writeln!(entry, "<content type=\"text\">{}</content>", xml(title)),
        items => writeln!(
            entry,
            "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><ul>{items}</ul></div></content>"
        ),
    };
    entry
}

fn id_of(entry: &str) -> &str {
    let id = entry.split_once("<id>").map_or("", |(_, rest)| rest);
    id.split("</id>").next().unwrap_or_default()
}

/// Returns the beginning of a text's hash, enough to tell a few hundred texts apart.
fn short_hash(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    hash.iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Escapes a text for XML, without the characters that no XML file may have.
fn xml(text: &str) -> String {
    let allowed = |char: &char| !matches!(char, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    escape(&text.chars().filter(allowed).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn without_an_earlier_publication_the_updates_are_the_entries() {
        let site = fixture::site(
            r#""updates": [ { "at": "2024-02-21", "text": "A & <b>" }, { "at": "2024-02-22T09:00:00+01:00", "text": "B" } ],"#,
            "",
        );
        let atom = site.atom("atom.xml", None, "");
        let entries: Vec<&str> = atom.split(BEGIN).skip(1).collect();
        assert_eq!(entries.len(), 2, "{atom}");
        assert!(
            entries[0].contains(
                "<title>A &amp; &lt;b&gt;</title>\n<updated>2024-02-20T23:00:00+00:00</updated>"
            ),
            "{atom}"
        );
        assert!(
            atom.contains("<id>tag:www.stadt.example,2024:a/de</id>"),
            "{atom}"
        );
        // The ids stay when the feed is published again, and no entry comes twice.
        assert_eq!(site.atom("atom.xml", None, &atom), atom);
    }

    #[test]
    fn an_older_feed_keeps_its_entries_and_a_foreign_one_adds_none() {
        let site = fixture::site("", r#""state": "limited""#);
        let earlier = fixture::site("", r#""state": "down""#).feed;
        let mut before = (*earlier).clone();
        before.seq.0 -= 1;
        let kept = format!("{BEGIN}<id>tag:www.stadt.example,2024:a/1</id>\n{END}");
        let foreign = format!("{BEGIN}<id>tag:www.andere.example,2024:a/1</id>\n{END}");
        let atom = site.atom("atom.xml", Some(&before), &format!("{foreign}{kept}"));
        assert_eq!(atom.matches(BEGIN).count(), 2, "{atom}");
        assert!(
            atom.contains("<li>Geändert: Pass, jetzt eingeschränkt (bisher ausgefallen).</li>"),
            "{atom}"
        );
        assert!(!atom.contains("andere"), "{atom}");
        let many: String = (0..40)
            .map(|seq| kept.replace("a/1", &format!("a/{seq}")))
            .collect();
        assert_eq!(
            site.atom("atom.xml", Some(&before), &many)
                .matches(BEGIN)
                .count(),
            KEPT
        );
        assert_eq!(
            site.in_language(Lang::En)
                .atom("atom.en.xml", None, "")
                .matches(BEGIN)
                .count(),
            0
        );
    }
}
