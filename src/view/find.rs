//! Finding: the field to type into, what to choose from, and what was found.

use super::dom::Writer;
use super::{Answer, aside, contacts, entries, shape};
use crate::feed::vocabulary::Vocabulary as _;
use crate::feed::{Entry, Feed};
use crate::search::{Found, Query, contact, kinds as kinds_of, reaches};
use crate::words::fill;

/// The search field.
pub fn field(out: &mut Writer<'_>) {
    let words = out.words;
    out.open("div.amts-search");
    out.role("search");
    out.label(words.search());
    shape::glass(out);
    out.field("input.amts-field", words.search());
    out.close();
}

/// The kinds to choose from, where there is more than one.
pub fn kinds(out: &mut Writer<'_>, feed: &Feed, query: &Query) {
    let words = out.words;
    let there = kinds_of(feed);
    if there.len() < 2 {
        return;
    }
    out.fold("details.amts-kinds", "kinds");
    out.text(words.filter_kind());
    out.close();
    out.open("ul.amts-summary");
    for kind in there {
        out.open("li");
        let does = fill("kind {}", &[kind.name()]);
        out.toggle("button.amts-count", &does, query.has_kind(kind));
        out.text(words.group()[kind as usize]);
        out.close();
        out.close();
    }
    out.close();
    out.close();
}

/// How much was found, in a place that is there before: what comes with its own words is not read aloud.
pub fn told(out: &mut Writer<'_>, query: &Query, found: &[Found<'_>]) {
    let words = out.words;
    out.open("p.amts-found");
    out.role("status");
    if !query.is_empty() {
        match found.len() {
            0 => out.text(words.found_none()),
            count => out.text(&out.reader.counted(words.found(), count)),
        }
    }
    out.close();
}

/// What was found, and whom to ask where that does not say it.
pub fn results(out: &mut Writer<'_>, feed: &Feed, found: &[Found<'_>]) {
    let words = out.words;
    let clock = out.reader.clock;
    out.open("div.amts-results");
    // Where what fits best does not say whom to call, that is said next, while it is on the screen.
    let first = found.first().map_or(&[][..], |found| found.routes());
    let (best, more) = found.split_at(found.len().min(1));
    list(out, best);
    if !first.iter().any(|route| reaches(route, clock)) {
        general(out, feed);
    }
    list(out, more);
    out.button("button.amts-button", "all");
    out.text(words.show_all());
    out.close();
    out.close();
}

fn list(out: &mut Writer<'_>, found: &[Found<'_>]) {
    out.open("ul.amts-entries");
    for item in found {
        if let Found::Entry(entry, wholes) = item {
            entries::entry(out, "h3.amts-name", entry, wholes, item.routes());
        }
    }
    out.close_filled();
    for item in found {
        if let Found::Question(question) = item {
            aside::question(out, question);
        }
    }
}

/// Whom to ask about anything.
fn general(out: &mut Writer<'_>, feed: &Feed) {
    out.open("section.amts-group");
    out.leaf("h3", out.words.contact());
    match contact(feed, out.reader.clock) {
        Some(route) => contacts::routes(out, std::slice::from_ref(route)),
        None => {
            out.line();
            contacts::inline(out, &feed.publisher.url);
            out.close();
        }
    }
    out.close();
}

/// The button that shares the link to an entry.
pub fn share(out: &mut Writer<'_>, entry: &Entry) {
    let id = &entry.id.0;
    let label = fill(out.words.link(), &[out.reader.plain(&entry.name)]);
    out.open("div.amts-share");
    out.button("button.amts-link", &fill("link {}", &[id]));
    out.label(&label);
    shape::chain(out);
    out.close();
    out.open("span");
    out.role("status");
    let said = match out.reader.answer {
        Answer::Copied(copied) if copied == id => out.words.link_copied(),
        Answer::InBar(shown) if shown == id => out.words.link_in_bar(),
        _ => "",
    };
    out.text(said);
    out.close();
    out.close();
}
