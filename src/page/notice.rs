//! The notice for the town hall's door: a document of its own on A4, for those who stand there and read.
//!
//! Paper does not age as a page does. So it names days and times, and says on every sheet of which it is.

use yew::prelude::*;

use super::html;
use super::site::escape;
use crate::feed::contact::{Phone, mail_link, web_link};
use crate::feed::text::Text;
use crate::feed::time::{Moment, Stamp};
use crate::feed::vocabulary::{Kind, Level, RouteKind, Word};
use crate::feed::{Entry, Feed, Outlook, Route, Term};
use crate::sync::freshness::{Caution, Freshness, clock, freshness};
use crate::view::Answer;
use crate::view::dom::Writer;
use crate::view::qr::QrCode;
use crate::view::reader::Reader;
use crate::view::{contacts, entries, head, period, shape};
use crate::words::calendar::TABLE;
use crate::words::{Lang, fill};

/// The whole look of it: the file has no other.
const STYLE: &str = include_str!("../../styles/notice.css");

/// The notice's own words.
struct Words {
    /// Until when it may hang there.
    valid: &'static str,
    /// What stands beside the code.
    newest: &'static str,
    /// What the code is, for those who cannot see it.
    code: &'static str,
    /// The heading of each level.
    level: [&'static str; Level::ALL.len()],
}

const DE: Words = Words {
    valid: "Gilt bis {}.",
    newest: "Den neuesten Stand finden Sie hier:",
    code: "QR-Code mit der Adresse {}",
    level: [
        "Geschlossen oder nicht möglich",
        "Nur auf anderem Weg",
        "Nur eingeschränkt",
        "Noch nicht geklärt",
        "Das geht",
    ],
};

const EN: Words = Words {
    valid: "Valid until {}.",
    newest: "The latest status is here:",
    code: "QR code with the address {}",
    level: [
        "Closed or not possible",
        "Only by another route",
        "Only in part",
        "Not yet settled",
        "What works",
    ],
};

const DE_SIMPLE: Words = Words {
    valid: "Gilt bis {}.",
    newest: "Hier steht immer das Neueste:",
    code: "QR-Code mit der Adresse {}",
    level: [
        "Das ist zu. Oder das geht nicht.",
        "Das geht nur anders",
        "Das geht nur zum Teil",
        "Das wissen wir noch nicht",
        "Das geht",
    ],
};

const TR: Words = Words {
    valid: "Geçerlilik sonu: {}.",
    newest: "En güncel durum burada:",
    code: "Adresi içeren karekod: {}",
    level: [
        "Kapalı veya mümkün değil",
        "Yalnızca başka bir yoldan",
        "Yalnızca kısmen",
        "Henüz belli değil",
        "Mümkün olanlar",
    ],
};

const UK: Words = Words {
    valid: "Дійсно до: {}.",
    newest: "Найновіша інформація тут:",
    code: "QR-код з адресою {}",
    level: [
        "Зачинено або неможливо",
        "Лише іншим шляхом",
        "Лише частково",
        "Ще не з’ясовано",
        "Це працює",
    ],
};

const AR: Words = Words {
    valid: "صالح حتى {}.",
    newest: "تجدون أحدث المعلومات هنا:",
    code: "رمز الاستجابة السريعة للعنوان {}",
    level: [
        "مغلق أو غير ممكن",
        "بطريقة أخرى فقط",
        "بشكل محدود فقط",
        "غير واضح بعد",
        "ما هو متاح",
    ],
};

const RU: Words = Words {
    valid: "Действительно до: {}.",
    newest: "Последняя информация здесь:",
    code: "QR-код с адресом {}",
    level: [
        "Закрыто или невозможно",
        "Только другим способом",
        "Только частично",
        "Пока не ясно",
        "Это работает",
    ],
};

fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::De => &DE,
        Lang::DeSimple => &DE_SIMPLE,
        Lang::En => &EN,
        Lang::Tr => &TR,
        Lang::Uk => &UK,
        Lang::Ar => &AR,
        Lang::Ru => &RU,
    }
}

