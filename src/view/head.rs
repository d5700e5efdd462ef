//! What comes first: what is wrong, how old this is, what matters now, and how much of everything works.

use yew::prelude::*;

use super::dom::Writer;
use super::qr::QrCode;
use super::reader::Reader;
use super::{Answer, Props, contacts, entries, shape};
use crate::feed::Feed;
use crate::feed::contact::web_link;
use crate::feed::standing::summary as counts;
use crate::feed::vocabulary::Level;
use crate::sync::freshness::{Caution, Contact, Freshness};
use crate::words::{Lang, fill};

/// More changed entries than this are counted rather than named.
const NAMED: usize = 3;

/// The languages to choose from, each named in itself.
pub fn languages(out: &mut Writer<'_>, props: &Props) {
    let lang = props.ask.lang;
    out.fold("details.amts-languages", "languages");
    shape::telling(out, out.words.language());
    shape::globe(out);
    out.close();
    out.leaf("span", lang.name());
    out.close();
    out.open("ul");
    for other in Lang::ALL {
        out.open("li");
        out.toggle(
            "button.amts-button",
            &fill("lang {}", &[other.tag()]),
            other == lang,
        );
        out.lang(other.tag());
        out.text(other.name());
        out.close();
        out.close();
    }
    out.close();
    out.open("p");
    out.role("status");
    if props.answer == Answer::NoLanguage {
        out.text(out.words.language_failed());
    }
    out.close();
    out.close();
}

/// That not all of it is in the reader's language.
pub fn foreign(out: &mut Writer<'_>, feed: &Feed) {
    let own = match Lang::named(feed.lang()) {
        Some(lang) => lang.name(),
        None => feed.lang(),
    };
    out.open("p.amts-foreign");
    out.fill(out.words.foreign(), own);
    out.close();
}

/// A button to ask at once, where the page lives.
pub fn retry(out: &mut Writer<'_>, props: &Props) {
    if props.living.is_some() {
        out.button("button.amts-button amts-retry", "retry");
        out.text(if props.asked {
            out.words.asking()
        } else {
            out.words.retry()
        });
        out.close();
    }
}

/// Publisher and incident in one line, and what happened in two sentences.
pub fn title(out: &mut Writer<'_>, feed: &Feed) {
    out.open("h2.amts-title");
    if out.reader.lang.dir() == "rtl" {
        // Publisher and title are one line, in the direction of the language that they are in.
        out.dir("auto");
    }
    headline(out, feed);
    out.close();
    let incident = feed.incident.as_ref();
    if let Some(summary) = incident.and_then(|incident| incident.summary.as_ref()) {
        out.open("p.amts-lead");
        out.say(summary);
        out.close();
    }
}

/// The same line without its heading.
pub fn headline(out: &mut Writer<'_>, feed: &Feed) {
    out.say(&feed.publisher.name);
    if let Some(incident) = &feed.incident {
        out.text(": ");
        out.say(&incident.title);
    }
}

/// The compact view: the headline, what does not work, and how old this is. The rest is below.
pub fn summary_line(out: &mut Writer<'_>, feed: &Feed, freshness: &Freshness) {
    out.open("span.amts-headline");
    out.open("strong");
    headline(out, feed);
    out.close();
    out.text(" ");
    for (level, number) in counts(feed.entries.iter(), out.reader.clock) {
        if level < Level::Unknown {
            out.open("span.amts-chip");
            entries::count(out, level, number);
            out.close();
            out.text(" ");
        }
    }
    out.open("span.amts-muted");
    match freshness.cautions.first() {
        Some(caution) => out.leaf("strong", &caution_words(&out.reader, *caution)),
        None => out.fill("{}.", &said_words(&out.reader, freshness)),
    }
    out.text(" ");
    out.close();
    out.leaf("span.amts-more", out.words.details());
    out.close();
}

/// How old the information is, every caution about it, and what is new, in words.
pub fn freshness(out: &mut Writer<'_>, feed: &Feed, freshness: &Freshness, props: &Props) {
    let words = out.words;
    out.open("div.amts-freshness");
    out.role("group");
    out.label(words.freshness());
    // Only what is news is a live region: the age changes every minute and would be read aloud each time.
    out.open("div");
    out.role("status");
    for caution in &freshness.cautions {
        out.leaf("p.amts-caution", &caution_words(&out.reader, *caution));
    }
    if let Some(changed) = changed_words(&out.reader, feed) {
        out.leaf("p.amts-news", &changed);
    }
    if freshness.may_ask() {
        retry(out, props);
    }
    out.close();
    out.open("div.amts-age");
    shape::clock(out);
    out.open("span");
    out.leaf("strong", &said_words(&out.reader, freshness));
    if let Some(ago) = out.reader.ago(freshness.said) {
        out.separate(out.words.comma());
        out.text(&ago);
    }
    out.text(".");
    if let Some(contact) = freshness.contact {
        out.text(" ");
        out.leaf("span.amts-contact", &contact_words(&out.reader, contact));
    }
    if let Some(next) = freshness.next {
        let next = match out.reader.near_day(next.date()) {
            Some(day) => out.reader.at(&day, next),
            None => out.reader.full_stamp(next),
        };
        out.text(" ");
        out.fill(words.next(), &next);
    }
    if freshness.verified {
        out.text(" ");
        verified(out);
    }
    out.close();
    out.close();
    out.close();
}

