//! States and times in words: "geschlossen bis auf Weiteres", "ab Freitag, 23. Februar", opening hours, outlooks.

use super::dom::Writer;
use super::{reader, shape};
use crate::feed::standing::Timing;
use crate::feed::text::Text;
use crate::feed::time::{End, When};
use crate::feed::vocabulary::{Kind, State, Word};
use crate::feed::{Entry, Exception, Hours, Outlook, Scope, Span};
use crate::words::{Words, fill};

/// The state of an entry: its shape, its word, and when it holds.
pub fn state(out: &mut Writer<'_>, entry: &Entry) {
    let unknown = Word::Known(State::Unknown);
    let state = match &entry.state {
        Some(state) => state,
        None if entry.kind.is(Kind::Notice) => return,
        None => &unknown,
    };
    let standing = entry.standing(out.reader.clock);
    let word = word(out.words, state, entry.kind.known());
    let said = if entry.intermittent {
        fill(out.words.intermittent(), &[word])
    } else {
        word.to_owned()
    };
    out.open("span.amts-state");
    if !state.known().is_some_and(State::is_relief) {
        out.level(standing.level.name());
        shape::level(out, standing.level);
    }
    out.open("span.amts-word");
    timed(out, entry.from, entry.until, standing.timing, &|out| {
        let Some(term) = &entry.term else {
            return out.text(&said);
        };
        // "Notbetrieb („Notbetrieb“)" says nothing twice; the publisher's own word is the better one.
        let own = out.reader.plain(term);
        if holds(own, word) && (!entry.intermittent || own.len() > word.len()) {
            return out.say(term);
        }
        let behind = out.begin(out.words.term());
        out.text(&said);
        out.fill_said(behind, term);
    });
    out.close();
    out.close();
}

/// Whether `text` has `word` in it, big or small.
fn holds(text: &str, word: &str) -> bool {
    let word = word.as_bytes();
    let mut windows = text.as_bytes().windows(word.len().max(1));
    windows.any(|window| window.eq_ignore_ascii_case(word))
}

/// The widget's word for a state, or the publisher's where the widget does not know it.
pub fn word<'w>(words: &Words, state: &'w Word<State>, kind: Option<Kind>) -> &'w str {
    match state {
        Word::Known(State::Limited) if kind == Some(Kind::Facility) => words.limited_facility(),
        Word::Known(state) => words.state()[*state as usize],
        Word::Other(said) if said.is_empty() => words.state()[State::Unknown as usize],
        Word::Other(said) => said,
    }
}