/// The notice of a feed as of `now`, or as of the archive's moment: one file that needs no other.
pub fn notice(feed: &Feed, lang: Lang, now: Moment, archive: Option<Stamp>) -> String {
    let clock = clock(feed, now, archive);
    let freshness = freshness(feed, clock, archive);
    let reader = Reader {
        lang,
        words: lang.words(),
        own: feed.lang(),
        clock,
        calendar: &TABLE,
        living: None,
        archived: false,
        heading: 2,
        links: false,
        answer: &Answer::Nothing,
        changed: &[],
    };
    let mut out = Writer::new(reader);
    sheet(&mut out, feed, &freshness);
    let title = format!(
        "{} · {}",
        headline(&reader, feed),
        fill(out.words.as_of(), &[&reader.full_stamp(freshness.said)])
    );
    format!(
        r#"<!doctype html>
<html {lang}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="generator" content="amtsstatus render --print">
<title>{title}</title>
<style>
{STYLE}</style>
</head>
<body>
{body}
</body>
</html>
"#,
        lang = super::language(lang),
        title = escape(&title),
        body = html::<Paper>(Written { html: out.done() }),
    )
}

/// What the renderer is given to write.
#[derive(Clone, PartialEq, Properties)]
struct Written {
    html: Html,
}

/// Shows what has been written: Yew renders components only.
struct Paper;

impl Component for Paper {
    type Message = ();
    type Properties = Written;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, context: &Context<Self>) -> Html {
        context.props().html.clone()
    }
}

/// "Stadt Mössingen: Cyberangriff", as characters.
fn headline(reader: &Reader<'_>, feed: &Feed) -> String {
    let publisher = reader.plain(&feed.publisher.name);
    match &feed.incident {
        Some(incident) => format!("{publisher}: {}", reader.plain(&incident.title)),
        None => publisher.to_owned(),
    }
}

/// The text, and the foot of every page. A table's foot is repeated on each page and keeps its room there; nothing else
/// does both in Chromium and in Firefox.
fn sheet(out: &mut Writer<'_>, feed: &Feed, freshness: &Freshness) {
    out.open("div.notice");
    out.open("main.notice-text");
    out.open("div.notice-page");
    text(out, feed, freshness);
    out.close();
    out.close();
    out.open("footer.notice-foot");
    out.open("div.notice-page");
    foot(out, feed, freshness);
    out.close();
    out.close();
    out.close();
}

/// The order of somebody who stands before a locked door.
fn text(out: &mut Writer<'_>, feed: &Feed, freshness: &Freshness) {
    for caution in &freshness.cautions {
        let said = head::caution_words(&out.reader, *caution);
        out.leaf("p.notice-caution", &said);
    }
    out.open("h1");
    head::headline(out, feed);
    out.close();
    age(out, feed, freshness);
    let incident = feed.incident.as_ref();
    if let Some(summary) = incident.and_then(|incident| incident.summary.as_ref()) {
        out.open("p.notice-lead");
        out.say(summary);
        out.close();
    }
    let (hotlines, channels): (Vec<&Route>, Vec<&Route>) = feed
        .publisher
        .channels
        .iter()
        // That address stands above already.
        .filter(|route| route.url.as_ref() != Some(&feed.publisher.url))
        .partition(|route| route.number.is_some());
    routes(out, hotlines);
    listed(out, feed);
    if !channels.is_empty() {
        section(out, "section.notice-more", out.words.channels());
        routes(out, channels);
        out.close();
    }
    terms(out, feed);
}

