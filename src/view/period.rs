//! States and times in words: "geschlossen bis auf Weiteres", "ab Freitag, 23. Februar", opening hours, outlooks.

use yew::prelude::*;

use super::dom::{all, el, filled, fold, joined, labelled, leveled, line, nothing, text};
use super::reader::Reader;
use super::shape;
use crate::feed::standing::Timing;
use crate::feed::text::Text;
use crate::feed::time::{End, When};
use crate::feed::vocabulary::{Kind, State, Word};
use crate::feed::{Entry, Exception, Hours, Outlook, Scope, Span};
use crate::words::fill;

/// The state of an entry: its shape, its word, and when it holds.
pub fn state(reader: Reader<'_>, entry: &Entry) -> Html {
    let unknown = Word::Known(State::Unknown);
    let state = match &entry.state {
        Some(state) => state,
        None if entry.kind.is(Kind::Notice) => return nothing(),
        None => &unknown,
    };
    let standing = entry.standing(reader.clock);
    let words = reader.words();
    let word = word(reader, state, entry.kind.known());
    let said = if entry.intermittent {
        fill(words.intermittent, &[&word])
    } else {
        word.clone()
    };
    let said = match &entry.term {
        // "Notbetrieb („Notbetrieb“)" says nothing twice; the publisher's own word is the better one.
        Some(term)
            if holds(&reader.plain(term), &word)
                && (!entry.intermittent || reader.plain(term).len() > word.len()) =>
        {
            reader.say(term)
        }
        Some(term) => filled(words.term, vec![text(&said), reader.say(term)]),
        None => text(&said),
    };
    let said = timed(reader, said, entry.from, entry.until, standing.timing);
    let said = el("span", "amts-word", vec![said]);
    if state.known().is_some_and(State::is_relief) {
        return leveled("span", "amts-state", None, vec![said]);
    }
    let level = Some(shape::name(standing.level));
    let shape = shape::level(standing.level);
    leveled("span", "amts-state", level, vec![shape, said])
}

/// Whether `text` has `word` in it, big or small.
fn holds(text: &str, word: &str) -> bool {
    let word = word.as_bytes();
    let mut windows = text.as_bytes().windows(word.len().max(1));
    windows.any(|window| window.eq_ignore_ascii_case(word))
}

/// The widget's word for a state, or the publisher's where the widget does not know it.
pub fn word(reader: Reader<'_>, state: &Word<State>, kind: Option<Kind>) -> String {
    let said = reader.word(state, |state| (reader.words().state)(state, kind));
    if said.is_empty() {
        return (reader.words().state)(State::Unknown, kind).to_owned();
    }
    said
}

/// Words with the time for which they hold.
pub fn timed(
    reader: Reader<'_>,
    said: Html,
    from: Option<When>,
    until: Option<End>,
    timing: Timing,
) -> Html {
    let words = reader.words();
    let date = |when: When| el("span", "amts-date", vec![text(&reader.when(when))]);
    let (template, parts) = match (timing, from, until) {
        (Timing::Lapsed(end), ..) => (words.lapsed, vec![said, date(end)]),
        (_, Some(from), Some(End::At(until))) if from == until => {
            (words.on, vec![said, date(from)])
        }
        (_, Some(from), Some(End::At(until))) => (words.span, vec![said, date(from), date(until)]),
        (Timing::Pending(from), ..) => (words.from, vec![said, date(from)]),
        (_, _, Some(End::At(until))) => (words.until, vec![said, date(until)]),
        (_, Some(from), Some(End::Open)) => {
            let since = filled(words.since, vec![said, date(from)]);
            (words.open_end, vec![since])
        }
        (_, None, Some(End::Open)) => (words.open_end, vec![said]),
        (_, Some(from), None) => (words.since, vec![said, date(from)]),
        (_, None, None) => return said,
    };
    filled(template, parts)
}

/// Opening hours and their exceptions.
pub fn hours(reader: Reader<'_>, hours: &Hours) -> Html {
    let words = reader.words();
    let mut parts: Vec<Html> = Vec::new();
    if hours.usual {
        parts.push(text(words.usual));
    }
    if hours.always {
        parts.push(text(words.always));
    }
    for span in &hours.weekly {
        parts.push(text(&weekly(reader, span)));
    }
    for day in &hours.exceptions {
        parts.push(exception(reader, day));
    }
    if let Some(note) = &hours.note {
        parts.push(reader.say(note));
    }
    labelled(words.hours, vec![joined(parts, "; ")])
}

