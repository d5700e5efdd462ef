//! Guesses what a wrong value was meant to be, written as it should stand in the file.

use super::nearest::nearest;
use crate::feed::contact::web_link;
use crate::feed::decode::{Fault, Form, Id};
use crate::feed::time::{Date, TimeOfDay};
use crate::feed::zone;

/// Returns the likely value for a fault. `written` is the value as JSON, or the name of a field that does not exist.
pub fn suggest(fault: &Fault, written: &str) -> Option<String> {
    let text: Option<String> = serde_json::from_str(written).ok();
    match fault {
        Fault::UnknownField(known) => quoted(nearest(&text?, known.iter().copied())?),
        Fault::UnknownWord(known) => quoted(nearest(&text?, known.iter().copied())?),
        Fault::UnknownZone => quoted(time_zone(&text?)?),
        Fault::NoLink => quoted(&secure(&text?)?),
        Fault::Expected(form) => formed(*form, text.as_deref(), written),
        _ => None,
    }
}

fn formed(form: Form, text: Option<&str>, written: &str) -> Option<String> {
    match form {
        Form::Date | Form::When => quoted(&date(text?)?),
        Form::End => quoted(&date(text?).or_else(|| nearest(text?, ["open"]).map(str::to_owned))?),
        Form::TimeOfDay => quoted(&time(text?)?),
        Form::Id => quoted(&id(text?)?),
        // A number or `true` in quotation marks.
        Form::Count | Form::Percent | Form::Version => {
            Some(text?.parse::<u64>().ok()?.to_string()).filter(|number| number.len() < 16)
        }
        Form::Flag => Some(text?.parse::<bool>().ok()?.to_string()),
        // A number without quotation marks: 115.
        Form::Text | Form::Words => {
            let number = written.bytes().all(|byte| byte.is_ascii_digit()) && !written.is_empty();
            number.then(|| format!("\"{written}\""))
        }
        Form::List | Form::Object | Form::Language | Form::Stamp | Form::Key => None,
    }
}

fn quoted(text: &str) -> Option<String> {
    Some(format!("\"{text}\""))
}

/// Returns the zone with a name like this one, or of the town with this name.
fn time_zone(text: &str) -> Option<&'static str> {
    let town = |name: &&str| name.rsplit('/').next() == Some(text);
    zone::names()
        .find(town)
        .or_else(|| nearest(text, zone::names()))
}

fn secure(url: &str) -> Option<String> {
    let url = format!("https://{}", url.strip_prefix("http://")?);
    web_link(&url).map(str::to_owned)
}

/// Parses a date in the German form (29.02.2024, 1.3.2024) and returns it as `YYYY-MM-DD`.
fn date(text: &str) -> Option<String> {
    let mut parts = text.split('.').map(|part| part.trim().parse::<u16>());
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let date = format!("{:04}-{:02}-{:02}", year.ok()?, month.ok()?, day.ok()?);
    Date::parse(&date).map(|_| date)
}

/// Parses a time of day as people write it (8:30, 8.30 Uhr, 8 Uhr) and returns it as `HH:MM`.
fn time(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches("Uhr").trim_end();
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "0"));
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let time = format!("{hour:02}:{minute:02}");
    TimeOfDay::parse(&time).map(|_| time)
}

/// Makes an id of a name with capitals, umlauts and spaces. Returns `None` if nothing valid is left.
fn id(text: &str) -> Option<String> {
    let mut id = String::new();
    for char in text.trim().to_lowercase().chars() {
        match char {
            'ä' => id += "ae",
            'ö' => id += "oe",
            'ü' => id += "ue",
            'ß' => id += "ss",
            ' ' | '/' => id.push('-'),
            'a'..='z' | '0'..='9' | '.' | '_' | '-' => id.push(char),
            _ => {}
        }
    }
    Id::parse(&id).map(|id| id.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn form(form: Form, written: &str, meant: Option<&str>) {
        assert_eq!(
            suggest(&Fault::Expected(form), written).as_deref(),
            meant,
            "{written}"
        );
    }

    #[test]
    fn german_dates_and_times_are_understood() {
        form(Form::Date, r#""29.02.2024""#, Some(r#""2024-02-29""#));
        form(Form::When, r#""1.3.2024""#, Some(r#""2024-03-01""#));
        form(Form::Date, r#""30.02.2024""#, None);
        form(Form::Date, r#""gestern""#, None);
        form(Form::End, r#""offen""#, Some(r#""open""#));
        form(Form::TimeOfDay, r#""8.30 Uhr""#, Some(r#""08:30""#));
        form(Form::TimeOfDay, r#""8 Uhr""#, Some(r#""08:00""#));
        form(Form::TimeOfDay, r#""abends""#, None);
    }

    #[test]
    fn misplaced_quotation_marks_are_understood() {
        form(Form::Count, r#""17""#, Some("17"));
        form(Form::Count, "-1", None);
        form(Form::Flag, r#""true""#, Some("true"));
        form(Form::Text, "115", Some(r#""115""#));
        form(Form::Text, "null", None);
        form(Form::Words, "[]", None);
    }

    #[test]
    fn names_become_ids() {
        form(Form::Id, r#""Stadtbücherei""#, Some(r#""stadtbuecherei""#));
        form(
            Form::Id,
            r#""Pässe / Ausweise""#,
            Some(r#""paesse---ausweise""#),
        );
        form(Form::Id, r#""!""#, None);
    }

    #[test]
    fn words_fields_and_links_are_understood() {
        assert_eq!(
            suggest(&Fault::UnknownField(&["until", "from"]), r#""untill""#).as_deref(),
            Some(r#""until""#)
        );
        assert_eq!(
            suggest(&Fault::NoLink, r#""http://stadt.example/""#).as_deref(),
            Some(r#""https://stadt.example/""#)
        );
        assert_eq!(suggest(&Fault::NoLink, r#""javascript:x""#), None);
        for (written, meant) in [
            ("Europe/Londn", Some("\"Europe/London\"")),
            ("europe/berlin", Some("\"Europe/Berlin\"")),
            ("New_York", Some("\"America/New_York\"")),
            ("Mond", None),
        ] {
            let written = format!("\"{written}\"");
            assert_eq!(
                suggest(&Fault::UnknownZone, &written).as_deref(),
                meant,
                "{written}"
            );
        }
    }
}