/// When this was said, and until when it may be believed; beside it the way to what is newer.
fn age(out: &mut Writer<'_>, feed: &Feed, freshness: &Freshness) {
    out.open("div.notice-head");
    out.open("div");
    let said = head::said_words(&out.reader, freshness);
    out.open("p.notice-age");
    out.fill("{}.", &said);
    out.close();
    if let Some(next) = freshness.next {
        let next = out.reader.full_stamp(next);
        out.open("p");
        out.fill(out.words.next(), &next);
        out.close();
    }
    if let Some(valid) = valid(&out.reader, feed, freshness) {
        out.leaf("p", &valid);
    }
    let own = words(out.reader.lang);
    out.open("p.notice-newest");
    out.text(own.newest);
    out.text(" ");
    address(out, &feed.publisher.url);
    out.close();
    out.close();
    let url = &feed.publisher.url;
    if let Some(address) = web_link(url) {
        let label = fill(own.code, &[written(url)]);
        out.node(html! { <QrCode address={address.to_owned()} {label} /> });
    }
    out.close();
}

/// Nothing where that is over: then the caution says it.
fn valid(reader: &Reader<'_>, feed: &Feed, freshness: &Freshness) -> Option<String> {
    let over = |caution: &Caution| matches!(caution, Caution::Expired(_));
    if freshness.cautions.iter().any(over) {
        return None;
    }
    let until = reader.full_stamp(feed.valid_until?);
    Some(fill(words(reader.lang).valid, &[&until]))
}

/// What every page says, since pages are taken down, copied and photographed one by one.
fn foot(out: &mut Writer<'_>, feed: &Feed, freshness: &Freshness) {
    if let Some(caution) = freshness.cautions.first() {
        let said = head::caution_words(&out.reader, *caution);
        out.leaf("p.notice-again", &said);
    }
    out.open("p");
    out.say(&feed.publisher.name);
    out.text(" · ");
    let said = out.reader.full_stamp(freshness.said);
    out.fill(out.words.as_of(), &said);
    out.text(" · ");
    out.text(written(&feed.publisher.url));
    if let Some(valid) = valid(&out.reader, feed, freshness) {
        out.text(" · ");
        out.text(&valid);
    }
    out.close();
}

/// Everything that a citizen can ask about: the urgent, then the levels, then what takes a burden off, then requests.
fn listed(out: &mut Writer<'_>, feed: &Feed) {
    let clock = out.reader.clock;
    let mut levels: [Vec<&Entry>; Level::ALL.len()] = Default::default();
    let (mut urgent, mut deadlines, mut notices) = (Vec::new(), Vec::new(), Vec::new());
    for entry in entries::worst_first(clock, &feed.entries.iter().collect::<Vec<_>>()) {
        if entry.urgent {
            urgent.push(entry);
        } else if entry.kind.is(Kind::Deadline) {
            deadlines.push(entry);
        } else if entry.kind.is(Kind::Notice) {
            notices.push(entry);
        } else {
            levels[entry.standing(clock).level as usize].push(entry);
        }
    }
    group(out, "section.notice-urgent", out.words.urgent(), &urgent);
    for (level, entries) in levels.iter().enumerate() {
        let name = if level == Level::Ok as usize {
            "section.notice-works"
        } else {
            "section.notice-group"
        };
        group(out, name, words(out.reader.lang).level[level], entries);
    }
    group(
        out,
        "section.notice-group",
        out.words.deadlines(),
        &deadlines,
    );
    group(out, "section.notice-group", out.words.notices(), &notices);
}

fn section(out: &mut Writer<'_>, name: &'static str, heading: &str) {
    out.open(name);
    out.leaf("h2", heading);
}

fn group(out: &mut Writer<'_>, name: &'static str, heading: &str, entries: &[&Entry]) {
    let Some((first, others)) = entries.split_first() else {
        return;
    };
    out.open(name);
    // Firefox parts a heading from what follows unless both are in one box.
    out.open("div.notice-together");
    out.leaf("h2", heading);
    entry(out, first);
    out.close();
    for item in others {
        entry(out, item);
    }
    out.close();
}

/// An entry: what and how, then whom to call, then the rest.
fn entry(out: &mut Writer<'_>, entry: &Entry) {
    out.open("article.notice-entry");
    out.open("div.notice-row");
    out.open("h3");
    out.say(&entry.name);
    out.close();
    out.text(" ");
    period::state(out, entry);
    out.close();
    rest(out, entry);
    out.close();
}