fn weekly(reader: Reader<'_>, span: &Span) -> String {
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
        (Some(first), Some(last)) if run => fill(reader.words().range, &[first, last]),
        _ => reader.calendar.list(reader.lang, &names),
    };
    let clock = clock_range(reader, span.opens.0, span.closes.0);
    fill("{} {}", &[&days, &clock])
}

fn clock_range(reader: Reader<'_>, opens: u16, closes: u16) -> String {
    let time = |minutes| reader.calendar.time(reader.lang, minutes);
    fill(reader.words().clock_range, &[&time(opens), &time(closes)])
}

fn exception(reader: Reader<'_>, day: &Exception) -> Html {
    let words = reader.words();
    let days = match day.until {
        Some(until) if until != day.from => {
            fill(words.range, &[&reader.date(day.from), &reader.date(until)])
        }
        _ => reader.date(day.from),
    };
    let said = match (day.opens, day.closes) {
        (Some(opens), Some(closes)) => clock_range(reader, opens.0, closes.0),
        (Some(one), None) | (None, Some(one)) => reader.time(one.0),
        (None, None) => words.closed_day.to_owned(),
    };
    let said = text(&fill("{} {}", &[&days, &said]));
    match &day.note {
        Some(note) => filled("{} ({})", vec![said, reader.say(note)]),
        None => said,
    }
}

/// What is expected of `owner`, how surely, and what was said before.
pub fn outlook(reader: Reader<'_>, owner: &str, outlook: &Outlook) -> Html {
    let words = reader.words();
    let said = reader.plain(&outlook.text);
    let mut more: Vec<String> = Vec::new();
    if let Some(state) = &outlook.state {
        more.push(fill(words.outlook_state, &[&word(reader, state, None)]));
    }
    if let Some(certainty) = &outlook.certainty {
        more.push(reader.word(certainty, words.certainty));
    }
    more.retain(|more| !holds(&said, more));
    // An outlook that its own bound has overtaken says so; it never turns into a state.
    if outlook.latest.is_some_and(|latest| reader.is_past(latest)) {
        more.push(words.passed.to_owned());
    }
    let mut first = vec![reader.say(&outlook.text)];
    if !more.is_empty() {
        first.push(text(&fill(" ({})", &[&more.join(", ")])));
    }
    if let Some(at) = outlook.as_of {
        first.push(text(" "));
        first.push(as_of(reader, at));
    }
    let mut lines = vec![labelled(words.outlook, first)];
    for condition in &outlook.conditions {
        lines.push(labelled(words.conditions, vec![reader.say(condition)]));
    }
    if !outlook.earlier.is_empty() {
        let mut items = Vec::new();
        for earlier in &outlook.earlier {
            let item = vec![
                reader.say(&earlier.text),
                text(" "),
                as_of(reader, earlier.as_of),
            ];
            items.push(el("li", "", item));
        }
        let id = fill("{}-earlier", &[owner]);
        lines.push(fold(
            "amts-fold",
            &id,
            text(words.earlier),
            vec![el("ul", "", items)],
        ));
    }
    all(lines)
}

/// "Stand: 22. Februar", for something that is of another age than the feed.
pub fn as_of(reader: Reader<'_>, at: When) -> Html {
    let said = fill(reader.words().as_of, &[&reader.when(at)]);
    el("span", "amts-muted", vec![text(&said)])
}

/// For whom and under which conditions.
pub fn scope(reader: Reader<'_>, scope: &Scope) -> Html {
    let words = reader.words();
    let mut lines = Vec::new();
    for (template, when) in [
        (words.applied_before, scope.applied_before),
        (words.applied_after, scope.applied_after),
    ] {
        if let Some(when) = when {
            lines.push(line(vec![text(&fill(template, &[&reader.when(when)]))]));
        }
    }
    let lists = [
        (words.residents, reader.texts(&scope.residents_of)),
        (words.needs, reader.known(&scope.needs, words.need)),
    ];
    lines.extend(said(reader, words.audience, &scope.audience));
    for (template, list) in lists {
        if !list.is_empty() {
            let list = reader.calendar.list(reader.lang, &list);
            lines.push(line(vec![text(&fill(template, &[&list]))]));
        }
    }
    lines.extend(said(reader, "{}", &scope.quota));
    all(lines)
}

/// A line with a text of the feed in it, if there is that text.
pub fn said(reader: Reader<'_>, template: &str, text: &Option<Text>) -> Option<Html> {
    let text = text.as_ref()?;
    Some(line(vec![filled(template, vec![reader.say(text)])]))
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
