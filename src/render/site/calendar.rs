//! The dates of a feed as a calendar (iCalendar, RFC 5545): closed days, events and deadlines, for telephones and offices.

use std::rc::Rc;

use super::super::context::static_context;
use super::super::diff::{named, text};
use super::Site;
use crate::components::RenderContext;
use crate::components::state::part_word;
use crate::feed::status::Timing;
use crate::feed::time::{Date, End, Stamp, When};
use crate::feed::vocabulary::{Kind, Level, State, Word};
use crate::feed::{Entry, Period};
use crate::i18n::fill;

/// The longest line in bytes, without its end.
const WIDTH: usize = 75;

impl Site {
    /// Returns the calendar. What has no day of its own, such as "until further notice", is not in it.
    pub fn calendar(&self) -> String {
        let feed = &*self.feed;
        let mut calendar = Calendar {
            context: static_context(feed, self.lang, feed.clock(self.now)),
            host: format!("{}.amtsstatus", feed.id.0),
            seq: feed.seq.0,
            issued: feed.issued,
            lines: Vec::new(),
        };
        for line in [
            "BEGIN:VCALENDAR".to_owned(),
            "VERSION:2.0".to_owned(),
            "PRODID:-//amtsstatus//amtsstatus site//DE".to_owned(),
            "CALSCALE:GREGORIAN".to_owned(),
            "METHOD:PUBLISH".to_owned(),
            format!("X-WR-CALNAME:{}", escaped(&self.title())),
        ] {
            calendar.lines.push(line);
        }
        calendar.add_all(&feed.entries, None);
        calendar.lines.push("END:VCALENDAR".to_owned());
        calendar.lines.iter().map(|line| folded(line)).collect()
    }
}

struct Calendar {
    context: RenderContext,
    /// What makes ids of this feed's entries unique in the world.
    host: String,
    seq: u64,
    issued: Stamp,
    lines: Vec<String>,
}

impl Calendar {
    fn add_all(&mut self, entries: &[Rc<Entry>], whole: Option<&Entry>) {
        for entry in entries {
            self.add_dates(entry, whole);
            self.add_closed_days(entry, whole);
            self.add_all(&entry.parts, Some(entry));
        }
    }

    /// Adds when an event takes place, when a deadline falls due, and from when until when something is closed.
    fn add_dates(&mut self, entry: &Entry, whole: Option<&Entry>) {
        let zone = self.context.clock.zone;
        let status = entry.status(self.context.clock);
        let is_held = !matches!(status.timing, Timing::Unconfirmed(_));
        let known = entry.state.as_ref().and_then(Word::known);
        let (_, moved) = entry.moved_dates(self.context.clock);
        let until = match entry.until {
            Some(End::At(until)) => Some(until),
            _ => None,
        };
        let periods = match (entry.kind.known(), entry.from, until) {
            (Some(Kind::Event), ..) if !entry.occasions().is_empty() => entry.occasions(),
            (Some(Kind::Event | Kind::Deadline), ..)
                if matches!(known, Some(State::Moved | State::Extended)) =>
            {
                moved
            }
            (Some(Kind::Event), Some(from), until) => vec![Period { from, until }],
            (Some(Kind::Deadline), _, Some(until)) => {
                let from = When::Date(until.last_date(zone));
                vec![Period { from, until: None }]
            }
            (_, from, Some(until))
                if entry.is_offer() && known.is_some_and(|state| state.level() == Level::Down) =>
            {
                let from = from.unwrap_or(When::Date(zone.local(self.issued.at).date()));
                vec![Period {
                    from,
                    until: Some(until),
                }]
            }
            _ => Vec::new(),
        };
        // Calendars keep what they once got, so nothing is said that only holds today, such as "announced".
        let word = text(&self.context, part_word(&self.context, entry));
        let is_suspended = entry.kind.is(Kind::Deadline) && entry.occasions().is_empty();
        let said = match until.filter(|_| is_suspended) {
            Some(until) => {
                let until = self.context.end(until);
                fill(
                    self.context.words.until,
                    &[("state", &word), ("until", &until)],
                )
            }
            None => word,
        };
        let is_cancelled = known == Some(State::Cancelled);
        for (number, period) in periods.iter().enumerate().filter(|_| is_held) {
            let name = named(&self.context, entry, whole);
            let id = format!("{}-{number}", entry.id.0);
            self.add(&id, &name, &said, period, is_cancelled);
        }
    }

    /// Adds the days on which something is closed that is open otherwise.
    fn add_closed_days(&mut self, entry: &Entry, whole: Option<&Entry>) {
        let days = entry.hours.iter().flat_map(|hours| &hours.exceptions);
        for day in days.filter(|day| day.opens.is_none()) {
            let name = named(&self.context, entry, whole);
            let said = self
                .context
                .words
                .of_state(State::Closed, Some(Kind::Facility));
            let id = format!("{}-closed-{}", entry.id.0, day.from);
            let period = Period {
                from: When::Date(day.from),
                until: Some(When::Date(day.last_day())),
            };
            self.add(&id, &name, said, &period, false);
        }
    }