fn rest(out: &mut Writer<'_>, entry: &Entry) {
    routes(out, entry.routes.iter().collect());
    entries::note(out, entry);
    facts(out, entry);
    parts(out, entry);
}

fn facts(out: &mut Writer<'_>, entry: &Entry) {
    let words = out.words;
    out.open("div.notice-facts");
    if let Word::Other(kind) = &entry.kind {
        out.leaf("p.amts-line", kind);
    }
    if let Some(share) = entry.progress {
        period::line(out, words.share(), &share.0.to_string());
    }
    if let Some(scope) = &entry.scope {
        period::scope(out, scope);
    }
    if let Some(hours) = &entry.hours {
        period::hours(out, hours);
    }
    if let Some(outlook) = &entry.outlook {
        // What was said earlier helps nobody at the door.
        let outlook = Outlook {
            earlier: Vec::new(),
            ..outlook.clone()
        };
        period::outlook(out, "", &outlook);
    }
    period::said(out, words.responsible(), &entry.responsible);
    if let Some(source) = &entry.source {
        out.line();
        out.fill_said(words.from_source(), &source.name);
        if let Some(url) = &source.url {
            out.text(", ");
            address(out, url);
        }
        out.close();
    }
    period::as_of_line(out, entry.as_of);
    out.close_filled();
}

/// The parts that differ from the whole, then the names of the others.
fn parts(out: &mut Writer<'_>, whole: &Entry) {
    let mut names = Vec::new();
    out.open("ul.notice-parts");
    for row in entries::rows(&whole.parts) {
        if entries::differs(out.reader.clock, row[0], whole) {
            part(out, &row);
        } else {
            let plain = row.iter().map(|part| out.reader.plain(&part.name));
            names.extend(plain.map(str::to_owned));
        }
    }
    out.close_filled();
    if !names.is_empty() {
        let names = out.reader.calendar.list(out.reader.lang, &names);
        period::line(out, out.words.likewise(), &names);
    }
}

fn part(out: &mut Writer<'_>, row: &[&Entry]) {
    out.open("li");
    out.open("div.notice-row");
    out.open("span.notice-part");
    for part in row {
        out.separate(", ");
        out.say(&part.name);
    }
    out.close();
    out.text(" ");
    period::state(out, row[0]);
    out.close();
    rest(out, row[0]);
    out.close();
}

/// Numbers that can be called first: they are what somebody at the door can use at once.
fn routes(out: &mut Writer<'_>, routes: Vec<&Route>) {
    if routes.is_empty() {
        return;
    }
    let clock = out.reader.clock;
    let at_once = |route: &&Route| route.number.is_some() && route.is_usable(clock);
    let (first, then): (Vec<&Route>, Vec<&Route>) = routes.into_iter().partition(at_once);
    out.open("ul.notice-routes");
    for item in first.into_iter().chain(then) {
        route(out, item);
    }
    out.close();
}

fn route(out: &mut Writer<'_>, route: &Route) {
    let usable = route.is_usable(out.reader.clock);
    let kind = match route.number {
        Some(_) => Some(RouteKind::Phone),
        None => route.kind.known(),
    };
    out.open("li");
    shape::route(out, kind);
    out.open("div");
    if route.wrong {
        out.leaf("strong", out.words.wrong());
    }
    if let Some(number) = &route.number {
        out.separate(" ");
        phone(out, number, usable);
    }
    if is_named(&out.reader, route) {
        out.separate(" ");
        out.open("span.notice-name");
        contacts::name(out, route);
        out.close();
    }
    if let Some(place) = &route.place {
        out.separate(", ");
        out.say(place);
    }
    if let Some(url) = &route.url {
        out.separate(" ");
        address(out, url);
    }
    if let Some(email) = &route.email {
        out.separate(" ");
        linked(out, "a", mail_link(email).as_deref(), email);
    }
    contacts::about(out, route, usable);
    out.close();
    out.close();
}

