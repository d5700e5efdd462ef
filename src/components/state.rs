//! States in words, with the time for which they hold: "geschlossen bis auf Weiteres".

use yew::prelude::*;

use super::context::RenderContext;
use super::dates::{changed, moved, taking_place};
use super::icon::level_shape;
use super::period::{end, one_day, span, timed, unconfirmed};
use super::text::{filled, localized};
use crate::feed::Entry;
use crate::feed::status::{EntryStatus, Timing};
use crate::feed::time::{End, When};
use crate::feed::vocabulary::{Kind, Level, State, Vocabulary as _, Word};
use crate::feed::zone::Zone;
use crate::i18n::{Words, fill};

/// Shows the state of an entry: its shape, its word, and the time for which it holds. Of a notice without a state it
/// shows the time alone.
pub fn entry_state(context: &RenderContext, entry: &Entry) -> Html {
    if !has_state(entry) {
        return Html::default();
    }
    let status = entry.status(context.clock);
    let is_over = status.is_over();
    // Neither relief for the citizen nor what is over is a level of service.
    let shown = entry.state.is_some() || !entry.kind.is(Kind::Notice);
    let level = (shown && !is_over && !entry.is_relief()).then_some(status.level);
    let class = match is_over {
        true => "amts-state amts-muted",
        false => "amts-state",
    };
    html! {
        <span {class} data-level={level.map(Level::name)}>
            { for level.map(level_shape) }
            <span class="amts-word">{ state_text(context, entry, status) }</span>
        </span>
    }
}

/// Tells whether there is a state, or a time, to show. Only a notice may have neither: that it holds until further notice
/// says no more than that it stands there.
pub fn has_state(entry: &Entry) -> bool {
    let dated = entry.from.is_some() || matches!(entry.until, Some(End::At(_)));
    entry.state.is_some() || dated || !entry.kind.is(Kind::Notice)
}

/// Shows the word for the state of an entry, with what its time makes of it.
pub fn state_text(context: &RenderContext, entry: &Entry, status: EntryStatus) -> Html {
    let (words, timing) = (context.words, status.timing);
    let (from, until) = (entry.from, entry.end(context.clock.zone));
    let Some(state) = &entry.state else {
        return match (timing, entry.kind.is(Kind::Notice)) {
            (Timing::Over(until), true) => {
                filled(words.notice_over, &[("until", end(context, until))])
            }
            (_, true) => match one_day(context, from, until) {
                Some(day) => day.into(),
                None => timed(context, words.notice_holds.into(), from, until, timing),
            },
            (_, false) => words.state[State::Unknown].into(),
        };
    };
    let known = state.known();
    let said = said(context, entry, state);
    let said = match status.has_exceptions {
        true => filled(words.with_exceptions, &[("state", said)]),
        false => said,
    };
    if let Some(state @ (State::Moved | State::Extended)) = known {
        let moved = moved(context, entry, state, said);
        return match timing {
            Timing::Over(_) => filled(words.over, &[("state", moved)]),
            _ => moved,
        };
    }
    // Of anything else than an event, `from` and `until` still say whether the state holds.
    let is_announced = matches!(timing, Timing::Pending(_) | Timing::Unconfirmed(_))
        && !entry.has_date_of_its_own();
    let has_times = entry.kind.is(Kind::Event) && !is_announced && !entry.occasions().is_empty();
    let held = match has_times {
        true => taking_place(context, entry, status, said),
        false => held(context, entry, status, said),
    };
    changed(context, entry, held, has_times)
}

/// Shows a state with the time from `from` until `until`, and what that makes of it.
fn held(context: &RenderContext, entry: &Entry, status: EntryStatus, said: Html) -> Html {
    let (words, timing) = (context.words, status.timing);
    let (from, until) = (entry.from, entry.end(context.clock.zone));
    let known = entry.state.as_ref().and_then(Word::known);
    // What is planned for a day is not there since that day.
    let begins = match (timing, known, from) {
        (Timing::Current, Some(State::Planned), Some(from)) => Timing::Pending(from),
        _ => timing,
    };
    let wrapped = |template, state| filled(template, &[("state", state)]);
    let dated = match stands_apart(context.clock.zone, entry, status) {
        true => wrapped(words.holds_apart, said.clone()),
        false => said.clone(),
    };
    let held = timed(context, dated, from, until, begins);
    let is_event = entry.kind.is(Kind::Event);
    match (timing, from, until) {
        // "Vorbei: nach Plan" would say too much.
        (Timing::Over(until), ..) if is_event && status.level == Level::Ok => wrapped(
            words.over,
            span(context, from.unwrap_or(until), until).into(),
        ),
        (Timing::Over(_), ..) => wrapped(words.over, held),
        (Timing::Current, Some(from @ When::At(_)), Some(End::At(until)))
            if is_event && !matches!(status.level, Level::Down | Level::Unknown) =>
        {
            let day = span(context, from, until).into();
            filled(words.event_now, &[("state", said), ("moment", day)])
        }
        (Timing::Pending(_), ..)
            if entry.has_date_of_its_own() || known == Some(State::Unknown) =>
        {
            held
        }
        (Timing::Pending(_), ..) if known == Some(State::Planned) => wrapped(words.not_yet, held),
        (Timing::Pending(_), ..) if status.level == Level::Down => {
            wrapped(words.not_yet, wrapped(words.announced, held))
        }
        (Timing::Pending(_), ..) => wrapped(words.announced, held),
        (Timing::Unconfirmed(_), ..) => unconfirmed(context, held, entry.as_known(context.clock)),
        (Timing::Current | Timing::Lapsed(_), ..) => held,
    }
}

