//! What comes first: what is wrong, how old this is, what matters now, and how much of everything works.

use yew::prelude::*;

use super::dom::{all, el, filled, named, nothing, text};
use super::reader::Reader;
use super::{contacts, entries, shape};
use crate::feed::Feed;
use crate::feed::standing::summary as counts;
use crate::feed::vocabulary::Level;
use crate::sync::freshness::{Caution, Contact, Freshness};
use crate::words::fill;

/// More changed entries than this are counted rather than named.
const NAMED: usize = 3;

/// Publisher and incident in one line, and what happened in two sentences.
pub fn title(reader: Reader<'_>, feed: &Feed) -> Html {
    let mut title = vec![el("h2", "amts-title", vec![headline(reader, feed)])];
    let incident = feed.incident.as_ref();
    if let Some(summary) = incident.and_then(|incident| incident.summary.as_ref()) {
        title.push(el("p", "amts-lead", vec![reader.say(summary)]));
    }
    all(title)
}

fn headline(reader: Reader<'_>, feed: &Feed) -> Html {
    let publisher = reader.say(&feed.publisher.name);
    match &feed.incident {
        Some(incident) => filled("{}: {}", vec![publisher, reader.say(&incident.title)]),
        None => publisher,
    }
}

/// The compact view: the headline, what does not work, and how old this is. The rest is below.
pub fn summary_line(reader: Reader<'_>, feed: &Feed, freshness: &Freshness) -> Html {
    let mut line = vec![el("strong", "", vec![headline(reader, feed)]), text(" ")];
    for (level, number) in counts(feed.entries.iter(), reader.clock) {
        if level < Level::Unknown {
            line.push(el(
                "span",
                "amts-chip",
                entries::count(reader, level, number),
            ));
            line.push(text(" "));
        }
    }
    let age = match freshness.cautions.first() {
        Some(caution) => el("strong", "", vec![text(&caution_words(reader, *caution))]),
        None => text(&fill("{}.", &[&said_words(reader, freshness)])),
    };
    line.push(el("span", "amts-muted", vec![age, text(" ")]));
    line.push(el("span", "amts-more", vec![text(reader.words().details)]));
    el("span", "amts-headline", line)
}

/// How old the information is, every caution about it, and what is new, in words.
pub fn freshness(reader: Reader<'_>, feed: &Feed, freshness: &Freshness, retry: Html) -> Html {
    let words = reader.words();
    let mut age = String::new();
    if let Some(ago) = reader.ago(freshness.said) {
        age = fill(", {}", &[&ago]);
    }
    age.push('.');
    if let Some(contact) = freshness.contact {
        age.push(' ');
        age.push_str(&contact_words(reader, contact));
    }
    if let Some(next) = freshness.next {
        let next = match reader.near_day(next.date()) {
            Some(day) => fill("{}, {}", &[&day, &reader.time(next.minutes())]),
            None => reader.stamp(next),
        };
        age.push(' ');
        age.push_str(&fill(words.next, &[&next]));
    }
    let mut news = Vec::new();
    for caution in &freshness.cautions {
        news.push(el(
            "p",
            "amts-caution",
            vec![text(&caution_words(reader, *caution))],
        ));
    }
    if let Some(changed) = changed_words(reader, feed) {
        news.push(el("p", "amts-news", vec![text(&changed)]));
    }
    if freshness.may_ask() {
        news.push(retry);
    }
    let said = vec![
        el("strong", "", vec![text(&said_words(reader, freshness))]),
        text(&age),
    ];
    let age_line = el("p", "amts-age", vec![shape::clock(), el("span", "", said)]);
    // Only what is news is a live region: the age changes every minute and would be read aloud each time.
    html! {
        <div class="amts-freshness" role="group" aria-label={words.freshness}>
            <div role="status">{ all(news) }</div>
            { age_line }
        </div>
    }
}

/// "Gerade geprüft."
fn contact_words(reader: Reader<'_>, contact: Contact) -> String {
    let words = reader.words();
    match contact {
        Contact::Checked(at) => match reader.minutes_ago(at) {
            Some(ago) => fill(words.checked, &[&ago]),
            None => words.checked_now.to_owned(),
        },
        Contact::Stored(at) => fill(words.stored, &[&reader.moment(at)]),
    }
}

/// "Aktualisiert: Ausleihe und Bürgerbüro."
fn changed_words(reader: Reader<'_>, feed: &Feed) -> Option<String> {
    let words = reader.words();
    let mut names = Vec::new();
    for id in reader.changed {
        names.extend(feed.find(id).map(|entry| reader.plain(&entry.name)));
    }
    match names.len() {
        0 => None,
        1..=NAMED => Some(fill(
            words.updated,
            &[&reader.calendar.list(reader.lang, &names)],
        )),
        count => Some(fill(words.updated_many, &[&count.to_string()])),
    }
}

/// "Bestätigt heute um 10:00 Uhr".
fn said_words(reader: Reader<'_>, freshness: &Freshness) -> String {
    let words = reader.words();
    let said = freshness.said;
    let time = reader.time(said.minutes());
    let (near, dated) = if freshness.confirmed {
        (words.confirmed, words.confirmed_on)
    } else {
        (words.issued, words.issued_on)
    };
    match reader.near_day(said.date()) {
        Some(day) => fill(near, &[&day, &time]),
        None => fill(dated, &[&reader.dated(said.date()), &time]),
    }
}

fn caution_words(reader: Reader<'_>, caution: Caution) -> String {
    let words = reader.words();
    let (template, moment) = match caution {
        Caution::Archive(at) => (words.archive, reader.full_stamp(at)),
        Caution::Expired(until) => (words.expired, reader.full_stamp(until)),
        Caution::Overdue(since) => (words.overdue, reader.full_stamp(since)),
        Caution::Old(since) => (words.old, reader.full_stamp(since)),
        Caution::Unreached(came) => (words.unreached, reader.moment(came)),
        Caution::Offline(came) => (words.offline, reader.moment(came)),
        Caution::Newer => (words.newer, String::new()),
    };
    fill(template, &[&moment])
}

/// Warnings, emergency numbers and requests to everybody.
pub fn urgent(reader: Reader<'_>, feed: &Feed) -> Html {
    let mut items = Vec::new();
    for entry in feed.entries.iter().filter(|entry| entry.urgent) {
        items.push(entries::urgent(reader, entry));
    }
    if items.is_empty() {
        return nothing();
    }
    let list = vec![el("ul", "", items)];
    named("section", "amts-urgent", reader.words().urgent, list)
}

/// How many stand at each level.
pub fn summary(reader: Reader<'_>, feed: &Feed) -> Html {
    let mut items = Vec::new();
    for (level, count) in counts(feed.entries.iter(), reader.clock) {
        items.push(entries::count_item(reader, level, count));
    }
    if items.is_empty() {
        return nothing();
    }
    named("ul", "amts-summary", reader.words().summary, items)
}

/// Where this is published officially.
pub fn source(reader: Reader<'_>, feed: &Feed) -> Html {
    let words = reader.words();
    let source = vec![
        filled(words.source, vec![reader.say(&feed.publisher.name)]),
        text(". "),
        text(words.official),
        text(" "),
        contacts::inline(&feed.publisher.url),
    ];
    el("p", "amts-source", source)
}