/// Whether a route's name, or the word for its kind, says more than its number and addresses do.
fn is_named(reader: &Reader<'_>, route: &Route) -> bool {
    let target = [&route.number, &route.url, &route.email];
    match (&route.name, &route.url) {
        (Some(name), Some(url)) => reader.plain(name) != written(url),
        (Some(_), None) => true,
        (None, _) => target.iter().all(|target| target.is_none()),
    }
}

/// A number as large as it deserves; one that cannot be used stands as a word among others.
fn phone(out: &mut Writer<'_>, number: &str, usable: bool) {
    match Phone::parse(number) {
        Some(phone) if usable => linked(out, "a.notice-number", Some(&phone.link), &phone.display),
        Some(phone) => out.text(&phone.display),
        // Whoever reads it from paper dials what no telephone would from a link.
        None if usable => out.leaf("span.notice-number", number),
        None => out.text(number),
    }
}

fn address(out: &mut Writer<'_>, url: &str) {
    linked(out, "a.notice-address", web_link(url), written(url));
}

/// For the file that is mailed and not printed.
fn linked(out: &mut Writer<'_>, name: &'static str, href: Option<&str>, label: &str) {
    match href {
        Some(href) => {
            out.link(name, href);
            out.text(label);
            out.close();
        }
        None => out.text(label),
    }
}

/// An address as it is typed: `www.` stays, since not every town answers without it.
fn written(url: &str) -> &str {
    let Some(short) = web_link(url).and_then(|url| url.strip_prefix("https://")) else {
        return url;
    };
    short.strip_suffix('/').unwrap_or(short)
}

/// The publisher's terms, as far as somebody meets them on this sheet.
fn terms(out: &mut Writer<'_>, feed: &Feed) {
    let used = |term: &&Term| {
        let term = out.reader.plain(&term.term).to_lowercase();
        feed.entries
            .iter()
            .any(|entry| names(&out.reader, entry, &term))
    };
    let used: Vec<&Term> = feed.glossary.iter().filter(used).collect();
    if used.is_empty() {
        return;
    }
    section(out, "section.notice-more", out.words.glossary());
    for term in used {
        out.line();
        out.open("strong");
        out.say(&term.term);
        out.close();
        out.text(": ");
        out.say(&term.meaning);
        out.close();
    }
    out.close();
}