/// Shows the word for the state of a part that is named in the row of its whole.
pub fn part_word(context: &RenderContext, part: &Entry) -> Html {
    match &part.state {
        Some(state) => said(context, part, state),
        None => context.words.state[State::Unknown].into(),
    }
}

/// Tells whether a date is set apart from the state: in "Annahme möglich, Bearbeitung später seit Montag" it would belong to
/// the last words alone.
fn stands_apart(zone: Zone, entry: &Entry, status: EntryStatus) -> bool {
    let is_dated = match (entry.from, entry.until) {
        (from, None | Some(End::Open)) => from.is_some(),
        // A single day has a comma before it.
        (from, Some(End::At(until))) => {
            from.is_none_or(|from| from.date(zone) != until.last_date(zone))
        }
    };
    let known = entry.state.as_ref().and_then(Word::known);
    let has_two_clauses = entry.intermittent
        || status.has_exceptions
        || matches!(known, Some(State::CatchingUp | State::Deferred));
    is_dated && has_two_clauses && !entry.has_date_of_its_own()
}

/// Shows the word for a state, and the publisher's own term for it where there is one.
fn said(context: &RenderContext, entry: &Entry, state: &Word<State>) -> Html {
    let words = context.words;
    let word = state_word(words, state, entry.kind.known());
    let said = match entry.intermittent {
        true => fill(words.intermittent, &[("state", word)]),
        false => word.to_owned(),
    };
    let Some(term) = &entry.term else {
        return said.into();
    };
    // "Notbetrieb, „Notbetrieb“" would say the same twice. The publisher's own word is the better one.
    // "Nicht verfügbar" does not say "verfügbar".
    let own = context.plain(term);
    let same = contains(own, word) && denies(own) == denies(word);
    if same && (!entry.intermittent || own.len() > word.len()) {
        return localized(context, term);
    }
    filled(
        words.term,
        &[("state", said.into()), ("term", localized(context, term))],
    )
}

/// Tells whether `text` contains `word` as a whole word, whatever the case of ASCII letters: "Stadtmappe" does not say "App".
pub fn contains(text: &str, word: &str) -> bool {
    has_word(text, word, false)
}

/// Tells whether a name contains `word`, also as the last part of a German compound: "Bürgertelefon" says "Telefon". A short
/// word may end others by chance.
pub fn names(name: &str, word: &str) -> bool {
    has_word(name, word, word.len() > 4)
}

fn has_word(text: &str, word: &str, in_compounds: bool) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    // Outside of ASCII all are letters: to tell quotation marks from them costs more than a word that is said twice.
    let is_letter = |at: usize| {
        let byte = text.get(at);
        byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
    };
    let mut windows = text.windows(word.len().max(1)).enumerate();
    windows.any(|(at, window)| {
        window.eq_ignore_ascii_case(word)
            && !is_letter(at + word.len())
            && (in_compounds || !is_letter(at.wrapping_sub(1)))
    })
}

/// Tells whether a text has a word by which it may say the opposite.
fn denies(text: &str) -> bool {
    const NO: &str = "nicht kein keine keinen not no не Не нет Нет немає değil yok غير ليس لا";
    NO.split(' ').any(|no| contains(text, no))
}

/// Returns the widget's word for a state of an entry of this kind, or the publisher's word if the widget does not know
/// it.
pub fn state_word<'w>(words: &Words, state: &'w Word<State>, kind: Option<Kind>) -> &'w str {
    match state {
        Word::Known(state) => words.of_state(*state, kind),
        Word::Other(said) if said.is_empty() => words.state[State::Unknown],
        Word::Other(said) => said,
    }
}

#[cfg(test)]
mod tests {
    use super::{contains, denies, names};

    #[test]
    fn a_compound_is_named_by_its_last_part() {
        assert!(names("Bürgertelefon der Stadt", "Telefon"));
        assert!(names("Bürger-App", "App"));
        for (name, word) in [
            ("Telefonliste", "Telefon"),
            ("Stadtmappe", "App"),
            ("Klapp", "App"),
        ] {
            assert!(!names(name, word), "{name}");
        }
    }

    #[test]
    fn a_word_is_found_whole_only() {
        for (text, word) in [
            ("Bürger-App", "App"),
            ("Die App.", "app"),
            ("Termin: verfügbar", "verfügbar"),
            ("App Stadtmappe", "App"),
        ] {
            assert!(contains(text, word), "{text}");
        }
        for (text, word) in [
            ("Stadtmappe", "App"),
            ("Appell", "App"),
            ("Äapp", "App"),
            ("unverfügbar", "verfügbar"),
            ("verfügbarä", "verfügbar"),
        ] {
            assert!(!contains(text, word), "{text}");
        }
    }

    #[test]
    fn a_text_denies_by_a_word_of_its_own() {
        for text in [
            "nicht verfügbar",
            "Nicht mehr verfügbar",
            "keine Termine verfügbar",
            "not available",
            "не доступно",
            "Не доступно",
            "mevcut değil",
            "غير متاح",
        ] {
            assert!(denies(text), "{text}");
        }
        for text in ["verfügbar", "Nichtraucher", "normal", "Notbetrieb", ""] {
            assert!(!denies(text), "{text}");
        }
    }

    #[test]
    fn a_word_is_found_big_or_small_and_an_empty_one_is_not_looked_for() {
        assert!(contains("Im Notbetrieb", "notbetrieb"));
        assert!(!contains("Basisbetrieb", "Notbetrieb"));
        assert!(!contains("", "Notbetrieb"));
        assert!(!contains("Notbetrieb", ""));
    }
}