/// The mark of a feed whose signature was checked, and what that means.
fn verified(out: &mut Writer<'_>) {
    out.open("details.amts-verified");
    out.leaf("summary", out.words.verified());
    out.leaf("p", out.words.verified_means());
    out.close();
}

/// "Gerade geprüft."
fn contact_words(reader: &Reader<'_>, contact: Contact) -> String {
    let words = reader.words;
    match contact {
        Contact::Checked(at) => match reader.minutes_ago(at) {
            Some(ago) => fill(words.checked(), &[&ago]),
            None => words.checked_now().to_owned(),
        },
        Contact::Stored(at) => fill(words.stored(), &[&reader.moment(at)]),
    }
}

/// "Aktualisiert: Ausleihe und Bürgerbüro."
fn changed_words(reader: &Reader<'_>, feed: &Feed) -> Option<String> {
    let words = reader.words;
    let mut names = Vec::new();
    for id in reader.changed {
        names.extend(
            feed.find(id)
                .map(|entry| reader.plain(&entry.name).to_owned()),
        );
    }
    match names.len() {
        0 => None,
        1..=NAMED => Some(fill(
            words.updated(),
            &[&reader.calendar.list(reader.lang, &names)],
        )),
        count => Some(reader.counted(words.updated_many(), count)),
    }
}

/// "Bestätigt heute um 10:00 Uhr".
pub fn said_words(reader: &Reader<'_>, freshness: &Freshness) -> String {
    let words = reader.words;
    let said = freshness.said;
    let time = reader.time(said.minutes());
    let (near, dated) = if freshness.confirmed {
        (words.confirmed(), words.confirmed_on())
    } else {
        (words.issued(), words.issued_on())
    };
    match reader.near_day(said.date()) {
        Some(day) => fill(near, &[&day, &time]),
        None => fill(dated, &[&reader.dated(said.date()), &time]),
    }
}

/// "Veraltet: Diese Angaben galten bis …"
pub fn caution_words(reader: &Reader<'_>, caution: Caution) -> String {
    let words = reader.words;
    let (template, moment) = match caution {
        Caution::Archive(at) => (words.archive(), reader.full_stamp(at)),
        Caution::Expired(until) => (words.expired(), reader.full_stamp(until)),
        Caution::Overdue(since) => (words.overdue(), reader.full_stamp(since)),
        Caution::Old(since) => (words.old(), reader.full_stamp(since)),
        Caution::Unreached(came) => (words.unreached(), reader.moment(came)),
        Caution::Offline(came) => (words.offline(), reader.moment(came)),
        Caution::Newer => (words.newer(), String::new()),
    };
    fill(template, &[&moment])
}

/// Warnings, emergency numbers and requests to everybody.
pub fn urgent(out: &mut Writer<'_>, feed: &Feed) {
    out.open("section.amts-urgent");
    out.label(out.words.urgent());
    out.open("ul");
    for entry in feed.entries.iter().filter(|entry| entry.urgent) {
        entries::urgent(out, entry);
    }
    out.close_filled();
    out.close_filled();
}

/// How many stand at each level; on a page that lives, buttons that show just these.
pub fn summary(out: &mut Writer<'_>, feed: &Feed, props: &Props) {
    out.open("ul.amts-summary");
    out.label(out.words.summary());
    for (level, count) in counts(feed.entries.iter(), out.reader.clock) {
        out.open("li");
        let name = level.name();
        if props.living.is_some() {
            let does = fill("level {}", &[name]);
            out.toggle("button.amts-count", &does, props.query.has_level(level));
        } else {
            out.open("span.amts-count");
        }
        out.level(name);
        entries::count(out, level, count);
        out.close();
        out.close();
    }
    out.close_filled();
}

/// Where this is published officially; from when it is, where it may be printed: this is the foot of each sheet.
pub fn source(out: &mut Writer<'_>, feed: &Feed, freshness: &Freshness, props: &Props) {
    out.open("p.amts-source");
    // On paper only: the address for a telephone's camera, in front of the words beside which it stands.
    if props.paper
        && let Some(address) = web_link(&feed.publisher.url)
    {
        let address = AttrValue::from(address.to_owned());
        out.node(html! { <QrCode address={address.clone()} label={address} /> });
    }
    out.fill_said(out.words.source(), &feed.publisher.name);
    out.text(". ");
    if out.reader.living.is_none() {
        let said = out.reader.full_stamp(freshness.said);
        out.fill(out.words.as_of(), &said);
        out.text(". ");
    }
    out.text(out.words.official());
    out.text(" ");
    contacts::inline(out, &feed.publisher.url);
    if out.reader.living.is_some() {
        out.text(" ");
        out.button("button.amts-button", "print");
        out.text(out.words.print());
        out.close();
    }
    out.close();
}