/// Whether a term stands in what is shown of an entry.
fn names(reader: &Reader<'_>, entry: &Entry, term: &str) -> bool {
    let texts: [Option<&Text>; 3] = [Some(&entry.name), entry.term.as_ref(), entry.note.as_ref()];
    let mut texts = texts.into_iter().flatten();
    texts.any(|text| reader.plain(text).to_lowercase().contains(term))
        || entry.parts.iter().any(|part| names(reader, part, term))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: &str = "2024-02-22T12:00:00+01:00";

    fn feed(fields: &str, entries: &str) -> Feed {
        let feed = format!(
            r#"{{ "version": 1, "id": "a", "seq": 1, "issued": "2024-02-22T10:00:00+01:00", {fields}
            "entries": [ {entries} ] }}"#
        );
        Feed::read(feed.as_bytes()).unwrap().0
    }

    const PUBLISHER: &str =
        r#""publisher": { "name": "Stadt", "url": "https://www.stadt.example/" },"#;

    fn at(feed: &Feed, now: &str) -> String {
        notice(feed, Lang::De, Stamp::parse(now).unwrap().at, None)
    }

    /// What is between `<body>` and `</body>`: the style is full of words too.
    fn body(html: &str) -> &str {
        let (_, body) = html.split_once("<body>").unwrap();
        body.split_once("</body>").unwrap().0
    }

    fn of(fields: &str, entries: &str) -> String {
        body(&at(&feed(fields, entries), NOON)).to_owned()
    }

    fn of_entries(entries: &str) -> String {
        of(PUBLISHER, entries)
    }

    fn in_order(html: &str, words: &[&str]) {
        let mut rest = html;
        for word in words {
            let Some((_, after)) = rest.split_once(word) else {
                panic!("{word} does not stand there in {words:?}\n{html}");
            };
            rest = after;
        }
    }

    #[test]
    fn what_somebody_at_the_door_needs_comes_first() {
        let html = of(
            r#""confirmed": "2024-02-22T11:00:00+01:00", "next_update": "2024-02-29T12:00:00+01:00",
            "valid_until": "2024-03-07T00:00:00+01:00",
            "publisher": { "name": "Stadt", "url": "https://www.stadt.example/", "channels": [
                { "kind": "website", "name": "Soziale Medien" },
                { "kind": "phone", "name": "Bürgertelefon", "number": "+49 7473 115" } ] },
            "incident": { "title": "Notbetrieb", "summary": "Vieles geht nicht." },"#,
            r#"{ "id": "n", "kind": "notice", "name": "Bitte" },
               { "id": "f", "kind": "deadline", "name": "Mahnungen", "state": "suspended" },
               { "id": "o", "kind": "service", "name": "Ausleihe", "state": "available" },
               { "id": "u", "kind": "service", "name": "Bauantrag", "state": "unknown" },
               { "id": "l", "kind": "service", "name": "Bürgerbüro", "state": "limited" },
               { "id": "e", "kind": "service", "name": "Kitas", "state": "rerouted" },
               { "id": "d", "kind": "facility", "name": "Rathaus", "state": "closed" },
               { "id": "w", "kind": "notice", "name": "Warnung", "urgent": true }"#,
        );
        in_order(
            &html,
            &[
                "Stadt: Notbetrieb</h1>",
                "Bestätigt am Donnerstag, 22. Februar 2024, 11:00 Uhr.",
                "Nächste Meldung bis Donnerstag, 29. Februar 2024, 12:00 Uhr.",
                "Gilt bis Donnerstag, 7. März 2024, 00:00 Uhr.",
                "www.stadt.example</a>",
                "<svg",
                "Vieles geht nicht.",
                "07473 115",
                "Jetzt wichtig</h2>",
                "Warnung",
                "Geschlossen oder nicht möglich</h2>",
                "Rathaus",
                "geschlossen",
                "Nur auf anderem Weg</h2>",
                "Kitas",
                "Nur eingeschränkt</h2>",
                "Bürgerbüro",
                "Noch nicht geklärt</h2>",
                "Bauantrag",
                "Das geht</h2>",
                "Ausleihe",
                "Fristen</h2>",
                "Mahnungen",
                "Hinweise</h2>",
                "Bitte",
                "Soziale Medien",
                "<footer",
                "Stadt · Stand: Donnerstag, 22. Februar 2024, 11:00 Uhr · www.stadt.example · Gilt bis",
            ],
        );
    }

    #[test]
    fn paper_has_no_relative_times() {
        let html = of(
            &format!(
                r#""next_update": "2024-02-23T09:00:00+01:00", "valid_until": "2024-02-23T10:00:00+01:00", {PUBLISHER}"#
            ),
            r#"{ "id": "a", "kind": "facility", "name": "Rathaus", "state": "closed", "until": "2024-02-23",
                 "as_of": "2024-02-21" }"#,
        );
        for word in ["heute", "gestern", "morgen", "vor ", "gerade"] {
            assert!(!html.contains(word), "{word}: {html}");
        }
        in_order(
            &html,
            &[
                "Veröffentlicht am Donnerstag, 22. Februar 2024, 10:00 Uhr.",
                "Freitag, 23. Februar 2024, 09:00 Uhr",
                "geschlossen bis ",
                "Freitag, 23. Februar",
                "Stand: Mittwoch, 21. Februar",
            ],
        );
    }

    #[test]
    fn what_is_old_says_so_before_anything_else_and_on_every_page() {
        let valid = format!(r#""valid_until": "2024-02-29T00:00:00+01:00", {PUBLISHER}"#);
        let entry = r#"{ "id": "a", "kind": "service", "name": "Ausleihe", "state": "available" }"#;
        let feed = feed(&valid, entry);
        let expired = at(&feed, "2024-02-29T00:00:00+01:00");
        let said = "Veraltet: Diese Angaben galten bis Donnerstag, 29. Februar 2024, 00:00 Uhr.";
        in_order(body(&expired), &[said, "<h1>", "<footer", said]);
        assert!(!expired.contains("Gilt bis"), "{expired}");

        let archive = Stamp::parse(NOON);
        let html = notice(&feed, Lang::De, Moment(i64::MAX / 2), archive);
        let said = "Archiv: der Stand vom Donnerstag, 22. Februar 2024, 12:00 Uhr.";
        in_order(body(&html), &[said, "<h1>", "Gilt bis", "<footer", said]);
    }

    #[test]
    fn numbers_that_can_be_called_come_first_and_largest() {
        let html = of_entries(
            r#"{ "id": "a", "kind": "facility", "name": "Bücherei", "state": "closed", "note": "Wegen des Angriffs.",
                 "routes": [
                 { "kind": "counter", "name": "Theke", "place": "Marktplatz 1" },
                 { "kind": "phone", "name": "Alte Nummer", "number": "+49 7473 99", "wrong": true },
                 { "kind": "phone", "name": "Auskunft", "number": "+49 7473 370-121" },
                 { "kind": "phone", "number": "Apparat 12" },
                 { "kind": "post", "place": "Postfach 1" } ] }"#,
        );
        in_order(
            &html,
            &[
                "Bücherei",
                r#"<a class="notice-number" href="tel:+497473370121">07473 370-121</a>"#,
                "Auskunft",
                r#"<span class="notice-number">Apparat 12</span>"#,
                "Theke",
                "Marktplatz 1",
                "Bitte nicht:",
                "07473 99 ",
                "per Post",
                "Postfach 1",
                "Wegen des Angriffs.",
            ],
        );
        assert_eq!(html.matches("notice-number").count(), 2);
    }

    #[test]
    fn an_address_is_written_as_it_is_typed_and_only_once() {
        let html = of_entries(
            r#"{ "id": "a", "kind": "service", "name": "A", "state": "rerouted", "routes": [
                 { "kind": "website", "name": "www.stadt.example/notfall", "url": "https://www.stadt.example/notfall/" },
                 { "kind": "website", "name": "Formular", "url": "https://www.stadt.example/a" },
                 { "kind": "website", "url": "http://alt.example/" } ] }"#,
        );
        assert_eq!(html.matches(">www.stadt.example/notfall</a>").count(), 1);
        assert_eq!(html.matches("www.stadt.example/notfall<").count(), 1);
        in_order(
            &html,
            &[
                "Formular",
                ">www.stadt.example/a</a>",
                "http://alt.example/",
            ],
        );
        assert!(!html.contains("href=\"http:"), "{html}");
    }

    #[test]
    fn only_an_https_address_has_a_code() {
        let entry = r#"{ "id": "a", "kind": "service", "name": "A", "state": "available" }"#;
        for (url, code) in [
            ("https://www.stadt.example/", true),
            ("http://www.stadt.example/", false),
            ("javascript:alert(1)", false),
            ("https://stadt.example@evil.example/", false),
        ] {
            let html = of(
                &format!(r#""publisher": {{ "name": "Stadt", "url": "{url}" }},"#),
                entry,
            );
            assert_eq!(html.contains("notice-code"), code, "{url}");
            assert!(html.contains(written(url)), "{url}");
        }
    }

    #[test]
    fn hostile_text_stays_text() {
        for attack in [
            "</style><script>alert(1)</script>",
            "</title><img src=x onerror=alert(1)>",
            "\\\" onmouseover=\\\"alert(1)",
        ] {
            let publisher = format!(
                r#""publisher": {{ "name": "{attack}", "url": "https://www.stadt.example/" }},
                "incident": {{ "title": "{attack}", "summary": "{attack}" }},
                "glossary": [ {{ "term": "{attack}", "meaning": "{attack}" }} ],"#
            );
            let feed = feed(
                &publisher,
                &format!(
                    r#"{{ "id": "a", "kind": "{attack}", "name": "{attack}", "state": "{attack}", "term": "{attack}",
                    "note": "{attack}", "routes": [ {{ "kind": "{attack}", "name": "{attack}", "number": "{attack}",
                    "url": "{attack}", "email": "{attack}", "place": "{attack}" }} ] }}"#
                ),
            );
            let html = at(&feed, NOON);
            for tag in html.split('<').skip(1) {
                let (tag, _) = tag.split_once('>').unwrap();
                assert!(!tag.contains("alert"), "{attack}: <{tag}>");
                assert!(!tag.starts_with("script") && !tag.starts_with("img"));
            }
            assert!(body(&html).matches("alert(1)").count() > 10);
        }
    }

    #[test]
    fn the_file_needs_no_other_and_runs_nothing() {
        let html = at(
            &feed(
                PUBLISHER,
                r#"{ "id": "a", "kind": "service", "name": "A", "state": "available" }"#,
            ),
            NOON,
        );
        for word in ["<script", "<link", " src=", "url(", "@import", "@font-face"] {
            assert!(!html.contains(word), "{word}");
        }
        assert_eq!(html.matches("</style>").count(), 1);
        assert!(html.starts_with("<!doctype html>\n<html lang=\"de\">\n"));
        assert!(html.contains("default-src 'none'"));
    }

    #[test]
    fn history_and_questions_stay_on_the_screen_and_used_terms_are_explained() {
        let html = of(
            &format!(
                r#"{PUBLISHER} "updates": [ {{ "at": "2024-02-20", "text": "Neuigkeit" }} ],
                "faq": [ {{ "id": "q", "questions": [ "Warum?" ], "answer": "Darum." }} ],
                "glossary": [ {{ "term": "Basisbetrieb", "meaning": "Weniger Funktionen." }},
                    {{ "term": "OPAC", "meaning": "Katalog." }} ],"#
            ),
            r#"{ "id": "a", "kind": "service", "name": "A", "state": "basic", "term": "Basisbetrieb",
                 "outlook": { "text": "ab März", "earlier": [ { "text": "ab Februar", "as_of": "2024-01-10" } ] } }"#,
        );
        in_order(
            &html,
            &["ab März", "Begriffe", "Basisbetrieb", "Weniger Funktionen."],
        );
        for left_out in ["Neuigkeit", "Warum?", "ab Februar", "OPAC", "<details"] {
            assert!(!html.contains(left_out), "{left_out}");
        }
    }

    #[test]
    fn parts_that_differ_stand_in_rows_and_the_others_are_named() {
        let html = of_entries(
            r#"{ "id": "a", "kind": "service", "name": "Amt", "state": "available", "parts": [
                 { "id": "b", "kind": "service", "name": "Pass", "state": "available" },
                 { "id": "c", "kind": "service", "name": "Ausweis", "state": "available" },
                 { "id": "d", "kind": "service", "name": "Ummeldung", "state": "unavailable", "routes": [
                    { "kind": "phone", "number": "115" } ] } ] }"#,
        );
        in_order(
            &html,
            &[
                "Amt",
                "Ummeldung",
                "nicht möglich",
                "115",
                "Ebenso: Pass und Ausweis",
            ],
        );
    }

    #[test]
    fn english_says_the_same() {
        let feed = feed(
            &format!(r#""valid_until": "2024-03-07T00:00:00+01:00", {PUBLISHER}"#),
            r#"{ "id": "a", "kind": "facility", "name": { "de": "Rathaus", "en": "Town hall" }, "state": "closed" }"#,
        );
        let html = notice(&feed, Lang::En, Stamp::parse(NOON).unwrap().at, None);
        in_order(
            &html,
            &[
                "lang=\"en\"",
                "Valid until Thursday, 7 March 2024",
                "Closed or not possible",
                "Town hall",
            ],
        );
    }
}