    fn add(&mut self, id: &str, name: &str, said: &str, period: &Period, is_cancelled: bool) {
        let summary = match said {
            "" => name.to_owned(),
            said => format!("{name}: {said}"),
        };
        let zone = self.context.clock.zone;
        let mut lines = vec![
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}@{}", escaped(id), escaped(&self.host)),
            format!("SEQUENCE:{}", self.seq),
            format!("DTSTAMP:{}", utc(self.issued)),
            format!("SUMMARY:{}", escaped(&summary)),
            // Nobody is busy because a library is closed.
            "TRANSP:TRANSPARENT".to_owned(),
        ];
        match (period.from, period.until) {
            (When::At(from), until) => {
                lines.push(format!("DTSTART:{}", utc(from)));
                let end = until.map(|until| Stamp::new(until.end(zone), 0));
                lines.extend(
                    end.filter(|end| end.at > from.at)
                        .map(|end| format!("DTEND:{}", utc(end))),
                );
            }
            (When::Date(from), until) => {
                let last = until.map_or(from, |until| until.last_date(zone)).max(from);
                // The end is the first day that does not belong to it.
                let end = Date::from_days(last.days() + 1);
                lines.push(format!("DTSTART;VALUE=DATE:{}", digits(&from.to_string())));
                lines.push(format!("DTEND;VALUE=DATE:{}", digits(&end.to_string())));
            }
        }
        if is_cancelled {
            lines.push("STATUS:CANCELLED".to_owned());
        }
        lines.push("END:VEVENT".to_owned());
        self.lines.append(&mut lines);
    }
}

fn utc(stamp: Stamp) -> String {
    let text = Stamp::new(stamp.at, 0).to_string();
    let (date, time) = text.split_at(10);
    format!("{}T{}Z", digits(date), digits(&time[1..9]))
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Escapes a text (RFC 5545, section 3.3.11). Isolates are left out: calendars show them as boxes.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for char in text.chars() {
        match char {
            '\\' | ';' | ',' => escaped.extend(['\\', char]),
            '\n' => escaped.push_str("\\n"),
            '\u{2066}'..='\u{2069}' => {}
            char if char.is_control() => {}
            char => escaped.push(char),
        }
    }
    escaped
}

/// Breaks a line where it is too long, between characters (RFC 5545, section 3.1).
fn folded(line: &str) -> String {
    let mut folded = String::new();
    let mut length = 0;
    for char in line.chars() {
        if length + char.len_utf8() > WIDTH {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(char);
        length += char.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    /// Returns the lines of the calendar of these entries between its head and its end, unfolded.
    fn events(entries: &str) -> Vec<String> {
        let calendar = fixture::of_entries(entries).calendar();
        assert!(calendar.ends_with("END:VCALENDAR\r\n"));
        assert!(
            calendar
                .split("\r\n")
                .all(|line| line.len() <= WIDTH && !line.contains('\n')),
            "{calendar}"
        );
        let lines = calendar.replace("\r\n ", "");
        lines
            .lines()
            .skip(6)
            .map(str::to_owned)
            .filter(|line| line != "END:VCALENDAR")
            .collect()
    }

    #[track_caller]
    fn has(entries: &str, lines: &[&str]) {
        let events = events(entries);
        for line in lines {
            assert!(
                events.iter().any(|event| event == line),
                "{line}\n{events:#?}"
            );
        }
        assert_eq!(
            events.iter().filter(|line| *line == "BEGIN:VEVENT").count(),
            1,
            "{events:#?}"
        );
    }

    #[test]
    fn a_closed_house_is_closed_on_whole_days_its_last_one_included() {
        has(
            r#"{ "id": "a", "kind": "facility", "name": "Bad, klein; alt", "state": "closed", "from": "2024-02-23", "until": "2024-02-25" }"#,
            &[
                "UID:a-0@a.amtsstatus",
                "DTSTART;VALUE=DATE:20240223",
                "DTEND;VALUE=DATE:20240226",
                "DTSTAMP:20240222T090000Z",
                "SUMMARY:Bad\\, klein\\; alt: geschlossen",
            ],
        );
        has(
            r#"{ "id": "a", "kind": "facility", "name": "Bad", "state": "open", "hours": { "exceptions": [ { "from": "2024-02-28" } ] } }"#,
            &[
                "UID:a-closed-2024-02-28@a.amtsstatus",
                "SUMMARY:Bad: geschlossen",
                "DTSTART;VALUE=DATE:20240228",
                "DTEND;VALUE=DATE:20240229",
            ],
        );
    }

    #[test]
    fn an_event_has_its_hours_and_a_deadline_its_last_day() {
        has(
            r#"{ "id": "a", "kind": "event", "name": "Trauung", "state": "cancelled", "times": [ { "from": "2024-02-24T14:00:00+01:00", "until": "2024-02-24T15:00:00+01:00" } ] }"#,
            &[
                "DTSTART:20240224T130000Z",
                "DTEND:20240224T140000Z",
                "STATUS:CANCELLED",
            ],
        );
        has(
            r#"{ "id": "a", "kind": "deadline", "name": "Mahnungen", "state": "suspended", "until": "2024-02-29" }"#,
            &[
                "SUMMARY:Mahnungen: ausgesetzt bis Donnerstag\\, 29. Februar",
                "DTSTART;VALUE=DATE:20240229",
                "DTEND;VALUE=DATE:20240301",
            ],
        );
    }

    #[test]
    fn what_has_no_day_is_in_no_calendar() {
        for entry in [
            r#"{ "id": "a", "kind": "facility", "name": "Bad", "state": "closed", "until": "open" }"#,
            r#"{ "id": "a", "kind": "facility", "name": "Bad", "state": "open", "until": "2024-02-29" }"#,
            r#"{ "id": "a", "kind": "notice", "name": "Bitte", "until": "2024-02-29" }"#,
        ] {
            assert_eq!(events(entry), [""; 0], "{entry}");
        }
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let line = folded(&format!("SUMMARY:{}", "ü".repeat(100)));
        assert!(line.split("\r\n").all(|part| part.len() <= WIDTH));
        assert_eq!(line.replace("\r\n ", "").trim_end().chars().count(), 108);
        assert_eq!(escaped("a\\b;c,d\ne\u{7}"), "a\\\\b\\;c\\,d\\ne");
    }
}