/// What `say` writes, with the time for which it holds.
pub fn timed(
    out: &mut Writer<'_>,
    from: Option<When>,
    until: Option<End>,
    timing: Timing,
    say: &dyn Fn(&mut Writer<'_>),
) {
    let words = out.words;
    let (template, dates) = match (timing, from, until) {
        (Timing::Lapsed(end), ..) => (words.lapsed(), [Some(end), None]),
        (_, Some(from), Some(End::At(until))) if from == until => (words.on(), [Some(from), None]),
        (_, Some(from), Some(End::At(until))) => (words.span(), [Some(from), Some(until)]),
        (Timing::Pending(from), ..) => (words.from(), [Some(from), None]),
        (_, None, Some(End::At(until))) => (words.until(), [Some(until), None]),
        (_, Some(from), _) => (words.since(), [Some(from), None]),
        (_, None, _) => ("{}", [None, None]),
    };
    let around = match (timing, until) {
        (Timing::Current, Some(End::Open)) => words.open_end(),
        _ => "{}",
    };
    let end = out.begin(around);
    let mut behind = out.begin(template);
    say(out);
    for date in dates.into_iter().flatten() {
        behind = out.begin(behind);
        out.leaf("span.amts-date", &out.reader.when(date));
    }
    out.text(behind);
    out.text(end);
}

/// Opening hours and their exceptions.
pub fn hours(out: &mut Writer<'_>, hours: &Hours) {
    out.labelled(out.words.hours());
    out.place();
    if hours.usual {
        out.text(out.words.usual());
    }
    if hours.always {
        out.separate(out.words.semicolon());
        out.text(out.words.always());
    }
    for span in &hours.weekly {
        out.separate(out.words.semicolon());
        weekly(out, span);
    }
    for day in &hours.exceptions {
        out.separate(out.words.semicolon());
        exception(out, day);
    }
    if let Some(note) = &hours.note {
        out.separate(out.words.semicolon());
        out.say(note);
    }
    out.close();
    out.close();
}

fn weekly(out: &mut Writer<'_>, span: &Span) {
    let reader = &out.reader;
    let mut days: Vec<usize> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for day in &span.days {
        match day {
            Word::Known(day) => {
                days.push(*day as usize);
                names.push(reader.calendar.weekday(reader.lang, *day as usize));
            }
            Word::Other(day) => names.push(day.clone()),
        }
    }
    let run = days.len() > 2
        && days.len() == names.len()
        && days.windows(2).all(|pair| pair[1] == pair[0] + 1);
    let days = match (names.first(), names.last()) {
        (Some(first), Some(last)) if run => fill(out.words.range(), &[first, last]),
        _ => reader.calendar.list(reader.lang, &names),
    };
    out.text(&days);
    out.text(" ");
    clock_range(out, span.opens.0, span.closes.0);
}

fn clock_range(out: &mut Writer<'_>, opens: u16, closes: u16) {
    let reader = &out.reader;
    let time = |minutes| reader.calendar.time(reader.lang, minutes);
    let (opens, closes) = (time(opens), time(closes));
    let behind = out.begin(out.words.clock_range());
    out.text(&opens);
    out.fill(behind, &closes);
}

fn exception(out: &mut Writer<'_>, day: &Exception) {
    let from = out.reader.date(day.from);
    match day.until {
        Some(until) if until != day.from => {
            let behind = out.begin(out.words.range());
            out.text(&from);
            out.fill(behind, &out.reader.date(until));
        }
        _ => out.text(&from),
    }
    out.text(" ");
    match (day.opens, day.closes) {
        (Some(opens), Some(closes)) => clock_range(out, opens.0, closes.0),
        (Some(one), None) | (None, Some(one)) => out.text(&out.reader.time(one.0)),
        (None, None) => out.text(out.words.closed_day()),
    }
    if let Some(note) = &day.note {
        out.fill_said(" ({})", note);
    }
}

/// What is expected of `owner`, how surely, and what was said before.
pub fn outlook(out: &mut Writer<'_>, owner: &str, outlook: &Outlook) {
    let words = out.words;
    out.labelled(words.outlook());
    out.say(&outlook.text);
    let said = out.reader.plain(&outlook.text);
    let mut more = String::new();
    let mut add = |word: &str| {
        if !holds(said, word) {
            more.push_str(if more.is_empty() { "" } else { words.comma() });
            more.push_str(word);
        }
    };
    if let Some(state) = &outlook.state {
        add(&fill(words.outlook_state(), &[word(words, state, None)]));
    }
    if let Some(certainty) = &outlook.certainty {
        add(reader::word(certainty, words.certainty()));
    }
    // An outlook that its own bound has overtaken says so; it never turns into a state.
    if outlook
        .latest
        .is_some_and(|latest| out.reader.is_past(latest))
    {
        add(words.passed());
    }
    if !more.is_empty() {
        out.fill(" ({})", &more);
    }
    if let Some(at) = outlook.as_of {
        out.text(" ");
        as_of(out, at);
    }
    out.close();
    for condition in &outlook.conditions {
        out.labelled(words.conditions());
        out.say(condition);
        out.close();
    }
    if !outlook.earlier.is_empty() {
        out.fold("details.amts-fold", &fill("{}-earlier", &[owner]));
        out.text(words.earlier());
        out.close();
        out.open("ul");
        for earlier in &outlook.earlier {
            out.open("li");
            out.say(&earlier.text);
            out.text(" ");
            as_of(out, earlier.as_of);
            out.close();
        }
        out.close();
        out.close();
    }
}

/// "Stand: 22. Februar", for something that is of another age than the feed.
pub fn as_of(out: &mut Writer<'_>, at: When) {
    out.open("span.amts-muted");
    out.fill(out.words.as_of(), &out.reader.when(at));
    out.close();
}

/// The same on a line of its own, if it is known.
pub fn as_of_line(out: &mut Writer<'_>, at: Option<When>) {
    if let Some(at) = at {
        out.line();
        as_of(out, at);
        out.close();
    }
}

/// For whom and under which conditions.
pub fn scope(out: &mut Writer<'_>, scope: &Scope) {
    let words = out.words;
    for (template, when) in [
        (words.applied_before(), scope.applied_before),
        (words.applied_after(), scope.applied_after),
    ] {
        if let Some(when) = when {
            line(out, template, &out.reader.when(when));
        }
    }
    said(out, words.audience(), &scope.audience);
    if !scope.residents_of.is_empty() {
        out.line();
        // Each may be in another language, so the list is made of blanks first.
        let blanks = scope.residents_of.iter().map(|_| "{}".to_owned());
        let blanks: Vec<String> = blanks.collect();
        let list = out.reader.calendar.list(out.reader.lang, &blanks);
        let list = fill(words.residents(), &[&list]);
        let mut rest = &list[..];
        for text in &scope.residents_of {
            rest = out.begin(rest);
            out.say(text);
        }
        out.text(rest);
        out.close();
    }
    let needs = scope.needs.iter();
    let needs = needs.map(|need| reader::word(need, words.need()).to_owned());
    let needs: Vec<String> = needs.collect();
    if !needs.is_empty() {
        let needs = out.reader.calendar.list(out.reader.lang, &needs);
        line(out, words.needs(), &needs);
    }
    said(out, "{}", &scope.quota);
}

/// A line with words in it.
#[inline(never)]
pub fn line(out: &mut Writer<'_>, template: &str, words: &str) {
    out.line();
    out.fill(template, words);
    out.close();
}

/// A line with a text of the feed in it, if there is that text.
#[inline(never)]
pub fn said(out: &mut Writer<'_>, template: &str, text: &Option<Text>) {
    if let Some(text) = text {
        out.line();
        out.fill_said(template, text);
        out.close();
    }
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn a_word_is_found_big_or_small_and_an_empty_one_is_not_looked_for() {
        assert!(holds("Im Notbetrieb", "notbetrieb"));
        assert!(!holds("Basisbetrieb", "Notbetrieb"));
        assert!(!holds("", "Notbetrieb"));
    }
}
